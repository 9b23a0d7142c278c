"""A frame in, where its clause begins and ends out: behind a colon, a comma or a connector, up to the next verb."""

from __future__ import annotations

import re

from foedus.text.events.beside import FEWEST
from foedus.text.events.edges import CHUNK
from foedus.text.events.findings import Findings
from foedus.text.particles import WORD, words_before
from foedus.text.settings import UNWRITTEN
from foedus.text.speech.bounds import Bounds
from foedus.text.speech.indirect import finite, keeps_mood
from foedus.text.speech.voices import Frame

_COLON = re.compile(r"(?P<told>[^,;:.«“„\"\d]*?)[ \u00a0\u202f]?:\s(?P<quote>[«“„\"]?)")
_HARD = re.compile(r"[:;](?!\s*[«“\"])\s")
LONGEST_LEAD = 60  # characters between a verb and the colon behind which stands what it tells


class Reach:
    """Finds how far what is told in other words reaches in one text."""

    def __init__(self, findings: Findings) -> None:
        self.scan, self.text, self.attribution = findings.scan, findings.text, findings.attribution
        self._findings, self.edges = findings, findings.edges
        self.scraps, self.words = findings.scraps, findings.words
        self.bounds = Bounds(findings.scan)

    def next_verb(self, start: int, end: int, frame: Frame) -> int:
        """Return where in a span the next verb of speech opens words of its own: "a salué X et dit que …"."""
        for piece in self.attribution.pieces_from(start):
            if piece.start >= end:
                break
            if piece.frame is not frame and piece.frame.rule == "ahead" and piece.start > start:
                return piece.start
        return end

    def behind_colon(self, frame: Frame) -> tuple[int, int] | None:
        """Return where a clause begins behind the colon of a verb: "X is furious: …", "X l'a promis aux siens : …".

        Between the two stands at most to whom, where or when it is said. The second place is that from which on the end
        of the clause is sought: where it begins, but the verb where somebody else speaks behind the colon.
        """
        cue = frame.cue
        if cue is None or frame.stance == "denies":
            return None
        colon = _COLON.match(self.text, cue.end, min(frame.end + 2, cue.end + LONGEST_LEAD))
        if colon is None:
            return None
        told = WORD.findall(colon["told"].lower())
        if told and (colon["quote"] or not self._only_leads(told, colon.end(), frame.end)):
            return None
        does = told and (cue.act or self.words.patterns["infinitive"].search(colon["told"]))
        if does and not self._points_ahead(cue.start):
            return None  # "promises to do better: its head has proposed 18 billion"
        own = self.attribution.frame(colon.end(), colon.end() + 1) is frame
        if told and not own:
            return None
        return colon.end(), colon.end() if own else cue.end

    def _points_ahead(self, at: int) -> bool:
        """Tell whether the object of a verb is a pronoun before it, which a clause behind it fills: "l'a promis"."""
        led = words_before(self.text, at)
        return bool(led) and self.words.has("objects", led[-1])

    def _only_leads(self, told: list[str], start: int, end: int) -> bool:
        """Tell whether words behind a verb only say to whom, where or when, and a clause follows."""
        led = (
            self.words.leads_away(told[0])
            or self.words.between(told[0])
            or self.words.has("addressees", told[0])
        )
        return led and self.scraps.tells(start, end)

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

    def in_mood(self, at: int, frame: Frame) -> tuple[int, int] | None:
        """Return the clause behind a tag that its mood shows to be said as well: "…, sagte X, man wolle beitreten"."""
        if not self.words.verb_second or finite(self.words, self.text[at : frame.end]) is False:
            return None
        start, end = self.edges.bare(at, self.until_chunk(at, frame.end), quotes=False)
        apart = any(m.start <= start + 1 for m in self.scan.index.within(start, start + 1, "clause"))
        return (start, end) if keeps_mood(self.text, self.words, start, end) and not apart else None

    def joined(self, at: int, frame: Frame) -> tuple[int, int] | None:
        """Return the clause that "and" joins to the one before a tag: "…, said X, and there will be no pause"."""
        led = WORD.match(self.text, at)
        if led is None or self.scraps.finite is UNWRITTEN:
            return None
        apart = self.words.has("contrasts", led[0].lower())  # "…, said X, whereas others wait"
        if not apart and not self.words.has("connectors", led[0].lower()):
            return None
        start, end = self.edges.bare(led.end(), self.until(led.end(), frame, led.end()), quotes=False)
        word = WORD.match(self.text, start)
        if (
            word is None
            or self.scraps.finite.match(self.text, start)
            or not self._findings.is_free(start, end)
        ):
            return None  # "said X, and left": the report goes on
        opens = apart or any(
            self.words.has(key, word[0].lower()) for key in ("articles", "selves", "possessives")
        )
        told = self.scraps.tells(start, end) or finite(self.words, self.text[start:end])
        return (start, end) if told or (opens and not self.words.verb_second) else None

    def opens_behind(self, frame: Frame, at: int) -> tuple[int, int] | None:
        """Return the clause behind the comma of a German verb that opens with when, where or to whom.

        "Am Montag sagte X, das Bündnis stehe …", "Gefragt nach dem Gipfel, sagte X, …".
        """
        cue = frame.cue
        if cue is None or not cue.say or not self.words.verb_second or at < 0 or self.text[at - 2] != ",":
            return None
        low = self.scan.sentence(cue.start).start
        lead = self.text[max(low, frame.start) : cue.start].rstrip()
        if not lead or any(c in lead for c in '„“»«":') or finite(self.words, lead):
            return None
        start = at
        for m in self.scan.index.within(at, at + 1, "clause"):
            start = m.end if m.value == "that" and m.start == at else start
        first, last = self.edges.bare(start, self.until(start, frame, start), quotes=False)
        return (first, last) if len(WORD.findall(self.text[first:last])) >= FEWEST else None
