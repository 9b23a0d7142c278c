"""A number of four digits before what may be counted in, whether it dates the sentence out: "in 2014 allies met"."""

from __future__ import annotations

import re

from foedus.text.amounts.nouns import WORD, counting, is_noun
from foedus.text.lexicon import Scan
from foedus.text.particles import grammar

LED = 20  # characters in which a preposition stands before a year
ROUND = 100  # numbers of which two in a row are no years: soldiers by the hundred
RANGE = 14  # characters that the first year of a stretch and the word behind it take
# What leads up to a year.
DATES = ("in", "by", "since", "until", "between", "on", "month", "season", "start", "end", "middle")
LEADS = ("by", "until", "between", "month", "season", "start", "end", "middle", "article")
# What makes a year of a number right behind.
DATING = ("in", "since", "on", "until", "month", "start", "end", "middle")
CLAUSE = tuple(",;:–—(")  # what a clause opens behind
_YEAR_BEFORE = re.compile(r"\b((?:19|20)\d\d) \w{1,3} \Z")


def is_dated(scan: Scan, start: int, end: int) -> bool:
    """Tell whether a preposition or the stretch of years that it closes makes a number a year, and no hedge a count."""
    led = {m.kind for m in scan.index.within(start - LED, start, *DATING, "hedge") if 0 < start - m.end <= 1}
    if not led.isdisjoint(DATING) and "hedge" not in led:
        return True
    return _closes_stretch(scan, start, end) or _is_of_year(scan, start, end)


def _is_of_year(scan: Scan, start: int, end: int) -> bool:
    """ "The General Assembly's 2018 votes", "the 2024 targets": a year that tells which of them are meant."""
    if scan.text.startswith("00", end - 2):
        return False
    before = scan.text[max(scan.sentence(start).start, start - LED) : start].rstrip().lower()
    words = grammar(scan.language.code)
    owned = bool(words.possessive) and before.endswith(words.possessive)
    return owned or words.has("definites", before.rpartition(" ")[2])


def is_count(scan: Scan, start: int, end: int) -> bool:
    """Tell "2000 cyclists", a round number that nothing dates, from "the 2000 elections" and "Sydney 2000 tickets"."""
    text = scan.text
    if not text.startswith("00", end - 2) or is_dated(scan, start, end):
        return False
    if is_hedged_alone(scan, start, end):
        return True
    word, how = WORD.match(text, end), counting(scan.language.code)
    if word is None or word[1].lower() in how.stops:
        return False
    if not scan.index.within(end + 1, end + 2, "thing", "unit", "duration") and (
        how.capital or not is_noun(word[1], how)
    ):
        return False
    led = scan.index.within(max(0, start - LED), start, *LEADS)
    before = text[max(scan.sentence(start).start, start - LED) : start].split()
    named = len(before) > 1 and before[-1][0].isupper()
    return not named and not any(0 < start - m.end <= 1 for m in led)


def is_hedged_alone(scan: Scan, start: int, end: int) -> bool:
    """Tell whether a hedge leads to a number that ends its clause: "has 5,000 tanks, Ukraine only 2000"."""
    if scan.text[end : end + 1] not in (*CLAUSE, ".", ")", ""):
        return False
    hedges = [m for m in scan.index.within(max(0, start - LED), start, "hedge") if start - m.end == 1]
    dates = scan.index.within(max(0, start - 2 * LED), hedges[0].start, *DATES) if hedges else []
    return bool(hedges) and all(hedges[0].start - m.end > 1 for m in dates)


def _closes_stretch(scan: Scan, start: int, end: int) -> bool:
    """Tell whether a number ends a stretch of years that opens a clause, unlike "grew from 1950 to 2010 soldiers"."""
    first = _YEAR_BEFORE.search(scan.text, max(0, start - RANGE), start)
    if first is None or int(first[1]) % ROUND == int(scan.text[start:end]) % ROUND == 0:
        return False
    joined = scan.index.within(first.end(1), start, "and", "to")
    led = scan.index.within(max(0, first.start(1) - RANGE), first.start(1), "between", "from", "of")
    opening = [m for m in led if m.end + 1 == first.start(1)]
    if not joined or not opening:
        return False
    opens, begins = opening[0].start, scan.sentence(opening[0].start).start
    return opens == begins or scan.text[max(begins, opens - 2) : opens].strip()[:1] in CLAUSE
