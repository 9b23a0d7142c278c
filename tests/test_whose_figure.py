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


@pytest.mark.parametrize(
    ("code", "text", "whose"),
    [
        ("fr", "La France a la plus grande armée de l'UE, avec environ 200 000 soldats d'active.", "FRA"),
        ("en", "France has the largest army in the EU, with about 200,000 soldiers on active duty.", "FRA"),
        ("de", "Frankreich hat die größte Armee der EU, mit rund 200.000 aktiven Soldaten.", "FRA"),
        (
            "fr",
            "À Tolède, en Espagne, l'UE a promis 20 milliards d'euros d'aide militaire à l'Ukraine.",
            "eu",
        ),
        (
            "fr",
            "L'Europe a alloué 132 milliards à Kiev, plus que les 114 milliards d'euros fournis par Washington.",
            "USA",
        ),
        (
            "en",
            "Europe has allocated 132 billion euros to Kyiv, above the 114 billion euros provided by America.",
            "USA",
        ),
        (
            "fr",
            "Les dépenses ont atteint 2 440 milliards de dollars. C'est trop, dit un chercheur du Sipri.",
            None,
        ),
        (
            "fr",
            "Selon les données les plus récentes de l'Otan, Athènes consacre 2,58 % de son PIB à l'armée.",
            "GRC",
        ),
        (
            "en",
            "According to the most recent data of NATO, Athens spends 2.58% of its GDP on defence.",
            "GRC",
        ),
        (
            "de",
            "Nach den jüngsten Daten der Nato gibt Athen 2,58 Prozent seines BIP für Verteidigung aus.",
            "GRC",
        ),
        ("fr", "L'objectif a été relevé sous la pression américaine et porté à 3,5 % du PIB.", None),
        ("en", "The target was raised under American pressure to 3.5% of GDP.", None),
        ("de", "Das Ziel wurde auf amerikanischen Druck auf 3,5 Prozent des BIP angehoben.", None),
        ("fr", "Oslo dépense plus. Avec 7,4 % de son PIB, Riyad consacre plus de moyens à l'armée.", "SAU"),
        ("en", "Norway spends more. At 7.4% of its GDP, Saudi Arabia devotes more to its army.", "SAU"),
        (
            "fr",
            "Les dépenses militaires ont grimpé de 13 % en Europe (345 milliards d'euros) avec la guerre en Ukraine.",
            "nato-europe",
        ),
        ("en", "In Toledo, Spain, the EU pledged 20 billion euros in military aid to Ukraine.", "eu"),
        (
            "fr",
            "L'Amérique et l'ensemble des pays d'Europe ont alloué 250 milliards d'euros à l'Ukraine.",
            None,
        ),
        ("en", "America and all the countries of Europe have allocated 250 billion euros to Ukraine.", None),
        ("de", "Die USA und alle Länder Europas haben der Ukraine 250 Milliarden Euro zugewiesen.", None),
        (
            "en",
            "Europe, including the EU, Norway and Britain, has allocated 132 billion euros to Ukraine.",
            "europe",
        ),
    ],
)
def test_fields_places_and_lists_do_not_own_what_stands_behind_them(
    code: str, text: str, whose: str | None
) -> None:
    assert figures(code, text)[-1].subject == whose


@pytest.mark.parametrize(
    ("code", "text", "whose"),
    [
        (
            "fr",
            "L'Amérique a fourni 40 milliards d'euros d'armes à Kiev. Londres suit avec 6 milliards d'euros.",
            "GBR",
        ),
        ("en", "America gave Kyiv 40 billion euros in arms. Britain follows with 6 billion euros.", "GBR"),
        (
            "de",
            "Die USA gaben Kiew Waffen für 40 Milliarden Euro. London folgt mit 6 Milliarden Euro.",
            "GBR",
        ),
        (
            "fr",
            "L'Europe a alloué 80 milliards d'euros d'armes à Kiev. De son côté, Oslo n'a mis que 5 milliards.",
            "NOR",
        ),
    ],
)
def test_the_next_donor_gives_the_same_kind_of_aid(code: str, text: str, whose: str) -> None:
    first, second = figures(code, text)
    assert (second.subject, second.measure) == (whose, "aid_allocated")
    assert second.stated.get("component") == first.stated.get("component") == ["military"]


def test_what_an_army_costs_is_no_aid_where_the_two_are_compared() -> None:
    text = (
        "L'aide américaine à l'Ukraine atteint 77 milliards de dollars. "
        "Pour comparer ce chiffre, le budget militaire de la Russie en 2022 a été de 87 milliards de dollars."
    )
    assert [each.measure for each in figures("fr", text)] == ["aid_allocated", "military_expenditure"]
