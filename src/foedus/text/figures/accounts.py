"""A number in; whose count tells it that no source holds out: a country's own, that of others, a wider one."""

from __future__ import annotations

from foedus import alliances
from foedus.stated import ANOTHER, EXTENT, FISCAL, NATIONAL, Stated, fixes
from foedus.text.amounts.amount import SHARES, Amount
from foedus.text.figures.context import BREAKS, TIGHT, Context
from foedus.text.match import Mention

WITH_SHARE = "with-eu-share"
SPENT = ("own-budget", "spending")
# Cues of what is counted in or out, by how the measures begin that count otherwise.
EXTENTS = {
    "aid_": ("other-aid", WITH_SHARE),
    "defence_expenditure": ("other-outlays",),
    "military_expenditure": ("other-outlays",),
    "armed_forces_personnel": ("other-people",),
}
EVERY_EXTENT = frozenset(cue for cues in EXTENTS.values() for cue in cues)
REACH = 8  # sentences over which a report goes on with the count of an institute


def account(
    at: Context,
    amount: Amount,
    who: str | None,
    measure: str | None,
    index: int,
    stated: Stated,
    turned: bool = False,
) -> Stated:
    """Return that a country counts itself: its own budget ("the defence budget was 32 billion"), or its own soldiers.

    Not where an institute, or the alliance, is named for the number; or that another institute counts. `turned`: it is
    a growth or a change.
    """
    if measure is not None and is_counted_elsewhere(at, amount, measure, index):
        return ANOTHER
    if measure is not None and is_of_other_extent(at, amount, measure, index):
        return EXTENT
    if who in alliances.groups():
        return {}
    sentence = at.scan.sentences[index]
    summed = (measure or "").endswith("_expenditure")
    spent = (summed and amount.kind == "money") or (measure or "").endswith("_expenditure_share_of_gdp")
    budget = spent and (fixes(stated, FISCAL) or _is_budget(at, amount, index))
    if summed and (spent or turned) and not budget:
        budget = _goes_on_from_budget(at, amount, who, index, turned)
    if not budget and measure != "armed_forces_personnel":
        return {}
    named = at.scan.index.within(sentence.start, sentence.end, "organisation")
    counters = at.table.spending_counters
    counted = at.topic.counter is not None or any(m.value in counters for m in named)
    counted = counted or at.speaks.of(amount.start, amount.end).speaker in counters
    told = at.table.alliance in {at.speaks.country(amount.start, amount.end), *(m.value for m in named)}
    return {} if counted or told else NATIONAL


def is_of_other_extent(at: Context, amount: Amount, measure: str, index: int) -> bool:
    """Tell whether a number is told with what no series of its measure holds, or without what every one does."""
    sentence = at.scan.sentences[index]
    if at.cued_at(sentence).isdisjoint(EVERY_EXTENT):
        return False
    told = next((cues for of, cues in EXTENTS.items() if measure.startswith(of)), ())
    own = at.own(amount, at.clause(amount.start, amount.end, sentence))
    shares = amount.kind in SHARES  # of GDP with a share of the Union's aid is a series of its own
    return any(not (shares and m.value == WITH_SHARE) for m in at.cues(*own, *told))


def is_counted_elsewhere(at: Context, amount: Amount, measure: str, index: int) -> bool:
    """Tell whether an institute that no source holds is the last who is named for counting, in the sentence or before.

    What the alliance says is its own count.
    """
    if not at.topic.counts_elsewhere or (
        "_expenditure" not in measure and measure != "armed_forces_personnel"
    ):
        return False
    if at.speaks.country(amount.start, amount.end) == at.table.alliance:
        return False
    cuts, others = at.scan.sentences, at.table.other_counters
    first = cuts[0 if at.topic.led_elsewhere else max(0, index - REACH)].start
    named = at.scan.index.within(first, cuts[index].end, "organisation")
    counting = [m for m in named if m.value in others or m.value in at.table.spending_counters]
    here = [m for m in counting if m.start >= cuts[index].start]
    if not here and at.speaks.is_someones(amount.start, amount.end):
        return False  # a minister who speaks counts for himself
    told = (here or counting)[-1:]
    return bool(told) and told[0].value in others and all(m.value in others for m in here)


def _is_budget(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a sum is called a budget: in its clause, or else by what named spending last."""
    sentence = at.scan.sentences[index]
    if at.cues(*at.clause(amount.start, amount.end, sentence, BREAKS[:2]), "own-budget"):
        return True
    if amount.kind != "money":
        return False  # a share is of what its own clause calls a budget
    if before := at.cues(sentence.start, amount.start, *SPENT):
        opens = before[0].value == SPENT[0] and before[0].start - sentence.start <= TIGHT
        return bool(opens or max(before, key=_last).value == SPENT[0])
    last = at.scan.sentences[index - 1] if index else sentence
    if last is sentence or last.paragraph != sentence.paragraph or at.cues(amount.end, sentence.end, *SPENT):
        return False
    named = at.cues(last.start, last.end, *SPENT)
    return bool(named and max(named, key=_last).value == SPENT[0])


def _goes_on_from_budget(at: Context, amount: Amount, who: str | None, index: int, turned: bool) -> bool:
    """Tell whether a number goes on from the sum of a budget: "its budget is 57 billion, a rise of 13 %"."""
    last, money = at.told.sum, amount.kind == "money"
    if last is None or last[1].subject != who or not fixes(last[1].stated, NATIONAL):
        return False
    if index == last[2]:
        return turned
    start, named = at.scan.sentences[index].start, SPENT[1:] if money else SPENT
    return index - last[2] <= 1 + money and not at.cues(start, amount.start, *named)


def is_of_some_budget(at: Context, index: int) -> bool:
    """Tell whether a sentence that names nobody tells of some country's budget, or goes on with one."""
    sentence, last = at.scan.sentences[index], at.told.sum
    if at.cues(sentence.start, sentence.end, SPENT[0]):
        return True  # "the defence budget rose to 32 billion"
    if last is None or last[1].subject is not None or "_expenditure" not in (last[1].measure or ""):
        return False
    return index == last[2] or (index - last[2] == 1 and fixes(last[1].stated, NATIONAL))


def _last(named: Mention) -> tuple[int, bool]:
    """Order what names spending by its end; what is both spending and a budget ("the defence budget") is a budget."""
    return named.end, named.value == SPENT[0]
