"""What the terminal shows of a dossier."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import msgspec
import pytest
from sample_dossiers import check, document, excess, figure, french, quantity, said

from foedus.errors import UnknownName
from foedus.lang import codes, words
from foedus.model import Comparator, Dossier, Doubt, Observation, Observed, Position, Quantity, Rank, Span
from foedus.render.cards import Pile, sentence
from foedus.render.curve import curve
from foedus.render.html import to_html
from foedus.render.plain import breadth, folded, safe
from foedus.render.spots import cells
from foedus.render.terminal import to_terminal
from foedus.render.wording import NO_BREAK, wording

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def plain(text: str) -> str:
    """Put text on one line with ordinary spaces."""
    return re.sub(r"\s+", " ", text.replace(NO_BREAK, " ").replace("\N{NARROW NO-BREAK SPACE}", " "))


@pytest.fixture(scope="module")
def shown() -> str:
    return to_terminal(french(), "fr")


def test_what_fails_or_depends_comes_first_then_what_cannot_be_told_then_what_holds(shown: str) -> None:
    places = [
        shown.index(text)
        for text in ("vingt-six pays◂", "≈ Dépend de la", "? On ne peut pas", "✓ Se vérifie  ")
    ]
    assert places == sorted(places)


def test_a_missing_day_is_told_above_the_verdicts() -> None:
    doubt = Doubt(span=Span(start=0, end=0), code="no-date", message={"fr": "Le jour manque."})
    dossier = msgspec.structs.replace(french(), doubts=[doubt])
    told = to_terminal(dossier, "fr")
    assert told.index("? Le jour manque.") < told.index("── À regarder d’abord")
    assert told.count("Le jour manque.") == 1
    page = to_html(dossier, "fr")
    assert page.index("Le jour manque.") < page.index('id="article"')
    assert page.count("Le jour manque.") == 1


def test_a_card_says_verdict_sentence_speaker_claim_and_answer(shown: str) -> None:
    card = plain(shown[shown.index("≈ Dépend") : shown.index("── Ce que l’on ne peut")])
    assert "▸plus de 700 milliards de dollars◂ de plus dans leur défense" in card
    assert "Mark Rutte affirme : plus de 700 Md$ · dépenses de défense · Europe et Canada" in card
    assert "1 lecture littérale sur 4 donne plus de 700 milliards" in card


def test_readings_stand_in_a_table_with_the_literal_first(shown: str) -> None:
    card = plain(shown[shown.index("≈ Dépend") : shown.index("── Ce que l’on ne peut")])
    assert "littérale ✓ 798,3 Md$ prix courants, base 2016 · TABLE2!G42 … N42 (8)" in card
    assert card.index("798,3 Md$ prix") < card.index("généreuse ✗ 643,3 Md$ prix courants, base 2014")
    assert "membres de chaque année · éd. 17 juin 2024" in card


def test_the_curve_sets_the_values_beside_the_band(shown: str) -> None:
    row = next(row for row in shown.splitlines() if row.startswith("  littérale") and "░" in row)
    assert row.count("○") == 3
    assert row.count("●") == 1
    assert row.index("●") > row.index("░") > row.rindex("○")


def test_what_is_known_now_is_a_second_sentence_not_a_second_verdict(shown: str) -> None:
    assert "(éd. 7 juillet 2026), le verdict est le même ; 798,3 Md$ alors, 802,1 Md$ depuis." in plain(shown)


def test_a_denied_figure_is_named_so_and_does_not_alarm(shown: str) -> None:
    first = shown[shown.index("À regarder") : shown.index("── Ce que l’on ne peut")]
    assert "Szijjártó" not in first
    assert "¬ Chiffre démenti : ne se vérifie pas" in plain(shown)


def test_what_cannot_be_told_names_who_could(shown: str) -> None:
    assert "? L’institut de Kiel publie cette aide pays par pays" in plain(shown)


def test_promises_events_positions_and_doubts_are_listed(shown: str) -> None:
    text = plain(shown)
    assert "→ La Pologne promet : « 5 % de son PIB »" in text
    assert "échéance 2026" in text
    assert "◆ Le Fanal affirme : « Un bureau de liaison ouvrira ses portes à Amman. »" in text
    assert "Un haut responsable (sans nom) affirme : « La région ne sera pas oubliée »" in text
    assert "Une édition du 28 août 2025 existe" in text


def test_the_answer_speaks_english_where_asked() -> None:
    text = plain(to_terminal(french(), "en"))
    assert "≈ Depends on the definition" in text
    assert "literal ✓ $798.3 bn current prices, base 2016" in text
    assert "Poland promises: “5 % de son PIB”" in text
    assert "affirme" not in text.replace("affirmé que la France", "")


@pytest.mark.parametrize("lang", codes())
@pytest.mark.parametrize("width", [*range(40, 84, 3), 100, 137, 200])
def test_no_line_is_wider_than_the_terminal(width: int, lang: str) -> None:
    assert max(map(breadth, to_terminal(french(), lang, width).splitlines())) <= width


@pytest.mark.parametrize("width", [-1, 0, 10])
def test_an_impossible_width_is_taken_for_a_narrow_one(width: int) -> None:
    assert to_terminal(french(), "fr", width) == to_terminal(french(), "fr", 40)


def test_colour_changes_nothing_but_colour_and_the_marks() -> None:
    coloured = ANSI.sub("", to_terminal(french(), "fr", 80, True))
    assert re.sub(r"\s+", "", coloured) == re.sub(r"[\s▸◂]+", "", to_terminal(french(), "fr", 80, False))


def test_every_coloured_line_ends_without_colour() -> None:
    for row in to_terminal(french(), "fr", 44, True).splitlines():
        assert not ANSI.findall(row) or ANSI.findall(row)[-1] == "\x1b[0m"


def test_nothing_in_a_report_steers_the_terminal() -> None:
    text = "Il a dit \x1b[2J\x9b31m« 5 %\x07 »\u202e de plus.\r\n\ud800"
    statement = said(text, "« 5 %\x07 »\u202e", Position(topic=None, text="\x1b]0;x\x07"), speaker="\x1b[5m")
    report = document(text, title="\x1b[1m\u202etitre", publisher="\x00")
    doubt = Doubt(span=Span(start=0, end=0), code="x", message={"fr": "\x1b[31m"})
    shown = to_terminal(Dossier(document=report, statements=[statement], checks=[], doubts=[doubt]), "fr")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    assert shown.encode()


def test_a_report_without_anything_says_so() -> None:
    shown = to_terminal(Dossier(document=document("", title=None), statements=[], checks=[]), "en")
    assert "No statement was found in this text." in shown


def test_readings_beyond_six_are_counted_and_shown_on_demand() -> None:
    text = "Plus de 700 milliards."
    statement = said(
        text, "Plus de 700 milliards", figure("nato", None, quantity("7e11", None, "USD", ">"), "2024")
    )
    readings = [
        excess(f"{n}00000000000", "refuted", str(2004 + n), "current", edition="2024-06-17")
        for n in range(1, 9)
    ]
    checked = check(statement, dt.date(2025, 1, 1), "fails", readings, {"literal": [0, 8]})
    dossier = Dossier(document=document(text), statements=[statement], checks=[checked])
    assert "… 2 more (--all-readings)" in to_terminal(dossier, "en")
    assert "--all-readings" not in to_terminal(dossier, "en", all_readings=True)
    assert "$800 bn" in plain(to_terminal(dossier, "en", all_readings=True))


def test_what_holds_is_said_briefly() -> None:
    card = to_terminal(french(), "fr")
    card = card[card.index("✓ Se vérifie  ") : card.index("── Lu")]
    assert "░" not in card
    assert len(card.splitlines()) < 12


@pytest.mark.parametrize(
    ("places", "day", "lang", "told"),
    [
        (["row 17", "row 18", "row 19"], "2025-02-14", "en", "rows 17 … 19 (3) of our transcription"),
        (["row 17"], "2025-02-14", "fr", "ligne 17 de notre transcription"),
        (["row 17"], "2026-08-04", "fr", "ligne 17"),
        (["row 17", "row 18", "row 19"], "2026-08-04", "de", "Zeilen 17 … 19 (3)"),
        (["row 17"], "1999-01-01", "en", "row 17"),
        (["rows 7, 33-38 and 4 more"], "2026-08-04", "fr", "lignes 7, 33–38 et 4 autres"),
        (["MAIN DATA!10 rows of 87-107"], "2026-08-04", "fr", "MAIN DATA!10 lignes entre 87 et 107"),
        (["90 roll calls of 2019"], "2026-08-04", "de", "90 Abstimmungen von 2019"),
        (["TABLE2!D42", "TABLE2!E42", "TABLE2!F42"], "2026-08-04", "fr", "TABLE2!D42 … F42 (3)"),
    ],
)
def test_a_place_is_told_in_words_and_rows_are_ours_only_where_the_edition_was_transcribed(
    places: list[str], day: str, lang: str, told: str
) -> None:
    """The rows of a publisher's own file are not called our transcription, and no English is left in an answer."""
    observations = [Observation(period=str(n), value=Decimal(1), place=each) for n, each in enumerate(places)]
    one = excess("700000000000", "supported", "2016", "current", edition=day)
    definition = msgspec.structs.replace(one.definition, source="kiel")
    reading = msgspec.structs.replace(one, definition=definition, observations=observations)
    assert plain(cells(reading, wording(lang))) == told


@pytest.mark.parametrize(
    ("speaker", "lang", "told"),
    [
        ("USA", "fr", "Les États-Unis promettent"),
        ("FRA", "fr", "La France promet"),
        ("nato-europe", "fr", "Les Alliés européens promettent"),
        ("USA", "en", "The United States promises"),
        ("baltic", "en", "The Baltic states promise"),
        ("USA", "de", "Die USA sagen zu"),
        ("DEU", "de", "Deutschland sagt zu"),
    ],
)
def test_the_verb_agrees_with_who_speaks(speaker: str, lang: str, told: str) -> None:
    statement = said("2 %", "2 %", figure("FRA", None, quantity("2", "2", "%"), None), stance="pledges")
    statement = msgspec.structs.replace(statement, speaker=speaker)
    dossier = Dossier(document=document("2 %"), statements=[statement], checks=[])
    assert told in plain(to_terminal(dossier, lang))


@pytest.mark.parametrize("lang", codes())
def test_several_speakers_take_another_form_of_every_verb(lang: str) -> None:
    one, several = (words(lang, "phrases")[table] for table in ("stance", "stance_many"))
    assert {*several} - {"who"} == {*one}
    assert all(several[each] != one[each] for each in one)


def test_people_are_shown_whole_though_a_series_holds_an_average() -> None:
    average = Decimal("3418608.98")
    people = Observed(low=average, high=average, unit="person")
    assert plain(wording("de").observed(people)) == "3.418.609 Personen"


def test_a_bare_number_is_shown_as_a_place() -> None:
    two = Decimal(2)
    claim = figure(
        "TUR", "armed_forces_personnel", quantity("2", "2", None), "2024", derivation=Rank(among="nato")
    )
    assert plain(wording("fr").observed(Observed(low=two, high=two, unit=None))) == "place 2"
    assert plain(wording("en").claimed(claim)) == "place 2"


def test_a_denied_figure_that_cannot_be_told_does_not_stand_under_what_holds() -> None:
    text = "Nobody spends $9 bn."
    statement = said(
        text, "$9 bn", figure("FRA", None, quantity("9e9", "9e9", "USD"), "2024"), stance="denies"
    )
    checked = check(statement, dt.date(2025, 1, 1), "unknown", [], {})
    shown = to_terminal(Dossier(document=document(text), statements=[statement], checks=[checked]), "en")
    assert shown.index("What cannot be told") < shown.index("▸$9")
    assert "What holds" not in shown


def test_days_of_one_month_share_it() -> None:
    assert plain(wording("fr").period("2025-06-24/2025-06-25")) == "24–25 juin 2025"


def test_an_answer_does_not_repeat_the_quote_above_it() -> None:
    text = "La France est à 2,1\u202f%."
    statement = said(text, "2,1\u202f%", figure("FRA", None, quantity("2.1", "2.1", "%"), "2024"))
    told = {"fr": "« 2,1 % » (France) : c’est exact. NATO donne 2,06 %."}
    checked = check(statement, dt.date(2025, 1, 1), "holds", [], {}, None, told)
    shown = to_terminal(Dossier(document=document(text), statements=[statement], checks=[checked]), "fr")
    assert "\n  C’est exact. NATO donne 2,06\N{NO-BREAK SPACE}%.\n" in shown


def test_a_report_without_a_title_is_named_by_its_first_words() -> None:
    shown = to_terminal(Dossier(document=document("Un mot. " * 30), statements=[], checks=[]), "fr")
    assert shown.startswith("Un mot. Un mot.")
    assert "…" in shown.splitlines()[0]


def test_an_unknown_language_names_those_that_exist() -> None:
    with pytest.raises(UnknownName, match="nearest"):
        to_terminal(french(), "fra")


def test_both_languages_say_the_same_things() -> None:
    tables = [words(code, "phrases") for code in codes()]
    free = {"symbols", "speaking"}
    for name in tables[0]:
        if name not in free:
            shapes = [{key: type(value) for key, value in table[name].items()} for table in tables]
            assert all(shape == shapes[0] for shape in shapes), name


def test_slots_are_the_same_in_both_languages() -> None:
    def slots(value: object) -> set[str]:
        return set(re.findall(r"{(\w+)}", str(value)))

    first, *others = (words(code, "phrases") for code in codes())
    for other in others:
        for table in first:
            differing = [
                key for key in first[table] if slots(first[table][key]) != slots(other[table].get(key))
            ]
            assert differing in ([], ["nbsp_before"], ["colon"]), table


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("M. Rutte a dit 2 %. Oui.", "2 %", ("M. Rutte a dit ", "2 %", ".")),
        ("Non. Il a dit « 2 %. » Oui.", "2 %", ("Il a dit « ", "2 %", ". »")),
        ("a\nb 2 % c\nd", "2 %", ("b ", "2 %", " c")),
        ("In the U.S. Congress, 2 %!", "2 %", ("In the U.S. Congress, ", "2 %", "!")),
        ("x " * 400 + "2 %" + " y" * 400, "2 %", None),
    ],
)
def test_a_quote_is_shown_within_its_sentence(
    text: str, quote: str, expected: tuple[str, str, str] | None
) -> None:
    found = sentence(text, text.index(quote), text.index(quote) + len(quote))
    if expected is None:
        assert found[0].startswith("…")
        assert found[2].endswith("…")
        assert len("".join(found)) < 700
    else:
        assert found == expected


def test_wide_and_combining_characters_are_measured_as_the_terminal_shows_them() -> None:
    assert breadth("日本") == 4
    assert breadth("e\u0301") == 1
    assert folded("日本語", 4) == ["日本", "語"]


def test_safe_text_keeps_ordinary_text() -> None:
    text = "« L’été »\u00a0: 12\u202f000\n\tπ"
    assert safe(text) == text


def test_a_curve_needs_a_value_and_keeps_the_claim_in_view() -> None:
    dossier = french()
    card = next(card for card in Pile(dossier).cards if card.sort == "depends")
    assert card.then is not None
    drawn = curve(card.then, card.statement.content.quantity)  # type: ignore[union-attr]
    assert drawn is not None
    assert drawn.low < 411.1e9 < 798.3e9 < drawn.high
    assert drawn.band_places[1] == 1.0
    empty = msgspec.structs.replace(card.then, readings=[])
    assert curve(empty, quantity("2", "2", "%")) is None


@pytest.mark.parametrize(
    ("lang", "value", "unit", "expected"),
    [
        ("fr", "798253673266", "USD", "798,3 Md$"),
        ("en", "798253673266", "USD", "$798.3 bn"),
        ("en", "1474400000000", "USD", "$1.474 tn"),
        ("fr", "1474400000000", "USD", "1474,4 Md$"),
        ("fr", "2239.47", "USD", "2239,47 $"),
        ("en", "-20000000000", "CAD", "CAD −20 bn"),
        ("fr", "2.06", "%", "2,06 %"),
        ("fr", "204673", "person", "204 673 personnes"),
        ("fr", "0", "member", "0 membre"),
        ("en", "0", "member", "0 members"),
        ("en", "1", "member", "1 member"),
        ("en", "3.1415", "multiple", "×3.14"),
        ("en", "12", "aircraft", "12 aircraft"),
        ("en", "12", "sandbag", "12 × sandbag"),
        ("fr", "500", "PLN", "500 PLN"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(
    lang: str, value: str, unit: str, expected: str
) -> None:
    assert plain(wording(lang).amount(Decimal(value), unit)) == expected


@pytest.mark.parametrize(
    ("lang", "period", "expected"),
    [
        ("fr", "2025-Q1", "T1 2025"),
        ("en", "2025-04", "April 2025"),
        ("fr", "2025-04-01", "1er avril 2025"),
        ("en", "2022-01/..", "from January 2022"),
        ("fr", "../2030", "jusqu’à 2030"),
        ("en", "2017/2024", "2017–2024"),
    ],
)
def test_periods_are_said_in_words(lang: str, period: str, expected: str) -> None:
    assert plain(wording(lang).period(period)) == expected


@pytest.mark.parametrize(
    ("lang", "low", "high", "unit", "comparator", "expected"),
    [
        ("en", "1.995", "2.1", "%", "~", "nearly 2.1%"),
        ("fr", "2.05", "2.15", "%", "~", "environ 2,1 %"),
        ("fr", "14", "28", "tank", "..", "de 14 à 28 chars"),
        ("en", "3e9", "4e9", "EUR", "..", "€3 bn to €4 bn"),
    ],
)
def test_a_quantity_is_written_as_it_was_said(
    lang: str, low: str, high: str, unit: str, comparator: Comparator, expected: str
) -> None:
    claimed = Quantity(low=Decimal(low), high=Decimal(high), unit=unit, comparator=comparator)
    assert plain(wording(lang).quantity(claimed)) == expected
