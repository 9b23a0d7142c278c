"""Marks that no sentence has change no reading, and the way back leads around them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.model import Document
from foedus.text.edits import edited
from foedus.text.marks import marks
from foedus.text.read import read

DAY = dt.date(2025, 4, 4)
BARE = {
    "**Poland** spent __4.1%__[2] of *its* GDP.[1][12]": "Poland spent 4.1% of its GDP.",
    "# Title\n\n> What *he* said\n\n• Poland: 4%": "Title\n\nWhat he said\n\nPoland: 4%",
    "See [the table](https://example.org/t_1) and ![a map](map.png)": "See the table and ",
    "#NATO is no #1, a#b no tag": "NATO is no #1, a#b no tag",
    "an o\ufb03cial of the de\u00adfence\u200b ministry, cafe\u0301": "an official of the defence ministry, caf\u00e9",
    "&euro;5 billion&nbsp;more, AT&T, &foo;": "€5 billion\u00a0more, AT&T, &foo;",
    "“No.” (AFP)\n\nThe force (KFOR) stays. (dpa)": "“No.”\n\nThe force (KFOR) stays. (dpa)",
    "1,300 km² and 2 m³, said the ministry² on Friday.³": "1,300 km² and 2 m³, said the ministry on Friday.",
    "(3) Allies\n§ 12 “No.”\n(2024) and (4) or (5) 6 §7": "Allies\n“No.”\n(2024) and (4) or (5) 6 §7",
    "2 * 3 * 4, a snake_case name, [sic] and [NATO]": "2 * 3 * 4, a snake_case name, [sic] and [NATO]",
}
MARKED = [
    (
        "en",
        "Poland spent 4.1% of its GDP on defence in 2024, NATO said, against 3.3% in 2023.",
        [
            "**Poland** spent **4.1%**[3] of its GDP on _defence_ in 2024, NATO said,[4] against 3.3% in 2023.",
            "(3) Poland spent 4.1% of its GDP on defence in 2024, NATO said, against 3.3% in 2023.",
            "• #Poland spent 4.1% of its GDP on defence in [2024](/2024), #NATO said, against 3.3% in 2023.",
            "> Po\u00adland spent 4.1%\u200b of its GDP on defence in 2024, NATO said, against 3.3%* in 2023. (AFP)",
        ],
    ),
    (
        "fr",
        "Mark Rutte a promis 20 milliards d'euros à l'Ukraine, a confirmé une porte-parole.",
        [
            "Mark Rutte a promis **20 milliards d'euros** à l'#Ukraine[1], a confirmé une porte-parole. (AFP)",
            "§ 12. Mark Rutte a promis 20 milliards d'euros à l'Ukraine, a confirmé une porte-parole.",
            "## Mark Rutte a promis 20 milliards d'euros à l&rsquo;Ukraine, a confirme\u0301 une porte-parole.",
        ],
    ),
]


@pytest.mark.parametrize(("marked", "bare"), BARE.items())
def test_marks_are_taken_out_and_nothing_else(marked: str, bare: str) -> None:
    assert edited(marked, marks(marked)).text == bare


@pytest.mark.parametrize(("lang", "bare", "marked"), MARKED)
def test_a_marked_sentence_reads_like_a_bare_one(lang: str, bare: str, marked: list[str]) -> None:
    def told(text: str) -> list[tuple[object, ...]]:
        found = read(Document(id="a", text=text, lang=lang, published=DAY))[0]
        assert all(text[each.span.start : each.span.end] == each.quote for each in found)
        return [(each.content, each.speaker, each.stance) for each in found]

    for text in marked:
        assert told(text) == told(bare), text


@given(st.text(alphabet="a1 *_#[]()!>&;.\n\u00ad\u0301", max_size=80))
def test_the_way_back_leads_to_the_same_signs(text: str) -> None:
    bare = edited(text, marks(text))
    for at, sign in enumerate(bare.text):
        start, end = bare.back(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert sign in text[start:end] or sign == "\u00e1"
