"""A small source in the shape of a real one, whose files the tests write themselves; also for programs they start."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from foedus.editions import content_hash
from foedus.intake import recognition
from foedus.sources import Expectation, Release, Source, published, read, source
from foedus.store import add, catalogue
from foedus.totals import totals

FIRST = "2022-06-28"
SECOND = "2023-06-28"
HEAD = "Country Name,Country Code,Year,Value"
COUNTRIES = ("FRA", "DEU", "USA", "POL")


def table(last: int = 2021, scale: int = 1, countries: tuple[str, ...] = COUNTRIES) -> bytes:
    """Write a table of four countries and the world from 2018 on."""
    lines = [
        f"Name,{code},{year},{(number + 1) * (year - 2000) * 10**9 * scale}"
        for number, code in enumerate([*countries, "WLD"])
        for year in range(2018, last + 1)
    ]
    return "\n".join([HEAD, *lines, ""]).encode()


def release(day: str, content: bytes, **more: Any) -> Release:
    """Describe an edition whose file is a table."""
    last = int(day[:4]) - 1
    fields = {
        "title": f"Invented GDP, to {last}",
        "file": f"gdp-{last}.csv",
        "sha256": hashlib.sha256(content).hexdigest(),
        "kind": "transcribed",
        "coverage": "measures",
        "layout": {
            "code": "Country Code",
            "value": "Value",
            "measure": "gdp",
            "unit": "USD",
            "prices": "current",
        },
        "expect": Expectation(rows=15, members=4, years=(2018, last), totals=["world"]),
    }
    return Release(released=day, **{**fields, **more})  # type: ignore[arg-type]


def office(*editions: Release, **more: Any) -> Source:
    """Make a source of these editions; by default of one, to 2021."""
    given = list(editions) or [release(FIRST, table())]
    changed = {"id": "worldbank", "edition": given, "kept": [], "alike": [FIRST], **more}
    return structs.replace(source("worldbank"), **changed)


def use(found: Source, patch: pytest.MonkeyPatch) -> Source:
    """Let the source be the only one that a file can be of."""
    patch.setattr(recognition, "sources", lambda: [found])
    return found


def write(path: Path, content: bytes) -> Path:
    """Write a file; return where."""
    path.write_bytes(content)
    return path


def shelf(path: Path) -> None:
    """Build a ledger of one edition, as small as one can be, to stand for the shipped one."""
    content = table(2019)
    described = release("2020-06-28", content)
    file = write(path.with_suffix(".csv"), content)
    rows = read(file, office(described), described)
    edition = structs.replace(
        published(office(described), described),
        held=True,
        kind="original",
        coverage="whole",
        rows=len(rows),
        sha256=described.sha256,
        content_hash=content_hash(rows),
    )
    sums = [(each.measure, each.unit) for each in office().sums]
    add(path, edition, rows, totals(rows, sums, office().groups))
    catalogue(path, [edition])
