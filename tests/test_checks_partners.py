"""Aid by month, votes, arms and other currencies: which definitions there are, which decide, and what is not told."""

import datetime as dt
import random
from decimal import Decimal
from typing import Literal

import pytest
from msgspec import structs

from foedus.checks import examine
from foedus.comparison import rounded
from foedus.ledger import Ledger
from foedus.measures import measures
from foedus.model import (
    Change,
    Check,
    Comparator,
    Derivation,
    Excess,
    Figure,
    Gap,
    Growth,
    Level,
    Period,
    Quantity,
    Rank,
    Record,
    Share,
    Span,
    Stance,
    Statement,
)

LEDGER = Ledger()
GIVEN, COMMITTED, PLEDGED = "aid_allocated", "aid_committed", "aid_pledged"


def claim(
    subject: str,
    of: str,
    amount: str,
    unit: str | None,
    period: str | None,
    how: Derivation | None = None,
    *,
    says: Comparator = "=",
    partner: str | None = "UKR",
    dated: bool = True,
    **stated: list[str],
) -> Figure:
    value = Decimal(amount)
    return Figure(
        subject=subject,
        measure=of,
        partner=partner,
        quantity=Quantity(
            low=None if says == "<" else value,
            high=value if says in ("=", "<") else None,
            unit=unit,
            step=Decimal(1).scaleb(int(value.as_tuple().exponent)),
            comparator=says,
        ),
        period=Period(period) if period else None,
        derivation=how or Level(),
        stated=stated | ({"period": [period]} if dated and period else {}),
    )


def checked(
    of: Figure, on: str, asof: str | None = None, stance: Stance = "reports"
) -> tuple[Check, list[str]]:
    said = Statement(
        quote="…",
        id="s",
        span=Span(start=0, end=1),
        content=of,
        said=dt.date.fromisoformat(on),
        stance=stance,
    )
    checks, doubts = examine([("s", of, said)], LEDGER, [dt.date.fromisoformat(asof or on)])
    return checks[0], [doubt.code for doubt in doubts]


def billions(found: Check, *standings: str) -> list[tuple[str, str | None, str | None, str]]:
    """Measure, perimeter, rate and value in billions of the readings of some standings."""
    return [
        (
            each.definition.measure,
            each.definition.perimeter,
            each.definition.rate,
            str(rounded(each.observed.low / 10**9, 1)),
        )
        for each in found.readings
        if each.observed and each.definition.standing in standings
    ]


# --- aid --------------------------------------------------------------------------------------------------------------


def test_twenty_billion_dollars_in_a_quarter_depends_on_the_institutions() -> None:
    found, _ = checked(claim("nato", GIVEN, "20e9", "USD", "2025-Q1", says=">"), "2025-04-03", "2026-08-04")
    assert (found.verdict, found.decisive) == ("depends", "perimeter")
    rate = "of its own month or year"
    assert billions(found, "literal", "customary") == [(GIVEN, "members of each month", rate, "14.2")]
    assert (GIVEN, "with the EU institutions", rate, "22.4") in billions(found, "generous")


def test_what_a_group_pledged_is_its_own_count_and_commitments_are_context() -> None:
    found, doubts = checked(
        claim("nato", PLEDGED, "20e9", "EUR", "2025-Q1", says=">"), "2025-04-03", "2026-08-04"
    )
    assert (found.verdict, doubts) == ("unknown", ["counts-otherwise"])
    assert {each.definition.standing for each in found.readings} == {"context"}
    assert (COMMITTED, "members of each month", None, "5.7") in billions(found, "context")


def test_what_a_country_pledged_is_checked_against_commitments_where_the_text_dates_it() -> None:
    dated = claim("DEU", PLEDGED, "3.3e9", "EUR", "2022-01/2022-10")
    assert checked(dated, "2022-10-20")[0].verdict == "holds"
    undated = claim("DEU", PLEDGED, "3.3e9", "EUR", "2022-01/2022-10", dated=False)
    found, doubts = checked(undated, "2022-10-20")
    assert (found.verdict, doubts) == ("unknown", ["no-period"])


def test_the_edition_of_the_day_decides_and_a_revision_is_said() -> None:
    allocated = claim("DEU", GIVEN, "17e9", "EUR", "2022-01/2024-12", says=">", measure=[GIVEN])
    then, _ = checked(allocated, "2025-03-12")
    now, _ = checked(allocated, "2025-03-12", "2026-08-04")
    assert (then.verdict, now.verdict) == ("holds", "fails")


def test_an_edition_that_is_not_held_is_not_replaced_on_the_day() -> None:
    of = claim("USA", GIVEN, "53e9", "USD", "2022-02/2024-07", says=">", component=["military"])
    then, doubts = checked(of, "2024-07-11")
    assert (then.verdict, doubts) == ("unknown", ["missing-edition"])
    now, _ = checked(of, "2024-07-11", "2026-08-04")
    assert now.verdict == "holds"
    assert {each.definition.component for each in now.readings} == {"military"}


def test_an_open_end_stops_where_the_edition_does_and_a_later_edition_goes_on() -> None:
    undated = claim("USA", GIVEN, "350e9", "USD", "2022-01/2025-02", dated=False)
    then, _ = checked(undated, "2025-02-21")
    now, _ = checked(undated, "2025-02-21", "2026-08-04")
    assert (then.verdict, now.verdict) == ("fails", "fails")
    assert [each.readings[0].definition.period for each in (then, now)] == [
        "2022-01/2024-12",
        "2022-01/2025-02",
    ]
    assert "The text writes no year" not in then.summary["en"]
    assert "The series ends in December 2024" in then.summary["en"]


def test_europe_gave_three_fifths_and_that_counts_its_institutions() -> None:
    of = claim("europe", GIVEN, "60", "%", "2022-02/2026-04", Share(of="world"))
    found, _ = checked(of, "2026-08-20")
    assert found.verdict == "holds"
    values = {each.definition.perimeter: each.observed.low for each in found.readings if each.observed}
    assert rounded(values["with the EU institutions"], 2) in (Decimal("59.99"), Decimal("71.16"))


@pytest.mark.parametrize(("subject", "part", "verdict"), [("europe", "60", "fails"), ("USA", "44", "holds")])
def test_shares_of_all_aid_as_of_early_2025(subject: str, part: str, verdict: str) -> None:
    of = claim(subject, GIVEN, part, "%", "2022-01/2024-12", Share(of="world"))
    assert checked(of, "2025-02-25", "2026-08-04")[0].verdict == verdict


def test_a_share_of_gdp_is_bilateral_and_generously_with_a_share_of_what_institutions_gave() -> None:
    found, _ = checked(claim("DNK", GIVEN, "3.3", "%", "2022-01/2026-04", Share(of="gdp")), "2026-09-01")
    read = [
        (each.definition.standing, each.definition.perimeter, str(rounded(each.observed.low, 2)))
        for each in found.readings
        if each.observed and each.definition.measure == GIVEN
    ]
    assert read == [("customary", "bilateral", "3.27"), ("generous", "with the share of EU aid", "3.85")]


def test_an_edition_without_gdp_takes_that_of_an_older_one_of_the_same_source() -> None:
    found, _ = checked(claim("EST", GIVEN, "2.5", "%", "2022-01/2024-12", Share(of="gdp")), "2025-03-01")
    assert found.verdict == "holds"
    assert "'kiel/2022-10-11/observations.parquet'" in found.readings[0].sql


@pytest.mark.parametrize(
    ("of", "code"),
    [
        (claim("FRA", GIVEN, "4e9", "EUR", None), "no-period"),
        (claim("FRA", GIVEN, "4e9", "EUR", "2024-07", partner=None), "no-partner"),
        (claim("FRA", GIVEN, "4e9", "EUR", "2024-07", partner="MDA"), "not-covered"),
        (claim("FRA", GIVEN, "4e9", "EUR", "2026-07-10"), "finer-period"),
        (claim("FRA", GIVEN, "4e9", "TRY", "2024-07"), "conversion"),
        (claim("FRA", GIVEN, "4e9", "EUR", "2026-07"), "ends-early"),
        (claim("FRA", GIVEN, "40", "tank", "2024-07"), "unit"),
        (claim("FRA", GIVEN, "4e9", None, "2024-07"), "no-unit"),
        (claim("FRA", "aid_delivered", "4e9", "EUR", "2024-07"), "below-ceiling"),
        (
            claim("eu", "arms_transfers", "64", "%", "2020/2024", Share(of="world"), partner="USA"),
            "not-covered",
        ),
        (claim("FRA", "un_vote_agreement", "64", "%", "2025", partner="USA"), "ends-early"),
        (claim("eu", "un_vote_agreement", "64", "%", "2019", partner="USA"), "not-covered"),
    ],
)
def test_what_stands_in_the_way_is_said(of: Figure, code: str) -> None:
    found, doubts = checked(of, "2026-08-20")
    assert (found.verdict, doubts) == ("unknown", [code])


def test_who_gave_nothing_has_no_row_and_counts_as_zero() -> None:
    found, _ = checked(claim("MLT", GIVEN, "1e6", "EUR", "2022-01/2022-02", says="<"), "2026-08-20")
    assert found.verdict == "holds"


def test_a_donor_has_a_rank() -> None:
    of = claim("DEU", GIVEN, "2", "rank", "2022-01/2026-04", Rank(among="nato"), measure=[GIVEN])
    found, _ = checked(of, "2026-08-20")
    assert found.readings[0].observed
    assert found.readings[0].observed.low == 2


def test_a_donor_has_a_place_by_the_share_of_its_output() -> None:
    def placed(code: str, place: str, on: str, period: str = "2022-01/2024-12") -> tuple[Check, list[str]]:
        of = claim(code, GIVEN, place, "rank", period, Rank(among="world", of="gdp"), dated=False)
        return checked(of, on)

    found, _ = placed("DNK", "2", "2025-02-20")
    assert found.verdict == "holds"
    assert found.readings[0].members == ["EST"]
    assert list(LEDGER.query(found.readings[0].sql)) == [(2,)]
    assert placed("DNK", "1", "2026-08-20", "2022-01/2026-04")[0].verdict == "holds"
    assert placed("DEU", "1", "2025-02-20")[0].verdict == "fails"
    near, doubts = placed("DNK", "1", "2025-04-20")  # a newer release was out, and the two lie close
    assert (near.verdict, doubts) == ("unknown", ["newer-edition"])


def test_the_union_s_aid_counts_in_a_place_where_an_edition_has_its_shares() -> None:
    of = claim("DEU", GIVEN, "10", "rank", "2022-01/2026-04", Rank(among="world", of="gdp"), measure=[GIVEN])
    found, _ = checked(of, "2026-08-20")
    assert {each.definition.perimeter: each.verdict for each in found.readings} == {
        "bilateral": "refuted",
        "with the share of EU aid": "supported",
    }
    for each in found.readings:
        assert each.observed
        assert list(LEDGER.query(each.sql)) == [(each.observed.low,)]


def test_a_year_of_aid_grows_by_its_months() -> None:
    of = claim("nato", GIVEN, "0", "%", "2025", Growth(base="2024"), says=">", measure=[GIVEN])
    found, _ = checked(of, "2026-08-20")
    assert found.readings[0].definition.base == "2024"
    half = claim("nato", GIVEN, "0", "%", "2025-01/2025-06", Growth(base="2024"), says=">")
    assert checked(half, "2026-08-20")[0].verdict == "unknown"


# --- other currencies -------------------------------------------------------------------------------------------------


def test_a_members_own_currency_is_read_where_it_is_printed() -> None:
    found, _ = checked(claim("CAN", "defence_expenditure", "38e9", "CAD", "2023", partner=None), "2024-07-11")
    assert found.verdict == "holds"
    assert found.readings[0].definition.rate is None
    assert found.readings[0].observations[0].place.startswith("TABLE1!")


def test_else_an_amount_is_exchanged_at_the_rate_of_its_year() -> None:
    found, _ = checked(claim("CAN", "defence_expenditure", "26e9", "EUR", "2023", partner=None), "2024-07-11")
    assert found.verdict == "holds"
    assert [each[2] for each in billions(found, "literal", "customary")] == ["of its own month or year"]
    assert [each[2] for each in billions(found, "generous")] == ["of the month of publication"]
    assert {each.definition.prices for each in found.readings} == {"current"}


# --- votes and arms ---------------------------------------------------------------------------------------------------


def test_agreement_in_votes_is_counted_in_two_customary_ways() -> None:
    found, _ = checked(claim("ISR", "un_vote_agreement", "94", "%", "2019", partner="USA"), "2020-02-05")
    assert (found.verdict, found.decisive, found.support["customary"]) == ("depends", "component", [1, 2])


def test_votes_of_several_years_are_counted_together() -> None:
    found, _ = checked(
        claim("FRA", "un_vote_agreement", "88.73", "%", "2016/2019", partner="DEU"), "2020-02-05"
    )
    assert [str(rounded(each.observed.low, 2)) for each in found.readings if each.observed] == [
        "88.73",
        "99.07",
    ]


def test_a_share_of_arms_imports_is_of_all_suppliers() -> None:
    of = claim("POL", "arms_transfers", "44", "%", "2020/2024", Share(of="world"), partner="USA")
    assert checked(of, "2025-03-10")[0].verdict == "holds"


@pytest.mark.parametrize(
    ("day", "years", "sold", "bought"),  # SIPRI's fact sheets of March 2024 and March 2025
    [
        (
            "2024-03-11",
            "2019/2023",
            "USA 42 FRA 11 RUS 11 CHN 5.8 DEU 5.6 ITA 4.3 GBR 3.7 ESP 2.7 ISR 2.4 KOR 2.0",
            "UKR 4.9",
        ),
        ("2025-03-10", "2015/2019", "USA 35 RUS 21 FRA 8.6", ""),
        (
            "2025-03-10",
            "2020/2024",
            "USA 43 FRA 9.6 RUS 7.8 CHN 5.9 DEU 5.6 ITA 4.8 GBR 3.6 ISR 3.1 ESP 3.0 KOR 2.2",
            "UKR 8.8 JPN 3.9 AUS 3.5 USA 3.1",
        ),
    ],
)
def test_the_parts_of_the_arms_trade_that_sipri_printed_hold(
    day: str, years: str, sold: str, bought: str
) -> None:
    for told, is_sold, furthest in ((sold, True, Decimal("0.04")), (bought, False, Decimal("0.06"))):
        words = told.split()
        for code, share in zip(words[::2], words[1::2], strict=True):
            subject, partner = ("world", code) if is_sold else (code, "world")
            of = claim(subject, "arms_transfers", share, "%", years, Share(of="world"), partner=partner)
            found, _ = checked(of, day)
            assert found.verdict == "holds", code
            observed = found.readings[0].observed
            assert observed
            assert observed.low
            assert abs(observed.low / Decimal(share) - 1) < furthest, code


@pytest.mark.parametrize(
    ("told", "direction"),
    [
        ("USA 21 FRA 11 ITA 138 ESP 29 KOR 4.9", "increase"),
        ("RUS 64 CHN 5.2 DEU 2.6 GBR 1.4 ISR 2.0", "decrease"),
    ],
)
def test_the_changes_of_the_arms_trade_that_sipri_printed_hold(
    told: str, direction: Literal["increase", "decrease"]
) -> None:
    """Deliveries are spread evenly over their years: the ratio of two sums tells how far their change is known."""
    words, sign = told.split(), 1 if direction == "increase" else -1
    for code, change in zip(words[::2], words[1::2], strict=True):
        how = Growth(base="2015/2019", direction=direction)
        of = claim("world", "arms_transfers", change, "%", "2020/2024", how, partner=code)
        found, doubts = checked(of, "2025-03-11")
        assert (found.verdict, doubts) == ("holds", ["spread-evenly"]), code
        observed = found.readings[0].observed
        assert observed
        assert observed.low
        printed, ours = (1 + sign * each / 100 for each in (Decimal(change), observed.low))
        assert abs(ours / printed - 1) < Decimal("0.09"), code


def test_a_change_of_the_arms_trade_is_between_two_spans_as_long() -> None:
    grown = Growth(base="2015/2019")
    far = claim("world", "arms_transfers", "40", "%", "2020/2024", grown, partner="USA")
    assert checked(far, "2025-03-11")[0].verdict == "fails"
    near = claim("world", "arms_transfers", "5", "%", "2020/2024", grown, partner="USA")
    assert checked(near, "2025-03-11")[1] == ["spread-evenly"]
    times = claim("UKR", "arms_transfers", "100", "multiple", "2020/2024", grown, partner="world")
    assert checked(times, "2025-03-11")[0].verdict == "holds"
    uneven = claim("world", "arms_transfers", "21", "%", "2021/2024", grown, partner="USA")
    assert checked(uneven, "2025-03-11")[0].verdict == "unknown"


def test_a_year_without_deliveries_is_one_in_which_nothing_came() -> None:
    share = Share(of="world")
    first = claim("UKR", "arms_transfers", "12", "%", "2020/2024", share, partner="DEU")
    assert checked(first, "2025-03-11")[0].verdict == "holds"


def test_the_european_members_buy_without_turkey() -> None:
    share = Share(of="world")
    for years, part in (("2015/2019", "52"), ("2020/2024", "64")):
        of = claim("nato-europe", "arms_transfers", part, "%", years, share, partner="USA")
        found, _ = checked(of, "2025-03-11")
        assert found.verdict == "holds"
        assert found.readings[0].definition.perimeter == "without Türkiye"


def test_a_part_of_what_the_world_buys_is_of_all_suppliers_and_of_five_years() -> None:
    share = Share(of="world")
    far = claim("UKR", "arms_transfers", "15", "%", "2020/2024", share, partner="world")
    assert checked(far, "2025-03-11")[0].verdict == "fails"
    near = claim("UKR", "arms_transfers", "9.9", "%", "2020/2024", share, partner="world")
    assert checked(near, "2025-03-11")[1] == ["spread-evenly"]
    short = claim("UKR", "arms_transfers", "8.3", "%", "2022", share, partner="world")
    assert checked(short, "2025-03-11")[1] == ["finer-period"]
    undated = claim("UKR", "arms_transfers", "8.8", "%", "2021/2025", share, partner="world", dated=False)
    assert checked(undated, "2026-03-01")[1] == ["no-period"]
    absent = claim("IND", "arms_transfers", "8.3", "%", "2020/2024", share, partner="world")
    assert checked(absent, "2025-03-11")[1] == ["own-copy"]
    ranked = claim("UKR", "arms_transfers", "1", "rank", "2020/2024", Rank(among="world"), partner="world")
    assert checked(ranked, "2025-03-11")[0].verdict == "unknown"


# --- context ----------------------------------------------------------------------------------------------------------


def test_another_publishers_figure_is_shown_beside_and_judges_nothing() -> None:
    found, _ = checked(claim("POL", "defence_expenditure", "1e9", "USD", "2023", partner=None), "2024-07-11")
    beside = [each for each in found.readings if each.definition.source == "sipri_milex"]
    assert [(each.definition.edition, each.definition.standing) for each in beside] == [
        ("2024-04-22", "context")
    ]


def test_a_member_that_no_nato_table_has_stays_unknown() -> None:
    found, doubts = checked(
        claim("RUS", "defence_expenditure", "1e11", "USD", "2023", partner=None), "2024-07-11"
    )
    assert (found.verdict, doubts) == ("unknown", ["not-covered"])


# --- a part of a total ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("says", "amount"), [(">", "4.5e9"), ("=", "4.5e9"), (">=", "1e8")])
def test_a_package_is_not_judged_by_the_total(says: Comparator, amount: str) -> None:
    found, doubts = checked(
        claim("nato", COMMITTED, amount, "USD", "2022-01/2026-02", says=says), "2026-08-20"
    )
    assert (found.verdict, doubts) == ("unknown", ["part-of-total"])


def test_an_amount_that_is_too_high_fails_however_high() -> None:
    found, doubts = checked(claim("USA", GIVEN, "9e12", "USD", "2022-01/2026-02"), "2026-08-20")
    assert (found.verdict, doubts) == ("fails", ["far-off"])


def test_less_than_is_judged_by_any_total() -> None:
    found, _ = checked(claim("USA", GIVEN, "1e9", "USD", "2022-01/2026-02", says="<"), "2026-08-20")
    assert found.verdict == "fails"


def test_a_record_is_told_by_its_margin() -> None:
    of = Figure(
        subject="POL",
        measure="military_expenditure",
        quantity=Quantity(low=Decimal(0), high=None, unit=None, comparator=">"),
        period=Period("2024"),
        derivation=Record(since="1991"),
        stated={"period": ["2024"]},
    )
    found, _ = checked(of, "2025-05-01")
    assert found.verdict == "holds"
    assert "more than in any earlier year" in found.summary["en"]
    assert "de plus que toute année précédente" in found.summary["fr"]


# --- any figure, and its query alone ----------------------------------------------------------------------------------

DONORS = ["USA", "DEU", "FRA", "MLT", "HUN", "GBR", "nato", "europe", "eu", "world", "eu-institutions"]
SPENDERS = ["USA", "DEU", "POL", "CAN", "TUR", "FIN", "nato", "nato-europe", "nato-europe-canada", "nordic"]


def any_figure(draw: random.Random) -> Figure:
    """A figure of any measure that its series may well answer, in any derivation, unit and period."""
    measure = draw.choice(sorted(measures()))
    aid, votes = measure.startswith("aid"), measure == "un_vote_agreement"
    year = draw.randint(2014, 2025)
    month = draw.randint(2022 * 12, 2026 * 12 + 3)
    months = [
        f"{place // 12}-{place % 12 + 1:02}"
        for place in (month, min(month + draw.randint(0, 40), 2026 * 12 + 3))
    ]
    period = draw.choice(
        ["2024", "/".join(months)] if aid else [str(year), f"{year}/{year + 1}", "2016/2019"]
    )
    how = draw.choice(
        [
            Level(),
            Share(of=draw.choice(["gdp", "world", "nato"])),
            Growth(base=draw.choice([None, "2016", "2023"])),
            Change(base=draw.choice([None, "2016", "2023"])),
            Excess(base=draw.choice([None, "2016"])),
            Gap(to=draw.choice(["USA", "nato"])),
            Rank(among="nato"),
            Record(since=draw.choice([None, "2015"])),
        ]
    )
    own = measures()[measure].unit
    money = draw.choice(["USD", "EUR", "GBP", "CAD"]) if own == "money" else own
    rates = isinstance(how, Share | Growth)
    return claim(
        draw.choice(DONORS if aid else ["FRA", "TUR", "POL"] if votes else SPENDERS),
        measure,
        draw.choice(["2", "40", "1e9", "2e10", "5e11"]),
        "%" if rates else money,
        period,
        how,
        says=draw.choice(["=", ">"]),
        partner="UKR" if aid else draw.choice(["USA", "DEU"]),
        dated=draw.random() < 0.8,
        **({"component": [draw.choice(["military", "financial"])]} if aid and draw.random() < 0.3 else {}),
    )


@pytest.mark.parametrize("seed", range(4))
def test_the_query_of_a_reading_run_alone_gives_its_value(seed: int) -> None:
    draw = random.Random(seed)
    claims = [any_figure(draw) for _ in range(120)]
    day = dt.date(draw.randint(2019, 2026), draw.randint(1, 12), 15)
    asked = [
        (str(n), each, Statement(quote="…", id=str(n), span=Span(start=0, end=1), content=each, said=day))
        for n, each in enumerate(claims)
    ]
    checks, _ = examine(asked, LEDGER, [day, max(day, LEDGER.newest)])
    readings = [each for found in checks for each in found.readings if each.observed]
    assert readings
    for each in draw.sample(readings, min(60, len(readings))):
        ((alone,),) = LEDGER.query(each.sql)
        assert each.observed
        assert abs(Decimal(alone) - each.observed.low) < Decimal("0.000001"), each.sql


def test_it_is_too_early_to_tell_where_the_edition_lacks_much_of_the_time() -> None:
    this_year = claim("nato", GIVEN, "30e9", "USD", "2026-01/2026-07", says=">", dated=False)
    found, doubts = checked(this_year, "2026-07-15")
    assert (found.verdict, doubts) == ("unknown", ["ends-early"])


def test_the_answer_names_the_stage_that_decides() -> None:
    of = claim("europe", GIVEN, "50", "%", "2022-02/2024-12", Share(of="world"), says=">")
    found, _ = checked(of, "2025-02-25")
    assert (found.verdict, found.decisive) == ("depends", "measure")
    assert "(commitments)" in found.summary["en"]
    assert "(engagements)" in found.summary["fr"]


@pytest.mark.parametrize(
    ("of", "verdict", "why"),
    [
        (claim("USA", "aid_delivered", "2.5e9", "EUR", "2022-01/2022-10"), "holds", []),
        (claim("DEU", "aid_delivered", "0.6e9", "EUR", "2022-01/2022-10"), "holds", []),
        # Not all that arrived is known: a larger claim may be true.
        (claim("USA", "aid_delivered", "5e9", "EUR", "2022-01/2022-10"), "unknown", ["at-least"]),
        # Another stretch is another sum.
        (claim("USA", "aid_delivered", "2.5e9", "EUR", "2022-03/2022-08"), "unknown", ["own-copy"]),
    ],
)
def test_what_was_delivered_is_checked_where_an_edition_has_its_sum(
    of: Figure, verdict: str, why: list[str]
) -> None:
    found, doubts = checked(of, "2022-10-20")
    assert (found.verdict, doubts) == (verdict, why)
    if found.readings:
        assert LEDGER.query(found.readings[0].sql)[0][0] == found.readings[0].observed.low


def test_less_than_is_known_to_have_arrived_is_refuted() -> None:
    most = structs.replace(claim("USA", "aid_delivered", "1e9", "EUR", "2022-01/2022-10"),
                   quantity=Quantity(low=None, high=Decimal(10**9), unit="EUR", comparator="<"))  # fmt: skip
    found, _ = checked(most, "2022-10-20")
    assert found.verdict == "fails"


# --- a sum that goes on where the series ends -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "verdict", "doubts"),
    [
        ("118e9", "unknown", ["ends-early"]),  # given by December 114 billion: the rest may have come since
        ("114e9", "holds", []),
        ("90e9", "fails", []),  # less than what was given by December
        ("250e9", "fails", []),  # more than could have been given since
    ],
)
def test_a_sum_may_have_grown_in_the_months_that_the_series_lacks(
    amount: str, verdict: str, doubts: list[str]
) -> None:
    found, why = checked(claim("USA", GIVEN, amount, "EUR", "2022-02/2025-06", dated=False), "2025-06-16")
    assert found.verdict == verdict
    assert [code for code in why if code in ("ends-early", "part-of-total")] == doubts


@pytest.mark.parametrize(
    ("of", "said", "verdict"),
    [
        (claim("DEU", "aid_delivered", "30e9", "EUR", "2022-01/2024-12"), "2025-03-10", "fails"),
        (claim("DEU", "aid_delivered", "12e9", "EUR", "2022-01/2024-12"), "2025-03-10", "unknown"),
        # Of a part of the time it may come out of what was allocated before.
        (claim("DEU", "aid_delivered", "30e9", "EUR", "2024-07/2024-12"), "2025-03-10", "unknown"),
    ],
)
def test_no_more_can_be_delivered_than_was_allocated(of: Figure, said: str, verdict: str) -> None:
    assert checked(of, said)[0].verdict == verdict
