"""What an alliance and its members promised, `pledges.toml`: records and their proof; a mistake names its field."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_args

from foedus.alliances.records import Table
from foedus.alliances.tables import check_unique, fault
from foedus.errors import RuleError
from foedus.kept import read
from foedus.model import Comparator, Figure, Level, Period, Quantity

Force = Literal["commit", "intend", "aim"]
Time = Literal["by", "within", "in", "always"]
Bound = Literal[">=", ">", "=", "<="]
Whom = Literal["each", "together"]
Exceptional = Literal["exempt", "reserves"]

_WORDS: dict[str, tuple[str, ...]] = {
    "force": get_args(Force),
    "time": get_args(Time),
    "comparator": get_args(Bound),
    "whom": get_args(Whom),
    "kind": get_args(Exceptional),
}


class Part(Table, frozen=True, kw_only=True):
    """One figure of a pledge; `uncounted` says why no official series counts it, `context` what counts its like.

    `component`: which part of the context. `made_of`: the parts that it is the sum of. `shares`: by what those who
    promise together divide it.
    """

    id: str
    unit: str
    amount: Decimal
    comparator: Bound
    whom: Whom
    measure: str | None = None
    partner: str | None = None
    due: str | None = None
    shares: str | None = None
    uncounted: str | None = None
    context: str | None = None
    component: str | None = None
    made_of: tuple[str, ...] = ()


class Exempt(Table, frozen=True, kw_only=True):
    """A member to whom the pledge does not apply, or that says so; `why` has its words in `lang/`."""

    member: str
    kind: Exceptional
    why: str


class Review(Table, frozen=True, kw_only=True):
    """A day, month or year on which what was done is looked at."""

    id: str
    on: str


class Pledge(Table, frozen=True, kw_only=True):
    """What was promised: by a group or a country, on a day and in a text, with which force and until when."""

    id: str
    by: str
    label: str
    made: dt.date
    place: str
    country: str
    force: Force
    time: Time
    text: str
    url: str
    part: tuple[Part, ...]
    due: str | None = None
    meeting: str | None = None
    located: bool = True
    yearly: str | None = None
    replaces: tuple[str, ...] = ()
    exceptions: tuple[Exempt, ...] = ()
    reviews: tuple[Review, ...] = ()

    def until(self, part: Part) -> Period | None:
        """Return when a part falls due, None where it binds from now on."""
        due = part.due or self.due
        return Period(due) if due else None

    def figure(self, part: Part) -> Figure:
        """Return a part as a figure, its period the deadline."""
        low = None if part.comparator == "<=" else part.amount
        high = part.amount if part.comparator in ("<=", "=") else None
        comparator: Comparator = part.comparator
        return Figure(
            subject=self.by,
            measure=part.measure,
            quantity=Quantity(low=low, high=high, unit=part.unit, comparator=comparator),
            period=self.until(part),
            partner=part.partner,
            derivation=Level(),
        )


class Pledges(Table, frozen=True, kw_only=True):
    """The file `pledges.toml`."""

    pledge: tuple[Pledge, ...] = ()


def load(path: Path) -> Pledges:
    """Read one file; a word that is none of a few is refused with those that are valid."""
    try:
        return read(path, Pledges)
    except RuleError as error:
        field = re.search(r"Invalid enum value.*\.(\w+)`$", str(error))
        if field and field[1] in _WORDS:
            raise RuleError(f"{error}; valid: {', '.join(_WORDS[field[1]])}") from None
        raise


def prove(
    path: Path,
    pledges: Iterable[Pledge],
    countries: Collection[str],
    groups: Collection[str],
    meetings: Collection[str],
) -> None:
    """Refuse what cannot be meant; raises RuleError with the file, the field and what would be valid."""
    pledges = tuple(pledges)
    check_unique(path, "pledge", (each.id for each in pledges))
    made = {each.id: each.made for each in pledges}
    for n, pledge in enumerate(pledges):
        at = f"pledge[{n}]"
        _known(path, f"{at}.by", "country or group", pledge.by, {*countries, *groups})
        _known(path, f"{at}.country", "country", pledge.country, countries)
        if pledge.meeting is not None:
            _known(path, f"{at}.meeting", "meeting", pledge.meeting, meetings)
        for i, each in enumerate(pledge.exceptions):
            _known(path, f"{at}.exceptions[{i}].member", "country", each.member, countries)
        for i, earlier in enumerate(pledge.replaces):
            _known(path, f"{at}.replaces[{i}]", "pledge", earlier, made)
            if made[earlier] > pledge.made:
                message = f"{earlier!r} was made later, on {made[earlier]}; valid is an earlier pledge"
                raise fault(path, f"{at}.replaces[{i}]", message)
        if not pledge.url.startswith("https://"):
            raise fault(
                path, f"{at}.url", f"{pledge.url!r} is no address; valid is one that starts with https://"
            )
        _check_days(path, at, pledge)
        _check_parts(path, at, pledge, countries)


def _known(path: Path, field: str, kind: str, given: str, known: Collection[str]) -> None:
    if given in known:
        return
    nearest = get_close_matches(given, sorted(known), n=3, cutoff=0.5)
    hint = f"nearest: {', '.join(nearest)}" if nearest else f"valid are the {len(known)} ids of its own file"
    raise fault(path, field, f"unknown {kind} {given!r}; {hint}")


def _period(path: Path, field: str, text: str) -> Period:
    try:
        return Period(text)
    except ValueError as error:
        raise fault(path, field, f"{error}; valid is 2035, 2025-06, 2025-06-30 or two joined by /") from None


def _check_days(path: Path, at: str, pledge: Pledge) -> None:
    if (pledge.time == "always") != (pledge.due is None):
        message = (
            'a pledge for always has no due year; valid is time = "by", "within" or "in"'
            if pledge.due
            else f'time = "{pledge.time}" needs a due year; without one valid is time = "always"'
        )
        raise fault(path, f"{at}.due" if pledge.due else f"{at}.time", message)
    dues = [(f"{at}.due", pledge.due), *((f"{at}.part[{i}].due", p.due) for i, p in enumerate(pledge.part))]
    dues += [(f"{at}.reviews[{i}].on", each.on) for i, each in enumerate(pledge.reviews)]
    for field, text in dues:
        if text is None:
            continue
        end = _period(path, field, text).end
        if end is None or end < pledge.made:
            message = f"{text} is due before it was made on {pledge.made}; valid is a period that ends later"
            raise fault(path, field, message)


def _check_parts(path: Path, at: str, pledge: Pledge, countries: Collection[str]) -> None:
    if not pledge.part:
        raise fault(path, f"{at}.part", "a pledge without a figure; valid is at least one part")
    check_unique(path, f"{at}.part", (part.id for part in pledge.part))
    ids = {part.id for part in pledge.part}
    for i, part in enumerate(pledge.part):
        here = f"{at}.part[{i}]"
        if part.measure is None and part.uncounted is None:
            message = (
                f"a unit ({part.unit}) without a measure; valid is `measure`, or `uncounted` with the reason"
            )
            raise fault(path, here, message)
        if part.measure is not None and part.uncounted is not None:
            raise fault(path, f"{here}.uncounted", "it has a measure; valid is one of the two")
        if not (part.amount.is_finite() and part.amount > 0):
            raise fault(path, f"{here}.amount", f"{part.amount} is no amount; valid is a number above 0")
        if part.partner is not None:
            _known(path, f"{here}.partner", "country", part.partner, countries)
        for other in part.made_of:
            _known(path, f"{here}.made_of", "part", other, ids)


def by_id(tables: Iterable[Pledges]) -> dict[str, Pledge]:
    """Return pledge id → pledge, by day, then in the order of the files."""
    found: list[Any] = [pledge for table in tables for pledge in table.pledge]
    return {pledge.id: pledge for pledge in sorted(found, key=lambda pledge: pledge.made)}
