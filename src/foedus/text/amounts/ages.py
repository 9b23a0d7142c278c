"""A number alone in, whether it tells an age out: "Carl Behm, 58, with", "left school at 14", "a girl of nine"."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from foedus.text.amounts.amount import Amount
from foedus.text.lexicon import Scan, language

OLDEST = 120  # years
LED = 90  # characters in which what leads to an age stands
NAMES = ("country", "capital", "city", "region", "organisation", "group")
YEAR = "year"


@cache
def _ways(code: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Return what leads to an age and what must stand behind it, each way of a language by itself."""
    settings = language(code).settings["numbers"]
    people = rf"(?:{'|'.join(settings.get('people', ()))})"
    return tuple(
        (re.compile(f"(?:{lead.replace('{people}', people)})$"), re.compile(behind))
        for lead, behind in settings.get("aged_by", ())
    )


def with_age(scan: Scan, amount: Amount) -> Amount:
    """Return a number that tells how old someone is as one of years."""
    quantity = amount.quantity
    if amount.kind != "bare" or quantity.low is None or quantity.low != quantity.high:
        return amount
    if quantity.low % 1 or not 0 < quantity.low < OLDEST or not _is_age(scan, amount):
        return amount
    return amount._replace(kind="duration", quantity=msgspec.structs.replace(quantity, unit=YEAR))


def _is_age(scan: Scan, amount: Amount) -> bool:
    text, start = scan.text, amount.start
    first = scan.sentence(start).start
    low = max(first, start - LED)
    for lead, behind in _ways(scan.language.code):
        if behind.match(text, amount.end) and lead.search(text[low - (low > first) : start]):
            return not _is_behind_place(scan, start)
    return False


def _is_behind_place(scan: Scan, start: int) -> bool:
    """Tell whether the name before a number is none of a person: "New York, 58, Chicago, 44"."""
    comma = start - 2
    return any(m.end == comma for m in scan.index.within(max(0, comma - 24), comma, *NAMES))
