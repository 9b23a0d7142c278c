"""A scanned text in, where it begins to be about what the record holds out: up to there it is general news.

A report on what allies spend tells of times, groups and steps that claim nothing; elsewhere every number that counts or
measures is what there is to read. What follows changes nothing before it, so the paragraph that first names the matter
is where it begins.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from foedus import alliances
from foedus.text.amounts.several import MEMBER
from foedus.text.index import NAMES
from foedus.text.lexicon import DATES, DIGITS, MEASURES, NUMBERS, Scan
from foedus.text.match import Mention
from foedus.text.senses import senses

EVERYDAY = "everyday"
MEETS = "meets"  # the cue of a verb that says who is at a share
LEAD = 2  # paragraphs over which words that others have too wait for one that tells the matter
LINE = 100  # characters of a line of a table
# Words that tell the matter only beside a name, or with others: courts, crime and clubs have defences, weapons and aid.
COMMON = "common"
_ALLIED = frozenset(("mission", "meeting", "partnership"))
_PARTS = frozenset(("title-head", "title-tail"))  # of titles that a word between them tells
_HELD = frozenset(("office", "title")) | _PARTS
_NAMED = frozenset(("group", "organisation", "topic", "country", "gathering", "person")) | _ALLIED | _HELD


def general_until(scan: Scan) -> int:
    """Return the offset up to which a text names no alliance, nobody who counts for one, and nothing measured here."""
    counting = set(scan.index.opened(NUMBERS, DATES, DIGITS))
    first = len(scan.sentences)  # which first tells the matter, if only in words that others have too
    placed = -1  # the paragraph that last named a country or an office
    for n, sentence in enumerate(scan.sentences):
        names = scan.index.mentions(n, NAMES)
        if any(m.kind in _NAMED and _names_matter(m) for m in names):
            return _opening(scan, _earlier(scan, first, n))
        if any(map(_places, names)):
            placed = sentence.paragraph
        # elsewhere cues are not read at all
        cues = scan.index.mentions(n, MEASURES) if n in counting else []
        if any(m.value == MEETS for m in cues) and _counts_members(scan, n):
            return _opening(scan, _earlier(scan, first, n))
        told = _told(cues)
        first = min(first, n) if told else first
        if (placed == sentence.paragraph and told) or any(told):
            return _opening(scan, _earlier(scan, first, n))
    return len(scan.text)


def _counts_members(scan: Scan, n: int) -> bool:
    """Tell whether a sentence has members and a percentage, which some of them meet: "seven allies are at 2 %"."""
    counted = scan.index.mentions(n, NUMBERS)
    start, end = scan.sentences[n].start, scan.sentences[n].end
    shared = any(m.kind == "percent" for m in counted) or scan.text.find("%", start, end) >= 0
    return shared and any(m.kind == "noun" and m.value == MEMBER for m in counted)


def _earlier(scan: Scan, first: int, n: int) -> int:
    """Return the first sentence that may tell the matter, where it stands no further before the one that does."""
    near = first < n and scan.sentences[n].paragraph - scan.sentences[first].paragraph <= LEAD
    return first if near else n


def _opening(scan: Scan, n: int) -> int:
    """Return where the paragraph of a sentence begins, or the table right above it."""
    paragraph = scan.sentences[n].paragraph
    while n and (scan.sentences[n - 1].paragraph == paragraph or _is_line(scan, n - 1)):
        n -= 1
    return scan.sentences[n].start


def _is_line(scan: Scan, n: int) -> bool:
    """Tell whether a sentence is a line of a table right above the next one: what it is of may be told below."""
    start, end = scan.sentences[n].start, scan.sentences[n + 1].start
    line = scan.text[start:end].rstrip(" \t\r")
    if len(line) > LINE or not line.endswith("\n") or line.endswith("\n\n"):
        return False
    return line[-2:-1] not in ".!?" and any(sign.isdigit() for sign in line)


def _told(mentions: Iterable[Mention]) -> list[bool]:
    """Tell for each cue of what is measured here that is no everyday word ("first aid") whether it is no common one."""
    cues = [m for m in mentions if m.kind == "cue"]
    told = [m for m in cues if m.value in _cues()]
    common = [m for m in cues if m.value in (EVERYDAY, COMMON)] if told else []
    over = [{e.value for e in common if e.start <= m.start and m.end <= e.end} for m in told]
    return [not values for values in over if EVERYDAY not in values]


def _names_matter(mention: Mention) -> bool:
    """Tell whether a name is the alliance's, of one of its people or meetings, or of whom it is about."""
    table, kind, value = senses(), mention.kind, mention.value
    if kind == "group":
        return table.is_part(str(value))
    if kind == "person":
        return any(_people(whose).issuperset(value) for whose in (table.alliance, table.beneficiary))
    if kind in _HELD:
        return (value if isinstance(value, str) else value[0]) in _offices(table.alliance)
    return kind in _ALLIED or (kind, value) in _words()


def _places(mention: Mention) -> bool:
    """Tell whether a name is a country's or of who holds office there, or the capital of the one that is helped."""
    if mention.kind in _PARTS:
        return False  # "top" by itself
    return mention.kind in (*_NAMED, "demonym") or (
        mention.kind == "capital" and mention.value == senses().beneficiary
    )


@cache
def _cues() -> frozenset[str]:
    return frozenset(senses().matter)


@cache
def _words() -> frozenset[tuple[str, str]]:
    """The alliance's own tables, the organisations that count for it, its topics, and whom it helps."""
    table = senses()
    return frozenset(
        [("organisation", name) for name in (table.house, *table.counters)]
        + [("topic", name) for name in table.topics]
        + [("country", table.beneficiary), ("gathering", "summit")]
    )


@cache
def _offices(whose: str) -> frozenset[str]:
    return frozenset(name for name, office in alliances.offices().items() if office.country == whose)


@cache
def _people(whose: str) -> frozenset[str]:
    """Those who headed the alliance itself or a country; the surnames of its commanders are those of too many."""
    heads = (name for name in _offices(whose) if alliances.office(name).kind.startswith("head-of"))
    return frozenset(held.name for name in heads for held in alliances.holders(name))
