"""A group and a perimeter in; who belongs to it in which years out."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from foedus.alliances import register
from foedus.totals import TODAY

ALWAYS = 9999


class Spell(Struct, frozen=True):
    """A member and the years in which it counts, both included; ALWAYS: it has not left."""

    code: str
    since: int
    until: int


def spells(group: str, perimeter: str | None, first: int, last: int) -> list[Spell]:
    """Return who counts between two years: the members of each year from that of their accession on, or today's.

    >>> [spell for spell in spells("nato-europe-canada", None, 2014, 2024) if spell.since > 2014]
    [Spell(code='FIN', since=2023, until=9999), Spell(code='MKD', since=2020, until=9999), \
Spell(code='MNE', since=2017, until=9999), Spell(code='SWE', since=2024, until=9999)]
    """
    if perimeter == TODAY:
        return [Spell(code, 0, ALWAYS) for code in _members(group, ALWAYS)]
    since: dict[str, int] = {}
    until: dict[str, int] = {}
    for year in range(first, last + 1):
        for code, joined in _members(group, year).items():
            since.setdefault(code, joined if year == first else year)
            until[code] = year
    return [
        Spell(code, since[code], ALWAYS if until[code] == last else until[code]) for code in sorted(since)
    ]


def _members(group: str, year: int) -> dict[str, int]:
    """ISO code → year of accession, on the last day of a year: a member counts for the whole year it joins in."""
    found = register().members(group, dt.date(year, 12, 31))
    return {code: member.start.year if member.start else 0 for code, member in sorted(found.items())}
