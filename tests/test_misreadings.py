"""What newsrooms write that no table answers, and what only looks like a count: sentences in every language."""

import datetime as dt

import pytest

from foedus.model import Document, Figure
from foedus.text.read import read

DAY = dt.date(2024, 4, 22)


def measures(code: str, text: str) -> dict[str, str | None]:
    """Return what each number measures, by its quote."""
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    return {each.quote: each.content.measure for each in found if isinstance(each.content, Figure)}


@pytest.mark.parametrize(
    ("code", "text", "whole", "part"),
    [
        ("fr", "Sur les 31 pays membres de l'Otan, onze seulement atteignent les 2 %.", "31 pays", "onze"),
        (
            "fr",
            "Quinze pays parmi les 31 membres de l'Otan atteindront 2 % du PIB.",
            "31 membres",
            "Quinze pays",
        ),
        ("fr", "Sur 32 pays membres de l'Otan, il y en a neuf qui n'ont pas le 2 %.", "32 pays", "neuf"),
        ("en", "Of the 31 members of NATO, only eleven reach 2 % of GDP.", "31 members", "only eleven"),
        ("de", "Von den 31 Nato-Staaten werden heuer 23 die Zwei-Prozent-Marke erreichen.", "31 Nato", "23"),
    ],
)
def test_the_whole_out_of_which_members_are_counted_is_no_count(
    code: str, text: str, whole: str, part: str
) -> None:
    found = measures(code, text)
    assert [m for quote, m in found.items() if quote.startswith(whole)] == [None]
    assert found[part] == "defence_expenditure_share_of_gdp"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Parmi les 23 Alliés qui atteignent 2 % du PIB, cinq dépassent 3 %."),
        ("en", "Of the 23 allies that reach 2 % of GDP, five exceed 3 %."),
    ],
)
def test_a_whole_that_is_said_to_reach_a_line_is_a_count(code: str, text: str) -> None:
    assert set(measures(code, text).values()) == {"defence_expenditure_share_of_gdp"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Les trois pays qui ont le plus dépensé passent largement la barre des 2 % du PIB."),
        ("fr", "Les cinq premiers pays importateurs consacrent plus de 2 % du PIB à leurs armées."),
        ("en", "The three largest countries all meet the target of 2 % of GDP."),
    ],
)
def test_those_who_are_named_for_their_place_are_no_count(code: str, text: str) -> None:
    found = measures(code, text)
    assert next(iter(found.values())) is None


@pytest.mark.parametrize(
    ("code", "text", "quote"),
    [
        ("fr", "L'Ukraine a reçu 40 milliards d'euros d'aide, soit 4 milliards par mois.", "4 milliards"),
        (
            "fr",
            "Quelque 2 milliards d'euros d'aide ont chaque mois été alloués à l'Ukraine.",
            "Quelque 2 milliards d'euros",
        ),
        ("en", "Europe allocated 4 billion euros a month in aid to Ukraine.", "4 billion euros"),
        ("de", "Europa sagte der Ukraine monatlich 4 Milliarden Euro an Hilfe zu.", "4 Milliarden Euro"),
    ],
)
def test_what_is_given_month_by_month_is_no_sum(code: str, text: str, quote: str) -> None:
    assert measures(code, text)[quote] is None


@pytest.mark.parametrize(
    ("code", "text", "quote"),
    [
        (
            "fr",
            "Selon le Sipri, la Pologne achète plus d'armes. Ses exportations baissent (-4,9 %).",
            "-4,9 %",
        ),
        ("fr", "Les transferts d'armes augmentent, note le Sipri. Le volume global a crû de 8 %.", "8 %"),
        ("en", "Arms transfers to Poland grew by 8 %, SIPRI said.", "8 %"),
        ("de", "Die Waffentransfers nach Polen wuchsen laut Sipri um 8 Prozent.", "8 Prozent"),
    ],
)
def test_growth_in_the_trade_in_arms_is_no_spending(code: str, text: str, quote: str) -> None:
    assert measures(code, text)[quote] is None
