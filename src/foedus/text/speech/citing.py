"""A phrase like "citing" with whoever stands behind it in, whether it names a source or only a reason out."""

from __future__ import annotations

from foedus.text.lexicon import Scan
from foedus.text.match import Mention
from foedus.text.particles import WORD, grammar
from foedus.text.speech.speakers import Source
from foedus.text.speech.voices import PAPERS

FEW = 4  # words of a paper with its adjectives


class Citing:
    """Tells sources from reasons: "citing officials" from "citing Russia's aggression"."""

    def __init__(self, scan: Scan) -> None:
        self.text, self.index, self.words = scan.text, scan.index, grammar(scan.language.code)

    def _leads(self, m: Mention) -> bool:
        """Tell whether a phrase leads to a reason as well as to a source."""
        return self.words.has("citing", self.text[m.start : m.end].lower())

    def kept(self, m: Mention, unknown: Source | None) -> Source | None:
        """Return a noun that no list knows behind such a phrase, unless it is a reason: "citing its welfare state"."""
        return None if unknown is not None and unknown.kind == "role" and self._leads(m) else unknown

    def names(self, m: Mention, source: Source, edge: int) -> bool:
        """Tell whether somebody stands behind such a phrase or a paper of theirs, up to the edge of the phrase."""
        if not self._leads(m) or not (source.possessor or source.kind == "government"):
            return True
        lead, rest = (
            WORD.findall(part) for part in (self.text[m.end : source.start], self.text[source.end : edge])
        )
        if not source.possessor and not rest and all(self.words.has("articles", w.lower()) for w in lead):
            return True
        papers = any(v.value in PAPERS for v in self.index.within(m.end, edge, "voice"))
        return papers and len(lead) + len(rest) <= FEW
