"""A noun of an event in, the phrase that tells it out: a meeting with its day, a paper with that of its signature."""

from __future__ import annotations

import re

from foedus.text.events.deeds import Deeds
from foedus.text.events.happenings import COMMA, Happenings, Plain
from foedus.text.match import Mention
from foedus.text.particles import WORD, words_before
from foedus.text.sentences import Sentence

NEAR = 40  # characters behind a participle in which its day stands, or before a noun
FAR = 60  # characters before a participle in which its noun and its article stand
_PLACES = ("city", "capital")


class Nouns:
    """Reads meetings by their noun, where nouns have capitals, and papers with the day on which they were signed."""

    def __init__(self, told: Happenings, deeds: Deeds) -> None:
        self.told, self.text, self.index, self.words = told, told.text, told.index, told.words
        self.deeds = deeds

    def is_noun(self, m: Mention, s: Sentence) -> bool:
        """Tell whether a verb is a noun here: "nach dem Treffen"."""
        capital = self.words.verb_second and self.text[m.start].isupper() and m.start > s.start
        return capital and bool(self.index.within(m.start, m.start + 1, "gathering"))

    def meeting(self, m: Mention, s: Sentence) -> Plain | None:
        """Return a meeting from its article to its day or place: "seinem Treffen mit X am Dienstag in Riga"."""
        end = self._last(m.end, self.told.ends(m, s))
        if end == m.end and not self.told.names_day(max(s.start, m.start - NEAR), m.start):
            return None
        if end == m.end:
            people = self.index.within(m.end, m.end + NEAR, "person", "country", "group", "organisation")
            end = people[0].end if people else end
        led = words_before(self.text, m.start, 16)
        articled = bool(led) and (
            self.words.has("articles", led[-1]) or self.words.has("possessives", led[-1])
        )
        start = m.start - len(led[-1]) - 1 if articled else m.start
        return self.told.made(m.value, start, end, m.start, "noun")

    def convened(self, m: Mention, s: Sentence) -> Plain | None:
        """Return those who meet somewhere with the place: "NATO leaders meeting in the Turkish capital"."""
        near = self.index.within(max(s.start, m.start - NEAR), m.start, "voice", "group")
        if m.value != "meeting" or not near or self.text[near[-1].end : m.start].strip(" ,"):
            return None
        where = WORD.match(self.text, m.end + 1)
        if where is None or not self.words.leads_away(where[0].lower()):
            return None
        stop = COMMA.search(self.text, where.end(), s.end)
        end = stop.start() if stop else s.end
        verb = self.deeds.verb(where.end(), end)
        return self.told.made(
            m.value,
            near[0].start,
            self.told.trim(where.end(), verb if verb > 0 else end),
            m.start,
            "convened",
        )

    def _last(self, start: int, end: int) -> int:
        """Return where the last day or place of a stretch ends."""
        ends = [x.end for x in self.index.within(start, end, *_PLACES)]
        named = self.told.day_named
        ends += [day.end() for day in named.finditer(self.text, start, end)] if named else []
        return max(ends, default=start)

    def paper(self, m: Mention, s: Sentence) -> Plain | None:
        """Return a paper with the day on which it was signed or adopted: "the treaty signed on Friday by X"."""
        lead = [*WORD.finditer(self.text, max(s.start, m.start - FAR), m.start)]
        if self._is_of_paper(lead):
            return self._signed(lead, self._behind(m, s), m)
        noun = WORD.search(self.text, m.end, s.end) if self.words.verb_second else None
        if noun is None or not lead or not self.words.has("papers", noun[0].lower()):
            return None
        dated = self.told.names_day(lead[0].start(), m.start)
        return self._signed(lead, noun.end() if dated else 0, m)

    def _is_of_paper(self, lead: list[re.Match[str]]) -> bool:
        """Tell whether a paper stands before a participle, or with what it is of: "l'accord de sécurité signé"."""
        told = [w for w in lead[-3:] if self.words.has("papers", w[0].lower())]
        return bool(told) and all(w[0].islower() for w in lead if w.start() > told[-1].start())

    def _behind(self, m: Mention, s: Sentence) -> int:
        """Return the end of what a participle tells with its day, before the verb of the clause; 0 without a day."""
        stop = COMMA.search(self.text, m.end, s.end)
        end = stop.start() if stop else s.end
        named = self.told.day_named
        day = named.search(self.text, m.end, min(end, m.end + NEAR)) if named else None
        if day is None:
            return 0
        verb = self.deeds.verb(day.end(), end)
        return self.told.trim(day.end(), verb if verb > 0 else end)

    def _signed(self, lead: list[re.Match[str]], end: int, m: Mention) -> Plain | None:
        """Return the event of a paper from its article on."""
        if not end:
            return None
        start = next((w.start() for w in reversed(lead) if self.words.has("articles", w[0].lower())), m.start)
        return self.told.made("agreement", start, end, m.start, "paper")
