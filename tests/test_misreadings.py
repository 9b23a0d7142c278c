"""What newsrooms write that is easily misread, where a line of `readings/` cannot say it; see `test_readings.py`."""

import datetime as dt

import pytest

from foedus.cli_lines import understood
from foedus.model import Document, Figure
from foedus.text.read import read

DAY = dt.date(2024, 4, 22)


def measures(code: str, text: str) -> dict[str, str | None]:
    """Return what each number measures, by its quote."""
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    return {each.quote: each.content.measure for each in found if isinstance(each.content, Figure)}


def read_of(code: str, text: str) -> dict[str, tuple[str | None, str, list[str]]]:
    """Return the subject, stance and kind of aid of each figure, by its quote."""
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    return {
        each.quote: (each.content.subject, each.stance, each.content.stated.get("component", []))
        for each in found
        if isinstance(each.content, Figure)
    }


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Pour atteindre 2 % du PIB, le Canada devrait relever ses dépenses de défense."),
        ("fr", "La Belgique n'est pas aux 2 % du PIB réclamés par l'Otan."),
        ("fr", "L'ancien niveau de référence, qui était de 2 % du PIB, ne suffit plus aux Alliés."),
        ("fr", "Lors d'un point de presse, la ministre a parlé des dépenses de défense de l'Otan."),
        ("fr", "Après un sommet de l'Otan de deux jours, les 2 % du PIB restent l'objectif fixé."),
        ("en", "To reach 2 % of GDP, Canada would have to raise its defence spending."),
        ("de", "Die von der Nato geforderten zwei Prozent des BIP bleiben für Belgien fern."),
    ],
)
def test_what_is_only_wanted_is_not_told_of_anyone(code: str, text: str) -> None:
    reports = [quote for quote, (_, stance, _) in read_of(code, text).items() if stance == "reports"]
    assert reports in ([], ["2 %"] if "restent" in text else [])


def told(code: str, text: str) -> dict[str, str]:
    """Return what is understood of each figure, by its quote."""
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    return {each.quote: understood(each.content) for each in found if isinstance(each.content, Figure)}


def plain(text: str) -> list[tuple[str, str, str | None]]:
    """Return the statements of a French text that are no figures: kind or type, quote, speaker."""
    found = read(Document(id="a", text=text, lang="fr", published=DAY))[0]
    kinds = [
        (each.content, each.quote, each.speaker) for each in found if not isinstance(each.content, Figure)
    ]
    return [(getattr(content, "kind", "position"), quote, speaker) for content, quote, speaker in kinds]


@pytest.mark.parametrize(
    "text",
    [
        "La Chine arrive en deuxième position, devant l'Arabie saoudite.",
        "Depuis janvier, l'Ukraine reçoit plus d'aide de l'Otan.",
        "La Belgique se retrouve ainsi à égalité avec l'Espagne dans l'Otan.",
        "Cette année, le Canada fait partie des huit pays membres de l'Otan en retard.",
    ],
)
def test_a_place_among_others_is_no_event_and_no_scrap(text: str) -> None:
    assert plain(text) == []


def test_what_someone_has_become_among_others_is_a_rank_of_the_whole_clause() -> None:
    clause = "L'Allemagne est devenue le plus grand donateur européen de l'Ukraine en 2024"
    assert plain(f"{clause}.") == [("position", clause, None)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Emmanuel Macron reçoit Mark Rutte à Paris mardi.", "meeting"),
        ("Les membres de l'Otan se retrouvent à Paris mardi.", "meeting"),
        ("La Suède est devenue le 32e membre de l'Otan.", "accession"),
    ],
)
def test_who_meets_and_who_joins_are_events(text: str, kind: str) -> None:
    assert [each[0] for each in plain(text)] == [kind]


def test_nobody_of_a_list_in_brackets_speaks() -> None:
    text = (
        "Les cinq plus gros exportateurs (États-Unis, Russie, Chine) comptabilisent 74 % des ventes d'armes."
    )
    found = read(Document(id="a", text=text, lang="fr", published=DAY))[0]
    assert {each.speaker for each in found} == {None}


def test_what_several_spend_together_is_no_ones() -> None:
    text = (
        "Les États-Unis pèsent 40 % des dépenses militaires mondiales, la Chine 12 %, représentant ensemble plus de la "
        "moitié des dépenses mondiales. La Russie (5 %) suit."
    )
    found = told("fr", text)
    assert any(" of ?: > 50 %" in each for each in found.values())
    assert found["5 %"].startswith("military_expenditure of RUS: 5 %")


def test_a_share_of_aid_is_no_share_spent_on_defence() -> None:
    text = (
        "Selon l'Institut de Kiel, les pays ont accordé 250 milliards d'euros d'aide à Kyiv. L'aide engagée par les"
        " États-Unis représente 0,5 % de son PIB, et l'aide bilatérale de la France seulement 0,2 % (mais 0,6 % avec"
        " celle de l'UE)."
    )
    assert not any("defence" in (measure or "") for measure in measures("fr", text).values())
    spent = "Germany, which supports Ukraine with aid, spends 2.1 % of its GDP on defence."
    assert measures("en", spent) == {"2.1 %": "defence_expenditure_share_of_gdp"}


def test_what_goes_on_counting_things_counts_no_soldiers() -> None:
    text = "Russia has 5,580 nuclear warheads; some 4,380 are in military stockpiles with the armed forces."
    assert "armed_forces_personnel" not in measures("en", text).values()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Two-thirds of Italy's arms exports, just under a record, went to three countries."),
        ("en", "As a share of GDP, more than a dozen UDCG members give more aid to Ukraine than America."),
        ("en", "Only about a third of the 31 members spend 2% of GDP on defence."),
        ("fr", "Les deux tiers des exportations d'armes italiennes sont allés à trois pays, sous le record."),
        ("fr", "Un tiers environ des 31 membres consacrent 2 % du PIB à leur défense."),
        ("de", "Nur etwa ein Drittel der 31 Mitglieder gibt zwei Prozent des BIP für Verteidigung aus."),
    ],
)
def test_not_all_countries_that_are_counted_meet_a_guideline(code: str, text: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    counted = [s for s in found if isinstance(s.content, Figure) and s.content.quantity.unit == "member"]
    assert {s.content.measure for s in counted if isinstance(s.content, Figure)} <= {None}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "Italy has committed 9 billion euros to Ukraine.\n\nIt has so far provided aid of 5 billion euros.",
        ),
        (
            "fr",
            "L'Italie a engagé 9 milliards d'euros pour l'Ukraine.\n\nElle a fourni 5 milliards d'euros d'aide.",
        ),
        (
            "de",
            "Italien hat der Ukraine 9 Milliarden Euro fest zugesagt.\n\nGeleistet hat es Hilfen von 5 Milliarden.",
        ),
    ],
)
def test_what_is_said_to_be_given_is_not_of_the_stage_told_before(code: str, text: str) -> None:
    assert list(measures(code, text).values())[-1] == "aid_allocated"
