"""A frame and where its clause begins in, where that clause ends out: at the next verb, a break, or a comma."""

from __future__ import annotations

import re

from foedus.text.events.edges import CHUNK, Edges
from foedus.text.events.findings import Findings
from foedus.text.speech.bounds import Bounds
from foedus.text.speech.voices import Frame

_HARD = re.compile(r"[:;](?!\s*[«“\"])\s")


class Reach:
    """Finds how far what is told in other words reaches in one text."""

    def __init__(self, findings: Findings) -> None:
        self.scan, self.text, self.attribution = findings.scan, findings.text, findings.attribution
        self.edges: Edges = findings.edges
        self.bounds = Bounds(findings.scan)

    def next_verb(self, start: int, end: int, frame: Frame) -> int:
        """Return where in a span the next verb of speech opens words of its own: "a salué X et dit que …"."""
        for piece in self.attribution.pieces_from(start):
            if piece.start >= end:
                break
            if piece.frame is not frame and piece.frame.rule == "ahead" and piece.start > start:
                return piece.start
        return end

    def until(self, start: int, frame: Frame, floor: int) -> int:
        """Return where the clause ends: at the next verb of speech, at a break, or with the frame."""
        end = frame.end
        for piece in self.attribution.pieces_from(floor):
            if piece.start >= end:
                break
            if piece.frame.rule == "quote" and self.text[start : piece.start].rstrip().endswith(":"):
                end = piece.start
                break
            if (
                piece.frame is not frame
                and piece.frame.rule in ("ahead", "around", "according", "noun")
                and piece.start > start
            ):
                begun = (
                    self.bounds.begins(piece.frame, floor)
                    if piece.frame.rule in ("ahead", "noun")
                    else piece.start
                )
                if begun is None:
                    continue
                end = begun
                break
        if (stop := _HARD.search(self.text, floor + 1, end)) is not None:
            end = stop.start()
        for m in self.scan.index.within(floor, end, "clause"):
            apart = m.value in ("aside", "break") or (
                m.value == "relative"
                and frame.cue is not None
                and frame.cue.act
                and self.text[m.start - 2] == ","
            )
            if apart and m.start - start > 20 and not self._is_quoted(m.start, floor, end):
                end = m.start
                break
        return end

    def _is_quoted(self, at: int, start: int, end: int) -> bool:
        return any(quote.start < at < quote.end for quote, _ in self.attribution.quotes_within(start, end))

    def until_chunk(self, start: int, limit: int) -> int:
        """Return the end of a clause that begins before an offset."""
        stop = CHUNK.search(self.text, start, limit)
        return self.edges.bare(start, stop.start() if stop else limit, quotes=False)[1]
