"""A claimed quantity and an observed value go in; whether the value supports the claim comes out, exactly.

The tolerance comes from the digits that were written: half a unit of the last one, and never more than a share of the
value, so that "2 %" is not supported by 2.4 and "700 billion" not by 740.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache
from typing import cast

from msgspec.structs import replace

from foedus.model import Comparator, Outcome, Quantity

HALF = Decimal("0.5")
AMOUNT_CAP = Decimal("0.05")  # of money and people
PERCENT_CAP = Decimal("0.07")  # 2 % holds from 1.86 to 2.14
MANIFOLD, TEN = (
    Decimal(1000),
    Decimal(10),
)  # percent: a growth of over 1,000 % that ends in 0 is told to the ten
MULTIPLE_SPAN = Decimal("0.05")
COUNTED = frozenset({"member", "rank"})
_WIDE = Context(prec=60)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Round half up to a number of decimals.

    >>> rounded(Decimal("1.995"), 2)
    Decimal('2.00')
    """
    return value.quantize(_unit(decimals), rounding=ROUND_HALF_UP, context=_WIDE)


@cache
def _unit(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def tolerance(quantity: Quantity) -> Decimal:
    """Return how far a value may lie from an unhedged number and still be what was said.

    >>> tolerance(Quantity(low=Decimal(700), high=Decimal(700), unit="USD"))
    Decimal('35.00')
    """
    value = quantity.low
    if (
        value is None
        or quantity.comparator != "="
        or quantity.low != quantity.high
        or quantity.unit in COUNTED
    ):
        return Decimal(0)
    size = abs(value)
    if quantity.unit == "multiple":
        return size * MULTIPLE_SPAN
    if quantity.unit == "person" or _is_currency(quantity.unit):
        return min(HALF * _last_digit(value.normalize()), size * AMOUNT_CAP)
    if quantity.unit is not None and _is_rate(quantity.unit):
        step = quantity.step or _last_digit(value)
        if size >= MANIFOLD:
            step = max(step, min(_last_digit(value.normalize()), TEN))
        # what is written with a decimal is rounded to it: 0.4 % of 0.37
        return HALF * step if step < 1 else min(HALF * step, size * PERCENT_CAP)
    return Decimal(0)


def _is_currency(unit: str | None) -> bool:
    return unit is not None and len(unit) == 3 and unit.isalpha() and unit.isupper()


def _is_rate(unit: str) -> bool:
    return unit == "%" or unit.endswith("point")


def _last_digit(value: Decimal) -> Decimal:
    """One unit of the last digit of a number as written."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)


def outcome(value: Decimal, quantity: Quantity) -> Outcome:
    """Tell whether a value supports a quantity: "more than" and "less than" are strict, "at least", "at most" are not.

    >>> two = Quantity(low=Decimal(2), high=None, unit="%", comparator=">")
    >>> outcome(Decimal("2.00"), two), outcome(Decimal("2.01"), two)
    ('refuted', 'supported')
    """
    return judge(quantity)(value)


def in_times(quantity: Quantity, *, falls: bool) -> Quantity:
    """Return a change in percent as how many times what it began with: a rise by 21 % is 1.21, a fall by 64 % is 0.36.

    >>> fall = Quantity(low=Decimal(64), high=None, unit="%", comparator=">=")
    >>> made = in_times(fall, falls=True)
    >>> str(made.high), made.low, made.comparator
    ('0.36', None, '<=')
    """
    low, high = (None if end is None else times(end, falls=falls) for end in (quantity.low, quantity.high))
    step = (quantity.step or _last_digit(quantity.low or Decimal(0))) / 100
    if not falls:
        return replace(quantity, low=low, high=high, step=step)
    turned = {">": "<", ">=": "<=", "<": ">", "<=": ">="}.get(quantity.comparator, quantity.comparator)
    return replace(quantity, low=high, high=low, step=step, comparator=cast("Comparator", turned))


def times(percent: Decimal, *, falls: bool) -> Decimal:
    """Return how many times what it began with something is after a change in percent.

    >>> times(Decimal(21), falls=False), times(Decimal(64), falls=True)
    (Decimal('1.21'), Decimal('0.36'))
    """
    return 1 + (-percent if falls else percent) / 100


def judge(quantity: Quantity, slack: Decimal = Decimal(0)) -> Callable[[Decimal], Outcome]:
    """Return what tells of any value whether it supports a quantity: the bounds are worked out once.

    `slack`: by what share of them the bounds are wider still.
    """
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        return lambda value: "unknown"
    around = tolerance(quantity)
    low = None if low is None else (low - around) * (1 - slack)
    high = None if high is None else (high + around) * (1 + slack)
    least = None if quantity.comparator == ">" else low
    most = None if quantity.comparator == "<" else high
    over, under = low if least is None else None, high if most is None else None

    def supports(value: Decimal) -> Outcome:
        above = (over is None or value > over) and (least is None or value >= least)
        below = (under is None or value < under) and (most is None or value <= most)
        return "supported" if above and below else "refuted"

    return supports
