"""Votes cast in, rows out: how often two countries voted alike in a year, by two ways of counting.

A roll call counts for a pair when both cast a vote; absences are not in the files. In the one way of counting an
abstention is a vote of its own, in the other it leaves the roll call out.
"""

from __future__ import annotations

import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import cast

import msgspec
from msgspec import Struct

from foedus.editions import Row, full
from foedus.errors import RuleError, SourceError
from foedus.model import from_builtins
from foedus.sources import Release, Source, beside


class Rule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way of counting: its name, and the votes that count."""

    component: str
    votes: list[str]


class Layout(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the files are laid out, which countries and years are read, and the units of a share and its two counts."""

    calls: str
    years: tuple[int, int]
    votes: list[str]
    measure: str
    share: str
    alike: str
    common: str
    rules: list[Rule]
    countries: dict[str, list[str]]


Votes = dict[str, str]


def parse(path: Path, source: Source, release: Release) -> list[Row]:
    """Read the votes and, from the file beside them, the days of the roll calls; raises SourceError naming the line."""
    place = f"{source.id} {release.released}"
    try:
        plan = cast("Layout", from_builtins({**source.layout, **release.layout}, Layout))
    except msgspec.ValidationError as fault:
        raise RuleError(f"sources/{source.id}/source.toml: layout of {release.released}: {fault}") from None
    years = _years(beside(path, source, release)[plan.calls], plan, place)
    return list(_rows(_votes(path, years, plan, place), years, plan))


# --- files ------------------------------------------------------------------------------------------------------------


def _years(path: Path, plan: Layout, place: str) -> dict[str, int]:
    """The year of every roll call read, by its number."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        _columns(reader, ["rcid", "date"], f"{place}: {path.name}")
        found: dict[str, int] = {}
        for number, line in enumerate(reader, start=2):
            if not line["date"][:4].isdigit():
                raise SourceError(f"{place}: {path.name}: row {number}: {line['date']!r} is no day")
            found[line["rcid"]] = int(line["date"][:4])
    first, last = plan.years
    return {call: year for call, year in found.items() if first <= year <= last}


def _votes(path: Path, years: Mapping[str, int], plan: Layout, place: str) -> dict[str, Votes]:
    """Who voted how, by roll call."""
    codes = {name: code for code, names in plan.countries.items() for name in names}
    seen: set[str] = set()
    found: dict[str, Votes] = defaultdict(dict)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        _columns(reader, ["rcid", "country", "vote"], f"{place}: {path.name}")
        for number, line in enumerate(reader, start=2):
            code = codes.get(line["country"])
            if code is None or line["rcid"] not in years:
                continue
            if line["vote"] not in plan.votes:
                valid = ", ".join(plan.votes)
                raise SourceError(
                    f"{place}: {path.name}: row {number}: {line['vote']!r} is no vote; valid: {valid}"
                )
            seen.add(line["country"])
            found[line["rcid"]][code] = line["vote"]
    if absent := sorted(set(codes) - seen):
        raise SourceError(f"{place}: {path.name}: {absent[0]!r} never votes")
    return found


def _columns(reader: csv.DictReader[str], names: list[str], where: str) -> None:
    absent = [name for name in names if name not in (reader.fieldnames or [])]
    if absent:
        raise SourceError(f"{where}: row 1: no column {absent[0]!r}")


# --- pairs ------------------------------------------------------------------------------------------------------------


def _rows(calls: Mapping[str, Votes], years: Mapping[str, int], plan: Layout) -> Iterator[Row]:
    """Both counts and their share, for each pair in both orders: agreement has no direction."""
    by_year: dict[int, list[str]] = defaultdict(list)
    for call in calls:
        by_year[years[call]].append(call)
    for year, numbers in sorted(by_year.items()):
        place = f"{len(numbers)} roll call{'s' if len(numbers) > 1 else ''} of {year}"
        for rule in plan.rules:
            alike, common = _count([calls[number] for number in numbers], frozenset(rule.votes))
            for (first, second), both in sorted(common.items()):
                counts = (alike[first, second], both)
                for pair in ((first, second), (second, first)):
                    yield from _pair(plan, rule, pair, year, counts, place)


def _count(
    calls: list[Votes], counted: frozenset[str]
) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """How many roll calls each pair, in the order of the alphabet, voted alike in and had in common."""
    alike: Counter[tuple[str, str]] = Counter()
    common: Counter[tuple[str, str]] = Counter()
    for votes in calls:
        by_vote: dict[str, list[str]] = defaultdict(list)
        for code in sorted(votes):
            if votes[code] in counted:
                by_vote[votes[code]].append(code)
        common.update(combinations(sorted(code for codes in by_vote.values() for code in codes), 2))
        for codes in by_vote.values():
            alike.update(combinations(codes, 2))
    return alike, common


def _pair(
    plan: Layout, rule: Rule, pair: tuple[str, str], year: int, counts: tuple[int, int], place: str
) -> Iterator[Row]:
    alike, common = counts
    values = [
        (plan.share, Decimal(100 * alike) / common),
        (plan.alike, Decimal(alike)),
        (plan.common, Decimal(common)),
    ]
    for unit, value in values:
        yield Row(
            measure=plan.measure,
            subject=pair[0],
            partner=pair[1],
            component=rule.component,
            unit=unit,
            period=str(year),
            year=year,
            value=full(value),
            place=place,
        )
