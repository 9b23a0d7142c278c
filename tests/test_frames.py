"""Sentences made of parts are read by their parts: no field is read rightly less often than it was, a ratchet."""

import json
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "frames"))

import compose  # noqa: E402

FLOORS = json.loads((HERE / "accuracy" / "frames.json").read_text(encoding="utf-8"))


def test_every_language_of_parts_has_floors() -> None:
    """A new file is pinned before it counts."""
    assert sorted(FLOORS) == [path.name for path in compose.files()]


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in compose.files()])
def test_no_field_is_read_rightly_less_often(path: Path) -> None:
    """The floors hold for exactly the parts they were pinned on; `./dev accuracy --pin` raises them."""
    assert compose.digest(path) == FLOORS[path.name]["digest"], "the parts changed: ./dev accuracy --pin"
    held, wrong = compose.measured(path)
    now = compose.rates(held, wrong)
    for field, floor in FLOORS[path.name]["rates"].items():
        failing = [compose.shown(each, found) for each, found in wrong if field in found]
        assert now[field] >= floor, "\n".join([f"{field}: {now[field]} and not {floor}", *failing])


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in compose.files()])
def test_every_part_is_used(path: Path) -> None:
    """A part that goes with no other tests nothing."""
    table = compose.parts(path)
    used = {name for each in compose.compose(table) for name in each.parts}
    kinds = [kind for kind in table.values() if isinstance(kind, list) and isinstance(kind[0], dict)]
    names = [part["text"] for kind in kinds for part in kind]
    assert [name for name in names if name not in used] == []
    assert len(names) == len(set(names)), "a part stands once"
