"""Rows of an edition in, its yearly totals out: every member, every published total, and sums over groups.

A sum is kept twice: over the members of each year, and over the members of today in all years. `present` and
`expected` say how many members it adds up and how many it should.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache

from msgspec import Struct

from foedus.alliances import members_on
from foedus.editions import Row

EACH_YEAR = "members of each year"
TODAY = "members of today"

# The status of a sum is the one of its parts that asks for most caution.
_CAUTION = "APEBD"

# Membership without an end: whoever is a member today.
_LAST = dt.date(9999, 12, 31)


class Total(Struct, frozen=True, kw_only=True):
    """One year of one yearly series; the columns of `totals.parquet`.

    `running` sums the years up to this one; it is None from the first missing year on.
    """

    measure: str
    unit: str
    prices: str | None
    price_year: int | None
    subject: str
    perimeter: str | None
    basis: str
    year: int
    value: Decimal
    running: Decimal | None
    present: int
    expected: int
    status: str


Key = tuple[str, str, str | None, int | None]


def totals(
    rows: Iterable[Row],
    sums: Iterable[tuple[str, str]] = (),
    groups: Iterable[str] = (),
    absent: Mapping[str, list[str]] | None = None,
) -> list[Total]:
    """Return the totals of an edition, sorted.

    `sums`: the pairs of measure and unit that may be added over countries; `groups`: over which ones; `absent`: for a
    measure, the members that the publisher does not cover and that no sum waits for.
    """
    annual = [row for row in rows if row.partner is None and row.period == str(row.year)]
    found = list(_published(annual))
    additive, covered = set(sums), absent or {}
    for key, values in _by_series(annual).items():
        if key[:2] in additive:
            for group in groups:
                found += _sums(key, values, group, frozenset(covered.get(key[0], [])))
    return sorted(found, key=_order)


def _order(total: Total) -> tuple[object, ...]:
    key = (total.measure, total.unit, total.prices or "", total.price_year or 0, total.subject)
    return (*key, total.perimeter or "", total.basis, total.year)


def _published(rows: Iterable[Row]) -> Iterator[Total]:
    """Every series as it stands, of a member or of a total row."""
    series: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in rows:
        series[row.series].append(row)
    for of in series.values():
        first = of[0]
        key = (first.measure, first.unit, first.prices, first.price_year)
        years = {row.year: (row.value, 1, 1, row.status) for row in of}
        yield from _running(key, first.subject, None, "published" if first.total else "member", years)


def _by_series(rows: Iterable[Row]) -> dict[Key, dict[int, dict[str, Row]]]:
    """The members' rows by measure, unit and prices, then by year and member."""
    found: dict[Key, dict[int, dict[str, Row]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        if not row.total:
            found[row.measure, row.unit, row.prices, row.price_year][row.year][row.subject] = row
    return found


def _sums(key: Key, values: dict[int, dict[str, Row]], group: str, absent: frozenset[str]) -> Iterator[Total]:
    for perimeter in (EACH_YEAR, TODAY):
        years: dict[int, tuple[Decimal, int, int, str]] = {}
        for year, row_of in values.items():
            members = _members(group, year if perimeter == EACH_YEAR else None)
            present = [row_of[member] for member in members if member in row_of]
            if present:
                status = max((row.status for row in present), key=_CAUTION.index)
                value = sum((row.value for row in present), Decimal(0))
                years[year] = (value, len(present), len(members - absent), status)
        yield from _running(key, group, perimeter, "sum", years)


@cache
def _members(group: str, year: int | None) -> frozenset[str]:
    """Who counts in a year: a member from the year of its accession on."""
    return members_on(group, dt.date(year, 12, 31) if year else _LAST)


def _running(
    key: Key, subject: str, perimeter: str | None, basis: str, years: dict[int, tuple[Decimal, int, int, str]]
) -> Iterator[Total]:
    measure, unit, prices, price_year = key
    first = min(years, default=0)
    running: Decimal | None = Decimal(0)
    for place, year in enumerate(sorted(years)):
        value, present, expected, status = years[year]
        running = running + value if running is not None and year == first + place else None
        yield Total(
            measure=measure,
            unit=unit,
            prices=prices,
            price_year=price_year,
            subject=subject,
            perimeter=perimeter,
            basis=basis,
            year=year,
            value=value,
            running=running,
            present=present,
            expected=expected,
            status=status,
        )
