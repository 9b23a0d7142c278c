"""A number in digits in, what is written right beside it out: a power of ten, a point, a code of money, a hedge."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from foedus.text.amounts.notation import Notation, Numeral
from foedus.text.amounts.parts import PARTS
from foedus.text.lexicon import Scan
from foedus.text.rules import Token

ONE = Decimal(1)
CODE = 4  # letters of the longest code of money right before a number: "KSh500", "QAR500"
# Ten to some power: "4.2e13", "1.6 x 10^-19", "6 × 10²⁴".
_POWER = re.compile(
    r"(?:[eE]([+\-−]?\d{1,2})"
    r"|[ \u00a0\u202f]?[x×*·][ \u00a0\u202f]?10(?:\^\(?([+\-−]?\d{1,2})\)?|([⁻⁺]?[⁰¹²³⁴-⁹]{1,2})))(?![\w^])"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−", "0123456789-+-")
_AHEAD = frozenset("eExX×*· \u00a0\u202f")
# Signs before a number that say how it is meant.
_MEANT = {"~": "~", "≈": "~", ">": ">", "<": "<", "≥": ">=", "≤": "<="}
_AT_BEST = "≥≤"  # these may stand apart: "≥ 65 %"
LONGEST_TAG = 10  # characters of "</strong>"
# What tells a sum behind a single letter from a road or a rule: "R12.5", "R500 million".
_LARGE = re.compile(r"\d+(?:[.,]\d|[ \u00a0]\d{3}|[ \u00a0]?(?:m|bn|tn|k|million|billion|trillion)\b)")
# Two or three parts of one measure, each with its marks: "6'2\"", "1'53\"20", "5′ 11″".
_PRIMED = re.compile(r"(\d{1,3})['′’] ?(\d{1,2})(?:[\"″”]|''|’’)(\d{1,2})?(?!\d)")
# Hours and minutes, or metres and centimetres, in one: "1h45", "1m85".
_PARTED = re.compile(r"(\d{1,3})([hm])(\d\d)(?![\w'])")
_TIMED = re.compile(r"(\d{1,2}):([0-5]\d)(?![\d:])")
_SIXTY = ("hour", "minute")
LEAD = 20  # characters in which what tells how long stands before a number
_MINOR = re.compile(r"\d\d(?![\d.,]\d|\d)")


class Written(NamedTuple):
    """A number as it is written: where it stands, its value and one unit of its last digit."""

    start: int
    stop: int
    value: Decimal
    step: Decimal


def raised(text: str, number: Written) -> Written:
    """Return the number times the power of ten behind it, where one is written."""
    ahead = text[number.stop : number.stop + 1]
    if ahead not in _AHEAD or not ahead or (power := _POWER.match(text, number.stop)) is None:
        return number
    times = ONE.scaleb(int((power[1] or power[2] or power[3]).translate(_RAISED)))
    return Written(number.start, power.end(), number.value * times, number.step * times)


def with_point(shadow: str, number: Written, decimal: str) -> Written:
    """Read the digits behind a point that no digit stands before as decimals: ".5 grams"."""
    start = number.start - 1
    if start < 0 or shadow[start] != decimal or decimal == "," or (start and shadow[start - 1] not in " -($"):
        return number
    places = number.stop - number.start
    return Written(start, number.stop, number.value.scaleb(-places), ONE.scaleb(-places))


def meant(text: str, shadow: str, number: Written, lang: Notation) -> tuple[Token, int] | None:
    """Return the hedge that is glued to a number and where it ends: ">5", "~1,000", "12+ eggs", "40-odd".

    One that stands behind is put before the number, and before its sign of money, where it takes no room.
    """
    start = number.start
    if start and shadow[start - 1] in lang.marks:
        start -= 1
    before = text[start - 1 : start]
    if before == " " and text[start - 2 : start - 1] in _AT_BEST and start > 1:
        return Token(start - 2, start, "hedge", _MEANT[text[start - 2]]), number.stop
    if before in _MEANT and before and not _ends_tag(text, start):
        return Token(start - 1, start, "hedge", _MEANT[before]), number.stop
    for written, how in lang.behind:
        end = number.stop + len(written)
        if text.startswith(written, number.stop) and not text[end : end + 1].isalnum():
            return Token(start - 1, start - 1, "hedge", how), end
    return None


def _ends_tag(text: str, start: int) -> bool:
    """Tell the end of a tag that was left in the text from a sign: "<b>12 %"."""
    return text[start - 1] == ">" and "<" in text[max(0, start - LONGEST_TAG) : start]


def coded(text: str, shadow: str, start: int, lang: Notation) -> Token | None:
    """Return the code of money that a number is glued to: "QAR500", "Rs500", "R12 million"."""
    first = start
    while first and start - first <= CODE and text[first - 1].isalpha():
        first -= 1
    if first == start or (first and (text[first - 1].isalnum() or text[first - 1] in "_/.")):
        return None
    written = text[first:start]
    if first and (sign := shadow[first - 1 : start]) in lang.signs:  # "$US3 million"
        return Token(first - 1, start, "currency", lang.signs[sign])
    if written in lang.letters and _LARGE.match(text, start):
        return Token(first, start, "currency", lang.letters[written])
    code = lang.codes.get(written)
    return None if code is None else Token(first, start, "currency", code)


def primed(text: str, start: int, lang: Notation) -> list[Token] | None:
    """Return the parts of a height or a time that marks tell: feet and inches, or minutes and seconds."""
    if not lang.primes or (found := _PRIMED.match(text, start)) is None:
        return None
    large, small = Decimal(found[1]), Decimal(found[2])
    if found[3]:
        small += Decimal(found[3]).scaleb(-len(found[3]))
    return [
        Token(found.start(1), found.end(1), "number", Numeral(large, ONE)),
        Token(found.end(1), found.end(1) + 1, "noun", lang.primes[0]),
        Token(found.start(2), found.end(2), "number", Numeral(small, ONE)),
        Token(found.end(2), found.end(), "noun", lang.primes[1]),
    ]


def parted(scan: Scan, start: int, lang: Notation) -> list[Token] | None:
    """Return the number and the unit of "1m85" and of "1h45" where it tells how long: "dure 1h45", "1h45 de vol"."""
    found = _PARTED.match(scan.text, start)
    unit = lang.symbols.get(found[2]) if found is not None else None
    if (
        found is None
        or unit is None
        or lang.decimal != ","
        or (unit.unit == "hour" and not _lasts(scan, found))
    ):
        return None
    value = Decimal(found[1]) + round(Decimal(found[3]) / PARTS[unit.unit], 3)
    return [
        Token(start, found.start(2), "number", Numeral(value, ONE / 100)),
        Token(found.start(2), found.end(), "noun", unit),
    ]


def timed(scan: Scan, start: int) -> Token | None:
    """Return the hours or minutes of "in 2:11 Stunden", with their sixtieths behind the colon."""
    found = _TIMED.match(scan.text, start)
    if found is None or not any(
        m.value in _SIXTY for m in scan.index.within(found.end(), found.end() + 2, "duration")
    ):
        return None
    value = Decimal(found[1]) + round(Decimal(found[2]) / PARTS["hour"], 3)
    return Token(start, found.end(), "number", Numeral(value, ONE / 100))


def _lasts(scan: Scan, found: re.Match[str]) -> bool:
    """Tell whether hours and minutes say how long something takes, and not a time of day."""
    before = scan.index.within(max(0, found.start() - LEAD), found.start(), "lasting")
    behind = scan.index.within(found.end(), found.end() + 2, "lasting-behind")
    return bool(behind) or any(m.end + 1 == found.start() for m in before)


def minor(shadow: str, stop: int, lang: Notation) -> int | None:
    """Return the hundredths written behind a sign of money, as in "5€20"."""
    sign = shadow[stop : stop + 1]
    if not sign or sign not in lang.marks or not (found := _MINOR.match(shadow, stop + 1)):
        return None
    return int(found[0])
