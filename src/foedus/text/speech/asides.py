"""Frames of demands, promises and attitudes in, what the outlet tells beside them between commas out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foedus.text.lexicon import Scan
from foedus.text.particles import Grammar
from foedus.text.sentences import Sentence
from foedus.text.speech.voices import OUTLET, Frame

_DIGIT = re.compile(r"\d")
_END = re.compile(r",(?!\d)|[;:»”\"]| – | ?— ?")
_INSERTED = re.compile(
    r", (?P<led>[^\W\d_]+) (?:[^\W\d_]+ ){0,2}\d[\d.,]*(?: ?%| [^\W\d_]+){0,3},"
)  # "…, at 3.4 per cent, …"
_AHEAD = ("expects", "likely", "conditional", "demands")
_ASKING = ("demands", "pledges", "expects")


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
        if more and words.leads_away(more["led"].lower()):
            stop = _END.search(scan.text, more.end() - 1, s.end)
        end = stop.start() if stop else s.end
        held = [f for f in asking if f.start <= match.start() < f.end]
        if not held or not _DIGIT.search(scan.text, match.end(), end) or _looks_ahead(scan, match.end(), end):
            continue
        if any(f.cue and match.start() < f.cue.verb < end for f in made):
            continue  # "promises X, who puts the effort at 2.2 %"
        yield held[-1]._replace(
            start=match.start(), end=end, voice=OUTLET, stance="reports", cue=None, rule="aside", kind="group"
        )


def _looks_ahead(scan: Scan, start: int, end: int) -> bool:
    """Tell whether a clause speaks of what is to come: then it belongs to what is demanded or promised."""
    return any(m.value in _AHEAD for m in scan.index.within(start, end, "mark"))
