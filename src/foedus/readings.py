"""What definitions say of claims goes in; the readings that are shown come out, each with its cells and its query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from foedus.candidates import Candidate
from foedus.cells import cells as published
from foedus.derive import Plan
from foedus.ledger import Ledger
from foedus.lines import lines
from foedus.measures import measures
from foedus.model import Figure, Observation, Observed, Reading, exact
from foedus.queries import sql
from foedus.tallies import ahead, tally
from foedus.votes import ORDER, VOTING, Vote


def shown(votes: list[Vote], most: int | None) -> list[Vote]:
    """Merge readings equal in value and outcome, the stronger standing first; at most so many.

    What another edition says is shown even where it is the same.
    """
    decides = {vote.candidate.definition.edition for vote in votes if vote.standing in VOTING}
    kept: dict[tuple[object, ...], Vote] = {}
    for vote in sorted(votes, key=lambda vote: ORDER[vote.standing]):
        definition = vote.candidate.definition
        other = "" if definition.edition in decides else definition.edition
        kept.setdefault((vote.value, vote.outcome, other), vote)
    shown = list(kept.values())
    must = sum(vote.standing in ("literal", "customary") for vote in shown)
    return shown if most is None else shown[: max(most, must)]


KEPT = 20_000  # readings that are kept for the figures that follow

Days = Sequence[Sequence[Vote]]  # of one figure: what is shown on each day


class Readings:
    """Makes the readings that are shown; what several figures share is made once, and is one record."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._queries = lines(ledger).queries
        # By the identity of its definition, which is kept beside it so that no other takes its place.
        self._made: dict[tuple[int, str, bool], tuple[Candidate, Reading]] = {}

    def of(self, figures: Sequence[Figure], shown: Sequence[Days]) -> list[list[list[Reading]]]:
        """Return the readings of each figure on each day.

        The values behind a sum over members are listed where it votes on one of the figure's days.
        """
        if len(self._made) > KEPT:
            self._made.clear()
        asked = [
            [[(vote, vote.candidate.plan not in voting) for vote in votes] for votes in days]
            for days in shown
            for voting in [_voting(days)]
        ]
        self._make(
            {
                (id(vote.candidate), vote.outcome, brief): (figure, vote, brief)
                for figure, of in zip(figures, asked, strict=True)
                for day in of
                for vote, brief in day
            }
        )
        return [
            [[self._made[id(vote.candidate), vote.outcome, brief][1] for vote, brief in day] for day in of]
            for of in asked
        ]

    def _make(self, wanted: Mapping[tuple[int, str, bool], tuple[Figure, Vote, bool]]) -> None:
        """Make the readings that are not there yet, their cells by one query."""
        new = {key: asked for key, asked in wanted.items() if key not in self._made}
        pairs = dict.fromkeys((vote.candidate.plan, brief) for _, vote, brief in new.values())
        cells = dict(zip(pairs, published(self._ledger, pairs), strict=True))
        if len(self._queries) > KEPT:
            self._queries.clear()
        for plan, _ in pairs:
            if plan not in self._queries:
                self._queries[plan] = sql(plan)
        for key, (figure, vote, brief) in new.items():
            plan = vote.candidate.plan
            made = _reading(vote, figure, cells[plan, brief], self._queries[plan])
            self._made[key] = vote.candidate, made


def _voting(days: Days) -> set[Plan]:
    return {vote.candidate.plan for votes in days for vote in votes if vote.standing in VOTING}


def _reading(vote: Vote, figure: Figure, cells: list[Observation], query: str) -> Reading:
    plan, value = vote.candidate.plan, exact(vote.value)
    is_share = plan.formula == "count" and figure.quantity.unit == "%"
    of = plan.there if is_share else None
    reading = Reading(
        definition=vote.candidate.definition,
        observed=Observed(low=value, high=value, unit=vote.candidate.unit, of=of),
        verdict=vote.outcome,
        observations=cells,
        members=_members(vote, cells),
        sql=query,
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
        taken_out = {term.line.subject for term in plan.terms_of("whole")}
        return sorted({cell.subject for cell in cells if cell.subject} - taken_out)
    return []
