"""Whom the tables of the alliances know: people by their names, offices by kind, the names that houses speak under."""

from __future__ import annotations

import datetime as dt
from functools import cache

from foedus import alliances
from foedus.alliances.records import Person
from foedus.alliances.registers import without_accents
from foedus.text.match import Mention


@cache
def offices_by_kind() -> dict[tuple[str, str], str]:
    """(country, kind) → office id; the id's own last part counts as a kind too."""
    found: dict[tuple[str, str], str] = {}
    for office in alliances.offices().values():
        found.setdefault((office.country, office.kind), office.id)
        found.setdefault((office.country, office.id.rpartition(".")[2]), office.id)
    return found


@cache
def people() -> dict[str, Person]:
    """Return the people of the tables by their full name."""
    return {person.name: person for person in alliances.persons()}


def plain(name: str) -> str:
    """Return a name without accents and capitals, to compare spellings."""
    return without_accents(name).casefold()


@cache
def plain_people() -> dict[str, str]:
    """Return the full name by each spelling of it without accents and capitals."""
    people = alliances.persons()
    return {plain(form): person.name for person in people for form in (*person.aliases, person.name)}


@cache
def first_names() -> frozenset[str]:
    """Return the first names of everyone the tables know, of two letters or more."""
    firsts = (person.name.partition(" ")[0] for person in alliances.persons() if " " in person.name)
    return frozenset(first for first in firsts if len(first) > 2)


@cache
def labels() -> dict[str, str]:
    """Return the name that an alliance or an organisation speaks under, by its id."""
    groups = {g.id: g.label for g in alliances.groups().values() if g.kind == "alliance"}
    return groups | {o.id: o.label for o in alliances.organisations().values()}


@cache
def ids() -> dict[str, str]:
    """Return the id of a house by the name that it speaks under."""
    return {label: code for code, label in labels().items()}


def home(mention: Mention, day: dt.date) -> str | None:
    """Return the country of a person or office, where only one is meant."""
    if mention.kind == "office":
        office = alliances.offices().get(str(mention.value))
        return office.country if office is not None else None
    homes = {_belongs(alliances.person(name), day) for name in mention.value}
    return homes.pop() if len(homes) == 1 else None


def holds(mention: Mention, kind: str, day: dt.date) -> bool:
    """Tell whether a person held an office of a kind on a day, or whether the office named is one."""
    if mention.kind == "office":
        office = alliances.offices().get(str(mention.value))
        return office is not None and office.kind == kind
    return any(
        alliances.office(h.office).kind == kind
        for name in mention.value
        for h in alliances.person(name).offices
        if h.start <= day and (h.end is None or day <= h.end)
    )


def _belongs(person: Person, day: dt.date) -> str | None:
    """Return the country or group that a person acts for on a day, else where they come from."""
    held = [h for h in person.offices if h.start <= day and (h.end is None or day <= h.end)]
    acts = held[-1].country if held else person.country
    return acts if acts in alliances.countries() or acts in alliances.groups() else None
