"""A plan of which yearly values make a number goes in; the number comes out, in SQL.

The same formula stands in two places: in one merged query over the totals of all editions, which answers every plan of
a report at once, and in a short query over one edition's observations that anyone can rerun in the ledger's folder.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Literal
from weakref import WeakKeyDictionary

from foedus.comparison import rounded
from foedus.ledger import Ledger
from foedus.model import Observation, Struct, exact
from foedus.perimeters import spells

Role = Literal["own", "base", "whole", "past", "member"]

# own: sum over the period; base: the base year's value; whole: what a share is taken of; years: how many in the period;
# past: the highest value before; members: one value each. Ratios keep eight decimals, as the observations do.
FORMULAS: Mapping[str, str] = {
    "level": "own",
    "change": "own - base",
    "fall": "base - own",
    "growth": "CAST(100 * (own / base - 1) AS DECIMAL(38, 8))",
    "shrinkage": "CAST(100 * (1 - own / base) AS DECIMAL(38, 8))",
    "multiple": "CAST(own / base AS DECIMAL(38, 8))",
    "divisor": "CAST(base / own AS DECIMAL(38, 8))",
    "excess": "own - years * base",
    "share": "CAST(100 * own / whole AS DECIMAL(38, 8))",
    "gap": "own - whole",
    "count": "uncounted + len(list_filter(members, lambda v:"
    " (low IS NULL OR round(v, 2) >= low) AND (high IS NULL OR round(v, 2) < high)))",
    "rank": "1 + len(list_filter(members, lambda v: v > own))",
    "record": "own - past",
}


COUNTED_DECIMALS = 2  # a member reaches a threshold when the share that is printed does


class Line(Struct, frozen=True, kw_only=True):
    """One yearly series of one edition: of a country, of a group as published, or summed over a group's members."""

    id: int
    source: str
    edition: str
    measure: str
    unit: str
    prices: str | None
    price_year: int | None
    subject: str
    perimeter: str | None
    basis: str
    first: int
    last: int

    @property
    def file(self) -> str:
        """The edition's observations, relative to the ledger's folder."""
        return f"'{self.source}/{self.edition}/observations.parquet'"


class Term(Struct, frozen=True, kw_only=True):
    """Years of a line and the part they play in the number."""

    role: Role
    line: Line
    first: int
    last: int


class Plan(Struct, frozen=True, kw_only=True):
    """How one number is made. `low`, `high`: what is counted; `uncounted`: members without a row that count as zero."""

    formula: str
    terms: tuple[Term, ...]
    low: Decimal | None = None
    high: Decimal | None = None
    uncounted: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many yearly values the plan needs; with fewer there is no number."""
        return sum(term.last - term.first + 1 for term in self.terms)

    def counts(self, value: Decimal) -> bool:
        """Tell whether a member with that value is counted: at or above `low`, below `high`, as published."""
        share = rounded(value, COUNTED_DECIMALS)
        return (self.low is None or share >= self.low) and (self.high is None or share < self.high)

    def terms_of(self, role: Role) -> tuple[Term, ...]:
        """The terms that play one part."""
        return tuple(term for term in self.terms if term.role == role)


_KEYS = Line.__struct_fields__[1:-2]


class Lines:
    """The yearly series of a ledger, loaded once and looked up by edition, measure, unit and subject."""

    def __init__(self, ledger: Ledger) -> None:
        held = ledger.editions(held=True)
        self._held = [(edition.source, edition.edition) for edition in held]
        self._has_cells = False
        self._found: dict[tuple[str, str, str, str, str], list[Line]] = {}
        self.subjects: set[tuple[str, str]] = set()
        self.units: set[tuple[str, str, str]] = set()
        if not held:
            return
        totals = " UNION ALL ".join(
            f"SELECT '{e.source}' AS source, '{e.edition}' AS edition, * FROM '{e.source}/{e.edition}/totals.parquet'"
            " WHERE partner IS NULL AND component IS NULL AND length(period) = 4"
            for e in held
        )
        # One thread: a few thousand rows are read sooner than a second thread starts.
        ledger.query("SET threads = 1")
        ledger.query(
            f"CREATE OR REPLACE TEMP TABLE yearly AS SELECT CAST(hash({', '.join(_KEYS)}) >> 1 AS BIGINT) AS line,"
            f" * EXCLUDE (running, status) FROM ({totals})"
        )
        rows = ledger.query(
            f"SELECT line, {', '.join(f'any_value({name})' for name in _KEYS)}, min(year), max(year)"
            f" FROM yearly GROUP BY line ORDER BY {', '.join(str(place) for place in range(2, len(_KEYS) + 2))}"
        )
        for row in rows:
            line = Line(**dict(zip(Line.__struct_fields__, row, strict=True)))
            self._found.setdefault(
                (line.source, line.edition, line.measure, line.unit, line.subject), []
            ).append(line)
            self.subjects.add((line.measure, line.subject))
            self.units.add((line.measure, line.subject, line.unit))

    def find(self, source: str, edition: str, measure: str, unit: str, subject: str) -> list[Line]:
        """Return the lines of one subject in one edition, on all price bases and perimeters."""
        return self._found.get((source, edition, measure, unit, subject), [])

    def numbers(self, ledger: Ledger, plans: Sequence[Plan]) -> list[Decimal | None]:
        """Answer all plans in one query; None where a value is missing or a member of the group did not report."""
        if not plans:
            return []
        terms = [(number, term) for number, plan in enumerate(plans) for term in plan.terms]
        rows = ledger.query(
            _merged(frozenset(plan.formula for plan in plans)),
            (
                [number for number, _ in terms],
                [term.role for _, term in terms],
                [term.line.id for _, term in terms],
                [term.first for _, term in terms],
                [term.last for _, term in terms],
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
        """Return the published values behind each plan, by subject and year, in one query.

        Of the plans in `brief`, sums over members are left to their SQL.
        """
        found: list[list[Observation]] = [[] for _ in plans]
        wanted = [
            (number, line, subject, first, last)
            for number, plan in enumerate(plans)
            for line, subject, first, last in _wanted(plan, brief=plan in brief)
        ]
        if not wanted:
            return found
        self._load_cells(ledger)
        rows = ledger.query(
            _CELLS,
            (
                [number for number, *_ in wanted],
                [f"{line.source}/{line.edition}" for _, line, *_ in wanted],
                [line.measure for _, line, *_ in wanted],
                [line.unit for _, line, *_ in wanted],
                [line.prices or "" for _, line, *_ in wanted],
                [line.price_year or 0 for _, line, *_ in wanted],
                [subject for _, _, subject, _, _ in wanted],
                [line.basis == "published" for _, line, *_ in wanted],
                [first for *_, first, _ in wanted],
                [last for *_, last in wanted],
            ),
        )
        for number, period, value, status, place, subject in rows:
            found[number].append(
                Observation(period=period, value=exact(value), status=status, place=place, subject=subject)
            )
        return found

    def _load_cells(self, ledger: Ledger) -> None:
        """Load the published values, when cells are first asked for."""
        if self._has_cells:
            return
        columns = "period, year, measure, unit, prices, price_year, subject, total, value, status, place"
        union = " UNION ALL ".join(
            f"SELECT '{source}/{edition}' AS edition, {columns} FROM '{source}/{edition}/observations.parquet'"
            " WHERE partner IS NULL AND component IS NULL AND length(period) = 4"
            for source, edition in self._held
        )
        ledger.query(f"CREATE OR REPLACE TEMP TABLE cell AS {union}")
        self._has_cells = True


# Loaded lines live as long as their ledger.
_LOADED: WeakKeyDictionary[Ledger, Lines] = WeakKeyDictionary()


def lines(ledger: Ledger) -> Lines:
    """Return the lines of a ledger, loaded at the first call."""
    if ledger not in _LOADED:
        _LOADED[ledger] = Lines(ledger)
    return _LOADED[ledger]


def _zeros(plan: Plan) -> int:
    """How many members without a row count, each as zero."""
    return len(plan.uncounted) if plan.counts(Decimal(0)) else 0


@cache
def _merged(formulas: frozenset[str]) -> str:
    """The query for all plans, with the formulas that they use: planning one that none uses costs time."""
    cases = " ".join(f"WHEN '{name}' THEN {FORMULAS[name]}" for name in sorted(formulas))
    members = "list(value) FILTER (WHERE role = 'member')" if formulas & {"count", "rank"} else "NULL"
    return f"""
WITH term AS (
  SELECT unnest(?::INTEGER[]) AS id, unnest(?::VARCHAR[]) AS role, unnest(?::BIGINT[]) AS line,
         unnest(?::INTEGER[]) AS first, unnest(?::INTEGER[]) AS last
), plan AS (
  SELECT unnest(?::INTEGER[]) AS id, unnest(?::VARCHAR[]) AS formula, unnest(?::DECIMAL(28, 8)[]) AS low,
         unnest(?::DECIMAL(28, 8)[]) AS high, unnest(?::INTEGER[]) AS uncounted
), found AS (
  SELECT id,
         sum(value) FILTER (WHERE role = 'own') AS own,
         count(*) FILTER (WHERE role = 'own') AS years,
         max(value) FILTER (WHERE role = 'base') AS base,
         sum(value) FILTER (WHERE role = 'whole') AS whole,
         max(value) FILTER (WHERE role = 'past') AS past,
         {members} AS members,
         count(*) AS found,
         bool_and(present >= expected) AS complete
  FROM term JOIN yearly USING (line) WHERE year BETWEEN first AND last GROUP BY id
)
SELECT id, CASE formula {cases} END AS value, found, complete FROM found JOIN plan USING (id) ORDER BY id
"""


_CELLS = """
WITH wanted AS (
  SELECT unnest(?::INTEGER[]) AS id, unnest(?::VARCHAR[]) AS edition, unnest(?::VARCHAR[]) AS measure,
         unnest(?::VARCHAR[]) AS unit, unnest(?::VARCHAR[]) AS prices, unnest(?::INTEGER[]) AS price_year,
         unnest(?::VARCHAR[]) AS subject, unnest(?::BOOLEAN[]) AS total,
         unnest(?::INTEGER[]) AS first, unnest(?::INTEGER[]) AS last
)
SELECT DISTINCT id, period, value, status, place, o.subject
FROM wanted JOIN cell AS o
  ON o.edition = wanted.edition AND o.measure = wanted.measure AND o.unit = wanted.unit AND o.subject = wanted.subject
  AND coalesce(o.prices, '') = wanted.prices AND coalesce(o.price_year, 0) = wanted.price_year
  AND o.total = wanted.total AND year BETWEEN first AND last
ORDER BY id, subject, period
"""


def _wanted(plan: Plan, brief: bool) -> Iterable[tuple[Line, str, int, int]]:
    for term in plan.terms:
        if term.line.basis != "sum":
            yield term.line, term.line.subject, term.first, term.last
            continue
        if brief:
            continue
        for spell in spells(term.line.subject, term.line.perimeter, term.first, term.last):
            yield term.line, spell.code, max(spell.since, term.first), min(spell.until, term.last)
