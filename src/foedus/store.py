"""Editions and their rows in, the folders of a ledger out: the same rows give the same bytes.

A folder is written beside its place, flushed to the disk and put there by one rename, or exchanged for what stands
there in one step: a reader sees all of the old or all of the new, also where the writer is killed.
"""

from __future__ import annotations

import csv
import errno
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec

from foedus.editions import CATALOGUE, EDITION, OBSERVATIONS, TOTALS, Edition, Row, order
from foedus.engine import engine
from foedus.errors import LedgerError
from foedus.folders import beside, linked, put, sweep, written
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
    with beside(place, path) as folder:
        write(folder, edition, rows, totals)
        if _same(place, folder):
            return False
        stands = place.exists()
        if (replace or not stands or _held(place) in (None, edition.content_hash)) and put(
            folder, place, over=stands
        ):
            return True
        if _same(place, folder):  # another writer was quicker
            return False
        raise LedgerError(
            f"the ledger holds {edition.source} {edition.edition} with other rows; an edition is never overwritten"
            " (--replace, where its parser was mended)"
        )


def write(folder: Path, edition: Edition, rows: Iterable[Row], totals: Iterable[Total]) -> None:
    """Fill a folder with the files of one edition."""
    _parquet(folder / OBSERVATIONS, Row.__struct_fields__, sorted(rows, key=order))
    _parquet(folder / TOTALS, Total.__struct_fields__, totals)
    files = {name: _sha256(folder / name) for name in (OBSERVATIONS, TOTALS)}
    (folder / EDITION).write_bytes(_encoded(msgspec.structs.replace(edition, files=files)))


def _same(place: Path, folder: Path) -> bool:
    return place.is_dir() and _hashes(place) == _hashes(folder)


def _held(place: Path) -> str | None:
    """The hash of the rows that an edition says it holds; None where it is not there or cannot be read."""
    try:
        return msgspec.json.decode((place / EDITION).read_bytes(), type=Edition).content_hash
    except (OSError, msgspec.MsgspecError):
        return None


@contextmanager
def rebuilding(target: Path) -> Iterator[Path]:
    """Give a copy of a ledger to change; at the end it takes the ledger's place in one step, if it differs at all."""
    with beside(target, target.parent) as folder:
        if target.is_dir():
            shutil.copytree(target, folder, dirs_exist_ok=True)
        yield folder
        if not target.is_dir() or _tree(folder) != _tree(target):
            put(folder, target, over=target.exists())


def assemble(place: Path, listed: Iterable[Edition], folders: Iterable[Path]) -> bool:
    """Make a ledger of edition folders that stand elsewhere; False where one of them went away meanwhile.

    Ledgers that stood beside it and were not asked for lately are cleared away.
    """
    with beside(place, place.parent) as folder:
        try:
            for each in folders:
                linked(each, folder / each.parent.name / each.name)
        except FileNotFoundError:
            return False
        catalogue(folder, listed)
        put(folder, place, over=False)
    _clear(place)
    return True


def _clear(place: Path) -> None:
    """Remove the ledgers beside a new one, but for the one made last and what is younger than an hour.

    What other writers have in hand stands there too, and may be gone at any moment.
    """
    others = [each for each in place.parent.iterdir() if each != place]
    made: dict[Path, float] = {}
    for ledger in others:
        with suppress(OSError):
            if not ledger.name.startswith("."):
                made[ledger] = ledger.stat().st_mtime
    if made:
        with suppress(OSError):
            os.utime(max(made, key=made.__getitem__))  # its hour begins now: it may be read at this moment
    sweep(others)


def catalogue(path: Path, editions: Iterable[Edition]) -> None:
    """Write the list of every edition published, held or not, with the hash of what tells of those held."""
    listed = sorted(
        (_listed(path, edition) for edition in editions), key=lambda each: (each.source, each.edition)
    )
    written(path / CATALOGUE, _encoded(listed))


def _listed(path: Path, edition: Edition) -> Edition:
    file = path / edition.source / edition.edition / EDITION
    held = file.is_file()
    return msgspec.structs.replace(edition, held=held, files={EDITION: _sha256(file)} if held else {})


def _parquet(path: Path, names: Sequence[str], records: Iterable[Any]) -> None:
    """Write records as Parquet: by one thread, in the order given, with nothing that tells when."""
    columns = ", ".join(f"'{name}': '{_TYPES.get(name, 'VARCHAR')}'" for name in names)
    with tempfile.TemporaryDirectory() as scratch, engine().connect() as connection:
        lines = Path(scratch) / "records.csv"
        with lines.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(_fields(record, names) for record in records)
        connection.execute("SET threads = 1")
        _written(
            connection,
            f"COPY (SELECT * FROM read_csv({_quoted(lines)}, columns = {{{columns}}}, nullstr = '{_NULL}',"
            " auto_detect = false, header = false, delim = ',', quote = '\"', escape = '\"'))"
            f" TO {_quoted(path)} (FORMAT parquet, COMPRESSION zstd)",
        )


def _written(connection: Any, sql: str) -> None:
    """Run what writes a file; the engine's fault is what the system's own would be: an OSError."""
    try:
        connection.execute(sql)
    except engine().IOException as fault:
        told = re.search(r'"errno":"(\d+)"', str(fault))
        number = int(told[1]) if told else errno.EIO
        raise OSError(number, os.strerror(number)) from None


def _fields(record: Any, names: Sequence[str]) -> list[str]:
    values = (getattr(record, name) for name in names)
    return [_NULL if value is None else str(value) for value in values]


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _encoded(record: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n"


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _hashes(folder: Path) -> dict[str, str]:
    return {file.name: _sha256(file) for file in sorted(folder.iterdir())}


def _tree(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): _sha256(file) for file in sorted(folder.rglob("*")) if file.is_file()
    }
