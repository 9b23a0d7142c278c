"""DOOR 1: the words of each language, one folder a language and nothing but words.

What goes in: a BCP 47 code; what comes out: the tables of that folder's TOML files.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from foedus.errors import UnknownName
from foedus.kept import toml

ROOT = Path(__file__).parent


@cache
def codes() -> tuple[str, ...]:
    """Return the languages that have a folder; the first is that of answers where nothing else tells it.

    >>> "fr" in codes()
    True
    """
    first = toml(ROOT / "answers.toml")["first"]
    found = {p.name for p in ROOT.iterdir() if p.is_dir() and not p.name.startswith("_")}
    return (first, *sorted(found - {first}))


@cache
def words(code: str, file: str) -> dict[str, Any]:
    """Return the table of `lang/<code>/<file>.toml`; raises UnknownName for a language, RuleError for a bad file."""
    if code not in codes():
        raise UnknownName("language", code, codes())
    path = ROOT / code / f"{file}.toml"
    if not path.exists():
        return {}
    return toml(path)
