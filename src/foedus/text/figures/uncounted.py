"""A number of members in, whether it counts nobody at a line out: all of them, who speak, who are set against one."""

from __future__ import annotations

from foedus import alliances
from foedus.text.amounts.amount import MEMBERS, Amount
from foedus.text.amounts.nouns import THEM
from foedus.text.figures.comparands import is_than
from foedus.text.figures.context import NEAR, TIGHT, Context
from foedus.text.figures.links import LOOSE, TOUCH, is_bracketed, is_set_apart
from foedus.text.figures.several import members_in_all
from foedus.text.particles import grammar, words_before
from foedus.text.sentences import Sentence

AUXILIARY = 5  # characters of a verb that helps another: "deux alliés ont dit"
_AT_LINE = ("below", "threshold")
HIGHEST_LINE = 10  # percent of output: a larger part is one of something else
_OTHERS = ("others", "additional", "some-of")  # cues of more than were named
_APART = ("left-out", "besides")  # cues of who is not counted with the others
_VIEWS = ("refused", "favours")  # cues of who is against a goal, or for it
SAID = ("say.past", "say.present", "say.participle", "say.imperfect")


def count_nobody(at: Context, amount: Amount, sentence: Sentence, index: int) -> bool:
    """Tell whether members are counted for something else than a line of the alliance."""
    return (
        _are_all(at, amount, sentence)
        or _are_all_others(at, amount, sentence)
        or _are_of_the_world(at, amount)
        or _are_speaking(at, amount, sentence)
        or _is_of_another_matter(at, sentence, index)
        or _are_set_against(at, amount, sentence)
        or _are_outdone(at, amount)
        or _spend_a_sum(at, amount, sentence)
        or are_among_them(at, amount, sentence)
        or hold_a_view(at, amount, sentence)
        or are_planning(at, amount, index)
    )


def _are_of_the_world(at: Context, amount: Amount) -> bool:
    """Tell whether those counted are some of all countries there are: "more than all but 20 countries in the world"."""
    behind = at.scan.index.within(amount.end, amount.end + NEAR, "group")
    return any(m.value == at.table.total and at.leads(amount.end, m.start, NEAR) for m in behind)


def hold_a_view(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether those counted are for a line or against it, and need not be there: "six allies reject the 5 %"."""
    if at.cued_at(sentence).isdisjoint(_VIEWS):
        return False
    high = at.clause(amount.start, amount.end, sentence)[1]
    at_line = at.cues(amount.end, high, "meets", "below")
    views = at.cues(amount.end, at_line[0].start if at_line else high, *_VIEWS)
    return bool(views) and not at.scan.index.within(amount.end, views[0].start, "clause")


def are_planning(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether those counted only have a plan to get to a line: "nine are at 2 %, and nineteen have plans to"."""
    if "has-plan" not in at.cued(index):
        return False
    high = at.clause(amount.start, amount.end, at.scan.sentences[index])[1]
    plans = at.cues(amount.end, min(high, at.next_amount(amount)), "has-plan")
    return bool(plans) and at.leads(amount.end, plans[0].start, TIGHT)


def _spend_a_sum(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether those counted spent a sum together, told again as a share: "the 27 spent 200 billion, or 1.3 %"."""
    behind = [a for a in at.neighbours(amount, sentence) if a.start >= amount.end and not at.is_time(a)][:2]
    if [a.kind for a in behind] != ["money", "percent"]:
        return False
    share = behind[1].start
    spent = at.cues(sentence.start, share, "spend", "outlay", "spending")
    told = at.cues(behind[0].end, share, "told-again", "that-is")
    return bool(spent) and (any(at.leads(m.end, share) for m in told) or is_bracketed(at.scan.text, share))


def are_among_them(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether those counted are some who were told before: "23 countries, including the previous three"."""
    led = at.cues(max(sentence.start, amount.start - NEAR), amount.start, "of-which")
    if not at.led(led, amount.start, LOOSE):
        return False
    words = at.scan.text[led[-1].end : amount.end].lower().split()
    return bool(words) and grammar(at.scan.language.code).has("definites", words[0])


def _are_set_against(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether those counted are set against one named, and at no line: "four spend less of it than Italy"."""
    if not at.scan.index.within(amount.end, sentence.end, "than"):
        return False
    high = at.clause(amount.start, amount.end, sentence)[1]
    if any(amount.end < a.start < high and a.kind == "percent" for a in at.neighbours(amount, sentence)):
        return False
    return any(is_than(at, m, sentence) for m in at.names(amount.end, high))


def _are_outdone(at: Context, amount: Amount) -> bool:
    """Tell whether those counted are whom one outdoes: "more than the next nine countries combined"."""
    links = at.scan.index.within(max(0, amount.start - TIGHT), amount.start, "than")
    return at.led(links, amount.start, LOOSE) and bool(
        at.cues(amount.end, amount.end + TIGHT, "jointly", "next-in-line")
    )


def counted_apart(at: Context, amount: Amount, sentence: Sentence) -> str | None:
    """Return of whom those are that are counted, None where of all members: of another group, or without one named."""
    group = _opening_group(at, amount, sentence)
    apart = _leave_one_out(at, amount, sentence) or _are_with_named(at, amount)
    return group or (at.table.alliance if apart else None)


def _opening_group(at: Context, amount: Amount, sentence: Sentence) -> str | None:
    """Return the other group in which a sentence opens that counts its states: "In the EU, eight are at 2 %"."""
    led, small = at.scan.index.within(sentence.start, amount.end, "group"), grammar(at.scan.language.code)
    if len(led) != 1 or led[0].end > amount.start:
        return None
    opens = words_before(at.scan.text, led[0].start)[:1]
    if not opens or not small.has("prepositions", opens[0]) or at.names(sentence.start, led[0].start):
        return None
    sign = at.scan.text[led[0].end : led[0].end + 1]
    ours = led[0].value == at.table.alliance or at.table.is_part(str(led[0].value))
    return None if ours or (sign != "," and not small.verb_second) else str(led[0].value)


def _are_with_named(at: Context, amount: Amount) -> bool:
    """Tell whether others than those counted are named right before them: "Poland, Greece and two other allies"."""
    if not at.cues(amount.start, amount.end, *_OTHERS):
        return False
    joints = at.scan.index.within(max(0, amount.start - LOOSE), amount.start, "and")
    if not at.led(joints, amount.start, 1):
        return False
    named = at.names(max(0, joints[-1].start - NEAR), joints[-1].start)
    return bool(named) and at.leads(named[-1].end, joints[-1].start, 1)


def _leave_one_out(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether someone named beside those counted is not among them: "four apart from Poland", "besides Poland"."""
    if at.cued_at(sentence).isdisjoint(_APART):
        return False
    for told in at.cues(sentence.start, min(sentence.end, amount.end + TIGHT), *_APART):
        behind = told.start >= amount.end and is_set_apart(at.scan.text, amount.end, told.start)
        named = at.names(told.end, min(told.end + TIGHT, sentence.end))
        if (behind or told.start == sentence.start) and any(at.leads(told.end, m.start) for m in named):
            return True
    return False


def _are_all(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether all members are counted, and behind them those who are at a line: "has 32 members, 23 of which"."""
    if amount.quantity.low != amount.quantity.high or amount.quantity.low != members_in_all(at):
        return False
    following = at.following(amount, sentence)
    if following is None or following.quantity.unit not in (None, THEM, amount.quantity.unit):
        return False
    if at.led_by(amount.start, "has") and (following.quantity.low or 0) < amount.quantity.low:
        return True  # French "compte 32 membres ; 23 d'entre eux consacrent", "qui compte 32 membres, en recense 23"
    return bool(at.cues(amount.end, following.end + TOUCH, "of-which", "of-this", "of-total"))


def _are_all_others(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether all members but one are counted, and at no line: "61 % of the total, the other 31 allies 39 %"."""
    if amount.quantity.low != members_in_all(at) - 1 or not at.cued_at(sentence).isdisjoint(_AT_LINE):
        return False
    parts = (
        a.quantity.low or a.quantity.high or 0 for a in at.neighbours(amount, sentence) if a.kind == "percent"
    )
    if any(part < HIGHEST_LINE for part in parts):
        return False
    told = at.cues(max(sentence.start, amount.start - TIGHT), amount.end + 2, "left-of", *_OTHERS)
    return any(m.end >= amount.start - 1 for m in told)


def is_of_all_others(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a part is that of all members but the one told before: "leaving 39 % to the other 31 allies"."""
    for other in at.neighbours(amount, sentence):
        gap = max(other.start - amount.end, amount.start - other.end)
        if other.quantity.unit in MEMBERS and gap <= NEAR and _are_all_others(at, other, sentence):
            between = at.names(min(amount.end, other.end), max(amount.start, other.start))
            return all(m.value not in alliances.countries() for m in between)
    return False


def _are_speaking(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether those counted say it of someone named behind: "two allies said Germany spent 2.1 %"."""
    said = at.scan.index.within(amount.end, amount.end + TIGHT, *SAID)
    led = at.scan.index.within(max(sentence.start, amount.start - TIGHT), amount.start, "according")
    if not at.led(led, amount.start) and not any(
        m.value == "reports" and at.leads(amount.end, m.start, AUXILIARY) for m in said
    ):
        return False
    line = next((a.start for a in at.neighbours(amount, sentence) if a.start > amount.end), sentence.end)
    return bool(at.names(amount.end, line))


def _is_of_another_matter(at: Context, sentence: Sentence, index: int) -> bool:
    """Tell whether a sentence is about who sells arms or gives aid: "a dozen members give more aid than the US"."""
    ours = at.cues(sentence.start, sentence.end, "threshold", "dues", "spending", "spend", "equipment")
    voted = at.cues(sentence.start, sentence.end, "casts-vote")
    if voted and at.cues(at.before(index), sentence.end, "un-votes"):
        return True  # "93 states backed the text": there all the world votes
    if ours or not at.cues(sentence.start, sentence.end, "arms-trade", "arms-imports", "aid-noun"):
        return False
    return not at.cues(at.before(index), sentence.start, "threshold", "dues")


def is_by_how_much(at: Context, percent: Amount) -> bool:
    """Tell whether a percentage is by how much something changed, and no line: "three raised theirs by 10 %"."""
    return at.led_by(percent.start, "by-how-much", reach=TOUCH, most=1)


def is_of_another_rate(at: Context, sentence: Sentence, index: int) -> bool:
    """Tell whether a sentence tells of another rate: "the next three come far behind, with 5 % of exports each"."""
    ours = at.cues(at.before(index), sentence.end, "threshold", "gdp", "dues", "spending", "spend")
    return not ours and bool(at.cues(sentence.start, sentence.end, "elsewhere", "arms-trade", "arms-imports"))
