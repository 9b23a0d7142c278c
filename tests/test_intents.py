"""What is only to be done, asked for or supposed is nobody's state, and one among many is not all of them."""

import datetime as dt

import pytest

from foedus.model import Count, Document, Figure, Record, Statement
from foedus.text.read import read

DAY = dt.date(2025, 6, 18)


def figures(code: str, text: str, day: dt.date = DAY) -> list[tuple[Statement, Figure]]:
    """Return the figures of a text with their statements."""
    found = read(Document(id="a", text=text, lang=code, published=day))[0]
    return [(each, each.content) for each in found if isinstance(each.content, Figure)]


@pytest.mark.parametrize(
    ("code", "text", "stance"),
    [
        ("en", "Norway has failed for years to reach 2 per cent of GDP.", "pledges"),
        ("en", "The minister recalled a recent push to lift defence budgets closer to 5% of GDP.", "pledges"),
        (
            "en",
            "Two neighbours were the first to commit to raising defence spending to 5% of GDP.",
            "pledges",
        ),
        ("en", "Lifting its defence spending to 3.5 percent of GDP would hurt Portugal.", "pledges"),
        ("en", "Portugal criticised a study that called for an increase to 3 per cent of GDP.", "demands"),
        ("en", "Poland is the only ally to spend 4% of its GDP on defence.", "reports"),
        ("en", "Latvia continues to spend 3% of GDP on defence.", "reports"),
        ("fr", "Les pressions pour porter les dépenses à 5 % du PIB se multiplient à Madrid.", "pledges"),
        ("fr", "Une étude qui plaide pour 3 % du PIB a été remise à Madrid.", "demands"),
        ("fr", "La Pologne est le seul pays à consacrer 4 % du PIB à la défense.", "reports"),
        ("fr", "La Pologne a relevé son budget pour atteindre 4 % du PIB.", "reports"),
        (
            "de",
            "Der Streit darüber, 3,5 Prozent des BIP für Verteidigung auszugeben, geht weiter.",
            "pledges",
        ),
        ("de", "Eine Studie fordert 3 Prozent des BIP für Verteidigung.", "demands"),
        ("de", "Polen ist es gelungen, 4 Prozent des BIP für Verteidigung auszugeben.", "reports"),
    ],
)
def test_a_verb_without_a_tense_reports_nothing(code: str, text: str, stance: str) -> None:
    assert [statement.stance for statement, _ in figures(code, text)] == [stance]


@pytest.mark.parametrize(
    ("code", "text", "whom"),
    [
        ("en", "Poland is the only NATO member spending more than 3.5% of its GDP on defence.", "POL"),
        ("en", "Spain is the NATO member that spends the least, at 1.28% of GDP.", "ESP"),
        ("fr", "L'Italie est le pays de l'Alliance qui dépense le moins, avec 1,5 % de son PIB.", "ITA"),
        ("de", "Spanien ist das Land der Allianz, das am wenigsten ausgibt, mit 1,28 Prozent des BIP.", "ESP"),
        ("en", "Estonia was the first NATO ally to pass 3% of GDP.", "EST"),
        ("en", "Poland led all members with 4.12% of GDP.", "POL"),
        ("en", "All NATO members spend 2% of GDP.", "nato"),
        ("fr", "La Pologne est le seul pays de l'Alliance qui consacre plus de 3,5 % de son PIB à la défense.", "POL"),
        ("fr", "L'Estonie a été le premier pays de l'Otan à dépasser 3 % du PIB.", "EST"),
        ("de", "Polen ist das einzige Nato-Mitglied, das mehr als 3,5 Prozent des BIP ausgibt.", "POL"),
        ("de", "Polen führt alle Verbündeten mit 4,12 Prozent des BIP an.", "POL"),
        ("de", "Griechenland ist eines der wenigen Nato-Länder, die mehr als 2 Prozent des BIP ausgeben.", "GRC"),
    ],
)  # fmt: skip
def test_one_among_the_allies_is_not_the_alliance(code: str, text: str, whom: str) -> None:
    assert [figure.subject for _, figure in figures(code, text)] == [whom]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Going to 3.5 percent of GDP would cost Australia about 40 billion AUD (around $27 billion)."),
        (
            "fr",
            "Passer à 3,5 % du PIB coûterait à l'Australie 40 milliards de dollars australiens "
            "(27 milliards de dollars).",
        ),
        (
            "de",
            "Wie viel 3,5 Prozent des BIP Australien kosten würden: 40 Milliarden australische Dollar "
            "(27 Milliarden Dollar).",
        ),
    ],
)
def test_what_something_would_cost_is_not_spent_and_brackets_tell_it_in_other_money(
    code: str, text: str
) -> None:
    sums = [figure for _, figure in figures(code, text) if figure.quantity.unit != "%"]
    assert [(figure.measure, figure.quantity.unit) for figure in sums] == [(None, "AUD"), (None, "USD")]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "At one point the minister spoke of the threshold of 5% of GDP."),
        ("de", "Die Ausgaben liegen oberhalb des Nato-Ziels von zwei Prozent, sagt Polen."),
    ],
)
def test_neither_a_moment_nor_a_line_that_is_passed_is_a_figure(code: str, text: str) -> None:
    assert all(each.stance != "reports" for each, _ in figures(code, text))


@pytest.mark.parametrize(
    "text",
    [
        "Last year a record 23 NATO nations met the 2% target, by data from the military alliance.",
        "A record 23 allies spent 2% of GDP on defence last year.",
    ],
)
def test_a_record_number_of_allies_is_no_record_of_soldiers(text: str) -> None:
    found = [figure.derivation for _, figure in figures("en", text)]
    assert any(isinstance(each, Count) for each in found)
    assert not any(isinstance(each, Record) for each in found)


def test_a_year_before_behind_a_rate_makes_no_sum_over_years() -> None:
    text = (
        "Weltweit wurden laut Sipri insgesamt mehr als 2,7 Billionen Dollar in Streitkräfte investiert und damit "
        "9,4 Prozent mehr als im Vorjahr."
    )
    assert [figure.derivation.__class__.__name__ for _, figure in figures("de", text)] == ["Level", "Growth"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Die Ausgaben Polens liegen künftig bei 5 Prozent des BIP."),
        ("fr", "À l'avenir, la Pologne consacre 5 % du PIB à la défense."),
        ("en", "In future, Poland spends 5% of GDP on defence."),
    ],
)
def test_what_is_told_of_the_time_to_come_is_expected(code: str, text: str) -> None:
    assert [statement.stance for statement, _ in figures(code, text)] == ["expects"]


def test_a_record_that_an_institute_counts_is_not_of_whom_later_numbers_tell() -> None:
    text = (
        "Die Militärausgaben haben laut Sipri im vergangenen Jahr ein neues Rekordniveau erreicht. "
        "Deutschland gab 2024 davon 88,5 Milliarden Dollar aus."
    )
    assert [f.subject for _, f in figures("de", text) if isinstance(f.derivation, Record)] == ["world"]
