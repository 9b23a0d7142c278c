"""About twelve yearly points in; where the path may lead out, with an interval as wide as so few points ask for.

The Theta method, the simple benchmark that most methods fail to beat on short yearly series (Assimakopoulos and
Nikolopoulos 2000; Hyndman and Billah 2003), on logarithms, by statsmodels. It knows the past path alone: no plan, no
law, no war. The interval takes Student's t for the few points. Needs the extra "forecast".
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

FEWEST = 8  # yearly points, without a gap
SHARE = 0.8  # of the cases lie within the interval


class Step(Struct, frozen=True, kw_only=True):
    """A year to come: the middle, and the ends of the interval that four of five cases lie in."""

    year: int
    middle: Decimal
    low: Decimal
    high: Decimal


class Projection(Struct, frozen=True, kw_only=True):
    """The path to the due year; `odds`: in how many of 100 cases, from 1 to 99, what was promised is reached then."""

    points: int
    path: list[Step]
    odds: int

    @property
    def last(self) -> Step:
        """The due year."""
        return self.path[-1]


def is_installed() -> bool:
    """Tell whether the library of the extra is there, without loading it."""
    from importlib.util import find_spec

    return find_spec("statsmodels") is not None


def unbroken(values: Mapping[int, Decimal]) -> list[Decimal]:
    """Return the values of the years up to the last one, back to the first gap.

    >>> [str(value) for value in unbroken({2014: Decimal(1), 2016: Decimal(2), 2017: Decimal(3)})]
    ['2', '3']
    """
    found: list[Decimal] = []
    year = max(values, default=0)
    while year in values and values[year] > 0:
        found.append(values[year])
        year -= 1
    return found[::-1]


def project(values: Sequence[Decimal], last: int, due: int, amount: Decimal) -> Projection | None:
    """Continue yearly values that end in `last` to the due year; None where they are too few or nothing is to come."""
    years = due - last
    if len(values) < FEWEST or years < 1:
        return None
    middles, deviations, freedom = _theta([math.log(float(value)) for value in values], years)
    from scipy import stats

    reach = float(stats.t.ppf((1 + SHARE) / 2, freedom))
    path = [
        Step(
            year=last + n,
            middle=_two(math.exp(middle)),
            low=_two(math.exp(middle - reach * deviation)),
            high=_two(math.exp(middle + reach * deviation)),
        )
        for n, (middle, deviation) in enumerate(zip(middles, deviations, strict=True), 1)
    ]
    above = float(stats.t.sf((math.log(float(amount)) - middles[-1]) / deviations[-1], freedom))
    return Projection(points=len(values), path=path, odds=min(99, max(1, round(100 * above))))


def _theta(logs: Sequence[float], years: int) -> tuple[list[float], list[float], int]:
    """Return the forecasts, their standard deviations and the degrees of freedom.

    The method is exponential smoothing with half the slope as drift (Hyndman and Billah 2003); the deviation of n years
    ahead follows from that of one year ahead in the past.
    """
    import warnings

    import pandas as pd
    from statsmodels.tsa.forecasting.theta import ThetaModel

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a flat or a perfectly straight path is no fault here
        fitted = ThetaModel(pd.Series(logs), period=1, deseasonalize=False).fit()
        middles = [float(each) for each in fitted.forecast(years)]
    alpha, drift = float(fitted.params["alpha"]), float(fitted.params["b0"]) / 2
    freedom = len(logs) - 2
    variance = sum(error**2 for error in _errors(logs, alpha, drift)) / freedom
    deviations = [math.sqrt(variance * (1 + (n - 1) * alpha**2)) for n in range(1, years + 1)]
    return middles, [max(each, 1e-6) for each in deviations], freedom


def _errors(logs: Sequence[float], alpha: float, drift: float) -> Iterator[float]:
    """The errors that the method would have made one year ahead."""
    level = logs[0]
    for value in logs[1:]:
        error = value - level - drift
        level += drift + alpha * error
        yield error


def _two(value: float) -> Decimal:
    return Decimal(f"{value:.2f}")
