"""A number in, the house whose count it is out: an institute with a count of its own, or the alliance.

It is the house that speaks the number's own clause, else the one that its sentence or the one before names, else the
one whose count the paragraph has told, else the one that the report is about.
"""

from __future__ import annotations

from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import LEAD, NEAR, NEAR_SENTENCES, Context


def house_said(at: Context, amount: Amount, index: int) -> str | None:
    """Return the house that speaks a number of sentence `index`, else the one that is named for it there or before."""
    spoken = at.speaks.of(amount.start, amount.end)
    if spoken.speaker in at.table.counters:
        return spoken.speaker
    named = [
        m
        for m in at.scan.index.within(at.before(index), _source_end(at, index), "organisation")
        if m.value in at.table.spending_counters
    ]
    if not named:
        return None
    counts = spoken.speaker is not None and spoken.country == at.table.alliance and not spoken.quoted
    return at.table.alliance if counts else str(named[0].value)


def house_told(at: Context, index: int, until: int | None = None) -> str | None:
    """Return the house whose count is told around sentence `index`: of its paragraph, else of a report.

    `until`: up to where the alliance must not have been named since, the start of the sentence where it is None.
    """
    return _of_paragraph(at, index, until) or at.counter or _of_short_report(at, index)


def _of_paragraph(at: Context, index: int, until: int | None) -> str | None:
    """Return the institute whose count a paragraph has told, where the alliance has not been named since."""
    told = at.told.counter
    if told is None or not 0 <= index - told[0] <= NEAR_SENTENCES:
        return None
    cuts = at.scan.sentences
    if cuts[told[0]].paragraph != cuts[index].paragraph:
        return None
    named = at.scan.index.within(cuts[told[0]].start, until or cuts[index].start, "organisation", "group")
    return None if any(m.value == at.table.alliance for m in named) else told[1]


def _of_short_report(at: Context, index: int) -> str | None:
    """Return the institute whose count a short report has told so far, where it never speaks of the alliance."""
    cuts = at.scan.sentences
    if cuts[index].paragraph > cuts[0].paragraph + LEAD or cuts[-1].paragraph > cuts[0].paragraph + LEAD + 1:
        return None
    told = [name for name, first in at.counted_from.items() if first < cuts[index].end]
    return told[0] if len(told) == 1 and told[0] != at.table.alliance else None


def _source_end(at: Context, index: int) -> int:
    """Return where a sentence ends with the source that stands behind it by itself: "China 314. Source: SIPRI"."""
    cuts = at.scan.sentences
    following = cuts[index + 1] if index + 1 < len(cuts) else cuts[index]
    short = following.end - following.start <= NEAR and ":" in at.scan.text[following.start : following.end]
    return following.end if short else cuts[index].end
