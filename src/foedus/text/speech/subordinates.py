"""A clause that stands beside what is said in, its subject out: "as X put it", "während X zwei Prozent fordert"."""

from __future__ import annotations

import re

from foedus.text.lexicon import Scan
from foedus.text.match import Mention
from foedus.text.particles import WORD, grammar
from foedus.text.sentences import Sentence
from foedus.text.speech.speakers import Source
from foedus.text.speech.voices import Cue

_LAST = re.compile(r"[^\W_]+$")


class Subordinates:
    """Finds the clauses of one text that point to what is said, or that stand against it."""

    def __init__(self, scan: Scan) -> None:
        self.text, self.index = scan.text, scan.index
        self.words = grammar(scan.language.code)
        listed = scan.language.tables["speech"].get("clause", {}).get("as", [])
        self._as = [phrase.split() for phrase in listed]

    def as_said(self, subject: Source, s: Sentence) -> bool:
        """ "As X put it": a clause that only points to what is said."""
        lead = self.text[s.start : subject.start].rstrip()
        while (word := _LAST.search(lead)) and self.words.has("articles", word[0].lower()):
            lead = lead[: word.start()].rstrip()
        return self.ends_in_as(lead)

    def in_as_clause(self, cue: Cue, sources: list[Source], s: Sentence) -> Source | None:
        """ "…, wie X am Montag in einem Bericht mitteilte": the subject of a clause that its verb closes."""
        if not self.words.verb_second or self.text[cue.end : cue.end + 1] not in (",", ".", ";", ":", ""):
            return None
        comma = self.text.rfind(",", s.start, cue.start)
        start = comma + 1 if comma > 0 else s.start
        lead = WORD.match(self.text, start + (comma > 0), cue.start)
        if lead is None or not self.ends_in_as(lead[0]):
            return None
        inner = [x for x in sources if start <= x.start < cue.start and not x.oblique and x.kind != "pronoun"]
        return inner[0] if inner else None

    def in_subordinate(self, cue: Cue, sources: list[Source], s: Sentence) -> tuple[Source, int] | None:
        """ "Während die Nato zwei Prozent fordert, …": the subject of such a clause, and where it begins."""
        if not self.words.verb_second or self.text[cue.end : cue.end + 1] not in (",", ".", ";"):
            return None
        comma = self.text.rfind(", ", s.start, cue.start)
        start = comma + 2 if comma > 0 else s.start
        opened = [m for m in self.index.within(start, start + 2, "clause") if self._sets_under(m)]
        if not opened or opened[0].start != start:
            return None
        inner = [x for x in sources if start <= x.start < cue.start and x.kind != "pronoun"]
        near = bool(inner) and len(WORD.findall(self.text[opened[0].end : inner[0].start])) <= 2
        return (inner[0], start) if near else None

    def _sets_under(self, m: Mention) -> bool:
        """Tell whether a word opens a clause whose subject it is not: "während", "worauf"."""
        written = self.text[m.start : m.end].lower()
        return m.value == "break" or (m.value == "relative" and self.words.has("relative_adverbs", written))

    def ends_in_as(self, pre: str) -> bool:
        """Tell whether a text ends with a word like "as", an elided pronoun aside ("comme l'")."""
        found = [w.lower() for w in WORD.findall(pre[-24:])]
        if len(found) > 1 and (len(found[-1]) == 1 or self.words.has("it", found[-1])):
            return self._is_as(found) or self._is_as(found[:-1])
        return self._is_as(found)

    def _is_as(self, found: list[str]) -> bool:
        """Tell whether words end with a word or phrase like "as"."""
        return any(found[-len(each) :] == each for each in self._as)
