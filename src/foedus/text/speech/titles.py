"""Titles in, their holders out: an office or an honorific with its country and its name, on either side of it."""

from __future__ import annotations

import re
from functools import cache

from foedus import alliances
from foedus.text.lexicon import Scan, language
from foedus.text.match import Mention
from foedus.text.particles import WORD, grammar, words_before
from foedus.text.speech.holders import Holders
from foedus.text.speech.memory import Memory
from foedus.text.speech.name import BREAK, Name, stranger
from foedus.text.speech.names import NO_FIRST, PLACES, Names

NATIVES = ("people", "demonym")
LONGEST = 24  # characters of a party and other little words between a title and its name
TITLED = ("office", "title", "title-head")
SAID = ("say", "utter", "act")  # kinds of verbs of speech
_PARTY = re.compile(r"^[A-ZÀ-Þ]{2,4} (?=\S+ \S)")  # "the deputy LR X": a party before the name
_APPOSED = re.compile(r", (?P<a>[a-zà-ÿ]+)[ '’](?:[a-zà-ÿ'’-]+ ?){1,3}(?<= )")
_SURNAME = re.compile(
    r" (?P<name>[A-ZÀ-Þ][^\W\d_]+(?:[-'’][A-ZÀ-Þ][^\W\d_]+)?)(?=[,.:;!?)”»\"]| \(| [a-zà-ÿ])"
)
_OF = re.compile(r"(?: [a-zà-ÿ]+){0,4}(?: | [ld]['’])(?=[A-ZÀ-Þ])")  # what leads from a role to its house
_CAPITALS = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){1,5}")
_TOLD_OF = ("country", "capital")
OPENED = 14  # characters that open a sentence before the country it tells of: "Reports that "
RANK = 10  # characters between a comma and a rank before a name
RECALLED = 24  # characters before a title in which "the country's" stands
TOLD_OF = 240  # characters before it in which that country was told of
_QUOTED = re.compile(r"[«»“”„\"]")
_REST = re.compile(r"(?: (?:[a-zà-ÿ]['’])?[\w'’-]+){1,6}(?=, )")


@cache
def _said(code: str) -> tuple[str, ...]:
    """Return the kinds of mentions of a language that are verbs of speech."""
    return tuple(kind for kind in language(code).plans.bits if kind.startswith(SAID))


class Titles:
    """Reads the titles of one text."""

    def __init__(self, scan: Scan, memory: Memory, names: Names) -> None:
        self.scan, self.text, self.memory, self.names = scan, scan.text, memory, names
        self.grammar = grammar(scan.language.code)
        self._said = _said(scan.language.code)
        self.holders = Holders(scan, memory, names)

    def titled(self, atoms: list[Mention], i: int, used: set[int], here: list[str]) -> Name | None:
        """Read a title or honorific with its country and its name, whichever side they stand on."""
        atom = atoms[i]
        if self._is_of_leaders(atom):
            return None
        if self.grammar.patterns["of_some"].match(self.text, atom.end) and atom.kind in TITLED:
            label = self.holders.label(atom.start, atom.end)  # "the ambassador of a Baltic country"
            return Name(atom.start, atom.end, f"{label} (unnamed)", None, "role")
        office: str | None = None
        first = last = i
        country: str | None = None
        if atom.kind in ("office", "title"):
            office = str(atom.value)
        elif atom.kind == "title-head":
            if (joined := self._split_title(atoms, i)) is None:
                return None
            office, country, last = joined
        elif atom.kind == "honorific":
            key = self.text[atom.start : atom.end].lower().replace("’", "'")
            office = self.grammar.titles.get(key) or self.grammar.titles.get(key.partition(" ")[2])
        elif atom.kind == "role":
            pass
        else:
            return None
        start, end = atom.start, atoms[last].end
        if country is None:
            led = self.text[start:end].partition(" ")[0].lower()  # "devant le Sénat américain le général X"
            if not self.grammar.has("articles", led) and (j := self._previous(atoms, i, PLACES)) is not None:
                country, start, first = str(atoms[j].value), atoms[j].start, j
            elif (j := self._next(atoms, last, PLACES)) is not None and (
                atom.kind != "office" or self._of_another(office or "", atom, atoms[j])
            ):
                country, end, last = str(atoms[j].value), atoms[j].end, j
                known = alliances.offices().get(office or "")
                office = known.kind if known else office
        bare = self.text[atom.start : atom.end].lower().replace("’", "'")
        if country is None and atom.kind == "title" and self._is_relative(atom.start):
            country = self._named_before(atom.start)
        if country is None and atom.kind == "title" and bare not in self.grammar.titles:
            country = self._seat_before(atom.start) if office == "government" else next(iter(here), None)
            ministry = any(self.grammar.has("ministries", w) for w in WORD.findall(bare))
            if country is None and ministry and self._is_of_someone(atom.start, bare):
                named = next(iter(self.memory.around(here)), None)
                country = self._owner(atom.start) or named or self.memory.served_last()
            if country is None:
                return None
        if country is None and atom.kind in ("title", "office") and self._is_possessed(atom.start):
            country = self._owner(atom.start)  # "Spain will …, its economy minister said"
        if country is None and atom.kind == "title" and self._is_of_the_country(atom):
            country = self._owner(atom.start) or self._last_people(atom.start)
        person, start, end, taken = self._beside(atoms, first, last, start, end)
        if person is None and atom.kind == "honorific" and office is None:
            return None
        if person is None and atom.kind == "role":
            return None  # an unnamed role, read on its own
        used.update(range(first, last + 1))
        used.update(taken)
        if person is None and country is None and self._is_of_many(atom):
            return Name(start, end, None, None, "group", "p")
        return self.holders.of(start, end, office, country, person, here)

    def _is_of_many(self, atom: Mention) -> bool:
        """Tell whether a title is of several, by an article that a man's does not have: German "die Minister"."""
        before = words_before(self.text, atom.start)
        written = self.text[atom.start : atom.end].lower()
        if not self.grammar.verb_second or not before or not self.grammar.has("many", before[-1]):
            return False
        if self.grammar.has("masculines", before[-1]):
            return False  # "den Minister"
        return written.endswith(tuple(self.grammar.listed("office_endings"))) and not written.endswith(
            tuple(self.grammar.listed("feminine_endings"))
        )

    def _is_of_leaders(self, atom: Mention) -> bool:
        """ "Staats- und Regierungschefs": a title that is the end of a longer word for all who lead."""
        if atom.kind not in TITLED:
            return False
        wide = self.scan.index.within(max(0, atom.start - 24), atom.start, "voice")
        return any(v.value == "leaders" and v.end >= atom.end for v in wide)

    def _is_of_someone(self, at: int, bare: str) -> bool:
        """Tell whether "its" stands before, or an article before a ministry: that of whoever is spoken of."""
        before = words_before(self.text, at)
        definite = bool(before) and self.grammar.has("definites", before[-1])
        named = any(self.grammar.has("resorts", w) for w in WORD.findall(bare))
        return self._is_possessed(at) or (definite and named)

    def _is_relative(self, at: int) -> bool:
        """Tell whether a relative right before makes a title that of the name before it: "Germany, whose minister"."""
        opened = self.grammar.patterns["owned_relative"]
        return opened.search(self.text, self.scan.sentence(at).start, at) is not None

    def _named_before(self, at: int) -> str | None:
        """Return the country that stands right before a relative, none where another noun does."""
        near = self.scan.index.within(self.scan.sentence(at).start, at, "country", "capital")
        return str(near[-1].value) if near and self.text[near[-1].end : near[-1].end + 2] == ", " else None

    def _is_possessed(self, at: int) -> bool:
        """Tell whether "its" or "their" stands right before."""
        before = words_before(self.text, at)
        return bool(before) and self.grammar.has("possessives", before[-1])

    def _is_of_the_country(self, title: Mention) -> bool:
        """ "The country's president", "le président du pays": of the one that the text was just telling of."""
        before = self.grammar.patterns["country_owns"].search(
            self.text, max(0, title.start - RECALLED), title.start
        )
        owned = any(
            self.grammar.has("possessives", w)
            for w in WORD.findall(self.text[title.start : title.end].lower())
        )
        owned = owned or before is not None  # "the head of its government"
        return owned or self.grammar.patterns["of_country"].match(self.text, title.end) is not None

    def _last_people(self, at: int) -> str | None:
        """Return the country of the adjective named last in the sentences before: "Russian plants … Its leader"."""
        near = self.scan.index.within(max(0, at - TOLD_OF), at, "country", "capital", "people", "demonym")
        return str(near[-1].value) if near else None

    def _owner(self, at: int) -> str | None:
        """Return whose "their government" is: the country that the sentence tells of, else the last that it names."""
        start = self.scan.sentence(at).start
        near = self.scan.index.within(start, at, "country", "capital", "people", "demonym")
        told = [m for m in near[:1] if m.kind in _TOLD_OF and self._opens_clause(start, m.start)]
        return str((told or near[-1:])[0].value) if near else None

    def _opens_clause(self, start: int, at: int) -> bool:
        """Tell whether a name opens its sentence, or what follows its fronted part: "For all that, Norway will"."""
        led = self.text.rfind(", ", start, at)
        return at - start <= OPENED or (led >= 0 and at - led <= OPENED + 2)

    def _of_another(self, office: str, atom: Mention, place: Mention) -> bool:
        """Tell whether a title that means one office by itself is another country's here ("chef de l'État letton").

        One that names its own country is no other's: "der amerikanische Präsident die in Deutschland …".
        """
        known = alliances.offices().get(office)
        if known is None or place.kind not in ("demonym", "country") or known.country == place.value:
            return False
        forms = self.scan.language.tables["names"]["demonyms"].get(known.country, {})
        written = WORD.findall(self.text[atom.start : atom.end])
        return not any(word in forms.get("adjectives", ()) for word in written)

    def _seat_before(self, at: int) -> str | None:
        """Return the capital before a ministry: "In Tokyo the defence ministry …"."""
        near = self.scan.index.within(max(0, at - 24), at, "capital")
        return str(near[-1].value) if near and not BREAK.search(self.text, near[-1].end, at) else None

    def _split_title(self, atoms: list[Mention], i: int) -> tuple[str, str, int] | None:
        """Read head, adjective and tail ("ministre | letton | de la Défense"); the pattern's number ties them."""
        same = [m for m in atoms[max(0, i - 40) : i + 40] if m.start == atoms[i].start]
        heads = {m.value for m in same if m.kind == "title-head"}
        j = self._next(atoms, i, PLACES, skip=("title-head", "title-tail"), most=40)
        if j is None or atoms[j].start - atoms[i].end > 12:
            return None
        for k in range(j + 1, min(j + 40, len(atoms))):
            if atoms[k].start - atoms[j].end > 4:
                break
            if atoms[k].kind == "title-tail" and atoms[k].value in heads and atoms[k].start >= atoms[j].end:
                return str(atoms[k].value[0]), str(atoms[j].value), k
        return None

    def _next(
        self, atoms: list[Mention], i: int, kinds: frozenset[str], skip: tuple[str, ...] = (), most: int = 40
    ) -> int | None:
        for j in range(i + 1, min(i + 1 + most, len(atoms))):
            if atoms[j].start < atoms[i].end or atoms[j].kind in skip:
                continue
            if atoms[j].kind in kinds and self.names.glued(atoms[i].end, atoms[j].start):
                return j
            if atoms[j].kind not in ("title-head", "title-tail", "voice"):
                return None
        return None

    def _previous(self, atoms: list[Mention], i: int, kinds: frozenset[str]) -> int | None:
        for j in range(i - 1, max(-1, i - 40), -1):
            if atoms[j].end > atoms[i].start:
                continue
            if atoms[j].kind in kinds and self.names.glued(atoms[j].end, atoms[i].start, left=True):
                return j
            if atoms[j].kind not in ("title-head", "title-tail", "voice"):
                return None
        return None

    def _beside(
        self, atoms: list[Mention], first: int, last: int, start: int, end: int
    ) -> tuple[Mention | str | None, int, int, set[int]]:
        """Return the name next to a title: after it, before it, or one that no list knows."""
        written = self.text[atoms[first].start : end].lower()
        plural = written.endswith(tuple(self.grammar.listed("plural_endings")))
        # "for X, the Italian army …", "to the Ukrainian forces, X pledged": nobody is an army
        house = any(atom.kind in TITLED and atom.value == "government" for atom in atoms[first : last + 1])
        several = house or (atoms[first].kind == "role" and plural)
        for j in range(last + 1, min(last + 40, len(atoms))):
            if atoms[j].start < end:
                continue
            apart = "," in self.text[end : atoms[j].start]
            if apart and (
                several or self._opens(atoms[first], atoms[j].end)
            ):  # "Devant les eurodéputés, X …"
                break
            if atoms[first].kind == "role" and self._is_led(end, atoms[j].start):
                break  # "un conseiller de X": whoever it is, X it is not
            if atoms[j].kind == "person" and (
                self._adjacent(end, atoms[j].start) or self._is_native(end, atoms[j - 1], atoms[j])
            ):
                return atoms[j], start, atoms[j].end, {j}
            if atoms[j].kind in TITLED and self._is_deputy(start, end) and self._joins(end, atoms[j].start):
                end = atoms[j].end  # "deputy premier and defence minister X"
                continue
            if atoms[j].kind not in ("title-head", "title-tail", "voice", "honorific", *NATIVES):
                break
        for j in range(first - 1, first - 1 if house else max(-1, first - 40), -1):
            if atoms[j].end > start:
                continue
            if atoms[j].kind == "person" and self._adjacent(atoms[j].end, start, comma=True):
                return atoms[j], atoms[j].start, end, {j}
            if atoms[j].kind not in ("title-head", "title-tail", "voice"):
                break
        many = atoms[first].kind == "role" and (plural or str(atoms[first].value).endswith("s"))
        # "60,000 more soldiers, X told reporters", "unlike his predecessor, X said"
        listed = self.text[end : end + 1] == "," and (many or self._leads_on(atoms[first], end))
        if not listed and (
            stranger := self._stranger_at(end) or (None if many or house else self._introduced(end))
        ):
            return stranger[0], start, stranger[1], set()
        if not many and (named := self._of_a_house(end)) is not None:
            return named[0], start, named[1], set()
        if self._is_office(atoms[first]) and (surname := self._surname_at(end)) is not None:
            return surname[0], start, surname[1], set()
        return None, start, end, set()

    def _leads_on(self, role: Mention, at: int) -> bool:
        """Tell whether a name behind a comma begins a clause of its own, and is not who has the role."""
        named = stranger(self.grammar).match(self.text, at)
        return named is not None and self._opens(role, named.end("name"))

    def _opens(self, role: Mention, end: int) -> bool:
        """ "Unlike his predecessor, X said", "le président, X à ses côtés": no comma stands behind the name."""
        word = WORD.match(self.text, end + 1) if self.text[end : end + 1] == " " else None
        if word is None or not word[0].islower():
            return False
        return role.kind == "role" or not self.grammar.has("connectors", word[0])

    def _is_deputy(self, start: int, end: int) -> bool:
        """Tell whether a title is that of a deputy, who may have another one."""
        led = (*words_before(self.text, start)[-1:], *WORD.findall(self.text[start:end].lower()))
        return any(self.grammar.has("deputies", w) for w in led)

    def _joins(self, start: int, end: int) -> bool:
        """Tell whether only "and" stands between two titles, with an article at most."""
        words = WORD.findall(self.text[start:end].lower())
        return (
            bool(words)
            and "," not in self.text[start:end]
            and self.grammar.has("connectors", words[0])
            and (not self.grammar.without_articles(words[1:]))
        )

    def _introduced(self, at: int) -> tuple[str, int] | None:
        """Return a name after the rest of a title that no list knows: "ministre … du Budget, Jana Nováková"."""
        if apposed := _APPOSED.match(self.text, at):  # "le rapporteur, le centriste X, …"
            named = stranger(self.grammar).match(self.text, apposed.end() - 1)
            if (
                named
                and self.grammar.has("definites", apposed["a"].lower())
                and self._closes(named.end("name"))
            ):
                return named["name"], named.end("name")
        match = _REST.match(self.text, at)
        if match and self._said and self.scan.index.within(at, match.end(), *self._said):
            return None  # "the president threatened to leave the alliance, X said"
        ranked = self._ranked(match.end()) if match else 0
        found = stranger(self.grammar).match(self.text, ranked) if match else None
        if match and ranked > match.end():  # "le porte-parole de la chancellerie, M. X"
            found = found or _SURNAME.match(self.text, ranked)
        if found is None or self.scan.index.within(found.start("name"), found.end("name"), *NO_FIRST):
            return None
        return found["name"], found.end("name")

    def _ranked(self, at: int) -> int:
        """Return where a name begins behind a comma and a rank: "…, le général X"; else the comma."""
        ranks = self.scan.index.within(at, at + RANK, "honorific")
        lead = WORD.findall(self.text[at : ranks[0].start].lower()) if ranks else []
        return ranks[0].end if ranks and all(self.grammar.has("articles", w) for w in lead) else at

    def _of_a_house(self, at: int) -> tuple[str, int] | None:
        """Return a name right behind the house of a role, listed or of one word: "l’économiste de X A B"."""
        led = _OF.match(self.text, at)
        if led is None or not any(self.grammar.has("prepositions", w) for w in WORD.findall(led[0].lower())):
            return None
        start, words = led.end(), _CAPITALS.match(self.text, led.end())
        if words is None:
            return None
        houses = [
            m.end
            for m in self.scan.index.within(start, words.end(), "organisation", "group")
            if m.start == start
        ]
        first = max(houses) if houses else self.text.find(" ", start)
        name = self.text[first + 1 : words.end()]
        if name.count(" ") != 1 or self.scan.index.within(first + 1, words.end(), *NO_FIRST):
            return None
        return name, words.end()

    def _closes(self, at: int) -> bool:
        """Tell whether an apposition ends at an offset."""
        return self.text[at : at + 1] in (",", ".", ";", ")")

    def _adjacent(self, start: int, end: int, comma: bool = False) -> bool:
        gap = self.text[start:end]
        if (
            len(gap) > LONGEST
            or "\n" in gap
            or "." in gap.strip(".")
            or gap.endswith(".")
            or _QUOTED.search(gap)
        ):
            return False
        inner = [w.lower() for w in WORD.findall(gap)]
        if comma and "," not in gap:
            return False
        return all(self.grammar.has("glue", w) or self.grammar.has("articles", w) for w in inner)

    def _is_native(self, end: int, people: Mention, person: Mention) -> bool:
        """ "Its prime minister, the Dane X": a title, a comma and one word for where someone comes from."""
        if people.kind not in NATIVES or person.start - people.end != 1:
            return False
        lead = WORD.findall(self.text[end : people.start].lower())
        comma = self.text[end : end + 2] == ", "
        return comma and len(lead) == 1 and self.grammar.has("definites", lead[0])

    def _is_led(self, start: int, end: int) -> bool:
        """Tell whether a preposition stands between two places: "conseiller de", "Berater von"."""
        return any(self.grammar.has("prepositions", w.lower()) for w in WORD.findall(self.text[start:end]))

    def _stranger_at(self, at: int) -> tuple[str, int] | None:
        """Return a capitalised name of two words or more that starts here (after a space, a comma or a rank)."""
        comma = self.text[at : at + 2] == ", "
        match = stranger(self.grammar).match(self.text, self._ranked(at) if comma else at)
        return (_PARTY.sub("", match["name"]), match.end("name")) if match else None

    def _is_office(self, atom: Mention) -> bool:
        """Tell whether a word before a name tells an office, and is no mere "Sir" and no role."""
        written = self.text[atom.start : atom.end].lower()
        return atom.kind not in ("role", "honorific") or (
            atom.kind == "honorific" and written in self.grammar.titles
        )

    def _surname_at(self, at: int) -> tuple[str, int] | None:
        """Return a surname alone that no list knows, right behind a title: "Defence Minister X said"."""
        match = _SURNAME.match(self.text, at)
        if match is None or self.scan.index.within(match.start("name"), match.end("name")):
            return None
        name = match["name"]
        small = (
            "articles",
            "prepositions",
            "connectors",
            "between",
            "determiners",
            "definites",
            "no_surnames",
        )
        if any(self.grammar.has(key, name.lower()) for key in small):
            return None
        return self.memory.strange.get(name, name), match.end("name")
