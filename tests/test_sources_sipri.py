"""SIPRI's files become rows that keep what the colours say, spread deliveries over years, and stay a small part."""

import csv
import datetime as dt
import hashlib
import re
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from workbooks import write

from foedus.alliances import members_on
from foedus.editions import Row, full
from foedus.errors import SourceError
from foedus.ledger import Ledger
from foedus.sources import Expectation, Kept, Release, parse, source
from foedus.sources.sipri_milex.sheets import Workbook

EXTRACTS = Path(__file__).parent / "sources"
OFFICIAL = Path(__file__).parents[2] / "shared" / "data"
official = pytest.mark.skipif(
    not (OFFICIAL / "sipri-milex").is_dir(), reason="the official files are not at hand"
)
SHIPPED = Ledger(Path(__file__).parents[1] / "src" / "foedus" / "data" / "ledger")


def release(path: Path, years: tuple[int, int]) -> Release:
    return Release(
        released="2017-01-01",
        file=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        kind="original",
        coverage="slice",
        expect=Expectation(rows=1, members=1, years=years),
    )


def spending(folder: Path, old: str = "", new: str = "") -> list[Row]:
    text = (EXTRACTS / "sipri_milex" / "workbook.txt").read_text()
    assert old in text
    path = folder / "milex.xlsx"
    write(path, text.replace(old, new, 1) if old else text)
    return parse(source("sipri_milex"), release(path, (2019, 2020)), folder, whole=True)[1]


def arms(folder: Path, old: str = "", new: str = "") -> list[Row]:
    text = (EXTRACTS / "sipri_at" / "register.csv").read_text()
    assert old in text
    path = folder / "register.csv"
    path.write_text(text.replace(old, new, 1) if old else text)
    return parse(source("sipri_at"), release(path, (2002, 2006)), folder, whole=True)[1]


# --- spending ---------------------------------------------------------------------------------------------------------


def test_a_workbook_gives_its_rows_with_what_colours_and_marks_say(tmp_path):
    with (EXTRACTS / "sipri_milex" / "workbook.csv").open(newline="") as file:
        head, *expected = list(csv.reader(file))
    found = []
    for row in spending(tmp_path):
        fields = {
            **msgspec.structs.asdict(row),
            "value": format(row.value.normalize(), "f"),
            "total": "total" if row.total else "",
        }
        found.append(["" if fields[name] is None else str(fields[name]) for name in head])
    assert found == expected


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "Poland\t†§4\t101.5",
            "Polland\t†§4\t101.5",
            "Current US$!A6: 'Polland' is no country; nearest: Poland",
        ),
        ("World\t", "Worlds\t", "Regional totals!A5: 'Worlds' is no region; nearest: World"),
        ("112.5{10}", "many", "Current US$!D6: 'many' is no number"),
        (
            "Country\tNotes\t2019\t2020\n\nPoland",
            "Country\tNotes\n\nPoland",
            "Share of GDP: no line of years",
        ),
        ("== Current US$", "== Currant US$", r"no sheet 'Current US\\$'"),
    ],
)
def test_a_broken_workbook_is_refused_with_the_cell_at_fault(tmp_path, old, new, message):
    with pytest.raises(
        SourceError, match=re.escape(f"sipri_milex 2017-01-01: milex.xlsx: {message}")
    ) as fault:
        spending(tmp_path, old, new)
    assert "\n" not in str(fault.value)


def test_a_file_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "milex.xlsx"
    path.write_bytes(b"PK\x03\x04 torn off")
    with pytest.raises(SourceError, match=r"sipri_milex 2017-01-01: milex.xlsx: not a readable workbook"):
        parse(source("sipri_milex"), release(path, (2019, 2020)), tmp_path)


def test_only_what_may_be_passed_on_is_kept(tmp_path):
    write(tmp_path / "milex.xlsx", (EXTRACTS / "sipri_milex" / "workbook.txt").read_text())
    kept = [
        Kept(measures=["military_expenditure"], members=["visegrad"], prices="constant", since=2020),
        Kept(measures=["military_expenditure"], subjects=["world"], prices="current", since=2000),
    ]
    sipri = msgspec.structs.replace(source("sipri_milex"), kept=kept)
    edition, rows = parse(sipri, release(tmp_path / "milex.xlsx", (2019, 2020)), tmp_path)
    assert [(row.subject, row.period, row.prices) for row in rows] == [
        ("POL", "2020", "constant"),
        ("world", "2020", "current"),
    ]
    assert (edition.rows, edition.years, edition.coverage) == (2, [2020, 2020], "slice")
    whole = parse(sipri, release(tmp_path / "milex.xlsx", (2019, 2020)), tmp_path, whole=True)[0]
    assert (whole.rows, whole.coverage) == (12, "whole")


def value(sql: str) -> Decimal:
    ((found,),) = SHIPPED.query(sql)
    return Decimal(found)


@pytest.mark.parametrize(
    ("edition", "subject", "year", "prices", "billions"),
    [
        ("2025-04-28", "RUS", 2024, "current", "148.97"),
        ("2025-04-28", "RUS", 2024, "constant", "150.53"),
        ("2024-04-22", "world", 2023, "current", "2443.40"),
        ("2024-04-22", "world", 2023, "constant", "2393.60"),
        ("2025-04-28", "world", 2023, "constant", "2447.44"),
        ("2025-04-28", "ip4", 2024, "current", "139.66"),
        ("2025-04-28", "ip4", 2024, "constant", "142.84"),
    ],
)
def test_the_ledger_gives_what_sipri_says(edition, subject, year, prices, billions):
    found = value(
        f"SELECT any_value(value) / 1e9 FROM 'sipri_milex/{edition}/totals.parquet' WHERE unit = 'USD'"
        f" AND subject = '{subject}' AND year = {year} AND prices = '{prices}' AND present = expected"
    )
    assert found.quantize(Decimal(billions)) == Decimal(billions)


def test_the_world_is_never_a_sum_of_ours():
    found = SHIPPED.query("SELECT DISTINCT basis FROM 'sipri_milex/*/totals.parquet' WHERE subject = 'world'")
    assert found == [("published",)]


@official
@pytest.mark.parametrize("released", ["2023-04-24", "2024-04-22", "2025-04-28"])
def test_the_slice_holds_the_largest_of_every_year_that_it_says_it_does(released):
    sipri = source("sipri_milex")
    found = next(each for each in sipri.edition if each.released == released)
    edition, whole = parse(sipri, found, OFFICIAL / "sipri-milex", whole=True)
    assert edition.coverage == "whole"
    (held,) = (each for each in SHIPPED.editions("sipri_milex") if each.edition == released)
    shipped = {(row.measure, row.prices, row.year, row.subject) for row in SHIPPED.rows(held)}
    assert held.leading == {
        "military_expenditure": (15, 2014),
        "military_expenditure_share_of_gdp": (10, 2014),
    }
    for measure, (places, since) in held.leading.items():
        series = {(row.prices, row.year) for row in whole if row.measure == measure and row.year >= since}
        assert len(series) > 8
        for prices, year in series:
            of = [(row.value, row.subject) for row in whole if not row.total
                  and (row.measure, row.prices, row.year) == (measure, prices, year)]  # fmt: skip
            assert all((measure, prices, year, code) in shipped for _, code in sorted(of)[-places:])


@official
@pytest.mark.parametrize("released", ["2023-04-24", "2024-04-22", "2025-04-28"])
def test_well_under_a_tenth_of_a_workbook_is_shipped(released, capsys):
    sipri = source("sipri_milex")
    found = next(each for each in sipri.edition if each.released == released)
    with Workbook(OFFICIAL / "sipri-milex" / str(found.file)) as book:
        numbers = sum(
            cell.is_number and not re.fullmatch(r"(?:19|20)\d\d", cell.text)
            for sheet in book.sheets
            for cells in book.rows(sheet)
            for cell in cells
        )
    (shipped,) = (each.rows for each in SHIPPED.editions("sipri_milex") if each.edition == released)
    with capsys.disabled():
        print(
            f"\nsipri_milex {released}: {shipped:,} of {numbers:,} numbers shipped, {shipped / numbers:.1%}"
        )
    assert shipped / numbers < 0.06


# --- arms -------------------------------------------------------------------------------------------------------------


def test_a_volume_is_spread_evenly_over_the_years_of_its_deliveries(tmp_path):
    found = {
        (row.subject, row.partner, row.year): (row.value, row.place, row.total, row.status)
        for row in arms(tmp_path)
    }
    million = Decimal(1_000_000)
    assert found["POL", "TUR", 2002] == (full(Decimal("1.5"), million), "row 2", False, "E")
    assert [year for of, by, year in found if (of, by) == ("POL", "TUR")] == [2002, 2003, 2004, 2006]
    # Without a code a party counts in the totals only, and what was not delivered counts nowhere.
    assert found["POL", None, 2003] == (full(Decimal(2), million), "rows 2, 3", False, "E")
    assert found["world", "TUR", 2003] == (full(Decimal("3.5"), million), "rows 2, 4", True, "E")
    assert found["world", None, 2003] == (full(Decimal(4), million), "rows 2, 3, 4", True, "E")
    # A line that was broken before its volumes is put together.
    assert found["NOR", "POL", 2004] == (full(Decimal(3), million), "row 6", False, "E")
    assert {subject for subject, _, _ in found} == {"POL", "NOR", "world"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Poland,Turkiye,2001", "Poland,Turkye,2001", "row 2: 'Turkye' is no country; nearest: Turkiye"),
        (",2003,New,,1,9,0.5", ",,New,,1,9,0.5", "row 3: 0.5 delivered in no year"),
        (",2003,New,,2,2,2", ",2003,New,,2,2,two", "row 4: 'two' is no volume"),
        ("Recipient,", "Buyer,", "row 1: no column 'Recipient'"),
    ],
)
def test_a_broken_register_is_refused_with_the_line_at_fault(tmp_path, old, new, message):
    with pytest.raises(SourceError, match=re.escape(f"sipri_at 2017-01-01: register.csv: {message}")):
        arms(tmp_path, old, new)


@pytest.mark.parametrize(("supplier", "share"), [("USA", "44.39"), ("KOR", "41.91")])
def test_the_ledger_gives_the_shares_of_polands_suppliers(supplier, share):
    found = value(
        f"SELECT 100 * sum(value) FILTER (WHERE partner = '{supplier}') / sum(value) FILTER (WHERE partner IS NULL)"
        " FROM 'sipri_at/2025-03-10/observations.parquet' WHERE subject = 'POL' AND year BETWEEN 2020 AND 2024"
    )
    assert found.quantize(Decimal(share)) == Decimal(share)


@official
@pytest.mark.parametrize("released", ["2024-03-11", "2025-03-10"])
def test_well_under_a_tenth_of_the_sums_of_the_register_is_shipped(released, capsys):
    sipri = source("sipri_at")
    found = next(each for each in sipri.edition if each.released == released)
    whole = parse(sipri, found, OFFICIAL, whole=True)[1]
    sums = sum(row.partner is not None and not row.total for row in whole)
    kept = value(
        f"SELECT count(*) FROM 'sipri_at/{released}/observations.parquet' WHERE partner IS NOT NULL AND NOT total"
    )
    with capsys.disabled():
        print(
            f"\nsipri_at {released}: {kept:,} of {sums:,} yearly sums by pair shipped, {kept / sums:.1%}; no deal"
        )
    assert kept / sums < Decimal("0.07")


def test_the_lines_above_the_head_of_a_register_are_passed_over(tmp_path):
    plain = {(row.series, row.period): row.value for row in arms(tmp_path)}
    above = arms(tmp_path, "Recipient,", "Transfers of major arms\n\nDeals, since 1950\nRecipient,")
    assert {(row.series, row.period): row.value for row in above} == plain
    assert "rows 5, 6" in {row.place for row in above}


def test_only_members_partners_and_adversaries_stand_in_the_register():
    known = {"UKR", "ISR", "world"}.union(
        *(members_on(each, dt.date.max) for each in ("nato", "ip4", "crink"))
    )
    found = SHIPPED.query("SELECT DISTINCT unnest([subject, partner]) FROM 'sipri_at/*/observations.parquet'")
    assert {code for (code,) in found if code} <= known
