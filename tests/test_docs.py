"""The docs are true: commands, words and examples in them are those of the program, and links lead somewhere."""

import ast
import re
import shlex
import subprocess
import sys
import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import get_args

import click
import pytest
from click.testing import CliRunner

from foedus import errors, model
from foedus.cli_check import app
from foedus.ledger import Ledger
from foedus.measures import measures

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md"), *ROOT.glob("examples/*.md")])
LANG = ROOT / "src" / "foedus" / "lang"


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def defined(text: str) -> set[str]:
    """The words that the glossary explains: those in bold before a dash, and codes in them."""
    heads = re.findall(r"^\*\*(.+?)\*\* –", text, re.MULTILINE)
    return {word.strip(" `") for head in heads for word in head.split(",")}


def commands_module() -> ModuleType:
    return loaded(DOCS / "commands.py")


def loaded(path: Path) -> ModuleType:
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[path.stem] = module_from_spec(spec)  # where types are looked up
    spec.loader.exec_module(module)
    return module


# --- commands -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["cli.md", "pledges.md", "sources.md", "tutorial.md"])
def test_a_page_shows_what_the_commands_print(name: str) -> None:
    """Help texts and outputs in the docs are those of the program; `./dev docs` renews them."""
    assert page(name) == commands_module().renewed(page(name))


def test_what_is_said_of_real_claims_is_what_the_program_says() -> None:
    """`./dev docs` renews docs/real-claims.md; where an answer is another, its note has to be read again."""
    assert page("real-claims.md") == loaded(ROOT / "bench" / "real_claims.py").page(Ledger())


def test_no_command_is_missing_from_its_page() -> None:
    """docs/cli.md has the help of every command."""
    text = page("cli.md")
    missing = [name for name in commands_module().helps() if f"<!-- help: {name} -->" not in text]
    assert not missing


def test_every_option_says_what_it_does() -> None:
    """No option of any command is without a help text."""
    silent = [
        f"{context.command_path} {option.opts[0]}"
        for context in commands_module().commands()
        for option in context.command.params
        if isinstance(option, click.Option) and not option.help
    ]
    assert not silent


def test_every_key_that_corrects_is_explained() -> None:
    """`--set` lists its keys in its help; each is explained below the help of `check`."""
    text = page("cli.md")
    helped = re.search(r"Keys: ([a-z, \n]+)\.", text)
    assert helped is not None
    keys = {key.strip() for key in helped[1].replace("\n", " ").split(",")}
    explained = set(re.findall(r"^\| `([a-z]+)` \|", text, re.MULTILINE))
    assert keys == explained


# --- words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["Stance", "Standing", "Verdict", "Outcome"])
def test_every_value_is_explained(kind: str) -> None:
    """Stances, standings, verdicts and outcomes are in the glossary and in the method."""
    values = set(get_args(getattr(model, kind)))
    assert values <= defined(page("glossary.md"))
    assert all(value in page("method.md") for value in values)


def test_every_noun_is_explained() -> None:
    """Each record of the model has its entry in the glossary."""
    inner = {"Struct", "Within", "Observed", "PledgeTie"}
    nouns = {
        name.lower()
        for name, each in vars(model).items()
        if isinstance(each, type) and each.__module__ == model.__name__ and name not in inner
    }
    assert nouns <= defined(page("glossary.md"))


def test_every_derivation_is_explained() -> None:
    """Each way to make a number is in the glossary, in the method and, with its keys, among the formats."""
    tags = {each.__struct_config__.tag for each in get_args(model.Derivation)}
    assert tags <= defined(page("glossary.md"))
    assert all(f"| {tag} |" in page("method.md") for tag in tags)
    assert all(f"`{tag}`" in page("formats.md") for tag in tags)


def test_every_field_of_the_dossier_is_explained() -> None:
    """The names of all fields of a dossier stand in docs/formats.md."""
    kinds = (
        model.Dossier,
        model.Document,
        model.Statement,
        model.Figure,
        model.Quantity,
        model.Event,
        model.Position,
    )
    answers = (model.Check, model.Reading, model.Definition, model.Observed, model.Doubt)
    records = (*kinds, *answers, *get_args(model.Derivation))
    text = page("formats.md")
    missing = {
        f"{record.__name__}.{field}"
        for record in records
        for field in record.__struct_fields__
        if f"`{field}`" not in text
    }
    assert not missing


def test_every_choice_is_explained() -> None:
    """Each choice that a measure leaves open, and each value it may take, is in the method."""
    text = page("method.md")
    choices = {choice.name for each in measures().values() for choice in each.choices}
    values = {
        value
        for each in measures().values()
        for choice in each.choices
        for value in [*choice.customary, *choice.generous, *choice.context]
    }
    assert {name for name in choices if f"`{name}`" not in text} == set()
    assert {value for value in values if value not in text} == set()


def test_every_measure_is_named_among_the_sources() -> None:
    """Each measure is in docs/sources.md: with its series, or as one that has none so far."""
    assert {name for name in measures() if f"`{name}`" not in page("sources.md")} == set()


def test_every_edition_is_named_among_the_sources() -> None:
    """Each edition that the ledger holds is in docs/sources.md with its terms, and each publisher in NOTICE."""
    text, notice = page("sources.md"), (ROOT / "NOTICE").read_text(encoding="utf-8")
    for edition in Ledger().editions():
        if edition.held:
            assert f"| {edition.edition} | {edition.kind} | `{edition.coverage}` |" in text
            assert edition.licence in text
            assert edition.credit in text
            assert f"\n  {edition.publisher}, " in notice


def test_every_doubt_is_explained() -> None:
    """Each code of a doubt, in any language's words, is in the method; and the method knows no others."""
    codes = {
        code
        for path in LANG.glob("*/*.toml")
        for code in tomllib.loads(path.read_text(encoding="utf-8")).get("doubts", {})
    }
    table = page("method.md").partition("## What stays unclear")[2].partition("\n## ")[0]
    assert codes == set(re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE))


def test_every_error_is_explained() -> None:
    """Each exception of errors.py is in the glossary, and in its own tree."""
    names = {
        name for name, each in vars(errors).items() if isinstance(each, type) and issubclass(each, Exception)
    }
    assert {name for name in names if f"`{name}`" not in page("glossary.md")} == set()
    assert {name for name in names if name not in (errors.__doc__ or "")} == set()


# --- examples -------------------------------------------------------------------------------------------------------


def fenced(path: Path) -> list[str]:
    """The commands in the shell blocks of a page, without remarks."""
    blocks = re.findall(r"```sh\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
    lines = [line.partition("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


# Files of the reader's own, and what asks the network or has nothing to work on without them.
READERS_OWN = {
    "report.txt",
    "reports.jsonl",
    "FOLDER",
    "SIPRI-Milex-data-1949-2024_2.xlsx",
    "update",
    "remove",
}


def calls() -> list[tuple[str, list[str]]]:
    """Every call of foedus in the docs that names no file of the reader's own."""
    found = []
    for path in PAGES:
        for line in fenced(path):
            words = shlex.split(line)
            if Path(words[0]).name == "foedus" and not READERS_OWN & set(words):
                found.append((path.name, words[1:]))
            elif words[:2] == ["./dev", "try"] and len(words) > 2:
                found.append((path.name, ["check", *words[2:]]))
    return found


@pytest.mark.parametrize(("where", "arguments"), calls())
def test_an_example_in_the_docs_runs(
    where: str, arguments: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Every call of foedus in a shell block ends well and prints something."""
    arguments = [str(ROOT / each) if each.startswith("examples/") else each for each in arguments]
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, f"{where}: {shlex.join(arguments)}: {result.output}{result.exception or ''}"
    assert result.output or any(tmp_path.iterdir())


def test_every_sql_example_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The SQL in the docs gives rows on the shipped ledger."""
    import duckdb

    monkeypatch.chdir(Ledger().path)
    asked = [
        words[words.index("-c") + 1].replace("$(foedus ledger path)/", "")
        for path in PAGES
        for line in fenced(path)
        if "duckdb" in line
        for words in [shlex.split(line)]
    ]
    assert asked
    for sql in asked:
        assert duckdb.sql(sql).fetchall(), sql


def test_every_task_in_the_docs_exists() -> None:
    """`./dev WORD` in any page, and in the justfile, is a task of dev; dev explains each of its tasks."""
    dev = (ROOT / "dev").read_text(encoding="utf-8")
    usage = dev.partition("<<'TEXT'")[2].partition("\nTEXT")[0]
    explained = set(re.findall(r"^  ([a-z]+) ", usage, re.MULTILINE))
    tasks = set(re.findall(r"^([a-z]+)\)", dev, re.MULTILINE)) - {"help"}
    assert explained == tasks
    text = "".join(
        path.read_text(encoding="utf-8") for path in [*PAGES, ROOT / "justfile", ROOT / ".ci" / "run"]
    )
    assert set(re.findall(r"\./dev ([a-z]+)", text)) <= tasks


def test_an_unknown_task_is_a_usage_error() -> None:
    """`./dev nonsense` ends with 2 and lists the tasks."""
    result = subprocess.run([str(ROOT / "dev"), "nonsense"], capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "usage: ./dev" in result.stderr


def test_every_link_leads_somewhere() -> None:
    """Relative links and pictures name files that are there, and headings that exist."""
    wrong = []
    for path in PAGES:
        for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
            if re.match(r"[a-z]+:", target):
                continue
            file, _, heading = target.partition("#")
            linked = path.parent / file if file else path
            if not linked.exists():
                wrong.append(f"{path.name}: {target}")
            elif heading:
                heads = re.findall(r"^#+ (.+)$", linked.read_text(encoding="utf-8"), re.MULTILINE)
                if heading not in {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}:
                    wrong.append(f"{path.name}: {target}")
    assert not wrong


def test_python_examples_are_run() -> None:
    """The suite runs the examples in docstrings, and there are some to run."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"][
        "ini_options"
    ]
    assert "--doctest-modules" in config["addopts"]
    assert "src" in config["testpaths"]
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")]
    assert (
        sum(
            ">>> " in (ast.get_docstring(node) or "")
            for text in sources
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module)
        )
        > 20
    )


def test_dependencies_are_pinned_by_hash() -> None:
    """Each requirement has a version and a hash, no index is named, and both files agree."""
    pins = {}
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "--index-url" not in text
        assert "://" not in text
        entries = re.split(r"\n(?=[a-z])", text)
        assert all("--hash=sha256:" in entry for entry in entries)
        pins[name] = dict(re.match(r"([\w.-]+)==([\w.]+)", entry).groups() for entry in entries)  # type: ignore[union-attr, misc]
    shared = pins["requirements.txt"].keys() & pins["requirements-dev.txt"].keys()
    assert shared == pins["requirements.txt"].keys()
    assert all(pins["requirements.txt"][name] == pins["requirements-dev.txt"][name] for name in shared)


def test_the_interpreter_is_new_enough() -> None:
    """What pyproject asks for is what the docs and dev say."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    assert sys.version_info >= (3, 11)
    assert "Python 3.11" in (ROOT / "README.md").read_text(encoding="utf-8")
