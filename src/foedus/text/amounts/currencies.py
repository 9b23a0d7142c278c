"""A word that several currencies share in, the one that is meant out: "crowns" beside Prague are Czech."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import msgspec

from foedus import kept
from foedus.text.amounts.nouns import counting
from foedus.text.lexicon import Scan
from foedus.text.match import Mention

_NAMES = ("country", "capital", "demonym", "people", "city", "paid-in")
LOOKED_BACK = 3  # sentences before the amount in which a country may be named
WEIGHED = 40  # characters before an amount in which a word of weighing makes pounds of mass of it
OF_A_BODY = "2"  # the meaning of a word of weighing that is also one of money: "lost"
SUM = Decimal(1000)  # from here on a word that also names a thing is money


class Currencies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The currency of each country, and those that share a word."""

    country: dict[str, str]
    shared: dict[str, list[str]]


@cache
def currencies() -> Currencies:
    """Return the table."""
    return msgspec.convert(kept.toml(Path(__file__).with_name("currencies.toml")), Currencies)


def is_shared(unit: str | None) -> bool:
    """Tell whether a unit is a word for several currencies."""
    return unit is not None and unit.islower() and unit in currencies().shared


def with_cents(scan: Scan, unit: str | None) -> frozenset[str]:
    """Return the currencies whose hundredths share the word for those of another: cents are of euros too."""
    return frozenset(scan.language.tables["money"].get("cents", {}).get(unit, ()))


def shares(word: str, code: str) -> bool:
    """Tell whether a currency is one of those that a word stands for."""
    return code in currencies().shared.get(word, ())


def _is_joined(scan: Scan, start: int, end: int) -> bool:
    """Tell "a 225-pound quarterback" from "a 50-pound note"."""
    joined = "-" in scan.text[start:end] and not scan.index.within(start, end, "scale")
    return joined and not scan.index.within(end, end + 2, "worth-noun")


def _is_of_something(scan: Scan, end: int, value: Decimal) -> bool:
    """Tell "10 pounds of potatoes" from "10 pounds of debt"."""
    of = scan.index.within(end, end + 2, "of")
    if not of or scan.index.within(of[-1].end, of[-1].end + 2, "worth-of"):
        return False
    return value < SUM or bool(scan.index.within(of[-1].end, of[-1].end + 2, "weighed"))


def _is_parted(scan: Scan, end: int, at: int) -> bool:
    """Tell whether a comma parts a sum from a name behind it: "6.5 billion crowns, Sweden 20 planes"."""
    return at > end and "," in scan.text[end:at]


def _country(named: Mention) -> str:
    """Return the country of a name, be it that of a place in it."""
    return str(named.value["country"]) if named.kind == "city" else str(named.value)


def _is_thing(scan: Scan, word: str, start: int, end: int, *, paid: bool) -> bool:
    """Tell whether a shared word is the thing of that name by what stands behind it or, unless `paid`, beside it."""
    if word not in scan.language.tables["money"].get("otherwise", {}):
        return False
    told, cut = scan.language.settings["money"].patterns, scan.sentence(start)
    scaled = scan.index.within(start, end, "scale")  # "2 milliards de livres prêtés"
    if not scaled and told["thing_behind"].match(scan.text, end):
        return True
    return not paid and told["thing_near"].search(scan.text, cut.start, cut.end) is not None


def meant(scan: Scan, word: str, start: int, end: int, value: Decimal) -> tuple[str, str]:
    """Return the unit that a shared word stands for and its kind: a currency, what the language says, or itself.

    The country named nearest in the sentence decides, then the one named last before it.
    """
    weighing = scan.index.within(start - WEIGHED, end, "weighing")
    if (
        any(value < SUM or m.value != OF_A_BODY for m in weighing)
        and word in counting(scan.language.code).measures
    ):
        return word, "measure"  # "lost 20 pounds", but "lost 2 million pounds"
    if word in counting(scan.language.code).measures and (
        _is_of_something(scan, end, value) or _is_joined(scan, start, end)
    ):
        return word, "measure"
    table, money = currencies(), scan.language.tables["money"]
    index = scan.index.at(start)
    first = scan.sentences[max(0, index - LOOKED_BACK)].start
    sentence = scan.sentences[index]
    named = [
        (
            not sentence.start <= m.start < sentence.end,
            _is_parted(scan, end, m.start),
            abs(m.start - end),
            code,
        )
        for m in scan.index.within(first, sentence.end, *_NAMES)
        if (code := table.country.get(_country(m))) in table.shared[word]
    ]
    if _is_thing(scan, word, start, end, paid=bool(named)):
        return str(money["otherwise"][word]), "thing"
    if named:
        return str(min(named)[-1]), "money"
    other = money.get("otherwise", {}).get(word)
    if other and value < SUM:
        return other, "thing"
    return money.get("bare", {}).get(word, word), "money"
