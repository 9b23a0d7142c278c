"""Sources in; the editions out that they name by address and hash and that the ledger lacks, fetched and added.

What was fetched is kept with the stamp that its server gave it until its edition is added: a run that was interrupted,
or a file that is not the one expected, costs no second download, and a page that did not change is not sent again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from foedus.errors import FoedusError, SourceError
from foedus.fetch import Patience, Stamp, Wanted, fetch
from foedus.folders import written
from foedus.intake import Added, keep, standing, writable
from foedus.intake.staging import LIMIT, stage, staged
from foedus.sources import Release, Source

_PATIENCE: Final = Patience(total=300.0, read=30.0)
_WANTED: Final = Wanted(advice="download it with a browser and give it to `foedus ledger add`")


class Fetched(Struct, frozen=True, kw_only=True):
    """What was fetched from an address: by what its server knows it, and its hash."""

    url: str
    sha256: str
    stamp: Stamp


class Update(Struct, frozen=True, kw_only=True):
    """What became of an edition that could be fetched: it was `added`, was there, or why it could not be had."""

    source: str
    edition: str
    added: Added | None = None
    fault: str | None = None


def update(
    wanted: Iterable[Source],
    data: Path | None = None,
    *,
    every: bool = False,
    allow_private: bool = False,
    patience: Patience = _PATIENCE,
    limit: int = LIMIT,
) -> Iterator[Update]:
    """Fetch and add the newest edition of each source, `every` one of them, that names its address and is not held.

    A fault of one does not keep the others from being fetched. Nothing is asked for what the ledger holds.
    """
    data = writable(data)
    for source in wanted:
        named = sorted((each for each in source.edition if each.download), key=lambda each: each.released)
        for release in reversed(named if every else named[-1:]):
            try:
                added = standing(source, release, data) or _fetched(
                    source, release, data, allow_private=allow_private, patience=patience, limit=limit
                )
                yield Update(source=source.id, edition=release.released, added=added)
            except FoedusError as fault:
                yield Update(source=source.id, edition=release.released, fault=str(fault))


def _fetched(
    source: Source, release: Release, data: Path, *, allow_private: bool, patience: Patience, limit: int
) -> Added:
    expected = {str(release.file): str(release.sha256), **release.beside}
    kept = []
    with stage(data) as folder:
        for name, url in release.download.items():
            place = data / "downloads" / hashlib.sha256(url.encode()).hexdigest()[:16]
            kept.append(place)
            _download(url, place, allow_private=allow_private, patience=patience, limit=limit)
            _compare(source, release, name, url, place, expected[name])
            with stage(folder) as aside:
                staged(place, aside).path.rename(folder / name)
        added = keep(source, release, folder, data)
    for place in kept:
        _dropped(place)
    return added


def _download(url: str, place: Path, *, allow_private: bool, patience: Patience, limit: int) -> None:
    """Bring what is behind an address to a place, unless it is there and did not change."""
    known = _known(url, place)
    page = fetch(
        url,
        allow_private=allow_private,
        limit=limit,
        patience=patience,
        wanted=_WANTED,
        since=known.stamp if known else None,
    )
    if page.unchanged:
        return
    record = Fetched(url=url, sha256=hashlib.sha256(page.body).hexdigest(), stamp=page.stamp)
    written(place, page.body)
    written(_record(place), msgspec.json.encode(record))


def _known(url: str, place: Path) -> Fetched | None:
    """What an earlier run fetched, where it is whole and its server can tell whether it changed."""
    try:
        record = msgspec.json.decode(_record(place).read_bytes(), type=Fetched)
        whole = hashlib.sha256(place.read_bytes()).hexdigest() == record.sha256
    except (OSError, msgspec.MsgspecError):
        return None
    return record if whole and record.url == url and record.stamp != Stamp() else None


def _record(place: Path) -> Path:
    return place.with_name(f"{place.name}.json")


def _dropped(place: Path) -> None:
    for path in (place, _record(place)):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _compare(source: Source, release: Release, name: str, url: str, place: Path, expected: str) -> None:
    came = hashlib.sha256(place.read_bytes()).hexdigest()
    if came != expected:
        raise SourceError(
            f"{source.id} {release.released}: {url} is not the {name} that is named: its sha256 is {came}, expected"
            f" {expected}; what came is kept as {place}"
        )
