"""A quotation in, a frame out where no verb says whose it is: by a colon, by the name behind it or right before it."""

from __future__ import annotations

import re

from foedus.model import Stance
from foedus.text.lexicon import Scan
from foedus.text.particles import WORD, grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.speech.antecedents import Antecedents
from foedus.text.speech.quotes import Quotation
from foedus.text.speech.speakers import Source
from foedus.text.speech.voices import Frame

TERMED = 90  # characters behind a quotation in which it is called somebody's comment
NEAR = 24  # characters between such a noun and whose it is
_SOMEONE = re.compile(r"(?P<a>[^\W\d_]+) (?P<n>[^\W\d_]+(?: [^\W\d_]+){0,2}?) [^\W\d_]+\s?:\s$")


class Owners:
    """Finds whose a quotation is by the names beside it."""

    def __init__(self, scan: Scan, known: Antecedents) -> None:
        self.text, self.known = scan.text, known
        self.words = grammar(scan.language.code)

    def find(self, quote: Quotation, s: Sentence, sources: list[Source], frames: list[Frame]) -> Frame | None:
        """Return the frame of a quotation; `frames` are the last ones of the text before it."""
        return (
            self._introduced(quote, s, sources, frames)
            or self._termed(quote, s, sources)
            or self._loosely(quote, s, sources)
            or self._subject_of(quote, sources)
        )

    def goes_on(self, quote: Quotation, made: list[Frame]) -> Frame | None:
        """Return the tag of a sentence whose speaker goes on behind it with a quotation: "…, said X, but Y "…""."""
        tags = [f for f in made if f.rule == "around" and f.cue and max(f.cue.end, f.subject) < quote.start]
        if not tags or tags[-1].cue is None:
            return None
        told = max(tags[-1].cue.end, tags[-1].subject)
        comma = self.text.find(", ", told, quote.start)
        word = WORD.match(self.text, comma + 2) if comma > 0 else None
        joins = word is not None and self.words.has("connectors", word[0].lower())
        between = any(f.cue and told < f.cue.start < quote.start for f in made)
        return tags[-1] if joins and not between else None

    def _introduced(
        self, quote: Quotation, s: Sentence, sources: list[Source], frames: list[Frame]
    ) -> Frame | None:
        """A colon before it: whoever the words before the colon are about."""
        lead = self.text[max(0, quote.start - 200) : quote.start].rstrip()
        if not lead.endswith(":"):
            return None
        before = [f for f in frames if 0 <= quote.start - f.start < 300 and f.rule in ("ahead", "around")]
        people = [
            x
            for x in sources
            if x.end <= quote.start
            and x.kind in ("person", "role")
            and (not x.oblique or self._is_with(x, s))
        ]
        # "a UN statement read: …"
        papers = [x for x in sources if x.kind == "organisation" and x.end <= quote.start and not x.oblique]
        near = [x for x in people or papers or self._someone(quote, s) if not x.possessor][:1]
        if before and not (near and before[-1].start < s.start):
            return before[-1]
        near = near or [
            x for x in (*self.known.people[-3:], *sources) if 0 <= quote.start - x.end < 200 and not x.oblique
        ]
        near = [x for x in near if x.kind in ("person", "role", "organisation", "government")]
        if not near:
            return None
        found = self.known.voice(near[0], ":", [])
        if found is None:
            return None
        self.known.last = found[1]
        return Frame(quote.start, quote.end, found[0], "reports", None, "colon", found[1].kind)

    def _is_with(self, source: Source, s: Sentence) -> bool:
        """ "Même ton chez X : « … »", "for X the matter is clear: "…"": whom the mood is told of."""
        led = self.words.without_articles(words_before(self.text, source.start, 12), but="for_whom")
        if led and self.words.has("for_whom", led[-1]):
            return len(words_before(self.text, source.start, source.start - s.start)) == len(led) == 1
        return bool(led) and self.words.has("of_mood", led[-1])

    def _someone(self, quote: Quotation, s: Sentence) -> list[Source]:
        """ "Un voisin soupire : « … »": someone without a name who is the subject of the clause before a colon."""
        match = _SOMEONE.match(self.text, s.start, quote.start)
        if match is None or not self.words.has("indefinites", match["a"].lower()):
            return []
        if any(self.words.has("prepositions", w) for w in match["n"].lower().split()):
            return []  # "A blow for X: "…""
        start, end = match.span("n")
        return [Source(start, end, f"{match['n']} (unnamed)", None, "role")]

    def _termed(self, quote: Quotation, s: Sentence, sources: list[Source]) -> Frame | None:
        """ ""…" was X's comment", "« … », tel était le message de X": a noun of speech with whose it is."""
        being = self.words.patterns["termed"].match(self.text, quote.end, s.end)
        if being is None:
            return None
        noun = self.words.patterns["speech_noun"].search(
            self.text, being.end(), min(s.end, being.end() + TERMED)
        )
        led = WORD.findall(self.text[being.end() : noun.start()].lower()) if noun else []
        if any(self.words.has("possessives", w) for w in led):
            return None  # ""…" was his description of X"
        near = [x for x in sources if being.end() <= x.start < being.end() + TERMED]
        near = [x for x in near if x.kind in ("person", "role", "government", "organisation")]
        if noun is None or not near or noun.start() - near[0].end > NEAR or near[0].start - noun.end() > NEAR:
            return None
        found = self.known.voice(near[0], noun[0], [])
        if found is None:
            return None
        self.known.last = found[1]
        how: Stance = "pledges" if noun["vow"] else "demands" if noun["plea"] else "reports"
        return Frame(quote.start, quote.end, found[0], how, None, "quote", found[1].kind, near[0].start)

    def _loosely(self, quote: Quotation, s: Sentence, sources: list[Source]) -> Frame | None:
        """A name right behind a quotation, with a verb that no list knows ("», s'est rengorgé X")."""
        if self.text[quote.end : quote.end + 2].strip() == ":" and (
            named := self._told_of(quote, s, sources)
        ):
            return named
        for source in sources:
            if source.start < quote.end or source.oblique or source.kind not in ("person", "role", "pronoun"):
                continue
            gap = self.text[quote.end : source.start]
            words = WORD.findall(gap.lower())
            inside = self.text[quote.last : quote.end]
            if (
                len(gap) > 44
                or len(words) > 6
                or not ("," in gap[:2] or "," in self.text[quote.last - 1 : quote.end] + inside)
            ):
                return None
            if any(c in gap[2:] for c in ',.;:«“"(') or (words and self.words.has("connectors", words[0])):
                return None
            found = self.known.voice(source, gap.strip(" ,\u00a0\u202f") or None, [], True)
            if found is None:
                return None
            self.known.last = found[1]
            return Frame(s.start, quote.end, found[0], "reports", None, "quote", found[1].kind, source.start)
        return None

    def _told_of(self, quote: Quotation, s: Sentence, sources: list[Source]) -> Frame | None:
        """A colon behind a quotation: whoever the clause behind the colon is about ("« … » : en une phrase, X …")."""
        authored = self.words.patterns["authored"]  # ": the words are those of X"
        near = [x for x in sources if x.start > quote.end and not x.possessor]
        near = [x for x in near if not x.oblique or authored.search(self.text, quote.end, x.start)]
        if not near or near[0].kind not in ("person", "role"):
            return None
        found = self.known.voice(near[0], ":", [])
        if found is None:
            return None
        self.known.last = found[1]
        return Frame(s.start, quote.end, found[0], "reports", None, "quote", found[1].kind, near[0].start)

    def _subject_of(self, quote: Quotation, sources: list[Source]) -> Frame | None:
        """ "Emmanuel Macron « assume totalement » ses propos": words of the person right before them."""
        near = [x for x in sources if x.kind == "person" and x.end + 1 == quote.start and not x.possessor]
        if not near or near[0].oblique or not self.text[quote.first].islower():
            return None
        found = self.known.voice(near[0], None, [])
        if found is None:
            return None
        self.known.last = found[1]
        return Frame(quote.start, quote.end, found[0], "reports", None, "quote", found[1].kind, near[0].start)
