"""A document's context in; places, records, comparisons and lasting rises told in words out, each with its span.

"The third-largest spender in NATO", "the highest since 1991", "spends more than Italy", "has risen since 2014": none of
them needs a number. What is counted is a sense of `senses.toml`, of kind `compared`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from foedus import alliances
from foedus.model import Change, Derivation, Gap, Quantity, Rank, Record
from foedus.text.amounts.amount import MEMBERS, Amount
from foedus.text.figures.context import Context
from foedus.text.figures.links import RIGHT_BEHIND
from foedus.text.figures.outdone import is_turned
from foedus.text.figures.placed import (
    ahead,
    group,
    is_of_several,
    is_one_of_top,
    most_of_all,
    places,
    superlatives,
)
from foedus.text.figures.set_against import BESIDE, REACH, named_behind, than
from foedus.text.figures.unrivalled import first, is_of_all, passed
from foedus.text.index import NAMES
from foedus.text.lexicon import COMPARED, MEASURES, RANKED, TURNED
from foedus.text.match import Mention
from foedus.text.sentences import Sentence

KIND = "compared"
GROWTH = "growth"  # the topic of a rise that is the largest
FIRST = Quantity(low=Decimal(1), high=Decimal(1), unit=None)
UP = Quantity(low=Decimal(0), high=None, unit=None, comparator=">")
_GROUPED = frozenset(("group", "country"))  # among whom a place is, or to whom aid is given


class Compared(NamedTuple):
    """A comparison where it stands: what it claims, how the number is made, what is ranked, whom to leave out."""

    amount: Amount
    derivation: Derivation
    topic: str | None = None
    skip: str | None = None
    whom: str | None = None


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
        *superlatives(at, sentence),
        *places(at, sentence),
        *most_of_all(at, sentence),
    ):
        everyone = at.table.total if of_aid and topic in (None, "aid") else None
        among = group(at, start, end, sentence) or everyone  # "the second-largest donor": of all
        gives = topic == "aid" or at.cues(start, end, "donor")
        spent = at.cues(sentence.start, sentence.end, "spending")
        if gives and not of_aid and not spent and among == at.table.alliance:
            continue  # "der zweitgrößte Geldgeber der Nato": it gives to nobody else
        if among is not None and not _since(at, end, sentence):
            if place == 1 and (is_one_of_top(at, start, sentence) or is_of_several(at, end, sentence)):
                continue
            outdone_by = ahead(at, start, end, sentence)
            # "after the United States the largest": the second
            place += place == 1 and outdone_by is not None
            quantity = Quantity(low=Decimal(place), high=Decimal(place), unit=None)
            made = _compared(start, end, "rank", quantity, Rank(among=among), topic)
            yield made._replace(skip=outdone_by or passed(at, start, sentence) or made.skip)


def _is_of_aid(at: Context, sentence: Sentence) -> bool:
    """Tell whether a sentence is about who gives aid: "Germany is the second-largest donor to Ukraine"."""
    nouns = at.scan.index.within(sentence.start, sentence.end, "rank-noun")
    told = at.cues(sentence.start, sentence.end, "aid", "aid-noun", "donor")
    if not told and not any(m.value == "aid" for m in nouns):
        return False
    named = any(m.value == at.table.beneficiary for m in at.names(sentence.start, sentence.end))
    return (named or at.topic.about_aid) and not at.cues(
        sentence.start, sentence.end, "spending", "arms-imports"
    )


# --- records ---------------------------------------------------------------------------------------------------------


def _records(at: Context, sentence: Sentence) -> Iterator[Compared]:
    """Yield what is higher than ever, or than ever since a year: "the largest since 1991", "a record"."""
    index = at.scan.index
    said = [
        (m.start, m.end, m.kind) for m in index.within(sentence.start, sentence.end, "record", "record-never")
    ]
    highest = [(start, end, topic) for start, end, place, topic in superlatives(at, sentence) if place == 1]
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
    for start, end, topic in highest:
        if _since(at, end, sentence):
            yield _record(at, start, end, topic, sentence)
    for start, end, topic in alone:
        since = _since(at, end, sentence)
        # "the highest since 1991", not "the largest drill since then"
        if since and 0 <= since[2] - end <= RIGHT_BEHIND:
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


def _is_of_money(at: Context, word: Mention, sentence: Sentence) -> bool:
    """Tell whether a word of more is told of what is spent or given: before it, or up to "than" by a German verb."""
    if at.cues(sentence.start, word.start, "spend", "outlay", "spending", "give"):
        return True
    links = at.scan.index.within(word.end, min(sentence.end, word.end + REACH), "than")
    return bool(links and at.cues(word.end, links[0].start, "outlay", "give"))


def _are_counted(at: Context, word: Mention, sentence: Sentence) -> bool:
    """Tell whether only some members are told of by their number: "three of the 32 allies spend less than Italy"."""
    low = at.clause(word.start, word.end, sentence)[0]
    counted = (a for a in at.amounts_in(sentence) if low <= a.start < word.start)
    return any(a.quantity.unit in MEMBERS for a in counted)


def _only(at: Context, word: Mention, sentence: Sentence) -> set[str]:
    """Return the countries that alone are more: "only America and China spent more than Russia"."""
    if "only-they" not in at.cued_at(sentence):
        return set()
    low = at.clause(word.start, word.end, sentence)[0]
    named = [m for m in at.names(low, word.start) if m.value in alliances.countries()]
    led = at.cues(low, named[0].start, "only-they") if named else []
    return {str(m.value) for m in named} if named and at.led(led, named[0].start) else set()


def _place_behind(at: Context, start: int, end: int) -> Quantity | None:
    """Return the place of one whom nobody outdoes but those named there: "no ally but Poland spends more".

    None where others are named there: "no ally on Russia's border spends more".
    """
    named = [m for m in at.names(start, end) if m.value in alliances.countries()]
    if not named:
        return FIRST
    left = at.cues(start, named[0].start, "none-but", "left-out")
    return _behind(len({m.value for m in named})) if at.led(left, named[0].start) else None


def _behind(ahead: int) -> Quantity:
    """Return the place of one behind so many others."""
    return Quantity(low=Decimal(1 + ahead), high=Decimal(1 + ahead), unit=None)


def _against(at: Context, sentence: Sentence) -> Iterator[Compared]:
    """Yield who is above or below whom without a number: "spends more on defence than France", "outspends Italy"."""
    index = at.scan.index
    for word in index.within(sentence.start, sentence.end, "than-more", "than-less"):
        numbered = any(
            a.start <= word.start <= a.end + BESIDE and a.kind != "bare" for a in at.amounts_in(sentence)
        )
        if numbered or not _is_of_money(at, word, sentence) or _are_counted(at, word, sentence):
            continue
        everyone = at.table.total if _is_of_aid(at, sentence) else None
        if (others := first(at, word, sentence, everyone)) is not None:
            if others[0]:  # "more on defence than any other ally": it is the first of them
                yield _compared(word.start, others[1], "rank", FIRST, Rank(among=others[0]))
            continue
        found = than(at, word.start, word.end, sentence)
        if found is None:
            continue
        if found.whom in alliances.countries() and is_of_all(at, found.end):
            continue  # "more than Italy and Spain combined": than neither of them
        alike = at.scan.language.settings["measures"].patterns["as_much"].match(at.scan.text, word.start)
        if none := at.cues(sentence.start, word.start, "none-of"):
            if (
                found.direction == "above"
                and (place := _place_behind(at, none[0].end, word.start)) is not None
            ):
                # "no European spends more than Germany": it is the first of them
                groups = at.scan.index.within(none[0].start, word.start, "group")
                among = str(groups[0].value) if groups else everyone or at.table.alliance
                nobody = _compared(word.start, found.end, "than-none", place, Rank(among=among))
                yield nobody._replace(whom=found.whom)
            continue
        if alike is None and found.direction == "above" and (few := _only(at, word, sentence)):
            allied = all(at.table.is_allied(code) for code in (*few, found.whom))
            among = at.table.alliance if allied and everyone is None else at.table.total
            behind = _compared(word.start, found.end, "than-none", _behind(len(few)), Rank(among=among))
            yield behind._replace(whom=found.whom)
            continue
        if alike is None:  # "as much as Italy" is neither above nor below
            gap = Gap(to=found.whom, direction=found.direction)
            yield _compared(word.start, found.end, "than", UP, gap)
    for verb in index.within(sentence.start, sentence.end, "than-outright"):
        name = named_behind(at, verb.end)
        if name is not None and not is_turned(at, verb, sentence.start):
            by = [m for m in index.within(verb.end, name.start, "agent") if m.value == "by"]
            gap = Gap(to=str(name.value), direction="below" if at.led(by, name.start) else "above")
            yield _compared(verb.start, name.end, "than", UP, gap)  # "outspent by France" is below it


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
