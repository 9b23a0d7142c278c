"""Figures that continue the one before them: "against seven in 2022", "up from a third", "Estonia 3.1 %"."""

from __future__ import annotations

import msgspec

from foedus.model import Change, Count, Excess, Figure, Growth, Level, Share
from foedus.text.amounts.amount import SHARES, SUMS, Amount
from foedus.text.figures.additions import is_by_how_much
from foedus.text.figures.all_but import LEFT_OUT, is_of_all_but
from foedus.text.figures.bare import is_named
from foedus.text.figures.components import is_part, part_told
from foedus.text.figures.context import NEAR, TIGHT, Context
from foedus.text.figures.conversions import is_told_again
from foedus.text.figures.cuewords import GDP, TURNS
from foedus.text.figures.donors import (
    answers,
    is_next_year,
    tells_spending,
)
from foedus.text.figures.levels import goes, set_against
from foedus.text.figures.links import RIGHT_BEHIND
from foedus.text.figures.lists import is_next_share
from foedus.text.figures.names import NAMES
from foedus.text.figures.nearest import nearest
from foedus.text.figures.outdone import OUTDOES, outdone
from foedus.text.figures.paths import is_path
from foedus.text.figures.rankings import SPENT, is_next_sum
from foedus.text.figures.refusals import DEVELOPMENT
from foedus.text.figures.scopes import Scopes
from foedus.text.figures.shares import carried, goes_on_weak
from foedus.text.figures.shortened import goes_on, is_wanted_of_it
from foedus.text.figures.uncounted import are_among_them
from foedus.text.particles import WORD, grammar
from foedus.text.senses import Sense
from foedus.text.sentences import Sentence
from foedus.text.speech.gapped import lacks_verb

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
FORCES = "armed_forces_personnel"
MOST_OF_OUTPUT = 45  # percent of GDP: more than anybody spends
OTHER_USES = ("staff-costs", "other-use")  # senses of a part that is not for equipment


def heir(at: Context, amount: Amount, index: int, sense: Sense | None) -> Figure | None:
    """Return the figure that this number continues: "against seven in 2022", "This year, 23 will"."""
    if at.told.last is None or _counts_otherwise(at, amount, sense):
        return None
    before, figure, where = at.told.last
    if _is_of_else(at, amount, figure, index):
        return None
    here, sentence = where == index, at.scan.sentences[index]
    to = at.following(amount, sentence) if here and isinstance(figure.derivation, Change) else None
    if to is not None and is_path(at, amount, to, "by", "at"):
        return None  # "rose by 500 million, from 1 billion in 2020 to 1.5 billion"
    if here and _is_part_of_sum(at, amount, index, sense):
        return figure
    if amount.kind in SUMS and where == index - 1 and _is_part_of_aid(at, amount, sentence, figure):
        return figure
    if isinstance(figure.derivation, Excess) and _adds_up_later(at, amount, index):
        return figure
    alike = amount.kind in ("bare", before.kind) or (amount.kind, before.kind) == ("bare-scale", "count")
    path = amount.rule.endswith(".from") and (figure.measure or "").endswith("share_of_gdp")
    path = path or (
        isinstance(figure.derivation, Share) and alike and is_path(at, before, amount, "by", "at")
    )
    sums = before.kind in SUMS and amount.kind in SUMS  # "413 billion in all, up from 295 billion"
    alike_here = here and (sums or (alike and figure.measure))
    if alike_here and (path or is_contrasted(at, amount, sentence)):
        return figure
    if (told := _of_sum(at, amount, index, sense)) is not None:
        return told
    if amount.kind == "bare":
        return figure if goes_on(at, amount, index) else None
    if _is_told_anew(at, amount, index, sense):
        return figure
    if before.kind == amount.kind == "money" and answers(at, amount, index):
        return figure
    if (
        sense is None
        and before.kind == amount.kind
        and where == index - 1
        and _is_of_year_before(at, sentence)
    ):
        return figure
    if here and isinstance(figure.derivation, Share) and goes_on_weak(at, amount, sense):
        return figure
    if (share := carried(at, amount, index, sense)) is not None:
        return share
    return figure if here and _is_listed(at, amount, index, sense) else None


def _is_of_else(at: Context, amount: Amount, before: Figure, index: int) -> bool:
    """Tell whether a number says that it is of something else than the one before: "3.2 %, and 62 % of the total"."""
    if before.measure == "arms_transfers":
        # "Its first customer is India, which takes 28 % of what it sells"
        return "arms-customers" in at.cued(index)
    if isinstance(before.derivation, Count) and are_among_them(at, amount, at.scan.sentences[index]):
        return True  # "23 countries, including the three from before"
    shares = amount.kind in SHARES and (before.measure or "").endswith("share_of_gdp")
    if shares and isinstance(before.derivation, Level) and (amount.quantity.low or 0) >= MOST_OF_OUTPUT:
        return True  # nobody spends so much of it
    outdone_by = OUTDOES in at.cued(index) and before.measure == FORCES
    if outdone_by and outdone(at, amount, at.scan.sentences[index]) is not None:
        return True  # "with 480,000 soldiers its army exceeds that of France by 276,000"
    if shares and LEFT_OUT in at.cued(index) and is_of_all_but(at, amount, at.scan.sentences[index]):
        return True  # "except Spain, at 1.3 %, all are above 2 %"
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
    if amount.kind == "bare" and sense is not None and sense.counts and before.kind == "percent":
        line = at.following(amount, at.sentence(amount.start))
        # "no member spends less than 2 %; in 2021 nine were below 1.3 %"
        if line is not None and line.kind == "percent" and not at.names(amount.end, line.start):
            return True
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


def _is_part_of_aid(at: Context, amount: Amount, sentence: Sentence, before: Figure) -> bool:
    """Tell whether a sentence opens with the aid told before it, of which a sum is a part: "Of this sum, 5 billion"."""
    if not (before.measure or "").startswith("aid_") or before.quantity.unit in (None, "%"):
        return False
    opened = at.cues(sentence.start, sentence.start + 1, "of-this")
    whole = at.previous_amount(amount) <= sentence.start
    return bool(opened) and whole and not at.names(opened[0].end, amount.start)


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
        and (before.kind == amount.kind or {before.kind, amount.kind} == set(SUMS))
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
        return (
            grown
            or bool(at.cues(amount.end, amount.end + 2, "of-its-own"))
            or _is_of_next(at, before, amount)
        )
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


def _is_of_next(at: Context, before: Amount, amount: Amount) -> bool:
    """ "8 % of its GDP, Ukraine more than a third": a part right behind the next name, of the same whole."""
    words, named = grammar(at.scan.language.code), at.names(before.end, amount.start)
    behind = WORD.match(at.scan.text, amount.end + 1)
    if not named or (behind is not None and words.has("of", behind[0].lower())):
        return False
    return lacks_verb(at.scan.text, at.scan.index, words, named[-1].end, amount.end)


def _is_by_too(at: Context, amount: Amount) -> bool:
    """Tell whether a sum says by how much again, behind one that did: "by 9 billion by 2030, and by 2 this year"."""
    return at.led_by(amount.start, "by-how-much", most=1)


def _is_next_told(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a pronoun right before a sum means the one of the sentence before: "This year it is 50 billion"."""
    last = at.told.last
    if amount.kind != "money" or last is None or last[2] != index - 1 or last[1].measure is None:
        return False
    return at.led_by(amount.start, "it-is", reach=NEAR)


def _is_of_year_before(at: Context, sentence: Sentence) -> bool:
    """Tell whether a pronoun follows a time that opens a sentence: "A year earlier, it had spent 28 %"."""
    told = at.times_in(sentence.start, sentence.start + 1)
    if not told or told[0].role != "at" or told[0].present or at.names(sentence.start, sentence.end):
        return False
    written, end = at.scan.text[told[0].start : told[0].end], told[0].end
    taken_up = at.cues(end, end + TIGHT, "it-alone", "theirs", "points-back")
    return bool(taken_up) and not any(sign.isdigit() for sign in written)


def _is_of_output(at: Context, amount: Amount, before: Figure) -> bool:
    """Tell whether a percentage is of GDP and the one before it was not: "the total is 2.2 % of the world's GDP"."""
    return bool(at.cues(amount.end, at.ahead(amount.end, NEAR // 2), GDP)) and not (
        before.measure or ""
    ).endswith(GDP)


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


def is_contrasted(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number is what another is set against."""
    return set_against(at, max(sentence.start, amount.start - TIGHT), amount.start)
