"""A ledger in; of every edition what is wrong with it out, and what an interrupted run left behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from foedus.editions import EDITION, TOTALS, Edition, Row
from foedus.errors import LedgerError, SourceError
from foedus.holdings import alone, data_path, described, editions, ledgers, own
from foedus.ledger import Ledger
from foedus.sources import Release, Source, prove, sources
from foedus.totals import totals


def proved(ledger: Ledger) -> Iterator[tuple[Edition, str | None]]:
    """Yield each edition held with its fault, if any.

    Its files must hash as they are listed, its rows as they are described; they must hold what is expected of the
    edition, and its totals be those of its rows.
    """
    known = {source.id: source for source in sources()}
    for listed in ledger.listed():
        try:
            edition, rows = ledger.prove(listed)
            if source := known.get(listed.source):
                _compare(ledger, edition, rows, source)
        except (LedgerError, SourceError) as fault:
            yield listed, str(fault)
        else:
            yield listed, None


def _compare(ledger: Ledger, edition: Edition, rows: list[Row], source: Source) -> None:
    release = next((each for each in source.edition if each.released == edition.edition), None)
    if release:
        prove(source, release, rows, part=_is_part(edition, release, source))
    sums = [(each.measure, each.unit) for each in source.sums]
    if totals(rows, sums, source.groups, source.absent, source.flows) != ledger.totals(edition):
        place = ledger.path / edition.source / edition.edition / TOTALS
        raise LedgerError(
            f"{place} does not hold the totals of its rows as this version makes them; add it again (--replace)"
        )


def _is_part(edition: Edition, release: Release, source: Source) -> bool:
    """Whether only what may be passed on is there; the minima are those of the whole."""
    return bool(source.kept) and not (edition.coverage == "whole" and release.coverage == "slice")


def of_own(data: Path) -> Iterator[tuple[Path, str | None]]:
    """Yield the folder of each edition that a user added with its fault, if any; also of those that are not in use."""
    for folder in own(data):
        try:
            edition = described(folder)
            Ledger(editions(data)).prove(edition)
        except LedgerError as fault:
            yield folder, str(fault)
        else:
            yield folder, None


def leftovers(ledger: Path) -> list[Path]:
    """Return what interrupted runs left in the folder of a ledger, beside it, and among a user's own editions."""
    places, halves = [(ledger, ".*"), (ledger.parent, f".{ledger.name}.*")], []
    if not alone():
        data = data_path()
        places += [(each, ".*") for each in (data, editions(data), ledgers(data), data / "downloads")]
        halves = [each for each in editions(data).glob("[!.]*/[!.]*") if not (each / EDITION).is_file()]
    return sorted({*halves, *(path for place, pattern in places for path in place.glob(pattern))})
