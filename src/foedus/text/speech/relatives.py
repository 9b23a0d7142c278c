"""A verb of speech in a relative clause in, the noun that it tells of out: "les 5 % que X exige", "a goal X set"."""

from __future__ import annotations

import re

from foedus.text.lexicon import Scan
from foedus.text.particles import WORD, grammar
from foedus.text.sentences import Sentence
from foedus.text.speech.commas import PAUSE, noun_start
from foedus.text.speech.name import SPEAKERS
from foedus.text.speech.sayers import Sayers
from foedus.text.speech.speakers import Source
from foedus.text.speech.voices import Cue

_BARE_END = re.compile(r"\s*(?:[,.;:!?»”\"]|$)")
_CLOSE = re.compile(r"(?: [a-zäöü]{3,7})?[,.;:!?]")  # the end of a clause, an auxiliary before it
OPENER = 24  # characters of a relative with what stands before a name
NEXT = 20  # characters behind a verb in which its own object would stand
_TOLD = '0123456789«“"'
SHORT = 45  # characters before a relative clause in which its noun stands
NUMBER = 30  # characters before a relative clause in which the number of its noun stands


class Relatives:
    """Finds what stands before a relative clause whose verb is one of speech."""

    def __init__(self, scan: Scan, sayers: Sayers) -> None:
        self.text, self.index, self.sayers = scan.text, scan.index, sayers
        self.words = grammar(scan.language.code)

    def span(
        self, cue: Cue, s: Sentence, before: Source | None, after: Source | None
    ) -> tuple[int, int] | None:
        """Return from where to where the subject of such a clause is who speaks, None where there is no such clause."""
        if after is not None:
            start = self._led(s, cue.start, after)
            return None if start is None else (start, max(cue.end, after.end))
        if before is None or not self.sayers.touches(before, cue):
            return None
        if _BARE_END.match(self.text, cue.end):
            start = self._bare(s, cue, before.start)
            start = self._led(s, before.start, before) if start is None else start
            return None if start is None else (start, cue.end)
        start, end = self._led(s, before.start, before), self._asked(s, cue, before.start)
        start = self._bare(s, cue, before.start) if start is None and end is not None else start
        return None if start is None or end is None else (start, end)

    def of_number(self, s: Sentence, cue: Cue, subject: Source) -> tuple[int, int] | None:
        """ "The 5 % that X demands", German "die 5 Prozent, die X fordert": a number before the object of a verb."""
        if subject.kind not in SPEAKERS or cue.show or (str(cue.stance) == "reports" and not cue.act):
            return None
        opened = self._opener(s, subject)
        if opened is None:
            return None
        comma = self.text[opened.start() - 2 : opened.start()] == ", "
        closed = "," not in self.text[subject.end : cue.start] and _CLOSE.match(self.text, cue.end)
        if self.words.verb_second and not (comma and closed):
            return None
        if not self.words.verb_second and not self.sayers.touches(subject, cue):
            return None
        low = max(s.start, opened.start() - NUMBER)
        numbered = any(c.isdigit() for c in self.text[low : opened.start()])
        if not numbered or any(c in _TOLD for c in self.text[cue.end : min(s.end, cue.end + NEXT)]):
            return None
        if any(m.value == "that" for m in self.index.within(cue.end, min(s.end, cue.end + NEXT), "clause")):
            return None
        at = opened.start() - 2 if comma else opened.start()
        return noun_start(self.text, self.words, s.start, at), cue.end

    def sets_off(self, s: Sentence, subject: Source) -> bool:
        """Tell whether a comma parts the clause of a subject from its noun: "its effort, which X wants"."""
        opened = None if self.words.verb_second else self._opener(s, subject)
        return opened is not None and self.text[opened.start() - 2 : opened.start()] == ", "

    def _opener(self, s: Sentence, subject: Source) -> re.Match[str] | None:
        """Return the word ahead of a subject that opens a relative clause whose object it is."""
        led = list(WORD.finditer(self.text, max(s.start, subject.start - OPENER), subject.start))
        while len(led) > 1 and self.words.has("articles", led[-1][0].lower()) and not self._opens(led[-1]):
            led.pop()
        return led[-1] if led and self._opens(led[-1]) else None

    def _opens(self, word: re.Match[str]) -> bool:
        """Tell whether a word opens a relative clause whose object it is."""
        return self.words.has("object_relatives", word[0].lower())

    def _led(self, s: Sentence, at: int, subject: Source) -> int | None:
        """Return where the noun begins that stands before "that" and a subject."""
        that = [m for m in self.index.within(max(s.start, at - 5), at, "clause") if m.value == "that"]
        if subject.kind not in SPEAKERS or not that or WORD.search(self.text, that[-1].end, at):
            return None
        return noun_start(self.text, self.words, s.start, max(s.start, that[-1].start - 2))

    def _asked(self, s: Sentence, cue: Cue, at: int) -> int | None:
        """ "Les 5 % que X exige d'eux depuis mai": where a clause ends that tells no more than of whom, and when."""
        pause = PAUSE.search(self.text, cue.end, s.end)
        end = pause.start() if pause else s.end
        word = WORD.search(self.text, cue.end, end)
        if word is None or not cue.act or not self.words.has("prepositions", word[0].lower()):
            return None
        told = any(c in _TOLD for c in self.text[cue.end : end])
        that = any(m.value == "that" for m in self.index.within(cue.end, end, "clause"))
        numbered = any(c.isdigit() for c in self.text[max(s.start, at - NUMBER) : at])
        return end if numbered and not told and not that else None

    def _bare(self, s: Sentence, cue: Cue, at: int) -> int | None:
        """Return where a noun stands right before its relative clause, where none but an order of words opens it."""
        if not cue.act:
            return None
        low = max(s.start, at - SHORT)
        found = self.words.patterns["bare_relative"].search(self.text[low:at])
        return low + found.start() if found else None
