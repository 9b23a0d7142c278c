"""A sentence in, whether it tells of the fund into which allies pay together, or of what has come in for it, out."""

from __future__ import annotations

from foedus.text.figures.context import Context
from foedus.text.sentences import Sentence


def is_of_fund(at: Context, sentence: Sentence, index: int) -> bool:
    """Tell whether a sentence tells of the allies' joint fund, or of what has come in for the one told before it."""
    return bool(at.cues(sentence.start, sentence.end, "allied-fund")) or is_paid_in(at, sentence, index)


def is_paid_in(at: Context, sentence: Sentence, index: int) -> bool:
    """Tell whether a sum has come into the joint fund told before, from nobody: "3 billion have come in since July"."""
    if "collected" not in at.cued(index) or not at.cues(at.before(index), sentence.start, "allied-fund"):
        return False
    named = {str(m.value) for m in at.names(sentence.start, sentence.end)}
    return named <= {at.table.beneficiary, at.table.alliance}
