"""Frames of one sentence in, those of whoever shares their verb out.

"Oslo promises 2 billion, The Hague one"; "X said that …, and Y that …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from foedus.text.index import Index
from foedus.text.lexicon import Scan
from foedus.text.particles import WORD, Grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.speech.antecedents import Antecedents
from foedus.text.speech.name import SPEAKERS
from foedus.text.speech.speakers import Source
from foedus.text.speech.voices import Frame

_OPENED = re.compile(r"[,;]\s(?:[^\W\d_]{1,3}['’ ]?)?$")
_DIGIT = re.compile(r"(?:\b[A-Z]{0,3})?[$€£]?\d")
_ASKING = ("pledges", "demands", "expects", "denies")
LEAD = 8  # characters before a name in which a sign opens its clause, with an article behind it
NEAR = 48  # characters between a connector and the name behind it, with its title
HEDGED = 30  # characters between a name and a number, hedges among them
_COUNTED = ("word", "fraction", "times", "multiply")
_LITTLE = ("placing", "apart")  # "Spain at 1.3 %", "every ally bar one"


class Gapped:
    """Reads the clauses of one text that lack the verb of the clause before."""

    def __init__(self, scan: Scan, known: Antecedents) -> None:
        self.text, self.index = scan.text, scan.index
        self.words, self.known = known.cast.grammar, known

    def read(self, made: list[Frame], sources: list[Source]) -> Iterator[Frame]:
        """Yield a frame for each subject behind a pause or "and" that a number or an infinitive follows at once."""
        for frame in made:
            cue = frame.cue
            if frame.rule != "ahead" or cue is None or frame.stance not in _ASKING:
                continue
            later = [f.start for f in made if f is not frame and f.start > cue.end]
            end = min([frame.end, *later])
            for source in sources:
                shares = cue.end < source.start < end and self._shares(frame, cue.end, source)
                if shares and not self._is_listed(source, cue.end, sources):
                    found = self.known.voice(source, cue.words(self.text), [])
                    if found is not None:
                        yield frame._replace(
                            start=source.start, end=end, voice=found[0], subject=source.start
                        )

    def clauses(self, s: Sentence, made: list[Frame], sources: list[Source]) -> Iterator[Frame]:
        """Yield a frame for each subject between a connector and "that", behind someone who says something."""
        for that in self.index.within(s.start, s.end, "clause"):
            who = next((x for x in sources if x.end == that.start - 1), None)
            if that.value != "that" or who is None or who.oblique or who.possessor or who.kind == "pronoun":
                continue
            told = [f for f in made if f.rule == "ahead" and f.cue and f.cue.say and f.cue.end < who.start]
            first = next((x for x in sources if 0 <= who.start - x.end <= 2), who)  # "Estonia's X"
            led = words_before(self.text, first.start, NEAR)
            if not told or not led or not self.words.has("connectors", led[-1]):
                continue
            if (
                found := self.known.voice(who, told[-1].cue and told[-1].cue.words(self.text), [])
            ) is not None:
                self.known.last = found[1]
                stance, kind = told[-1].stance, found[1].kind
                yield Frame(that.end, s.end, found[0], stance, None, "goes on", kind, who.start)

    def _shares(self, frame: Frame, floor: int, source: Source) -> bool:
        """Tell whether a source is the subject of a clause without a verb, of the kind of the subject before."""
        if source.kind != frame.kind or source.kind not in SPEAKERS or source.oblique or source.possessor:
            return False
        if any(m.value in ("that", "relative") for m in self.index.within(floor, source.start, "clause")):
            return False  # "wants Germany to …", "says that Berlin gives 2 billion, Oslo one"
        return self._begins(source.start) and self._lacks_verb(source.end)

    def _is_listed(self, source: Source, floor: int, sources: list[Source]) -> bool:
        """ "Ankara promised it, and they asked Sweden and Finland to join": the second of two who are named."""
        before = [x for x in sources if floor < x.start and x.end < source.start]
        if not before:
            return False
        between = WORD.findall(self.text[before[-1].end : source.start].lower())
        small = all(self.words.has("connectors", w) or self.words.has("articles", w) for w in between)
        return small and len(between) > 0

    def _begins(self, at: int) -> bool:
        """Tell whether a clause begins at a name: behind a comma or "and", its article aside."""
        words = words_before(self.text, at)
        if words and self.words.has("articles", words[-1].lower()):
            words.pop()
        if words:
            return self.words.has("connectors", words[-1])
        lead = self.text[max(0, at - LEAD) : at]
        return lead.rstrip()[-1:] in (",", ";") or _OPENED.search(lead) is not None

    def _lacks_verb(self, at: int) -> bool:
        """Tell whether a number, or what is to be done, stands right behind a name."""
        if lacks_verb(self.text, self.index, self.words, at, at + HEDGED):
            return True
        led = re.match(r" [^\W\d_]{1,2}(?=[ '’])", self.text[at : at + 4])
        return (
            led is not None and self.words.patterns["infinitive"].match(self.text, at + led.end()) is not None
        )


def lacks_verb(text: str, index: Index, words: Grammar, at: int, end: int) -> bool:
    """ ", and Norway just over four-fifths": what is told of one is told of another, a number behind its name."""
    if text.startswith(words.possessive, at):
        return True
    high = min(end, at + HEDGED)
    digit = _DIGIT.search(text, at, high)
    starts = [m.start for m in index.within(at, high, *_COUNTED)] + ([digit.start()] if digit else [])
    if not starts or text[at : at + 1] != " ":
        return False
    hedges = {i for m in index.within(at, high, "hedge") for i in range(m.start, m.end)}
    led = [m for m in WORD.finditer(text, at, min(starts)) if m.start() not in hedges]
    return all(any(words.has(key, m[0].lower()) for key in _LITTLE) for m in led)
