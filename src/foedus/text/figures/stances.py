"""A number with its sense in, how its sentence means it out: as its speech has it, and as its own verb and words do."""

from __future__ import annotations

from foedus.model import Figure, Growth, Period, Stance
from foedus.text.amounts.amount import MEMBERS, SHARES, Amount
from foedus.text.figures.attached import bearer, of_spender
from foedus.text.figures.borne import is_borne, is_set_off
from foedus.text.figures.clefts import called, told_behind
from foedus.text.figures.comparands import BESIDE, is_of_outdone
from foedus.text.figures.context import BREAKS, TIGHT, Context
from foedus.text.figures.cuewords import TURNS
from foedus.text.figures.figure import is_given_up, is_negated
from foedus.text.figures.forerunners import points_back
from foedus.text.figures.goal_bounds import is_met, is_missed
from foedus.text.figures.goals import is_asked_for, is_goal_set, is_line_set, is_ones_own
from foedus.text.figures.intents import (
    are_promising,
    intent,
    is_growing,
    is_planned,
    is_raising,
    is_to_give,
    is_vowed,
)
from foedus.text.figures.links import is_bracketed
from foedus.text.figures.openings import leads_in
from foedus.text.figures.paths import starts_path
from foedus.text.figures.polls import want
from foedus.text.figures.promises import is_aimed_at, is_urged
from foedus.text.figures.reaches import AHEAD, VOTES
from foedus.text.figures.uncounted import hold_a_view
from foedus.text.lexicon import Scan
from foedus.text.particles import grammar, words_before
from foedus.text.senses import Sense
from foedus.text.times.moment import LARGEST_YEAR

# kinds of numbers of which a clause behind says whose they are
FACTS = ("percent", "money", "bare-scale", "count")
TO_COME = ("expects", "pledges", "likely", "gives")  # signs of what is yet to be done
LEAD = 12  # characters of a preposition with its article: "Of the roughly"
SPENT = "expenditure"  # what measures of spending are called by
LED = 3  # characters of a preposition with its space: "à dépenser"


def meant_as(at: Context, amount: Amount, sense: Sense | None, index: int) -> Stance:
    """Return how the sentence means a number: as its speech has it, and as its own verb and words do."""
    goal = at.scan.language.settings["measures"].patterns["goal_set"].match(at.scan.text, amount.end)
    if amount.kind == "percent" and goal is not None and amount.quantity.comparator not in (">", ">="):
        # "the 2.5 % that the majority had set", "the 5 % Washington demands": whoever speaks of it
        return "demands" if goal.lastgroup else "pledges"
    if want(at, amount):
        return "reports"  # "53 % want to join": how many want it is so
    if amount.kind in FACTS and at.scan.language.settings["measures"].patterns["as_it_is"].match(
        at.scan.text, amount.end
    ):
        return "reports"  # "to go beyond the 2 % it spends"
    if sense is not None and sense.measure is not None and is_borne(at, amount, at.scan.sentences[index]):
        return "reports"
    stance = at.speaks.stance(amount.start, amount.end)
    open_ = stance in ("reports", "expects") and sense is not None and sense.measure is not None
    if open_ and (behind := told_behind(at, amount)):
        high = at.clause(behind, behind, at.scan.sentences[index], BREAKS + ",")[1]
        stance = at.speaks.stance(high - 2, high - 1)  # "A billion: that is what Spain could give"
        if stance == "expects" and at.cues(behind, high, "should"):
            return "demands"
    ahead = stance == "reports" or (stance == "expects" and amount.kind in ("percent", "money"))
    negated = ahead and is_negated(at, amount, index)
    if (negated and not is_missed(at, amount, at.scan.sentences[index])) or (
        stance in ("expects", "pledges") and is_given_up(at, amount, index)
    ):
        stance = "denies"
    if stance == "denies" and at.speaks.is_claimed(amount.start, amount.end):
        return "reports"  # "it does not pay 90 %, as X claims": X says so
    if stance == "denies" and _is_left_open(at, amount):
        return "expects"
    if stance == "denies" and at.told.stance == "denies" and _is_corrected(at, amount, index):
        return "reports"
    if stance in ("denies", "pledges") and (late := _delayed(at, amount, index)):
        return late
    if amount.kind == "money" and stance in ("expects", "pledges") and _is_needed(at, amount):
        return "demands"
    members = amount.quantity.unit in MEMBERS
    if members and stance != "reports" and hold_a_view(at, amount, at.scan.sentences[index]):
        return "reports"  # "twenty are ready to accept 5 %": so many are
    if stance in ("pledges", "demands") and (
        is_set_off(at, amount, at.scan.sentences[index]) or is_of_outdone(at, amount)
    ):
        return "reports"
    # "will not match the 3.8 % that Poland spent"
    another = amount.rule.endswith(BESIDE) and of_spender(at, amount)
    if stance in AHEAD and (
        another or leads_in(at, amount) or bearer(at, amount) or _begins(at, amount, sense, index)
    ):
        return "reports"
    laid_by = stance == "pledges" and amount.kind == "percent" and is_set_apart(at.scan, amount.start)
    if laid_by and not _tells_ahead(at, index):
        stance = "reports"  # "sets aside 2 % of its GDP"
    if stance in AHEAD and "of-which" in at.cued(index) and _has_part_to_come(at, amount, index):
        stance = "reports"
    if stance in ("pledges", "expects") and _is_whole(at, amount, index):
        stance = "reports"  # "of the 34,500 soldiers there, it will withdraw 9,500"
    if amount.quantity.unit in VOTES and stance in ("pledges", "demands"):
        stance = "reports"  # "demands by 141 votes that it withdraw": they were cast
    if stance == "reports":
        stance = intent(at, amount, index) or stance
        if stance == "pledges" and is_missed(at, amount, at.scan.sentences[index]):
            stance = "reports"  # "failed to meet the 2 % goal": what it was to do is over
        plans = is_planned(at, amount, sense, index) or is_raising(at, amount, index)
        if stance == "reports" and plans:
            stance = "pledges"
        if stance == "reports" and is_growing(at, amount, index):
            stance = "expects"
    if stance in ("reports", "pledges") and sense is not None and sense.counts:
        if are_promising(at, amount, index):
            return "pledges"
        line = at.following(amount, at.scan.sentences[index]) if stance == "reports" else None
        missed = line is not None and at.cues(amount.end, line.end, "below")
        if missed and line is not None and at.speaks.stance(line.start, line.end) in ("expects", "denies"):
            return "expects"  # "nine will not reach 2 %"
        stance = "expects" if stance == "pledges" else stance  # "23 will be there": nobody can promise that
    if stance == "demands" and sense is not None and sense.counts and _are_late(at, amount, index):
        stance = "reports"
    if stance == "reports" and sense is not None and sense.counts and _is_awaited(at, amount):
        stance = "expects"
    if stance == "reports" and is_asked_for(at, amount, index):
        stance = "demands"
    if stance == "reports":
        stance = called(at, amount) or stance
    if stance == "reports" and is_ones_own(at, amount):
        stance = "pledges"
    if stance == "expects" and is_urged(at, amount, index):
        stance = "demands"
    if stance == "expects" and is_vowed(at, amount, index):
        stance = "pledges"
    if (stance == "reports" or (stance == "expects" and not _tells_ahead(at, index))) and (
        is_aimed_at(at, amount, index) or is_goal_set(at, amount, index)
    ):
        stance = "reports" if is_met(at, amount, at.scan.sentences[index]) else "pledges"
    part = stance == "reports" and amount.kind == "percent" and at.told.stance in AHEAD
    if part and points_back(at, amount, index):
        return at.told.stance  # "is to spend 9 billion more. That is 3.5 % of GDP"
    return "demands" if stance == "pledges" and _is_for_others(at, amount, index) else stance


def is_set_apart(seen: Scan, start: int) -> bool:
    """Tell whether what begins here is laid by, with a verb that promises a sum: "has set aside 2 % of its GDP"."""
    patterns, low = seen.language.settings["measures"].patterns, seen.sentence(start).start
    if patterns["sets_apart"].search(seen.text, low, start) is None:
        return False
    return patterns["on_condition"].search(seen.text, low, start) is None


def _begins(at: Context, amount: Amount, sense: Sense | None, index: int) -> bool:
    """Tell whether a change to come begins with a number, which is so: "De 1,5 % en 2024, l'effort ira à 2 %"."""
    sentence = at.scan.sentences[index]
    before = at.scan.index.within(max(sentence.start, amount.start - TIGHT), amount.start, "from")
    if at.led(before, amount.start) and any(t.present for t in at.times_in(amount.end, amount.end + TIGHT)):
        return True  # "will climb to 1.5 % by 2025, from 1.24 % today"
    # "has until 2030 to go from 1.6 to 3 %"
    if amount.rule.endswith(".from") and sense is not None and sense.kind == "level":
        year = at.today.year if at.today is not None else LARGEST_YEAR
        high = min(at.next_amount(amount), sentence.end)
        return not any(t.is_ahead_of(year) for t in at.times_in(amount.end, high))
    led = amount.start - sentence.start <= LED + 2 and at.scan.index.within(
        sentence.start, sentence.start + 1, "from", "of"
    )
    comma = at.scan.text.find(", ", amount.end, sentence.end) if led else -1
    return comma > 0 and bool(at.scan.index.within(comma, at.next_amount(amount), "to"))


def _has_part_to_come(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether only a part of a number is told as to come: "counts 182,000 soldiers, of whom 5,000 will go".

    So is a part of a sum that was given.
    """
    sentence = at.scan.sentences[index]
    part = at.cues(amount.end, min(at.next_amount(amount), sentence.end), "of-which")
    if not part or (amount.quantity.unit not in at.table.heads and amount.kind != "money"):
        return False
    now = at.scan.language.settings["measures"].patterns["present_verb"]
    if amount.kind == "money":
        high = at.clause(part[0].end, part[0].end, sentence)[1]
        if all(s.stance not in TO_COME for s in at.speaks.stances.signs.within(part[0].end, high)):
            return False
        now = at.scan.language.settings["measures"].patterns["given_verb"]
    low = at.clause(amount.start, amount.end, sentence, BREAKS + ",")[0]
    frame = at.speaks.frame(amount.start, amount.end)
    told = frame is None or frame.stance == "reports"
    told = told and not at.speaks.stances.looks_ahead(low, amount.start)
    return told and now.search(at.scan.text, low, amount.start) is not None


def _is_for_others(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether whoever asks of all the others sets them a line: "Donald Trump place la barre à 5 %"."""
    if amount.kind != "percent" or at.speaks.country(amount.start, amount.end) not in at.table.demanding:
        return False
    return is_line_set(at, amount.start, at.scan.sentences[index])


def _are_late(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether those are counted who are not there yet: "eight countries still have to get over the line"."""
    high = at.clause(amount.start, amount.end, at.scan.sentences[index])[1]
    told = at.cues(amount.end, high, "below") if "below" in at.cued(index) else ()
    return any(m.start - amount.end <= 1 for m in told)


def _tells_ahead(at: Context, index: int) -> bool:
    """Tell whether a sentence names a year to come."""
    year, sentence = str(at.today.year) if at.today else "9999", at.scan.sentences[index]
    return any(year < t.last[:4] for t in at.times_in(sentence.start, sentence.end))


def _is_whole(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether people open their sentence as those of whom the next number is a part."""
    sentence = at.scan.sentences[index]
    if amount.quantity.unit not in at.table.heads or amount.start - sentence.start > LEAD:
        return False
    led = at.scan.index.within(sentence.start, amount.start, "of", "out-of")
    if not any(m.start == sentence.start for m in led) or at.next_amount(amount) >= sentence.end:
        return False
    return "," in at.scan.text[amount.end : at.next_amount(amount)]


def is_to_come(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether what is denied is what someone would do: "has not promised to raise it to 3 %"; it is of no year.

    What is not so yet is not so today.
    """
    if "not-yet" in at.cued(index) and at.cues(at.scan.sentences[index].start, amount.start, "not-yet"):
        return False
    if intent(at, amount, index) is not None or is_to_give(at, amount, index):
        return True
    sentence = at.scan.sentences[index]
    if at.cues(*at.own(amount, at.clause(amount.start, amount.end, sentence)), "pledged", "vowed", "unable"):
        return True  # "denies having promised 3 %", "cannot spend more than 2 %"
    led = at.scan.index.within(max(0, amount.start - LED), amount.start, "to")
    low = at.clause(amount.start, amount.end, sentence)[0]
    turns = at.cues(low, amount.start, *TURNS) if at.led(led, amount.start) else []
    return bool(turns) and not _has_turned(at, turns[-1].start)


def _has_turned(at: Context, verb: int) -> bool:
    """Tell whether an auxiliary makes a past of a verb of change: "a report that the army had shrunk to 180,000"."""
    before = words_before(at.scan.text, verb)[-1:]
    small = grammar(at.scan.language.code)
    return bool(before) and (small.has("auxiliaries", before[0]) or small.has("beings", before[0]))


def is_over(at: Context, amount: Amount, figure: Figure, stance: Stance, index: int) -> bool:
    """Tell whether what is expected was so in a past year, or where a change to come begins."""
    ends = figure.period.end if figure.period is not None else None
    if figure.measure is None or "period" not in figure.stated or ends is None or at.today is None:
        return False
    if ends.year >= at.today.year:
        return False
    # German "will im Jahr 2024 zwei Prozent ausgegeben haben" claims what is done, and promises nothing
    done = at.scan.language.settings["measures"].patterns["in_perfect"].match(at.scan.text, amount.end)
    return (
        stance == "expects"
        or done is not None
        or (SPENT in figure.measure and is_laid_by(at.scan, amount.start))
        or starts_path(at, amount, at.scan.sentences[index])
    )


def is_laid_by(seen: Scan, start: int) -> bool:
    """Tell whether what a budget held is told around an offset: "had budgeted 3 billion for 2023"."""
    around = seen.sentence(start)
    laid_by = seen.language.settings["measures"].patterns["laid_by"]
    return laid_by.search(seen.text, around.start, around.end) is not None


def is_of_this_year(at: Context, amount: Amount, figure: Figure, index: int) -> bool:
    """Tell whether the present tells a growth of the year that runs: "the Dutch budget swells by 24 % in 2024"."""
    parts = amount.kind in SHARES
    if not parts or not isinstance(figure.derivation, Growth) or at.today is None:
        return False
    if figure.period != Period(str(at.today.year)) or "grows-now" not in at.cued(index):
        return False
    low = at.clause(amount.start, amount.end, at.scan.sentences[index], BREAKS + ",")[0]
    grows = at.cues(low, amount.start, "grows-now")
    small, text = grammar(at.scan.language.code), at.scan.text
    return bool(grows) and not any(small.has("articles", w) for w in words_before(text, grows[-1].start)[-2:])


def planned(at: Context, amount: Amount, index: int) -> Stance | None:
    """Return how the number before is meant that this one tells again: "sets aside 187 billion, or 4.7 % of GDP"."""
    last = at.told.last
    if last is None or last[2] != index or at.told.stance not in AHEAD:
        return None
    led = at.cues(last[0].end, amount.start, "that-is")
    return at.told.stance if amount.kind == "percent" and at.led(led, amount.start) else None


def is_beside(at: Context, amount: Amount, before: Figure, figure: Figure) -> bool:
    """Tell whether a number only sets another beside the one before: "by 4 % this year, against 2 % for Rome"."""
    led = at.led_by(amount.start, "contrast")
    ahead = amount.start - (amount.kind == "money" and is_bracketed(at.scan.text, amount.start))
    led = led or any(ahead - m.end <= 1 for m in at.names(max(0, amount.start - TIGHT), amount.start))
    same = figure.period == before.period and figure.measure == before.measure
    return led and same and figure.subject != before.subject


def _delayed(at: Context, amount: Amount, index: int) -> Stance | None:
    """Return how a number is meant that was not reached until a year: then it was, "did not reach 2 % until 2024"."""
    span = at.clause(amount.start, amount.end, at.scan.sentences[index], BREAKS)
    ends = [t for t in at.times_in(*span) if t.role == "at"]
    late = [t for t in ends if at.scan.index.within(t.start, t.start + 1, "until")]
    if not late or at.today is None:
        return None
    return "reports" if late[-1].last[:4] < str(at.today.year) else "expects"


def _is_left_open(at: Context, amount: Amount) -> bool:
    """Tell whether a denial ahead of a number is itself denied: "does not rule out 3 %"."""
    low = at.clause(amount.start, amount.end, at.sentence(amount.start))[0]
    return (
        at.scan.language.settings["measures"].patterns["not_denied"].search(at.scan.text, low, amount.start)
        is not None
    )


def _is_corrected(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a number is what is so instead of the one denied before it: "…, said X, it is 437,000"."""
    last = at.told.last
    if last is None or last[2] != index:
        return False
    low = max(at.sentence(amount.start).start, at.previous_amount(amount))
    return (
        at.scan.language.settings["measures"].patterns["corrected"].search(at.scan.text, low, amount.start)
        is not None
    )


def _is_needed(at: Context, amount: Amount) -> bool:
    """Tell whether a sum is what somebody needs, and asks for: "puts its needs at 120 billion"."""
    low = at.clause(amount.start, amount.end, at.sentence(amount.start))[0]
    return (
        at.scan.language.settings["measures"].patterns["own_needs"].search(at.scan.text, low, amount.start)
        is not None
    )


def _is_awaited(at: Context, amount: Amount) -> bool:
    """Tell whether a verb right before members says that so many are expected: "attend dix pays à 2 %"."""
    low = at.sentence(amount.start).start
    return (
        at.scan.language.settings["measures"].patterns["awaits"].search(at.scan.text, low, amount.start)
        is not None
    )
