"""What is told without a figure: sentences written for this purpose in `data/plain.jsonl`, one a line.

`quote` is the clause that a reader takes as an event, a position or a rank; where it is null there is none of that
type. A clause is found where a statement overlaps it by two fifths of the longer of both.
"""

import datetime as dt
import json
from pathlib import Path

import pytest

from foedus.model import Document, Figure
from foedus.text.read import read

TOLD = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "plain.jsonl").read_text(encoding="utf-8").splitlines()
]
ENOUGH = 0.4


@pytest.mark.parametrize("told", TOLD, ids=lambda told: f"{told['lang']}:{told['text'][:50]}")
def test_what_is_told_without_a_figure_is_found(told: dict[str, str | None]) -> None:
    """The quoted clause is a statement; where none is quoted, none of the type is read."""
    text, day = str(told["text"]), dt.date.fromisoformat(str(told["published"]))
    found = [
        s
        for s in read(Document(id="t", text=text, lang=told["lang"], published=day))[0]
        if not (isinstance(s.content, Figure) and s.content.quantity.unit)
    ]
    if told["quote"] is None:
        assert [s.quote for s in found if type(s.content).__name__ == told["type"]] == []
        return
    start = text.index(str(told["quote"]))
    end = start + len(str(told["quote"]))

    def overlap(first: int, last: int) -> float:
        return (min(end, last) - max(start, first)) / max(end - start, last - first)

    assert max((overlap(s.span.start, s.span.end) for s in found), default=0.0) >= ENOUGH


def test_a_place_ends_before_what_leads_to_its_number() -> None:
    """French "de" leads to a number though it may be an article: "devance l'Amérique de 18 milliards"."""
    text = "L'Europe devance l'Amérique de 18 milliards d'euros pour l'aide à l'Ukraine."
    found = read(Document(id="a", text=text, lang="fr", published=dt.date(2025, 2, 20)))[0]
    assert "L'Europe devance l'Amérique" in [each.quote for each in found]


@pytest.mark.parametrize(
    ("lang", "text", "quote"),
    [
        ("fr", "Il faudrait aller plus loin, comme le réclame Varsovie.", "Il faudrait aller plus loin"),
        ("fr", "Il faudrait aller plus loin, comme l'exige Varsovie.", "Il faudrait aller plus loin"),
        ("en", "Europe must wake up, as Emmanuel Macron says.", "Europe must wake up"),
        ("en", "The road is long, the Danish minister said.", "The road is long"),
        ("en", "The road is long, several senior envoys said.", "The road is long"),
    ],
)
def test_a_clause_ends_before_what_leads_to_who_says_so(lang: str, text: str, quote: str) -> None:
    """The "as" before a tag, and what describes who says it, are no part of what the tag tells."""
    found, _ = read(Document(id="t", text=text, lang=lang, published=dt.date(2025, 4, 4)))
    assert [statement.quote for statement in found] == [quote]


def test_a_rank_that_reads_as_a_verb_of_speech_is_told_by_nobody() -> None:
    """French "recule" is what one does in an argument, too."""
    text = "Le Royaume-Uni recule à la troisième place, derrière la France."
    found = read(Document(id="a", text=text, lang="fr", published=dt.date(2025, 2, 20)))[0]
    assert [(each.quote, each.speaker) for each in found] == [
        ("Le Royaume-Uni recule à la troisième place", None)
    ]


def test_when_something_was_said_is_nothing_said() -> None:
    text = 'Most allies "are already on board", Mark Rutte said when asked about 3.5 per cent by 2032.'
    found = read(Document(id="a", text=text, lang="en", published=dt.date(2025, 5, 16)))[0]
    assert not [each.quote for each in found if each.quote.startswith("said")]


def test_a_meeting_behind_what_was_adopted_is_told_by_nobody() -> None:
    text = "Les ministres de l'OTAN ont adopté jeudi de nouveaux plans, trois semaines avant le sommet de La Haye."
    found = read(Document(id="a", text=text, lang="fr", published=dt.date(2025, 6, 5)))[0]
    assert [each.speaker for each in found if each.quote.endswith("La Haye")] == [None]
