"""Lines set in capitals, or with a capital at each word, are read as the same sentences are; the way back is theirs."""

import datetime as dt
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.model import Document, Position
from foedus.text.lexicon import language
from foedus.text.read import read

DAY = dt.date(2025, 4, 4)
SET = [
    (
        "en",
        "POLAND RAISES DEFENCE SPENDING TO 4.7% OF GDP IN MAY, TUSK SAYS. U.S. OFFICIALS MAY ASK NATO FOR $5BN MORE",
        "Poland raises defence spending to 4.7% of GDP in May, Tusk says. U.S. officials may ask NATO for $5bn more",
    ),
    (
        "en",
        "White House: Theresa May's Pledge Was “Not Enough for Us”, President Bush Said",
        "White House: Theresa May's pledge was “not enough for us”, president Bush said",
    ),
    ("en", "IT COST US BILLIONS, AND A US ALLY NOTHING", "It cost us billions, and a US ally nothing"),
    ("en", "THE HAGUE — ALLIES AGREED TO PAY", "THE HAGUE — Allies agreed to pay"),
    (
        "en",
        "WASHINGTON AND KYIV have agreed. They pay FAR TOO MUCH for it.",
        "Washington and Kyiv have agreed. They pay far too much for it.",
    ),
    (
        "en",
        "Lindqvist Doubts Tally\n\nThe analyst, Anna Lindqvist, disagrees.",
        "Lindqvist doubts tally\n\nThe analyst, Anna Lindqvist, disagrees.",
    ),
    (
        "fr",
        "LES POLONAIS ET LE CHEF POLONAIS DE L'OTAN ONT PROMIS À L'UE 2 % DE LEUR PIB",
        "Les Polonais et le chef polonais de l'OTAN ont promis à l'UE 2 % de leur PIB",
    ),
    (
        "fr",
        "LA GRECE A DEPENSE PLUS, A DEJA DECLARE LE SECRETAIRE GENERAL A ATHENES. L'ELYSEE DEPENSE MOINS",
        "La Grèce a dépensé plus, a déjà déclaré le secrétaire général à Athènes. L'Élysée dépense moins",
    ),
    ("fr", "« NON », A-T-IL ASSURE A KIEV CETTE ANNEE", "« Non », a-t-il assuré à Kiev cette année"),
    ("fr", "MARK RUTTE A dit aux alliés", "Mark Rutte a dit aux alliés"),
]
AS_IT_IS = [
    ("en", "NATO, the EU and the US have agreed; SHAPE, SACEUR and DARPA have not."),
    ("en", "WASHINGTON, 3 May (Reuters) - Poland spends more."),
    ("en", "The Prime Minister of Poland, Donald Tusk, met Mark Rutte."),
    ("en", "Poland 4.7%\nEstonia 3.4%\nUnited Kingdom 2.3%"),
    ("fr", "L'OTAN, l'UE et l'ONU sont d'accord."),
    ("de", "Polen erhöht seine Ausgaben für Verteidigung"),
]
READ = [
    ("en", "Poland will raise defence spending to 4.7% of GDP this year, Donald Tusk says"),
    ("en", "US to give Ukraine another $5 billion in military aid, says Rutte"),
    (
        "en",
        "Only eleven of the alliance's 31 members spent 2 percent of GDP in 2023, NATO said. Spain spent 1.3 percent",
    ),
    ("en", "Madrid refuses to go beyond 2.1 percent: “It is enough,” Pedro Sánchez told reporters on Monday"),
    ("en", "Germany has given Ukraine €17 billion since 2022, more than France, the Kiel Institute reports"),
    ("en", "Would Italy spend 3.5% of GDP by 2035? Giorgia Meloni promises it"),
    ("fr", "La Pologne consacrera 4,7 % de son PIB à la défense cette année, a annoncé Donald Tusk"),
    (
        "fr",
        "Les alliés européens de l'OTAN ont dépensé 486 milliards de dollars en 2024, déclare le secrétaire général",
    ),
    (
        "fr",
        "Madrid refuse d'aller au-delà de 2,1 %. L'Allemagne, elle, a déjà atteint 2 % en 2024, selon l'OTAN",
    ),
    ("fr", "L'Élysée a promis 2 milliards d'euros à l'Ukraine, et les États-Unis 5 milliards de dollars"),
]
SMALL = frozenset("a an and as at by for from has in is of on since than the to will".split())


def titled(text: str) -> str:
    """Give each word a capital as English headlines do."""
    return re.sub(
        r"[^\W\d_][\w’']*",
        lambda m: m[0] if m[0] in SMALL and m.start() else m[0][0].upper() + m[0][1:],
        text,
    )


def bare(text: str) -> str:
    """Take the accents off a text."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def told(lang: str, text: str) -> list[tuple[object, ...]]:
    """What is read of a text, but for the words of a view; what is quoted is what was given."""
    found = read(Document(id="a", text=text, lang=lang, published=DAY))[0]
    assert all(text[each.span.start : each.span.end] == each.quote for each in found)
    return [
        (
            (each.span.start, each.span.end),
            None if isinstance(each.content, Position) else each.content,
            each.speaker,
            each.stance,
        )
        for each in found
    ]


@pytest.mark.parametrize(("code", "text", "expected"), SET)
def test_what_is_set_in_capitals_becomes_sentences(code: str, text: str, expected: str) -> None:
    assert language(code).caser.cased(text) == expected


@pytest.mark.parametrize(("code", "text"), AS_IT_IS)
def test_names_abbreviations_and_datelines_stay_as_they_are(code: str, text: str) -> None:
    assert language(code).caser.cased(text) == text


@pytest.mark.parametrize(("lang", "text"), READ)
def test_a_line_in_capitals_reads_like_its_sentence(lang: str, text: str) -> None:
    expected = told(lang, text)
    assert expected
    others = [text.upper(), titled(text) if lang == "en" else bare(text.upper())]
    for other in others:
        assert told(lang, other) == expected, other


@settings(deadline=None)  # the first example compiles a language
@given(st.text(alphabet="aé TheUSÉß.\n“1'İ-%", max_size=80), st.sampled_from(["en", "fr", "de"]))
def test_only_capitals_and_accents_change(text: str, code: str) -> None:
    made = language(code).caser.cased(text)
    assert len(made) == len(text)
    assert all(bare(a).lower() == bare(b).lower() for a, b in zip(made, text, strict=True))
