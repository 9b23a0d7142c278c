"""A sentence in, its numbers in digits out: what is grouped, glued or joined by a dash, and no code, clock or score."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from foedus.text.amounts.glued import (
    ONE,
    Written,
    coded,
    meant,
    minor,
    parted,
    primed,
    raised,
    timed,
    with_point,
)
from foedus.text.amounts.notation import Notation, Numeral
from foedus.text.amounts.nouns import WORD, counting, is_noun
from foedus.text.lexicon import Scan
from foedus.text.rules import Token
from foedus.text.sentences import Sentence

LONGEST_NUMBER = 24  # digits; anything longer is an identifier
_DASHED = re.compile(r"(\d+(?:[.,]\d+)?) ?- ?(\d+(?:[.,]\d+)?)(?![\d-])")

_FRACTION = re.compile(r"([1-9])/(?!\1)([2-9]|10)(?![\d/])")
_HALVES = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_SYMBOL = re.compile(r"[ \u00a0\u202f]?([A-Za-zµμ°º‰][A-Za-z0-9²³/]{0,6})(?![\w²³°/'’])")
POSTCODE = 5
LONGEST_NOTE = 2  # digits of the number of a note
PADDED = 2  # digits of minutes and seconds behind others
GROUPED = 7  # characters of six digits in two groups
LED = 16  # characters in which what leads to a time of day stands
LONGEST_GLUED = 10  # letters of what is glued to a number: "5milliards"
LONGEST_PLAIN = 7  # digits without a sign between them: more are an identifier
LINES = frozenset(("1080", "1440", "2160"))  # of a picture, and no pence: "1080p"
_COURSE = re.compile(r"\d,000|\d,500")
_HOUR = re.compile(r" \d{1,2} ?h(?!\w)")
_LETTERS = re.compile(r"[a-z]+")
_WHOLE, _MARK, _NO_DIGIT = re.compile(r"\d+[.,]\d+"), re.compile(r"[.,]"), re.compile(r"\D")


def digits(
    shadow: str, lang: Notation, scan: Scan, sentence: Sentence, general: bool = False
) -> Iterator[Token]:
    """Yield numbers written in digits; digits that belong to a word, code, date or time are none.

    In a text of `general` news also symbols of units, signs of negative numbers and factors ("x2", "3x").
    """
    end, past = len(shadow), 0
    for found in lang.digits.finditer(shadow, sentence.start, sentence.end):
        start, stop = found.span()
        if start < past or stop - start > LONGEST_NUMBER:
            continue
        if general and shadow[start - 1] in "x×" and _is_factor(scan.text, shadow, start, stop):
            yield Token(start - 1, start, "multiplied-by", 1)
            yield Token(start, stop, "number", Numeral(*_parse(found[0], lang)))
            continue
        if general and shadow[start - 1] in "[(" and _is_note(shadow, start, stop):
            continue
        if not _stands_free(shadow, start):
            money = coded(scan.text, shadow, start, lang) if general and shadow[start - 1].isalpha() else None
            if money is None or _is_code(shadow, start, stop):
                continue
            yield money
        value, step = _parse(found[0], lang)
        if general and _is_short_year(shadow, start, stop):
            continue
        if general:
            number = with_point(shadow, Written(start, stop, value, step), lang.decimal)
            if number.start == start and (
                (_is_code(shadow, start, stop) and not _is_padded(scan.text, start, stop, lang))
                or _is_postcode(scan.text, start, stop)
            ):
                continue
            start, stop, value, step = raised(scan.text, number)
            value, stop = _with_fraction(shadow, value, stop)
            share = _FRACTION.match(shadow, start)
            if share and scan.index.within(share.end(), share.end() + 2, "unit", "duration"):
                part = Numeral(Decimal(share[1]) / Decimal(share[2]), ONE / 100)  # "1/2 teaspoon"
                yield Token(start, share.end(), "number", part)
                past = share.end()
                continue
            if share:
                yield Token(start, share.end(), "fraction", share[0])
                past = share.end()
                continue
        if (dashed := _DASHED.match(shadow, start)) and _is_range(dashed, lang, scan, general):
            for group in (1, 2):
                part = Numeral(*_parse(dashed[group], lang))
                yield Token(dashed.start(group), dashed.end(group), "number", part)
            yield Token(dashed.end(1), dashed.start(2), "to", 1)
            past, stop = dashed.end(), dashed.end()
            short, unit = _LETTERS.match(shadow, stop), _SYMBOL.match(scan.text, stop)
            if short and short[0] in lang.glued:
                yield Token(stop, short.end(), "scale", lang.glued[short[0]])
            elif general and unit and _is_unit(unit, lang):
                yield Token(unit.start(1), unit.end(1), "noun", lang.symbols[unit[1]])
            continue
        past = stop
        if "." in lang.ordinal and shadow.startswith(".", stop) and shadow[stop + 1 : sentence.end].strip():
            continue  # "das 31. Mitglied": no sentence ends there
        if general:
            if (long := timed(scan, start)) is not None:
                yield long
                past = long.end
                continue
            parts = primed(scan.text, start, lang) or parted(scan, start, lang)
            if parts is not None:
                yield from parts
                past = parts[-1].end
                continue
            if (cents := minor(shadow, stop, lang)) is not None:
                yield Token(start, stop, "number", Numeral(value + Decimal(cents) / 100, ONE / 100))
                past = stop + 3
                continue
            if _is_negative(shadow, start):
                start, value = start - 1, -value
            if (hedge := meant(scan.text, shadow, Written(start, stop, value, step), lang)) is not None:
                yield hedge[0]
                past = stop = hedge[1]
            unit = _SYMBOL.match(scan.text, stop)
            sign = lang.symbols.get(unit[1]) if unit is not None else None
            if unit is not None and sign is not None and sign.unit == "hour" and _is_hour(scan, start, unit):
                continue  # "de 9h30 à 17h"
            ordinal = unit is not None and unit[1] in lang.ordinal and value % 10 == 1 and value % 100 != 11
            if (
                unit
                and not ordinal
                and _is_unit(unit, lang)
                and not _is_scale(unit, shadow, start, lang, scan, sentence)
                and not _is_longer(scan, unit)
            ):
                yield Token(start, stop, "number", Numeral(value, step))
                yield Token(unit.start(1), unit.end(1), "noun", lang.symbols[unit[1]])
                continue
        # what is glued to the last digit: a scale, an ordinal ending, or letters that make it a code
        run = stop
        while (
            run < end
            and run - stop < LONGEST_GLUED
            and (shadow[run].isalnum() or shadow[run] in lang.signs or shadow[run] in lang.parts)
        ):
            run += 1
        glued = shadow[stop:run]
        letters = glued.rstrip(lang.marks)
        if general and letters in lang.glued and _is_generation(scan, shadow, start, stop, lang):
            continue  # "in 4K", "the 5G network"
        if letters and letters in lang.glued:
            yield Token(start, stop, "number", Numeral(value, step))
            yield Token(stop, stop + len(letters), "scale", lang.glued[letters])
        elif general and glued in lang.parts and shadow[start:stop] not in LINES:
            yield Token(start, stop, "number", Numeral(value, step))
            yield Token(stop, run, *lang.parts[glued])
        elif letters in lang.ordinal and letters:
            continue
        elif general and letters == "x" and scan.text[stop] == "x":  # but "a Falcon 10X"
            yield Token(start, stop, "number", Numeral(value, step))
            yield Token(stop, stop + 1, "times", 1)
        elif not letters and not _is_clock_or_code(shadow, stop):
            yield Token(start, stop, "number", Numeral(value, step))
            yield from _apart(shadow, start, stop, lang, scan)


def _apart(shadow: str, start: int, stop: int, lang: Notation, scan: Scan) -> Iterator[Token]:
    """Yield the short scale that stands apart from a number behind its currency: "$350 m" counts no metres."""
    letters = _LETTERS.match(shadow, stop + 1) if shadow.startswith(" ", stop) else None
    if letters is None or letters[0] not in lang.glued:
        return
    codes = scan.index.within(start - 4, start, "currency")
    end = letters.end()
    if shadow[end : end + 1] in lang.signs:  # "300 k€"
        yield Token(letters.start(), end, "scale", lang.glued[letters[0]])
        return
    if shadow.endswith(lang.written, 0, start) or any(start - 1 <= m.end <= start for m in codes):
        yield Token(letters.start(), letters.end(), "scale", lang.glued[letters[0]])


def _is_range(dashed: re.Match[str], lang: Notation, scan: Scan, general: bool) -> bool:
    """Tell "1.4-1.5 billion" from a score or a span of years: it rises, and a unit follows."""
    if max(len(dashed[1]), len(dashed[2])) > LONGEST_NUMBER:
        return False
    (low, _), (high, _) = _parse(dashed[1], lang), _parse(dashed[2], lang)
    if low >= high or (dashed[1].isdigit() and 1900 <= low <= 2100):
        return False
    end = dashed.end()
    unit = _SYMBOL.match(scan.text, end) if general else None
    if unit and _is_unit(unit, lang):
        return True
    shadow = scan.shadow[end : end + 8].decode("latin-1")
    glued = _LETTERS.match(shadow)
    if glued:
        return glued[0] in lang.glued
    kinds = ("scale", "currency", "percent", "noun", *(("unit", "duration", "thing") if general else ()))
    led = scan.shadow[max(0, dashed.start() - LED) : dashed.start()].decode("latin-1")
    if general and led.endswith(lang.written):
        return True  # "$15-20 an hour"
    if scan.index.within(end, end + 3, *kinds) or shadow.lstrip(" ")[:1] in ("%", *lang.signs):
        return True
    return general and dashed[1][0] != "0" and _stands_before_noun(scan, end)


def _stands_before_noun(scan: Scan, end: int) -> bool:
    """Tell "10-12 eggs" from a score: what follows looks like a noun."""
    how = counting(scan.language.code)
    word = WORD.match(scan.text, end)
    return word is not None and word[1].lower() not in how.stops and is_noun(word[1], how)


def _stands_free(shadow: str, start: int) -> bool:
    before = shadow[start - 1] if start else " "
    if before.isalpha() or before.isdigit() or before in "\x1a/_":
        return False
    if before in "-.,:+" and start > 1:
        return not (shadow[start - 2].isalnum() or shadow[start - 2] == "\x1a")
    return True


def _is_clock_or_code(shadow: str, stop: int) -> bool:
    """Tell scores (2-1), clocks (17:00), dates (10/12), phone groups and decimals of decimals from numbers."""
    after = shadow[stop : stop + 2]
    return len(after) == 2 and after[0] in "-/:.," and after[1].isdigit() and after[0] != ","


def _parse(written: str, lang: Notation) -> tuple[Decimal, Decimal]:
    """Return value and last step: "12,4" is 12.4 by tenths in French, "2.443" is 2443 there."""
    if written.isdigit():
        return Decimal(written), ONE
    marks = _MARK.findall(written)
    decimal = marks[-1] if len(set(marks)) > 1 or (marks and "'" in written) else lang.decimal
    if marks.count(decimal) > 1:
        return Decimal(_NO_DIGIT.sub("", written)), ONE
    whole = _WHOLE.fullmatch(written)
    grouped = whole and written[-4:-3] == ("." if lang.decimal == "," else ",") and len(written) <= GROUPED
    round_ = whole and len(written) == GROUPED and written.endswith("000")  # "350.000 euros"
    if whole and not ((grouped or round_) and not written.startswith("0")):
        head, tail = _MARK.split(written)
    else:
        head, _, tail = written.partition(decimal) if not whole else (written, "", "")
    number = _NO_DIGIT.sub("", head) + ("." + tail if tail else "")
    return Decimal(number), ONE.scaleb(-len(tail))


def _with_fraction(shadow: str, value: Decimal, stop: int) -> tuple[Decimal, int]:
    """Add the fraction that is written behind a whole number: "3½", "2 1/2"."""
    if value % 1:
        return value, stop
    if (half := _HALVES.get(shadow[stop : stop + 1])) is not None:
        return value + half, stop + 1
    share = _FRACTION.match(shadow, stop + 1) if shadow.startswith(" ", stop) else None
    if share is None or int(share[1]) >= int(share[2]):
        return value, stop
    return value + Decimal(share[1]) / Decimal(share[2]), share.end()


def _is_negative(shadow: str, start: int) -> bool:
    """Tell a sign from a dash that joins or begins a line."""
    if start == 1:
        return shadow[0] == "-"
    return shadow[start - 1 : start] == "-" and shadow[start - 2 : start - 1] in (" ", "(") and start > 1


def _is_generation(scan: Scan, shadow: str, start: int, stop: int, lang: Notation) -> bool:
    """Tell a name from a sum: a whole number and one capital, with no money about it and nothing behind it counted."""
    text = scan.text
    if not text[start:stop].isdigit() or not text[stop].isupper() or text[stop] in "MB":
        return False
    behind = shadow[stop + 1 : stop + 2]
    money = behind in lang.marks or shadow[start - 1 : start] in lang.marks
    return not (money and behind) and not _is_counted(scan, stop + 1)


def _is_hour(scan: Scan, start: int, unit: re.Match[str]) -> bool:
    """Tell a time of day by what leads up to it, where the sign of the hour is glued to the number: "à 17h"."""
    led = scan.index.within(max(0, start - LED), start, "clock-before")
    links = scan.index.within(unit.end(), unit.end() + 2, "to")  # "de 9h à 17h"
    goes_on = any(_HOUR.match(scan.text, m.end) for m in links)
    return unit.start() == unit.start(1) and (goes_on or any(m.end + 1 == start for m in led))


def _is_short_year(shadow: str, start: int, stop: int) -> bool:
    """Tell a year by its last two digits behind an apostrophe: "born in '62", but "d'12 euros"."""
    free = start > 0 and shadow[start - 1] == "'" and not shadow[max(0, start - 2) : start - 1].isalnum()
    return free and stop - start == 2 and not shadow[stop : stop + 1].isalnum()


def _is_factor(text: str, shadow: str, start: int, stop: int) -> bool:
    """Tell "x2" from a code: "a BMW X5"."""
    before, after = text[max(0, start - 2) : start], shadow[stop : stop + 1]
    return (
        before[-1:] in ("x", "×") and before[:-1] in ("", " ", "(") and not after.isalnum() and after != "-"
    )


def _is_code(shadow: str, start: int, stop: int) -> bool:
    """Tell a telephone or an account number by its groups, its first 0 or its length."""
    written = shadow[start:stop]
    if written[0] == "0" and written[1:2].isdigit():
        return True
    if written.isdigit() and len(written) > LONGEST_PLAIN:
        return True
    if shadow.startswith(" ", stop) and shadow[stop + 1 : stop + 2].isdigit():
        return not (_YEAR.fullmatch(written) or _FRACTION.match(shadow, stop + 1))
    before = shadow[max(0, start - 6) : start]
    return before.endswith(" ") and before[-2:-1].isdigit() and not _YEAR.search(before[:-1])


def _is_note(shadow: str, start: int, stop: int) -> bool:
    """Tell the number of a note that touches what it is on: "4,500[1] homes", "45 %(2)"."""
    closed = shadow[stop : stop + 1] == ("]" if shadow[start - 1] == "[" else ")")
    before = shadow[start - 2 : start - 1] if start > 1 else ""
    touches = before.isalnum() if shadow[start - 1] == "[" else before == "%"
    return closed and touches and stop - start <= LONGEST_NOTE


def _is_padded(text: str, start: int, stop: int, lang: Notation) -> bool:
    """Tell minutes and seconds with a 0 before them from a code: "2 h 03 min"."""
    unit = _SYMBOL.match(text, stop)
    named = lang.symbols.get(unit[1]) if unit is not None else None
    return stop - start == PADDED and named is not None and named.unit in ("minute", "second")


def _is_postcode(text: str, start: int, stop: int) -> bool:
    """Tell "75011 Paris" from a count: five digits before a name."""
    return stop - start == POSTCODE and text[start:stop].isdigit() and text[stop + 1 : stop + 2].isupper()


_YEAR = re.compile(r"(?:19|20)\d\d$")


def _is_unit(unit: re.Match[str], lang: Notation) -> bool:
    """Tell a symbol of a unit; some are one only right behind the number: "42C"."""
    return unit[1] in lang.symbols and (unit[1] not in lang.tight or unit.start() == unit.start(1))


def _is_longer(scan: Scan, unit: re.Match[str]) -> bool:
    """Tell whether a sign only begins a unit: "225 km per hour"."""
    if not scan.text.startswith(" p", unit.end()) or unit.start() == unit.start(1):
        return False
    return any(m.end > unit.end() for m in scan.index.within(unit.start(1), unit.start(1) + 1, "unit"))


def _is_scale(
    unit: re.Match[str], shadow: str, start: int, lang: Notation, scan: Scan, sentence: Sentence
) -> bool:
    """Tell millions from metres: "10m" of what is counted behind it or paid before it, "$10 m", but "10m high".

    A sentence that has counted so many of something goes on to: "from 1.2m people to 1.5m".
    """
    if unit[1].lower() not in lang.glued:
        return False
    codes = scan.index.within(start - 4, start, "currency")
    if shadow.endswith(lang.written, 0, start - shadow.startswith(" ", start - 1)) or any(
        start - 1 <= m.end <= start for m in codes
    ):
        return True
    if shadow[unit.end() : unit.end() + 1] in lang.signs:
        return True  # "3.5m€"
    word = WORD.match(scan.text, unit.end())
    if word is not None and word[1].lower() in counting(scan.language.code).raced:
        return False  # "the 100m title"
    if unit.start() != unit.start(1) or _COURSE.fullmatch(shadow, start, unit.start()):
        return False  # "the 1,500m": nobody writes so many millions
    glued = (m.end() for m in _glued(unit[1]).finditer(scan.text, sentence.start, start))
    return _is_counted(scan, unit.end()) or any(_is_counted(scan, end) for end in glued)


@cache
def _glued(letters: str) -> re.Pattern[str]:
    return re.compile(rf"\d{letters}\b")


def _is_counted(scan: Scan, end: int) -> bool:
    """Tell whether a thing, a measure or money stands behind a place, over a few words that describe it."""
    how = counting(scan.language.code)
    for _ in range(how.gap + 1):
        if scan.index.within(end, end + 2, "thing", "noun", "unit", "currency"):
            return True
        word = WORD.match(scan.text, end)
        if word is None or word[1].lower() in how.stops:
            return False
        if is_noun(word[1], how):
            return True
        end = word.end()
    return False
