"""A table of verbs as `stem|paradigm|tail` in, the same table with every inflected form written out.

The paradigms stand in the file's own `settings.paradigms`: `er = { present = ["e", "ent"], participle = ["é", "ée"] }`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.errors import RuleError


def expand(tables: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tables with `kind.form` beside each `kind` that holds verbs; other phrases stay where they are.

    >>> er = {"present": ["e", "ent"], "future": ["era"]}
    >>> expand({"settings": {"paradigms": {"er": er}}, "say": {"reports": ["affirm|er", "selon"]}})["say.present"]
    {'reports': ['affirme', 'affirment']}
    """
    paradigms = tables.get("settings", {}).get("paradigms", {})
    if not paradigms:
        return dict(tables)
    grown: dict[str, Any] = {}
    for kind, table in tables.items():
        if kind == "settings" or not isinstance(table, dict):
            grown[kind] = table
            continue
        for value, phrases in table.items():
            if not isinstance(phrases, list):
                grown.setdefault(kind, {})[value] = phrases
                continue
            for phrase in phrases:
                for form, text in _forms(phrase, paradigms):
                    place = grown.setdefault(f"{kind}.{form}" if form else kind, {})
                    listed = place.setdefault(value, [])
                    if text not in listed:
                        listed.append(text)
    return grown


def _forms(phrase: str, paradigms: Mapping[str, Mapping[str, list[str]]]) -> list[tuple[str, str]]:
    if "|" not in phrase:
        return [("", phrase)]
    stem, name, *tail = phrase.split("|")
    if name not in paradigms:
        raise RuleError(f"verb {phrase!r}: no paradigm {name!r} in settings.paradigms")
    rest = f" {tail[0].strip()}" if tail else ""
    return [
        (form, f"{stem}{ending}{rest}") for form, endings in paradigms[name].items() for ending in endings
    ]
