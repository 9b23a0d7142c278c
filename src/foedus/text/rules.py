"""Tokens in, matches out: rules are written over classes of tokens, and all of them are tried in one pass.

A rule's pattern names token classes: `[hedge] number [scale] [of] currency`. `[x]` may be missing, `(x|y)` is a choice,
`,` is a comma and `~` stands for one to three words that mean nothing to the grammar. Each pattern is expanded into
finite strings with one letter per class; a text's tokens become such a string too, and one Aho-Corasick automaton
finds every rule in it (leftmost, longest first). So five hundred rules cost what one costs.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

import msgspec
from ahocorasick_rs import AhoCorasick, MatchKind

from foedus.errors import RuleError
from foedus.lang.rules import Rule

GAP, COMMA, BREAK = "~", ",", "_"
NOUN, DASH = "noun", " - "  # behind the dash of a dateline no noun is counted: "April 3 - European allies"
LONGEST_GAP = 60  # characters
_LETTERS = string.ascii_letters + string.digits
_WORDS = re.compile(r"[^\W\d_][\w'’-]*")
_INITIALS = re.compile(r"(?:\b[^\W\d_a-z]\.){2,}")  # "10,000 U.S. soldiers"


class Token(msgspec.Struct, eq=False, gc=False):
    """A piece of grammar in the text: offsets, class name, meaning."""

    start: int
    end: int
    name: str
    value: Any


class Match(NamedTuple):
    """A rule found over consecutive tokens (gaps and commas are no tokens)."""

    rule: Rule
    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.tokens[-1].end

    def all(self, *names: str) -> list[Token]:
        """Return the tokens of these classes, in text order."""
        return [t for t in self.tokens if t.name in names]

    def first(self, *names: str) -> Token | None:
        """Return the first token of these classes."""
        for token in self.tokens:
            if token.name in names:
                return token
        return None


def expand(pattern: str) -> Iterable[list[str]]:
    """Yield every sequence of class names that a pattern allows.

    >>> [" ".join(s) for s in expand("[hedge] number (percent|point)")]
    ['number percent', 'number point', 'hedge number percent', 'hedge number point']
    """
    choices: list[list[list[str]]] = []
    for part in re.findall(r"\[[^\]]*\]|\([^)]*\)|\S+", pattern):
        if part.startswith("["):
            choices.append([[], *(way.split() for way in part[1:-1].split("|"))])
        elif part.startswith("("):
            choices.append([way.split() for way in part[1:-1].split("|")])
        else:
            choices.append([[part]])
    for way in product(*choices):
        yield [name for names in way for name in names]


class Grammar:
    """Rules compiled over the class names that occur in their patterns."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        names = sorted({n for r in rules for way in expand(r.pattern) for n in way} - {GAP, COMMA})
        if len(names) > len(_LETTERS):
            raise RuleError(f"{len(names)} token classes in use; at most {len(_LETTERS)} fit")
        self.letters = dict(zip(names, _LETTERS, strict=False))
        self.rules = list(rules)
        keys: dict[str, Rule] = {}
        for rule in rules:
            for way in expand(rule.pattern):
                key = "".join(self.letters.get(n, n) for n in way)
                if not key.strip(GAP + COMMA):
                    raise RuleError(f"rule {rule.name!r}: the pattern {rule.pattern!r} may match nothing")
                keys.setdefault(key, rule)
        self._by_index = list(keys.values())
        self._automaton = AhoCorasick(list(keys), matchkind=MatchKind.LeftmostLongest) if keys else None

    def match(self, text: str, tokens: Iterable[Token], stops: Sequence[int] = ()) -> list[Match]:
        """Return the matches in text order, without overlap; `stops` are offsets that no match may cross.

        Tokens must be sorted; where tokens overlap, the first one (the longest at the same start) counts.
        """
        if self._automaton is None:
            return []
        kept: list[Token | None] = []
        marks: list[str] = []
        end, stop = -1, iter([*stops, len(text) + 1])
        border = next(stop)
        for token in tokens:
            start, letter = token.start, self.letters.get(token.name)
            if start < end or letter is None:
                continue
            apart = border <= start or start - end > LONGEST_GAP
            apart = apart or (token.name == NOUN and text[max(end, 0) : start] == DASH)
            mark = BREAK if apart else _gap(text[max(end, 0) : start])
            while border <= start:
                border = next(stop)
            if kept and mark:
                kept.append(None)
                marks.append(mark)
            kept.append(token)
            marks.append(letter)
            end = token.end
        found = self._automaton.find_matches_as_indexes("".join(marks)) if kept else ()
        return [Match(self._by_index[i], tuple([t for t in kept[a:b] if t is not None])) for i, a, b in found]


@lru_cache(4096)
def _gap(between: str) -> str:
    """Tell what lies between two tokens: nothing, a comma, a few words, or too much."""
    if between == "–":
        return ""  # "5%–7%"
    between = between.strip(" \u00a0\u202f\u2009'’-\n")
    if between in ("", "."):  # the dot of an abbreviation or ordinal: one that ends a sentence is a border
        return ""
    if between == ",":
        return COMMA
    between = _INITIALS.sub("X", between)
    words = _WORDS.findall(between)
    return GAP if 1 <= len(words) <= 3 and not re.search(r"[^\w\s'’-]", between) else BREAK
