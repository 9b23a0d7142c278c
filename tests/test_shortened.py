"""Numbers that leave out what the text told in: their unit, their scale and what they measure, in every language."""

import datetime as dt

import pytest

from foedus.model import Document, Figure
from foedus.text.read import read

DAY = dt.date(2025, 3, 6)


def figures(code: str, text: str) -> dict[str, Figure]:
    """Return the figures of a text by their quote."""
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    return {each.quote: each.content for each in found if isinstance(each.content, Figure)}


def told(code: str, text: str, quote: str) -> str:
    """Return low, high, unit and subject of the figure with this quote, in one line."""
    figure = figures(code, text)[quote]
    quantity = figure.quantity
    ends = "..".join("" if end is None else f"{float(end):g}" for end in (quantity.low, quantity.high))
    return f"{ends} {quantity.unit} {figure.subject}"


@pytest.mark.parametrize(
    ("code", "text", "quote", "expected"),
    [
        (
            "fr",
            "La programmation militaire de la France passe à 413 milliards d'euros, contre 295 pour la précédente.",
            "295",
            "2.95e+11..2.95e+11 EUR FRA",
        ),
        (
            "en",
            "The French forces get 413 billion euros, against 295 in the plan before.",
            "295",
            "2.95e+11..2.95e+11 EUR FRA",
        ),
        (
            "de",
            "Die französische Armee erhält 413 Milliarden Euro, gegenüber 295 im vorigen Plan.",
            "295",
            "2.95e+11..2.95e+11 EUR FRA",
        ),
        ("fr", "Berlin livre 14 chars à l'Ukraine et Lisbonne trois.", "trois", "3..3 tank PRT"),
        ("en", "Berlin is sending 14 tanks to Ukraine and Lisbon three.", "three", "3..3 tank PRT"),
        (
            "de",
            "Während Berlin 14 Panzer an die Ukraine liefert und Lissabon drei, zögern andere.",
            "drei",
            "3..3 tank PRT",
        ),
        (
            "fr",
            "Le matériel pèse 24 % des dépenses de la France, quand Oslo culmine à 29 et Ankara à 38,6.",
            "29",
            "29..29 % NOR",
        ),
        (
            "en",
            "Equipment is 24 percent of French defence spending, while Norway peaks at 29.",
            "29",
            "29..29 % NOR",
        ),
        (
            "fr",
            "La France ajoute 3 milliards d'euros à sa défense. Il en faudrait au minimum 10.",
            "au minimum 10",
            "1e+10.. EUR FRA",
        ),
        (
            "en",
            "Germany wants ten billion euros more for the Bundeswehr; it will get six at most.",
            "six at most",
            "..6e+09 EUR DEU",
        ),
        (
            "de",
            "Deutschland will zehn Milliarden Euro mehr für die Bundeswehr, bekommen wird es allenfalls sechs.",
            "allenfalls sechs",
            "..6e+09 EUR DEU",
        ),
        (
            "fr",
            "Sur les 38 milliards d'euros promis à l'Ukraine par l'Allemagne, 31,5 sont alloués.",
            "31,5",
            "3.15e+10..3.15e+10 EUR DEU",
        ),
        (
            "en",
            "Germany has delivered only 30 of the promised 128 billion euros to Ukraine.",
            "only 30",
            "3e+10..3e+10 EUR DEU",
        ),
        (
            "de",
            "Von den 38 Milliarden Euro, die Deutschland der Ukraine zusagte, sind 31,5 zugewiesen.",
            "31,5",
            "3.15e+10..3.15e+10 EUR DEU",
        ),
        (
            "en",
            "NATO aims for 5 percent of GDP, made up of 3.5 for the forces and 1.5 for roads.",
            "1.5",
            "1.5..1.5 % nato",
        ),
        (
            "fr",
            "L'Otan vise 5 % du PIB, soit 3,5 pour les armées et 1,5 pour les routes.",
            "1,5",
            "1.5..1.5 % nato",
        ),
        (
            "de",
            "Über 300.000 statt 40.000 Soldaten der Nato sollen in Bereitschaft stehen.",
            "Über 300.000",
            "300000.. person nato",
        ),
        (
            "en",
            "Military spending in 2024 (billion US dollars): United States 997; China 314; Germany 88.5.",
            "314",
            "3.14e+11..3.14e+11 USD CHN",
        ),
        (
            "fr",
            "Dépenses militaires en 2024 (milliards de dollars) : États-Unis 997 ; Chine 314.",
            "314",
            "3.14e+11..3.14e+11 USD CHN",
        ),
        (
            "de",
            "Militärausgaben 2024 (in Milliarden Dollar): USA 997; China 314; Deutschland 88,5.",
            "88,5",
            "8.85e+10..8.85e+10 USD DEU",
        ),
    ],
)
def test_a_number_goes_on_in_the_unit_of_the_one_before(
    code: str, text: str, quote: str, expected: str
) -> None:
    assert told(code, text, quote) == expected


@pytest.mark.parametrize(
    ("code", "text", "quote"),
    [
        ("en", "Russia has massed 100,000 troops near Ukraine, NATO said after a four-hour meeting.", "four"),
        (
            "fr",
            "La résolution de l'Otan a eu 124 voix pour et 14 contre ; quarante-trois pays se taisent.",
            "14",
        ),
        ("en", "Thirty NATO countries multiply their troops from 40,000 to 300,000.", "40,000"),
    ],
)
def test_what_only_stands_beside_takes_no_unit_from_it(code: str, text: str, quote: str) -> None:
    found = figures(code, text)
    assert quote not in found or found[quote].quantity.unit in ("vote", "person")


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (
            "fr",
            "Moins d'un dollar sur trois du budget de la défense de la France va au matériel.",
            "..33.3 % FRA",
        ),
        (
            "en",
            "Fewer than one dollar in three of French defence spending goes to equipment.",
            "..33.3 % FRA",
        ),
        (
            "de",
            "Jeder fünfte Euro des deutschen Verteidigungshaushalts fließt in Ausrüstung.",
            "19.5..20.5 % DEU",
        ),
        ("en", "Every fifth euro of the German defence budget goes to equipment.", "19.5..20.5 % DEU"),
        (
            "fr",
            "À l'Otan, la Lettonie a recruté deux fois moins de soldats que prévu.",
            "0.475..0.525 multiple LVA",
        ),
        (
            "en",
            "Latvia, a NATO member, called up half as many recruits as planned.",
            "0.475..0.525 multiple LVA",
        ),
        ("fr", "La Pologne doublait presque son budget de défense.", "1.9..2 multiple POL"),
        ("en", "Poland's defence budget grew more than sevenfold.", "7.. multiple POL"),
        ("de", "Polens Verteidigungsetat ist anderthalbmal so hoch wie 2022.", "1.425..1.575 multiple POL"),
        ("fr", "La France ne consacre pas même 2 % de son PIB à sa défense.", "..2 % FRA"),
        ("en", "French defence spending does not reach 2% of GDP.", "..2 % FRA"),
        ("fr", "Le Luxembourg promet d'aller jusqu'à 1 % du PIB pour sa défense.", "1..1 % LUX"),
        ("en", "Luxembourg promises to go up to 1% of GDP for its defence.", "1..1 % LUX"),
        ("fr", "La France devra ajouter 0,6 point à son budget de défense.", "0.6..0.6 point FRA"),
    ],
)
def test_shares_and_multiples_told_in_turns_of_phrase(code: str, text: str, expected: str) -> None:
    (quote,) = figures(code, text)
    assert told(code, text, quote) == expected


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "Of every hundred dollars that NATO spent, 69 were American and six British.", "69..69 % USA"),
        (
            "fr",
            "Sur cent dollars dépensés par l'Otan, 69 étaient américains et 6 britanniques.",
            "69..69 % USA",
        ),
        (
            "de",
            "Von hundert Dollar, die die Nato ausgab, waren 69 amerikanisch und 6 britisch.",
            "69..69 % USA",
        ),
        ("de", "London plant, den Wehretat von 2,3 auf 2,5 Prozent des BIP zu heben.", "2.3..2.3 % GBR"),
        ("de", "Joe Biden sagte Kiew ein Paket über eine halbe Milliarde Dollar zu.", "5e+08..5e+08 USD USA"),
        ("en", "The Turkish armed forces are 481,000 strong.", "481000..481000 person TUR"),
    ],
)
def test_the_first_number_is_told_by_its_sentence(code: str, text: str, expected: str) -> None:
    quote = next(iter(figures(code, text)))
    assert told(code, text, quote) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The president turned up half an hour late at the NATO summit."),
        ("fr", "À l'Otan, il a préféré voir le verre à moitié plein."),
        ("de", "Finnland ist seit Dienstag das 31. Mitglied der Nato."),
        ("de", "Polen und die USA sprachen in der Nato. Beide Länder sind sich einig."),
        ("en", "Nobody in NATO understands it, one of them said."),
    ],
)
def test_what_counts_nothing_is_no_figure(code: str, text: str) -> None:
    assert figures(code, text) == {}
