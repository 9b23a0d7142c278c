"""A name in, whether it only says what something is for, or on what condition it is so, out.

"Um der russischen Armee entgegenzutreten, wären …", "Should America withdraw, Europe would …".
"""

from __future__ import annotations

import re
from functools import cache

from foedus.text.figures.context import Context
from foedus.text.lexicon import language
from foedus.text.match import Mention


@cache
def _clause(code: str, key: str) -> re.Pattern[str] | None:
    """Return what a clause of aim or of condition looks like where a language has a form of its own for it."""
    told = language(code).tables["measures"].get("settings", {}).get(key)
    return re.compile(told) if told else None


def is_in_aim(at: Context, mention: Mention, start: int | None = None) -> bool:
    """Tell whether a name stands in a clause of aim: it has no subject, so nobody in it spends or gives.

    `start`: where a number stands; what is in the same clause with it may be whose it is.
    """
    pattern = _clause(at.scan.language.code, "clause_of_aim")
    if pattern is None:
        return False
    sentence = at.scan.sentences[at.scan.index.at(mention.start)]
    for clause in pattern.finditer(at.scan.text, sentence.start, sentence.end):
        if clause.start() <= mention.start < clause.end():
            return start is None or not clause.start() <= start < clause.end()
    return False


def is_in_condition(at: Context, mention: Mention) -> bool:
    """Tell whether a name stands in a condition that opens its sentence: what follows is told of another."""
    pattern = _clause(at.scan.language.code, "clause_of_condition")
    sentence = at.scan.sentences[at.scan.index.at(mention.start)]
    clause = pattern.match(at.scan.text, sentence.start, sentence.end) if pattern else None
    return clause is not None and mention.start < clause.end()
