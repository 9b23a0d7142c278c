"""A number in, its figure with its stance out: by its sense, or as it goes on with the figure before it."""

from __future__ import annotations

import msgspec

from foedus.model import Change, Count, Excess, Figure, Level, Period, Share, Span, Stance
from foedus.text.amounts.amount import SUMS, Amount
from foedus.text.figures import additions
from foedus.text.figures.all_but import is_of_world_but
from foedus.text.figures.between import between_levels
from foedus.text.figures.comparands import as_it_is
from foedus.text.figures.context import TIGHT, Context
from foedus.text.figures.contrasts import against
from foedus.text.figures.dated import of_year_before
from foedus.text.figures.ellipses import completed, counted
from foedus.text.figures.empty import HUNDRED, is_hundred, tells_nothing
from foedus.text.figures.figure import Read, made
from foedus.text.figures.funds import is_paid_in
from foedus.text.figures.givers import by_head
from foedus.text.figures.goal_bounds import past_goal
from foedus.text.figures.goals import is_line_so_far, is_multiplied, is_times
from foedus.text.figures.heirs import heir, is_part_of_other
from foedus.text.figures.houses import is_of_next_house, recounted
from foedus.text.figures.inherited import like
from foedus.text.figures.intents import are_promising, is_to_give
from foedus.text.figures.levels import changes_by
from foedus.text.figures.links import uncovered
from foedus.text.figures.meaning import meant
from foedus.text.figures.memory import remember
from foedus.text.figures.months import PROMISED
from foedus.text.figures.names import NAMES
from foedus.text.figures.paths import ends_undated, starts_path
from foedus.text.figures.posted import PERSON, are_others, as_strength, is_to_grow
from foedus.text.figures.promises import part_of_goal, promiser
from foedus.text.figures.purposes import (
    given_on,
    is_gift,
    is_held_up,
    is_of_own_budget,
    is_of_whole_budget,
    is_paid_for,
    is_price,
    is_repaid,
)
from foedus.text.figures.reaches import AHEAD
from foedus.text.figures.retold import exchanged, in_other_prices, in_percent, named_again, retold
from foedus.text.figures.rivals import set_against_year
from foedus.text.figures.shares import goes_elsewhere
from foedus.text.figures.stances import is_beside, is_of_this_year, is_over, is_to_come, meant_as, planned
from foedus.text.figures.standing import as_it_was, as_it_was_then, is_put_off, undated
from foedus.text.figures.sums import as_part, is_part_again, is_part_of_told, whole_told
from foedus.text.figures.suppliers import supplied_there
from foedus.text.figures.supposed import asked, is_in_fact, is_supposed, tells_unreal
from foedus.text.figures.uncounted import are_planning, counted_apart
from foedus.text.figures.wholes import is_of_capabilities, with_members
from foedus.text.particles import grammar
from foedus.text.senses import Sense

# Kinds of numbers that say nothing where no sense fits, but in general news.
SENSELESS = ("bare", "bare-scale", "point", "thing", "measure", "duration")


def read(at: Context, amount: Amount, index: int) -> Read | None:
    """Return the figure of a number of sentence `index`, None where it tells nothing."""
    if tells_nothing(at, amount, index):
        return None
    if amount.quantity.low == HUNDRED and is_hundred(at, amount):
        at.told.hundred = index
        return None
    written = set_against_year(at, past_goal(at, completed(at, amount, index), index))
    sense = meant(at, written, index)
    if sense is None and written.kind == "majority":
        return None  # "most allies agreed"
    whole = whole_told(at, written, index)
    elsewhere = whole is not None or _is_told_elsewhere(at, written, index) or _is_of_number(at, written)
    if elsewhere or (sense is not None and _is_of_other(at, written, sense, index)):
        sense = None
    other = before = None
    if not is_paid_in(at, at.scan.sentences[index], index):
        # "three billion have come in" is not what the one before gave, counted anew
        other = _recounted(at, written, sense, index)
        before = heir(at, written, index, sense) if other is None and not elsewhere else other
    if before is not None and before.quantity.unit == PERSON and are_others(at, written, index):
        # "15,000 of them in the navy", "20,000 others"
        before = msgspec.structs.replace(before, measure=None)
    elif before is not None and before.quantity.unit == PERSON:
        before = as_strength(at, written, before, index)
    planning = are_planning(at, written, index)
    if planning and before is not None and isinstance(before.derivation, Count):
        before = msgspec.structs.replace(before, measure=None, derivation=Level())
    elsewhere_given = given_on(at, amount, before)
    amount = written
    if sense is None and before is None:
        amount = counted(at, amount, index) if amount.kind == "bare" else amount
        lacking = amount.kind == "point" and elsewhere  # "il ne leur manque que 0,1 point"
        if amount.kind in SENSELESS and amount.start >= at.general and not lacking:
            return None
    stance = meant_as(at, written, sense, index)
    added = stance == "reports" and additions.is_joined(at, amount, index)
    stance = at.told.stance if added else "expects" if planning and stance == "reports" else stance
    again = retold(at, amount, index) if amount.kind == "money" else None
    priced = in_other_prices(at, amount, index) if amount.kind in SUMS else None
    stance = at.told.stance if priced else stance
    figure = (
        again
        or in_percent(at, amount, index)
        or (named_again(at, amount) if amount.kind == "money" else None)
        or priced
        or (_counted_anew(at, amount, sense, index, stance, other) if other else None)
        or against(at, amount, sense, index, stance)
        or (like(at, before, amount, index) if before else made(at, amount, sense, index, stance))
    )
    if sense is not None and sense.counts and (of := counted_apart(at, amount, at.scan.sentences[index])):
        figure = msgspec.structs.replace(figure, measure=None, subject=of)  # "in the EU, eight are at 2 %"
    if amount.kind == "point" and isinstance(figure.derivation, Level) and changes_by(at, amount):
        figure = msgspec.structs.replace(figure, measure=None)  # "rose by 0.6 points of GDP"
    if elsewhere_given is not None and before is not None:  # "61 billion for Ukraine, 26 for Israel"
        figure = msgspec.structs.replace(
            figure, measure=None, subject=before.subject, partner=elsewhere_given
        )
    if figure.measure is not None and figure.subject is not None and is_of_next_house(at, amount, index):
        figure = msgspec.structs.replace(figure, measure=None)
    if figure.subject == at.table.grown and is_of_world_but(at, at.scan.sentences[index]):
        figure = msgspec.structs.replace(figure, measure=None, subject=None)
    figure = between_levels(at, amount, supplied_there(at, amount, index, figure), index)
    figure = _in_time(at, amount, figure, stance, index, before=before, whole=whole)
    stance, figure = _settled(at, amount, written, figure, stance, index)
    last = at.told.last
    if added and last is not None and "period" not in figure.stated:
        figure = msgspec.structs.replace(figure, period=last[1].period)
    if before and amount.kind == "bare" and last is not None:  # the next bare number continues this one
        amount = amount._replace(kind=last[0].kind, scale=last[0].scale)
    if stance == "reports" and at.told.stance == "expects" and last is not None and last[2] == index:
        stance = "expects" if is_beside(at, amount, before or last[1], figure) else stance
    dated = of_year_before(at, amount, figure, index) if stance == "reports" else figure
    remember(at, amount, figure, index, stance)
    figure = dated  # what follows is not of the year before
    figure = exchanged(again) if again else figure  # not so of what goes on from it
    figure = by_head(amount, figure, stance) if figure.partner else figure
    goes_on = before is not None and not (other and sense)
    named = "inherited" if goes_on else f"sense.{sense.name}" if sense else None
    rules = (amount.rule, *([named] if named else []))
    of_members = amount.kind == "fraction" and isinstance(figure.derivation, Count)
    end = with_members(at, amount) if of_members else amount.part or amount.end
    source = promiser(at, amount, figure.subject, index) if stance == "pledges" else None
    return Read(Span(start=amount.start, end=end), figure, stance, rules, source, until=amount.end)


def _is_of_other(at: Context, amount: Amount, sense: Sense, index: int) -> bool:
    """Tell whether a number is told of something else than its sense measures."""
    if sense.measure and amount.kind == "point" and amount.start < at.general:
        return True  # "collected four points"
    if sense.measure == "share-of-gdp" and at.told.hundred == index and _names_world(at, index):
        return True  # "of every 100 dollars spent on the world's armed forces, 37 were American"
    return (
        goes_elsewhere(at, amount, sense, index)
        or is_part_of_other(at, amount, index)
        or is_times(at, amount, index)
        or is_of_own_budget(at, amount, sense)
        or is_price(at, amount)
        or is_held_up(at, amount)
        or is_paid_for(at, amount)
        or (sense.kind == "level" and sense.measure == "expenditure" and is_gift(at, amount))
        or (sense.measure == "aid" and sense.kind == "level" and additions.is_more_than(at, amount))
    )


def _names_world(at: Context, index: int) -> bool:
    sentence = at.scan.sentences[index]
    return any(m.value == at.table.total for m in at.names(sentence.start, sentence.end))


def _is_told_elsewhere(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a number has neither a sense nor one before it: supposed, paid back, a part told again, a goal."""
    differing = at.scan.language.settings["measures"].patterns["give_or_take"]
    if differing.match(at.scan.text, amount.end):
        return True  # French "à 6 500 hommes près": by how much two differ
    return (
        is_supposed(at, amount, index)
        or is_of_whole_budget(at, amount, index)
        or is_repaid(at, amount, index)
        or is_part_again(at, amount, index)
        or is_part_of_told(at, amount, index)
        or is_multiplied(at, amount, index)
        or is_of_capabilities(at, amount)
    )


def _recounted(at: Context, amount: Amount, sense: Sense | None, index: int) -> Figure | None:
    """Return the figure that another house counts anew with this number."""
    other = recounted(at, amount, sense, index)
    return other if other is not None and meant_as(at, amount, sense, index) == "reports" else None


def _in_time(
    at: Context,
    amount: Amount,
    figure: Figure,
    stance: Stance,
    index: int,
    *,
    before: Figure | None,
    whole: Figure | None,
) -> Figure:
    """Return a figure without the period that is not its own: of what is put off, still to come, or denied."""
    sentence = at.scan.sentences[index]
    if stance in AHEAD and is_put_off(at, amount, sentence):
        figure = undated(figure)
    figure = as_part(figure, whole) if whole is not None else figure
    told = before if before is not None else figure
    ahead = stance in ("pledges", "expects") and "period" not in told.stated
    if (
        before is not None
        and "period" not in told.stated
        and is_to_grow(at, amount, before, stance, sentence)
    ):
        figure = undated(figure)
    if ahead and ((before and not before.measure) or ends_undated(at, amount, sentence)):
        figure = msgspec.structs.replace(figure, period=_to_come(at, figure.period))
    if stance == "expects" and "period" not in figure.stated and _is_asked_of(at, amount):
        figure = msgspec.structs.replace(figure, period=None)
    if stance == "denies" and "period" not in figure.stated and is_to_come(at, amount, index):
        figure = msgspec.structs.replace(figure, period=None)
    if stance == "denies" and (figure.measure or "").startswith("aid_") and is_to_give(at, amount, index):
        figure = msgspec.structs.replace(figure, measure=PROMISED)
    if stance == "denies" and figure.measure == PROMISED:
        figure = msgspec.structs.replace(figure, period=None)  # whoever denies a promise says nothing of when
    return figure


def _is_asked_of(at: Context, amount: Amount) -> bool:
    """Tell whether somebody is only asked if it will be so: "asked whether Spain would go to 3 %"."""
    asked = at.scan.language.settings["measures"].patterns["asked_whether_ahead"]
    return asked.search(at.scan.text, at.sentence(amount.start).start, amount.start) is not None


def _settled(
    at: Context, amount: Amount, written: Amount, figure: Figure, stance: Stance, index: int
) -> tuple[Stance, Figure]:
    """Return how a figure is meant where that depends on what it is: goals that are due, what was so in a past year."""
    if stance == "reports":
        figure = as_it_is(at, written, as_it_was(at, written, figure, index))
    if stance == "reports" and is_line_so_far(at, amount, figure):
        stance, figure = "pledges", msgspec.structs.replace(figure, period=None)
    if stance == "reports" and (due := part_of_goal(at, amount, index)) is not None:
        stance = "demands" if at.told.stance == "demands" else "pledges"  # as the whole is meant
        figure = msgspec.structs.replace(figure, period=due)
    if stance == "pledges" and _is_of_others(at, figure) and not are_promising(at, amount, index):
        stance = "expects"  # "they will be 23", "will pay 43 % of NATO's total": nobody can promise that
    if stance == "pledges" and _is_on_its_way(at, amount, figure, index):
        stance = "expects"
    if stance == "reports" and figure.measure is not None:
        stance = "expects" if is_of_this_year(at, amount, figure, index) else stance
        stance = planned(at, amount, index) or stance
    counted = amount.kind == "percent" or isinstance(figure.derivation, Excess)
    ahead = stance == "reports" and counted and _is_to_come(at, figure)
    if ahead and not starts_path(at, amount, at.scan.sentences[index]):
        stance = "expects"  # what is told of a year to come is no fact yet: "there is talk of 3 % in 2027"
    if stance in ("expects", "pledges") and is_over(at, amount, figure, stance, index):
        stance = "reports"  # "from 1.4 % in 2022 to 3 % by 2030", "23 will, up from three in 2014"
    if (
        stance in ("reports", "expects")
        and figure.measure
        and (open_ := asked(at, amount, figure, index)) is not None
    ):
        return "expects", open_
    is_open = stance in ("reports", "expects") and figure.measure and "period" not in figure.stated
    if is_open and tells_unreal(at, amount, index):
        if is_in_fact(at, amount, index):
            stance = "reports"
        else:
            return "expects", _unreal(amount, figure)
    return stance, as_it_was_then(at, amount, figure, index) if is_open else figure


def _is_to_come(at: Context, figure: Figure) -> bool:
    """Tell whether a level is told of a year that has not begun, or what adds up of years that are not over."""
    begins = figure.period.start if figure.period is not None and "period" in figure.stated else None
    if isinstance(figure.derivation, Excess):
        ends = figure.period.end if figure.period is not None else None
        return ends is not None and at.today is not None and ends.year > at.today.year
    level = isinstance(figure.derivation, Level) and figure.measure is not None
    return level and begins is not None and at.today is not None and begins.year > at.today.year


def _unreal(amount: Amount, figure: Figure) -> Figure:
    """Return the figure of what only would be: of no year, and of no series where it says what that comes to."""
    reckoned = amount.kind == "money" and not (figure.measure or "").startswith("aid_")
    reckoned = reckoned or isinstance(figure.derivation, Change)  # "it would have to find 11 billion more"
    return undated(msgspec.structs.replace(figure, measure=None) if reckoned else figure)


def _is_on_its_way(at: Context, amount: Amount, figure: Figure, index: int) -> bool:
    """Tell whether spending itself goes from an old level to that of this year: "the budget will go from 1.1 to"."""
    today = figure.period is not None and at.today is not None and figure.period.text == str(at.today.year)
    if not today or not amount.rule.endswith(".to"):
        return False
    low, _ = at.clause(amount.start, amount.end, at.scan.sentences[index])
    return bool(at.cues(low, amount.start, "spending", "budget-noun", "outlay"))


def _is_of_others(at: Context, figure: Figure) -> bool:
    """Tell whether a number also depends on what others do: how many members, which part of the alliance's whole."""
    how = figure.derivation
    return isinstance(how, Count) or (isinstance(how, Share) and how.of == at.table.alliance)


def _counted_anew(
    at: Context, amount: Amount, sense: Sense | None, index: int, stance: Stance, other: Figure
) -> Figure:
    """Return what one house counts of what another has told: on its own terms where it says them."""
    own = made(at, amount, sense, index, stance) if sense is not None else None
    found = own if own is not None and own.measure == other.measure else like(at, other, amount, index)
    return msgspec.structs.replace(found, subject=other.subject)


def _to_come(at: Context, period: Period | None) -> Period | None:
    """Return a period, None for the undated present of what was told before: it is not that of what is to come."""
    today = at.today is not None and period is not None and period.text == str(at.today.year)
    return None if today else period


def _is_of_number(at: Context, amount: Amount) -> bool:
    """Tell whether a number is a part or a multiple of the one right behind it: "twice the 18 % of 2019".

    Of a sum it is one where that is another's: "2 billion, a fifth of Germany's 10 billion".
    """
    if amount.kind not in ("fraction", "multiple", "percent"):
        return False
    sentence = at.sentence(amount.start)
    behind = at.following(amount, sentence)
    if behind is None or behind.start - amount.end > TIGHT * 2:
        return False
    people = behind.quantity.unit == PERSON  # "6 % of the 1.3 million soldiers"
    if behind.kind in SUMS and amount.kind == "fraction":
        if not any(a.end < amount.start and a.kind in SUMS for a in at.neighbours(amount, sentence)):
            return False
    elif not people and (behind.kind != "percent" or amount.kind == "percent"):
        return False
    if behind.quantity.comparator == "<":
        return False  # French "un allié sur trois n'atteint pas 2 %"
    links = [(m.start, m.end) for m in at.scan.index.within(amount.end, behind.start, "of", "out-of", *NAMES)]
    rest, small = uncovered(at.scan.text, amount.end, behind.start, links), grammar(at.scan.language.code)
    for ending in small.possessive:
        rest = rest.replace(ending, "")
    return all(small.has("articles", word.lower()) for word in rest.split())
