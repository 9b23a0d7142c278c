"""The readings of a check in; the geometry of its specification curve out: values sorted, a band for the claim."""

from __future__ import annotations

import math

from foedus.comparison import tolerance
from foedus.model import Check, Quantity, Reading, Struct
from foedus.render.wording import choices


class Curve(Struct, frozen=True, kw_only=True):
    """`points`: readings with a value, lowest first; `low`, `high`: ends of the axis; `band`: what is claimed."""

    points: list[Reading]
    low: float
    high: float
    ticks: list[float]
    band: tuple[float | None, float | None]
    unit: str | None

    def place(self, value: float) -> float:
        """Return where a value lies on the axis, from 0 to 1."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))

    @property
    def is_spread(self) -> bool:
        """Whether there is more than one value that counts, so that a drawing says more than a line."""
        return sum(point.definition.standing != "context" for point in self.points) > 1

    @property
    def band_places(self) -> tuple[float, float]:
        """Where the claimed interval begins and ends on the axis; an open end runs to the edge."""
        low, high = self.band
        return (0.0 if low is None else self.place(low)), (1.0 if high is None else self.place(high))


def curve(check: Check, quantity: Quantity) -> Curve | None:
    """Lay out the readings of a check beside the quantity claimed; None where no reading has a value."""
    points = sorted((r for r in check.readings if math.isfinite(middle(r))), key=middle)
    if not points:
        return None
    band = claimed(quantity)
    values = [middle(point) for point in points] + [end for end in band if end is not None]
    low, high = padded(min(values), max(values))
    unit = points[0].observed.unit if points[0].observed else quantity.unit
    least = 1.0 if all(middle(point).is_integer() for point in points) else 0.0
    marked = ticks(low, high, least=least)
    return Curve(points=points, low=low, high=high, ticks=marked, band=band, unit=unit)


def claimed(quantity: Quantity) -> tuple[float | None, float | None]:
    """Return the ends of the interval that a value must lie in, None where open."""
    around = tolerance(quantity)
    low, high = quantity.low, quantity.high
    ends = None if low is None else float(low - around), None if high is None else float(high + around)
    return _finite(ends[0]), _finite(ends[1])


def _finite(end: float | None) -> float | None:
    """An end too far off for any axis is an open one."""
    return end if end is not None and math.isfinite(end) else None


def middle(reading: Reading) -> float:
    """Return the value of a reading as one number for drawing."""
    if reading.observed is None:
        return math.nan
    return float((reading.observed.low + reading.observed.high) / 2)


def varied(points: list[Reading]) -> dict[str, list[str]]:
    """Return the choices in which readings differ, each with its options in order of appearance.

    The edition counts as one, since context may come from another.
    """
    options: dict[str, list[str]] = {}
    for point in points:
        for name, value in chosen(point).items():
            seen = options.setdefault(name, [])
            if value not in seen:
                seen.append(value)
    differing = {name: sorted(seen) for name, seen in options.items() if len(seen) > 1}
    if "base" in differing and _follows_base(points):
        differing.pop("period", None)
    return differing


def _follows_base(points: list[Reading]) -> bool:
    """Tell whether each base goes with one period, as in an excess over it; context aside."""
    own = [point.definition for point in points if point.definition.standing != "context"]
    pairs = {(definition.base, definition.period) for definition in own}
    return len(pairs) == len({base for base, _ in pairs})


def chosen(reading: Reading) -> dict[str, str]:
    """Return the choices of a reading with its edition."""
    return {**choices(reading.definition), "edition": reading.definition.edition}


def padded(low: float, high: float) -> tuple[float, float]:
    """Return the ends of an axis with some room around what it holds."""
    room = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
    return low - room, high + room


def ticks(low: float, high: float, wanted: int = 4, least: float = 0.0) -> list[float]:
    """Return round values within an axis: steps of 1, 2, 2.5 or 5 times a power of ten, of whole `least`s where given.

    >>> ticks(22.4, 26.6, least=1.0)
    [24.0, 26.0]
    """
    raw = max((high - low) / wanted, least)
    power = 10.0 ** math.floor(math.log10(raw))
    steps = [m * power for m in (1, 2, 2.5, 5, 10) if m * power >= raw]
    step = next((each for each in steps if not least or (each / least).is_integer()), 10 * power)
    first = math.ceil(low / step)
    return [round(n * step, 10) for n in range(first, math.floor(high / step) + 1)]
