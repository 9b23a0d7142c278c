"""A time where it stands in a text: what it says of when, as ISO 8601."""

from __future__ import annotations

from typing import Literal, NamedTuple

ENDLESS = ".."  # the end of what has none
Role = Literal["at", "since", "by", "until", "between", "last", "bare"]


class Time(NamedTuple):
    """A time where it stands. `start` and `end` are offsets, `first` and `last` ISO 8601 (year, month, quarter or day).

    `role`: at a time, since or by or until one, between two, or the last n years. `bases` are the years that a change
    since then may be measured from, the likeliest first; `stated` tells whether the text itself writes the year,
    `present` that it only says "now"; `open` that "over four years" says neither whether past nor to come.
    """

    start: int
    end: int
    role: Role
    first: str
    last: str
    stated: bool = True
    bases: tuple[str, ...] = ()
    present: bool = False
    open: bool = False

    @property
    def period(self) -> str:
        """The period as ISO 8601 text."""
        return self.first if self.first == self.last else f"{self.first}/{self.last}"
