"""A file in; which source and edition it is, out: by its hash, by what it holds, or as its user says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from foedus.editions import Row
from foedus.errors import SourceError, UnknownName
from foedus.intake.companions import gather
from foedus.intake.staging import Staged
from foedus.sources import Expectation, Release, Source, prove, read, sources

# An edition that nobody described must hold this part of the rows of the one that it is like.
_LEAST = 0.5
# A table is published in the last year of its values, or by the end of the second year after.
_LAG = 2


class Fit(Struct, frozen=True, kw_only=True):
    """A source and the layout of one of its editions that read the file."""

    source: Source
    release: Release
    rows: list[Row]


def recognise(file: Staged, source: str | None = None, day: str | None = None) -> tuple[Source, Release]:
    """Return the source and the edition of a file, the edition with the file's own hash.

    `source` and `day` are what its user says of it. Raises SourceError where it is none, naming the place that says so.
    """
    known = sources()
    if source is not None and source not in {each.id for each in known}:
        raise UnknownName("source", source, [each.id for each in known])
    if day is not None:
        _day(day)
    for each in known:
        for release in each.edition:
            if file.sha256 in (release.sha256, *release.beside.values()):
                if source not in (None, each.id) or day not in (None, release.released):
                    given = f"{source or each.id} {day or release.released}"
                    raise SourceError(f"{file.given} is of {each.id} {release.released}, not of {given}")
                return each, release
    return _by_content(file, [each for each in known if source in (None, each.id)], source, day)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise SourceError(
            f"{text!r} is no day; an edition is named by its day of release, like 2025-04-28"
        ) from None


def _by_content(
    file: Staged, candidates: list[Source], source: str | None, day: str | None
) -> tuple[Source, Release]:
    fits, faults = _tried(file, candidates)
    if not fits:
        raise _refused(file, candidates, source, faults)
    readers = sorted({fit.source.id for fit in fits})
    if len(readers) > 1:
        raise SourceError(f"{file.given} could be of {' or of '.join(readers)}; --source says which")
    if day is None:
        return _told(file, fits)
    return _as_said(file, fits, day)


def _tried(file: Staged, candidates: Iterable[Source]) -> tuple[list[Fit], list[tuple[Release, SourceError]]]:
    """Read the file with every layout of every candidate, the likeliest of a source first."""
    fits, faults = [], []
    for source in candidates:
        for release in _layouts(source, file.kind):
            try:
                gather(file, source, release, main=False)
                fits.append(Fit(source=source, release=release, rows=read(file.path, source, release)))
            except SourceError as fault:
                faults.append((release, fault))
    return fits, faults


def _layouts(source: Source, kind: str) -> Iterator[Release]:
    """One edition for each layout of a source's files of a kind: what reads others first, then the newest."""
    described = [each for each in source.edition if each.file and Path(each.file).suffix == kind]
    described.sort(key=lambda each: each.released, reverse=True)
    described.sort(
        key=lambda each: source.alike.index(each.released) if each.released in source.alike else 99
    )
    seen = set()
    for release in described:
        layout = msgspec.json.encode(release.layout)
        if layout not in seen:
            seen.add(layout)
            yield release


def _refused(
    file: Staged, candidates: list[Source], source: str | None, faults: list[tuple[Release, SourceError]]
) -> SourceError:
    """Say why a file is none: in the words of the parser where its name, or its user, says what it should be."""
    named = [fault for release, fault in faults if release.file == file.given.name]
    if source is not None or named:
        for fault in [*named, *(fault for _, fault in faults)]:
            return fault
        kinds = sorted({Path(str(each.file)).suffix for each in candidates[0].edition if each.file})
        return SourceError(f"{file.given} is no file of {source}: it has no {' or '.join(kinds)} in it")
    return SourceError(
        f"{file.given} is no file of a source that foedus knows ({', '.join(each.id for each in candidates)});"
        " --source NAME says what it should be and what is wrong with it"
    )


def _told(file: Staged, fits: list[Fit]) -> tuple[Source, Release]:
    """The edition that a file is of by what it holds: all that is expected of it, and no later year."""
    source = fits[0].source
    for fit in fits:
        years = {row.year for row in fit.rows}
        for release in source.edition:
            if (
                release.expect
                and release.layout == fit.release.layout
                and max(years) == release.expect.years[1]
            ):
                try:
                    prove(source, release, fit.rows)
                except SourceError:
                    continue
                return source, msgspec.structs.replace(release, sha256=file.sha256, file=file.path.name)
    last = max(row.year for row in fits[0].rows)
    raise SourceError(
        f"{file.given} is of {source.id}, with values to {last}, and of no edition that foedus describes;"
        " --edition DAY says on which day it was released"
    )


def _as_said(file: Staged, fits: list[Fit], day: str) -> tuple[Source, Release]:
    source = fits[0].source
    listed = next((each for each in source.edition if each.released == day), None)
    own = [fit for fit in fits if listed and listed.file and fit.release.layout == listed.layout]
    if listed and own:
        return source, msgspec.structs.replace(listed, sha256=file.sha256, file=file.path.name)
    alike = [fit for fit in fits if fit.release.released in source.alike]
    if not alike:
        raise SourceError(
            f"{file.given}: how the edition of {day} of {source.id} is laid out is not known;"
            f" known are {', '.join(each.released for each in source.edition if each.file)}"
        )
    release = _undescribed(file, alike[0], listed or Release(released=day))
    prove(source, release, alike[0].rows)
    return source, release


def _undescribed(file: Staged, like: Fit, listed: Release) -> Release:
    """An edition that source.toml does not describe: laid out like another, and holding about as much."""
    years = [row.year for row in like.rows]
    year = _day(listed.released).year
    if not max(years) <= year <= max(years) + _LAG:
        raise SourceError(
            f"{file.given} has values to {max(years)}: it cannot be the edition of {listed.released}"
        )
    minima = like.release.expect
    return Release(
        released=listed.released,
        title=listed.title or f"{like.source.title}, {min(years)}–{max(years)}",
        url=listed.url,
        file=file.path.name,
        sha256=file.sha256,
        kind=like.release.kind,
        coverage=like.release.coverage,
        layout=like.release.layout,
        expect=Expectation(
            rows=int(minima.rows * _LEAST),
            members=int(minima.members * _LEAST),
            years=(min(years), max(years)),
            totals=minima.totals,
        )
        if minima
        else None,
    )
