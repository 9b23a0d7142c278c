"""A rule found in, the stretch of time that it tells out: from one year, month or day to another, a decade, a half."""

from __future__ import annotations

import datetime as dt

from foedus.text.rules import Match
from foedus.text.times import anchors, dates
from foedus.text.times.anchors import MONTH_OF, nearest_year
from foedus.text.times.moment import ENDLESS, Time

QUARTERS = 4
QUARTER, HALF = 3, 6  # months
HALVES = (("-01", "-06"), ("-07", "-12"))  # months with which the halves of a year begin and end
MONTHS = 120  # the longest stretch that is told by its last month


def up_to(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "over the decade to 2019": so many years with the one that is told as the last."""
    count, year = match.first("last", "number", "day"), match.first("year")
    if count is None or year is None or not 1 < int(count.value) < int(year.value):
        return None
    first = f"{int(year.value) - int(count.value) + 1:04}"
    return Time(match.start, match.end, "last", first, str(year.value))


def months_to(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "in the year to March [2025]": so many times twelve months with the one that is told as the last."""
    month, written, lead = match.first("month"), match.first("year"), match.first("in")
    told, number = match.first("last"), match.first("number", "day")
    if month is None or (told is None and number is None and (lead is None or lead.value != dates.YEAR)):
        return None
    year = int(written.value) if written else nearest_year(int(month.value), today, past=True)
    each = 1 if match.first("months", "last-spells") else 12
    months = int(number.value if number else told.value if told else 1) * each
    if year is None or not 1 <= months <= MONTHS:
        return None
    first = dates.shifted(dt.date(year, int(month.value), 1), "month", 1 - months)
    last = f"{year}-{int(month.value):02}"
    return (
        None if first is None else Time(match.start, match.end, "between", first, last, written is not None)
    )


def is_twelvemonth(time: Time) -> bool:
    """Tell whether a time is a year that begins in another month than the first: "in the year to March"."""
    if time.role != "between" or not len(time.first) == len(time.last) == len("2024-04"):
        return False
    (year, month), (to, last) = (text.split("-") for text in (time.first, time.last))
    if not (month.isdigit() and last.isdigit()):
        return False
    return (int(to) - int(year)) * 12 + int(last) - int(month) == 11


def earlier(time: Time, years: int, match: Match) -> Time:
    """Return the same months so many years before: "after 36.5 billion the year before"."""
    first, last = (f"{int(text[:4]) - years:04}{text[4:]}" for text in (time.first, time.last))
    return Time(match.start, match.end, "between", first, last, time.stated)


def between(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "from 2014 to 2024"; behind "than" the stretch is what a change is measured from."""
    span = match.first("span")
    first, last = span.value if span else tuple(t.value for t in match.all("year"))
    lead = match.first("since", "on", "above")
    compared = lead is not None and lead.name == "since" and lead.value == dates.COMPARED
    if lead is not None and (span or compared) and int(first) < int(last):
        return Time(match.start, match.end, "since", str(first), ENDLESS, True, (f"{first}/{last}",))
    return None if int(last) < int(first) else Time(match.start, match.end, "between", str(first), str(last))


def between_now(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "between 2014 and last year", and "between now and 2036"."""
    year, now = match.first("year"), match.first("now")
    if year is None or now is None or today is None or str(now.value).startswith("then"):
        return None
    last = anchors.shift(str(now.value), today)[1][:4]
    if now.start < year.start and last.isdigit():
        later = last < str(year.value)
        return Time(match.start, match.end, "between", last, str(year.value)) if later else None
    if not last.isdigit() or int(last) <= int(year.value):
        return None
    return Time(match.start, match.end, "between", str(year.value), last)


def pair(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "over 2026 and 2027": two years in a row are a stretch; of others it is the first."""
    first, last = (str(t.value) for t in match.all("year"))
    if int(last) - int(first) == 1:
        return Time(match.start, match.end, "between", first, last)
    return Time(match.start, match.all("year")[0].end, "at", first, first)


def spans(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "between 2011-15 and 2016-20": the later years, measured from the earlier."""
    years = [str(t.value) for t in match.all("year")]
    spans = [t.value for t in match.all("span")] or [
        (a, b) for a, b in zip(years[::2], years[1::2], strict=True)
    ]
    if len(spans) != 2 or spans[0] >= spans[1] or any(first > last for first, last in spans):
        return None
    base, (first, last) = "/".join(spans[0]), spans[1]
    return Time(match.start, match.end, "between", first, last, True, (base,))


def quarters(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "between the second and the third quarter [of 2024]": the later one, measured from the earlier."""
    numbers, later = [int(t.value) for t in match.all("ordinal")], None
    if len(numbers) == 2 and 0 < numbers[0] < numbers[1] <= QUARTERS:
        later = part_of_year(match, today)
    if later is None:
        return None
    year = later.first[:4]
    return later._replace(
        role="at",
        first=f"{year}-Q{numbers[1]}",
        last=f"{year}-Q{numbers[1]}",
        bases=(f"{year}-Q{numbers[0]}",),
    )


def year_to_month(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "from early 2022 to 31 August 2024": from a part of a year to a month."""
    (since, to), month, part = match.all("year"), match.first("month"), match.first(*MONTH_OF)
    begun = part is not None and part.start < since.start
    first = f"{since.value}-{MONTH_OF[part.name] if part and begun else '01'}"
    last = f"{to.value}-{int(month.value):02}" if month else ""
    return Time(match.start, match.end, "between", first, last) if first < last else None


def months(match: Match, today: dt.date | None) -> Time | None:
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
    to = years[-1] if years and not open_end else nearest_year(int(last.value), today, past=open_end)
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


def decade(match: Match, today: dt.date | None) -> Time | None:
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


def days(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "on 24 and 25 June [2025]" and "in the night of the 9th to the 10th"."""
    days, month, year_token = match.all("day", "ordinal"), match.first("month"), match.first("year")
    if month is None or len(days) != 2:
        return None
    year = int(year_token.value) if year_token else nearest_year(int(month.value), today, past=False)
    try:
        first, last = (dt.date(year or 0, int(month.value), int(day.value)).isoformat() for day in days)
    except ValueError:
        return None
    if match.first("night"):  # "in the night of the 9th to the 10th": its hours are the second day's
        return Time(match.start, match.end, "at", last, last, year_token is not None)
    return (
        None if last < first else Time(match.start, match.end, "between", first, last, year_token is not None)
    )


def part_of_year(match: Match, today: dt.date | None) -> Time | None:
    """Resolve a quarter, a third or a half: its number, and its year (of publication where none is written)."""
    part = match.first("halfyear")
    months = int(part.value) if part is not None else QUARTER
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
        base = f"{year}-Q{number}" if part is None else f"{first}/{year}-{number * months:02}"
        return Time(match.start, match.end, "since", first, ENDLESS, stated, (base,))
    if part is None:
        text = f"{year}-Q{number}"
        return Time(match.start, match.end, "at", text, text, stated)
    return Time(
        match.start,
        match.end,
        "between",
        f"{year}-{number * months - months + 1:02}",
        f"{year}-{number * months:02}",
        year_token is not None,
    )


def months_of(time: Time) -> int:
    """Return how many months a numbered part of a year has: three of a quarter, six of a half, 0 of another time."""
    if time.role == "at" and "Q" in time.first:
        return QUARTER
    return HALF if time.role == "between" and (time.first[4:], time.last[4:]) in HALVES else 0


def later_part(before: Time, number: int) -> Time | None:
    """Return the quarter or half with this number, in the year of an earlier one; None where it comes no later."""
    year, months = before.first[:4], months_of(before)
    if number * months > 12:
        return None
    first, last = f"{year}-Q{number}", f"{year}-Q{number}"
    if months == HALF:
        first, last = (year + month for month in HALVES[number - 1])
    return before._replace(first=first, last=last) if first > before.first else None


def first_months(match: Match, today: dt.date | None) -> Time | None:
    """Resolve "the first nine months [of 2024]": of the year of publication where none is written."""
    number, year_token = match.first("number"), match.first("year")
    year = dates.year_of(match, today) or (today.year if today else None)
    if number is None or year is None or not 1 <= number.value <= 12:
        return None
    stated = year_token is not None
    if number.value == 3:
        return Time(match.start, match.end, "at", f"{year}-Q1", f"{year}-Q1", stated)
    return Time(match.start, match.end, "between", f"{year}-01", f"{year}-{number.value:02}", stated)
