"""A page of a PDF in; its lines with where they stand out, without the numbers of notes in them.

Points are counted from the left and from the bottom, as a PDF counts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import c_double
from typing import Any, NamedTuple

HYPHEN = "\ufffe"  # of PDFium, for one that stood at the end of a line
CELL = "\t"  # for what parts the cells of a table
LEADER = ". . ."
_SIGNS = str.maketrans({"\x02": HYPHEN, "\x00": None})
_PART = re.compile(rf"[^\r\n{HYPHEN}]+{HYPHEN}?")
_BLANK = f" {HYPHEN}"
_NUMBER = re.compile(r"(?<=\S) ?\d{1,3}(?!\d)(?![.,]\d)")
POWER = re.compile(
    r"(?:(?<!\d)10|\b[cdhkm]?m)$"
)  # before a number that is raised and no note's: "km²", "10⁹"
_MARK = re.compile(r"[\d*†‡,]{1,5}")
UNIT = 2.0  # points that no font is small as
RAISED = 0.85  # of the size of a text, its notes' numbers are smaller
EVEN = 0.2  # of a size is no difference between two blanks
LAPPING = 0.3  # of their size two lines may lap over each other
WIDE = 1.0  # sizes of a blank that parts cells
LOOSE = 1.25  # of the usual width of a sign, a line with such blanks has more
TOUCHING = 0.15  # sizes between two parts of a line without a blank between


class Line(NamedTuple):
    """A line, or a part of one that is set apart."""

    page: int
    text: str
    left: float
    bottom: float
    right: float
    top: float
    word: float  # the width of its first word
    size: float  # of its font, in no certain unit

    @property
    def high(self) -> float:
        """How high its letters are."""
        return self.top - self.bottom

    @property
    def sign(self) -> float:
        """How wide its signs are, in the mean."""
        return (self.right - self.left) / len(self.text)

    def row(self) -> bool:
        """Tell whether it is a row of a table, or of contents."""
        return CELL in self.text or LEADER in self.text

    def level(self, other: Line) -> bool:
        """Tell whether another line, or part of one, stands as high on the page."""
        middle = (other.top + other.bottom) / 2
        return self.page == other.page and self.bottom < middle < self.top


class _Layer:
    """The text layer of a page, and where its signs stand."""

    def __init__(self, layer: Any) -> None:
        from pypdfium2 import raw  # type: ignore[import-untyped]

        self._layer, self._find, self._box = layer, raw.FPDFText_GetLooseCharBox, raw.FS_RECTF()
        self._size, self._foot = raw.FPDFText_GetFontSize, raw.FPDFText_GetCharOrigin
        self._at = c_double(), c_double()
        self.text: str = layer.get_text_range(errors="replace").translate(_SIGNS)

    def box(self, at: int) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top of a sign."""
        self._find(self._layer, at, self._box)
        return self._box.left, self._box.bottom, self._box.right, self._box.top

    def size(self, at: int) -> float:
        """Return the size of a sign's font, which is 1 where a PDF enlarges it by other means."""
        return float(self._size(self._layer, at))

    def raised(self, at: int, before: int) -> bool:
        """Tell whether a sign is set smaller than another, and higher."""
        size = self._size(self._layer, before)
        return self._size(self._layer, at) < RAISED * size and self._height(at) > self._height(before)

    def _height(self, at: int) -> float:
        self._foot(self._layer, at, *self._at)
        return self._at[1].value


def lines(page: Any, number: int) -> list[Line]:
    """Return the lines of a page, in the order of its text layer."""
    layer = page.get_textpage()
    try:
        found = _Layer(layer)
        return list(_merged(_lines(found, number)))
    finally:
        layer.close()


def _lines(layer: _Layer, page: int) -> Iterator[Line]:
    parts = [part for match in _PART.finditer(layer.text) for part in _split(layer, *match.span())]
    made = [_line(layer, page, *part) for part in parts]
    usual = sorted(line.sign / line.high for line in made if line.high > 0)
    for line, (start, _) in zip(made, parts, strict=True):
        loose = line.high > 0 and line.sign / line.high > LOOSE * usual[len(usual) // 2]
        yield line._replace(text=_told(layer, line, start, loose))


def _split(layer: _Layer, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the lines in a stretch of text: PDFium may put a blank where one ends."""
    while start < end and layer.text[start] in _BLANK:
        start += 1
    while start < end and layer.text[end - 1] == " ":
        end -= 1
    if start == end:
        return
    _, low, _, high = layer.box(start)
    last = layer.box(end - 1 - (layer.text[end - 1] == HYPHEN))
    if last[3] <= low + (high - low) * LAPPING:
        for at in range(start, end):
            if (
                layer.text[at - 1] == " "
                and layer.text[at] != " "
                and layer.box(at)[3] <= low + (high - low) * LAPPING
            ):
                yield start, at
                yield from _split(layer, at, end)
                return
    yield start, end


def _line(layer: _Layer, page: int, start: int, end: int) -> Line:
    last = end - 1 - (layer.text[end - 1] == HYPHEN)
    middle = (start + last) // 2
    while layer.text[middle].isspace():
        middle += 1
    first = layer.text.find(" ", start, last)
    boxes = [layer.box(at) for at in (start, middle, last)]
    _, bottom, _, top = sorted(boxes, key=lambda box: box[3] - box[1])[1]
    left, right = boxes[0][0], boxes[2][2]
    word = (layer.box(first - 1)[2] if first > 0 else right) - left
    size = sorted(map(layer.size, (start, middle, last)))[1]
    return Line(
        page, layer.text[start:end], left, bottom, right, top, word, size if size > UNIT else top - bottom
    )


def _told(layer: _Layer, line: Line, start: int, loose: bool) -> str:
    """Return the text of a line with signs between cells, and without the numbers of notes."""
    text = line.text
    for number in reversed(list(_NUMBER.finditer(text))):
        digits = range(number.end() - len(number[0].strip()), number.end())
        first = next((at for at in digits if layer.raised(start + at, start + number.start() - 1)), None)
        if first is not None and not POWER.search(text, 0, first):
            text = text[:first].rstrip() + text[number.end() :]
    if not loose or text != line.text or not any(sign.isdigit() for sign in text):
        return text.strip()
    gaps = {
        at: layer.box(start + at + 1)[0] - layer.box(start + at - 1)[2]
        for at, sign in enumerate(text)
        if sign == " " and 0 < at < len(text) - 1
    }
    if len(gaps) > 1 and max(gaps.values()) - min(gaps.values()) < EVEN * line.high:
        return text.strip()  # the blanks of a line that is spread to the width of its column are alike
    return "".join(
        CELL if gaps.get(at, 0.0) > WIDE * line.high else sign for at, sign in enumerate(text)
    ).strip()


def _merged(found: Iterator[Line]) -> Iterator[Line]:
    """Yield lines whole that a number of a note, or another sign set otherwise, has parted."""
    last: Line | None = None
    for line in found:
        if last is not None and last.text and last.level(line) and line.left > last.right - line.high:
            gap = line.left - last.right
            small = (
                gap < TOUCHING * last.high and line.size < RAISED * last.size and line.bottom > last.bottom
            )
            if small and _MARK.fullmatch(line.text) and not POWER.search(last.text):
                continue
            apart = gap > WIDE * last.high and any(sign.isdigit() for sign in line.text)
            between = CELL if apart else " " if gap > TOUCHING * last.high else ""
            last = last._replace(text=last.text + between + line.text, right=line.right)
            continue
        if last is not None and last.text:
            yield last
        last = line
    if last is not None and last.text:
        yield last
