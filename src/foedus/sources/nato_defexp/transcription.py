"""A transcription in csv in, its rows out, each with its line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

from foedus.editions import Row, full
from foedus.errors import SourceError
from foedus.sources.nato_defexp.layout import Layout, Lines, subject


def transcription(path: Path, place: str, plan: Layout) -> Iterator[Row]:
    """Yield the rows of a csv; the place is its line, the header being row 1."""
    lines = plan.lines
    assert lines is not None
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        needed = [lines.subject, lines.year, *(column.column for column in lines.values)]
        absent = [name for name in needed if name not in (reader.fieldnames or [])]
        if absent:
            raise SourceError(f"{place}: row 1: no column {absent[0]!r}")
        for number, line in enumerate(reader, start=2):
            yield from _line(line, f"row {number}", place, plan, lines)


def _line(line: dict[str, str], row: str, place: str, plan: Layout, lines: Lines) -> Iterator[Row]:
    about = subject(line[lines.subject], plan, f"{place}: {row}")
    match = re.fullmatch(plan.year, line[lines.year].strip())
    if not match:
        raise SourceError(f"{place}: {row}: {line[lines.year]!r} is no year")
    year = int(match["year"])
    marked = lines.estimate is not None and line[lines.estimate].strip().lower() == "true"
    estimated = marked or bool(match["estimate"]) or year in lines.estimates
    for column in lines.values:
        text = line[column.column].strip()
        if text in plan.missing or any(line[name] != value for name, value in column.where.items()):
            continue
        try:
            value = full(Decimal(text), column.scale)
        except InvalidOperation:
            raise SourceError(f"{place}: {row}: {column.column}: {text!r} is no number") from None
        yield Row(
            measure=column.measure,
            subject=about.code,
            unit=column.unit,
            prices=column.prices,
            price_year=column.price_year,
            period=str(year),
            year=year,
            value=value,
            status=lines.status or ("E" if estimated else "A"),
            place=row,
            total=about.total,
            # Where the edition's status says something else, that a value is an estimate stands in the note.
            note="estimate" if estimated and lines.status else None,
        )
