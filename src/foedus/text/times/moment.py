"""A time where it stands in a text: what it says of when, as ISO 8601."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

LARGEST_YEAR = 2200  # what is larger is no year of a report
ENDLESS = ".."  # the end of what has none
Role = Literal["at", "since", "by", "until", "between", "last", "bare"]

# Reports of these years are dated: a time told from any of them lies in a year of four digits.
_FIRST, _LAST = 1200, 9700


def reckoned(day: dt.date | None) -> dt.date | None:
    """Return the day that times are told from: that of publication, None where its year can be none of a report.

    >>> reckoned(dt.date(2025, 4, 3)), reckoned(dt.date(5, 4, 3))
    (datetime.date(2025, 4, 3), None)
    """
    return day if day is not None and _FIRST <= day.year <= _LAST else None


class Time(NamedTuple):
    """A time where it stands. `start` and `end` are offsets, `first` and `last` ISO 8601 (year, month, quarter or day).

    `role`: at a time, since or by or until one, between two, or the last n years. `bases` are the years that a change
    since then may be measured from, the likeliest first; `stated` tells whether the text itself writes the year,
    `present` that it only says "now"; `open` that "over four years" says neither whether past nor to come; `lasting`
    that it only says how long something took, which is a quantity too: "for ten years", "within six months".
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
    lasting: bool = False

    @property
    def period(self) -> str:
        """The period as ISO 8601 text."""
        return self.first if self.first == self.last else f"{self.first}/{self.last}"

    @property
    def part(self) -> str:
        """The part of its year that a quarter or a half is, without the year; nothing for any other time."""
        if self.role == "at" and "Q" in self.first:
            return self.first[4:]
        halves = ("-01", "-06"), ("-07", "-12")
        half = self.role == "between" and (self.first[4:], self.last[4:]) in halves
        return self.first[4:] if half and self.first[:4] == self.last[:4] else ""

    def is_ahead_of(self, year: int) -> bool:
        """Tell whether a time is a deadline or ends after a year: what two numbers hardly share."""
        return self.role == "by" or (self.last[:4].isdigit() and int(self.last[:4]) > year)
