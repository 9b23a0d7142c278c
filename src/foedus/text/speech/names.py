"""Mentions of names in, whom they mean out: people, governments, organisations, groups, roles and pronouns."""

from __future__ import annotations

import re
from itertools import islice

from foedus import alliances
from foedus.text.lexicon import SPEECH, Scan
from foedus.text.match import Mention
from foedus.text.particles import WORD, grammar, words_before
from foedus.text.speech.memory import Memory
from foedus.text.speech.name import BREAK, SECOND, Name
from foedus.text.speech.natives import Natives
from foedus.text.speech.people import first_names, ids, labels, offices_by_kind, people, plain, plain_people
from foedus.text.speech.voices import speaks_at

ATOMS = frozenset((
    "country", "capital", "demonym", "people", "group", "organisation", "office", "title", "title-head",
    "title-tail", "role", "person", "honorific", "pronoun", "voice",
))  # fmt: skip
PLACES = frozenset(("demonym", "country", "capital", "people"))
_GENDER = {"he": "m", "she": "f", "they": "p", "we": "w", "him": "m", "her": "f", "them": "p", "anyone": "o"}
HEAD = "head of the house"  # the role that only tells whose chief someone is
BEFORE = "predecessor"  # the role that only tells that someone held the same office before
FAR = 40  # mentions before a house among which the noun it speaks through stands
PEER = "colleague"  # the role that only tells that someone holds the same office elsewhere
WORKING = 16  # characters between a role and the house in which it works
LED = 12  # characters of a preposition that a noun of attribution follows
BRANCH = 30  # characters of the name of an organisation before its country
_FIRST = re.compile(r"(?<![\w.'’-])([A-ZÀ-Þ][^\W\d_]+(?:-[A-ZÀ-Þ][^\W\d_]+)?) $")
_GIVEN = re.compile(r" [A-ZÀ-Þ][a-zà-ÿ]+(?:[- ][A-ZÀ-Þ][a-zà-ÿ]+|-[a-zà-ÿ]+)?")
_NOUN = re.compile(r"([A-ZÀ-Þ][^\W\d_]{2,}) $")
_DAY = re.compile(r"\d(?:st|nd|rd|th|er)? $")
_COUNTED = re.compile(r"\d{2,}[\s\u00a0\u202f]$")  # "71 000 soldiers" do not speak
NO_FIRST = (
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


class Names:
    """Reads the names of one text, each by itself."""

    def __init__(self, scan: Scan, memory: Memory) -> None:
        self.scan, self.text, self.memory = scan, scan.text, memory
        self.grammar = grammar(scan.language.code)
        self.natives = Natives(scan, memory)

    def single(self, atom: Mention, atoms: list[Mention], i: int) -> Name | None:
        """Return whom a name without a title means."""
        start, end, kind, value = atom.start, atom.end, atom.kind, atom.value
        if kind in ("person", "country") and self._is_namesake_of(atom, atoms):
            return None
        if kind == "person":
            return None if self._is_date(start, end) else self.person(atom, start, end)
        # "the Germany-based institute", "the US-led coalition"
        compound = self.text[end : end + 1] == "-" and self.text[end + 1 : end + 2].islower()
        if kind in ("country", "capital") and (compound or self._is_branch(start)):
            return None
        if kind in ("country", "capital"):
            return Name(start, end, value, value, "government")
        if kind == "organisation":
            start, end = self._behind(atoms, i)
            return Name(start, end, value, ids().get(value, value.lower()), "organisation")
        if kind == "group":
            return self._group(atoms, i)
        if kind == "role":
            return self._role(atom)
        if kind == "people":
            return self.natives.of(atom)
        if kind == "pronoun":
            return Name(start, end, None, None, "pronoun", _GENDER.get(value))
        return None

    def _is_namesake_of(self, atom: Mention, atoms: list[Mention]) -> bool:
        """Tell whether a name is that of a country and no person's, or the other way: "Montenegro", "Luís Montenegro".

        Who was not named before is no one's surname alone.
        """
        there = (a for a in atoms if a.start == atom.start and a.end == atom.end)
        other = next((a for a in there if {a.kind, atom.kind} == {"person", "country"}), None)
        if other is None:
            return False
        person = atom if atom.kind == "person" else other
        met = any(name in self.memory.named for name in person.value)
        return met == (atom.kind == "country")

    def person(self, mention: Mention, start: int, end: int) -> Name:
        """Return which of the people of that name is meant, with the first name that may stand before."""
        names: tuple[str, ...] = mention.value
        written = self.text[mention.start : mention.end]
        if (namesake := self._namesake(mention, written)) is not None:
            self.memory.met(namesake[0])
            return Name(start, max(end, namesake[1]), namesake[0], None, "person")
        if " " not in written and (full := self._with_first_name(mention)):
            start, written = min(start, mention.start - len(full[0]) - 1), f"{full[0]} {written}"
            if full[1] is None:
                self.memory.met(written)
                return Name(start, end, written, None, "person")
            names = (full[1],)
        chosen = next((n for n in names if n in self.memory.named), None)
        chosen = chosen or (names[0] if len(names) == 1 else self.memory.likeliest(names))
        self.memory.met(chosen, written)
        known = people().get(chosen)
        return Name(start, end, chosen, self.memory.serves(chosen), "person", known.gender if known else None)

    def _namesake(self, mention: Mention, written: str) -> tuple[str, int] | None:
        """Return a stranger whom the text introduced by this surname, or whose first name the word is here."""
        if written in self.memory.strange:
            return self.memory.strange[written], mention.end
        # "Kim Yo Jong": the family first
        ahead = any(name.startswith(f"{written} ") for name in mention.value)
        if not ahead and written not in first_names():
            return None
        behind = (_GIVEN if ahead else SECOND).match(self.text, mention.end)
        if behind is None or self.scan.index.within(mention.end + 1, behind.end()):
            return None
        return written + behind[0], behind.end()

    def _with_first_name(self, mention: Mention) -> tuple[str, str | None] | None:
        """Read a first name before a surname: whose it is, None for a namesake that no list knows."""
        match = _FIRST.search(self.text, max(0, mention.start - 24), mention.start)
        if match is None or self.grammar.has("articles", match[1].lower()):
            return None
        if match.start() == 0 or self.scan.index.within(match.start(1), match.end(1), *NO_FIRST):
            return None
        if match[1].lower() in self.grammar.title_words:
            return None  # "Prime Minister X"
        led = self.scan.index.within(max(0, match.start(1) - LED), match.end(1), "according")
        if any(m.end == match.end(1) for m in led):
            return None  # German "nach Angaben X"
        full = plain(f"{match[1]} {self.text[mention.start : mention.end]}")
        known = plain_people().get(full)
        if known is None and self.opens(match.start(1)) and match[1] not in first_names():
            return None
        return match[1], known

    def opens(self, at: int) -> bool:
        """Tell whether a word opens a sentence or a quotation, where any word has a capital."""
        lead = self.text[max(0, at - 3) : at].strip()
        return not lead or lead[-1] in '.!?:«“"»”'

    def _is_date(self, start: int, end: int) -> bool:
        """ "30 May 1913": a surname that is the name of a month here."""
        before, after = self.text[max(0, start - 4) : start], self.text[end : end + 3]
        dated = bool(_DAY.search(before)) or (after[:1] == " " and after[1:].isdigit())
        return dated and bool(self.scan.index.within(start, end, "month"))

    def _group(self, atoms: list[Mention], i: int) -> Name:
        """A group speaks as an organisation where the text names that, or its leaders; its members do not."""
        start, end, value = atoms[i].start, atoms[i].end, atoms[i].value
        spoken = [a for a in atoms if a.start >= start - 4 and a.end <= end and a.kind == "organisation"]
        wide = self._behind(atoms, i)
        voices = self.scan.index.within(wide[0], wide[1], "voice")
        leaders = any(v.value == "leaders" and v.end - v.start < end - start for v in voices)
        last = self.text[start:end].rpartition(" ")[2].lower()
        one = value in labels() and not last.endswith(tuple(self.grammar.listed("plural_endings")))
        if spoken or leaders or wide != (start, end) or one:
            label = str(spoken[0].value) if spoken else self.memory.label_of(value)
            return Name(*wide, label, value, "organisation", "p" if leaders else None)
        return Name(start, end, value, value, "group", "p")

    def _behind(self, atoms: list[Mention], i: int) -> tuple[int, int]:
        """Take in the noun that an organisation speaks through: "le rapport de l'OTAN", "NATO's figures"."""
        start, end = atoms[i].start, atoms[i].end
        near = (
            j for j in range(i - 1, max(-1, i - FAR), -1) if atoms[j].kind not in ("title-head", "title-tail")
        )
        for j in islice(near, 3):
            if (
                atoms[j].kind == "voice"
                and atoms[j].end <= start
                and self.glued(atoms[j].end, start)
                and not self._is_tag(atoms[j].start)
            ):
                return atoms[j].start, end
        for j in range(i + 1, min(i + 4, len(atoms))):
            if atoms[j].kind == "voice" and atoms[j].start >= end and self._owns(end, atoms[j].start):
                owned = atoms[j].start > end + 1 or speaks_at(self.scan.index, atoms[j].end)
                return start, atoms[j].end if owned else end
        return start, end

    def _owns(self, start: int, end: int) -> bool:
        """Tell whether little words, or the month of a paper, stand between an owner and its paper."""
        if self.glued(start, end):
            return True
        months = self.scan.index.within(start, end, "month")
        return bool(months) and self.glued(start, months[0].start) and self.glued(months[0].end, end)

    def _is_tag(self, at: int) -> bool:
        """Tell whether a comma stands right before, where a noun would have its article: ", note le Sipri"."""
        return self.text[max(0, at - 2) : at] == ", "

    def _ends_name(self, atom: Mention) -> bool:
        """Tell whether the word is part of a name that begins before it ("Assemblée générale")."""
        noun = _NOUN.search(self.text, max(0, atom.start - 24), atom.start)
        if noun is None or any(
            self.grammar.has(key, noun[1].lower()) for key in ("articles", "prepositions")
        ):
            return False
        return not self.scan.index.within(noun.start(1), atom.start, *ATOMS)

    def _is_adjective(self, atom: Mention) -> bool:
        """ "Programmation militaire": a word for a role that only describes the noun before it."""
        before = words_before(self.text, atom.start)
        return bool(before) and not any(
            self.grammar.has(key, before[-1]) for key in ("articles", "determiners", "glue", "indefinites")
        )

    def _is_participle(self, atom: Mention) -> bool:
        """ "A invité les Alliés", "a promis 5 % et invité …": a word for a role that is a form of a verb.

        One that helps it stands before it, or "and" behind another such form.
        """
        told = self.scan.index.of_book(SPEECH, atom.start, atom.start + 1)
        if not any(m.kind.endswith("participle") for m in told):
            return False
        before = words_before(self.text, atom.start)
        return bool(before) and any(
            self.grammar.has(key, before[-1]) for key in ("auxiliaries", "connectors")
        )

    def _house_of(self, atom: Mention, label: str) -> Name | None:
        """ "Officials in Copenhagen", "RUSI researchers": whoever they speak for."""
        near = self.scan.index.within(
            max(0, atom.start - 30), atom.end + 34, "capital", "organisation", "seat"
        )
        for m in near:
            gap = (m.end, atom.start) if m.end <= atom.start else (atom.end, m.start)
            if gap[1] - gap[0] > WORKING or not (self.glued(*gap) or self._works_at(*gap)):
                continue
            start, end = min(m.start, atom.start), max(m.end, atom.end)
            if m.kind == "capital" and self.grammar.has("governing", label):
                return Name(start, end, m.value, m.value, "government")
            if m.kind != "capital" and self._are_members(label, start, m.kind == "seat"):
                return Name(start, end, m.value, ids().get(m.value, m.value.lower()), "organisation")
        return None

    def _works_at(self, start: int, end: int) -> bool:
        """Tell whether only a preposition and an article stand between two places: "researchers at the X"."""
        words = WORD.findall(self.text[start:end].lower())
        return not BREAK.search(self.text[start:end]) and all(
            self.grammar.has("prepositions", w) or self.grammar.has("articles", w) for w in words
        )

    def _are_members(self, label: str, start: int, seated: bool) -> bool:
        """Tell whether a role is of those who work in a house: "die Sipri-Forscher", whose form is that of one, too.

        `seated`: only the house's town stands before it ("Kieler Forscher"), without an article where it is of many.
        """
        if self.grammar.has("members", label):
            return True
        before = words_before(self.text, start)
        if not self.grammar.verb_second or not self.grammar.has("members", f"{label}s"):
            return False
        if seated:
            return not before or not self.grammar.has("indefinites", before[-1])
        return bool(before) and self.grammar.has("many", before[-1])

    def _role(self, atom: Mention) -> Name | None:
        """An unnamed source: by its role; those that speak for the organisation of the text, as that."""
        label = str(atom.value)
        if label == HEAD:
            return self._head_of(atom)
        if label == PEER and (peer := self._peer(atom)) is not None:
            return peer
        if label == BEFORE and (before := self._forerunner(atom)) is not None:
            return before
        if self.grammar.has("collective", label):
            wide = self.scan.index.within(max(0, atom.start - BRANCH), atom.end, "voice")
            whole = [v for v in wide if v.value == "leaders" and v.start <= atom.start and v.end >= atom.end]
            start = whole[0].start if whole else atom.start  # "defence ministers"
            return Name(start, atom.end, None, None, "group", "p")
        if any(v.value == "document" for v in self.scan.index.within(atom.start, atom.end, "voice")):
            return None
        if self.grammar.has("adjectival", label) and self._is_adjective(atom):
            return None
        if self._is_participle(atom):
            return None
        if (house := self._house_of(atom, label)) is not None:
            return house
        if self._ends_name(atom) or _COUNTED.search(self.text, max(0, atom.start - 12), atom.start):
            return None
        if any(v.value == "document" for v in self.scan.index.within(atom.start - 14, atom.start, "voice")):
            return None  # "une étude universitaire"
        many = label.endswith("s") and not label.endswith("ss")
        home = self._home_beside(atom)
        return Name(atom.start, atom.end, f"{label} (unnamed)", home, "role", "p" if many else None)

    def _home_beside(self, atom: Mention) -> str | None:
        """ "A French officer", "un haut gradé français": whom "we" means where someone unnamed from there speaks."""
        near = self.scan.index.within(max(0, atom.start - LED), atom.end + 2, "demonym")
        beside = [m for m in near if m.end == atom.start - 1 or m.start == atom.end + 1]
        led = words_before(self.text, min(beside[0].start, atom.start))[-2:] if beside else []
        return str(beside[0].value) if any(self.grammar.has("indefinites", w) for w in led) else None

    def _forerunner(self, atom: Mention) -> Name | None:
        """ "His predecessor": who held before the office of the last person named, else of the next, who holds one."""
        before = words_before(self.text, atom.start)[-1:]
        owned = bool(before) and self.grammar.has("possessives", before[0])
        ahead = (
            self.scan.index.within(atom.end, self.scan.sentence(atom.start).end, "person") if owned else []
        )
        named = [*reversed(self.memory.surnames.values()), *(m.value[0] for m in ahead if len(m.value) == 1)]
        held = next((h for name in named if (h := self.memory.forerunner(name)) is not None), None)
        if held is None:
            return None
        return Name(atom.start, atom.end, held.name, held.country, "person", held.gender)

    def _head_of(self, atom: Mention) -> Name | None:
        """ "Its chief": whoever heads the house that the sentence names before, on the day."""
        start = self.scan.sentence(atom.start).start
        near = self.scan.index.within(start, atom.start, "organisation", "group")
        for m in reversed(near):
            code = ids().get(m.value, m.value)
            office = offices_by_kind().get((code, "head-of-organisation"))
            held = alliances.holder(office, self.memory.day) if office and self.memory.day else None
            if held is not None:
                self.memory.met(held.name)
                return Name(atom.start, atom.end, held.name, held.country, "person", held.gender)
        return None

    def _peer(self, atom: Mention) -> Name | None:
        """ "His Hungarian colleague": who holds in that country the office of the last person named who holds one."""
        near = self.scan.index.within(max(0, atom.start - LED * 2), atom.end + LED * 2, "demonym")
        beside = [m for m in near if m.end == atom.start - 1 or m.start == atom.end + 1]
        held = self.memory.peer(str(beside[0].value)) if beside else None
        if held is None:
            return None
        self.memory.met(held.name)
        return Name(atom.start, atom.end, held.name, held.country, "person", held.gender)

    def _is_branch(self, at: int) -> bool:
        """ "Amnesty International Canada": a country that is part of the name of an organisation before it."""
        near = self.scan.index.within(max(0, at - BRANCH), at, "organisation")
        return any(m.end == at - 1 and ids().get(m.value) not in alliances.groups() for m in near) and (
            self.text[at - 1] == " "
        )

    def glued(self, start: int, end: int, left: bool = False) -> bool:
        """Tell whether only little words stand between; before a title the country is an adjective or owns it."""
        gap = self.text[start:end]
        if len(gap) > 40 or BREAK.search(gap) or "\n" in gap:
            return False
        found = [w.lower() for w in WORD.findall(gap)]
        if left and any(
            self.grammar.has("articles", w) or self.grammar.has("prepositions", w) for w in found
        ):
            return False
        return all(self.grammar.has("glue", w) for w in found)
