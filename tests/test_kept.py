"""What was made of data files is kept beside the bytecode, and never trusted when it is old or damaged."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from foedus.errors import RuleError
from foedus.kept import made, toml


@pytest.fixture(autouse=True)
def _bytecode_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "words.toml"
    path.write_text('hand = ["main", "mains"]\n')
    return path


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "__pycache__").iterdir())


def counted(values: list[object]) -> Callable[[], object]:
    """Return a maker that gives one value after the other."""
    return lambda: values.pop(0)


def test_what_is_made_is_made_once(file: Path) -> None:
    made_of = [("one", b"two", {"three": [3, None]})]
    first = made(file, [file], counted([*made_of]))
    assert first == made(file, [file], counted([])) == made_of[0]


def test_it_is_made_anew_when_a_file_has_changed(file: Path) -> None:
    assert made(file, [file], counted(["old"])) == "old"
    os.utime(file, ns=(1, 1))
    assert made(file, [file], counted(["new"])) == "new"


@pytest.mark.parametrize(
    "damage", [lambda b: b[:-3], lambda b: b[:-1] + b"\x00", lambda b: b"", lambda b: b * 2]
)
def test_what_is_damaged_is_made_anew(file: Path, damage: Callable[[bytes], bytes]) -> None:
    made(file, [file], counted([["a", "list", "of", "words"]]))
    (place,) = kept(file.parent)
    place.write_bytes(damage(place.read_bytes()))
    assert made(file, [file], counted(["anew"])) == "anew"


def test_what_has_another_form_is_not_kept(file: Path) -> None:
    given = [Path("one"), Path("two")]
    assert [made(file, [file], counted([each])) for each in given] == given


def test_a_folder_that_cannot_be_written_to_is_no_fault(file: Path) -> None:
    (file.parent / "__pycache__").write_text("no folder")
    assert [made(file, [file], counted([n])) for n in (1, 2)] == [1, 2]


def test_nothing_is_kept_where_bytecode_is_not(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert toml(file) == {"hand": ["main", "mains"]}
    assert not (file.parent / "__pycache__").exists()


def test_it_is_kept_where_python_puts_its_bytecode(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "elsewhere"))
    assert toml(file) == toml(file)
    assert not (file.parent / "__pycache__").exists()
    assert list((tmp_path / "elsewhere").rglob("words.toml.*"))


def test_a_broken_file_is_named_with_the_line(file: Path) -> None:
    file.write_text("hand = [}\n")
    with pytest.raises(RuleError, match=r"words\.toml: .*line 1"):
        toml(file)
