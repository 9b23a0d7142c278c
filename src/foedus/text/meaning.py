"""What a number measures: the first sense whose number fits and whose cues stand where they must."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec

from foedus.model import Count, Derivation, Level, Quantity
from foedus.text.amount import Amount
from foedus.text.context import AFTER, BREAKS, NAMES, NEAR, PERSONS, TIGHT, Context
from foedus.text.counts import counts
from foedus.text.lists import run_of
from foedus.text.match import Sentence
from foedus.text.senses import Sense, needs
from foedus.text.subjects import home

AHEAD = 32  # characters within which a cue leads up to a number: "rose by 3 billion"


def meant(at: Context, amount: Amount, index: int) -> Sense | None:
    """Return the first sense whose number and words fit."""
    tried = at.possible(amount.kind, index)
    if not tried:
        return None
    # a number after "to" is where something goes, not by how much it grows
    goes = bool(at.scan.index.within(max(0, amount.start - 5), amount.start, "to", "at"))
    signed = (
        amount.rule.endswith(".signed") or "+" in at.scan.text[max(0, amount.start - 1) : amount.start + 1]
    )
    fitting = [sense for sense in tried if _fits(sense, amount, goes, signed)]
    spans = scopes(at, amount, index) if fitting else {}
    for sense in fitting:
        if _stands(at, sense, amount, index, spans):
            return sense
    return None


def _fits(sense: Sense, amount: Amount, goes: bool, signed: bool) -> bool:
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
    if (sense.signed and not signed) or (sense.reached and not goes):
        return False
    return sense.level or not goes


def scopes(at: Context, amount: Amount, index: int) -> dict[str, tuple[int, int]]:
    """Return the stretch of text of each scope."""
    sentence = at.scan.sentences[index]
    clause = at.clause(amount.start, amount.end, sentence)
    segment = at.clause(amount.start, amount.end, sentence, BREAKS + ",")
    run = run_of(at, amount, sentence)
    own = (at.own(run[0], segment)[0], at.own(run[-1], segment)[1])  # listed numbers share their words
    return {
        "ahead": (max(segment[0], at.previous_amount(amount), amount.start - AHEAD), amount.start),
        "after": (amount.end, min(amount.end + AFTER, clause[1], at.next_amount(amount))),
        "near": (max(segment[0], amount.start - NEAR), min(amount.end + NEAR, segment[1])),
        "segment": segment,
        "own": own,
        "part": at.own(amount, clause),
        "clause": clause,
        "sentence": (sentence.start, sentence.end),
        "context": (at.before(index), sentence.end),
    }


def _stands(at: Context, sense: Sense, amount: Amount, index: int, spans: dict[str, tuple[int, int]]) -> bool:
    """Tell whether the cues that a sense needs stand where they must, and none that it lacks."""
    sentence = at.scan.sentences[index]
    for scope, cues in needs(sense.name):
        if not at.stands(spans[scope], cues, index):
            return False
    barred = (("own", sense.lacks), ("part", sense.bars), ("sentence", sense.absent))
    if any(at.has(spans[scope], cues) for scope, cues in barred if cues):
        return False
    if (sense.counts and not counts(at, amount, sentence, index)) or (
        sense.long and not _is_long(at, sentence, index)
    ):
        return False
    if sense.measure == "armed_forces_personnel" and _is_abroad(at, amount):
        return False
    if sense.measure == "aid" and _is_for_another(at, at.table.beneficiary, amount, spans["own"]):
        return False
    return sense.partner is None or _is_named(at, sense.partner, index)


def _is_named(at: Context, partner: str, index: int) -> bool:
    """Tell whether the other party is named in the paragraph: by name, by one of its people, or by who helps it."""
    if at.about_aid and partner == at.table.beneficiary:
        return True
    span = at.paragraph(index), at.scan.sentences[index].end
    if any(m.value == partner for m in at.scan.index.within(*span, *NAMES)) or at.has(span, ("for-partner",)):
        return True
    day = at.today or dt.date.max
    return any(home(m, day) == partner for m in at.scan.index.within(*span, *PERSONS))


def _is_abroad(at: Context, amount: Amount) -> bool:
    """Tell whether soldiers are counted where they are stationed: "100,000 troops in Europe"."""
    if amount.kind == "percent":
        return False
    behind = at.scan.index.within(amount.end, amount.end + TIGHT, "country", "group")
    led = at.scan.index.within(amount.end, amount.end + TIGHT, "in") if behind else ()
    whose = any(m.kind in ("demonym", "country") for m in at.names(max(0, amount.start - AFTER), amount.end))
    return whose and any(at.joined(m.end, behind[0].start) for m in led)


def _is_for_another(at: Context, partner: str, amount: Amount, own: tuple[int, int]) -> bool:
    """Tell whether money says right behind it that it goes elsewhere: "26.4 billion for Israel"."""
    behind = at.scan.index.within(amount.end, min(own[1], amount.end + AFTER), *NAMES)
    if not behind or behind[0].value == partner:
        return False
    links = at.scan.index.within(amount.end, behind[0].start, "agent", "to")
    return any(m.value != "by" and at.joined(m.end, behind[0].start) for m in links)


def _is_long(at: Context, sentence: Sentence, index: int) -> bool:
    """Tell whether an addition is told over years."""
    times = at.times_in(at.before(index), sentence.end)
    told = {m.value for m in at.cues(sentence.start, sentence.end, "cumulative", "additional", "baseline")}
    return any(t.role in ("since", "last") for t in times) or len(told) > 1


def with_unit(amount: Amount, derivation: Derivation, measure: str | None) -> Quantity:
    """Return the quantity with the unit that its measure gives to a number that names none of its own."""
    unit = amount.quantity.unit
    if isinstance(derivation, Count) and unit in ("country", None):
        unit = "member"
    elif measure == "armed_forces_personnel" and isinstance(derivation, Level):
        unit = "person"
    elif unit == "point" and measure and measure.endswith("share_of_gdp"):
        unit = "%"
    return msgspec.structs.replace(amount.quantity, unit=unit)
