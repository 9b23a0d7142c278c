"""A sum of aid in, the kind of aid that it is of out: military, humanitarian or financial."""

from __future__ import annotations

from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import BREAKS, NEAR, TIGHT, Context
from foedus.text.figures.cuewords import NOT_THIS
from foedus.text.figures.links import TOUCH, is_bracketed
from foedus.text.match import Mention
from foedus.text.sentences import Sentence

COMPONENTS = ("military", "humanitarian", "financial")

# What is only a part of a kind of aid: the whole of the kind says nothing of it. Where military aid came from is known
# of all donors together.
NARROWER = {
    "component-heavy": "heavy weapons",
    "component-budget": "budget support",
    "component-stocks": "from stocks",
    "component-procured": "procured",
}


def components(at: Context, amount: Amount, sentence: Sentence) -> list[str]:
    """Return the kind of aid that a sum is of, of two kinds both; none where it is of all.

    "Military and humanitarian aid" is the sum of the two, `military+humanitarian`. Where a sentence tells of several
    kinds, each sum has the one told of it: behind it, else right before.
    """
    own = at.own(amount, at.clause(amount.start, amount.end, sentence))
    if told := at.cues(*own, *NARROWER):
        return [NARROWER[str(told[0].value)]]
    kinds = [f"component-{c}" for c in COMPONENTS]
    if "all-kinds" in at.cued_at(sentence) and any(
        not at.cues(m.start, m.end + 2, *kinds) for m in at.cues(*own, "all-kinds")
    ):
        return []  # "France's entire contribution was 2.4 billion", but "all of the military aid"
    found = [m for m in at.cues(sentence.start, sentence.end, *kinds) if not _is_mostly(at, m)]
    if found and "spending" in at.cued_at(sentence):
        # "raised its military expenditure and received 35 billion in aid"
        spent = at.cues(sentence.start, sentence.end, "spending")
        found = [m for m in found if not any(s.start <= m.start < s.end for s in spent)]
    if found and "component-civilian" in at.cued_at(sentence):
        # "civilian and military aid" is all of it
        found = [m for m in found if not _is_beside_civilian(at, m)]
    if len({m.value for m in found}) > 1:
        low, high = (
            max(sentence.start, at.previous_amount(amount)),
            min(_next(at, amount, sentence), sentence.end),
        )
        behind, before = (
            [m for m in found if a <= m.start < b] for a, b in ((amount.end, high), (low, amount.start))
        )
        # "humanitarian aid (1.6 billion), financial aid (26)"
        aside = is_bracketed(at.scan.text, amount.start)
        found = (before or behind) if aside else (behind or before)
    elif found and is_whole(at, amount, sentence):
        return []
    else:
        found = [m for m in found if not any(asks(at, m, amount) for asks in _OF_OTHERS)]
    names = {str(m.value).removeprefix("component-") for m in found}
    kinds = [each for each in COMPONENTS if each in names]
    return ["+".join(kinds)] if 0 < len(kinds) < len(COMPONENTS) else []


def is_whole(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a sum behind another is of all aid: "42 billion in arms, with total aid reaching 110 billion"."""
    low, high = at.clause(amount.start, amount.end, sentence, BREAKS + ",")
    if "all-told" in at.cued_at(sentence) and _is_all_told(at, amount, sentence):
        return True
    if low <= sentence.start or not any(a.kind == "money" for a in at.amounts_in(sentence) if a.end <= low):
        return False
    kinds = at.cues(low, high, *(f"component-{c}" for c in COMPONENTS), *NARROWER)
    return bool(at.cues(low, amount.start, "aid-noun")) and not kinds


def _is_all_told(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether words of a total lead up to a sum behind "and": "66 billion in arms, and a total of 84 billion"."""
    low = max(sentence.start, at.previous_amount(amount))
    told = at.cues(low, amount.end, "all-told") if low > sentence.start else []
    return bool(told) and bool(at.scan.index.within(low, told[0].start, "and"))


def _next(at: Context, amount: Amount, sentence: Sentence) -> int:
    """Return where the next number begins, but for the share of a sum in brackets: "118 billion (44 %) in loans"."""
    share = at.following(amount, sentence)
    aside = share is not None and share.kind == "percent" and share.start - amount.end <= TOUCH
    if share is None or not aside or not is_bracketed(at.scan.text, share.start):
        return at.next_amount(amount)
    return at.next_amount(share)


def _is_mostly(at: Context, kind: Mention) -> bool:
    """Tell whether most of a sum is of a kind of aid, or none of it: "mainly military", "not military"."""
    low = max(0, kind.start - 2 * TIGHT)
    negated = at.led(at.cues(low, kind.start, *NOT_THIS), kind.start, 1)
    return negated or at.led(at.cues(low, kind.start, "mostly"), kind.start, TIGHT)


def _is_beside_civilian(at: Context, kind: Mention) -> bool:
    """Tell whether a kind of aid is joined to civilian aid: the two are all that is given."""
    beside = at.cues(max(0, kind.start - TIGHT), kind.end + TIGHT, "component-civilian")
    return any(at.scan.index.within(min(m.end, kind.end), max(m.start, kind.start), "and") for m in beside)


def _is_of_part(at: Context, kind: Mention, amount: Amount) -> bool:
    """Tell whether a kind of aid is told of a part of a sum alone: "40 billion, of which 12 billion in arms"."""
    sentence = at.sentence(amount.start)
    parts = [a for a in at.neighbours(amount, sentence) if amount.end <= a.start and a.end <= kind.start]
    if not parts or kind.start - parts[-1].end > TIGHT:
        return False
    opens = at.scan.index.within(sentence.start, amount.start, "of", "out-of")
    whole = bool(opens) and opens[0].start == sentence.start  # "of the 114 billion, 64 billion were military"
    return is_part(at, parts[-1], at.sentence_at(amount.start)) or (whole and at.led(opens, amount.start))


def _is_others(at: Context, kind: Mention, amount: Amount) -> bool:
    """Tell whether a kind of aid is told of another giver: "gave 119 billion, while Europe gave less, as a loan"."""
    if kind.start < amount.end:
        return False
    told = at.scan.index.within(amount.end, kind.start, "clause")
    opened = [m.end for m in told if m.value == "break"]
    return bool(opened) and any(m.value != at.table.beneficiary for m in at.names(opened[0], kind.start))


def _is_of_next(at: Context, kind: Mention, amount: Amount) -> bool:
    """Tell whether a kind of aid opens a clause with a number of its own: "40 billion, arms making up a third"."""
    behind = next((a for a in at.neighbours(amount, at.sentence(amount.start)) if a.start >= kind.end), None)
    if kind.start < amount.end or behind is None:
        return False
    apart = at.scan.text[amount.end : kind.start]
    return ("," in apart or "(" in apart) and "," not in at.scan.text[kind.end : behind.start]


_OF_OTHERS = (_is_of_part, _is_of_next, _is_others)


def is_part(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a sum is told as a part of the one before it in the sentence: "of which 9 billion this year"."""
    start = max(at.scan.sentences[index].start, at.previous_amount(amount), amount.start - NEAR)
    if at.cues(start, amount.start, "of-which"):
        return True
    high = min(amount.end + TIGHT, at.scan.sentences[index].end)
    # German "24 Mrd. davon" is one number
    behind = at.cues(amount.start, high, "of-this", "of-total", "of-which")
    return bool(behind) and behind[0].start - amount.end <= 1  # "only 9 billion of it"


def next_part(at: Context, amount: Amount, index: int) -> str | None:
    """Return whose a number is that goes on with parts told before their names: "90 for Germany and 82 for Britain"."""
    last = at.told.last
    if last is None or last[2] != index or amount.kind not in (last[0].kind, "bare", "bare-scale"):
        return None
    named = at.names(last[0].end, amount.start)
    if (
        len(named) != 1
        or named[0].value != last[1].subject
        or not at.leads(last[0].end, named[0].start, NEAR)
    ):
        return None
    between = at.scan.text[named[0].end : amount.start]
    joined = at.scan.index.within(named[0].end, amount.start, "and")
    if between != ", " and not at.led(joined, amount.start, 1):
        return None
    high = at.clause(amount.start, amount.end, at.scan.sentences[index], BREAKS + ",")[1]
    behind = at.names(amount.end, min(high, at.next_amount(amount)))
    return str(behind[0].value) if behind and at.leads(amount.end, behind[0].start, TIGHT) else None


def part_told(at: Context, amount: Amount, sentence: Sentence) -> tuple[int, int] | None:
    """Return the stretch behind a part that says whose it is: "of which 980 billion for America alone"."""
    if "of-which" not in at.cued_at(sentence):
        return None
    low, high = at.clause(amount.start, amount.end, sentence, BREAKS + ",")
    high = min(high, at.next_amount(amount))
    led = at.cues(max(low, at.previous_amount(amount)), amount.end + TOUCH, "of-which")
    # German "davon entfielen 968 Milliarden auf"
    falls = TIGHT if "falls-to" in at.cued_at(sentence) else TIGHT // 2
    led = [m for m in led if m.start >= amount.start or at.leads(m.end, amount.start, falls)]
    return (amount.end, high) if led and at.names(amount.end, high) else None
