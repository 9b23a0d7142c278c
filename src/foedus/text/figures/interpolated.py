"""A number in, whether an aside stands between the name that opens its sentence and its verb, and who that is, out.

"Albania, which joined in 2009 with Croatia and whose army is small, spends 1.2 %" tells nothing of Croatia in 2009.
"""

from __future__ import annotations

from typing import NamedTuple

from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import Context
from foedus.text.figures.links import LOOSE
from foedus.text.figures.recipients import is_bare
from foedus.text.figures.sought import Sought
from foedus.text.match import Mention
from foedus.text.particles import ARTICLE
from foedus.text.sentences import Sentence

VERBS = ("spend", "outlay", "give", "has", "meets", "aims", "pledged", "being")
RELATIVE = ("relative", "part")  # "who", "whose"
LINK = ", "
NAME = 32  # characters of a name with its article, or that an aside has at least with a verb


class Interpolated(NamedTuple):
    """Who opens a sentence, and where what is put in behind the name begins and ends."""

    opener: Mention
    start: int
    end: int


def interpolated(at: Context, amount: Amount, sentence: Sentence) -> Interpolated | None:
    """Return what is put in between the name that opens a sentence and the clause of a number."""
    first = at.scan.text.find(LINK, sentence.start, min(amount.start, sentence.start + NAME))
    if first < 0 or amount.start - first < NAME:
        return None
    named = at.names(sentence.start, amount.start)
    if len(named) < 2 or named[0].end != first or named[0].start - sentence.start > ARTICLE:
        return None
    if named[1].start - first <= len(LINK) + ARTICLE:
        return None  # "Albania, Croatia and Greece, …": a list
    beside = at.neighbours(amount, sentence)
    if any(a.kind in (amount.kind, "bare") and a.end <= amount.start and not at.is_time(a) for a in beside):
        return None  # "Greece, with 2.4 %, and the others, Estonia with 2.2 % and"
    end = _ends(at, amount, first)
    return Interpolated(named[0], first, end) if end is not None and named[-1].start < end else None


def of_opener(sought: Sought) -> str | None:
    """Answer with the name that opens the sentence, where others are only put in behind it."""
    told = interpolated(sought.at, sought.amount, sought.sentence) if sought.owned else None
    return str(told.opener.value) if told is not None and told.opener.value not in sought.skip else None


def of_joined_verb(sought: Sought) -> str | None:
    """Answer with who alone opens a clause whose second verb tells the number: "X bought Y's tanks and spends 2 %"."""
    at, amount, sentence = sought.at, sought.amount, sought.sentence
    if not sought.owned or sought.stance == "demands":
        return None
    low = max(at.clause(amount.start, amount.end, sentence)[0], at.previous_amount(amount))
    verbs = at.cues(low, amount.start, *VERBS)
    joined = at.scan.index.within(low, verbs[-1].start, "and") if verbs else ()
    if (
        not joined
        or not at.leads(joined[-1].end, verbs[-1].start, LOOSE)
        or at.names(joined[-1].end, amount.start)
    ):
        return None
    named = at.names(at.clause(amount.start, amount.end, sentence)[0], joined[-1].start)
    if len({m.value for m in named}) < 2 or [m for m in named if is_bare(at, m, speaks=True)] != named[:1]:
        return None
    opened = at.scan.index.within(named[0].end, joined[-1].start, "clause")
    return None if opened or named[0].value in sought.skip else str(named[0].value)


def of_one_of_two(sought: Sought) -> str | None:
    """Answer with the first or the second of two who are told apart: "Croatia and Bulgaria, the former with 2 %"."""
    at, sentence, here = sought.at, sought.sentence, sought.at.cued(sought.index)
    if "first-of-two" not in here or "second-of-two" not in here:
        return None
    low = max(sentence.start, at.previous_amount(sought.amount))
    told = at.cues(low, sought.amount.start, "first-of-two", "second-of-two")
    if not told or at.names(told[-1].end, sought.amount.start):
        return None
    start = min(m.start for m in at.cues(sentence.start, sentence.end, "first-of-two", "second-of-two"))
    named = dict.fromkeys(str(m.value) for m in at.names(at.before(sought.index), start))
    two = [name for name in named if name not in sought.skip]
    return two[told[-1].value == "second-of-two"] if len(two) == len("ab") else None


def _ends(at: Context, amount: Amount, start: int) -> int | None:
    """Return where it ends: before the comma that a verb follows, or the "and" of another clause about the opener."""
    last = at.scan.text.rfind(LINK, start, amount.start)
    while last > start and amount.start - last <= NAME:
        verbs = at.cues(last, amount.start, *VERBS)
        if verbs and at.leads(last + len(LINK), verbs[0].start, LOOSE):
            return last
        last = at.scan.text.rfind(LINK, start, last)  # "ne dépense, elle, que 1,7 %"
    told = [m for m in at.scan.index.within(start, amount.start, "clause") if m.value in RELATIVE]
    joined = at.scan.index.within(start, told[-1].start, "and") if told else ()
    return joined[-1].start if joined and joined[-1].end + 1 == told[-1].start else None
