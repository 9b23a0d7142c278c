"""Mentions of what happens in, events out: meetings, visits, offices, missions, accessions, deaths, agreements."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from foedus import alliances
from foedus.alliances.records import Meeting
from foedus.model import Event, Period, Position, Span, Stance
from foedus.text.attribution import Attribution
from foedus.text.lexicon import DAYS, Scan
from foedus.text.match import NAMES, Mention, Sentence
from foedus.text.moment import Time
from foedus.text.particles import grammar, words_before
from foedus.text.positions import positions
from foedus.text.times import Times
from foedus.text.voices import OUTLET, Voice

_WORD = re.compile(r"[^\W_]+")
_COMMA = re.compile(r"[,;:]|\s[–—-]\s")
_DATELINE = re.compile(r"[A-ZÀ-Þ]{3}[A-ZÀ-Þ '’-]{0,40},?[^\n.;:]{0,30} [-–—] ")  # "BRUSSELS, October 18 - "
_OBJECTS = (
    "country", "capital", "city", "mission", "person", "title", "office", "role", "group", "organisation", "people",
)  # fmt: skip
_ACTORS = ("country", "capital", "demonym", "person", "title", "office", "group", "organisation", "meeting")
_GUESTS = ("person", "title", "office")
_PLACES = ("city", "capital", "country")
_TRIGGERS = ("happening", "bound", "gathering", "rank", "meeting")
_SUMMITS = ("summit", "special")
NEAR = 60  # characters between the noun of an event and its place
LONGEST = 500  # characters on either side of a verb in which its clause is sought
RECENT = 14  # days after which a meeting that ended is a thing of the past


class Plain(NamedTuple):
    """A statement without a number."""

    span: Span
    content: Event | Position
    voice: Voice
    stance: Stance
    rules: list[str]


def plain(
    scan: Scan, attribution: Attribution, taken: Sequence[tuple[int, int]], times: Times
) -> list[Plain]:
    """Return events and attributed positions in text order; `taken` are the spans of figures, `times` those found."""
    found = _Finder(scan, attribution, times, taken).events()
    spans = [(e.span.start, e.span.end) for e in found]
    for span, topic, voice, stance, rules in positions(scan, attribution, sorted(taken), spans):
        text = scan.text[span.start : span.end]
        found.append(Plain(span, Position(topic=topic, text=text), voice, stance, rules))
    found.sort(key=lambda p: (p.span.start, p.span.end))
    return found


class _Finder:
    """One pass over the mentions of verbs and nouns of events."""

    def __init__(
        self, scan: Scan, attribution: Attribution, times: Times, taken: Sequence[tuple[int, int]]
    ) -> None:
        self.scan, self.text, self.index = scan, scan.text, scan.index
        self.attribution, self.taken = attribution, taken
        self.words = grammar(scan.language.code)
        self.times = times
        self._starts = [s.start for s in scan.sentences]
        self.day = scan.document.published
        self._nouns = scan.language.tables["events"].get("settings", {}).get("bound", {})
        self._figures = sorted(start for start, _ in taken)
        deed = scan.language.tables["events"].get("settings", {}).get("deed")
        self._day = _days(scan.language.tables["dates"])
        self._deed = re.compile(deed) if deed else None
        self._seen: set[tuple[str, str | None]] = set()

    def events(self) -> list[Plain]:
        found: list[Plain] = []
        reach = 0
        for m in self.index.named:
            kind, _, form = m.kind.partition(".")
            if kind not in _TRIGGERS or m.start < reach:
                continue
            sentence = self._sentence(m.start)
            if sentence is None or self._quoted(m):
                continue
            event = self._read(m, kind, form, sentence)
            if event is not None and event.span.start < reach < m.start:
                start = self._skip_space(reach, m.start)
                event = event._replace(span=Span(start=start, end=event.span.end))
            if event is not None and event.span.start >= reach:
                found.append(event)
                reach = event.span.end
        found += self._dated(found)
        found += self._stays(found)
        return sorted(found, key=lambda p: p.span.start)

    def _stays(self, found: list[Plain]) -> Iterator[Plain]:
        """Yield where someone speaks or acts abroad: "In Madrid, X …", "X, in Warsaw on Wednesday, …"."""
        taken = sorted((*map(_ends, found), *self.taken))
        starts = [start for start, _ in taken]
        for m in self.index.named:
            if m.kind != "city" or self._quoted(m) or (sentence := self._sentence(m.start)) is None:
                continue
            span = self._stay(m, sentence)
            if span is None:
                continue
            i = max(0, bisect_left(starts, span[0]) - 1)
            if any(a < span[1] and b > span[0] for a, b in taken[i : i + 8]):
                continue
            event = self._made("visit", *span, m.start, "stay", m)
            if event is not None:
                yield event._replace(voice=OUTLET, stance="reports")

    def _stay(self, m: Mention, s: Sentence) -> tuple[int, int] | None:
        """Return the span of a stay: a place set apart at the head of its sentence or behind the person."""
        before = words_before(self.text, m.start, 12)
        if not before or not self.words.has("prepositions", before[-1]):
            return None
        start = m.start - len(before[-1]) - 1
        dated = self._day.match(self.text, m.end + 4) if self._day else None  # "in Warsaw on Wednesday"
        dated = dated or (self._day.match(self.text, m.end + 1) if self._day else None)
        end = dated.end() if dated else m.end
        if self.text[end : end + 1] != ",":
            return None
        if start == s.start:
            near = self.index.within(end, end + 40, *_GUESTS)
            return (start, end) if near and self._comes_from_elsewhere(near[0], m) else None
        people = self.index.within(max(s.start, start - 60), start, *_GUESTS)
        apart = people and self.text[people[-1].end : start] == ", " and people[-1].end - s.start < 60
        if apart and self._comes_from_elsewhere(people[-1], m):
            return s.start, end
        return None

    def _comes_from_elsewhere(self, who: Mention, place: Mention) -> bool:
        """Tell whether a person serves another country than the one where the place is."""
        country = place.value.get("country") if isinstance(place.value, dict) else None
        if who.kind != "person" or country is None:
            return who.kind != "person"
        known = [p for p in alliances.persons() if p.name in who.value]
        return not any(o.country == country for each in known for o in each.offices[-2:])

    def _dated(self, found: list[Plain]) -> Iterator[Plain]:
        """Yield what the report itself records of a day: a clause with someone who acts, a verb and a date."""
        taken = sorted((*map(_ends, found), *self.taken))
        starts = [start for start, _ in taken]
        reach = 0
        for at, behind in self._days():
            sentence = self._sentence(at)
            if sentence is None or at < reach:
                continue
            m = Mention(at, behind, "date", "step taken")
            frame = self.attribution.frame(at, behind)
            deed = frame is not None and frame.rule == "ahead" and frame.cue is not None and frame.cue.act
            if frame is not None and not deed:
                continue
            start, end = self._clause_start(m, sentence), self._clause_end(m, sentence)
            if deed and frame is not None:
                start = min(start, self._skip_space(sentence.start, frame.subject))
            end = self._before_more(behind, end)
            i = max(0, bisect_left(starts, start) - 1)
            held = any(a < end and b > start for a, b in taken[i : i + 8])
            if held or not self._acts(start, at, end):
                continue
            if (event := self._made("step taken", start, end, start, "dated")) is not None:
                reach = end
                yield event

    def _days(self) -> Iterator[tuple[int, int]]:
        """Yield where a day of the week or of a month stands, in order."""
        if self._day is None:
            return
        for n in self.index.opened(DAYS):
            sentence = self.scan.sentences[n]
            yield from (m.span() for m in self._day.finditer(self.text, sentence.start, sentence.end))

    def _until_day(self, at: int, end: int) -> int:
        """Return the end of a clause, or of the day in it that a purpose follows ("on Thursday to buy …")."""
        pattern = self.words.texts.get("purpose")
        for day in self._day.finditer(self.text, at, end) if self._day and pattern else ():
            if re.compile(pattern or "$.").match(self.text, day.end()):
                return day.end()
        return end

    def _before_more(self, behind: int, end: int) -> int:
        """Return the end of a clause, or of its date where a purpose or a figure follows ("on Friday to raise …")."""
        pattern = self.words.texts.get("purpose")
        purpose = pattern and re.compile(pattern).match(self.text, behind)
        i = bisect_left(self._figures, behind)
        figure = i < len(self._figures) and self._figures[i] < end
        return behind if purpose or figure else end

    def _acts(self, start: int, at: int, end: int) -> bool:
        """Tell whether a clause opens with someone who may act and tells with a verb what they did or will do."""
        first = next(iter(self.index.within(start, at, *_ACTORS)), None)
        if first is None or self._deed is None:
            return False
        verbs = self._deed.finditer(self.text, first.end, end)
        if all(self.text[v.start() - 2 : v.start()] == ", " for v in verbs):  # ", updated on Thursday, …"
            return False
        lead = _WORD.findall(self.text[start : first.start].lower())
        return len(lead) <= 3 and not any(self.words.leads_away(w) for w in lead)

    def _read(self, m: Mention, kind: str, form: str, s: Sentence) -> Plain | None:
        if kind == "happening":
            return self._verbal(m, form, s)
        if kind == "bound":
            return self._bound(m, form, s)
        if kind == "rank":
            return self._ranked(m, s)
        return self._named_meeting(m, s) if kind == "meeting" else self._nominal(m, s)

    def _sentence(self, at: int) -> Sentence | None:
        i = bisect_right(self._starts, at) - 1
        return self.scan.sentences[i] if i >= 0 and at < self.scan.sentences[i].end else None

    def _quoted(self, m: Mention) -> bool:
        frame = self.attribution.frame(m.start, m.end)
        return frame is not None and frame.voice.quoted

    # --- verbs ---

    def _verbal(self, m: Mention, form: str, s: Sentence, bound: bool = False) -> Plain | None:
        """A clause with a subject and a place, a time or a counterpart."""
        start = self._clause_start(m, s)
        end = self._clause_end(m, s)
        lead = self.text[start : m.start]
        before = self.index.within(start, m.start, *_OBJECTS, "gathering", "meeting")
        opens = not _WORD.search(lead)
        told = m.value == "meeting" and self._time(start, end) is not None and len(_WORD.findall(lead)) > 1
        if not before and not bound and not told and not (opens and form == "participle"):
            return None
        after = self.index.within(m.end, end, *_OBJECTS)
        dated = self._time(start, end)
        if m.value in ("meeting", "visit") and not (bound or dated or after):
            return None
        apposed = lead.rstrip().endswith(",") and m.value == "meeting"
        if form == "participle" and not (opens or apposed or self._has_auxiliary(m)):
            return None  # an adjective
        if form == "gerund":
            return None
        return self._made(m.value, start, self._until_day(m.end, end), m.start, "verb")

    def _bound(self, m: Mention, form: str, s: Sentence) -> Plain | None:
        """A verb that tells an event only with its noun in the clause: "became … member", "held … summit"."""
        nouns = self._nouns.get(str(m.value), ())
        around = self.text[max(s.start, m.start - LONGEST) : min(s.end, m.end + LONGEST)].lower()
        if not any(noun in around for noun in nouns):
            return None
        made = self._verbal(m, form, s, True)
        told = self.text[slice(*_ends(made))].lower() if made else ""
        at = min((told.find(noun) for noun in nouns if noun in told), default=-1)
        if made is None or at < 0 or m.start == made.span.start:
            return None
        comma = _COMMA.search(told, max(at, m.end - made.span.start))
        end = made.span.start + comma.start() if comma else made.span.end
        return made._replace(span=Span(start=made.span.start, end=end))

    def _has_auxiliary(self, m: Mention) -> bool:
        words = words_before(self.text, m.start, 48)
        for word in reversed(words[-5:]):
            if self.words.has("beings", word) or self.words.has("auxiliaries", word):
                return True
            if not self.words.has("between", word) and not self.words.has("reflexives", word):
                return False
        return False

    def _clause_start(self, m: Mention, s: Sentence) -> int:
        """Return where the clause begins: the sentence, or after a stop, a conjunction or another's speech."""
        low = s.start
        if m.start - low > LONGEST:
            low = self.text.find(" ", m.start - LONGEST, m.start) + 1 or m.start
        headed = _DATELINE.match(self.text, low, m.start)
        start = headed.end() if headed else low
        for sign in ";:":
            start = max(start, self.text.rfind(sign, low, m.start) + 1)
        for c in self.index.within(low, m.start, "clause"):
            where = self.words.has("where", self.text[c.start : c.end].lower())
            if (c.value in ("that", "break") or where) and c.end > start:
                start = c.end
        frame = self.attribution.frame(m.start, m.end)
        if (
            frame is not None
            and frame.cue is not None
            and frame.rule == "ahead"
            and start < frame.cue.end < m.start
        ):
            start = frame.cue.end
        return self._skip_space(start, m.start)

    def _skip_space(self, at: int, limit: int) -> int:
        while at < limit and (self.text[at].isspace() or self.text[at] in ",;:–—"):
            at += 1
        return at

    def _clause_end(self, m: Mention, s: Sentence) -> int:
        """Return the first comma after which nothing is missing, or the end of the sentence."""
        end = min(s.end, m.end + LONGEST)
        frame = self.attribution.frame(m.start, m.end)
        if frame is not None and frame.cue is not None and frame.cue.start > m.end:
            end = min(end, min(frame.cue.start, frame.subject if frame.subject > m.end else frame.cue.start))
        for c in self.index.within(m.end, end, "clause"):
            if c.value in ("break", "relative", "that"):
                end = c.start
                break
        for piece in self.attribution.pieces_from(m.end):
            if piece.start >= end:
                break
            if piece.start > m.end and piece.frame.rule == "ahead":
                end = piece.start
        for comma in _COMMA.finditer(self.text, m.end, end):
            full = m.value not in ("meeting", "visit") or comma[0] in ";:"
            if full or self.index.within(m.end, comma.start(), *_OBJECTS):
                end = comma.start()
                break
        return self._trim(m.end, end)

    def _trim(self, floor: int, end: int) -> int:
        while end > floor and (self.text[end - 1].isspace() or self.text[end - 1] in '.,;:!?–—«“"'):
            end -= 1
        words = list(_WORD.finditer(self.text, max(floor, end - 12), end))
        if words and words[-1][0].lower() in self.words.listed("connectors"):
            return self._trim(floor, words[-1].start())
        return end

    # --- nouns ---

    def _nominal(self, m: Mention, s: Sentence) -> Plain | None:
        """A noun with its place: "sommet de La Haye, prévu fin juin", "talks in Moscow", "the Vilnius gathering"."""
        if self._has_verb(m.end, s):
            return None
        if m.value in ("summit", "meeting", "visit"):
            return self._gathered(m, s)
        after = self.index.within(m.end, min(s.end, m.end + NEAR), *_OBJECTS, "noun")
        if not after:
            return None
        end = self._clause_end(m, s)
        lead = words_before(self.text, m.start)
        start = m.start
        if lead and self.words.has("articles", lead[-1]):
            start = max(s.start, m.start - len(lead[-1]) - 1)
        return self._made(m.value, start, end, m.start, "noun")

    def _has_verb(self, at: int, s: Sentence) -> bool:
        """Tell whether a verb of an event follows the noun, which then tells the whole of it."""
        here = self.index.mentions(self.index.at(s.start), NAMES)
        end = min(s.end, at + 44)
        verbs = [m for m in here if at <= m.start < end and m.kind.startswith("happening")]
        return bool(verbs) and not _COMMA.search(self.text, at, verbs[0].start)

    def _named_meeting(self, m: Mention, s: Sentence) -> Plain | None:
        """A meeting that the tables know by its name, unless it is long past."""
        held = next((x for x in alliances.meetings() if x.id == m.value), None)
        if held is None or self._is_long_past(held) or self._has_verb(m.end, s):
            return None
        kind = "summit" if held.kind in _SUMMITS else "meeting"
        return self._made(kind, m.start, self._announced(m.end, s), m.start, "noun", None, held)

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
        if m.value == "visit" and not future and not self._time(start, min(s.end, end + 30)):
            return None
        end = self._announced(end, s)
        start = self._named(start, s)
        if start > s.start and self.text[start - 1 : start] in ("'", "’"):
            start = max(s.start, start - 2)
        return self._made(m.value, start, end, m.start, "noun", place, held)

    def _place_beside(self, m: Mention, s: Sentence) -> Mention | None:
        """Return the city or country right before the noun ("the Vilnius gathering") or within its complement."""
        for x in self.index.within(max(s.start, m.start - 24), m.start, *_PLACES):
            if self.text[x.end : m.start].strip() in ("", "'s", "’s") and x.end <= m.start:
                return x
        for x in self.index.within(m.end, min(s.end, m.end + NEAR), *_PLACES):
            if _COMMA.search(self.text, m.end, x.start):
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
                stop = _COMMA.search(self.text, a.end, s.end)
                edge = min(stop.start() if stop else s.end, a.end + 40)
                return self._trim(end, edge)
        return end

    def _named(self, start: int, s: Sentence) -> int:
        """Begin with the person whom the phrase is set beside: "Viktor Orban, fresh from talks in Moscow"."""
        comma = max(self.text.rfind(c, s.start, start) for c in ",")
        if comma < 0 or start - comma > 20 or comma - s.start > 60:
            return start
        if any(self.words.has("possessives", w) for w in _WORD.findall(self.text[comma : start + 1].lower())):
            return start
        people = self.index.within(s.start, comma, "person")
        return s.start if people and people[-1].end == comma else start

    # --- what is known of it ---

    def _time(self, start: int, end: int) -> Time | None:
        return next(iter(self.times.within(start, end)), None)

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

    def _made(
        self, kind: str, start: int, end: int, trigger: int, rule: str,
        place: Mention | None = None, held: Meeting | None = None,
    ) -> Plain | None:  # fmt: skip
        if end - start < 6:
            return None
        where = place or next(iter(self.index.within(start, end, "city", "capital", "mission")), None)
        name = self._place_name(where) or (held.place if held is not None else None)
        if (kind, name) in self._seen and rule == "noun":
            return None
        self._seen.add((kind, name))
        time = self._time(start, end)
        vague = time is not None and not getattr(time, "stated", True) and len(time.period) == 4
        period = time.period if time is not None and not vague else None  # a mere "then" is no date
        if held is not None and period is None and kind == "summit":
            period = f"{held.start}/{held.end}" if held.start != held.end else str(held.start)
        frame = self.attribution.frame(trigger, trigger + 1)
        voice = self.attribution.of(trigger, trigger + 1)
        if (
            frame is not None
            and frame.cue is not None
            and start <= frame.cue.verb < end
            and frame.rule == "ahead"
        ):
            voice = OUTLET  # the verb of the event itself was read as one of speech
        stance = self.attribution.stance(start, end)
        parties = self._parties(start, end)
        if held is not None and not parties:
            parties = self._house()
        content = Event(kind=kind, parties=parties, period=_period(period), place=name)
        return Plain(
            Span(start=start, end=end), content, voice, stance, [f"event.{rule}.{kind.replace(' ', '-')}"]
        )

    def _place_name(self, place: Mention | None) -> str | None:
        if place is None:
            return None
        if place.kind == "mission":
            known = alliances.missions().get(str(place.value))
            return known.place if known else None
        if isinstance(place.value, dict):
            return str(place.value.get("id"))
        return self.text[place.start : place.end]

    def _parties(self, start: int, end: int) -> list[str]:
        found: list[str] = []
        for m in self.index.within(start, end, "group", "country", "capital", "demonym"):
            if isinstance(m.value, str) and m.value not in found:
                cities = self.index.within(m.start, m.start + 1, "city")
                if m.kind == "capital" and cities:
                    continue
                found.append(m.value)
        return found

    def _house(self) -> list[str]:
        return [g.id for g in alliances.groups().values() if g.kind == "alliance"][:1]

    # --- ranks ---

    def _ranked(self, m: Mention, s: Sentence) -> Plain | None:
        """ "Spain is last in the table": a rank without a number, told by the outlet."""
        comma = max(self.text.rfind(c, s.start, m.start) for c in ",;:")
        start = self._skip_space(max(s.start, comma + 1), m.start)
        stop = _COMMA.search(self.text, m.end, s.end)
        end = self._trim(m.end, stop.start() if stop else s.end)
        owner = self.index.within(s.start, m.end, "country", "capital", "group", "person")
        if not owner:
            return None
        if self.index.within(start, m.start, "country", "capital", "group", "people") == []:
            start = m.start
        voice = self.attribution.of(m.start, m.end)
        content = Position(topic=None, text=self.text[start:end])
        return Plain(
            Span(start=start, end=end), content, voice, self.attribution.stance(start, end), ["rank"]
        )


def _days(tables: Mapping[str, Any]) -> re.Pattern[str] | None:
    """Return a pattern of the days that a language names: "Tuesday", "3 April", "April 3"."""
    days, months = (
        "|".join(name for names in tables.get(kind, {}).values() for name in names)
        for kind in ("weekday", "month")
    )
    if not days or not months:
        return None
    return re.compile(
        rf"(?<![^\W_])(?:(?i:{days})|\d{{1,2}}(?:er|st|nd|rd|th|\.)? (?i:{months})(?![^\W_])"
        rf"|(?i:{months}) \d{{1,2}}(?!\d))"
    )


def _ends(made: Plain) -> tuple[int, int]:
    return made.span.start, made.span.end


def _period(text: str | None) -> Period | None:
    try:
        return Period(text) if text else None
    except ValueError:
        return None
