"""A text is read alike however it is spelled: it is brought to the one spelling that rules and lists know."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest

from foedus.lang import codes
from foedus.model import Document, Position
from foedus.text.lexicon import language, scan
from foedus.text.read import read

DAY = dt.date(2025, 11, 20)
PATTERN = re.compile(r"[\[\]()\\?]")
AS_WRITTEN = (
    "reads",
    "ignores",
    "rule",
    "abbreviations",
    "spelled",
    "bare",
    "behind-digits",
    "percent-glued",
)


def lists(table: Any) -> Iterator[str]:
    """Yield the phrases of the lists of a table."""
    if isinstance(table, list):
        yield from (each for each in table if isinstance(each, str) and not PATTERN.search(each))
    elif isinstance(table, dict):
        for name, held in table.items():
            if name not in AS_WRITTEN:
                yield from lists(held)


@pytest.mark.parametrize("code", codes())
def test_lists_hold_no_spelling_in_which_no_text_is_read(code: str) -> None:
    """What `spelling.toml` lists never reaches the other tables: write there what stands before its sign."""
    own = language(code)
    dead = {
        each for table in own.tables.values() for each in lists(table) if own.speller.spell(each).text != each
    }
    assert not dead


BACK = [
    (
        "en",
        "Spend 2.5 per cent of gross domestic product on DEFENSE",
        "of GDP on",
        "of gross domestic product on",
    ),
    ("en", "Spend 2.5 per cent of gross domestic product on DEFENSE", "DEFENCE", "DEFENSE"),
    ("en", "the ‘allies’ of 2% or 3 pct", "2 percent or 3 percent", "2% or 3 pct"),
    (
        "fr",
        "3 pour cent du Produit intérieur brut d’ici là",
        "3 % du PIB d'ici",
        "3 pour cent du Produit intérieur brut d’ici",
    ),
    ("de", "zwei Prozent des Bruttoinlandsprodukts", "BIP", "Bruttoinlandsprodukts"),
]


@pytest.mark.parametrize(("code", "text", "part", "written"), BACK)
def test_the_way_back_leads_to_what_was_written(code: str, text: str, part: str, written: str) -> None:
    seen = scan(Document(id="a", text=text, lang=code, published=DAY), code)
    at = seen.text.index(part)
    start, end = seen.spelled.back(at, at + len(part))
    assert text[start:end] == written


# What each text is spelled with instead, all at once: no text below means anything else by it.
OTHERWISE = {
    "en": [
        {"percent": "per cent", "GDP": "gross domestic product", "defence": "defense", "'": "’"},
        {" percent": "%", "GDP": "gross domestic product", " billion": "bn"},
        {"percent": "pct", "defence": "defense"},
    ],
    "fr": [
        {" %": " pour cent", "PIB": "produit intérieur brut", "'": "’"},
        {" %": " p. cent", "'": "’", "À": "A", "É": "E", "milliards": "Mds"},
    ],
    "de": [{"BIP": "Bruttoinlandsprodukts"}],
}
TEXTS = [
    ("en", "Poland spent 4.1 percent of GDP on defence in 2024, against 3.3 percent in 2023, NATO said."),
    (
        "en",
        "3.5 percent of GDP: that is what Germany wants to spend on defence by 2029, more than Italy's 1.5 percent.",
    ),
    (
        "en",
        "Spain refuses to go beyond the 2.1 percent of GDP it spends on defence, with 0.4 percent set aside for roads.",
    ),
    (
        "en",
        "Outlays rose from $15 billion, or 2.2 percent of GDP, in 2021 to $35 billion, or 4.1 percent, in 2024.",
    ),
    (
        "fr",
        "La Pologne a dépensé 4,1 % de son PIB pour sa défense, plus que l'Italie (1,5 %), d'après l'OTAN.",
    ),
    (
        "fr",
        "Atteindre 2 % du PIB dès cette année, c'est ce que Madrid a promis ; l'Union ajoutera 3 % à son budget.",
    ),
    ("en", "Germany has given Ukraine €17 billion, the Kiel Institute says, €6 billion more than France."),
    ("fr", "L'Égypte a dépensé 4,5 milliards de dollars, selon le Sipri, et les États-Unis 997 milliards."),
    ("fr", "L'Ukraine a consacré 34 % de son PIB à sa défense en 2024, soit 64,7 milliards de dollars."),
    (
        "fr",
        "À Bruxelles, l'Élysée et les États-Unis ont promis 2 milliards d'euros ; l'Égypte est à 1,2 % du PIB.",
    ),
    (
        "de",
        "Deutschland will bis 2029 3,5 Prozent des BIP ausgeben, mehr als die 2,1 Prozent, die Italien nannte.",
    ),
]


def told(lang: str, text: str) -> list[tuple[object, ...]]:
    """What is read of a text, but for the words of a view."""
    found = read(Document(id="a", text=text, lang=lang, published=DAY))[0]
    return [
        (None if isinstance(each.content, Position) else each.content, each.speaker, each.stance)
        for each in found
    ]


@pytest.mark.parametrize(("lang", "text"), TEXTS)
def test_texts_that_differ_in_spelling_are_read_alike(lang: str, text: str) -> None:
    expected = told(lang, text)
    assert expected
    for others in OTHERWISE[lang]:
        other = text
        for written, instead in others.items():
            other = other.replace(written, instead)
        assert told(lang, other) == expected, other
