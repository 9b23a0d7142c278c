"""Entries of the agenda in; one iCalendar file (RFC 5545) out, whole days only, the same bytes for the same entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from foedus.pledges.agenda import Entry

_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_OCTETS = 75  # a longer line is folded


def to_ics(entries: Iterable[Entry], stamp: dt.date, lang: str, kinds: dict[str, str]) -> bytes:
    """Return the calendar; `stamp` is the day as of which it is, `kinds` the words for the kinds of entries."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//foedus//agenda//EN", "CALSCALE:GREGORIAN"]
    for entry in entries:
        lines += _event(entry, stamp, lang, kinds)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(entry: Entry, stamp: dt.date, lang: str, kinds: dict[str, str]) -> Iterator[str]:
    kind = kinds[entry.kind]
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.id}@foedus"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{entry.start:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.end + dt.timedelta(days=1):%Y%m%d}"  # the day after the last
    title = entry.title[lang]
    yield f"SUMMARY:{_text(title if entry.kind == 'meeting' else f'{title} – {kind}')}"
    if told := " ".join(filter(None, [entry.outcome.get(lang, ""), entry.source])):
        yield f"DESCRIPTION:{_text(told)}"
    if entry.place:
        yield f"LOCATION:{_text(entry.place)}"
    if entry.url:
        yield f"URL:{entry.url}"
    yield f"CATEGORIES:{_text(kind)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(text: str) -> str:
    return text.translate(_ESCAPED)


def _folded(line: str) -> bytes:
    """Fold a line at 75 octets, never within a character.

    >>> _folded("A" * 80)
    b'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\\r\\n AAAAA\\r\\n'
    """
    rows, current = [], b""
    for character in line:
        octets = character.encode("utf-8", "replace")
        if len(current) + len(octets) > _OCTETS:
            rows.append(current)
            current = b" "
        current += octets
    return b"\r\n".join([*rows, current]) + b"\r\n"
