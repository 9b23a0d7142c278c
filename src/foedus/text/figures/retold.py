"""A sum told again in, the figure out that it tells anew: "100 billion euros ($110 billion)", "the €5 bn figure"."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from foedus.model import Figure, Quantity
from foedus.stated import RETOLD
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import TIGHT, Context

Sum = tuple[Decimal | None, Decimal | None, str | None]

FAR = 30  # characters between a sum and the same in other prices, a time between them: " this year ("
MOST = 100  # sums of a text that are remembered
OPENS = {"(": ")", "[": "]", "–": "–", "—": "—", "-": "-", "/": ""}
LEADS = " ,([–—-"


def retold(at: Context, amount: Amount, index: int) -> Figure | None:
    """Return the figure told last with the money of a sum that only tells it again right behind it, else None."""
    last = at.told.last
    if last is None or last[0].kind != "money" or last[2] != index:
        return None
    units = amount.quantity.unit, last[1].quantity.unit
    if None in units or units[0] == units[1] or not _is_told_again(at, last[0].end, amount):
        return None
    return msgspec.structs.replace(last[1], quantity=amount.quantity)


def in_other_prices(at: Context, amount: Amount, index: int) -> Figure | None:
    """Return the figure told last in the prices of a sum right behind it: "$53bn ($37.5bn in 2021 prices)"."""
    last = at.told.last
    if last is None or last[0].kind != "money" or last[2] != index or last[1].measure is None:
        return None
    if amount.quantity.unit not in (None, last[1].quantity.unit) or amount.start - last[0].end > FAR:
        return None
    told = at.cues(amount.end, amount.end + TIGHT // 2, "constant", "current")
    prices = [m for m in told if at.leads(amount.end, m.start)]
    again = at.cues(last[0].end, amount.start, "told-again", "that-is")
    opened = at.scan.text[last[0].end : amount.start].rstrip().endswith("(")
    if not prices or not (opened or at.led(again, amount.start, 1)):
        return None
    stated = last[1].stated | {"prices": [str(prices[0].value)]}
    quantity = msgspec.structs.replace(amount.quantity, unit=last[1].quantity.unit)
    return msgspec.structs.replace(last[1], quantity=quantity, stated=stated)


def in_percent(at: Context, amount: Amount, index: int) -> Figure | None:
    """Return the growth told last in the percent of a bracket behind it: "doubled from 2018 to 2024 (+105 %)"."""
    last, text = at.told.last, at.scan.text
    if amount.kind != "percent" or last is None or last[0].kind != "multiple" or last[2] != index:
        return None
    signed = amount.rule.endswith(".signed") and text.startswith(")", amount.end)
    between = text[last[0].end : amount.start]
    if not signed or not between.endswith("(") or len(between) > 2 * FAR or set(between) & set(",;:)"):
        return None
    return msgspec.structs.replace(last[1], quantity=amount.quantity)


def named_again(at: Context, amount: Amount) -> Figure | None:
    """Return the figure of a sum that the text only names again: "the €5 bn figure", "le chiffre de 5 milliards"."""
    figure = at.told.sums.get(_sum(amount.quantity))
    if figure is None:
        return None
    named = at.cues(amount.end, amount.end + 2, "figure-noun") or at.led_by(amount.start, "figure-of")
    return figure if named else None


def keep(sums: dict[Sum, Figure], figure: Figure) -> None:
    """Keep a figure of a sum of money that measures something, the last ones only."""
    if figure.measure is None:
        return
    sums.pop(key := _sum(figure.quantity), None)
    sums[key] = figure
    if len(sums) > MOST:
        del sums[next(iter(sums))]


def _sum(quantity: Quantity) -> Sum:
    return quantity.low, quantity.high, quantity.unit


def exchanged(figure: Figure) -> Figure:
    """Return a figure that was retold, with the rates between which that leaves it."""
    return msgspec.structs.replace(figure, stated=figure.stated | RETOLD)


def _is_told_again(at: Context, end: int, amount: Amount) -> bool:
    """Tell whether nothing stands between two sums but a bracket, a dash, or what says that they are the same."""
    text = at.scan.text
    between, behind = text[end : amount.start], text[amount.end : amount.end + 2].lstrip()
    closing = OPENS.get(between.strip())
    if closing is not None:
        return behind.startswith(closing)
    led = between.lstrip(LEADS)
    start = amount.start - len(led)
    return bool(led) and any(
        (m.start == start or _are_prices(at, end, m.start)) and not text[m.end : amount.start].strip()
        for m in at.cues(end, amount.start, "told-again")
    )


def _are_prices(at: Context, end: int, start: int) -> bool:
    """Tell whether nothing but the prices of the sum before stand between two places: "at 2015 prices, or"."""
    prices = at.cues(end, start, "constant", "current")
    return (
        bool(prices)
        and at.leads(end, prices[0].start)
        and not at.scan.text[prices[-1].end : start].strip(LEADS)
    )
