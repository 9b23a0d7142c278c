"""Dossiers made by hand, for the tests of what is shown: an article of our own, readings of true size."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

from foedus.model import (
    Check,
    Content,
    Count,
    Definition,
    Document,
    Dossier,
    Doubt,
    Event,
    Excess,
    Figure,
    Growth,
    Observation,
    Observed,
    Period,
    PledgeTie,
    Position,
    Quantity,
    Reading,
    Span,
    Statement,
    Within,
    digest,
)

SAID, LATER = dt.date(2025, 4, 3), dt.date(2026, 7, 7)
TEXT = (Path(__file__).parent / "data" / "render" / "article.fr.txt").read_text(encoding="utf-8")


def document(text: str, **fields: Any) -> Document:
    return Document(id=digest(text), text=text, **({"lang": "fr"} | fields))


def said(text: str, quote: str, content: Content, *, after: str = "", **fields: Any) -> Statement:
    start = text.index(quote, text.index(after) if after else 0)
    span = Span(start=start, end=start + len(quote))
    return Statement(
        id=digest(start, quote, content), span=span, quote=quote, content=content, said=SAID, **fields
    )


def quantity(low: str | None, high: str | None, unit: str | None, comparator: Any = "=") -> Quantity:
    numbers = [None if end is None else Decimal(end) for end in (low, high)]
    return Quantity(low=numbers[0], high=numbers[1], unit=unit, comparator=comparator)


def reading(
    value: str, verdict: Any, unit: str = "USD", *, cells: int = 1, years: int = 2017, **choices: Any
) -> Reading:
    choices = {"source": "nato_defexp", "edition": "2024-06-17", "measure": "defence_expenditure"} | choices
    number = Decimal(value)
    observations = [
        Observation(
            period=str(years + n),
            value=number / (n + 1),
            status="AE"[n == cells - 1],
            place=f"TABLE2!{'GHIJKLMN'[n % 8]}42",
        )
        for n in range(cells)
    ]
    where = " AND ".join(f"{name} = '{value}'" for name, value in choices.items())
    sql = f"SELECT sum(value) AS value\nFROM 'nato_defexp/{choices['edition']}/totals.parquet'\nWHERE {where}"
    definition = Definition(**choices)
    return Reading(
        definition=definition,
        observed=Observed(low=number, high=number, unit=unit),
        verdict=verdict,
        observations=observations,
        sql=sql,
    )


def excess(
    value: str,
    verdict: Any,
    base: str,
    prices: str,
    *,
    edition: str,
    standing: Any = "literal",
    perimeter: str = "members of each year",
) -> Reading:
    year = None if prices == "current" else 2015 if edition < "2025" else 2021
    last = "2024"
    return reading(
        value,
        verdict,
        cells=8,
        base=base,
        prices=prices,
        price_year=year,
        period=f"{int(base) + 1}/{last}",
        edition=edition,
        standing=standing,
        perimeter=perimeter,
    )


def _excess_checks(statement: Statement) -> list[Check]:
    then = [
        excess("798253673266", "supported", "2016", "current", edition="2024-06-17"),
        excess("534400000000", "refuted", "2016", "constant", edition="2024-06-17"),
        excess("642200000000", "refuted", "2017", "current", edition="2024-06-17"),
        excess("411100000000", "refuted", "2017", "constant", edition="2024-06-17"),
        excess("643300000000", "refuted", "2014", "current", edition="2024-06-17", standing="generous"),
        excess("460300000000", "refuted", "2014", "constant", edition="2024-06-17", standing="generous"),
    ]
    now = [
        excess("802100000000", "supported", "2016", "current", edition="2026-07-07"),
        excess("592000000000", "refuted", "2016", "constant", edition="2026-07-07"),
        excess("716000000000", "supported", "2014", "current", edition="2026-07-07", standing="generous"),
        excess("464000000000", "refuted", "2014", "constant", edition="2026-07-07", standing="generous"),
    ]
    summary = {
        "fr": "1 lecture littérale sur 4 donne plus de 700 milliards, 798,3 en prix courants depuis 2016.",
        "en": "1 of 4 literal readings gives more than 700 billion, 798.3 at current prices since 2016.",
    }
    return [
        check(statement, SAID, "depends", then, {"literal": [1, 4], "generous": [0, 2]}, "prices", summary),
        check(statement, LATER, "depends", now, {"literal": [1, 2], "generous": [1, 2]}, "prices"),
    ]


def check(
    statement: Statement,
    day: dt.date,
    verdict: Any,
    readings: list[Reading],
    support: dict[str, list[int]],
    decisive: str | None = None,
    summary: dict[str, str] | None = None,
) -> Check:
    return Check(
        statement=statement.id,
        asof=day,
        verdict=verdict,
        readings=readings,
        support=support,
        decisive=decisive,
        summary=summary or {},
    )


def _share(value: str, verdict: Any, edition: str = "2024-06-17", **choices: Any) -> Reading:
    return reading(
        value,
        verdict,
        "%",
        measure="defence_expenditure_share_of_gdp",
        edition=edition,
        period="2024",
        years=2024,
        **choices,
    )


def figure(subject: str, measure: str | None, claimed: Quantity, period: str | None, **fields: Any) -> Figure:
    return Figure(
        subject=subject,
        measure=measure,
        quantity=claimed,
        period=Period(period) if period else None,
        **fields,
    )


def french() -> Dossier:
    """The article, with a figure of every verdict, promises, events, positions and doubts."""
    gdp = "defence_expenditure_share_of_gdp"
    more = said(
        TEXT,
        "plus de 700 milliards de dollars",
        figure(
            "nato-europe-canada",
            "defence_expenditure",
            quantity("700000000000", None, "USD", ">"),
            "2017/2024",
            derivation=Excess(base="2016"),
            stated={"base": ["2016", "2017"]},
        ),
        speaker="Mark Rutte",
        cue="s’est réjoui",
    )
    france = said(
        TEXT,
        "2,1 %",
        figure("FRA", gdp, quantity("2.1", "2.1", "%"), "2024"),
        speaker="Mark Rutte",
        cue="a affirmé",
    )
    allies = said(
        TEXT,
        "vingt-six pays",
        figure(
            "nato",
            gdp,
            quantity("26", "26", "member"),
            "2024",
            derivation=Count(within=Within(low=Decimal(2))),
        ),
        speaker="Mark Rutte",
        cue="a affirmé",
    )
    aid = said(
        TEXT,
        "plus de 20 milliards de dollars",
        figure("nato", "aid_allocated", quantity("20000000000", None, "USD", ">"), "2025-Q1", partner="UKR"),
    )
    denial = said(
        TEXT,
        "moins de 2 %",
        figure("HUN", gdp, quantity(None, "2", "%", "<"), "2025"),
        speaker="Péter Szijjártó",
        cue="a protesté",
        stance="denies",
    )
    warsaw = said(
        TEXT,
        "5 % de son PIB",
        figure("POL", gdp, quantity("5", "5", "%"), "2026"),
        speaker="POL",
        cue="s’engage",
        stance="pledges",
    )
    rubio = said(
        TEXT,
        "Personne n’attend 5 % dans deux ans, mais le chemin doit être réel.",
        Position(topic="burden", text="le chemin doit être réel"),
        speaker="Marco Rubio",
        stance="demands",
    )
    inner = said(
        TEXT,
        "5 % dans deux ans",
        figure("nato", gdp, quantity("5", "5", "%"), "2027"),
        speaker="Marco Rubio",
        stance="denies",
    )
    spain = said(
        TEXT,
        "bondi de 24 %",
        figure(
            "ESP", "defence_expenditure", quantity("24", "24", "%"), "2024", derivation=Growth(base="2023")
        ),
        speaker="une diplomate européenne (unnamed)",
        cue="selon",
    )
    amman = said(
        TEXT,
        "Un bureau de liaison ouvrira ses portes à Amman.",
        Event(kind="office opened", parties=["nato", "JOR"], place="Amman"),
    )
    south = said(
        TEXT,
        "La région ne sera pas oubliée",
        Position(topic="flank-south", text="La région ne sera pas oubliée"),
        speaker="un haut responsable (unnamed)",
        cue="a promis",
    )
    hague = said(
        TEXT,
        "le sommet de La Haye, prévu fin juin",
        Event(kind="summit", parties=["nato"], period=Period("2025-06"), place="La Haye"),
        stance="expects",
    )
    statements = sorted(
        [more, france, allies, aid, denial, warsaw, rubio, inner, spain, amman, south, hague],
        key=lambda s: (s.span.start, -s.span.end),
    )
    checks = [
        *_excess_checks(more),
        check(
            france,
            SAID,
            "holds",
            [_share("2.06", "supported")],
            {"customary": [1, 1]},
            None,
            {"fr": "La France était à 2,06 % en 2024.", "en": "France stood at 2.06% in 2024."},
        ),
        check(france, LATER, "holds", [_share("2.04", "supported", "2026-07-07")], {"customary": [1, 1]}),
        check(
            allies,
            SAID,
            "fails",
            [_share("23", "refuted").__class__(**_counted("23"))],
            {"customary": [0, 1]},
            None,
            {
                "fr": "23 membres étaient à 2 % ou plus en 2024, non 26.",
                "en": "23 members were at 2% or more in 2024, not 26.",
            },
        ),
        check(
            aid,
            SAID,
            "unknown",
            [],
            {},
            None,
            {
                "fr": "Aucune série de cette aide n’est dans le registre.",
                "en": "No series of this aid is in the ledger.",
            },
        ),
        check(
            denial,
            SAID,
            "fails",
            [_share("2.11", "refuted")],
            {"customary": [0, 1]},
            None,
            {"fr": "La Hongrie était à 2,11 % en 2024.", "en": "Hungary stood at 2.11% in 2024."},
        ),
        check(
            spain,
            SAID,
            "fails",
            [
                reading(
                    "8.12", "refuted", "%", period="2024", base="2023", prices="constant", price_year=2015
                ),
                reading("10.4", "refuted", "%", period="2024", base="2023", prices="current"),
            ],
            {"customary": [0, 2]},
            None,
            {"fr": "La hausse fut de 8 à 10 %.", "en": "The rise was 8 to 10%."},
        ),
    ]
    doubts = [
        Doubt(
            span=aid.span,
            code="no-series",
            message={
                "fr": "L’institut de Kiel publie cette aide pays par pays ; l’OTAN pourrait dire son compte.",
                "en": "The Kiel Institute publishes this aid by country; NATO could say how it counted.",
            },
        ),
        Doubt(
            span=Span(start=0, end=0),
            code="newer-edition",
            message={
                "fr": "Une édition du 28 août 2025 existe ; le registre n’en tient qu’une partie.",
                "en": "An edition of 28 August 2025 exists; the ledger holds only a part of it.",
            },
        ),
    ]
    pledges = [PledgeTie(id="warsaw-2026", by="POL", made=SAID, due="2026", statements=[warsaw.id])]
    title = TEXT.partition("\n")[0]
    report = document(
        TEXT, title=title, publisher="Le Fanal", published=SAID, url="https://example.org/comptes"
    )
    return Dossier(document=report, statements=statements, checks=checks, pledges=pledges, doubts=doubts)


def _counted(value: str) -> dict[str, Any]:
    made = reading(
        value,
        "refuted",
        "member",
        measure="defence_expenditure_share_of_gdp",
        period="2024",
        years=2024,
        perimeter="members of each year",
    )
    return {name: getattr(made, name) for name in made.__struct_fields__} | {
        "members": [
            "USA",
            "POL",
            "EST",
            "LVA",
            "GRC",
            "LTU",
            "FIN",
            "DNK",
            "GBR",
            "ROU",
            "MKD",
            "NOR",
            "BGR",
            "SWE",
            "DEU",
            "HUN",
            "CZE",
            "TUR",
            "FRA",
            "NLD",
            "ALB",
            "MNE",
            "SVK",
        ]
    }
