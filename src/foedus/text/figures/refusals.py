"""A number and a sense that its cues allow in, whether it is told of something else out: the questions of each sense.

A sense of aid is asked whether the sum goes to another, one of soldiers whether they are an army, one of spending
whether it is a firm's, a thing's or a mission's; whatever says yes refuses the sense.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from foedus.text.figures import additions, athome, defence_parts, outputs, posted, purposes, rates, sequels
from foedus.text.figures.all_but import is_of_all_but
from foedus.text.figures.comparands import is_of_outdone
from foedus.text.figures.context import NEAR, TIGHT
from foedus.text.figures.cuewords import GDP
from foedus.text.figures.ellipses import part_of_things
from foedus.text.figures.empty import is_hundred
from foedus.text.figures.givers import is_of_one_giver
from foedus.text.figures.levels import is_in_aside, is_size, stands_apart
from foedus.text.figures.links import RIGHT_BEHIND, SIGNS, TOUCH, is_bracketed
from foedus.text.figures.outdone import OUTDOES, outdone
from foedus.text.figures.rivals import of_its_year
from foedus.text.figures.scopes import Case
from foedus.text.figures.shares import is_part_of_budget
from foedus.text.figures.thresholds import is_others_equipment
from foedus.text.senses import Sense, named

DEVELOPMENT = "development"

Question = Callable[[Case], bool]


def is_refused(sense: Sense, case: Case) -> bool:
    """Tell whether a number is told of something else than its cues would have it."""
    for asks in _questions(sense.name):  # noqa: SIM110 - asked of every number: a generator costs as much as a question
        if asks(case):
            return True
    return False


@cache
def _questions(name: str) -> tuple[Question, ...]:
    """Return the questions of a sense of the table, gathered once."""
    return tuple(_gathered(named(name)))


def _gathered(sense: Sense) -> Iterator[Question]:
    """Yield the questions of a sense: by its name, its kind, its unit and what it measures."""
    yield from _OF_SENSE.get(sense.name, ())
    if sense.kind == "share" or (sense.measure or "").endswith("_share"):
        yield from _OF_PART
    if sense.derivation.get("type") == "growth":
        yield lambda t: additions.is_told_as_share(t.at, t.amount)
        yield rates.grows_as_share
    if sense.derivation.get("type") == "change":
        yield _is_of_other_year
    if sense.unit == posted.PERSON:
        yield from _OF_SOLDIERS
    yield from _OF_MEASURE.get(sense.measure or "", ())
    if sense.derivation.get("of") == GDP or sense.measure == "share-of-gdp":
        yield outputs.is_of_anothers
        yield lambda t: is_of_all_but(t.at, t.amount, t.sentence)
    if sense.derivation.get("of") == "alliance":
        yield _is_of_ones_sum
    if sense.measure == "aid" and sense.kind == "share":
        if sense.derivation["of"] == GDP:
            yield _is_of_aid
            yield _is_beside_aid
        yield lambda t: is_of_one_giver(t.at, t.amount)


def _is_of_other_year(t: Case) -> bool:
    """Tell whether a sum is what another is above or below: "more than the 44 billion of 2023", "than Italy's 30"."""
    if is_of_outdone(t.at, t.amount):
        return True
    return of_its_year(t.at, t.amount) is not None and not additions.is_by_how_much(t.at, t.amount)


def _are_people(t: Case) -> bool:
    """Tell whether a people is counted, and no soldiers: "has taken in 1.2 million Ukrainians"."""
    people = t.at.scan.index.within(t.amount.start, t.amount.end, "people")
    return bool(people) and not t.at.cues(t.amount.start, t.amount.end, "soldiers")


def _have_only_been(t: Case) -> bool:
    """Tell whether soldiers are had by nobody, and have only been somewhere: "8,500 troops have been put on alert"."""
    had = t.at.cues(*t.spans["segment"], "has")
    been = t.at.cues(*t.spans["segment"], "being")
    return all(
        m.start > t.amount.end and any(b.start == m.start and b.end > m.end for b in been) for m in had
    )


def _are_inhabitants(t: Case) -> bool:
    """Tell whether a country is told by how many live there: "a country of 5 million people"."""
    nouns = t.at.scan.index.within(max(0, t.amount.start - 2 * NEAR), t.amount.start, "noun")
    return any(
        m.value == "country" and t.amount.start - m.end > 1 and t.at.leads(m.end, t.amount.start, TOUCH)
        for m in nouns
    )


def _is_by_how_many(t: Case) -> bool:
    """Tell whether soldiers are by how many one army outdoes another: "Turkey's army exceeds that of France by"."""
    return OUTDOES in t.at.cued_at(t.sentence) and outdone(t.at, t.amount, t.sentence) is not None


def _is_asked_of_others(t: Case) -> bool:
    """Tell whether some who are told are all the others, of whom something is asked: "urged other capitals to"."""
    told = t.at.cues(t.sentence.start, t.amount.start, "own-allies")
    return bool(told) and t.at.speaks.stance(t.amount.start, t.amount.end) == "demands"


def _is_of_aid(t: Case) -> bool:
    """Tell whether a part is one of aid, though its sentence tells of GDP: "gave 8 % of Europe's military aid"."""
    high = min(t.at.next_amount(t.amount), t.amount.end + NEAR)
    aid = t.at.cues(t.amount.end, high, "aid-noun")
    of = t.at.scan.index.within(t.amount.end, t.amount.end + 2, "of", "out-of")
    return bool(aid and of) and not t.at.cues(t.amount.end, aid[0].start, "gdp")


def _is_beside_aid(t: Case) -> bool:
    """Tell whether aid is only counted in or out by what opens the sentence: "Without aid to Kyiv, it is at 3 %"."""
    start = t.sentence.start
    if "counted-with" not in t.at.cued_at(t.sentence) or not t.at.cues(start, start + 1, "counted-with"):
        return False
    comma = t.at.scan.text.find(", ", start, t.amount.start)
    if comma < 0 or t.at.cues(comma, t.sentence.end, "aid", "aid-noun", "give"):
        return False
    return bool(t.at.cues(start, comma, "aid", "aid-noun"))


def _is_of_own_purchases(t: Case) -> bool:
    """Tell whether arms are bought out of a defence budget of which a part is told: "pay 70 %, arms purchases 25 %"."""
    if not {"equipment", "own-budget"} <= t.at.cued_at(t.sentence):
        return False
    span = t.sentence.start, t.sentence.end
    bought = {m.start for m in t.at.cues(*span, "equipment")}
    return all(m.start in bought for m in t.at.cues(*span, "arms-imports"))


def _is_in_bracket_before(t: Case) -> bool:
    """Tell whether a share stands in brackets ahead of any word of equipment: "more than X (2 %), it puts 36 into"."""
    last, start = t.at.told.last, t.sentence.start
    told = last is not None and last[2] == t.nth and (last[1].measure or "").endswith("share_of_gdp")
    told = told or bool(t.at.cues(start, t.amount.start, GDP))
    return (
        is_bracketed(t.at.scan.text, t.amount.start)
        and told
        and not t.at.cues(start, t.amount.start, "equipment")
    )


def _turns_elsewhere(t: Case) -> bool:
    """Tell whether what is said to change behind a sum is told by another number: "730 billion and a rise of 5 %"."""
    turns = t.at.cues(*t.spans["segment"], "growth", "decline")
    others = [
        a for a in t.at.neighbours(t.amount, t.sentence) if a.start > t.amount.end and a.kind == "percent"
    ]
    return bool(turns) and all(
        m.start > t.amount.end
        and any(0 < a.start - m.end <= TIGHT or 0 < m.start - a.end <= TIGHT for a in others)
        for m in turns
    )


def _is_of_arms_sold(t: Case) -> bool:
    """Tell whether a part is one of all arms that are sold: "11 % of the world's arms exports", no buyer's."""
    return bool(
        t.at.cues(t.amount.end, min(t.at.next_amount(t.amount), t.amount.end + TIGHT), "of-arms-trade")
    )


def _is_for_a_thing(t: Case) -> bool:
    return purposes.is_for_a_thing(t.at, t.amount, t.sentence)


def _is_told_apart(t: Case) -> bool:
    return purposes.is_told_apart(t.at, t.amount, t.sentence)


def _is_paid_back(t: Case) -> bool:
    return purposes.is_paid_back(t.at, t.amount, t.sentence)


def _is_of_one_named(t: Case) -> bool:
    """Tell whether a relative clause says it of a name before it: "Poland, which spends 4 %, wants others to"."""
    low = t.spans["segment"][0]
    led = t.at.cues(low, low + 2, "relative", "whose")
    return bool(led) and any(low - m.end <= 1 for m in t.at.names(max(t.sentence.start, low - NEAR), low))


def _goes_to_staff(t: Case) -> bool:
    """Tell whether it says behind a part that it pays the staff: "18 % on equipment", but "61 %, goes on pay"."""
    return "staff-costs" in t.at.cued_at(t.sentence) and _use_behind(t) == "staff-costs"


def _goes_to_equipment(t: Case) -> bool:
    """Tell whether it says behind a part that it buys equipment: "goes on pay and a mere 18 % on equipment"."""
    return "equipment" in t.at.cued_at(t.sentence) and _use_behind(t) == "equipment"


def _use_behind(t: Case) -> str | None:
    """Return for what a part is, where that is said behind it; a part between commas is told beside its whole."""
    text, low = t.at.scan.text, t.amount.end
    if text[t.amount.start - 2 : t.amount.start] == ", " and text[low : low + 1] == ",":
        low += 1  # "the bulk of it, 61 %, goes on pay"
    high = min(t.at.next_amount(t.amount), t.sentence.end)
    behind = t.at.cues(low, high, "staff-costs", "equipment")
    return str(behind[0].value) if behind and not SIGNS.search(text, low, behind[0].start) else None


def _are_things(t: Case) -> bool:
    """Tell whether what is listed as no soldiers is counted right behind a number: "120,000 signatures"."""
    behind = (t.amount.end, t.amount.end + RIGHT_BEHIND)
    return t.amount.kind == "bare" and bool(t.at.scan.index.within(*behind, "thing"))


def _is_norm_of_else(t: Case) -> bool:
    """Tell whether a line is asked for behind what is bought: "half of it for equipment, proposed a norm of 3"."""
    own = t.spans["segment"]
    apart = t.at.has(own, ("norm-noun",)) and not t.at.has(own, ("equipment",))
    return apart and t.at.speaks.stance(t.amount.start, t.amount.end) == "demands"


def _is_of_ones_sum(t: Case) -> bool:
    """Tell whether a part is one of what one country spends: "less than half of what America budgeted"."""
    links = t.at.scan.index.within(t.amount.end, t.amount.end + 2, "of", "out-of")
    high = min(t.at.next_amount(t.amount), t.amount.end + NEAR, t.sentence.end)
    named = t.at.names(links[0].end, high) if links else []
    if not named or named[0].kind == "group" or not t.at.leads(links[0].end, named[0].start, NEAR):
        return False
    between = (links[0].end, named[0].start)
    told = t.at.cues(*between, "spending", "of-alliance") or t.at.led_by(named[0].start, "of-this")
    return not told and not t.at.scan.index.within(*between, "and")


def _is_of_exports(t: Case) -> bool:
    return purposes.is_of_exports(t.at, t.sentence, t.nth)


# Of single senses. Of those of soldiers nothing but their number, of those of a sum nothing but its verb or what was
# told before says what they are.
_OF_SENSE: dict[str, tuple[Question, ...]] = {
    "arms-imports": (_is_of_own_purchases,),
    "equipment": (_is_in_bracket_before,),
    "share-of-some": (_is_of_one_named,),
    "staff-costs": (_goes_to_equipment,),
    "share-of-some-countries": (_is_asked_of_others,),
    "per-capita-each": (lambda t: is_hundred(t.at, t.amount),),
    "overtaken-by": (lambda t: not additions.is_by_how_much(t.at, t.amount),),
    DEVELOPMENT: (lambda t: not purposes.is_of_development(t.at, t.amount, t.sentence),),
    "personnel-had": (_are_people, _have_only_been),
    "personnel-of-army": (_are_people,),
    "personnel-force": (lambda t: posted.only_are(t.at, t.amount, t.sentence),),
    "share-of-aid-told": (
        lambda t: t.at.speaks.stance(t.amount.start, t.amount.end) == "demands",
        sequels.goes_on_from_output,
        _is_asked_of_others,
        lambda t: t.amount.kind == "fraction" and sequels.is_of_another(t),
    ),
    "share-of-all-aid": (sequels.goes_on_from_output, sequels.is_of_other_whole),
    "share-of-aid-held": (sequels.is_of_other_whole,),
    "common-budget-on": (lambda t: not t.at.cues(t.sentence.start, t.amount.start, "common-budget"),),
    "change-growth": (_turns_elsewhere,),
    "change-size": (lambda t: not is_size(t.at, t.amount, t.nth),),
    "growth": (sequels.goes_on_growing, sequels.is_of_counted, rates.is_ahead_of_turn),
    "growth-real": (rates.is_ahead_of_turn,),
    "share-of-alliance": (
        lambda t: stands_apart(t.at, t.amount, t.nth),
        lambda t: is_in_aside(t.at, t.amount),
        rates.is_of_one_of_them,
    ),
    "members-equipment": (lambda t: is_others_equipment(t.at, t.amount, t.sentence),),
    "aid-share-of-gdp": (sequels.gives_elsewhere,),
    "growth-fraction-more": (sequels.is_rivals,),
    "multiplied-personnel": (sequels.is_of_another,),
    "multiplied-aid": (sequels.is_of_another,),
    "multiplied-forces": (sequels.is_of_others, sequels.is_of_another),
    "multiplied": (sequels.is_of_others, sequels.is_of_another, sequels.is_times_another),
    "multiplied-context": (
        sequels.is_of_others,
        sequels.is_of_another,
        sequels.is_of_share,
        sequels.is_times_another,
    ),
    "times-then": (sequels.is_of_share,),
    "share-of-gdp": (rates.is_of_another_rate,),
    "growth-more": (
        rates.is_next_part,
        lambda t: of_its_year(t.at, t.amount) is not None,
        sequels.is_of_counted,
        sequels.is_rivals,
        lambda t: is_of_outdone(t.at, t.amount),
        lambda t: additions.is_anothers_more(t.at, t.amount, t.spans["near"]),
    ),
    "spending": (_is_told_apart,),
    "spending-verb": (_is_told_apart,),
    "spending-of-member": (_is_for_a_thing, _is_told_apart),
    "spending-of-country": (_is_for_a_thing, _is_told_apart),
    "spending-context": (_is_for_a_thing, _is_told_apart),
    "spending-counted": (_is_for_a_thing, _is_told_apart),
}

_OF_PART: tuple[Question, ...] = (
    lambda t: additions.is_change(t.at, t.amount),
    lambda t: additions.is_grown_by(t.at, t.amount),
)

_OF_SOLDIERS: tuple[Question, ...] = (
    _are_inhabitants,
    lambda t: posted.are_of_mission(t.at, t.amount),
    lambda t: posted.is_abroad(t.at, t.amount),
    lambda t: part_of_things(t.at, t.amount, t.nth) is not None,
    lambda t: posted.is_of_branch(t.at, t.amount, t.nth),
    lambda t: posted.is_of_several_armies(t.at, t.amount),
    lambda t: posted.is_raised(t.at, t.amount),
    _is_by_how_many,
    _are_things,
)

_OF_MEASURE: dict[str, tuple[Question, ...]] = {
    "aid": (
        lambda t: purposes.is_for_another(t.at, t.amount, t.spans["own"]),
        _is_paid_back,
        athome.is_laid_out,
        athome.is_of_its_own,
        athome.is_for_own_army,
        athome.is_reached_by_spending,
        athome.is_spent_ahead_of_aid,
        athome.buys_for_itself,
        sequels.is_rate_of_sum,
    ),
    "expenditure": (
        outputs.is_output,
        sequels.is_of_part_told,
        _is_of_exports,
        _is_paid_back,
        defence_parts.is_of_part,
        lambda t: purposes.is_of_firms(t.at, t.amount, t.sentence),
        lambda t: purposes.is_given_beside(t.at, t.amount, t.sentence, t.spans["own"]),
        lambda t: purposes.goes_to_part(t.at, t.amount),
        lambda t: purposes.is_of_one_thing(t.at, t.amount),
        lambda t: purposes.is_voted_for(t.at, t.amount),
        lambda t: purposes.holds_spending(t.at, t.amount, t.sentence),
        lambda t: is_part_of_budget(t.at, t.amount),
        lambda t: purposes.is_of_a_thing(t.at, t.amount, t.sentence),
    ),
    "share-of-gdp": (
        outputs.is_of_output_then,
        rates.grows_by,
        sequels.goes_on_of_aid,
        _is_of_exports,
        defence_parts.is_of_part,
        outputs.is_of_aid,
        lambda t: purposes.is_of_debt(t.at, t.amount, t.sentence),
    ),
    "arms_transfers": (_is_of_arms_sold,),
    "equipment_share": (
        lambda t: purposes.is_of_equipment(t.at, t.amount),
        _is_norm_of_else,
        _goes_to_staff,
        sequels.is_of_output_still,
    ),
}
