"""A member's progress in; what a projection says of the due year out, or why there is none."""

from __future__ import annotations

from decimal import Decimal

from foedus.pledges.projection import Projection, is_installed, project, unbroken
from foedus.pledges.records import Followed, Progress
from foedus.render.following import Promises


def projected(progress: Progress, followed: Followed) -> Projection | None:
    """Return the projection of a member to the due year; None without the extra, the points or a year to come."""
    due, wanted = due_year(followed), followed.figure.quantity.low
    if due is None or wanted is None or progress.year is None or not is_installed():
        return None
    return project(points(progress, followed), progress.year, due, wanted)


def due_year(followed: Followed) -> int | None:
    """Return the year in which a part falls due."""
    period = followed.figure.period
    return period.years[1] if period else None


def points(progress: Progress, followed: Followed) -> list[Decimal]:
    """Return the yearly values of the deciding edition, without a gap."""
    return unbroken({each.year: each.value for each in progress.history if each.edition == followed.edition})


def outlook(progress: Progress, followed: Followed, say: Promises) -> str:
    """Return the projection in sentences; empty where nothing is left to be projected."""
    due, wanted = due_year(followed), followed.figure.quantity.low
    if due is None or wanted is None or progress.year is None or due <= progress.year:
        return ""
    if not is_installed():
        return say.text("page", "projection_missing")
    found = projected(progress, followed)
    n = len(points(progress, followed))
    if found is None:
        return say.text("page", "projection_short", n=n)
    last, unit = found.last, followed.figure.quantity.unit or ""
    middle, low, high = (say.value(each, unit) for each in (last.middle, last.low, last.high))
    told = say.text("page", "projection", year=due, middle=middle, low=low, high=high, n=n)
    amount = say.say.amount(wanted, unit)
    return f"{told} {say.text('page', 'projection_odds', amount=amount, year=due, odds=found.odds)}"
