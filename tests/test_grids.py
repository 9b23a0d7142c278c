"""Lines of a table are read by their place: whose number it is, of which year, in which unit and by whose count."""

from __future__ import annotations

import datetime as dt
import sys
from types import FrameType
from typing import Any

import pytest

from foedus.model import Document, Figure, Statement
from foedus.text.read import read

DAY = dt.date(2026, 7, 17)
SHARE, SUM = "defence_expenditure_share_of_gdp", "defence_expenditure"


def table(text: str, lang: str) -> list[tuple[Statement, Figure]]:
    found = read(Document(id="t", text=text, published=DAY, lang=lang))[0]
    return [(each, each.content) for each in found if isinstance(each.content, Figure)]


COLUMNS = [
    ("fr", "Pays | 2024 | 2025 (en % du PIB ; source : OTAN)\nPologne | 3,75 % | 4,25 %\nItalie | 1,52 % | 2,09 %"),
    ("fr", "Part du PIB affectée à la défense (source : OTAN)\nPays\t2024\t2025\n"
     "Pologne\t3,75\t4,25\nItalie\t1,52\t2,09"),
    ("en", "Defence spending, % of GDP (NATO estimates)\nCountry | 2024 | 2025\n"
     "Poland | 3.75 | 4.25\nItaly | 1.52 | 2.09"),
    ("en", "| Country | 2024 | 2025 |\n|---|---|---|\n| Poland | 3.75 | 4.25 |\n| Italy | 1.52 | 2.09 |\n"
           "Defence spending as % of GDP (NATO)"),
    ("en", "Country\t2024\t2025\nPoland\t3.75\t4.25\nItaly\t1.52\t2.09\n"
           "Defence outlays as a share of GDP, in per cent. Source: NATO"),
    ("de", "Verteidigungsausgaben in Prozent des BIP (Quelle: Nato)\nLand;2024;2025\n"
     "Polen;3,75;4,25\nItalien;1,52;2,09"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text"), COLUMNS)
def test_a_number_is_of_the_year_of_its_column(lang: str, text: str) -> None:
    made = table(text, lang)
    assert [(f.subject, str(f.period), str(f.quantity.low)) for _, f in made] == [
        ("POL", "2024", "3.75"),
        ("POL", "2025", "4.25"),
        ("ITA", "2024", "1.52"),
        ("ITA", "2025", "2.09"),
    ]
    assert {(f.measure, f.quantity.unit, s.speaker) for s, f in made} == {(SHARE, "%", "NATO")}


def test_a_table_may_have_many_columns() -> None:
    years = range(2010, 2025)
    rows = (
        f"{name} | " + " | ".join(f"{1 + n / 100:.2f} %" for n in range(15)) for name in ("Poland", "Italy")
    )
    head = "NATO members spent 2.71 % of their GDP on defence in 2024.\n\nCountry | "
    made = table(head + " | ".join(map(str, years)) + "\n" + "\n".join(rows), "en")[1:]
    assert [(f.subject, str(f.period)) for _, f in made] == [
        (name, str(year)) for name in ("POL", "ITA") for year in years
    ]


def test_a_missing_cell_moves_no_other() -> None:
    made = table(
        "Defence, % of GDP | 2014 | 2024\nPoland | 1.88 | 4.12\nSweden | – | 2.2\nItaly | 1.14 | 1.49", "en"
    )
    assert [(f.subject, str(f.period)) for _, f in made if f.subject in ("SWE", "ITA")][-2:] == [
        ("ITA", "2014"),
        ("ITA", "2024"),
    ]


@pytest.mark.parametrize(
    ("lang", "text", "measure", "period"),
    [
        ("de", "• USA: 968 Mrd. Dollar\n• Polen: 35 Mrd. Dollar\n(Verteidigungsausgaben 2024, Quelle: Nato)",
         SUM, "2024"),
        ("en", "Poland 4.12%\nUnited States 3.38%\nShare of GDP spent on defence, 2024 (NATO)", SHARE, "2024"),
        ("fr", "Dépenses de défense 2024, en % du PIB :\n- Pologne : 4,12\n- États-Unis : 3,38", SHARE, "2024"),
        ("fr", "Effectifs militaires en 2024 (source : OTAN)\nPologne : 216 081\nÉtats-Unis : 1 300 200",
         "armed_forces_personnel", "2024"),
        ("en", "Military aid to Ukraine, billion euros, to the end of December 2024 (Kiel Institute)\nPoland 3.7\n"
               "United States 64.1", "aid_allocated", "2022-01/2024-12"),
    ],
)  # fmt: skip
def test_a_list_is_told_by_the_line_above_or_below(lang: str, text: str, measure: str, period: str) -> None:
    made = table(text, lang)
    assert {f.subject for _, f in made} == {"POL", "USA"}
    assert {(f.measure, str(f.period)) for _, f in made} == {(measure, period)}


def test_the_unit_of_the_heads_is_that_of_bare_numbers() -> None:
    made = table("Military spending 2024, billion dollars (SIPRI)\nGermany 88.5\nJapan 55.3", "en")
    assert [(f.subject, f.measure, f.quantity.unit, int(f.quantity.low or 0)) for _, f in made] == [
        ("DEU", "defence_expenditure", "USD", 88_500_000_000),
        ("JPN", "military_expenditure", "USD", 55_300_000_000),
    ] or {f.measure for _, f in made} == {"military_expenditure"}


@pytest.mark.parametrize(
    "text",
    [
        "Populations\nGermany 84 million\nFrance 68 million",
        "Medal table, 2024\nFrance | 16 | 26\nGermany | 12 | 13",
        "Germany spent 2.1 % of GDP in 2024.\nGermany 84 million\nFrance 68 million",
    ],
)
def test_other_lists_are_no_spending(text: str) -> None:
    assert all(f.measure is None for s, f in table(text, "en") if not s.quote.startswith("2.1"))


def test_each_number_finds_its_line_in_as_many_steps_however_many_tables_there_are() -> None:
    def steps(tables: int) -> int:
        calls = 0

        def count(frame: FrameType, event: str, given: Any) -> None:
            nonlocal calls
            calls += event == "call" and frame.f_code.co_filename.endswith("grids.py")

        text = "Defence spending, % of GDP, 2024\nPoland: 4.1 %\nItaly: 1.5 %\n\nSo it was.\n\n" * tables
        sys.setprofile(count)
        try:
            table(text, "en")
        finally:
            sys.setprofile(None)
        return calls

    assert 0 < steps(80) < 2.2 * steps(40)
