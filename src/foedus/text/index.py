"""The mentions of a text by sentence, book and kind, for quick look-ups by span."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from foedus.text.chambers import placed
from foedus.text.match import Lexicon, Mention
from foedus.text.sentences import Sentence

NAMES = "names"  # the book that is read all through; the others are opened sentence by sentence
_NOWHERE = sys.maxsize  # beyond the last sentence of any text


_LEAD = 16  # characters in which the word before a month stands
_ANY = -1  # the bits of all kinds: what a sentence may hold that was not read yet


class Shelf:
    """The mentions of one book by sentence, in order; None where it was not opened yet.

    `held` are the kinds that a sentence holds, as bits.
    """

    __slots__ = ("held", "listed", "name")

    def __init__(self, name: str, sentences: int) -> None:
        self.name = name
        self.listed: list[list[Mention] | None] = [None] * sentences
        self.held = [_ANY] * sentences


# The number of a book, and the kinds to look for there, as bits and by name.
Plan = tuple[int, int, frozenset[str]]


class Plans(dict[tuple[str, ...], list[Plan]]):
    """Where to look for some kinds of mentions, worked out when they are first asked for; no kinds mean all of them.

    `kinds` tells in which books each is listed.
    """

    def __init__(self, kinds: Mapping[str, Sequence[str]], books: Iterable[str]) -> None:
        super().__init__()
        self._kinds, self._books = kinds, list(books)
        self.bits = {kind: 1 << number for number, kind in enumerate(kinds)}

    def __missing__(self, kinds: tuple[str, ...]) -> list[Plan]:
        plan: list[Plan] = []
        for number, name in enumerate(self._books):
            listed = frozenset(kind for kind in kinds or self._kinds if name in self._kinds.get(kind, ()))
            if listed:
                plan.append((number, sum(self.bits[kind] for kind in listed), listed))
        self[kinds] = plan
        return plan


class Months(NamedTuple):
    """The months of a language that are surnames as well, and the words that lead up to a month."""

    names: frozenset[str]
    leads: frozenset[str]


class Index:
    """The mentions of a text by sentence and book, for quick look-ups by span.

    The first book is read at once; it also says in which sentences another one is worth opening. Those are read when
    they are first asked for.
    """

    def __init__(
        self,
        text: str,
        words: bytes,
        cuts: list[Sentence],
        books: Mapping[str, Lexicon],
        plans: Plans,
        months: Months,
        chambers: frozenset[str] = frozenset(),
    ) -> None:
        self._text, self._words, self._cuts, self._books, self._plans = text, words, cuts, books, plans
        self._starts = [0, *(s.start for s in cuts[1:])]
        # Where each sentence begins: what stands before the first is a part of it, and behind the last one nothing.
        self.edges = [*[-_NOWHERE, *self._starts[1:]][: len(cuts)], _NOWHERE]
        self._shelves = {name: Shelf(name, len(cuts)) for name in books}
        self._row = list(self._shelves.values())
        self._held = [shelf.held for shelf in self._row]
        named, opened = books[NAMES].find(text, words, 0, len(text))
        named = placed(text, named, chambers, lambda at: self._starts[self.at(at)]) if chambers else named
        self.named = _without_months(text, named, months) if months.names else named
        self._shelves[NAMES].listed = self._by_sentence(self.named)
        self._open: dict[str, set[int]] = {}
        for at, name in opened:
            self._open.setdefault(name, set()).add(self.at(at))

    def open(self, book: str, offsets: Iterable[int]) -> None:
        """Say that a book is worth opening in the sentences of some offsets."""
        self._open.setdefault(book, set()).update(map(self.at, offsets))

    def _by_sentence(self, mentions: list[Mention]) -> list[list[Mention] | None]:
        held: list[list[Mention] | None] = [[] for _ in self._cuts]
        for mention in mentions:
            if (here := held[self.at(mention.start)]) is not None:
                here.append(mention)
        return held

    def at(self, offset: int) -> int:
        """Return the number of the sentence that holds an offset, 0 before the first."""
        return bisect_right(self._starts, offset) - 1

    def opened(self, *names: str) -> list[int]:
        """Return the numbers of the sentences in which one of some books is worth opening."""
        return sorted({n for name in names for n in self._open.get(name, ())})

    def mentions(self, n: int, book: str) -> list[Mention]:
        """Return the mentions of a book in a sentence, in order."""
        shelf = self._shelves[book]
        found = shelf.listed[n]
        return self._listed(shelf, n) if found is None else found

    def _listed(self, shelf: Shelf, n: int) -> list[Mention]:
        found = shelf.listed[n]
        if found is None:
            cut = self._cuts[n]
            found, _ = self._books[shelf.name].find(self._text, self._words, cut.start, cut.end)
            shelf.listed[n] = found
        return found

    def of_kind(self, n: int, book: str, kind: str) -> list[Mention]:
        """Return the mentions of one kind of a book in a sentence, in order."""
        return [mention for mention in self.mentions(n, book) if mention.kind == kind]

    def holds(self, n: int, book: str, kinds: frozenset[str]) -> bool:
        """Tell whether a sentence holds a mention of one of some kinds of a book."""
        return not kinds.isdisjoint([mention.kind for mention in self.mentions(n, book)])

    def _opened(self, shelf: Shelf, n: int) -> int:
        """Read a sentence in a book; return the kinds that it holds: most questions are for others."""
        held, bits = 0, self._plans.bits
        for mention in self._listed(shelf, n):
            held |= bits[mention.kind]
        shelf.held[n] = held
        return held

    def of_book(self, book: str, start: int, end: int) -> list[Mention]:
        """Return the mentions of a book that start in [start, end), in order; no other book is opened for it."""
        found: list[Mention] = []
        n = bisect_right(self.edges, start) - 1
        while self.edges[n] < end:
            found += [mention for mention in self.mentions(n, book) if start <= mention.start < end]
            n += 1
        return found

    def within(self, start: int, end: int, *kinds: str) -> list[Mention]:
        """Return the mentions that start in [start, end), of the given kinds (all kinds when none is given)."""
        plan, rows, edges = self._plans[kinds], self._held, self.edges
        found: list[Mention] = []
        n = bisect_right(edges, start) - 1
        while edges[n] < end:
            for number, wanted, listed in plan:
                held = rows[number][n]
                if held & wanted:
                    shelf = self._row[number]
                    if held == _ANY and not self._opened(shelf, n) & wanted:
                        continue
                    for mention in shelf.listed[n] or ():
                        if mention.kind in listed and start <= mention.start < end:
                            found.append(mention)
            n += 1
        if len(found) > 1 and len(kinds) != 1:
            found.sort(key=place)
        return found


def _without_months(text: str, named: list[Mention], months: Months) -> list[Mention]:
    """Leave out people whose name is that of a month where it is one: "in May", "May 2025", but not "May said"."""
    twice = [m for m in named if m.kind == "person" and text[m.start : m.end] in months.names]
    dated = {m for m in twice if _is_month(text, m.start, m.end, months.leads)}
    return [m for m in named if m not in dated] if dated else named


def _is_month(text: str, start: int, end: int, leads: frozenset[str]) -> bool:
    if text[start - 2 : start - 1].isdigit() or text[end + 1 : end + 2].isdigit():
        return True
    return not leads.isdisjoint(text[max(0, start - _LEAD) : start].lower().split()[-1:])


def place(mention: Mention) -> tuple[int, int]:
    """Return what mentions are sorted by."""
    return mention.start, mention.end
