"""What nobody says by name in, whose it is out: "in Paris heißt es", "à l'Élysée, on assure", "de source sûre"."""

from __future__ import annotations

from foedus.text.lexicon import Scan
from foedus.text.match import Mention
from foedus.text.particles import WORD, grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.speech.antecedents import RECENT, Antecedents
from foedus.text.speech.commas import PAUSE
from foedus.text.speech.speakers import Source
from foedus.text.speech.voices import Cue, Frame, Voice

LONG = 60  # characters in which the place stands where something is said
_HOUSES = ("government", "role", "organisation")
_TELLING = (*_HOUSES, "person", "group")


class Hearsay:
    """Finds the house where something is said, or the words for whoever stays unnamed there."""

    def __init__(self, scan: Scan, known: Antecedents) -> None:
        self.text, self.index = scan.text, scan.index
        self.words = grammar(scan.language.code)
        self.cast, self.known = known.cast, known

    def impersonal(self, m: Mention, s: Sentence, sources: list[Source]) -> list[Frame]:
        """ "In Paris heißt es", "…, hieß es bei der Nato": the house where it is said, or somebody unnamed there."""
        low = max(s.start, *(self.text.rfind(c, s.start, m.start) + 1 for c in ",;:"))
        stop = PAUSE.search(self.text, m.end, s.end)
        high = min(stop.start() if stop else s.end, m.end + LONG)
        for source in self._houses([x for x in sources if low <= x.start < high], _TELLING):
            found = self.known.voice(source, self.text[m.start : m.end], [], True)
            if found is not None:
                self.known.last = found[1]
                return [Frame(s.start, s.end, found[0], "reports", None, "according", found[1].kind, m.start)]
        papers = self.index.within(low, high, "voice")
        declared = [v for v in papers if v.value == "declaration"]
        known = not any(self.words.leaves_open(words_before(self.text, v.start)) for v in declared)
        if declared and known and self.cast.house is not None:
            house = Source(low, low + 1, *self.cast.house, "organisation")
            voice = Voice(house.name, self.text[m.start : m.end], False, house.country)
            self.known.last = house
            return [Frame(s.start, s.end, voice, "reports", None, "according", "organisation", m.start)]
        behind = WORD.search(self.text, m.end, high)
        place = behind is not None and self.words.has("prepositions", behind[0].lower())
        if not papers and not place:
            return []
        if papers and place and (frames := self._same_paper(m, s, papers[0])):
            return frames
        who = self.text[papers[0].start : papers[0].end] if papers else self.text[m.start : m.end]
        voice = Voice(f"{who} (unnamed)", self.text[m.start : m.end], False, None)
        return [Frame(s.start, s.end, voice, "reports", None, "according", "role", m.start)]

    def _same_paper(self, m: Mention, s: Sentence, paper: Mention) -> list[Frame]:
        """ "…, heißt es in dem Bericht": the paper of the institute that the sentence before names."""
        article = words_before(self.text, paper.start)[-1:]
        known = article and (self.words.has("definites", article[0]))
        last = self.known.institute(s.start - RECENT) if known else None
        if last is None or last.name is None:
            return []
        self.known.last = last
        voice = Voice(last.name, self.text[m.start : m.end], False, last.country)
        comma = self.text.rfind(",", s.start, m.start)
        end = comma if comma > s.start and not self.text[comma + 1 : m.start].strip() else s.end
        return [Frame(s.start, end, voice, "reports", None, "according", last.kind, s.start)]

    def anyone(self, cue: Cue, sources: list[Source]) -> Source | None:
        """ "À l'Élysée, on assure", "a-t-on indiqué de source diplomatique": the house where it is said."""
        houses = self._houses([x for x in sources if x.oblique], _HOUSES)
        behind = [x for x in houses if 0 <= x.start - cue.end < 30]
        near = behind or [x for x in houses if 0 <= cue.start - x.end < 30]
        return near[0] if near else self._somewhere(cue)

    def _somewhere(self, cue: Cue) -> Source | None:
        """ "…, reconnaît-on à Bruxelles": somebody unnamed, where only the place stands behind the verb."""
        place = self.words.patterns["somewhere"].match(self.text, cue.end)
        if place is None:
            return None
        start, end = place.span("place")
        return Source(start, end, f"{self.text[start:end]} (unnamed)", None, "role")

    def _houses(self, sources: list[Source], kinds: tuple[str, ...]) -> list[Source]:
        """Return the sources of some kinds in which something can be said: "without X" and a mere seat are none."""
        near = [x for x in sources if x.kind in kinds and not self._is_apart(x)]
        return [x for x in near if not self.words.has("seats", self.text[x.start : x.end].lower())]

    def _is_apart(self, source: Source) -> bool:
        """Tell whether a preposition that tells no place stands before a name."""
        return any(self.words.has("apart", w) for w in words_before(self.text, source.start)[-2:])

    def unnamed(self, m: Mention, s: Sentence) -> Frame:
        """ "De source diplomatique", "in high places": what attributes to nobody by name."""
        words = self.text[m.start : m.end]
        voice = Voice(f"{words.lower()} (unnamed)", words, False, None)
        after = self.text[s.start : m.start].rstrip().endswith(";")  # "; de source militaire, …"
        return Frame(
            m.start if after else s.start, s.end, voice, "reports", None, "according", "role", m.start
        )
