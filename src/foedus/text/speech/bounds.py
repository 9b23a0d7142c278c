"""A frame that follows in the same sentence in, where its clause begins out: what stands before it ends there."""

from __future__ import annotations

import re

from foedus.text.lexicon import Scan
from foedus.text.match import Mention
from foedus.text.particles import grammar
from foedus.text.speech.voices import Frame

_WORD = re.compile(r"[^\W_]+")
FEW = 4  # words between "and" and a verb that goes on with the subject before it
NEAR = 120  # characters before a verb in which its clause begins


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
        for back, word in enumerate(reversed([*_WORD.finditer(self.text, low, at)])):
            joins = self.words.has("connectors", word[0].lower()) and (own or back < FEW)
            if joins or self._opens(word.start(), word[0].lower()):
                return word.start()
            apart = self._is_apart(word.start(), low)
            if self._relates(word.start()):
                return word.start() if apart else None
            if own and apart:
                return word.start()
        if own:
            return at if self._is_apart(at, low) else None
        return at

    def _opens(self, at: int, word: str) -> bool:
        """Tell whether a word is a conjunction that sets a clause under the one before it."""
        if self.words.has("openers", word):
            return True
        return any(m.value in ("break", "as") and m.start == at for m in self._led(at))

    def _relates(self, at: int) -> bool:
        return any(m.value in ("that", "relative") and m.start == at for m in self._led(at))

    def _led(self, at: int) -> list[Mention]:
        return self.index.within(at, at + 1, "clause")

    def _is_apart(self, at: int, low: int) -> bool:
        """Tell whether a comma stands right before an offset."""
        return self.text[max(low, at - 2) : at].strip()[-1:] in (",", ";", ":")
