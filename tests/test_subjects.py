"""Whose a figure is, and that trade in arms is nobody's spending: sentences in every language."""

import datetime as dt

import pytest

from foedus.model import Document, Figure
from foedus.text.read import read

DAY = dt.date(2024, 4, 22)


def figures(code: str, text: str) -> list[tuple[str, str | None, str | None]]:
    """Return the figures of a text: quote, measure, subject."""
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    return [
        (each.quote, each.content.measure, each.content.subject)
        for each in found
        if isinstance(each.content, Figure)
    ]


@pytest.mark.parametrize(
    ("code", "text", "quote"),
    [
        (
            "de",
            "Wie das Institut Sipri mitteilte, steckten die Staaten 2.100 Milliarden US-Dollar in ihre Armeen.",
            "2.100 Milliarden US-Dollar",
        ),
        (
            "de",
            "Die Militärausgaben stiegen auf 1750 Milliarden Dollar, wie das schwedische Institut Sipri schätzt.",
            "1750 Milliarden Dollar",
        ),
        (
            "en",
            "Russia's war goes on. Countries spent 2.1 trillion dollars on their armies, SIPRI said.",
            "2.1 trillion dollars",
        ),
        (
            "fr",
            "La guerre dure. Les États ont dépensé 2 100 milliards de dollars pour leurs armées, selon le Sipri.",
            "2 100 milliards de dollars",
        ),
    ],
)
def test_what_an_institute_counts_of_all_is_the_worlds(code: str, text: str, quote: str) -> None:
    assert figures(code, text)[0] == (quote, "military_expenditure", "world")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Laut Sipri ist der Waffenhandel Polens um elf Prozent gewachsen."),
        ("de", "Laut Sipri erhöhte Polen die Einfuhr von Kriegswaffen um elf Prozent."),
        ("de", "Elf Prozent der Genehmigungen entfielen auf Ausrüstung für Polen."),
        ("en", "Poland's arms trade grew by 11 percent, SIPRI said."),
        ("fr", "Le commerce des armes de la Pologne a augmenté de 11 %, selon le Sipri."),
    ],
)
def test_trade_in_arms_is_no_spending(code: str, text: str) -> None:
    assert [measure for _, measure, _ in figures(code, text)] == [None]


def test_us_dollars_are_nobodys_own() -> None:
    text = "Polen gab im vergangenen Jahr mehr aus. Die Militärausgaben stiegen auf 40 Milliarden US-Dollar."
    assert figures("de", text)[-1][2] == "POL"
