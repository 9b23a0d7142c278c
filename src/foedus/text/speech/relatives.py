"""A verb of speech in a relative clause in, the noun that it tells of out: "les 5 % que X exige", "a goal X set"."""

from __future__ import annotations

import re

from foedus.text.lexicon import Scan
from foedus.text.particles import grammar
from foedus.text.sentences import Sentence
from foedus.text.speech.commas import PAUSE, noun_start
from foedus.text.speech.sayers import Sayers
from foedus.text.speech.speakers import Source
from foedus.text.speech.voices import Cue

_WORD = re.compile(r"[^\W_]+")
_BARE_END = re.compile(r"\s*(?:[,.;:!?»”\"]|$)")
_NAMED = ("person", "government", "organisation")
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
        return None if start is None or end is None else (start, end)

    def _led(self, s: Sentence, at: int, subject: Source) -> int | None:
        """Return where the noun begins that stands before "that" and a subject."""
        that = [m for m in self.index.within(max(s.start, at - 5), at, "clause") if m.value == "that"]
        if subject.kind not in _NAMED or not that or _WORD.search(self.text, that[-1].end, at):
            return None
        return noun_start(self.text, self.words, s.start, max(s.start, that[-1].start - 2))

    def _asked(self, s: Sentence, cue: Cue, at: int) -> int | None:
        """ "Les 5 % que X exige d'eux depuis mai": where a clause ends that tells no more than of whom, and when."""
        pause = PAUSE.search(self.text, cue.end, s.end)
        end = pause.start() if pause else s.end
        word = _WORD.search(self.text, cue.end, end)
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
