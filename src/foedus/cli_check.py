"""The arguments of a command in; dossiers and statements out, and the commands of other modules found.

Everything heavy is imported by the command that needs it, when it is called.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

import click

from foedus.cli_input import Day, Input, Language, takes_reports, warn
from foedus.cli_review import LINKED, linked, review_of, takes_review, tell_missing
from foedus.errors import FoedusError, UnknownName

if TYPE_CHECKING:
    from foedus.model import Document, Dossier, Statement
    from foedus.render.reviews import Review

_FORMATS: Final = {
    ".json": "json",
    ".jsonld": "jsonld",
    ".html": "html",
    ".htm": "html",
    ".txt": "terminal",
    "": "terminal",
}
_LINES: Final = {".jsonl": "json", ".ndjson": "json", ".json": "json", ".jsonld": "jsonld", "": "json"}


class LazyGroup(click.Group):
    """A group some of whose commands live in modules that are imported when they are called."""

    ELSEWHERE: Final = {
        "agenda": ("foedus.cli_follow", "agenda"),
        "follow": ("foedus.cli_follow", "follow"),
        "ledger": ("foedus.cli_ledger", "ledger"),
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted({*super().list_commands(ctx), *self.ELSEWHERE})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing its module where it has one of its own."""
        if cmd_name not in self.ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        from importlib import import_module

        module, name = self.ELSEWHERE[cmd_name]
        command = getattr(import_module(module), name)
        return command if isinstance(command, click.Command) else None


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="foedus", prog_name="foedus", message="%(prog)s %(version)s")
def app() -> None:
    """Check what allies say, promise and do against the record.

    \b
      foedus check report.txt                    the dossier of a report
      foedus check --text "France is at 2 %"     the dossier of a claim
      foedus read report.txt                     only what is said, and by whom
      foedus follow the-hague-2025               what became of a promise
      foedus agenda                              what falls due next
      foedus ledger                              the official figures behind it

    Nothing is sent anywhere. Fetched is a URL that you give, and what `foedus ledger update` names.
    """


@app.command()
@takes_reports
@click.option("--speaker", metavar="NAME", help="Who said it, where the text does not say.")
@click.option(
    "--set",
    "pairs",
    multiple=True,
    metavar="KEY=VALUE",
    help="Correct what was understood; may be repeated. Keys: base, derivation, measure, partner, perimeter, "
    "period, prices, speaker, stance, subject.",
)
@click.option("--asof", type=Day(), metavar="DATE", help="Check the second time as known that day, not now.")
@click.option(
    "--lang",
    type=Language(answers=True),
    metavar="CODE",
    help="Answer in en, de or fr; by default the report's.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "json", "html", *LINKED]),
    help="Form of the dossier; by default what the name of --output says, else terminal.",
)
@click.option("-o", "--output", type=click.Path(), metavar="FILE", help="Write to this file.")
@click.option(
    "--pictures",
    "album",
    type=click.Path(file_okay=False),
    metavar="DIR",
    help="Also write the pictures of each figure into this folder, as Vega-Lite, SVG and PNG.",
)
@click.option("--all-readings", is_flag=True, help="Show all readings of a figure, not the first twelve.")
@click.option(
    "--no-color", is_flag=True, help="Write without colours, as where NO_COLOR is set or no terminal."
)
@takes_review
def check(
    report: str | None,
    text: str | None,
    speaker: str | None,
    pairs: tuple[str, ...],
    asof: dt.date | None,
    lang: str | None,
    form: str | None,
    output: str | None,
    album: str | None,
    all_readings: bool,
    no_color: bool,
    **given: Any,
) -> None:
    """Check every figure of REPORT against the official record.

    REPORT is a file (plain text, Markdown, HTML, PDF with a text layer, Word, OpenDocument, e-mail, JSON Lines),
    a URL, or - for standard input. Each figure is checked as it could be known on the day of the report, and as
    is known now.

    \b
    Examples:
      foedus check report.txt --published 2025-04-03 --publisher "Le Quotidien"
      foedus check https://example.org/report -o dossier.html
      foedus check --text "La France est à 2 %" --speaker "Emmanuel Macron" --published 2025-01-15
      foedus check --text "Europe spent 700 billion dollars more" --set base=2014
      foedus check report.txt -o dossier.html --pictures pictures
      foedus check - --format json < reports.jsonl > dossiers.jsonl
      foedus check report.txt --format jsonld --reviewer "Le Quotidien" --review-url https://example.org/7

    JSON Lines hold one report a line: an object with "text" and, where known, id, published, publisher,
    title, lang and url. One dossier a line comes out as JSON, in the same order; with --format jsonld or
    annotations one graph or collection a line. A bad line is told on standard error and passed over.

    The form jsonld is schema.org ClaimReview with the way to each cell in W3C PROV; annotations are those of
    the W3C Web Annotation model.

    Exit status: 0 when the dossier was made, whatever it says. 1 when the report cannot be read, with one
    line that says why; of JSON Lines, when no line could be. 2 for a usage error.
    """
    wanted = _wanted(pairs, speaker)
    review = review_of(given)
    source = Input(report, text, given)
    lines = source.holds_lines
    form = form or _form_of(output, _LINES if lines else _FORMATS)
    if lines and form not in ("json", *LINKED):
        raise click.UsageError(f"JSON Lines give JSON Lines; --format {form} is for a single report")
    tell_missing(review, form)
    if lines and album:
        raise click.UsageError("JSON Lines give JSON Lines; --pictures is for a single report")
    if not lines:
        document = source.one()
        if asof and document.published and asof < document.published:
            raise click.UsageError(f"--asof {asof} is before the day of the report, {document.published}")
        dossier = _dossier(document, asof, wanted, all_readings)
        _tell(document, source.name)
        with _destination(output) as out:
            colour = not no_color and "NO_COLOR" not in os.environ and _shows_colour(out)
            answer = lang or _answer_language(document)
            pretty = _is_terminal(out)
            out.write(_rendered(dossier, form, answer, colour, all_readings, pretty=pretty, review=review))
        if album:
            from foedus.cli_pictures import keep

            keep(dossier, Path(album), answer)
        return
    made = 0
    with _destination(output) as out:
        for document in source.documents():
            dossier = _dossier(document, asof, wanted, all_readings)
            _tell(document, f"{source.name}: {document.id}")
            answer = lang or _answer_language(document)
            out.write(_rendered(dossier, form, answer, False, all_readings, pretty=False, review=review))
            out.flush()
            made += 1
    if source.faults and not made:
        raise click.exceptions.Exit(1)


@app.command()
@takes_reports
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "jsonl"]),
    default="terminal",
    show_default=True,
    help="Form of the statements.",
)
@click.option("--why", is_flag=True, help="Show the rules that built each statement.")
def read(report: str | None, text: str | None, form: str, why: bool, **given: Any) -> None:
    """Print the statements of REPORT, one a line.

    Who says what, and what it was understood as; nothing is checked.

    REPORT is what `foedus check` takes. A line has the place in the text, the quote, the speaker and the
    stance, and what it was understood as.

    \b
    Examples:
      foedus read report.txt --published 2025-04-03
      foedus read --text "La France est à 2 % du PIB" --why
      foedus read report.txt --format jsonl
    """
    source = Input(report, text, given)
    made = 0
    with _destination(None) as out:
        for document in source.documents() if source.holds_lines else iter([source.one()]):
            made += 1
            _tell(document, source.name)
            for statement in _statements(document):
                out.write(_line(statement, form, why))
            out.flush()
    if source.faults and not made:
        raise click.exceptions.Exit(1)


# --- stages -------------------------------------------------------------------------------------------------


def _form_of(output: str | None, known: dict[str, str]) -> str:
    """Return the form that the name of a file asks for; raises a usage error for an ending that names none."""
    ending = Path(output or "").suffix.lower()
    if ending not in known:
        valid = ", ".join(filter(None, known))
        raise click.UsageError(
            f"--output {output}: {ending} is no form; valid endings are {valid} (or give --format)"
        )
    return known[ending]


def _wanted(pairs: tuple[str, ...], speaker: str | None) -> dict[str, str]:
    """Return the proved corrections of --set and --speaker; raises a usage error that names what is valid."""
    if not pairs and speaker is None:
        return {}
    from foedus.text.corrections import corrections

    try:
        asked = [*pairs, *([f"speaker={speaker}"] if speaker is not None else [])]
        return corrections(asked)
    except (UnknownName, ValueError) as error:
        raise click.UsageError(f"--set: {error}") from None


def _statements(document: Document) -> list[Statement]:
    from foedus.text.document import can_be_read

    if not can_be_read(document):
        return []
    from foedus.text.read import read as read_statements
    from foedus.text.times.dateline import dated

    return read_statements(dated(document)[0])[0]


def _dossier(document: Document, asof: dt.date | None, wanted: dict[str, str], all_readings: bool) -> Dossier:
    """Return the dossier; an honest empty one for a text in a language that is not read."""
    from foedus.model import Dossier
    from foedus.text.document import can_be_read, doubts

    if not can_be_read(document):
        return Dossier(document=document, statements=[], checks=[], doubts=doubts(document))
    from foedus.dossiers import dossier

    return dossier(document, asof=asof, sets=wanted or None, all_readings=all_readings)


def _tell(document: Document, place: str) -> None:
    """Say on standard error why nothing was read."""
    from foedus.text.document import can_be_read, doubts

    if not can_be_read(document):
        for doubt in doubts(document):
            warn(f"{place}: {next(iter(doubt.message.values()))}")


def _answer_language(document: Document) -> str:
    from foedus.lang import codes

    # A report in a language that is not read is answered in the first that is.
    return document.lang if document.lang in codes() else codes()[0]


def _rendered(
    dossier: Dossier,
    form: str,
    lang: str,
    colour: bool,
    all_readings: bool,
    *,
    pretty: bool,
    review: Review | None,
) -> bytes:
    if form == "json" or form in LINKED:
        import msgspec

        from foedus.model import to_json

        encoded = linked(dossier, form, lang, review) if form in LINKED else to_json(dossier)
        return (msgspec.json.format(encoded, indent=2) if pretty else encoded) + b"\n"
    if form == "html":
        from foedus.render.html import to_html

        return to_html(dossier, lang, review).encode("utf-8", "replace")
    from foedus.render.terminal import to_terminal

    width = shutil.get_terminal_size((100, 24)).columns
    return to_terminal(dossier, lang, width, colour, all_readings=all_readings).encode("utf-8", "replace")


def _line(statement: Statement, form: str, why: bool) -> bytes:
    from foedus.cli_lines import in_a_line
    from foedus.model import to_json

    if form == "jsonl":
        return to_json(statement) + b"\n"
    return in_a_line(statement, why=why).encode("utf-8", "replace") + b"\n"


# --- where to write -----------------------------------------------------------------------------------------


@contextmanager
def _destination(output: str | None) -> Iterator[IO[bytes]]:
    """Yield where to write: a file, or standard output, always in UTF-8 whatever the locale."""
    if output is None or output == "-":
        if sys.stdout is None:
            raise FoedusError("standard output: is closed; valid is a file with --output")
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with _created(output) as file:
        yield file


def _created(output: str) -> IO[bytes]:
    try:
        return Path(output).open("wb")
    except OSError as error:
        why = f"cannot be written ({error.strerror}); valid is a file in a folder that exists"
        raise FoedusError(f"{output}: {why}") from None


def _is_terminal(out: IO[bytes]) -> bool:
    return out is sys.stdout.buffer and sys.stdout.isatty()


def _shows_colour(out: IO[bytes]) -> bool:
    return _is_terminal(out) and os.environ.get("TERM") != "dumb"
