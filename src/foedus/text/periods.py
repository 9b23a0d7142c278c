"""When: the period of a figure, the base that a change is measured from, and what the text leaves open."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from foedus.model import Change, Derivation, Excess, Growth, Level, Period, Share, Stance
from foedus.text.amount import Amount
from foedus.text.context import BREAKS, NAMES, NEAR, TIGHT, Context
from foedus.text.lists import dated, run_of
from foedus.text.match import Sentence
from foedus.text.moment import Time
from foedus.text.numbers import MOST_MEMBERS
from foedus.text.senses import Sense

Stated = dict[str, list[str]]
Timed = tuple[Derivation, Period | None]
SPEECH = ("say", "utter", "act", "show")
MEMBERS = ("member", "country")
GROWING = ("percent", "fraction")
EVENTS = ("count", "bare")  # numbers that may tell what happened on one day
SAID = 26  # characters between a verb of speech and the day on which it was said
FAR = 120
LONGEST_GAP = 24  # characters between two numbers that may share a deadline
LARGEST_YEAR = 2200
TOUCH = 5  # characters between "to" and its number
STATES = ("percent", "fraction", "point")
PROMISED = "aid_pledged"
_BUDGET_YEAR = re.compile(r"\d{4}[-–/]\d{2,4}")  # "2025-26", "2025/2026"
HEADS = ("per-capita", "per-head")
JUNE = 6  # from June on the alliance's tables estimate the current year


def timed(
    at: Context, amount: Amount, sense: Sense | None, measure: str | None, index: int, stance: Stance
) -> tuple[Derivation, Period | None, Stated]:
    """Return derivation and period of a number of sentence `index`, and what the text itself fixes of them."""
    stated: Stated = {}
    sentence = at.scan.sentences[index]
    kind = sense.kind if sense else "level"
    since = nearest(at, amount, sentence, "since")
    when = nearest(at, amount, sentence, "at", "by", "between", "last")
    if when is None:
        when = _of_budget(at, sentence) or _stretch(at, sentence, since) or _onward(at, since)
    if (
        when is not None
        and when.role == "last"
        and (stance == "pledges" or (kind == "level" and _is_to_come(at, amount, when)))
    ):
        when = _ahead(when)
    if when is None and measure is None:
        when = _weekday(at, amount, sentence)
    if when is not None and when.open and measure is None and amount.kind == "money":
        when = None  # "8 billion over five years" of no series: neither past nor to come
    if when is not None and when.role == "at":
        when = _lasting(at, when)
    if when is not None and when.present and stance in ("pledges", "demands"):
        when = None  # "now demands 5 %" dates the demand
    if when is not None and when.role in ("between", "last") and amount.rule.endswith((".from", ".to")):
        year = when.first if amount.rule.endswith(".from") else when.last
        if when.role == "last" and amount.rule.endswith(".from"):
            year = str(int(year) - 1)  # the year that the last n years are told against
        when = when._replace(role="at", first=year, last=year)
    if when is not None and when.role == "by" and amount.rule.endswith(".from"):
        when = None  # "from 82,000 to 72,500 by 2025": the first is how it is today
    derivation: Derivation = Level()
    if sense is not None and measure and sense.measure == "aid":
        months = when
        if kind == "growth" and when is not None and when.role == "last" and when.first == when.last:
            months = nearest(at, amount, sentence, "at", "between") or when
        if kind == "growth" and since is None and months is not None and _year_before(at, months):
            return *_growth(at, kind, amount, since, months, sentence, stance, stated), stated
        if kind == "growth" and since is not None and since.bases and when is not None:
            made = Growth(base=since.bases[0], direction=_direction(at, amount, sentence))
            return made, _aid(at, amount, when, None, stance, stated, measure), stated
        derivation = Share(of=sense.derivation["of"]) if kind == "share" else Level()
        return derivation, _aid(at, amount, when, since, stance, stated, measure), stated
    if kind == "excess" and _is_next(since, when):
        kind = "change"
    if kind == "excess":
        level = next((t for t in at.times_in(sentence.start, sentence.end) if _is_level(at, t)), None)
        if level is None and when is not None and _is_from(at, when):
            level = when  # "added between 2016 and 2020": to what was spent in the first of these years
        if level is not None:
            since = level._replace(role="since", last="..", bases=(level.first[:4],))
            when = _latest(at, sentence, level) or (when if when != level else None)
        return *_excess(at, since or _since_before(at, index), when, stated), stated
    than = _against(at, amount, sentence) if amount.quantity.unit == "multiple" else None
    if kind == "growth" and than and (than.role == "since" or at.cues(amount.end, than.start, "than-then")):
        return *_multiplied(at, amount, sentence, than, stance, stated), stated
    if kind in ("growth", "change"):
        return *_growth(at, kind, amount, since, when, sentence, stance, stated), stated
    if (
        measure is None
        and amount.kind in (*GROWING, "multiple")
        and _is_told_growth(at, amount, sentence, since, when)
    ):
        return *_growth(at, "growth", amount, since, when, sentence, stance, stated), stated
    if than is not None:
        return *_multiplied(at, amount, sentence, than, stance, stated), stated
    if kind == "share" and sense is not None:
        derivation = Share(of=sense.derivation.get("of", at.table.total))
    if when is None and sense is not None and sense.years and at.about_arms and at.told.arms is not None:
        return derivation, at.told.arms, stated
    if when is None and sense is not None and sense.years and at.today is not None:
        return derivation, Period(f"{at.today.year - sense.years}/{at.today.year - 1}"), stated
    if when is None:
        when = _running(at, amount, sentence, since, stance, counted=measure is None)
    if measure is None and when is None:
        # a share, a head count or a sum per head is how things stand in the year of publication; a sum has no year
        state = amount.kind in STATES or (
            amount.quantity.unit == "person" and not _is_gone(at, amount, sentence)
        )
        state = state or (amount.kind == "money" and at.has((sentence.start, sentence.end), HEADS))
        return derivation, _year(at, None, stance, stated) if state and stance == "reports" else None, stated
    if amount.start < at.general and measure is None and when is not None and not when.present:
        stated["period"] = [when.period]  # no series has years only: as fine as it is told
        return derivation, Period(when.period), stated
    if (
        when is None
        and amount.kind == "percent"
        and at.cues(*at.clause(amount.start, amount.end, sentence), "judged")
    ):
        return derivation, None, stated  # "5 % is out of reach" is told of no year
    return derivation, _year(at, when, stance, stated), stated


def _running(
    at: Context, amount: Amount, sentence: Sentence, since: Time | None, stance: Stance, *, counted: bool
) -> Time | None:
    """Return the stretch between today and a time told alone: "since February", "until 2029", "from 2026 on".

    What is measured year by year has no stretch up to today: it is told as of today.
    """
    if at.today is None or (since is not None and _is_of_another(at, amount, since, sentence)):
        return None
    month = f"{at.today.year}-{at.today.month:02}"
    ahead = stance in ("pledges", "demands", "expects")
    clause = at.clause(amount.start, amount.end, sentence, BREAKS)
    end = next((t for t in at.times_in(*clause) if t.role == "until"), None)
    if since is None and end is not None and ahead and end.last[:4] > month[:4]:
        return end._replace(role="between", first=month[:4], last=end.last[:4])
    if since is None or not since.first[:4].isdigit():
        return None
    if since.first[:7] > month[: len(since.first[:7])] and ahead:
        return since._replace(role="at", last=since.first, bases=())
    if not counted or ahead or since.first[:7] >= month[: len(since.first[:7])]:
        return None
    first = since.first[:7]
    return since._replace(role="between", first=first, last=month[: len(first)], bases=())


def _is_of_another(at: Context, amount: Amount, time: Time, sentence: Sentence) -> bool:
    """Tell whether a time goes with the number before it: "5 billion since last year, including eight tanks"."""
    before = at.previous_amount(amount)
    if not sentence.start < before or time.start >= amount.start:
        return False
    return time.end <= before or "," in at.scan.text[time.end : amount.start]


def _is_told_growth(
    at: Context, amount: Amount, sentence: Sentence, since: Time | None, when: Time | None
) -> bool:
    """Tell whether a percentage of anything is a change from a time that is told: "exports are up 29 % on 2023"."""
    if amount.quantity.unit == "multiple":
        return when is not None and bool(when.bases)  # "doubled between 2016-20 and 2021-25"
    based = (since is not None and bool(since.bases)) or (when is not None and bool(when.bases))
    own = at.own(amount, at.clause(amount.start, amount.end, sentence, BREAKS + ","))
    return based and bool(at.cues(*own, "growth", "decline"))


def _against(at: Context, amount: Amount, sentence: Sentence) -> Time | None:
    """Return the time right behind a multiple: "five times those of 2024", "eight times last year's number"."""
    end = min(at.clause(amount.start, amount.end, sentence, BREAKS + ",")[1], amount.end + NEAR)
    told = [t for t in at.times_in(amount.end, end) if t.first[:4].isdigit() and not t.present]
    if told and told[0].role == "between":  # "in 2020-24, twice what it was in 2015-19"
        led = at.times_in(sentence.start, amount.start)
        return told[0] if any(t.role == "between" and t.first > told[0].first for t in led) else None
    return told[0] if told and told[0].role in ("at", "bare", "since") else None


def _multiplied(
    at: Context, amount: Amount, sentence: Sentence, than: Time, stance: Stance, stated: Stated
) -> Timed:
    """Measure a multiple from the time it is compared with, at the time told before it."""
    whole = "Q" in than.first or than.role == "between"
    base = than.bases[0] if than.bases else than.period if whole else than.first[:4]
    stated["base"] = [base]
    told = [t for t in at.times_in(sentence.start, amount.start) if t.role in ("at", "by", "between")]
    own = [t for t in told if t.first[:4] != base[:4]]
    return Growth(base=base, direction="increase"), _year(at, own[-1] if own else None, stance, stated)


def _stretch(at: Context, sentence: Sentence, since: Time | None) -> Time | None:
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


def _lasting(at: Context, when: Time) -> Time:
    """Return the years from a time until one right behind it: "from next year and until 2030"."""
    for end in at.times_in(when.end, when.end + TIGHT):
        if end.role == "until" and end.last[:4] > when.first[:4]:
            return when._replace(role="between", first=when.first[:4], last=end.last[:4])
    return when


def _onward(at: Context, since: Time | None) -> Time | None:
    """Return the time to come from which on something holds: "will spend 5 % from 2026"."""
    if since is None or at.today is None or not since.first[:4] > str(at.today.year):
        return None
    return since._replace(role="at", last=since.first, bases=())


def _is_to_come(at: Context, amount: Amount, when: Time) -> bool:
    """Tell whether "over four years" is told of what is planned: a fund, a plan, what is proposed."""
    planned = at.cues(amount.start - FAR, when.end + NEAR, "pledged", "aims", "fund")
    return when.open and bool(planned)


def _weekday(at: Context, amount: Amount, sentence: Sentence) -> Time | None:
    """Return the day named in the clause of a count ("hit 41 aircraft on Sunday"), unless something was said then."""
    if at.today is None or not (amount.kind in EVENTS or _goes_with_event(at, amount)):
        return None
    low, high = at.clause(amount.start, amount.end, sentence)
    if at.scan.text[low - 1 : low] == ":":  # "voted on Monday: 93 were for it"
        low = sentence.start
    for day in at.scan.index.within(low, high, "weekday"):
        verbs = at.scan.index.within(max(sentence.start, day.start - SAID), day.start)
        if not any(m.kind.partition(".")[0] in SPEECH for m in verbs):
            back = (at.today.weekday() + 1 - int(day.value)) % 7
            date = (at.today - dt.timedelta(days=back)).isoformat()
            return Time(day.start, day.end, "at", date, date, stated=False)
    return None


def _goes_with_event(at: Context, amount: Amount) -> bool:
    """Tell whether a sum follows what happened on a day: "hit 41 aircraft on Sunday, doing 7 billion of damage"."""
    last = at.told.last
    same = last is not None and last[2] == at.sentence_at(amount.start) and last[0].kind in EVENTS
    return amount.kind == "money" and same and last is not None and last[1].period is not None


def _is_from(at: Context, time: Time) -> bool:
    """Tell whether a stretch of years is told by "between"."""
    between = at.scan.index.within(time.start, time.start + 1, "between")
    return time.role == "between" and len(time.first) == len("2016") and bool(between)


def _latest(at: Context, sentence: Sentence, level: Time) -> Time | None:
    """Return the last of the years after a level that a sentence names."""
    told = [
        t for t in at.times_in(sentence.start, sentence.end) if t.last[:4].isdigit() and t.role != "since"
    ]
    later = [t for t in told if t.last[:4] > level.first[:4]]
    return max(later, key=lambda t: t.last[:4], default=None)


def _is_level(at: Context, time: Time) -> bool:
    """Tell whether a year names the level that something is added to: "than at the level of 2014"."""
    led = at.cues(max(0, time.start - TIGHT), time.start, "baseline")
    behind = at.cues(time.end, time.end + 2, "level-word")  # "at the 2021 level"
    led = [m for m in led if at.joined(m.end, time.start) or m.end == _preposition(at, time)]
    return time.first[:4].isdigit() and bool(behind or led)


def _preposition(at: Context, time: Time) -> int:
    """Return where the preposition that a time begins with ends: that of "niveau de 2021" belongs to both."""
    return at.scan.text.find(" ", time.start, time.end)


def _is_gone(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether people are counted who left, fell or were sent: that is an event, and no state of the year."""
    return bool(at.cues(*at.own(amount, at.clause(amount.start, amount.end, sentence, BREAKS + ",")), "gone"))


def _ahead(when: Time) -> Time:
    """Turn the n years up to today into the n years from today on: "promises 20 billion over four years"."""
    years = int(when.last) - int(when.first)
    return when._replace(role="between", first=when.last, last=str(int(when.last) + years), stated=False)


def _is_next(since: Time | None, when: Time | None) -> bool:
    """Tell whether a sum is told of one year against the year before it."""
    return (
        since is not None
        and when is not None
        and bool(since.bases)
        and when.role == "at"
        and when.first[:4].isdigit()
        and since.bases[0][:4].isdigit()
        and int(when.first[:4]) - int(since.bases[0][:4]) == 1
    )


def nearest(at: Context, amount: Amount, sentence: Sentence, *roles: str) -> Time | None:
    """Return the nearest time of the sentence (of these roles): one in the same segment comes first."""
    told = at.times_in(sentence.start, sentence.end)
    if not told:
        return None
    if "at" in roles and (listed := dated(at, amount, sentence)):
        return listed
    pool = [
        t
        for t in told
        if (not roles or t.role in roles)
        and t.role not in ("bare", "until")
        and not _is_agreed(at, amount, t)
        and not _is_record(at, t)
    ]
    if not pool:
        return None
    counted = amount.quantity.unit in MEMBERS  # a percentage is then only the line of the count
    beside = at.neighbours(amount, sentence)
    retold = [a for a in beside if _is_retold(at, amount, a)]
    rivals = [
        a
        for a in beside
        if (_is_rival(at, a) or (counted and _may_count(at, a)))
        and not (counted and a.kind == "percent")
        and a not in retold
    ]
    if not retold and (closing := _enclosed(at, amount)):  # its own time, or that of the whole
        first = min([amount.start, *(a.start for a in rivals)])
        inside = [t for t in pool if amount.start <= t.start < closing]
        year = str(at.today.year) if at.today is not None else ""
        pool = inside or [t for t in pool if t.end <= first or t.first[:4] == t.last[:4] == year]
    mine = [t for t in pool if not any(_is_parted(at, amount, a, t) for a in rivals)]
    if not mine:
        led = [a for a in rivals if a.end <= amount.start]
        ahead = [t for t in pool if t.start < amount.start]
        mine = [t for t in ahead if not any(a.end <= t.start and _leads_on(at, amount, a, t) for a in led)]
        mine = [t for t in mine if not any(_is_set_against(at, a, t) for a in led)]
        mine = mine or ([] if rivals else pool)
    pool = mine
    low, high = at.clause(amount.start, amount.end, sentence, ",;()")

    def rank(time: Time) -> tuple[bool, int]:
        gap = time.start - amount.end if time.start >= amount.end else amount.start - time.end + 12
        return not low <= time.start < high, gap

    return min(pool, key=rank, default=None)


def _is_retold(at: Context, amount: Amount, rival: Amount) -> bool:
    """Tell whether one of two numbers only tells the other anew: "137 billion zlotys (30 billion euros)"."""
    counted = amount.quantity.unit in MEMBERS and rival.quantity.unit in MEMBERS
    if not counted and not amount.kind == rival.kind == "money":
        return False
    first, second = sorted((amount, rival), key=lambda a: a.start)
    # "half of all allies, 15 countries,"
    return at.scan.text[first.end : second.start].strip() == ("," if counted else "(")


def _enclosed(at: Context, amount: Amount) -> int:
    """Return where brackets or commas around a number close: "Germany (1.24 %)", "France, at 1.8 %,"; else 0."""
    text = at.scan.text
    if text[amount.start - 1 : amount.start] == "(":
        return max(0, text.find(")", amount.end, amount.end + FAR))
    led = at.scan.index.within(max(0, amount.start - TIGHT // 2), amount.start, "to", "at")
    if text[amount.end : amount.end + 1] != "," or not led or not at.joined(led[-1].end, amount.start):
        return 0
    named = at.scan.index.within(max(0, led[-1].start - NEAR), led[-1].start, *NAMES)
    return amount.end if named and text[named[-1].end : led[-1].start].strip() == "," else 0


def _of_budget(at: Context, sentence: Sentence) -> Time | None:
    """Return the year that stands beside a word of spending: "the 2024 budget"."""
    for time in at.times_in(sentence.start, sentence.end):
        near = at.cues(max(sentence.start, time.start - NEAR), time.end + TIGHT, "spending", "spend")
        if time.role == "bare" and any(
            at.joined(m.end, time.start) or at.joined(time.end, m.start) for m in near
        ):
            return time._replace(role="at")
    return None


def _is_rival(at: Context, amount: Amount) -> bool:
    """Tell whether a number may have a time of its own: one with a unit, or one set against another."""
    if amount.kind != "bare":
        return True
    set_against = at.cues(max(0, amount.start - TIGHT), amount.start, "contrast")
    return (bool(set_against) or (amount.quantity.step or 1) < 1 or _is_large(amount)) and not at.is_time(
        amount
    )


def _may_count(at: Context, amount: Amount) -> bool:
    """Tell whether a number without a noun may count members too: "nineteen have plans to do so"."""
    value = amount.quantity.high or amount.quantity.low or 0
    return amount.kind == "bare" and 1 < value <= MOST_MEMBERS and not at.is_time(amount)


def _is_large(amount: Amount) -> bool:
    return max(amount.quantity.low or 0, amount.quantity.high or 0) > LARGEST_YEAR


def _is_agreed(at: Context, amount: Amount, time: Time) -> bool:
    """A time behind "agreed" or "set" is when the target was made, not when something is measured."""
    if any(m.end >= time.end for m in at.cues(max(0, time.start - NEAR), time.start + 1, "constant")):
        return True  # "at 2021 prices"
    if amount.kind == "percent" and _is_promised(at, time):
        return True
    if amount.kind == "money" and at.scan.index.within(time.start, time.start + 1, "agent"):
        return False  # "adopted for 2025"
    return any(
        at.joined(m.end, time.start) for m in at.cues(max(0, time.start - TIGHT), time.start, "agreed")
    )


def _is_promised(at: Context, time: Time) -> bool:
    """Tell whether a time touches a word of promise: "the 2 % pledged in 2014", "die 2014 zugesagten 2 Prozent"."""
    words = at.cues(max(0, time.start - TIGHT), time.end + TIGHT, "promised")
    return any(0 <= time.start - m.end <= 1 or 0 <= m.start - time.end <= 1 for m in words)


_VERBS = (
    "spend",
    "meets",
    "aims",
    "pledged",
    "growth",
    "decline",
)  # cues of verbs, with which a clause of its own begins


def _is_parted(at: Context, amount: Amount, rival: Amount, time: Time) -> bool:
    """Tell whether a time lies beyond another number, across a comma: then it is that number's."""
    if rival.end <= time.start and time.end <= amount.start and _leads_on(at, amount, rival, time):
        return True
    if rival.end <= time.start and time.end <= amount.start and _is_aimed(at, amount, rival, time):
        return True
    if (
        rival.end <= amount.start and time.end <= amount.start
    ):  # both in an earlier clause: "; it now has 3.7 %"
        return (
            ";" in at.scan.text[max(rival.end, time.end) : amount.start]
            and ";" not in at.scan.text[min(rival.end, time.end) : max(rival.start, time.start)]
        )
    if amount.end <= time.start and rival.start >= amount.end:
        cut = at.scan.text.find(";", amount.end, time.start)
        if 0 <= cut < rival.start:
            return True  # both behind a semicolon: "is 4.6 %; the sum since 2016 reaches 400 billion"
    if not (amount.end <= rival.start and rival.end <= time.start):
        return False
    between = at.scan.text[amount.end : rival.start]
    if rival.kind != amount.kind and _is_reached(at, between, rival):
        return False  # "rose by 16 % since 2010, to 11.6 billion in 2021"
    if any(sign in between for sign in ",;("):
        return True
    joined = bool(at.scan.index.within(amount.end, rival.start, "and"))
    close = "," not in at.scan.text[rival.end : time.start]
    ahead = at.today is not None and _is_ahead(time, at.today.year)
    apart = close and ahead and rival.start - amount.end > LONGEST_GAP
    apart = apart or bool(
        at.cues(amount.end, rival.start, *_VERBS)
    )  # "is at 1.28 % and promises 2 % this year"
    return joined and (rival.kind != amount.kind or apart)


def _is_aimed(at: Context, amount: Amount, rival: Amount, time: Time) -> bool:
    """Tell whether a time to come is another number's goal: "which had promised 2 % for 2027, now spends 1.8 %"."""
    if at.today is None or not _is_ahead(time, at.today.year) or rival.kind != amount.kind:
        return False
    near, apart = at.scan.text[rival.end : time.start], at.scan.text[time.end : amount.start]
    told = at.speaks.stance(amount.start, amount.end) == "reports"
    return told and "," in apart and len(near) <= NEAR and not set(near) & set(",;:(")


def _is_reached(at: Context, between: str, rival: Amount) -> bool:
    """Tell whether the next number only says what a change has led to: ", to 11.6 billion"."""
    led = at.scan.index.within(max(0, rival.start - TOUCH), rival.start, "to", "at")
    comma = between.rfind(",")
    return bool(led) and comma >= 0 and len(between) - comma <= TOUCH + 2 and not set(between) & set(";:(")


def _is_ahead(time: Time, year: int) -> bool:
    """Tell whether a time is a deadline or lies after a year: what two numbers hardly share."""
    return time.role == "by" or (time.last[:4].isdigit() and int(time.last[:4]) > year)


def _is_record(at: Context, time: Time) -> bool:
    """Tell whether a stretch of time only says since when something is a record: "the steepest rise since 1952"."""
    if time.role == "since":
        return bool(at.cues(time.start - NEAR // 2, time.start, "record"))
    words = at.cues(time.start - NEAR, time.start, "record", "lasting") if time.role == "last" else []
    near = at.amounts_near(time.start)
    return bool(words) and not any(words[-1].end <= a.start and a.end < time.start for a in near)


def _leads_on(at: Context, amount: Amount, rival: Amount, time: Time) -> bool:
    """Tell whether a time behind an earlier number is that one's: "from 1.3 % in 2021 to 4.3 %", "2 % by 2030 and"."""
    between = at.scan.text[rival.end : time.start]
    if len(between) > NEAR or any(sign in between for sign in ",;:("):
        return False
    sentence = at.scan.sentences[at.sentence_at(amount.start)]
    amount, rival = run_of(at, amount, sentence)[0], run_of(at, rival, sentence)[0]
    both = {amount.kind, rival.kind}
    alike = len(both) == 1 or "bare" in both or both == set(GROWING)
    if alike and at.scan.index.within(max(time.end, amount.start - TOUCH), amount.start, "to"):
        path = at.scan.index.within(
            max(0, rival.start - TIGHT), rival.start, "from", "of", "out-of", "since", "in"
        )
        return any(at.joined(m.end, rival.start) for m in path)
    joined = at.scan.index.within(time.end, amount.start, "and")
    return time.role == "by" and bool(joined) and joined[0].start - time.end <= 1


def _is_set_against(at: Context, rival: Amount, time: Time) -> bool:
    """Tell whether a time is only that of what a number is set against: "48 %, against 26 % before the war"."""
    if not 0 <= time.start - rival.end <= NEAR or set(at.scan.text[rival.end : time.start]) & set(",;:("):
        return False
    return bool(at.cues(max(0, rival.start - TIGHT), rival.start, "contrast"))


def _since_before(at: Context, index: int) -> Time | None:
    """Return the start named in the sentence before."""
    if index == 0:
        return None
    previous = at.scan.sentences[index - 1]
    return next((t for t in reversed(at.times_in(previous.start, previous.end)) if t.role == "since"), None)


def _year(at: Context, when: Time | None, stance: Stance, stated: Stated) -> Period | None:
    """Return the period told, cut to years; an undated present is the year of publication."""
    if when is not None:
        text = when.period
        if when.first[:4] == when.last[:4] and when.role != "between" and "Q" not in when.last:
            due = when.role == "by" and stance in ("pledges", "demands") and when.stated
            text = when.last[:7] if due else when.last[:4]
        if not when.present:
            stated["period"] = [text]
        return Period(text)
    if stance in ("pledges", "demands") or at.today is None:
        return None
    return Period(str(at.today.year))


def _until(at: Context, amount: Amount) -> str | None:
    """Return the month up to which a sentence counts what adds up: "allocated up to April 2026"."""
    sentence = at.scan.sentences[at.sentence_at(amount.start)]
    ends = [t for t in at.times_in(sentence.start, sentence.end) if t.role == "until"]
    months = [t.last[:7] for t in ends if len(t.last) >= len("2024-12")]
    counted = [m for m in months if m > at.table.aid_since and at.today and m[:4] <= str(at.today.year)]
    return counted[0] if counted else None


def _aid(
    at: Context,
    amount: Amount,
    when: Time | None,
    since: Time | None,
    stance: Stance,
    stated: Stated,
    measure: str,
) -> Period | None:
    """Return the months of aid: those told; without a start from the first, without an end to the month of today.

    A promise does not add up: it has its own day, or none.
    """
    if measure == PROMISED and since is None and (when is None or is_moment(when)):
        return _year(at, when, stance, stated) if when is not None else None
    ahead = stance in ("pledges", "demands", "expects")
    if when is not None and (when.role != "by" or ahead) and not is_moment(when):
        stated["period"] = [when.period]
        return Period(when.period)
    if when is not None and when.last[:7] < at.table.aid_since[: len(when.last)]:
        return None  # no aid was counted yet
    if when is None and since is None and not ahead and (end := _until(at, amount)):
        stated["period"] = [f"{at.table.aid_since}/{end}"]
        return Period(stated["period"][0])
    if when is not None and stance == "reports" and len(when.last) >= len("2024-12"):
        stated["period"] = [f"{at.table.aid_since}/{when.last[:7]}"]
        return Period(stated["period"][0])
    if when is not None and when.role == "by" and len(when.last) == 4:
        return Period(f"{at.table.aid_since}/{when.last}-12")
    if at.today is None or (stance in ("pledges", "demands") and since is None):
        return None
    first = at.table.aid_since
    if since is not None:
        first = f"{since.first}-01" if len(since.first) == 4 else since.first[:7]
    last = f"{at.today.year}-{at.today.month:02}"
    return Period(f"{first}/{last}") if first <= last else None


def is_moment(when: Time) -> bool:
    """Tell whether a time is a month or a day: the end of what has added up until then."""
    return (
        when.first == when.last and "Q" not in when.first and len(when.first) > 4 and when.role != "between"
    )


def _excess(at: Context, since: Time | None, when: Time | None, stated: Stated) -> Timed:
    """Sum over the years after the base; without an end to the last year that the tables of the day estimate."""
    decade = when is not None and when.role == "last"
    base = None
    if since is not None and since.bases:
        base = since.bases[0]
        stated["base"] = list(since.bases)
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
    if base is None or last <= int(base[:4]):
        return Excess(base=None), None
    # "over the past decade" leaves the base open: the count may begin with its first year or before it
    return Excess(base=None if decade else base), Period(f"{int(base[:4]) + 1}/{last}")


def _direction(at: Context, amount: Amount, sentence: Sentence) -> Literal["increase", "decrease"]:
    """Tell which way the nearest word of change points."""
    turns = at.cues(*at.clause(amount.start, amount.end, sentence, BREAKS), "growth", "decline")
    turn = min(turns, key=lambda m: abs(m.start - amount.start), default=None)
    return "decrease" if turn is not None and turn.value == "decline" else "increase"


def _year_before(at: Context, when: Time) -> str | None:
    """Return what a stretch is set against: the same months a year before, or before a budget's year that year."""
    if when.role != "between":
        return None
    if len(when.first) == len("2024-01") and when.first[:4] == when.last[:4]:
        year = int(when.first[:4]) - 1
        return f"{year}{when.first[4:]}/{year}{when.last[4:7]}"
    budget = _BUDGET_YEAR.search(at.scan.text, when.start, when.end) is not None and when.first.isdigit()
    return str(int(when.first) - 1) if budget and when.last == str(int(when.first) + 1) else None


def _growth(
    at: Context,
    kind: str,
    amount: Amount,
    since: Time | None,
    when: Time | None,
    sentence: Sentence,
    stance: Stance,
    stated: Stated,
) -> Timed:
    way = _direction(at, amount, sentence)
    if since is not None and when is not None and when.first == since.first:
        when = None
    if since is not None and when is not None and since.first[:4] == when.first[:4]:
        since = None  # "at war since October, it spent 24 % more last year"
    if since is not None and at.today is not None and since.first[:4] > str(at.today.year):
        when = when or since._replace(role="at", last=since.first, bases=())  # "from next year on"
        since = None
    if when is not None and when.role == "last" and when.first == when.last:  # "up 18 % on a year before"
        when = nearest(at, amount, sentence, "at", "by", "between") or when._replace(role="at")
    period = _year(at, when, stance, stated)
    base = since.bases[0] if since is not None and since.bases else None
    if base is None and when is not None and when.bases:  # "between 2011-15 and 2016-20"
        stated["base"] = [when.bases[0]]
        made = Change if kind == "change" else Growth
        return made(base=when.bases[0], direction=way), period
    if base is None and when is not None and (before := _year_before(at, when)):
        stated["base"], stated["period"] = [before], [when.period]
        made = Change if kind == "change" else Growth
        return made(base=before, direction=way), Period(when.period)
    if base is None and when is not None and when.role in ("last", "between"):
        base = str(int(when.first[:4]) - (when.role == "last"))
        period = Period(when.last[:4])
        stated["period"] = [period.text]
    if base is not None:
        stated["base"] = [base]
        if period is not None and period.text == base and at.today is not None:
            period = Period(str(at.today.year))
    elif when is not None and when.role == "by" and stance in ("pledges", "demands"):
        base = None  # by when it is to be reached: from where it starts is not told
    elif period is not None and period.text.isdigit() and (amount.kind == "percent" or when is not None):
        base = str(int(period.text) - 1)
    made = Change if kind == "change" else Growth
    return made(base=base, direction=way), period
