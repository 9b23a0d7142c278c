"""`foedus ledger diff`: two editions in; what was restated, by whom and how much, and which counts it moves, out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import click

from foedus.render.tables import Table, heading, paragraph, tables, written

if TYPE_CHECKING:
    from foedus.ledger import Ledger
    from foedus.revisions import Moved, Restated, Revision, Tally

SHOWN = 5


@click.command()
@click.argument("before")
@click.argument("after")
@click.option("--measure", metavar="ID", help="Only this measure.")
@click.option("--subject", metavar="CODE", help="Only this country or group.")
@click.option(
    "--report",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Also say whose verdicts in this report the later edition changes.",
)
@click.option("--all", "every", is_flag=True, help="Every restated value, not only the largest changes.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form of the answer; json holds every value.",
)
def diff(
    before: str,
    after: str,
    measure: str | None,
    subject: str | None,
    report: Path | None,
    every: bool,
    form: str,
) -> None:
    """Compare two editions of a source: what was restated, and which counts it moves.

    BEFORE and AFTER are days of release; source/day where two sources published on one day. Values in constant prices
    of different years are not compared. A count is shown for the years that both editions have; where one of them
    lacks a member it cannot be told.

    \b
      foedus ledger diff 2024-06-17 2026-07-07
      foedus ledger diff 2024-06-17 2026-07-07 --subject ALB --all
      foedus ledger diff 2025-02-14 2026-08-04 --report report.txt
    """
    from foedus.ledger import Ledger
    from foedus.revisions import edition, revision

    held = Ledger()
    found = revision(held, edition(held, before), edition(held, after), measure, subject)
    changed = _verdicts(held, found, report) if report else []
    if form == "json":
        from foedus.model import to_json

        click.echo(to_json({"revision": found, "verdicts": changed}))
        return
    _editions(found)
    _restated(found, every=every)
    for _, moved in groupby(found.moved, key=lambda each: (each.measure, each.threshold)):
        _counts(list(moved))
    if report:
        _changed(changed)


def _editions(found: Revision) -> None:
    before, after = found.before, found.after
    heading(f"{after.publisher}: {after.publication}, edition of {before.edition} and of {after.edition}")
    for each in (before, after):
        if each.definition:
            paragraph(f"{each.edition}: {each.definition}")
    if found.redefined:
        paragraph(f"Of another definition in {after.edition}: {', '.join(found.redefined)}.")
    if found.rebased:
        paragraph(f"In constant prices of another year, and not compared there: {', '.join(found.rebased)}.")
    for day, names in ((before.edition, found.only_before), (after.edition, found.only_after)):
        if names:
            paragraph(f"Only in {day}: {', '.join(names)}.")
    click.echo()


def _restated(found: Revision, *, every: bool) -> None:
    lines, shown = [], _largest(found.restated, every=every)
    for key, of in groupby(found.restated, key=_kind):
        values = list(of)
        lines.append([*key, str(len(values)), _change(values[0], median(abs(v.change) for v in values))])
    total = sum(found.compared.values())
    paragraph(f"{len(found.restated):,} of {total:,} values that both print were restated.")
    if not lines:
        click.echo()
        return
    heads = ["Measure", "Unit", "Prices", "Restated", "Median change"]
    tables(Table(heads=heads, lines=lines, right=(3, 4)))
    _values(found, "By whom: sums over what both print", _largest(found.summed, every=every))
    _values(found, "Value by value" if every else "The largest changes of single values", shown)


def _largest(restated: Sequence[Restated], *, every: bool) -> list[Restated]:
    """The first of each measure, unit and prices."""
    kinds = (list(of) for _, of in groupby(restated, key=_kind))
    return [each for of in kinds for each in (of if every else of[:SHOWN])]


def _values(found: Revision, title: str, shown: Sequence[Restated]) -> None:
    if shown:
        heads = ["Measure", "Unit", "Of", "Period", found.before.edition, found.after.edition, "Change"]
        tables(Table(title=title, heads=heads, lines=[_line(each) for each in shown], right=(4, 5, 6)))


def _kind(each: Restated) -> tuple[str, str, str]:
    return each.measure, each.unit, each.prices or ""


def _line(each: Restated) -> list[str]:
    parts = filter(None, (each.subject, each.partner, each.component))
    values = [written(value) for value in (each.before, each.after)]
    return [
        each.measure,
        each.unit,
        " ".join(parts),
        each.period,
        *values,
        _change(each, each.change, sign="+"),
    ]


def _change(of: Restated, change: object, sign: str = "") -> str:
    return f"{change:{sign}.2f} points" if of.unit == "%" else f"{change:{sign}.1f} %"


# --- counts -----------------------------------------------------------------------------------------------------------


def _counts(moved: Sequence[Moved]) -> None:
    first = moved[0]
    lines = [[str(each.year), _tallied(each.before), _tallied(each.after), *_gone(each)] for each in moved]
    heads = ["Year", "Before", "After", "No longer", "Newly", "Near below"]
    title = f"Members of {first.group} at or above {first.threshold} % ({first.measure})"
    tables(Table(title=title, heads=heads, lines=lines, right=(1, 2)))


def _tallied(tally: Tally | None) -> str:
    if tally is None or tally.missing:
        return "cannot tell"
    return str(len(tally.members))


def _gone(each: Moved) -> list[str]:
    near = ", ".join(each.after.near) if each.after else ""
    if each.changed is None:
        lacking = max((len(tally.missing) for tally in (each.before, each.after) if tally), default=0)
        return [f"{lacking} members are not in an edition", "", near]
    newly, gone = each.changed
    return [", ".join(gone), ", ".join(newly), near]


# --- verdicts ---------------------------------------------------------------------------------------------------------


def _verdicts(held: Ledger, found: Revision, report: Path) -> list[dict[str, str]]:
    """The statements of a report whose verdict is another one after the later edition than after the earlier."""
    from foedus.checks import check
    from foedus.model import Figure
    from foedus.text.document import Details, load
    from foedus.text.read import read
    from foedus.text.times.dateline import dated

    document, _ = dated(load(str(report), Details()))
    statements = {each.id: each for each in read(document)[0]}
    figures = [
        (each.id, each.content, each) for each in statements.values() if isinstance(each.content, Figure)
    ]
    checks = check(figures, held, [found.before.released, found.after.released])
    pairs = [(checks[at], checks[at + 1]) for at in range(0, len(checks), 2)]
    return [
        {"quote": statements[old.statement].quote, "before": old.verdict, "after": new.verdict}
        for old, new in pairs
        if old.verdict != new.verdict
    ]


def _changed(changed: Sequence[dict[str, str]]) -> None:
    if not changed:
        paragraph("No verdict of the report changes.")
        return
    lines = [[each["quote"], each["before"], each["after"]] for each in changed]
    tables(Table(title="Verdicts that change", heads=["Quote", "Before", "After"], lines=lines))
