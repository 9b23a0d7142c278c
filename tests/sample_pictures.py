"""Readings and claims of every kind that a specification curve must show well, made by hand."""

from __future__ import annotations

import datetime as dt
from itertools import cycle, islice
from typing import Any

from sample_dossiers import quantity, reading

from foedus.model import Check, Quantity, Reading

_STANDINGS = ("literal", "customary", "generous", "context")
_PERIMETERS = ("members of each year", "members of today", "with the EU institutions")


def checked(readings: list[Reading]) -> Check:
    day = dt.date(2025, 1, 1)
    return Check(statement="x", asof=day, verdict="depends", support={}, decisive=None, readings=readings)


def _many(count: int, step: int) -> list[Reading]:
    found: list[Reading] = []
    rows = zip(range(count), cycle(_STANDINGS), cycle(_PERIMETERS), cycle((None, 2015)), strict=False)
    for n, standing, perimeter, year in islice(rows, count):
        value = 400_000_000_000 + n * step
        choices: dict[str, Any] = {"base": str(2014 + n % 4), "perimeter": perimeter, "standing": standing}
        choices |= {"prices": "constant" if year else "current", "price_year": year}
        found.append(reading(str(value), "supported" if value > 7e11 else "refuted", **choices))
    return found


def curves() -> dict[str, tuple[list[Reading], Quantity]]:
    """Return readings with the quantity claimed, by what is hard about them."""
    outlier = [
        reading("12", "refuted"),
        reading("5000000000", "refuted", standing="generous"),
        reading("3000000000000", "supported", prices="current"),
    ]
    negative = [
        reading("-5.84", "refuted", "%", prices="constant", price_year=2021),
        reading("-1.9", "refuted", "%", prices="current"),
        reading("2.2", "supported", "%", prices="current", base="2023", standing="generous"),
    ]
    counts = [
        reading("23", "refuted", "member", perimeter="members of each year"),
        reading("24", "supported", "member", edition="2026-07-07", standing="context"),
    ]
    long_names = [
        reading("2000000000", "supported", "EUR", rate="of its own month or year", component="military"),
        reading("2400000000", "refuted", "EUR", rate="of the month of publication", component="financial"),
        reading(
            "2100000000", "supported", "EUR", perimeter="with members not in the table", standing="generous"
        ),
    ]
    return {
        "fourteen": (_many(14, 31_000_000_000), quantity("7e11", None, "USD", ">")),
        "a hundred": (_many(100, 4_000_000_000), quantity("7e11", None, "USD", ">")),
        "an outlier": (outlier, quantity("1e12", None, "USD", ">")),
        "negative": (negative, quantity("2", "2", "%")),
        "counts": (counts, quantity("24", "24", "member")),
        "long names": (long_names, quantity("1.9e9", "2.1e9", "EUR", "~")),
        "one reading": ([reading("5", "refuted", "%")], quantity(None, "2", "%", "<")),
        "a direction": ([reading("100", "supported", "multiple")], quantity("0", None, None, ">")),
        "only context": ([reading("3", "refuted", "%", standing="context")], quantity("2", "2", "%")),
    }
