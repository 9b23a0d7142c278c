"""A government's own budget counts otherwise than NATO and SIPRI, so that their numbers alone do not refute it."""

import datetime as dt

import pytest

from foedus.dossiers import dossier
from foedus.model import Document, Figure


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
        ("en", "The US defence budget was 816 billion dollars in 2023.", True, "unknown"),
        ("en", "In 2023 China's military budget was 250 billion dollars, according to SIPRI.", False, "fails"),
    ],
)  # fmt: skip
def test_a_budget_that_counts_otherwise_is_not_called_wrong(
    lang: str, text: str, is_own: bool, verdict: str
) -> None:
    made = dossier(Document(id="d", text=text, lang=lang, published=dt.date(2025, 1, 10)))
    ((name, figure),) = ((s.id, s.content) for s in made.statements if isinstance(s.content, Figure))
    assert (figure.stated.get("account") == ["national"]) is is_own
    check = next(each for each in made.checks if each.statement == name)
    assert check.verdict == verdict
    told = [doubt.code for doubt in made.doubts if doubt.code == "own-budget"]
    assert told or verdict != "unknown"


def test_by_how_much_a_budget_grows_is_refuted_by_no_table_that_counts_more() -> None:
    text = "Der Verteidigungshaushalt Deutschlands stieg 2024 um 2 Milliarden Euro."
    made = dossier(Document(id="d", text=text, lang="de", published=dt.date(2025, 1, 10)))
    assert [check.verdict for check in made.checks] == ["unknown"] * len(made.checks)
