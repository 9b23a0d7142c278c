"""Mentions of what happens in, events out: meetings, visits, offices, missions, accessions, deaths, agreements."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foedus.model import Position, Span
from foedus.text.events.deeds import Deeds
from foedus.text.events.gatherings import Gatherings
from foedus.text.events.happenings import COMMA, LONGEST, OBJECTS, WORD, Happenings, Plain, ends
from foedus.text.events.positions import positions
from foedus.text.lexicon import Scan
from foedus.text.match import Mention
from foedus.text.particles import words_before
from foedus.text.sentences import Sentence
from foedus.text.speech import Attribution
from foedus.text.times import Times

_GUESTS = ("person", "title", "office", "role", "city", "capital")
_SUMS = frozenset("%$€£¥")
TOUCH = 16  # characters between a verb and the number of what is received
SHORT = 4  # words that may stand before a rank: "for the seventh year in a row"
NEAR_SUBJECT = 40  # characters behind a verb in which its subject or its day stands
FAR = 60  # characters before a participle in which its noun and its article stand
LEAST_RANK = 3  # words of a place that say anything by themselves
LONGEST_GOAL = 60  # characters between "meet" and the goal that is met
_DATED = ("meeting", "step taken", "agreement")  # events that a day makes one, whoever acts
_APPOSED = ("meeting", "agreement", "post taken")  # events that a participle between commas tells
_STOP = re.compile(r"[,;:]|\s[–—-]\s|\s\(")
_TRIGGERS = ("happening", "bound", "gathering", "rank", "meeting")


def plain(
    scan: Scan,
    attribution: Attribution,
    taken: Sequence[tuple[int, int]],
    times: Times,
    slight: Sequence[tuple[int, int]] = (),
) -> list[Plain]:
    """Return events and attributed positions in text order; `taken` are the spans of figures, `times` those found.

    `slight` are those of figures that a clause may hold and say something else: "between the two countries".
    """
    found = _Finder(Happenings(scan, attribution, times, taken)).events()
    spans = [(e.span.start, e.span.end) for e in found]
    for span, topic, voice, stance, rules in positions(
        scan, attribution, sorted(set(taken) - set(slight)), spans
    ):
        text = scan.text[span.start : span.end]
        found.append(Plain(span, Position(topic=topic, text=text), voice, stance, rules))
    found.sort(key=lambda p: (p.span.start, p.span.end))
    return found


class _Finder:
    """One pass over the mentions of verbs and nouns of events."""

    def __init__(self, told: Happenings) -> None:
        self.told, self.text, self.index = told, told.text, told.index
        self.attribution, self.words = told.attribution, told.words
        self.gatherings, self.deeds = Gatherings(told), Deeds(told)
        settings = told.scan.language.tables["events"].get("settings", {})
        things = settings.get("things")
        self._things = re.compile(things) if things else None
        self._nouns = settings.get("bound", {})
        self._hollow = {
            kind: re.compile("|".join(patterns)) for kind, patterns in settings.get("hollow", {}).items()
        }

    def events(self) -> list[Plain]:
        found: list[Plain] = []
        reach = 0
        for m in self.index.named:
            kind, _, form = m.kind.partition(".")
            if kind not in _TRIGGERS or m.start < reach:
                continue
            sentence = self.told.sentence(m.start)
            if sentence is None or self.told.quoted(m):
                continue
            event = self._read(m, kind, form, sentence)
            if event is not None and event.span.start < reach < m.start:
                start = self.told.skip_space(reach, m.start)
                event = event._replace(span=Span(start=start, end=event.span.end))
            if event is not None and event.span.start >= reach:
                found.append(event)
                reach = event.span.end
        found += self.deeds.dated(found)
        found += self.deeds.stays(found)
        found += self.deeds.decided(found)
        return sorted(found, key=lambda p: p.span.start)

    def _read(self, m: Mention, kind: str, form: str, s: Sentence) -> Plain | None:
        if kind == "happening":
            return self._verbal(m, form, s)
        if kind == "bound":
            return self._bound(m, form, s)
        if kind == "rank":
            return self._ranked(m, s)
        return self.gatherings.named(m, s) if kind == "meeting" else self.gatherings.nominal(m, s)

    def _verbal(self, m: Mention, form: str, s: Sentence, bound: bool = False) -> Plain | None:
        """A clause with a subject and a place, a time or a counterpart."""
        if m.value == "agreement" and not bound and (paper := self._paper(m, s)) is not None:
            return paper
        if self._is_noun(m, s):
            return self._of_noun(m, s)
        start = self.told.starts(m, s)
        end = self.told.ends(m, s)
        if self._is_turned(m, start):
            start = m.start
        lead = self.text[start : m.start]
        before = self.index.within(start, m.start, *OBJECTS, "gathering", "meeting")
        opens = not WORD.search(lead)
        dated = self.told.time(start, end)
        on_day = dated is not None or self.told.names_day(start, end)
        told = m.value in _DATED and on_day and len(WORD.findall(lead)) > 1
        after = self.index.within(m.end, end, *OBJECTS)
        turned = (
            self.words.verb_second
            and bool(after)
            and not opens
            and self.told.is_when_or_where(start, m.start)
        )
        alone = opens and (form == "participle" or (form == "past" and on_day))
        if not (before or bound or told or turned or alone):
            return None
        if m.value in ("meeting", "visit") and not (bound or on_day or after or self._is_where(start)):
            return None
        if m.value == "meeting" and not bound and self._is_met(m, end):
            return None
        hollow = self._hollow.get(str(m.value))
        if hollow is not None and hollow.search(self.text[start:end].lower()):
            return None  # the verb tells something else: a decision is made, a sum is reached
        apposed = lead.rstrip().endswith(",") and m.value in _APPOSED
        if form == "participle" and not (opens or apposed or self._has_auxiliary(m)):
            return None  # an adjective
        if form == "gerund" or self._is_of_things(m):
            return None
        return self.told.made(m.value, start, self.told.until_day(m.end, end), m.start, "verb")

    def _is_noun(self, m: Mention, s: Sentence) -> bool:
        """Tell whether a verb is a noun here, where nouns have capitals: "nach dem Treffen"."""
        capital = self.words.verb_second and self.text[m.start].isupper() and m.start > s.start
        return capital and bool(self.index.within(m.start, m.start + 1, "gathering"))

    def _of_noun(self, m: Mention, s: Sentence) -> Plain | None:
        """A meeting by its noun, from its article to its day or place: "seinem Treffen mit X am Dienstag in Riga"."""
        end = self.told.ends(m, s)
        if not (self.told.names_day(m.end, end) or self.index.within(m.end, end, "city", "capital")):
            return None
        led = words_before(self.text, m.start, 16)
        articled = bool(led) and (
            self.words.has("articles", led[-1]) or self.words.has("possessives", led[-1])
        )
        start = m.start - len(led[-1]) - 1 if articled else m.start
        return self.told.made(m.value, start, end, m.start, "noun")

    def _is_turned(self, m: Mention, start: int) -> bool:
        """Tell whether a clause of its own begins with its verb: "…, vereinbarten die Minister am Donnerstag"."""
        if not self.words.verb_second or self.text[max(start, m.start - 2) : m.start] != ", ":
            return False
        return bool(self.index.within(m.end, m.end + NEAR_SUBJECT, *OBJECTS, "voice"))

    def _paper(self, m: Mention, s: Sentence) -> Plain | None:
        """A paper with the day on which it was signed or adopted: "the treaty signed on Friday by X and Y"."""
        if self._has_auxiliary(m):
            return None
        lead = [*WORD.finditer(self.text, max(s.start, m.start - FAR), m.start)]
        start, end = m.start, m.end
        if (lead and self.words.has("papers", lead[-1][0].lower())) or self._is_of_paper(lead):
            if not self.told.names_day(m.end, m.end + NEAR_SUBJECT):
                return None
            stop = COMMA.search(self.text, m.end, s.end)
            end = stop.start() if stop else s.end
            for day in self.told.day_named.finditer(self.text, m.end, end) if self.told.day_named else ():
                verb = self.deeds.verb(day.end(), end)
                return self._signed(lead, s, self.told.trim(day.end(), verb if verb > 0 else end), m)
            return None
        behind = WORD.search(self.text, end, s.end)
        if behind is None or not self.words.has("papers", behind[0].lower()) or not self.words.verb_second:
            return None
        return (
            self._signed(lead, s, behind.end(), m)
            if self.told.names_day(lead[0].start() if lead else start, start)
            else None
        )

    def _is_of_paper(self, lead: list[re.Match[str]]) -> bool:
        """Tell whether a paper stands before a verb with what it is of: "l'accord de sécurité signé"."""
        return any(self.words.has("papers", w[0].lower()) for w in lead[-3:]) and all(
            w[0].islower() for w in lead[-2:]
        )

    def _signed(self, lead: list[re.Match[str]], s: Sentence, end: int, m: Mention) -> Plain | None:
        """Return the event of a paper from its article on."""
        start = next((w.start() for w in reversed(lead) if self.words.has("articles", w[0].lower())), m.start)
        return self.told.made("agreement", start, end, m.start, "paper")

    def _is_met(self, m: Mention, end: int) -> bool:
        """Tell whether a goal is met or a sum received, and nobody: "met this year's target", "received 31 %"."""
        verb = {c.value for c in self.index.within(m.start, m.end, "cue")}
        for first, last in self.told.figures_in(m.end, m.end + TOUCH):
            if self.index.within(first, last, "percent") or not _SUMS.isdisjoint(self.text[first:last]):
                return True
        stop = COMMA.search(self.text, m.end, end)
        high = min(stop.start() if stop else end, m.end + LONGEST_GOAL)
        goal = next((c for c in self.index.within(m.end, high, "cue") if c.value == "threshold"), None)
        if goal is None or "meets" not in verb or self.index.within(m.end, goal.end, *_GUESTS):
            return False
        return not any(self.words.leads_away(w) for w in WORD.findall(self.text[m.end : goal.start].lower()))

    def _is_where(self, start: int) -> bool:
        """Tell whether a clause says what happens at the place named before it ("in Riga, where ministers meet")."""
        word = words_before(self.text, start, 12)
        return bool(word) and self.words.has("where", word[-1])

    def _is_of_things(self, m: Mention) -> bool:
        """ "Receives more aid", "arrive en deuxième position": a verb whose object is no person or place."""
        if m.value not in ("meeting", "visit"):
            return False
        return self._things is not None and self._things.match(self.text, m.end) is not None

    def _bound(self, m: Mention, form: str, s: Sentence) -> Plain | None:
        """A verb that tells an event only with its noun in the clause: "became … member", "held … summit"."""
        nouns = self._nouns.get(str(m.value), ())
        around = self.text[max(s.start, m.start - LONGEST) : min(s.end, m.end + LONGEST)].lower()
        if not any(noun in around for noun in nouns):
            return None
        made = self._verbal(m, form, s, True)
        told = self.text[slice(*ends(made))].lower() if made else ""
        at = min((told.find(noun) for noun in nouns if noun in told), default=-1)
        if made is None or at < 0 or m.start == made.span.start:
            return None
        comma = COMMA.search(told, max(at, m.end - made.span.start))
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

    def _parts(self, behind: int) -> bool:
        """Tell whether a comma that ends here is none of a number."""
        return not (self.text[behind - 1 : behind] == "," and self.text[behind : behind + 1].isdigit())

    def _before_figure(self, floor: int, at: int) -> int:
        """Return where a stretch ends before a figure and the preposition that leads to it."""
        words = words_before(self.text, at)
        if words and self.words.leads_away(words[-1]):
            at = self.text.rfind(words[-1], floor, at) if self.text.rfind(words[-1], floor, at) > 0 else at
        return self.told.trim(floor, max(at, floor))

    def _ranked(self, m: Mention, s: Sentence) -> Plain | None:
        """ "Spain is last in the table": a rank without a number, told by the outlet."""
        signs = [
            sign.end() for sign in _STOP.finditer(self.text, s.start, m.start) if self._parts(sign.end())
        ]
        start = self.told.skip_space(signs[-1] if signs else s.start, m.start)
        stop = next((x for x in _STOP.finditer(self.text, m.end, s.end) if self._parts(x.end())), None)
        end = self.told.trim(m.end, stop.start() if stop else s.end)
        owner = self.index.within(s.start, end, "country", "capital", "group", "person")
        if not owner:
            return None
        least = LEAST_RANK
        if self.told.figures_in(start, m.start):  # "with 3.9 % it came second": the place alone
            start, least = m.start, 1
        elif led := [
            f for f in self.told.figures_in(m.end, end) if any(map(str.isdigit, self.text[slice(*f)]))
        ]:
            end = self._before_figure(m.end, led[0][0])
            least = LEAST_RANK - 1
        named = self.index.within(start, m.start, "country", "capital", "group", "people")
        if not named and len(WORD.findall(self.text[start : m.start])) > SHORT:
            start = m.start
        if any(first < end < last for first, last in self.told.figures_in(start, end)):
            return None  # the comma is one of a number: "leads with 3,9 %"
        if len(WORD.findall(self.text[start:end])) < least:
            return None  # "far behind": a scrap
        voice = self.attribution.of(m.start, m.end)
        content = Position(topic=None, text=self.text[start:end])
        return Plain(
            Span(start=start, end=end), content, voice, self.attribution.stance(start, end), ["rank"]
        )
