"""Accuracy is a ratchet: on the gold texts no rate falls below its floor; `./dev accuracy --pin` raises the floors.

So is what it takes: calls are counted, not seconds, so that a busy machine says the same.
"""

import json
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "accuracy"))

import scoring  # noqa: E402

FLOORS = json.loads((HERE / "accuracy" / "floors.json").read_text(encoding="utf-8"))
EFFORT = json.loads((HERE / "accuracy" / "effort.json").read_text(encoding="utf-8"))
MORE = 1.03  # times as many calls as were pinned


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


@pytest.mark.parametrize("name", sorted(EFFORT))
def test_reading_takes_no_more_calls_than_were_pinned(name: str) -> None:
    """What a rule costs is seen when it is added: of what is dear, a part is given back, or it is pinned knowingly."""
    assert scoring.effort(scoring.GOLD / name) <= EFFORT[name] * MORE, "calls a character"
