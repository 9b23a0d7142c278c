"""A share of the many in, whether it tells how many of them want something out: "six in ten refuse", "53 % want"."""

from __future__ import annotations

from foedus.text.amounts.amount import SHARES, Amount
from foedus.text.figures.context import BREAKS, TIGHT, Context

PEOPLE = ("people", "demonym")
WANTING = ("act.present", "say.present", "act.bare", "say.bare", "act.imperfect", "say.imperfect")
WILL = ("demands", "denies", "wants", "plans")  # what a verb says of those who want or refuse


def are_people(at: Context, amount: Amount) -> bool:
    """Tell whether a fraction is one of a people: "half of Norwegians back the aid", "jeder zweite Norweger"."""
    behind = at.scan.index.within(amount.end, amount.end + 2, PEOPLE[0])
    return bool(behind or at.scan.index.within(amount.start, amount.end, *PEOPLE))


def want(at: Context, amount: Amount) -> bool:
    """Tell whether a verb of will stands right behind a share of the many, their people at most between the two."""
    if amount.kind not in SHARES:
        return False
    high = min(amount.end + 2 * TIGHT, at.next_amount(amount))
    verbs = [m for m in at.scan.index.within(amount.end, high, *WANTING) if str(m.value) in WILL]
    if not verbs:
        return False
    people = at.scan.index.within(amount.end, verbs[0].start, *PEOPLE)
    start = people[0].end if people and at.leads(amount.end, people[0].start) else amount.end
    gap = at.scan.text[start : verbs[0].start]
    if gap.strip():
        return False
    sentence = at.sentence(amount.start)
    if not at.scan.language.settings["speech"].get("verb_second"):
        return True
    high = at.clause(verbs[0].start, verbs[0].end, sentence, BREAKS + ",")[1]
    # German: a verb that closes its clause belongs to whoever opens it ("Warschau hat fünf Prozent verlangt")
    return bool(at.scan.text[verbs[0].end : high].strip(" .!?")) and not at.names(verbs[0].end, high)


def asked_again(at: Context, amount: Amount, index: int) -> str | None:
    """Return of whom the next share of a poll is, that names no people: whose the one right before it was."""
    last = at.told.last
    if last is None or index - last[2] > 1 or last[0].kind not in SHARES or last[1].measure is not None:
        return None
    if not want(at, amount) or at.scan.index.within(last[0].end, amount.end, *PEOPLE):
        return None
    return last[1].subject
