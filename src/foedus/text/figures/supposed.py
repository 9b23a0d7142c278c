"""A number in, whether its sentence only supposes it out: "had all allies spent 2 %, there would be 100 bn more"."""

from __future__ import annotations

from foedus.model import Figure
from foedus.text.amounts.amount import Amount
from foedus.text.figures.borne import is_borne, is_question
from foedus.text.figures.context import NEAR, TIGHT, Context
from foedus.text.figures.links import SIGNS
from foedus.text.figures.standing import undated
from foedus.text.sentences import Sentence

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
    patterns = at.scan.language.settings["measures"].patterns
    left = patterns["taken_away"].match(at.scan.text, at.scan.sentences[index].start)
    if left is not None and at.names(left.start(), left.end()):
        return True  # not "strip out inflation and outlays rise by 3 %"
    if "would-have" not in at.cued(index):
        return False
    never = patterns["never_met"]
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
    sentence = at.scan.sentences[index]
    low = max(sentence.start, text.rfind(",", sentence.start, amount.start))
    told = patterns["fact_before"].search(text, low, amount.start)
    if told is not None and patterns["fact_behind"].match(text, amount.end) is not None:
        return True
    return is_borne(at, amount, sentence) or _is_so_now(at, amount, sentence)


def asked(at: Context, amount: Amount, figure: Figure, index: int) -> Figure | None:
    """Return a figure that is only asked about, without a time that is not its own: "Can Italy reach 2 %?"."""
    sentence, text = at.scan.sentences[index], at.scan.text
    if is_borne(at, amount, sentence):
        return None  # "can Belgium, at 1.3 %, leap to 2 %?"
    patterns, start = at.scan.language.settings["measures"].patterns, sentence.start
    if not is_question(at, sentence) or patterns["asks_whether"].match(text, start, sentence.end) is None:
        found = patterns["wondered_whether"].search(text, start, sentence.end)
        if found is None or amount.start < found.start():
            return None
        if amount.start >= found.end() and SIGNS.search(text, found.end(), amount.start):
            return None  # "asked whether Spain could, she said: we are at 1.4"
        start = found.start()
    counted = amount.quantity.unit == "member"  # its line stands between it and its time
    high = sentence.end if counted else min(at.next_amount(amount), sentence.end)
    told, year = at.times_in(amount.end, high), str(at.today.year) if at.today is not None else ""
    if told and told[0].last[:4] < year:
        return None  # "can Belgium, at 1.3 % last year, leap to 2 %"
    ahead = at.times_in(max(start, at.previous_amount(amount)), amount.start)
    told = told or [t for t in ahead if t.last[:4] >= year]
    return figure if told else undated(figure)


def _is_so_now(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number behind a condition is told as of today: "it would spend 15 billion, against 8 now"."""
    supposing = at.scan.language.settings["measures"].patterns["unreal"]
    met = supposing.search(at.scan.text, sentence.start, sentence.end)
    led = at.times_in(max(sentence.start, amount.start - TIGHT), amount.start)
    if led and led[-1].present and at.scan.text[led[-1].start - 2 : led[-1].start] == ", ":
        return True  # "if Ireland tripled its budget, now 0.2 % of GDP, …"
    if met is None or amount.start < met.end() or at.speaks.stance(amount.start, amount.end) != "reports":
        return False
    low, high = max(met.end(), at.previous_amount(amount)), min(at.next_amount(amount), amount.end + NEAR)
    now = next((t.start for t in at.times_in(low, high) if t.present), None)
    # not French "elle disposerait aujourd'hui de 200 milliards"
    return now is not None and (now > amount.start or bool(SIGNS.search(at.scan.text, met.end(), now)))


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
