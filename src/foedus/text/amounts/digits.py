"""A sentence in, its numbers in digits out: what is grouped, glued or joined by a dash, and no code, clock or score."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from foedus.text.amounts.codes import (
    FRACTION,
    is_clock_or_code,
    is_code,
    is_factor,
    is_hour,
    is_longer,
    is_note,
    is_postcode,
    is_short_year,
    minus,
    stands_free,
)
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
from foedus.text.amounts.notation import Counted, Notation, Numeral
from foedus.text.amounts.nouns import WORD, counting, is_noun, is_on_scale
from foedus.text.lexicon import Scan
from foedus.text.rules import Token
from foedus.text.sentences import Sentence

LONGEST_NUMBER = 24  # digits; anything longer is an identifier
_DASHED = re.compile(r"(\d+(?:[.,]\d+)?) ?- ?(\d+(?:[.,]\d+)?)(?![\d-])")

MINUTE = Counted("minute", "duration")
_HALVES = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_SYMBOL = re.compile(r"[ \u00a0\u202f]?([A-Za-zµμ°º‰][A-Za-z0-9²³/]{0,6})(?![\w²³°/'’])")
PADDED = 2  # digits of minutes and seconds behind others
GROUPED = 7  # characters of six digits in two groups
LED = 16  # characters in which what leads to a time of day stands
LONGEST_GLUED = 10  # letters of what is glued to a number: "5milliards"
LINES = frozenset(("1080", "1440", "2160"))  # of a picture, and no pence: "1080p"
_COURSE = re.compile(r"\d,000|\d,500")
_LETTERS = re.compile(r"[a-z]+")
_WHOLE, _MARK, _NO_DIGIT = re.compile(r"\d+[.,]\d+"), re.compile(r"[.,]"), re.compile(r"\D")


def digits(shadow: str, lang: Notation, scan: Scan, sentence: Sentence, general: bool = False) -> list[Token]:
    """Return numbers written in digits; digits that belong to a word, code, date or time are none.

    In a text of `general` news also symbols of units, signs of negative numbers and factors ("x2", "3x").
    """
    made: list[Token] = []
    reading, past = _Digits(shadow, lang, scan, sentence, general, made), 0
    for found in lang.digits.finditer(shadow, sentence.start, sentence.end):
        start, stop = found.span()
        if start >= past and stop - start <= LONGEST_NUMBER:
            past = reading.read(found)
    return made


class _Digits:
    """Reads the numbers of a sentence, one after the other, and adds what it makes of them to `made`.

    Each reading tells where it ends; one that does not fit tells nothing.
    """

    def __init__(
        self, shadow: str, lang: Notation, scan: Scan, sentence: Sentence, general: bool, made: list[Token]
    ) -> None:
        self.shadow, self.lang, self.scan, self.text = shadow, lang, scan, scan.text
        self.sentence, self.general, self.made = sentence, general, made

    def read(self, found: re.Match[str]) -> int:
        """Read digits where they stand; return where they and all that belongs to them end."""
        start, stop = found.span()
        if self.general and self.shadow[start - 1] in "x×[(" and self._is_behind_sign(found):
            return stop
        if not stands_free(self.shadow, start) and not self._is_behind_money(start, stop):
            return stop
        number = Written(start, stop, *_parse(found[0], self.lang))
        if self.general:
            whole = None if is_short_year(self.shadow, start, stop) else self._whole(number)
            if whole is None:
                return stop
            number = whole
            if (end := self._fraction(number)) is not None:
                return end
        if (dashed := _DASHED.match(self.shadow, number.start)) and _is_range(
            dashed, self.lang, self.scan, self.general
        ):
            return self._range(dashed)
        stop = number.stop
        pointed = "." in self.lang.ordinal and self.shadow.startswith(".", stop)
        if pointed and self.shadow[stop + 1 : self.sentence.end].strip():
            return stop  # "das 31. Mitglied": no sentence ends there
        return self._in_news(number) if self.general else self._glued(self._hedged(number))

    def _add(self, start: int, stop: int, value: Decimal, step: Decimal) -> None:
        self.made.append(Token(start, stop, "number", Numeral(value, step)))

    def _is_behind_sign(self, found: re.Match[str]) -> bool:
        """Read a factor; tell whether digits are one, or the number of a note."""
        start, stop = found.span()
        if self.shadow[start - 1] in "[(":
            return is_note(self.shadow, start, stop)
        if not is_factor(self.text, self.shadow, start, stop):
            return False
        self.made.append(Token(start - 1, start, "multiplied-by", 1))
        self._add(start, stop, *_parse(found[0], self.lang))
        return True

    def _is_behind_money(self, start: int, stop: int) -> bool:
        """Read the code of a currency that is glued to digits; tell whether they are its sum, or on a scale."""
        if self.general and self.shadow[start - 1] == "-":
            return is_on_scale(self.text, start, counting(self.scan.language.code))
        if not self.shadow[start - 1].isalpha():
            return False
        money = coded(self.text, self.shadow, start, self.lang)
        if money is None or is_code(self.shadow, start, stop):
            return False
        self.made.append(money)
        return True

    def _whole(self, written: Written) -> Written | None:
        """Return a number with its point, its power of ten and its fraction, None where it is a code."""
        start, stop = written.start, written.stop
        number = with_point(self.shadow, written, self.lang.decimal)
        if number.start == start:
            code = is_code(self.shadow, start, stop) and not _is_padded(self.text, start, stop, self.lang)
            if code or is_postcode(self.text, start, stop):
                return None
        number = raised(self.text, number)
        value, stop = _with_fraction(self.shadow, number.value, number.stop)
        return number._replace(value=value, stop=stop)

    def _fraction(self, number: Written) -> int | None:
        share = FRACTION.match(self.shadow, number.start)
        if share is None:
            return None
        if self.scan.index.within(share.end(), share.end() + 2, "unit", "duration"):
            # "1/2 teaspoon"
            self._add(number.start, share.end(), Decimal(share[1]) / Decimal(share[2]), ONE / 100)
        else:
            self.made.append(Token(number.start, share.end(), "fraction", share[0]))
        return share.end()

    def _range(self, dashed: re.Match[str]) -> int:
        """Read both ends of a range with the scale or the unit right behind it."""
        for group in (1, 2):
            self._add(*dashed.span(group), *_parse(dashed[group], self.lang))
        self.made.append(Token(dashed.end(1), dashed.start(2), "to", 1))
        stop, lang = dashed.end(), self.lang
        short, unit = _LETTERS.match(self.shadow, stop), _SYMBOL.match(self.text, stop)
        if short and short[0] in lang.glued:
            self.made.append(Token(stop, short.end(), "scale", lang.glued[short[0]]))
        elif short and _is_part(short[0], lang, self.general):
            self.made.append(Token(*short.span(), *lang.parts[short[0]]))
        elif self.general and unit and _is_unit(unit, lang):
            self.made.append(Token(*unit.span(1), "noun", lang.symbols[unit[1]]))
        return stop

    def _in_news(self, number: Written) -> int:
        """Read a number of general news: of parts, with minor coins, a sign, a hedge, or a unit."""
        start, stop, value, step = number
        if (long := timed(self.scan, start)) is not None:
            self.made.append(long)
            return long.end
        parts = primed(self.text, start, self.lang) or parted(self.scan, start, self.lang)
        if parts is not None:
            self.made += parts
            return parts[-1].end
        if (cents := minor(self.shadow, stop, self.lang)) is not None:
            self._add(start, stop, value + Decimal(cents) / 100, ONE / 100)
            return stop + 3
        if (sign := minus(self.shadow, start, self.lang.signed)) is not None:
            start, value = sign, -value
        number = self._hedged(Written(start, stop, value, step))
        unit = _SYMBOL.match(self.text, number.stop)
        if unit is not None and unit[1] in self.lang.symbols:
            if self.lang.symbols[unit[1]].unit == "hour" and is_hour(self.scan, start, unit):
                return number.stop  # "de 9h30 à 17h"
            if self._is_measured(number, unit):
                told = MINUTE if self._is_behind_hours(start, unit[1]) else self.lang.symbols[unit[1]]
                self._add(start, number.stop, value, step)
                self.made.append(Token(*unit.span(1), "noun", told))
                return number.stop
        return self._glued(number)

    def _hedged(self, number: Written) -> Written:
        """Read the sign that says how a number is meant; return the number with it: "90+", "90-plus"."""
        hedge = meant(self.text, self.shadow, number, self.lang)
        if hedge is None:
            return number
        self.made.append(hedge[0])
        return number._replace(stop=hedge[1])

    def _is_behind_hours(self, start: int, sign: str) -> bool:
        """Tell the minutes of "1h 20m" from metres."""
        last = self.made[-1] if self.made and sign == "m" else None
        return last is not None and _unit(last) == "hour" and start - last.end <= 1

    def _is_measured(self, number: Written, unit: re.Match[str]) -> bool:
        """Tell whether the symbol behind a number is its unit, and no scale, ordinal or longer one."""
        if unit[1] in self.lang.ordinal:
            first = number.value % 10 == 1 and number.value % 100 != 11
            if first or (len(unit[1]) == 1 and number.step == 1):
                return False  # "the 1960s", but "in 49.3s"
        if not _is_unit(unit, self.lang) or is_longer(self.scan, unit):
            return False
        last = self.made[-1] if self.made else None
        if last is not None and last.name == "currency" and last.end == number.start:
            return False  # "USD1.2m"
        return not _is_scale(unit, self.shadow, number.start, self.lang, self.scan, self.sentence)

    def _glued(self, number: Written) -> int:
        """Read a number with what is glued to its last digit: a scale, coins, "x"; other letters make it a code."""
        shadow, lang, (start, stop, value, step) = self.shadow, self.lang, number
        run = stop
        while (
            run < len(shadow)
            and run - stop < LONGEST_GLUED
            and (shadow[run].isalnum() or shadow[run] in lang.signs or shadow[run] in lang.parts)
        ):
            run += 1
        glued = shadow[stop:run]
        letters = glued.rstrip(lang.marks)
        if self.general and letters in lang.glued and _is_generation(self.scan, shadow, start, stop, lang):
            return stop  # "in 4K", "the 5G network", "22b Baker Street"
        if letters and letters in lang.glued:
            self._add(start, stop, value, step)
            self.made.append(Token(stop, stop + len(letters), "scale", lang.glued[letters]))
        elif _is_part(glued, lang, self.general) and shadow[start:stop] not in LINES:
            self._add(start, stop, value, step)
            self.made.append(Token(stop, run, *lang.parts[glued]))
        elif letters in lang.ordinal and letters:
            return stop
        elif self.general and letters == "x" and self.text[stop] == "x":  # but "a Falcon 10X"
            self._add(start, stop, value, step)
            self.made.append(Token(stop, stop + 1, "times", 1))
        elif not letters and not is_clock_or_code(shadow, stop):
            self._add(start, stop, value, step)
            self.made += _apart(shadow, start, stop, lang, self.scan)
        return stop


def _unit(token: Token) -> str | None:
    return token.value.unit if isinstance(token.value, Counted) else None


def _apart(shadow: str, start: int, stop: int, lang: Notation, scan: Scan) -> list[Token]:
    """Return the short scale that stands apart from a number behind its currency: "$350 m" counts no metres."""
    letters = _LETTERS.match(shadow, stop + 1) if shadow.startswith(" ", stop) else None
    if letters is None or letters[0] not in lang.glued:
        return []
    scale = lang.glued[letters[0]]
    if shadow[letters.end() : letters.end() + 1] in lang.signs:  # "300 k€"
        return [Token(letters.start(), letters.end(), "scale", scale)]
    codes = scan.index.within(start - 4, start, "currency")
    paid = shadow.endswith(lang.written, 0, start) or any(start - 1 <= m.end <= start for m in codes)
    return [Token(letters.start(), letters.end(), "scale", scale)] if paid else []


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
        return glued[0] in lang.glued or _is_part(glued[0], lang, general)
    kinds = ("scale", "currency", "percent", "noun", *(("unit", "duration", "thing") if general else ()))
    led = scan.shadow[max(0, dashed.start() - LED) : dashed.start()].decode("latin-1")
    if general and led.endswith(lang.written):
        return True  # "$15-20 an hour"
    if scan.index.within(end, end + 3, *kinds) or shadow.lstrip(" ")[:1] in ("%", *lang.signs):
        return True
    return general and dashed[1][0] != "0" and _stands_before_noun(scan, end)


def _is_part(sign: str, lang: Notation, general: bool) -> bool:
    """Tell whether a sign behind a number tells a part: percent in any text ("4pc"), minor coins in general news."""
    return sign in lang.parts and (general or lang.parts[sign][0] == "percent")


def _stands_before_noun(scan: Scan, end: int) -> bool:
    """Tell "10-12 eggs" from a score: what follows looks like a noun."""
    how = counting(scan.language.code)
    word = WORD.match(scan.text, end)
    return word is not None and word[1].lower() not in how.stops and is_noun(word[1], how)


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
    end = stop + shadow.startswith(" ", stop) + 1
    if (half := _HALVES.get(shadow[end - 1 : end])) is not None:
        return value + half, end
    share = FRACTION.match(shadow, stop + 1) if shadow.startswith(" ", stop) else None
    if share is None or int(share[1]) >= int(share[2]):
        return value, stop
    return value + Decimal(share[1]) / Decimal(share[2]), share.end()


def _is_generation(scan: Scan, shadow: str, start: int, stop: int, lang: Notation) -> bool:
    """Tell a name from a sum: a whole number and one capital, with no money about it and nothing behind it counted."""
    text, streets = scan.text, counting(scan.language.code).streets
    if streets is not None and streets.match(text, stop + 1):
        return True
    if not text[start:stop].isdigit() or not text[stop].isupper() or text[stop] in "MB":
        return False
    behind = shadow[stop + 1 : stop + 2]
    money = behind in lang.marks or shadow[start - 1 : start] in lang.marks
    return not (money and behind) and not _is_counted(scan, stop + 1)


def _is_padded(text: str, start: int, stop: int, lang: Notation) -> bool:
    """Tell minutes and seconds with a 0 before them from a code: "2 h 03 min"."""
    unit = _SYMBOL.match(text, stop)
    named = lang.symbols.get(unit[1]) if unit is not None else None
    return stop - start == PADDED and named is not None and named.unit in ("minute", "second")


def _is_unit(unit: re.Match[str], lang: Notation) -> bool:
    """Tell a symbol of a unit; some are one only right behind the number: "42C"."""
    return unit[1] in lang.symbols and (unit[1] not in lang.tight or unit.start() == unit.start(1))


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
