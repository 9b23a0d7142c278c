"""The folders of all alliances in; their records by id out, each file read and proved when it is first asked for."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from foedus.alliances.promises import Pledge, by_id, load, prove
from foedus.alliances.records import (
    Alliance,
    Countries,
    Group,
    Holder,
    Meeting,
    Meetings,
    Member,
    Mission,
    Missions,
    Office,
    Offices,
    Organisation,
    Partnership,
    Partnerships,
    Person,
    Planned,
    Tenure,
)
from foedus.alliances.tables import (
    check_changes,
    check_days,
    check_group,
    check_members,
    check_planned,
    check_tenures,
    check_unique,
    fault,
)
from foedus.errors import UnknownName
from foedus.kept import read, records

_T = TypeVar("_T")

# What is kept of persons is made anew when these change.
_MAKERS = [path for path in (Path(__file__), Path(__file__).with_name("records.py")) if path.exists()]


class Register:
    """What is known of the alliances of a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def _tables(self, name: str, kind: type[_T]) -> list[tuple[Path, _T]]:
        folders = sorted(path.parent for path in self.root.glob("*/alliance.toml"))
        paths = (folder / name for folder in folders)
        return [(path, read(path, kind)) for path in paths if path.exists()]

    # --- membership ---

    @cached_property
    def regions(self) -> Mapping[str, frozenset[str]]:
        """Region → ISO codes, `world` all of them."""
        regions = read(self.root / "countries.toml", Countries).regions
        return {**regions, "world": frozenset().union(*regions.values())}

    @cached_property
    def groups(self) -> Mapping[str, Group]:
        """Group id → group, each alliance before its groups."""
        groups: dict[str, Group] = {}
        found = self._tables("alliance.toml", Alliance)
        for path, table in found:
            whole = Group(
                id=table.id,
                label=table.label,
                source=table.source,
                kind="alliance",
                members=table.members,
                wikidata=table.wikidata,
            )
            check_members(path, "members", table.members, self.regions["world"])
            check_unique(path, "group", (each.id for each in table.group), {table.id, *groups})
            groups |= {each.id: each for each in (whole, *table.group)}
        for path, table in found:
            for n, group in enumerate(table.group):
                self._check(path, f"group[{n}]", group, groups)
        return groups

    def _check(self, path: Path, field: str, group: Group, groups: dict[str, Group]) -> None:
        check_members(path, f"{field}.members", group.members, self.regions["world"])
        check_group(path, field, group, groups, self.regions)
        if unknown := (group.less | group.only) - self.regions["world"]:
            raise fault(path, field, f"unknown country {min(unknown)!r}")

    def group(self, name: str) -> Group:
        """Return a group; raises UnknownName."""
        if name not in self.groups:
            raise UnknownName("group", name, self.groups)
        return self.groups[name]

    def members(self, name: str, day: dt.date) -> dict[str, Member]:
        """Return ISO code → member of a group on that day; raises UnknownName."""
        group = self.group(name)
        if group.region is not None:
            return {code: Member(id=code) for code in sorted(self.regions[group.region])}
        if group.of is None:
            return {member.id: member for member in group.members if member.on(day)}
        found = self.members(group.of, day)
        kept = found.keys() - group.less
        kept &= group.only or kept
        kept &= self.members(group.within, day).keys() if group.within else kept
        kept -= self.members(group.outside, day).keys() if group.outside else set()
        return {code: member for code, member in found.items() if code in kept}

    # --- offices ---

    @cached_property
    def _offices(self) -> list[tuple[Path, Offices]]:
        return self._tables("offices.toml", Offices)

    @cached_property
    def offices(self) -> Mapping[str, Office]:
        """Office id → office."""
        offices: dict[str, Office] = {}
        for path, table in self._offices:
            known = self.regions["world"] | {each.id for each in table.organisation}
            check_unique(path, "office", (office.id for office in table.office), offices)
            for n, office in enumerate(table.office):
                if office.country not in known:
                    raise fault(path, f"office[{n}].country", f"unknown country {office.country!r}")
                for i, tenure in enumerate(office.holders):
                    if tenure.country and tenure.country not in known:
                        message = f"unknown country {tenure.country!r}"
                        raise fault(path, f"office[{n}].holders[{i}].country", message)
                check_tenures(path, f"office[{n}].holders", office.holders)
                offices[office.id] = office
        return offices

    @cached_property
    def by_kind(self) -> Mapping[str, str]:
        """`<country>.<kind>` in small letters → the id of the first such office."""
        found: dict[str, str] = {}
        for office in self.offices.values():
            found.setdefault(f"{office.country.lower()}.{office.kind}", office.id)
        return found

    def office(self, name: str) -> Office:
        """Return an office by its id, or by country and kind; raises UnknownName."""
        known = self.offices.get(name) or self.offices.get(self.by_kind.get(name, ""))
        if known is None:
            raise UnknownName("office", name, self.offices)
        return known

    @cached_property
    def organisations(self) -> Mapping[str, Organisation]:
        """Organisation id → organisation."""
        return {each.id: each for _, table in self._offices for each in table.organisation}

    @cached_property
    def known_to(self) -> dt.date:
        """The day to which all tables of offices are believed complete."""
        return min((table.known_to for _, table in self._offices), default=dt.date.min)

    @cached_property
    def holders(self) -> Mapping[str, tuple[Holder, ...]]:
        """Office id → its holders, oldest first."""
        return {
            office.id: tuple(_holder(office, tenure) for tenure in office.holders)
            for office in self.offices.values()
        }

    @cached_property
    def persons(self) -> Mapping[str, Person]:
        """Canonical name → person, in order of names."""
        tables = [*self.root.glob("countries.toml"), *sorted(self.root.glob("*/offices.toml"))]
        return records(self.root / "persons", [*tables, *_MAKERS], dict[str, Person], self._persons)

    def _persons(self) -> dict[str, Person]:
        stays: dict[str, list[tuple[Tenure, Holder]]] = defaultdict(list)
        for office in self.offices.values():
            for stay in zip(office.holders, self.holders[office.id], strict=True):
                stays[stay[1].name].append(stay)
        return {name: self._person(name, stays[name]) for name in sorted(stays)}

    def _person(self, name: str, stays: list[tuple[Tenure, Holder]]) -> Person:
        stays = sorted(stays, key=lambda stay: (stay[1].start, stay[1].office))
        told = [tenure.country for tenure, _ in stays if tenure.country]
        served = [held.country for _, held in stays if held.country not in self.organisations]
        surname = next((tenure.surname for tenure, _ in stays if tenure.surname), name.rsplit(" ", 1)[-1])
        spellings = [alias for tenure, _ in stays for alias in tenure.aliases]
        plain = [without_accents(each) for each in (name, *spellings) if not each.isascii()]
        return Person(
            name=name,
            surname=surname,
            gender=stays[0][1].gender,
            aliases=tuple(alias for alias in dict.fromkeys([*spellings, *plain]) if alias != name),
            country=next(iter([*told, *served]), ""),
            offices=tuple(held for _, held in stays),
        )

    # --- what met, what ran, who is tied to whom ---

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """All meetings by date."""
        found: list[Meeting] = []
        for path, table in self._tables("meetings.toml", Meetings):
            self._check_dated(path, "meeting", table.meeting)
            found += table.meeting
        return tuple(sorted(found, key=lambda meeting: (meeting.start, meeting.id)))

    @cached_property
    def planned(self) -> tuple[Planned, ...]:
        """Meetings that are announced without their days."""
        found: list[Planned] = []
        for path, table in self._tables("meetings.toml", Meetings):
            check_planned(path, table.planned, self.regions["world"])
            found += table.planned
        return tuple(found)

    @cached_property
    def missions(self) -> Mapping[str, Mission]:
        """Mission id → mission."""
        found: dict[str, Mission] = {}
        for path, table in self._tables("missions.toml", Missions):
            self._check_dated(path, "mission", table.mission)
            for n, mission in enumerate(table.mission):
                check_changes(path, f"mission[{n}]", mission)
            found |= {mission.id: mission for mission in table.mission}
        return found

    @cached_property
    def partnerships(self) -> Mapping[str, Partnership]:
        """Partnership id → partnership."""
        found: dict[str, Partnership] = {}
        for path, table in self._tables("partnerships.toml", Partnerships):
            self._check_dated(path, "partnership", table.partnership)
            found |= {each.id: each for each in table.partnership}
        return found

    @cached_property
    def pledges(self) -> Mapping[str, Pledge]:
        """Pledge id → pledge, by day."""
        folders = sorted(path.parent for path in self.root.glob("*/alliance.toml"))
        tables = []
        for path in (folder / "pledges.toml" for folder in folders):
            if path.exists():
                tables.append(load(path))
                meetings = {each.id for each in self.meetings}
                prove(path, tables[-1].pledge, self.regions["world"], self.groups.keys(), meetings)
        return by_id(tables)

    def _check_dated(self, path: Path, field: str, dated: Iterable[Any]) -> None:
        dated = list(dated)
        check_unique(path, field, (each.id for each in dated))
        known = self.regions["world"] | self.groups.keys()
        for n, each in enumerate(dated):
            check_days(path, f"{field}[{n}]", each)
            for code in each.partners if isinstance(each, Partnership) else filter(None, [each.country]):
                if code not in known:
                    raise fault(path, f"{field}[{n}]", f"unknown country or group {code!r}")


def _holder(office: Office, tenure: Tenure) -> Holder:
    return Holder(
        name=tenure.name,
        office=office.id,
        country=office.country,
        kind=office.kind,
        start=tenure.start,
        end=tenure.end,
        gender=tenure.gender,
        acting=tenure.acting,
        terms=tenure.terms,
    )


# Letters that are no base letter with a mark.
_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "ß": "ss",
     "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "œ": "oe", "Œ": "Oe"}
)  # fmt: skip


def without_accents(text: str) -> str:
    """Return a name as the press writes it that has no accents.

    >>> without_accents("Władysław Kosiniak-Kamysz"), without_accents("Lars Løkke Rasmussen")
    ('Wladyslaw Kosiniak-Kamysz', 'Lars Lokke Rasmussen')
    """
    parts = unicodedata.normalize("NFD", text.translate(_LETTERS))
    return "".join(part for part in parts if not unicodedata.combining(part))
