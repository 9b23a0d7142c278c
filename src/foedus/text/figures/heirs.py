"""Figures that continue the one before them: "against seven in 2022", "up from a third", "Estonia 3.1 %"."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from foedus.model import Change, Count, Excess, Figure, Growth, Level, Share
from foedus.text.amounts.amount import Amount
from foedus.text.amounts.several import MOST_MEMBERS
from foedus.text.figures.additions import is_by_how_much
from foedus.text.figures.bare import PERCENT, is_named, is_owned, set_off
from foedus.text.figures.components import is_part, part_told
from foedus.text.figures.context import NEAR, TIGHT, Context
from foedus.text.figures.conversions import is_told_again
from foedus.text.figures.cuewords import TURNS
from foedus.text.figures.donors import (
    OWN,
    answers,
    is_next_year,
    tells_spending,
)
from foedus.text.figures.levels import goes, set_against, stands_apart
from foedus.text.figures.links import RIGHT_BEHIND, is_bracketed
from foedus.text.figures.lists import is_next_share
from foedus.text.figures.names import NAMES
from foedus.text.figures.nearest import nearest
from foedus.text.figures.paths import is_path
from foedus.text.figures.rankings import SPENT, is_next_sum
from foedus.text.figures.refusals import DEVELOPMENT
from foedus.text.figures.scopes import Scopes
from foedus.text.figures.shortened import goes_on, is_wanted_of_it, will_too
from foedus.text.figures.standins import asked_about
from foedus.text.figures.thresholds import next_line
from foedus.text.figures.uncounted import are_among_them
from foedus.text.senses import Sense
from foedus.text.sentences import Sentence

# Cues that say of a sum what it is.
OF_ITS_OWN = (
    "grand-total",
    "spending",
    "spend",
    "military",
    "aid",
    "aid-noun",
    "fund",
    "threshold",
    "per-year",
)
PERSONNEL = (
    "change-personnel",
    "personnel-missing",
)  # how the senses begin that tell by how many more or fewer
GDP = "gdp"
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
SUMS = frozenset(("money", "bare-scale"))
OF_LEVELS = tuple(word for word in OWN if word not in ("growth", "decline"))  # "Japan drops to 30 %"
OTHER_USES = ("staff-costs", "other-use")  # senses of a part that is not for equipment


def heir(at: Context, amount: Amount, index: int, sense: Sense | None) -> Figure | None:
    """Return the figure that this number continues: "against seven in 2022", "This year, 23 will"."""
    if at.told.last is None or _counts_otherwise(at, amount, sense):
        return None
    before, figure, where = at.told.last
    if _is_of_else(at, amount, figure, index):
        return None
    here, sentence = where == index, at.scan.sentences[index]
    if here and _is_part_of_sum(at, amount, index, sense):
        return figure
    if isinstance(figure.derivation, Excess) and _adds_up_later(at, amount, index):
        return figure
    alike = amount.kind in ("bare", before.kind) or (amount.kind, before.kind) == ("bare-scale", "count")
    path = amount.rule.endswith(".from") and (figure.measure or "").endswith("share_of_gdp")
    path = path or (
        isinstance(figure.derivation, Share) and alike and is_path(at, before, amount, "by", "at")
    )
    if here and figure.measure and alike and (path or is_contrasted(at, amount, sentence)):
        return figure
    if (told := _of_sum(at, amount, index, sense)) is not None:
        return told
    if amount.kind == "bare":
        return figure if _continues(at, amount, index) or goes_on(at, amount, index) else None
    if _is_told_anew(at, amount, index, sense):
        return figure
    if before.kind == amount.kind == "money" and answers(at, amount, index):
        return figure
    if here and isinstance(figure.derivation, Share) and _goes_on(at, amount, sense):
        return figure
    if (carried := _carried(at, amount, index, sense)) is not None:
        return carried
    return figure if here and _is_listed(at, amount, index, sense) else None


def _is_of_else(at: Context, amount: Amount, before: Figure, index: int) -> bool:
    """Tell whether a number says that it is of something else than the one before: "3.2 %, and 62 % of the total"."""
    if before.measure == "arms_transfers":
        # "Its first customer is India, which takes 28 % of what it sells"
        return "arms-customers" in at.cued(index)
    if isinstance(before.derivation, Count) and are_among_them(at, amount, at.scan.sentences[index]):
        return True  # "23 countries, including the three from before"
    shares = amount.kind in ("percent", "fraction") and (before.measure or "").endswith("share_of_gdp")
    return shares and bool(at.cues(amount.end, amount.end + 2, "of-total"))


def _counts_otherwise(at: Context, amount: Amount, sense: Sense | None) -> bool:
    """Tell whether a number counts what no figure before it can have counted: a rate, years, added soldiers."""
    if amount.kind == "bare" and at.scan.index.within(
        amount.end, amount.end + RIGHT_BEHIND, "per-of", "duration"
    ):
        return True  # "to 4.1 per 1,000 residents", "agreed on for ten years"
    placed = at.scan.index.within(max(0, amount.start - TIGHT), amount.start, "rank-number")
    if amount.kind == "bare" and any(0 <= amount.start - m.end <= 1 for m in placed):
        return True  # "ranks number 13", "auf Platz neun"
    if at.told.last is None:
        return False
    if sense is not None and sense.name in OTHER_USES:
        return True  # "19 % for equipment. The rest goes to personnel (49 %) and infrastructure (3 %)"
    before, figure, _ = at.told.last
    if amount.kind == "bare" and before.kind in ("money", "percent"):
        theirs = at.scan.language.settings["measures"].patterns["of_theirs"]
        if theirs.match(at.scan.text, amount.end):
            return True  # "2 billion for Ukraine and eighteen of its neighbours"
    grown = isinstance(figure.derivation, Growth) and figure.measure is None and amount.kind == "percent"
    if grown and goes(at, amount, at.sentence_at(amount.start)):
        return True  # "exports grew by 23 %, which raised its share to 36 %"
    if amount.kind == "percent" and at.cues(amount.end, amount.end + 2, "falls-to"):
        return True  # "9 % more than before. Of this 37 % fell to America"
    if amount.kind == "percent" and isinstance(figure.derivation, Level) and is_by_how_much(at, amount):
        return True  # "1.5 % of output. Its spending had gone up by 40 %"
    if sense is None:
        return False
    return _tells_soldiers(sense, figure) or sense.name == DEVELOPMENT


def _is_part_of_sum(at: Context, amount: Amount, index: int, sense: Sense | None) -> bool:
    """Tell whether a sum is the one before it in another currency, a part of it, or the next of its kind."""
    if at.told.last is None or amount.kind not in SUMS:
        return False
    before, figure, _ = at.told.last
    if before.kind != "money":
        return False
    if is_converted(at, before, amount) and figure.measure:
        return True
    if isinstance(figure.derivation, Change | Excess) and _is_by_too(at, amount):
        return True
    if (figure.measure or "").startswith("aid_"):
        if is_part(at, amount, index) or is_next_year(at, before, amount):
            return True
        giver = {m.value for m in at.names(amount.start - 24, amount.start)} - {at.table.beneficiary}
        # the next donor of a list: "had committed 6.6 billion, Warsaw 3 billion"
        return sense is None and bool(giver) and is_named(at, amount)
    # "to spend 1,500 billion, of which 980 billion for America alone"
    told = sense is None and part_told(at, amount, at.scan.sentences[index])
    return bool(told) and _is_spent(figure) and is_part(at, amount, index)


def _adds_up_later(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a sum is what the one before will have grown to by a later year: "and 400 billion by 2024"."""
    last, cuts = at.told.last, at.scan.sentences
    if last is None or amount.kind not in SUMS or last[0].kind not in SUMS:
        return False
    where, end = last[2], last[1].period.text[-4:] if last[1].period is not None else ""
    if index - where > 1 or cuts[where].paragraph != cuts[index].paragraph:
        return False
    when = nearest(at, amount, cuts[index], "at", "by")
    if when is None or not max(end, str(at.today.year if at.today else "")) < when.last[:4]:
        return False
    low, high = at.clause(amount.start, amount.end, cuts[index])
    low, high = max(low, last[0].end), min(high, at.next_amount(amount))
    grown = (amount.quantity.low or 0) > (last[0].quantity.low or 0)
    return (
        grown
        and not _is_by_too(at, amount)
        and not (at.names(low, amount.start) or at.names(amount.end, high))
        and not at.has((low, high), OF_ITS_OWN)
    )


def _is_spent(figure: Figure) -> bool:
    """Tell whether a figure is what is spent, and no change of it."""
    return (figure.measure or "").endswith(SPENT) and isinstance(figure.derivation, Level)


def _of_sum(at: Context, amount: Amount, index: int, sense: Sense | None) -> Figure | None:
    """Return the sum told last where this one is the next: "India's forces cost 81 billion, Saudi Arabia's 75"."""
    if at.told.sum is None:
        return None
    before, figure, where = at.told.sum
    if sense is None and index - where <= 1 and _is_spent(figure) and _is_share_of(at, amount, index):
        return figure
    if index - where <= 1 and _is_spent(figure) and (whose := _whose_share(at, amount, index)) is not None:
        return msgspec.structs.replace(figure, subject=whose)
    owed = sense is not None and sense.name == "owed-or-cost" and where == index and amount.kind == "money"
    if owed and _is_spent(figure) and at.names(max(before.end, at.previous_amount(amount)), amount.start):
        return figure
    return figure if sense is None and is_next_sum(at, amount, figure, index) else None


def _whose_share(at: Context, amount: Amount, index: int) -> str | None:
    """Return whose share of what an alliance spends a sum tells anew: "America bears 57 % of it, or 1,033 billion"."""
    last = at.told.last
    if (
        last is None
        or last[2] != index
        or amount.kind not in SUMS
        or not isinstance(last[1].derivation, Share)
    ):
        return None
    told = at.led(at.cues(last[0].end, amount.start, "told-again", "that-is"), amount.start)
    return last[1].subject if told and last[1].derivation.of == at.table.alliance else None


def _is_share_of(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a sum is someone's share of the one told before: "The American share comes to 968 billion"."""
    start = at.scan.sentences[index].start
    shares = at.cues(start, amount.start, "share-noun") if amount.kind == "money" else []
    if not shares or not at.led(at.cues(shares[0].end, amount.start, "amounts"), amount.start):
        return False
    return any(
        at.joined(m.end, shares[0].start) or at.joined(shares[0].end, m.start)
        for m in at.names(start, amount.start)
    )


def _is_told_anew(at: Context, amount: Amount, index: int, sense: Sense | None) -> bool:
    """Tell whether words point from a number to the one before it: "that sum", "This year it is 50 billion"."""
    if at.told.last is None:
        return False
    before, figure, where = at.told.last
    return (
        index - where <= 2
        and (before.kind == amount.kind or {before.kind, amount.kind} == SUMS)
        and (sense is None or sense.measure is not None)
        and not tells_spending(at, sense, figure)
        and not _is_of_output(at, amount, figure)
        and (
            (
                bool(at.cues(at.scan.sentences[index].start, amount.start, "that-sum"))
                and not at.cues(at.scan.sentences[index].start, amount.start, "grand-total")
            )
            or _is_next_told(at, amount, index)
            or (amount.kind in SUMS and _is_of_it(at, amount, index))
        )
    )


def _is_of_it(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a pronoun takes a sum up, and no more of it is told: French "il en attend 40 milliards"."""
    more = at.cues(amount.end, amount.end + RIGHT_BEHIND, "additional")
    return not more and is_wanted_of_it(at, amount, at.scan.sentences[index].start)


def _is_listed(at: Context, amount: Amount, index: int, sense: Sense | None) -> bool:
    """Tell whether a number is the next of a list with the one before it, in the same unit."""
    if at.told.last is None:
        return False
    before, figure, _ = at.told.last
    if {before.kind, amount.kind} == {"percent", "fraction"} and figure.measure:
        # "grows by 17 %, and Italy's by a third", "9 % of its GDP, and Kyiv a third of its own"
        grown = isinstance(figure.derivation, Growth) and _is_by_too(at, amount)
        grown = grown and not at.cues(before.end, amount.start, *TURNS)
        return grown or bool(at.cues(amount.end, amount.end + 2, "of-its-own"))
    if before.kind != amount.kind or before.quantity.unit != amount.quantity.unit:
        return False
    if sense is not None:
        return sense.kind == "growth" and is_next_share(at, before, figure, amount)
    if figure.measure is None or amount.kind not in ("percent", "count", "fraction"):
        return False
    if at.has(Scopes(at, amount, index)["own"], ("missing", "minus", "combat", "elsewhere", "of-elsewhere")):
        return False
    counted = isinstance(figure.derivation, Count)
    # "eleven allies, seven more than in 2017"
    return not (counted and at.scan.index.within(amount.end, amount.end + 2, "than-more", "than-less"))


def _is_by_too(at: Context, amount: Amount) -> bool:
    """Tell whether a sum says by how much again, behind one that did: "by 9 billion by 2030, and by 2 this year"."""
    return at.led_by(amount.start, "by-how-much", most=1)


def _is_next_told(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a pronoun right before a sum means the one of the sentence before: "This year it is 50 billion"."""
    last = at.told.last
    if amount.kind != "money" or last is None or last[2] != index - 1 or last[1].measure is None:
        return False
    return at.led_by(amount.start, "it-is", reach=NEAR)


def _is_of_output(at: Context, amount: Amount, before: Figure) -> bool:
    """Tell whether a percentage is of GDP and the one before it was not: "the total is 2.2 % of the world's GDP"."""
    return bool(at.cues(amount.end, amount.end + NEAR // 2, GDP)) and not (before.measure or "").endswith(GDP)


def _tells_soldiers(sense: Sense, before: Figure) -> bool:
    """Tell whether one number says how many soldiers there are and the other by how many more: neither goes on so."""
    if sense.name.startswith(PERSONNEL):
        return True  # "183,000 soldiers, 2,000 more than a year before"
    return sense.measure == before.measure == "armed_forces_personnel" and isinstance(
        before.derivation, Change
    )


def is_converted(at: Context, before: Amount, amount: Amount) -> bool:
    """Tell whether a sum repeats the one before it in another currency: "13.3 billion kronor ($1.25bn)"."""
    if before.kind != "money" or amount.kind != "money":
        return False
    square = at.scan.text[before.end : amount.start].strip() == "["  # which a newsroom puts in
    return is_told_again(at.scan.text, before, amount) or (
        square and before.quantity.unit != amount.quantity.unit
    )


def is_part_of_other(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a sum is a part of one that measures nothing of ours, and does not say itself for whom it is."""
    last = at.told.last
    if amount.kind != "money" or last is None or last[2] != index or last[0].kind != "money":
        return False
    if last[1].measure is not None or not is_part(at, amount, index):
        return False
    behind = at.scan.index.within(
        amount.end, min(at.scan.sentences[index].end, at.next_amount(amount)), *NAMES
    )
    return all(m.value != at.table.beneficiary for m in behind)


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


def _carried(at: Context, amount: Amount, index: int, sense: Sense | None) -> Figure | None:
    """Return the figure that a percentage without words of its own goes on with, here or from the sentence before.

    "Denmark has given 2.9 % of its GDP. Britain stands at 0.8 %"; a count at a line becomes what is counted there.
    """
    if at.told.last is None or amount.kind not in ("percent", "fraction"):
        return None
    before, figure, where = at.told.last
    cuts = at.scan.sentences
    asked = index - where == 2 and asked_about(at, index) is not None  # "Paris? Less than half"
    near = (asked or index - where <= 1) and cuts[where].paragraph == cuts[index].paragraph
    shared = before.kind in ("percent", "fraction") or isinstance(figure.derivation, Count)
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


def _goes_on(at: Context, amount: Amount, sense: Sense | None) -> bool:
    """Tell whether a percentage that only its smallness makes a share of GDP goes on with the share before it."""
    if amount.kind not in ("percent", "fraction") or (sense is not None and sense.name not in WEAK):
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


def _continues(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a number without a unit takes that of the number before it."""
    if at.told.last is None:
        return False
    before, figure, where = at.told.last
    start, value = at.scan.sentences[index].start, amount.quantity.high or amount.quantity.low or Decimal(0)
    # "and 3 more in 2027", "et trois seulement en 2014"
    more = at.cues(amount.end, amount.end + 2, "additional")
    more = more or at.scan.index.within(amount.end, amount.end + 2, "hedge")
    behind = min((more[-1].end if more else amount.end) + 4, at.scan.sentences[index].end)
    dated = bool(at.times_in(amount.end, behind))  # "and 3.6 in 2019"
    if isinstance(figure.derivation, Count) and index - where <= 1 and value != 1:
        being = at.cues(max(start, amount.start - TIGHT), amount.start, "being")
        led = any(
            0 <= amount.start - t.end <= 3 for t in at.times_in(max(start, amount.start - 30), amount.start)
        )
        hedged = bool(at.scan.index.within(amount.start, amount.start + 1, "hedge"))
        counted = dated or led or hedged or at.cues(amount.end, amount.end + 7, "meets", "below")
        counts = bool(counted) or will_too(at, amount, index)
        counts = counts or next_line(at, amount, at.scan.sentences[index]) is not None
        return bool(being or (counts and value == int(value) and value <= MOST_MEMBERS))
    if where != index:
        return False
    tenths = amount.quantity.step is not None and amount.quantity.step < 1
    named = is_named(at, amount) or set_off(at, amount) is not None
    if before.kind == "percent" or before.scale > 1:
        moved = at.scan.index.within(max(start, amount.start - 5), amount.start, "to", "at")
        told = named or bool(moved) or dated or is_owned(at, amount)
        whole = before.kind == "percent" and named and value <= PERCENT
        fits = before.kind != "percent" or value <= PERCENT  # "fell 0.8 % to 4,122.47"
        return (
            (tenths and told and fits)
            or whole
            or (before.scale > 1 and (named or dated or is_owned(at, amount)))
        )
    if before.kind == "money":
        return named and value > 1
    army = before.kind == "bare" and figure.measure is not None and (named or is_owned(at, amount))
    return (army or before.kind == "count") and figure.quantity.unit == "person" and value >= 50


def is_contrasted(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number is what another is set against."""
    return set_against(at, max(sentence.start, amount.start - TIGHT), amount.start)
