"""A frame that follows in the same sentence in, where its clause begins out: what stands before it ends there."""

from __future__ import annotations

from foedus.text.lexicon import Scan
from foedus.text.particles import WORD, grammar
from foedus.text.speech.voices import Frame

FEW = 4  # words between "and" and a verb that goes on with the subject before it
NEAR = 120  # characters before a verb in which its clause begins
_SET_UNDER = ("break", "as")  # what sets a clause under the one before it
_RELATED = ("that", "relative")  # what makes a clause a part of it


class Bounds:
    """Finds where one clause of a sentence ends because another begins."""

    def __init__(self, scan: Scan) -> None:
        self.text, self.index = scan.text, scan.index
        self.words = grammar(scan.language.code)

    def begins(self, frame: Frame, floor: int) -> int | None:
        """Return where the clause of a frame begins behind an offset: at its conjunction, else at its comma or verb.

        None where it is a part of the clause that began before: "said the plan [that ministers approved] is dead".
        """
        cue = frame.cue
        if cue is not None and cue.form == "infinitive":
            return None
        own = floor < frame.subject and (cue is None or frame.subject < cue.start)
        at = min(frame.subject, frame.start) if own else frame.start
        low = max(floor, at - NEAR)
        if not own and self._is_apart(at, low):
            return at  # ", refusing to pay"
        led: dict[int, set[object]] = {}
        for m in self.index.within(low, at, "clause"):
            led.setdefault(m.start, set()).add(m.value)
        for back, word in enumerate(reversed([*WORD.finditer(self.text, low, at)])):
            joins = self.words.has("connectors", word[0].lower()) and (own or back < FEW)
            opens = led.get(word.start(), set())
            if joins or self.words.has("openers", word[0].lower()) or not opens.isdisjoint(_SET_UNDER):
                return word.start()
            apart = self._is_apart(word.start(), low)
            if not opens.isdisjoint(_RELATED):
                return word.start() if apart else None
            if own and apart:
                return word.start()
        if own:
            return at if self._is_apart(at, low) else None
        return at

    def _is_apart(self, at: int, low: int) -> bool:
        """Tell whether a comma stands right before an offset."""
        return self.text[max(low, at - 2) : at].strip()[-1:] in (",", ";", ":")
