"""A text and what is read in place of some stretches of it in; the text as it is read, with the way back, out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

Edit = tuple[int, int, str]  # offsets of a stretch, and what is read in its place


class Edited(NamedTuple):
    """A text as it is read, with the way back to the one that was given.

    `starts` and `ends` are offsets of what was put in, `given` where it stands in the text that was edited: the one
    that was given, or one that was edited `before`.
    """

    text: str
    starts: list[int]
    ends: list[int]
    given: list[tuple[int, int]]
    before: Edited | None = None

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the text stands in the one that was given; of what was put in, all.

        >>> edited("2% of gross domestic product", [(6, 28, "GDP")]).back(3, 9)
        (3, 28)
        >>> edited("Poland, too, spends", [(6, 12, "")]).back(0, 13)
        (0, 19)
        """
        first = self._given(start, 0)
        last = self._given(end - 1, 1) + 1 if end > start else first
        return (first, last) if self.before is None else self.before.back(first, last)

    def _given(self, at: int, side: int) -> int:
        """Return where a sign was; of one that was put in, where what it stands for begins or ends."""
        n = bisect_right(self.starts, at) - 1
        if n < 0:
            return at
        if at < self.ends[n]:
            return self.given[n][side] - side
        return at - self.ends[n] + self.given[n][1]


def edited(text: str, edits: Iterable[Edit], before: Edited | None = None) -> Edited:
    """Return a text with its edits, which are in order; one that begins within another is left out."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    given: list[tuple[int, int]] = []
    at, length = 0, 0
    for start, end, other in edits:
        if start < at or other == text[start:end]:
            continue
        parts += text[at:start], other
        length += start - at
        starts.append(length)
        length += len(other)
        ends.append(length)
        given.append((start, end))
        at = end
    return Edited("".join((*parts, text[at:])) if parts else text, starts, ends, given, before)
