"""The commands' own help and output and the ledger's editions in, the pages that show them renewed out.

In a page, `<!-- help: foedus check -->` is followed by a fenced block with what `foedus check --help` prints, and
`<!-- output: foedus … -->` by one with what that command prints, seen from the root of the project. Between
`<!-- editions -->` and `<!-- end -->` stands what the ledger holds, after `<!-- measures -->` what may be counted.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner

from foedus.cli_check import app
from foedus.editions import Edition
from foedus.ledger import Ledger
from foedus.measures import measures

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "docs" / name for name in ("cli.md", "pledges.md", "sources.md", "tutorial.md")]
WIDTH = 100
_BLOCK = re.compile(r"(<!-- (?P<kind>help|output): (?P<call>foedus.*?) -->\n)```text\n.*?```\n", re.DOTALL)
_LIST = re.compile(r"(<!-- (?P<kind>editions|measures) -->\n).*?(<!-- end -->\n)", re.DOTALL)


def commands(command: click.Command = app, parent: click.Context | None = None) -> Iterator[click.Context]:
    """Yield every command in a context of its own, groups before what they hold."""
    name = command.name if parent else "foedus"
    context = click.Context(
        command,
        parent=parent,
        info_name=name,
        max_content_width=WIDTH,
        terminal_width=WIDTH,
        help_option_names=app.context_settings["help_option_names"],
    )
    yield context
    if isinstance(command, click.Group):
        for each in command.list_commands(context):
            found = command.get_command(context, each)
            assert found is not None
            yield from commands(found, context)


def helps() -> dict[str, str]:
    """Return what `--help` prints for every command, by its full name."""
    return {context.command_path: context.get_help().rstrip() + "\n" for context in commands()}


def output(call: str) -> str:
    """Return what a command prints on a terminal of 100 columns without colours."""
    here = Path.cwd()
    os.chdir(ROOT)
    try:
        result = CliRunner(env={"COLUMNS": str(WIDTH)}).invoke(
            app, shlex.split(call)[1:], catch_exceptions=False
        )
    finally:
        os.chdir(here)
    return "\n".join(line.rstrip() for line in result.output.strip("\n").splitlines()) + "\n"


def editions() -> str:
    """Return a section for each source of the ledger: its terms, its editions, what they count."""
    sources: dict[str, list[Edition]] = {}
    for edition in sorted(Ledger().editions(), key=lambda each: (each.source, each.edition)):
        sources.setdefault(edition.source, []).append(edition)
    return "\n".join(_section(found) for found in sources.values())


def counted() -> str:
    """Return a table of the measures, with the sources that serve each."""
    known = {edition.source for edition in Ledger().editions() if edition.held}
    rows = [
        f"| `{each.id}` | {each.label} | {', '.join(answers) or 'none so far'} |"
        for each in sorted(measures().values(), key=lambda each: each.id)
        for answers in [[f"`{name}`" for name in each.series if name in known]]
    ]
    return "\n".join(["| measure | what | answered by |", "|---|---|---|", *rows]) + "\n"


def _section(found: list[Edition]) -> str:
    newest, held = found[-1], [edition for edition in found if edition.held]
    counts = dict.fromkeys(measure for edition in held for measure in edition.measures)
    notes: dict[str, list[str]] = {}
    for edition in held:
        notes.setdefault(edition.definition or "", []).append(edition.edition)
    rows = [
        f"| {edition.edition} | {edition.kind} | `{edition.coverage}` | {years} | {edition.title} |"
        for edition in held
        for years in ["–".join(map(str, edition.years))]
    ]
    others = [edition.edition for edition in found if not edition.held]
    parts = [
        f"### {newest.publisher}: {newest.publication} (`{newest.source}`)",
        "\n".join(["| edition | file | held | years | what |", "|---|---|---|---|---|", *rows]),
        f"Counts {', '.join(f'`{measure}`' for measure in counts)}.",
        *(f"{', '.join(days)}: {note}" for note, days in notes.items() if note),
        *([f"Published but not held: {', '.join(others)}."] if others else []),
        f"**Terms**: {newest.licence} **Credit**: {newest.credit}. <{newest.url}>",
    ]
    return "\n\n".join(parts) + "\n"


def renewed(page: str) -> str:
    """Return the page with every help text and output as it is now."""
    texts = helps()

    def block(match: re.Match[str]) -> str:
        text = texts[match["call"]] if match["kind"] == "help" else output(match["call"])
        return f"{match[1]}```text\n{text}```\n"

    def listed(match: re.Match[str]) -> str:
        text = editions() if match["kind"] == "editions" else counted()
        return f"{match[1]}\n{text}\n{match[3]}"

    return _BLOCK.sub(block, _LIST.sub(listed, page))


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")
