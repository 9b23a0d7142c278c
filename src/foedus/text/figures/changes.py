"""What a change is measured from: the base of a growth, a sum over years or a multiple, and its period."""

from __future__ import annotations

from typing import Literal

import msgspec

from foedus.model import Change, Derivation, Growth, Period, Stance
from foedus.stated import Stated
from foedus.text.amounts.amount import SHARES, Amount
from foedus.text.figures.additions import is_minus
from foedus.text.figures.context import BREAKS, NEAR, TIGHT, Context
from foedus.text.figures.links import is_bracketed
from foedus.text.figures.nearest import nearest
from foedus.text.figures.passing import is_of_mean, is_of_prices
from foedus.text.figures.reaches import is_budget, year
from foedus.text.figures.set_against import than as set_against
from foedus.text.figures.set_against import times as times_of
from foedus.text.figures.set_against import times_noun
from foedus.text.figures.timing import Telling
from foedus.text.match import Mention
from foedus.text.particles import grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.times.moment import Time

Timed = tuple[Derivation, Period | None]
BETWEEN = 2  # words between an article and its noun: "an even greater rise"
THEN = ("was-then", "spent-then")  # cues of what was so, and of what was done


def growth(telling: Telling, when: Time | None, stated: Stated) -> Timed:
    """Measure a change from where it began until when it is told; a growth told of one year is that since the last."""
    at, amount, sentence, since, _, _, kind = telling
    way = direction(at, amount, sentence)
    if since is not None and when is not None and _is_told_before(at, amount, since, when):
        since = None  # "has doubled since 2020 and rises by 28 % this year"
    if (then := _is_times_of(at, amount, when)) is not None:  # "the double of the budget of 2017"
        stated["base"] = [then]
        return Growth(base=then, direction=way), _told_later(at, then)
    made = Change if kind == "change" else Growth
    if since is None and (when is None or when.present):
        when = _compared_bare(at, amount, sentence) or when
    if since is None and when is not None and _is_compared_with(at, amount, sentence, when):
        before = when.period if when.role == "between" else when.first[:4]
        stated["base"] = [before]
        return made(base=before, direction=way), _told_later(at, before)
    since, when = _begun_and_told(telling._replace(since=since), when)
    base, period = _based(telling._replace(since=since), when, stated)
    return made(base=base, direction=way), period


def _begun_and_told(telling: Telling, when: Time | None) -> tuple[Time | None, Time | None]:
    """Return since when and when a change is told, each only where it is not the other."""
    at, amount, sentence, since, _, stance, _ = telling
    if since is not None and when is not None and when.first == since.first:
        # "in 2022 up 13 % on the year before", told in 2023
        apart = ";" in at.scan.text[when.end : since.start]  # "4,600 in 2014; over that stretch"
        since, when = (None, when) if when.stated and _is_in_words(at, since) and not apart else (since, None)
    if since is not None and when is not None and since.first[:4] == when.first[:4]:
        since = None  # "at war since October, it spent 24 % more last year"
    if since is not None and at.today is not None and since.first[:4] > str(at.today.year):
        when = when or since._replace(role="at", last=since.first, bases=())  # "from next year on"
        since = None
    if when is not None and when.role == "last" and when.first == when.last:  # "up 18 % on a year before"
        when = nearest(at, amount, sentence, "at", "by", "between") or when._replace(role="at")
    if when is not None and at.today is not None and stance == "reports" and _is_just_ahead(at, when):
        when = when._replace(role="at", first=str(at.today.year), last=str(at.today.year))
    return since, when


def _based(telling: Telling, when: Time | None, stated: Stated) -> tuple[str | None, Period | None]:
    """Return the base of a change and its period, as they are told or as the one tells the other."""
    at, amount, sentence, since, _, stance, _ = telling
    bare = when is None and since is None
    period = (bare and _as_just_told(at, amount, sentence)) or year(at, when, stance, stated)
    base = since.bases[0] if since is not None and since.bases else None
    if since is not None and when is not None and _is_year_before(at, since, when):
        base = year_before(at, when) or base
    told = mean_before(at, amount, sentence, when)
    if told is None and base is None and when is not None and when.bases:
        told = when.bases[0]  # "between 2011-15 and 2016-20"
    if told is not None:
        stated["base"] = [told]
        return told, period
    if base is None and when is not None and (before := year_before(at, when)):
        stated["base"], stated["period"] = [before], [when.period]
        return before, Period(when.period)
    if base is None and when is not None and when.role in ("last", "between"):
        base = str(int(when.first[:4]) - (when.role == "last"))
        period = Period(when.last[:4])
        stated["period"] = [period.text]
    if base is None:
        return _unbased(telling, when, period)
    stated["base"] = [base]
    if when is None and since is not None and base.isdigit() and _is_from_before(at, since):
        period = Period(str(int(base) + 1))
    if period is not None and period.text == base:
        period = _told_later(at, base)
    if when is None:
        period = _span_behind(at, base) or _of_sum(at, sentence, base) or period
    return base, period


def _unbased(telling: Telling, when: Time | None, period: Period | None) -> tuple[str | None, Period | None]:
    """Return base and period of a change that tells no base: the year before its own, or that before one to come."""
    at, amount, sentence, _, _, stance, _ = telling
    late = when is not None and at.today is not None and when.last[:4] > str(at.today.year)
    if when is not None and when.role == "by" and (late or stance in ("pledges", "demands", "expects")):
        return None, period  # by when it is to be reached: from where it starts is not told
    if when is None and stance == "expects":
        if amount.quantity.unit == "multiple":
            return None, None  # "would have to double its budget": neither when nor from when
        if (ahead := _ahead_before(at, sentence)) is not None:
            return str(ahead - 1), Period(str(ahead))
    if period is not None and period.text.isdigit() and (amount.kind == "percent" or when is not None):
        return str(int(period.text) - 1), period
    return None, period


def yearly(growth: Growth, period: Period | None, stated: Stated) -> Timed:
    """Return a growth as that of each year from its base on; of one year, which nobody has told, there is none."""
    if "/" in (growth.base or ""):
        return growth, period  # "67 % above the mean of 2022 to 2024"
    if growth.base is None or period is None or "base" not in stated or not _are_years(growth.base, period):
        for name in ("base", "period"):
            stated.pop(name, None)
        return Growth(direction=growth.direction, per="year"), None
    return msgspec.structs.replace(growth, per="year"), period


def _are_years(base: str, period: Period) -> bool:
    """Tell whether more than one year lies between two."""
    return base.isdigit() and period.text.isdigit() and int(period.text) - int(base) > 1


def _ahead_before(at: Context, sentence: Sentence) -> int | None:
    """Return the year to come that the sentence before tells: "the 2026 budget is out. A rise of 7 % is planned"."""
    if at.today is None:
        return None
    low = at.before(sentence.number)
    years = [t.first for t in at.times_in(low, sentence.start) if t.is_ahead_of(at.today.year)]
    return int(years[-1]) if years and years[-1].isdigit() else None


def _compared_bare(at: Context, amount: Amount, sentence: Sentence) -> Time | None:
    """Return a year told of what a change is set against: "compared with the year of the Wales summit, 2014"."""
    if "compared-with" not in at.cued_at(sentence):
        return None
    bare = [t for t in at.times_in(sentence.start, sentence.end) if t.role == "bare"]
    return bare[0]._replace(role="at") if len(bare) == 1 else None


def _is_compared_with(at: Context, amount: Amount, sentence: Sentence, when: Time) -> bool:
    """Tell whether a year past is what a change is set against: "compared with the budget of ten years ago".

    Right behind the change a word that may mean either means that: "an increase of 3 % over 2018".
    """
    year = when.first[:4]
    if at.today is None or not year.isdigit() or not (when.role == "at" or is_budget(at, when)):
        return False
    each = at.cues(amount.end, when.start, "per-year")
    behind = at.leads(each[0].end if each else amount.end, when.start, 1)
    if behind and at.scan.index.within(when.start, when.start + 1, "since") and _is_over(at, year):
        return True
    if when.role != "at" or int(year) >= at.today.year - 1:
        return False
    led = at.cues(max(sentence.start, when.start - 2 * NEAR), when.start, "compared-with")
    if not led or any(led[-1].end <= a.start < when.start for a in at.amounts_in(sentence)):
        return False
    between = at.scan.text[led[-1].end : when.start].rstrip(" (")
    return not set(between.removesuffix(",")) & set(",;:()")  # "compared with the year of the treaty, 1949"


def _is_over(at: Context, year: str) -> bool:
    """Tell whether a year is over, or lies before that of the figure told last: "2.7 % in 2027, 6 bn over 2025"."""
    last, today = at.told.last, at.today.year if at.today is not None else 0
    told = last[1].period if last is not None else None
    return int(year) < today - 1 or (told is not None and told.text[:4].isdigit() and told.text[:4] > year)


def _span_behind(at: Context, base: str) -> Period | None:
    """Return the years behind a span, as many as it has: what is told against 2014-18 is that of 2019-23."""
    first, _, last = base.partition("/")
    if at.today is None or not (first.isdigit() and last.isdigit()):
        return None
    end = int(last) + int(last) - int(first) + 1
    return Period(f"{int(last) + 1}/{end}") if end <= at.today.year else None


def _of_sum(at: Context, sentence: Sentence, base: str) -> Period | None:
    """Return the year of the sum that a change is told beside: "spent 430 billion, up 12 % on 2023"."""
    last = at.told.last
    told = last is not None and last[2] == sentence.number and last[0].kind == "money" and last[1].measure
    return _told_later(at, base) if told else None


def _is_times_of(at: Context, amount: Amount, when: Time | None) -> str | None:
    """Return the year of the level that a multiple is of: in French "le double du budget de 2017"."""
    if amount.kind != "multiple" or when is None or when.role != "at" or when.start < amount.end:
        return None
    year, today = when.first[:4], at.today
    linked = at.scan.index.within(amount.end, amount.end + 2, "of")
    past = today is not None and year.isdigit() and int(year) < today.year
    return year if linked and past else None


def _told_later(at: Context, base: str) -> Period | None:
    """Return the year of the figure told last where it lies behind a base, else the current one."""
    last = at.told.last
    told = last[1].period if last is not None else None
    alike = told is not None and (told.text.isdigit() or len(told.text) == len(base))
    if told is not None and alike and told.text > base:
        return told
    return None if at.today is None else Period(str(max(at.today.year, int(base[:4]))))


def is_compared(at: Context, amount: Amount, than: Time) -> bool:
    """Tell whether a multiple is of what a time names: "twice that of 2019", "double the budget of 2017"."""
    if than.role == "since" or at.cues(max(0, amount.end - TIGHT), than.start, "than-then", "what-then"):
        return True
    if at.scan.text[than.start].isdigit() and at.scan.text[than.end : than.end + 1] == " ":
        small, between = grammar(at.scan.language.code), at.scan.text[amount.end : than.start].lower().split()
        if all(any(small.has(key, w) for key in ("definites", "possessives")) for w in between):
            return True  # "double the 2021 figure", "triple its 2014 budget"
    led = at.scan.index.within(max(amount.end, than.start - TIGHT), than.start + 1, "of", "from", "than")
    return any(at.leads(m.end, than.start, TIGHT // 2) or m.start == than.start for m in led)


def multiplied(
    at: Context, amount: Amount, sentence: Sentence, than: Time, stance: Stance, stated: Stated
) -> Timed:
    """Measure a multiple from the time it is compared with, at the time told before it."""
    whole = "Q" in than.first or than.role == "between"
    base = than.bases[0] if than.bases else than.period if whole else than.first[:4]
    told = [t for t in at.times_in(sentence.start, amount.start) if t.role in ("at", "by", "between", "bare")]
    told += [
        t for t in at.times_in(amount.end, than.start) if t.role == "at"
    ]  # "twice as much in 2023 as in 2020"
    due = at.times_in(than.end, at.clause(amount.start, amount.end, sentence, BREAKS + ",")[1])
    own = [t for t in [*told, *(t for t in due if t.role == "by")] if t.first[:4] != base[:4]]
    own = [t for t in own if not (_is_of_another_multiple(at, t) or is_of_prices(at, t))]
    if own and _is_year_before(at, than, own[-1]):
        base = year_before(at, own[-1]) or base
    stated["base"] = [base]
    way: Literal["increase", "decrease"] = "decrease" if _is_less(amount) else "increase"
    return Growth(base=base, direction=way), year(at, own[-1] if own else None, stance, stated)


def _is_of_another_multiple(at: Context, time: Time) -> bool:
    """Tell whether a year is what another multiple is told against: "more than in 2022 and twice 2015's"."""
    words = at.cues(max(0, time.start - TIGHT), time.start + 1, "than-then")
    return any(m.end >= time.start - 1 for m in words)


def against(at: Context, amount: Amount, sentence: Sentence) -> Time | None:
    """Return the time right behind a multiple: "five times those of 2024", "eight times last year's number"."""
    end = min(at.clause(amount.start, amount.end, sentence, BREAKS + ",")[1], amount.end + NEAR)
    latest = str(at.today.year) if at.today is not None else "9999"
    told = [t for t in at.times_in(amount.end, end) if t.first[:4].isdigit() and not t.present]
    whom = set_against(at, amount.start, amount.end, sentence) if told else None
    if whom is not None and whom.end <= told[0].start:  # "three times as much as China in 2023": in that year
        return None
    if told and whom is None and _was_that_of(at, amount, sentence, told[0]):
        return None  # "was seven times that of Slovakia in 2019": in that year
    if told and told[0].first[:4] > latest:
        return None  # "twice as many in 2030"
    if told and told[0].role == "between":  # "in 2020-24, twice what it was in 2015-19"
        led = at.times_in(sentence.start, amount.start)
        return told[0] if any(t.role == "between" and t.first > told[0].first for t in led) else None
    told = [t for t in told if _is_set_by(at, told[0], t)] or told
    return told[0] if told and told[0].role in ("at", "bare", "since") else None


def _was_that_of(at: Context, amount: Amount, sentence: Sentence, year: Time) -> bool:
    """Tell whether a verb in the past sets somebody against another, who is named before the year."""
    whom = times_of(at, amount.end) or times_noun(at, amount)
    low = at.clause(amount.start, amount.end, sentence, BREAKS + ",")[0]
    return whom is not None and whom.end <= year.start and bool(at.cues(low, amount.start, *THEN))


def _is_set_by(at: Context, first: Time, time: Time) -> bool:
    """Tell whether "as" leads up to a later time: "four times as much this year as it did in 2014"."""
    led = at.scan.index.within(first.end, time.start, "than")
    apart = any(first.end <= a.start < time.start for a in at.amounts_near(time.start))
    return bool(led) and time.start - led[0].end <= NEAR // 2 and not apart


def is_told_growth(
    at: Context, amount: Amount, sentence: Sentence, since: Time | None, when: Time | None
) -> bool:
    """Tell whether a percentage of anything is a change from a time that is told: "exports are up 29 % on 2023"."""
    if amount.quantity.unit == "multiple":
        return when is not None and bool(when.bases)  # "doubled between 2016-20 and 2021-25"
    based = (since is not None and bool(since.bases)) or (when is not None and bool(when.bases))
    own = at.own(amount, at.clause(amount.start, amount.end, sentence, BREAKS + ","))
    if amount.kind in SHARES and mean_before(at, amount, sentence, when):
        return True
    return based and bool(at.cues(*own, "growth", "decline"))


def _as_just_told(at: Context, amount: Amount, sentence: Sentence) -> Period | None:
    """ "44.9 billion in the budget of 2020. It thus grew by 3.9 %": the year of the sum in the sentence before."""
    last, index = at.told.last, at.sentence_at(amount.start)
    if last is None or last[2] != index - 1 or last[0].kind != "money" or last[1].measure is None:
        return None
    period = last[1].period
    thus = period is not None and period.text.isdigit() and at.cues(sentence.start, amount.start, "thus")
    return period if thus else None


def direction(at: Context, amount: Amount, sentence: Sentence) -> Literal["increase", "decrease"]:
    """Tell which way the nearest word of change points; what was doubled has grown."""
    if _is_less(amount):
        return "decrease"
    if amount.kind == "multiple" and amount.rule.endswith(".verb"):
        return "increase"
    turns = at.cues(*at.clause(amount.start, amount.end, sentence, BREAKS), "growth", "decline")
    if not turns and is_bracketed(at.scan.text, amount.start) and at.scan.text[amount.start] != "+":
        # "the steepest fall, Mexico's (27 %)"
        turns = at.cues(sentence.start, sentence.end, "growth", "decline")
    if "growth-pace" in at.cued_at(sentence):  # "the rise has slowed to 3 %": it goes on
        paces = at.cues(sentence.start, sentence.end, "growth-pace")
        turns = [m for m in turns if not any(p.start <= m.start < p.end for p in paces)] or turns
    turn = _noun_of(at, amount, turns) if len({m.value for m in turns}) > 1 else None
    if turn is None:
        if at.scan.index.within(amount.end, amount.end + 2, "than-less") or is_minus(at, amount):
            return "decrease"  # "125,000 fewer than in 2014"
        turn = min(turns, key=lambda m: abs(m.start - amount.start), default=None)
    return "decrease" if turn is not None and turn.value == "decline" else "increase"


def _is_less(amount: Amount) -> bool:
    """Tell whether a multiple is of less than one: "halved", "three times less"."""
    return amount.kind == "multiple" and amount.quantity.high is not None and amount.quantity.high < 1


def _noun_of(at: Context, amount: Amount, turns: list[Mention]) -> Mention | None:
    """Return the noun of change that a number is of, whatever is said of it: "the rise slows to 16 %"."""
    before = [m for m in turns if m.end <= amount.start]
    nouns = [m for n, m in enumerate(before) if _has_article(at, m, before[n - 1].end if n else 0)]
    told = at.led_by(amount.start, "by-how-much")
    if told or not nouns or at.leads(before[-1].end, amount.start, 1):
        return None  # "after the rise of 2022 it fell 3 %"
    return nouns[-1]


def _has_article(at: Context, mention: Mention, low: int) -> bool:
    """Tell whether an article leads up to a mention, at most two words and nothing from before `low` between."""
    words = words_before(at.scan.text[low : mention.start], mention.start - low)[-1 - BETWEEN :]
    small = grammar(at.scan.language.code)
    return any(small.has("articles", word) or small.has("definite", word) for word in words)


def year_before(at: Context, when: Time) -> str | None:
    """Return what a part of a year or a budget's year is set against: the same part, or the budget, a year before."""
    if when.role == "at" and "Q" in when.first:
        return f"{int(when.first[:4]) - 1}{when.first[4:]}"
    if when.role != "between":
        return None
    same = when.first[:4] == when.last[:4]
    twelve = (int(when.first[5:7] or 0) - 1) % 12 == int(when.last[5:7] or 0) % 12 if not same else False
    if len(when.first) == len("2024-01") and (same or twelve):
        first, last = int(when.first[:4]) - 1, int(when.last[:4]) - 1
        return f"{first}{when.first[4:]}/{last}{when.last[4:7]}"
    return f"{int(when.first) - 1}/{int(when.last) - 1}" if is_budget(at, when) else None


def _is_just_ahead(at: Context, when: Time) -> bool:
    """Tell whether "within a year" was read as the months to come: of what has grown it is the year that is past."""
    month = at.today.isoformat()[:7] if at.today is not None else None
    return when.first != when.last and not when.stated and when.first == month


def _is_told_before(at: Context, amount: Amount, since: Time, when: Time) -> bool:
    """Tell whether a start belongs to the number before, and this one has a time of its own behind "and"."""
    if not at.previous_amount(amount) <= since.start < since.end <= amount.start:
        return False
    parted = at.scan.index.within(since.end, amount.start, "and")
    return bool(parted) and when.start > parted[0].start


def mean_before(at: Context, amount: Amount, sentence: Sentence, when: Time | None) -> str | None:
    """Return the years of a mean that a change is measured from: "than the average of the three years before"."""
    high = at.clause(amount.start, amount.end, sentence)[1]
    around = *at.times_in(amount.end, high), *reversed(at.times_in(sentence.start, amount.start))
    told = next((t for t in around if is_of_mean(at, amount, t)), None)
    if told is None or not told.first[:4].isdigit():
        return None
    if told.role == "between" and told.last[:4].isdigit():
        return f"{told.first[:4]}/{told.last[:4]}"
    last = int(when.first[:4]) - 1 if when is not None and when.first[:4].isdigit() else 0
    return f"{told.first[:4]}/{last}" if int(told.first[:4]) < last else told.first[:4]


def _is_year_before(at: Context, since: Time, when: Time) -> bool:
    """Tell whether what a part of a year is set against is only told as the year before: "up 9 % on a year earlier"."""
    told = _is_in_words(at, since) and since.first.isdigit()
    return told and int(since.first) == int(when.first[:4]) - 1


def _is_in_words(at: Context, time: Time) -> bool:
    """Tell whether a time is written without a digit: "the year before"."""
    return not any(sign.isdigit() for sign in at.scan.text[time.start : time.end])


def _is_from_before(at: Context, since: Time) -> bool:
    """Tell whether a base is the year before one that was told: "3 % more than in the year before", told of 2021."""
    words = at.scan.index.within(since.start, since.end, "now")
    return any(str(m.value) == "then-1" for m in words)
