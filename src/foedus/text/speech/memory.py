"""Whom a text has named so far, and who holds which office on its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from foedus import alliances
from foedus.alliances.records import Holder
from foedus.text.lexicon import Scan
from foedus.text.particles import grammar
from foedus.text.speech.people import ids, labels, offices_by_kind, people
from foedus.text.times.moment import reckoned

BETWEEN = 80  # days from an election within which the elected takes office
MINISTER = "minister"  # the end of the kind of such an office
ENVOYS = ("ambassador", "special-envoy", "envoy")  # its beginning, of who is sent somewhere
AUDITING = ("budget-officer",)
REMEMBERED = 200
LEADER, LEADING = "leader", ("head-of-state", "head-of-government")
LEAD = 2  # the last paragraph that may name the house of a text
LEAST_LEAD = 60  # characters of a first paragraph, and of no headline
FIRST_NAMED = 2400  # characters in which the house of a text is sought


class Memory:
    """The last people and countries of a text; `house`: whom bare "leaders" or "ministers" mean.

    `earlier`: those of the text before, where this is the next block of a long one.
    """

    def __init__(self, scan: Scan, earlier: Memory | None = None) -> None:
        self.scan = scan
        self.grammar = grammar(scan.language.code)
        self.day = reckoned(scan.document.published)
        self.named: dict[str, str] = earlier.named if earlier else {}
        self.surnames: dict[str, str] = earlier.surnames if earlier else {}
        self.strange: dict[str, str] = earlier.strange if earlier else {}
        self.countries: list[str] = earlier.countries if earlier else []
        self.house: tuple[str, str] | None = earlier.house if earlier else self._first_house()
        self.topic: str | None = earlier.topic if earlier else self._first_country()
        self.opened: list[str] = []  # the countries that the sentences of this paragraph open with
        self._paragraph = -1

    def _first_house(self) -> tuple[str, str] | None:
        """Return the alliance or union that the text names first, else the alliance of all tables."""
        behind = next((s.start for s in self.scan.sentences if s.paragraph > LEAD), FIRST_NAMED)
        for m in self.scan.index.within(0, min(behind, FIRST_NAMED), "group", "organisation"):
            if (code := ids().get(m.value, m.value)) in labels():
                return self.label_of(code), code
        alliance = next((g for g in alliances.groups().values() if g.kind == "alliance"), None)
        return (alliance.label, alliance.id) if alliance else None

    def _first_country(self) -> str | None:
        """Return the one country that the first paragraph of a longer text names: that is what the text is about."""
        cuts = self.scan.sentences
        behind = next((s.start for s in cuts if s.start > LEAST_LEAD and s.paragraph > cuts[0].paragraph), 0)
        if not behind or behind > FIRST_NAMED:
            return None
        named = self.scan.index.within(0, behind, "country", "capital", "demonym", "people")
        codes = {str(m.value) for m in named if not self._is_seat(m.start, m.end)}
        return codes.pop() if len(codes) == 1 and not codes & alliances.groups().keys() else None

    def _is_seat(self, start: int, end: int) -> bool:
        """Tell whether a capital is one in which several houses sit, and tells no country: "à Bruxelles"."""
        return self.grammar.has("seats", self.scan.text[start:end].lower())

    def tell(self, paragraph: int, here: list[str], opening: list[str]) -> None:
        """Remember the countries that a sentence tells of, and those that it opens with."""
        if paragraph != self._paragraph:
            self._paragraph, self.opened = paragraph, []
        self.countries = (self.countries + list(dict.fromkeys(here)))[-8:]
        self.opened += opening

    def around(self, here: Iterable[str]) -> list[str]:
        """Return whose a bare title may be, the likeliest first: of the sentence, of its paragraph, of the text."""
        if self.topic is None:
            return [*here, *reversed(self.countries)]
        return [*here, *reversed(self.opened), self.topic, *reversed(self.countries)]

    def met(self, name: str, written: str | None = None) -> None:
        """Remember whom the text named, the last ones only, so that a long text costs no more a sentence."""
        surname = (written or name).rpartition(" ")[2]
        for known, fresh in ((self.named, name), (self.surnames, surname)):
            known.pop(fresh, None)
            known[fresh] = name
            if len(known) > REMEMBERED:
                del known[next(iter(known))]
        person = people().get(name)
        listed = () if person is None else (person.surname, *person.aliases)
        if person is None or (written is not None and surname not in listed):
            self.strange.pop(surname, None)
            self.strange[surname] = name
            if len(self.strange) > REMEMBERED // 10:
                del self.strange[next(iter(self.strange))]

    def order(self, names: Iterable[str]) -> None:
        """Put those whom a sentence named in the order in which it names them."""
        for name in dict.fromkeys(names):
            for known in (self.named, self.surnames):
                for key in [key for key, value in known.items() if value == name]:
                    known[key] = known.pop(key)

    def label_of(self, code: str) -> str:
        """Return the name a group speaks under: as the names of organisations write it, else its label."""
        names = self.scan.language.tables["names"].get("organisations", {})
        return code.upper() if code.upper() in names else labels().get(code, code)

    def context(self, here: list[str]) -> str | None:
        """Return the country a title without one means: of the sentence, of what came before, of the readers."""
        return next(iter((*self.around(here), *self.grammar.home)), None)

    def held(
        self,
        office: str,
        country: str | None,
        here: list[str],
        elect: bool = False,
        only: Collection[str] = (),
        abroad: bool = False,
    ) -> Holder | None:
        """Return who held the office on the day: by its id, by kind and country, by kind and context.

        `only`: the countries that have an office under the title that is written, where few have. `abroad`: the
        readers' own is called otherwise, as in German "der Ministerpräsident".
        """
        if self.day is None:
            return None
        day = self.day + dt.timedelta(days=BETWEEN) if elect else self.day
        if office in alliances.offices():
            return alliances.holder(office, day)
        if office == LEADER:
            return self._leader(country, day)
        if country is None and not elect and (named := self.named_holder(office, here, only)):
            return named
        if only:
            here = [code for code in here if code in only]
        home = [] if abroad else self.grammar.home
        tried = [country] if country else here or self.around(()) or home
        if only and country is None:
            tried = [code for code in (*tried, *self.grammar.home, *only) if code in only]
        if elect and country is None:
            return self._coming(office, tried)
        for code in tried:
            if (known := offices_by_kind().get((code, office))) and (held := alliances.holder(known, day)):
                return held
        return None

    def _coming(self, office: str, tried: list[str]) -> Holder | None:
        """Return who takes such an office soon: of the countries at hand, else of the one country where that is so."""
        if self.day is None:
            return None
        soon = self.day + dt.timedelta(days=BETWEEN)
        changes = {
            code: now
            for (code, kind), known in offices_by_kind().items()
            if kind == office
            and (now := alliances.holder(known, soon)) is not None
            and now != alliances.holder(known, self.day)
        }
        at_hand = next((changes[code] for code in tried if code in changes), None)
        found = list(changes.values())
        group = self.house[1] if self.house is not None else None  # an institute has no members
        # of the house's members, whoever will govern, too
        if len(changes) > 1 and group in alliances.groups():
            members = alliances.members_on(group, self.day)
            alone = {code for code in changes if (code, LEADING[1]) not in offices_by_kind()}
            found = [now for code, now in changes.items() if code in members & alone]
        return at_hand or (found[0] if len(found) == 1 else None)

    def _leader(self, country: str | None, day: dt.date) -> Holder | None:
        """Return who leads a country: the head of state or of government whom the text named last, else the first."""
        for name in reversed(self.surnames.values()):
            known = people().get(name)
            for held in known.offices if known else ():
                if held.kind in LEADING and held.country == country and self.holds(held):
                    return held
        heads = (offices_by_kind().get((country or "", kind)) for kind in LEADING)
        return next((now for head in heads if head and (now := alliances.holder(head, day))), None)

    def named_holder(
        self, kind: str, here: Collection[str] = (), only: Collection[str] = ()
    ) -> Holder | None:
        """Return who of those already named holds such an office on the day, the last named first.

        `here` are the countries that the sentence speaks of: their own holder comes before others.
        """
        found: list[Holder] = []
        for name in reversed(self.surnames.values()):
            known = people().get(name)
            found += [h for h in (known.offices if known else ()) if h.kind == kind and self.holds(h)]
        found = [h for h in found if not only or h.country in only]
        return next((h for h in found if h.country in here), found[0] if found else None)

    def served_last(self) -> str | None:
        """Return the country that the person named last serves: "the ministry" behind X is that of X's country."""
        served = (self.serves(name) for name in reversed(self.surnames.values()))
        return next((country for country in served if country is not None and country.isupper()), None)

    def once_held(self, office: str, country: str | None) -> Holder | None:
        """Return who held such an office before the day: the last named, else the one who holds a house's by now."""
        known = alliances.offices().get(office)
        kind, where = (known.kind, known.country) if known is not None else (office, country)
        for name in reversed(self.surnames.values()):
            person = people().get(name)
            for held in person.offices if person else ():
                over = self.day is not None and held.end is not None and held.end < self.day
                if held.kind == kind and where in (None, held.country) and over:
                    return held
        return self._risen(kind, where) if where is not None else None

    def _risen(self, kind: str, country: str) -> Holder | None:
        """ "The former Dutch prime minister", in a text of NATO: the one of them who holds an office of a house now."""
        houses = [
            h for p in alliances.persons() for h in p.offices if not h.country.isupper() and self.holds(h)
        ]
        once = {
            held.name: now
            for now in houses
            for held in people()[now.name].offices
            if held.kind == kind and held.country == country and not self.holds(held)
        }
        return next(iter(once.values())) if len(once) == 1 else None

    def named_elsewhere(self, office: str) -> Holder | None:
        """Return who was named last that holds an office of the same kind, unless its own holder was named since."""
        known = alliances.offices().get(office)
        found = self.named_holder(known.kind) if known is not None else None
        if found is not None and not found.country.isupper():  # of houses, only whoever has the same title
            its = offices_by_kind().get((found.country, found.kind), "")
            own = alliances.holder(office, self.day) if self.day is not None else None
            told = (
                own is not None and own.name in self.surnames.values()
            )  # whoever the text means by it elsewhere
            found = found if its.partition(".")[2] == office.partition(".")[2] and not told else None
        return found if known is not None and found is not None and found.country != known.country else None

    def holds(self, held: Holder) -> bool:
        """Tell whether an office is held on the day of the text."""
        return self.day is not None and held.start <= self.day and (held.end is None or self.day <= held.end)

    def holds_office(self, name: str) -> bool:
        """Tell whether someone holds an office of a country on the day of the text."""
        known = people().get(name)
        return known is not None and any(
            held.country.isupper() and self.holds(held) for held in known.offices
        )

    def is_minister(self, name: str) -> bool:
        """Tell whether someone is a minister on the day of the text."""
        known = people().get(name)
        return known is not None and any(
            held.kind.endswith(MINISTER) and self.holds(held) for held in known.offices
        )

    def is_envoy(self, name: str) -> bool:
        """Tell whether someone is an ambassador or an envoy on the day of the text."""
        known = people().get(name)
        return known is not None and any(
            held.kind.startswith(ENVOYS) and self.holds(held) for held in known.offices
        )

    def are_peers(self, *names: str) -> bool:
        """Tell whether all of these hold an office of one kind on the day of the text."""
        known = (people().get(name) for name in names)
        kinds = [{held.kind for held in who.offices if self.holds(held)} if who else set() for who in known]
        return bool(set.intersection(*kinds))

    def peer(self, country: str) -> Holder | None:
        """Return who holds in a country the office of the last person named who holds one of another country."""
        for name in reversed(self.surnames.values()):
            known = people().get(name)
            for office in known.offices if known is not None else ():
                if office.country.isupper() and office.country != country and self.holds(office):
                    held = self.held(office.kind, country, [])
                    if held is not None:
                        return held
        return None

    def forerunner(self, name: str) -> Holder | None:
        """Return who held before someone the office that this one holds, None where no list tells."""
        known = people().get(name)
        for office in known.offices if known is not None else ():
            if self.holds(office):
                before = [
                    h
                    for h in alliances.holders(office.office)
                    if h.start < office.start and h.name != name and not h.acting
                ]
                return before[-1] if before else None
        return None

    def is_stranger(self, name: str) -> bool:
        """Tell whether no list knows someone."""
        return name not in people()

    def audits(self, name: str) -> bool:
        """Tell whether someone holds an office that checks what a government promises, and promises nothing itself."""
        known = people().get(name)
        return known is not None and any(held.kind in AUDITING and self.holds(held) for held in known.offices)

    def likeliest(self, names: tuple[str, ...]) -> str:
        """Among people of one surname take who held an office last before the day."""

        def rank(name: str) -> tuple[bool, dt.date]:
            held = [o for o in people()[name].offices if self.day is None or o.start <= self.day]
            now = any(o.end is None or (self.day is not None and o.end >= self.day) for o in held)
            return now, max((o.start for o in held), default=dt.date.min)

        return max(names, key=rank)

    def serves(self, name: str) -> str | None:
        """Return the country or organisation whose office the person holds on the day, else where they come from."""
        known = people().get(name)
        if known is None:
            return None
        for held in reversed(known.offices):
            if self.day is None or self.holds(held):
                return held.country
        return known.country or None
