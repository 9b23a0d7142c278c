"""What is put in behind a subject and tells nothing changes nothing of how the rest is read."""

import datetime as dt

import pytest
from msgspec.structs import replace

from foedus.model import Content, Document, Position, Statement
from foedus.text.read import read

DAY = dt.date(2025, 11, 20)
PUT_IN = {
    "en": [
        ", long neutral in such matters,",
        ", a founding member,",
        ", which borders Russia,",
        ", whose coast is long,",
        " (a staunch ally of Kyiv)",
        " – tired of waiting –",
        ", for its part,",
    ],
    "fr": [
        ", longtemps neutre en la matière,",
        ", membre fondateur,",
        ", qui borde la Russie,",
        ", dont la côte est longue,",
        " (un allié fidèle de Kiev)",
        " – las d'attendre –",
        ", pour sa part,",
    ],
    "de": [
        ", lange neutral in solchen Fragen,",
        ", ein Gründungsmitglied,",
        ", das an Russland grenzt,",
        ", dessen Küste lang ist,",
        " (ein treuer Verbündeter)",
        " – des Wartens müde –",
    ],
}
# Where the slot is, nothing or any of these.
TOLD = [
    ("en", "Poland{} will spend 4.1% of its GDP on defence in 2026, up from 3.3% in 2023."),
    ("en", "Finland{} has 24,000 soldiers and wants 30,000 by 2030."),
    ("en", "Estonia{} is the biggest donor relative to output, at 2.8% of GDP."),
    ("en", "Norway{} will join the scheme, its prime minister said."),
    (
        "en",
        "The bill rises. Latvia{} has pledged 40 million euros in military aid to Ukraine, Evika Siliņa said.",
    ),
    ("en", "“Not enough,” said Mark Rutte. Lithuania{} wants a brigade of 5,000 soldiers for good."),
    ("fr", "La Pologne{} consacrera 4,1 % de son PIB à sa défense en 2026, contre 3,3 % en 2023."),
    ("fr", "La Finlande{} compte 24 000 soldats et en veut 30 000 d'ici à 2030."),
    ("fr", "L'Estonie{} dépense plus que l'Italie pour sa défense."),
    ("fr", "La Norvège{} a fait un don de 40 millions d'euros à l'Ukraine, a dit son premier ministre."),
    ("fr", "La facture grimpe. La Lettonie{} va verser 40 millions d'euros d'aide militaire à Kiev."),
    ("de", "Polen{} gibt 2026 4,1 Prozent seines BIP für Verteidigung aus, nach 3,3 Prozent im Jahr 2023."),
    ("de", "Norwegen{} will 2.000 Soldaten nach Litauen schicken, sagte Verteidigungsminister Tore Sandvik."),
]
SPEAKERS = [
    ("en", "Mark Rutte{} said that allies would spend 3.5% of GDP by 2035.", ", visibly tired,"),
    ("en", "Prime Minister Donald Tusk{} promised 300,000 soldiers.", ", who looked tired,"),
    ("en", "Ada Lindqvist{} said that Norway spends 2.2% of GDP on defence.", ", visibly tired,"),
    ("fr", "Mark Rutte{} a déclaré que les Alliés dépenseraient 3,5 % du PIB.", ", visiblement fatigué,"),
    ("fr", "Le premier ministre Donald Tusk{} a promis 300 000 soldats.", ", qui semblait fatigué,"),
    ("de", "Mark Rutte{} sagte, die Verbündeten gäben 3,5 Prozent des BIP aus.", ", sichtlich müde,"),
]
STRESSED = [
    ("en", "Germany will{} send 5,000 soldiers to Lithuania by 2027.", " also"),
    ("en", "Norway has{} committed 20 billion euros to Ukraine, twice what it has allocated.", " indeed"),
    ("en", "Mark Rutte has{} promised that allies would spend 3.5% of GDP by 2035.", " of course"),
    ("fr", "L'Ukraine a{} reçu 45 % de ses armes majeures des États-Unis et 12 % de l'Allemagne.", " aussi"),
    ("fr", "Le Danemark a{} dépensé 2,4 % de son PIB pour son armée.", " également"),
    ("fr", "Bucarest passera de 2 à 2,5 % du PIB l'an prochain, a{} promis Nicușor Dan.", " bel et bien"),
    ("de", "Norwegen hat{} 20 Milliarden Euro für die Ukraine zugesagt.", " übrigens"),
]
SAID = [
    ("en", "Canada will send 450 soldiers to Latvia, Mark Carney confirmed{}.", " in Warsaw"),
    ("en", "Britain has sent help: 800 soldiers, Keir Starmer said{}.", " on Tuesday in Brussels"),
    ("fr", "La force de réaction passera à 300 000 soldats, a dit Mark Rutte{}.", " mardi à Madrid"),
    ("fr", "La ministre a indiqué{} que quatre Alliés étaient à 2 % du PIB en 2016.", " mardi"),
]
# What tells something between commas is kept.
KEPT = [
    ("en", "Poland, which spent 3.3% of GDP in 2023, will spend 4.1% of GDP on defence in 2026.", 2),
    ("en", "Latvia, Mark Rutte said, has spent 3% of GDP on defence this year.", 1),
    ("fr", "La Pologne, qui a consacré 3,3 % de son PIB à sa défense en 2023, vise 4,1 % de son PIB.", 2),
]  # fmt: skip


def told(lang: str, text: str) -> list[Statement]:
    return read(Document(id="a", text=text, lang=lang, published=DAY))[0]


def understood(statements: list[Statement], put_in: str) -> list[tuple[object, ...]]:
    """Return what is read of a text that has this put in, as if it were not there."""
    return [
        (s.quote.replace(put_in, ""), _without(s.content, put_in), s.speaker, s.stance) for s in statements
    ]


def _without(content: Content, put_in: str) -> Content:
    return (
        replace(content, text=content.text.replace(put_in, "")) if isinstance(content, Position) else content
    )


@pytest.mark.parametrize(
    ("lang", "sentence", "put_in"),
    [*((lang, text, each) for lang, text in TOLD for each in PUT_IN[lang]), *SPEAKERS, *STRESSED, *SAID],
)
def test_what_tells_nothing_changes_nothing(lang: str, sentence: str, put_in: str) -> None:
    text = sentence.format(put_in)
    found = told(lang, text)
    assert found, text
    assert understood(found, put_in) == understood(told(lang, sentence.format("")), put_in)
    assert [s.quote for s in found] == [text[s.span.start : s.span.end] for s in found]


@pytest.mark.parametrize(("lang", "text", "count"), KEPT)
def test_what_tells_something_between_commas_is_read(lang: str, text: str, count: int) -> None:
    found = told(lang, text)
    assert len(found) == count
    assert (found[0].speaker is not None) == ("Rutte" in text)
