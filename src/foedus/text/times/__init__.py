"""Mentions in, times out: what a text says of when, resolved to ISO 8601 against the day of publication."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

import msgspec

from foedus.lang.rules import Rule
from foedus.text.lexicon import DATES, DIGITS, NUMBERS, Scan, language
from foedus.text.particles import grammar
from foedus.text.rules import Grammar, Match
from foedus.text.times import anchors, dates, stretches
from foedus.text.times.moment import ENDLESS, Time, reckoned
from foedus.text.times.resolving import RESOLVE, begun
from foedus.text.times.roles import Roles
from foedus.text.times.tokens import tokens_of


@cache
def _grammar(code: str) -> Grammar:
    table = language(code).tables["dates"]
    return Grammar([msgspec.convert(rule, Rule) for rule in table.get("rule", [])])


DUE = "then-0"  # "by then": what was told last of what is to come
ALIKE = "then+0"  # "over that period": the years told last
# "in the previous period": as many years, right before those told last; ".2": two months
PRECEDING = "thens-0"
THEN, STRETCH = "then", "thens"  # "five years later", "in the five years after"
LED = 8  # characters between "in" and the number of a quarter
_NEXT = re.compile(r"\s*(?:[,.;:]|$|([^\W\d_]+))")
PERIOD = "1"  # the meaning of "same" beside a word for a stretch of time: none of "at the same time"
FEAST = "feast"
SAME = "same"  # what a rule yields that names the same months of another year
LAST_YEAR = 9999  # years are written with four digits
_VERB = re.compile(r" [a-zäöüß]+en\b")
LOOKED_BACK = 8  # sentences in which the year of "since then" is sought


def times(scan: Scan, today: dt.date | None) -> list[Time]:
    """Return the times of the text in order; without a day of publication only what stands by itself is resolved."""
    found = Times(scan, today)
    return [time for n in range(len(scan.sentences)) for time in found.of(n)]


class Times:
    """The times of a text by sentence, read when they are first asked for: most sentences tell no figure."""

    def __init__(self, scan: Scan, today: dt.date | None) -> None:
        self._scan, self.today = scan, reckoned(today)
        self._shadow = scan.shadow.decode("latin-1")
        self._grammar = _grammar(scan.language.code)
        self._roles = Roles(scan)
        self._telling = frozenset(scan.index.opened(NUMBERS, DATES, DIGITS))
        self._in_digits = frozenset(scan.index.opened(DIGITS))
        self._matched: dict[int, list[Match]] = {}
        self._found: dict[int, list[Time]] = {}
        self._standing: dict[int, list[Time]] = {}

    def within(self, start: int, end: int) -> list[Time]:
        """Return the times that begin in a span, in order."""
        found: list[Time] = []
        edges = self._scan.index.edges
        n = bisect_right(edges, start) - 1
        while edges[n] < end:
            for time in self._found[n] if n in self._found else self.of(n):
                if start <= time.start < end:
                    found.append(time)
            n += 1
        return found

    def may_tell(self, n: int) -> bool:
        """Tell whether a sentence holds a word or a digit that a time needs."""
        return n in self._telling

    def of(self, n: int) -> list[Time]:
        """Return the times of a sentence, in order."""
        found = self._found.get(n)
        if found is None:
            found = self._found[n] = []
            for match in self._matches(n):
                back = _is_then(match)
                if match.rule.yields == SAME:
                    time = self._same(match, back, n)
                else:
                    time = self._resolved(match) if back is None else self._then(match, back, n)
                if time is not None and not time.stated and time.part:
                    time = self._in_year_told(time, n)
                if time is not None and (time.stated or not self._is_of_another(found, time)):
                    late = anchors.from_then(found, time, self.today, self._scan.text)
                    found += self._roles.of(found, late, n)
            if n in self._telling:
                found += self._next_parts(n)
        return found

    def _in_year_told(self, time: Time, n: int) -> Time:
        """Return a later part of the year told before: "in the first half of 2024 …, in the second half 3 billion"."""
        told = [t for t in (*(self._plain(n - 1) if n else ()), *self._found[n]) if t.stated and t.part]
        alike = bool(told) and ("Q" in told[-1].part) == ("Q" in time.part)
        if not alike or time.part <= told[-1].part:
            return time
        year = told[-1].first[:4]
        return time._replace(first=year + time.first[4:], last=year + time.last[4:])

    def _is_of_another(self, found: list[Time], time: Time) -> bool:
        """Tell whether a time whose year is not written is none of its own, but belongs to another, or to an event."""
        return self._is_told_anew(found, time) or self._is_from_event(time)

    def _is_told_anew(self, found: list[Time], time: Time) -> bool:
        """Tell whether a year without a number says which the one before its comma was: "in 2020, the year I came"."""
        if not found or found[-1].role != "at" or not found[-1].stated:
            return False
        between, year = self._scan.text[found[-1].end : time.start], found[-1].first
        if len(year) != len("2024") or between.strip() != "," or len(time.first) != len("2024"):
            return False
        # "spurred on by what happened in 2022, last year it spent" tells two years
        return time.first == year or self.today is None or time.first != str(self.today.year - 1)

    def _is_from_event(self, time: Time) -> bool:
        """Tell whether a stretch lies between an event and today, and is no time of its own: "a year after that"."""
        if time.role not in ("between", "last"):
            return False
        behind = _NEXT.match(self._scan.text, time.end)
        word = behind[1] if behind is not None else None
        return word is not None and grammar(self._scan.language.code).has("set_off", word.lower())

    def _next_parts(self, n: int) -> list[Time]:
        """Return quarters and halves that only their number names: "24 billion in the first half, 20 in the second"."""
        scan, sentence = self._scan, self._scan.sentences[n]
        ordinals = scan.index.within(sentence.start, sentence.end, "ordinal")
        before = self._plain(n - 1) if n and ordinals else []
        told = [t for t in (*before, *self._found[n]) if stretches.months_of(t)] if ordinals else []
        if not told:
            return []
        words = grammar(scan.language.code)
        made: list[Time] = []
        for m in ordinals:
            led = scan.index.within(max(sentence.start, m.start - LED), m.start, "in", "on")
            part = stretches.later_part(told[-1], int(m.value)) if led else None
            if part is None or self._is_told(n, m.start):
                continue
            behind = _NEXT.match(scan.text, m.end, sentence.end)
            word = behind[1] if behind is not None else None
            goes_on = word is None or words.has("beings", word) or words.has("auxiliaries", word)
            if goes_on or scan.index.within(m.end, m.end + 2, "pronoun"):
                made.append(part._replace(start=led[-1].start, end=m.end))
        return made

    def _is_told(self, n: int, at: int) -> bool:
        """Tell whether a time of a sentence covers an offset."""
        return any(t.start <= at < t.end for t in self._found[n])

    def _matches(self, n: int) -> list[Match]:
        if n not in self._telling:
            return []
        matched = self._matched.get(n)
        if matched is None:
            matched = self._matched[n] = self._grammar.match(
                self._scan.text,
                tokens_of(self._scan, self._shadow, n, self._grammar.letters, in_digits=n in self._in_digits),
            )
        return matched

    def _resolved(self, match: Match) -> Time | None:
        if match.rule.yields in dates.RESOLVE:
            told = dates.RESOLVE[match.rule.yields](match, self.today)
            if told and match.rule.yields == FEAST and match.first("since"):  # "since Christmas"
                return begun(match, told)
            return told and Time(match.start, told.end, told.role, told.first, told.last, told.stated)
        return RESOLVE[match.rule.yields](match, self.today)

    def _then(self, match: Match, back: int, n: int) -> Time | None:
        """Resolve "since that date" and "ten years earlier" by the year named last before them, else by today's."""
        today, meant = self.today, str(getattr(match.first("now"), "value", ""))
        if meant == ALIKE:
            return self._years_told(match, n) or self._years_since(match, n)
        if meant.startswith(PRECEDING):
            months = int(meant.removeprefix(PRECEDING).lstrip(".") or 0)
            return anchors.months_before(match, self._earlier(n), months) or self._years_before(match, n)
        if back < 0 and self._is_after_what(match):
            return None  # French "un an après le sommet": of no year that was told
        if back > 0 and _is_stretch(match) and (before := self._years_before(match, n, back)) is not None:
            return before  # "in the five years before"
        told = [t for t in self._earlier(n) if t.first[:4].isdigit() and t.role != "last"]
        if back and today is not None and told:  # no year to look back from is a deadline told before
            start, year = self._scan.sentences[n].start, str(today.year)
            to_come = told[0].start < start and told[0].first[:4] > year
            told = [t for t in told if t.start >= start or (t.first[:4] <= year and t.role != "since")]
            told = [] if to_come else told
        whole = [t for t in told if t.role != "since" and not self._is_of(t)] if back else []
        named = next(iter(whole or told), None)
        if named is not None and _is_part(named) and not named.stated:
            named = self._year_beside(named, whole) or named
        if not back and named is not None and named.role == "by":
            named = anchors.told_in_past(self._scan, n, told) or named
        if meant == DUE and today is not None and named is not None:
            named = next((t for t in told if t.last[:4].isdigit() and t.last[:4] > str(today.year)), named)
            due = named.last[:4]
            return (
                Time(match.start, match.end, "by", due, due, named.stated) if due > str(today.year) else None
            )
        if named is None and (today is None or not back or back < -1):
            return None  # "five years later", of no year that was told
        verb = _VERB.match(self._scan.text, match.end)  # German "früher erreichen als geplant"
        if self._scan.index.within(match.end, (verb.end() if verb else match.end) + 2, "than"):
            return None  # "a decade earlier than promised"
        if named and back > 0 and stretches.is_twelvemonth(named) and not match.first("since", "on"):
            return stretches.earlier(named, back, match)
        place = int(named.first[:4] if named else today.year if today else 0) - back
        if not 0 < place <= LAST_YEAR:
            return None
        year = f"{place:04}"
        stated = named is not None and named.stated
        if match.first("since", "on"):
            return Time(match.start, match.end, "since", year, ENDLESS, stated, (year,))
        if named is not None and named.role == "between" and len(named.last) == 4 and abs(back) > 1:
            last = f"{int(named.last) - back:04}"  # "in 2019-2023, against 76 % ten years earlier"
            return Time(match.start, match.end, "between", year, last, stated)
        # "in the five years before", "… after"
        if back and _is_stretch(match) and (back > 0 or named is not None):
            begin, end = (place, place + back - 1) if back > 0 else (place + back + 1, place)
            return Time(match.start, match.end, "between", f"{begin:04}", f"{end:04}", stated)
        return Time(match.start, match.end, "at", year, year, stated)

    def _year_beside(self, part: Time, told: list[Time]) -> Time | None:
        """Return the year that a sentence writes beside a part of none: "2 % in 2025, by figures released in March"."""
        cut = self._scan.sentence(part.start)
        beside = (t for t in told if cut.start <= t.start < cut.end and t.stated and not _is_part(t))
        return next((t for t in beside if t.role == "at"), None)

    def _is_after_what(self, match: Match) -> bool:
        """Tell whether a name or an article stands behind "after": then it is after that, and not after "then"."""
        words, text = grammar(self._scan.language.code), self._scan.text
        behind = _NEXT.match(text, match.end)
        word = behind[1] if behind is not None else None
        if word is None or not words.has("set_off", text[match.start : match.end].rpartition(" ")[2].lower()):
            return False
        return not words.has("connectors", word.lower())

    def _same(self, match: Match, back: int | None, n: int) -> Time | None:
        """Resolve "the same period of 2022": the months or the quarter told before, in that year."""
        written, now = match.first("year"), match.first("now")
        told = (t for t in (*self._earlier(n), *self._plain(n)) if t.role in ("at", "between"))
        part = next((t for t in told if _is_part(t)), None)
        year = int(written.value) if written is not None else 0
        if not year and back is not None and part is not None:
            year = int(part.last[:4]) - back
        elif not year and now is not None and self.today is not None and back is None:
            shifted = anchors.shift(str(now.value), self.today)[0][:4]
            year = int(shifted) if shifted.isdigit() else 0
        if not year:
            return self._years_told(match, n) if _is_same_stretch(match) else None
        first = last = f"{year:04}"
        if part is not None:
            away = int(part.last[:4]) - year
            first, last = f"{int(part.first[:4]) - away:04}{part.first[4:]}", f"{year:04}{part.last[4:]}"
        period = first if first == last else f"{first}/{last}"
        stated = written is not None
        if match.first("since", "on"):
            return Time(match.start, match.end, "since", first, ENDLESS, stated, (period,))
        return Time(match.start, match.end, "at" if first == last else "between", first, last, stated)

    def _years_told(self, match: Match, n: int) -> Time | None:
        """Return the stretch of time told last, as that of another match: "over that period"."""
        told = next((t for t in self._earlier(n) if t.role in ("between", "last")), None)
        return told and told._replace(start=match.start, end=match.end)

    def _years_since(self, match: Match, n: int) -> Time | None:
        """Return the years since the one told last: "4,600 in 2014 and 8,400 now; over that stretch"."""
        told = next((t for t in self._earlier(n) if t.role == "at" and not t.present), None)
        if told is None or self.today is None or not told.first.isdigit():
            return None
        if int(told.first) >= self.today.year:
            return None
        return Time(match.start, match.end, "since", told.first, ENDLESS, told.stated, (told.first,))

    def _years_before(self, match: Match, n: int, years: int = 0) -> Time | None:
        """Return so many years right before the stretch told last, or as many as it has: "in the previous period"."""
        told = self._years_told(match, n)
        if told is None or not (told.first.isdigit() and told.last.isdigit()):
            return None
        first = int(told.first)
        years = years or int(told.last) - first + 1
        if not 0 < years < first - years:
            return None
        begin, end = f"{first - years:04}", f"{first - 1:04}"
        if match.first("since", "on"):  # "5 % fewer than in the five years before"
            return Time(match.start, match.end, "since", begin, ENDLESS, told.stated, (f"{begin}/{end}",))
        return Time(match.start, match.end, "between", begin, end, told.stated)

    def _is_of(self, time: Time) -> bool:
        """Tell whether a time only says which of several is meant: "twice that of 2015"."""
        return bool(self._scan.index.within(time.start, time.start + 1, "of"))

    def _earlier(self, n: int) -> Iterator[Time]:
        """Yield the times before a place, nearest first: of the sentence so far and of a few before it."""
        yield from reversed(self._found[n])
        for k in range(n - 1, max(-1, n - 1 - LOOKED_BACK), -1):
            yield from reversed(self._plain(k))

    def _plain(self, n: int) -> list[Time]:
        """Return the times of a sentence that stand by themselves."""
        plain = self._standing.get(n)
        if plain is None:
            alone = (m for m in self._matches(n) if _is_then(m) is None and m.rule.yields != SAME)
            found = [self._resolved(match) for match in alone]
            plain = self._standing[n] = [time for time in found if time is not None]
        return plain


def _is_part(time: Time) -> bool:
    """Tell whether a time is a part of a year that other years have too."""
    return len(time.first) > len("2024") and time.first[:4].isdigit() and time.last[:4].isdigit()


def _is_then(match: Match) -> int | None:
    """Return how many years before "then" a match means, None where it means no "then"."""
    now = match.first("now")
    if now is None or not str(now.value).startswith(THEN) or match.first("event"):
        return None
    return -int(str(now.value).removeprefix(STRETCH).removeprefix(THEN).partition(".")[0] or 0)


def _is_same_stretch(match: Match) -> bool:
    """Tell whether a match means all of a stretch told before, and neither a part of it nor one of another year."""
    lead, same = match.first("in", "year", "now"), match.first("same")
    if lead is None or lead.name != "in" or lead.value == dates.OF:
        return False
    return same is not None and same.value == PERIOD


def _is_stretch(match: Match) -> bool:
    """Tell whether a match means all the years from "then" on: "in the five years after"."""
    now = match.first("now")
    return now is not None and str(now.value).startswith(STRETCH)
