"""A table of one World Bank indicator in, its rows out: one line a country and year."""

from __future__ import annotations

import csv
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import cast

import msgspec
from msgspec import Struct

from foedus.alliances import countries
from foedus.editions import Row, full
from foedus.errors import RuleError, SourceError
from foedus.model import from_builtins
from foedus.sources import Release, Source


class Layout(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which columns hold what, and which series it is; `totals` are the publisher's codes of regions that are kept."""

    code: str
    year: str
    value: str
    measure: str
    unit: str
    prices: str | None = None
    totals: dict[str, str]


def parse(path: Path, source: Source, release: Release) -> list[Row]:
    """Read the lines of countries and of the regions that the layout names; raises SourceError naming the line."""
    try:
        plan = cast("Layout", from_builtins({**source.layout, **release.layout}, Layout))
    except msgspec.ValidationError as fault:
        raise RuleError(f"sources/{source.id}/source.toml: layout of {release.released}: {fault}") from None
    place = f"{source.id} {release.released}: {path.name}"
    known, rows = countries(), []
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        for needed in (plan.code, plan.year, plan.value):
            if needed not in (reader.fieldnames or []):
                raise SourceError(f"{place}: row 1: no column {needed!r}")
        for number, line in enumerate(reader, start=2):
            code = line[plan.code]
            if code in known or code in plan.totals:
                rows.append(_row(line, number, plan, place))
    return rows


def _row(line: dict[str, str], number: int, plan: Layout, place: str) -> Row:
    code, year = line[plan.code], line[plan.year]
    try:
        value = full(Decimal(line[plan.value]))
    except InvalidOperation:
        raise SourceError(f"{place}: row {number}: {line[plan.value]!r} is no number") from None
    return Row(
        measure=plan.measure,
        subject=plan.totals.get(code, code),
        unit=plan.unit,
        prices=plan.prices,
        period=year,
        year=int(year),
        value=value,
        place=f"row {number}",
        total=code in plan.totals,
    )
