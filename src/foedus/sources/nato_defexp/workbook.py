"""A workbook in, the rows of its tables out, each with its sheet and cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from msgspec import Struct

from foedus.editions import Row, full
from foedus.errors import SourceError
from foedus.sources.nato_defexp.layout import Block, Layout, Subject, subject

Grid = list[list[Any]]


class Found(Struct, frozen=True, kw_only=True):
    """The block that a heading opens, the year of its prices and the mark of its footnote."""

    block: Block
    price_year: int | None
    mark: str | None


def workbook(path: Path, place: str, plan: Layout) -> Iterator[Row]:
    """Yield the rows of all tables, those in one currency for all before the national ones: see `_single`."""
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
                yield from self._values(number, label, values, self._block(heading, where))

    def _values(self, number: int, label: str, values: dict[int, Any], found: Found) -> Iterator[Row]:
        about = subject(label, self.plan, f"{self.book}: {self._cell(number, self.first)}")
        notes = [self.footnotes.get(sign) for sign in (found.mark, about.mark) if sign]
        for at, cell in values.items():
            year, estimated = self.years[at]
            place = self._cell(number, at)
            value, status = self._value(cell, place)
            if value is None:
                continue
            yield Row(
                measure=found.block.measure,
                subject=about.code,
                unit=self._unit(found.block, about, place),
                prices=found.block.prices,
                price_year=found.price_year,
                period=str(year),
                year=year,
                value=full(value, found.block.scale),
                status=status or ("E" if estimated else "A"),
                place=place,
                total=about.total,
                note=" ".join(note for note in notes if note) or None,
            )

    def _unit(self, block: Block, about: Subject, place: str) -> str:
        if block.unit != "national":
            return block.unit
        if about.currency is None:
            raise SourceError(f"{self.book}: {place}: no currency is named for {about.code}")
        return about.currency

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

    def _block(self, heading: str, where: str) -> Found:
        parts = re.fullmatch(self.plan.heading, heading)
        name, mark = (parts["name"], parts["mark"]) if parts else (heading, None)
        for block in self.plan.block:
            matches = [re.fullmatch(block.title, self.title), re.fullmatch(block.unit_line, self.unit_line)]
            if block.heading is not None:
                matches.append(re.fullmatch(block.heading, name))
            if all(matches):
                years = [match.groupdict().get("price_year") for match in matches if match]
                price_year = next((int(year) for year in years if year), None)
                return Found(block=block, price_year=price_year, mark=mark)
        under = f"{heading!r} under " if heading else ""
        raise SourceError(
            f"{self.book}: {where}: {under}{self.title!r} ({self.unit_line!r}) is no series that source.toml describes"
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
