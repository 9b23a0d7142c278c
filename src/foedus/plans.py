"""A figure's derivation, an edition and one value for each choice go in; the plan of the number comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as replaced

from msgspec import Struct
from msgspec.structs import replace

from foedus.alliances import groups
from foedus.choices import kinds
from foedus.derive import A_YEAR, COUNTED_DECIMALS, Exchange, Plan, Role, Term
from foedus.editions import Edition
from foedus.formulas import case_of, of_change, of_gap, of_mean, of_spans
from foedus.lines import Line, Lines, pick
from foedus.measures import Case, Choice, Measure, Whole, measures
from foedus.members import Members, Series
from foedus.model import (
    Change,
    Count,
    Derivation,
    Excess,
    Figure,
    Gap,
    Growth,
    Level,
    Mean,
    Rank,
    Record,
    Share,
)
from foedus.needs import is_of_all, partner_of
from foedus.places import stretch
from foedus.scope import SINCE_WAR, Span, year_of

UNCOUNTED = "with members not in the table"


class Chosen(Struct, frozen=True, kw_only=True):
    """One value for each choice: of a definition that a plan is wanted for; `since`: the years of the base."""

    component: str | None = None
    prices: str | None = None
    since: tuple[int, int] | None = None
    inside: str | None = None
    exchange: Exchange | None = None
    reckoning: str | None = None


class Planner:
    """Makes the plans of one figure by one measure in one edition.

    `unit` is that of the series, in whose currency the amounts stand before they are exchanged.
    """

    def __init__(
        self,
        lines: Lines,
        edition: Edition,
        measure: Measure,
        unit: str,
        figure: Figure,
        grain: str,
    ) -> None:
        self.lines, self.edition, self.measure, self.figure = lines, edition, measure, figure
        self.grain: str | None = None if measure.summed else grain
        self.subject = figure.subject or ""
        self.partner = partner_of(figure, measure)
        self.is_group = self.subject in groups()
        self.case = case_of(measure, figure)
        self._offered: dict[str, Choice | None] = {}
        self._reckoned = measure.choice("reckoning", self.case) or Choice(name="reckoning")
        own = measure.currency or (unit if measure.unit == "money" else measure.unit)
        series = Series(lines, edition, measure, unit, self.partner, self.grain)
        self.series = series if unit == own or any(series.of(self.subject)) else replaced(series, unit=own)
        self.unit, self.members = self.series.unit, Members(self.series)

    # --- lines ---

    def _line(self, subject: str, chosen: Chosen, unit: str | None = None) -> Line | None:
        """The line of a subject under a definition; a perimeter may join another group to it."""
        offered = self._perimeter(subject)
        taken = offered.instead.get(chosen.inside or "") if offered else None
        if taken is not None:
            return pick(self.series.of(taken, chosen.component, unit), chosen.prices, None, True)
        joined = offered.joined.get(chosen.inside or "") if offered else None
        whose = f"{subject}+{joined}" if joined else subject
        inside = None if joined else chosen.inside
        found = self.series.of(whose, chosen.component, unit)
        return pick(found, chosen.prices, inside, bool(joined) or subject in groups())

    def _perimeter(self, subject: str) -> Choice | None:
        if subject not in self._offered:
            case = Case(derivation=self.case.derivation, subject=subject, is_group=subject in groups())
            self._offered[subject] = self.measure.choice("perimeter", case)
        return self._offered[subject]

    @property
    def components(self) -> list[str]:
        """The parts that the measure offers, none where it counts the whole."""
        choice = self.measure.choice("component", self.case)
        return [*choice.customary, *choice.generous] if choice else []

    @property
    def last(self) -> int | None:
        """The last place that the edition has for the figure, None where it has no such series."""
        stated = (each for part in self.figure.stated.get("component", []) for each in kinds(part))
        parts = (None, *stated, *self.components)
        if not isinstance(self.figure.derivation, Count):
            found = self.series.of_each((self.subject, *self._joined), parts)
        elif self.is_group:
            found = self.members.lines(self.subject, parts)
        else:
            found = []
        return max((line.last for line in found), default=None)

    @property
    def _joined(self) -> list[str]:
        choice = self._perimeter(self.subject)
        return [f"{self.subject}+{other}" for other in set(choice.joined.values())] if choice else []

    # --- plans ---

    def plan(self, years: Span, chosen: Chosen) -> Plan | None:
        """Return the plan for the period and what was chosen; None where it makes no sense."""
        derivation = self.figure.derivation
        if isinstance(derivation, Count):
            return self._count(derivation, years, chosen)
        if len(parts := kinds(chosen.component)) > 1:
            return self._together([replace(chosen, component=part) for part in parts], years)
        line = self._line(self.subject, chosen)
        if line is None or (chosen.exchange and line.prices == "constant"):
            return None  # what is in the prices of one year is not exchanged at the rates of others
        own = Term(role="own", line=line, first=years.first, last=years.last, exchange=chosen.exchange)
        if self.measure.summed:
            return self._one_sum(own, derivation)
        match derivation:
            case Level():
                return self._level(own, years, chosen)
            case Mean():
                formula = of_mean(derivation, self.grain)
                return Plan(formula=formula, terms=(own,)) if self._adds(years) or formula == "mean" else None
            case Change() | Growth() | Excess():
                return self._against(own, chosen.since)
            case Share(of=other):
                return self._share(own, other, chosen)
            case Gap(to=other):
                formula = of_gap(derivation, self.figure, self.measure)
                return self._beside(formula, own, self._line(other, self._fitting(other, chosen)))
            case Rank(among=among, of=str(whole)):
                return self._rank_by(whole, own, among, years, chosen)
            case Rank(among=among):
                members = self.members.terms(among, years, chosen.component, chosen.prices)
                inside = any(term.line.subject == self.subject for term in members)
                known = inside and self._adds(years) and self._is_placed(own, members, among, chosen)
                return Plan(formula="rank", terms=(own, *members)) if known else None
            case Record(since=text):
                if self.grain != "year":
                    return None
                since = year_of(text) if text else None
                return _record(own, line.first if since is None else since + 1)

    def _together(self, parts: Sequence[Chosen], years: Span) -> Plan | None:
        """A level or a mean of several kinds added up: "military and humanitarian aid"."""
        found = [self.plan(years, part) for part in parts]
        plans = [each for each in found if each is not None]
        if len(plans) < len(parts) or not isinstance(self.figure.derivation, Level | Mean):
            return None
        same = len({plan.formula for plan in plans}) == 1 and all(len(plan.terms) == 1 for plan in plans)
        return replace(plans[0], terms=tuple(plan.terms[0] for plan in plans)) if same else None

    def _one_sum(self, own: Term, derivation: Derivation) -> Plan | None:
        """The sum of an edition, where the figure is of just its months, or since the war began in the second."""
        begun = (own.first - month for month in range(SINCE_WAR + 1))
        is_its = own.exchange is None and own.line.grain in (stretch(at, own.last, "month") for at in begun)
        if not isinstance(derivation, Level) or not is_its:
            return None
        return Plan(formula="level", terms=(_moved(own, "own", own.last, own.last),))

    def _adds(self, years: Span) -> bool:
        return self.measure.flow or not years.several

    def _level(self, own: Term, years: Span, chosen: Chosen) -> Plan | None:
        """A value, or the sum of several; of what is counted out of a whole, the ratio of the sums."""
        if chosen.reckoning in self._reckoned.ratio:
            return self._ratio(own, *self._reckoned.ratio[chosen.reckoning])
        if chosen.reckoning in self._reckoned.before:
            return Plan(formula="level", terms=(_moved(own, "own", own.last - 1, own.last - 1),))
        if (less := self._taken_out(chosen)) is not None:
            return self._beside("gap", own, less[0]) if less[0] is not None and self._adds(years) else None
        if years.several and self.measure.counted:
            part, whole = (self._line(self.subject, chosen, unit) for unit in self.measure.counted)
            if part is None or whole is None:
                return None
            of = Term(role="whole", line=whole, first=own.first, last=own.last)
            return Plan(formula="share", terms=(replace(own, line=part), of))
        return Plan(formula="level", terms=(own,)) if self._adds(years) else None

    def _is_placed(self, own: Term, members: Sequence[Term], among: str, chosen: Chosen) -> bool:
        """Tell whether a rank is certain, also where an edition does not hold every member."""
        if not self.members.are_partial(among) or self.members.are_led(own, members):
            return True
        total = pick(self.series.of(among, chosen.component), chosen.prices, None, True)
        return total is not None and self.members.outdoes_rest(own, members, total)

    def _ratio(self, own: Term, part: str, whole: str, prices: str) -> Plan | None:
        """A share made of the two series that a publisher makes it of, in the prices of each year."""
        found = [
            pick(
                self.lines.find(own.line.source, own.line.edition, name, self._pivot(name), self.subject),
                prices,
                None,
                self.is_group,
            )
            for name in (part, whole)
        ]
        if found[0] is None:
            return None
        return self._beside("share", replace(own, line=found[0]), found[1])

    def _pivot(self, name: str) -> str:
        return measures()[name].currency or self.unit

    def _taken_out(self, chosen: Chosen) -> tuple[Line | None] | None:
        """The line of the member or the component that a definition takes out, None where it takes out nothing."""
        offered = self._perimeter(self.subject)
        member = offered.without.get(chosen.inside or "") if offered else None
        part = self._reckoned.without.get(chosen.reckoning or "")
        if member is not None:
            return (pick(self.series.of(member, chosen.component), chosen.prices, None, False),)
        if part is None:
            return None
        if chosen.component is not None:
            return (None,)
        return (self._line(self.subject, replace(chosen, component=part)),)

    def _against(self, own: Term, base: tuple[int, int] | None) -> Plan | None:
        """A change, growth or excess over a base: a year, the mean of several, or as many months of a year."""
        derivation = self.figure.derivation
        if base is None or base[1] >= own.last:
            return None
        first, last = base
        if isinstance(derivation, Excess):
            if not self.measure.flow or self.grain != "year":
                return None
            start = Term(role="own", line=own.line, first=last + 1, last=own.last, exchange=own.exchange)
            return Plan(formula="excess", terms=(start, _moved(own, "base", first, last)))
        assert isinstance(derivation, Change | Growth)
        formula = of_change(derivation, self.figure)
        if formula.endswith(A_YEAR) and (self.grain != "year" or first < last):
            return None  # what grows so much a year does so from one year to another
        if self.measure.flow and self.grain == "year" and first < last < own.first < own.last:
            return self._between(own, first, last)
        if self.grain == "year":
            own = _moved(own, "own", own.last, own.last)
            return Plan(formula=formula, terms=(own, _moved(own, "base", first, last)))
        whole_year = own.first % 12 == 0 and own.last == own.first + 11
        if not whole_year or last * 12 >= own.first:
            return None
        return Plan(formula=formula, terms=(own, _moved(own, "base", first * 12, last * 12 + 11)))

    def _between(self, own: Term, first: int, last: int) -> Plan | None:
        """A change from one span of years to a later one as long: the two sums are set side by side."""
        if own.last - own.first != last - first:
            return None
        assert isinstance(self.figure.derivation, Change | Growth)
        formula = of_spans(self.figure.derivation, self.figure)
        return Plan(formula=formula, terms=(own, _moved(own, "whole", first, last)))

    def _share(self, own: Term, other: str, chosen: Chosen) -> Plan | None:
        """A share of another subject, or of what the measure says a share is taken of."""
        whole = self.measure.whole.get(other)
        if whole is None or is_of_all(self.figure, self.measure):
            return self._beside("share", own, self._line(other, self._fitting(other, chosen)))
        if whole.partners:
            mine = own.line
            found = self.lines.find(mine.source, mine.edition, mine.measure, mine.unit, mine.subject)
            return self._beside("share", own, pick(found, chosen.prices, mine.perimeter, self.is_group))
        line, place = self._fixed(whole), year_of(whole.period or "")
        if line is None or place is None:
            return None
        added = self._added(own, chosen)
        if added is None:
            return None
        return Plan(
            formula="share", terms=(own, *added, Term(role="whole", line=line, first=place, last=place))
        )

    def _fixed(self, whole: Whole) -> Line | None:
        """The line of a fixed year, of this edition or of the one before that has it."""
        held = self.lines.editions.held(self.edition.source, self.edition.released)
        for edition in reversed(held):
            found = self.lines.find(
                edition.source, edition.edition, whole.measure or "", whole.unit or self.unit, self.subject
            )
            if line := pick(found, None, None, self.is_group):
                return line
        return None

    def _rank_by(self, name: str, own: Term, among: str, years: Span, chosen: Chosen) -> Plan | None:
        """A place by what each has of its own whole; who has none there is left out."""
        whole = self.measure.whole.get(name)
        place = year_of(whole.period or "") if whole else None
        line = self._fixed(whole) if whole else None
        if line is None or place is None:
            return None
        terms: list[Term] = []
        for each in self.members.terms(among, years, chosen.component, chosen.prices):
            found = self.lines.find(line.source, line.edition, line.measure, line.unit, each.line.subject)
            of = pick(found, None, None, False)
            if of is not None and of.values.get(place):
                parts = [replace(part, role="member") for part in self._added(each, chosen) or ()]
                terms += [each, *parts, Term(role="whole", line=of, first=place, last=place)]
        codes = {term.line.subject for term in terms}
        lacks_part = self._added(own, chosen) is None
        return Plan(formula="rank", terms=(own, *terms)) if self.subject in codes and not lacks_part else None

    def _added(self, own: Term, chosen: Chosen) -> list[Term] | None:
        """The part that a perimeter adds, which an edition gives in one sum over its months; None where it does not."""
        offered = self._perimeter(self.subject)
        part = offered.adds.get(chosen.inside or "") if offered else None
        if part is None:
            return []
        line = own.line
        found = self.lines.find(
            line.source, line.edition, line.measure, line.unit, line.subject, line.partner, part
        )
        whole = stretch(own.first, own.last, self.grain or "month")
        return [
            Term(role="own", line=each, first=each.last, last=each.last)
            for each in found
            if each.grain == whole
        ] or None

    def _fitting(self, other: str, chosen: Chosen) -> Chosen:
        """The same definition for another subject: its own perimeter where that of the figure does not concern it."""
        offered = self._perimeter(other)
        if offered is None or chosen.inside in (*offered.customary, *offered.generous):
            return chosen
        inside = offered.customary[0] if offered.customary else None
        return replace(chosen, inside=inside)

    def _beside(self, formula: str, own: Term, line: Line | None) -> Plan | None:
        """A share of, or a gap to, another line in the same periods."""
        if line is None:
            return None
        whole = Term(role="whole", line=line, first=own.first, last=own.last, exchange=own.exchange)
        return Plan(formula=formula, terms=(own, whole))

    def _count(self, derivation: Count, years: Span, chosen: Chosen) -> Plan | None:
        """The members of one year within the bounds."""
        members = [] if years.several else self.members.terms(self.subject, years)
        uncounted: tuple[str, ...] = ()
        if chosen.inside == UNCOUNTED:
            uncounted = self.members.uncounted(self.subject, years) if members else ()
        if not members or (chosen.inside == UNCOUNTED and not uncounted):
            return None
        low, high = derivation.within.low, derivation.within.high
        decimals = self._reckoned.decimals.get(chosen.reckoning or "", COUNTED_DECIMALS)
        return Plan(
            formula="count",
            terms=tuple(members),
            low=low,
            high=high,
            uncounted=uncounted,
            decimals=decimals,
        )


def _moved(term: Term, role: Role, first: int, last: int) -> Term:
    return Term(role=role, line=term.line, first=first, last=last, exchange=term.exchange)


def _record(own: Term, since: int | None) -> Plan | None:
    last = own.last
    if since is None or since >= last:
        return None
    return Plan(
        formula="record", terms=(_moved(own, "own", last, last), _moved(own, "past", since, last - 1))
    )
