"""The ledger: a folder of immutable editions in Parquet in, series and rows of any SQL out.

    <source>/<edition>/observations.parquet   every published value, with its cell
    <source>/<edition>/totals.parquet         yearly series and sums, with running sums
    <source>/<edition>/edition.json           what the edition is, its terms and the hashes of its files
    catalogue.json                            every edition that each source published, held or not
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from foedus.editions import Edition, Row, content_hash
from foedus.errors import LedgerError, UnknownName
from foedus.model import Observation, Series, exact

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CATALOGUE = "catalogue.json"
OBSERVATIONS = "observations.parquet"
TOTALS = "totals.parquet"
EDITION = "edition.json"


def ledger_path() -> Path:
    """Return the folder of the ledger: FOEDUS_LEDGER if set, else the one shipped in the package."""
    return Path(os.environ.get("FOEDUS_LEDGER") or Path(__file__).parent / "data" / "ledger").absolute()


class Ledger:
    """The store of official figures, read only.

    >>> [edition.edition for edition in Ledger().editions("nato_defexp") if edition.held][-1]
    '2026-07-07'
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path.absolute() if path else ledger_path()

    def __repr__(self) -> str:
        return f"Ledger({str(self.path)!r})"

    def editions(self, source: str | None = None, *, held: bool | None = None) -> list[Edition]:
        """Return the editions by source and day of release, those not held among them."""
        return [
            edition
            for edition in self._catalogue
            if source in (None, edition.source) and held in (None, edition.held)
        ]

    @cached_property
    def _catalogue(self) -> list[Edition]:
        listed = _decode(self.path / CATALOGUE, list[Edition])
        editions = [
            _decode(self.path / edition.source / edition.edition / EDITION, Edition) if edition.held else edition
            for edition in listed
        ]
        return sorted(editions, key=lambda edition: (edition.source, edition.edition))

    @property
    def newest(self) -> dt.date:
        """The day of release of the newest edition held."""
        held = self.editions(held=True)
        if not held:
            raise LedgerError(f"the ledger at {self.path} holds no edition")
        return max(edition.released for edition in held)

    @cached_property
    def _connection(self) -> DuckDBPyConnection:
        import duckdb

        if not self.path.is_dir():
            raise LedgerError(f"no ledger at {self.path}; `foedus ledger build` makes one")
        connection = duckdb.connect()
        connection.execute("SET file_search_path = ?", [str(self.path)])
        return connection

    def query(self, sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query; relative paths to Parquet files mean files of the ledger.

        >>> Ledger().query("SELECT count(*) > 5000 FROM 'nato_defexp/2024-06-17/observations.parquet'")
        [(True,)]
        """
        import duckdb

        try:
            return self._connection.execute(sql, params or None).fetchall()
        except duckdb.Error as fault:
            raise LedgerError(f"the ledger at {self.path}: {str(fault).splitlines()[0]}") from None

    def names(self) -> tuple[list[str], list[str]]:
        """Return every measure and every subject of the editions held."""
        measures = self.query(f"SELECT DISTINCT measure FROM '*/*/{TOTALS}' ORDER BY 1")
        subjects = self.query(f"SELECT DISTINCT subject FROM '*/*/{TOTALS}' ORDER BY 1")
        return [name for (name,) in measures], [name for (name,) in subjects]

    def series(
        self,
        measure: str,
        subject: str,
        asof: dt.date | None = None,
        prices: str | None = None,
        unit: str | None = None,
        edition: str | None = None,
    ) -> list[Series]:
        """Return the published series of a subject, newest edition first, money at current prices first.

        `asof` leaves out what was released later. Raises UnknownName for a measure or subject that no edition has.
        """
        measures, subjects = self.names()
        for kind, given, known in (("measure", measure, measures), ("subject", subject, subjects)):
            if given not in known:
                raise UnknownName(kind, given, known)
        wanted = [
            found.edition
            for found in self.editions(held=True)
            if (asof is None or found.released <= asof) and edition in (None, found.edition)
        ]
        rows = [
            row
            for row in self._rows("measure = ? AND subject = ?", [measure, subject])
            if row[1] in wanted and prices in (None, row[6]) and unit in (None, row[5])
        ]
        return _series(rows)

    def _rows(self, condition: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
        columns = ", ".join(Row.__struct_fields__)
        folder = r"regexp_extract(filename, '([^/\\]+)[/\\]([^/\\]+)[/\\][^/\\]+$', {})"
        return self.query(
            f"SELECT {folder.format(1)} AS source, {folder.format(2)} AS edition, {columns}"
            f" FROM read_parquet('*/*/{OBSERVATIONS}', filename = true) WHERE {condition}"
            " ORDER BY edition DESC, source, prices DESC NULLS LAST, unit = 'USD' DESC, unit, price_year, period",
            params,
        )

    def verify(self) -> Iterator[tuple[Edition, str | None]]:
        """Yield each edition held with its fault: a file gone, changed or unreadable, rows that no longer hash alike."""
        for edition in self.editions(held=True):
            yield edition, self._fault(edition)

    def _fault(self, edition: Edition) -> str | None:
        folder = self.path / edition.source / edition.edition
        for name, expected in edition.files.items():
            try:
                found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
            except OSError as fault:
                return f"{name} cannot be read ({fault.strerror})"
            if found != expected:
                return f"{name} is damaged: its sha256 is {found[:16]}…, expected {expected[:16]}…"
        columns = ", ".join(Row.__struct_fields__)
        read = self.query(f"SELECT {columns} FROM '{edition.source}/{edition.edition}/{OBSERVATIONS}'")
        rows = [Row(**dict(zip(Row.__struct_fields__, values, strict=True))) for values in read]
        if content_hash(rows) != edition.content_hash:
            return f"{OBSERVATIONS} does not hold the rows that edition.json describes"
        return None


def _series(rows: list[tuple[Any, ...]]) -> list[Series]:
    found: dict[tuple[Any, ...], list[Observation]] = {}
    for source, edition, measure, subject, partner, unit, prices, price_year, period, _, value, status, place, *_ in rows:
        key = (source, edition, measure, subject, partner, unit, prices, price_year)
        observation = Observation(period=period, value=exact(value), status=status, place=place, subject=subject)
        found.setdefault(key, []).append(observation)
    names = ("source", "edition", "measure", "subject", "partner", "unit", "prices", "price_year")
    return [Series(**dict(zip(names, key, strict=True)), observations=of) for key, of in found.items()]


def _decode(path: Path, kind: Any) -> Any:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except FileNotFoundError:
        raise LedgerError(f"the ledger has no {path}; `foedus ledger build` makes one") from None
    except OSError as fault:
        raise LedgerError(f"{path} cannot be read ({fault.strerror})") from None
    except msgspec.MsgspecError as fault:
        raise LedgerError(f"{path} is damaged ({fault})") from None
