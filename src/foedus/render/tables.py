"""Heads and lines of cells in; columns on standard output, in colour on a terminal and plain where it is piped."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from decimal import Decimal

import click
from msgspec import Struct

from foedus.render.plain import breadth


class Table(Struct, frozen=True, kw_only=True):
    """A table of text; `right` are the columns that are set to the right."""

    heads: Sequence[str]
    lines: Sequence[Sequence[str]]
    right: Sequence[int] = ()
    title: str | None = None


def heading(text: str) -> None:
    """Print a line that stands out on a terminal."""
    click.secho(text, bold=True)


def paragraph(text: str) -> None:
    """Print a sentence: wrapped on a terminal, on one line elsewhere."""
    if sys.stdout.isatty():
        from shutil import get_terminal_size

        text = click.wrap_text(text, min(get_terminal_size().columns, 110), subsequent_indent="  ")
    click.echo(text)


def written(value: Decimal) -> str:
    """Write a value for people: whole from 100,000 on, else two decimals where it has any.

    >>> written(Decimal("59600000000.4")), written(Decimal("2.0597")), written(Decimal("1850"))
    ('59,600,000,000', '2.06', '1,850')
    """
    if value == value.to_integral_value() or abs(value) >= 100_000:
        return f"{value:,.0f}"
    return f"{value:,.2f}"


def tables(*given: Table) -> None:
    """Print tables: side by side where a terminal is wide enough, else one below the other."""
    if sys.stdout.isatty():
        _coloured(given)
        return
    for table in given:
        _plain(table)


def _coloured(given: Sequence[Table]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.columns import Columns
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    grids = []
    for table in given:
        title = Text(table.title, style="italic") if table.title else None
        grid = Grid(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
        for column, head in enumerate(table.heads):
            grid.add_column(Text(head), justify="right" if column in table.right else "left", no_wrap=True)
        for line in table.lines:
            grid.add_row(*(Text(cell) for cell in line))
        grids.append(grid)
    Console(highlight=False).print(Columns(grids, padding=(0, 4)))


def _plain(table: Table) -> None:
    if table.title:
        click.echo(table.title)
    lines = [table.heads, *table.lines]
    widths = [max(breadth(line[column]) for line in lines) for column in range(len(table.heads))]
    for line in lines:
        cells = []
        for column, (cell, width) in enumerate(zip(line, widths, strict=True)):
            space = " " * (width - breadth(cell))
            cells.append(space + cell if column in table.right else cell + space)
        click.echo("  ".join(cells).rstrip())
    click.echo()
