"""`key=value` pairs that correct what was understood in; the statements with their figures corrected out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Final, get_args

from msgspec.structs import replace

from foedus.alliances import countries, groups
from foedus.errors import UnknownName
from foedus.lang import codes, words
from foedus.measures import measures
from foedus.model import Change, Excess, Figure, Growth, Level, Period, Stance, Statement

_DERIVATIONS: Final[dict[str, Any]] = {"level": Level, "change": Change, "growth": Growth, "excess": Excess}


def _subjects() -> Iterable[str]:
    return (*groups(), *countries())


@cache
def _named() -> dict[str, str]:
    """Return the code of a country or group by each name that one of the languages has for it alone."""
    found: dict[str, set[str]] = {}
    known = frozenset(_subjects())
    for code in codes():
        tables = words(code, "names")
        for kind in ("countries", "groups"):
            for subject, names in tables.get(kind, {}).items():
                for name in names if subject in known else ():
                    found.setdefault(name.lower(), set()).add(subject)
    return {name: meant.pop() for name, meant in found.items() if len(meant) == 1}


# What may be corrected, and the values that are valid; None where any text is.
KEYS: Final[Mapping[str, Callable[[], Iterable[str]] | None]] = {
    "base": None,
    "derivation": lambda: _DERIVATIONS,
    "measure": measures,
    "partner": _subjects,
    "perimeter": lambda: ("members of each year", "members of today"),
    "period": None,
    "prices": lambda: ("current", "constant"),
    "speaker": None,
    "stance": lambda: get_args(Stance),
    "subject": _subjects,
}


def corrections(pairs: Iterable[str]) -> dict[str, str]:
    """Return the corrections that `key=value` pairs ask for, each proved.

    A subject or partner is a code or its name in any of the languages.

    Raises UnknownName for a key or value that nothing knows, ValueError for a pair or period of a wrong form.

    >>> corrections(["base=2014", "subject=fra"])
    {'base': '2014', 'subject': 'FRA'}
    >>> corrections(["subject=Germany", "partner=États-Unis"])
    {'subject': 'DEU', 'partner': 'USA'}
    """
    found: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = (part.strip() for part in pair.partition("="))
        if not equals or not value:
            raise ValueError(f"{pair!r} is no correction; write it like base=2014")
        if key not in KEYS:
            raise UnknownName("key", key, KEYS)
        found[key] = _proved(key, value)
    return found


def _proved(key: str, value: str) -> str:
    if key in ("base", "period"):
        period = Period(value)
        if key == "base" and (period.start is None or period.end is None):
            raise ValueError(f"base {value!r}: a base has two ends; write it like 2014")
        return value
    valid = KEYS[key]
    if valid is None:
        return value
    names = {name.lower(): name for name in valid()}
    if valid is _subjects and value.lower() not in names:
        names |= {value.lower(): subject for subject in (_named().get(value.lower()),) if subject}
    if value.lower() not in names:
        raise UnknownName(key, value, names.values())
    return names[value.lower()]


def corrected(statements: Iterable[Statement], wanted: Mapping[str, str]) -> list[Statement]:
    """Return the statements with the corrections made, and said in their `rules`.

    A speaker fills only what has none; all else replaces what was understood of every figure it applies to.
    """
    return [_corrected(statement, wanted) for statement in statements]


def _corrected(statement: Statement, wanted: Mapping[str, str]) -> Statement:
    changed = statement
    if "speaker" in wanted and statement.speaker is None:
        changed = replace(changed, speaker=wanted["speaker"])
    if "stance" in wanted:
        changed = replace(changed, stance=wanted["stance"])
    if isinstance(statement.content, Figure):
        changed = replace(changed, content=_figure(statement.content, wanted))
    if changed == statement:
        return statement
    return replace(
        changed, rules=[*statement.rules, *(f"set {key}={value}" for key, value in wanted.items())]
    )


def _figure(figure: Figure, wanted: Mapping[str, str]) -> Figure:
    fields: dict[str, Any] = {key: wanted[key] for key in ("subject", "measure", "partner") if key in wanted}
    if "period" in wanted:
        fields["period"] = Period(wanted["period"])
    derivation: Any = figure.derivation
    if "derivation" in wanted and not isinstance(derivation, _DERIVATIONS[wanted["derivation"]]):
        derivation = _DERIVATIONS[wanted["derivation"]]()
    stated = dict(figure.stated)
    if "base" in wanted and hasattr(derivation, "base"):
        derivation = replace(derivation, base=wanted["base"])
        stated["base"] = [wanted["base"]]
    stated |= {key: [wanted[key]] for key in ("prices", "perimeter") if key in wanted}
    return replace(figure, **fields, derivation=derivation, stated=stated)
