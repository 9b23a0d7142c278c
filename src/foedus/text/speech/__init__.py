"""A scan in, voices out: for any span of a text who says it, with which words and with which stance.

Each sentence is read once. A verb of speech has a subject before it ("X said that …"), behind it ("…, said X") or
within ("a-t-il dit"); its words reach over the clause after it or over the sentence around it. Quotations take the
voice that stands next to them. The result is a row of disjoint pieces of text, searched by bisection.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from foedus.model import Stance
from foedus.text.lexicon import SPEECH, Scan
from foedus.text.particles import grammar
from foedus.text.sentences import Sentence
from foedus.text.speech.antecedents import Antecedents
from foedus.text.speech.asides import asides
from foedus.text.speech.backwards import Backwards
from foedus.text.speech.contents import Contents
from foedus.text.speech.cues import Cues
from foedus.text.speech.frames import Frames
from foedus.text.speech.gapped import Gapped
from foedus.text.speech.indirect import begun, gone_on, is_reported, tells_only
from foedus.text.speech.layers import Layers
from foedus.text.speech.occasions import occasions
from foedus.text.speech.outcomes import Outcomes
from foedus.text.speech.owners import Owners
from foedus.text.speech.papers import Papers
from foedus.text.speech.pasts import Pasts
from foedus.text.speech.phrases import Phrases
from foedus.text.speech.quotes import Quotation, quotations
from foedus.text.speech.sayers import Sayers
from foedus.text.speech.signs import Signs
from foedus.text.speech.speakers import Cast as Cast
from foedus.text.speech.speakers import Source
from foedus.text.speech.stance import Stances
from foedus.text.speech.summed import Summed
from foedus.text.speech.tags import Tags
from foedus.text.speech.turns import Turns, signed
from foedus.text.speech.voices import CLAIMED, LIKELIEST, OUTLET, Cue, Frame, Piece, paint, within
from foedus.text.speech.voices import Voice as Voice

REACH = 200  # characters between a verb of speech and a quotation that it introduces
_SUBJECTS = ("country", "capital", "group", "organisation", "person", "demonym", "people")
LINKS = ("to", "from")  # signs that are prepositions
SNIPPET = 64  # characters of a few quoted words
LEAD = 4  # characters before the words of a quotation that hold its mark
OPENING = " \u00a0\u202f\"'«»‹›“”„‘‚"
_WORD = re.compile(r"[^\W_]+")
_CLOSED = re.compile(r"[:;] ")  # the end of what a verb denies
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_AHEAD = (
    "conditional",
    "expects",
    "likely",
    "pledges",
    "progressive",
    "soon",
    "thisyear",
)  # signs of what is not yet so


class Attribution:
    """The voices of a document."""

    def __init__(
        self,
        scan: Scan,
        cast: Cast,
        frames: list[Frame],
        quotes: list[tuple[Quotation, Frame | None]],
        cues: list[Cue],
    ) -> None:
        self.scan, self.text, self.cast = scan, scan.text, cast
        self.words = grammar(scan.language.code)
        self.frames = frames
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
        held = self._at(middle)
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

    def stance(self, start: int, end: int) -> Stance:
        """Return the stance of the figure or clause at a span."""
        frame = self.frame(start, end)
        if frame is None:
            found = self.stances.read(start, end, None, OUTLET.country, False)
            return self.outcomes.of(found, None, start, end)
        indirect = frame.rule in ("ahead", "noun", "according", "words", "goes on") or (
            frame.rule == "around" and not self._hearsay
        )
        bounds = (frame.start, frame.end) if frame.rule in ("quote", "aside", CLAIMED) else None
        if frame.rule == "quote" and self._is_snippet(frame):
            indirect, bounds = True, None
        said = frame.stance
        if said == "denies" and frame.cue and _CLOSED.search(self.text, frame.cue.end, start):
            said = "reports"  # what is denied stands before the sign, the reason or what is so behind it
        if said == "demands" and frame.rule == "ahead" and self._is_reason(frame, start):
            said = "reports"
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
        if frame.rule == "noun" and said == "demands" and found == "reports":
            found = said  # "die Forderung von X nach fünf Prozent": no time stands behind that "nach"
        return self.outcomes.of(found, frame, start, end)

    def _is_reason(self, frame: Frame, start: int) -> bool:
        """ "X called for action: America carries 62 %": a clause with a subject of its own behind the colon."""
        colon = self.text.find(": ", frame.cue.end, start) if frame.cue else -1
        if colon < 0:
            return False
        named = self.scan.index.within(colon, start, *_SUBJECTS)
        between = self.text[named[0].end : start] if named else ""
        return len(_WORD.findall(between)) > 0 and not any(sign in between for sign in ",;:(")

    def _is_hearsay(self, frame: Frame, found: Stance, start: int, end: int) -> bool:
        """ "À l'en croire, Berlin achèterait 70 %": what a mood alone tells as another's words, and no year to come."""
        if frame.rule != "according" or not self._hearsay or found not in ("expects", "pledges"):
            return False
        low, high = self.signs.clause(start, end)
        near = [s.stance for s in self.signs.within(low, high) if s.stance in _AHEAD]  # not "this year"
        day = self.scan.document.published
        years = [int(y) for y in _YEAR.findall(self.text[low:high])]
        return near == ["conditional"] and not (day is not None and any(y >= day.year for y in years))

    def _is_snippet(self, frame: Frame) -> bool:
        """Tell whether a few words are quoted within a clause that tells their tense: 'will spend "3 % of GDP"'."""
        own = any(s.stance not in LINKS for s in self.signs.within(frame.start, frame.end))
        if own or frame.end - frame.start > SNIPPET:
            return False
        return self.text[max(0, frame.start - LEAD) : frame.start].rstrip(OPENING)[-1:].isalpha()


def attribute(scan: Scan, earlier: Cast | None = None) -> Attribution:
    """Return who says what in the text, read sentence by sentence in linear time; `earlier`: who was named before."""
    return _Reader(scan, earlier).read()


class _Reader:
    """One pass over the sentences; keeps which quotations wait for a speaker."""

    def __init__(self, scan: Scan, earlier: Cast | None = None) -> None:
        self.scan, self.text = scan, scan.text
        self.words = grammar(scan.language.code)
        self.cast = Cast(scan, earlier)
        self.known = Antecedents(scan, self.cast)
        self.verbs = Cues(scan)
        sayers = Sayers(scan, self.cast)
        self.reach = Frames(scan, self.cast, self.known, sayers)
        self.contents = Contents(scan, self.reach.stretches)
        self.tags = Tags(scan, self.reach.stretches)
        self.layers = Layers(scan, self.cast)
        self.gapped = Gapped(scan, self.known)
        self.phrases = Phrases(scan, self.known, sayers)
        self.papers = Papers(scan, self.known)
        self.summed = Summed(scan, self.known, self.papers)
        self.owners = Owners(scan, self.known)
        self.backwards = Backwards(scan, self.known)
        self.clauses = self.reach.clauses
        self.outer = [q for q in quotations(scan.text) if q.depth == 0]
        self._starts = [q.start for q in self.outer]
        self.frames: list[Frame] = []
        self.cues: list[Cue] = []  # the verbs that tell a stance of their own clause
        self.voiced: list[tuple[Quotation, Frame | None]] = []
        self.waiting: list[Quotation] = []
        self.pending: tuple[Quotation, Frame | None] | None = None  # a quotation that ended its sentence
        self.said: Frame | None = None  # the last frame of the sentence before
        self.told: Frame | None = None  # the same, while a sentence is read
        self.spoke: Frame | None = None  # the last frame of the paragraph
        self.topic: Source | None = None  # whom the sentence before told of
        self._paragraph = -1

    def read(self) -> Attribution:
        telling = self._telling()
        sources = self.cast.sources(telling)
        self.frames += Turns(self.scan, self.cast, sources).read()
        for n, sentence in enumerate(self.scan.sentences):
            said, self.told, self.said = self.said, self.said, None
            self.topic = self.known.told_last()
            if n not in sources and self.pending is None:
                if n in telling:
                    self._note(sentence, self.verbs.find(sentence), [])
                self._goes_on(sentence, said)
                continue  # nobody is named and nothing is said
            if sentence.end - sentence.start == 1:
                continue  # the mark that closes a quotation behind its full stop
            if sentence.paragraph != self._paragraph:
                self._turn(sentence)
            here = sources.get(n, [])
            if n in telling:
                self._sentence(sentence, here, sources.get(n + 1, []))
            else:
                self._mere_names(sentence, here)
            if self.said is None:
                self._goes_on(sentence, said)
        self._settle()
        return Attribution(self.scan, self.cast, self.frames, self.voiced, self.cues)

    def _telling(self) -> set[int]:
        """Return the sentences that may tell who says something: with a word of speech or a quotation."""
        index = self.scan.index
        quoted = (n for q in self.outer for n in range(index.at(q.start), index.at(q.end - 1) + 1))
        return {*index.opened(SPEECH), *quoted}

    def _mere_names(self, s: Sentence, sources: list[Source]) -> None:
        """Read a sentence that names someone and tells nothing."""
        if self.pending is not None and (frame := self._signed(s, sources)) is not None:
            quote, self.pending = self.pending[0], None
            self._give(quote, frame)
            self._give_waiting(frame)
            self.known.remember(sources)
            return
        if credited := self.backwards.credits(s, sources, self.frames):
            self.frames += credited
            return
        made = self.layers.laid(self.phrases.headline(s, sources)) or self._unlisted(s, sources)
        made = made or self._untold(s, sources)
        self.frames += made
        self._link(s, [], made, sources)
        self.known.remember(sources)

    def _unlisted(self, s: Sentence, sources: list[Source]) -> list[Frame]:
        """Read what is said with verbs that no list knows."""
        return self.contents.read(s, sources, [], []) or self.tags.read(s, sources, [], [])

    def _signed(self, s: Sentence, sources: list[Source]) -> Frame | None:
        """Return the voice of a quotation that nothing but a title and a name stands behind."""
        who = signed(self.text, s, sources)
        found = self.known.voice(who, None, []) if who else None
        if found is None:
            return None
        self.known.last = found[1]
        return Frame(s.start, s.end, found[0], "reports", None, "noun", "person", s.start)

    def _untold(self, s: Sentence, sources: list[Source]) -> list[Frame]:
        """Read a sentence in which nobody says anything: whose papers it rests on, or who will give."""
        if summed := self.summed.read(s, sources, []):
            return summed
        told = self.papers.read(s, sources)
        if told is not None:
            return [told]
        return self.phrases.according.ruled_out(s, sources) or self.phrases.promised(s, sources)

    def _goes_on(self, s: Sentence, before: Frame | None) -> None:
        """Read a sentence that tells in its mood alone that the voice of the one before goes on."""
        frame = gone_on(self.text, self.words, s, before) or begun(self.text, self.words, s)
        frame = frame or self._led_to(s, before)
        if frame is not None:
            self.frames.append(frame)
            self.said = frame

    def _led_to(self, s: Sentence, before: Frame | None) -> Frame | None:
        """ "X nutzte den Termin. Sein Land werde …": what is reported of nobody else is of whom the text just told."""
        n, who = s.number - 1, self.topic
        if before is not None or who is None or n < 0 or not tells_only(self.text, self.words, s):
            return None
        told = self.scan.sentence(who.start)
        if told.paragraph != s.paragraph or told.start > s.start:
            return None
        voice = Voice(who.name, None, False, who.country)
        return Frame(s.start, s.end, voice, "reports", None, "goes on", who.kind, s.start)

    def _turn(self, sentence: Sentence) -> None:
        self._settle()
        self._paragraph = sentence.paragraph
        self.spoke = None

    def _settle(self) -> None:
        """At the end of a paragraph settle what still waits: nobody speaks it."""
        if self.pending is not None:
            quote, fallback = self.pending
            self.pending = None
            if fallback is not None:
                self._give(quote, fallback)
                self._give_waiting(fallback)
            else:
                self.waiting.append(quote)
        for quote in self.waiting:
            self.voiced.append((quote, None))
        self.waiting.clear()

    def _note(self, s: Sentence, verbs: list[Cue], sources: list[Source]) -> None:
        """Keep the verbs that tell the stance of their own clause, whoever their subject is."""
        self.cues += [
            self.verbs.settled(c)
            for c in verbs
            if c.stance not in ("reports", "announces", "approves")
            and self.verbs.tells(c, sources)
            and not self.reach.lacks_clause(c, s)
        ]

    def _sentence(self, s: Sentence, sources: list[Source], following: list[Source]) -> None:
        quotes = self._quotes_in(s)
        inside = [(q.start, q.end) for q in quotes if _is_speech(self.text, q)]
        self.known.here = sources
        free = [x for x in sources if not within(inside, x.start)]
        if not quotes and (credited := self.backwards.credits(s, sources, self.frames)):
            self.frames += credited
            return
        names = [(x.start, x.end) for x in sources if x.kind != "organisation"]
        every = self.verbs.find(s)
        self._note(s, every, sources)
        cues = [c for c in every if not within(inside, c.verb) and not within(names, c.verb)]
        if any(c.say for c in cues) or gone_on(self.text, self.words, s, self.told) is not None:
            # "…, sagte X, man wolle beitreten": who wants that is told by whoever speaks
            cues = [c for c in cues if c.say or not is_reported(self.text[c.verb : c.end], self.words)]
        made: list[Frame] = []
        previous: Source | None = None
        for cue in every:
            if within(inside, cue.verb) and (frame := self._inside(s, cue, sources, following)) is not None:
                made.append(frame)
        if inside and not made and not any(within(inside, c.verb) and c.say for c in every):
            made += self.tags.inserted(s, sources, inside)
        for cue in cues:
            frame, subject = self.reach.read(s, cue, free, following, previous)
            if subject is not None:
                previous = subject
            made += [frame] if frame is not None else []
            if (
                frame is not None and frame.rule == "passive"
            ):  # it tells of its noun, and of nothing else there
                self.cues = [c for c in self.cues if c.verb != cue.verb]
        made += self.gapped.read(list(made), free)
        made += self.phrases.read(s, free, inside)
        made += self.contents.read(s, free, inside, made) or self.tags.read(s, free, inside, made)
        made += self.summed.read(s, free, made)
        if not made and not inside:
            made += self._untold(s, free)
        made = self.layers.laid([*made, *self.gapped.clauses(s, made, free)])
        made += self.papers.beside(s, free, made)
        self.frames += made
        self.frames += asides(self.scan, self.words, s, made)
        self.frames += occasions(self.scan, self.words, s, made)
        self.said = made[-1] if made else None
        self._link(s, quotes, made, free)
        self.known.remember(free)
        self.frames += self.backwards.points(s, made, self.frames)

    def _inside(self, s: Sentence, cue: Cue, sources: list[Source], following: list[Source]) -> Frame | None:
        """ "« Je n'ai aucun doute, a dit X, que … »": a tag between two commas within the quotation itself."""
        if not cue.say or not self.text[s.start : cue.start].rstrip().endswith(","):
            return None
        subject = self.reach.sayers.pronoun_inside(cue, sources) or self.reach.sayers.after(cue, sources)
        if subject is None or not self.reach.sayers.closed(cue, subject):
            return None
        return self.reach.around(s, cue, subject, following)[0]

    def _quotes_in(self, s: Sentence) -> list[Quotation]:
        i = bisect_right(self._starts, s.start) - 1
        i = max(0, i)
        found = []
        while i < len(self.outer) and self.outer[i].start < s.end:
            if self.outer[i].end > s.start:
                found.append(self.outer[i])
            i += 1
        return found

    def _link(self, s: Sentence, quotes: list[Quotation], made: list[Frame], sources: list[Source]) -> None:
        """Give each quotation that ends here its voice, from the verb after it, before it or around it."""
        tag = made[0] if made and made[0].rule == "around" and self.clauses.follows_quote(s) else None
        if self.pending is not None:
            quote, fallback = self.pending
            self.pending = None
            if tag is not None and not (quotes and tag.cue and quotes[0].end <= tag.cue.start):
                fallback = tag
            if fallback is not None:
                self._give(quote, fallback)
                self._give_waiting(fallback)
            else:
                self.waiting.append(quote)
        if made:
            self.spoke = made[-1]
            if not quotes and made[-1].rule == "around" and self.waiting:
                self._give_waiting(made[-1])
        for quote in quotes:
            if not s.start <= self._last_of(quote) < s.end:
                continue
            speech = _is_speech(self.text, quote)
            frame = self._owner(s, quote, made)
            if frame is None and speech:
                frame = self.owners.find(quote, s, sources, self.frames[-6:])
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
        rule = "quote" if _is_speech(self.text, quote) else "words"
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
            return (ahead or holding)[-1]
        if (tag := self.owners.goes_on(quote, made)) is not None:
            return tag
        if quote.start < s.start:  # it began in an earlier sentence: what introduced it there
            told = [f for f in self.frames[-6:] if f.cue and 0 <= quote.start - f.cue.end < REACH]
            if self.text[max(0, quote.start - 4) : quote.start].rstrip()[-1:] != ":":
                told = [f for f in told if f.cue and "\n" not in self.text[f.cue.end : quote.start]]
            last = max((f.cue.start for f in told if f.cue), default=0)  # the verb right before it
            before = [f for f in told if f.rule == "ahead" and f.cue and f.cue.start == last]
            inner = [f for f in self.frames[-6:] if f.cue and quote.start < f.cue.start < quote.end]
            led = before or inner
            return led[-1] if led else None
        return None

    def _stands_alone(self, quote: Quotation, s: Sentence) -> bool:
        lead = self.text[max(0, s.start) : max(s.start, quote.start)]
        return not _WORD.search(lead)


def _is_speech(text: str, quote: Quotation) -> bool:
    """Tell a quoted clause from a word held with tongs: by its length, its capital or its stop."""
    words = len(_WORD.findall(text, quote.first, min(quote.last, quote.first + REACH)))
    return words >= 5 or (words >= 2 and (text[quote.last - 1] in ".!?…," or text[quote.first].isupper()))
