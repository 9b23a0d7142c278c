"""A figure's open choices and an edition go in; every definition that the edition can answer comes out, with its plan.

The choices are the figure's and the measure's own: they are combined once and serve every edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from foedus.choices import Option, bases, ends, is_open, options, standing
from foedus.derive import Exchange, Plan
from foedus.formulas import case_of
from foedus.measures import Case, Measure
from foedus.model import Count, Definition, Figure, Rank, Standing
from foedus.places import stretch
from foedus.plans import Chosen, Planner
from foedus.scope import Span

USUAL = ("literal", "customary")


class Candidate(Struct, frozen=True, kw_only=True):
    """A definition with the plan of its number; `choices` is what was chosen, in the order of the measure's file."""

    definition: Definition
    plan: Plan
    unit: str | None
    choices: dict[str, str] = {}

    @property
    def is_usual(self) -> bool:
        """Tell whether it is what the sentence says or what is normally meant."""
        return self.definition.standing in USUAL

    @property
    def reaches(self) -> bool:
        """Tell whether every series that it needs goes back far enough."""
        return all(term.first >= term.line.first for term in self.plan.terms)

    def as_context(self) -> Candidate:
        """Return the same, to be shown and not to vote."""
        return replace(self, definition=replace(self.definition, standing="context"))


class Way(Struct, frozen=True, kw_only=True):
    """One value for each choice, with the standing that they have together."""

    chosen: Chosen
    choices: dict[str, str]
    standing: Standing

    @property
    def is_usual(self) -> bool:
        """Tell whether it is what the sentence says or what is normally meant."""
        return self.standing in USUAL


def ways(
    figure: Figure,
    measured: Measure,
    years: Span,
    asked: Option,
    rates: Sequence[tuple[Option, Exchange | None]],
    is_left_open: bool = False,
) -> list[Way]:
    """Combine the choices that a measure offers for a figure.

    `asked`: by which measure it is judged; `is_left_open`: that is a choice; `rates`: how amounts are exchanged.
    """
    case = case_of(measured, figure)
    tried = bases(figure, measured.choice("base", case), years)
    parts = options(measured.choice("component", case), figure.stated.get("component", []))
    found = []
    for base in tried:
        at = replace(case, years=years.last - ends(base.value)[1] if base.value else 0)
        prices = options(measured.choice("prices", at), figure.stated.get("prices", []))
        perimeters = options(measured.choice("perimeter", at), figure.stated.get("perimeter", []))
        reckonings = _reckonings(measured, at, years)
        open_ones = (tried, prices, perimeters, parts, [option for option, _ in rates], reckonings)
        is_one_open = is_left_open or any(map(is_open, open_ones))
        for price, inside, part, (rate, exchange), reckoned in product(
            prices, perimeters, parts, rates, reckonings
        ):
            of = {
                "measure": asked,
                "component": part,
                "prices": price,
                "base": base,
                "perimeter": inside,
                "rate": rate,
                "reckoning": reckoned,
            }
            if not _is_far_fetched(of):
                found.append(_way(of, exchange, standing(of.values(), is_one_open, years.assumed)))
    return found


def _reckonings(measured: Measure, case: Case, years: Span) -> list[Option]:
    """Return how a number may be reckoned; the year before only where the text writes none."""
    choice = measured.choice("reckoning", case)
    found = options(choice, [])
    if choice is None or (years.loose and not years.several):
        return found
    return [option for option in found if option.value not in choice.before]


def _is_far_fetched(of: Mapping[str, Option]) -> bool:
    """Tell whether a definition strays in two choices at once: that is not worth showing."""
    far = [
        option.standing
        for name, option in of.items()
        if option.standing == "generous" or (option.standing == "context" and name != "measure")
    ]
    return len(far) > 1 and ("context" in far or of["rate"].standing == "generous")


def _way(of: Mapping[str, Option], exchange: Exchange | None, together: Standing) -> Way:
    base = of["base"].value
    chosen = Chosen(
        component=of["component"].value,
        prices=of["prices"].value,
        since=ends(base) if base else None,
        inside=of["perimeter"].value,
        exchange=exchange,
        reckoning=of["reckoning"].value,
    )
    values = {name: option.value for name, option in of.items() if option.value is not None}
    return Way(chosen=chosen, choices=values, standing=together)


def candidates(planner: Planner, years: Span, found: Iterable[Way]) -> Iterator[Candidate]:
    """Yield every definition that an edition can answer, in the order of the ways."""
    for way in found:
        plan = planner.plan(years, way.chosen)
        if plan is not None:
            yield Candidate(
                definition=_definition(plan, way, planner.measure.id, years.grain),
                plan=plan,
                unit=_observed_unit(planner.figure, planner.unit, way.chosen.exchange),
                choices=way.choices,
            )


def _definition(plan: Plan, way: Way, measure: str, grain: str) -> Definition:
    own = plan.terms[0]  # what a number is of comes first
    line = own.line
    return Definition(
        measure=measure,
        source=line.source,
        edition=line.edition,
        component=line.component and (way.chosen.component or line.component),
        prices=line.prices,
        price_year=line.price_year,
        base=way.choices.get("base"),
        period=stretch(own.first, own.last, grain) if line.grain in ("year", "month") else line.grain,
        perimeter=way.chosen.inside,
        rate=way.choices.get("rate"),
        reckoning=way.choices.get("reckoning"),
        standing=way.standing,
    )


def _observed_unit(figure: Figure, unit: str, exchange: Exchange | None) -> str | None:
    if isinstance(figure.derivation, Count):
        return "member"
    wanted = figure.quantity.unit
    return wanted or (None if isinstance(figure.derivation, Rank) or exchange else unit)
