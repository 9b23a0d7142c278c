"""The gold texts of tests/accuracy/gold are well formed: spans occur, quantities are intervals, words are known."""

import json
import re
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).parent / "accuracy" / "gold"
MEASURES = set(
    """defence_expenditure defence_expenditure_share_of_gdp defence_expenditure_real_growth
    defence_expenditure_increase defence_expenditure_cumulative_increase defence_expenditure_share_of_alliance
    allies_at_guideline equipment_share defence_expenditure_per_capita armed_forces_personnel aid_to_ukraine
    aid_to_ukraine_share_of_gdp aid_to_ukraine_share_of_total military_expenditure
    military_expenditure_share_of_gdp arms_imports_share un_vote_agreement other""".split()
)
GROUPS = {
    "nato",
    "nato-europe-canada",
    "nato-europe",
    "eu",
    "eu-institutions",
    "europe",
    "ip4",
    "crink",
    "world",
}
STANCES = {"reports", "pledges", "demands", "expects", "denies"}
STAGES = {"pledged", "committed", "allocated", "delivered", "provided", "disbursed"}
PER_CENT = {
    "defence_expenditure_share_of_gdp", "defence_expenditure_real_growth", "defence_expenditure_share_of_alliance",
    "aid_to_ukraine_share_of_gdp", "aid_to_ukraine_share_of_total", "military_expenditure_share_of_gdp",
    "arms_imports_share",
}  # fmt: skip
QUANTITY = ("low", "high", "comparator", "unit", "measure")
UNIT = re.compile(r"%|[A-Z]{3}|[a-z]+(?: [a-z]+)*")
MOMENT = r"\d{4}(?:-Q[1-4]|-\d\d(?:-\d\d)?)?"
PERIOD = re.compile(rf"{MOMENT}(?:/{MOMENT})?")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def items() -> list[dict[str, Any]]:
    files = sorted(GOLD.glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


ITEMS = items()


def place(text: str, span: dict[str, Any]) -> int:
    start = -1
    for _ in range(span.get("nth", 0) + 1):
        start = text.find(span["quote"], start + 1)
        if start < 0:
            break
    return start


def check_interval(statement: dict[str, Any]) -> None:
    ends = [statement["low"], statement["high"]]
    assert all(end is None or (isinstance(end, str) and NUMBER.fullmatch(end)) for end in ends)
    low, high = (None if end is None else Decimal(end) for end in ends)
    match statement["comparator"]:
        case "=":
            assert low is not None
            assert low == high
        case ">" | ">=":
            assert low is not None
            assert high is None
        case "<" | "<=":
            assert low is None
            assert high is not None
        case "~" | "..":
            assert low is not None
            assert high is not None
            assert low < high
        case other:
            pytest.fail(f"no such comparator: {other}")


def check_figure(statement: dict[str, Any]) -> None:
    check_interval(statement)
    measure, unit = statement["measure"], statement["unit"]
    assert measure in MEASURES
    assert UNIT.fullmatch(unit)
    if measure in PER_CENT:
        assert unit == "%"
    counted = measure == "allies_at_guideline" or (measure, unit) == ("equipment_share", "member")
    assert (statement["threshold"] is not None) == counted
    assert (statement.get("stage") in STAGES) == measure.startswith("aid_to_ukraine")
    if measure == "defence_expenditure_cumulative_increase":
        assert "/" in statement["period"] or statement["stance"] != "reports"


def check_statement(text: str, statement: dict[str, Any]) -> None:
    assert place(text, statement) >= 0, statement["quote"]
    assert statement["quote"] == statement["quote"].strip()
    assert statement["stance"] in STANCES
    for key in ("subject", "partner"):
        code = statement[key]
        assert code is None or code in GROUPS or re.fullmatch(r"[A-Z]{3}", code), code
    for key in ("period", "base", "deadline"):
        assert statement[key] is None or PERIOD.fullmatch(statement[key]), statement[key]
    assert all(PERIOD.fullmatch(year) for year in statement.get("alt_bases", []))
    if statement["kind"] == "figure":
        check_figure(statement)
    else:
        assert statement["kind"] in {"position", "promise", "event", "relation"}
        assert all(statement[key] is None for key in QUANTITY)


def test_there_are_gold_texts() -> None:
    assert ITEMS


def test_ids_and_texts_are_unique() -> None:
    assert not [name for name, count in Counter(item["id"] for item in ITEMS).items() if count > 1]
    assert not [text for text, count in Counter(item["text"] for item in ITEMS).items() if count > 1]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["id"])
def test_item_is_well_formed(item: dict[str, Any]) -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", item["published"])
    assert item["lang"] in {"de", "en", "fr"}
    assert item["tags"]
    assert item["text"].strip()
    assert item["statements"] or item["traps"]
    for span in item["optional"] + item["traps"]:
        assert place(item["text"], span) >= 0, span["quote"]
    for statement in item["statements"]:
        check_statement(item["text"], statement)
    figures = [s for s in item["statements"] if s["kind"] == "figure"] + item["optional"]
    spans = sorted((place(item["text"], s), place(item["text"], s) + len(s["quote"])) for s in figures)
    assert all(before[1] <= after[0] for before, after in pairwise(spans)), "figures overlap"
