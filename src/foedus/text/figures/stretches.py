"""A number in, out the stretches of its sentence where whose it is may be named, the likeliest first."""

from __future__ import annotations

from collections.abc import Set

from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import BREAKS, NEAR, Context
from foedus.text.figures.links import TOUCH
from foedus.text.sentences import Sentence

Stretch = tuple[int, int]
TAGGED = 4  # characters behind a quotation in which a comma leads to its tag: " »,"


def stretches(at: Context, amount: Amount, skip: Set[str | None], *, inside: bool) -> list[Stretch]:
    """Return where a name that governs a number is sought; `skip`: whose it is not, `inside`: it is in brackets."""
    sentence, text = at.sentence(amount.start), at.scan.text
    clause = at.clause(amount.start, amount.end, sentence, BREAKS if inside else BREAKS[:2])
    ends = at.clause(amount.start, amount.end, sentence, ";")[1]  # whose it is stands in no clause behind it
    frame = at.speaks.frame(amount.start, amount.end)
    quoted = frame is not None and frame.rule == "quote" and "," in text[frame.end - 2 : frame.end + TAGGED]
    if frame is not None and quoted and frame.voice.country:
        # nor behind the quotation: "…, he promised on his return from X"
        ends = max(amount.end, min(ends, frame.end))
        clause = clause[0], min(clause[1], ends)
    spans = [clause, (sentence.start, ends)]
    if inside and amount.kind == "money":  # "in Europe by 13 % (345 billion) because of the war in Ukraine"
        spans.insert(1, (sentence.start, amount.start))
    opens = -1 if inside else text.rfind("(", sentence.start, amount.start)
    if opens > 0 and not at.names(opens, amount.start) and ")" not in text[opens : amount.start]:
        # "Oslo ranks third (9 billion, up 7 %), ahead of Warsaw"
        spans.insert(0, (sentence.start, opens))
    if text[spans[0][0] - 1 : spans[0][0]] == ":" and (heading := _heading(at, amount, skip, spans[0])):
        spans.insert(0, heading)
    if amount.kind == "multiple":  # whom it is compared with stands behind it
        spans.insert(0, (sentence.start, amount.start))
    if (cut := _where_part_begins(at, amount, sentence)) is not None:
        spans = [(first, min(last, cut)) for first, last in spans]
    return spans


def _heading(at: Context, amount: Amount, skip: Set[str | None], clause: Stretch) -> Stretch | None:
    """Return where whom a clause tells of stands before its colon: "Estonia: 3.5 %", "Poland is first: it has"."""
    sentence, (low, high) = at.sentence(amount.start), clause
    named = at.names(sentence.start, low)
    if not named or any(m.value not in skip for m in at.names(low, amount.start)):
        return None
    if low - named[-1].end <= TOUCH // 2:
        return at.clause(amount.start, amount.end, sentence, BREAKS[0])
    told = at.cues(low, min(high, at.next_amount(amount)), "it-alone", "theirs")
    if not told or at.names(amount.end, told[0].start):
        return None  # "X was clear: 6 billion are spent by Turkey on its army"
    start = at.clause(low - 1, low, sentence, BREAKS + ",")[0]
    return start, next((m for m in named if m.start >= start), named[-1]).end


def _where_part_begins(at: Context, amount: Amount, sentence: Sentence) -> int | None:
    """Return from where on a sentence tells of a part of a number: "3.3 million, two in five of them American"."""
    told = at.cues(amount.end, sentence.end, "of-which") if "of-which" in at.cued_at(sentence) else ()
    part = at.next_amount(amount)
    if not told or part >= sentence.end:
        return None
    return min(told[0].start, part) if told[0].start - part <= NEAR else None
