"""A document in, its statements and doubts out: who says what, of whom, how much, when and with which stance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from foedus import alliances
from foedus.garbage import uncollected
from foedus.lang import codes, words
from foedus.model import (
    Content,
    Document,
    Doubt,
    Excess,
    Figure,
    Position,
    Span,
    Stance,
    Statement,
    digest,
    to_json,
)
from foedus.text.amounts import amounts
from foedus.text.amounts.numerals import numerals
from foedus.text.amounts.several import MEMBER
from foedus.text.events import plain
from foedus.text.figures import figures
from foedus.text.figures.comparands import BESIDE
from foedus.text.figures.context import Context
from foedus.text.figures.figure import Read
from foedus.text.figures.matter import general_until
from foedus.text.figures.reaches import VOTES
from foedus.text.figures.stances import SPENT, is_laid_by, is_set_apart
from foedus.text.figures.timing import BALLOT
from foedus.text.idle import without_idle
from foedus.text.lexicon import Scan, scan
from foedus.text.speech import attribute
from foedus.text.speech.attribution import Attribution
from foedus.text.speech.speakers import Cast
from foedus.text.speech.voices import OUTLET, Frame, Voice
from foedus.text.times import Times


class Given(NamedTuple):
    """A block as the document has it: its text, where it begins, and the digest of the whole text."""

    text: str
    offset: int
    digest: str


BLOCK = 250_000  # characters of a long text that are read at a time
COMMITTED = "aid_committed"  # what is counted as promised for good, which no promise of its own tells


def read(document: Document, code: str | None = None) -> tuple[list[Statement], list[Doubt]]:
    """Return the statements of a document in text order, and what the text leaves unclear.

    `code` is the language to read in, by default the document's. A language without a folder in `lang/` gives no
    statements: `text.document.doubts` says so.
    """
    found = list(statements(document, code))
    return found, list(_doubts(found))


def statements(document: Document, code: str | None = None) -> Iterator[Statement]:
    """Yield the statements of a document in text order, as `read` returns them.

    A long text is read in blocks, so that no more than one block's mentions are held at a time; who was named in the
    blocks before is remembered.
    """
    code = code or document.lang
    if code not in codes():
        return
    text = digest(document.text)
    cast: Cast | None = None
    named = False
    for start, end in _blocks(document.text):
        block = msgspec.structs.replace(document, text=document.text[start:end])
        with uncollected():
            seen = without_idle(scan(block, code))
            made, cast, named = _block(seen, cast, Given(block.text, start, text), named)
        yield from made


def _block(seen: Scan, earlier: Cast | None, given: Given, named: bool) -> tuple[list[Statement], Cast, bool]:
    """Return the statements of a block, its people, and whether the text has named what matters by its end."""
    said = attribute(seen, earlier)
    general = 0 if named else general_until(seen)
    return _read(seen, said, given, general), said.cast, general < len(seen.text)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the blocks: cut at a paragraph, else at a sentence, else at a space, else anywhere."""
    start = 0
    while len(text) - start > BLOCK:
        least, most = start + BLOCK // 2, start + BLOCK
        cuts = (text.rfind(sign, least, most) for sign in ("\n\n", "\n", ". ", " "))
        end = next((cut + 1 for cut in cuts if cut >= 0), most)
        yield start, end
        start = end
    yield start, len(text)


def _read(seen: Scan, said: Attribution, given: Given, general: int) -> list[Statement]:
    """Return the statements of a block.

    Up to `general` the block is general news, where all that is counted is read.
    """
    found = Times(seen, seen.document.published)
    counted = amounts(seen, numerals(seen, general), general)
    numbered = figures(Context(seen, counted, found, said, general))
    made = [
        _statement(seen, given, each.span, each.figure, _voice(seen, said, each), each.stance, each.rules)
        for each in numbered
    ]
    taken = [(each.span.start, max(each.span.end, each.until)) for each in numbered]
    slight = [
        _ends(each.span)
        for each in numbered
        if _is_slight(each.figure, seen.text[slice(*_ends(each.span))])
        or _is_of_all(each.figure, seen.document.published)
    ]
    for span, content, voice, stance, names in plain(seen, said, taken, found, slight):
        made.append(_statement(seen, given, span, content, voice, stance, names))
    made.sort(key=lambda s: (s.span.start, s.span.end, s.id))
    return made


def _voice(seen: Scan, said: Attribution, read: Read) -> Voice:
    """Return who tells a number; how a house or a country voted, or what it does, it does not tell itself."""
    start, end = _ends(read.span)
    if read.source is not None:
        return Voice(read.source, None, quoted=False, country=None)
    voice = said.of(start, end)
    voted = read.figure.measure == BALLOT and voice.speaker == read.figure.subject
    of_itself = read.stance == "reports" and read.figure.subject in (voice.speaker, voice.country)
    frame = said.frame(start, end) if of_itself else None
    if frame is not None and frame.kind != "person" and _is_gift(seen, read, frame):
        return OUTLET
    of_itself = of_itself and voice.speaker == read.figure.subject
    laid_by = of_itself and SPENT in (read.figure.measure or "") and is_laid_by(seen, start)
    if of_itself and (laid_by or read.rules[0].endswith(BESIDE) or is_set_apart(seen, start)):
        return OUTLET  # "the 9 billion that Germany has committed", "sets aside 2 % of its GDP"
    if voted or read.figure.quantity.unit in VOTES:
        frame = said.frame(start, end)
        if frame is not None and frame.cue is not None and frame.cue.act:
            return OUTLET
    return voice


def _is_gift(seen: Scan, read: Read, frame: Frame) -> bool:
    """Tell whether whoever is taken for the speaker only gives: "the EU gave Ukraine", "was given to it by Denmark"."""
    if not (read.figure.measure or "").startswith("aid_"):
        return False
    if frame.cue is not None and frame.cue.act and not frame.cue.say and read.figure.measure == COMMITTED:
        return True  # "By October Poland had committed 2.9 billion to its neighbour"
    given = (m for m in seen.index.within(frame.start, frame.end + 1, "cue") if m.value == "give")
    if frame.cue is None:
        return frame.rule == "passive" and any(seen.text[m.start : m.end] == frame.voice.cue for m in given)
    return frame.cue.show and any(m.start == frame.cue.start for m in given)


def _is_slight(figure: Figure, written: str) -> bool:
    """Tell whether a figure is a count of no series, written in words: "the two countries"."""
    counted = figure.measure is None and (figure.quantity.unit or "%").islower()
    return counted and figure.quantity.unit != "multiple" and not any(sign.isdigit() for sign in written)


def _is_of_all(figure: Figure, day: dt.date | None) -> bool:
    """Tell whether a count is the size of the whole group, and tells nothing of it: "the 32 members"."""
    size, subject = figure.quantity, figure.subject
    if figure.measure is not None or size.unit != MEMBER or size.low != size.high or day is None:
        return False
    return subject in alliances.groups() and size.low == len(alliances.members_on(subject, day))


def _doubts(statements: list[Statement]) -> Iterator[Doubt]:
    """Yield what the sentences leave open: a base year that is missing, or one of several."""
    for each in statements:
        if not isinstance(each.content, Figure) or not isinstance(each.content.derivation, Excess):
            continue
        bases = each.content.stated.get("base", [])
        code = (
            "several-bases" if len(bases) > 1 else "no-base" if each.content.derivation.base is None else ""
        )
        if code:
            yield Doubt(span=each.span, code=code, message=_message(code, each.quote, ", ".join(bases)))


def _message(code: str, quote: str, values: str) -> dict[str, str]:
    tables = {lang: words(lang, "document").get("doubts", {}) for lang in codes()}
    return {
        lang: table[code].format(quote=quote, values=values)
        for lang, table in tables.items()
        if code in table
    }


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _statement(
    seen: Scan,
    given: Given,
    span: Span,
    content: Content,
    voice: Voice,
    stance: Stance,
    rules: Iterable[str],
) -> Statement:
    """Make the record; its id is the digest of the text, the span and what is understood."""
    start, end = seen.spelled.back(span.start, span.end)
    quote = given.text[start:end]
    if isinstance(content, Position) and content.text == seen.document.text[span.start : span.end]:
        content = msgspec.structs.replace(content, text=quote)
    span = Span(start=start + given.offset, end=end + given.offset)
    return Statement(
        id=digest(given.digest, span.start, span.end, to_json(content).decode()),
        quote=quote,
        span=span,
        content=content,
        speaker=voice.speaker,
        cue=voice.cue,
        said=seen.document.published,
        stance=stance,
        rules=list(rules),
    )
