"""What a stretch names in, whom and where an event is of out."""

from __future__ import annotations

from foedus import alliances
from foedus.text.index import Index
from foedus.text.match import Mention

_PARTIES = ("group", "country", "capital", "demonym", "partnership")


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


def parties(index: Index, *stretches: tuple[int, int]) -> list[str]:
    """Return the groups and countries that stretches name, each once, and the partners of an accession."""
    found: list[str] = []
    known = alliances.partnerships()
    named = (m for start, end in stretches for m in index.within(start, end, *_PARTIES))
    for m in named:
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


def around_relative(text: str, index: Index, start: int, trigger: int) -> tuple[int, int]:
    """Return where the clause of a verb breaks off and goes on around a relative one: "X, who is in Y, will meet"."""
    clauses = index.within(start, trigger, "clause")
    opened = [m for m in clauses if m.value == "relative" and text.startswith(", ", m.start - 2)]
    closed = text.rfind(", ", opened[0].end, trigger) if opened else -1
    return (opened[0].start, closed) if closed > 0 else (start, start)
