"""A part of a pledge and an edition in; the SQL that judges each member out, as it runs in the ledger's folder."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from foedus.perimeters import Spell
from foedus.pledges.records import RULES

YEARS = 5  # over so many years the growth of the economy is taken
# Growth a year beyond these is no economy's: expenditure over the share is then not its GDP.
_PLAUSIBLE = (-0.03, 0.1)


class Question(Struct, frozen=True, kw_only=True):
    """What is asked of an edition: the series, how much by when, and what is known of the day.

    `start`: the year in which it was promised; `due`: None where it binds from now on. `over`: the due period has
    ended. `level`: the measure in money whose share of the economy this is. `until`: later years are left out.
    """

    source: str
    edition: str
    measure: str
    unit: str
    amount: Decimal
    is_strict: bool
    start: int
    due: int | None
    over: bool
    is_aim: bool
    is_replaced: bool
    level: str | None = None
    currency: str | None = None
    until: int | None = None

    @property
    def file(self) -> str:
        """The Parquet file, relative to the folder of the ledger."""
        return f"'{self.source}/{self.edition}/observations.parquet'"

    @property
    def series(self) -> str:
        """The condition that picks the yearly series."""
        return (
            f"measure = '{self.measure}' AND unit = '{self.unit}' AND partner IS NULL AND component IS NULL"
            " AND period = CAST(year AS VARCHAR)" + (f" AND year <= {self.until}" if self.until else "")
        )

    def met(self, value: str) -> str:
        """The condition under which a value is as promised."""
        return f"{value} {'>' if self.is_strict else '>='} {self.amount}"


def judged(question: Question, subjects: Iterable[str], exempt: Iterable[str] = ()) -> str:
    """Return the SQL that gives status, rule and values of each subject, one row a subject."""
    free = set(exempt)
    asked = ", ".join(f"('{code}', {str(code in free).lower()})" for code in subjects)
    return f"""WITH asked(subject, exempt) AS (VALUES {asked}),
seen AS (
  SELECT subject, year, round(value, 2) AS value FROM {question.file}
  WHERE {question.series}
),
told AS (
  SELECT asked.subject, exempt, max(year) AS year, arg_max(value, year) AS value,
    {_at(question.start)} AS start, {_at(question.due)} AS when_due, {_after(question.due)} AS later
  FROM asked LEFT JOIN seen USING (subject) GROUP BY ALL
),
lined AS (
  SELECT told.*, seen.value AS before, {_line(question)} AS line
  FROM told LEFT JOIN seen ON seen.subject = told.subject AND seen.year = told.year - 1
),
{_economy(question)}
ruled AS (SELECT *, {_rule(question)} AS rule FROM lined)
SELECT subject, {_status()} AS status, rule, year, value, before, start, when_due, line,
  coalesce({question.met("value")}, false) AS is_met, value - {question.amount} AS distance,
  economy, {_growth(question)} AS growth
FROM ruled LEFT JOIN grown USING (subject)
ORDER BY value DESC NULLS LAST, subject"""


def _at(year: int | None) -> str:
    return "NULL" if year is None else f"max(value) FILTER (WHERE year = {year})"


def _after(year: int | None) -> str:
    return "NULL" if year is None else f"max(value) FILTER (WHERE year > {year})"


def _line(question: Question) -> str:
    """Where the straight way from the start to the due year would be."""
    if question.due is None or question.due <= question.start:
        return f"CAST({question.amount} AS DOUBLE)"
    years = question.due - question.start
    return f"start + ({question.amount} - start) * (told.year - {question.start}) / {years}.0"


def _rule(question: Question) -> str:
    cases = ["WHEN exempt THEN 'exempt'"]
    if question.is_replaced:
        return f"CASE {cases[0]} ELSE 'replaced' END"
    cases.append("WHEN value IS NULL THEN 'no-value'")
    reached = question.met("value")
    if question.due is None:
        cases.append(f"WHEN {reached} THEN 'holds-now' ELSE 'below-now'")
    elif question.over:
        cases += [
            f"WHEN year < {question.due} THEN 'awaited'",
            f"WHEN {question.met('when_due')} THEN 'met-when-due'",
            f"WHEN {question.met('later')} THEN 'met-later'",
            f"ELSE '{'missed-aim' if question.is_aim else 'missed'}'",
        ]
    else:
        cases += [
            f"WHEN {reached} THEN 'reached'",
            f"WHEN year <= {question.start} THEN 'too-early'",
            "WHEN start IS NULL THEN 'no-start'",
            "WHEN value >= line THEN 'on-line' ELSE 'below-line'",
        ]
    return f"CASE {' '.join(cases)} END"


def _status() -> str:
    cases = " ".join(f"WHEN '{rule}' THEN '{status}'" for rule, status in RULES.items())
    return f"CASE rule {cases} END"


def _economy(question: Question) -> str:
    """The growth of the economy a year, from expenditure at constant prices over its share."""
    if question.level is None:
        return "grown AS (SELECT subject, NULL AS economy FROM asked),"
    low, high = _PLAUSIBLE
    return f"""spent AS (
  SELECT subject, year, value FROM {question.file}
  WHERE measure = '{question.level}' AND unit = '{question.currency}' AND prices = 'constant'
),
grown AS (
  SELECT subject, power(max(spent.value / seen.value) FILTER (WHERE seen.year = lined.year)
    / max(spent.value / seen.value) FILTER (WHERE seen.year = lined.year - {YEARS}), 1.0 / {YEARS}) - 1 AS economy
  FROM lined JOIN seen USING (subject) JOIN spent ON spent.subject = seen.subject AND spent.year = seen.year
  WHERE seen.value > 0 GROUP BY subject HAVING economy BETWEEN {low} AND {high}
),"""


def _growth(question: Question) -> str:
    """The real growth of expenditure a year that leads to the promised share in the due year."""
    if question.due is None or question.level is None:
        return "NULL"
    return (
        f"CASE WHEN {question.met('value')} OR year >= {question.due} THEN NULL"
        f" ELSE (1 + economy) * power({question.amount} / value, 1.0 / ({question.due} - year)) - 1 END"
    )


def history(files: Iterable[Question], subjects: Iterable[str]) -> str:
    """Return the SQL that gives every published value of the subjects in the editions of the questions."""
    codes = ", ".join(f"'{code}'" for code in subjects)
    selects = [
        f"SELECT '{each.edition}' AS edition, subject, year, round(value, 2) AS value, status, place\n"
        f"FROM {each.file} WHERE {each.series} AND subject IN ({codes})"
        for each in files
    ]
    return " UNION ALL\n".join(selects) + "\nORDER BY subject, edition DESC, year"


def tallied(files: Iterable[Question], members: Iterable[Spell]) -> str:
    """Return the SQL that counts, for each edition and year, the members of that year that were there."""
    spells = ", ".join(f"('{each.code}', {each.since}, {each.until})" for each in members)
    selects = [
        f"SELECT '{each.edition}' AS edition, year,\n"
        f"  count(*) FILTER (WHERE {each.met('round(value, 2)')}) AS met, count(*) AS members\n"
        f"FROM {each.file} JOIN member ON subject = code AND year BETWEEN since AND until\n"
        f"WHERE {each.series} GROUP BY year"
        for each in files
    ]
    return (
        f"WITH member(code, since, until) AS (VALUES {spells})\n"
        + " UNION ALL\n".join(selects)
        + "\nORDER BY edition DESC, year"
    )


def divided(
    source: str, edition: str, measure: str, currency: str, year: int, members: Iterable[str], amount: Decimal
) -> str:
    """Return the SQL that divides an amount among members by their share of a measure in a year."""
    codes = ", ".join(f"'{code}'" for code in sorted(members))
    return f"""SELECT subject, 100 * value / sum(value) OVER () AS share,
  {amount} * value / sum(value) OVER () AS amount
FROM '{source}/{edition}/observations.parquet'
WHERE measure = '{measure}' AND unit = '{currency}' AND prices = 'current' AND year = {year} AND subject IN ({codes})
ORDER BY share DESC, subject"""


def counted(
    source: str, edition: str, measure: str, subject: str, partner: str | None, component: str | None,
    first: str, last: str, unit: str,
) -> str:  # fmt: skip
    """Return the SQL that sums another series of the group over the months of a promise."""
    part = f"component = '{component}'" if component else "component IS NULL"
    whom = f"partner = '{partner}'" if partner else "partner IS NULL"
    return f"""SELECT sum(value) AS value, min(period) AS first, max(period) AS last
FROM '{source}/{edition}/totals.parquet'
WHERE measure = '{measure}' AND subject = '{subject}' AND {whom} AND {part} AND unit = '{unit}'
  AND perimeter = 'members of each month' AND length(period) = 7 AND period BETWEEN '{first}' AND '{last}'"""
