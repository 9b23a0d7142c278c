"""A number in; whether a country's own count tells it, its budget or its soldiers, unlike any institute's, out."""

from __future__ import annotations

from foedus import alliances
from foedus.stated import FISCAL, NATIONAL, Stated, fixes
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import BREAKS, Context
from foedus.text.match import Mention

SPENT = ("own-budget", "spending")


def account(
    at: Context, amount: Amount, who: str | None, measure: str | None, index: int, stated: Stated
) -> Stated:
    """Return that a country counts itself: its own budget ("the defence budget was 32 billion"), or its own soldiers.

    Not where an institute, or the alliance, is named for the number.
    """
    if who in alliances.groups():
        return {}
    sentence = at.scan.sentences[index]
    spent = amount.kind == "money" and (measure or "").endswith("_expenditure")
    spent = spent or (measure or "").endswith("_expenditure_share_of_gdp")
    budget = spent and (fixes(stated, FISCAL) or _is_budget(at, amount, index))
    if not budget and measure != "armed_forces_personnel":
        return {}
    named = at.scan.index.within(sentence.start, sentence.end, "organisation")
    counted = at.counter is not None or any(m.value in at.table.spending_counters for m in named)
    told = at.table.alliance in {at.speaks.country(amount.start, amount.end), *(m.value for m in named)}
    return {} if counted or told else NATIONAL


def _is_budget(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a sum is called a budget: in its clause, or else by what named spending last."""
    sentence = at.scan.sentences[index]
    if at.cues(*at.clause(amount.start, amount.end, sentence, BREAKS[:2]), "own-budget"):
        return True
    if amount.kind != "money":
        return False  # a share is of what its own clause calls a budget
    if before := at.cues(sentence.start, amount.start, *SPENT):
        return bool(max(before, key=_last).value == SPENT[0])
    last = at.scan.sentences[index - 1] if index else sentence
    if last is sentence or last.paragraph != sentence.paragraph or at.cues(amount.end, sentence.end, *SPENT):
        return False
    named = at.cues(last.start, last.end, *SPENT)
    return bool(named and max(named, key=_last).value == SPENT[0])


def _last(named: Mention) -> tuple[int, bool]:
    """Order what names spending by its end; what is both spending and a budget ("the defence budget") is a budget."""
    return named.end, named.value == SPENT[0]
