"""When: the period of a figure, the base that a change is measured from, and what the text leaves open."""

from __future__ import annotations

from foedus import alliances
from foedus.model import Change, Derivation, Growth, Level, Period, Share, Stance
from foedus.stated import Stated
from foedus.text.amounts.amount import Amount
from foedus.text.figures import changes, means, months, reaches
from foedus.text.figures.context import NEAR, TIGHT, Context
from foedus.text.figures.lists import SHARES
from foedus.text.figures.nearest import nearest
from foedus.text.figures.paths import end_at, has_led, is_path_ahead, starts_path
from foedus.text.figures.standing import (
    STATES,
    is_dateless,
    is_of_sums,
    is_size_of_fund,
    is_state,
    is_to_grow,
)
from foedus.text.senses import Sense
from foedus.text.sentences import Sentence
from foedus.text.times.moment import Time

WORTH = ("percent", "fraction", "money")
BALLOT = "un_vote_agreement"  # what is counted session by session
COMPARED = "compared"  # the kind of a number by which two differ: what time stands behind it is that of both


def timed(
    at: Context, amount: Amount, sense: Sense | None, measure: str | None, index: int, stance: Stance
) -> tuple[Derivation, Period | None, Stated]:
    """Return derivation and period of a number of sentence `index`, and what the text itself fixes of them."""
    stated: Stated = {}
    sentence = at.scan.sentences[index]
    kind = sense.kind if sense else "level"
    since = nearest(at, amount, sentence, "since")
    when = _when(at, amount, sentence, since, measure, stance, kind=kind)
    if sense is not None and measure and sense.measure == "aid":
        if since is not None and kind == "level" and at.cues(since.start, since.start + 1, "contrast"):
            return Level(), None, stated  # "fell to 650 million, compared with 2024": of some months, untold
        return *months.told(at, amount, sense, measure, since, when, sentence, stance, stated), stated
    summed = at.cues(
        sentence.start, amount.start, "cumulative"
    )  # "the accumulated extra, compared with 2016"
    if kind == "excess" and (
        changes.is_next(since, when) or (not summed and changes.is_than(at, amount, since, when))
    ):
        kind = "change"
    if kind == "excess":
        return *_excess(at, amount, index, since, when, stated), stated
    times = amount.quantity.unit == "multiple" and amount.kind != COMPARED
    than = changes.against(at, amount, sentence) if times else None
    if kind == "growth" and than is not None and changes.is_compared(at, amount, than):
        return *changes.multiplied(at, amount, sentence, than, stance, stated), stated
    if (
        kind != "change"
        and measure is None
        and amount.kind in (*SHARES, "multiple")
        and changes.is_told_growth(at, amount, sentence, since, when)
    ):
        kind = "growth"
    if kind in ("growth", "change") and (pair := _set_against(at, amount, sentence, when)):
        since, when = pair
    if kind == "growth" and (pair := _told_anew(at, amount, index, when)):
        since, when = pair
    if kind == "change" and when is None and since is None and _is_supposed(at, amount, sentence):
        way = changes.direction(at, amount, sentence)
        return Change(base=None, direction=way), None, stated  # "it would need 250 billion more"
    if kind in ("growth", "change"):
        return *changes.growth(at, kind, amount, since, when, sentence, stance, stated), stated
    if than is not None:
        return *changes.multiplied(at, amount, sentence, than, stance, stated), stated
    derivation: Derivation = Level()
    if kind == "share" and sense is not None:
        derivation = Share(of=sense.derivation.get("of", at.table.total))
    if when is None and measure is None and amount.kind == "percent" and at.topic.about_arms and at.told.arms:
        return (
            derivation,
            at.told.arms,
            stated,
        )  # a report on who buys arms over some years goes on with these
    open_ = (
        when is None or when.present
    )  # "Ukraine now buys 8.8 % of all arms": over the years that are counted
    if open_ and sense is not None and sense.years and (told := _over_years(at, sense)):
        return derivation, told, stated
    if when is None:
        when = reaches.running(at, amount, sentence, since, stance, counted=measure is None)
    per = means.per(at, amount, sentence) if kind == "level" and measure is not None else None
    if per is not None and measure is not None:
        period = means.begun(at, since, when) or _level(at, amount, measure, when, sentence, stance, stated)
        if amount.kind == "percent" and "period" not in stated and "on-average" not in at.cued_at(sentence):
            return Level(), None, stated  # of which years a mean is, nothing tells
        return means.mean(per, period), period, stated
    return derivation, _level(at, amount, measure, when, sentence, stance, stated), stated


def _set_against(
    at: Context, amount: Amount, sentence: Sentence, when: Time | None
) -> tuple[Time, Time] | None:
    """Return base and year of a change told behind two numbers: "30 billion in 2023, against 18 in 2022, a rise of"."""
    if when is None or when.role != "at" or when.start >= amount.start or not when.first.isdigit():
        return None
    before = [a for a in at.neighbours(amount, sentence) if a.end <= amount.start and not at.is_time(a)]
    if len(before) < 2:
        return None
    low = before[-1].start
    led = at.cues(max(sentence.start, low - TIGHT), low, "contrast")
    if not at.led(led, low) or when.start < led[-1].start:
        return None
    told = [t for t in at.times_in(sentence.start, led[-1].start) if t.role == "at" and t.first.isdigit()]
    if not told or told[-1].first <= when.first:
        return None
    return when._replace(role="since", last="..", bases=(when.first,)), told[-1]


def _told_anew(at: Context, amount: Amount, index: int, when: Time | None) -> tuple[Time, Time] | None:
    """Return base and year of a change that tells anew what was told of a year: "64 billion in 2027, double in ten"."""
    last = at.told.last
    if last is None or when is None or last[2] != index or last[1].period is None:
        return None
    year, led = last[1].period.text, at.cues(last[0].end, amount.start, "that-is")
    spans = [t for t in at.times_in(amount.end, amount.end + TIGHT) if t.role in ("last", "by")]
    said = spans and not spans[0].stated and any(at.leads(m.end, amount.start, NEAR) for m in led)
    if not said or not all(t.isdigit() for t in (year, spans[0].first)) or at.today is None:
        return None
    begun = int(spans[0].first) - 1 if spans[0].role == "last" else at.today.year
    years = int(spans[0].last) - begun
    base = str(int(year) - years)
    since = when._replace(role="since", first=base, last="..", bases=(base,))
    return since, when._replace(role="at", first=year, last=year, bases=())


def _is_of_what_follows(at: Context, amount: Amount, when: Time) -> bool:
    """Tell whether a time to come stands in a clause of its own behind a comma, and not where the number does."""
    if at.today is None or when.start < amount.end or not when.is_ahead_of(at.today.year):
        return False
    comma = at.scan.text.find(", ", amount.end, when.start)
    opened = at.scan.index.within(comma, comma + 3, "and", "clause") if comma >= 0 else ()
    return any(m.kind == "and" or m.value == "break" for m in opened)


def _is_of_joined(at: Context, amount: Amount, since: Time, when: Time) -> bool:
    """Tell whether an "and" parts a time from a number and the start that is told behind it."""
    in_order = amount.end <= since.start and since.end <= when.start
    return in_order and bool(at.scan.index.within(since.end, when.start, "and"))


def _when(
    at: Context,
    amount: Amount,
    sentence: Sentence,
    since: Time | None,
    measure: str | None,
    stance: Stance,
    *,
    kind: str,
) -> Time | None:
    """Return the time that a number is told of, None where the sentence tells none."""
    level = kind == "level"
    if amount.quantity.unit in reaches.VOTES and measure is None:
        day = reaches.weekday(at, amount, sentence)
        if day is not None:
            return day  # "adopted on Thursday by 314 votes the law for 2024 to 2030"
    when = nearest(at, amount, sentence, "at", "by", "between", "last")
    if when is not None and when.present:
        when = reaches.beside_now(at, when) or when
    if when is not None and when.present and _is_later(at, amount, when, since):
        when = None  # "spends 3 % at present and from 2026 on 5 %"
    if (
        when is not None
        and when.present
        and since is not None
        and _is_nearer(at, amount, sentence, since, when)
    ):
        when = None  # "are now there; losses since February exceed 500,000"
    if when is not None and stance == "reports" and _is_of_what_follows(at, amount, when):
        when = None  # "is at 2 %, but the money will be used up in 2027"
    if when is not None and since is not None and _is_of_joined(at, amount, since, when):
        when = None  # "has given 114 billion since 2022 and added nothing this year"
    ends = (
        when is not None and when.role == "by" and not (stance == "reports" and reaches.is_either_way(when))
    )
    if level and ends and starts_path(at, amount, sentence):
        when = None  # "by 2035 from 183,000 to 260,000": where it begins is now
    if level and amount.kind in WORTH:
        when = None if _is_current(at, amount, when) else _of_end(at, amount, when, sentence)
    begun = level and since is not None and (when is None or when.present) and since.first[:4].isdigit()
    if begun and starts_path(at, amount, sentence):
        year = since.first[:4] if since is not None else ""
        return since._replace(role="at", first=year, last=year, bases=()) if since is not None else None
    if when is None:
        when = (
            reaches.of_budget(at, sentence)
            or reaches.stretch(at, sentence, since)
            or reaches.onward(at, since, share=level and amount.kind == "percent")
        )
    if when is None and measure == BALLOT:
        when = _of_session(at, sentence)
    if when is None:
        told = measure is None and (stance in ("reports", "denies") or amount.start < at.general)
        if since is not None and _is_beside(at, amount, since):
            return None  # "has sent four howitzers since February, she said on Thursday"
        return reaches.weekday(at, amount, sentence, stance) if told else None
    if measure is None and stance in ("pledges", "expects") and reaches.has_come(at, when):
        return None  # "will have 300,000, he said on the eve of the summit": when it was said
    if level and stance == "reports" and when.role in ("last", "by") and (then := _grown_by(at, sentence)):
        return when._replace(role="at", first=then, last=then)  # "has doubled in ten years, to 216,000"
    due = level and amount.kind == "percent" and stance in reaches.AHEAD
    rises = kind in ("growth", "change") and when.open and stance in reaches.AHEAD
    to_come = rises or (level and reaches.is_to_come(at, amount, when))
    if when.role == "last" and (due or stance == "pledges" or to_come):
        when = reaches.ahead(when, due=due, rises=rises)
    if when.role == "last" and not level and (counted := _year_of_report(at, when, measure)) is not None:
        return counted
    if when.lasting and measure is None and amount.kind == "money":
        return None  # "8 billion over five years" of no series: neither past nor to come
    if when.role == "at":
        when = reaches.lasting(at, when)
    if when.present and stance in ("pledges", "demands") and not _is_standing(at, amount, when):
        return None  # "now demands 5 %" dates the demand
    if when.role == "at" and stance == "demands" and measure and len(when.first) > len("2024-12"):
        return None  # "called on Tuesday, 3 June, for 5 %": the day of the demand
    if stance in ("reports", "denies") and reaches.is_either_way(when):
        when = reaches.back(at, when)
    if level and when.role == "between" and _is_reached(at, amount, sentence, when):
        when = when._replace(role="at", first=when.last)
    starts = amount.rule.endswith(".from")
    if when.role == "by" and starts:
        return None  # "from 82,000 to 72,500 by 2025": the first is how it is today
    if when.role == "between" and when.bases and amount.rule.endswith((".from", ".to")):
        first, _, last = (when.bases[0] if starts else when.period).partition("/")
        return when._replace(
            first=first, last=last or first, bases=()
        )  # "from 32 to 37 % between 2011-15 and 2016-20"
    if when.role in ("between", "last") and amount.rule.endswith((".from", ".to")):
        year = when.first if starts else when.last
        if when.role == "last" and starts:
            year = str(int(year) - 1)  # the year that the last n years are told against
        if when.role == "last":
            year = str(int(year) + _moved(at, sentence, when))
        when = when._replace(role="at", first=year, last=year)
    return when


def _moved(at: Context, sentence: Sentence, when: Time) -> int:
    """Return by how many years a span ends before today: "from 1.4 to 2 % in a year: it did so in 2023"."""
    ends = [t for t in at.times_in(when.end, sentence.end) if t.role == "at" and t.first.isdigit()]
    return min(0, int(ends[0].first) - int(when.last[:4])) if len(ends) == 1 and not when.stated else 0


def _grown_by(at: Context, sentence: Sentence) -> str | None:
    """Return the year by which the figure before has grown, in the same sentence: what it came to is of then."""
    last = at.told.last
    if last is None or last[2] != sentence.number or not isinstance(last[1].derivation, Growth | Change):
        return None
    period = last[1].period
    return period.text if period is not None and period.text.isdigit() else None


def _of_session(at: Context, sentence: Sentence) -> Time | None:
    """Return the one past year of a sentence on votes, else of the one before that said whose: "its 2019 session"."""
    year = at.today.year if at.today is not None else 0
    for cut in reversed(at.scan.sentences[: sentence.number + 1]):
        if cut.number != sentence.number and "un-votes" not in at.cued_at(cut):
            continue
        times = [t for t in at.times_in(cut.start, cut.end) if t.first.isdigit()]
        if len(times) == 1 and times[0].role in ("bare", "at") and int(times[0].first) <= year:
            return times[0]._replace(role="at")
    return None


def _is_current(at: Context, amount: Amount, when: Time | None) -> bool:
    """Tell whether a number is how things stand, and the year to come another's: "from the current 2 % to 3 %"."""
    year = str(at.today.year) if at.today is not None else "9999"
    if when is None or not year < when.first[:4] or not when.first[:4].isdigit():
        return False
    return at.led(at.cues(max(0, amount.start - TIGHT), amount.start, "as-it-stands"), amount.start, 1)


def _is_nearer(at: Context, amount: Amount, sentence: Sentence, time: Time, other: Time) -> bool:
    """Tell whether a time stands in the clause of a number, and another in another clause."""
    low, high = at.clause(amount.start, amount.end, sentence)
    return low <= time.start < high and not low <= other.start < high


def _is_beside(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether no comma stands between a time and a number."""
    return "," not in at.scan.text[min(time.end, amount.end) : max(time.start, amount.start)]


def _of_end(at: Context, amount: Amount, when: Time | None, sentence: Sentence) -> Time | None:
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


def _is_standing(at: Context, amount: Amount, when: Time) -> bool:
    """Tell whether a number is told of how things stand beside what is asked: "who currently spend 3.4 %"."""
    words = at.cues(when.start, when.end, "as-it-stands")
    return bool(words) and 0 <= amount.start - when.end <= TIGHT


def _year_of_report(at: Context, when: Time, measure: str | None) -> Time | None:
    """Return the year that an institute counts, for growth "in a year" that names none: "up 38 % in a year"."""
    frame = at.told.frame
    if frame is None or not (measure or "").startswith("military_") or not frame[1].text.isdigit():
        return None
    years = when.first[:4], when.last[:4]
    one = all(y.isdigit() for y in years) and int(years[1]) - int(years[0]) <= 1
    over = at.today is not None and int(frame[1].text) < at.today.year
    return (
        when._replace(role="at", first=frame[1].text, last=frame[1].text, bases=()) if one and over else None
    )


def _is_reached(at: Context, amount: Amount, sentence: Sentence, when: Time) -> bool:
    """Tell whether a number is what growth over years led to: "rose by 4 % between 2021 and 2022 to 2 trillion"."""
    led = at.cues(max(when.end, amount.start - NEAR), amount.start, "arrives")
    if not any(at.joined(m.end, amount.start) for m in led):
        return False
    grown = [a for a in at.neighbours(amount, sentence) if a.end <= when.start and a.kind == "percent"]
    return bool(grown) and bool(at.cues(sentence.start, grown[-1].start, "growth", "decline"))


def _is_later(at: Context, amount: Amount, when: Time, since: Time | None) -> bool:
    """Tell whether what is told of today is followed by a start to come, right before the number."""
    ahead = since is not None and at.today is not None and since.first[:4] > str(at.today.year)
    return ahead and since is not None and when.end <= since.start < amount.start


def _excess(
    at: Context, amount: Amount, index: int, since: Time | None, when: Time | None, stated: Stated
) -> changes.Timed:
    """Return what was spent above a year's level, over the years after it."""
    sentence = at.scan.sentences[index]
    behind = since is not None and since.start >= amount.end
    if behind and when is not None and when.role == "by" and when.end <= amount.start:
        when = when if at.cues(when.end, amount.start, "by-then") else None  # of another clause
    due = (
        since is not None
        and when is not None
        and when.role == "by"
        and since.end <= amount.start <= when.start
    )
    if due and at.cues(max(0, amount.start - TIGHT), amount.start, "additional"):
        return changes.excess(
            at, None, when, stated
        )  # "1 trillion since 2014, and another 350 billion by 2035"
    level = next((t for t in at.times_in(sentence.start, sentence.end) if changes.is_level(at, t)), None)
    based = since is not None and when is not None and since.first[:4] < when.first[:4]
    if level is None and not based and when is not None and changes.is_from(at, when):
        level = when  # "added between 2016 and 2020", "spent from 2016 to 2020 in addition"
    if level is not None:
        since = level._replace(role="since", last="..", bases=(level.first[:4],))
        when = changes.latest(at, sentence, level) or (when if when != level else None)
    since = since or _since_in_office(at, amount, sentence) or changes.since_before(at, index)
    return changes.excess(at, since, when, stated)


def _since_in_office(at: Context, amount: Amount, sentence: Sentence) -> Time | None:
    """Return the start of the speaker's own term: "since I took office"; it adds to what was spent the year before."""
    told = at.cues(sentence.start, sentence.end, "in-office")
    name = at.speaks.of(amount.start, amount.end).speaker if told else None
    known = any(each.name == name for each in alliances.persons()) if name else False
    begun = [t.start for t in alliances.terms(str(name)) if t.start is not None] if known else []
    years = [day.year for day in begun if at.today is not None and day <= at.today]
    if not years:
        return None
    first = str(years[-1])
    return Time(told[0].start, told[0].end, "since", first, "..", False, (str(years[-1] - 1), first))


def _over_years(at: Context, sense: Sense) -> Period | None:
    """Return the years over which something is counted that is counted over several: those told last, else the last."""
    if at.topic.about_arms and at.told.arms is not None:
        return at.told.arms
    return Period(f"{at.today.year - sense.years}/{at.today.year - 1}") if at.today is not None else None


def _level(
    at: Context,
    amount: Amount,
    measure: str | None,
    when: Time | None,
    sentence: Sentence,
    stance: Stance,
    stated: Stated,
) -> Period | None:
    """Return the period of what is measured as it stands; an undated present is the year of publication."""
    if when is None and starts_path(at, amount, sentence):
        if is_path_ahead(at, sentence):
            stance = "reports"
        elif measure is not None and stance == "reports" and has_led(at, amount, sentence):
            return None  # "rose from 1.7 to 2 %": of when it was so nothing tells
    if measure is None and when is None:
        if is_dateless(at, amount, sentence, stance):
            return None
        if polled := amount.kind in STATES and at.cues(sentence.start, sentence.end, "poll"):
            stance = "reports"  # what the many want, say or fear is how things stand
        state = polled or is_state(at, amount, sentence)
        return reaches.year(at, None, stance, stated) if state and stance == "reports" else None
    if measure is None and (is_of_sums(at, amount, sentence) or is_size_of_fund(at, amount, when)):
        return None
    fine = amount.start < at.general or amount.quantity.unit in reaches.VOTES
    if fine and measure is None and when is not None and at.today is not None:
        when = reaches.settled(at, when, at.today, stance)
    fine = fine or (stance in ("reports", "denies") and reaches.has_come(at, when))
    if fine and measure is None and when is not None and not when.present:
        stated["period"] = [when.period]  # no series has years only: as fine as it is told
        return Period(when.period)
    if when is None and amount.kind == "percent" and _is_idea(at, amount, sentence):
        return None
    if when is None and amount.kind in WORTH and _is_supposed(at, amount, sentence):
        return None
    if when is None and (is_dateless(at, amount, sentence, stance) or is_to_grow(at, amount, stance)):
        return None
    return reaches.year(at, when, stance, stated)


def _is_idea(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a percentage is judged or only spoken of: "5 % is out of reach", "had spoken of 4 %"."""
    led = at.cues(max(at.previous_amount(amount), amount.start - NEAR), amount.start, "ideal")
    near = [m for m in led if amount.start - m.end <= TIGHT // 2]
    return bool(near or at.cues(*at.clause(amount.start, amount.end, sentence), "judged"))


def _is_supposed(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number is only what it would be, or would come to: "1.5 % of GDP would be six billion"."""
    if "would-be" not in at.cued_at(sentence) or amount.rule.endswith(".from"):
        return False  # "going from 1.3 % to 2 % would mean"
    return bool(at.cues(*at.clause(amount.start, amount.end, sentence, ";:,"), "would-be"))
