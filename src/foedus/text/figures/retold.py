"""A sum in brackets in, the figure out that it tells anew in other money: "100 billion euros ($110 billion)"."""

from __future__ import annotations

import msgspec

from foedus.model import Figure
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import Context


def retold(at: Context, amount: Amount, index: int) -> Figure | None:
    """Return the figure told last with the money of a sum that stands in brackets right behind it, else None."""
    last = at.told.last
    if last is None or amount.kind != "money" or last[0].kind != "money" or last[2] != index:
        return None
    units = amount.quantity.unit, last[1].quantity.unit
    alone = (
        at.scan.text[last[0].end : amount.start].strip() == "("
        and at.scan.text[amount.end : amount.end + 1] == ")"
    )
    if not alone or None in units or units[0] == units[1]:
        return None
    return msgspec.structs.replace(last[1], quantity=amount.quantity)
