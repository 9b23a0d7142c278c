"""A government's own budget counts otherwise than NATO and SIPRI, so that their numbers alone do not refute it."""

import datetime as dt

import pytest

from foedus.dossiers import dossier
from foedus.model import Document, Figure
from foedus.text.document import Details, from_text


@pytest.mark.parametrize(
    ("lang", "text", "is_own", "verdict"),
    [
        ("fr", "Le budget des armées français était de 32 milliards d'euros en 2017.", True, "unknown"),
        ("fr", "Le budget des armées français était de 40,9 milliards d'euros en 2017.", True, "holds"),
        ("fr", "Le budget des armées français était de 80 milliards d'euros en 2017.", True, "fails"),
        ("fr", "La France a dépensé 32 milliards d'euros pour sa défense en 2017.", False, "fails"),
        ("de", "Der deutsche Verteidigungsetat lag 2023 bei 51,8 Milliarden Euro.", True, "unknown"),
        ("de", "Nach Zahlen der NATO lag der deutsche Verteidigungsetat 2023 bei 51,8 Milliarden Euro.", False,
         "fails"),
        ("fr", "La Bundeswehr n'a compté que 181 174 soldats en 2023.", True, "unknown"),
        ("en", "The Bundeswehr had only 120,000 soldiers in 2023.", True, "fails"),
        ("de", "Laut NATO hatte die Bundeswehr 2023 nur 178.174 Soldaten.", False, "fails"),
        ("en", "The US defence budget was 816 billion dollars in 2023.", True, "unknown"),
        ("en", "In 2023 China's military budget was 250 billion dollars, according to SIPRI.", False, "fails"),
    ],
)  # fmt: skip
def test_a_budget_that_counts_otherwise_is_not_called_wrong(
    lang: str, text: str, is_own: bool, verdict: str
) -> None:
    made = dossier(Document(id="d", text=text, lang=lang, published=dt.date(2025, 1, 10)))
    figures = ((s.id, s.content) for s in made.statements if isinstance(s.content, Figure))
    name, figure = next(each for each in figures if each[1].measure is not None)
    assert (figure.stated.get("account") == ["national"]) is is_own
    check = next(each for each in made.checks if each.statement == name)
    assert check.verdict == verdict
    told = [doubt.code for doubt in made.doubts if doubt.code in ("own-budget", "own-count")]
    assert told or verdict != "unknown"


def test_by_how_much_a_budget_grows_is_refuted_by_no_table_that_counts_more() -> None:
    text = "Der Verteidigungshaushalt Deutschlands stieg 2024 um 2 Milliarden Euro."
    made = dossier(Document(id="d", text=text, lang="de", published=dt.date(2025, 1, 10)))
    assert [check.verdict for check in made.checks] == ["unknown"] * len(made.checks)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le budget des armées va augmenter. Après dix ans d'efforts – de 32 milliards d'euros en 2017 à plus de"
         " 50 milliards aujourd'hui –, la France prévoit plus."),
        ("en", "The French defence budget will grow, after years of effort; it was 32 billion euros in 2017."),
        ("de", "Der deutsche Wehretat steigt weiter; 2023 waren es noch 51,8 Milliarden Euro."),
    ],
)  # fmt: skip
def test_a_sum_told_after_a_budget_is_of_that_budget(lang: str, text: str) -> None:
    details = Details(published=dt.date(2025, 1, 10), lang=lang)
    made = dossier(from_text(text, details))
    assert "own-budget" in {doubt.code for doubt in made.doubts}
    assert "fails" not in {check.verdict for check in made.checks}


def test_what_starts_this_very_year_is_not_set_against_the_year_before() -> None:
    for lang, text in (
        ("fr", "« 2 % du PIB pour la défense à partir de 2025 », a dit le Luxembourg."),
        ("de", "Luxemburg gibt ab 2025 2 % des BIP für Verteidigung aus."),
        ("en", "Luxembourg spends 2 % of GDP on defence from 2025."),
    ):
        made = dossier(Document(id="d", text=text, lang=lang, published=dt.date(2025, 1, 10)))
        assert "fails" not in {check.verdict for check in made.checks}


@pytest.mark.parametrize(
    ("lang", "text", "verdict"),
    [
        ("de", "Deutschland gibt derzeit 2,4 Prozent seines BIP für Verteidigung aus.", "unknown"),
        ("fr", "L'Allemagne consacre 2,4 % de son PIB à la défense.", "unknown"),
        ("en", "Germany spends 2.4 % of its GDP on defence.", "unknown"),
        ("en", "Germany spends 2.1 % of its GDP on defence.", "holds"),
        ("en", "Germany spends 4 % of its GDP on defence.", "fails"),
        ("en", "Germany spent 2.4 % of its GDP on defence in 2024.", "fails"),
    ],
)
def test_a_share_of_this_year_is_not_called_wrong_for_what_it_was_last_year(
    lang: str, text: str, verdict: str
) -> None:
    made = dossier(Document(id="d", text=text, lang=lang, published=dt.date(2025, 7, 10)))
    first = min(made.checks, key=lambda each: each.asof)
    assert first.verdict == verdict


ANOTHER, EXTENT = "another-count", "other-extent"


@pytest.mark.parametrize(
    ("doubt", "lang", "text", "verdict"),
    [
        (ANOTHER, "en", "The IISS says that Italy spent 2.4 % of its GDP on defence in 2023.", "unknown"),
        (ANOTHER, "en", "Budgets grew, says the European Defence Agency. Italy spent 70 billion euros in 2023.",
         "unknown"),
        (ANOTHER, "fr", "Selon l'Agence européenne de défense, l'Italie a dépensé 2,4 % de son PIB en 2023.",
         "unknown"),
        (ANOTHER, "de", "Laut Ifo-Institut gab Italien 2023 2,4 Prozent des BIP für Verteidigung aus.", "unknown"),
        (ANOTHER, "en", "The IISS says that France spent 2 % of its GDP on defence in 2023.", "holds"),
        (ANOTHER, "en", "NATO says that Italy spent 2.4 % of its GDP on defence in 2023. The IISS agrees.", "fails"),
        (ANOTHER, "en", "The European Defence Agency met. According to SIPRI, Italy spent 2.4 % of GDP on it in 2023.",
         "fails"),
        (EXTENT, "fr", "Hors pensions, la France a consacré 1,5 % de son PIB à la défense en 2023.", "unknown"),
        (EXTENT, "en", "Without pensions, France spent 1.5 % of GDP on defence in 2023.", "unknown"),
        (EXTENT, "de", "Ohne Pensionen gab Frankreich 2023 1,5 Prozent des BIP für Verteidigung aus.", "unknown"),
        (EXTENT, "en", "With its share of EU aid, Germany had given Ukraine 40 billion euros by September 2024.",
         "unknown"),
        (EXTENT, "en", "France spent 1.5 % of GDP on defence in 2023.", "fails"),
    ],
)  # fmt: skip
def test_what_is_counted_otherwise_than_in_the_series_is_not_called_wrong(
    doubt: str, lang: str, text: str, verdict: str
) -> None:
    made = dossier(Document(id="d", text=text, lang=lang, published=dt.date(2025, 1, 10)))
    assert {check.verdict for check in made.checks} == {verdict}
    assert (doubt in {each.code for each in made.doubts}) is (verdict == "unknown")
