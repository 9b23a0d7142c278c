"""A number of members in, its line out where no verb leads to it: "the 3.5 % agreed, which four exceed"."""

from __future__ import annotations

from decimal import Decimal

from foedus.model import Count
from foedus.text.amounts.amount import Amount
from foedus.text.amounts.several import MOST_MEMBERS
from foedus.text.figures.context import TIGHT, Context
from foedus.text.sentences import Sentence

LINES = ("percent", "fraction")  # kinds of numbers at which members are counted
BOUNDS = (">", ">=", "<", "<=")
NUMBERED = ".numbered"  # ends the rule of a number that says how many members are at a line
HIGHEST = 12  # no member's share of GDP is larger


def line_told(at: Context, amount: Amount, sentence: Sentence) -> Decimal | None:
    """Return the last percentage before a number, where a relative clause says of it how many are there."""
    lines = [a for a in at.neighbours(amount, sentence) if a.kind == "percent" and a.end < amount.start]
    if not lines:
        return None
    told = at.scan.language.settings["measures"].patterns["line_told"]
    led = told.fullmatch(at.scan.text, lines[-1].end, amount.start)
    return lines[-1].quantity.low or lines[-1].quantity.high if led else None


def next_line(at: Context, amount: Amount, sentence: Sentence) -> Amount | None:
    """Return the line of the next count of members, told right behind it: "14 are above 2.5 %, nine even above three".

    The percentage may lack its sign, where it is told as a bound.
    """
    last, line, value = at.told.last, at.following(amount, sentence), amount.quantity.low
    if last is None or last[2] != sentence.number or not isinstance(last[1].derivation, Count):
        return None
    if amount.kind != "bare" or line is None or value is None or not value == int(value) <= MOST_MEMBERS:
        return None
    if line.start - amount.end > TIGHT or set(at.scan.text[amount.end : line.start]) & set(",;:.()"):
        return None
    bound = line.kind == "bare" and line.quantity.comparator in BOUNDS
    return line if line.kind == "percent" or (bound and (line.quantity.low or HIGHEST) < HIGHEST) else None


def is_of_number(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether it is how many are at a line: "the number of allies above 2 % rose from three to 23"."""
    value = amount.quantity.low
    if value is None or not 0 < value <= MOST_MEMBERS:
        return False
    told = at.cues(sentence.start, amount.start, "number-of-members")
    if not told or amount.quantity.unit is not None or at.is_time(amount):
        return False
    lines = (a for a in at.neighbours(amount, sentence) if a.kind == "percent")
    lined = any(told[-1].end <= a.start < amount.start for a in lines)
    return lined or bool(at.cues(told[-1].end, amount.start, "meets", "threshold"))


def end_of_relative(at: Context, amount: Amount, sentence: Sentence) -> int:
    """Return where the clause of a number ends, brackets right behind it left out: "five (A, B and C) exceed it"."""
    high = at.clause(amount.start, amount.end, sentence)[1]
    closed = at.scan.text.find(")", high, sentence.end) if at.scan.text[high : high + 1] == "(" else -1
    return high if closed < 0 else at.clause(closed + 1, closed + 1, sentence)[1]
