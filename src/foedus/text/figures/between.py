"""A change right behind two levels in, the years that it lies between out: "900 million, up from 700 in 2014: +25%"."""

from __future__ import annotations

import msgspec

from foedus.model import Change, Figure, Growth, Level
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import NEAR, TIGHT, Context
from foedus.text.figures.cuewords import TURNS
from foedus.text.figures.links import uncovered
from foedus.text.particles import grammar

_LEADING = (*TURNS, "that-is", "told-again", "by-how-much")  # cues of what a change is told with
_SIGNS = " ,:–—(\u00a0\u202f"


def between_levels(at: Context, amount: Amount, figure: Figure, index: int) -> Figure:
    """Give a change the years of the two levels right before it, where it says by how much they differ."""
    last, first = at.told.last, at.told.earlier
    if not isinstance(figure.derivation, Growth | Change) or last is None or first is None:
        return figure
    if (
        not last[2] == first[2] == index
        or "base" in figure.stated
        or not _is_right_behind(at, last[0], amount)
    ):
        return figure
    before, after = sorted((first[1], last[1]), key=lambda told: told.period.text if told.period else "")
    if not (_is_alike(figure, before) and _is_alike(figure, after)) or before.period == after.period:
        return figure
    derivation = msgspec.structs.replace(
        figure.derivation, base=before.period.text if before.period else None
    )
    return msgspec.structs.replace(figure, derivation=derivation, period=after.period)


def _is_alike(figure: Figure, level: Figure) -> bool:
    """Tell whether a level is one of a year, and of what changes."""
    dated = level.period is not None and level.period.text.isdigit()
    same = (level.measure, level.subject, level.partner) == (figure.measure, figure.subject, figure.partner)
    return isinstance(level.derivation, Level) and level.measure is not None and dated and same


def _is_right_behind(at: Context, level: Amount, amount: Amount) -> bool:
    """Tell whether only the level's own time and words of change stand between it and a number without a time."""
    if not 0 <= amount.start - level.end <= 2 * NEAR or at.times_in(amount.end, amount.end + TIGHT):
        return False
    span = level.end, amount.start
    told = [(m.start, m.end) for m in at.scan.index.within(*span, "of", "to", "from")]
    told += [(m.start, m.end) for m in at.cues(*span, *_LEADING)]
    told += [(t.start, t.end) for t in at.times_in(*span)]
    rest = uncovered(at.scan.text, *span, [(max(low, span[0]), min(high, span[1])) for low, high in told])
    small = grammar(at.scan.language.code)
    words = (word.strip(_SIGNS).lower() for word in rest.split())
    return all(not word or small.has("articles", word) for word in words)  # not "after a fall of 10 %"
