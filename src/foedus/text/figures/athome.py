"""A sum beside words of aid in, whether whoever has it spends it at home, for an army or arms of its own, out."""

from __future__ import annotations

from foedus.model import Growth
from foedus.text.amounts.amount import SUMS
from foedus.text.figures import levels
from foedus.text.figures.context import NEAR
from foedus.text.figures.links import LOOSE, TOUCH
from foedus.text.figures.recipients import is_bare, is_recipient
from foedus.text.figures.scopes import Case

SPENT = ("spending", "spend", "outlay")  # cues of what is spent
GIVEN = ("aid", "aid-noun", "give", "gave", "pledged", "allocated", "committed", "delivered", "for-partner")
# cues of whoever helps
HELPS = ("aid-noun", "give", "gave", "pledged", "donor", "for-partner", "allied-fund")


def is_spent_ahead_of_aid(t: Case) -> bool:
    """Tell whether aid stands only in a clause behind what is spent: "spending fell to 954 billion because no aid"."""
    low, high = t.spans["clause"]
    if not any(m.value == "break" for m in t.at.scan.index.within(high, high + 1, "clause")):
        return False
    led = [m.end for m in t.at.scan.index.within(low, t.amount.start, "clause") if m.value == "break"]
    told = max([low, *led]), high
    return bool(t.at.cues(*told, *SPENT)) and not t.at.has(told, GIVEN)


def buys_for_itself(t: Case) -> bool:
    """Tell whether a sum of one's own budget buys arms that nobody else is told to get: "spends 5 bn on equipment"."""
    last, here = t.at.told.last, t.at.cued_at(t.sentence)
    if t.amount.kind not in SUMS or t.at.topic.about_aid or here.isdisjoint(("equipment", "arms-noun")):
        return False
    if last is not None and t.nth - last[2] <= 1 and (last[1].measure or "").startswith("aid_"):
        return False  # "gave 40 billion. Of this, 5 billion was spent on equipment"
    span = t.sentence.start, t.sentence.end
    if any(m.value == t.at.table.beneficiary for m in t.at.names(*span)) or not here.isdisjoint(HELPS):
        return False
    arms = {m.start for m in t.at.cues(*span, "equipment", "arms-noun")}
    spent = t.at.cues(*t.at.clause(t.amount.start, t.amount.end, t.sentence), "own-budget", "outlay", "spend")
    return bool(spent) and all(m.start in arms for m in t.at.cues(*span, "aid"))


def is_reached_by_spending(t: Case) -> bool:
    """Tell whether a sum is where spending has grown to: "raised its outlays by 51 % to 65 billion and got aid"."""
    last = t.at.told.last
    if last is None or last[2] != t.nth or not isinstance(last[1].derivation, Growth):
        return False
    spent = (last[1].measure or "").endswith("_expenditure")
    return spent and t.amount.start - last[0].end <= TOUCH + LOOSE and levels.goes(t.at, t.amount, t.nth)


def is_laid_out(t: Case) -> bool:
    """Tell whether a clause behind "while" tells what its own country spends: "while Poland laid out 16 billion"."""
    if not t.at.led_by(t.amount.start, "outlay", most=1):
        return False
    opened = t.at.scan.index.within(t.sentence.start + 1, t.amount.start, "clause")
    low = max((m.end for m in opened if m.value == "break"), default=0)
    high = t.at.clause(t.amount.start, t.amount.end, t.sentence)[1]
    named = low and any(m.value == t.at.table.beneficiary for m in t.at.names(low, high))
    return bool(low) and not named and not t.at.cues(low, high, "aid", "aid-noun")


def is_of_its_own(t: Case) -> bool:
    """Tell whether the one who is helped spends itself: "Ukraine puts 34 % of its GDP into the war", "buys arms"."""
    low, high = t.at.clause(t.amount.start, t.amount.end, t.sentence)
    percent = t.amount.kind == "percent"
    if not percent and "buys-arms" not in t.at.cued_at(t.sentence):
        return False
    names = t.at.names(low, t.amount.start)
    if not names or any(m.value != t.at.table.beneficiary for m in names):
        return False
    if not is_bare(t.at, names[0], speaks=not percent) or is_recipient(t.at, names[0]):
        return False
    if not percent:
        bought = t.at.cues(low, high, "buys-arms")
        return bool(bought) and not t.at.cues(low, t.amount.start, "received")
    behind = t.at.names(t.amount.end, min(high, t.amount.end + NEAR))
    return not behind and bool(t.at.cues(names[0].end, t.amount.start, "give", "spend", "outlay"))


def is_for_own_army(t: Case) -> bool:
    """Tell whether a sum is for the army of whoever spends it: "3 billion on Ukraine and 9 on its own forces"."""
    if "own-army" not in t.at.cued_at(t.sentence):
        return False
    _, high = t.at.own(t.amount, t.at.clause(t.amount.start, t.amount.end, t.sentence))
    return bool(t.at.cues(t.amount.end, high, "own-army"))
