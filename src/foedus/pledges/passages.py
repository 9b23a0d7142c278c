"""A report in; the sentences that may retell a pledge out, each with its amounts, its times and its statements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from foedus.model import Document, Figure, Span, Statement
from foedus.pledges import pledges
from foedus.pledges.words import Cues, folded
from foedus.text.amounts import amounts
from foedus.text.amounts.amount import Amount
from foedus.text.amounts.numerals import numerals
from foedus.text.lexicon import Scan, language, scan
from foedus.text.sentences import Sentence, sentences
from foedus.text.times import LOOKED_BACK, Times
from foedus.text.times.moment import Time

_Found = TypeVar("_Found", Amount, Time)


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


def passages(document: Document, lang: str, statements: list[Statement], known: Cues) -> Iterator[Passage]:
    """Yield the sentences that speak of a promise, and name its place or tell what was promised.

    Only they are looked through for amounts and times, and what their paragraphs say before, where a year may be named.
    """
    words = language(lang)
    text, cuts = folded(document.text), sentences(document.text, words.abbreviations, words.openers)
    wanted = [
        (n, own)
        for n, each in enumerate(cuts)
        if known.has("promise", text[each.start : each.end])
        for own in [[one for one in statements if _overlaps(one.span, each)]]
        if _may_name(text[each.start : each.end], own, known)
    ]
    if not wanted:
        return
    kept = {k for n, _ in wanted for k in _since_paragraph(cuts, n)}
    seen = scan(replace(document, text=_blanked(document.text, cuts, kept)), lang)
    numbers = _back(seen, amounts(seen, numerals(seen)))
    dated = _back(seen, Times(seen, document.published).within(0, len(seen.text)))
    for n, own in wanted:
        sentence = cuts[n]
        following = cuts[n + 1] if n + 1 < len(cuts) else None
        close = following is not None and following.paragraph == sentence.paragraph
        yield Passage(
            start=sentence.start,
            end=sentence.end,
            text=text[sentence.start : sentence.end],
            after=text[following.start : following.end] if following is not None and close else "",
            amounts=[each for each in numbers if _inside(each.start, sentence)],
            times=[each for each in dated if _inside(each.start, sentence)],
            statements=own,
        )


def _back(seen: Scan, found: list[_Found]) -> list[_Found]:
    """Return what was found where it stands in the document."""
    spans = (seen.spelled.back(each.start, each.end) for each in found)
    return [each._replace(start=start, end=end) for each, (start, end) in zip(found, spans, strict=True)]


def _since_paragraph(cuts: list[Sentence], n: int) -> Iterator[int]:
    """The sentences of a paragraph up to the n-th of the text."""
    first = n
    while first > 0 and cuts[first - 1].paragraph == cuts[n].paragraph and n - first < LOOKED_BACK:
        first -= 1
    return iter(range(first, n + 1))


def _may_name(text: str, statements: list[Statement], known: Cues) -> bool:
    """Tell whether a sentence names the place of a pledge, or tells a figure of those who made one."""
    if any(pattern.search(text) for pattern in known.anchors.values()):
        return True
    makers = {each.by for each in pledges().values()}
    return any(isinstance(each.content, Figure) and each.content.subject in makers for each in statements)


def _blanked(text: str, cuts: list[Sentence], kept: set[int]) -> str:
    """Return the text with spaces for the sentences that are not kept; the others stay where they are."""
    parts: list[str] = []
    at = 0
    for n, sentence in enumerate(cuts):
        if n not in kept:
            parts += text[at : sentence.start], " " * (sentence.end - sentence.start)
            at = sentence.end
    return "".join((*parts, text[at:]))


def _inside(at: int, sentence: Sentence) -> bool:
    return sentence.start <= at < sentence.end


def _overlaps(span: Span, sentence: Sentence) -> bool:
    return span.start < sentence.end and sentence.start < span.end


def years_of(time: Time) -> set[int]:
    """Return the years in which a time begins and ends."""
    return {int(text[:4]) for text in (time.first, time.last) if text[:4].isdigit()}
