"""Accuracy is a ratchet: on the gold texts no rate falls below its floor; `./dev accuracy --pin` raises the floors."""

import json
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "accuracy"))

import scoring  # noqa: E402

FLOORS = json.loads((HERE / "accuracy" / "floors.json").read_text(encoding="utf-8"))


def test_every_gold_file_has_floors() -> None:
    """A new gold file is pinned before it counts."""
    assert sorted(FLOORS) == [path.name for path in scoring.files()]


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_no_rate_falls_below_its_floor(name: str) -> None:
    """The floors hold for exactly the texts they were pinned on."""
    path = scoring.GOLD / name
    assert scoring.digest(path) == FLOORS[name]["digest"], "the texts changed: ./dev accuracy --pin"
    rates, _ = scoring.score(path)
    fallen = {
        field: (rate, rates[field]) for field, rate in FLOORS[name]["rates"].items() if rates[field] < rate
    }
    assert fallen == {}, "field: (floor, rate)"
