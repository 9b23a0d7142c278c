"""A text and its cards in; the text as HTML paragraphs out, each quote a mark that leads to its card.

Spans may overlap and nest: the text is cut at every edge, and each piece leads to the shortest span over it.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator

import msgspec

from foedus.model import Document, Struct
from foedus.render.cards import Card
from foedus.render.markup import Html, el, escaped, joined
from foedus.render.plain import line

_HEADING = 90  # code points; a longer line is a paragraph
_WRAPPED = 100  # a text with blank lines and no longer line than this was wrapped by hand


class Piece(Struct, frozen=True, kw_only=True):
    """A stretch of text under one card, or under none; `ending`: cards that end here without a piece of their own."""

    start: int
    end: int
    card: Card | None = None
    ending: list[Card] = msgspec.field(default_factory=list)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the spans of the paragraphs: lines, or blocks between blank lines in a text wrapped by hand.

    >>> paragraphs("one\\ntwo"), paragraphs("one\\ntwo\\n\\nthree")
    ([(0, 3), (4, 7)], [(0, 7), (9, 14)])
    """
    lines, start = [], 0
    for row in text.split("\n"):
        lines.append((start, start + len(row)))
        start += len(row) + 1
    filled = [bool(text[s:e].strip()) for s, e in lines]
    wrapped = all(e - s <= _WRAPPED for s, e in lines) and not all(filled[: _last(filled) + 1])
    if not wrapped:
        return [span for span, full in zip(lines, filled, strict=True) if full]
    return _blocks(lines, filled)


def _last(filled: list[bool]) -> int:
    return max((n for n, full in enumerate(filled) if full), default=-1)


def _blocks(lines: list[tuple[int, int]], filled: list[bool]) -> list[tuple[int, int]]:
    blocks: list[tuple[int, int]] = []
    joined = False
    for span, full in zip(lines, filled, strict=True):
        if full and joined:
            blocks[-1] = (blocks[-1][0], span[1])
        elif full:
            blocks.append(span)
        joined = full
    return blocks


def pieces(cards: list[Card], blocks: list[tuple[int, int]], length: int) -> list[Piece]:
    """Cut the text at every edge of a span or paragraph; in time n log n for n spans."""
    starting: dict[int, list[Card]] = {}
    ending: dict[int, list[Card]] = {}
    for card in cards:
        start, end = max(0, card.statement.span.start), min(length, card.statement.span.end)
        if start < end:
            starting.setdefault(start, []).append(card)
        ending.setdefault(max(0, min(end, length)), []).append(card)
    borders = {edge for block in blocks for edge in block}
    edges = sorted({0, length, *starting, *ending, *borders})
    found: list[Piece] = []
    shown: set[int] = set()
    over: list[tuple[int, int, int, Card]] = []  # open spans: length, number, end
    for start, end in zip(edges, edges[1:] or [length], strict=False):
        for card in starting.get(start, []):
            span = card.statement.span
            heapq.heappush(over, (span.end - span.start, card.number, span.end, card))
        while over and over[0][2] <= start:
            heapq.heappop(over)
        top = over[0][3] if over else None
        if top is not None:
            shown.add(top.number)
        hidden = [card for card in ending.get(end, []) if card.number not in shown]
        shown.update(card.number for card in hidden)
        piece = Piece(start=start, end=end, card=top, ending=hidden)
        if found and start not in borders and found[-1].card is top and not found[-1].ending:
            piece = msgspec.structs.replace(piece, start=found.pop().start)
        found.append(piece)
    return found


def annotated(document: Document, cards: list[Card], described: dict[int, str]) -> Iterator[Html]:
    """Yield the paragraphs of a document as HTML; `described` says the verdict of each card in words.

    A first line that only repeats the title is left out, the page shows it already.
    """
    text = document.text
    blocks = paragraphs(text)
    cut = pieces(cards, blocks, len(text))
    last = {piece.card.number: n for n, piece in enumerate(cut) if piece.card}
    seen: set[int] = set()
    place = 0
    for number, (start, end) in enumerate(blocks):
        inner: list[Html] = []
        marked = False
        while place < len(cut) and cut[place].start < end:
            piece = cut[place]
            if piece.start >= start:
                final = piece.card is not None and last[piece.card.number] == place
                inner.append(_piece(text, piece, described, seen, final=final))
                marked = marked or piece.card is not None or bool(piece.ending)
            place += 1
        if marked or number > 0 or not _is_title(text[start:end], document.title):
            yield el(_tag(text[start:end] if end - start < _HEADING else "", number, len(blocks)), *inner)
            yield Html("\n")


def _is_title(text: str, title: str | None) -> bool:
    return title is not None and line(text).strip("# ") == line(title)


def _tag(text: str, number: int, count: int) -> str:
    """Take a short line without a final stop for a heading, but for the last one, which is a signature."""
    is_heading = text and text.strip()[-1:] not in ".!?…»”\"';:," and number + 1 < count
    return "h3" if is_heading else "p"


def _piece(text: str, piece: Piece, described: dict[int, str], seen: set[int], *, final: bool) -> Html:
    inner = Html(escaped(text[piece.start : piece.end]))
    if piece.card is not None:
        inner = _mark(inner, piece.card, seen, final=final)
    return joined(inner, *(_reference(card, described, seen) for card in piece.ending))


def _mark(inner: Html, card: Card, seen: set[int], *, final: bool) -> Html:
    n, is_first = card.number, card.number not in seen
    seen.add(n)
    link = el(
        "a",
        inner,
        class_="m",
        href=f"#c{n}",
        data_card=n,
        id=f"m{n}" if is_first else None,
        aria_describedby=f"v{n}" if is_first else None,
        tabindex=None if is_first else "-1",
        data_n=n if final else None,
    )
    return el("mark", link, class_=card.sort)


def _reference(card: Card, described: dict[int, str], seen: set[int]) -> Html:
    """Return a number to press, for a statement that lies wholly under others."""
    n = card.number
    if n in seen:
        return Html("")
    seen.add(n)
    label = f"{n}, {described.get(n, '')}"
    link = el("a", class_="m ref", href=f"#c{n}", id=f"m{n}", data_card=n, data_n=n, aria_label=label)
    return el("mark", link, class_=card.sort)
