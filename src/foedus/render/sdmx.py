"""The rows of an edition in; SDMX-CSV 2.0 out, one line a value, with the codes of its structure.

A cell of the publisher and its footnote are attributes; the day of release is a dimension, so that the lines of many
editions can stand in one table without two of them naming the same value.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct

from foedus.editions import Edition, Row
from foedus.model import Period, exact, from_builtins

AGENCY: Final = "FOEDUS"
VERSION: Final = "1.0.0"
NONE, WHOLE = "_Z", "_T"
_DATA = Path(__file__).parent / "assets" / "sdmx.toml"
_PRICES: Final = {"current": "V", "constant": "Q"}
_NO_CODE = re.compile(r"[^A-Za-z0-9_@$-]+")


class Column(Struct, frozen=True, kw_only=True):
    """A column: its concept, what it holds in words, and the code list that it draws on."""

    id: str
    name: str
    text: str
    codes: str | None = None
    required: bool = False


class Layout(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The structure of every edition: its columns by role, and the codes that are the same for all.

    `lang` is the language of its names.
    """

    lang: str
    dimension: list[Column]
    attribute: list[Column]
    time: Column
    measure: Column
    titles: dict[str, str]
    names: dict[str, str]
    codes: dict[str, dict[str, str]]


@cache
def layout() -> Layout:
    """Return the structure that all editions share."""
    found: Layout = from_builtins(tomllib.loads(_DATA.read_text(encoding="utf-8")), Layout)
    return found


def columns() -> list[Column]:
    """Return the columns that hold data, in their order."""
    shared = layout()
    return [*shared.dimension, shared.time, shared.measure, *shared.attribute]


def flow(source: str) -> str:
    """Return the id of the dataflow of a source.

    >>> flow("an_office")
    'AN_OFFICE'
    """
    return code(source).upper()


def header() -> list[str]:
    """Return the names of all columns, those by which SDMX-CSV says what a line belongs to first."""
    return ["STRUCTURE", "STRUCTURE_ID", "ACTION", *(column.id for column in columns())]


def to_csv(edition: Edition, rows: Iterable[Row]) -> bytes:
    """Return an edition as SDMX-CSV 2.0 in UTF-8, its lines in the order of the rows."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header())
    place = ["dataflow", f"{AGENCY}:{flow(edition.source)}({VERSION})", "I"]
    writer.writerows([*place, *_fields(edition, row)] for row in rows)
    return text.getvalue().encode("utf-8")


def _fields(edition: Edition, row: Row) -> Iterator[str]:
    frequency, time = period(row.period)
    yield from (frequency, code(row.subject), code(row.measure), code(row.partner or NONE))
    yield from (code(row.component or WHOLE), unit(row.unit), _PRICES.get(row.prices or "", NONE))
    yield from (str(row.price_year or NONE), edition.edition, time)
    yield from (str(exact(row.value)), row.status, row.place, row.note or "")


def code(name: str) -> str:
    """Return a name as the id of a code, in the letters that SDMX allows.

    >>> code("yes and no votes"), code("nato-europe")
    ('yes_and_no_votes', 'nato-europe')
    """
    return _NO_CODE.sub("_", name)


def unit(name: str) -> str:
    """Return the code of a unit; `PT` is that of per cent.

    >>> unit("%"), unit("USD"), unit("identical vote")
    ('PT', 'USD', 'identical_vote')
    """
    return "PT" if name == "%" else code(name)


def period(text: str) -> tuple[str, str]:
    """Return the frequency and the spelling of a period; a stretch is written as its first day and its length.

    >>> period("2024"), period("2024-03"), period("2022-01/2026-04")
    (('A', '2024'), ('M', '2024-03'), ('_O', '2022-01-01/P52M'))
    """
    if "/" not in text:
        return {4: "A", 6: "Q", 7: "Q" if "Q" in text else "M"}.get(len(text), "D"), text
    first, last = Period(text).start, Period(text).end
    if first is None or last is None:
        raise ValueError(f"period {text!r}: an open stretch has no length")
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    return "_O", f"{first}/P{months}M"


def used(rows: Sequence[Row]) -> dict[str, dict[str, str]]:
    """Return for each code list the codes that rows use, with the name in the ledger that each stands for."""
    found: dict[str, dict[str, str]] = {name: {} for name in layout().names}
    for row in rows:
        found["CL_AREA"][code(row.subject)] = row.subject
        if row.partner:
            found["CL_AREA"][code(row.partner)] = row.partner
        if row.component:
            found["CL_COMPONENT"][code(row.component)] = row.component
        found["CL_MEASURE"][code(row.measure)] = row.measure
        found["CL_UNIT"].setdefault(unit(row.unit), row.unit)
    return {name: dict(sorted(codes.items())) for name, codes in found.items()}
