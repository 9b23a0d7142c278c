"""The command line as a user meets it: what it prints, where, and with which exit status."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from foedus.errors import UnknownName
from foedus.lang import codes
from foedus.model import Excess, Figure, Level, Period, Position, Quantity, Span, Statement
from foedus.text.corrections import KEYS, corrected, corrections

CLAIM = "La France consacre 2,1 % de son PIB à la défense."
POLISH = "Polska wydaje 4,7 proc. PKB na obronę."


class Run:
    """One call of the program."""

    def __init__(self, *args: str | Path, stdin: bytes = b"", **env: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "foedus.cli", *map(str, args)],
            input=stdin,
            capture_output=True,
            env={**os.environ, "NO_COLOR": "1", **env},
            timeout=60,
        )
        self.status = done.returncode
        self.out = done.stdout.decode("utf-8")
        self.err = done.stderr.decode("utf-8")

    @property
    def dossiers(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.splitlines()]


def test_the_version_is_told_without_loading_anything_heavy() -> None:
    """Start-up time is a feature: what a command does not use is not imported."""
    code = (
        "import sys; sys.argv = ['foedus', '--version']\n"
        "from foedus.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code\n"
        "heavy = {'_duckdb', 'rich', 'trafilatura', 'pypdfium2', 'lxml', 'python_calamine', 'ssl', 'foedus.ledger'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("foedus 0.")


@pytest.mark.parametrize("args", [["--help"], ["check", "--help"], ["read", "-h"], ["ledger", "--help"]])
def test_help_shows_how_to_call(args: list[str]) -> None:
    run = Run(*args)
    assert (run.status, run.err) == (0, "")
    assert "foedus check" in run.out or "foedus read" in run.out or "foedus ledger" in run.out


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ([], "Usage"),
        (["check"], "give a REPORT"),
        (["check", "a.txt", "--text", "b"], "not both"),
        (["check", "--text", "x", "--published", "3.4.2025"], "write it like 2025-04-03"),
        (["check", "--text", "x", "--lang", "pl"], "valid are en, de, fr"),
        (["check", "--text", "x", "--report-lang", "polish"], "write it like fr or en"),
        (["check", "--text", "x", "--set", "base"], "write it like base=2014"),
        (["check", "--text", "x", "--set", "bsae=2014"], "unknown key 'bsae'; nearest: base"),
        (["check", "--text", "x", "--set", "prices=old"], "known: constant, current"),
        (["check", "--text", "x", "--set", "subject=FRAA"], "nearest: FRA"),
        (["check", "--text", "x", "--set", "measure=defense_expenditure"], "nearest: defence_expenditure"),
        (["check", "--text", "x", "--set", "period=soon"], "not a year, quarter, month, day"),
        (["ledger", "show", "defence_expenditure", "FRA", "--asof", "soon"], "write it like 2025-04-03"),
        (["check", "x.jsonl", "--format", "html"], "for a single report"),
        (["check", "x.txt", "--format", "pdf"], "'terminal', 'json', 'html'"),
        (["chekc"], "No such command 'chekc'"),
    ],
)
def test_a_usage_error_names_what_is_valid(args: list[str], told: str) -> None:
    run = Run(*args)
    assert (run.status, run.out) == (2, "")
    assert told in run.err


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("missing.txt", None, "no such file; valid is a file, a URL or - for standard input"),
        ("empty.txt", b"", "is empty"),
        ("photo.txt", b"\xff\xd8\xff\xe0", "is a JPEG picture; valid are plain text"),
        ("scan.pdf", b"%PDF-1.4", "is a damaged PDF"),
        ("page.html", b"<html><body></body></html>", "is an HTML page without an article"),
        ("lines.jsonl", None, "no such file"),
    ],
)
def test_a_report_that_cannot_be_read_is_one_line(
    tmp_path: Path, name: str, data: bytes | None, why: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    for command in ("check", "read"):
        run = Run(command, tmp_path / name)
        assert (run.status, run.out) == (1, "")
        assert run.err.startswith(f"foedus: {tmp_path / name}: {why}")
        assert run.err.count("\n") == 1


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://127.0.0.1:9/x", "leads to the private address 127.0.0.1"),
        ("ftp://example.org/x", "valid are http and https"),
    ],
)
def test_a_url_that_is_not_fetched_is_one_line(url: str, why: str) -> None:
    run = Run("check", url)
    assert (run.status, run.out, run.err.count("\n")) == (1, "", 1)
    assert run.err.startswith(f"foedus: {url}: ")
    assert why in run.err


# --- languages without rules ----------------------------------------------------------------------------------------


def test_a_language_without_rules_gives_an_honest_dossier() -> None:
    run = Run("check", "--text", POLISH, "--format", "json")
    (dossier,) = run.dossiers
    assert run.status == 0
    assert (dossier["statements"], dossier["checks"]) == ([], [])
    assert [doubt["code"] for doubt in dossier["doubts"]] == ["no-rules"]  # type: ignore[attr-defined]
    assert (
        run.err
        == "foedus: --text: This text seems to be in Polish; foedus reads: en, de, fr. Nothing was read from it.\n"
    )


def test_a_text_whose_language_is_not_told_asks_for_it() -> None:
    run = Run("check", "--text", "Rutte, 2 %", "--format", "json")
    assert run.status == 0
    assert "Say it with --report-lang" in run.err


@pytest.mark.parametrize("form", ["terminal", "html"])
def test_a_dossier_without_statements_is_shown_in_every_form(form: str) -> None:
    run = Run("check", "--text", POLISH, "--format", form)
    assert run.status == 0
    assert "Polish" in run.out


def test_read_takes_the_day_of_the_dateline_as_check_does(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("BERLIN, 11 April 2025 - Last year Spain spent 1.28% of GDP on defence.\n", "utf-8")
    assert " in 2024" in Run("read", str(report)).out


def test_nothing_is_read_of_a_language_without_rules() -> None:
    run = Run("read", "--text", POLISH)
    assert (run.status, run.out) == (0, "")
    assert "in Polish" in run.err


# --- dossiers -------------------------------------------------------------------------------------------------------


def test_a_claim_is_checked_and_attributed_to_its_speaker() -> None:
    run = Run(
        *("check", "--text", CLAIM, "--speaker", "Emmanuel Macron", "--published", "2025-01-15"),
        *("--publisher", "Le Fanal", "--format", "json"),
    )
    (dossier,) = run.dossiers
    (statement,) = dossier["statements"]  # type: ignore[misc]
    assert (run.status, run.err) == (0, "")
    assert statement["speaker"] == "Emmanuel Macron"  # type: ignore[index]
    assert dossier["document"]["published"] == "2025-01-15"  # type: ignore[index]
    assert dossier["checks"]


def test_a_correction_changes_what_is_checked() -> None:
    args = ("check", "--text", CLAIM, "--published", "2025-01-15", "--format", "json")
    (before,) = Run(*args).dossiers
    (after,) = Run(*args, "--set", "subject=POL", "--set", "period=2023").dossiers
    content = after["statements"][0]["content"]  # type: ignore[index]
    assert (content["subject"], content["period"]) == ("POL", "2023")
    assert before["checks"] != after["checks"]


def test_a_day_too_far_off_is_refused() -> None:
    for day in ("0001-01-01", "9999-12-31"):
        run = Run("check", "--text", "Demain, la France sera à 2 % du PIB.", "--published", day)
        assert run.status == 2, day
        assert "valid are the years 1900 to 2199" in run.err
    line = json.dumps({"text": CLAIM, "published": "0001-01-01"}).encode()
    run = Run("check", "-", stdin=line)
    assert run.status == 1
    assert "line 1: published '0001-01-01' is no day" in run.err


def test_nothing_is_known_before_it_is_said() -> None:
    run = Run("check", "--text", CLAIM, "--published", "2025-01-15", "--asof", "2024-12-31")
    assert run.status == 2
    assert "--asof 2024-12-31 is before the day of the report, 2025-01-15" in run.err
    line = json.dumps({"text": CLAIM, "published": "2025-01-15"}).encode()
    (dossier,) = Run("check", "-", "--asof", "2024-12-31", stdin=line).dossiers
    assert {check["asof"] for check in dossier["checks"]} == {"2025-01-15"}  # type: ignore[attr-defined]


def test_a_report_without_a_date_says_so() -> None:
    (dossier,) = Run("check", "--text", CLAIM, "--format", "json").dossiers
    assert "no-date" in [doubt["code"] for doubt in dossier["doubts"]]  # type: ignore[attr-defined]


def test_json_lines_give_one_dossier_a_line_in_order() -> None:
    lines = [
        json.dumps({"id": f"r{n}", "text": text, "published": "2025-01-15"})
        for n, text in enumerate([CLAIM, POLISH, "", CLAIM])
    ]
    lines.insert(2, '{"id": "bad"}')
    run = Run("check", "-", "--format", "json", stdin="\n".join(lines).encode())
    assert [dossier["document"]["id"] for dossier in run.dossiers] == ["r0", "r1", "r2", "r3"]  # type: ignore[index]
    assert "foedus: standard input: line 3: " in run.err
    assert run.status == 0


def test_json_lines_without_a_single_good_line_fail() -> None:
    run = Run("check", "-", stdin=b"{nonsense\n{}\n")
    assert (run.status, run.out) == (1, "")
    assert run.err.count("\n") == 2


def test_dossiers_come_out_while_lines_still_come_in() -> None:
    """A reader at the end of a pipe gets each dossier as soon as its report is there."""
    command = [sys.executable, "-m", "foedus.cli", "check", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for number in ("1", "2"):
            running.stdin.write(json.dumps({"id": number, "text": POLISH}).encode() + b"\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["document"]["id"] == number
        running.stdin.close()
        assert running.wait(10) == 0


def test_standard_input_may_be_any_single_report() -> None:
    page = f"<!doctype html><html><body><article>{f'<p>{POLISH} {POLISH}</p>' * 3}</article></body></html>"
    for data in (POLISH.encode(), POLISH.encode("utf-16"), page.encode()):
        (dossier,) = Run("check", "-", "--format", "json", stdin=data).dossiers
        assert POLISH in dossier["document"]["text"]  # type: ignore[index]


@pytest.mark.parametrize("given", [("--text", POLISH), ("-",)])
def test_an_ending_that_names_no_form_is_refused(given: tuple[str, ...], tmp_path: Path) -> None:
    run = Run("check", *given, "-o", tmp_path / "d.docx", stdin=json.dumps({"text": POLISH}).encode())
    assert (run.status, run.out) == (2, "")
    assert ".docx is no form; valid endings are .json" in run.err
    assert not (tmp_path / "d.docx").exists()
    chosen = Run("check", "--text", POLISH, "-o", tmp_path / "d.docx", "--format", "terminal")
    assert chosen.status == 0


def test_an_output_file_tells_the_form(tmp_path: Path) -> None:
    for name, start in (("d.json", "{"), ("d.html", "<!"), ("d.txt", "")):
        run = Run("check", "--text", POLISH, "-o", tmp_path / name)
        assert (run.status, run.out) == (0, "")
        assert (tmp_path / name).read_text(encoding="utf-8").lstrip().startswith(start)
    run = Run("check", "--text", POLISH, "-o", tmp_path / "no" / "d.json")
    assert run.status == 1
    assert run.err.splitlines()[-1].endswith("valid is a file in a folder that exists")


def test_the_output_is_utf_8_in_every_locale() -> None:
    for locale in ({"LC_ALL": "C", "PYTHONUTF8": "0"}, {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"}):
        run = Run("check", "--text", POLISH, "--format", "terminal", **locale)
        assert run.status == 0
        run = Run("check", "no-é.txt", **locale)
        assert (run.status, run.err.count("\n")) == (1, 1)


def test_statements_are_printed_one_a_line_with_their_rules() -> None:
    run = Run("read", "--text", CLAIM, "--published", "2025-01-15", "--format", "jsonl")
    (statement,) = [json.loads(line) for line in run.out.splitlines()]
    span = statement["span"]
    assert CLAIM[span["start"] : span["end"]] == statement["quote"]
    plain, why = Run("read", "--text", CLAIM), Run("read", "--text", CLAIM, "--why")
    assert statement["quote"] in plain.out
    assert all(rule in why.out for rule in statement["rules"])


@pytest.mark.skipif(os.name == "nt", reason="the pipe is the POSIX one")
def test_a_closed_pipe_ends_quietly() -> None:
    lines = "\n".join(json.dumps({"text": POLISH * 50}) for _ in range(300))
    command = f"{sys.executable} -m foedus.cli check - | head -c 10"
    done = subprocess.run(["bash", "-c", command], input=lines.encode(), capture_output=True, check=False)
    assert done.stdout == b'{"document'
    assert b"Traceback" not in done.stderr


def test_an_interrupt_ends_without_a_traceback() -> None:
    # A job in the background ignores interrupts, and so would what it starts.
    hears = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
    command = [sys.executable, "-c", hears, sys.executable, "-m", "foedus.cli", "check", "-"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(json.dumps({"text": POLISH}).encode() + b"\n")
        running.stdin.flush()
        running.stdout.readline()
        running.send_signal(signal.SIGINT)
        assert running.wait(10) == 130
        assert running.stderr is not None
        assert b"Traceback" not in running.stderr.read()


@pytest.mark.parametrize("module", ["click", "foedus.model", "foedus.text.read", "foedus.checks"])
def test_an_interrupt_while_modules_are_loaded_ends_without_a_word(module: str) -> None:
    code = (
        "import os, signal, sys\n"
        "from foedus.cli import main\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {module!r}:\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        f"sys.argv = ['foedus', 'check', '--text', {CLAIM!r}, '--published', '2025-01-15']\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, b"", b"")


@pytest.mark.parametrize("closed", ["check - <&-", f"check --text '{POLISH}' >&-", "--version >&-"])
def test_a_closed_stream_is_told(closed: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m foedus.cli {closed}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr


# --- corrections ----------------------------------------------------------------------------------------------------


def statement(content: Figure | Position, speaker: str | None = None) -> Statement:
    return Statement(
        id="s", quote="q", span=Span(start=0, end=1), content=content, speaker=speaker, rules=["r"]
    )


FIGURE = Figure(
    subject="FRA",
    measure=None,
    quantity=Quantity(low=None, high=None, unit="USD"),
    derivation=Excess(base=None),
    stated={"base": ["2016", "2017"]},
)


def test_a_correction_replaces_what_was_understood_and_leaves_a_trace() -> None:
    wanted = corrections(["base=2014", "subject=deu", "period=2024", "prices=Constant", "measure=gdp"])
    (found,) = corrected([statement(FIGURE)], wanted)
    figure = found.content
    assert isinstance(figure, Figure)
    assert (figure.subject, figure.measure, figure.period) == ("DEU", "gdp", Period("2024"))
    assert figure.derivation == Excess(base="2014")
    assert figure.stated == {"base": ["2014"], "prices": ["constant"]}
    assert found.rules == [
        "r",
        "set base=2014",
        "set subject=DEU",
        "set period=2024",
        "set prices=constant",
        "set measure=gdp",
    ]


def test_a_derivation_can_be_corrected() -> None:
    (found,) = corrected([statement(FIGURE)], corrections(["derivation=level", "base=2014"]))
    assert isinstance(found.content, Figure)
    assert found.content.derivation == Level()


def test_a_speaker_is_given_only_to_what_has_none() -> None:
    position = Position(topic=None, text="t")
    first, second = corrected([statement(position), statement(position, "A")], {"speaker": "B"})
    assert (first.speaker, second.speaker) == ("B", "A")
    assert second.rules == ["r"]


@pytest.mark.parametrize("command", ["check", "follow", "agenda"])
def test_the_help_names_every_language_of_answers(command: str) -> None:
    text = " ".join(Run(command, "--help").out.split())
    said = text.split("Answer in ")[1].partition(";")[0].partition(".")[0]
    assert sorted(said.replace(" or ", ", ").split(", ")) == sorted(codes())


def test_every_key_is_named_in_the_help() -> None:
    text = " ".join(Run("check", "--help").out.split())
    assert f"Keys: {', '.join(sorted(KEYS))}." in text


@pytest.mark.parametrize("name", ["deu", "Germany", "allemagne", "DEUTSCHLAND"])
def test_a_subject_may_be_named_in_any_of_the_languages(name: str) -> None:
    assert corrections([f"subject={name}"]) == {"subject": "DEU"}


def test_a_name_of_nobody_is_refused() -> None:
    with pytest.raises(UnknownName, match="unknown subject 'Ruritania'"):
        corrections(["subject=Ruritania"])


def test_an_unknown_key_names_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="known: base, derivation"):
        corrections(["xyzzy=1"])


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal of its own")
@pytest.mark.parametrize(("term", "coloured"), [("xterm", True), ("dumb", False)])
def test_a_dumb_terminal_gets_no_colours(term: str, coloured: bool) -> None:
    ours, theirs = os.openpty()
    env = {**os.environ, "TERM": term}
    env.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "foedus.cli", "check", "--text", CLAIM, "--published", "2025-01-15"]
    with subprocess.Popen(command, stdout=theirs, stdin=subprocess.DEVNULL, env=env) as run:
        os.close(theirs)
        seen = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # the other side is closed
                break
            if not part:
                break
            seen += part
        assert run.wait(60) == 0
    os.close(ours)
    assert (b"\x1b[" in seen) is coloured
