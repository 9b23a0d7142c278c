"""When and by which edition a figure is judged: its period and a day in, whole years and the deciding edition out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from msgspec import Struct

from foedus.editions import Edition
from foedus.measures import Measure
from foedus.model import Figure, Level, Period, Statement

# How many years an undated present may lag: "France is at 2 %" said in January is checked on the year before.
LAG = 2


class Obstacle(Struct, frozen=True, kw_only=True):
    """Why a figure, or a part of it, cannot be checked: a code and the words' blanks, in `definitions.toml`."""

    code: str
    blanks: dict[str, str] = {}


class Span(Struct, frozen=True, kw_only=True):
    """The years of a figure; `loose` where the text writes no year, `assumed` where these are not the text's own."""

    first: int
    last: int
    loose: bool
    several: bool = False
    assumed: bool = False


def span(figure: Figure, measure: Measure, statement: Statement, said: dt.date) -> Span | Obstacle:
    """Return the whole years that a figure is about, or why there are none."""
    loose = "period" not in figure.stated
    period = figure.period
    target = loose and measure.target and isinstance(figure.derivation, Level)
    if statement.stance == "expects" and (period is None or target):
        return Obstacle(code="no-period")  # what is expected without a date cannot be met or missed yet
    if period is None:
        return Span(first=said.year, last=said.year, loose=True)
    start, end = period.years
    first, last = start or end or said.year, end or max(said.year, start or said.year)
    if not loose and not _whole_years(period):
        return Obstacle(code="finer-period", blanks={"period": str(period)})
    return Span(first=first, last=last, loose=loose or end is None, several=first < last)


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


def fitted(years: Span, last: int) -> Span | None:
    """Return undated years as they end in an edition that stops short of them, None where they stay as they are."""
    if not years.loose or not last < years.last <= last + LAG:
        return None
    first = min(years.first, last) if years.several else last
    return Span(first=first, last=last, loose=True, several=first < last)


def deciding(
    editions: Iterable[Edition], asof: dt.date, holds: set[str], reaches: set[str], strict: bool
) -> tuple[Edition | None, list[Edition]]:
    """Return the edition that decides and the newer ones that the ledger lacks.

    `holds`: editions with the series; `reaches`: those among them that go back far enough. On the day it was said
    (`strict`), nothing older takes the place of a newer edition that the ledger lacks or holds in part; on a later day
    the newest edition that has the series decides.
    """
    lacking: list[Edition] = []
    for edition in sorted(editions, key=lambda each: each.released, reverse=True):
        if edition.released > asof:
            continue
        if edition.edition in reaches:
            return edition, lacking
        if edition.held and edition.edition in holds and edition.coverage != "slice":
            continue  # its table starts later than the figure
        if edition.held and edition.coverage == "whole":
            return None, lacking  # the publisher prints no such series
        lacking.append(edition)
        if strict:
            return None, lacking
    return None, lacking
