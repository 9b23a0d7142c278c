"""A share or a part in, the sum it is of out, where that is told before and no table divides it: "80 % of the sum"."""

from __future__ import annotations

import msgspec

from foedus.model import Figure
from foedus.text.amounts.amount import SHARES, SUMS, Amount
from foedus.text.figures.context import BREAKS, Context

NEAR_SENTENCES = 2  # within which a sum may be called "the sum" again
AID = "aid_"
LED_ON = 24  # characters from a share to that of which it is one
APPOSED = 12  # characters of a comma and a hedge, or of "which is"


def whole_told(at: Context, amount: Amount, index: int) -> Figure | None:
    """Return the sum that a share is told of: of no measure, or what one giver has given in one go."""
    last = at.told.last
    if amount.kind not in SHARES or last is None or last[0].kind != "money":
        return None
    cuts = at.scan.sentences
    if index - last[2] > NEAR_SENTENCES or cuts[index].paragraph != cuts[last[2]].paragraph:
        return None
    if _is_of_led(at, last[0], amount, index, last[2]):
        return last[1]
    behind = at.cues(amount.end, amount.end + 2, "of-total")
    if not behind or behind[0].start - amount.end > 1 or amount.start - last[0].end <= APPOSED:
        return None  # "970 billion, two thirds of the total": what the sum itself is a part of
    clause = at.clause(amount.start, amount.end, cuts[index], BREAKS + ",")
    if any(m.value != at.table.beneficiary for m in at.names(max(clause[0], last[0].end), amount.start)):
        return None  # "Canberra has given 700 million, Wellington a tenth of that"
    given = (last[1].measure or "").startswith(AID) and last[1].subject not in (None, at.table.total)
    return last[1] if last[1].measure is None or given else None


def _is_of_led(at: Context, whole: Amount, amount: Amount, index: int, where: int) -> bool:
    """Tell whether a share is of the sum that opens the sentence: "of the 2 billion promised, a third is paid"."""
    begins = at.scan.sentences[index].start
    led = at.scan.index.within(begins, begins + 1, "of", "out-of", "from") if where == index else ()
    if not any(at.leads(m.end, whole.start) for m in led):
        return False
    comma = at.scan.text.rfind(", ", whole.end, amount.start)
    return (
        comma > 0
        and not at.names(comma, amount.start)
        and not at.cues(amount.end, amount.end + 2, "of-total")
    )


def as_part(figure: Figure, whole: Figure) -> Figure:
    """Return the figure of a share as a part of a sum: whose that is, and when where it says no time of its own."""
    period = figure.period if "period" in figure.stated else whole.period
    who = whole.subject if figure.subject is None or whole.measure else figure.subject
    return msgspec.structs.replace(figure, subject=who, partner=whole.partner, period=period)


def is_part_again(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a sum tells anew a part that nothing measures: "takes 13 % of military funds, or 5.6 billion"."""
    last = at.told.last
    if amount.kind != "money" or last is None or last[2] != index or last[0].kind != "percent":
        return False
    whole = at.cues(last[0].end, last[0].end + LED_ON, "spending", "spend", "military")
    if last[1].measure is not None or not whole:
        return False
    return at.led(at.cues(last[0].end, amount.start, "that-is"), amount.start, APPOSED)


def is_part_of_told(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a sentence opens with what was spent in all, of which a sum is a part: "Of this sum, 7 billion"."""
    last, start = at.told.last, at.scan.sentences[index].start
    if amount.kind not in SUMS or last is None or last[2] != index - 1 or last[0].kind != "money":
        return False
    opened = at.cues(start, start + 1, "of-this") if (last[1].measure or "").endswith("_expenditure") else ()
    return bool(opened) and at.previous_amount(amount) <= start and not at.names(start, amount.start)
