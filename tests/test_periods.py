"""When: sentences written for this purpose in `data/periods.jsonl`, one a line, and what a reader takes from them.

`kind` says which habit of language a sentence shows: `aside` a number between commas says another one anew, or a time
opens what comes next; `aid` what adds up until a day; `bases` what a change is measured from; `due` what is to be, and
from when on; `ideas` what is only spoken of; `yearly` what is told a year, or until a day; `carried` a year that is
told once and goes on; `same` the same months of another year; `within` years that may
lie back or ahead; `next` a time that opens the next number; `standing` how it is now beside what is to be; `never`,
`old` and `undated` what is told of no year; `part` a part of what the sentence before told; `mid` the middle of years;
`back` the year before, behind a deadline; `until` the month that what adds up is counted to; `sincelist` a start that
two numbers share; `votes` the day of a vote; `multi` a multiple with its years; `listed` things in a list
with those who take part; `poll` what the many say; `people` heads by other names; `other-day` that of another;
`since-told` the year before, behind a start and a deadline; `against` the time of what a number is set against; `law`
the years in the name of a law that is voted; `quarter` a quarter named by its number; `end` and `endlevel` the end
of a year; `since`, `decade`, `later`, `then`, `mean` and `what` other times told in words.
"""

import datetime as dt
import json
from pathlib import Path

import pytest

from foedus.model import Document, Figure
from foedus.text.read import read

TOLD = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "periods.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("told", TOLD, ids=lambda told: f"{told['kind']}:{told['lang']}:{told['text'][:40]}")
def test_a_number_is_read_with_its_time(told: dict[str, str | None]) -> None:
    """Period and base of the quoted number are those that the sentence tells."""
    text, quote = str(told["text"]), str(told["quote"])
    day = dt.date.fromisoformat(str(told["published"]))
    at = text.index(quote)
    figure = next(
        s.content
        for s in read(Document(id="t", text=text, lang=told["lang"], published=day))[0]
        if isinstance(s.content, Figure) and s.span.start <= at + 1 < s.span.end
    )
    period = str(figure.period) if figure.period else None
    assert (period, getattr(figure.derivation, "base", None)) == (told["period"], told.get("base"))


def test_a_year_after_an_old_century_has_four_digits_too() -> None:
    """A century before the year 1000 stops no reader where "a year later" is counted from it."""
    text = "La ville date du VIe siècle. Un an plus tard, la hausse fut de 12 % du PIB."
    figures = [
        s.content
        for s in read(Document(id="t", text=text, lang="fr", published=dt.date(2025, 4, 3)))[0]
        if isinstance(s.content, Figure) and s.content.quantity.unit == "%"
    ]
    assert [str(each.period) for each in figures] == ["0502"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "Norway (1.8%), Denmark (1.7%) and Estonia (2.3%) are expected to reach the 2% goal this year.",
        ),
        (
            "fr",
            "La Norvège (1,8 %), le Danemark (1,7 %) et l'Estonie (2,3 %) doivent atteindre les 2 % cette année.",
        ),
        (
            "de",
            "Norwegen (1,8 %), Dänemark (1,7 %) und Estland (2,3 %) sollen heuer die zwei Prozent erreichen.",
        ),
    ],
)
def test_numbers_in_brackets_share_the_only_time_of_their_sentence(code: str, text: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=dt.date(2022, 6, 30)))[0]
    told = [each.content for each in found if isinstance(each.content, Figure)][:3]
    assert [each.stated.get("period") for each in told] == [["2022"]] * 3
