"""A number in, whether it is of a part of defence, or of what no army does, out: "2 billion on air defence"."""

from __future__ import annotations

from foedus.text.figures.context import BREAKS, NEAR
from foedus.text.figures.cuewords import PART_OF_DEFENCE
from foedus.text.figures.purposes import OURS
from foedus.text.figures.scopes import Case


def is_of_part(t: Case) -> bool:
    """Tell whether a number is of a part of defence, and of no army's: "2 billion on air defence", "civil defence"."""
    if PART_OF_DEFENCE not in t.at.cued_at(t.sentence):
        return False
    low, high = t.at.own(t.amount, t.at.clause(t.amount.start, t.amount.end, t.sentence, BREAKS + ","))
    behind = t.at.cues(t.amount.end, min(high, t.amount.end + NEAR), PART_OF_DEFENCE)
    if behind and not t.at.cues(t.amount.end, behind[0].start, *OURS):
        return True
    ahead = t.at.cues(low, t.amount.start, PART_OF_DEFENCE)
    return bool(ahead) and not t.at.cues(low, high, "gdp", "military", "force", "troops", "outlay")
