"""A participle or a verb that closes its clause in, the auxiliary that makes a verb of it out, wherever that stands."""

from __future__ import annotations

import re

from foedus.text.lexicon import Scan
from foedus.text.particles import WORD, grammar, words_before
from foedus.text.settings import UNWRITTEN

CLOSE = re.compile(r"[;:!?\n]|[.,](?!\d)")  # where a clause ends


class Auxiliaries:
    """Finds the auxiliaries of the verbs of one text."""

    def __init__(self, scan: Scan) -> None:
        self.text, self.index = scan.text, scan.index
        self.words = grammar(scan.language.code)
        self._sharing = self.words.patterns["sharing"]

    def of(self, at: int, floor: int) -> int:
        """Return where the auxiliary of a participle stands, -1 where it has none (an adjective, a passive)."""
        piece = self.text[max(floor, at - 60) : at]
        for pair in self.words.listed("adverbs_of_two"):
            piece = piece.replace(f" {pair} ", " " * (len(pair) + 2))  # "a de nouveau réclamé"
        found = list(WORD.finditer(piece))
        offset = max(floor, at - 60)
        for back, match in enumerate(reversed(found)):
            word = match[0].lower()
            if back > 6:
                break
            if self.words.has("auxiliaries", word):
                return offset + match.start()
            if self.words.has("beings", word):
                k = len(found) - 1 - back
                if k and self.words.has("reflexives", found[k - 1][0].lower()):
                    return offset + found[k - 1].start()
                if k + 1 < len(found) and self.words.has("reflexives", found[k + 1][0].lower()):
                    return offset + match.start()
                return -1
            if not self.words.between(word):
                return -1
        return -1

    def bracket(self, at: int, floor: int) -> tuple[int, int] | None:
        """Return where the auxiliary stands that a participle at the end of its clause closes."""
        opening = self.words.listed("brackets")
        if not opening:
            return None
        clause = max(floor, *(self.text.rfind(sign, floor, at) + 1 for sign in ";:.!?"))
        pointing = [m for m in self.index.within(clause, at, "clause") if m.value == "as"]
        if pointing and self.text[pointing[-1].start - 2 : pointing[-1].start] == ", ":
            clause = pointing[-1].end  # "…, wie X behauptet": a clause of its own
        found = [m for m in WORD.finditer(self.text, clause, at) if m[0].lower() in opening]
        return found[-1].span() if found else None

    def shared(self, at: int, floor: int) -> tuple[int, int] | None:
        """ "A salué l'accord et demandé plus": where the auxiliary stands that a participle shares with another."""
        if self._sharing is UNWRITTEN or not any(
            self.words.has("connectors", w) for w in words_before(self.text, at)[-2:]
        ):
            return None
        found = self._sharing.search(self.text, floor, at)
        return (found.start(), found.end("auxiliary")) if found else None

    def closed_by(self, end: int) -> int:
        """ "Die 5 Prozent, die X versprochen hat": where the auxiliary ends that stands behind a participle, else 0."""
        behind = WORD.match(self.text, end + 1, end + 14) if self.words.verb_second else None
        if behind is None or not self.words.has("auxiliaries", behind[0].lower()):
            return 0
        return behind.end() if CLOSE.match(self.text, behind.end()) else 0

    def may_close(self, word: str, end: int) -> bool:
        """Tell whether a German present form may be a participle that closes its clause: "hatte … bescheinigt"."""
        return (
            self.words.verb_second and word.endswith("t") and self.text[end : end + 1] in (".", ",", ";", "")
        )

    def is_being(self, before: list[str]) -> bool:
        """Tell whether words before a verb end with a form of "to be", adverbs aside."""
        k = len(before) - 1
        while k >= 0 and self.words.between(before[k]) and len(before) - k < 4:
            k -= 1
        return k >= 0 and self.words.has("beings", before[k])
