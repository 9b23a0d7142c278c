"""Digits in a text in, whether they are part of a word, a code, a clock, a score or a note, and no number, out."""

from __future__ import annotations

import re

from foedus.text.lexicon import Scan

LONGEST_PLAIN = 7  # digits without a sign between them: more are an identifier
LONGEST_NOTE = 2  # digits of the number of a note
POSTCODE = 5
ASIDE = 60  # characters after which a dash closes an aside
LED = 16  # characters in which what leads up to a sign stands
FRACTION = re.compile(r"([1-9])/(?!\1)([2-9]|10)(?![\d/])")
_HOUR = re.compile(r" \d{1,2} ?h(?!\w)")
_YEAR = re.compile(r"(?:19|20)\d\d$")


def stands_free(shadow: str, start: int) -> bool:
    """Tell whether no letter, digit or sign joins digits to what stands before them."""
    before = shadow[start - 1] if start else " "
    if before.isalpha() or before.isdigit() or before in "\x1a/_":
        return False
    if before in "-.,:+" and start > 1:
        return not (shadow[start - 2].isalnum() or shadow[start - 2] == "\x1a")
    return True


def minus(shadow: str, start: int, signed: re.Pattern[str] | None) -> int | None:
    """Return where the sign of a negative number stands, and no dash that joins or begins a line.

    One that stands apart is a sign behind what `signed` tells: "fell to - 12 °C", but "was late - 12 minutes".
    """
    if start and shadow[start - 1] == "-":
        return start - 1 if shadow[start - 2 : start - 1] in ("", " ", "(") else None
    sign = start - 2
    if sign < 1 or signed is None or not shadow.startswith("- ", sign):
        return None
    if shadow[sign - 1] == "(":
        return sign  # "a fall (- 12 %)"
    closed = shadow.find(" - ", start, start + ASIDE)
    aside = closed > 0 and not shadow[closed + 3 : closed + 4].isdigit()  # "is - 20 years on - still"
    return None if aside or not signed.search(shadow, max(0, sign - LED), sign - 1) else sign


def is_clock_or_code(shadow: str, stop: int) -> bool:
    """Tell scores (2-1), clocks (17:00), dates (10/12), phone groups and decimals of decimals from numbers."""
    after = shadow[stop : stop + 2]
    return len(after) == 2 and after[0] in "-/:.," and after[1].isdigit() and after[0] != ","


def is_short_year(shadow: str, start: int, stop: int) -> bool:
    """Tell a year by its last two digits behind an apostrophe: "born in '62", but "d'12 euros"."""
    free = start > 0 and shadow[start - 1] == "'" and not shadow[max(0, start - 2) : start - 1].isalnum()
    return free and stop - start == 2 and not shadow[stop : stop + 1].isalnum()


def is_factor(text: str, shadow: str, start: int, stop: int) -> bool:
    """Tell "x2" from a code: "a BMW X5"."""
    before, after = text[max(0, start - 2) : start], shadow[stop : stop + 1]
    return (
        before[-1:] in ("x", "×") and before[:-1] in ("", " ", "(") and not after.isalnum() and after != "-"
    )


def is_code(shadow: str, start: int, stop: int) -> bool:
    """Tell a telephone or an account number by its groups, its first 0 or its length."""
    written = shadow[start:stop]
    if written[0] == "0" and written[1:2].isdigit():
        return True
    if written.isdigit() and len(written) > LONGEST_PLAIN:
        return True
    if shadow.startswith(" ", stop) and shadow[stop + 1 : stop + 2].isdigit():
        return not (_YEAR.fullmatch(written) or FRACTION.match(shadow, stop + 1))
    before = shadow[max(0, start - 6) : start]
    return before.endswith(" ") and before[-2:-1].isdigit() and not _YEAR.search(before[:-1])


def is_note(shadow: str, start: int, stop: int) -> bool:
    """Tell the number of a note that touches what it is on: "4,500[1] homes", "45 %(2)"."""
    closed = shadow[stop : stop + 1] == ("]" if shadow[start - 1] == "[" else ")")
    before = shadow[start - 2 : start - 1] if start > 1 else ""
    touches = before.isalnum() if shadow[start - 1] == "[" else before == "%"
    return closed and touches and stop - start <= LONGEST_NOTE


def is_postcode(text: str, start: int, stop: int) -> bool:
    """Tell "75011 Paris" from a count: five digits before a name."""
    return stop - start == POSTCODE and text[start:stop].isdigit() and text[stop + 1 : stop + 2].isupper()


def is_hour(scan: Scan, start: int, unit: re.Match[str]) -> bool:
    """Tell a time of day by what leads up to it, where the sign of the hour is glued to the number: "à 17h"."""
    led = scan.index.within(max(0, start - LED), start, "clock-before")
    links = scan.index.within(unit.end(), unit.end() + 2, "to")  # "de 9h à 17h"
    goes_on = any(_HOUR.match(scan.text, m.end) for m in links)
    return unit.start() == unit.start(1) and (goes_on or any(m.end + 1 == start for m in led))


def is_longer(scan: Scan, unit: re.Match[str]) -> bool:
    """Tell whether a sign only begins a unit: "225 km per hour"."""
    if not scan.text.startswith((" p", ".p"), unit.end()) or unit.start() == unit.start(1):
        return False
    return any(m.end > unit.end() for m in scan.index.within(unit.start(1), unit.start(1) + 1, "unit"))
