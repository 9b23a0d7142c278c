"""Who says it and how, over sentences of our own: `data/said.toml` tells what each of their figures must be."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from foedus.model import Document, Figure
from foedus.text.read import read

DAY = dt.date(2025, 4, 29)
SAID = tomllib.loads((Path(__file__).parent / "data" / "said.toml").read_text(encoding="utf-8"))["said"]


def seen(speaker: str | None, expected: str) -> str:
    """Return a speaker as the expectation writes it: "?" for someone unnamed, "-" for the outlet, "*" for any."""
    return {"*": "*", "?": "?" if speaker else "-"}.get(expected, speaker or "-")


@pytest.mark.parametrize("case", SAID, ids=[case["text"][:50] for case in SAID])
def test_every_figure_of_a_sentence_has_its_voice_and_its_stance(case: dict[str, str]) -> None:
    document = Document(id="a", text=case["text"], lang=case["lang"], published=DAY)
    figures = [s for s in read(document)[0] if isinstance(s.content, Figure) and s.content.quantity.unit]
    assert figures
    assert {seen(s.speaker, case["speaker"]) for s in figures} == {case["speaker"]}
    assert case["stance"] == "*" or {s.stance for s in figures} == {case["stance"]}


def test_whoever_is_elected_where_an_institute_counts_is_no_member_of_it() -> None:
    """A report of an institute's count has no members among whom a president-elect could be."""
    text = (
        "D'après l'institut de Kiel, l'Europe a alloué 132 milliards d'euros à l'Ukraine. « Ils peuvent payer », a dit"
        " le président élu."
    )
    assert read(Document(id="a", text=text, lang="fr", published=dt.date(2025, 4, 3)))[0]
