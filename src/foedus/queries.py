"""A plan goes in; out comes the query that anyone can rerun in the ledger's folder, over one edition's observations."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.derive import A_YEAR, FORMULAS, Exchange, Plan, Role, Term, apart, base_years, exchange
from foedus.lines import Line
from foedus.measures import measures
from foedus.perimeters import ALWAYS, spells
from foedus.places import Grain, written
from foedus.totals import TODAY

TOGETHER: tuple[Role, ...] = ("own", "base", "past")


def _quoted(*values: str) -> str:
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)


def _where(line: Line) -> str:
    """The rows of a line, of all countries."""
    found = [f"measure = '{line.measure}'", f"unit = {_quoted(line.unit)}"]
    found.append(f"prices = '{line.prices}'" if line.prices else "prices IS NULL")
    if line.partner:
        found.append(f"partner = {_quoted(line.partner)}")
        found.append(f"component = {_quoted(line.component)}" if line.component else "component IS NULL")
    elif measures()[line.measure].partnered:
        found.append("partner IS NULL")
    found.append("total" if line.basis == "published" else "NOT total")
    return " AND ".join(found)


def _grain(line: Line) -> Grain:
    return "year" if line.grain == "year" else "month"


def _key(line: Line) -> str:
    """The column that tells the periods of a line apart."""
    return "year" if line.grain == "year" else "period"


def _when(term: Term) -> str:
    """The periods of a term, where its line is already chosen."""
    line = term.line
    if line.grain not in ("year", "month"):
        return f"period = '{line.grain}'"
    if line.grain == "year":
        first, last = str(term.first), str(term.last)
    else:
        first, last = (f"'{written(place, 'month')}'" for place in (term.first, term.last))
    return f"{_key(line)} = {first}" if first == last else f"{_key(line)} BETWEEN {first} AND {last}"


def _only(line: Line) -> str:
    """The condition that leaves out periods of another length, where the file has both."""
    return f" AND length(period) = {4 if line.grain == 'year' else 7}" if _has_both(line) else ""


def _has_gaps(line: Line) -> bool:
    """Tell whether a period in which nothing was given, or bought, has no row."""
    of = measures()[line.measure]
    return line.grain == "month" or (of.flow and of.partnered)


def _has_both(line: Line) -> bool:
    return line.grain == "month" or (line.partner is not None and len(measures()[line.measure].steps) > 1)


def _values(terms: Sequence[Term]) -> str:
    """A query for period and value of the line that terms share."""
    line, rates = terms[0].line, terms[0].exchange
    first, last = min(term.first for term in terms), max(term.last for term in terms)
    found = _own_values(line, first, last)
    return _exchanged(found, line, rates) if rates else found


def _own_values(line: Line, first: int, last: int) -> str:
    key = _key(line)
    if line.basis != "sum":
        only = f" AND period = '{line.grain}'" if line.grain not in ("year", "month") else _only(line)
        return (
            f"SELECT {key}, value FROM {line.file}\n"
            f"  WHERE {_where(line)} AND subject = {_quoted(line.subject)}{only}"
        )
    columns, rows, inside = _membership(line, first, last)
    return (
        f"SELECT {key}, sum(value) AS value FROM {line.file}\n"
        f"  JOIN (VALUES {rows}) AS members({columns}) USING (subject)\n"
        f"  WHERE {_where(line)}{_only(line)}{inside} GROUP BY {key}"
    )


def _membership(line: Line, first: int, last: int) -> tuple[str, str, str]:
    """Who counts when: the columns and rows of a list of members, and the condition on the period."""
    found = spells(line.subject, line.perimeter, first, last, _grain(line))
    throughout = all(spell.since <= first and spell.until == ALWAYS for spell in found)
    if line.perimeter == TODAY or (line.grain == "month" and throughout):
        return "subject", ", ".join(f"('{each.code}')" for each in found), ""
    left = any(spell.until < ALWAYS for spell in found)

    def place(value: int) -> str:
        return str(value) if line.grain == "year" else f"'{written(min(value, 119_999), 'month')}'"

    rows = ", ".join(
        f"('{each.code}', {place(each.since)}, {place(each.until)})"
        if left
        else f"('{each.code}', {place(each.since)})"
        for each in found
    )
    key = _key(line)
    inside = f" AND {key} >= since" + (f" AND {key} <= until" if left else "")
    return "subject, since, until" if left else "subject, since", rows, inside


def _exchanged(values: str, line: Line, rates: Exchange) -> str:
    """The values in another currency: each at the rate of its own period, or all at that of one month."""
    key, joins, divisor, factor = _key(line), "", None, None
    for name, rate in (("over", rates.over), ("times", rates.times)):
        if rate is None:
            continue
        where = f"{_where(rate)} AND subject = {_quoted(rate.subject)}"
        if rates.fixed is None:
            joins += (
                f"\n  JOIN (SELECT {key}, value FROM {rate.file}\n"
                f"    WHERE {where} AND length(period) = {4 if line.grain == 'year' else 7}) AS {name} USING ({key})"
            )
            rated = f"{name}.value"
        else:
            rated = f"(SELECT value FROM {rate.file} WHERE {where} AND period = '{written(rates.fixed, 'month')}')"
        divisor, factor = (rated, factor) if name == "over" else (divisor, rated)
    return f"SELECT {key}, {exchange('amounts.value', divisor, factor)} AS value\n  FROM ({values}) AS amounts{joins}"


def sql(plan: Plan) -> str:
    """Return the query over one edition's observations that gives the plan's number in the ledger's folder."""
    if plan.formula == "count":
        return _count_sql(plan)
    if plan.formula == "rank":
        return _rank_sql(plan)
    own = plan.terms_of("own")[0]
    alone = plan.formula == "level" and own.line.basis != "sum" and not own.exchange and len(plan.terms) == 1
    if alone and (own.first == own.last or own.line.grain == "month"):
        value = f"{_summed('value', own.line)} AS value" if _has_gaps(own.line) else "value"
        return (
            f"SELECT {value} FROM {own.line.file}\n"
            f"WHERE {_where(own.line)} AND subject = {_quoted(own.line.subject)} AND {_when(own)}{_only(own.line)}"
        )
    return _formula_sql(plan, own)


def _summed(value: str, line: Line) -> str:
    """A sum; nothing where no row is left to add up."""
    return f"coalesce(sum({value}), 0)" if _has_gaps(line) else f"sum({value})"


def _formula_sql(plan: Plan, own: Term) -> str:
    """Own, base and past come from one series; what a share is taken of, and what is added, from others."""
    together = [term for term in plan.terms if term.role in TOGETHER and term.line == own.line]
    added = [term for term in plan.terms_of("own") if term.line != own.line]
    ctes = [f"series AS (\n  {_values(together)}\n)"]
    total = f"{_filtered(own)}"
    for number, term in enumerate(added):
        ctes.append(f"added{number or ''} AS (\n  {_values([term])}\n)")
        total += f" + (SELECT {_summed('value', term.line)} FROM added{number or ''} WHERE {_when(term)})"
    parts = [f"{total} AS own"]
    if plan.formula in ("excess", "mean", "yearly", "monthly"):
        every = f"count(*) FILTER (WHERE {_when(own)})"  # a month without a row is one without aid
        parts.append(f"{own.last - own.first + 1 if own.line.grain == 'month' else every} AS years")
    if plan.formula.endswith(A_YEAR):
        parts.append(f"{apart(plan)} AS apart")
    parts += [f"{_based(term)} AS base" for term in plan.terms_of("base")]
    parts += [f"max(value) FILTER (WHERE {_when(term)}) AS past" for term in plan.terms_of("past")]
    for term in plan.terms_of("whole"):
        ctes.append(f"other AS (\n  {_values([term])}\n)")
        parts.append(f"(SELECT {_summed('value', term.line)} FROM other WHERE {_when(term)}) AS whole")
    body, made = ",\n  ".join(parts), FORMULAS[plan.formula].sql
    return f"WITH {', '.join(ctes)}\nSELECT {made} AS value\nFROM (SELECT\n  {body}\n  FROM series)"


def _based(term: Term) -> str:
    """What the number is set against: of several years their mean."""
    years = base_years(term)
    return _filtered(term) if years == 1 else f"CAST({_filtered(term)} / {years} AS DECIMAL(38, 8))"


def _filtered(term: Term) -> str:
    found = f"sum(value) FILTER (WHERE {_when(term)})"
    return f"coalesce({found}, 0)" if _has_gaps(term.line) else found


def _count_sql(plan: Plan) -> str:
    members = plan.terms_of("member")
    line = members[0].line
    codes = sorted({*(term.line.subject for term in members), *plan.uncounted})
    bounds = [f"share >= {plan.low}"] if plan.low is not None else []
    bounds += [f"share < {plan.high}"] if plan.high is not None else []
    share = "coalesce(value, 0)" if plan.uncounted else "value"
    return (
        f"SELECT count(*) AS value FROM (\n"
        f"  SELECT subject, round({share}, {plan.decimals}) AS share\n"
        f"  FROM (VALUES {', '.join(f'({_quoted(code)})' for code in codes)}) AS members(subject)\n"
        f"  {'LEFT ' if plan.uncounted else ''}JOIN (SELECT subject, value FROM {line.file}\n"
        f"    WHERE {_where(line)} AND {_when(members[0])}) USING (subject)\n"
        f") WHERE {' AND '.join(bounds) or 'true'}"
    )


def _rank_sql(plan: Plan) -> str:
    own, members = plan.terms_of("own")[0], plan.terms_of("member")
    if plan.terms_of("whole"):
        return _placed_sql(plan, own, members)
    others = _quoted(*sorted(term.line.subject for term in members))
    value = f"(SELECT value FROM amounts WHERE subject = {_quoted(own.line.subject)})"
    least = f"coalesce({value}, 0)" if _has_gaps(own.line) else value
    return (
        f"WITH amounts AS (\n"
        f"  SELECT subject, sum(value) AS value FROM {own.line.file}\n"
        f"  WHERE {_where(own.line)}{_only(own.line)} AND {_when(own)} GROUP BY subject\n"
        f")\n"
        f"SELECT 1 + count(*) AS value FROM amounts\n"
        f"WHERE subject IN ({others})\n"
        f"  AND value > {least}"
    )


def _placed_sql(plan: Plan, own: Term, members: Sequence[Term]) -> str:
    """A place by what each has of its own whole; what a perimeter adds is counted with the amounts."""
    whole = plan.terms_of("whole")[0]
    codes = _quoted(*sorted({term.line.subject for term in members}))
    kinds = {(term.line.component, term.line.grain): term for term in members}.values()
    amounts = "\n  UNION ALL ".join(
        f"SELECT subject, value FROM {term.line.file}\n"
        f"  WHERE {_where(term.line)}{_only(term.line)} AND {_when(term)} AND subject IN ({codes})"
        for term in kinds
    )
    return (
        f"WITH amounts AS (\n  {amounts}\n), wholes AS (\n"
        f"  SELECT subject, value AS whole FROM {whole.line.file}\n"
        f"  WHERE {_where(whole.line)} AND {_when(whole)} AND subject IN ({codes})\n), shares AS (\n"
        f"  SELECT subject, coalesce(sum(value), 0) / any_value(whole) AS share\n"
        f"  FROM wholes LEFT JOIN amounts USING (subject) GROUP BY subject\n)\n"
        f"SELECT 1 + count(*) AS value FROM shares\n"
        f"WHERE share > (SELECT share FROM shares WHERE subject = {_quoted(own.line.subject)})"
    )
