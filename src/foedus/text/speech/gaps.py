"""Frames of a sentence in, those of clauses that leave out their verb of speech out: "X said that …, and Y that …"."""

from __future__ import annotations

from foedus.text.lexicon import Scan
from foedus.text.particles import words_before
from foedus.text.sentences import Sentence
from foedus.text.speech.antecedents import Antecedents
from foedus.text.speech.speakers import Source
from foedus.text.speech.voices import Frame

NEAR = 48  # characters between a connector and the name behind it, with its title


def gapped(
    scan: Scan, known: Antecedents, s: Sentence, sources: list[Source], made: list[Frame]
) -> list[Frame]:
    """Return the frames of whoever stands between a connector and "that", behind someone who says something."""
    words = known.cast.grammar
    frames = []
    for that in scan.index.within(s.start, s.end, "clause"):
        who = next((x for x in sources if x.end == that.start - 1), None)
        if that.value != "that" or who is None or who.oblique or who.possessor or who.kind == "pronoun":
            continue
        told = [f for f in made if f.rule == "ahead" and f.cue and f.cue.say and f.cue.end < who.start]
        first = next((x for x in sources if 0 <= who.start - x.end <= 2), who)  # "Estonia's X"
        led = words_before(scan.text, first.start, NEAR)
        if not told or not led or not words.has("connectors", led[-1]):
            continue
        if (found := known.voice(who, told[-1].cue and told[-1].cue.words(scan.text), [])) is not None:
            known.last = found[1]
            voice = found[0]
            frames.append(
                Frame(that.end, s.end, voice, told[-1].stance, None, "goes on", found[1].kind, who.start)
            )
    return frames
