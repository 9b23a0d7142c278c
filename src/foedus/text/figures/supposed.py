"""A number in, whether its sentence only supposes it out: "had all allies spent 2 %, there would be 100 bn more"."""

from __future__ import annotations

from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import NEAR, Context

UNDONE = ("money", "percent", "point", "fraction")  # kinds of numbers that tell how much was not spent


def is_supposed(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a number stands in a sentence of a condition that was never met: nobody spent or gave so much."""
    first = at.amounts_in(at.scan.sentences[index])[0]  # from which all that follows is reckoned
    if _is_set_up(at, amount, index) or (first is not amount and _is_set_up(at, first, index)):
        return True
    if _is_left_undone(at, amount, index) or (
        first is not amount and _tells_anew(at, first, amount) and _is_left_undone(at, first, index)
    ):
        return True
    if "would-have" not in at.cued(index):
        return False
    never = at.scan.language.settings["measures"].patterns["never_met"]
    low, high = at.clause(amount.start, amount.end, at.scan.sentences[index], ";")
    met = never.search(at.scan.text, low, high)
    if met is None:
        return False
    then = at.cues(low, high, "would-have")
    return any(m.start >= met.end() or m.end <= met.start() for m in then)


def tells_unreal(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether it is said what would be on a condition not met: "if all spent 2 %, there would be more"."""
    sentence, text = at.scan.sentences[index], at.scan.text
    unreal = at.scan.language.settings["measures"].patterns["unreal"]
    if unreal.search(text, sentence.start, sentence.end) is None:
        return False
    return unreal.search(text, *at.clause(amount.start, amount.end, sentence, ";")) is not None


def is_in_fact(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a clause beside what would be has a number as it is: "it would trail Italy, which spends 1.5 %"."""
    patterns, text = at.scan.language.settings["measures"].patterns, at.scan.text
    low = at.scan.sentences[index].start
    told = patterns["fact_before"].search(text, max(low, text.rfind(",", low, amount.start)), amount.start)
    return told is not None and patterns["fact_behind"].match(text, amount.end) is not None


def _is_set_up(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a number is what a sentence reckons from: "at three per cent we are talking of 120 billion"."""
    patterns, low = at.scan.language.settings["measures"].patterns, at.scan.sentences[index].start
    led = patterns["reckons_from"].search(at.scan.text, max(low, amount.start - NEAR), amount.start)
    return led is not None and patterns["reckoned"].match(at.scan.text, amount.end) is not None


def _tells_anew(at: Context, first: Amount, amount: Amount) -> bool:
    """Tell whether a number tells the one before it in other terms: "0.5 points of GDP, or 11 billion"."""
    return bool(at.cues(first.end, amount.start, "that-is")) and at.previous_amount(amount) == first.end


def _is_left_undone(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a number is what someone fails to spend, or would lose: "failed to spend 119 billion"."""
    if amount.kind not in UNDONE:
        return False
    patterns, start = at.scan.language.settings["measures"].patterns, at.scan.sentences[index].start
    low = max(start, at.previous_amount(amount), amount.start - NEAR)
    if patterns["failed_to"].search(at.scan.text, low, amount.start):
        return True
    return patterns["short_of_it"].match(at.scan.text, amount.end) is not None
