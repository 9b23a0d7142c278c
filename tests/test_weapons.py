"""Heavy weapons given to Ukraine are counted in pieces where an edition has their sum; their worth is in no series."""

import datetime as dt

import pytest

from foedus.dossiers import dossier
from foedus.ledger import Ledger
from foedus.model import Document, Figure

COMMITTED, DELIVERED = "heavy_weapons_committed", "heavy_weapons_delivered"


# "Share, heavy weapons to Ukraine", edition of October 2022: Poland 240 tanks, Germany 14 howitzers, France 18.
@pytest.mark.parametrize(
    ("lang", "text", "measure", "value", "verdict"),
    [
        ("en", "Poland has sent Ukraine 240 tanks.", COMMITTED, "240", "holds"),
        ("en", "Poland has delivered 240 tanks to Ukraine.", DELIVERED, "240", "holds"),
        ("fr", "La Pologne a livré 240 chars à l'Ukraine.", DELIVERED, "240", "holds"),
        ("de", "Polen hat der Ukraine 240 Panzer geliefert.", DELIVERED, "240", "holds"),
        ("fr", "La France a donné 18 obusiers à l'Ukraine.", COMMITTED, "18", "holds"),
        ("en", "Germany has given Ukraine 40 howitzers.", COMMITTED, "14", "fails"),
        ("en", "Poland has given Ukraine more than 300 tanks.", COMMITTED, "240", "fails"),
        ("en", "Germany has given Ukraine ten howitzers.", COMMITTED, "14", "unknown"),
    ],
)
def test_weapons_are_counted_where_an_edition_counts_them(
    lang: str, text: str, measure: str, value: str, verdict: str
) -> None:
    made = dossier(Document(id="d", text=text, lang=lang, published=dt.date(2022, 10, 20)))
    ((name, figure),) = ((s.id, s.content) for s in made.statements if isinstance(s.content, Figure))
    assert (figure.measure, figure.partner, figure.stated["measure"]) == (None, "UKR", [measure])
    check = next(each for each in made.checks if each.statement == name)
    reading = check.readings[0]
    assert reading.observed is not None
    assert (f"{reading.observed.low:f}", check.verdict) == (value, verdict)
    assert Ledger().query(reading.sql)[0][0] == reading.observed.low
    assert [d.code for d in made.doubts if d.code == "more-in-all"] == ["more-in-all"] * (
        verdict == "unknown"
    )


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Poland will send Ukraine 300 tanks."),
        ("en", "Germany has given Ukraine another ten howitzers."),
        ("en", "Russia has lost 1,300 tanks."),
        ("de", "Deutschland hat der Ukraine 30 Gepard-Panzer geliefert."),
    ],
)
def test_promises_single_models_and_losses_are_no_such_sums(lang: str, text: str) -> None:
    made = dossier(Document(id="d", text=text, lang=lang, published=dt.date(2022, 10, 20)))
    assert made.checks == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Germany has given Ukraine heavy weapons worth 1.2 billion euros."),
        ("fr", "L'Allemagne a donné à l'Ukraine des armes lourdes pour 1,2 milliard d'euros."),
        ("de", "Deutschland hat der Ukraine schwere Waffen im Wert von 1,2 Milliarden Euro geliefert."),
    ],
)
def test_what_heavy_weapons_are_worth_is_not_all_military_aid(lang: str, text: str) -> None:
    made = dossier(Document(id="d", text=text, lang=lang, published=dt.date(2022, 11, 10)))
    (figure,) = (s.content for s in made.statements if isinstance(s.content, Figure))
    assert figure.stated["component"] == ["heavy weapons"]
    assert {each.verdict for each in made.checks} == {"unknown"}
