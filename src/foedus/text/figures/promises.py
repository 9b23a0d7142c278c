"""A number in, whether it is what someone promises to reach, or a part of that, out: "the pledge to spend 2 %"."""

from __future__ import annotations

from foedus.alliances import countries
from foedus.model import Period
from foedus.text.amounts.amount import Amount
from foedus.text.figures.additions import TOPS
from foedus.text.figures.context import BREAKS, NEAR, TIGHT, Context
from foedus.text.figures.goal_bounds import LEAD, is_exceeded
from foedus.text.figures.goals import LONGEST_PROMISE
from foedus.text.figures.links import TOUCH, is_bracketed
from foedus.text.figures.names import NAMES
from foedus.text.lexicon import SPEECH
from foedus.text.particles import grammar
from foedus.text.sentences import Sentence
from foedus.text.speech.outcomes import tells_tally

VOWING, VOWS = ("act", "say"), ("pledges", "plans")  # kinds of verbs that promise, and what they mean


def part_of_goal(at: Context, amount: Amount, index: int) -> Period | None:
    """Return by when a part of a goal is due that was told before: "5 % by 2035. 3.5 % of that is for the army"."""
    due, value = at.told.due, amount.quantity.low
    if due is None or amount.kind != "percent" or index - due[0] > 1 or value is None or value >= due[1]:
        return None
    of = at.cues(amount.end, amount.end + TOUCH, "of-this", "of-total")
    rest = at.cues(max(0, amount.start - TIGHT), amount.start + 1, "left-of")
    behind = at.cues(amount.end, amount.end + TOUCH, "left-of")
    told = any(m.start - amount.end <= 1 for m in (*of, *behind)) or at.led(rest, amount.start, 1)
    # "3.5 % for the forces, 1.5 % for roads": the whole
    beside = at.neighbours(amount, at.scan.sentences[index])
    listed = index > due[0] or ": " in at.scan.text[at.scan.sentences[index].start : amount.start]
    whole = listed and any(a.kind == "percent" and a.quantity.low == due[1] - value for a in beside)
    return due[2] if told or whole else None


def is_vowed_apart(at: Context, start: int, end: int, sentence: Sentence) -> bool:
    """Tell whether a percentage is promised in a clause of its own: "they promised 2 %; only three managed it"."""
    low, high = at.clause(start, end, sentence, BREAKS + ",")
    return high < sentence.end and bool(at.cues(low, start, "promised", "vowed"))


def is_urged(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a percentage is what one who demands it of the others says they "should" spend.

    "Ils devraient dépenser 5 %" is a forecast in the mouth of others, and where it names a year.
    """
    if amount.kind != "percent" or at.speaks.country(amount.start, amount.end) not in at.table.demanding:
        return False
    sentence = at.scan.sentences[index]
    low, high = at.clause(amount.start, amount.end, sentence)
    should = at.cues(max(low, amount.start - LONGEST_PROMISE), amount.start, "should")
    return bool(should) and not any(t.stated for t in at.times_in(low, high))


def is_aimed_at(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a number is what a promise is to reach: "the pledge to spend 2 %", a part of a goal."""
    if amount.kind not in ("percent", "money"):
        return _is_strength(at, amount) and _is_promised(at, amount, index)
    if amount.kind == "money" and (
        at.cues(max(0, amount.start - TOUCH), amount.start, "by-how-much")
        or at.scan.index.within(max(0, amount.start - TOUCH), amount.start, "to")
    ):
        return False  # "its commitments to Kyiv shrank to 2 billion"
    if amount.kind == "percent" and is_exceeded(at, amount, at.scan.sentences[index]):
        return False  # "exceeds the target of 2 %"
    if _is_promised(at, amount, index):
        return amount.kind == "percent" or not (_comes_to(at, amount) or _is_counted(at, amount))
    return amount.kind == "percent" and _is_part(at, amount, index)


def _comes_to(at: Context, amount: Amount) -> bool:
    """Tell whether a sum is what all that was promised comes to, and not what one promise is of."""
    low = max(at.sentence(amount.start).start, at.previous_amount(amount), amount.start - LEAD)
    within = at.scan.index.within
    return any(not within(m.start - 3, m.start + 1, "to") for m in at.cues(low, amount.start, "arrives"))


def _is_counted(at: Context, amount: Amount) -> bool:
    """Tell whether a sum is what was promised over some time: "from January to June they have committed to give"."""
    sentence = at.sentence(amount.start)
    tops = at.scan.index.within(amount.end, sentence.end, *TOPS)  # "4 billion, a record in ten years"
    end = tops[0].start if tops else sentence.end
    return tells_tally(grammar(at.scan.language.code), at.scan.text, sentence.start, end)


def _is_strength(at: Context, amount: Amount) -> bool:
    """Tell whether a number may be how large a force is to be, led up to by "to": "to raise it to 203,000"."""
    soldiers = amount.quantity.unit in ("person", None) and amount.kind in ("count", "bare")
    return soldiers and bool(at.scan.index.within(max(0, amount.start - TOUCH), amount.start, "to"))


def _is_promised(at: Context, amount: Amount, index: int) -> bool:
    sentence = at.scan.sentences[index]
    low, _ = at.clause(amount.start, amount.end, sentence)
    aside = is_bracketed(at.scan.text, low) and amount.start - low > TOUCH
    goals = at.cues(max(sentence.start, low - NEAR), low, "threshold", "goal") if aside else ()
    if goals and not any(m.value in countries() for m in at.names(low, amount.start)):
        return True  # "the target of 2014 (to spend 2 %)", but not "(the United States with 3.6 %)"
    low = max(low, amount.start - LONGEST_PROMISE)
    if amount.kind == "percent" and at.led(at.cues(low, amount.start, "heading-for"), amount.start):
        return True  # "towards 2 %"
    told = [a.end for a in at.neighbours(amount, sentence) if a.end <= amount.start and not at.is_time(a)]
    previous, leads = max(told, default=0), at.scan.index.within
    reached = amount.rule.endswith(".to") or leads(max(previous, amount.start - TOUCH), amount.start, "to")
    if not reached:  # "from 2 % to 3 %"
        low = max(low, previous)
    if _is_vowed_then(at, low, amount):
        return True
    for goal in at.cues(low, amount.start, "goal"):
        named = [m for m in leads(goal.end, goal.end + 3, *NAMES) if not _is_to_do(at, m.end, amount)]
        path = leads(goal.end, amount.start, "from")
        starts = bool(path) and not reached
        if at.led(at.cues(max(low, goal.start - NEAR), goal.start, "has-met"), goal.start):
            continue  # "has met the goal of spending 2 %"
        if at.led(at.cues(goal.end, amount.start, "along-with"), amount.start, 1):
            continue  # "misses the goal with 1.4 %"
        if not named and not starts and ", " not in at.scan.text[goal.end + 1 : amount.start]:
            return True
    return False


def promiser(at: Context, amount: Amount, who: str | None, index: int) -> str | None:
    """Return the country that promises by a word that stands for it: "Spain is rearming. It has pledged 3 %".

    So it does where it alone does so: "It is Spain that plans to spend 3 %".
    """
    if who not in countries() or at.speaks.frame(amount.start, amount.end):
        return None
    start = at.scan.sentences[index].start
    told = at.cues(start, start + 1, "it-alone", "theirs", "nation")
    if told and (named := at.names(told[0].end, amount.start)):
        told = at.cues(named[0].end, named[0].end + TOUCH, "relative") if named[0].value == who else []
    if not told:
        return None
    end = told[0].end
    vows = at.scan.index.of_book(SPEECH, end, min(end + TIGHT, amount.start))
    vowed = any(m.kind.startswith(VOWING) and m.value in VOWS and at.leads(end, m.start, TIGHT) for m in vows)
    return who if vowed else None


def _is_vowed_then(at: Context, low: int, amount: Amount) -> bool:
    """Tell whether a promise says when it was made before what is to be done: "pledged in 2014 to spend 2 %"."""
    for vow in at.cues(low, amount.start, "vowed"):
        made = [t for t in at.times_in(vow.end, vow.end + 3) if t.end <= amount.start]
        comma = at.scan.text.find(", ", made[0].end, amount.start) if made else -1
        # "the loan agreed in December, Hungary has given 2 billion"
        high = amount.start if comma < 0 else comma
        if made and at.cues(made[0].end, high, "spend", "meets", "path", "give"):
            return True
    return False


def _is_to_do(at: Context, end: int, amount: Amount) -> bool:
    """Tell whether a promise says whose it is and then what is to be done: not "its commitment to Kyiv"."""
    done = at.cues(end, amount.start, "spend", "meets", "path")
    return bool(done) and not at.scan.index.within(end, amount.start, "and")


def _is_part(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a percentage is a part of a goal: "5 %, of which 3.5 % for the core and 1.5 % for roads"."""
    sentence = at.scan.sentences[index]
    if not any(a.kind == "percent" for a in at.neighbours(amount, sentence)):
        return False
    split = at.cues(sentence.start, sentence.end, "split")
    if split and not at.scan.index.within(sentence.start, split[0].start, *NAMES):
        # "the 5 % is divided into …", but "the group includes Poland at 4.5 % and Latvia at 3.7"
        return not any(m.value in countries() for m in at.names(split[0].end, amount.start))
    related = at.cues(sentence.start, sentence.end, "related")
    return bool(related and (split or at.cues(sentence.start, sentence.end, "threshold", "aims")))
