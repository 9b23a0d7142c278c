"""The house keeps its shape: layers, words in their doors, data that decodes, modules that say what they are."""

import ast
import re
import statistics
import tomllib
from functools import cache
from pathlib import Path

import pytest

from foedus.alliances import register
from foedus.lang import codes

SRC = Path(__file__).parent.parent / "src" / "foedus"

# From the ground up; a room may import what lies below it, rooms of one storey do not know each other.
STOREYS: list[set[str]] = [
    {"model", "errors", "stated"},
    {"kept", "addresses", "garbage"},
    {"fetch"},
    {"lang", "measures", "alliances", "editions", "comparison", "places"},
    {"text", "sources", "ledger"},
    {"derive", "intake"},
    {"checks"},
    {"pledges"},
    {"dossiers"},
    {"render"},
    {"cli"},
]
# Modules of a room that has no folder: `cli_ledger` is of the room `cli` by its name, these are not.
ROOMS = {
    "__main__": "cli",
    "folders": "ledger",
    "store": "ledger",
    "holdings": "ledger",
    "engine": "ledger",
    "totals": "ledger",
    "perimeters": "derive",
    "lines": "derive",
    "cells": "derive",
    "revisions": "derive",
    **dict.fromkeys(
        (
            "definitions",
            "candidates",
            "votes",
            "leeway",
            "members",
            "readings",
            "needs",
            "obstacles",
            "choices",
            "exchanges",
            "formulas",
            "plans",
            "queries",
            "scope",
            "summaries",
            "tallies",
            "tellings",
            "turning",
            "universal",
            "vocabulary",
        ),
        "checks",
    ),
}

FORBIDDEN = ("util", "helper", "manager", "common", "misc", "base")


@cache
def modules() -> dict[str, ast.Module]:
    return {
        str(path.relative_to(SRC)): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(SRC.rglob("*.py"))
    }


def room(dotted: str) -> str:
    """The room of `foedus.text.read` is `text`, that of `foedus.cli_ledger` is `cli`."""
    first = dotted.split(".")[1]
    return ROOMS.get(first, first.split("_")[0])


def test_every_storey_is_lived_in() -> None:
    """Every room that a storey names has a module, and so has every module that is put into a room."""
    rooms = {room(dotted(path)) for path in modules()}
    assert set().union(*STOREYS) <= rooms
    assert all(is_module(f"foedus.{name}") for name in ROOMS)


def storey(name: str) -> int:
    for number, rooms in enumerate(STOREYS):
        if name in rooms:
            return number
    raise AssertionError(f"the room {name!r} has no storey: name it in STOREYS of {__file__}")


def imports(path: str, tree: ast.Module) -> list[tuple[int, str]]:
    """The modules of the package that a module imports, with lines."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [
                (node.lineno, alias.name) for alias in node.names if alias.name.split(".")[0] == "foedus"
            ]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: imports are absolute"
            if node.module == "foedus":
                found += [(node.lineno, f"foedus.{alias.name}") for alias in node.names]
            elif (node.module or "").startswith("foedus."):
                names = {f"{node.module}.{alias.name}" for alias in node.names}
                found += [
                    (node.lineno, name if is_module(name) else str(node.module)) for name in sorted(names)
                ]
    return found


def is_module(name: str) -> bool:
    """Tell whether a dotted name is a module, and not something within one."""
    path = SRC.joinpath(*name.split(".")[1:])
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def dotted(path: str) -> str:
    return "foedus." + path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def test_imports_go_one_way() -> None:
    """A room imports only from the storeys below it, and rooms of one storey do not know each other."""
    wrong = []
    for path, tree in modules().items():
        if path == "__init__.py":
            continue
        here = room(dotted(path))
        for line, target in imports(path, tree):
            there = room(target)
            if here != there and storey(there) >= storey(here):
                wrong.append(f"{path}:{line}: {here} imports {target}")
    assert not wrong, "\n".join(wrong)


# Within `text`: what finds words, numbers, times and voices knows nothing of what they mean together.
TEXT: list[set[str]] = [
    {"divided", "edits", "match", "rules", "settings"},
    {"wrapped"},
    {"chambers", "marks", "sentences", "written"},
    {"index"},
    {"casing", "spelling"},
    {"lexicon"},
    {"particles", "senses"},
    {"amounts", "document", "idle"},
    {"times"},
    {"speech"},
    {"figures", "events"},
    {"read", "corrections"},
]


def test_the_rooms_of_text_are_in_storeys_too() -> None:
    """A room of `text` imports only from the storeys below it."""
    floor = {name: number for number, rooms in enumerate(TEXT) for name in rooms}
    wrong = []
    for path, tree in modules().items():
        here = dotted(path).split(".")[2:3]
        if not path.startswith("text/") or not here:
            continue
        for line, target in imports(path, tree):
            there = target.split(".")[2:3] if target.startswith("foedus.text.") else []
            if there and there != here and floor[there[0]] >= floor[here[0]]:
                wrong.append(f"{path}:{line}: {here[0]} imports {there[0]}")
    assert not wrong, "\n".join(wrong)


def test_nothing_is_imported_from_the_package_root() -> None:
    """Every import names the module that defines the name."""
    rooms = {path.stem if path.suffix else path.name for path in SRC.iterdir()}
    wrong = [
        f"{path}:{line}: {target}"
        for path, tree in modules().items()
        for line, target in imports(path, tree)
        if target == "foedus" or target.split(".")[1] not in rooms
    ]
    assert not wrong, "\n".join(wrong)


def test_no_import_goes_in_a_circle() -> None:
    """Following the imports of any module, also those inside functions, never leads back to it."""
    known = {dotted(path): path for path in modules()}
    graph = {
        name: {target for _, target in imports(path, modules()[path]) if target in known and target != name}
        for name, path in known.items()
    }
    done: set[str] = set()

    def visit(name: str, trail: list[str]) -> None:
        assert name not in trail, "a circle: " + " -> ".join([*trail[trail.index(name) :], name])
        if name not in done:
            for target in sorted(graph[name]):
                visit(target, [*trail, name])
            done.add(name)

    for name in sorted(graph):
        visit(name, [])


def test_no_room_is_named_after_nothing() -> None:
    """No module is called util, helper, manager, common, misc or base."""
    wrong = [
        p for p in modules() if any(word in Path(p).stem.lower().split("_") for word in plural(FORBIDDEN))
    ]
    assert not wrong


def plural(words: tuple[str, ...]) -> set[str]:
    return {*words, *(word + "s" for word in words)}


# --- the engine names no language, source, alliance or country ------------------------------------------------------


def engine() -> dict[str, ast.Module]:
    """Every module but those that stand beside the data of one source, alliance or language."""
    doors = ("sources", "alliances", "lang", "measures")
    return {
        path: tree
        for path, tree in modules().items()
        if not (path.count("/") > 1 and path.split("/")[0] in doors)
    }


def literals(tree: ast.Module) -> list[tuple[int, str]]:
    """The text constants of a module that are no docstrings."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]


def proper_names() -> set[str]:
    """Codes and names that belong in the data: languages, sources, groups, countries."""
    people = register()
    sources = {
        path.name for path in (SRC / "sources").iterdir() if path.is_dir() and path.name[0] not in "_."
    }
    alliances = {
        path.name for path in (SRC / "alliances").iterdir() if path.is_dir() and path.name[0] not in "_."
    }
    return {*codes(), *sources, *alliances, *people.groups, *people.regions["world"]} - {"world"}


# Names that a longer constant must not hold either; of three capitals, only codes that are no word of SQL.
SPOKEN = re.compile(
    r"(?<![\w-])(NATO|OTAN|Otan|SIPRI|Kiel|France|Germany|Canada|Ukraine|Russia|United States|Europe"
    r"|USA|GBR|FRA|DEU|POL|UKR|RUS|nato|otan|kiel|sipri)(?![\w-])"
)


def test_the_engine_names_no_language_source_alliance_or_country() -> None:
    """Such names stand in data files; a text constant of the engine that is one of them, or holds one, is a fault."""
    names = proper_names()
    wrong = []
    for path, tree in engine().items():
        for line, text in literals(tree):
            # The help of a command shows examples, in words; only what it compares with is looked at.
            found = {text} & names or (set(SPOKEN.findall(text)) if not path.startswith("cli") else set())
            wrong += [f"{path}:{line}: {name!r} in {text[:60]!r}" for name in found]
    assert not wrong, "\n".join(wrong)


# --- data and prose -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(str(p.relative_to(SRC)) for p in SRC.rglob("*.toml")))
def test_every_data_file_decodes(path: str) -> None:
    """A data file is TOML, holds something, and opens with a comment that says what it is."""
    text = (SRC / path).read_text(encoding="utf-8")
    assert tomllib.loads(text)
    assert text.startswith("#"), f"{path} does not say what it is in its first line"


def test_every_module_opens_with_a_sentence() -> None:
    """The first thing in a module is a sentence that says what it is for."""
    wrong = [
        path
        for path, tree in modules().items()
        if not re.match(
            r".{20,}?[.:]($|\s)", (ast.get_docstring(tree) or "").split("\n\n")[0].replace("\n", " ")
        )
        and (path == "__init__.py" or tree.body)
    ]
    assert not wrong


def functions(tree: ast.Module) -> list[int]:
    return [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_functions_and_modules_stay_short(record_property: pytest.FixtureRequest) -> None:
    """Half of the functions fit in ten lines, under 3 % exceed fifty, half of the modules fit in two hundred."""
    lengths = sorted(length for tree in modules().values() for length in functions(tree))
    sizes = [
        len((SRC / path).read_text(encoding="utf-8").splitlines())
        for path, tree in modules().items()
        if tree.body
    ]
    figures = {
        "functions": len(lengths),
        "median function": statistics.median(lengths),
        "functions above 50": sum(length > 50 for length in lengths),
        "modules": len(sizes),
        "median module": statistics.median(sizes),
        "longest module": max(sizes),
    }
    for name, value in figures.items():
        record_property(name, value)  # type: ignore[operator]
    assert figures["median function"] <= 10, figures
    assert figures["functions above 50"] < 0.03 * len(lengths), figures
    assert figures["median module"] <= 200, figures
