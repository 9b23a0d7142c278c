"""Two editions compared: what was restated, by whom, which counts move, and what cannot be told."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from foedus.cli_check import app
from foedus.errors import LedgerError, UnknownName
from foedus.ledger import Ledger
from foedus.revisions import Moved, Revision, edition, revision

LEDGER = Ledger()
JUNE_2024, SLICE, JULY_2026 = "2024-06-17", "2025-08-28", "2026-07-07"
SHARE = "defence_expenditure_share_of_gdp"


def compared(before: str, after: str, measure: str | None = None, subject: str | None = None) -> Revision:
    return revision(LEDGER, edition(LEDGER, before), edition(LEDGER, after), measure, subject)


def moved(found: Revision, year: int, threshold: str = "2") -> Moved:
    return next(each for each in found.moved if (each.year, each.threshold) == (year, Decimal(threshold)))


def diff(*args: str) -> Result:
    return CliRunner().invoke(app, ["ledger", "diff", *args])


def test_six_allies_are_no_longer_at_two_percent_in_2024() -> None:
    at_two = moved(compared(JUNE_2024, JULY_2026, SHARE), 2024)
    assert at_two.before
    assert at_two.after
    assert (len(at_two.before.members), len(at_two.after.members)) == (23, 17)
    assert at_two.changed == ([], ["ALB", "BGR", "CZE", "MKD", "MNE", "SVK"])
    assert {"BGR", "CZE", "SVK"} <= set(at_two.after.near)


def test_a_slice_of_an_edition_cannot_tell_a_count() -> None:
    at_two = moved(compared(JUNE_2024, SLICE, SHARE), 2024)
    assert at_two.after
    assert len(at_two.after.missing) == 26
    assert at_two.changed is None


def test_another_definition_and_other_base_year_prices_are_said() -> None:
    found = compared(JUNE_2024, JULY_2026)
    assert found.redefined == ["defence_expenditure", SHARE]
    assert found.rebased == ["defence_expenditure"]
    assert "equipment_share" in found.only_before
    assert {each.prices for each in found.restated if each.measure == "defence_expenditure"} == {"current"}


def test_what_was_restated_is_told_with_both_values() -> None:
    found = compared(JUNE_2024, JULY_2026, SHARE, "ALB")
    assert {each.subject for each in found.restated} == {"ALB"}
    last = next(each for each in found.restated if each.period == "2024")
    assert (last.after, round(last.change, 2)) == (Decimal("1.35"), Decimal("-0.68"))
    assert found.moved == []


def test_a_difference_of_rounding_is_none() -> None:
    found = compared(JUNE_2024, JULY_2026, SHARE)
    assert all(abs(each.change) >= Decimal("0.005") for each in found.restated)
    assert len(found.restated) < found.compared[SHARE]


def test_months_are_summed_by_donor() -> None:
    found = compared("2025-02-14", "2026-08-04", "aid_allocated", "DEU")
    whole = next(each for each in found.summed if each.component is None)
    assert whole.period == "2022-01/2024-12"
    assert (round(whole.before / 10**9, 2), round(whole.after / 10**9, 2)) == (
        Decimal("17.26"),
        Decimal("16.02"),
    )


def test_an_edition_with_itself_has_no_revision() -> None:
    found = compared(JULY_2026, JULY_2026)
    assert found.restated == found.summed == found.rebased == []
    assert all(each.changed == ([], []) for each in found.moved)


def test_editions_of_two_sources_are_not_compared() -> None:
    with pytest.raises(LedgerError, match="two sources"):
        compared(JUNE_2024, "2025-04-28")


def test_an_unknown_edition_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match="nato_defexp/2024-06-17"):
        edition(LEDGER, "nato_defexp/2024-06-18")


def test_the_command_shows_who_moved() -> None:
    shown = diff(JUNE_2024, JULY_2026)
    assert shown.exit_code == 0
    assert "ALB, BGR, CZE, MKD, MNE, SVK" in shown.output
    assert "Of another definition in 2026-07-07" in shown.output
    assert "cannot tell" in diff(JUNE_2024, SLICE).output


def test_the_command_says_which_verdicts_of_a_report_change(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "BERLIN, 11 July 2024 - In 2024, 23 allies spend at least 2 percent of GDP on defence.\n", "utf-8"
    )
    shown = diff(JUNE_2024, JULY_2026, "--measure", SHARE, "--report", str(report))
    assert [line.split()[-2:] for line in shown.output.splitlines() if "23 allies" in line] == [
        ["holds", "fails"]
    ]


def test_a_report_is_read_as_of_the_day_of_its_dateline(tmp_path: Path) -> None:
    """“Last year” is the year before the report, here as in `foedus check`."""
    report = tmp_path / "report.txt"
    report.write_text("BERLIN, 11 April 2025 - Last year Spain spent 1.28% of GDP on defence.\n", "utf-8")
    shown = diff(JUNE_2024, JULY_2026, "--measure", SHARE, "--report", str(report))
    assert [line.split()[-2:] for line in shown.output.splitlines() if "1.28%" in line] == [
        ["holds", "fails"]
    ]


def test_the_command_gives_json() -> None:
    shown = json.loads(diff(JUNE_2024, JULY_2026, "--measure", SHARE, "--format", "json").output)
    assert shown["revision"]["compared"] == {SHARE: 363}
    assert shown["verdicts"] == []
