"""Of whom, of what and when a number is told: what a line of `readings/` cannot say."""

import datetime as dt

import pytest

from foedus.model import Document, Figure
from foedus.text.read import read

Read = tuple[str | None, str | None, str | None]


def told(code: str, text: str, day: str = "2025-10-15") -> dict[str, Read]:
    """Return of each number what it measures, of whom and when, by its quote."""
    document = Document(id="a", text=text, lang=code, published=dt.date.fromisoformat(day))
    return {
        s.quote: (s.content.measure, s.content.subject, s.content.period and s.content.period.text)
        for s in read(document)[0]
        if isinstance(s.content, Figure)
    }


def number(code: str, text: str, quote: str, day: str = "2025-10-15") -> Read:
    """Return the same of the number whose quote holds these words."""
    return next(read for each, read in told(code, text, day).items() if quote in each)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Polen hat 216.000 Soldaten. Der Bau kostete 4000 Arbeitsplätze."),
        ("en", "Poland has 216,000 soldiers. It has 4,000 tanks."),
        ("fr", "La Pologne compte 216 000 soldats. Elle compte 4 000 chars."),
    ],
)
def test_what_has_a_noun_of_its_own_is_no_strength(code: str, text: str) -> None:
    assert [m for m, _, _ in told(code, text).values()].count("armed_forces_personnel") == 1


@pytest.mark.parametrize(
    ("code", "text", "quote", "unit"),
    [
        (
            "fr",
            "La Pologne, l'un des huit pays qui atteignent 2 % du PIB, veut aller plus loin.",
            "huit pays",
            "member",
        ),
        (
            "en",
            "Poland, one of the eight countries that reach 2% of GDP, wants more.",
            "eight countries",
            "member",
        ),
        (
            "de",
            "Polen, eines der acht Länder, die zwei Prozent des BIP erreichen, will mehr.",
            "acht Länder",
            "member",
        ),
        ("fr", "Un pays sur quatre atteint 2 % du PIB.", "Un pays sur quatre", "%"),
    ],
)
def test_one_of_those_who_are_known_is_no_fraction(code: str, text: str, quote: str, unit: str) -> None:
    document = Document(id="a", text=text, lang=code, published=dt.date(2018, 7, 12))
    read_ = [s for s in read(document)[0] if isinstance(s.content, Figure) and quote in s.quote]
    assert [s.content.quantity.unit for s in read_ if isinstance(s.content, Figure)] == [unit]


@pytest.mark.parametrize(
    ("code", "text", "read"),
    [
        (
            "de",
            "Die weltweiten Rüstungsausgaben stiegen 2020 auf 2 Billionen Dollar, so Sipri. Auf die USA entfielen "
            "davon 39 Prozent.",
            ("military_expenditure", "USA", "2020"),
        ),
        (
            "en",
            "World military spending reached $2 trillion in 2020, SIPRI said. America accounted for 39% of it.",
            ("military_expenditure", "USA", "2020"),
        ),
        (
            "fr",
            "Les dépenses militaires mondiales ont atteint 2 000 milliards de dollars en 2020, selon le Sipri. Les "
            "États-Unis en représentent 39 %.",
            ("military_expenditure", "USA", "2020"),
        ),
        (
            "en",
            "World military spending reached $2 trillion in 2020, SIPRI said. Wages in the United States rose 39%.",
            (None, "USA", "2021"),
        ),
    ],
)
def test_a_part_of_what_the_world_spends_is_told_behind_it(code: str, text: str, read: Read) -> None:
    measure, whose, when = number(code, text, "39", "2021-04-27")
    assert (measure, whose, when if measure else read[2]) == read
