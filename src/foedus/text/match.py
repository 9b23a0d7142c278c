"""Text in, mentions out: every phrase of a lexicon that stands in the text, found in one linear pass.

The text stays as given. Its *shadow* has one byte per code point (lower case, one kind of space, dash and apostrophe),
so an offset in the shadow is an offset in the text. A second shadow turns punctuation into spaces; phrases are padded
with a space on both sides and matched there, all at once, by an Aho-Corasick automaton; the longest of a layer wins.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any, NamedTuple

import msgspec
from ahocorasick_rs import BytesAhoCorasick

SPACES = (
    "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
APOSTROPHES = "'\u2019\u2018\u02bc\u2032\u00b4`\u201b"
_SIGNS = "€£¥«»“”„…½¼¾×‰°º²³µ±₹₩₽₺₴₪₫₦₱₸₾₡₵¢฿"
# Digits and signs as wide as a Chinese character.
_WIDE = {ord(c) + 0xFEE0: c for c in "0123456789%.,"}
# A dash that stands for a comma, as papers set it without spaces: "in 2024—the largest rise"; not "5—7 %". The dash
# first, so that the search runs from dash to dash.
_TIGHT_DASH = re.compile(r"—(?:(?<=[^\W_]—)(?=[^\W\d_])|(?<=[^\W\d_]—)(?=\w)|(?<=[%)”\"]—)(?=\w))")
_UNKNOWN = 0x1A  # the byte of a character that no phrase uses


class Phrase(NamedTuple):
    """One entry of a lexicon: the words as written, what they are (`kind`), what they mean, who competes with them.

    Within one `layer` the longest phrase wins; layers do not see each other. `cased`: the text must write the same
    capitals.
    """

    text: str
    kind: str
    value: Any
    layer: int = 0
    cased: bool = False


class Mention(msgspec.Struct, eq=False, gc=False):
    """A phrase found: offsets in the text (end excluded), its kind and its meaning."""

    start: int
    end: int
    kind: str
    value: Any


class CodePage:
    """One byte for each character that the phrases use, and for the signs that grammar needs."""

    def __init__(self, characters: Iterable[str]) -> None:
        page: dict[int, int] = {code: code for code in range(0x20, 0x7F) if not 0x41 <= code <= 0x5A}
        free = [*range(0x80, 0x100), *range(0x41, 0x5B), *range(1, 9), *range(0x0E, 0x1A)]
        extra = sorted({c for c in characters if ord(c) > 0x7E and c.lower() == c})
        for character in (*_SIGNS, *extra):
            if ord(character) not in page and character not in SPACES + DASHES + APOSTROPHES and free:
                own = ord(character) if ord(character) in free else free[-1]
                free.remove(own)
                page[ord(character)] = own
        page |= (
            {ord(c): 0x20 for c in SPACES}
            | {ord(c): 0x2D for c in DASHES}
            | {ord(c): 0x27 for c in APOSTROPHES}
        )
        page |= {wide: ord(c) for wide, c in _WIDE.items()}
        page[0x0A] = 0x0A
        told = {code: page.get(code, _UNKNOWN) for code in (*range(0x100), *page)}
        self._changes = {chr(code): chr(byte) for code, byte in told.items() if code != byte}
        letters = {b for o, b in page.items() if chr(o).isalnum() and b not in b" '-\n"}
        self._words = bytes(b if b in letters or b == _UNKNOWN else 0x20 for b in range(256))
        self.letters = frozenset(letters) | {_UNKNOWN}

    def fold(self, text: str) -> bytes:
        """Return the shadow of the text: exactly one byte per code point."""
        lowered = text.replace("İ", "i").lower()
        if "—" in lowered:
            lowered = _TIGHT_DASH.sub(";", lowered)
        # A text has a dozen characters that change. Those of one byte come first: what they become is none of the rest.
        for character in sorted(self._changes.keys() & set(lowered)):
            lowered = lowered.replace(character, self._changes[character])
        return lowered.encode("latin-1", "foedus-unknown")

    def words(self, shadow: bytes) -> bytes:
        """Return the shadow with every sign that is no letter or digit turned into a space."""
        return shadow.translate(self._words)


def _unknown(error: UnicodeError) -> tuple[bytes, int]:
    assert isinstance(error, UnicodeEncodeError)
    return b"\x1a" * (error.end - error.start), error.end


codecs.register_error("foedus-unknown", _unknown)


# What a key may mean in one layer: the layer, the numbers of its phrases, and whether the text must write one of them
# in some way.
Meant = tuple[int, tuple[int, ...], bool]
# In plain values: the keys; what each may mean; by number, the phrase as it is written, how the text must write it, and
# its kind and value. Tuples of plain values cost the collector of garbage nothing, lists would be walked again and
# again.
Words = tuple[
    list[bytes], tuple[tuple[Meant, ...], ...], tuple[str, ...], tuple[int, ...], tuple[tuple[str, Any], ...]
]
# Kinds of phrases that are no mentions, but tell that a book is worth opening in their sentence: anywhere, or only
# before a capital letter.
OPENS, OPENS_NAMED = "opens", "opens-named"


class Folded(NamedTuple):
    """Phrases made ready for matching, in plain values: their characters, the words of each book, the books by kind."""

    characters: str
    books: dict[str, Words]
    kinds: dict[str, list[str]]


def folded(books: Mapping[str, Sequence[Phrase]]) -> Folded:
    """Return the phrases by key: as they stand in the shadow of words, one space inside and on each side."""
    characters = "".join(sorted({c for phrases in books.values() for p in phrases for c in p.text.lower()}))
    page = CodePage(characters)
    kinds: dict[str, list[str]] = {}
    for name, phrases in books.items():
        for kind in sorted({phrase.kind for phrase in phrases}):
            kinds.setdefault(kind, []).append(name)
    return Folded(characters, {name: _keyed(phrases, page) for name, phrases in books.items()}, kinds)


def _keyed(phrases: Sequence[Phrase], page: CodePage) -> Words:
    """Phrases are numbered in the order of mentions of one span: by layer and kind, the one listed last first."""
    order = sorted(range(len(phrases)), key=lambda n: (phrases[n].layer, phrases[n].kind, -n))
    numbered = [phrases[n] for n in order]
    writing = tuple(_writing(phrase) for phrase in numbered)
    meant: dict[bytes, dict[int, dict[str, int]]] = {}  # what is listed twice counts once
    for number, phrase in enumerate(numbered):
        spaced = page.words(page.fold(phrase.text)).strip()
        layer = _NONE if phrase.kind in (OPENS, OPENS_NAMED) else phrase.layer
        plain = b" ".join(spaced.split())
        # read one by one
        listed = phrase.kind == "group" and "," in phrase.text and phrase.text.count(" ") > 1
        ways = (plain, plain if listed else spaced)  # "non-U.S. allies" has two spaces after its stop
        for words in dict.fromkeys(ways) if plain else ():
            alike = meant.setdefault(b" %b " % words, {}).setdefault(layer, {})
            alike.setdefault(repr((phrase.kind, phrase.value, _must_be(phrase))), number)
    grouped = tuple(
        tuple(
            (layer, tuple(alike.values()), any(writing[n] != _FREE for n in alike.values()))
            for layer, alike in each.items()
        )
        for each in meant.values()
    )
    written, meaning = tuple(p.text for p in numbered), tuple((p.kind, p.value) for p in numbered)
    return list(meant), grouped, written, writing, meaning


# How the text must write a phrase: as it likes, not small, with the same capitals, before a name.
_FREE, _CAPITAL, _CASED, _NAMED = range(4)
_NONE = -1  # the layer of what is no mention


class Lexicon:
    """Phrases compiled for matching; reusable over any number of texts."""

    def __init__(self, words: Words) -> None:
        self._keys, self._meant, self._written, self._writing, self._meaning = words
        self._plain: list[_Key | None] = [None] * len(self._meant)  # of each key, once it was met
        self._bits: dict[int, int] = {}  # by layer

    @cached_property
    def _automaton(self) -> BytesAhoCorasick:
        """Made when it is first needed: a short text may never need it."""
        automaton = BytesAhoCorasick(self._keys)
        self._keys = []
        return automaton

    def find(
        self, text: str, words: bytes, start: int, end: int
    ) -> tuple[list[Mention], list[tuple[int, str]]]:
        """Return the mentions of a stretch of text in order, and where phrases stand that open a book.

        `words` is the shadow of words of the text. Linear in the length; within a layer mentions do not overlap (the
        longest wins, then the first).
        """
        if not self._meant:
            return [], []
        found = self._automaton.find_matches_as_indexes(b" %b " % words[start:end], overlapping=True)
        found.sort(key=_START)  # those that end first come first, so these are in order of start and end
        mentions: list[Mention] = []
        opened: list[tuple[int, str]] = []
        plain = self._plain
        # Phrases that hang together by overlaps are a knot: where it begins among those found and among the mentions,
        # how far it reaches, the layers seen in it and whether it must be untied.
        first, kept, reach, seen, tied = 0, 0, 0, 0, False
        for n, (index, at, stop) in enumerate(found):
            layers, meanings, books, writing = plain[index] or self._key(index)
            if writing != _FREE and not _may_be(writing, text, start + at, start + stop - 2):
                continue
            if at >= reach:
                if tied:
                    self._untie(text, start, found[first:n], mentions, kept, opened)
                first, kept, seen, tied = n, len(mentions), _ASKING, False
            if seen & layers:  # two of one layer, or one that must be looked at where it stands
                tied = True
            seen |= layers
            stop -= 2  # without the spaces around the phrase
            if stop > reach:
                reach = stop
            at += start
            for kind, value in meanings:
                mentions.append(Mention(at, start + stop, kind, value))
            for book in books:
                opened.append((at, book))
        if tied:
            self._untie(text, start, found[first:], mentions, kept, opened)
        return mentions, opened

    def names(self, words: bytes) -> Iterator[tuple[int, int, str, str]]:
        """Yield where phrases with a capital stand in a shadow of words, the longest of each place, and their kind."""
        found = self._automaton.find_matches_as_indexes(b" %b " % words, overlapping=True)
        reach = 0
        for index, at, stop in sorted(found, key=lambda each: (each[1], -each[2])):
            if at < reach:
                continue
            meant = (number for _, numbers, _ in self._meant[index] for number in numbers)
            named = next((number for number in meant if self._writing[number] in (_CAPITAL, _CASED)), None)
            if named is not None:
                reach = stop - 2
                yield at, reach, self._written[named], self._meaning[named][0]

    def _key(self, index: int) -> _Key:
        """Return what a key is where nothing overlaps it."""
        bits = 0
        meanings: list[tuple[str, Any]] = []
        books: list[str] = []
        written = {self._writing[n] for _, numbers, _ in self._meant[index] for n in numbers}
        alike = written.pop() if written in ({_CAPITAL}, {_NAMED}) else _FREE
        for layer, numbers, strict in sorted(self._meant[index]):
            if strict and alike == _FREE:
                bits |= _ASKING
            elif layer == _NONE:
                books += [self._meaning[n][1] for n in numbers]
            else:
                bits |= self._bits.setdefault(layer, 2 << len(self._bits))
                meanings += [self._meaning[n] for n in numbers]
        self._plain[index] = made = bits, tuple(meanings), tuple(books), alike
        return made

    def _untie(
        self,
        text: str,
        start: int,
        knot: Sequence[tuple[int, int, int]],
        mentions: list[Mention],
        kept: int,
        opened: list[tuple[int, str]],
    ) -> None:
        """Put in place of the mentions from number `kept` on what is left of a knot, in order."""
        meant, meaning = self._meant, self._meaning
        del mentions[kept:]
        found: list[Found] = []
        for index, at, stop in knot:
            for layer, numbers, strict in meant[index]:
                if strict and not (numbers := self._agreeing(numbers, text, start + at, start + stop - 2)):
                    continue
                if layer == _NONE:
                    opened += [(start + at, meaning[n][1]) for n in numbers]
                else:
                    found.append((layer, at, 2 - stop, numbers))
        mentions += [
            Mention(start + at, start - back, *meaning[n])
            for _, at, back, numbers in (_longest(found) if len(knot) > 1 else sorted(found))
            for n in numbers
        ]

    def _agreeing(self, numbers: tuple[int, ...], text: str, start: int, end: int) -> tuple[int, ...]:
        """Return the phrases that the text writes as they must be."""
        return tuple(
            n
            for n in numbers
            if (how := self._writing[n]) == _FREE or _agrees(how, self._written[n], text, start, end)
        )


def _writing(phrase: Phrase) -> int:
    if phrase.kind in (OPENS, OPENS_NAMED):
        return _NAMED if phrase.kind == OPENS_NAMED else _FREE
    return _CASED if phrase.cased else _CAPITAL if phrase.text[0].isupper() else _FREE


def _must_be(phrase: Phrase) -> tuple[int, str]:
    """Return what tells two phrases of one key apart in the text."""
    writing = _writing(phrase)
    return writing, phrase.text if writing == _CASED else ""


def _may_be(writing: int, text: str, start: int, end: int) -> bool:
    """Tell whether the text writes a phrase as all that it may mean must be written."""
    return not text[start].islower() if writing == _CAPITAL else text[end + 1 : end + 2].isupper()


def _agrees(writing: int, phrase: str, text: str, start: int, end: int) -> bool:
    """Tell whether the text writes a phrase as it must be."""
    if writing == _CAPITAL:
        return not text[start].islower()
    if writing == _CASED:  # a small first letter is a capital where a sentence begins
        return text[start:end] == phrase or (
            text[start + 1 : end] == phrase[1:] and text[start].lower() == phrase[0]
        )
    return text[end + 1 : end + 2].isupper()


Found = tuple[int, int, int, tuple[int, ...]]  # layer, start, minus end, numbers of the phrases


def _longest(found: list[Found]) -> list[Found]:
    """Of phrases of a layer that overlap keep the longest, then the first; all kinds of one span stay."""
    kept: list[Found] = []
    knot: list[Found] = []
    layer, reach = -1, -1
    found.sort()
    for entry in found:
        if entry[1] >= reach or entry[0] != layer:
            kept += knot if len(knot) < 2 else _chosen(knot)
            knot = [entry]
            layer, reach = entry[0], -entry[2]
        else:
            knot.append(entry)
            if -entry[2] > reach:
                reach = -entry[2]
    kept += knot if len(knot) < 2 else _chosen(knot)
    kept.sort(key=_span)
    return kept


def _span(entry: Found) -> tuple[int, int, tuple[int, ...]]:
    return entry[1], -entry[2], entry[3]


def _chosen(knot: list[Found]) -> list[Found]:
    """Choose among phrases that hang together by overlaps: the longest first."""
    chosen: list[Found] = []
    starts: list[int] = []
    for entry in sorted(knot, key=lambda k: (k[1] + k[2], k[1])):
        at = bisect_left(starts, entry[1])
        before = at == 0 or -chosen[at - 1][2] <= entry[1]
        after = at == len(chosen) or chosen[at][1] >= -entry[2]
        if before and after:
            starts.insert(at, entry[1])
            chosen.insert(at, entry)
    return chosen


# The layers of a key as bits, what it means, which books it opens, and how the text must write it: _FREE where that
# does not matter or differs by meaning, _CAPITAL or _NAMED.
_Key = tuple[int, tuple[tuple[str, Any], ...], tuple[str, ...], int]
_START = itemgetter(1)
_ASKING = 1  # the bit of a phrase that must be looked at where it stands
