"""The words and tables of a language in; how it writes each word, with a capital or without, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from foedus.alliances.registers import without_accents
from foedus.text.match import Phrase
from foedus.text.settings import Settings

_WORD = re.compile(r"[^\W\d_]+")
# Capitals that no sentence gives.
_NAMED = re.compile(r"(?<=[a-zß-ÿ,;] )[A-ZÀ-Þ][^\W_]*(?:[ '’-][A-ZÀ-Þ][^\W_]*)*")
_ESCAPED = re.compile(r"\\.")
RARER = 4  # times as many words are more frequent than one that is not meant
WORDS = 3  # blanks in what is a sentence
_SENTENCES = ("reads", "ignores")  # what a rule of a language reads and leaves


def written(phrases: Iterable[Phrase], tables: Any) -> str:
    """Return the words of a language as they are mostly written, the most frequent first, one blank between two.

    What its lists and the sentences of its rules say goes before what its patterns say; what a rule makes of a
    sentence tells nothing.
    """
    texts = [phrase.text for phrase in phrases]
    listed = Counter(text for text in texts if text.isalpha())
    # of several words, a capital may be that of the whole name
    several = _WORD.findall("\n".join(text for text in texts if not text.isalpha()))
    listed.update(word for word in several if word.islower() or word.isupper())
    told = list(_strings(tables))
    sentences = "\n".join(text for text, is_sentence in told if is_sentence and text.count(" ") >= WORDS)
    listed.update(word for word in _WORD.findall(sentences) if word.islower())
    listed.update(word for word in _NAMED.findall(sentences) if word.isalpha())
    patterns = "\n".join(text for text, is_sentence in told if not is_sentence)
    said = _mostly(Counter(_WORD.findall(_ESCAPED.sub(" ", patterns))))
    known = _mostly(listed)
    return " ".join((known | {low: way for low, way in said.items() if low not in known}).values())


def _mostly(counted: Counter[str]) -> dict[str, str]:
    """Return the most frequent way to write each word, of two the small one."""
    ways: dict[str, str] = {}
    for word in sorted(counted, key=lambda word: (-counted[word], word.swapcase())):
        if len(word) > 1:
            ways.setdefault(word.lower(), word)
    return ways


def _strings(table: Any, is_sentence: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield what the tables of a language say, and whether it is a sentence of a rule."""
    if isinstance(table, str):
        yield table, is_sentence
    elif isinstance(table, list):
        for each in table:
            yield from _strings(each, is_sentence)
    elif isinstance(table, dict):
        for key, each in table.items():
            yield from _strings(each, is_sentence or key in _SENTENCES)


def of_text(parts: Iterable[str]) -> dict[str, str]:
    """Return how a text writes the words that it writes in one way alone, by their small letters.

    >>> of_text(["In Berlin Anna Lindqvist of the ministry said so. Ministry"])["lindqvist"]
    'Lindqvist'
    """
    small: set[str] = set()
    names: set[str] = set()
    for part in parts:
        small.update(word for word in _WORD.findall(part) if word.islower())
        names.update(name for run in _NAMED.findall(part) for name in _WORD.findall(run) if len(name) > 1)
    ways = {name.lower(): name for name in names}
    ways.update((word, word) for word in small)
    return ways


class Ways:
    """How a language writes its words: as `written` tells, and as its settings tell of words without their accents."""

    def __init__(self, listed: str, told: Settings) -> None:
        self._listed = listed
        self._idle, self._leading, self._participles = (
            frozenset(without_accents(word) for word in told.get(key, ()))
            for key in ("adverbs", "auxiliaries", "participles")
        )
        self._endings = tuple(told.get("endings", ()))
        self._done = tuple(told.get("participle_endings", ()))
        self._unless_done: dict[str, str] = told.get("unless_done", {})

    @cached_property
    def known(self) -> dict[str, str]:
        """How each word is written, by its small letters."""
        return {word.lower(): word for word in self._listed.split()}

    @cached_property
    def _ranks(self) -> dict[str, int]:
        """How many words are more frequent than each."""
        return {word: rank for rank, word in enumerate(self.known)}

    @cached_property
    def _accented(self) -> dict[str, list[str]]:
        """The words with accents, by their small letters without, the most frequent first."""
        found: dict[str, list[str]] = {}
        for word in self.known:
            if not word.isascii():
                found.setdefault(without_accents(word), []).append(word)
        return found

    def is_small(self, word: str) -> bool:
        """Tell whether a word is written small, whatever its capitals here; of one that is not known, its end tells."""
        low = word.lower()
        return self.known.get(low) == low or (low not in self.known and low.endswith(self._endings))

    def with_accents(self, words: Sequence[str]) -> Iterator[str]:
        """Yield words that were written small and without accents with those that they have.

        An auxiliary before it tells a participle from a noun or a verb, and a participle behind it an auxiliary from
        another word: French "a dépensé", "à dépense égale".
        """
        heard = [word for word in words if word not in self._idle]
        before, n = "", 0
        for word in words:
            if word in self._idle:
                yield self._accented_as(word, done=False)
                continue
            n += 1
            other = self._unless_done.get(word)
            if other is not None:
                yield word if self._is_done("".join(heard[n : n + 1])) else other
            else:
                yield self._accented_as(word, done=before in self._leading)
            before = word

    def _accented_as(self, word: str, done: bool) -> str:
        """Return a word with its accents, as a participle or another word."""
        whole: Sequence[str] = self._accented.get(word, ())
        alike = [each for each in whole if each.endswith(self._done) == done]
        bare: int = self._ranks[word] if self.known.get(word) == word else len(self._listed)
        for each in (*alike, *whole):
            if (done and each in alike) or self._ranks[each] * RARER < bare:
                return each
        return word

    def _is_done(self, word: str) -> bool:
        """Tell whether a word may be a participle, with its accents or without."""
        whole = self._accented.get(word, ())
        return word in self._participles or any(each.endswith(self._done) for each in whole)
