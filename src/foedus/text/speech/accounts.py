""" "Nach eigenen Angaben", "by her account", "by Polish estimates" in, whose account it is out."""

from __future__ import annotations

import re

from foedus.text.lexicon import Scan
from foedus.text.match import Mention
from foedus.text.particles import grammar
from foedus.text.sentences import Sentence
from foedus.text.speech.antecedents import Antecedents
from foedus.text.speech.name import SPEAKERS
from foedus.text.speech.speakers import Source

LED = ("source", "possessed")  # behind these stands whose account it is, before "behind"
ACCOUNTS = ("own", "his", "her", "last", "state")
_GENDER = {"his": "m", "her": "f", "last": "w"}  # "à l'entendre": of whoever spoke last
_STATES = ("country", "demonym", "capital")
ADJECTIVE = 40  # characters beside such a phrase in which a paper and the adjective of its country stand
NEAR = 30  # characters between an account and its owner, where that one stands behind it


class Accounts:
    """Finds whose account a phrase means that names nobody: the subject's, a person's told before, a government's."""

    def __init__(self, scan: Scan, known: Antecedents) -> None:
        self.text, self.index, self.known = scan.text, scan.index, known
        self.words = grammar(scan.language.code)

    def owner(self, m: Mention, s: Sentence, sources: list[Source]) -> Source | None:
        """Return whose account it is, at the place of the phrase itself."""
        if m.value in _GENDER:
            return Source(m.start, m.end, None, None, "pronoun", _GENDER[m.value])
        who = self._subject(m, s, sources) if m.value == "own" else None
        if who is None:
            return self._state(m, s)
        return who._replace(start=m.start, end=m.end, oblique=False, possessor=False)

    def of_a_people(self, m: Mention, s: Sentence) -> Source | None:
        """ "By Polish estimates", "selon les chiffres ukrainiens", "russischen Angaben zufolge": a country's papers."""
        if m.value == "behind":
            low, high = max(s.start, m.start - ADJECTIVE), m.start
        elif m.value in LED:
            low, high = m.end, min(s.end, m.end + ADJECTIVE)
        else:
            return None
        for noun in self.index.within(low, high, "voice"):
            if not self.words.has("state_papers", self.text[noun.start : noun.end].lower()):
                continue
            for people in self.index.within(low, high, "demonym"):
                if 1 in (noun.start - people.end, people.start - noun.end) and self._next_to(m, noun, people):
                    return Source(noun.start, noun.end, str(people.value), str(people.value), "government")
        return None

    def _next_to(self, m: Mention, noun: Mention, people: Mention) -> bool:
        """Tell whether only articles stand between a phrase of attribution and the paper that it names."""
        first, last = min(noun.start, people.start), max(noun.end, people.end)
        gap = self.text[last : m.start] if m.value == "behind" else self.text[m.end : first]
        return all(self.words.has("articles", w.lower()) for w in re.findall(r"[^\W_]+", gap))

    def _subject(self, m: Mention, s: Sentence, sources: list[Source]) -> Source | None:
        """ "The alliance has, by its own count, …": the subject of the sentence, else whoever stands right behind."""
        named = [x for x in sources if x.kind in SPEAKERS and x.name]
        before = [x for x in named if s.start <= x.start and x.end <= m.start]
        free = [x for x in before if not x.oblique]
        behind = [x for x in named if m.end <= x.start <= m.end + NEAR and not x.oblique]
        return next(iter([*free, *behind]), None)

    def _state(self, m: Mention, s: Sentence) -> Source | None:
        """ "Nach Regierungsangaben": the government of the one country that the sentence names.

        An account of one's own is that of no country where a group acts: "the EU states have by their own account …".
        """
        if m.value == "own" and self.index.within(s.start, m.start, "group"):
            return None
        named = {str(x.value) for x in self.index.within(s.start, s.end, *_STATES)}
        if len(named) != 1 or not (code := named.pop()).isupper():
            return None
        return Source(m.start, m.end, code, code, "government")
