"""How press reports tell figures, construction by construction: sentences of our own, read as a reader would."""

import datetime as dt

import pytest

from foedus.cli_lines import understood
from foedus.model import Document, Event, Figure
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


def events(text: str) -> list[str]:
    """Return the kinds of the events of an English text."""
    found = read(Document(id="a", text=text, lang="en", published=DAY))[0]
    return [each.content.kind for each in found if isinstance(each.content, Event)]


@pytest.mark.parametrize(
    "text",
    [
        "India received 31 percent of the arms exported by Russia in 2024.",
        "As of 2023, ten NATO member countries have met or exceeded this 2% target.",
        "In 2025 all allies will meet this year's expenditure minimum set at 2 percent of GDP.",
        "Ukraine received approximately $35 billion in aid in 2023.",
        "The Baltic states have followed a European trend since the Russian invasion of Ukraine on 24 February.",
        "Rutte held no news conferences in Brussels on Monday.",
        "There is no sign of Putin easing up on Kyiv in 2025.",
    ],
)
def test_no_meeting_is_made_of_a_goal_that_is_met_or_of_a_sum_that_is_received(text: str) -> None:
    assert events(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "NATO ministers met in Brussels on Monday before the pledge to Ukraine.",
        "Finland's president received Chancellor Merz in Helsinki on Monday.",
        "Macron met Trump in Washington on Monday to discuss the target.",
        "Macron met Mark Rutte in Ankara on Monday.",
    ],
)
def test_those_who_meet_still_meet(text: str) -> None:
    assert events(text) == ["meeting"]


@pytest.mark.parametrize(
    ("code", "text", "quote", "told"),
    [
        (
            "en",
            "Norway was one of 22 NATO members that met the target of 2% in 2024.",
            "22 NATO members",
            "defence_expenditure_share_of_gdp of nato: 22 member in 2024 count(within=2..) period=2024",
        ),
        (
            "en",
            "Only one of 31 NATO members met the target of 4% in 2024.",
            "Only one",
            "defence_expenditure_share_of_gdp of nato: 1 member in 2024 count(within=4..) period=2024",
        ),
        (
            "en",
            "In 2024, 23 allies met the target of 2%, an increase of 13 countries.",
            "13 countries",
            "? of nato: 13 country in 2024 period=2024",
        ),
        (
            "en",
            "World military spending rose by 6.8% in 2023, the steepest year-on-year rise since 2009.",
            "6.8%",
            "military_expenditure of world: 6.8 % in 2023 growth(base=2022, direction=increase) period=2023",
        ),
    ],
)
def test_a_number_among_others_keeps_to_what_it_says(code: str, text: str, quote: str, told: str) -> None:
    assert figures(code, text)[quote] == told


def test_the_next_highest_are_no_first() -> None:
    text = "Behind Poland, the next highest spenders in the alliance are Estonia (3.43%) and Latvia (3.15%)."
    assert list(figures("en", text)) == ["3.43%", "3.15%"]


def test_several_with_one_sum_are_no_single_country() -> None:
    text = "The U.K. and Norway have committed an additional 450 million pounds in military aid to Ukraine."
    (told,) = figures("en", text).values()
    assert " of ? for UKR:" in told


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "The gap between the military aid allocated to Ukraine by Europe and by America is 23 billion euros.",
        ),
        (
            "fr",
            "L'écart entre l'aide allouée à l'Ukraine par l'Europe et par Washington est de 23 milliards d'euros.",
        ),
        (
            "de",
            "Der Abstand zwischen der Militärhilfe Europas und der USA für Kiew wuchs auf 23 Milliarden Euro.",
        ),
    ],
)
def test_nobody_gave_the_difference_between_two(code: str, text: str) -> None:
    (told,) = figures(code, text).values()
    assert told.startswith("? of ")


def test_what_has_multiplied_did_so_between_its_two_years() -> None:
    text = "Polish defence spending has more than tripled from $8.5 billion in 2014 to $27 billion in 2024."
    assert figures("en", text) == {
        "more than tripled": "defence_expenditure of POL: > 3 multiple in 2024"
        " growth(base=2014, direction=increase) base=2014 period=2024",
        "$8.5 billion": "defence_expenditure of POL: 8,500,000,000 USD in 2014 period=2014",
        "$27 billion": "defence_expenditure of POL: 27,000,000,000 USD in 2024 period=2024",
    }


@pytest.mark.parametrize(
    ("code", "text", "who"),
    [
        ("en", "The world's second-largest economy's military spending reached $314 billion in 2024.", "CHN"),
        (
            "en",
            "Germany is the largest European donor of military aid to Ukraine with 18 billion euros.",
            "DEU",
        ),
        (
            "fr",
            "Les dépenses militaires de la deuxième économie mondiale ont atteint 314 milliards de dollars.",
            "CHN",
        ),
        (
            "de",
            "Die zweitgrößte Volkswirtschaft der Welt gab 314 Milliarden Dollar für das Militär aus.",
            "CHN",
        ),
    ],
)
def test_an_epithet_names_its_country_and_a_field_does_not(code: str, text: str, who: str) -> None:
    assert f" of {who}" in list(figures(code, text).values())[-1]


@pytest.mark.parametrize(
    "text",
    [
        "“We will spend more,” Starmer told a press conference.",
        "“We will spend more,” Rutte said after the summit.",
        "“We will spend more,” Carney said in a speech to the chamber of commerce in Ottawa.",
    ],
)
def test_where_and_to_whom_something_is_said_is_no_position(text: str) -> None:
    found = read(Document(id="a", text=text, lang="en", published=DAY))[0]
    assert [each.quote for each in found] == ["We will spend more"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "London will cut overseas aid from 0.5 per cent of national income to 0.3 per cent, he said."),
        ("fr", "Londres ramènera l'aide au développement de 0,5 % du revenu national à 0,3 %."),
        ("de", "London senkt die Entwicklungshilfe von 0,5 Prozent des BIP auf 0,3 Prozent."),
    ],
)
def test_what_goes_to_development_is_no_defence(code: str, text: str) -> None:
    assert [told.split(" of ")[0] for told in figures(code, text).values()] == ["?", "?"]


def test_the_whole_of_a_share_is_not_whose_the_next_number_is() -> None:
    text = (
        "World spending grew. The United States kept its first place ($997 billion, 37% of the global total)."
    )
    assert " of USA:" in figures("en", text)["$997 billion"]
