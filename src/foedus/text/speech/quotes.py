"""Text in, quotations out: every pair of quotation marks of any language, nested, unclosed or running over paragraphs.

One pass with a bounded stack, so a text of nothing but quotation marks costs no more than any other.
"""

from __future__ import annotations

import re
from typing import NamedTuple

CLOSING = {"«": "»", "»": "«", "›": "‹", "“": "”", "„": "“”", "‹": "›", '"': '"', "‘": "’", "''": "''"}
CLOSED = ("»", "”", '"', "’")  # marks with which what was said ends before whoever said it
# One set of characters first, so that the search runs from sign to sign; an apostrophe within a word is none.
_MARK = re.compile(
    r"""[«»“”„‹›"'‘’\n](?:(?<=[«»“”„‹›"])|(?<=['‘])(?<![\w.,!?…].)(?=\w)|(?<=['’])(?<=[\w.,!?…].)(?!\w)"""
    r"""|(?<=\n)(?:\s*\n)?)"""
)
DEEPEST = 4  # marks opened inside more than this many others are read as plain signs
LONGEST = 4000  # an unclosed mark ends here at the latest


class Quotation(NamedTuple):
    """A quotation: `start` and `end` with its marks, `first` and `last` without them."""

    start: int
    end: int
    first: int
    last: int
    depth: int
    mark: str


def quotations(text: str) -> list[Quotation]:
    """Return all quotations in order of their start; a mark that is never closed ends with its paragraph."""
    found: list[Quotation] = []
    stack: list[tuple[int, str]] = []
    for match in _MARK.finditer(text):
        sign, at = match[0], match.start()
        while stack and at - stack[0][0] > LONGEST:
            _close(text, stack, 0, stack[0][0] + LONGEST, 0, found)
        if sign[0] == "\n":
            _paragraph(text, stack, at, found)
        elif sign in "'’":
            if sign == "'" and match.end() < len(text) and text[match.end()].isalnum():
                _open(stack, at, sign)
            else:
                _close_single(text, stack, at, found)
        elif (level := _closes(stack, sign)) is not None:
            _close(text, stack, level, at, 1, found)
        elif sign in CLOSING and sign != "”" and (sign not in "»›" or _turned(text, at)):
            _open(stack, at, sign)
    while stack:
        _close(text, stack, 0, min(_paragraph_end(text, stack[0][0]), stack[0][0] + LONGEST), 0, found)
    found.sort()
    return found


def _turned(text: str, at: int) -> bool:
    """Tell whether a mark that closes elsewhere opens here: it touches the word behind it and not the one before."""
    return not text[at - 1 : at].strip(" (\n\u00a0„“") and text[at + 1 : at + 2].isalnum()


def _open(stack: list[tuple[int, str]], at: int, sign: str) -> None:
    if len(stack) < DEEPEST:
        stack.append((at, sign))


def _closes(stack: list[tuple[int, str]], sign: str) -> int | None:
    """Return the level on the stack that this sign closes; what was opened above it is dropped."""
    for level in range(len(stack) - 1, -1, -1):
        if sign in CLOSING.get(stack[level][1], ""):
            return level
    return None


def _close(
    text: str, stack: list[tuple[int, str]], level: int, at: int, width: int, found: list[Quotation]
) -> None:
    start, sign = stack[level]
    del stack[level:]
    first, last = start + 1, at
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    if last > first:
        found.append(Quotation(start, at + width, first, last, level, sign))


def _close_single(text: str, stack: list[tuple[int, str]], at: int, found: list[Quotation]) -> None:
    """Close a single quotation mark, unless it is the apostrophe of a plural ("the allies' budgets")."""
    for level in range(len(stack) - 1, -1, -1):
        if stack[level][1] in "'‘":
            plural = text[at - 1] in "sS" and "'" in text[at + 1 : at + 200].split("\n")[0]
            if not plural:
                _close(text, stack, level, at, 1, found)
            return


def _paragraph(text: str, stack: list[tuple[int, str]], at: int, found: list[Quotation]) -> None:
    """At the end of a paragraph close what is open; if the next one opens the same mark, it goes on there."""
    if not stack:
        return
    while stack and stack[-1][1] in "'‘":  # an apostrophe, not a quotation
        stack.pop()
    if stack:
        _close(text, stack, 0, at, 0, found)


def _paragraph_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
