"""A report in; the pledges that its sentences retell out, and where the retelling is not what was promised.

A sentence retells a pledge where it names its place or text together with a promise, and was written after it was made.
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
from foedus.lang import codes
from foedus.model import Document, Figure, Level, Span, Statement
from foedus.pledges import pledges
from foedus.pledges.words import Cues, cues, folded
from foedus.text.amount import Amount
from foedus.text.lexicon import Scan, scan
from foedus.text.match import Sentence
from foedus.text.moment import Time
from foedus.text.numbers import amounts
from foedus.text.numerals import numerals
from foedus.text.times import Times

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


class Retelling(Struct, frozen=True, kw_only=True):
    """A sentence that retells a pledge, with its drifts; `figures`: the ids of the statements of what was promised.

    `is_clear`: the sentence tells the promise alone, not what became of it, and no other pledge.
    """

    pledge: Pledge
    span: Span
    drifts: list[Drift]
    figures: list[str]
    is_clear: bool


class Passage(Struct, frozen=True, kw_only=True):
    """A sentence with the amounts and times in it; `after` is the sentence that follows in its paragraph."""

    start: int
    end: int
    text: str
    after: str
    amounts: list[Amount]
    times: list[Time]
    statements: list[Statement]

    def words(self, start: int, end: int) -> str:
        """Return the folded text between two offsets of the document."""
        return self.text[max(0, start - self.start) : max(0, end - self.start)]


def retellings(document: Document, statements: list[Statement]) -> list[Retelling]:
    """Return the retellings of a report in text order; none where its language has no words for it."""
    if document.lang not in codes():
        return []
    known = cues(document.lang)
    if not known or not _may_tell(folded(document.text), known):
        return []
    seen = scan(document, document.lang)
    found = []
    for passage in _passages(seen, statements, known):
        told = _told(passage, known, document)
        found += [_retelling(pledge, passage, known, document, told) for pledge in told]
    return found


def _may_tell(text: str, known: Cues) -> bool:
    """Tell cheaply whether a text may retell a pledge: it names its place, or a promise and its year."""
    if any(pattern.search(text) for pattern in known.anchors.values()):
        return True
    return known.has("promise", text) and any(str(each.made.year) in text for each in pledges().values())


def _passages(seen: Scan, statements: list[Statement], known: Cues) -> Iterator[Passage]:
    """Yield the sentences that speak of a promise."""
    text = folded(seen.text)
    cuts = [
        (n, each)
        for n, each in enumerate(seen.sentences)
        if known.has("promise", text[each.start : each.end])
    ]
    if not cuts:
        return
    numbers, dated = amounts(seen, numerals(seen)), Times(seen, seen.document.published)
    for n, sentence in cuts:
        following = seen.sentences[n + 1] if n + 1 < len(seen.sentences) else None
        close = following is not None and following.paragraph == sentence.paragraph
        yield Passage(
            start=sentence.start,
            end=sentence.end,
            text=text[sentence.start : sentence.end],
            after=text[following.start : following.end] if following is not None and close else "",
            amounts=[each for each in numbers if _inside(each.start, sentence)],
            times=dated.of(n),
            statements=[each for each in statements if _overlaps(each.span, sentence)],
        )


def _inside(at: int, sentence: Sentence) -> bool:
    return sentence.start <= at < sentence.end


def _overlaps(span: Span, sentence: Sentence) -> bool:
    return span.start < sentence.end and sentence.start < span.end


def _told(passage: Passage, known: Cues, document: Document) -> list[Pledge]:
    """The pledges whose place the sentence names together with a promise."""
    if known.has("ahead", passage.text):
        return []
    if not known.has("promise", passage.text):
        return []
    is_about = known.has("about", passage.text)  # cities have companies, too, and those make promises
    found = []
    for name, pattern in known.anchors.items():
        pledge = pledges().get(name)
        if pledge is None or not pattern.search(passage.text):
            continue
        if document.published is not None and document.published < pledge.made:
            continue
        if name in known.shared and not known.has("summit", passage.text):
            continue
        if is_about or any(_equals(amount, part) for amount in passage.amounts for part in pledge.part):
            found.append(pledge)
    return found or [each for each in pledges().values() if _is_dated(each, passage, document)]


def _is_dated(pledge: Pledge, passage: Passage, document: Document) -> bool:
    """Tell whether a promise of all is told by its year alone: "in 2014 the allies promised 2 %"."""
    if document.published is not None and document.published < pledge.made:
        return False
    told = (time for time in passage.times if time.stated and time.role in ("at", "bare", "since"))
    if not any(_years(time) == {pledge.made.year} for time in told):
        return False
    equal = [amount for amount in passage.amounts if any(_equals(amount, part) for part in pledge.part)]
    return any(
        isinstance(each.content, Figure)
        and each.content.subject == pledge.by
        and any(each.span.start <= amount.start < each.span.end for amount in equal)
        for each in passage.statements
    )


def _retelling(
    pledge: Pledge, passage: Passage, known: Cues, document: Document, told: list[Pledge]
) -> Retelling:
    # Where a sentence names two pledges, or tells what became of one, nobody can tell what belongs to which.
    is_clear = len(told) == 1 and not known.has("reached", passage.text)
    return Retelling(
        pledge=pledge,
        span=Span(start=passage.start, end=passage.end),
        drifts=list(_drifts(pledge, passage, known, document)) if is_clear else [],
        figures=_figures(pledge, passage),
        is_clear=is_clear,
    )


def _figures(pledge: Pledge, passage: Passage) -> list[str]:
    """The figures of a sentence that are of what was promised: no counts or growths, and of no single member."""
    units = {part.unit for part in pledge.part}
    found = []
    for statement in passage.statements:
        content = statement.content
        if not isinstance(content, Figure) or not isinstance(content.derivation, Level):
            continue
        is_common = content.subject in (None, pledge.by, pledge.country) or content.subject in groups()
        if content.quantity.comparator == "<":
            continue
        if is_common and (content.quantity.unit in units or content.partner is not None):
            found.append(statement.id)
    return found


def _drifts(pledge: Pledge, passage: Passage, known: Cues, document: Document) -> Iterator[Drift]:
    own = [
        each for each in passage.amounts if _is_of(each, pledge) and not _is_national(each, pledge, passage)
    ]
    if not own:
        return
    matched = [(each, part) for each in own for part in pledge.part if _equals(each, part)]
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


def _equals(amount: Amount, part: Part) -> bool:
    return _KINDS.get(part.unit, "money") == amount.kind and part.amount in (
        amount.quantity.low,
        amount.quantity.high,
    )


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
        is_named = any(_equals(each, one) for each in passage.amounts for one in pledge.part)
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
    years = {year for time in named for year in _years(time)}
    if years & dues - {pledge.made.year} or (years & dues and min(dues) > pledge.made.year):
        return
    for time in named:
        if _is_deadline(time, pledge, document):
            yield _drift("date", time.start, time.end, part, document)
            return


def _years(time: Time) -> set[int]:
    return {int(text[:4]) for text in (time.first, time.last) if text[:4].isdigit()}


def _is_deadline(time: Time, pledge: Pledge, document: Document) -> bool:
    """Tell whether a time is one by which something is to be done, and not that of a review or of the report."""
    reviews = {int(each.on[:4]) for each in pledge.reviews}
    years = _years(time)
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
    if not others or any(_equals(each, other) for each in own for other in others):
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
