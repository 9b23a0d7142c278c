"""A number in; whether it is the mean of a year or of a month, and over which years or months, out."""

from __future__ import annotations

from typing import Literal

from foedus.model import Level, Mean, Period
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import BREAKS, Context
from foedus.text.sentences import Sentence
from foedus.text.times.moment import Time

TOUCHING = 3  # characters from an amount to "a year"
Per = Literal["year", "month"]


def per(at: Context, amount: Amount, sentence: Sentence) -> Per | None:
    """Tell of what a number is the mean: "on average between 2014 and 2024", "20 billion a year", "2 billion a month".

    None where it is a sum. A month is told anywhere in its part of the clause, a year right behind or of a mean.
    """
    money = amount.kind == "money"
    segment = at.own(amount, at.clause(amount.start, amount.end, sentence, BREAKS + ","))
    if money and at.cues(*segment, "per-month"):
        return "month"
    behind = at.cues(amount.end, amount.end + TOUCHING, "per-year") if money else []
    if not behind and "mean" not in at.cued_at(sentence):
        return None
    told = at.cues(*at.clause(amount.start, amount.end, sentence), "mean")
    # not "with 4 %, far ahead of the alliance's average"
    own = (m for m in told if m.start < amount.start or "," not in at.scan.text[amount.end : m.start])
    return "year" if behind or any(own) else None


def is_yearly(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a change is one of each year: "grew by 8 % a year", "pro Jahr um vier Prozent", "on average"."""
    if amount.kind != "percent":
        return False
    low, high = at.own(amount, at.clause(amount.start, amount.end, sentence))
    told = at.cues(low, high, "each-year", "mean")
    dated = at.times_in(low, high) if told else ()
    return any(not any(t.start <= m.start < t.end for t in dated) for m in told)


def mean(per: Per, period: Period | None) -> Level | Mean:
    """Return a mean over a period; of one year alone a year's mean is that year's value."""
    first, last = period.years if period is not None else (None, None)
    several = first is not None and (last is None or last > first)
    return Mean(per=per) if several or (per == "month" and period is not None) else Level()


def begun(at: Context, since: Time | None, when: Time | None) -> Period | None:
    """Return the years since a start up to today: "20 billion a year since 2015"."""
    first = since.first[:4] if since is not None and when is None else ""
    if first.isdigit() and at.today is not None and int(first) < at.today.year:
        return Period(f"{first}/{at.today.year}")
    return None
