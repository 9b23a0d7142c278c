"""A number that a sentence picks out in, of whom a clause behind it tells it out.

"A billion: that is what X gives", "it is 3 % of its GDP that X spends".
"""

from __future__ import annotations

from foedus.model import Stance
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import NEAR, Context
from foedus.text.figures.links import LOOSE, TOUCH


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
    opened = at.scan.language.settings["measures"].patterns["cleft"]
    if opened.search(at.scan.text, max(0, amount.start - LOOSE), amount.start) is None:
        return None
    for that in at.scan.index.within(amount.end, at.next_amount(amount), "clause"):
        named = at.names(that.end, that.end + TOUCH) if that.value == "that" else ()
        if named and named[0].kind in ("country", "capital"):
            return str(named[0].value)
    return None
