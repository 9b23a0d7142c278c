"""A rule found in, a time out: what its words mean, resolved against the day of publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from foedus.text.rules import Match
from foedus.text.times import anchors, dates, stretches
from foedus.text.times.anchors import MONTH_OF, nearest_year, of_now
from foedus.text.times.moment import ENDLESS, Time

DECADE = 10
_YEAR = 365.25  # days


def _point(match: Match, today: dt.date | None, *, past: bool = False) -> tuple[str, str, bool] | None:
    """Return first and last (ISO 8601) of the calendar tokens of a match, and whether the year is written."""
    year_token, month, day = (
        match.first("year"),
        match.first("month"),
        match.first("day", "ordinal", "number"),
    )
    now = match.first("now")
    if now and year_token and now.value == "year-end":  # "the end of the year 2026"
        return f"{year_token.value}-12", f"{year_token.value}-12", True
    if now:
        return None if today is None else of_now(match, str(now.value), today)
    if event := match.first("event"):
        return str(event.value), str(event.value), False
    if month is None and year_token is None:
        return None
    year = (
        int(year_token.value)
        if year_token
        else nearest_year(int(month.value), today, past)
        if month
        else None
    )
    if year is None:
        return None
    if month is None:
        return str(year), str(year), True
    text = f"{year}-{int(month.value):02}"
    if day is not None and not match.first("end", "start", "middle"):
        try:
            text = dt.date(year, int(month.value), int(day.value)).isoformat()
        except ValueError:
            return None
    return text, text, year_token is not None


def _at(match: Match, today: dt.date | None) -> Time | None:
    day, lead = match.first("day"), match.all("in")
    if day is not None and lead and lead[-1].start > day.start and lead[-1].value != dates.OF:
        return None  # "up from 28 in January"
    point = _point(match, today)
    now = match.first("now")
    present = now is not None and now.value == "present"
    return None if point is None else Time(match.start, match.end, "at", *point, present=present)


def _bare(match: Match, today: dt.date | None) -> Time | None:
    point = _point(match, today)
    return None if point is None else Time(match.start, match.end, "bare", *point)


def _since(match: Match, today: dt.date | None) -> Time | None:
    point = _point(match, today, past=True)
    if point is None:
        return None
    first = point[0][:4] + "-12" if match.first("end") and len(point[0]) == 4 else point[0]
    return Time(match.start, match.end, "since", first, ENDLESS, point[2], (point[0][:4],))


def _since_season(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "since the summer of 2022": since its first month."""
    told = dates.RESOLVE["season"](match, today)
    return None if told is None else begun(match, told)


def begun(match: Match, told: dates.Told) -> Time:
    """Return the time that goes on since the first day or month of what is told."""
    return Time(match.start, told.end, "since", told.first, ENDLESS, told.stated, (told.first[:4],))


def _since_event(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "since the 2014 pledge" by its year; behind another word ("than its budget in 2014") it is that year."""
    lead, year, inside = match.first("since"), match.first("year"), match.first("in")
    event = match.first("event")
    # "since the war began on 24 February": of its year
    if year is None and event is not None and match.first("month"):
        first = event.value[:7]
        return Time(match.start, match.end, "since", first, ENDLESS, False, (first[:4],))
    if year is None or (lead is not None and (lead.value == dates.SINCE or match.first("event"))):
        return _since(match, today)
    if (point := _point(match, today)) is None:
        return None
    start = inside.start if inside is not None else min(t.start for t in match.all("day", "month", "year"))
    return Time(start, match.end, "at" if inside is not None else "bare", *point)


def _from_event(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "between the invasion and the end of 2024", "from the start of the war to May"."""
    event, to = match.first("event"), match.all("and", "to", "until", "in")
    if event is None or not to:
        return None
    told = tuple(t for t in match.tokens if t.start > event.end and t is not to[-1])
    point = _point(match._replace(tokens=told), today) if told else None
    if point is None or not event.value[:7] < point[1][: len(event.value[:7])]:
        return None
    last = f"{point[1]}-12" if len(point[1]) == len("2024") and match.first("end") else point[1][:7]
    return Time(match.start, match.end, "between", event.value[:7], last, point[2])


def _nth_year(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "in the second year of the war": the first is that in which it began."""
    event, ordinal = match.first("event"), match.first("ordinal")
    if event is None or today is None:
        return None
    year = int(event.value[:4]) + (int(ordinal.value) - 1 if ordinal is not None else 0)
    return Time(match.start, match.end, "at", str(year), str(year), False) if year <= today.year else None


def _years_of_war(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "in three years of war", where it has lasted about as long: all of it."""
    war, number = match.first("event"), match.first("number", "open-years")
    if war is None or number is None or today is None or len(war.value) != len("2022-02"):
        return _last(match, today)
    begun = dt.date.fromisoformat(f"{war.value}-01")
    lasted = (today - begun).days / _YEAR
    if lasted <= 0 or abs(lasted - int(number.value)) > 1:
        return _last(match, today)  # "twenty years of war"
    return Time(match.start, match.end, "since", war.value, ENDLESS, False, (war.value[:4],))


def _before(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "before the war", "two years before the war": the year before it, or so many years before."""
    lead, event = match.first("by", "ago", "now"), match.first("event")
    if lead is not None and event is not None and str(lead.value).startswith("then+"):
        return _after(match, event.value, int(lead.value.removeprefix("then+")))
    back = lead.value.removeprefix("then-") if lead is not None and lead.name == "now" else "1"
    if lead is None or event is None or not back.isdigit():
        return None
    if lead.name == "by" and lead.value != dates.BEFORE:
        return None  # "spurred on by the war": what has happened is no day by which anything is due
    year = str(int(event.value[:4]) - int(back))
    return Time(match.start, match.end, "at", year, year, stated=False)


def _after(match: Match, event: str, years: int) -> Time | None:
    """Resolve "two years after the invasion": the month in which that was."""
    if not years:
        return None
    told = f"{int(event[:4]) + years}{event[4:7]}"
    return Time(match.start, match.end, "at", told, told, stated=False)


def _by(match: Match, today: dt.date | None) -> Time | None:
    point = _point(match, today)
    if point is None:
        return None
    if today is not None and match.first("month") and not match.first("year") and point[0] < str(today.year):
        ahead = f"{today.year}{point[0][4:]}"  # "before December", told in February: that of this year
        point = (ahead, ahead, point[2])
    last = point[1]
    # "by the middle of the next decade"
    if point[0].isdigit() and int(last[:4]) - int(point[0]) == DECADE - 1:
        part = 0 if match.first("start") else DECADE // 2 if match.first("middle") else DECADE - 1
        last = str(int(point[0]) + part)
    if last.isdigit() and match.first("middle") and today is not None and last < str(today.year):
        last = f"{last}-{MONTH_OF['middle']}"  # "had sent by the middle of 2024": what has been, up to that month
    if len(last) == 7 and last.endswith("-12") and not match.first("month"):
        last = last[:4]
    return Time(match.start, match.end, "by", last, last, point[2])


def _until(match: Match, today: dt.date | None) -> Time | None:
    point = _point(match, today)
    return None if point is None else Time(match.start, match.end, "until", ENDLESS, point[1], point[2])


def _end(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "the end of 2026", "mid-2026": the month that stands for it."""
    year, part = match.first("year"), match.first(*MONTH_OF)
    if year is None or part is None:
        return None
    text = f"{year.value}-{MONTH_OF[part.name]}"
    return Time(match.start, match.end, "at", text, text)


def _last(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "over the past decade": the last ten years with the current one as the last."""
    count, lead = match.first("last", "number", "open-years"), match.first("in")
    numbered = lead is not None and count is not None and count.name == "number"
    if numbered and lead is not None and lead.value == dates.OF:
        return None  # "un homme de 34 ans"
    if numbered and lead is not None and lead.value == dates.AHEAD and not match.first("last-years"):
        return _ahead(match, today)  # "dans sept ans"
    if today is None or count is None or not 1 <= int(count.value) <= 100:
        return None
    years = int(count.value)
    open_ = count.name != "last" and not match.first("last-years")
    first = str(today.year - years + 1)
    return Time(match.start, match.end, "last", first, str(today.year), False, open=open_, lasting=open_)


def _next(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "over the next four years" and "over the next decade": from this year on."""
    count = match.first("number") or match.first("next-years")
    spoken = count is not None and (count.name == "number" or int(count.value) > 1)
    if today is None or count is None or not spoken or not 1 <= int(count.value) <= 50:
        return None
    last = str(today.year + int(count.value))
    return Time(match.start, match.end, "between", str(today.year), last, stated=False)


def _last_of(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "the last quarter of 2024"; of other words before a year ("now in 2024") only the year counts."""
    now, year = match.first("now"), match.first("year")
    if now is None:
        return None
    if now.value == "quarter-1":
        of = dates.year_of(match, today)
        quarter = f"{of}-Q4"
        stated = year is not None
        return Time(match.start, match.end, "at", quarter, quarter, stated) if of is not None else None
    if year is None:
        return None
    if now.value == "year-end":
        month = f"{year.value}-12"
        return Time(match.start, match.end, "at", month, month)
    start = next((t.start for t in match.all("in") if t.start > now.start), year.start)
    return Time(start, match.end, "at" if start < year.start else "bare", str(year.value), str(year.value))


def _ahead(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "within three years" as a deadline, and "in three years" where its word may tell one."""
    count, lead = match.first("number", "last"), match.first("within", "in")
    if today is None or count is None or not 1 <= int(count.value) <= 50:
        return None
    taken = lead is not None and (lead.name, lead.value) in (("within", dates.WITHIN), ("in", dates.TAKEN))
    if lead is not None and lead.name == "in" and not taken and lead.value != dates.AHEAD:
        return None  # "for three years"
    due = str(today.year + int(count.value))
    if match.first("months"):
        due = dates.shifted(today, "month", int(count.value)) or today.isoformat()[:7]
    return Time(match.start, match.end, "by", due, due, False, lasting=taken)


RESOLVE: dict[str, Callable[[Match, dt.date | None], Time | None]] = {
    "at": _at,
    "bare": _bare,
    "since": _since,
    "since-event": _since_event,
    "before": _before,
    "from-event": _from_event,
    "nth-year": _nth_year,
    "years-of-war": _years_of_war,
    "since-season": _since_season,
    "told-year": anchors.told_year,
    "moment": anchors.moment,
    "up-to": stretches.up_to,
    "months-to": stretches.months_to,
    "by": _by,
    "until": _until,
    "by-part": anchors.by_part,
    "between": stretches.between,
    "days": stretches.days,
    "between-now": stretches.between_now,
    "pair": stretches.pair,
    "spans": stretches.spans,
    "months": stretches.months,
    "year-to-month": stretches.year_to_month,
    "decade": stretches.decade,
    "quarter": stretches.part_of_year,
    "quarters": stretches.quarters,
    "half": stretches.part_of_year,
    "first-months": stretches.first_months,
    "last": _last,
    "next": _next,
    "term": anchors.term,
    "meeting": anchors.meeting,
    "by-meeting": anchors.by_meeting,
    "under": anchors.under,
    "ahead": _ahead,
    "last-of": _last_of,
    "end": _end,
}
