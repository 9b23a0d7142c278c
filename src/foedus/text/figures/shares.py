"""A percentage without words of its own in, the figure that it goes on with out: "Denmark 2.9 %. London is at 0.8"."""

from __future__ import annotations

import msgspec

from foedus.model import Count, Figure, Growth, Level, Share
from foedus.text.amounts.amount import SHARES, Amount
from foedus.text.figures.bare import is_named, is_owned
from foedus.text.figures.context import NEAR, TIGHT, Context
from foedus.text.figures.cuewords import GDP
from foedus.text.figures.donors import OWN
from foedus.text.figures.levels import goes, stands_apart
from foedus.text.figures.links import is_bracketed
from foedus.text.figures.standins import asked_about
from foedus.text.senses import Sense

WEAK = ("share-of-gdp-implied", "share-of-gdp-unsaid")  # senses that a number has for want of another
# Measures of which no year alone tells that a percentage goes on with them.
COUNTED_THERE = ("aid_allocated", "aid_committed", "aid_delivered", "equipment_share", "un_vote_agreement")
# Measures whose percentages go on over sentences.
CARRIED = (
    "aid_allocated",
    "aid_committed",
    "aid_delivered",
    "equipment_share",
    "arms_transfers",
    "un_vote_agreement",
)
OF_LEVELS = tuple(word for word in OWN if word not in ("growth", "decline"))  # "Japan drops to 30 %"


def goes_elsewhere(at: Context, amount: Amount, sense: Sense, index: int) -> bool:
    """Tell whether a percentage without words of its own goes on with another rate: "2.9 % in Poland, 10.4 in Spain".

    Its part of the sentence says nothing of spending, and the percentage right before it measures nothing of ours.
    """
    last = at.told.last
    if last is None or last[2] != index or amount.kind != "percent" or last[0].kind != "percent":
        return False
    if last[1].measure is not None or not sense.name.startswith("share-of-gdp"):
        return False
    between = at.scan.text[last[0].end : amount.start]
    if between[:1] == ")" and between[-1:] == "(":
        between = between[1:-1]  # "France (6.7 %), Germany (5.8 %)": the next of a list
    if any(sign in between for sign in ";:.()") or len(between) > NEAR:
        return False
    words = ("gdp", "spending", "spend", "military", "threshold", "meets", "outlay")
    high = at.clause(amount.start, amount.end, at.scan.sentences[index])[1]
    return not at.has((last[0].end, min(amount.end + NEAR, at.next_amount(amount), high)), words)


def is_part_of_budget(at: Context, amount: Amount) -> bool:
    """Tell whether a sum is told as a part of a budget: "tanks for 22 billion, a third of its defence budget"."""
    part = at.following(amount, at.sentence(amount.start))
    if amount.kind != "money" or part is None or part.kind not in SHARES or part.start - amount.end > NEAR:
        return False
    apart = at.scan.text[part.start - 2 : part.start] in (", ", " (")
    if not apart and not at.led_by(part.start, "that-is"):
        return False
    budget = at.cues(part.end, part.end + TIGHT * 2, "own-budget")
    if not budget or not at.cues(budget[0].start, budget[0].end, "spending"):
        return False
    led = at.scan.index.within(part.end, part.end + 2, "of", "out-of")
    return bool(led) and not at.names(part.end, budget[0].start)


def carried(at: Context, amount: Amount, index: int, sense: Sense | None) -> Figure | None:
    """Return the figure that a percentage without words of its own goes on with, here or from the sentence before.

    "Denmark has given 2.9 % of its GDP. Britain stands at 0.8 %"; a count at a line becomes what is counted there.
    """
    if at.told.last is None or amount.kind not in SHARES:
        return None
    before, figure, where = at.told.last
    cuts = at.scan.sentences
    asked = index - where == 2 and asked_about(at, index) is not None  # "Paris? Less than half"
    near = (asked or index - where <= 1) and cuts[where].paragraph == cuts[index].paragraph
    shared = before.kind in SHARES or isinstance(figure.derivation, Count)
    span = max(cuts[index].start, before.end), cuts[index].end
    then = at.cues(span[0], amount.start, "being") and at.times_in(*span)  # "In 2016 it was 72 %"
    goes_on = figure.measure in CARRIED or _is_next_largest(at, amount, figure, index)
    goes_on = goes_on or (bool(then) and isinstance(figure.derivation, Share) and figure.measure is not None)
    if not near or not shared or not goes_on or (sense is not None and sense.name not in WEAK):
        return None
    was = figure.measure not in COUNTED_THERE and then
    own = OF_LEVELS if goes(at, amount, index) else OWN
    told = asked or was or _is_told_exactly(at, amount, index) or at.names(*span)
    if at.has(span, own) or not told:
        return None
    if isinstance(figure.derivation, Count):
        return msgspec.structs.replace(figure, derivation=Level(), subject=None)
    return figure if not isinstance(figure.derivation, Growth) else None


def _is_told_exactly(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a colon ends a sentence with the exact number of what was told: "The tables have it: 24.4 %"."""
    sentence, text = at.scan.sentences[index], at.scan.text
    opened = text[sentence.start : amount.start].rstrip("\u00a0\u202f ").endswith(":")
    return opened and not text[amount.end : sentence.end].strip(" .\n")


def _is_next_largest(at: Context, amount: Amount, before: Figure, index: int) -> bool:
    """Tell whether the shares of a whole go on: "America 39 % of the world's, China 13 %. Russia (3.9 %) and India …".

    The next is in brackets, no larger than the one before, and its sentence tells of nothing that is spent.
    """
    if not isinstance(before.derivation, Share) or before.derivation.of != at.table.total:
        return False
    sentence, value = at.scan.sentences[index], amount.quantity.high
    last = before.quantity.high or before.quantity.low
    if not is_bracketed(at.scan.text, amount.start) or value is None or last is None or value > last:
        return False
    return not at.cues(sentence.start, sentence.end, "spend", "outlay")


def goes_on_weak(at: Context, amount: Amount, sense: Sense | None) -> bool:
    """Tell whether a percentage that only its smallness makes a share of GDP goes on with the share before it."""
    if amount.kind not in SHARES or (sense is not None and sense.name not in WEAK):
        return False
    last = at.told.last
    whole = getattr(last[1].derivation, "of", None) if last is not None else None
    if whole == at.table.alliance and stands_apart(at, amount, at.sentence_at(amount.start)):
        return False
    if last is not None and whole != GDP and at.cues(last[0].end, amount.start, "gdp"):
        return False  # "pays two thirds of it, although its share of the joint economy is only half"
    return (
        is_named(at, amount)
        or is_owned(at, amount)
        or bool(at.scan.index.within(max(0, amount.start - TIGHT // 2), amount.start, "agent", "of"))
    )
