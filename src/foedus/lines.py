"""What figures ask of a ledger goes in; the series of its editions come out, each loaded once, values parsed when used.

One query loads all that is asked for and not yet there, one row a series; after that, looking up a series and a value
takes no database.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import Any
from weakref import WeakKeyDictionary

import msgspec

from foedus.editions import OBSERVATIONS, TOTALS, Catalogue
from foedus.ledger import Ledger
from foedus.model import Struct
from foedus.totals import EACH_MONTH, EACH_YEAR, TODAY

# The number of a year, of a month, or of the last month of any other stretch of time.
PLACE = (
    "CASE length(period) WHEN 4 THEN year"
    " ELSE CAST(period[-7:-4] AS INTEGER) * 12 + CAST(period[-2:] AS INTEGER) - 1 END"
)
GRAIN = "CASE length(period) WHEN 4 THEN 'year' WHEN 7 THEN 'month' ELSE period END"


class Need(Struct, frozen=True, kw_only=True):
    """What a figure asks of a source: all series of a measure without partner, or that of a subject with a partner.

    `summed`: what an edition prints in one sum over months, which is in no total. No two needs share a series.
    """

    source: str
    measure: str
    subject: str | None = None
    partner: str | None = None
    component: str | None = None
    summed: bool = False

    @property
    def condition(self) -> str:
        """The rows of a file that are meant."""
        found = [f"measure = '{self.measure}'"]
        if self.partner is None:
            return f"({found[0]} AND partner IS NULL AND component IS NULL)"
        found += [f"subject = {text(self.subject or '')}", f"partner = {text(self.partner)}"]
        found.append(f"component = {text(self.component)}" if self.component else "component IS NULL")
        return f"({' AND '.join(found)})"


class Line(msgspec.Struct, frozen=True, kw_only=True, eq=False, dict=True):
    """One series of one edition: of a country, of a group as published, or summed over a group's members.

    `grain`: `year`, `month`, or the stretch of time of a single value. `first` and `last` are places in its sequence.
    Each is loaded once: two lines are equal where they are the same.
    """

    source: str
    edition: str
    measure: str
    unit: str
    prices: str | None
    price_year: int | None
    subject: str
    partner: str | None
    component: str | None
    perimeter: str | None
    basis: str
    grain: str
    first: int
    last: int
    written: str | None

    @property
    def file(self) -> str:
        """The edition's observations, relative to the ledger's folder."""
        return f"'{self.source}/{self.edition}/observations.parquet'"

    @cached_property
    def values(self) -> dict[int, int]:
        """Place → value in hundred-millionths; of a sum, only where every member reported."""
        parts = (self.written or "").replace(".", "").split()
        return dict(zip(map(int, parts[::2]), map(int, parts[1::2]), strict=True))


# What tells one line of the ledger from another.
_KEYS = Line.__struct_fields__[:-3]
_COLUMNS = ", ".join(_KEYS[2:-1])
_READ = f"{_COLUMNS}, {GRAIN} AS grain, {PLACE} AS place, value"

Key = tuple[str, str, str, str, str, str | None, str | None]


class Lines:
    """The series of a ledger that figures ask for, each loaded once and looked up by edition, measure and subject."""

    def __init__(self, ledger: Ledger) -> None:
        self.editions = Catalogue(ledger.editions())
        self._loaded: set[Need] = set()
        self._found: dict[tuple[*Key, str | None], list[Line]] = {}
        self.subjects: set[tuple[str, str, str, str | None]] = set()
        self.numbers: dict[object, Decimal | None] = {}  # of the plans that are made of them
        self.queries: dict[object, str] = {}  # of the same, as SQL
        self.grouped: dict[tuple[object, ...], list[Any]] = {}  # those of a group's members, once looked up

    def load(self, ledger: Ledger, needs: Iterable[Need]) -> None:
        """Load the series that are asked for and not yet there."""
        new = sorted(set(needs) - self._loaded, key=repr)
        self._loaded.update(new)
        selects = [
            f"SELECT source, edition, {_READ}, present >= expected AS complete FROM {scan} WHERE {condition}"
            for scan, condition in self._scans(ledger, TOTALS, [need for need in new if not need.summed])
        ]
        plain = _READ.replace("perimeter, basis", "NULL AS perimeter, 'member' AS basis")
        selects += [
            f"SELECT source, edition, {plain}, true AS complete FROM {scan}"
            f" WHERE ({condition}) AND length(period) > 7"
            for scan, condition in self._scans(ledger, OBSERVATIONS, [need for need in new if need.summed])
        ]
        if not selects:
            return
        # One text a series, parsed when it is used: a quarter of the time that as many numbers take.
        values = "string_agg(place || ' ' || value, ' ' ORDER BY place) FILTER (WHERE complete)"
        order = ", ".join(str(number) for number in range(1, len(_KEYS) + 1))
        rows = ledger.query(
            f"SELECT {', '.join(_KEYS)}, min(place), max(place), {values}"
            f" FROM ({' UNION ALL '.join(selects)}) GROUP BY ALL ORDER BY {order}"
        )
        self.grouped.clear()
        for row in rows:
            line = Line(**dict(zip(Line.__struct_fields__, row, strict=True)))
            for grain in (None, line.grain):
                self._found.setdefault((*_key(line), grain), []).append(line)
            self.subjects.add((line.source, line.measure, line.subject, line.partner))

    def _scans(self, ledger: Ledger, file: str, needs: Iterable[Need]) -> Iterable[tuple[str, str]]:
        """One scan over the editions of each source that have what is asked for, with the condition of its rows."""
        for source, of in groupby(sorted(needs, key=lambda need: need.source), key=lambda need: need.source):
            wanted = list(of)
            measures = {need.measure for need in wanted}
            held = self.editions.held(source)
            editions = [each for each in held if not measures.isdisjoint(each.measures)]
            if editions:
                yield ledger.scan(file, editions), " OR ".join(need.condition for need in wanted)

    def find(
        self,
        source: str,
        edition: str,
        measure: str,
        unit: str,
        subject: str,
        partner: str | None = None,
        component: str | None = None,
        grain: str | None = None,
    ) -> list[Line]:
        """Return the loaded lines of one subject in one edition, on all price bases and perimeters; of any `grain`."""
        return self._found.get((source, edition, measure, unit, subject, partner, component, grain), [])


def pick(lines: Iterable[Line], prices: str | None, perimeter: str | None, group: bool) -> Line | None:
    """Return the line on a price basis; of a group, the published total before the sum over its members."""
    member: Line | None = None
    summed: Line | None = None
    for line in lines:
        if prices is not None and line.prices != prices:
            continue
        if group and perimeter == TODAY:
            if line.perimeter == TODAY:
                return line
        elif line.basis == "member":
            member = member or line
            if not group:
                return member
        elif group and line.basis == "published":
            return line
        elif line.perimeter in (EACH_YEAR, EACH_MONTH):
            summed = summed or line
    return summed or member if group else None


# Loaded lines live as long as their ledger.
_LOADED: WeakKeyDictionary[Ledger, Lines] = WeakKeyDictionary()


def lines(ledger: Ledger) -> Lines:
    """Return the lines of a ledger; series are loaded when they are asked for."""
    if ledger not in _LOADED:
        _LOADED[ledger] = Lines(ledger)
    return _LOADED[ledger]


def text(value: str) -> str:
    """Return a text as SQL writes it.

    >>> text("Côte d'Ivoire")
    "'Côte d''Ivoire'"
    """
    return "'" + value.replace("'", "''") + "'"


def _key(line: Line) -> Key:
    return (line.source, line.edition, line.measure, line.unit, line.subject, line.partner, line.component)
