"""A PDF reads as its text: no head, no page number and no note stands within a sentence, and no word is divided."""

from __future__ import annotations

import time

import pytest
from pdfs import Put, column, pdf

from foedus.text.document import from_bytes


def lines(*pages: list[Put]) -> list[str]:
    return from_bytes(pdf(*pages), "x.pdf").text.split("\n")


FIRST = """Allies raise their budgets again
 The members of the alliance told their publics on Friday that they
would spend 3 percent of their GDP on defence, whatever the cost of
it may be to other budgets.
 Spain, which spends 1.3 percent, will not follow, as its minister of
defence told reporters in Brussels, where ministers met on Thursday"""
SECOND = """and on Friday. Poland will spend 4.7 percent of its GDP this year."""
WHOLE = [
    "Allies raise their budgets again",
    "The members of the alliance told their publics on Friday that they would spend 3 percent of their GDP on defence, "
    "whatever the cost of it may be to other budgets.",
    "Spain, which spends 1.3 percent, will not follow, as its minister of defence told reporters in Brussels, where "
    "ministers met on Thursday and on Friday. Poland will spend 4.7 percent of its GDP this year.",
]


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    assert lines([*column(FIRST), *column(SECOND, left=340)]) == WHOLE


@pytest.mark.parametrize(
    ("heads", "feet"),
    [
        (["Defence and budgets", "Defence and budgets"], ["HC 481", "HC 481"]),
        (["Defence and budgets 11", "12 The Lantern"], []),
        ([], ["1", "2"]),
        ([], ["Page 1 of 2", "Page 2 of 2"]),
        (["4/4/25, 9:24 PM Budgets | The Lantern"] * 2, ["https://lantern.example/budgets 1/2"] * 2),
    ],
)
def test_what_runs_over_and_under_the_pages_is_no_text(heads: list[str], feet: list[str]) -> None:
    def furnished(n: int, body: list[Put]) -> list[Put]:
        head = [Put(40, 760, each, 8) for each in heads[n : n + 1]]
        return [*head, *body, *(Put(280, 30, each, 8) for each in feet[n : n + 1])]

    assert lines(furnished(0, column(FIRST)), furnished(1, column(SECOND))) == WHOLE


def test_what_stands_on_one_page_alone_is_text() -> None:
    head, foot = Put(40, 760, "Ministry of Defence"), Put(40, 30, "Spain spends 1.3 percent of its GDP.")
    assert lines([head, *column(FIRST), foot]) == [
        head.text,
        *WHOLE[:2],
        WHOLE[2].partition(" and on")[0],
        foot.text,
    ]


def test_notes_follow_the_text_and_their_numbers_are_left_out() -> None:
    first, second = column(FIRST), column(SECOND)
    raised = Put(40 + 70, first[3].height + 4, "1", 6)
    cut = [*first[:3], Put(40, first[3].height, "it may be, says")]
    rest = [Put(118, first[3].height, "the board."), *first[4:]]
    notes = column(
        "1 Prices are those of 2024, which the\noffice of statistics publishes in June.", top=60, size=7
    )
    told = lines([*cut, raised, *rest, *notes], second)
    assert told[1].endswith("it may be, says the board.")
    assert told[2] == WHOLE[2]
    assert told[3] == "1 Prices are those of 2024, which the office of statistics publishes in June."


def test_rows_of_a_table_stay_lines_and_their_cells_stand_apart() -> None:
    rows = [("Country", "2024", "2025"), ("Poland", "4.12", "4.70"), ("Spain", "1.28", "2.00")]
    cells = [
        Put(left, 700 - 14 * n, text)
        for n, row in enumerate(rows)
        for left, text in zip((40, 200, 280), row, strict=True)
    ]
    assert lines([*cells, *column(FIRST, top=600)])[:4] == ["\t".join(row) for row in rows] + WHOLE[:1]


def test_items_and_headings_stay_lines() -> None:
    text = """Three things were said by the ministers of the alliance today:
- Poland will spend 4.7 percent of its GDP on defence this year;
- Spain will not go beyond 2.1 percent, whatever others may ask of
it, and Norway will."""
    first, second, third, fourth = text.splitlines()
    heading = Put(40, 740, "The budgets of allies in 2025", 12)
    assert lines([heading, *column(text)]) == [heading.text, first, second, f"{third} {fourth}"]


def test_a_box_parts_no_paragraph() -> None:
    above, below = FIRST.splitlines()[:5], [FIRST.splitlines()[5], *SECOND.splitlines()]
    box = Put(80, 600, "Spain will not follow", 14)
    told = lines([*column("\n".join(above)), box, *column("\n".join(below), top=560)])
    assert told == [*WHOLE, box.text]


def test_a_long_pdf_is_laid_out_in_bounded_time() -> None:
    pages = [column("\n".join(["of the alliance, and so on"] * 50))] * 400
    start = time.perf_counter()
    assert len(from_bytes(pdf(*pages), "x.pdf").text) > 400_000
    assert time.perf_counter() - start < 20
