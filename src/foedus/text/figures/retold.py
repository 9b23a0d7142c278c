"""A sum told again in other money in, the figure out that it tells anew: "100 billion euros ($110 billion)"."""

from __future__ import annotations

import msgspec

from foedus.model import Figure
from foedus.stated import RETOLD
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import Context

OPENS = {"(": ")", "[": "]", "–": "–", "—": "—", "-": "-", "/": ""}
LEADS = " ,([–—-"


def retold(at: Context, amount: Amount, index: int) -> Figure | None:
    """Return the figure told last with the money of a sum that only tells it again right behind it, else None."""
    last = at.told.last
    if last is None or amount.kind != "money" or last[0].kind != "money" or last[2] != index:
        return None
    units = amount.quantity.unit, last[1].quantity.unit
    if None in units or units[0] == units[1] or not _is_told_again(at, last[0].end, amount):
        return None
    return msgspec.structs.replace(last[1], quantity=amount.quantity)


def exchanged(figure: Figure) -> Figure:
    """Return a figure that was retold, with the rates between which that leaves it."""
    return msgspec.structs.replace(figure, stated=figure.stated | RETOLD)


def _is_told_again(at: Context, end: int, amount: Amount) -> bool:
    """Tell whether nothing stands between two sums but a bracket, a dash, or what says that they are the same."""
    text = at.scan.text
    between, behind = text[end : amount.start], text[amount.end : amount.end + 2].lstrip()
    closing = OPENS.get(between.strip())
    if closing is not None:
        return behind.startswith(closing)
    led = between.lstrip(LEADS)
    start = amount.start - len(led)
    return bool(led) and any(
        m.start == start and not text[m.end : amount.start].strip()
        for m in at.cues(end, amount.start, "told-again")
    )
