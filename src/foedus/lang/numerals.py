"""A table of number words in, the same table with the numbers that its language writes in one word.

The steps stand in the file's own `settings.compounds`, each made of the words above and of the steps before it:
`{ before = [1, 9], joint = "und", after = [20, 90], times = 1 }` is "zweiundzwanzig"; without `before` nothing is
written for one ("hundertzwei"). `settings.inside` says how a word is written inside such a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def joined(tables: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tables with every compound beside the plain words of `word`.

    >>> step = {"before": [1, 9], "joint": "und", "after": [20, 90], "times": 1}
    >>> numbers = {"word": {"1": ["eins"], "20": ["zwanzig"]}}
    >>> joined({"settings": {"compounds": [step], "inside": {"1": "ein"}}, **numbers})["word"]["21"]
    ['einundzwanzig']
    """
    settings = tables.get("settings", {})
    if not settings.get("compounds"):
        return dict(tables)
    inside = {int(value): text for value, text in settings.get("inside", {}).items()}
    listed = {value: list(forms) for value, forms in tables["word"].items()}
    first = {int(value): forms[0] for value, forms in listed.items() if value.isdigit()}
    for step in settings["compounds"]:
        made = dict(_forms(step, first, inside))
        for value, text in made.items():
            listed.setdefault(str(value), []).append(text)
            first.setdefault(value, text)
    return {**tables, "word": listed}


def _forms(
    step: Mapping[str, Any], first: Mapping[int, str], inside: Mapping[int, str]
) -> Iterator[tuple[int, str]]:
    before = (
        {v: inside.get(v, first[v]) for v in _known(step["before"], first)} if "before" in step else {1: ""}
    )
    after = {v: first[v] for v in _known(step["after"], first)} if "after" in step else {0: ""}
    for head, left in before.items():
        for tail, right in after.items():
            yield head * step["times"] + tail, f"{left}{step['joint']}{right}"


def _known(bounds: list[int], first: Mapping[int, str]) -> list[int]:
    low, high, *by = bounds
    return [value for value in range(low, high + 1, *by) if value in first]
