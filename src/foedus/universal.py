"""A figure as it is said in, what can be checked out: how many members lie on the other side, how many pieces."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from foedus.measures import measures
from foedus.model import Count, Figure, Period, Quantity, Share, Within
from foedus.stated import EACH, EXPORTS, IMPORTS, NONE, SOLD, Stated, fixes, without


def asked(figure: Figure) -> Figure:
    """Return the figure that is checked: what is said of every member holds where none lies on the other side.

    "Every ally spends 2 %" is no claim about the alliance's own share, and neither is "no ally spends 5 %".

    >>> two = Quantity(low=Decimal(2), high=Decimal(2), unit="%")
    >>> measure = "defence_expenditure_share_of_gdp"
    >>> made = asked(Figure(subject="nato", measure=measure, quantity=two, stated=EACH))
    >>> str(made.quantity.high), made.quantity.unit, str(made.derivation.within.high)
    ('0', 'member', '2')
    """
    if figure.measure is None:
        traded = next((each for each in (SOLD, EXPORTS, IMPORTS) if fixes(figure.stated, each)), None)
        return _in_pieces(figure) if traded is None else _of_trade(figure, traded)
    if isinstance(figure.derivation, Count | Share) and figure.stated.get("measure", []) not in (
        [],
        [figure.measure],
    ):
        return _by_another(figure)
    low, high = figure.quantity.low, figure.quantity.high
    every, none_of = fixes(figure.stated, EACH), fixes(figure.stated, NONE)
    if not (every or none_of) or ((low is None) == (high is None) and low != high):
        return figure
    line = high if low is None else low
    at_least = (low is not None) != every  # where those stand who are not as is said
    within = Within(low=line) if at_least else Within(high=line)
    none = Quantity(low=Decimal(0), high=Decimal(0), unit="member")
    how = Count(within=within)
    return replace(figure, quantity=none, derivation=how, stated=without(figure.stated, EACH))


def _of_trade(figure: Figure, traded: Stated) -> Figure:
    """Return what is told of a country's trade in arms as one of the register of who bought how much of whom.

    Its part of all that is sold, and what it sells, are of what the world buys of it; what it buys comes from all.
    """
    buyer, seller = (figure.subject, "world") if traded is IMPORTS else ("world", figure.subject)
    return replace(
        figure,
        measure="arms_transfers",
        subject=buyer,
        partner=seller,
        derivation=Share(of="world") if traded is SOLD else figure.derivation,
        stated=without(figure.stated, traded),
    )


def _in_pieces(figure: Figure) -> Figure:
    """Return what counts the pieces of a figure that only states by what it is to be counted: "240 tanks"."""
    name = next(iter(figure.stated.get("measure", ())), "")
    found = measures().get(name)
    part = found.pieces.get(figure.quantity.unit or "") if found is not None else None
    if found is None or part is None:
        return figure
    stated = {key: values for key, values in figure.stated.items() if key != "measure"} | {
        "component": [part]
    }
    quantity = replace(figure.quantity, unit=found.unit)
    period = figure.period or Period(f"{found.since}/..")  # what is given adds up
    return replace(figure, measure=name, quantity=quantity, period=period, stated=stated)


def _by_another(figure: Figure) -> Figure:
    """Return members, or their part of the whole, as an institute counts that the sentence names: "18, SIPRI says"."""
    stated = {key: values for key, values in figure.stated.items() if key != "measure"}
    return replace(figure, measure=figure.stated["measure"][0], stated=stated)
