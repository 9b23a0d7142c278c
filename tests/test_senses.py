"""What a number measures, of whom and when, where a few words decide it: sentences in every language."""

import datetime as dt

import pytest

from foedus.dossiers import dossier
from foedus.model import Count, Document, Figure, Level
from foedus.text.read import read

DAY = dt.date(2025, 6, 24)


def only(text: str, code: str) -> Figure:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    (figure,) = [each.content for each in found if isinstance(each.content, Figure)]
    return figure


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Five NATO countries still spend less than 2% of GDP on defence."),
        ("fr", "Cinq pays de l’Otan consacrent actuellement moins de 2 % de leur PIB à la défense."),
        ("de", "Fünf NATO-Staaten geben weniger als 2 Prozent des BIP für Verteidigung aus."),
    ],
)
def test_a_line_told_as_less_than_counts_those_below_it(code: str, text: str) -> None:
    counted = only(text, code).derivation
    assert isinstance(counted, Count)
    assert (counted.within.low, str(counted.within.high)) == (None, "2")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Belgium has reached the 2% of GDP promised in 2014."),
        ("fr", "La Belgique atteint en 2025 les 2 % du PIB promis en 2014."),
        ("de", "Belgien erreicht 2025 die 2014 versprochenen 2 Prozent des BIP."),
    ],
)
def test_when_a_target_was_promised_is_not_when_it_is_measured(code: str, text: str) -> None:
    figure = only(text, code)
    assert (figure.subject, str(figure.period), figure.derivation) == ("BEL", "2025", Level())


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "In 2024 NATO’s members other than the United States spent $500 billion on defence."),
        ("fr", "En 2024, les pays de l’Otan, à l’exception des États-Unis, ont dépensé 500 milliards de dollars pour"
               " leur défense."),
        ("de", "Die NATO ohne die USA gab 2024 500 Milliarden Dollar für Verteidigung aus."),
    ],
)  # fmt: skip
def test_who_is_left_out_is_not_who_spends(code: str, text: str) -> None:
    figure = only(text, code)
    assert (figure.subject, figure.derivation) == ("nato-europe-canada", Level())


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Ukraine stole $100 billion of American aid, the minister claimed."),
        (
            "fr",
            "Cent milliards de dollars de l’aide américaine à l’Ukraine ont été détournés, affirme le ministre.",
        ),
        (
            "de",
            "100 Milliarden Dollar der amerikanischen Hilfe für die Ukraine wurden veruntreut, sagte der Minister.",
        ),
    ],
)
def test_what_was_stolen_of_a_sum_is_not_the_sum(code: str, text: str) -> None:
    assert only(text, code).measure is None


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Less than 50% of the aid reaches the Ukrainians."),
        ("fr", "Moins de 50 % de l’aide arrive jusqu’aux Ukrainiens."),
    ],
)
def test_the_whole_is_no_share_of_itself(code: str, text: str) -> None:
    """All aid is not less than half of all aid: where nobody is named whose share it is, there is no verdict."""
    found = dossier(Document(id="a", text=text, lang=code, published=DAY))
    assert {check.verdict for check in found.checks} <= {"unknown"}


def test_a_total_that_is_estimated_is_no_sum_of_what_was_added() -> None:
    figure = only("NATO’s total defence expenditure is estimated at $1.4 trillion in 2025.", "en")
    assert (figure.subject, str(figure.period), figure.derivation) == ("nato", "2025", Level())
