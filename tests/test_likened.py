"""A time beside a number that is not its own: that of what it is set against, of what was so too, of a year before."""

import datetime as dt

import pytest

from foedus.model import Document, Figure
from foedus.text.read import read

DAY = dt.date(2023, 10, 24)


def periods(code: str, text: str) -> dict[str, str]:
    """Return the periods of the figures of a text by their quotes."""
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    return {
        each.quote: each.content.period.text
        for each in found
        if isinstance(each.content, Figure) and each.content.period is not None
    }


@pytest.mark.parametrize(
    ("code", "text", "own", "other"),
    [
        (
            "de",
            "In Belgien wurden 1,1 Prozent des BIP für Verteidigung ausgegeben – nach 1,2 Prozent im Jahr 2019.",
            "1,1 Prozent",
            "1,2 Prozent",
        ),
        (
            "en",
            "Belgium spends 1.1 percent of GDP on defence compared with 1.2 percent in 2019.",
            "1.1 percent",
            "1.2 percent",
        ),
        (
            "fr",
            "La Belgique consacre 1,1 % de son PIB à la défense contre 1,2 % en 2019.",
            "1,1 %",
            "1,2 %",
        ),
    ],
)
def test_a_number_leaves_the_time_of_what_it_is_set_against(
    code: str, text: str, own: str, other: str
) -> None:
    assert (periods(code, text)[own], periods(code, text)[other]) == ("2023", "2019")


@pytest.mark.parametrize(
    ("code", "text", "quote"),
    [
        (
            "de",
            "Polen gab 2022 laut Sipri 16,6 Milliarden Dollar aus und liegt wie schon im Jahr zuvor auf Platz 18.",
            "16,6 Milliarden Dollar",
        ),
        (
            "de",
            "Wie schon im Jahr zuvor lag Polen 2022 mit Militärausgaben von 16,6 Milliarden Dollar vorn.",
            "16,6 Milliarden Dollar",
        ),
    ],
)
def test_when_it_was_so_too_is_not_when(code: str, text: str, quote: str) -> None:
    assert periods(code, text)[quote] == "2022"


@pytest.mark.parametrize(
    ("code", "text", "quote"),
    [
        (
            "de",
            "Im Jahr 2020 gab die Welt 1,98 Billionen Dollar für das Militär aus, so Sipri. "
            "Das war ein Anstieg von 2,6 Prozent im Vergleich zum Vorjahr.",
            "2,6 Prozent",
        ),
        (
            "en",
            "In 2020 the world spent 1.98 trillion dollars on its armies, SIPRI said. "
            "That was a rise of 2.6 percent on the previous year.",
            "2.6 percent",
        ),
    ],
)
def test_growth_on_the_year_before_is_of_the_year_told(code: str, text: str, quote: str) -> None:
    assert periods(code, text)[quote] == "2020"
