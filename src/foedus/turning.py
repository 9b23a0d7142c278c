"""What definitions say of a claim goes in; how much each choice explains, and the smallest change that turns it, out.

The share that a choice explains is the variance of the outcome between its values over all the variance: 1 where the
choice alone decides. What choices decide together is explained by none alone, so that shares need not add up.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from foedus.comparison import rounded
from foedus.model import Turn
from foedus.votes import ORDER, VOTING, Vote

PLACES = 2  # of a share


def _deciding(votes: Sequence[Vote]) -> list[Vote]:
    """The votes that count, where they differ; none where all say the same."""
    found = [vote for vote in votes if vote.standing in VOTING and vote.outcome != "unknown"]
    return found if len({vote.outcome for vote in found}) > 1 else []


def explained(votes: Sequence[Vote]) -> dict[str, Decimal]:
    """Return what share of the variance of the outcome each choice explains, the largest first."""
    found = _deciding(votes)
    names = dict.fromkeys(name for vote in found for name in vote.candidate.choices)
    shares = {name: _share(name, found) for name in names}
    return {name: share for name, share in sorted(shares.items(), key=lambda item: -item[1]) if share > 0}


def _share(name: str, found: Sequence[Vote]) -> Decimal:
    """The variance between the groups that a choice makes, over all of it."""
    won = sum(vote.outcome == "supported" for vote in found)
    mean = Decimal(won) / len(found)
    groups: dict[str | None, list[bool]] = {}
    for vote in found:
        groups.setdefault(vote.candidate.choices.get(name), []).append(vote.outcome == "supported")
    between = sum(
        (len(group) * (Decimal(sum(group)) / len(group) - mean) ** 2 for group in groups.values()), Decimal(0)
    )
    return rounded(between / (len(found) * mean * (1 - mean)), PLACES)


def turn(votes: Sequence[Vote]) -> list[Turn]:
    """Return the smallest change of the strongest definition that turns what it says: the fewest choices.

    Between equals, the stronger definition. Nothing where all say the same.
    """
    found = _deciding(votes)
    if not found:
        return []
    first = min(found, key=lambda vote: ORDER[vote.standing])
    others = [vote for vote in found if vote.outcome != first.outcome]
    other = min(others, key=lambda vote: (len(_changed(first, vote)), ORDER[vote.standing]))
    return _changed(first, other)


def _changed(one: Vote, other: Vote) -> list[Turn]:
    before, after = one.candidate.choices, other.candidate.choices
    names = dict.fromkeys((*before, *after))
    return [
        Turn(choice=name, before=before.get(name), after=after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    ]
