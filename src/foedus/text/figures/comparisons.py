"""A document's context in; places, records, comparisons and lasting rises told in words out, each with its span.

"The third-largest spender in NATO", "the highest since 1991", "spends more than Italy", "has risen since 2014": none of
them needs a number. What is counted is a sense of `senses.toml`, of kind `compared`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Literal, NamedTuple

from foedus import alliances
from foedus.model import Change, Derivation, Gap, Quantity, Rank, Record
from foedus.text.amounts.amount import Amount
from foedus.text.figures.bystanders import is_turned
from foedus.text.figures.context import TIGHT, Context
from foedus.text.figures.links import RIGHT_BEHIND
from foedus.text.figures.unrivalled import first, is_of_any, passed
from foedus.text.index import NAMES
from foedus.text.lexicon import COMPARED, MEASURES, RANKED, TURNED
from foedus.text.match import Mention
from foedus.text.particles import grammar
from foedus.text.sentences import Sentence

KIND = "compared"
GROWTH = "growth"  # the topic of a rise that is the largest
REACH, BESIDE, NAME = 70, 24, 16  # characters from "more" to "than", to a noun, to a name
LINKED = 5  # characters from a noun to the superlative behind it, an article between them
FIRST = Quantity(low=Decimal(1), high=Decimal(1), unit=None)
UP = Quantity(low=Decimal(0), high=None, unit=None, comparator=">")
_GROUPED = frozenset(("group", "country"))  # among whom a place is, or to whom aid is given
_APART = re.compile(r"[,;:()\d.!?]")  # what parts "than" from the name behind it
_DIGITS = re.compile(r"\s{0,2}(\d{1,2})\b")
_ORDINAL = re.compile(r"([\w-]*\w)([ -])\Z")
LONGEST_ORDINAL = 24  # characters before a superlative
HOLDER, AND = 14, 8  # characters up to whoever holds a place, and between two who hold it together
_RETOLD = re.compile(r" \([^()\d]{0,12}\d[^()]{0,30}\)")
_AMOUNT_ENDS = re.compile(r"\d[^()]{0,20} ?\Z")  # a number closes the words before a bracket
_BRACKETS = re.compile(r"\([^()]*\)")


class Compared(NamedTuple):
    """A comparison where it stands: what it claims, how the number is made, what is ranked, whom to leave out."""

    amount: Amount
    derivation: Derivation
    topic: str | None = None
    skip: str | None = None
    whom: str | None = None


class Than(NamedTuple):
    """Whom a number is set against, on which side of it, and where the words for it end."""

    whom: str
    direction: Literal["above", "below"]
    end: int


def compared(at: Context) -> list[int]:
    """Return the numbers of the sentences that may compare.

    A word for it is enough; a turn needs a time, and a place in an order a time or a group in which it is held.
    """
    index = at.scan.index
    turned = (n for n in index.opened(TURNED) if at.times.may_tell(n))
    among = (n for n in index.opened(RANKED) if index.holds(n, NAMES, _GROUPED))
    ranked = (*among, *(n for n in index.opened(RANKED) if at.times.may_tell(n)))
    return sorted({*index.opened(COMPARED), *ranked, *turned})


def comparisons(at: Context, index: int) -> Iterator[Compared]:
    """Yield what sentence `index` compares in words, the first of each kind of comparison."""
    sentence = at.scan.sentences[index]
    named = at.names(sentence.start, sentence.end) or at.scan.index.within(
        sentence.start, sentence.end, "organisation"
    )
    if at.told.subject is None and not named:
        return
    words = at.scan.index.mentions(index, MEASURES)
    told = {str(m.value) if m.kind == "cue" else m.kind for m in words}
    ways = [way for needed, way in _WAYS if not needed.isdisjoint(told)]
    taken: list[tuple[int, int]] = []
    for found in (each for way in ways for each in way(at, sentence)):
        start, end = found.amount.start, found.amount.end
        if not any(first < end and start < last for first, last in taken):
            taken.append((start, end))
            yield found


def _compared(
    start: int, end: int, rule: str, quantity: Quantity, derivation: Derivation, topic: str | None = None
) -> Compared:
    skip = derivation.among if isinstance(derivation, Rank) else getattr(derivation, "to", None)
    return Compared(Amount(start, end, KIND, quantity, f"compared.{rule}"), derivation, topic, skip)


# --- places ----------------------------------------------------------------------------------------------------------


def _ranks(at: Context, sentence: Sentence) -> Iterator[Compared]:
    """Yield places in a group: "second-largest spender in NATO", "ranks third in NATO", "auf Platz drei"."""
    of_aid = _is_of_aid(at, sentence)
    if not of_aid and not at.scan.index.within(sentence.start, sentence.end, "group"):
        return
    if not of_aid and at.cues(sentence.start, sentence.end, "arms-trade"):
        return  # who sells most: no series tells it
    for start, end, place, topic in (
        *_superlatives(at, sentence),
        *_places(at, sentence),
        *_most_of_all(at, sentence),
    ):
        everyone = at.table.total if of_aid and topic in (None, "aid") else None
        among = _group(at, start, end, sentence) or everyone  # "the second-largest donor": of all
        gives = topic == "aid" or at.cues(start, end, "donor")
        if gives and not of_aid and among == at.table.alliance:
            continue  # "der zweitgrößte Geldgeber der Nato": it gives to nobody else
        if among is not None and not _since(at, end, sentence):
            if place == 1 and _is_of_several(at, end, sentence):
                continue
            ahead = _ahead(at, start, end, sentence)
            place += place == 1 and ahead is not None  # "after the United States the largest": the second
            quantity = Quantity(low=Decimal(place), high=Decimal(place), unit=None)
            made = _compared(start, end, "rank", quantity, Rank(among=among), topic)
            yield made._replace(skip=ahead or passed(at, start, sentence) or made.skip)


def _is_of_several(at: Context, end: int, sentence: Sentence) -> bool:
    """Tell whether a place is that of several at once: "the top donors are the Union (144 bn) and Britain"."""
    names = at.names(end, sentence.end)
    if (
        len(names) < 2
        or names[0].start - end > HOLDER
        or at.scan.index.within(end, names[-1].start, "rank-after")
    ):
        return False
    apart = ((a.end, b.start) for a, b in pairwise(names) if a.end < b.start)
    return any(
        len(words := _BRACKETS.sub("", at.scan.text[low:high]).strip()) <= AND
        and (words.startswith(",") or at.scan.index.within(low, high, "and"))
        for low, high in apart
    )


def _ahead(at: Context, start: int, end: int, sentence: Sentence) -> str | None:
    """Return who comes right before a place: "after the United States", "derrière les États-Unis"."""
    low, high = at.clause(start, end, sentence)
    for word in at.scan.index.within(low, high, "rank-after"):
        name = _named(at, word.end)
        if name is not None and (end <= word.start or name.end <= start):
            return str(name.value)
    return None


def _is_of_aid(at: Context, sentence: Sentence) -> bool:
    """Tell whether a sentence is about who gives aid: "Germany is the second-largest donor to Ukraine"."""
    nouns = at.scan.index.within(sentence.start, sentence.end, "rank-noun")
    told = at.cues(sentence.start, sentence.end, "aid", "aid-noun", "donor")
    if not told and not any(m.value == "aid" for m in nouns):
        return False
    named = any(m.value == at.table.beneficiary for m in at.names(sentence.start, sentence.end))
    return (named or at.about_aid) and not at.cues(sentence.start, sentence.end, "spending", "arms-imports")


def _superlatives(at: Context, sentence: Sentence) -> Iterator[tuple[int, int, int, str | None]]:
    """Yield superlatives with the noun that they rank, in either order."""
    for most in at.scan.index.within(sentence.start, sentence.end, "rank-most"):
        noun, place = _noun(at, most), _counted_place(at, most)
        if noun is None or place is None or at.cues(most.start, most.end + BESIDE, "growth", "decline"):
            continue
        topic = None if noun.value == "any" else str(noun.value)
        yield min(place[0], noun.start), max(most.end, noun.end), place[1], topic


def _most_of_all(at: Context, sentence: Sentence) -> Iterator[tuple[int, int, int, str | None]]:
    """Yield who does most of all, told by a verb: "spends the most in NATO", "gibt gemessen am BIP am meisten aus"."""
    for most in at.scan.index.within(sentence.start, sentence.end, "rank-adverb"):
        low, high = at.clause(most.start, most.end, sentence)
        verbs = at.cues(low, high, "outlay")
        ahead = [m.start for m in verbs if 0 <= most.start - m.end <= LINKED]
        superlative = any(m.end > most.end for m in at.scan.index.within(most.start, most.end, "rank-most"))
        if (ahead or (verbs and grammar(at.scan.language.code).verb_second)) and not superlative:
            yield (ahead[-1] if ahead else most.start), most.end, 1, None


def _counted_place(at: Context, most: Mention) -> tuple[int, int] | None:
    """Return where a superlative begins and its place; None where a number before it says one that is not known."""
    if at.scan.index.within(max(0, most.start - RIGHT_BEHIND * 3), most.start, "rank-next"):
        return None  # "the next highest": behind whom it is told
    number = _ORDINAL.search(at.scan.text, max(0, most.start - LONGEST_ORDINAL), most.start)
    if int(most.value) > 1 or number is None:
        return most.start, int(most.value)
    known = [
        m
        for m in at.scan.index.within(number.start(), most.start, "rank-nth")
        if (m.start, m.end) == number.span(1)
    ]
    if known:
        return known[0].start, int(known[0].value)
    # "25th largest", "thirty-first-largest", "among the ten largest"
    is_number = (
        number[2] == "-" or number[1][0].isdigit() or at.scan.index.within(number.start(), most.start, "word")
    )
    return None if is_number else (most.start, int(most.value))


def _noun(at: Context, most: Mention) -> Mention | None:
    """Return the noun that a superlative or a place belongs to: behind it, else right before it."""
    behind = at.scan.index.within(most.end, most.end + BESIDE, "rank-noun")
    if behind:
        first = [noun for noun in behind if noun.start == behind[0].start]
        return max(first, key=lambda noun: noun.end)
    before = at.scan.index.within(max(0, most.start - BESIDE), most.start, "rank-noun")
    return next((noun for noun in reversed(before) if at.leads(noun.end, most.start, LINKED)), None)


def _places(at: Context, sentence: Sentence) -> Iterator[tuple[int, int, int, str | None]]:
    """Yield places alone: after a verb and before a group, with a noun of places, or as a number behind one."""
    index = at.scan.index
    for nth in index.within(sentence.start, sentence.end, "rank-nth"):
        place = next(
            (m for m in index.within(nth.end, nth.end + 3, "rank-place") if at.joined(nth.end, m.start)), None
        )
        noun = next(
            (m for m in index.within(nth.end, nth.end + 3, "rank-noun") if at.joined(nth.end, m.start)), None
        )
        verb = any(
            at.joined(m.end, nth.start) for m in index.within(max(0, nth.start - 14), nth.start, "rank-verb")
        )
        group = index.within(nth.end, nth.end + NAME, "group")
        if place or noun or (verb and group):
            topic = str(noun.value) if noun is not None and noun.value != "any" else None
            yield nth.start, (place or noun or nth).end, int(nth.value), topic
    for noun in index.within(sentence.start, sentence.end, "rank-number"):
        if (number := _number(at, noun.end)) is not None:
            yield noun.start, number[1], number[0], None


def _number(at: Context, start: int) -> tuple[int, int] | None:
    """Return the small number right behind a place, in digits or in words, and where it ends."""
    if digits := _DIGITS.match(at.scan.text, start):
        return int(digits[1]), digits.end()
    words = at.scan.index.within(start, start + 3, "word")
    return next(((int(m.value), m.end) for m in words if str(m.value).isdigit() and int(m.value) > 0), None)


def _group(at: Context, start: int, end: int, sentence: Sentence) -> str | None:
    """Return among whom a place is: the first group behind it in the clause, else the last before it."""
    low, high = at.clause(start, end, sentence)
    known = [m for m in at.scan.index.within(low, high, "group") if str(m.value) in alliances.groups()]
    behind = [m for m in known if m.start >= end]
    return str((behind or known[::-1])[0].value) if known else None


# --- records ---------------------------------------------------------------------------------------------------------


def _records(at: Context, sentence: Sentence) -> Iterator[Compared]:
    """Yield what is higher than ever, or than ever since a year: "the largest since 1991", "a record"."""
    index = at.scan.index
    said = [
        (m.start, m.end, m.kind) for m in index.within(sentence.start, sentence.end, "record", "record-never")
    ]
    superlatives = [
        (start, end, topic) for start, end, place, topic in _superlatives(at, sentence) if place == 1
    ]
    alone = [
        (m.start, m.end, None)
        for m in index.within(sentence.start, sentence.end, "rank-most")
        if m.value == "1" and not at.cues(m.start, m.end + BESIDE, "growth", "decline")
    ]
    counted = [a.start for a in at.amounts_in(sentence) if a.kind == "count"] if said else []
    for start, end, rule in said:
        if any(start < c < end + BESIDE and at.leads(end, c) for c in counted):
            continue  # "a record 23 allies": what is counted has no record
        if at.cues(max(sentence.start, start - RIGHT_BEHIND), end + RIGHT_BEHIND, "number-word"):
            continue  # "a record number of allies"
        yield _record(at, start, end, None, sentence, rule)
    for start, end, topic in superlatives:
        if _since(at, end, sentence):
            yield _record(at, start, end, topic, sentence)
    for start, end, topic in alone:
        since = _since(at, end, sentence)
        if (
            since and since[2] - end <= RIGHT_BEHIND
        ):  # "the highest since 1991", not "the largest drill since then"
            yield _record(at, start, end, topic, sentence)


def _growth_records(at: Context, sentence: Sentence) -> Iterator[Compared]:
    """Yield the largest rise since a year: "their biggest increase in defence spending since the Cold War"."""
    for most in at.scan.index.within(sentence.start, sentence.end, "rank-most", "rank-growth"):
        grown = at.cues(most.end, most.end + BESIDE, "growth") if most.value == "1" else []
        if grown and _since(at, grown[0].end, sentence) is not None:
            yield _record(at, most.start, grown[0].end, GROWTH, sentence)


def _record(
    at: Context, start: int, end: int, topic: str | None, sentence: Sentence, rule: str = "record"
) -> Compared:
    since = _since(at, end, sentence)
    last = max(end, since[1]) if since else end
    return _compared(start, last, rule, UP, Record(since=since[0] if since else None), topic)


def _since(at: Context, end: int, sentence: Sentence) -> tuple[str, int, int] | None:
    """Return the year since which something holds, told behind it in the clause, and where that ends and starts."""
    high = at.clause(end, end, sentence)[1]
    times = [
        t
        for t in at.times_in(max(sentence.start, end - 6), high)
        if t.role == "since" and t.first[:4].isdigit()
    ]
    return (times[0].first[:4], times[0].end, times[0].start) if times else None


# --- one against another ---------------------------------------------------------------------------------------------


def than(at: Context, start: int, end: int, sentence: Sentence) -> Than | None:
    """Return whom a number or a word is set against: "30 billion more on defence than Italy"."""
    borne = at.led(at.cues(max(sentence.start, start - BESIDE), start, "stands-with"), start, 1)
    start, end = _behind_brackets(at.scan.text, start, end)
    high = at.clause(start, end, sentence, ";:()")[1]
    words = at.scan.index.within(start, min(high, end + BESIDE), "than-more", "than-less")
    for word in words:
        if word.end < end or "," in at.scan.text[end : word.start]:
            continue  # "more than 30 billion" is a hedge
        if borne and word.start - end > 1:
            continue  # German "hat mit 176 Milliarden deutlich mehr gegeben als": the number is its own
        links = at.scan.index.within(max(word.end, end), min(high, word.end + REACH), "than")
        for link in links if links and not _is_unlike(at, word, links[0]) else ():
            if is_of_any(at, link):
                return None  # "more than any other ally": more than each, and not than all together
            if (name := _named(at, link.end)) is not None:
                direction: Literal["above", "below"] = "above" if word.kind == "than-more" else "below"
                return Than(str(name.value), direction, name.end)
    return None


def _is_unlike(at: Context, word: Mention, link: Mention) -> bool:
    """Tell whether a link of what is alike stands behind a word that is not: "more soldiers as Poland arms"."""
    alike = at.scan.language.settings["measures"].get("alike_link")
    text = at.scan.text
    return text[link.start : link.end] == alike and alike not in text[word.start : word.end].split()


def _behind_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a number's span, moved behind brackets with the same in other money: "200 billion (€191 billion) more"."""
    told = _RETOLD.match(text, end)
    if told is not None:
        return told.end(), told.end()
    opened = text.rfind("(", max(0, start - BESIDE), start) if text[end : end + 1] == ")" else -1
    # not "Russia (€107 billion) and China (€250 billion) spend less than": there each number is its country's
    retold = opened >= 0 and _AMOUNT_ENDS.search(text, max(0, opened - BESIDE), opened)
    return (end + 1, end + 1) if retold else (start, end)


def times(at: Context, end: int) -> Than | None:
    """Return whom a multiple that ends here is of: "double that of France", "three times what France spends"."""
    for link in at.scan.index.within(max(0, end - NAME // 2), end + RIGHT_BEHIND, "than-whole"):
        if link.end < end:
            continue
        names = at.names(link.end, link.end + RIGHT_BEHIND + NAME)
        placed = at.scan.index.within(
            link.end, link.end + RIGHT_BEHIND * 2, "rank-nth", "rank-most", "rank-placed"
        )
        reach = placed[-1].end if placed else link.end  # "what second-placed China spends"
        # "double that of Italy", "le double de la proportion polonaise"
        whom = next(
            (
                m
                for m in names
                if at.leads(reach, m.start, NAME if m.kind == "demonym" else RIGHT_BEHIND + NAME // 4)
            ),
            None,
        )
        if whom is not None and not at.times_in(link.end, whom.start):
            return Than(str(whom.value), "above", whom.end)
    return None


def _named(at: Context, start: int) -> Mention | None:
    """Return the name that nothing but an article parts from a place."""
    text = at.scan.text
    placed = at.scan.index.within(start, start + TIGHT // 2, "rank-placed")
    start = placed[-1].end if placed else start  # "as second-placed China"
    if at.scan.index.within(start, start + TIGHT, "rank-most", "rank-next"):
        # "as the second-largest spender in the world, China"
        placed = [m for m in at.names(start, start + 3 * BESIDE) if m.value != at.table.total]
        between = text[start : placed[0].start].rpartition(", ")[0] if placed else "."
        start = placed[0].start - 1 if _APART.search(between) is None else start
    found = at.names(start, start + NAME)
    fits = (m for m in found if not _APART.search(text, start, m.start) and not at.times_in(start, m.start))
    return max(fits, key=lambda m: (-m.start, m.end), default=None)


def _is_of_money(at: Context, word: Mention, sentence: Sentence) -> bool:
    """Tell whether a word of more is told of what is spent or given: before it, or up to "than" by a German verb."""
    if at.cues(sentence.start, word.start, "spend", "outlay", "spending", "give"):
        return True
    links = at.scan.index.within(word.end, min(sentence.end, word.end + REACH), "than")
    return bool(links and at.cues(word.end, links[0].start, "outlay", "give"))


def _against(at: Context, sentence: Sentence) -> Iterator[Compared]:
    """Yield who is above or below whom without a number: "spends more on defence than France", "outspends Italy"."""
    index = at.scan.index
    for word in index.within(sentence.start, sentence.end, "than-more", "than-less"):
        numbered = any(
            a.start <= word.start <= a.end + BESIDE and a.kind != "bare" for a in at.amounts_in(sentence)
        )
        if numbered or not _is_of_money(at, word, sentence):
            continue
        everyone = at.table.total if _is_of_aid(at, sentence) else None
        if (others := first(at, word, sentence, everyone)) is not None:
            if others[0]:  # "more on defence than any other ally": it is the first of them
                yield _compared(word.start, others[1], "rank", FIRST, Rank(among=others[0]))
            continue
        if (found := than(at, word.start, word.end, sentence)) is None:
            continue
        if none := at.cues(sentence.start, word.start, "none-of"):
            if found.direction == "above":  # "no European spends more than Germany": it is the first of them
                groups = at.scan.index.within(none[0].start, word.start, "group")
                among = str(groups[0].value) if groups else everyone or at.table.alliance
                nobody = _compared(word.start, found.end, "than-none", FIRST, Rank(among=among))
                yield nobody._replace(whom=found.whom)
            continue
        gap = Gap(to=found.whom, direction=found.direction)
        yield _compared(word.start, found.end, "than", UP, gap)
    for verb in index.within(sentence.start, sentence.end, "than-outright"):
        name = _named(at, verb.end)
        if name is not None and not is_turned(at, verb, sentence.start):
            yield _compared(verb.start, name.end, "than", UP, Gap(to=str(name.value)))


# --- what goes on rising ---------------------------------------------------------------------------------------------


def _lasting(at: Context, sentence: Sentence) -> Iterator[Compared]:
    """Yield spending that is said to rise or to fall, since a year or steadily, without saying by how much."""
    numbered = any(a.kind != "bare" for a in at.amounts_in(sentence))  # its number says by how much
    if numbered or at.scan.index.within(sentence.start, sentence.end, "yearly"):
        return
    for verb in at.cues(sentence.start, sentence.end, "growth", "decline"):
        if at.scan.index.within(
            max(sentence.start, verb.start - BESIDE), verb.start, "rank-most", "rank-growth"
        ):
            continue  # "the largest increase since 1991" is a record of growth
        since = _since(at, verb.end, sentence)
        steady = at.scan.index.within(sentence.start, sentence.end, "steadily")
        if not since and not steady:
            continue
        if since and at.scan.index.within(verb.end, since[2], "rank-most", "rank-growth"):
            continue  # "this rise is the largest since 1991"
        base = since[0] if since else None
        end = since[1] if since else max(verb.end, *(m.end for m in steady if m.end - verb.end < REACH), 0)
        direction: Literal["increase", "decrease"] = "decrease" if verb.value == "decline" else "increase"
        yield _compared(verb.start, end, "direction", UP, Change(base=base, direction=direction))
        return


# In the order in which they are tried: the kinds of words or the cues that tell a way to compare, and what reads it.
_WAYS: tuple[tuple[frozenset[str], Callable[[Context, Sentence], Iterator[Compared]]], ...] = (
    (frozenset(("rank-most", "rank-nth", "rank-number", "rank-adverb")), _ranks),
    (frozenset(("record", "record-never", "rank-most")), _records),
    (frozenset(("rank-most", "rank-growth")), _growth_records),
    (frozenset(("than-more", "than-less", "than-outright")), _against),
    (frozenset(("growth", "decline")), _lasting),
)
