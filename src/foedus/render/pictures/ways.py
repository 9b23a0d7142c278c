"""A part of a pledge in; Vega-Lite specs out: each member's way to what was promised, and the counts by edition."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from foedus.model import Observation, Series
from foedus.pledges.projection import Projection
from foedus.pledges.records import Followed, Progress, Tally
from foedus.render.following import Promises
from foedus.render.pictures import editions
from foedus.render.pictures.theme import (
    CLAIM,
    DEPENDS,
    DISC,
    INK,
    NO,
    PAPER,
    RULE,
    SCHEMA,
    SIZE,
    SOFT,
    YES,
    Spec,
    config,
)

TONES: Final = {
    "kept": "holds",
    "kept late": "depends",
    "on track": "holds",
    "off track": "depends",
    "broken": "fails",
    "superseded": "unknown",
    "open": "unknown",
    "cannot tell": "unknown",
}
_COLOURS: Final = {"holds": YES, "depends": DEPENDS, "fails": NO, "unknown": CLAIM}
_COLUMNS, _SMALL, _LARGE = (
    3,
    (104, 58),
    (330, 190),
)  # of the multiples; the field of one of many, and of one alone
_FIRST: Final = 2014  # the year at which a field begins that holds no value


def ways(
    everyone: Sequence[Progress],
    followed: Followed,
    projections: dict[str, Projection | None],
    say: Promises,
) -> Spec:
    """Return a field for each member, all with the same axes: values, the straight way, the fan of a projection.

    `projections` are by subject. Colours are those of the statuses, which stand beside each name in words.
    """
    rows = [
        {"n": n, **row}
        for n, each in enumerate(everyone)
        for row in _rows(each, followed, projections.get(each.subject), say)
    ]
    alone = len(everyone) == 1
    wide, high = _LARGE if alone else _SMALL
    return {
        "$schema": SCHEMA,
        "description": describe(everyone, followed, say),
        "background": PAPER,
        "config": config(),
        "spacing": {"row": 46, "column": 34},
        "datasets": {"ways": rows},
        "data": {"name": "ways"},
        "facet": {
            "field": "n",
            "type": "ordinal",
            "header": {"title": None, "labelExpr": "''", "labelColor": SOFT, "labelPadding": 0},
        },
        "columns": 1 if alone else _COLUMNS,
        "spec": {
            "width": wide,
            "height": high,
            "encoding": {"x": _x(rows)},
            "layer": list(_layers(followed, rows, wide, say, alone=alone)),
        },
    }


def describe(everyone: Sequence[Progress], followed: Followed, say: Promises) -> str:
    """Return what a screen reader says of the picture: each member with its status and its value."""
    unit = followed.figure.quantity.unit or ""
    told = [
        f"{_name(each, followed, say)}: {say.status(each)}, {say.value(each.value, unit)}"
        for each in everyone
    ]
    return "; ".join(told)


def counted(tallies: list[Tally], group: str, say: Promises) -> Spec:
    """Return how many members were there, year by year: a line an edition."""
    series = [
        Series(
            source="", edition=day, measure="", subject=group, unit="member", observations=_met(tallies, day)
        )
        for day in sorted({each.edition for each in tallies})
    ]
    fan = editions.Fan(series=series, decided=series[-1].edition)
    return editions.specification(fan, say.say)


def _met(tallies: list[Tally], day: str) -> list[Observation]:
    own = sorted((each for each in tallies if each.edition == day), key=lambda each: each.year)
    return [Observation(period=str(each.year), value=Decimal(each.met)) for each in own]


# --- data ------------------------------------------------------------------------------------------------------------


def _rows(
    progress: Progress, followed: Followed, projection: Projection | None, say: Promises
) -> Iterator[Spec]:
    own = {"subject": progress.subject, "tone": TONES[progress.status]}
    points = [(each.year, float(each.value)) for each in progress.history if each.edition == followed.edition]
    yield {**own, "kind": "name", "name": _name(progress, followed, say), "status": say.status(progress)}
    yield from ({**own, "kind": "value", "year": year, "value": value} for year, value in points)
    if points:
        label = say.value(progress.value, followed.figure.quantity.unit or "")
        yield {**own, "kind": "end", "year": points[-1][0], "value": points[-1][1], "label": label}
    first = points[0][0] if points else _FIRST
    yield from (
        {**own, "kind": "straight", "year": x, "value": y} for x, y in _straight(progress, followed, first)
    )
    yield from ({**own, "kind": "fan", **step} for step in _steps(points, projection))


def _name(progress: Progress, followed: Followed, say: Promises) -> str:
    name = say.say.subject(progress.subject)
    return say.text("page", "total", group=name) if progress is followed.group else name


def _straight(progress: Progress, followed: Followed, first: int) -> list[tuple[float, float]]:
    """Return the ends of the straight line from the year of the promise to the due year, by which the rule judges."""
    due = followed.figure.period.years[1] if followed.figure.period else None
    wanted, start, line, year = followed.figure.quantity.low, progress.start, progress.line, progress.year
    if due is None or wanted is None or start is None or line is None or year is None:
        return []
    if start >= wanted or year == due:
        return []
    # Two points of the line are known: where it stands in the last year, and what was promised in the due year.
    slope = float(wanted - line) / (due - year)
    begun = due - float(wanted - start) / slope if slope else year
    return [(round(max(first, begun), 3), float(start)), (due, float(wanted))]


def _steps(points: list[tuple[int, float]], projection: Projection | None) -> Iterator[Spec]:
    if projection is None or not points:
        return
    year, value = points[-1]
    yield {"year": year, "low": value, "middle": value, "high": value}
    for step in projection.path:
        ends = {"low": float(step.low), "middle": float(step.middle), "high": float(step.high)}
        yield {"year": step.year, **ends}


# --- the view --------------------------------------------------------------------------------------------------------


def _x(rows: list[Spec]) -> Spec:
    years = [row["year"] for row in rows if "year" in row] or [_FIRST]
    first, last = math.floor(min(years)), math.ceil(max(years))
    last = max(last, first + 1)
    axis = {
        "values": [first, last],
        "format": "d",
        "labelFlush": True,
        "labelFontSize": SIZE - 1.5,
        "labelPadding": 3,
    }
    scale = {"domain": [first, last], "nice": False, "zero": False}
    return {"field": "year", "type": "quantitative", "axis": {**axis, "labelOverlap": False}, "scale": scale}


def _layers(followed: Followed, rows: list[Spec], wide: int, say: Promises, *, alone: bool) -> Iterator[Spec]:
    wanted = followed.figure.quantity.low
    # Beside others, a field is as high as what was published; a projection that leaves it ends at its edge.
    values = [row[key] for row in rows for key in (["value", "high"] if alone else ["value"]) if key in row]
    top = 1.12 * max([*values, float(wanted or 0), 1.0])
    y = {"type": "quantitative", "axis": None, "scale": {"domain": [0, top], "nice": False, "clamp": True}}
    if wanted is not None:
        amount = say.say.amount(wanted, followed.figure.quantity.unit)
        yield from _wanted(float(wanted), amount, wide, y)
    tone: Spec = {"field": "tone", "type": "nominal", "legend": None}
    tone["scale"] = {"domain": list(_COLOURS), "range": list(_COLOURS.values())}
    yield _of(
        "fan",
        {"type": "area", "opacity": 0.15},
        {"y": {"field": "low", **y}, "y2": {"field": "high"}, "color": tone},
    )
    yield _of(
        "fan",
        {"type": "line", "strokeWidth": 1, "strokeDash": [4, 3]},
        {"y": {"field": "middle", **y}, "color": tone},
    )
    dotted = {"type": "line", "strokeWidth": 1, "strokeDash": [2, 3], "color": SOFT}
    yield _of("straight", dotted, {"y": {"field": "value", **y}})
    yield _of(
        "value",
        {"type": "line", "strokeWidth": 2, "strokeJoin": "round"},
        {"y": {"field": "value", **y}, "color": tone},
    )
    dot = {"type": "point", "shape": DISC, "filled": True, "size": 26, "opacity": 1}
    yield _of("end", dot, {"y": {"field": "value", **y}, "color": tone})
    label = {"type": "text", "color": INK, "fontWeight": 600, "align": "right", "dx": 3, "dy": -10}
    yield _of("end", label, {"y": {"field": "value", **y}, "text": {"field": "label"}})
    yield from _headed(tone)


def _wanted(wanted: float, amount: str, wide: int, y: Spec) -> Iterator[Spec]:
    at = {"y": {"datum": wanted, **y}, "x": {"value": 0}}
    yield _of("name", {"type": "rule", "color": RULE, "strokeWidth": 1.2}, {**at, "x2": {"value": wide}})
    beside = {"type": "text", "align": "left", "dx": 3, "fontSize": SIZE - 1.5, "text": amount}
    yield _of("name", beside, {**at, "x": {"value": wide}})


def _headed(tone: Spec) -> Iterator[Spec]:
    """Write the name of a member and its status above its field."""
    for field, up, look in (
        ("name", -28, {"color": INK, "fontWeight": 600}),
        ("status", -14, {"fontSize": SIZE - 1}),
    ):
        mark = {"type": "text", "align": "left", "baseline": "middle", **look}
        place = {"x": {"value": 0}, "y": {"value": up}, "text": {"field": field}}
        yield _of("name", mark, {**place, **({} if "color" in look else {"color": tone})})


def _of(kind: str, mark: Spec, encoding: Spec) -> Spec:
    return {"transform": [{"filter": f"datum.kind == '{kind}'"}], "mark": mark, "encoding": encoding}
