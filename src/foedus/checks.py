"""Figures, a ledger and days go in; one check a figure and day comes out: its readings and what they say together.

The series are loaded by one query, when they are first asked for; the cells of the readings shown by a second one.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from foedus.candidates import Candidate
from foedus.cells import cells as published
from foedus.comparison import outcome, rounded
from foedus.definitions import Found, define
from foedus.derive import Plan, number
from foedus.ledger import Ledger
from foedus.lines import lines
from foedus.measures import Measure, measures
from foedus.model import (
    Check,
    Count,
    Doubt,
    Figure,
    Level,
    Observation,
    Observed,
    Outcome,
    Reading,
    Standing,
    Statement,
    Struct,
    Verdict,
    exact,
)
from foedus.needs import effective, needs
from foedus.queries import sql
from foedus.scope import Obstacle
from foedus.summaries import message, summary
from foedus.tallies import ahead, tally

SHOWN = 12
PART = 20  # a total that many times as large as the claim answers another question
VOTING: tuple[Standing, ...] = ("literal", "customary", "generous")
_ORDER: dict[str, int] = {"literal": 0, "customary": 1, "generous": 2, "context": 3}

Asked = tuple[str, Figure, Statement]


class Vote(Struct, frozen=True, kw_only=True):
    """One definition with its number and what that says of the claim."""

    candidate: Candidate
    value: Decimal
    outcome: Outcome

    @property
    def standing(self) -> Standing:
        """The standing of its definition."""
        return self.candidate.definition.standing


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
    known = [each for each in figures if is_checkable(each[1], each[2])]
    asked = [(each, asof) for each in known for asof in asofs]
    if not asked:
        return [], []
    shelf = lines(ledger)
    shelf.load(ledger, {need for _, figure, _ in known for need in needs(figure)})
    found = [each for _, figure, statement in known for each in define(figure, statement, shelf, asofs)]
    votes = _votes([figure for (_, figure, _), _ in asked], found)
    shown = [_shown(each, None if all_readings else SHOWN) for each in votes]
    readings = _readings([figure for (_, figure, _), _ in asked], shown, ledger)
    checks: list[Check] = []
    doubts: list[Doubt] = []
    said: dict[str, Check] = {}
    for ((name, figure, statement), asof), each, vote, read in zip(
        asked, found, votes, readings, strict=True
    ):
        made = _check(name, asof, vote, read)
        obstacles = [*each.obstacles, *_silence(each, vote, figure, asof)]
        publisher = each.deciding.publisher if each.deciding else ""
        transcribed = each.deciding is not None and each.deciding.kind == "transcribed"
        words = summary(made, figure, statement, obstacles, publisher, said.get(name), transcribed)
        made = replace(made, summary=words)
        said.setdefault(name, made)
        checks.append(made)
        doubts += [_doubt(statement, obstacle) for obstacle in obstacles]
    return checks, _distinct(doubts)


def _distinct(doubts: Iterable[Doubt]) -> list[Doubt]:
    return list(
        {(each.span.start, each.span.end, each.code, str(each.message)): each for each in doubts}.values()
    )


def is_checkable(figure: Figure, statement: Statement) -> bool:
    """Tell whether a figure is one to check: of a known measure, and neither promised nor demanded."""
    return figure.measure in measures() and statement.stance not in ("pledges", "demands")


# --- votes ------------------------------------------------------------------------------------------------------------


def _votes(figures: Sequence[Figure], found: Sequence[Found]) -> list[list[Vote]]:
    """Answer all definitions of all figures, each number once."""
    plans = dict.fromkeys(candidate.plan for each in found for candidate in each.candidates)
    numbers = {plan: number(plan) for plan in plans}
    votes = []
    for figure, each in zip(figures, found, strict=True):
        measured, meant = effective(figure)
        votes.append(
            [
                Vote(candidate=candidate, value=value, outcome=_outcome(value, meant, measured))
                for candidate in each.candidates
                if (value := numbers[candidate.plan]) is not None
            ]
        )
    return votes


def _outcome(value: Decimal, figure: Figure, measured: Measure) -> Outcome:
    """Compare as published: shares are printed with two decimals, and "more than 2 %" means those."""
    if isinstance(figure.derivation, Count) and figure.quantity.unit == "%":
        return "unknown"
    if _is_part(value, figure, measured):
        return "unknown"
    if measured.decimals is not None and isinstance(figure.derivation, Level):
        value = rounded(value, measured.decimals)
    return outcome(value, figure.quantity)


def _is_part(value: Decimal, figure: Figure, measured: Measure) -> bool:
    """Tell whether a total is so much larger than what is claimed that the claim is of a part: a package, a mission."""
    claimed = figure.quantity.high or figure.quantity.low
    return (
        isinstance(figure.derivation, Level)
        and measured.unit in ("money", "person")
        and figure.quantity.low is not None
        and claimed is not None
        and 0 < claimed * PART < value
    )


def _shown(votes: list[Vote], most: int | None) -> list[Vote]:
    """Merge readings equal in value and outcome, the stronger standing first; at most so many."""
    kept: dict[tuple[object, ...], Vote] = {}
    for vote in sorted(votes, key=lambda vote: _ORDER[vote.standing]):
        definition = vote.candidate.definition
        other = definition.edition if vote.standing == "context" else ""
        kept.setdefault((vote.value, vote.outcome, other), vote)
    shown = list(kept.values())
    must = sum(vote.standing in ("literal", "customary") for vote in shown)
    return shown if most is None else shown[: max(most, must)]


def _readings(
    figures: Sequence[Figure], shown: Sequence[Sequence[Vote]], ledger: Ledger
) -> list[list[Reading]]:
    plans = list(dict.fromkeys(vote.candidate.plan for votes in shown for vote in votes))
    voting = {vote.candidate.plan for votes in shown for vote in votes if vote.standing in VOTING}
    cells = dict(zip(plans, published(ledger, plans, brief=set(plans) - voting), strict=True))
    queries = {plan: sql(plan) for plan in plans}
    return [
        [_reading(vote, figure, cells, queries) for vote in votes]
        for figure, votes in zip(figures, shown, strict=True)
    ]


def _reading(
    vote: Vote, figure: Figure, cells: Mapping[Plan, list[Observation]], queries: Mapping[Plan, str]
) -> Reading:
    plan, value = vote.candidate.plan, exact(vote.value)
    reading = Reading(
        definition=vote.candidate.definition,
        observed=Observed(low=value, high=value, unit=vote.candidate.unit),
        verdict=vote.outcome,
        observations=cells[plan],
        members=_members(vote, cells[plan]),
        sql=queries[plan],
    )
    return _counted(reading, plan, figure) if plan.formula == "count" else reading


def _counted(reading: Reading, plan: Plan, figure: Figure) -> Reading:
    """Name who was counted, who came close to the line and who could not be counted."""
    definition = reading.definition
    released, margin = dt.date.fromisoformat(definition.edition), measures()[definition.measure].near
    told = tally(plan, reading.observations, figure.subject or "", released, margin)
    return replace(reading, members=told.members, near=told.near, excluded=told.excluded)


def _members(vote: Vote, cells: Sequence[Observation]) -> list[str]:
    """Whose values were summed, or who stands before the subject of a rank."""
    plan = vote.candidate.plan
    if plan.formula == "rank":
        return ahead(plan, cells)
    if any(term.line.basis == "sum" for term in plan.terms_of("own")):
        return sorted({cell.subject for cell in cells if cell.subject})
    return []


# --- verdict ----------------------------------------------------------------------------------------------------------


def verdict(votes: Iterable[tuple[Standing, Outcome]]) -> Verdict:
    """Return what readings say together; context never counts, a reading without a value does not vote.

    >>> verdict([("literal", "supported"), ("generous", "refuted")]), verdict([("generous", "supported")])
    ('holds', 'holds')
    >>> verdict([("customary", "refuted"), ("generous", "supported")])
    'depends'
    """
    counted = [(standing, said) for standing, said in votes if standing in VOTING and said != "unknown"]
    if not counted:
        return "unknown"
    strong = [said for standing, said in counted if standing != "generous"] or [said for _, said in counted]
    if all(said == "supported" for said in strong):
        return "holds"
    return "fails" if all(said == "refuted" for _, said in counted) else "depends"


def _check(statement: str, asof: dt.date, votes: list[Vote], readings: list[Reading]) -> Check:
    voting = [vote for vote in _shown(votes, None) if vote.standing in VOTING and vote.outcome != "unknown"]
    support: dict[str, list[int]] = {
        standing: [
            sum(vote.outcome == "supported" for vote in voting if vote.standing == standing),
            sum(vote.standing == standing for vote in voting),
        ]
        for standing in VOTING
    }
    return Check(
        statement=statement,
        asof=asof,
        verdict=verdict((vote.standing, vote.outcome) for vote in voting),
        support=support,
        decisive=decisive(votes),
        readings=readings,
    )


def decisive(votes: Sequence[Vote]) -> str | None:
    """Name the choice that best separates what supports a claim from what refutes it; None where all agree.

    The variance of the outcome between the values of a choice, by degree of freedom; between equals the one that alone
    flips the strongest reading, then the choice with fewer values, then the one named first.
    """
    voting = [vote for vote in votes if vote.standing in VOTING and vote.outcome != "unknown"]
    if len({vote.outcome for vote in voting}) < 2:
        return None
    names = list(dict.fromkeys(name for vote in voting for name in vote.candidate.choices))
    scores = {
        name: _separation(
            [(vote.candidate.choices.get(name), vote.outcome) for vote in voting], _flip(name, voting)
        )
        for name in names
    }
    best = max(names, key=lambda name: scores[name], default=None)
    return best if best is not None and scores[best][0] > 0 else None


def _flip(name: str, voting: Sequence[Vote]) -> int:
    """How strong two readings are that differ in this choice alone and in what they say; the stronger, the higher."""
    kept: dict[tuple[tuple[str, str], ...], dict[Outcome, int]] = {}
    for vote in voting:
        others = tuple(sorted((key, value) for key, value in vote.candidate.choices.items() if key != name))
        strongest = kept.setdefault(others, {})
        strongest[vote.outcome] = min(strongest.get(vote.outcome, len(_ORDER)), _ORDER[vote.standing])
    return max((-sum(found.values()) for found in kept.values() if len(found) > 1), default=-2 * len(_ORDER))


def _separation(outcomes: Sequence[tuple[str | None, Outcome]], flip: int) -> tuple[Decimal, int, int]:
    """Variance between groups by degree of freedom, what a change of the choice alone does, minus how many groups."""
    sizes = Counter(value for value, _ in outcomes)
    wins = Counter(value for value, said in outcomes if said == "supported")
    if len(sizes) < 2:
        return Decimal(0), flip, 0
    mean = Decimal(sum(wins.values())) / len(outcomes)
    between = sum(
        (size * (Decimal(wins[value]) / size - mean) ** 2 for value, size in sizes.items()), Decimal(0)
    )
    return rounded(between / (len(sizes) - 1), 12), flip, -len(sizes)


# --- what stood in the way --------------------------------------------------------------------------------------------


def _silence(found: Found, votes: list[Vote], figure: Figure, asof: dt.date) -> list[Obstacle]:
    """Say why an edition that holds the series gave no number."""
    explained = any(each.code != "older-edition" for each in found.obstacles)
    voting = [vote for vote in votes if vote.standing in VOTING]
    if found.deciding is None or explained or any(vote.outcome != "unknown" for vote in voting):
        return []
    if voting:
        return [Obstacle(code="part-of-total", blanks={"measure": voting[0].candidate.definition.measure})]
    blanks = {"edition": found.deciding.edition, "period": str(figure.period or asof.year)}
    return [Obstacle(code="no-value", blanks={**blanks, "publisher": found.deciding.publisher})]


def _doubt(statement: Statement, obstacle: Obstacle) -> Doubt:
    return Doubt(span=statement.span, code=obstacle.code, message=message(obstacle))
