"""Whose a number is where no name says so: houses, "his own country", the army of the country told last, the world."""

import datetime as dt

import pytest

from foedus.model import Document, Figure
from foedus.text.read import read

DAY = dt.date(2025, 6, 12)


def subjects(code: str, text: str) -> list[str | None]:
    """Return whose each figure of a text is, in text order."""
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    return [each.content.subject for each in found if isinstance(each.content, Figure)]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("de", "Der Einzelplan 14 wächst auf 62,4 Milliarden Euro für die Verteidigung.", ["DEU"]),
        ("fr", "La LPM prévoit 413 milliards d'euros pour la défense.", ["FRA"]),
        ("en", "Congress voted 850 billion dollars for defence.", ["USA"]),
        ("de", "Der Ständerat bewilligt der Armee 29,8 Milliarden Franken.", ["CHE"]),
        (
            "fr",
            "Ottawa relève son budget. Les forces armées manquent de 13 000 personnes.",
            ["CAN"],
        ),
        ("en", "Ottawa raises its budget. The armed forces lack 13,000 people.", ["CAN"]),
        ("de", "Dänemark rüstet auf. Den Streitkräften fehlen 3000 Soldaten.", ["DNK"]),
        (
            "en",
            "Donald Tusk said in Brussels what whose country spends: 4.1 percent of GDP on defence.",
            ["POL"],
        ),
        ("fr", "À New York, 141 pays ont voté la résolution de l'Assemblée générale.", ["world"]),
        ("en", "The UN General Assembly passed the resolution on Ukraine with 141 votes.", ["world"]),
        ("de", "Die UN-Generalversammlung nahm die Resolution zur Ukraine mit 141 Stimmen an.", ["world"]),
        ("fr", "La part de la Russie dans les importations d'armes indiennes est tombée à 36 %.", ["IND"]),
        ("de", "Der Anteil Russlands an den Waffeneinfuhren Indiens sank auf 36 Prozent.", ["IND"]),
        ("en", "The share of Russia in India's arms imports has fallen to 36 percent.", ["IND"]),
        (
            "de",
            "Deutschland zahle zu wenig für Verteidigung, hieß es: ein Prozent, während die USA 4,2 Prozent ausgäben.",
            ["DEU", "USA"],
        ),
    ],
)
def test_what_stands_for_a_country_says_whose_a_number_is(
    code: str, text: str, expected: list[str | None]
) -> None:
    assert subjects(code, text) == expected


def test_a_house_yields_to_a_name() -> None:
    assert subjects("en", "Congress heard that Poland spends 4.1 percent of GDP on defence.") == ["POL"]
    assert subjects("en", "Canada lost at the UN with 108 votes to 130 for Norway.")[0] == "CAN"


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (
            "en",
            "Trump wants the allies at 5 percent of GDP, which not even his own country, at 3.4, reaches.",
            "USA",
        ),
        (
            "fr",
            "Donald Trump exige 5 % du PIB des Alliés, que son propre pays, à 3,4 %, n'atteint pas.",
            "USA",
        ),
        ("en", "All allies must reach 5 percent of GDP, including America, which spends 3.4 percent.", "USA"),
        (
            "de",
            "Alle müssten fünf Prozent des BIP ausgeben, auch die USA, die derzeit 3,4 Prozent ausgeben.",
            "USA",
        ),
        ("en", "Europeans put 28 percent of their budgets into equipment, NATO says.", "nato-europe"),
        (
            "fr",
            "L'Europe se réarme. Les dépenses militaires du continent ont augmenté de 14 %, selon le Sipri.",
            "europe",
        ),
        ("en", "Through PURL, allies have ordered American weapons for Ukraine for $4 billion.", "nato"),
        ("de", "Deutschland sagte der Ukraine 500 Millionen Dollar für amerikanische Waffen zu.", "DEU"),
        ("de", "Die EU gab der Ukraine 80 Milliarden Euro und hat die USA um 15 Milliarden überholt.", "eu"),
        ("en", "100,000 Americans are in Europe under NATO command.", "USA"),
        ("en", "Berlin has informed the alliance that it will reach 1.5 percent of GDP by 2031.", "DEU"),
        (
            "fr",
            "Dakar et Ottawa ne se comparent pas : 29 900 hommes sous les drapeaux ici, 76 500 là-bas.",
            "CAN",
        ),
    ],
)
def test_makers_continents_and_own_countries(code: str, text: str, expected: str) -> None:
    assert subjects(code, text)[-1] == expected


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("fr", "L'Espagne ? 0,93 %. La Belgique ? À peine 0,9 %. Voilà l'effort de défense.", ["ESP", "BEL"]),
        ("en", "What does Spain spend on defence? 1.3 percent. And Italy? 1.5 percent.", ["ESP", "ITA"]),
        ("de", "Spanien? 1,3 Prozent. Und Italien? 1,5 Prozent. Das sind die Wehretats.", ["ESP", "ITA"]),
        ("de", "Deutschland will die Nato-Quote auf 1,5 Prozent anheben.", ["DEU"]),
        ("en", "Poland wants at least 3 percent of GDP for all.", ["nato"]),
        (
            "en",
            "Canada trains soldiers in Latvia. The country is far from the goal. It will spend 1.4% of GDP.",
            ["CAN"],
        ),
        (
            "fr",
            "Selon le Sipri, les dépenses militaires de l'Europe, Russie comprise, ont crû de 17 %.",
            ["europe"],
        ),
    ],
)
def test_questions_compounds_and_pronouns_keep_the_country(code: str, text: str, expected: list[str]) -> None:
    assert subjects(code, text) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "China spent 314 billion dollars on its military. Military spending in the region reached $500 billion.",
        ),
        (
            "fr",
            "La Chine a dépensé 314 milliards pour ses armées. Les dépenses de la région ont atteint 500 milliards.",
        ),
        (
            "de",
            "China gab 314 Milliarden Dollar fürs Militär aus. Die Militärausgaben in der Region stiegen um 6 Prozent.",
        ),
    ],
)
def test_what_a_region_spends_is_nobodys(code: str, text: str) -> None:
    assert subjects(code, text) == ["CHN", None]
