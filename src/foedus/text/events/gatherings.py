"""A noun of an event in, the event out: a summit, meeting or visit with its place, or one that the tables know."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from foedus import alliances
from foedus.alliances.records import Meeting
from foedus.text.events.happenings import COMMA, OBJECTS, Happenings, Plain
from foedus.text.index import NAMES
from foedus.text.match import Mention
from foedus.text.particles import WORD, Grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.times.moment import reckoned

_PLACES = ("city", "capital", "country")
_MEETING = ("person", "title", "office", "role", "group", "organisation", "voice")  # who meets
FEW = 4  # words between what tells that something is told on its occasion and a meeting, or between it and who met
_SUMMITS = ("summit", "special")
CLOSE = 24  # characters between "next" and its noun
NEAR = 60  # characters between the noun of an event and its place
VISITED = 3  # words before a visit among which stands that someone is on it
RECENT = 14  # days after which a meeting that ended is a thing of the past


class Gatherings:
    """Reads the nouns of events in one text."""

    def __init__(self, told: Happenings) -> None:
        self.told, self.text, self.index = told, told.text, told.index
        self.words, self._deed = told.words, told.scan.language.settings["events"].patterns["deed"]
        self.day = reckoned(told.scan.document.published)

    def nominal(self, m: Mention, s: Sentence) -> Plain | None:
        """A noun with its place: "sommet de La Haye, prévu fin juin", "talks in Moscow", "the Vilnius gathering"."""
        if self._has_verb(m.end, s):
            return None
        if m.value in ("summit", "meeting", "visit"):
            return (
                self._gathered(m, s)
                or self._scheduled(m, s)
                or self._numbered(m, s)
                or self._of_leaders(m, s)
                or self._on_day(m, s)
                or self._with_whom(m, s)
            )
        if m.value == "step taken" and not self._dated(m, s):
            return None
        led = words_before(self.text, m.start, 12)
        if m.value == "accession" and led and self.words.has("of", led[-1]):
            return None  # "la perspective d'adhésion de l'Ukraine"
        after = self.index.within(m.end, min(s.end, m.end + NEAR), *OBJECTS, "noun")
        if not after:
            return None
        end = self.told.ends(m, s)
        lead = words_before(self.text, m.start)
        start = m.start
        if lead and self.words.has("articles", lead[-1]):
            start = max(s.start, m.start - len(lead[-1]) - 1)
        return self.told.made(m.value, start, end, m.start, "noun")

    def _of_leaders(self, m: Mention, s: Sentence) -> Plain | None:
        """A meeting with those who met: "Tuesday's emergency session of the allies' ambassadors"."""
        who = self.index.within(m.end, min(s.end, m.end + NEAR), "voice")
        if m.value == "visit" or not who or who[0].value != "leaders":
            return None
        between = WORD.findall(self.text[m.end : who[0].start].lower())
        if not between or (
            not self.words.leads_away(between[0]) and not self.words.has("articles", between[0])
        ):
            return None
        if COMMA.search(self.text, m.end, who[0].start) or len(between) > 4:
            return None
        lead = [*WORD.finditer(self.text, max(s.start, m.start - CLOSE), m.start)][-4:]
        start = next((w.start() for w in reversed(lead) if self.words.has("articles", w[0].lower())), m.start)
        day = (
            self.told.day_named.search(self.text, max(s.start, m.start - CLOSE), m.start)
            if self.told.day_named
            else None
        )
        if day is not None and self.words.owns(self.text, day.end()):
            start = day.start()
        return self.told.made(m.value, start, who[0].end, m.start, "noun")

    def _on_day(self, m: Mention, s: Sentence) -> Plain | None:
        """A noun with its day: "their meeting in Sintra on Tuesday", "Wednesday's talks in Riga"."""
        stop = COMMA.search(self.text, m.end, s.end)
        high = min(stop.start() if stop else s.end, m.end + NEAR)
        day = self.told.day(m.end, high)
        if day is not None and self._deed.search(self.text, m.end, day.start()):
            return None
        lead = [*WORD.finditer(self.text, max(s.start, m.start - CLOSE), m.start)][-4:]
        start = next((w.start() for w in reversed(lead) if self._opens_noun(w[0].lower())), m.start)
        end = day.end() if day is not None else m.end
        if day is None:
            day = self.told.day(max(s.start, m.start - CLOSE), m.start)
            if day is None or not self.words.owns(self.text, day.end()):
                return None
            start = day.start()
        places = self.index.within(end, min(high, end + CLOSE), "city", "capital")
        return self.told.made(m.value, start, places[0].end if places else end, m.start, "noun")

    def _with_whom(self, m: Mention, s: Sentence) -> Plain | None:
        """A meeting on whose occasion something is told: "after talks with X's minister", "lors d'une réunion du Y"."""
        if (
            m.value == "visit"
            or _occasion(self.words).search(self.text, max(s.start, m.start - NEAR), m.start) is None
        ):
            return None
        led = [*WORD.finditer(self.text, max(s.start, m.start - NEAR), m.start)][-FEW - 1 :]
        when = [w for w in led if self.words.has("occasions", w[0].lower())]
        if not when or COMMA.search(self.text, when[-1].end(), m.start):
            return None
        first = [w for w in led if w.start() > when[-1].start() and not self.words.leads_away(w[0].lower())]
        behind = self.index.within(m.end, min(s.end, m.end + NEAR), *_MEETING)
        who = behind[0] if behind and not COMMA.search(self.text, m.end, behind[0].start) else None
        between = WORD.findall(self.text[m.end : who.start].lower()) if who else []
        if who is None or not 0 < len(between) <= FEW or not any(map(self._relates, between[:2])):
            return None
        return self.told.made(m.value, first[0].start() if first else m.start, who.end, m.start, "noun")

    def _relates(self, word: str) -> bool:
        return self.words.has("prepositions", word) or self.words.has("of", word)

    def _opens_noun(self, word: str) -> bool:
        return self.words.has("articles", word) or self.words.has("possessives", word)

    def _dated(self, m: Mention, s: Sentence) -> bool:
        """Tell whether the clause of a noun says when."""
        start, end = self.told.starts(m, s), self.told.ends(m, s)
        return self.told.names_day(start, end) or self.told.time(start, end) is not None

    def _scheduled(self, m: Mention, s: Sentence) -> Plain | None:
        """A meeting to come with its day or month, wherever it is: "The next session is planned for March"."""
        led = self.index.within(max(s.start, m.start - CLOSE), m.start, "ahead")
        if m.value == "visit" or not any(a.value == "future" for a in led):
            return None
        start, end = self.told.starts(m, s), self.told.ends(m, s)
        time = self.told.time(m.end, end)
        if time is None and not self.told.names_day(m.end, end):
            return None
        if time is not None and self.index.within(
            max(s.start, time.start - 2), time.start + 1, "by", "since"
        ):
            return None  # a deadline that someone hopes to keep
        if led[0].start - start > CLOSE and not self.told.names_day(start, led[0].start):
            return None  # the clause is of someone who does something else
        return self.told.made(m.value, start, end, m.start, "scheduled")

    def _numbered(self, m: Mention, s: Sentence) -> Plain | None:
        """Whose first or last meeting it was: "It was also Angela Merkel's last summit"."""
        start = self.told.starts(m, s)
        lead = words_before(self.text, m.start, 2 * NEAR)
        if not any(self.words.has("numbering", w) for w in lead[-4:]) or m.start - start > NEAR:
            return None
        if not any(self.words.has("beings", w.lower()) for w in WORD.findall(self.text[start : m.start])):
            return None
        end = self.told.ends(m, s)
        if not self.index.within(start, end, "person", "title", "office", "role"):
            return None
        return self.told.made(m.value, start, end, m.start, "numbered")

    def _has_verb(self, at: int, s: Sentence) -> bool:
        """Tell whether a verb of an event follows the noun, which then tells the whole of it."""
        here = self.index.mentions(s.number, NAMES)
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

    def _is_recent(self, held: Meeting | None) -> bool:
        return held is not None and self.day is not None and abs((self.day - held.end).days) <= RECENT

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
        elif any(a.value == "past" and a.end <= start for a in ahead) and not self._is_recent(held):
            return None
        lead = words_before(self.text, m.start)
        under_way = m.value == "visit" and any(self.words.has("visiting", w) for w in lead[-VISITED:])
        if m.value == "visit" and not (future or under_way):
            near = min(s.end, end + 30)
            if not self.told.time(start, near) and not self.told.names_day(start, near):
                return None
        if under_way:
            start, end = self._visiting(m, start, end, s)
        end = self._announced(end, s)
        start = self._named(start, s)
        if start > s.start and self.text[start - 1 : start] in ("'", "’"):
            start = max(s.start, start - 2)
        if m.value != "summit" and not self._is_recent(held):
            held = None  # "talks in Madrid" are nobody's whom the tables know
        return self.told.made(m.value, start, end, m.start, "noun", place, held)

    def _visiting(self, m: Mention, start: int, end: int, s: Sentence) -> tuple[int, int]:
        """Take in the little words before a visit and the day right behind it: "On a visit to Riga on Monday"."""
        words = words_before(self.text, m.start)
        k = next(i for i in range(1, VISITED + 1) if self.words.has("visiting", words[-i]))
        start = max(s.start, m.start - sum(len(w) + 1 for w in words[-k:]))
        named = self.told.day_named
        day = named.search(self.text, end, min(s.end, end + CLOSE)) if named else None
        if day is not None and not COMMA.search(self.text, end, day.start()):
            end = day.end()
        return start, end

    def _place_beside(self, m: Mention, s: Sentence) -> Mention | None:
        """Return the city or country right before the noun ("the Vilnius gathering") or within its complement."""
        for x in self.index.within(max(s.start, m.start - 24), m.start, *_PLACES):
            if self.text[x.end : m.start].strip() in ("", *self.words.possessive) and x.end <= m.start:
                return x
        for x in self.index.within(m.end, min(s.end, m.end + NEAR), *_PLACES):
            if COMMA.search(self.text, m.end, x.start):
                return None
            if self.words.owns(self.text, x.end):
                continue  # "his trip comes ahead of the anniversary of Russia's invasion"
            words = self.words.without_articles(words_before(self.text, x.start, 12), but="prepositions")
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


@cache
def _occasion(words: Grammar) -> re.Pattern[str]:
    """Return a pattern of the words that tell on whose occasion something is told."""
    return re.compile(rf"(?i:\b(?:{'|'.join(sorted(words.listed('occasions'))) or '(?!)'})\b)")
