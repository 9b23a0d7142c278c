"""An official file in; its edition in the user's own ledger out, once it is recognised, read and proved."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from msgspec import Struct

from foedus.editions import Edition
from foedus.errors import LedgerError
from foedus.folders import remove, sweep
from foedus.holdings import LEDGER, data_path, described, editions, ledger_path, own, shipped
from foedus.intake.companions import gather
from foedus.intake.recognition import recognise
from foedus.intake.staging import INCOMING, stage, staged
from foedus.sources import Release, Source, parse
from foedus.store import add
from foedus.totals import totals


class Added(Struct, frozen=True, kw_only=True):
    """What became of a file: its edition is `added`, `completed` (the shipped one is a part of it), `replaced` (it is
    read otherwise now), or it was there: `same` among the user's own, `shipped` with foedus.
    """

    edition: Edition
    state: Literal["added", "completed", "replaced", "same", "shipped"]


def add_file(
    file: Path,
    data: Path | None = None,
    *,
    source: str | None = None,
    edition: str | None = None,
    replace: bool = False,
) -> Added:
    """Recognise an official file, read it and keep it as an edition of the user's own.

    `source` and `edition` say what it is where the file does not tell. `replace`: the same file is read anew. Raises
    SourceError where it is no such file, LedgerError where the edition is held from another one.
    """
    data = writable(data)
    with stage(data) as folder:
        given = staged(file, folder)
        found, release = recognise(given, source, edition)
        if there := standing(found, release, data, replace=replace):
            return there
        gather(given, found, release)
        return keep(found, release, folder, data, replace=replace)


def remove_edition(source: str, edition: str, data: Path | None = None) -> None:
    """Take an edition of the user's own away; a shipped one stays, or comes back."""
    data = writable(data)
    place = editions(data) / source / edition
    if place not in own(data) and not place.is_dir():
        mine = ", ".join(f"{each.parent.name} {each.name}" for each in own(data)) or "none"
        raise LedgerError(f"{source} {edition} is no edition that you added; yours: {mine}")
    remove(place, editions(data))


def writable(data: Path | None) -> Path:
    """Return the folder of the user's own editions, cleared of what interrupted runs left an hour ago or more."""
    if given := os.environ.get(LEDGER):
        raise LedgerError(
            f"{LEDGER} names a ledger that is read alone, {given}: unset it to use editions of your own"
        )
    data = data or data_path()
    sweep(data.glob(f"{INCOMING}*"))
    sweep(editions(data).glob(".*"))
    return data


def standing(source: Source, release: Release, data: Path, *, replace: bool = False) -> Added | None:
    """Return what is held of an edition where nothing is left to add; raises LedgerError where it is from another file.

    A shipped edition that is only a part, or a copy typed by someone, can be completed from the publisher's own file.
    """
    mine = {(each.parent.name, each.name): each for each in own(data)}
    if folder := mine.get((source.id, release.released)):
        held = described(folder)
        _same_file(held, release)
        return None if replace else Added(edition=held, state="same")
    theirs = {(each.source, each.edition): each for each in shipped()}.get((source.id, release.released))
    if theirs is None or not theirs.held:
        return None
    if (theirs.kind, release.kind) == ("transcribed", "original"):
        return None
    _same_file(theirs, release)
    return None if source.kept else Added(edition=theirs, state="shipped")


def _same_file(held: Edition, release: Release) -> None:
    if held.sha256 != release.sha256:
        raise LedgerError(
            f"{held.source} {held.edition} is held from another file: its sha256 is {str(held.sha256)[:16]}…, that of"
            f" the file given {str(release.sha256)[:16]}…; an edition is never overwritten"
        )


def keep(source: Source, release: Release, folder: Path, data: Path, *, replace: bool = False) -> Added:
    """Read the files of an edition in a folder, prove them and write it among the user's own."""
    edition, rows = parse(source, release, folder, whole=True)
    theirs = {(each.source, each.edition): each for each in shipped()}.get((source.id, release.released))
    if theirs and theirs.content_hash == edition.content_hash:
        return Added(edition=theirs, state="shipped")
    sums = [(each.measure, each.unit) for each in source.sums]
    summed = totals(rows, sums, source.groups, source.absent, source.flows)
    there = (editions(data) / source.id / release.released).is_dir()
    if not add(editions(data), edition, rows, summed, replace=replace):
        return Added(edition=edition, state="same")
    try:
        ledger_path(data)
    except LedgerError:  # there is no room for the ledger that would hold it: the old one is to be read on
        if not there:
            remove(editions(data) / source.id / release.released, editions(data))
        raise
    if there:
        return Added(edition=edition, state="replaced")
    return Added(edition=edition, state="completed" if theirs and theirs.held else "added")
