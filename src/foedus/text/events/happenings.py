"""A clause that tells what happens in, an event out: where it begins and ends, its parties, place and day."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from foedus import alliances
from foedus.alliances.records import Meeting
from foedus.model import Event, Period, Position, Span, Stance
from foedus.text.events.days import before_today, days, is_unsure, lies_ahead, lies_behind, weekday
from foedus.text.events.parties import alliance, around_relative, parties, place_name
from foedus.text.lexicon import DAYS, Scan
from foedus.text.match import Mention
from foedus.text.particles import WORD, Grammar, grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.settings import UNWRITTEN
from foedus.text.speech.attribution import Attribution
from foedus.text.speech.voices import OUTLET, Frame, Voice
from foedus.text.times import Times
from foedus.text.times.moment import Time

COMMA = re.compile(r"[,;:](?!\d)|\s?—\s?|\s[–-]\s")
OBJECTS = (
    "country", "capital", "city", "mission", "person", "title", "office", "role", "group", "organisation", "people",
)  # fmt: skip
_COMING = ("summit", "meeting")
_DATED = ("meeting", "post taken", "visit")  # what a present tells with its day: "takes office on 1 October"
_AHEAD = ("expects", "likely", "pledges", "demands")  # signs of what is still to come
_JOINED = re.compile(r", ([^\W\d_]+) ([^\W\d_]+)")
_CLOSED = re.compile(r"(?: [^\W\d_]+)?(?:[.,;:!?–]|$)")  # behind a verb that closes its clause
NEAR = 90  # characters before a verb in which a conjunction opens its clause
FEW = 4  # words that a name between quotation marks may have
LONGEST = 500  # characters on either side of a verb in which its clause is sought


class Plain(NamedTuple):
    """A statement without a number."""

    span: Span
    content: Event | Position
    voice: Voice
    stance: Stance
    rules: list[str]


class Happenings:
    """Makes events of stretches of one text, each meeting of a place once.

    `figures` are the spans of all figures, `taken` those that no event may hold.
    """

    def __init__(
        self,
        scan: Scan,
        attribution: Attribution,
        times: Times,
        figures: Sequence[tuple[int, int]],
        taken: Sequence[tuple[int, int]],
    ) -> None:
        self.scan, self.text, self.index = scan, scan.text, scan.index
        self.attribution, self.taken = attribution, taken
        self.words = grammar(scan.language.code)
        self._times, self._today = times, times.today
        self._starts = [s.start for s in scan.sentences]
        self._ordered = sorted(figures)
        self._figures = [start for start, _ in self._ordered]
        self.day_named = days(scan.language.code)
        self._day_told = scan.language.settings["events"].patterns["days_told"]
        self._openers = _opening(self.words)
        self._deed = scan.language.settings["events"].patterns["deed"]
        self._relates = self.words.patterns["relates"]
        self._seen: set[tuple[str, str | None]] = set()

    def sentence(self, at: int) -> Sentence | None:
        """Return the sentence at an offset."""
        i = bisect_right(self._starts, at) - 1
        return self.scan.sentences[i] if i >= 0 and at < self.scan.sentences[i].end else None

    def quoted(self, m: Mention) -> bool:
        """Tell whether a mention stands in a quotation."""
        frame = self.attribution.frame(m.start, m.end)
        return frame is not None and frame.voice.quoted

    def figures_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the spans of the figures that begin in a span."""
        return self._ordered[bisect_left(self._figures, start) : bisect_left(self._figures, end)]

    def since(self, start: int, end: int) -> Time | None:
        """Return the last event or day in a span since when something is told to last."""
        told = [t for t in self._times.within(start, end) if t.role == "since"]
        return told[-1] if told else None

    def names_day(self, start: int, end: int) -> bool:
        """Tell whether a stretch names a day of the week or of a month."""
        named = self.day_named is not None and self.day_named.search(self.text, start, end) is not None
        return named or self._day_told.search(self.text, start, end) is not None

    def day(self, start: int, end: int) -> re.Match[str] | None:
        """Return the first day that a stretch names, or tells from another."""
        named = self.day_named.search(self.text, start, end) if self.day_named is not None else None
        return named or self._day_told.search(self.text, start, end)

    def is_when_or_where(self, start: int, end: int) -> bool:
        """Tell whether a stretch before a verb tells only when or where: the subject then stands behind the verb."""
        if self.names_day(start, end) or self.time(start, end) is not None:
            return True
        led = WORD.findall(self.text[start:end].lower())
        if led and all(self.words.between(word) for word in led):
            return True  # "Danach traf er …"
        return bool(self.index.within(start, end, "city", "capital"))

    def days(self) -> Iterator[tuple[int, int]]:
        """Yield where a day stands, in order: of the week, of a month, or told from another ("the day before")."""
        found = (
            [m.span() for m in self._day_told.finditer(self.text)] if self._day_told is not UNWRITTEN else []
        )
        named = self.day_named
        for n in self.index.opened(DAYS):
            cut = self.scan.sentences[n]
            found += (m.span() for m in (named or UNWRITTEN).finditer(self.text, cut.start, cut.end))
        yield from sorted(found)

    def until_day(self, at: int, end: int) -> int:
        """Return the end of a clause, or of the day in it that a purpose follows ("on Thursday to buy …")."""
        purpose = self.words.patterns["purpose"]
        for day in self.day_named.finditer(self.text, at, end) if self.day_named else ():
            if purpose.match(self.text, day.end()):
                return day.end()
        return end

    def before_more(self, behind: int, end: int) -> int:
        """Return the end of a clause, or of its date where a purpose or a figure follows ("on Friday to raise …")."""
        purpose = self.words.patterns["purpose"].match(self.text, behind)
        i = bisect_left(self._figures, behind)
        figure = i < len(self._figures) and self._figures[i] < end
        return behind if purpose or figure else end

    def starts(self, m: Mention, s: Sentence) -> int:
        """Return where the clause begins: the sentence, or after a stop, a conjunction or another's speech."""
        low = s.start
        if m.start - low > LONGEST:
            low = self.text.find(" ", m.start - LONGEST, m.start) + 1 or m.start
        start = low
        for sign in ";:":
            start = max(start, self.text.rfind(sign, low, m.start) + 1)
        for c in self.index.within(low, m.start, "clause"):
            where = self.words.has("where", self.text[c.start : c.end].lower())
            if (c.value in ("that", "break") or where) and c.end > start:
                start = c.end
        for word in (
            self._openers.finditer(self.text, max(start, m.start - NEAR), m.start) if self._openers else ()
        ):
            apart = "," in self.text[word.end() : m.start]
            led = words_before(self.text, word.start(), 12)
            if led and self.words.has("not_opened", led[-1]):
                continue
            served = self.words.has("as_what", word[0].strip()) and self._is_served(word.end())
            if not apart and not served and self.index.within(word.end(), m.start, *OBJECTS):
                start = word.end()  # "before leaders met": the clause tells of them alone
        frame = self.attribution.frame(m.start, m.end)
        if (
            frame is not None
            and frame.cue is not None
            and (frame.rule == "ahead" or self._is_tagged(frame))
            and start < frame.cue.end < m.start
        ):
            start = frame.cue.end
        if frame is not None and frame.rule == "aside":
            # "…, X said after ministers had met": what they do is no one's words
            start = max(start, frame.start)
        comma = self.text.find(", ", start, m.start)
        if comma > 0 and self._only_leads(start, comma):
            start = comma + 2
        elif comma > 0:
            start = self._behind_and(start, m.start)
        for quote, voice in self.attribution.quotes_within(start, m.start):
            if (
                voice is not None
                and quote.end <= m.start
                and len(WORD.findall(self.text[quote.start : quote.end])) > FEW
            ):
                start = self._behind_tag(quote.end, m.start)
        return self.skip_space(start, m.start)

    def _behind_and(self, start: int, end: int) -> int:
        """Return where a clause begins that is joined to another: "Kyiv protested, and [the minister is flying …]"."""
        for comma in _JOINED.finditer(self.text, start, end):
            if not self.words.has("connectors", comma[1].lower()):
                continue
            told = comma.start() == start or self._deed.search(self.text, start, comma.start())
            article = self.words.has("articles", comma[2].lower())
            if told and (article or self.index.within(comma.end(), end, *OBJECTS, "noun")):
                start = comma.start(2)
        return start

    def relative(self, start: int, m: Mention) -> int:
        """Return where the relative clause begins that a verb stands in, 0 where it stands in none."""
        found = (
            [*self._relates.finditer(self.text, start, m.start)] if ", " in self.text[start : m.start] else []
        )
        if not found or "," in self.text[found[-1].end() : m.start]:
            return 0
        closes = not self.words.verb_second or _CLOSED.match(self.text, m.end) is not None
        return found[-1].start() + 2 if closes else 0

    def _is_served(self, at: int) -> bool:
        """Tell whether a title follows "as", which opens no clause then: "her term as chair", not "as they met"."""
        titles = self.index.within(at, at + 1, "title", "office", "role")
        many = tuple(self.words.listed("plural_endings")) or ("\0",)
        return any(not self.text[x.start : x.end].endswith(many) for x in titles)

    def _only_leads(self, start: int, comma: int) -> bool:
        """Tell whether what stands before a comma only leads up to a clause: "After two centuries of neutrality,"."""
        words = WORD.findall(self.text[start:comma].lower())
        if not words or not self.words.leads_away(words[0]) or self.names_day(start, comma):
            return False
        return not self.index.within(start, comma, *OBJECTS) and self.time(start, comma) is None

    def _behind_tag(self, start: int, end: int) -> int:
        """Return where what goes on behind a quotation and its "he said," begins."""
        comma = self.text.rfind(", ", start + 1, end)
        return comma + 2 if comma > 0 else start

    def has_auxiliary(self, m: Mention) -> bool:
        """Tell whether an auxiliary stands before a participle, with no more than little words between."""
        words = words_before(self.text, m.start, 48)
        for word in reversed(words[-5:]):
            if self.words.has("beings", word) or self.words.has("auxiliaries", word):
                return True
            if not self.words.has("between", word) and not self.words.has("reflexives", word):
                return False
        return False

    def skip_space(self, at: int, limit: int) -> int:
        """Return the first offset from here on that holds neither space nor a stop."""
        while at < limit and (self.text[at].isspace() or self.text[at] in ",;:–—"):
            at += 1
        return at

    def ends(self, m: Mention, s: Sentence) -> int:
        """Return the first comma after which nothing is missing, or the end of the sentence."""
        end = min(s.end, m.end + LONGEST)
        frame = self.attribution.frame(m.start, m.end)
        if frame is not None and frame.cue is not None and frame.cue.start > m.end:
            end = min(end, min(frame.cue.start, frame.subject if frame.subject > m.end else frame.cue.start))
        if frame is not None and frame.rule == "aside":
            end = min(end, frame.end)
        for c in self.index.within(m.end, end, "clause"):
            if c.value in ("break", "relative", "that"):
                end = c.start
                break
        for piece in self.attribution.pieces_from(m.end):
            if piece.start >= end:
                break
            if piece.start > m.end and piece.frame.rule == "ahead":
                led = words_before(self.text, piece.frame.subject, 12)[-1:]
                apart = m.end < piece.frame.subject and led and self.words.has("openers", led[0])
                end = piece.frame.subject if apart else piece.start  # "was put off after [Paris objected]"
        for comma in COMMA.finditer(self.text, m.end, end):
            if comma[0] == "," and self._goes_on(m, comma):
                continue
            full = m.value not in ("meeting", "visit") or comma[0] in ";:"
            if full or self.index.within(m.end, comma.start(), *OBJECTS):
                end = comma.start()
                break
        return self.trim(m.end, end)

    def _goes_on(self, m: Mention, comma: re.Match[str]) -> bool:
        """Tell whether a clause goes on behind a comma: with its object, or with the next of those who were met."""
        told = len(WORD.findall(self.text[m.end : comma.start()]))
        if m.value == "agreement":  # "signed on Sunday, by the lake, the treaty"
            return 0 < told <= 2 and self.names_day(m.end, comma.start())
        met = self.index.within(m.end, comma.start(), "person")
        more = self.index.within(comma.end(), comma.end() + 2, "person")
        return m.value == "meeting" and bool(met and more) and met[-1].end == comma.start()

    def trim(self, floor: int, end: int) -> int:
        """Return the end of a stretch without the space, stops and joining words that it ends with."""
        while end > floor and (self.text[end - 1].isspace() or self.text[end - 1] in '.,;:!?–—«“"'):
            end -= 1
        words = list(WORD.finditer(self.text, max(floor, end - 12), end))
        last = words[-1][0].lower() if words else ""
        cut = bool(words) and self.text[words[-1].start() - 2] == "," and self.words.has("articles", last)
        loose = cut or self.words.has("connectors", last) or self.words.opens_gerund(last, self.text, end)
        return self.trim(floor, words[-1].start()) if loose else end

    def time(self, start: int, end: int) -> Time | None:
        """Return the first time that a stretch names; of one to come told in words, the year written behind it."""
        told = self._times.within(start, end)
        first, today = next(iter(told), None), self._today
        if first is None or first.stated or today is None or first.first <= today.isoformat():
            return first
        if any(sign.isdigit() for sign in self.text[first.start : first.end]):
            return first
        year = str(today.year)
        return next((t for t in told if t.stated and t.role == "at" and t.first[:4] > year), first)

    def _meant(self, kind: str, start: int, end: int, trigger: int) -> Stance:
        """Return the stance of an event: what is told is over or to come, and demanded of nobody."""
        stance = self.attribution.stance(start, end)
        if stance == "pledges" and kind in _COMING:
            return "expects"  # a meeting to come, whoever decided on it
        if stance == "demands" or (stance == "pledges" and kind == "agreement"):
            signs = [s for s in self.attribution.signs.within(start, end) if s.stance in _AHEAD]
            due = any(s.stance in ("expects", "likely") or 0 <= trigger - s.end <= 1 for s in signs)
            # "leaders are to sign", "the seat must be opened on Thursday"
            return "expects" if due else "reports"
        return stance

    def made(
        self, kind: str, start: int, end: int, trigger: int, rule: str,
        place: Mention | None = None, held: Meeting | None = None,
    ) -> Plain | None:  # fmt: skip
        """Return the event that a stretch tells, in the voice at `trigger`; None for a noun whose event was told."""
        if end - start < 6:
            return None
        held = held or self._tabled(kind, start, end)
        ahead, behind = around_relative(self.text, self.index, start, trigger)
        where = place or next(iter(self.index.within(behind, end, "city", "capital", "mission")), None)
        name = place_name(self.text, where) or (held.place if held is not None else None)
        if (kind, name) in self._seen and rule == "noun":
            return None
        self._seen.add((kind, name))
        time = self.time(behind, end)
        if time is not None and "-" not in time.period and self.index.within(behind, time.start, "weekday"):
            time = None  # "adopted on Thursday, it sets aside 413 billion until 2030": on that day
        vague = time is not None and not getattr(time, "stated", True) and len(time.period) == 4
        period = time.period if time is not None and not vague else None  # a mere "then" is no date
        stance = self._meant(kind, behind, end, trigger)
        if held is not None and period is None and kind == "summit":
            period = f"{held.start}/{held.end}" if held.start != held.end else str(held.start)
        if time is None and period is None:
            period = weekday(
                self.index, behind, end, self._today, ahead=stance in ("expects", "pledges", "demands")
            )
            if kind == "meeting" and stance == "reports" and period and is_unsure(period, self._today):
                period = None  # "meet on Thursday", told on the Wednesday before
        if period is not None and time is not None and stance in ("reports", "denies") and not time.stated:
            now = self.index.within(time.start, time.end, "now")
            if not any("+" in str(m.value) for m in now):  # "meet next July", "next month"
                period = before_today(period, self._today)
        if stance == "reports" and rule != "noun" and kind in _DATED and lies_ahead(period, self._today):
            stance = "expects"  # "takes office on 1 October"
        if stance == "expects" and rule == "noun" and lies_behind(period, self._today):
            stance = "reports"  # "at their summit on 24 and 25 June they agreed to spend more by 2035"
        voice = self._voice(start, end, trigger)
        who = parties(self.index, (start, ahead), (behind, end)) or (alliance() if held is not None else [])
        content = Event(kind=kind, parties=who, period=_period(period), place=name)
        return Plain(
            Span(start=start, end=end), content, voice, stance, [f"event.{rule}.{kind.replace(' ', '-')}"]
        )

    def _tabled(self, kind: str, start: int, end: int) -> Meeting | None:
        """Return the summit of the tables that a stretch names with its day: "their summit in Vilnius on 11 July"."""
        told = self.index.within(start, end, "meeting") if kind == "summit" else ()
        return next((x for x in alliances.meetings() if told and x.id == told[0].value), None)

    def _voice(self, start: int, end: int, trigger: int) -> Voice:
        """Return who tells an event: whoever speaks at its verb, but the outlet of the verb itself and of a tag."""
        frame = self.attribution.frame(trigger, trigger + 1)
        if frame is not None and frame.cue is not None:
            verb = frame.cue.verb
            if start <= verb < end and frame.rule == "ahead":
                return OUTLET  # the verb of the event itself was read as one of speech
            apart = COMMA.search(self.text, frame.cue.end, start) is not None
            within = frame.rule == "around" and not apart  # "…, X said at the close of the meeting"
            beside = self._relates.match(self.text, max(0, start - 2)) is not None
            done = frame.rule == "ahead" and frame.cue.act and apart  # "adopted it, a week before the summit"
            if start >= frame.cue.end and (within or beside or done or self._is_tagged(frame)):
                return OUTLET  # what is told of who speaks, nobody says
        return self.attribution.of(trigger, trigger + 1)

    def _is_tagged(self, frame: Frame) -> bool:
        """ "…, said the minister on a visit to Riga": whether who speaks stands right behind the verb."""
        return frame.rule == "around" and frame.cue is not None and frame.subject >= frame.cue.verb


@cache
def _opening(words: Grammar) -> re.Pattern[str] | None:
    openers = sorted(words.listed("openers"))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(openers)}) ") if openers else None


def ends(made: Plain) -> tuple[int, int]:
    """Return where a statement begins and ends."""
    return made.span.start, made.span.end


def _period(text: str | None) -> Period | None:
    try:
        return Period(text) if text else None
    except ValueError:
        return None
