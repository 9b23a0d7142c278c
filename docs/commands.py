"""The commands' own help in, `docs/cli.md` with that help renewed out.

Each `<!-- help: foedus check -->` in the page is followed by a fenced block with what `foedus check --help` prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from foedus.cli import app

PAGE = Path(__file__).parent / "cli.md"
WIDTH = 100
_BLOCK = re.compile(r"(<!-- help: (?P<name>[a-z -]+) -->\n)```text\n.*?```\n", re.DOTALL)


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


def renewed(page: str) -> str:
    """Return the page with every help text as it is now."""
    texts = helps()
    return _BLOCK.sub(lambda match: f"{match[1]}```text\n{texts[match['name']]}```\n", page)


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
