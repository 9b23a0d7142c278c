"""What a sentence leaves open: a measure's choice and what is stated in, the values to try and their standing out."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from foedus.measures import Choice
from foedus.model import Change, Excess, Figure, Growth, Standing
from foedus.scope import Span, year_of

FREE = ("base", "component")  # what a sentence names here is tried, whatever the measure offers
_RANK: dict[Standing, int] = {"literal": 0, "customary": 1, "generous": 2, "context": 3}


class Option(Struct, frozen=True, kw_only=True):
    """One value of a choice; `fixed` where the sentence itself says so."""

    value: str | None
    standing: Standing = "customary"
    fixed: bool = False


def options(choice: Choice | None, stated: list[str]) -> list[Option]:
    """Return the values to try: those that the sentence states, else all that the measure offers."""
    if choice is None:
        return [Option(value=None)]
    offered = [*choice.customary, *choice.generous, *choice.context]
    kept = [value for value in stated if value in offered or choice.name in FREE]
    if kept:
        torn = choice.torn if len(kept) > 1 else []
        return [Option(value=value, fixed=True) for value in kept] + [
            Option(value=value, standing="generous") for value in torn if value not in kept
        ]
    found = (
        [Option(value=value) for value in choice.customary]
        + [Option(value=value, standing="generous") for value in choice.generous]
        + [Option(value=value, standing="context") for value in choice.context]
    )
    return found or [Option(value=None)]


def kinds(component: str | None) -> list[str | None]:
    """Return the parts that a component is the sum of, itself where it is one.

    >>> kinds("military+humanitarian"), kinds("military"), kinds(None)
    (['military', 'humanitarian'], ['military'], [None])
    """
    return [None] if component is None else [*component.split("+")]


def is_open(options: Iterable[Option]) -> bool:
    """Tell whether a choice is left open: several values may vote and the sentence names none of them."""
    return sum(option.standing != "context" and not option.fixed for option in options) > 1


def standing(chosen: Iterable[Option], open_choices: bool, assumed: bool) -> Standing:
    """Return the weakest standing among the choices; literal where the sentence fixes one or leaves none."""
    chosen = list(chosen)
    weakest: Standing = max(
        (option.standing for option in chosen), key=_RANK.__getitem__, default="customary"
    )
    if weakest in ("generous", "context"):
        return weakest
    if assumed:
        return "customary"
    return "literal" if not open_choices or any(option.fixed for option in chosen) else "customary"


def ends(base: str) -> tuple[int, int]:
    """Return the first and the last year of a base: one year, or several whose mean is meant.

    >>> ends("2016"), ends("2022/2024")
    ((2016, 2016), (2022, 2024))
    """
    first, _, last = base.partition("/")
    return int(first), int(last or first)


def _base(text: str) -> str | None:
    """A base as years: of one year its number, of several the first and the last; None where it is none."""
    first, _, last = text.partition("/")
    begun, ended = year_of(first), year_of(last or first)
    if begun is None or ended is None or ended < begun:
        return None
    return str(begun) if begun == ended else f"{begun}/{ended}"


def bases(figure: Figure, choice: Choice | None, years: Span) -> list[Option]:
    """Return the base years: those that the sentence names, else the customary ones, else the year before."""
    derivation, (first, last) = figure.derivation, years.years
    if not isinstance(derivation, Change | Growth | Excess):
        return [Option(value=None)]
    named = figure.stated.get("base") or ([derivation.base] if derivation.base else [])
    named = list(dict.fromkeys(base for base in map(_base, named) if base is not None))
    if named or choice:
        return options(choice or Choice(name="base"), named)
    if isinstance(derivation, Excess):
        return [Option(value=str(first - 1))]
    return [Option(value=str(first if first < last else last - 1))]
