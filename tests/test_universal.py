"""What is said of every member or of none is checked by counting members, not by the alliance's own share."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from foedus.dossiers import dossier
from foedus.model import Check, Document, Figure, Statement

DAY = dt.date(2026, 8, 1)
# The edition of 7 July 2026: three members of the table below 2 % in 2025; none at 6 % or more.
SAID = [
    ("en", "All NATO allies spent 2 % of GDP on defence in 2025.", "fails", "3"),
    ("en", "Every ally spent less than 6 % of GDP on defence in 2025.", "holds", "0"),
    ("fr", "Tous les Alliés ont consacré 2 % de leur PIB à la défense en 2025.", "fails", "3"),
    ("fr", "Chaque Allié a consacré moins de 6 % de son PIB à la défense en 2025.", "holds", "0"),
    ("de", "Alle Verbündeten gaben 2025 mindestens 2 Prozent des BIP für Verteidigung aus.", "fails", "3"),
]


def checked(text: str, lang: str) -> tuple[Statement, Check]:
    found = dossier(Document(id="t", text=text, published=DAY, lang=lang))
    return next(s for s in found.statements if isinstance(s.content, Figure)), found.checks[0]


@pytest.mark.parametrize(("lang", "text", "verdict", "others"), SAID)
def test_every_member_is_counted(lang: str, text: str, verdict: str, others: str) -> None:
    statement, check = checked(text, lang)
    assert statement.content.stated["of"] == ["each"]  # type: ignore[union-attr]
    assert check.verdict == verdict
    assert check.readings[0].observed is not None
    assert check.readings[0].observed.low == Decimal(others)


@pytest.mark.parametrize(
    ("lang", "text", "verdict", "others"),
    [
        ("en", "No NATO country spent 6 % of GDP on defence in 2025.", "holds", "0"),
        ("en", "Not a single ally spent more than 3 % of GDP on defence in 2025.", "fails", None),
        ("fr", "En 2025, aucun pays de l'OTAN n'a consacré 6 % de son PIB à la défense.", "holds", "0"),
        ("de", "Kein Verbündeter gab 2025 mehr als 6 Prozent des BIP für Verteidigung aus.", "holds", "0"),
    ],
)
def test_what_no_member_does_is_counted(lang: str, text: str, verdict: str, others: str | None) -> None:
    statement, check = checked(text, lang)
    assert statement.content.stated["of"] == ["none"]  # type: ignore[union-attr]
    assert check.verdict == verdict
    assert check.readings[0].observed is not None
    assert (check.readings[0].observed.low == 0) == (others == "0")


def test_the_answer_says_on_which_side_the_others_are() -> None:
    _, check = checked("All NATO allies spent 2 % of GDP on defence in 2025.", "en")
    assert "3 members below it" in check.summary["en"]
    _, check = checked("Not a single ally spent more than 3 % of GDP on defence in 2025.", "en")
    assert "at it or above" in check.summary["en"]
    assert "denies" not in check.summary["en"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "In 2025 none of the 32 members spent 6 % of GDP on defence."),
        ("en", "In 2025 not one of the alliance's 32 members spent 6 % of GDP on defence."),
        ("fr", "En 2025, aucun des trente-deux Alliés n'a consacré 6 % de son PIB à la défense."),
        ("de", "Keines der 32 Mitglieder gab 2025 sechs Prozent des BIP für Verteidigung aus."),
    ],
)
def test_however_many_the_members_are_none_of_them_is_counted(lang: str, text: str) -> None:
    found = dossier(Document(id="t", text=text, published=DAY, lang=lang))
    seen = [each.readings[0].observed for each in found.checks]
    assert seen
    assert {each and each.low for each in seen} == {Decimal(0)}
    assert {each.verdict for each in found.checks} == {"holds"}


@pytest.mark.parametrize(
    "text",
    [
        "Apart from Poland, no ally spent 4 % of GDP on defence in 2025.",
        "Apart from Poland, none of the 32 members spent 4 % of GDP on defence in 2025.",
        "None of the 32 members except Poland spent 4 % of GDP on defence in 2025.",
        "None of the eight members on the eastern flank spent less than 2 % of GDP on defence in 2025.",
        "All allies except Spain spent at least 2 % of GDP on defence in 2025.",
        "No NATO country except Poland spent more than 4 % of GDP on defence in 2025.",
    ],
)
def test_with_an_exception_nothing_is_checked(text: str) -> None:
    found = dossier(Document(id="t", text=text, published=DAY, lang="en"))
    assert not found.checks


@pytest.mark.parametrize(
    "text",
    [
        "NATO spent 2.7 % of GDP on defence in 2025.",
        "The minister wants every ally to do more; Estonia spent 3.4 % of GDP on defence in 2025.",
    ],
)
def test_what_is_told_of_one_is_not_of_every_member(text: str) -> None:
    statement, _ = checked(text, "en")
    assert "of" not in statement.content.stated  # type: ignore[union-attr]


# Eighteen members at 2.00 % or above among the shares of "Share of GDP", edition of April 2025; by NATO's table of June
# 2024 there are 23.
@pytest.mark.parametrize(
    ("lang", "text", "count", "verdict"),
    [
        ("en", "In 2024, 18 of the 32 NATO members spent 2 % of GDP on their armies, SIPRI says.", 18, "holds"),
        ("fr", "Selon le Sipri, 18 des 32 membres de l'Otan ont consacré 2 % de leur PIB à leur armée en 2024.", 18,
         "holds"),
        ("de", "Laut Sipri gaben 2024 23 der 32 Nato-Staaten mindestens 2 Prozent ihres BIP für ihr Militär aus.", 18,
         "fails"),
        ("en", "In 2024, 23 of the 32 NATO members spent at least 2 % of GDP on defence.", 23, "holds"),
    ],
)  # fmt: skip
def test_members_are_counted_by_the_shares_of_who_counts_them(
    lang: str, text: str, count: int, verdict: str
) -> None:
    made = dossier(Document(id="d", text=text, lang=lang, published=dt.date(2025, 4, 28)))
    reading = made.checks[0].readings[0]
    assert reading.observed is not None
    assert (reading.observed.low, made.checks[0].verdict) == (count, verdict)
    assert reading.definition.source == ("sipri_milex" if count == 18 else "nato_defexp")
