"""Frames of a sentence in, what the outlet itself tells within them out: the occasion, and clauses between commas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from foedus.text.lexicon import Scan
from foedus.text.particles import WORD, Grammar
from foedus.text.sentences import Sentence
from foedus.text.speech.voices import OUTLET, Frame

FAR = 70  # characters between a verb of speech and the occasion that it names
NUMBER = 14  # characters in which "after 2 %" is a comparison and no occasion
LEAST = 3  # words of what is said before a verb that stands behind it
_COMMA = re.compile(r",(?!\d)|[;:«»“”„\"]")
_DIGIT = re.compile(r"\d")
_END = re.compile(r",(?!\d)|[;:»”\"]| – | ?— ?")
# "…, at 3.4 per cent, …"
_INSERTED = re.compile(r", (?P<led>[^\W\d_]+) (?:[^\W\d_]+ ){0,2}\d[\d.,]*(?: ?%| [^\W\d_]+){0,3},")
_AHEAD = ("expects", "likely", "conditional", "demands")
_ASKING = ("demands", "pledges", "expects")


class _Openers(NamedTuple):
    behind: re.Pattern[str]  # opens an occasion behind the verb
    beside: re.Pattern[str]  # the same behind a comma, where a place or a day stands before it
    first: re.Pattern[str]  # opens the sentence, before a verb in second place


@cache
def _openers(words: Grammar) -> _Openers | None:
    behind, beside = words.settings.get("occasion"), words.settings.get("occasion_beside")
    if not behind or not beside:
        return None
    return _Openers(
        re.compile(rf"(?<![^\W_])(?:{behind})"),
        re.compile(rf", (?:{beside})(?![^\W_])"),
        re.compile(f"(?i:{behind})"),
    )


def occasions(scan: Scan, words: Grammar, s: Sentence, made: list[Frame]) -> Iterator[Frame]:
    """Yield the frames of what a sentence tells of the occasion: "…, X said after ministers had met in Brussels"."""
    openers = _openers(words)
    if openers is None:
        return
    for frame in made:
        if frame.cue is None or frame.rule not in ("around", "ahead") or not frame.cue.say:
            continue
        span = _behind(scan, s, frame, openers)
        if span is None and words.verb_second and frame.rule == "around":
            span = _before(scan, s, frame, openers)
        if span is not None and not any(f.cue and span[0] < f.cue.verb < span[1] for f in made):
            yield frame._replace(
                start=span[0],
                end=span[1],
                voice=OUTLET,
                stance="reports",
                cue=None,
                rule="aside",
                kind="group",
            )


def _behind(scan: Scan, s: Sentence, frame: Frame, openers: _Openers) -> tuple[int, int] | None:
    """Return the occasion behind a verb: of one that stands behind what is said, to the next comma or the end."""
    assert frame.cue is not None
    text, at, ahead = scan.text, frame.cue.end, frame.rule == "ahead"
    if not ahead and len(WORD.findall(text[s.start : min(frame.cue.start, frame.subject)])) < LEAST:
        return None
    comma = _COMMA.search(text, at, frame.end)
    near = openers.behind.search(text, at, min(frame.end, at + FAR, comma.start() if comma else frame.end))
    start = near.start() if near else -1
    if (
        near is None
        and comma is not None
        and not ahead
        and WORD.search(text, max(at, frame.subject), comma.start())
    ):
        beside = openers.beside.match(text, comma.start(), frame.end)
        start = beside.start() if beside else -1
    if start < 0 or _DIGIT.search(text, at, start) or (near and _DIGIT.search(text, start, start + NUMBER)):
        return None
    end = _end(scan, start + 2, frame.end)
    if any(m.value == "that" for m in scan.index.within(at, end, "clause")):
        return None
    if ahead and (end >= frame.end - 1 or _DIGIT.search(text, start, end)):
        return None  # what is said stands behind it
    return start, end


def _end(scan: Scan, at: int, last: int) -> int:
    """Return where an occasion ends: at a comma that no relative clause follows."""
    while (comma := _COMMA.search(scan.text, at, last)) is not None:
        led = scan.index.within(comma.end(), min(last, comma.end() + 3), "clause")
        if comma[0] != "," or not any(m.value == "relative" for m in led):
            return comma.start()
        at = comma.end()
    return last


def _before(scan: Scan, s: Sentence, frame: Frame, openers: _Openers) -> tuple[int, int] | None:
    """Return the occasion that opens a sentence before its verb: "Nach dem Treffen in Brüssel bezifferte X …"."""
    assert frame.cue is not None
    start, end = s.start, frame.cue.opened or frame.cue.start
    if frame.subject < end or openers.first.match(scan.text, start) is None:
        return None
    told = _COMMA.search(scan.text, start, end) or _DIGIT.search(scan.text, start, end)
    return None if told else (start, end)


def asides(scan: Scan, words: Grammar, s: Sentence, made: list[Frame]) -> Iterator[Frame]:
    """Yield the frames of relative clauses with a figure that are no part of what is demanded, promised or expected.

    "X wants Austria, which gives its army 0.8 %, to be at 1.5 %": the relative is the outlet's own.
    """
    pattern = words.patterns["told_beside"]
    asking = [
        f for f in made if f.rule in ("ahead", "around") and f.cue and (f.cue.act or f.stance in _ASKING)
    ]
    if not asking:
        return
    for match in pattern.finditer(scan.text, s.start, s.end):
        stop = _END.search(scan.text, match.end(), s.end)
        more = _INSERTED.match(scan.text, stop.start()) if stop else None
        if more and words.leads_away(more["led"].lower()) and not _has_verb(words, more[0]):
            stop = _END.search(scan.text, more.end() - 1, s.end)
        end = stop.start() if stop else s.end
        held = [f for f in asking if f.start <= match.start() < f.end]
        # "4 %, twice the present goal"
        told = match.groupdict().get("times") or _DIGIT.search(scan.text, match.end(), end)
        if not held or not told or _looks_ahead(scan, match.end(), end):
            continue
        if any(f.cue and match.start() < f.cue.verb < end for f in made):
            continue  # "promises X, who puts the effort at 2.2 %"
        yield held[-1]._replace(
            start=match.start(), end=end, voice=OUTLET, stance="reports", cue=None, rule="aside", kind="group"
        )


def _has_verb(words: Grammar, piece: str) -> bool:
    """ "…, en est à 2 %, …": the clause goes on behind a relative, and nothing is inserted."""
    return any(words.has("beings", w) for w in WORD.findall(piece.lower()))


def _looks_ahead(scan: Scan, start: int, end: int) -> bool:
    """Tell whether a clause speaks of what is to come: then it belongs to what is demanded or promised."""
    return any(m.value in _AHEAD for m in scan.index.within(start, end, "mark"))
