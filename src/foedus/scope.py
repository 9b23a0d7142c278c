"""When and by which edition a figure is judged: its period and a day in, whole years and the deciding edition out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable

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
    editions: Iterable[Edition], asof: dt.date, holds: Container[str], reaches: Container[str], strict: bool
) -> tuple[Edition | None, Edition | None]:
    """Return the edition that decides, and the newest one that would but for what the ledger lacks of it.

    `holds`: editions with the series; `reaches`: those among them that go back far enough. On the day it was said
    (`strict`), nothing older takes the place of a newer edition that the ledger lacks or holds in part; on a later day
    the newest edition that has the values decides.
    """
    released = sorted((each for each in editions if each.released <= asof), key=lambda each: each.edition)
    newest_first = list(reversed(released))
    lacking = next((each for each in newest_first if _lacks(each, holds, reaches)), None)
    if strict:
        newest_first = newest_first[:1]
    for wanted in (reaches, holds):
        for edition in newest_first:
            if edition.edition in wanted and not (strict and edition is lacking):
                return edition, lacking if lacking and lacking.released > edition.released else None
    return None, lacking if lacking in newest_first else None


def _lacks(edition: Edition, holds: Container[str], reaches: Container[str]) -> bool:
    """Tell whether the publisher may have printed values in an edition that the ledger does not have."""
    if edition.edition in holds:
        return edition.coverage == "slice" and edition.edition not in reaches
    return not (edition.held and edition.coverage == "whole")
