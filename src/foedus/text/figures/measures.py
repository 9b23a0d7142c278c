"""A number with its sense in, what it measures out: the measure, and the terms that are stated."""

from __future__ import annotations

import datetime as dt

import msgspec

from foedus import alliances
from foedus.model import Count, Derivation, Quantity, Share, Stance
from foedus.stated import EACH, MEAN, NONE, WITH_EU_SHARE, Stated
from foedus.text.amounts.amount import SUMS, Amount
from foedus.text.figures.components import components
from foedus.text.figures.context import BREAKS, TIGHT, Context
from foedus.text.figures.earlier import follows_given
from foedus.text.figures.houses import house_said, house_told
from foedus.text.figures.names import NAMES
from foedus.text.figures.nearest import nearest
from foedus.text.figures.posted import STRENGTH
from foedus.text.figures.several import are_none
from foedus.text.figures.stages import PLACE, stage
from foedus.text.match import Mention
from foedus.text.senses import Sense
from foedus.text.sentences import Sentence

PRICES = {"constant": "constant", "real": "constant", "current": "current"}
LEAST_OF_ALL = 1_000_000  # soldiers: the armies of the alliance, or of its European members, have more
LEAST_SPENT = 50_000_000_000  # of money: all members spend more in a year
SHARE = "share-of-gdp"  # the family of measures that are counted for each member, too
SPENT = "expenditure"
RECALLED = 2  # sentences over which the kind of aid that was told goes without saying


def measured(
    at: Context, amount: Amount, sense: Sense | None, who: str | None, index: int, stance: Stance
) -> str | None:
    """Return the measure that a sense has for this subject, counter and stage; None where it has no series."""
    if sense is None or sense.measure is None:
        return None
    sentence = at.scan.sentences[index]
    if sense.measure == "aid":
        return f"aid_{stage(at, amount, index, stance)}"
    if sense.measure == SPENT and follows_given(at, sentence, index):
        return None
    if _is_of_house(at, amount, sense, who, index):
        return None
    if "per_capita" in sense.measure and _is_given(at, sentence):
        return None
    if sense.measure == STRENGTH and _is_of_some_forces(at, amount, sense, who):
        return None
    day = at.today or dt.date.max
    allied = who is None or at.table.is_allied(who, day)
    if sense.derivation.get("of") == "alliance" and not (allied and _may_be_of_all(at, who, sentence, index)):
        return None  # set against what the alliance spends by one that is no part of it
    family = at.table.families.get(sense.measure)
    if family is None:  # what the alliance counts by head it counts for its own, not for the world
        return None if who == at.table.total and "per_capita" in sense.measure else sense.measure
    house = house_said(at, amount, index)
    if house in family:
        at.told.counter = (index, str(house))
        return family[str(house)]
    if house is None and stance == "reports" and not _is_of_today(at, amount, sentence):
        house = house_told(at, index, None if who == at.table.alliance else amount.start)
        if house in family:
            return family[str(house)]
    if allied and stance == "reports" and _is_set_against_the_world(at, amount, sentence):
        return family["other"]
    return family["allied"] if allied else family["other"]


def _is_given(at: Context, sentence: Sentence) -> bool:
    """Tell whether a sum for each head is given, not spent: "Denmark gives Ukraine 1,300 euros per head"."""
    span = (sentence.start, sentence.end)
    helped = at.scan.index.within(*span, "capital", "country")
    helped = [m for m in helped if m.value == at.table.beneficiary]
    told = at.cues(*span, "spend", "spending", "outlay", "military")
    if helped and at.has(span, ("aid",)):  # "paid 1,500 euros a head for Ukraine's defence"
        given = {m.start for m in at.cues(*span, "give")}
        near = [(name.start - PLACE, name.end + PLACE) for name in helped]
        told = [m for m in told if m.start not in given]
        told = [m for m in told if not any(low <= m.end and m.start <= high for low, high in near)]
    return not told and (bool(helped) or at.has(span, ("gave",)))


def _is_of_house(at: Context, amount: Amount, sense: Sense, who: str | None, index: int) -> bool:
    """Tell whether a sum is what the alliance itself has to spend, and not its members: "its budget of 1.6 billion".

    So is the growth up to such a sum, and a part of one told just before.
    """
    last = at.told.last
    if sense.derivation.get("of") == "alliance":
        house = last is not None and last[2] == index and last[1].subject == at.table.alliance
        return house and last is not None and last[0].kind == "money" and last[1].measure is None
    if who != at.table.alliance or sense.measure != SPENT:
        return False
    to = at.following(amount, at.scan.sentences[index]) if sense.kind == "growth" else amount
    if to is None or to.kind != "money" or to.start - amount.end > PLACE:
        return False
    most = to.quantity.high or to.quantity.low
    return sense.kind in ("level", "growth") and most is not None and most < LEAST_SPENT


def _is_of_some_forces(at: Context, amount: Amount, sense: Sense, who: str | None) -> bool:
    """Tell whether so few soldiers are no strength of all armies together: "NATO troops in the east number 40,000"."""
    all_of = who is not None and (who in at.table.near or at.table.is_part(who))
    if not all_of or amount.kind not in ("count", "bare") or sense.kind != "level":
        return False
    most = amount.quantity.high or amount.quantity.low
    return most is not None and most < LEAST_OF_ALL


def _may_be_of_all(at: Context, who: str | None, sentence: Sentence, index: int) -> bool:
    """Tell whether "total spending" may be the alliance's: it, or a country, is named, or nobody is told."""
    if who not in alliances.countries() or at.topic.names_alliance_by(index):
        return True
    return bool(at.scan.index.within(sentence.start, sentence.end, *NAMES, "organisation"))


def with_unit(amount: Amount, derivation: Derivation, measure: str | None) -> Quantity:
    """Return the quantity with the unit that its measure gives to a number that names none of its own."""
    unit = amount.quantity.unit
    if isinstance(derivation, Count) and unit in ("country", None):
        unit = "member"
    elif unit == "point" and measure and (measure.endswith("share_of_gdp") or isinstance(derivation, Share)):
        unit = "%"
    return msgspec.structs.replace(amount.quantity, unit=unit)


def _is_set_against_the_world(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a sum stands beside its part of what the world spends, which the alliance does not count."""
    if amount.kind != "money" or not at.cues(sentence.start, sentence.end, "of-world"):
        return False
    return not _is_of_today(at, amount, sentence)


def counted_by(
    at: Context, amount: Amount, sense: Sense | None, who: str | None, index: int, stance: Stance
) -> dict[str, list[str]]:
    """Return by what an institute counts members, or their part of the whole: "18 are at 2 %, SIPRI says"."""
    if sense is None:
        return {}
    table = at.table
    part = (
        sense.derivation.get("of") == "alliance"
        and who is not None
        and who not in (table.alliance, *table.near)
    )
    part = part and table.is_allied(who or "", at.today or dt.date.max)
    name = SHARE if sense.kind == "count" else SPENT if part else None
    family = at.table.families[name] if name else {}
    if name is None or sense.measure != family["allied"]:
        return {}
    shares = msgspec.structs.replace(sense, measure=name)
    found = measured(at, amount, shares, who, index, stance)
    told = at.speaks.country(amount.start, amount.end) == at.table.alliance
    return {} if told or found in (None, family["allied"]) else {"measure": [str(found)]}


def _is_of_today(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number is told of this year or later: an institute counts the years that are over."""
    when = nearest(at, amount, sentence, "at", "by", "between")
    return when is not None and at.today is not None and when.last[:4] >= str(at.today.year)


def terms(
    at: Context, amount: Amount, sense: Sense | None, measure: str | None, sentence: Sentence
) -> dict[str, list[str]]:
    """Return what the sentence says of prices, of the stage and of the kind of aid."""
    if sense is None or measure is None:
        return {}
    if sense.measure == "aid":
        told = components(at, amount, sentence) or _kind_before(at, amount, sentence)
        stage = measure.removeprefix("aid_")
        said = (
            {"measure": [measure]} if at.cues(*at.clause(amount.start, amount.end, sentence), stage) else {}
        )
        perimeter = {"perimeter": [WITH_EU_SHARE]} if _has_eu_share(at, amount, sentence) else {}
        return said | perimeter | ({"component": told[:1]} if told else {})
    price = None if at.cues(sentence.start, sentence.end, "both-prices") else _price(at, amount, sentence)
    whose = _of_each_or_none(at, amount, sentence) if sense.measure == SHARE else {}
    return ({"prices": [price]} if price else {}) | whose


def _kind_before(at: Context, amount: Amount, sentence: Sentence) -> list[str]:
    """Return the kind of the aid told just before, of which a sum is only called what was set aside.

    "Europe's military aid has reached 42 billion. The American allocation comes to 43 billion."
    """
    told = at.told.aid if amount.kind == "money" and "set-aside" in at.cued_at(sentence) else None
    if told is None or sentence.number - told[0] > RECALLED or "aid-noun" in at.cued_at(sentence):
        return []
    return told[3]


def _has_eu_share(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a country's part of what the Union gives is counted in, and not told of the next number."""
    next_one = at.next_amount(amount)
    for told in at.cues(*at.own(amount, at.clause(amount.start, amount.end, sentence)), "with-eu-share"):
        leads_on = told.start > amount.end and next_one < sentence.end
        if not leads_on or set(at.scan.text[told.end : next_one]) & set(BREAKS + ",()"):
            return True
    return False


def _of_each_or_none(at: Context, amount: Amount, sentence: Sentence) -> Stated:
    """Tell whether a share is told of every member, of none or on average, and not of all together."""
    low, high = at.clause(amount.start, amount.end, sentence)
    if "on-average" in at.cued_at(sentence) and at.cues(low, high, "on-average"):
        return MEAN
    if are_none(at, amount, sentence):
        return NONE
    told = at.cues(max(low, at.previous_amount(amount)), amount.start, "each-member", "no-member")
    if not told or at.names(told[-1].end, amount.start):
        return {}
    return EACH if told[-1].value == "each-member" else NONE


def _price(at: Context, amount: Amount, sentence: Sentence) -> str | None:
    """Return the price basis told of this number: behind it, or ahead of it unless another number lies between."""
    rivals = at.rivals(amount, sentence)
    best: tuple[int, str] | None = None
    for cue in at.cues(*at.clause(amount.start, amount.end, sentence), *PRICES):
        behind = cue.start >= amount.end
        first, last = (amount.end, cue.start) if behind else (cue.end, amount.start)
        rate = _is_of_a_rate(at, cue, at.neighbours(amount, sentence) if behind else [amount])
        taken = rate if behind else not rate and _is_taken(at, cue, rivals)
        if taken or any(first <= r.start < last for r in rivals):
            continue
        gap = last - first if behind else last - first + TIGHT
        if best is None or gap < best[0]:
            best = gap, PRICES[str(cue.value)]
    return best[1] if best else _price_of_all(at, amount, sentence)


def _price_of_all(at: Context, amount: Amount, sentence: Sentence) -> str | None:
    """Return the price basis that opens a sentence, and holds of all sums in it: "In constant dollars, …"."""
    if amount.kind not in SUMS or at.cued_at(sentence).isdisjoint(PRICES):
        return None
    opening = at.cues(sentence.start, sentence.start + TIGHT, *PRICES)
    low = opening[-1].end if opening else sentence.end
    comma = at.scan.text.find(",", low, amount.start)
    return PRICES[str(opening[-1].value)] if comma >= 0 and comma - low <= TIGHT else None


def _is_of_a_rate(at: Context, cue: Mention, beside: list[Amount]) -> bool:
    """Tell whether a cue goes with a word of change that leads up to a rate: "2.7 trillion, a real rise of 9 %"."""
    turned = at.cues(cue.start - TIGHT, cue.end + 2, "growth", "decline")
    joined = any(m.start - cue.end <= 1 and cue.start - m.end <= 1 for m in turned)
    return joined and any(0 < a.start - cue.end <= TIGHT and a.kind == "percent" for a in beside)


def _is_taken(at: Context, cue: Mention, rivals: list[Amount]) -> bool:
    """Tell whether a cue stands right behind another number, in one clause with it: then it is that one's."""
    near = [at.scan.text[r.end : cue.start] for r in rivals if 0 <= cue.start - r.end <= TIGHT]
    return any(";" not in gap and ":" not in gap for gap in near)
