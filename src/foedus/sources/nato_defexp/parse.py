"""One file of the tables in, its rows out: an original workbook cell by cell, or a transcription line by line."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from foedus.editions import Row
from foedus.errors import SourceError
from foedus.sources import Release, Source
from foedus.sources.nato_defexp.layout import layout
from foedus.sources.nato_defexp.transcription import transcription
from foedus.sources.nato_defexp.workbook import workbook

# Two tables that print one value agree to a millionth.
_SAME = Decimal("1e-6")


def parse(path: Path, source: Source, release: Release) -> list[Row]:
    """Read a workbook (xlsx) or a transcription (csv) into rows; raises SourceError naming the cell or the line."""
    place = f"{source.id} {release.released}: {path.name}"
    plan = layout(source, release)
    return _single(place, transcription(path, place, plan) if plan.lines else workbook(path, place, plan))


def _single(place: str, rows: Iterable[Row]) -> list[Row]:
    """Keep one row of a value that two tables print, and refuse two values of one thing.

    The national currency of a member can be the currency of another table; the cell read last is dropped.
    """
    kept: dict[tuple[object, ...], Row] = {}
    for row in rows:
        other = kept.setdefault((*row.series, row.period), row)
        if other is not row and abs(other.value - row.value) > abs(row.value) * _SAME:
            raise SourceError(
                f"{place}: {row.place} says {row.value} for {row.subject} {row.period} and {other.place} {other.value}"
            )
    return list(kept.values())
