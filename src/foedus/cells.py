"""Plans of numbers go in; the published values behind them come out, by subject and period, each with its cell."""

from __future__ import annotations

from collections.abc import Iterable
from weakref import WeakKeyDictionary

from foedus.derive import Plan
from foedus.editions import OBSERVATIONS
from foedus.ledger import Ledger
from foedus.lines import GRAIN, PLACE, Line, text
from foedus.model import Observation, exact
from foedus.perimeters import spells
from foedus.places import Grain

KEPT = 20_000  # lists of values that are kept for the reports that follow
MANY_CELLS = 400  # sums over more values than these are left to their SQL

# Whose published values are loaded: source, edition, measure, partner, component and subject.
_Whose = tuple[str, str, str, str | None, str | None, str]

_COLUMNS = (
    "measure, unit, prices, price_year, subject, partner, component,"
    f" {GRAIN} AS grain, total, {PLACE} AS place, period, value, status, place AS cell"
)


class Cells:
    """The published values of a ledger that readings show, each loaded once."""

    def __init__(self) -> None:
        self._loaded: set[_Whose] = set()
        self._found: dict[tuple[object, ...], dict[int, Observation]] = {}
        self._listed: dict[tuple[Plan, bool], list[Observation]] = {}

    def of(self, ledger: Ledger, asked: Iterable[tuple[Plan, bool]]) -> list[list[Observation]]:
        """Return the published values behind each plan, by subject and period, in one query.

        Of a plan that is asked for in brief, sums over members are left to their SQL, as are those over very many
        values.
        """
        if len(self._listed) > KEPT:
            self._listed.clear()
        pairs = [*asked]
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._listed]
        self._listed.update(zip(new, self._lists(ledger, new), strict=True))
        return [self._listed[pair] for pair in pairs]

    def _lists(self, ledger: Ledger, asked: Iterable[tuple[Plan, bool]]) -> list[list[Observation]]:
        wanted = [sorted(_wanted(plan, brief), key=_by_subject) for plan, brief in asked]
        self._load(ledger, ((line, subject) for each in wanted for line, subject, _, _ in each))
        return [
            # Each value is one record, by whose identity it is listed once: comparing numbers takes ten times as long.
            list(
                {
                    id(cell): cell
                    for line, subject, first, last in each
                    for found in [self._found.get(_series(line, subject), {})]
                    for place in range(first, last + 1)
                    if (cell := found.get(place))
                }.values()
            )
            for each in wanted
        ]

    def _load(self, ledger: Ledger, wanted: Iterable[tuple[Line, str]]) -> None:
        """Load the published values of lines and of the subjects they add up, those that are not yet there."""
        new = {
            (line.source, line.edition, line.measure, line.partner, line.component, subject)
            for line, subject in wanted
        } - self._loaded
        if not new:
            return
        self._loaded |= new
        union = " UNION ALL ".join(
            f"SELECT '{source}' AS source, '{edition}' AS edition, {_COLUMNS}"
            f" FROM '{source}/{edition}/{OBSERVATIONS}' WHERE {condition}"
            for source, edition, condition in _conditions(new)
        )
        for *series, place, period, value, status, cell in ledger.query(f"{union} ORDER BY place"):
            self._found.setdefault(tuple(series), {})[place] = Observation(
                period=period, value=exact(value), status=status, place=cell, subject=series[6]
            )


# Loaded values live as long as their ledger.
_LOADED: WeakKeyDictionary[Ledger, Cells] = WeakKeyDictionary()


def cells(ledger: Ledger, asked: Iterable[tuple[Plan, bool]]) -> list[list[Observation]]:
    """Return the published values behind each plan, in brief or not; see `Cells.of`."""
    return _LOADED.setdefault(ledger, Cells()).of(ledger, asked)


def _wanted(plan: Plan, brief: bool) -> Iterable[tuple[Line, str, int, int]]:
    for term in plan.terms:
        if term.line.basis != "sum":
            yield term.line, term.line.subject, term.first, term.last
            continue
        if brief:
            continue
        grain: Grain = "month" if term.line.grain == "month" else "year"
        found = spells(term.line.subject, term.line.perimeter, term.first, term.last, grain)
        if len(found) * (term.last - term.first + 1) > MANY_CELLS and grain == "month":
            continue
        for spell in found:
            yield term.line, spell.code, max(spell.since, term.first), min(spell.until, term.last)


def _conditions(whose: Iterable[_Whose]) -> Iterable[tuple[str, str, str]]:
    """Source, edition and the condition of the rows that are meant."""
    parts: dict[tuple[str, str, str, str | None, str | None], list[str]] = {}
    for source, edition, measure, partner, component, subject in sorted(whose, key=repr):
        parts.setdefault((source, edition, measure, partner, component), []).append(subject)
    for (source, edition, measure, partner, component), subjects in parts.items():
        conditions = [f"measure = '{measure}'", f"subject IN ({', '.join(map(text, subjects))})"]
        conditions.append(f"partner = {text(partner)}" if partner else "partner IS NULL")
        conditions.append(f"component = {text(component)}" if component else "component IS NULL")
        yield source, edition, " AND ".join(conditions)


def _series(line: Line, subject: str) -> tuple[object, ...]:
    """What tells the published values of a subject apart, in the order of the columns that are read."""
    kind = (line.measure, line.unit, line.prices, line.price_year, subject, line.partner, line.component)
    return (line.source, line.edition, *kind, line.grain, line.basis == "published")


def _by_subject(wanted: tuple[Line, str, int, int]) -> tuple[str, int]:
    _, subject, first, _ = wanted
    return subject, first
