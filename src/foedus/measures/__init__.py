"""DOOR 3: one file a thing counted; a measure's id in, its unit, its series and the choices it leaves open out.

The words for what a series counts and leaves out are in `lang/<code>/definitions.toml`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from foedus.errors import RuleError, UnknownName
from foedus.kept import toml
from foedus.model import Derivation, Level, from_builtins

ROOT = Path(__file__).parent

Kind = Literal["money", "%", "person", "multiple"]
Applies = Literal["level", "change", "growth", "excess", "share", "count", "gap", "rank", "record"]


class Choice(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The values that a definition may take for one choice, by standing, and the conditions under which it is open.

    `applies`: the derivations concerned. `years`: the only distance to the base year concerned. `below`: only counts
    of those under a threshold. `torn`: generous values where the sentence leaves the choice between several. The first
    choice of a name whose conditions hold is the one that counts.
    """

    name: Literal["prices", "base", "perimeter"]
    applies: list[Applies] = []
    years: int | None = None
    below: bool = False
    customary: list[str] = []
    generous: list[str] = []
    torn: list[str] = []
    context: list[str] = []


class Example(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A worked example: what one definition gives in one edition, rounded as many decimals as are written."""

    subject: str
    unit: str
    period: str
    edition: str
    value: str
    derivation: Derivation = msgspec.field(default_factory=Level)
    prices: str | None = None
    base: str | None = None


class Measure(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A thing counted.

    `series`: the sources that serve it; `publishers`: who publishes what would be needed. `additive`: members may be
    summed; `flow`: years may be summed; `decimals`: as published, where values are compared so.
    `target`: its levels are set as targets, so that an expected one without a date is no claim about a year.
    `currency`: the one in which rates and shares of money are made. `instead`: the measure that answers a share of
    something else.
    """

    id: str
    label: str
    unit: Kind
    series: list[str]
    publishers: list[str]
    additive: bool = False
    flow: bool = False
    target: bool = False
    decimals: int | None = None
    currency: str | None = None
    instead: dict[str, str] = {}
    choices: list[Choice] = []
    examples: list[Example] = []

    def choice(self, name: str, derivation: str, years: int = 0, below: bool = False) -> Choice | None:
        """Return the choice of that name that is open for a derivation, None where there is none."""
        for choice in self.choices:
            if choice.name == name and derivation in choice.applies:
                if choice.years not in (None, years) or (choice.below and not below):
                    continue
                return choice
        return None


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
