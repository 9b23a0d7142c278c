"""Claims that were made, with the definition that does it: each recovered from the sentence to the number."""

import datetime as dt
from decimal import Decimal

import pytest

from foedus.checks import examine
from foedus.comparison import rounded
from foedus.dossiers import dossier
from foedus.ledger import Ledger
from foedus.model import (
    Check,
    Count,
    Document,
    Dossier,
    Figure,
    Period,
    Quantity,
    Reading,
    Share,
    Span,
    Statement,
    Within,
)

LEDGER = Ledger()
OF_GDP = "defence_expenditure_share_of_gdp"


def report(text: str, published: str, lang: str = "en") -> Dossier:
    return dossier(Document(id="d", text=text, lang=lang, published=dt.date.fromisoformat(published)), LEDGER)


def read(found: Check, **wanted: str | None) -> list[Reading]:
    """The readings of a check whose definitions have these choices, of the deciding edition."""
    edition = found.readings[0].definition.edition
    return [
        each
        for each in found.readings
        if each.definition.edition == edition
        and all(getattr(each.definition, name) == value for name, value in wanted.items())
    ]


def billions(reading: Reading, places: int = 1) -> str:
    assert reading.observed is not None
    return str(rounded(reading.observed.low / 10**9, places))


def value(reading: Reading, places: int = 2) -> str:
    assert reading.observed is not None
    return str(rounded(reading.observed.low, places))


# --- sums -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Europe and Canada invested an additional 1.2 trillion dollars in defence over the past decade."),
        ("fr", "L'Europe et le Canada ont investi 1 200 milliards de dollars supplémentaires dans la défense"
               " au cours de la dernière décennie."),
    ],
)  # fmt: skip
def test_the_additional_1_2_trillion_of_ankara(lang: str, text: str) -> None:
    then, _ = report(text, "2026-07-08", lang).checks
    (found,) = read(then, base="2016", prices="constant", perimeter="members of each year")
    assert (then.verdict, then.decisive, found.verdict) == ("depends", "prices", "supported")
    assert (billions(found), found.definition.price_year, found.definition.period) == (
        "1212.6",
        2021,
        "2017/2026",
    )
    assert found.definition.edition == "2026-07-07"


def test_559_billion_of_its_day_names_the_edition_that_is_missing() -> None:
    text = "European allies and Canada spent 559 billion dollars on defence in 2025."
    then, now = report(text, "2025-08-28").checks
    assert then.verdict == "unknown"
    assert "28 August 2025" in then.summary["en"]
    assert "28 août 2025" in then.summary["fr"]
    values = {each.definition.prices: billions(each) for each in read(now, perimeter="members of each year")}
    assert values == {"current": "653.8", "constant": "571.2"}


# --- shares ---------------------------------------------------------------------------------------------------------


def test_germany_at_1_6_in_july_2024_is_the_year_before() -> None:
    then, now = report("Germany spends 1.6% of GDP on defence.", "2024-07-09").checks
    values = {each.definition.period: value(each) for each in read(then, prices=None)}
    assert values == {"2024": "2.12", "2023": "1.64"}
    assert (then.verdict, then.decisive) == ("depends", "reckoning")
    later = {each.definition.period: value(each) for each in read(now, prices=None)}
    assert later == {"2024": "2.00", "2023": "1.60"}


def share_of_the_largest(edition: str, year: int) -> str:
    figure = Figure(
        subject="USA",
        measure="defence_expenditure",
        quantity=Quantity(low=Decimal(0), high=None, unit="%", comparator=">"),
        period=Period(str(year)),
        derivation=Share(of="nato"),
        stated={"period": [str(year)], "prices": ["current"]},
    )
    return value(checked(figure, edition).readings[0])


def checked(figure: Figure, edition: str) -> Check:
    day = dt.date.fromisoformat(edition)
    statement = Statement(quote="", id="s", span=Span(start=0, end=0), content=figure, said=day)
    return examine([("s", figure, statement)], LEDGER, [day])[0][0]


def test_the_united_states_share_of_the_alliances_total_by_year() -> None:
    shares = [share_of_the_largest("2024-06-17", year) for year in range(2014, 2025)]
    assert shares == SHARES_2024
    assert [share_of_the_largest("2026-07-07", year) for year in (2024, 2025, 2026)] == SHARES_2026


SHARES_2024 = "69.33 71.59 71.96 70.03 69.13 71.34 70.28 69.67 70.14 67.62 65.63".split()
SHARES_2026 = "65.26 59.88 57.07".split()


# --- aid ------------------------------------------------------------------------------------------------------------

QUARTER = "Allies have provided over 20 billion dollars in support to Ukraine in the first three months of this year."


def test_20_billion_dollars_provided_depends_on_the_institutions_of_the_union() -> None:
    _, now = report(QUARTER, "2025-04-03").checks
    assert (now.verdict, now.decisive) == ("depends", "perimeter")
    of_members = read(now, measure="aid_allocated", perimeter="members of each month", rate="of its own month or year",
                      reckoning="with loans")  # fmt: skip
    with_union = read(now, measure="aid_allocated", perimeter="with the EU institutions",
                      rate="of its own month or year", reckoning="with loans")  # fmt: skip
    assert [billions(each) for each in (*of_members, *with_union)] == ["14.2", "22.4"]
    assert [each.verdict for each in (*of_members, *with_union)] == ["refuted", "supported"]


def test_20_billion_euros_pledged_is_the_alliances_own_count() -> None:
    text = "Allies have pledged over 20 billion euros in support to Ukraine for the first three months of the year."
    then, now = report(text, "2025-04-03").checks
    assert (then.verdict, now.verdict) == ("unknown", "unknown")
    assert {each.definition.measure for each in now.readings} == {"aid_committed"}
    assert {each.definition.standing for each in now.readings} == {"context"}
    assert "own count" in now.summary["en"]


@pytest.mark.parametrize(
    ("text", "subject", "then", "now"),
    [
        ("Europe has given 60 percent of all aid to Ukraine.", "europe", "49.50", "49.60"),
        ("The United States has given 350 billion dollars to Ukraine.", "USA", "121.7", "123.0"),
        ("Europe has given 100 billion dollars to Ukraine.", "europe", "141.9", "144.7"),
    ],
)
def test_europe_against_the_united_states_in_aid(text: str, subject: str, then: str, now: str) -> None:
    found = report(text, "2025-02-24")
    (statement,) = found.statements
    assert isinstance(statement.content, Figure)
    assert statement.content.subject == subject
    first = [each.readings[0] for each in found.checks]
    said = [value(each) if each.observed and each.observed.unit == "%" else billions(each) for each in first]
    assert said == [then, now]
    assert [each.verdict for each in found.checks] == ["fails", "fails"]


def test_europes_60_percent_is_a_share_of_commitments() -> None:
    then, now = report("Europe has given about 60 percent of all aid to Ukraine.", "2025-02-24").checks
    assert (then.verdict, then.decisive, now.verdict) == ("depends", "measure", "depends")
    said = {each.definition.measure: (value(each), each.verdict) for each in read(then)[:2]}
    assert said == {"aid_allocated": ("49.50", "refuted"), "aid_committed": ("61.88", "supported")}


# --- counts ---------------------------------------------------------------------------------------------------------


def counted(edition: str, year: int, line: str, reckoning: str = "as published") -> list[str]:
    figure = Figure(
        subject="nato",
        measure=OF_GDP,
        quantity=Quantity(low=Decimal(0), high=None, unit="member", comparator=">="),
        period=Period(str(year)),
        derivation=Count(within=Within(low=Decimal(line))),
        stated={"period": [str(year)]},
    )
    found = checked(figure, edition)
    kept = [each for each in found.readings if each.definition.reckoning == reckoning]
    same = [each for each in found.readings if each.definition.standing != "context"]
    return (kept or same)[0].members


COUNTS = {
    ("2024-06-17", "2"): [3, 5, 5, 4, 6, 7, 9, 6, 7, 10, 23],
    ("2026-07-07", "2"): [3, 4, 4, 3, 5, 6, 8, 6, 7, 10, 17],
    ("2024-06-17", "3.5"): [1, 1, 1, 0, 0, 0, 1, 2, 1, 0, 1],
    ("2026-07-07", "3.5"): [1, 1, 0, 0, 0, 0, 1, 1, 1, 0, 1],
}


@pytest.mark.parametrize(("edition", "line"), COUNTS)
def test_the_counts_at_two_lines_by_year_and_edition(edition: str, line: str) -> None:
    assert [len(counted(edition, year, line)) for year in range(2014, 2025)] == COUNTS[edition, line]


@pytest.mark.parametrize(
    ("edition", "year", "line", "reckoning", "differ"),
    [
        ("2024-06-17", 2016, "3.5", "unrounded", {"USA"}),
        ("2023-03-21", 2020, "2", "unrounded", {"NOR"}),
        ("2024-06-17", 2023, "2", "to one decimal", {"BGR", "FRA"}),
        ("2026-07-07", 2024, "2", "to one decimal", {"CZE", "SVK"}),
        ("2026-07-07", 2026, "3.5", "to one decimal", {"DNK"}),
        ("2024-06-17", 2024, "2", "unrounded", set()),
    ],
)
def test_strict_and_rounded_counts_differ_by_these_members(
    edition: str, year: int, line: str, reckoning: str, differ: set[str]
) -> None:
    assert set(counted(edition, year, line)) ^ set(counted(edition, year, line, reckoning)) == differ
