"""A number with its sense in, what it measures out: the measure, the stage of aid, the terms that are stated."""

from __future__ import annotations

import datetime as dt

import msgspec

from foedus import alliances
from foedus.model import Count, Derivation, Quantity, Share, Stance
from foedus.stated import EACH, MEAN, NONE, WITH_EU_SHARE, Stated
from foedus.text.amounts.amount import SUMS, Amount
from foedus.text.figures.components import components
from foedus.text.figures.context import BREAKS, NEAR, TIGHT, Context
from foedus.text.figures.earlier import follows_given, goes_on_aid
from foedus.text.figures.funds import is_of_fund
from foedus.text.figures.houses import house_said, house_told
from foedus.text.figures.intents import is_to_give
from foedus.text.figures.months import brought_to
from foedus.text.figures.names import NAMES
from foedus.text.figures.nearest import nearest
from foedus.text.figures.posted import STRENGTH
from foedus.text.figures.several import are_none
from foedus.text.match import Mention
from foedus.text.particles import grammar
from foedus.text.senses import Sense
from foedus.text.sentences import Sentence

PLACE = 6  # characters within which two verbs stand in one place
PRICES = {"constant": "constant", "real": "constant", "current": "current"}
LEAST_OF_ALL = 1_000_000  # soldiers: the armies of the alliance, or of its European members, have more
LEAST_SPENT = 50_000_000_000  # of money: all members spend more in a year
SHARE = "share-of-gdp"  # the family of measures that are counted for each member, too
SPENT = "expenditure"
APPROVED = ("committed", "allocated")  # stages that a parliament may be said to have brought a sum to
RECALLED = 2  # sentences over which the kind of aid that was told goes without saying


def measured(
    at: Context, amount: Amount, sense: Sense | None, who: str | None, index: int, stance: Stance
) -> str | None:
    """Return the measure that a sense has for this subject, counter and stage; None where it has no series."""
    if sense is None or sense.measure is None:
        return None
    sentence = at.scan.sentences[index]
    if sense.measure == "aid":
        return f"aid_{_stage(at, amount, index, stance)}"
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


def _stage(at: Context, amount: Amount, index: int, stance: Stance) -> str:
    """Return the stage of aid that the nearest verb tells; what is still to be given is pledged."""
    done = stance == "reports" or (
        stance == "denies" and not at.speaks.is_denied_ahead(amount.start, amount.end)
    )
    given = "allocated" if done else "pledged"
    if given == "allocated" and at.told.aid is not None and goes_on_aid(at, (0, 0), index):
        told = at.told.counting(at.scan.sentences[index].paragraph).removeprefix("aid_")
        given = given if told == "pledged" else told
    if (again := _told_in_other_money(at, amount, index)) is not None:
        return again
    sentence = at.scan.sentences[index]
    end = sentence.end
    promised = grammar(at.scan.language.code).patterns["promised"]
    vowed = given == "allocated" and is_to_give(at, amount, index)
    if vowed and promised.search(at.scan.text, sentence.start, amount.start):
        return "pledged"  # "from January to June they have committed to give 35 billion"
    if (
        amount.kind == "money"
        and is_of_fund(at, sentence, index)
        and not at.cues(sentence.start, end, "delivered")
    ):
        return "pledged"  # what is paid into the joint fund has bought nothing yet
    if (named := _named_behind(at, amount)) is not None and done:
        return named
    for start in (sentence.start, at.before(index)):
        cues = at.cues(start, end, "give", *at.table.stages)
        behind = [a.end for a in at.neighbours(amount, sentence) if a.start > amount.end]
        cues = [m for m in cues if m.start - 1 not in behind]  # "spent 135 of the 250 billion committed"
        own = _own_end(at, amount, sentence)
        cues = [m for m in cues if m.start < own]
        part = at.cues(amount.end, end, "of-which", "of-this") if behind else ()
        parted = at.scan.text.find(", ", amount.end, part[-1].end) if part else -1
        # "247 billion, 132 of which are paid out"
        cues = [m for m in cues if not amount.end <= parted < m.start]
        if cues and given == "allocated" and _is_sum_until_now(at, amount, sentence):
            said = {m.start for m in at.cues(start, end, "promised")}
            cues = [m for m in cues if m.value != "pledged" or m.start in said]
        if cues:
            # "a versé" is longer than "versé": of verbs of one place the one that says more
            verb = min(cues, key=lambda m: (abs(m.start - amount.start) // PLACE, m.value == "give"))
            if _is_approved(at, verb, cues, amount) and _is_of_house_of(at, verb, sentence):
                return "pledged"  # what a parliament grants is more than what any institute counts
            ahead = given == "pledged" and verb.value != "delivered"  # what is still to come is pledged
            if amount.kind == "percent" and given == "allocated" and at.cues(start, end, "donor"):
                return given  # who ranks by what share of GDP is counted by what they gave
            handed = verb.value == "give" and amount.kind == "money" and start == sentence.start
            if handed and done:
                return "allocated"  # whatever stage the report counted before
            return given if verb.value == "give" or ahead else _widest(at, verb, cues)
        if start == sentence.start and done and _is_aid_of_another(at, amount, sentence):
            return given
        if amount.kind == "money" and at.cues(start, own, "fund"):
            return "pledged"  # a package, a loan or a fund of which no verb says that it was given
    # what is denied without a verb was never given: "talk of a loan is a tale"
    denied = stance == "denies" and not at.cues(sentence.start, end, "received", "amounts")
    return "pledged" if denied else given


def _named_behind(at: Context, amount: Amount) -> str | None:
    """Return the stage that the noun right behind a sum names: "84 billion euros in commitments", "of new pledges"."""
    nouns = at.cues(amount.end, amount.end + NEAR, "promises-noun")
    if not nouns or not at.scan.index.within(amount.end, amount.end + 2, "of", "in"):
        return None
    if not at.leads(amount.end, nouns[0].start, TIGHT) or at.names(amount.end, nouns[0].start):
        return None
    told = at.cues(nouns[0].start, nouns[0].end, *at.table.stages)
    return str(told[0].value) if told else None


def _is_aid_of_another(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a sentence says what the aid of somebody it names amounts to, whatever was told before."""
    if amount.kind != "money" or "aid-noun" not in (here := at.cued_at(sentence)) or "amounts" not in here:
        return False
    stands = at.cues(max(sentence.start, amount.start - 2 * NEAR), amount.start, "amounts")
    nouns = at.cues(sentence.start, stands[-1].start, "aid-noun") if stands else ()
    named = at.names(sentence.start, stands[-1].start) if nouns else ()
    return any(m.value != at.table.beneficiary for m in named)


def _is_approved(at: Context, verb: Mention, cues: list[Mention], amount: Amount) -> bool:
    """Tell whether a sum is only granted: the verb says so, or one ahead: "voted 40 billion to help Ukraine"."""
    if verb.value in APPROVED:
        return True
    low = at.previous_amount(amount)
    return verb.start >= amount.end and any(
        m.value in APPROVED and low <= m.start < amount.start for m in cues
    )


def _is_of_house_of(at: Context, verb: Mention, sentence: Sentence) -> bool:
    """Tell whether a parliament may be whose deed a verb tells, and no clause of another's parts the two."""
    for house in at.cues(sentence.start, sentence.end, "parliament"):
        low, high = sorted((house.start, verb.start))
        opened = at.scan.index.within(low, high, "clause")
        apart = opened and (house.start > verb.start or at.names(low, opened[-1].start))
        comma = at.scan.text.rfind(", ", low, high)
        if not apart and ";" not in at.scan.text[low:high] and (comma < 0 or not at.names(comma, high)):
            return True
    return False


def _told_in_other_money(at: Context, amount: Amount, index: int) -> str | None:
    """Return the stage of the sum of aid that another currency tells again: "35 billion euros, or 40 in dollars"."""
    last = at.told.last
    if last is None or last[2] != index or not last[0].kind == amount.kind == "money":
        return None
    other = last[0].quantity.unit != amount.quantity.unit and (last[1].measure or "").startswith("aid_")
    led = at.led(at.cues(last[0].end, amount.start, "that-is"), amount.start) if other else False
    return (last[1].measure or "").removeprefix("aid_") if led else None


def _widest(at: Context, verb: Mention, cues: list[Mention]) -> str:
    """Return the stage of a verb, or of one told in the same breath that takes in more: "delivered or promised"."""
    told = [str(verb.value)]
    for m in cues:
        low, high = (verb.end, m.start) if verb.start < m.start else (m.end, verb.start)
        joined = m is not verb and len(at.scan.text[low:high].split()) == 1
        if joined and m.value in at.table.stages and at.scan.index.within(low, high, "and", "or"):
            told.append(str(m.value))
    return min(told, key=at.table.stages.index)


def _own_end(at: Context, amount: Amount, sentence: Sentence) -> int:
    """Return where what is said of a number ends: ", whereas the rest hangs on loans raised"."""
    joined = at.scan.index.within(amount.end, sentence.end, "and", "clause")
    joined = sorted([*joined, *at.cues(amount.end, sentence.end, "the-rest")], key=lambda m: m.start)
    return next((m.start for m in joined if at.scan.text[m.start - 2 : m.start] == ", "), sentence.end)


def _is_sum_until_now(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a sum is all that has come together since a start: "puts aid since the war began at 39 bn"."""
    if amount.kind != "money":
        return False
    since = nearest(at, amount, sentence, "since")
    whole = since is not None and since.first[:4] == at.table.aid_since[:4]
    return whole or brought_to(at, amount, sentence) is not None


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
