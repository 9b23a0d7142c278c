"""A member's progress in; what a projection says of the due year out, or why there is none."""

from __future__ import annotations

from foedus.pledges.records import Followed, Progress
from foedus.render.following import Promises


def outlook(progress: Progress, followed: Followed, say: Promises) -> str:
    """Return the projection in a sentence; empty where nothing is left to be projected."""
    return ""
