"""When and by which edition a figure is judged: its period and a day in, whole years or months and an edition out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from foedus.editions import Edition
from foedus.measures import Measure
from foedus.model import Count, Figure, Growth, Level, Period, Share, Statement
from foedus.places import Grain, last_day, month, stretch
from foedus.stated import FISCAL, fixes

# How far an undated present may lag: "France is at 2 %" said in January is checked on the year before.
LAG = {"year": 2, "month": 12}
SINCE_WAR = 1  # months from the first that is counted to the one in which the war began
ENOUGH = Fraction(3, 4)  # of the months that a sum is about
SHORT = dt.timedelta(days=60)  # days of a shorter period are not rounded to months


class Obstacle(Struct, frozen=True, kw_only=True):
    """Why a figure, or a part of it, cannot be checked: a code and the words' blanks, in `definitions.toml`."""

    code: str
    blanks: dict[str, str] = {}


class Span(Struct, frozen=True, kw_only=True):
    """The years or months of a figure, as places in their sequence.

    `loose` where the text writes no end, `assumed` where they are not the text's own.
    """

    first: int
    last: int
    loose: bool
    assumed: bool = False
    grain: Grain = "year"

    @property
    def several(self) -> bool:
        """Tell whether there is more than one."""
        return self.first < self.last

    @property
    def end(self) -> dt.date:
        """The last day."""
        return last_day(self.last, self.grain)

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last calendar year."""
        return (self.first, self.last) if self.grain == "year" else (self.first // 12, self.last // 12)

    def __str__(self) -> str:
        return stretch(self.first, self.last, self.grain)


def span(figure: Figure, measure: Measure, statement: Statement, said: dt.date) -> Span | Obstacle:
    """Return the whole years or months that a figure is about, or why there are none."""
    loose = "period" not in figure.stated
    period = figure.period
    target = loose and measure.target and isinstance(figure.derivation, Level)
    if measure.dated and loose:
        return Obstacle(code="no-period")
    if fixes(figure.stated, FISCAL) and "month" not in measure.steps:
        return Obstacle(code="budget-year", blanks={"period": str(period)})
    if statement.stance == "expects" and (period is None or target):
        return Obstacle(code="no-period")  # what is expected without a date cannot be met or missed yet
    yearly = measure.target or "year" in measure.steps
    undated = loose and yearly and isinstance(figure.derivation, (Level, Count, Share))
    if period is None and undated and statement.said is not None:
        # of a dated report only what nobody stands at has no year: "the figure of 5 %", "in the Cold War"
        return Obstacle(code="no-period")
    if period is None and isinstance(figure.derivation, Growth) and figure.derivation.per is not None:
        return Obstacle(code="no-period")
    if "year" in measure.steps and (period is None or loose or _whole_years(period)):
        return _years(period, said, loose)
    if "month" in measure.steps:
        return _months(period, measure, said, loose) if period else Obstacle(code="no-period")
    return Obstacle(code="finer-period", blanks={"period": str(period)})


def _years(period: Period | None, said: dt.date, loose: bool) -> Span:
    start, end = period.years if period else (None, None)
    first, last = start or end or said.year, end or max(said.year, start or said.year)
    return Span(first=first, last=last, loose=loose or end is None)


def _months(period: Period, measure: Measure, said: dt.date, loose: bool) -> Span | Obstacle:
    """Without a start, from the first month of the measure on; without an end, to the month in which it was said."""
    since = Period(measure.since).start if measure.since else None
    start = period.start or since or said
    if since is not None and loose and 0 <= month(start) - month(since) <= SINCE_WAR:
        start = since  # what is told "since the war began" is the publisher's sum from its first month on
    end = period.end or max(said, start)
    whole = start.day == 1 and (end + dt.timedelta(days=1)).day == 1
    if not whole and not loose and end - start < SHORT:
        return Obstacle(code="finer-period", blanks={"period": str(period)})
    return Span(
        first=month(min(start, end)), last=month(end), loose=loose or period.end is None, grain="month"
    )


def _whole_years(period: Period) -> bool:
    start, end = period.start, period.end
    return (start is None or (start.month, start.day) == (1, 1)) and (
        end is None or (end.month, end.day) == (12, 31)
    )


def year_of(text: str) -> int | None:
    """Return the year in which a period starts, None where it is no period."""
    try:
        return Period(text).years[0]
    except ValueError:
        return None


def fitted(span: Span, last: int) -> Span | None:
    """Return an undated period as it ends in an edition that stops short of it, None where it stays as it is."""
    if not span.loose or not last < span.last <= last + LAG[span.grain]:
        return None
    first = min(span.first, last) if span.several else last
    if span.grain == "month" and last - span.first + 1 < ENOUGH * (span.last - span.first + 1):
        return None  # too early to tell
    return replace(span, first=first, last=last, assumed=True)


Test = Callable[[Edition], bool]


def deciding(
    editions: Sequence[Edition], asof: dt.date, holds: Test, reaches: Test, strict: bool
) -> tuple[Edition | None, Edition | None]:
    """Return the edition that decides, and the newest one that would but for what the ledger lacks of it.

    `editions`: those of a source, oldest first; `holds`: whether one has the series; `reaches`: whether it goes back
    far enough. On the day it was said (`strict`), nothing older takes the place of a newer edition that the ledger
    lacks or holds in part, but of an interim one; on a later day the newest edition that has the values decides.
    """
    out = (each for each in reversed(editions) if each.released <= asof and (each.held or not each.interim))
    newest_first = [*islice(out, 1 if strict else None)]
    lacking: Edition | None = None
    for edition in newest_first:
        if reaches(edition):
            return edition, lacking
        if lacking is None and _lacks(edition, holds(edition)):
            lacking = edition
    for edition in newest_first:
        if holds(edition) and not (strict and edition is lacking):
            return edition, lacking if lacking and lacking.released > edition.released else None
    return None, lacking


def _lacks(edition: Edition, is_short: bool) -> bool:
    """Tell whether the publisher may have printed values in an edition that the ledger does not have.

    `is_short`: it has the series, and they do not go back far enough.
    """
    return edition.coverage == "slice" if is_short else not (edition.held and edition.coverage == "whole")
