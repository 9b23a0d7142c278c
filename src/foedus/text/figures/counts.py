"""How many members stand at a line: which numbers count them, at which percentage, above or below it."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from foedus import alliances
from foedus.text.amounts.amount import MEMBERS, Amount
from foedus.text.amounts.nouns import WORD, counting, is_noun
from foedus.text.amounts.several import MOST_MEMBERS
from foedus.text.figures.context import BREAKS, NEAR, TIGHT, Context
from foedus.text.figures.cuewords import TURNS
from foedus.text.figures.links import LOOSE, TOUCH, is_bracketed
from foedus.text.figures.several import are_averaged, is_of_none, members_in_all
from foedus.text.figures.thresholds import BOUNDS, LINES, NUMBERED
from foedus.text.figures.uncounted import count_nobody, is_by_how_much, is_of_another_rate
from foedus.text.figures.wholes import is_of_members
from foedus.text.match import Mention
from foedus.text.particles import POSSESSIVE, grammar, words_before
from foedus.text.sentences import Sentence

# Letters that an acronym has more than: "the EU members" is told by its name, "a US ally" by none.
ACRONYM = 2
OWNER = 24  # characters of a group's name and its genitive: "the EU's 27 states"
APPOSED = 2  # characters of a comma before a number that says exactly how many
_QUOTED = re.compile(r":\s*[«\"“„»‘']")  # a colon before what is quoted
MOST_OF = 8  # characters from "most of" to the number, the name of the alliance between them
AT_LINE = ("meets", "below", "meets-it")  # cues of who is at a line, or misses it


def counts(at: Context, amount: Amount, sentence: Sentence, index: int) -> bool:
    """Tell whether the number counts members at a threshold."""
    if amount.kind in ("fraction", "percent"):
        if at.scan.index.within(amount.start, amount.end, "currency"):
            return False  # "four in ten dollars that allies spend"
        if not is_of_members(at, amount, sentence):
            met = amount.kind == "fraction" and at.cues(amount.end, amount.end + 2, "meets", "below")
            return bool(met) and any(a.kind == "percent" for a in at.neighbours(amount, sentence))
        dues = at.cues(amount.end, sentence.end, "dues")
        if dues and at.led(at.cues(amount.end, dues[0].start, "pledged"), dues[0].start):
            return False  # "half of the members have promised their share": of what, no line says
    elif amount.kind == "majority":  # "most of the 32 allies"
        if amount.of not in (None, members_in_all(at)) or is_of_other_group(at, amount):
            return False
        vows = _up_to_line(at, amount, sentence, "vowed", "goal")
        if any(not at.cues(m.start, m.end, "threshold") for m in vows):
            return False  # "most members have pledged to spend 5 %": nobody need be there
        if at.next_amount(amount) - amount.end <= APPOSED or not _do_most(at, amount, sentence):
            return False  # "nearly all allies, 29 of 32,"
    elif amount.kind == "bare":  # "they were only eight last year to reach 2 %"
        if is_of_other_group(at, amount):
            return False  # "the Twenty-Seven"
        return _is_elliptical(at, amount, sentence) and not is_of_another_rate(at, sentence, index)
    elif amount.rule.endswith(NUMBERED):
        return not is_of_another_rate(at, sentence, index)
    elif (
        amount.quantity.unit not in MEMBERS
        or _is_no_count(at, amount, sentence)
        or count_nobody(at, amount, sentence, index)
    ):
        return False
    elif (amount.quantity.high or amount.quantity.low or 0) > MOST_MEMBERS or is_of_other_group(at, amount):
        return False  # "50,000 members of the territorial army", "four countries of the European Union"
    elif amount.of is not None and amount.of == members_in_all(at):
        line = any(a.kind == "percent" and a.start > amount.end for a in at.neighbours(amount, sentence))
        told = at.cues(sentence.start, sentence.end, "meets", "below", "threshold", "dues")
        return line or bool(told) or bool(_lines_told(at, amount, sentence))  # "22 of the 32 have done so"
    if not _stands_at(at, amount, sentence) and not _is_told_of_line(at, amount, sentence):
        return False
    percents = (a for a in at.neighbours(amount, sentence) if a.kind in LINES)
    return any(not (is_by_how_much(at, a) or is_bracketed(at.scan.text, a.start)) for a in percents) or bool(
        at.cues(at.before(index), sentence.end, "threshold", "gdp", "dues")
    )


def _stands_at(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether members are counted where they stand: "twenty allies at 2 %"."""
    behind = [a for a in at.neighbours(amount, sentence) if a.start >= amount.end][:1]
    if not behind or behind[0].kind not in LINES:
        return False
    start = behind[0].start
    return bool(at.scan.index.within(start - TOUCH, start, "to", "at")) or _lies_over(at, behind[0], sentence)


def _lies_over(at: Context, line: Amount, sentence: Sentence) -> bool:
    """Tell whether a verb of standing or of spending goes with a line that is passed: "devoted over 3 % of GDP".

    German "dürften über 3 Prozent liegen".
    """
    if line.quantity.comparator not in BOUNDS or at.cued_at(sentence).isdisjoint(("lies", "spend")):
        return False
    own = at.clause(line.start, line.end, sentence)
    if at.cues(*own, "lies"):
        return True
    return bool(at.cues(*own, "spend")) and bool(at.cues(line.end, own[1], "gdp", "equipment"))


def _is_told_of_line(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a sentence tells of the line that the members counted are at or miss, before they are parted.

    What is quoted behind a colon is another matter: "the 32 members, and one message: '2 % is a floor'"; so is the
    "at least" of the number itself, and "under arms".
    """
    if at.led(at.cues(max(sentence.start, amount.start - TIGHT), amount.start, "shared-among"), amount.start):
        return False  # "the remaining 28 % split among 27 nations"
    quoted = _QUOTED.search(at.scan.text, amount.end, sentence.end)
    high = quoted.start() if quoted else sentence.end
    told = at.cues(sentence.start, high, "meets", "below", "threshold", "dues")
    under_arms = {m.start for m in at.cues(sentence.start, high, "personnel")} if told else set()
    return any((m.end <= amount.start or m.start >= amount.end) and m.start not in under_arms for m in told)


def _do_most(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether most members themselves reach a line or miss it: not "most allies agreed to a demand"."""
    low, high = at.clause(amount.start, amount.end, sentence)
    told = at.cues(amount.end, high, "meets", "below", "dues")
    if not told and grammar(at.scan.language.code).verb_second:
        return bool(at.cues(low, amount.start, "meets", "below"))  # "damit erfüllen die meisten das Ziel"
    others = at.scan.index.within(amount.end, told[0].start if told else high, "noun")
    if not told or any(m.value == "member" for m in others) or at.names(amount.end, told[0].start):
        return False  # "most members back a proposal that allies spend 5 %"
    lines = any(a.kind == "percent" for a in at.neighbours(amount, sentence))
    return lines or not at.cues(amount.end, high, "vowed")


def _up_to_line(at: Context, amount: Amount, sentence: Sentence, *ids: str) -> list[Mention]:
    """Return the cues behind a number up to the first percentage, to the end of its sentence where none follows."""
    lines = [a.start for a in at.neighbours(amount, sentence) if a.kind == "percent" and a.start > amount.end]
    return at.cues(amount.end, min(lines, default=sentence.end), *ids)


def is_of_other_group(at: Context, amount: Amount) -> bool:
    """Tell whether the members or countries of another group are counted: "27 countries of the EU"."""
    behind = at.scan.index.within(amount.start - TOUCH, amount.end + TIGHT, "group")
    written = at.scan.text[amount.start : amount.end].split()
    known = [at.scan.text[m.start : m.end] for m in behind]
    if any(
        w.isupper() and w.isalpha() and len(w) > ACRONYM and not any(w in k for k in known)
        for w in written[1:-1]
    ):
        return True  # "more than a dozen UDCG members"
    owner = at.scan.index.within(max(0, amount.start - OWNER), amount.start, "group")
    ours = any(m.value == at.table.alliance for m in behind)  # "the EU's 23 NATO members"
    small = grammar(at.scan.language.code)
    beside = owner and amount.start - owner[-1].end <= POSSESSIVE and small.owns(at.scan.text, owner[-1].end)
    if not ours and owner and beside:
        return owner[-1].value != at.table.alliance and not at.table.is_part(str(owner[-1].value))
    if not behind or behind[0].value == at.table.alliance or at.table.is_part(str(behind[0].value)):
        return False
    if behind[0].start < amount.end <= behind[0].end or behind[0].end == amount.end:
        return True
    led = at.scan.index.within(amount.end, behind[0].start, "of", "in")
    return any(m.start - amount.end <= 1 and at.leads(m.end, behind[0].start) for m in led)


def _is_change(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether members are by how many more: "an increase of 13 countries"."""
    more = at.scan.index.within(amount.end, amount.end + 2, "than-more", "than-less")
    if more and at.next_amount(amount) > more[0].start:
        return True  # "seven more than in 2017", but "gaben acht Länder mehr als 2 Prozent aus"
    turns = at.cues(max(sentence.start, amount.start - TIGHT), amount.start, *TURNS)
    if not turns:
        return False
    links = at.scan.index.within(turns[-1].end, amount.start, "of")
    links = [*links, *at.cues(turns[-1].end, amount.start, "by-how-much")]  # "grew by 13 countries"
    return any(at.joined(turns[-1].end, m.start) and at.joined(m.end, amount.start) for m in links)


def _is_named(at: Context, amount: Amount) -> bool:
    """Tell whether someone is only called one of the members: "one of NATO's 32 members"."""
    if amount.quantity.low == members_in_all(at) and at.led_by(amount.start, "one-among", most=MOST_OF):
        return True
    return is_one_of(at, amount) and amount.of == members_in_all(at)


def is_one_of(at: Context, amount: Amount) -> bool:
    """Tell whether a number is the one of "one of 23 members", and not that of "only one of 23"."""
    if amount.of is None or not amount.quantity.low == amount.quantity.high == 1:
        return False
    return not at.scan.index.within(amount.start, amount.start + 1, "hedge")


def _is_article(amount: Amount) -> bool:
    """Tell whether the number is only an article before a title: "un haut responsable allié"."""
    return amount.quantity.high == 1 and amount.rule.endswith(".adjective")


def _is_no_count(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number of members is an article, the whole of them, or how many are named for their place."""
    named = _is_article(amount) or _is_named(at, amount) or _is_named_few(at, amount)
    named = named or _is_shown(at, amount) or _is_everyone_bound(at, amount, sentence)
    named = named or are_averaged(at, amount, sentence)
    named = named or _do_all_spend(at, amount, sentence) or _are_others(at, amount) or is_of_none(at, amount)
    return named or _is_whole(at, amount, sentence) or _is_change(at, amount, sentence)


def _are_others(at: Context, amount: Amount) -> bool:
    """Tell whether more are counted than there are members, or those of a list: "the average of 38 countries"."""
    if (amount.quantity.low or 0) > members_in_all(at):
        return True
    return at.led_by(amount.start, "list-of")


def _do_all_spend(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number is of a whole group that spends so much: "the 32 allies spend 2.7 % of GDP".

    At a line, at least as much as a percentage or below it members are counted.
    """
    inside = at.scan.index.within(amount.start, amount.end, "group")
    group = next((str(m.value) for m in inside), at.table.alliance)
    if group not in alliances.groups() or amount.quantity.low != amount.quantity.high:
        return False
    if amount.quantity.low != len(alliances.members_on(group, at.today or dt.date.max)):
        return False
    behind = [a for a in at.neighbours(amount, sentence) if a.start > amount.end and a.kind == "percent"]
    if not behind or behind[0].quantity.comparator != "=" or behind[0].quantity.low == at.table.guideline:
        return False
    high = at.clause(behind[0].start, behind[0].end, sentence)[1]
    spend = at.cues(amount.end, behind[0].start, "spend", "spending")
    return bool(spend) and not at.cues(amount.end, high, "threshold", "goal", "vowed", "below")


def _is_everyone_bound(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether all members of the day promise, or something is for them: "the bar for the 32 members".

    Nobody is counted there, for none of them need be at the line.
    """
    every = amount.quantity.high == members_in_all(at)
    words = words_before(at.scan.text, amount.start) if every and amount.quantity.comparator == "=" else []
    if not words:
        return False
    before = max(sentence.start, amount.start - TIGHT)
    alone = not any(a.kind == "count" and a.end <= amount.start for a in at.neighbours(amount, sentence))
    if alone and at.led(at.cues(before, amount.start, "for-whom"), amount.start, MOST_OF):
        return True
    small = grammar(at.scan.language.code)
    if not _up_to_line(at, amount, sentence, "vowed"):
        return False
    owned = small.owns(at.scan.text, amount.start - 1)  # "NATO's 32 countries"
    return owned or small.has("definite", words[-1]) or small.has("alls", words[-1])


def _is_shown(at: Context, amount: Amount) -> bool:
    """Tell whether a number says how many were just told of: "many of these ten countries"."""
    words, small = words_before(at.scan.text, amount.start), grammar(at.scan.language.code)
    if not words or not small.has("shown", words[-1]):
        return False
    of = at.scan.index.within(max(0, amount.start - TIGHT), amount.start, "of", "out-of")
    return small.verb_second or bool(of)  # not "only these five"


def _is_named_few(at: Context, amount: Amount) -> bool:
    """Tell whether a number only says how many are named for their place: "the three countries that spent most"."""
    ahead = at.led_by(amount.start, "named-few")
    behind = at.cues(amount.start, amount.end + TIGHT, "named-few")
    return ahead or any(m.start < amount.end or at.leads(amount.end, m.start, TIGHT) for m in behind)


def _is_whole(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number is how many there are, out of whom others are counted: "of the 25 states, ten reach it"."""
    parts = [a for a in at.neighbours(amount, sentence) if a.kind == "fraction" and a.end < amount.start]
    if any(amount.start - a.end <= LOOSE and "," not in at.scan.text[a.end : amount.start] for a in parts):
        return True  # "about a third of the 31 members"
    low = max(sentence.start, amount.start - NEAR)
    if at.led(at.cues(low, amount.start, "most-of"), amount.start, MOST_OF):
        return True  # "most of NATO's 32 members"
    led = at.cues(max(sentence.start, amount.start - TIGHT), amount.start, "whole-of")
    if amount.of is not None or not at.led(led, amount.start):
        return False
    high = at.clause(amount.start, amount.end, sentence, BREAKS + ",")[1]
    told = at.scan.index.within(amount.end, min(high, amount.end + NEAR), "clause")
    own = any(m.value in ("relative", "that") for m in told)  # "of the 23 allies that reach 2 %, five …"
    if led[0].start == sentence.start and not own and at.scan.text[high : high + 1] == ",":
        return True  # "Of the 28 governments, …": whoever is told of behind the comma
    others = [a for a in at.neighbours(amount, sentence) if a.kind in ("count", "bare") and not at.is_time(a)]
    if any(0 <= amount.start - a.end <= NEAR and a.kind == "count" for a in others):
        return True
    return any((a.quantity.low or 0) != 1 for a in others) and not own  # "one of eight allies"


def _is_elliptical(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number without a noun counts members: it says how many "they" are who reach a percentage."""
    value = amount.quantity.high or amount.quantity.low or Decimal(0)
    told = at.told.counted  # "five allies will be at 3.5 %, yet just one is below 2 %"
    fewest = 1 if told is not None and told[1] == sentence.number and amount.start > told[0] else 2
    if amount.quantity.unit is not None or not fewest <= value <= MOST_MEMBERS:
        return False
    word = WORD.match(at.scan.text, amount.end)
    how = counting(at.scan.language.code)
    noun = word is not None and is_noun(word[1], how) and word[1].lower() not in how.stops
    if noun and not (value == 1 and at.cues(amount.end, amount.end + TIGHT, "below")):
        return False  # "is divided into two parts", but "one remains below 2 %"
    beside = at.neighbours(amount, sentence)
    if (out_of := _whole_before(at, beside, amount, sentence)) is not None:
        return value < (out_of.quantity.low or 0) and bool(
            at.cues(out_of.end, sentence.end, "meets", "below")
        )
    lines = [a for a in beside if a.kind == "percent" and a.start > amount.end]
    spans = [(max(amount.end, a.start - NEAR), min(a.end + NEAR, sentence.end)) for a in lines]
    spans = spans or _lines_told(at, amount, sentence)
    bounded = any(a.quantity.comparator in BOUNDS for a in lines)  # "they are 31 at more than 2 %"
    if not (bounded or any(at.cues(*span, *AT_LINE) for span in spans)) or at.is_time(amount):
        return False
    being = at.cues(max(sentence.start, amount.start - TIGHT), amount.start, "being")
    # "just three, Poland, Estonia and Latvia, exceed 3.5 %", "trois seulement, Varsovie en tête, …"
    hedges = at.scan.index.within(amount.end, amount.end + APPOSED, "hedge")
    listed = at.scan.text.startswith(",", hedges[-1].end if hedges else amount.end)
    alone = listed or bool(at.cues(amount.end, amount.end + TIGHT, *AT_LINE))
    whole = amount.quantity.step is None or amount.quantity.step >= 1
    every = value == members_in_all(at)  # "the 32"
    return whole and (bool(being) or (alone and not every)) and not _is_of_a_noun(at, amount)


def _is_of_a_noun(at: Context, amount: Amount) -> bool:
    """Tell whether what a number counts is told behind it in words of their own: "there are two guidelines"."""
    behind = WORD.match(at.scan.text, amount.end)
    if behind is None or at.times_in(amount.end, behind.end()):
        return False
    small, word = grammar(at.scan.language.code), behind[1].lower()
    if at.cues(amount.end, amount.end + APPOSED, *AT_LINE) or small.between(word):
        return False
    if small.has("beings", word) or (
        amount.quantity.high == 1 and at.cues(behind.end(), behind.end() + 2, "below")
    ):
        return False  # "one is still below 2 %", "one remains below it"
    led = at.scan.index.within(amount.end, behind.end(), "to", "at", "clause", "of", "in", "noun", "out-of")
    led = led or at.cues(amount.end, behind.end(), "inside-of")  # "they are five among the allies to"
    return not led and not small.has("auxiliaries", word)


def _lines_told(at: Context, amount: Amount, sentence: Sentence) -> list[tuple[int, int]]:
    """Return where a line is told without its percentage: "they were eleven to cross the bar", "eleven will meet it".

    The sentence or the one before must tell of the line itself, and of the alliance or its spending.
    """
    index = at.sentence_at(amount.start)
    before, value = at.scan.sentences[max(0, index - 1)], amount.quantity.high or 0
    if not at.topic.may_mean_alliance(index) or not value <= members_in_all(at):
        return []
    being = at.cues(max(sentence.start, amount.start - TIGHT), amount.start, "being")
    if being and (bars := at.cues(amount.end, sentence.end, "threshold")):
        return [(max(amount.end, m.start - NEAR), m.end) for m in bars]
    end = at.clause(amount.start, amount.end, sentence, BREAKS + ",")[0]  # "…; three alone manage it"
    percent = any(a.kind == "percent" for a in at.amounts_within(before.start, end))
    goal = percent and at.cues(before.start, end, "threshold", "gdp", "dues")
    met = at.cues(amount.end, min(amount.end + TIGHT, sentence.end), "meets-it") if goal else ()
    return [(m.start, m.end) for m in met]


def _whole_before(at: Context, beside: list[Amount], amount: Amount, sentence: Sentence) -> Amount | None:
    """Return how many there are, right before a number of them: "of the 30 allies, only ten reach it"."""
    before = [a for a in beside if a.end <= amount.start and not at.is_time(a)]
    told = before[-1] if before else None
    counted = told is not None and told.kind == "count" and told.quantity.unit in MEMBERS
    return told if counted and told is not None and _is_whole(at, told, sentence) else None
