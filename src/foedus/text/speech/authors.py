"""A name beside a paper or a count in, whether it is the one who tells it out."""

from __future__ import annotations

from foedus.text.lexicon import SPEECH, Scan
from foedus.text.particles import WORD, grammar
from foedus.text.sentences import Sentence
from foedus.text.speech.commas import SIGN
from foedus.text.speech.speakers import Cast, Source
from foedus.text.speech.unnamed import Unnamed
from foedus.text.speech.voices import PAPERS, Cue

OPENING = 120  # characters in which a paper that opens its sentence names whose it is
FIRST_WORDS = 30  # characters in which that paper begins


class Authors:
    """Tells whose papers and counts speak in one text."""

    def __init__(self, scan: Scan, cast: Cast, unnamed: Unnamed) -> None:
        self.text, self.index, self.cast, self.unnamed = scan.text, scan.index, cast, unnamed
        self.words = grammar(scan.language.code)

    def of_the_house(self, owner: Source) -> Source:
        """ "The secretary general's report": a paper of the office speaks for its house, a person's for the person."""
        surname = (owner.name or "").rpartition(" ")[2]
        if self.cast.house is None or owner.country != self.cast.house[1]:
            return owner
        if surname in self.text[owner.start : owner.end]:
            return owner
        return owner._replace(name=self.cast.house[0], kind="organisation")

    def owns_paper(self, owner: Source, cue: Cue) -> bool:
        """ "Mr Stoltenberg's eighth annual report states": a paper speaks for the person whose it is."""
        owned = owner.possessor and owner.kind == "person" and self.unnamed.documented(owner.end, cue.start)
        return owned and not SIGN.search(self.text, owner.end + 2, cue.start)

    def papered(self, who: Source, s: Sentence) -> bool:
        """ "Le rapport annuel de Mark Rutte le confirme": a paper that opens its sentence speaks for whose it is."""
        if who.kind != "person" or who.start - s.start > OPENING:
            return False
        if self.unnamed.documented(who.start, who.start + 1):
            return True  # "report of X"
        if not who.oblique:
            return False
        papers = [v for v in self.index.within(s.start, who.start, "voice") if v.value in PAPERS][-1:]
        gap = WORD.findall(self.text[papers[0].end : who.start].lower()) if papers else []
        return (
            0 < len(gap) <= 2
            and self.words.has("prepositions", gap[0])
            and papers[0].start - s.start < FIRST_WORDS
        )

    def counts_on(self, who: Source, at: int, s: Sentence) -> bool:
        """ "…, the institute says; in Europe the jump was 13 %": a count behind a semicolon that nobody else tells.

        `who` is an organisation that is no alliance or union, `at` the offset of the semicolon, -1 where none stands.
        """
        return at >= 0 and self._counts_in(who, at, s.end)

    def counted_before(self, who: Source, at: int, s: Sentence) -> bool:
        """ "X spent 2 %; Y is at 3 %, the institute notes": a count before a semicolon that nobody else tells."""
        closing = who.kind == "role" and "," not in self.text[who.end : s.end]  # "…; …, a researcher notes."
        closing = closing and any(c.isdigit() for c in self.text[at : who.start])
        return self._counts_in(who, s.start, at, closing=closing)

    def _counts_in(self, who: Source, start: int, end: int, *, closing: bool = False) -> bool:
        """Tell whether an organisation, or who speaks for one, may tell the numbers of a clause nobody speaks in."""
        house = who.kind == "person" and who.country is not None and not who.country.isupper()
        if who.kind != "organisation" and not house and not closing:
            return False
        told = self.index.of_book(SPEECH, start, end)
        if any(m.kind.startswith(("say", "utter", "act")) for m in told):
            return False
        if any(m.kind == "according" and m.value == "source" for m in told):
            return False
        counted = self.index.within(start, end, "fraction", "half-of", "times", "multiply", "percent")
        return bool(counted) or any(c.isdigit() for c in self.text[start:end])
