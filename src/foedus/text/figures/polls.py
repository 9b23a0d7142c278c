"""A share of the many in, whether it tells how many of them want something out: "six in ten refuse", "53 % want"."""

from __future__ import annotations

from foedus.text.amounts.amount import SHARES, Amount
from foedus.text.figures.context import BREAKS, TIGHT, Context
from foedus.text.figures.cuewords import TURNS
from foedus.text.match import APOSTROPHES, Mention
from foedus.text.particles import ARTICLE

PEOPLE = ("people", "demonym")
VIEW = "favours"  # the cue of who is for something, or against it
WANTING = ("act.present", "say.present", "act.bare", "say.bare", "act.imperfect", "say.imperfect")
WILL = ("demands", "denies", "wants", "plans")  # what a verb says of those who want or refuse


def are_people(at: Context, amount: Amount) -> bool:
    """Tell whether a part is one of a people: "half of Norwegians back the aid", "17 % of Italians", "53 % des"."""
    if amount.kind == "percent":
        of = at.scan.index.within(amount.end, amount.end + 2, "of", "out-of")
        return bool(of) and any(
            _are_many(at, m) for m in at.scan.index.within(of[0].end, of[0].end + 2, *PEOPLE)
        )
    behind = at.scan.index.within(amount.end, amount.end + 2, PEOPLE[0])
    return bool(behind or at.scan.index.within(amount.start, amount.end, *PEOPLE))


def _are_many(at: Context, name: Mention) -> bool:
    """Tell whether a name is one of people, and does not say whose something is: "of Poles", not "of Polish GDP"."""
    own = at.scan.text[name.end : name.end + 1] not in APOSTROPHES
    if not own or name.kind != PEOPLE[0]:
        return False
    # French writes "des dépenses des Français", and "françaises" small
    named = (
        at.scan.language.settings["measures"].get("small_adjectives") and at.scan.text[name.start].isupper()
    )
    return bool(named) or not at.scan.index.within(name.start, name.end, "demonym")


def is_wanted(at: Context, amount: Amount) -> bool:
    """Tell whether a percentage is what a part of a people has a view on: "58 % of Poles back spending 5 % of GDP"."""
    told = at.amounts_near(amount.start)[-1:]
    if not told or told[0].kind not in SHARES or not are_people(at, told[0]):
        return False
    sentence = at.sentence(amount.start)
    low = at.clause(amount.start, amount.end, sentence, BREAKS)[0]
    return told[0].start >= max(low, sentence.start) and not at.names(told[0].end + 2 * TIGHT, amount.start)


def is_view(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a sentence only tells of a change that the many are for or against: "70 % back higher spending"."""
    sentence = at.scan.sentences[index]
    if VIEW not in at.cued(index) or at.scan.index.within(amount.start - ARTICLE, amount.start, "of", "by"):
        return False  # "backed an increase of 5 %"
    turns = at.cues(sentence.start, sentence.end, *TURNS, "additional")
    numbers = [a.start for a in at.amounts_in(sentence)]

    def is_led(turn: Mention) -> bool:
        verbs = at.cues(max(sentence.start, turn.start - TIGHT), turn.start, VIEW)
        return bool(verbs) and not any(verbs[-1].end <= start < turn.end for start in numbers)

    return bool(turns) and all(map(is_led, turns))


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
