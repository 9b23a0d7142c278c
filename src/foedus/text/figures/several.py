"""A number in, whether it is told of several at once, or of all members or donors, out."""

from __future__ import annotations

import datetime as dt

from foedus import alliances
from foedus.model import Share
from foedus.text.amounts.amount import MEMBERS, SHARES, Amount
from foedus.text.figures.context import BREAKS, NEAR, TIGHT, Context
from foedus.text.figures.links import TOUCH
from foedus.text.match import APOSTROPHES
from foedus.text.particles import grammar, words_before
from foedus.text.sentences import Sentence

# In LARGE: more than any country, or the alliance, spends in a year.
MOST_OF_ONE, MOST_OF_ALL = 1_200_000_000_000, 2_000_000_000_000
LARGE = ("USD", "EUR", "GBP")
LEAST = 2  # names of which neither does something
OPENS = 6  # characters before the noun that opens its sentence: "The ", "Die ", "« Les "


def tells_of_members(at: Context, sentence: Sentence) -> bool:
    """Tell whether a sentence names the members, not only those whom one outdoes: "more than any other member"."""
    among = at.cues(sentence.start, sentence.end, "among-whom")
    counted = at.scan.index.within(sentence.start, sentence.end, "noun")
    return any(m.value == "member" and not any(c.start < m.start < c.end for c in among) for m in counted)


def is_of_all_donors(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether all who give are told of a sum, and nobody since: "donors have given 90 billion".

    They may stand behind it as what it consists of: "100 billion in Western aid".
    """
    here = at.cued_at(sentence)
    if "grand-total" in here and _is_total_told(at, amount, sentence):
        return True
    if "all-donors" not in here:
        return False
    if amount.kind == "money":
        if _is_of_all_in_brackets(at, amount, sentence):
            return True
        high = min(at.clause(amount.start, amount.end, sentence, BREAKS + ",")[1], amount.end + NEAR)
        for behind in at.cues(amount.end, high, "all-donors"):
            links = at.scan.index.within(amount.end, behind.start, "of", "in")
            if at.led(links, behind.start) and not at.names(amount.end, behind.start):
                return not _is_by_one(at, behind.end)  # "has been allocated to Ukraine by Germany"
    told = at.cues(max(sentence.start, at.previous_amount(amount)), amount.start, "all-donors")
    if not told:
        return False
    since = at.names(told[-1].end, amount.start)
    whose = at.names(max(sentence.start, told[-1].start - TIGHT), told[-1].start)  # "European donors"
    return all(m.value == at.table.beneficiary for m in since) and not at.led(whose, told[-1].start, 2)


def _is_by_one(at: Context, end: int) -> bool:
    """Tell whether the one who did it is named right behind: "by Germany", "by the German government"."""
    agents = at.scan.index.within(end, end + TOUCH, "agent")
    return any(m.value == "by" for m in agents) and doer(at, end, end + TIGHT) is not None


def doer(at: Context, low: int, high: int) -> str | None:
    """Return the country named behind "by" first: "37 % of what the world spent was spent by America"."""
    for name in at.names(low, high):
        led = at.scan.index.within(max(low, name.start - 2 * TOUCH), name.start, "agent")
        if name.value in alliances.countries() and at.led([m for m in led if m.value == "by"], name.start):
            return str(name.value)
    return None


def _is_total_told(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a sum is the total of what several were told to give: "the total has reached 358 billion"."""
    if not at.cues(max(sentence.start, at.previous_amount(amount)), amount.start, "grand-total"):
        return False
    before = at.scan.sentences[sentence.number - 1] if sentence.number else sentence
    givers = {m.value for m in at.names(before.start, before.end)} - {at.table.beneficiary}
    return len(givers) != 1 and not at.names(sentence.start, amount.start)


def _is_of_all_in_brackets(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether brackets close behind say who all gave it: "41 billion a year (Europe, America and others)"."""
    opened = at.scan.text.find("(", amount.end, min(amount.end + NEAR, sentence.end))
    closed = at.scan.text.find(")", opened, sentence.end) if opened >= 0 else -1
    return closed >= 0 and bool(at.cues(opened, closed, "all-donors"))


def is_of_examples(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether those named are only some of whom a number is: "states like Poland and Latvia spend 4 %"."""
    if "examples" not in at.cued_at(sentence):
        return False
    low = max(at.clause(amount.start, amount.end, sentence)[0], at.previous_amount(amount))
    return bool(at.cues(low, amount.start, "examples"))


def members_counted(at: Context, amount: Amount) -> str:
    """Return whose members are counted: "seven European members" are those of a part of the alliance."""
    told = at.scan.index.within(amount.start, amount.end, "group")
    return next((str(m.value) for m in told if at.table.is_part(str(m.value))), at.table.alliance)


def is_more_than_ones(at: Context, amount: Amount, who: str | None) -> bool:
    """Tell whether a sum, or that which a percentage leads to, is more than the country or the alliance spends."""
    summed = at.following(amount, at.sentence(amount.start)) if amount.kind == "percent" else amount
    if summed is None or summed.kind != "money" or summed.quantity.unit not in LARGE:
        return False
    return (summed.quantity.low or 0) >= (MOST_OF_ONE if who in alliances.countries() else MOST_OF_ALL)


def members_in_all(at: Context) -> int:
    """Return how many members there are on the day of the report."""
    return len(alliances.members_on(at.table.alliance, at.today or dt.date.max))


def are_all_members(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether the members are told by their number alone: "together the thirty-two are to spend"."""
    members = members_in_all(at)
    for each in at.amounts_in(sentence):
        if each.start >= amount.start:
            return False
        if each.kind == "bare" and each.quantity.low == each.quantity.high == members:
            led = words_before(at.scan.text, each.start)[-1:]
            return bool(led) and grammar(at.scan.language.code).has("definite", led[0])
    return False


def is_for_members(at: Context, amount: Amount, sentence: Sentence, *, opening: bool = False) -> bool:
    """Tell whether it is the members, and nobody named before, of whom the clause of a number tells.

    `opening`: only where they open the sentence, as whoever acts in it: "The members have given 4 billion".
    """
    low, _ = at.clause(amount.start, amount.end, sentence)
    if opening and low > sentence.start:
        return False
    counted = at.scan.index.within(low, low + OPENS if opening else amount.start, "noun")
    others = {m.value for m in at.names(sentence.start, amount.start)}
    plain = any(m.value == "member" for m in counted) and others <= {at.table.alliance, at.table.beneficiary}
    if not plain or at.previous_amount(amount) > low:
        return False
    return at.topic.names_nobody_by(sentence.start) or at.topic.may_mean_alliance(
        at.sentence_at(amount.start)
    )


def is_for_all(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether what is wanted is wanted of all, and no name stands between the two."""
    low, high = at.clause(amount.start, amount.end, sentence)
    for each in at.cues(low, high, "each", "own-allies"):
        first, last = (each.end, amount.start) if each.end <= amount.start else (amount.end, each.start)
        if not at.names(first, last):
            return True
    return False


def is_of_neither(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number is denied of two at once: "neither Italy nor Spain spends 2 %"."""
    if "neither" not in at.cued_at(sentence):
        return False
    told = at.cues(at.clause(amount.start, amount.end, sentence)[0], amount.start, "neither")
    if not told or len({m.value for m in at.names(told[0].end, amount.start)}) < LEAST:
        return False
    since = at.previous_amount(amount)  # "neither Italy nor Spain spends 2 %, whereas Greece is at 3 %"
    return since < told[0].end or not at.names(since, amount.start)


def is_of_some_numbered(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether so many of the members, and not all, do what a number tells: "23 allies raised theirs by 4 %"."""
    ahead = [each for each in at.neighbours(amount, sentence) if each.end <= amount.start]
    if not ahead or ahead[-1].quantity.unit not in MEMBERS:
        return False
    most = ahead[-1].quantity.high
    if most is None or not 1 < most < members_in_all(at) or "," in at.scan.text[ahead[-1].end : amount.start]:
        return False
    return not at.names(ahead[-1].end, amount.start)


def are_averaged(at: Context, members: Amount, sentence: Sentence) -> bool:
    """Tell whether what so many members spend is told as their mean: "the eight in the east average 3 %"."""
    if members.quantity.unit not in MEMBERS:
        return False
    span = at.clause(members.start, members.end, sentence)
    return at.has(span, ("averages",)) and not at.has(span, ("threshold", "below"))


def is_average_of_some(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number is the mean of some of the members who have no name of their own."""
    last = at.told.last
    if last is None or last[1].subject not in (None, at.table.alliance):
        return False  # "the five Nordic allies average 2.8 %" is theirs
    return is_of_some_numbered(at, amount, sentence) and are_averaged(at, last[0], sentence)


def is_of_none(at: Context, amount: Amount) -> bool:
    """Tell whether members are numbered as those of whom none does something: "none of the 32 members"."""
    if amount.quantity.unit not in MEMBERS:
        return False
    low = at.sentence(amount.start).start
    return at.led(at.cues(max(low, amount.start - NEAR), amount.end, "none-among"), amount.start)


def none_before(at: Context, amount: Amount, sentence: Sentence) -> Amount | None:
    """Return how many members those are of whom none is said to do what a number tells in the same clause."""
    low, _ = at.clause(amount.start, amount.end, sentence)
    ahead = [each for each in at.neighbours(amount, sentence) if low <= each.start < amount.start]
    return ahead[-1] if ahead and is_of_none(at, ahead[-1]) else None


def are_none(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number is told of none of all members, however many they are: "none of the 32 spends 5 %"."""
    members = none_before(at, amount, sentence)
    if members is None or at.names(members.end, amount.start):
        return False
    return members.quantity.low == members.quantity.high == members_in_all(at)


def is_of_joint_share(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a sum stands in brackets behind what several have of the world together: it may be theirs."""
    last = at.told.last
    if (
        last is None
        or last[2] != index
        or last[1].subject is not None
        or amount.start - last[0].end > 2 * NEAR
    ):
        return False
    return isinstance(last[1].derivation, Share) and last[1].derivation.of == at.table.total


def is_joint(at: Context, amount: Amount) -> bool:
    """Tell whether a share is told of several at once: "…, together accounting for more than half"."""
    if amount.kind not in SHARES:
        return False
    sentence = at.sentence(amount.start)
    low, _ = at.clause(amount.start, amount.end, sentence, BREAKS + ",")
    opening = at.cues(sentence.start, sentence.start + 1, "jointly")  # "À eux deux, ils …"
    if opening and at.cues(opening[0].end, opening[0].end + 2, "stands-with"):
        return False  # "Together with funds for research Belgium reaches 2 %"
    told = at.cues(max(low, at.previous_amount(amount)), amount.start, "jointly")
    # "its slice of the alliance's combined budget"
    whole = at.cues(low, amount.start, "of-alliance", "gathers") if told else ()
    told = [m for m in told if not any(w.start <= m.start < w.end for w in whole)]
    # French "à l'ensemble de sa défense"
    return bool(opening) or any(at.scan.text[m.start - 1] not in APOSTROPHES for m in told)


def is_sum_of_several(at: Context, amount: Amount, sentence: Sentence, index: int) -> bool:
    """Tell whether a sentence opens with a sum of countries told before: "Taken together, they spent 2.4 billion"."""
    opening = at.cues(sentence.start, sentence.start + 1, "jointly") if amount.kind == "money" else ()
    told = at.names(at.before(index), sentence.start) if opening else ()
    return len({m.value for m in told}) > 1 and all(m.value in alliances.countries() for m in told)
