"""A span and the signs around it in, whether it tells what was beside what is or will be out."""

from __future__ import annotations

import re

from foedus.text.particles import grammar
from foedus.text.speech.commas import COMMA
from foedus.text.speech.signs import Signs
from foedus.text.speech.tenses import Sign

WORD_REACH = 48  # characters in which the word before or behind a sign stands
SHORT = 12  # characters in which the word behind a preposition stands
PRICED = 8  # characters before a year in which what tells prices begins: "at 2021 prices"
_DATED = re.compile(r" (?:[^\W\d_]{1,3} ){0,2}(20\d\d)(?![\d/–-])")
_TODAY = re.compile(r"(?: [^\W\d_]+){0,2}? (?P<word>[^\W_]+)(?:['’][^\W_]+)?(?=[,;.)»])")
_YEAR_AND = re.compile(r" (?:[^\W\d_]{1,5} ){0,2}20\d\d (?P<word>[^\W\d_]+) [^\W\d_]")
_NUMBER = re.compile(r"\s+[«„“\"']?\s?(?:[^\W\d_]+\s){0,3}(?!20\d\d\b)\d")


class Pasts:
    """Tells what is over in one text."""

    def __init__(self, signs: Signs) -> None:
        self.signs, self.scan, self.text = signs, signs.scan, signs.text
        self.words = grammar(signs.scan.language.code)

    def is_past(self, start: int, end: int) -> bool:
        """Tell whether a span is what was, beside what is or will be: "compared with seven in 2022"."""
        low, high = self.signs.clause(start, end)
        return self.was(start, end, [s for s in self.signs.within(low, high) if s.start < start])

    def is_now(self, start: int, end: int) -> bool:
        """ "1.8 % today, 2 % by 2025", "of whom three already meet it": what is so, beside what is to come."""
        s, day = self.scan.sentence(start), self.scan.document.published
        if self.words.patterns["already"].match(self.text, end, s.end):
            return True
        told = _TODAY.match(self.text, end, s.end)
        now = told is not None and self.words.has("nows", told["word"].lower())
        if day is None or not (now or self.words.patterns["as_of_now"].match(self.text, end, s.end)):
            return False
        return self.signs.names_later_year(s.start, s.end)

    def was(self, start: int, end: int, led: list[Sign]) -> bool:
        """ "contre 70 % en 2016", "de 1,1 à 1,24 %", "they were three": what was, beside what will be."""
        if self.words.patterns["were"].search(self.text, max(0, start - 40), start):
            return True
        if not led or led[-1].start < start - 40:
            return False
        before = [s for s in led if s.start >= start - 40 and not self._goes_on(s) and not self._is_spent(s)]
        ahead = [s.start for s in before if s.stance == "expects"]
        before = [s for s in before if not self._begins_later(s, ahead)]
        near = [s for s in before if s.end >= start - 20]
        left = {s.start for s in before if s.stance == "from"}
        joined = any(s.stance == "to" and not self.signs.written(s.end, start) for s in near)
        wide = [s for s in before if s.stance == "past" and not (joined and s.start in left)]
        if any(s.end >= start - 20 and self._leads_to(s.end, start) for s in wide):
            return True
        if wide and joined and len(self.signs.written(wide[-1].end, start)) <= 6:
            return True
        opens = [s for s in near if s.stance == "from" and not self.signs.written(s.end, start)]
        if not opens:
            return False
        following = [s for s in self.signs.within(end, end + 8) if s.stance == "to"]
        # "a rise of 7.2 %, to 225 billion" is no path from one to the other
        following = [s for s in following if "," not in self.text[end : s.start]]
        return bool(following) and _NUMBER.match(self.text, following[0].end) is not None

    def _goes_on(self, sign: Sign) -> bool:
        """Tell whether the same word stands on both sides of a sign: "year after year"."""
        before = self.text[max(0, sign.start - WORD_REACH) : sign.start].split(" ")[-2:-1]
        behind = self.text[sign.end + 1 : sign.end + 1 + WORD_REACH].split(" ", 1)[:1]
        return bool(before) and before == [word.rstrip("»”,") for word in behind]

    def _is_spent(self, sign: Sign) -> bool:
        """Tell whether a year that was is named and another verb follows: "compared with 2017 and raise it to 64"."""
        behind = _YEAR_AND.match(self.text, sign.end) if sign.stance == "past" else None
        return behind is not None and self.words.has("connectors", behind["word"].lower())

    def _begins_later(self, sign: Sign, ahead: list[int]) -> bool:
        """ "From now on 2 %", "from next year more than 2 %": the time from which something is to be, and no path."""
        if sign.stance not in ("from", "past"):
            return False
        behind = self.text[sign.end : sign.end + SHORT].split(None, 1)[:1]
        return any(start > sign.start for start in ahead) or self.words.has("nows", "".join(behind).lower())

    def _leads_to(self, start: int, end: int) -> bool:
        """Tell whether at most three words and no comma stand between a word for what was and a figure."""
        words = [w for w in self.signs.written(start, end) if not w.isdigit()]
        return len(words) <= 3 and COMMA.search(self.text, start, end) is None

    def is_dated(self, end: int, *, now: bool = False) -> bool:
        """ "twice the 18 % of 2019": a year that is over stands right behind; `now`: or a word for today."""
        day, year = self.scan.document.published, _DATED.match(self.text, end)
        if now and any(self.words.has("nows", w) for w in self.signs.written(end, end + 13)[:1]):
            return True
        if day is None or year is None or int(year[1]) >= day.year:
            return False
        # not "in 2021 dollars", "at 2021 prices"
        told = self.scan.index.within(year.start(1) - PRICED, year.end(1) + 2, "currency", "cue")
        return not any(
            (m.kind == "currency" and m.start > year.end(1) - 1)
            or (m.value == "constant" and m.end > year.end(1))
            for m in told
        )
