"""A sentence without a verb of saying in; whether it goes on with what was said in the one before, by its mood, out."""

from __future__ import annotations

import re
from functools import cache

from foedus.text.particles import Grammar
from foedus.text.sentences import Sentence
from foedus.text.speech.name import stranger
from foedus.text.speech.voices import Frame, Voice

NEAR = 60  # characters behind a semicolon in which a clause has its verb
_TOLD = ("around", "ahead", "according", "goes on")


@cache
def verb_of_clause(words: Grammar) -> re.Pattern[str] | None:
    """Return what finds a finite verb and tells its mood, None in a language whose mood shows nothing."""
    reported, indicative = words.settings.get("reported"), words.settings.get("indicative")
    if not reported or not indicative:
        return None
    return re.compile(rf"(?<![^\W_])(?:(?P<reported>{reported})|(?P<other>{indicative}))(?![^\W_])")


def keeps_mood(text: str, words: Grammar, start: int, end: int) -> bool:
    """Tell whether a clause behind a semicolon is still what was said: in the mood or tense of reported speech."""
    if (pattern := verb_of_clause(words)) is not None:
        first = pattern.search(text, start, end)
        return first is not None and first["reported"] is not None
    return words.patterns["would"].search(text, start, min(end, start + NEAR)) is not None


def finite(words: Grammar, text: str) -> bool:
    """Tell whether a stretch holds a finite verb, in a language whose mood shows what others say."""
    pattern = verb_of_clause(words)
    return pattern is not None and pattern.search(text) is not None


def is_reported(written: str, words: Grammar) -> bool:
    """Tell whether a verb stands in the mood of reported speech: German "wolle"."""
    pattern = verb_of_clause(words)
    found = pattern.fullmatch(written) if pattern is not None else None
    return found is not None and found["reported"] is not None


def tells_reported(words: Grammar, piece: str) -> bool:
    """Tell whether a stretch holds a verb in the mood of reported speech."""
    pattern = verb_of_clause(words)
    return pattern is not None and any(m["reported"] for m in pattern.finditer(piece))


@cache
def _named(words: Grammar) -> re.Pattern[str]:
    return re.compile(stranger(words).pattern.removeprefix(",? "))


def begun(text: str, words: Grammar, s: Sentence) -> Frame | None:
    """Return the frame of reported speech behind a colon, of someone in no list: "Eva Ohm bremst: Es fehle …"."""
    if verb_of_clause(words) is None or text.find(": ", s.start, s.end) < 0:
        return None
    name = _named(words).match(text, s.start, s.end)
    colon = text.find(": ", name.end("name"), min(s.end, name.end("name") + NEAR)) if name else -1
    if name is None or colon < 0 or not keeps_mood(text, words, colon, s.end):
        return None
    voice = Voice(name["name"], ":", False, None)
    return Frame(colon + 1, s.end, voice, "reports", None, "noun", "person", s.start)


def tells_only(text: str, words: Grammar, s: Sentence) -> bool:
    """Tell whether the first verb of a sentence stands in the mood of reported speech.

    Not behind a colon, where it is someone else's: "X bremst: Der Minister müsse …".
    """
    pattern = verb_of_clause(words)
    first = pattern.search(text, s.start, s.end) if pattern is not None else None
    return first is not None and first["reported"] is not None and ": " not in text[s.start : first.start()]


def gone_on(text: str, words: Grammar, s: Sentence, before: Frame | None) -> Frame | None:
    """Return the frame of a sentence in reported speech that goes on with `before`, the frame of the sentence before.

    In a language with a mood for what others say the first verb of the sentence shows it: "X sagte, … . Seit 2014
    seien 46 Milliarden geflossen."
    """
    if before is None or before.rule not in _TOLD:
        return None
    pledged = before.kind == "organisation" and before.stance == "pledges"
    if pledged and words.patterns["details"].match(text, s.start, s.end) is not None:
        return before._replace(start=s.start, end=s.end, cue=None, rule="goes on", subject=s.start)
    if not tells_only(text, words, s):
        return None
    return before._replace(
        start=s.start, end=s.end, cue=None, rule="goes on", subject=s.start, stance="reports"
    )
