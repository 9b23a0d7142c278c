"""A stretch that names a day in, which day it is out: "Tuesday", "3 April", the last one or the next."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from foedus.text.index import Index
from foedus.text.lexicon import language

WEEK = 7
MONTH = len("2024-05")
SURE = 2  # days within which a weekday without a tense is the last one
SPEECH = ("say", "utter")
SAID = 26  # characters between a verb of speech and the day on which it was said


@cache
def days(code: str) -> re.Pattern[str] | None:
    """Return a pattern of the days that a language names: "Tuesday", "3 April", "April 3"."""
    tables = language(code).tables["dates"]
    days, months = (
        "|".join(name for names in tables.get(kind, {}).values() for name in names)
        for kind in ("weekday", "month")
    )
    if not days or not months:
        return None
    return re.compile(
        rf"(?<![^\W_])(?:(?i:{days})|\d{{1,2}}(?:er|st|nd|rd|th|\.)? (?i:{months})(?![^\W_])"
        rf"|(?i:{months}) \d{{1,2}}(?!\d))"
    )


def weekday(index: Index, start: int, end: int, today: dt.date | None, *, ahead: bool) -> str | None:
    """Return the day of the weekday that a stretch names: the last one, or the next where it is to come.

    Two weekdays joined by "and" are the days from one to the other.
    """
    named = index.within(start, end, "weekday")
    if today is None or not named:
        return None
    verbs = index.within(max(start, named[0].start - SAID), named[0].start)
    if any(m.kind.partition(".")[0] in SPEECH for m in verbs):
        return None  # "said on Monday that ministers would meet"
    away = (int(named[0].value) - 1 - today.weekday()) % WEEK
    day = today + dt.timedelta(days=away if ahead or not away else away - WEEK)
    if len(named) > 1 and index.within(named[0].end, named[1].start, "and"):
        later = (int(named[1].value) - int(named[0].value)) % WEEK
        # "on Wednesday and Thursday", told on that Thursday
        if int(named[1].value) - 1 == today.weekday():
            day = today - dt.timedelta(days=later)
        return f"{day.isoformat()}/{(day + dt.timedelta(days=later)).isoformat()}"
    return day.isoformat()


def is_unsure(period: str, today: dt.date | None) -> bool:
    """Tell whether a weekday lies nearly a week back: then the next one may be meant."""
    last = dt.date.fromisoformat(period.partition("/")[2] or period)
    return today is not None and (today - last).days > SURE


def lies_ahead(period: str | None, today: dt.date | None) -> bool:
    """Tell whether a period begins after the day of publication."""
    return today is not None and period is not None and period > today.isoformat()


def lies_behind(period: str | None, today: dt.date | None) -> bool:
    """Tell whether a day, or the last of several, is over on the day of publication."""
    last = period.rpartition("/")[2] if period is not None else ""
    return today is not None and len(last) == len(today.isoformat()) and last < today.isoformat()


def before_today(period: str, today: dt.date | None) -> str:
    """Return a month that lies ahead in the year before, where what it tells has happened: "joined in April"."""
    if today is None or len(period) != MONTH or period <= today.isoformat()[:MONTH]:
        return period
    return f"{int(period[:4]) - 1}{period[4:]}"
