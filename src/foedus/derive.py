"""A plan of which values make a number goes in; the number comes out, in SQL.

The same formula stands in two places: in one merged query over the totals of all editions, which answers every plan of
a report at once, and in a short query over one edition's observations that anyone can rerun in the ledger's folder.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import Any, Literal
from weakref import WeakKeyDictionary

from foedus.comparison import rounded
from foedus.ledger import OBSERVATIONS, TOTALS, Ledger
from foedus.model import Observation, Struct, exact
from foedus.perimeters import spells
from foedus.places import Grain

Role = Literal["own", "base", "whole", "past", "member"]

# own: sum over the period; base: the sum of the base period; whole: what a share is taken of; years: how many in the
# period; past: the highest value before; members: one sum each. Ratios keep eight decimals, as the observations do;
# there is none to nothing.
FORMULAS: Mapping[str, str] = {
    "level": "own",
    "change": "own - base",
    "fall": "base - own",
    "growth": "CAST(100 * (own / nullif(base, 0) - 1) AS DECIMAL(38, 8))",
    "shrinkage": "CAST(100 * (1 - own / nullif(base, 0)) AS DECIMAL(38, 8))",
    "multiple": "CAST(own / nullif(base, 0) AS DECIMAL(38, 8))",
    "divisor": "CAST(base / nullif(own, 0) AS DECIMAL(38, 8))",
    "excess": "own - years * base",
    "share": "CAST(100 * own / nullif(whole, 0) AS DECIMAL(38, 8))",
    "gap": "own - whole",
    "count": "uncounted + len(list_filter(members, lambda v:"
    " (low IS NULL OR round(v, 2) >= low) AND (high IS NULL OR round(v, 2) < high)))",
    "rank": "1 + len(list_filter(members, lambda v: v > own))",
    "record": "own - past",
}


COUNTED_DECIMALS = 2  # a member reaches a threshold when the share that is printed does
MANY_CELLS = 400  # sums over more values than these are left to their SQL

# The number of a year, of a month, or of the last month of any other stretch of time.
PLACE = (
    "CASE length(period) WHEN 4 THEN year"
    " ELSE CAST(period[-7:-4] AS INTEGER) * 12 + CAST(period[-2:] AS INTEGER) - 1 END"
)
GRAIN = "CASE length(period) WHEN 4 THEN 'year' WHEN 7 THEN 'month' ELSE period END"


class Need(Struct, frozen=True, kw_only=True):
    """What a figure asks of a source: all series of a measure without partner, or that of a subject with a partner.

    `summed`: what an edition prints in one sum over months, which is in no total. No two needs share a series.
    """

    source: str
    measure: str
    subject: str | None = None
    partner: str | None = None
    component: str | None = None
    summed: bool = False

    @property
    def condition(self) -> str:
        """The rows of a file that are meant."""
        found = [f"measure = '{self.measure}'"]
        if self.partner is None:
            return f"({found[0]} AND partner IS NULL AND component IS NULL)"
        found += [f"subject = {_text(self.subject or '')}", f"partner = {_text(self.partner)}"]
        found.append(f"component = {_text(self.component)}" if self.component else "component IS NULL")
        return f"({' AND '.join(found)})"


class Line(Struct, frozen=True, kw_only=True):
    """One series of one edition: of a country, of a group as published, or summed over a group's members.

    `grain`: `year`, `month`, or the stretch of time of a single value. `first` and `last` are places in its sequence.
    """

    id: int
    source: str
    edition: str
    measure: str
    unit: str
    prices: str | None
    price_year: int | None
    subject: str
    partner: str | None
    component: str | None
    perimeter: str | None
    basis: str
    grain: str
    first: int
    last: int

    @property
    def file(self) -> str:
        """The edition's observations, relative to the ledger's folder."""
        return f"'{self.source}/{self.edition}/observations.parquet'"


class Exchange(Struct, frozen=True, kw_only=True):
    """How an amount becomes one of another currency: divided by one rate, multiplied by another.

    Each amount at the rate of its own period, or all at that of one month (`fixed`).
    """

    over: Line | None
    times: Line | None
    fixed: int | None = None


class Term(Struct, frozen=True, kw_only=True):
    """Years or months of a line and the part they play in the number."""

    role: Role
    line: Line
    first: int
    last: int
    exchange: Exchange | None = None


class Plan(Struct, frozen=True, kw_only=True):
    """How one number is made. `low`, `high`: what is counted; `uncounted`: members without a row that count as zero."""

    formula: str
    terms: tuple[Term, ...]
    low: Decimal | None = None
    high: Decimal | None = None
    uncounted: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many values the plan needs; with fewer there is no number."""
        return sum(term.last - term.first + 1 for term in self.terms)

    def counts(self, value: Decimal) -> bool:
        """Tell whether a member with that value is counted: at or above `low`, below `high`, as published."""
        share = rounded(value, COUNTED_DECIMALS)
        return (self.low is None or share >= self.low) and (self.high is None or share < self.high)

    def terms_of(self, role: Role) -> tuple[Term, ...]:
        """The terms that play one part."""
        return tuple(term for term in self.terms if term.role == role)


# What tells one line of the ledger from another.
_KEYS = Line.__struct_fields__[1:-2]
_COLUMNS = ", ".join(_KEYS[2:-1])
_LINE = f"CAST(hash({', '.join(_KEYS)}) >> 1 AS BIGINT) AS line"

# Whose published values are loaded: source, edition, measure, partner, component and subject.
Cells = tuple[str, str, str, str | None, str | None, str]
Key = tuple[str, str, str, str, str, str | None, str | None]


class Lines:
    """The series of a ledger that figures ask for, each loaded once and looked up by edition, measure and subject."""

    def __init__(self, ledger: Ledger) -> None:
        self._held = ledger.editions(held=True)
        self._loaded: set[Need] = set()
        self._with_cells: set[Cells] = set()
        self._cells: dict[tuple[object, ...], dict[int, Observation]] = {}
        self._found: dict[Key, list[Line]] = {}
        self.subjects: set[tuple[str, str, str, str | None]] = set()

    def load(self, ledger: Ledger, needs: Iterable[Need]) -> None:
        """Load the series that are asked for and not yet there."""
        new = sorted(set(needs) - self._loaded, key=repr)
        if not new:
            return
        first, self._loaded = not self._loaded, self._loaded.union(new)
        selects = [
            f"SELECT source, edition, {_COLUMNS}, {GRAIN} AS grain, {PLACE} AS place, value,"
            f" present >= expected AS complete FROM {scan} WHERE {condition}"
            for scan, condition in self._scans(ledger, TOTALS, [need for need in new if not need.summed])
        ]
        plain = _COLUMNS.replace("perimeter, basis", "NULL AS perimeter, 'member' AS basis")
        selects += [
            f"SELECT source, edition, {plain}, {GRAIN} AS grain, {PLACE} AS place, value, true AS complete"
            f" FROM {scan} WHERE ({condition}) AND length(period) > 7"
            for scan, condition in self._scans(ledger, OBSERVATIONS, [need for need in new if need.summed])
        ]
        if first:
            # One thread: a few thousand rows are read sooner than a second thread starts.
            ledger.query("SET threads = 1")
            ledger.query(
                "CREATE OR REPLACE TEMP TABLE held"
                " (line BIGINT, place INTEGER, value DECIMAL(28, 8), complete BOOLEAN)"
            )
        if not selects:
            return
        ledger.query(
            f"CREATE OR REPLACE TEMP TABLE loaded AS SELECT {_LINE}, * FROM ({' UNION ALL '.join(selects)})"
        )
        ledger.query("INSERT INTO held SELECT line, place, value, complete FROM loaded")
        rows = ledger.query(
            f"SELECT line, {', '.join(f'any_value({name})' for name in _KEYS)}, min(place), max(place)"
            f" FROM loaded GROUP BY line ORDER BY {', '.join(str(place) for place in range(2, len(_KEYS) + 2))}"
        )
        for row in rows:
            line = Line(**dict(zip(Line.__struct_fields__, row, strict=True)))
            self._found.setdefault(_key(line), []).append(line)
            self.subjects.add((line.source, line.measure, line.subject, line.partner))

    def _scans(self, ledger: Ledger, file: str, needs: Iterable[Need]) -> Iterable[tuple[str, str]]:
        """One scan over the editions of each source that have what is asked for, with the condition of its rows."""
        for source, of in groupby(sorted(needs, key=lambda need: need.source), key=lambda need: need.source):
            wanted = list(of)
            measures = {need.measure for need in wanted}
            editions = [
                each
                for each in self._held
                if each.source == source and not measures.isdisjoint(each.measures)
            ]
            if editions:
                yield ledger.scan(file, editions), " OR ".join(need.condition for need in wanted)

    def find(
        self,
        source: str,
        edition: str,
        measure: str,
        unit: str,
        subject: str,
        partner: str | None = None,
        component: str | None = None,
    ) -> list[Line]:
        """Return the loaded lines of one subject in one edition, on all price bases and perimeters."""
        return self._found.get((source, edition, measure, unit, subject, partner, component), [])

    def numbers(self, ledger: Ledger, plans: Sequence[Plan]) -> list[Decimal | None]:
        """Answer all plans in one query; None where a value is missing or a member of the group did not report."""
        if not plans:
            return []
        terms = [(number, term) for number, plan in enumerate(plans) for term in plan.terms]
        exchanged = any(term.exchange for _, term in terms)
        rows = ledger.query(
            _merged(frozenset(plan.formula for plan in plans), exchanged),
            (
                [number for number, _ in terms],
                [term.role for _, term in terms],
                [term.line.id for _, term in terms],
                [term.first for _, term in terms],
                [term.last for _, term in terms],
                *(_rates([term.exchange for _, term in terms]) if exchanged else ()),
                list(range(len(plans))),
                [plan.formula for plan in plans],
                [plan.low for plan in plans],
                [plan.high for plan in plans],
                [_zeros(plan) for plan in plans],
            ),
        )
        numbers: list[Decimal | None] = [None] * len(plans)
        for number, value, found, whole in rows:
            if whole and found == plans[number].rows:
                numbers[number] = value
        return numbers

    def cells(
        self, ledger: Ledger, plans: Sequence[Plan], brief: Container[Plan] = ()
    ) -> list[list[Observation]]:
        """Return the published values behind each plan, by subject and period, in one query.

        Of the plans in `brief`, sums over members are left to their SQL, and so are those over very many values.
        """
        wanted = [list(_wanted(plan, brief=plan in brief)) for plan in plans]
        self._load_cells(ledger, ((line, subject) for each in wanted for line, subject, _, _ in each))
        return [
            list(
                dict.fromkeys(
                    cell
                    for line, subject, first, last in sorted(each, key=_by_subject)
                    for place, cell in self._cells.get(_series(line, subject), {}).items()
                    if first <= place <= last
                )
            )
            for each in wanted
        ]

    def _load_cells(self, ledger: Ledger, wanted: Iterable[tuple[Line, str]]) -> None:
        """Load the published values of lines and of the subjects they add up, those that are not yet there."""
        new = {
            (line.source, line.edition, line.measure, line.partner, line.component, subject)
            for line, subject in wanted
        } - self._with_cells
        if not new:
            return
        self._with_cells |= new
        columns = (
            "measure, unit, prices, price_year, subject, partner, component,"
            f" {GRAIN} AS grain, total, {PLACE} AS place, period, value, status, place AS cell"
        )
        union = " UNION ALL ".join(
            f"SELECT '{source}' AS source, '{edition}' AS edition, {columns}"
            f" FROM '{source}/{edition}/{OBSERVATIONS}' WHERE {condition}"
            for source, edition, condition in _conditions(new)
        )
        for *series, place, period, value, status, cell in ledger.query(f"{union} ORDER BY place"):
            self._cells.setdefault(tuple(series), {})[place] = Observation(
                period=period, value=exact(value), status=status, place=cell, subject=series[6]
            )


# Loaded lines live as long as their ledger.
_LOADED: WeakKeyDictionary[Ledger, Lines] = WeakKeyDictionary()


def lines(ledger: Ledger) -> Lines:
    """Return the lines of a ledger; series are loaded when they are asked for."""
    if ledger not in _LOADED:
        _LOADED[ledger] = Lines(ledger)
    return _LOADED[ledger]


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _conditions(cells: Iterable[Cells]) -> Iterable[tuple[str, str, str]]:
    """Source, edition and the condition of the rows that are meant."""
    parts: dict[tuple[str, str, str, str | None, str | None], list[str]] = {}
    for source, edition, measure, partner, component, subject in sorted(cells, key=repr):
        parts.setdefault((source, edition, measure, partner, component), []).append(subject)
    for (source, edition, measure, partner, component), subjects in parts.items():
        conditions = [f"measure = '{measure}'", f"subject IN ({', '.join(map(_text, subjects))})"]
        conditions.append(f"partner = {_text(partner)}" if partner else "partner IS NULL")
        conditions.append(f"component = {_text(component)}" if component else "component IS NULL")
        yield source, edition, " AND ".join(conditions)


def _series(line: Line, subject: str) -> tuple[object, ...]:
    """What tells the published values of a subject apart, in the order of the columns that are read."""
    kind = (line.measure, line.unit, line.prices, line.price_year, subject, line.partner, line.component)
    return (line.source, line.edition, *kind, line.grain, line.basis == "published")


def _by_subject(wanted: tuple[Line, str, int, int]) -> tuple[str, int]:
    _, subject, first, _ = wanted
    return subject, first


def _key(line: Line) -> Key:
    return (line.source, line.edition, line.measure, line.unit, line.subject, line.partner, line.component)


def _zeros(plan: Plan) -> int:
    """How many members without a row count, each as zero."""
    return len(plan.uncounted) if plan.counts(Decimal(0)) else 0


def _rates(exchanges: Sequence[Exchange | None]) -> tuple[list[Any], ...]:
    """The lines to divide by and to multiply by, and the month whose rates are meant."""
    return (
        [each.over.id if each and each.over else None for each in exchanges],
        [each.times.id if each and each.times else None for each in exchanges],
        [each.fixed if each else None for each in exchanges],
    )


@cache
def _merged(formulas: frozenset[str], exchanged: bool) -> str:
    """The query for all plans, with the formulas that they use: planning one that none uses costs time."""
    cases = " ".join(f"WHEN '{name}' THEN {FORMULAS[name]}" for name in sorted(formulas))
    members = "list(total) FILTER (WHERE role = 'member')" if formulas & {"count", "rank"} else "NULL"
    rates = (
        ", unnest(?::BIGINT[]) AS over, unnest(?::BIGINT[]) AS times, unnest(?::INTEGER[]) AS fixed"
        if exchanged
        else ""
    )
    value = (
        "CASE WHEN over IS NULL AND times IS NULL THEN held.value"
        " WHEN (over IS NULL OR d.value IS NOT NULL) AND (times IS NULL OR m.value IS NOT NULL)"
        f" THEN {exchange('held.value', 'd.value', 'm.value', loose=True)} END"
        if exchanged
        else "held.value"
    )
    joins = (
        " LEFT JOIN held d ON d.line = over AND d.place = coalesce(fixed, held.place)"
        " LEFT JOIN held m ON m.line = times AND m.place = coalesce(fixed, held.place)"
        if exchanged
        else ""
    )
    return f"""
WITH term AS (
  SELECT unnest(?::INTEGER[]) AS id, unnest(?::VARCHAR[]) AS role, unnest(?::BIGINT[]) AS line,
         unnest(?::INTEGER[]) AS first, unnest(?::INTEGER[]) AS last{rates}
), plan AS (
  SELECT unnest(?::INTEGER[]) AS id, unnest(?::VARCHAR[]) AS formula, unnest(?::DECIMAL(28, 8)[]) AS low,
         unnest(?::DECIMAL(28, 8)[]) AS high, unnest(?::INTEGER[]) AS uncounted
), term_value AS (
  SELECT id, role, term.line AS line, {value} AS value, held.complete AS complete
  FROM term JOIN held ON term.line = held.line{joins} WHERE held.place BETWEEN first AND last
), term_sum AS (
  SELECT id, role, sum(value) AS total, max(value) AS highest, count(value) AS found, bool_and(complete) AS complete
  FROM term_value GROUP BY id, role, line
), found AS (
  SELECT id,
         sum(total) FILTER (WHERE role = 'own') AS own,
         sum(found) FILTER (WHERE role = 'own') AS years,
         sum(total) FILTER (WHERE role = 'base') AS base,
         sum(total) FILTER (WHERE role = 'whole') AS whole,
         max(highest) FILTER (WHERE role = 'past') AS past,
         {members} AS members,
         sum(found) AS found,
         bool_and(complete) AS complete
  FROM term_sum GROUP BY id
)
SELECT id, CASE formula {cases} END AS value, found, complete FROM found JOIN plan USING (id) ORDER BY id
"""


def exchange(value: str, over: str | None, times: str | None, *, loose: bool = False) -> str:
    """Return the SQL for an amount in another currency; `loose`: a rate may be absent and is one then.

    >>> exchange("value", "over.value", None)
    'CAST(CAST(value AS DOUBLE) / over.value AS DECIMAL(38, 8))'
    """
    made = f"CAST({value} AS DOUBLE)"
    if times:
        made += f" * coalesce({times}, 1)" if loose else f" * {times}"
    if over:
        made += f" / coalesce({over}, 1)" if loose else f" / {over}"
    return f"CAST({made} AS DECIMAL(38, 8))"


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
