"""A scanned text in, where it begins to be about what the record holds out: up to there it is general news.

A report on what allies spend tells of times, groups and steps that claim nothing; elsewhere every number that counts or
measures is what there is to read. What follows changes nothing before it, so the paragraph that first names the matter
is where it begins.
"""

from __future__ import annotations

from functools import cache

from foedus import alliances
from foedus.text.index import NAMES
from foedus.text.lexicon import DATES, DIGITS, MEASURES, NUMBERS, Scan
from foedus.text.match import Mention
from foedus.text.senses import senses

EVERYDAY = "everyday"
_ALLIED = frozenset(("mission", "meeting", "partnership"))
_HELD = frozenset(("office", "title", "title-head", "title-tail"))
_NAMED = frozenset(("group", "organisation", "topic", "country", "gathering", "person")) | _ALLIED | _HELD


def general_until(scan: Scan) -> int:
    """Return the offset up to which a text names no alliance, nobody who counts for one, and nothing measured here."""
    counting, cues = set(scan.index.opened(NUMBERS, DATES, DIGITS)), _cues()
    for n, sentence in enumerate(scan.sentences):
        named = any(m.kind in _NAMED and _names_matter(m) for m in scan.index.mentions(n, NAMES))
        # elsewhere cues are not read at all
        if named or (
            n in counting
            and _tells_matter([m for m in scan.index.mentions(n, MEASURES) if m.kind == "cue"], cues)
        ):
            first = n
            while first and scan.sentences[first - 1].paragraph == sentence.paragraph:
                first -= 1
            return scan.sentences[first].start
    return len(scan.text)


def _tells_matter(mentions: list[Mention], cues: frozenset[str]) -> bool:
    """Tell whether a cue of what is measured here stands there, and is no everyday word: "support for a party"."""
    told = [m for m in mentions if m.value in cues]
    if not told:
        return False
    everyday = {(m.start, m.end) for m in mentions if m.value == EVERYDAY}
    return any((m.start, m.end) not in everyday for m in told)


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


@cache
def _cues() -> frozenset[str]:
    return frozenset(senses().matter)


@cache
def _words() -> frozenset[tuple[str, str]]:
    """The organisations that count for the alliance, its topics, and whom it helps."""
    table = senses()
    counters = table.counters
    return frozenset(
        [("organisation", name) for name in counters]
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
