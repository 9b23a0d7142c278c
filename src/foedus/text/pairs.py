"""A number about two in, which two it is about: who votes with whom, who buys from whom, by the words around names."""

from __future__ import annotations

from foedus.text.amount import Amount
from foedus.text.context import NEAR, Context
from foedus.text.match import Mention, Sentence

VOTES, ARMS = "votes", "arms"
LINK = 16  # characters in which "with" leads up to a name
Pair = tuple[str | None, str | None]


def pair_of(at: Context, amount: Amount, name: str, sentence: Sentence, index: int) -> Pair | None:
    """Return the two that a number of votes or arms (the `name` of its sense) is about, where one continues another."""
    if name.startswith(VOTES):
        return _ballot(at, amount, sentence, index)
    return _purchase(at, amount, sentence, index) if name.startswith(ARMS) else None


def _told(at: Context, measure: str, index: int, most: int) -> Pair | None:
    """Return the two that the figure told last was about, if it measured the same within `most` sentences."""
    last = at.told.last
    if last is None or last[1].measure != measure or index - last[2] > most:
        return None
    return last[1].subject, last[1].partner


def _ballot(at: Context, amount: Amount, sentence: Sentence, index: int) -> Pair | None:
    """Read what changes: "Hungary with Germany in 86 %, with Russia in 44 %", "…, Skopje in 42 %"."""
    before = _told(at, "un_vote_agreement", index, 0)
    if before is None:
        return None
    start = max(sentence.start, at.previous_amount(amount))
    segment = max(start, at.clause(amount.start, amount.end, sentence, ",;:")[0])
    own = at.names(segment, amount.start) or at.names(start, amount.start)
    names = [m for m in own if not at.table.is_part(str(m.value))]
    if len(names) != 1:
        return before if not names else (str(names[0].value), str(names[1].value))
    who = str(names[0].value)
    led = at.cues(max(start, names[0].start - LINK), names[0].start, "alike")
    return (before[0], who) if led else (who, before[1])


def _purchase(at: Context, amount: Amount, sentence: Sentence, index: int) -> Pair | None:
    """Keep the buyer of the number before where a clause only names where arms come from: "half came from America"."""
    before = _told(at, "arms_transfers", index, 1)
    clause = at.clause(amount.start, amount.end, sentence)
    names = at.names(*clause)
    if before is None or before[0] is None or not names:
        return None
    buyers = [m for m in names if m.start < amount.start and not _is_source(at, m, clause[0])]
    if buyers:
        return None
    makers = [str(m.value) for m in names if str(m.value) != before[0]]
    return before[0], (makers[0] if makers else before[1])


def _is_source(at: Context, mention: Mention, low: int) -> bool:
    """Tell whether a name is there for where something comes from."""
    links = at.scan.index.within(max(0, mention.start - LINK), mention.start, "agent")
    origin = at.cues(max(low, mention.start - NEAR), mention.start, "origin")
    return any(at.joined(m.end, mention.start) for m in links) or bool(origin)
