"""A part in, of what it is one out: of members, of what they spend, of all that somebody receives."""

from __future__ import annotations

from collections.abc import Callable

from foedus import alliances
from foedus.text.amounts.amount import SHARES, Amount
from foedus.text.figures.context import BREAKS, NEAR, TIGHT, Context
from foedus.text.figures.cuewords import ARMS
from foedus.text.figures.links import LOOSE
from foedus.text.match import APOSTROPHES, Mention
from foedus.text.particles import WORD, grammar, words_before
from foedus.text.sentences import Sentence

REACH = 72  # characters from a part to those who spend or receive the whole
SAID_FIRST = 2  # characters from a part to a participle: "four in ten dollars spent by"
OF_WHOM = 24  # characters from a share to the members that it is of
PARTS = (*SHARES, "money", "bare", "bare-scale")
FEW = 3  # words from a part to what it is one of: "of the alliance's"
GOAL = ("asked-for", "sets-goal", "agreed")  # cues of a goal that members were set
_GOT, _SPENT = frozenset(("received",)), frozenset(("spend", "spending"))
_OUTLAYS = ("spending", "outlay", "spend")


def is_of_received(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a part is one of all that whom aid is for receives: "8 % of everything Ukraine has received"."""
    return _is_of_what(at, span, index, lambda m: m.value == at.table.beneficiary, _GOT)


def is_of_capabilities(at: Context, amount: Amount) -> bool:
    """Tell whether a part is one of the forces and arms of all, and no sum: "10 % of NATO's capabilities"."""
    sentence = at.sentence(amount.start)
    if amount.kind not in SHARES or "capabilities" not in at.cued_at(sentence):
        return False
    told = at.cues(amount.end, amount.end + NEAR, "capabilities")
    between = at.scan.text[amount.end : told[0].start] if told else ""
    if told and len(between.split()) <= FEW and not set(between) & set(",;:()"):
        return not at.cues(amount.end, told[0].start, "gdp", "budget-noun", *_OUTLAYS)
    before = [a for a in at.neighbours(amount, sentence) if a.end <= amount.start][-1:]
    against = before and at.led_by(amount.start, "contrast", "from-level")
    return bool(against) and is_of_capabilities(at, before[0])


def with_members(at: Context, amount: Amount) -> int:
    """Return where a part of the members ends, their noun included: "a quarter of the members"."""
    led = at.scan.index.within(amount.end, amount.end + 2, "of", "out-of")
    start = led[0].end if led else amount.end
    for noun in at.scan.index.within(amount.end, start + OF_WHOM, "noun"):
        if noun.value == "member" and (noun.start <= amount.end + 1 or at.leads(start, noun.start)):
            return noun.end
    return amount.end


def is_of_spent(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a part is one of all that the members spend: "70 % of the sums that allies put into defence"."""
    return _is_of_what(at, span, index, lambda m: _is_all(at, m), _SPENT)


def is_of_output(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a part is one of what somebody produces: right behind it "of Ukraine's output"."""
    start, high = span[0], min(span[0] + NEAR, at.scan.sentences[index].end)
    led = at.scan.index.within(start, start + TIGHT // 4, "of") if "economy-noun" in at.cued(index) else []
    made = at.cues(start, high, "economy-noun")
    if not led or not made or at.cues(start, high, *ARMS):
        return False
    return bool(at.names(led[0].end - 1, made[0].end + TIGHT // 2))


def is_opened_by_spent(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether what all members spend opens the sentence: "Of NATO's total outlays, 64 % is America's"."""
    sentence = at.scan.sentences[index]
    start = sentence.start
    opens = at.scan.index.within(start, start + 1, "of", "out-of") or at.cues(start, start + 1, "whole-of")
    parts = [a.start for a in at.amounts_in(sentence) if a.kind in SHARES] if opens else []
    if not parts:
        return False
    high = at.clause(start, start, sentence, BREAKS + ",")[1]
    high = min(high, parts[0])
    told = at.cues(start, high, *_OUTLAYS)
    if (
        not told
        or at.cues(start, high, *ARMS, "gdp", "aid-noun")
        or not at.leads(opens[0].end, told[0].start, NEAR)
    ):
        return False
    named = at.names(start, high)
    alone = {m.value for m in named} == {at.table.alliance}
    return alone and not any(a.start < high for a in at.amounts_in(sentence))


def _is_all(at: Context, named: Mention) -> bool:
    return bool(named.value == (at.table.alliance if named.kind == "group" else "member"))


def _is_of_what(
    at: Context, span: tuple[int, int], index: int, whose: Callable[[Mention], bool], told: frozenset[str]
) -> bool:
    """Tell whether a part is followed by "of" and by what somebody does, told by one of these cues."""
    start, sentence = span[0], at.scan.sentences[index]
    if told.isdisjoint(at.cued(index)):
        return False
    high = min(at.clause(start, start, sentence, BREAKS)[1], start + REACH)
    led = at.scan.index.within(start, start + TIGHT // 2, "of", "from", "out-of")
    if led and at.times_in(led[0].start, led[0].end + 2):
        return False  # "1.4 % in 2026, the 25th place among allies"
    led = led or [m for m in at.scan.index.within(start - TIGHT, start, "half-of") if m.end > start]
    coins = [] if led else at.scan.index.within(start - 2 * TIGHT, start, "currency")
    led = led or coins  # "six in ten dollars the allies spend", "two dollars out of every three they spend"
    first = [] if led else at.cues(start, start + SAID_FIRST, *told)
    if not (led or first) or at.cues(start, high, *ARMS):
        return False
    after = max(start, led[0].end) if led else start
    for named in at.scan.index.within(after, high, "group", "country", "capital", "noun"):
        if whose(named):
            end = min(sentence.end, named.end + NEAR)
            by = at.scan.index.within(max(after, named.start - TIGHT), named.start, "agent")
            if first and not any(m.value == "by" for m in by):
                return False  # "the 5 % spending goal that the alliance has"
            return bool(at.cues(after, end, *told)) and (bool(coins) or _is_clause(at, after, named.start))
    return False


def _is_clause(at: Context, start: int, end: int) -> bool:
    """Tell whether more than an article stands between "of" and a name, so that a clause is told of what is done."""
    if at.scan.index.within(start, end, "and"):
        return False
    small = grammar(at.scan.language.code)
    words = [w for w in WORD.findall(at.scan.text[start:end].lower()) if not small.has("articles", w)]
    return bool(words) and not at.scan.index.within(start, end, "noun", "people", "demonym")


def is_of_members(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether members are what a share is of: "half of the allies", not "half of the allies' arms"."""
    inside = at.scan.index.within(amount.start, min(amount.end + OF_WHOM, sentence.end), "noun")
    told = [m for m in inside if m.value == "member" and _is_of(at, amount, m)]
    return any(at.scan.text[m.end : m.end + 1] not in (*APOSTROPHES,) for m in told)


def _is_of(at: Context, amount: Amount, noun: Mention) -> bool:
    """Tell whether members are what a share is of: "half of the allies", not "72 % of what the allies spend"."""
    if "," in at.scan.text[amount.start : noun.start]:
        return False
    low = max(amount.end, noun.start - LOOSE)
    if at.led(at.scan.index.within(low, noun.start, "to", "agent"), noun.start):
        return False  # "the 2 % set by the alliance for its members"
    each = amount.kind == "percent" and at.cues(amount.end, noun.start + 1, "each-member")
    if each and at.speaks.stance(amount.start, amount.end) == "demands":
        return False  # "wants 5 % of each member"
    if at.scan.index.within(amount.end, amount.end + 2, "to", "agent"):
        return False  # French "réclame 3 % à l'ensemble des Alliés"
    if is_of_spent(at, (amount.end, amount.end), at.sentence_at(amount.start)):
        return False  # "two-thirds of the sums that allies spend"
    return not at.cues(amount.end, noun.start, "of-alliance", "spend", "spending", "gdp", *GOAL)


def is_whole_of_part(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a part stands before a sum that it is of: "a fifth of the 132 billion", "114 des 267 milliards"."""
    if amount.kind != "money":
        return False
    parts = [a for a in at.neighbours(amount, sentence) if a.end <= amount.start and a.kind in PARTS]
    if not parts or (parts[-1].kind not in SHARES and at.cues(amount.end, amount.end + TIGHT, "pledged")):
        return False  # "gave 9 billion of the 12 billion it pledged"
    led = at.scan.index.within(parts[-1].end, amount.start, "of", "out-of", "of-this")
    return any(m.start - parts[-1].end <= 1 and at.leads(m.end, amount.start) for m in led)


def opens_as_whole(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a sum opens its sentence of which parts are told behind it, and nobody in its own words has it."""
    if amount.kind != "money" or amount.start - sentence.start > NEAR:
        return False
    parts = [a for a in at.neighbours(amount, sentence) if a.start >= amount.end and a.kind in PARTS]
    if not parts or not _is_opened(at, amount, sentence.start):
        return False
    end = _end_of_opening(at, amount, sentence)
    return end <= parts[0].start and all(m.value == at.table.beneficiary for m in at.names(amount.end, end))


def _is_opened(at: Context, amount: Amount, low: int) -> bool:
    """Tell whether "of the" or "out of" opens a sentence before a number, but not the "from" of a path."""
    if at.led(at.scan.index.within(low, low + 2, "out-of"), amount.start):
        return True
    led = [*at.scan.index.within(low, low + 2, "of"), *at.cues(low, low + 2, "whole-of")]
    small, words = grammar(at.scan.language.code), words_before(at.scan.text, amount.start)[-1:]
    definite = bool(words) and (small.has("definites", words[0]) or small.has("definite", words[0]))
    return definite and at.led(led, amount.start)


def _end_of_opening(at: Context, amount: Amount, sentence: Sentence) -> int:
    """Return where the words end that open a sentence with a number: at the comma, or at the verb in second place."""
    small = grammar(at.scan.language.code)
    end = at.clause(amount.start, amount.end, sentence, BREAKS + ",")[1]
    if not small.verb_second:
        return end
    words = WORD.finditer(at.scan.text, amount.end, end)
    verbs = (w.start() for w in words if small.has("auxiliaries", w[0]) or small.has("beings", w[0]))
    return next(verbs, end)


def whose_aid(at: Context, amount: Amount, who: str | None) -> str | None:
    """Return the group of whose aid a share is told, other than whose it is: "of Europe's aid"."""
    reach = amount.end, amount.end + TIGHT // 2
    # French "un quart de l'aide européenne"
    led = [*at.scan.index.within(*reach, "of"), *at.cues(*reach, "aid-noun")]
    high = min(at.next_amount(amount), amount.end + NEAR)
    behind = at.scan.index.within(led[0].end, high, "group", "demonym") if led else []
    groups = (str(m.value) for m in behind if m.value not in (who, at.table.beneficiary))
    found = next((code for code in groups if code in alliances.groups()), None)
    if found is None and at.cues(amount.end, high, "the-continent"):
        return next(iter(at.table.within))  # "a quarter of the continent's aid"
    return found
