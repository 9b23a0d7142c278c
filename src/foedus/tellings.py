"""A reading and how its number is made go in; the value in words comes out: "$8.50 billion more than Italy".

A level, a share, a growth or an excess is its value; what sets one value against another says against which, and where
a fall is claimed a number says whether it is one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from msgspec.structs import replace

from foedus.model import Change, Derivation, Gap, Growth, Mean, Rank, Reading, Record


class Says(Protocol):
    """The words of a language, as far as values need them."""

    @property
    def telling(self) -> Mapping[str, str]:
        """Return the phrases of `[telling]`."""

    def value(self, reading: Reading) -> str:
        """Return a value with its unit."""

    def range(self, low: Reading, high: Reading) -> str:
        """Return two values."""

    def digits(self, value: Decimal, decimals: int) -> str:
        """Return digits in groups."""

    def speaking(self, code: str) -> str:
        """Return the name of a country or group with its article."""


def told(say: Says, readings: Sequence[Reading], derivation: Derivation) -> str:
    """Return the value of a reading, or the span of several, the lowest first, as the derivation has it told."""
    low, high = readings[0], readings[-1]
    if low.observed is None or high.observed is None:
        return "–"
    first, last = low.observed.low, high.observed.low
    if isinstance(derivation, Rank):
        places = [_ordinal(say, value) for value in dict.fromkeys((first, last))]
        return say.telling["or"].join(places)
    if isinstance(derivation, Mean):
        by_years = derivation.per == "year" and (low.definition.period or "").count("-") == 0
        mean = "mean" if by_years else f"mean_{derivation.per}"
        return say.telling[mean].format(value=_plain(say, low, high))
    if isinstance(derivation, Growth) and derivation.per is not None:
        return say.telling["a_year"].format(value=told(say, readings, replace(derivation, per=None)))
    form = _form(derivation, first, last, low.observed.unit)
    # a fall on one side, a rise on the other: told as growth, with its sign
    if form is None and _falls(derivation):
        low, high = _turned(high), _turned(low)
    if form is None:
        return _plain(say, low, high)
    if first < 0:
        low, high = _positive(high), _positive(low)
    blanks = {"value": _plain(say, low, high), "n": "", "other": _other(say, derivation, low)}
    if low.observed is not None and low.observed.unit == "multiple":
        numbers = (each.observed.low for each in (low, high) if each.observed is not None)
        blanks["n"] = say.telling["to"].join(dict.fromkeys(say.digits(n, 2) for n in numbers))
    return say.telling[form].format(**blanks)


def _plain(say: Says, low: Reading, high: Reading) -> str:
    return say.value(low) if low.observed == high.observed else say.range(low, high)


def _form(derivation: Derivation, low: Decimal, high: Decimal, unit: str | None) -> str | None:
    """Return which words tell the value, None where it stands alone: where one end is above and the other below."""
    if low * high < 0 or not (isinstance(derivation, Record | Gap | Change) or _falls(derivation)):
        return None
    kind = type(derivation).__struct_config__.tag
    if unit == "multiple":
        return "gap_times" if isinstance(derivation, Gap) else None
    reverse = getattr(derivation, "direction", None) in ("below", "decrease")
    mean = "_mean" if isinstance(derivation, Change) and "/" in (derivation.base or "") else ""
    return f"{kind}_{'below' if (high < 0) != reverse else 'above'}{mean}"


def _falls(derivation: Derivation) -> bool:
    """Say whether a positive number is a fall."""
    return isinstance(derivation, Growth) and derivation.direction == "decrease"


def _other(say: Says, derivation: Derivation, reading: Reading) -> str:
    """Return whom or what the value is set against."""
    if isinstance(derivation, Gap):
        return say.speaking(derivation.to)
    if isinstance(derivation, Change):
        return (reading.definition.base or "").replace("/", "–")
    return getattr(derivation, "since", None) or ""


def _ordinal(say: Says, value: Decimal) -> str:
    place = int(value)
    return say.telling.get(f"place_{place}", say.telling["place"]).format(n=place)


def _positive(reading: Reading) -> Reading:
    return _turned(reading) if reading.observed is not None and reading.observed.low < 0 else reading


def _turned(reading: Reading) -> Reading:
    observed = reading.observed
    if observed is None or observed.unit == "multiple":
        return reading
    return replace(reading, observed=replace(observed, low=-observed.high, high=-observed.low))
