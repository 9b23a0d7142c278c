"""A group and a perimeter in; who belongs to it in which years or months out."""

from __future__ import annotations

import datetime as dt
from functools import cache

from msgspec import Struct

from foedus.alliances import register
from foedus.places import Grain, last_day, month
from foedus.totals import TODAY

ALWAYS = 999_999
_LAST = dt.date(9999, 12, 31)


class Spell(Struct, frozen=True):
    """A member and the years or months in which it counts, both included; ALWAYS: it has not left."""

    code: str
    since: int
    until: int


@cache
def spells(
    group: str, perimeter: str | None, first: int, last: int, grain: Grain = "year"
) -> tuple[Spell, ...]:
    """Return who counts between two places: the members of each year from that of their accession on, or today's.

    `a+b` is two groups together; a group without members is its own one.

    >>> [spell for spell in spells("nato-europe-canada", None, 2014, 2024) if spell.since > 2014]
    [Spell(code='FIN', since=2023, until=999999), Spell(code='MKD', since=2020, until=999999), \
Spell(code='MNE', since=2017, until=999999), Spell(code='SWE', since=2024, until=999999)]
    """
    if perimeter == TODAY:
        return tuple(Spell(code, 0, ALWAYS) for code in _members(group, _LAST, grain))
    since: dict[str, int] = {}
    until: dict[str, int] = {}
    for place in range(first, last + 1):
        for code, joined in _members(group, last_day(place, grain), grain).items():
            since.setdefault(code, joined if place == first else place)
            until[code] = place
    return tuple(
        Spell(code, since[code], ALWAYS if until[code] == last else until[code]) for code in sorted(since)
    )


@cache
def _members(group: str, day: dt.date, grain: Grain) -> dict[str, int]:
    """ISO code → place of accession: a member counts for the whole year or month that it joins in."""
    found: dict[str, int] = {}
    for part in group.split("+"):
        members = register().members(part, day)
        starts = {code: member.start for code, member in members.items()} or {part: None}
        found |= {code: _place(start, grain) for code, start in starts.items()}
    return dict(sorted(found.items()))


def _place(day: dt.date | None, grain: Grain) -> int:
    if day is None:
        return 0
    return day.year if grain == "year" else month(day)
