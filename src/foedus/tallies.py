"""A count and the values it rests on go in; who was counted, who came close and who could not be counted come out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from foedus.alliances import groups, members_on, register
from foedus.comparison import rounded
from foedus.derive import COUNTED_DECIMALS, Plan, shares
from foedus.model import Exclusion, Near, Observation

ROUNDED = Decimal("0.01")  # more than rounding to two decimals changes


class Tally(Struct, frozen=True, kw_only=True):
    """The members of a group at a line: those counted, those close to it, those without a value that year."""

    members: list[str]
    near: list[Near]
    excluded: list[Exclusion]


def tally(
    plan: Plan, cells: Sequence[Observation], group: str, edition: dt.date, margin: Decimal | None
) -> Tally:
    """Name the members of a group that a count's plan counts, by code; `margin`: how far from a line is close to it.

    `edition` is the day of release of the values: who joined between the year counted and that day is named too.
    """
    values = {cell.subject: cell.value for cell in cells if cell.subject}
    counted = {code for code, value in values.items() if plan.counts(value)}
    counted |= set(plan.uncounted if plan.counts(Decimal(0)) else ())
    return Tally(
        members=sorted(counted),
        near=list(_near(plan, values, margin)) if margin is not None else [],
        excluded=list(_excluded(plan, group, edition)),
    )


def _near(plan: Plan, values: dict[str, Decimal], margin: Decimal) -> Iterator[Near]:
    """The members within the margin, the highest first."""
    lines = [line for line in (plan.low, plan.high) if line is not None]
    reach = margin + ROUNDED  # few lie there: the others need not be rounded
    close = [each for each in values.items() if any(abs(each[1] - line) <= reach for line in lines)]
    for code, value in sorted(close, key=lambda item: (-item[1], item[0])):
        shown = rounded(value, COUNTED_DECIMALS)
        if any(abs(shown - line) <= margin for line in lines):
            yield Near(subject=code, value=shown)


def _excluded(plan: Plan, group: str, edition: dt.date) -> Iterator[Exclusion]:
    """The members of the day of release that the count did not reach."""
    if group not in groups():
        return
    year = max(term.last for term in plan.terms)
    reached = {term.line.subject for term in plan.terms}.union(plan.uncounted)
    there = members_on(group, dt.date(year, 12, 31))
    for code in sorted((there | members_on(group, edition)) - reached):
        if code in there:
            yield Exclusion(subject=code, why="no-value")
        else:
            start = register().members(group, edition)[code].start
            yield Exclusion(subject=code, why="joined-later", since=start.year if start else None)


def ahead(plan: Plan, cells: Iterable[Observation]) -> list[str]:
    """Name who stands before the subject of a rank, the first one first."""
    own = plan.terms_of("own")[0].line.subject
    if plan.terms_of("whole"):
        by = shares(plan) or {}
        return sorted((code for code in by if by[code] > by[own]), key=lambda code: (-by[code], code))
    sums: dict[str, Decimal] = {}
    for cell in cells:
        if cell.subject:
            sums[cell.subject] = sums.get(cell.subject, Decimal(0)) + cell.value
    mine = sums.get(own, Decimal(0))
    before = [code for code, value in sums.items() if value > mine]
    return sorted(before, key=lambda code: (-sums[code], code))
