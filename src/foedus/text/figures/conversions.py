"""The numbers of a text in, the brackets out that only tell a sum of money again: "187 zlotys (44 euros) for roads"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from foedus.text.amounts.amount import Amount

SPACE = 2  # characters between a sum and the bracket behind it
HEDGE = 12  # characters of what may stand in the bracket before the sum: "about", "soit environ"
SIGNS = ",;:)"  # what ends a part of a sentence


def conversions(text: str, found: Sequence[Amount]) -> dict[int, int]:
    """Return where the brackets open and close that hold one sum in another money than the one right before them."""
    brackets: dict[int, int] = {}
    for sum_, again in pairwise(found):
        if sum_.kind != "money" or again.kind != "money":
            continue
        if is_told_again(text, sum_, again) and text.startswith(")", again.end):
            brackets[text.find("(", sum_.end, again.start)] = again.end
    return brackets


def is_told_again(text: str, sum_: Amount, again: Amount) -> bool:
    """Tell whether a bracket right behind a sum opens with one in another money: "187 zlotys (or about 44 euros)"."""
    if again.start - sum_.end > SPACE + 1 + HEDGE or sum_.quantity.unit == again.quantity.unit:
        return False
    between = text[sum_.end : again.start].strip()
    known = sum_.quantity.unit is not None and again.quantity.unit is not None
    return known and between[:1] == "(" and not any(sign in between for sign in SIGNS)
