"""A number in, whether it tells nothing that is a figure out: "half an hour", "both countries", "one of nine"."""

from __future__ import annotations

from decimal import Decimal

from foedus.text.amounts.amount import MEMBERS, Amount
from foedus.text.figures.context import TIGHT, Context
from foedus.text.figures.several import members_in_all
from foedus.text.figures.thresholds import is_line_of_count, is_out_of
from foedus.text.times.moment import LARGEST_YEAR

LED = 3  # characters of a preposition with its space: "à moitié plein"
HUNDRED = 100
THOUSAND = 1000
FIRST = 1900  # year of prices
COUNTED = ("count", "thing")
OFTEN = ("bare", "bare-scale", "multiple")
PERSON = "person"
FEW = 12  # people of whom a report may say that they told it
TENTH = Decimal("0.1")


def tells_nothing(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a number is no figure: it belongs to a time, a line, a phrase, or says how often or between whom."""
    if at.is_time(amount) or is_line_of_count(at, amount, index) or _is_how_often(at, amount):
        return True
    if amount.kind in ("point", "fraction", "multiple") and _is_no_number(at, amount):
        return True
    if amount.kind == "bare" and amount.quantity.low == members_in_all(at) and is_out_of(at, amount):
        return True  # "they are eight, out of thirty-two, to"
    moved = at.cues(amount.start, amount.end, "moved-between")
    if _is_both(at, amount) or _is_price_year(at, amount) or any(m.end > amount.end for m in moved):
        return True
    return amount.quantity.unit == PERSON and _are_telling(at, amount)


def _are_telling(at: Context, amount: Amount) -> bool:
    """Tell whether a few people are only who tell it: "…, two people familiar with the matter said"."""
    if (amount.quantity.low or amount.quantity.high or 0) > FEW:
        return False
    near = at.scan.index.within(max(0, amount.start - TIGHT), amount.start, "according")
    led = [m for m in near if m.value == "source"]
    return at.led(led, amount.start) or at.speaks.are_sources(amount.start, amount.end)


def _is_price_year(at: Context, amount: Amount) -> bool:
    """Tell whether a sum is the year of whose money others are told: "in constant 2021 dollars"."""
    if amount.kind != "money" or amount.scale != 1 or not FIRST < (amount.quantity.low or 0) < LARGEST_YEAR:
        return False
    return any(m.end >= amount.end for m in at.cues(max(0, amount.start - TIGHT), amount.end, "constant"))


def _is_how_often(at: Context, amount: Amount) -> bool:
    """Tell whether a large number says how often something was seen or shared: "viewed two million times"."""
    if amount.kind not in OFTEN or (amount.quantity.low or 0) < THOUSAND:
        return False
    often = at.scan.language.settings["numbers"].patterns["how_often"]
    if amount.kind == "multiple":
        return amount.start >= at.general
    return often.match(at.scan.text, amount.end) is not None


def _is_no_number(at: Context, amount: Amount) -> bool:
    """Tell "un point de presse", "half an hour" and the third after two from points and fractions."""
    if amount.kind == "multiple":  # "Twice, it has claimed that"
        opens = amount.start == at.sentence(amount.start).start
        return opens and at.scan.text[amount.end : amount.end + 1] == ","
    told = at.cues(max(0, amount.start - LED), amount.end, "no-number")
    if any(m.end >= amount.end for m in told):
        return True
    if amount.rule.endswith("out-of") and at.cues(amount.end, amount.end + 2, "named-few"):
        return True  # "one of the five largest exporters"
    if amount.rule.endswith("out-of") and _is_one_of(at, amount):
        return True  # "Italy is one of nine members that miss it"
    last, low, high = at.told.last, amount.quantity.low, amount.quantity.high
    if amount.kind != "fraction" or last is None or low is None or high is None or low <= 0:
        return False
    counted, ends = last[1].quantity.low, at.scan.text[amount.end : amount.end + 1] in ".,;:!?)"
    near = last[2] == at.sentence_at(amount.start) and last[0].kind in COUNTED
    # "two batteries, and will add a third"
    return near and ends and counted is not None and abs(200 / (low + high) - counted - 1) < TENTH


def _is_one_of(at: Context, amount: Amount) -> bool:
    """Tell whether a country is only said to be one of so many: that is no fraction."""
    start = at.sentence(amount.start).start
    named = at.names(start, amount.start)
    led = at.cues(named[-1].end, amount.start, "being") if named else []
    return bool(led) and at.leads(named[-1].end, led[0].start) and at.led(led, amount.start, 2 * LED)


def _is_both(at: Context, amount: Amount) -> bool:
    """Tell whether two countries are those just told, and nobody counts them: "both countries", "les deux pays"."""
    if amount.quantity.unit not in MEMBERS or not amount.quantity.low == amount.quantity.high == 2:
        return False
    return bool(at.cues(max(0, amount.start - LED - 1), amount.start + 1, "both"))


def is_hundred(at: Context, amount: Amount) -> bool:
    """Tell whether a hundred is what parts are told of: "of every hundred dollars 69 were American"."""
    if amount.scale != 1 or amount.kind not in ("money", *COUNTED):
        return False
    low = at.sentence(amount.start).start
    led = at.cues(low, amount.start + 1, "of-every")
    return bool(led) and led[-1].start <= low + 1 and amount.start - led[-1].end <= 1
