"""Who says it behind "as", behind a title, a house or a role that no list knows, and in Swiss spelling."""

import datetime as dt

import pytest

from foedus.model import Document, Figure
from foedus.text.read import read

DAY = dt.date(2025, 6, 18)


def speakers(code: str, text: str, day: dt.date = DAY) -> list[str | None]:
    """Return who says each figure of a text."""
    found = read(Document(id="a", text=text, lang=code, published=day))[0]
    return [each.speaker for each in found if isinstance(each.content, Figure)]


@pytest.mark.parametrize(
    ("code", "text", "speaker"),
    [
        ("en", "As Donald Tusk told reporters in Warsaw on Tuesday, Poland spends 4% of GDP.", "Donald Tusk"),
        ("en", "Poland spends 4% of GDP, as Tusk put it.", "Donald Tusk"),
        ("en", "As NATO has said, Poland spends 4% of GDP.", "NATO"),
        ("en", "As a member of NATO, Poland said it spends 4% of GDP.", "POL"),
        ("fr", "Comme Donald Tusk l'a dit mardi, la Pologne est à 4 % du PIB.", "Donald Tusk"),
        ("fr", "Comme le rappelle Donald Tusk, la Pologne consacre 4 % du PIB à la défense.", "Donald Tusk"),
        ("fr", "Ainsi que l'a dit Donald Tusk, la Pologne consacre 4 % du PIB à la défense.", "Donald Tusk"),
        ("de", "Polen gebe 4 Prozent des BIP, wie Donald Tusk am Rande des Gipfels sagte.", "Donald Tusk"),
        ("de", "2 Prozent des BIP reichen, wie Boris Pistorius (SPD) vor dem Treffen sagte.", "Boris Pistorius"),
        ("de", "Ähnlich wie Deutschland plant auch Polen 5 Prozent des BIP.", "POL"),
        ("de", "Wie Polen fordert, soll Deutschland 5 Prozent des BIP ausgeben.", "POL"),
    ],
)  # fmt: skip
def test_a_clause_with_as_tells_who_says_it(code: str, text: str, speaker: str) -> None:
    assert speakers(code, text) == [speaker]


@pytest.mark.parametrize(
    ("code", "text", "speaker"),
    [
        ("en", '"We need 2% of GDP," said Defence Minister Okoye.', "Okoye"),
        ("en", '"We need 2% of GDP," Prime Minister Fiala said.', "Petr Fiala"),
        ("en", "Defence Secretary Thursday said Canada spends 2% of GDP.", "John Healey"),
        ("en", '"We need 2% of GDP," said the chair of the committee, Anna Reich.', "Anna Reich"),
        ("de", '"Wir brauchen 2 Prozent des BIP", sagte Verteidigungsministerin Tanner in Wien.', "Klaudia Tanner"),
        ("de", '"Wir brauchen 2 Prozent des BIP", sagte die Leiterin der Gruppe, Anna Reich.', "Anna Reich"),
        ("de", '"Russland gibt 6 Prozent des BIP aus", sagte Sipri-Forscherin Anna Reich der Agentur.', "Anna Reich"),
        ("de", "Die Sipri-Forscher zählen 6 Prozent des BIP für Russland.", "SIPRI"),
        ("de", "Der Chef des Verbandes, Hans Reich, forderte 2 Prozent des BIP.", "Hans Reich"),
        ("de", "Die Ausgaben sanken auf 0,7 Prozent des BIP, wie es in einem Papier der Nato heisst.", "NATO"),
        ("de", "Die Ausgaben sanken auf 0,7 Prozent des BIP, wie es in den Anträgen heisst.", "Anträgen (unnamed)"),
        ("fr", "La ministre de la Défense Okoye a promis 2 % du PIB.", "Okoye"),
    ],
)  # fmt: skip
def test_a_title_or_a_role_gives_way_to_the_name_behind_it(code: str, text: str, speaker: str) -> None:
    assert speakers(code, text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The number is too low, with Donald Trump saying they should all spend 5% of GDP.", "Donald Trump"),
        ("With NATO estimating that Poland spends 4% of GDP, others look small.", "NATO"),
        ("Defence sources have said that Britain spends 2.3% of GDP.", "defence sources (unnamed)"),
        ("Imports of arms rose by 40 percent, new figures from the research institute SIPRI show.", "SIPRI"),
        (
            "Some diplomats perceived his words as threatening.\n\n"
            "“I was unhappy,” Donald Trump told reporters. “They all agreed. They go to 4% of GDP.”",
            "Donald Trump",
        ),
        ("Senegal and Togo did not vote.\nA NATO statement read: “Allies spend 2% of GDP.”", "NATO"),
    ],
)
def test_the_press_in_english_has_its_own_ways_to_say_who(text: str, speaker: str) -> None:
    assert speakers("en", text) == [speaker]


def test_lifting_something_up_to_a_height_is_no_upper_bound() -> None:
    text = "The government will get defence spending up to 2.5% of GDP by 2027. Others may spend up to 2% of GDP."
    found = [each.quote for each in read(Document(id="a", text=text, lang="en", published=DAY))[0]]
    assert "2.5%" in found
    assert "up to 2%" in found
