"""An official file becomes rows with their cells, and one that is not what it should be is refused in one line."""

import csv
import hashlib
import re
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from workbooks import write

from foedus.alliances import register
from foedus.editions import Row, full
from foedus.errors import RuleError, SourceError, UnknownName
from foedus.measures import measures
from foedus.sources import Expectation, Known, Release, parse, source, sources

NATO = Path(__file__).parent / "sources" / "nato_defexp"
OFFICIAL = Path(__file__).parents[2] / "shared" / "data" / "nato-defexp"
official = pytest.mark.skipif(not OFFICIAL.is_dir(), reason="the official files are not at hand")
COLUMNS = (
    "measure",
    "subject",
    "unit",
    "prices",
    "price_year",
    "year",
    "value",
    "status",
    "place",
    "total",
    "note",
)


def release(
    path: Path, *, layout: dict | None = None, rows: int = 1, known: list[Known] | None = None
) -> Release:
    return Release(
        released="2017-01-01",
        file=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        kind="original",
        coverage="whole",
        layout=layout or {},
        expect=Expectation(rows=rows, members=1, years=(2014, 2014), known=known or []),
    )


def workbook(folder: Path, text: str | None = None) -> Release:
    path = folder / "tables.xlsx"
    write(path, text or (NATO / "workbook.txt").read_text())
    return release(path)


def read(folder: Path, found: Release) -> list[Row]:
    return parse(source("nato_defexp"), found, folder)[1]


def written(row: Row) -> list[str]:
    value = format(row.value.normalize(), "f")
    fields = {**msgspec.structs.asdict(row), "value": value, "total": "total" if row.total else ""}
    return ["" if fields[name] is None else str(fields[name]) for name in COLUMNS]


def test_a_workbook_gives_its_rows_in_full_units_with_their_cells(tmp_path):
    with (NATO / "workbook.csv").open(newline="") as file:
        expected = list(csv.reader(file))[1:]
    assert [written(row) for row in read(tmp_path, workbook(tmp_path))] == expected


LINES = {
    "lines": {
        "subject": "who",
        "year": "when",
        "estimate": "guess",
        "values": [
            {"column": "amount", "where": {"what": "spending"}, "measure": "defence_expenditure", "unit": "USD",
             "prices": "constant", "price_year": 2021, "scale": 1000000},
            {"column": "percent", "where": {"what": "spending"}, "measure": "equipment_share", "unit": "%"},
        ],
    }
}  # fmt: skip


def test_a_transcription_gives_its_lines_and_the_status_of_its_edition(tmp_path):
    path = tmp_path / "transcription.csv"
    path.write_bytes((NATO / "transcription.csv").read_bytes())
    rows = read(tmp_path, release(path, layout=LINES))
    found = [
        (row.subject, row.period, row.value, row.status, row.place, row.total)
        for row in rows
        if row.unit == "USD"
    ]
    assert found == [
        ("DNK", "2014", full(Decimal("12500000")), "A", "row 2", False),
        ("DNK", "2015", full(Decimal("13000000")), "E", "row 3", False),
        ("nato", "2014", full(Decimal("1000250000")), "E", "row 4", True),
    ]
    assert [row.value for row in rows if row.unit == "%"] == [full(Decimal("1.15")), full(Decimal("2.5"))]
    differs = {"lines": {**LINES["lines"], "status": "D"}}
    rows = read(tmp_path, release(path, layout=differs))
    assert {(row.status, row.note) for row in rows} == {("D", None), ("D", "estimate")}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("\tDenmark\t10.05", "\tDenmarck\t10.05", "TABLE2!D7: 'Denmarck' is no country or total; nearest: Denmark"),
        ("Denmark   (Kroner)\t100.5", "Denmark   (Euros)\t100.5", "TABLE1!D8: 'Euros' is no currency of DNK"),
        ("Denmark   (Kroner)\t100.5", "Denmark\t100.5", "TABLE1!D8: no currency is named for DNK"),
        ("\tThousands", "\tDozens", "TABLE7!A3: 'Military personnel' ('Dozens') is no series that"),
        ("Equipment (a)", "Elephants (a)", "TABLE8a!B4: 'Elephants (a)' under"),
        ("Table 7 : ", "Tableau 7, ", "TABLE7: no title of a table"),
        ("\t2015\t2016e\n\t\t\tDenmark", "\tlast\tnext\n\t\t\tDenmark", "TABLE7!A1: no row of years below the title"),
        ("\t16.9\t17.25", "\tmany\t17.25", "TABLE7!E4: 'many' is no number"),
        ("(US dollars)\t1000", "(US dollars)\t1001", "TABLE1!D10 says 1001000000.00000000 for USA 2014"),
    ],
)  # fmt: skip
def test_a_broken_workbook_is_refused_with_the_cell_at_fault(tmp_path, old, new, message):
    text = (NATO / "workbook.txt").read_text()
    assert old in text
    with pytest.raises(
        SourceError, match=re.escape(f"nato_defexp 2017-01-01: tables.xlsx: {message}")
    ) as fault:
        read(tmp_path, workbook(tmp_path, text.replace(old, new, 1)))
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "Denmark,2014,false,spending,12.5",
            "Denmark,2014,false,spending,dear",
            "row 2: amount: 'dear' is no number",
        ),
        ("Denmark,2015e", "Denmark,soon", "row 3: 'soon' is no year"),
        ("NATO Total", "NATO", "row 4: 'NATO' is no country or total"),
        ("who,", "whom,", "row 1: no column 'who'"),
    ],
)
def test_a_broken_transcription_is_refused_with_the_line_at_fault(tmp_path, old, new, message):
    path = tmp_path / "transcription.csv"
    path.write_text((NATO / "transcription.csv").read_text().replace(old, new, 1))
    with pytest.raises(SourceError, match=re.escape(f"nato_defexp 2017-01-01: transcription.csv: {message}")):
        read(tmp_path, release(path, layout=LINES))


def test_a_file_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "tables.xlsx"
    path.write_bytes(b"not a workbook")
    with pytest.raises(SourceError, match=r"nato_defexp 2017-01-01: tables.xlsx: not a readable workbook"):
        read(tmp_path, release(path))


def test_a_file_is_known_by_its_hash_under_any_name(tmp_path):
    found = workbook(tmp_path)
    (tmp_path / "tables.xlsx").rename(tmp_path / "download (1).xlsx")
    assert len(read(tmp_path, found)) == 41


def test_a_file_with_another_hash_is_refused(tmp_path):
    found = workbook(tmp_path)
    with (tmp_path / "tables.xlsx").open("ab") as file:
        file.write(b"\n")
    with pytest.raises(
        SourceError, match=r"2017-01-01: tables.xlsx is not the official file: its sha256 is \w{16}…"
    ):
        read(tmp_path, found)
    (tmp_path / "tables.xlsx").unlink()
    with pytest.raises(
        SourceError, match=r"nato_defexp 2017-01-01: tables.xlsx \(sha256 \w{16}…\) is not in"
    ):
        read(tmp_path, found)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"rows": 99}, "41 rows, at least 99 expected"),
        ({"members": 9}, "3 members, at least 9 expected"),
        ({"years": (2010, 2016)}, "2010 to 2016 expected"),
        ({"totals": ["nato", "eu"]}, "['eu', 'nato'] expected"),
        (
            {"known": [Known(measure="equipment_share", subject="DNK", year=2014, unit="%", value=Decimal(1))]},
            "TABLE8a!D5: 12.50000000, 1 expected for DNK",
        ),
        (
            {"known": [Known(measure="gdp", subject="DNK", year=2014, unit="USD", value=Decimal(1))]},
            "no gdp of DNK in 2014, 1 expected",
        ),
    ],
)  # fmt: skip
def test_an_edition_with_less_than_is_expected_is_refused(tmp_path, change, message):
    found = workbook(tmp_path)
    expect = msgspec.structs.replace(found.expect, **change)
    with pytest.raises(SourceError, match=re.escape(message)) as fault:
        read(tmp_path, msgspec.structs.replace(found, expect=expect))
    assert str(fault.value).startswith("nato_defexp 2017-01-01: tables.xlsx: ")


def test_every_source_says_its_terms_and_lists_its_editions_by_day():
    for found in sources():
        days = [release.released for release in found.edition]
        assert sorted(set(days)) == days
        assert found.licence
        assert found.credit
        assert all(release.sha256 is None or len(release.sha256) == 64 for release in found.edition)


def test_every_source_speaks_of_known_measures_and_groups():
    for found in sources():
        spoken = {each.measure for each in found.sums} | set(found.absent)
        spoken |= {block["measure"] for block in found.layout.get("block", [])}
        assert spoken <= set(measures())
        assert {part for group in found.groups for part in group.split("+")} <= set(register().groups)


def test_an_unknown_source_is_named_with_the_nearest():
    with pytest.raises(UnknownName, match="unknown source 'nato_defxp'; nearest: nato_defexp"):
        source("nato_defxp")


def test_a_layout_that_does_not_decode_names_its_field(tmp_path):
    found = msgspec.structs.replace(workbook(tmp_path), layout={"lines": {"subject": 1}})
    with pytest.raises(RuleError, match=r"sources/nato_defexp/source.toml: layout of 2017-01-01: .*lines"):
        read(tmp_path, found)


# --- the official files ----------------------------------------------------------------------------------------------


@official
@pytest.mark.parametrize(
    ("edition", "tidy"),
    [("2023-03-21", "def-exp-2023-03_tidy.csv"), ("2024-06-17", "def-exp-2024-06_tidy.csv")],
)
def test_a_workbook_gives_what_another_conversion_of_it_gives(edition, tidy):
    nato = source("nato_defexp")
    found = next(each for each in nato.edition if each.released == edition)
    ours = sorted(
        (row.place.split("!")[0], row.year, row.status == "E", row.value)
        for row in parse(nato, found, OFFICIAL)[1]
    )
    scales = {"Million": 6, "Billion": 9, "thousand": 3, "Thousands": 3}
    theirs = []
    with (OFFICIAL / tidy).open(newline="") as file:
        for line in csv.DictReader(file):
            # The spending of the United States in its own currency is the series of the table in dollars.
            if line["currency"] == "US dollars":
                continue
            block = (
                line["block"] if line["sheet"] == "TABLE6" and line["block"] else line["unit"] + line["block"]
            )
            power = next((power for word, power in scales.items() if word in block), 0)
            value = full(Decimal(line["value"]), Decimal(10) ** power)
            theirs.append((line["sheet"], int(line["year"]), line["estimate"] == "true", value))
    assert ours == sorted(theirs)


@official
def test_every_edition_that_is_held_parses_to_what_is_expected():
    nato = source("nato_defexp")
    held = [found for found in nato.edition if found.file]
    assert [parse(nato, found, OFFICIAL)[0].rows for found in held] == [2681, 3798, 5324, 48, 1287]


@official
def test_a_cell_is_the_publishers_cell():
    calamine = pytest.importorskip("python_calamine")
    nato = source("nato_defexp")
    found = next(each for each in nato.edition if each.released == "2024-06-17")
    book = calamine.CalamineWorkbook.from_path(str(OFFICIAL / str(found.file)))
    sheets = {
        name.strip(): book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }
    scales = {"TABLE1": 10**6, "TABLE2": 10**6, "TABLE7": 10**3, "TABLE3": 1, "TABLE8a": 1, "TABLE8b": 1}
    for row in parse(nato, found, OFFICIAL)[1]:
        sheet, column, line = re.fullmatch(r"(\w+)!([A-Z])(\d+)", row.place).groups()
        if sheet in scales:
            cell = sheets[sheet][int(line) - 1][ord(column) - ord("A")]
            assert abs(Decimal(cell) * scales[sheet] - row.value) < Decimal("0.001")
