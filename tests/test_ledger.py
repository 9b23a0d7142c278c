"""The ledger keeps editions whole, gives what was current on a day, and says when it is damaged."""

import csv
import datetime as dt
import io
import json
import shutil
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from foedus.cli_check import app
from foedus.cli_ledger import build_ledger
from foedus.editions import Edition, Row, content_hash, full
from foedus.errors import FoedusError, LedgerError, UnknownName
from foedus.holdings import ledger_path
from foedus.ledger import Ledger
from foedus.store import add, catalogue
from foedus.totals import Total, totals

OFFICIAL = Path(__file__).parents[2] / "shared" / "data" / "nato-defexp"
official = pytest.mark.skipif(not OFFICIAL.is_dir(), reason="the official files are not at hand")
SHIPPED = Path(__file__).parents[1] / "src" / "foedus" / "data" / "ledger"


# --- a small ledger of our own ---------------------------------------------------------------------------------------


def row(subject: str, year: int, value: str, **more: object) -> Row:
    fields = {
        "measure": "defence_expenditure",
        "unit": "USD",
        "prices": "current",
        "place": f"T!{subject}{year}",
    }
    fields |= more
    return Row(subject=subject, year=year, period=str(year), value=full(Decimal(value)), **fields)  # type: ignore[arg-type]


def edition(day: str, rows: list[Row] | None = None) -> Edition:
    held = rows is not None
    return Edition(
        source="invented",
        edition=day,
        publication="Invented Tables",
        title="Invented Tables",
        publisher="Nobody",
        url="https://example.org",
        held=held,
        kind="original" if held else None,
        coverage="whole" if held else None,
        content_hash=content_hash(rows) if rows is not None else None,
        licence="Free.",
        credit="Source: Nobody",
    )


FIRST = [
    row("FRA", 2020, "10"),
    row("FRA", 2021, "12", status="E", note="guessed"),
    row("FRA", 2020, "9", unit="EUR"),
    row("FRA", 2020, "8", prices="constant", price_year=2015),
]
SECOND = [
    row("FRA", 2020, "11"),
    row("FRA", 2021, "13"),
    row("POL", 2021, "5"),
    row("nato", 2021, "99", total=True),
]


def sums(rows: list[Row]) -> list[Total]:
    return totals(rows, [("defence_expenditure", "USD")], ["nato", "weimar"])


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "ledger"
    for day, rows in (("2022-01-01", FIRST), ("2023-01-01", SECOND)):
        add(
            path, edition(day, rows), rows, totals(rows, [("defence_expenditure", "USD")], ["nato", "weimar"])
        )
    catalogue(path, [edition(day) for day in ("2022-01-01", "2022-06-01", "2023-01-01")])
    return path


def test_editions_are_listed_by_day_held_or_not(small):
    found = Ledger(small).editions()
    assert [(each.edition, each.held) for each in found] == [
        ("2022-01-01", True),
        ("2022-06-01", False),
        ("2023-01-01", True),
    ]
    assert Ledger(small).newest == dt.date(2023, 1, 1)
    assert [each.edition for each in Ledger(small).editions(held=False)] == ["2022-06-01"]


def test_series_come_newest_edition_first_and_current_prices_before_constant(small):
    found = Ledger(small).series("defence_expenditure", "FRA")
    assert [(each.edition, each.unit, each.prices) for each in found] == [
        ("2023-01-01", "USD", "current"),
        ("2022-01-01", "USD", "current"),
        ("2022-01-01", "EUR", "current"),
        ("2022-01-01", "USD", "constant"),
    ]
    assert [(each.period, str(each.value), each.status, each.place) for each in found[1].observations] == [
        ("2020", "10", "A", "T!FRA2020"),
        ("2021", "12", "E", "T!FRA2021"),
    ]


def test_series_know_only_what_was_released_by_the_day(small):
    held = Ledger(small)
    assert {each.edition for each in held.series("defence_expenditure", "FRA", dt.date(2022, 12, 31))} == {
        "2022-01-01"
    }
    assert held.series("defence_expenditure", "FRA", dt.date(2021, 12, 31)) == []
    assert [each.unit for each in held.series("defence_expenditure", "FRA", unit="EUR")] == ["EUR"]
    assert [each.price_year for each in held.series("defence_expenditure", "FRA", prices="constant")] == [
        2015
    ]


def test_notes_are_kept_with_their_period(small):
    held = Ledger(small)
    assert held.notes(held.series("defence_expenditure", "FRA", edition="2022-01-01")[0]) == {
        "2021": "guessed"
    }


def test_an_unknown_measure_or_subject_is_named_with_the_nearest(small):
    with pytest.raises(
        UnknownName, match="unknown measure 'defence_expenditures'; nearest: defence_expenditure"
    ):
        Ledger(small).series("defence_expenditures", "FRA")
    with pytest.raises(UnknownName, match="unknown subject 'POLL'; nearest: POL"):
        Ledger(small).series("defence_expenditure", "POLL")


def test_an_edition_is_never_overwritten_unless_said(small):
    assert not add(small, edition("2022-01-01", FIRST), FIRST, sums(FIRST))
    changed = [row("FRA", 2020, "77")]
    with pytest.raises(
        LedgerError, match="holds invented 2022-01-01 with other rows; an edition is never overwritten"
    ):
        add(small, edition("2022-01-01", changed), changed, [])
    assert (
        Ledger(small).series("defence_expenditure", "FRA", edition="2022-01-01")[0].observations[0].value
        == 10
    )
    assert add(small, edition("2022-01-01", changed), changed, totals(changed), replace=True)
    assert (
        Ledger(small).series("defence_expenditure", "FRA", edition="2022-01-01")[0].observations[0].value
        == 77
    )
    assert sorted(path.name for path in (small / "invented").iterdir()) == ["2022-01-01", "2023-01-01"]


def test_a_damaged_edition_is_written_anew(small):
    damaged = small / "invented" / "2022-01-01" / "totals.parquet"
    damaged.write_bytes(b"")
    assert add(small, edition("2022-01-01", FIRST), FIRST, sums(FIRST))
    assert [fault for _, fault in Ledger(small).verify()] == [None, None]
    assert {path.name for path in small.iterdir()} == {"invented", "catalogue.json"}


def test_a_failed_write_leaves_what_stood_there(small, monkeypatch):
    before = {path: path.read_bytes() for path in small.rglob("*") if path.is_file()}
    monkeypatch.setattr(
        "foedus.folders._flush", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device"))
    )
    changed = [row("FRA", 2020, "77")]
    with pytest.raises(LedgerError, match=r"cannot be written \(No space left on device\)"):
        add(small, edition("2022-01-01", changed), changed, [], replace=True)
    assert {path: path.read_bytes() for path in small.rglob("*") if path.is_file()} == before


def test_a_query_reads_this_ledger_wherever_one_stands(small, tmp_path, monkeypatch):
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(small, elsewhere)
    shutil.rmtree(elsewhere / "invented" / "2022-01-01")
    other = [row("FRA", 2020, "66")]
    add(elsewhere, edition("2022-01-01", other), other, [])
    monkeypatch.chdir(elsewhere)
    sql = "SELECT max(value) FROM 'invented/2022-01-01/observations.parquet'"
    assert Ledger(small).query(sql) == [(Decimal(12),)]


def test_relative_paths_work_in_plain_duckdb_in_the_folder(small, monkeypatch):
    monkeypatch.chdir(small)
    sql = "SELECT value FROM 'invented/2023-01-01/observations.parquet' WHERE subject = 'POL'"
    with duckdb.connect() as connection:
        assert connection.execute(sql).fetchall() == Ledger(small).query(sql) == [(Decimal(5),)]


def test_a_fault_in_sql_is_one_line(small):
    with pytest.raises(LedgerError) as fault:
        Ledger(small).query("SELECT\nnonsense FROM\n'invented/2023-01-01/observations.parquet'")
    assert "\n" not in str(fault.value)


def test_the_path_is_the_shipped_one_unless_the_environment_says_another(tmp_path, monkeypatch):
    monkeypatch.delenv("FOEDUS_LEDGER", raising=False)
    assert ledger_path() == SHIPPED
    monkeypatch.setenv("FOEDUS_LEDGER", str(tmp_path))
    assert Ledger().path == tmp_path


def test_no_ledger_is_one_clear_line(tmp_path):
    with pytest.raises(
        LedgerError, match=r"the ledger lacks .*catalogue.json; `foedus ledger build` makes one"
    ):
        Ledger(tmp_path / "none").editions()
    with pytest.raises(LedgerError, match=r"no ledger at .*none; `foedus ledger build` makes one"):
        Ledger(tmp_path / "none").query("SELECT 1")


# --- totals ----------------------------------------------------------------------------------------------------------


def lines(rows: list[Row], **kept: object) -> list[tuple[object, ...]]:
    found = totals(
        rows, [("defence_expenditure", "USD")], ["weimar", "nato"], {"defence_expenditure": ["ISL"]}
    )
    return [
        (each.year, each.value, each.running, each.present, each.expected, each.status)
        for each in found
        if all(getattr(each, name) == value for name, value in kept.items())
    ]


def test_a_sum_tells_how_many_members_it_adds_and_the_status_of_its_weakest_part():
    rows = [row("FRA", 2020, "10"), row("POL", 2020, "5", status="E"), row("FRA", 2021, "12")]
    assert lines(rows, subject="weimar", perimeter="members of each year") == [
        (2020, 15, 15, 2, 3, "E"),
        (2021, 12, 27, 1, 3, "A"),
    ]


def test_a_running_sum_stops_at_a_missing_year():
    rows = [row("FRA", 2020, "10"), row("FRA", 2022, "12")]
    assert [line[2] for line in lines(rows, basis="member")] == [10, None]


def test_a_member_counts_from_the_year_of_its_accession_or_in_all_years():
    rows = [row(member, year, "1") for member in ("FRA", "FIN", "SWE") for year in (2022, 2023, 2024)]
    each_year = lines(rows, subject="nato", perimeter="members of each year")
    today = lines(rows, subject="nato", perimeter="members of today")
    assert [line[3:5] for line in each_year] == [(1, 29), (2, 30), (3, 31)]
    assert [line[3:5] for line in today] == [(3, 31), (3, 31), (3, 31)]


def test_a_published_total_is_never_a_member_of_a_sum():
    rows = [row("FRA", 2020, "10"), row("nato", 2020, "99", total=True)]
    assert [line[1] for line in lines(rows, subject="nato", basis="sum", perimeter="members of today")] == [
        10
    ]
    assert [line[1] for line in lines(rows, subject="nato", basis="published")] == [99]


# --- the shipped ledger ----------------------------------------------------------------------------------------------


def excess(edition: str, prices: str, base: int, end: int = 2024) -> Decimal:
    """What Europe and Canada spent above the base year, in billions, from the running sums."""
    found = Ledger(SHIPPED).query(
        f"SELECT year, value, running FROM 'nato_defexp/{edition}/totals.parquet' WHERE subject = 'nato-europe-canada'"
        " AND measure = 'defence_expenditure' AND unit = 'USD' AND prices = ? AND basis = 'published'",
        [prices],
    )
    value, running = {line[0]: line[1] for line in found}, {line[0]: line[2] for line in found}
    return (running[end] - running[base] - (end - base) * value[base]) / 10**9


@pytest.mark.parametrize(
    ("edition", "base", "current", "constant"),
    [
        ("2024-06-17", 2016, "798.253673266", "534.4"),
        ("2024-06-17", 2017, "642.2", "411.1"),
        ("2024-06-17", 2014, "460.3", "643.3"),
        ("2026-07-07", 2016, "802", "592"),
        ("2026-07-07", 2014, "464", "716"),
    ],
)
def test_the_excess_of_europe_and_canada_is_what_the_tables_give(edition, base, current, constant):
    found = (excess(edition, "current", base), excess(edition, "constant", base))
    expected = (Decimal(current), Decimal(constant))
    assert tuple(value.quantize(wanted) for value, wanted in zip(found, expected, strict=True)) == expected


def test_the_members_of_each_year_sum_to_the_published_totals():
    yearly = "(SELECT * FROM read_parquet('*/*/totals.parquet', filename = true) WHERE basis = {})"
    found = Ledger(SHIPPED).query(
        "SELECT p.measure, p.year, p.value, s.value, s.present, s.expected"
        " FROM " + yearly.format("'published'") + " p"
        " JOIN " + yearly.format("'sum' AND perimeter = 'members of each year'") + " s"
        " ON p.filename = s.filename AND p.measure = s.measure AND p.unit = s.unit"
        " AND p.prices IS NOT DISTINCT FROM s.prices AND p.subject = s.subject AND p.year = s.year"
    )
    assert len(found) > 200
    # A transcription in whole millions sums up its roundings: half a million a member.
    assert [line for line in found if abs(line[2] - line[3]) > 500_000 * line[4] or line[4] != line[5]] == []


def test_the_edition_of_june_2024_has_twenty_three_members_at_two_percent():
    found = Ledger(SHIPPED).query(
        "SELECT count(*) FROM 'nato_defexp/2024-06-17/observations.parquet' WHERE year = 2024 AND NOT total"
        " AND measure = 'defence_expenditure_share_of_gdp' AND round(value, 2) >= 2"
    )
    assert found == [(23,)]


def test_a_total_row_is_never_a_member_and_a_member_is_a_code_or_an_institution_that_gives():
    found = Ledger(SHIPPED).query(
        "SELECT DISTINCT subject FROM '*/*/observations.parquet'"
        " WHERE total AND NOT regexp_matches(subject, '^[a-z-]+$')"
        " OR NOT total AND NOT regexp_matches(subject, '^[A-Z]{3}$')"
    )
    donors = {"eu-institutions", "european-investment-bank", "european-peace-facility"}
    assert {subject for (subject,) in found} == donors


def test_the_shipped_ledger_is_whole():
    assert [fault for _, fault in Ledger(SHIPPED).verify() if fault] == []


@official
@pytest.mark.parametrize(
    "folder",
    ["nato-defexp", "kiel-ukraine-support", "macro", "sipri-milex", "sipri-arms-transfers", "unga-votes"],
)
def test_the_official_files_rebuild_the_shipped_ledger(tmp_path, folder):
    built = build_ledger(OFFICIAL.parent / folder, tmp_path)
    sources = {each.source for each, _ in built}
    shipped = {
        (each.source, each.edition): each.content_hash
        for each in Ledger(SHIPPED).editions(held=True)
        if each.source in sources
    }
    assert {(each.source, each.edition): each.content_hash for each, _ in built} == shipped
    # Which version of duckdb wrote a file stands in its footer: only the same one gives the same bytes.
    sql = "SELECT DISTINCT created_by FROM parquet_file_metadata('{}/*/*/*.parquet')"
    with duckdb.connect() as connection:
        writers = {connection.execute(sql.format(path)).fetchall()[0] for path in (SHIPPED, tmp_path)}
    if len(writers) == 1:
        for source in sources:
            assert files(tmp_path / source) == files(SHIPPED / source)


@official
def test_building_twice_gives_the_same_bytes(tmp_path):
    build_ledger(OFFICIAL, tmp_path / "one")
    build_ledger(OFFICIAL, tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert not any(changed for _, changed in build_ledger(OFFICIAL, tmp_path / "one"))


def files(path: Path) -> dict[str, bytes]:
    return {str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*") if file.is_file()}


# --- the command -----------------------------------------------------------------------------------------------------


def run(*arguments: str, path: Path = SHIPPED) -> Result:
    result = CliRunner(env={"FOEDUS_LEDGER": str(path)}).invoke(app, ["ledger", *arguments])
    assert result.exception is None or isinstance(result.exception, (FoedusError, SystemExit))
    return result


def test_the_list_shows_editions_and_terms():
    output = run().output
    assert "2024-06-17  original     whole     2014–2024  5,324        11" in output
    assert "Published but not held" in output
    assert "not to be sold; not to be used in advertising" in output


def test_show_gives_the_edition_current_on_the_day_with_its_cells():
    output = run("show", "defence_expenditure", "FRA", "--asof", "2025-04-03").output
    assert "released 2024-06-17" in output
    assert "2024  64,271,200,804  estimated  TABLE2!N20" in output
    assert "EUR, constant prices of 2015" in output


def test_show_finds_a_country_by_its_name_in_any_language():
    assert run("show", "equipment_share", "allemagne").output == run("show", "equipment_share", "DEU").output


def test_show_says_that_a_newer_edition_is_not_held_or_lacks_the_series():
    output = run("show", "defence_expenditure", "FRA", "--asof", "2023-12-31").output
    assert "A newer edition, released 2023-07-07, is not held." in output
    output = run("show", "gdp", "FRA").output
    assert "released 2025-08-28, is held only in part (slice), without this series" in output


def test_show_sums_a_group_where_the_publisher_prints_no_total():
    output = run("show", "defence_expenditure", "nato-europe", "--edition", "2024-06-17").output
    assert "sum of 29 of 29 members" in output


def test_show_names_the_definition_and_the_footnotes():
    output = run("show", "defence_expenditure", "POL", "--all-editions").output
    assert "Core defence expenditure" in output
    assert "2025–2026: estimate" in output
    assert "2014–2024: * These Allies have national laws" in output


def test_show_writes_csv_and_json_with_every_digit():
    arguments = (
        "show",
        "defence_expenditure",
        "POL",
        "--edition",
        "2024-06-17",
        "--unit",
        "PLN",
        "--prices",
        "current",
    )
    table = list(csv.DictReader(io.StringIO(run(*arguments, "--format", "csv").output)))
    series = json.loads(run(*arguments, "--format", "json").output)
    assert [line["value"] for line in table] == [each["value"] for each in series[0]["observations"]]
    assert table[0]["place"] == "TABLE1!D32"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["show", "defence_expenditur", "FRA"],
            "unknown measure 'defence_expenditur'; nearest: defence_expenditure",
        ),
        (["show", "gdp", "FRX"], "unknown subject 'FRX'; nearest: FRA"),
        (
            ["show", "gdp", "FRA", "--edition", "2023-07-07"],
            "the edition of 2023-07-07 was published but is not held",
        ),
        (
            ["show", "gdp", "FRA", "--edition", "2023-03-22"],
            "unknown edition '2023-03-22'; nearest: 2023-03-21",
        ),
        (["show", "equipment_share", "ISL"], "no edition holds equipment_share of ISL"),
        (
            ["show", "gdp", "FRA", "--asof", "2012-01-01"],
            "no such series of gdp of FRA; editions: 2019-06-25",
        ),
        (["build", "/nowhere"], "/nowhere holds no official file of any source"),
    ],
)
def test_what_cannot_be_shown_is_one_clear_line(arguments, message):
    result = run(*arguments)
    assert result.exit_code != 0
    assert str(result.exception).startswith(message)
    assert "\n" not in str(result.exception)


def test_verify_names_the_damaged_file(small):
    assert "2022-01-01: whole" in run("verify", path=small).output
    damaged = small / "invented" / "2022-01-01" / "observations.parquet"
    damaged.write_bytes(damaged.read_bytes()[:-9] + b"x" * 9)
    result = run("verify", path=small)
    assert str(result.exception).startswith(f"invented 2022-01-01: {damaged} is damaged: its sha256 is ")
    assert "2023-01-01: whole" in result.output
    damaged.unlink()
    assert "observations.parquet cannot be read (No such file or directory)" in str(
        run("verify", path=small).exception
    )


def test_verify_names_a_changed_description(small):
    description = small / "invented" / "2023-01-01" / "edition.json"
    description.write_text(description.read_text().replace("Free.", "Mine."))
    assert str(run("verify", path=small).exception).startswith(
        f"invented 2023-01-01: {description} is damaged"
    )


def test_the_path_is_printed_bare(small):
    assert run("path", path=small).output == f"{small}\n"
