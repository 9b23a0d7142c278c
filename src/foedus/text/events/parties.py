"""What a stretch names in, whom and where an event is of out."""

from __future__ import annotations

from foedus import alliances
from foedus.text.index import Index
from foedus.text.match import Mention


def place_name(text: str, place: Mention | None) -> str | None:
    """Return the name of a place, a city by its id, a mission by where it is."""
    if place is None:
        return None
    if place.kind == "mission":
        known = alliances.missions().get(str(place.value))
        return known.place if known else None
    if isinstance(place.value, dict):
        return str(place.value.get("id"))
    return text[place.start : place.end]


def parties(index: Index, start: int, end: int) -> list[str]:
    """Return the groups and countries that a stretch names, each once, and the partners of an accession."""
    found: list[str] = []
    known = alliances.partnerships()
    for m in index.within(start, end, "group", "country", "capital", "demonym", "partnership"):
        if m.kind == "partnership" and m.value in known:  # "Sweden's accession"
            found += [who for who in known[str(m.value)].partners if who not in found]
        elif isinstance(m.value, str) and m.value not in found:
            cities = index.within(m.start, m.start + 1, "city")
            if m.kind == "capital" and cities:
                continue
            found.append(m.value)
    return found


def alliance() -> list[str]:
    """Return the alliance itself."""
    return [g.id for g in alliances.groups().values() if g.kind == "alliance"][:1]
