"""The ledger: a folder of immutable editions in Parquet in, series and rows of any SQL out.

Each edition is a folder `<source>/<edition>` with `observations.parquet` (every published value with its cell),
`totals.parquet` (yearly series and sums, with running sums) and `edition.json` (what it is, its terms, the hashes of
its files). `catalogue.json` beside the sources lists every edition that was published, held or not.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from foedus.editions import CATALOGUE, EDITION, OBSERVATIONS, TOTALS, Edition, Row, content_hash
from foedus.engine import engine
from foedus.errors import LedgerError, UnknownName
from foedus.holdings import ledger_path
from foedus.model import Observation, Series, exact
from foedus.totals import Total

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# A file of the ledger where SQL reads one: DuckDB would look in the working directory first.
_READ = re.compile(
    r"(\b(?:from|join)\s+|\bread_parquet\(\s*)'([\w.-]+/[\w.-]+/(?:observations|totals)\.parquet)'",
    re.IGNORECASE,
)
_COLUMNS = ", ".join(Row.__struct_fields__)
_SERIES = ("source", "edition", "measure", "subject", "partner", "component", "unit", "prices", "price_year")


class Ledger:
    """The store of official figures, read only.

    >>> Ledger().newest >= Ledger().editions(held=True)[0].released
    True
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path.absolute() if path else ledger_path()

    def __repr__(self) -> str:
        return f"Ledger({str(self.path)!r})"

    # --- editions ---

    def editions(self, source: str | None = None, *, held: bool | None = None) -> list[Edition]:
        """Return the editions by source and day of release, also those that are not held."""
        return [
            edition
            for edition in self._editions
            if source in (None, edition.source) and held in (None, edition.held)
        ]

    @property
    def newest(self) -> dt.date:
        """The day of release of the newest edition held."""
        days = [edition.released for edition in self.editions(held=True)]
        if not days:
            raise LedgerError(f"the ledger at {self.path} holds no edition; `foedus ledger build` adds them")
        return max(days)

    @cached_property
    def _catalogue(self) -> list[Edition]:
        listed: list[Edition] = _decode(self.path / CATALOGUE, list[Edition])
        return sorted(listed, key=lambda edition: (edition.source, edition.edition))

    @cached_property
    def _editions(self) -> list[Edition]:
        return [
            _decode(self._file(edition, EDITION), Edition) if edition.held else edition
            for edition in self._catalogue
        ]

    def _file(self, edition: Edition, name: str) -> Path:
        return self.path / edition.source / edition.edition / name

    # --- rows ---

    @cached_property
    def _connection(self) -> DuckDBPyConnection:
        if not self.path.is_dir():
            raise LedgerError(f"no ledger at {self.path}; `foedus ledger build` makes one")
        connection: DuckDBPyConnection = engine().connect()
        connection.execute("SET file_search_path = ?", [str(self.path)])
        return connection

    def query(self, sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query; relative paths to Parquet files mean files of the ledger, wherever one stands.

        >>> Ledger().query("SELECT count(*) > 1000 FROM '*/*/observations.parquet'")
        [(True,)]
        """
        quoted = str(self.path).replace("'", "''")
        rooted = _READ.sub(lambda match: f"{match[1]}'{quoted}/{match[2]}'", sql)
        try:
            return self._connection.execute(rooted, params or None).fetchall()
        except engine().Error as fault:
            raise LedgerError(f"the ledger at {self.path}: {str(fault).splitlines()[0]}") from None

    def scan(self, file: str, editions: Iterable[Edition]) -> str:
        """Return the SQL of a file of some editions, its rows with their `source` and `edition`.

        One scan over many files is planned once, a union of as many scans once a file.

        >>> ledger = Ledger()
        >>> ledger.query(f"SELECT count(*) > 1000 FROM {ledger.scan(OBSERVATIONS, ledger.editions(held=True))}")
        [(True,)]
        """
        paths = ", ".join("'" + str(self._file(each, file)).replace("'", "''") + "'" for each in editions)
        return (
            "(SELECT split_part(path, '/', -3) AS source, split_part(path, '/', -2) AS edition, * EXCLUDE (path)"
            f" FROM (SELECT replace(filename, '\\', '/') AS path, * EXCLUDE (filename)"
            f" FROM read_parquet([{paths}], filename = true)))"
        )

    def _rows(self, file: str, columns: str, condition: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Rows of all editions held, newest first, each with its source and edition before the columns."""
        held = self.editions(held=True)
        if not held:
            return []
        # Current prices come first, and before other currencies the one that most series of the ledger share.
        return self.query(
            f"WITH found AS (SELECT source, edition, {columns} FROM {self.scan(file, held)} WHERE {condition})"
            " SELECT * FROM found"
            " ORDER BY edition DESC, source, prices DESC NULLS LAST, count(*) OVER (PARTITION BY unit) DESC, unit,"
            " price_year, partner NULLS FIRST, component NULLS FIRST, length(period), period",
            params,
        )

    def names(self) -> tuple[list[str], list[str]]:
        """Return the ids of all measures and of all subjects, groups whose sums are kept among them."""
        held = self.editions(held=True)
        files = (
            f"SELECT DISTINCT measure, subject FROM {self.scan(file, held)}"
            for file in (TOTALS, OBSERVATIONS)
        )
        pairs = self.query(" UNION ".join(files)) if held else []
        return sorted({measure for measure, _ in pairs}), sorted({subject for _, subject in pairs})

    def series(
        self,
        measure: str,
        subject: str,
        asof: dt.date | None = None,
        prices: str | None = None,
        unit: str | None = None,
        edition: str | None = None,
    ) -> list[Series]:
        """Return the published series of a subject, newest edition first, within it current prices first.

        `asof` leaves out what was released later. Raises UnknownName for a measure or subject that no edition has.
        """
        self._known(measure, subject)
        rows = self._rows(OBSERVATIONS, _COLUMNS, "measure = ? AND subject = ?", (measure, subject))
        found: dict[tuple[Any, ...], list[Observation]] = {}
        for row in rows:
            key, (period, _, value, status, place, *_) = row[: len(_SERIES)], row[len(_SERIES) :]
            observation = Observation(
                period=period, value=exact(value), status=status, place=place, subject=subject
            )
            found.setdefault(key, []).append(observation)
        return _chosen(found, asof, prices, unit, edition)

    def sums(
        self,
        measure: str,
        group: str,
        asof: dt.date | None = None,
        prices: str | None = None,
        unit: str | None = None,
        edition: str | None = None,
    ) -> list[Series]:
        """Return our own sums over the members of each year, in the order of `series`; `place` counts the members."""
        self._known(measure, group)
        columns = (
            "measure, subject, partner, component, unit, prices, price_year, period, value, status, present,"
            " expected"
        )
        condition = "measure = ? AND subject = ? AND basis = 'sum' AND perimeter LIKE 'members of each %'"
        found: dict[tuple[Any, ...], list[Observation]] = {}
        for row in self._rows(TOTALS, columns, condition, (measure, group)):
            key, (period, value, status, present, expected) = row[: len(_SERIES)], row[len(_SERIES) :]
            place = f"sum of {present} of {expected} members"
            observation = Observation(
                period=period, value=exact(value), status=status, place=place, subject=group
            )
            found.setdefault(key, []).append(observation)
        return _chosen(found, asof, prices, unit, edition)

    def rows(self, edition: Edition) -> list[Row]:
        """Return every row of an edition that is held, as its parser gave it."""
        found = self.query(f"SELECT {_COLUMNS} FROM '{edition.source}/{edition.edition}/{OBSERVATIONS}'")
        return [Row(**dict(zip(Row.__struct_fields__, row, strict=True))) for row in found]

    def totals(self, edition: Edition) -> list[Total]:
        """Return every total of an edition that is held."""
        names = Total.__struct_fields__
        found = self.query(f"SELECT {', '.join(names)} FROM '{edition.source}/{edition.edition}/{TOTALS}'")
        return [Total(**dict(zip(names, row, strict=True))) for row in found]

    def notes(self, series: Series) -> dict[str, str]:
        """Return the footnotes of a published series by period."""
        rows = self.query(
            f"SELECT period, note FROM '{series.source}/{series.edition}/{OBSERVATIONS}' WHERE note IS NOT NULL"
            " AND measure = ? AND subject = ? AND unit = ? AND prices IS NOT DISTINCT FROM ?"
            " AND price_year IS NOT DISTINCT FROM ? AND partner IS NOT DISTINCT FROM ?"
            " AND component IS NOT DISTINCT FROM ? ORDER BY period",
            (
                series.measure,
                series.subject,
                series.unit,
                series.prices,
                series.price_year,
                series.partner,
                series.component,
            ),
        )
        return dict(rows)

    def _known(self, measure: str, subject: str) -> None:
        measures, subjects = self.names()
        for kind, given, known in (("measure", measure, measures), ("subject", subject, subjects)):
            if given not in known:
                raise UnknownName(kind, given, known)

    # --- proof ---

    def verify(self) -> Iterator[tuple[Edition, str | None]]:
        """Yield each edition held with its fault, if any: a file gone or changed, rows that no longer hash alike."""
        for edition in self.listed():
            try:
                self.prove(edition)
            except LedgerError as fault:
                yield edition, str(fault)
            else:
                yield edition, None

    def listed(self) -> list[Edition]:
        """Return the editions held as the catalogue lists them, whatever became of their folders."""
        return [edition for edition in self._catalogue if edition.held]

    def prove(self, listed: Edition) -> tuple[Edition, list[Row]]:
        """Return an edition and its rows, compared with what is listed and what it says of itself.

        Raises LedgerError naming the file that is gone, changed or of other rows.
        """
        self._hashes(listed, listed.files)
        edition: Edition = _decode(self._file(listed, EDITION), Edition)
        self._hashes(edition, edition.files)
        rows = self.rows(edition)
        if content_hash(rows) != edition.content_hash:
            place = self._file(edition, OBSERVATIONS)
            raise LedgerError(f"{place} does not hold the rows that {EDITION} describes")
        return edition, rows

    def _hashes(self, edition: Edition, hashes: dict[str, str]) -> None:
        for name, expected in hashes.items():
            path = self._file(edition, name)
            try:
                found = hashlib.sha256(path.read_bytes()).hexdigest()
            except OSError as fault:
                raise LedgerError(f"{path} cannot be read ({fault.strerror})") from None
            if found != expected:
                raise LedgerError(
                    f"{path} is damaged: its sha256 is {found[:16]}…, expected {expected[:16]}…"
                )


def _chosen(
    found: dict[tuple[Any, ...], list[Observation]],
    asof: dt.date | None,
    prices: str | None,
    unit: str | None,
    edition: str | None,
) -> list[Series]:
    series = (
        Series(**dict(zip(_SERIES, key, strict=True)), observations=observations)
        for key, observations in found.items()
    )
    return [
        each
        for each in series
        if (asof is None or dt.date.fromisoformat(each.edition) <= asof)
        and prices in (None, each.prices)
        and unit in (None, each.unit)
        and edition in (None, each.edition)
    ]


def _decode(path: Path, kind: Any) -> Any:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except FileNotFoundError:
        raise LedgerError(f"the ledger lacks {path}; `foedus ledger build` makes one") from None
    except OSError as fault:
        raise LedgerError(f"{path} cannot be read ({fault.strerror})") from None
    except msgspec.MsgspecError as fault:
        raise LedgerError(f"{path} is damaged ({fault})") from None
