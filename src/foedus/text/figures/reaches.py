"""How far a time reaches: the years or months that it stands for, up to today or into what is to come."""

from __future__ import annotations

import datetime as dt
import re

from foedus.model import Period, Stance
from foedus.stated import FISCAL, Stated
from foedus.text.amounts.amount import MEMBERS, Amount
from foedus.text.figures.context import BREAKS, FIRST_MONTHS, NEAR, TIGHT, Context
from foedus.text.figures.passing import FAR
from foedus.text.match import Mention
from foedus.text.particles import grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.times import dates
from foedus.text.times.moment import Time

AHEAD = ("pledges", "demands", "expects")
SPEECH = ("say", "utter", "act", "show")
EVENTS = ("count", "bare")  # numbers that may tell what happened on one day
VOTES = (
    "vote",
    "abstention",
)  # what is said by a vote is said on its day: "demanded on Wednesday by 141 votes"
LED_IN, THROUGH = 6, 9  # characters before the first and between both days of a stretch
SINCE = 8  # characters of "depuis" before a day
NIGHT = 6  # characters between two days of one night
SAID = 26  # characters between a verb of speech and the day on which it was said
_WORD = re.compile(r"[^\W\d_]+")
_BUDGET_YEAR = re.compile(r"\d{2}[-–/]\d{2,4}")
LINKED = 1  # characters between two words for one time


def year(at: Context, when: Time | None, stance: Stance, stated: Stated) -> Period | None:
    """Return the period told, cut to years; an undated present is the year of publication."""
    if when is not None:
        text = when.period
        if when.first[:4] == when.last[:4] and when.role != "between" and "Q" not in when.last:
            due = (when.role == "by" and when.stated) or _is_from(at, when)
            due = due and stance in ("pledges", "demands")
            text = when.last[:7] if due else when.last[:4]
        if not when.present:
            stated["period"] = [text]
        if is_budget(at, when):
            stated |= FISCAL
        return Period(text)
    if stance in ("pledges", "demands") or at.today is None:
        return None
    return Period(str(at.today.year))


def is_budget(at: Context, when: Time) -> bool:
    """Tell whether a time is a budget's year, which is not the calendar's: "2025-26", "2025/2026"."""
    if when.role != "between" or not (when.first.isdigit() and when.last.isdigit()):
        return False
    written = _BUDGET_YEAR.search(at.scan.text, when.start, when.end) is not None
    return written and int(when.last) == int(when.first) + 1


def _is_from(at: Context, when: Time) -> bool:
    """Tell whether a time is from when on something is to be: "ab April 2027", "from next March"."""
    return when.role == "at" and bool(at.scan.index.within(when.start, when.start + 1, "since", "on"))


def beside_now(at: Context, when: Time) -> Time | None:
    """Return the year that a word for "until now" narrows: "so far this year", "in diesem Jahr bislang"."""
    near = at.times_in(max(0, when.start - NEAR), when.end + LINKED + 1)
    for time in near:
        joined = 0 <= time.start - when.end <= LINKED or 0 <= when.start - time.end <= LINKED
        if joined and time.role == "at" and not time.present:
            return time
    return None


def is_moment(when: Time) -> bool:
    """Tell whether a time is a month or a day: the end of what has added up until then."""
    return (
        when.first == when.last and "Q" not in when.first and len(when.first) > 4 and when.role != "between"
    )


def running(
    at: Context, amount: Amount, sentence: Sentence, since: Time | None, stance: Stance, *, counted: bool
) -> Time | None:
    """Return the stretch between today and a time told alone: "since February", "until 2029", "from 2026 on".

    What is measured year by year has no stretch up to today: it is told as of today.
    """
    if at.today is None or (since is not None and _is_of_another(at, amount, since, sentence)):
        return None
    month = f"{at.today.year}-{at.today.month:02}"
    ahead = stance in AHEAD
    clause = at.clause(amount.start, amount.end, sentence, BREAKS)
    end = next((t for t in at.times_in(*clause) if t.role == "until"), None)
    if since is None and end is not None and ahead and end.last[:4] >= month[:4]:
        first = end.last[:4] if is_due(at, amount, end) else month[:4]
        return end._replace(role="between", first=first, last=end.last[:4])
    if since is None or not since.first[:4].isdigit():
        return None
    if since.first[:7] > month[: len(since.first[:7])] and ahead:
        return since._replace(role="at", last=since.first, bases=())
    first = since.first if amount.start < at.general else since.first[:7]
    today = at.today.isoformat()[: len(first)]
    if counted and first == today and amount.start < at.general:
        return since._replace(role="at", last=first, bases=())  # "since the start of the month"
    if not counted or ahead or first >= today:
        return None
    return since._replace(role="between", first=first, last=today, bases=())


def is_due(at: Context, amount: Amount, end: Time) -> bool:
    """Tell whether a percentage is to be reached until an end: "has until 2032 to reach 2 %"."""
    if amount.kind != "percent":
        return False
    doing = at.scan.language.settings["measures"].patterns["to_do"]
    return bool(at.cues(end.end, amount.start, "meets") or doing.search(at.scan.text, end.end, amount.start))


def _is_of_another(at: Context, amount: Amount, time: Time, sentence: Sentence) -> bool:
    """Tell whether a time goes with the number before it: "5 billion since last year, including eight tanks"."""
    before = at.previous_amount(amount)
    if not sentence.start < before or time.start >= amount.start:
        return False
    return time.end <= before or "," in at.scan.text[time.end : amount.start]


def stretch(at: Context, sentence: Sentence, since: Time | None) -> Time | None:
    """Return the years from a start to come until an end: "from next year until at least 2030"."""
    end = next((t for t in at.times_in(sentence.start, sentence.end) if t.role == "until"), None)
    if (
        since is None
        or end is None
        or at.today is None
        or not end.last[:4] > since.first[:4] >= str(at.today.year)
    ):
        return None
    return since._replace(role="between", first=since.first[:4], last=end.last[:4])


def lasting(at: Context, when: Time) -> Time:
    """Return the years from a time until one right behind it: "from next year and until 2030"."""
    for end in at.times_in(when.end, when.end + TIGHT):
        apart = "," in at.scan.text[when.end : end.start]  # "spent 1.3 % in 2024, has until 2029"
        if end.role == "until" and end.last[:4] > when.first[:4] and not apart:
            return when._replace(role="between", first=when.first[:4], last=end.last[:4])
    return when


def onward(at: Context, since: Time | None, *, share: bool) -> Time | None:
    """Return the time to come from which on something holds: "will spend 5 % from 2026".

    A share of what there is may hold from this very year on: of another year it is not told.
    """
    if since is None or at.today is None or since.first[:4] < str(at.today.year):
        return None
    if since.first[:4] == str(at.today.year) and not (share and since.first.isdigit()):
        return None
    return since._replace(role="at", last=since.first, bases=())


def ahead(when: Time, *, due: bool = False, rises: bool = False) -> Time:
    """Turn the n years up to today into the n years from today on: "promises 20 billion over four years".

    What is `due` is so at their end: "promises 2 % in a decade"; what `rises` starts from this year.
    """
    years = int(when.last) - int(when.first)
    if due and not when.open:
        return when._replace(
            role="by", first=str(int(when.last) + years + 1), last=str(int(when.last) + years + 1)
        )
    return when._replace(
        role="between", first=when.last, last=str(int(when.last) + years + rises), stated=False
    )


def is_before(at: Context, when: Time) -> bool:
    """Tell whether a past year is told as one before which something was so: "before 2020"."""
    if when.role != "by" or not when.last.isdigit() or at.today is None or int(when.last) > at.today.year:
        return False
    return any(m.value == dates.BEFORE for m in at.scan.index.within(when.start, when.start + 1, "by"))


def is_either_way(when: Time) -> bool:
    """Tell whether a number of years, told as a deadline, may lie back as well: "doubled within ten years"."""
    return when.role == "by" and when.lasting and when.last.isdigit()


def back(at: Context, when: Time) -> Time:
    """Turn the n years from today on into the n years up to today: "doubled within ten years"."""
    if at.today is None:
        return when
    first = 2 * at.today.year - int(when.last) + 1
    return when._replace(role="last", first=str(first), last=str(at.today.year))


def has_come(at: Context, when: Time | None) -> bool:
    """Tell whether a time is a day or a month that was reached: what is told of it happened then."""
    if when is None or when.role != "at" or at.today is None or not is_moment(when):
        return False
    return when.first <= at.today.isoformat()


def is_to_come(at: Context, amount: Amount, when: Time) -> bool:
    """Tell whether "over four years" is told of what is planned: a fund, a plan, what is proposed."""
    if not when.open:
        return False
    told, end = at.sentence(amount.start), min(when.end + NEAR, at.sentence(when.start).end)
    return bool(at.cues(max(told.start, amount.start - FAR), end, "pledged", "aims", "fund"))


_RECURRING = ("month", "quarter", "halfyear", "season", "feast", "part")


def settled(at: Context, when: Time, today: dt.date, stance: Stance) -> Time:
    """Return a time of general news as the tense has it: "today" is a day, "in November" lies behind or ahead.

    What is told from the day of publication ("next month") stays, but for a weekend.
    """
    if at.scan.index.within(when.start, when.end, "today"):
        return when._replace(first=today.isoformat(), last=today.isoformat(), present=False)
    for season in at.scan.index.within(when.start, when.end, "this-season"):
        begun = season.value == "winter" and today.month <= 2
        first, last = dates.season(str(season.value), today.year - begun)
        return when._replace(first=first, last=last)
    told = at.scan.index.within(when.start, when.end, "now")
    if when.stated or when.role not in ("at", "between") or (told and told[-1].value != "weekend"):
        return when
    bare = len(when.first) <= len("2025-03") and at.scan.index.within(when.start, when.end, *_RECURRING)
    if not told and not bare:
        return when  # "in two weeks"
    back = stance in ("reports", "denies")
    away = _begin(when.first) > today if back else _begin(when.last) < today.replace(day=1)
    if not away or (not back and stance not in ("expects", "pledges", "demands")):
        return when
    if told:
        ends = (dt.date.fromisoformat(each) - dt.timedelta(days=7) for each in (when.first, when.last))
        first, last = (each.isoformat() for each in ends)
        return when._replace(first=first, last=last) if back else when
    first, last = (f"{int(each[:4]) + (-1 if back else 1)}{each[4:]}" for each in (when.first, when.last))
    return when._replace(first=first, last=last) if "02-29" not in first + last else when


def _begin(text: str) -> dt.date:
    """Return the first day of an ISO 8601 year, quarter, month or day."""
    if "Q" in text:
        return dt.date(int(text[:4]), int(text[-1]) * 3 - 2, 1)
    return dt.date.fromisoformat((text + "-01-01")[:10])


def weekday(at: Context, amount: Amount, sentence: Sentence, stance: Stance = "reports") -> Time | None:
    """Return the day named in the clause of a count ("hit 41 aircraft on Sunday"), unless something was said then."""
    happened = amount.kind in EVENTS or amount.quantity.unit in VOTES
    general = amount.start < at.general and amount.kind != "money"
    if at.today is None or not (happened or general or _goes_with_event(at, amount)):
        return None
    low, high = at.clause(amount.start, amount.end, sentence)
    last = at.told.last
    if last is not None and last[2] == at.sentence_at(amount.start) and last[1].period is not None:
        alike = last[0].kind == amount.kind and last[0].quantity.unit == amount.quantity.unit
        if alike and len(told := last[1].period.text) == len("2024-12-31"):
            return Time(amount.start, amount.end, "at", told, told, stated=False)
    # "voted on Monday: 93 were for it"
    if at.scan.text[low - 1 : low] == ":" or amount.quantity.unit in VOTES:
        low = sentence.start
    for day in at.scan.index.within(low, high, "weekday"):
        night = at.scan.index.within(max(sentence.start, day.start - SAID), day.start, "night")
        if night and at.scan.index.within(day.end, day.end + NIGHT, "weekday"):
            continue  # "in the night of Tuesday to Wednesday"
        verbs = _verbs(at, max(sentence.start, day.start - SAID), day.start)
        promised = stance in ("pledges", "demands") and "future" in at.scan.language.tables["dates"]
        if promised and not at.scan.index.within(low, high, "future"):
            continue  # "on Monday offered to send 4,000 soldiers"
        between = at.scan.text[min(day.end, amount.end) : max(day.start, amount.start)]
        if amount.quantity.unit not in VOTES and _opens_another(at, between):
            continue  # "recalled its envoys on Friday after Canberra tore up a contract for 12 submarines"
        if amount.quantity.unit not in VOTES and _is_of_another_clause(at, amount, day):
            continue  # "the group, which counts fifty countries, met on Wednesday"
        if amount.quantity.unit in VOTES or not verbs:
            back = (at.today.weekday() + 1 - int(day.value)) % 7
            back -= 7 if back and general and stance not in ("reports", "denies") else 0
            date = at.today - dt.timedelta(days=back)
            until = _through(at, day)
            if general and date < at.today and _is_begun(at, day) and stance in ("reports", "denies"):
                today = at.today.isoformat()
                return Time(day.start, day.end, "between", date.isoformat(), today, stated=False)
            if general and until is not None:  # "from Monday to Wednesday"
                end = date + dt.timedelta(days=(int(until.value) - int(day.value)) % 7)
                return Time(day.start, until.end, "between", date.isoformat(), end.isoformat(), stated=False)
            return Time(day.start, day.end, "at", date.isoformat(), date.isoformat(), stated=False)
    return None


def _through(at: Context, day: Mention) -> Mention | None:
    """Return the day that a stretch goes on to from another: "from Monday to Wednesday", "de lundi à mercredi"."""
    days = at.scan.index.within(day.end, day.end + THROUGH, "weekday")
    links = at.scan.index.within(day.end, day.end + 2, "to", "until", "by") if days else ()
    led = at.scan.index.within(day.start - LED_IN, day.start, "from", "of", "since", "in") if links else ()
    return days[0] if any(m.end + 1 == day.start for m in led) else None


def _is_begun(at: Context, day: Mention) -> bool:
    """Tell whether something goes on since a day: "since Monday"."""
    led = at.scan.index.within(max(0, day.start - SINCE), day.start, "since")
    return any(m.value == dates.SINCE and m.end + 1 == day.start for m in led)


def _verbs(at: Context, start: int, end: int) -> list[Mention]:
    """Return the verbs of speech in a span; behind an article such a word is a noun: "in a blast"."""
    found = (m for m in at.scan.index.within(start, end) if m.kind.partition(".")[0] in SPEECH)
    small = grammar(at.scan.language.code)
    return [
        m
        for m in found
        if not any(small.has("articles", w) for w in words_before(at.scan.text, m.start)[-1:])
    ]


def _is_of_another_clause(at: Context, amount: Amount, day: Mention) -> bool:
    """Tell whether a number stands in a relative clause that ends before the day, or members behind a preposition."""
    text, words = at.scan.text, grammar(at.scan.language.code)
    comma, near = text.rfind(", ", 0, amount.start), day.start - amount.end
    opened = at.scan.index.within(comma, comma + 3, "clause") if near > 0 and comma >= 0 else ()
    if any(m.value == "relative" for m in opened) and text.find(",", amount.end, day.start) >= 0:
        return True
    if amount.quantity.unit not in MEMBERS or 0 <= near <= TIGHT:
        return False
    led = words_before(text, amount.start)[-1:]
    return bool(led) and words.leads_away(led[0]) and not words.has("openers", led[0])


def _opens_another(at: Context, between: str) -> bool:
    """Tell whether a word that opens another clause stands between a day and a number."""
    words = grammar(at.scan.language.code)
    for word in _WORD.finditer(between):
        if words.has("openers", word[0].lower()):
            # "am Freitag mehr als 40 Drohnen": a word of comparison has no comma before it
            return not words.verb_second or between[: word.start()].rstrip().endswith(",")
    return False


def _goes_with_event(at: Context, amount: Amount) -> bool:
    """Tell whether a sum follows what happened on a day: "hit 41 aircraft on Sunday, doing 7 billion of damage"."""
    last = at.told.last
    kinds = (*EVENTS, "percent") if amount.start < at.general else EVENTS
    same = last is not None and last[2] == at.sentence_at(amount.start) and last[0].kind in kinds
    return amount.kind == "money" and same and last is not None and last[1].period is not None


def of_budget(at: Context, sentence: Sentence) -> Time | None:
    """Return the year that stands beside a word of spending: "the 2024 budget"."""
    for time in at.times_in(sentence.start, sentence.end):
        near = at.cues(max(sentence.start, time.start - NEAR), time.end + TIGHT, "spending", "spend")
        if time.role == "bare" and any(
            at.joined(m.end, time.start) or at.joined(time.end, m.start) for m in near
        ):
            return time._replace(role="at")
    return None


def year_reported(at: Context, index: int) -> Period | None:
    """Return the year before, where a report of the first months of a year has told a figure of it: it goes on so.

    So does one that names it as the last year counted (`Context.last_counted`).
    """
    frame, today = at.told.frame, at.today
    first = frame is not None and today is not None and today.month <= FIRST_MONTHS
    if first and frame is not None and today is not None and frame[1].text == str(today.year - 1):
        return frame[1]
    return at.last_counted(index)
