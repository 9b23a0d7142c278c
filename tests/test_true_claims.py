"""Facts of the ledger told in many sentences: what is true is never refuted, and what is false never holds."""

import datetime as dt
import random
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from foedus.dossiers import dossier
from foedus.ledger import Ledger
from foedus.model import Document, Verdict

FOLDER = Path(__file__).parent / "true_claims"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.toml"))
NATO, SIPRI, KIEL = "nato_defexp/2024-06-17", "sipri_milex/2024-04-22", "kiel/2025-02-14"
ARMS, VOTES = "sipri_at/2025-03-10", "unga/2020-02-01"
SAID = {NATO: "2024-11-15", SIPRI: "2024-11-15", KIEL: "2025-03-10", ARMS: "2025-04-05", VOTES: "2020-06-01"}
DRAWN = 3  # facts for each sentence
FALSE = Decimal("1.6")  # how many times the truth is what is false; a count is five more
LARGE = 20  # from which on a share is told without decimals

Values = dict[tuple[Any, ...], Decimal]


class Fact(NamedTuple):
    """A number with what its sentence names, and the edition that has it."""

    value: Decimal
    edition: str
    names: dict[str, str]
    counted: bool = False


@cache
def values(edition: str, columns: str, condition: str = "true") -> Values:
    """The values of an edition by some of its columns, added up where several rows share them."""
    rows = Ledger().query(
        f"SELECT {columns}, sum(value) FROM '{edition}/observations.parquet' WHERE {condition} GROUP BY ALL"
    )
    return {tuple(row[:-1]): Decimal(row[-1]) for row in rows}


def nato(measure: str, who: str, year: int, prices: str | None = None) -> Decimal:
    """A value of the alliance's tables, of money in dollars."""
    units = "unit IN ('USD', '%', 'person')"
    return values(NATO, "measure, subject, prices, period", units)[measure, who, prices, str(year)]


def sipri(measure: str, who: str, year: int) -> Decimal:
    """A value of an institute's tables at current prices, of money in dollars."""
    told = "unit IN ('USD', '%') AND prices IS DISTINCT FROM 'constant'"
    return values(SIPRI, "measure, subject, period", told)[measure, who, str(year)]


def members(year: int) -> list[Decimal]:
    """The shares of GDP of all who were members in a year."""
    late = {"MNE": 2017, "MKD": 2020, "FIN": 2023, "SWE": 2024}
    shares = values(NATO, "measure, subject, prices, period", "unit IN ('USD', '%', 'person')")
    return [
        share
        for (measure, who, _, period), share in shares.items()
        if (measure, period) == ("defence_expenditure_share_of_gdp", str(year))
        and who not in ("nato", "nato-europe-canada", "nato-europe")
        and late.get(who, 0) <= year
    ]


SPENT, OF_GDP = "defence_expenditure", "defence_expenditure_share_of_gdp"
WORLD, BURDEN = "military_expenditure", "military_expenditure_share_of_gdp"
BILLION = Decimal(10**9)
Made = Callable[[random.Random, list[str], list[str]], Fact]


def _years(draw: random.Random) -> tuple[int, int]:
    first = draw.randint(2014, 2020)
    return first, draw.randint(first + 2, 2023)


def _level(measure: str, prices: str | None = None, scale: Decimal = Decimal(1)) -> Made:
    def made(draw: random.Random, ours: list[str], _: list[str]) -> Fact:
        who, year = draw.choice(ours), draw.randint(2015, 2023)
        return Fact(nato(measure, who, year, prices) / scale, NATO, {"who": who, "year": str(year)})

    return made


def _of_world(measure: str, scale: Decimal, whole: bool = False) -> Made:
    def made(draw: random.Random, _: list[str], others: list[str]) -> Fact:
        who, year = draw.choice(others), 2023 if whole else draw.randint(2015, 2023)
        value = sipri(measure, who, year) / (sipri(measure, "world", year) / 100 if whole else scale)
        return Fact(value, SIPRI, {"who": who, "year": str(year)})

    return made


def _against(make: Callable[[Decimal, Decimal], Decimal], prices: str) -> Made:
    def made(draw: random.Random, ours: list[str], _: list[str]) -> Fact:
        who, (first, year) = draw.choice(ours), _years(draw)
        value = make(nato(SPENT, who, year, prices), nato(SPENT, who, first, prices))
        return Fact(value, NATO, {"who": who, "first": str(first), "year": str(year)})

    return made


def _part(draw: random.Random, ours: list[str], _: list[str]) -> Fact:
    who, year = draw.choice(ours), draw.randint(2015, 2023)
    value = 100 * nato(SPENT, who, year, "current") / nato(SPENT, "nato", year, "current")
    return Fact(value, NATO, {"who": who, "year": str(year)})


def _count(below: bool) -> Made:
    def made(draw: random.Random, _: list[str], __: list[str]) -> Fact:
        year = draw.randint(2016, 2023)
        found = Counter(round(share, 2) >= 2 for share in members(year))
        return Fact(Decimal(found[not below]), NATO, {"year": str(year)}, counted=True)

    return made


def _rank(draw: random.Random, ours: list[str], _: list[str]) -> Fact:
    who, year = draw.choice(ours), draw.randint(2015, 2023)
    all_ = values(NATO, "measure, subject, prices, period", "unit = 'USD' AND length(subject) = 3")
    spent = [v for (m, _, p, y), v in all_.items() if (m, p, y) == (SPENT, "current", str(year))]
    place = 1 + sum(v > nato(SPENT, who, year, "current") for v in spent)
    return Fact(Decimal(place), NATO, {"who": who, "year": str(year)}, counted=True)


def _ratio(draw: random.Random, ours: list[str], _: list[str]) -> Fact:
    (who, other), year = draw.sample(ours, 2), draw.randint(2015, 2023)
    value = nato(SPENT, who, year, "current") / nato(SPENT, other, year, "current")
    return Fact(value, NATO, {"who": who, "other": other, "year": str(year)})


def _aid(draw: random.Random, ours: list[str], _: list[str]) -> Fact:
    given = values(KIEL, "subject", "measure = 'aid_allocated' AND component IS NULL")
    who = draw.choice([code for code in ours if (code,) in given])
    return Fact(given[who,] / BILLION, KIEL, {"who": who})


def _aid_part(draw: random.Random, ours: list[str], _: list[str]) -> Fact:
    whole = values(KIEL, "measure", "measure = 'aid_allocated' AND component IS NULL")["aid_allocated",]
    fact = _aid(draw, ours, [])
    return fact._replace(value=100 * fact.value * BILLION / whole)


def _arms(draw: random.Random, ours: list[str], _: list[str]) -> Fact:
    bought = values(ARMS, "subject, partner", "period BETWEEN '2020' AND '2024'")
    who = draw.choice([code for code in ours if (code, "USA") in bought and bought[code, None]])
    value = 100 * bought[who, "USA"] / bought[who, None]
    return Fact(value, ARMS, {"who": who, "first": "2020", "year": "2024"})


def _votes(draw: random.Random, ours: list[str], others: list[str]) -> Fact:
    alike = values(VOTES, "subject, partner, period", "unit = '%' AND component = 'all votes'")
    who, other, year = draw.choice(ours), draw.choice(others), str(draw.randint(2014, 2019))
    return Fact(alike[who, other, year], VOTES, {"who": who, "other": other, "year": year})


MADE: dict[str, Made] = {
    "share": _level(OF_GDP),
    "amount": _level(SPENT, "current", BILLION),
    "real": _level("defence_expenditure_real_change"),
    "growth": _against(lambda now, then: 100 * (now / then - 1), "constant"),
    "multiple": _against(lambda now, then: now / then, "constant"),
    "change": _against(lambda now, then: (now - then) / BILLION, "current"),
    "part": _part,
    "equipment": _level("equipment_share"),
    "head": _level("defence_expenditure_per_capita", "constant"),
    "soldiers": _level("armed_forces_personnel"),
    "count": _count(below=False),
    "below": _count(below=True),
    "rank": _rank,
    "ratio": _ratio,
    "aid": _aid,
    "aid_part": _aid_part,
    "world": _of_world(WORLD, BILLION),
    "world_part": _of_world(WORLD, BILLION, whole=True),
    "world_share": _of_world(BURDEN, Decimal(1)),
    "arms": _arms,
    "votes": _votes,
}
WHOLE = ("head", "soldiers")  # told without decimals
LEAST = {"real": Decimal(2), "growth": Decimal(8), "change": Decimal("0.1"), "multiple": Decimal("1.4")}


def told(family: str, value: Decimal, decimal: str) -> str:
    """A number as reports round it."""
    if family in WHOLE:
        return str(int(value.to_integral_value()))
    shown = f"{value:.0f}" if value >= LARGE else f"{value:.1f}"
    return (f"{value:.3g}" if family in ("amount", "change", "aid", "world") else shown).replace(".", decimal)


def sentence(language: dict[str, Any], family: str, claim: str, fact: Fact) -> str:
    """A claim with a fact filled in."""
    named = {**language["countries"], **language["others"]}
    filled = {key: named[code][0] if code in named else code for key, code in fact.names.items()}
    if "who" in fact.names:
        filled["adj"] = named[fact.names["who"]][1]
    if fact.counted:
        filled |= _counted(language, int(fact.value))
    else:
        filled["value"] = told(family, fact.value, language["decimal"])
    text = claim.format(**filled)
    return text[0].upper() + text[1:]


def _counted(language: dict[str, Any], number: int) -> dict[str, str]:
    lists = (("word", language["words"]), ("place", language["places"]))
    return {key: listed[number] for key, listed in lists if number < len(listed)}


def drawn(language: dict[str, Any], family: str, claim: str) -> Iterator[tuple[Fact, Fact]]:
    """Facts for a claim, each with what is false."""
    draw, found = random.Random(claim), 0
    while found < DRAWN:
        fact = MADE[family](draw, [*language["countries"]], [*language["others"]])
        few = fact.counted and fact.value > (6 if family == "rank" else 20)
        if few or fact.value < LEAST.get(family, Decimal("0.3")) or (family == "ratio" and fact.value < 2):
            continue
        found += 1
        false = fact.value + 5 if fact.counted else fact.value * FALSE
        yield fact, fact._replace(value=fact.value / FALSE if false > 97 and family in _SHARES else false)


_SHARES = ("equipment", "arms", "votes")  # none is more than a hundred


def verdicts(text: str, language: str, edition: str) -> list[Verdict]:
    """What is said of the figures of a text on the day it was published."""
    day = dt.date.fromisoformat(SAID[edition])
    found = dossier(Document(id="claim", text=text, lang=language, published=day), asof=day)
    return [check.verdict for check in found.checks]


@pytest.mark.parametrize("family", MADE)
@pytest.mark.parametrize("code", LANGUAGES)
def test_true_claims_are_never_refuted_and_false_ones_never_hold(code: str, family: str) -> None:
    """Three facts for each sentence; most of the true ones are borne out."""
    language = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    borne_out, all_ = 0, 0
    for claim in language["claims"].get(family, ()):
        for fact, false in drawn(language, family, claim):
            true = sentence(language, family, claim, fact)
            said = verdicts(true, code, fact.edition)
            assert "fails" not in said, true
            wrong = sentence(language, family, claim, false)
            assert "holds" not in verdicts(wrong, code, fact.edition), wrong
            borne_out, all_ = borne_out + (not {"holds", "depends"}.isdisjoint(said)), all_ + 1
    assert borne_out * 4 >= all_ * 3, f"{family}: {borne_out} of {all_}"
