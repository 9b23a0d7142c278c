"""What a number measures by small words: troops that leave, a minister's budget, what is only hedged with "more"."""

import datetime as dt

import pytest

from foedus.model import Count, Document, Figure
from foedus.text.read import read

DAY = dt.date(2025, 6, 12)


def figures(code: str, text: str) -> dict[str, Figure]:
    """Return the figures of a text by their quote."""
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    return {each.quote: each.content for each in found if isinstance(each.content, Figure)}


def kind(code: str, text: str, quote: str) -> str:
    """Return measure and derivation of a figure, in one line."""
    figure = figures(code, text)[quote]
    return f"{figure.measure} {type(figure.derivation).__name__.lower()}"


SHARE, SPENT = "defence_expenditure_share_of_gdp", "defence_expenditure"


@pytest.mark.parametrize(
    ("code", "text", "quote", "expected"),
    [
        # soldiers that leave or train are no army's strength
        (
            "en",
            "About 9,600 NATO troops are to be out of Afghanistan by May.",
            "About 9,600 NATO troops",
            "None level",
        ),
        (
            "en",
            "The exercise will involve 90,000 soldiers of the allied forces.",
            "90,000 soldiers",
            "None level",
        ),
        (
            "de",
            "An dem Manöver nehmen 9000 Soldatinnen und Soldaten der Nato teil.",
            "9000 Soldatinnen und Soldaten",
            "None level",
        ),
        (
            "fr",
            "L'exercice mobilise 9 000 militaires de l'armée française.",
            "9 000 militaires",
            "None level",
        ),
        # a goal is no growth, nor is what is only hedged with "more"
        ("fr", "L'Alliance salue la hausse et réaffirme l'objectif de 5 % en 2035.", "5 %", f"{SHARE} level"),
        ("en", "NATO hails the rise and reaffirms the target of 5% by 2035.", "5%", f"{SHARE} level"),
        (
            "en",
            "Spain would spend no more than 2.1 percent on defence.",
            "no more than 2.1 percent",
            f"{SHARE} level",
        ),
        (
            "de",
            "Deutschland will die Quote steigern und 2031 zwei Prozent erreichen.",
            "zwei Prozent",
            f"{SHARE} level",
        ),
        # what a budget holds is its level, what a minister wants more of a year a change
        (
            "en",
            "Belgium adds 5 billion euros to its defence budget of 12 billion euros.",
            "12 billion euros",
            f"{SPENT} level",
        ),
        (
            "fr",
            "Sébastien Lecornu défend un budget de 57,1 milliards d'euros.",
            "57,1 milliards d'euros",
            f"{SPENT} level",
        ),
        (
            "de",
            "Boris Pistorius will zehn Milliarden Euro mehr pro Jahr.",
            "zehn Milliarden Euro",
            f"{SPENT} change",
        ),
        (
            "de",
            "Die USA gaben 2024 für ihr Militär 7,5 Prozent weniger aus als 2023.",
            "7,5 Prozent",
            f"{SPENT} growth",
        ),
    ],
)
def test_small_words_say_what_a_number_measures(code: str, text: str, quote: str, expected: str) -> None:
    assert kind(code, text, quote) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "23 der 28 Mitglieder der Nato zahlten nicht, was sie zahlen müssten."),
        ("en", "Twenty-three of NATO's 28 members still spend less than the agreed 2 percent of GDP."),
        ("fr", "Vingt-trois membres de l'Otan dépensent moins que les 2 % du PIB convenus."),
    ],
)
def test_members_that_do_not_pay_stand_below_the_line(code: str, text: str) -> None:
    counts = [f.derivation for f in figures(code, text).values() if isinstance(f.derivation, Count)]
    assert [(each.within.low, each.within.high) for each in counts] == [(None, 2)]


def test_a_source_behind_a_table_says_who_counts() -> None:
    text = "Military spending in 2024 (billion US dollars): United States 997; China 314. Source: SIPRI."
    assert kind("en", text, "997") == "military_expenditure level"


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "Thirty allies pass the 20 percent mark, NATO said.", "equipment_share count"),
        ("fr", "Trente Alliés atteignent la barre des 20 %, a indiqué l'Otan.", "equipment_share count"),
        (
            "de",
            "Dreißig Verbündete erreichen die Marke von 20 Prozent, so die Nato.",
            "equipment_share count",
        ),
        ("en", "Sales of the 100 largest arms makers rose by 4.2 percent, SIPRI says.", "None level"),
        ("fr", "Le chiffre d'affaires des fabricants d'armes a crû de 4,2 %, selon le Sipri.", "None level"),
        ("de", "Der Umsatz der Rüstungskonzerne stieg um 4,2 Prozent, so Sipri.", "None level"),
        ("en", "Copenhagen aims for 2% of GDP, or 18 billion kroner more a year.", f"{SPENT} change"),
        (
            "de",
            "Kopenhagen strebt zwei Prozent des BIP an, also 18 Milliarden Kronen mehr pro Jahr.",
            f"{SPENT} change",
        ),
        ("en", "Eleven NATO allies were above 2% of GDP in 2023, seven more than in 2017.", "None level"),
        (
            "fr",
            "Onze Alliés de l'Otan étaient au-dessus de 2 % du PIB, sept de plus qu'en 2017.",
            "None level",
        ),
        (
            "en",
            "India's forces cost $81.4 billion, Japan's $46 billion, SIPRI says.",
            "military_expenditure level",
        ),
        ("en", "The bill holds $60.8bn for Ukraine and $26.4bn for Israel's defence.", "None level"),
        ("en", "London will spend 2.5% of GDP on defence, with 3% as an ambition.", f"{SHARE} level"),
        (
            "en",
            "European allies will raise their outlays by 1.5 percent in real terms, or by more than $3 billion.",
            f"{SPENT} change",
        ),
        (
            "de",
            "Italien gab 35 Milliarden Dollar fürs Militär aus, ein Zehntel mehr. China kam auf 314 Milliarden.",
            "military_expenditure level",
        ),
        ("fr", "La hausse réelle des dépenses de défense se chiffrerait à 4,3 %.", f"{SPENT} growth"),
    ],
)
def test_the_last_number_measures_what_its_words_say(code: str, text: str, expected: str) -> None:
    *_, figure = figures(code, text).values()
    assert f"{figure.measure} {type(figure.derivation).__name__.lower()}" == expected


def test_german_joins_lists_with_beziehungsweise() -> None:
    text = "Estland, Lettland und Litauen geben 3,4, 3,2 beziehungsweise 2,9 Prozent des BIP für Verteidigung aus."
    assert [figure.subject for figure in figures("de", text).values()] == ["EST", "LVA", "LTU"]
