"""A plan goes in; out comes the query that anyone can rerun in the ledger's folder, over one edition's observations."""

from __future__ import annotations

from foedus.derive import COUNTED_DECIMALS, FORMULAS, Line, Plan, Term
from foedus.perimeters import ALWAYS, spells
from foedus.totals import TODAY


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
    found = spells(line.subject, line.perimeter, first, last)
    today = line.perimeter == TODAY
    left = any(spell.until < ALWAYS for spell in found)
    columns = "subject" if today else "subject, since, until" if left else "subject, since"
    rows = ", ".join(
        f"('{each.code}')"
        if today
        else f"('{each.code}', {each.since}, {each.until})"
        if left
        else f"('{each.code}', {each.since})"
        for each in found
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
