"""Quantities of general news are read in every language, and what is written is read again: a ratchet of cases."""

import json
import sys
import tomllib
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "quantities"))

import cases  # noqa: E402

FLOORS = json.loads((HERE / "quantities" / "floors.json").read_text(encoding="utf-8"))
LANG = HERE.parent / "src" / "foedus" / "lang"
NAMES = sorted(path.name for path in cases.files())


@pytest.mark.parametrize("name", NAMES)
def test_no_fewer_cases_are_read_than_before(name: str) -> None:
    """Cases that were read stay read; `./dev accuracy --pin` raises the floor when more are."""
    path = HERE / "quantities" / name
    missed = [case["text"] for case in cases.wrong(path)]
    assert len(missed) <= FLOORS[name]["missed"], "\n".join(missed)
    assert len(cases.cases(path)) >= FLOORS[name]["cases"]


@pytest.mark.parametrize("name", NAMES)
def test_a_case_stands_once(name: str) -> None:
    """The same sentence twice would count twice."""
    texts = [case["text"] for case in cases.cases(HERE / "quantities" / name)]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("code", [name.removesuffix(".jsonl") for name in NAMES])
def test_every_currency_has_a_word_and_a_code(code: str) -> None:
    """A language names each currency that a country uses."""
    table = tomllib.loads((LANG.parent / "text" / "currencies.toml").read_text(encoding="utf-8"))
    words = tomllib.loads((LANG / code / "money.toml").read_text(encoding="utf-8"))["currency"]
    used = {*table["country"].values(), *(each for shared in table["shared"].values() for each in shared)}
    assert sorted(unit for unit in used if unit not in words.get(unit, ()) or len(words[unit]) < 2) == []
