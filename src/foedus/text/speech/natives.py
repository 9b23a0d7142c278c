"""A word for a people in, whom it means out: somebody of the text who comes from there, all of a country, or nobody."""

from __future__ import annotations

from foedus import alliances
from foedus.text.lexicon import Scan
from foedus.text.match import Mention
from foedus.text.particles import WORD, grammar, words_before
from foedus.text.speech.memory import Memory
from foedus.text.speech.name import SECOND, Name, stranger
from foedus.text.speech.people import people
from foedus.text.speech.voices import speaks_at

_HOUSES = ("institutes", "cabinets", "houses_of")
NOUNS = 4  # words behind that for a people, of which one may be the noun


class Natives:
    """Reads the words for peoples of one text: "the Dutchman", "the Americans", "the German institute"."""

    def __init__(self, scan: Scan, memory: Memory) -> None:
        self.scan, self.text, self.memory = scan, scan.text, memory
        self.grammar = grammar(scan.language.code)

    def of(self, atom: Mention) -> Name | None:
        """ "The Dutchman": the last person of the text who comes from there."""
        before = words_before(self.text, atom.start)
        if not before or not self.grammar.has("definites", before[-1]):
            return None
        if self.scan.index.within(atom.start - len(before[-1]) - 1, atom.start, "clause"):
            return None  # "stressed that German supplies …"
        if self._describes(atom.end) or self._precedes_name(atom.end):
            return None
        ending = tuple(self.grammar.listed("people_cases"))
        if (
            ending
            and self.grammar.has("people_articles", before[-1])
            and self.text[atom.start : atom.end].endswith(ending)
        ):
            return None  # German "53 Prozent der Deutschen"
        noun = SECOND.match(self.text, atom.end)
        if noun and not self.scan.index.within(atom.end + 1, noun.end(), "person"):
            return None  # German writes adjectives of names so: "der Deutschen Presse-Agentur"
        for name in reversed(self.memory.surnames.values()):
            known = people().get(name)
            if known is not None and known.country == atom.value:
                return Name(atom.start, atom.end, name, self.memory.serves(name), "person", known.gender)
        if self._is_people(atom):
            return Name(atom.start, atom.end, str(atom.value), str(atom.value), "government", "p")
        for office in alliances.offices().values():  # not named yet: who comes from there and heads a house
            if office.kind == "head-of-organisation" and self.memory.day is not None:
                held = alliances.holder(office.id, self.memory.day)
                known = people().get(held.name) if held else None
                if known is not None and known.country == atom.value:
                    return Name(atom.start, atom.end, known.name, office.country, "person", known.gender)
        return None

    def _precedes_name(self, end: int) -> bool:
        """ "Le Norvégien Bjørn Arild Gram": a name of a person right behind a word for a people."""
        near = self.scan.index.within(end + 1, end + 2, "person")
        return bool(near) or stranger(self.grammar).match(self.text, end) is not None

    def _describes(self, end: int) -> bool:
        """ "The German institute": a word for a people right before the noun of a house or a paper."""
        word = WORD.match(self.text, end + 1)
        if word is None or self.text[end : end + 1] != " ":
            return False
        bodies = tuple(self.grammar.listed("body_endings"))
        for _ in range(NOUNS):  # "the German economic research institute"
            if word[0].endswith(bodies) or any(self.grammar.has(key, word[0].lower()) for key in _HOUSES):
                return True
            apart = speaks_at(self.scan.index, word.start()) or self.text[word.end() : word.end() + 1] != " "
            behind = None if apart else WORD.match(self.text, word.end() + 1)
            if behind is None:
                break
            word = behind
        return any(m.start == end + 1 for m in self.scan.index.within(end + 1, end + 2, "role", "title"))

    def _is_people(self, atom: Mention) -> bool:
        """ "The Americans", "les Danois": all of a country, where they say or promise something."""
        written = self.text[atom.start : atom.end]
        before = words_before(self.text, atom.start)
        many = self.grammar.has("many", before[-1]) and written.lower().endswith(
            tuple(self.grammar.listed("people_endings"))
        )
        return many and not any(self.grammar.has("parts", w) for w in before[-3:-1])
