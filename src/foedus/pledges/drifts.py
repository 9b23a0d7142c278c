"""A sentence that retells a pledge goes in; out comes where it is not what was promised.

It is accused only of what it says itself: another amount, another date, a promise where the text only aims, "up to" for
"at least", the whole told without its part. What it leaves out is no drift, but for that part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from foedus.alliances import groups
from foedus.alliances.promises import Part, Pledge
from foedus.model import Document, Figure, Span
from foedus.pledges.passages import Passage, years_of
from foedus.pledges.words import Cues
from foedus.text.amounts.amount import Amount
from foedus.text.times.moment import Time

_KINDS = {"%": "percent"}
_BEFORE, _AFTER = 28, 16  # characters around an amount in which a bound may stand
# A sum in another currency within these bounds of what was promised is taken for its conversion.
_CONVERTED = (Decimal("0.8"), Decimal("1.3"))


class Drift(Struct, frozen=True, kw_only=True):
    """Where a retelling is not what was promised: `told` are the words of the report, `part` the figure concerned."""

    kind: str
    span: Span
    told: str
    part: Part


def equals(amount: Amount, part: Part) -> bool:
    """Tell whether an amount is what a part of a pledge promises."""
    return _KINDS.get(part.unit, "money") == amount.kind and part.amount in (
        amount.quantity.low,
        amount.quantity.high,
    )


def drifts(pledge: Pledge, passage: Passage, known: Cues, document: Document) -> Iterator[Drift]:
    """Yield where the retelling of a pledge is not what was promised."""
    own = [
        each for each in passage.amounts if _is_of(each, pledge) and not _is_national(each, pledge, passage)
    ]
    if not own:
        return
    matched = [(each, part) for each in own for part in pledge.part if equals(each, part)]
    part = matched[0][1] if matched else pledge.part[0]
    yield from _amount(pledge, passage, own, matched, document)
    yield from _date(pledge, part, passage, known, document)
    yield from _force(pledge, part, passage, known, document)
    for amount, promised in matched:
        yield from _bound(promised, amount, passage, known, document)
        yield from _rhythm(pledge, promised, amount, passage, known, document)
        yield from _whole(pledge, promised, amount, own, passage, known, document)


# --- amounts ----------------------------------------------------------------------------------------------------------


def _is_of(amount: Amount, pledge: Pledge) -> bool:
    """Tell whether an amount is of the kind that was promised: a percentage, or much money."""
    kinds = {_KINDS.get(part.unit, "money") for part in pledge.part}
    if amount.kind not in kinds:
        return False
    if amount.quantity.comparator == "<":
        return False  # "those below 2 %" says who is meant, not what was promised
    least = min(part.amount for part in pledge.part)
    return amount.kind != "money" or (_value(amount) or Decimal(0)) >= least / 10


def _value(amount: Amount) -> Decimal | None:
    quantity = amount.quantity
    return quantity.low if quantity.low is not None else quantity.high


def _is_national(amount: Amount, pledge: Pledge, passage: Passage) -> bool:
    """Tell whether an amount is of one member, which is no retelling of what all promised."""
    for statement in passage.statements:
        if (
            isinstance(statement.content, Figure)
            and statement.span.start <= amount.start < statement.span.end
        ):
            subject = statement.content.subject
            return pledge.by in groups() and subject not in (None, pledge.country) and subject not in groups()
    return False


def _amount(
    pledge: Pledge,
    passage: Passage,
    own: list[Amount],
    matched: list[tuple[Amount, Part]],
    document: Document,
) -> Iterator[Drift]:
    """Another amount than any that was promised, or the right one in another currency."""
    if not matched:
        wrong, part = own[0], pledge.part[0]
        is_named = any(equals(each, one) for each in passage.amounts for one in pledge.part)
        if not is_named and not any(_may_be_conversion(each, part) for each in own):
            yield _drift("amount", wrong.start, wrong.end, part, document)
        return
    amount, part = matched[0]
    if all(each.quantity.unit not in (None, promised.unit) for each, promised in matched):
        yield _drift("currency", amount.start, amount.end, part, document)


def _may_be_conversion(amount: Amount, part: Part) -> bool:
    value = _value(amount)
    if value is None or amount.kind != "money" or amount.quantity.unit in (None, part.unit):
        return False
    return _CONVERTED[0] * part.amount <= value <= _CONVERTED[1] * part.amount


# --- dates ------------------------------------------------------------------------------------------------------------


def _date(pledge: Pledge, part: Part, passage: Passage, known: Cues, document: Document) -> Iterator[Drift]:
    dues = {year for each in pledge.part if (until := pledge.until(each)) for year in until.years if year}
    if not dues or (known.has("decade", passage.text) and max(dues) - pledge.made.year == 10):
        return
    stretches = list(_stretches(passage, known))
    if any(years in {due - pledge.made.year for due in dues} for years, _, _ in stretches):
        return
    if stretches:
        _, start, end = stretches[0]
        yield _drift("date", start, end, part, document)
        return
    named = [time for time in passage.times if time.stated]
    years = {year for time in named for year in years_of(time)}
    if years & dues - {pledge.made.year} or (years & dues and min(dues) > pledge.made.year):
        return
    for time in named:
        if _is_deadline(time, pledge, document):
            yield _drift("date", time.start, time.end, part, document)
            return


def _is_deadline(time: Time, pledge: Pledge, document: Document) -> bool:
    """Tell whether a time is one by which something is to be done, and not that of a review or of the report."""
    reviews = {int(each.on[:4]) for each in pledge.reviews}
    years = years_of(time)
    if not years or max(years) <= pledge.made.year or (years & reviews and time.role == "at"):
        return False
    if time.role in ("by", "until"):
        return True
    if time.role not in ("at", "bare"):
        return False
    return document.published is None or max(years) > document.published.year


def _stretches(passage: Passage, known: Cues) -> Iterator[tuple[int, int, int]]:
    """Numbers of years within which something is to be done: "within ten years"."""
    for amount in passage.amounts:
        value = _value(amount)
        if amount.kind != "bare" or value is None or value != value.to_integral_value() or value > 50:
            continue
        tail = passage.words(amount.end, amount.end + 12).lstrip(" -")
        if not (unit := known.of("year").match(tail)):
            continue
        head = passage.words(amount.start - 24, amount.start).rstrip()
        within = [each for each in known.of("within").finditer(head) if each.end() == len(head)]
        if within:
            begin = (
                amount.start - 24 + within[-1].start() if amount.start - passage.start >= 24 else amount.start
            )
            yield int(value), max(begin, passage.start), min(amount.end + 1 + unit.end(), passage.end)


# --- force, bounds, parts ---------------------------------------------------------------------------------------------


def _force(pledge: Pledge, part: Part, passage: Passage, known: Cues, document: Document) -> Iterator[Drift]:
    """A promise where the text only aims, or an aim where it promises."""
    firm, aiming = known.first("firm", passage.text), known.first("aiming", passage.text)
    soft = known.first("soft", passage.text)
    if pledge.force == "aim" and firm and not aiming:
        yield _drift("force", passage.start + firm.start(), passage.start + firm.end(), part, document)
    if pledge.force == "commit" and soft and not firm:
        yield _drift("softened", passage.start + soft.start(), passage.start + soft.end(), part, document)


def _bound(part: Part, amount: Amount, passage: Passage, known: Cues, document: Document) -> Iterator[Drift]:
    """ "Up to" where the text has "at least", or the reverse."""
    told = _side(amount, passage, known)
    promised = {">=": "lower", ">": "lower", "<=": "upper"}.get(part.comparator)
    if told is not None and promised is not None and told != promised:
        start, end = amount.start, amount.end
        if amount.quantity.comparator not in ("<=", "<", ">=", ">"):
            head = passage.words(start - _BEFORE, start)
            if marks := list(known.of(told).finditer(head)):
                start = max(passage.start, start - len(head) + marks[-1].start())
            elif mark := known.of(told).search(passage.words(end, end + _AFTER)):
                end += mark.end()
        yield _drift("bound", start, end, part, document)


def _side(amount: Amount, passage: Passage, known: Cues) -> str | None:
    """Which end of an amount is open, by its own hedge or by a word beside it."""
    if amount.quantity.comparator == "<=":
        return "upper"
    if amount.quantity.comparator in (">=", ">"):
        return "lower"
    head = passage.words(amount.start - _BEFORE, amount.start).rstrip()
    tail = passage.words(amount.end, amount.end + _AFTER).lstrip()
    for side in ("upper", "lower"):
        pattern = known.of(side)
        if any(each.end() == len(head) for each in pattern.finditer(head)) or pattern.match(tail):
            return side
    return None


def _rhythm(
    pledge: Pledge, part: Part, amount: Amount, passage: Passage, known: Cues, document: Document
) -> Iterator[Drift]:
    """A sum for a stretch of time told as one for every year."""
    if part.whom != "together" or pledge.time != "within":
        return
    tail = passage.words(amount.end, passage.end)
    blank = len(tail) - len(tail.lstrip())
    if mark := known.of("yearly").match(tail.lstrip()):
        yield _drift("rhythm", amount.start, amount.end + blank + mark.end(), part, document)


def _whole(
    pledge: Pledge,
    part: Part,
    amount: Amount,
    own: list[Amount],
    passage: Passage,
    known: Cues,
    document: Document,
) -> Iterator[Drift]:
    """The whole told as if it were all of one kind: neither its parts nor what the others are for stand beside it."""
    others = [each for each in pledge.part if each.id in part.made_of]
    if not others or any(equals(each, other) for each in own for other in others):
        return
    if known.has("related", passage.text) or known.has("related", passage.after):
        return
    if mark := known.first("defence", passage.text):
        first, last = sorted(
            [(amount.start, amount.end), (passage.start + mark.start(), passage.start + mark.end())]
        )
        yield _drift("part", first[0], max(first[1], last[1]), part, document)


def _drift(kind: str, start: int, end: int, part: Part, document: Document) -> Drift:
    told = re.sub(r"\s+", " ", document.text[start:end]).strip()
    return Drift(kind=kind, span=Span(start=start, end=end), told=told, part=part)
