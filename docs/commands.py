"""The commands' own help and output in, the pages that show them renewed out.

In a page, `<!-- help: foedus check -->` is followed by a fenced block with what `foedus check --help` prints, and
`<!-- output: foedus … -->` by one with what that command prints, seen from the root of the project.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner

from foedus.cli import app

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "docs" / "cli.md", ROOT / "docs" / "tutorial.md"]
WIDTH = 100
_BLOCK = re.compile(r"(<!-- (?P<kind>help|output): (?P<call>foedus.*?) -->\n)```text\n.*?```\n", re.DOTALL)


def commands(command: click.Command = app, parent: click.Context | None = None) -> Iterator[click.Context]:
    """Yield every command in a context of its own, groups before what they hold."""
    name = command.name if parent else "foedus"
    context = click.Context(
        command, parent=parent, info_name=name, max_content_width=WIDTH, terminal_width=WIDTH
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


def renewed(page: str) -> str:
    """Return the page with every help text and output as it is now."""
    texts = helps()

    def block(match: re.Match[str]) -> str:
        text = texts[match["call"]] if match["kind"] == "help" else output(match["call"])
        return f"{match[1]}```text\n{text}```\n"

    return _BLOCK.sub(block, page)


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")
