"""A verb of speech and who says it in, its stance out, where that is for the object or the speaker to decide."""

from __future__ import annotations

import re

from foedus.model import Stance
from foedus.text.lexicon import Scan
from foedus.text.particles import grammar
from foedus.text.speech.clauses import Clauses
from foedus.text.speech.cues import is_plan
from foedus.text.speech.speakers import Cast, Source
from foedus.text.speech.voices import Cue

_AMOUNT = re.compile(r" (?:[^\W\d_]+ ){0,2}\d")
_COUNTED = re.compile(
    r"[ \u00a0](?:[^\W\d_]+ ){0,3}\d[\d.,\u00a0\u202f ]*\d(?!\d*[ \u00a0\u202f]?(?:%|[Pp]er|[Pp]rozent|[Mm]i|[Bb]i))"
)
NEAR = 60  # characters behind a verb in which a year may tell by when
SHORT = 45  # characters in which what is threatened follows its verb


class Verbs:
    """Reads what verbs of speech mean with their object: "wants to" is a plan, "wants 5 %" a demand."""

    def __init__(self, scan: Scan, cast: Cast, clauses: Clauses) -> None:
        self.text, self.index, self.cast, self.clauses = scan.text, scan.index, cast, clauses
        self.sentences = scan.sentences
        self.words = grammar(scan.language.code)

    def stance(self, cue: Cue, who: Source, aside: bool) -> Stance:
        """Return the stance of a verb; `aside`: it stands beside or behind what is said."""
        verb = str(cue.stance)
        called: list[Stance] = [m.value for m in self.index.within(cue.end, cue.end + 5, "opening")]
        if verb in ("approves", "reports") and called and called[0] in ("demands", "denies"):
            return called[0]  # "reaffirmed calls for 3 %"
        if self.orders(cue):
            return "demands"
        if self._threatens(cue):
            return "pledges"
        ours = who.country is not None and who.country.isupper()
        if verb == "expects" and ours and self._plans(cue):
            return "pledges"
        if verb == "plans":
            return "pledges" if ours else "expects"
        if verb == "commits":
            return "pledges"
        if verb == "approves":
            return "pledges" if self.cast.is_house(who.country) else "reports"
        if verb == "wants":
            plan = is_plan(self.text, self.words, cue.start, cue.end)
            own = self.words.patterns["own_forces"].match(self.text, cue.end) and who.kind != "person"
            return "pledges" if plan or (ours and (own or self._grows_by_then(cue))) else "demands"
        if verb == "announces":
            that = any(m.value == "that" for m in self.index.within(cue.end, cue.end + 24, "clause"))
            return "reports" if aside or that or not ours else "pledges"
        return cue.stance

    def _grows_by_then(self, cue: Cue) -> bool:
        """ "Wants 85,000 by 2035": what a government will count by a later year is its own, a percentage is not."""
        end = self.sentences[self.index.at(cue.verb)].end
        tail = self.text[cue.end : min(end, cue.end + NEAR)].partition(";")[0]
        counted = _COUNTED.match(tail)
        return (
            counted is not None and self.words.patterns["by_then"].search(tail[counted.end() :]) is not None
        )

    def orders(self, cue: Cue) -> bool:
        """Tell whether someone is ordered: "told his counterparts to raise the goal"."""
        word = cue.word(self.text)
        ordered = self.words.patterns["ordered"]
        return self.words.has("ordering", word) and ordered.match(self.text, cue.end) is not None

    def _threatens(self, cue: Cue) -> bool:
        """ "A menacé de retirer 30 000 hommes": what someone threatens to do is theirs to do."""
        word = cue.word(self.text)
        return self.words.has("threatening", word) and self.clauses.to_do(cue, SHORT)

    def _plans(self, cue: Cue) -> bool:
        """ "Le gouvernement prévoit 152 milliards": of its own money a government plans, it does not forecast."""
        word = cue.word(self.text)
        amount = _AMOUNT.match(self.text, cue.end) is not None
        return amount and self.words.has("planning", word)
