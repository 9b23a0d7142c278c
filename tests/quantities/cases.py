"""Sentences of general news in, which of their quantities are read right out: by file and by part.

A line is `{"part", "text", "reads"}`; what must be read of the text, in its order and nothing else, as it stands in the
statements: "5 EUR", "3..5 %", "300.. tree" (open above), "..5 km", "5432 ?" (no unit), "12 bus @2021-03" (and when).
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from foedus.model import Document, Figure
from foedus.text.read import read

HERE = Path(__file__).parent
DAY = dt.date(2025, 4, 3)  # a Thursday
Case = dict[str, Any]


def files() -> list[Path]:
    """The files of cases, one a language."""
    return sorted(HERE.glob("*.jsonl"))


def cases(path: Path) -> list[Case]:
    """The cases of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def found(text: str, code: str) -> list[tuple[Decimal | None, Decimal | None, str, str | None]]:
    """The quantities that are read of a text: lower end, upper end, unit, period."""
    statements, _ = read(Document(id="x", text=text, lang=code, published=DAY))
    figures = [s.content for s in statements if isinstance(s.content, Figure)]
    return [
        (f.quantity.low, f.quantity.high, f.quantity.unit or "?", f.period.text if f.period else None)
        for f in figures
    ]


def is_right(case: Case, code: str) -> bool:
    """Tell whether exactly the quantities of a case are read."""
    have = found(case["text"], code)
    return len(have) == len(case["reads"]) and all(map(_agrees, have, case["reads"]))


def _agrees(have: tuple[Decimal | None, Decimal | None, str, str | None], wanted: str) -> bool:
    wanted, _, period = wanted.partition(" @")
    interval, _, unit = wanted.partition(" ")
    low, dots, high = interval.partition("..")
    ends = (low, high) if dots else (low, low)
    return (
        all(_is_close(h, w) for h, w in zip(have[:2], ends, strict=True))
        and have[2] == unit
        and period in ("", have[3])
    )


def _is_close(have: Decimal | None, wanted: str) -> bool:
    if have is None or not wanted:
        return have is None and not wanted
    return abs(have - Decimal(wanted)) <= abs(Decimal(wanted)) / 1000


def wrong(path: Path) -> Iterator[Case]:
    """The cases of a file that are not read right."""
    return (case for case in cases(path) if not is_right(case, path.stem))


def main() -> None:
    """Print the rate of each part, and with `--errors` what is read instead."""
    for path in files():
        every, failed = cases(path), list(wrong(path))
        parts, lost = Counter(c["part"] for c in every), Counter(c["part"] for c in failed)
        print(f"{path.name}   {len(every) - len(failed)} of {len(every)}")
        print("    " + ", ".join(f"{part} {n - lost[part]}/{n}" for part, n in parts.items()))
        for case in failed if "--errors" in sys.argv else ():
            have = [
                f"{low}..{high} {unit} @{when}" for low, high, unit, when in found(case["text"], path.stem)
            ]
            print(f"    {case['text']}\n        wanted {case['reads']}\n        have   {have}")


if __name__ == "__main__":
    main()
