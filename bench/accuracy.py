"""The reports of tests/articles and what is true of them in; how much of it the program gets right out, by field.

python bench/accuracy.py
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from test_articles import WITH_TRUTH, missing, truth, wrong

FIELDS = ("quote", "measure", "type", "subject", "speaker", "stance", "then", "now")


def main() -> None:
    asked, right = Counter[str](), Counter[str]()
    for name in WITH_TRUTH:
        for figure in truth(name).figure:
            faults = wrong(name, figure)
            asked["figures, in every field"] += 1
            right["figures, in every field"] += not faults
            for field in FIELDS:
                if getattr(figure, field) is not None:
                    asked[field] += 1
                    right[field] += field not in faults and "quote" not in faults
        asked["statements without a figure"] += len(truth(name).statement)
        right["statements without a figure"] += len(truth(name).statement) - len(missing(name))
    for field, number in asked.items():
        print(f"{field:<30}{right[field]:>4} of {number:<4}{100 * right[field] / number:>6.1f} %")


if __name__ == "__main__":
    main()
