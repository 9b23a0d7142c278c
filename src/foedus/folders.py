"""A folder's place in; a fresh folder to fill, put in that place when it is whole, out: all of it or nothing.

Where another stands, two renames follow on each other: who is killed between them finds the old one beside its place.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from foedus.errors import LedgerError


@contextmanager
def fresh(place: Path) -> Iterator[Path]:
    """Yield a new folder beside `place`; it stands there afterwards, instead of what did, unless something fails.

    Raises LedgerError, and changes nothing, where it cannot be written.
    """
    place = place.resolve()
    if place == Path.cwd():
        raise LedgerError(f"{place} is where you are; valid is a folder in it or beside it")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{place.name}.", dir=place.parent))
    except OSError as fault:
        raise LedgerError(f"{place} cannot be written ({fault.strerror})") from None
    try:
        folder.chmod(0o755)
        yield folder
        _put(folder, place)
    except OSError as fault:
        raise LedgerError(f"{place} cannot be written ({fault.strerror})") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put(folder: Path, place: Path) -> None:
    """Rename a finished folder to its place; what stood there goes once the new one stands."""
    for path in [*sorted(folder.rglob("*")), folder]:
        _flush(path)
    if place.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{place.name}.", dir=place.parent))
        place.rename(old)
        try:
            folder.rename(place)
        except OSError:
            old.rename(place)
            raise
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
