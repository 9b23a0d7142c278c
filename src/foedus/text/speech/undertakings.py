"""A future in its clause in, whether it is a promise out: of a plan, of a government, or of whoever speaks."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from foedus.model import Stance
from foedus.text.particles import WORD, grammar, words_before
from foedus.text.speech.signs import YEAR, Signs
from foedus.text.speech.tenses import Sign

BEHIND = 60  # characters behind a figure in which its subject may stand
ANYONE = ("group", "people", "country", "capital", "organisation", "demonym")
_DIGIT = re.compile(r"\d")
_CLOSES = re.compile(r"[”“»\"]")  # what is told behind a quotation is of who speaks


class Clause(NamedTuple):
    """A span in its clause, who says it, and the signs of the clause: all of them, and those before the span."""

    low: int
    high: int
    start: int
    end: int
    said: Stance | None
    country: str | None
    indirect: bool
    signs: list[Sign]
    before: list[Sign]


@cache
def _of_several_words(own: frozenset[str]) -> tuple[str, ...]:
    """Return the words for one's own side that are several: "our country"."""
    return tuple(sorted(told for told in own if " " in told))


class Undertakings:
    """Tells who undertakes what they say will be."""

    def __init__(self, signs: Signs) -> None:
        self.signs, self.scan, self.text = signs, signs.scan, signs.text
        self.words = grammar(signs.scan.language.code)
        self._own = self.words.listed("own")
        self._own_told = _of_several_words(self._own)

    def is_promised(self, c: Clause, sign: Sign) -> bool:
        """Tell whether a future or a conditional is a promise: of a plan, of a government, or of whoever speaks."""
        if self.is_doubted(c):
            return False
        if sign.stance == "expects" and (
            _budgeted(c.signs, max(sign.start, c.start), c.country)
            or (c.said is None and self._does(c, sign))
        ):
            return True
        # where the verb stands second, its subject may stand behind it
        at = max(sign.start, c.start) if self.words.verb_second else sign.start
        own = self.own(c.low, at, c.country, c.end, sign.start)
        return own or (c.indirect and self._of_himself(sign.start))

    def is_doubted(self, c: Clause) -> bool:
        """ "Nobody knows whether Turkey will have", "unless taxes rise Canada will": what is open is no promise."""
        first = self.scan.sentence(c.start).start
        return self.words.patterns["doubted"].search(self.text, first, c.start) is not None

    def _does(self, c: Clause, sign: Sign) -> bool:
        """ "Ottawa will spend 2 % from 2027": what a government will do, told by nobody else and not due this year.

        What becomes of it is a forecast, and so is what it does in a year that is not over.
        """
        behind = [w for w in self.signs.written(sign.start, sign.end + 20)[:3] if self.words.has("fates", w)]
        if behind and self.words.patterns["doing"].match(self.text, sign.end + 1):
            behind = []  # "will be spending"
        if behind or self.words.verb_second or self._is_this_year(c):
            return False  # a verb in second place parts from what it tells
        near = self.scan.index.within(max(c.low, sign.start - 40), sign.start, "country", "capital", "people")
        if not near or any(
            self.words.has("prepositions", w) for w in words_before(self.text, near[-1].start)[-1:]
        ):
            return False
        if self.words.patterns["drifting"].search(self.text, sign.start, c.start):
            return False
        end = near[-1].end
        houses = self.scan.index.within(end, end + 2, "voice")  # "the Norwegian government will"
        gap = self.text[next((m.end for m in houses if m.value == "house"), end) : sign.start]
        if "," in gap:
            return False  # "all, Rome among them, will"
        return all(self.words.between(w) or self.words.has("reflexives", w) for w in WORD.findall(gap))

    def _is_this_year(self, c: Clause) -> bool:
        """Tell whether a clause tells of the year of publication, and of no later one."""
        day = self.scan.document.published
        beside = self.words.patterns["done_beside"].search(self.text, c.end, c.high)
        high = beside.start() if beside else c.high
        years = [int(y) for y in YEAR.findall(self.text[c.low : high])]
        if day is None or any(y > day.year for y in years):
            return False
        told = [s for s in c.signs if s.stance == "thisyear" and s.start < high]
        if not years and not told:  # "six will be there this year, while Italy will reach 1.5 %"
            first = self.scan.sentence(c.start).start
            years = [int(y) for y in YEAR.findall(self.text[first : c.low])]
            told = [s for s in self.signs.within(first, c.low) if s.stance == "thisyear"]
            if any(y > day.year for y in years):
                return False
        return day.year in years or any(not self._is_early(s) for s in told)

    def is_estimated(self, c: Clause, sign: Sign) -> bool:
        """Tell whether what will have been done is told of this year: "will have spent 2 % this year" is reckoned."""
        told = any(s.stance == "thisyear" and sign.start < s.start < c.end for s in c.signs)
        return told or self._is_this_year(c)

    def _is_early(self, sign: Sign) -> bool:
        """ "Dès cette année": a year by which someone undertakes to do something."""
        return any(self.words.has("earliest", w) for w in words_before(self.text, sign.start)[-1:])

    def _of_himself(self, at: int) -> bool:
        """ "He said he would": a pronoun right before a future means whoever speaks; so does French "dit vouloir"."""
        wish = WORD.match(self.text, at)
        if wish is not None and self.words.has("wishing", wish[0]):
            return True
        before = words_before(self.text, at, 12)
        if not before or not self.words.has("selves", before[-1]):
            return False
        return self.words.patterns["impersonal"].match(self.text, at) is None

    def own(self, low: int, at: int, country: str | None, end: int, verb: int = 0) -> bool:
        """Tell whether the clause is about the speaker's own country or house."""
        lead = self.text[low:at].lower()
        if not self._own.isdisjoint(WORD.findall(lead)) or any(told in lead for told in self._own_told):
            return True
        if country is None:
            return False
        named = self.scan.index.within(low, at, "country", "capital", "organisation")
        first = WORD.search(lead)
        if not named and first and country.isupper() and self.words.has("possessives", first[0]):
            return True  # "its forces will grow"
        if not named:
            return country.isupper() and self._unowned(low, end, country)
        last = [m for m in named if m.start == named[-1].start]
        if any(m.kind != "organisation" and m.value == country for m in last):
            return True
        ours = any(m.kind == "organisation" and str(m.value).lower() == country for m in last)
        # "the alliance will …", not "18 of NATO's members will …"
        gap = self.text[named[-1].end : verb if verb > named[-1].end else at]
        owned = any(self.words.has("prepositions", w) for w in words_before(self.text, named[-1].start)[-2:])
        little = all(self.words.between(w) for w in WORD.findall(gap.lower()))
        return ours and little and not owned and gap[1:2] != "s"

    def _unowned(self, low: int, end: int, country: str) -> bool:
        """ "The 2 % line will be crossed": a count that a government speaks of and nobody else is named for."""
        counted = self.scan.index.within(low, end, "fraction", "half-of", "percent", "currency", "scale")
        high = min(end + BEHIND, self.scan.sentence(low).end)
        closed = _CLOSES.search(self.text, end, high)
        high = closed.start() if closed is not None else high
        drifts = self.words.patterns["drifting"].search(self.text, low, max(end, high))
        if not (counted or _DIGIT.search(self.text, low, end)) or drifts:
            return False
        if self.scan.index.within(low, end, *ANYONE):
            return False
        return all(m.value == country for m in self.scan.index.within(end, high, *ANYONE))


def _budgeted(signs: list[Sign], at: int, country: str | None) -> bool:
    """A law or plan that foresees, or a budget of which a member of the government speaks, is a promise."""
    near = {s.stance for s in signs if s.start < at}
    return "plan" in near or ("budget" in near and country is not None and country.isupper())
