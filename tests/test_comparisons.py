"""Places, records, comparisons and lasting rises are read from words, in every language, and checked to the end."""

import datetime as dt

import pytest

from foedus.dossiers import dossier
from foedus.model import Change, Check, Derivation, Document, Figure, Gap, Rank, Record, Statement

SPENDING, OF_GDP, MILEX = "defence_expenditure", "defence_expenditure_share_of_gdp", "military_expenditure"
FORCES = "armed_forces_personnel"


def compared(
    lang: str, text: str, published: str = "2024-09-12"
) -> list[tuple[Statement, Figure, list[Check]]]:
    day = dt.date.fromisoformat(published)
    made = dossier(Document(id="d", text=text, lang=lang, published=day))
    return [
        (each, each.content, [check for check in made.checks if check.statement == each.id])
        for each in made.statements
        if isinstance(each.content, Figure)
        and isinstance(each.content.derivation, Gap | Rank | Record | Change)
    ]


AID, REAL_CHANGE = "aid_allocated", "defence_expenditure_real_change"
CASES: list[tuple[str, str, str, str, Derivation, str]] = [
    ("en", "France is third in the alliance for defence spending.", "FRA", SPENDING, Rank(among="nato"), "fails"),
    ("fr", "La France est au troisième rang de l'Alliance pour les dépenses de défense.", "FRA", SPENDING,
     Rank(among="nato"), "fails"),
    ("de", "Frankreich liegt bei den Verteidigungsausgaben auf Platz drei im Bündnis.", "FRA", SPENDING,
     Rank(among="nato"), "fails"),
    ("de", "Frankreich liegt bei den Verteidigungsausgaben auf Platz 4 im Bündnis.", "FRA", SPENDING,
     Rank(among="nato"), "holds"),
    ("en", "Germany is now the second-largest defence spender in NATO.", "DEU", SPENDING, Rank(among="nato"), "holds"),
    ("fr", "L'Allemagne est le deuxième contributeur de l'Alliance en matière de dépenses de défense.", "DEU", SPENDING,
     Rank(among="nato"), "holds"),
    ("de", "Deutschland ist der zweitgrößte Geldgeber der Allianz bei den Verteidigungsausgaben.", "DEU", SPENDING,
     Rank(among="nato"), "holds"),
    ("fr", "La Pologne est première de l'OTAN pour la part du PIB consacrée à la défense.", "POL", OF_GDP,
     Rank(among="nato"), "holds"),
    ("en", "Turkey has the second-largest army in NATO.", "TUR", FORCES, Rank(among="nato"), "holds"),
    ("fr", "C'est le plus gros budget de défense de la Pologne depuis 2014.", "POL", SPENDING, Record(since="2014"),
     "holds"),
    ("en", "Poland's defence budget is the largest since 2014.", "POL", SPENDING, Record(since="2014"), "holds"),
    ("de", "Es ist der größte Verteidigungshaushalt Polens seit 2014.", "POL", SPENDING, Record(since="2014"), "holds"),
    ("en", "German defence spending reached a record level.", "DEU", SPENDING, Record(), "holds"),
    ("fr", "Les dépenses militaires de l'Allemagne atteignent un niveau record depuis 1991.", "DEU", SPENDING,
     Record(since="1991"), "holds"),
    ("de", "Die Verteidigungsausgaben Deutschlands sind so hoch wie seit 1991 nicht mehr.", "DEU", SPENDING,
     Record(since="1991"), "holds"),
    ("en", "Italy's defence spending is the highest since 1999.", "ITA", SPENDING, Record(since="1999"), "fails"),
    ("en", "Poland has the highest defence spending in NATO.", "POL", SPENDING, Rank(among="nato"), "depends"),
    ("fr", "La Pologne a les dépenses de défense les plus élevées de l'OTAN.", "POL", SPENDING, Rank(among="nato"),
     "depends"),
    ("de", "Polen hat die höchsten Verteidigungsausgaben der Nato.", "POL", SPENDING, Rank(among="nato"), "depends"),
    ("en", "Germany is the largest defence spender in NATO after the United States.", "DEU", SPENDING,
     Rank(among="nato"), "holds"),
    ("en", "European allies and Canada saw their biggest increase in defence spending since 2015.",
     "nato-europe-canada", REAL_CHANGE, Record(since="2015"), "holds"),
    ("fr", "L'Europe et le Canada connaissent la plus forte hausse de leurs dépenses de défense depuis 2015.",
     "nato-europe-canada", REAL_CHANGE, Record(since="2015"), "holds"),
    ("de", "Europa und Kanada verzeichnen den stärksten Anstieg der Verteidigungsausgaben seit 2015.",
     "nato-europe-canada", REAL_CHANGE, Record(since="2015"), "holds"),
    ("en", "Poland is spending more than ever on defence.", "POL", SPENDING, Record(), "holds"),
    ("fr", "La Pologne consacre plus que jamais à sa défense.", "POL", SPENDING, Record(), "holds"),
    ("de", "Deutschland gibt mehr denn je für Verteidigung aus.", "DEU", SPENDING, Record(), "holds"),
    ("en", "France spends 30 billion dollars more on defence than Italy.", "FRA", SPENDING, Gap(to="ITA"), "holds"),
    ("fr", "La France dépense 30 milliards de dollars de plus que l'Italie pour sa défense.", "FRA", SPENDING,
     Gap(to="ITA"), "holds"),
    ("de", "Frankreich gibt 30 Milliarden Dollar mehr für Verteidigung aus als Italien.", "FRA", SPENDING,
     Gap(to="ITA"), "holds"),
    ("en", "Italy spends 30 billion dollars less on defence than France.", "ITA", SPENDING,
     Gap(to="FRA", direction="below"), "holds"),
    ("en", "The United States spends ten times as much on defence as Germany.", "USA", SPENDING, Gap(to="DEU"),
     "holds"),
    ("fr", "La France dépense deux fois plus que l'Italie pour sa défense.", "FRA", SPENDING, Gap(to="ITA"), "fails"),
    ("de", "Die USA geben zehnmal so viel für Verteidigung aus wie Deutschland.", "USA", SPENDING, Gap(to="DEU"),
     "holds"),
    ("en", "France spends 87% more on defence than Italy.", "FRA", SPENDING, Gap(to="ITA"), "holds"),
    ("en", "Germany spends more on defence than France.", "DEU", SPENDING, Gap(to="FRA"), "holds"),
    ("fr", "L'Allemagne dépense moins que la France pour sa défense.", "DEU", SPENDING,
     Gap(to="FRA", direction="below"), "fails"),
    ("de", "Deutschland gibt mehr für Verteidigung aus als Frankreich.", "DEU", SPENDING, Gap(to="FRA"), "holds"),
    ("fr", "La Pologne dépense proportionnellement plus que les États-Unis pour sa défense.", "POL", OF_GDP,
     Gap(to="USA"), "holds"),
    ("en", "No European spends more on defence than the Italian.", "ITA", SPENDING, Rank(among="nato-europe"), "fails"),
    ("en", "America spends more on defence than any other ally.", "USA", SPENDING, Rank(among="nato"), "holds"),
    ("fr", "Aucun allié ne dépense plus pour sa défense que les États-Unis.", "USA", SPENDING, Rank(among="nato"),
     "holds"),
    ("fr", "L'Italie dépense plus pour sa défense que tout autre allié européen.", "ITA", SPENDING,
     Rank(among="nato-europe"), "fails"),
    ("de", "Kein Verbündeter gibt mehr für Verteidigung aus als die USA.", "USA", SPENDING, Rank(among="nato"),
     "holds"),
    ("de", "Italien gibt mehr für Verteidigung aus als jeder andere Verbündete.", "ITA", SPENDING, Rank(among="nato"),
     "fails"),
    ("en", "Polish defence spending has risen since 2014.", "POL", SPENDING, Change(base="2014"), "holds"),
    ("fr", "La Pologne dépense de plus en plus pour sa défense.", "POL", SPENDING, Change(), "holds"),
    ("de", "Die Verteidigungsausgaben Polens steigen immer weiter.", "POL", SPENDING, Change(), "holds"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "text", "subject", "measure", "derivation", "verdict"),
    CASES,
    ids=[case[1][:60] for case in CASES],
)
def test_a_comparison_is_read_and_checked(
    lang: str, text: str, subject: str, measure: str, derivation: Derivation, verdict: str
) -> None:
    ((statement, figure, checks),) = compared(lang, text)
    assert (figure.subject, figure.measure, figure.derivation) == (subject, measure, derivation)
    assert text[statement.span.start : statement.span.end] == statement.quote
    assert checks[0].verdict == verdict


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The alliance met in 2024, its largest summit since 1991."),
        (
            "en",
            "Trident Juncture, with 50,000 personnel, is the alliance's largest drill since the Cold War.",
        ),
        ("fr", "Le premier ministre polonais a présenté le premier budget de la coalition."),
        ("en", "We will build the largest army in Europe, the German chancellor promised."),
        ("en", "Poland has increased its defence spending every year since 2014."),
        ("fr", "La Pologne augmente ses dépenses de défense sans discontinuer depuis 2014."),
        ("de", "Die Verteidigungsausgaben Polens steigen ununterbrochen seit 2014."),
    ],
)
def test_what_is_no_such_comparison_is_left_alone(lang: str, text: str) -> None:
    assert [statement.quote for statement, _, _ in compared(lang, text)] == []


# Places of the edition of February 2025, which counts to December 2024.
@pytest.mark.parametrize(
    ("lang", "text", "subject", "among", "place", "verdict"),
    [
        ("en", "Germany is the second-largest donor to Ukraine.", "DEU", "world", 2, "holds"),
        ("en", "Germany is the third largest donor of military aid to Ukraine.", "DEU", "world", 3, "fails"),
        ("en", "The United States is Ukraine's biggest backer.", "USA", "world", 1, "holds"),
        ("en", "Germany is the largest donor to Ukraine after the United States.", "DEU", "world", 2, "holds"),
        ("en", "Germany is the largest donor to Ukraine among European countries.", "DEU", "europe", 1, "holds"),
        ("fr", "L'Allemagne est le deuxième donateur de l'Ukraine.", "DEU", "world", 2, "holds"),
        ("fr", "Le Royaume-Uni est le troisième soutien militaire de l'Ukraine.", "GBR", "world", 3, "holds"),
        ("fr", "Après les États-Unis, l'Allemagne est le plus gros donateur de l'Ukraine.", "DEU", "world", 2,
         "holds"),
        ("de", "Deutschland ist der zweitgrößte Geldgeber der Ukraine.", "DEU", "world", 2, "holds"),
        ("de", "Deutschland ist nach den USA der größte Unterstützer der Ukraine.", "DEU", "world", 2, "holds"),
        ("de", "Großbritannien ist der viertgrößte Unterstützer der Ukraine.", "GBR", "world", 4, "fails"),
    ],
)  # fmt: skip
def test_a_place_among_donors_needs_no_group(
    lang: str, text: str, subject: str, among: str, place: int, verdict: str
) -> None:
    ((_, figure, checks),) = compared(lang, text, "2025-03-10")
    assert (figure.subject, figure.measure, figure.derivation) == (subject, AID, Rank(among=among))
    assert (figure.quantity.low, checks[0].verdict) == (place, verdict)


@pytest.mark.parametrize(
    ("lang", "text", "subject", "among", "place", "verdict"),
    [
        ("en", "Estonia is the largest donor to Ukraine relative to GDP.", "EST", "world", 1, "holds"),
        ("en", "As a share of GDP, Germany is the second-largest donor to Ukraine.", "DEU", "world", 2, "fails"),
        ("fr", "Rapporté à son PIB, le Danemark est le deuxième donateur de l'Ukraine.", "DNK", "world", 2, "holds"),
        ("de", "Gemessen am BIP ist Litauen der drittgrößte Geber der Ukraine.", "LTU", "world", 3, "holds"),
        ("de", "Gemessen am BIP ist Litauen der größte Geber der Ukraine in der EU.", "LTU", "eu", 1, "fails"),
    ],
)  # fmt: skip
def test_a_place_among_donors_may_be_by_the_share_of_output(
    lang: str, text: str, subject: str, among: str, place: int, verdict: str
) -> None:
    ((_, figure, checks),) = compared(lang, text, "2025-03-10")
    assert (figure.subject, figure.measure, figure.derivation) == (subject, AID, Rank(among=among, of="gdp"))
    assert (figure.quantity.low, checks[0].verdict) == (place, verdict)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Germany is the largest donor to Ukraine, but not relative to GDP."),
        ("en", "Germany, whose GDP shrank, is the largest donor to Ukraine."),
        ("fr", "L'Allemagne est le premier donateur de l'Ukraine, mais pas rapporté à son PIB."),
        ("de", "Deutschland ist der größte Geber der Ukraine, gemessen am BIP aber nur der elftgrößte."),
    ],
)
def test_a_place_by_the_share_of_output_is_not_taken_for_one_by_amounts(lang: str, text: str) -> None:
    assert compared(lang, text, "2025-03-10") == []


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("en", "Germany spends more on defence than France.", "$33.4 billion more than France"),
        ("fr", "L'Allemagne dépense plus que la France pour sa défense.", "33,4 milliards de dollars de plus que"),
        ("de", "Deutschland gibt mehr für Verteidigung aus als Frankreich.", "33,4 Milliarden Dollar mehr als"),
        ("fr", "L'Allemagne dépense moins que la France pour sa défense.", "33,4 milliards de dollars de plus que"),
        ("en", "France is third in the alliance for defence spending.", "give place 4"),
        ("fr", "La France est au troisième rang de l'Alliance pour les dépenses de défense.", "donnent la 4e place"),
        ("en", "Polish defence spending has risen since 2014.", "more than in 2014"),
        ("fr", "C'est le plus gros budget de défense de la Pologne depuis 2014.", "de plus que toute année"),
        ("en", "German defence spending has risen since 2000.", "begins in 2014; it would need one"),
        ("en", "Germany's military spending is the highest since 1991.", "more than in any earlier year"),
    ],
)  # fmt: skip
def test_the_answer_says_against_what(lang: str, text: str, words: str) -> None:
    ((_, _, checks),) = compared(lang, text)
    assert words in checks[0].summary[lang].replace("\N{NO-BREAK SPACE}", " ").replace(
        "\N{NARROW NO-BREAK SPACE}", " "
    )


# Places by SIPRI's fact sheet of April 2025, and one that no slice of the fifteen largest can tell.
@pytest.mark.parametrize(
    ("lang", "text", "verdict"),
    [
        ("en", "The United States is the world's largest military spender.", "holds"),
        ("en", "Germany is the fourth-largest military spender in the world.", "holds"),
        ("fr", "L'Arabie saoudite est le septième plus gros budget militaire du monde.", "holds"),
        ("de", "Die Ukraine lag 2024 bei den Militärausgaben weltweit an achter Stelle.", "holds"),
        ("en", "Israel has the twelfth largest military budget in the world.", "holds"),
        ("fr", "La Pologne a le 13e plus gros budget militaire du monde.", "holds"),
        ("de", "Polen lag 2024 bei den Militärausgaben weltweit an dreizehnter Stelle.", "holds"),
        ("en", "Italy is the world's eighth-largest military spender.", "fails"),
        ("en", "Sweden is the world's twentieth-largest military spender.", "unknown"),
    ],
)
def test_a_place_in_the_world_is_told_as_far_as_a_slice_holds_all_who_stand_before(
    lang: str, text: str, verdict: str
) -> None:
    ((_, figure, checks),) = compared(lang, text, "2025-05-10")
    assert (figure.measure, figure.derivation) == (MILEX, Rank(among="world"))
    assert checks[0].verdict == verdict


@pytest.mark.parametrize(
    "text",
    [
        "Norway was the 25th-largest military spender in the world in 2024.",
        "Norway was the thirty-first-largest military spender in the world in 2024.",
        "Germany is among the ten largest military spenders in the world.",
    ],
)
def test_a_place_that_cannot_be_read_is_not_the_first(text: str) -> None:
    assert compared("en", text, "2025-05-10") == []


def test_a_record_in_a_unit_that_no_series_has_is_no_record() -> None:
    from test_checks import checked, figure, quantity

    claim = figure("nato", MILEX, quantity("87", "multiple"), "2024", Record())
    found, (doubt,) = checked(claim, "2025-05-01")
    assert (found.verdict, doubt.code) == ("unknown", "unit")
