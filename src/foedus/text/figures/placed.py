"""A sentence in, the places in an order that it tells out: "third-largest spender in NATO", "ranks third in NATO"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from foedus import alliances
from foedus.text.figures.context import Context
from foedus.text.figures.links import RIGHT_BEHIND
from foedus.text.figures.set_against import BESIDE, NAME, named_behind
from foedus.text.match import Mention
from foedus.text.particles import grammar
from foedus.text.sentences import Sentence

Place = tuple[int, int, int, str | None]  # where it is told, from and to, which place it is, and of what

LINKED = 5  # characters from a noun to the superlative behind it, an article between them
LONGEST_ORDINAL = 24  # characters before a superlative
# characters from "behind" to those who stand there, and of a preposition with its article
AHEAD, SHORT = 40, 12
SHARED = 48  # characters from "among" to a superlative that several share
HOLDER, AND = 14, 8  # characters up to whoever holds a place, and between two who hold it together
_DIGITS = re.compile(r"\s{0,2}(\d{1,2})\b")
_ORDINAL = re.compile(r"([\w-]*\w)([ -])\Z")
_BRACKETS = re.compile(r"\([^()]*\)")


def is_of_several(at: Context, end: int, sentence: Sentence) -> bool:
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


def is_one_of_top(at: Context, start: int, sentence: Sentence) -> bool:
    """Tell whether several share a superlative: "is among the world's biggest spenders", "one of NATO's top …"."""
    if "one-of-top" not in at.cued_at(sentence):
        return False
    small = grammar(at.scan.language.code)
    for told in at.cues(max(sentence.start, start - SHARED), start, "one-of-top"):
        between = at.scan.text[told.end : start]
        words = between.lower().split()
        verbs = any(small.has(key, word) for word in words for key in ("beings", "auxiliaries"))
        named = any(m.kind != "group" for m in at.names(told.end, start))
        if "," not in between and not verbs and not named:
            return True
    return False


def ahead(at: Context, start: int, end: int, sentence: Sentence) -> str | None:
    """Return who comes right before a place: "after the United States", "derrière les États-Unis"."""
    low, high = at.clause(start, end, sentence)
    for word in at.scan.index.within(low, high, "rank-after"):
        name = named_behind(at, word.end)
        if name is not None and (end <= word.start or name.end <= start):
            return str(name.value)
    return None


def superlatives(at: Context, sentence: Sentence) -> Iterator[Place]:
    """Yield superlatives with the noun that they rank, in either order."""
    for most in at.scan.index.within(sentence.start, sentence.end, "rank-most"):
        noun, place = _noun(at, most), _counted_place(at, most)
        if noun is None or place is None or at.cues(most.start, most.end + BESIDE, "growth", "decline"):
            continue
        topic = None if noun.value == "any" else str(noun.value)
        yield min(place[0], noun.start), max(most.end, noun.end), place[1], topic


def most_of_all(at: Context, sentence: Sentence) -> Iterator[Place]:
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


def places(at: Context, sentence: Sentence) -> Iterator[Place]:
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


def group(at: Context, start: int, end: int, sentence: Sentence) -> str | None:
    """Return among whom a place is: the first group behind it in the clause, else the last before it."""
    low, high = at.clause(start, end, sentence)
    known = [m for m in at.scan.index.within(low, high, "group") if str(m.value) in alliances.groups()]
    known = [m for m in known if not _is_ahead(at, m, end)]
    behind = [m for m in known if m.start >= end]
    return str((behind or known[::-1])[0].value) if known else None


def _is_ahead(at: Context, name: Mention, end: int) -> bool:
    """Tell whether a group behind a place only stands before it: "third donor behind America and the EU"."""
    after = at.scan.index.within(end, name.start, "rank-after")
    if not after or not at.leads(after[0].end, name.start, AHEAD):
        return False
    low = max(after[0].end, name.start - SHORT)
    if at.led(at.scan.index.within(low, name.start, "and"), name.start):
        return True
    return not at.led(at.scan.index.within(low, name.start, "in", "of", "among"), name.start)
