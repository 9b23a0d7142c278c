"""Data files of alliances in; who belonged, who held which office, what met and what ran on a day out."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from foedus.errors import RuleError, UnknownName
from foedus.model import Period

ROOT = Path(__file__).parent


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A record of a data file: an unknown field is a fault there, not a field to skip."""


# --- membership ---


class Member(_Table, frozen=True, kw_only=True):
    """A country in a group; both days included, None is always or still."""

    id: str
    start: dt.date | None = msgspec.field(name="from", default=None)
    end: dt.date | None = msgspec.field(name="to", default=None)
    reports_expenditure: bool = True

    def on(self, day: dt.date) -> bool:
        """Tell whether the country belongs on that day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Group(_Table, frozen=True, kw_only=True):
    """A list of members, a region of the world, or another group narrowed by less, only, within, outside."""

    id: str
    label: str
    source: str
    kind: Literal["alliance", "countries", "institution"] = "countries"
    members: list[Member] = []
    region: str | None = None
    of: str | None = None
    less: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    within: str | None = None
    outside: str | None = None
    wikidata: str | None = None
    note: str = ""


class _Alliance(_Table, frozen=True, kw_only=True):
    id: str
    label: str
    source: str
    wikidata: str | None = None
    members: list[Member]
    group: list[Group] = []


class _Countries(_Table, frozen=True, kw_only=True):
    source: str
    regions: dict[str, frozenset[str]]


# --- offices ---


class Organisation(_Table, frozen=True, kw_only=True):
    """A body that has offices and is no country; the label is the speaker's canonical name."""

    id: str
    label: str


class Tenure(_Table, frozen=True, kw_only=True):
    """One stay in an office; `terms` are the first days of its second and later terms."""

    name: str
    start: dt.date = msgspec.field(name="from")
    end: dt.date | None = msgspec.field(name="to", default=None)
    gender: Literal["f", "m"] = "m"
    aliases: tuple[str, ...] = ()
    acting: bool = False
    terms: tuple[dt.date, ...] = ()
    country: str | None = None


class Office(_Table, frozen=True, kw_only=True):
    """A post of a country or an organisation, its tenures in order of their start."""

    id: str
    country: str
    kind: str
    label: str
    source: str
    holders: list[Tenure]
    wikidata: str | None = None


class _Offices(_Table, frozen=True, kw_only=True):
    known_to: dt.date
    organisation: list[Organisation] = []
    office: list[Office]


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """A person in an office: `country` is the country or organisation that the office belongs to."""

    name: str
    office: str
    country: str
    kind: str
    start: dt.date
    end: dt.date | None
    gender: str
    aliases: tuple[str, ...]
    acting: bool
    terms: tuple[dt.date, ...]


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Someone who holds or held offices, oldest first; `country` is where they come from."""

    name: str
    gender: str
    aliases: tuple[str, ...]
    country: str
    offices: tuple[Holder, ...]


# --- what met, what ran, who is tied to whom ---


class Meeting(_Table, frozen=True, kw_only=True):
    """A dated meeting; `place` is a city, `outcome` one sentence a language."""

    id: str
    kind: Literal["summit", "ministerial-foreign", "ministerial-defence", "informal", "special"]
    start: dt.date
    end: dt.date
    place: str
    country: str
    label: str
    source: str
    outcome: dict[str, str] = {}


class Mission(_Table, frozen=True, kw_only=True):
    """A mission, office or programme in force from `start`, with dated changes in each language."""

    id: str
    kind: Literal[
        "mission", "operation", "office", "programme", "hub", "initiative", "battlegroup", "exercise"
    ]
    label: str
    start: dt.date
    source: str
    end: dt.date | None = None
    aliases: tuple[str, ...] = ()
    place: str | None = None
    country: str | None = None
    changes: list[dict[str, dt.date | str]] = []


class Partnership(_Table, frozen=True, kw_only=True):
    """A standing tie with partners: ISO codes or groups."""

    id: str
    label: str
    partners: tuple[str, ...]
    start: dt.date
    kind: str
    source: str
    end: dt.date | None = None


class _Meetings(_Table, frozen=True, kw_only=True):
    meeting: list[Meeting]
    known_to: dt.date | None = None


class _Missions(_Table, frozen=True, kw_only=True):
    mission: list[Mission]
    known_to: dt.date | None = None


class _Partnerships(_Table, frozen=True, kw_only=True):
    partnership: list[Partnership]
    known_to: dt.date | None = None


# --- reading the files ---

_T = TypeVar("_T")


def _read(path: Path, kind: type[_T]) -> _T:
    """Decode one data file; a fault names the file and the path of the field."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), type=kind)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise RuleError(f"{path.parent.name}/{path.name}: {fault}") from fault


def _fault(path: Path, field: str, message: str) -> RuleError:
    return RuleError(f"{path.parent.name}/{path.name}: {message} - at `$.{field}`")


def _check_days(path: Path, field: str, record: Any) -> None:
    if record.start and record.end and record.end < record.start:
        raise _fault(path, field, f"ends on {record.end}, before it starts on {record.start}")


def _check_members(path: Path, field: str, members: list[Member], known: frozenset[str]) -> None:
    until: dict[str, dt.date] = {}
    for n, member in enumerate(members):
        place = f"{field}[{n}]"
        if member.id not in known:
            raise _fault(path, place, f"unknown country {member.id!r}")
        _check_days(path, place, member)
        if member.id in until and (member.start or dt.date.min) <= until[member.id]:
            raise _fault(path, place, f"{member.id} is a member twice on {member.start}")
        until[member.id] = member.end or dt.date.max


def _check_tenures(path: Path, field: str, tenures: list[Tenure]) -> None:
    """Refuse two holders at once; the day of a handover belongs to both, and a stand-in may stand beside."""
    for n, tenure in enumerate(tenures):
        _check_days(path, f"{field}[{n}]", tenure)
        inside = (tenure.start, *tenure.terms, tenure.end or dt.date.max)
        if any(after <= before for before, after in pairwise(inside)) and tenure.terms:
            raise _fault(path, f"{field}[{n}].terms", "terms start in order, within the tenure")
    for n, (before, after) in enumerate(pairwise(tenures), start=1):
        if after.start < before.start:
            raise _fault(path, f"{field}[{n}]", f"{after.name} starts before {before.name}; oldest first")
        if not (before.acting or after.acting) and after.start < (before.end or dt.date.max):
            raise _fault(path, f"{field}[{n}]", f"{after.name} starts while {before.name} is in office")


def _check_unique(path: Path, field: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for n, each in enumerate(ids):
        if each in seen:
            raise _fault(path, f"{field}[{n}].id", f"{each!r} is there twice")
        seen.add(each)


class Register:
    """All alliances of a folder: each table is read and proved when it is first asked for."""

    def __init__(self, root: Path = ROOT) -> None:
        self.root = root

    def _folders(self) -> list[Path]:
        return sorted(path.parent for path in self.root.glob("*/alliance.toml"))

    def _tables(self, name: str, kind: type[_T]) -> list[tuple[Path, _T]]:
        paths = (folder / name for folder in self._folders())
        return [(path, _read(path, kind)) for path in paths if path.exists()]

    @cached_property
    def regions(self) -> Mapping[str, frozenset[str]]:
        """Region → ISO codes, `world` all of them."""
        regions = _read(self.root / "countries.toml", _Countries).regions
        return {**regions, "world": frozenset().union(*regions.values())}

    @cached_property
    def groups(self) -> Mapping[str, Group]:
        """Group id → group, the alliance itself first."""
        groups: dict[str, Group] = {}
        tables = self._tables("alliance.toml", _Alliance)
        for path, table in tables:
            _check_unique(path, "group", [*groups, table.id, *(group.id for group in table.group)])
            _check_members(path, "members", table.members, self.regions["world"])
            groups[table.id] = Group(
                id=table.id,
                label=table.label,
                source=table.source,
                kind="alliance",
                members=table.members,
                wikidata=table.wikidata,
            )
            groups |= {group.id: group for group in table.group}
        for path, table in tables:
            self._check_groups(path, table, groups)
        return groups

    def _check_groups(self, path: Path, table: _Alliance, groups: Mapping[str, Group]) -> None:
        world = self.regions["world"]
        for n, group in enumerate(table.group):
            place = f"group[{n}]"
            _check_members(path, f"{place}.members", group.members, world)
            if unknown := (group.less | group.only) - world:
                raise _fault(path, place, f"unknown country {min(unknown)!r}")
            if group.region is not None and group.region not in self.regions:
                raise _fault(path, f"{place}.region", f"unknown region {group.region!r}")
            if unknown := _parents(group) - groups.keys():
                raise _fault(path, place, f"unknown group {min(unknown)!r}")
            seen, above = {group.id}, _parents(group)
            while above:
                if group.id in above:
                    raise _fault(path, place, f"{group.id!r} is made of itself")
                seen |= above
                above = frozenset().union(*(_parents(groups[each]) for each in above if each in groups)) - (
                    seen - {group.id}
                )

    def group(self, name: str) -> Group:
        """Return a group; raises UnknownName."""
        if name not in self.groups:
            raise UnknownName("group", name, self.groups)
        return self.groups[name]

    def members(self, name: str, day: dt.date) -> dict[str, Member]:
        """ISO code → member on that day."""
        group = self.group(name)
        if group.region is not None:
            return {code: Member(id=code) for code in self.regions[group.region]}
        if group.of is None:
            return {member.id: member for member in group.members if member.on(day)}
        found = self.members(group.of, day)
        inside = self.members(group.within, day).keys() if group.within else found.keys()
        outside = self.members(group.outside, day).keys() if group.outside else frozenset[str]()
        return {
            code: member
            for code, member in found.items()
            if code not in group.less
            and (not group.only or code in group.only)
            and code in inside
            and code not in outside
        }

    @cached_property
    def _office_tables(self) -> list[tuple[Path, _Offices]]:
        return self._tables("offices.toml", _Offices)

    @cached_property
    def offices(self) -> Mapping[str, Office]:
        """Office id → office."""
        offices: dict[str, Office] = {}
        for path, table in self._office_tables:
            _check_unique(path, "office", [*offices, *(office.id for office in table.office)])
            known = self.regions["world"] | {each.id for each in table.organisation}
            for n, office in enumerate(table.office):
                if office.country not in known:
                    raise _fault(path, f"office[{n}].country", f"unknown country {office.country!r}")
                _check_tenures(path, f"office[{n}].holders", office.holders)
                offices[office.id] = office
        return offices

    @cached_property
    def organisations(self) -> Mapping[str, Organisation]:
        """Organisation id → organisation."""
        return {each.id: each for _, table in self._office_tables for each in table.organisation}

    @cached_property
    def known_to(self) -> dt.date:
        """The day to which all tables of offices are believed complete."""
        return min(table.known_to for _, table in self._office_tables)

    @cached_property
    def holders(self) -> Mapping[str, tuple[Holder, ...]]:
        """Office id → its holders, oldest first."""
        return {
            office.id: tuple(_holder(office, each) for each in office.holders)
            for office in self.offices.values()
        }

    @cached_property
    def persons(self) -> Mapping[str, Person]:
        """Canonical name → person, in alphabetical order of names."""
        held: dict[str, list[Holder]] = defaultdict(list)
        origin: dict[str, str] = {}
        for office in self.offices.values():
            for tenure, holder in zip(office.holders, self.holders[office.id], strict=True):
                held[holder.name].append(holder)
                if tenure.country or (office.country not in self.organisations and holder.name not in origin):
                    origin[holder.name] = tenure.country or office.country
        return {name: _person(name, held[name], origin.get(name, "")) for name in sorted(held)}

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """All meetings by date."""
        found: list[Meeting] = []
        for path, table in self._tables("meetings.toml", _Meetings):
            self._check_dated(path, "meeting", table.meeting)
            found += table.meeting
        return tuple(sorted(found, key=lambda meeting: (meeting.start, meeting.id)))

    @cached_property
    def missions(self) -> Mapping[str, Mission]:
        """Mission id → mission."""
        found: dict[str, Mission] = {}
        for path, table in self._tables("missions.toml", _Missions):
            self._check_dated(path, "mission", table.mission)
            found |= {mission.id: mission for mission in table.mission}
        return found

    @cached_property
    def partnerships(self) -> Mapping[str, Partnership]:
        """Partnership id → partnership."""
        found: dict[str, Partnership] = {}
        for path, table in self._tables("partnerships.toml", _Partnerships):
            self._check_dated(path, "partnership", table.partnership)
            found |= {each.id: each for each in table.partnership}
        return found

    def _check_dated(self, path: Path, field: str, records: Iterable[Any]) -> None:
        records = list(records)
        _check_unique(path, field, [record.id for record in records])
        known = self.regions["world"] | self.groups.keys()
        for n, record in enumerate(records):
            _check_days(path, f"{field}[{n}]", record)
            for code in getattr(record, "partners", None) or filter(None, [record.country]):
                if code not in known:
                    raise _fault(path, f"{field}[{n}]", f"unknown country or group {code!r}")


def _parents(group: Group) -> frozenset[str]:
    return frozenset(filter(None, (group.of, group.within, group.outside)))


def _holder(office: Office, tenure: Tenure) -> Holder:
    return Holder(
        name=tenure.name,
        office=office.id,
        country=office.country,
        kind=office.kind,
        start=tenure.start,
        end=tenure.end,
        gender=tenure.gender,
        aliases=tenure.aliases,
        acting=tenure.acting,
        terms=tenure.terms,
    )


def _person(name: str, held: list[Holder], country: str) -> Person:
    return Person(
        name=name,
        gender=held[0].gender,
        aliases=tuple(dict.fromkeys(alias for each in held for alias in each.aliases)),
        country=country,
        offices=tuple(sorted(held, key=lambda each: (each.start, each.office))),
    )


@cache
def register() -> Register:
    """Return the alliances that ship with the package."""
    return Register()


# --- questions ---


def groups() -> Mapping[str, Group]:
    """Return all groups by id.

    >>> groups()["nato"].label
    'NATO'
    """
    return register().groups


@cache
def members_on(group: str, day: dt.date) -> frozenset[str]:
    """Return the ISO codes of a group's members on a day; raises UnknownName.

    >>> len(members_on("nato", dt.date(2014, 1, 1))), len(members_on("nato", dt.date(2024, 3, 7)))
    (28, 32)
    """
    return frozenset(register().members(group, day))


@cache
def reporters_on(group: str, day: dt.date) -> frozenset[str]:
    """Return the members of a group on a day that report defence expenditure.

    >>> members_on("nato", dt.date(2024, 3, 7)) - reporters_on("nato", dt.date(2024, 3, 7))
    frozenset({'ISL'})
    """
    return frozenset(
        code for code, member in register().members(group, day).items() if member.reports_expenditure
    )


def countries() -> frozenset[str]:
    """Return all ISO alpha-3 codes that the tables may name."""
    return register().regions["world"]


def organisations() -> Mapping[str, Organisation]:
    """Return the organisations that have offices, by id."""
    return register().organisations


def offices() -> Mapping[str, Office]:
    """Return all offices by id."""
    return register().offices


def offices_of(country: str) -> tuple[Office, ...]:
    """Return the offices of a country or an organisation."""
    return tuple(office for office in register().offices.values() if office.country == country)


def holders(office: str) -> tuple[Holder, ...]:
    """Return those who held an office, oldest first; raises UnknownName."""
    known = register().holders
    if office not in known:
        raise UnknownName("office", office, known)
    return known[office]


def holder(office: str, day: dt.date) -> Holder | None:
    """Return who held an office on a day, on a handover the new holder; None where nobody is known.

    >>> holder("usa.president", dt.date(2021, 1, 20)).name
    'Joe Biden'
    """
    for each in reversed(holders(office)):
        if each.start <= day and (each.end is None or day <= each.end):
            return each
    return None


def persons() -> tuple[Person, ...]:
    """Return everyone who held an office, by name."""
    return tuple(register().persons.values())


def known_to() -> dt.date:
    """Return the day to which the tables of offices are believed complete."""
    return register().known_to


_RANK = {"head-of-state": 0, "head-of-government": 1, "head-of-organisation": 2}


def terms(person: str, office: str | None = None) -> tuple[Period, ...]:
    """Return a person's terms in an office, by default the highest one they held; raises UnknownName.

    >>> [str(term) for term in terms("Donald Trump")]
    ['2017-01-20/2021-01-20', '2025-01-20/..']
    """
    known = register().persons
    if person not in known:
        raise UnknownName("person", person, known)
    held = known[person].offices
    office = office or min(held, key=lambda each: _RANK.get(each.kind, len(_RANK))).office
    return tuple(term for each in held if each.office == office for term in _terms(each))


def _terms(held: Holder) -> list[Period]:
    first_days = [held.start, *held.terms]
    last_days = [*held.terms, held.end]
    return [Period(f"{first}/{last or '..'}") for first, last in zip(first_days, last_days, strict=True)]


def term(name: str, n: int) -> Period | None:
    """Return the nth term of a person, or the nth that is known of an office; None where there is none.

    >>> str(term("Emmanuel Macron", 2)), str(term("usa.president", 3))
    ('2022-05-14/..', '2001-01-20/2005-01-20')
    """
    if name in register().holders:
        known = tuple(term for each in holders(name) for term in _terms(each))
    else:
        known = terms(name)
    return known[n - 1] if 0 < n <= len(known) else None


def meetings() -> tuple[Meeting, ...]:
    """Return all meetings by date."""
    return register().meetings


def missions() -> Mapping[str, Mission]:
    """Return all missions, offices and programmes by id."""
    return register().missions


def partnerships() -> Mapping[str, Partnership]:
    """Return all partnerships by id."""
    return register().partnerships


def next_meeting(day: dt.date, kind: str | None = None) -> Meeting | None:
    """Return the first meeting that starts after a day, of any kind or of one."""
    after = (each for each in meetings() if each.start > day and kind in (None, each.kind))
    return min(after, key=lambda each: each.start, default=None)


def last_meeting(day: dt.date, kind: str | None = None) -> Meeting | None:
    """Return the last meeting that had ended by a day, of any kind or of one."""
    before = (each for each in meetings() if each.end <= day and kind in (None, each.kind))
    return max(before, key=lambda each: each.end, default=None)
