"""Places of a text in, whether one leads up to the other, or a bracket opens there, out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from foedus.text.particles import ARTICLE

COMMA = re.compile(r"(?<!\d),|,(?!\d)")  # none inside a number
SIGNS = re.compile(rf"[;:()]|{COMMA.pattern}")  # what parts clauses
TOUCH, LOOSE = 5, 14  # characters between a number and what belongs to it, with words between the two
RIGHT_BEHIND = 2  # characters between a word and what stands right behind it
LINK = 8  # characters in which a preposition leads up to a name


def joined(end: int, start: int) -> bool:
    """Tell whether nothing but an article can stand between two places."""
    return 0 <= start - end <= ARTICLE


def leads(text: str, end: int, start: int, most: int = ARTICLE) -> bool:
    """Tell whether a word that ends here leads up to what starts there: no sign parts them, at most an article."""
    return 0 <= start - end <= most and SIGNS.search(text, end, start) is None


def is_bracketed(text: str, start: int) -> bool:
    """Tell whether a bracket opens right before a place: "India (86 billion)"."""
    return text[start - 1 : start] == "("


def is_set_apart(text: str, end: int, start: int) -> bool:
    """Tell whether nothing but a comma, a dash or a bracket stands between two places: "five (besides Poland)"."""
    return end <= start <= end + LINK and not text[end:start].strip(" ,–—-(")


def uncovered(text: str, start: int, end: int, spans: Iterable[tuple[int, int]]) -> str:
    """Return what stands between two places outside some spans, each of which leaves blanks."""
    rest = text[start:end]
    for low, high in spans:
        rest = rest[: low - start] + " " * (high - low) + rest[high - start :]
    return rest
