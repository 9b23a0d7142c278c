"""Progress in; inline SVG out: a member's path to what was promised, the fan of its projection, the counts by year."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from foedus.pledges.projection import Projection
from foedus.pledges.records import Followed, Progress, Tally
from foedus.render.following import Promises
from foedus.render.markup import Html, el, joined

TONES = {
    "kept": "holds",
    "kept late": "depends",
    "on track": "holds",
    "off track": "depends",
    "broken": "fails",
    "superseded": "unknown",
    "open": "unknown",
    "cannot tell": "unknown",
}


class Frame(Struct, frozen=True, kw_only=True):
    """A field to draw in: the years across, the values upward, room around it for the labels."""

    width: int
    height: int
    first: int
    last: int
    top: float
    left: int = 4
    right: int = 34
    above: int = 8
    below: int = 16

    def x(self, year: float) -> float:
        """Return where a year lies."""
        span = max(1, self.last - self.first)
        return self.left + (self.width - self.left - self.right) * (year - self.first) / span

    def y(self, value: Decimal | float) -> float:
        """Return where a value lies; what is above the field lies on its edge."""
        share = min(1.0, max(0.0, float(value) / self.top))
        return self.above + (self.height - self.above - self.below) * (1 - share)

    def line(self, points: Sequence[tuple[float, float]], class_: str) -> Html:
        """Return a line through years and values."""
        steps = "L".join(f"{self.x(year):.1f} {self.y(value):.1f}" for year, value in points)
        return el("path", class_=class_, d=f"M{steps}", fill="none")


def frame(
    followed: Followed, width: int = 176, height: int = 104, projection: Projection | None = None
) -> Frame:
    """Return one field for all members of a part, so that they can be compared; with a projection it holds its fan."""
    everyone = [*followed.members, *([followed.group] if followed.group else [])]
    values = [point for each in everyone for point in each.history if point.edition == followed.edition]
    due = followed.figure.period.years[1] if followed.figure.period else None
    wanted = float(followed.figure.quantity.low or 0)
    ends = [point.year for point in values] or [2014]
    fan = [float(step.high) for step in projection.path] if projection else []
    top = max([float(point.value) for point in values] + [wanted * 1.2, 1.0, *fan])
    last = max([*ends, *([due] if due else [])])
    return Frame(width=width, height=height, first=min(ends), last=last, top=_round_up(top))


def _round_up(value: float) -> float:
    step = 10.0 ** math.floor(math.log10(value)) / 2
    return math.ceil(value / step) * step


def path(
    progress: Progress, followed: Followed, field: Frame, projection: Projection | None, say: Promises
) -> Html:
    """Return the drawing of one member: published values, the straight way, what was promised, the fan."""
    points = [(each.year, float(each.value)) for each in progress.history if each.edition == followed.edition]
    wanted, unit = followed.figure.quantity.low, followed.figure.quantity.unit or ""
    name = say.say.subject(progress.subject)
    value = say.value(progress.value, unit)
    label = f"{name}: {say.status(progress)}, {value}"
    return el(
        "svg",
        el("title", label),
        *_promised(wanted, field),
        *_fan(points, projection, field),
        *_way(progress, followed, field),
        *([field.line(points, "way")] if len(points) > 1 else []),
        *_end(points, field, value),
        *_years(field),
        class_=f"path {TONES[progress.status]}",
        viewBox=f"0 0 {field.width} {field.height}",
        role="img",
        aria_label=label,
    )


def _promised(wanted: Decimal | None, field: Frame) -> Iterator[Html]:
    if wanted is None:
        return
    y = f"{field.y(wanted):.1f}"
    yield el("line", class_="wanted", x1=field.left, x2=field.width - field.right, y1=y, y2=y)
    yield el("text", f"{wanted.normalize():f}", class_="wanted-name", x=field.width - field.right + 3, y=y)


def _way(progress: Progress, followed: Followed, field: Frame) -> Iterator[Html]:
    """The straight line from the year of the promise to the due year, by which the rule judges."""
    due = followed.figure.period.years[1] if followed.figure.period else None
    wanted = followed.figure.quantity.low
    if (
        progress.line is None
        or progress.start is None
        or progress.year is None
        or due is None
        or wanted is None
    ):
        return
    if progress.start >= wanted:
        return
    # Two points of the line are known: where it stands in the last year, and what was promised in the due year.
    known = (progress.year, float(progress.line)), (due, float(wanted))
    if known[0][0] == known[1][0]:
        return
    slope = (known[1][1] - known[0][1]) / (known[1][0] - known[0][0])
    start = (float(progress.start) - known[1][1]) / slope + due if slope else progress.year
    yield field.line([(max(field.first, start), float(progress.start)), known[1]], "straight")


def _fan(points: list[tuple[int, float]], projection: Projection | None, field: Frame) -> Iterator[Html]:
    if projection is None or not points:
        return
    upper = [points[-1], *((step.year, float(step.high)) for step in projection.path)]
    lower = [points[-1], *((step.year, float(step.low)) for step in projection.path)]
    outline = [*upper, *reversed(lower)]
    steps = "L".join(f"{field.x(year):.1f} {field.y(value):.1f}" for year, value in outline)
    yield el("path", class_="fan", d=f"M{steps}Z")
    middle = [points[-1], *((step.year, float(step.middle)) for step in projection.path)]
    yield field.line(middle, "middle")


def _end(points: list[tuple[int, float]], field: Frame, value: str) -> Iterator[Html]:
    if points:
        year, last = points[-1]
        yield el("circle", class_="end", cx=f"{field.x(year):.1f}", cy=f"{field.y(last):.1f}", r="2.6")
        y = max(9.0, field.y(last) - 6)
        yield el("text", value, class_="end-name", x=f"{field.x(year):.1f}", y=f"{y:.1f}")


def _years(field: Frame) -> Iterator[Html]:
    y = field.height - 3
    yield el("text", str(field.first), class_="year", x=field.left, y=y)
    yield el("text", str(field.last), class_="year last", x=field.width - field.right, y=y)


def counts(tallies: list[Tally], say: Promises, width: int = 560, height: int = 190) -> Html:
    """Return how many members were there: a line an edition, over the years that it holds."""
    years = [each.year for each in tallies]
    field = Frame(
        width=width,
        height=height,
        first=min(years),
        last=max(years),
        top=float(max(each.of for each in tallies)),
        left=26,
        right=84,
    )
    editions = sorted({each.edition for each in tallies})
    lines = [list(_counted(edition, tallies, field, edition == editions[-1])) for edition in editions]
    title = say.text("page", "counts")
    return el(
        "svg",
        el("title", title),
        *(_tick(value, field) for value in range(0, int(field.top) + 1, 10)),
        *(joined(*line) for line in lines),
        *_years(field),
        class_="counts",
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_label=title,
    )


def _counted(edition: str, tallies: list[Tally], field: Frame, is_newest: bool) -> Iterator[Html]:
    own = [each for each in tallies if each.edition == edition]
    shape = "way" if is_newest else "older"
    yield field.line([(each.year, each.met) for each in own], shape)
    last = own[-1]
    # The newest is named behind its end; the others before and above it, where no later year runs.
    x, y = (field.x(last.year), field.y(last.met))
    x, y = (x + 4, y + 4) if is_newest else (x - 4, y - 7)
    yield el(
        "circle",
        class_=f"{shape}-end",
        cx=f"{field.x(last.year):.1f}",
        cy=f"{field.y(last.met):.1f}",
        r="2.2",
    )
    name = f"{edition[:4]}: {last.met}/{last.of}"
    yield el("text", name, class_=f"{shape}-name", x=f"{x:.1f}", y=f"{y:.1f}")


def _tick(value: int, field: Frame) -> Html:
    y = f"{field.y(value):.1f}"
    line = el("line", class_="tick", x1=field.left, x2=field.width - field.right, y1=y, y2=y)
    return joined(line, el("text", str(value), class_="tick-name", x=field.left - 5, y=y))
