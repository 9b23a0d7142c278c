"""One file of the tables in, its rows out: an original workbook cell by cell, or a transcription line by line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

import msgspec
from msgspec import Struct

from foedus.editions import Row, full
from foedus.errors import RuleError, SourceError
from foedus.model import from_builtins
from foedus.sources import Release, Source


class Country(Struct, frozen=True, kw_only=True):
    """The names that a table writes for a country, and the currencies that its own figures are counted in."""

    names: list[str]
    currencies: dict[str, str] = {}


class Block(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which series a block of a table holds; `title`, `unit_line` and `heading` are patterns, matched whole."""

    title: str
    unit_line: str
    heading: str | None = None
    measure: str
    unit: str
    scale: Decimal = Decimal(1)
    prices: str | None = None


class Column(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which series a column of a transcription holds, on the lines where `where` is so."""

    column: str
    where: dict[str, str] = {}
    measure: str
    unit: str
    scale: Decimal = Decimal(1)
    prices: str | None = None
    price_year: int | None = None


class Lines(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a transcription is laid out: its columns, and what it does not mark itself."""

    subject: str
    year: str
    values: list[Column]
    estimate: str | None = None
    estimates: list[int] = []
    status: str | None = None


class Layout(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the files are laid out: patterns, names and marks of source.toml, for all editions or for one."""

    title: str
    label: str
    heading: str
    year: str
    value: str
    footnote: str
    missing: list[str]
    ignored: list[str]
    marks: dict[str, str]
    totals: dict[str, str]
    block: list[Block]
    countries: dict[str, Country]
    lines: Lines | None = None


def parse(path: Path, source: Source, release: Release) -> list[Row]:
    """Read a workbook (xlsx) or a transcription (csv) into rows; raises SourceError naming the cell or the line."""
    place = f"{source.id} {release.released}: {path.name}"
    plan = _layout(source, release)
    read = _transcription(path, place, plan, plan.lines) if plan.lines else _workbook(path, place, plan)
    return _single(place, read)


def _layout(source: Source, release: Release) -> Layout:
    try:
        return cast("Layout", from_builtins({**source.layout, **release.layout}, Layout))
    except msgspec.ValidationError as fault:
        raise RuleError(f"sources/{source.id}/source.toml: layout of {release.released}: {fault}") from None


_SAME = Decimal("1e-6")


def _single(place: str, rows: Iterator[Row]) -> list[Row]:
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


# --- names ------------------------------------------------------------------------------------------------------------


class Subject(Struct, frozen=True, kw_only=True):
    """Whom a line of a table is about."""

    code: str
    total: bool = False
    mark: str | None = None
    currency: str | None = None


def _subject(label: str, plan: Layout, place: str) -> Subject:
    text = " ".join(label.split())
    if text in plan.totals:
        return Subject(code=plan.totals[text], total=True)
    parts = re.fullmatch(plan.label, text)
    name = parts["name"] if parts else text
    for code, country in plan.countries.items():
        if name == code or name in country.names:
            mark, currency = (parts["mark"], parts["currency"]) if parts else (None, None)
            return Subject(code=code, mark=mark, currency=_currency(code, currency, country, place))
    names = [name for country in plan.countries.values() for name in country.names] + list(plan.totals)
    nearest = get_close_matches(name, names, n=1)
    raise SourceError(
        f"{place}: {text!r} is no country or total" + (f"; nearest: {nearest[0]}" if nearest else "")
    )


def _currency(code: str, label: str | None, country: Country, place: str) -> str | None:
    if label is None:
        return None
    if label not in country.currencies:
        valid = ", ".join(country.currencies)
        raise SourceError(f"{place}: {label!r} is no currency of {code}; valid: {valid}")
    return country.currencies[label]


# --- workbooks --------------------------------------------------------------------------------------------------------

Grid = list[list[Any]]


def _workbook(path: Path, place: str, plan: Layout) -> Iterator[Row]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise SourceError(
            f"{place}: reading a workbook needs python-calamine: pip install 'foedus[build]'"
        ) from None
    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = [
            (name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names
        ]
    except (CalamineError, OSError) as fault:
        raise SourceError(f"{place}: not a readable workbook ({fault})") from None
    # The tables in the common currency come before the national ones: see `_single`.
    tables = [table for name, grid in sheets if (table := _Table.find(name.strip(), grid, place, plan))]
    for table in sorted(tables, key=lambda table: table.is_national):
        yield from table.rows()


class _Table:
    """One sheet: its title, its unit line, the columns of its years and what stands above each block."""

    def __init__(self, sheet: str, grid: Grid, place: str, plan: Layout, head: int, title: str) -> None:
        self.sheet, self.grid, self.plan, self.title, self.book = sheet, grid, plan, title, place
        self.header = next((row for row in range(head + 1, len(grid)) if len(self._years(row)) > 1), -1)
        if self.header < 0:
            raise SourceError(f"{place}: {self._cell(head, 0)}: no row of years below the title")
        self.years = self._years(self.header)
        self.first = min(self.years)
        lines = (self._label(row)[1] for row in range(head + 1, self.header))
        self.unit_line = next((line for line in lines if line), "")
        self.footnotes = self._footnotes()

    @classmethod
    def find(cls, sheet: str, grid: Grid, place: str, plan: Layout) -> _Table | None:
        """Return the table of a sheet, None where the layout says that it is not read."""
        for row, cells in enumerate(grid):
            for cell in cells:
                match = re.fullmatch(plan.title, " ".join(str(cell).split()))
                if match:
                    ignored = match["table"] in plan.ignored
                    return None if ignored else cls(sheet, grid, place, plan, row, match["title"].strip())
        raise SourceError(f"{place}: {sheet}: no title of a table")

    @property
    def is_national(self) -> bool:
        """Whether every country counts in its own currency here."""
        national = (block for block in self.plan.block if block.unit == "national")
        return any(re.fullmatch(block.unit_line, self.unit_line) for block in national)

    def rows(self) -> Iterator[Row]:
        """Yield the row of every value under the years, block by block."""
        heading, where = "", self._cell(self.header, 0)
        for number in range(self.header + 1, len(self.grid)):
            column, label = self._label(number)
            values = {at: self.grid[number][at] for at in self.years if self.grid[number][at] != ""}
            # A line of values without a name is a working line, a name without values opens a block or is a note.
            if label and not values:
                heading, where = label, self._cell(number, column)
            elif label:
                block, price_year, mark = self._block(heading, where)
                yield from self._values(number, label, values, block, price_year, mark)

    def _values(
        self,
        number: int,
        label: str,
        values: dict[int, Any],
        block: Block,
        price_year: int | None,
        mark: str | None,
    ) -> Iterator[Row]:
        subject = _subject(label, self.plan, f"{self.book}: {self._cell(number, self.first)}")
        notes = [self.footnotes.get(sign) for sign in (mark, subject.mark) if sign]
        for at, cell in values.items():
            year, estimated = self.years[at]
            place = self._cell(number, at)
            value, status = self._value(cell, place)
            if value is None:
                continue
            yield Row(
                measure=block.measure,
                subject=subject.code,
                unit=self._unit(block, subject, place),
                prices=block.prices,
                price_year=price_year,
                period=str(year),
                year=year,
                value=full(value, block.scale),
                status=status or ("E" if estimated else "A"),
                place=place,
                total=subject.total,
                note=" ".join(note for note in notes if note) or None,
            )

    def _unit(self, block: Block, subject: Subject, place: str) -> str:
        if block.unit != "national":
            return block.unit
        if subject.currency is None:
            raise SourceError(f"{self.book}: {place}: no currency is named for {subject.code}")
        return subject.currency

    def _value(self, cell: Any, place: str) -> tuple[Decimal | None, str | None]:
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            return Decimal(repr(cell)), None
        text = str(cell).strip()
        if text in self.plan.missing:
            return None, None
        if match := re.fullmatch(self.plan.value, text):
            return Decimal(match["number"]), self.plan.marks[match["mark"]]
        try:
            return Decimal(text), None
        except InvalidOperation:
            raise SourceError(f"{self.book}: {place}: {text!r} is no number") from None

    def _block(self, heading: str, where: str) -> tuple[Block, int | None, str | None]:
        parts = re.fullmatch(self.plan.heading, heading)
        name, mark = (parts["name"], parts["mark"]) if parts else (heading, None)
        for block in self.plan.block:
            found = [re.fullmatch(block.title, self.title), re.fullmatch(block.unit_line, self.unit_line)]
            if block.heading is not None:
                found.append(re.fullmatch(block.heading, name))
            if all(found):
                years = [match.groupdict().get("price_year") for match in found if match]
                return block, next((int(year) for year in years if year), None), mark
        raise SourceError(
            f"{self.book}: {where}: {heading!r} under {self.title!r} ({self.unit_line!r}) is no known series"
        )

    def _years(self, row: int) -> dict[int, tuple[int, bool]]:
        """The columns of one unbroken run of years; working columns further right are not part of the table."""
        years: dict[int, tuple[int, bool]] = {}
        for at, cell in enumerate(self.grid[row]):
            text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
            match = re.fullmatch(self.plan.year, text)
            if match:
                years[at] = (int(match["year"]), bool(match["estimate"]))
            elif years:
                break
        return years

    def _label(self, row: int) -> tuple[int, str]:
        stop = getattr(self, "first", len(self.grid[row]))
        for at, cell in enumerate(self.grid[row][:stop]):
            if isinstance(cell, str) and cell.strip():
                return at, " ".join(cell.split())
        return 0, ""

    def _footnotes(self) -> dict[str, str]:
        lines = (self._label(row)[1] for row in range(self.header + 1, len(self.grid)))
        found = (re.fullmatch(self.plan.footnote, line) for line in lines)
        return {match["mark"]: match[0] for match in found if match}

    def _cell(self, row: int, column: int) -> str:
        letters = ""
        column += 1
        while column:
            column, rest = divmod(column - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return f"{self.sheet}!{letters}{row + 1}"


# --- transcriptions ---------------------------------------------------------------------------------------------------


def _transcription(path: Path, place: str, plan: Layout, lines: Lines) -> Iterator[Row]:
    """Yield the rows of a csv; the place is its line, the header being row 1."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        needed = [lines.subject, lines.year, *(column.column for column in lines.values)]
        absent = [name for name in needed if name not in (reader.fieldnames or [])]
        if absent:
            raise SourceError(f"{place}: row 1: no column {absent[0]!r}")
        for number, line in enumerate(reader, start=2):
            yield from _line(line, f"row {number}", place, plan, lines)


def _line(line: dict[str, str], row: str, place: str, plan: Layout, lines: Lines) -> Iterator[Row]:
    subject = _subject(line[lines.subject], plan, f"{place}: {row}")
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
            subject=subject.code,
            unit=column.unit,
            prices=column.prices,
            price_year=column.price_year,
            period=str(year),
            year=year,
            value=value,
            status=lines.status or ("E" if estimated else "A"),
            place=row,
            total=subject.total,
            # Where the edition's status says something else, that a value is an estimate stands in the note.
            note="estimate" if estimated and lines.status else None,
        )
