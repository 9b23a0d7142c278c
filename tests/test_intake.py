"""A file that a user downloaded becomes an edition of their own ledger, or one line says why it does not."""

import datetime as dt
import errno
import gzip
import hashlib
import io
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from msgspec import structs
from offices import COUNTRIES, FIRST, HEAD, SECOND, office, release, shelf, table, use, write
from platformdirs import user_data_path
from workbooks import write as write_book

from foedus.cli_check import app
from foedus.dossiers import dossier
from foedus.errors import FoedusError, LedgerError, SourceError, UnknownName
from foedus.holdings import SHIPPED, data_path, editions, ledger_path, ledgers, own
from foedus.intake import add_file, remove_edition, staging
from foedus.intake.proof import leftovers, proved
from foedus.ledger import Ledger
from foedus.text.document import Details, from_text

TESTS = Path(__file__).parent
OFFICIAL = TESTS.parents[1] / "shared" / "data"
official = pytest.mark.skipif(not OFFICIAL.is_dir(), reason="the official files are not at hand")
SIPRI = OFFICIAL / "sipri-milex" / "SIPRI-Milex-data-1949-2024_2.xlsx"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user without editions of their own, and one source that the tests write the files of."""
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("FOEDUS_LEDGER", raising=False)
    return tmp_path / "data"


@pytest.fixture
def gdp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the only edition of the only source there is."""
    use(office(), monkeypatch)
    return write(tmp_path / "gdp.csv", table())


def foedus(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["ledger", *map(str, arguments)])


def line_of(done: Result) -> str:
    """The one line that a command ends with."""
    assert isinstance(done.exception, FoedusError)
    return str(done.exception)


def refused(file: Path, **said: str) -> str:
    """The one line that refuses a file, of which nothing is kept."""
    with pytest.raises(FoedusError) as caught:
        add_file(file, **said)  # type: ignore[arg-type]
    text = str(caught.value)
    assert "\n" not in text
    assert not own(data_path())
    assert not list(data_path().glob("*"))
    return text


# --- what is added is used ------------------------------------------------------------------------------------------


def test_without_editions_of_ones_own_the_shipped_ledger_is_read(data: Path) -> None:
    assert ledger_path() == SHIPPED
    assert not data.exists()


def test_what_is_added_stands_beside_what_is_shipped(gdp: Path) -> None:
    added = add_file(gdp)
    assert (added.edition.source, added.edition.edition, added.state) == ("worldbank", FIRST, "added")
    ledger = Ledger()
    held = {(each.source, each.edition) for each in ledger.editions(held=True)}
    shipped = {(each.source, each.edition) for each in Ledger(SHIPPED).editions(held=True)}
    assert held == shipped | {("worldbank", FIRST)}
    (series,) = ledger.series("gdp", "FRA", edition=FIRST)
    assert [(each.period, each.value, each.place) for each in series.observations][-1] == (
        "2021",
        21 * 10**9,
        "row 5",
    )


def test_the_printed_sql_runs_in_the_folder_that_is_printed(gdp: Path) -> None:
    add_file(gdp)
    folder = foedus("path").output.strip()
    assert folder == str(ledger_path())
    program = "import duckdb, sys; print(duckdb.sql(sys.argv[1]).fetchall())"
    sql = f"SELECT count(*) FROM 'worldbank/{FIRST}/observations.parquet' WHERE subject = 'FRA'"
    done = subprocess.run(
        [sys.executable, "-c", program, sql], cwd=folder, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[(4,)]"


def test_the_same_file_again_changes_nothing(gdp: Path, data: Path) -> None:
    add_file(gdp)
    before = {path: path.stat().st_mtime_ns for path in data.rglob("*") if path.is_file()}
    assert add_file(gdp).state == "same"
    assert {path: path.stat().st_mtime_ns for path in data.rglob("*") if path.is_file()} == before


def test_another_file_for_an_edition_that_is_held_is_refused(gdp: Path, tmp_path: Path) -> None:
    add_file(gdp)
    other = write(tmp_path / "other.csv", table(scale=2))
    with pytest.raises(
        LedgerError, match=rf"worldbank {FIRST} is held from another file: its sha256 is .*never over"
    ):
        add_file(other)
    with pytest.raises(LedgerError, match="never overwritten"):
        add_file(other, replace=True)
    (series,) = Ledger().series("gdp", "FRA", edition=FIRST)
    assert series.observations[-1].value == 21 * 10**9


def test_another_file_for_an_edition_that_is_shipped_is_refused(tmp_path: Path) -> None:
    book = OFFICIAL / "nato-defexp" / "240617-def-exp-2024-TABLES-en.xlsx"
    if not book.is_file():
        pytest.skip("the official files are not at hand")
    changed = tmp_path / "tables.xlsx"
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    text = refused(changed)
    assert text.startswith("nato_defexp 2024-06-17 is held from another file: its sha256 is 94f4de63de124dd3")


def test_a_file_read_otherwise_than_before_replaces_its_edition_only_when_told(
    gdp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_file(gdp)
    layout = {"code": "Country Code", "value": "Value", "measure": "gdp", "unit": "EUR", "prices": "current"}
    use(office(release(FIRST, table(), layout=layout)), monkeypatch)
    assert add_file(gdp).state == "same"
    assert Ledger().series("gdp", "FRA", edition=FIRST)[0].unit == "USD"
    assert add_file(gdp, replace=True).state == "replaced"
    assert Ledger().series("gdp", "FRA", edition=FIRST)[0].unit == "EUR"


def test_an_edition_can_be_taken_away_again(gdp: Path, data: Path) -> None:
    add_file(gdp)
    ledger_path()
    done = foedus("remove", "worldbank", FIRST)
    assert (done.exit_code, done.output) == (0, f"worldbank {FIRST}: removed\n")
    assert ledger_path() == SHIPPED
    again = foedus("remove", "worldbank", FIRST)
    assert line_of(again) == f"worldbank {FIRST} is no edition that you added; yours: none"


def test_another_ledger_is_read_alone(gdp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_file(gdp)
    monkeypatch.setenv("FOEDUS_LEDGER", str(SHIPPED))
    assert ledger_path() == SHIPPED
    assert Ledger().editions("worldbank", held=True)[0].edition != FIRST
    with pytest.raises(LedgerError, match="FOEDUS_LEDGER names a ledger that is read alone"):
        add_file(gdp)


def test_another_folder_can_be_named(gdp: Path, tmp_path: Path) -> None:
    done = foedus("add", gdp, "--to", tmp_path / "elsewhere")
    assert done.exit_code == 0
    assert f"FOEDUS_DATA={tmp_path / 'elsewhere'} makes checks use it." in done.output
    assert ledger_path() == SHIPPED
    assert len(own(tmp_path / "elsewhere")) == 1


def test_the_usual_folder_is_where_the_system_keeps_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FOEDUS_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    if sys.platform == "linux":
        assert data_path() == tmp_path / "home" / "foedus" == user_data_path("foedus", appauthor=False)
    monkeypatch.delenv("XDG_DATA_HOME")
    assert data_path() == user_data_path("foedus", appauthor=False)


# --- which edition a file is of ---------------------------------------------------------------------------------------


def test_a_file_is_known_by_its_hash_whatever_its_name(gdp: Path, tmp_path: Path) -> None:
    named = gdp.rename(tmp_path / "download (3)")
    assert add_file(named).edition.edition == FIRST


def test_a_symbolic_link_is_as_good_as_its_file(gdp: Path, tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(gdp)
    assert add_file(tmp_path / "link.csv").state == "added"


def test_an_edition_that_nobody_described_is_read_like_another(gdp: Path, tmp_path: Path) -> None:
    newer = write(tmp_path / "newer.csv", table(2022))
    text = refused(newer)
    assert (
        "is of worldbank, with values to 2022, and of no edition that foedus describes; --edition DAY" in text
    )
    added = add_file(newer, edition=SECOND).edition
    assert (added.edition, added.title) == (SECOND, "World Development Indicators, 2018–2022")
    assert Ledger().series("gdp", "POL", edition=SECOND)[0].observations[-1].period == "2022"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"edition": "2019-01-01"}, "has values to 2022: it cannot be the edition of 2019-01-01"),
        ({"edition": "2031-01-01"}, "has values to 2022: it cannot be the edition of 2031-01-01"),
        ({"edition": "June 2023"}, "'June 2023' is no day; an edition is named by its day of release"),
    ],
)
def test_an_edition_that_cannot_be_is_refused(
    gdp: Path, tmp_path: Path, said: dict[str, str], why: str
) -> None:
    assert why in refused(write(tmp_path / "newer.csv", table(2022)), **said)


def test_an_edition_with_too_little_in_it_is_refused(gdp: Path, tmp_path: Path) -> None:
    text = refused(write(tmp_path / "newer.csv", table(2022, countries=("FRA",))), edition=SECOND)
    assert "1 members, at least 2 expected" in text


def test_a_source_whose_layouts_differ_is_not_guessed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(office(alike=[]), monkeypatch)
    text = refused(write(tmp_path / "newer.csv", table(2022)), edition=SECOND)
    assert f"how the edition of {SECOND} of worldbank is laid out is not known; known are {FIRST}" in text


def test_what_is_said_of_a_file_must_agree_with_it(gdp: Path) -> None:
    assert f"is of worldbank {FIRST}, not of worldbank {SECOND}" in refused(gdp, edition=SECOND)
    with pytest.raises(UnknownName, match="unknown source 'world_bank'; nearest: worldbank"):
        add_file(gdp, source="world_bank")


@official
def test_a_changed_file_of_several_is_told_by_its_place(tmp_path: Path) -> None:
    """The others beside it are found before it is read, so that what is told is what is wrong with it."""
    for name in ("eu_aid_shares", "total_allocations", "procurement_trends", "weapons"):
        shutil.copy(OFFICIAL / "kiel-ukraine-support" / f"release29_{name}.csv", tmp_path)
    content = (OFFICIAL / "kiel-ukraine-support" / "release29_data_explorer.csv").read_bytes()
    changed = write(tmp_path / "x.csv", content.replace(b'"commitments"', b'"commits"'))
    assert refused(changed, source="kiel") == "kiel 2026-08-04: x.csv: row 1: no column 'commitments'"


def test_a_file_of_several_needs_the_others_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extra = b"nothing that is read\n"
    described = release(FIRST, table(), beside={"extra.csv": hashlib.sha256(extra).hexdigest()})
    use(office(described), monkeypatch)
    file = write(tmp_path / "gdp.csv", table())
    assert f"worldbank {FIRST}: extra.csv belongs to it and is not beside {file}" in refused(file)
    beside = write(tmp_path / "another name.csv", extra)
    assert add_file(file).state == "added"
    assert add_file(beside).state == "same"


# --- what is no such file -----------------------------------------------------------------------------------------


def bomb(path: Path, claimed: int | None = None) -> Path:
    """Write a workbook that unpacks to 5 MB, and may claim to be small."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        with package.open("xl/worksheets/sheet1.xml", "w") as file:
            for _ in range(5):
                file.write(b" " * 1_000_000)
    if claimed is not None:
        content = path.read_bytes()
        size = (5_000_000).to_bytes(4, "little")
        assert content.count(size) == 2
        path.write_bytes(content.replace(size, claimed.to_bytes(4, "little")))
    return path


def far(path: Path) -> Path:
    """Write a workbook with one cell at the end of its sheet."""
    write_book(path, "== TABLE1\nTable 1 : Defence expenditure")
    cell = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    with zipfile.ZipFile(path, "w") as book:
        for name, text in parts.items():
            book.writestr(name, text.replace("</sheetData>", cell) if "sheet1" in name else text)
    return path


def archive(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("gdp.csv", table())
    return path


def packed(path: Path) -> Path:
    return write(path, gzip.compress(bytes(5_000_000), mtime=0))


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("empty.csv", b"", "empty.csv is empty"),
        (
            "page.xlsx",
            b"\n<!DOCTYPE html><html>Just a moment...",
            "is a web page, not the file behind its link",
        ),
        (
            "old.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "is a workbook of the old form (.xls); save it as .xlsx",
        ),
        ("report.pdf", b"%PDF-1.7", "is a PDF"),
        (
            "pointer.xlsx",
            b"version https://git-lfs.github.com/spec/v1\n",
            "only points to the file (Git LFS)",
        ),
        ("torn.xlsx", b"PK\x03\x04 and no more", "is damaged (File is not a zip file)"),
        ("torn.gz", gzip.compress(b"x" * 1000, mtime=0)[:-9], "is damaged (Compressed file ended"),
        ("other.csv", b"a,b\n1,2\n", "is no file of a source that foedus knows (worldbank); --source NAME"),
        ("noise.csv", bytes(range(256)) * 9, "is no file of a source that foedus knows"),
    ],
)
def test_what_is_no_official_file_is_told_in_one_line(
    gdp: Path, tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    assert why in refused(write(tmp_path / name, content))


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (bomb, "unpacks to more than 2,000,000 bytes"),
        (lambda path: bomb(path, claimed=1000), "unpacks to more than 2,000,000 bytes"),
        (packed, "unpacks to more than 2,000,000 bytes"),
        (far, "has a cell in column 16,384, row 1,048,576 of xl/worksheets/sheet1.xml"),
        (archive, "is an archive, not a workbook; unpack it"),
    ],
    ids=["bomb", "lying bomb", "packed bomb", "far cell", "archive"],
)
def test_what_would_fill_the_memory_is_never_opened(
    gdp: Path, tmp_path: Path, made: Callable[[Path], Path], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "UNPACKED", 2_000_000)
    assert why in refused(made(tmp_path / "book.xlsx"))


def test_what_is_too_large_is_not_read_to_its_end(
    gdp: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "LIMIT", 100)
    assert "is larger than 100 bytes" in refused(gdp)


def test_what_is_no_file_is_told(gdp: Path, tmp_path: Path) -> None:
    assert "cannot be read (No such file or directory)" in refused(tmp_path / "none.csv")
    (tmp_path / "dangling.csv").symlink_to(tmp_path / "none.csv")
    assert "cannot be read (No such file or directory)" in refused(tmp_path / "dangling.csv")
    assert "is a folder; give the file" in refused(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    assert "is no file that holds data" in refused(tmp_path / "pipe")
    assert "is no file that holds data" in refused(Path("/dev/zero"))


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("Value", "Valeur", "gdp-2021.csv: row 1: no column 'Value'"),
        ("18000000000", "a lot", "gdp-2021.csv: row 2: 'a lot' is no number"),
        ("18000000000", "NaN", "gdp-2021.csv: row 2: NaN of FRA is no value of a table"),
        ("18000000000", "1e25", "gdp-2021.csv: row 2: 1.00000e+25 of FRA is no value of a table"),
        ("18000000000", "1e999999999", "gdp-2021.csv: row 2: '1e999999999' is no number"),
        ("FRA,2019", "FRA,2018", "row 3 and row 2 both give gdp of FRA in 2018"),
        ("FRA,2019", "FRA,soon", "gdp-2021.csv: cannot be read (ValueError: invalid literal for int()"),
    ],
)
def test_a_changed_shape_names_the_place(gdp: Path, tmp_path: Path, old: str, new: str, why: str) -> None:
    """A file that bears the name of an official one, or is said to be one, is refused in its parser's words."""
    text = table().decode()
    assert old in text
    changed = text.replace(old, new, 1).encode()
    assert why in refused(write(tmp_path / "gdp-2021.csv", changed))
    assert why.replace("gdp-2021.csv", "x.csv") in refused(
        write(tmp_path / "x.csv", changed), source="worldbank"
    )


# --- where it cannot be written ----------------------------------------------------------------------------------


def test_a_folder_that_cannot_be_written_is_told(
    gdp: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data.write_text("a file where the folder should be")
    with pytest.raises(LedgerError, match=r"data cannot be written \("):
        add_file(gdp)


def test_editions_are_read_where_nothing_can_be_written(gdp: Path, data: Path) -> None:
    """A ledger that was made is read on; one that has still to be made says what is in the way."""
    add_file(gdp)
    made = ledger_path()
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    data.chmod(0o500)
    ledgers(data).chmod(0o500)
    try:
        assert ledger_path() == made
        made.rename(made)
    finally:
        data.chmod(0o700)
        ledgers(data).chmod(0o700)


def test_a_full_disk_leaves_what_was(gdp: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no room for an edition, or for the ledger that would hold it, the old ledger is read on."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    add_file(gdp)
    before = ledger_path()
    use(office(release(FIRST, table()), release(SECOND, table(2022))), monkeypatch)
    new = write(gdp.with_name("new.csv"), table(2022))
    for place in ("foedus.folders._flush", "foedus.store.linked"):
        with monkeypatch.context() as patch:
            patch.setattr(place, full)
            with pytest.raises(LedgerError, match=r"cannot be written \(No space left on device\)"):
                add_file(new)
        assert ledger_path() == before
        assert [folder.name for folder in own(data)] == [FIRST]
        assert not leftovers(before)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="files cannot be limited here")
def test_a_disk_that_is_full_after_any_number_of_bytes_is_told(gdp: Path, data: Path) -> None:
    """The system itself refuses to write on, at ever larger sizes of a file, until the edition is whole."""
    program = (
        "import resource, signal, sys, pytest; from pathlib import Path; from offices import *\n"
        "from foedus.errors import LedgerError; from foedus.holdings import own, data_path\n"
        "from foedus.intake import add_file\n"
        "use(office(), pytest.MonkeyPatch()); signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "for size in (100, 600, 900, 1500, 2500, 4000, 10**8):\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (size, 10**9))\n"
        "    try: print(add_file(Path(sys.argv[1])).state)\n"
        "    except LedgerError as fault: print('File too large' in str(fault), len(own(data_path())))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, gdp], cwd=TESTS, capture_output=True, text=True, check=True
    )
    told = done.stdout.splitlines()
    assert told[0] == "True 0"
    assert set(told[:-1]) == {"True 0"}, "refused, and nothing is held"
    assert told[-1] == "added"


# --- proof ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shipped ledger of one edition: proving the true one takes long, and is tested elsewhere."""
    shelf(tmp_path / "shipped")
    monkeypatch.setattr("foedus.holdings.SHIPPED", tmp_path / "shipped")


@pytest.mark.usefixtures("small")
def test_verify_names_what_is_damaged_and_what_was_left(gdp: Path, data: Path) -> None:
    add_file(gdp)
    (data / ".incoming.abc").mkdir()
    (editions(data) / f".{SECOND}.xyz").mkdir()
    (editions(data) / "worldbank" / "half").mkdir()
    place = editions(data) / "worldbank" / FIRST / "totals.parquet"
    place.write_bytes(place.read_bytes()[:-1] + b"?")
    done = foedus("verify")
    assert done.exit_code == 1
    lines = done.output.splitlines()
    assert "worldbank 2020-06-28: whole" in lines
    faults = [line for line in [*done.stderr.splitlines(), line_of(done)] if "damaged" in line]
    assert len(faults) == 2
    assert f"worldbank {FIRST}, yours: {place} is damaged: its sha256 is" in faults[1]
    left = [
        line.removeprefix("left behind by an interrupted run: ") for line in lines if "left behind" in line
    ]
    assert left == sorted(
        str(each)
        for each in (
            data / ".incoming.abc",
            editions(data) / f".{SECOND}.xyz",
            editions(data) / "worldbank" / "half",
        )
    )


def test_what_an_interrupted_run_left_is_cleared_away_after_an_hour(gdp: Path, data: Path) -> None:
    for name in ("old", "young"):
        (data / f".incoming.{name}").mkdir(parents=True)
    os.utime(data / ".incoming.old", (0, 0))
    add_file(gdp)
    assert [path.name for path in data.glob(".*")] == [".incoming.young"]


def test_ledgers_that_nobody_asks_for_are_cleared_away(
    gdp: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_file(gdp)
    first = ledger_path()
    for name, age in (("aaaa", 9000), ("bbbb", 5000)):
        shutil.copytree(first, ledgers(data) / name)
        os.utime(ledgers(data) / name, (age, age))
    os.utime(first, (10_000, 10_000))
    use(office(release(FIRST, table()), release(SECOND, table(2022))), monkeypatch)
    add_file(write(gdp.with_name("new.csv"), table(2022)))
    second = ledger_path()
    assert sorted(ledgers(data).iterdir()) == sorted([first, second]), "the last one may still be read"


@pytest.mark.parametrize("name", ["cccc", ".cccc.new"])
def test_what_another_writer_takes_away_meanwhile_stops_nobody(
    gdp: Path, data: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Beside a new ledger stand others that may be cleared away, or put in place, right after the first look."""
    (ledgers(data) / name).mkdir(parents=True)
    look = Path.stat

    def once(path: Path, **how: bool) -> os.stat_result:
        seen = look(path, **how)
        if path == ledgers(data) / name:
            path.rmdir()
        return seen

    monkeypatch.setattr(Path, "stat", once)
    assert add_file(gdp).state == "added"
    assert [each.name for each in ledgers(data).iterdir()] == [ledger_path().name]


@pytest.mark.usefixtures("small")
def test_totals_that_are_not_of_the_rows_are_found(gdp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Totals are made by the version that added them; an edition of a version that adds up other groups is told."""
    add_file(gdp)
    monkeypatch.setattr("foedus.intake.proof.sources", lambda: [office(groups=["nato", "benelux"])])
    faults = {edition.edition: fault for edition, fault in proved(Ledger()) if edition.source == "worldbank"}
    assert "does not hold the totals of its rows as this version makes them" in str(faults[FIRST])


@pytest.mark.usefixtures("small")
def test_values_that_are_not_the_known_ones_are_found(gdp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_file(gdp)
    wrong = structs.replace(release(FIRST, table()).expect, rows=1000)
    monkeypatch.setattr(
        "foedus.intake.proof.sources", lambda: [office(release(FIRST, table(), expect=wrong))]
    )
    faults = {edition.edition: fault for edition, fault in proved(Ledger()) if edition.source == "worldbank"}
    assert "20 rows, at least 1000 expected" in str(faults[FIRST])


def test_a_description_that_is_damaged_is_named_with_the_way_out(gdp: Path, data: Path) -> None:
    add_file(gdp)
    file = editions(data) / "worldbank" / FIRST / "edition.json"
    file.write_text("{")
    with pytest.raises(
        LedgerError, match=rf"edition.json is damaged \(.*foedus ledger remove worldbank {FIRST}`"
    ):
        ledger_path()
    remove_edition("worldbank", FIRST)
    assert ledger_path() == SHIPPED


# --- the true files ------------------------------------------------------------------------------------------------


@official
def test_a_whole_workbook_completes_the_part_that_is_shipped() -> None:
    """What could not be told of a country that is not among those shipped can be told with one's own workbook."""
    report = from_text(
        "Mexico spent 16.7 billion dollars on its military in 2024.", Details(published=dt.date(2025, 5, 5))
    )
    before = dossier(report)
    assert [check.verdict for check in before.checks] == ["unknown"] * len(before.checks)
    added = add_file(SIPRI)
    assert (added.state, added.edition.coverage, added.edition.rows > 26_000) == ("completed", "whole", True)
    after = dossier(report)
    assert {check.verdict for check in after.checks} == {"holds"}
    ledger = Ledger()
    reading = next(each for check in after.checks for each in check.readings if each.sql)
    assert ledger.query(reading.sql)[0][0] == reading.observed.low
    assert sum(each.edition == "2025-04-28" for each in ledger.editions("sipri_milex")) == 1


@official
def test_every_official_file_is_recognised() -> None:
    states: dict[str, str] = {}
    for file in sorted(OFFICIAL.glob("*/*.*")):
        if file.parent.name not in ("texts", "events", "alliances", "long-history") and file.suffix != ".md":
            with suppress(SourceError):
                states[file.name] = add_file(file).state
    assert {name for name, state in states.items() if state == "completed"} == {
        "SIPRI-Milex-data-1948-2023.xlsx",
        "SIPRI-Milex-data-1949-2022.xlsx",
        "SIPRI-Milex-data-1949-2024_2.xlsx",
        "trade-register_2024-03-18.csv",
        "trade-register_deliveries-to-2024.csv",
        "worldbank_gdp_current_usd.csv",
        "worldbank_gdp_deflator_inflation.csv",
    }
    assert sum(state == "shipped" for state in states.values()) == 17


@official
def test_a_workbook_of_which_only_bytes_changed_never_crashes(tmp_path: Path) -> None:
    """Bytes of a true workbook are changed here and there: it is refused in one line, whatever they were."""
    import random

    chance = random.Random(7)
    content = SIPRI.read_bytes()
    for number in range(12):
        torn = bytearray(content)
        for _ in range(1 + number * 5):
            torn[chance.randrange(len(torn))] = chance.randrange(256)
        with pytest.raises(FoedusError) as caught:
            add_file(write(tmp_path / "book.xlsx", bytes(torn)))
        assert "\n" not in str(caught.value)


def test_add_says_what_became_of_each_file(gdp: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "other.csv", b"a,b\n")
    done = foedus("add", gdp, other)
    assert done.exit_code == 1
    lines = done.output.splitlines()
    assert lines[1].split() == ["worldbank", FIRST, "20", "added"]
    assert lines[-1] == f"Ledger: {ledger_path()}"
    assert line_of(done).startswith(f"{other} is no file of a source")
    assert f"Yours: worldbank {FIRST}" in foedus().output


def test_the_table_of_the_tests_is_as_the_parser_reads_it() -> None:
    lines = table().decode().splitlines()
    assert lines[0] == HEAD
    assert len(lines) == 1 + 4 * (len(COUNTRIES) + 1)
    assert io.StringIO(lines[1]).read() == "Name,FRA,2018,18000000000"
