"""A scrap or a clause in, where it begins and ends out: without stops, or with the phrase of its verb."""

from __future__ import annotations

import re

from foedus.text.lexicon import Scan
from foedus.text.particles import WORD, grammar, words_before
from foedus.text.speech.attribution import Attribution
from foedus.text.speech.voices import Frame

CHUNK = re.compile(r"[,;:]\s|\s?—\s?|\s[–-]\s")
_PARTED = re.compile(r"[;:]\s|\n")
_ENDS = " \t\n\u00a0\u202f.,;:!?…–—-«»“”\"'’)("
TITLED = 3  # words before a title that describe who has it
LEAST = 3  # words of a quotation that make a position


class Edges:
    """Finds where what someone holds begins and ends in one text."""

    def __init__(self, scan: Scan, attribution: Attribution) -> None:
        self.scan, self.text, self.attribution = scan, scan.text, attribution
        self.words = grammar(scan.language.code)

    def phrase(self, start: int, end: int, frame: Frame) -> tuple[int, int]:
        """Widen a scrap of a quotation to the phrase of its verb: "called the plan "absurd" on Monday"."""
        cue = frame.cue
        if cue is not None and cue.opened and cue.start < start < cue.verb:
            # "hatte dem Bündnis den „Hirntod“ bescheinigt"
            return self.bare(cue.start, cue.end, quotes=False)
        if cue is None or cue.end > start:
            return start, end
        s = self.scan.sentence(start)
        apart = self.text[start - 5 : start].strip(' \u00a0\u202f«“„"').endswith(",")  # ", "hard to get""
        if apart or cue.start < s.start or _PARTED.search(self.text, cue.end, start):
            return start, end
        first = cue.start
        # "China, the communique says, poses "challenges"": behind the tag
        if frame.subject > cue.start and not self.is_turned(frame, frame.start, cue.start):
            comma = self.text.find(", ", max(cue.end, frame.subject), start)
            first = comma + 2 if comma > 0 else start
        least = 2
        for m in self.scan.index.within(cue.end, start, "clause"):
            if m.value == "that":
                first = m.end
            elif m.value == "break" and not self.words.verb_second and WORD.search(self.text, m.end, start):
                first, least = m.end, 1  # "said that there was no rift, but it "would be hard""
        if earlier := self.attribution.quotes_within(first, start - 2):
            comma = self.text.find(", ", earlier[-1][0].end, start)
            first = comma + 2 if comma > 0 else start  # "hailed "a new era", the Kremlin "a threat""
        if len(WORD.findall(self.text[first:start])) < least and first != cue.start:
            return start, end
        last = min(end + 2, s.end)
        stop = CHUNK.search(self.text, last, s.end)
        high = stop.start() if stop else s.end
        for m in self.scan.index.within(last, high, "clause"):
            if m.value in ("break", "relative"):
                high = m.start
                break
        for piece in self.attribution.pieces_from(last):
            if piece.start >= last and piece.frame.cue not in (None, cue):
                high = min(high, piece.start)
                break
        low, high = self.bare(first, high, quotes=False)
        word = WORD.match(self.text, low)
        if first > cue.end and word is not None and self.words.has("connectors", word[0].lower()):
            low = min(word.end() + 1, start)  # "…, says X, but [Y is "absurd"]"
        return low, max(high, end)

    def is_within_that(self, start: int, frame: Frame) -> bool:
        """Tell whether a quotation only ends a clause that begins without marks: "said that the plan was "a …""."""
        if frame.cue is None:
            return False
        if frame.cue.start > start:  # "The Europeans will pay, "every last cent", X said"
            low = self.scan.sentence(start).start
            lead = self.text[low:start]
            return self.text[start].islower() and len(WORD.findall(lead)) >= LEAST and "," not in lead[-3:]
        if frame.cue.end > start:
            return False
        opened = [m for m in self.scan.index.within(frame.cue.end, start, "clause") if m.value == "that"]
        return bool(opened) and len(WORD.findall(self.text[opened[0].end : start])) >= LEAST - 1

    def is_turned(self, frame: Frame, start: int, end: int) -> bool:
        """Tell whether a verb that acts opens with where or when, its subject behind it: "In Riga lehnte X … ab"."""
        if (
            frame.cue is None
            or not frame.cue.act
            or not self.words.verb_second
            or frame.subject < frame.cue.end
        ):
            return False
        lead = self.text[start:end]
        return (
            bool(lead) and "," not in self.text[end : frame.cue.start] and not any(c in lead for c in ",„“»«")
        )

    def bare(self, start: int, end: int, quotes: bool = True) -> tuple[int, int]:
        """Trim spaces and stops at both ends; quotation marks only inside a quotation."""
        ends = _ENDS if quotes else " \t\n\u00a0\u202f.,;:!?…–—-"
        while start < end and (
            self.text[start] in ends or (self.text[start] in "'’" and self.text[start - 1 : start].isalpha())
        ):  # an apostrophe that "qu'" left behind
            start += 1
        while end > start and self.text[end - 1] in ends:
            end -= 1
        if not quotes:
            words = words_before(self.text, end, 8)
            loose = (
                ("connectors", "articles", "objects")
                if "," in self.text[max(start, end - 8) : end]
                else ("connectors",)
            )
            if words and (
                any(self.words.has(key, words[-1]) for key in loose)
                or self._relates(end - len(words[-1]), end)
            ):
                return self.bare(start, end - len(words[-1]), quotes)
        return start, end

    def before_title(self, start: int, end: int) -> int:
        """Return where a clause ends before what describes who says it: "It froze aid[, the Danish] minister said"."""
        comma = self.text.rfind(", ", start, end)
        led = WORD.findall(self.text[comma + 2 : end].lower()) if comma > 0 else []
        opens = 0 < len(led) <= TITLED and (
            self.words.has("articles", led[0]) or self.words.has("possessives", led[0])
        )
        return comma if opens else end

    def _relates(self, at: int, end: int) -> bool:
        """Tell whether a stretch ends with the relative of a clause that goes on: "a gap that [, he said, grew]"."""
        if self.text[end : end + 1] in (".", "!", "?", ""):
            return False
        led = self.scan.index.within(at, end, "clause")
        return any(m.start == at and m.value in ("that", "relative", "part") for m in led)
