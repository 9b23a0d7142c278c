"""A text in, the same in one spelling out: rules and lists of words know one way to write a thing, texts write many.

What a language spells alike stands in its `spelling.toml`. A phrase of many words that means what a short one means
("gross domestic product") is read as the short one, so that it stretches no distance between what stands around it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from foedus.text.edits import Edit, Edited, edited
from foedus.text.match import CodePage, Lexicon, Mention

# Kinds of what is spelled so behind digits alone, or before a year; either takes in the blank between.
BEHIND_DIGITS, BEFORE_YEAR = "behind-digits", "before-year"
_BLANKS = " \u00a0\u202f"
_OPENED = "‘"  # opens a quotation that the sign of an apostrophe closes
_YEAR = re.compile(r"[ \u00a0\u202f]+(?=(?:19|20)\d\d(?![\d%]))")
_APOSTROPHE = re.compile(r"’(?<=\w’)(?=\w)")


class Speller:
    """Spells the texts of one language by its book; `signs` are read as words behind digits: "2%" as "2 percent"."""

    def __init__(self, page: CodePage, book: Lexicon, signs: Mapping[str, str]) -> None:
        self._page, self._book, self._signs = page, book, signs
        listed = "|".join(sorted(signs, key=len, reverse=True)) or "(?!)"
        # the sign of a range stands by itself: "5%–7%"
        self._sign = re.compile(rf"(?<=\d)[ \u00a0\u202f]?({listed})(?![\w%€$£+–—-])")

    def spell(self, text: str, before: Edited | None = None) -> Edited:
        """Return a text in one spelling."""
        text = _APOSTROPHE.sub("'", text) if _OPENED in text else text.replace("’", "'")
        return edited(text, self._others(text), before)

    def _others(self, text: str) -> list[Edit]:
        """Return what may be spelled otherwise, in order: offsets and the other spelling."""
        found = [
            (*span, _cased(mention.value, text[slice(*span)]))
            for mention in self._book.find(text, self._page.words(self._page.fold(text)), 0, len(text))[0]
            if (span := _span(text, mention)) is not None
        ]
        if any(sign in text for sign in self._signs):
            found += [(sign.start(), sign.end(), self._signs[sign[1]]) for sign in self._sign.finditer(text)]
            found.sort()
        return found


def with_bare_heads(table: dict[str, Any]) -> dict[str, Any]:
    """Return the table of a language's spellings with its words that are written without the accent of their head.

    >>> with_bare_heads({"bare": {"heads": ["état"]}})["spelled"]
    {'état': ['etat']}
    """
    heads = table.get("bare", {}).get("heads", ())
    bare = {word: [unicodedata.normalize("NFD", word[0])[0] + word[1:]] for word in heads}
    return {**table, "spelled": {**table.get("spelled", {}), **bare}}


def _span(text: str, mention: Mention) -> tuple[int, int] | None:
    """Return what is spelled otherwise: behind digits from the end of their number, before a year up to it."""
    start, end = mention.start, mention.end
    if mention.kind == BEFORE_YEAR:
        year = _YEAR.match(text, end)
        return (start, year.end()) if year is not None else None
    if mention.kind == BEHIND_DIGITS:
        while start > 0 and text[start - 1] in _BLANKS:
            start -= 1
        return (start, end) if text[start - 1 : start].isdigit() else None
    return start, end


def _cased(other: str, written: str) -> str:
    """Return a spelling with the capitals of the text: "Defence" for "Defense"."""
    if not other.islower() or written.islower():
        return other
    if other == written.lower():
        return written
    return other.upper() if written.isupper() else other.capitalize() if written[0].isupper() else other
