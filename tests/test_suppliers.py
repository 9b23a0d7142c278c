"""Who buys arms from whom, as the register tells it: what a line of `readings/suppliers.txt` cannot say."""

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


def test_how_it_was_before_keeps_buyer_and_supplier() -> None:
    text = (
        "European members of NATO bought 64 per cent of their imported arms from the United States in 2020-24. In the"
        " five years before it had been 52 per cent. Italy relied on America for 94 per cent of its imports and Norway"
        " for 95 per cent."
    )
    assert pairs("en", text) == [*[("nato-europe", "USA")] * 2, ("ITA", "USA"), ("NOR", "USA")]
