"""The layout of source.toml in; who a donor is, what kind of aid and which month a line is about, out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, cast

import msgspec
from msgspec import Struct

from foedus.errors import RuleError, SourceError
from foedus.model import from_builtins
from foedus.sources import Release, Source

Line = Mapping[str, Any]


class Column(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which series a column holds, on the lines where `where` is so.

    `kinds`: the line says which kind of aid it is, and the amount counts for the whole, for its kind and, of financial
    aid, for its form. `period`: the column is about this stretch of time, whatever the line says. `once`: it repeats
    one value on every line of a donor. `unit`: what is counted, where it is not the money of the edition.
    """

    column: str
    measure: str
    where: dict[str, str] = {}
    component: str | None = None
    kinds: bool = False
    period: str | None = None
    once: bool = False
    prices: str | None = "current"
    unit: str | None = None
    partner: bool = True
    scale: Decimal = Decimal(1)


class Sheet(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How one file or sheet is laid out: where its donors, months, kinds and values stand.

    `file` is another file of the edition, `sheet` one of a workbook with its header in row `head`. The month is that of
    the columns `year` and `month`, the publisher's `month_number` (1 is January of the first year), or that of `date`.
    """

    file: str | None = None
    sheet: str | None = None
    head: int = 1
    donor: str | None = None
    year: str | None = None
    month: str | None = None
    month_number: str | None = None
    date: str | None = None
    kind: str | None = None
    form: str | None = None
    values: list[Column]


class Layout(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the files are laid out, for all editions or for one; `first` and `last` are the months that it covers.

    `ignored`: labels in the column of donors that name none.
    """

    first: str
    last: str
    partner: str
    unit: str
    missing: list[str]
    kinds: dict[str, str]
    forms: dict[str, str]
    formed: str
    undated: str
    all_donors: str
    donors: dict[str, list[str]]
    ignored: list[str] = []
    sheets: list[Sheet]


def layout(source: Source, release: Release) -> Layout:
    """Return how the files of an edition are laid out; raises RuleError naming the field."""
    donors = {**source.layout.get("donors", {}), **release.layout.get("donors", {})}
    try:
        return cast("Layout", from_builtins({**source.layout, **release.layout, "donors": donors}, Layout))
    except msgspec.ValidationError as fault:
        raise RuleError(f"sources/{source.id}/source.toml: layout of {release.released}: {fault}") from None


def donor(label: str, plan: Layout, place: str) -> str:
    """Return whom a label means; raises SourceError with the nearest name."""
    name = " ".join(label.split()).casefold()
    known = {each.casefold(): code for code, names in plan.donors.items() for each in names}
    if name in known:
        return known[name]
    nearest = get_close_matches(name, known, n=1)
    raise SourceError(f"{place}: {label!r} is no donor" + (f"; nearest: {nearest[0]}" if nearest else ""))


def named(label: Any, names: Mapping[str, str], place: str, what: str) -> str | None:
    """Return what a label stands for in a map of patterns; None where the map says that it counts for nothing."""
    text = " ".join(str(label).split()).casefold()
    for pattern, meant in names.items():
        if re.fullmatch(pattern, text):
            return meant or None
    raise SourceError(f"{place}: {label!r} is no {what} that source.toml describes")


def month(line: Line, sheet: Sheet, plan: Layout, place: str) -> str | None:
    """Return the month of a line as `2024-03`; None where it names none."""
    if sheet.year and sheet.month:
        return f"{int(line[sheet.year])}-{int(line[sheet.month]):02}"
    number = str(line[sheet.month_number]).partition(".")[0] if sheet.month_number else ""
    if number.isdigit() and int(number):
        place_of = int(plan.first[:4]) * 12 + int(number) - 1
        return f"{place_of // 12}-{place_of % 12 + 1:02}"
    found = _written(line[sheet.date]) if sheet.date else None
    return _inside(*found, plan, place) if found else None


def _written(cell: Any) -> tuple[int, int] | None:
    """Year and month of a day, or of the last day that a text names.

    >>> _written("2024-03-20 00:00:00"), _written("between 1/1/2023 and 3/31/23"), _written("until 6/2022")
    ((2024, 3), (2023, 3), (2022, 6))
    >>> _written("until 06.02.2024"), _written("unclear")
    ((2024, 2), None)
    """
    if isinstance(cell, dt.date):
        return cell.year, cell.month
    text = str(cell)
    if iso := re.match(r"(\d{4})-(\d\d)", text):
        return int(iso[1]), int(iso[2])
    days = re.findall(r"(\d{1,2})/(?:\d{1,2}/)?(\d{4}|\d\d)\b|\d{1,2}\.(\d{1,2})\.(\d{4})", text)
    if not days:
        return None
    american, year, european, other = days[-1]
    return int(year or other) % 100 + 2000, int(american or european)


def _inside(year: int, number: int, plan: Layout, place: str) -> str:
    """The month of a date; a year after the edition's last is a slip of the keyboard, and means its first."""
    if not 1 <= number <= 12:
        raise SourceError(f"{place}: {number} is no month")
    if f"{year}-{number:02}" > plan.last:
        year = int(plan.first[:4])
    return max(f"{year}-{number:02}", plan.first)
