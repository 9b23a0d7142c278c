"""A number in, the time of its sentence that it is told of out, None where the sentence tells none."""

from __future__ import annotations

from typing import NamedTuple

from foedus.model import Change, Growth, Period, Stance
from foedus.text.amounts.amount import Amount
from foedus.text.figures import reaches
from foedus.text.figures.borne import is_borne
from foedus.text.figures.context import TIGHT, Context
from foedus.text.figures.ends import is_reached, narrowed, of_end
from foedus.text.figures.nearest import nearest, of_what_is
from foedus.text.figures.passing import clause_of_now
from foedus.text.figures.paths import ends_rise, of_path_before, side, starts_path
from foedus.text.figures.present import names_counter
from foedus.text.particles import grammar
from foedus.text.sentences import Sentence
from foedus.text.times.moment import Time

WORTH = ("percent", "fraction", "money")
SPENT = ("defence_expenditure", "military_expenditure")  # how measures begin of what is spent in a year
BALLOT = "un_vote_agreement"  # what is counted session by session
ENDS = (".from", ".to")  # what the rule of a number ends with that a change begins or ends with
_RELATIVE = ("relative", "part")  # clauses beside a name: "which", "whose"
DAY = len("2024-12") + 1  # characters from which on a date tells a day


class Telling(NamedTuple):
    """A number as it is told: from when on, what it measures, how it is meant, and the kind of its derivation."""

    at: Context
    amount: Amount
    sentence: Sentence
    since: Time | None
    measure: str | None
    stance: Stance
    kind: str


def when(telling: Telling) -> Time | None:
    """Return the time that a number is told of, None where the sentence tells none."""
    at, amount, sentence, since, measure, stance, kind = telling
    if amount.quantity.unit in reaches.VOTES and measure is None:
        day = reaches.weekday(at, amount, sentence)
        if day is not None:
            return day  # "adopted on Thursday by 314 votes the law for 2024 to 2030"
    time = _own(telling)
    if kind == "level" and since is not None and (time is None or time.present):
        year = since.first[:4]
        if year.isdigit() and starts_path(at, amount, sentence):
            return since._replace(role="at", first=year, last=year, bases=())
    time = time or _around(telling)
    if time is None or (stance in ("reports", "demands") and _is_of_what_follows(at, amount, time)):
        return _weekday(telling)
    if stance == "reports" and at.today and time.is_ahead_of(at.today.year):
        begins = kind == "level" and amount.rule.endswith(".from")
        begins = begins and not amount.end <= time.start < at.next_amount(amount)
        if begins or is_borne(at, amount, sentence):
            return None  # "can Belgium, at 1.3 %, be at 2 % by 2030?", "until 2030 to go from 1.6 to 3 %"
    return _fitted(telling, time)


def _own(telling: Telling) -> Time | None:
    """Return the time beside a number that is not another's."""
    at, amount, sentence, _, _, stance, kind = telling
    if kind == "level" and (path := of_path_before(at, amount, sentence)) is not None:
        return path
    time = nearest(at, amount, sentence, "at", "by", "between", "last")
    if time is not None and time.present:
        time = reaches.beside_now(at, time) or time
    if time is not None and _is_anothers(telling, time):
        time = None
    if time is None and stance == "denies" and kind == "level" and amount.kind == "percent":
        time = of_what_is(at, amount, sentence)
    undated = time is None or time.role == "by"
    if undated and kind == "level" and amount.kind == "percent" and telling.stance == "reports":
        time = _back_then(telling, time)
    if kind == "level" and amount.kind in WORTH:
        return None if _is_current(at, amount, time) else of_end(at, amount, time, sentence)
    return time


def _back_then(telling: Telling, time: Time | None) -> Time | None:
    """Return the last year up to which a share was so, and none before which it was: "until 2019 it spent 0.9 %"."""
    at, sentence = telling.at, telling.sentence
    if time is not None:
        return None if reaches.is_before(at, time) else time
    if "until-year" not in at.cued_at(sentence):
        return None
    told = [t for t in at.times_in(sentence.start, sentence.end) if t.role == "until" and t.last.isdigit()]
    over = len(told) == 1 and at.today is not None and int(told[0].last) < at.today.year
    return told[0]._replace(role="at", first=told[0].last) if over else None


def _is_anothers(telling: Telling, time: Time) -> bool:
    """Tell whether a time beside a number is told of what stands before it or behind it."""
    at, amount, sentence, since, _, stance, kind = telling
    if time.present and since is not None:
        if _is_later(at, amount, time, since):
            return True  # "spends 3 % at present and from 2026 on 5 %"
        if _is_nearer(at, amount, sentence, since, time):
            return True  # "are now there; losses since February exceed 500,000"
    if time.role == "at" and not time.present and time.end <= clause_of_now(at, amount, sentence):
        return True  # "spent 1.2 % in 2014; it spends 2.1 %"
    if since is not None and _is_of_joined(at, amount, since, time):
        return True  # "has given 114 billion since 2022 and added nothing this year"
    given = kind == "level" and (telling.measure or "").startswith("aid_")
    if given and since is not None and ends_before(at, amount, since, time):
        return True
    if kind == "level" and stance in reaches.AHEAD and _is_before_due(at, amount, sentence, time):
        return True
    if kind != "level" or time.role != "by" or (stance == "reports" and reaches.is_either_way(time)):
        return False
    return starts_path(at, amount, sentence)  # "by 2035 from 183,000 to 260,000": where it begins is now


def _around(telling: Telling) -> Time | None:
    """Return the time of a budget, a stretch, a start or a session that the sentence tells."""
    at, amount, sentence, since, measure, _, kind = telling
    found = (
        reaches.of_budget(at, sentence)
        or reaches.stretch(at, sentence, since)
        or _spent_since(telling)
        or _up_to(telling)
        or reaches.onward(at, since, share=kind == "level" and amount.kind == "percent")
    )
    return _of_session(at, sentence) if found is None and measure == BALLOT else found


def _spent_since(telling: Telling) -> Time | None:
    """Return the years over which a sum was spent up to today: "has spent 10 trillion since 2014"."""
    at, amount, sentence, since, measure, stance, kind = telling
    if since is None or kind != "level" or amount.kind != "money" or stance != "reports":
        return None
    if measure not in SPENT or at.today is None or not since.first[:4] < str(at.today.year):
        return None
    low, high = at.clause(amount.start, amount.end, sentence)
    verb = high if grammar(at.scan.language.code).verb_second else amount.start
    if not at.cues(low, verb, "spend") or at.cues(low, high, "per-year", "mean", "additional"):
        return None
    return since._replace(role="between", first=since.first[:4], last=str(at.today.year), bases=())


def _up_to(telling: Telling) -> Time | None:
    """Return the past year until which something was so: "until 2023 Norway spent less than 1.9 %"."""
    at, amount, sentence, _, measure, stance, kind = telling
    if kind != "level" or measure is None or measure.startswith("aid_") or stance != "reports":
        return None
    ends = [t for t in at.times_in(*at.clause(amount.start, amount.end, sentence)) if t.role == "until"]
    over = bool(ends) and at.today is not None and ends[0].last[:4] < str(at.today.year)
    return ends[0]._replace(role="at", first=ends[0].last) if over else None


def _weekday(telling: Telling) -> Time | None:
    """Return the day of what no series measures, but not that on which someone told of a time since when it is so."""
    at, amount, sentence, since, measure, stance, _ = telling
    if since is not None and _is_beside(at, amount, since):
        return None  # "has sent four howitzers since February, she said on Thursday"
    told = measure is None and (stance in ("reports", "denies") or amount.start < at.general)
    return reaches.weekday(at, amount, sentence, stance) if told else None


def _fitted(telling: Telling, time: Time) -> Time | None:
    """Return the time told as the number takes it: by when, over which years, None where it dates what was said."""
    at, amount, sentence, _, measure, stance, kind = telling
    level = kind == "level"
    if measure is None and stance in ("pledges", "expects") and reaches.has_come(at, time):
        return None  # "will have 300,000, he said on the eve of the summit": when it was said
    if level and stance == "reports" and (then := _grown_by(telling, time)):
        return time._replace(role="at", first=then, last=then)  # "has doubled in ten years, to 216,000"
    if level and stance in ("expects", "pledges") and _is_over_elsewhere(at, amount, time, sentence):
        return None
    if (
        level
        and measure
        and stance in ("pledges", "demands", "denies")
        and _is_in_aside(at, amount, time, stance)
    ):
        return None
    due = level and amount.kind == "percent" and stance in reaches.AHEAD
    rises = kind in ("growth", "change") and time.open and stance in reaches.AHEAD
    to_come = rises or (level and reaches.is_to_come(at, amount, time))
    if time.role == "last" and (due or stance == "pledges" or to_come):
        time = reaches.ahead(time, due=due, rises=rises)
    if time.role == "last" and not level and (counted := _year_of_report(at, time, measure)) is not None:
        return counted
    if time.lasting and measure is None and amount.kind == "money":
        return None  # "8 billion over five years" of no series: neither past nor to come
    if time.role == "at":
        time = reaches.lasting(at, time)
    if time.present and stance in ("pledges", "demands") and not _is_standing(at, amount, time):
        return None  # "now demands 5 %" dates the demand
    if time.role == "at" and stance == "demands" and measure and len(time.first) >= DAY:
        return None  # "called on Tuesday, 3 June, for 5 %": the day of the demand
    if stance in ("reports", "denies") and reaches.is_either_way(time):
        time = reaches.back(at, time)
    led = level and stance == "reports" and time.role == "last" and time.end <= amount.start
    if led and ends_rise(at, amount):
        return time._replace(role="at", first=time.last)  # "doubled in ten years, from 36 billion to 80"
    if level and time.role == "between" and is_reached(at, amount, sentence, time):
        time = time._replace(role="at", first=time.last)
    stretch = amount.rule.endswith(ENDS) or (measure is not None and time.role in ("between", "last"))
    end = side(at, amount, sentence) if stretch else ""
    return narrowed(at, amount, sentence, time, starts=end == "from") if end else time


def _is_in_aside(at: Context, amount: Amount, time: Time, stance: Stance) -> bool:
    """Tell whether a past year closes a clause ahead of what is to be: "X, who spent 1.3 % in 2024, promises 3 %"."""
    over = at.today is not None and time.last[:4] < str(at.today.year) and time.end < amount.start
    comma = at.scan.text.find(",", time.end, amount.start) if over else -1
    if comma != time.end or not any(
        a.end <= time.start for a in at.neighbours(amount, at.sentence(amount.start))
    ):
        return False
    return stance != "denies" or bool(at.cues(comma, amount.start, "pledged", "vowed", "refused", "unable"))


def _is_over_elsewhere(at: Context, amount: Amount, time: Time, sentence: Sentence) -> bool:
    """Tell whether a past year is that of a clause before: "Spain was at 1.2 % in 2018, and Italy will reach 1.5"."""
    over = time.role == "at" and at.today is not None and time.last[:4] < str(at.today.year)
    comma = at.scan.text.find(",", time.end, amount.start) if over and time.end < amount.start else -1
    if comma < 0 or not at.names(comma, amount.start):
        return False
    return any(a.end <= time.start for a in at.neighbours(amount, sentence))


def _is_of_what_follows(at: Context, amount: Amount, when: Time) -> bool:
    """Tell whether a time to come stands in a clause of its own behind a comma, and not where the number does.

    "Is at 2 %, but the money will be used up in 2027".
    So it does where the comma closes a relative clause: "Canada, which spends 1.4 %, will be there in 2032".
    """
    if at.today is None or when.start < amount.end or not when.is_ahead_of(at.today.year):
        return False
    comma = at.scan.text.find(", ", amount.end, when.start)
    if comma < 0:
        return False
    opened = at.scan.index.within(comma, comma + 3, "and", "clause")
    return any(m.kind == "and" or m.value == "break" for m in opened) or _closes(at, amount, comma)


def _closes(at: Context, amount: Amount, comma: int) -> bool:
    """Tell whether a comma closes a relative clause that a number is told in, and that stands beside a name."""
    low = at.sentence(amount.start).start
    opened = [m for m in at.scan.index.within(low, amount.start, "clause") if m.value in _RELATIVE]
    if not opened or at.scan.text[max(low, opened[-1].start - 2) : opened[-1].start].rstrip()[-1:] != ",":
        return False
    return "," not in at.scan.text[opened[-1].end : amount.start] and at.next_amount(amount) > comma


def _is_of_joined(at: Context, amount: Amount, since: Time, when: Time) -> bool:
    """Tell whether an "and" parts a time from a number and the start that is told behind it."""
    in_order = amount.end <= since.start and since.end <= when.start
    return in_order and bool(at.scan.index.within(since.end, when.start, "and"))


def _is_before_due(at: Context, amount: Amount, sentence: Sentence, when: Time) -> bool:
    """Tell whether a comma parts a time from an end until which a number is due: "in 2024, has until 2028 to"."""
    until = (t for t in at.times_in(when.end, amount.start) if t.role == "until")
    end = next(until, None)
    return end is not None and "," in at.scan.text[when.end : end.start] and reaches.is_due(at, amount, end)


def ends_before(at: Context, amount: Amount, since: Time, when: Time) -> bool:
    """Tell whether a time closes what another number is told of: "14 billion over the past year, against 60 since"."""
    if not when.end <= amount.start < since.start <= at.next_amount(amount):
        return False
    ahead = [a.end for a in at.neighbours(amount, at.sentence(amount.start)) if a.end <= when.start]
    if not ahead:
        return False
    beside = when.start - ahead[-1] < amount.start - when.end  # "gave 4 this year and has given 60"
    return beside or "," in at.scan.text[when.end : amount.start]


def _grown_by(telling: Telling, when: Time) -> str | None:
    """Return the year by which the figure before has grown, in the same sentence: what it came to is of then."""
    at, amount, sentence, _, measure, *_ = telling
    last = at.told.last
    if last is None or last[2] != sentence.number or last[1].period is None:
        return None
    pointed = last[0].kind == "point"  # "has gained 0.5 points in three years, to 1.7 %"
    if when.role not in ("last", "by", "between") or not (
        pointed or isinstance(last[1].derivation, Growth | Change)
    ):
        return None
    same = measure is not None and last[1].measure == measure
    led = same and at.led(
        at.scan.index.within(max(0, amount.start - TIGHT), amount.start, "to"), amount.start
    )
    if when.role == "between" and not (pointed or led):
        return None
    end = last[1].period.text.rpartition("/")[2]
    # "25 billion more, and is to be at 3 % by"
    later = when.role == "by" and not when.lasting and when.last[:4] > end
    return end if end.isdigit() and not later else None


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
    return at.led_by(amount.start, "as-it-stands", most=1)


def _is_nearer(at: Context, amount: Amount, sentence: Sentence, time: Time, other: Time) -> bool:
    """Tell whether a time stands in the clause of a number, and another in another clause."""
    low, high = at.clause(amount.start, amount.end, sentence)
    return low <= time.start < high and not low <= other.start < high


def _is_beside(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether no comma stands between a time and a number."""
    return "," not in at.scan.text[min(time.end, amount.end) : max(time.start, amount.start)]


def _is_standing(at: Context, amount: Amount, when: Time) -> bool:
    """Tell whether a number is told of how things stand beside what is asked: "who currently spend 3.4 %"."""
    words = at.cues(when.start, when.end, "as-it-stands")
    return bool(words) and 0 <= amount.start - when.end <= TIGHT


def _year_of_report(at: Context, when: Time, measure: str | None) -> Time | None:
    """Return the year that a report counts, for growth "in a year" that names none: "up 38 % in a year"."""
    told = at.told.frame[1] if at.told.frame is not None else None
    if (measure or "").startswith("defence_"):
        told = reaches.year_reported(at, at.sentence_at(when.start))
    elif not (measure or "").startswith("military_"):
        return None
    elif told is None and at.today is not None:
        sentence = at.sentence(when.start)
        counted = names_counter(at, (sentence.start, sentence.end), 0)  # has not counted this year yet
        told = Period(str(at.today.year - 1)) if counted and not when.stated else None
    if told is None or not told.text.isdigit():
        return None
    years = when.first[:4], when.last[:4]
    one = all(y.isdigit() for y in years) and int(years[1]) - int(years[0]) <= 1
    over = at.today is not None and int(told.text) < at.today.year
    return when._replace(role="at", first=told.text, last=told.text, bases=()) if one and over else None


def _is_later(at: Context, amount: Amount, when: Time, since: Time | None) -> bool:
    """Tell whether what is told of today is followed by a start to come, right before the number."""
    ahead = since is not None and at.today is not None and since.first[:4] > str(at.today.year)
    return ahead and since is not None and when.end <= since.start < amount.start
