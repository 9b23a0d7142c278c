"""A pledge, a ledger and a day in; who kept it, who is on the way and who is not out, with the rule and its SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from foedus.alliances import groups, members_on, register, reporters_on
from foedus.alliances.promises import Part, Pledge
from foedus.editions import Edition
from foedus.errors import RuleError, UnknownName
from foedus.ledger import Ledger
from foedus.measures import Measure, measures
from foedus.model import exact
from foedus.perimeters import spells
from foedus.pledges.queries import Question, counted, divided, history, judged, tallied
from foedus.pledges.records import RULES, Context, Followed, Following, Point, Progress, Quota, Remark, Tally


@cache
def pledges() -> dict[str, Pledge]:
    """Return all pledges by id, oldest first; raises RuleError where one names a measure or a unit that is none.

    >>> pledges()["the-hague-2025"].due
    '2035'
    """
    found = dict(register().pledges)
    for pledge in found.values():
        for part in pledge.part:
            _prove(pledge, part)
    return found


def _prove(pledge: Pledge, part: Part) -> None:
    for field, name in (("measure", part.measure), ("context", part.context), ("shares", part.shares)):
        if name is not None and name not in measures():
            unknown = UnknownName("measure", name, measures())
            raise RuleError(f"pledges.toml: {unknown} - at `{pledge.id}.{part.id}.{field}`")
    if part.measure is None:
        return
    kind = measures()[part.measure].unit
    is_right = len(part.unit) == 3 and part.unit.isupper() if kind == "money" else part.unit == kind
    if not is_right:
        valid = "a currency by its ISO 4217 code" if kind == "money" else repr(kind)
        message = f"the unit {part.unit!r} does not measure {part.measure}; valid is {valid}"
        raise RuleError(f"pledges.toml: {message} - at `{pledge.id}.{part.id}.unit`")


def pledge(name: str) -> Pledge:
    """Return a pledge by its id; raises UnknownName."""
    if name not in pledges():
        raise UnknownName("pledge", name, pledges())
    return pledges()[name]


def binding(country: str) -> list[Pledge]:
    """Return the pledges that a country made or shares, oldest first."""
    return [each for each in pledges().values() if country in (each.by, *followers(each, dt.date.max))]


def followers(pledge: Pledge, day: dt.date) -> list[str]:
    """Return whom a pledge binds on a day: the country itself, or the members of the group."""
    if pledge.by not in groups():
        return [pledge.by]
    return sorted(members_on(pledge.by, day))


def successor(pledge: Pledge, day: dt.date) -> Pledge | None:
    """Return the pledge that had replaced another by a day."""
    later = [each for each in pledges().values() if pledge.id in each.replaces and each.made <= day]
    return later[0] if later else None


def in_force(day: dt.date, by: Iterable[str]) -> list[Pledge]:
    """Return what some had promised by a day and was neither due nor replaced, the newest first."""
    found = [
        each
        for each in pledges().values()
        if each.by in by and each.made <= day and successor(each, day) is None and _is_open(each, day)
    ]
    return sorted(found, key=lambda each: each.made, reverse=True)


def _is_open(pledge: Pledge, day: dt.date) -> bool:
    ends = [until.end for part in pledge.part if (until := pledge.until(part)) is not None and until.end]
    return not ends or max(ends) >= day


# --- following --------------------------------------------------------------------------------------------------------


def follow(
    pledge: Pledge, ledger: Ledger, asof: dt.date | None = None, member: str | None = None
) -> Following:
    """Follow a pledge as it could be known on a day, by default the ledger's newest; `member` narrows it to one.

    Raises UnknownName for a member that the pledge does not bind, LedgerError where the ledger cannot be read.
    """
    asof = asof or ledger.newest
    bound = followers(pledge, asof)
    if member is not None and member not in bound:
        raise UnknownName("member", member, bound)
    later = successor(pledge, asof)
    parts = (
        [_followed(pledge, part, ledger, asof, [member] if member else bound) for part in pledge.part]
        if pledge.made <= asof
        else []
    )
    return Following(
        id=pledge.id,
        by=pledge.by,
        made=pledge.made,
        due=pledge.due,
        asof=asof,
        replaced_by=later.id if later else None,
        parts=parts,
    )


def _followed(pledge: Pledge, part: Part, ledger: Ledger, asof: dt.date, bound: list[str]) -> Followed:
    figure = pledge.figure(part)
    if part.measure is None:
        return Followed(
            id=part.id,
            figure=figure,
            uncounted=part.uncounted,
            members=[_untold(code, pledge, "no-series") for code in bound] if part.whom == "each" else [],
            group=_untold(pledge.by, pledge, "no-series") if part.whom == "together" else None,
            quotas=_quotas(pledge, part, ledger, asof, bound),
            context=_context(pledge, part, ledger, asof) if len(bound) > 1 else None,
        )
    measure = measures()[part.measure]
    editions = _editions(ledger, measure, asof)
    decides = _deciding(ledger, measure, editions, bound)
    if decides is None:
        members = [_untold(code, pledge, "no-edition") for code in bound]
        return Followed(
            id=part.id, figure=figure, members=members, remarks=_remarks(ledger, measure, asof, None)
        )
    whole = [each for each in editions if each.coverage != "slice" or each == decides or len(bound) == 1]
    asked = {each.edition: _question(pledge, part, measure, each, asof) for each in whole}
    found = _progress(pledge, ledger, asked, decides, bound)
    group = found.pop(pledge.by, None) if pledge.by in groups() else None
    return Followed(
        id=part.id,
        figure=figure,
        source=decides.source,
        edition=decides.edition,
        members=list(found.values()),
        group=group,
        tallies=_tallies(pledge, ledger, asked) if len(bound) > 1 else [],
        remarks=_remarks(ledger, measure, asof, decides),
    )


def _untold(code: str, pledge: Pledge, rule: str) -> Progress:
    return Progress(
        subject=code, status=RULES[rule], rule=rule, reservation=_exceptions(pledge, "reserves").get(code)
    )


def _exceptions(pledge: Pledge, kind: str) -> dict[str, str]:
    return {each.member: each.why for each in pledge.exceptions if each.kind == kind}


# --- which edition decides --------------------------------------------------------------------------------------------


def _editions(ledger: Ledger, measure: Measure, asof: dt.date) -> list[Edition]:
    """The editions that hold the measure and were out by the day, newest first."""
    held = [each for source in measure.series for each in ledger.editions(source, held=True)]
    known = [each for each in held if each.released <= asof and measure.id in each.measures]
    return sorted(known, key=lambda each: each.edition, reverse=True)


def _deciding(ledger: Ledger, measure: Measure, editions: list[Edition], bound: list[str]) -> Edition | None:
    """The newest edition; a slice of one only where it has all who are followed."""
    for edition in editions:
        if edition.coverage != "slice" or set(bound) <= _subjects(ledger, measure, edition):
            return edition
    return None


def _subjects(ledger: Ledger, measure: Measure, edition: Edition) -> set[str]:
    rows = ledger.query(
        f"SELECT DISTINCT subject FROM '{edition.source}/{edition.edition}/observations.parquet'"
        f" WHERE measure = '{measure.id}'"
    )
    return {code for (code,) in rows}


def _remarks(ledger: Ledger, measure: Measure, asof: dt.date, decides: Edition | None) -> list[Remark]:
    """Say that newer editions were out by the day which the ledger lacks, or holds without this series."""
    newer = [
        each
        for source in measure.series
        for each in ledger.editions(source)
        if each.released <= asof and (decides is None or each.edition > decides.edition)
    ]
    return [
        Remark(
            code="partial-edition" if each.held else "missing-edition",
            blanks={"edition": each.edition, "publisher": each.publisher},
        )
        for each in newer
    ]


def _question(pledge: Pledge, part: Part, measure: Measure, edition: Edition, asof: dt.date) -> Question:
    due = pledge.until(part)
    end = due.end if due else None
    level = next((each for each in measures().values() if measure.id in each.instead.values()), None)
    has_level = level is not None and level.id in edition.measures
    return Question(
        source=edition.source,
        edition=edition.edition,
        measure=measure.id,
        unit=part.unit,
        amount=part.amount,
        is_strict=part.comparator == ">",
        start=pledge.made.year,
        due=end.year if end else None,
        over=end is not None and asof > end,
        is_aim=pledge.force == "aim",
        is_replaced=successor(pledge, asof) is not None,
        level=level.id if level and has_level else None,
        currency=level.currency if level and has_level else None,
    )


# --- the answers ------------------------------------------------------------------------------------------------------


def _progress(
    pledge: Pledge, ledger: Ledger, asked: dict[str, Question], decides: Edition, bound: list[str]
) -> dict[str, Progress]:
    question = asked[decides.edition]
    totals = [pledge.by] if pledge.by in groups() and len(bound) > 1 else []
    exempt, reserved = _exceptions(pledge, "exempt"), _exceptions(pledge, "reserves")
    points = _history(ledger, list(asked.values()), [*bound, *totals])
    found = {}
    for row in ledger.query(judged(question, [*bound, *totals], exempt)):
        (
            subject,
            status,
            rule,
            year,
            value,
            before,
            start,
            when_due,
            line,
            is_met,
            distance,
            economy,
            growth,
        ) = row
        found[subject] = Progress(
            subject=subject,
            status=status,
            rule=rule,
            year=year,
            value=_number(value, 2),
            before=_number(before, 2),
            start=_number(start, 2),
            when_due=_number(when_due, 2),
            line=_number(line, 2),
            distance=_number(distance, 2),
            is_met=is_met,
            growth=_number(growth, 1, 100),
            economy=_number(economy, 1, 100),
            reservation=reserved.get(subject),
            history=points.get(subject, []),
            sql=judged(question, [subject], exempt),
        )
    return found


def _number(value: Any, places: int, scale: int = 1) -> Decimal | None:
    if value is None:
        return None
    return exact((Decimal(str(value)) * scale).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def _history(ledger: Ledger, questions: list[Question], subjects: list[str]) -> dict[str, list[Point]]:
    found: dict[str, list[Point]] = {}
    for edition, subject, year, value, status, place in ledger.query(history(questions, subjects)):
        point = Point(edition=edition, year=year, value=exact(value), status=status, place=place)
        found.setdefault(subject, []).append(point)
    return found


def _tallies(pledge: Pledge, ledger: Ledger, asked: dict[str, Question]) -> list[Tally]:
    """Count by edition and year, over the members of each year that have forces."""
    years = (min(each.start for each in asked.values()), max(int(name[:4]) for name in asked))
    exempt = _exceptions(pledge, "exempt")
    members = [each for each in spells(pledge.by, None, years[0], years[1] + 1) if each.code not in exempt]
    rows = ledger.query(tallied(asked.values(), members))
    return [Tally(edition=edition, year=year, met=met, of=of) for edition, year, met, of in rows]


# --- promised together ------------------------------------------------------------------------------------------------


def _quotas(pledge: Pledge, part: Part, ledger: Ledger, asof: dt.date, bound: list[str]) -> list[Quota]:
    """Divide what is promised together by the shares that the text names."""
    if part.shares is None:
        return []
    measure = measures()[part.shares]
    everyone = reporters_on(pledge.by, pledge.made)
    for edition in _editions(ledger, measure, asof):
        if edition.coverage == "slice" or not edition.years or edition.years[-1] < pledge.made.year:
            continue
        sql = divided(
            edition.source,
            edition.edition,
            measure.id,
            measure.currency or "",
            pledge.made.year,
            everyone,
            part.amount,
        )
        rows = ledger.query(sql)
        if len(rows) == len(everyone):
            return [
                Quota(
                    subject=subject,
                    share=_number(share, 2) or Decimal(0),
                    amount=_number(amount, 0) or Decimal(0),
                )
                for subject, share, amount in rows
                if subject in bound
            ]
    return []


def _context(pledge: Pledge, part: Part, ledger: Ledger, asof: dt.date) -> Context | None:
    """What another series has of the period so far; context, never a verdict."""
    due = pledge.until(part)
    if part.context is None or due is None or due.start is None or due.end is None:
        return None
    measure = measures()[part.context]
    for edition in _editions(ledger, measure, asof):
        first, last = due.start.isoformat()[:7], _last_month(due.end)
        sql = counted(
            edition.source,
            edition.edition,
            measure.id,
            pledge.by,
            part.partner,
            part.component,
            first,
            last,
            part.unit,
        )
        ((value, since, until),) = ledger.query(sql)
        return Context(
            measure=measure.id,
            source=edition.source,
            edition=edition.edition,
            unit=part.unit,
            value=_number(value, 0) or Decimal(0),
            first=since,
            last=until,
            sql=sql,
        ) if value is not None else None  # fmt: skip
    return None


def _last_month(end: dt.date) -> str:
    """The last month that a period holds whole, or mostly.

    >>> _last_month(dt.date(2025, 7, 9)), _last_month(dt.date(2026, 12, 31))
    ('2025-06', '2026-12')
    """
    return (end if end.day > 15 else end.replace(day=1) - dt.timedelta(days=1)).isoformat()[:7]
