"""The one query that answers all plans, and the query printed with a reading, give the same number."""

from decimal import Decimal

import pytest

from foedus.derive import FORMULAS, Line, Plan, Term, lines
from foedus.ledger import Ledger
from foedus.queries import sql
from foedus.totals import EACH_YEAR, TODAY

LEDGER = Ledger()
LINES = lines(LEDGER)
JUNE_2024, JULY_2026 = "2024-06-17", "2026-07-07"


def line(subject: str, edition: str = JUNE_2024, prices: str | None = "current", perimeter: str | None = None,
         measure: str = "defence_expenditure", unit: str = "USD") -> Line:  # fmt: skip
    found = [
        each
        for each in LINES.find("nato_defexp", edition, measure, unit, subject)
        if each.prices == prices and each.perimeter == perimeter
    ]
    return found[0]


def term(role: str, of: Line, first: int, last: int | None = None) -> Term:
    return Term(role=role, line=of, first=first, last=last or first)  # type: ignore[arg-type]


def shares(year: int, edition: str = JUNE_2024) -> tuple[Term, ...]:
    codes = ["FRA", "DEU", "POL", "GRC", "ESP", "ITA", "USA"]
    of = [line(code, edition, None, measure="defence_expenditure_share_of_gdp", unit="%") for code in codes]
    return tuple(term("member", each, year) for each in of)


EUROPE = line("nato-europe-canada")
SUMMED = line("nato-europe-canada", perimeter=EACH_YEAR)
TODAYS = line("nato-europe-canada", perimeter=TODAY)
POLAND = line("POL", prices="constant")

PLANS = {
    "a level": Plan(formula="level", terms=(term("own", POLAND, 2024),)),
    "levels of several years": Plan(formula="level", terms=(term("own", POLAND, 2014, 2024),)),
    "a sum over members": Plan(formula="level", terms=(term("own", SUMMED, 2020),)),
    "a sum over today's members": Plan(formula="level", terms=(term("own", TODAYS, 2020),)),
    "a group that lost a member": Plan(
        formula="level", terms=(term("own", line("nato-eu", JULY_2026, perimeter=EACH_YEAR), 2016, 2024),)
    ),
    "a change": Plan(formula="change", terms=(term("own", POLAND, 2024), term("base", POLAND, 2014))),
    "a fall": Plan(formula="fall", terms=(term("own", POLAND, 2024), term("base", POLAND, 2014))),
    "growth": Plan(formula="growth", terms=(term("own", EUROPE, 2024), term("base", EUROPE, 2023))),
    "shrinkage": Plan(formula="shrinkage", terms=(term("own", EUROPE, 2015), term("base", EUROPE, 2014))),
    "a multiple": Plan(formula="multiple", terms=(term("own", POLAND, 2024), term("base", POLAND, 2014))),
    "a divisor": Plan(formula="divisor", terms=(term("own", POLAND, 2014), term("base", POLAND, 2024))),
    "an excess": Plan(formula="excess", terms=(term("own", EUROPE, 2017, 2024), term("base", EUROPE, 2016))),
    "an excess of a sum": Plan(formula="excess", terms=(term("own", SUMMED, 2017, 2024), term("base", SUMMED, 2016))),
    "an excess of today's members": Plan(
        formula="excess", terms=(term("own", TODAYS, 2017, 2024), term("base", TODAYS, 2016))
    ),
    "a share": Plan(formula="share", terms=(term("own", line("USA"), 2024), term("whole", line("nato"), 2024))),
    "a share of a sum": Plan(
        formula="share", terms=(term("own", SUMMED, 2024), term("whole", line("nato", perimeter=EACH_YEAR), 2024))
    ),
    "a gap": Plan(formula="gap", terms=(term("own", line("FRA"), 2024), term("whole", line("DEU"), 2024))),
    "a count at a threshold": Plan(formula="count", terms=shares(2024), low=Decimal(2)),
    "a count below": Plan(formula="count", terms=shares(2024), high=Decimal(2)),
    "a count between": Plan(formula="count", terms=shares(2024), low=Decimal("1.5"), high=Decimal("2.5")),
    "a count with a member not in the table": Plan(
        formula="count", terms=shares(2024), high=Decimal(2), uncounted=("ISL",)
    ),
    "a rank": Plan(formula="rank", terms=(term("own", line("FRA"), 2024), *(term("member", line(code), 2024)
                   for code in ("FRA", "DEU", "GBR", "USA", "ITA")))),
    "a record": Plan(formula="record", terms=(term("own", EUROPE, 2024), term("past", EUROPE, 2014, 2023))),
}  # fmt: skip
NUMBERS = dict(zip(PLANS, LINES.numbers(LEDGER, list(PLANS.values())), strict=True))


@pytest.mark.parametrize("name", PLANS)
def test_the_printed_query_gives_the_number_of_the_merged_one(name: str) -> None:
    ((alone,),) = LEDGER.query(sql(PLANS[name]))
    assert NUMBERS[name] is not None
    assert Decimal(alone) == NUMBERS[name]


def test_every_formula_is_tried() -> None:
    assert {plan.formula for plan in PLANS.values()} == set(FORMULAS)


def test_a_published_total_is_the_sum_of_the_members_of_each_year() -> None:
    published, summed = (
        LINES.numbers(LEDGER, [Plan(formula="level", terms=(term("own", each, 2020),))])[0]
        for each in (EUROPE, SUMMED)
    )
    assert published is not None
    assert summed is not None
    assert abs(published - summed) < 1_000_000


def test_known_numbers_come_out() -> None:
    assert NUMBERS["an excess"] == Decimal("798253673265.64241")
    assert NUMBERS["a count at a threshold"] == 5  # France, Germany, Poland, Greece and the United States
    assert NUMBERS["a count below"] == 2
    assert NUMBERS["a count with a member not in the table"] == 3
    assert NUMBERS["a rank"] == 4


def test_a_missing_year_gives_no_number() -> None:
    plans = [
        Plan(formula="level", terms=(term("own", POLAND, 2030),)),
        Plan(formula="excess", terms=(term("own", POLAND, 2017, 2025), term("base", POLAND, 2016))),
    ]
    assert LINES.numbers(LEDGER, plans) == [None, None]


def test_no_plan_asks_nothing() -> None:
    assert LINES.numbers(LEDGER, []) == []
    assert LINES.cells(LEDGER, []) == []


def test_cells_name_the_publishers_cell() -> None:
    ((cell,),) = LINES.cells(LEDGER, [Plan(formula="level", terms=(term("own", EUROPE, 2017),))])
    assert (cell.period, cell.subject, cell.place) == ("2017", "nato-europe-canada", "TABLE2!G42")


def test_the_cells_of_a_sum_are_those_of_its_members_and_no_total() -> None:
    (cells,) = LINES.cells(LEDGER, [PLANS["a sum over members"]])
    codes = [cell.subject for cell in cells]
    assert len(codes) == len(set(codes)) == 28
    assert not {"nato", "nato-europe-canada", "USA", "ISL", "SWE", "FIN"} & set(codes)
    assert sum(cell.value for cell in cells) == NUMBERS["a sum over members"]
    assert LINES.cells(LEDGER, [PLANS["a sum over members"]], brief=[PLANS["a sum over members"]]) == [[]]
