"""Lists of phrases of a language in; where they stand in a text out, whatever its case, spaces and apostrophes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from foedus.lang import words

_PLAIN = {**dict.fromkeys("\u00a0\u202f\u2009\n\t", " "), **dict.fromkeys("’‘ʼ`´", "'")}


def folded(text: str) -> str:
    """Return the text in small letters with one kind of space and apostrophe, offsets kept.

    >>> folded("L’OTAN\\u00a0: İ")
    "l'otan : i"
    """
    plain = text
    for character, same in _PLAIN.items():
        plain = plain.replace(character, same)
    small = plain.lower()
    if len(small) == len(plain):
        return small
    # A capital has a small form of two characters.
    return "".join(each[0] for each in map(str.lower, plain))


class Cues:
    """The retelling words of one language, each list one pattern."""

    def __init__(self, code: str) -> None:
        self._table: dict[str, Any] = words(code, "pledges").get("retelling", {})
        self.anchors = {name: _pattern(listed) for name, listed in self._table.get("anchor", {}).items()}
        self.shared = frozenset(self._table.get("shared", ()))
        self._patterns: dict[str, re.Pattern[str]] = {}

    def __bool__(self) -> bool:
        return bool(self._table)

    def has(self, kind: str, text: str) -> bool:
        """Tell whether a phrase of a list stands in the folded text."""
        return self.of(kind).search(text) is not None

    def first(self, kind: str, text: str) -> re.Match[str] | None:
        """Return the first phrase of a list in the folded text."""
        return self.of(kind).search(text)

    def of(self, kind: str) -> re.Pattern[str]:
        """Return the pattern of a list."""
        if kind not in self._patterns:
            self._patterns[kind] = _pattern(self._table.get(kind, ()))
        return self._patterns[kind]


@cache
def cues(code: str) -> Cues:
    """Return the retelling words of a language; false where it has none."""
    return Cues(code)


def _pattern(listed: Iterable[str]) -> re.Pattern[str]:
    """Match any of the phrases as whole words; a * stands for any ending."""
    phrases = sorted((folded(each) for each in listed), key=len, reverse=True)
    parts = [re.escape(each).replace(r"\*", r"\w*") for each in phrases]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)" if parts else r"(?!)")


def days(code: str, start: dt.date, end: dt.date) -> str:
    """Return a day, or two with what they share written once, as `phrases.toml` writes a day.

    >>> days("en", dt.date(2025, 6, 24), dt.date(2025, 6, 25))
    '24–25 June 2025'
    """
    time: dict[str, Any] = words(code, "phrases")["time"]
    months = time["months"]
    last = str(time["day"].format(day=end.day, month=months[end.month - 1], year=end.year))
    if start == end:
        return last
    if (start.year, start.month) == (end.year, end.month):
        return str(time["days"].format(first=start.day, last=last))
    first = time["day"].format(day=start.day, month=months[start.month - 1], year=start.year)
    return str(time["range_days"].format(start=first, end=last))
