"""A number in, whether it is told of all members but some who are left out, or of one of those alone, out."""

from __future__ import annotations

from foedus.text.amounts.amount import Amount
from foedus.text.figures.bystanders import is_left_out
from foedus.text.figures.context import Context
from foedus.text.figures.links import LOOSE, TOUCH
from foedus.text.figures.several import are_none, none_before
from foedus.text.match import Mention
from foedus.text.sentences import Sentence

LEFT_OUT = "left-out"  # the cue of whoever does not count


def is_of_all_but(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a share is told of all members or of none but some who are left out: "all allies except Spain".

    So is one of whom only some are numbered, or of a part of them: "none of the eight on the eastern flank", "of the
    Benelux countries".
    """
    numbered = none_before(at, amount, sentence)
    if numbered is not None and not are_none(at, amount, sentence):
        return True
    if "none-among" in at.cued_at(sentence) and _is_of_none_of_a_group(at, amount, sentence):
        return True
    if LEFT_OUT not in at.cued_at(sentence):
        return False
    left = at.cues(sentence.start, amount.start, LEFT_OUT)
    if not left or is_of_left_out(at, amount, left[-1]):
        return False
    low = at.clause(amount.start, amount.end, sentence, ";")[0]
    told = at.cues(low, amount.start, "each-member", "no-member", "all-others")
    since = max(m.end for m in (*told, *left))
    others = [
        m for m in at.names(since, amount.start) if not (at.led_by(m.start, LEFT_OUT) or is_left_out(at, m))
    ]
    return numbered is not None or (bool(told) and not others)


def _is_of_none_of_a_group(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a share is told of none of those of a group that is only a part of the alliance."""
    none = at.cues(at.clause(amount.start, amount.end, sentence)[0], amount.start, "none-among")
    named = at.names(none[-1].end, amount.start) if none else []
    if not named or named[0].kind != "group" or named[0].value == at.table.alliance:
        return False
    return at.leads(none[-1].end, named[0].start, LOOSE)


def stands_at(at: Context, name: Mention, amount: Amount) -> bool:
    """Tell whether nothing but a bracket, a comma, "with" or "at" stands between a name and a number."""
    between = at.scan.text[name.end : amount.start].strip(" ,(")
    words = at.cues(name.end, amount.start, "stands-with")
    return not between or any(between == at.scan.text[m.start : m.end] for m in words)


def is_of_left_out(at: Context, amount: Amount, word: Mention) -> bool:
    """Tell whether a number is told of one left out alone: "except Spain, which spends 1.3 %", "except Spain (1.3 %)".

    `word`: what leads up to those left out.
    """
    names = at.names(word.end, amount.start)
    if not names:
        return False
    if stands_at(at, names[-1], amount):
        return True
    told = at.cues(names[-1].end, names[-1].end + TOUCH, "relative")
    return bool(told) and "," not in at.scan.text[told[0].end : amount.start]


def is_of_world_but(at: Context, sentence: Sentence) -> bool:
    """Tell whether a sentence is about the world without one: "Without America, the world's spending grew by 9 %".

    A total that names nobody goes on with the world that was told before.
    """
    if LEFT_OUT not in at.cued_at(sentence):
        return False
    names = at.names(sentence.start, sentence.end)
    less = [m for m in names if m.value == at.table.grown and at.cues(m.start, m.start + 1, LEFT_OUT)]
    others = {m.value for m in names if m not in less and not at.speaks.is_source(m.start)}
    last = at.told.last
    goes_on = last is not None and 0 <= sentence.number - last[2] <= 1 and last[1].subject == at.table.total
    return bool(less) and (others == {at.table.total} or (not others and goes_on))
