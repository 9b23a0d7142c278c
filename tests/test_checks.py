"""What a claim is compared with, which definitions vote, which edition decides, and what they say together."""

import datetime as dt
import os
import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from foedus.checks import check, examine, verdicts
from foedus.comparison import outcome, rounded, tolerance
from foedus.dossiers import dossier
from foedus.lang import codes
from foedus.ledger import Ledger
from foedus.measures import measures
from foedus.model import (
    Change,
    Check,
    Count,
    Derivation,
    Document,
    Doubt,
    Excess,
    Figure,
    Gap,
    Growth,
    Level,
    Observed,
    Period,
    Quantity,
    Rank,
    Record,
    Share,
    Span,
    Statement,
    Within,
    to_json,
)
from foedus.votes import verdict

LEDGER = Ledger()
SPENDING, OF_GDP = "defence_expenditure", "defence_expenditure_share_of_gdp"


def quantity(low: str | None, unit: str | None, comparator: str = "=", high: str | None = None) -> Quantity:
    first = None if low is None or comparator in ("<", "<=") else Decimal(low)
    last = Decimal(high) if high else Decimal(low) if low and comparator in ("=", "<", "<=") else None
    step = Decimal(1).scaleb(int(Decimal(low).as_tuple().exponent)) if low else None
    return Quantity(low=first, high=last, unit=unit, step=step, comparator=comparator)  # type: ignore[arg-type]


def figure(subject: str, measure: str | None, of: Quantity, in_: str | None, how: Derivation | None = None,
           **stated: list[str]) -> Figure:  # fmt: skip
    return Figure(
        subject=subject,
        measure=measure,
        quantity=of,
        period=Period(in_) if in_ else None,
        derivation=how or Level(),
        stated=stated,
    )


def said(on: str | None, content: Figure, stance: str = "reports") -> Statement:
    day = dt.date.fromisoformat(on) if on else None
    return Statement(quote="…", id="s", span=Span(start=0, end=1), content=content, said=day, stance=stance)  # type: ignore[arg-type]


def checked(
    content: Figure, on: str, asof: str | None = None, stance: str = "reports"
) -> tuple[Check, list[Doubt]]:
    day = dt.date.fromisoformat(asof or on)
    checks, doubts = examine([("s", content, said(on, content, stance))], LEDGER, [day])
    return checks[0], doubts


def shown(found: Check, *standings: str) -> list[tuple[Any, ...]]:
    """Base, prices and value in billions of the readings of some standings."""
    return [
        (each.definition.base, each.definition.prices, str(rounded(each.observed.low / 10**9, 1)))
        for each in found.readings
        if each.observed and each.definition.standing in standings
    ]


# --- comparison -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("of", "around"),
    [
        (quantity("700e9", "USD"), "35e9"),  # half of 100 bn would be 7 %
        (quantity("13.4e9", "GBP"), "0.05e9"),
        (quantity("205000", "person"), "500"),
        (quantity("2", "%"), "0.14"),
        (quantity("2.0", "%"), "0.05"),
        (quantity("51", "%"), "0.5"),
        (quantity("1340", "%"), "5"),  # nobody tells such a growth to the percent
        (quantity("1343", "%"), "0.5"),
        (quantity("23", "member"), "0"),
        (quantity("2", "multiple"), "0.1"),
        (quantity("700e9", "USD", ">"), "0"),
        (Quantity(low=Decimal(57), high=Decimal(63), unit="%", comparator="~"), "0"),
    ],
)
def test_the_tolerance_comes_from_the_digits_written(of: Quantity, around: str) -> None:
    assert tolerance(of) == Decimal(around)


@pytest.mark.parametrize(
    ("of", "value", "said_of_it"),
    [
        (quantity("2", "%"), "1.86", "supported"),
        (quantity("2", "%"), "2.15", "refuted"),
        (quantity("2", "%", ">"), "2.00", "refuted"),
        (quantity("2", "%", ">="), "2.00", "supported"),
        (quantity("2", "%", "<"), "2.00", "refuted"),
        (quantity("2", "%", "<="), "2.00", "supported"),
        (quantity("2", "%", ">="), "1.99", "refuted"),
        (quantity("0", None, ">"), "0.01", "supported"),
        (quantity("0", None, ">"), "0", "refuted"),
        (Quantity(low=Decimal(3), high=Decimal("3.5"), unit="%", comparator=".."), "3.5", "supported"),
        (Quantity(low=None, high=None, unit="%"), "3.5", "unknown"),
    ],
)
def test_a_value_supports_what_was_said(of: Quantity, value: str, said_of_it: str) -> None:
    assert outcome(Decimal(value), of) == said_of_it


# --- the seed claim ---------------------------------------------------------------------------------------------------

SEED = figure(
    "nato-europe-canada",
    SPENDING,
    quantity("700e9", "USD", ">"),
    "2017/2024",
    Excess(base="2016"),
    base=["2016", "2017"],
)


def test_the_seed_claim_depends_on_prices_as_of_its_day() -> None:
    found, doubts = checked(SEED, "2025-04-03")
    assert (found.verdict, found.decisive, doubts) == ("depends", "prices", [])
    assert found.support == {"literal": [1, 4], "customary": [0, 0], "generous": [0, 2]}
    assert shown(found, "literal") == [
        ("2016", "current", "798.3"),
        ("2016", "constant", "534.4"),
        ("2017", "current", "642.2"),
        ("2017", "constant", "411.1"),
    ]
    assert shown(found, "generous") == [("2014", "current", "460.3"), ("2014", "constant", "643.3")]
    first = found.readings[0]
    assert (first.definition.edition, first.definition.period) == ("2024-06-17", "2017/2024")
    assert first.observations[1].place == "TABLE2!G42"


def test_the_seed_claim_as_known_later() -> None:
    found, _ = checked(SEED, "2025-04-03", "2026-07-07")
    assert found.verdict == "depends"
    values = {(base, prices): value for base, prices, value in shown(found, "literal", "generous")}
    assert values["2016", "current"], values["2016", "constant"] == ("802.2", "591.7")
    assert values["2014", "current"], values["2014", "constant"] == ("463.9", "716.1")


def test_every_reading_is_reproduced_by_its_query() -> None:
    for asof in ("2025-04-03", "2026-07-07"):
        found, _ = checked(SEED, "2025-04-03", asof)
        for reading in found.readings:
            assert reading.observed
            assert LEDGER.query(reading.sql) == [(reading.observed.low,)]


def test_the_later_check_says_what_was_revised() -> None:
    claim = figure("USA", OF_GDP, quantity("3.4", "%"), "2024")
    days = [dt.date(2024, 6, 18), dt.date(2026, 7, 7)]
    then, now = check([("s", claim, said("2024-06-18", claim))], LEDGER, days)
    assert (then.verdict, now.verdict) == ("holds", "fails")
    assert "3.38% to 3.30%" in now.summary["en"]
    assert "3,38 à 3,30\N{NARROW NO-BREAK SPACE}%" in now.summary["fr"]
    assert "TABLE3!N41" in then.summary["fr"]


# --- definitions and their standing -----------------------------------------------------------------------------------


def test_a_level_is_customary_in_current_prices_and_generous_in_constant_ones() -> None:
    found, _ = checked(figure("USA", SPENDING, quantity("968e9", "USD"), "2024"), "2024-06-18")
    assert shown(found, "customary") == [(None, "current", "967.7")]
    assert shown(found, "generous") == [(None, "constant", "754.7")]


def test_stated_prices_leave_no_other() -> None:
    claim = figure("USA", SPENDING, quantity("755e9", "USD"), "2024", prices=["constant"])
    found, _ = checked(claim, "2024-06-18")
    assert (found.verdict, shown(found, "literal")) == ("holds", [(None, "constant", "754.7")])
    assert shown(found, "customary", "generous") == []


def test_a_share_of_gdp_leaves_nothing_to_choose() -> None:
    found, _ = checked(figure("FRA", OF_GDP, quantity("2.06", "%"), "2024", period=["2024"]), "2024-06-18")
    assert found.support == {"literal": [1, 1], "customary": [0, 0], "generous": [0, 0]}


def test_a_share_of_gdp_without_a_year_may_be_that_of_the_last_full_one() -> None:
    found, _ = checked(figure("FRA", OF_GDP, quantity("2.06", "%"), "2024"), "2024-06-18")
    assert (found.verdict, found.support["customary"], found.support["generous"]) == ("holds", [1, 1], [0, 1])


def test_spending_over_gdp_is_the_published_share() -> None:
    claim = figure("FRA", SPENDING, quantity("2.06", "%"), "2024", Share(of="gdp"))
    found, _ = checked(claim, "2024-06-18")
    assert (found.verdict, found.readings[0].definition.measure) == ("holds", OF_GDP)


def test_one_years_growth_is_real_unless_prices_are_said() -> None:
    claim = figure("nato-europe-canada", SPENDING, quantity("18", "%"), "2024", Growth())
    found, _ = checked(claim, "2024-07-11")
    by_standing = {each.definition.standing: each.definition for each in found.readings}
    assert (found.verdict, found.decisive) == ("holds", "prices")
    assert (by_standing["customary"].prices, by_standing["customary"].base) == ("constant", "2023")
    assert by_standing["generous"].prices == "current"


def test_growth_over_years_is_customary_on_both_price_bases() -> None:
    claim = figure("DEU", SPENDING, quantity("2", "multiple"), "2024", Growth(base="2014"))
    found, _ = checked(claim, "2024-09-12")
    assert {
        each.definition.prices: each.verdict
        for each in found.readings
        if each.definition.standing == "literal"
    } == {
        "current": "refuted",
        "constant": "supported",
    }


def test_an_open_base_is_customarily_2014_or_2016() -> None:
    claim = figure("nato-europe-canada", SPENDING, quantity("1.2e12", "USD"), "2017/2026", Excess())
    found, _ = checked(claim, "2026-07-08")
    assert [base for base, _, _ in shown(found, "customary")] == ["2014", "2014", "2016", "2016"]
    assert found.support["customary"] == [1, 4]


def test_a_fall_is_a_decrease() -> None:
    claim = figure(
        "nato-europe-canada", SPENDING, quantity("10", "%", ">"), "2015", Growth(direction="decrease")
    )
    found, _ = checked(claim, "2024-09-12")
    assert [each.verdict for each in found.readings if each.definition.standing == "generous"] == [
        "supported"
    ]


@pytest.mark.parametrize(
    ("year", "percent", "said"),
    [
        ("2015", "9", {"en": "give a fall of 5.83%", "fr": "5,83 % de baisse", "de": "5,83 % weniger"}),
        ("2016", "9", {"en": "give a rise of 12.05%", "fr": "12,05 % de hausse", "de": "12,05 % mehr"}),
    ],
)
def test_where_a_fall_is_claimed_the_answer_says_whether_it_is_one(
    year: str, percent: str, said: dict[str, str]
) -> None:
    """A bare “1.5%” would be read as growth, and a bare “−7%” as a fall, when each is the other."""
    claim = figure("ITA", SPENDING, quantity(percent, "%"), year, Growth(direction="decrease"))
    found, _ = checked(claim, "2024-09-12")
    for lang, words in said.items():
        assert words in re.sub(r"\s", " ", found.summary[lang])


def test_a_direction_without_a_number_is_checked() -> None:
    claim = figure(
        "POL", SPENDING, Quantity(low=Decimal(0), high=None, unit=None, comparator=">"), "2024", Change()
    )
    assert checked(claim, "2024-09-12")[0].verdict == "holds"


def test_euros_are_checked_on_the_national_currency() -> None:
    found, _ = checked(figure("DEU", SPENDING, quantity("90e9", "EUR"), "2024"), "2024-06-18")
    assert found.readings[0].observed
    assert found.readings[0].observed.unit == "EUR"


def test_members_of_today_are_context_and_do_not_vote() -> None:
    claim = figure("nato-europe-canada", SPENDING, quantity("300e9", "USD"), "2018")
    found, _ = checked(claim, "2024-06-18")
    standing = {each.definition.perimeter: each.definition.standing for each in found.readings
                if each.definition.prices == "current" and each.definition.edition == "2024-06-17"}  # fmt: skip
    assert standing == {
        "members of each year": "customary",
        "members of today": "context",
        "without Canada": "context",
    }


def test_a_group_without_a_published_share_of_gdp_has_no_reading() -> None:
    found, (doubt,) = checked(figure("nato-europe", OF_GDP, quantity("2", "%"), "2024"), "2024-06-18")
    assert (found.verdict, found.readings, doubt.code) == ("unknown", [], "not-covered")


def test_a_group_without_a_published_total_is_summed_over_its_members() -> None:
    found, _ = checked(figure("nato-europe", SPENDING, quantity("483e9", "USD"), "2024"), "2026-07-08")
    assert found.verdict == "holds"
    assert len(found.readings[0].observations) == len(found.readings[0].members) == 29


# --- counts -----------------------------------------------------------------------------------------------------------


def count(n: str, year: str, low: str | None = None, high: str | None = None, unit: str = "member") -> Figure:
    within = Within(low=Decimal(low) if low else None, high=Decimal(high) if high else None)
    return figure("nato", OF_GDP, quantity(n, unit), year, Count(within=within))


def test_a_count_names_who_was_counted() -> None:
    found, _ = checked(count("3", "2014", low="2"), "2024-07-11")
    assert (found.verdict, found.readings[0].members) == ("holds", ["GBR", "GRC", "USA"])


def test_below_a_threshold_the_member_without_forces_counts_generously() -> None:
    found, _ = checked(count("9", "2024", high="2"), "2025-01-20")
    assert (found.verdict, found.decisive) == ("depends", "perimeter")
    assert [
        (str(each.observed.low), each.definition.standing) for each in found.readings[:2] if each.observed
    ] == [
        ("8", "customary"),
        ("9", "generous"),
    ]
    assert "ISL" in found.readings[1].members


def test_members_count_from_their_accession_on() -> None:
    early, _ = checked(count("6", "2018", low="2"), "2019-06-26")
    assert early.verdict == "holds"
    assert len(early.readings[0].observations) == 28  # 29 members that year, Iceland in no table


@pytest.mark.parametrize(
    ("low", "high", "how", "verdict"),
    [
        ("50", None, ">", "holds"),  # most of them: 23 of 31
        ("74", "74", "=", "holds"),
        ("73.7", "74.7", "~", "holds"),
        ("59.5", "60.5", "~", "fails"),  # three fifths are 18 to 20
        ("90", "100", "~", "fails"),  # nearly all
        (None, "50", "<", "fails"),
    ],
)
def test_a_share_of_the_members_is_judged_by_how_many_there_are(
    low: str | None, high: str | None, how: Any, verdict: str
) -> None:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    claimed = Quantity(low=ends[0], high=ends[1], unit="%", comparator=how)
    found, doubts = checked(replace(count("1", "2024", low="2", unit="%"), quantity=claimed), "2024-07-12")
    assert (found.verdict, doubts) == (verdict, [])
    reading = found.readings[0]
    assert reading.observed == Observed(low=Decimal(23), high=Decimal(23), unit="member", of=31)
    assert (len(reading.members), [each.subject for each in reading.excluded]) == (23, ["ISL"])
    assert "23 of 31 members" in found.summary["en"]


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("2.05", "fails"),
        ("2.10", "unknown"),
        ("2.11", "holds"),
        ("2.12", "holds"),
        ("2.13", "unknown"),
        ("2.15", "fails"),
    ],
)
def test_half_of_an_odd_number_of_members_are_those_next_to_it(line: str, verdict: str) -> None:
    """Of 31 members half are 15 or 16: 11, 14, 15, 16, 17 and 18 lay below these lines in 2024."""
    half = Quantity(low=Decimal("49.5"), high=Decimal("50.5"), unit="%", comparator="~")
    found, _ = checked(replace(count("1", "2024", high=line, unit="%"), quantity=half), "2024-07-12")
    assert found.verdict == verdict


@pytest.mark.parametrize(("line", "how"), [("1.96", ">"), ("2.05", "<")])
def test_a_third_in_words_is_an_exact_one(line: str, how: Any) -> None:
    """Of 30 members in 2023 a third is ten, and 33.3 % are a little less: ten were at 2 %, not more and not fewer."""
    third = Decimal("33.3")
    ends = {"low": third, "high": None} if how == ">" else {"low": None, "high": third}
    for at, wanted in ((line, "holds"), ("2", "fails")):
        claimed = Quantity(**ends, unit="%", comparator=how)
        found, _ = checked(replace(count("1", "2023", low=at, unit="%"), quantity=claimed), "2024-07-12")
        assert found.verdict == wanted


def test_equipment_is_counted_at_its_own_guideline() -> None:
    claim = figure(
        "nato",
        "equipment_share",
        quantity("20", "member", ">="),
        "2024",
        Count(within=Within(low=Decimal(20))),
    )
    found, _ = checked(claim, "2024-07-11")
    assert found.verdict == "holds"


# --- editions and days ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "on", "asof", "said_of_it", "code"),
    [
        # The edition of August 2025 is held as a slice, without amounts: nothing older takes its place that day …
        (figure("USA", SPENDING, quantity("980e9", "USD"), "2025"), "2025-08-30", None, "unknown", "partial-edition"),
        # … nor that of July 2023, of which nothing is held.
        (figure("BEL", OF_GDP, quantity("1.1", "%"), "2022"), "2024-01-05", None, "unknown", "missing-edition"),
        # On a later day the newest edition that has the series decides, and a doubt names the newer one.
        (figure("POL", "equipment_share", quantity("51", "%"), "2024"), "2024-06-20", "2026-07-07", "holds",
         "older-edition"),
        (figure("DEU", OF_GDP, quantity("1.2", "%"), "2017"), "2013-01-01", None, "unknown", "no-edition"),
        (figure("RUS", SPENDING, quantity("1e11", "USD"), "2024"), "2024-06-20", None, "unknown", "not-covered"),
        (figure("FRA", SPENDING, quantity("2", "%"), "2024"), "2024-06-20", None, "unknown", "unit"),
        (figure("nato", SPENDING, quantity("2e9", "TRY"), "2024"), "2024-06-20", None, "unknown", "conversion"),
        (figure("MEX", "military_expenditure", quantity("17e9", "USD"), "2024"), "2025-06-20", None, "unknown",
         "own-copy"),
        (figure("FRA", OF_GDP, quantity("2", "%"), "2025-Q1", period=["2025-Q1"]), "2025-06-20", None, "unknown",
         "finer-period"),
        (figure("USA", SPENDING, quantity("9e11", "USD"), "2024/2025", period=["2024/2025"], year=["fiscal"]),
         "2026-07-20", None, "unknown", "budget-year"),
        (figure("nato", SPENDING, quantity("50", "%"), "2024", Share(of="nato")), "2024-07-20", None, "unknown",
         "no-subject"),
        (figure("FRA", OF_GDP, quantity("2", "%"), "2030", period=["2030"]), "2024-06-20", None, "unknown",
         "ends-early"),
    ],
)  # fmt: skip
def test_what_stands_in_the_way_is_said(
    claim: Figure, on: str, asof: str | None, said_of_it: str, code: str
) -> None:
    found, doubts = checked(claim, on, asof)
    assert (found.verdict, [doubt.code for doubt in doubts]) == (said_of_it, [code])
    assert {*doubts[0].message} == set(codes())
    if said_of_it == "unknown":
        assert doubts[0].message["fr"] in found.summary["fr"]


def test_a_rise_of_the_allies_may_leave_out_the_largest() -> None:
    """ "NATO allies increase their spending by 18 %": NATO told it of Europe and Canada. Of a level nobody says so."""
    grown, _ = checked(
        figure("nato", SPENDING, quantity("18", "%"), "2024", Growth(base="2023")), "2024-06-18"
    )
    assert (grown.verdict, grown.decisive) == ("depends", "perimeter")
    (saved,) = (each for each in grown.readings if each.verdict == "supported")
    assert (saved.definition.perimeter, saved.definition.standing) == (
        "without the United States",
        "generous",
    )
    level, _ = checked(figure("nato", SPENDING, quantity("507e9", "USD"), "2024"), "2024-06-18")
    assert level.verdict == "fails"


def test_older_editions_are_context_where_the_deciding_one_is_missing() -> None:
    found, _ = checked(figure("USA", SPENDING, quantity("900e9", "USD"), "2023"), "2025-08-30")
    assert found.verdict == "unknown"
    assert {each.definition.standing for each in found.readings} == {"context"}
    assert all(each.definition.edition < "2025-08-28" for each in found.readings)


def test_an_undated_present_is_checked_on_the_last_year_of_the_edition() -> None:
    undated = figure("FRA", OF_GDP, quantity("2", "%", ">="), "2025")
    found, _ = checked(undated, "2025-01-15")
    assert (found.verdict, found.readings[0].definition.period) == ("holds", "2024")
    assert found.readings[0].definition.standing == "customary"


def test_the_answer_says_which_year_was_taken() -> None:
    undated = figure("FRA", OF_GDP, quantity("2", "%", ">="), "2025")
    found, _ = checked(undated, "2025-01-15")
    assert "2024 counts, the last one known on that day" in found.summary["en"]


def test_a_year_before_the_table_is_found_in_an_older_edition_on_a_later_day() -> None:
    claim = figure("FRA", OF_GDP, quantity("1.9", "%"), "2012", period=["2012"])
    then, doubts = checked(claim, "2024-06-18")
    assert (then.verdict, [doubt.code for doubt in doubts]) == ("unknown", ["starts-late"])
    now, _ = checked(claim, "2024-06-18", "2026-07-07")
    assert (now.verdict, now.readings[0].definition.edition) == ("holds", "2019-06-25")


def test_a_group_with_members_in_no_table_is_not_counted() -> None:
    claim = figure("eu", OF_GDP, quantity("10", "member"), "2024", Count(within=Within(low=Decimal(2))))
    found, (doubt,) = checked(claim, "2024-06-18")
    assert (found.verdict, found.readings, doubt.code) == ("unknown", [], "not-covered")


def test_a_level_without_a_unit_says_nothing() -> None:
    claim = figure("POL", SPENDING, Quantity(low=Decimal(0), high=None, unit=None, comparator=">"), "2024")
    assert checked(claim, "2024-09-12")[0].verdict == "unknown"


def test_an_excess_of_what_cannot_be_summed_over_years_has_no_reading() -> None:
    claim = figure(
        "POL", "armed_forces_personnel", quantity("200000", "person"), "2015/2024", Excess(base="2014")
    )
    assert checked(claim, "2024-09-12")[0].readings == []


def test_what_is_stated_and_does_not_apply_leaves_the_choices_as_they_were() -> None:
    claim = count("23", "2024", low="2")
    other = figure(
        "nato", OF_GDP, claim.quantity, "2024", claim.derivation, perimeter=["members of today"], prices=["?"]
    )
    assert checked(other, "2024-07-11")[0].verdict == checked(claim, "2024-07-11")[0].verdict == "holds"


def test_a_year_that_is_written_is_not_moved() -> None:
    dated = figure("FRA", OF_GDP, quantity("2", "%", ">="), "2025", period=["2025"])
    assert checked(dated, "2025-01-15")[0].verdict == "unknown"


def test_what_is_expected_is_checked_where_the_edition_has_the_year() -> None:
    claim = figure("USA", OF_GDP, quantity("3.38", "%"), "2024", period=["2024"])
    assert checked(claim, "2024-06-18", stance="expects")[0].verdict == "holds"
    later = figure("USA", OF_GDP, quantity("3.38", "%"), "2025", period=["2025"])
    assert checked(later, "2024-06-18", stance="expects")[0].verdict == "unknown"


def test_an_expected_target_without_a_date_is_no_claim_about_a_year() -> None:
    found, (doubt,) = checked(
        figure("DEU", OF_GDP, quantity("3.5", "%"), "2024"), "2024-07-15", stance="expects"
    )
    assert (found.verdict, doubt.code) == ("unknown", "no-period")


def test_growth_by_the_year_is_that_of_each_year_since_the_base() -> None:
    told = {"base": ["2014"], "period": ["2024"]}
    claim = figure("DEU", SPENDING, quantity("9", "%"), "2024", Growth(base="2014", per="year"), **told)
    found = checked(claim, "2026-09-01")[0]
    values = sorted(rounded(each.observed.low, 1) for each in found.readings if each.observed)
    whole = figure("DEU", SPENDING, quantity("2", "multiple"), "2024", Growth(base="2014"), **told)
    times = sorted(each.observed.low for each in checked(whole, "2026-09-01")[0].readings if each.observed)
    assert values == [rounded(100 * (each ** Decimal("0.1") - 1), 1) for each in times]
    undated = figure("DEU", SPENDING, quantity("9", "%"), None, Growth(per="year"))
    assert checked(undated, "2026-09-01")[0].verdict == "unknown"


def test_a_share_of_no_year_is_no_claim_about_the_last() -> None:
    share = figure("USA", "defence_expenditure", quantity("70", "%"), None, Share(of="nato"))
    found, (doubt,) = checked(share, "2025-03-20")
    assert (found.verdict, doubt.code) == ("unknown", "no-period")


def test_a_later_check_keeps_the_year_that_was_known_on_the_day() -> None:
    claim = figure("USA", SPENDING, quantity("60", "%", ">"), "2025", Share(of="nato"))
    days = [dt.date(2025, 5, 15), dt.date(2026, 7, 7)]
    then, now = check([("s", claim, said("2025-05-15", claim))], LEDGER, days)
    assert (then.verdict, now.verdict) == ("holds", "holds")
    assert now.readings[0].definition.period == "2024"


@pytest.mark.parametrize("stance", ["pledges", "demands"])
def test_what_is_promised_or_demanded_is_followed_not_checked(stance: str) -> None:
    claim = figure("FRA", OF_GDP, quantity("3.5", "%"), "2030")
    assert check([("s", claim, said("2025-04-03", claim, stance))], LEDGER, [dt.date(2025, 4, 3)]) == []


def test_what_is_denied_is_judged_and_said_to_be_denied() -> None:
    found, _ = checked(figure("FRA", OF_GDP, quantity("2.06", "%"), "2024"), "2024-06-18", stance="denies")
    assert found.verdict == "holds"
    assert "denies" in found.summary["en"]


def test_a_figure_without_a_measure_is_no_doubt_of_ours() -> None:
    claim = figure("USA", None, quantity("4", "person"), "2025")
    assert examine([("s", claim, said("2025-04-03", claim))], LEDGER, [dt.date(2025, 4, 3)]) == ([], [])


# --- the verdict ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("votes", "together"),
    [
        ([], "unknown"),
        ([("context", "supported")], "unknown"),
        ([("literal", "unknown")], "unknown"),
        ([("literal", "supported"), ("customary", "supported"), ("generous", "refuted")], "holds"),
        ([("literal", "supported"), ("customary", "refuted")], "depends"),
        ([("customary", "refuted"), ("generous", "supported")], "depends"),
        ([("customary", "refuted"), ("generous", "refuted"), ("context", "supported")], "fails"),
        ([("generous", "supported"), ("generous", "refuted")], "depends"),
        ([("generous", "refuted")], "fails"),
    ],
)
def test_readings_say_together(votes: list[Any], together: str) -> None:
    assert verdict(votes) == together


def test_readings_are_ordered_by_standing_and_at_most_twelve() -> None:
    order = ["literal", "customary", "generous", "context"]
    statement = said("2025-04-03", SEED)
    (few,) = check([("s", SEED, statement)], LEDGER, [dt.date(2025, 4, 3)])
    (all_of_them,) = check([("s", SEED, statement)], LEDGER, [dt.date(2025, 4, 3)], all_readings=True)
    standings = [each.definition.standing for each in few.readings]
    assert standings == sorted(standings, key=order.index)
    assert len(few.readings) <= 12 <= len(all_of_them.readings)
    assert all_of_them.readings[: len(few.readings)] == few.readings


def test_the_same_figures_give_the_same_bytes_together_or_alone() -> None:
    claims = [SEED, count("23", "2024", low="2"), figure("FRA", OF_GDP, quantity("2", "%"), "2024")]
    asked = [(str(n), each, said("2025-04-03", each)) for n, each in enumerate(claims)]
    days = [dt.date(2025, 4, 3), dt.date(2026, 7, 7)]
    together = check(asked, Ledger(), days)
    alone = [found for each in asked for found in check([each], LEDGER, days)]
    assert to_json(together) == to_json(alone)


def test_figures_are_checked_a_part_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many figures a text has, what is made on the way to their checks does not add up."""
    claims = [SEED, count("23", "2024", low="2"), figure("FRA", OF_GDP, quantity("2", "%"), "2024")] * 3
    asked = [(str(n), each, said("2025-04-03", each)) for n, each in enumerate(claims)]
    days = [dt.date(2025, 4, 3), dt.date(2026, 7, 7)]
    whole, told = to_json(examine(asked, LEDGER, days)), list(verdicts(asked, LEDGER, days))
    monkeypatch.setattr("foedus.checks.CHUNK", 1)
    assert to_json(examine(asked, LEDGER, days)) == whole
    assert list(verdicts(asked, LEDGER, days)) == told


def test_a_verdict_alone_is_that_of_the_check() -> None:
    claims = [SEED, count("23", "2024", low="2"), figure("FRA", None, quantity("2", "%"), "2024")]
    asked = [(str(n), each, said("2025-04-03", each)) for n, each in enumerate(claims)]
    days = [dt.date(2025, 4, 3), dt.date(2026, 7, 7)]
    assert list(verdicts(asked, LEDGER, days)) == [
        ["depends", "depends"],
        ["holds", "fails"],
        ["unknown"] * 2,
    ]


# --- any figure at all ------------------------------------------------------------------------------------------------

years = st.integers(2010, 2032).map(str)
groups = st.sampled_from(["nato", "nato-europe-canada", "nato-europe", "eu", "world", "nowhere"])
subjects = st.one_of(
    st.none(), groups, st.sampled_from(["FRA", "USA", "RUS", "ISL", "MNE", "EUR", "eu-institutions"])
)
bounds = st.one_of(st.none(), st.decimals(-1000, 10**13, allow_nan=False, places=2))
directions = st.sampled_from(["increase", "decrease"])
derivations = st.one_of(
    st.just(Level()),
    st.builds(Change, base=st.one_of(st.none(), years, st.just("soon")), direction=directions),
    st.builds(
        Growth, base=st.one_of(st.none(), years), direction=directions, per=st.sampled_from((None, "year"))
    ),
    st.builds(Excess, base=st.one_of(st.none(), years)),
    st.builds(Share, of=st.one_of(groups, st.just("gdp"), st.just("FRA"))),
    st.builds(Count, within=st.builds(Within, low=bounds, high=bounds)),
    st.builds(Gap, to=st.sampled_from(["FRA", "nato", "nowhere"])),
    st.builds(Rank, among=groups),
    st.builds(Record, since=st.one_of(st.none(), years)),
)  # fmt: skip
periods = st.one_of(
    st.none(),
    years.map(Period),
    st.tuples(years, years).map(sorted).map("/".join).map(Period),
    st.sampled_from(["2025-Q1", "2024-07", "2024-07-11", "2022-01/..", "../2020", "2024-07/2025-06"]).map(
        Period
    ),
)
stated = st.dictionaries(
    st.sampled_from(["prices", "base", "period", "perimeter", "component", "measure"]),
    st.lists(
        st.sampled_from(
            ["current", "constant", "2014", "2016", "members of today", "military", "aid_committed", "?"]
        ),
        max_size=3,
    ),
)
figures = st.builds(
    Figure,
    subject=subjects,
    partner=st.sampled_from([None, "UKR", "USA", "nowhere"]),
    measure=st.one_of(st.none(), st.sampled_from(sorted(measures())), st.just("nothing")),
    quantity=st.builds(
        Quantity,
        low=bounds,
        high=bounds,
        unit=st.sampled_from(
            [
                "USD",
                "EUR",
                "GBP",
                "TRY",
                "%",
                "member",
                "person",
                "multiple",
                "tank",
                "percentage point",
                None,
            ]
        ),
        step=st.one_of(st.none(), st.just(Decimal("0.1"))),
        comparator=st.sampled_from(["=", ">", ">=", "<", "<=", "~", ".."]),
    ),
    period=periods,
    derivation=derivations,
    stated=stated,
)


# FOEDUS_FIGURES=10000 tries so many figures at least, 25 and more in each report.
MANY = int(os.environ.get("FOEDUS_FIGURES", "0"))
AT_ONCE = 25


@settings(
    max_examples=-(-MANY // AT_ONCE) or 150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(
    st.lists(
        st.tuples(figures, st.sampled_from(["reports", "expects", "denies", "pledges"])),
        min_size=AT_ONCE if MANY else 1,
        max_size=2 * AT_ONCE if MANY else 12,
    ),
    st.one_of(st.none(), st.dates(dt.date(2012, 1, 1), dt.date(2031, 1, 1))),
)
def test_no_figure_breaks_a_check(claims: list[tuple[Figure, str]], published: dt.date | None) -> None:
    day = published.isoformat() if published else None
    asked = [(str(n), each, said(day, each, stance)) for n, (each, stance) in enumerate(claims)]
    asofs = sorted({published or LEDGER.newest, LEDGER.newest})
    checks, doubts = examine(asked, LEDGER, asofs)
    for found in checks:
        votes = [each for each in found.readings if each.definition.standing != "context"]
        assert (found.verdict == "unknown") == (not votes or all(each.verdict == "unknown" for each in votes))
        assert {*found.summary} == set(codes())
        assert "{" not in "".join(found.summary.values())
    assert all({*doubt.message} == set(codes()) for doubt in doubts)
    alone = {name: said for (name, _, _), said in zip(asked, verdicts(asked, LEDGER, asofs), strict=True)}
    in_full = {(each.statement, each.asof): each.verdict for each in checks}
    for name, told in alone.items():
        assert told == [in_full.get((name, asof), "unknown") for asof in asofs]


def test_dollars_that_nobody_names_are_wrong_only_where_they_are_so_in_both() -> None:
    """Ottawa's dollars may be meant where a report says none, or American ones."""
    said = {}
    for told in ("41 billion", "30.5 billion", "60 billion"):
        text = f"Canada will spend ${told} on defence this year."
        made = dossier(Document(id="a", text=text, lang="en", published=dt.date(2024, 7, 12)))
        (check,) = (each for each in made.checks if each.asof == dt.date(2024, 7, 12))
        said[told] = check.verdict, [each.code for each in made.doubts if each.code == "which-dollar"]
    assert said == {
        "41 billion": ("holds", []),
        "30.5 billion": ("unknown", ["which-dollar"]),
        "60 billion": ("fails", []),
    }
