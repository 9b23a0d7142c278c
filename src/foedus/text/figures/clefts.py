"""A number in, where the clause begins that takes it up, and who is named there out: "a billion: that is X's part"."""

from __future__ import annotations

from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import NEAR, Context

LEAD_IN = 60  # characters of a phrase that leads up to a subject


def taken_up(at: Context, amount: Amount) -> int:
    """Return where the clause begins that takes a number up: "A billion: that is what Spain gives"; 0 for none."""
    pattern = at.scan.language.settings["measures"].patterns["taken_up"]
    told = pattern.match(at.scan.text, amount.end)
    return told.end() if told is not None else 0


def giver_behind(at: Context, amount: Amount) -> str | None:
    """Return who is named first in the clause that takes a number up: "A billion: that is what Spain gives"."""
    start = taken_up(at, amount)
    named = at.names(start, start + NEAR) if start else ()
    return str(named[0].value) if named else None


def leads_in(at: Context, amount: Amount) -> bool:
    """Tell whether a number stands in a phrase before its subject that tells how it stood: "Up from 1 %, X will …"."""
    low = at.sentence(amount.start).start
    if amount.start - low > LEAD_IN:
        return False
    told = at.scan.language.settings["measures"].patterns["leads_in"].match(at.scan.text, low)
    return (
        told is not None
        and told.end() <= amount.start
        and ", " not in at.scan.text[told.end() : amount.start]
    )
