"""Voices in, positions out: what someone says, asks, promises or denies without a number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from foedus.model import Span, Stance
from foedus.text.events.edges import CHUNK, LEAST, Edges
from foedus.text.events.scraps import LEADING, Scraps
from foedus.text.lexicon import Scan
from foedus.text.particles import grammar, words_before
from foedus.text.sentences import DATELINE, sentences
from foedus.text.speech import LINKS, Attribution
from foedus.text.speech.quotes import Quotation
from foedus.text.speech.voices import Frame, Voice

_WORD = re.compile(r"[^\W_]+")
_PARTS = re.compile(r"[,;]\s|\s(?=([^\W_]+)\s)")
_STOP = re.compile(r"[,.;:!?]")
_HARD = re.compile(r"[:;](?!\s*[«“\"])\s")
WHOLE = 6  # words of a clause that stands by itself before one with a figure
ASIDE = 20  # characters between a verb and "that" in which a word between commas may stand
BRIEF = 4  # words of an event that a clause of something else may hold: "at any talks with Moscow"
FEWEST = 4  # words of a clause around a verb of speech
LONGEST = 320  # characters of an indirect clause


class Found(NamedTuple):
    """A position before it becomes a statement."""

    span: Span
    topic: str | None
    voice: Voice
    stance: Stance
    rules: list[str]


def positions(
    scan: Scan, attribution: Attribution, taken: Sequence[tuple[int, int]], events: Sequence[tuple[int, int]]
) -> list[Found]:
    """Return the attributed clauses that hold no figure and tell no event; spans do not overlap."""
    return _Finder(scan, attribution, taken, events).find()


class _Finder:
    def __init__(
        self,
        scan: Scan,
        attribution: Attribution,
        taken: Sequence[tuple[int, int]],
        events: Sequence[tuple[int, int]],
    ) -> None:
        self.scan, self.text, self.attribution = scan, scan.text, attribution
        self.words = grammar(scan.language.code)
        self.edges, self.scraps = Edges(scan, attribution), Scraps(scan)
        events = [e for e in events if len(_WORD.findall(self.text[slice(*e)])) > BRIEF]
        self.busy = sorted([*taken, *events])
        self._starts = [b[0] for b in self.busy]
        self.found: list[Found] = []
        self.partial: list[tuple[int, int, Frame]] = []  # words quoted within a clause

    def find(self) -> list[Found]:
        for quote, frame in self.attribution.quotes:
            if frame is not None:
                self._quoted(quote, frame)
        alone = bool(self.words.texts.get("quoted_alone"))
        if alone:  # the phrase of the verb before the quoted words tells it, not all of the clause
            self._words(ahead=True)
        for frame in self.attribution.frames:
            if frame.rule not in ("quote", "words"):
                self._indirect(frame)
        self._words(ahead=False)
        if not alone:
            self._words(ahead=True)
        return self._apart()

    def _words(self, *, ahead: bool) -> None:
        """Add the scraps of quotations whose verb stands before them, or those whose verb stands elsewhere."""
        for start, end, frame in self.partial:
            if ahead is not (frame.cue is not None and frame.cue.end <= start):
                continue
            self._add(*self._phrase(start, end, frame), frame, "quote.words")

    def _phrase(self, start: int, end: int, frame: Frame) -> tuple[int, int]:
        """Return a scrap of a quotation with the phrase of its verb, unless a figure stands in it."""
        low, high = self.edges.phrase(start, end, frame)
        few = len(_WORD.findall(self.text[start:end])) < LEAST
        return (low, high) if few or self._is_free(low, high) else (start, end)

    def _is_free(self, start: int, end: int) -> bool:
        """Tell whether no figure and no event lies in a span."""
        i = max(0, bisect_left(self._starts, start) - 1)
        while i < len(self.busy) and self.busy[i][0] < end:
            if self.busy[i][1] > start:
                return False
            i += 1
        return True

    def _apart(self) -> list[Found]:
        """Keep the first of positions that overlap: quotations come before the clauses around them."""
        kept: list[Found] = []
        taken: list[tuple[int, int]] = []
        for found in self.found:
            i = bisect_left(taken, (found.span.start, found.span.end))
            before = i > 0 and taken[i - 1][1] > found.span.start
            after = i < len(taken) and taken[i][0] < found.span.end
            if not before and not after:
                taken.insert(i, (found.span.start, found.span.end))
                kept.append(found)
        return sorted(kept, key=lambda f: f.span.start)

    # --- quotations ---

    def _quoted(self, quote: Quotation, frame: Frame) -> None:
        if self.scraps.names_paper(quote, frame):
            return
        for start, end in self._quoted_pieces(quote, frame):
            if (words := len(_WORD.findall(self.text[start:end]))) < LEAST:
                if (words > 1 or end - start > 6) and self._is_free(start, end) and frame.cue is not None:
                    self.partial.append((start, end, frame))
                continue
            if self._is_free(start, end):
                whole = self._is_whole(quote)
                acted = self._is_object(quote, frame)
                if whole or (
                    not acted
                    and len(_WORD.findall(self.text[start:end])) >= 5
                    and not self.edges.is_within_that(start, frame)
                ):
                    self._add(start, end, frame, "quote")
                else:
                    self.partial.append((start, end, frame))
            else:
                self._beside(start, end, frame)

    def _is_object(self, quote: Quotation, frame: Frame) -> bool:
        """Tell whether quoted words end what a verb that acts says: "called the clause "a sacred duty"."""
        cue = frame.cue
        if cue is None or not cue.act or cue.end > quote.start:
            return False
        marked = self.text[cue.start - 1 : cue.start] in (
            "«",
            "“",
            "„",
            '"',
            "‘",
        )  # he would "encourage" them
        return not marked and not self.attribution.quotes_within(cue.end, quote.start)

    def _quoted_pieces(self, quote: Quotation, frame: Frame) -> Iterator[tuple[int, int]]:
        """Yield the sentences of a quotation, without the tag that interrupts it ("…, a dit X, …")."""
        parts = [(quote.first, quote.last)]
        if frame.cue is not None and quote.first < frame.cue.start < quote.last:
            last = max(frame.cue.end, frame.subject)
            stop = _STOP.search(self.text, last, quote.last)
            parts = [(quote.first, frame.cue.start), (stop.end() if stop else quote.last, quote.last)]
        for first, last in parts:
            for piece in sentences(self.text[first:last], self.scan.language.abbreviations):
                yield self.edges.bare(first + piece.start, first + piece.end)

    def _is_whole(self, quote: Quotation) -> bool:
        before = self.text[max(0, quote.start - 2) : quote.start].strip()
        apart = before[-1:] in ("", ":", ",", ".", "!", "?", ";", "–", "—")
        return self.text[quote.first].isupper() and (apart or bool(self.words.texts.get("quoted_alone")))

    def _beside(self, start: int, end: int, frame: Frame) -> None:
        """A clause of a quotation with a figure that says something of its own: "Nous devons …, qui sont à 3 %"."""
        cuts = [start, *(m.end() for m in CHUNK.finditer(self.text, start, end)), end]
        busy = [
            b for b in self.busy[max(0, bisect_left(self._starts, start) - 1) :][:40] if start <= b[0] < end
        ]
        first = busy[0][0] if busy else end
        lead = self.text[start:first]
        if len(cuts) > 2 and cuts[1] <= first:
            head_end = max(c for c in cuts if c <= first)
            if (
                head_end < first
                and self._is_own(self.text[head_end:first])
                and len(_WORD.findall(self.text[start:head_end])) < 4
            ):
                head_end = self._before_preposition(start, first)
            a, b = self.edges.bare(start, head_end)
            if (
                len(_WORD.findall(self.text[a:b])) >= 4
                and self._is_own(lead)
                and self.attribution.signs.within(a, b)
            ):
                self._add(a, b, frame, "quote.clause")

    def _is_own(self, text: str) -> bool:
        return any(self.words.has("first_person", w.lower()) for w in _WORD.findall(text))

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

    # --- indirect speech ---

    def _indirect(self, frame: Frame) -> None:
        if frame.rule in ("ahead", "noun"):
            self._after_verb(frame)
        elif frame.rule in ("around", "according"):
            self._around_verb(frame)
        elif frame.rule == "goes on":
            self._own_clause(*self.edges.bare(frame.start, frame.end, quotes=False), frame)

    def _after_verb(self, frame: Frame) -> None:
        cue = frame.cue
        if cue is None:
            start = frame.start
        else:
            that = [m for m in self.scan.index.within(cue.end, cue.end + 45, "clause") if m.value == "that"]
            start = that[0].end if that and cue.say else cue.start
            if not that and cue.say and not cue.act and cue.stance == "reports":
                rest = self.text[cue.end : frame.end]
                if len(_WORD.findall(rest)) < 3 or self.scraps.only_says_where(cue.start, cue.end, frame.end):
                    return
        end = self._until(start, frame, cue.end if cue else start)
        says = cue is not None and cue.say and not cue.act and end < frame.end
        says = says and any(p.start == end for p in self.attribution.pieces_from(end))
        if says and cue is not None and self.scraps.cut_short(max(start, cue.end), end):
            return
        start, end = self.edges.bare(start, end, quotes=False)
        words = len(_WORD.findall(self.text[start:end]))
        acts = cue is not None and cue.act and frame.stance in ("reports", "denies")
        short = (0 < words < LEAST and acts) or (words == 2 and frame.stance == "denies")
        if short and 0 <= frame.subject < frame.start:
            start, words = frame.subject, LEAST  # "X denied it": with whoever does
        if words >= 3 and end - start <= LONGEST:
            refused = cue is not None and cue.act and frame.stance == "denies" and words <= FEWEST**2
            if self._is_free(start, end) or refused:  # "refuses to give a date for 2 %": that is what is told
                self._add(start, end, frame, "clause")
            elif not (cue is not None and start == cue.start):
                self._before_figure(start, end, frame)

    def _before_figure(self, start: int, end: int, frame: Frame) -> None:
        """A clause that closes before the first figure: "that Canada will lead a battalion and send 450 soldiers"."""
        i = bisect_left(self._starts, start)
        if i >= len(self.busy) or (i and self.busy[i - 1][1] > start):
            return
        ands = {m.start for m in self.scan.index.within(start, end, "and")}
        cuts = list(_PARTS.finditer(self.text, start, min(end, self.busy[i][0])))
        cuts = [m for m in cuts if m[1] is None or m.end() in ands]
        cuts = [m for m in cuts if m[1] is None or not self._ends_in_adverb(start, m.start())]
        first, last = self.edges.bare(start, cuts[-1].start() if cuts else start, quotes=False)
        told = _WORD.findall(self.text[first:last])
        if len(told) < WHOLE or self.words.leads_away(told[0].lower()) or self.scraps.finite is None:
            return
        if self.scraps.finite.search(self.text, first + len(told[0]), last) is not None:
            self._add(first, last, frame, "clause.part")

    def _until(self, start: int, frame: Frame, floor: int) -> int:
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
                end = piece.start
                break
        if (stop := _HARD.search(self.text, floor + 8, end)) is not None:
            end = stop.start()
        for m in self.scan.index.within(floor, end, "clause"):
            apart = m.value in ("aside", "break") or (
                m.value == "relative"
                and frame.cue is not None
                and frame.cue.act
                and self.text[m.start - 2] == ","
            )
            if apart and m.start - start > 20:
                end = m.start
                break
        return end

    def _around_verb(self, frame: Frame) -> None:
        """The clause before a verb that stands behind it, and what goes on after it."""
        if frame.cue is None:
            return self._accorded(frame)
        that = [
            m
            for m in self.scan.index.within(frame.cue.end, frame.cue.end + ASIDE, "clause")
            if m.value == "that"
        ]
        if that and frame.subject < frame.cue.start and self.text[that[0].start - 2] == ",":
            return self._after_verb(frame)  # "warned, however, that …"
        edge = min(frame.cue.start, frame.subject if frame.subject >= frame.start else frame.cue.start)
        start, end = self.edges.bare(frame.start, edge, quotes=False)
        after = max(frame.cue.end, frame.subject)
        stop = CHUNK.search(self.text, after, frame.end)
        tag = len(_WORD.findall(self.text[frame.cue.start : stop.start()])) if stop is not None else 0
        numbered = stop is not None and self.text[stop.end() : stop.end() + 1].isdigit()  # "on May 2, 2024"
        brief = 0 < len(_WORD.findall(self.text[start:end])) < FEWEST and 0 < tag <= FEWEST
        tagged = brief and not frame.cue.act and not numbered
        if frame.stance == "denies" and start >= end and self._is_free(frame.start, frame.end):
            first, last = self.edges.bare(frame.start, frame.end, quotes=False)
            if 1 < len(_WORD.findall(self.text[first:last])) <= FEWEST:  # "Moscow denies it."
                return self._add(first, last, frame, "clause")
        if self.edges.is_turned(frame, start, end):
            end = self._until_chunk(after, frame.end)
            if len(_WORD.findall(self.text[frame.subject : end])) < LEAST:
                return None  # what is promised stands behind the comma
            self._own_clause(start if self._is_free(start, end) else frame.cue.start, end, frame)
            if stop is not None and stop[0][0] == ";":  # "X lehnt das ab; das Bündnis heiße …"
                self._own_clause(*self.edges.bare(stop.end(), frame.end, quotes=False), frame)
            return None
        if stop is not None and stop[0][0] == "," and self._inserted(start, end, frame, stop.end()):
            return None
        self._own_clause(start, end, frame)
        if stop is not None and (stop[0][0] == ";" or (tagged and stop[0][0] == ",")):
            start, end = self.edges.bare(stop.end(), frame.end, quotes=False)
            self._own_clause(start, end, frame)
        return None

    def _inserted(self, start: int, end: int, frame: Frame, after: int) -> bool:
        """Add a clause that a tag parts, its verb behind it: "An invitation, he insisted, was the heart of it"."""
        led = _WORD.findall(self.text[start:end].lower())
        if not 0 < len(led) <= LEADING or self.words.leads_away(led[0]) or self.scraps.finite is None:
            return False
        signs = [x for x in self.attribution.signs.within(start, end) if x.stance not in LINKS]
        told = self.scraps.finite.search(self.text, start, end) or signs
        first, last = self.edges.bare(after, self._until_chunk(after, frame.end), quotes=False)
        word = _WORD.match(self.text, first)
        helps = word is not None and (
            self.words.has("auxiliaries", word[0].lower()) or self.words.has("beings", word[0].lower())
        )
        if (
            told
            or not (helps or self.scraps.finite.match(self.text, first))
            or not self._is_free(start, last)
        ):
            return False
        self._add(start, last, frame, "clause")
        return True

    def _until_chunk(self, start: int, limit: int) -> int:
        """Return the end of a clause that begins before an offset."""
        stop = CHUNK.search(self.text, start, limit)
        return self.edges.bare(start, stop.start() if stop else limit, quotes=False)[1]

    def _own_clause(self, start: int, end: int, frame: Frame) -> None:
        if headed := DATELINE.match(self.text, start, end):
            start = headed.end()
        told = _WORD.findall(self.text[start:end])
        if end - start > LONGEST or len(told) < FEWEST or self.scraps.ends_open(start, end):
            return  # "This move comes as": a scrap
        if not self._is_free(start, end):
            self._before_figure(start, end, frame)
            return
        partial = {a for a, _, _ in self.partial}
        for quote, voice in self._near_quotes(start, end):
            few = len(_WORD.findall(self.text[quote.first : quote.last])) < LEAST
            if voice is not None and quote.first not in partial and not few:
                return
        if self.attribution.of(start, end).speaker == frame.voice.speaker:
            self._add(start, end, frame, "clause")

    def _near_quotes(self, start: int, end: int) -> list[tuple[Quotation, Frame | None]]:
        return self.attribution.quotes_within(start, end)

    def _accorded(self, frame: Frame) -> None:
        """ "Selon X, …": what stands after the comma, or before at the end of a sentence."""
        stop = CHUNK.search(self.text, frame.subject, frame.end)
        within = self.words.verb_second and self.text[frame.start : frame.subject].rstrip()[-1:].isalnum()
        ruled = frame.stance == "denies" and stop is None  # "für X kommt … nicht infrage"
        if within and not self._is_free(frame.subject, frame.end):
            return  # "Die Ausgaben beliefen sich laut X auf …": the figure behind tells it
        if ruled or (within and self.scraps.is_open(frame.start, frame.subject)):
            end = self._until_chunk(frame.subject, frame.end)
            start, end = self.edges.bare(frame.start, end, quotes=False)
        elif stop is not None and len(_WORD.findall(self.text[stop.end() : frame.end])) > 3:
            start, end = self.edges.bare(stop.end(), frame.end, quotes=False)
        else:
            start, end = self.edges.bare(frame.start, frame.subject, quotes=False)
            if stop is None and 0 < len(_WORD.findall(self.text[start:end])) < FEWEST:
                start, end = self.edges.bare(
                    frame.start, frame.end, quotes=False
                )  # "Jets were, X says, no topic"
        self._own_clause(start, end, frame)

    def _ends_in_adverb(self, start: int, end: int) -> bool:
        """Tell whether an adverb stands before a connector that then joins no clauses: "efficiently and well"."""
        words = words_before(self.text, end)
        return end > start and bool(words) and self.words.between(words[-1])

    # --- a position ---

    def _is_scrap(self, start: int, end: int, frame: Frame) -> bool:
        """Tell whether a clause says nothing by itself."""
        told = frame.cue is not None and start <= frame.cue.verb < end
        if self.scraps.ends_open(start, end) or (not told and self.scraps.only_leads(start, end)):
            return True
        return frame.stance == "reports" and self.scraps.says_nothing(start, end)

    def _add(self, start: int, end: int, frame: Frame, rule: str) -> None:
        if rule.startswith("clause") and self._is_scrap(start, end, frame):
            return
        topic = next((str(m.value) for m in self.scan.index.within(start, end, "topic")), None)
        quoted = frame.rule in ("quote", "words")
        stance = self._stance(start, end, frame)
        voice = frame.voice._replace(quoted=quoted)
        self.found.append(Found(Span(start=start, end=end), topic, voice, stance, [f"position.{rule}"]))

    def _stance(self, start: int, end: int, frame: Frame) -> Stance:
        """A promise is a future of one's own; what merely will be is a report."""
        stance = self.attribution.stance(start, end)
        return "reports" if stance == "expects" and frame.stance == "reports" else stance
