"""Spans in, positions out: those that hold no figure, tell no event, say something and do not overlap."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from foedus.model import Span, Stance
from foedus.text.events.edges import Edges
from foedus.text.events.scraps import Scraps
from foedus.text.lexicon import Scan
from foedus.text.particles import WORD, grammar, words_before
from foedus.text.speech.attribution import Attribution
from foedus.text.speech.voices import Frame, Voice

_ADDED = re.compile(r"[»”“\"’.,\s]*\s(?P<word>[^\W\d_]+)\s")
LEAD = 90  # characters between a figure and a clause of what takes it up
BRIEF = 4  # words of an event that a clause of something else may hold: "at any talks with Moscow"


class Found(NamedTuple):
    """A position before it becomes a statement."""

    span: Span
    topic: str | None
    voice: Voice
    stance: Stance
    rules: list[str]


class Findings:
    """Gathers the positions of one text beside its figures and events."""

    def __init__(
        self,
        scan: Scan,
        attribution: Attribution,
        taken: Sequence[tuple[int, int]],
        events: Sequence[tuple[int, int]],
    ) -> None:
        self.scan, self.text, self.attribution = scan, scan.text, attribution
        self.words = grammar(scan.language.code)
        self._taken_up = scan.language.settings["measures"].patterns["taken_up"]
        self.edges, self.scraps = Edges(scan, attribution), Scraps(scan)
        self._events = frozenset(events)
        events = [e for e in events if len(WORD.findall(self.text[slice(*e)])) > BRIEF]
        self._busy = sorted([*taken, *events])
        self._starts = [b[0] for b in self._busy]
        self.found: list[Found] = []
        self.partial: list[tuple[int, int, Frame]] = []  # words quoted within a clause

    def is_free(self, start: int, end: int) -> bool:
        """Tell whether no figure and no event lies in a span."""
        return not self.busy_in(start, end)

    def busy_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the spans of the figures and events that lie in a span, wholly or in part."""
        i = max(0, bisect_left(self._starts, start) - 1)
        return [busy for busy in self._busy[i : bisect_left(self._starts, end)] if busy[1] > start]

    def stands_alone(self, start: int, end: int, frame: Frame) -> bool:
        """Tell whether no figure and no event lies in a span but shares of which it speaks: "the 2% rule is old"."""
        held = self.busy_in(start, end)
        if not held or (frame.cue is not None and frame.cue.act):
            return not held  # the share tells by itself what is wanted
        for each in held:
            if not self._is_goal(*each, start, end):
                return False
        meets = any(c.value == "meets" for c in self.scan.index.within(start, end, "cue"))
        return not meets and self.attribution.stance(start, end) != "pledges"

    def _is_goal(self, first: int, last: int, start: int, end: int) -> bool:
        """Tell whether a share has a definite article or is the subject: "Two per cent was a ceiling"."""
        if first > start:
            led = words_before(self.text, first, 12)
            if not led or not self.words.has("definite", led[-1]):
                return False
        elif not self._opens_verb(last, end):
            return False
        share = "%" in self.text[first:last] or self.scan.index.within(first, last, "percent")
        return last <= end and bool(share)

    def _opens_verb(self, at: int, end: int) -> bool:
        """Tell whether a verb that helps another stands among the next words, before any preposition."""
        behind = WORD.findall(self.text[at:end].lower())[:3]
        told = takewhile(lambda word: not self.words.has("prepositions", word), behind)
        return any(self.words.has("beings", word) or self.words.has("modals", word) for word in told)

    def first_from(self, start: int, end: int) -> int:
        """Return where the first figure or event begins that begins in a span, the end of the span where none does."""
        i = bisect_left(self._starts, start)
        return min(end, self._starts[i]) if i < len(self._starts) else end

    def _is_scrap(self, start: int, end: int, frame: Frame) -> bool:
        """Tell whether a clause says nothing by itself."""
        if self._takes_up(start, frame):
            return True
        told = frame.cue is not None and start <= frame.cue.verb < end
        if frame.rule == "noun" and self.scraps.is_noun(start, end):
            return True
        if self.scraps.ends_open(start, end) or (not told and self.scraps.only_leads(start, end)):
            return True
        return frame.stance == "reports" and self.scraps.says_nothing(start, end)

    def _takes_up(self, start: int, frame: Frame) -> bool:
        """Tell whether a clause is of one that takes up a figure before it: "2 %: that is what X says it spends"."""
        colon = max(self.text.rfind(sign, max(0, start - LEAD), start + 1) for sign in ":–—")
        if colon < 0 or not self.busy_in(max(0, colon - LEAD), colon):
            return False
        told = self._taken_up.match(self.text, colon)
        if told is None or self.scan.sentence(colon).end <= start:
            return False
        return start < told.end() or frame.rule == "according" or "," not in self.text[told.end() : start]

    def add(self, start: int, end: int, frame: Frame, rule: str) -> None:
        """Add a position, unless a clause says nothing by itself."""
        if rule.startswith("clause") and (self._is_scrap(start, end, frame) or (start, end) in self._events):
            return
        topic = next((str(m.value) for m in self.scan.index.within(start, end, "topic")), None)
        quoted = frame.rule in ("quote", "words")
        stance = self._stance(start, end, frame)
        voice = frame.voice._replace(quoted=quoted)
        self.found.append(Found(Span(start=start, end=end), topic, voice, stance, [f"position.{rule}"]))

    def _stance(self, start: int, end: int, frame: Frame) -> Stance:
        """A promise is a future of one's own; what merely will be is a report, and so is what one finds of a plan."""
        cue = frame.cue
        if (
            cue is not None
            and cue.start == start
            and self.words.has("judging", self.text[cue.verb : cue.end].lower())
        ):
            return frame.stance  # "welcomed the plan"
        stance = self.attribution.stance(start, end)
        return "reports" if stance == "expects" and frame.stance == "reports" else stance

    def _beyond(self, found: Found, at: int) -> Found | None:
        """Return what a clause adds behind a quotation within it: "said that "…" and that the gap would grow"."""
        led = _ADDED.match(self.text, at, found.span.end)
        if found.rules != ["position.clause"] or led is None:
            return None
        if not self.words.has("connectors", led["word"].lower()):
            return None
        that = [
            m.end for m in self.scan.index.within(led.end(), led.end() + 1, "clause") if m.value == "that"
        ]
        start, end = self.edges.bare(that[0] if that else led.end(), found.span.end, quotes=False)
        told = len(WORD.findall(self.text[start:end])) > BRIEF and self.scraps.tells(start, end)
        return found._replace(span=Span(start=start, end=end)) if told else None

    def apart(self) -> list[Found]:
        """Keep the first of positions that overlap: quotations come before the clauses around them."""
        kept: list[Found] = []
        taken: list[tuple[int, int]] = []
        for found in self.found:
            i = bisect_left(taken, (found.span.start, found.span.end))
            before = i > 0 and taken[i - 1][1] > found.span.start
            after = i < len(taken) and taken[i][0] < found.span.end
            if before or after:
                rest = self._beyond(found, taken[i if after else i - 1][1])
                if rest is None or (i + 1 < len(taken) and taken[i + 1][0] < rest.span.end):
                    continue
                found, i = rest, bisect_left(taken, (rest.span.start, rest.span.end))
            taken.insert(i, (found.span.start, found.span.end))
            kept.append(found)
        return sorted(kept, key=lambda f: f.span.start)
