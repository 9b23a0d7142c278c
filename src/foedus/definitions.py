"""A figure, a day and the ledger's series go in; every reasonable definition of the figure comes out, with its plan.

An edition decides, the others are context. Within it, a definition takes one value for each choice that the measure
leaves open and the sentence does not contradict.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from foedus import alliances
from foedus.derive import Line, Lines, Plan, Role, Term
from foedus.editions import Edition
from foedus.measures import Choice, Measure, measure
from foedus.model import (
    Change,
    Count,
    Definition,
    Excess,
    Figure,
    Gap,
    Growth,
    Level,
    Period,
    Rank,
    Record,
    Share,
    Standing,
    Statement,
)
from foedus.totals import EACH_YEAR, TODAY

UNCOUNTED = "with members not in the table"

# How many years an undated present may lag: "France is at 2 %" said in January is checked on the year before.
LAG = 2

_RANK: dict[Standing, int] = {"literal": 0, "customary": 1, "generous": 2, "context": 3}


class Obstacle(Struct, frozen=True, kw_only=True):
    """Why a figure, or a part of it, cannot be checked: a code and the words' blanks, in `definitions.toml`."""

    code: str
    blanks: dict[str, str] = {}


class Candidate(Struct, frozen=True, kw_only=True):
    """A definition with the plan of its number; `choices` is what was chosen, in the order of the measure's file."""

    definition: Definition
    plan: Plan
    unit: str | None
    choices: dict[str, str] = {}


class Option(Struct, frozen=True, kw_only=True):
    """One value of a choice; `fixed` where the sentence itself says so."""

    value: str | None
    standing: Standing = "customary"
    fixed: bool = False


class Span(Struct, frozen=True, kw_only=True):
    """The years of a figure; `loose` where the text writes no year, `start` where the period itself names a base."""

    first: int
    last: int
    loose: bool
    several: bool = False


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


# --- years ------------------------------------------------------------------------------------------------------------


def span(figure: Figure, statement: Statement, said: dt.date) -> Span | Obstacle:
    """Return the whole years that a figure is about, or why there are none."""
    loose = "period" not in figure.stated
    period = figure.period
    if period is None and statement.stance == "expects":
        return Obstacle(code="no-period")  # what is expected without a date cannot be met or missed yet
    if period is None:
        return Span(first=said.year, last=said.year, loose=True)
    start, end = period.years
    first, last = start or end or said.year, end or max(said.year, start or said.year)
    if not loose and not _whole_years(period):
        return Obstacle(code="finer-period", blanks={"period": str(period)})
    return Span(first=first, last=last, loose=loose or end is None, several=first < last)


def _whole_years(period: Period) -> bool:
    start, end = period.start, period.end
    return (start is None or (start.month, start.day) == (1, 1)) and (
        end is None or (end.month, end.day) == (12, 31)
    )


def _year(text: str) -> int | None:
    try:
        return Period(text).years[0]
    except ValueError:
        return None


# --- editions ---------------------------------------------------------------------------------------------------------


def deciding(
    editions: Iterable[Edition], asof: dt.date, holds: set[str], reaches: set[str], strict: bool
) -> tuple[Edition | None, list[Edition]]:
    """Return the edition that decides and the newer ones that the ledger lacks.

    `holds`: editions with the series; `reaches`: those among them that go back far enough. On the day it was said
    (`strict`), nothing older takes the place of a newer edition that the ledger lacks or holds in part; on a later day
    the newest edition that has the series decides.
    """
    lacking: list[Edition] = []
    for edition in sorted(editions, key=lambda each: each.released, reverse=True):
        if edition.released > asof:
            continue
        if edition.edition in reaches:
            return edition, lacking
        if edition.held and edition.edition in holds and edition.coverage != "slice":
            continue  # its table starts later than the figure
        if edition.held and edition.coverage == "whole":
            return None, lacking  # the publisher prints no such series
        lacking.append(edition)
        if strict:
            return None, lacking
    return None, lacking


# --- choices ----------------------------------------------------------------------------------------------------------


def _options(choice: Choice | None, stated: list[str]) -> list[Option]:
    if choice is None:
        return [Option(value=None)]
    offered = [*choice.customary, *choice.generous, *choice.context]
    if stated:
        kept = [value for value in stated if value in offered or choice.name == "base"]
        torn = choice.torn if len(kept) > 1 else []
        return [Option(value=value, fixed=True) for value in kept] + [
            Option(value=value, standing="generous") for value in torn if value not in kept
        ]
    return (
        [Option(value=value) for value in choice.customary]
        + [Option(value=value, standing="generous") for value in choice.generous]
        + [Option(value=value, standing="context") for value in choice.context]
    )


def _is_open(options: Iterable[Option]) -> bool:
    """Tell whether a choice is left open: several values may vote and the sentence names none of them."""
    return sum(option.standing != "context" and not option.fixed for option in options) > 1


def _standing(chosen: Iterable[Option], open_choices: bool, assumed: bool) -> Standing:
    """The weakest standing among the choices; literal where the sentence fixes one or nothing was left to choose."""
    chosen = list(chosen)
    weakest: Standing = max(
        (option.standing for option in chosen), key=_RANK.__getitem__, default="customary"
    )
    if weakest in ("generous", "context"):
        return weakest
    if assumed:
        return "customary"
    return "literal" if not open_choices or any(option.fixed for option in chosen) else "customary"


def _bases(figure: Figure, choice: Choice | None, years: Span) -> list[Option]:
    """The base years: those that the sentence names, else the customary ones, else the year before."""
    derivation = figure.derivation
    if not isinstance(derivation, Change | Growth | Excess):
        return [Option(value=None)]
    named = figure.stated.get("base") or ([derivation.base] if derivation.base else [])
    named = list(dict.fromkeys(str(year) for year in map(_year, named) if year is not None))
    if named or choice:
        return _options(choice or Choice(name="base"), named)
    if isinstance(derivation, Excess):
        return [Option(value=str(years.first - 1))]
    return [Option(value=str(years.first if years.several else years.last - 1))]


# --- lines ------------------------------------------------------------------------------------------------------------


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
    if isinstance(derivation, Rank | Record) or unit is None:
        return own
    if found.unit == "money":
        return unit if len(unit) == 3 and unit.isupper() else misfit
    if found.unit == "%" and not isinstance(derivation, Level) and unit.endswith("point"):
        return own
    return own if unit == own else misfit


def _pick(lines: Iterable[Line], prices: str | None, perimeter: str | None, group: bool) -> Line | None:
    """The line on a price basis; of a group, the published total before the sum over the members of each year."""
    fitting = [line for line in lines if prices is None or line.prices == prices]
    if not group:
        return next((line for line in fitting if line.basis == "member"), None)
    if perimeter == TODAY:
        return next((line for line in fitting if line.perimeter == TODAY), None)
    summed = next((line for line in fitting if line.basis == "sum" and line.perimeter == EACH_YEAR), None)
    return next((line for line in fitting if line.basis == "published"), summed)


# --- plans ------------------------------------------------------------------------------------------------------------


class _Maker:
    """Makes the definitions of one figure in one edition."""

    def __init__(
        self, lines: Lines, found: Measure, figure: Figure, unit: str, years: Span, loose: bool
    ) -> None:
        self.lines, self.measure, self.figure, self.unit = lines, found, figure, unit
        self.years, self.loose = years, loose
        self.subject = figure.subject or ""
        self.group = self.subject in alliances.groups()
        self.kind = str(figure.derivation.__struct_config__.tag)

    def make(self, edition: Edition) -> Iterator[Candidate]:
        """Yield every definition that the edition can answer."""
        found = self.lines.find(edition.source, edition.edition, self.measure.id, self.unit, self.subject)
        counted = isinstance(self.figure.derivation, Count)
        if not (self.group if counted else found):
            return
        last = max((line.last for line in found), default=0) if not counted else self._last(edition)
        years, assumed = self._fitted(last)
        if isinstance(self.figure.derivation, Level) and years.several and not self.measure.flow:
            return
        bases = _bases(self.figure, self.measure.choice("base", self.kind), years)
        for base in bases:
            yield from self._with_base(edition, found, years, base, _is_open(bases), assumed)

    def _last(self, edition: Edition) -> int:
        return max(
            (
                line.last
                for code in alliances.members_on(self.subject, edition.released)
                for line in self.lines.find(edition.source, edition.edition, self.measure.id, self.unit, code)
            ),
            default=0,
        )

    def _fitted(self, last: int) -> tuple[Span, bool]:
        """Undated, the years end where the edition ends; says whether that moved them."""
        years = self.years
        if not (self.loose and years.loose and last < years.last <= last + LAG):
            return years, False
        first = years.first if years.several else last
        return Span(first=min(first, last), last=last, loose=True, several=first < last), True

    def _with_base(
        self, edition: Edition, found: list[Line], years: Span, base: Option, open_base: bool, assumed: bool
    ) -> Iterator[Candidate]:
        since = int(base.value) if base.value else None
        below = isinstance(self.figure.derivation, Count) and self.figure.derivation.within.low is None
        distance = years.last - since if since is not None else 0
        stated = self.figure.stated
        prices = _options(
            self.measure.choice("prices", self.kind, distance), stated.get("prices", []) if found else []
        )
        perimeter = self.measure.choice("perimeter", self.kind, distance, below) if self.group else None
        perimeters = _options(perimeter, stated.get("perimeter", []))
        open_choices = open_base or _is_open(prices) or _is_open(perimeters)
        for price, inside in product(prices, perimeters):
            if inside.standing == "context" and "generous" in (base.standing, price.standing):
                continue  # what is far-fetched twice is not worth showing
            plan = self._plan(edition, found, years, since, price.value, inside.value)
            if plan is None:
                continue
            line = plan.terms[0].line
            standing = _standing((base, price, inside), open_choices, assumed)
            own = plan.terms_of("own") or plan.terms_of("member")
            chosen = {"prices": price.value, "base": base.value, "perimeter": inside.value}
            yield Candidate(
                definition=Definition(
                    measure=self.measure.id,
                    source=edition.source,
                    edition=edition.edition,
                    prices=line.prices,
                    price_year=line.price_year,
                    base=base.value,
                    period=_period(own[0].first, own[0].last),
                    perimeter=inside.value,
                    standing=standing,
                ),
                plan=plan,
                unit=self._observed_unit(),
                choices={name: value for name, value in chosen.items() if value is not None},
            )

    def _observed_unit(self) -> str | None:
        if isinstance(self.figure.derivation, Count):
            return "member"
        return self.figure.quantity.unit or (None if isinstance(self.figure.derivation, Rank) else self.unit)

    def _plan(
        self,
        edition: Edition,
        found: list[Line],
        years: Span,
        since: int | None,
        prices: str | None,
        inside: str | None,
    ) -> Plan | None:
        derivation = self.figure.derivation
        if isinstance(derivation, Count):
            return self._count(edition, derivation, years, inside)
        line = _pick(found, prices, inside, self.group)
        if line is None:
            return None
        own = Term(role="own", line=line, first=years.first, last=years.last)
        if isinstance(derivation, Level):
            return Plan(formula="level", terms=(own,))
        end = Term(role="own", line=line, first=years.last, last=years.last)
        if isinstance(derivation, Change | Growth) and since is not None:
            if since >= years.last:
                return None
            return Plan(formula=_formula(derivation, self.figure), terms=(end, _term("base", line, since)))
        if isinstance(derivation, Excess) and since is not None:
            if since >= years.last:
                return None
            over = Term(role="own", line=line, first=since + 1, last=years.last)
            return Plan(formula="excess", terms=(over, _term("base", line, since)))
        if isinstance(derivation, Share | Gap):
            other = derivation.of if isinstance(derivation, Share) else derivation.to
            lines = self.lines.find(edition.source, edition.edition, self.measure.id, self.unit, other)
            whole = _pick(lines, prices, inside, other in alliances.groups())
            if whole is None:
                return None
            term = Term(role="whole", line=whole, first=years.first, last=years.last)
            return Plan(formula="share" if isinstance(derivation, Share) else "gap", terms=(own, term))
        if isinstance(derivation, Rank):
            among = derivation.among
            members = self._members(edition, among, years.last, prices) if among in alliances.groups() else []
            return Plan(formula="rank", terms=(end, *members)) if members else None
        if isinstance(derivation, Record):
            start = _year(derivation.since) if derivation.since else line.first
            if start is None or start >= years.last:
                return None
            return Plan(
                formula="record", terms=(end, Term(role="past", line=line, first=start, last=years.last - 1))
            )
        return None

    def _count(self, edition: Edition, derivation: Count, years: Span, inside: str | None) -> Plan | None:
        if years.several or not self.group:
            return None
        members = self._members(edition, self.subject, years.last, None)
        if not members:
            return None
        uncounted: tuple[str, ...] = ()
        if inside == UNCOUNTED:
            there = alliances.members_on(self.subject, dt.date(years.last, 12, 31))
            uncounted = tuple(sorted(there.intersection(edition.absent.get(self.measure.id, []))))
            if not uncounted:
                return None
        within = derivation.within
        return Plan(
            formula="count",
            terms=tuple(members),
            low=within.low,
            high=within.high,
            uncounted=uncounted,
        )

    def _members(self, edition: Edition, group: str, year: int, prices: str | None) -> list[Term]:
        """One term a member of that year; none at all where one that ought to be there is missing."""
        there = alliances.members_on(group, dt.date(year, 12, 31))
        terms = []
        for code in sorted(there.difference(edition.absent.get(self.measure.id, []))):
            found = self.lines.find(edition.source, edition.edition, self.measure.id, self.unit, code)
            line = _pick(found, prices, None, False)
            if line is None:
                return []
            terms.append(_term("member", line, year))
        return terms


def _term(role: Role, line: Line, year: int) -> Term:
    return Term(role=role, line=line, first=year, last=year)


def _formula(derivation: Change | Growth, figure: Figure) -> str:
    falls = derivation.direction == "decrease"
    if isinstance(derivation, Change):
        return "fall" if falls else "change"
    if figure.quantity.unit == "multiple":
        high = figure.quantity.high
        return "divisor" if falls and not (high is not None and high <= 1) else "multiple"
    return "shrinkage" if falls else "growth"


def _period(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}/{last}"


# --- all together -----------------------------------------------------------------------------------------------------


def define(
    figure: Figure, statement: Statement, lines: Lines, editions: Sequence[Edition], asofs: Sequence[dt.date]
) -> list[Found]:
    """Return, for each day, every definition of a figure that the ledger can answer, in a fixed order."""
    found, figure = effective(figure)
    editions = [each for each in editions if each.source in found.series]
    obstacle = _hindrance(figure, found, lines, editions)
    if obstacle is not None:
        return [Found(candidates=[], deciding=None, obstacles=[obstacle])] * len(asofs)
    years = span(figure, statement, statement.said or max(asofs))
    unit = line_unit(found, figure)
    for each in (years, unit):
        if isinstance(each, Obstacle):
            return [Found(candidates=[], deciding=None, obstacles=[each])] * len(asofs)
    assert isinstance(years, Span)
    assert isinstance(unit, str)
    maker = _Maker(lines, found, figure, unit, years, loose=statement.stance != "expects")
    if (
        found.unit == "money"
        and unit != found.currency
        and (found.id, figure.subject, unit) not in lines.units
    ):
        blanks = {"unit": unit, "measure": found.id}
        return [
            Found(candidates=[], deciding=None, obstacles=[Obstacle(code="conversion", blanks=blanks)])
        ] * len(asofs)
    made = {each.edition: list(maker.make(each)) for each in editions if each.held}
    return [_as_of(asof, figure, made, editions, strict=asof == statement.said) for asof in asofs]


def _hindrance(figure: Figure, found: Measure, lines: Lines, editions: Sequence[Edition]) -> Obstacle | None:
    """What keeps a figure from being checked at all: no series, no subject, or a subject that no edition covers."""
    publisher = ", ".join(found.publishers)
    if not any(edition.held for edition in editions):
        return Obstacle(code="no-series", blanks={"measure": found.id, "publisher": publisher})
    if figure.subject is None:
        return Obstacle(code="no-subject")
    if not isinstance(figure.derivation, Count) and (found.id, figure.subject) not in lines.subjects:
        blanks = {"subject": figure.subject, "measure": found.id, "publisher": publisher}
        return Obstacle(code="not-covered", blanks=blanks)
    return None


def _as_of(
    asof: dt.date,
    figure: Figure,
    made: Mapping[str, list[Candidate]],
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
    obstacles = [_lack(each) for each in lacking[:1]] + [Obstacle(code="share-of-members")] * shares
    return Found(candidates=[*voting, *context], deciding=decides, obstacles=obstacles)


def _lack(edition: Edition) -> Obstacle:
    code = "partial-edition" if edition.held else "missing-edition"
    return Obstacle(code=code, blanks={"edition": edition.edition, "publisher": edition.publisher})


def _reaches(plan: Plan) -> bool:
    return all(term.first >= term.line.first for term in plan.terms)


def _as_context(candidate: Candidate) -> Candidate:
    return replace(candidate, definition=replace(candidate.definition, standing="context"))
