"""A report without a day of publication in, the day of its dateline out: "BRUSSELS, 3 April 2025 - …"."""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from foedus.lang import codes, words
from foedus.model import Document, Doubt, Span
from foedus.text.lexicon import scan
from foedus.text.times import times

HEAD = 600  # characters in which a dateline stands
LEAD = 48  # characters before its date: a place, an agency
_LOWER = re.compile(r"(?<![\w'’])[^\W\d_A-ZÀ-ÞŠŽ][\w'’]{3,}")
_BEHIND = re.compile(r"[)\].,: ]*(?:\([^)\n]{1,30}\)\s*)?(?:[-–—]|\n|$)")


def dated(document: Document) -> tuple[Document, list[Doubt]]:
    """Return the document with the day of its dateline, where it has one and no other is known, and a note of it."""
    if document.published is not None or document.lang not in codes():
        return document, []
    found = _dateline(document)
    if found is None:
        return document, []
    day, span = found
    message = {
        code: words(code, "document")["doubts"]["dateline"].format(date=day.isoformat())
        for code in codes()
        if "dateline" in words(code, "document").get("doubts", {})
    }
    return msgspec.structs.replace(document, published=day), [
        Doubt(span=span, code="dateline", message=message)
    ]


def _dateline(document: Document) -> tuple[dt.date, Span] | None:
    """Return the first whole date that stands at the head of a line, behind a place and before a dash or the end."""
    seen = scan(
        msgspec.structs.replace(document, text=document.text[:HEAD]), document.lang or "", headed=True
    )
    head = seen.document.text
    told = tuple(f"{on} " for on in seen.language.tables["dates"].get("on", {}).get("1", ()))
    led = tuple(f"{at} " for ways in seen.language.tables["dates"].get("in", {}).values() for at in ways)
    for time in times(seen, None):
        if head.startswith(told, time.start):  # "met on 3 April 2025 - a Thursday"
            continue
        if head[time.start].isupper() and head.lower().startswith(led, time.start):  # "Am 20. Mai 2025 – …"
            continue
        if len(time.first) != len("2025-04-03") or time.first != time.last:
            continue
        line = head.rfind("\n", 0, time.start) + 1
        lead = head[line : time.start]
        if len(lead) <= LEAD and not _LOWER.search(lead) and _BEHIND.match(head, time.end):
            start, end = seen.spelled.back(time.start, time.end)
            return dt.date.fromisoformat(time.first), Span(start=start, end=end)
    return None
