"""A noun of an event in, the event out: a summit, meeting or visit with its place, or one that the tables know."""

from __future__ import annotations

import datetime as dt

from foedus import alliances
from foedus.alliances.records import Meeting
from foedus.text.events.happenings import COMMA, OBJECTS, WORD, Happenings, Plain
from foedus.text.index import NAMES
from foedus.text.match import Mention
from foedus.text.particles import words_before
from foedus.text.sentences import Sentence
from foedus.text.times.moment import reckoned

_PLACES = ("city", "capital", "country")
_SUMMITS = ("summit", "special")
NEAR = 60  # characters between the noun of an event and its place
RECENT = 14  # days after which a meeting that ended is a thing of the past


class Gatherings:
    """Reads the nouns of events in one text."""

    def __init__(self, told: Happenings) -> None:
        self.told, self.text, self.index = told, told.text, told.index
        self.words = told.words
        self.day = reckoned(told.scan.document.published)

    def nominal(self, m: Mention, s: Sentence) -> Plain | None:
        """A noun with its place: "sommet de La Haye, prévu fin juin", "talks in Moscow", "the Vilnius gathering"."""
        if self._has_verb(m.end, s):
            return None
        if m.value in ("summit", "meeting", "visit"):
            return self._gathered(m, s)
        after = self.index.within(m.end, min(s.end, m.end + NEAR), *OBJECTS, "noun")
        if not after:
            return None
        end = self.told.ends(m, s)
        lead = words_before(self.text, m.start)
        start = m.start
        if lead and self.words.has("articles", lead[-1]):
            start = max(s.start, m.start - len(lead[-1]) - 1)
        return self.told.made(m.value, start, end, m.start, "noun")

    def _has_verb(self, at: int, s: Sentence) -> bool:
        """Tell whether a verb of an event follows the noun, which then tells the whole of it."""
        here = self.index.mentions(self.index.at(s.start), NAMES)
        end = min(s.end, at + 44)
        verbs = [m for m in here if at <= m.start < end and m.kind.startswith("happening")]
        return bool(verbs) and not COMMA.search(self.text, at, verbs[0].start)

    def named(self, m: Mention, s: Sentence) -> Plain | None:
        """A meeting that the tables know by its name, unless it is long past."""
        held = next((x for x in alliances.meetings() if x.id == m.value), None)
        if held is None or self._is_long_past(held) or self._has_verb(m.end, s):
            return None
        kind = "summit" if held.kind in _SUMMITS else "meeting"
        return self.told.made(kind, m.start, self._announced(m.end, s), m.start, "noun", None, held)

    def _is_long_past(self, held: Meeting) -> bool:
        return self.day is not None and (self.day - held.end).days > RECENT

    def _gathered(self, m: Mention, s: Sentence) -> Plain | None:
        place = self._place_beside(m, s)
        if place is None:
            return None
        start, end = min(m.start, place.start), max(m.end, place.end)
        ahead = self.index.within(max(s.start, start - 24), min(s.end, end + 24), "ahead")
        future = any(a.value == "future" for a in ahead)
        held = self._meeting(place, m.value)
        if m.value == "summit":
            if held is None and not future:
                return None
            if held is not None and self._is_long_past(held):
                return None
        elif any(a.value == "past" and a.end <= start for a in ahead):
            return None
        if m.value == "visit" and not future and not self.told.time(start, min(s.end, end + 30)):
            return None
        end = self._announced(end, s)
        start = self._named(start, s)
        if start > s.start and self.text[start - 1 : start] in ("'", "’"):
            start = max(s.start, start - 2)
        return self.told.made(m.value, start, end, m.start, "noun", place, held)

    def _place_beside(self, m: Mention, s: Sentence) -> Mention | None:
        """Return the city or country right before the noun ("the Vilnius gathering") or within its complement."""
        for x in self.index.within(max(s.start, m.start - 24), m.start, *_PLACES):
            if self.text[x.end : m.start].strip() in ("", "'s", "’s") and x.end <= m.start:
                return x
        for x in self.index.within(m.end, min(s.end, m.end + NEAR), *_PLACES):
            if COMMA.search(self.text, m.end, x.start):
                return None
            words = words_before(self.text, x.start, 12)
            while (
                words
                and self.words.has("articles", words[-1])
                and not self.words.has("prepositions", words[-1])
            ):
                words.pop()
            if (
                words
                and self.words.has("prepositions", words[-1])
                and (x.kind != "country" or m.value == "visit")
            ):
                return x
        return None

    def _announced(self, end: int, s: Sentence) -> int:
        """Take in the date that is announced of it: ", prévu les 24 et 25 juin"."""
        for a in self.index.within(end, min(s.end, end + 12), "ahead", "mark"):
            if a.value in ("future", "expects", "likely"):
                stop = COMMA.search(self.text, a.end, s.end)
                edge = min(stop.start() if stop else s.end, a.end + 40)
                return self.told.trim(end, edge)
        return end

    def _named(self, start: int, s: Sentence) -> int:
        """Begin with the person whom the phrase is set beside: "Viktor Orban, fresh from talks in Moscow"."""
        comma = max(self.text.rfind(c, s.start, start) for c in ",")
        if comma < 0 or start - comma > 20 or comma - s.start > 60:
            return start
        if any(self.words.has("possessives", w) for w in WORD.findall(self.text[comma : start + 1].lower())):
            return start
        people = self.index.within(s.start, comma, "person")
        return s.start if people and people[-1].end == comma else start

    def _meeting(self, place: Mention, kind: str) -> Meeting | None:
        """Return the meeting of the tables at this place that is nearest to the day."""
        if self.day is None:
            return None
        name = place.value.get("id") if isinstance(place.value, dict) else self.text[place.start : place.end]
        day: dt.date = self.day
        known = [
            x for x in alliances.meetings()
            if (x.place == name or (place.kind != "city" and x.country == place.value))
            and (kind != "summit" or x.kind in _SUMMITS)
        ]  # fmt: skip
        return min(known, key=lambda x: abs((x.start - day).days), default=None)
