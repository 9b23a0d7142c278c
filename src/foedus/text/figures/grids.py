"""Lines of a table in, what each of their numbers is out: "Country | 2024 | 2025", "Poland | 3.75 % | 4.25 %".

A line of a table is a name and numbers, and two such lines, one below the other, are a table. What it measures, in
which unit, of which years and by whose count is told by its heads, by the line above them or by the one below it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

import msgspec

from foedus.model import Period, Span
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import Context
from foedus.text.figures.figure import Read, made
from foedus.text.figures.lent import with_unit
from foedus.text.figures.links import uncovered
from foedus.text.figures.meaning import meant
from foedus.text.figures.measures import measured
from foedus.text.figures.posted import PERSON
from foedus.text.senses import Sense

LONGEST = 160  # characters of a line that is a caption
WIDEST = 400  # characters of a line with columns: some thirty years
BEFORE = 12  # characters between a word like "source" and whom it names
_ROW = re.compile(
    r"^[^\S\n]{0,12}(?:[-–—•·*▪|][^\S\n]{0,4})?(?P<label>[^\W\d_](?:[^\n\d|\t:;,(]{0,40}[^\s\d|:;,(])?)"
    rf"(?P<cells>[|\t:;,(~≈<>+–—\u00a0 -]{{1,40}}\d[^\n]{{0,{WIDEST}}})$",
    re.MULTILINE,
)
_SEPARATOR = re.compile(r"[|\t;]")
_BLANK = " \t\r\n\u00a0|-:–—+="  # between the heads of a table and its first line
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Line(NamedTuple):
    """A line of a table: where it stands, whose it is, and where its name ends."""

    start: int
    end: int
    who: str
    label: int


class Grid(NamedTuple):
    """A table: its lines, its heads where it has some, and the lines that tell what it is of, the likeliest first."""

    lines: list[Line]
    heads: tuple[int, int] | None
    captions: list[tuple[int, int]]


def grids(at: Context) -> Grids | None:
    """Return the tables of a text, None where it has none."""
    found = list(_grids(at)) if at.scan.text.find("\n") >= 0 else []
    return Grids(at, found) if found else None


class Grids:
    """The tables of a text; a number of one is read by its place."""

    def __init__(self, at: Context, found: list[Grid]) -> None:
        self._at, self._grids = at, found
        self._lines = [(n, line) for n, grid in enumerate(found) for line in grid.lines]
        self._labels = [line.label for _, line in self._lines]
        self._senses: dict[tuple[int, str], tuple[Sense, int] | None] = {}

    def read(self, amount: Amount) -> Read | None:
        """Return the figure of a number in a table that tells what it measures, else None."""
        place = bisect_right(self._labels, amount.start) - 1
        if place < 0 or amount.end > self._lines[place][1].end:
            return None
        return self._cell(*self._lines[place], amount)

    def _cell(self, n: int, line: Line, written: Amount) -> Read | None:
        at, grid = self._at, self._grids[n]
        amount = _in_unit(at, written, grid)
        if (n, amount.kind) not in self._senses:
            self._senses[n, amount.kind] = _told(at, amount, grid)
        told = self._senses[n, amount.kind]
        if told is None:
            return None
        sense, end = told
        index, moved = at.sentence_at(end - 1), amount._replace(start=end, end=end)
        figure = made(at, moved, sense, index, "reports")
        measure = measured(at, moved, sense, line.who, index, "reports")
        figure = msgspec.structs.replace(figure, subject=line.who, measure=measure)
        summed = figure.partner is not None  # what is given to someone adds up until then
        if not summed and (year := _year(at, grid, line, amount)) is not None:
            stated = figure.stated | {"period": [year]}
            figure = msgspec.structs.replace(figure, period=Period(year), stated=stated)
        span = Span(start=written.start, end=written.end)
        return Read(span, figure, "reports", (amount.rule, f"table.{sense.name}"), _source(at, grid))


def _grids(at: Context) -> Iterator[Grid]:
    lines = [line for found in _ROW.finditer(at.scan.text) if (line := _line(at, found)) is not None]
    first = [0, *(n for n, (a, b) in enumerate(pairwise(lines), 1) if b.start != a.end + 1), len(lines)]
    for start, end in pairwise(first):
        if end - start > 1:
            yield _grid(at, lines[start:end])


def _line(at: Context, found: re.Match[str]) -> Line | None:
    """Return a line that holds a name, and nothing but numbers behind it."""
    (start, end), (first, last) = found.span(), found.span("label")
    names = [m for m in at.names(first, last) if m.start == first and m.end == last]
    if not names:
        return None
    cells = [(a.start, a.end) for a in at.amounts_within(last, end)]
    if not cells or any(sign.isalpha() for sign in uncovered(at.scan.text, last, end, cells)):
        return None
    return Line(start, end, str(names[0].value), last)


def _grid(at: Context, lines: list[Line]) -> Grid:
    above = _line_above(at.scan.text, lines[0].start)
    heads = above if above is not None and _YEAR.search(at.scan.text, *above) is not None else None
    columns = heads is not None and _tells_columns(at.scan.text[slice(*heads)])
    captions = [above, _line_above(at.scan.text, above[0]) if above is not None and columns else None]
    captions.append(_line_below(at.scan.text, lines[-1].end))
    return Grid(lines, heads, [each for each in captions if each is not None])


def _tells_columns(heads: str) -> bool:
    """Tell whether a line with a year is the heads of columns: a year each, or what signs part."""
    return len(_YEAR.findall(heads)) > 1 or _SEPARATOR.search(heads) is not None


def _line_above(text: str, at: int) -> tuple[int, int] | None:
    """Return the line above an offset, past an empty one, where it is no sentence of its own."""
    end = at - 1
    while end > 0 and text[end - 1] in _BLANK:
        end -= 1
    start = text.rfind("\n", 0, max(0, end)) + 1
    longest = LONGEST if _SEPARATOR.search(text, start, end) is None else WIDEST
    if not 0 < end - start <= longest or text[end - 1] in ".!?":
        return None
    return start, end


def _line_below(text: str, at: int) -> tuple[int, int] | None:
    """Return the line below an offset, past an empty one, where it is no sentence of its own or stands in brackets."""
    start = at
    while start < len(text) and text[start].isspace():
        start += 1
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    if not 0 < end - start <= LONGEST or (text[end - 1] in ".!?" and text[start] not in "(*"):
        return None
    return start, end


def _told(at: Context, amount: Amount, grid: Grid) -> tuple[Sense, int] | None:
    """Return what a number of a table is, and where the line ends that tells it."""
    for end in (end for caption in grid.captions for end in _ends(at, *caption)):
        sense = meant(at, amount._replace(start=end, end=end), at.sentence_at(end - 1))
        if sense is not None and sense.measure is not None and sense.level:
            return sense, end
    return None


def _ends(at: Context, start: int, end: int) -> list[int]:
    """Return where the sentences of a line end."""
    first, last = at.sentence_at(start), at.sentence_at(end - 1)
    cuts = [(max(start, cut.start), min(end, cut.end)) for cut in at.scan.sentences[max(0, first) : last + 1]]
    return [low + len(at.scan.text[low:high].rstrip(". ")) for low, high in cuts]


def _in_unit(at: Context, amount: Amount, grid: Grid) -> Amount:
    """Give a bare number the unit that a line of the table tells."""
    if amount.kind not in ("bare", "bare-scale"):
        return amount
    for start, end in grid.captions:
        percent = at.scan.text.find("%", start, end) >= 0 or at.scan.index.within(start, end, "percent")
        if percent or at.cues(start, end, "gdp"):
            return with_unit(amount, "%", "percent")
        if at.cues(start, end, "soldiers", "personnel"):
            return with_unit(amount, PERSON, "count")
        if (currencies := at.scan.index.within(start, end, "currency")) != []:
            scales = at.scan.index.within(start, end, "scale") if amount.kind == "bare" else []
            scale = Decimal(scales[0].value) if scales else Decimal(1)
            return with_unit(amount, str(currencies[0].value), "money", scale)
    return amount


def _year(at: Context, grid: Grid, line: Line, amount: Amount) -> str | None:
    """Return the year of a number: that of its column, else the only one that a line tells."""
    text, cells = at.scan.text, at.amounts_within(line.label, line.end)
    for start, end in grid.captions:
        years: list[str] = _YEAR.findall(text[start:end])
        if len(years) == 1:
            return years[0]
        if (start, end) != grid.heads or not years:
            continue
        heads = [_YEAR.search(cell) for cell in _SEPARATOR.split(text[start:end])]
        place = len(_SEPARATOR.findall(text[line.label : amount.start]))
        place += len(_SEPARATOR.findall(text[line.start : line.label]))
        if len(heads) > 1 and place < len(heads) and (found := heads[place]) is not None:
            return str(found[0])
        if len(years) == len(cells):
            return years[next(n for n, a in enumerate(cells) if a.start >= amount.start)]
    return None


def _source(at: Context, grid: Grid) -> str | None:
    """Return by whose count the numbers of a table are: "(source: NATO)", "Quelle: Sipri", "(NATO estimates)"."""
    text = at.scan.text
    for start, end in grid.captions:
        for m in at.scan.index.within(start, end, "organisation"):
            led = [*at.cues(max(start, m.start - BEFORE), m.start, "source")]
            led += at.scan.index.within(max(start, m.start - BEFORE), m.start, "according")
            if led or text[start : m.start].rstrip().endswith("("):
                return str(m.value)
    return None
