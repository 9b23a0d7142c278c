"""The nouns of attribution: voices, verbs of speech, and the stretches of text that they reach over."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from foedus.model import Stance
from foedus.text.index import Index
from foedus.text.lexicon import SPEECH
from foedus.text.speech.name import Kind


class Voice(NamedTuple):
    """Who speaks: `speaker` as in a statement, None is the outlet; `country` is what "we" and "our" mean then."""

    speaker: str | None
    cue: str | None
    quoted: bool
    country: str | None


OUTLET = Voice(None, None, False, None)
# Verbs whose object decides, taken at their likeliest.
LIKELIEST: dict[str, Stance] = {"commits": "pledges", "plans": "pledges", "wants": "demands"}
CLAIMED = "claimed"  # the rule of a frame that holds what one claims and another number denies
PAPERS = ("document", "declaration")  # the nouns of a `voice` that are read, not heard


class Cue(NamedTuple):
    """A verb of speech: `start` takes in its auxiliary; `act` takes an object, `say` a clause.

    `opened`: where the auxiliary ends that stands apart, before a verb at the end of its clause or before the first
    of two that share it; 0 where none does.
    """

    start: int
    end: int
    verb: int
    stance: Stance
    form: str
    act: bool
    say: bool
    utter: bool = False
    show: bool = False
    opened: int = 0

    def words(self, text: str) -> str:
        """Return the verb as written, with its auxiliary where the two stand together."""
        return text[self.verb if self.opened else self.start : self.end]

    def word(self, text: str) -> str:
        """Return the first word of the verb, in lower case."""
        return text[self.verb : self.end].lower().partition(" ")[0]


class Frame(NamedTuple):
    """A stretch of text in one voice; `rank` orders the painting, later ones cover earlier ones."""

    start: int
    end: int
    voice: Voice
    stance: Stance
    cue: Cue | None
    rule: str
    kind: Kind = "person"
    subject: int = -1


class Piece(NamedTuple):
    """A disjoint stretch of the painted text."""

    start: int
    end: int
    frame: Frame


def paint(frames: list[Frame]) -> list[Piece]:
    """Lay the frames over each other, later ones on top, and return what is seen: disjoint, in order."""
    edges = sorted({e for f in frames for e in (f.start, f.end)})
    opened: dict[int, list[int]] = {}
    closed: dict[int, list[int]] = {}
    for n, f in enumerate(frames):
        if f.end > f.start:
            opened.setdefault(f.start, []).append(n)
            closed.setdefault(f.end, []).append(n)
    pieces: list[Piece] = []
    live: set[int] = set()
    for at, following in pairwise(edges):
        live.difference_update(closed.get(at, ()))
        live.update(opened.get(at, ()))
        if live:
            top = frames[max(live)]
            if pieces and pieces[-1].frame is top and pieces[-1].end == at:
                pieces[-1] = Piece(pieces[-1].start, following, top)
            else:
                pieces.append(Piece(at, following, top))
    return pieces


def within(spans: list[tuple[int, int]], at: int) -> bool:
    """Tell whether an offset lies in one of some spans."""
    return bool(spans) and any(a <= at < b for a, b in spans)


def speaks_at(index: Index, at: int) -> bool:
    """Tell whether a verb of speech stands right at an offset, so that the word before is a noun."""
    return any(m.kind.startswith(("say", "utter", "show")) for m in index.of_book(SPEECH, at, at + 3))
