"""A check and the numbers it rests on go in; what stood in its way comes out: why it tells nothing, what to doubt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from foedus.comparison import judge
from foedus.definitions import Found
from foedus.derive import Term
from foedus.editions import Edition
from foedus.leeway import Reason
from foedus.measures import measures
from foedus.model import Change, Check, Count, Figure
from foedus.places import written
from foedus.scope import Obstacle
from foedus.stated import ANOTHER, EXTENT, NATIONAL, fixes
from foedus.votes import VOTING, Vote, is_far, is_retold, is_stale


def in_the_way(
    figure: Figure, found: Found, why: Reason | None, votes: Sequence[Vote], made: Check
) -> list[Obstacle]:
    """Return what stood in the way of a figure's check, in the order in which it is told.

    `found`: its definitions as of the day of the check; `votes`: what their numbers say; `why`: what speaks for the
    claim where none of them does.
    """
    silent = _silence(figure, found, why, votes, made.asof)
    known = [*found.obstacles, *silent, *_far(figure, votes)]
    return [*known, *_newer(found, made, known), *_spread(figure, made, votes)]


def _silence(
    figure: Figure, found: Found, why: Reason | None, votes: Sequence[Vote], asof: dt.date
) -> list[Obstacle]:
    """Say why an edition that holds the series gave no number, or one that tells nothing."""
    explained = any(each.code != "older-edition" for each in found.obstacles)
    voting = [vote for vote in votes if vote.standing in VOTING]
    voting = [vote for vote in voting if vote.standing != "generous"] or voting
    if found.deciding is None or explained or any(vote.outcome != "unknown" for vote in voting):
        return []
    if why is not None:
        return [_newest(found.newer) if why == "newer-edition" and found.newer else Obstacle(code=why)]
    if voting and _is_short(voting, figure):
        return [Obstacle(code="at-least", blanks=_named(found.deciding))]
    return [
        _unsure(voting[0], figure, found.deciding) if voting else _lacks(figure, found, found.deciding, asof)
    ]


def _lacks(figure: Figure, found: Found, edition: Edition, asof: dt.date) -> Obstacle:
    """Say that a series starts too late, or ends too early, or lacks a value between."""
    if (late := _starts(found)) is not None:
        blanks = {"period": str(late[0]), "first": str(late[1])}
        return Obstacle(code="starts-late", blanks=_named(edition) | blanks)
    period = str(figure.period or asof.year)
    if (last := _ends(found)) is None:
        return Obstacle(code="no-value", blanks=_named(edition) | {"period": period})
    end = period.rpartition("/")[2]
    blanks = {"period": str(asof.year) if end == ".." else end, "last": last}
    return Obstacle(code="ends-early", blanks=_named(edition) | blanks)


def _unsure(vote: Vote, figure: Figure, edition: Edition) -> Obstacle:
    """Say why a number tells nothing: the claim is of a part of it, or goes on where the series ends."""
    definition, claimed = vote.candidate.definition, figure.quantity.high or figure.quantity.low
    if is_retold(figure):
        return Obstacle(code="converted")
    if isinstance(figure.derivation, Count):
        return Obstacle(code="one-member")
    if fixes(figure.stated, ANOTHER):
        return Obstacle(code="another-count", blanks={"publisher": edition.publisher})
    if fixes(figure.stated, EXTENT):
        return Obstacle(code="other-extent", blanks={"publisher": edition.publisher})
    if fixes(figure.stated, NATIONAL):
        code = "own-count" if measures()[definition.measure].unit == "person" else "own-budget"
        return Obstacle(code=code, blanks={"publisher": edition.publisher})
    if isinstance(figure.derivation, Change):
        return Obstacle(code="over-years")
    if figure.measure is not None and measures()[figure.measure].ceiling == definition.measure:
        return Obstacle(code="below-ceiling")
    if claimed is not None and vote.value > claimed and measures()[definition.measure].pieces:
        return Obstacle(code="more-in-all", blanks={"value": str(int(vote.value))})
    part = claimed is None or (vote.value > claimed and not is_stale(figure, vote.candidate))
    if part or figure.period is None or definition.period is None:
        return Obstacle(code="part-of-total", blanks={"measure": definition.measure})
    last, end = (each.rpartition("/")[2] for each in (definition.period, figure.period.text))
    return Obstacle(code="ends-early", blanks=_named(edition) | {"last": last, "period": end})


def _newer(found: Found, made: Check, obstacles: Sequence[Obstacle]) -> list[Obstacle]:
    """Warn that newer figures were out, which are not held, where a claim is not borne out by older ones."""
    told = made.verdict in ("holds", "unknown") or any(each.code == "newer-edition" for each in obstacles)
    return [] if found.newer is None or told else [_newest(found.newer)]


def _spread(figure: Figure, made: Check, votes: Sequence[Vote]) -> list[Obstacle]:
    """Say of a claim that is borne out only as exactly as a series is known that it is so."""
    measured = measures()[figure.measure or ""]
    if not measured.spread or made.verdict not in ("holds", "depends"):
        return []
    fits = judge(figure.quantity)
    wide = any(vote.outcome == "supported" and fits(vote.value) == "refuted" for vote in votes)
    return [Obstacle(code="spread-evenly")] if wide else []


def _newest(edition: Edition) -> Obstacle:
    return Obstacle(code="newer-edition", blanks=_named(edition))


def _far(figure: Figure, votes: Sequence[Vote]) -> list[Obstacle]:
    """Warn where every number is far from the claim: before it is called wrong, it should be read again."""
    voting = [vote for vote in votes if vote.standing in VOTING and vote.outcome != "unknown"]
    far = voting and all(vote.outcome == "refuted" and is_far(figure, vote.value) for vote in voting)
    return [Obstacle(code="far-off")] if far else []


def _is_short(voting: Sequence[Vote], figure: Figure) -> bool:
    """Tell whether what is known is less than is claimed, of something of which not all is known."""
    low, known = figure.quantity.low, measures()[voting[0].candidate.definition.measure]
    return known.least and low is not None and all(vote.value < low for vote in voting)


def _starts(found: Found) -> tuple[int, int] | None:
    """Return the first year that is needed and the first that its series has, where that starts too late."""
    late = (term for term in _terms(found) if term.line.grain == "year" and term.first < term.line.first)
    return min(((term.first, term.line.first) for term in late), default=None)


def _ends(found: Found) -> str | None:
    """Return the last year or month of a series that ends before what is asked of it, None where none does."""
    early = [term.line for term in _terms(found) if term.line.last < term.last]
    last = max(early, key=lambda line: line.last, default=None)
    return None if last is None else written(last.last, last.grain)


def _terms(found: Found) -> list[Term]:
    """The years or months of series that any definition that counts needs."""
    return [
        term for each in found.candidates if each.definition.standing in VOTING for term in each.plan.terms
    ]


def _named(edition: Edition) -> dict[str, str]:
    return {"edition": edition.edition, "publisher": edition.publisher}
