"""A number without a unit in, what stands beside it out: a name before it or behind it, a percent sign told before."""

from __future__ import annotations

import re
from decimal import Decimal

from foedus.model import Count, Figure
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import NEAR, TIGHT, Context
from foedus.text.figures.fields import is_ranked_among
from foedus.text.figures.links import RIGHT_BEHIND
from foedus.text.figures.names import NAMES

_LED = re.compile(  # "Italy 55", "Italy, at 55", "Italy with 55"
    r"(?:['’]s)?[^\w.;:!?]{0,2}\s(?:[^\W\d_]{1,5}\s)?[(]?|[^\w.;:!?]{1,3}"
)
# "the Kremlin's three suppliers": a word, and what it counts
_COUNTING = re.compile(r"[^\W\d_]+ [^\W\d_]{3,}s\b")
_SET_OFF = re.compile(r",\s[^,;:.!?()\d]{3,50},\s")
LONGEST_ASIDE = 80  # characters of a name and an aside behind it
LETTERS = 6  # characters of a comma and an article
SMALL = 12  # no member's share of GDP is larger
PERCENT = 100


def is_percent(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a number without a unit is a percentage: after one in the sentence before, or under a heading.

    "Four allies reach 2 %. Germany is at 1.3", "% of GDP: Ukraine 36.7".
    """
    value = amount.quantity.high or amount.quantity.low or Decimal(0)
    if amount.quantity.unit is not None or not 0 < value <= PERCENT or at.is_time(amount):
        return False
    if at.scan.index.within(amount.end, amount.end + RIGHT_BEHIND, "per-of"):
        return False
    if at.cues(max(at.scan.sentences[index].start, amount.start - NEAR), amount.start, "number-of-members"):
        return False  # "which brings the number of allies there to eight"
    sentence, tenths = at.scan.sentences[index], (amount.quantity.step or 1) < 1
    if _is_headed(at, sentence.start, amount.start) and is_named(at, amount):
        return True
    last = at.told.last
    if last is not None and last[2] == index and last[0].kind == "percent" and _is_asked(at, amount, index):
        return True
    if value > SMALL or (last is not None and last[2] == index and not (tenths and _is_of_shares(last))):
        return False
    if not tenths or not _is_behind_percent(at, amount, at.before(index)):
        return False
    led = at.scan.index.within(max(sentence.start, amount.start - TIGHT // 2), amount.start, "to", "at")
    moved = at.led(led, amount.start)
    hedged = bool(at.scan.index.within(amount.start, amount.start + 1, "hedge"))
    told = at.cues(max(sentence.start, amount.start - TIGHT), amount.start, "spend", "being", "meets", "has")
    return moved or hedged or bool(told) or is_named(at, amount)


def _is_behind_percent(at: Context, amount: Amount, start: int) -> bool:
    """Tell whether a percentage stands between an offset and a number."""
    return any(a.kind == "percent" and a.start >= start for a in at.amounts_near(amount.start))


def _is_asked(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a number goes on with what a poll found: "58 % of the old; among the young it is only 43"."""
    sentence = at.scan.sentences[index]
    if not at.cues(at.before(index), sentence.end, "poll"):
        return False
    led = at.cues(max(sentence.start, amount.start - TIGHT), amount.start, "being", "it-is")
    ends = at.scan.text[amount.end : amount.end + 1]
    return at.led(led, amount.start) and (not ends or ends in ".,;:!?)")


def _is_of_shares(last: tuple[Amount, Figure, int]) -> bool:
    """Tell whether the figure told last is a percentage, or counts those who stand at one."""
    return last[0].kind == "percent" or isinstance(last[1].derivation, Count)


def _is_headed(at: Context, start: int, end: int) -> bool:
    """Tell whether a percent sign without a number stands before: "(in % of GDP)"."""
    sign = at.scan.text.find("%", start, end)
    return sign > 0 and not at.scan.text[max(0, sign - 2) : sign].strip(" \u00a0\u202f")[-1:].isdigit()


def is_named(at: Context, amount: Amount) -> bool:
    """Tell whether a name stands right before a number: "Australia 33.8", "Lithuania, at 30"."""
    names = at.scan.index.within(amount.start - 24, amount.start, *NAMES)
    if not names:
        return False
    if names[-1].kind == "group" and at.scan.index.within(names[-1].end, amount.start, "of"):
        return False  # "un sommet de l'Otan de deux jours"
    led = _LED.fullmatch(at.scan.text, names[-1].end, amount.start)
    return led is not None and not ("s" in led[0] and _COUNTING.match(at.scan.text, amount.start))


def is_owned(at: Context, amount: Amount) -> bool:
    """Tell whether a number says right behind it whose it is: "717 for Washington"."""
    return owner(at, amount) is not None


def set_off(at: Context, amount: Amount) -> str | None:
    """Return the next name of a list, from which an aside parts its number: "and Poland, to our surprise, 4"."""
    if at.scan.text[amount.start - 2 : amount.start] != ", ":
        return None
    names = at.names(max(0, amount.start - LONGEST_ASIDE), amount.start)
    # "Turkey 481,000; France, second in Europe, 204,000"
    names = [m for m in names if not is_ranked_among(at, m)]
    if not names or _SET_OFF.fullmatch(at.scan.text, names[-1].end, amount.start) is None:
        return None
    joined = at.scan.index.within(max(0, names[-1].start - TIGHT), names[-1].start, "and")
    led = at.scan.text[max(0, names[-1].start - LETTERS) : names[-1].start]
    listed = bool(joined) and at.leads(joined[-1].end, names[-1].start)
    return str(names[-1].value) if listed or "," in led or ";" in led else None


def seated(at: Context, amount: Amount) -> str | None:
    """Return the country of a seat of several houses right behind a number: "8.9 % for Brussels", beside others'."""
    links = at.scan.index.within(amount.end, amount.end + RIGHT_BEHIND, "agent", "to")
    cities = at.scan.index.within(amount.end, amount.end + TIGHT, "city") if links else []
    return next((m.value.get("country") for m in cities if at.leads(links[-1].end, m.start)), None)


def owner(at: Context, amount: Amount) -> str | None:
    """Return the name right behind a number that says whose it is: "717 for Washington", "1,699 in Denmark"."""
    links = at.scan.index.within(amount.end, amount.end + 2, "agent", "to", "in", "of")
    names = at.scan.index.within(amount.end, amount.end + TIGHT, *NAMES) if links else []
    return next((str(m.value) for m in names if at.leads(links[-1].end, m.start)), None)
