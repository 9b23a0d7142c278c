"""Mentions of what happens in, events out: meetings, visits, offices, missions, accessions, deaths, agreements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from foedus.model import Position, Span
from foedus.text.events.courses import Courses
from foedus.text.events.deeds import Deeds
from foedus.text.events.gatherings import Gatherings
from foedus.text.events.happenings import COMMA, LONGEST, OBJECTS, Happenings, Plain, ends
from foedus.text.events.nouns import Nouns
from foedus.text.events.positions import positions
from foedus.text.events.ranks import Ranks
from foedus.text.lexicon import Scan, language
from foedus.text.match import Mention
from foedus.text.particles import WORD, words_before
from foedus.text.sentences import Sentence
from foedus.text.speech.attribution import Attribution
from foedus.text.times import Times

_GUESTS = ("person", "title", "office", "role", "city", "capital")
_SUMS = frozenset("%$€£¥")
RECEIVED = 16  # characters between a verb and the number of what is received
NEAR_SUBJECT = 40  # characters behind a verb in which its subject or its day stands
LONGEST_GOAL = 60  # characters between "meet" and the goal that is met
_DATED = ("meeting", "step taken", "agreement")  # events that a day makes one, whoever acts
_APPOSED = ("meeting", "agreement", "post taken")  # events that a participle between commas tells
_TRIGGERS = ("happening", "bound", "course", "gathering", "rank", "meeting")


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
    counted = sorted(set(taken) - set(slight))
    found = _Finder(Happenings(scan, attribution, times, taken, counted)).events()
    spans = [(e.span.start, e.span.end) for e in found if not _is_noun(e)]
    for span, topic, voice, stance, rules in positions(scan, attribution, counted, spans):
        text = scan.document.text[span.start : span.end]
        found.append(Plain(span, Position(topic=topic, text=text), voice, stance, rules))
    found.sort(key=lambda p: (p.span.start, p.span.end))
    return found


@cache
def _hollow(code: str) -> dict[str, re.Pattern[str]]:
    """Return, by what a verb tells, what stands beside it where it tells something else."""
    told = language(code).settings["events"].get("hollow", {})
    return {kind: re.compile("|".join(patterns)) for kind, patterns in told.items()}


def _is_noun(event: Plain) -> bool:
    """Tell whether an event was told by its noun alone."""
    return event.rules[0].startswith("event.noun")


def _holds(clause: Plain, noun: Plain) -> bool:
    """Tell whether a clause holds the noun of an event."""
    return clause.span.start <= noun.span.start and noun.span.end <= clause.span.end


class _Finder:
    """One pass over the mentions of verbs and nouns of events."""

    def __init__(self, told: Happenings) -> None:
        self.told, self.text, self.index = told, told.text, told.index
        self.attribution, self.words = told.attribution, told.words
        self.gatherings, self.deeds = Gatherings(told), Deeds(told)
        self.nouns, self.ranks, self.courses = Nouns(told, self.deeds), Ranks(told), Courses(told)
        settings = told.scan.language.settings["events"]
        self._things = settings.patterns["things"]
        self._nouns = settings.get("bound", {})
        self._hollow = _hollow(told.scan.language.code)

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
            last = found[-1] if found else None
            if event and last and _is_noun(last) and _holds(event, last) and not self._parted(last, m):
                found.pop()  # the verb of the clause tells the whole of it
                reach = found[-1].span.end if found else 0
            if event is not None and event.span.start < reach < m.start:
                start = self.told.skip_space(reach, m.start)
                event = event._replace(span=Span(start=start, end=event.span.end))
            if event is not None and event.span.start >= reach:
                found.append(event)
                reach = event.span.end
        told = list(self.deeds.dated([e for e in found if not _is_noun(e)]))
        found = [e for e in found if not (_is_noun(e) and any(_holds(each, e) for each in told))] + told
        found += self.deeds.stays(found)
        found += self.deeds.decided(found)
        found += self.ranks.compared([*map(ends, found)])
        return sorted(found, key=lambda p: p.span.start)

    def _parted(self, noun: Plain, m: Mention) -> bool:
        """Tell whether a sign stands between the noun of an event and a verb."""
        return COMMA.search(self.text, noun.span.end, m.start) is not None

    def _read(self, m: Mention, kind: str, form: str, s: Sentence) -> Plain | None:
        if kind == "happening":
            return self._verbal(m, form, s)
        if kind == "bound":
            return self._bound(m, form, s)
        if kind == "course":
            run = self.courses.run(m, form, s)
            return None if run and self._is_hollow(run.rules[0].rpartition(".")[2], *ends(run)) else run
        if kind == "rank":
            return self.ranks.ranked(m, s)
        return self.gatherings.named(m, s) if kind == "meeting" else self.gatherings.nominal(m, s)

    def _verbal(self, m: Mention, form: str, s: Sentence, bound: bool = False) -> Plain | None:
        """A clause with a subject and a place, a time or a counterpart."""
        if self.text[m.start - 1 : m.start] == "-" and self.text[m.start - 2 : m.start - 1].isalpha():
            return None  # "the president-elect"
        if m.value == "agreement" and not (bound or self.told.has_auxiliary(m)):
            paper = self.nouns.paper(m, s)
            if paper is not None:
                return paper
        if form == "gerund" and not self.told.has_auxiliary(m):
            return self.nouns.convened(m, s)
        ahead = words_before(self.text, m.start, 12) if form == "bare" else []
        if ahead and self.words.has("articles", ahead[-1]):
            return None  # "714 dollars a head for their defence"
        if self.nouns.is_noun(m, s):
            return self.nouns.meeting(m, s)
        start = self.told.starts(m, s)
        end = self.told.ends(m, s)
        if self._is_turned(m, start):
            start = m.start
        related = self.told.relative(start, m)
        start = related or start
        closed = COMMA.search(self.text, m.end, end) if related and m.value != "meeting" else None
        end = closed.start() if closed else end
        lead = self.text[start : m.start]
        before = self.index.within(start, m.start, *OBJECTS, "gathering", "meeting", "honorific")
        opens = not WORD.search(lead)
        dated = self.told.time(start, end)
        on_day = dated is not None or self.told.names_day(start, end)
        who = self.index.within(start, m.start, "pronoun") if m.value in ("meeting", "visit") else ()
        told = (m.value in _DATED and on_day and len(WORD.findall(lead)) > 1) or bool(who)
        after = self.index.within(m.end, end, *OBJECTS)
        led = self.words.verb_second and bool(after)
        turned = led and (bound if opens else self.told.is_when_or_where(start, m.start))
        framed = self.words.verb_second and len(before) > 1  # "X ist … nach Riga gereist": the verb closes it
        alone = opens and (form == "participle" or (form == "past" and on_day))
        beside = opens and not form and start > s.start and bool(after)  # "…, said X on a visit to Riga"
        if not (before or related or bound or told or turned or alone or beside):
            return None
        placed = bound or on_day or after or framed
        if m.value in ("meeting", "visit") and not (placed or self._is_where(start)):
            return None
        if m.value == "meeting" and not bound and self._is_met(m, end):
            return None
        if self._is_hollow(str(m.value), start, end):
            return None
        apposed = lead.rstrip().endswith(",") and m.value in _APPOSED
        if form == "participle" and not (opens or apposed or self.told.has_auxiliary(m)):
            return None  # an adjective
        if self._is_of_things(m):
            return None
        return self.told.made(m.value, start, self.told.until_day(m.end, end), m.start, "verb")

    def _is_hollow(self, kind: str, start: int, end: int) -> bool:
        """Tell whether the verb of an event tells something else: a decision is made, a sum comes together."""
        hollow = self._hollow.get(kind)
        return hollow is not None and hollow.search(self.text[start:end].lower()) is not None

    def _is_turned(self, m: Mention, start: int) -> bool:
        """Tell whether a clause of its own begins with its verb: "…, vereinbarten die Minister am Donnerstag"."""
        if not self.words.verb_second or self.text[max(start, m.start - 2) : m.start] != ", ":
            return False
        return bool(self.index.within(m.end, m.end + NEAR_SUBJECT, *OBJECTS, "voice"))

    def _is_met(self, m: Mention, end: int) -> bool:
        """Tell whether a goal is met or a sum received, and nobody: "met this year's target", "received 31 %"."""
        verb = {c.value for c in self.index.within(m.start, m.end, "cue")}
        for first, last in self.told.figures_in(m.end, m.end + RECEIVED):
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
        return self._things.match(self.text, m.end) is not None

    def _bound(self, m: Mention, form: str, s: Sentence) -> Plain | None:
        """A verb that tells an event only with its noun in the clause: "became … member", "held … summit"."""
        nouns = self._nouns.get(str(m.value), ())
        around = self.text[max(s.start, m.start - LONGEST) : min(s.end, m.end + LONGEST)].lower()
        if not any(noun in around for noun in nouns):
            return None
        made = self._verbal(m, form, s, True)
        told = self.text[slice(*ends(made))].lower() if made else ""
        at = min((told.find(noun) for noun in nouns if noun in told), default=-1)
        if made is None or at < 0 or (m.start == made.span.start and not self.words.verb_second):
            return None
        comma = COMMA.search(told, max(at, m.end - made.span.start))
        end = made.span.start + comma.start() if comma else made.span.end
        return made._replace(span=Span(start=made.span.start, end=end))
