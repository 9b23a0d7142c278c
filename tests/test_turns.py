"""Interviews, transcripts and fact checks: who speaks from one label to the next."""

import datetime as dt

from foedus.model import Document, Figure
from foedus.text.read import read

DAY = dt.date(2025, 5, 19)


def speakers(text: str, lang: str = "en") -> list[tuple[str, str | None]]:
    """Return how each number of a text is written, with who says it."""
    found = read(Document(id="a", text=text, lang=lang, published=DAY))[0]
    return [(s.quote, s.speaker) for s in found if isinstance(s.content, Figure)]


def test_a_label_speaks_for_all_of_its_turn_and_a_question_for_none() -> None:
    text = (
        "Rutte: Poland spends 4% of GDP on defence. And Germany spends 2% of GDP on defence.\n\n"
        "Question: Does Spain spend 1% of GDP on defence?\n\nRutte: Yes. Spain spends 1.3% of GDP on defence."
    )
    assert speakers(text) == [
        ("4%", "Mark Rutte"),
        ("2%", "Mark Rutte"),
        ("1%", None),
        ("1.3%", "Mark Rutte"),
    ]


def test_answers_go_on_over_paragraphs_in_german() -> None:
    text = (
        "Frage: Wo steht Deutschland?\n\nPistorius: Gut.\n\nPolen gibt 4 Prozent des BIP für Verteidigung aus.\n\n"
        "Frage: Und wir?\n\nPistorius: Wir sind bei 2,1 Prozent des BIP."
    )
    assert speakers(text, "de") == [("4 Prozent", "Boris Pistorius"), ("2,1 Prozent", "Boris Pistorius")]


def test_a_stranger_speaks_behind_a_label_in_french() -> None:
    text = (
        "Question : Où en est la France ?\n\nJeanne Aubrac : Je dirais que la Pologne est à 4 % du PIB. "
        "L'Allemagne est à 2,1 %.\n\nQuestion : Merci."
    )
    assert [who for _, who in speakers(text, "fr")] == ["Jeanne Aubrac", "Jeanne Aubrac"]


def test_a_surname_alone_is_who_the_text_names_in_full() -> None:
    text = (
        "Am Telefon ist Roderich Kiesewetter.\n\nMüller: Wo stehen wir?\n\n"
        "Kiesewetter: Na ja. Die Vereinigten Staaten geben 3,5 Prozent ihres BIP für Verteidigung aus.\n\n"
        "Müller: Danke.\n\nKiesewetter: Gern."
    )
    assert speakers(text, "de") == [("3,5 Prozent", "Roderich Kiesewetter")]


def test_a_surname_is_who_is_named_with_all_of_it_and_nothing_more() -> None:
    text = (
        "With us are Lene Holm, Lene Holmström-Dahl and, for once, Holm.\n\nHost: Where do we stand?\n\n"
        "Holmström-Dahl: Well. Poland spends 4% of GDP on defence.\n\n"
        "Holmstr: Well. Spain spends 1.3% of GDP on defence.\n\nHolm: Well. Germany spends 2% of GDP on defence."
    )
    assert speakers(text) == [("4%", "Lene Holmström-Dahl"), ("1.3%", None), ("2%", "Lene Holm")]


def test_a_label_on_a_line_of_its_own_is_one_where_several_speak_of_themselves() -> None:
    text = (
        "NATO Secretary General Mark Rutte\nWe are stronger. Poland spends 4% of GDP on defence.\nMore will follow.\n\n"
        "President Emmanuel Macron\nThank you, my friend. Spain spends 1.3% of GDP on defence."
    )
    assert speakers(text) == [("4%", "Mark Rutte"), ("1.3%", "Emmanuel Macron")]


def test_a_checked_claim_is_of_whoever_the_text_is_about_and_the_facts_are_not() -> None:
    cases = {
        "en": (
            "Donald Trump spoke in Brussels.\n"
            'CLAIM: "Germany spends 1% of GDP on defence."\nTHE FACTS: Germany spends 1.2% of GDP on defence.'
        ),
        "fr": (
            "Donald Trump a parlé.\nL'affirmation : « L'Allemagne consacre 1 % de son PIB à la défense. »"
            "\nCe qu'il en est : L'Allemagne consacre 1,2 % de son PIB à la défense."
        ),
        "de": (
            "Donald Trump sprach in Brüssel.\nAUSSAGE: „Deutschland gibt 1 Prozent des BIP für Verteidigung aus.“\n"
            "FAKTEN: Deutschland gibt 1,2 Prozent des BIP für Verteidigung aus."
        ),
    }
    for lang, text in cases.items():
        assert [who for _, who in speakers(text, lang)] == ["Donald Trump", None], lang


def test_a_row_of_countries_and_one_headline_are_no_turns() -> None:
    text = (
        "Poland: 4.1% of GDP for defence.\nGermany: 2.1% of GDP for defence.\nSpain: 1.3% of GDP for defence."
    )
    assert [who for _, who in speakers(text)] == [None, None, None]
    text = "Rutte: NATO must spend more\n\nPoland spends 4% of GDP on defence."
    assert speakers(text) == [("4%", None)]
