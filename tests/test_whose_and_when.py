"""Of whom, of what and when a number is told: sentences in every language, one for what each rule reads and leaves."""

import datetime as dt

import pytest

from foedus.model import Document, Figure
from foedus.text.read import read

Read = tuple[str | None, str | None, str | None]


def told(code: str, text: str, day: str = "2025-10-15") -> dict[str, Read]:
    """Return of each number what it measures, of whom and when, by its quote."""
    document = Document(id="a", text=text, lang=code, published=dt.date.fromisoformat(day))
    return {
        s.quote: (s.content.measure, s.content.subject, s.content.period and s.content.period.text)
        for s in read(document)[0]
        if isinstance(s.content, Figure)
    }


def number(code: str, text: str, quote: str, day: str = "2025-10-15") -> Read:
    """Return the same of the number whose quote holds these words."""
    return next(read for each, read in told(code, text, day).items() if quote in each)


@pytest.mark.parametrize(
    ("code", "text", "quote", "whose"),
    [
        (
            "de",
            "Spanien gab nach Berechnungen der Nato 1,28 Prozent des BIP für Verteidigung aus.",
            "1,28",
            "ESP",
        ),
        (
            "de",
            "Auf jeden Norweger entfallen nach Zahlen der Allianz 2.400 Dollar an Wehrausgaben.",
            "2.400",
            "NOR",
        ),
        ("de", "Die Slowakei kommt nach einer Statistik der Nato auf 2,0 Prozent des BIP.", "2,0", "SVK"),
        ("en", "Spain spends, by the alliance's reckoning, 1.28 percent of GDP on defence.", "1.28", "ESP"),
        (
            "fr",
            "L'Espagne consacre, d'après les calculs de l'Otan, 1,28 % du PIB à sa défense.",
            "1,28",
            "ESP",
        ),
        ("de", "Nach Angaben der Nato steigen die Ausgaben auf 2,7 Prozent des BIP.", "2,7", "nato"),
    ],
)
def test_whoever_counts_is_not_who_spends(code: str, text: str, quote: str, whose: str) -> None:
    assert number(code, text, quote)[1] == whose


@pytest.mark.parametrize(
    ("code", "text", "read"),
    [
        (
            "de",
            "Berlin will den Wehretat bis 2029 auf 153 Milliarden Euro anheben. Das wären 3,5 Prozent des BIP.",
            ("defence_expenditure_share_of_gdp", "DEU", "2029"),
        ),
        (
            "en",
            "Berlin spent 73 billion dollars on defence in 2023. By NATO's reckoning that equals 3.5 percent of GDP.",
            ("defence_expenditure_share_of_gdp", "DEU", "2023"),
        ),
        (
            "fr",
            "Berlin a dépensé 73 milliards d'euros pour sa défense en 2023. Cela représente 3,5 % du PIB.",
            ("defence_expenditure_share_of_gdp", "DEU", "2023"),
        ),
        (
            "de",
            "Berlin gab 2023 73 Milliarden Euro für Verteidigung aus. Polen kommt auf 3,5 Prozent des BIP.",
            ("defence_expenditure_share_of_gdp", "POL", "2025"),
        ),
    ],
)
def test_what_points_back_is_of_whom_and_when_was_told(code: str, text: str, read: Read) -> None:
    assert next(v for k, v in told(code, text).items() if k.startswith("3")) == read


@pytest.mark.parametrize(
    ("code", "text", "quote", "whose"),
    [
        (
            "de",
            "Die Zusagen für den Kauf amerikanischer Waffen für Kiew erreichen vier Milliarden Dollar.",
            "vier",
            "nato",
        ),
        ("en", "Pledges to buy U.S. weapons for Ukraine have reached $2.5 billion.", "2.5", "nato"),
        (
            "fr",
            "Les promesses d'achat d'armes américaines pour Kiev atteignent 4 milliards de dollars.",
            "4",
            "nato",
        ),
        (
            "en",
            "Finland will join the PURL scheme and buy American arms worth 90 million euros for Ukraine.",
            "90",
            "FIN",
        ),
        (
            "fr",
            "La Finlande achètera pour 100 millions d'euros d'armes américaines destinées à Kiev.",
            "100",
            "FIN",
        ),
        ("en", "The United States has sent Kyiv American weapons worth $800 million.", "800", "USA"),
    ],
)
def test_who_makes_arms_that_others_buy_gives_none(code: str, text: str, quote: str, whose: str) -> None:
    assert number(code, text, quote)[1] == whose


@pytest.mark.parametrize(
    ("code", "text", "quote", "read"),
    [
        (
            "de",
            "Die Bundeswehr zählt 181.500 Soldaten. Bis 2031 sollen es 203.000 sein.",
            "203.000",
            ("armed_forces_personnel", "DEU", "2031"),
        ),
        (
            "de",
            "Polen hat 216.000 Soldaten. 2014 waren es 99.000.",
            "99.000",
            ("armed_forces_personnel", "POL", "2014"),
        ),
        (
            "en",
            "Poland has 216,000 soldiers. In 2014 there were 99,000.",
            "99,000",
            ("armed_forces_personnel", "POL", "2014"),
        ),
        (
            "en",
            "The Bundeswehr has 181,500 soldiers. It is to grow to 203,000 by 2031.",
            "203,000",
            ("armed_forces_personnel", "DEU", "2031"),
        ),
        (
            "fr",
            "La Pologne compte 216 000 soldats. Elle en avait 99 000 en 2014.",
            "99 000",
            ("armed_forces_personnel", "POL", "2014"),
        ),
        (
            "fr",
            "L'OTAN veut porter sa force à plus de 300 000 soldats. Ils sont 40 000 aujourd'hui.",
            "40 000",
            (None, "nato", "2025"),
        ),
    ],
)
def test_a_strength_is_told_again_without_its_noun(code: str, text: str, quote: str, read: Read) -> None:
    assert number(code, text, quote) == read


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Polen hat 216.000 Soldaten. Der Bau kostete 4000 Arbeitsplätze."),
        ("en", "Poland has 216,000 soldiers. It has 4,000 tanks."),
        ("fr", "La Pologne compte 216 000 soldats. Elle compte 4 000 chars."),
    ],
)
def test_what_has_a_noun_of_its_own_is_no_strength(code: str, text: str) -> None:
    assert [m for m, _, _ in told(code, text).values()].count("armed_forces_personnel") == 1


@pytest.mark.parametrize(
    ("code", "text", "quote", "unit"),
    [
        (
            "fr",
            "La Pologne, l'un des huit pays qui atteignent 2 % du PIB, veut aller plus loin.",
            "huit pays",
            "member",
        ),
        (
            "en",
            "Poland, one of the eight countries that reach 2% of GDP, wants more.",
            "eight countries",
            "member",
        ),
        (
            "de",
            "Polen, eines der acht Länder, die zwei Prozent des BIP erreichen, will mehr.",
            "acht Länder",
            "member",
        ),
        ("fr", "Un pays sur quatre atteint 2 % du PIB.", "Un pays sur quatre", "%"),
    ],
)
def test_one_of_those_who_are_known_is_no_fraction(code: str, text: str, quote: str, unit: str) -> None:
    document = Document(id="a", text=text, lang=code, published=dt.date(2018, 7, 12))
    read_ = [s for s in read(document)[0] if isinstance(s.content, Figure) and quote in s.quote]
    assert [s.content.quantity.unit for s in read_ if isinstance(s.content, Figure)] == [unit]


@pytest.mark.parametrize(
    ("code", "text", "read"),
    [
        (
            "de",
            "Die weltweiten Rüstungsausgaben stiegen 2020 auf 2 Billionen Dollar, so Sipri. Auf die USA entfielen "
            "davon 39 Prozent.",
            ("military_expenditure", "USA", "2020"),
        ),
        (
            "en",
            "World military spending reached $2 trillion in 2020, SIPRI said. America accounted for 39% of it.",
            ("military_expenditure", "USA", "2020"),
        ),
        (
            "fr",
            "Les dépenses militaires mondiales ont atteint 2 000 milliards de dollars en 2020, selon le Sipri. Les "
            "États-Unis en représentent 39 %.",
            ("military_expenditure", "USA", "2020"),
        ),
        (
            "en",
            "World military spending reached $2 trillion in 2020, SIPRI said. Wages in the United States rose 39%.",
            (None, "USA", "2021"),
        ),
    ],
)
def test_a_part_of_what_the_world_spends_is_told_behind_it(code: str, text: str, read: Read) -> None:
    measure, whose, when = number(code, text, "39", "2021-04-27")
    assert (measure, whose, when if measure else read[2]) == read


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "de",
            "Auf die USA entfallen 60 Prozent der gesamten Verteidigungsausgaben der Nato. 2016 waren es 72 Prozent.",
        ),
        ("en", "The US accounts for 60% of NATO's total defence spending. In 2016 it was 72%."),
        ("fr", "Les États-Unis représentent 60 % des dépenses de l'Alliance. En 2016, c'était 72 %."),
    ],
)
def test_a_share_is_told_again_of_another_year(code: str, text: str) -> None:
    assert number(code, text, "72") == ("defence_expenditure", "USA", "2016")


@pytest.mark.parametrize(
    ("code", "text", "quote", "when"),
    [
        (
            "en",
            "Europe and Canada have pledged 35 billion euros in aid for Ukraine so far this year.",
            "35",
            "2025",
        ),
        (
            "de",
            "Die EU-Kommission hat der Ukraine in diesem Jahr bis Ende August 11,3 Milliarden Euro ausgezahlt.",
            "11,3",
            "2025-01/2025-08",
        ),
        (
            "fr",
            "Les Vingt-Sept prêteront 90 milliards d'euros à l'Ukraine pour les années 2026 et 2027.",
            "90",
            "2026/2027",
        ),
        ("en", "PURL has drawn pledges of more than $4 billion for Ukraine.", "4", "2025-07/2025-10"),
        (
            "fr",
            "L'Allemagne a fourni à Kiev 28 milliards d'euros d'aide depuis février 2022, a dit Olaf Scholz lors d'une "
            "visite.",
            "28",
            "2022-02/2025-10",
        ),
        ("en", "Norway pledged another $500 million for PURL to help Ukraine.", "500", None),
    ],
)
def test_what_is_promised_adds_up_over_the_time_that_is_told(
    code: str, text: str, quote: str, when: str
) -> None:
    assert number(code, text, quote)[2] == when


@pytest.mark.parametrize(
    ("code", "text", "quote", "measure"),
    [
        (
            "fr",
            "Paris a promis à l'Ukraine 3 milliards d'euros d'aide cette année, après 1,7 milliard en 2023.",
            "1,7",
            "aid_allocated",
        ),
        (
            "en",
            "Britain promises Ukraine £2.5 billion in military aid this year, up from £2.3 billion in 2023.",
            "2.3",
            "aid_allocated",
        ),
        (
            "de",
            "Berlin verspricht der Ukraine in diesem Jahr 7 Milliarden Euro Hilfe, nach 5 Milliarden im Jahr 2023.",
            "5",
            "aid_allocated",
        ),
        (
            "en",
            "Europe has pledged Ukraine 35 billion euros so far this year, after 50 billion last year.",
            "50",
            "aid_pledged",
        ),
    ],
)
def test_what_a_promise_is_set_against_was_given(code: str, text: str, quote: str, measure: str) -> None:
    assert number(code, text, quote, "2024-02-17")[0] == measure
