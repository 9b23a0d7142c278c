"""Text in, mentions out: every phrase of a lexicon that stands in the text, found in one linear pass.

The text stays as given. Its *shadow* has one byte per code point (lower case, one kind of space, dash and apostrophe),
so an offset in the shadow is an offset in the text. A second shadow turns punctuation into spaces; phrases are padded
with a space on both sides and matched there, all at once, by an Aho-Corasick automaton; the longest of a layer wins.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ahocorasick_rs import BytesAhoCorasick

SPACES = (
    "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
APOSTROPHES = "'\u2019\u2018\u02bc\u2032\u00b4`\u201b"
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


class Mention(NamedTuple):
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
        for character in ("€", "£", "¥", "«", "»", "“", "”", "„", "…", "½", "¼", "¾", "×", "‰", "°", *extra):
            if ord(character) not in page and character not in SPACES + DASHES + APOSTROPHES and free:
                own = ord(character) if ord(character) in free else free[-1]
                free.remove(own)
                page[ord(character)] = own
        page |= (
            {ord(c): 0x20 for c in SPACES}
            | {ord(c): 0x2D for c in DASHES}
            | {ord(c): 0x27 for c in APOSTROPHES}
        )
        page[0x0A] = 0x0A
        self._page = page
        letters = {b for o, b in page.items() if chr(o).isalnum() and b not in b" '-\n"}
        self._words = bytes(b if b in letters or b == _UNKNOWN else 0x20 for b in range(256))
        self.letters = frozenset(letters) | {_UNKNOWN}

    def fold(self, text: str) -> bytes:
        """Return the shadow of the text: exactly one byte per code point."""
        lowered = text.replace("İ", "i").lower()
        shadow, _ = codecs.charmap_encode(lowered, "foedus-unknown", self._page)
        return shadow

    def words(self, shadow: bytes) -> bytes:
        """Return the shadow with every sign that is no letter or digit turned into a space."""
        return shadow.translate(self._words)


def _unknown(error: UnicodeError) -> tuple[bytes, int]:
    assert isinstance(error, UnicodeEncodeError)
    return b"\x1a" * (error.end - error.start), error.end


codecs.register_error("foedus-unknown", _unknown)


class Folded(NamedTuple):
    """Phrases made ready for matching, in plain values: the characters they use, and the phrases of each key."""

    characters: str
    keys: list[bytes]
    phrases: list[list[tuple[Any, ...]]]


def folded(phrases: Sequence[Phrase]) -> Folded:
    """Return the phrases by key: as they stand in the shadow of words, one space inside and on each side."""
    characters = "".join(sorted({c for p in phrases for c in p.text.lower()}))
    page = CodePage(characters)
    keys: dict[bytes, list[tuple[Any, ...]]] = {}
    for phrase in phrases:
        if parts := page.words(page.fold(phrase.text)).split():
            keys.setdefault(b" %b " % b" ".join(parts), []).append(tuple(phrase))
    return Folded(characters, list(keys), list(keys.values()))


class Lexicon:
    """Phrases compiled for matching; reusable over any number of texts."""

    def __init__(self, phrases: Folded) -> None:
        self.page = CodePage(phrases.characters)
        self._phrases = phrases.phrases
        self._automaton = BytesAhoCorasick(phrases.keys) if phrases.keys else None

    def find(self, text: str, words: bytes) -> list[Mention]:
        """Return the mentions in text order; `words` is the shadow of words of this text.

        Linear in the length; within a layer mentions do not overlap (the longest wins, then the first).
        """
        if self._automaton is None:
            return []
        found: list[tuple[int, int, int, Phrase]] = []
        for index, start, end in self._automaton.find_matches_as_indexes(
            b" " + words + b" ", overlapping=True
        ):
            for entry in self._phrases[index]:
                phrase = Phrase(*entry)
                if _case_agrees(phrase, text, start, end - 2):
                    found.append((start, end - 2, phrase.layer, phrase))
        return _longest(found)


def _case_agrees(phrase: Phrase, text: str, start: int, end: int) -> bool:
    if phrase.cased:
        return text[start:end] == phrase.text
    first = phrase.text[0]
    return not first.isupper() or not text[start].islower()


def _longest(found: list[tuple[int, int, int, Phrase]]) -> list[Mention]:
    """Of mentions of a layer that overlap keep the longest, then the first; all kinds of one span stay."""
    kept: list[tuple[int, int, int, Phrase]] = []
    knot: list[tuple[int, int, int, Phrase]] = []
    layer, reach = -1, -1
    for entry in sorted(found, key=lambda f: (f[2], f[0], -f[1])):
        if entry[2] != layer or entry[0] >= reach:
            kept += _untie(knot)
            knot, layer, reach = [], entry[2], -1
        knot.append(entry)
        reach = max(reach, entry[1])
    kept += _untie(knot)
    kept.sort(key=lambda k: (k[0], k[1], k[2], k[3].kind))
    return [Mention(start, end, phrase.kind, phrase.value) for start, end, _, phrase in kept]


def _untie(knot: list[tuple[int, int, int, Phrase]]) -> list[tuple[int, int, int, Phrase]]:
    """Choose among mentions that hang together by overlaps: the longest first."""
    if len(knot) < 2:
        return knot
    chosen: list[tuple[int, int, int, Phrase]] = []
    starts: list[int] = []
    for entry in sorted(knot, key=lambda k: (k[0] - k[1], k[0])):
        at = bisect_left(starts, entry[0])
        same = at < len(chosen) and chosen[at][:2] == entry[:2]
        before = at == 0 or chosen[at - 1][1] <= entry[0]
        after = at == len(chosen) or chosen[at][0] >= entry[1]
        if same or (before and after):
            starts.insert(at, entry[0])
            chosen.insert(at, entry)
    return chosen


_STOP = re.compile(r"[.!?…]+[\"'»”’)\]\u202f\xa0 ]{0,4}\s+|\n\s*|(?<=[.!?…])[\"”»]")
_ABBREVIATION = re.compile(r"(\w+(?:\.\w+)*)$")
LONGEST_SENTENCE = 1000


class Sentence(NamedTuple):
    """A stretch of text that ends with a stop, a paragraph or after 1,000 characters; `paragraph` counts from 0."""

    start: int
    end: int
    paragraph: int


def sentences(text: str, abbreviations: frozenset[str]) -> list[Sentence]:
    """Cut the text into sentences; every character that is not white space at an edge belongs to one."""
    cut: list[Sentence] = []
    begin, paragraph = 0, 0

    def add(start: int, end: int) -> None:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        while end - start > LONGEST_SENTENCE:
            space = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
            middle = space if space > start else start + LONGEST_SENTENCE
            cut.append(Sentence(start, middle, paragraph))
            start = middle + (space > start)
        if end > start:
            cut.append(Sentence(start, end, paragraph))

    for stop in _STOP.finditer(text):
        if stop.end() <= begin:
            continue
        newline = "\n" in stop[0]
        if not newline and not _ends_sentence(text, stop, abbreviations):
            continue
        add(begin, stop.end())
        begin = stop.end()
        paragraph += newline
    add(begin, len(text))
    return cut


def _ends_sentence(text: str, stop: re.Match[str], abbreviations: frozenset[str]) -> bool:
    following = text[stop.end() : stop.end() + 1]
    if not following or following.islower():
        return False
    if stop[0][0] == "." and (word := _ABBREVIATION.search(text, max(0, stop.start() - 12), stop.start())):
        return word[1].lower() not in abbreviations and not (len(word[1]) == 1 and word[1].isupper())
    return True


class Index:
    """Mentions sorted by start, for quick look-ups by span."""

    def __init__(self, mentions: list[Mention]) -> None:
        self.mentions = mentions
        self._starts = [m.start for m in mentions]

    def within(self, start: int, end: int, *kinds: str) -> list[Mention]:
        """Return the mentions that start in [start, end), of the given kinds (all kinds when none is given)."""
        found = self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [m for m in found if m.kind in kinds] if kinds else found
