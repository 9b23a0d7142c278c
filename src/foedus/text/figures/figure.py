"""A number with its sense in, its figure out: of whom, what it measures, when, from which base and on which terms."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import msgspec

from foedus import alliances
from foedus.model import (
    Change,
    Count,
    Derivation,
    Excess,
    Figure,
    Growth,
    Period,
    Quantity,
    Share,
    Span,
    Stance,
)
from foedus.stated import OWN_DOLLARS, Stated
from foedus.text.amounts.amount import MEMBERS, Amount
from foedus.text.amounts.currencies import currencies, shares
from foedus.text.figures.accounts import account
from foedus.text.figures.bounds import as_meant
from foedus.text.figures.budget_years import of_budget_year
from foedus.text.figures.carried import is_since_untold
from foedus.text.figures.comparands import BESIDE, than_of
from foedus.text.figures.context import BREAKS, NEAR, TIGHT, Context
from foedus.text.figures.cuewords import NOT_THIS
from foedus.text.figures.dated import COUNTED, dated
from foedus.text.figures.exports import counted_over, seller_behind, sold, traded
from foedus.text.figures.givers import giver
from foedus.text.figures.measures import counted_by, measured, terms, with_unit
from foedus.text.figures.months import PROMISED, of_fund
from foedus.text.figures.pairs import other, pair_of
from foedus.text.figures.parties import counterpart
from foedus.text.figures.posted import PERSON
from foedus.text.figures.several import doer
from foedus.text.figures.subjects import subject
from foedus.text.figures.thresholds import count
from foedus.text.figures.uncounted import is_of_all_others
from foedus.text.figures.weapons import by_pieces, has_received, is_charged, is_given
from foedus.text.figures.wholes import whose_aid
from foedus.text.particles import WORD, grammar
from foedus.text.senses import Sense
from foedus.text.sentences import Sentence

# percent: members that are counted at a higher line are counted by what they spend on equipment
EQUIPMENT_LINE = 15
NOT = ("negated", "unable", "not-yet")  # cues of what is not so
HALF = 50  # percent: no line of a part that members agreed on is so high
SUMMED = ("money", "count")  # kinds of numbers that one without a unit goes on with
PLACES = ("country", "capital", "city", "group")  # of whom another number is: "instead of 2.1 % in Germany"
SHORT = 5  # characters between "not" and its number
WEIGHED = ("equipment_share", "defence_expenditure_per_capita")  # what only members are weighed by
ALL_SOLD = "arms-of-world"  # a part of what the world buys
PAIRS = ("votes", "votes-alike", "votes-topic", "arms-imports", "arms-origin")


class Read(NamedTuple):
    """A figure with its span, its stance and the names of the rule and the sense that made it.

    `source`: by whose count it is, or who promises it, where no frame says so. `until`: where all words that are told
    with it end, if behind its span: "23 | of the 32 members".
    """

    span: Span
    figure: Figure
    stance: Stance
    rules: tuple[str, ...]
    source: str | None = None
    until: int = 0


def is_negated(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether the clause says that it is not so: "France does not spend 2 %"."""
    if amount.quantity.unit in MEMBERS:
        return False  # who does not reach a line is counted below it
    if _is_ruled_out(at, amount, index):
        return True
    if is_given_up(at, amount, index):
        return True
    low, _ = at.clause(amount.start, amount.end, at.scan.sentences[index], BREAKS + ",")
    first = max(low, at.previous_amount(amount))
    low = max(first, amount.start - NEAR)
    patterns = at.scan.language.settings["measures"].patterns
    denied = [m for m in at.cues(low, amount.start, *NOT) if m.end <= amount.start]
    if denied and (told := patterns["told_all_the_same"].search(at.scan.text, low, amount.start)):
        denied = [m for m in denied if not told.start() <= m.start < told.end()]
    if patterns["tried_in_vain"].search(at.scan.text, first, amount.start):
        return True
    if not denied:  # "ne dépense pas moins de 2 %" is as much or more
        found = amount.quantity.comparator != "<=" and patterns["not_so"].search(
            at.scan.text, low, amount.start
        )
        return bool(found)
    if at.led_by(amount.start, "stands-with") and at.cues(denied[-1].start, denied[-1].end, "neither"):
        return False  # German "Weder Italien mit 1,5 Prozent noch …": it is at that
    if amount.quantity.comparator == "<=" and amount.start - denied[-1].end <= TIGHT:
        return False  # French "n'a pas dépassé 1,2 milliard" is at most as much
    no_better = patterns["no_better"]  # "has done no better than 1.3 %"
    return no_better.search(at.scan.text, denied[-1].end, amount.start) is None


def is_given_up(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether it was missed, given up or is far off: "far from spending 2 %", German "2 % verfehlt"."""
    text, patterns = at.scan.text, at.scan.language.settings["measures"].patterns
    told = patterns["not_behind"].match(text, amount.end)
    if told is not None:
        # with what a goal is missed is so, and so is how many miss it: "mit 1,9 Prozent verfehlte", "19 verfehlten sie"
        return told.lastgroup != "missed" or (
            amount.kind != "bare" and not at.led_by(amount.start, "stands-with")
        )
    if "given-up" not in at.cued(index):
        return False
    low, before = at.clause(amount.start, amount.end, at.scan.sentences[index])[0], at.previous_amount(amount)
    missed_by = any(a.end == before and a.kind == "point" for a in at.amounts_within(low, before))
    low = low if missed_by else max(low, before)
    return patterns["given_up"].search(text, low, amount.start) is not None


def _is_ruled_out(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a number is only what another of its kind is not: "$75 bn, not $200 bn", "statt 2 Prozent"."""
    untold = at.cued_at(at.scan.sentences[index]).isdisjoint(NOT_THIS)
    if untold or amount.quantity.comparator == "<=":
        return False  # French "ne dépasse pas 0,3 %" is at most as much
    near = at.cues(max(0, amount.start - TIGHT), amount.start + 1, *NOT_THIS)
    if not at.led(near, amount.start, SHORT):
        return False
    if at.speaks.is_claimed(amount.start, amount.end):
        return False  # "not 350 billion, as X claims": X says so
    if _is_elsewhere_so(at, amount, any(m.value == "instead-of" for m in near)):
        return False  # French "43 %, au lieu de 32 % en 2016": so it was then
    kinds = {a.kind for a in at.neighbours(amount, at.scan.sentences[index])}
    if "bare" in kinds or amount.kind in kinds:
        return True  # "rather than 2 %, X wants 5"
    # "132 billion, not 100", "not 28 billion euros but 12 billion"
    return (amount.kind == "bare" and not kinds.isdisjoint(SUMMED)) or (
        amount.kind == "money" and "bare-scale" in kinds
    )


def _is_elsewhere_so(at: Context, amount: Amount, instead: bool) -> bool:
    """Tell whether a time of its own stands behind a number, or behind "instead of" a country: "2.1 % in Germany".

    "Instead of" sets against what is so now as well: "instead of 1.5 % today".
    """
    for time in at.times_in(amount.end, amount.end + TIGHT):
        if time.role == "at" and not time.present:
            return True
        if instead and time.role in ("at", "between") and "," not in at.scan.text[amount.end : time.start]:
            return True
    placed = list(at.scan.index.within(amount.end, amount.end + TIGHT, *PLACES)) if instead else []
    led = WORD.match(at.scan.text, amount.end + 1) if placed else None
    return (
        led is not None
        and placed[0].value != at.table.alliance
        and at.leads(led.end(), placed[0].start)
        and grammar(at.scan.language.code).leads_away(led[0].lower())
    )


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
    who, measure = _whose(at, amount, sense, index, stance, less)
    if (
        sense is not None
        and sense.derivation.get("of") == "alliance"
        and is_of_all_others(at, amount, sentence)
    ):
        # "America bears 61 %, the other 31 allies 39 %"
        largest = who not in alliances.members_on(at.table.grown, at.today or dt.date.max)
        who, measure = (at.table.grown, measure) if largest else (None, None)
    if who == at.table.alliance and amount.kind == "percent" and _is_of_the_same(at, amount, index):
        who = at.table.grown
    measure, derivation, period, stated = _when(at, amount, sense, who, measure, index, stance)
    if who == at.table.alliance and measure and _is_grown(at, derivation, sentence):
        who = at.table.grown
    if sense is not None and sense.kind == "count":
        derivation = count(at, amount, sentence, None)
        measure = _counted(at, measure, derivation, index)
    part = isinstance(derivation, Share) and (measure or "").startswith("defence_")
    if part and who is not None and _of(at, derivation, amount, who) == Share(of=who):
        measure = None  # nobody is a part of their own whole
    partner = _partner(at, amount, sense, measure, who, sentence, index)
    if measure is None and who is None and partner is not None and _are_people_there(at, amount):
        who, partner = partner, None
    if measure is None and partner is not None and has_received(at, amount, who, sentence):
        who, partner = partner, who
    if measure is None and partner is not None and is_charged(at, amount, who, partner, sentence):
        who, partner = partner, None
    if measure is None and amount.quantity.unit in at.table.weapons:
        partner = partner or (at.table.beneficiary if is_given(at, amount, sentence) else None)
        given = partner == at.table.beneficiary
        stated = stated | (by_pieces(at, amount, index, stance) if given else {})
    stated = stated | counted_by(at, amount, sense, who, index, stance)
    turned = isinstance(derivation, Growth | Change) and amount.kind in ("percent", "money")
    stated = stated | account(at, amount, who, measure, index, stated, turned)
    stated = stated | terms(at, amount, sense, measure, sentence)
    if who in alliances.countries():
        stated.pop("of", None)  # "led all members with 4.1 %"
    if measure is None:
        if (seller := seller_behind(at, amount, index)) is not None:
            who, partner = seller, None
        stated = stated | sold(at, amount, who, derivation, period, stated, index)
        stated = stated | traded(at, amount, who, derivation, period, index)
    own = _in_own_money(at, amount, who, sentence)
    # whoever speaks, the paper may have told it in American ones
    is_any = own is not None and (
        own.unit in at.table.dollars.values() or at.speaks.country(amount.start, amount.end) != who
    )
    stated = stated | OWN_DOLLARS if is_any else stated
    return Figure(
        subject=who,
        measure=measure,
        quantity=own or as_meant(at, amount, with_unit(amount, derivation, measure), derivation, measure),
        period=period,
        partner=partner,
        derivation=_of(at, derivation, amount, who),
        stated=stated,
    )


def _is_of_the_same(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a share tells the sum before it anew, of all but America: "or 1.9 % of their combined GDP"."""
    last = at.told.last
    if last is None or last[2] != index or last[1].subject != at.table.grown or last[0].kind != "money":
        return False
    return at.led(at.cues(last[0].end, amount.start, "that-is", "told-again"), amount.start)


def _whose(
    at: Context,
    amount: Amount,
    sense: Sense | None,
    index: int,
    stance: Stance,
    less: frozenset[str | None],
) -> tuple[str | None, str | None]:
    """Return of whom a number is and what it measures; of a continent its members, where only they are counted."""
    sentence, narrow = at.scan.sentences[index], at.table.narrow
    told = than_of(at, amount) if amount.rule.endswith(BESIDE) else None
    who = told[1] if told is not None else subject(at, amount, sense, index, stance, less)
    if sense is not None and sense.measure == "aid":
        who = giver(at, amount, sentence, who)
    if who == at.table.total and sense is not None and sense.derivation.get("of") == who:
        who = doer(at, amount.end, at.clause(amount.start, amount.end, sentence)[1]) or who
    if who == at.table.alliance and "for-instance" in at.cued(index) and _are_examples(at, amount, sentence):
        who = None  # "allies such as Spain spend less than 2 %"
    measure = measured(at, amount, sense, who, index, stance)
    if measure is None or (who == at.table.aggressor and measure.startswith("aid_")):
        return who, None  # who attacks a country gives it no aid
    spent = sense is not None and sense.measure in at.table.families and not measure.startswith("military_")
    if spent and sense is not None and who in narrow:
        if at.cues(sentence.start, sentence.end, "whole-continent"):
            measure = at.table.families[str(sense.measure)]["other"]
        else:
            who = narrow[who]
    if who not in narrow:
        return who, measure
    allied = measure in WEIGHED or (measure.startswith(COUNTED) and _are_members(at, sentence, index))
    return narrow[who] if allied else who, measure


def _when(
    at: Context,
    amount: Amount,
    sense: Sense | None,
    who: str | None,
    measure: str | None,
    index: int,
    stance: Stance,
) -> tuple[str | None, Derivation, Period | None, Stated]:
    """Return derivation and period of a number, and its measure, where a series counts it over that time."""
    sentence = at.scan.sentences[index]
    derivation, period, stated = dated(at, amount, sense, measure, index, stance)
    period = of_budget_year(at, who, period, sentence)
    if measure is None:
        derivation, period = counted_over(at, amount, derivation, period, stated, index)
    if "period" not in stated:
        fund = of_fund(at, measure, who, stance, sentence)
        if fund is not None:
            measure, period = PROMISED, fund  # of what is committed no series counts that part
    if period is None and isinstance(derivation, Growth | Change) and is_since_untold(at, amount, index):
        measure = None  # "over the same period", and none is told
    turned = isinstance(derivation, Growth | Change | Excess) and "period" not in stated
    clause = at.own(amount, at.clause(amount.start, amount.end, sentence, BREAKS)) if turned else (0, 0)
    if turned and at.cues(*clause, "open-term"):
        measure, period = None, None  # "by 57 billion over the medium term": of no year
    whole = period is None or period.text.startswith(f"{at.table.aid_since}/")
    fell = isinstance(derivation, Growth | Change) and (derivation.direction != "increase" or derivation.base)
    if (
        fell
        and turned
        and whole
        and (measure or "").startswith("aid_")
        and not is_since_untold(at, amount, index)
    ):
        measure, period = None, None  # "aid fell by a third": over no time that a series tells
    return measure, derivation, period, stated


def _counted(at: Context, measure: str | None, derivation: Count, index: int) -> str | None:
    """Return by what members are counted: "thirty countries pass the 20 percent mark": none spends so much."""
    line = derivation.within.low or derivation.within.high
    if line is None or line < EQUIPMENT_LINE or measure is None:
        return measure
    return "equipment_share" if line < HALF or "equipment" in at.cued(index) else None


def _are_examples(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether only members like those named as examples are told of before a number, and not all of them."""
    low = at.clause(amount.start, amount.end, sentence)[0]
    listed = at.cues(low, amount.start, "for-instance")
    nouns = at.scan.index.within(low, amount.start, "noun") if listed else ()
    return any(n.value == "member" and m.start - 2 <= n.end <= m.end for n in nouns for m in listed)


def _are_people_there(at: Context, amount: Amount) -> bool:
    """Tell whether people are counted, and no soldiers: where nobody is told, they are of the place that is."""
    return amount.quantity.unit == PERSON and not at.cues(amount.start, amount.end, "soldiers")


def _are_members(at: Context, sentence: Sentence, index: int) -> bool:
    """Tell whether a continent's members of the alliance are told, that was named just before: "European members"."""
    counted = at.scan.index.within(sentence.start, sentence.end, "noun")
    groups = at.scan.index.within(at.before(index), sentence.end, "group")
    return any(m.value == "member" for m in counted) and any(m.value == at.table.alliance for m in groups)


def _in_own_money(at: Context, amount: Amount, who: str | None, sentence: Sentence) -> Quantity | None:
    """Return an amount in a country's own dollars, where it tells itself what it spends: "Ottawa adds $9 billion".

    So is one in a word that several currencies share, whoever stands for the country: "Støre's 155 billion crowns".
    """
    code, word = currencies().country.get(who or ""), amount.quantity.unit
    if code is not None and word is not None and shares(word, code):
        return msgspec.structs.replace(amount.quantity, unit=code)
    own = at.table.dollars.get(who or "")
    if own is None or amount.kind != "money" or amount.quantity.unit != "USD":
        return None
    told = at.scan.text[amount.start : amount.end]
    given = (
        who,
        at.table.beneficiary,
    )  # whom it gives to has no dollars: "it has promised Ukraine 4.5 billion"
    named = any(m.value not in given for m in at.names(sentence.start, amount.start))
    other = named or "US" in told or "U.S" in told
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
        whole = whose_aid(at, amount, who) or whole
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
        return counterpart(at, amount, who, sentence, index)
    if sense.measure == "aid":
        return at.table.beneficiary
    if two := pair_of(at, amount, sense.name, sentence, index):
        return two[1]
    if sense.name == ALL_SOLD:
        others = {m.value for m in at.names(*at.clause(amount.start, amount.end, sentence))}
        return None if others - {who, at.table.total} else at.table.total
    return other(at, amount, who, sentence) if sense.name in PAIRS else None
