"""A word for a rank in, the clause that tells it out: "Spain is last in the table"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from foedus.model import Position, Span
from foedus.text.events.happenings import COMMA, Happenings, Plain
from foedus.text.match import Mention
from foedus.text.particles import WORD, words_before
from foedus.text.sentences import Sentence
from foedus.text.speech.voices import OUTLET, Voice

SHORT = 4  # words that may stand before a rank: "for the seventh year in a row"
LEAST = 3  # words of a place that say anything by themselves
NAME, LED = 40, 6  # characters of a name, and of an article before one
FAR = 60  # characters between someone and that they are among those counted
NAMED = ("country", "capital", "group")
LEADING = 4  # words before a figure among which its preposition stands: "with a total of"
_STOP = re.compile(r",(?!\d)|[;:]|\s[–—-]\s|\s\(")


class Ranks:
    """Reads ranks without a number, told by the outlet or by whoever speaks."""

    def __init__(self, told: Happenings) -> None:
        self.told, self.text, self.index = told, told.text, told.index
        self.attribution, self.words = told.attribution, told.words
        self._compared = told.scan.language.settings["events"].patterns["compared"]

    def ranked(self, m: Mention, s: Sentence) -> Plain | None:
        """Return the clause of a rank; without the figure beside it, which is told by itself."""
        signs = [
            x.end() for x in COMMA.finditer(self.text, s.start, m.start) if not self._lists(x.start(), m)
        ]
        start = self.told.skip_space(signs[-1] if signs else s.start, m.start)
        if start == m.start and len(signs) > 1:
            start = self._subject(s.start, m.start)
        opened = WORD.match(self.text, start, m.start)
        if opened is not None and self._joins(opened[0].lower()):
            start = opened.end() + 1  # "…, [and] both trail Greece"
        stop = _STOP.search(self.text, m.end, s.end)
        end = self.told.trim(m.end, stop.start() if stop else s.end)
        if not self._names(s.start, s.end) or (m.value == "side" and not self._names(s.start, m.start)):
            return None
        least = LEAST
        if m.value == "outdo" and (
            self.told.figures_in(m.start, m.end) or not self._is_outdone(m.end, s.end)
        ):
            return None  # a gap by itself, or nobody's: "exceeds expectations"
        if m.value == "among" and not self._names(max(s.start, m.start - FAR), m.start):
            return None  # "and a company from here is among them"
        if m.value == "side" and self.told.figures_in(start, end):
            return None  # "sided with Washington in two of three votes": the count tells it
        if any(
            self._is_written(f) and self.text[f[0] - 1] != "(" for f in self.told.figures_in(start, m.start)
        ):
            start, least = m.start, 1  # "with 3.9 % it came second": the place alone
        if led := [f for f in self.told.figures_in(m.end, end) if self._is_written(f)]:
            cut = self._before_figure(m.end, led[0][0])
            if not self._names(led[0][1], end) or self._names(start, cut):  # "Last is, with 1.6 %, Slovenia"
                end, least = cut, min(least, LEAST - 1)
        named = self.index.within(start, m.start, "country", "capital", "group", "people")
        if not named and m.value != "outdo" and len(WORD.findall(self.text[start : m.start])) > SHORT:
            start = m.start
        if any(first < end < last for first, last in self.told.figures_in(start, end)):
            return None  # the comma is one of a number: "leads with 3,9 %"
        if len(WORD.findall(self.text[start:end])) < least:
            return None  # "far behind": a scrap
        content = Position(topic=None, text=self.text[start:end])
        voice, stance = self._voice(m, s), self.attribution.stance(start, end)
        return Plain(Span(start=start, end=end), content, voice, stance, ["rank"])

    def _is_outdone(self, at: int, end: int) -> bool:
        """Tell whether the one outdone stands right behind a verb: "outstrips even that of Norway"."""
        behind = self.index.within(at, min(end, at + NAME), *NAMED, "demonym", "person")
        if not behind or COMMA.search(self.text, at, behind[0].start):
            return False
        led = WORD.findall(self.text[at : behind[0].start].lower())
        away = (self.words.leads_away(word) and not self.words.has("of", word) for word in led)
        return len(led) <= SHORT and not any(away)

    def _voice(self, m: Mention, s: Sentence) -> Voice:
        """Return who tells a rank, behind a tag of its sentence, too: "Allies gave 4 billion, X said; more follow"."""
        frame = self.attribution.frame(m.start, m.end)
        if (
            frame is not None
            and frame.cue is not None
            and frame.cue.start < m.end
            and m.start < frame.cue.end
        ):
            return OUTLET  # the rank was read as a verb of speech: "slips back to third place"
        voice = self.attribution.of(m.start, m.end)
        if voice != OUTLET:
            return voice
        for _, end, frame in takewhile(lambda p: p.start < m.start, self.attribution.pieces_from(s.start)):
            if frame.rule == "around" and frame.start >= s.start and end < m.start:
                return frame.voice
        return voice

    def compared(self, taken: list[tuple[int, int]]) -> Iterator[Plain]:
        """Yield what sets someone against others without a number: "more than any other ally", "kein anderes Land"."""
        for sentence in self.told.scan.sentences:
            if not self._names(sentence.start, sentence.end):
                continue  # a rank is someone's
            for led in self._compared.finditer(self.text, sentence.start, sentence.end):
                start, end = led.span()
                m = Mention(start, end, "rank", "rank")
                if self.told.quoted(m) or self.told.figures_in(start, end):
                    continue
                made = self.ranked(m, sentence)
                if made is not None and not any(a < made.span.end and b > made.span.start for a, b in taken):
                    taken.append((made.span.start, made.span.end))
                    yield made

    def _names(self, start: int, end: int) -> bool:
        """Tell whether someone who may have a rank is named in a span."""
        return bool(self.index.within(start, end, "country", "capital", "group", "person", "demonym"))

    def _is_written(self, figure: tuple[int, int]) -> bool:
        return any(map(str.isdigit, self.text[slice(*figure)]))

    def _subject(self, floor: int, at: int) -> int:
        """Return where the clause of a verb behind an aside begins: "Its partners, X and Y, keep supplying it"."""
        opens = max(self.text.rfind(sign, floor, at) + 1 for sign in ";:")
        for m in self.index.within(floor, at, "clause"):
            if m.value == "break":
                opens = max(opens, m.end)  # "…, X said, whereas [others, Y and Z, swap shells]"
        begin = self.told.skip_space(max(opens, floor), at)
        comma = COMMA.search(self.text, begin, at)
        told = self.told.figures_in(begin, at)
        if comma is None or any(map(self._is_written, told)):
            return at
        return begin if told or self._names(begin, comma.start()) else at

    def _joins(self, word: str) -> bool:
        return self.words.has("connectors", word) or self.words.has("contrasts", word)

    def _lists(self, at: int, m: Mention) -> bool:
        """Tell whether a comma parts two of several who are named with "and" before a rank: "Iran, Korea and China"."""
        before = self.index.within(max(0, at - NAME), at, *NAMED)
        behind = self.index.within(at + 1, min(m.start, at + LED), *NAMED)
        if not before or before[-1].end != at or not behind:
            return False
        led = self.words.without_articles(words_before(self.text, before[-1].start))
        if led and self.words.has("prepositions", led[-1]):
            return False  # "In Spain, Italy and Portugal"
        return bool(self.index.within(behind[0].end, min(m.start, behind[0].end + NAME), "and"))

    def _before_figure(self, floor: int, at: int) -> int:
        """Return where a stretch ends before a figure and the prepositions that lead to it: "with a total of"."""
        while led := [*WORD.finditer(self.text, floor, at)][-LEADING:]:
            cut = next((w for w in reversed(led) if self.words.leads_away(w[0].lower())), None)
            if cut is None and self.words.has("prepositions", led[-1][0].lower()):
                cut = led[-1]  # French "devance l'Amérique de", which may be an article, too
            if cut is None:
                break
            at = cut.start()
        return self.told.trim(floor, max(at, floor))
