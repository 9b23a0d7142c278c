"""Two numbers in, whether one change begins with the first and ends with the second out: "from 95,000 to 164,000"."""

from __future__ import annotations

from foedus.text.amounts.amount import SUMS, Amount
from foedus.text.figures.context import TIGHT, Context
from foedus.text.figures.cuewords import TURNS
from foedus.text.figures.links import TOUCH
from foedus.text.sentences import Sentence
from foedus.text.times.moment import LARGEST_YEAR, Time

# Kinds of numbers that are the two ends of one change: "from 0.9 % of GDP to 3.2 %", "from 60 billion kronor to 119".
_ALIKE = {"percent": ("percent", "bare")} | dict.fromkeys(SUMS, SUMS)


def starts_path(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number is where a change begins: "has gone from 95,000 to 164,000"."""
    beside = at.neighbours(amount, sentence)
    return amount.rule.endswith(".from") or any(
        a.start > amount.end and is_path(at, amount, a) for a in beside
    )


def side(at: Context, amount: Amount, sentence: Sentence) -> str:
    """Return which end of a change a number is, "from" or "to", else nothing: "grew from 99,000 to 216,000"."""
    end = amount.rule.rpartition(".")[2]
    kinds = _ALIKE.get(amount.kind, ("bare", "count"))
    if end in ("from", "to") or amount.kind not in kinds:
        return end if end in ("from", "to") else ""
    beside = [a for a in at.neighbours(amount, sentence) if a.kind in kinds]
    if any(a.start > amount.end and is_path(at, amount, a) for a in beside):
        return "from"
    return "to" if any(a.end < amount.start and is_path(at, a, amount) for a in beside) else ""


def of_path_before(at: Context, amount: Amount, sentence: Sentence) -> Time | None:
    """Return the year of one end of a path that has none, beside a path that has two: "…, and Italy from 1 to 2 %"."""
    if len(at.times_in(sentence.start, amount.start)) < len(("from", "to")):
        return None
    end = side(at, amount, sentence)
    if not end:
        return None
    low, high = at.clause(amount.start, amount.end, sentence, ",;()")
    years = [t for t in at.times_in(sentence.start, low) if t.role == "at" and t.first.isdigit()]
    if len(years) != len(("from", "to")) or at.times_in(low, high) or not years[0].first < years[1].first:
        return None
    return years[0] if end == "from" else years[1]


def is_path_ahead(at: Context, sentence: Sentence) -> bool:
    """Tell whether a sentence tells of a change to come: where it begins is how it is today."""
    year = at.today.year if at.today is not None else LARGEST_YEAR
    return any(time.is_ahead_of(year) for time in at.times_in(sentence.start, sentence.end))


def has_led(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether the change that begins with a number is over: "rose from 1.7 to 2 %"."""
    aims = at.cues(sentence.start, amount.start, "aims") if "aims" in at.cued_at(sentence) else ()
    if any(not at.cues(m.start, m.end, *TURNS) for m in aims):
        return False  # "wants to grow from 23,000 to 30,000", but "lifted spending from 13 to 35 billion"
    return at.speaks.stance(amount.end, amount.end + TOUCH) == "reports"


def is_path(at: Context, amount: Amount, rival: Amount, *roles: str) -> bool:
    """Tell whether two numbers are where a change begins and ends: "from 183,000 soldiers to as many as 270,000".

    `roles`: those of the times that may stand between, by default a time by when.
    """
    if rival.kind == "multiple":
        return False  # "gives 1,754 dollars to defence, five times as much as"
    led = at.scan.index.within(max(0, amount.start - TIGHT), amount.start, "from", "of", "out-of")
    to = at.scan.index.within(amount.end, rival.start, "to")
    if not to or not any(at.joined(m.end, amount.start) for m in led):
        return False
    # French "de 4 % à Varsovie à 1,3 % à Madrid"
    to = [m for m in to if not at.scan.index.within(m.end, m.end + 2, "capital")]
    gdp = at.cues(amount.end, amount.end + TOUCH, "gdp") if amount.kind == "percent" else ()
    # "from 1.6 percent of GDP to 2.1 percent", German "von 183.000 bis 2035 auf 260.000"
    times = (t.end for t in at.times_in(amount.end, rival.start) if t.role in (roles or ("by",)))
    ends = (gdp[-1].end if gdp else amount.end, *times)
    return any(-1 <= m.start - end <= 1 for m in to for end in ends)


def ends_rise(at: Context, amount: Amount) -> bool:
    """Tell whether a number is where a change leads whose beginning was told before it."""
    first = at.told.last[0] if at.told.last is not None else amount
    return amount.rule.endswith(".to") or (
        first.end <= amount.start and is_path(at, first, amount, "by", "at")
    )


def ends_undated(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a change leads to a number with no time behind it: "to raise it from 70,000 now to 90,000"."""
    return ends_rise(at, amount) and not at.times_in(amount.end, sentence.end)


def year_left(at: Context, amount: Amount, sentence: Sentence) -> str | None:
    """Return the year from which a change goes, by the path before it: "From 3 in 2014 to 2 today: lost a third"."""
    before = [a for a in at.neighbours(amount, sentence) if a.end <= amount.start and not at.is_time(a)]
    low, high = at.clause(amount.start, amount.end, sentence)
    if len(before) < 2 or low < before[-1].end or any(t.stated for t in at.times_in(low, high)):
        return None
    first, last = before[-2:]
    led = at.scan.index.within(
        max(sentence.start, first.start - TOUCH - 1), first.start, "from", "of", "out-of"
    )
    to = at.scan.index.within(max(first.end, last.start - TOUCH - 1), last.start, "to")
    years = [t.first for t in at.times_in(first.end, last.start) if t.role == "at" and t.first.isdigit()]
    opens = led and at.joined(led[-1].end, first.start) and to and at.joined(to[-1].end, last.start)
    return years[0] if opens and years and at.today is not None and int(years[0]) < at.today.year else None


def years_ahead(at: Context, amount: Amount, sentence: Sentence) -> tuple[str, str] | None:
    """Return the years of the sums by which a growth is told anew behind it: "130 %, from 8 in 2014 to 19 in 2024"."""
    behind = [a for a in at.neighbours(amount, sentence) if a.start >= amount.end and not at.is_time(a)]
    if len(behind) < 2 or any(a.kind == amount.kind for a in behind[:2]):
        return None
    first, last = behind[:2]
    led = at.scan.index.within(max(amount.end, first.start - TOUCH - 1), first.start, "from", "of")
    to = at.scan.index.within(max(first.end, last.start - TOUCH - 1), last.start, "to")
    if not (led and to and at.joined(led[-1].end, first.start) and at.joined(to[-1].end, last.start)):
        return None
    told = [next(iter(_years(at, *gap)), None) for gap in ((first.end, last.start), (last.end, sentence.end))]
    return (told[0], told[1]) if told[0] and told[1] and told[0] < told[1] else None


def years_before(at: Context, amount: Amount, sentence: Sentence) -> tuple[str, str] | None:
    """Return the years of the path that a change sums up behind it: "from 37 in 2017 to 43 in 2019, a rise of 6"."""
    before = [a for a in at.neighbours(amount, sentence) if a.end <= amount.start and not at.is_time(a)][-2:]
    if len(before) < 2 or not is_path(at, before[0], before[1], "at", "by"):
        return None
    first, last = before
    apart = at.scan.text[last.end : amount.start]
    if (
        apart.count(",") != 1
        or at.names(last.end, amount.start)
        or not at.cues(last.end, amount.start, *TURNS)
    ):
        return None
    comma = last.end + apart.index(",")
    told = [next(iter(_years(at, *gap)), None) for gap in ((first.end, last.start), (last.end, comma))]
    return (told[0], told[1]) if told[0] and told[1] and told[0] < told[1] else None


def _years(at: Context, low: int, high: int) -> list[str]:
    """Return the years at which something is told in a gap."""
    return [t.first for t in at.times_in(low, high) if t.role in ("at", "bare") and t.first.isdigit()]


def end_at(at: Context, amount: Amount, time: Time, sentence: Sentence) -> str | None:
    """Return of which end of a change a time between both tells a number: "from 51 billion last year to 62 billion".

    `from` or `to`, as the number is that the change begins or ends with; None where the time stands elsewhere.
    """
    within, beside = at.scan.index.within, at.neighbours(amount, sentence)
    if amount.rule.endswith(".to"):
        led = within(max(sentence.start, time.start - TOUCH - 1), time.start, "from", "of")
        return "to" if led and time.start < amount.start and at.joined(led[-1].end, time.start) else None
    before = [a for a in beside if a.end <= amount.start and not at.is_time(a)]
    before = before if before and before[-1].kind in (amount.kind, "bare", "bare-scale") else []
    to = within(max(0, amount.start - TOUCH), amount.start, "to")
    if before and to and time.start < amount.start:
        led = within(max(sentence.start, before[-1].start - TIGHT), before[-1].start, "from", "of")
        on = (
            led
            and led[-1].start <= time.start < to[-1].start
            and not _is_closed(at, before[-1], to[-1].start)
        )
        return "to" if on else None
    behind = [a for a in beside if a.start >= max(amount.end, time.end) and not at.is_time(a)]
    if not behind or time.start < amount.end:
        return None
    to = within(max(time.end, behind[0].start - TOUCH), behind[0].start, "to")
    led = within(max(sentence.start, amount.start - TIGHT), amount.start, "from", "of")
    return "from" if to and led and at.joined(led[-1].end, amount.start) else None


def _is_closed(at: Context, first: Amount, to: int) -> bool:
    """Tell whether the clause of a number ends before a word that might lead on: "4 % in 2025; in 2022 it was at"."""
    told = at.scan.text[first.end : to].rstrip()
    return any(sign in told for sign in ",;:") and not told.endswith(",")
