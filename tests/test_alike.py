"""What means the same is read the same: a year later all times are, and whoever told reporters something said it."""

import datetime as dt
import re

import pytest

from foedus.model import Document, Figure
from foedus.text.read import read

DAY = dt.date(2025, 11, 20)
YEAR = re.compile(r"\b20\d\d\b")
DATED = [
    ("en", "Poland spent 4.1% of its GDP on defence in 2024, against 3.3% in 2023."),
    ("en", "Italy trimmed its army from 175,000 soldiers in 2017 to 160,000 in 2024."),
    ("en", "Slovakia will spend 3.5% of GDP on defence by 2031, instead of 2% today."),
    (
        "en",
        "Dutch defence spending rose by 12% in real terms over the year before, to 22 billion euros in 2024.",
    ),
    (
        "fr",
        "La Pologne a consacré 4,1 % de son PIB à la défense en 2024, contre 3,3 % l'année précédente.",
    ),
    ("fr", "La France portera son effort de défense à 3,5 % du PIB en 2032, au lieu de 2 % actuellement."),
]
TOLD = [
    "At least six people were hurt in Odesa, police {}.",
    "About 40 Danish officers are to leave Mali, the minister {}.",
    "Poland spends 4.1% of its GDP on defence, Ada Lindqvist {}.",
    "Romania hosts 4,000 American soldiers, Gen. Ada Lindqvist {}.",
]


def figures(lang: str, text: str, day: dt.date) -> list[Figure]:
    return [s.content for s in read(Document(id="a", text=text, lang=lang, published=day))[0]]


def moved(written: object, years: int) -> str:
    return YEAR.sub(lambda year: str(int(year[0]) + years), str(written))


@pytest.mark.parametrize("years", [-1, 1])
@pytest.mark.parametrize(("lang", "text"), DATED)
def test_a_text_a_year_later_tells_the_same_of_years_a_year_later(lang: str, text: str, years: int) -> None:
    found = figures(lang, text, DAY)
    later = figures(lang, moved(text, years), DAY.replace(year=DAY.year + years))
    assert found
    assert list(map(str, later)) == [moved(each, years) for each in found]


@pytest.mark.parametrize("text", TOLD)
@pytest.mark.parametrize("told", ["told reporters", "told the BBC", "told a news conference"])
def test_whoever_told_reporters_something_said_it(text: str, told: str) -> None:
    def speakers(verb: str) -> list[tuple[str, str | None, str]]:
        found = read(Document(id="a", text=text.format(verb), lang="en", published=DAY))[0]
        return [(s.quote, s.speaker, s.stance) for s in found]

    assert speakers("said")[0][1] is not None
    assert speakers(told) == speakers("said")
