"""Editions and their rows in, the folders of a ledger out: the same rows give the same bytes.

A folder is written beside its place, flushed to the disk and renamed: a reader sees all of it or nothing.
"""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from foedus.editions import Edition, Row, order
from foedus.errors import LedgerError
from foedus.ledger import CATALOGUE, EDITION, OBSERVATIONS, TOTALS
from foedus.totals import Total

_TYPES = {
    "year": "SMALLINT",
    "price_year": "SMALLINT",
    "present": "SMALLINT",
    "expected": "SMALLINT",
    "value": "DECIMAL(28,8)",
    "running": "DECIMAL(38,8)",
    "total": "BOOLEAN",
}
_NULL = r"\N"


def add(
    path: Path, edition: Edition, rows: Iterable[Row], totals: Iterable[Total], *, replace: bool = False
) -> bool:
    """Write one edition into the ledger at `path`; return whether anything changed.

    The rows of an edition are never overwritten: one that is held with other rows is refused, unless `replace` says
    that the parser was mended. Damaged files and outdated totals are written anew.
    """
    place = path / edition.source / edition.edition
    with _beside(place) as folder:
        _parquet(folder / OBSERVATIONS, Row.__struct_fields__, sorted(rows, key=order))
        _parquet(folder / TOTALS, Total.__struct_fields__, totals)
        files = {name: _sha256(folder / name) for name in (OBSERVATIONS, TOTALS)}
        _json(folder / EDITION, msgspec.structs.replace(edition, files=files))
        if place.is_dir() and _hashes(place) == _hashes(folder):
            return False
        if not replace and _held(place) not in (None, edition.content_hash):
            raise LedgerError(
                f"{place} holds {edition.source} {edition.edition} with other rows; an edition is never overwritten"
                " (--replace, where its parser was mended)"
            )
        _put(folder, place)
    return True


def _held(place: Path) -> str | None:
    """The hash of the rows that an edition says it holds; None where it is not there or cannot be read."""
    try:
        return msgspec.json.decode((place / EDITION).read_bytes(), type=Edition).content_hash
    except (OSError, msgspec.MsgspecError):
        return None


def catalogue(path: Path, editions: Iterable[Edition]) -> None:
    """Write the list of every edition published, held or not, with the hash of what tells of those held."""
    listed = sorted(
        (_listed(path, edition) for edition in editions), key=lambda each: (each.source, each.edition)
    )
    path.mkdir(parents=True, exist_ok=True)
    fresh = path / f".{CATALOGUE}.new"
    _json(fresh, listed)
    _flush(fresh)
    fresh.rename(path / CATALOGUE)
    _flush(path)


def _listed(path: Path, edition: Edition) -> Edition:
    file = path / edition.source / edition.edition / EDITION
    held = file.is_file()
    return msgspec.structs.replace(edition, held=held, files={EDITION: _sha256(file)} if held else {})


@contextmanager
def _beside(place: Path) -> Iterator[Path]:
    """A fresh folder, gone at the end unless it was put in its place.

    It stands one level higher: what a build that was killed leaves behind is no edition to a query over all of them.
    """
    ledger = place.parent.parent
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{place.name}.", dir=ledger))
        folder.chmod(0o755)
    except OSError as fault:
        raise LedgerError(f"{ledger} cannot be written ({fault.strerror})") from None
    try:
        yield folder
    except OSError as fault:
        raise LedgerError(f"{place} cannot be written ({fault.strerror})") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put(folder: Path, place: Path) -> None:
    """Put a finished folder in its place; what stood there goes once the new one stands."""
    for file in sorted(folder.iterdir()):
        _flush(file)
    _flush(folder)
    if place.exists():
        with _beside(place) as old:
            place.rename(old)
            folder.rename(place)
    else:
        folder.rename(place)
    _flush(place.parent)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _parquet(path: Path, names: Sequence[str], records: Iterable[Any]) -> None:
    """Write records as Parquet: by one thread, in the order given, with nothing that tells when."""
    import duckdb

    columns = ", ".join(f"'{name}': '{_TYPES.get(name, 'VARCHAR')}'" for name in names)
    with tempfile.TemporaryDirectory() as scratch, duckdb.connect() as connection:
        lines = Path(scratch) / "records.csv"
        with lines.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(_fields(record, names) for record in records)
        connection.execute("SET threads = 1")
        connection.execute(
            f"COPY (SELECT * FROM read_csv({_quoted(lines)}, columns = {{{columns}}}, nullstr = '{_NULL}',"
            " auto_detect = false, header = false, delim = ',', quote = '\"', escape = '\"'))"
            f" TO {_quoted(path)} (FORMAT parquet, COMPRESSION zstd)"
        )


def _fields(record: Any, names: Sequence[str]) -> list[str]:
    values = (getattr(record, name) for name in names)
    return [_NULL if value is None else str(value) for value in values]


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _json(path: Path, record: Any) -> None:
    path.write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _hashes(folder: Path) -> dict[str, str]:
    return {file.name: _sha256(file) for file in sorted(folder.iterdir())}
