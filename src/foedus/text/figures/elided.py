"""A number without a noun in, what it counts out, where its verb or the number beside it tells: the hurt, votes."""

from __future__ import annotations

import re

from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import BREAKS, TIGHT, Context
from foedus.text.particles import grammar

_WORD = re.compile(r"[^\W\d_]+")
VOTE = "vote"
VOTERS = (VOTE, "country", "member", "person")  # what is counted of those who vote
ALLIED = ("member", "country")  # of whom what counts them says more
COUNTED = ("count", "thing")
PERSON = "person"


def elided(at: Context, amount: Amount, index: int) -> str | None:
    """Return what a bare number counts that goes without saying: "11 people died, 40 were hurt", "81 to 14 votes"."""
    sentence = at.scan.sentences[index]
    beside = [a for a in at.neighbours(amount, sentence) if a.kind in COUNTED]
    if any(a.quantity.unit == VOTE and _is_vote_beside(at, amount, a) for a in beside):
        return VOTE
    before = {str(a.quantity.unit) for a in beside if a.end <= amount.start}
    high = min(at.next_amount(amount), at.clause(amount.start, amount.end, sentence, BREAKS + ",")[1])
    if PERSON in before and at.cues(amount.end, min(high, amount.end + 2 * TIGHT), "hurt"):
        return PERSON
    if at.cues(amount.end, high, "casts-vote") and (cast := [unit for unit in VOTERS if unit in before]):
        return cast[0]
    told = [a for a in beside if a.end <= amount.start and not is_place(at, a)]
    last = told[-1] if told else None
    if last is not None and last.quantity.unit not in ALLIED and _opens_clause(at, amount, last.end):
        return last.quantity.unit
    return None


def is_next(at: Context, unit: str, index: int) -> bool:
    """Tell whether the number told last in the sentence counted the same, so that this one goes on with it."""
    last = at.told.last
    if last is None or last[2] != index or last[0].kind not in COUNTED:
        return False
    return unit not in ALLIED and last[1].quantity.unit == unit


def _opens_clause(at: Context, amount: Amount, low: int) -> bool:
    """Tell whether a number is the subject of a clause of its own: "five missiles hit the port, 12 were shot down"."""
    small = grammar(at.scan.language.code)
    behind = _WORD.match(at.scan.text, amount.end + 1)
    if behind is None or not any(small.has(key, behind[0].lower()) for key in ("beings", "auxiliaries")):
        return False
    lead = at.scan.text[low : amount.start]
    sign = max(lead.rfind(sign) for sign in ",;")
    little = _WORD.findall(lead[sign + 1 :].lower())
    return sign >= 0 and len(little) <= 1 and all(small.has("connectors", word) for word in little)


def is_place(at: Context, amount: Amount) -> bool:
    """Tell whether what is counted only says where or of what: "104 people in 14 states"."""
    led = at.scan.index.within(max(0, amount.start - TIGHT), amount.start, "in", "of", "out-of", "from")
    return any(at.leads(m.end, amount.start, 1) for m in led)


def _is_vote_beside(at: Context, amount: Amount, votes: Amount) -> bool:
    """Tell whether only "to" or "against" stands between a number and the votes beside it."""
    first, second = sorted((amount, votes), key=lambda a: a.start)
    led = at.cues(first.end, second.end, "votes-to")
    return any(
        at.joined(first.end, m.start) and (m.start >= second.start or at.joined(m.end, second.start))
        for m in led
    )
