"""Whose a figure is beside the place of an institute or an agency, beside brackets, and in genitives."""

import datetime as dt

import pytest

from foedus.model import Document, Figure
from foedus.text.read import read

DAY = dt.date(2025, 4, 28)


def figures(code: str, text: str) -> list[Figure]:
    """Return the figures of a text of one day."""
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    return [each.content for each in found if isinstance(each.content, Figure)]


@pytest.mark.parametrize(
    "text",
    [
        "Stockholm, 28. April - Die weltweiten Militärausgaben stiegen 2024 auf 2,72 Billionen Dollar.",
        "Stockholm (dpa) - Die weltweiten Militärausgaben stiegen 2024 auf 2,72 Billionen Dollar.",
        "Die weltweiten Militärausgaben haben laut Angaben des Stockholmer Internationalen "
        "Friedensforschungsinstituts (Sipri) 2024 die Summe von 2,72 Billionen Dollar erreicht.",
        "2,72 Billionen Dollar: So viel gaben die Staaten 2024 für Militär aus, wie das Stockholm "
        "International Peace Research Institute (Sipri) bekannt gab.",
    ],
)
def test_a_dateline_and_the_seat_of_an_institute_measure_nothing(text: str) -> None:
    assert [each.subject for each in figures("de", text)] == ["world"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Military spending in Europe (including Russia) rose by 17% in 2024, SIPRI said."),
        ("fr", "Les dépenses militaires de l'Europe (Russie comprise) ont augmenté de 17 %, selon le SIPRI."),
        ("de", "Die Militärausgaben in Europa (einschließlich Russland) stiegen laut Sipri um 17 Prozent."),
    ],
)
def test_a_name_in_brackets_with_no_number_is_an_aside(code: str, text: str) -> None:
    assert [each.subject for each in figures(code, text)] == ["europe"]


@pytest.mark.parametrize(
    ("code", "text", "subject"),
    [
        ("en", "Spending of Ukraine rose and military spending of the United States rose by 5.7%.", "USA"),
        ("en", "In Poland (4.5% of GDP) the military budget rose.", "POL"),
        (
            "de",
            "Die Militärausgaben der Ukraine stiegen um 2,9 Prozent auf 64,7 Milliarden US-Dollar.",
            "UKR",
        ),
    ],
)
def test_a_genitive_owns_what_is_spent(code: str, text: str, subject: str) -> None:
    found = figures(code, text)
    assert {each.subject for each in found} == {subject}
    assert not any(each.measure and each.measure.startswith("aid") for each in found)


def test_what_is_planned_is_no_report() -> None:
    text = "Japan's government is planning a record ¥7.7tn in annual defence spending to expand its fleet."
    assert [each.stance for each in read(Document(id="a", text=text, lang="en", published=DAY))[0]] == [
        "pledges"
    ]


def test_a_budget_of_an_army_grows() -> None:
    assert figures("en", "China announced a 6% rise in the People's Liberation Army's budget.")[
        0
    ].measure == ("military_expenditure")
