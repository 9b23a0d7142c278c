"""What the data files of an alliance hold: groups, offices and holders, meetings, missions, partnerships."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

import msgspec


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A record of a data file: an unknown field is a fault there, not a field to skip."""


# --- membership ---


class Member(Table, frozen=True, kw_only=True):
    """A country in a group; both days included, None is always or still."""

    id: str
    start: dt.date | None = msgspec.field(name="from", default=None)
    end: dt.date | None = msgspec.field(name="to", default=None)
    reports_expenditure: bool = True

    def on(self, day: dt.date) -> bool:
        """Tell whether the country belongs on that day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Group(Table, frozen=True, kw_only=True):
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

    @property
    def parents(self) -> frozenset[str]:
        """The groups that it is made of."""
        return frozenset(filter(None, (self.of, self.within, self.outside)))


class Alliance(Table, frozen=True, kw_only=True):
    """The file `alliance.toml`: the alliance is the group of its members, the other groups follow."""

    id: str
    label: str
    source: str
    wikidata: str | None = None
    members: list[Member]
    group: list[Group] = []


class Countries(Table, frozen=True, kw_only=True):
    """The file `countries.toml`: region → ISO 3166-1 alpha-3 codes."""

    source: str
    regions: dict[str, frozenset[str]]


# --- offices ---


class Organisation(Table, frozen=True, kw_only=True):
    """A body that has offices and is no country; the label is its name as a speaker."""

    id: str
    label: str


class Tenure(Table, frozen=True, kw_only=True):
    """One stay in an office; `terms` are the first days of its second and later terms."""

    name: str
    start: dt.date = msgspec.field(name="from")
    end: dt.date | None = msgspec.field(name="to", default=None)
    gender: Literal["f", "m"] = "m"
    aliases: tuple[str, ...] = ()
    surname: str | None = None
    acting: bool = False
    terms: tuple[dt.date, ...] = ()
    country: str | None = None


class Office(Table, frozen=True, kw_only=True):
    """A post of a country or an organisation, its tenures in order of their start."""

    id: str
    country: str
    kind: str
    label: str
    source: str
    holders: list[Tenure]
    wikidata: str | None = None


class Offices(Table, frozen=True, kw_only=True):
    """The file `offices.toml`: believed complete to `known_to`."""

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
    acting: bool
    terms: tuple[dt.date, ...]


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Someone who holds or held offices, oldest first; `country` is where they come from, empty if unknown.

    `aliases`: other spellings, the one without accents among them. `surname`: the name that follows a title.
    """

    name: str
    surname: str
    gender: str
    aliases: tuple[str, ...]
    country: str
    offices: tuple[Holder, ...]


# --- what met, what ran, who is tied to whom ---


class Meeting(Table, frozen=True, kw_only=True):
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


class Planned(Table, frozen=True, kw_only=True):
    """A meeting that is announced for a month or a year (ISO 8601), its days not known."""

    id: str
    kind: str
    on: str
    place: str
    country: str
    label: str
    source: str


class Mission(Table, frozen=True, kw_only=True):
    """A mission, office or programme in force from `start`.

    `changes`: what changed, oldest first, each with its `date` and one sentence a language.
    """

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
    changes: list[dict[str, Any]] = []


class Partnership(Table, frozen=True, kw_only=True):
    """A standing tie with partners: ISO codes or groups."""

    id: str
    label: str
    partners: tuple[str, ...]
    start: dt.date
    kind: str
    source: str
    end: dt.date | None = None


class Meetings(Table, frozen=True, kw_only=True):
    """The file `meetings.toml`."""

    meeting: list[Meeting]
    planned: list[Planned] = []
    known_to: dt.date | None = None


class Missions(Table, frozen=True, kw_only=True):
    """The file `missions.toml`."""

    mission: list[Mission]
    known_to: dt.date | None = None


class Partnerships(Table, frozen=True, kw_only=True):
    """The file `partnerships.toml`."""

    partnership: list[Partnership]
    known_to: dt.date | None = None
