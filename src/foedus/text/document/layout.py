"""The lines of a PDF in, with where they stand; its text out, a paragraph a line, with its words whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from foedus.text.divided import Divided
from foedus.text.document.lines import HYPHEN, Line
from foedus.text.document.margins import parted
from foedus.text.wrapped import STOPS

_Place = tuple[int, int, int]  # a page, a size, and how many of COLUMN from the left
ANY = 0  # page
INDENT = 0.7  # sizes by which a first line is set in, at least
COLUMN = 1.5  # sizes by which lines of one column may be set in, or twice as many
ALIKE = 0.08  # of a size is no difference
BLANK = 0.5  # of the size is the width of a blank, and what an edge may be off
SPACED = {
    True: 1.35,
    False: 1.12,
}  # of the usual distance of lines that of paragraphs is more, where one may go on or not
BOX = 12  # paragraphs that a box or a table holds, at most
_BULLET = re.compile(r"[-–—•*▪◦·]\s|\(?(?:\d{1,3}|[a-z])[.)]\s")
_DIVIDED = re.compile(rf"(\w+){HYPHEN}(\w+)")


def text_of(pages: list[list[Line]]) -> str:
    """Return the text of a PDF's pages, with the notes at its end."""
    bodies, notes = parted(pages)
    columns = _Columns([line for body in bodies for line in body])
    body = [line for each in bodies for line in each]
    told = [*_paragraphs(body, columns), *_paragraphs(notes, _Columns(notes))]
    return _undivided("\n".join(told), len(body))


class _Columns:
    """How wide the columns of a text are, and how far its lines stand apart."""

    def __init__(self, found: list[Line]) -> None:
        self._sides: dict[_Place, tuple[float, float, int]] = {}
        for line in found:
            if not line.row():
                self._add(line, line.page)
                self._add(line, ANY)
        pairs = ((a, b) for a, b in pairwise(found) if _follows(a, b) and _alike(a, b))
        gaps = sorted(a.bottom - b.bottom for a, b in pairs)
        self.leading = gaps[len(gaps) // 2] if gaps else 0.0

    def _add(self, line: Line, page: int) -> None:
        place = _place(line, page)
        left, right, count = self._sides.get(place, (line.left, line.right, 0))
        self._sides[place] = min(left, line.left), max(right, line.right), count + 1

    def sides(self, line: Line) -> tuple[float, float]:
        """Return the left and the right edge of a line's column: of its page, else of any."""
        near = self._near(line, line.page)
        if sum(count for _, _, count in near) < 2:
            near = self._near(line, ANY)
        return min(left for left, _, _ in near), max(right for _, right, _ in near)

    def _near(self, line: Line, page: int) -> list[tuple[float, float, int]]:
        page, size, slot = _place(line, page)
        places = [(page, s, at) for s in (size - 1, size, size + 1) for at in (slot - 1, slot, slot + 1)]
        return [self._sides[place] for place in places if place in self._sides] or [
            (line.left, line.right, 1)
        ]


def _place(line: Line, page: int) -> _Place:
    return page, round(line.size), int(line.left // (COLUMN * max(line.high, 1.0)))


def _paragraphs(found: Iterable[Line], columns: _Columns) -> Iterator[str]:
    """Yield the paragraphs of some lines; one that a box or a table parts is told before it."""
    made: list[list[Line]] = []
    paragraph: list[Line] = []
    for line in found:
        if not paragraph or not _goes_on(paragraph, line, columns):
            paragraph = _parted_by_box(made, line)
        if not paragraph:
            made.append(paragraph)
        paragraph.append(line)
    for paragraph in made:
        yield "".join(
            line.text if line.text.endswith(HYPHEN) else f"{line.text} " for line in paragraph
        ).rstrip(" ")


def _parted_by_box(made: list[list[Line]], line: Line) -> list[Line]:
    """Return the paragraph before a box that goes on with a line, with no capital, else an empty one."""
    if line.row() or not line.text[0].isalnum() or line.text[0].isupper() or _BULLET.match(line.text):
        return []
    for paragraph in reversed(made[-BOX:]):
        last = paragraph[-1]
        if not last.row() and _alike(last, line):
            goes_on = paragraph is not made[-1] and _is_open(last) and line.text[0].islower()
            return paragraph if goes_on else []
    return []


def _goes_on(paragraph: list[Line], following: Line, columns: _Columns) -> bool:
    """Tell whether a paragraph goes on with the next line."""
    line, is_open = paragraph[-1], _is_open(paragraph[-1])
    if line.row() or following.row() or not _alike(line, following):
        return False
    if line.text.endswith(HYPHEN) or (is_open and following.text[0].islower()):
        return True
    left, right = columns.sides(line)
    fits = line.right + BLANK * line.high + following.word <= right
    if (fits and not (is_open and _beside_box(paragraph, following))) or (
        _BULLET.match(following.text) and not is_open
    ):
        return False
    if not _follows(
        line, following
    ):  # what fills its line at the end of a column seldom ends a paragraph too
        return is_open or following.left - columns.sides(following)[0] <= INDENT * line.high
    indented = following.left - line.left > INDENT * line.high and following.left - left > INDENT * line.high
    return not indented and line.bottom - following.bottom <= SPACED[is_open] * columns.leading


def _beside_box(paragraph: list[Line], following: Line) -> bool:
    """Tell whether the last line of a paragraph ends where one next to it does, as beside a box."""
    line = paragraph[-1]
    return any(abs(line.right - each.right) < ALIKE * line.high for each in (*paragraph[-2:-1], following))


def _is_open(line: Line) -> bool:
    """Tell whether no sentence ends with a line."""
    return STOPS.search(line.text) is None


def _follows(line: Line, following: Line) -> bool:
    """Tell whether a line stands below another in one column."""
    return line.page == following.page and following.bottom < line.bottom and following.left < line.right


def _alike(line: Line, following: Line) -> bool:
    return abs(line.size - following.size) <= ALIKE * line.size


def _undivided(text: str, lines: int) -> str:
    r"""Return a text of so many lines with its words whole that were divided at the end of one.

    >>> _undivided("a govern\ufffement, as this government is", 2)
    'a government, as this government is'
    >>> _undivided("a well\ufffeknown ally", 2)
    'a well-known ally'
    """
    hyphens = text.count(HYPHEN)
    if not hyphens:
        return text
    divided = Divided(text.replace(HYPHEN, "\n"), hyphens, lines)

    def whole(word: re.Match[str]) -> str:
        return f"{word[1]}{divided.joint(word[1], word[2])}{word[2]}"

    return _DIVIDED.sub(whole, text).replace(HYPHEN, "-")
