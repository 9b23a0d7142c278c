"""Series of the ledger in; what `foedus ledger show` prints of them out: CSV, or tables with cells and notes."""

from __future__ import annotations

import csv
import datetime as dt
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from foedus.render.tables import Table, heading, paragraph, tables, written

if TYPE_CHECKING:
    from foedus.ledger import Ledger
    from foedus.model import Series

_STATUS = {
    "A": "",
    "E": "estimated",
    "P": "provisional",
    "B": "break in series",
    "D": "definition differs",
}
_SHOWN = ("source", "edition", "measure", "subject", "partner", "component", "unit", "prices", "price_year")


def as_csv(found: Iterable[Series]) -> None:
    """Print series as CSV, one value a line."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([*_SHOWN, "period", "value", "status", "place"])
    for series in found:
        for each in series.observations:
            fields = [getattr(series, name) for name in _SHOWN]
            writer.writerow([*fields, each.period, each.value, each.status, each.place])


def as_text(held: Ledger, found: list[Series], day: dt.date | None, edition: str | None) -> None:
    """Print series as tables of years, with their terms and notes, the first one at length."""
    editions = {(each.source, each.edition): each for each in held.editions(held=True)}
    heading(_named(found[0]))
    for key in dict.fromkeys((series.source, series.edition) for series in found):
        shown = editions[key]
        paragraph(f"{shown.title}, released {shown.edition} ({shown.kind}, {shown.coverage})")
        if shown.definition:
            paragraph(shown.definition)
        click.echo()
        series = [each for each in found if (each.source, each.edition) == key]
        tables(*(_columns(each) for each in series))
        for note, periods in _notes(held, series).items():
            paragraph(f"{periods}: {note}")
    if edition is None:
        _newer(held, found[0], day)
    paragraph(f"{editions[found[0].source, found[0].edition].credit}.")


def _named(series: Series) -> str:
    from foedus.alliances import register
    from foedus.measures import measures

    measure, group = measures().get(series.measure), register().groups.get(series.subject)
    label = measure.label if measure else series.measure
    return f"{label[0].upper()}{label[1:]}: {f'{group.label} ({group.id})' if group else series.subject}"


def _columns(series: Series) -> Table:
    prices = f", {series.prices} prices" if series.prices else ""
    year = f" of {series.price_year}" if series.price_year else ""
    parts = "".join(f", {part}" for part in (series.partner, series.component) if part)
    return Table(
        title=f"{series.unit}{prices}{year}{parts}",
        heads=["Year", "Value", "Status", "Cell"],
        lines=[
            [each.period, written(each.value), _STATUS.get(each.status, each.status), each.place]
            for each in series.observations
        ],
        right=(1,),
    )


def _notes(held: Ledger, series: Sequence[Series]) -> dict[str, str]:
    """The footnotes of the series, each with its first and last year."""
    years: dict[str, list[str]] = {}
    for each in series:
        for period, note in held.notes(each).items():
            years.setdefault(note, []).append(period)
    return {note: "–".join(sorted({min(periods), max(periods)})) for note, periods in years.items()}


def _newer(held: Ledger, shown: Series, day: dt.date | None) -> None:
    """Say which newer editions there were by the day: some are not held, some lack the series."""
    later = [
        each
        for each in held.editions(shown.source)
        if each.edition > shown.edition and (day is None or each.released <= day)
    ]
    for each in later:
        why = f"is held only in part ({each.coverage}), without this series" if each.held else "is not held"
        paragraph(f"A newer edition, released {each.edition}, {why}.")
