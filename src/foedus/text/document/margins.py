"""The lines of pages in; those of their text and of the notes at their feet out, without heads and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from foedus.text.document.lines import Line

_Key = tuple[str, int]
DEEP = 3  # rows at an edge of a page that may be a head or a foot
APART = 0.7  # sizes between a page number and the text
SMALL = 0.93  # of the size of the text, that of notes is no more
SHIFT = 3.0  # points that a head may stand higher on one page than on another
_NUMBERED = re.compile(r"\W*(?:[^\W\d_]{1,5}\.?\W+)?\d{1,4}(?:\W+(?:[^\W\d_]{1,3}\W+)?\d{1,4})?\W*")
_OUTER = re.compile(r"^\W*(\d{1,4})\b(?![.,:]\d)|(?<![\d.,:])\b(\d{1,4})\W*$")
_PRINTED = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d|(?:https?|file)://\S+(?:\s+\d+/\d+)?$")
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡])[.)]?\s*\D")


def parted(pages: list[list[Line]]) -> tuple[list[list[Line]], list[Line]]:
    """Return the lines of the text of each page, and those of the notes of all."""
    edges = [[*_edge(page, top=True), *_edge(page, top=False)] for page in pages]
    seen = Counter(
        key for rows in edges for key in {key for row in rows for line in row for key in _keys(line)}
    )
    bodies = [_body(page, seen) for page in pages]
    size = _usual_size(line for body in bodies for line in body)
    notes = [_notes(body, size) for body in bodies]
    set_apart = {line for told in notes for line in told}
    kept = [[line for line in body if line not in set_apart] for body in bodies]
    return kept, [line for told in notes for line in told]


def _body(page: list[Line], seen: Counter[_Key]) -> list[Line]:
    """Return the lines of a page between its head and its foot."""
    out: set[Line] = set()
    for top in (True, False):
        rows = _edge(page, top=top)
        for n, row in enumerate(rows[:DEEP]):
            gap = _gap(row, rows[n + 1], top) if n + 1 < len(rows) else 0.0
            if not all(_is_running(line, seen, gap) for line in row):
                break
            out.update(row)
    return [line for line in page if line not in out]


def _edge(page: list[Line], *, top: bool) -> list[list[Line]]:
    """Return the outermost rows of a page, from its edge on: a row is what stands on one height."""
    rows: list[list[Line]] = []
    for line in sorted(page, key=lambda line: -line.bottom if top else line.bottom):
        if rows and rows[-1][0].level(line):
            rows[-1].append(line)
        elif len(rows) > DEEP:
            break
        else:
            rows.append([line])
    return rows


def _gap(row: list[Line], following: list[Line], top: bool) -> float:
    """Return how far a row is from the next, in sizes of the next."""
    points = row[0].bottom - following[0].top if top else following[0].bottom - row[0].top
    return points / max(following[0].high, 1.0)


def _is_running(line: Line, seen: Counter[_Key], gap: float) -> bool:
    """Tell whether a line is a head or a foot: of several pages, or with the number of the page, set apart."""
    (text, height), *counted = _keys(line)
    if sum(seen[text, near] for near in (height - 1, height, height + 1)) > 1 or _PRINTED.match(line.text):
        return True
    numbered = _NUMBERED.fullmatch(line.text) is not None
    return gap >= APART and (numbered or any(not key[1] or seen[key] > 1 for key in counted))


def _keys(line: Line) -> list[_Key]:
    """Return by what a line is known on another page: its words and height, and how its number runs with the pages."""
    words: _Key = ("".join(line.text.split()), round(line.bottom / SHIFT))
    outer = _OUTER.search(line.text)
    return [words] if outer is None else [words, ("", int(outer[1] or outer[2]) - line.page)]


def _notes(body: list[Line], size: float) -> list[Line]:
    """Return the lines at the foot of a page that are set smaller, from the first that has the number of a note."""
    small: list[Line] = []
    for line in sorted(body, key=lambda line: line.bottom):
        if line.size > SMALL * size:
            break
        small.append(line)
    first = max((n for n, line in enumerate(small) if _NOTE.match(line.text)), default=-1)
    low = set(small[: first + 1])
    return [line for line in body if line in low]


def _usual_size(found: Iterable[Line]) -> float:
    """Return the size in which most of a text is set."""
    sizes: Counter[float] = Counter()
    for line in found:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
