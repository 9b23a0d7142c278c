"""`foedus ledger export`: editions of the ledger in; a Data Package of SDMX-CSV in a folder out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus.editions import Edition
from foedus.errors import LedgerError, UnknownName
from foedus.render.tables import Table, paragraph, tables

if TYPE_CHECKING:
    from foedus.ledger import Ledger
    from foedus.render.reviews import Node


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--edition", "days", multiple=True, metavar="DATE", help="Only this edition; may be repeated.")
@click.option("--force", is_flag=True, help="Replace a package that was exported to FOLDER before.")
@click.option(
    "--whole",
    is_flag=True,
    help="Also editions with rows that their publisher lets nobody pass on: for your own use.",
)
def export(folder: Path, sources: tuple[str, ...], days: tuple[str, ...], force: bool, whole: bool) -> None:
    """Export editions to FOLDER, as a Data Package of SDMX-CSV.

    Every edition held, those of each SOURCE, or those of the days given. FOLDER gets datapackage.json, one SDMX-CSV
    2.0 for each edition, structure.xml (SDMX-ML 3.0: columns and code lists) and TERMS.txt: what each publisher
    allows, and the credit to give. It appears when it is whole.

    \b
      foedus ledger export package
      foedus ledger export package nato_defexp --edition 2024-06-17 --edition 2026-07-07
    """
    from foedus.folders import fresh
    from foedus.ledger import Ledger
    from foedus.render.datapackage import write

    held = Ledger()
    editions = _chosen(held, sources, days)
    if not whole:
        _may_be_passed_on(editions)
    _may_be_replaced(folder, force)
    with fresh(folder) as filled:
        files = write(held, editions, filled)
    _tell(folder, editions, files)


def _tell(folder: Path, editions: Sequence[Edition], files: Sequence[Node]) -> None:
    from foedus.render.datapackage import terms

    heads = ["File", "Rows", "Bytes"]
    pairs = zip(editions, files, strict=True)
    lines = [[file["path"], f"{edition.rows:,}", f"{file['bytes']:,}"] for edition, file in pairs]
    tables(Table(heads=heads, lines=lines, right=(1, 2)))
    click.echo()
    for text in terms(editions).splitlines():
        paragraph(text)
    click.echo(f"\nData package: {folder}")


def _chosen(held: Ledger, sources: Sequence[str], days: Sequence[str]) -> list[Edition]:
    """Return the editions asked for; raises UnknownName or LedgerError where one of them is not held."""
    here = held.editions(held=True)
    for source in sources:
        if source not in (known := sorted({edition.source for edition in here})):
            raise UnknownName("source", source, known)
    of_these = [edition for edition in here if not sources or edition.source in sources]
    for day in days:
        if day not in (known := [edition.edition for edition in of_these]):
            raise UnknownName("edition", day, known)
    chosen = [edition for edition in of_these if not days or edition.edition in days]
    if not chosen:
        raise LedgerError(f"the ledger at {held.path} holds no edition; `foedus ledger build` adds them")
    return chosen


def _may_be_replaced(folder: Path, force: bool) -> None:
    """Raise LedgerError where something stands in a folder that the package must not replace."""
    from foedus.render.datapackage import is_package

    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if not is_package(folder):
        raise LedgerError(
            f"{folder} holds other files than an exported package; valid is a new or empty folder"
        )
    if not force:
        raise LedgerError(
            f"{folder} holds a package already; valid is a new or empty folder, or --force to replace it"
        )


def _may_be_passed_on(editions: Sequence[Edition]) -> None:
    """Raise LedgerError where an edition holds more than its publisher lets be passed on."""
    from foedus.sources import sources

    limited = {source.id for source in sources() if source.kept}
    found = (each for each in editions if each.source in limited and each.coverage == "whole")
    whole = [f"{each.source} {each.edition}" for each in found]
    if whole:
        raise LedgerError(
            f"{', '.join(whole)}: holds rows that must not be passed on;"
            " valid are other editions, or --whole for your own use"
        )
