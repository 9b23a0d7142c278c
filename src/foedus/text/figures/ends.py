"""A number that a change begins or ends with and a time in, the time of that end alone out, None where it has none."""

from __future__ import annotations

from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import NEAR, Context
from foedus.text.figures.paths import end_at
from foedus.text.sentences import Sentence
from foedus.text.times.moment import Time


def of_end(at: Context, amount: Amount, when: Time | None, sentence: Sentence) -> Time | None:
    """Return the time of a number that a change begins or ends with, None where it is told of the other one only."""
    if when is None:  # "von 2,4 Prozent im Jahr 2025 bis 2029 auf 3,5 Prozent"
        spans = (t for t in at.times_in(sentence.start, amount.start) if t.role == "between")
        when = next((t for t in spans if end_at(at, amount, t, sentence) == "to"), None)
    if when is None or when.role not in ("at", "between"):
        return when
    end = end_at(at, amount, when, sentence)
    if end is None or (when.role == "between" and when.first[:4] == when.last[:4]):
        return when  # "from 3.8 billion in the first half of the year": all of it
    if when.role == "between":
        if any(t.role == "between" and t != when for t in at.times_in(sentence.start, sentence.end)):
            return when  # "from 35 % in 2015–19 to 43 % in 2020–24": each is of a span of its own
        year = when.first if end == "from" else when.last
        return when._replace(role="at", first=year, last=year)
    year = str(at.today.year) if at.today is not None else ""
    return None if end == "to" and when.first[:4] < year else when


def narrowed(at: Context, amount: Amount, sentence: Sentence, time: Time, *, starts: bool) -> Time | None:
    """Return the time of that end of a change that a number is, out of the time that the change took."""
    if time.role == "by" and starts:
        return None  # "from 82,000 to 72,500 by 2025": the first is how it is today
    if time.role == "between" and time.bases:
        first, _, last = (time.bases[0] if starts else time.period).partition("/")
        # "from 32 to 37 % between 2011-15 and 2016-20"
        return time._replace(first=first, last=last or first, bases=())
    if time.role == "at" and starts and time.start >= amount.end and not _is_over_a_year(at, time, sentence):
        return None  # "doubled from 40 to 80 billion in 2024": where it came to
    half = amount.kind not in ("percent", "bare", "count") and time.first[:4] == time.last[:4]
    if half or time.role not in ("between", "last"):
        return time  # "fell from 4 billion in the first half to 2": all of it
    year = time.first if starts else time.last
    if time.role == "last" and starts:
        year = str(int(year) - 1)  # the year that the last n years are told against
    if time.role == "last":
        year = str(int(year) + _moved(at, sentence, time))
    return time._replace(role="at", first=year, last=year)


def _is_over_a_year(at: Context, time: Time, sentence: Sentence) -> bool:
    """Tell whether a change is told behind its year to be one of a year: "in 2026, a rise of 32 % on the year"."""
    return any(t.role == "last" and t.first == t.last for t in at.times_in(time.end, sentence.end))


def _moved(at: Context, sentence: Sentence, when: Time) -> int:
    """Return by how many years a span ends before today: "from 1.4 to 2 % in a year: it did so in 2023"."""
    ends = [t for t in at.times_in(when.end, sentence.end) if t.role == "at" and t.first.isdigit()]
    return min(0, int(ends[0].first) - int(when.last[:4])) if len(ends) == 1 and not when.stated else 0


def is_reached(at: Context, amount: Amount, sentence: Sentence, when: Time) -> bool:
    """Tell whether a number is what growth over years led to: "rose by 4 % between 2021 and 2022 to 2 trillion"."""
    if "end-of-which" in at.cued_at(sentence) and at.cues(when.end, amount.start, "end-of-which"):
        return True  # "over the years 2026 to 2034, at the end of which it is to reach 2.5 %"
    led = at.cues(max(when.end, amount.start - NEAR), amount.start, "arrives")
    if not any(at.joined(m.end, amount.start) for m in led):
        return False
    grown = [a for a in at.neighbours(amount, sentence) if a.end <= when.start and a.kind == "percent"]
    return bool(grown) and bool(at.cues(sentence.start, grown[-1].start, "growth", "decline"))
