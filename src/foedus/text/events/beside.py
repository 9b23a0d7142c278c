"""A clause with a figure in, what it says beside that figure out: before it, behind it, or asked for with it."""

from __future__ import annotations

import re

from foedus.text.events.findings import Findings
from foedus.text.particles import WORD, words_before
from foedus.text.settings import UNWRITTEN
from foedus.text.speech.voices import Frame

_PARTS = re.compile(r"[,;:]\s|\s(?=([^\W_]+)\s)")
_JOINED = re.compile(r"\s([^\W\d_]+)\s")
WHOLE = 6  # words of a clause that stands by itself before one with a figure
FEWEST = 4  # words of a clause around a verb of speech
LED = 3  # words between "and" and the number of what is asked for as well


def before(at: Findings, start: int, end: int, frame: Frame) -> None:
    """A clause that closes before the first figure: "that Canada will lead a battalion and send 450 soldiers"."""
    _behind(at, start, end, frame)
    if not at.is_free(start, start):
        return
    ands = {m.start for m in at.scan.index.within(start, end, "and")}
    cut = None
    for part in _PARTS.finditer(at.text, start, at.first_from(start, end)):
        if part[1] is None or (part.end() in ands and not _ends_in_adverb(at, start, part.start())):
            cut = part
    if cut is None:
        return
    first, last = at.edges.bare(start, cut.start(), quotes=False)
    told = WORD.findall(at.text[first:last])
    least = FEWEST if cut[0][0] in ";:" else WHOLE  # what a colon closes is whole
    if len(told) < least or at.words.leads_away(told[0].lower()) or at.scraps.finite is UNWRITTEN:
        return
    if at.scraps.finite.search(at.text, first + len(told[0]), last) is not None:
        at.add(first, last, frame, "clause.part")


def asked(at: Findings, start: int, end: int, frame: Frame) -> None:
    """Add what is asked for or promised before a figure: "[asked for an invitation] and for 18 batteries"."""
    if frame.stance not in ("demands", "pledges"):
        return
    first = at.first_from(start, end)
    ands = at.scan.index.within(start, first, "and")
    if not ands or len(WORD.findall(at.text[ands[-1].end : first])) > LED:
        return
    low, high = at.edges.bare(start, ands[-1].start, quotes=False)
    named = at.scan.index.within(low, high, "country", "capital", "person", "group")
    if frame.cue is None or (named and named[-1].end >= high):
        return  # "urged Germany and 3 others to …"
    if len(WORD.findall(at.text[low:high])) > LED - 1 and WORD.search(at.text, frame.cue.end, high):
        at.add(low, high, frame, "clause.part")


def _behind(at: Findings, start: int, end: int, frame: Frame) -> None:
    """What a clause adds behind its last figure: "that Canada spends 1 per cent and [has no plan to do more]"."""
    led = _JOINED.search(at.text, at.busy_in(start, end)[-1][1], end)
    # "and" joins another clause, "after" only what the one before says of when
    while led is not None and not (
        at.words.has("connectors", led[1].lower()) and not at.words.leads_away(led[1].lower())
    ):
        led = _JOINED.search(at.text, led.start() + 1, end)
    if led is None:
        return
    first, last = at.edges.bare(led.end(), end, quotes=False)
    told = [*WORD.finditer(at.text, first, last)]
    opens = len(told) > 2 and at.scraps.tells(first, told[2].end())
    if opens and at.attribution.of(first, last).speaker == frame.voice.speaker:
        at.add(first, last, frame, "clause.part")


def _ends_in_adverb(at: Findings, start: int, end: int) -> bool:
    """Tell whether an adverb stands before a connector that then joins no clauses: "efficiently and well"."""
    words = words_before(at.text, end)
    return end > start and bool(words) and at.words.between(words[-1])
