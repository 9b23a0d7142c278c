"""Quotations in, positions out: their sentences, clauses beside a figure, and few words quoted within others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foedus.text.events.edges import CHUNK, LEAST
from foedus.text.events.findings import Findings
from foedus.text.particles import WORD, words_before
from foedus.text.sentences import sentences
from foedus.text.speech.quotes import Quotation
from foedus.text.speech.voices import Frame

_OPENING = ("«", "“", "„", '"', "‘")
_MARKS = ' \u00a0\u202f«“„"‘'
TAG = 6  # words of a tag that may stand in what it tells
DATED = 4  # words from a comma to the one that tells after or before what: "a few days after"
PARTED = 8  # words before a tag that parts a clause
_SET_OFF = ":,.!?;–—"  # signs behind which a quotation is a clause of its own
_STOP = re.compile(r"[,.;:!?]")


class Quoted:
    """Reads what quotations of one text hold."""

    def __init__(self, findings: Findings) -> None:
        self.findings, self.attribution = findings, findings.attribution
        self.scan, self.text, self.words = findings.scan, findings.text, findings.words
        self.edges, self.scraps = findings.edges, findings.scraps

    def read(self, quote: Quotation, frame: Frame) -> None:
        """Add the positions of a quotation; a few words of one are kept for later."""
        if self.scraps.names_paper(quote, frame):
            return
        for start, end in self._pieces(quote, frame):
            if (parted := self._parted(start, end, frame)) is not None:
                self.findings.add(*parted, frame, "quote")
                continue
            if (words := len(WORD.findall(self.text[start:end]))) < LEAST:
                if (
                    (words > 1 or end - start > 6 or self._is_answer(quote))
                    and self.findings.is_free(start, end)
                    and frame.cue is not None
                ):
                    self.findings.partial.append((start, end, frame))
                continue
            if self.findings.stands_alone(start, end, frame):
                whole = self._is_whole(quote)
                acted = self._is_object(quote, frame)
                if whole or (
                    not acted
                    and len(WORD.findall(self.text[start:end])) >= 5
                    and not self.edges.is_within_that(start, frame)
                ):
                    self.findings.add(start, end, frame, "quote")
                else:
                    self.findings.partial.append((start, end, frame))
            else:
                self._beside(start, end, frame)

    def _is_object(self, quote: Quotation, frame: Frame) -> bool:
        """Tell whether quoted words end what a verb that acts says: "called the clause "a sacred duty"."""
        cue = frame.cue
        if cue is None or not cue.act or cue.end > quote.start:
            return False
        marked = self.text[cue.start - 1 : cue.start] in _OPENING  # he would "encourage" them
        return not marked and not self.attribution.quotes_within(cue.end, quote.start)

    def _pieces(self, quote: Quotation, frame: Frame) -> Iterator[tuple[int, int]]:
        """Yield the sentences of a quotation, without the tag that interrupts it ("…, a dit X, …")."""
        parts, lang = [(quote.first, quote.last)], self.scan.language
        if frame.cue is not None and quote.first < frame.cue.start < quote.last:
            last = max(frame.cue.end, frame.subject)
            stop = _STOP.search(self.text, last, quote.last)
            parts = [(quote.first, frame.cue.start), (stop.end() if stop else quote.last, quote.last)]
        for first, last in parts:
            for piece in sentences(self.text[first:last], lang.abbreviations, lang.openers):
                yield self.edges.bare(first + piece.start, first + piece.end)

    def _is_whole(self, quote: Quotation) -> bool:
        alone = self.text[quote.first].isupper() and bool(self.words.settings.get("quoted_alone"))
        return alone or self._stands_off(quote)

    def _is_answer(self, quote: Quotation) -> bool:
        """Tell whether one word is all that is quoted: '"Fake," replied X', but not '"Poland", said X, "will …"'."""
        closed = self.text[quote.last - 1] + self.text[quote.end : quote.end + 2].lstrip()
        apart = self._stands_off(quote) and not set(closed).isdisjoint(",.!?")
        return apart and not self.attribution.quotes_within(quote.end, self.scan.sentence(quote.start).end)

    def _stands_off(self, quote: Quotation) -> bool:
        """Tell whether a quotation opens with a capital behind a sign, or opens its sentence."""
        before = self.text[max(0, quote.start - 2) : quote.start].strip()
        return self.text[quote.first].isupper() and (not before or before[-1] in _SET_OFF)

    def _beside(self, start: int, end: int, frame: Frame) -> None:
        """A clause of a quotation with a figure that says something of its own: "Nous devons …, qui sont à 3 %"."""
        self._behind(start, end, frame)
        cuts = [start, *(m.end() for m in CHUNK.finditer(self.text, start, end)), end]
        first = self.findings.first_from(start, end)
        lead = self.text[start:first]
        if len(cuts) > 2 and cuts[1] <= first:
            head_end = max(c for c in cuts if c <= first)
            whole = self.text[head_end - 2 : head_end] == "; "  # "We paid for peace; now we pay 64 billion"
            if (
                head_end < first
                and self._is_own(self.text[head_end:first])
                and len(WORD.findall(self.text[start:head_end])) < 4
            ):
                head_end = self._before_preposition(start, first)
            a, b = self.edges.bare(start, head_end)
            # "Spain will keep its word: 2 % in 2025"
            told = self._is_own(lead) or self.text[b:head_end].strip() == ":"
            own = whole or (told and self.attribution.signs.within(a, b))
            if len(WORD.findall(self.text[a:b])) >= 4 and own:
                self.findings.add(a, b, frame, "quote.clause")

    def _behind(self, start: int, end: int, frame: Frame) -> None:
        """A clause of a quotation behind that of its figure: "Two percent by then, and don't hold me to the day"."""
        stop = CHUNK.search(self.text, self.findings.busy_in(start, end)[-1][1], end)
        if stop is None:
            return
        a, b = self.edges.bare(stop.end(), end)
        word = WORD.match(self.text, a)
        joins = word is not None and self.words.has("connectors", word[0].lower())
        if word is not None and joins:
            a = word.end() + 1
        told = self.scraps.tells(a, b) or self._is_own(self.text[a:b])
        if (joins or stop[0][0] == ";") and told and len(WORD.findall(self.text[a:b])) > LEAST:
            self.findings.add(a, b, frame, "quote.clause")

    def _is_own(self, text: str) -> bool:
        return any(self.words.has("first_person", w.lower()) for w in WORD.findall(text))

    def _before_preposition(self, start: int, end: int) -> int:
        while (
            (words := words_before(self.text, end))
            and self.words.has("prepositions", words[-1])
            and end > start
        ):
            end = self.text.rfind(" ", start, end - 1)
            if end < 0:
                return start
        return end

    def add_words(self, *, ahead: bool) -> None:
        """Add the scraps of quotations whose verb stands before them, or those whose verb stands elsewhere."""
        for start, end, frame in self.findings.partial:
            if ahead is not (frame.cue is not None and frame.cue.end <= start):
                continue
            if self._dates_tag(start, frame):
                continue
            low, high = self._phrase(start, end, frame)
            if (low, high) == (start, end) and self._only_says_when(start, end):
                continue
            self.findings.add(low, high, frame, "quote.words")

    def _parted(self, start: int, end: int, frame: Frame) -> tuple[int, int] | None:
        """Return a clause whose subject a tag parts from its quoted verb: 'Europe, X argued, "has to wake up"'."""
        cue, s = frame.cue, None
        apart = self.text[start - 4 : start].rstrip(_MARKS).endswith(",") and self.text[start].islower()
        if cue is not None and cue.start < start and (apart or self._follows_being(start)):
            s = self.scan.sentence(start)
        if cue is None or s is None or cue.start <= s.start:
            return None
        comma = self.text.rfind(", ", s.start, min(cue.start, frame.subject))
        opens = max(self.text.rfind(sign, s.start, max(comma, s.start)) + 1 for sign in ";:")
        low = self.edges.bare(max(opens, s.start), max(comma, s.start), quotes=False)[0]
        led, tag = WORD.findall(self.text[low:comma].lower()), self.text[comma + 2 : start].strip(_MARKS)
        closed = len(tag) - 1 if apart else tag.rfind(",")
        verb = WORD.findall(tag[closed:])
        if (
            closed < 0
            or not 0 < len(led) <= PARTED
            or self.words.leads_away(led[0])
            or tag.find(",") != closed
            or len(verb) > 2
            or len(WORD.findall(tag[:closed])) > TAG
        ):
            return None
        told = self.scraps.tells(low, comma) or any(sign in self.text[low:comma] for sign in '«»“”„"')
        told = told or not self.findings.is_free(low, end)
        stop = CHUNK.search(self.text, min(end + 2, s.end), s.end)
        last = stop.start() if stop else s.end  # "is "very nearly" covered", but not "is "late" at 1.3 %"
        last = last if self.findings.is_free(low, last) else min(end + 2, s.end)
        return None if told else (low, self.edges.bare(start, last, quotes=False)[1])

    def _dates_tag(self, start: int, frame: Frame) -> bool:
        """Tell whether words stand in what dates a tag: "…, X said, two weeks after a "secret" call"."""
        cue = frame.cue
        if cue is None or cue.end > start:
            return False
        low = self.scan.sentence(start).start
        if self.text.rfind(", ", low, min(cue.start, frame.subject)) < 0:
            return False  # "X said, after the meeting, that …"
        comma = self.text.rfind(", ", max(cue.end, frame.subject), start)
        led = WORD.findall(self.text[comma:start].lower())[:DATED] if comma >= 0 else []
        return any(self.words.has("occasions", word) for word in led)

    def _only_says_when(self, start: int, end: int) -> bool:
        """Tell whether quoted words only add when or how to a clause that its figure tells: "by next year"."""
        words = WORD.findall(self.text[start:end].lower())
        if not self.words.leads_away(words[0]):
            return False
        s = self.scan.sentence(start)
        return not self.findings.is_free(s.start, s.end)

    def _phrase(self, start: int, end: int, frame: Frame) -> tuple[int, int]:
        """Return a scrap of a quotation with the phrase of its verb, unless a figure stands in it."""
        if (whole := self._of_subject(start, end, frame)) is not None:
            return whole
        low, high = self.edges.phrase(start, end, frame)
        few = len(WORD.findall(self.text[start:end])) < LEAST
        held = self.findings.busy_in(low, high)
        wide = few or not held or (len(held) == 1 and self._is_predicate(start, end, frame))
        return (low, high) if wide else (start, end)

    def _is_predicate(self, start: int, end: int, frame: Frame) -> bool:
        """Tell whether quoted words are what something is called or is: 'calls the 2% rule "a bad joke"'."""
        if self.words.leads_away(WORD.findall(self.text[start:end].lower())[0]):
            return False
        names = frame.cue is not None and frame.cue.act and frame.stance in ("reports", "denies")
        return names or self._follows_being(start)

    def _follows_being(self, start: int) -> bool:
        led = words_before(self.text, len(self.text[:start].rstrip(_MARKS)))
        return bool(led) and self.words.has("beings", led[-1])

    def _of_subject(self, start: int, end: int, frame: Frame) -> tuple[int, int] | None:
        """Return quoted words with their subject that holds a figure: 'The loan of 3 billion is "a tale", X said'."""
        low = self.scan.sentence(start).start
        tagged = (
            frame.cue is not None and frame.cue.start > end and len(self.findings.busy_in(low, start)) == 1
        )
        if not tagged or CHUNK.search(self.text, low, start) or not self._follows_being(start):
            return None
        return self.edges.bare(low, end + 2, quotes=False)
