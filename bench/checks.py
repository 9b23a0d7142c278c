"""How the time of a check grows with the figures and with the definitions, beside the same work done naively.

python bench/checks.py                 definitions from 10 to 10,000, figures from 1 to 10,000, the example reports
python bench/checks.py --no-peers      foedus alone; nothing is downloaded
python bench/checks.py --many          also 100,000 figures in one document: seconds and memory, about a minute

The same numbers are made in three ways: by foedus; with one query a definition, which is the query that foedus prints
with each reading; with pandas, one mask over the whole table a term, in an environment of its own. They must agree, or
the command ends with an error. Seconds are processor time on one core, so that a busy machine matters less; the median
of several runs, of one where a run takes long. A way that would take more than `--limit` seconds for a size is not
asked for it. What is loaded once is told apart.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import resource
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from peers import environment

from foedus.checks import Asked, check, verdicts
from foedus.definitions import define, shape
from foedus.derive import Plan, Term, number
from foedus.dossiers import dossier
from foedus.ledger import Ledger
from foedus.lines import Line, lines
from foedus.model import (
    Count,
    Derivation,
    Document,
    Excess,
    Figure,
    Growth,
    Level,
    Period,
    Quantity,
    Share,
    Span,
    Statement,
    Within,
    to_json,
)  # fmt: skip
from foedus.needs import needs
from foedus.perimeters import spells
from foedus.queries import sql

HERE = Path(__file__).parent
RUNS = 7
SIZES = (10, 100, 1000, 10_000)
SOURCE = "nato_defexp"
SAID = dt.date(2024, 7, 10)
EDITION = dt.date(2026, 7, 7)


# --- what is measured -------------------------------------------------------------------------------------------------


def definitions(ledger: Ledger) -> list[Plan]:
    """Ten thousand ways to make one number: how much more a group spends than it did, for every choice of the ledger.

    Groups, editions, price bases, who counts as a member, base year, last year, and how the two are compared.
    """
    shelf = lines(ledger)
    found = []
    for edition in shelf.editions.held(SOURCE):
        for group in ("nato", "nato-europe-canada", "nato-europe", "nato-eu"):
            for line in shelf.find(SOURCE, edition.edition, "defence_expenditure", "USD", group):
                found += [
                    plan for last in range(line.first + 1, line.last + 1) for plan in _compared(line, last)
                ]
    random.Random(1).shuffle(found)
    return [plan for plan in found if number(plan) is not None][: SIZES[-1]]


def _compared(line: Line, last: int) -> Iterable[Plan]:
    for base in range(line.first, last):
        own = Term(role="own", line=line, first=base + 1, last=last)
        year, before = (
            Term(role=role, line=line, first=at, last=at) for role, at in (("own", last), ("base", base))
        )
        yield Plan(formula="excess", terms=(own, before))
        for formula in ("change", "growth", "multiple"):
            yield Plan(formula=formula, terms=(year, before))


def figures(size: int) -> list[Asked]:
    """Figures as reports have them, at random: who, what, when, how it is made and what is claimed."""
    draw = random.Random(2)
    return [_asked(str(number), draw) for number in range(size)]


MEMBERS = "USA GBR FRA DEU POL EST LVA LTU CAN BEL ESP ITA GRC TUR NOR NLD DNK PRT CZE HUN ROU".split()
GROUPS = ("nato", "nato-europe-canada", "nato-europe")


def _asked(name: str, draw: random.Random) -> Asked:
    year = draw.randint(2015, 2024)
    subject, measure = draw.choice([*MEMBERS, *GROUPS]), "defence_expenditure_share_of_gdp"
    how: Derivation = Level()
    unit, claimed = "%", Decimal(draw.randint(100, 500)) / 100
    match draw.randrange(6):
        case 0:
            subject, how, unit = "nato", Count(within=Within(low=Decimal(2))), "member"
            claimed = Decimal(draw.randint(1, 32))
        case 1 | 2:
            measure, unit, claimed = "defence_expenditure", "USD", Decimal(draw.randint(1, 1500)) * 10**9
            how = draw.choice([Level(), Excess(base=str(draw.randint(2014, year - 1)))])
        case 3:
            measure, claimed = "defence_expenditure", Decimal(draw.randint(1, 400)) / 10
            how = draw.choice([Growth(base=str(draw.randint(2014, year - 1))), Share(of="nato")])
    quantity = Quantity(low=claimed, high=claimed, unit=unit)
    figure = Figure(subject=subject, measure=measure, quantity=quantity, period=Period(str(year)), derivation=how,
                    stated={"period": [str(year)]})  # fmt: skip
    spot = Span(start=0, end=1)
    return name, figure, Statement(quote="x", id=name, span=spot, content=figure, said=SAID)


def reports() -> list[Document]:
    """The example reports."""
    found = []
    for path in sorted((HERE.parent / "tests" / "articles").glob("*/meta.toml")):
        meta = tomllib.loads(path.read_text("utf-8"))
        if "text" in meta:
            text = (HERE.parent / meta.pop("text")).read_text("utf-8")
            found.append(
                Document(id=path.parent.name, text=text, **{key: meta[key] for key in meta if key in _KNOWN})
            )
    return found


_KNOWN = ("title", "publisher", "published", "lang")


# --- ways -------------------------------------------------------------------------------------------------------------


Way = Callable[[int], Any]


def timed(way: Way, sizes: Sequence[int], limit: float) -> dict[int, float]:
    """Seconds of a way for each size, while the next is not expected to take more than the limit."""
    way(sizes[0])
    seconds: dict[int, float] = {}
    for size in sizes:
        taken: list[float] = []
        while len(taken) < RUNS and sum(taken) < max(1.0, limit / 10):
            begin = process_time()
            way(size)
            taken.append(process_time() - begin)
        seconds[size] = median(taken)
        following = next((other for other in sizes if other > size), size)
        if seconds[size] * following / size > limit:
            break
    return seconds


def with_pandas(ledger: Ledger, plans: Sequence[Plan], sizes: Sequence[int], limit: float) -> dict[str, Any]:
    """Seconds and numbers of pandas for so many definitions."""
    given = {
        "ledger": str(ledger.path), "sources": [SOURCE], "sizes": list(sizes), "runs": RUNS, "limit": limit,
        "plans": [_described(plan) for plan in plans[: sizes[-1]]],
    }  # fmt: skip
    done = subprocess.run(
        [str(environment(HERE / "requirements-peers-checks.txt")), str(HERE / "naive.py")],
        input=json.dumps(given), capture_output=True, text=True, check=True,
    )  # fmt: skip
    result: dict[str, Any] = json.loads(done.stdout)
    return result | {"seconds": {int(size): taken for size, taken in result["seconds"].items()}}


def _described(plan: Plan) -> dict[str, Any]:
    bounds = {
        name: None if bound is None else float(bound)
        for name, bound in (("low", plan.low), ("high", plan.high))
    }
    terms = [_term(term) for term in plan.terms]
    return {"formula": plan.formula, "terms": terms, "decimals": plan.decimals, **bounds}


def _term(term: Term) -> dict[str, Any]:
    line = term.line
    of = [(line.subject, 0, 9999)]
    if line.basis == "sum":
        found = spells(line.subject, line.perimeter, term.first, term.last)
        of = [(spell.code, spell.since, spell.until) for spell in found]
    keys = {name: getattr(line, name) for name in ("source", "edition", "measure", "unit", "prices")}
    return {
        "role": term.role, "first": term.first, "last": term.last, "members": of,
        "line": keys | {"total": line.basis == "published"},
    }  # fmt: skip


def agree(plans: Sequence[Plan], others: Iterable[Any], who: str) -> None:
    """End with an error where another way makes another number."""
    for plan, other in zip(plans, others, strict=False):
        own = float(number(plan) or 0)
        if abs(own - float(other)) > max(1e-6, 1e-9 * abs(own)):
            sys.exit(f"{who} makes {other} of what is {own} here: {sql(plan)}")


# --- tables -----------------------------------------------------------------------------------------------------------


def table(title: str, sizes: Sequence[int], rows: dict[str, dict[int, float]]) -> None:
    """Milliseconds by size, and how many times those of the first row."""
    print(f"\n{title:<34}" + "".join(f"{size:>20,}" for size in sizes))
    first = next(iter(rows.values()))
    for name, seconds in rows.items():
        cells = []
        for size in sizes:
            if size not in seconds:
                cells.append(f"{'–':>20}")
                continue
            ratio = f"{seconds[size] / first[size]:,.0f}×" if seconds is not first else ""
            cells.append(f"{seconds[size] * 1000:>13,.2f}{ratio:>7}")
        print(f"{name:<34}" + "".join(cells))


def of_definitions(ledger: Ledger, peers: bool, limit: float) -> None:
    plans = definitions(ledger)
    sizes = [size for size in SIZES if size <= len(plans)]
    queries = [sql(plan) for plan in plans]
    rows = {
        "foedus": timed(lambda size: [number(plan) for plan in plans[:size]], sizes, limit),
        "one query a definition": timed(
            lambda size: [ledger.query(query) for query in queries[:size]], sizes, limit
        ),
    }
    agree(plans, (ledger.query(query)[0][0] for query in queries[:200]), "the database")
    if peers:
        naive = with_pandas(ledger, plans, sizes, limit)
        agree(plans, naive["numbers"], "pandas")
        rows[f"pandas {naive['version']}, naively"] = naive["seconds"]
    table("ms by definitions of a figure", sizes, rows)


def of_figures(ledger: Ledger, peers: bool, limit: float) -> None:
    sizes = (1, *SIZES)
    asked = figures(sizes[-1])
    days = [SAID, EDITION]
    shelf = lines(ledger)
    begin = process_time()
    shelf.load(ledger, {need for _, figure, _ in asked for need in needs(figure)})
    print(f"\nloading the series once: {(process_time() - begin) * 1000:.0f} ms")
    found = [[each for day in define(figure, said, shelf, [EDITION], context=False) for each in day.candidates]
             for _, figure, said in asked]  # fmt: skip
    ends = [sum(map(len, found[:size])) for size in range(len(found) + 1)]
    plans = [each.plan for of in found for each in of]
    queries = [sql(plan) for plan in plans]
    shapes = len({shape(figure, said) for _, figure, said in asked})
    print(f"{len(asked):,} figures have {shapes:,} shapes and {len(plans):,} definitions that vote")
    rows = {
        "verdicts of a day": timed(
            lambda size: list(verdicts(asked[:size], ledger, [EDITION])), sizes, limit
        ),
        "verdicts of two days": timed(lambda size: list(verdicts(asked[:size], ledger, days)), sizes, limit),
        "checks, with words and cells": timed(lambda size: check(asked[:size], ledger, days), sizes, limit),
        "one query a definition": timed(
            lambda size: [ledger.query(query) for query in queries[: ends[size]]], sizes, limit
        ),
    }
    if peers:
        kept = {ends[size]: size for size in reversed(sizes)}
        naive = with_pandas(ledger, plans, sorted(kept), limit)
        agree(plans, naive["numbers"], "pandas")
        seconds = {kept[size]: taken for size, taken in naive["seconds"].items()}
        rows[f"pandas {naive['version']}, naively"] = seconds
    table("ms by figures", sizes, rows)


def of_reports(ledger: Ledger) -> None:
    print(f"\n{'a whole report, ms':<34}{'figures':>20}{'checks':>20}{'to JSON':>20}")
    for document in reports():
        made = dossier(document, ledger)
        count = sum(isinstance(each.content, Figure) for each in made.statements)
        seconds = timed(lambda _, document=document: to_json(dossier(document, ledger)), (1,), 10)[1]
        print(f"{document.id:<34}{count:>20}{len(made.checks):>20}{seconds * 1000:>20.1f}")


def of_many(ledger: Ledger, size: int) -> None:
    asked = figures(size)
    for name, way in {
        "verdicts of two days": lambda: sum(1 for _ in verdicts(asked, ledger, [SAID, EDITION])),
        "checks, with words and cells": lambda: len(check(asked, ledger, [SAID, EDITION])),
    }.items():
        before, begin = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, process_time()
        way()
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        print(f"{size:,} figures, {name}: {process_time() - begin:.1f} s, {grown:,.0f} MB more at the most")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--no-peers", action="store_true", help="foedus alone")
    parser.add_argument("--many", action="store_true", help="also 100,000 figures in one document")
    parser.add_argument("--limit", type=float, default=10, help="the longest time for a size (10)")
    arguments = parser.parse_args()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    ledger = Ledger()
    of_figures(ledger, not arguments.no_peers, arguments.limit)
    of_definitions(ledger, not arguments.no_peers, arguments.limit)
    of_reports(ledger)
    if arguments.many:
        of_many(ledger, 100_000)


if __name__ == "__main__":
    main()
