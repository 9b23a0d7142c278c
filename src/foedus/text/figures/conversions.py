"""The numbers of a text in, the brackets out that only tell a sum of money again: "187 zlotys (44 euros) for roads"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from foedus.text.amounts.amount import Amount

SPACE = 2  # characters between a sum and the bracket behind it
HEDGE = 12  # characters of what may stand in the bracket before the sum: "about", "soit environ"


def conversions(text: str, found: Sequence[Amount]) -> dict[int, int]:
    """Return where the brackets open and close that hold one sum in another money than the one right before them."""
    brackets: dict[int, int] = {}
    for sum_, again in pairwise(found):
        if sum_.kind != "money" or again.kind != "money" or again.start - sum_.end > SPACE + 1 + HEDGE:
            continue
        units = {sum_.quantity.unit, again.quantity.unit}
        opened = text.find("(", sum_.end, again.start)
        if len(units) == 1 or None in units or opened < 0 or text[sum_.end : opened].strip():
            continue
        if text.startswith(")", again.end):
            brackets[opened] = again.end
    return brackets
