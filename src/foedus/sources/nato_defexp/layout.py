"""The layout of source.toml in; who a line of a table is about, and which series a block or a column holds, out."""

from __future__ import annotations

import re
from decimal import Decimal
from difflib import get_close_matches
from typing import cast

import msgspec
from msgspec import Struct

from foedus.errors import RuleError, SourceError
from foedus.model import from_builtins
from foedus.sources import Release, Source


class Country(Struct, frozen=True, kw_only=True):
    """The names that a table writes for a country, and the currencies that its own figures are counted in."""

    names: list[str]
    currencies: dict[str, str] = {}


class Block(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which series a block of a table holds; `title`, `unit_line` and `heading` are patterns, matched whole."""

    title: str
    unit_line: str
    heading: str | None = None
    measure: str
    unit: str
    scale: Decimal = Decimal(1)
    prices: str | None = None


class Column(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which series a column of a transcription holds, on the lines where `where` is so."""

    column: str
    where: dict[str, str] = {}
    measure: str
    unit: str
    scale: Decimal = Decimal(1)
    prices: str | None = None
    price_year: int | None = None


class Lines(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a transcription is laid out: its columns, and what it does not mark itself."""

    subject: str
    year: str
    values: list[Column]
    estimate: str | None = None
    estimates: list[int] = []
    status: str | None = None


class Layout(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the files are laid out: patterns, names and marks of source.toml, for all editions or for one."""

    title: str
    label: str
    heading: str
    year: str
    value: str
    footnote: str
    missing: list[str]
    ignored: list[str]
    marks: dict[str, str]
    totals: dict[str, str]
    block: list[Block]
    countries: dict[str, Country]
    lines: Lines | None = None


def layout(source: Source, release: Release) -> Layout:
    """Return how the file of an edition is laid out; raises RuleError naming the field."""
    try:
        return cast("Layout", from_builtins({**source.layout, **release.layout}, Layout))
    except msgspec.ValidationError as fault:
        raise RuleError(f"sources/{source.id}/source.toml: layout of {release.released}: {fault}") from None


class Subject(Struct, frozen=True, kw_only=True):
    """Whom a line of a table is about."""

    code: str
    total: bool = False
    mark: str | None = None
    currency: str | None = None


def subject(label: str, plan: Layout, place: str) -> Subject:
    """Return whom a label means; raises SourceError with the nearest name."""
    text = " ".join(label.split())
    if text in plan.totals:
        return Subject(code=plan.totals[text], total=True)
    parts = re.fullmatch(plan.label, text)
    name = parts["name"] if parts else text
    for code, country in plan.countries.items():
        if name == code or name in country.names:
            mark, currency = (parts["mark"], parts["currency"]) if parts else (None, None)
            return Subject(code=code, mark=mark, currency=_currency(code, currency, country, place))
    names = [name for country in plan.countries.values() for name in country.names] + list(plan.totals)
    nearest = get_close_matches(name, names, n=1)
    raise SourceError(
        f"{place}: {text!r} is no country or total" + (f"; nearest: {nearest[0]}" if nearest else "")
    )


def _currency(code: str, label: str | None, country: Country, place: str) -> str | None:
    if label is None:
        return None
    if label not in country.currencies:
        valid = ", ".join(country.currencies)
        raise SourceError(f"{place}: {label!r} is no currency of {code}; valid: {valid}")
    return country.currencies[label]
