"""A number without a noun in, whether it counts those who serve or fell out: "cut its garrison there to 25,000"."""

from __future__ import annotations

from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import NEAR, Context

FAR = 2 * NEAR  # characters from the word for a force to its number
LEAST = 100  # a smaller number without a noun may be anything


def is_manned(at: Context, amount: Amount, start: int) -> bool:
    """Tell whether a word for a force or for the fallen leads up to a number: "its contingent in Mali to 1,100".

    `start`: where the clause of the number begins.
    """
    if (amount.quantity.high or amount.quantity.low or 0) < LEAST or amount.quantity.unit is not None:
        return False
    manned = at.scan.language.settings["measures"].patterns["manned"]
    return manned.search(at.scan.text, max(start, amount.start - FAR), amount.start) is not None
