"""A phrase that points back to a paper or house in, whose it is out: "the same report", "by the institute's count"."""

from __future__ import annotations

import re
from itertools import pairwise

from foedus.text.lexicon import Scan
from foedus.text.match import Mention
from foedus.text.particles import ARTICLE, WORD, grammar
from foedus.text.sentences import Sentence
from foedus.text.speech.antecedents import RECENT, Antecedents
from foedus.text.speech.commas import PAUSE
from foedus.text.speech.sayers import Sayers
from foedus.text.speech.speakers import Source
from foedus.text.speech.voices import Frame, Voice

LONG = 60  # characters in which a house stands that is named again
SHORT = 40  # characters between a preposition and the paper that it points back to
_OWNERS = ("organisation", "group", "country", "person")
_PLACED = ("capital", "city")


class References:
    """Finds whose paper or house is meant that the text named before."""

    def __init__(self, scan: Scan, known: Antecedents, sayers: Sayers) -> None:
        self.scan, self.text, self.index = scan, scan.text, scan.index
        self.words = grammar(scan.language.code)
        self.cast, self.known, self.sayers = known.cast, known, sayers
        self._houses = self.words.listed("houses_again") | self.words.listed("institutes")

    def again(self, m: Mention, s: Sentence) -> list[Frame]:
        """ "Demnach", "according to the same report": whoever was quoted last tells this sentence too."""
        last = self._own_paper(m, s) or self.known.institute() or self.known.last
        if last is not None and last.kind == "person" and m.value != "again":
            last = self._house_before(s) or last  # a paper is rather that of a house than of who spoke since
        if last is None or last.name is None or s.start - last.end > RECENT:
            last = self._publisher(s)
        if last is None or last.name is None:
            return []
        voice = Voice(last.name, self.text[m.start : m.end], False, last.country)
        return [Frame(s.start, s.end, voice, "reports", None, "according", last.kind, s.start)]

    def _own_paper(self, m: Mention, s: Sentence) -> Source | None:
        """ "The alliance's figures say otherwise: by them …": whose papers the sentence itself names before a colon."""
        colon = self.text.rfind(": ", s.start, m.start)
        if colon < 0 or not self.sayers.unnamed.documented(s.start, colon) or self.cast.house is None:
            return None
        near = [x for x in self.known.here if x.end <= colon and x.kind in ("organisation", "group")]
        who = near[0] if near else None
        if who is not None and who.kind == "group":
            return Source(who.start, who.end, *self.cast.house, "organisation")
        return who

    def _house_before(self, s: Sentence) -> Source | None:
        """Return the last organisation that was named a little before, whatever persons said since."""
        house = self.known.house()
        return house if house in self.known.people and s.start - house.end < RECENT else None

    def _publisher(self, s: Sentence) -> Source | None:
        """ "X presented the new tables. By them …": whose papers the sentence before names, or who presented them."""
        n = s.number - 1
        if n < 0:
            return None
        before = self.scan.sentences[n]
        if not self.sayers.unnamed.documented(before.start, before.end):
            return None
        near = [
            x for x in self.known.people if x.start >= before.start and x.kind in ("organisation", "person")
        ]
        return (
            self.sayers.authors.of_the_house(near[0]._replace(start=before.start, end=before.start))
            if near
            else None
        )

    def points_back(self, m: Mention, s: Sentence) -> bool:
        """ "On the same estimate", "nach dieser Zählung", "derselben Schätzung zufolge": a paper that was named."""
        if m.value == "behind":
            start, end = max(s.start, m.start - SHORT), m.start
            papers = [v for v in self.index.within(start, end, "voice") if end - v.end <= 1]
        elif m.value in ("source", "possessed"):
            start, end = m.end, min(s.end, m.end + SHORT)
            papers = list(self.index.within(start, end, "voice"))[:1]
        else:
            return False
        if not papers or papers[0].value != "document":
            return m.value == "source" and self._is_this_tool(m.end, s)
        words = WORD.findall(self.text[start : papers[0].start].lower())
        words = words[-1:] if m.value == "behind" else words
        pointing = bool(words) and any(self.words.has("pointing", w) for w in words)
        little = all(self.words.has("pointing", w) or self.words.has("articles", w) for w in words)
        owned = m.value != "behind" and self._is_owned(papers[0].end, s)
        return pointing and little and not owned

    def _is_this_tool(self, at: int, s: Sentence) -> bool:
        """ "According to this tool": what counts for an institute that was named."""
        words = WORD.findall(self.text[at : min(s.end, at + SHORT)].lower())[:2]
        return len(words) == 2 and self.words.has("pointing", words[0]) and self.words.has("tools", words[1])

    def named_again(self, m: Mention, s: Sentence) -> Source | None:
        """ "Nach Rechnung des Instituts", "by the institute's count", "les tableaux de l’organisation": named."""
        if m.value == "behind":
            low, high = max(s.start, m.start - SHORT), m.start
        elif m.value in ("source", "possessed"):
            stop = PAUSE.search(self.text, m.end, s.end)
            low, high = m.start, min(stop.start() if stop else s.end, m.end + LONG)
        else:
            return None
        if self._houses.isdisjoint(WORD.findall(self.text[low:high].lower())):
            return None
        words = list(WORD.finditer(self.text, low, high))
        for article, noun in pairwise(words):
            written = noun[0].lower()
            house = self.words.has("houses_again", written)
            if written not in self._houses or not self._is_the(article[0].lower()):
                continue
            if self._is_listed(noun):
                return None  # "l'institut de Kiel"
            paper = self.sayers.unnamed.documented(m.end, high)
            if (m.value == "possessed" and not paper) or self._is_owned(noun.end(), s, True):
                return None
            here = Source(noun.start(), noun.end(), None, None, "organisation")
            if (called := self.known.called(here)) is not None:
                return called
            who = self.known.house() if house else self.known.institute()
            return who._replace(start=noun.start(), end=noun.end(), oblique=False) if who else None
        return None

    def _is_listed(self, noun: re.Match[str]) -> bool:
        """Tell whether a noun is a part of a name."""
        near = self.index.within(noun.start() - ARTICLE, noun.start() + 1, "organisation")
        return any(x.start <= noun.start() and x.end > noun.end() for x in near)

    def _is_the(self, word: str) -> bool:
        """Tell whether a word is an article of something known."""
        return self.words.has("articles", word) and not self.words.has("indefinites", word)

    def _is_owned(self, at: int, s: Sentence, house: bool = False) -> bool:
        """Tell whether whose a paper is stands right behind it: "ces chiffres de l'Otan"; or what a house is called."""
        near = self.index.within(at, min(s.end, at + 16), *_OWNERS, *(_PLACED if house else ()))
        gap = WORD.findall(self.text[at : near[0].start].lower()) if near else []
        if house and near and not gap:
            return True  # "l'institut Ifo"
        return bool(near) and bool(gap) and self.words.has("prepositions", gap[0])

    def its(self, at: int) -> Source | None:
        """ "According to its figures": the papers of whoever spoke last, else of the organisation of the text."""
        word = WORD.search(self.text, at, at + 12)
        if (
            word is None
            or not self.words.has("possessives", word[0].lower())
            or not self.sayers.unnamed.documented(at, at + 40)
        ):
            return None
        if self.known.last is not None and self.known.last.kind == "organisation":
            return self.known.last._replace(start=at, end=word.end())
        house = self.cast.house
        return Source(at, word.end(), house[0], house[1], "organisation") if house else None
