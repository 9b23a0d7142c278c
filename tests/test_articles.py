"""Reports in, dossiers out: each folder under tests/articles is a report, what is true of it, and its dossier.

A case needs no Python: `meta.toml` (what is known of the report; `text` names the file, `article.txt` beside it by
default), `truth.toml` (what a careful reader makes of it, where written), `dossier.json` (made by `./dev snapshots`).
"""

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from foedus.dossiers import dossier
from foedus.ledger import Ledger
from foedus.model import Document, Dossier, Event, Figure, Position, Statement, from_json, to_json
from foedus.text.document import Details, load

ROOT = Path(__file__).parent
ARTICLES = sorted(path.parent.name for path in ROOT.glob("articles/*/meta.toml"))
WITH_TRUTH = [name for name in ARTICLES if (ROOT / "articles" / name / "truth.toml").exists()]

LEDGER = Ledger()
KINDS = {"figure": Figure, "event": Event, "position": Position}
UNNAMED = " (unnamed)"


class FigureTruth(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a careful reader makes of one figure; what is left out is open.

    `missed`: what the program does not get right yet, `quote` where it does not find the figure at all.
    """

    quote: str
    why: str
    nth: int = 0
    measure: str | None = None
    type: str | None = None
    subject: str | None = None
    speaker: str | None = None
    stance: str | None = None
    then: str | None = None
    now: str | None = None
    missed: list[str] = []


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A statement without a figure: its kind, and words that its quote shares; `missed` where it is not found yet."""

    kind: str
    quote: str
    missed: bool = False


class Trap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that are no figure."""

    quotes: list[str]


class Truth(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The truth of one report."""

    figure: list[FigureTruth]
    statement: list[Said] = []
    trap: list[Trap] = []


@cache
def document(name: str) -> Document:
    folder = ROOT / "articles" / name
    meta = tomllib.loads((folder / "meta.toml").read_text(encoding="utf-8"))
    text = ROOT.parent / meta["text"] if "text" in meta else folder / "article.txt"
    given = {key: value for key, value in meta.items() if key != "text"}
    return load(text, Details(**given))


@cache
def made(name: str) -> Dossier:
    return dossier(document(name), LEDGER)


@cache
def truth(name: str) -> Truth:
    table = tomllib.loads((ROOT / "articles" / name / "truth.toml").read_text(encoding="utf-8"))
    return msgspec.convert(table, Truth)


def pretty(record: Dossier) -> str:
    """One field a line, so that a change shows as a change of lines."""
    return json.dumps(json.loads(to_json(record)), ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("name", ARTICLES)
def test_the_dossier_of_a_report_is_the_one_on_file(name: str, request: pytest.FixtureRequest) -> None:
    """Every field of the dossier equals the snapshot; `./dev snapshots` renews it."""
    file = ROOT / "articles" / name / "dossier.json"
    actual = pretty(made(name))
    if request.config.getoption("--renew"):
        file.write_text(actual, encoding="utf-8")
        strike(name)
    expected = file.read_text(encoding="utf-8")
    assert json.loads(expected) == json.loads(actual)
    assert expected == actual


def strike(name: str) -> None:
    """Strike from the truth what is listed as missed and is mended; nothing is ever added to it here."""
    file = ROOT / "articles" / name / "truth.toml"
    if name not in WITH_TRUTH:
        return
    blocks = file.read_text(encoding="utf-8").split("\n\n")
    figures, statements = iter(truth(name).figure), iter(truth(name).statement)
    for number, block in enumerate(blocks):
        if block.startswith("[[figure]]"):
            figure = next(figures)
            left = [key for key in figure.missed if key in wrong(name, figure)]
            line = "\nmissed  = " + json.dumps(left) if left else ""
        elif block.startswith("[[statement]]"):
            said = next(statements)
            line = "\nmissed  = true" if said.missed and said.quote in missing(name) else ""
        else:
            continue
        blocks[number] = re.sub(r"\nmissed .*", "", block) + line
    file.write_text("\n\n".join(blocks), encoding="utf-8")


@pytest.mark.parametrize("name", ARTICLES)
def test_a_dossier_decodes_into_what_it_was(name: str) -> None:
    """The JSON of a dossier reads back as the same record."""
    assert from_json(to_json(made(name)), Dossier) == made(name)


@pytest.mark.parametrize("name", ARTICLES)
def test_every_span_quotes(name: str) -> None:
    """The words between a statement's offsets are its quote, and statements come in text order."""
    record = made(name)
    starts = [statement.span.start for statement in record.statements]
    assert starts == sorted(starts)
    for statement in record.statements:
        assert record.document.text[statement.span.start : statement.span.end] == statement.quote


# --- against the truth ----------------------------------------------------------------------------------------------


def place(text: str, quote: str, nth: int = 0) -> tuple[int, int]:
    """Where the nth occurrence of a quote lies."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return start, start + len(quote)


def shared(statement: Statement, start: int, end: int) -> int:
    """How many characters a statement's quote shares with a place."""
    return max(0, min(statement.span.end, end) - max(statement.span.start, start))


def found(name: str, kind: str, start: int, end: int) -> Statement | None:
    """The statement of that kind that shares most with a place, half of the longer at least for a figure."""
    near = [s for s in made(name).statements if isinstance(s.content, KINDS[kind]) and shared(s, start, end)]
    best = max(near, key=lambda s: shared(s, start, end), default=None)
    if best and kind == "figure":
        longer = max(end - start, best.span.end - best.span.start)
        return best if 2 * shared(best, start, end) >= longer else None
    return best


def figures() -> list[Any]:
    return [
        pytest.param(name, figure, id=f"{name}-{figure.quote}")
        for name in WITH_TRUTH
        for figure in truth(name).figure
    ]


def understood(name: str, wanted: FigureTruth) -> dict[str, str | None]:
    """What the program makes of a figure, under the names of the truth; empty where it does not find it."""
    statement = found(name, "figure", *place(document(name).text, wanted.quote, wanted.nth))
    if statement is None:
        return {}
    figure = statement.content
    assert isinstance(figure, Figure)
    speaker = statement.speaker
    if (wanted.speaker or "").startswith("~") and (speaker or "").endswith(UNNAMED):
        speaker = wanted.speaker  # any wording of a role will do
    checks = [check for check in made(name).checks if check.statement == statement.id]
    return {
        "quote": wanted.quote,
        "measure": figure.measure,
        "type": figure.derivation.__struct_config__.tag,
        "subject": figure.subject,
        "speaker": speaker,
        "stance": statement.stance,
        # What nothing official counts may be left without a check.
        "then": checks[0].verdict if checks else "unknown",
        "now": checks[-1].verdict if checks else "unknown",
    }


def wrong(name: str, wanted: FigureTruth) -> dict[str, str]:
    """What the program gets wrong of a figure: what it says, and what is true."""
    actual = understood(name, wanted) or {"quote": None}
    expected = {key: value for key in actual if (value := getattr(wanted, key)) is not None}
    return {key: f"{actual[key]}, not {value}" for key, value in expected.items() if actual[key] != value}


@pytest.mark.parametrize(("name", "wanted"), figures())
def test_a_figure_is_understood_and_checked(name: str, wanted: FigureTruth) -> None:
    """Measure, derivation, subject, speaker, stance and both verdicts are those of a careful reader.

    What is listed as missed is wrong indeed: once it is mended, it is struck from the list.
    """
    found = wrong(name, wanted)
    assert sorted(found) == sorted(wanted.missed), f"{found}: {wanted.why}"


def missing(name: str) -> list[str]:
    """The quotes of what is said without a figure and is not found."""
    text = document(name).text
    return [s.quote for s in truth(name).statement if found(name, s.kind, *place(text, s.quote)) is None]


@pytest.mark.parametrize("name", WITH_TRUTH)
def test_what_is_said_without_a_figure_is_found(name: str) -> None:
    """Meetings, visits and attributed views are statements too; what is listed as missed is missing indeed."""
    assert missing(name) == [said.quote for said in truth(name).statement if said.missed]


@pytest.mark.parametrize("name", WITH_TRUTH)
def test_no_trap_is_taken_for_a_figure(name: str) -> None:
    """Dates, articles of a treaty, aeroplanes and anniversaries are no figures."""
    text = document(name).text
    taken = [
        quote
        for trap in truth(name).trap
        for quote in trap.quotes
        for start, end in [place(text, quote)]
        for statement in made(name).statements
        if isinstance(statement.content, Figure)
        if shared(statement, start, end) and shared(statement, start, end) * 2 >= end - start
    ]
    assert not taken
