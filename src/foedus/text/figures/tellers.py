"""A name ahead of a number in, whether it only tells the number or hears it, and has it no more than others, out.

"X said that 20 % of Y's budget …", "for X, Y's efforts, long too small, …": of what X tells, Y is named too.
"""

from __future__ import annotations

from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import Context
from foedus.text.figures.links import SIGNS
from foedus.text.match import Mention
from foedus.text.particles import ARTICLE, WORD, grammar

FAR = 60  # characters of a title with its country
_OWN = ("theirs", "it-alone")  # what still tells of whoever speaks
BEHIND = ("around", "according", "quote")  # rules of what is told in a clause of its own


def is_teller(at: Context, mention: Mention, who: str, amount: Amount) -> bool:
    """Tell whether a name ahead of a number is that of whoever tells it in a clause with a subject of its own."""
    frame = at.speaks.frame(amount.start, amount.end)
    if frame is None or frame.voice.country != who or frame.stance in ("pledges", "demands"):
        return False
    first, cue = frame.subject, frame.cue
    if not 0 <= first <= mention.start < min(first + FAR, amount.start):
        return False
    if SIGNS.search(at.scan.text, first, mention.start) or at.cues(mention.end, amount.start, *_OWN):
        return False
    if cue is not None and cue.start >= amount.start:
        return False  # "X gave 5 billion, half of what it had promised"
    if frame.rule in BEHIND:
        return True
    if cue is None or cue.start < mention.start:
        return False
    return any(m.value == "that" for m in at.scan.index.within(cue.end, amount.start, "clause"))


def is_epithet(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a people only says of where whoever speaks for a house comes: "Le Néerlandais réclame 3 %"."""
    frame = at.speaks.frame(amount.start, amount.end)
    if frame is None or frame.cue is None or frame.voice.country in (None, mention.value):
        return False
    if not mention.end <= frame.cue.start <= amount.start:
        return False  # "Belgian spending rose to 4 billion, according to NATO"
    return mention.start - ARTICLE <= frame.subject <= mention.end + 1


def is_hearer(at: Context, mention: Mention, start: int) -> bool:
    """Tell whether a name only says to whom is told what stands at an offset: "told NATO that it would"."""
    frame = at.speaks.frame(start, start + 1)
    if frame is None or frame.cue is None or not frame.cue.end <= mention.start < start:
        return False
    led = frame.cue.end, mention.start
    if ":" in at.scan.text[slice(*led)] or at.scan.index.within(*led, "clause", "of"):
        return False
    opened = any(m.value == "that" for m in at.scan.index.within(mention.end, start, "clause"))
    small, between = grammar(at.scan.language.code), at.scan.text[mention.end : start]
    return opened or any(small.has("selves", word) for word in WORD.findall(between))


def is_told_it(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name is told what is no order to it: what is promised to it, or said to a group."""
    if not is_hearer(at, mention, amount.start):
        return False
    stance = at.speaks.stance(amount.start, amount.end)
    return stance == "pledges" or (stance != "demands" and mention.kind == "group")


def parties(at: Context, amount: Amount, start: int, end: int) -> list[Mention]:
    """Return who is named in a span; where two others are, not whoever only tells of them."""
    named = at.names(start, end)
    free = [
        m for m in named if not at.speaks.is_source(m.start) and not is_teller(at, m, str(m.value), amount)
    ]
    return free if len({m.value for m in free}) > 1 else list(named)
