"""Where a value stands in its source goes in; the words of a language for it come out: cells, rows, roll calls.

The ledger names a place in English or as the publisher's cell. A row is called our transcription only where the edition
was transcribed: the rows of a publisher's own file are its own.
"""

from __future__ import annotations

import re

from foedus.model import Reading
from foedus.render.plain import line
from foedus.render.publications import edition
from foedus.render.wording import Wording

_ROW = re.compile(r"row (\d+)")  # a whole place, as most are
_NAMED = re.compile(
    r"(?P<calls>\d+) roll calls of (?P<year>\d{4})"
    r"|(?P<some>\d+) rows of (?P<first>\d+)-(?P<last>\d+)"
    r"|rows (?P<listed>\d+(?:-\d+)?(?:, \d+(?:-\d+)?)*)(?: and (?P<more>\d+) more)?"
    r"|row (?P<row>\d+)"
)


def place(text: str, source: str, day: str, say: Wording) -> str:
    """Return one place of an edition in words; a cell as the publisher writes it."""
    words, rows = _NAMED.subn(lambda found: _words(found, say), line(text))
    return _ours(words, source, day, say) if rows else words


def cells(reading: Reading, say: Wording) -> str:
    """Return the places of a reading in short: "TABLE2!G42 … N42 (8)"."""
    source, day = reading.definition.source, reading.definition.edition
    places = [each.place for each in reading.observations if each.place]
    rows = [row[1] for each in places if (row := _ROW.fullmatch(each))]
    if len(rows) > 1:
        return _ours(say.say("spot", "rows", rows=_shortened(rows)), source, day, say)
    if len(places) == 1:
        return place(places[0], source, day, say)
    return _shortened([_NAMED.sub(lambda found: _words(found, say), line(each)) for each in places])


def _words(found: re.Match[str], say: Wording) -> str:
    parts = {name: value for name, value in found.groupdict().items() if value}
    if "calls" in parts:
        return say.say("spot", "calls", n=parts["calls"], year=parts["year"])
    if "some" in parts:
        return say.say("spot", "some", n=parts["some"], first=parts["first"], last=parts["last"])
    if "row" in parts:
        return say.say("spot", "row", n=parts["row"])
    rows = say.say("spot", "rows", rows=parts["listed"].replace("-", "–"))
    return say.say("spot", "more", rows=rows, n=parts["more"]) if "more" in parts else rows


def _ours(words: str, source: str, day: str, say: Wording) -> str:
    known = edition(source, day)
    is_ours = known is not None and known.kind == "transcribed"
    return say.say("spot", "ours", place=words) if is_ours else words


def _shortened(places: list[str]) -> str:
    """Name up to two places, else the first and the last with their number; the sheet once."""
    places = list(dict.fromkeys(places))
    if len(places) < 3:
        return ", ".join(places)
    sheet, bang, last = places[-1].rpartition("!")
    same_sheet = bang and places[0].startswith(sheet + bang)
    return f"{places[0]} … {last if same_sheet else places[-1]} ({len(places)})"
