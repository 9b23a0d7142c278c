"""The parts of a word that the end of a line parts in; whether the hyphen between them is the word's own, out."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from foedus.lang import codes, words

Joint = Literal["", "-", "- "]
_WORD = re.compile(r"\w+(?:-\w+)*")
SET_CLOSE = 15  # lines to a hyphen at the end of one, where words are divided to fill the lines


class Divided:
    """Joins the words of a text again that were divided at the ends of its lines.

    It is told by the same word elsewhere in the text, else by how often a line ends with a hyphen.
    """

    def __init__(self, text: str, hyphens: int, lines: int) -> None:
        """Take a text in which no divided word is whole, and how many of its lines end with a hyphen."""
        self._known = set(_WORD.findall(text.lower()))
        self._heads = {word.partition("-")[0] for word in self._known if "-" in word}
        self._dividing = hyphens * SET_CLOSE > lines + SET_CLOSE

    def joint(self, first: str, second: str) -> Joint:
        """Return what stands between two parts of a word.

        >>> text = "as this government is, forty-one"
        >>> [Divided(text, 1, 1).joint(*parts) for parts in (("govern", "ment"), ("well", "known"), ("forty", "two"))]
        ['', '-', '-']
        >>> Divided("", 5, 20).joint("spend", "ing"), Divided("", 5, 20).joint("Luft", "und")
        ('', '- ')
        """
        if second in _listed("hanging"):
            return "- "
        small = first.lower()
        if small + second.lower() in self._known:
            return ""
        own = f"{small}-{second.lower()}" in self._known or {small} & (self._heads | _listed("hyphened"))
        return "" if self._dividing and not own and second[0].islower() else "-"


@cache
def _listed(key: str) -> frozenset[str]:
    tables: list[dict[str, Any]] = [words(code, "document").get("divided", {}) for code in codes()]
    return frozenset(word for table in tables for word in table.get(key, ()))
