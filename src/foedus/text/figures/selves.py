"""A number in, whether those who speak tell it of themselves out: "our GDP", "and America, which spends 3.4 %"."""

from __future__ import annotations

from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import NEAR, TIGHT, Context
from foedus.text.figures.links import TOUCH
from foedus.text.figures.openings import is_shut_out
from foedus.text.particles import grammar
from foedus.text.sentences import Sentence


def is_told_of(at: Context, amount: Amount, sentence: Sentence, who: str | None) -> bool:
    """Tell whether a relative clause tells a number of who demands another: "… and America, which spends 3.4 %"."""
    names = [
        m for m in at.names(max(sentence.start, amount.start - 2 * NEAR), amount.start) if m.value == who
    ]
    if not names or at.names(names[-1].end, amount.start):
        return False  # "Washington, which wants all NATO members to spend 2 %"
    told = at.cues(names[-1].end, names[-1].end + 3, "relative")
    between = at.scan.text[names[-1].end : amount.start]
    spent = at.cues(names[-1].end, amount.end + TIGHT, "spend", "outlay", "stands-at", "meets", "spending")
    return bool(told) and bool(spent) and between.count(",") == 1


def is_strangers(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether "we" or "our" is a person's who speaks."""
    if not at.speaks.is_someones(amount.start, amount.end) or not is_ours(at, amount, sentence):
        return False
    ours, words = at.cues(sentence.start, amount.start, "ours"), grammar(at.scan.language.code)
    written = at.scan.text[ours[-1].start : ours[-1].end].lower()  # not "his country"
    return any(words.has("first_person", w) for w in written.split())


def is_ours(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether "we" or "our" stands before the number, and no name between the two, or "of our GDP" behind it."""
    share = amount.kind == "percent"
    behind = at.cues(amount.end, min(amount.end + TOUCH, sentence.end), "ours") if share else ()
    if behind and at.leads(amount.end, behind[0].start):
        return True
    low = at.clause(amount.start, amount.end, sentence)[0]
    ours = [m for m in at.cues(low, amount.start, "ours") if not is_shut_out(at, m, amount, sentence)]
    if ours and any(at.leads(m.end, ours[-1].start) for m in at.names(low, ours[-1].start)):
        return False  # "les États-Unis nous ont donné": those to whom it is given
    return bool(ours) and not at.names(max(low, ours[-1].start - 1), amount.start)
