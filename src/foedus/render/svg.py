"""A curve in; an inline SVG out: readings sorted by value, the claim as a band, the choices as a grid below."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.model import Reading, Struct
from foedus.render.cards import STANDINGS
from foedus.render.curve import Curve, chosen, middle, varied
from foedus.render.markup import Html, el
from foedus.render.plain import clipped
from foedus.render.wording import Wording

WIDTH = 430
_LEFT, _RIGHT, _TOP, _PLOT, _ROW, _GAP = 168, WIDTH - 8, 16, 128, 17, 6
_GRID = _TOP + _PLOT + 16
_LABEL = 26  # columns of a row's name


class Row(Struct, frozen=True, kw_only=True):
    """One option of a choice, and which of the readings make it."""

    choice: str
    words: str
    making: list[bool]


def to_svg(curve: Curve, claim: str, ident: str, say: Wording) -> Html:
    """Return the specification curve; every colour and stroke comes from the style sheet of the page."""
    rows = _rows(curve, say)
    height = _GRID + _ROW * len(rows) + _GAP * len({row.choice for row in rows})
    title, desc = describe(curve, claim, say)
    return el(
        "svg",
        el("title", title, id=f"{ident}-t"),
        el("desc", desc, id=f"{ident}-d"),
        *_band(curve, say),
        *_axis(curve, say),
        *_points(curve, height),
        *_grid(curve, rows),
        class_="curve",
        viewBox=f"0 0 {WIDTH} {height}",
        role="img",
        aria_labelledby=f"{ident}-t {ident}-d",
    )


def describe(curve: Curve, claim: str, say: Wording) -> tuple[str, str]:
    """Return the title and the description that a screen reader says."""
    low, high = (say.observed(point.observed) for point in (curve.points[0], curve.points[-1]))
    n = say.count(len(curve.points), "readings")
    yes = sum(point.verdict == "supported" for point in curve.points)
    title = say.say("page", "curve_title", n=n)
    return title, say.say("page", "curve_desc", n=n, claim=claim, low=low, high=high, yes=yes)


def _across(class_: str, y: float, start: float = _LEFT) -> Html:
    return el("line", class_=class_, x1=f"{start:g}", x2=_RIGHT, y1=f"{y:.1f}", y2=f"{y:.1f}")


def _text(class_: str, text: str, x: float, y: float) -> Html:
    return el("text", text, class_=class_, x=f"{x:g}", y=f"{y:.1f}")


def _y(curve: Curve, value: float) -> float:
    return _TOP + _PLOT * (1 - curve.place(value))


def _x(curve: Curve, index: int) -> float:
    return _LEFT + (_RIGHT - _LEFT) / len(curve.points) * (index + 0.5)


def _band(curve: Curve, say: Wording) -> Iterator[Html]:
    low, high = curve.band_places
    top, tall = _TOP + _PLOT * (1 - high), max(3.0, _PLOT * (high - low))
    yield el("rect", class_="band", x=_LEFT, y=f"{top:.1f}", width=_RIGHT - _LEFT, height=f"{tall:.1f}")
    yield from (_across("edge", _y(curve, end)) for end in curve.band if end is not None)
    name = top - 4 if tall < 14 else top + 12
    yield _text("band-name", say.say("page", "curve_band"), _LEFT + 5, max(10.0, name))


def _axis(curve: Curve, say: Wording) -> Iterator[Html]:
    for tick in curve.ticks:
        y = _y(curve, tick)
        yield _across("tick", y)
        yield _text("value", say.tick(tick, curve.unit), _LEFT - 7, y + 4)


def _points(curve: Curve, height: float) -> Iterator[Html]:
    for index, point in enumerate(curve.points):
        x, y = _x(curve, index), _y(curve, middle(point))
        yield el("line", class_="guide", x1=f"{x:.1f}", x2=f"{x:.1f}", y1=f"{y:.1f}", y2=f"{height - 8:g}")
        yield _point(point, x, y)


def _point(point: Reading, x: float, y: float) -> Html:
    standing = point.definition.standing
    shape = f"point {point.verdict} {standing}"
    if standing == "context":
        return el("path", class_=shape, d=f"M{x:.1f} {y - 5.5:.1f}l5.5 5.5-5.5 5.5-5.5-5.5z")
    return el("circle", class_=shape, cx=f"{x:.1f}", cy=f"{y:.1f}", r=4.5 if standing == "generous" else 5.5)


def _rows(curve: Curve, say: Wording) -> list[Row]:
    """Return every option of every choice that differs, the standing last."""
    rows = []
    own = [chosen(point) for point in curve.points]
    for name, options in varied(curve.points).items():
        for option in options:
            making = [choice.get(name) == option for choice in own]
            words = say.option(name, option, curve.points[making.index(True)].definition)
            rows.append(Row(choice=name, words=words, making=making))
    standings = [point.definition.standing for point in curve.points]
    for standing in [s for s in STANDINGS if s in standings]:
        words = say.say("standing_short", standing)
        rows.append(Row(choice="standing", words=words, making=[s == standing for s in standings]))
    return rows


def _grid(curve: Curve, rows: list[Row]) -> Iterator[Html]:
    y, last = float(_GRID), ""
    for row in rows:
        if row.choice != last:
            yield _across("rule", y, 0)
            y += _GAP
            last = row.choice
        yield _text("option", clipped(row.words, _LABEL), _LEFT - 7, y + 11)
        for index, made in enumerate(row.making):
            class_, r = ("on", 3.2) if made else ("off", 1.2)
            yield el("circle", class_=class_, cx=f"{_x(curve, index):.1f}", cy=f"{y + 7.5:.1f}", r=r)
        y += _ROW
