"""The argument and options by which a command takes reports in; one `Document` or a stream of them out."""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from foedus.errors import DocumentError

if TYPE_CHECKING:
    from foedus.model import Document
    from foedus.text.document import Details

STDIN: Final = "-"
_LINES: Final = (".jsonl", ".ndjson")


def warn(message: str) -> None:
    """Print one line on standard error."""
    line = " ".join(message.split()).encode("utf-8", "replace").decode("utf-8")
    click.echo(f"foedus: {line}", err=True)


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day in ISO 8601."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Return the day; a usage error names the form."""
        if isinstance(value, dt.date):
            return value
        try:
            day = dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write it like 2025-04-03", param, ctx)
        from foedus.text.document import YEARS

        if day.year not in YEARS:
            self.fail(f"{value!r} is too far off; valid are the years {YEARS[0]} to {YEARS[-1]}", param, ctx)
        return day


class Language(click.ParamType):  # type: ignore[type-arg]
    """The code of a language; with `answers` only of those that foedus answers in."""

    name = "code"

    def __init__(self, *, answers: bool) -> None:
        self.answers = answers

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the code in lower case; a usage error names the valid ones."""
        from foedus.lang import codes

        code = str(value).strip().lower().replace("_", "-").partition("-")[0]
        if self.answers and code not in codes():
            self.fail(f"{value!r} is no language of answers; valid are {', '.join(codes())}", param, ctx)
        if not (code.isascii() and code.isalpha() and 2 <= len(code) <= 3):
            self.fail(f"{value!r} is no language code; write it like fr or en", param, ctx)
        return code


def takes_reports(command: Callable[..., None]) -> Callable[..., None]:
    """Add the argument and the options of reports to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS: Final = (
    click.argument("report", required=False),
    click.option("--text", metavar="TEXT", help="Take this claim instead of a report."),
    click.option("--title", metavar="TEXT", help="The report's headline."),
    click.option("--published", type=Day(), metavar="DATE", help="Day it was published, like 2025-04-03."),
    click.option("--publisher", metavar="NAME", help="Who published it."),
    click.option(
        "--report-lang",
        type=Language(answers=False),
        metavar="CODE",
        help="Language it is written in; by default told from its words.",
    ),
    click.option("--allow-private", is_flag=True, help="Also fetch URLs of private and local addresses."),
    click.option(
        "--max-size",
        type=click.IntRange(1, 1024),
        default=64,
        show_default=True,
        metavar="MIB",
        help="Refuse a report larger than this many MiB.",
    ),
)


class Input:
    """What a command was given to read: one report, or JSON Lines with one in each line."""

    def __init__(self, report: str | None, text: str | None, given: dict[str, Any]) -> None:
        if (report is None) == (text is None):
            wanted = "give a REPORT (a file, a URL or - for standard input) or a claim with --text"
            raise click.UsageError(wanted if report is None else f"{wanted}, not both")
        self.report = report
        self.text = text
        self.given = given
        self.limit: int = given["max_size"] << 20
        self.faults = 0
        self._stdin = _standard_input() if report == STDIN else None

    @property
    def details(self) -> Details:
        """What the options say of the report."""
        from foedus.text.document import Details

        return Details(
            title=_typed(self.given["title"]),
            publisher=_typed(self.given["publisher"]),
            published=self.given["published"],
            lang=self.given["report_lang"],
        )

    @property
    def name(self) -> str:
        """What to call the input in a message."""
        from foedus.text.document import shown

        return "--text" if self.report is None else "standard input" if self._stdin else shown(self.report)

    @property
    def holds_lines(self) -> bool:
        """Say whether the input is JSON Lines: by the first character of a stream, the suffix of a file."""
        if self._stdin is not None:
            head = self._stdin.peek(1)
            return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")
        return Path(self.report or "").suffix.lower() in _LINES and "://" not in str(self.report)

    def one(self) -> Document:
        """Return the single report; raises DocumentError."""
        from foedus.text.document import from_text, load

        if self.text is not None:
            claim = _typed(self.text)
            if not claim.strip():
                raise DocumentError("--text: is empty; valid is a sentence with a figure")
            return from_text(claim, self.details)
        return load(
            str(self.report),
            self.details,
            allow_private=self.given["allow_private"],
            limit=self.limit,
            stdin=self._stdin,
        )

    def documents(self) -> Iterator[Document]:
        """Yield the reports of all lines; a bad line is told on standard error, counted and passed over."""
        from foedus.text.document import documents, open_file

        with self._stdin or open_file(str(self.report)) as stream:
            yield from documents(stream, self.details, place=self.name, limit=self.limit, on_fault=self._tell)

    def _tell(self, fault: DocumentError) -> None:
        self.faults += 1
        warn(str(fault))


def _standard_input() -> io.BufferedReader:
    if sys.stdin is None:
        raise DocumentError("standard input: is closed; valid is a file, a URL or a claim with --text")
    stream: Any = sys.stdin.buffer
    # What stands in for standard input may be no buffer yet.
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)


def _typed(argument: Any) -> Any:
    """Return an argument as it was typed, also where the locale could not decode it."""
    return os.fsencode(argument).decode("utf-8", "replace") if isinstance(argument, str) else argument
