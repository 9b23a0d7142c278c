"""A curve in; its drawing in characters out: a row a standing, the claimed interval as a band, an axis below."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.model import Reading
from foedus.render.cards import STANDINGS
from foedus.render.curve import Curve, middle
from foedus.render.ink import Ink, padded
from foedus.render.plain import breadth
from foedus.render.wording import Wording

_BAND, _YES, _NO = "░", "●", "○"


def chart(curve: Curve, label: int, indent: str, ink: Ink, say: Wording) -> Iterator[str]:
    """Yield the rows of the drawing; `label` is the width of the names of the standings."""
    columns = ink.width - breadth(indent) - label - 2
    for standing in STANDINGS:
        points = [point for point in curve.points if point.definition.standing == standing]
        if points:
            name = ink.paint(padded(say.say("standing_short", standing), label), "faint")
            yield f"{indent}{name} {_row(curve, points, columns, ink)}".rstrip()
    blank = indent + " " * (label + 1)
    yield from (blank + ink.paint(row, "faint") for row in _axis(curve, columns, say))
    legend = say.say("page", "legend", band=_BAND, yes=_YES, no=_NO)
    yield from ink.fold(legend, blank, "faint")


def _row(curve: Curve, points: list[Reading], columns: int, ink: Ink) -> str:
    first, last = (round(place * (columns - 1)) for place in curve.band_places)
    row = [_BAND if first <= column <= last else " " for column in range(columns)]
    for point in points:
        sign = _YES if point.verdict == "supported" else _NO
        row[round(curve.place(middle(point)) * (columns - 1))] = ink.paint(sign, point.verdict)
    return "".join(row)


def _axis(curve: Curve, columns: int, say: Wording) -> tuple[str, str]:
    rule, names, free = ["─"] * columns, [" "] * columns, 0
    for tick in curve.ticks:
        place = round(curve.place(tick) * (columns - 1))
        rule[place] = "┴"
        name = say.tick(tick, curve.unit)
        start = min(max(0, place - breadth(name) // 2), columns - len(name))
        if start >= free:
            names[start : start + len(name)] = name
            free = start + len(name) + 1
    return "".join(rule), "".join(names).rstrip()
