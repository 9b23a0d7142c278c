"""Amounts in, figures out: what each number measures, of whom, when, from which base and on which terms.

The sense of a number is the first of `senses.toml` whose cues stand where they must; a number without a sense of its
own may continue the figure before it ("against seven in 2022"); a percentage that only says at which line members are
counted is no figure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

import msgspec

from foedus.model import (
    Change,
    Count,
    Derivation,
    Figure,
    Growth,
    Level,
    Period,
    Quantity,
    Share,
    Span,
    Stance,
    Within,
    exact,
)
from foedus.text.context import AFTER, BREAKS, NAMES, NEAR, TIGHT, Context
from foedus.text.match import Mention, Sentence
from foedus.text.numbers import Amount
from foedus.text.periods import nearest, timed
from foedus.text.senses import Sense, needs, of_kind
from foedus.text.subjects import TOUCH, goal, governor, other, subject

PRICES = {"constant": "constant", "real": "constant", "current": "current"}
AHEAD = 24  # characters within which a cue leads up to a number: "rose by 3 billion"
PAIRS = ("votes", "votes-alike", "arms-imports", "arms-origin")
LINES = ("percent", "fraction")
COMPONENTS = ("military", "humanitarian", "financial")


class Read(NamedTuple):
    """A figure with its span and the names of the rule and the sense that made it."""

    span: Span
    figure: Figure
    rules: tuple[str, ...]


def figures(at: Context) -> list[Read]:
    """Return the figures of a document in text order."""
    reads: list[Read] = []
    for amount in at.amounts:
        index = at.sentence_at(amount.start)
        for part in _parts(at, amount, index) if index >= 0 else ():
            if (read := _read(at, part, index)) is not None:
                reads.append(read)
    lines: dict[int, list[Decimal | None]] = {}  # by sentence, at which values members are counted
    for read in reads:
        if isinstance(read.figure.derivation, Count):
            within = read.figure.derivation.within
            lines.setdefault(at.sentence_at(read.span.start), []).append(within.low or within.high)
    return [read for read in reads if not _is_threshold(at, read, lines)]


def _read(at: Context, amount: Amount, index: int) -> Read | None:
    if at.is_time(amount) or _is_counts_line(at, amount, index):
        return None
    amount = _completed(at, amount, index)
    sense = _sense(at, amount, index)
    heir = _heir(at, amount, index, sense)
    if sense is None and heir is None and amount.kind in ("bare", "bare-scale", "point"):
        return None
    stance = at.speaks.stance(amount.start, amount.end)
    figure = _like(at, heir, amount, index) if heir else _figure(at, amount, sense, index, stance)
    last = at.told.last
    if heir and amount.kind == "bare" and last is not None:  # the next bare number continues this one
        amount = amount._replace(kind=last[0].kind, scale=last[0].scale)
    _remember(at, amount, figure, index)
    named = "inherited" if heir else f"sense.{sense.name}" if sense else None
    return Read(Span(start=amount.start, end=amount.end), figure, (amount.rule, *([named] if named else [])))


def _parts(at: Context, amount: Amount, index: int) -> Iterator[Amount]:
    """Take "from 1.1 to 1.24 %" apart where the sentence tells a change, not a range."""
    sentence = at.scan.sentences[index]
    told = amount.ends is not None and at.scan.index.within(amount.ends[0][1], amount.ends[1][0], "to")
    values = (amount.quantity.low, amount.quantity.high)
    falls = None not in values and values[0] > values[1]  # type: ignore[operator]
    if amount.ends is None or not told or not (falls or at.cues(sentence.start, amount.start, "path")):
        if not falls:
            yield amount
        return
    for side, (start, end), value in zip(("from", "to"), amount.ends, values, strict=True):
        quantity = msgspec.structs.replace(amount.quantity, low=value, high=value, comparator="=")
        yield Amount(start, end, amount.kind, quantity, f"{amount.rule}.{side}")


def _completed(at: Context, amount: Amount, index: int) -> Amount:
    """Give "3.3 billion" the currency of the amount before it in the sentence."""
    if amount.kind == "bare-scale" and at.told.money and at.told.sentence == index:
        return amount._replace(
            kind="money", quantity=msgspec.structs.replace(amount.quantity, unit=at.told.money)
        )
    return amount


def _remember(at: Context, amount: Amount, figure: Figure, index: int) -> None:
    told = at.told
    told.last, told.sentence = (amount, figure, index), index
    told.subject = figure.subject or told.subject
    if amount.kind == "money":
        told.money = figure.quantity.unit
    if figure.measure and figure.measure.endswith("share_of_gdp"):
        told.share = index


# --- what is measured -----------------------------------------------------------------------------------------------


def _sense(at: Context, amount: Amount, index: int) -> Sense | None:
    """Return the first sense whose number and words fit."""
    tried = of_kind(amount.kind)
    if not tried:
        return None
    # a number after "to" is where something goes, not by how much it grows
    goes = bool(at.scan.index.within(max(0, amount.start - 5), amount.start, "to", "at"))
    spans = _spans(at, amount, index)
    return next((s for s in tried if _fits(s, amount, goes) and _stands(at, s, amount, index, spans)), None)


def _fits(sense: Sense, amount: Amount, goes: bool) -> bool:
    """Tell whether a number has the size, the unit and the form of a sense."""
    value = amount.quantity.high or amount.quantity.low or Decimal(0)
    if (sense.least is not None and value < sense.least) or (sense.most is not None and value > sense.most):
        return False
    if sense.below is not None and value >= sense.below:
        return False
    if sense.unit and amount.quantity.unit not in (sense.unit, None):
        return False
    if sense.verb and not amount.rule.endswith((".verb", ".by")):
        return False
    if sense.signed and not amount.rule.endswith(".signed"):
        return False
    return sense.level or not goes


def _spans(at: Context, amount: Amount, index: int) -> dict[str, tuple[int, int]]:
    """Return the stretch of text of each scope."""
    sentence = at.scan.sentences[index]
    clause = at.clause(amount.start, amount.end, sentence)
    segment = at.clause(amount.start, amount.end, sentence, BREAKS + ",")
    return {
        "ahead": (max(segment[0], at.previous_amount(amount), amount.start - AHEAD), amount.start),
        "after": (amount.end, min(amount.end + AFTER, clause[1], at.next_amount(amount))),
        "near": (max(segment[0], amount.start - NEAR), min(amount.end + NEAR, segment[1])),
        "segment": segment,
        "own": at.own(amount, segment),
        "clause": clause,
        "sentence": (sentence.start, sentence.end),
        "context": (at.before(index), sentence.end),
    }


def _stands(at: Context, sense: Sense, amount: Amount, index: int, spans: dict[str, tuple[int, int]]) -> bool:
    """Tell whether the cues that a sense needs stand where they must, and none that it lacks."""
    sentence = at.scan.sentences[index]
    if not all(at.stands(spans[scope], cues, index) for scope, cues in needs(sense.name)):
        return False
    if at.has(spans["own"], sense.lacks) or at.has(spans["sentence"], sense.absent):
        return False
    if (sense.counts and not _counts(at, amount, sentence, index)) or (
        sense.long and not _is_long(at, sentence, index)
    ):
        return False
    named = at.scan.index.within(at.paragraph(index), sentence.end, *NAMES) if sense.partner else ()
    return sense.partner is None or any(m.value == sense.partner for m in named)


def _counts(at: Context, amount: Amount, sentence: Sentence, index: int) -> bool:
    """Tell whether the number counts members at a threshold."""
    if amount.kind in ("fraction", "percent"):
        inside = at.scan.index.within(amount.start, min(amount.end + 24, sentence.end), "noun")
        if not any(m.value == "member" for m in inside):
            return False
    elif amount.quantity.unit not in ("member", "country"):
        return False
    beside = at.next_amount(amount)  # "twenty allies at 2 %"
    stands = beside < sentence.end and bool(at.scan.index.within(beside - TOUCH, beside, "to", "at"))
    if not stands and not at.cues(sentence.start, sentence.end, "meets", "below", "threshold"):
        return False
    percent = any(a.kind in ("percent", "fraction") for a in at.neighbours(amount, sentence))
    return percent or bool(at.cues(at.before(index), sentence.end, "threshold", "gdp"))


def _is_long(at: Context, sentence: Sentence, index: int) -> bool:
    """Tell whether an addition is told over years."""
    times = at.times_in(at.before(index), sentence.end)
    return any(t.role in ("since", "last") for t in times) or bool(
        at.cues(sentence.start, sentence.end, "cumulative")
    )


def _measure(
    at: Context, amount: Amount, sense: Sense | None, who: str | None, index: int, stance: Stance
) -> str | None:
    if sense is None or sense.measure is None:
        return None
    sentence = at.scan.sentences[index]
    if sense.measure == "aid":
        return f"aid_{_stage(at, amount, index, stance)}"
    family = at.table.families.get(sense.measure)
    if family is None:
        return sense.measure
    for organisation in at.scan.index.within(at.before(index), sentence.end, "organisation"):
        if organisation.value in family:
            return family[str(organisation.value)]
    day = at.today or dt.date.max
    return family["allied"] if who is None or at.table.is_allied(who, day) else family["other"]


def _stage(at: Context, amount: Amount, index: int, stance: Stance) -> str:
    """Return the stage of aid that the nearest verb tells; what is still to be given is pledged."""
    given = "allocated" if stance in ("reports", "denies") else "pledged"
    end = at.scan.sentences[index].end
    for start in (at.scan.sentences[index].start, at.before(index)):
        cues = at.cues(start, end, "give", *at.table.stages)
        if cues:
            verb = min(cues, key=lambda m: (abs(m.start - amount.start), m.value == "give"))
            return given if verb.value == "give" else str(verb.value)
    return given


# --- the figure -----------------------------------------------------------------------------------------------------


def _figure(at: Context, amount: Amount, sense: Sense | None, index: int, stance: Stance) -> Figure:
    sentence = at.scan.sentences[index]
    who = subject(at, amount, sense, index, stance)
    measure = _measure(at, amount, sense, who, index, stance)
    if sense is not None and sense.measure in at.table.families and who in at.table.narrow:
        who = at.table.narrow[who]
    derivation, period, stated = timed(at, amount, sense, measure, index, stance)
    if "period" in stated and period is not None:
        at.told.frame = (index, period)
    elif (
        at.told.frame is not None
        and isinstance(derivation, (Level, Share))
        and _is_framed(at, measure, index, stance)
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
    if sense is not None and sense.kind == "count":
        derivation = _count(at, amount, sentence, None)
    return Figure(
        subject=who,
        measure=measure,
        quantity=_quantity(amount, derivation, measure),
        period=period,
        partner=_partner(at, amount, sense, measure, who, sentence),
        derivation=_of(at, derivation),
        stated=stated | _terms(at, amount, sense, measure, sentence),
    )


def _is_framed(at: Context, measure: str | None, index: int, stance: Stance) -> bool:
    """Tell whether an undated figure belongs to the year told before it: a report on one year's figures goes on so."""
    if at.told.frame is None or stance != "reports" or measure is None:
        return False
    first, period = at.told.frame
    past = at.today is not None and period.end is not None and period.end < at.today
    same = at.scan.sentences[first].paragraph == at.scan.sentences[index].paragraph
    return past and (measure.startswith("military_") or (same and first == index))


def _of(at: Context, derivation: Derivation) -> Derivation:
    """Put the names of the table into a share."""
    if isinstance(derivation, Share):
        return Share(
            of={"alliance": at.table.alliance, "aid": at.table.total}.get(derivation.of, derivation.of)
        )
    return derivation


def _quantity(amount: Amount, derivation: Derivation, measure: str | None) -> Quantity:
    unit = amount.quantity.unit
    if isinstance(derivation, Count) and unit in ("country", None):
        unit = "member"
    elif measure == "armed_forces_personnel":
        unit = "person"
    elif unit == "point" and measure and measure.endswith("share_of_gdp"):
        unit = "%"
    return msgspec.structs.replace(amount.quantity, unit=unit)


def _partner(
    at: Context, amount: Amount, sense: Sense | None, measure: str | None, who: str | None, sentence: Sentence
) -> str | None:
    if sense is None or measure is None:
        return goal(at, amount, who, sentence)
    if sense.measure == "aid":
        return at.table.beneficiary
    return other(at, amount, who, sentence) if sense.name in PAIRS else None


def _terms(
    at: Context, amount: Amount, sense: Sense | None, measure: str | None, sentence: Sentence
) -> dict[str, list[str]]:
    """Return what the sentence says of prices and of the kind of aid."""
    if sense is None or measure is None:
        return {}
    if sense.measure == "aid":
        told = [c for c in COMPONENTS if at.cues(sentence.start, sentence.end, f"component-{c}")]
        return {"component": told[:1]} if told else {}
    price = None if at.cues(sentence.start, sentence.end, "both-prices") else _price(at, amount, sentence)
    return {"prices": [price]} if price else {}


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


def _count(at: Context, amount: Amount, sentence: Sentence, heir: Within | None) -> Count:
    """Return which values are counted: at or above the percentage named nearest, the last one, or the guideline."""
    kinds = LINES if at.cues(sentence.start, sentence.end, "equipment") else LINES[:1]
    near = [a for a in at.neighbours(amount, sentence) if a.kind in kinds and _is_line(at, a, sentence)]
    if heir is not None and not near:
        return Count(within=heir)
    value = at.table.guideline
    if near:
        closest = min(near, key=lambda a: abs(a.start - amount.start) + (60 if a.start < amount.start else 0))
        value = closest.quantity.low or closest.quantity.high or value
    below = _is_below(at, amount, sentence) != amount.rule.endswith("all-but")
    return Count(within=Within(high=exact(value)) if below else Within(low=exact(value)))


def _is_line(at: Context, percent: Amount, sentence: Sentence) -> bool:
    """Tell whether a percentage is a line that is reached or named, not the share of one country in passing."""
    start, end = percent.start, percent.end
    if at.scan.text[start - 1 : start] == "(" or any(
        at.joined(m.end, start) and at.scan.text[m.start - 2 : m.start] == ", "
        for m in at.scan.index.within(start - TIGHT, start, "to", "at")
    ):  # "France (1.8 %)", "Britain, at 2.1 %,"
        return False
    first = at.clause(start, end, sentence)[0]
    return bool(
        at.cues(max(first, start - NEAR), start, "meets", "below", "threshold", "spend", "spending")
        or at.cues(end, end + TIGHT, "threshold", "gdp")
    )


def _is_below(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether those counted lie below the line, by the first cue behind the number, else by the sentence."""
    low, high = at.clause(amount.start, amount.end, sentence)
    told = at.cues(amount.end, high, "meets", "below")
    if told:
        longest = max((m for m in told if m.start == told[0].start), key=lambda m: m.end)
        return bool(longest.value == "below")
    return bool(at.cues(low, amount.start, "below"))


# --- figures that continue others -----------------------------------------------------------------------------------


def _heir(at: Context, amount: Amount, index: int, sense: Sense | None) -> Figure | None:
    """Return the figure that this number continues: "against seven in 2022", "This year, 23 will"."""
    if at.told.last is None:
        return None
    before, figure, where = at.told.last
    sentence = at.scan.sentences[index]
    here = where == index
    contrasted = at.cues(max(sentence.start, amount.start - TIGHT), amount.start, "contrast")
    if here and contrasted and amount.kind in ("bare", before.kind) and figure.measure:
        return figure
    if amount.kind == "bare":
        return figure if _continues(at, amount, index) else None
    if (
        index - where <= 2
        and before.kind == amount.kind
        and at.cues(sentence.start, amount.start, "that-sum")
    ):
        return figure
    same = here and before.kind == amount.kind and before.quantity.unit == amount.quantity.unit
    listed = same and sense is None and amount.kind in ("percent", "count", "fraction")
    if listed and at.has(
        _spans(at, amount, index)["own"], ("missing", "combat", "elsewhere", "of-elsewhere")
    ):
        return None
    return figure if listed and figure.measure else None


def _continues(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a number without a unit takes that of the number before it."""
    if at.told.last is None:
        return False
    before, figure, where = at.told.last
    start, value = at.scan.sentences[index].start, amount.quantity.high or amount.quantity.low or Decimal(0)
    if isinstance(figure.derivation, Count) and index - where <= 1 and value != 1:
        being = at.cues(max(start, amount.start - TIGHT), amount.start, "being")
        return bool(being or at.cues(amount.end, amount.end + 7, "meets", "below"))
    if where != index:
        return False
    tenths = amount.quantity.step is not None and amount.quantity.step < 1
    named = any(
        0 < amount.start - m.end <= 3 for m in at.scan.index.within(amount.start - 24, amount.start, *NAMES)
    )
    if before.kind == "percent" or before.scale > 1:
        moved = at.scan.index.within(max(start, amount.start - 5), amount.start, "to", "at")
        dated = bool(at.times_in(amount.end, amount.end + 4))  # "and 3.6 in 2019"
        return (tenths and (named or bool(moved) or dated)) or (before.scale > 1 and (named or dated))
    if before.kind == "money":
        return named and value > 1
    return before.kind == "count" and figure.quantity.unit == "person" and value >= 50


def _scaled(quantity: Quantity, scale: Decimal) -> Quantity:
    """Give a number the scale of the one before it: "55.3 billion, Australia 33.8"."""
    if (quantity.high or quantity.low or 0) >= 1000:  # written out
        return quantity
    low, high, step = (
        None if v is None else exact(v * scale) for v in (quantity.low, quantity.high, quantity.step)
    )
    return msgspec.structs.replace(quantity, low=low, high=high, step=step)


def _like(at: Context, heir: Figure, amount: Amount, index: int) -> Figure:
    """Return a figure of the same kind with its own number, its period and subject where such stand near."""
    sentence = at.scan.sentences[index]
    quantity = msgspec.structs.replace(amount.quantity, unit=amount.quantity.unit or heir.quantity.unit)
    if amount.kind == "bare" and at.told.last is not None:
        quantity = _scaled(quantity, at.told.last[0].scale)
    derivation, period, who, partner = heir.derivation, heir.period, heir.subject, heir.partner
    stated = {k: v for k, v in heir.stated.items() if k != "period"}
    time = nearest(at, amount, sentence, "at", "by", "between")
    if time is not None:
        period = Period(time.period)
        if not time.present:
            stated["period"] = [time.period]
    if (
        isinstance(derivation, Growth)
        and derivation.base
        and period is not None
        and derivation.base >= period.text[:4]
    ):
        derivation = msgspec.structs.replace(derivation, base=str(int(period.text[:4]) - 1))
    if isinstance(derivation, Count):
        derivation = _count(at, amount, sentence, derivation.within)
        quantity = _quantity(amount._replace(quantity=quantity), derivation, heir.measure)
    else:
        low, high = at.clause(amount.start, amount.end, sentence, ",;()")
        between = partner is not None and partner != at.table.beneficiary
        span = (max(sentence.start, low - 20), amount.start if between else high)
        who = governor(at, amount, {partner}, span) or who
        if between:
            after = [str(m.value) for m in at.names(amount.end, high)]
            who, partner = (after[0], after[1]) if len(after) > 1 else (who, after[0] if after else partner)
    return msgspec.structs.replace(
        heir,
        quantity=quantity,
        derivation=derivation,
        period=period,
        subject=who,
        partner=partner,
        stated=stated,
    )


# --- thresholds -----------------------------------------------------------------------------------------------------


def _is_counts_line(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a percentage only says at which line the members just counted are counted."""
    last = at.told.last
    if (
        last is None
        or last[2] != index
        or amount.kind != "percent"
        or not isinstance(last[1].derivation, Count)
    ):
        return False
    within = last[1].derivation.within
    return amount.quantity.low is not None and amount.quantity.low in (within.low, within.high)


def _is_threshold(at: Context, read: Read, lines: dict[int, list[Decimal | None]]) -> bool:
    """Tell whether a percentage only names a line: that of a count of its sentence, or "the 2 % target"."""
    figure, (start, end) = read.figure, (read.span.start, read.span.end)
    if figure.quantity.unit != "%" or not isinstance(figure.derivation, Level):
        return False
    index = at.sentence_at(start)
    sentence = at.scan.sentences[index]
    if any(line in (figure.quantity.low, figure.quantity.high) for line in lines.get(index, ())):
        return True
    named = at.cues(max(sentence.start, start - TIGHT), start, "threshold") or at.cues(
        end, end + 10, "threshold"
    )
    segment = at.clause(start, end, sentence, BREAKS + ",")
    return bool(named) and not at.cues(*segment, "meets", "path", "spending", "spend", "aims")
