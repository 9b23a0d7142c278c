"""Sources in, a frame out where nobody speaks and a paper does: "NATO's tables credit Poland with …", "… (SIPRI)"."""

from __future__ import annotations

import re

from foedus.text.lexicon import Scan
from foedus.text.match import Mention
from foedus.text.particles import grammar
from foedus.text.senses import senses
from foedus.text.sentences import Sentence
from foedus.text.speech.antecedents import Antecedents
from foedus.text.speech.speakers import Source
from foedus.text.speech.voices import PAPERS, Frame

_WORD = re.compile(r"[^\W_]+")
_SIGN = re.compile(r"[^\w\s'’-]")
_DIGIT = re.compile(r"\d")
_IN_BRACKETS = re.compile(r"\((?:[^\W\d_]+\s?: ?)?$")  # "(SIPRI", "(source: SIPRI"
NEAR = 40  # characters between the noun of a paper and whose it is
FEW = 4  # words between them


class Papers:
    """Reads whose papers a sentence with a figure rests on, where no verb or phrase tells who says it."""

    def __init__(self, scan: Scan, known: Antecedents) -> None:
        self.text, self.index = scan.text, scan.index
        self.words = grammar(scan.language.code)
        self.cast, self.known = known.cast, known
        self.counters = senses().counters
        self.parties = frozenset(scan.language.tables["names"].get("parties", {}))  # they publish no tables

    def read(self, s: Sentence, sources: list[Source]) -> Frame | None:
        """Return the frame of a sentence in which one organisation's paper is what tells a figure."""
        if not _DIGIT.search(self.text, s.start, s.end):
            return None
        houses = [x for x in sources if x.kind == "organisation" and x.name and x.name not in self.parties]
        for source in houses:
            if self._owns_paper(source, s) or self._counts(source, s) or self._stands_in_brackets(source, s):
                found = self.known.voice(source, None, [])
                if found is not None:
                    self.known.last = found[1]
                    return Frame(
                        s.start, s.end, found[0], "reports", None, "paper", "organisation", source.start
                    )
        return None

    def beside(self, s: Sentence, sources: list[Source], made: list[Frame]) -> list[Frame]:
        """ "…, X claims; the Kiel Institute puts it at 119 billion": an institute counts in a clause of its own."""
        found: list[Frame] = []
        for source in sources:
            if source.kind != "organisation" or source.name not in self.counters or source.oblique:
                continue
            start = max(self.text.rfind(sign, s.start, source.start) for sign in ("; ", ": ")) + 1
            led = _WORD.findall(self.text[start : source.start]) if start else ()
            if not start or len(led) > 1 or source.possessor or any(start <= f.start for f in made):
                continue
            end = self.text.find("; ", source.end, s.end)
            end = s.end if end < 0 else end
            told = self.known.voice(source, None, []) if _DIGIT.search(self.text, source.end, end) else None
            if told is not None:
                self.known.last = told[1]
                found.append(
                    Frame(start, end, told[0], "reports", None, "paper", "organisation", source.start)
                )
        return found

    def _owns_paper(self, source: Source, s: Sentence) -> bool:
        """Tell whether a paper is named with its house: "the tables of X", "X's figures", "der X-Bericht"."""
        low, high = max(s.start, source.start - NEAR), min(s.end, source.end + NEAR // 2)
        for paper in self.index.within(low, high, "voice"):
            if paper.value not in PAPERS:
                continue
            if source.start <= paper.start < source.end:
                return True
            if paper.end <= source.start and self._leads_to(paper, source):
                return True
            if source.end <= paper.start and self._goes_with(source, paper):
                return True
        return False

    def _goes_with(self, source: Source, paper: Mention) -> bool:
        """Tell whether a paper stands right behind whose it is: "X's figures", "the X report", not "X estimates"."""
        gap = self.text[source.end : paper.start]
        verbal = self.words.has("nouns", self.text[paper.start : paper.end].lower()) and gap == " "
        return not verbal and not _SIGN.search(gap) and len(_WORD.findall(gap)) < 2

    def _counts(self, source: Source, s: Sentence) -> bool:
        """Tell whether an institute whose work is to count is the subject: "the Kiel Institute comes to 62 billion"."""
        lead = self.text[max(s.start, source.start - 6) : source.start].rpartition(",")[1:]
        opens = source.start - s.start <= NEAR or (lead[0] == "," and len(_WORD.findall(lead[1])) <= 1)
        first = opens and not source.oblique and not source.possessor
        return first and source.name in self.counters

    def _leads_to(self, paper: Mention, source: Source) -> bool:
        """Tell whether only a few small words stand between a paper and whose it is."""
        gap = self.text[paper.end : source.start]
        words = _WORD.findall(gap)
        of = any(
            self.words.has("prepositions", w.lower()) or self.words.has("articles", w.lower()) for w in words
        )
        return of and len(words) <= FEW and not _SIGN.search(gap) and all(w[0].islower() for w in words)

    def _stands_in_brackets(self, source: Source, s: Sentence) -> bool:
        """Tell whether an organisation stands alone in brackets behind what it tells, not behind its own full name."""
        if self.text[source.end : source.end + 1] != ")" or self.cast.is_house(source.country):
            return False
        opened = _IN_BRACKETS.search(self.text, max(s.start, source.start - 20), source.start)
        if opened is None:
            return False
        before = _WORD.findall(self.text[s.start : opened.start()])
        return bool(before) and not before[-1][0].isupper()
