"""How agencies tell figures in passing: shares of other budgets, several who spend together, where a rise leads."""

import datetime as dt

import pytest

from foedus.model import Document, Figure, Level, Share
from foedus.text.read import read

DAY = dt.date(2025, 5, 6)


def told(code: str, text: str, day: dt.date = DAY) -> dict[str, Figure]:
    """Return the figures of a text by their quotes."""
    found = read(Document(id="a", text=text, lang=code, published=day))[0]
    return {each.quote: each.content for each in found if isinstance(each.content, Figure)}


@pytest.mark.parametrize(
    ("code", "text", "quote"),
    [
        ("fr", "Washington a donné 60 milliards d'euros à Kiev, soit 3 % du budget du Pentagone.", "3 %"),
        (
            "fr",
            "En Tunisie, les dépenses militaires pèsent 9 % de l'ensemble des dépenses du gouvernement.",
            "9 %",
        ),
        ("en", "America gave Kyiv 60 billion euros, or 3% of the Pentagon's budget.", "3%"),
        ("de", "Die USA gaben Kiew 60 Milliarden Euro, also 3 Prozent des Pentagon-Haushalts.", "3 Prozent"),
        ("fr", "Tunis et Rabat représentent 40 % des dépenses militaires de l'Afrique du Nord.", "40 %"),
    ],
)
def test_a_share_of_another_budget_is_no_share_of_gdp_or_of_the_alliance(
    code: str, text: str, quote: str
) -> None:
    assert told(code, text)[quote].measure is None


@pytest.mark.parametrize(
    ("code", "text", "quote"),
    [
        (
            "fr",
            "Selon le Sipri, les plus gros dépensiers sont les États-Unis avec 990 milliards de dollars, suivis de"
            " la Chine (310 milliards). À eux deux, ils cumulent 48 % des dépenses totales.",
            "48 %",
        ),
        (
            "en",
            "According to SIPRI, the biggest spenders were the United States with 990 billion dollars, followed by"
            " China (310 billion). Together they made up 48% of total spending.",
            "48%",
        ),
    ],
)
def test_what_several_spend_together_is_of_the_world_and_no_ones(code: str, text: str, quote: str) -> None:
    found = told(code, text)
    assert found[quote].subject is None
    assert found[quote].derivation == Share(of="world")
    assert {f.measure for f in found.values()} == {"military_expenditure"}


@pytest.mark.parametrize(
    ("code", "text", "quote", "period"),
    [
        (
            "fr",
            "Les dépenses militaires mondiales ont gagné 4 % entre 2021 et 2022 pour atteindre 2 300 milliards de"
            " dollars, selon le Sipri.",
            "2 300 milliards de dollars",
            "2022",
        ),
        (
            "en",
            "World military spending grew by 4% between 2021 and 2022 to reach 2,300 billion dollars, SIPRI said.",
            "2,300 billion dollars",
            "2022",
        ),
        (
            "fr",
            "La Roumanie est passée de 1,4 % du PIB en 2014 à 2,3 % aujourd'hui.",
            "2,3 %",
            "2025",
        ),
        ("en", "Romania went from 1.4% of GDP in 2014 to 2.3% today.", "2.3%", "2025"),
        (
            "de",
            "Rumänien kam von 1,4 Prozent des BIP im Jahr 2014 auf heute 2,3 Prozent.",
            "2,3 Prozent",
            "2025",
        ),
    ],
)
def test_where_a_rise_leads_is_of_its_last_year(code: str, text: str, quote: str, period: str) -> None:
    found = told(code, text)[quote]
    assert (str(found.period), found.derivation) == (period, Level())


def test_where_a_rise_begins_is_no_rise() -> None:
    found = told(
        "fr", "Berne prévoit une hausse du budget militaire de 6 milliards de francs aujourd'hui à 9 en 2032."
    )
    assert found["6 milliards de francs"].derivation == Level()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "fr",
            "L'aide à l'Ukraine, surtout militaire, atteint 18 milliards d'euros pour l'Allemagne, 8 milliards pour le"
            " Danemark et 6 milliards pour la France.",
        ),
        (
            "en",
            "Aid to Ukraine, mainly military, comes to 18 billion euros for Germany, 8 billion for Denmark and"
            " 6 billion for France.",
        ),
        (
            "de",
            "Die Hilfe für die Ukraine, vor allem militärische, beläuft sich auf 18 Milliarden Euro für Deutschland,"
            " 8 Milliarden für Dänemark und 6 Milliarden für Frankreich.",
        ),
    ],
)
def test_aid_told_for_each_donor_is_that_donors_and_of_every_kind(code: str, text: str) -> None:
    found = list(told(code, text).values())
    assert [f.subject for f in found] == ["DEU", "DNK", "FRA"]
    assert {f.partner for f in found} == {"UKR"}
    assert all("component" not in f.stated for f in found)


def test_what_is_spent_in_german_is_not_given() -> None:
    (found,) = told("de", "Laut Sipri gaben die USA 990 Milliarden Dollar aus.").values()
    assert (found.measure, found.partner) == ("military_expenditure", None)


def test_a_french_trillion_of_money_is_a_million_millions() -> None:
    text = "Les dépenses militaires mondiales ont atteint 2,7 trillions de dollars en 2024, selon le Sipri."
    (found,) = told("fr", text).values()
    assert (found.quantity.low, found.subject) == (2_700_000_000_000, "world")
