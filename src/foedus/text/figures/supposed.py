"""A number in, whether its sentence only supposes it out: "had all allies spent 2 %, they would have had 100 bn more"."""

from __future__ import annotations

import re
from functools import cache

from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import Context
from foedus.text.lexicon import language


@cache
def _never_met(code: str) -> re.Pattern[str] | None:
    """Return how a language opens a condition that was never met."""
    told = language(code).tables["measures"].get("settings", {}).get("never_met")
    return re.compile(told) if told else None


def is_supposed(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a number stands in a sentence of a condition that was never met: nobody spent or gave so much."""
    if "would-have" not in at.cued(index):
        return False
    never, sentence = _never_met(at.scan.language.code), at.scan.sentences[index]
    met = never.search(at.scan.text, sentence.start, sentence.end) if never else None
    if met is None:
        return False
    then = at.cues(sentence.start, sentence.end, "would-have")
    return any(m.start >= met.end() or m.end <= met.start() for m in then)
