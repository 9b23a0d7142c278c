"""How press reports tell figures, construction by construction: sentences of our own, read as a reader would."""

import datetime as dt

import pytest

from foedus.cli_lines import understood
from foedus.model import Document, Figure
from foedus.text.read import read

DAY = dt.date(2025, 5, 10)


def figures(code: str, text: str, day: dt.date = DAY) -> dict[str, str]:
    """Return what is understood of each figure of a text, by its quote."""
    found = read(Document(id="a", text=text, lang=code, published=day))[0]
    return {each.quote: understood(each.content) for each in found if isinstance(each.content, Figure)}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "World spending grew. Military expenditure in Africa totalled $52 billion in 2024, SIPRI said.",
        ),
        (
            "en",
            "World spending grew. North African military spending reached $52 billion in 2024, SIPRI said.",
        ),
        (
            "en",
            "World military spending grew by 9% in 2024. In the Middle East spending reached $52 billion in 2024.",
        ),
        (
            "fr",
            "Les dépenses militaires en Afrique ont atteint 52 milliards de dollars en 2024, selon le SIPRI.",
        ),
        ("de", "Die Militärausgaben in Afrika erreichten 2024 laut SIPRI 52 Milliarden Dollar."),
    ],
)
def test_what_a_region_spends_is_nobodys_on_any_list(code: str, text: str) -> None:
    assert " of ?: 52,000,000,000 USD in 2024" in list(figures(code, text).values())[-1]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("American military spending in the Middle East rose to $5 billion.", "USA"),
        ("Algeria remained Africa's largest military spender, with $21.8 billion in 2024.", "DZA"),
        ("Israel's military spending, driven by war across the Middle East, reached $46.5 billion.", "ISR"),
    ],
)
def test_a_region_where_something_happens_takes_no_ones_place(text: str, who: str) -> None:
    (told,) = figures("en", text).values()
    assert f" of {who}:" in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Spanish military spending totalled $20 billion in 2024, which was 3% more than in 2023.",
            {
                "$20 billion": "defence_expenditure of ESP: 20,000,000,000 USD in 2024 period=2024",
                "3%": "defence_expenditure of ESP: 3 % in 2024 growth(base=2023, direction=increase)"
                " base=2023 period=2024",
            },
        ),
        (
            "SIPRI reported a 7% growth in global military expenditure for 2023.",
            {
                "7%": "military_expenditure of world: 7 % in 2023 growth(base=2022, direction=increase)"
                " period=2023"
            },
        ),
    ],
)
def test_a_percentage_of_change_is_no_share_and_makes_no_sum(text: str, told: dict[str, str]) -> None:
    assert figures("en", text) == told
