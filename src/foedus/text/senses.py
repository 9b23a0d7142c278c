"""The table of senses: what a number measures, by the cues around it (`senses.toml`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

import msgspec

from foedus import alliances, kept
from foedus.errors import RuleError

SCOPES = ("ahead", "after", "near", "own", "segment", "clause", "sentence", "context")
# what may not stand there, and in which scope
BARRED = {
    "lacks": "own",
    "bars": "part",
    "absent": "sentence",
}


class Sense(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One meaning of a number and what must stand around it; the head of `senses.toml` explains the fields."""

    name: str
    kinds: list[str]
    ahead: list[str] = []
    after: list[str] = []
    near: list[str] = []
    own: list[str] = []
    segment: list[str] = []
    clause: list[str] = []
    sentence: list[str] = []
    context: list[str] = []
    lacks: list[str] = []
    bars: list[str] = []
    absent: list[str] = []
    partner: str | None = None
    counts: bool = False
    verb: bool = False
    long: bool = False
    level: bool = True
    reached: bool = False
    signed: bool = False
    unit: str | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    below: Decimal | None = None
    years: int = 0
    measure: str | None = None
    derivation: dict[str, str] = {}

    @property
    def kind(self) -> str:
        """The type of the derivation."""
        return self.derivation.get("type", "level")


class Senses(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """The senses in the order in which they are tried, and the names that they resolve to."""

    sense: list[Sense]
    families: dict[str, dict[str, str]]
    stages: list[str]
    matter: list[str]
    topics: list[str]
    alliance: str
    house: str
    near: list[str]
    guideline: Decimal
    forces: list[str]
    arms: frozenset[str]
    heads: list[str]
    lengths: list[str]
    weapons: list[str]
    real_change: dict[str, str]
    aid_since: str
    fund_since: str
    aid_counters: list[str]
    other_counters: list[str]
    beneficiary: str
    aggressor: str
    demanding: list[str]
    firms: dict[str, str]
    grown: str
    dollars: dict[str, str]
    budget_years: dict[str, int]
    total: str
    narrow: dict[str, str]
    seats: dict[str, str]
    runs: dict[str, str]
    within: dict[str, list[str]]

    @cached_property
    def spending_counters(self) -> frozenset[str]:
        """Those among whom a measure of spending is chosen by who counts."""
        return frozenset(name for family in self.families.values() for name in family)

    @cached_property
    def counters(self) -> frozenset[str]:
        """The institutes whose work is to count what is spent or given."""
        return self.spending_counters | frozenset(self.aid_counters)

    def is_allied(self, subject: str, day: dt.date = dt.date.max) -> bool:
        """Tell whether a country or group belongs to the alliance: a member by that day, or a part of it."""
        members = alliances.members_on(self.alliance, day)
        if subject in self.near or subject in members or self.is_part(subject):
            return True
        within = alliances.members_on(subject, day) if subject in alliances.groups() else frozenset()
        return bool(within) and within <= members

    def is_part(self, group: str) -> bool:
        """Tell whether a group is the alliance or a part of it."""
        found = alliances.groups().get(group)
        return group == self.alliance or (found is not None and found.of == self.alliance)


@cache
def senses() -> Senses:
    """Return the table; raises RuleError naming file and field."""
    path = Path(__file__).with_name("senses.toml")
    try:
        return msgspec.convert(kept.toml(path), Senses, strict=False)
    except msgspec.ValidationError as fault:
        raise RuleError(f"{path.name}: {fault}") from None


class Wanted(NamedTuple):
    """Cues of which one must stand in a scope, or none: those that are words, and those that ask for more."""

    scope: str
    words: frozenset[str]
    asked: tuple[str, ...]


@cache
def needs(name: str) -> tuple[Wanted, ...]:
    """Return what a sense needs: of each of these one cue must stand in its scope, the narrowest scope first."""
    sense = named(name)
    return tuple(wanted(scope, way.split("|")) for scope in SCOPES for way in getattr(sense, scope))


@cache
def barred(name: str) -> tuple[Wanted, ...]:
    """Return what a sense does not bear: none of these cues may stand in their scope."""
    sense = named(name)
    return tuple(wanted(scope, cues) for key, scope in BARRED.items() if (cues := getattr(sense, key)))


def wanted(scope: str, cues: Collection[str]) -> Wanted:
    """Return cues apart: those that are words, and those that begin with @ and ask for more."""
    asked = tuple(sorted(cue for cue in cues if cue[0] == "@"))
    return Wanted(scope, frozenset(cues).difference(asked), asked)


def named(name: str) -> Sense:
    """Return the sense of this name."""
    return next(sense for sense in senses().sense if sense.name == name)


Served = dict[str, dict[int, int]]  # by cue and number of a need, which senses it serves


class Tried:
    """The senses that a kind of number may have, in the order in which they are tried.

    A sense is a bit. `here` tells, of a cue in the sentence, which senses it serves as which of their needs, `before`
    the same of a cue in the sentence before; `always[i]` are the senses that ask for nothing as their need number i, or
    for more than words, `early[i]` those that some cue of the sentence before serves. `barred` are those that a cue in
    the sentence rules out.
    """

    def __init__(self, listed: Sequence[Sense]) -> None:
        self.senses = list(listed)
        deepest = max((len(needs(s.name)) for s in listed), default=0)
        self.always, self.early = [0] * deepest, [0] * deepest
        self.here: Served = {}
        self.before: Served = {}
        self.barred: dict[str, int] = {}
        self._named: dict[int, list[Sense]] = {}
        for number, sense in enumerate(listed):
            self._file(1 << number, sense, deepest)

    def _file(self, bit: int, sense: Sense, deepest: int) -> None:
        needed = needs(sense.name)
        for cue in sense.absent:
            self.barred[cue] = self.barred.get(cue, 0) | bit
        for i in range(deepest):
            if i >= len(needed) or needed[i].asked:
                self.always[i] |= bit
                continue
            for cue in needed[i].words:
                _serve(self.here, cue, i, bit)
                if needed[i].scope == "context":
                    _serve(self.before, cue, i, bit)
                    self.early[i] |= bit

    def possible(self, here: Collection[str], before: Callable[[], Collection[str]]) -> list[Sense]:
        """Return the senses that the cues of a sentence, and of the one before, leave possible.

        What stands in the sentence before is asked for only where it may make a difference.
        """
        served, ruled_out = self.always.copy(), 0
        for cue in here:
            for i, bits in self.here.get(cue, _NONE).items():
                served[i] |= bits
            ruled_out |= self.barred.get(cue, 0)
        left = most = ~ruled_out & ((1 << len(self.senses)) - 1)
        for bits, early in zip(served, self.early, strict=True):
            left &= bits
            most &= bits | early
        if left != most:
            for cue in before():
                for i, bits in self.before.get(cue, _NONE).items():
                    served[i] |= bits
            left = most
            for bits in served:
                left &= bits
        return self._of(left)

    def _of(self, bits: int) -> list[Sense]:
        """Return the senses of these bits."""
        if bits not in self._named:
            self._named[bits] = [sense for number, sense in enumerate(self.senses) if bits >> number & 1]
        return self._named[bits]


_NONE: dict[int, int] = {}


def _serve(served: Served, cue: str, need: int, bit: int) -> None:
    by_need = served.setdefault(cue, {})
    by_need[need] = by_need.get(need, 0) | bit


@cache
def of_kind(kind: str) -> Tried:
    """Return the senses that a kind of number may have."""
    return Tried([s for s in senses().sense if kind in s.kinds])
