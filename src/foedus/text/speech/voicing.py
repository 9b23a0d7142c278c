"""Quotations in, each with its voice out: from the verb after it, before it or around it, or from whoever speaks next.

A quotation that ended its sentence, or stands alone, waits for a voice until its paragraph ends.
"""

from __future__ import annotations

from bisect import bisect_right

from foedus.text.lexicon import Scan
from foedus.text.particles import WORD, grammar
from foedus.text.sentences import Sentence
from foedus.text.speech.antecedents import Antecedents
from foedus.text.speech.clauses import Clauses
from foedus.text.speech.owners import Owners
from foedus.text.speech.quotes import Quotation, quotations
from foedus.text.speech.speakers import Source
from foedus.text.speech.voices import Frame

REACH = 200  # characters between a verb of speech and a quotation that it introduces
NAMED = 48  # characters of the name of a paper
LAST = 6  # frames before a quotation that may be of whoever says it


class Voicing:
    """Gives the quotations of a text their voices, sentence by sentence; adds them to the `frames` of the text."""

    def __init__(self, scan: Scan, known: Antecedents, clauses: Clauses, frames: list[Frame]) -> None:
        self.scan, self.text, self.clauses, self.frames = scan, scan.text, clauses, frames
        self.owners = Owners(scan, known)
        self._paper = grammar(scan.language.code).patterns["paper_name"]
        self.outer = [q for q in quotations(scan.text) if q.depth == 0 and not self._names(q)]
        self._starts = [q.start for q in self.outer]
        self.voiced: list[tuple[Quotation, Frame | None]] = []
        self.waiting: list[Quotation] = []
        self.pending: tuple[Quotation, Frame | None] | None = None  # a quotation that ended its sentence
        self.spoke: Frame | None = None  # the last frame of the paragraph

    def of(self, s: Sentence) -> list[Quotation]:
        """Return the quotations of which a sentence holds a part."""
        i = max(0, bisect_right(self._starts, s.start) - 1)
        found = []
        while i < len(self.outer) and self.outer[i].start < s.end:
            if self.outer[i].end > s.start:
                found.append(self.outer[i])
            i += 1
        return found

    def _names(self, quote: Quotation) -> bool:
        """Tell whether a paper or a house stands between marks, as its name: "wie die „Financial Times“ berichtet"."""
        if quote.last - quote.first > NAMED:
            return False
        if self._paper.fullmatch(self.text, quote.first, quote.last):
            return True
        houses = self.scan.index.within(quote.first, quote.first + 1, "organisation")
        return any(m.end == quote.last for m in houses)

    def settle(self) -> None:
        """At the end of a paragraph settle what still waits: nobody speaks it."""
        if self.pending is not None:
            self.give_pending(self.pending[1])
        for quote in self.waiting:
            self.voiced.append((quote, None))
        self.waiting.clear()
        self.spoke = None

    def give_pending(self, frame: Frame | None) -> None:
        """Give the quotation that ended its sentence, and those before it, a voice; without one let it wait."""
        if self.pending is None:
            return
        quote, self.pending = self.pending[0], None
        if frame is not None:
            self._give(quote, frame)
            self._give_waiting(frame)
        else:
            self.waiting.append(quote)

    def link(self, s: Sentence, quotes: list[Quotation], made: list[Frame], sources: list[Source]) -> None:
        """Give each quotation that ends here its voice, from the verb after it, before it or around it."""
        tag = made[0] if made and made[0].rule == "around" and self.clauses.follows_quote(s) else None
        if self.pending is not None:
            is_tagged = tag is not None and not (quotes and tag.cue and quotes[0].end <= tag.cue.start)
            self.give_pending(tag if is_tagged else self.pending[1])
        if made:
            self.spoke = made[-1]
            if not quotes and made[-1].rule == "around" and self.waiting:
                self._give_waiting(made[-1])
        for quote in quotes:
            if not s.start <= self._last_of(quote) < s.end:
                continue
            speech = is_speech(self.text, quote)
            frame = self._owner(s, quote, made)
            if frame is None and speech:
                frame = self.owners.find(quote, s, sources, self.frames[-LAST:])
            if frame is None and speech and quote.end >= s.end and self.pending is None:
                early = self.spoke is not None and quote.start > self.spoke.end - 2
                if early or self._stands_alone(quote, s):
                    self.pending = (quote, self.spoke if early else None)
                    continue
            if frame is None and speech and self.spoke is not None and quote.start > self.spoke.end - 2:
                frame = self.spoke
            if frame is None and speech and self._stands_alone(quote, s):
                self.waiting.append(quote)
                continue
            if frame is None:
                self.voiced.append((quote, None))
                continue
            self._give(quote, frame)
            if speech:
                self._give_waiting(frame)

    def _last_of(self, quote: Quotation) -> int:
        """Return the offset whose sentence a quotation ends in: not the mark that stands alone behind a full stop."""
        closing = self.scan.sentence(quote.end - 1)
        return quote.end - 1 if closing.end - closing.start > 1 else quote.last - 1

    def _give(self, quote: Quotation, frame: Frame) -> None:
        rule = "quote" if is_speech(self.text, quote) else "words"
        own = frame._replace(
            start=quote.start, end=quote.end, voice=frame.voice._replace(quoted=True), rule=rule
        )
        self.frames.append(own)
        self.voiced.append((quote, own))
        self.spoke = own

    def _give_waiting(self, frame: Frame) -> None:
        waiting, self.waiting = self.waiting, []
        for quote in waiting:
            self._give(quote, frame)

    def _owner(self, s: Sentence, quote: Quotation, made: list[Frame]) -> Frame | None:
        after = [f for f in made if f.rule == "around" and f.cue and f.cue.start >= quote.end - 1]
        if after and (quote.start >= after[0].start or quote.start < s.start):
            return after[0]
        holding = [f for f in made if f.start <= quote.start and quote.last <= f.end + 1]
        if holding:
            ahead = [f for f in holding if f.rule == "ahead"]
            inside = holding[-1].rule == "passive" and holding[-1].start > ahead[-1].start if ahead else True
            return (holding if inside else ahead)[-1]  # German "…, während X von „kaum 1,3 Prozent“ sprach"
        if (tag := self.owners.goes_on(quote, made)) is not None:
            return tag
        if quote.start < s.start:  # it began in an earlier sentence: what introduced it there
            told = [f for f in self.frames[-LAST:] if f.cue and 0 <= quote.start - f.cue.end < REACH]
            if self.text[max(0, quote.start - 4) : quote.start].rstrip()[-1:] != ":":
                told = [f for f in told if f.cue and "\n" not in self.text[f.cue.end : quote.start]]
            last = max((f.cue.start for f in told if f.cue), default=0)  # the verb right before it
            before = [f for f in told if f.rule == "ahead" and f.cue and f.cue.start == last]
            inner = [f for f in self.frames[-LAST:] if f.cue and quote.start < f.cue.start < quote.end]
            led = inner or before
            return led[-1] if led else None
        return None

    def _stands_alone(self, quote: Quotation, s: Sentence) -> bool:
        lead = self.text[max(0, s.start) : max(s.start, quote.start)]
        return not WORD.search(lead)


def is_speech(text: str, quote: Quotation) -> bool:
    """Tell a quoted clause from a word held with tongs: by its length, its capital or its stop."""
    words = len(WORD.findall(text, quote.first, min(quote.last, quote.first + REACH)))
    return words >= 5 or (words >= 2 and (text[quote.last - 1] in ".!?…," or text[quote.first].isupper()))
