"""Mentions of names in, sources out: everyone and everything in a text that may speak, resolved on its day."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from foedus import alliances
from foedus.alliances.records import Holder, Person
from foedus.text.lexicon import SPEECH, Scan
from foedus.text.match import NAMES, Mention, Sentence, place

Kind = Literal["person", "government", "organisation", "group", "role", "pronoun"]
_WORD = re.compile(r"[^\W_]+")
_SIGN = re.compile(r"[^\w\s'’\-–]")
_BEFORE = 28  # characters in which the little words before a name are sought
_ATOMS = frozenset((
    "country", "capital", "demonym", "people", "group", "organisation", "office", "title", "title-head",
    "title-tail", "role", "person", "honorific", "pronoun", "voice",
))  # fmt: skip
_PLACES = frozenset(("demonym", "country", "capital", "people"))
_GENDER = {"he": "m", "she": "f", "they": "p", "we": "w", "him": "m", "her": "f", "them": "p", "anyone": "o"}
_OBJECT = ("him", "her", "them")  # pronouns that are no subjects
HEAD = "head of the house"  # the role that only tells whose chief someone is
BETWEEN = 80  # days from an election within which the elected takes office
REMEMBERED = 200
FIRST_NAMED = 2400  # characters in which the house of a text is sought
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


class Grammar:
    """The small words of one language, as sets; made once a language."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        settings = tables["speech"].get("settings", {})
        self._sets = {key: frozenset(value) for key, value in settings.items() if isinstance(value, list)}
        self.texts = {key: value for key, value in settings.items() if isinstance(value, str)}
        self.home: list[str] = settings.get("home", [])
        self.verb_second: bool = settings.get("verb_second", False)
        self.owning = _owning(tables["names"], settings.get("genitives", []))
        self.titles = _bare_titles(tables["names"])
        self.patterns = _slotted_titles(tables["names"])

    def has(self, key: str, word: str) -> bool:
        """Tell whether a lower-case word belongs to a set of the settings."""
        return word in self._sets.get(key, ())

    def between(self, word: str) -> bool:
        """Tell whether a word may stand between an auxiliary or a name and its verb."""
        return self.has("between", word) or any(
            word.endswith(e) and len(word) > 4 for e in self.listed("adverb_endings")
        )

    def leads_away(self, word: str) -> bool:
        """Tell whether a word is a preposition and no article."""
        return self.has("prepositions", word) and not self.has("articles", word)

    def listed(self, key: str) -> frozenset[str]:
        """Return a set of the settings."""
        return self._sets.get(key, frozenset())


@cache
def grammar(code: str) -> Grammar:
    """Return the small words of a language."""
    from foedus.text.lexicon import language

    return Grammar(language(code).tables)


def _owning(names: Mapping[str, Any], endings: list[str]) -> frozenset[str]:
    """Return the names of places in the genitive, in lower case: those whose ending another one lacks."""
    listed = {
        p.lower() for part in ("countries", "capitals") for ps in names.get(part, {}).values() for p in ps
    }
    return frozenset(p for p in listed for e in endings if p.endswith(e) and p.removesuffix(e) in listed)


def _bare_titles(names: Mapping[str, Any]) -> dict[str, str]:
    """Return title as written without a slot, in lower case → kind of office or office id."""
    return {
        pattern.lower(): kind
        for section in ("titles", "offices")
        for kind, patterns in names.get(section, {}).items()
        for pattern in patterns
        if "{" not in pattern
    }


def _slotted_titles(names: Mapping[str, Any]) -> frozenset[str]:
    """Return the titles that mean nothing without a country ("{adj} forces"), in lower case and without the slot."""
    titles = names.get("titles", {}).values()
    return frozenset(re.sub(r"\{\w+\}", "", p).strip().lower() for ps in titles for p in ps if "{" in p)


def words_before(text: str, at: int, most: int = _BEFORE) -> list[str]:
    """Return the words before an offset up to the nearest sign, nearest last, in lower case."""
    return _WORD.findall(_SIGN.split(text[max(0, at - most) : at])[-1].lower())


@cache
def _offices() -> dict[tuple[str, str], str]:
    """(country, kind) → office id; the id's own last part counts as a kind too."""
    found: dict[tuple[str, str], str] = {}
    for office in alliances.offices().values():
        found.setdefault((office.country, office.kind), office.id)
        found.setdefault((office.country, office.id.rpartition(".")[2]), office.id)
    return found


@cache
def _people() -> dict[str, Person]:
    return {person.name: person for person in alliances.persons()}


_FIRST = re.compile(r"(?<![\w.'’-])([A-ZÀ-Þ][^\W\d_]+(?:-[A-ZÀ-Þ][^\W\d_]+)?) $")
_REST = re.compile(r"(?: (?:[a-zà-ÿ]['’])?[\w'’-]+){1,6}(?=, )")
_NOUN = re.compile(r"([A-ZÀ-Þ][^\W\d_]{2,}) $")
_STROKED = str.maketrans("łŁøØđĐıİ", "lLoOdDii")
_DAY = re.compile(r"\d(?:st|nd|rd|th|er)? $")
_COUNTED = re.compile(r"\d{2,}[\s\u00a0\u202f]$")  # "71 000 soldiers" do not speak
_NO_FIRST = (
    "honorific",
    "title",
    "office",
    "demonym",
    "country",
    "capital",
    "organisation",
    "group",
    "role",
    "people",
)


def _plain(name: str) -> str:
    """Return a name without accents and capitals, to compare spellings."""
    split = unicodedata.normalize("NFD", name.translate(_STROKED))
    return "".join(c for c in split if not unicodedata.combining(c)).casefold()


@cache
def _plain_people() -> dict[str, str]:
    people = alliances.persons()
    return {_plain(form): person.name for person in people for form in (*person.aliases, person.name)}


@cache
def _first_names() -> frozenset[str]:
    """Return the first names of everyone the tables know, of two letters or more."""
    firsts = (person.name.partition(" ")[0] for person in alliances.persons() if " " in person.name)
    return frozenset(first for first in firsts if len(first) > 2)


@cache
def _labels() -> dict[str, str]:
    """Return the name that an alliance or an organisation speaks under, by its id."""
    groups = {g.id: g.label for g in alliances.groups().values() if g.kind == "alliance"}
    return groups | {o.id: o.label for o in alliances.organisations().values()}


@cache
def _ids() -> dict[str, str]:
    return {label: code for code, label in _labels().items()}


class _Name(NamedTuple):
    """Who a chain of mentions means, before its place in the sentence is looked at."""

    start: int
    end: int
    name: str | None
    country: str | None
    kind: Kind
    gender: str | None = None


class _Spans:
    """Disjoint spans in order, asked whether they hold an offset."""

    def __init__(self, names: list[_Name]) -> None:
        self._names = sorted(names, key=lambda n: (n.start, n.end))
        self._starts = [n.start for n in self._names]

    def hold(self, at: int) -> bool:
        i = bisect_right(self._starts, at) - 1
        return i >= 0 and at < self._names[i].end


class Cast:
    """The people of one document in text order: who a title, a surname or a pronoun means at this point.

    `earlier`: those of the text before, where this is the next block of a long one.
    """

    def __init__(self, scan: Scan, earlier: Cast | None = None) -> None:
        self.scan, self.text = scan, scan.text
        self.grammar = grammar(scan.language.code)
        self.day = scan.document.published
        self._named: dict[str, str] = earlier._named if earlier else {}
        self._surnames: dict[str, str] = earlier._surnames if earlier else {}
        self._strange: dict[str, str] = earlier._strange if earlier else {}
        self._countries: list[str] = earlier._countries if earlier else []
        # whom bare "leaders" or "ministers" mean
        self.house: tuple[str, str] | None = earlier.house if earlier else self._first_house()

    def _first_house(self) -> tuple[str, str] | None:
        """Return the alliance or union that the text names first, else the alliance of all tables."""
        for m in self.scan.index.within(0, FIRST_NAMED, "group", "organisation"):
            if (code := _ids().get(m.value, m.value)) in _labels():
                return self._label_of(code), code
        alliance = next((g for g in alliances.groups().values() if g.kind == "alliance"), None)
        return (alliance.label, alliance.id) if alliance else None

    def _met(self, name: str, written: str | None = None) -> None:
        """Remember whom the text named, the last ones only, so that a long text costs no more a sentence."""
        surname = (written or name).rpartition(" ")[2]
        for known, fresh in ((self._named, name), (self._surnames, surname)):
            known.pop(fresh, None)
            known[fresh] = name
            if len(known) > REMEMBERED:
                del known[next(iter(known))]
        if name not in _people():
            self._strange.pop(surname, None)
            self._strange[surname] = name
            if len(self._strange) > REMEMBERED // 10:
                del self._strange[next(iter(self._strange))]

    def is_house(self, code: str | None) -> bool:
        """Tell whether a code is an alliance or union with members."""
        return code in alliances.groups()

    # --- sentences ---

    def sources(self, telling: set[int]) -> dict[int, list[Source]]:
        """Return the sources of the sentences that tell something or name someone."""
        index, cuts = self.scan.index, self.scan.sentences
        named = {index.at(m.start) for m in index.named if m.kind in _ATOMS}
        found: dict[int, list[Source]] = {}
        passed = 0
        for n in (*sorted(telling | named), len(cuts)):
            for k in self._met_again(passed, n):
                found[k] = self._strangers(cuts[k], [])
            if n < len(cuts):
                books = (NAMES, SPEECH) if n in telling else (NAMES,)
                atoms = [m for book in books for m in index.mentions(n, book) if m.kind in _ATOMS]
                found[n] = self._sources(cuts[n], sorted(atoms, key=place)[: MOST * 3])
            passed = n + 1
        return found

    def _met_again(self, first: int, end: int) -> list[int]:
        """Return which of some sentences in a row name someone whom the text introduced itself."""
        if first >= end or not self._strange:
            return []
        start, stop = self.scan.sentences[first].start, self.scan.sentences[end - 1].end
        found = set()
        for surname in self._strange:
            at = self.text.find(surname, start, stop)
            while at >= 0:
                found.add(self.scan.index.at(at))
                at = self.text.find(surname, at + 1, stop)
        return sorted(found)

    def _sources(self, sentence: Sentence, atoms: list[Mention]) -> list[Source]:
        """Return the sources of a sentence in order."""
        if not atoms:
            return self._strangers(sentence, [])
        here = [m.value for m in atoms if m.kind in ("country", "capital") and not self._is_oblique(m.start)]
        found: list[_Name] = []
        used: set[int] = set()
        reach = -1
        for i, atom in enumerate(atoms):
            if i in used or atom.start < reach:
                continue
            if named := self._titled(atoms, i, used, here):
                found.append(named)
                reach = named.end
        titled = _Spans(found)
        for i, atom in enumerate(atoms):
            if i in used or titled.hold(atom.start):
                continue
            if named := self._single(atom, atoms, i):
                found.append(named)
        found = sorted(set(found), key=lambda n: (n.start, n.end, n.name or ""))
        self._countries = (self._countries + list(dict.fromkeys(here)))[-8:]
        return self._strangers(sentence, [self._placed(n) for n in found[:MOST]])

    def _placed(self, named: _Name) -> Source:
        """Look at the words around the name: is it a subject, does it own what follows?"""
        named = self._government(named)
        house = named.kind in ("organisation", "government", "group")
        oblique = self._is_oblique(named.start, "house_prepositions" if house else "")
        after = self.text[named.end : named.end + 3]
        possessor = after[:2] in ("'s", "’s") or (after[:1] in ("'", "’") and after[1:2] == " ")
        if possessor:  # "X's office said"
            houses = self.scan.index.within(named.end, named.end + 5, "voice")
            possessor = not any(v.value == "house" for v in houses)
        possessor = possessor or self._is_genitive(named)
        if named.kind == "pronoun":
            oblique = (
                oblique or self.scan.index.within(named.start, named.start + 1, "pronoun")[0].value in _OBJECT
            )
        return Source(*named, oblique, possessor)

    def _government(self, named: _Name) -> _Name:
        """ "Le gouvernement Merz", "the Biden administration", "Kishida's cabinet": the country speaks."""
        if named.kind != "person" or named.country is None or not named.country.isupper():
            return named
        before = words_before(self.text, named.start, 20)
        behind = _WORD.search(self.text, named.end, named.end + 20)
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

    def _is_genitive(self, named: _Name) -> bool:
        """Tell whether a name has the ending of a genitive that the name itself does not have."""
        written = self.text[named.start : named.end].lower()
        if named.kind == "government":
            return written in self.grammar.owning
        ending = next((e for e in self.grammar.listed("genitives") if written.endswith(e)), None)
        if named.kind != "person" or ending is None or named.name is None:
            return False
        known = _people().get(named.name)
        last = _plain(written.rpartition(" ")[2])
        return known is not None and not any(_plain(f).endswith(last) for f in (known.name, *known.aliases))

    def _is_oblique(self, at: int, also: str = "") -> bool:
        """Tell whether a preposition stands before, articles aside; `also` names a further set of such words."""
        if self.text[max(0, at - 1) : at] == "(":
            return True
        before = words_before(self.text, at)
        if before and self.grammar.has(also, before[-1]):
            return True
        while (
            before
            and self.grammar.has("articles", before[-1])
            and not self.grammar.has("prepositions", before[-1])
        ):
            before.pop()
        return bool(before) and self.grammar.has("prepositions", before[-1])

    # --- titles ---

    def _titled(self, atoms: list[Mention], i: int, used: set[int], here: list[str]) -> _Name | None:
        """Read a title or honorific with its country and its name, whichever side they stand on."""
        atom = atoms[i]
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
            if (j := self._previous(atoms, i, _PLACES)) is not None:
                country, start, first = str(atoms[j].value), atoms[j].start, j
            elif (j := self._next(atoms, last, _PLACES)) is not None and (
                atom.kind != "office" or self._of_another(office or "", atoms[j])
            ):
                country, end, last = str(atoms[j].value), atoms[j].end, j
                known = alliances.offices().get(office or "")
                office = known.kind if known else office
        bare = self.text[atom.start : atom.end].lower().replace("’", "'")
        if country is None and atom.kind == "title" and bare not in self.grammar.titles:
            country = self._seat_before(atom.start) if office == "government" else next(iter(here), None)
            ministry = any(self.grammar.has("ministries", w) for w in _WORD.findall(bare))
            if country is None and ministry and self._is_possessed(atom.start):  # "its finance ministry"
                country = self._owner(atom.start) or next(iter((*here, *reversed(self._countries))), None)
            if country is None:
                return None
        person, start, end, taken = self._beside(atoms, first, last, start, end)
        if person is None and atom.kind == "honorific" and office is None:
            return None
        if person is None and atom.kind == "role":
            return None  # an unnamed role, read on its own
        used.update(range(first, last + 1))
        used.update(taken)
        return self._who(start, end, office, country, person, here, bool(atom.kind == "role"))

    def _is_possessed(self, at: int) -> bool:
        """Tell whether "its" or "their" stands right before."""
        before = words_before(self.text, at)
        return bool(before) and self.grammar.has("possessives", before[-1])

    def _owner(self, at: int) -> str | None:
        """Return whose "their government" is: the country or people that the sentence names last before."""
        start = self.scan.sentences[self.scan.index.at(at)].start
        near = self.scan.index.within(start, at, "country", "capital", "people", "demonym")
        return str(near[-1].value) if near else None

    def _head_of(self, atom: Mention) -> _Name | None:
        """ "Its chief": whoever heads the house that the sentence names before, on the day."""
        start = self.scan.sentences[self.scan.index.at(atom.start)].start
        near = self.scan.index.within(start, atom.start, "organisation", "group")
        for m in reversed(near):
            code = _ids().get(m.value, m.value)
            office = _offices().get((code, "head-of-organisation"))
            held = alliances.holder(office, self.day) if office and self.day else None
            if held is not None:
                self._met(held.name)
                return _Name(atom.start, atom.end, held.name, held.country, "person", held.gender)
        return None

    def _of_another(self, office: str, place: Mention) -> bool:
        """Tell whether a title that means one office by itself is another country's here ("chef de l'État letton")."""
        known = alliances.offices().get(office)
        return known is not None and place.kind in ("demonym", "country") and known.country != place.value

    def _seat_before(self, at: int) -> str | None:
        """Return the capital before a ministry: "In Tokyo the defence ministry …"."""
        near = self.scan.index.within(max(0, at - 24), at, "capital")
        return str(near[-1].value) if near and not _SIGN.search(self.text, near[-1].end, at) else None

    def _split_title(self, atoms: list[Mention], i: int) -> tuple[str, str, int] | None:
        """Read head, adjective and tail ("ministre | letton | de la Défense"); the pattern's number ties them."""
        same = [m for m in atoms[max(0, i - 40) : i + 40] if m.start == atoms[i].start]
        heads = {m.value for m in same if m.kind == "title-head"}
        j = self._next(atoms, i, _PLACES, skip=("title-head", "title-tail"), most=40)
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
            if atoms[j].kind in kinds and self._glued(atoms[i].end, atoms[j].start):
                return j
            if atoms[j].kind not in ("title-head", "title-tail", "voice"):
                return None
        return None

    def _previous(self, atoms: list[Mention], i: int, kinds: frozenset[str]) -> int | None:
        for j in range(i - 1, max(-1, i - 40), -1):
            if atoms[j].end > atoms[i].start:
                continue
            if atoms[j].kind in kinds and self._glued(atoms[j].end, atoms[i].start, left=True):
                return j
            if atoms[j].kind not in ("title-head", "title-tail", "voice"):
                return None
        return None

    def _glued(self, start: int, end: int, left: bool = False) -> bool:
        """Tell whether only little words stand between; before a title the country is an adjective or owns it."""
        gap = self.text[start:end]
        if len(gap) > 40 or _SIGN.search(gap) or "\n" in gap:
            return False
        found = [w.lower() for w in _WORD.findall(gap)]
        if left and any(
            self.grammar.has("articles", w) or self.grammar.has("prepositions", w) for w in found
        ):
            return False
        return all(self.grammar.has("glue", w) for w in found)

    def _beside(
        self, atoms: list[Mention], first: int, last: int, start: int, end: int
    ) -> tuple[Mention | str | None, int, int, set[int]]:
        """Return the name next to a title: after it, before it, or one that no list knows."""
        written = self.text[atoms[first].start : end].lower()
        plural = any(written.endswith(e) for e in self.grammar.listed("plural_endings"))
        several = atoms[first].kind == "role" and plural
        for j in range(last + 1, min(last + 40, len(atoms))):
            if atoms[j].start < end:
                continue
            if several and "," in self.text[end : atoms[j].start]:  # "Devant les eurodéputés, X …"
                break
            if atoms[j].kind == "person" and self._adjacent(end, atoms[j].start):
                return atoms[j], start, atoms[j].end, {j}
            if atoms[j].kind not in ("title-head", "title-tail", "voice", "honorific"):
                break
        for j in range(first - 1, max(-1, first - 40), -1):
            if atoms[j].end > start:
                continue
            if atoms[j].kind == "person" and self._adjacent(atoms[j].end, start, comma=True):
                return atoms[j], atoms[j].start, end, {j}
            if atoms[j].kind not in ("title-head", "title-tail", "voice"):
                break
        many = atoms[first].kind == "role" and str(atoms[first].value).endswith("s")
        if stranger := self._stranger_at(end) or (None if many else self._introduced(end)):
            return stranger[0], start, stranger[1], set()
        return None, start, end, set()

    def _introduced(self, at: int) -> tuple[str, int] | None:
        """Return a name after the rest of a title that no list knows: "ministre … du Budget, Jana Nováková"."""
        match = _REST.match(self.text, at)
        found = _stranger(self.grammar).match(self.text, match.end()) if match else None
        if found is None or self.scan.index.within(found.start("name"), found.end("name"), *_NO_FIRST):
            return None
        return found["name"], found.end("name")

    def _adjacent(self, start: int, end: int, comma: bool = False) -> bool:
        gap = self.text[start:end]
        if len(gap) > 14 or "\n" in gap or "." in gap.strip(".") or gap.endswith("."):
            return False
        inner = [w.lower() for w in _WORD.findall(gap)]
        if comma and "," not in gap:
            return False
        return all(self.grammar.has("glue", w) or self.grammar.has("articles", w) for w in inner)

    def _stranger_at(self, at: int) -> tuple[str, int] | None:
        """Return a capitalised name of two words or more that starts here (after a space or a comma)."""
        match = _stranger(self.grammar).match(self.text, at)
        return (match["name"], match.end("name")) if match else None

    def _who(
        self, start: int, end: int, office: str | None, country: str | None, person: Mention | str | None,
        here: list[str], role: bool,
    ) -> _Name:  # fmt: skip
        if isinstance(person, str) and (known := _plain_people().get(_plain(person))):
            self._met(known)
            return _Name(start, end, known, self._serves(known), "person", _people()[known].gender)
        if isinstance(person, str):
            self._met(person)
            return _Name(start, end, person, self._country_of(office, country), "person")
        if person is not None:
            return self._person(person, start, end)
        if office == "government" or (office or "").startswith("government"):
            country = country or self._context(here)
            return _Name(start, end, country, country, "government")
        held = self._held(office or "", country, here, self._elect(start, end))
        if held is not None:
            self._met(held.name)
            return _Name(start, end, held.name, held.country, "person", held.gender)
        return _Name(start, end, f"{self._label(start, end)} (unnamed)", country, "role")

    def _label(self, start: int, end: int) -> str:
        return " ".join(self.text[start:end].split())

    def _country_of(self, office: str | None, country: str | None) -> str | None:
        known = alliances.offices().get(office or "")
        return known.country if known else country

    def _context(self, here: list[str]) -> str | None:
        """Return the country a title without one means: of the sentence, of what came before, of the readers."""
        return next(iter((*here, *reversed(self._countries), *self.grammar.home)), None)

    def _elect(self, start: int, end: int) -> bool:
        """Tell whether the title is of someone elected who does not hold the office yet."""
        words = _WORD.findall(self.text[start : end + 8].lower())
        return any(self.grammar.has("elects", w) for w in words)

    def _held(self, office: str, country: str | None, here: list[str], elect: bool = False) -> Holder | None:
        """Return who held the office on the day: by its id, by kind and country, by kind and context."""
        if self.day is None:
            return None
        day = self.day + dt.timedelta(days=BETWEEN) if elect else self.day
        if office in alliances.offices():
            return alliances.holder(office, day)
        if country is None and not elect and (named := self._named_holder(office)):
            return named
        tried = [country] if country else here or self._countries[::-1] or self.grammar.home
        for code in tried:
            if (known := _offices().get((code, office))) and (held := alliances.holder(known, day)):
                return held
        return None

    def _named_holder(self, kind: str) -> Holder | None:
        """Return who of those already named holds such an office on the day, the last named first."""
        for name in reversed(self._surnames.values()):
            known = _people().get(name)
            for held in known.offices if known else ():
                if held.kind == kind and self._holds(held):
                    return held
        return None

    def _holds(self, held: Holder) -> bool:
        return self.day is not None and held.start <= self.day and (held.end is None or self.day <= held.end)

    # --- names ---

    def _person(self, mention: Mention, start: int, end: int) -> _Name:
        names: tuple[str, ...] = mention.value
        written = self.text[mention.start : mention.end]
        if " " not in written and (full := self._with_first_name(mention)):
            start, written = min(start, mention.start - len(full[0]) - 1), f"{full[0]} {written}"
            if full[1] is None:
                self._met(written)
                return _Name(start, end, written, None, "person")
            names = (full[1],)
        chosen = next((n for n in names if n in self._named), None)
        chosen = chosen or (names[0] if len(names) == 1 else self._likeliest(names))
        self._met(chosen, written)
        known = _people().get(chosen)
        return _Name(start, end, chosen, self._serves(chosen), "person", known.gender if known else None)

    def _with_first_name(self, mention: Mention) -> tuple[str, str | None] | None:
        """Read a first name before a surname: whose it is, None for a namesake that no list knows."""
        match = _FIRST.search(self.text, max(0, mention.start - 24), mention.start)
        if match is None or self.grammar.has("articles", match[1].lower()):
            return None
        if match.start() == 0 or self.scan.index.within(match.start(1), match.end(1), *_NO_FIRST):
            return None
        full = _plain(f"{match[1]} {self.text[mention.start : mention.end]}")
        known = _plain_people().get(full)
        if known is None and self.opens(match.start(1)) and match[1] not in _first_names():
            return None
        return match[1], known

    def opens(self, at: int) -> bool:
        """Tell whether a word opens a sentence or a quotation, where any word has a capital."""
        lead = self.text[max(0, at - 3) : at].strip()
        return not lead or lead[-1] in '.!?:«“"»”'

    def _likeliest(self, names: tuple[str, ...]) -> str:
        """Among people of one surname take who held an office last before the day."""

        def rank(name: str) -> tuple[bool, dt.date]:
            held = [o for o in _people()[name].offices if self.day is None or o.start <= self.day]
            now = any(o.end is None or (self.day is not None and o.end >= self.day) for o in held)
            return now, max((o.start for o in held), default=dt.date.min)

        return max(names, key=rank)

    def _serves(self, name: str) -> str | None:
        """Return the country or organisation whose office the person holds on the day, else where they come from."""
        known = _people().get(name)
        if known is None:
            return None
        for held in reversed(known.offices):
            if self.day is None or self._holds(held):
                return held.country
        return known.country or None

    def _single(self, atom: Mention, atoms: list[Mention], i: int) -> _Name | None:
        start, end, kind, value = atom.start, atom.end, atom.kind, atom.value
        if kind == "person":
            return None if self._is_date(start, end) else self._person(atom, start, end)
        if kind in ("country", "capital"):
            return _Name(start, end, value, value, "government")
        if kind == "organisation":
            start, end = self._behind(atoms, i)
            return _Name(start, end, value, _ids().get(value, value.lower()), "organisation")
        if kind == "group":
            return self._group(atoms, i)
        if kind == "role":
            return self._role(atom)
        if kind == "people":
            return self._native(atom)
        if kind == "pronoun":
            return _Name(start, end, None, None, "pronoun", _GENDER.get(value))
        return None

    def _is_date(self, start: int, end: int) -> bool:
        """ "30 May 1913": a surname that is the name of a month here."""
        before, after = self.text[max(0, start - 4) : start], self.text[end : end + 3]
        return bool(_DAY.search(before)) or (after[:1] == " " and after[1:].isdigit())

    def _group(self, atoms: list[Mention], i: int) -> _Name:
        """A group speaks as an organisation where the text names that, or its leaders; its members do not."""
        start, end, value = atoms[i].start, atoms[i].end, atoms[i].value
        spoken = [a for a in atoms if a.start >= start - 4 and a.end <= end and a.kind == "organisation"]
        wide = self._behind(atoms, i)
        voices = self.scan.index.within(wide[0], wide[1], "voice")
        leaders = any(v.value == "leaders" and v.end - v.start < end - start for v in voices)
        last = self.text[start:end].rpartition(" ")[2].lower()
        one = value in _labels() and not any(last.endswith(e) for e in self.grammar.listed("plural_endings"))
        if spoken or leaders or wide != (start, end) or one:
            label = str(spoken[0].value) if spoken else self._label_of(value)
            return _Name(*wide, label, value, "organisation", "p" if leaders else None)
        return _Name(start, end, value, value, "group", "p")

    def _label_of(self, code: str) -> str:
        """Return the name a group speaks under: as the names of organisations write it, else its label."""
        names = self.scan.language.tables["names"].get("organisations", {})
        return code.upper() if code.upper() in names else _labels().get(code, code)

    def _behind(self, atoms: list[Mention], i: int) -> tuple[int, int]:
        """Take in the noun that an organisation speaks through: "le rapport de l'OTAN", "NATO's figures"."""
        start, end = atoms[i].start, atoms[i].end
        for j in range(i - 1, max(-1, i - 4), -1):
            if (
                atoms[j].kind == "voice"
                and atoms[j].end <= start
                and self._glued(atoms[j].end, start)
                and not self._is_tag(atoms[j].start)
            ):
                return atoms[j].start, end
        for j in range(i + 1, min(i + 4, len(atoms))):
            if atoms[j].kind == "voice" and atoms[j].start >= end and self._glued(end, atoms[j].start):
                owned = atoms[j].start > end + 1 or self._speaks(atoms[j].end)
                return start, atoms[j].end if owned else end
        return start, end

    def _is_tag(self, at: int) -> bool:
        """Tell whether a comma stands right before, where a noun would have its article: ", note le Sipri"."""
        return self.text[max(0, at - 2) : at] == ", "

    def _ends_name(self, atom: Mention) -> bool:
        """Tell whether the word is part of a name that begins before it ("Assemblée générale")."""
        noun = _NOUN.search(self.text, max(0, atom.start - 24), atom.start)
        if noun is None or self.grammar.has("articles", noun[1].lower()):
            return False
        return not self.scan.index.within(noun.start(1), atom.start, *_ATOMS)

    def _is_adjective(self, atom: Mention) -> bool:
        """ "Programmation militaire": a word for a role that only describes the noun before it."""
        before = words_before(self.text, atom.start)
        return bool(before) and not any(
            self.grammar.has(key, before[-1]) for key in ("articles", "determiners", "glue", "indefinites")
        )

    def _house_of(self, atom: Mention, label: str) -> _Name | None:
        """ "Officials in Copenhagen", "RUSI researchers": whoever they speak for."""
        near = self.scan.index.within(max(0, atom.start - 30), atom.end + 34, "capital", "organisation")
        for m in near:
            gap = (m.end, atom.start) if m.end <= atom.start else (atom.end, m.start)
            if gap[1] - gap[0] > 8 or not self._glued(*gap):
                continue
            start, end = min(m.start, atom.start), max(m.end, atom.end)
            if m.kind == "capital" and self.grammar.has("governing", label):
                return _Name(start, end, m.value, m.value, "government")
            if m.kind == "organisation" and self.grammar.has("members", label):
                return _Name(start, end, m.value, _ids().get(m.value, m.value.lower()), "organisation")
        return None

    def _speaks(self, at: int) -> bool:
        """Tell whether a verb of speech stands right here, so that the word before is a noun."""
        return any(m.kind.startswith(("say", "utter", "show")) for m in self.scan.index.within(at, at + 3))

    def _role(self, atom: Mention) -> _Name | None:
        """An unnamed source: by its role; those that speak for the organisation of the text, as that."""
        label = str(atom.value)
        if label == HEAD:
            return self._head_of(atom)
        if self.grammar.has("collective", label):
            return _Name(atom.start, atom.end, None, None, "group", "p")
        if any(v.value == "document" for v in self.scan.index.within(atom.start, atom.end, "voice")):
            return None
        if self.grammar.has("adjectival", label) and self._is_adjective(atom):
            return None
        if self._ends_name(atom) or _COUNTED.search(self.text, max(0, atom.start - 12), atom.start):
            return None
        if any(v.value == "document" for v in self.scan.index.within(atom.start - 14, atom.start, "voice")):
            return None  # "une étude universitaire"
        if (house := self._house_of(atom, label)) is not None:
            return house
        many = label.endswith("s") and not label.endswith("ss")
        return _Name(atom.start, atom.end, f"{label} (unnamed)", None, "role", "p" if many else None)

    def _native(self, atom: Mention) -> _Name | None:
        """ "The Dutchman": the last person of the text who comes from there."""
        before = words_before(self.text, atom.start)
        if not before or not self.grammar.has("definites", before[-1]):
            return None
        for name in reversed(self._surnames.values()):
            known = _people().get(name)
            if known is not None and known.country == atom.value:
                return _Name(atom.start, atom.end, name, self._serves(name), "person", known.gender)
        for office in alliances.offices().values():  # not named yet: who comes from there and heads a house
            if office.kind == "head-of-organisation" and self.day is not None:
                held = alliances.holder(office.id, self.day)
                known = _people().get(held.name) if held else None
                if known is not None and known.country == atom.value:
                    return _Name(atom.start, atom.end, known.name, office.country, "person", known.gender)
        return None

    def _strangers(self, sentence: Sentence, found: list[Source]) -> list[Source]:
        """Add the surnames of people whom the text introduced itself and no list knows."""
        for surname, name in self._strange.items():
            at = self.text.find(surname, sentence.start, sentence.end)
            if at >= 0 and not any(s.start <= at < s.end for s in found):
                found.append(self._placed(_Name(at, at + len(surname), name, None, "person")))
        return sorted(found, key=lambda x: (x.start, x.end))


@cache
def _stranger(words: Grammar) -> re.Pattern[str]:
    particles = "|".join(sorted(words.listed("particles")))
    capital = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŘŚŞŠŤŪŮŰŲŹŻŽ][\w'’-]{1,30}"
    return re.compile(rf",? (?P<name>{capital}(?: (?:(?:{particles}) ){{0,2}}{capital}){{1,3}})")
