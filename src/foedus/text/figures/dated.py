"""A number with what it measures in, when it was out: its own times, else those that the text goes on with."""

from __future__ import annotations

import msgspec

from foedus.model import Change, Derivation, Figure, Growth, Level, Period, Stance
from foedus.stated import Stated
from foedus.text.amounts.amount import Amount
from foedus.text.figures.accounts import is_counted_elsewhere
from foedus.text.figures.carried import carried
from foedus.text.figures.changes import Timed, yearly
from foedus.text.figures.context import FIRST_MONTHS, NEAR, TIGHT, Context
from foedus.text.figures.cuewords import GDP
from foedus.text.figures.earlier import goes_on_aid
from foedus.text.figures.houses import house_told
from foedus.text.figures.links import is_bracketed
from foedus.text.figures.means import is_yearly
from foedus.text.figures.months import is_still
from foedus.text.figures.paths import ends_rise, year_left, years_ahead
from foedus.text.figures.periods import timed
from foedus.text.figures.present import names_counter
from foedus.text.figures.reaches import year_reported
from foedus.text.figures.timing import SPENT
from foedus.text.match import Mention
from foedus.text.senses import Sense
from foedus.text.sentences import Sentence

COUNTED = "military_"  # the measures that institutes count
THEN = ("was-then", "spent-then")  # cues of what was so, and of what was done
OF_TOTAL = "share-of-total-spent"


def dated(
    at: Context, amount: Amount, sense: Sense | None, measure: str | None, index: int, stance: Stance
) -> tuple[Derivation, Period | None, Stated]:
    """Return derivation and period of a number of sentence `index`, and what the text itself fixes of them."""
    sentence = at.scan.sentences[index]
    derivation, period, stated = timed(at, amount, sense, measure, index, stance)
    turned = isinstance(derivation, Growth | Change)
    path = (
        _path(at, amount, sentence) if amount.kind == "multiple" and isinstance(derivation, Growth) else None
    )
    if path is None and turned and "period" not in stated and "base" not in stated:
        # "rose by half, from 1 billion in 2020 to 1.5 billion in 2024"
        path = years_ahead(at, amount, sentence)
    if path is not None and isinstance(derivation, Growth | Change):
        derivation = msgspec.structs.replace(derivation, base=path[0])
        period, stated = Period(path[1]), {**stated, "base": [path[0]], "period": [path[1]]}
    if isinstance(derivation, Growth) and is_yearly(at, amount, sentence):
        return *yearly(derivation, period, stated), stated
    since = year_left(at, amount, sentence) if isinstance(derivation, Growth | Change) else None
    if since is not None and "base" not in stated:
        derivation = msgspec.structs.replace(derivation, base=since)
        period = at.told.last[1].period if at.told.last is not None else period
        return derivation, period, {**{k: v for k, v in stated.items() if k != "period"}, "base": [since]}
    period = _aid_told(at, sense, measure, index, derivation) or period
    derivation, period = carried(at, amount, sense, measure, index, stance, (derivation, period), stated)
    if stance == "reports" and measure is not None and "period" not in stated:
        counted = measure.startswith(COUNTED) and _is_counted(at, sentence, index)
        there = not counted and _is_counted_there(at, sentence)
        over = "base" not in stated and _is_over(at, amount, measure, sentence)
        if counted or over or (there and is_counted_elsewhere(at, amount, measure, index)):
            derivation, period = _last_counted(at, sentence, derivation, period)
    if measure is None and amount.quantity.unit == "multiple" and period is None:
        period = _year_told(at, index)
    if sense is not None and sense.name == OF_TOTAL and "period" not in stated and at.told.sum is not None:
        period = at.told.sum[1].period  # "spent 968 billion in 2024, two thirds of the total"
    counts = sense is not None and sense.kind == "count"
    if isinstance(derivation, Level) and not counts and (year := _bracketed(at, amount, sentence)):
        period, stated = year, stated | {"period": [year.text]}
    reach = min(amount.end + NEAR, at.next_amount(amount)) if counts else amount.start
    if "period" not in stated and _is_back_then(at, amount, sentence, reach):
        today = period is not None and at.today is not None and period.text == str(at.today.year)
        # back then, whenever it was: not today
        period = year_back_then(at, sentence.start, index) or (None if today else period)
    return derivation, period, stated


def _aid_told(
    at: Context, sense: Sense | None, measure: str | None, index: int, derivation: Derivation
) -> Period | None:
    """Return the months of the aid told before, where a sentence without a time goes on with it."""
    sentence = at.scan.sentences[index]
    if sense is None or sense.measure != "aid" or measure == "aid_pledged":
        return None
    if not all(is_still(at, sentence.start, t) for t in at.times_in(sentence.start, sentence.end)):
        return None
    aid = at.told.aid
    if aid is None:
        return year_reported(at, index) if at.topic.about_aid else None
    if not goes_on_aid(at, (0, 0), index):
        return None
    cuts, whole, months = at.scan.sentences, at.told.whole, aid[2]
    if measure != aid[1] and whole is not None:
        return (
            whole  # "gave 35 billion in 2025. It has committed 191 billion": another count has its own months
        )
    # "since 2022 … 358 billion. Washington gave 1 billion since May": a new paragraph goes back to all that was given
    recent = months is not None and "/" in months.text and whole is not None and months.end == whole.end
    if recent and cuts[aid[0]].paragraph != cuts[index].paragraph:
        return whole
    return whole if getattr(derivation, "of", None) == GDP else months


def _is_counted(at: Context, sentence: Sentence, index: int) -> bool:
    """Tell whether an institute whose numbers a source holds tells what it has counted."""
    return house_told(at, index) is not None or names_counter(at, (sentence.start, sentence.end), 0)


def _is_over(at: Context, amount: Amount, measure: str, sentence: Sentence) -> bool:
    """Tell whether what is spent is told in the past tense in the first months of a year: it is of the year before.

    What a budget has grown to, it has for the year that has begun.
    """
    if at.today is None or at.today.month > FIRST_MONTHS or not measure.startswith(SPENT):
        return False
    if ends_rise(at, amount):
        return False  # "rose from 1 % to 2.1 %": where a rise has led is how things are
    here = at.cued_at(sentence)
    if here.isdisjoint(THEN) or not here.isdisjoint(("own-budget", "back-then")):
        return False
    told = at.cues(*at.clause(amount.start, amount.end, sentence), *THEN)
    return any(not _is_in_aside(at, m, amount, sentence) for m in told)


def _is_in_aside(at: Context, verb: Mention, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a verb closes a relative clause before a number: "Poland, which spent 3.9 %, is at 4.1 %".

    So does one in a relative clause behind it: "is at 2 %, whose army spent 1.2 % in 2014".
    """
    if verb.start >= amount.end:
        return bool(at.cues(amount.end, verb.start, "relative"))
    led = at.scan.index.within(sentence.start, verb.start, "clause") if verb.end <= amount.start else ()
    aside = any(m.value == "relative" and at.scan.text[m.start - 2 : m.start] == ", " for m in led)
    return aside and at.scan.text.find(", ", verb.end, amount.start) >= 0


def _is_counted_there(at: Context, sentence: Sentence) -> bool:
    """Tell whether another institute's count is what a report is about, or is told in a sentence."""
    named = (
        at.scan.index.within(sentence.start, sentence.end, "organisation")
        if at.topic.counts_elsewhere
        else ()
    )
    return at.topic.led_elsewhere or any(m.value in at.table.other_counters for m in named)


def _last_counted(at: Context, sentence: Sentence, derivation: Derivation, period: Period | None) -> Timed:
    """Return the year before instead of this one for what an institute counts: it has not counted this one yet."""
    if at.today is None or period is None or period.text != str(at.today.year):
        return derivation, period
    year = at.today.year - 1
    written = str(year) in at.scan.text[sentence.start : sentence.end]
    if isinstance(derivation, Growth | Change) and derivation.base == str(year) and not written:
        derivation = msgspec.structs.replace(derivation, base=str(year - 1))
    return derivation, Period(str(year))


def _path(at: Context, amount: Amount, sentence: Sentence) -> tuple[str, str] | None:
    """Return the two years of "tripled from 8 billion in 2014 to 27 this year", "doubled its army, from 99,000 in"."""
    begins = at.next_amount(amount)
    led = [m for m in at.scan.index.within(amount.end, begins, "from") if at.leads(m.end, begins)]
    years = [t for t in at.times_in(amount.end, sentence.end) if t.role == "at" and t.first[:4] == t.last[:4]]
    if not led or len(years) < 2 or not at.scan.index.within(years[0].end, years[0].end + 2, "to"):
        return None
    base, year = years[0].first[:4], years[1].first[:4]
    return (base, year) if base.isdigit() and year.isdigit() and base < year else None


def _is_back_then(at: Context, amount: Amount, sentence: Sentence, reach: int) -> bool:
    """Tell whether a sentence looks back, and not with the number before it only: "against three at the time, and"."""
    if "back-then" not in at.cued_at(sentence):
        return False
    before = [a.end for a in at.neighbours(amount, sentence) if a.end <= amount.start]
    told = at.cues(sentence.start, reach, "back-then")
    return any(not any(0 <= m.start - end <= 1 for end in before) for m in told)


def _bracketed(at: Context, amount: Amount, sentence: Sentence) -> Period | None:
    """Return the past year right before the bracket that a number stands in: "what it spent in 2021 (748 million)"."""
    if not is_bracketed(at.scan.text, amount.start) or at.today is None:
        return None
    for time in at.times_in(max(sentence.start, amount.start - NEAR), amount.start):
        beside = time.role == "at" and time.end == amount.start - 2
        if beside and time.first.isdigit() and int(time.first) < at.today.year:
            return Period(time.first)
    return None


def year_back_then(at: Context, start: int, index: int) -> Period | None:
    """Return the year told last before a place that looks back to it: "At the time, three allies reached 2 %"."""
    today = at.today
    told = (t for t in at.times_in(at.paragraph(index), start) if t.role in ("at", "bare", "since"))
    years = [t.first for t in told if t.first.isdigit()]
    return Period(years[-1]) if years and today is not None and int(years[-1]) < today.year else None


def of_year_before(at: Context, amount: Amount, figure: Figure, index: int) -> Figure:
    """Return a figure in the year before that of the one it is set against: "190 billion, against 149 a year before".

    Both cannot be of one year: what an institute counts in the report of a year is of the year before.
    """
    last, period = at.told.last, figure.period
    if last is None or last[2] != index or period is None or "period" not in figure.stated:
        return figure
    if (
        last[1].period != period
        or last[1].subject != figure.subject
        or not isinstance(figure.derivation, Level)
    ):
        return figure
    if "period" in last[1].stated and not at.times_in(at.scan.sentences[index].start, amount.start):
        return figure  # one time for both
    start, end = max(last[0].end, amount.start - NEAR), min(amount.end + TIGHT, at.next_amount(amount))
    told = [t for t in at.times_in(amount.end, end) if t.role == "at" and not t.present]
    written = bool(told) and at.scan.text[told[0].start : told[0].end]
    if not written or any(c.isdigit() for c in written) or not period.text.isdigit():
        return figure
    if not at.led(at.cues(start, amount.start, "contrast"), amount.start):
        return figure
    before = str(int(period.text) - 1)
    return msgspec.structs.replace(figure, period=Period(before), stated=figure.stated | {"period": [before]})


def _year_told(at: Context, index: int) -> Period | None:
    """Return the year of the figure told last in this sentence: "1,500 dollars a head, twice as much as …"."""
    last = at.told.last
    year = last[1].period if last is not None and last[2] == index else None
    return year if year is not None and year.text.isdigit() else None
