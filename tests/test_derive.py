"""A number made of loaded series, and the query printed with its reading, are the same."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from foedus.cells import cells
from foedus.derive import A_YEAR, FORMULAS, Exchange, Plan, Term, number
from foedus.ledger import Ledger
from foedus.lines import Line, Need, lines
from foedus.queries import sql
from foedus.totals import EACH_MONTH, EACH_YEAR, TODAY

LEDGER = Ledger()
LINES = lines(LEDGER)
LINES.load(
    LEDGER,
    [
        *(
            Need(source="nato_defexp", measure=name)
            for name in ("defence_expenditure", "defence_expenditure_share_of_gdp")
        ),
        *(
            Need(source="kiel", measure="aid_allocated", subject=subject, partner="UKR")
            for subject in ("USA", "EST", "MLT", "nato", "nato+eu-institutions", "world+eu-institutions")
        ),
        *(
            Need(source="kiel", measure="aid_allocated", subject="USA", partner="UKR", component=each)
            for each in ("military", "humanitarian", "financial")
        ),
        Need(
            source="kiel",
            measure="aid_allocated",
            subject="EST",
            partner="UKR",
            component="eu-share",
            summed=True,
        ),
        Need(source="kiel", measure="gdp"),
        *(
            Need(source="fed_rates", measure="exchange_rate", subject=code, partner="USD")
            for code in ("EUR", "GBP")
        ),
        Need(source="sipri_at", measure="arms_transfers"),
        Need(source="sipri_at", measure="arms_transfers", subject="POL", partner="USA"),
        Need(source="unga", measure="un_vote_agreement", subject="FRA", partner="DEU", component="all votes"),
    ],
)
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
    "a mean": Plan(formula="mean", terms=(term("own", POLAND, 2015, 2024),)),
    "a month's mean of years": Plan(formula="monthly", terms=(term("own", POLAND, 2023, 2024),)),
    "a mean of a sum": Plan(formula="mean", terms=(term("own", SUMMED, 2015, 2024),)),
    "growth on a mean": Plan(formula="growth", terms=(term("own", POLAND, 2024), term("base", POLAND, 2014, 2016))),
    "a change from a mean": Plan(formula="change", terms=(term("own", SUMMED, 2024), term("base", SUMMED, 2014, 2016))),
    "an excess over a mean": Plan(
        formula="excess", terms=(term("own", EUROPE, 2017, 2024), term("base", EUROPE, 2014, 2016))
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
    **{
        f"a gap: {name}": Plan(formula=name, terms=(term("own", line("FRA"), 2024), term("whole", line("DEU"), 2024)))
        for name in ("shortfall", "lead", "lag", "ratio", "fraction")
    },
    "a count at a threshold": Plan(formula="count", terms=shares(2024), low=Decimal(2)),
    "a count below": Plan(formula="count", terms=shares(2024), high=Decimal(2)),
    "a count between": Plan(formula="count", terms=shares(2024), low=Decimal("1.5"), high=Decimal("2.5")),
    "a count with a member not in the table": Plan(
        formula="count", terms=shares(2024), high=Decimal(2), uncounted=("ISL",)
    ),
    "growth a year": Plan(formula="growth_a_year", terms=(term("own", EUROPE, 2024), term("base", EUROPE, 2014))),
    "a fall a year": Plan(formula="shrinkage_a_year", terms=(term("own", EUROPE, 2018), term("base", EUROPE, 2014))),
    "a rank": Plan(formula="rank", terms=(term("own", line("FRA"), 2024), *(term("member", line(code), 2024)
                   for code in ("FRA", "DEU", "GBR", "USA", "ITA")))),
    "a record": Plan(formula="record", terms=(term("own", EUROPE, 2024), term("past", EUROPE, 2014, 2023))),
}  # fmt: skip


def aid(
    subject: str, component: str | None = None, perimeter: str | None = None, edition: str = "2026-08-04"
) -> Line:
    found = LINES.find("kiel", edition, "aid_allocated", "EUR", subject, "UKR", component)
    return next(each for each in found if each.perimeter == perimeter)


def rate(code: str, grain: str) -> Line:
    found = LINES.find("fed_rates", "2026-07-01", "exchange_rate", code, code, "USD")
    return next(each for each in found if each.grain == grain)


def exchanged(of: Term, over: Line | None, times: Line | None = None, fixed: int | None = None) -> Term:
    return replace(of, exchange=Exchange(over=over, times=times, fixed=fixed))


def votes(unit: str, component: str = "all votes") -> Line:
    return LINES.find("unga", "2020-02-01", "un_vote_agreement", unit, "FRA", "DEU", component)[0]


START, QUARTER, END = 2022 * 12, 2025 * 12, 2026 * 12 + 3
ALLIES = aid("nato", perimeter=EACH_MONTH)
EURO, EURO_BY_YEAR, POUND = rate("EUR", "month"), rate("EUR", "year"), rate("GBP", "month")
ESTONIA = LINES.find("kiel", "2026-08-04", "gdp", "EUR", "EST")[0]
POLISH_ARMS = (
    LINES.find("sipri_at", "2025-03-10", "arms_transfers", "TIV", "POL", "USA")[0],
    LINES.find("sipri_at", "2025-03-10", "arms_transfers", "TIV", "POL")[0],
)
PLANS |= {
    "months of a donor": Plan(formula="level", terms=(term("own", aid("USA"), START, END),)),
    "months in which nothing was given": Plan(formula="level", terms=(term("own", aid("MLT"), START, START + 1),)),
    "a kind of aid": Plan(formula="level", terms=(term("own", aid("USA", "military"), START, END),)),
    "two kinds of aid": Plan(
        formula="level",
        terms=(term("own", aid("USA", "military"), START, END), term("own", aid("USA", "humanitarian"), START, END)),
    ),
    "a month's mean of two kinds": Plan(
        formula="mean",
        terms=(term("own", aid("USA", "military"), START, END), term("own", aid("USA", "financial"), START, END)),
    ),
    "a month's mean at rates": Plan(formula="mean", terms=(exchanged(term("own", aid("USA"), START, END), EURO),)),
    "a year's mean of months": Plan(formula="yearly", terms=(term("own", ALLIES, START, END),)),
    "a mean of months without aid": Plan(formula="mean", terms=(term("own", aid("MLT"), START, END),)),
    "months of a group that grew": Plan(formula="level", terms=(term("own", ALLIES, START, END),)),
    "months of today's members": Plan(formula="level", terms=(term("own", aid("nato", perimeter=TODAY), START, END),)),
    "months of a group with an institution": Plan(
        formula="level", terms=(term("own", aid("nato+eu-institutions", perimeter=EACH_MONTH), QUARTER, QUARTER + 2),)
    ),
    "each month at its own rate": Plan(
        formula="level", terms=(exchanged(term("own", ALLIES, QUARTER, QUARTER + 2), EURO),)
    ),
    "each month at two rates": Plan(
        formula="level", terms=(exchanged(term("own", aid("USA"), START, END), EURO, POUND),)
    ),
    "all months at the rate of one": Plan(
        formula="level", terms=(exchanged(term("own", aid("USA"), START, END), EURO, POUND, END),)
    ),
    "one month at its own rate": Plan(
        formula="level", terms=(exchanged(term("own", aid("USA"), QUARTER), EURO),)
    ),
    "years at their own rates": Plan(
        formula="level", terms=(exchanged(term("own", line("USA"), 2020, 2023), None, EURO_BY_YEAR),)
    ),
    "an excess at rates of the years": Plan(
        formula="excess",
        terms=(
            exchanged(term("own", SUMMED, 2017, 2023), None, EURO_BY_YEAR),
            exchanged(term("base", SUMMED, 2016), None, EURO_BY_YEAR),
        ),
    ),
    "a year at the rate of a month": Plan(
        formula="level", terms=(exchanged(term("own", line("USA"), 2023), None, EURO, QUARTER),)
    ),
    "growth of a year's months": Plan(
        formula="growth",
        terms=(term("own", ALLIES, QUARTER, QUARTER + 11), term("base", ALLIES, QUARTER - 12, QUARTER - 1)),
    ),
    "growth on a mean of years of months": Plan(
        formula="growth",
        terms=(term("own", ALLIES, QUARTER, QUARTER + 11), term("base", ALLIES, START, QUARTER - 1)),
    ),
    "a share of the output of one year": Plan(
        formula="share", terms=(term("own", aid("EST"), START, END), term("whole", ESTONIA, 2021))
    ),
    "a share with what institutions gave": Plan(
        formula="share",
        terms=(
            term("own", aid("EST"), START, END),
            term("own", aid("EST", "eu-share"), END),
            term("whole", ESTONIA, 2021),
        ),
    ),
    "a share of all donors": Plan(
        formula="share",
        terms=(term("own", aid("USA"), START, END),
               term("whole", aid("world+eu-institutions", perimeter=EACH_MONTH), START, END)),
    ),
    "a share of what is bought": Plan(
        formula="share",
        terms=(term("own", POLISH_ARMS[0], 2020, 2024), term("whole", POLISH_ARMS[1], 2020, 2024)),
    ),
    "votes of several years": Plan(
        formula="share",
        terms=(term("own", votes("identical vote"), 2016, 2019), term("whole", votes("vote"), 2016, 2019)),
    ),
    "a rank over months": Plan(
        formula="rank",
        terms=(term("own", aid("USA"), START, END),
               *(term("member", aid(code), START, END) for code in ("USA", "EST", "MLT"))),
    ),
}  # fmt: skip
NUMBERS = {name: number(plan) for name, plan in PLANS.items()}


@pytest.mark.parametrize("name", PLANS)
def test_the_printed_query_gives_the_same_number(name: str) -> None:
    ((alone,),) = LEDGER.query(sql(PLANS[name]))
    assert NUMBERS[name] is not None
    assert Decimal(alone) == NUMBERS[name]


AMOUNTS = st.integers(-(10**21), 10**21) | st.integers(-(10**6), 10**6)  # in hundred-millionths


def of_nothing_but(value: int, year: int = 1) -> Line:
    given = dict.fromkeys(Line.__struct_fields__, None)
    given |= {"grain": "year", "first": year, "last": year}
    given["written"] = f"{year} {Decimal(value).scaleb(-8):.8f}"
    return Line(**given)  # type: ignore[arg-type]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=40))
def test_numbers_are_rounded_as_the_database_rounds(pairs: list[tuple[int, int]]) -> None:
    """Ratios, exchanged amounts, differences: of any two values, the same number to the last decimal."""
    values = [(Decimal(a).scaleb(-8), Decimal(b).scaleb(-8)) for a, b in pairs]
    rows = ", ".join(
        f"({number}, {a:.8f}::DECIMAL(38, 8), {b:.8f}::DECIMAL(38, 8))"
        for number, (a, b) in enumerate(values)
    )
    parts = "(SELECT n, a AS own, b AS base, b AS whole, b AS past, 1 AS years, 3 AS apart "
    parts += f"FROM (VALUES {rows}) AS v(n, a, b))"
    for name in sorted(set(FORMULAS) - {"count", "rank"}):
        made = LEDGER.query(f"SELECT {FORMULAS[name].sql} FROM {parts} ORDER BY n")
        whole = {"share", "gap", "shortfall", "lead", "lag", "ratio", "fraction"}
        for (expected,), (a, b) in zip(made, pairs, strict=True):
            other = "past" if name == "record" else "whole" if name in whole else "base"
            year = 4 if name.endswith(A_YEAR) else 1
            terms = (term("own", of_nothing_but(a, year), year), term(other, of_nothing_but(b), 1))
            assert number(Plan(formula=name, terms=terms[:1] if name == "level" else terms)) == expected


def test_every_formula_is_tried() -> None:
    assert {plan.formula for plan in PLANS.values()} == set(FORMULAS)


def test_a_published_total_is_the_sum_of_the_members_of_each_year() -> None:
    published, summed = (
        number(Plan(formula="level", terms=(term("own", each, 2020),))) for each in (EUROPE, SUMMED)
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
    assert [number(plan) for plan in plans] == [None, None]


def test_no_plan_asks_nothing() -> None:
    assert cells(LEDGER, []) == []


def test_cells_name_the_publishers_cell() -> None:
    ((cell,),) = cells(LEDGER, [(Plan(formula="level", terms=(term("own", EUROPE, 2017),)), False)])
    assert (cell.period, cell.subject, cell.place) == ("2017", "nato-europe-canada", "TABLE2!G42")


def test_the_cells_of_a_sum_are_those_of_its_members_and_no_total() -> None:
    (found,) = cells(LEDGER, [(PLANS["a sum over members"], False)])
    codes = [cell.subject for cell in found]
    assert len(codes) == len(set(codes)) == 28
    assert not {"nato", "nato-europe-canada", "USA", "ISL", "SWE", "FIN"} & set(codes)
    assert sum(cell.value for cell in found) == NUMBERS["a sum over members"]
    assert cells(LEDGER, [(PLANS["a sum over members"], True)]) == [[]]


def test_the_cells_of_months_of_a_group_are_those_of_its_members() -> None:
    (found,) = cells(LEDGER, [(PLANS["months of a group with an institution"], False)])
    assert {cell.period for cell in found} == {"2025-01", "2025-02", "2025-03"}
    assert "eu-institutions" in {cell.subject for cell in found}
    assert sum(cell.value for cell in found) == NUMBERS["months of a group with an institution"]


def test_sums_over_very_many_values_are_left_to_their_sql() -> None:
    assert cells(LEDGER, [(PLANS["months of a group that grew"], False)]) == [[]]
