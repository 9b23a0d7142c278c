"""A measure in an edition goes in; its lines come out, and for a group the terms of its members, one each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.alliances import groups, members_on
from foedus.derive import Term
from foedus.editions import Edition
from foedus.lines import Line, Lines, pick
from foedus.measures import Measure
from foedus.scope import Span


@dataclass(frozen=True, slots=True)
class Series:
    """The lines that one edition has of one measure in one unit, to one partner, year by year or month by month."""

    lines: Lines
    edition: Edition
    measure: Measure
    unit: str
    partner: str | None
    grain: str | None

    def of(self, subject: str, component: str | None = None, unit: str | None = None) -> list[Line]:
        """Return the lines of a country or group."""
        edition = self.edition
        return self.lines.find(
            edition.source,
            edition.edition,
            self.measure.id,
            unit or self.unit,
            subject,
            self.partner,
            component,
            self.grain,
        )

    def of_each(self, subjects: Iterable[str], parts: Sequence[str | None]) -> list[Line]:
        """Return the lines of several countries or groups in several components."""
        return [line for code in subjects for part in parts for line in self.of(code, part)]


class Members:
    """The members of a group in the series of one measure."""

    def __init__(self, series: Series) -> None:
        self.series, self.edition, self.measure = series, series.edition, series.measure
        self.absent: list[str] = self.edition.absent.get(self.measure.id, [])

    def lines(self, group: str, parts: Sequence[str | None]) -> list[Line]:
        """Return the lines of those who were members when the edition came out."""
        now = members_on(group, self.edition.released)
        return self._once((group, "any", *parts), lambda: self.series.of_each(now, parts))

    def terms(
        self, group: str, years: Span, component: str | None = None, prices: str | None = None
    ) -> list[Term]:
        """Return one term a member; none at all where one that ought to be there is missing.

        Of a region of the world no source has every country: those without a value are left out.
        """
        if group not in groups():
            return []
        what = (group, years.first, years.last, component, prices)
        return self._once(what, lambda: self._terms(group, years, component, prices))

    def _terms(self, group: str, years: Span, component: str | None, prices: str | None) -> list[Term]:
        is_open = self.measure.open_world or groups()[group].region is not None
        terms = []
        for code in sorted(members_on(group, years.end).difference(self.absent)):
            line = pick(self.series.of(code, component), prices, None, False)
            if line is not None and (not is_open or years.first in line.values or self.measure.open_world):
                terms.append(Term(role="member", line=line, first=years.first, last=years.last))
            elif not is_open:
                return []
        return terms

    def uncounted(self, group: str, years: Span) -> tuple[str, ...]:
        """Return the members of a group that the table leaves out."""
        return tuple(sorted(members_on(group, years.end).intersection(self.absent)))

    def are_partial(self, group: str) -> bool:
        """Tell whether the edition is a slice that may leave out members of a region of the world."""
        return self.edition.coverage == "slice" and groups()[group].region is not None

    def are_led(self, own: Term, terms: Sequence[Term]) -> bool:
        """Tell whether the subject is among the largest of a year, which a slice may hold for certain."""
        places, since = self.edition.leading.get(self.measure.id, (0, 0))
        if not own.first == own.last >= since or own.first not in own.line.values:
            return False
        mine = own.line.values[own.first]
        return sum(term.line.values[own.first] > mine for term in terms) < places

    def outdoes_rest(self, own: Term, terms: Sequence[Term], total: Line) -> bool:
        """Tell whether all whom a slice leaves out come together to less than the subject, by a published total."""
        if own.first != own.last or own.first not in total.values or own.first not in own.line.values:
            return False
        rest = total.values[own.first] - sum(term.line.values[own.first] for term in terms)
        return rest < own.line.values[own.first]

    def _once(self, what: tuple[object, ...], found: Callable[[], list[Any]]) -> list[Any]:
        """Return the lines of many members, or what a plan makes of them, looked up once for all figures."""
        of, edition = self.series, self.edition
        key = (edition.source, edition.edition, self.measure.id, of.unit, of.partner, of.grain, *what)
        grouped = of.lines.grouped
        if key not in grouped:
            grouped[key] = found()
        return grouped[key]
