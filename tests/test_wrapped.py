"""Lines that were broken to fit a width are read as if they had not been; other lines stay lines."""

import datetime as dt
import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.model import Document
from foedus.text.read import read
from foedus.text.wrapped import UNSEEN, unwrapped

DAY = dt.date(2025, 4, 4)
REPORTS = {
    "en": (
        "Slow but steady, ministers say",
        "European allies and Canada spent $486 billion on defence in 2024, an increase of 19.4 percent over the year "
        "before, NATO Secretary General Mark Rutte told reporters on Friday after two days of talks in Brussels.",
        "Poland will spend 4.7 percent of its gross domestic product on defence this year, Prime Minister Donald Tusk "
        "said, while Germany, which reached the guideline of 2 percent for the first time in 2024, plans to go to 3.5 "
        "percent by 2029. But Madrid “will not go beyond 2.1 percent”, a Spanish diplomat warned.",
    ),
    "fr": (
        "À petits pas, disent les ministres",
        "Les Alliés européens et le Canada ont dépensé 486 milliards de dollars pour leur défense en 2024, soit 19,4 % "
        "de plus qu'un an plus tôt, a déclaré vendredi le secrétaire général de l'Otan, Mark Rutte, au terme de deux "
        "jours de réunion à Bruxelles.",
        "La Pologne consacrera 4,7 % de son produit intérieur brut à la défense cette année, a dit le Premier ministre "
        "Donald Tusk, tandis que l'Allemagne, qui a atteint les 2 % en 2024, compte passer à 3,5 % d'ici 2029. Mais "
        "Madrid « n'ira pas au-delà de 2,1 % », prévient un diplomate espagnol.",
    ),
    "de": (
        "Langsam, aber stetig, sagen die Minister",
        "Die europäischen Verbündeten und Kanada gaben 2024 für ihre Verteidigung 486 Milliarden Dollar aus, wie "
        "Generalsekretär Mark Rutte am Freitag nach zwei Tagen voller Beratungen in Brüssel sagte.",
        "Polen will in diesem Jahr 4,7 Prozent seines Bruttoinlandsprodukts für die Verteidigung ausgeben, sagte "
        "Ministerpräsident Donald Tusk, während Deutschland bis 2029 auf 3,5 Prozent kommen will.",
    ),
}
FIRST = {"quoted": ("> ", "> "), "indented": ("\t", ""), "inset": ("       ", "   ")}
LIST = """Shares of GDP, in the tables of the alliance:

Poland 4.7 percent of its gross domestic product
Estonia 3.4 percent of its gross domestic product
Latvia 3.7 percent of its gross domestic product"""


def told(lang: str, text: str) -> list[tuple[object, ...]]:
    """What is read of a text, without what quotes its line ends."""
    found = read(Document(id="a", text=text, lang=lang, published=DAY))[0]
    assert all(text[each.span.start : each.span.end] == each.quote for each in found)
    spans = [(each.span.start, each.span.end, each.speaker, each.stance) for each in found]
    figures = [getattr(each.content, "quantity", None) and each.content for each in found]
    return list(zip(spans, figures, strict=True))


@pytest.mark.parametrize("width", [48, 66, 72, 100])
@pytest.mark.parametrize("lang", REPORTS)
def test_a_report_reads_alike_at_every_width(lang: str, width: int) -> None:
    whole = "\n\n".join(REPORTS[lang])
    broken = "\n\n".join(textwrap.fill(each, width, break_on_hyphens=False) for each in REPORTS[lang])
    assert len(told(lang, whole)) > 3
    assert told(lang, broken) == told(lang, whole)


def stated(lang: str, text: str) -> list[tuple[object, ...]]:
    """What is read of a text, without where it stands."""
    return [(*told_of[2:], figure) for told_of, figure in told(lang, text)]


@pytest.mark.parametrize("form", FIRST)
@pytest.mark.parametrize("lang", REPORTS)
def test_a_report_reads_alike_quoted_and_indented(lang: str, form: str) -> None:
    first, others = FIRST[form]
    broken = [
        textwrap.fill(each, 64, break_on_hyphens=False, initial_indent=first, subsequent_indent=others)
        for each in REPORTS[lang]
    ]
    between = f"\n{others}\n" if first == others else "\n"
    assert stated(lang, between.join(broken)) == stated(lang, "\n\n".join(REPORTS[lang]))


# Where a line ends: ¬ within a word, = behind a hyphen that is the word's own, ~ behind one that is left hanging.
DIVIDED = {
    "en": "Poland will spend 4.7 percent of its gross domes¬tic product on defence this year, and Ger¬many wants to "
    "come to 3.5 per¬cent by 2029. In 2024 twenty=three allies met the guide¬line of 2 percent.",
    "fr": "La Pologne consacrera 4,7 % de son produit inté¬rieur brut à sa défense cette année. Cette année, l'Al¬le"
    "magne a promis plus de 20 mil¬liards d'euros à l'Ukraine. En 2024, vingt=trois Alliés ont atteint les 2 %.",
    "de": "Polen will in diesem Jahr 4,7 Prozent seines Brutto¬inlandsprodukts für die Verteidi¬gung ausgeben, sagte "
    "der polni¬sche Regierungschef. Das sind 35 Milliar¬den Euro, auch für die Luft~und Raumfahrt.",
}


@pytest.mark.parametrize("lang", DIVIDED)
def test_words_divided_at_line_ends_are_read_whole(lang: str) -> None:
    text = DIVIDED[lang]
    whole = text.replace("¬", "").replace("=", "-").replace("~", "- ")
    assert stated(lang, re.sub("[¬=~]", "-\n", text)) == stated(lang, whole)


@pytest.mark.parametrize("lang", REPORTS)
def test_a_report_without_empty_lines_keeps_its_headline(lang: str) -> None:
    broken = "\n".join(textwrap.fill(each, 72, break_on_hyphens=False) for each in REPORTS[lang])
    lines = unwrapped(broken).replace(UNSEEN, "").split("\n")
    assert lines[0] == REPORTS[lang][0]
    assert " ".join(lines) == " ".join(REPORTS[lang])


@pytest.mark.parametrize("text", [LIST, "\n".join(REPORTS["en"]), "a\nb", "\n\n", "", "one line"])
def test_other_lines_stay_lines(text: str) -> None:
    assert unwrapped(text) == text


@given(st.text(alphabet="aB 4.-\n\r>\t", max_size=400))
def test_only_line_ends_change(text: str) -> None:
    joined = unwrapped(text)
    assert len(joined) == len(text)
    assert all(a == b or (a in "\r\n >\t-" and b in f" {UNSEEN}") for a, b in zip(text, joined, strict=True))
