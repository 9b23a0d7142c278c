"""A year told once and carried over: a report on one year's figures goes on with that year."""

from __future__ import annotations

import msgspec

from foedus.model import Change, Count, Derivation, Excess, Growth, Level, Period, Share, Stance
from foedus.stated import Stated
from foedus.text.amounts.amount import SUMS, Amount
from foedus.text.figures.changes import Timed, direction
from foedus.text.figures.context import BREAKS, NEAR_SENTENCES, TIGHT, Context
from foedus.text.figures.exports import is_level
from foedus.text.figures.forerunners import points_back
from foedus.text.figures.houses import house_told
from foedus.text.figures.months import stands_since
from foedus.text.figures.openings import opens_before
from foedus.text.figures.passing import clause_of_now, is_aside_of
from foedus.text.figures.paths import starts_path
from foedus.text.figures.reaches import AHEAD, year_reported
from foedus.text.figures.rivals import is_own_aside
from foedus.text.senses import Sense
from foedus.text.sentences import Sentence

ARMS = "arms_transfers"
STATES = ("percent", "fraction")
TRADE_TOLD = "arms-trade-told"
_TOLD_THEN = ("spending", "spend", "military", "threshold", "gdp", "rearms")  # cues of what a year was one of
TRADE = 6  # sentences in which a comparison of two spans of years goes on


def _is_told_of_today(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a word for today stands behind a number in its clause: "… in 2023, bears 57 % of them today"."""
    high = at.clause(amount.start, amount.end, at.scan.sentences[index], BREAKS + ",")[1]
    return any(t.present for t in at.times_in(amount.end, min(high, at.next_amount(amount))))


def carried(
    at: Context,
    amount: Amount,
    sense: Sense | None,
    measure: str | None,
    index: int,
    stance: Stance,
    timed: Timed,
    stated: Stated,
) -> Timed:
    """Return derivation and period, in the year told before where the number of sentence `index` tells none.

    A year that is told here is kept for what comes next.
    """
    derivation, period = timed
    if "period" in stated and period is not None:
        _keep(at, amount, measure, index, period)
        return timed
    if sense is not None and sense.counts and (again := _told_again(at, amount, index)) is not None:
        return derivation, again
    of_aid = (measure or "").startswith("aid_")
    now = 0 if of_aid else clause_of_now(at, amount, at.scan.sentences[index])
    if now or _is_told_of_today(at, amount, index):
        return timed
    if (pointed := _pointed_back(at, amount, sense, measure, index, timed, stated)) is not None:
        return pointed
    if amount.kind == "percent" and stance in AHEAD and (due := _due(at, amount, index)):
        return derivation, due
    if stance == "reports" and (then := _was_then(at, index, measure, derivation)):
        at.told.then = (index, then)
        if starts_path(at, amount, at.scan.sentences[index]):
            return timed  # "rose from 1.7 to 2 %": where it rose from was before
        if isinstance(derivation, Growth | Change):
            derivation = msgspec.structs.replace(derivation, base=str(int(then.text) - 1))
        return derivation, then
    return _in_frame(at, amount, sense, measure, index, stance, timed, stated)


def _told_again(at: Context, amount: Amount, index: int) -> Period | None:
    """Return the year of the count that a number tells in other words: "more than two thirds do, or 23 countries"."""
    told = at.told.last
    if told is None or told[2] != index or not isinstance(told[1].derivation, Count):
        return None
    return told[1].period if at.led(at.cues(told[0].end, amount.start, "that-is"), amount.start) else None


def _keep(at: Context, amount: Amount, measure: str | None, index: int, period: Period) -> None:
    """Keep the period of a number for what comes next; not of one that another is set against."""
    start, frame = max(at.scan.sentences[index].start, amount.start - TIGHT), at.told.frame
    against = at.cues(start, amount.start, "contrast")
    if against and measure and not measure.startswith("military_"):
        return  # "up from 26 % before the war": what follows is told of today
    if _is_in_opening(at, amount, at.scan.sentences[index]):
        return  # "after peaking at 4 % in 2022, it is at 3 %"
    if any(is_own_aside(at, amount, t) for t in at.times_in(amount.end, amount.end + TIGHT)):
        return  # "its army, 99,000 strong in 2014, has": what follows is told of today
    at.told.then, at.told.then_ours = (index, period), measure is not None
    if measure == ARMS and frame is not None and at.topic.counter is not None:
        return  # arms are counted over several years, what is spent in one
    later = frame is None or (frame[1].text <= period.text and _is_over(at, period))
    if later or house_told(at, index) is None:
        at.told.frame, at.told.frame_ours = (index, period), measure is not None


def _is_in_opening(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number stands in an opening clause of what was before what the sentence tells."""
    return opens_before(at, sentence) and at.scan.text.find(", ", sentence.start, amount.start) < 0


def _pointed_back(
    at: Context,
    amount: Amount,
    sense: Sense | None,
    measure: str | None,
    index: int,
    timed: Timed,
    stated: Stated,
) -> Timed | None:
    """Return derivation and period of a number that points back to what was told before it."""
    (derivation, period), told = timed, at.told.last
    if measure is None and isinstance(derivation, Level) and (trade := _of_trade(at, amount, sense, index)):
        return trade
    if isinstance(derivation, Level | Share):
        back = told is not None and points_back(at, amount, index)
        return (derivation, told[1].period or period) if back and told is not None else None
    if not isinstance(derivation, Growth | Change):
        return None
    if same := _same_period(at, amount, index, derivation, stated):
        return same
    then = _pointed_at(at, index, measure)
    if then is None:
        return None
    past = at.today is not None and int(then.text) <= at.today.year
    before = str(int(then.text) - 1) if past else None
    before = derivation.base if "base" in stated else before
    return msgspec.structs.replace(derivation, base=before), then


def _in_frame(
    at: Context,
    amount: Amount,
    sense: Sense | None,
    measure: str | None,
    index: int,
    stance: Stance,
    timed: Timed,
    stated: Stated,
) -> Timed:
    """Return derivation and period in the year that the text goes on with, or that the report is of."""
    (derivation, period), frame = timed, at.told.frame
    if period is None and measure and starts_path(at, amount, at.scan.sentences[index]):
        return timed  # "doubled from 40 to 80 billion in 2024": of when it was so nothing tells
    near = () if frame is None else (frame[0], frame[0] + 1) if measure is None else (frame[0],)
    reached = frame is not None and frame[0] == index and _is_reached(at, amount, here=True)
    goes_on = (reached or index not in near) and _is_this_year(at, timed)
    reported = year_reported(at, index) if goes_on else None
    if reported is not None:
        frame = (-1, reported)
    if frame is None or stance != "reports" or (measure not in (None, ARMS) and _is_now(at, amount)):
        return timed
    if isinstance(derivation, Level | Share):
        led_to = frame[0] == index and amount.rule.endswith(".to")  # "since 2015 from 8 to 16 billion"
        if led_to or (reported is None and _is_reached(at, amount, here=frame[0] == index)):
            return timed
        if measure and measure.startswith("aid_") and _has_its_start(at, amount):
            return timed
        counted = isinstance(derivation, Share) or (sense is not None and sense.kind == "count")
        framed = _is_framed(at, amount, measure, frame, index, counted=counted)
        return (derivation, frame[1]) if framed else timed
    year = frame[1].text
    if not isinstance(derivation, Growth | Change) or not year.isdigit():
        return timed
    if not _is_framed(at, amount, measure, frame, index):
        return timed
    if "base" not in stated or not (derivation.base or year) < year:
        derivation = msgspec.structs.replace(derivation, base=str(int(year) - 1))
    return derivation, frame[1]


def _has_its_start(at: Context, amount: Amount) -> bool:
    """Tell whether a sum is told right behind it to have come together since a start: "60 billion since 2022"."""
    starts = [t for t in at.times_in(amount.end, at.next_amount(amount) + 1) if t.role == "since"]
    return any(not stands_since(at, amount, t) for t in starts)


def _is_this_year(at: Context, timed: Timed) -> bool:
    """Tell whether a number is of the year of publication, and no change of which nothing says since when."""
    derivation, period = timed
    open_ = isinstance(derivation, Growth | Change) and derivation.base is None
    return not open_ and period is not None and at.today is not None and period.text == str(at.today.year)


def _pointed_at(at: Context, index: int, measure: str | None) -> Period | None:
    """Return the year of what a sentence points back to: "… 30 billion in 2023. That is an increase of 40 %"."""
    start, last = at.scan.sentences[index].start, at.told.last
    if (
        measure is None
        or last is None
        or index - last[2] != 1
        or not at.cues(start, start + 1, "points-back")
    ):
        return None
    told = last[1].measure or ""
    alike = told == measure or told.startswith(f"{measure}_")
    year = last[1].period
    return year if alike and year is not None and year.text.isdigit() else None


def _of_trade(at: Context, amount: Amount, sense: Sense | None, index: int) -> Timed | None:
    """Return what a change of the trade in arms goes on from: told between two spans of years, the next one is too."""
    if at.told.trade is None or index - at.told.trade[0] > TRADE:
        return None
    _, base, period = at.told.trade
    sentence = at.scan.sentences[index]
    low, high = at.clause(amount.start, amount.end, sentence)
    traded = at.cues(sentence.start, high, "arms-sold", "arms-bought")
    if not traded and (sense is None or sense.name != TRADE_TOLD):
        return None
    if not at.cues(low, high, "growth", "decline") or at.times_in(low, high) or is_level(at, amount, low):
        return None
    return Growth(base=base, direction=direction(at, amount, sentence)), period


def is_since_untold(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a number is told over the same time as another: "over the same period"."""
    start, end = at.clause(amount.start, amount.end, at.scan.sentences[index])
    return bool(at.scan.index.within(start, end, "same"))


def _same_period(
    at: Context, amount: Amount, index: int, derivation: Growth | Change, stated: Stated
) -> Timed | None:
    """Return base and period of the change told before, where this one is told "over the same period".

    Where none was told the base is left open, with no period: from when on, the text does not say.
    """
    if "base" in stated or not is_since_untold(at, amount, index):
        return None
    last = at.told.last
    if last is None or index - last[2] > 1 or not isinstance(last[1].derivation, Growth | Change | Excess):
        return msgspec.structs.replace(derivation, base=None), None
    base = last[1].derivation.base
    return msgspec.structs.replace(derivation, base=base), last[1].period


def _is_now(at: Context, amount: Amount) -> bool:
    """Tell whether a number says beside it that it is today's: "from 2.2 % in 2010 to 4.7 % now"."""
    times = at.times_in(max(at.previous_amount(amount), amount.start - TIGHT), amount.end + TIGHT)
    return any(t.present and (0 <= t.start - amount.end <= 2 or t.end <= amount.start) for t in times)


def _is_reached(at: Context, amount: Amount, *, here: bool) -> bool:
    """Tell whether a number is where a change has led to: "from 63 % in 2001 to three quarters".

    `here`: the year told before stands in the same sentence, so that French "de" begins a change too.
    """
    if not at.scan.index.within(max(0, amount.start - TIGHT // 2), amount.start, "to", "until"):
        return False
    before = at.neighbours(amount, at.sentence(amount.start))
    kinds = (*SUMS, "bare") if amount.kind in SUMS else (amount.kind, "percent", "bare")
    paths = [a for a in before if a.kind in kinds and a.end <= amount.start]
    if not paths:
        return False
    low, end = max(0, paths[-1].start - TIGHT), paths[-1].start
    starts = [end, *(t.start for t in at.times_in(low, end))]  # "from last year's 51 billion to 62 billion"
    return any(
        at.leads(m.end, start)
        for m in at.scan.index.within(low, end, "from", *(("of",) if here else ()))
        for start in starts
        if m.end <= start
    )


def _due(at: Context, amount: Amount, index: int) -> Period | None:
    """Return when a part is due of a percentage that was told a little before with the year by which it is to be met.

    "5 % by 2035. Of these, 3.5 % go to the forces and 1.5 % to roads": two numbers of one sentence make up the whole.
    """
    if at.told.due is None or not 0 < index - at.told.due[0] <= NEAR_SENTENCES:
        return None
    _, whole, period = at.told.due
    rest = whole - (amount.quantity.low or 0)
    parts = at.neighbours(amount, at.scan.sentences[index])
    made_up = any(a.kind in ("percent", "bare") and a.quantity.low == rest for a in parts)
    return period if made_up and rest > 0 else None


def _is_over(at: Context, period: Period) -> bool:
    return at.today is not None and period.end is not None and period.end < at.today


def _is_framed(
    at: Context,
    amount: Amount,
    measure: str | None,
    frame: tuple[int, Period],
    index: int,
    *,
    counted: bool = False,
) -> bool:
    """Tell whether an undated figure belongs to the year told before it; `counted`: a share or a count of members.

    What an institute counts, and shares in its report, do so all through; anything else in the same sentence only.
    """
    first, period = frame
    if not _is_over(at, period):
        return False
    sentence = at.scan.sentences[index]
    told = at.times_in(sentence.start, sentence.end) if first == index else ()
    if told and all(is_aside_of(at, amount, time, sentence) for time in told):
        return False  # "Poland, which spent 3.9 % in 2023, is at 4.1 %"
    if measure is None and amount.kind == "fraction" and first + 1 == index:
        # "In 2024 they spent 1.5 trillion. Two thirds …"
        return at.scan.sentences[first].paragraph == sentence.paragraph
    if measure is None:
        return at.topic.counter is not None and amount.kind in STATES and amount.start >= at.general
    # "Ghent bought 12 trams in 2021": nothing that another paragraph tells is of then
    stray = first >= 0 and not at.told.frame_ours and at.scan.sentences[first].paragraph != sentence.paragraph
    alike = measure.startswith("military_") or (counted and at.topic.counter is not None)
    alike = (alike and not stray) or first == index
    yearly = measure.startswith(("defence_", "equipment_", "armed_")) and period == year_reported(at, index)
    return alike or (yearly and not at.speaks.of(amount.start, amount.end).quoted)


def _was_then(at: Context, index: int, measure: str | None, derivation: Derivation) -> Period | None:
    """Return the past year told just before, where a sentence goes on in the past tense: "America came next …".

    It names no time of its own, and both stand in one paragraph.
    """
    cuts = at.scan.sentences
    if measure in (None, ARMS) or "was-then" not in at.cued(index):
        return None
    before = _then_before(at, index)
    then = before or at.told.then
    if then is None or isinstance(derivation, Excess):
        return None
    if before is None and not isinstance(derivation, Level | Share):
        return None
    first, period = then
    apart = cuts[index].paragraph - cuts[first].paragraph
    ours = before is not None or at.told.then_ours  # no year of a town's trams goes on in another paragraph
    near = 0 < index - first <= NEAR_SENTENCES and apart <= (ours and measure.startswith("defence_"))
    if first == index:
        near = "period" not in (at.told.last[1].stated if at.told.last else {})  # carried within the sentence
    if not near or not period.text.isdigit() or not _is_over(at, period):
        return None
    start, end = cuts[index].start, cuts[index].end
    return period if at.cues(start, end, "was-then") and not at.times_in(start, end) else None


def _then_before(at: Context, index: int) -> tuple[int, Period] | None:
    """Return the past year of the sentence before, where it tells in words what is spent: "They spent more in 2024".

    It has no figure of its own, whose year would be known.
    """
    before = at.scan.sentences[max(0, index - 1)]
    last = at.told.last
    if before.number == index or before.paragraph != at.scan.sentences[index].paragraph:
        return None
    if (last is not None and last[2] >= index - 1) or at.cued_at(before).isdisjoint(_TOLD_THEN):
        return None
    years = {t.period for t in at.times_in(before.start, before.end)}
    year = years.pop() if len(years) == 1 else ""
    return (index - 1, Period(year)) if year.isdigit() else None
