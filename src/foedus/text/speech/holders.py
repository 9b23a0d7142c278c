"""A title with its country and its name in, who holds it out: by name, by the tables on its day, or nobody known."""

from __future__ import annotations

from itertools import islice

from foedus import alliances
from foedus.text.lexicon import Scan
from foedus.text.match import Mention
from foedus.text.particles import WORD, grammar, words_before
from foedus.text.speech.memory import MINISTER, Memory
from foedus.text.speech.name import BREAK, Name
from foedus.text.speech.names import Names
from foedus.text.speech.people import people, plain, plain_people

LEADING = "head-of-government"
LEADERS = ("head-of-state", LEADING)
BEHIND = 44  # characters behind a title in which the place stands where its holder speaks
PROVINCE = 24  # characters behind a title in which its province stands


class Holders:
    """Tells who holds the offices that the titles of one text name."""

    def __init__(self, scan: Scan, memory: Memory, names: Names) -> None:
        self.scan, self.text, self.memory, self.names = scan, scan.text, memory, names
        self.words = grammar(scan.language.code)

    def of(
        self, start: int, end: int, office: str | None, country: str | None, person: Mention | str | None,
        here: list[str],
    ) -> Name:  # fmt: skip
        """Return who a title with its country and its name means, all of whom may be left out."""
        if isinstance(person, str) and (known := plain_people().get(plain(person))):
            self.memory.met(known)
            return Name(start, end, known, self.memory.serves(known), "person", people()[known].gender)
        if isinstance(person, str):
            self.memory.met(person)
            if country is None and len(set(here)) == 1 and (office or "").endswith(MINISTER):
                country = here[0]  # the one country that the sentence is about
            return Name(start, end, person, self._country_of(office, country), "person")
        if person is not None and self._is_namesake(person, office):
            surname = self.text[person.start : person.end]
            return Name(start, end, surname, self._country_of(office, country), "person")
        if person is not None:
            return self.names.person(person, start, end)
        if office == "government" or (office or "").startswith("government"):
            country = country or self.memory.context(here)
            return Name(start, end, country, country, "government")
        if self._is_of_a_province(start, end):
            behind = WORD.match(self.text, end + 1)
            if behind and self.words.has("provinces", behind[0].lower()):
                end = behind.end()
            return Name(start, end, f"{self.label(start, end)} (unnamed)", None, "role")
        if self._is_former(start, end):
            held = self.memory.once_held(office or "", country)
        elif (
            self._is_anyones(start, end) and (named := self.memory.named_elsewhere(office or "")) is not None
        ):
            held = named
        else:
            word = self.text[start:end].rpartition(" ")[2].lower()
            only, abroad = self.words.rare.get(word, ()), self.words.has("abroad", word)
            if not only:  # "the chancellor said in Newport" is not the British one
                country = country or self._seat_behind(office or "", start, end)
            second = self.words.second.get(word, {})  # a British chancellor leads no government
            told = next((c for c in ([country] if country else here) if c in second or c in only), None)
            office = second.get(told or "", office)
            held = self.memory.held(office or "", country, here, self._elect(start, end), only, abroad)
        if held is not None:
            self.memory.met(held.name)
            return Name(start, end, held.name, held.country, "person", held.gender)
        return Name(
            start, end, f"{self.label(start, end)} (unnamed)", self._country_of(office, country), "role"
        )

    def _seat_behind(self, office: str, start: int, end: int) -> str | None:
        """ "Sagte der Präsident am Sonntag in Kiew": where a head speaks whom the text has not named."""
        if office not in LEADERS or self.memory.named_holder(office) is not None:
            return None
        if self.text[start:end].lower() not in self.words.titles:
            return None
        for m in self.scan.index.within(end, end + BEHIND, "capital", "city"):
            between = self.text[end : m.start]
            led = words_before(self.text, m.start)[-1:]
            if led and self.words.has("where_published", led[0]) and not BREAK.search(between):
                there = str(m.value) if m.kind == "capital" else m.value.get("country")
                near = len(WORD.findall(between)) <= 5
                return there if near and not self._is_called_otherwise(there) else None
        return None

    def _is_called_otherwise(self, country: str | None) -> bool:
        """Tell whether who leads a country has a title that few have: "the prime minister in Munich" is no German."""
        return any(country in only for only in self.words.rare.values())

    def _is_namesake(self, person: Mention, office: str | None) -> bool:
        """ "Premier Smith": a surname whose known bearers never led a government."""
        written = self.text[person.start : person.end]
        if office != LEADING or " " in written or written in self.memory.strange:
            return False
        offices = (held for name in person.value if name in people() for held in people()[name].offices)
        return not any(held.kind == LEADING for held in offices)

    def _is_of_a_province(self, start: int, end: int) -> bool:
        """ "Alberta's premier", "le premier ministre ontarien": who leads a part of a country."""
        before = words_before(self.text, start)[-2:]
        behind = [w.lower() for w in WORD.findall(self.text[end : end + PROVINCE])][:2]
        inside = [w.lower() for w in WORD.findall(self.text[start:end])]
        return any(self.words.has("provinces", w) for w in (*before, *inside, *behind))

    def label(self, start: int, end: int) -> str:
        """Return the words of a stretch in one line."""
        return " ".join(self.text[start:end].split())

    def _country_of(self, office: str | None, country: str | None) -> str | None:
        known = alliances.offices().get(office or "")
        return known.country if known else country

    def _is_former(self, start: int, end: int) -> bool:
        """Tell whether the title is of someone who holds the office no more: "the former chancellor"."""
        before = list(WORD.finditer(self.text, max(0, start - 16), start))[-1:]
        near = (*before, *islice(WORD.finditer(self.text, start, end), 2))
        return any(self.words.has("formers", w[0].lower()) for w in near)

    def _is_anyones(self, start: int, end: int) -> bool:
        """Tell whether a title without a country is the readers' only where no other holder of it was named."""
        written = self.text[start:end].lower()
        alone = self.words.has("bare_anyones", written)  # "the secretary-general", of no house that is named
        return alone or any(title in written for title in self.words.listed("anyones"))

    def _elect(self, start: int, end: int) -> bool:
        """Tell whether the title is of someone elected who does not hold the office yet."""
        words = (*words_before(self.text, start)[-1:], *WORD.findall(self.text[start : end + 8].lower()))
        return any(self.words.has("elects", w) for w in words)
