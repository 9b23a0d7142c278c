"""The row and the edition: what a parser gives, what the ledger keeps; rows in, one content hash out."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from functools import cached_property
from typing import Literal

from msgspec import Struct

# The files of a ledger: the list of editions, and what the folder of each holds.
CATALOGUE = "catalogue.json"
OBSERVATIONS = "observations.parquet"
TOTALS = "totals.parquet"
EDITION = "edition.json"

Kind = Literal["original", "transcribed"]
Coverage = Literal["whole", "members", "slice", "measures"]

PLACES = Decimal("0.00000001")
# What is too large for any table is InvalidOperation, as what is no number is.
_WIDE = Context(prec=60, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation])


class Row(Struct, frozen=True, kw_only=True, order=True):
    """One published value in full units, with the cell it stands in; the columns of `observations.parquet`.

    `subject` is an ISO 3166-1 alpha-3 code, or the id of a group where `total` says that the publisher's own total
    row is meant. `component` is the part that is counted, None where it is the whole. `status` is SDMX: A normal,
    E estimated, P provisional, B break, D definition differs.
    """

    measure: str
    subject: str
    partner: str | None = None
    component: str | None = None
    unit: str
    prices: str | None = None
    price_year: int | None = None
    period: str
    year: int
    value: Decimal
    status: str = "A"
    place: str
    total: bool = False
    note: str | None = None

    @property
    def series(self) -> tuple[str, str, str, str, str, str, int]:
        """What tells one series of an edition from another; an absent part reads as "" or 0: keys sort."""
        part, prices = self.component or "", (self.prices or "", self.price_year or 0)
        return (self.measure, self.subject, self.partner or "", part, self.unit, *prices)


class Edition(Struct, frozen=True, kw_only=True, dict=True):
    """One release of an official publication; `edition` is its day of release, `held`: its rows are here.

    `sha256` is the hash of the file that was parsed, `content_hash` that of the rows, `files` those of the files
    in its folder. `interim`: it came out between two others, of which the older goes on to decide as long as this
    one is not held. `publication` is the title that all editions share. `absent` names, for a measure, the members
    that the publisher does not cover, `leading` how many of the largest a slice holds for certain, and from which year.
    """

    source: str
    edition: str
    publication: str
    title: str
    publisher: str
    url: str
    held: bool
    interim: bool = False
    kind: Kind | None = None
    coverage: Coverage | None = None
    measures: list[str] = []
    years: list[int] = []
    rows: int = 0
    definition: str | None = None
    absent: dict[str, list[str]] = {}
    leading: dict[str, tuple[int, int]] = {}
    carrier: str | None = None
    sha256: str | None = None
    content_hash: str | None = None
    files: dict[str, str] = {}
    licence: str = ""
    credit: str = ""

    @cached_property
    def released(self) -> dt.date:
        """The day of release."""
        return dt.date.fromisoformat(self.edition)


class Catalogue:
    """The editions of a ledger, by source, the oldest first."""

    def __init__(self, editions: Iterable[Edition]) -> None:
        self._of: dict[str, list[Edition]] = {}
        for edition in sorted(editions, key=lambda each: each.edition):
            self._of.setdefault(edition.source, []).append(edition)

    def of(self, source: str) -> list[Edition]:
        """Return the editions of a source, held or not."""
        return self._of.get(source, [])

    def held(self, source: str, asof: dt.date = dt.date.max) -> list[Edition]:
        """Return those that are held, and were released by a day."""
        return [each for each in self.of(source) if each.held and each.released <= asof]


def full(value: Decimal, scale: Decimal = Decimal(1)) -> Decimal:
    """Return the value in full units with the eight decimals that the ledger keeps.

    >>> full(Decimal("59.6"), Decimal(1000000))
    Decimal('59600000.00000000')
    """
    return _WIDE.multiply(value, scale).quantize(PLACES, context=_WIDE)


def order(row: Row) -> tuple[str, str, str, str, str, str, int, str]:
    """The place of a row in its edition: by series, then period."""
    return (*row.series, row.period)


def content_hash(rows: Iterable[Row]) -> str:
    """Return the SHA-256 of the sorted rows written as text, one line a row, fields parted by tabs.

    >>> row = Row(measure="m", subject="s", unit="%", period="2024", year=2024, value=full(Decimal(1)), place="A1")
    >>> content_hash([row])[:8]
    '1bd158f3'
    """
    hashed = hashlib.sha256()
    for row in sorted(rows, key=order):
        fields = (getattr(row, name) for name in row.__struct_fields__)
        hashed.update("\t".join("" if field is None else str(field) for field in fields).encode() + b"\n")
    return hashed.hexdigest()
