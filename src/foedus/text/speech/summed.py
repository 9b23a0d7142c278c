"""A sentence that sums up behind a colon in, the frame of what stands before it out: "A billion: that is X's offer"."""

from __future__ import annotations

import re

from foedus.model import Stance
from foedus.text.lexicon import Scan
from foedus.text.particles import ARTICLE, WORD, grammar
from foedus.text.senses import senses
from foedus.text.sentences import Sentence
from foedus.text.speech.antecedents import Antecedents
from foedus.text.speech.papers import NEAR, Papers
from foedus.text.speech.pointing import Pointing
from foedus.text.speech.speakers import Source
from foedus.text.speech.voices import Frame

_COLON = re.compile(r"[ \u00a0\u202f]?: ")
HEADING = 8  # words before a colon that head what is told behind it
_WHO = ("person", "role", "organisation", "government")


class Summed:
    """Gives what stands before a colon to whom the noun behind it is of: a tally that X presented, X's promise."""

    def __init__(self, scan: Scan, known: Antecedents, papers: Papers, pointing: Pointing) -> None:
        self.text, self.known, self.papers, self.pointing = scan.text, known, papers, pointing
        self.patterns = grammar(scan.language.code).patterns

    def read(self, s: Sentence, sources: list[Source], made: list[Frame]) -> list[Frame]:
        """Return the frame up to the last colon of a sentence, where what follows only says whose it is.

        `made` are the frames that its verbs tell.
        """
        if sources and (pointed := self._headed(s, sources) or self._pointed(s, sources, made)):
            return pointed
        colons = list(_COLON.finditer(self.text, s.start, s.end)) if sources else []
        if not colons or colons[-1].start() <= s.start:
            return []
        colon = colons[-1]
        for pattern, stance in self._nouns():
            led = pattern.match(self.text, colon.end(), s.end)
            who = self._whose(led.end(), sources) if led is not None else None
            if who is not None:
                return self._framed(s.start, colon.start(), who, stance)
        if any(f.start < colon.start() for f in made):
            return []
        paper = self._papered(colon, s, sources) or self._counted(colon, s, sources, made)
        alone = all(f.end <= colon.start() for f in made)  # "4 billion: X's estimate of what it paid, or 3 %"
        end = s.end if alone else colon.start()
        return self._framed(s.start, end, paper, "reports") if paper is not None else []

    def _headed(self, s: Sentence, sources: list[Source]) -> list[Frame]:
        """ "What X asks for: 5 %": what stands behind the colon."""
        found = self.pointing.heading(s.start, s.end, sources)
        return self._framed(found[0], s.end, found[1].who, found[1].stance) if found is not None else []

    def _pointed(self, s: Sentence, sources: list[Source], made: list[Frame]) -> list[Frame]:
        """ "…: that is X's demand", "4 % is what X wants", "…, a promise made by X": up to where that begins."""
        for sign in self.patterns["pointing_at"].finditer(self.text, s.start, s.end):
            found = self.pointing.read(sign.end(), s.end, sources)
            if found is None and sign.lastgroup:
                found = self.pointing.apposed(sign.end(), s.end, sources)
            if found is None and "," not in sign[0]:
                found = self.pointing.answers(sign.end(), s.end, sources)
            if found is None:
                continue
            if any(f.kind == "person" and f.start < sign.start() for f in made):
                return []
            return self._framed(s.start, sign.start(), found.who, found.stance)
        return []

    def _framed(self, start: int, end: int, who: Source, stance: Stance) -> list[Frame]:
        found = self.known.voice(who, None, [])
        if found is None:
            return []
        self.known.last = found[1]
        return [Frame(start, end, found[0], stance, None, "noun", found[1].kind, who.start)]

    def _papered(self, colon: re.Match[str], s: Sentence, sources: list[Source]) -> Source | None:
        """Return the organisation whose paper stands behind a colon: "…: the institute's count surprises"."""
        if not any(c.isdigit() for c in self.text[s.start : colon.start()]):
            return None
        behind = [x for x in sources if colon.end() <= x.start < colon.end() + NEAR]
        return next((x for x in behind if x.kind == "organisation" and self.papers.owns_paper(x, s)), None)

    def _counted(
        self, colon: re.Match[str], s: Sentence, sources: list[Source], made: list[Frame]
    ) -> Source | None:
        """ "Up 65 % in a year: the institute finds that …": who counts behind a colon has before it, too."""
        lead = self.text[s.start : colon.start()]
        if len(WORD.findall(lead)) > HEADING or not any(c.isdigit() for c in lead):
            return None
        told = [f.subject for f in made if f.voice.speaker in senses().counters]
        return next((x for x in sources if x.start in told and x.start - colon.end() <= ARTICLE), None)

    def _nouns(self) -> list[tuple[re.Pattern[str], Stance]]:
        return [(self.patterns["summed_promise"], "pledges"), (self.patterns["summed_up"], "reports")]

    def _whose(self, at: int, sources: list[Source]) -> Source | None:
        """Return who stands right there, behind an article at most."""
        return next((x for x in sources if 0 <= x.start - at <= ARTICLE and x.kind in _WHO), None)
