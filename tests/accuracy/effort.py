"""Gold texts in, how many calls it takes to read them out: what a rule costs, on any machine, whatever else it does."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import scoring

from foedus.model import Document
from foedus.text.read import read

PINNED = Path(__file__).parent / "effort.json"
TEXTS = 120  # of each language: the first of those that may be read
MORE = 1.03  # times as many calls as were pinned


def spent(path: Path) -> float:
    """Return how many Python functions are called to read a character of the first texts of a gold file."""
    texts = [_document(item) for item in scoring.items(path)[:TEXTS]]
    for text in texts:  # what is made once is there
        read(text)
    calls = 0

    def count(frame: FrameType, event: str, given: Any) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        for text in texts:
            read(text)
    finally:
        sys.setprofile(None)
    return round(calls / sum(len(text.text) for text in texts), 2)


def files() -> list[Path]:
    """Return the gold files whose texts may be read."""
    return [path for path in scoring.files() if path.stem.endswith("-look")]


def pinned() -> dict[str, float]:
    """Return the calls a character of each file that were pinned."""
    found: dict[str, float] = json.loads(PINNED.read_text(encoding="utf-8")) if PINNED.exists() else {}
    return found


def _document(item: scoring.Item) -> Document:
    return Document(
        id="x",
        text=item["text"],
        lang=item["lang"],
        published=dt.date.fromisoformat(item["published"]),
    )
