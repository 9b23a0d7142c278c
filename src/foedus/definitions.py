"""A figure, days and the ledger's series go in; every reasonable definition of the figure comes out, with its plan.

An edition decides, the others are context. Within it, a definition takes one value for each choice that the measure
leaves open and the sentence does not contradict.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from foedus.alliances import groups
from foedus.candidates import Candidate, Way, candidates, ways
from foedus.choices import Option, is_open
from foedus.derive import Exchange
from foedus.editions import Edition
from foedus.exchanges import exchanges
from foedus.lines import Lines
from foedus.measures import Measure, measure
from foedus.model import Count, Figure, Share, Statement
from foedus.needs import asked, effective, is_of_all, line_unit, partner_of
from foedus.plans import Planner
from foedus.scope import Obstacle, Span, deciding, fitted, span


class Found(Struct, frozen=True, kw_only=True):
    """All definitions of one figure as of one day, the edition that decides, and what stood in the way.

    `last`: the last year of the deciding edition's series; `newer`: an interim edition since, which is not held.
    """

    candidates: list[Candidate]
    deciding: Edition | None
    obstacles: list[Obstacle]
    last: int | None = None
    newer: Edition | None = None


def define(
    figure: Figure,
    statement: Statement,
    lines: Lines,
    asofs: Sequence[dt.date],
    *,
    context: bool = True,
) -> list[Found]:
    """Return, for each day, every definition of a figure that the ledger can answer, in a fixed order.

    Without `context`, only those that vote.
    """
    found, figure = effective(figure)
    said = statement.said or max(asofs)
    first = lines.editions.of(found.series[0]) if found.series else []
    years = span(figure, found, statement, said)
    unit = line_unit(found, figure)
    obstacle = _hindrance(figure, found, years, unit, lines, first)
    if obstacle is not None or isinstance(years, Obstacle) or isinstance(unit, Obstacle):
        told = [[_told(obstacle, found, first, asof)] if obstacle else [] for asof in asofs]
        return [Found(candidates=[], deciding=None, obstacles=each) for each in told]
    loose = years if statement.stance != "expects" else replace(years, loose=False)
    maker = _Maker(figure, found, unit, lines, said, asofs)
    made = _Made(maker, first, loose)
    on_the_day: Found | None = None
    if statement.said and (statement.said in asofs or loose.loose):  # else its day changes nothing
        on_the_day = _as_of(statement.said, figure, made, strict=True, context=context)
    known = _years_known(on_the_day, loose)
    later = _Made(maker, first, known) if known else made
    days = [
        on_the_day
        if on_the_day is not None and asof == statement.said
        else _as_of(asof, figure, later, strict=False, context=context)
        for asof in asofs
    ]
    beside = [list(maker.beside(known or loose, asof)) if context else [] for asof in asofs]
    if not maker.exchanged:
        unrated = Obstacle(code="conversion", blanks={"unit": unit, "measure": found.id})
        days = [each if each.candidates else replace(each, obstacles=[unrated]) for each in days]
    return [
        replace(each, candidates=[*each.candidates, *more]) for each, more in zip(days, beside, strict=True)
    ]


Shape = tuple[object, ...]


def shape(figure: Figure, statement: Statement) -> Shape:
    """Return what decides the definitions of a figure: all but the numbers that are claimed.

    Figures of one shape have the same definitions on the same days.
    """
    quantity = figure.quantity
    return (
        figure.subject,
        figure.measure,
        figure.partner,
        figure.period,
        figure.derivation,
        tuple((name, tuple(values)) for name, values in figure.stated.items()),
        quantity.unit,
        quantity.high is not None and quantity.high <= 1,  # "fell to a third" is no multiple above one
        statement.said,
        statement.stance == "expects",
    )


class _Maker:
    """Makes the candidates of one figure, edition by edition."""

    def __init__(
        self, figure: Figure, found: Measure, unit: str, lines: Lines, said: dt.date, asofs: Sequence[dt.date]
    ) -> None:
        self.figure, self.found, self.unit, self.lines = figure, found, unit, lines
        self.said, self.until, self._asofs = said, max(asofs), asofs
        self.exchanged = True  # no longer so where a rate is missing
        options = asked(found, figure)
        self._is_open = is_open(options)
        self._serving: dict[str, list[tuple[Measure, Option]]] = {}
        for option in options:
            measured = measure(option.value or found.id)
            for source in measured.series:
                self._serving.setdefault(source, []).append((measured, option))
        self._rates: dict[tuple[str, str], list[tuple[Option, Exchange | None]]] = {}
        self._ways: dict[tuple[str, str | None, str, Span], list[Way]] = {}
        self._beside: dict[tuple[str, Span], list[Candidate]] = {}

    def of(self, edition: Edition, years: Span, *, usual: bool = False) -> Iterator[Candidate]:
        """Yield the candidates of an edition, by all measures that its source serves; `usual` ones alone if wanted."""
        for measured, option in self._serving.get(edition.source, ()):
            if edition.source not in self.found.series[:1]:
                option = Option(value=option.value)  # context, whatever its definition
            planner = Planner(self.lines, edition, measured, self.unit, self.figure, years.grain)
            last = planner.last
            if last is not None:
                at = fitted(years, last) or years
                found = self._ways_of(planner, at, option)
                yield from candidates(planner, at, (way for way in found if way.is_usual) if usual else found)

    def _ways_of(self, planner: Planner, years: Span, option: Option) -> list[Way]:
        key = (planner.measure.id, option.standing, planner.unit, years)
        if key not in self._ways:
            of_money = planner.measure.unit == "money"  # a place by share of output is exchanged at no rate
            rates = self._rates_of(planner.unit if of_money else self.unit, years.grain)
            self.exchanged = self.exchanged and bool(rates)
            self._ways[key] = ways(self.figure, planner.measure, years, option, rates, self._is_open)
        return self._ways[key]

    def _rates_of(self, unit: str, grain: str) -> list[tuple[Option, Exchange | None]]:
        if (unit, grain) not in self._rates:
            rates = self.figure.stated.get("rate", [])
            found = exchanges(self.lines, self.lines.editions, unit, self.unit, grain, self.said, rates)
            self._rates[unit, grain] = found
        return self._rates[unit, grain]

    def beside(self, years: Span, asof: dt.date) -> Iterator[Candidate]:
        """Yield what the newest edition of each other source says that was released by a day, as context."""
        for source in sorted(self._serving.keys() - set(self.found.series[:1])):
            newest = [
                self.lines.editions.held(source, day)[-1:] for day in sorted(self._asofs) if day <= asof
            ]
            made = (self._usual(edition, years) for of in reversed(newest) for edition in of)
            yield from next(filter(None, made), [])

    def _usual(self, edition: Edition, years: Span) -> list[Candidate]:
        key = (f"{edition.source}/{edition.edition}", years)
        if key not in self._beside:
            self._beside[key] = [one.as_context() for one in self.of(edition, years, usual=True)]
        return self._beside[key]


class _Made:
    """The candidates of a figure in the editions of the source that decides, each made when it is asked for."""

    def __init__(self, maker: _Maker, editions: Sequence[Edition], years: Span) -> None:
        self.editions = editions
        self._maker, self._years = maker, years
        self._made: dict[str, list[Candidate]] = {}
        self._shown: dict[str, list[Candidate]] = {}

    def of(self, edition: Edition) -> list[Candidate]:
        """The candidates of an edition, none where it is not held."""
        if edition.edition not in self._made:
            made = self._maker.of(edition, self._years) if self._is_there(edition) else ()
            self._made[edition.edition] = list(made)
        return self._made[edition.edition]

    def holds(self, edition: Edition) -> bool:
        """Tell whether an edition has the series."""
        return bool(self.of(edition))

    def reaches(self, edition: Edition) -> bool:
        """Tell whether they go back far enough in it."""
        return any(candidate.reaches for candidate in self.of(edition))

    def usual(self, editions: Sequence[Edition], first: Edition | None) -> list[Candidate]:
        """What editions say that is normally meant, as context: one of them first, then the newest."""
        there = [each for each in editions if self._is_there(each)]
        order = sorted(there, key=lambda each: (each is first, each.edition), reverse=True)
        return [one for each in order for one in self._usual(each)]

    def _usual(self, edition: Edition) -> list[Candidate]:
        if edition.edition not in self._shown:
            made = self._made.get(edition.edition)
            if made is None:
                made = list(self._maker.of(edition, self._years, usual=True))
            self._shown[edition.edition] = [one.as_context() for one in made if one.is_usual]
        return self._shown[edition.edition]

    def _is_there(self, edition: Edition) -> bool:
        return edition.held and edition.released <= self._maker.until


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
    if not any(each.held for each in editions):
        return Obstacle(code="no-series", blanks={"measure": found.id, "publisher": publisher})
    of_itself = isinstance(figure.derivation, Share) and figure.derivation.of == figure.subject
    of_itself = of_itself and figure.subject not in found.whole  # of all its partners one is a part
    # "half of the aid arrives": whose half, the sentence does not say
    if figure.subject is None or of_itself:
        return Obstacle(code="no-subject")
    if found.partnered and figure.partner is None:
        return Obstacle(code="no-partner", blanks={"measure": found.id})
    if not isinstance(figure.derivation, Count) and not _is_covered(figure, found, lines):
        missing = figure.partner if figure.partner and figure.subject in found.whole else figure.subject
        blanks = {"subject": missing, "measure": found.id, "publisher": publisher}
        return Obstacle(code="not-covered", blanks=blanks)
    if is_of_all(figure, found) and not isinstance(years, Obstacle):
        years = _long_enough(figure, found, years)
    return next((each for each in (years, unit) if isinstance(each, Obstacle)), None)


def _long_enough(figure: Figure, found: Measure, years: Span) -> Span | Obstacle:
    """The years of a share of what all have, or why it cannot be told of these: they are few, or not the text's own."""
    assert isinstance(figure.derivation, Share)
    if figure.period is None or "period" not in figure.stated:
        return Obstacle(code="no-period")
    first, last = years.years
    if last - first + 1 < found.whole[figure.derivation.of].years:
        return Obstacle(code="finer-period", blanks={"period": str(figure.period)})
    return years


def _told(obstacle: Obstacle, found: Measure, editions: Sequence[Edition], asof: dt.date) -> Obstacle:
    """The obstacle as of a day: of what is held in part, a copy of one's own would tell what is not covered.

    A group's sum is another matter: it is no line of a table.
    """
    held = [each for each in editions if each.held]
    if obstacle.code != "not-covered" or not held or obstacle.blanks["subject"] in groups():
        return obstacle
    if not found.summed and held[-1].coverage != "slice":
        return obstacle
    known = [each for each in editions if each.released <= asof]
    if not known:
        return Obstacle(code="no-edition", blanks={"publisher": obstacle.blanks["publisher"]})
    newest = next((each for each in reversed(known) if each.held), None)
    if newest is None:
        return _lack(known[-1], None)
    return Obstacle(code="own-copy", blanks={**obstacle.blanks, "edition": newest.edition})


def _is_covered(figure: Figure, found: Measure, lines: Lines) -> bool:
    partner = partner_of(figure, found)
    subject = figure.subject or ""
    names = {subject, *(f"{subject}+{other}" for each in found.choices for other in each.joined.values())}
    known = {option.value or found.id for option in asked(found, figure)}
    return any((found.series[0], each, name, partner) in lines.subjects for each in known for name in names)


def _as_of(asof: dt.date, figure: Figure, made: _Made, *, strict: bool, context: bool) -> Found:
    """The definitions of the editions released by a day: those of the deciding one vote, the others are context."""
    decides, lacking = deciding(made.editions, asof, made.holds, made.reaches, strict)
    voting = [] if decides is None else made.of(decides)
    others = [each for each in made.editions if each.released <= asof and each is not decides]
    shown = made.usual(others, decides) if context else []
    obstacles = []
    if lacking is not None:
        obstacles.append(_lack(lacking, decides))
    elif decides is None:
        obstacles.append(_uncovered(figure, made.editions, asof))
    elif voting and all(each.definition.standing == "context" for each in voting):
        obstacles.append(Obstacle(code="counts-otherwise", blanks={"publisher": decides.publisher}))
    last = max((term.line.last for each in voting for term in each.plan.terms), default=None)
    newer = next((each for each in reversed(others) if each.interim and not each.held), None)
    if decides is None or newer is None or newer.released < decides.released:
        newer = None
    return Found(candidates=[*voting, *shown], deciding=decides, last=last, obstacles=obstacles, newer=newer)


def _uncovered(figure: Figure, editions: Sequence[Edition], asof: dt.date) -> Obstacle:
    """The publisher prints no such values of that subject, or nothing yet on that day."""
    publisher = editions[0].publisher
    if not any(each.held and each.released <= asof for each in editions):
        return Obstacle(code="no-edition", blanks={"publisher": publisher})
    blanks = {"subject": figure.subject or "", "measure": figure.measure or "", "publisher": publisher}
    return _told(Obstacle(code="not-covered", blanks=blanks), measure(figure.measure or ""), editions, asof)


def _lack(edition: Edition, decides: Edition | None) -> Obstacle:
    code = "older-edition" if decides else "partial-edition" if edition.held else "missing-edition"
    return Obstacle(code=code, blanks={"edition": edition.edition, "publisher": edition.publisher})
