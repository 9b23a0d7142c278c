"""A text in; its headings, paragraphs, items of lists and rows of tables out, each with the span that it covers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

HEADING, PARAGRAPH, ITEM, ROW = "h3", "p", "li", "tr"
_LONGEST = 90  # code points; a longer line is no heading
_WRAPPED = 100  # a text with blank lines and no longer line than this was wrapped by hand
_GOES_ON = ".!?…»”\"';:,"  # no heading ends so
_CELL = re.compile(r"(?:^\s*\|)?(?P<told>[^|\t]*)(?:[|\t]\s*|$)")
_MARKED = re.compile(r"\s*(?:[-–—•·*▪]|\d{1,2}[.)])\s")  # "- Poland", "2. Estonia"
_VALUE = re.compile(r"\s*[^\W\d_].{0,40}\d(?:\s?[^\s\d.!?]{1,12}){0,3}\s*$")  # "Poland 4.12 % of GDP"


class Block(NamedTuple):
    """A stretch of text that stands by itself; of a row, each cell with the sign behind it."""

    start: int
    end: int
    sort: str = PARAGRAPH
    cells: tuple[tuple[int, int], ...] = ()


class _Line(NamedTuple):
    start: int
    text: str
    sort: str
    parted: bool  # by a blank line from the one before

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def goes_on(self, before: _Line) -> bool:
        """Tell whether it only continues the line before, in a text wrapped by hand."""
        if self.parted or self.sort != PARAGRAPH:
            return False
        return before.sort == PARAGRAPH or (before.sort == ITEM and self.text[:1].isspace())


def blocks(text: str) -> list[Block]:
    """Return the blocks of a text: lines, or what stands between blank lines in a text wrapped by hand.

    >>> blocks("One.\\nTwo.") == [Block(0, 4), Block(5, 9)]
    True
    >>> blocks("One\\ntwo.\\n\\nThree.") == [Block(0, 8), Block(10, 16)]
    True
    """
    lines = list(_lines(text))
    wrapped = all(len(each.text) <= _WRAPPED for each in lines) and any(each.parted for each in lines)
    groups: list[list[_Line]] = []
    for each in lines:
        if wrapped and groups and each.goes_on(groups[-1][-1]):
            groups[-1].append(each)
        else:
            groups.append([each])
    return list(_headed(groups))


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that are not blank; only beside another such line is one an item or a row."""
    filled: list[_Line] = []
    start, parted = 0, False
    for row in text.split("\n"):
        if row.strip():
            filled.append(_Line(start, row, _sort(row), parted and bool(filled)))
        parted = not row.strip()
        start += len(row) + 1
    for _, group in groupby(filled, key=lambda each: each.sort):
        run = list(group)
        yield from run if len(run) > 1 else [run[0]._replace(sort=PARAGRAPH)]


def _sort(row: str) -> str:
    if len(_filled(row)) > 1:
        return ROW
    return ITEM if _MARKED.match(row) or _VALUE.match(row) else PARAGRAPH


def _headed(groups: list[list[_Line]]) -> Iterator[Block]:
    """Yield the blocks; of short lines below each other the first is a heading, none below a colon or at the end."""
    short, colon = False, False
    for number, lines in enumerate(groups):
        first, last = lines[0], lines[-1]
        led = (short or colon) and not first.parted
        short = len(lines) == 1 and first.sort == PARAGRAPH and _is_short(first.text)
        colon = last.text.rstrip()[-1:] == ":"
        is_heading = short and not led and number + 1 < len(groups)
        yield Block(first.start, last.end, HEADING if is_heading else first.sort, _cells(first))


def _is_short(text: str) -> bool:
    """Tell whether a line could be a heading: it is short, has no final stop and no mark of a list."""
    return len(text) < _LONGEST and text.strip()[-1] not in _GOES_ON and not _MARKED.match(text)


def _cells(row: _Line) -> tuple[tuple[int, int], ...]:
    if row.sort != ROW:
        return ()
    return tuple((row.start + start, row.start + end) for start, end in _filled(row.text))


def _filled(row: str) -> list[tuple[int, int]]:
    """Return the spans of the cells that are not empty, in one pass however long the row is."""
    return [m.span() for m in _CELL.finditer(row) if m["told"].strip()]
