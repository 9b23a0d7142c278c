"""A clause of what is said, thought or known in, whoever says it out, whatever the verb before it.

Somebody stands before "that", German ", dass", French "que", and nothing but one predicate between: what follows is
what they say, know or think. A few predicates bring about what follows instead ("ensured that"); no other noun opens
such a clause than one for what can be said ("the fear that"), all others have a relative behind them.
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

LONG = 90  # characters between a subject and the clause of what it says
LEFT = 40  # characters before whoever something is left to, a title among them
_SIGN = re.compile(r"[.,;:!?()«»“”„\"\n]|\s[–—-]\s")
_ASIDE = re.compile(r"^, (?:[^,;:.!?]|[.,](?=\d)){1,60},(?= )")
_SPEAKING = ("person", "role", "government")
_PASSIVE = ("say.participle", "say.past", "act.participle", "act.past", "utter.participle", "utter.past")
_OPEN_FORMS = ("say.infinitive", "say.gerund", "say.bare", "utter.infinitive", "utter.gerund", "utter.bare")
_SHE = ("f", "m")  # of pronouns: neither "it" nor "one", nor "they", who are anyone


class Contents:
    """Finds the clauses of what is said behind predicates that no list knows."""

    def __init__(self, scan: Scan, stretches: Stretches) -> None:
        self.text, self.index, self.stretches = scan.text, scan.index, stretches
        self.words = grammar(scan.language.code)
        self._content = self.words.patterns["content"]
        self._reported = self.words.shaped("reported", r", (?=(?:[^\W_][\w-]* ){1,4}{}\b)")
        self._left_to = self.words.patterns["left_to"]
        self._causing = self.words.patterns["causing"]
        self._endings = tuple(self.words.listed("verb_endings"))

    def read(
        self, s: Sentence, sources: list[Source], inside: list[tuple[int, int]], made: list[Frame]
    ) -> list[Frame]:
        """Return the frames of the clauses of a sentence that no verb of speech opens."""
        found: list[Frame] = []
        for opened in self._opened(s):
            at = opened.start()
            if within(inside, at) or any(f.start <= at < f.end for f in (*made, *found)):
                continue
            who = self._who(sources, at)
            if who is not None and self._tells(s, who, at, opened.end()):
                cue = Cue(who.end + 1, at, who.end + 1, "reports", "past", False, True)
                frame, _ = self.stretches.ahead(s, cue, who, [])
                found += [frame] if frame is not None else []
        return found

    def _opened(self, s: Sentence) -> list[re.Match[str]]:
        """Return where clauses of content begin: at "that", or at a comma before the mood of reported speech."""
        found = [p.finditer(self.text, s.start, s.end) for p in (self._content, self._reported)]
        return sorted((m for each in found for m in each), key=lambda m: m.start())

    def _who(self, sources: list[Source], at: int) -> Source | None:
        """Return who stands before a clause: the nearest who may speak, where the verb comes second the first."""
        near = [x for x in sources if at - LONG < x.end < at and not x.possessor]
        near = [x for x in near if not x.oblique or self._is_left_to(x)]
        near = [x for x in near if _SIGN.search(self._without_aside(x.end, at)) is None]
        near = [x for x in near if x.kind in _SPEAKING or self._is_he(x, at)]
        return (near[0] if self.words.verb_second else near[-1]) if near else None

    def _is_left_to(self, x: Source) -> bool:
        """ "It was left to X to point out that", "il est revenu à X de souligner que": who then does it."""
        return self._left_to.search(self.text, max(0, x.start - LEFT), x.start) is not None

    def _is_he(self, x: Source, at: int) -> bool:
        """Tell whether a pronoun is somebody: not "le même vote", not "il serait naïf de croire que"."""
        if x.kind != "pronoun" or x.gender not in _SHE or " " in self.text[x.start : x.end]:
            return False
        behind = WORD.search(self.text, x.end, at)
        being = behind is not None and self.words.has("beings", behind[0].lower())
        return not (being and self.index.within(x.end, at, *_OPEN_FORMS))

    def _without_aside(self, start: int, end: int) -> str:
        """Return what stands between a name and a clause without what is told of the name between commas."""
        return _ASIDE.sub(" ", self.text[start:end], count=1)

    def _tells(self, s: Sentence, who: Source, at: int, behind: int) -> bool:
        """Tell whether nothing but a predicate stands before a clause, and one that brings nothing about."""
        between = self._without_aside(who.end, at)
        words = [w.lower() for w in WORD.findall(between)]
        if self._causing.search(between):
            return False
        if self.words.verb_second:
            told = tells_reported(self.words, self.text[s.start : at])  # "X solle geliefert haben, Y habe …"
            return not told and (bool(words) or who.start > s.start)  # "am Freitag bemerkte X, dass"
        if not words or self._closes_in_speech(who.end, at):
            return bool(words)
        if self.words.has("facts", words[-1]):
            return not self._is_relative(behind)
        if self.index.within(who.end, at, *_PASSIVE) and self._has_being(words):
            return False  # "was told that"
        if len(words) > 1 and self.words.has("addressees", words[-1]):
            words.pop()
        led = len(words)
        while len(words) > 1 and self._is_little(words[0]):
            words.pop(0)
        while len(words) > 1 and self._is_little(words[-1]):
            words.pop()
        if len(words) > 1 and self.words.has("expletives", words[-2]):
            return True  # "made it plain that"
        verbal = led > len(words) or words[0].endswith(self._endings)
        return len(words) == 1 and verbal and not self._is_little(words[0])

    def _closes_in_speech(self, start: int, at: int) -> bool:
        """ "Used the occasion to say that", "est allé jusqu'à dire aux élus que": an infinitive opens the clause."""
        verbs = [m for m in self.index.within(start, at, *_OPEN_FORMS) if m.end <= at]
        behind = WORD.findall(self.text[verbs[-1].end : at].lower()) if verbs else []
        led = not behind or self.words.leads_away(behind[0]) or self.words.has("addressees", behind[0])
        return bool(verbs) and (led or self.words.between(behind[0]))

    def _has_being(self, words: list[str]) -> bool:
        return any(self.words.has("beings", w) for w in words)

    def _is_little(self, word: str) -> bool:
        """Tell whether a word only leads up to a verb."""
        return self.words.between(word) or any(
            self.words.has(key, word)
            for key in ("auxiliaries", "beings", "reflexives", "objects", "negatives")
        )

    def _is_relative(self, at: int) -> bool:
        """ "The view that prevails", "the idea that would cost": a verb right behind is that of a relative."""
        behind = WORD.search(self.text, at, at + 20)
        word = behind[0].lower() if behind else ""
        return any(self.words.has(key, word) for key in ("auxiliaries", "beings", "modals"))
