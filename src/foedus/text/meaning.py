"""What a number measures: the first sense whose number fits and whose cues stand where they must."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from foedus.model import Count, Derivation, Quantity
from foedus.text.context import AFTER, BREAKS, NAMES, NEAR, Context
from foedus.text.counts import counts
from foedus.text.match import Sentence
from foedus.text.numbers import Amount
from foedus.text.senses import Sense, needs

AHEAD = 24  # characters within which a cue leads up to a number: "rose by 3 billion"


def meant(at: Context, amount: Amount, index: int) -> Sense | None:
    """Return the first sense whose number and words fit."""
    tried = at.possible(amount.kind, index)
    if not tried:
        return None
    # a number after "to" is where something goes, not by how much it grows
    goes = bool(at.scan.index.within(max(0, amount.start - 5), amount.start, "to", "at"))
    fitting = [sense for sense in tried if _fits(sense, amount, goes)]
    spans = scopes(at, amount, index) if fitting else {}
    for sense in fitting:
        if _stands(at, sense, amount, index, spans):
            return sense
    return None


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


def scopes(at: Context, amount: Amount, index: int) -> dict[str, tuple[int, int]]:
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
    for scope, cues in needs(sense.name):
        if not at.stands(spans[scope], cues, index):
            return False
    if at.has(spans["own"], sense.lacks) or at.has(spans["sentence"], sense.absent):
        return False
    if (sense.counts and not counts(at, amount, sentence, index)) or (
        sense.long and not _is_long(at, sentence, index)
    ):
        return False
    named = at.scan.index.within(at.paragraph(index), sentence.end, *NAMES) if sense.partner else ()
    return sense.partner is None or any(m.value == sense.partner for m in named)


def _is_long(at: Context, sentence: Sentence, index: int) -> bool:
    """Tell whether an addition is told over years."""
    times = at.times_in(at.before(index), sentence.end)
    return any(t.role in ("since", "last") for t in times) or bool(
        at.cues(sentence.start, sentence.end, "cumulative")
    )


def with_unit(amount: Amount, derivation: Derivation, measure: str | None) -> Quantity:
    """Return the quantity with the unit that its measure gives to a number that names none of its own."""
    unit = amount.quantity.unit
    if isinstance(derivation, Count) and unit in ("country", None):
        unit = "member"
    elif measure == "armed_forces_personnel":
        unit = "person"
    elif unit == "point" and measure and measure.endswith("share_of_gdp"):
        unit = "%"
    return msgspec.structs.replace(amount.quantity, unit=unit)
