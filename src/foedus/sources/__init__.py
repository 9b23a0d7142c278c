"""The door of official publications: a folder of files in, the rows of an edition out, or a `SourceError`.

A source is a folder here with `source.toml` (publisher, terms, editions with the hashes of their files, minima) and
`parse.py`, whose function `parse(path, source, release)` yields the rows of one file.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterable
from decimal import Decimal
from importlib import import_module, resources
from pathlib import Path
from typing import Any, cast

import msgspec
from msgspec import Struct

from foedus.editions import Coverage, Edition, Kind, Row, content_hash
from foedus.errors import RuleError, SourceError, UnknownName
from foedus.model import from_builtins


class Known(Struct, frozen=True, kw_only=True):
    """A published value that the parsed edition must hold, to the last digit written here."""

    measure: str
    subject: str
    year: int
    value: Decimal
    unit: str
    prices: str | None = None


class Expectation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The least that an edition must hold: rows, member countries, first and last year, values known from elsewhere."""

    rows: int
    members: int
    years: tuple[int, int]
    totals: list[str] = []
    known: list[Known] = []


class Release(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One edition as source.toml describes it; without a `file` it is published but not held."""

    released: str
    title: str | None = None
    url: str | None = None
    file: str | None = None
    sha256: str | None = None
    kind: Kind | None = None
    coverage: Coverage | None = None
    carrier: str | None = None
    definition: str | None = None
    layout: dict[str, Any] = {}
    expect: Expectation | None = None


class Sum(Struct, frozen=True, kw_only=True):
    """A measure whose values in this unit may be added over countries."""

    measure: str
    unit: str


class Source(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One official publication: `absent` are members it does not cover, `groups` those whose sums are worth keeping.

    `flows` are measures of which a country has no row for a month or year in which there was nothing.
    """

    id: str
    title: str
    publisher: str
    url: str
    licence: str
    credit: str
    edition: list[Release]
    sums: list[Sum] = []
    groups: list[str] = []
    flows: list[str] = []
    absent: dict[str, list[str]] = {}
    layout: dict[str, Any] = {}


def sources() -> list[Source]:
    """Load every source.toml, by id; raises RuleError naming the file and the field."""
    folders = sorted(resources.files("foedus.sources").iterdir(), key=lambda folder: folder.name)
    return [_load(folder.name) for folder in folders if folder.joinpath("source.toml").is_file()]


def source(name: str) -> Source:
    """Load one source; raises UnknownName with the nearest ones."""
    known = {found.id: found for found in sources()}
    if name not in known:
        raise UnknownName("source", name, known)
    return known[name]


def _load(name: str) -> Source:
    place = f"sources/{name}/source.toml"
    try:
        text = resources.files("foedus.sources").joinpath(name, "source.toml").read_text("utf-8")
        found = cast("Source", from_builtins({"id": name, **tomllib.loads(text)}, Source))
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise RuleError(f"{place}: {fault}") from None
    for release in found.edition:
        if release.file and not (release.sha256 and release.kind and release.coverage and release.expect):
            raise RuleError(
                f"{place}: edition {release.released}: a file needs sha256, kind, coverage and expect"
            )
    return found


def parse(source: Source, release: Release, folder: Path) -> tuple[Edition, list[Row]]:
    """Read one held edition from the official file in a folder.

    The file is known by its hash: it may bear any name. Raises SourceError naming source, edition and place.
    """
    path = _find(source, release, folder)
    module = import_module(f"foedus.sources.{source.id}.parse")
    read = cast("Callable[[Path, Source, Release], Iterable[Row]]", module.parse)
    rows = list(read(path, source, release))
    _expect(source, release, rows)
    return _described(source, release, rows), rows


def published(source: Source, release: Release) -> Edition:
    """Describe an edition without its rows."""
    return Edition(
        source=source.id,
        edition=release.released,
        publication=source.title,
        title=release.title or source.title,
        publisher=source.publisher,
        url=release.url or source.url,
        held=False,
        licence=source.licence,
        credit=source.credit,
    )


def _described(source: Source, release: Release, rows: list[Row]) -> Edition:
    years = [row.year for row in rows]
    return msgspec.structs.replace(
        published(source, release),
        held=True,
        kind=release.kind,
        coverage=release.coverage,
        carrier=release.carrier,
        definition=release.definition,
        measures=sorted({row.measure for row in rows}),
        years=[min(years), max(years)],
        rows=len(rows),
        absent=source.absent,
        sha256=release.sha256,
        content_hash=content_hash(rows),
    )


def _find(source: Source, release: Release, folder: Path) -> Path:
    place = f"{source.id} {release.released}"
    if not folder.is_dir():
        raise SourceError(f"{place}: {folder} is not a folder; give the one that holds the official files")
    named = folder / str(release.file)
    found = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in _candidates(named)}
    for path, digest in found.items():
        if digest == release.sha256:
            return path
    if named in found:
        raise SourceError(
            f"{place}: {named.name} is not the official file: its sha256 is {found[named][:16]}…,"
            f" expected {str(release.sha256)[:16]}…"
        )
    raise SourceError(f"{place}: {named.name} (sha256 {str(release.sha256)[:16]}…) is not in {folder}")


def _candidates(named: Path) -> list[Path]:
    others = sorted(path for path in named.parent.iterdir() if path.suffix == named.suffix and path != named)
    return [path for path in [named, *others] if path.is_file()]


def _expect(source: Source, release: Release, rows: list[Row]) -> None:
    place, expect = f"{source.id} {release.released}", release.expect
    if expect is None:
        return
    members = {row.subject for row in rows if not row.total}
    totals = {row.subject for row in rows if row.total}
    years = {row.year for row in rows}
    first, last = expect.years
    faults = [
        (len(rows) < expect.rows, f"{len(rows)} rows, at least {expect.rows} expected"),
        (len(members) < expect.members, f"{len(members)} members, at least {expect.members} expected"),
        (not set(expect.totals) <= totals, f"totals of {sorted(totals)}, {sorted(expect.totals)} expected"),
        (not {first, last} <= years, f"years {sorted(years)}, {first} to {last} expected"),
    ]
    for broken, message in faults:
        if broken:
            raise SourceError(f"{place}: {release.file}: {message}")
    for known in expect.known:
        _expect_value(f"{place}: {release.file}", known, rows)


def _expect_value(place: str, known: Known, rows: list[Row]) -> None:
    wanted = (known.measure, known.subject, known.year, known.unit, known.prices)
    for row in rows:
        if (row.measure, row.subject, row.year, row.unit, row.prices) == wanted:
            if row.value.quantize(known.value) != known.value:
                raise SourceError(
                    f"{place}: {row.place}: {row.value}, {known.value} expected for {known.subject}"
                )
            return
    raise SourceError(
        f"{place}: no {known.measure} of {known.subject} in {known.year}, {known.value} expected"
    )
