"""A figure, days and the ledger's series go in; every reasonable definition of the figure comes out, with its plan.

An edition decides, the others are context. Within it, a definition takes one value for each choice that the measure
leaves open and the sentence does not contradict.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from foedus.alliances import groups, members_on
from foedus.choices import Option, bases, is_open, options, standing
from foedus.derive import Exchange, Plan
from foedus.editions import Edition
from foedus.exchanges import exchanges
from foedus.exchanges import needs as exchange_needs
from foedus.lines import Lines, Need
from foedus.measures import Measure, measure
from foedus.model import Count, Definition, Figure, Gap, Growth, Level, Rank, Record, Share, Statement
from foedus.places import stretch
from foedus.plans import Chosen, Planner, case_of
from foedus.scope import Obstacle, Span, deciding, fitted, span

_LAST = dt.date(9999, 12, 31)  # on which today's members are still members


class Candidate(Struct, frozen=True, kw_only=True):
    """A definition with the plan of its number; `choices` is what was chosen, in the order of the measure's file."""

    definition: Definition
    plan: Plan
    unit: str | None
    choices: dict[str, str] = {}


class Found(Struct, frozen=True, kw_only=True):
    """All definitions of one figure as of one day, the edition that decides, and what stood in the way.

    `last`: the last year of the deciding edition's series.
    """

    candidates: list[Candidate]
    deciding: Edition | None
    obstacles: list[Obstacle]
    last: int | None = None


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


def candidates(
    planner: Planner,
    years: Span,
    asked: Option,
    ways: Sequence[tuple[Option, Exchange | None]],
    is_left_open: bool = False,
) -> Iterator[Candidate]:
    """Yield every definition that an edition can answer; `asked`: by which measure, `ways`: how amounts are exchanged.

    `is_left_open`: the measure itself is.
    """
    figure, measured, case = planner.figure, planner.measure, planner.case
    bases_tried = bases(figure, measured.choice("base", case), years)
    parts = options(measured.choice("component", case), figure.stated.get("component", []))
    for base in bases_tried:
        since = int(base.value) if base.value else None
        at = replace(case, years=years.last - since if since is not None else 0)
        prices = options(measured.choice("prices", at), figure.stated.get("prices", []))
        perimeters = options(measured.choice("perimeter", at), figure.stated.get("perimeter", []))
        rates = [option for option, _ in ways]
        is_one_open = is_left_open or any(map(is_open, (bases_tried, prices, perimeters, parts, rates)))
        for base_of, price, inside, part, (rate, exchange) in product(
            (base,), prices, perimeters, parts, ways
        ):
            options_of = {
                "measure": asked,
                "component": part,
                "prices": price,
                "base": base_of,
                "perimeter": inside,
                "rate": rate,
            }
            chosen = Chosen(
                component=part.value, prices=price.value, since=since, inside=inside.value, exchange=exchange
            )
            found = _candidate(planner, years, chosen, options_of, is_one_open)
            if found is not None:
                yield found


def _candidate(
    planner: Planner, years: Span, chosen: Chosen, options_of: Mapping[str, Option], is_left_open: bool
) -> Candidate | None:
    far = [
        option.standing
        for name, option in options_of.items()
        if option.standing == "generous" or (option.standing == "context" and name != "measure")
    ]
    if len(far) > 1 and ("context" in far or options_of["rate"].standing == "generous"):
        return None  # what is far-fetched twice is not worth showing
    plan = planner.plan(years, chosen)
    if plan is None:
        return None
    line = plan.terms[0].line
    own = (plan.terms_of("own") or plan.terms_of("member"))[0]
    values = {name: option.value for name, option in options_of.items()}
    definition = Definition(
        measure=planner.measure.id,
        source=line.source,
        edition=line.edition,
        component=line.component,
        prices=line.prices,
        price_year=line.price_year,
        base=values["base"],
        period=stretch(own.first, own.last, years.grain),
        perimeter=values["perimeter"],
        rate=values["rate"],
        standing=standing(options_of.values(), is_left_open, years.assumed),
    )
    return Candidate(
        definition=definition,
        plan=plan,
        unit=_observed_unit(planner.figure, planner.unit, chosen.exchange),
        choices={name: value for name, value in values.items() if value is not None},
    )


def _observed_unit(figure: Figure, unit: str, exchange: Exchange | None) -> str | None:
    if isinstance(figure.derivation, Count):
        return "member"
    wanted = figure.quantity.unit
    return wanted or (None if isinstance(figure.derivation, Rank) or exchange else unit)


# --- what is needed ---------------------------------------------------------------------------------------------------


def needs(figure: Figure) -> Iterator[Need]:
    """Yield the series that a figure asks for."""
    if figure.subject is None:
        return
    found, figure = effective(figure)
    for option in _asked(found, figure):
        measured = measure(option.value or found.id)
        for source in measured.series:
            yield from _needs(measured, source, figure)
    wanted = figure.quantity.unit
    if wanted and found.unit == "money" and _is_currency(wanted) and found.currency not in (None, wanted):
        yield from exchange_needs(found.currency or "", wanted)


def _needs(measured: Measure, source: str, figure: Figure) -> Iterator[Need]:
    if not measured.partnered:
        yield Need(source=source, measure=measured.id)
        return
    if figure.partner is None:
        return
    derivation, case = figure.derivation, case_of(measured, figure)
    other = (
        derivation.of
        if isinstance(derivation, Share)
        else derivation.to
        if isinstance(derivation, Gap)
        else None
    )
    whole = measured.whole.get(other or "")
    subjects = {figure.subject or "", *([other] if other and not whole else ())}
    if whole:
        yield Need(source=source, measure=whole.measure or measured.id)
    group = derivation.among if isinstance(derivation, Rank) else figure.subject or ""
    if group in groups() and isinstance(derivation, Rank | Count):
        subjects |= members_on(group, _LAST)
    for each in measured.choices:
        if each.name == "perimeter":
            subjects |= {
                f"{one}+{joined}" for joined in each.joined.values() for one in subjects & groups().keys()
            }
    inside, part = measured.choice("perimeter", case), measured.choice("component", case)
    parts = {option.value for option in options(part, figure.stated.get("component", []))}
    for one in sorted(subjects):
        need = Need(source=source, measure=measured.id, subject=one, partner=figure.partner)
        yield from (replace(need, component=name) for name in parts)
        yield from (
            replace(need, component=name, summed=True) for name in (inside.adds.values() if inside else ())
        )


def _asked(found: Measure, figure: Figure) -> list[Option]:
    """The measures by which a figure may be judged, with their standing."""
    choice = found.choice("measure", case_of(found, figure))
    return options(choice, figure.stated.get("measure", [])) if choice else [Option(value=found.id)]


def _is_currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


# --- all editions -----------------------------------------------------------------------------------------------------

Made = Mapping[str, Sequence[Candidate]]


def define(
    figure: Figure, statement: Statement, lines: Lines, editions: Sequence[Edition], asofs: Sequence[dt.date]
) -> list[Found]:
    """Return, for each day, every definition of a figure that the ledger can answer, in a fixed order."""
    found, figure = effective(figure)
    said = statement.said or max(asofs)
    first = [each for each in editions if each.source in found.series[:1]]
    years = span(figure, found, statement, said)
    unit = line_unit(found, figure)
    obstacle = _hindrance(figure, found, years, unit, lines, editions)
    if obstacle is not None or isinstance(years, Obstacle) or isinstance(unit, Obstacle):
        return [Found(candidates=[], deciding=None, obstacles=[obstacle] if obstacle else [])] * len(asofs)
    loose = years if statement.stance != "expects" else replace(years, loose=False)
    maker = _Maker(figure, found, unit, lines, editions, said, until=max(asofs))
    made = maker.made(first, loose)
    on_the_day = _as_of(statement.said, figure, made, first, strict=True) if statement.said else None
    known = _years_known(on_the_day, loose)
    later = maker.made(first, known) if known else made
    beside = maker.beside(first, known or loose, asofs)
    unrated = (
        [] if maker.exchanged else [Obstacle(code="conversion", blanks={"unit": unit, "measure": found.id})]
    )
    days = []
    for asof in asofs:
        same = on_the_day is not None and asof == statement.said
        each = on_the_day if same and on_the_day else _as_of(asof, figure, later, first, strict=False)
        shown = [*each.candidates, *_newest(beside, asof)]
        obstacles = each.obstacles if each.candidates else unrated or each.obstacles
        days.append(replace(each, candidates=shown, obstacles=obstacles))
    return days


class _Maker:
    """Makes the candidates of one figure, edition by edition."""

    def __init__(
        self,
        figure: Figure,
        found: Measure,
        unit: str,
        lines: Lines,
        editions: Sequence[Edition],
        said: dt.date,
        until: dt.date,
    ) -> None:
        self.figure, self.found, self.unit, self.lines = figure, found, unit, lines
        self.editions, self.said, self.until = editions, said, until
        self.exchanged = True  # no longer so where a rate is missing
        self._asked = _asked(found, figure)

    def made(self, editions: Sequence[Edition], years: Span) -> dict[str, list[Candidate]]:
        """The candidates of each edition held, by all measures that the same source serves."""
        held = [each for each in editions if each.held and each.released <= self.until]
        return {each.edition: list(self._of(each, years, self._serving(each.source))) for each in held}

    def beside(
        self, editions: Sequence[Edition], years: Span, asofs: Sequence[dt.date]
    ) -> list[tuple[Edition, list[Candidate]]]:
        """The candidates of other sources, edition by edition, which are context."""
        decisive = {each.source for each in editions}
        return [
            (each, [_as_context(one) for one in self._of(each, years, serving) if _is_usual(one)])
            for each in self._newest(asofs)
            if each.source not in decisive and (serving := self._serving(each.source))
        ]

    def _newest(self, asofs: Iterable[dt.date]) -> list[Edition]:
        """The newest edition held of each source on each day."""
        held = [each for each in self.editions if each.held]
        newest = {(asof, each.source): each for asof in asofs for each in held if each.released <= asof}
        found = {(each.source, each.edition): each for each in newest.values()}
        return [found[name] for name in sorted(found)]

    def _serving(self, source: str) -> list[tuple[Measure, Option]]:
        """The measures that a source serves; what another source serves is context, whatever its definition."""
        beside = source not in self.found.series[:1]
        asked = [
            (measure(option.value or self.found.id), Option(value=option.value) if beside else option)
            for option in self._asked
        ]
        return [(measured, option) for measured, option in asked if source in measured.series]

    def _of(
        self, edition: Edition, years: Span, asked: Sequence[tuple[Measure, Option]]
    ) -> Iterator[Candidate]:
        older = [each for each in self.editions if each.source == edition.source and each.held]
        before = [each for each in reversed(older) if each.edition < edition.edition]
        for measured, option in asked:
            planner = Planner(self.lines, edition, measured, self.unit, self.figure, years.grain, before)
            last = planner.last
            if last is None:
                continue
            ways = exchanges(self.lines, self.editions, planner.unit, self.unit, years.grain, self.said)
            self.exchanged = self.exchanged and bool(ways)
            yield from candidates(planner, fitted(years, last) or years, option, ways, is_open(self._asked))


def _newest(beside: Sequence[tuple[Edition, list[Candidate]]], asof: dt.date) -> list[Candidate]:
    """What the newest edition of each other source released by a day says; editions come in their order."""
    newest = {each.source: made for each, made in beside if each.released <= asof and made}
    return [candidate for made in newest.values() for candidate in made]


def _years_known(first: Found | None, years: Span) -> Span | None:
    """The last years known on the day it was said, where they are not those of the text.

    A later check keeps to them: who said in January "we are at 2 %" spoke of the year before. Months that have passed
    are another matter: a later edition has them.
    """
    if first is None or first.last is None or years.grain != "year":
        return None
    moved = fitted(years, first.last)
    return replace(moved, loose=False) if moved else None


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
    if not any(each.held and each.source in found.series[:1] for each in editions):
        return Obstacle(code="no-series", blanks={"measure": found.id, "publisher": publisher})
    if figure.subject is None:
        return Obstacle(code="no-subject")
    if found.partnered and figure.partner is None:
        return Obstacle(code="no-partner", blanks={"measure": found.id})
    if not isinstance(figure.derivation, Count) and not _is_covered(figure, found, lines):
        blanks = {"subject": figure.subject, "measure": found.id, "publisher": publisher}
        return Obstacle(code="not-covered", blanks=blanks)
    return next((each for each in (years, unit) if isinstance(each, Obstacle)), None)


def _is_covered(figure: Figure, found: Measure, lines: Lines) -> bool:
    partner = figure.partner if found.partnered else None
    subject = figure.subject or ""
    names = {subject, *(f"{subject}+{other}" for each in found.choices for other in each.joined.values())}
    asked = {option.value or found.id for option in _asked(found, figure)}
    return any((found.series[0], each, name, partner) in lines.subjects for each in asked for name in names)


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
        if _is_usual(candidate)
    ]
    obstacles = [Obstacle(code="share-of-members")] if shares else []
    if lacking is not None:
        obstacles.append(_lack(lacking, decides))
    elif decides is None:
        obstacles.append(_uncovered(figure, editions, released))
    elif voting and all(each.definition.standing == "context" for each in voting):
        obstacles.append(Obstacle(code="counts-otherwise", blanks={"publisher": decides.publisher}))
    last = max((term.line.last for each in voting for term in each.plan.terms), default=None)
    return Found(candidates=[*voting, *context], deciding=decides, last=last, obstacles=obstacles)


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


def _is_usual(candidate: Candidate) -> bool:
    return candidate.definition.standing in ("literal", "customary")


def _as_context(candidate: Candidate) -> Candidate:
    return replace(candidate, definition=replace(candidate.definition, standing="context"))
