"""What a number measures: the first sense whose number fits and whose cues stand where they must."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from foedus.model import Growth
from foedus.text.amounts.amount import Amount
from foedus.text.figures import additions, levels, purposes
from foedus.text.figures.asked import is_difference, stands
from foedus.text.figures.context import NAMES, NEAR, PERSONS, Context
from foedus.text.figures.counts import counts, is_of_members
from foedus.text.figures.ellipses import part_of_things
from foedus.text.figures.means import per
from foedus.text.figures.posted import is_of_branch
from foedus.text.figures.scopes import Scopes
from foedus.text.figures.wars import is_in_upheaval
from foedus.text.senses import Sense, needs
from foedus.text.speech.people import home

_TURNED = ("growth", "change", "excess", "gap")  # derivations of what differs by a number
_ADDING = ("excess", "change")  # derivations of what is added
MORE = "growth-more"  # how the senses begin that nothing but "more" tells
WHOLE_SENTENCE = ("share-of-gdp", "share-of-gdp-implied")  # senses that any cue of the sentence will do for
GROWTH = "growth"  # the sense of a change that a word of spending in the context is enough for
OUTLAYS = ("spending", "spend", "outlay", "military")  # cues of what is spent
PERSON = "person"
SPENT = ("expenditure", "share-of-gdp")
DEVELOPMENT = "development"
# Senses of people of whom nothing but their number says that they are soldiers.
HAD = ("personnel-had", "personnel-of-army")
EQUIPMENT = "equipment_share"
FORCES_GROWN = "multiplied-forces"
# Senses of a sum of which nothing but its verb, or what was told before, says that it is spent on defence.
LOOSE_SPENDING = ("spending-of-member", "spending-of-country", "spending-context", "spending-counted")


def meant(at: Context, amount: Amount, index: int) -> Sense | None:
    """Return the first sense whose number and words fit."""
    tried = at.possible(amount.kind, index)
    if not tried:
        return None
    fitting = [sense for sense in tried if _fits(sense, at, amount)]
    if any(sense.reached or not sense.level for sense in fitting):
        goes = levels.goes(at, amount, index) or levels.comes(at, amount)
        fitting = [sense for sense in fitting if (sense.level if goes else not sense.reached)]
    if _is_signed(at, amount):  # "(+61 %)" tells by how much, and not which part
        fitting = [sense for sense in fitting if sense.kind != "share"]
    if not fitting:
        return None
    if amount.kind == "percent" and (
        levels.is_known_line(at, amount)
        or levels.is_target(at, amount)
        or levels.is_where_one_stands(at, amount, index)
        or levels.is_part(at, amount, index)
    ):
        fitting = [sense for sense in fitting if sense.kind != "growth"]
    if amount.kind == "fraction" and is_of_members(at, amount, at.scan.sentences[index]):
        fitting = [sense for sense in fitting if sense.counts or not sense.measure]
    if levels.is_spent(at, amount):
        fitting = [s for s in fitting if s.kind not in ("growth", "share") or s.measure == "aid"]
    differs = amount.kind == "percent" and is_difference(at, (amount.end, amount.end), index)
    if differs or (amount.kind in ("percent", "fraction") and additions.is_by_how_much(at, amount)):
        fitting = [sense for sense in fitting if sense.kind in _TURNED or not sense.measure]
    if amount.kind == "point" and not _is_of_which(at, amount, index):
        fitting = [sense for sense in fitting if sense.name not in WHOLE_SENTENCE]
    spans = Scopes(at, amount, index)
    for sense in fitting:
        if _stands(at, sense, amount, index, spans):
            return sense
    return None


def _are_people(at: Context, amount: Amount) -> bool:
    """Tell whether a people is counted, and no soldiers: "has taken in 1.2 million Ukrainians"."""
    people = at.scan.index.within(amount.start, amount.end, "people")
    return bool(people) and not at.cues(amount.start, amount.end, "soldiers")


def _is_of_others(at: Context, index: int) -> bool:
    """Tell whether a sentence has told of people who are no army: "40,000 under direct command, ten times more"."""
    last = at.told.last
    return (
        last is not None and last[2] == index and last[1].measure is None and last[0].quantity.unit == PERSON
    )


def _goes_on_growing(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a change goes on with one of no series: "allocations ran 67 % above it; then they fell by 57 %"."""
    last = at.told.last
    if last is None or last[2] != index or last[1].measure is not None or last[0].kind != "percent":
        return False
    if not isinstance(last[1].derivation, Growth):
        return False
    return not at.has((last[0].end, min(amount.end + NEAR, at.next_amount(amount))), OUTLAYS)


def _is_of_which(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether points are a part of a share told before: "5 % of GDP, of which 3.5 points"."""
    low = max(at.scan.sentences[index].start, at.previous_amount(amount))
    return bool(at.cues(low, amount.start, "of-which"))


def _fits(sense: Sense, at: Context, amount: Amount) -> bool:
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
    return not sense.signed or _is_signed(at, amount)


def _is_signed(at: Context, amount: Amount) -> bool:
    """Tell whether a number is written with its sign."""
    beside = at.scan.text[max(0, amount.start - 1) : amount.start + 1]
    return amount.rule.endswith(".signed") or "+" in beside


def _stands(at: Context, sense: Sense, amount: Amount, index: int, spans: Scopes) -> bool:
    """Tell whether the cues that a sense needs stand where they must, and none that it lacks."""
    sentence = at.scan.sentences[index]
    for scope, cues in needs(sense.name):
        if not stands(at, spans[scope], cues, index):
            return False
    asks = (sense.kind in _ADDING and not sense.long) or sense.name.startswith(MORE)
    adds = asks and any("additional" in cues for _, cues in needs(sense.name))
    if adds and additions.is_only_hedged(at, amount, spans["near"]):
        return False
    if sense.name == "growth-more" and additions.is_anothers_more(at, amount, spans["near"]):
        return False
    barred = (("own", sense.lacks), ("part", sense.bars), ("sentence", sense.absent))
    if any(stands(at, spans[scope], cues, index) for scope, cues in barred if cues):
        return False
    long = "years-long" in (*sense.bars, *sense.absent) and additions.is_over_years(at, amount, index)
    if long and per(at, amount, sentence) is None:  # a mean over years is told of each
        return False
    if (sense.counts and not counts(at, amount, sentence, index)) or (
        sense.long and not additions.is_long(at, amount, sentence, index)
    ):
        return False
    part = sense.kind == "share" or (sense.measure or "").endswith("_share")
    if part and (additions.is_change(at, amount) or additions.is_grown_by(at, amount)):
        return False
    if sense.name == "overtaken-by" and not additions.is_by_how_much(at, amount):
        return False
    if sense.name == DEVELOPMENT and not purposes.is_of_development(at, amount, sentence):
        return False
    if sense.unit == PERSON and (purposes.is_abroad(at, amount) or part_of_things(at, amount, index)):
        return False
    if sense.unit == PERSON and is_of_branch(at, amount, index):
        return False
    if sense.name in HAD and _are_people(at, amount):
        return False
    if sense.derivation.get("type") == "growth" and additions.is_told_as_share(at, amount):
        return False
    if sense.measure == "aid" and purposes.is_for_another(at, amount, spans["own"]):
        return False
    if sense.measure in SPENT and purposes.is_of_exports(at, sentence, index):
        return False
    if sense.measure in ("aid", "expenditure") and purposes.is_paid_back(at, amount, sentence):
        return False
    if sense.name == GROWTH and _goes_on_growing(at, amount, index):
        return False
    if sense.name == FORCES_GROWN and _is_of_others(at, index):
        return False
    if sense.measure == "aid" and sense.kind == "share" and purposes.is_of_one_giver(at, amount):
        return False
    if sense.unit == PERSON and (purposes.is_of_several_armies(at, amount) or purposes.is_raised(at, amount)):
        return False
    if sense.measure == EQUIPMENT and purposes.is_of_equipment(at, amount):
        return False
    if sense.measure == "expenditure" and purposes.is_of_firms(at, amount, sentence):
        return False
    if sense.measure == "expenditure" and purposes.is_given_beside(at, amount, sentence, spans["own"]):
        return False
    if sense.measure == "expenditure" and purposes.goes_to_part(at, amount):
        return False
    if sense.measure == "expenditure" and purposes.holds_spending(at, amount, sentence):
        return False
    if sense.measure == "expenditure" and purposes.is_of_a_thing(at, amount, sentence):
        return False
    if sense.name in LOOSE_SPENDING and purposes.is_for_a_thing(at, amount, sentence):
        return False
    if sense.measure == "share-of-gdp" and (
        purposes.is_of_aid(at, amount, sentence) or purposes.is_of_debt(at, amount, sentence)
    ):
        return False
    return sense.partner is None or _is_named(at, sense.partner, index)


def _is_named(at: Context, partner: str, index: int) -> bool:
    """Tell whether the other party is named in the paragraph: by name, by one of its people, or by who helps it."""
    if at.about_aid and partner == at.table.beneficiary:
        return True
    span = at.paragraph(index), at.scan.sentences[index].end
    named = (m for m in at.scan.index.within(*span, *NAMES) if m.value == partner)
    if any(not is_in_upheaval(at, m) for m in named) or at.has(span, ("for-partner",)):
        return True
    day = at.today or dt.date.max
    return any(home(m, day) == partner for m in at.scan.index.within(*span, *PERSONS))
