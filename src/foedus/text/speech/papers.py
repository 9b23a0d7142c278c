"""Sources in, a frame out where nobody speaks and a paper does: "NATO's tables credit Poland with …", "… (SIPRI)"."""

from __future__ import annotations

import re

from foedus.text.lexicon import Scan
from foedus.text.match import Mention
from foedus.text.particles import WORD, grammar
from foedus.text.senses import senses
from foedus.text.sentences import Sentence
from foedus.text.speech.antecedents import Antecedents
from foedus.text.speech.speakers import Source
from foedus.text.speech.voices import PAPERS, Frame

_SIGN = re.compile(r"[^\w\s'’-]")
_PAUSE = re.compile(r"[,;]\s")
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
        self.counters, self.house = senses().counters, senses().house
        self.parties = frozenset(scan.language.tables["names"].get("parties", {}))  # they publish no tables

    def read(self, s: Sentence, sources: list[Source]) -> Frame | None:
        """Return the frame of a sentence in which one organisation's paper is what tells a figure."""
        if not _DIGIT.search(self.text, s.start, s.end):
            return None
        houses = [x for x in sources if x.kind == "organisation" and x.name and x.name not in self.parties]
        for source in houses:
            if self.owns_paper(source, s) or self._counts(source, s) or self._stands_in_brackets(source, s):
                found = self.known.voice(source, None, [])
                if found is not None:
                    self.known.last = found[1]
                    return Frame(
                        s.start, s.end, found[0], "reports", None, "paper", "organisation", source.start
                    )
        return None

    def issued(self, s: Sentence, sources: list[Source]) -> Frame | None:
        """ "NATO published its tables on Monday.": the frame of the next sentence, where this one counts nothing."""
        if self.words.patterns["issuing"].search(self.text, s.start, s.end) is None:
            return None
        papers = [v for v in self.index.within(s.start, s.end, "voice") if v.value in PAPERS]
        house = next((x for x in sources if self._puts_out(x, s)), None) if papers else None
        if house is None or self.index.within(s.start, s.end, "percent", "currency", "symbol", "scale"):
            return None
        found = self.known.voice(house, None, [])
        if found is None:
            return None
        return Frame(s.start, s.end, found[0], "reports", None, "paper", "organisation", house.start)

    def _puts_out(self, source: Source, s: Sentence) -> bool:
        """Tell whether a house that counts opens a sentence, or its paper does."""
        counts = source.name == self.house or source.name in self.counters
        if source.kind != "organisation" or not counts or source.start - s.start > NEAR:
            return False
        return not (source.oblique or source.possessor) or self.owns_paper(source, s)

    def beside(self, s: Sentence, sources: list[Source], made: list[Frame]) -> list[Frame]:
        """Return what an institute counts in a clause of its own: "X speaks of 350 billion, the institute of 114"."""
        if all(x.name not in self.counters for x in sources):
            return []
        taken = {f.subject for f in made}
        frames = []
        for source in sources:
            allied = source.kind == "organisation" and source.name == self.house
            if not (allied or source.name in self.counters) or source.possessor or source.start in taken:
                continue
            tags = [f for f in made if allied and f.rule != "ahead" and f.start <= source.start < f.end]
            if any(f.voice.speaker in self.counters for f in tags):
                continue  # "In all, NATO has spent 1,506 billion, SIPRI says": what it did, and not what it counts
            start = self._opens_clause(source, s)
            if source.oblique and not self.words.verb_second:
                continue  # but German "während" leads a clause, too
            if start is None or not (found := self.known.voice(source, None, [])):
                continue
            end = self._clause_end(source, s)
            if _DIGIT.search(self.text, source.end, end):
                self.known.last = found[1]
                frames.append(
                    Frame(start, end, found[0], "reports", None, "paper", "organisation", source.start)
                )
        return frames

    def _opens_clause(self, source: Source, s: Sentence) -> int | None:
        """Return where the clause begins that an institute is the subject of, behind a sign or a word of contrast."""
        low = max(s.start, source.start - NEAR)
        sign = max(self.text.rfind(c, low, source.start) for c in (", ", "; ", ": "))
        words = list(WORD.finditer(self.text, max(sign, low), source.start))
        while words and self.words.has("articles", words[-1][0].lower()):
            words.pop()
        led = self.index.within(max(sign, low), source.start, "clause")
        broken = [m for m in led if m.value == "break" and words and m.end >= words[-1].end()]
        if broken:
            return broken[-1].start
        if words and self.words.has("openers", words[-1][0].lower()):
            return words[-1].start()
        behind = WORD.match(self.text, source.end + 1)
        listed = self.text[sign : sign + 1] == "," and (
            behind is None or self.words.has("connectors", behind[0].lower())
        )
        joined = all(self.words.has("connectors", w[0].lower()) for w in words)
        return sign + 1 if sign >= low and joined and not listed else None

    def _clause_end(self, source: Source, s: Sentence) -> int:
        """Return where a clause ends: at a semicolon, or at the comma behind which a word of contrast stands."""
        for sign in _PAUSE.finditer(self.text, source.end, s.end):
            at = sign.end()
            opened = self.index.within(at, at + 1, "clause")
            word = WORD.match(self.text, at)
            follows = word is not None and self.words.has("openers", word[0].lower())
            if sign[0][0] == ";" or follows or any(m.value == "break" for m in opened):
                return sign.start()
        return s.end

    def owns_paper(self, source: Source, s: Sentence) -> bool:
        """Tell whether a paper is named with its house: "the tables of X", "X's figures", "der X-Bericht"."""
        low, high = max(s.start, source.start - NEAR), min(s.end, source.end + NEAR // 2)
        for paper in self.index.within(low, high, "voice"):
            if paper.value not in PAPERS or self._is_only_named(min(paper.start, source.start), s):
                continue
            if source.start <= paper.start < source.end:
                return True
            if paper.end <= source.start and self._leads_to(paper, source):
                return True
            if source.end <= paper.start and self._goes_with(source, paper):
                return True
        return False

    def _is_only_named(self, start: int, s: Sentence) -> bool:
        """Tell whether a paper only dates what is told, or says who signed it: "a year after the declaration"."""
        aside = self.words.patterns["paper_aside"]
        return aside.search(self.text, max(s.start, start - NEAR), start) is not None

    def _goes_with(self, source: Source, paper: Mention) -> bool:
        """Tell whether a paper stands right behind whose it is: "X's figures", "the X report", not "X estimates"."""
        gap = self.text[source.end : paper.start]
        verbal = self.words.has("nouns", self.text[paper.start : paper.end].lower()) and gap == " "
        return not verbal and not _SIGN.search(gap) and len(WORD.findall(gap)) < 2

    def _counts(self, source: Source, s: Sentence) -> bool:
        """Tell whether an institute whose work is to count is the subject: "the Kiel Institute comes to 62 billion"."""
        lead = self.text[max(s.start, source.start - 6) : source.start].rpartition(",")[1:]
        opens = source.start - s.start <= NEAR or (lead[0] == "," and len(WORD.findall(lead[1])) <= 1)
        first = opens and not source.oblique and not source.possessor
        return first and source.name in self.counters

    def _leads_to(self, paper: Mention, source: Source) -> bool:
        """Tell whether only a few small words stand between a paper and whose it is: "table that X published"."""
        gap = self.text[paper.end : source.start]
        words = WORD.findall(gap)
        that = self.index.within(paper.end, source.start, "clause")
        of = any(c.value in ("that", "relative") for c in that) or any(
            self.words.has("prepositions", w.lower()) or self.words.has("articles", w.lower()) for w in words
        )
        return of and len(words) <= FEW and not _SIGN.search(gap) and all(w[0].islower() for w in words)

    def _stands_in_brackets(self, source: Source, s: Sentence) -> bool:
        """Tell whether an organisation stands alone in brackets behind what it tells, not behind its own full name."""
        if self.text[source.end : source.end + 1] != ")":
            return False
        opened = _IN_BRACKETS.search(self.text, max(s.start, source.start - 20), source.start)
        if opened is None or (self.cast.is_house(source.country) and ":" not in opened[0]):
            return False
        before = WORD.findall(self.text[s.start : opened.start()])
        return bool(before) and (":" in opened[0] or not before[-1][0].isupper())
