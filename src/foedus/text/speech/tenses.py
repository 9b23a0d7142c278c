"""A language in, the pattern of its tenses out: which words of a sentence tell of what will or would be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from foedus.text.particles import Grammar

TENSES = {
    "future": "expects",
    "near": "expects",
    "conditional": "conditional",
    "then": "conditional",  # what was to come when it was said: "Ottawa allait tripler son budget"
    "denial": "denies",
    "refusal": "refuses",  # what somebody will not do: a denial only where someone says so
}


class Sign(NamedTuple):
    """A word that tells a stance where it stands."""

    start: int
    end: int
    stance: str


@cache
def future(words: Grammar) -> re.Pattern[str] | None:
    """Return a pattern with a group for each tense, None where the language has none of its own."""
    parts = []
    for tense in ("future", "conditional"):
        if endings := words.listed(f"{tense}_endings"):
            parts.append(rf"(?P<{tense}>[a-zà-ÿ]{{1,25}}+(?![^\W_]){_ending_in(endings)})")
    if near := words.settings.get("near_future"):
        parts.append(rf"(?P<near>{near})")
    if then := words.settings.get("near_future_then"):
        parts.append(rf"(?P<then>{then})")
    if denial := words.settings.get("denial"):
        parts.append(rf"(?P<denial>(?i:{denial}))")
    if refusal := words.settings.get("refusal"):
        parts.insert(0, rf"(?P<refusal>(?i:{refusal}))")
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(parts)})") if parts else None


def _ending_in(endings: Iterable[str]) -> str:
    """Return a pattern that looks back at a word's ending, so that each word is read once."""
    by_length: dict[int, list[str]] = {}
    for ending in sorted(endings):
        by_length.setdefault(len(ending), []).append(ending)
    return f"(?:{'|'.join(f'(?<={chr(124).join(same)})' for same in by_length.values())})"
