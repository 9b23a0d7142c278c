"""A sum in; whether it goes on with the one before it: the next donor, the end of a path."""

from __future__ import annotations

from foedus.model import Figure, Level
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import Context
from foedus.text.senses import Sense

NO_SPENDING = ("aid-noun", "elsewhere", "arms-trade", "industry", "fund", "purchase", "cost", "debt", "dues")
LINK = 6  # characters of "and" between two sums
# Words that would give a number a meaning of its own.
OWN = (
    "gdp",
    "spending",
    "military",
    "threshold",
    "elsewhere",
    "growth",
    "decline",
    "other-rate",
    "of-elsewhere",
)


def answers(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a sum is the aid of the next donor: "For its part, America has put in 64 billion"."""
    assert at.told.last is not None
    before, figure, where = at.told.last
    cuts = at.scan.sentences
    if (
        where == index and before.end < amount.start <= before.end + LINK
    ):  # "with 6.6 and 3.6 billion respectively"
        joined = at.scan.index.within(before.end, amount.start, "and")
        return bool(joined) and (figure.measure or "").startswith("aid_")
    aid = (figure.measure or "").startswith("aid_") and isinstance(figure.derivation, Level)
    if not aid or index - where != 1 or cuts[where].paragraph != cuts[index].paragraph:
        return False
    start, end = cuts[index].start, cuts[index].end
    if not at.cues(start, amount.start, "in-turn") or at.has((start, end), (*OWN, "per-of")):
        return False
    donors = [m for m in at.names(start, amount.start) if m.value != at.table.beneficiary]
    return bool(donors) and not at.times_in(start, end)


def is_next_donor(at: Context, start: int, end: int, amount: Amount, before: Figure) -> bool:
    """Tell whether a sum in the same money is what the next donor gave: "Britain has pledged 8 billion"."""
    if before.quantity.unit != amount.quantity.unit or before.partner != at.table.beneficiary:
        return False
    if at.has((start, end), (*NO_SPENDING, "spending", "military", "not-aid", "gdp", "growth", "decline")):
        return False
    donors = at.names(max(start, at.previous_amount(amount)), amount.start)
    if not donors or any(m.value == before.partner for m in donors):
        return False
    told = at.cues(
        donors[-1].end, amount.start, "arrives", "being", "stands-at", "give", "gave", *at.table.stages
    )
    return bool(told) or at.about_aid


def tells_spending(at: Context, sense: Sense | None, before: Figure) -> bool:
    """Tell whether a sum is what an army costs, and the one before it aid: "to compare this figure, its budget …"."""
    spent = sense is not None and sense.measure in at.table.families
    return spent and (before.measure or "").startswith("aid_")


def ends_path(at: Context, amount: Amount, before: Figure) -> bool:
    """Tell whether a level is where a change has led that began in a year told: "since 2015 from 8 to 16 billion"."""
    last = at.told.last
    if last is None or not amount.rule.endswith(".to") or not last[0].rule.endswith(".from"):
        return False
    since = at.times_in(at.scan.sentences[last[2]].start, last[0].start)
    begun = any(t.role == "since" and before.period and t.first[:4] == before.period.text for t in since)
    return begun and isinstance(before.derivation, Level) and (before.measure or "")[:4] != "aid_"
