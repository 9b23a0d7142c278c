"""A sum of aid in, the months over which it adds up out: those told, else from the first to that of today."""

from __future__ import annotations

from collections.abc import Iterator

from foedus import alliances
from foedus.model import Growth, Level, Period, Share, Stance
from foedus.stated import Stated
from foedus.text.amounts.amount import Amount
from foedus.text.figures import changes, means
from foedus.text.figures.additions import is_by_how_much
from foedus.text.figures.context import LONGEST_CONTEXT, NEAR, TIGHT, Context
from foedus.text.figures.links import is_bracketed
from foedus.text.figures.makers import buys
from foedus.text.figures.nearest import nearest
from foedus.text.figures.present import names_aid_counter
from foedus.text.figures.reaches import AHEAD, is_moment, year
from foedus.text.figures.timing import Telling
from foedus.text.match import Mention
from foedus.text.particles import grammar
from foedus.text.senses import Sense
from foedus.text.sentences import Sentence
from foedus.text.times.moment import Time

PROMISED = "aid_pledged"
LOT = "aid-announced"  # the sense of a lot of arms that is announced
PAID_IN = (PROMISED, "aid_committed")  # stages of what a fund that buys arms takes in
GIVEN = ("money", "bare-scale", "percent", "fraction")  # kinds of numbers that tell what is given
LEADS_TO_TOTAL = 120  # characters in which a total is told ahead of its sum


def told(telling: Telling, sense: Sense, when: Time | None, stated: Stated) -> changes.Timed:
    """Return derivation and months of aid: it adds up, or is set against the months before."""
    at, amount, sentence, since, measure, stance, _ = telling
    when = _of_war_year(at, when) if when is not None else None
    if since is not None and stands_since(at, amount, since):
        telling, since = telling._replace(since=None), None
    if sense.name == LOT and when is None and since is None:
        return Level(), None  # it is no sum of all that was given
    if sense.derivation.get("of") == "gdp" and when is not None and when.last < at.table.aid_since[:4]:
        when = None  # "1 % of their GDP of 2021": the year of what it is a share of
    if when is not None and measure != PROMISED and _is_of_these_days(at, when):
        # "we gave them 350 billion, he said on Tuesday, 18 February": all that was given until then
        when = None
    if sense.kind == "growth":
        return _grown(telling, when, stated)
    period = aid(telling, when, stated)
    if sense.kind == "share":
        return Share(of=sense.derivation["of"]), period
    happened = amount.kind == "money" and stance not in ("pledges", "demands")
    per = means.per(at, amount, sentence) if happened else None
    return means.mean(per, period) if per else Level(), period


def _of_war_year(at: Context, when: Time) -> Time:
    """Return the months of a year that is counted from an event: "in the first year of the war"."""
    event = at.scan.index.within(when.start, when.end, "event") if len(when.first) == len("2024") else ()
    if when.role != "at" or when.stated or not event or len(event[-1].value) != len("2022-02"):
        return when
    if when.first < event[-1].value[:4]:
        return when  # "the year before the war"
    first = f"{when.first}{event[-1].value[4:]}"
    return when._replace(role="between", first=first, last=f"{int(when.first) + 1}{event[-1].value[4:]}")


def stands_since(at: Context, amount: Amount, since: Time) -> bool:
    """Tell whether all that was given has not changed since then: "stuck at 115 billion since January"."""
    low, _ = at.clause(amount.start, since.start, at.sentence(amount.start))
    return since.start >= amount.end and is_still(at, low, since)


def is_still(at: Context, low: int, since: Time) -> bool:
    """Tell whether what stands from `low` to a time says that nothing has changed since then."""
    pattern = at.scan.language.settings["measures"].patterns["standing_still"]
    low = max(low, since.start - NEAR)  # not far, in a sentence without an end
    return since.role == "since" and pattern.search(at.scan.text, low, since.start) is not None


def _grown(telling: Telling, when: Time | None, stated: Stated) -> changes.Timed:
    """Return base and months of a growth of aid: of a year, since another, or above a mean."""
    at, amount, sentence, since, *_ = telling
    months = when
    if when is not None and when.role == "last" and when.first == when.last:
        months = nearest(at, amount, sentence, "at", "between") or when
    over = months is not None and months.role == "at" and len(months.first) == 4 and not months.present
    over = over or (months is not None and changes.year_before(at, months) is not None)
    if since is None and over:
        return changes.growth(telling, months, stated)
    way = changes.direction(at, amount, sentence)
    if since is not None and since.bases and when is not None:
        return Growth(base=since.bases[0], direction=way), aid(telling._replace(since=None), when, stated)
    if (mean := changes.mean_before(at, amount, sentence, months)) is not None:
        told = next((t for t in at.times_in(sentence.start, amount.start) if t.role == "at"), None)
        stated["base"] = [mean]
        grown = aid(telling._replace(since=None), told, stated) if told is not None else None
        return Growth(base=mean, direction=way), grown or _after(at, mean)
    period = aid(telling, when, stated)
    return Growth(base=None, direction=way), period  # from when on, the sentence does not say


def _is_of_these_days(at: Context, when: Time) -> bool:
    """Tell whether a time is a day of the month of publication."""
    day = when.role == "at" and len(when.first) > len("2024-12")
    return day and at.today is not None and when.first[:7] == f"{at.today:%Y-%m}"


def _after(at: Context, mean: str) -> Period | None:
    """Return the last full year where it lies behind the years of a mean."""
    last = mean.rpartition("/")[2]
    year = at.today.year - 1 if at.today is not None else 0
    return Period(str(year)) if last.isdigit() and year > int(last) else None


def _of_first(at: Context, amount: Amount, sentence: Sentence) -> Period | None:
    """Return the period of the sum that another in brackets is set beside: "gave 7 in 2024, ahead of Y (2)"."""
    last = at.told.last
    compared = amount.kind not in GIVEN
    if last is None or last[2] != sentence.number or not (last[1].measure or "").startswith("aid_"):
        return None
    if compared:  # "…, which gave 7 billion in 2024, gives more than": where only one time is told
        return last[1].period if len(at.times_in(sentence.start, sentence.end)) == 1 else None
    return last[1].period if last[0].end < amount.start and is_bracketed(at.scan.text, amount.start) else None


def aid(telling: Telling, when: Time | None, stated: Stated) -> Period | None:
    """Return the months of aid: those told; without a start from the first, without an end to the month of today.

    A promise does not add up: it has its own day, or none.
    """
    at, amount, sentence, since, measure, stance, _ = telling
    if (whole := brought_to(at, amount, sentence)) is not None:
        stated["period"] = [whole.text]
        return whole
    if when is None and since is None and (same := _of_first(at, amount, sentence)) is not None:
        stated.update({"period": [same.text]} if same.text.isdigit() else {})
        return same
    until_now = False
    if when is not None and when.present:  # "has now given 2 %" is told of all that was given until now
        between = min(when.end, amount.end), max(when.start, amount.start)
        until_now, when = "," not in at.scan.text[slice(*between)], None
    if since is None and (yearly := _each_year(at, amount, when, stance)):
        stated.update({"period": [yearly]} if "/" in yearly else {})
        return Period(yearly)
    today = at.today.isoformat() if at.today is not None else ""
    by_now = stance == "reports" and when is not None and when.role == "by" and when.last < today
    by_now = by_now and not at.cues(sentence.start, sentence.end, "allied-fund")
    if measure == PROMISED and (by_now or (_is_counters(at, amount) and stance != "demands")):
        stance = "reports"  # "by early October its promises came to 6 billion"
    elif measure == PROMISED and since is None and (when is None or is_moment(when)):
        if when is None or when.role == "by":
            return year(at, when, stance, stated) if when is not None else None
        low = max(sentence.start, amount.start - LEADS_TO_TOTAL)
        if stance == "reports" and at.cues(low, amount.end + TIGHT, "one-off"):
            return None  # nor is one package all that a month saw promised
        stated["period"] = [when.first[:7]]  # what a month saw promised is no sum of its year
        return Period(when.first[:7])
    ahead = stance in AHEAD
    if when is not None and (when.role != "by" or ahead) and not is_moment(when):
        later = when.role == "by" and at.today is not None and when.last > str(at.today.year)
        told = f"{at.today.year}/{when.last}" if later and at.today is not None else when.period
        stated["period"] = [told]  # what is given by a later year is given from this one on
        return Period(told)
    package = when is None and since is None and amount.kind == "money" and not until_now
    if package and (_is_package(at, amount) or is_by_how_much(at, amount) or _is_on_top(at, amount)):
        return None  # "raised its aid by 2 billion": since when, it does not say
    if when is not None and when.last[:7] < at.table.aid_since[: len(when.last)]:
        return None  # no aid was counted yet
    if when is None and since is None and not ahead and (end := _until(at, amount)):
        stated["period"] = [f"{at.table.aid_since}/{end}"]
        return Period(stated["period"][0])
    if (when is None or when.role == "at") and since is None and _is_voted(at, amount):
        return None  # "approved 61 billion in April": one act, and not all that a month saw
    if when is not None and stance == "reports" and len(when.last) >= len("2024-12"):
        when = _gone_by(at, when)
        if since is None and _is_of_month(at, amount, when):
            stated["period"] = [when.first]
            return Period(when.first)
        begun = since.first[:7] if since is not None and len(since.first) > 4 else ""
        if not begun and _is_within_year(at, when):
            begun = f"{when.last[:4]}-01"
        begun = begun if at.table.aid_since < begun < when.last[:7] else at.table.aid_since
        if when.last[:7] < begun:
            return None  # "by late August", of a text of January 2022: nothing was counted yet
        stated["period"] = [f"{begun}/{when.last[:7]}"]
        return Period(stated["period"][0])
    if when is not None and when.role == "by" and len(when.last) == 4:
        return Period(f"{at.table.aid_since}/{when.last}-12")
    if at.today is None or (stance in ("pledges", "demands") and since is None):
        return None
    if since is None and (window := _window_told(at, sentence)) is not None:
        return window
    first = at.table.aid_since
    if since is not None:
        first = f"{since.first}-01" if len(since.first) == 4 else since.first[:7]
    last = (None if ahead else _until(at, amount)) or f"{at.today.year}-{at.today.month:02}"
    return Period(f"{first}/{last}") if first <= last else None


def _window_told(at: Context, sentence: Sentence) -> Period | None:
    """Return the months that a sentence a little before says are counted: "The data run from 2022 to October 2025"."""
    for index in range(sentence.number - 1, max(-1, sentence.number - 1 - LONGEST_CONTEXT), -1):
        cut = at.scan.sentences[index]
        spans = [t for t in at.times_in(cut.start, cut.end) if t.role == "between" and t.stated]
        if (
            spans
            and spans[0].first[:7] == at.table.aid_since[: len(spans[0].first)]
            and len(spans[0].last) > 4
        ):
            return Period(f"{at.table.aid_since}/{spans[0].last[:7]}")
    return None


def brought_to(at: Context, amount: Amount, sentence: Sentence) -> Period | None:
    """Return the months of all aid that has come to a sum with what was just told: "bringing the total to 52 billion".

    It ends with the period told in its sentence, of which only the last part is new, else today.
    """
    low = max(sentence.start, at.previous_amount(amount), amount.start - LEADS_TO_TOTAL)
    written = at.scan.language.settings["measures"].patterns["brought_to"]
    led = written.search(at.scan.text, low, amount.start)
    if (
        at.today is None
        or led is None
        or any(t.role == "since" for t in at.times_in(led.start(), amount.start))
    ):
        return None
    today = f"{at.today.year}-{at.today.month:02}"
    told = [t.last[:7] for t in at.times_in(sentence.start, amount.start) if len(t.last) >= len("2024-12")]
    last = told[-1] if told and at.table.aid_since < told[-1] < today else today
    return Period(f"{at.table.aid_since}/{last}") if at.table.aid_since <= last else None


def _is_voted(at: Context, amount: Amount) -> bool:
    """Tell whether a sum is one that a house decides on: it adds nothing up."""
    sentence = at.sentence(amount.start)
    if "voted" not in at.cued_at(sentence):
        return False
    return bool(at.cues(*at.clause(amount.start, amount.end, sentence), "voted"))


def _gone_by(at: Context, when: Time) -> Time:
    """Return the last month of a name where what is told is over: "by December it had given", said in February."""
    month = f"{at.today.year}-{at.today.month:02}" if at.today is not None else ""
    if not month or when.role not in ("by", "at") or when.stated or when.last[:7] <= month:
        return when
    if when.role == "by" and when.last[:4] != month[:4]:
        return when
    last = f"{int(when.last[:4]) - 1}{when.last[4:]}"
    return when._replace(first=last, last=last)


def _is_of_month(at: Context, amount: Amount, when: Time) -> bool:
    """Tell whether a sum is what was given in a month: "gave 500 million in August", but "had given 9 billion in"."""
    months = at.scan.index.within(when.start, when.end, "month")
    months = months or [m for m in at.scan.index.within(when.start, when.end, "now") if _is_month(m)]
    if amount.kind != "money" or when.role != "at" or len(when.first) != len("2024-12") or not months:
        return False
    small, ahead = grammar(at.scan.language.code), at.scan.text[when.start : months[0].start].split()
    if not all(small.has("prepositions", word.lower()) for word in ahead):
        return False  # "at the end of August": all that was given until then
    low, high = at.clause(amount.start, amount.end, at.sentence(amount.start))
    had = at.scan.language.settings["measures"].patterns["had_done"].search(at.scan.text, low, high)
    return had is None and bool(at.cues(low, high, "give", "gave", "allocated", "committed"))


def _is_month(now: Mention) -> bool:
    """Tell "last month" and "this month" from what ends then: "the end of the month"."""
    return str(now.value).startswith("month") and not str(now.value).endswith("-end")


def of_fund(
    at: Context, measure: str | None, who: str | None, stance: Stance, sentence: Sentence
) -> Period | None:
    """Return the months of what all have paid into the fund that buys arms: it adds up since it was set up."""
    all_who_pay = at.table.alliance, at.table.grown
    if measure not in PAID_IN or who not in all_who_pay or stance != "reports" or at.today is None:
        return None
    last = f"{at.today.year}-{at.today.month:02}"
    if last < at.table.fund_since or not (
        at.cues(sentence.start, sentence.end, "allied-fund") or buys(at, sentence)
    ):
        return None
    return Period(f"{at.table.fund_since}/{last}")


def _each_year(at: Context, amount: Amount, when: Time | None, stance: Stance) -> str | None:
    """Return the years of what is given "a year": those until an end to come, else the year of publication."""
    near = (
        max(at.previous_amount(amount), amount.start - TIGHT),
        min(amount.end + TIGHT, at.next_amount(amount)),
    )
    told = at.cues(*near, "per-year") if amount.kind == "money" else ()
    if at.today is None or all(_is_how_long(at, amount, m) for m in told):
        return None
    sentence = at.sentence(amount.start)
    first = str(at.today.year)
    for end in at.times_in(sentence.start, sentence.end):
        if end.role in ("until", "by") and end.last[:4] > first and when in (None, end):
            return f"{first}/{end.last[:4]}"
    return first if when is None and stance == "reports" else None


def _is_how_long(at: Context, amount: Amount, year: Mention) -> bool:
    """Tell whether a preposition behind a sum makes a year how long it has stood: "frozen at 5 billion for a year"."""
    small, words = grammar(at.scan.language.code), at.scan.text[amount.end : year.start].split()
    return any(small.has("prepositions", word.lower()) for word in words)


def _is_within_year(at: Context, when: Time) -> bool:
    """Tell whether the year of a month is told beside it: "this year up to the end of August"."""
    near = at.times_in(max(0, when.start - NEAR), when.end + NEAR)
    return any(t.role == "at" and not t.present and t.period == when.last[:4] for t in near)


def _is_package(at: Context, amount: Amount) -> bool:
    """Tell whether a sum is that of one package, loan or law, which is no sum of all that was given."""
    near = (
        max(at.previous_amount(amount), amount.start - NEAR),
        min(amount.end + TIGHT, at.next_amount(amount)),
    )
    sentence = at.sentence(amount.start)
    sums = [a for a in at.amounts_in(sentence) if a.kind == "money"]
    # "The package includes 6 billion for training, 8 billion for stocks and 4 for …"
    whole = len(sums) > 1 and at.cues(sentence.start, sentence.start + TIGHT, "one-off")
    return bool(whole or at.cues(*near, "one-off")) and not _is_counters(at, amount)


def _is_on_top(at: Context, amount: Amount) -> bool:
    """Tell whether a sum only comes on top of the one before it: "on top of that come 5 billion"."""
    sentence = at.sentence(amount.start)
    return "on-top" in at.cued_at(sentence) and bool(at.cues(sentence.start, amount.start, "on-top"))


def _is_counters(at: Context, amount: Amount) -> bool:
    """Tell whether an institute that counts aid is named for a promise: then all that was promised adds up."""
    index = at.sentence_at(amount.start)
    promised = at.speaks.country(amount.start, amount.end) in alliances.countries()
    low = at.scan.sentences[index].start if promised else at.before(index)  # whose own promise it is
    return names_aid_counter(at, (low, at.scan.sentences[index].end), index)


def _until(at: Context, amount: Amount) -> str | None:
    """Return the month up to which a sentence counts what adds up: "allocated up to April 2026"."""
    sentence = at.sentence(amount.start)
    ends = [t for t in at.times_in(sentence.start, sentence.end) if t.role == "until"]
    ends = ends or [t for t in _beside(at, sentence) if _closes_count(at, t)]
    years = [f"{t.last}-12" for t in ends if t.last.isdigit() and at.today and t.last < str(at.today.year)]
    months = [*(t.last[:7] for t in ends if len(t.last) >= len("2024-12")), *years]  # "up to the end of 2024"
    counted = [m for m in months if m > at.table.aid_since and at.today and m[:4] <= str(at.today.year)]
    return counted[0] if counted else _until_before(at, sentence)


def _beside(at: Context, sentence: Sentence) -> Iterator[Time]:
    """Yield the times of a sentence, and those of the one behind it in its paragraph."""
    yield from at.times_in(sentence.start, sentence.end)
    for behind in at.scan.sentences[sentence.number + 1 : sentence.number + 2]:
        if behind.paragraph == sentence.paragraph:
            yield from at.times_in(behind.start, behind.end)


def _closes_count(at: Context, time: Time) -> bool:
    """Tell whether a time is when those who count aid stopped: "whose tracker ends on 15 January"."""
    counted = at.scan.language.settings["measures"].patterns["counted_until"]
    low = max(at.sentence(time.start).start, time.start - LEADS_TO_TOTAL)
    return counted.search(at.scan.text, low, time.start) is not None


def _until_before(at: Context, sentence: Sentence) -> str | None:
    """Return the month up to which the aid told in the sentence before was counted, where this one tells no time."""
    last, cuts = at.told.last, at.scan.sentences
    if last is None or last[2] < sentence.number - 1 or cuts[last[2]].paragraph != sentence.paragraph:
        return None
    told = last[1].stated.get("period", [""])[0] if (last[1].measure or "").startswith("aid_") else ""
    end = told.partition("/")[2] if not at.times_in(sentence.start, sentence.end) else ""
    return end if len(end) == len("2024-12") and told.startswith(at.table.aid_since[:4]) else None
