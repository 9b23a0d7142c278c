"""Who is named where in, turns out: who speaks from a label at the head of a paragraph up to the next one.

Interviews and debates ("Rutte: …", "Question: …"), transcripts whose label is a line of its own, and fact checks
("CLAIM: … VERDICT: … FACTS: …"), whose claims are those of whoever the text is about.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from foedus.text.lexicon import Scan
from foedus.text.particles import WORD, grammar
from foedus.text.sentences import Sentence
from foedus.text.speech.people import first_names
from foedus.text.speech.speakers import Cast, Source
from foedus.text.speech.voices import Frame, Voice

FEWEST = 2  # labels that make a row of turns: one alone is a headline
ROW = 3  # labels behind which a turn goes on over paragraphs without one
BEGUN = 400  # characters of a speech in which someone speaks of themselves
LONGEST = 160  # characters from the head of a line to the end of its label
LEAD = 40  # characters of a title before a name
_LABEL = re.compile(
    r"(?:^|(?<=\n))[^\S\n]*(?:[-–—•*] )?(?P<label>[^\W\d_][^\n.:!?;«»“”„\"]{0,60}?(?:\. [^\n.:!?;«»“”„\"]{1,40}?)?)"
    r"(?P<sign>[ \u00a0\u202f]?:(?=\s)|(?=\n))"
)
_BRACKET = re.compile(r" \([^()]*\)$")
# a first name and how the next word begins
_FULL = re.compile(r"(?<![^\W_])(?=([A-ZÀ-Þ][\w’'-]{1,60}) (\w+))")
_RUN = re.compile(r"\w+")
_ENDED = tuple('.!?…”»"“)')
_CLOSING = frozenset('.!?;:«»“”„"')
_SIGNED = re.compile(r"[\s(–—-]*")
_UNSIGNED = re.compile(r"[.!?…:;\d]")

NO_NAME = (
    "country", "capital", "city", "organisation", "group", "demonym", "people", "office", "role", "meeting", "noun",
    "month", "weekday", "currency",
)  # fmt: skip

What = Literal["person", "claim", "cut"]


class Label(NamedTuple):
    """The head of a turn: who speaks, None where the text itself goes on; `apart`: a line of its own."""

    start: int
    end: int
    what: What
    apart: bool
    source: Source | None


class Turns:
    """Reads the labels of one text."""

    def __init__(self, scan: Scan, cast: Cast, sources: Mapping[int, Sequence[Source]]) -> None:
        self.scan, self.text, self.cast, self.sources = scan, scan.text, cast, sources
        self.words = grammar(scan.language.code)

    def read(self) -> list[Frame]:
        """Return a frame for each turn that is someone's, in order."""
        labels = [x for m in self._heads() if (x := self._label(m)) is not None]
        names = {x.source.name for x in labels if x.apart and x.source}
        labels = [x for x in labels if not x.apart or len(names) >= FEWEST]
        if len(labels) < FEWEST:
            return []
        claimant = self._claimant(labels[0]) if any(x.what == "claim" for x in labels) else None
        made: list[Frame] = []
        for n, label in enumerate(labels):
            who = claimant if label.what == "claim" else label.source
            if who is None or who.name is None:
                continue
            end = labels[n + 1].start if n + 1 < len(labels) else len(self.text)
            if label.what == "claim" or (len(labels) < ROW and not label.apart):
                end = self._line_end(label.end)
            voice = Voice(who.name, None, False, who.country)
            made.append(Frame(label.end, end, voice, "reports", None, "turn", "person", label.start))
        return made

    def _heads(self) -> Iterator[re.Match[str]]:
        """Yield what may be a label at the head of a line: up to a colon, or a short line that ends no sentence."""
        start = 0
        while start < len(self.text):
            end = self._line_end(start)
            short = end - start <= LONGEST and self.text[end - 1 : end] not in _CLOSING
            if short or self.text.find(":", start, min(end, start + LONGEST)) >= 0:
                head = _LABEL.match(self.text, start)
                if head is not None:
                    yield head
            start = end + 1

    def _line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def _label(self, match: re.Match[str]) -> Label | None:
        """Return what the head of a paragraph is, None where it is no label."""
        start, end = match.span("label")
        apart = not match["sign"]
        key = _BRACKET.sub("", match["label"]).strip().lower()
        what: What = "claim" if self.words.has("claim_labels", key) else "person"
        if what == "person" and (
            self.words.has("asking_labels", key) or self.words.has("ruling_labels", key)
        ):
            what = "cut"
        behind = end if not apart else self._next_line(end)
        following = self.text[behind : self._line_end(behind)]
        if what != "person":
            return None if apart else Label(start, match.end(), what, False, None)
        if not following.rstrip().endswith(_ENDED) or (
            apart and not self._is_first_person(self.text[behind : behind + BEGUN])
        ):
            return None  # a headline, or a topic of a list
        source = self._person(start, end, apart, following)
        return Label(start, match.end(), what, apart, source) if source else None

    def _next_line(self, at: int) -> int:
        while at < len(self.text) and self.text[at].isspace():
            at += 1
        return at

    def _is_first_person(self, piece: str) -> bool:
        return any(self.words.has("first_person", w) for w in WORD.findall(piece.lower()))

    def _person(self, start: int, end: int, apart: bool, following: str) -> Source | None:
        """Return who a label names: someone of the lists, or someone whom the text names in full."""
        bare = _BRACKET.sub("", self.text[start:end])
        here = self.sources.get(self.scan.index.at(start), ())
        for x in here:
            if x.kind == "person" and start <= x.start <= start + LEAD and x.end == start + len(bare):
                lead = WORD.findall(self.text[start : x.start])
                if not x.oblique and not any(self.words.leads_away(w.lower()) for w in lead):
                    return x
        names = self._names(start, start + len(bare))
        if apart or not names or not all(w[:1].isupper() for w in names):
            return None
        if len(names) == 1:
            return self._surname(start, end, names[0])
        speaks = names[0] in first_names() or self._is_first_person(following)
        return Source(start, end, " ".join(names), None, "person") if len(names) <= 3 and speaks else None

    def _names(self, start: int, end: int) -> list[str]:
        """Return the words of a label without honorifics, none where one of them names something of the lists."""
        if self.scan.index.within(start, end, *NO_NAME):
            return []
        polite = self.scan.index.within(start, end, "honorific")
        return self.text[max((m.end for m in polite), default=start) : end].split()

    def _surname(self, start: int, end: int, surname: str) -> Source | None:
        """Return who the text names in full by a surname alone: "Kiesewetter: …"."""
        name = self.cast.memory.strange.get(surname)
        if name is None and (run := _RUN.match(surname)) is not None:
            for first, at in self._full.get(run[0], ()):
                close = at + len(surname)
                if self.text.startswith(surname, at) and _RUN.match(self.text, close) is None:
                    name = self.text[first:close]
                    break
        return Source(start, end, name, self.cast.memory.serves(name), "person") if name else None

    @cached_property
    def _full(self) -> Mapping[str, list[tuple[int, int]]]:
        """Where the text writes what may be a full name, by how its surname begins: one pass serves all labels."""
        found = defaultdict(list)
        for m in _FULL.finditer(self.text):
            found[m[2]].append((m.start(1), m.start(2)))
        return found

    def _claimant(self, first: Label) -> Source | None:
        """Return whose claims a fact check looks at: whom the text names most before its labels, else in all of it."""
        named = [x for n in sorted(self.sources) for x in self.sources[n] if x.kind == "person" and x.name]
        named = [x for x in named if x.start < first.start] or named
        often = Counter(x.name for x in named).most_common(1)
        return next((x for x in named if x.name == often[0][0]), None) if often else None


def signed(text: str, s: Sentence, sources: Sequence[Source]) -> Source | None:
    """Return who signs a quotation: a sentence of nothing but a title and a name ("„…“ US-Präsident X", "(X)")."""
    who = next((x for x in sources if x.kind == "person" and x.name), None)
    if who is None or who.possessor or who.start - s.start > LEAD:
        return None
    first = _SIGNED.match(text, s.start, s.end)
    begins = first.end() if first else s.start
    lead, rest = text[begins : who.start], text[who.end : s.end].strip()
    if _UNSIGNED.search(text, s.start, s.end) or "," in lead or not text[begins].isupper():
        return None
    if rest and rest != ")" and rest[0] not in ",(":
        return None
    return who
