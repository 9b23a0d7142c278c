"""One workbook in, its rows out: spending of countries and regions, with what the colours of the cells say."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path
from typing import cast
from xml.etree import ElementTree

import msgspec
from msgspec import Struct

from foedus.editions import Row, full
from foedus.errors import RuleError, SourceError
from foedus.model import from_builtins
from foedus.sources import Release, Source
from foedus.sources.sipri_milex.sheets import Cell, Workbook


class Sheet(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which series a sheet holds; `name` is a pattern, matched whole; `total`: its lines are regions.

    `colours`: what the colour of a number says here. `local`: its numbers are in the currency of each country, and
    those of the countries whose currency is listed are read; a workbook may lack such a sheet.
    """

    name: str
    measure: str
    unit: str = ""
    scale: Decimal
    local: bool = False
    prices: str | None = None
    total: bool = False
    colours: dict[str, str]


class Layout(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the workbooks are laid out: sheets, headings, marks and names."""

    sheet: list[Sheet]
    first: list[str]
    year: str
    price_year: str
    missing: list[str]
    ignored: list[str]
    marks: dict[str, str]
    regions: dict[str, str]
    countries: dict[str, list[str]]
    currencies: dict[str, str] = {}


class Column(Struct, frozen=True, kw_only=True):
    """A column of values: its year, and its prices where the heading says so."""

    year: int
    prices: str | None


def parse(path: Path, source: Source, release: Release) -> list[Row]:
    """Read the sheets that source.toml describes; raises SourceError naming the cell."""
    place = f"{source.id} {release.released}: {path.name}"
    try:
        plan = cast("Layout", from_builtins({**source.layout, **release.layout}, Layout))
    except msgspec.ValidationError as fault:
        raise RuleError(f"sources/{source.id}/source.toml: layout of {release.released}: {fault}") from None
    try:
        with Workbook(path) as book:
            there = [each for each in plan.sheet if not each.local or _named(book, each)]
            return [row for sheet in there for row in _Sheet(book, sheet, plan, place).rows()]
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, OSError) as fault:
        raise SourceError(f"{place}: not a readable workbook ({fault})") from None


class _Sheet:
    """One sheet: what it holds, the columns of its years and the year of its prices."""

    def __init__(self, book: Workbook, sheet: Sheet, plan: Layout, place: str) -> None:
        self.sheet, self.plan, self.place = sheet, plan, place
        self.name = _named(book, sheet)
        if not self.name:
            raise SourceError(f"{place}: no sheet {sheet.name!r}")
        self.lines = (cells for cells in book.rows(self.name) if cells)
        self.price_year: int | None = None
        self.columns = self._columns()

    def _columns(self) -> dict[int, Column]:
        """Read down to the line of years."""
        for cells in self.lines:
            if _label(cells) in self.plan.first:
                found = {cell.column: year for cell in cells if (year := self._year(cell))}
                if found:
                    return found
            for match in re.finditer(self.plan.price_year, cells[0].text):
                self.price_year = int(match["price_year"])
        raise SourceError(f"{self.place}: {self.name}: no line of years")

    def _year(self, cell: Cell) -> Column | None:
        match = re.fullmatch(self.plan.year, cell.text.strip())
        return Column(year=int(match["year"]), prices=match["prices"] or self.sheet.prices) if match else None

    def rows(self) -> Iterator[Row]:
        """Yield the row of every value under the years."""
        for cells in self.lines:
            values = [cell for cell in cells if cell.column in self.columns and not self._is_missing(cell)]
            if not values or cells[0].column > 1:
                continue
            subject = self._subject(_label(cells), f"{self.place}: {self.name}!{cells[0].place}")
            marks = "".join(cell.text for cell in cells[1:] if cell.column not in self.columns)
            if subject is not None and (not self.sheet.local or subject in self.plan.currencies):
                yield from (self._row(cell, subject, marks) for cell in values)

    def _is_missing(self, cell: Cell) -> bool:
        return cell.text.strip() in self.plan.missing

    def _subject(self, label: str, where: str) -> str | None:
        """Whom a line is about; None where it is nobody's that the ledger knows."""
        if label in self.plan.ignored:
            return None
        spelt = {name: code for code, names in self.plan.countries.items() for name in names}
        known = self.plan.regions if self.sheet.total else spelt
        if label in known:
            return known[label]
        nearest, kind = get_close_matches(label, known, n=1), "region" if self.sheet.total else "country"
        raise SourceError(
            f"{where}: {label!r} is no {kind}" + (f"; nearest: {nearest[0]}" if nearest else "")
        )

    def _row(self, cell: Cell, subject: str, marks: str) -> Row:
        at, place = self.columns[cell.column], f"{self.name}!{cell.place}"
        try:
            value = full(Decimal(cell.text), self.sheet.scale)
        except InvalidOperation:
            raise SourceError(f"{self.place}: {place}: {cell.text!r} is no number") from None
        coloured = self.sheet.colours.get(cell.colour or "")
        notes = [text for mark, text in self.plan.marks.items() if mark in marks and not self.sheet.total]
        return Row(
            measure=self.sheet.measure,
            subject=subject,
            unit=self.plan.currencies[subject] if self.sheet.local else self.sheet.unit,
            prices=at.prices,
            price_year=self.price_year if at.prices == "constant" else None,
            period=str(at.year),
            year=at.year,
            value=value,
            status="E" if coloured else "A",
            place=place,
            total=self.sheet.total,
            note=" ".join([coloured, *notes] if coloured else notes) or None,
        )


def _named(book: Workbook, sheet: Sheet) -> str:
    """The name of a sheet as the workbook has it, empty where it has none."""
    return next((name for name in book.sheets if re.fullmatch(sheet.name, name)), "")


def _label(cells: Sequence[Cell]) -> str:
    return " ".join(cells[0].text.split())
