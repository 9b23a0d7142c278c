"""Gold texts in, what the reader got right out: by field, by file, and item by item.

A figure that was read matches a gold one where their spans overlap by half of the longer; each gold figure is matched
once. A field of a gold figure is right or wrong only where the figure was found.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import FrameType
from typing import Any

from foedus.model import Count, Document, Figure, Statement
from foedus.text.read import read
from foedus.text.speech.people import plain, plain_people

GOLD = Path(__file__).parent / "gold"
TEXTS = 120  # of each language whose effort is counted: the first of those that may be read
FIELDS = ("quantity", "measure", "subject", "period", "base", "speaker", "stance")
Item = dict[str, Any]

# gold measure -> our measure (or the beginning of it, where it ends in _) and the derivations that it may take
MEASURES: dict[str, tuple[str, set[str]]] = {
    "defence_expenditure": ("defence_expenditure", {"level", "mean"}),
    "defence_expenditure_share_of_gdp": ("defence_expenditure_share_of_gdp", {"level", "mean"}),
    "defence_expenditure_real_growth": ("defence_expenditure", {"growth"}),
    "defence_expenditure_increase": ("defence_expenditure", {"change", "growth"}),
    "defence_expenditure_cumulative_increase": ("defence_expenditure", {"excess"}),
    "defence_expenditure_share_of_alliance": ("defence_expenditure", {"share"}),
    "allies_at_guideline": ("defence_expenditure_share_of_gdp", {"count", "share"}),
    "equipment_share": ("equipment_share", {"level", "count"}),
    "defence_expenditure_per_capita": ("defence_expenditure_per_capita", {"level", "change", "growth"}),
    "armed_forces_personnel": ("armed_forces_personnel", {"level", "change", "growth", "share"}),
    "military_expenditure": ("military_expenditure", {"level", "change", "growth", "share"}),
    "military_expenditure_share_of_gdp": ("military_expenditure_share_of_gdp", {"level"}),
    "arms_imports_share": ("arms_transfers", {"share"}),
    "un_vote_agreement": ("un_vote_agreement", {"level", "change", "growth"}),
    "aid_to_ukraine": ("aid_", {"level", "mean", "excess", "gap", "change", "growth"}),
    "aid_to_ukraine_share_of_gdp": ("aid_", {"share"}),
    "aid_to_ukraine_share_of_total": ("aid_", {"share"}),
}
STAGES = {
    "pledged": {"aid_pledged", "aid_committed"},
    "committed": {"aid_committed", "aid_pledged"},
    "allocated": {"aid_allocated"},
    "delivered": {"aid_delivered"},
    "disbursed": {"aid_delivered"},
    "provided": {"aid_delivered", "aid_allocated"},
}


def files() -> list[Path]:
    """The gold files in order of name."""
    return sorted(GOLD.glob("*.jsonl"))


def items(path: Path) -> list[Item]:
    """The items of a gold file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def digest(path: Path) -> str:
    """The digest of a corpus: floors hold for exactly these texts."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def effort(path: Path) -> float:
    """How many functions of ours are called to read a character of the first texts of a file, on any machine."""
    texts = [_document(item) for item in items(path)[:TEXTS]]
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


def _document(item: Item) -> Document:
    return Document(
        id=item["id"],
        text=item["text"],
        lang=item["lang"],
        published=dt.date.fromisoformat(item["published"]),
    )


def score(path: Path) -> tuple[dict[str, float], dict[str, list[str]]]:
    """Rates in percent, and by item what is wrong: "missed «…»", "extra «…»", "measure «…»"."""
    right: dict[str, int] = dict.fromkeys(
        ("found", "whole", "plain", "plain all", "gold", "read", *FIELDS), 0
    )
    wrong: dict[str, list[str]] = {}
    for item in items(path):
        faults = list(_item(item, right))
        if faults:
            wrong[item["id"]] = faults
    found = right["found"]
    rates = {
        f"{name} F1": _f1(right[name], right["read"], right["gold"])
        for name in ("found", "quantity", "whole")
    }
    rates |= {name: _rate(right[name], found) for name in FIELDS[1:]}
    rates["plain"] = _rate(right["plain"], right["plain all"])
    return rates, wrong


def _f1(hits: int, read: int, gold: int) -> float:
    return round(200 * hits / (read + gold), 1) if read + gold else 0.0


def _rate(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 100.0


def _item(item: Item, right: dict[str, int]) -> Iterator[str]:
    """Count what is right of one item, and yield what is wrong."""
    statements, _ = read(_document(item))
    optional = [span for _, *span in _places(item, "optional")]
    golds = list(_places(item, "statements"))
    spans = [span for _, *span in golds]
    figures = [
        s
        for s in statements
        if _is_numbered(s)
        and (
            any(_overlap(s, *span) >= 0.5 for span in spans)
            or all(_overlap(s, *span) < 0.3 for span in optional)
        )
    ]
    plain = [s for s in statements if not _is_numbered(s)] + figures
    right["read"] += len(figures)
    used: set[str] = set()
    for gold, start, end in golds:
        numbered = gold.get("kind", "figure") == "figure" and gold.get("unit") is not None
        pool = [s for s in (figures if numbered else plain) if s.id not in used]
        best = max(pool, key=lambda s: _overlap(s, start, end), default=None)
        least = 0.5 if numbered else 0.4
        found = best is not None and _overlap(best, start, end) >= least
        right["gold" if numbered else "plain all"] += 1
        if best is None or not found:
            yield f"missed «{gold['quote']}»"
            continue
        used.add(best.id)
        if not numbered:
            right["plain"] += 1
            continue
        right["found"] += 1
        faults = [name for name in FIELDS if not CHECKS[name](gold, best, item["text"])]
        for name in FIELDS:
            right[name] += name not in faults
        right["whole"] += not faults
        yield from (f"{name} «{gold['quote']}»" for name in faults)
    yield from (f"extra «{s.quote}»" for s in figures if s.id not in used)


def _places(item: Item, key: str) -> Iterator[tuple[Item, int, int]]:
    for gold in item.get(key, []):
        start = -1
        for _ in range(gold.get("nth", 0) + 1):
            start = item["text"].find(gold["quote"], start + 1)
        if start >= 0:
            yield gold, start, start + len(gold["quote"])


def _overlap(statement: Statement, start: int, end: int) -> float:
    a, b = statement.span.start, statement.span.end
    return max(0, min(b, end) - max(a, start)) / max(b - a, end - start, 1)


def _is_numbered(statement: Statement) -> bool:
    return isinstance(statement.content, Figure) and bool(statement.content.quantity.unit)


# --- fields ---------------------------------------------------------------------------------------------------------


def _figure(statement: Statement) -> Figure:
    assert isinstance(statement.content, Figure)
    return statement.content


def _close(want: object, have: Decimal | None) -> bool:
    if want is None or have is None:
        return want is None and have is None
    number = Decimal(str(want))
    return abs(number - have) <= Decimal("0.005") * max(abs(number), abs(have), Decimal("1e-9"))


def _quantity(gold: Item, statement: Statement, text: str) -> bool:
    have = _figure(statement).quantity
    return (
        _close(gold.get("low"), have.low)
        and _close(gold.get("high"), have.high)
        and have.unit == gold.get("unit")
    )


def _measure(gold: Item, statement: Statement, text: str) -> bool:
    figure, flat = _figure(statement), gold.get("measure")
    if flat in (None, "other"):
        return figure.measure is None
    prefix, derivations = MEASURES[flat]
    kind = type(figure.derivation).__name__.lower()
    measure = figure.measure or ""
    if flat.startswith("aid_") and measure not in STAGES.get(gold.get("stage", ""), {measure}):
        return False
    if (
        not (measure.startswith(prefix) if prefix.endswith("_") else measure == prefix)
        or kind not in derivations
    ):
        return False
    if not gold.get("threshold") or not isinstance(figure.derivation, Count):
        return not gold.get("threshold")
    within = figure.derivation.within
    line, open_end = (within.high, within.low) if gold.get("below") else (within.low, within.high)
    return _close(gold["threshold"], line) and open_end is None


def _subject(gold: Item, statement: Statement, text: str) -> bool:
    return _figure(statement).subject == gold.get("subject")


def _period(gold: Item, statement: Statement, text: str) -> bool:
    """Equal; where the text writes no year, the year beside and an open end will do."""
    period = _figure(statement).period
    want, have = gold.get("period") or None, period.text if period else None
    if want == have or (want is None and have is not None and have == gold.get("deadline")):
        return True
    if want is None or have is None or all(year in text for year in re.findall(r"\d{4}", want)):
        return False
    first, _, last = want.partition("/")
    first_, _, last_ = have.partition("/")
    return bool(last) == bool(last_) and _near(first, first_, text) and (not last or _near(last, last_, text))


def _near(want: str, have: str, text: str) -> bool:
    if want == have or have == "..":
        return True
    both = want[:4].isdigit() and have[:4].isdigit()
    return both and want[:4] not in text and abs(int(want[:4]) - int(have[:4])) <= 1


def _base(gold: Item, statement: Statement, text: str) -> bool:
    want, have = gold.get("base"), getattr(_figure(statement).derivation, "base", None)
    accepted = {str(want), *map(str, gold.get("alt_bases", []))} if want else {None}
    return have in accepted


def _speaker(gold: Item, statement: Statement, text: str) -> bool:
    want = gold.get("speaker")
    if want and want.endswith(("(unnamed)", "(collective)")):
        return bool(statement.speaker)
    return _one(statement.speaker) == _one(want)


def _one(name: str | None) -> str:
    """The name of whoever is meant: a person of our tables has several, "James Mattis" and "Jim Mattis"."""
    return _fold(plain_people().get(plain(name)) or name) if name else ""


def _fold(name: str | None) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", name or "") if not unicodedata.combining(c))
    return plain.casefold().replace("yy", "y")


def _stance(gold: Item, statement: Statement, text: str) -> bool:
    return statement.stance == gold.get("stance", "reports")


CHECKS = {
    "quantity": _quantity,
    "measure": _measure,
    "subject": _subject,
    "period": _period,
    "base": _base,
    "speaker": _speaker,
    "stance": _stance,
}
