"""A sum in; whether a government's own budget tells it, which counts otherwise than any institute, out."""

from __future__ import annotations

from foedus import alliances
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import BREAKS, Context
from foedus.text.figures.reaches import FISCAL, Stated
from foedus.text.sentences import Sentence

NATIONAL = {"account": ["national"]}


def account(
    at: Context, amount: Amount, who: str | None, measure: str | None, sentence: Sentence, stated: Stated
) -> Stated:
    """Return that a sum is one of a country's own budget: "the defence budget was 32 billion", "in 2022/23".

    Not where an institute, or the alliance, is named for the number.
    """
    if amount.kind != "money" or not (measure or "").endswith("_expenditure") or who in alliances.groups():
        return {}
    clause = at.clause(amount.start, amount.end, sentence, BREAKS[:2])
    if stated.get("year") != [FISCAL] and not at.cues(*clause, "own-budget"):
        return {}
    named = at.scan.index.within(sentence.start, sentence.end, "organisation")
    counted = at.counter is not None or any(m.value in at.table.spending_counters for m in named)
    told = at.table.alliance in {at.speaks.country(amount.start, amount.end), *(m.value for m in named)}
    return {} if counted or told else NATIONAL
