"""Two editions of a source go in; what was restated, by whom and how much, and which counts it moves, comes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from foedus.alliances import members_on
from foedus.comparison import rounded
from foedus.editions import OBSERVATIONS, TOTALS, Edition
from foedus.errors import LedgerError, UnknownName
from foedus.ledger import Ledger
from foedus.measures import Measure, measures
from foedus.model import Struct, exact

# Below these a difference is one of rounding: editions print and transcribe with different decimals.
LEAST_SHARE = Decimal("0.0005")
LEAST_POINTS = Decimal("0.005")
NEAR = Decimal("0.1")  # of a threshold, in its own unit


class Restated(Struct, frozen=True, kw_only=True):
    """One value that both editions print, and print otherwise; of groups the publisher's own totals."""

    measure: str
    subject: str
    partner: str | None
    component: str | None
    unit: str
    prices: str | None
    period: str
    before: Decimal
    after: Decimal

    @property
    def change(self) -> Decimal:
        """In points where the unit is %, else in percent of the value before; zero where that was zero."""
        if self.unit == "%":
            return self.after - self.before
        return 100 * (self.after - self.before) / self.before if self.before else Decimal(0)


class Tally(Struct, frozen=True, kw_only=True):
    """Who reaches a threshold in a year, who is near below it, and of whom the edition has no value."""

    members: list[str]
    near: list[str]
    missing: list[str]


class Moved(Struct, frozen=True, kw_only=True):
    """A count at a threshold by both editions; None where an edition has no value of that year."""

    measure: str
    group: str
    threshold: Decimal
    year: int
    before: Tally | None
    after: Tally | None

    @property
    def changed(self) -> tuple[list[str], list[str]] | None:
        """Who is counted only by the later edition, and who only by the earlier; None where one cannot tell."""
        if not self.before or not self.after or self.before.missing or self.after.missing:
            return None
        old, new = set(self.before.members), set(self.after.members)
        return sorted(new - old), sorted(old - new)


class Revision(Struct, frozen=True, kw_only=True):
    """How two editions differ.

    `compared`: how many values of a measure both print; `summed`: of measures whose periods add up, the sums over the
    periods that both print, where they differ; `redefined`: measures whose values the later edition marks as of another
    definition; `rebased`: measures in constant prices of another year, which cannot be compared value by value;
    `only_before`, `only_after`: measures that one of them has.
    """

    before: Edition
    after: Edition
    compared: dict[str, int]
    restated: list[Restated]
    summed: list[Restated]
    redefined: list[str]
    rebased: list[str]
    only_before: list[str]
    only_after: list[str]
    moved: list[Moved]


def edition(ledger: Ledger, name: str) -> Edition:
    """Return an edition held, by its day of release or by `source/day`.

    Raises UnknownName, and LedgerError where several sources published on that day.
    """
    source, _, day = name.rpartition("/")
    held = ledger.editions(held=True)
    found = [each for each in held if each.edition == day and source in ("", each.source)]
    if len(found) > 1:
        names = ", ".join(f"{each.source}/{each.edition}" for each in found)
        raise LedgerError(f"{name} is several editions; name one of them: {names}")
    if not found:
        raise UnknownName("edition", name, [f"{each.source}/{each.edition}" for each in held])
    return found[0]


def revision(
    ledger: Ledger,
    before: Edition,
    after: Edition,
    measure: str | None = None,
    subject: str | None = None,
) -> Revision:
    """Compare two editions of one source, value by value and count by count; only of a measure or a subject if given.

    Raises LedgerError where they are of two sources.
    """
    if before.source != after.source:
        raise LedgerError(f"{before.source} and {after.source} are two sources; compare editions of one")
    both = [name for name in before.measures if name in after.measures and measure in (None, name)]
    rows = _common(ledger, before, after, both, subject)
    compared: dict[str, int] = {}
    for each in rows:
        compared[each.measure] = compared.get(each.measure, 0) + 1
    return Revision(
        before=before,
        after=after,
        compared=compared,
        restated=sorted((each for each in rows if _differs(each)), key=_order),
        summed=sorted(
            (each for each in _summed(ledger, before, after, both, subject) if _differs(each)), key=_order
        ),
        redefined=_named(ledger, _REDEFINED, before, after, both),
        rebased=_named(ledger, _REBASED, before, after, both),
        only_before=sorted(set(before.measures) - set(after.measures)),
        only_after=sorted(set(after.measures) - set(before.measures)),
        moved=[]
        if subject
        else [each for name in both for each in _moved(ledger, before, after, measures()[name])],
    )


def _common(
    ledger: Ledger, before: Edition, after: Edition, names: Iterable[str], subject: str | None
) -> list[Restated]:
    rows = ledger.query(
        f"SELECT {', '.join(f'o.{name}' for name in Restated.__struct_fields__[:-2])}, o.value, n.value"
        f" FROM {_file(before)} AS o JOIN {_file(after)} AS n"
        " ON o.measure = n.measure AND o.subject = n.subject AND o.unit = n.unit AND o.period = n.period"
        " AND o.partner IS NOT DISTINCT FROM n.partner AND o.component IS NOT DISTINCT FROM n.component"
        " AND o.prices IS NOT DISTINCT FROM n.prices AND o.price_year IS NOT DISTINCT FROM n.price_year"
        " WHERE list_contains(?, o.measure) AND (? IS NULL OR o.subject = ?)",
        (list(names), subject, subject),
    )
    return [_restated(row) for row in rows]


def _summed(
    ledger: Ledger, before: Edition, after: Edition, names: Iterable[str], subject: str | None
) -> list[Restated]:
    """The sums of each series over the periods of both editions; who gave nothing in one has a zero there."""
    *kind, period = Restated.__struct_fields__[:-2]
    flows = [name for name in names if measures()[name].flow]
    matching = " AND ".join(
        f"o.{name} IS NOT DISTINCT FROM n.{name}" for name in (*kind, "price_year", "basis", period)
    )
    rows = ledger.query(
        f"SELECT {', '.join(f'o.{name}' for name in kind)}, min(o.{period}) || '/' || max(o.{period}),"
        f" sum(o.value), sum(n.value) FROM {_file(before, TOTALS)} AS o JOIN {_file(after, TOTALS)} AS n ON {matching}"
        " WHERE list_contains(?, o.measure) AND (? IS NULL OR o.subject = ?) AND o.basis = 'member'"
        f" GROUP BY {', '.join(f'o.{name}' for name in kind)}, o.price_year, length(o.{period})",
        (flows, subject, subject),
    )
    return [_restated(row) for row in rows]


def _restated(row: tuple[Any, ...]) -> Restated:
    values = (*row[:-2], exact(row[-2]), exact(row[-1]))
    return Restated(**dict(zip(Restated.__struct_fields__, values, strict=True)))


def _differs(each: Restated) -> bool:
    distance = abs(each.after - each.before)
    return distance >= (LEAST_POINTS if each.unit == "%" else LEAST_SHARE * abs(each.before)) and distance > 0


def _order(each: Restated) -> tuple[object, ...]:
    return (each.measure, each.unit, each.prices or "", -abs(each.change), each.subject, each.period)


_REDEFINED = "SELECT DISTINCT measure FROM {after} WHERE status = 'D' AND list_contains(?, measure)"
_REBASED = (
    "SELECT measure FROM (SELECT DISTINCT measure, price_year FROM {before} WHERE prices = 'constant') AS o"
    " JOIN (SELECT DISTINCT measure, price_year FROM {after} WHERE prices = 'constant') AS n USING (measure)"
    " WHERE o.price_year <> n.price_year AND list_contains(?, measure)"
)


def _named(ledger: Ledger, sql: str, before: Edition, after: Edition, names: list[str]) -> list[str]:
    rows = ledger.query(sql.format(before=_file(before), after=_file(after)), (names,))
    return sorted({name for (name,) in rows})


def _file(of: Edition, name: str = OBSERVATIONS) -> str:
    return f"'{of.source}/{of.edition}/{name}'"


# --- counts -----------------------------------------------------------------------------------------------------------


def _moved(ledger: Ledger, before: Edition, after: Edition, counted: Measure) -> list[Moved]:
    """The counts at each of a measure's guidelines, for every year that both editions have."""
    if not counted.guidelines:
        return []
    old, new = (_values(ledger, each, counted.id) for each in (before, after))
    return [
        Moved(
            measure=counted.id,
            group=guideline.group,
            threshold=guideline.value,
            year=year,
            before=_tally(
                old[year], guideline.group, guideline.value, year, before.absent.get(counted.id, [])
            ),
            after=_tally(new[year], guideline.group, guideline.value, year, after.absent.get(counted.id, [])),
        )
        for guideline in counted.guidelines
        for year in sorted(old.keys() & new.keys())
    ]


def _values(ledger: Ledger, of: Edition, name: str) -> dict[int, dict[str, Decimal]]:
    rows = ledger.query(
        f"SELECT year, subject, value FROM {_file(of)} WHERE measure = ? AND NOT total AND length(period) = 4",
        (name,),
    )
    found: dict[int, dict[str, Decimal]] = {}
    for year, subject, value in rows:
        found.setdefault(year, {})[subject] = value
    return found


def _tally(
    values: Mapping[str, Decimal], group: str, threshold: Decimal, year: int, absent: Iterable[str]
) -> Tally:
    """Count as a check does: the members of the year, each by its value as printed."""
    members = sorted(members_on(group, dt.date(year, 12, 31)).difference(absent))
    printed = {code: rounded(values[code], 2) for code in members if code in values}
    return Tally(
        members=[code for code, value in printed.items() if value >= threshold],
        near=[code for code, value in printed.items() if threshold - NEAR <= value < threshold],
        missing=[code for code in members if code not in values],
    )
