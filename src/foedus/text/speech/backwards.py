"""A sentence that tells of those before it in, their frames out: "That is what X said." "Source: SIPRI"."""

from __future__ import annotations

from foedus.model import Stance
from foedus.text.lexicon import NUMBERS, Scan
from foedus.text.particles import grammar
from foedus.text.senses import senses
from foedus.text.sentences import Sentence
from foedus.text.speech.antecedents import Antecedents
from foedus.text.speech.pointing import Pointing
from foedus.text.speech.speakers import Source
from foedus.text.speech.voices import Frame

BACK = 60  # characters in which a sentence tells that it points at what stands before
TABLE = 2000  # characters of a table above its credit
_PUBLISHERS = ("person", "organisation", "government", "group")
_ASKED = ("pledges", "demands", "denies")  # "das beschloss der Gipfel", "that is what X demanded"
SHORT = 180  # characters of a sentence that only says whose the one before is
RECENT = 80  # frames that may reach into what stands before


class Backwards:
    """Gives what was told already the voice that a later sentence names for it."""

    def __init__(self, scan: Scan, known: Antecedents, pointing: Pointing) -> None:
        self.scan, self.text, self.known, self.pointing = scan, scan.text, known, pointing
        self.words = grammar(scan.language.code)

    def points(self, s: Sentence, made: list[Frame], frames: list[Frame]) -> list[Frame]:
        """ "That is what X said": whoever tells such a sentence has said the one before, if no other person did.

        `made` are the frames of the sentence itself, `frames` all of the text so far.
        """
        n = s.number - 1
        if made and n >= 0 and self._counts_on(s, made[-1], self.scan.sentences[n], frames):
            return self._given(n, made[-1], frames)
        if made and n >= 0 and (answered := self._answered(s, made[-1], n, frames)) is not None:
            return self._given(n, answered, frames)
        back = self.words.patterns["back"]
        if not made or n < 0 or not back.match(self.text[s.start : s.start + BACK]):
            return []
        if self.scan.sentences[n].paragraph != s.paragraph or ":" in self.text[s.start : s.end]:
            return []
        return [] if self._figured(s, self.known.here) else self._given(n, made[-1], frames)

    def _answered(self, s: Sentence, frame: Frame, n: int, frames: list[Frame]) -> Frame | None:
        """ "Does it spend 9 %? Not so, X said": what is asked or claimed is denied, or told, by who answers."""
        asked = self.scan.sentences[n]
        questioned = self.text[asked.start : asked.end].rstrip()[-1:] == "?"
        contradicted = self.words.patterns["contradicted"].match(self.text, s.start) is not None
        contradicted = contradicted and not self._is_claimed(asked, frames)
        if not (questioned or contradicted) or asked.paragraph != s.paragraph:
            return None
        if s.end - s.start > SHORT or self.words.patterns["open_question"].match(self.text, asked.start):
            return None
        if self._figured(s, self.known.here):
            return None
        if contradicted or self.words.patterns["answer_no"].match(self.text, s.start):
            return frame._replace(stance="denies")
        return frame if self.words.patterns["answer_yes"].match(self.text, s.start) else None

    def _is_claimed(self, s: Sentence, frames: list[Frame]) -> bool:
        """Tell whether somebody named tells a sentence: whoever contradicts them, what they said is theirs."""
        return any(f.kind in _PUBLISHERS for f in frames[-RECENT:] if f.start < s.end and f.end > s.start)

    def _counts_on(self, s: Sentence, frame: Frame, before: Sentence, frames: list[Frame]) -> bool:
        """ "It spent 88 billion. The rise, of 28 %, is the steepest, SIPRI notes": who counts the one, counted both.

        Nobody else may have told the sentence before, and it must count something.
        """
        if frame.voice.speaker not in senses().counters or frame.start > s.start:
            return False
        if before.paragraph != s.paragraph or not self.words.patterns["counted_on"].match(self.text, s.start):
            return False
        told = [f for f in frames[-RECENT:] if f.start < before.end and f.end > before.start]
        return not told and any(c.isdigit() for c in self.text[before.start : before.end])

    def _given(self, n: int, frame: Frame, frames: list[Frame]) -> list[Frame]:
        """Give a sentence to whoever tells a frame, unless a person speaks in it."""
        before = self.scan.sentences[n]
        told = [f for f in frames[-RECENT:] if f.start < before.end and f.end > before.start]
        if any(f.kind == "person" for f in told) or any(f.rule == "quote" for f in told):
            return []
        stance: Stance = frame.stance if frame.stance in _ASKED else "reports"
        whole = frame._replace(start=before.start, end=before.end, stance=stance, rule="goes on", cue=None)
        denied = stance == "denies"  # "A pledge of 3 billion? X denies it": it is no pledge then
        return [
            whole,
            *(
                f._replace(voice=whole.voice, kind=whole.kind, stance=stance if denied else f.stance)
                for f in told
            ),
        ]

    def ahead(self, s: Sentence, sources: list[Source]) -> Frame | None:
        """ "X did the sums. Spain spends …", at the head of a text "X said so.": the frame of what stands behind."""
        n = s.number - 1
        first = n < 0 or self.scan.sentences[n].paragraph != s.paragraph
        if s.end - s.start > SHORT or ":" in self.text[s.start : s.end] or self._figured(s, sources):
            return None
        found = self.pointing.given(s.start, s.end, sources) if first else None
        found = found or self.pointing.reckons(s.start, s.end, sources)
        voiced = self.known.voice(found.who, None, [], True) if found is not None else None
        if found is None or voiced is None:
            return None
        return Frame(
            s.start, s.end, voiced[0], found.stance, None, "goes on", voiced[1].kind, found.who.start
        )

    def _pointed(self, s: Sentence, sources: list[Source], frames: list[Frame]) -> list[Frame]:
        """ "Das geht aus Zahlen der Nato hervor", "X presented these figures": of whom the sentence before is."""
        pointed, n = self.words.patterns["pointed"], s.number - 1
        if n < 0 or not pointed.match(self.text[s.start : s.start + BACK]):
            return []
        named = [x for x in sources if x.name and x.kind in _PUBLISHERS and not self._asks(s, x)]
        if not named or self.scan.sentences[n].paragraph != s.paragraph or self._figured(s, sources):
            return []
        found = self.known.voice(named[0], None, [], True)
        if found is None:
            return []
        voice, who = found
        frame = Frame(s.start, s.end, voice, "reports", None, "around", who.kind, who.start)
        if given := self._given(n, frame, frames):
            self.known.remember(sources)
            self.known.last = who
        return given

    def _owned(self, s: Sentence, sources: list[Source], frames: list[Frame]) -> list[Frame]:
        """ "That is the pledge of X", "The demand is X's": whose the sentence before is."""
        n = s.number - 1
        if n < 0 or s.end - s.start > SHORT or self.scan.sentences[n].paragraph != s.paragraph:
            return []
        asked = self.text[self.scan.sentences[n].end - 1] == "?"
        pointed = self.pointing.read(s.start, s.end, sources)
        pointed = pointed or (self.pointing.answers(s.start, s.end, sources) if asked else None)
        found = self.known.voice(pointed.who, None, [], True) if pointed is not None else None
        if pointed is None or found is None or self._figured(s, sources):
            return []
        voice, who = found
        frame = Frame(s.start, s.end, voice, pointed.stance, None, "around", who.kind, who.start)
        given = self._given(n, frame, frames)
        self.known.last = who if given else self.known.last
        return given

    def _asks(self, s: Sentence, source: Source) -> bool:
        """ "… aus der Antwort auf eine Anfrage der Abgeordneten X": who asked has not told it."""
        return self.words.patterns["asked_by"].search(self.text[s.start : source.start]) is not None

    def credits(self, s: Sentence, sources: list[Source], frames: list[Frame]) -> list[Frame]:
        """ "Source: SIPRI": whose the table or the lines above are that nobody else tells."""
        if told := self._pointed(s, sources, frames) or self._owned(s, sources, frames):
            return told
        credit = self.words.patterns["credit"]
        house = next((x for x in sources if x.kind == "organisation" and x.name), None)
        if house is None or not credit.match(self.text[s.start : s.start + BACK]):
            return []
        found = self.known.voice(house, None, [])
        if found is None:
            return []
        start = self._above(s)
        # whoever speaks there goes on
        told = [f for f in frames[-RECENT:] if f.end > start and f.rule != "paper"]
        self.known.last = found[1]
        return [
            Frame(start, s.end, found[0], "reports", None, "paper", "organisation", house.start),
            *told,
        ]

    def _above(self, s: Sentence) -> int:
        """Return where the lines begin that a credit stands under: its paragraph, or the rows above it."""
        cuts, n = self.scan.sentences, s.number
        first = n
        while first > 0 and cuts[first - 1].paragraph == s.paragraph:
            first -= 1
        if first < n:
            return cuts[first].start
        while first > 0 and cuts[n].start - cuts[first - 1].start < TABLE and self._is_row(cuts[first - 1]):
            first -= 1
        return cuts[first].start

    def _is_row(self, s: Sentence) -> bool:
        """Tell whether a line is a row of a table: it ends without a stop."""
        return self.text[s.start : s.end].rstrip()[-1:] not in (".", "!", "?", "»", "”", '"')

    def _figured(self, s: Sentence, sources: list[Source]) -> bool:
        """Tell whether a sentence counts something itself; "Mark" is also a first name."""
        found = self.scan.index.mentions(s.number, NUMBERS)
        kinds = {m.kind for m in found if not [x for x in sources if x.start <= m.start < x.end]}
        return not kinds.isdisjoint(("percent", "currency", "scale", "fraction"))
