"""A verb of what becomes of things in, the event out: "the talks broke up", "put off her trip", "lost his post".

What is told lies in the noun, and how it goes in the verb: any of the verbs of a class goes with any of its nouns,
as the subject or the object of it. A noun behind a preposition is neither: "after the summit prices began to rise";
but one leaves "office" or "aus dem Amt". A verb may leave its particle at the end of its clause, German "sagte … ab":
its class is then named with the particle. With it some need no noun: "kam … zusammen".
"""

from __future__ import annotations

from foedus.text.events.happenings import COMMA, OBJECTS, Happenings, Plain
from foedus.text.match import Mention
from foedus.text.particles import WORD
from foedus.text.sentences import Sentence

AHEAD = 14  # words before a verb among which the noun stands that takes its course
BEHIND = 7  # words behind it among which its object stands
LED = 4  # words between a preposition and the noun that it governs
TO = 40  # characters before an infinitive in which stands what makes it something to come
NEAR = 30  # characters between a verb and the office that someone comes to
LEAST, LONG = 4, 6  # letters of the first part of a compound, and of the last one that tells what it is
Kinds = list[str] | tuple[str, ...]
PLACELESS = ("meeting", "visit")  # what needs no name beside it: "an extraordinary session was called"
OFFICE, BECOMING = "tenure", "becoming"  # classes of verbs: an office changes hands, someone comes to one
_HOLDERS = ("person", "title", "office", "role", "pronoun")
_NAMED = (*OBJECTS, "voice", "meeting", "weekday", "month", "demonym")


class Courses:
    """Reads verbs of the course of things in one text."""

    def __init__(self, told: Happenings) -> None:
        self.told, self.text, self.index, self.words = told, told.text, told.index, told.words
        settings = told.scan.language.settings["events"]
        self._takes: dict[str, list[str]] = settings.get("takes", {})
        listed: dict[str, list[str]] = settings.get("affairs", {})
        self._alone: dict[str, str] = settings.get("alone", {})
        self._holding: dict[int, bool] = {}  # by where a sentence starts, whether it may hold such a noun
        self._affairs = {noun: kind for kind, nouns in listed.items() for noun in nouns}
        self._governing: list[str] = settings.get("governing_course", [])
        self._behind = BEHIND * (1 + self.words.verb_second)  # the subject may stand between
        self._coming = settings.patterns["coming"]

    def run(self, m: Mention, form: str, s: Sentence) -> Plain | None:
        """Return the clause of a verb and what takes its course, with someone, a place or a time in it."""
        value, _, particle = str(m.value).partition(" ")
        apart = value in (OFFICE, BECOMING) or value in self._alone
        if not apart and not self._may_hold(s):
            return None
        start, end = self._start(m, s), self.told.ends(m, s)
        if not self._tells(m, form, start) or (particle and not self._closes(particle, m.end, end)):
            return None
        if (alone := self._alone.get(value)) is not None and self._is_placed(start, end):
            return self.told.made(alone, start, self.told.until_day(m.end, end), m.start, "course")
        kinds, governs = self._takes.get(value, ()), value in self._governing
        kind = self._object(m.end, end, kinds, governs)
        if kind is None and (value != OFFICE or self._has_no_object(m, end)):
            kind = self._subject(start, m.start, kinds, governs)
        if kind is None and value == OFFICE:
            kind = self._title(m.end, end)
        if value == BECOMING and self.index.within(start, m.start, *_HOLDERS):
            kind = self._title(m.end, end, at_once=True)
        placed = kind in PLACELESS or self._is_placed(start, end)
        if kind is None or not placed or self._is_said(m):
            return None
        return self.told.made(kind, start, self.told.until_day(m.end, end), m.start, "course")

    def _may_hold(self, s: Sentence) -> bool:
        """Tell whether a sentence writes a noun that takes a course, be it as a part of a longer word."""
        if s.start not in self._holding:
            written = self.text[s.start : s.end].lower()
            self._holding[s.start] = any(map(written.__contains__, self._affairs))
        return self._holding[s.start]

    def _start(self, m: Mention, s: Sentence) -> int:
        """Return where the clause begins, or that of the noun on which a relative clause hangs: "talks that ended"."""
        start = self.told.starts(m, s)
        led = [*WORD.finditer(self.text, max(s.start, start - TO), start)][-1:]
        if (
            not led
            or not WORD.fullmatch(self.text, led[0].start(), start - 1)
            or WORD.search(self.text, start, m.start)
        ):
            return start
        opened = self.index.within(led[0].start(), start, "clause")
        if not any(c.start == led[0].start() and c.value in ("that", "relative") for c in opened):
            return start
        before = [*WORD.finditer(self.text, s.start, led[0].start())][-LED:]
        nouns = [w for w in before if self._kind(w[0]) is not None]
        return before[0].start() if nouns else start

    def _is_said(self, m: Mention) -> bool:
        """Tell whether a verb is that of a tag: "the battlegroup will grow, X announced"."""
        frame = self.told.attribution.frame(m.start, m.end)
        cue = frame.cue if frame is not None and frame.rule == "around" else None
        return cue is not None and cue.start <= m.start < cue.end

    def _has_no_object(self, m: Mention, end: int) -> bool:
        """Tell whether a verb that may take an object has none: "the gavel passed", "his post was filled"."""
        if self.words.verb_second or self.told.has_auxiliary(m):
            return True
        word = WORD.search(self.text, m.end, end)
        return (
            word is None or self.words.leads_away(word[0].lower()) or self.told.names_day(m.end, word.end())
        )

    def _closes(self, particle: str, start: int, end: int) -> bool:
        """Tell whether a particle stands at the end of the clause: "sagte das Treffen ab"."""
        stop = COMMA.search(self.text, start, end)
        words = WORD.findall(self.text[start : stop.start() if stop else end].lower())
        return particle in words[-2:]

    def _tells(self, m: Mention, form: str, start: int) -> bool:
        """Tell whether a verb is finite, or not finite with what makes it so: "will open", "has been put off"."""
        if form in ("participle", "gerund"):
            return self.told.has_auxiliary(m)
        if form == "infinitive":
            return self._coming.search(self.text, max(start, m.start - TO), m.start) is not None
        led = WORD.findall(self.text[max(start, m.start - TO) : m.start].lower())
        if form == "bare" and led and (self.words.leads_away(led[-1]) or self.words.has("articles", led[-1])):
            return self._coming.search(self.text, max(start, m.start - TO), m.start) is not None
        return not (led and (self.words.has("articles", led[-1]) or self.words.has("possessives", led[-1])))

    def _object(self, start: int, end: int, kinds: Kinds, governs: bool) -> str | None:
        stop = COMMA.search(self.text, start, end)
        return self._noun(start, stop.start() if stop else end, kinds, range(self._behind), governs)

    def _subject(self, start: int, end: int, kinds: Kinds, governs: bool) -> str | None:
        """Return the kind of the subject; what stands between it and its verb is set off on both sides, or not.

        A relative or a participle behind a comma tells of the noun before it, whatever governs that.
        """
        if self.text.count(", ", start, end) % 2:
            comma = self.text.rfind(", ", start, end)
            if self._relates(comma + 2, end) and (kind := self._last(start, comma, kinds)):
                return kind
            start = comma + 2
        words = len(WORD.findall(self.text[start:end]))
        return self._noun(start, end, kinds, range(max(0, words - AHEAD), words), governs)

    def _relates(self, at: int, verb: int) -> bool:
        """Tell whether a verb stands right behind a comma, or a relative opens its clause there."""
        word = WORD.match(self.text, at, verb)
        if word is None:
            return True  # "the withdrawal, completed on Sunday"
        if self.words.verb_second:
            return self.words.has("articles", word[0].lower())
        opened = self.index.within(at, at + 1, "clause")
        return any(m.start == at and m.value in ("relative", "that") for m in opened)

    def _last(self, start: int, end: int, kinds: Kinds) -> str | None:
        """Return the kind of the last noun of a stretch that takes a course, if it stands near its end."""
        words = WORD.findall(self.text[start:end])[-BEHIND:]
        return next((kind for word in reversed(words) if (kind := self._kind(word)) in kinds), None)

    def _noun(self, start: int, end: int, kinds: Kinds, near: range, governs: bool) -> str | None:
        """Return the kind of the first noun in a stretch that takes a course and that no preposition governs."""
        words = [*WORD.finditer(self.text, start, end)]
        for n in near:
            if n >= len(words):
                break
            kind = self._kind(words[n][0])
            joined = self.text[words[n].start() - 1] == "-" and not self.words.verb_second
            if kind not in kinds or joined:  # "a medium-term plan"
                continue
            if governs or not self._is_governed([w[0].lower() for w in words[max(0, n - LED) : n]]):
                return kind
        return None

    def _kind(self, word: str) -> str | None:
        """Return the kind of event of a noun; where nouns have capitals, also by the last part of a compound."""
        small = word.lower()
        if not self.words.verb_second:
            return self._affairs.get(small)
        if not word[0].isupper():
            return None
        cuts = range(LEAST, len(small) - LONG + 1)
        return self._affairs.get(small) or next(
            (self._affairs[small[n:]] for n in cuts if small[n:] in self._affairs), None
        )

    def _title(self, start: int, end: int, *, at_once: bool = False) -> str | None:
        """Return the event of an office that "as" leads to, or the verb at once: "picked Mark Rutte as chairman"."""
        for x in self.index.within(start, end, "title", "office", "role"):
            led = WORD.findall(self.text[max(start, x.start - TO) : x.start].lower())[-LED:]
            if any(self.words.has("as_what", word) for word in led):
                return "post taken"
            if at_once:
                direct = x.start - start < NEAR and not any(map(self.words.leads_away, led))
                return "post taken" if direct else None
        return None

    def _is_governed(self, led: list[str]) -> bool:
        """Tell whether a preposition leads to a noun, over its article and what describes it."""
        for n, word in enumerate(reversed(led), 1):
            if self.words.has("articles", word) or self.words.has("possessives", word):
                before = led[-n - 1] if n < len(led) else ""
                return self.words.has("prepositions", before) and not self._is_article(before)
            if self.words.leads_away(word):
                return True
        return False

    def _is_article(self, word: str) -> bool:
        """Tell whether a word is an article that may be no preposition: German "den", but not French "de"."""
        return self.words.verb_second and self.words.has("articles", word)

    def _is_placed(self, start: int, end: int) -> bool:
        """Tell whether someone, a place or a time is named with it."""
        named = self.index.within(start, end, *_NAMED)
        return bool(named) or self.told.names_day(start, end) or self.told.time(start, end) is not None
