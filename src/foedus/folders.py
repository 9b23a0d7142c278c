"""A place in; a fresh folder or file to fill, put in that place when it is whole, out: all of it or nothing.

What is finished goes to its place by one rename, or is exchanged in one step for what stands there: a reader sees all
of the old or all of the new, also where the writer is killed.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from foedus.errors import LedgerError

# What was left by a writer that was killed is cleared away after an hour, as is a ledger that nobody asks for any more.
_STALE = 3600.0


@contextmanager
def fresh(place: Path) -> Iterator[Path]:
    """Yield a new folder beside `place`; it stands there afterwards, instead of what did, unless something fails.

    Raises LedgerError, and changes nothing, where it cannot be written.
    """
    place = place.resolve()
    if place == Path.cwd():
        raise LedgerError(f"{place} is where you are; valid is a folder in it or beside it")
    with beside(place, place.parent) as folder:
        yield folder
        put(folder, place, over=place.exists())


@contextmanager
def beside(place: Path, root: Path) -> Iterator[Path]:
    """A fresh folder, gone at the end unless it was put in its place.

    It stands in `root`, which is on the same disk and where no query over all editions looks for one: what a writer
    that was killed leaves behind is no edition.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{place.name}.", dir=root))
        folder.chmod(0o755)
    except OSError as fault:
        raise LedgerError(f"{root} cannot be written ({fault.strerror})") from None
    try:
        yield folder
    except OSError as fault:
        raise LedgerError(f"{place} cannot be written ({fault.strerror})") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def written(path: Path, content: bytes) -> None:
    """Write a file in one step; raises LedgerError where it cannot be written."""
    with beside(path, path.parent) as folder:
        fresh = folder / path.name
        fresh.write_bytes(content)
        _flush(fresh)
        fresh.replace(path)


def put(folder: Path, place: Path, *, over: bool) -> bool:
    """Put a finished folder in its place in one step; return whether it went there.

    `over`: a folder stands there, which is then where the new one was. Otherwise False says that another writer was
    quicker, and its folder stands.
    """
    for path in sorted(folder.rglob("*")):
        _flush(path)
    _flush(folder)
    place.parent.mkdir(parents=True, exist_ok=True)
    if over:
        _exchange(folder, place)
    else:
        try:
            folder.rename(place)
        except OSError as fault:
            if fault.errno in (errno.ENOTEMPTY, errno.EEXIST):
                return False
            raise
    _flush(place.parent)
    return True


def _exchange(one: Path, other: Path) -> None:
    """Exchange two folders in one step where the system can, else in three.

    Linux has renameat2 with RENAME_EXCHANGE, macOS renamex_np with RENAME_SWAP; both are 2.
    """
    library: Any = ctypes.CDLL(None) if os.name == "posix" else None
    swap, names = ctypes.c_uint(2), (os.fsencode(one), os.fsencode(other))
    failed = True
    if hasattr(library, "renameat2"):
        here = ctypes.c_int(-100)  # AT_FDCWD
        failed = library.renameat2(here, names[0], here, names[1], swap) != 0
    elif hasattr(library, "renamex_np"):
        failed = library.renamex_np(*names, swap) != 0
    if not failed:
        return
    aside = one.with_name(f"{one.name}.old")
    other.rename(aside)
    one.rename(other)
    aside.rename(one)


def linked(source: Path, target: Path) -> None:
    """Bring a folder of immutable files elsewhere: as links where the disk allows it, else as copies."""
    target.mkdir(parents=True)
    for file in sorted(source.iterdir()):
        try:
            (target / file.name).hardlink_to(file)
        except OSError as fault:
            if fault.errno == errno.ENOENT:
                raise
            shutil.copyfile(file, target / file.name)


def sweep(folders: Iterable[Path]) -> None:
    """Remove the folders that were not touched for an hour."""
    for folder in folders:
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > _STALE:
                shutil.rmtree(folder, ignore_errors=True)


def remove(place: Path, root: Path) -> None:
    """Take a folder away in one step; `root`: where the writer's own folders stand."""
    with beside(place, root) as folder:
        place.rename(folder / place.name)
        with suppress(OSError):
            place.parent.rmdir()


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
