"""Quantities of general news are read in every language, and what is written is read again: a ratchet of cases."""

import json
import sys
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from foedus.lang import codes, words
from foedus.model import Quantity
from foedus.render.wording import wording

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
    table = tomllib.loads((LANG.parent / "text" / "amounts" / "currencies.toml").read_text(encoding="utf-8"))
    words = tomllib.loads((LANG / code / "money.toml").read_text(encoding="utf-8"))["currency"]
    used = {*table["country"].values(), *(each for shared in table["shared"].values() for each in shared)}
    assert sorted(unit for unit in used if unit not in words.get(unit, ()) or len(words[unit]) < 2) == []


# Words that mean something else beside some numbers, or that tell of what is measured here.
TWOFOLD = {"fr": {"book", "weapon"}}


def units(code: str) -> list[str]:
    """Every currency and every unit, span of time and thing that a language lists."""
    listed = words(code, "units")
    money = [unit for unit in words(code, "money")["currency"] if unit.isupper()]
    counted = {unit for table in ("unit", "duration", "thing") for unit in listed[table]}
    return [*money, *sorted(counted - TWOFOLD.get(code, set()))]


@pytest.mark.parametrize("code", codes())
def test_what_is_written_of_any_unit_is_read(code: str) -> None:
    """The words for an amount in any currency, measure or noun, read again, give the same value and unit."""
    wrong = []
    for unit in units(code):
        for value in ("12", "3400") if unit.islower() else ("12", "3.4e6", "20e9"):
            given = Quantity(low=Decimal(value), high=Decimal(value), unit=unit)
            text = wording(code).quantity(given)
            have = [(low, high, read) for low, high, read, _ in cases.found(text, code)]
            if have != [(given.low, given.high, unit)]:
                wrong.append((text, have))
    assert wrong == []
