"""A sentence in, its numbers in digits out: what is grouped, glued or joined by a dash, and no code, clock or score."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from foedus.text.lexicon import Scan
from foedus.text.match import Sentence
from foedus.text.notation import Notation, Numeral
from foedus.text.rules import Token

LONGEST_NUMBER = 24  # digits; anything longer is an identifier
_DASHED = re.compile(r"(\d+(?:[.,]\d+)?) ?- ?(\d+(?:[.,]\d+)?)(?![\d-])")

_LETTERS = re.compile(r"[a-z]+")


def digits(shadow: str, lang: Notation, scan: Scan, sentence: Sentence) -> Iterator[Token]:
    """Yield numbers written in digits; digits that belong to a word, code, date or time are none."""
    end, past = len(shadow), 0
    for found in lang.digits.finditer(shadow, sentence.start, sentence.end):
        start, stop = found.span()
        if start < past or stop - start > LONGEST_NUMBER or not _stands_free(shadow, start):
            continue
        value, step = _parse(found[0], lang)
        if (dashed := _DASHED.match(shadow, start)) and _is_range(dashed, lang, scan):
            for group in (1, 2):
                number = Numeral(*_parse(dashed[group], lang))
                yield Token(dashed.start(group), dashed.end(group), "number", number)
            yield Token(dashed.end(1), dashed.start(2), "to", 1)
            past, stop = dashed.end(), dashed.end()
            short = _LETTERS.match(shadow, stop)
            if short and short[0] in lang.glued:
                yield Token(stop, short.end(), "scale", lang.glued[short[0]])
            continue
        # what is glued to the last digit: a scale, an ordinal ending, or letters that make it a code
        run = stop
        while run < end and run - stop < 8 and (shadow[run].isalnum() or shadow[run] in lang.signs):
            run += 1
        glued = shadow[stop:run]
        letters = glued.rstrip("".join(lang.signs))
        if letters and letters in lang.glued:
            yield Token(start, stop, "number", Numeral(value, step))
            yield Token(stop, stop + len(letters), "scale", lang.glued[letters])
        elif letters in lang.ordinal and letters:
            continue
        elif not letters and not _is_clock_or_code(shadow, start, stop):
            yield Token(start, stop, "number", Numeral(value, step))
            yield from _apart(shadow, start, stop, lang, scan)


def _apart(shadow: str, start: int, stop: int, lang: Notation, scan: Scan) -> Iterator[Token]:
    """Yield the short scale that stands apart from a number behind its currency: "$350 m" counts no metres."""
    letters = _LETTERS.match(shadow, stop + 1) if shadow.startswith(" ", stop) else None
    if letters is None or letters[0] not in lang.glued:
        return
    codes = scan.index.within(start - 4, start, "currency")
    if shadow.endswith(tuple(lang.signs), 0, start) or any(start - 1 <= m.end <= start for m in codes):
        yield Token(letters.start(), letters.end(), "scale", lang.glued[letters[0]])


def _is_range(dashed: re.Match[str], lang: Notation, scan: Scan) -> bool:
    """Tell "1.4-1.5 billion" from a score or a span of years: it rises, and a unit follows."""
    if max(len(dashed[1]), len(dashed[2])) > LONGEST_NUMBER:
        return False
    (low, _), (high, _) = _parse(dashed[1], lang), _parse(dashed[2], lang)
    if low >= high or (dashed[1].isdigit() and 1900 <= low <= 2100):
        return False
    end = dashed.end()
    shadow = scan.shadow[end : end + 8].decode("latin-1")
    glued = _LETTERS.match(shadow)
    if glued:
        return glued[0] in lang.glued
    follows = scan.index.within(end, end + 3, "scale", "currency", "percent", "noun")
    return bool(follows) or shadow.lstrip(" ")[:1] in ("%", *lang.signs)


def _stands_free(shadow: str, start: int) -> bool:
    before = shadow[start - 1] if start else " "
    if before.isalpha() or before.isdigit() or before in "\x1a/_":
        return False
    if before in "-.,:" and start > 1:
        return not (shadow[start - 2].isalnum() or shadow[start - 2] == "\x1a")
    return True


def _is_clock_or_code(shadow: str, start: int, stop: int) -> bool:
    """Tell scores (2-1), clocks (17:00), dates (10/12), phone groups and decimals of decimals from numbers."""
    after = shadow[stop : stop + 2]
    return len(after) == 2 and after[0] in "-/:.," and after[1].isdigit() and after[0] != ","


def _parse(written: str, lang: Notation) -> tuple[Decimal, Decimal]:
    """Return value and last step: "12,4" is 12.4 by tenths in French, "2.443" is 2443 there."""
    whole = re.fullmatch(r"\d+[.,]\d+", written)
    grouped = whole and written[-4:-3] == ("." if lang.decimal == "," else ",") and len(written) <= 7
    if whole and not (grouped and not written.startswith("0")):
        head, tail = re.split("[.,]", written)
    else:
        head, _, tail = written.partition(lang.decimal) if not grouped else (written, "", "")
    number = re.sub(r"\D", "", head) + ("." + tail if tail else "")
    return Decimal(number), Decimal(1).scaleb(-len(tail))
