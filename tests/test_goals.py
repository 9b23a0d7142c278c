"""A percentage that is a goal, or a part of one, is nobody's spending: sentences in every language."""

import datetime as dt

import pytest

from foedus.model import Document, Figure, Statement
from foedus.text.read import read

DAY = dt.date(2025, 2, 10)


def figures(code: str, text: str) -> list[tuple[str, str | None, str]]:
    """Return the figures of a text: low end with unit, measure, stance."""
    found: list[Statement] = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    return [
        (f"{each.content.quantity.low} {each.content.quantity.unit}", each.content.measure, each.stance)
        for each in found
        if isinstance(each.content, Figure)
    ]


SHARE = "defence_expenditure_share_of_gdp"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The minister defended Italy's commitment to spend 2% of GDP on defence."),
        ("en", "Italy has the ambition to raise its defence budget to 2 per cent of GDP."),
        ("en", "Italy is committed to meeting a 2% GDP spending target on defence each year."),
        ("fr", "L'Italie a défendu son engagement de consacrer 2 % du PIB à la défense."),
        ("fr", "L'Italie a l'ambition de porter son budget de défense à 2 % du PIB."),
        ("de", "Italien verteidigte seine Zusage, zwei Prozent des BIP für Verteidigung auszugeben."),
        (
            "de",
            "Die Regierung in Rom hat das Ziel, die Verteidigungsausgaben auf 2 Prozent des BIP zu erhöhen.",
        ),
    ],
)
def test_what_a_promise_is_to_reach_is_no_report(code: str, text: str) -> None:
    assert figures(code, text) == [("2 %", SHARE, "pledges")]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Norway's defence budget reached 2.1% of GDP last year, with plans to elevate this to 2.7%."),
        (
            "en",
            "Norway will keep its pledge to lift defence spending from 2.1 per cent of GDP to 2.7 per cent.",
        ),
        (
            "en",
            "Norway has a plan to lift defence spending from its current level of 2.1 per cent to 2.7 per cent.",
        ),
        ("fr", "La Norvège a atteint 2,1 % du PIB l'an dernier, avec le projet de monter à 2,7 %."),
        (
            "de",
            "Norwegen erreichte voriges Jahr 2,1 Prozent des BIP und hat den Plan, auf 2,7 Prozent zu gehen.",
        ),
    ],
)
def test_what_is_reached_stays_a_report_beside_what_is_promised(code: str, text: str) -> None:
    assert figures(code, text) == [("2.1 %", SHARE, "reports"), ("2.7 %", SHARE, "pledges")]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The 5% is divided into 3.5% for core defence and 1.5% for roads and bridges."),
        (
            "fr",
            "Les 5 % se décomposent en 3,5 % pour la défense au sens strict et 1,5 % pour les infrastructures.",
        ),
        (
            "de",
            "Die fünf Prozent setzen sich zusammen aus 3,5 Prozent für Verteidigung und 1,5 Prozent für Straßen.",
        ),
    ],
)
def test_the_parts_of_a_goal_are_goals(code: str, text: str) -> None:
    assert [(number, stance) for number, _, stance in figures(code, text)] == [
        ("5 %", "pledges"),
        ("3.5 %", "pledges"),
        ("1.5 %", "pledges"),
    ]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The budget would exceed the alliance's 2 per cent target, he insisted."),
        ("en", "Belgium, which spends 1.3% of GDP on defence, is far from the 2% spending goal."),
        ("en", "He said budgets will soar well over the alliance's 2 per cent target in the coming years."),
        ("en", "Only two members are hitting the alliance's 2 percent defense spending target."),
    ],
)
def test_a_goal_that_is_only_named_is_no_figure(code: str, text: str) -> None:
    assert "2 %" not in [number for number, _, _ in figures(code, text)]


@pytest.mark.parametrize(
    ("code", "text", "measure"),
    [
        ("en", "Poland's outlay is more than double the alliance's guideline of 2%.", None),
        ("fr", "La Pologne dépense plus du double de la ligne directrice de 2 % de l'Alliance.", None),
        ("en", "Poland's defence spending has more than doubled in two years.", "defence_expenditure"),
        ("en", "Poland more than doubled its defence spending after the pledge.", "defence_expenditure"),
    ],
)
def test_how_many_times_a_goal_is_reached_is_no_growth(code: str, text: str, measure: str | None) -> None:
    assert figures(code, text) == [("2 multiple", measure, "reports")]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Belgium spends 1.3% of GDP on defence.", "1.3 %"),
        ("Italy's plans to modernise the navy, at 1.5% of GDP, are modest.", "1.5 %"),
    ],
)
def test_a_noun_of_promise_that_governs_something_else_changes_nothing(text: str, number: str) -> None:
    assert [(each, stance) for each, _, stance in figures("en", text)] == [(number, "reports")]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("It has plans to invest 10 billion zloty in fortifying Poland's eastern border.", "pledges"),
        ("It plans to invest 10 billion euros in the army.", "pledges"),
        ("Poland invested 10 billion zloty in fortifying its eastern border.", "reports"),
        ("Its promise of aid grew by 10 billion euros.", "reports"),
    ],
)
def test_a_sum_that_is_planned_is_promised(text: str, stance: str) -> None:
    assert [told for _, _, told in figures("en", text)] == [stance]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "In diesem Jahr erreichen 23 Verbündete die Zielmarke. Sie liegt bei zwei Prozent des BIP."),
        ("en", "This year 23 allies reach the spending target. It stands at 2 percent of GDP."),
        ("fr", "Cette année, 23 alliés atteignent l'objectif de dépenses. Il est de 2 % du PIB."),
    ],
)
def test_the_line_that_members_were_counted_at_is_no_report(code: str, text: str) -> None:
    assert len(figures(code, text)) == 1
