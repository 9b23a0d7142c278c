"""A number told of the trade in arms in; what it is a part or a change of, and so what can be checked of it, out."""

from __future__ import annotations

import re
from itertools import pairwise

from foedus import alliances
from foedus.model import Derivation, Growth, Level, Period
from foedus.stated import EXPORTS, IMPORTS, SOLD, Stated, fixes
from foedus.text.amounts.amount import SHARES, Amount
from foedus.text.figures.changes import direction
from foedus.text.figures.context import BREAKS, NEAR, Context
from foedus.text.figures.cuewords import TURNS
from foedus.text.figures.links import is_bracketed
from foedus.text.figures.lists import run_of
from foedus.text.sentences import Sentence

_YEARS = re.compile(r"(\d{4})/(\d{4})")
PREPOSITION = 6  # characters of a preposition before a number
SPELLED_AND = 12  # characters of an "and" with an article between two names
_TRADE = ("arms-sold", "arms-bought", "arms-trade")
FIVE = 4  # years between the first and the last of those over which arms are counted


def sold(
    at: Context,
    amount: Amount,
    who: str | None,
    derivation: Derivation,
    period: Period | None,
    stated: Stated,
    index: int,
) -> Stated:
    """Return that it is of all that is sold: "43 % of global arms exports in 2020–24", of the years that are told."""
    if amount.kind != "percent" or who not in alliances.countries() or not isinstance(derivation, Level):
        return {}
    if "period" not in stated or not _are_five(period):
        return {}
    sentence = at.scan.sentences[index]
    low, high = at.clause(amount.start, amount.end, sentence, BREAKS)
    if _is_of_several(at, low, amount.start):
        return {}
    whole = at.cues(low, amount.start, "of-arms-trade")
    if whole and at.cues(low, whole[-1].end, "part", "share-of-whom"):
        other = at.cues(whole[-1].end, amount.start, "arms-sold", "arms-bought")
        return {} if other else SOLD  # "its share of global arms exports grew to 43 %"
    first = _first(at, amount, sentence)
    if at.cues(first.end, min(high, at.next_amount(first), first.end + NEAR), "of-arms-trade"):
        return SOLD
    end = min(high, at.next_amount(amount), amount.end + NEAR)
    world = at.cues(amount.end, end, "of-world", "of-total")
    return SOLD if world and at.cues(sentence.start, amount.start, "arms-seller") else {}


def seller_behind(at: Context, amount: Amount, index: int) -> str | None:
    """Return from whom a part of all that is sold comes: "42 % of global arms exports came from X"."""
    sentence = at.scan.sentences[index]
    if amount.kind not in SHARES or "of-arms-trade" not in at.cued(index) or "origin" not in at.cued(index):
        return None
    low, high = at.clause(amount.start, amount.end, sentence)
    whole = at.cues(amount.end, min(high, amount.end + NEAR), "of-arms-trade")
    if not whole or not at.leads(amount.end, whole[0].start):
        return None
    named = [m for m in at.names(low, high) if m.value in alliances.countries()]
    if len(named) != 1 or named[0].start < whole[0].end:
        return None
    made = [m for m in at.cues(whole[0].end, named[0].start, "origin") if m.end - m.start > PREPOSITION]
    made += at.scan.index.within(whole[0].end, named[0].start, "from", "out-of")
    return str(named[0].value) if at.led(made, named[0].start) else None


def counted_over(
    at: Context, amount: Amount, derivation: Derivation, period: Period | None, stated: Stated, index: int
) -> tuple[Derivation, Period | None]:
    """Return derivation and period of the trade in arms that an institute counts, over five full years.

    "The last five years" end with the last full one; a rise over five years, "exports grew by 47 %", is measured from
    the five before.
    """
    told = "period" in stated and _are_five(period) and _is_of_trade(at, amount, index)
    if not told or period is None or at.today is None:
        return derivation, period
    first, last = (int(year) for year in period.text.split("/"))
    sentence = at.scan.sentences[index]
    if last == at.today.year and str(last) not in at.scan.text[sentence.start : sentence.end]:
        first, last = first - 1, last - 1
        stated["period"] = [f"{first}/{last}"]
    low, high = at.own(amount, at.clause(amount.start, amount.end, sentence, BREAKS + ","))
    if len(run := run_of(at, amount, sentence)) > 1:  # "grew by 60, 94 and 170 percent"
        low, high = at.clause(run[0].start, run[-1].end, sentence, BREAKS)
    turned = amount.quantity.unit == "%" and at.cues(low, high, *TURNS)
    if turned and isinstance(derivation, Level) and not is_level(at, amount, low):
        way = direction(at, amount, sentence)
        derivation = Growth(base=f"{first - FIVE - 1}/{last - FIVE - 1}", direction=way)
    return derivation, Period(f"{first}/{last}")


def _is_of_trade(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a sentence tells of the trade in arms, in a text that names who counts it."""
    counted = set(at.topic.counted_from) - {at.table.alliance} and amount.quantity.unit in ("%", "multiple")
    return bool(counted) and not at.cued(index).keys().isdisjoint(_TRADE)


def _is_of_several(at: Context, low: int, high: int) -> bool:
    """Tell whether a part is of several sellers at once, and so of none of them: "America and Russia sold 56 %"."""
    if at.cues(low, high, "jointly"):
        return True
    sellers = [m for m in at.names(low, high) if m.value in alliances.countries()]
    return any(
        a.value != b.value and b.start - a.end <= SPELLED_AND and at.scan.index.within(a.end, b.start, "and")
        for a, b in pairwise(sellers)
    )


def _first(at: Context, amount: Amount, sentence: Sentence) -> Amount:
    """Return the number of a list that says of what all are parts: "America (29 % of arms exports), Russia (27 %)"."""
    if not is_bracketed(at.scan.text, amount.start):
        return run_of(at, amount, sentence)[0]
    told = (a for a in at.amounts_in(sentence) if a.kind == "percent" and a.start <= amount.start)
    return next((a for a in told if is_bracketed(at.scan.text, a.start)), amount)


def traded(
    at: Context, amount: Amount, who: str | None, derivation: Derivation, period: Period | None, index: int
) -> Stated:
    """Return that it is how much more or less is sold, or bought, in five years: "arms exports rose by 21 %".

    Nothing where it is told of one other party alone: "exports to Ukraine", "imports from America".
    """
    if who is None or amount.quantity.unit not in ("%", "multiple") or spans(derivation, period) is None:
        return {}
    low, high = at.clause(amount.start, amount.end, at.scan.sentences[index], ";")
    if _is_of_one(at, amount, who, low) or is_level(at, amount, low):
        return {}
    named = [m.start for m in at.names(low, high) if m.value == who]
    if named and named[0] > amount.end and at.cues(low, amount.start, "arms-sold", "arms-bought"):
        return {}  # "have tripled, behind only Saudi Arabia": whose they are is told elsewhere
    told = _told_of(at, amount, low, high) or _told_before(at, index)
    if told and who == at.table.total:
        return IMPORTS  # all that is sold is bought
    return told if told == IMPORTS or who in alliances.countries() else {}


def is_level(at: Context, amount: Amount, low: int) -> bool:
    """Tell whether a number is where something stands, and not by how much it changed: "its share grew to 43 %"."""
    ends = at.scan.index.within(max(low, amount.start - PREPOSITION), amount.start, "from", "to")
    if amount.rule.endswith((".from", ".to")) or any(at.joined(m.end, amount.start) for m in ends):
        return True
    return bool(at.cues(max(low, at.previous_amount(amount)), amount.start, "part", "share-of-whom"))


def _told_of(at: Context, amount: Amount, low: int, high: int) -> Stated:
    """Return what a number is told of by the word for selling or buying: the last before it, else the first behind."""
    ahead = at.cues(low, amount.start, "arms-sold", "arms-bought")
    words = ahead[-1:] or at.cues(amount.end, high, "arms-sold", "arms-bought")
    return {} if not words else EXPORTS if words[0].value == "arms-sold" else IMPORTS


def _told_before(at: Context, index: int) -> Stated:
    """Return what the sentence before told of: "Poland's imports rose by 508 %. Those of Denmark grew by 303 %"."""
    last = at.told.last
    if last is None or index - last[2] > 1:
        return {}
    return next((each for each in (EXPORTS, IMPORTS) if fixes(last[1].stated, each)), {})


def _is_of_one(at: Context, amount: Amount, who: str, low: int) -> bool:
    """Tell whether another party is named before a number, or a part of the world: "exports to Europe grew by"."""
    start = max(low, at.previous_amount(amount))
    if any(m.value not in (who, at.table.total) for m in at.names(start, amount.start)):
        return True
    return any(
        at.leads(link.end, region.start)
        for region in at.scan.index.within(start, amount.start, "region")
        for link in at.scan.index.within(
            max(start, region.start - NEAR), region.start, "to", "in", "agent", "out-of"
        )
    )


def spans(derivation: Derivation, period: Period | None) -> tuple[str, Period] | None:
    """Return the two spans of five years that a change lies between, None where it lies between others."""
    base = derivation.base if isinstance(derivation, Growth) else None
    if period is None or base is None or not (_are_five(period) and _are_five(Period(base))):
        return None
    return base, period


def _are_five(period: Period | None) -> bool:
    """Tell whether a period is of five whole years, over which trade in arms is told."""
    years = _YEARS.fullmatch(period.text) if period is not None else None
    return years is not None and int(years[2]) - int(years[1]) == FIVE
