"""Data files in, what was made of them out: it is made once, and anew when a file has changed.

What was made is kept beside the bytecode and as the bytecode is: where Python may write it, for one version of Python,
under the time and size of the files it comes from. What is damaged or out of date is made anew.
"""

from __future__ import annotations

import binascii
import marshal
import os
import struct
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

from foedus.errors import RuleError

_T = TypeVar("_T")
_SUM = struct.Struct("<I")


def read(path: Path, kind: type[_T]) -> _T:
    """Return the typed records of a TOML file; raises RuleError with the file and the field."""
    try:
        if data := _found(place := _place(path), stamp := _stamp([path])):
            return msgspec.msgpack.decode(data, type=kind)
        parsed = _parsed(path)
        records = msgspec.convert(parsed, type=kind)
        _keep(place, stamp, msgspec.msgpack.encode(parsed))
        return records
    except (OSError, UnicodeDecodeError, ValueError) as error:  # TOML's and msgspec's errors are ValueErrors
        raise RuleError(f"{path.parent.name}/{path.name}: {error}") from error


def records(name: Path, files: Iterable[Path], kind: type[_T], make: Callable[[], _T]) -> _T:
    """Return the typed records that `make` makes of the files; `name` is where a file of that name would stand."""
    place, stamp = _place(name), _stamp(files)
    if data := _found(place, stamp):
        with suppress(msgspec.MsgspecError):
            return msgspec.msgpack.decode(data, type=kind)
    fresh = make()
    _keep(place, stamp, msgspec.msgpack.encode(fresh))
    return fresh


def toml(path: Path) -> dict[str, Any]:
    """Return a TOML file as it stands; raises RuleError with the file and the line."""
    try:
        found: dict[str, Any] = made(path, [path], lambda: _parsed(path))
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise RuleError(f"{path.parent.name}/{path.name}: {error}") from error
    return found


def made(name: Path, files: Iterable[Path], make: Callable[[], _T]) -> _T:
    """Return what `make` makes of the files; `name` is where a file of that name would stand.

    It is made of strings, bytes, numbers, lists, tuples, dicts and sets, or it is not kept. Raises OSError for a file
    that is not there.
    """
    place, stamp = _place(name, sys.implementation.cache_tag or ""), _stamp(files)
    if data := _found(place, stamp):
        with suppress(EOFError, ValueError, TypeError):
            kept: _T = marshal.loads(data)
            return kept
    fresh = make()
    with suppress(ValueError):  # a date, say, which TOML has and this form has not
        _keep(place, stamp, marshal.dumps(cast("Any", fresh)))
    return fresh


def _parsed(path: Path) -> dict[str, Any]:
    import tomllib  # a tenth of a start: only where nothing is kept

    return tomllib.loads(path.read_text("utf-8"))


def _place(name: Path, version: str = "msgpack") -> Path:
    """Where Python would put the bytecode of a file."""
    prefix = sys.pycache_prefix
    folder = Path(prefix, *name.parent.absolute().parts[1:]) if prefix else name.parent / "__pycache__"
    return folder / f"{name.name}.{version}"


def _stamp(files: Iterable[Path]) -> bytes:
    states = ((file, file.stat()) for file in files)
    return ";".join(f"{file.name} {state.st_mtime_ns} {state.st_size}" for file, state in states).encode()


def _found(place: Path, stamp: bytes) -> memoryview | None:
    """What is kept under this stamp, whole."""
    with suppress(OSError):
        kept = place.read_bytes()
        start = len(stamp) + _SUM.size
        if kept.startswith(stamp) and len(kept) > start:
            data = memoryview(kept)[start:]
            if _SUM.pack(binascii.crc32(data)) == kept[len(stamp) : start]:
                return data
    return None


def _keep(place: Path, stamp: bytes, data: bytes) -> None:
    if sys.dont_write_bytecode:
        return
    with suppress(OSError):  # a folder that may not be written to: every start makes it anew
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_name(f"{place.name}.{os.urandom(4).hex()}")
        draft.write_bytes(stamp + _SUM.pack(binascii.crc32(data)) + data)
        draft.replace(place)
