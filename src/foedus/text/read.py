"""A document in, its statements and doubts out: who says what, of whom, how much, when and with which stance."""

from __future__ import annotations

from foedus.model import Content, Document, Doubt, Figure, Period, Span, Stance, Statement, digest, to_json
from foedus.text import attribution
from foedus.text.context import Context
from foedus.text.figures import figures
from foedus.text.lexicon import Scan, scan
from foedus.text.numbers import amounts, numerals
from foedus.text.times import times


class _Speaks:
    """The attribution as `senses` asks for it."""

    def __init__(self, said: attribution.Attribution) -> None:
        self._said = said
        self._sources = {frame.subject for frame in said.frames}

    def country(self, start: int, end: int) -> str | None:
        return self._said.of(start, end).country

    def is_source(self, start: int) -> bool:
        return start in self._sources

    def stance(self, start: int, end: int) -> Stance:
        return self._said.stance(start, end)


def read(document: Document, code: str | None = None) -> tuple[list[Statement], list[Doubt]]:
    """Return the statements of a document in text order, and what the text leaves unclear.

    `code` is the language to read in, by default the document's; it must have a folder in `lang/`.
    """
    seen = scan(document, code or document.lang or "")
    found = times(seen, document.published)
    said = attribution.attribute(seen)
    numbered = figures(Context(seen, amounts(seen, numerals(seen)), found, _Speaks(said)))
    statements = []
    for span, figure, rules in numbered:
        voice = said.of(span.start, span.end)
        stance = said.stance(span.start, span.end)
        statements.append(_statement(seen, span, figure, voice.speaker, voice.cue, stance, list(rules)))
    taken = [(span.start, span.end) for span, _, _ in numbered]
    for span, content, voice, stance, names in getattr(attribution, "plain", lambda *a: [])(
        seen, said, taken
    ):
        statements.append(_statement(seen, span, content, voice.speaker, voice.cue, stance, list(names)))
    statements.sort(key=lambda s: (s.span.start, s.span.end, s.id))
    return statements, _doubts(statements)


def _statement(
    seen: Scan,
    span: Span,
    content: Content,
    speaker: str | None,
    cue: str | None,
    stance: Stance,
    rules: list[str],
) -> Statement:
    document = seen.document
    quote = seen.text[span.start : span.end]
    key = digest(
        document.text if len(document.text) < 200 else digest(document.text),
        span.start,
        span.end,
        to_json(content).decode(),
    )
    return Statement(
        id=key,
        quote=quote,
        span=span,
        content=content,
        speaker=speaker,
        cue=cue,
        said=document.published,
        stance=stance,
        rules=rules,
    )


def _doubts(statements: list[Statement]) -> list[Doubt]:
    return []


__all__ = ["Figure", "Period", "read"]
