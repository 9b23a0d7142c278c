"""A figure, days and the ledger's series go in; every reasonable definition of the figure comes out, with its plan.

An edition decides, the others are context. Within it, a definition takes one value for each choice that the measure
leaves open and the sentence does not contradict.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from foedus.choices import Option, bases, is_open, options, standing
from foedus.derive import Lines, Plan
from foedus.editions import Edition
from foedus.measures import Measure, measure
from foedus.model import Count, Definition, Figure, Growth, Level, Rank, Record, Share, Statement
from foedus.plans import Planner
from foedus.scope import Obstacle, Span, deciding, fitted, span


class Candidate(Struct, frozen=True, kw_only=True):
    """A definition with the plan of its number; `choices` is what was chosen, in the order of the measure's file."""

    definition: Definition
    plan: Plan
    unit: str | None
    choices: dict[str, str] = {}


class Found(Struct, frozen=True, kw_only=True):
    """All definitions of one figure as of one day, the edition that decides, and what stood in the way."""

    candidates: list[Candidate]
    deciding: Edition | None
    obstacles: list[Obstacle]


def effective(figure: Figure) -> tuple[Measure, Figure]:
    """Return the measure that answers a figure, and the figure in its terms: a share of GDP is a level of its own."""
    found = measure(figure.measure or "")
    derivation = figure.derivation
    if isinstance(derivation, Share) and derivation.of in found.instead:
        found = measure(found.instead[derivation.of])
        figure = replace(figure, measure=found.id, derivation=Level())
    return found, figure


def line_unit(found: Measure, figure: Figure) -> str | Obstacle:
    """Return the unit of the series that a figure needs, or an obstacle where the two do not fit."""
    unit, derivation = figure.quantity.unit, figure.derivation
    own = found.currency or found.unit
    misfit = Obstacle(code="unit", blanks={"unit": unit or "–", "measure": found.id})
    if isinstance(derivation, Growth):
        return own if unit in ("%", "multiple", None) else misfit
    if isinstance(derivation, Share):
        return own if unit == "%" and found.unit != "%" else misfit
    if isinstance(derivation, Count):
        return own if unit is not None and found.unit == "%" else misfit
    if isinstance(derivation, Rank | Record):
        return own
    if unit is None:
        return misfit if isinstance(derivation, Level) else own  # a direction is one of change
    if found.unit == "money":
        return unit if len(unit) == 3 and unit.isupper() else misfit
    if found.unit == "%" and not isinstance(derivation, Level) and unit.endswith("point"):
        return own
    return own if unit == own else misfit


# --- one edition ------------------------------------------------------------------------------------------------------


def candidates(planner: Planner, years: Span, assumed: bool = False) -> Iterator[Candidate]:
    """Yield every definition that an edition can answer; `assumed`: the years are not those of the text."""
    figure, kind = planner.figure, str(planner.figure.derivation.__struct_config__.tag)
    bases_tried = bases(figure, planner.measure.choice("base", kind), years)
    below = isinstance(figure.derivation, Count) and figure.derivation.within.low is None
    for base in bases_tried:
        since = int(base.value) if base.value else None
        distance = years.last - since if since is not None else 0
        prices = options(planner.measure.choice("prices", kind, distance), figure.stated.get("prices", []))
        inside = planner.measure.choice("perimeter", kind, distance, below) if planner.is_group else None
        perimeters = options(inside, figure.stated.get("perimeter", []))
        is_left_open = is_open(bases_tried) or is_open(prices) or is_open(perimeters)
        for chosen in product((base,), prices, perimeters):
            found = _candidate(planner, years, chosen, is_left_open, assumed)
            if found is not None:
                yield found


def _candidate(
    planner: Planner, years: Span, chosen: tuple[Option, ...], is_left_open: bool, assumed: bool
) -> Candidate | None:
    base, prices, inside = chosen
    if inside.standing == "context" and "generous" in (base.standing, prices.standing):
        return None  # what is far-fetched twice is not worth showing
    plan = planner.plan(years, int(base.value) if base.value else None, prices.value, inside.value)
    if plan is None:
        return None
    line = plan.terms[0].line
    own = (plan.terms_of("own") or plan.terms_of("member"))[0]
    values = {"prices": prices.value, "base": base.value, "perimeter": inside.value}
    definition = Definition(
        measure=planner.measure.id,
        source=line.source,
        edition=line.edition,
        prices=line.prices,
        price_year=line.price_year,
        base=base.value,
        period=str(own.first) if own.first == own.last else f"{own.first}/{own.last}",
        perimeter=inside.value,
        standing=standing(chosen, is_left_open, assumed),
    )
    return Candidate(
        definition=definition,
        plan=plan,
        unit=_observed_unit(planner.figure, planner.unit),
        choices={name: value for name, value in values.items() if value is not None},
    )


def _observed_unit(figure: Figure, unit: str) -> str | None:
    if isinstance(figure.derivation, Count):
        return "member"
    return figure.quantity.unit or (None if isinstance(figure.derivation, Rank) else unit)


# --- all editions -----------------------------------------------------------------------------------------------------

Made = Mapping[str, Sequence[Candidate]]


def define(
    figure: Figure, statement: Statement, lines: Lines, editions: Sequence[Edition], asofs: Sequence[dt.date]
) -> list[Found]:
    """Return, for each day, every definition of a figure that the ledger can answer, in a fixed order."""
    found, figure = effective(figure)
    editions = [each for each in editions if each.source in found.series]
    years = span(figure, found, statement, statement.said or max(asofs))
    unit = line_unit(found, figure)
    obstacle = _hindrance(figure, found, years, unit, lines, editions)
    if obstacle is not None or isinstance(years, Obstacle) or isinstance(unit, Obstacle):
        return [Found(candidates=[], deciding=None, obstacles=[obstacle] if obstacle else [])] * len(asofs)
    planners = [Planner(lines, each, found, unit, figure) for each in editions if each.held]
    loose = years if statement.stance != "expects" else replace(years, loose=False)
    made = {planner.edition.edition: _made(planner, loose) for planner in planners}
    first = _as_of(statement.said, figure, made, editions, strict=True) if statement.said else None
    known = _years_known(first, planners, loose)
    later = {planner.edition.edition: _made(planner, known) for planner in planners} if known else made
    return [
        first
        if first is not None and asof == statement.said
        else _as_of(asof, figure, later, editions, strict=False)
        for asof in asofs
    ]


def _made(planner: Planner, years: Span) -> list[Candidate]:
    last = planner.last
    if last is None:
        return []
    moved = fitted(years, last)
    return list(candidates(planner, moved or years, assumed=moved is not None or years.assumed))


def _years_known(first: Found | None, planners: Sequence[Planner], years: Span) -> Span | None:
    """The last years known on the day it was said, where they are not those of the text.

    A later check keeps to them: who said in January "we are at 2 %" spoke of the year before.
    """
    if first is None or first.deciding is None:
        return None
    for planner in planners:
        if planner.edition == first.deciding and (moved := fitted(years, planner.last or 0)):
            return replace(moved, loose=False, assumed=True)
    return None


def _hindrance(
    figure: Figure,
    found: Measure,
    years: Span | Obstacle,
    unit: str | Obstacle,
    lines: Lines,
    editions: Sequence[Edition],
) -> Obstacle | None:
    """What keeps a figure from being checked at all."""
    publisher = ", ".join(found.publishers)
    if not any(edition.held for edition in editions):
        return Obstacle(code="no-series", blanks={"measure": found.id, "publisher": publisher})
    if figure.subject is None:
        return Obstacle(code="no-subject")
    if not isinstance(figure.derivation, Count) and (found.id, figure.subject) not in lines.subjects:
        blanks = {"subject": figure.subject, "measure": found.id, "publisher": publisher}
        return Obstacle(code="not-covered", blanks=blanks)
    for each in (years, unit):
        if isinstance(each, Obstacle):
            return each
    if (
        found.unit == "money"
        and unit != found.currency
        and (found.id, figure.subject, unit) not in lines.units
    ):
        return Obstacle(code="conversion", blanks={"unit": str(unit), "measure": found.id})
    return None


def _as_of(
    asof: dt.date,
    figure: Figure,
    made: Made,
    editions: Sequence[Edition],
    strict: bool,
) -> Found:
    """The definitions of the editions released by a day: those of the deciding one vote, the others are context."""
    released = {each.edition for each in editions if each.released <= asof}
    holds = {name for name in made if made[name] and name in released}
    reaches = {name for name in holds if any(_reaches(candidate.plan) for candidate in made[name])}
    decides, lacking = deciding(editions, asof, holds, reaches, strict)
    # A share of the members leaves open of how many: its count is shown and judges nothing.
    shares = isinstance(figure.derivation, Count) and figure.quantity.unit == "%"
    first = decides.edition if decides else None
    voting = [] if first is None or shares else made[first]
    context = [
        _as_context(candidate)
        for name in sorted(holds, key=lambda name: (name == first, name), reverse=True)
        if name != first or shares
        for candidate in made[name]
        if candidate.definition.standing in ("literal", "customary")
    ]
    obstacles = [Obstacle(code="share-of-members")] if shares else []
    if lacking is not None:
        obstacles.append(_lack(lacking, decides))
    elif decides is None:
        obstacles.append(_uncovered(figure, editions, released))
    return Found(candidates=[*voting, *context], deciding=decides, obstacles=obstacles)


def _uncovered(figure: Figure, editions: Sequence[Edition], released: Container[str]) -> Obstacle:
    """The publisher prints no such values of that subject, or nothing yet on that day."""
    publisher = editions[0].publisher
    if not any(each.held and each.edition in released for each in editions):
        return Obstacle(code="no-edition", blanks={"publisher": publisher})
    blanks = {"subject": figure.subject or "", "measure": figure.measure or "", "publisher": publisher}
    return Obstacle(code="not-covered", blanks=blanks)


def _lack(edition: Edition, decides: Edition | None) -> Obstacle:
    code = "older-edition" if decides else "partial-edition" if edition.held else "missing-edition"
    return Obstacle(code=code, blanks={"edition": edition.edition, "publisher": edition.publisher})


def _reaches(plan: Plan) -> bool:
    return all(term.first >= term.line.first for term in plan.terms)


def _as_context(candidate: Candidate) -> Candidate:
    return replace(candidate, definition=replace(candidate.definition, standing="context"))
