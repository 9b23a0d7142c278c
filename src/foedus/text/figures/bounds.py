"""A quantity as it is written in, with the bounds that its sentence gives it out: "up to" may only end a path."""

from __future__ import annotations

import msgspec

from foedus.model import Count, Derivation, Quantity
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import Context
from foedus.text.figures.links import TOUCH


def as_meant(
    at: Context,
    amount: Amount,
    quantity: Quantity,
    derivation: Derivation,
    measure: str | None,
) -> Quantity:
    """Return a quantity as its sentence means it: exactly so many where no bound is told."""
    if quantity.comparator == "<=" and quantity.low is None:
        marvels = isinstance(derivation, Count) and at.cues(amount.start, amount.start + 1, "compared")
        if marvels or (measure is not None and _ends_path(at, amount)):
            return msgspec.structs.replace(quantity, low=quantity.high, comparator="=")
    return quantity


def _ends_path(at: Context, amount: Amount) -> bool:
    """Tell whether a number is where a path ends: "went from 0.8 % up to 0.9 %"."""
    before = [a for a in at.neighbours(amount, at.sentence(amount.start)) if a.end <= amount.start]
    before = [a for a in before if not at.is_time(a)]
    if not before or before[-1].kind != amount.kind:
        return False
    start = before[-1].start
    led = at.scan.index.within(max(0, start - TOUCH), start, "from")
    return before[-1].rule.endswith(".from") or at.led(led, start)
