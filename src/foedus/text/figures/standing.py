"""A number without a time in, whether it is how things stand in the year of publication out.

What no series measures has the year of publication as its period only where it tells how things stand: a share, a
number of people or what goes on day by day, in the present. It has no period where it tells

* what happened, without a day: soldiers sent or killed, arms given, a sum paid;
* what is to come, is asked for or would be: its own deadline or none;
* what something is, without a verb that dates it: a price, a length, the worth of a contract or of a fund.

What happened on a day or in a month that the sentence tells has that day or month (`reaches.has_come`).
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec

from foedus import alliances
from foedus.model import Change, Figure, Growth, Level, Period, Stance
from foedus.text.amounts.amount import Amount
from foedus.text.figures.comparands import BESIDE
from foedus.text.figures.context import BREAKS, NEAR, TIGHT, Context
from foedus.text.figures.links import TOUCH
from foedus.text.figures.lists import linked
from foedus.text.figures.passing import left_now
from foedus.text.figures.reaches import AHEAD, is_before
from foedus.text.particles import WORD, grammar
from foedus.text.sentences import Sentence
from foedus.text.times.moment import ENDLESS, Time

DAY = dt.timedelta(days=1)
STATES = ("percent", "fraction", "point")
HEADS = ("per-capita", "per-head")
RATES = frozenset(("per-year", "per-month", "per-day"))


def is_state(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number of no series is how things stand in the year of publication: a share, a head count.

    A sum has no year.
    """
    if amount.kind in STATES:
        return True
    if amount.quantity.unit in at.table.heads:
        more = at.scan.index.within(amount.end, amount.end + 2, "than-more", "than-less")
        if more and at.names(more[0].end, more[0].end + NEAR):
            return False  # "33,000 more than Britain": by how much two differ
        return not _is_gone(at, amount, sentence)
    if _goes_on(at, amount, sentence):
        return True
    if amount.kind == "money":
        return at.has((sentence.start, sentence.end), HEADS)
    last = at.told.last
    if (
        last is None
        or last[2] != at.sentence_at(amount.start)
        or last[0].kind not in ("count", "thing", "bare")
    ):
        return False
    # "50,000 soldiers, 250 aircraft and 65 ships take part": of the same
    period = last[1].period
    return (
        linked(at, last[0].end, amount.start)
        and period is not None
        and period.text == str(at.today and at.today.year)
    )


def _goes_on(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number is of every day or year and told in the present: "Russia fires 20,000 shells a day"."""
    if amount.kind not in ("count", "thing") or RATES.isdisjoint(at.cued_at(sentence)):
        return False  # a sum a year is mostly one that would be needed
    rate = at.cues(amount.end, amount.end + TOUCH, *RATES)
    if not rate or rate[0].start - amount.end > 2:
        return False
    clause = at.clause(amount.start, amount.end, sentence, BREAKS + ",")
    then = at.scan.index.within(*clause, "event")  # "made 30,000 shells a year before the war"
    return not then and not at.cues(*clause, "would-be", "judged", "was-then")


def is_dateless(at: Context, amount: Amount, sentence: Sentence, stance: Stance) -> bool:
    """Tell whether a number without a time is not told of today: never, in days long gone, some day."""
    if "gap" in at.cued_at(sentence) and at.led_by(amount.start, "gap"):
        return True  # by how much one is ahead of another
    clause = at.clause(amount.start, amount.end, sentence)
    if stance == "denies" and at.cues(*clause, "at-no-time"):
        return True
    high = at.clause(amount.start, amount.end, sentence, BREAKS + ",")[1] if stance == "denies" else 0
    if stance == "denies" and (
        at.cues(*at.own(amount, (clause[0], high)), "to-come")
        or at.speaks.stances.looks_ahead(max(clause[0], at.previous_amount(amount)), amount.start)
    ):
        return True  # "Spain will not spend 5 %": what somebody will not do is no state of today
    refused = at.cues(clause[0], amount.start, "refused") if stance == "denies" else ()
    if refused and not _is_of_what_is(at, refused[-1].end, amount):
        return True  # "rejects the goal of 5 %": nor is what somebody refuses to do
    if stance == "denies" and _is_short_of_norm(at, amount, sentence):
        return True
    if stance == "expects" and at.cues(*clause, "undated", "some-day", "would-need"):
        return True
    if stance == "reports" and _is_of_then(at, amount, sentence):
        return True
    if (
        stance == "reports"
        and "before-year" in at.cued_at(sentence)
        and any(is_before(at, t) for t in at.times_in(*clause) if t.role == "by")
    ):
        return True  # "before 2020 it spent 2.5 %"
    apart = stance != "demands" and not amount.rule.endswith(BESIDE)
    if apart and at.led_by(amount.start, "instead-of", "far-from"):
        return True  # "rather than 2 %", "nowhere near 2 %": what is not so is so in no year
    gone = at.cues(*at.own(amount, clause), "long-ago")
    told = at.times_in(*clause) if gone else ()
    return any(not any(t.start <= m.start < t.end for t in told) for m in gone)


def _is_short_of_norm(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether another number right behind is what should be: "not 2 % but 3.5 % should go to defence"."""
    other = at.next_amount(amount)
    if other >= min(sentence.end, amount.end + NEAR):
        return False
    parted = any(m.value == "break" for m in at.scan.index.within(amount.end, other, "clause"))
    return parted and (
        bool(at.cues(other, sentence.end, "should")) or at.speaks.stance(other, other + 1) in AHEAD
    )


def _is_of_what_is(at: Context, start: int, amount: Amount) -> bool:
    """Tell whether what is rejected is told as a fact: "rejected the claim that Italy devoted 2.5 %"."""
    told = [m for m in at.scan.index.within(start, amount.start, "clause") if m.value == "that"]
    return bool(told) and not at.speaks.stances.looks_ahead(told[-1].end, amount.start)


def is_of_sums(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number says how many times another's aid one has given: of sums that add up, it has no year."""
    here = at.cued_at(sentence)
    if amount.quantity.unit != "multiple" or not here.isdisjoint(("growth", "decline")):
        return False
    beside = at.told.aid is not None and at.scan.sentences[at.told.aid[0]].end >= sentence.start - 1
    return beside or not here.isdisjoint(("promises-noun", "aid-noun"))


def is_size_of_fund(at: Context, amount: Amount, when: Time | None) -> bool:
    """Tell whether a sum is how large a fund or a contract is, and no time stands right behind it."""
    if when is None or amount.kind != "money":
        return False
    led = at.cues(max(0, amount.start - NEAR), amount.start, "fund")
    if not at.led(led, amount.start, TIGHT) or 0 <= when.start - amount.end <= TOUCH:
        return False
    yearly = at.cues(led[-1].start, led[-1].end, "common-budget")
    return not yearly and bool(at.scan.index.within(led[-1].end, amount.start, "of", "from"))


def is_put_off(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number is for a day that nobody names: "2 % in 2027 and 3 % in the next parliament"."""
    if _is_goal_moved(at, amount, sentence) or _is_asked_for(at, amount, sentence):
        return True
    if "some-day" not in at.cued_at(sentence):
        return False
    low, high = at.clause(amount.start, amount.end, sentence, BREAKS + ",")
    low, high = max(low, at.previous_amount(amount)), min(high, at.next_amount(amount), amount.end + NEAR)
    told = at.cues(low, high, "some-day")
    return bool(told) and not at.times_in(amount.end, told[0].start)


def _is_asked_for(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number is what someone wants, who names no day: "at 1.3 % in 2024, far from the 5 % demanded"."""
    if amount.kind != "percent" or "asked-for" not in at.cued_at(sentence):
        return False
    if not at.cues(amount.end, amount.end + 2, "asked-for"):
        return False
    return not at.times_in(amount.end, at.clause(amount.start, amount.end, sentence)[1])


def _is_goal_moved(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a goal is put at a percentage, which is not due then: "the goal may be raised to 3.5 % in June"."""
    if amount.kind != "percent" or "goal-noun" not in at.cued_at(sentence):
        return False
    low, high = at.clause(amount.start, amount.end, sentence)
    goals = at.cues(low, min(low + TIGHT, amount.start), "goal-noun")
    led = goals and at.scan.index.within(max(0, amount.start - TOUCH), amount.start, "to", "at")
    if not led or at.names(goals[0].end, amount.start):
        return False
    return at.today is None or not any(t.is_ahead_of(at.today.year) for t in at.times_in(low, high))


def _is_of_then(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a clause that opens the sentence says when a number was so: "when we took office, it spent 1 %".

    So does under whom: "under Barack Obama it spent 4.5 %", of whose years it may be any.
    """
    told = at.times_in(*at.clause(amount.start, amount.end, sentence))
    if at.today is not None and any(
        t.role == "since" and ENDLESS != t.last < str(at.today.year) for t in told
    ):
        return True
    if "as-when" not in at.cued_at(sentence) or not at.cues(sentence.start, sentence.start + 1, "as-when"):
        return False
    comma = at.scan.text.find(", ", sentence.start, amount.start)
    if comma < 0 or ";" in at.scan.text[comma : amount.start]:
        return False  # "when it signed, it was at 1 %; it is at 1.3 %"
    return bool(at.cues(comma, amount.start, "was-then"))


def is_to_grow(at: Context, amount: Amount, stance: Stance) -> bool:
    """Tell whether a head count is what a force is to grow to some day: German "soll auf 250.000 wachsen"."""
    if stance != "expects" or amount.quantity.unit not in at.table.heads:
        return False
    return bool(at.scan.index.within(max(0, amount.start - TOUCH), amount.start, "to"))


def _is_gone(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether people are counted who left, fell or were sent: that is an event, and no state of the year."""
    if at.cues(amount.end, amount.end + 2, "decline"):
        return True  # "44 Danes fell in Afghanistan": people do not shrink
    return bool(at.cues(*at.own(amount, at.clause(amount.start, amount.end, sentence, BREAKS + ",")), "gone"))


def as_it_was(at: Context, amount: Amount, figure: Figure, index: int) -> Figure:
    """Return a figure that one to come is set against, not of its year: "to 2.5 % by 2030, against 2 % before"."""
    today, period, last = at.today, figure.period, at.told.last
    if last is not None and last[2] == index and figure.partner is None and "left-now" in at.cued(index):
        return _as_left_now(at, amount, figure)
    started = _starts_then(at, amount, figure, index) if period is not None and figure.measure else None
    if started is not None and period is not None:
        before = str(period.start.year - 1) if period.start is not None else ""
        return undated(figure, Period(before) if _is_yearly(amount, started) and before else None)
    begins = period.start if period is not None else None
    if today is None or begins is None or begins <= today or last is None or last[2] != index:
        return figure
    high = min(at.next_amount(amount), at.scan.sentences[index].end)
    dated = any(t.first[:4] > str(today.year) for t in at.times_in(amount.end, high))
    if dated or at.names(last[0].end, high) or not _is_set_against(at, amount, last, period):
        return figure
    now = at.cues(max(last[0].end, amount.start - TIGHT), min(amount.end + TIGHT, high), "as-it-stands")
    return undated(figure, Period(str(today.year)) if now else None)


def _starts_then(at: Context, amount: Amount, figure: Figure, index: int) -> Amount | None:
    """Return where a change ended that a number began, in no year of its own: "rose to 2.1 % in 2024 from 1.6 %"."""
    sentence, last = at.scan.sentences[index], at.told.last
    led = at.scan.index.within(max(0, amount.start - TOUCH), amount.start, "from")
    if not at.led(led, amount.start) or not isinstance(figure.derivation, Level):
        return None
    if at.times_in(amount.end, min(at.next_amount(amount), sentence.end)):
        return None
    if last is None or last[2] != index or at.told.stance != "reports":
        return None
    same = last[1].measure == figure.measure and last[1].period == figure.period
    return last[0] if same and last[1].subject == figure.subject else None


def _is_yearly(begun: Amount, ended: Amount) -> bool:
    """Tell whether a change may be one from the year before: less than a doubling."""
    low, high = sorted((begun.quantity.low or Decimal(0), ended.quantity.low or Decimal(0)))
    return low > 0 and high < 2 * low


def _as_left_now(at: Context, amount: Amount, figure: Figure) -> Figure:
    """Return a figure of today, though told behind one of then, where its verb says so: "there are but 23,000 left"."""
    today, period = at.today, figure.period
    if today is None or period is None or period.end is None or not period.end.year < today.year:
        return figure
    if "period" in figure.stated or isinstance(figure.derivation, Growth | Change):
        return figure
    return undated(figure, Period(str(today.year))) if left_now(at, amount) is not None else figure


def undated(figure: Figure, period: Period | None = None) -> Figure:
    """Return a figure without the period that is stated of another: with this one, which nobody states."""
    stated = {key: value for key, value in figure.stated.items() if key != "period"}
    return msgspec.structs.replace(figure, period=period, stated=stated)


def _is_set_against(
    at: Context, amount: Amount, last: tuple[Amount, Figure, int], period: Period | None
) -> bool:
    """Tell whether a number is what the one before goes up from, or tells that anew: "against 2 % or 1.2 billion"."""
    if last[1].measure is None:
        return False
    if last[1].period is None:
        return at.told.set_against and bool(at.cues(last[0].end, amount.start, "told-as"))
    led = at.cues(last[0].end, amount.start, "contrast")
    ahead = at.told.stance in AHEAD and last[1].period == period
    return ahead and bool(led) and amount.start - led[-1].end <= TIGHT


def as_it_was_then(at: Context, amount: Amount, figure: Figure, index: int) -> Figure:
    """Return a figure of the year in which someone came to office, if known: "when he took office, three met it"."""
    sentence = at.scan.sentences[index]
    then = at.scan.language.settings["measures"].patterns["back_when"]
    told = then.search(at.scan.text, sentence.start, sentence.end)
    if told is None or at.times_in(sentence.start, sentence.end):
        return figure
    if ";" in at.scan.text[told.end() : amount.start] or ";" in at.scan.text[amount.end : told.start()]:
        return figure  # "when he took office, three met it; as he leaves, 23 do"
    other = at.next_amount(amount)
    if other < told.start() and "," in at.scan.text[amount.end : other]:
        return figure  # "62 %, down from 72 when he took office"
    named = at.scan.index.within(told.start(), told.end(), "person")
    small, words = grammar(at.scan.language.code), WORD.findall(told[0].lower())
    own = any(small.has(key, word) for word in words for key in ("selves", "first_person"))
    whose = at.speaks.of(amount.start, amount.end).speaker if own and not told.lastgroup else None
    name = named[0].value[0] if named else whose  # "in the year it joined" is nobody's
    once = at.scan.language.settings["measures"].patterns["at_first"]
    first = once.search(at.scan.text, told.start(), min(told.end() + NEAR, sentence.end)) is not None
    day = alliances.took_office(name, figure.subject, at.today) if name and at.today else None
    while first and name and day and (earlier := alliances.took_office(name, figure.subject, day - DAY)):
        day = earlier  # "when Trump first took office"
    return undated(figure, Period(str(day.year)) if day is not None else None)
