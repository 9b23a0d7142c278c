"""Years and months as numbers of a sequence: periods in, first and last place out, and the way back."""

from __future__ import annotations

import datetime as dt
from typing import Literal

Grain = Literal["year", "month"]


def month(day: dt.date) -> int:
    """Return the place of a day's month.

    >>> month(dt.date(2024, 3, 1))
    24290
    """
    return day.year * 12 + day.month - 1


def written(place: int, grain: str) -> str:
    """Return a place as it is written in a period.

    >>> written(24290, "month"), written(2024, "year")
    ('2024-03', '2024')
    """
    return f"{place // 12}-{place % 12 + 1:02}" if grain == "month" else str(place)


def stretch(first: int, last: int, grain: str) -> str:
    """Return a period from its first and last place.

    >>> stretch(24265, 24290, "month"), stretch(2024, 2024, "year")
    ('2022-02/2024-03', '2024')
    """
    return written(first, grain) if first == last else f"{written(first, grain)}/{written(last, grain)}"


def last_day(place: int, grain: str) -> dt.date:
    """Return the last day of a year or month.

    >>> last_day(24289, "month")
    datetime.date(2024, 2, 29)
    """
    if grain == "year":
        return dt.date(place, 12, 31)
    year, number = divmod(place + 1, 12)
    return dt.date(year, number + 1, 1) - dt.timedelta(days=1)
