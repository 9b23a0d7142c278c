"""A number of members in, the line out of which a relative clause tells it: "the 3.5 % agreed, which four exceed"."""

from __future__ import annotations

from decimal import Decimal

from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import Context
from foedus.text.sentences import Sentence


def line_told(at: Context, amount: Amount, sentence: Sentence) -> Decimal | None:
    """Return the last percentage before a number, where a relative clause says of it how many are there."""
    lines = [a for a in at.neighbours(amount, sentence) if a.kind == "percent" and a.end < amount.start]
    if not lines:
        return None
    told = at.scan.language.settings["measures"].patterns["line_told"]
    led = told.fullmatch(at.scan.text, lines[-1].end, amount.start)
    return lines[-1].quantity.low or lines[-1].quantity.high if led else None


def end_of_relative(at: Context, amount: Amount, sentence: Sentence) -> int:
    """Return where the clause of a number ends, brackets right behind it left out: "five (A, B and C) exceed it"."""
    high = at.clause(amount.start, amount.end, sentence)[1]
    closed = at.scan.text.find(")", high, sentence.end) if at.scan.text[high : high + 1] == "(" else -1
    return high if closed < 0 else at.clause(closed + 1, closed + 1, sentence)[1]
