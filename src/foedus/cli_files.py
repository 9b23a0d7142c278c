"""`foedus ledger add, update, remove, verify`: official files and addresses in; editions of one's own, proved, out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus.cli_input import warn
from foedus.errors import FoedusError, LedgerError
from foedus.render.tables import Table, tables

if TYPE_CHECKING:
    from foedus.intake import Added

_STATES = {
    "added": "added",
    "completed": "added: takes the place of the part that foedus ships",
    "replaced": "read anew",
    "same": "held already, from this very file",
    "shipped": "held already: foedus ships all of it",
}

_to = click.option(
    "--to",
    "data",
    type=click.Path(path_type=Path),
    help="The folder of your own editions, instead of FOEDUS_DATA or the usual one.",
)


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option(
    "--source", metavar="NAME", help="What it is, where the file does not tell: nato_defexp, kiel …"
)
@click.option(
    "--edition", metavar="DATE", help="The day on which it was released, where the file does not tell."
)
@click.option("--replace", is_flag=True, help="Read a file anew that was added with an older foedus.")
@_to
def add(
    files: tuple[Path, ...], source: str | None, edition: str | None, replace: bool, data: Path | None
) -> None:
    """Add official files that you downloaded to your own ledger.

    Each FILE is recognised by its hash, or by what it holds, is read and proved like the shipped ones, and kept as
    an edition in your own folder; checks use it from then on, beside the shipped editions. What a publisher lets
    nobody pass on whole, like SIPRI's workbooks, becomes whole so. An edition is never overwritten. A file that is
    made of several is added by one of them, with the others beside it.

    \b
      foedus ledger add SIPRI-Milex-data-1949-2024_2.xlsx
      foedus ledger add def-exp-2025-TABLES-en.xlsx --edition 2025-08-28

    Exit status: 0 when every file is held at the end, 1 with one line for each that is not.
    """
    from foedus.intake import add_file

    added, faults = [], []
    for file in files:
        try:
            added.append(add_file(file, data, source=source, edition=edition, replace=replace))
        except FoedusError as fault:
            faults.append(str(fault))
    _told(added)
    _closing(added, data)
    _failed(faults)


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--all", "every", is_flag=True, help="Older editions too, not only the newest of each source.")
@click.option("--allow-private", is_flag=True, help="Fetch also from addresses that are not public.")
@_to
def update(sources: tuple[str, ...], every: bool, allow_private: bool, data: Path | None) -> None:
    """Fetch the newest edition of each SOURCE for your own ledger.

    Without a SOURCE all are meant. Fetched is what the source names by address and hash and the ledger does not hold
    whole; a file with another hash is refused. Each is fetched from where its source.toml says, under limits of time
    and size; what a server says did not change since an earlier try is not sent again.

    \b
      foedus ledger update
      foedus ledger update sipri_milex --all

    Exit status: 0 when nothing is lacking at the end, 1 with one line for each edition that is.
    """
    from foedus.intake.updates import update as fetched
    from foedus.sources import source
    from foedus.sources import sources as known

    wanted = [source(name) for name in sources] if sources else known()
    added, faults = [], []
    for each in fetched(wanted, data, every=every, allow_private=allow_private):
        if each.added:
            added.append(each.added)
        else:
            faults.append(str(each.fault))
    _told(added)
    silent = [each.id for each in wanted if not any(release.download for release in each.edition)]
    if silent:
        click.echo(
            f"No address is named for {', '.join(silent)}: `foedus ledger add` takes your own download."
        )
    _closing(added, data)
    _failed(faults)


def _failed(faults: Sequence[str]) -> None:
    """Tell each fault in a line of its own, the last as what ends the command."""
    for fault in faults[:-1]:
        warn(fault)
    if faults:
        raise LedgerError(faults[-1])


def _told(added: Iterable[Added]) -> None:
    lines = [
        [each.edition.source, each.edition.edition, f"{each.edition.rows:,}", _STATES[each.state]]
        for each in added
    ]
    if lines:
        tables(Table(heads=["Source", "Edition", "Rows", "State"], lines=lines, right=(2,)))


def _closing(added: Iterable[Added], data: Path | None) -> None:
    """Make the ledger of all editions now, and say where it is."""
    from foedus.holdings import DATA, data_path, ledger_path

    if not any(each.state in ("added", "completed", "replaced") for each in added):
        return
    click.echo(f"Ledger: {ledger_path(data)}")
    if data and data.absolute() != data_path():
        click.echo(f"{DATA}={data.absolute()} makes checks use it.")


@click.command()
@click.argument("source")
@click.argument("edition")
@_to
def remove(source: str, edition: str, data: Path | None) -> None:
    """Take EDITION of SOURCE, which you added, out of your own ledger.

    A part of it that foedus ships is used again from then on.
    """
    from foedus.intake import remove_edition

    remove_edition(source, edition, data)
    click.echo(f"{source} {edition}: removed")


@click.command()
def verify() -> None:
    """Prove every file, row, total and expectation.

    Each file is compared with its hash, the rows with what the edition says of itself and with what is expected of
    it, the totals with the rows. What an interrupted run left behind is named; the next `add` or `update` clears away
    what is older than an hour.

    Exit status: 0 when all is well, 1 with one line for each fault.
    """
    from foedus.holdings import data_path, mine
    from foedus.intake.proof import leftovers, of_own, proved
    from foedus.ledger import Ledger

    held, faults = Ledger(), []
    for edition, fault in proved(held):
        if fault:
            faults.append(f"{edition.source} {edition.edition}: {fault}")
        else:
            click.echo(f"{edition.source} {edition.edition}: whole")
    for folder, fault in of_own(data_path()) if mine() else ():
        if fault:
            faults.append(f"{folder.parent.name} {folder.name}, yours: {fault}")
        else:
            click.echo(f"{folder.parent.name} {folder.name}, yours: whole")
    for path in leftovers(held.path):
        click.echo(f"left behind by an interrupted run: {path}")
    _failed(faults)
