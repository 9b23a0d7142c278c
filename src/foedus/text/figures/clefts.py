"""A number that a sentence picks out in, of whom a clause behind it tells it out.

"A billion: that is what X gives", "it is 3 % of its GDP that X spends".
"""

from __future__ import annotations

from foedus.model import Stance
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import NEAR, Context
from foedus.text.figures.links import TOUCH
from foedus.text.match import Mention


def taken_up(at: Context, end: int) -> int:
    """Return where the clause begins that takes up what ends here: "A billion: that is what Spain gives"; else 0."""
    told = at.scan.language.settings["measures"].patterns["taken_up"].match(at.scan.text, end)
    return told.end() if told is not None else 0


def called(at: Context, amount: Amount) -> Stance | None:
    """Return what a clause behind a percentage calls it: "3 % for all, that is the right level", "our promise"."""
    if amount.kind != "percent":
        return None
    told = at.scan.language.settings["measures"].patterns["called"].match(at.scan.text, amount.end)
    return told.lastgroup if told is not None else None  # type: ignore[return-value]


def giver_behind(at: Context, amount: Amount) -> str | None:
    """Return who is named first in the clause that takes a number up: "A billion: that is what Spain gives"."""
    start = taken_up(at, amount.end)
    named = at.names(start, start + NEAR) if start else ()
    return str(named[0].value) if named else None


def chosen(at: Context, amount: Amount) -> str | None:
    """Return who is told to spend what a sentence picks out: "it is 3 % of its GDP that X spends"."""
    for that in _clauses(at, amount):
        named = at.names(that.end, that.end + TOUCH) if that.value == "that" else ()
        if named and named[0].kind in ("country", "capital"):
            return str(named[0].value)
    return None


def told_behind(at: Context, amount: Amount) -> int:
    """Return where the clause begins whose verb a picked number belongs to: "it is 3 % that should go"; else 0."""
    if behind := taken_up(at, amount.end):
        return behind
    return next((m.end for m in _clauses(at, amount) if m.value in ("that", "relative")), 0)


def _clauses(at: Context, amount: Amount) -> list[Mention]:
    """Return what opens clauses behind a number that "it is" picks out."""
    opened = at.scan.language.settings["measures"].patterns["cleft"]
    if opened.search(at.scan.text, max(0, amount.start - NEAR), amount.start) is None:
        return []
    return list(at.scan.index.within(amount.end, at.next_amount(amount), "clause"))
