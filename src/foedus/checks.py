"""Figures, a ledger and days go in; one check a figure and day comes out: its readings and what they say together.

The series are loaded by one query, when they are first asked for; the cells of the readings shown by a second one.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from foedus.definitions import Found, Shape, define, shape
from foedus.garbage import uncollected
from foedus.ledger import Ledger
from foedus.leeway import Reason, Told, outcomes, spared
from foedus.lines import Lines, lines
from foedus.measures import measures
from foedus.model import Check, Doubt, Figure, Reading, Statement, Verdict
from foedus.needs import needs
from foedus.obstacles import in_the_way
from foedus.readings import Readings, shown
from foedus.scope import Obstacle
from foedus.stated import OWN_DOLLARS, fixes
from foedus.summaries import message, summary
from foedus.turning import explained, turn
from foedus.universal import asked
from foedus.votes import VOTING, Answer, Vote, answers, decisive, verdict

SHOWN = 12
CHUNK = 1000  # figures that are checked at a time: what is made on the way to their checks is let go
SHAPES = 4000  # of figures, whose definitions are kept for those that follow
NUMBERS = 100_000  # that are kept for the reports that follow

Asked = tuple[str, Figure, Statement]
Days = list[tuple[Found, list[Answer]]]  # of one figure: its definitions on each day, and their numbers


class Cast(NamedTuple):
    """The definitions of a figure on one day, what each says of the claim, and why it may be true all the same."""

    found: Found
    votes: list[Vote]
    why: Reason | None


def check(
    figures: Sequence[Asked], ledger: Ledger, asofs: Sequence[dt.date], *, all_readings: bool = False
) -> list[Check]:
    """Check figures as of each day, in the order of figures and days.

    A figure is (statement id, figure, statement). What is promised or demanded is followed, not checked; a figure
    without a measure has no check.
    """
    return examine(figures, ledger, asofs, all_readings=all_readings)[0]


def examine(
    figures: Sequence[Asked],
    ledger: Ledger,
    asofs: Sequence[dt.date],
    *,
    all_readings: bool = False,
    in_report: bool = False,
) -> tuple[list[Check], list[Doubt]]:
    """Check figures, and say what stood in the way.

    `in_report`: whether they were read in a report of more, where a number far off is likelier one of something else.
    """
    known = [each for each in _asked(figures) if _is_checkable(*each[1:])]
    checks: list[Check] = []
    doubts: list[Doubt] = []
    answered, readings = _Answered(ledger, asofs, in_report=in_report), Readings(ledger)
    for start in range(0, len(known) if asofs else 0, CHUNK):
        part = known[start : start + CHUNK]
        for made, obstacles in _checked(
            part, answered.cast(part), readings, asofs, None if all_readings else SHOWN
        ):
            checks.append(made)
            doubts += obstacles
    return checks, _distinct(doubts)


def verdicts(figures: Sequence[Asked], ledger: Ledger, asofs: Sequence[dt.date]) -> Iterator[list[Verdict]]:
    """Yield the verdict on each figure as of each day, and nothing else of its checks; for very many figures.

    What is promised or demanded, or has no measure, is unknown.
    """
    answered = _Answered(ledger, asofs, context=False)
    for start in range(0, len(figures), CHUNK):
        part = figures[start : start + CHUNK]
        known = {n: each for n, each in enumerate(_asked(part)) if _is_checkable(*each[1:])}
        cast = iter(answered.cast(list(known.values())))
        for n in range(len(part)):
            if n in known:
                yield [verdict((vote.standing, vote.outcome) for vote in each.votes) for each in next(cast)]
            else:
                yield ["unknown"] * len(asofs)


def _distinct(doubts: Iterable[Doubt]) -> list[Doubt]:
    return list(
        {(each.span.start, each.span.end, each.code, str(each.message)): each for each in doubts}.values()
    )


def _asked(figures: Iterable[Asked]) -> Iterator[Asked]:
    return ((name, asked(figure), statement) for name, figure, statement in figures)


def _is_checkable(figure: Figure, statement: Statement) -> bool:
    """Tell whether what is asked is to be checked: of a known measure, and neither promised nor demanded."""
    return figure.measure in measures() and statement.stance not in ("pledges", "demands")


class _Answered:
    """The definitions of figures with their numbers: once for all figures of one shape, as of the same days."""

    def __init__(
        self, ledger: Ledger, asofs: Sequence[dt.date], *, context: bool = True, in_report: bool = False
    ) -> None:
        self._ledger, self._asofs, self._context, self._in_report = ledger, asofs, context, in_report
        self._lines: Lines = lines(ledger)
        self._known: dict[Shape, Days] = {}

    def of(self, figures: Sequence[Asked]) -> list[Days]:
        """Return them for each figure; series that are not yet there are loaded first."""
        if len(self._known) > SHAPES:  # a text of nothing but figures does not fill the memory
            self._known.clear()
        if len(self._lines.numbers) > NUMBERS:
            self._lines.numbers.clear()
        shapes = [shape(figure, statement) for _, figure, statement in figures]
        new = {of: each for of, each in zip(shapes, figures, strict=True) if of not in self._known}
        self._lines.load(self._ledger, {need for _, figure, _ in new.values() for need in needs(figure)})
        for of, (_, figure, statement) in new.items():
            self._known[of] = [
                (found, answers(figure, found.candidates, self._lines.numbers))
                for found in define(figure, statement, self._lines, self._asofs, context=self._context)
            ]
        return [self._known[of] for of in shapes]

    @uncollected()
    def cast(self, figures: Sequence[Asked]) -> list[list[Cast]]:
        """Return what the definitions of each figure say on each day; dollars that may be others in both of them."""
        told = [
            _casts(figure, self._told(statement), days)
            for (_, figure, statement), days in zip(figures, self.of(figures), strict=True)
        ]
        unsure = [n for n, (_, figure, _) in enumerate(figures) if fixes(figure.stated, OWN_DOLLARS)]
        others = [_in_dollars(figures[n]) for n in unsure]
        for n, (_, figure, by), days in zip(unsure, others, self.of(others), strict=True):
            in_others = _casts(figure, self._told(by), days)
            told[n] = [_in_either(own, other) for own, other in zip(told[n], in_others, strict=True)]
        return told

    def _told(self, statement: Statement) -> Told | None:
        return Told(statement.speaker) if self._in_report else None


# --- checks -----------------------------------------------------------------------------------------------------------


def _checked(
    figures: Sequence[Asked],
    cast: Sequence[Sequence[Cast]],
    readings: Readings,
    asofs: Sequence[dt.date],
    most: int | None,
) -> Iterator[tuple[Check, list[Doubt]]]:
    told = [[shown(each.votes, most) for each in days] for days in cast]
    read = readings.of([figure for _, figure, _ in figures], told)
    for (name, figure, statement), days, read_days in zip(figures, cast, read, strict=True):
        said: Check | None = None
        for asof, (found, votes, why), seen in zip(asofs, days, read_days, strict=True):
            made = _check(name, asof, votes, seen)
            obstacles = in_the_way(figure, found, why, votes, made)
            publisher = found.deciding.publisher if found.deciding else ""
            transcribed = found.deciding is not None and found.deciding.kind == "transcribed"
            words = summary(made, figure, statement, obstacles, publisher, said, transcribed)
            made = replace(made, summary=words)
            said = said or made
            yield made, [_doubt(statement, obstacle) for obstacle in obstacles]


def _casts(figure: Figure, told: Told | None, days: Sequence[tuple[Found, list[Answer]]]) -> list[Cast]:
    """Return what is said of a claim on each day; one borne out on some day was read right, and is doubted on none."""
    cast = _cast(figure, told, days)
    closed = figure.quantity.low is not None and figure.quantity.high is not None
    if told is None or not closed:
        return cast
    borne_out = any(vote.outcome == "supported" for each in cast for vote in each.votes)
    doubted = any(each.why == "far-off" for each in cast)
    return _cast(figure, None, days) if borne_out and doubted else cast


def _cast(figure: Figure, told: Told | None, days: Sequence[tuple[Found, list[Answer]]]) -> list[Cast]:
    return [
        Cast(
            found,
            [Vote(candidate, value, one) for (candidate, value, _), one in zip(held, said, strict=True)],
            why,
        )
        for (found, held), (said, why) in zip(days, outcomes(figure, days, told), strict=True)
    ]


def _in_dollars(each: Asked) -> Asked:
    """Return a figure of a country's own dollars as one of American ones."""
    name, figure, statement = each
    return name, replace(figure, quantity=replace(figure.quantity, unit="USD")), statement


def _in_either(own: Cast, other: Cast) -> Cast:
    """Return what is said of a claim in one kind of dollars; where it holds in the other, it is not refuted."""
    holds = [
        any(v.outcome == "supported" and v.standing in VOTING for v in cast.votes) for cast in (own, other)
    ]
    if holds != [False, True]:
        return own
    said = spared([vote.standing for vote in own.votes], [vote.outcome for vote in own.votes])
    votes = [vote._replace(outcome=one) for vote, one in zip(own.votes, said, strict=True)]
    return Cast(own.found, votes, "which-dollar")


def _check(statement: str, asof: dt.date, votes: list[Vote], readings: list[Reading]) -> Check:
    voting = [vote for vote in shown(votes, None) if vote.standing in VOTING and vote.outcome != "unknown"]
    cast = Counter((vote.standing, vote.outcome == "supported") for vote in voting)
    support = _support(*((cast[each, True], cast[each, True] + cast[each, False]) for each in VOTING))
    return Check(
        statement=statement,
        asof=asof,
        verdict=verdict((vote.standing, vote.outcome) for vote in votes),
        support=support,
        decisive=decisive(votes),
        readings=readings,
        explained=explained(votes),
        turn=turn(votes),
    )


@lru_cache(maxsize=1024)
def _support(*counts: tuple[int, int]) -> dict[str, list[int]]:
    """For each standing, how many support the claim and how many there are; one record for all checks alike."""
    return {standing: [*found] for standing, found in zip(VOTING, counts, strict=True)}


def _doubt(statement: Statement, obstacle: Obstacle) -> Doubt:
    return Doubt(span=statement.span, code=obstacle.code, message=message(obstacle))
