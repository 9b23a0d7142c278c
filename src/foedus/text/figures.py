"""Amounts in, figures out: what each number measures, of whom, when, from which base and on which terms.

The sense of a number is the first of `senses.toml` whose cues stand where they must; a number without a sense of its
own may continue the figure before it ("against seven in 2022"); a percentage that only says at which line members are
counted is no figure.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

import msgspec

from foedus.model import (
    Change,
    Count,
    Derivation,
    Excess,
    Figure,
    Gap,
    Growth,
    Level,
    Period,
    Quantity,
    Rank,
    Share,
    Span,
    Stance,
)
from foedus.text.amount import Amount
from foedus.text.comparisons import KIND, Compared, compared, comparisons, than
from foedus.text.context import BREAKS, NEAR, NEAR_SENTENCES, TIGHT, Context
from foedus.text.counts import count, is_line_of_count, is_threshold
from foedus.text.heirs import goes_elsewhere, heir, is_part_of_other, is_percent, like
from foedus.text.match import Mention, Sentence
from foedus.text.meaning import meant, with_unit
from foedus.text.pairs import pair_of
from foedus.text.periods import nearest, timed
from foedus.text.senses import Sense
from foedus.text.subjects import goal, other, subject

PRICES = {"constant": "constant", "real": "constant", "current": "current"}
PAIRS = ("votes", "votes-alike", "arms-imports", "arms-origin")
LEAST_COUNTED = 100  # a smaller number without a noun may be anything
GAPS = ("money", "percent", "point", "multiple")
# Kinds of numbers that say nothing where no sense fits, but in general news.
SENSELESS = ("bare", "bare-scale", "point", "thing", "measure", "duration")
LEAST_SUM = 100_000_000  # more than is counted of anything but money, where money was told
SHARE = "share-of-gdp"  # the family of measures that are counted for each member, too
COMPONENTS = ("military", "humanitarian", "financial")


class Read(NamedTuple):
    """A figure with its span, its stance and the names of the rule and the sense that made it."""

    span: Span
    figure: Figure
    stance: Stance
    rules: tuple[str, ...]


def figures(at: Context) -> list[Read]:
    """Return the figures of a document in text order."""
    reads: list[Read] = []
    for amount in at.amounts:
        index = at.sentence_at(amount.start)
        for part in _parts(at, amount, index) if index >= 0 else ():
            if (read := _read(at, part, index)) is not None:
                reads.append(read)
    reads += told_in_words(at, reads)
    lines: dict[int, list[Decimal | None]] = {}  # by sentence, at which values members are counted
    for read in reads:
        if isinstance(read.figure.derivation, Count):
            within = read.figure.derivation.within
            lines.setdefault(at.sentence_at(read.span.start), []).append(within.low or within.high)
    return [
        read
        for read in reads
        if read.span.start < at.general
        or not is_threshold(at, read.figure, read.span.start, read.span.end, lines)
    ]


def _read(at: Context, amount: Amount, index: int) -> Read | None:
    if at.is_time(amount) or is_line_of_count(at, amount, index):
        return None
    amount = _completed(at, amount, index)
    sense = meant(at, amount, index)
    if sense is not None and (
        goes_elsewhere(at, amount, sense, index) or is_part_of_other(at, amount, index)
    ):
        sense = None
    before = heir(at, amount, index, sense)
    dropped = () if amount.start < at.general else SENSELESS
    if sense is None and before is None and amount.kind == "bare":
        amount = _counted(at, amount, index)
    if sense is None and before is None and amount.kind in dropped:
        return None
    stance = at.speaks.stance(amount.start, amount.end)
    if stance == "reports" and _is_negated(at, amount, index):
        stance = "denies"
    figure = against(at, amount, sense, index, stance) or (
        like(at, before, amount, index) if before else _figure(at, amount, sense, index, stance)
    )
    last = at.told.last
    if before and amount.kind == "bare" and last is not None:  # the next bare number continues this one
        amount = amount._replace(kind=last[0].kind, scale=last[0].scale)
    _remember(at, amount, figure, index)
    named = "inherited" if before else f"sense.{sense.name}" if sense else None
    rules = (amount.rule, *([named] if named else []))
    return Read(Span(start=amount.start, end=amount.end), figure, stance, rules)


def _is_negated(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether the clause says that it is not so: "France does not spend 2 %"."""
    if amount.quantity.unit in ("member", "country"):
        return False  # who does not reach a line is counted below it
    low, _ = at.clause(amount.start, amount.end, at.scan.sentences[index], BREAKS + ",")
    return bool(at.cues(max(low, at.previous_amount(amount), amount.start - NEAR), amount.start, "negated"))


def _parts(at: Context, amount: Amount, index: int) -> Iterator[Amount]:
    """Take "from 1.1 to 1.24 %" apart where the sentence tells a change, not a range."""
    sentence = at.scan.sentences[index]
    told = amount.ends is not None and at.scan.index.within(amount.ends[0][1], amount.ends[1][0], "to")
    values = (amount.quantity.low, amount.quantity.high)
    falls = None not in values and values[0] > values[1]  # type: ignore[operator]
    if amount.start < at.general and not falls and not at.scan.text[amount.start].isalpha():
        told = []  # "costs $900 to $1,300"
    if amount.ends is None or not told or not (falls or at.cues(sentence.start, amount.start, "path")):
        if not falls:
            yield amount
        return
    for side, (start, end), value in zip(("from", "to"), amount.ends, values, strict=True):
        quantity = msgspec.structs.replace(amount.quantity, low=value, high=value, comparator="=")
        yield Amount(start, end, amount.kind, quantity, f"{amount.rule}.{side}")


def _completed(at: Context, amount: Amount, index: int) -> Amount:
    """Give "3.3 billion" the currency of the amount before it in the sentence, and "Italy is at 1.1" its percent."""
    if amount.kind == "bare" and is_percent(at, amount, index):
        return amount._replace(kind="percent", quantity=msgspec.structs.replace(amount.quantity, unit="%"))
    value, unit = amount.quantity.high or amount.quantity.low or 0, amount.quantity.unit
    if amount.kind == "count" and value >= LEAST_SUM and at.told.money[1] == index and unit != "person":
        # "50 billion euros, of which 33 billion in loans": nobody counts so many loans
        quantity = msgspec.structs.replace(amount.quantity, unit=at.told.money[0])
        return amount._replace(kind="money", quantity=quantity)
    reach = NEAR_SENTENCES if at.about_aid or at.counter is not None else 0
    if amount.kind == "bare-scale" and 0 <= index - at.told.money[1] <= reach:
        return amount._replace(
            kind="money", quantity=msgspec.structs.replace(amount.quantity, unit=at.told.money[0])
        )
    return amount


def _counted(at: Context, amount: Amount, index: int) -> Amount:
    """Give a large number without a noun the people or the noun that it counts.

    "216,000 Poles", "from 40,000 to 300,000 soldiers", "U.S. troops in Europe numbered 80,000".
    """
    value = amount.quantity.high or amount.quantity.low or 0
    if value < LEAST_COUNTED or at.is_time(amount) or amount.quantity.unit is not None:
        return amount
    if people := at.scan.index.within(amount.end, amount.end + 2, "people"):
        return _with_noun(amount, "person")._replace(end=people[-1].end)
    clause = at.clause(amount.start, amount.end, at.scan.sentences[index], BREAKS)
    beside = next((a for a in at.neighbours(amount, at.scan.sentences[index]) if a.start > amount.end), None)
    if (
        beside is not None
        and beside.kind == "count"
        and beside.start - amount.end <= NEAR // 2
        and at.scan.index.within(amount.end, amount.end + 2, "to")
    ):
        return _with_noun(amount, str(beside.quantity.unit))
    nouns = at.scan.index.within(max(clause[0], at.previous_amount(amount)), amount.start, "noun")
    apart = nouns and nouns[-1].end + TIGHT // 2 < amount.start
    return _with_noun(amount, str(nouns[-1].value)) if apart else amount


def _with_noun(amount: Amount, unit: str) -> Amount:
    return amount._replace(kind="count", quantity=msgspec.structs.replace(amount.quantity, unit=unit))


def _remember(at: Context, amount: Amount, figure: Figure, index: int) -> None:
    told = at.told
    if amount.kind in (
        "duration",
        "measure",
    ):  # what comes next continues what is counted, not how long it takes
        return
    told.last, told.sentence = (amount, figure, index), index
    start = max(at.scan.sentences[index].start, amount.start - TIGHT)
    told.set_against = bool(at.cues(start, amount.start, "contrast"))
    told.period = told.period if told.set_against else figure.period
    told.subject = figure.subject or told.subject
    if amount.kind == "money":
        told.money = (figure.quantity.unit, index)
    if figure.measure and figure.measure.endswith("share_of_gdp"):
        told.share = index
    if figure.measure == "arms_transfers" and figure.period is not None:
        told.arms = figure.period
    if figure.measure and figure.measure.startswith("aid_") and figure.measure != "aid_pledged":
        told.aid = (index, figure.measure, figure.period)


def _measure(
    at: Context, amount: Amount, sense: Sense | None, who: str | None, index: int, stance: Stance
) -> str | None:
    if sense is None or sense.measure is None:
        return None
    sentence = at.scan.sentences[index]
    if sense.measure == "aid":
        return f"aid_{_stage(at, amount, index, stance)}"
    family = at.table.families.get(sense.measure)
    if family is None:  # what the alliance counts by head it counts for its own, not for the world
        return None if who == at.table.total and "per_capita" in sense.measure else sense.measure
    for organisation in at.scan.index.within(at.before(index), sentence.end, "organisation"):
        if organisation.value in family:
            return family[str(organisation.value)]
    if at.counter in family and stance == "reports" and not _is_of_today(at, amount, sentence):
        return family[str(at.counter)]
    day = at.today or dt.date.max
    allied = who is None or at.table.is_allied(who, day)
    if not allied and sense.derivation.get("of") == "alliance":
        return None  # set against what the alliance spends by one that is no part of it
    return family["allied"] if allied else family["other"]


def _is_of_today(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number is told of this year or later: an institute counts the years that are over."""
    when = nearest(at, amount, sentence, "at", "by", "between")
    return when is not None and at.today is not None and when.last[:4] >= str(at.today.year)


def _stage(at: Context, amount: Amount, index: int, stance: Stance) -> str:
    """Return the stage of aid that the nearest verb tells; what is still to be given is pledged."""
    given = "allocated" if stance in ("reports", "denies") else "pledged"
    if given == "allocated" and at.told.aid is not None and at.goes_on_aid((0, 0), index):
        told = at.told.aid[1].removeprefix("aid_")  # a report that counts one stage goes on with it
        given = given if told == "pledged" else told
    end = at.scan.sentences[index].end
    for start in (at.scan.sentences[index].start, at.before(index)):
        cues = at.cues(start, end, "give", *at.table.stages)
        if cues:
            verb = min(cues, key=lambda m: (abs(m.start - amount.start), m.value == "give"))
            ahead = given == "pledged" and verb.value != "delivered"  # what is still to come is pledged
            if amount.kind == "percent" and given == "allocated" and at.cues(start, end, "donor"):
                return given  # who ranks by what share of GDP is counted by what they gave
            return given if verb.value == "give" or ahead else str(verb.value)
        if at.cues(start, end, "fund"):  # a package, a loan or a fund of which no verb says that it was given
            return "pledged"
    return given


# --- one against others ----------------------------------------------------------------------------------------------


def against(at: Context, amount: Amount, sense: Sense | None, index: int, stance: Stance) -> Figure | None:
    """Return the gap that a number tells: "30 billion more than Italy"; None where it is set against nobody."""
    if amount.kind not in GAPS:
        return None
    found = than(at, amount.start, amount.end, at.scan.sentences[index])
    if found is None:
        return None
    aid = sense is not None and sense.measure == "aid" and sense.kind in ("level", "growth")
    sense = _named(at, "aid") if aid else meant(at, amount._replace(kind=KIND), index)
    if sense is None:
        return None
    return _beside(at, amount, sense, index, stance, Gap(to=found.whom, direction=found.direction))


def told_in_words(at: Context, reads: list[Read]) -> list[Read]:
    """Return places, records, comparisons and lasting rises that are told without a number of their own."""
    spans = sorted((read.span.start, read.span.end) for read in reads)
    found: list[Read] = []
    for index in compared(at):
        for each in comparisons(at, index):
            amount = each.amount
            place = bisect_right(spans, (amount.end, 0))
            apart = all(end <= amount.start for _, end in spans[max(0, place - 2) : place])
            sense = _compared_sense(at, each, index) if apart else None
            if sense is None or sense.measure is None or (sense.measure == "aid" and not _adds_up(each)):
                continue
            stance = at.speaks.stance(amount.start, amount.end)
            if stance in ("pledges", "demands"):
                continue  # what is wanted is told by the whole clause
            if amount.rule.endswith("-never"):
                stance = "reports"  # "has never been so high" denies nothing
            elif stance == "reports" and _is_negated(at, amount, index):
                stance = "denies"
            figure = _beside(at, amount, sense, index, stance, each.derivation)
            if figure.subject is not None and figure.subject != each.skip:
                span = Span(start=amount.start, end=amount.end)
                found.append(Read(span, figure, stance, (amount.rule, f"sense.{sense.name}")))
    return found


def _adds_up(each: Compared) -> bool:
    """Tell whether a comparison is of sums: aid is told by what was given so far, not year by year."""
    return isinstance(each.derivation, Gap | Rank)


def _compared_sense(at: Context, each: Compared, index: int) -> Sense | None:
    """Return what is compared: what its noun says, else what the sentence does."""
    told, sentence = meant(at, each.amount, index), at.scan.sentences[index]
    proportional = at.scan.index.within(sentence.start, sentence.end, "in-proportion")
    if told is not None and told.name == f"{KIND}-spending" and proportional:
        return _named(at, "share")
    if each.topic is None or (each.topic == "spending" and told is not None and told.name == f"{KIND}-share"):
        return told
    return _named(at, each.topic) or told


def _named(at: Context, topic: str) -> Sense | None:
    return next((sense for sense in at.table.sense if sense.name == f"{KIND}-{topic}"), None)


def _beside(
    at: Context, amount: Amount, sense: Sense, index: int, stance: Stance, derivation: Derivation
) -> Figure:
    """Return the figure of a number or words that set a subject beside others."""
    others = getattr(derivation, "to", None) or getattr(derivation, "among", None)
    figure = _figure(at, amount, sense, index, stance, frozenset((others,)))
    family = at.table.families.get(sense.measure or "")
    if family is not None and others in at.table.narrow:
        others = at.table.narrow[others]
    if family is not None and others is not None and not at.table.is_allied(others, at.today or dt.date.max):
        figure = msgspec.structs.replace(figure, measure=family["other"])
    if isinstance(derivation, Gap | Rank):
        field = "to" if isinstance(derivation, Gap) else "among"
        derivation = msgspec.structs.replace(derivation, **{field: others})
    quantity = amount.quantity if amount.kind == KIND else with_unit(amount, derivation, figure.measure)
    return msgspec.structs.replace(figure, derivation=derivation, quantity=quantity)


# --- the figure -----------------------------------------------------------------------------------------------------


def _figure(
    at: Context,
    amount: Amount,
    sense: Sense | None,
    index: int,
    stance: Stance,
    less: frozenset[str | None] = frozenset(),
) -> Figure:
    sentence = at.scan.sentences[index]
    who = subject(at, amount, sense, index, stance, less)
    measure = _measure(at, amount, sense, who, index, stance)
    allied = measure is not None and not measure.startswith("military_")
    if allied and sense is not None and sense.measure in at.table.families and who in at.table.narrow:
        who = at.table.narrow[who]
    derivation, period, stated = timed(at, amount, sense, measure, index, stance)
    aid = at.told.aid
    told = at.times_in(sentence.start, sentence.end)
    counted = sense is not None and sense.measure == "aid" and not told and measure != "aid_pledged"
    if counted and aid is not None and at.goes_on_aid((0, 0), index):
        period = aid[2]
    if "period" in stated and period is not None:
        against = at.cues(max(sentence.start, amount.start - TIGHT), amount.start, "contrast")
        if against and measure and not measure.startswith("military_"):
            pass  # "up from 26 % before the war": what follows is told of today
        elif at.told.frame is None or at.counter is None or at.told.frame[1].text <= period.text:
            at.told.frame = (index, period)
    elif (
        at.told.frame is not None
        and isinstance(derivation, (Level, Share))
        and not _is_reached(at, amount)
        and _is_framed(at, measure, index, stance, counted=isinstance(derivation, Share))
    ):
        period = at.told.frame[1]
    elif (
        at.told.frame is not None
        and isinstance(derivation, (Growth, Change))
        and not stated
        and at.told.frame[1].text.isdigit()
        and _is_framed(at, measure, index, stance)
    ):
        period = at.told.frame[1]
        derivation = msgspec.structs.replace(derivation, base=str(int(period.text) - 1))
    if who == at.table.alliance and measure and _is_grown(at, derivation, sentence):
        who = at.table.grown
    if measure is None and amount.quantity.unit == "multiple" and period is None:
        period = _year_told(at, index)
    if sense is not None and sense.kind == "count":
        derivation = count(at, amount, sentence, None)
    return Figure(
        subject=who,
        measure=measure,
        quantity=_in_own_money(at, amount, who, sentence) or with_unit(amount, derivation, measure),
        period=period,
        partner=_partner(at, amount, sense, measure, who, sentence, index),
        derivation=_of(at, derivation),
        stated=stated | _terms(at, amount, sense, measure, sentence),
    )


def _year_told(at: Context, index: int) -> Period | None:
    """Return the year of the figure told last in this sentence: "1,500 dollars a head, twice as much as …"."""
    last = at.told.last
    year = last[1].period if last is not None and last[2] == index else None
    return year if year is not None and year.text.isdigit() else None


def _in_own_money(at: Context, amount: Amount, who: str | None, sentence: Sentence) -> Quantity | None:
    """Return an amount in a country's own dollars, where it tells itself what it spends: "Ottawa adds $9 billion"."""
    own = at.table.dollars.get(who or "")
    if own is None or amount.kind != "money" or amount.quantity.unit != "USD":
        return None
    told = at.scan.text[amount.start : amount.end]
    other = (
        any(m.value != who for m in at.names(sentence.start, amount.start)) or "US" in told or "U.S" in told
    )
    other = other or bool(at.scan.index.within(amount.start, amount.end, "demonym"))
    counted = at.scan.index.within(sentence.start, sentence.end, "organisation", "group")
    return None if other or counted else msgspec.structs.replace(amount.quantity, unit=own)


def _is_grown(at: Context, derivation: Derivation, sentence: Sentence) -> bool:
    """Tell whether a figure is growth that the alliance tells of all but its largest member."""
    if isinstance(derivation, (Growth, Change)):
        return not any(m.value == at.table.alliance for m in at.names(sentence.start, sentence.end))
    return isinstance(derivation, Excess)


def _is_reached(at: Context, amount: Amount) -> bool:
    """Tell whether a number is where a change has led to: "from 63 % in 2001 to three quarters"."""
    if not at.scan.index.within(max(0, amount.start - TIGHT // 2), amount.start, "to"):
        return False
    before = at.neighbours(amount, at.scan.sentences[at.sentence_at(amount.start)])
    paths = [a for a in before if a.kind in (amount.kind, "percent") and a.end <= amount.start]
    path = at.scan.index.within(max(0, paths[-1].start - TIGHT), paths[-1].start, "from") if paths else []
    return any(at.joined(m.end, paths[-1].start) for m in path)


def _is_framed(
    at: Context, measure: str | None, index: int, stance: Stance, *, counted: bool = False
) -> bool:
    """Tell whether an undated figure belongs to the year told before it: a report on one year's figures goes on so."""
    if at.told.frame is None or stance != "reports" or measure is None:
        return False
    first, period = at.told.frame
    past = at.today is not None and period.end is not None and period.end < at.today
    same = at.scan.sentences[first].paragraph == at.scan.sentences[index].paragraph
    counted = counted and at.counter is not None  # a share of what an institute counts
    return past and (measure.startswith("military_") or counted or (same and first == index))


def _of(at: Context, derivation: Derivation) -> Derivation:
    """Put the names of the table into a share."""
    if isinstance(derivation, Share):
        return Share(
            of={"alliance": at.table.alliance, "aid": at.table.total}.get(derivation.of, derivation.of)
        )
    return derivation


def _partner(
    at: Context,
    amount: Amount,
    sense: Sense | None,
    measure: str | None,
    who: str | None,
    sentence: Sentence,
    index: int,
) -> str | None:
    if sense is None or measure is None:
        return goal(at, amount, who, sentence)
    if sense.measure == "aid":
        return at.table.beneficiary
    if two := pair_of(at, amount, sense.name, sentence, index):
        return two[1]
    return other(at, amount, who, sentence) if sense.name in PAIRS else None


def _terms(
    at: Context, amount: Amount, sense: Sense | None, measure: str | None, sentence: Sentence
) -> dict[str, list[str]]:
    """Return what the sentence says of prices, of the stage and of the kind of aid."""
    if sense is None or measure is None:
        return {}
    if sense.measure == "aid":
        told = [c for c in COMPONENTS if at.cues(sentence.start, sentence.end, f"component-{c}")]
        stage = measure.removeprefix("aid_")
        said = (
            {"measure": [measure]} if at.cues(*at.clause(amount.start, amount.end, sentence), stage) else {}
        )
        return said | ({"component": told[:1]} if told else {})
    price = None if at.cues(sentence.start, sentence.end, "both-prices") else _price(at, amount, sentence)
    every = {"of": ["each"]} if sense.measure == SHARE and _is_of_each(at, amount, sentence) else {}
    return ({"prices": [price]} if price else {}) | every


def _is_of_each(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a share is told of every member, and not of all of them together: "every ally spends 2 %"."""
    low, _ = at.clause(amount.start, amount.end, sentence)
    told = at.cues(max(low, at.previous_amount(amount)), amount.start, "each-member")
    return bool(told) and not at.names(told[-1].end, amount.start)


def _price(at: Context, amount: Amount, sentence: Sentence) -> str | None:
    """Return the price basis told of this number: behind it, or ahead of it unless another number lies between."""
    rivals = at.rivals(amount, sentence)
    best: tuple[int, str] | None = None
    for cue in at.cues(*at.clause(amount.start, amount.end, sentence), *PRICES):
        behind = cue.start >= amount.end
        first, last = (amount.end, cue.start) if behind else (cue.end, amount.start)
        if any(first <= r.start < last for r in rivals) or (not behind and _is_taken(cue, rivals)):
            continue
        gap = last - first if behind else last - first + TIGHT
        if best is None or gap < best[0]:
            best = gap, PRICES[str(cue.value)]
    return best[1] if best else None


def _is_taken(cue: Mention, rivals: list[Amount]) -> bool:
    """Tell whether a cue stands right behind another number: then it is that one's."""
    return any(0 <= cue.start - r.end <= TIGHT for r in rivals)
