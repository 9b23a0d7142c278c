"""Definitions as filters and formulas in, their numbers by pandas and the time that took out, as one line of JSON.

Run by `checks.py` as a process of its own. Every definition is worked out for itself, as one would by hand: the rows
of each term by a mask over the whole table, their sum, the formula. Reading the files is not counted.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import pandas as pd

COLUMNS = ["measure", "subject", "partner", "unit", "prices", "period", "year", "value", "total"]


def table(ledger: Path, sources: list[str]) -> pd.DataFrame:
    """All observations of some sources, with their edition."""
    parts = []
    for source in sources:
        for path in sorted(ledger.glob(f"{source}/*/observations.parquet")):
            found = pd.read_parquet(path, columns=COLUMNS)
            parts.append(
                found.assign(edition=path.parent.name, source=source, value=found.value.astype(float))
            )
    return pd.concat(parts, ignore_index=True)


def values(df: pd.DataFrame, term: dict[str, Any]) -> pd.Series:
    """The rows of a term: of one subject, or of the members of each year."""
    line = term["line"]
    mask = (
        (df.source == line["source"])
        & (df.edition == line["edition"])
        & (df.measure == line["measure"])
        & (df.unit == line["unit"])
        & (df.total == line["total"])
        & (df.year >= term["first"])
        & (df.year <= term["last"])
    )
    mask &= df.prices.isna() if line["prices"] is None else df.prices == line["prices"]
    found = df[mask & df.subject.isin([code for code, _, _ in term["members"]])]
    spells = pd.DataFrame(term["members"], columns=["subject", "since", "until"])
    found = found.merge(spells, on="subject")
    return found[(found.year >= found.since) & (found.year <= found.until)].value


def number(df: pd.DataFrame, plan: dict[str, Any]) -> float:
    """The number of one definition."""
    own = base = whole = 0.0
    years, members = 0, []
    for term in plan["terms"]:
        found = values(df, term)
        match term["role"]:
            case "own":
                own, years = own + found.sum(), term["last"] - term["first"] + 1
            case "base":
                base += found.sum()
            case "whole":
                whole += found.sum()
            case _:
                members.append(found.sum())
    low, high, decimals = plan["low"], plan["high"], plan["decimals"]
    formulas = {
        "level": lambda: own,
        "change": lambda: own - base,
        "fall": lambda: base - own,
        "growth": lambda: 100 * (own / base - 1),
        "shrinkage": lambda: 100 * (1 - own / base),
        "multiple": lambda: own / base,
        "divisor": lambda: base / own,
        "excess": lambda: own - years * base,
        "share": lambda: 100 * own / whole,
        "gap": lambda: own - whole,
        "count": lambda: sum(
            (low is None or round(v, decimals) >= low) and (high is None or round(v, decimals) < high)
            for v in members
        ),
    }
    return float(formulas[plan["formula"]]())


def main() -> None:
    given = json.load(sys.stdin)
    df = table(Path(given["ledger"]), given["sources"])
    plans = given["plans"]
    numbers = [number(df, plan) for plan in plans[: given["sizes"][0]]]  # once to warm up
    seconds = {}
    for size in given["sizes"]:
        taken = []
        for _ in range(given["runs"] if size <= 100 else 1):
            begin = process_time()
            numbers = [number(df, plan) for plan in plans[:size]]
            taken.append(process_time() - begin)
        seconds[size] = median(taken)
        following = next((other for other in given["sizes"] if other > size), size)
        if seconds[size] * following / size > given["limit"]:
            break
    print(json.dumps({"seconds": seconds, "numbers": numbers, "version": pd.__version__}))


if __name__ == "__main__":
    main()
