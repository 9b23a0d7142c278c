"""The voices of a text: for any span who says it, with which words and with which stance.

They are a row of disjoint pieces of text, searched by bisection.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from foedus.model import Stance
from foedus.text.lexicon import Scan
from foedus.text.particles import WORD, Grammar, grammar
from foedus.text.speech.commas import COMMA
from foedus.text.speech.outcomes import Outcomes
from foedus.text.speech.pasts import Pasts
from foedus.text.speech.quotes import Quotation
from foedus.text.speech.signs import AHEAD, YEAR, Signs
from foedus.text.speech.speakers import Cast
from foedus.text.speech.stance import Stances
from foedus.text.speech.voices import CLAIMED, LIKELIEST, OUTLET, Cue, Frame, Piece, Voice, paint

_SUBJECTS = ("country", "capital", "group", "organisation", "person", "demonym", "people")
LINKS = ("to", "from")  # signs that are prepositions
SNIPPET = 64  # characters of a few quoted words
OPENER = 8  # characters of a relative and an article before a subject
THAT = 8  # characters behind a verb of saying in which "that" begins: "all he would say was that"
LEAD = 4  # characters before the words of a quotation that hold its mark
FEW = 3  # words that begin a clause before a tag
ADDED = 12  # characters from a comma to a verb that adds something
TAG = 70  # characters of a tag behind its verb
_BROKEN = re.compile(r"[\d;:()«»“”.]")  # what no tag holds
OPENING = " \u00a0\u202f\"'«»‹›“”„‘‚"
WANTED = ("demands", "pledges")  # stances of words that say nothing of what stands beside them
_CLOSED = re.compile(r"[:;] ")  # the end of what a verb denies


def _set_off(text: str, words: Grammar, frame: Frame) -> tuple[int, ...]:
    """Return the commas around a tag within what it tells, which part nothing: "the rise, X said, came to 5 %"."""
    if frame.rule not in ("around", "according") or frame.subject < 0:
        return ()
    first, last = frame.subject, frame.subject
    if frame.cue is not None:
        first, last = min(first, frame.cue.start), max(last, frame.cue.end)
    opens = text.rfind(",", max(frame.start, first - LEAD), first)
    closes = text.find(",", last, min(frame.end, last + TAG)) if opens >= 0 else -1
    if closes < 0 or text[opens + 1 : first].strip() or _BROKEN.search(text, first, closes):
        return ()
    lead, behind = text[frame.start : opens], WORD.search(text, closes, frame.end)
    if _BROKEN.search(lead) or "," in lead or len(lead.split()) < FEW or behind is None:
        return ()
    return () if words.has("connectors", behind[0].lower()) else (opens, closes)


class Attribution:
    """The voices of a document."""

    def __init__(
        self,
        scan: Scan,
        cast: Cast,
        frames: list[Frame],
        quotes: list[tuple[Quotation, Frame | None]],
        cues: list[Cue],
        retold: list[Frame],
    ) -> None:
        self.scan, self.text, self.cast = scan, scan.text, cast
        self.words = grammar(scan.language.code)
        self.frames, self._retold = frames, retold
        self.set_off = frozenset(at for frame in frames for at in _set_off(scan.text, self.words, frame))
        # the verbs that only tell who says it
        self.said = {f.cue.verb for f in frames if f.cue and f.cue.say and f.cue.stance == "reports"}
        self._claimed = [(f.start, f.end) for f in frames if f.rule == CLAIMED]
        self._sources = {frame.subject for frame in frames}
        self.quotes = sorted(quotes, key=lambda q: q[0].start)
        self._quote_starts = [q[0].start for q in self.quotes]
        self.pieces = paint(frames)
        self._starts = [p.start for p in self.pieces]
        self._hearsay = bool(self.words.listed("conditional_endings"))  # what that mood may tell
        self.signs = Signs(scan, [(c.start, c.end, LIKELIEST.get(c.stance, c.stance)) for c in cues])
        pasts = Pasts(self.signs)
        self.stances = Stances(self.signs, pasts)
        self.outcomes = Outcomes(scan, self.signs, pasts, cast)

    def frame(self, start: int, end: int) -> Frame | None:
        """Return the frame that most narrowly holds the middle of a span."""
        middle = (start + end - 1) // 2 if end > start else start
        i = bisect_right(self._starts, middle) - 1  # as `_at`, for what is asked most
        held = self.pieces[i].frame if i >= 0 and middle < self.pieces[i].end else None
        if held is None or held.rule != "aside":
            return held
        if held.start > start:
            return self._at(start)  # what is told beside it stands within the span
        return self._at(end - 1) if held.end < end else held

    def _at(self, at: int) -> Frame | None:
        """Return the frame that is seen at an offset."""
        i = bisect_right(self._starts, at) - 1
        return self.pieces[i].frame if i >= 0 and at < self.pieces[i].end else None

    def pieces_from(self, at: int) -> Iterator[Piece]:
        """Yield the painted pieces that end after an offset."""
        i = max(0, bisect_right(self._starts, at) - 1)
        while i < len(self.pieces):
            if self.pieces[i].end > at:
                yield self.pieces[i]
            i += 1

    def quotes_within(self, start: int, end: int) -> list[tuple[Quotation, Frame | None]]:
        """Return the quotations that start in a span."""
        i = bisect_left(self._quote_starts, start)
        j = bisect_left(self._quote_starts, end)
        return self.quotes[i:j]

    def of(self, start: int, end: int) -> Voice:
        """Return the voice of a span; the outlet's where nobody else is named."""
        frame = self.frame(start, end)
        return frame.voice if frame else OUTLET

    def country(self, start: int, end: int) -> str | None:
        """Return whom "we" or "our country" means at a span."""
        return self.of(start, end).country

    def is_someones(self, start: int, end: int) -> bool:
        """Tell whether a person says the span."""
        frame = self.frame(start, end)
        return frame is not None and frame.kind == "person" and frame.voice.speaker is not None

    def is_claimed(self, start: int, end: int) -> bool:
        """Tell whether the span is what someone claims and the text around it denies."""
        return any(low <= start and end <= high for low, high in self._claimed)

    def is_source(self, start: int) -> bool:
        """Tell whether the name at this offset is there as the one who speaks."""
        return start in self._sources

    def are_sources(self, start: int, end: int) -> bool:
        """Tell whether those named in a span are there as the ones who speak."""
        return any(n in self._sources for n in range(start, end))

    def is_denied_ahead(self, start: int, end: int) -> bool:
        """Tell whether what someone denies of a span is still to come: "denied that it would send 150 million"."""
        frame = self.frame(start, end)
        cue = frame.cue if frame is not None and frame.stance == "denies" else None
        return cue is not None and self.stances.looks_ahead(cue.end, start)

    def stance(self, start: int, end: int) -> Stance:
        """Return the stance of the figure or clause at a span."""
        frame = self.frame(start, end)
        if frame is None:
            found = self.stances.read(start, end, None, OUTLET.country, False, self._between(start, end))
            found = "expects" if found == "demands" and self._is_forecast(start, end) else found
            return self.outcomes.of(found, None, start, end)
        indirect = frame.rule in ("ahead", "noun", "according", "words", "goes on") or (
            frame.rule == "around" and not self._hearsay
        )
        apart = frame.rule in ("quote", "aside", CLAIMED) or self._is_behind_relative(frame)
        apart = apart or self._is_added(frame)
        bounds = (frame.start, frame.end) if apart else self._of_content(frame, start)
        if frame.rule == "quote" and self._is_snippet(frame):
            indirect, bounds = True, None
        said = frame.stance
        if said == "denies" and frame.cue and _CLOSED.search(self.text, frame.cue.end, start):
            said = "reports"  # what is denied stands before the sign, the reason or what is so behind it
        if said == "denies" and self._counters(frame, start, end):
            said = "reports"
        if said != "reports" and frame.rule == "ahead" and self._is_reason(frame, start):
            said = "reports"
        if self._retold and said == "reports" and frame.rule == "around":
            held = (f.stance for f in self._retold if f.cue and (f.cue.opened or f.cue.end) <= start < f.end)
            said = next(held, said)  # "Japan has pledged a billion, its minister said"
        audits = frame.kind == "person" and self.cast.memory.audits(frame.voice.speaker or "")
        country = None if audits else frame.voice.country
        found = self.stances.read(start, end, said, country, indirect, bounds)
        cue, sentence = frame.cue, self.scan.index.at
        if (
            found == "demands"
            and frame.rule == "quote"
            and cue
            and sentence(cue.start) < sentence(frame.start)
        ):
            own = self.stances.read(start, end, "reports", country, indirect, bounds)
            found = own if own == "pledges" else found  # "X wants more. 'We shall spend 64 billion'"
        if self._is_hearsay(frame, found, start, end):
            found = "reports"
        if self._is_rebutted(frame, start):
            return "denies"
        if found == "demands" and frame.kind == "organisation" and said == "reports":
            found = "expects" if self._is_forecast(start, end) else found
        if frame.rule == "noun" and said == "demands" and found == "reports":
            found = said  # "die Forderung von X nach fünf Prozent": no time stands behind that "nach"
        return self.outcomes.of(found, frame, start, end)

    def _between(self, start: int, end: int) -> tuple[int, int] | None:
        """ "Its effort, which X wants at 5 %, stands at 2": what nobody says lies between what others want."""
        i, sentence = bisect_right(self._starts, start), self.scan.sentence(start)
        beside = [p for p in self.pieces[max(0, i - 1) : i + 1] if p.frame and p.frame.stance in WANTED]
        low, high = sentence.start, sentence.end
        for piece, frame in ((p, p.frame) for p in beside if p.frame):
            if piece.end <= start and self.text[piece.end] == "," and self._is_in_aside(frame.subject):
                low = piece.end
            if end < frame.subject <= piece.start and self._is_parted(end, frame.subject):
                high = min(high, piece.start)
        return (low, high) if (low, high) != (sentence.start, sentence.end) else None

    def _is_parted(self, end: int, subject: int) -> bool:
        """Tell whether a comma parts a span from a subject: not in "C’est 5 % que X, ministre, promet"."""
        comma = COMMA.search(self.text, end, subject)
        return comma is not None and not self.scan.index.within(end, comma.start(), "clause")

    def _is_in_aside(self, subject: int) -> bool:
        """Tell whether a relative clause that a comma sets off begins right before a subject."""
        led = self.scan.index.within(max(0, subject - OPENER), subject, "clause")
        return bool(led) and self.text[led[0].start - 2 : led[0].start] == ", "

    def _is_forecast(self, start: int, end: int) -> bool:
        """ "Nine members should reach 3 % in 2026", in a table or a report: of the year of publication a forecast."""
        asked = [s for s in self.signs.within(*self.signs.clause(start, end)) if s.stance == "demands"]
        asking = (self.text[s.start : s.end].lower() for s in asked)
        if not asked or not all(self.words.has("foretelling", word) for word in asking):
            return False
        sentence = self.scan.sentence(start)
        return self.signs.names_this_year(sentence.start, sentence.end)

    def _is_behind_relative(self, frame: Frame) -> bool:
        """ "X, who is about to leave, said …": what is told of who speaks is no sign of what is said."""
        cue = frame.cue
        if frame.rule != "ahead" or cue is None or self.text[cue.start - 2 : cue.start] != ", ":
            return False
        told = self.scan.index.within(max(0, frame.subject), cue.start, "clause")
        return any(m.value == "relative" for m in told)

    def _of_content(self, frame: Frame, start: int) -> tuple[int, int] | None:
        """ "X had to admit that Y has 50,000 soldiers": what leads up to a verb of saying is no sign of it."""
        cue = frame.cue
        if frame.rule != "ahead" or frame.stance != "reports" or cue is None or not cue.say:
            return None
        opened = self.scan.index.within(cue.end, cue.end + THAT, "clause")
        that = next((m for m in opened if m.value == "that"), None)
        led = WORD.findall(self.text[cue.end : that.start].lower()) if that is not None else ()
        return (cue.end, frame.end) if that is not None and all(map(self._is_being, led)) else None

    def _is_being(self, word: str) -> bool:
        return self.words.has("beings", word)

    def _is_rebutted(self, frame: Frame, start: int) -> bool:
        """ "“It spends 9 %? That is wrong,” X said": a question within a quotation that the next sentence denies."""
        asked = self.scan.sentence(start)
        if frame.rule != "quote" or self.text[asked.end - 1] != "?" or not asked.end < frame.end:
            return False
        behind = self.scan.sentence(min(asked.end + 1, len(self.text) - 1))
        return self.words.patterns["answer_no"].match(self.text, behind.start) is not None

    def _is_added(self, frame: Frame) -> bool:
        """ "Poland will not join, X said, noting that it spends 4 %": what is added is told as its own verb has it."""
        cue = frame.cue
        if frame.rule != "ahead" or cue is None or cue.form != "gerund":
            return False
        comma = self.text.rfind(",", max(0, cue.start - ADDED), cue.start)
        led = self.text[comma + 1 : cue.start].strip()
        return comma >= 0 and (not led or self.words.has("adding", led))  # ", tout en notant"

    def _counters(self, frame: Frame, start: int, end: int) -> bool:
        """« Nous dépensons 2 % », a balayé X: a number that one tells to wave others' words away is so."""
        behind = frame.rule == "quote" and frame.cue is not None and frame.cue.start >= frame.end
        numbered = any(sign.isdigit() for sign in self.text[start:end])
        return behind and numbered and not self._is_snippet(frame)

    def _is_reason(self, frame: Frame, start: int) -> bool:
        """ "X called for action: America carries 62 %": a clause with a subject of its own behind the colon.

        Whatever the verb before it tells, it is one where something has come about: "expects more: it has added …".
        """
        colon = self.text.find(": ", frame.cue.end, start) if frame.cue else -1
        if colon < 0:
            return False
        told = self.words.patterns["tells_now"].search(self.text, colon + 1, start)
        if told is not None and self.words.has("auxiliaries", told[0].strip()):
            return True
        if frame.stance != "demands":
            return False
        named = self.scan.index.within(colon, start, *_SUBJECTS)
        between = self.text[named[0].end : start] if named else ""
        return len(WORD.findall(between)) > 0 and not any(sign in between for sign in ",;:(")

    def _is_hearsay(self, frame: Frame, found: Stance, start: int, end: int) -> bool:
        """ "À l'en croire, Berlin achèterait 70 %": what a mood alone tells as another's words, and no year to come."""
        if frame.rule != "according" or not self._hearsay or found not in ("expects", "pledges"):
            return False
        low, high = self.signs.clause(start, end)
        near = [s.stance for s in self.signs.within(low, high) if s.stance in AHEAD]  # not "this year"
        day = self.scan.document.published
        years = [int(y) for y in YEAR.findall(self.text[low:high])]
        return near == ["conditional"] and not (day is not None and any(y >= day.year for y in years))

    def _is_snippet(self, frame: Frame) -> bool:
        """Tell whether a few words are quoted within a clause that tells their tense: 'will spend "3 % of GDP"'."""
        own = any(s.stance not in LINKS for s in self.signs.within(frame.start, frame.end))
        if own or frame.end - frame.start > SNIPPET:
            return False
        return self.text[max(0, frame.start - LEAD) : frame.start].rstrip(OPENING)[-1:].isalpha()
