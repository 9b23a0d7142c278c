"""A card of a dossier in; its pictures out: the specification curve of its readings, the editions of its series."""

from __future__ import annotations

from functools import cache
from typing import Literal

from foedus.errors import FoedusError
from foedus.ledger import Ledger
from foedus.model import Document, Figure, Level, Quantity, Reading, Series, Struct
from foedus.render import answers
from foedus.render.cards import STANDINGS, Card
from foedus.render.curve import curve
from foedus.render.pictures import editions, readings
from foedus.render.pictures.theme import Spec, framed
from foedus.render.plain import line
from foedus.render.publications import cited, edition
from foedus.render.wording import Wording

Kind = Literal["readings", "editions"]


class Picture(Struct, frozen=True, kw_only=True):
    """A spec to stand in a page, and the same with its title and its sources to stand alone."""

    kind: Kind
    title: str
    spec: Spec
    framed: Spec


def pictures(card: Card, document: Document, say: Wording) -> list[Picture]:
    """Return what can be drawn of a card: nothing where no reading has a value."""
    content = card.statement.content
    if card.then is None or not isinstance(content, Figure):
        return []
    drawn = [_readings(card, content, document, say), _editions(card, content, document, say)]
    return [each for each in drawn if each is not None]


def is_telling(picture: Picture) -> bool:
    """Tell whether a picture says more than the table beside it: a single value needs no drawing."""
    shown = picture.spec["datasets"].get("readings")
    return shown is None or sum(point["standing"] != "context" for point in shown) > 1


# --- the readings ----------------------------------------------------------------------------------------------------


def _readings(card: Card, figure: Figure, document: Document, say: Wording) -> Picture | None:
    assert card.then is not None
    drawn = curve(card.then, figure.quantity)
    if drawn is None:
        return None
    spec = readings.specification(drawn, figure.quantity, say)
    pairs = {(point.definition.source, point.definition.edition) for point in drawn.points}
    sources = [cited(source, day, say) for source, day in sorted(pairs)]
    title = say.say("page", "curve_title", n=say.count(len(drawn.points), "readings"))
    return _picture("readings", title, spec, card, document, sources, say)


def _picture(
    kind: Kind, title: str, spec: Spec, card: Card, document: Document, sources: list[str], say: Wording
) -> Picture:
    quote = say.quoted(line(card.statement.quote))
    whence = [answers.teller(card, document, say), answers.said_on(card, document, say)]
    told = say.listed([part for part in whence if part])
    about = say.upper(say.listed(answers.understood(card, say)[1:]))
    verdict = answers.verdict(card, say)
    frame = framed(spec, quote, [told, about, verdict], _credit(sources, say))
    return Picture(kind=kind, title=title, spec=spec, framed=frame)


def _credit(sources: list[str], say: Wording) -> str:
    return say.colon(say.say("page", "sources"), f"{'; '.join(sources)} · foedus")


# --- a series of the ledger ------------------------------------------------------------------------------------------


def of_series(found: list[Series], decided: Series, say: Wording) -> Spec:
    """Return the fan of a series over those of its editions that can be compared, with its title and its source."""
    kin = [each for each in found if _like(each) == _like(decided)]
    by_edition = {each.edition: each for each in [*kin, decided]}
    fan = editions.Fan(series=[by_edition[day] for day in sorted(by_edition)], decided=decided.edition)
    who = " → ".join(say.subject(code) for code in (decided.subject, decided.partner) if code)
    title = say.colon(say.upper(say.measure(decided.measure)), who)
    basis = [say.option("component", decided.component)] if decided.component else []
    if decided.prices:
        basis.append(say.option("prices", decided.prices, decided))
    told = say.say("page", "fan_title", n=say.count(len(fan.series), "editions"))
    subtitle = [say.upper(say.listed([part for part in basis if part])), told]
    spec = editions.specification(fan, say)
    return framed(spec, title, [text for text in subtitle if text], _credit([publication(decided, say)], say))


# --- the editions ----------------------------------------------------------------------------------------------------


def _editions(card: Card, figure: Figure, document: Document, say: Wording) -> Picture | None:
    assert card.then is not None
    reading = published(card.then.readings) if isinstance(figure.derivation, Level) else None
    if reading is None or reading.observed is None:
        return None
    observation = reading.observations[0]
    subject = observation.subject or figure.subject or ""
    found = [
        each
        for each in _alike(reading, subject, observation.period)
        if each.partner in (None, figure.partner)
    ]
    claim = figure.quantity if figure.quantity.unit == reading.observed.unit else None
    fan = fanned(found, reading.definition.edition, claim, observation.period)
    if fan is None:
        return None
    title = say.say("page", "fan_title", n=say.count(len(fan.series), "editions"))
    sources = [publication(fan.deciding, say)]
    return _picture("editions", title, editions.specification(fan, say), card, document, sources, say)


def published(found: list[Reading]) -> Reading | None:
    """Return the first reading that counts and is one published value; None where the number is computed."""
    for standing in STANDINGS[:2]:
        for reading in found:
            if reading.definition.standing == standing and reading.observed is not None:
                values = [each.value for each in reading.observations]
                return reading if values == [reading.observed.low] == [reading.observed.high] else None
    return None


def fanned(
    found: list[Series], decided: str, claim: Quantity | None = None, period: str | None = None
) -> editions.Fan | None:
    """Return the editions of a series as a fan; None where only one has it, or the one that decides has not."""
    if len(found) < 2 or all(series.edition != decided for series in found):
        return None
    ordered = sorted(found, key=lambda series: series.edition)
    return editions.Fan(series=ordered, decided=decided, claim=claim, period=period if claim else None)


def publication(series: Series, say: Wording) -> str:
    """Return publisher and title of what a series is published in; its id where nothing more is known."""
    known = edition(series.source, series.edition)
    return say.listed([line(known.publisher), line(known.publication)]) if known else line(series.source)


def _alike(reading: Reading, subject: str, period: str) -> list[Series]:
    """Return the series of a reading in each edition of its source."""
    made = reading.definition
    wanted = (made.source, made.prices, made.price_year, made.component, len(period))
    unit = reading.observed.unit if reading.observed else None
    return [each for each in _series(made.measure, subject) if each.unit == unit and _kind(each) == wanted]


def _like(series: Series) -> tuple[object, ...]:
    """What two series share that can be drawn on one axis, whatever their editions."""
    return (series.unit, series.partner, *_kind(series))


def _kind(series: Series) -> tuple[object, ...]:
    size = len(series.observations[0].period) if series.observations else 0
    return (series.source, series.prices, series.price_year, series.component, size)


@cache
def _series(measure: str, subject: str) -> list[Series]:
    try:
        held = Ledger()
        return held.series(measure, subject) or held.sums(measure, subject)
    except FoedusError:
        return []  # a dossier can be read where its ledger is not
