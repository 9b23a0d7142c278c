"""A rule found in, a time out: what its words mean, resolved against the day of publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from foedus.text.rules import Match
from foedus.text.times import anchors, dates
from foedus.text.times.moment import ENDLESS, Time


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
        return None if today is None else _of_now(match, str(now.value), today)
    if event := match.first("event"):
        return str(event.value), str(event.value), False
    if month is None and year_token is None:
        return None
    year = (
        int(year_token.value)
        if year_token
        else _nearest_year(int(month.value), today, past)
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


def _of_now(match: Match, told: str, today: dt.date) -> tuple[str, str, bool] | None:
    """Return a time told from the day of publication, or the part of it that is meant: "the end of last year"."""
    first, last = anchors.shift(told, today)
    day, month = match.first("day"), match.first("month")
    if told.startswith("named") and day is not None:  # "le 31 décembre dernier"
        first = last = _named_day(f"{first[5:]}-{int(day.value):02}", today, ahead="+" in told)
    elif (
        month is not None and first == last and first.isdigit()
    ):  # "in March of last year", "5 March last year"
        first = last = f"{first}-{int(month.value):02}" + (f"-{int(day.value):02}" if day else "")
    elif first == last and first.isdigit() and (part := match.first("end", "start", "middle")):
        first = last = f"{first}-{_MONTH_OF[part.name]}"
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


_MONTH_OF = {"start": "01", "middle": "06", "end": "12"}


def _nearest_year(month: int, today: dt.date | None, past: bool) -> int | None:
    """Return the year that puts a bare month nearest to the day of publication (never ahead for a start)."""
    if today is None:
        return None
    if past:
        return today.year - (month > today.month)
    away = month - today.month
    return today.year + (1 if away < -6 else -1 if away > 6 else 0)


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


def _before(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "before the war", "two years before the war": the year before it, or so many years before."""
    lead, event = match.first("by", "ago", "now"), match.first("event")
    back = lead.value.removeprefix("then-") if lead is not None and lead.name == "now" else "1"
    if lead is None or event is None or not back.isdigit():
        return None
    if lead.name == "by" and lead.value != dates.BEFORE:
        return _by(match, today)
    year = str(int(event.value[:4]) - int(back))
    return Time(match.start, match.end, "at", year, year, stated=False)


def _up_to(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "over the decade to 2019": so many years with the one that is told as the last."""
    count, year = match.first("last", "number", "day"), match.first("year")
    if count is None or year is None or not 1 < int(count.value) < int(year.value):
        return None
    first = f"{int(year.value) - int(count.value) + 1:04}"
    return Time(match.start, match.end, "last", first, str(year.value))


def _months_to(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "in the year to March [2025]": so many times twelve months with the one that is told as the last."""
    month, written, lead = match.first("month"), match.first("year"), match.first("in")
    told, number = match.first("last"), match.first("number", "day")
    if month is None or (told is None and number is None and (lead is None or lead.value != dates.YEAR)):
        return None
    year = int(written.value) if written else _nearest_year(int(month.value), today, past=True)
    months = int(number.value if number else told.value if told else 1) * (1 if match.first("months") else 12)
    if year is None or not 1 <= months <= MONTHS:
        return None
    first = dates.shifted(dt.date(year, int(month.value), 1), "month", 1 - months)
    last = f"{year}-{int(month.value):02}"
    return (
        None if first is None else Time(match.start, match.end, "between", first, last, written is not None)
    )


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
    if len(last) == 7 and last.endswith("-12") and not match.first("month"):
        last = last[:4]
    return Time(match.start, match.end, "by", last, last, point[2])


def _until(match: Match, today: dt.date | None) -> Time | None:
    point = _point(match, today)
    return None if point is None else Time(match.start, match.end, "until", ENDLESS, point[1], point[2])


def _end(match: Match, today: dt.date | None) -> Time | None:
    year, part = match.first("year"), match.first(*_MONTH_OF)
    if year is None or part is None:
        return None
    text = f"{year.value}-{_MONTH_OF[part.name]}"
    return Time(match.start, match.end, "at", text, text)


def _between(match: Match, today: dt.date | None) -> Time | None:
    span = match.first("span")
    first, last = span.value if span else tuple(t.value for t in match.all("year"))
    lead = match.first("since", "on", "above")
    compared = lead is not None and lead.name == "since" and lead.value == dates.COMPARED
    if lead is not None and (span or compared) and int(first) < int(last):
        return Time(match.start, match.end, "since", str(first), ENDLESS, True, (f"{first}/{last}",))
    return None if int(last) < int(first) else Time(match.start, match.end, "between", str(first), str(last))


def _between_now(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "between 2014 and last year"."""
    year, now = match.first("year"), match.first("now")
    if year is None or now is None or today is None or str(now.value).startswith("then"):
        return None
    last = anchors.shift(str(now.value), today)[1][:4]
    if not last.isdigit() or int(last) <= int(year.value):
        return None
    return Time(match.start, match.end, "between", str(year.value), last)


def _pair(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "over 2026 and 2027": two years in a row are a stretch; of others it is the first."""
    first, last = (str(t.value) for t in match.all("year"))
    if int(last) - int(first) == 1:
        return Time(match.start, match.end, "between", first, last)
    return Time(match.start, match.all("year")[0].end, "at", first, first)


def _spans(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "between 2011-15 and 2016-20": the later years, measured from the earlier."""
    years = [str(t.value) for t in match.all("year")]
    spans = [t.value for t in match.all("span")] or [
        (a, b) for a, b in zip(years[::2], years[1::2], strict=True)
    ]
    if len(spans) != 2 or spans[0] >= spans[1] or any(first > last for first, last in spans):
        return None
    base, (first, last) = "/".join(spans[0]), spans[1]
    return Time(match.start, match.end, "between", first, last, True, (base,))


def _quarters(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "between the second and the third quarter [of 2024]": the later one, measured from the earlier."""
    numbers, later = [int(t.value) for t in match.all("ordinal")], None
    if len(numbers) == 2 and 0 < numbers[0] < numbers[1] <= QUARTERS:
        later = _part(match, today, "quarter", 3)
    if later is None:
        return None
    year = later.first[:4]
    return later._replace(
        role="at",
        first=f"{year}-Q{numbers[1]}",
        last=f"{year}-Q{numbers[1]}",
        bases=(f"{year}-Q{numbers[0]}",),
    )


def _year_to_month(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "from early 2022 to 31 August 2024": from a part of a year to a month."""
    (since, to), month, part = match.all("year"), match.first("month"), match.first(*_MONTH_OF)
    begun = part is not None and part.start < since.start
    first = f"{since.value}-{_MONTH_OF[part.name] if part and begun else '01'}"
    last = f"{to.value}-{int(month.value):02}" if month else ""
    return Time(match.start, match.end, "between", first, last) if first < last else None


def _months(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "between August and October [2023]": from one month to another of the year that is written or nearest.

    A year behind the first month alone is not that of the other: "from February 2022 to August" ends last August.
    """
    first, last = match.all("month")
    written, now = match.all("year"), match.first("now")
    years = [int(t.value) for t in written]
    if now is not None and today is not None:  # "between May 2023 and February of this year"
        told = anchors.shift(str(now.value), today)[0][:4]
        years = [*(years or [int(told) - (int(first.value) > int(last.value))]), int(told)]
    open_end = len(years) == 1 and written[0].start < last.start and today is not None
    to = years[-1] if years and not open_end else _nearest_year(int(last.value), today, past=open_end)
    if to is None:
        return None
    if open_end:
        since, to = years[0], max(to, years[0])
    else:
        since = years[0] if len(years) > 1 else to - (int(first.value) > int(last.value))
    if since == to and int(last.value) - int(first.value) == 2 and int(first.value) % 3 == 1:
        quarter = f"{to}-Q{(int(first.value) + 2) // 3}"
        return Time(match.start, match.end, "at", quarter, quarter, bool(years))
    text = f"{since}-{int(first.value):02}", f"{to}-{int(last.value):02}"
    days = match.all("day", "ordinal")
    if len(days) == len(text):  # "from 1 November 2023 to 15 January"
        text = f"{text[0]}-{int(days[0].value):02}", f"{text[1]}-{int(days[1].value):02}"
    return Time(match.start, match.end, "between", *text, bool(years)) if text[0] < text[1] else None


def _decade(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "the 2010s", "the early 2030s" and "by the mid-2030s"."""
    token = match.first("decade", "year")
    if token is None or int(token.value) % 10:
        return None
    first = int(token.value)
    if (half := match.first("ordinal")) is not None:  # "the second half of the 1990s"
        first += 5 * (int(half.value) - 1)
        return (
            Time(match.start, match.end, "between", str(first), str(first + 4))
            if half.value in "12"
            else None
        )
    part = 0 if match.first("start") else 5 if match.first("middle") else 9 if match.first("end") else None
    if part is not None or match.first("by"):
        year = str(first + (part or 0))
        return Time(match.start, match.end, "by" if match.first("by") else "at", year, year)
    if match.first("since", "on") or match.first("from"):
        return Time(match.start, match.end, "since", str(first), ENDLESS, True, (str(first),))
    return Time(match.start, match.end, "between", str(first), str(first + 9))


def _days(match: Match, today: dt.date | None) -> Time | None:
    days, month, year_token = match.all("day", "ordinal"), match.first("month"), match.first("year")
    if month is None or len(days) != 2:
        return None
    year = int(year_token.value) if year_token else _nearest_year(int(month.value), today, past=False)
    try:
        first, last = (dt.date(year or 0, int(month.value), int(day.value)).isoformat() for day in days)
    except ValueError:
        return None
    if match.first("night"):  # "in the night of the 9th to the 10th": its hours are the second day's
        return Time(match.start, match.end, "at", last, last, year_token is not None)
    return (
        None if last < first else Time(match.start, match.end, "between", first, last, year_token is not None)
    )


def _part(match: Match, today: dt.date | None, name: str, months: int) -> Time | None:
    """Resolve a quarter or a half: its number, and its year (of publication where none is written)."""
    ordinal, year_token, now = match.first("ordinal", "number"), match.first("year"), match.first("now")
    year = int(year_token.value) if year_token else None
    if year is None and today is not None:
        year = int(anchors.shift(str(now.value), today)[0][:4]) if now else today.year
    if ordinal is None or year is None or int(ordinal.value) * months > 12:
        return None
    if ordinal.name == "number" and ordinal.end - ordinal.start > 1:
        return None  # "ein Quartal"
    number = int(ordinal.value)
    stated = year_token is not None
    if match.first("since", "on"):  # "down 38 % on the second half of 2024"
        first = f"{year}-{number * months - months + 1:02}"
        base = f"{year}-Q{number}" if name == "quarter" else f"{first}/{year}-{number * months:02}"
        return Time(match.start, match.end, "since", first, ENDLESS, stated, (base,))
    if name == "quarter":
        text = f"{year}-Q{number}"
        return Time(match.start, match.end, "at", text, text, stated)
    return Time(
        match.start,
        match.end,
        "between",
        f"{year}-{number * 6 - 5:02}",
        f"{year}-{number * 6:02}",
        year_token is not None,
    )


def _first_months(match: Match, today: dt.date | None) -> Time | None:
    number, year_token = match.first("number"), match.first("year")
    year = int(year_token.value) if year_token else today.year if today else None
    if number is None or year is None or not 1 <= number.value <= 12:
        return None
    stated = year_token is not None
    if number.value == 3:
        return Time(match.start, match.end, "at", f"{year}-Q1", f"{year}-Q1", stated)
    return Time(match.start, match.end, "between", f"{year}-01", f"{year}-{number.value:02}", stated)


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
    if now is None or year is None:
        return None
    if now.value == "quarter-1":
        quarter = f"{year.value}-Q4"
        return Time(match.start, match.end, "at", quarter, quarter)
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


DECADE = 10
QUARTERS = 4
MONTHS = 120  # the longest stretch that is told by its last month
RESOLVE: dict[str, Callable[[Match, dt.date | None], Time | None]] = {
    "at": _at,
    "bare": _bare,
    "since": _since,
    "since-event": _since_event,
    "before": _before,
    "told-year": anchors.told_year,
    "moment": anchors.moment,
    "up-to": _up_to,
    "months-to": _months_to,
    "by": _by,
    "until": _until,
    "by-part": anchors.by_part,
    "between": _between,
    "days": _days,
    "between-now": _between_now,
    "pair": _pair,
    "spans": _spans,
    "months": _months,
    "year-to-month": _year_to_month,
    "decade": _decade,
    "quarter": partial(_part, name="quarter", months=3),
    "quarters": _quarters,
    "half": partial(_part, name="half", months=6),
    "first-months": _first_months,
    "last": _last,
    "next": _next,
    "term": anchors.term,
    "meeting": anchors.meeting,
    "under": anchors.under,
    "ahead": _ahead,
    "last-of": _last_of,
    "end": _end,
}
