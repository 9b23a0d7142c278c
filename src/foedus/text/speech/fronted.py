"""A phrase that opens a sentence in, the frame of whoever it is of out: "Promising 2 %, X …".

What is promised or asked for stands up to the comma behind which its subject is named.
"""

from __future__ import annotations

import re

from foedus.model import Stance
from foedus.text.lexicon import Scan
from foedus.text.particles import ARTICLE, WORD, grammar
from foedus.text.sentences import Sentence
from foedus.text.speech.antecedents import Antecedents
from foedus.text.speech.speakers import Source
from foedus.text.speech.voices import LIKELIEST, Cue, Frame

OPENED = 40  # characters from the head of a sentence to the noun of speech that it opens with
LEADING = 4  # words before that noun, or before a gerund
_STOPS = (".", ",", ";", "")
_COMMA = re.compile(r",(?!\d) ?")
_TOLD = ("person", "role", "government", "organisation", "pronoun")
_BEFORE_GERUND = ("prepositions", "gerund_adverbs")  # words before a gerund, the nearest first
_ASKING = ("pledges", "commits", "plans", "wants", "demands", "expects", "denies")


class Fronted:
    """Reads the phrases of speech that open the sentences of one text."""

    def __init__(self, scan: Scan, known: Antecedents) -> None:
        self.text, self.index, self.known = scan.text, scan.index, known
        self.words = grammar(scan.language.code)

    def read(self, s: Sentence, cues: list[Cue], sources: list[Source]) -> list[Frame]:
        """Return the frame of the gerund or the noun of speech that a sentence opens with, if it has one."""
        found = self._gerund(s, cues) or self._noun(s)
        if found is None:
            return self._answered(s, sources)
        at, end, stance = found
        who = self._subject(end, s, sources, [c for c in cues if c.start > end])
        voice = self.known.voice(who, self.text[at:end], []) if who is not None else None
        if who is None or voice is None:
            return []
        comma = self.text.rfind(",", end, who.start)
        return [Frame(at, comma, voice[0], stance, None, "noun", voice[1].kind, who.start)]

    def _gerund(self, s: Sentence, cues: list[Cue]) -> tuple[int, int, Stance] | None:
        """ "Promising 2 %, …", French "En promettant 2 %, …": a verb of speech that opens a sentence."""
        first = cues[0] if cues else None
        if (
            first is None
            or first.form != "gerund"
            or not (first.stance in _ASKING or self._opens_that(first))
        ):
            return None
        led = WORD.findall(self.text[s.start : first.start].lower())
        if not all(self.words.has(key, w) for w, key in zip(reversed(led), _BEFORE_GERUND, strict=False)):
            return None
        if len(led) > len(_BEFORE_GERUND):
            return None
        return first.start, first.end, LIKELIEST.get(str(first.stance), first.stance)

    def _opens_that(self, cue: Cue) -> bool:
        """Tell whether "that" stands right behind a verb: "Noting that Spain spends 1.3 %, X …"."""
        led = self.index.within(cue.end, cue.end + 2, "clause")
        return cue.say and any(m.value == "that" for m in led)

    def _noun(self, s: Sentence) -> tuple[int, int, Stance] | None:
        """ "With a promise of 2 %, …", "Forte de l'engagement de dépenser 2 %, …": a noun of speech somebody brings."""
        noun = next(iter(self.index.within(s.start, s.start + OPENED, "opening")), None)
        if noun is None or self.words.patterns["bringing"].match(self.text, s.start, noun.start) is None:
            return None
        led = WORD.findall(self.text[s.start : noun.start])
        if len(led) > LEADING or "," in self.text[s.start : noun.start]:
            return None
        behind = WORD.match(self.text, noun.end + 1)
        if behind is None or not any(
            self.words.has(key, behind[0]) for key in ("of", "thats", "prepositions")
        ):
            return None
        return noun.start, noun.end, noun.value

    def _answered(self, s: Sentence, sources: list[Source]) -> list[Frame]:
        """ "Asked whether it spent 1.5 %, X said no": what is asked is denied or confirmed by who answers."""
        asked = self.words.patterns["asked_whether"].match(self.text, s.start, s.end)
        who = self._subject(asked.end(), s, sources, []) if asked is not None else None
        if asked is None or who is None:
            return []
        no = self.words.patterns["said_no"].match(self.text, who.end, s.end)
        if no is None and self.words.patterns["said_yes"].match(self.text, who.end, s.end) is None:
            return []
        voice = self.known.voice(who, None, [])
        if voice is None:
            return []
        comma = self.text.rfind(",", asked.end(), who.start)
        stance: Stance = "denies" if no is not None else "reports"
        return [Frame(asked.end(), comma, voice[0], stance, None, "noun", voice[1].kind, who.start)]

    def _subject(self, at: int, s: Sentence, sources: list[Source], later: list[Cue]) -> Source | None:
        """Return who stands right behind a comma, an article at most between, and only tags nothing there."""
        for comma in _COMMA.finditer(self.text, at, s.end):
            for who in sources:
                if not 0 <= who.start - comma.end() <= ARTICLE or who.kind not in _TOLD:
                    continue
                if who.oblique or who.possessor or self._tags(who, later):
                    continue
                return who
        return None

    def _tags(self, who: Source, later: list[Cue]) -> bool:
        """ "Promising 2 % is not enough, X said.": a verb of speech behind a name with nothing behind it."""
        verb = next((c for c in later if c.say and 0 < c.start - who.end <= ARTICLE), None)
        return verb is not None and self.text[verb.end : verb.end + 1] in _STOPS
