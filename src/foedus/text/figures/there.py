"""A share of one supplier behind another's in, whose purchases it is of out: "48 % from Moscow, but Beijing gains"."""

from __future__ import annotations

import msgspec

from foedus.model import Figure
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import Context

TRADE = "arms_transfers"


def supplied_there(at: Context, amount: Amount, index: int, figure: Figure) -> Figure:
    """Return the figure with the buyer told before, where a word points back to the place and a name sells there."""
    last = at.told.last
    if figure.measure != TRADE or last is None or last[2] != index or last[1].measure != TRADE:
        return figure
    names = at.names(last[0].end, amount.start)
    if not names or last[1].partner is None or last[1].subject is None:
        return figure
    there = at.scan.language.settings["measures"].patterns["sells_there"]
    high = at.clause(amount.start, amount.end, at.scan.sentences[index])[1]
    if there.search(at.scan.text, names[-1].end, high) is None:
        return figure
    return msgspec.structs.replace(figure, subject=last[1].subject, partner=str(names[-1].value))
