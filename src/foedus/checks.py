"""Figures, a ledger and days go in; one check a figure and day comes out: its readings and what they say together.

The series are loaded by one query, when they are first asked for; the cells of the readings shown by a second one.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace

from foedus.comparison import judge
from foedus.definitions import Found, Shape, define, shape
from foedus.derive import Plan
from foedus.editions import Edition
from foedus.ledger import Ledger
from foedus.leeway import outcomes, reason
from foedus.lines import Lines, lines
from foedus.measures import measures
from foedus.model import Check, Doubt, Figure, Reading, Statement, Verdict
from foedus.needs import needs
from foedus.places import written
from foedus.readings import Readings, shown
from foedus.scope import Obstacle
from foedus.summaries import message, summary
from foedus.turning import explained, turn
from foedus.universal import asked
from foedus.votes import (
    NATIONAL,
    VOTING,
    Answer,
    Vote,
    answers,
    decisive,
    is_far,
    is_retold,
    is_stale,
    verdict,
)

SHOWN = 12
CHUNK = 1000  # figures that are checked at a time: what is made on the way to their checks is let go
SHAPES = 4000  # of figures, whose definitions are kept for those that follow
NUMBERS = 100_000  # that are kept for the reports that follow

Asked = tuple[str, Figure, Statement]
Days = list[tuple[Found, list[Answer]]]  # of one figure: its definitions on each day, and their numbers


def check(
    figures: Sequence[Asked], ledger: Ledger, asofs: Sequence[dt.date], *, all_readings: bool = False
) -> list[Check]:
    """Check figures as of each day, in the order of figures and days.

    A figure is (statement id, figure, statement). What is promised or demanded is followed, not checked; a figure
    without a measure has no check.
    """
    return examine(figures, ledger, asofs, all_readings=all_readings)[0]


def examine(
    figures: Sequence[Asked], ledger: Ledger, asofs: Sequence[dt.date], *, all_readings: bool = False
) -> tuple[list[Check], list[Doubt]]:
    """Check figures, and say what stood in the way."""
    known = [(name, asked(of), by) for name, of, by in figures if is_checkable(of, by)]
    checks: list[Check] = []
    doubts: list[Doubt] = []
    answered, readings = _Answered(ledger, asofs), Readings(ledger)
    for start in range(0, len(known) if asofs else 0, CHUNK):
        part = known[start : start + CHUNK]
        for made, obstacles in _checked(
            part, answered.of(part), readings, asofs, None if all_readings else SHOWN
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
        known = [(name, asked(of), by) for name, of, by in part if is_checkable(of, by)]
        found = iter(answered.of(known))
        for _, figure, statement in part:
            if is_checkable(figure, statement):
                yield [
                    verdict((vote.standing, vote.outcome) for vote in _votes(asked(figure), *day))
                    for day in next(found)
                ]
            else:
                yield ["unknown"] * len(asofs)


def _distinct(doubts: Iterable[Doubt]) -> list[Doubt]:
    return list(
        {(each.span.start, each.span.end, each.code, str(each.message)): each for each in doubts}.values()
    )


def is_checkable(figure: Figure, statement: Statement) -> bool:
    """Tell whether a figure is one to check: of a known measure, and neither promised nor demanded."""
    return asked(figure).measure in measures() and statement.stance not in ("pledges", "demands")


class _Answered:
    """The definitions of figures with their numbers: once for all figures of one shape, as of the same days."""

    def __init__(self, ledger: Ledger, asofs: Sequence[dt.date], *, context: bool = True) -> None:
        self._ledger, self._asofs, self._context = ledger, asofs, context
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


# --- checks -----------------------------------------------------------------------------------------------------------


def _checked(
    figures: Sequence[Asked],
    of: Sequence[Days],
    readings: Readings,
    asofs: Sequence[dt.date],
    most: int | None,
) -> Iterator[tuple[Check, list[Doubt]]]:
    cast = [[_votes(figure, *day) for day in days] for (_, figure, _), days in zip(figures, of, strict=True)]
    told = [[shown(day, most) for day in days] for days in cast]
    read = readings.of([figure for _, figure, _ in figures], told)
    for (name, figure, statement), days, cast_days, read_days in zip(figures, of, cast, read, strict=True):
        said: Check | None = None
        for asof, (found, numbers), day, seen in zip(asofs, days, cast_days, read_days, strict=True):
            made = _check(name, asof, day, seen)
            obstacles = [*found.obstacles, *_silence(found, numbers, day, figure, asof), *_far(figure, day)]
            obstacles += [*_newer(found, made, obstacles), *_spread(figure, made, day)]
            publisher = found.deciding.publisher if found.deciding else ""
            transcribed = found.deciding is not None and found.deciding.kind == "transcribed"
            words = summary(made, figure, statement, obstacles, publisher, said, transcribed)
            made = replace(made, summary=words)
            said = said or made
            yield made, [_doubt(statement, obstacle) for obstacle in obstacles]


def _votes(figure: Figure, found: Found, answers: list[Answer]) -> list[Vote]:
    """Return what each definition says of a claim."""
    said = outcomes(figure, found, answers)
    return [Vote(answer.candidate, answer.value, one) for answer, one in zip(answers, said, strict=True)]


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


# --- what stood in the way --------------------------------------------------------------------------------------------


def _silence(
    found: Found, answers: list[Answer], votes: list[Vote], figure: Figure, asof: dt.date
) -> list[Obstacle]:
    """Say why an edition that holds the series gave no number."""
    explained = any(each.code != "older-edition" for each in found.obstacles)
    voting = [vote for vote in votes if vote.standing in VOTING]
    voting = [vote for vote in voting if vote.standing != "generous"] or voting
    if found.deciding is None or explained or any(vote.outcome != "unknown" for vote in voting):
        return []
    if voting and (why := reason(figure, found, answers)) is not None:
        return [_newest(found.newer) if why == "newer-edition" and found.newer else Obstacle(code=why)]
    if voting and _is_short(voting, figure):
        blanks = {"edition": found.deciding.edition, "publisher": found.deciding.publisher}
        return [Obstacle(code="at-least", blanks=blanks)]
    if voting:
        return [_unsure(voting[0], figure, found.deciding)]
    late = [c for c in found.candidates if c.definition.standing in VOTING and (_starts(c.plan) is not None)]
    if late:
        wanted, first = min(filter(None, (_starts(candidate.plan) for candidate in late)))
        blanks = {"edition": found.deciding.edition, "period": str(wanted), "first": str(first)}
        return [Obstacle(code="starts-late", blanks={**blanks, "publisher": found.deciding.publisher})]
    blanks = {"edition": found.deciding.edition, "period": str(figure.period or asof.year)}
    if (last := _ends(found)) is not None:
        end = blanks["period"].rpartition("/")[2]
        blanks["period"] = str(asof.year) if end == ".." else end
        return [
            Obstacle(
                code="ends-early", blanks={**blanks, "last": last, "publisher": found.deciding.publisher}
            )
        ]
    return [Obstacle(code="no-value", blanks={**blanks, "publisher": found.deciding.publisher})]


def _unsure(vote: Vote, figure: Figure, edition: Edition) -> Obstacle:
    """Say why a number tells nothing: the claim is of a part of it, or goes on where the series ends."""
    definition, claimed = vote.candidate.definition, figure.quantity.high or figure.quantity.low
    if is_retold(figure):
        return Obstacle(code="converted")
    if figure.stated.get("account") == NATIONAL:
        code = "own-count" if measures()[definition.measure].unit == "person" else "own-budget"
        return Obstacle(code=code, blanks={"publisher": edition.publisher})
    if figure.measure is not None and measures()[figure.measure].ceiling == definition.measure:
        return Obstacle(code="below-ceiling")
    if claimed is not None and vote.value > claimed and measures()[definition.measure].pieces:
        return Obstacle(code="more-in-all", blanks={"value": str(int(vote.value))})
    part = claimed is None or (vote.value > claimed and not is_stale(figure, vote.candidate))
    if part or figure.period is None or definition.period is None:
        return Obstacle(code="part-of-total", blanks={"measure": definition.measure})
    last, end = (each.rpartition("/")[2] for each in (definition.period, figure.period.text))
    blanks = {"edition": edition.edition, "publisher": edition.publisher, "last": last, "period": end}
    return Obstacle(code="ends-early", blanks=blanks)


def _newer(found: Found, made: Check, obstacles: list[Obstacle]) -> list[Obstacle]:
    """Warn that newer figures were out, which are not held, where a claim is not borne out by older ones."""
    told = made.verdict in ("holds", "unknown") or any(each.code == "newer-edition" for each in obstacles)
    return [] if found.newer is None or told else [_newest(found.newer)]


def _spread(figure: Figure, made: Check, votes: list[Vote]) -> list[Obstacle]:
    """Say of a claim that is borne out only as exactly as a series is known that it is so."""
    measured = measures()[figure.measure or ""]
    if not measured.spread or made.verdict not in ("holds", "depends"):
        return []
    fits = judge(figure.quantity)
    wide = any(vote.outcome == "supported" and fits(vote.value) == "refuted" for vote in votes)
    return [Obstacle(code="spread-evenly")] if wide else []


def _newest(edition: Edition) -> Obstacle:
    return Obstacle(code="newer-edition", blanks={"edition": edition.edition, "publisher": edition.publisher})


def _far(figure: Figure, votes: list[Vote]) -> list[Obstacle]:
    """Warn where every number is far from the claim: before it is called wrong, it should be read again."""
    voting = [vote for vote in votes if vote.standing in VOTING and vote.outcome != "unknown"]
    far = voting and all(vote.outcome == "refuted" and is_far(figure, vote.value) for vote in voting)
    return [Obstacle(code="far-off")] if far else []


def _is_short(voting: list[Vote], figure: Figure) -> bool:
    """Tell whether what is known is less than is claimed, of something of which not all is known."""
    low, known = figure.quantity.low, measures()[voting[0].candidate.definition.measure]
    return known.least and low is not None and all(vote.value < low for vote in voting)


def _starts(plan: Plan) -> tuple[int, int] | None:
    """Return the first year that a plan needs and the first that its line has, where the line starts too late."""
    late = [term for term in plan.terms if term.line.grain == "year" and term.first < term.line.first]
    return min(((term.first, term.line.first) for term in late), default=None)


def _ends(found: Found) -> str | None:
    """Return the last year or month of a series that ends before what is asked of it, None where none does."""
    terms = [
        term for each in found.candidates if each.definition.standing in VOTING for term in each.plan.terms
    ]
    early = [term.line for term in terms if term.line.last < term.last]
    last = max(early, key=lambda line: line.last, default=None)
    return None if last is None else written(last.last, last.grain)


def _doubt(statement: Statement, obstacle: Obstacle) -> Doubt:
    return Doubt(span=statement.span, code=obstacle.code, message=message(obstacle))
