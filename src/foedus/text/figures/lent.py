"""A number without a unit in, the number with that of another of its sentence out: a whole, a heading."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from foedus.model import Count, exact
from foedus.text.amounts.amount import Amount
from foedus.text.amounts.nouns import THEM
from foedus.text.figures.context import BREAKS, NEAR, TIGHT, Context
from foedus.text.figures.elided import ALLIED, elided, is_next
from foedus.text.figures.names import NAMES
from foedus.text.figures.shortened import is_alone
from foedus.text.particles import grammar
from foedus.text.sentences import Sentence

LONGEST_HEADING = 24  # characters of a unit in brackets: "(in billion US dollars)"
WRITTEN_OUT = 1000
HUNDRED, ONE, CENT = 100, Decimal(1), Decimal("0.01")
_PAIRED = ("thing", "count", "measure", "duration", "percent")
_OPENING = ("thing", "measure")
_LENT = ("money", "count", "thing", "percent", "measure", "duration")


def lent(at: Context, amount: Amount, index: int) -> Amount | None:
    """Return a bare number with the unit and the scale that its sentence gives it, None where it gives none."""
    if at.is_time(amount) or at.scan.index.within(amount.end, amount.end + 2, "per-of"):
        return None
    if (unit := elided(at, amount, index)) is not None:
        return None if is_next(at, unit, index) else with_unit(amount, unit, "count")
    sentence = at.scan.sentences[index]
    beside = at.neighbours(amount, sentence)
    before = [a for a in beside if a.end <= amount.start]
    if at.told.hundred == index and before and (amount.quantity.high or amount.quantity.low or 0) < HUNDRED:
        return with_unit(amount, "%", "percent")
    if before and (whole := _whole(at, amount, before, sentence)) is not None:
        return _like(amount, whole)
    if before and amount.start < at.general and _is_of_opening(at, amount, before[0], sentence):
        return with_unit(amount, str(before[0].quantity.unit), before[0].kind)
    percents = [a for a in before if a.kind == "percent"]
    if percents and _is_part_of_percent(at, amount, percents[0]):
        return _like(amount, percents[0])
    if len(before) > 1 and before[-1].kind == "duration" and before[-2].kind == "money":
        before.pop()  # "413 billion over seven years, against 295": the sum goes on
    last = at.told.last
    members = last is not None and last[2] == index and isinstance(last[1].derivation, Count)
    if (
        before
        and amount.start < at.general
        and not members  # "23 allies are at 2 %, against 3"
        and (_is_set_against(at, amount, before[-1]) or _is_of_those(at, amount, before[-1]))
    ):
        return with_unit(amount, str(before[-1].quantity.unit), before[-1].kind)
    behind = next((a for a in beside if a.start >= amount.end), None)
    if behind is not None and _is_instead_of(at, amount, behind):
        return _like(amount, behind)
    return _headed(at, amount, sentence)


def _is_set_against(at: Context, amount: Amount, before: Amount) -> bool:
    """Tell whether a number is set against the one before: "from 96 minutes to 43", "users, up from 300 million"."""
    if at.scan.text[amount.end : amount.end + 1] == "-":
        return False  # "a 5.9-magnitude quake"
    value = amount.quantity.high or amount.quantity.low or Decimal(0)
    large = value >= HUNDRED or amount.quantity.step == CENT  # "9,850 francs, against 3,000", "13.40"
    paid = before.kind == "money" and before.scale == 1 and large
    if (
        (before.kind not in _PAIRED and not paid)
        or before.quantity.unit is None
        or amount.start - before.end > NEAR
    ):
        return False
    led = at.scan.index.within(max(before.end, amount.start - TIGHT), amount.start, "from", "to")
    led = [m for m in led if at.leads(m.end, amount.start)]
    back = at.scan.index.within(max(0, before.start - TIGHT), before.start, "from", "to", "at")
    back = [m for m in back if at.leads(m.end, before.start)]
    if led and led[-1].kind == "to":
        return (bool(back) and back[-1].kind == "from") or _is_passed(at, before)
    level = before.kind != "percent" or bool(back)  # "5 % from 1,200"
    against = at.cues(max(before.end, amount.start - TIGHT), amount.start, "contrast")
    return level and (bool(led) or at.led(against, amount.start))


def _is_passed(at: Context, before: Amount) -> bool:
    """Tell a level that is left from by how much it changes, where one word is "of" and "from": "passé de 96 à 43"."""
    low = max(0, before.start - TIGHT)
    path = at.cues(low, before.start, "path")
    links = at.scan.index.within(low, before.start, "of")
    changes = {m.start for m in at.cues(low, before.start, "growth", "decline")} if path else set()
    return bool(path and links) and path[-1].start not in changes and at.joined(links[-1].end, before.start)


def _is_of_those(at: Context, amount: Amount, before: Amount) -> bool:
    """Tell whether a number counts some of those told right before it: "214 homes, of which 64 are affordable"."""
    if before.kind not in ("thing", "count") or amount.start - before.end > TIGHT:
        return False
    value, whole = amount.quantity.high or amount.quantity.low, before.quantity.high or before.quantity.low
    if not (value and whole and value < whole):
        return False
    # "of whom", which else stands behind its number
    them = at.scan.index.within(before.end, amount.start, "noun")
    return at.led(
        [m for m in them if m.value == THEM] or at.cues(before.end, amount.start, "of-which"), amount.start
    )


def _is_of_opening(at: Context, amount: Amount, whole: Amount, sentence: Sentence) -> bool:
    """Tell whether a sentence opens with those of whom a number counts some: "Of the 22 models tested, 15 failed"."""
    value, most = amount.quantity.high or amount.quantity.low, whole.quantity.high or whole.quantity.low
    if whole.kind not in _OPENING or whole.quantity.unit in ALLIED or not (value and most and value < most):
        return False
    led = at.scan.index.within(sentence.start, whole.start, "of", "out-of", "from")
    if not led or led[0].start > sentence.start + 1:
        return False
    between = at.scan.text[whole.end : amount.start]
    words = grammar(at.scan.language.code)
    if words.verb_second:
        verb = between.split()[-1].lower() if between.strip() else ""
        return any(words.has(key, verb) for key in ("auxiliaries", "beings"))
    return "," in between and len(between.rpartition(",")[2].split()) <= 1


def _like(amount: Amount, other: Amount) -> Amount:
    """Give a number the unit, the kind and the scale of another."""
    if other.rule.endswith("money.cent"):  # "32,4 statt 35,1 Cent"
        return with_unit(amount, str(other.quantity.unit), other.kind, ONE / HUNDRED)
    scale = other.scale if (amount.quantity.high or amount.quantity.low or 0) < WRITTEN_OUT else Decimal(1)
    return with_unit(amount, str(other.quantity.unit), other.kind, scale)


def with_unit(amount: Amount, unit: str, kind: str, scale: Decimal = ONE) -> Amount:
    """Give a number a unit and a kind, and the scale that it is written without."""
    low, high, step = (
        None if value is None else exact(value * scale)
        for value in (amount.quantity.low, amount.quantity.high, amount.quantity.step)
    )
    quantity = msgspec.structs.replace(amount.quantity, low=low, high=high, step=step, unit=unit)
    return amount._replace(kind=kind, quantity=quantity, scale=scale)


def _whole(at: Context, amount: Amount, before: list[Amount], sentence: Sentence) -> Amount | None:
    """Return the sum of which a number is a part: "of the 413 billion 16 go to shells", "22 billion, of which 9"."""
    text, value = at.scan.text, amount.quantity.high or amount.quantity.low
    sums = [a for a in before if a.kind == "money" and a.scale > 1 and not at.is_time(a)]
    if not sums or value is None or not any(c.isdigit() for c in text[amount.start : amount.end]):
        return None
    whole = sums[0]
    most = whole.quantity.high or whole.quantity.low
    if most is None or value * whole.scale > most or value >= WRITTEN_OUT:
        return None
    told = at.cues(max(sums[-1].end, amount.start - TIGHT), amount.start, "of-which")
    if told and at.leads(told[-1].end, amount.start, TIGHT):
        return sums[-1]
    low = at.clause(whole.start, whole.end, sentence, BREAKS + ",")[0]
    led = at.scan.index.within(max(low, whole.start - TIGHT * 2), whole.start, "of", "out-of")
    if not led or led[0].start - low > 2:
        return None
    return None if _names_a_thing(at, amount) else whole


def _names_a_thing(at: Context, amount: Amount) -> bool:
    """Tell whether a word in capitals stands right behind a number, where it must be what is counted."""
    behind = at.scan.text[amount.end : amount.end + 2]
    return behind[:1] == " " and behind[1:].isupper() and not is_alone(at, amount)


def _is_part_of_percent(at: Context, amount: Amount, whole: Amount) -> bool:
    """Tell whether a number is a part of the percentage before it: "5 %, 3.5 for the forces and 1.5 for roads"."""
    value, most = amount.quantity.high or amount.quantity.low, whole.quantity.high or whole.quantity.low
    if value is None or most is None or not 0 < value < most:
        return False
    links = at.scan.index.within(amount.end, amount.end + 2, "agent")
    return bool(links) and not at.scan.index.within(links[0].end, links[0].end + TIGHT // 2, *NAMES)


def _is_instead_of(at: Context, amount: Amount, behind: Amount) -> bool:
    """Tell whether another number with a noun is what this one stands instead of: "seven instead of eight members"."""
    if behind.kind not in _LENT or behind.start - amount.end > NEAR:
        return False
    led = at.cues(amount.end, amount.end + 3, "in-place-of")
    return bool(led) and not set(at.scan.text[led[-1].end : behind.start]) & set(",;:()")


def _headed(at: Context, amount: Amount, sentence: Sentence) -> Amount | None:
    """Read the unit of a table told before it: "(billion US dollars): United States 997; China 314"."""
    text = at.scan.text
    colon = text.rfind(":", sentence.start, amount.start)
    if colon < 0 or not at.scan.index.within(max(colon, amount.start - NEAR), amount.start, *NAMES):
        return None
    opened = text.rfind("(", sentence.start, colon)
    closed = text.find(")", opened, colon)
    if opened < 0 or not 0 < closed - opened <= LONGEST_HEADING * 2:
        return None
    scales = at.scan.index.within(opened, closed, "scale")
    money = at.scan.index.within(opened, closed, "currency")
    if len(scales) != 1 or not money or any(c.isdigit() for c in text[opened:closed]):
        return None
    return with_unit(amount, str(money[0].value), "money", Decimal(scales[0].value))
