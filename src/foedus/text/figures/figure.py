"""A number with its sense in, its figure out: of whom, what it measures, when, from which base and on which terms."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from foedus import alliances
from foedus.model import (
    Change,
    Derivation,
    Excess,
    Figure,
    Growth,
    Level,
    Period,
    Quantity,
    Share,
    Span,
    Stance,
)
from foedus.text.amounts.amount import Amount
from foedus.text.figures.accounts import account
from foedus.text.figures.asked import goes_on_aid, names_counter
from foedus.text.figures.carried import carried, is_since_untold
from foedus.text.figures.changes import Timed
from foedus.text.figures.context import BREAKS, NEAR, TIGHT, Context
from foedus.text.figures.counts import count
from foedus.text.figures.exports import sold
from foedus.text.figures.meaning import with_unit
from foedus.text.figures.measures import counted_by, measured, terms
from foedus.text.figures.pairs import goal, other, pair_of
from foedus.text.figures.periods import timed
from foedus.text.figures.subjects import subject
from foedus.text.figures.weapons import by_pieces, is_given
from foedus.text.senses import Sense
from foedus.text.sentences import Sentence

GDP = "gdp"
COUNTED = "military_"  # the measures that institutes count
FIRST_MONTHS = 4  # in which reports on the year before come out
EQUIPMENT_LINE = (
    15  # percent: members that are counted at a higher line are counted by what they spend on equipment
)
WEIGHED = ("equipment_share", "defence_expenditure_per_capita")  # what only members are weighed by
OF_TOTAL = "share-of-total-spent"
PAIRS = ("votes", "votes-alike", "arms-imports", "arms-origin")


class Read(NamedTuple):
    """A figure with its span, its stance and the names of the rule and the sense that made it."""

    span: Span
    figure: Figure
    stance: Stance
    rules: tuple[str, ...]


def is_negated(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether the clause says that it is not so: "France does not spend 2 %"."""
    if amount.quantity.unit in ("member", "country"):
        return False  # who does not reach a line is counted below it
    low, _ = at.clause(amount.start, amount.end, at.scan.sentences[index], BREAKS + ",")
    denied = at.cues(max(low, at.previous_amount(amount), amount.start - NEAR), amount.start, "negated")
    return any(m.end <= amount.start for m in denied)  # "ne dépense pas moins de 2 %" is as much or more


def made(
    at: Context,
    amount: Amount,
    sense: Sense | None,
    index: int,
    stance: Stance,
    less: frozenset[str | None] = frozenset(),
) -> Figure:
    """Return the figure of a number with this sense; `less`: who is named for something else, as in `subject`."""
    sentence = at.scan.sentences[index]
    if sense is not None and sense.unit is not None and amount.quantity.unit is None:
        amount = amount._replace(quantity=msgspec.structs.replace(amount.quantity, unit=sense.unit))
    who = subject(at, amount, sense, index, stance, less)
    measure = measured(at, amount, sense, who, index, stance)
    allied = measure is not None and not measure.startswith("military_")
    if allied and sense is not None and sense.measure in at.table.families and who in at.table.narrow:
        if at.cues(sentence.start, sentence.end, "whole-continent"):
            measure = at.table.families[sense.measure]["other"]
        else:
            who = at.table.narrow[who]
    if measure in WEIGHED and who in at.table.narrow:
        who = at.table.narrow[who]
    derivation, period, stated = timed(at, amount, sense, measure, index, stance)
    if amount.kind == "multiple" and isinstance(derivation, Growth) and (path := _path(at, amount, sentence)):
        derivation = msgspec.structs.replace(derivation, base=path[0])
        period, stated = Period(path[1]), {**stated, "base": [path[0]], "period": [path[1]]}
    aid = at.told.aid
    told = at.times_in(sentence.start, sentence.end)
    counted = sense is not None and sense.measure == "aid" and not told and measure != "aid_pledged"
    if counted and aid is not None and goes_on_aid(at, (0, 0), index):
        period = (at.told.whole or period) if getattr(derivation, "of", None) == GDP else aid[2]
    elif counted and aid is None and at.about_aid and (year := _year_reported(at)) is not None:
        period = year
    derivation, period = carried(at, amount, sense, measure, index, stance, (derivation, period), stated)
    if period is None and isinstance(derivation, Growth | Change) and is_since_untold(at, amount, index):
        measure = None  # "over the same period", and none is told
    if stance == "reports" and measure is not None and measure.startswith(COUNTED) and "period" not in stated:
        derivation, period = _last_counted(at, sentence, derivation, period)
    if who == at.table.alliance and measure and _is_grown(at, derivation, sentence):
        who = at.table.grown
    if measure is None and amount.quantity.unit == "multiple" and period is None:
        period = _year_told(at, index)
    if sense is not None and sense.kind == "count":
        derivation = count(at, amount, sentence, None)
        line = derivation.within.low or derivation.within.high
        if line is not None and line >= EQUIPMENT_LINE and measure is not None:
            measure = (
                "equipment_share"  # "thirty countries pass the 20 percent mark": no member spends so much
            )
    if sense is not None and sense.name == OF_TOTAL and "period" not in stated and at.told.sum is not None:
        period = at.told.sum[1].period  # "spent 968 billion in 2024, two thirds of the total"
    if isinstance(derivation, Level) and (year := _bracketed(at, amount, sentence)):
        period, stated = year, stated | {"period": [year.text]}
    if "period" not in stated and at.cues(sentence.start, amount.start, "back-then"):
        period = _then(at, index) or period
    partner = _partner(at, amount, sense, measure, who, sentence, index)
    if measure is None and amount.quantity.unit in at.table.weapons:
        partner = partner or (at.table.beneficiary if is_given(at, amount, sentence) else None)
        given = partner == at.table.beneficiary
        stated = stated | (by_pieces(at, amount, index, stance) if given else {})
    stated = stated | counted_by(at, amount, sense, who, index, stance)
    stated = stated | account(at, amount, who, measure, index, stated)
    stated = stated | terms(at, amount, sense, measure, sentence)
    if who in alliances.countries():
        stated.pop("of", None)  # "led all members with 4.1 %"
    if measure is None:
        stated = stated | sold(at, amount, who, derivation, period, stated, index)
    return Figure(
        subject=who,
        measure=measure,
        quantity=_in_own_money(at, amount, who, sentence) or with_unit(amount, derivation, measure),
        period=period,
        partner=partner,
        derivation=_of(at, derivation, amount, who),
        stated=stated,
    )


def _year_reported(at: Context) -> Period | None:
    """Return the year before, where a report of the first months of a year has told a figure of it: it goes on so."""
    frame, today = at.told.frame, at.today
    if frame is None or today is None or today.month > FIRST_MONTHS:
        return None
    return frame[1] if frame[1].text == str(today.year - 1) else None


def _last_counted(at: Context, sentence: Sentence, derivation: Derivation, period: Period | None) -> Timed:
    """Return the year before instead of this one for what an institute counts: it has not counted this one yet."""
    if at.today is None or period is None or period.text != str(at.today.year):
        return derivation, period
    if at.counter is None and not names_counter(at, (sentence.start, sentence.end), 0):
        return derivation, period
    year = at.today.year - 1
    written = str(year) in at.scan.text[sentence.start : sentence.end]
    if isinstance(derivation, Growth | Change) and derivation.base == str(year) and not written:
        derivation = msgspec.structs.replace(derivation, base=str(year - 1))
    return derivation, Period(str(year))


def _path(at: Context, amount: Amount, sentence: Sentence) -> tuple[str, str] | None:
    """Return the two years of "tripled from 8 billion in 2014 to 27 billion this year"."""
    led = at.scan.index.within(amount.end, amount.end + 2, "from")
    years = [t for t in at.times_in(amount.end, sentence.end) if t.role == "at" and t.first[:4] == t.last[:4]]
    if not led or len(years) < 2 or not at.scan.index.within(years[0].end, years[0].end + 2, "to"):
        return None
    base, year = years[0].first[:4], years[1].first[:4]
    return (base, year) if base.isdigit() and year.isdigit() and base < year else None


def _bracketed(at: Context, amount: Amount, sentence: Sentence) -> Period | None:
    """Return the past year right before the bracket that a number stands in: "what it spent in 2021 (748 million)"."""
    if at.scan.text[amount.start - 1 : amount.start] != "(" or at.today is None:
        return None
    for time in at.times_in(max(sentence.start, amount.start - NEAR), amount.start):
        beside = time.role == "at" and time.end == amount.start - 2
        if beside and time.first.isdigit() and int(time.first) < at.today.year:
            return Period(time.first)
    return None


def _then(at: Context, index: int) -> Period | None:
    """Return the year told last before a sentence that looks back to it: "At the time, three allies reached 2 %"."""
    start, today = at.scan.sentences[index].start, at.today
    told = (t for t in at.times_in(at.paragraph(index), start) if t.role in ("at", "bare", "since"))
    years = [t.first for t in told if t.first.isdigit()]
    return Period(years[-1]) if years and today is not None and int(years[-1]) < today.year else None


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


def _of(at: Context, derivation: Derivation, amount: Amount, who: str | None) -> Derivation:
    """Put the names of the table into a share; of aid it may be a part of what one group gave: "of Europe's aid"."""
    if not isinstance(derivation, Share):
        return derivation
    whole = {"alliance": at.table.alliance, "aid": at.table.total}.get(derivation.of, derivation.of)
    if derivation.of == "aid":
        led = at.scan.index.within(amount.end, amount.end + TIGHT // 2, "of")
        high = min(at.next_amount(amount), amount.end + NEAR)
        behind = at.scan.index.within(led[0].end, high, "group", "demonym") if led else []
        groups = (str(m.value) for m in behind if m.value not in (who, at.table.beneficiary))
        whole = next((code for code in groups if code in alliances.groups()), whole)
        last = at.told.last
        if whole == at.table.total and last is not None and last[2] == at.sentence_at(amount.start):
            told = last[1].derivation  # "a third of Europe's aid, Britain a fifth": of the same
            whole = told.of if isinstance(told, Share) and told.of in alliances.groups() else whole
    return Share(of=whole)


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
