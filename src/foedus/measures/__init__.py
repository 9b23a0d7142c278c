"""DOOR 3: one file a thing counted; a measure's id in, its unit, its series and the choices it leaves open out.

The words for what a series counts and leaves out are in `lang/<code>/definitions.toml`.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from foedus.errors import RuleError, UnknownName
from foedus.kept import toml
from foedus.model import Derivation, Level, from_builtins

ROOT = Path(__file__).parent

Unit = Literal["money", "%", "person", "multiple", "TIV", "weapon"]
Applies = Literal[
    "level", "mean", "change", "growth", "excess", "share", "share of gdp", "count", "gap", "rank", "record"
]
Chosen = Literal["measure", "component", "prices", "base", "perimeter", "rate", "reckoning"]

COUNTRY = "country"


class Choice(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The values that a definition may take for one choice, by standing, and the conditions under which it is open.

    `applies`: the derivations concerned, none for all. `years`: the only distance to the base year concerned. `below`:
    only counts of those under a threshold. `whom`: the subjects concerned, `country` for any, none for any group where
    the choice is a perimeter, else for all. `torn`: generous values where the sentence leaves the choice between
    several. `joined`: the group that a value adds to the subject; `adds`: the component that it adds; `instead`: the
    group that it takes for the subject; `without`: the member or the component that it takes out. `decimals`: to how
    many a value is rounded at a threshold; `ratio`: the two measures and the prices of which it makes a share;
    `before`: that it takes the year before, where the text writes none. The first choice of a name whose conditions
    hold is the one that counts.
    """

    name: Chosen
    applies: list[Applies] = []
    years: int | None = None
    below: bool = False
    whom: list[str] = []
    customary: list[str] = []
    generous: list[str] = []
    torn: list[str] = []
    context: list[str] = []
    joined: dict[str, str] = {}
    adds: dict[str, str] = {}
    instead: dict[str, str] = {}
    without: dict[str, str] = {}
    decimals: dict[str, int] = {}
    ratio: dict[str, tuple[str, str, str]] = {}
    before: list[str] = []


class Case(Struct, frozen=True, kw_only=True):
    """What decides whether a choice is open: the derivation, its distance to the base year, and of whom it is."""

    derivation: str
    subject: str
    is_group: bool
    years: int = 0
    below: bool = False

    def opens(self, choice: Choice) -> bool:
        """Tell whether the conditions of a choice hold."""
        return (
            (not choice.applies or self.derivation in choice.applies)
            and choice.years in (None, self.years)
            and (self.below or not choice.below)
            and self._concerns(choice)
        )

    def _concerns(self, choice: Choice) -> bool:
        if choice.whom:
            return self.subject in choice.whom or (COUNTRY in choice.whom and not self.is_group)
        return self.is_group or choice.name != "perimeter"


class Whole(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a share is taken of, where that is another series: of a fixed year, or the subject's with all partners.

    `years`: over how many at least a part of what all subjects have with all their partners is told.
    """

    measure: str | None = None
    unit: str | None = None
    period: str | None = None
    partners: bool = False
    years: int = 1


class Fiscal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The measure that counts by a budget's year, in the currency of each country that has one of its own."""

    measure: str
    currency: dict[str, str]


class Earlier(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The measure that tells of years before the first one of a series."""

    measure: str
    year: int


class Guideline(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A level that a group has set itself, at which its members are counted."""

    group: str
    value: Decimal


class Example(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A worked example: what one definition gives in one edition, rounded as many decimals as are written."""

    subject: str
    unit: str
    period: str
    edition: str
    value: str
    derivation: Derivation = msgspec.field(default_factory=Level)
    partner: str | None = None
    of: str | None = None
    component: str | None = None
    prices: str | None = None
    base: str | None = None
    perimeter: str | None = None
    reckoning: str | None = None


class Measure(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """A thing counted.

    `series`: the sources that serve it, of which the first decides and the others are context; `publishers`: who
    publishes what would be needed. `additive`: members may be summed; `flow`: periods may be summed; `decimals`: as
    published, where values are compared so. `steps`: of a year, of a month. `since`: the start of what the text leaves
    without one. `dated`: only what the text itself dates is checked, an announcement being no total. `partnered`: its
    series are between two, or from one to another; `open_world`: who has no series gave nothing. `target`: its levels
    are set as targets, so that an expected one without a date is no claim about a year. `currency`: the one in which
    rates and shares of money are made. `instead`: the measure that answers a share of something else, `beyond`: of a
    whole that only it has, `parted`: of a part that only it tells apart; `whole`: what a share is taken of; `fiscal`:
    what answers where a budget's year is told, `earlier`: where a record or a growth goes further back. `guidelines`:
    levels at which members are counted; `near`: how far from a line a member is close to it. `counted`: the units of
    parts and whole that make a rate over several years. `spread`: by what part of it a number may lie from the
    publisher's own. `summed`: that editions give one sum, to their last month; `least`: that not all of it is known,
    so that a smaller value refutes nothing; `pieces`: which component counts each unit, so that a smaller number may
    be told of a part; `ceiling`: the measure that it cannot exceed, so that a larger claim is wrong by that one.
    """

    id: str
    label: str
    unit: Unit
    series: list[str]
    publishers: list[str]
    additive: bool = False
    flow: bool = False
    target: bool = False
    dated: bool = False
    partnered: bool = False
    open_world: bool = False
    summed: bool = False
    least: bool = False
    steps: tuple[Literal["year", "month"], ...] = ("year",)
    since: str | None = None
    pieces: dict[str, str] = {}
    ceiling: str | None = None
    decimals: int | None = None
    currency: str | None = None
    fiscal: Fiscal | None = None
    earlier: Earlier | None = None
    instead: dict[str, str] = {}
    beyond: dict[str, str] = {}
    parted: dict[str, str] = {}
    whole: dict[str, Whole] = {}
    counted: list[str] = []
    guidelines: list[Guideline] = []
    near: Decimal | None = None
    spread: Decimal = Decimal(0)
    choices: list[Choice] = []
    examples: list[Example] = []

    def choice(self, name: str, case: Case) -> Choice | None:
        """Return the choice of that name that is open in a case, None where there is none."""
        for each in self.named.get(name, ()):
            if case.opens(each):
                return each
        return None

    @cached_property
    def named(self) -> dict[str, list[Choice]]:
        """The choices by name, in the order of the file."""
        names = dict.fromkeys(each.name for each in self.choices)
        return {name: [each for each in self.choices if each.name == name] for name in names}


def load(path: Path) -> Measure:
    """Read one measure; raises RuleError with the file and the field."""
    try:
        measure: Measure = from_builtins(toml(path), Measure)
    except msgspec.ValidationError as fault:
        raise RuleError(f"measures/{path.name}: {fault}") from fault
    if measure.id != path.stem:
        raise RuleError(f"measures/{path.name}: its id is {measure.id!r} - at `$.id`")
    return measure


@cache
def measures() -> dict[str, Measure]:
    """Return all measures by id.

    >>> measures()["equipment_share"].unit
    '%'
    """
    return {path.stem: load(path) for path in sorted(ROOT.glob("*.toml"))}


def measure(name: str) -> Measure:
    """Return one measure; raises UnknownName."""
    if name not in measures():
        raise UnknownName("measure", name, measures())
    return measures()[name]
