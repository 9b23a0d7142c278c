"""A sum and the text around it in, whose money it is told in out."""

from __future__ import annotations

import msgspec

from foedus.text.amounts.amount import Amount
from foedus.text.amounts.currencies import currencies
from foedus.text.figures.context import Context
from foedus.text.match import Mention
from foedus.text.sentences import Sentence

CENT = "money.cent"  # how the rules end that read cents
WORLDLY = ("USD", "EUR")  # currencies that sums are told in everywhere


def is_coin(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name belongs to the money of another number, or to money that all count in: US dollars."""
    own = amount.start <= mention.start < amount.end
    return (
        mention.kind == "demonym"
        and (not own or amount.quantity.unit in WORLDLY)
        and at.named.is_in_money(mention.start)
    )


def of_currency(amount: Amount) -> str | None:
    """Return the country whose money a sum is told in, where one country alone has it and the world does not."""
    if amount.quantity.unit in WORLDLY:
        return None
    homes = [iso for iso, unit in currencies().country.items() if unit == amount.quantity.unit]
    if len(homes) > 1:  # whose code the currency's begins with: francs are Switzerland's, not Liechtenstein's
        homes = [iso for iso in homes if str(amount.quantity.unit).startswith(iso[:2])]
    return homes[0] if len(homes) == 1 else None


def of_sum_beside(at: Context, amount: Amount, sentence: Sentence) -> str | None:
    """Return the country in whose money the one sum of a sentence is told: "4.2 % of GDP, over 150 billion zlotys"."""
    sums = [a for a in at.neighbours(amount, sentence) if a.kind == "money"]
    return of_currency(sums[0]) if len(sums) == 1 else None


def in_percent(at: Context, amount: Amount, sentence: Sentence) -> Amount:
    """Return cents of each dollar as the percentage that they are: "63 cents of every dollar"."""
    if not amount.rule.endswith(CENT):
        return amount
    each = at.scan.language.settings["measures"].patterns["each_coin"]
    told = each.search(at.scan.text, sentence.start, sentence.end)
    if told is None:
        return amount
    low, high, step = (
        None if v is None else v * 100
        for v in (amount.quantity.low, amount.quantity.high, amount.quantity.step)
    )
    quantity = msgspec.structs.replace(amount.quantity, low=low, high=high, step=step, unit="%")
    end = told.end() if at.joined(amount.end, told.start()) else amount.end
    return amount._replace(kind="percent", quantity=quantity, end=end)
