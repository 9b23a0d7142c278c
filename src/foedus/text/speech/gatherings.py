"""A verb of speech in, the house whose leaders met or signed as its subject out: a summit, a declaration."""

from __future__ import annotations

from foedus.text.lexicon import Scan
from foedus.text.match import Mention
from foedus.text.particles import POSSESSIVE, WORD, grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.speech.speakers import Cast, Source
from foedus.text.speech.voices import Cue

FEW = 4  # words before a declaration behind a comma
SHORT = 40  # characters in which whose a paper is stands before it, and between a gathering and its verb
_DECIDING = ("pledges", "commits", "approves", "announces", "plans")


class Gatherings:
    """Finds where the leaders of the house of a text speak through what they held or signed."""

    def __init__(self, scan: Scan, cast: Cast) -> None:
        self.text, self.index, self.cast = scan.text, scan.index, cast
        self.words = grammar(scan.language.code)

    def gathered(self, cue: Cue, s: Sentence) -> Source | None:
        """ "The summit agreed to …", "das beschloss der Gipfel in Warschau": the house whose leaders meet decides."""
        if str(cue.stance) not in _DECIDING or self.cast.house is None:
            return None
        before = self.words.shaped("gathering", rf"(?:^|[,;:] )(?:{{}})[^.,;:!?]{{0,{SHORT}}}$")
        behind = self.words.shaped("gathering", " (?:{})")
        led = before.search(self.text[s.start : cue.start].rstrip())
        if led is not None:
            at = s.start + led.start()
        elif self.words.verb_second and behind.match(self.text[cue.opened or cue.end : s.end]):
            at = (cue.opened or cue.end) + 1
        else:
            return None
        return Source(at, at + 1, *self.cast.house, "organisation")

    def declared(self, cue: Cue, s: Sentence) -> Source | None:
        """A declaration speaks for the leaders who signed it."""
        papers = [v for v in self.index.within(s.start, cue.start, "voice") if self._is_declaration(v)]
        if not papers or self.cast.house is None:
            return None
        # "a declaration in which …"
        if any(m.value == "relative" for m in self.index.within(papers[0].end, cue.start, "clause")):
            return None
        before = words_before(self.text, papers[0].start) or [""]
        if self.words.leads_away(before[-1]) or self.words.leaves_open(before):
            return None
        comma = self.text.rfind(",", s.start, papers[0].start)
        lead = WORD.findall(self.text[comma + 1 : papers[0].start]) if comma > 0 else []
        start = comma + 2 if 0 < len(lead) <= FEW else papers[0].start
        return Source(start, papers[0].end, *self.cast.house, "organisation")

    def _is_declaration(self, paper: Mention) -> bool:
        """Tell whether a paper is what leaders signed: a declaration, "the leaders' statement"."""
        if paper.value != "document":
            return str(paper.value) == "declaration"
        owners = [
            v for v in self.index.within(paper.start - SHORT, paper.start, "voice") if v.value == "leaders"
        ]
        beside = bool(owners) and paper.start - owners[-1].end <= POSSESSIVE
        return beside and self.words.owns(self.text, owners[-1].end, many=True)
