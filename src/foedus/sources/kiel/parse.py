"""The files of one release in, its rows out: what each donor gave in each month, and which lines add up to it."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from itertools import groupby
from pathlib import Path
from typing import Any

from msgspec import Struct

from foedus.editions import Row, full
from foedus.errors import SourceError
from foedus.sources import Release, Source, beside
from foedus.sources.kiel.layout import Column, Layout, Line, Sheet, donor, layout, month, named

# How many runs of lines a place lists; more would hide what it shows.
_RUNS = 4


class Amount(Struct):
    """What the lines of one donor, month and part add up to."""

    value: Decimal = Decimal(0)
    lines: list[int] = []
    undated: Decimal = Decimal(0)


Key = tuple[str, str, str | None, str, str | None, str, bool]


def parse(path: Path, source: Source, release: Release) -> list[Row]:
    """Read a release into rows; raises SourceError naming the line."""
    plan = layout(source, release)
    others = beside(path, source, release)
    rows: list[Row] = []
    for sheet in plan.sheets:
        file = others[sheet.file] if sheet.file else path
        rows += _rows(_lines(file, sheet, f"{source.id} {release.released}: {file.name}"), file, sheet, plan)
    return rows


def _rows(lines: Iterator[tuple[int, str, Line]], file: Path, sheet: Sheet, plan: Layout) -> Iterator[Row]:
    found: dict[Key, Amount] = {}
    for number, place, line in lines:
        if sheet.donor is not None and str(line[sheet.donor]).strip() in plan.ignored:
            continue
        for column in sheet.values:
            value = _value(line, column, plan, place)
            if value is None:
                continue
            label = plan.all_donors if sheet.donor is None else str(line[sheet.donor])
            subject = plan.all_donors if label == plan.all_donors else donor(label, plan, place)
            dated = column.period or month(line, sheet, plan, place)
            for component in _components(line, sheet, column, plan, place):
                key = (
                    column.measure,
                    subject,
                    component,
                    dated or plan.last,
                    *_kind(column, plan),
                    column.partner,
                )
                amount = found.setdefault(key, Amount())
                if column.once and amount.lines:
                    if amount.value != value:
                        raise SourceError(f"{place}: {column.column} is {value}, {amount.value} before")
                    continue
                amount.value += value
                amount.lines.append(number)
                amount.undated += 0 if dated else value
    where = f"{sheet.sheet}!" if sheet.sheet else f"{file.name} " if sheet.file else ""
    for (measure, subject, component, period, prices, unit, partner), amount in found.items():
        yield Row(
            measure=measure,
            subject=subject,
            partner=plan.partner if partner else None,
            component=component,
            unit=unit,
            prices=prices,
            period=period,
            year=int(period[-7:-3] if "-" in period else period),
            value=full(amount.value),
            status="E" if amount.undated else "A",
            place=where + _listed(amount.lines),
            total=subject == plan.all_donors,
            note=plan.undated.format(amount=f"{amount.undated:.0f}") if amount.undated else None,
        )


def _kind(column: Column, plan: Layout) -> tuple[str | None, str]:
    """The prices and the unit of a column: what is counted has no prices."""
    return (None, column.unit) if column.unit else (column.prices, plan.unit)


def _components(line: Line, sheet: Sheet, column: Column, plan: Layout, place: str) -> Iterator[str | None]:
    """The whole, and which parts of it a line counts for."""
    yield column.component
    if not column.kinds:
        return
    kind = named(line[sheet.kind], plan.kinds, place, "kind of aid") if sheet.kind else None
    if kind:
        yield kind
    form = (
        named(line[sheet.form], plan.forms, place, "form of aid")
        if sheet.form and kind == plan.formed
        else None
    )
    if form:
        yield form


def _value(line: Line, column: Column, plan: Layout, place: str) -> Decimal | None:
    """The amount in full units; None where there is none."""
    if any(str(line[name]).strip() != value for name, value in column.where.items()):
        return None
    cell = line[column.column]
    text = repr(cell) if isinstance(cell, float) else str(cell).strip()
    if text in plan.missing:
        return None
    try:
        return Decimal(text) * column.scale
    except InvalidOperation:
        raise SourceError(f"{place}: {column.column}: {text!r} is no number") from None


# --- lines ------------------------------------------------------------------------------------------------------------


def _lines(path: Path, sheet: Sheet, place: str) -> Iterator[tuple[int, str, Line]]:
    """The lines of a file or sheet, each with its number and place, by the names of the header."""
    cells = _sheet(path, sheet.sheet, place) if sheet.sheet else _file(path)
    head = _numbered([" ".join(str(name).split()) for name in cells[sheet.head - 1]])
    columns = [sheet.donor, sheet.year, sheet.month, sheet.month_number, sheet.date, sheet.kind, sheet.form]
    for needed in [*columns, *(column.column for column in sheet.values)]:
        if needed is not None and needed not in head:
            raise SourceError(f"{place}: row {sheet.head}: no column {needed!r}")
    for number, line in enumerate(cells[sheet.head :], start=sheet.head + 1):
        if any(cell != "" for cell in line):
            yield number, f"{place}: row {number}", _named(head, line)


def _named(head: list[str], line: list[Any]) -> Line:
    """The cells by the names of their columns."""
    return dict(zip(head, line, strict=False))


def _numbered(head: list[str]) -> list[str]:
    """The names of columns; of several with one name the first has it, then come `name 2`, `name 3` …"""
    seen: Counter[str] = Counter()
    names = []
    for name in head:
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return names


def _file(path: Path) -> list[list[Any]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def _sheet(path: Path, name: str, place: str) -> list[list[Any]]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise SourceError(
            f"{place}: reading a workbook needs python-calamine: pip install 'foedus[build]'"
        ) from None
    try:
        return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, OSError) as fault:
        raise SourceError(f"{place}: not a readable workbook ({fault})") from None


def _listed(lines: list[int]) -> str:
    """Name lines as runs, or as what they lie between.

    >>> _listed([7]), _listed([2, 3, 4, 9]), _listed([2, 4, 6, 8, 10])
    ('row 7', 'rows 2-4, 9', '5 rows of 2-10')
    """
    runs = [
        [number for _, number in run] for _, run in groupby(enumerate(lines), lambda pair: pair[1] - pair[0])
    ]
    if len(runs) > _RUNS:
        return f"{len(lines)} rows of {lines[0]}-{lines[-1]}"
    written = ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"row{'s' if len(lines) > 1 else ''} {written}"
