"""A figure said of every member in, the figure that can be checked out: how many lie on the other side."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from foedus.model import Count, Figure, Quantity, Within

EACH = {
    "of": ["each"]
}  # what is stated of a figure that holds of every member, and not of all of them together


def asked(figure: Figure) -> Figure:
    """Return the figure that is checked: what is said of every member holds where none lies on the other side.

    "Every ally spends 2 %" is no claim about the alliance's own share.

    >>> two = Quantity(low=Decimal(2), high=Decimal(2), unit="%")
    >>> measure = "defence_expenditure_share_of_gdp"
    >>> made = asked(Figure(subject="nato", measure=measure, quantity=two, stated=EACH))
    >>> str(made.quantity.high), made.quantity.unit, str(made.derivation.within.high)
    ('0', 'member', '2')
    """
    low, high = figure.quantity.low, figure.quantity.high
    if figure.stated.get("of") != EACH["of"] or ((low is None) == (high is None) and low != high):
        return figure
    within = Within(high=low) if low is not None else Within(low=high)
    none = Quantity(low=Decimal(0), high=Decimal(0), unit="member")
    stated = {key: values for key, values in figure.stated.items() if key not in EACH}
    return replace(figure, quantity=none, derivation=Count(within=within), stated=stated)
