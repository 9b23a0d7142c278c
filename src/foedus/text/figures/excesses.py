"""A number told as what is spent above a year's level in, from which base and over which years it adds up out."""

from __future__ import annotations

from collections.abc import Sequence

from foedus import alliances
from foedus.model import Excess, Period
from foedus.stated import Stated
from foedus.text.amounts.amount import Amount
from foedus.text.figures.changes import Timed
from foedus.text.figures.comparands import is_set_against
from foedus.text.figures.context import NEAR, TIGHT, Context
from foedus.text.figures.links import SIGNS
from foedus.text.figures.reaches import is_budget
from foedus.text.figures.timing import Telling
from foedus.text.sentences import Sentence
from foedus.text.times.moment import Time

JUNE = 6  # from June on the alliance's tables estimate the current year


def is_change(telling: Telling, when: Time | None) -> bool:
    """Tell whether more is told of one year against another, and nothing adds up."""
    at, amount, sentence, since, *_ = telling
    if _is_next(at, since, when):
        return True
    # "the accumulated extra, compared with 2016"
    summed = at.cues(sentence.start, amount.start, "cumulative")
    return not summed and _is_than(at, amount, since, when)


def _is_next(at: Context, since: Time | None, when: Time | None) -> bool:
    """Tell whether a sum is told of one year, or a budget's, against the year before it."""
    return (
        since is not None
        and when is not None
        and bool(since.bases)
        and (when.role == "at" or is_budget(at, when))
        and when.first[:4].isdigit()
        and since.bases[0][:4].isdigit()
        and int(when.first[:4]) - int(since.bases[0][:4]) == 1
    )


def _is_than(at: Context, amount: Amount, since: Time | None, when: Time | None) -> bool:
    """Tell whether a sum is told of one year against another: "139 billion more than in 2024"."""
    if since is None or since.start < amount.end:
        return False
    year = when is not None and (when.role == "at" or _is_fiscal(since, when))
    if (
        when is not None
        and when.role == "between"
        and when.last[:4] > when.first[:4] > since.first[:4]
        and not year
    ):
        return False  # "between 2015 and 2018, compared with 2014": over several years
    compared = is_set_against(at, since)
    if when is not None and year and when.end <= since.start and when.first.isdigit():
        # "more in 2025 than in 2020", "in 2025 a billion more on defence than in 2020", "in 2025 higher than in 2020"
        return compared or _is_fiscal(since, when)  # "in 2026/27, an additional 6.4 billion on 2024/25"
    told = at.scan.index.within(since.start, since.start + 1, "than")
    # "spends 7 billion more on defence than in 2014"
    apart = when is None and told and not SIGNS.search(at.scan.text, amount.end, since.start)
    if since.start - amount.end > (NEAR if apart else TIGHT // 2):
        return False
    if when is not None and when.role == "by" and at.cues(when.end, amount.start, "by-then"):
        return False  # "by 2020 they will have added 130 billion compared with 2016": it adds up
    if when is None and at.cues(since.start, since.end, "what-then"):
        return False  # "have put in 300 billion on top of what they spent in 2015"
    return compared


def _is_fiscal(since: Time, when: Time) -> bool:
    """Tell whether a stretch is a fiscal year, as the base is: "in 2027/28 7.6 billion more than in 2024/25"."""
    fiscal = when.role == "between" and any("/" in base for base in since.bases)
    return fiscal and when.last[:4].isdigit() and int(when.last[:4]) - int(when.first[:4]) == 1


def excess(telling: Telling, when: Time | None, stated: Stated) -> Timed:
    """Return what was spent above a year's level, over the years after it."""
    at, amount, sentence, since, *_ = telling
    behind = since is not None and since.start >= amount.end
    if behind and when is not None and when.role == "by" and when.end <= amount.start:
        when = when if at.cues(when.end, amount.start, "by-then") else None  # of another clause
    due = (
        since is not None
        and when is not None
        and when.role == "by"
        and since.end <= amount.start <= when.start
    )
    due = due and any(a.end <= amount.start for a in at.neighbours(amount, sentence))
    if due and at.cues(max(0, amount.start - TIGHT), amount.start, "additional"):
        return _summed(at, None, when, stated)  # "1 trillion since 2014, and another 350 billion by 2035"
    if since is not None and since.bases and (ends := _ends(since.bases[0])):
        since = since._replace(bases=(ends[0],), last=ends[1])  # "counted from the level of 2014 up to 2022"
    told = at.times_in(sentence.start, sentence.end)
    level = next((t for t in told if _is_level(at, t)), None)
    if level is None and since is None:
        level = _year_before(told)
    based = since is not None and when is not None and since.first[:4] < when.first[:4]
    if level is None and not based and when is not None and _is_from(at, when):
        level = when  # "added between 2016 and 2020", "spent from 2016 to 2020 in addition"
    if level is not None:
        since = level._replace(role="since", last="..", bases=(level.first[:4],))
        when = _latest(at, sentence, level) or (
            when if when is not None and when.start != level.start else None
        )
    since = since or _since_in_office(at, amount, sentence) or _since_before(at, sentence.number)
    return _summed(at, since, when, stated)


def _summed(at: Context, since: Time | None, when: Time | None, stated: Stated) -> Timed:
    """Sum over the years after the base; without an end to the last year that the tables of the day estimate."""
    decade = when is not None and when.role == "last"
    base = None
    if since is not None and since.bases:
        base, others = since.bases[0], since.bases[1:]
        if since.first[:7] == f"{base}-01":
            base = str(int(base) - 1)  # "since January 2017": more than in the year that was over
        stated["base"] = [base, *others]
    elif decade and when is not None:
        base = str(int(when.first) - 1)
    if since is not None and since.last[:4].isdigit():
        last = int(since.last[:4])
    elif when is not None and when.last[:4].isdigit():
        last = int(when.last[:4])
    elif at.today is not None:
        last = at.today.year if at.today.month >= JUNE else at.today.year - 1
    else:
        return Excess(base=base), None
    if base is None and when is not None and when.role == "by" and at.today and last > at.today.year:
        stated["period"] = [when.last[:4]]
        # a promise: when it is due, and from what is left open
        return Excess(base=None), Period(when.last[:4])
    if base is None or last <= int(base[:4]):
        return Excess(base=None), None
    # "over the past decade" leaves the base open: the count may begin with its first year or before it
    return Excess(base=None if decade and since is None else base), Period(f"{int(base[:4]) + 1}/{last}")


def _ends(base: str) -> tuple[str, str] | None:
    """Return the ends of a base that is a stretch of years, None where it is one year, or a budget's."""
    first, _, last = base.partition("/")
    years = first.isdigit() and last.isdigit() and len(first) == len(last)
    return (first, last) if years and int(last) - int(first) > 1 else None


def _year_before(told: Sequence[Time]) -> Time | None:
    """Return the year ahead of the stretch told: "from 2015 to 2022 … than if kept at that of 2014"."""
    stretch = next((t for t in told if t.role == "between" and t.first[:4].isdigit()), None)
    years = [t for t in told if t.role == "at" and len(t.first) == len("2014") and t.first.isdigit()]
    return next((t for t in years if stretch is not None and t.first < stretch.first[:4]), None)


def _is_level(at: Context, time: Time) -> bool:
    """Tell whether a year names the level that something is added to: "than at the level of 2014"."""
    led = at.cues(max(0, time.start - NEAR), time.start, "baseline")
    behind = at.cues(time.end, time.end + 2, "level-word")  # "at the 2021 level"
    led = [m for m in led if at.joined(m.end, time.start) or m.end == _preposition(at, time)]
    return time.first[:4].isdigit() and bool(behind or led)


def _is_from(at: Context, time: Time) -> bool:
    """Tell whether a stretch of years is told from the first on: "between 2017 and 2019", "from 2017 to 2019".

    Over years ahead only "between" tells it: "an extra 16.5 billion from 2021 to 2024" leaves open from what.
    """
    if time.role != "between" or len(time.first) != len("2016"):
        return False
    past = at.today is not None and time.last[:4].isdigit() and int(time.last[:4]) <= at.today.year
    return past or bool(at.scan.index.within(time.start, time.start + 1, "between"))


def _latest(at: Context, sentence: Sentence, level: Time) -> Time | None:
    """Return the last of the years after a level that a sentence names."""
    told = [
        t for t in at.times_in(sentence.start, sentence.end) if t.last[:4].isdigit() and t.role != "since"
    ]
    later = [t for t in told if t.last[:4] > level.first[:4]]
    return max(later, key=lambda t: t.last[:4], default=None)


def _since_before(at: Context, index: int) -> Time | None:
    """Return the start named in the sentence before."""
    if index == 0:
        return None
    previous = at.scan.sentences[index - 1]
    return next((t for t in reversed(at.times_in(previous.start, previous.end)) if t.role == "since"), None)


def _since_in_office(at: Context, amount: Amount, sentence: Sentence) -> Time | None:
    """Return the start of the speaker's own term: "since I took office"; it adds to what was spent the year before."""
    told = at.cues(sentence.start, sentence.end, "in-office")
    voice = at.speaks.of(amount.start, amount.end)
    if not told or voice.speaker is None or at.today is None:
        return None
    day = alliances.took_office(voice.speaker, voice.country, at.today)
    if day is None:
        return None
    years = (str(day.year - 1), str(day.year))
    return Time(told[0].start, told[0].end, "since", years[1], "..", False, years)


def _preposition(at: Context, time: Time) -> int:
    """Return where the preposition that a time begins with ends: that of "niveau de 2021" belongs to both."""
    return at.scan.text.find(" ", time.start, time.end)
