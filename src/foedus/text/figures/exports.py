"""A percentage in; whether it is a supplier's part of all arms that are sold, and so what can be checked of it, out."""

from __future__ import annotations

import re

from foedus import alliances
from foedus.model import Derivation, Level, Period
from foedus.stated import SOLD, Stated
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import BREAKS, NEAR, Context

_YEARS = re.compile(r"(\d{4})/(\d{4})")
FIVE = 4  # years between the first and the last of those over which arms are counted


def sold(
    at: Context,
    amount: Amount,
    who: str | None,
    derivation: Derivation,
    period: Period | None,
    stated: Stated,
    index: int,
) -> Stated:
    """Return that it is of all that is sold: "43 % of global arms exports in 2020–24", of the years that are told."""
    if amount.kind != "percent" or who not in alliances.countries() or not isinstance(derivation, Level):
        return {}
    years = _YEARS.fullmatch(period.text) if period is not None and "period" in stated else None
    if years is None or int(years[2]) - int(years[1]) != FIVE:
        return {}
    sentence = at.scan.sentences[index]
    _, high = at.clause(amount.start, amount.end, sentence, BREAKS)
    end = min(high, at.next_amount(amount), amount.end + NEAR)
    if at.cues(amount.end, end, "of-arms-trade"):
        return SOLD
    world = at.cues(amount.end, end, "of-world", "of-total")
    return SOLD if world and at.cues(sentence.start, amount.start, "arms-seller") else {}
