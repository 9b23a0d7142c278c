"""A sentence without a verb of saying in; whether it goes on with what was said in the one before, by its mood, out."""

from __future__ import annotations

import re
from functools import cache

from foedus.text.particles import Grammar
from foedus.text.sentences import Sentence
from foedus.text.speech.voices import Frame

_TOLD = ("around", "ahead", "according", "goes on")


@cache
def _finite(words: Grammar) -> re.Pattern[str] | None:
    reported, indicative = words.texts.get("reported"), words.texts.get("indicative")
    if not reported or not indicative:
        return None
    return re.compile(rf"(?<![^\W_])(?:(?P<reported>{reported})|(?P<other>{indicative}))(?![^\W_])")


def gone_on(text: str, words: Grammar, s: Sentence, before: Frame | None) -> Frame | None:
    """Return the frame of a sentence in reported speech that goes on with `before`, the frame of the sentence before.

    In a language with a mood for what others say the first verb of the sentence shows it: "X sagte, … . Seit 2014
    seien 46 Milliarden geflossen."
    """
    pattern = _finite(words)
    if pattern is None or before is None or before.rule not in _TOLD:
        return None
    first = pattern.search(text, s.start, s.end)
    if first is None or first["reported"] is None:
        return None
    return before._replace(
        start=s.start, end=s.end, cue=None, rule="goes on", subject=s.start, stance="reports"
    )
