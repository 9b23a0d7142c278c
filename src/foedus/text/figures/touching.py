"""A name that touches a number in, whether it is that one's out: "…, and Spain 1.3 %", "Denmark with its 2.4 %"."""

from __future__ import annotations

import datetime as dt

from foedus import alliances
from foedus.text.figures.all_but import LEFT_OUT, stands_at
from foedus.text.figures.attached import attached, is_possessive
from foedus.text.figures.borne import HAD, LANDS
from foedus.text.figures.context import NEAR
from foedus.text.figures.links import TOUCH
from foedus.text.figures.recipients import COST
from foedus.text.figures.sought import Sought
from foedus.text.match import Mention

BETWEEN_TWO = ("un_vote_agreement", "arms_transfers")  # what is of two at once
TOLD = ("reports", "expects", "denies")  # stances of what is so, and not asked for
REACH = 24  # characters between a name and its number, with a pronoun: " with its paltry "


def tied(sought: Sought) -> str | None:
    """Answer with the name that grammar ties a number to, wherever others stand."""
    if not sought.owned and not sought.partner:
        return None
    if whose := _gapped(sought):
        return whose
    if (whose := _possessed(sought)) and whose != sought.partner:
        return whose
    if sought.demanding or sought.stance == "demands":
        return None
    whose = attached(sought.at, sought.amount)
    return None if whose in sought.skip or whose == sought.partner else whose


def _gapped(sought: Sought) -> str | None:
    """Return a name between "and" and a number, which does as much as the one before: "…, and Spain 1.3 %"."""
    at, amount, low = sought.at, sought.amount, sought.sentence.start
    names = at.names(max(low, amount.start - NEAR), amount.start)
    if not names or amount.start - names[-1].end != 1 or names[-1].kind not in LANDS:
        return None
    led = at.scan.index.within(max(low, names[-1].start - TOUCH), names[-1].start, "and")
    alike = any(
        a.kind == amount.kind and a.end < names[-1].start for a in at.neighbours(amount, sought.sentence)
    )
    told = alike and at.led(led, names[-1].start) and at.scan.text[led[-1].start - 2 : led[-1].start] == ", "
    return str(names[-1].value) if told and names[-1].value != sought.partner else None


def _possessed(sought: Sought) -> str | None:
    """Return whose a number is by a possessive right before it: "behind Denmark's 2.4 %", "Italy with its 2 %".

    So is what one has who is left out of what is told of others: "apart from Luxembourg, with 0.7 %".
    """
    at, amount = sought.at, sought.amount
    if sought.measure in BETWEEN_TWO or amount.kind not in HAD or sought.stance not in TOLD:
        return None
    names = at.names(max(sought.sentence.start, amount.start - 2 * NEAR), amount.start)
    if names and names[-1].value == sought.table.grown and _is_all_but(sought, names[-1]):
        return _left_out(sought)  # "apart from the United States, at 3.6 %, three allies meet it"
    if not names or names[-1].kind not in LANDS or names[-1].value not in alliances.countries():
        return None
    if names[-1].value in sought.skip:
        return None  # "5 billion in aid to Ukraine and its 2.2 % of GDP"
    return str(names[-1].value) if _has(sought, names[-1]) else None


def _is_all_but(sought: Sought, name: Mention) -> bool:
    """Tell whether the name of a group says whom it leaves out, and a number is that one's: "apart from X, at 3.6 %".

    So is what a relative clause tells: "without X, which bears 72 % of it".
    """
    at, amount = sought.at, sought.amount
    if not at.cues(name.start, name.start + 1, LEFT_OUT):
        return False
    told = at.cues(name.end, name.end + TOUCH, "relative")
    return stands_at(at, name, amount) or (bool(told) and "," not in at.scan.text[told[0].end : amount.start])


def _left_out(sought: Sought) -> str | None:
    """Return the one member that the group of all others leaves out."""
    day, table = sought.at.today or dt.date.max, sought.table
    out = alliances.members_on(table.alliance, day) - alliances.members_on(table.grown, day)
    return next(iter(out)) if len(out) == 1 else None


def _has(sought: Sought, name: Mention) -> bool:
    """Tell whether a name is in the possessive before a number, or tied to it by "with its"."""
    at, start = sought.at, sought.amount.start
    between = at.scan.text[name.end : start]
    if between == " " and COST in at.cued_at(sought.sentence) and at.led_by(name.start, COST):
        return True  # "aid has cost Denmark 2 % of its GDP"
    if at.previous_amount(sought.amount) > name.end:
        return False
    patterns = at.scan.language.settings["measures"].patterns
    if patterns["whose_own"].fullmatch(between) is not None:
        return True  # "than Germany, whose share came to 2.1 %"
    if len(between) > REACH:
        return False
    if is_possessive(at, name, sought.amount):
        return True
    if LEFT_OUT in at.cued_at(sought.sentence) and at.led_by(name.start, LEFT_OUT):
        return not at.led_by(name.start, "along-with") and stands_at(at, name, sought.amount)
    return patterns["with_its"].fullmatch(between) is not None
