"""A plan of which values make a number goes in; the number comes out, exact to eight decimals.

Each formula stands here twice, side by side: in whole numbers over the series that are loaded, and in SQL over one
edition's observations, which anyone can rerun in the ledger's folder. They round alike, and a test holds them equal.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal, NamedTuple

from foedus.comparison import rounded
from foedus.lines import Line
from foedus.model import Struct

Role = Literal["own", "base", "whole", "past", "member"]

COUNTED_DECIMALS = 2  # a member reaches a threshold when the share that is printed does
A_YEAR = "_a_year"  # how the formulas end of what grows or falls by so much each year
DECIMALS = 8  # of all values: they are counted in hundred-millionths
_ONE: int = 10**DECIMALS
_EXACT: int = 2**53  # whole numbers up to here are floating-point numbers too
_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)


class Exchange(Struct, frozen=True, kw_only=True):
    """How an amount becomes one of another currency: divided by one rate, multiplied by another.

    Each amount at the rate of its own period, or all at that of one month (`fixed`).
    """

    over: Line | None
    times: Line | None
    fixed: int | None = None


class Term(Struct, frozen=True, kw_only=True):
    """Years or months of a line and the part they play in the number."""

    role: Role
    line: Line
    first: int
    last: int
    exchange: Exchange | None = None


class Plan(Struct, frozen=True, kw_only=True):
    """How one number is made.

    `low`, `high`: what is counted; `uncounted`: members without a row that count as zero; `decimals`: to how many a
    member's value is rounded before it is counted.
    """

    formula: str
    terms: tuple[Term, ...]
    low: Decimal | None = None
    high: Decimal | None = None
    uncounted: tuple[str, ...] = ()
    decimals: int = COUNTED_DECIMALS

    def counts(self, value: Decimal) -> bool:
        """Tell whether a member with that value is counted: at or above `low`, below `high`."""
        share = rounded(value, self.decimals)
        return (self.low is None or share >= self.low) and (self.high is None or share < self.high)

    @property
    def there(self) -> int:
        """How many members there are to count."""
        return len(self.terms_of("member")) + len(self.uncounted)

    def terms_of(self, role: Role) -> tuple[Term, ...]:
        """The terms that play one part."""
        return tuple(term for term in self.terms if term.role == role)


# --- formulas ---------------------------------------------------------------------------------------------------------


class Parts(NamedTuple):
    """What a plan's terms add up to, in hundred-millionths.

    `own`: the sum over the period; `years`: how many there are in it, or months in a series by months; `base`: the sum
    of the base period, or the mean of several base years; `whole`: what a share is taken of; `past`: the highest value
    before; `counted`: how many members lie within the bounds; `above`: how many lie above `own`; `apart`: how many
    years lie between base and period.
    """

    own: int
    years: int
    base: int
    whole: int
    past: int
    counted: int
    above: int
    apart: int


class Formula(NamedTuple):
    """One number in SQL, and in whole numbers; ratios keep eight decimals, and there is none to nothing."""

    sql: str
    make: Callable[[Parts], int | None]


FORMULAS: Mapping[str, Formula] = {
    "level": Formula("own", lambda p: p.own),
    "mean": Formula("CAST(own / years AS DECIMAL(38, 8))", lambda p: _ratio(p.own, p.years * _ONE)),
    "yearly": Formula(
        "CAST(12 * own / years AS DECIMAL(38, 8))", lambda p: _ratio(12 * p.own, p.years * _ONE)
    ),
    "monthly": Formula(
        "CAST(own / (12 * years) AS DECIMAL(38, 8))", lambda p: _ratio(p.own, 12 * p.years * _ONE)
    ),
    "change": Formula("own - base", lambda p: p.own - p.base),
    "fall": Formula("base - own", lambda p: p.base - p.own),
    "growth": Formula(
        "CAST(100 * (own / nullif(base, 0) - 1) AS DECIMAL(38, 8))",
        lambda p: _ratio(p.own, p.base, lambda ratio: 100 * (ratio - 1)),
    ),
    "shrinkage": Formula(
        "CAST(100 * (1 - own / nullif(base, 0)) AS DECIMAL(38, 8))",
        lambda p: _ratio(p.own, p.base, lambda ratio: 100 * (1 - ratio)),
    ),
    "growth_a_year": Formula(
        "CAST(100 * (pow(abs(own / nullif(base, 0)), 1.0 / apart) - 1) AS DECIMAL(38, 8))",
        lambda p: _ratio(p.own, p.base, lambda ratio: 100 * (_root(ratio, p.apart) - 1)),
    ),
    "shrinkage_a_year": Formula(
        "CAST(100 * (1 - pow(abs(own / nullif(base, 0)), 1.0 / apart)) AS DECIMAL(38, 8))",
        lambda p: _ratio(p.own, p.base, lambda ratio: 100 * (1 - _root(ratio, p.apart))),
    ),
    "multiple": Formula(
        "CAST(own / nullif(base, 0) AS DECIMAL(38, 8))",
        lambda p: _ratio(p.own, p.base),
    ),
    "divisor": Formula(
        "CAST(base / nullif(own, 0) AS DECIMAL(38, 8))",
        lambda p: _ratio(p.base, p.own),
    ),
    "excess": Formula("own - years * base", lambda p: p.own - p.years * p.base),
    "share": Formula(
        "CAST(100 * own / nullif(whole, 0) AS DECIMAL(38, 8))",
        lambda p: _ratio(100 * p.own, p.whole),
    ),
    "gap": Formula("own - whole", lambda p: p.own - p.whole),
    "shortfall": Formula("whole - own", lambda p: p.whole - p.own),
    "lead": Formula(
        "CAST(100 * (own / nullif(whole, 0) - 1) AS DECIMAL(38, 8))",
        lambda p: _ratio(p.own, p.whole, lambda ratio: 100 * (ratio - 1)),
    ),
    "lag": Formula(
        "CAST(100 * (1 - own / nullif(whole, 0)) AS DECIMAL(38, 8))",
        lambda p: _ratio(p.own, p.whole, lambda ratio: 100 * (1 - ratio)),
    ),
    "ratio": Formula(
        "CAST(own / nullif(whole, 0) AS DECIMAL(38, 8))",
        lambda p: _ratio(p.own, p.whole),
    ),
    "fraction": Formula(
        "CAST(whole / nullif(own, 0) AS DECIMAL(38, 8))",
        lambda p: _ratio(p.whole, p.own),
    ),
    "count": Formula("counted", lambda p: p.counted * _ONE),
    "rank": Formula("1 + above", lambda p: (1 + p.above) * _ONE),
    "record": Formula("own - past", lambda p: p.own - p.past),
}


def number(plan: Plan) -> Decimal | None:
    """Return a plan's number; None where a value is missing or a member of the group did not report."""
    if len(plan.terms) == 1 and plan.formula == "level":
        made = _sum(plan.terms[0])  # most plans: nothing else has to be known
    else:
        parts = _parts(plan)
        made = parts and FORMULAS[plan.formula].make(parts)
    return None if made is None else _WIDE.scaleb(Decimal(made), -DECIMALS)


def base_years(term: Term) -> int:
    """Return over how many years a base runs: of more than one, their mean counts."""
    places = term.last - term.first + 1
    return places if term.line.grain == "year" else max(places // 12, 1)


def apart(plan: Plan) -> int:
    """Return how many years lie between the base of a plan and its period, 0 where it has no base."""
    base = plan.terms_of("base")
    return plan.terms_of("own")[0].last - base[0].last if base else 0


def shares(plan: Plan) -> dict[str, float] | None:
    """Return what each member of a rank has of its own whole; None where a value is missing."""
    held: dict[str, int] = {}
    wholes: dict[str, int] = {}
    for term in plan.terms:
        values = _values(term)
        if values is None:
            return None
        if term.role != "own":
            of = held if term.role == "member" else wholes
            of[term.line.subject] = of.get(term.line.subject, 0) + sum(values)
    return {code: _real(value) / _real(wholes[code]) for code, value in held.items()}


def _placed(plan: Plan) -> Parts | None:
    """How many come before the subject by what they have of their own whole."""
    by, own = shares(plan), plan.terms_of("own")[0].line.subject
    return None if by is None else Parts(0, 0, 0, 0, 0, 0, sum(share > by[own] for share in by.values()), 0)


def _parts(plan: Plan) -> Parts | None:
    """Add up the terms by their role; None where a value is missing."""
    if plan.formula == "rank" and plan.terms_of("whole"):
        return _placed(plan)
    sums = {"own": 0, "base": 0, "whole": 0}
    years, past = 0, 0
    members: list[int] = []
    for term in plan.terms:
        values = _values(term)
        if values is None:
            return None
        if term.role == "member":
            members.append(sum(values))
        elif term.role == "past":
            past = max(values)
        elif term.role == "base" and (count := base_years(term)) > 1:
            sums["base"] += _ratio(sum(values), count * _ONE) or 0
        else:
            sums[term.role] += sum(values)
            years = years or (len(values) if term.role == "own" else 0)  # what is added up has the same
    counted = _counted(plan, members) if plan.formula == "count" else 0
    above = sum(value > sums["own"] for value in members)
    between = apart(plan) if plan.formula.endswith(A_YEAR) else 0
    return Parts(sums["own"], years, sums["base"], sums["whole"], past, counted, above, between)


def _counted(plan: Plan, members: Sequence[int]) -> int:
    """How many lie within the bounds; each member without a row counts as zero."""
    shows = 10**plan.decimals
    low, high = (None if bound is None else bound * shows for bound in (plan.low, plan.high))
    shown = [_nearest(value, _ONE // shows) for value in members] + [0] * len(plan.uncounted)
    return sum((low is None or share >= low) and (high is None or share < high) for share in shown)


def _nearest(value: int, unit: int) -> int:
    """How many units, halves away from zero."""
    whole = (abs(value) + unit // 2) // unit
    return whole if value >= 0 else -whole


# --- values -----------------------------------------------------------------------------------------------------------


def _sum(term: Term) -> int | None:
    values = _values(term)
    return None if values is None else sum(values)


def _values(term: Term) -> list[int] | None:
    """The values of a term in order; None where one is missing, or a rate to exchange it at."""
    held, rates = term.line.values, term.exchange
    try:
        if rates is None:
            return [held[place] for place in range(term.first, term.last + 1)]
        return [_exchanged(held[place], place, rates) for place in range(term.first, term.last + 1)]
    except KeyError:
        return None


def _exchanged(value: int, place: int, rates: Exchange) -> int:
    """An amount in another currency, at the rate of its own period or of one month."""
    amount, at = _real(value), place if rates.fixed is None else rates.fixed
    if rates.times:
        amount *= _real(rates.times.values[at])
    if rates.over:
        amount /= _real(rates.over.values[at])
    return _whole(amount)


def exchange(value: str, over: str | None, times: str | None) -> str:
    """Return the SQL for an amount in another currency.

    >>> exchange("value", "over.value", None)
    'CAST(CAST(value AS DOUBLE) / over.value AS DECIMAL(38, 8))'
    """
    made = f"CAST({value} AS DOUBLE)"
    if times:
        made += f" * {times}"
    if over:
        made += f" / {over}"
    return f"CAST({made} AS DECIMAL(38, 8))"


def _ratio(of: int, to: int, then: Callable[[float], float] = lambda ratio: ratio) -> int | None:
    """A ratio, or what is made of it, as SQL makes it: in floating point, then rounded to eight decimals."""
    return _whole(then(_real(of) / _real(to))) if to else None


def _root(ratio: float, years: int) -> float:
    """What a ratio is in each of so many years; no series has values below zero."""
    return math.pow(abs(ratio), 1 / years)


def _real(value: int) -> float:
    """The floating-point number of a value, as the database makes it of a decimal."""
    if -_EXACT <= value <= _EXACT:
        return value / _ONE
    units, rest = divmod(abs(value), _ONE)
    found = units + rest / _ONE
    return found if value > 0 else -found


def _whole(value: float) -> int:
    """Hundred-millionths of a floating-point number, halves away from zero."""
    scaled = value * _ONE
    nearest = int(scaled)
    return nearest + (1 if scaled > 0 else -1) if abs(scaled - nearest) >= 0.5 else nearest
