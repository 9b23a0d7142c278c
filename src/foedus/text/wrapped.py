"""A text in, the same without the line ends that only fit it to a width, sign for sign, out: of e-mails and PDFs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

NARROWEST, WIDEST = 28, 130  # signs of a full line
FULL = 0.85  # of the width: letters are not all as wide as each other, and words are long or short
_LINE = re.compile(r"[^\r\n]+")
_STOPS = re.compile(r"[.!?…:;][\"»”’)\]]*$")
_ITEM = re.compile(
    r"\s*(?:[-–—•*▪◦·]|\(?(?:\d{1,3}|[A-Za-z])[.)])\s|.*(?:\t|\S {3,}\S|\|)"
)  # of a list or a table


class Line(NamedTuple):
    """A line with something on it."""

    start: int
    end: int
    text: str


class Break(NamedTuple):
    """The end of a line that another follows."""

    start: int
    end: int
    full: bool  # the next word would not have fitted
    goes_on: bool  # no sentence is at its end, and a small letter follows
    anew: bool  # no sentence is at its end, and a capital follows


def unwrapped(text: str) -> str:
    """Return a text in which blanks stand for the ends of lines that were broken to fit a width.

    Offsets stay what they were. A text is taken for broken if what fills its lines goes on, with a small letter, at
    least a quarter as often as it begins anew; so is a block of such a text, unless each of its lines begins anew.

    >>> unwrapped("Allies have long promised that they would\\nspend more.\\n\\nAnkara has not.")
    'Allies have long promised that they would spend more.\\n\\nAnkara has not.'
    >>> unwrapped("Allies raise their budgets\\nMinisters of the alliance met in Brussels on Friday.")
    'Allies raise their budgets\\nMinisters of the alliance met in Brussels on Friday.'
    """
    blocks = [list(_breaks(block)) for block in _blocks(text)]
    full = [each for block in blocks for each in block if each.full]
    onward, anew = sum(each.goes_on for each in full), sum(each.anew for each in full)
    if not onward or 4 * onward < anew:
        return text
    soft = [each for block in blocks if not _lists(block) for each in block if each.full or each.goes_on]
    edges = zip((0, *(each.end for each in soft)), (*(each.start for each in soft), len(text)), strict=True)
    blanks = (*(" " * (each.end - each.start) for each in soft), "")
    return "".join(text[a:b] + blank for (a, b), blank in zip(edges, blanks, strict=True))


def _lists(block: list[Break]) -> bool:
    """Tell whether every line of a block begins anew."""
    return len(block) > 1 and all(each.anew for each in block)


def _breaks(block: list[Line]) -> Iterator[Break]:
    """Yield where one line follows another in a block, if it is about as wide as people set lines."""
    width = max(len(line.text) for line in block)
    if not NARROWEST <= width <= WIDEST:
        return
    for line, following in pairwise(block):
        if _ITEM.match(following.text) or _ITEM.match(line.text):
            continue
        word, is_open = following.text.split(maxsplit=1)[0], _STOPS.search(line.text.rstrip()) is None
        full = len(line.text) + 1 + len(word) > FULL * width
        goes_on, anew = is_open and word[0].islower(), is_open and word[0].isupper()
        yield Break(line.end, following.start, full, goes_on, anew)


def _blocks(text: str) -> Iterator[list[Line]]:
    """Yield the lines that no empty one parts."""
    block: list[Line] = []
    for match in _LINE.finditer(text):
        if not match[0].strip():
            continue
        if block and text.count("\n", block[-1].end, match.start()) > 1:
            yield block
            block = []
        block.append(Line(match.start(), match.end(), match[0]))
    if block:
        yield block
