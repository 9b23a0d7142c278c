"""How many times as much: as in a year, or as someone else, in three languages, checked to the end."""

import datetime as dt

import pytest

from foedus.dossiers import dossier
from foedus.model import Derivation, Document, Figure, Gap, Growth

SPENDING, MILEX = "defence_expenditure", "military_expenditure"
SINCE_2014 = Growth(base="2014", direction="increase")


@pytest.mark.parametrize(
    ("lang", "text", "subject", "measure", "derivation", "verdict"),
    [
        ("en", "Estonia spends twice as much on defence as in 2014.", "EST", SPENDING, SINCE_2014, "fails"),
        ("fr", "L'Estonie consacre deux fois plus à sa défense qu'en 2014.", "EST", SPENDING, SINCE_2014, "fails"),
        ("de", "Estlands Verteidigungsausgaben sind doppelt so hoch wie 2014.", "EST", SPENDING, SINCE_2014, "fails"),
        ("en", "Poland spends three times as much on defence as in 2014.", "POL", SPENDING, SINCE_2014, "depends"),
        ("en", "Poland's defence budget is three times what it was in 2014.", "POL", SPENDING, SINCE_2014, "depends"),
        ("en", "Poland's defence budget is three times as large as in 2014.", "POL", SPENDING, SINCE_2014, "depends"),
        ("fr", "La Pologne dépense le triple de 2014 pour sa défense.", "POL", SPENDING, SINCE_2014, "depends"),
        ("fr", "Le budget de défense polonais est le triple de ce qu'il était en 2014.", "POL", SPENDING, SINCE_2014,
         "depends"),
        ("fr", "Le budget de défense polonais est trois fois plus gros qu'il y a dix ans.", "POL", SPENDING,
         SINCE_2014, "depends"),
        ("de", "Polen gibt dreimal so viel für Verteidigung aus wie 2014.", "POL", SPENDING, SINCE_2014, "depends"),
        ("de", "Polens Verteidigungshaushalt ist dreimal so groß wie vor zehn Jahren.", "POL", SPENDING, SINCE_2014,
         "depends"),
        ("en", "The United States spends three times what second-placed China spends on its military.", "USA", MILEX,
         Gap(to="CHN"), "holds"),
        ("en", "In 2023 the United States spent five times as much on its military as China.", "USA", MILEX,
         Gap(to="CHN"), "fails"),
        ("fr", "Les dépenses militaires des États-Unis représentent le triple de celles de la Chine.", "USA", MILEX,
         Gap(to="CHN"), "holds"),
        ("fr", "Les États-Unis dépensent trois fois ce que dépense la Chine pour leur armée.", "USA", MILEX,
         Gap(to="CHN"), "holds"),
        ("fr", "En 2023, la Roumanie dépensait trois fois moins que la Turquie pour sa défense.", "ROU", SPENDING,
         Gap(to="TUR", direction="below"), "holds"),
        ("fr", "En 2023, la Roumanie dépensait huit fois moins que la Turquie pour sa défense.", "ROU", SPENDING,
         Gap(to="TUR", direction="below"), "fails"),
        ("en", "In 2023 Romania spent three times less on defence than Turkey.", "ROU", SPENDING,
         Gap(to="TUR", direction="below"), "holds"),
        ("de", "2023 gab Rumänien dreimal weniger für Verteidigung aus als die Türkei.", "ROU", SPENDING,
         Gap(to="TUR", direction="below"), "holds"),
        ("de", "Die USA geben dreimal so viel für ihr Militär aus wie das zweitplatzierte China.", "USA", MILEX,
         Gap(to="CHN"), "holds"),
        ("de", "Die Militärausgaben der USA sind das Dreifache der chinesischen.", "USA", MILEX, Gap(to="CHN"),
         "holds"),
    ],
)  # fmt: skip
def test_a_ratio_is_checked_against_the_year_or_the_country_it_names(
    lang: str, text: str, subject: str, measure: str, derivation: Derivation, verdict: str
) -> None:
    made = dossier(Document(id="d", text=text, lang=lang, published=dt.date(2024, 9, 10)))
    ((name, figure),) = ((s.id, s.content) for s in made.statements if isinstance(s.content, Figure))
    assert (figure.subject, figure.measure, figure.derivation) == (subject, measure, derivation)
    assert next(check.verdict for check in made.checks if check.statement == name) == verdict


def test_a_year_behind_the_other_is_when_they_are_compared() -> None:
    """ "Three times as much as China in 2023" sets two countries side by side, not two years."""
    text = "The United States spent about three times as much on its military as China in 2023."
    made = dossier(Document(id="d", text=text, lang="en", published=dt.date(2024, 9, 10)))
    (figure,) = (s.content for s in made.statements if isinstance(s.content, Figure))
    assert (figure.derivation, str(figure.period)) == (Gap(to="CHN"), "2023")
