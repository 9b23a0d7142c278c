"""Mentions of names in, sources out: everyone and everything in a text that may speak, resolved on its day."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from foedus import alliances
from foedus.text.index import NAMES, place
from foedus.text.lexicon import SPEECH, Scan
from foedus.text.match import Mention
from foedus.text.particles import WORD, grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.speech.memory import Memory
from foedus.text.speech.name import Kind, Name, stranger
from foedus.text.speech.names import ATOMS, Names
from foedus.text.speech.people import people, plain
from foedus.text.speech.strangers import Strangers
from foedus.text.speech.titles import TITLED, Titles

_COMPOUND = re.compile(r"-[A-ZÄÖÜ][^\W\d_]+")
_OBJECT = ("him", "her", "them")  # pronouns that are no subjects
OPENS = 6  # characters of the preposition that opens a sentence with a place
RELATIVE = 60  # characters from countries over a relative pronoun and its verb to a name
MOST = 60  # sources of one sentence that are looked at


class Source(NamedTuple):
    """Someone who may speak: `name` is the canonical speaker, None for a pronoun until it is resolved.

    `country`: what "our country" means when they speak. `oblique`: a preposition stands before it, so it is no
    subject. `possessor`: it owns the next noun ("Germany's budget"). `gender` of a person, "p" for many.
    """

    start: int
    end: int
    name: str | None
    country: str | None
    kind: Kind
    gender: str | None = None
    oblique: bool = False
    possessor: bool = False


class Spans:
    """Disjoint spans in order, asked whether they hold an offset."""

    def __init__(self, names: list[Name]) -> None:
        self._names = sorted(names, key=lambda n: (n.start, n.end))
        self._starts = [n.start for n in self._names]

    def hold(self, at: int) -> bool:
        """Tell whether one of the spans holds an offset."""
        i = bisect_right(self._starts, at) - 1
        return i >= 0 and at < self._names[i].end


class Cast:
    """The people of one document in text order: who a title, a surname or a pronoun means at this point.

    `earlier`: those of the text before, where this is the next block of a long one.
    """

    def __init__(self, scan: Scan, earlier: Cast | None = None) -> None:
        self.scan, self.text = scan, scan.text
        self.grammar = grammar(scan.language.code)
        self.memory: Memory = Memory(scan, earlier.memory if earlier else None)
        self.names = Names(scan, self.memory)
        self.titles = Titles(scan, self.memory, self.names)
        self.strangers = Strangers(scan, self.memory)

    @property
    def house(self) -> tuple[str, str] | None:
        """Whom bare "leaders" or "ministers" mean: the name and the code of an alliance or union."""
        return self.memory.house

    def opens(self, at: int) -> bool:
        """Tell whether a word opens a sentence or a quotation, where any word has a capital."""
        return self.names.opens(at)

    def is_house(self, code: str | None) -> bool:
        """Tell whether a code is an alliance or union with members."""
        return code in alliances.groups()

    def sources(self, telling: set[int]) -> dict[int, list[Source]]:
        """Return the sources of the sentences that tell something or name someone."""
        index, cuts = self.scan.index, self.scan.sentences
        named = {index.at(m.start) for m in index.named if m.kind in ATOMS}
        found: dict[int, list[Source]] = {}
        passed = 0
        for n in (*sorted(telling | named), len(cuts)):
            for k in self._met_again(passed, n):
                found[k] = self._strangers(cuts[k], [])
            if n < len(cuts):
                books = (NAMES, SPEECH) if n in telling else (NAMES,)
                atoms = [m for book in books for m in index.mentions(n, book) if m.kind in ATOMS]
                found[n] = self._sources(cuts[n], sorted(atoms, key=place)[: MOST * 3])
                if n in telling:
                    found[n] = self._with_strangers(cuts[n], found[n])
            passed = n + 1
        return found

    def _with_strangers(self, sentence: Sentence, found: list[Source]) -> list[Source]:
        """Add whoever speaks in a sentence and stands in no list."""
        named = self.strangers.within(sentence, [(x.start, x.end) for x in found])
        return sorted([*found, *map(self._placed, named)], key=lambda x: (x.start, x.end)) if named else found

    def _met_again(self, first: int, end: int) -> list[int]:
        """Return which of some sentences in a row name someone whom the text introduced itself."""
        if first >= end or not self.memory.strange:
            return []
        start, stop = self.scan.sentences[first].start, self.scan.sentences[end - 1].end
        piece, found = self.text[start:stop], set()
        for surname in [each for each in self.memory.strange if each in piece]:
            at = self.text.find(surname, start, stop)
            while at >= 0:
                found.add(self.scan.index.at(at))
                at = self.text.find(surname, at + 1, stop)
        return sorted(found)

    def _sources(self, sentence: Sentence, atoms: list[Mention]) -> list[Source]:
        """Return the sources of a sentence in order."""
        if not atoms:
            return self._strangers(sentence, [])
        places = (m for m in atoms if m.kind in ("country", "capital"))
        told = [m for m in places if self._is_scene(m, sentence) or not self._is_oblique(m.start)]
        here = [m.value for m in told]
        if not here and not self.memory.around(()):  # "… to the Canadian forces, the prime minister promised"
            first = next((m.start for m in atoms if m.kind in TITLED), 0)
            alone = {str(m.value) for m in atoms if m.kind == "demonym" and m.end < first}
            here = [*alone] if len(alone) == 1 else here
        found: list[Name] = []
        used: set[int] = set()
        reach = -1
        for i, atom in enumerate(atoms):
            if i in used or atom.start < reach:
                continue
            if named := self.titles.titled(atoms, i, used, here):
                found.append(named)
                reach = named.end
        titled = Spans(found)
        for i, atom in enumerate(atoms):
            if i in used or titled.hold(atom.start):
                continue
            if named := self.names.single(atom, atoms, i):
                found.append(named)
        people = sorted([n for n in found if n.kind == "person"], key=lambda n: n.start)
        if used and len(people) > 1:  # those with a title were read before the others
            self.memory.order(n.name for n in people if n.name)
        found = [n for n in found if n.kind != "pronoun" or not _is_named_with(n, people)]
        # no set: the hash of None, and so the order of two names of one house, differs from run to run
        found = sorted(dict.fromkeys(reversed(found)), key=lambda n: (n.start, n.end, n.name or ""))
        found = _merged(found)
        opening = [m.value for m in told[:1] if m.start - sentence.start <= OPENS]
        self.memory.tell(sentence.paragraph, here, opening)
        return self._strangers(sentence, [self._placed(n) for n in found[:MOST]])

    def _is_scene(self, place: Mention, sentence: Sentence) -> bool:
        """Tell whether a sentence opens by saying where what it tells happens: "In Japan the cabinet", "In Kyiv, …"."""
        opens = place.start - sentence.start <= OPENS
        return opens and (place.kind == "country" or self.text.startswith(",", place.end))

    def _placed(self, named: Name) -> Source:
        """Look at the words around the name: is it a subject, does it own what follows?"""
        named = self._government(named)
        house = named.kind in ("organisation", "government", "group")
        if named.kind == "organisation" and self._heads_compound(named.end):
            return Source(*named, oblique=True)  # "Rheinmetall-Chef X", "a CDU politician"
        house = house and not self.grammar.has("masculine", self.text[named.start : named.end].lower())
        if house and self.scan.index.within(named.start, named.start + 1, "voice"):
            house = False  # German "der Bericht der Nato" is the subject, "der Nato" is none
        oblique = self._is_oblique(named.start, "house_prepositions" if house else "")
        oblique = oblique or (named.kind == "group" and self._holds_preposition(named))
        oblique = oblique or self._is_in_relative(named.start)
        possessor = self.grammar.owns(self.text, named.end, many=True)
        if possessor:  # "X's office said"
            houses = self.scan.index.within(named.end, named.end + 5, "voice")
            possessor = not any(v.value == "house" for v in houses)
        possessor = possessor or self._is_genitive(named)
        if named.kind == "pronoun":
            oblique = (
                oblique or self.scan.index.within(named.start, named.start + 1, "pronoun")[0].value in _OBJECT
            )
        return Source(*named, oblique, possessor)

    def _is_in_relative(self, at: int) -> bool:
        """Tell whether a name is the object of a clause that says which countries: "countries that support Kyiv"."""
        told = self.grammar.patterns["relative_of_states"]
        return told.search(self.text, max(0, at - RELATIVE), at) is not None

    def _government(self, named: Name) -> Name:
        """ "Le gouvernement Merz", "the Biden administration", "Kishida's cabinet": the country speaks."""
        if named.kind != "person" or named.country is None or not named.country.isupper():
            return named
        before = words_before(self.text, named.start, 20)
        behind = WORD.search(self.text, named.end, named.end + 20)
        if before and self.grammar.has("cabinets", before[-1]):
            return named._replace(name=named.country, kind="government", gender=None)
        gap = self.text[named.end : behind.start()] if behind else ""
        if behind and gap.strip() == "" and self.grammar.has("cabinets", behind[0].lower()):
            return named._replace(end=behind.end(), name=named.country, kind="government", gender=None)
        owned = re.match(r"['’]s (\w+)", self.text[named.end : named.end + 20])
        if owned and self.grammar.has("cabinets", owned[1].lower()):
            return named._replace(
                end=named.end + owned.end(), name=named.country, kind="government", gender=None
            )
        return named

    def _is_genitive(self, named: Name) -> bool:
        """Tell whether a name has the ending of a genitive that the name itself does not have."""
        written = self.text[named.start : named.end].lower()
        if named.kind == "government":
            return written in self.grammar.owning
        ended = written.endswith(tuple(self.grammar.listed("genitives")))
        if named.kind != "person" or not ended or named.name is None:
            return False
        known = people().get(named.name)
        last = plain(written.rpartition(" ")[2])
        return known is not None and not any(plain(f).endswith(last) for f in (known.name, *known.aliases))

    def _is_oblique(self, at: int, also: str = "") -> bool:
        """Tell whether a preposition stands before, articles aside; `also` names a further set of such words."""
        if self.text[max(0, at - 1) : at] == "(":
            return True
        before = words_before(self.text, at)
        if before and self.grammar.has(also, before[-1]):
            return True
        if (
            len(before) == 1
            and self.grammar.has("partitives", before[0])
            and self._opens_clause(at, before[0])
        ):
            return False  # "des diplomates estiment"
        while (
            before
            and self.grammar.has("articles", before[-1])
            and not self.grammar.has("prepositions", before[-1])
        ):
            before.pop()
        if len(before) > 1 and self.grammar.has("directions", before[-1]):
            before.pop()  # "in eastern Russia"
        return bool(before) and self.grammar.has("prepositions", before[-1])

    def _holds_preposition(self, named: Name) -> bool:
        """Tell whether a group is listed with its preposition: French "aux Alliés", but no partitive "des Alliés"."""
        first = WORD.match(self.text, named.start)
        word = first[0] if first and first.end() < named.end else ""
        return self.grammar.has("prepositions", word) and not self.grammar.has("partitives", word)

    def _heads_compound(self, at: int) -> bool:
        """Tell whether a hyphen ties another noun to a name that no paper or group of researchers is."""
        behind = _COMPOUND.match(self.text, at)
        if behind is not None and self._leads_to_name(behind.end()):
            return True  # "Sipri-Forscher X"
        if behind is None or self.grammar.has("institutes", behind[0][1:].lower()):
            return False
        return not self.scan.index.within(at, behind.end(), "voice")

    def _leads_to_name(self, at: int) -> bool:
        """Tell whether a name of two words, known or not, starts right behind an offset."""
        return self.text[at : at + 1] == " " and stranger(self.grammar).match(self.text, at) is not None

    def _opens_clause(self, at: int, word: str) -> bool:
        """Tell whether the word before an offset opens its sentence or stands behind a sign."""
        lead = self.text[max(0, at - len(word) - 3) : at - len(word) - 1].strip()
        return lead[-1:] in ("", ".", "!", "?", ",", ";", ":", "»", "–", "—")

    def _strangers(self, sentence: Sentence, found: list[Source]) -> list[Source]:
        """Add the surnames of people whom the text introduced itself and no list knows."""
        piece = self.text[sentence.start : sentence.end]
        for surname in [each for each in self.memory.strange if each in piece]:
            at = self.text.index(surname, sentence.start)
            if not any(s.start <= at < s.end for s in found):
                name = self.memory.strange[surname]
                found.append(
                    self._placed(Name(at, at + len(surname), name, self.memory.serves(name), "person"))
                )
        return sorted(found, key=lambda x: (x.start, x.end)) if len(found) > 1 else found


def _merged(names: list[Name]) -> list[Name]:
    """Make one of two names of one house in a row: "the Stockholm institute SIPRI"."""
    kept: list[Name] = []
    for name in names:
        last = kept[-1] if kept else None
        if (
            last
            and name.kind == "organisation" == last.kind
            and name.start == last.end + 1
            and name.name == last.name
        ):
            kept[-1] = last._replace(end=name.end)
        else:
            kept.append(name)
    return kept


def _is_named_with(pronoun: Name, people: list[Name]) -> bool:
    """Tell whether what stands for a person leads up to the name itself: "der Politiker X"."""
    return any(pronoun.start < x.end and x.start < pronoun.end for x in people)
