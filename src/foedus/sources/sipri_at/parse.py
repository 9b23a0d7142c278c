"""The register of deals in, rows out: the volume delivered by recipient, supplier and year, and by each of them alone.

A deal names the years of its deliveries and one volume; the volume is spread evenly over those years.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path
from typing import cast

import msgspec
from msgspec import Struct

from foedus.editions import Row, full
from foedus.errors import RuleError, SourceError
from foedus.model import from_builtins
from foedus.sources import Release, Source


class Layout(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the register is laid out: columns, names, and the volume's unit and scale.

    `others` are patterns of names, matched whole, that no code stands for: they count in the totals only.
    """

    encoding: str
    measure: str
    unit: str
    scale: Decimal
    recipient: str
    supplier: str
    years: str
    volume: str
    year: str
    all: str
    others: list[str]
    countries: dict[str, list[str]]


class Deal(Struct, frozen=True, kw_only=True):
    """One line: who delivered what volume to whom in which years; a party without a code is None."""

    line: int
    recipient: str | None
    supplier: str | None
    years: tuple[int, ...]
    volume: Decimal


def parse(path: Path, source: Source, release: Release) -> list[Row]:
    """Read the register; raises SourceError naming the line."""
    place = f"{source.id} {release.released}: {path.name}"
    try:
        plan = cast("Layout", from_builtins({**source.layout, **release.layout}, Layout))
    except msgspec.ValidationError as fault:
        raise RuleError(f"sources/{source.id}/source.toml: layout of {release.released}: {fault}") from None
    return list(_rows(_deals(path, plan, place), plan))


# --- lines ------------------------------------------------------------------------------------------------------------


def _deals(path: Path, plan: Layout, place: str) -> Iterator[Deal]:
    parties = {name: code for code, names in plan.countries.items() for name in names}
    columns = [plan.recipient, plan.supplier, plan.years, plan.volume]
    with path.open(encoding=plan.encoding, newline="") as file:
        reader = enumerate(csv.reader(file), start=1)
        number, head = next(((number, line) for number, line in reader if plan.recipient in line), (1, []))
        absent = [name for name in columns if name not in head]
        if absent:
            raise SourceError(f"{place}: row {number}: no column {absent[0]!r}")
        recipient, supplier, years, volume = (head.index(name) for name in columns)
        for number, line in _mended(reader, volume):
            where = f"{place}: row {number}"
            found = tuple(int(year) for year in re.findall(plan.year, line[years]))
            if not found and not line[volume].strip(" 0."):
                continue  # ordered, not delivered
            if not found:
                raise SourceError(f"{where}: {line[volume]} delivered in no year")
            yield Deal(
                line=number,
                recipient=_party(line[recipient], parties, plan, where),
                supplier=_party(line[supplier], parties, plan, where),
                years=found,
                volume=_volume(line[volume], where),
            )


def _mended(lines: Iterable[tuple[int, list[str]]], volume: int) -> Iterator[tuple[int, list[str]]]:
    """Put lines together that were broken before their volumes: the rest stands in the next, after an empty cell."""
    held: tuple[int, list[str]] | None = None
    for number, line in lines:
        if held and line and not line[0]:
            rest = [cell for cell in line if cell]
            yield held[0], [*held[1][: volume + 1 - len(rest)], *rest]
            held = None
            continue
        if held:
            yield held
        held = (number, line)
    if held:
        yield held


def _party(name: str, parties: dict[str, str], plan: Layout, where: str) -> str | None:
    name = " ".join(name.split())
    if name in parties or any(re.fullmatch(pattern, name) for pattern in plan.others):
        return parties.get(name)
    nearest = get_close_matches(name, parties, n=1)
    raise SourceError(f"{where}: {name!r} is no country" + (f"; nearest: {nearest[0]}" if nearest else ""))


def _volume(text: str, where: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise SourceError(f"{where}: {text!r} is no volume") from None


# --- totals -----------------------------------------------------------------------------------------------------------

Series = tuple[str, str | None, int]


def _rows(deals: Iterable[Deal], plan: Layout) -> Iterator[Row]:
    """Add the deals up: by both parties, by recipient, by supplier (to all), and all."""
    volumes: dict[Series, Decimal] = defaultdict(Decimal)
    lines: dict[Series, list[int]] = defaultdict(list)
    for deal in deals:
        share = deal.volume / len(deal.years)
        for series in _series(deal, plan):
            volumes[series] += share
            lines[series].append(deal.line)
    for series, volume in sorted(
        volumes.items(), key=lambda item: (item[0][0], item[0][1] or "", item[0][2])
    ):
        subject, partner, year = series
        yield Row(
            measure=plan.measure,
            subject=subject,
            partner=partner,
            unit=plan.unit,
            period=str(year),
            year=year,
            value=full(volume, plan.scale),
            status="E",
            place=_place(lines[series]),
            total=subject == plan.all,
        )


def _series(deal: Deal, plan: Layout) -> Iterator[Series]:
    for year in deal.years:
        for subject in (deal.recipient, plan.all):
            if subject is not None:
                yield subject, None, year
                if deal.supplier is not None:
                    yield subject, deal.supplier, year


def _place(lines: Sequence[int]) -> str:
    """The lines of a sum: all of a few, of many the first and how many follow.

    >>> _place([7]), _place([7, 9]), _place(list(range(10, 40)))
    ('row 7', 'rows 7, 9', 'rows 10, 11, 12, 13, 14, 15, 16, 17 and 22 more')
    """
    named = ", ".join(str(line) for line in lines[:8])
    more = f" and {len(lines) - 8} more" if len(lines) > 8 else ""
    return f"row{'s' if len(lines) > 1 else ''} {named}{more}"
