"""A series in its editions in; their fan as a Vega-Lite spec out: a line an edition, the claim at its period."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from foedus.model import Observation, Period, Quantity, Series, Struct
from foedus.render.curve import claimed, padded, ticks
from foedus.render.pictures.theme import (
    BAND,
    CLAIM,
    DISC,
    FAINT,
    INK,
    PAPER,
    RULE,
    SOFT,
    Spec,
    haloed,
    looked_up,
    picture,
)
from foedus.render.wording import Wording

_WIDE, _TALL, _LEFT, _APART = (
    236,
    190,
    60,
    15,
)  # the plot, what stands before it, and between two names of editions
_YEARS = 6  # named below the plot
_MARKED = 20  # up to so many values each has a large mark
_SHAPES: Final = {"A": DISC, "E": DISC, "P": DISC, "B": "diamond", "D": "square"}  # of a status
_HOLLOW: Final = ["E", "P"]  # what is not final


class Fan(Struct, frozen=True, kw_only=True):
    """`series`: one an edition, oldest first, in one unit; `decided`: the edition that decides; a claim of a period."""

    series: list[Series]
    decided: str
    claim: Quantity | None = None
    period: str | None = None

    @property
    def values(self) -> list[float]:
        """Every value that is drawn."""
        return [float(each.value) for series in self.series for each in series.observations]

    @property
    def deciding(self) -> Series:
        """The series of the edition that decides."""
        return next(each for each in self.series if each.edition == self.decided)


def specification(fan: Fan, say: Wording) -> Spec:
    """Return the fan; its data are inside it."""
    ends = [] if fan.claim is None else [end for end in claimed(fan.claim) if end is not None]
    low, high = padded(min([*fan.values, *ends]), max([*fan.values, *ends]))
    low = max(0.0, low) if min([*fan.values, *ends]) >= 0 else low
    years = [moment(each.period) for series in fan.series for each in series.observations]
    span = (min(years), max(years))
    datasets = {
        "values": [row for series in fan.series for row in _rows(series, fan, say)],
        "names": _names(fan, low, high, say),
        "claim": _claim(fan, low, high, span, say),
    }
    return picture(_view(fan, low, high, span, say), description=describe(fan, say), datasets=datasets)


def describe(fan: Fan, say: Wording) -> str:
    """Return what a screen reader says of the picture."""
    last = fan.deciding.observations[-1]
    said = say.say(
        "page",
        "fan_desc",
        n=say.count(len(fan.series), "editions"),
        edition=say.edition(fan.decided),
        period=say.period(last.period),
        value=_value(last, fan, say),
    )
    if fan.claim is None or fan.period is None:
        return said
    words = say.say("page", "fan_claim", claim=say.quantity(fan.claim), period=say.period(fan.period))
    return f"{said} {words}"


def moment(period: str) -> float:
    """Return where a period stands among the years, those within a year at their beginning.

    >>> moment("2024"), moment("2024-07"), moment("2024-Q2")
    (2024.0, 2024.5, 2024.25)
    """
    start = Period(period).start
    return start.year + round((start.month - 1) / 12, 4) if start else 0.0


def _value(each: Observation, fan: Fan, say: Wording) -> str:
    unit = fan.deciding.unit
    return say.amount(each.value, unit, places=2 if unit == "%" else None)


# --- data ------------------------------------------------------------------------------------------------------------


def _rows(series: Series, fan: Fan, say: Wording) -> Iterator[Spec]:
    runs = _runs([moment(each.period) for each in series.observations])
    for each, run in zip(series.observations, runs, strict=True):
        yield {
            "edition": series.edition,
            "run": f"{series.edition} {run}",
            "alone": runs.count(run) == 1,
            "decides": series.edition == fan.decided,
            "period": each.period,
            "year": moment(each.period),
            "value": float(each.value),
            "label": _value(each, fan, say),
            "status": each.status,
            "place": each.place,
        }


def _runs(moments: list[float]) -> list[int]:
    """Number the stretches without a gap, so that no line is drawn over what an edition leaves out."""
    steps = [after - before for before, after in pairwise(moments)]
    usual = min((step for step in steps if step > 0), default=1.0) * 1.5
    runs = [0]
    for step in steps:
        runs.append(runs[-1] + (step > usual))
    return runs[: len(moments)]


def _names(fan: Fan, low: float, high: float, say: Wording) -> list[Spec]:
    """Return the name of each edition beside the end of its line, moved apart where two would overlap."""
    room = _APART * (high - low) / _TALL
    ends = sorted(fan.series, key=lambda each: (each.observations[-1].value, each.edition))
    places = spread([float(each.observations[-1].value) for each in ends], room, high)
    return [
        {
            "edition": each.edition,
            "decides": each.edition == fan.decided,
            "year": moment(each.observations[-1].period),
            "value": float(each.observations[-1].value),
            "place": round(place, 6),
            "label": say.period(each.edition),
        }
        for each, place in zip(ends, places, strict=True)
    ]


def spread(values: list[float], room: float, high: float) -> list[float]:
    """Return rising values moved as little as needed to stand so far apart, within the bounds where they fit.

    >>> spread([1.0, 1.0, 5.0], 1.0, 6.0)
    [1.0, 2.0, 5.0]
    """
    places: list[float] = []
    for value in values:
        places.append(max(value, places[-1] + room) if places else value)
    ceiling = high
    for n in reversed(range(len(places))):
        places[n] = min(places[n], ceiling)
        ceiling = places[n] - room
    return places


def _claim(fan: Fan, low: float, high: float, span: tuple[float, float], say: Wording) -> list[Spec]:
    if fan.claim is None or fan.period is None:
        return []
    start, end = claimed(fan.claim)
    year, half = moment(fan.period), max(0.35, (span[1] - span[0]) / 40)
    return [
        {
            "period": fan.period,
            "year": year,
            "left": year - half,
            "right": year + half,
            "low": start,
            "high": end,
            "from": low if start is None else start,
            "to": high if end is None else end,
            "label": say.colon(say.say("page", "curve_band"), say.quantity(fan.claim)),
        }
    ]


# --- the view --------------------------------------------------------------------------------------------------------


def _view(fan: Fan, low: float, high: float, span: tuple[float, float], say: Wording) -> Spec:
    return {
        "width": _WIDE,
        "height": _TALL,
        "data": {"name": "values"},
        "encoding": {"x": _x(span), "y": _y(low, high, fan, say)},
        "layer": [
            *_claimed(fan),
            _line("!datum.decides", FAINT, 1.1),
            _line("datum.decides", INK, 2.2),
            *_marks(fan, say),
            *_named(),
            *_claim_name(fan, span),
        ],
    }


def _x(span: tuple[float, float]) -> Spec:
    first, last = int(span[0]), int(span[1])
    step = max(1, -(-(last - first) // _YEARS))
    named = list(range(last, first - 1, -step))[::-1]
    axis = {
        "values": named,
        "format": "d",
        "labelOverlap": False,
        "ticks": True,
        "tickColor": RULE,
        "domain": True,
    }
    room = max(0.4, (span[1] - span[0]) / 30)
    scale = {"domain": [span[0] - room, span[1] + room], "nice": False, "zero": False}
    return {
        "field": "year",
        "type": "quantitative",
        "axis": {**axis, "domainColor": RULE, "labelPadding": 4},
        "scale": scale,
    }


def _y(low: float, high: float, fan: Fan, say: Wording) -> Spec:
    values = ticks(low, high, least=1.0 if all(map(float.is_integer, fan.values)) else 0.0)
    names = [say.tick(tick, fan.deciding.unit) for tick in values]
    axis = {
        "values": values,
        "labelExpr": looked_up(names, f"indexof({json.dumps(values)}, datum.value)"),
        "grid": True,
        "minExtent": _LEFT,
    }
    scale = {"domain": [low, high], "nice": False, "zero": False}
    return {"field": "value", "type": "quantitative", "axis": axis, "scale": scale}


def _at(field: str) -> Spec:
    return {"field": field, "type": "quantitative"}


def _claimed(fan: Fan) -> Iterator[Spec]:
    if fan.claim is None:
        return
    claim, across = {"name": "claim"}, {"x": _at("left"), "x2": {"field": "right"}}
    band = {**across, "y": _at("from"), "y2": {"field": "to"}}
    yield {"data": claim, "mark": {"type": "rect", "color": BAND}, "encoding": band}
    for name, end in zip(("low", "high"), claimed(fan.claim), strict=True):
        if end is not None:
            edge = {"type": "rule", "color": CLAIM, "strokeWidth": 1.6}
            yield {"data": claim, "mark": edge, "encoding": {**across, "y": _at(name)}}


def _claim_name(fan: Fan, span: tuple[float, float]) -> Iterator[Spec]:
    if fan.claim is None or fan.period is None:
        return
    late = moment(fan.period) > sum(span) / 2
    above = claimed(fan.claim)[1] is not None
    mark = {
        "type": "text",
        "fontWeight": 600,
        "align": "right" if late else "left",
        "baseline": "bottom" if above else "top",
        "dy": -5 if above else 4,
    }
    place = {"x": _at("right" if late else "left"), "y": _at("to"), "text": {"field": "label"}}
    yield from haloed(mark, place, CLAIM, {"name": "claim"})


def _line(test: str, colour: str, width: float) -> Spec:
    mark = {"type": "line", "color": colour, "strokeWidth": width, "strokeJoin": "round"}
    return {
        "transform": [{"filter": test}],
        "mark": mark,
        "encoding": {"detail": {"field": "run", "type": "nominal"}},
    }


def _marks(fan: Fan, say: Wording) -> Iterator[Spec]:
    """Mark every value of the edition that decides, of the others what is not final or stands alone."""
    area = 34 if len(fan.deciding.observations) <= _MARKED else 12
    mark = {"type": "point", "filled": True, "strokeWidth": 1.4, "opacity": 1}
    hollow = {"test": f"indexof({json.dumps(_HOLLOW)}, datum.status) >= 0", "value": PAPER}
    statuses = _statuses(fan, say)
    yield {
        "transform": [{"filter": "!datum.decides && (datum.status != 'A' || datum.alone)"}],
        "mark": {**mark, "stroke": FAINT, "size": area / 2},
        "encoding": {"fill": {"condition": hollow, "value": FAINT}, "shape": statuses["shape"]},
    }
    yield {"transform": [{"filter": "datum.decides"}], "mark": {**mark, "size": area}, "encoding": statuses}


def _statuses(fan: Fan, say: Wording) -> dict[str, Spec]:
    """Return how a status looks: its fill, its outline and its shape, and one legend for the three."""
    known = [each for each in _SHAPES if any(o.status == each for s in fan.series for o in s.observations)]
    words = [say.say("status", each) or say.say("page", "fan_final") for each in known]
    spelled = looked_up(words, f"indexof({json.dumps(known)}, datum.label)")
    legend = {"labelExpr": spelled} if known != ["A"] else None
    ranges = {
        "fill": [PAPER if each in _HOLLOW else INK for each in known],
        "stroke": [INK for _ in known],
        "shape": [_SHAPES[each] for each in known],
    }
    status = {"field": "status", "type": "nominal", "legend": legend}
    return {
        channel: {**status, "scale": {"domain": known, "range": looks}} for channel, looks in ranges.items()
    }


def _named() -> Iterator[Spec]:
    """Name each edition behind the end of its line, with a thin line from there."""
    names = {"name": "names"}
    lead = {"type": "rule", "color": FAINT, "strokeWidth": 0.8, "strokeDash": [1, 3]}
    yield {
        "data": names,
        "mark": lead,
        "encoding": {"x2": {"value": _WIDE + 4}, "y2": {"field": "place"}},
    }
    for test, colour, weight in (("datum.decides", INK, 600), ("!datum.decides", SOFT, 400)):
        mark = {"type": "text", "align": "left", "baseline": "middle", "color": colour, "fontWeight": weight}
        yield {
            "data": names,
            "transform": [{"filter": test}],
            "mark": mark,
            "encoding": {"x": {"value": _WIDE + 8}, "y": _at("place"), "text": {"field": "label"}},
        }
