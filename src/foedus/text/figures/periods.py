"""When: the period of a figure, the base that a change is measured from, and what the text leaves open."""

from __future__ import annotations

from foedus.model import Change, Derivation, Level, Period, Share, Stance
from foedus.stated import Stated
from foedus.text.amounts.amount import SHARES, Amount
from foedus.text.figures import changes, excesses, means, months, reaches, timing
from foedus.text.figures.changes import Timed
from foedus.text.figures.comparands import BESIDE
from foedus.text.figures.context import NEAR, TIGHT, Context
from foedus.text.figures.goals import is_times
from foedus.text.figures.nearest import nearest
from foedus.text.figures.paths import has_led, is_path_ahead, starts_path, years_ahead, years_before
from foedus.text.figures.standing import (
    STATES,
    is_dateless,
    is_of_sums,
    is_size_of_fund,
    is_state,
    is_to_grow,
)
from foedus.text.figures.timing import WORTH, Telling
from foedus.text.senses import Sense
from foedus.text.sentences import Sentence
from foedus.text.times.moment import ENDLESS, Time

COMPARED = "compared"  # the kind of a number by which two differ: what time stands behind it is that of both


def timed(
    at: Context, amount: Amount, sense: Sense | None, measure: str | None, index: int, stance: Stance
) -> tuple[Derivation, Period | None, Stated]:
    """Return derivation and period of a number of sentence `index`, and what the text itself fixes of them."""
    stated: Stated = {}
    sentence, kind = at.scan.sentences[index], sense.kind if sense else "level"
    since = nearest(at, amount, sentence, "since")
    if since is not None and kind == "level" and _begins_now(at, amount, since):
        since = None
    telling = Telling(at, amount, sentence, since, measure, stance, kind)
    when = timing.when(telling)
    if since is not None and since.last != ENDLESS:
        if kind in ("growth", "change"):  # "under Joe Biden it grew by 12 %": by the end of his term
            when = when or since._replace(role="at", first=since.last)
        elif kind != "excess" and (sense is None or sense.measure != "aid"):
            telling = telling._replace(since=None)  # "under Joe Biden it spent": in any of those years
    if since is not None and when is None and kind == "level" and _is_never_as(at, amount, since, sentence):
        when, telling = since._replace(role="at", last=since.first, bases=()), telling._replace(since=None)
    return *_timed(telling, sense, when, stated), stated


def _begins_now(at: Context, amount: Amount, since: Time) -> bool:
    """Tell whether a change to come begins with a number: "has spent more since 2022 and will go from 2 to 3 %"."""
    begins = amount.rule.endswith(".from") and since.end <= amount.start
    return begins and at.speaks.stances.looks_ahead(since.end, amount.start)


def _is_never_as(at: Context, amount: Amount, since: Time, sentence: Sentence) -> bool:
    """Tell whether a number is of the year as which it never was so: French "jamais si bas qu'en 2017, à 1 %"."""
    if "at-no-time" not in at.cued_at(sentence) or not since.end <= amount.start <= since.end + TIGHT:
        return False
    named_as = at.scan.index.within(since.start, since.start + 1, "than")
    return bool(named_as) and bool(at.cues(sentence.start, since.start, "at-no-time"))


def _timed(telling: Telling, sense: Sense | None, when: Time | None, stated: Stated) -> Timed:
    at, amount, sentence, since, measure, stance, kind = telling
    if sense is not None and measure and sense.measure == "aid":
        if since is not None and kind == "level" and at.cues(since.start, since.start + 1, "contrast"):
            return Level(), None  # "fell to 650 million, compared with 2024": of some months, untold
        end = amount.end if amount.rule.endswith(".from") else at.next_amount(amount)
        untold = when is None or when.start >= end
        if kind == "level" and untold and starts_path(at, amount, sentence) and stance == "reports":
            return Level(), None  # "doubled its aid from 4 to 8 billion in 2024": of some months before
        return months.told(telling, sense, when, stated)
    if kind == "excess":
        if not excesses.is_change(telling, when):
            return excesses.excess(telling, when, stated)
        kind = "change"
    times = amount.quantity.unit == "multiple" and amount.kind != COMPARED
    times = times and not is_times(at, amount, sentence.number)  # "twice the goal of 2014"
    than = changes.against(at, amount, sentence) if times else None
    if kind == "growth" and than is not None and changes.is_compared(at, amount, than):
        return changes.multiplied(at, amount, sentence, than, stance, stated)
    if kind in ("growth", "change") and _is_of_one_year(at, since, when):
        since = None
    plain = kind != "change" and measure is None and amount.kind in (*SHARES, "multiple")
    if plain and changes.is_told_growth(at, amount, sentence, since, when):
        kind = "growth"
    if kind in ("growth", "change") and (pair := _set_against(at, amount, sentence, when)):
        since, when = pair
    if kind == "growth" and (pair := _told_anew(at, amount, sentence.number, when)):
        since, when = pair
    if kind == "growth" and (pair := _since_then(at, amount, sentence)):
        since, when = pair
    if kind in ("growth", "change") and (pair := _along_path(at, amount, sentence, when)):
        since, when = pair
    if kind == "change" and (pair := _added_to(at, amount, sentence, when)):
        since, when = pair
    if kind == "change" and when is None and since is None and _is_supposed(at, amount, sentence):
        # "it would need 250 billion more"
        return Change(base=None, direction=changes.direction(at, amount, sentence)), None
    if kind in ("growth", "change"):
        return changes.growth(telling._replace(since=since, kind=kind), when, stated)
    if than is not None:
        return changes.multiplied(at, amount, sentence, than, stance, stated)
    return _stood(telling, sense, when, stated)


def _stood(telling: Telling, sense: Sense | None, when: Time | None, stated: Stated) -> Timed:
    """Return what is measured as it stands, a part of a whole, or a mean, and its period."""
    at, amount, sentence, since, measure, stance, kind = telling
    derivation: Derivation = Level()
    if kind == "share" and sense is not None:
        derivation = Share(of=sense.derivation.get("of", at.table.total))
    if when is None and measure is None and amount.kind == "percent" and at.topic.about_arms and at.told.arms:
        return derivation, at.told.arms  # a report on who buys arms over some years goes on with these
    # "Ukraine now buys 8.8 % of all arms": over the years that are counted
    is_open = when is None or when.present
    if is_open and sense is not None and sense.years and (told := _over_years(at, sense)):
        return derivation, told
    if when is None:
        when = reaches.running(at, amount, sentence, since, stance, counted=measure is None)
    per = means.per(at, amount, sentence) if kind == "level" and measure is not None else None
    if per is None or measure is None:
        return derivation, _level(telling, when, stated)
    if (begun := means.begun(at, since, when)) is not None:
        return means.mean(per, begun), begun
    period = _level(telling, when, stated)
    if amount.kind == "percent" and "period" not in stated and "on-average" not in at.cued_at(sentence):
        return Level(), None  # of which years a mean is, nothing tells
    return means.mean(per, period), period


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


def _along_path(
    at: Context, amount: Amount, sentence: Sentence, when: Time | None
) -> tuple[Time, Time] | None:
    """Return base and year of a growth over some years that tells these by its sums: "130 %, from 8 in 2014 to …"."""
    years = years_ahead(at, amount, sentence) if when is not None and when.role == "last" else None
    if when is not None and when.role == "at" and when.end <= amount.start:
        years = years_before(at, amount, sentence)
    if when is None or years is None:
        return None
    since = when._replace(role="since", first=years[0], last="..", bases=(years[0],))
    return since, when._replace(role="at", first=years[1], last=years[1], bases=())


def _added_to(at: Context, amount: Amount, sentence: Sentence, when: Time | None) -> tuple[Time, Time] | None:
    """Return base and year of what is added to the year before: "in 2023 added 2 billion to its budget of 2022"."""
    if when is None or when.role != "at" or not when.first.isdigit():
        return None
    low, after = min(amount.start, when.start), str(int(when.first) + 1)
    told = [t for t in at.times_in(sentence.start, low) if t.role == "at" and t.first == after]
    of, *_ = at.scan.text[when.start : when.end].lower().split()
    if not told or of.isdigit() or at.scan.text[told[-1].start : told[-1].end].lower().startswith(of):
        return None  # "in 2023, after a rise of 3 billion in 2022"
    return when._replace(role="since", last="..", bases=(when.first,)), told[-1]


def _is_of_one_year(at: Context, since: Time | None, when: Time | None) -> bool:
    """Tell whether a change is told of a year behind the semicolon of a start: "since 2014 …; in 2022 alone by 2 %"."""
    if since is None or when is None or when.role != "at" or since.end >= when.start:
        return False
    return ";" in at.scan.text[since.end : when.start]


def _since_then(at: Context, amount: Amount, sentence: Sentence) -> tuple[Time, Time] | None:
    """Return from when until when something has since changed: "fell until 2014 and has since doubled"."""
    told = at.times_in(sentence.start, amount.start)
    if not told or not told[-1].last[:4].isdigit() or at.today is None:
        return None
    since = at.scan.language.settings["measures"].patterns["since_then"]
    found = since.search(at.scan.text, told[-1].end, amount.end)
    begun, now = told[-1].last[:4], str(at.today.year)
    if found is None or found.start() < at.previous_amount(amount) or begun >= now:
        return None
    start = told[-1]._replace(role="since", first=begun, last=ENDLESS, bases=(begun,))
    return start, told[-1]._replace(role="at", first=now, last=now, bases=(), present=True)


def _over_years(at: Context, sense: Sense) -> Period | None:
    """Return the years over which something is counted that is counted over several: those told last, else the last."""
    if at.topic.about_arms and at.told.arms is not None:
        return at.told.arms
    return Period(f"{at.today.year - sense.years}/{at.today.year - 1}") if at.today is not None else None


def _begun_in(telling: Telling, when: Time | None) -> Period | None:
    """Return the year from which a multiple right before the sums that it is of goes: "doubled in a decade, from"."""
    at, amount, sentence, _, measure, _, _ = telling
    last = at.told.last
    if last is None or last[0].kind != "multiple" or last[2] != sentence.number or last[1].measure != measure:
        return None
    base = getattr(last[1].derivation, "base", None)
    own = when is not None and when.start < at.next_amount(amount)
    if base is None or (own and when is not None and not when.lasting) or at.names(last[0].end, amount.start):
        return None
    ends = last[1].period.text if last[1].period is not None else ""
    if base.isdigit() and ends.isdigit() and int(ends) - int(base) == 1:
        return None  # "doubled it from 40 to 80 billion in 2024": from when on is not told
    return Period(base) if starts_path(at, amount, sentence) else None


def _level(telling: Telling, when: Time | None, stated: Stated) -> Period | None:
    """Return the period of what is measured as it stands; an undated present is the year of publication."""
    at, amount, sentence, _, measure, stance, _ = telling
    if begun := _begun_in(telling, when):
        return begun
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
    if amount.rule.endswith(BESIDE):
        return False  # "far from the 3.4 % that America spends": that is so
    led = at.cues(max(at.previous_amount(amount), amount.start - NEAR), amount.start, "ideal")
    near = [m for m in led if amount.start - m.end <= TIGHT // 2]
    if near or "judged" not in at.cued_at(sentence) or _opens_told(at, amount, sentence):
        return bool(near)
    judged = at.cues(*at.clause(amount.start, amount.end, sentence), "judged")
    # not "2 % is unrealistic, said X, whose country spends 1.3 %"
    opened = at.scan.index.within(judged[-1].end, amount.start, "clause") if judged else ()
    return bool(judged) and not any(m.value == "relative" for m in opened)


def _opens_told(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a sentence opens with where somebody stands: "At 2.1 % of its GDP, the effort is insufficient"."""
    led = at.scan.index.within(sentence.start, amount.start, "at", "to")
    led = [*led, *at.cues(sentence.start, amount.start, "stands-with")]
    opens = any(m.start == sentence.start for m in led) and at.led(led, amount.start)
    if not opens or at.cues(amount.end, sentence.end, "threshold", "goal-noun", "norm-noun"):
        return False  # "at 5 %, the target is unrealistic"
    output = at.cues(amount.end, amount.end + TIGHT, "gdp")
    return at.scan.text.startswith(",", output[-1].end if output else amount.end)


def _is_supposed(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number is only what it would be, or would come to: "1.5 % of GDP would be six billion"."""
    if "would-be" not in at.cued_at(sentence) or amount.rule.endswith(".from"):
        return False  # "going from 1.3 % to 2 % would mean"
    return bool(at.cues(*at.clause(amount.start, amount.end, sentence, ";:,"), "would-be"))
