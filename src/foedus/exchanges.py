"""Two currencies and a day go in; the rates at which amounts of one become the other come out, each with its standing.

How amounts are exchanged is said by the choices of the measure of exchange rates.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from foedus.choices import Option, options
from foedus.derive import Exchange
from foedus.editions import Catalogue, Edition
from foedus.lines import Line, Lines, Need
from foedus.measures import Case, Measure, measures
from foedus.places import month
from foedus.stated import OF_ITS_OWN

RATES = "exchange_rate"


def needs(*currencies: str) -> Iterator[Need]:
    """Yield the series of rates that an exchange between currencies takes: units for one of the pivot."""
    found = measures()[RATES]
    for code in currencies:
        if code != found.currency:
            yield Need(source=found.series[0], measure=RATES, subject=code, partner=found.currency)


def exchanges(
    lines: Lines,
    editions: Catalogue,
    unit: str,
    wanted: str,
    grain: str,
    said: dt.date,
    stated: Sequence[str] = (),
) -> list[tuple[Option, Exchange | None]]:
    """Return the ways from one currency to another; one way that changes nothing where they are the same.

    None at all where a rate is missing. Rates of the past are not revised: the newest edition serves every day.
    `stated`: between which rates the sentence leaves it, all that there are where it says nothing.
    """
    if unit == wanted:
        return [(Option(value=None), None)]
    found = measures()[RATES]
    held = editions.held(found.series[0])
    if not held:
        return []
    newest = held[-1]
    choice = found.choice("rate", Case(derivation="level", subject=wanted, is_group=False))
    ways: list[tuple[Option, Exchange | None]] = []
    for option in options(choice, [*stated]):
        own = option.value == OF_ITS_OWN
        rates = [_rate(lines, newest, found, code, grain if own else "month") for code in (unit, wanted)]
        missing = any(
            rate is None and code != found.currency for rate, code in zip(rates, (unit, wanted), strict=True)
        )
        fixed = None if own else month(said)
        if missing or (fixed is not None and any(rate and fixed > rate.last for rate in rates)):
            continue
        ways.append((option, Exchange(over=rates[0], times=rates[1], fixed=fixed)))
    return ways


def _rate(lines: Lines, edition: Edition, found: Measure, code: str, grain: str) -> Line | None:
    if code == found.currency:
        return None
    lines_found = lines.find(edition.source, edition.edition, found.id, code, code, found.currency)
    return next((line for line in lines_found if line.grain == grain), None)
