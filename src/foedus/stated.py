"""What a sentence may fix of a figure: the values of `Figure.stated` that reading writes and checking understands.

Choices that a measure's file names (prices, components, a base year) are written as there; these have a meaning of
their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Stated = dict[str, list[str]]

EACH: Final[Stated] = {"of": ["each"]}  # it holds of every member, and not of all of them together
NONE: Final[Stated] = {"of": ["none"]}  # it holds of no member
MEAN: Final[Stated] = {"of": ["mean"]}  # it holds on average: of each member alike, or of all together
SOLD: Final[Stated] = {"of": ["all sold"]}  # what a country supplies is a part of all that is sold
EXPORTS: Final[Stated] = {"of": ["arms sold"]}  # by how much what a country supplies to all has changed
IMPORTS: Final[Stated] = {"of": ["arms bought"]}  # the same of what it buys from all
NATIONAL: Final[Stated] = {"account": ["national"]}  # a country's own count: its budget, or its soldiers
ANOTHER: Final[Stated] = {"account": ["another"]}  # the count of an institute whose numbers no source holds
EXTENT: Final[Stated] = {"account": ["extent"]}  # more or less than the series holds: reservists, no pensions
# An amount in dollars that is taken for a country's own, though the text does not say so: it may be of American ones.
OWN_DOLLARS: Final[Stated] = {"dollars": ["own"]}
FISCAL: Final[Stated] = {"year": ["fiscal"]}  # the year is a budget's, and not the calendar's
WITH_EU_SHARE: Final = "with the share of EU aid"  # the perimeter of aid told as a share of GDP
OF_ITS_OWN: Final = "of its own month or year"
OF_THE_DAY: Final = "of the month of publication"
# A sum told again in other money: whose rate it is, the sentence does not say.
RETOLD: Final[Stated] = {"rate": [OF_ITS_OWN, OF_THE_DAY]}


def fixes(stated: Mapping[str, list[str]], what: Stated) -> bool:
    """Tell whether a sentence fixes just that.

    >>> fixes({"of": ["each"], "period": ["2024"]}, EACH), fixes({}, EACH)
    (True, False)
    """
    return what.items() <= stated.items()


def without(stated: Mapping[str, list[str]], what: Stated) -> Stated:
    """Return what else a sentence fixes.

    >>> without({"of": ["each"], "period": ["2024"]}, EACH)
    {'period': ['2024']}
    """
    return {name: values for name, values in stated.items() if name not in what}
