"""The shipped editions and a user's own in; the one folder out that holds both, as every query reads it.

A user's folder has two parts. `editions/<source>/<edition>` is what was added: each is put there by one rename and
never changed afterwards. `ledgers/<key>` is a whole ledger made of the shipped editions and those; its key is the hash
of what it is made of, so it is never out of date, can be made again at any time, and nobody has to wait for another.
Where nothing was added, the shipped ledger itself is read.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import msgspec

from foedus.editions import CATALOGUE, EDITION, Edition
from foedus.errors import LedgerError

SHIPPED = Path(__file__).parent / "data" / "ledger"

# What names another ledger, read alone; what names another folder for a user's own editions.
LEDGER = "FOEDUS_LEDGER"
DATA = "FOEDUS_DATA"

# A ledger may be made while an edition is added or removed: then it is made again.
_TRIES = 5


def data_path() -> Path:
    """Return the folder of a user's own editions: FOEDUS_DATA if set, else where the system keeps a user's data."""
    if given := os.environ.get(DATA):
        return Path(given).absolute()
    if sys.platform == "linux":
        # The library says no more than this here, and takes a thirtieth of the time of a check to import.
        home = os.environ.get("XDG_DATA_HOME", "")
        usual = os.path.expanduser("~/.local/share")  # noqa: PTH111 - it never fails, also where there is no home
        return Path(home if home.startswith("/") else usual, "foedus").absolute()
    from platformdirs import user_data_path

    return user_data_path("foedus", appauthor=False)


def ledger_path(data: Path | None = None) -> Path:
    """Return the folder of the ledger: FOEDUS_LEDGER if set, else the shipped editions together with a user's own.

    `data`: the folder of these, by default `data_path()`. Raises LedgerError where the two cannot be put together.
    """
    if given := os.environ.get(LEDGER):
        return Path(given).absolute()
    data = data or data_path()
    for _ in range(_TRIES):
        added = own(data)
        if not added:
            return SHIPPED
        place = ledgers(data) / _key(added)
        if place.is_dir() or _made(place, added):
            return place
    raise LedgerError(f"{data} changes all the time; try again when nothing is added to it")


def base_path() -> Path:
    """Return the folder of the ledger without a user's own editions."""
    given = os.environ.get(LEDGER)
    return Path(given).absolute() if given else SHIPPED


def alone() -> bool:
    """Tell whether FOEDUS_LEDGER names a ledger, which is then read without a user's own editions."""
    return bool(os.environ.get(LEDGER))


def mine() -> list[Path]:
    """Return the folders of the user's own editions that the ledger is made with."""
    return [] if alone() else own(data_path())


def editions(data: Path) -> Path:
    """Return the folder, in a user's folder, of the editions that were added."""
    return data / "editions"


def ledgers(data: Path) -> Path:
    """Return the folder, in a user's folder, of the ledgers made of shipped and added editions."""
    return data / "ledgers"


def own(data: Path) -> list[Path]:
    """Return the folders of the editions that a user added; one that is being written is none of them."""
    try:
        return sorted(file.parent for file in editions(data).glob(f"[!.]*/[!.]*/{EDITION}"))
    except OSError as fault:
        raise LedgerError(f"{editions(data)} cannot be read ({fault.strerror})") from None


def described(folder: Path) -> Edition:
    """Return what a folder says of the edition in it; raises LedgerError naming the file."""
    file = folder / EDITION
    try:
        found = msgspec.json.decode(file.read_bytes(), type=Edition)
    except OSError as fault:
        raise LedgerError(f"{file} cannot be read ({fault.strerror})") from None
    except msgspec.MsgspecError as fault:
        raise LedgerError(f"{file} is damaged ({fault}); {_advice(folder)}") from None
    if (found.source, found.edition) != (folder.parent.name, folder.name):
        raise LedgerError(f"{file} is of {found.source} {found.edition}; {_advice(folder)}")
    return found


def _advice(folder: Path) -> str:
    return f"`foedus ledger remove {folder.parent.name} {folder.name}` takes the edition away"


def shipped() -> list[Edition]:
    """Return every edition that the shipped ledger lists, those held as their folder describes them."""
    listed = msgspec.json.decode(_listed(), type=list[Edition])
    return [described(SHIPPED / each.source / each.edition) if each.held else each for each in listed]


def _listed() -> bytes:
    try:
        return (SHIPPED / CATALOGUE).read_bytes()
    except OSError as fault:
        raise LedgerError(f"{SHIPPED / CATALOGUE} cannot be read ({fault.strerror})") from None


def completes(mine: Edition, theirs: Edition | None) -> bool:
    """Tell whether a user's edition stands in place of the shipped one of that day: it has more, or is no copy."""
    if theirs is None or not theirs.held:
        return True
    return mine.rows > theirs.rows or (mine.kind, theirs.kind) == ("original", "transcribed")


def _key(added: Iterable[Path]) -> str:
    """The hash of what a ledger is made of: the list of shipped editions, and what each added one says of itself."""
    hashed = hashlib.sha256(_listed())
    for folder in added:
        hashed.update(f"\n{folder.parent.name}/{folder.name}\n".encode())
        try:
            hashed.update((folder / EDITION).read_bytes())
        except FileNotFoundError:  # removed a moment ago: the ledger made of this list is not to be used
            hashed.update(b"gone")
    return hashed.hexdigest()[:16]


def _made(place: Path, added: Iterable[Path]) -> bool:
    """Make a whole ledger; False where an edition went away meanwhile."""
    from foedus.store import assemble

    theirs = {(each.source, each.edition): each for each in shipped()}
    folders = {key: SHIPPED / each.source / each.edition for key, each in theirs.items() if each.held}
    for folder in added:
        try:
            mine = described(folder)
        except LedgerError:
            if not folder.is_dir():
                return False
            raise
        key = (mine.source, mine.edition)
        if completes(mine, theirs.get(key)):
            theirs[key], folders[key] = mine, folder
    return assemble(place, theirs.values(), folders.values())
