"""A plan of which yearly values make a number goes in; the number comes out, in SQL.

The same formula stands in two places: in one merged query over the totals of all editions, which answers every plan of
a report at once, and in a short query over one edition's observations that anyone can rerun in the ledger's folder.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Literal
from weakref import WeakKeyDictionary

from foedus.alliances import register
from foedus.comparison import rounded
from foedus.ledger import Ledger
from foedus.model import Observation, Struct, exact
from foedus.totals import TODAY

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
            " FROM yearly GROUP BY line ORDER BY ALL"
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
            " WHERE partner IS NULL"
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


# --- membership -------------------------------------------------------------------------------------------------------


def _members(group: str, year: int) -> dict[str, int]:
    """ISO code → year of accession, on the last day of a year: a member counts for the whole year it joins in."""
    found = register().members(group, dt.date(year, 12, 31))
    return {code: member.start.year if member.start else 0 for code, member in sorted(found.items())}


def _spells(line: Line, first: int, last: int) -> list[tuple[str, int, int]]:
    """Who belongs in which years, as (code, since, until); until is 9999 where nobody left."""
    if line.perimeter == TODAY:
        return [(code, 0, 9999) for code in _members(line.subject, 9999)]
    since: dict[str, int] = {}
    until: dict[str, int] = {}
    for year in range(first, last + 1):
        for code, joined in _members(line.subject, year).items():
            since.setdefault(code, joined if year == first else year)
            until[code] = year
    return [(code, since[code], 9999 if until[code] == last else until[code]) for code in sorted(since)]


def _wanted(plan: Plan, brief: bool) -> Iterable[tuple[Line, str, int, int]]:
    for term in plan.terms:
        if term.line.basis != "sum":
            yield term.line, term.line.subject, term.first, term.last
            continue
        if brief:
            continue
        for code, since, until in _spells(term.line, term.first, term.last):
            yield term.line, code, max(since, term.first), min(until, term.last)


# --- the query that anyone can rerun ----------------------------------------------------------------------------------


def _quoted(*values: str) -> str:
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)


def _where(line: Line) -> str:
    prices = f"prices = '{line.prices}'" if line.prices else "prices IS NULL"
    total = "total" if line.basis == "published" else "NOT total"
    return f"measure = '{line.measure}' AND unit = '{line.unit}' AND {prices} AND {total}"


def _yearly(line: Line, first: int, last: int) -> str:
    """A query for year and value of a line."""
    if line.basis != "sum":
        return f"SELECT year, value FROM {line.file}\n  WHERE {_where(line)} AND subject = '{line.subject}'"
    spells = _spells(line, first, last)
    today = line.perimeter == TODAY
    left = any(until < 9999 for _, _, until in spells)
    columns = "subject" if today else "subject, since, until" if left else "subject, since"
    rows = ", ".join(
        f"('{code}')" if today else f"('{code}', {since}, {until})" if left else f"('{code}', {since})"
        for code, since, until in spells
    )
    inside = "" if today else " AND year >= since" + (" AND year <= until" if left else "")
    return (
        f"SELECT year, sum(value) AS value FROM {line.file}\n"
        f"  JOIN (VALUES {rows}) AS members({columns}) USING (subject)\n"
        f"  WHERE {_where(line)}{inside} GROUP BY year"
    )


def _years(term: Term) -> str:
    return f"year = {term.first}" if term.first == term.last else f"year BETWEEN {term.first} AND {term.last}"


def sql(plan: Plan) -> str:
    """Return the query over one edition's observations that gives the plan's number in the ledger's folder."""
    if plan.formula == "count":
        return _count_sql(plan)
    if plan.formula == "rank":
        return _rank_sql(plan)
    own = plan.terms_of("own")[0]
    if plan.formula == "level" and own.first == own.last and own.line.basis != "sum":
        return (
            f"SELECT value FROM {own.line.file}\n"
            f"WHERE {_where(own.line)} AND subject = '{own.line.subject}' AND {_years(own)}"
        )
    ctes = [f"series AS (\n  {_yearly(own.line, _first(plan), own.last)}\n)"]
    parts = [
        f"sum(value) FILTER (WHERE {_years(own)}) AS own",
        f"count(*) FILTER (WHERE {_years(own)}) AS years",
    ]
    parts += [f"max(value) FILTER (WHERE {_years(term)}) AS {term.role}" for term in plan.terms_of("base")]
    parts += [f"max(value) FILTER (WHERE {_years(term)}) AS {term.role}" for term in plan.terms_of("past")]
    source = "series"
    for term in plan.terms_of("whole"):
        ctes.append(f"other AS (\n  {_yearly(term.line, term.first, term.last)}\n)")
        parts.append(f"(SELECT sum(value) FROM other WHERE {_years(term)}) AS whole")
    body = ",\n  ".join(part for part in parts if " AS years" not in part or plan.formula == "excess")
    return f"WITH {', '.join(ctes)}\nSELECT {FORMULAS[plan.formula]} AS value\nFROM (SELECT\n  {body}\n  FROM {source})"


def _first(plan: Plan) -> int:
    return min(term.first for term in plan.terms if term.role in ("own", "base", "past"))


def _count_sql(plan: Plan) -> str:
    members = plan.terms_of("member")
    line, year = members[0].line, members[0].first
    codes = sorted({*(term.line.subject for term in members), *plan.uncounted})
    bounds = [f"share >= {plan.low}"] if plan.low is not None else []
    bounds += [f"share < {plan.high}"] if plan.high is not None else []
    share = "coalesce(value, 0)" if plan.uncounted else "value"
    return (
        f"SELECT count(*) AS value FROM (\n"
        f"  SELECT subject, round({share}, {COUNTED_DECIMALS}) AS share\n"
        f"  FROM (VALUES {', '.join(f'({_quoted(code)})' for code in codes)}) AS members(subject)\n"
        f"  {'LEFT ' if plan.uncounted else ''}JOIN (SELECT subject, value FROM {line.file}\n"
        f"    WHERE {_where(line)} AND year = {year}) USING (subject)\n"
        f") WHERE {' AND '.join(bounds) or 'true'}"
    )


def _rank_sql(plan: Plan) -> str:
    own, members = plan.terms_of("own")[0], plan.terms_of("member")
    others = _quoted(*sorted(term.line.subject for term in members))
    return (
        f"SELECT 1 + count(*) AS value FROM {own.line.file}\n"
        f"WHERE {_where(own.line)} AND {_years(own)} AND subject IN ({others})\n"
        f"  AND value > (SELECT value FROM {own.line.file}\n"
        f"    WHERE {_where(own.line)} AND {_years(own)} AND subject = '{own.line.subject}')"
    )
