"""Editions and their rows in, the folders of a ledger out: the same rows give the same bytes.

A folder is written beside its place, flushed to the disk and renamed, so that a reader sees all of it or nothing.
"""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from foedus.editions import Edition, Row, order
from foedus.errors import LedgerError
from foedus.ledger import CATALOGUE, EDITION, OBSERVATIONS, TOTALS
from foedus.totals import Total

_ROW_TYPES = {
    "measure": "VARCHAR", "subject": "VARCHAR", "partner": "VARCHAR", "unit": "VARCHAR", "prices": "VARCHAR",
    "price_year": "SMALLINT", "period": "VARCHAR", "year": "SMALLINT", "value": "DECIMAL(28,8)", "status": "VARCHAR",
    "place": "VARCHAR", "total": "BOOLEAN", "note": "VARCHAR",
}  # fmt: skip
_TOTAL_TYPES = {
    "measure": "VARCHAR", "unit": "VARCHAR", "prices": "VARCHAR", "price_year": "SMALLINT", "subject": "VARCHAR",
    "perimeter": "VARCHAR", "basis": "VARCHAR", "year": "SMALLINT", "value": "DECIMAL(28,8)",
    "running": "DECIMAL(38,8)", "present": "SMALLINT", "expected": "SMALLINT", "status": "VARCHAR",
}  # fmt: skip


def add(path: Path, edition: Edition, rows: Iterable[Row], totals: Iterable[Total], *, replace: bool = False) -> bool:
    """Write one edition into the ledger at `path`; return whether anything changed.

    An edition is never overwritten: one that is held with other files is refused, unless `replace` says that the
    parser was mended.
    """
    place = path / edition.source / edition.edition
    with _beside(place) as folder:
        _parquet(folder / OBSERVATIONS, _ROW_TYPES, sorted(rows, key=order))
        _parquet(folder / TOTALS, _TOTAL_TYPES, totals)
        files = {name: _sha256(folder / name) for name in (OBSERVATIONS, TOTALS)}
        _json(folder / EDITION, msgspec.structs.replace(edition, files=files))
        if place.is_dir():
            if _hashes(place) == _hashes(folder):
                return False
            if not replace:
                raise LedgerError(
                    f"{edition.source} {edition.edition} is held with other content in {place}; an edition is never"
                    " overwritten, --replace says that its parser was mended"
                )
        _swap(folder, place)
        return True


def catalogue(path: Path, editions: Iterable[Edition]) -> None:
    """Write the list of every edition published, held or not; what is held is told by its own edition.json."""
    listed = [
        msgspec.structs.replace(edition, held=(path / edition.source / edition.edition / EDITION).is_file())
        for edition in editions
    ]
    path.mkdir(parents=True, exist_ok=True)
    fresh = path / f".{CATALOGUE}.new"
    _json(fresh, sorted(listed, key=lambda edition: (edition.source, edition.edition)))
    fresh.rename(path / CATALOGUE)


class _beside:  # noqa: N801 - reads as a preposition: `with _beside(place)`
    """A fresh folder beside a place, gone again unless it was renamed to it."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def __enter__(self) -> Path:
        try:
            self.place.parent.mkdir(parents=True, exist_ok=True)
            self.folder = Path(tempfile.mkdtemp(prefix=f".{self.place.name}.", dir=self.place.parent))
            self.folder.chmod(0o755)
        except OSError as fault:
            raise LedgerError(f"the ledger cannot be written: {self.place.parent} ({fault.strerror})") from None
        return self.folder

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def _swap(folder: Path, place: Path) -> None:
    """Put a finished folder in its place; what stood there is gone only when the new one stands."""
    for file in sorted(folder.iterdir()):
        _flush(file)
    _flush(folder)
    if place.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{place.name}.old.", dir=place.parent))
        place.rename(old / place.name)
        folder.rename(place)
        shutil.rmtree(old, ignore_errors=True)
    else:
        folder.rename(place)
    _flush(place.parent)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _parquet(path: Path, types: dict[str, str], records: Iterable[Any]) -> None:
    """Write records as Parquet: one thread, in the order given, nothing that tells when."""
    import duckdb

    with tempfile.TemporaryDirectory() as scratch:
        lines = Path(scratch) / "records.csv"
        with lines.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(_fields(record, list(types)) for record in records)
        with duckdb.connect() as connection:
            connection.execute("SET threads = 1; SET preserve_insertion_order = true")
            columns = ", ".join(f"'{name}': '{kind}'" for name, kind in types.items())
            connection.execute(
                f"COPY (SELECT * FROM read_csv({_quoted(lines)}, header = false, columns = {{{columns}}}, nullstr = '\\N',"
                " delim = ',', quote = '\"', escape = '\"'))"
                f" TO {_quoted(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)"
            )


def _fields(record: Any, names: Sequence[str]) -> list[str]:
    values = (getattr(record, name) for name in names)
    return ["\\N" if value is None else str(value).lower() if isinstance(value, bool) else str(value) for value in values]


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _json(path: Path, record: Any) -> None:
    path.write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _hashes(folder: Path) -> dict[str, str]:
    return {file.name: _sha256(file) for file in sorted(folder.iterdir())}
