"""Aid to Ukraine, exchange rates and GDP: files in, the rows and published sums that they hold out."""

import hashlib
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from foedus.editions import Row
from foedus.errors import SourceError
from foedus.ledger import Ledger
from foedus.sources import Expectation, Release, parse, source
from foedus.sources.kiel.layout import donor, layout
from foedus.totals import Total, totals

HERE = Path(__file__).parent / "sources" / "kiel"
DATA = Path(__file__).parents[2] / "shared" / "data"
official = pytest.mark.skipif(not DATA.is_dir(), reason="the official files are not at hand")
LAYOUT = {
    "last": "2022-06",
    "sheets": [
        {
            "donor": "donor",
            "month_number": "number",
            "date": "day",
            "kind": "kind",
            "form": "form",
            "values": [
                {
                    "column": "amount",
                    "where": {"measure": "Allocation"},
                    "measure": "aid_allocated",
                    "kinds": True,
                },
                {"column": "package", "measure": "aid_committed", "kinds": True},
            ],
        }
    ],
}


def read(folder: Path, text: str | None = None) -> list[Row]:
    path = folder / "activities.csv"
    path.write_text(text or (HERE / "activities.csv").read_text(encoding="utf-8"), encoding="utf-8")
    release = Release(
        released="2022-07-01",
        file=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        kind="original",
        coverage="whole",
        layout=LAYOUT,
        expect=Expectation(rows=1, members=1, years=(2022, 2022)),
    )
    return parse(source("kiel"), release, folder)[1]


def amounts(rows: list[Row], measure: str, subject: str, component: str | None = None) -> dict[str, Decimal]:
    return {
        row.period: row.value
        for row in rows
        if (row.measure, row.subject, row.component) == (measure, subject, component)
    }


# --- the lines of a release ------------------------------------------------------------------------------------------


def test_an_amount_counts_for_the_whole_for_its_kind_and_of_financial_aid_for_its_form(tmp_path):
    rows = read(tmp_path)
    assert amounts(rows, "aid_allocated", "DEU")["2022-03"] == Decimal("3000000.5")
    assert amounts(rows, "aid_allocated", "DEU", "military") == {"2022-03": Decimal("3000000.5")}
    assert amounts(rows, "aid_allocated", "DEU", "loan") == {"2022-04": 300}
    assert {row.partner for row in rows} == {"UKR"}


def test_a_commitment_is_a_package_or_an_allocation_that_draws_on_none(tmp_path):
    rows = read(tmp_path)
    assert sum(amounts(rows, "aid_committed", "DEU").values()) == 2000000 + 40 + 5000


def test_the_month_is_the_publishers_number_else_that_of_the_last_day_named(tmp_path):
    rows = read(tmp_path)
    assert amounts(rows, "aid_committed", "DEU", "grant") == {"2022-05": 5000}
    assert amounts(rows, "aid_allocated", "DEU", "financial") == {"2022-04": 300}


def test_an_amount_without_a_month_stands_in_the_last_one_as_an_estimate_that_says_so(tmp_path):
    row = next(
        row for row in read(tmp_path) if row.component == "humanitarian" and row.measure == "aid_allocated"
    )
    assert (row.period, row.status, row.value) == ("2022-06", "E", 40)
    assert row.note == "Of this, 40 EUR carry no month in the file and are counted in the edition's last one."


def test_a_day_outside_the_edition_is_a_slip_and_falls_inside(tmp_path):
    rows = read(tmp_path)
    assert amounts(rows, "aid_allocated", "eu-institutions") == {"2022-02": 70}
    assert amounts(rows, "aid_allocated", "TUR") == {"2022-01": 8}


def test_the_place_lists_the_lines_that_add_up(tmp_path):
    row = next(row for row in read(tmp_path) if row.component == "military" and row.subject == "DEU")
    assert row.place == "rows 2-3"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Türkiye", "Turkye", "row 8: 'Turkye' is no donor; nearest: turkiye"),
        (
            "Military,Weapons,Allocation,8,8",
            "Moral,Weapons,Allocation,8,8",
            "row 8: 'Moral' is no kind of aid",
        ),
        (",8,8", ",8,eight", "row 8: amount: 'eight' is no number"),
        ("2021-12-01", "until 15/2022", "row 8: 15 is no month"),
        ("package", "parcel", "row 1: no column 'package'"),
    ],
)
def test_a_line_that_is_not_understood_is_refused_with_its_place(tmp_path, old, new, message):
    text = (HERE / "activities.csv").read_text(encoding="utf-8").replace(old, new)
    with pytest.raises(SourceError, match=message):
        read(tmp_path, text)


# --- totals by month -------------------------------------------------------------------------------------------------


def aid(subject: str, period: str, value: str, component: str | None = None) -> Row:
    return Row(
        measure="aid_allocated",
        subject=subject,
        partner="UKR",
        component=component,
        unit="EUR",
        period=period,
        year=int(period[:4]),
        value=Decimal(value),
        place="row 1",
    )


def monthly(rows: list[Row], subject: str, perimeter: str | None = None) -> list[Total]:
    found = totals(
        rows,
        [("aid_allocated", "EUR")],
        ["nato", "nato+eu-institutions"],
        flows=["aid_allocated"],
    )
    return [
        each
        for each in found
        if (each.subject, each.perimeter) == (subject, perimeter) and not each.component
    ]


def test_a_month_without_a_row_is_a_month_in_which_nothing_was_given():
    rows = [aid("FRA", "2023-11", "5"), aid("FRA", "2024-02", "7"), aid("USA", "2023-12", "1")]
    assert [(each.period, each.value, each.running) for each in monthly(rows, "FRA")] == [
        ("2023-11", 5, 5),
        ("2023-12", 0, 5),
        ("2024-01", 0, 5),
        ("2024-02", 7, 12),
    ]


def test_a_member_counts_from_the_month_of_its_accession_or_in_all_months():
    rows = [aid("SWE", month, "1") for month in ("2024-02", "2024-03")]
    assert [each.value for each in monthly(rows, "nato", "members of each month")] == [1]
    assert [each.value for each in monthly(rows, "nato", "members of today")] == [1, 1]


def test_the_institutions_are_added_to_a_group_where_the_group_says_so():
    rows = [aid("FRA", "2024-02", "5"), aid("eu-institutions", "2024-02", "7")]
    assert [each.value for each in monthly(rows, "nato", "members of each month")] == [5]
    assert [each.value for each in monthly(rows, "nato+eu-institutions", "members of each month")] == [12]


def test_parts_do_not_add_to_the_whole():
    rows = [aid("FRA", "2024-02", "5"), aid("FRA", "2024-02", "5", "military")]
    assert [each.value for each in monthly(rows, "nato", "members of each month")] == [5]


# --- the shipped ledger ----------------------------------------------------------------------------------------------


NOW, TO_2024, RELEASE_7 = "2026-08-04", "2025-02-14", "2022-10-11"


def given(
    edition: str, measure: str, subject: str, period: str, unit: str = "EUR", component: str | None = None
) -> Decimal:
    """What a donor or the members of each month gave in a stretch of months, dollars at each month's own rate."""
    first, last = period.split("/")
    rate = "(SELECT period, value AS rate FROM 'fed_rates/2026-07-01/observations.parquet' WHERE subject = 'EUR')"
    value = "sum(value)" if unit == "EUR" else "sum(value / CAST(rate AS DOUBLE))"
    found = Ledger().query(
        f"SELECT {value} FROM 'kiel/{edition}/totals.parquet' JOIN {rate} USING (period)"
        " WHERE measure = ? AND subject = ? AND component IS NOT DISTINCT FROM ? AND basis != 'published'"
        " AND coalesce(perimeter, '') != 'members of today' AND period BETWEEN ? AND ?",
        [measure, subject, component, first, last],
    )
    return (Decimal(found[0][0]) / 10**9).quantize(Decimal("0.01"))


@pytest.mark.parametrize(
    ("edition", "measure", "subject", "period", "unit", "value"),
    [
        (NOW, "aid_allocated", "USA", "2022-01/2025-02", "USD", "122.99"),
        (NOW, "aid_committed", "USA", "2022-01/2025-02", "USD", "126.66"),
        (NOW, "aid_allocated", "USA", "2022-01/2024-12", "EUR", "114.90"),
        (NOW, "aid_allocated", "DEU", "2022-01/2024-12", "EUR", "16.02"),
        (NOW, "aid_allocated", "FRA", "2022-01/2024-12", "EUR", "5.17"),
        (NOW, "aid_committed", "USA", "2022-01/2022-10", "EUR", "34.86"),
        (NOW, "aid_committed", "DEU", "2022-01/2022-10", "EUR", "3.81"),
        (NOW, "aid_committed", "nato", "2025-01/2025-03", "EUR", "5.67"),
        (NOW, "aid_committed", "nato", "2025-01/2025-03", "USD", "6.00"),
        (NOW, "aid_committed", "nato+eu-institutions", "2025-01/2025-03", "EUR", "5.81"),
        (NOW, "aid_committed", "nato+eu-institutions", "2025-01/2025-03", "USD", "6.15"),
        (NOW, "aid_committed", "nato-europe-canada", "2025-01/2025-12", "EUR", "54.77"),
        (NOW, "aid_committed", "nato-europe-canada+eu-institutions", "2025-01/2025-12", "EUR", "55.16"),
        (NOW, "aid_allocated", "nato", "2025-01/2025-03", "USD", "14.22"),
        (NOW, "aid_allocated", "nato+eu-institutions", "2025-01/2025-03", "USD", "22.45"),
        (TO_2024, "aid_allocated", "USA", "2022-01/2024-12", "EUR", "114.15"),
        (TO_2024, "aid_allocated", "DEU", "2022-01/2024-12", "EUR", "17.26"),
        (TO_2024, "aid_allocated", "FRA", "2022-01/2024-12", "EUR", "4.89"),
        (TO_2024, "aid_allocated", "GBR", "2022-01/2024-12", "EUR", "14.81"),
        (TO_2024, "aid_allocated", "eu-institutions", "2022-01/2024-12", "EUR", "48.95"),
        (RELEASE_7, "aid_committed", "USA", "2022-01/2022-10", "EUR", "52.31"),
        (RELEASE_7, "aid_committed", "DEU", "2022-01/2022-10", "EUR", "3.30"),
    ],
)
def test_the_tracker_gives_what_its_publisher_and_a_reader_count(
    edition, measure, subject, period, unit, value
):
    assert given(edition, measure, subject, period, unit) == Decimal(value)


def test_military_aid_in_dollars_is_counted_by_its_own_part():
    assert given(NOW, "aid_allocated", "USA", "2022-02/2024-07", "USD", "military") == Decimal("59.76")


@pytest.mark.parametrize(
    ("measure", "europe", "america"),
    [("aid_allocated", "59.99", "32.22"), ("aid_committed", "71.16", "21.72")],
)
def test_europe_with_the_institutions_and_america_have_their_shares_of_all(measure, europe, america):
    period = "2022-02/2026-04"
    whole = given(NOW, measure, "world+eu-institutions", period)
    shares = [
        (100 * given(NOW, measure, subject, period) / whole).quantize(Decimal("0.01"))
        for subject in ("europe+eu-institutions", "USA")
    ]
    assert shares == [Decimal(europe), Decimal(america)]


@pytest.mark.parametrize(
    ("donor", "bilateral", "with_share"),
    [("DNK", "3.27", "3.85"), ("EST", "3.06", "3.65"), ("DEU", "0.83", "1.36"), ("USA", "0.59", "0.59")],
)
def test_aid_is_a_share_of_gdp_of_2021_without_or_with_the_share_of_the_unions_aid(
    donor, bilateral, with_share
):
    values = (
        "(SELECT measure, component, CAST(value AS DOUBLE) AS v"
        f" FROM 'kiel/{NOW}/observations.parquet' WHERE subject = '{donor}')"
    )
    found = Ledger().query(
        "SELECT sum(v) FILTER (WHERE measure = 'aid_allocated' AND component IS NULL),"
        " sum(v) FILTER (WHERE component = 'eu-share'),"
        f" sum(v) FILTER (WHERE measure = 'gdp') FROM {values}"
    )
    own, share, gdp = (value or 0 for value in found[0])
    shares = [Decimal(100 * each / gdp).quantize(Decimal("0.01")) for each in (own, own + share)]
    assert shares == [Decimal(bilateral), Decimal(with_share)]


def test_all_donors_sum_to_the_published_total_of_each_month_and_part():
    columns = "measure, coalesce(component, '') AS component, period, value"
    found = Ledger().query(
        f"SELECT count(*), max(abs(p.value - s.value)) FROM"
        f" (SELECT {columns} FROM 'kiel/{NOW}/totals.parquet' WHERE basis = 'published') p JOIN"
        f" (SELECT {columns} FROM 'kiel/{NOW}/totals.parquet' WHERE subject = 'world+eu-institutions'"
        " AND perimeter = 'members of today') s USING (measure, component, period)"
    )
    assert found == [(4 * 52, 0)]


def test_a_year_of_the_pound_is_the_mean_of_its_months_and_says_so():
    rows = Ledger().query(
        "SELECT value, status, note FROM 'fed_rates/2026-07-01/observations.parquet'"
        " WHERE subject = 'GBP' AND period = '2024'"
    )
    months = Ledger().query(
        "SELECT round(avg(value), 6) FROM 'fed_rates/2026-07-01/observations.parquet'"
        " WHERE subject = 'GBP' AND period LIKE '2024-%'"
    )
    assert float(rows[0][0]) == pytest.approx(months[0][0], abs=1e-6)
    assert rows[0][1:] == ("E", "mean of the twelve monthly means; the yearly file has none")


def test_no_other_year_is_a_mean():
    found = Ledger().query(
        "SELECT DISTINCT subject FROM 'fed_rates/2026-07-01/observations.parquet' WHERE status = 'E'"
    )
    assert found == [("GBP",)]


# --- the official files ----------------------------------------------------------------------------------------------


@official
@pytest.mark.parametrize(
    ("name", "folder", "rows"),
    [
        ("kiel", "kiel-ukraine-support", [971, 3661, 5264, 5941]),
        ("fed_rates", "macro", [4998]),
        ("worldbank", "macro", [1892, 1904]),
    ],
)
def test_every_edition_that_is_held_parses_to_what_is_expected(name, folder, rows):
    found = source(name)
    held = [release for release in found.edition if release.file]
    assert [parse(found, release, DATA / folder)[0].rows for release in held] == rows


@official
def test_an_edition_whose_sum_is_not_the_published_one_is_refused():
    kiel = source("kiel")
    release = next(each for each in kiel.edition if each.released == NOW)
    assert release.expect is not None
    wrong = msgspec.structs.replace(release.expect.known[0], value=Decimal("999e9"))
    expect = msgspec.structs.replace(release.expect, known=[wrong])
    with pytest.raises(SourceError, match=r"115380650000.* expected for USA"):
        parse(kiel, msgspec.structs.replace(release, expect=expect), DATA / "kiel-ukraine-support")


@official
def test_loans_and_swap_lines_are_those_of_the_publishers_own_sheet():
    """The lines of each donor add up to what the workbook's sheet of financial aid by type says, for all 42.

    Guarantees do but for one, which is written as humanitarian aid; grants are of all kinds of aid and not compared.
    """
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(
        str(DATA / "kiel-ukraine-support" / "release07_Ukraine_Support_Tracker.xlsx")
    )
    found = source("kiel")
    release = next(each for each in found.edition if each.released == "2022-10-11")
    _, rows = parse(found, release, DATA / "kiel-ukraine-support")
    summed: dict[tuple[str, str], Decimal] = {}
    for row in rows:
        if row.measure == "aid_committed" and row.component in ("loan", "guarantee", "swap-line"):
            key = (row.subject, row.component)
            summed[key] = summed.get(key, Decimal(0)) + row.value
    plan, differs, compared = layout(found, release), [], 0
    for label, loan, _, swap, guarantee, *_ in book.get_sheet_by_name("Financial aid by type").to_python()[
        1:
    ]:
        if not str(label).strip() or label == "Total":
            continue
        subject = donor(str(label), plan, "Financial aid by type")
        for component, said in (("loan", loan), ("swap-line", swap), ("guarantee", guarantee)):
            compared += 1
            if abs(summed.get((subject, component), Decimal(0)) - Decimal(str(said or 0)) * 10**9) > 1000:
                differs.append((subject, component))
    assert compared == 42 * 3
    assert differs == [("AUT", "guarantee")]


@official
def test_deliveries_and_heavy_weapons_are_those_of_the_publishers_own_sheets():
    """Deliveries of each donor in figure A4, heavy weapons of Europe in its line of sums; no donor is left out."""
    from python_calamine import CalamineWorkbook

    file = DATA / "kiel-ukraine-support" / "release07_Ukraine_Support_Tracker.xlsx"
    book = CalamineWorkbook.from_path(str(file))
    found = source("kiel")
    release = next(each for each in found.edition if each.released == "2022-10-11")
    _, rows = parse(found, release, file.parent)
    plan = layout(found, release)
    delivered = {
        row.subject: row.value
        for row in rows
        if (row.measure, row.component) == ("aid_delivered", "military")
    }
    lines = [line for line in book.get_sheet_by_name("Figure A4 Military in-kind").to_python()[3:] if line[0]]
    said = {donor(str(line[0]), plan, "A4"): Decimal(str(line[2] or 0)) * 10**9 for line in lines
            if str(line[0]) in {name for names in plan.donors.values() for name in names}}  # fmt: skip
    differs = {code for code, value in said.items() if abs(delivered.get(code, Decimal(0)) - value) > 1000}
    assert (len(said), differs) == (40, set())
    tanks = {
        step: sum(row.value for row in rows
                  if (row.measure, row.component) == (f"heavy_weapons_{step}", "tanks"))
        for step in ("committed", "delivered")
    }  # fmt: skip
    assert tanks == {"committed": 288, "delivered": 252}


@official
def test_where_military_aid_came_from_is_most_of_it():
    edition, rows = parse(
        source("kiel"),
        next(each for each in source("kiel").edition if each.released == "2026-08-04"),
        DATA / "kiel-ukraine-support",
    )
    assert "heavy_weapons_committed" in edition.measures
    of = {
        row.component: sum(each.value for each in rows if each.subject == "world"
                           and (each.measure, each.component) == (row.measure, row.component))
        for row in rows if row.subject == "world" and (row.measure == "aid_procurement" or row.component == "military")
    }  # fmt: skip
    whole = of.pop("military")
    assert len(of) == 4
    assert (round(sum(of.values()) / 10**9, 1), round(whole / 10**9, 1)) == (
        Decimal("168.0"),
        Decimal("173.0"),
    )
