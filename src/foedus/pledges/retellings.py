"""A report in; the pledges that its sentences retell out, each with where the retelling is not what was promised.

A sentence retells a pledge where it names its place or text together with a promise, and was written after it was made.
"""

from __future__ import annotations

from msgspec import Struct

from foedus.alliances import groups
from foedus.alliances.promises import Pledge
from foedus.lang import codes
from foedus.model import Document, Figure, Level, Span, Statement
from foedus.pledges import pledges
from foedus.pledges.drifts import Drift, drifts, equals
from foedus.pledges.passages import Passage, passages, years_of
from foedus.pledges.words import Cues, cues, folded


class Retelling(Struct, frozen=True, kw_only=True):
    """A sentence that retells a pledge, with its drifts; `figures`: the ids of the statements of what was promised.

    `is_clear`: the sentence tells the promise alone, not what became of it, and no other pledge.
    """

    pledge: Pledge
    span: Span
    drifts: list[Drift]
    figures: list[str]
    is_clear: bool


def retellings(document: Document, statements: list[Statement]) -> list[Retelling]:
    """Return the retellings of a report in text order; none where its language has no words for it."""
    if document.lang not in codes():
        return []
    known = cues(document.lang)
    if not known or not _may_tell(folded(document.text), known):
        return []
    found = []
    for passage in passages(document, document.lang, statements, known):
        told = _told(passage, known, document)
        found += [_retelling(pledge, passage, known, document, told) for pledge in told]
    return found


def _may_tell(text: str, known: Cues) -> bool:
    """Tell cheaply whether a text may retell a pledge: it names its place, or a promise and its year."""
    if any(pattern.search(text) for pattern in known.anchors.values()):
        return True
    return known.has("promise", text) and any(str(each.made.year) in text for each in pledges().values())


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
        if is_about or any(equals(amount, part) for amount in passage.amounts for part in pledge.part):
            found.append(pledge)
    return found or [each for each in pledges().values() if _is_dated(each, passage, document)]


def _is_dated(pledge: Pledge, passage: Passage, document: Document) -> bool:
    """Tell whether a promise of all is told by its year alone: "in 2014 the allies promised 2 %"."""
    if document.published is not None and document.published < pledge.made:
        return False
    told = (time for time in passage.times if time.stated and time.role in ("at", "bare", "since"))
    if not any(years_of(time) == {pledge.made.year} for time in told):
        return False
    equal = [amount for amount in passage.amounts if any(equals(amount, part) for part in pledge.part)]
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
        drifts=list(drifts(pledge, passage, known, document)) if is_clear else [],
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
