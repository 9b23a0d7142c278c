"""A number in a sentence, the stretches of text around it out: what leads up to it, what no other number shares."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import AFTER, BREAKS, NEAR, Context
from foedus.text.figures.links import is_bracketed
from foedus.text.figures.lists import run_of
from foedus.text.sentences import Sentence

Stretch = tuple[int, int]
AHEAD = 32  # characters within which a cue leads up to a number: "rose by 3 billion"


class Scopes(dict[str, Stretch]):
    """The stretch of text of each scope around a number, found when it is first asked for."""

    def __init__(self, at: Context, amount: Amount, index: int) -> None:
        super().__init__()
        self.at, self.amount, self.index = at, amount, index
        self.sentence = at.scan.sentences[index]

    def __missing__(self, scope: str) -> Stretch:
        found = self[scope] = _SCOPES[scope](self)
        return found

    def clause(self) -> Stretch:
        """Return the stretch to the next stronger sign on each side."""
        low, high = self.at.clause(self.amount.start, self.amount.end, self.sentence)
        return max(low, self._said_from()), self._until(high)

    def segment(self) -> Stretch:
        """Return the stretch to the next sign on each side."""
        low, high = self.at.clause(self.amount.start, self.amount.end, self.sentence, BREAKS + ",")
        return max(low, self._said_from()), self._until(high)

    def _said_from(self) -> int:
        """ "Told the soldiers on a mission there that Poland has 216,000": where what is said begins."""
        frame = self.at.speaks.frame(self.amount.start, self.amount.end)
        if frame is None or frame.rule != "ahead" or frame.stance != "reports" or frame.cue is None:
            return 0
        opened = self.at.scan.index.within(frame.cue.end, self.amount.start, "clause")
        return next((m.start for m in opened if m.value == "that"), 0)

    def _until(self, high: int) -> int:
        """Return where what is told behind the number ends: at a clause of its own, "because no aid was voted"."""
        opened = self.at.scan.index.within(self.amount.end, high, "clause")
        return next((m.start for m in opened if m.value == "break"), high)

    def ahead(self) -> Stretch:
        """Return what leads up to the number: nothing but "from" to where a change begins, for French "de" is "by"."""
        start = self.amount.start
        if self.amount.rule.endswith(".from"):
            return start, start
        return max(self["segment"][0], self.at.previous_amount(self.amount), start - AHEAD), start

    def after(self) -> Stretch:
        """Return what follows the number."""
        end = self.amount.end
        return end, min(end + AFTER, self["clause"][1], self.at.next_amount(self.amount))

    def near(self) -> Stretch:
        """Return what stands on both sides of the number."""
        low, high = self["segment"]
        return max(low, self.amount.start - NEAR), min(self.amount.end + NEAR, high)

    def own(self) -> Stretch:
        """Return what no other number shares, or only one of the same list."""
        run = run_of(self.at, self.amount, self.sentence)
        if len(run) == 1 and self.amount.rule.endswith(".to"):
            run = [*self.at.amounts_near(self.amount.start)[-1:], *run]  # "from 6 to 11 %" is one path
        if len(run) == 1 or all(a.kind == "count" for a in run):  # "200,000 soldiers and 47,000 reservists"
            return self.at.own(self.amount, self["segment"])
        return self.at.own(run[0], self["segment"])[0], self.at.own(run[-1], self["segment"])[1]

    def part(self) -> Stretch:
        """Return what of the clause no other number shares; of brackets what stands ahead of them, too."""
        low, high = self.at.own(self.amount, self["clause"])
        start = self.amount.start
        if is_bracketed(self.at.scan.text, start):  # "a military package (0.7 billion)"
            ahead = self.at.clause(start - 1, start - 1, self.sentence)[0]
            low = max(ahead, self.at.previous_amount(self.amount))
        return low, self._closed(high)

    def _closed(self, high: int) -> int:
        """Return where the aside that a number stands in closes: "Greece, which spent 8 billion, bought frigates"."""
        opened = self.at.scan.index.within(self["segment"][0], self.amount.start, "clause")
        if not any(
            m.value == "relative" and self.at.scan.text[m.start - 2 : m.start] == ", " for m in opened
        ):
            return high
        return min(high, self["segment"][1])

    def whole(self) -> Stretch:
        """Return the sentence."""
        return self.sentence.start, self.sentence.end

    def context(self) -> Stretch:
        """Return the sentence with the one before."""
        return self.at.before(self.index), self.sentence.end


_SCOPES: dict[str, Callable[[Scopes], Stretch]] = {
    "ahead": Scopes.ahead,
    "after": Scopes.after,
    "near": Scopes.near,
    "segment": Scopes.segment,
    "own": Scopes.own,
    "part": Scopes.part,
    "clause": Scopes.clause,
    "sentence": Scopes.whole,
    "context": Scopes.context,
}


class Case(NamedTuple):
    """A number of which it is asked whether a sense stands, in the `nth` sentence, with the scopes around it."""

    at: Context
    amount: Amount
    nth: int
    sentence: Sentence
    spans: Scopes
