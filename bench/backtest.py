"""The Wales pledge followed as of 2019, 2021 and 2023, set against what happened: writes docs/backtest.md.

    python bench/backtest.py            needs the extra "forecast"
    python bench/backtest.py --check    only tells whether the page is what it should be

The ledger holds no edition of 2021. That year is therefore asked twice: of the edition that was held then, of 2019, as
`foedus follow` does; and of the edition of March 2023 cut after 2021, whose values are revised but whose years are not.
"""

from __future__ import annotations

import datetime as dt
import math
import sys
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from foedus import pledges
from foedus.alliances import reporters_on
from foedus.ledger import Ledger
from foedus.measures import measures
from foedus.pledges.projection import Projection, project, unbroken
from foedus.pledges.queries import history, judged

PAGE = Path(__file__).parent.parent / "docs" / "backtest.md"
PLEDGE, DUE = "wales-2014", 2024


class Asked(NamedTuple):
    """A day on which the question is put, the day whose edition answers it, and the last year it may know."""

    title: str
    day: dt.date
    edition_of: dt.date
    until: int


ASKED = (
    Asked("July 2019", dt.date(2019, 7, 1), dt.date(2019, 7, 1), 2019),
    Asked("July 2021, edition of 2019", dt.date(2021, 7, 1), dt.date(2021, 7, 1), 2019),
    Asked("End of 2021, as revised in 2023", dt.date(2021, 12, 31), dt.date(2023, 3, 31), 2021),
    Asked("March 2023", dt.date(2023, 3, 31), dt.date(2023, 3, 31), 2022),
)


class Answer(NamedTuple):
    """What was said of a member, and what happened."""

    member: str
    value: Decimal
    status: str
    projection: Projection | None
    happened: Decimal

    @property
    def was_met(self) -> bool:
        return self.happened >= 2


def answers(ledger: Ledger, asked: Asked, happened: dict[str, Decimal]) -> list[Answer]:
    pledge = pledges.pledge(PLEDGE)
    part = pledge.part[0]
    measure = measures()[str(part.measure)]
    members = sorted(reporters_on(pledge.by, asked.day))
    known = pledges._editions(ledger, measure, asked.edition_of)
    edition = next(each for each in known if each.coverage != "slice")
    question = replace(pledges._question(pledge, part, measure, edition, asked.day), until=asked.until)
    values: dict[str, dict[int, Decimal]] = {}
    for _, subject, year, value, _, _ in ledger.query(history([question], members)):
        values.setdefault(subject, {})[year] = value
    found = []
    for subject, status, _, year, value, *_ in ledger.query(judged(question, members)):
        if value is None:
            continue
        projection = project(unbroken(values[subject]), year, DUE, part.amount)
        found.append(Answer(subject, Decimal(value), status, projection, happened[subject]))
    return found


def outcome(ledger: Ledger) -> dict[str, Decimal]:
    """The share of the due year in the newest edition."""
    followed = pledges.follow(pledges.pledge(PLEDGE), ledger).parts[0]
    return {each.subject: each.when_due for each in followed.members if each.when_due is not None}


def summary(asked: Asked, found: list[Answer]) -> str:
    on = [each for each in found if each.status == "on track"]
    off = [each for each in found if each.status == "off track"]
    drawn = [each for each in found if each.projection is not None]
    inside = sum(_inside(each) for each in drawn)
    error = _mean(abs(each.projection.last.middle - each.happened) for each in drawn if each.projection)
    naive = _mean(abs(each.value - each.happened) for each in drawn)
    brier = _mean(
        (Decimal(each.projection.odds) / 100 - each.was_met) ** 2 for each in drawn if each.projection
    )
    met_on, met_off = sum(each.was_met for each in on), sum(each.was_met for each in off)
    cells = [
        asked.title,
        f"{met_on} of {len(on)}",
        f"{met_off} of {len(off)}",
        f"{inside} of {len(drawn)}" if drawn else "–",
        f"{error:.2f}" if drawn else "–",
        f"{naive:.2f}" if drawn else "–",
        f"{brier:.2f}" if drawn else "–",
    ]
    return f"| {' | '.join(cells)} |"


def _inside(answer: Answer) -> bool:
    assert answer.projection is not None
    last = answer.projection.last
    return last.low <= answer.happened <= last.high


def _mean(values: Iterable[Decimal]) -> Decimal:
    listed = list(values)
    return sum(listed, Decimal(0)) / len(listed) if listed else Decimal(math.nan)


def table(asked: Asked, found: list[Answer]) -> list[str]:
    lines = [
        f"## {asked.title}",
        "",
        "| member | value | status | projection for 2024 | 4 of 5 cases | odds of 2 % | 2024 in the end |",
        "|---|---:|---|---:|---|---:|---:|",
    ]
    for each in sorted(found, key=lambda each: -each.value):
        told = ["–", "–", "–"]
        if each.projection is not None:
            last = each.projection.last
            told = [f"{last.middle:.2f}", f"{last.low:.2f} to {last.high:.2f}", f"{each.projection.odds} %"]
        end = f"{each.happened:.2f}{' ✓' if each.was_met else ''}"
        lines.append(f"| {' | '.join([each.member, f'{each.value:.2f}', each.status, *told, end])} |")
    return [*lines, ""]


INTRODUCTION = """# Followed backwards: what would it have said?

The pledge of Wales (2 % of GDP within a decade, by 2024) has fallen due, so what `foedus follow` and its projection
would have said can be set against what happened. What happened is the share of 2024 in the newest edition of the
ledger ({edition}); a member was there at 2.00 or above. `python bench/backtest.py` writes this page.

*Status* is the rule of the straight line: on track is who was at 2 % already, or at or above the straight line from
the value of 2014 to 2 % in 2024. The *projection* is the Theta method on the yearly points of the same edition; *4 of 5
cases* is its interval, *odds* how often it reaches 2 %. The *error* is the mean distance from what happened in points
of GDP, beside that of simply keeping the last value (*naive*); the *Brier score* is the mean square of odds minus
outcome (0 is perfect, 0.25 is what a coin gets).

| as of | on track, met | off track, met | inside 4 of 5 | error | naive | Brier score |
|---|---|---|---|---:|---:|---:|
"""

LESSON = """
**What to learn from it.** Nearly all who were called on track got there. Of those called off track a third got there
too: after February 2022 budgets left every path that the points before had drawn. "Off track" therefore means: at this
pace it does not get there; not: it will not get there. The projection knows past points alone. It beat the mere last
value by a little, was too low for most, and its interval held what happened in half of the cases instead of four of
five; its odds were worth little more than a coin. foedus says so beside every projection, and takes no status from one.

The edition matters as much: by the table of June 2024, 23 members were there in 2024; by the newest one {met} were.
"""


def page(ledger: Ledger) -> str:
    happened = outcome(ledger)
    found = [(asked, answers(ledger, asked, happened)) for asked in ASKED]
    edition = pledges.follow(pledges.pledge(PLEDGE), ledger).parts[0].edition
    lines = [summary(asked, each) for asked, each in found]
    met = sum(value >= 2 for value in happened.values())
    tables = [line for asked, each in found for line in table(asked, each)]
    head = INTRODUCTION.format(edition=edition) + "\n".join(lines) + "\n" + LESSON.format(met=met)
    return head + "\n" + "\n".join(tables).rstrip() + "\n"


def main() -> None:
    made = page(Ledger())
    if "--check" in sys.argv:
        sys.exit(made != PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
