"""A number of heavy weapons in; whether they were given to whom aid is for, and by which count that is checked, out."""

from __future__ import annotations

from foedus.model import Stance
from foedus.text.amounts.amount import Amount
from foedus.text.figures.components import is_part
from foedus.text.figures.context import BREAKS, TIGHT, Context
from foedus.text.figures.names import NAMES
from foedus.text.sentences import Sentence

GIVEN = ("give", "delivered", "donates", "pledged", "gives-two")  # cues of what is given
BOUGHT = ("purchases", "buys-arms")  # cues of what is bought
KEPT = (*BOUGHT, "gone")  # cues of what is bought, or lost
COMMITTED, DELIVERED = "heavy_weapons_committed", "heavy_weapons_delivered"


def is_given(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether heavy weapons are counted that are given where aid goes: "Poland has sent Ukraine 240 tanks"."""
    if amount.quantity.unit not in at.table.weapons:
        return False
    named = at.scan.index.within(sentence.start, sentence.end, *NAMES)  # Kyiv, too
    return any(m.value == at.table.beneficiary for m in named) and bool(
        at.cues(*_around(at, amount, sentence), "give", *at.table.stages)
    )


def has_received(at: Context, amount: Amount, who: str | None, sentence: Sentence) -> bool:
    """Tell whether weapons are told of who got them, where aid goes: "Ukraine received 19 howitzers from Denmark".

    So they are where whoever gives them follows: "Ukraine was sent 19 howitzers by Denmark".
    """
    if who != at.table.beneficiary or amount.kind not in ("count", "thing"):
        return False
    if amount.quantity.unit in at.table.heads:
        return False
    low, high = at.clause(amount.start, amount.end, sentence)
    if at.cues(low, amount.start, "received"):
        return True
    by = [
        m for m in at.scan.index.within(amount.end, min(high, amount.end + TIGHT), "agent") if m.value == "by"
    ]
    names = at.names(by[0].end, high) if by else []
    return bool(names) and at.leads(by[0].end, names[0].start) and bool(at.cues(low, amount.start, *GIVEN))


def is_charged(at: Context, amount: Amount, who: str | None, whom: str, sentence: Sentence) -> bool:
    """Tell whether the only one named is whom what is counted costs so much: "40 jets will cost Romania 6 billion"."""
    if who != at.table.alliance or amount.quantity.unit in at.table.heads:
        return False
    if "cost" not in at.cued_at(sentence):
        return False
    return {str(m.value) for m in at.names(sentence.start, sentence.end)} == {whom}


def is_given_on(at: Context, amount: Amount, who: str | None, sentence: Sentence) -> bool:
    """Tell whether things are counted that one gives, told of nobody, in a report that has named whom aid is for."""
    heads, giver = at.table.heads, who not in (None, at.table.beneficiary, at.table.aggressor)
    if amount.kind not in ("count", "thing") or amount.quantity.unit in heads or not giver:
        return False
    if follows_aid(at, amount):
        return True
    if not at.topic.names_beneficiary_by(sentence.end) and not _is_wartime(at, amount, who):
        return False
    return bool(at.cues(*_around(at, amount, sentence), *GIVEN))


def follows_aid(at: Context, amount: Amount) -> bool:
    """Tell whether weapons are counted right after what is given: "a package for Kyiv … It includes 30 tanks"."""
    last, index = at.told.last, at.sentence_at(amount.start)
    if last is None or last[1].partner != at.table.beneficiary or index - last[2] > 1:
        return False
    return _are_arms(at, amount) and not at.has(_around(at, amount, at.scan.sentences[index]), KEPT)


def _are_arms(at: Context, amount: Amount) -> bool:
    """Tell whether weapons or ammunition are counted."""
    known = amount.quantity.unit in at.table.arms
    return known or bool(at.cues(amount.start, amount.end + TIGHT, "munitions", "other-weapon"))


def _is_wartime(at: Context, amount: Amount, who: str | None) -> bool:
    """Tell whether a member gives heavy weapons since the war: no one else is given any without a word of to whom.

    But where its paragraph tells of what is bought, what is delivered goes to whoever buys.
    """
    day, sentence = at.today, at.sentence(amount.start)
    if at.has((at.paragraph(sentence.number), sentence.end), BOUGHT):
        return False
    since = day is not None and f"{day.year}-{day.month:02}" >= at.table.aid_since
    return (
        _are_arms(at, amount)
        and since
        and day is not None
        and who is not None
        and at.table.is_allied(who, day)
    )


def by_pieces(at: Context, amount: Amount, index: int, stance: Stance) -> dict[str, list[str]]:
    """Return by which count given weapons are checked; nothing of what is promised, one of several, or of one model."""
    sentence = at.scan.sentences[index]
    if stance not in ("reports", "denies") or not is_given(at, amount, sentence):
        return {}
    if at.cues(amount.start, amount.end, "other-weapon") or is_part(at, amount, index):
        return {}
    span = at.clause(amount.start, amount.end, sentence, BREAKS + ",")
    if any(not amount.start <= m.start < amount.end for m in at.cues(*span, "additional")):
        return {}  # "another ten"; but "more than 300" is a hedge
    told = at.cues(*_around(at, amount, sentence), "delivered", "received")
    return {"measure": [DELIVERED if told else COMMITTED]}


def _around(at: Context, amount: Amount, sentence: Sentence) -> tuple[int, int]:
    return at.clause(amount.start, amount.end, sentence, BREAKS)
