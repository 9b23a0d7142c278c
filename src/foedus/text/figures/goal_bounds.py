"""A percentage that names a goal in, what is said of whoever is told of it out: that it is past, met or missed."""

from __future__ import annotations

import re

import msgspec

from foedus.model import Quantity
from foedus.text.amounts.amount import SHARES, Amount
from foedus.text.figures.context import BREAKS, NEAR, Context
from foedus.text.figures.goal_nouns import LONGEST_LINE, follows_goal, is_in_goal, leads_to_goal
from foedus.text.particles import grammar
from foedus.text.sentences import Sentence

_EXCEEDED = "past-the-goal"
LEAD = 32  # characters from "above the" over the name of a goal to its number


def past_goal(at: Context, amount: Amount, index: int) -> Amount:
    """Return a percentage as more than that where it names a goal that is exceeded: "will exceed this 2 % target"."""
    sentence = at.scan.sentences[index]
    if amount.kind != "percent" or amount.quantity.comparator != "=":
        return amount
    if bounded := _beside_goal(at, amount, sentence):
        return bounded
    if met := _met(at, amount, sentence):
        return amount._replace(quantity=met)
    if not is_exceeded(at, amount, sentence):
        return amount
    if any(a.start < amount.start and a.kind in SHARES for a in at.neighbours(amount, sentence)):
        return amount  # "spends 4 %, far above the 2 % target"
    if not _is_of_goal(at, amount, sentence):
        return amount
    return amount._replace(quantity=msgspec.structs.replace(amount.quantity, high=None, comparator=">"))


def beside(at: Context, start: int, sentence: Sentence) -> re.Match[str] | None:
    """Return what sets someone above or below a goal that is somebody's: "more than NATO's", "under the target of"."""
    written = at.scan.language.settings["measures"].patterns["beside_goal"]
    return written.search(at.scan.text, max(sentence.start, start - LONGEST_LINE), start)


def _beside_goal(at: Context, amount: Amount, sentence: Sentence) -> Amount | None:
    """Return a percentage as a bound where its goal is somebody's: "more than NATO's 2 % target", "under its 2 %"."""
    if "goal-noun" not in at.cued_at(sentence) and "threshold" not in at.cued_at(sentence):
        return None
    led = beside(at, amount.start, sentence)
    if led is None or not (led["goal"] or leads_to_goal(at, amount.start, amount.end, sentence)):
        return None
    value = amount.quantity.low
    if led["over"]:
        quantity = msgspec.structs.replace(amount.quantity, high=None, comparator=">")
    else:
        quantity = msgspec.structs.replace(amount.quantity, low=None, high=value, comparator="<")
    return amount._replace(quantity=quantity)


def is_exceeded(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a verb of exceeding leads up to a percentage, or as in German closes its clause."""
    if _EXCEEDED not in at.cued_at(sentence):
        return False
    low, high = at.clause(amount.start, amount.end, sentence, BREAKS + ",")
    if at.cues(low, high, "negated", "or-else"):
        return False  # "meet or exceed", "did not exceed"
    verbs = at.cues(max(low, amount.start - NEAR), amount.start, _EXCEEDED)
    if at.led(verbs, amount.start, LEAD):
        return True
    if not grammar(at.scan.language.code).verb_second:
        return False
    closed = at.scan.language.settings["measures"].patterns["closed_by_not"]
    closing = at.cues(amount.end, high, _EXCEEDED)
    return any(closed.match(at.scan.text, amount.end, m.start - 1) is None for m in closing)


def _is_of_goal(at: Context, amount: Amount, sentence: Sentence) -> bool:
    start, end = amount.start, amount.end
    return is_in_goal(at, end) or leads_to_goal(at, start, end, sentence) or follows_goal(at, start, sentence)


def is_met(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a goal is said to be reached or missed by now: "meets the 2 % target", "missed its goal of 2 %"."""
    return _met(at, amount, sentence) is not None


def is_missed(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a goal is said to be missed, which denies nothing: German "hat das Ziel von 2 % verfehlt"."""
    told = _met(at, amount, sentence)
    return told is not None and told.comparator == "<"


def _met(at: Context, amount: Amount, sentence: Sentence) -> Quantity | None:
    """Return what is said of who meets or misses a goal: at least that, or less."""
    here = at.cued_at(sentence)
    if amount.kind != "percent" or ("threshold" not in here and "goal-noun" not in here):
        return None
    if any(a.kind in SHARES for a in at.neighbours(amount, sentence)):
        return None  # "misses the 2 % target, at 1.37 %"
    low, high = at.clause(amount.start, amount.end, sentence, BREAKS + ",")
    written = at.scan.language.settings["measures"].patterns["goal_met"]
    found = written.search(at.scan.text, low, amount.start)
    if found is None and grammar(at.scan.language.code).verb_second:
        behind = at.scan.language.settings["measures"].patterns["goal_met_behind"]
        found = behind.match(at.scan.text, amount.end, high)
    if found is None or not _is_of_goal(at, amount, sentence):
        return None
    if at.speaks.stance(amount.start, amount.end) != "reports":
        return None  # "will meet the 2 % target", "does not meet it"
    if found.lastgroup == "missed":
        return msgspec.structs.replace(amount.quantity, low=None, comparator="<")
    return msgspec.structs.replace(amount.quantity, high=None, comparator=">=")
