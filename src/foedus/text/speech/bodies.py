"""What stands before a verb in, a role, a body or a party with its article out, where no list knows it."""

from __future__ import annotations

import re

from foedus.text.lexicon import Scan
from foedus.text.particles import WORD, grammar
from foedus.text.sentences import Sentence
from foedus.text.speech.speakers import Source
from foedus.text.speech.voices import Cue

_HELD = ("demands", "denies", "reports")
FAR = 90  # characters of such a subject
LONGEST = 5  # letters of a party written in capitals
_DEFINITE = re.compile(r"(?P<a>[^\W\d_]+)[ '’](?P<n>(?:[^\W\d_]+[ '’-]){1,8})$")


_ENDS = (".", ",", ";", "")


class Bodies:
    """Finds whoever speaks as a noun with its article."""

    def __init__(self, scan: Scan) -> None:
        self.text, self.index, self.words = scan.text, scan.index, grammar(scan.language.code)

    def subject(self, cue: Cue, s: Sentence) -> Source | None:
        """ "The judge said", "la commission du Sénat plaide", "die SP lehnt": a role, a body, a party, as the subject.

        An institute counts as one that was named. What a body promises is of its country.
        """
        # a clause of its own behind a semicolon, or behind what it says: "…, the statistics office said."
        signs = ("; ", ", ") if self.text[cue.end : cue.end + 1] in _ENDS else ("; ",)
        cuts = (self.text.rfind(sign, s.start, cue.start) for sign in signs)
        start = max((cut + 2 for cut in cuts if cut >= 0), default=s.start)
        match = _DEFINITE.match(self.text, start, cue.start) if cue.start - start < FAR else None
        if match is None or not self.words.has("definites", match["a"].lower()):
            return None
        speaking = tuple(self.words.listed("role_endings"))
        if cue.stance in _HELD:
            speaking = (*speaking, *self.words.listed("body_endings"))
        at = match.start("n")
        words = list(WORD.finditer(match["n"]))
        for n, word in enumerate(words):
            if self.words.leads_away(word[0].lower()) or (n and self.words.has("definites", word[0].lower())):
                return None
            if not self._speaks(word[0], at + word.start(), speaking):
                continue
            if n and self.words.has("bodies_alone", word[0].lower()):
                return None  # French "la conférence de presse"
            behind = WORD.search(match["n"], word.end())
            owned = match["n"][word.end() : word.end() + 1] in ("'", "’")  # "the tracker's authors"
            if owned or (behind is not None and not self._tells_whose(behind[0], at + behind.start())):
                return None
            who = match["n"][: word.end()]
            if word[0].isupper():
                return Source(start, at + word.end(), who, None, "organisation")
            return Source(start, at + word.end(), f"{who} (unnamed)", None, "role")
        return None

    def _speaks(self, word: str, at: int, speaking: tuple[str, ...]) -> bool:
        """Tell whether a noun is a role, a body, an institute, or a party in capitals that no list knows."""
        small = word.lower()
        if small.endswith(speaking) or self.words.has("institutes", small):
            return True
        return 1 < len(word) <= LONGEST and word.isupper() and not self.index.within(at, at + len(word))

    def _tells_whose(self, word: str, at: int) -> bool:
        """Tell whether a word behind a noun is an adverb or tells whose it is, and makes no other noun of it."""
        small = word.lower()
        if self.index.within(at, at + 1, "demonym"):
            return True  # French "la presse turque"
        little = self.words.between(small) or self.words.has("auxiliaries", small)
        return little or self.words.has("prepositions", small) or self.words.has("articles", small)
