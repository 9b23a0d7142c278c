"""A figure goes in; the measure and the unit that answer it come out, and the series that have to be loaded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from msgspec.structs import replace

from foedus.alliances import groups, members_on
from foedus.choices import Option, kinds, options
from foedus.exchanges import needs as exchange_needs
from foedus.formulas import case_of
from foedus.lines import Need
from foedus.measures import Measure, measure
from foedus.model import Change, Count, Figure, Gap, Growth, Level, Period, Rank, Record, Share
from foedus.scope import Obstacle
from foedus.stated import FISCAL, fixes

_LAST = dt.date(9999, 12, 31)  # on which today's members are still members


def effective(figure: Figure) -> tuple[Measure, Figure]:
    """Return the measure that answers a figure, and the figure in its terms: a share of GDP is a level of its own."""
    found = measure(figure.measure or "")
    if fixes(figure.stated, FISCAL) and (budget := _by_budget_year(found, figure)):
        return budget
    if found.earlier is not None and _goes_back(figure, found.earlier.year):
        found = measure(found.earlier.measure)
        figure = replace(figure, measure=found.id)
    part = next((each for each in figure.stated.get("component", []) if each in found.parted), None)
    if part is not None:
        found = measure(found.parted[part])
        figure = replace(figure, measure=found.id)
    derivation = figure.derivation
    if isinstance(derivation, Share) and derivation.of in found.beyond:
        found = measure(found.beyond[derivation.of])
        return found, replace(figure, measure=found.id)
    if isinstance(derivation, Share) and derivation.of in found.instead:
        found = measure(found.instead[derivation.of])
        figure = replace(figure, measure=found.id, derivation=Level())
    return found, figure


def _goes_back(figure: Figure, year: int) -> bool:
    """Tell whether a record, or a growth without inflation, is told of years before that one."""
    match figure.derivation:
        case Record(since=since):
            first = since
        case Growth(base=base) if figure.stated.get("prices") == ["constant"]:
            first = base
        case _:
            return False
    return first is not None and first[:4].isdigit() and int(first[:4]) < year


def _by_budget_year(found: Measure, figure: Figure) -> tuple[Measure, Figure] | None:
    """Return what answers a figure told of a budget's year, "2025-26", by the year in which that begins."""
    currency = found.fiscal.currency.get(figure.subject or "") if found.fiscal else None
    fits = figure.quantity.unit in (currency, "%", "multiple")
    if found.fiscal is None or currency is None or figure.period is None or not fits:
        return None
    if not isinstance(figure.derivation, Level | Change | Growth):
        return None
    derivation = figure.derivation
    if not isinstance(derivation, Level) and derivation.base is not None:
        derivation = replace(derivation, base=derivation.base[:4])
    stated = {
        name: [each[:4] for each in figure.stated[name]]
        for name in ("period", "base")
        if name in figure.stated
    }
    period = Period(figure.period.text[:4])
    made = replace(measure(found.fiscal.measure), currency=currency)
    return made, replace(figure, measure=made.id, derivation=derivation, period=period, stated=stated)


def partner_of(figure: Figure, found: Measure) -> str | None:
    """Return with whom the series of a figure is; None without partners, and with all of them together."""
    return figure.partner if found.partnered and not _is_with_all(figure, found) else None


def _is_with_all(figure: Figure, found: Measure) -> bool:
    """Tell whether a figure is of all partners: "8.8 % of what the world imports", "imports rose by 21 %"."""
    return figure.partner in found.whole and found.whole[figure.partner].partners


def is_of_all(figure: Figure, found: Measure) -> bool:
    """Tell whether a share is of what all subjects have with all their partners."""
    derivation = figure.derivation
    return isinstance(derivation, Share) and derivation.of == figure.partner and _is_with_all(figure, found)


def line_unit(found: Measure, figure: Figure) -> str | Obstacle:
    """Return the unit of the series that a figure needs, or an obstacle where the two do not fit."""
    unit, derivation = figure.quantity.unit, figure.derivation
    own = found.currency or found.unit
    blanks = {"measure": found.id}
    misfit = Obstacle(code="unit" if unit else "no-unit", blanks={"unit": unit, **blanks} if unit else blanks)
    if isinstance(derivation, Growth) or (isinstance(derivation, Gap) and unit in ("multiple", "%")):
        return own if unit in ("%", "multiple", None) else misfit
    if isinstance(derivation, Share):
        return own if unit == "%" and found.unit != "%" else misfit
    if isinstance(derivation, Count):
        return own if unit is not None and found.unit == "%" else misfit
    if isinstance(derivation, Record):
        return own if unit in (None, own) else misfit
    if isinstance(derivation, Rank):
        return own
    if unit is None:
        return misfit if isinstance(derivation, Level) else own  # a direction is one of change
    if found.unit == "money":
        return unit if len(unit) == 3 and unit.isupper() else misfit
    if found.unit == "%" and not isinstance(derivation, Level) and unit.endswith("point"):
        return own
    return own if unit == own else misfit


def needs(figure: Figure) -> Iterator[Need]:
    """Yield the series that a figure asks for."""
    if figure.subject is None:
        return
    found, figure = effective(figure)
    for option in asked(found, figure):
        measured = measure(option.value or found.id)
        for source in measured.series:
            yield from _needs(measured, source, figure)
    wanted = figure.quantity.unit
    if wanted and found.unit == "money" and _is_currency(wanted) and found.currency not in (None, wanted):
        yield from exchange_needs(found.currency or "", wanted)


def _needs(measured: Measure, source: str, figure: Figure) -> Iterator[Need]:
    reckoned = measured.choice("reckoning", case_of(measured, figure))
    if not measured.partnered or _is_with_all(figure, measured):
        yield Need(source=source, measure=measured.id)
        for *names, _ in reckoned.ratio.values() if reckoned else ():
            yield from (Need(source=source, measure=name) for name in names)
        return
    if figure.partner is None:
        return
    derivation, case = figure.derivation, case_of(measured, figure)
    other = (
        derivation.of
        if isinstance(derivation, Share | Rank)
        else derivation.to
        if isinstance(derivation, Gap)
        else None
    )
    whole = measured.whole.get(other or "")
    subjects = {figure.subject or "", *([other] if other and not whole else ())}
    if whole:
        yield Need(source=source, measure=whole.measure or measured.id)
    group = derivation.among if isinstance(derivation, Rank) else figure.subject or ""
    if group in groups() and isinstance(derivation, Rank | Count):
        subjects |= members_on(group, _LAST)
    for each in measured.choices:
        if each.name == "perimeter":
            own = subjects & groups().keys()
            subjects |= {f"{one}+{joined}" for joined in each.joined.values() for one in own}
            subjects |= set(each.instead.values()) if own & set(each.whom) else set()
    inside, part = measured.choice("perimeter", case), measured.choice("component", case)
    offered = [option.value for option in options(part, figure.stated.get("component", []))]
    parts = {each for value in offered for each in kinds(value)}
    parts |= set(reckoned.without.values() if reckoned else ())
    for one in sorted(subjects):
        need = Need(source=source, measure=measured.id, subject=one, partner=figure.partner)
        yield from (replace(need, component=name, summed=measured.summed) for name in parts)
        yield from (
            replace(need, component=name, summed=True) for name in (inside.adds.values() if inside else ())
        )


def asked(found: Measure, figure: Figure) -> list[Option]:
    """Return the measures by which a figure may be judged, with their standing."""
    choice = found.choice("measure", case_of(found, figure))
    stated = [] if found.ceiling else figure.stated.get("measure", [])  # what bounds it is asked in any case
    return options(choice, stated) if choice else [Option(value=found.id)]


def _is_currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()
