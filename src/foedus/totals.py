"""Rows of an edition in, its totals by year and month out: every member, every published total, sums over groups.

A sum is kept twice: over the members of each year or month, and over the members of today in all of them. `present` and
`expected` say how many members it adds up and how many it should.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import pairwise

from msgspec import Struct

from foedus.alliances import members_on
from foedus.editions import Row

EACH_YEAR = "members of each year"
EACH_MONTH = "members of each month"
TODAY = "members of today"

# The status of a sum is the one of its parts that asks for most caution.
_CAUTION = "APEBD"

# Membership without an end: whoever is a member today.
_LAST = dt.date(9999, 12, 31)


class Total(Struct, frozen=True, kw_only=True):
    """One year or month of one series; the columns of `totals.parquet`.

    `running` sums the periods up to this one; it is None from the first missing one on.
    """

    measure: str
    unit: str
    prices: str | None
    price_year: int | None
    subject: str
    partner: str | None
    component: str | None
    perimeter: str | None
    basis: str
    period: str
    year: int
    value: Decimal
    running: Decimal | None
    present: int
    expected: int
    status: str


class Key(Struct, frozen=True, kw_only=True):
    """What all members of a sum share."""

    measure: str
    unit: str
    prices: str | None
    price_year: int | None
    partner: str | None
    component: str | None
    monthly: bool


class Value(Struct, frozen=True, kw_only=True):
    """What a series or a sum holds in one period."""

    value: Decimal
    present: int = 1
    expected: int = 1
    status: str = "A"


Values = dict[str, Value]


def totals(
    rows: Iterable[Row],
    sums: Iterable[tuple[str, str]] = (),
    groups: Iterable[str] = (),
    absent: Mapping[str, list[str]] | None = None,
    flows: Collection[str] = (),
) -> list[Total]:
    """Return the totals of an edition, sorted.

    `sums`: the pairs of measure and unit that may be added over countries; `groups`: over which ones, `a+b` being both
    together; `absent`: for a measure, the members that the publisher does not cover and that no sum waits for;
    `flows`: measures where no row for a period means nothing, and where the publisher covers whoever has a row at all.
    """
    regular = [row for row in rows if _place(row.period) is not None]
    additive, covered = set(sums), absent or {}
    found: list[Total] = []
    for key, of in _by_series(regular).items():
        periods = sorted({period for values in of.values() for period in values})
        if key.measure in flows:
            periods = _of_measure(regular, key)
            of = {each: _filled(of.get(each, {}), periods) for each in _covered(regular, key, of)}
        for (subject, total), values in of.items():
            found += _running(key, subject, None, "published" if total else "member", values)
        if (key.measure, key.unit) in additive:
            members = {subject: values for (subject, total), values in of.items() if not total}
            waived = frozenset(covered.get(key.measure, []))
            for group in groups:
                found += _sums(key, members, periods, group, waived, known=key.measure in flows)
    return sorted(found, key=_order)


def _order(total: Total) -> tuple[object, ...]:
    key = (total.measure, total.unit, total.prices or "", total.price_year or 0, total.subject)
    part = (total.partner or "", total.component or "")
    return (*key, *part, total.perimeter or "", total.basis, len(total.period), total.period)


def _place(period: str) -> int | None:
    """The number of a year or month in its sequence; None for any other stretch of time.

    >>> _place("2024"), _place("2024-03"), _place("2022-01/2026-04")
    (2024, 24290, None)
    """
    year, _, month = period.partition("-")
    if len(period) == 4:
        return int(year)
    return int(year) * 12 + int(month) - 1 if len(period) == 7 else None


def _key(row: Row) -> Key:
    return Key(
        measure=row.measure,
        unit=row.unit,
        prices=row.prices,
        price_year=row.price_year,
        partner=row.partner,
        component=row.component,
        monthly=len(row.period) == 7,
    )


def _by_series(rows: Iterable[Row]) -> dict[Key, dict[tuple[str, bool], Values]]:
    """The values by what they count, then by subject and whether that is a published total, then by period."""
    found: dict[Key, dict[tuple[str, bool], Values]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        found[_key(row)][row.subject, row.total][row.period] = Value(value=row.value, status=row.status)
    return found


# --- flows: where there was nothing in a period, there is no row ---


def _of_measure(rows: Iterable[Row], key: Key) -> list[str]:
    """Every period from the first to the last of a measure."""
    own = [row for row in rows if row.measure == key.measure and (len(row.period) == 7) == key.monthly]
    first, last = min(row.period for row in own), max(row.period for row in own)
    if not key.monthly:
        return [str(year) for year in range(int(first), int(last) + 1)]
    start, stop = _place(first), _place(last)
    assert start is not None
    assert stop is not None
    return [f"{place // 12}-{place % 12 + 1:02}" for place in range(start, stop + 1)]


def _covered(rows: Iterable[Row], key: Key, of: Collection[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Everyone who has a row of the measure with that partner, in any component; published totals where they are."""
    same = (row for row in rows if (row.measure, row.partner) == (key.measure, key.partner))
    return sorted({(row.subject, False) for row in same if not row.total}.union(of))


def _filled(values: Values, periods: Iterable[str]) -> Values:
    return {period: values.get(period) or Value(value=Decimal(0)) for period in periods}


# --- sums ---


def _sums(
    key: Key,
    of: Mapping[str, Values],
    periods: Iterable[str],
    group: str,
    absent: frozenset[str],
    *,
    known: bool,
) -> Iterator[Total]:
    """The sums over a group; where `known`, the publisher covers no more members than have values."""
    for perimeter in (EACH_MONTH if key.monthly else EACH_YEAR, TODAY):
        values: Values = {}
        for period in periods:
            members = _members(group, None if perimeter == TODAY else period)
            present = [of[member][period] for member in members if period in of.get(member, {})]
            if present:
                values[period] = Value(
                    value=sum((each.value for each in present), Decimal(0)),
                    present=len(present),
                    expected=len(members & set(of)) if known else len(members - absent),
                    status=max((each.status for each in present), key=_CAUTION.index),
                )
        yield from _running(key, group, perimeter, "sum", values)


@cache
def _members(group: str, period: str | None) -> frozenset[str]:
    """Who counts in a year or month: a member from the one of its accession on; an institution is its own member."""
    day = _LAST
    if period is not None:
        year, month = int(period[:4]), int(period[5:] or 12)
        day = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
    parts = (members_on(part, day) or {part} for part in group.split("+"))
    return frozenset().union(*parts)


def _running(
    key: Key, subject: str, perimeter: str | None, basis: str, values: Mapping[str, Value]
) -> Iterator[Total]:
    periods = sorted(values)
    places = [_place(period) or 0 for period in periods]
    unbroken = [True, *(after - before == 1 for before, after in pairwise(places))]
    running: Decimal | None = Decimal(0)
    for period, follows in zip(periods, unbroken, strict=False):
        each = values[period]
        running = running + each.value if running is not None and follows else None
        yield Total(
            measure=key.measure,
            unit=key.unit,
            prices=key.prices,
            price_year=key.price_year,
            subject=subject,
            partner=key.partner,
            component=key.component,
            perimeter=perimeter,
            basis=basis,
            period=period,
            year=int(period[:4]),
            value=each.value,
            running=running,
            present=each.present,
            expected=each.expected,
            status=each.status,
        )
