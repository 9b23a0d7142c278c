"""Gold texts in; what is read right out, and what it takes, with the gains and losses against the pinned floors.

python bench/accuracy.py            rates by file, and which items a change mended or broke (of texts to be read)
python bench/accuracy.py --errors   what is wrong in the texts that may be read, item by item
python bench/accuracy.py --pin      make today's rates the floors
python bench/accuracy.py --truth    the reports under tests/articles against their truth, by field
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parent.parent / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "accuracy"), str(TESTS / "quantities"), str(TESTS / "frames")]

import cases  # noqa: E402
import compose  # noqa: E402
import scoring  # noqa: E402

FLOORS = TESTS / "accuracy" / "floors.json"
EFFORT = TESTS / "accuracy" / "effort.json"
CASES = TESTS / "quantities" / "floors.json"
FRAMES = TESTS / "accuracy" / "frames.json"
FIELDS = ("quote", "measure", "type", "subject", "speaker", "stance", "then", "now")


def main() -> None:
    """Score every gold file; only the texts that may be read are shown by item."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pin", action="store_true", help="make today's rates the floors")
    parser.add_argument("--errors", action="store_true", help="show what is wrong, item by item")
    parser.add_argument("--truth", action="store_true", help="score the reports under tests/articles")
    arguments = parser.parse_args()
    if arguments.truth:
        truth()
        return
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    pinned = {}
    for path in scoring.files():
        rates, wrong = scoring.score(path)
        before = floors.get(path.name, {"rates": {}, "wrong": {}})
        print(f"{path.name}   {len(scoring.items(path))} items")
        for field, rate in rates.items():
            floor = before["rates"].get(field)
            print(f"    {field:<14}{rate:>6.1f}" + ("" if floor is None else f"   {rate - floor:+.1f}"))
        looked = not path.stem.endswith("-score")
        if looked:
            changes(before["wrong"], wrong)
        if looked and arguments.errors:
            for item, faults in wrong.items():
                print(f"    {item}  " + "; ".join(faults))
        pinned[path.name] = {"digest": scoring.digest(path), "rates": rates, "wrong": wrong if looked else {}}
    counted, called, composed = quantities(), calls(), frames()
    if arguments.pin:
        EFFORT.write_text(json.dumps(called, indent=1) + "\n", encoding="utf-8")
        FRAMES.write_text(json.dumps(composed, indent=1) + "\n", encoding="utf-8")
        CASES.write_text(json.dumps(counted, indent=1) + "\n", encoding="utf-8")
        FLOORS.write_text(json.dumps(pinned, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"pinned in {FLOORS.name}")


def quantities() -> dict[str, dict[str, int]]:
    """Print how many cases of general news are read right, by language; return how many there are and are missed."""
    counted = {}
    for path in cases.files():
        every, missed = len(cases.cases(path)), len(list(cases.wrong(path)))
        print(f"quantities/{path.name:<12}{every - missed:>5} of {every}")
        counted[path.name] = {"cases": every, "missed": missed}
    return counted


def frames() -> dict[str, dict[str, Any]]:
    """Print how much is read right of sentences made of parts; return it, never below what was pinned of the same."""
    before = json.loads(FRAMES.read_text(encoding="utf-8")) if FRAMES.exists() else {}
    made = {}
    for path in compose.files():
        known = before.get(path.name, {})
        floors = known.get("rates", {}) if known.get("digest") == compose.digest(path) else {}
        rates = compose.rates(*compose.measured(path))
        told = (
            f"{field} {rate:.1f} ({rate - floors.get(field, rate):+.1f})" for field, rate in rates.items()
        )
        print(f"frames/{path.name:<16}", "  ".join(told))
        highest = {field: max(rate, floors.get(field, rate)) for field, rate in rates.items()}
        made[path.name] = {"digest": compose.digest(path), "rates": highest}
    return made


def calls() -> dict[str, float]:
    """Print how many calls it takes to read a character of each language, and how many times those that were pinned."""
    before = json.loads(EFFORT.read_text(encoding="utf-8")) if EFFORT.exists() else {}
    spent = {}
    for path in scoring.files():
        if not path.stem.endswith("-look"):
            continue
        spent[path.name] = scoring.effort(path)
        times = f"{spent[path.name] / before[path.name]:>8.3f} times" if path.name in before else ""
        print(f"calls/{path.name:<18}{spent[path.name]:>6.2f} a character{times}")
    return spent


def changes(before: dict[str, list[str]], now: dict[str, list[str]]) -> None:
    """Print what was gained and lost, item by item."""
    for item in sorted(before.keys() | now.keys()):
        gained = [f for f in before.get(item, []) if f not in now.get(item, [])]
        lost = [f for f in now.get(item, []) if f not in before.get(item, [])] if before else []
        for sign, faults in (("+", gained), ("-", lost)):
            for fault in faults:
                print(f"    {sign} {item}  {fault}")


def truth() -> None:
    """Print how much of the truth of the reports under tests/articles the program gets right, by field."""
    from test_articles import WITH_TRUTH, missing, wrong
    from test_articles import truth as truth_of

    asked, right = Counter[str](), Counter[str]()
    for name in WITH_TRUTH:
        for figure in truth_of(name).figure:
            faults = wrong(name, figure)
            asked["figures, in every field"] += 1
            right["figures, in every field"] += not faults
            for field in FIELDS:
                if getattr(figure, field) is not None:
                    asked[field] += 1
                    right[field] += field not in faults and "quote" not in faults
        asked["statements without a figure"] += len(truth_of(name).statement)
        right["statements without a figure"] += len(truth_of(name).statement) - len(missing(name))
    for field, number in asked.items():
        print(f"{field:<30}{right[field]:>4} of {number:<4}{100 * right[field] / number:>6.1f} %")


if __name__ == "__main__":
    main()
