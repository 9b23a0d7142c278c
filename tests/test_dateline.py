"""A report that does not give its day of publication gives it in its dateline, or not at all."""

import datetime as dt

import pytest

from foedus.model import Document
from foedus.text.times.dateline import dated

GIVEN = [
    ("fr", "BRUXELLES, 15 février 2024 - Les ministres se sont réunis.", dt.date(2024, 2, 15)),
    (
        "fr",
        "Un titre sans date\n\nANKARA (Agence), 9 juillet 2026 — Le sommet s'achève.",
        dt.date(2026, 7, 9),
    ),
    ("de", "BERLIN, 20. Mai 2025 – Die Minister tagten.", dt.date(2025, 5, 20)),
    ("en", "WASHINGTON, July 11, 2024 - Leaders met.", dt.date(2024, 7, 11)),
    ("en", "3 April 2025\nMinisters met in Brussels.", dt.date(2025, 4, 3)),
]
NONE = [
    ("fr", "Le 4 avril 1949, douze pays signaient un traité à Washington."),
    ("fr", "Depuis le 24 février 2022 - et pour longtemps -, la guerre continue."),
    ("en", "On 12 September 2001 the allies invoked the treaty."),
    ("de", "Am 20. Mai 2025 – einem Dienstag – tagten die Minister."),
    ("en", "Ministers met on 3 April 2025 - a Thursday."),
]


@pytest.mark.parametrize(("lang", "text", "day"), GIVEN)
def test_the_day_of_a_dateline_is_taken(lang: str, text: str, day: dt.date) -> None:
    """Place, date and dash at the head of a line."""
    document, doubts = dated(Document(id="x", text=text, lang=lang))
    assert document.published == day
    assert [d.code for d in doubts] == ["dateline"]


@pytest.mark.parametrize(("lang", "text"), NONE)
def test_a_date_of_the_story_is_not_taken(lang: str, text: str) -> None:
    """A sentence that begins with a date tells of that day."""
    assert dated(Document(id="x", text=text, lang=lang))[0].published is None


def test_a_given_day_stays() -> None:
    """What the caller says counts before what the text says."""
    given = Document(id="x", text=GIVEN[0][1], lang="fr", published=dt.date(2025, 1, 1))
    assert dated(given) == (given, [])
