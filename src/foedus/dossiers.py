"""A report goes in; its dossier comes out: every statement, each figure checked, and what stays unclear."""

from __future__ import annotations

import atexit
import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.holdings import ledger_path
from foedus.ledger import Ledger
from foedus.measures import measures
from foedus.model import Check, Counted, Document, Dossier, Doubt, Figure, PledgeTie, Statement
from foedus.universal import asked

if TYPE_CHECKING:
    from foedus.pledges.retellings import Retelling


ALONE = 240  # characters up to which a text is a claim by itself, and nothing around it can be misread


def dossier(
    document: Document,
    ledger: Ledger | None = None,
    asof: dt.date | None = None,
    sets: Mapping[str, str] | None = None,
    *,
    all_readings: bool = False,
) -> Dossier:
    """Read a report and check its figures, as of the day it was published and of the ledger's newest day (or `asof`).

    `sets` corrects what was understood, as `foedus check --set` does. The ledger is opened only where there is a figure
    to check. Raises LedgerError where it cannot be.
    """
    from foedus.text.document import doubts as of_document
    from foedus.text.read import read
    from foedus.text.times.dateline import dated

    document, dates = dated(document)
    statements, doubts = read(document)
    if sets:
        from foedus.text.corrections import corrected

        statements = corrected(statements, sets)
    retold = retellings(statements, document)
    held_back = {each for retelling in retold if retelling.is_clear for each in retelling.figures}
    # A promise that is retold is followed, not judged.
    judged = [each for each in statements if each.id not in held_back]
    checks, obstacles = checked(judged, document, ledger, asof, all_readings=all_readings)
    known = asof or max((each.asof for each in checks), default=document.published)
    ties, drifts = promised(statements, document, retold, known)
    return Dossier(
        document=document,
        statements=statements,
        checks=checks,
        pledges=ties,
        doubts=_in_order([*of_document(document), *dates, *doubts, *obstacles, *drifts]),
        measures=_counted(checks),
    )


def _counted(checks: Iterable[Check]) -> dict[str, Counted]:
    """What the series of each measure that was checked counts and leaves out."""
    names = sorted({reading.definition.measure for check in checks for reading in check.readings})
    if not names:
        return {}
    from foedus.summaries import counted

    return {name: counted(name) for name in names}


def retellings(statements: list[Statement], document: Document) -> list[Retelling]:
    """Return the sentences of a report that retell a pledge."""
    from foedus.pledges.retellings import retellings as found

    return found(document, statements)


def promised(
    statements: list[Statement], document: Document, retold: list[Retelling], known: dt.date | None
) -> tuple[list[PledgeTie], list[Doubt]]:
    """Tie statements to the pledges that they make, demand or retell, as known on a day."""
    if known is None:
        return [], []
    from foedus.pledges.ties import tied

    return tied(document, statements, retold, known)


def checked(
    statements: Iterable[Statement],
    document: Document,
    ledger: Ledger | None = None,
    asof: dt.date | None = None,
    *,
    all_readings: bool = False,
) -> tuple[list[Check], list[Doubt]]:
    """Check the figures among statements, in their order, then in that of the days."""
    figures = [(each.id, each.content, each) for each in statements if isinstance(each.content, Figure)]
    if not any(asked(figure).measure in measures() for _, figure, _ in figures):
        return [], []
    from foedus.checks import examine

    ledger = ledger or _shipped(ledger_path())
    return examine(
        figures,
        ledger,
        days(document, ledger, asof),
        all_readings=all_readings,
        in_report=len(document.text) > ALONE,
    )


@cache
def _shipped(path: Path) -> Ledger:
    """The ledger of a folder, kept for the next report; let go at exit, before the database library goes."""
    atexit.register(_shipped.cache_clear)
    return Ledger(path)


def days(document: Document, ledger: Ledger, asof: dt.date | None = None) -> list[dt.date]:
    """Return the days as of which a report is checked: its own, where it has one, and the ledger's newest or `asof`.

    A day before the report's own adds nothing: what it says was not said yet.
    """
    published = document.published
    if published is None:
        return [asof or ledger.newest]
    return sorted({published, max(published, asof or ledger.newest)})


def _in_order(doubts: Iterable[Doubt]) -> list[Doubt]:
    """By place in the text; each once."""
    kept = {
        (doubt.span.start, doubt.span.end, doubt.code, *doubt.message.values()): doubt for doubt in doubts
    }
    return [kept[key] for key in sorted(kept)]
