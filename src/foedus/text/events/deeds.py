"""A report in, what it records itself out: steps taken on a day, and stays where someone speaks or acts abroad."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from foedus import alliances
from foedus.text.events.happenings import COMMA, Happenings, Plain, ends
from foedus.text.match import Mention
from foedus.text.particles import WORD, words_before
from foedus.text.sentences import Sentence
from foedus.text.settings import UNWRITTEN
from foedus.text.speech.voices import OUTLET, Frame
from foedus.text.times.dates import SINCE

_ACTORS = (
    "country",
    "capital",
    "demonym",
    "person",
    "title",
    "office",
    "group",
    "organisation",
    "meeting",
    "role",
    "mission",
)
AT_ONCE = 3  # characters in which what follows a clause begins
SINCE_THEN = 8  # characters of "since" and an article: what is so since Monday is told of Monday
NEAR = 40  # characters behind a day in which whoever acts is named
_GUESTS = ("person", "title", "office")


class Deeds:
    """Reads what no verb or noun of an event tells, but a date or a place that is set apart."""

    def __init__(self, told: Happenings) -> None:
        self.told, self.text, self.index = told, told.text, told.index
        self.words = told.words
        settings = told.scan.language.settings["events"]
        self._deed, self._joined = settings.patterns["deed"], settings.patterns["joined"]

    def verb(self, start: int, end: int) -> int:
        """Return where a finite verb begins in a stretch, -1 where none does."""
        found = self._deed.search(self.text, start, end)
        return found.start() if found else -1

    def dated(self, found: list[Plain]) -> Iterator[Plain]:
        """Yield what the report itself records of a day: a clause with someone who acts, a verb and a date."""
        taken = sorted((*map(ends, found), *self.told.taken))
        starts = [start for start, _ in taken]
        reach = 0
        for at, behind in self.told.days():
            sentence = self.told.sentence(at)
            if sentence is None or at < reach:
                continue
            m = Mention(at, behind, "date", "step taken")
            frame = self.told.attribution.frame(at, behind)
            if frame is not None and self._leads_to_colon(behind, frame):
                frame = None
            said = self._said_last(at, frame)
            if said:
                frame = None
            deed = frame is not None and self._is_deed(frame)
            if frame is not None and (not deed or frame.stance in ("demands", "denies")):
                continue  # "urged the allies on Monday to spend more" is what is wanted, and no step
            start = self.told.starts(m, sentence)
            if start == at and self.text[behind : behind + 1] == ",":  # "Mardi, X a reporté …"
                m = Mention(at, behind + 1, "date", "step taken")
            end = self._without_lead(behind, said) if said else self.told.ends(m, sentence)
            if deed and frame is not None:
                start = min(start, self.told.skip_space(sentence.start, frame.subject))
            start = self._behind_figures(start, at)
            full, end = end, self.told.before_more(behind, end)
            cut = end < full
            if cut and (self._lacks_verb(start, end) or self._is_parted(full)):
                continue
            if (cut or self._opens_that(end)) and self._lacks_object(start, end):
                continue
            if cut:
                end = self._without_lead(behind, end)
            i = max(0, bisect_left(starts, start) - 1)
            held = any(a < end and b > start for a, b in taken[i : i + 8])
            acts = self._acts(start, at, end) or self._acts_then(start, at, behind, end)
            joins = self._joins(start, end)
            acts = acts or joins or self._passes(start, at, end) or self._is_done(start, at, end)
            if held or not acts or (self._only_since(start, at) and not joins) or self._is_tone(start, end):
                continue
            if (event := self.told.made("step taken", start, end, start, "dated")) is not None:
                reach = end
                yield event

    def _said_last(self, at: int, frame: Frame | None) -> int:
        """Return where the verb of speech begins before which someone moves on a day: "came on Monday to [say]"."""
        cue = frame.cue if frame is not None else None
        if cue is None or self.words.verb_second or not cue.start < at < cue.end:
            return 0
        return self.told.trim(at, [*WORD.finditer(self.text, at, cue.end)][-1].start())

    def _is_deed(self, frame: Frame) -> bool:
        """Tell whether a verb that takes an object tells what is done, and not what someone makes of it."""
        if frame.rule != "ahead" or frame.cue is None or not frame.cue.act:
            return False
        return self.words.patterns["attitude"].match(self.text, frame.cue.verb) is None

    def _behind_figures(self, start: int, at: int) -> int:
        """Return where a clause begins behind the figures that lead up to it: "By 120 votes to 9, [parliament …]"."""
        figures = self.told.figures_in(start, at)
        comma = self.text.rfind(", ", figures[-1][1] - 1, at) if figures else -1
        return comma + 2 if comma > 0 else start

    def _leads_to_colon(self, at: int, frame: Frame) -> bool:
        """Tell whether a clause only leads up to what a tag tells behind a colon: "X left on Monday: …, he said"."""
        cue = frame.cue
        return frame.rule == "around" and cue is not None and self.text.find(": ", at, cue.start) > 0

    def _is_tone(self, start: int, end: int) -> bool:
        """ "X did not mince his words on Monday: …": a clause that only tells how someone speaks behind its colon."""
        led = self.text[end : end + AT_ONCE].lstrip().startswith(":")
        return led and self.words.patterns["tone"].search(self.text, start, end) is not None

    def _lacks_verb(self, start: int, end: int) -> bool:
        """Tell whether a clause that was cut has lost its verb to the end: "Polen hat der Ukraine am Montag …"."""
        if not self.words.verb_second or self._deed is UNWRITTEN:
            return False
        verbs = [v[0].lower() for v in self._deed.finditer(self.text, start, end)]
        return all(self.words.has("auxiliaries", v) or self.words.has("beings", v) for v in verbs)

    def _is_parted(self, end: int) -> bool:
        """Tell whether a clause ends with a part of its verb: German "sagte Kiew am Montag [zwei Milliarden zu]"."""
        last = words_before(self.text, end)[-1:]
        return bool(last) and self.words.has("closers", last[0])

    def _opens_that(self, at: int) -> bool:
        """Tell whether "that" stands at an offset or behind the comma there."""
        return any(m.value == "that" for m in self.index.within(at, at + AT_ONCE, "clause"))

    def _lacks_object(self, start: int, end: int) -> bool:
        """Tell whether a clause is cut before what is done: "X unveiled on Tuesday [a plan of 5 billion]"."""
        verb = self._deed.search(self.text, start, end)
        if verb is None or any(
            self.words.has(key, verb[0].lower()) for key in ("beings", "deciding", "moving")
        ):
            return False  # "was invited on Wednesday to join", "agreed on Wednesday to spend", "came to Riga"
        named = self.told.day_named
        apart = [day.span() for day in named.finditer(self.text, verb.end(), end)] if named else []
        apart += [(x.start, x.end) for x in self.index.within(verb.end(), end, "city", "capital")]
        told = [
            word
            for word in WORD.finditer(self.text, verb.end(), end)
            if not any(a <= word.start() < b for a, b in apart) and not self._is_little(word[0].lower())
        ]
        return len(told) <= self.words.has("auxiliaries", verb[0].lower())

    def _without_lead(self, floor: int, end: int) -> int:
        """Return the end of a cut clause without the preposition that led on: "créé la surprise dimanche en"."""
        words = words_before(self.text, end, 12)
        if words and self.words.leads_away(words[-1]):
            return self.told.trim(floor, end - len(words[-1]))
        return end

    def _is_little(self, word: str) -> bool:
        return self.words.leads_away(word) or self.words.has("articles", word) or self.words.between(word)

    def decided(self, found: list[Plain]) -> Iterator[Plain]:
        """Yield who decided something when and where, told behind what was decided: "…, ministers agreed in Riga"."""
        verbs = self.words.listed("deciding")
        taken = sorted((*map(ends, found), *self.told.taken))
        for frame in self.told.attribution.frames:
            cue = frame.cue
            if frame.rule != "around" or cue is None or self.text[cue.verb : cue.end].lower() not in verbs:
                continue
            sentence = self.told.sentence(cue.start)
            if sentence is None:
                continue
            comma = self.text.rfind(", ", sentence.start, cue.verb)
            start = comma + 2 if comma > 0 else cue.start
            stop = COMMA.search(self.text, cue.end, sentence.end)
            end = self.told.trim(cue.end, stop.start() if stop else sentence.end)
            placed = self.told.names_day(start, end) or self.index.within(start, end, "city", "capital")
            if placed and not any(a < end and b > start for a, b in taken):
                event = self.told.made("agreement", start, end, start, "decided")
                if event is not None:
                    yield event._replace(voice=OUTLET, stance="reports")

    def _acts(self, start: int, at: int, end: int) -> bool:
        """Tell whether a clause opens with someone who may act and tells with a verb what they did or will do."""
        first = next(iter(self.index.within(start, at, *_ACTORS)), None)
        if first is None or self._deed is UNWRITTEN or first.value == "world":
            return False
        low = start if self.words.verb_second else first.end  # "Einen Plan hat X am Dienstag vorgelegt"
        verbs = self._deed.finditer(self.text, low, end)
        if all(self.text[v.start() - 2 : v.start()] == ", " for v in verbs):  # ", updated on Thursday, …"
            return False
        lead = WORD.findall(self.text[start : first.start].lower())
        return len(lead) <= 4 - self.words.verb_second and not any(self.words.leads_away(w) for w in lead)

    def _acts_then(self, start: int, at: int, behind: int, end: int) -> bool:
        """Tell whether a day opens a clause and someone acts behind it: "On Tuesday Giorgia Meloni put off …"."""
        if len(WORD.findall(self.text[start:at])) > 1 or self._deed is UNWRITTEN:
            return False
        first = next(iter(self.index.within(behind, min(end, behind + NEAR), *_ACTORS)), None)
        if first is None or first.value == "world":
            return False
        low = behind if self.words.verb_second else first.end
        led = WORD.findall(self.text[behind : first.start].lower())
        if any(self.words.leads_away(w) for w in led):
            return False
        return self._deed.search(self.text, low, end) is not None

    def _passes(self, start: int, at: int, end: int) -> bool:
        """Tell whether a German clause opens with where or when, its subject behind: "In X hat am Montag der …"."""
        if not self.words.verb_second:
            return False
        led = WORD.findall(self.text[start:at].lower())
        if led and self.words.leads_away(led[-1]):
            led.pop()  # "am"
        if len(led) < 2 or not self._opens_verb(led[-1]) or not self.words.leads_away(led[0]):
            return False
        return bool(self.index.within(at, end, *_ACTORS, "people"))

    def _is_done(self, start: int, at: int, end: int) -> bool:
        """Tell whether something is done to a thing, where someone is named: "The cake was cut on Thursday at X"."""
        led = WORD.findall(self.text[start:at].lower())
        if (
            self.words.verb_second
            or not led
            or not self.words.has("articles", led[0])
            or self.told.figures_in(start, end)
        ):
            return False
        passive = any(self.words.has("beings", word) for word in led[1:])
        return passive and bool(self.index.within(at, end, "city", "capital", "group", "organisation"))

    def _opens_verb(self, word: str) -> bool:
        return self.words.has("auxiliaries", word) or self.words.has("beings", word)

    def _joins(self, start: int, end: int) -> bool:
        """Tell whether a clause says which member someone has become: "has been the 31st member since Tuesday"."""
        if self._joined.search(self.text[start:end].lower()) is None:
            return False
        return bool(self.index.within(start, end, "country"))

    def _only_since(self, start: int, at: int) -> bool:
        """Tell whether a day is only since when something lasts: "spends more since the invasion of 24 February"."""
        words = [m for m in self.index.within(start, at - SINCE_THEN, "since") if m.value == SINCE]
        since = self.told.since(start, at) or (words[-1] if words else None)
        return since is not None and "," not in self.text[since.end : at]

    def stays(self, found: list[Plain]) -> Iterator[Plain]:
        """Yield where someone speaks or acts abroad: "In Madrid, X …", "X, in Warsaw on Wednesday, …"."""
        taken = sorted((*map(ends, found), *self.told.taken))
        starts = [start for start, _ in taken]
        for m in self.index.named:
            if m.kind != "city" or self.told.quoted(m) or (sentence := self.told.sentence(m.start)) is None:
                continue
            span = self._stay(m, sentence)
            if span is None:
                continue
            i = max(0, bisect_left(starts, span[0]) - 1)
            if any(a < span[1] and b > span[0] for a, b in taken[i : i + 8]):
                continue
            event = self.told.made("visit", *span, m.start, "stay", m)
            if event is not None:
                yield event._replace(voice=OUTLET, stance="reports")

    def _stay(self, m: Mention, s: Sentence) -> tuple[int, int] | None:
        """Return the span of a stay: a place set apart at the head of its sentence or behind the person."""
        before = words_before(self.text, m.start, 12)
        if not before or not self.words.has("prepositions", before[-1]):
            return None
        start = m.start - len(before[-1]) - 1
        named = self.told.day_named
        dated = named.match(self.text, m.end + 4) if named else None  # "in Warsaw on Wednesday"
        dated = dated or (named.match(self.text, m.end + 1) if named else None)
        end = dated.end() if dated else m.end
        if self.text[end : end + 1] != ",":
            return None
        if start == s.start:
            near = self.index.within(end, end + 40, "person")
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
        offices = [o for each in known for o in each.offices[-2:]]
        return bool(offices) and not any(o.country == country for o in offices)
