"""Two numbers in, whether one change begins with the first and ends with the second out: "from 95,000 to 164,000"."""

from __future__ import annotations

from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import TIGHT, Context
from foedus.text.sentences import Sentence
from foedus.text.times.moment import LARGEST_YEAR

TOUCH = 5  # characters between "to" and its number


def starts_path(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number is where a change begins: "has gone from 95,000 to 164,000"."""
    beside = at.neighbours(amount, sentence)
    return any(a.start > amount.end and is_path(at, amount, a) for a in beside)


def begins_path(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number is where a change to come begins: that is how it is today."""
    year = at.today.year if at.today is not None else LARGEST_YEAR
    ahead = any(time.is_ahead_of(year) for time in at.times_in(amount.end, sentence.end))
    return ahead and starts_path(at, amount, sentence)


def is_path(at: Context, amount: Amount, rival: Amount) -> bool:
    """Tell whether two numbers are where a change begins and ends: "from 183,000 soldiers to as many as 270,000"."""
    led = at.scan.index.within(max(0, amount.start - TIGHT), amount.start, "from", "of", "out-of")
    to = at.scan.index.within(amount.end, rival.start, "to")
    return any(at.joined(m.end, amount.start) for m in led) and any(m.start - amount.end <= 1 for m in to)
