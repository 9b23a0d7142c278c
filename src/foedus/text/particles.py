"""The small words of one language as sets: articles, prepositions, auxiliaries and what its settings say of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from foedus.text.lexicon import language, respelled
from foedus.text.settings import Settings

WORD = re.compile(r"[^\W_]+")
_UP_TO_SIGN = re.compile(r".*[^\w\s'’\-–]", re.DOTALL)  # the last sign of a piece
_NONE: frozenset[str] = frozenset()
ARTICLE = 5  # characters of an article with its spaces
POSSESSIVE = 3  # characters of the ending of a possessive with its space
GERUND = 20  # characters behind a word in which a gerund stands that it leads up to
_BEFORE = 28  # characters in which the little words before a name are sought


class Grammar:
    """The small words of one language, as sets; made once a language."""

    def __init__(self, tables: Mapping[str, Any], settings: Settings) -> None:
        spellings = settings.get("spellings", {})
        self._sets = {
            key: frozenset(value) | {respelled(word, spellings) for word in value}
            for key, value in settings.written.items()
            if isinstance(value, list)
        }
        self.settings, self.patterns, self.shaped = settings, settings.patterns, settings.shaped
        self.home: list[str] = settings.get("home", [])
        self.verb_second: bool = settings.get("verb_second", False)
        self.of_people: bool = settings.get("pronouns_of_people", False)
        self.owning = _owning(tables["names"], settings.get("genitives", []))
        self.possessive = tuple(settings.get("possessive_endings", []))
        self.possessive_of_many = tuple(settings.get("plural_possessive_endings", []))
        self._adverbial = tuple(self.listed("adverb_endings"))
        self.titles = _bare_titles(tables["names"])
        self.slotted = _slotted_titles(tables["names"])
        self.rare: dict[str, list[str]] = settings.get("rare_titles", {})  # and which countries have them
        self.second: dict[str, dict[str, str]] = settings.get("second_titles", {})  # what they mean elsewhere
        self.title_words = frozenset(t.rpartition(" ")[2] for t in (*self.titles, *self.slotted))

    def has(self, key: str, word: str) -> bool:
        """Tell whether a lower-case word belongs to a set of the settings."""
        return word in self._sets.get(key, _NONE)

    def between(self, word: str) -> bool:
        """Tell whether a word may stand between an auxiliary or a name and its verb."""
        return self.has("between", word) or (len(word) > 4 and word.endswith(self._adverbial))

    def owns(self, text: str, end: int, *, many: bool = False) -> bool:
        """Tell whether the name that ends here is in the possessive: "India's"; of `many`, "the allies' " too."""
        endings = self.possessive + self.possessive_of_many if many else self.possessive
        return bool(endings) and (text.startswith(endings, end) or text.endswith(endings, 0, end))

    def leads_away(self, word: str) -> bool:
        """Tell whether a word is a preposition and no article."""
        return self.has("prepositions", word) and not self.has("articles", word)

    def opens_gerund(self, word: str, text: str, end: int) -> bool:
        """Tell whether a word that ends here leads up to a gerund: "a ouvert la voie [tout en] promettant"."""
        if not (self.has("prepositions", word) or self.has("gerund_adverbs", word)):
            return False
        behind = (w for w in WORD.findall(text, end, end + GERUND) if not self.has("prepositions", w))
        return next(behind, "").endswith(tuple(self.listed("gerund_endings")))

    def opens_object(self, word: str) -> bool:
        """Tell whether a lower-case word is an article or a possessive, with which an object begins."""
        return any(self.has(key, word) for key in ("definites", "indefinites", "possessives"))

    def leaves_open(self, before: list[str]) -> bool:
        """Tell whether the words before a noun end in an article that leaves open which is meant: "in einem"."""
        return any(
            self.has("articles", word)
            and not any(self.has(key, word) for key in ("definites", "definite", "possessives"))
            for word in before[-1:]
        )

    def without_articles(self, led: list[str], but: str = "") -> list[str]:
        """Return words without the articles they end in, up to one that belongs to the set `but` as well."""
        n = len(led)
        while n and self.has("articles", led[n - 1]) and not self.has(but, led[n - 1]):
            n -= 1
        return led[:n]

    def listed(self, key: str) -> frozenset[str]:
        """Return a set of the settings."""
        return self._sets.get(key, _NONE)


@cache
def grammar(code: str) -> Grammar:
    """Return the small words of a language."""
    told = language(code)
    return Grammar(told.tables, told.settings["speech"])


def _owning(names: Mapping[str, Any], endings: list[str]) -> frozenset[str]:
    """Return the names of places in the genitive, in lower case: those whose ending another one lacks."""
    listed = {
        p.lower() for part in ("countries", "capitals") for ps in names.get(part, {}).values() for p in ps
    }
    return frozenset(p for p in listed for e in endings if p.endswith(e) and p.removesuffix(e) in listed)


def _bare_titles(names: Mapping[str, Any]) -> dict[str, str]:
    """Return title as written without a slot, in lower case → kind of office or office id."""
    return {
        pattern.lower(): kind
        for section in ("titles", "offices")
        for kind, patterns in names.get(section, {}).items()
        for pattern in patterns
        if "{" not in pattern
    }


def _slotted_titles(names: Mapping[str, Any]) -> frozenset[str]:
    """Return the titles that mean nothing without a country ("{adj} forces"), in lower case and without the slot."""
    titles = names.get("titles", {}).values()
    return frozenset(re.sub(r"\{\w+\}", "", p).strip().lower() for ps in titles for p in ps if "{" in p)


def words_before(text: str, at: int, most: int = _BEFORE) -> list[str]:
    """Return the words before an offset up to the nearest sign, nearest last, in lower case."""
    piece = text[at - most if at > most else 0 : at]
    sign = _UP_TO_SIGN.match(piece)
    return WORD.findall((piece if sign is None else piece[sign.end() :]).lower())
