"""The door of official publications: a folder of files in, the rows of an edition out, or a `SourceError`.

A source is a folder here with `source.toml` (publisher, terms, editions with the hashes of their files, minima) and
`parse.py`, whose function `parse(path, source, release)` yields the rows of one file.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import tomllib
import zipfile
import zlib
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache
from importlib import import_module, resources
from pathlib import Path
from typing import Any, cast

import msgspec
from msgspec import Struct

from foedus.alliances import members_on
from foedus.editions import Coverage, Edition, Kind, Row, content_hash
from foedus.errors import FoedusError, RuleError, SourceError, UnknownName
from foedus.model import from_builtins


class Known(Struct, frozen=True, kw_only=True):
    """A published value that the parsed edition must hold, to the last digit written here.

    It stands for a year, or for the sum of the months of a `period`.
    """

    measure: str
    subject: str
    year: int | None = None
    period: str | None = None
    value: Decimal
    unit: str
    prices: str | None = None
    partner: str | None = None
    component: str | None = None


class Expectation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The least that an edition must hold: rows, member countries, first and last year, values known from elsewhere."""

    rows: int
    members: int
    years: tuple[int, int]
    totals: list[str] = []
    known: list[Known] = []


class Kept(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of an edition that may be passed on: values of these measures and subjects, from a year on.

    `members` are groups whose members of today are subjects too; a partner has to be one of the subjects, too. Without
    `prices` every price basis is meant. `leading`: whoever was among the so many largest of any year is a subject.
    """

    measures: list[str]
    subjects: list[str] = []
    members: list[str] = []
    leading: int = 0
    prices: str | None = None
    since: int


class Release(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One edition as source.toml describes it; without a `file` it is published but not held.

    `beside` names the files that belong to it, with their hashes; `download` the addresses of its files, by the names
    that they bear here. `interim`: one that takes no other's place as long as it is not held. What is not `shipped` is
    read only where a user has it, or fetches it.
    """

    released: str
    title: str | None = None
    url: str | None = None
    interim: bool = False
    file: str | None = None
    sha256: str | None = None
    beside: dict[str, str] = {}
    download: dict[str, str] = {}
    shipped: bool = True
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

    `flows` are measures of which a country has no row for a month or year in which there was nothing. `kept` is what of
    a publication that must not be passed on whole is shipped; without it everything is. `alike` are the editions whose
    layout also reads one that is not described here, the likeliest first.
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
    kept: list[Kept] = []
    alike: list[str] = []
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


def parse(
    source: Source, release: Release, folder: Path, *, whole: bool = False
) -> tuple[Edition, list[Row]]:
    """Read one held edition from the official file in a folder or below it.

    The file is known by its hash: it may bear any name. Of a publication that must not be passed on whole, the rows
    that may, unless `whole` asks for all of them. Raises SourceError naming source, edition and place.
    """
    rows = read(_find(source, release, folder), source, release)
    prove(source, release, rows)
    if not whole:
        rows = shippable(source, rows)
    elif source.kept and release.coverage == "slice":
        release = msgspec.structs.replace(release, coverage="whole")
    return _described(source, release, rows), rows


def read(path: Path, source: Source, release: Release) -> list[Row]:
    """Read the file of an edition, whatever it holds; raises SourceError naming the place."""
    module = import_module(f"foedus.sources.{source.id}.parse")
    parser = cast("Callable[[Path, Source, Release], Iterable[Row]]", module.parse)
    place = f"{source.id} {release.released}: {path.name}"
    try:
        rows = list(parser(path, source, release))
    except FoedusError:
        raise
    except _UNREADABLE as fault:
        told = " ".join(str(fault).split())[:120]
        raise SourceError(f"{place}: cannot be read ({type(fault).__name__}: {told})") from None
    _sound(place, rows)
    return rows


# What a parser meets in a file that is not what it takes it for.
_UNREADABLE = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    csv.Error,
    zipfile.BadZipFile,
    zlib.error,
)
_MOST = Decimal(10) ** 20


def _sound(place: str, rows: Iterable[Row]) -> None:
    """Refuse what no ledger can keep: what is no finite number of its size, and two values of one thing."""
    seen: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        if not row.value.is_finite() or abs(row.value) >= _MOST:
            raise SourceError(
                f"{place}: {row.place}: {row.value:.6g} of {row.subject} is no value of a table"
            )
        other = seen.setdefault((*row.series, row.total, row.period), row)
        if other is not row:
            raise SourceError(
                f"{place}: {row.place} and {other.place} both give {row.measure} of {row.subject} in {row.period}"
            )


def shippable(source: Source, rows: list[Row]) -> list[Row]:
    """Return what of an edition may be passed on; all of it where its publisher allows that."""
    if not source.kept:
        return rows
    kept = [(each, _subjects(each) | _leading(each, rows)) for each in source.kept]
    return [row for row in rows if any(_keeps(each, subjects, row) for each, subjects in kept)]


def _subjects(kept: Kept) -> frozenset[str]:
    members = (members_on(group, dt.date.max) for group in kept.members)
    return frozenset(kept.subjects).union(*members)


def _leading(kept: Kept, rows: Iterable[Row]) -> frozenset[str]:
    """Whoever was among the largest of a year, on any price basis."""
    years: dict[tuple[str, str, str | None, str], list[tuple[Decimal, str]]] = {}
    for row in rows if kept.leading else ():
        if row.measure in kept.measures and row.year >= kept.since and not row.total and row.partner is None:
            key = (row.measure, row.unit, row.prices, row.period)
            years.setdefault(key, []).append((row.value, row.subject))
    return frozenset(code for found in years.values() for _, code in sorted(found)[-kept.leading :])


def _keeps(kept: Kept, subjects: frozenset[str], row: Row) -> bool:
    return (
        row.measure in kept.measures
        and row.year >= kept.since
        and kept.prices in (None, row.prices)
        and row.subject in subjects
        and (row.partner is None or row.partner in subjects)
    )


def is_at_hand(source: Source, folder: Path) -> bool:
    """Tell whether a folder, or one below it, holds any file of a source, by its name or by its hash."""
    files = [release for release in source.edition if release.file]
    names, hashes = {release.file for release in files}, {release.sha256 for release in files}
    suffixes = {Path(str(name)).suffix for name in names}
    below = [path for path in sorted(folder.rglob("*")) if path.suffix in suffixes and path.is_file()]
    return any(path.name in names for path in below) or any(_sha256(path) in hashes for path in below)


def beside(path: Path, source: Source, release: Release) -> dict[str, Path]:
    """Return the other files of an edition, by the names that source.toml gives them; they stand in the same folder."""
    folder = path.parent
    return {name: _at(source, release, folder, name, sha256) for name, sha256 in release.beside.items()}


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
        interim=release.interim,
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
        leading={
            name: (each.leading, each.since) for each in source.kept if each.leading for name in each.measures
        },
        sha256=release.sha256,
        content_hash=content_hash(rows),
    )


def _find(source: Source, release: Release, folder: Path) -> Path:
    if not folder.is_dir():
        place = f"{source.id} {release.released}"
        raise SourceError(f"{place}: {folder} is not a folder; give the one that holds the official files")
    return _at(source, release, folder, str(release.file), str(release.sha256))


def _at(source: Source, release: Release, folder: Path, name: str, sha256: str) -> Path:
    """The file with that hash; the one with that name is looked at first."""
    place, suffix = f"{source.id} {release.released}", Path(name).suffix
    below = sorted(path for path in folder.rglob(f"*{suffix}") if path.is_file())
    named = [path for path in below if path.name == name]
    for path in [*named, *below]:
        if _sha256(path) == sha256:
            return path
    if named:
        raise SourceError(
            f"{place}: {name} is not the official file: its sha256 is {_sha256(named[0])[:16]}…,"
            f" expected {sha256[:16]}…"
        )
    raise SourceError(f"{place}: {name} (sha256 {sha256[:16]}…) is not in {folder}")


def _sha256(path: Path) -> str:
    state = path.stat()
    return _hashed(path, state.st_mtime_ns, state.st_size)


@cache
def _hashed(path: Path, _changed: int, _size: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def prove(source: Source, release: Release, rows: list[Row], *, part: bool = False) -> None:
    """Compare the rows of an edition with its minima; raises SourceError with what is there and what is expected.

    `part`: they are what may be passed on of it; of the known values, those among them are compared.
    """
    place, expect = f"{source.id} {release.released}", release.expect
    if expect is None:
        return
    if part:
        held = {_thing(row) for row in rows}
        for known in expect.known:
            if _thing(known) in held and any(_within(row.period, _when(known)) for row in rows):
                _expect_value(place, known, rows)
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


def _thing(of: Row | Known) -> tuple[str | None, ...]:
    return (of.measure, of.subject, of.partner, of.component, of.unit, of.prices)


def _when(known: Known) -> str:
    return known.period or str(known.year)


def _expect_value(place: str, known: Known, rows: list[Row]) -> None:
    period = _when(known)
    found = [row for row in rows if _thing(row) == _thing(known) and _within(row.period, period)]
    if not found:
        raise SourceError(
            f"{place}: no {known.measure} of {known.subject} in {period}, {known.value} expected"
        )
    value = sum((row.value for row in found), Decimal(0))
    if value.quantize(known.value) != known.value:
        raise SourceError(f"{place}: {found[0].place}: {value}, {known.value} expected for {known.subject}")


def _within(period: str, stretch: str) -> bool:
    first, _, last = stretch.partition("/")
    return period == stretch or ("/" not in period and len(period) == len(first) and first <= period <= last)
