""" "Nach eigenen Angaben", "by her account", "nach Regierungsangaben" in, whose account it is out."""

from __future__ import annotations

from foedus.text.lexicon import Scan
from foedus.text.match import Mention
from foedus.text.sentences import Sentence
from foedus.text.speech.antecedents import Antecedents
from foedus.text.speech.speakers import Source

ACCOUNTS = ("own", "his", "her", "state")
_GENDER = {"his": "m", "her": "f"}
_SPEAKERS = ("person", "government", "organisation")
_STATES = ("country", "demonym", "capital")
NEAR = 30  # characters between an account and its owner, where that one stands behind it


class Accounts:
    """Finds whose account a phrase means that names nobody: the subject's, a person's told before, a government's."""

    def __init__(self, scan: Scan, known: Antecedents) -> None:
        self.text, self.index, self.known = scan.text, scan.index, known

    def owner(self, m: Mention, s: Sentence, sources: list[Source]) -> Source | None:
        """Return whose account it is, at the place of the phrase itself."""
        if m.value in _GENDER:
            return Source(m.start, m.end, None, None, "pronoun", _GENDER[m.value])
        who = self._subject(m, s, sources) if m.value == "own" else None
        if who is None:
            return self._state(m, s)
        return who._replace(start=m.start, end=m.end, oblique=False, possessor=False)

    def _subject(self, m: Mention, s: Sentence, sources: list[Source]) -> Source | None:
        """ "The alliance has, by its own count, …": the subject of the sentence, else whoever stands right behind."""
        named = [x for x in sources if x.kind in _SPEAKERS and x.name]
        before = [x for x in named if s.start <= x.start and x.end <= m.start]
        free = [x for x in before if not x.oblique]
        behind = [x for x in named if m.end <= x.start <= m.end + NEAR and not x.oblique]
        return next(iter([*free, *behind]), None)

    def _state(self, m: Mention, s: Sentence) -> Source | None:
        """ "Nach Regierungsangaben": the government of the one country that the sentence names."""
        named = {str(x.value) for x in self.index.within(s.start, s.end, *_STATES)}
        if len(named) != 1 or not (code := named.pop()).isupper():
            return None
        return Source(m.start, m.end, code, code, "government")
