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


class Beside:
    """Reads what the clauses of one text say beside their figures."""

    def __init__(self, findings: Findings) -> None:
        self.findings, self.attribution = findings, findings.attribution
        self.scan, self.text, self.words = findings.scan, findings.text, findings.words
        self.edges, self.scraps = findings.edges, findings.scraps

    def before(self, start: int, end: int, frame: Frame) -> None:
        """A clause that closes before the first figure: "that Canada will lead a battalion and send 450 soldiers"."""
        self._behind(start, end, frame)
        if not self.findings.is_free(start, start):
            return
        ands = {m.start for m in self.scan.index.within(start, end, "and")}
        cuts = list(_PARTS.finditer(self.text, start, self.findings.first_from(start, end)))
        cuts = [m for m in cuts if m[1] is None or m.end() in ands]
        cuts = [m for m in cuts if m[1] is None or not self._ends_in_adverb(start, m.start())]
        first, last = self.edges.bare(start, cuts[-1].start() if cuts else start, quotes=False)
        told = WORD.findall(self.text[first:last])
        least = FEWEST if cuts and cuts[-1][0][0] in ";:" else WHOLE  # what a colon closes is whole
        if len(told) < least or self.words.leads_away(told[0].lower()) or self.scraps.finite is UNWRITTEN:
            return
        if self.scraps.finite.search(self.text, first + len(told[0]), last) is not None:
            self.findings.add(first, last, frame, "clause.part")

    def asked(self, start: int, end: int, frame: Frame) -> None:
        """Add what is asked for or promised before a figure: "[asked for an invitation] and for 18 batteries"."""
        if frame.stance not in ("demands", "pledges"):
            return
        first = self.findings.first_from(start, end)
        ands = self.scan.index.within(start, first, "and")
        if not ands or len(WORD.findall(self.text[ands[-1].end : first])) > LED:
            return
        low, high = self.edges.bare(start, ands[-1].start, quotes=False)
        named = self.scan.index.within(low, high, "country", "capital", "person", "group")
        if frame.cue is None or (named and named[-1].end >= high):
            return  # "urged Germany and 3 others to …"
        if len(WORD.findall(self.text[low:high])) > LED - 1 and WORD.search(self.text, frame.cue.end, high):
            self.findings.add(low, high, frame, "clause.part")

    def _behind(self, start: int, end: int, frame: Frame) -> None:
        """What a clause adds behind its last figure: "that Canada spends 1 per cent and [has no plan to do more]"."""
        led = _JOINED.search(self.text, self.findings.busy_in(start, end)[-1][1], end)
        while led is not None and not self.words.has("connectors", led[1].lower()):
            led = _JOINED.search(self.text, led.start() + 1, end)
        if led is None:
            return
        first, last = self.edges.bare(led.end(), end, quotes=False)
        told = [*WORD.finditer(self.text, first, last)]
        opens = len(told) > 2 and self.scraps.tells(first, told[2].end())
        if opens and self.attribution.of(first, last).speaker == frame.voice.speaker:
            self.findings.add(first, last, frame, "clause.part")

    def _ends_in_adverb(self, start: int, end: int) -> bool:
        """Tell whether an adverb stands before a connector that then joins no clauses: "efficiently and well"."""
        words = words_before(self.text, end)
        return end > start and bool(words) and self.words.between(words[-1])
