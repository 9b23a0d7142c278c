"""Whose a figure is, and that trade in arms is nobody's spending: sentences in every language."""

import datetime as dt

import pytest

from foedus.model import Document, Figure, Level
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
    ("code", "text", "whose"),
    [
        (
            "de",
            "Polen steckt 51 Prozent seines Etats in neues Gerät. In Berlin liegt dieser Anteil bei 29 Prozent, "
            "in Madrid dagegen bei 15 Prozent.",
            ["POL", "DEU", "ESP"],
        ),
        (
            "en",
            "Poland puts 51% of its defence budget into equipment. In Berlin the share is 29%, in Madrid 15%.",
            ["POL", "DEU", "ESP"],
        ),
        (
            "fr",
            "La Pologne consacre 4 % de son PIB à la défense. À Rome, c'est 1,5 %.",
            ["POL", "ITA"],
        ),
        (
            "de",
            "Polen gibt 4 Prozent der Wirtschaftsleistung für Verteidigung aus. In Berlin sagte er, der Anteil steige.",
            ["POL"],
        ),
    ],
)
def test_a_seat_that_opens_a_clause_is_where_what_was_told_is_measured_again(code, text, whose):
    """ "In Berlin that share is 29 %": Germany's; where someone only speaks in Berlin, it is not."""
    assert [subject for _, _, subject in figures(code, text)] == whose


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


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "de",
            "Im Ukraine-Krieg will Österreich aufholen: Zunächst sollen es 1,1 Prozent des BIP für das Heer sein.",
        ),
        ("de", "Wegen des Ukraine-Krieges gibt Österreich nun 1,1 Prozent des BIP für das Heer aus."),
    ],
)
def test_a_war_spends_nothing(code: str, text: str) -> None:
    assert [subject for _, _, subject in figures(code, text)] == ["AUT"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "de",
            "Die Nato tagt. Kurz zuvor wurde in Den Haag bekannt, dass die Mitglieder 4 Prozent des BIP ausgeben.",
        ),
        ("de", "Kurz nach dem Nato-Gipfel in Den Haag hieß es, die Mitglieder gäben 4 Prozent des BIP aus."),
    ],
)
def test_members_are_the_alliances(code: str, text: str) -> None:
    assert [subject for _, _, subject in figures(code, text)] == ["nato"]


@pytest.mark.parametrize(
    ("code", "text", "quote"),
    [
        (
            "de",
            "Italiens Wehretat soll auf das Rekordhoch von rund 41 Milliarden Euro steigen.",
            "rund 41 Milliarden Euro",
        ),
        ("en", "Italy's defence budget is to rise to a record high of 41 billion euros.", "41 billion euros"),
        (
            "fr",
            "Le budget de défense de l'Italie monte au niveau record de 41 milliards d'euros.",
            "41 milliards d'euros",
        ),
    ],
)
def test_a_record_that_is_reached_is_a_level(code: str, text: str, quote: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    made = {each.quote: each.content.derivation for each in found if isinstance(each.content, Figure)}
    assert isinstance(made[quote], Level)


def test_a_goal_in_one_word_with_its_percentage_is_no_report() -> None:
    for text in (
        "Viele Länder der Nato kamen dem Zwei-Prozent-Ziel bei den Verteidigungsausgaben kaum näher.",
        "Alle haben die 5-Prozent-Zusage für die Verteidigung unterzeichnet, sagte Mark Rutte.",
    ):
        assert figures("de", text) == []
    reached = "Belgien hat das Zwei-Prozent-Ziel bei den Verteidigungsausgaben 2023 erreicht."
    assert figures("de", reached)[0][2] == "BEL"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "de",
            "Vorn sind Polen mit Verteidigungsausgaben von 4,1 Prozent des BIP und Estland mit 3,4 Prozent.",
        ),
        ("en", "First are Poland with defence spending of 4.1 percent of GDP and Estonia with 3.4 percent."),
    ],
)
def test_who_stands_behind_an_and_has_a_number_of_their_own(code: str, text: str) -> None:
    assert [subject for _, _, subject in figures(code, text)] == ["POL", "EST"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "NATO has 3.3 million men and women under arms, two in five of them American."),
        ("en", "NATO puts its spending on defence at 1.4 trillion dollars, of which America paid 980 billion."),
        ("fr", "L'OTAN compte 3,3 millions de militaires, dont deux cinquièmes d'Américains."),
        ("fr", "Les Alliés dépenseront 1 400 milliards de dollars pour leur défense, dont 980 pour l'Amérique."),
        ("de", "Die Verbündeten geben 1.400 Milliarden Dollar für Verteidigung aus, davon 980 Milliarden die USA."),
    ],
)  # fmt: skip
def test_who_is_named_for_a_part_does_not_own_the_whole(code: str, text: str) -> None:
    assert [whose for *_, whose in figures(code, text)[-2:]] == ["nato", "USA"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Canada is not among them: the alliance expects it to spend 1.4 per cent of GDP on defence."),
        ("fr", "Le Canada est loin du but. Selon l'Alliance, il dépensera 1,4 % de son PIB pour sa défense."),
        ("de", "Kanada ist weit weg. Laut der Allianz wird es 1,4 Prozent des BIP für Verteidigung ausgeben."),
    ],
)  # fmt: skip
def test_what_the_alliance_tells_of_a_member_is_not_its_own(code: str, text: str) -> None:
    assert figures(code, text)[0][2] == "CAN"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Boris Pistorius wants every ally to spend 2% of GDP. His own country spent 1.5% last year."),
        ("fr", "Boris Pistorius veut que chaque Allié dépense 2 % du PIB. Son propre pays a dépensé 1,5 %."),
        ("de", "Boris Pistorius will von jedem Verbündeten 2 Prozent des BIP. Sein eigenes Land gab 1,5 Prozent aus."),
    ],
)  # fmt: skip
def test_ones_own_country_is_that_of_who_spoke_before(code: str, text: str) -> None:
    assert [whose for *_, whose in figures(code, text)] == ["nato", "DEU"]


def test_who_reports_to_the_alliance_spends_it() -> None:
    text = "Für 2023 hat Berlin der Allianz Verteidigungsausgaben von 64 Milliarden Euro gemeldet."
    assert figures("de", text)[0][2] == "DEU"
