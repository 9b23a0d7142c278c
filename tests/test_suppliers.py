"""Who buys arms from whom: lists of suppliers, shares by origin, fetching and dependence, in every language."""

import datetime as dt

import pytest

from foedus.dossiers import dossier
from foedus.model import Document, Figure
from foedus.text.read import read

DAY = dt.date(2025, 3, 11)


def pairs(code: str, text: str) -> list[tuple[str | None, str | None]]:
    """Return buyer and supplier of each share of arms, in text order."""
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    told = [each.content for each in found if isinstance(each.content, Figure)]
    return [(each.subject, each.partner) for each in told if each.measure == "arms_transfers"]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (
            "en",
            "India's main supplier of arms remains Russia with 36 percent, followed by France (33 percent).",
            [("IND", "RUS"), ("IND", "FRA")],
        ),
        (
            "fr",
            "En Inde, la Russie reste le premier fournisseur d'armes avec 36 %, devant la France (33 %).",
            [("IND", "RUS"), ("IND", "FRA")],
        ),
        (
            "de",
            "Wichtigster Waffenlieferant Kiews sind mit 41 Prozent die USA, gefolgt von Deutschland mit 14 Prozent.",
            [("UKR", "USA"), ("UKR", "DEU")],
        ),
        (
            "fr",
            "Le Maroc, pour sa part, a importé 60 % de ses armes des États-Unis, suivis par la France (20 %).",
            [("MAR", "USA"), ("MAR", "FRA")],
        ),
        (
            "en",
            "Algeria, for its part, imported 70 percent of its arms from Russia, followed by Germany (10 percent).",
            [("DZA", "RUS"), ("DZA", "DEU")],
        ),
        (
            "de",
            "Algerien hat seinerseits 70 Prozent seiner Waffen aus Russland importiert, gefolgt von Polen (9 Prozent).",
            [("DZA", "RUS"), ("DZA", "POL")],
        ),
        (
            "fr",
            "En Afrique subsaharienne, la Chine est le premier fournisseur, avec 24 %, devant la Russie (15 %).",
            [(None, "CHN"), (None, "RUS")],
        ),
        (
            "en",
            "Of the arms that Ukraine imported, 39 percent were American, 14 percent German and 12 percent Polish.",
            [("UKR", "USA"), ("UKR", "DEU"), ("UKR", "POL")],
        ),
        (
            "de",
            "Die Waffenimporte der Ukraine waren zu 39 Prozent amerikanisch und zu 14 Prozent deutsch.",
            [("UKR", "USA"), ("UKR", "DEU")],
        ),
        (
            "fr",
            "La Côte d'Ivoire se fournit en armes pour un tiers auprès de Paris, le Sénégal pour 47 %.",
            [("CIV", "FRA"), ("SEN", "FRA")],
        ),
        (
            "en",
            "India is the largest buyer of arms. Its dependence on Moscow, 36 percent of imports, is the lowest ever.",
            [("IND", "RUS")],
        ),
        (
            "de",
            "Indien ist der größte Waffenimporteur. Seine Abhängigkeit von Moskau, 36 Prozent der Importe, ist gering.",
            [("IND", "RUS")],
        ),
        (
            "en",
            "Israel's arms imports came mostly from the United States (66%) and Germany (33%).",
            [("ISR", "USA"), ("ISR", "DEU")],
        ),
        (
            "en",
            "Deliveries from Russia made up just over a third of Indian arms imports.",
            [("IND", "RUS")],
        ),
        (
            "en",
            "Washington was the source of 45 per cent of Poland's arms imports, Seoul of 42 per cent.",
            [("POL", "USA"), ("POL", "KOR")],
        ),
        (
            "en",
            "Norway relied on American makers for 97 per cent of the arms it bought abroad.",
            [("NOR", "USA")],
        ),
        (
            "fr",
            "L'Algérie achète 48 % de ses armes à Moscou, 19 % à Pékin et 14 % à Berlin.",
            [("DZA", "RUS"), ("DZA", "CHN"), ("DZA", "DEU")],
        ),
        (
            "fr",
            "Les États-Unis fournissent 64 % des armes du Maroc, la France 15 % et Israël 11 %.",
            [("MAR", "USA"), ("MAR", "FRA"), ("MAR", "ISR")],
        ),
        (
            "fr",
            "La Pologne a acquis 45 % de ses armes importées auprès des États-Unis et 42 % auprès de la Corée du Sud.",
            [("POL", "USA"), ("POL", "KOR")],
        ),
        (
            "de",
            "Russland lieferte 36 Prozent der Waffen, die Indien zwischen 2020 und 2024 einführte.",
            [("IND", "RUS")],
        ),
        (
            "de",
            "Der Anteil Russlands an den Waffenimporten Indiens sank auf 36 Prozent.",
            [("IND", "RUS")],
        ),
        (
            "de",
            "Israels Rüstungsimporte kamen vor allem aus den USA (66 Prozent) und Deutschland (33 Prozent).",
            [("ISR", "USA"), ("ISR", "DEU")],
        ),
        (
            "en",
            "The top importers of arms were India (11%), Saudi Arabia (9.6%) and Qatar (6.4%).",
            [("IND", "world"), ("SAU", "world"), ("QAT", "world")],
        ),
        (
            "fr",
            "L'Ukraine a absorbé 8,8 % des importations mondiales d'armes, devant l'Inde (8,3 %) et le Qatar (6,8 %).",
            [("UKR", "world"), ("IND", "world"), ("QAT", "world")],
        ),
        (
            "de",
            "Größte Waffenimporteure waren die Ukraine (8,8 Prozent), Indien (8,3 Prozent) und Katar (6,8 Prozent).",
            [("UKR", "world"), ("IND", "world"), ("QAT", "world")],
        ),
        (
            "en",
            "Poland has bought more arms than ever. Some 45 percent of the imported arms came from the United States, "
            "42 percent from South Korea.",
            [("POL", "USA"), ("POL", "KOR")],
        ),
        (
            "fr",
            "Les pays européens ont importé 47 % d'armes de plus qu'au cours des cinq années précédentes.",
            [],
        ),
        (
            "de",
            "Europäische Länder haben seither 47 Prozent mehr schwere Waffen importiert als zuvor.",
            [],
        ),
    ],
)
def test_buyer_and_supplier_are_told_apart(
    code: str, text: str, expected: list[tuple[str | None, str | None]]
) -> None:
    assert pairs(code, text) == expected


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (
            "de",
            "In der UN-Vollversammlung stimmte Ankara in 41 Prozent der Fälle mit Moskau, in 30 mit den USA.",
            [("TUR", "RUS"), ("TUR", "USA")],
        ),
        (
            "fr",
            "À l'Assemblée générale de l'ONU, la Turquie a voté comme Moscou à 41 %, comme les États-Unis à 30 %.",
            [("TUR", "RUS"), ("TUR", "USA")],
        ),
        (
            "en",
            "In the General Assembly Hungary voted with Washington 61 percent of the time, Austria only 47 percent.",
            [("HUN", "USA"), ("AUT", "USA")],
        ),
    ],
)
def test_who_votes_with_whom_goes_on(code: str, text: str, expected: list[tuple[str, str]]) -> None:
    found = read(Document(id="a", text=text, lang=code, published=DAY))[0]
    told = [each.content for each in found if isinstance(each.content, Figure)]
    assert [(each.subject, each.partner) for each in told] == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "US arms exports made up 42 percent of the global total, SIPRI said."),
        ("en", "France was the second largest arms exporter, with 9.6% of the global total, SIPRI said."),
        (
            "de",
            "Frankreich war zweitgrößter Waffenexporteur mit 9,6 Prozent des weltweiten Volumens, so Sipri.",
        ),
        ("fr", "Premier exportateur d'armes, les États-Unis ont 43 % du total mondial, selon le Sipri."),
    ],
)
def test_a_part_of_all_that_is_sold_is_no_part_of_what_is_spent(code: str, text: str) -> None:
    found = read(Document(id="a", text=text, lang=code, published=dt.date(2025, 3, 10)))[0]
    assert [each.content.measure for each in found if isinstance(each.content, Figure)] == [None]


@pytest.mark.parametrize(
    ("code", "text", "verdict"),
    [
        ("en", "The United States accounted for 43% of global arms exports in 2020–24, SIPRI said.", "holds"),
        ("fr", "La France a représenté 9,6 % des exportations mondiales d'armes entre 2020 et 2024, selon le Sipri.",
         "holds"),
        ("de", "Frankreich kam 2020 bis 2024 laut Sipri auf 10,8 Prozent der weltweiten Waffenexporte.", "unknown"),
        ("de", "Frankreich kam 2020 bis 2024 laut Sipri auf 12 Prozent der weltweiten Waffenexporte.", "fails"),
        ("en", "Russia, once the second largest arms exporter, had 7.8% of the global total in 2020–24, SIPRI said.",
         "holds"),
        ("en", "Britain bought 86% of its imported arms from the United States in 2020–24, SIPRI said.", "holds"),
        ("en", "Poland bought 70% of its imported arms from the United States in 2020–24, SIPRI said.", "fails"),
    ],
)  # fmt: skip
def test_a_part_of_arms_is_told_as_exactly_as_the_register_tells_it(
    code: str, text: str, verdict: str
) -> None:
    found = dossier(Document(id="a", text=text, lang=code, published=DAY))
    assert [each.verdict for each in found.checks if each.asof == DAY] == [verdict]
    assert ("spread-evenly" in {doubt.code for doubt in found.doubts}) == (verdict != "fails")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Europe took 35% of US arms exports in 2020–24, SIPRI said."),
        (
            "fr",
            "L'Europe a reçu 35 % des exportations d'armes américaines entre 2020 et 2024, selon le Sipri.",
        ),
        ("de", "35 Prozent der amerikanischen Rüstungsexporte gingen 2020 bis 2024 laut Sipri nach Europa."),
        ("en", "US arms exports made up 42 percent of the global total, SIPRI said."),
    ],
)
def test_a_part_of_what_one_sells_or_of_no_years_is_not_checked(code: str, text: str) -> None:
    assert not dossier(Document(id="a", text=text, lang=code, published=DAY)).checks


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "India bought 36% of its imported weapons from Russia in 2020-24. France supplied 33 per cent. Pakistan"
            " turned to China for 81 per cent.",
        ),
        (
            "fr",
            "L'Inde a acheté 36 % de ses armes importées à la Russie en 2020-2024. La France en a fourni 33 %. Le"
            " Pakistan se tourne vers la Chine pour 81 %.",
        ),
        (
            "de",
            "Indien kaufte 2020-2024 36 Prozent seiner importierten Waffen in Russland. Frankreich lieferte 33"
            " Prozent. Pakistan bekam 81 Prozent aus China.",
        ),
    ],
)
def test_shares_of_arms_go_on_over_sentences(code: str, text: str) -> None:
    assert pairs(code, text) == [("IND", "RUS"), ("IND", "FRA"), ("PAK", "CHN")]


def test_how_it_was_before_keeps_buyer_and_supplier() -> None:
    text = (
        "European members of NATO bought 64 per cent of their imported arms from the United States in 2020-24. In the"
        " five years before it had been 52 per cent. Italy relied on America for 94 per cent of its imports and Norway"
        " for 95 per cent."
    )
    assert pairs("en", text) == [*[("nato-europe", "USA")] * 2, ("ITA", "USA"), ("NOR", "USA")]
