"""Times told from something known: from the day of publication, the alliance's meetings, a term of office."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from foedus import alliances
from foedus.alliances.records import Meeting
from foedus.text.lexicon import Scan
from foedus.text.rules import Match
from foedus.text.times import dates
from foedus.text.times.moment import ENDLESS, Time

_SEASONS = {"winter": 2, "spring": 5, "summer": 8, "autumn": 11}  # and the month in which each ends
SUMMIT = "summit"
_PART = re.compile(r"(\d{4})-(Q?)(\d{1,2})")  # a month or a quarter
YEAR = 12  # months
TERM = 4  # years of a presidential term, where the text names no end
PAST = ("was-then", "spent-then", "back-then")  # cues of what was so once
BEFORE = 60  # characters before a past year in which a number may stand that is of it
OF_TERM = "2"  # the meaning of a word for a year of a term
MONTH_OF = {"start": "01", "middle": "06", "end": "12"}  # of parts of a year


def shift(spec: str, today: dt.date) -> tuple[str, str]:
    """Resolve "year-1", "month+1", "decade-end", "next-12" … against a day: first and last as ISO 8601."""
    if spec == "present":
        return str(today.year), str(today.year)
    if spec.startswith("in-"):  # "the turn of the century"
        return spec[3:], spec[3:]
    if spec == "turn":  # "the turn of the year": the nearest one
        turned = f"{today.year - (today.month <= YEAR // 2)}-{YEAR}"
        return turned, turned
    if spec == "years+1":
        return str(today.year), str(today.year + 1)
    if spec == "next-12":
        return today.isoformat()[:7], f"{today.year + 1}{today.isoformat()[4:7]}"
    if spec.startswith("summit"):
        return _summit(spec.endswith("+1"), today)
    end = spec.endswith("-end")
    unit, sign, count = _parts(spec.removesuffix("-end"))
    step = int(f"{sign}{count}" or 0)
    if unit == "decade" and step:
        first = (today.year // 10 + step) * 10
        return str(first), str(first + 9)
    if unit == "decade":
        decade = str(today.year // 10 * 10 + 10)
        return decade, decade
    if unit == "year":
        year = str(today.year + step)
        return (f"{year}-12", f"{year}-12") if end else (year, year)
    if unit in _SEASONS:
        begun = unit != "winter" and _SEASONS[unit] - 2 <= today.month  # "next spring", told in spring
        ended = _SEASONS[unit] < today.month if step < 0 else begun or _SEASONS[unit] <= today.month
        year = str(
            today.year + (0 if step == 0 else (0 if ended else -1) if step < 0 else (1 if ended else 0))
        )
        # a winter is named after its first year
        earlier = unit == "winter" and (step or today.month <= _SEASONS[unit])
        return dates.season(unit, int(year) - bool(earlier))
    if unit == "named":  # "next March", "last March"
        ahead = sign == "+"
        passed = int(count) <= today.month if ahead else int(count) >= today.month
        named = f"{today.year + passed * (1 if ahead else -1)}-{int(count):02}"
        return named, named
    if unit == "weekend":  # the one before that day, or the next
        saturday = today + dt.timedelta(days=(5 - today.weekday()) % 7 + 7 * min(step, 0))
        return saturday.isoformat(), (saturday + dt.timedelta(days=1)).isoformat()
    if unit == "later":  # "lundi en huit"
        following = dt.date.fromisoformat(dates.weekday(int(count), True, today)[0]) + dt.timedelta(days=7)
        return following.isoformat(), following.isoformat()
    if unit == "weekday":
        return dates.weekday(int(count), sign == "+", today)
    if unit == "quarter":
        quarters = today.year * 4 + (today.month - 1) // 3 + step
        text = f"{quarters // 4}-Q{quarters % 4 + 1}"
        return text, text
    if unit == "month":
        months = today.year * 12 + today.month - 1 + step
        text = f"{months // 12}-{months % 12 + 1:02}"
        return text, text
    if unit == "week":
        monday = today - dt.timedelta(days=today.weekday()) + dt.timedelta(weeks=step)
        return monday.isoformat(), (monday + dt.timedelta(days=6)).isoformat()
    day = (today + dt.timedelta(days=step)).isoformat()
    return day, day


def _summit(ahead: bool, today: dt.date) -> tuple[str, str]:
    """Return the month of the summit before a day, or of the next one by the alliance's own calendar."""
    if ahead:
        following = alliances.next_meeting(today, SUMMIT)
        held = following.start if following else None
    else:
        held = max(
            (m.start for m in alliances.meetings() if m.kind == SUMMIT and m.start < today), default=None
        )
    year = min(max(today.year + (1 if ahead else -1), dt.MINYEAR), dt.MAXYEAR)
    month = held.isoformat()[:7] if held else f"{year:04}-{today.month:02}"  # a leap day is none a year away
    return month, month


def _parts(spec: str) -> tuple[str, str, str]:
    match = re.fullmatch(r"([a-z]+)([+-]?)(\d*)", spec)
    return (match[1], match[2], match[3]) if match else (spec, "", "")


def months_before(match: Match, earlier: Iterator[Time], months: int) -> Time | None:
    """Return so many months right before the months or the quarter told last: "in the three months before"."""
    told = next((t for t in earlier if t.role in ("at", "between")), None) if months else None
    part = _PART.fullmatch(told.first) if told is not None else None
    if told is None or part is None:
        return None
    month = int(part[3]) if not part[2] else 3 * int(part[3]) - 2
    last = int(part[1]) * YEAR + month - 2  # counted from zero
    begin, end = (f"{n // YEAR:04}-{n % YEAR + 1:02}" for n in (last - months + 1, last))
    return Time(match.start, match.end, "between", begin, end, told.stated)


def term(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "since X's nth term": the year before it and its first year may both be meant as the base."""
    person, ordinal = match.first("person"), match.first("ordinal")
    for name in person.value if person else ():
        held = [t for t in alliances.terms(name) if today is None or t.start is None or t.start <= today]
        number = int(ordinal.value) if ordinal else len(held)
        if 1 <= number <= len(held) and held[number - 1].start is not None:
            begun = held[number - 1].start
            assert begun is not None
            return Time(
                match.start,
                match.end,
                "since",
                str(begun.year),
                ENDLESS,
                False,
                (str(begun.year - 1), str(begun.year)),
            )
    return None


def under(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "under X's nth term": its full years, measured from the year before or its first."""
    told = match.first("term")
    if told is not None and str(told.value) == OF_TERM:
        return _term_year(match, today)
    since = term(match, today)
    if since is None:
        return None
    last = str(int(since.first) + TERM - 1)
    return since._replace(role="since", last=last)


def _term_year(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "in X's first year in office", "in X's last year as president": of a term that began in a winter."""
    person, ordinal = match.first("person"), match.first("ordinal")
    for name in person.value if person else ():
        held = [t for t in alliances.terms(name) if today is None or (t.start or today) <= today]
        begun, over = (held[0].start, held[-1].end) if held else (None, None)
        if begun is None or begun.month > YEAR // 2:
            return None
        last = (
            over.year - (over.month <= YEAR // 2)
            if over is not None and (today is None or over <= today)
            else None
        )
        year = begun.year + int(ordinal.value) - 1 if ordinal else last
        return None if year is None else Time(match.start, match.end, "at", str(year), str(year), False)
    return None


def _held(match: Match) -> Meeting | None:
    """Return the meeting of the alliance that a match names."""
    named = match.first("meeting")
    return next((m for m in alliances.meetings() if named is not None and m.id == named.value), None)


def meeting(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "since the Vilnius summit" by the alliance's own calendar, "since the 2014 summit" by its year."""
    held, written = _held(match), match.first("year")
    if held is not None and (today is None or held.start <= today):
        year = str(held.start.year)
    elif written is not None:
        year = str(written.value)
    else:
        return None
    return Time(match.start, match.end, "since", year, ENDLESS, written is not None, (year,))


def by_meeting(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "by the Ankara summit": the month of that meeting, by the alliance's own calendar."""
    held, written, lead = _held(match), match.first("year"), match.first("by")
    if lead is not None and lead.value == dates.BEFORE:
        return None  # "before the Wales summit" is when something was so
    month = held.start.isoformat()[:7] if held is not None else str(written.value) if written else None
    return None if month is None else Time(match.start, match.end, "by", month, month, written is not None)


def from_then(found: list[Time], time: Time, today: dt.date | None, text: str) -> Time:
    """Count a deadline from the past year told before it: "vowed in 2014 to spend 2 % within ten years".

    Not where that is the year of another number: "which was at 1.3 % in 2014, will be at 2 % in five years".
    """
    then = found[-1] if found and time.role == "by" and not time.stated else None
    if then is None or today is None or then.role != "at" or not then.stated or not then.first.isdigit():
        return time
    if not time.first.isdigit() or not int(then.first) < today.year < int(time.first):
        return time
    if any(c.isdigit() for c in text[max(0, then.start - BEFORE) : then.start]):
        return time
    due = str(int(then.first) + int(time.first) - today.year)
    return time._replace(first=due, last=due)


def told_in_past(scan: Scan, n: int, told: list[Time]) -> Time | None:
    """Return the year that "then" looks back to in the past tense: "In 2014 they vowed it by 2024. Back then three …".

    `told`: the times before it, nearest first, of which the nearest is a deadline.
    """
    cues = scan.index.within(scan.sentences[n].start, scan.sentences[n].end, "cue")
    if not any(m.value in PAST for m in cues):
        return None
    return next((t for t in told if t.role == "at" and t.first[:4] < told[0].first[:4]), None)


def told_year(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "in 2014, the year Russia annexed Crimea": the year, whatever happened in it."""
    year = match.first("year")
    return None if year is None else Time(match.start, match.end, "at", year.value, year.value)


def moment(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "at the time of the annexation of Crimea", "in the year of the Wales summit": when that was."""
    event, lead = match.first("event"), match.first("in")
    if lead is not None and lead.value != dates.YEAR:
        return None  # "in Crimea"
    if event is None:
        held = meeting(match, today)
        return held and held._replace(role="at", last=held.first, bases=())
    return Time(match.start, match.end, "at", event.value[:7], event.value[:7], stated=False)


def by_part(match: Match, today: dt.date | None) -> Time | None:
    """Return the last day of a part of a month by which something is so: "by the first week of October"."""
    told = dates.RESOLVE["of-month"](match, today)
    return None if told is None else Time(match.start, match.end, "by", told.last, told.last, told.stated)


def of_now(match: Match, told: str, today: dt.date) -> tuple[str, str, bool] | None:
    """Return a time told from the day of publication, or the part of it that is meant: "the end of last year"."""
    first, last = shift(told, today)
    day, month, weekday = match.first("day"), match.first("month"), match.first("weekday")
    if weekday is not None and _parts(told)[0] == "week":  # "Monday of last week"
        first = last = (dt.date.fromisoformat(first) + dt.timedelta(days=int(weekday.value) - 1)).isoformat()
    if told.startswith("named") and day is not None:  # "le 31 décembre dernier"
        first = last = _named_day(f"{first[5:]}-{int(day.value):02}", today, ahead="+" in told)
    elif (
        month is not None and first == last and first.isdigit()
    ):  # "in March of last year", "5 March last year"
        first = last = f"{first}-{int(month.value):02}" + (f"-{int(day.value):02}" if day else "")
    elif first == last and first.isdigit() and (part := match.first("end", "start", "middle")):
        first = last = f"{first}-{MONTH_OF[part.name]}"
    elif first.isdigit() and last.isdigit() and (part := match.first("end", "start")):
        first = last = first if part.name == "start" else last  # "early in the next decade"
    if day is not None:
        try:
            dt.date.fromisoformat(first)
        except ValueError:
            return None
    return first, last, False


def _named_day(day: str, today: dt.date, *, ahead: bool) -> str:
    """Return the last such day before the day of publication, or the next behind it; `day`: its month and number.

    In May "le 23 mai dernier" is this month's, where "mai dernier" is that of the year before.
    """
    now = today.isoformat()[5:]
    moved = (1 if day <= now else 0) if ahead else (-1 if day >= now else 0)
    return f"{today.year + moved:04}-{day}"


def nearest_year(month: int, today: dt.date | None, past: bool) -> int | None:
    """Return the year that puts a bare month nearest to the day of publication (never ahead for a start)."""
    if today is None:
        return None
    if past:
        return today.year - (month > today.month)
    away = month - today.month
    return today.year + (1 if away < -6 else -1 if away > 6 else 0)
