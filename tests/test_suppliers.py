"""Who buys arms from whom: lists of suppliers, shares by origin, fetching and dependence, in every language."""

import datetime as dt

import pytest

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
    ],
)
def test_buyer_and_supplier_are_told_apart(
    code: str, text: str, expected: list[tuple[str | None, str | None]]
) -> None:
    assert pairs(code, text) == expected
