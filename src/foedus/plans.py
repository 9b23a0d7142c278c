"""A figure's derivation, an edition and one value for each choice go in; the plan of the number comes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from foedus.alliances import groups, members_on
from foedus.derive import Line, Lines, Plan, Role, Term
from foedus.editions import Edition
from foedus.measures import Measure
from foedus.model import Change, Count, Excess, Figure, Gap, Growth, Level, Rank, Record, Share
from foedus.scope import Span, year_of
from foedus.totals import EACH_YEAR, TODAY

UNCOUNTED = "with members not in the table"


class Planner:
    """Makes the plans of one figure in one edition."""

    def __init__(self, lines: Lines, edition: Edition, measure: Measure, unit: str, figure: Figure) -> None:
        self.lines, self.edition, self.measure, self.unit, self.figure = lines, edition, measure, unit, figure
        self.subject = figure.subject or ""
        self.is_group = self.subject in groups()
        self.found = self._lines(self.subject)

    def _lines(self, subject: str) -> list[Line]:
        return self.lines.find(self.edition.source, self.edition.edition, self.measure.id, self.unit, subject)

    @property
    def last(self) -> int | None:
        """The last year that the edition has for the figure, None where it has no such series."""
        if not isinstance(self.figure.derivation, Count):
            return max((line.last for line in self.found), default=None)
        if not self.is_group:
            return None
        members = members_on(self.subject, self.edition.released)
        return max((line.last for code in members for line in self._lines(code)), default=None)

    def plan(self, years: Span, since: int | None, prices: str | None, inside: str | None) -> Plan | None:
        """Return the plan for the years, the base year, the prices and the perimeter; None where it makes no sense."""
        derivation = self.figure.derivation
        if isinstance(derivation, Count):
            return self._count(derivation, years, inside)
        line = pick(self.found, prices, inside, self.is_group)
        if line is None:
            return None
        own = Term(role="own", line=line, first=years.first, last=years.last)
        match derivation:
            case Level():
                flows = self.measure.flow or not years.several
                return Plan(formula="level", terms=(own,)) if flows else None
            case Change() | Growth() | Excess():
                return self._against(line, years.last, since)
            case Share(of=other):
                return self._beside("share", own, other, prices, inside)
            case Gap(to=other):
                return self._beside("gap", own, other, prices, inside)
            case Rank(among=among):
                members = self._members(among, years.last, prices)
                return (
                    Plan(formula="rank", terms=(_term("own", line, years.last), *members))
                    if members
                    else None
                )
            case Record(since=text):
                return _record(line, years.last, year_of(text) if text else line.first)

    def _against(self, line: Line, last: int, since: int | None) -> Plan | None:
        """A change, growth or excess over a base year."""
        if (
            since is None
            or since >= last
            or (isinstance(self.figure.derivation, Excess) and not self.measure.flow)
        ):
            return None
        base, derivation = _term("base", line, since), self.figure.derivation
        if isinstance(derivation, Excess):
            return Plan(
                formula="excess", terms=(Term(role="own", line=line, first=since + 1, last=last), base)
            )
        assert isinstance(derivation, Change | Growth)
        return Plan(formula=_formula(derivation, self.figure), terms=(_term("own", line, last), base))

    def _beside(
        self, formula: str, own: Term, other: str, prices: str | None, inside: str | None
    ) -> Plan | None:
        """A share of, or a gap to, another subject in the same years."""
        line = pick(self._lines(other), prices, inside, other in groups())
        if line is None:
            return None
        return Plan(
            formula=formula, terms=(own, Term(role="whole", line=line, first=own.first, last=own.last))
        )

    def _count(self, derivation: Count, years: Span, inside: str | None) -> Plan | None:
        """The members of one year within the bounds."""
        members = [] if years.several else self._members(self.subject, years.last, None)
        uncounted: tuple[str, ...] = ()
        if inside == UNCOUNTED:
            there = members_on(self.subject, dt.date(years.last, 12, 31)) if members else frozenset[str]()
            uncounted = tuple(sorted(there.intersection(self._absent)))
        if not members or (inside == UNCOUNTED and not uncounted):
            return None
        low, high = derivation.within.low, derivation.within.high
        return Plan(formula="count", terms=tuple(members), low=low, high=high, uncounted=uncounted)

    @property
    def _absent(self) -> list[str]:
        return self.edition.absent.get(self.measure.id, [])

    def _members(self, group: str, year: int, prices: str | None) -> list[Term]:
        """One term a member of that year; none at all where one that ought to be there is missing."""
        if group not in groups():
            return []
        terms = []
        for code in sorted(members_on(group, dt.date(year, 12, 31)).difference(self._absent)):
            line = pick(self._lines(code), prices, None, False)
            if line is None:
                return []
            terms.append(_term("member", line, year))
        return terms


def pick(lines: Iterable[Line], prices: str | None, perimeter: str | None, group: bool) -> Line | None:
    """Return the line on a price basis; of a group, the published total before the sum over its members."""
    fitting = [line for line in lines if prices is None or line.prices == prices]
    if not group:
        return next((line for line in fitting if line.basis == "member"), None)
    if perimeter == TODAY:
        return next((line for line in fitting if line.perimeter == TODAY), None)
    summed = next((line for line in fitting if line.basis == "sum" and line.perimeter == EACH_YEAR), None)
    return next((line for line in fitting if line.basis == "published"), summed)


def _term(role: Role, line: Line, year: int) -> Term:
    return Term(role=role, line=line, first=year, last=year)


def _record(line: Line, last: int, since: int | None) -> Plan | None:
    if since is None or since >= last:
        return None
    past = Term(role="past", line=line, first=since, last=last - 1)
    return Plan(formula="record", terms=(_term("own", line, last), past))


def _formula(derivation: Change | Growth, figure: Figure) -> str:
    falls = derivation.direction == "decrease"
    if isinstance(derivation, Change):
        return "fall" if falls else "change"
    if figure.quantity.unit == "multiple":
        high = figure.quantity.high
        return "divisor" if falls and not (high is not None and high <= 1) else "multiple"
    return "shrinkage" if falls else "growth"
