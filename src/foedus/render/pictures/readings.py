"""A check in; its specification curve as a Vega-Lite spec out: sorted values, the claim a band, the choices below."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Final

from foedus.model import Quantity, Reading, Struct
from foedus.render.cards import STANDINGS
from foedus.render.curve import Curve, chosen, middle, varied
from foedus.render.pictures.theme import (
    BAND,
    CLAIM,
    COLUMNS,
    CROSS,
    DISC,
    FAINT,
    INK,
    LABELS,
    NO,
    PAPER,
    PLOT,
    RULE,
    SOFT,
    YES,
    Spec,
    haloed,
    looked_up,
    picture,
)
from foedus.render.plain import clipped, folded
from foedus.render.wording import Wording

_TALL, _ROW, _LINE = 150, 18, 13  # of the plot, of a row of the grid, of a further line of its name
_FAR = 100  # times the least value
_INSIDE, _GLYPH = 22, 6.6  # pixels: a band so high holds its own name; the width of a letter, about
_LARGEST: Final = {"literal": 120, "customary": 80, "generous": 44, "context": 44}  # area of a mark in px²
_ALL_NAMED, _GUIDED = (
    4,
    24,
)  # up to so many readings each has its value beside it, or its line down to the grid
_OUTCOMES: Final = {"supported": (YES, DISC), "refuted": (NO, CROSS), "unknown": (SOFT, "diamond")}


class Axis(Struct, frozen=True, kw_only=True):
    """What the values are measured along; by powers of ten where some are a hundred times others."""

    low: float
    high: float
    ticks: list[float]
    by_powers: bool = False

    def place(self, value: float) -> float:
        """Return where a value lies, from 0 to 1."""
        low, high = self.low, self.high
        if self.by_powers:
            low, value, high = math.log(low), math.log(max(value, low)), math.log(high)
        return min(1.0, max(0.0, (value - low) / (high - low)))


def axis(curve: Curve) -> Axis:
    """Return the axis of a curve."""
    values = [*map(middle, curve.points), *(end for end in curve.band if end is not None)]
    if min(values) <= 0 or max(values) < _FAR * min(values):
        return Axis(low=curve.low, high=curve.high, ticks=curve.ticks)
    low, high = min(values) / 2, max(values) * 2
    powers = [10.0**n for n in range(math.ceil(math.log10(low)), math.floor(math.log10(high)) + 1)]
    return Axis(low=low, high=high, ticks=powers[:: 1 + len(powers) // 6], by_powers=True)


class Row(Struct, frozen=True, kw_only=True):
    """One option of a choice, and which of the readings make it."""

    choice: str
    words: list[str]
    making: list[bool]


def specification(curve: Curve, claim: Quantity, say: Wording) -> Spec:
    """Return the specification curve of readings beside the quantity claimed; its data are inside it."""
    rows, along = _rows(curve, say), axis(curve)
    points = [_point(n, reading, curve, say) for n, reading in enumerate(curve.points)]
    band = _claim(curve, along, claim, say)
    datasets = {
        "readings": points,
        "claim": [band],
        "choices": list(_dots(rows)),
    }
    return picture(
        _values(curve, along, points, band, say),
        _grid(rows, points),
        description=describe(curve, claim, say),
        datasets=datasets,
    )


def describe(curve: Curve, claim: Quantity, say: Wording) -> str:
    """Return what a screen reader says of the picture."""
    low, high = (say.observed(point.observed) for point in (curve.points[0], curve.points[-1]))
    yes = sum(point.verdict == "supported" for point in curve.points)
    n = say.count(len(curve.points), "readings")
    return say.say("page", "curve_desc", n=n, claim=say.quantity(claim), low=low, high=high, yes=yes)


# --- data ------------------------------------------------------------------------------------------------------------


def _point(n: int, reading: Reading, curve: Curve, say: Wording) -> Spec:
    standing = reading.definition.standing
    return {
        "n": n,
        "value": middle(reading),
        "label": say.observed(reading.observed),
        "verdict": reading.verdict,
        "outcome": say.say("outcome", reading.verdict),
        "standing": standing,
        "size": round(_LARGEST[standing] * min(1.0, _GUIDED / len(curve.points)), 1),
        "definition": say.definition(reading.definition),
        "source": reading.definition.source,
        "edition": reading.definition.edition,
    }


def _claim(curve: Curve, along: Axis, claim: Quantity, say: Wording) -> Spec:
    low, high = curve.band
    return {
        "low": low,
        "high": high,
        "from": along.low if low is None else low,
        "to": along.high if high is None else high,
        "label": say.colon(say.say("page", "curve_band"), say.quantity(claim)),
    }


def _rows(curve: Curve, say: Wording) -> list[Row]:
    """Return the standings, then every option of every choice in which the readings differ."""
    standings: list[str] = [point.definition.standing for point in curve.points]
    rows = [
        _row("standing", say.say("standing_short", each), [standing == each for standing in standings])
        for each in STANDINGS
        if each in standings
    ]
    own = [chosen(point) for point in curve.points]
    for name, options in varied(curve.points).items():
        for option in options:
            making = [choice.get(name) == option for choice in own]
            made = [point.definition for point, chose in zip(curve.points, making, strict=True) if chose]
            alike = len({each.price_year for each in made}) == 1
            words = say.option(name, option, made[0] if alike else None)
            rows.append(_row(name, words or say.measure(option), making))
    return rows


def _row(choice: str, words: str, making: list[bool]) -> Row:
    lines = folded(clipped(words, 3 * COLUMNS), COLUMNS)
    return Row(choice=choice, words=lines, making=making)


def _dots(rows: list[Row]) -> Iterator[Spec]:
    for row, at in zip(rows, _places(rows), strict=True):
        for reading, made in enumerate(row.making):
            words = {"choice": row.choice, "option": " ".join(row.words)}
            yield {**words, "n": reading, "at": at, "made": made}


def _places(rows: list[Row]) -> list[float]:
    """Return how far below the top of the grid the middle of each row stands, in pixels."""
    places, top = [], 0.0
    for row in rows:
        places.append(top + _high(row) / 2)
        top += _high(row)
    return places


def _high(row: Row) -> float:
    return _ROW + _LINE * (len(row.words) - 1)


# --- the values ------------------------------------------------------------------------------------------------------


def _x() -> Spec:
    return {"field": "n", "type": "ordinal", "axis": None, "scale": {"padding": 0}}


def _values(curve: Curve, along: Axis, points: list[Spec], claim: Spec, say: Wording) -> Spec:
    return {
        "width": PLOT,
        "height": _TALL,
        "data": {"name": "readings"},
        "encoding": {"y": _y(along, curve.unit, say)},
        "layer": [
            *_band(curve),
            *_guides(points),
            *_band_name(along, points, claim),
            *_marks(points),
            *_names(points),
        ],
    }


def _y(along: Axis, unit: str | None, say: Wording) -> Spec:
    names = [say.tick(tick, unit) for tick in along.ticks]
    look = {
        "values": along.ticks,
        "labelExpr": looked_up(names, f"indexof({json.dumps(along.ticks)}, datum.value)"),
        "grid": True,
        "title": say.say("page", "by_powers") if along.by_powers else None,
        "minExtent": LABELS,
        "maxExtent": LABELS,
    }
    kind = {"type": "log"} if along.by_powers else {"zero": False}
    scale = {**kind, "domain": [along.low, along.high], "nice": False}
    return {"field": "value", "type": "quantitative", "axis": look, "scale": scale}


def _band(curve: Curve) -> Iterator[Spec]:
    claim = {"name": "claim"}
    across = {"x": {"value": 0}, "x2": {"value": PLOT}}
    band = {"y": _at("from"), "y2": {"field": "to"}}
    yield {"data": claim, "mark": {"type": "rect", "color": BAND}, "encoding": {**across, **band}}
    edge = {"type": "rule", "color": CLAIM, "strokeWidth": 1.2, "strokeDash": [4, 3]}
    for name, end in zip(("low", "high"), curve.band, strict=True):
        if end is not None:
            yield {"data": claim, "mark": edge, "encoding": {**across, "y": _at(name)}}


def _at(field: str) -> Spec:
    return {"field": field, "type": "quantitative"}


def _band_name(along: Axis, points: list[Spec], claim: Spec) -> Iterator[Spec]:
    """Name the band at one of its edges, where fewest marks and values stand in the way."""
    low, high = (along.place(claim[end]) * _TALL for end in ("from", "to"))
    taken = list(_taken(points, along))
    wide = len(claim["label"]) * _GLYPH
    inside = high - low > _INSIDE
    edges = [("to", high - 19 if inside else high + 3, "top" if inside else "bottom")]
    if inside:
        edges.append(("from", low + 4, "bottom"))
    elif low > 18:
        edges.append(("from", low - 17, "top"))
    spots = [
        (_hits((x, y, x + wide, y + 14), taken), n, (field, align, baseline))
        for n, (field, y, baseline, align, x) in enumerate(
            (field, y, baseline, align, x)
            for field, y, baseline in edges
            for align, x in (("left", 6.0), ("right", PLOT - 6 - wide))
        )
    ]
    *_, (field, align, baseline) = min(spots)
    mark = {"type": "text", "fontWeight": 600, "align": align, "baseline": baseline}
    mark["dy"] = 5 if baseline == "top" else -4
    place = {"x": {"value": 6 if align == "left" else PLOT - 6}, "y": _at(field), "text": {"field": "label"}}
    yield from haloed(mark, place, CLAIM, {"name": "claim"}, ground=BAND if inside else PAPER)


Box = tuple[float, float, float, float]


def _taken(points: list[Spec], along: Axis) -> Iterator[Box]:
    """The boxes of marks and of the values named beside them: left, low, right, high, in pixels."""
    for point in points:
        x, y = PLOT * (point["n"] + 0.5) / len(points), along.place(point["value"]) * _TALL
        yield x - 6, y - 6, x + 6, y + 6
        wide = len(point["label"]) * _GLYPH
        match _side(point["n"], len(points)):
            case "center":
                yield x - wide / 2, y + 7, x + wide / 2, y + 21
            case "left":
                yield x - 6, y - 21, x - 6 + wide, y - 8
            case "right":
                yield x + 6 - wide, y + 7, x + 6, y + 21


def _hits(box: Box, taken: list[Box]) -> int:
    left, low, right, high = box
    return sum(left < r and right > x and low < h and high > y for x, y, r, h in taken)


def _side(n: int, count: int) -> str:
    """Return where a value is named: all of a few centred above, of many the lowest below and the highest above."""
    if count <= _ALL_NAMED:
        return "center"
    return "left" if n == 0 else "right" if n == count - 1 else ""


def _guides(points: list[Spec]) -> Iterator[Spec]:
    if len(points) <= _GUIDED:
        mark = {"type": "rule", "color": RULE, "strokeWidth": 0.8}
        yield {"mark": mark, "encoding": {"x": _x(), "y2": {"value": _TALL + 8}}}


def _marks(points: list[Spec]) -> Iterator[Spec]:
    """A disc supports, a cross refutes; the larger, the closer to what was said; what does not count is grey."""
    shown = {each["verdict"]: each["outcome"] for each in points}
    known = {shown[verdict]: look for verdict, look in _OUTCOMES.items() if verdict in shown}
    counted = {each["outcome"] for each in points if each["standing"] != "context"}
    outcome = {"field": "outcome", "type": "nominal"}
    legend = {"values": [each for each in known if each in counted]} if counted else None
    shape = {"domain": list(known), "range": [shape for _, shape in known.values()]}
    colour = {"domain": list(known), "range": [colour for colour, _ in known.values()]}
    encoding = {
        "x": _x(),
        "size": {"field": "size", "type": "quantitative", "scale": None, "legend": None},
        "shape": {**outcome, "scale": shape, "legend": legend},
    }
    mark = {"type": "point", "filled": True, "opacity": 1}
    yield {
        "transform": [{"filter": "datum.standing != 'context'"}],
        "mark": mark,
        "encoding": {**encoding, "color": {**outcome, "scale": colour, "legend": legend}},
    }
    yield {
        "transform": [{"filter": "datum.standing == 'context'"}],
        "mark": {**mark, "color": FAINT},
        "encoding": encoding,
    }


_PLACES: Final[dict[str, Spec]] = {
    "center": {"align": "center", "dy": -14},
    "left": {"align": "left", "dx": -6, "dy": 15},
    "right": {"align": "right", "dx": 6, "dy": -14},
}


def _names(points: list[Spec]) -> Iterator[Spec]:
    for side, place in _PLACES.items():
        named = [point["n"] for point in points if _side(point["n"], len(points)) == side]
        if named:
            mark = {"type": "text", "fontWeight": 600, **place}
            words = {"x": _x(), "text": {"field": "label"}}
            yield from haloed(mark, words, INK, {"name": "readings"}, f"indexof({named}, datum.n) >= 0")


# --- the choices -----------------------------------------------------------------------------------------------------


def _grid(rows: list[Row], points: list[Spec]) -> Spec:
    whole = sum(map(_high, rows))
    # A name of two lines hangs from its first one.
    places = [at - _LINE * (len(row.words) - 1) / 2 for row, at in zip(rows, _places(rows), strict=True)]
    look = {
        "values": places,
        "labelExpr": looked_up([row.words for row in rows], f"indexof({json.dumps(places)}, datum.value)"),
        "labelOverlap": False,
        "labelColor": INK,
        "labelLineHeight": _LINE,
        "minExtent": LABELS,
        "maxExtent": LABELS,
    }
    scale = {"domain": [whole, 0], "nice": False, "zero": False}
    return {
        "width": PLOT,
        "height": whole,
        "data": {"name": "choices"},
        "layer": [
            *_rules(rows),
            *_lines(points, whole),
            *_dotted(len(points), {**_at("at"), "axis": look, "scale": scale}),
        ],
    }


def _rules(rows: list[Row]) -> Iterator[Spec]:
    """Draw a line above the first option of every choice."""
    tops = [at - _high(row) / 2 for row, at in zip(rows, _places(rows), strict=True)]
    for n, row in enumerate(rows):
        if n == 0 or rows[n - 1].choice != row.choice:
            across = {"x": {"value": -LABELS}, "x2": {"value": PLOT}}
            mark = {"type": "rule", "color": RULE}
            yield {"data": {"values": [{}]}, "mark": mark, "encoding": {**across, "y": {"value": tops[n]}}}


def _lines(points: list[Spec], whole: float) -> Iterator[Spec]:
    if len(points) <= _GUIDED:
        mark = {"type": "rule", "color": RULE, "strokeWidth": 0.8}
        ends = {"y": {"value": 0}, "y2": {"value": whole}}
        yield {"data": {"name": "readings"}, "mark": mark, "encoding": {"x": _x(), **ends}}


def _dotted(n: int, y: Spec) -> Iterator[Spec]:
    """Mark the options that a reading makes, and faintly, where few readings leave room, those that it does not."""
    looks = [("datum.made", INK, min(34.0, round((0.8 * PLOT / n) ** 2, 1)))]
    looks += [("!datum.made", RULE, 6.0)] if n <= _GUIDED else []
    for test, colour, size in reversed(looks):
        mark = {"type": "point", "shape": DISC, "filled": True, "color": colour, "size": size, "opacity": 1}
        yield {"transform": [{"filter": test}], "mark": mark, "encoding": {"x": _x(), "y": y}}
