"""A group, an office or a day in; who belonged, who held it, what met and what ran then out.

The facts stand in the folder of each alliance: alliance, offices, meetings, missions, partnerships,
pledges .toml.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from foedus.alliances.promises import Pledge
from foedus.alliances.records import (
    Group,
    Holder,
    Meeting,
    Mission,
    Office,
    Organisation,
    Partnership,
    Person,
)
from foedus.alliances.registers import Register
from foedus.errors import UnknownName
from foedus.model import Period

ROOT = Path(__file__).parent


@cache
def register() -> Register:
    """Return the alliances that ship with the package."""
    return Register(ROOT)


# --- membership ---


def groups() -> Mapping[str, Group]:
    """Return all groups by id.

    >>> groups()["nato"].label
    'NATO'
    """
    return register().groups


@cache
def members_on(group: str, day: dt.date) -> frozenset[str]:
    """Return the ISO codes of a group's members on a day; raises UnknownName.

    >>> len(members_on("nato", dt.date(2014, 1, 1))), len(members_on("nato", dt.date(2024, 3, 7)))
    (28, 32)
    """
    return frozenset(register().members(group, day))


@cache
def reporters_on(group: str, day: dt.date) -> frozenset[str]:
    """Return the members of a group on a day that report defence expenditure.

    >>> members_on("nato", dt.date(2024, 3, 7)) - reporters_on("nato", dt.date(2024, 3, 7))
    frozenset({'ISL'})
    """
    members = register().members(group, day)
    return frozenset(code for code, member in members.items() if member.reports_expenditure)


def countries() -> frozenset[str]:
    """Return all ISO alpha-3 codes that the tables may name."""
    return register().regions["world"]


# --- offices ---


def organisations() -> Mapping[str, Organisation]:
    """Return the organisations that have offices, by id."""
    return register().organisations


def offices() -> Mapping[str, Office]:
    """Return all offices by id."""
    return register().offices


def office(name: str) -> Office:
    """Return an office by its id, or by country and kind; raises UnknownName.

    >>> office("usa.foreign-minister").id
    'usa.secretary-of-state'
    """
    return register().office(name)


def holders(name: str) -> tuple[Holder, ...]:
    """Return those who held an office (id, or country and kind), oldest first; raises UnknownName."""
    return register().holders[office(name).id]


def holder(name: str, day: dt.date) -> Holder | None:
    """Return who held an office on a day, on a handover the new one, None where nobody is known; raises UnknownName.

    >>> holder("usa.president", dt.date(2021, 1, 20)).name
    'Joe Biden'
    """
    held = [each for each in holders(name) if each.start <= day and (each.end is None or day <= each.end)]
    return held[-1] if held else None


def known_to() -> dt.date:
    """Return the day to which the tables of offices are believed complete."""
    return register().known_to


def persons() -> tuple[Person, ...]:
    """Return everyone who held an office, by name."""
    return tuple(register().persons.values())


def person(name: str) -> Person:
    """Return a person by the canonical name; raises UnknownName."""
    known = register().persons
    if name not in known:
        raise UnknownName("person", name, known)
    return known[name]


_RANK = {"head-of-state": 0, "head-of-government": 1, "head-of-organisation": 2}


def terms(name: str, at: str | None = None) -> tuple[Period, ...]:
    """Return a person's terms in an office (id), by default the highest one they held; raises UnknownName.

    >>> [str(term) for term in terms("Donald Trump")]
    ['2017-01-20/2021-01-20', '2025-01-20/..']
    """
    held = person(name).offices
    at = at or min(held, key=lambda each: _RANK.get(each.kind, len(_RANK))).office
    return tuple(term for each in held if each.office == at and not each.acting for term in _terms(each))


def took_office(name: str, of: str | None, by: dt.date) -> dt.date | None:
    """Return when a person last came to an office of a country or organisation; None where no day is known.

    >>> took_office("Jens Stoltenberg", "nato", dt.date(2024, 3, 7))
    datetime.date(2014, 10, 1)
    """
    held = register().persons[name].offices if name in register().persons else ()
    begun = (each.start for each in held if each.country == of and not each.acting)
    return max((day for day in begun if day <= by), default=None)


def _terms(held: Holder) -> list[Period]:
    first_days = [held.start, *held.terms]
    last_days = [*held.terms, held.end]
    return [Period(f"{first}/{last or '..'}") for first, last in zip(first_days, last_days, strict=True)]


def term(name: str, n: int) -> Period | None:
    """Return the nth term of a person, or the nth known one of an office; None where there is none.

    >>> str(term("Emmanuel Macron", 2)), str(term("usa.president", 3))
    ('2022-05-14/..', '2001-01-20/2005-01-20')
    """
    stays = holders(name) if name in offices() else ()
    known = tuple(term for each in stays for term in _terms(each)) or terms(name)
    return known[n - 1] if 0 < n <= len(known) else None


# --- what met, what ran, who is tied to whom ---


def meetings() -> tuple[Meeting, ...]:
    """Return all meetings by date."""
    return register().meetings


def missions() -> Mapping[str, Mission]:
    """Return all missions, offices and programmes by id."""
    return register().missions


def partnerships() -> Mapping[str, Partnership]:
    """Return all partnerships by id."""
    return register().partnerships


def pledges() -> Mapping[str, Pledge]:
    """Return all pledges by id, the oldest first.

    >>> str(pledges()["the-hague-2025"].made)
    '2025-06-25'
    """
    return register().pledges


def next_meeting(day: dt.date, kind: str | None = None) -> Meeting | None:
    """Return the first meeting that starts after a day, of any kind or of one."""
    return next((each for each in meetings() if each.start > day and kind in (None, each.kind)), None)
