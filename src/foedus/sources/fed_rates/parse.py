"""The monthly and the yearly means of exchange rates in, rows out: units of each currency for one US dollar."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import cast

import msgspec
from msgspec import Struct

from foedus.editions import Row, full
from foedus.errors import RuleError, SourceError
from foedus.model import from_builtins
from foedus.sources import Release, Source, beside

_MONTHS = 12


class Layout(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which columns hold what, which names of the publisher mean which currency, and which year comes first."""

    date: str
    name: str
    value: str
    yearly: str
    measure: str
    partner: str
    mean: str
    since: int
    currencies: dict[str, str]


def parse(path: Path, source: Source, release: Release) -> list[Row]:
    """Read both files; a year that the yearly file lacks is the mean of its twelve months, status E, and says so."""
    try:
        plan = cast("Layout", from_builtins({**source.layout, **release.layout}, Layout))
    except msgspec.ValidationError as fault:
        raise RuleError(f"sources/{source.id}/source.toml: layout of {release.released}: {fault}") from None
    place = f"{source.id} {release.released}"
    yearly = beside(path, source, release)[plan.yearly]
    months = list(_rows(path, plan, place, monthly=True))
    years = list(_rows(yearly, plan, place, monthly=False))
    return [*months, *years, *_means(months, {(row.subject, row.year) for row in years}, plan)]


def _rows(path: Path, plan: Layout, place: str, *, monthly: bool) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        for needed in (plan.date, plan.name, plan.value):
            if needed not in (reader.fieldnames or []):
                raise SourceError(f"{place}: {path.name}: row 1: no column {needed!r}")
        for number, line in enumerate(reader, start=2):
            currency, day = plan.currencies.get(line[plan.name]), line[plan.date]
            if currency is None or int(day[:4]) < plan.since:
                continue
            try:
                value = full(Decimal(line[plan.value]))
            except InvalidOperation:
                raise SourceError(
                    f"{place}: {path.name}: row {number}: {line[plan.value]!r} is no number"
                ) from None
            where = f"row {number}" if monthly else f"{path.name} row {number}"
            yield _row(plan, currency, day[:7] if monthly else day[:4], value, where)


def _row(plan: Layout, currency: str, period: str, value: Decimal, place: str) -> Row:
    return Row(
        measure=plan.measure,
        subject=currency,
        partner=plan.partner,
        unit=currency,
        period=period,
        year=int(period[:4]),
        value=value,
        place=place,
    )


def _means(months: list[Row], published: set[tuple[str, int]], plan: Layout) -> Iterator[Row]:
    """The mean of the months of every whole year that is not published."""
    found: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in months:
        found[row.subject, row.year].append(row)
    for (currency, year), of in found.items():
        if len(of) == _MONTHS and (currency, year) not in published:
            mean = full(sum((row.value for row in of), Decimal(0)) / _MONTHS)
            place = f"rows {of[0].place.split()[1]}-{of[-1].place.split()[1]}"
            row = _row(plan, currency, str(year), mean, place)
            yield msgspec.structs.replace(row, status="E", note=plan.mean)
