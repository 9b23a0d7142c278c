"""A file anywhere in; a private copy of it that is safe to open, with its hash, out.

What is copied once is what is hashed, recognised and read: nobody can change it in between. A workbook or a packed file
is unpacked once under a limit before any reader touches it, and cells at the far end of a sheet, for which a reader
would make room, are refused.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import IO, Final

from msgspec import Struct

from foedus.errors import LedgerError, SourceError

# Most bytes of a file as it comes, and unpacked; most cells of one sheet from its first to its last.
LIMIT: Final = 64 * 1024 * 1024
UNPACKED: Final = 256 * 1024 * 1024
CELLS: Final = 10_000_000

INCOMING: Final = ".incoming."
_CHUNK: Final = 1024 * 1024
_CELL: Final = re.compile(rb"""\sr\s*=\s*["']([A-Z]{0,3})([0-9]{1,7})["']""")
_MOST_MEMBERS: Final = 2000
_KINDS: Final = ((b"PK\x03\x04", ".xlsx"), (b"\x1f\x8b", ".gz"))
_FOREIGN: Final = (
    (b"%PDF", "is a PDF"),
    (b"\xd0\xcf\x11\xe0", "is a workbook of the old form (.xls); save it as .xlsx"),
    (b"<!doctype html", "is a web page, not the file behind its link"),
    (b"<html", "is a web page, not the file behind its link"),
    (b"version https://git-lfs", "only points to the file (Git LFS)"),
)


class Staged(Struct, frozen=True, kw_only=True):
    """A file's copy in a folder of its own; `given` is where it came from, `kind` what its first bytes say."""

    given: Path
    path: Path
    sha256: str
    kind: str

    @property
    def folder(self) -> Path:
        """The private folder that holds the copy."""
        return self.path.parent


@contextmanager
def stage(root: Path) -> Iterator[Path]:
    """Give a private folder in `root`, gone at the end; raises LedgerError where it cannot be written."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=INCOMING, dir=root))
    except OSError as fault:
        raise LedgerError(f"{root} cannot be written ({fault.strerror})") from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def staged(file: Path, folder: Path) -> Staged:
    """Copy a file into a private folder and look whether it is safe to open; raises SourceError naming the file."""
    size, sha256, head = _copied(file, folder / "file")
    if not size:
        raise SourceError(f"{file} is empty")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for first, why in _FOREIGN:
        if start.startswith(first.lower()):
            raise SourceError(f"{file} {why}; docs/sources.md names the files that are read")
    kind = next((kind for first, kind in _KINDS if head.startswith(first)), ".csv")
    path = folder / f"{Path(file.name.removesuffix('.gz')).stem or 'file'}{'.csv' * (kind == '.gz')}{kind}"
    (folder / "file").rename(path)
    try:
        {".xlsx": _check_workbook, ".gz": _check_packed}.get(kind, _check_nothing)(path)
    except SourceError as fault:
        raise SourceError(f"{file} {fault}") from None
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as fault:
        raise SourceError(f"{file} is damaged ({fault})") from None
    return Staged(given=file, path=path, sha256=sha256, kind=kind)


def _copied(file: Path, target: Path) -> tuple[int, str, bytes]:
    """Copy a regular file; return its size, its hash and its first bytes."""
    try:
        # Whoever opens a pipe for reading waits for its writer.
        with open(os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as source:  # noqa: PTH123
            if not stat.S_ISREG(os.fstat(source.fileno()).st_mode):
                raise SourceError(f"{file} is no file that holds data")
            return _copy(file, source, target)
    except IsADirectoryError:
        raise SourceError(f"{file} is a folder; give the file") from None
    except OSError as fault:
        raise SourceError(f"{file} cannot be read ({fault.strerror})") from None


def _copy(file: Path, source: IO[bytes], target: Path) -> tuple[int, str, bytes]:
    hashed, size, head = hashlib.sha256(), 0, b""
    try:
        with target.open("wb") as copied:
            while chunk := source.read(_CHUNK):
                size += len(chunk)
                if size > LIMIT:
                    raise SourceError(f"{file} is larger than {LIMIT:,} bytes; no official file is")
                hashed.update(chunk)
                head = head or chunk[:64]
                copied.write(chunk)
    except OSError as fault:
        raise LedgerError(f"{target.parent} cannot be written ({fault.strerror})") from None
    return size, hashed.hexdigest(), head


# --- what is packed -------------------------------------------------------------------------------------------------


def _check_nothing(path: Path) -> None:
    """What is not packed is as large as it looks."""


def _check_packed(path: Path) -> None:
    with gzip.open(path) as file:
        _drained(file, 0)


def _check_workbook(path: Path) -> None:
    """Unpack every part once, whatever size it claims, and look where the cells of the sheets stand."""
    with zipfile.ZipFile(path) as package:
        members = package.infolist()
        if len(members) > _MOST_MEMBERS:
            raise SourceError(f"holds {len(members):,} parts; no official workbook does")
        if "xl/workbook.xml" not in package.namelist():
            raise SourceError("is an archive, not a workbook; unpack it and give the file")
        unpacked = 0
        for member in members:
            honest = copy(member)
            honest.file_size = UNPACKED + 2 * _CHUNK  # read on to where it really ends
            with package.open(honest) as file:
                sheet = member.filename.startswith("xl/worksheets/")
                unpacked = _drained(file, unpacked, member.filename if sheet else None)


def _drained(file: IO[bytes] | gzip.GzipFile, unpacked: int, sheet: str | None = None) -> int:
    """Read to the end under the limit; return how much was unpacked so far."""
    rest, column, row = b"", 1, 1
    while chunk := file.read(_CHUNK):
        unpacked += len(chunk)
        if unpacked > UNPACKED:
            raise SourceError(f"unpacks to more than {UNPACKED:,} bytes; no official file does")
        if sheet is None:
            continue
        for letters, digits in _CELL.findall(rest + chunk):
            column, row = max(column, _number(letters)), max(row, int(digits))
        if column * row > CELLS:
            raise SourceError(
                f"has a cell in column {column:,}, row {row:,} of {sheet}; no official workbook does"
            )
        rest = chunk[-40:]
    return unpacked


def _number(letters: bytes) -> int:
    """The number of a column.

    >>> _number(b"A"), _number(b"AB"), _number(b"")
    (1, 28, 0)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
