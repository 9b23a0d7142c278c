"""The alliances' calendar and what was promised in; one list of meetings, deadlines and reviews by day out."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import Struct

from foedus.alliances import meetings, register
from foedus.lang import codes, words
from foedus.model import Period
from foedus.pledges import pledges, successor

_HIGHEST = "summit"

Kind = Literal["meeting", "deadline", "review"]


class Entry(Struct, frozen=True, kw_only=True):
    """Something with a date: `title` in each language, both days included; `meeting`: its kind, if it is one."""

    id: str
    kind: Kind
    start: dt.date
    end: dt.date
    title: dict[str, str]
    place: str | None = None
    country: str | None = None
    meeting: str | None = None
    pledge: str | None = None
    outcome: dict[str, str] = {}
    source: str = ""
    url: str | None = None


def agenda(since: dt.date | None = None, asof: dt.date | None = None) -> list[Entry]:
    """Return all entries by day; `since` leaves out what had ended before, `asof` pledges not yet made by that day.

    >>> [entry.id for entry in agenda(dt.date(2025, 6, 1), dt.date(2025, 6, 1)) if entry.kind == "meeting"][:2]
    ['defence-2025-06', 'summit-2025-the-hague']
    """
    found = [*_meetings(), *_planned(), *_promised(asof)]
    kept = [each for each in found if since is None or each.end >= since]
    return sorted(kept, key=lambda each: (each.start, each.end, each.kind, each.id))


def next_due(day: dt.date) -> list[Entry]:
    """Return what is next after a day, as it was known then: the next meeting, the next summit, the next deadline.

    >>> [entry.id for entry in next_due(dt.date(2025, 4, 3))]
    ['foreign-2025-05', 'summit-2025-the-hague', 'washington-2024-deadline-2024-07-10-2025-07-09']
    """
    coming = [each for each in agenda(day + dt.timedelta(days=1), day) if each.start > day]
    wanted = (
        next((each for each in coming if each.meeting), None),
        next((each for each in coming if each.meeting == _HIGHEST), None),
        next((each for each in coming if each.kind == "deadline"), None),
    )
    return [each for each in coming if each in wanted]


def _planned() -> list[Entry]:
    return [
        Entry(
            id=each.id,
            kind="meeting",
            start=Period(each.on).start or dt.date.min,
            end=Period(each.on).end or dt.date.max,
            title={code: _named(code, each.kind, each.label) for code in codes()},
            meeting=each.kind,
            place=each.place,
            country=each.country,
            source=each.source,
        )
        for each in register().planned
    ]


def _meetings() -> list[Entry]:
    return [
        Entry(
            id=each.id,
            kind="meeting",
            start=each.start,
            end=each.end,
            title={code: _named(code, each.kind, each.label) for code in codes()},
            meeting=each.kind,
            place=each.place,
            country=each.country,
            outcome=each.outcome,
            source=each.source,
        )
        for each in meetings()
    ]


def _promised(asof: dt.date | None) -> list[Entry]:
    found = []
    for pledge in pledges().values():
        if asof is not None and pledge.made > asof:
            continue
        if successor(pledge, asof or dt.date.max) is not None:
            continue
        dues = {due for part in pledge.part if (due := part.due or pledge.due) is not None}
        found += [_entry(pledge.id, "deadline", due, pledge.text, pledge.url) for due in sorted(dues)]
        found += [
            _entry(pledge.id, "review", each.on, pledge.text, pledge.url, each.id) for each in pledge.reviews
        ]
    return found


def _entry(name: str, kind: Kind, when: str, source: str, url: str, review: str | None = None) -> Entry:
    """A deadline stands on its last day, a review over the whole time in which it is."""
    period = Period(when)
    assert period.start is not None
    assert period.end is not None
    return Entry(
        id=f"{name}-{review or kind}-{when.replace('/', '-')}",
        kind=kind,
        start=period.end if kind == "deadline" else period.start,
        end=period.end,
        title={code: _title(code, name, review) for code in codes()},
        pledge=name,
        source=source,
        url=url,
    )


def _title(code: str, name: str, review: str | None) -> str:
    table = words(code, "pledges")
    own = str(table.get("name", {}).get(name, name))
    return f"{own} ({table['review'][review]})" if review else own


def _named(code: str, kind: str, label: str) -> str:
    return str(words(code, "pledges").get("meeting", {}).get(kind, label))
