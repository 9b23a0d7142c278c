"""A figure in; how its number is made out: the case that decides which choices are open, and the name of a formula."""

from __future__ import annotations

from foedus.alliances import groups
from foedus.derive import A_YEAR
from foedus.measures import Case, Measure
from foedus.model import Change, Count, Figure, Gap, Growth, Mean, Rank, Share

# What sets two sums side by side, for each change.
_BESIDE = {
    "change": "gap",
    "fall": "shortfall",
    "growth": "lead",
    "shrinkage": "lag",
    "multiple": "ratio",
    "divisor": "fraction",
}


def case_of(measure: Measure, figure: Figure) -> Case:
    """Return what decides which choices are open for a figure, but for the distance to a base year."""
    derivation = figure.derivation
    kind = str(derivation.__struct_config__.tag)
    if isinstance(derivation, Share | Rank) and derivation.of in measure.whole:
        kind = f"share of {derivation.of}"
    return Case(
        derivation=kind,
        subject=figure.subject or "",
        is_group=figure.subject in groups(),
        below=isinstance(derivation, Count) and derivation.within.low is None,
    )


def of_gap(derivation: Gap, figure: Figure, measure: Measure) -> str:
    """A difference, in percent or as a multiple of the other; between two shares always a difference."""
    below, unit = derivation.direction == "below", figure.quantity.unit
    if unit == "multiple":
        high = figure.quantity.high  # "three times less" is told as a third
        return "fraction" if below and not (high is not None and high <= 1) else "ratio"
    if unit == "%" and measure.unit != "%":
        return "lag" if below else "lead"
    return "shortfall" if below else "gap"


def of_mean(derivation: Mean, grain: str | None) -> str:
    """The mean of a year or of a month, of a series by years or by months."""
    if derivation.per == (grain or "year"):
        return "mean"
    return "yearly" if derivation.per == "year" else "monthly"


def of_change(derivation: Change | Growth, figure: Figure) -> str:
    """A rise or a fall, in the unit of the series, in percent or as a multiple."""
    falls = derivation.direction == "decrease"
    if isinstance(derivation, Change):
        return "fall" if falls else "change"
    if figure.quantity.unit == "multiple":
        high = figure.quantity.high
        return "divisor" if falls and not (high is not None and high <= 1) else "multiple"
    made = "shrinkage" if falls else "growth"
    return made + A_YEAR if derivation.per else made


def of_spans(derivation: Change | Growth, figure: Figure) -> str:
    """A rise or a fall between two spans of years: the sum of one set beside that of the other."""
    return _BESIDE[of_change(derivation, figure)]
