"""What every later stage works on: a quantity where it stands in the text."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from foedus.model import Quantity

SHARES = ("percent", "fraction")  # kinds of amounts that are a part of a whole
SUMS = ("money", "bare-scale")  # kinds of amounts of money, be it with or without its currency
MEMBERS = ("member", "country")  # units in which those of a body are counted


class Amount(NamedTuple):
    """A quantity where it stands: `kind` is money, percent, point, count, fraction, majority, multiple or bare.

    `of` is the total of "x out of y"; a range "from x to y" may be a change,
    `ends` are the spans of these two. `scale` is the factor written
    after the number. `part` is where "x" of "x of the y members" ends: how many there are in all is no part of it.
    """

    start: int
    end: int
    kind: str
    quantity: Quantity
    rule: str
    of: Decimal | None = None
    ends: tuple[tuple[int, int], tuple[int, int]] | None = None
    scale: Decimal = Decimal(1)
    part: int | None = None
