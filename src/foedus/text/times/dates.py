"""Words and digits of days in, periods out: dates in digits, spells ago or ahead, feasts, seasons, centuries."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from foedus.text.match import Mention
from foedus.text.rules import Match, Token

NUMERIC = re.compile(
    r"(?<![\w/.-])(?:((?:19|20)\d\d)([-/.])(\d\d)\2(\d\d)|(\d\d?)([./-])(\d\d?)\6((?:19|20)?\d\d))(?![\w/-])(?!\.\d)"
)
# "1H23", "Q3'24", "T3 2024": a part of a year with the year glued to it.
_GLUED = re.compile(
    r"(?<![\w.])(?:([qths])([1-4])|([1-4])(q))[ /]?(?:fy)?['’]?((?:19|20)?\d\d)(?![\w%]|[.,]\d)"
)
_DASHED = re.compile(r"(?<![\w.,/-])(\d\d?)\.? ?- ?(\d\d?)(?![\w%/-]|[.,]\d)")
_PARTS = {"q": "Q", "t": "Q", "h": "H", "s": "H"}
_CENTURY = 50  # years written with two digits are of this century up to here
_NUMBERED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th|er|e|ème|ième|\.)?|\b([ivx]{1,5})(?:er|e|ème)) ?$")
_TIED = ("start", "middle", "end")  # of a year that a hyphen ties to it
_AFTER_PART = re.compile(r"-((?:19|20)\d\d)(?!\w)")
_ROMAN = {"i": 1, "v": 5, "x": 10}
# First month and number of months of the seasons of weather; a winter is named after the year in which it begins.
_SEASONS = {"spring": (3, 3), "summer": (6, 3), "autumn": (9, 3), "winter": (12, 3)}
_FARTHEST = 200  # years that a spell may lie back or ahead
_WEEK, _MONTHS = 7, 12


class Told(NamedTuple):
    """When something is: how it is told, first and last day or month, whether the year is written, where it ends."""

    role: Literal["at", "between"]
    first: str
    last: str
    stated: bool
    end: int


def tokens(mentions: list[Mention], shadow: str, start: int, end: int) -> Iterator[Token]:
    """Yield what only digits tell: whole dates, numbered centuries, and the year behind "mid-" or "end-"."""
    for found in NUMERIC.finditer(shadow, start, end):
        if (date := _numeric(found)) is not None:
            yield Token(found.start(), found.end(), "date", date)
    months = [m for m in mentions if m.kind == "month"]
    for found in _DASHED.finditer(shadow, start, end) if months else ():
        first, last = int(found[1]), int(found[2])
        near = any(
            found.end() <= m.start <= found.end() + 2 or 0 < found.start() - m.end <= 2 for m in months
        )
        if near and 1 <= first < last <= 31:
            yield Token(found.start(1), found.end(1), "day", first)
            yield Token(found.end(1), found.start(2), "dash", 1)
            yield Token(found.start(2), found.end(2), "day", last)
    for found in _GLUED.finditer(shadow, start, end):
        part = f"{_PARTS[found[1] or found[4]]}{found[2] or found[3]}"
        if part in ("H3", "H4"):
            continue
        written = found[5] if len(found[5]) == 4 else _full_year(found[5])
        yield Token(found.start(), found.start(5) - (shadow[found.start(5) - 1] in " '/"), "part", part)
        yield Token(found.start(5), found.end(5), "year", written)
    for mention in mentions:
        if mention.kind == "century":
            before = _NUMBERED.search(shadow, max(start, mention.start - 8), mention.start)
            number = 0 if before is None else int(before[1]) if before[1] else _roman(before[2])
            if before is not None and 1 <= number <= 21:
                yield Token(before.start(), mention.end, "century", number)
        elif mention.kind == "decade":
            yield Token(mention.start, mention.end, "decade", mention.value)
        elif mention.kind in _TIED and (year := _AFTER_PART.match(shadow, mention.end)):
            yield Token(year.start(1), year.end(1), "year", year[1])


def _numeric(found: re.Match[str]) -> str | None:
    """Return the ISO date: the day before the month, unless only the other way makes a date."""
    if found[1]:
        ways = [(found[1], found[3], found[4])]
    else:
        short = len(found[8]) == 2
        if short and (found[6] == "-" or (found[6] == "." and len(found[5]) + len(found[7]) < 3)):
            return None  # "1.2.21" is a section
        written = _full_year(found[8]) if short else found[8]
        ways = [(written, found[7], found[5]), (written, found[5], found[7])]
    for year, month, day in ways:
        if 1 <= int(month) <= _MONTHS and 1 <= int(day) <= calendar.monthrange(int(year), int(month))[1]:
            return f"{year}-{int(month):02}-{int(day):02}"
    return None


def _full_year(written: str) -> str:
    return f"{20 if int(written) < _CENTURY else 19}{written}"


def _roman(written: str) -> int:
    values = [_ROMAN[c] for c in written]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


# --- resolving ------------------------------------------------------------------------------------------------------


def _date(match: Match, today: dt.date | None) -> Told | None:
    token = match.first("date")
    return None if token is None else Told("at", token.value, token.value, True, match.end)


def _away(match: Match, today: dt.date | None, sign: int) -> Told | None:
    """Resolve a number of days, weeks, months, years … before or after a day, as finely as it is told."""
    count, spell = match.first("number", "article", "last"), match.first("spell", "months", "years", "last")
    if today is None or spell is None:
        return None
    number = int(count.value) if count is not None and count.name != "article" else 1
    unit = _UNITS.get(spell.name, str(spell.value))
    place = shifted(today, unit, sign * number)
    last = match.tokens[-2] if match.tokens[-1].name == "future" else match.tokens[-1]
    return None if place is None else Told("at", place, place, False, last.end)


_YEARS_BACK = re.compile(r"year(?:-(\d+))?")  # the value of "last year"
_UNITS = {"months": "month", "years": "year", "last": "year"}


def shifted(today: dt.date, unit: str, number: int) -> str | None:
    """Return the day, month or year that lies so many units from a day, None where no calendar reaches.

    >>> shifted(dt.date(2025, 4, 3), "week", -2), shifted(dt.date(2025, 4, 3), "month", 9)
    ('2025-03-20', '2026-01')
    """
    days = {"day": 1, "week": _WEEK, "fortnight": 2 * _WEEK}.get(unit)
    years = {"year": 1, "decade": 10, "century": 100}.get(unit)
    if abs(number) > _FARTHEST * 366:
        return None
    if days is not None:
        return (
            (today + dt.timedelta(days=number * days)).isoformat() if abs(number) < _FARTHEST * 52 else None
        )
    if unit == "month":
        place = today.year * _MONTHS + today.month - 1 + number
        return f"{place // _MONTHS}-{place % _MONTHS + 1:02}" if abs(number) <= _FARTHEST else None
    if years is None or not 1000 <= today.year + number * years <= 9999:
        return None
    return str(today.year + number * years)


def _ago(match: Match, today: dt.date | None) -> Told | None:
    return _away(match, today, -1)


def _hence(match: Match, today: dt.date | None) -> Told | None:
    """Resolve "in two weeks", where the word for "in" or another tells that it is to come."""
    lead = match.first("in")
    if not match.first("hence", "future") and lead is not None and lead.value not in (AHEAD, TAKEN):
        return None
    return _away(match, today, 1)


def _stretch(match: Match, today: dt.date | None) -> Told | None:
    """Resolve "the past three months" and "the next ten days": so many of them with the day of publication in.

    Of a year that is told they are its last: "the last three months of 2024".
    """
    count, spell = match.first("number", "day"), match.first("spell", "months", "last-spells", "next-spells")
    lead = match.first("within")
    if today is None or count is None or spell is None or not int(count.value):
        return None
    if lead is not None and lead.value == WITHIN:
        return None  # "binnen 30 Tagen" says how long, and not when
    number, unit = int(count.value), _UNITS.get(spell.name, str(spell.value))
    near = 1 if unit == "month" else 0  # this month is one of them
    year = year_of(match, today)
    if year is not None:
        today = dt.date(year, _MONTHS, 31)
    ahead = match.first("next-years", "next-spells", "within") is not None
    here = shifted(today, unit, 0)
    away = shifted(today, unit, number if ahead else near - number)
    if here is None or away is None:
        return None
    return Told("between", *((here, away) if ahead else (away, here)), year is not None, match.end)


def year_of(match: Match, today: dt.date | None) -> int | None:
    """Return the year that a part is of: "of 2024", "of last year"."""
    told = next((t for t in reversed(match.tokens) if t.name in ("year", "now")), None)
    if told is None or told.name == "year":
        return int(told.value) if told is not None else None
    back = _YEARS_BACK.fullmatch(str(told.value))
    return today.year - int(back[1] or 0) if today is not None and back is not None else None


def weekday(number: int, ahead: bool, today: dt.date) -> tuple[str, str]:
    """Return the day of the nearest such weekday that is not today: Monday is 1.

    >>> weekday(2, True, dt.date(2025, 4, 3)), weekday(2, False, dt.date(2025, 4, 3))
    (('2025-04-08', '2025-04-08'), ('2025-04-01', '2025-04-01'))
    """
    away = (number - 1 - today.weekday()) % _WEEK or _WEEK
    day = (today + dt.timedelta(days=away if ahead else (away - _WEEK) or -_WEEK)).isoformat()
    return day, day


def _feast(match: Match, today: dt.date | None) -> Told | None:
    """Resolve a day of the year; without a year it is the nearest one."""
    feast, written = match.first("feast"), match.first("year")
    if feast is None or (written is None and today is None):
        return None
    if written is not None:
        day = _feast_day(str(feast.value), int(written.value))
    else:
        assert today is not None
        ways = [_feast_day(str(feast.value), today.year + step) for step in (-1, 0, 1)]
        day = min(ways, key=lambda way: abs((dt.date.fromisoformat(way) - today).days))
    return Told("at", day, day, written is not None, match.end)


def _feast_day(feast: str, year: int) -> str:
    """Return the day of a feast: "12-25", "easter+1", or the fourth Thursday of November, "11-thu-4"."""
    if feast.startswith("easter"):
        return (_easter(year) + dt.timedelta(days=int(feast.removeprefix("easter") or 0))).isoformat()
    if feast.count("-") == 1:
        return f"{year}-{feast}"
    month, weekday_, number = feast.split("-")
    first = dt.date(year, int(month), 1)
    away = (_WEEKDAYS.index(weekday_) - first.weekday()) % _WEEK
    return (first + dt.timedelta(days=away + _WEEK * (int(number) - 1))).isoformat()


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _easter(year: int) -> dt.date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    century, place = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (place // 4) - epact - place % 4) % 7
    shift = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * shift + 114, 31)
    return dt.date(year, month, day + 1)


def _week_of(match: Match, today: dt.date | None) -> Told | None:
    """Resolve "the week of March 10": the calendar week that holds the day."""
    day, month, year = match.first("day"), match.first("month"), match.first("year")
    date = _dated(day, month, year, today)
    if date is None:
        return None
    monday = date - dt.timedelta(days=date.weekday())
    return Told(
        "between", monday.isoformat(), (monday + dt.timedelta(days=6)).isoformat(), bool(year), match.end
    )


def _week_to(match: Match, today: dt.date | None) -> Told | None:
    """Resolve "the week to 14 March": seven days, of which that is the last."""
    year = match.first("year")
    date = _dated(match.first("day"), match.first("month"), year, today)
    if date is None:
        return None
    first = date - dt.timedelta(days=_WEEK - 1)
    return Told("between", first.isoformat(), date.isoformat(), bool(year), match.end)


def _nth_weekday(match: Match, today: dt.date | None) -> Told | None:
    """Resolve "the first Monday of March 2024" and "the last Friday in May"."""
    ordinal, named = match.first("ordinal", "last-one"), match.first("weekday")
    first = _dated(Token(0, 0, "day", 1), match.first("month"), match.first("year"), today)
    if ordinal is None or named is None or first is None:
        return None
    length = calendar.monthrange(first.year, first.month)[1]
    days = [d for d in range(1, length + 1) if first.replace(day=d).isoweekday() == int(named.value)]
    number = int(ordinal.value)
    if number > len(days):
        return None
    day = first.replace(day=days[number - 1 if number > 0 else -1]).isoformat()
    return Told("at", day, day, match.first("year") is not None, match.end)


def _dated(
    day: Token | None, month: Token | None, year: Token | None, today: dt.date | None
) -> dt.date | None:
    """Return the date of a day and a month; without a year the one nearest to the day of publication."""
    if day is None or month is None or (year is None and today is None):
        return None
    years = [int(year.value)] if year else [today.year + step for step in (-1, 0, 1)] if today else []
    found = []
    for number in years:
        try:
            found.append(dt.date(number, int(month.value), int(day.value)))
        except ValueError:
            continue
    return min(found, key=lambda date: abs((date - today).days) if today else 0, default=None)


def _of_month(match: Match, today: dt.date | None) -> Told | None:
    """Resolve "the first week of May 2024" by sevens of days, "the first half of March" by the 15th."""
    ordinal, year = match.first("ordinal", "last-one", "last-week"), match.first("year")
    month = match.first("month", "month-week", "month-half")
    spell = match.first("spell")
    if spell is not None and spell.value != "week":
        return None
    first = _dated(Token(0, 0, "day", 1), month, year, today)
    if ordinal is None or first is None:
        return None
    length = calendar.monthrange(first.year, first.month)[1]
    number = int(ordinal.value)
    if match.first("halfyear", "half-month", "month-half"):
        low, high = (1, 15) if number == 1 else (16, length)
        number = number if number > 0 else 2
    elif number < 0:
        low, high = length - 6, length
    else:
        low, high = number * 7 - 6, min(number * 7, length)
    if low > length or number > 5:
        return None
    ends = (first.replace(day=low).isoformat(), first.replace(day=high).isoformat())
    return Told("between", *ends, bool(year), match.end)


def season(name: str, year: int) -> tuple[str, str]:
    """Return first and last month of a season.

    >>> season("winter", 2023)
    ('2023-12', '2024-02')
    """
    first, months = _SEASONS[name]
    last = year * _MONTHS + first + months - 2
    return f"{year}-{first:02}", f"{last // _MONTHS}-{last % _MONTHS + 1:02}"


def _season(match: Match, today: dt.date | None) -> Told | None:
    named, years, now = match.all("season"), match.all("year"), match.first("now")
    if not named or (not years and today is None):
        return None
    number = int(years[0].value) if years else today.year if today else 0
    if now is not None:  # "in the spring of last year"
        told = re.fullmatch(r"year([+-]\d+)?", str(now.value))
        if told is None:
            return None
        number += int(told[1] or 0)
    first, last = season(str(named[0].value), number)
    if len(named) > 1:  # "from autumn 2019 to spring 2021"
        last = season(str(named[-1].value), int(years[-1].value))[1]
    return Told("between", first, last, bool(years), match.end) if first < last else None


def _century(match: Match, today: dt.date | None) -> Told | None:
    token = match.first("century")
    if token is None:
        return None
    last, years, half = int(token.value) * 100, 100, match.first("ordinal")
    if half is not None:
        last, years = last - (50 if half.value == "1" else 0), 50
    return Told("between", f"{last - years + 1:04}", f"{last:04}", True, match.end)


def _short(match: Match, today: dt.date | None) -> Told | None:
    """Resolve "Q3 2024" and "H1 2024"; without a year it is that of publication."""
    part, written = match.first("part"), match.first("year")
    if part is None or (written is None and today is None):
        return None
    year = int(written.value) if written else today.year if today else 0
    kind, number = str(part.value)[0], int(str(part.value)[1])
    if kind == "Q":
        return Told("at", f"{year}-Q{number}", f"{year}-Q{number}", written is not None, match.end)
    first, last = f"{year}-{number * 6 - 5:02}", f"{year}-{number * 6:02}"
    return Told("between", first, last, written is not None, match.end)


def _span(match: Match, today: dt.date | None) -> Told | None:
    """Resolve "from 3 May to 5 June"; a year behind the end is that of both."""
    days, months, years = match.all("day"), match.all("month"), match.all("year")
    if len(days) != 2 or len(months) != 2 or (not years and today is None):
        return None
    year = int(years[-1].value) if years else today.year if today else 0
    from_ = int(years[0].value) if len(years) > 1 else year - (int(months[0].value) > int(months[1].value))
    try:
        first = dt.date(from_, int(months[0].value), days[0].value)
        last = dt.date(year, int(months[1].value), days[1].value)
    except ValueError:
        return None
    if last < first:
        return None
    return Told("between", first.isoformat(), last.isoformat(), bool(years), match.end)


RESOLVE: dict[str, Callable[[Match, dt.date | None], Told | None]] = {
    "date": _date,
    "ago": _ago,
    "hence": _hence,
    "stretch": _stretch,
    "feast": _feast,
    "week-of": _week_of,
    "week-to": _week_to,
    "nth-weekday": _nth_weekday,
    "of-month": _of_month,
    "season": _season,
    "century": _century,
    "short": _short,
    "day-span": _span,
}
SINCE, BEFORE = "2", "2"  # the meanings of a "since" and a "by" that only mean "since" and "before"
COMPARED = "3"  # the meaning of a "since" that only sets against: "compared with"
OF = "3"  # the meaning of an "in" that only means "of"
YEAR = "4"  # the meaning of an "in" that names a year
AHEAD = "2"  # the meaning of an "in" that leads to what is to come
TAKEN = "6"  # the meaning of an "in" that leads to how long something takes, back or ahead
WITHIN = "2"  # the meaning of a "within" that tells how long something takes, back or ahead
KINDS = frozenset(
    "last-spells next-spells ago spell hence future feast season part on week-of week-to half-month ended "
    "last-one last-week month-week month-half when-out runs-out".split()
)
