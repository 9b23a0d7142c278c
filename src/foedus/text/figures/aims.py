"""A name in, whether it only says what something is for, or on what condition it is so, out.

"Um der russischen Armee entgegenzutreten, wären …", "Should America withdraw, Europe would …".
"""

from __future__ import annotations

from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import Context
from foedus.text.match import Mention
from foedus.text.particles import grammar, words_before

LED, MOST_LED = 24, 3  # characters and words that lead from a sign to a name


def is_in_aim(at: Context, mention: Mention, amount: Amount | None = None) -> bool:
    """Tell whether a name stands in a clause of aim: it has no subject, so nobody in it spends or gives.

    `amount`: what is in the same clause with this number may be whose it is.
    """
    pattern = at.scan.language.settings["measures"].patterns["clause_of_aim"]
    sentence = at.scan.sentence(mention.start)
    for clause in pattern.finditer(at.scan.text, sentence.start, sentence.end):
        if clause.start() <= mention.start < clause.end():
            return amount is None or not clause.start() <= amount.start < clause.end()
    return False


def is_in_condition(at: Context, mention: Mention) -> bool:
    """Tell whether a name stands in a condition that opens its sentence: what follows is told of another."""
    return mention.start < end_of_condition(at, mention.start)


def end_of_condition(at: Context, start: int) -> int:
    """Return where the condition ends that opens the sentence of an offset, 0 where none does."""
    pattern = at.scan.language.settings["measures"].patterns["clause_of_condition"]
    sentence = at.scan.sentence(start)
    clause = pattern.match(at.scan.text, sentence.start, sentence.end)
    return clause.end() if clause is not None else 0


def is_in_contrast(at: Context, mention: Mention) -> bool:
    """Tell whether a name opens a clause that only sets another against: "Poland is arming, while France hesitates"."""
    small, words = grammar(at.scan.language.code), words_before(at.scan.text, mention.start, LED)
    if not any(small.has("while", word) for word in words[-MOST_LED:]):
        return False
    return mention.start - at.sentence(mention.start).start > LED
