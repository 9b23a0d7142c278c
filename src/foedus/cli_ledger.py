"""`foedus ledger`: the official figures' editions and terms, their series with cells, their build and their proof."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus.cli_export import export
from foedus.cli_files import add, remove, update, verify
from foedus.cli_input import Day, Language
from foedus.cli_revisions import diff
from foedus.cli_series import as_csv, as_text
from foedus.editions import Edition
from foedus.errors import LedgerError, SourceError, UnknownName
from foedus.render.tables import Table, heading, paragraph, tables

if TYPE_CHECKING:
    from foedus.ledger import Ledger
    from foedus.model import Series


@click.group(invoke_without_command=True)
@click.pass_context
def ledger(ctx: click.Context) -> None:
    """Official figures: their editions and terms, every series with its cells.

    Without a command it lists them.

    \b
      foedus ledger show defence_expenditure FRA --asof 2025-04-03
      foedus ledger diff 2024-06-17 2026-07-07
      foedus ledger add SIPRI-Milex-data-1949-2024_2.xlsx
      foedus ledger verify
      duckdb -c "FROM '$(foedus ledger path)/*/*/totals.parquet' LIMIT 5"
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_editions)


for command in (add, update, remove, verify, diff, export):
    ledger.add_command(command)


@ledger.command("list")
def list_editions() -> None:
    """List sources, editions and terms of use."""
    from foedus.holdings import mine
    from foedus.ledger import Ledger

    held = Ledger()
    for source in sorted({edition.source for edition in held.editions()}):
        editions = held.editions(source)
        _source(editions[-1], editions)
    click.echo(f"Ledger: {held.path}")
    if yours := mine():
        click.echo(f"Yours: {', '.join(f'{each.parent.name} {each.name}' for each in yours)}")


def _source(newest: Edition, editions: Sequence[Edition]) -> None:
    held = [edition for edition in editions if edition.held]
    others = [edition.edition for edition in editions if not edition.held]
    heading(f"{newest.publisher}: {newest.publication} ({newest.source})")
    lines = [
        [
            edition.edition,
            edition.kind or "",
            edition.coverage or "",
            "–".join(str(year) for year in edition.years),
            f"{edition.rows:,}",
            str(len(edition.measures)),
        ]
        for edition in held
    ]
    heads = ["Released", "Kind", "Coverage", "Years", "Rows", "Measures"]
    tables(Table(heads=heads, lines=lines, right=(4, 5)))
    for edition in held:
        if edition.definition:
            paragraph(f"{edition.edition}: {edition.definition}")
    if others:
        paragraph(f"Published but not held ({len(others)}): {', '.join(others)}.")
    paragraph(f"Terms: {newest.licence}")
    paragraph(f"Credit: {newest.credit}")
    click.echo()


@ledger.command()
@click.argument("measure")
@click.argument("subject")
@click.option(
    "--asof",
    type=Day(),
    metavar="DATE",
    help="As it could be known on this day; by default now.",
)
@click.option("--edition", metavar="DATE", help="The edition released on this day.")
@click.option("--all-editions", is_flag=True, help="Every edition that holds it, newest first.")
@click.option("--prices", type=click.Choice(["current", "constant"]), help="Only this price basis.")
@click.option("--unit", metavar="CODE", help="Only this unit: USD, EUR, %, person …")
@click.option("--partner", metavar="CODE", help="The other side: who supplies, who votes beside it.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json", "vega", "svg", "png"]),
    default="text",
    show_default=True,
    help="Form of the series; csv and json hold every digit; vega, svg and png draw it in all its editions.",
)
@click.option(
    "--lang", type=Language(answers=True), metavar="CODE", help="Language of a drawing; by default en."
)
def show(
    measure: str,
    subject: str,
    asof: dt.date | None,
    edition: str | None,
    all_editions: bool,
    prices: str | None,
    unit: str | None,
    partner: str | None,
    form: str,
    lang: str | None,
) -> None:
    """Show the series of MEASURE for SUBJECT with its cells.

    SUBJECT is a country by its ISO 3166-1 alpha-3 code or its name (FRA, France), or a group (nato-europe-canada).
    The edition is the one that was current on the day; where the publisher prints no total for a group, our own sum
    is shown.

    \b
      foedus ledger show defence_expenditure FRA --asof 2025-04-03
      foedus ledger show defence_expenditure_share_of_gdp POL --all-editions
      foedus ledger show defence_expenditure nato-europe --prices constant --format csv
      foedus ledger show un_vote_agreement FRA --partner DEU
      foedus ledger show defence_expenditure_share_of_gdp POL --format svg > poland.svg
    """
    from foedus.ledger import Ledger

    held = Ledger()
    subject = _spelled(subject, held)
    found = _found(held, measure, subject, asof, edition, prices, unit)
    found = _beside(found, partner and _spelled(partner, held))
    if form in ("vega", "svg", "png"):
        every = held.series(measure, subject, asof) or held.sums(measure, subject, asof)
        _draw(every, _first(found, measure)[0], form, lang)
        return
    if not all_editions:
        found = _first(found, measure)
    if form == "json":
        from foedus.model import to_json

        sys.stdout.write(to_json(found).decode() + "\n")
    elif form == "csv":
        as_csv(found)
    else:
        as_text(held, found, asof, edition)


def _spelled(subject: str, held: Ledger) -> str:
    """Return the subject as the ledger spells it: from its id in any case, or a country's name in any language."""
    from foedus.lang import codes, words

    known = held.names()[1]
    for name in known:
        if name.lower() == subject.lower():
            return name
    for code in codes():
        for name, spellings in words(code, "names").get("countries", {}).items():
            if name in known and subject.lower() in (each.lower() for each in spellings):
                return str(name)
    return subject


def _found(
    held: Ledger,
    measure: str,
    subject: str,
    day: dt.date | None,
    edition: str | None,
    prices: str | None,
    unit: str | None,
) -> list[Series]:
    published = {each.edition: each.held for each in held.editions()}
    if edition is not None and not published.get(edition):
        if edition in published:
            here = ", ".join(name for name, held_here in published.items() if held_here)
            raise LedgerError(f"the edition of {edition} was published but is not held; held: {here}")
        raise UnknownName("edition", edition, [name for name, here in published.items() if here])
    everything = held.series(measure, subject) or held.sums(measure, subject)
    found = held.series(measure, subject, day, prices, unit, edition)
    found = found or held.sums(measure, subject, day, prices, unit, edition)
    if found:
        return found
    if not everything:
        raise LedgerError(f"no edition holds {measure} of {subject}")
    units = sorted({f"{series.unit} {series.prices or ''}".strip() for series in everything})
    days = sorted({series.edition for series in everything})
    raise LedgerError(
        f"no such series of {measure} of {subject}; editions: {', '.join(days)}; units: {', '.join(units)}"
    )


def _first(found: list[Series], measure: str) -> list[Series]:
    """Keep one edition: the newest of the source that the measure names first."""
    from foedus.measures import measures

    named = measures()[measure].series if measure in measures() else []
    order = {source: place for place, source in enumerate(named)}
    first = min(found, key=lambda series: order.get(series.source, len(order)))
    return [each for each in found if (each.source, each.edition) == (first.source, first.edition)]


def _beside(found: list[Series], partner: str | None) -> list[Series]:
    """Keep the series with a partner, without one those of the subject alone."""
    partners = sorted({series.partner for series in found if series.partner})
    kept = [series for series in found if series.partner == partner]
    if kept or (partner is None and len(partners) == 1):
        return kept or found
    of = f"{found[0].measure} of {found[0].subject}"
    if not partners:
        raise LedgerError(f"{of} has no partners")
    if partner is None:
        raise LedgerError(f"{of} has a partner; name one with --partner: {', '.join(partners)}")
    raise UnknownName("partner", partner, partners)


def _draw(every: list[Series], decided: Series, form: str, lang: str | None) -> None:
    """Write the fan of a series over its editions, the one that decides drawn heaviest."""
    from foedus.lang import codes
    from foedus.render.pictures.album import of_series
    from foedus.render.pictures.drawing import drawn
    from foedus.render.wording import wording

    if form == "png" and sys.stdout.isatty():
        raise click.UsageError("--format png is not for a terminal; send it to a file: > series.png")
    sys.stdout.buffer.write(drawn(of_series(every, decided, wording(lang or codes()[0])), form))
    sys.stdout.buffer.flush()


@ledger.command()
def path() -> None:
    """Print its folder: every query that foedus prints runs there as it stands.

    It is that of the shipped editions; once you added one of your own, a folder that holds both. FOEDUS_DATA names
    another folder for your own editions, FOEDUS_LEDGER another ledger, which is then read alone.
    """
    from foedus.holdings import ledger_path

    click.echo(ledger_path())


@ledger.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--to", "target", type=click.Path(path_type=Path), help="Build there; by default where the ledger is."
)
@click.option(
    "--replace", is_flag=True, help="Replace an edition whose rows changed because its parser was mended."
)
@click.option(
    "--whole",
    is_flag=True,
    help="Also the rows that their publisher lets nobody pass on: for your own use, with --to.",
)
def build(folder: Path, target: Path | None, replace: bool, whole: bool) -> None:
    """Rebuild the ledger from the official files in FOLDER and below it.

    Each file is known by its hash. The same files give the same rows and, with the same duckdb, the same bytes.
    A source without any file there stays as it is.
    """
    from foedus.holdings import base_path

    target = target or base_path()
    built = build_ledger(folder, target, replace=replace, whole=whole)
    heads = ["Source", "Edition", "Rows", "Content", "State"]
    lines = [
        [
            each.source,
            each.edition,
            f"{each.rows:,}",
            str(each.content_hash)[:16],
            "written" if new else "same",
        ]
        for each, new in built
    ]
    tables(Table(heads=heads, lines=lines, right=(2,)))
    click.echo(f"Ledger: {target}")


def build_ledger(
    folder: Path, target: Path, *, replace: bool = False, whole: bool = False
) -> list[tuple[Edition, bool]]:
    """Rebuild the ledger from the official files in a folder; return each edition and whether it changed.

    Every file is read and proved before the first edition is written. `whole` keeps also what must not be passed on.
    """
    from foedus.sources import is_at_hand, parse, published, sources
    from foedus.store import add, catalogue, rebuilding
    from foedus.totals import totals as totals_of

    found = sources()
    at_hand = [source for source in found if is_at_hand(source, folder)]
    if not at_hand:
        raise SourceError(f"{folder} holds no official file of any source; docs/sources.md lists them")
    read = [
        (source, *parse(source, release, folder, whole=whole))
        for source in at_hand
        for release in source.edition
        if release.file and release.shipped
    ]
    built = []
    with rebuilding(target) as copy:
        for source, edition, rows in read:
            sums = [(each.measure, each.unit) for each in source.sums]
            summed = totals_of(rows, sums, source.groups, source.absent, source.flows)
            built.append((edition, add(copy, edition, rows, summed, replace=replace)))
        catalogue(copy, [published(source, release) for source in found for release in source.edition])
    return built
