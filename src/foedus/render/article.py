"""A text and its cards in; the text as HTML out, each quote a mark that leads to its card.

Spans may overlap and nest: the text is cut at every edge, and each piece leads to the shortest span over it.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from itertools import groupby

import msgspec

from foedus.model import Document, Struct
from foedus.render.blocks import ITEM, ROW, blocks
from foedus.render.cards import Card, flowing
from foedus.render.markup import Html, el, escaped, joined
from foedus.render.plain import line

_LONG = 40  # code points; a longer cell of a table may be broken
_GROUPS = {ITEM: "ul", ROW: "table"}  # what blocks of a sort stand in


class Piece(Struct, frozen=True, kw_only=True):
    """A stretch of text under one card, or under none; `ending`: cards that end here without a piece of their own."""

    start: int
    end: int
    card: Card | None = None
    ending: list[Card] = msgspec.field(default_factory=list)


def pieces(cards: list[Card], stretches: list[tuple[int, int]], length: int) -> list[Piece]:
    """Cut the text at every edge of a span or stretch; in time n log n for n spans."""
    starting: dict[int, list[Card]] = {}
    ending: dict[int, list[Card]] = {}
    for card in cards:
        start, end = max(0, card.statement.span.start), min(length, card.statement.span.end)
        if start < end:
            starting.setdefault(start, []).append(card)
        ending.setdefault(max(0, min(end, length)), []).append(card)
    borders = {edge for stretch in stretches for edge in stretch}
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
    """Yield the blocks of a document as HTML; `described` says the verdict of each card in words.

    A first line that only repeats the title is left out, the page shows it already.
    """
    text = flowing(document.text)
    found = blocks(text)
    stretches = [span for each in found for span in (each.cells or [(each.start, each.end)])]
    inner = iter(_stretches(text, pieces(cards, stretches, len(text)), stretches, described))
    first = found[0] if found else None
    for sort, group in groupby(found, key=lambda each: each.sort):
        shown: list[Html] = []
        for each in group:
            parts = [next(inner) for _ in each.cells or (each,)]
            if each is first and _is_title(text[each.start : each.end], document.title, parts):
                continue
            content = map(_cell, each.cells, parts) if each.cells else parts
            shown += [el(each.sort, *content), Html("\n")]
        yield el(_GROUPS[sort], *shown) if sort in _GROUPS else joined(*shown)


def _stretches(
    text: str, cut: list[Piece], stretches: list[tuple[int, int]], described: dict[int, str]
) -> Iterator[Html]:
    """Yield what each stretch of the text shows: its pieces, marked where a card is over them."""
    last = {piece.card.number: n for n, piece in enumerate(cut) if piece.card}
    seen: set[int] = set()
    place = 0
    for start, end in stretches:
        inner: list[Html] = []
        while place < len(cut) and cut[place].start < end:
            piece = cut[place]
            if piece.start >= start:
                final = piece.card is not None and last[piece.card.number] == place
                inner.append(_piece(text, piece, described, seen, final=final))
            place += 1
        yield joined(*inner)


def _cell(span: tuple[int, int], inner: Html) -> Html:
    return el("td", inner, class_="long" if span[1] - span[0] > _LONG else None)


def _is_title(text: str, title: str | None, shown: list[Html]) -> bool:
    """Tell whether a line only repeats the title, without a mark on it."""
    return title is not None and line(text).strip("# ") == line(title) and "<mark" not in shown[0]


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
