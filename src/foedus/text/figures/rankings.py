"""A sum in, whether it goes on with what was told to be spent before it out: by its place among those who spend."""

from __future__ import annotations

from foedus.model import Figure, Level
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import TIGHT, Context
from foedus.text.figures.donors import NO_SPENDING, is_next_donor

SPENT = "_expenditure"  # how the measures end that tell what is spent


def is_next_sum(at: Context, amount: Amount, before: Figure, index: int) -> bool:
    """Tell whether a sum is the next of a ranking: "Germany is second, with 98 billion"."""
    assert at.told.sum is not None
    cuts, where = at.scan.sentences, at.told.sum[2]
    start, end = cuts[index].start, cuts[index].end
    if (
        index - where not in (0, 1)
        or cuts[where].paragraph != cuts[index].paragraph
        or before.measure is None
    ):
        return False
    if at.cues(start, amount.start, "of-which"):
        return False  # "It includes 4.9 billion for the army"
    if not isinstance(before.derivation, Level) or at.cues(start, end, "additional"):
        return False
    ranked = before.measure.endswith(SPENT) and _is_ranked(at, start, amount, before)
    if before.measure.startswith("aid_") and index > where and is_next_donor(at, start, end, amount, before):
        return True
    if index == where:  # "ahead of China and its 252 billion"
        named = at.names(max(start, at.previous_amount(amount)), amount.start)
        return ranked and bool(named) and amount.start - named[-1].end <= TIGHT
    if not amount.rule.endswith("bare.scale"):
        return ranked
    being = at.cues(start, amount.start, "being") and at.times_in(start, amount.start)
    return ranked or bool(being) or bool(at.names(start, amount.start))


def _is_ranked(at: Context, start: int, amount: Amount, before: Figure) -> bool:
    """Tell whether a sum is told with its place among those that others spend: "came first with 778 billion"."""
    end = at.sentence(start).end
    if at.has((start, end), NO_SPENDING) or not at.names(start, end):
        return False
    if before.quantity.unit != amount.quantity.unit and not amount.rule.endswith("bare.scale"):
        return False
    placed = at.cues(start, end, "in-lead") or at.scan.index.within(
        start, end, "rank-nth", "rank-most", "rank-number"
    )
    if placed or at.cues(amount.end, end, "of-total"):  # "970 billion, two thirds of the total"
        return True
    return at.led(at.cues(start, amount.start, "arrives"), amount.start, 1)  # "The USA came to 935 billion"
