"""A name with a verb set off between commas in, who says what stands around it out, whatever the verb.

Nothing but a verb of speech stands with its subject behind it between two signs, or with its subject between a clause
and the stop that ends it: "…, a renchéri X, …", "…, X shrugged." Where the verb always comes second, that is so only
beside the mood of reported speech: "…, folgerte X."
"""

from __future__ import annotations

import re

from foedus.text.lexicon import Scan
from foedus.text.particles import WORD, grammar
from foedus.text.sentences import Sentence
from foedus.text.speech.indirect import tells_reported
from foedus.text.speech.speakers import Source
from foedus.text.speech.stretches import Stretches
from foedus.text.speech.voices import Cue, Frame, within

BEFORE = 60  # characters from a sign to the name behind it
CLAUSE = 4  # words that make a clause of what stands before a tag
_SIGN = re.compile(r".*[,»”\"]\s?", re.DOTALL)
_CLOSE = re.compile(r"[\s\u00a0\u202f]?[,.;:!?»”\"]")
_PARTICLE = re.compile(r" [a-zäöüß]{2,12}(?=[,.;:!?])")
_VERB = re.compile(r" (?P<verb>[a-zà-ÿ]+)(?=[,.;!?])")
_LAST_VERB = re.compile(r"[^,.;:!?«»“”„\"\n]{0,60}? (?P<verb>[a-zäöüß]+t(?:e|en)?|[a-zäöüß]{3,})(?=[,.;:!?])")
_TOLD = ("person", "role")


class Tags:
    """Finds the tags of verbs that no list knows."""

    def __init__(self, scan: Scan, stretches: Stretches) -> None:
        self.text, self.index, self.stretches = scan.text, scan.index, stretches
        self.words = grammar(scan.language.code)
        self._endings = tuple(self.words.listed("tag_endings"))

    def read(
        self, s: Sentence, sources: list[Source], inside: list[tuple[int, int]], made: list[Frame]
    ) -> list[Frame]:
        """Return the frames around the tags of a sentence that tells nothing else."""
        for who in sources if not made else ():
            if who.kind not in _TOLD or who.oblique or who.possessor or within(inside, who.start):
                continue
            cue = self._inverted(s, who, sources) or self._straight(s, who) or self._pointing(s, who)
            if cue is not None and (frame := self.stretches.around(s, cue, who, [])[0]) is not None:
                return [frame]
        return []

    def inserted(self, s: Sentence, sources: list[Source], inside: list[tuple[int, int]]) -> list[Frame]:
        """ "« C'est nous qui payons, s'est plaint X. … »": a tag between two signs within the quotation itself."""
        for who in sources:
            if who.kind != "person" or who.oblique or who.possessor or not within(inside, who.start):
                continue
            cue = self._inverted(s, who, sources)
            if cue is not None and within(inside, cue.start):
                frame = self.stretches.around(s, cue, who, [])[0]
                return [frame] if frame is not None else []
        return []

    def _inverted(self, s: Sentence, who: Source, sources: list[Source]) -> Cue | None:
        """ "…, a renchéri X, …", "…, folgerte X.": a verb between a sign and the name that is its subject."""
        sign = _SIGN.match(self.text, max(s.start, who.start - BEFORE), who.start)
        if sign is None or not self._closes(who.end):
            return None
        found = list(WORD.finditer(self.text, sign.end(), who.start))
        words = [m[0].lower() for m in found]
        little = self.words.without_articles(words)
        if not little or not self._is_verb(little, found[len(little) - 1]):
            return None
        if not self._holds_clause(s, sign.end(), who.end) or self._is_object(sign.end(), who, sources):
            return None
        verb = found[len(little) - 1]
        return Cue(found[0].start(), verb.end(), verb.start(), "reports", "past", False, True)

    def _pointing(self, s: Sentence, who: Source) -> Cue | None:
        """ "…, wie X selbst einräumt": a clause of its own whose verb ends it, behind a word like "as"."""
        if not self.words.verb_second or not self.stretches.sayers.subordinates.as_said(who, s):
            return None
        verb = _LAST_VERB.match(self.text, who.end, min(s.end, who.end + BEFORE))
        before = WORD.findall(self.text[who.end : verb.start("verb")].lower()) if verb else []
        if verb is None or any(self.words.has("neuters", w) for w in before):
            return None  # "wie X es tut"
        return Cue(verb.start("verb"), verb.end("verb"), verb.start("verb"), "reports", "past", False, True)

    def _is_object(self, sign: int, who: Source, sources: list[Source]) -> bool:
        """ "X, dont le pays …, a reçu Y": the verb behind an aside is that of whoever stands before it."""
        told = [x for x in sources if x.end < who.start and not x.oblique and not x.possessor]
        apart = [x for x in told if self.text[x.end : x.end + 1] == "," and x.end < sign - 2]
        return bool(apart) and not self.words.verb_second

    def _straight(self, s: Sentence, who: Source) -> Cue | None:
        """ "Spain spends too little, X shrugged.": a name and one verb behind a clause."""
        verb = None if self.words.verb_second else _VERB.match(self.text, who.end)
        if verb is None or not verb["verb"].endswith(self._endings) or not self._endings:
            return None
        lead = self.text[s.start : who.start].rstrip()
        words = [w.lower() for w in WORD.findall(lead)]
        if not lead.endswith(",") or len(words) < CLAUSE or self._sets_under(s, words[0]):
            return None
        return Cue(verb.start("verb"), verb.end(), verb.start("verb"), "reports", "past", False, True)

    def _closes(self, at: int) -> bool:
        """Tell whether a sign stands behind a name, the particle of a verb between them."""
        particle = _PARTICLE.match(self.text, at) if self.words.verb_second else None
        return _CLOSE.match(self.text, particle.end() if particle else at) is not None

    def _is_verb(self, words: list[str], last: re.Match[str]) -> bool:
        """Tell whether little words and one verb stand there, and nothing that leads away or counts among."""
        if self.index.within(last.start(), last.start() + 1, "clause") or not last[0].islower():
            return False
        if any(self.words.has("prepositions", w) or self.words.has("connectors", w) for w in words):
            return False
        if self.words.verb_second:
            return len(words) <= 2
        led = words[:-1]
        if not all(self.words.between(w) or self._is_auxiliary(w) for w in led):
            return False
        return any(map(self._is_auxiliary, led)) or (not led and words[-1].endswith(self._endings))

    def _is_auxiliary(self, word: str) -> bool:
        return any(self.words.has(key, word) for key in ("auxiliaries", "beings", "reflexives"))

    def _holds_clause(self, s: Sentence, start: int, end: int) -> bool:
        """Tell whether what stands around a tag is a clause: in the mood of reported speech where verbs come second."""
        before, behind = self.text[s.start : start], self.text[end : s.end]
        if self.words.verb_second:
            return tells_reported(self.words, before)
        words = [w.lower() for w in WORD.findall(before)]
        if not words or self._sets_under(s, words[0]):
            return False
        return len(words) >= CLAUSE or len(WORD.findall(behind)) >= CLAUSE

    def _sets_under(self, s: Sentence, first: str) -> bool:
        """Tell whether a sentence opens with a preposition or a word that makes a clause depend on another."""
        if any(self.words.has(key, first) for key in ("prepositions", "openers")):
            return True
        if self.stretches.clauses.opens_participle(s.start):
            return True  # "Asked whether it would, X declined."
        return bool(self.index.within(s.start, s.start + 1, "clause", "idle"))
