"""Where a number stands: the cues, names, times and other numbers around it, by clause and by sentence."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Collection, KeysView, Sequence
from functools import cached_property
from typing import Protocol

from foedus import alliances
from foedus.model import Period, Stance
from foedus.text.amounts.amount import Amount
from foedus.text.figures.asides import Asides
from foedus.text.figures.conversions import conversions
from foedus.text.figures.cuewords import Cued, CueWords
from foedus.text.figures.links import SIGNS, joined, leads
from foedus.text.figures.told import Told
from foedus.text.index import place
from foedus.text.lexicon import Scan
from foedus.text.match import Mention
from foedus.text.particles import ARTICLE
from foedus.text.senses import Sense, Senses, of_kind, senses
from foedus.text.sentences import Sentence
from foedus.text.speech.people import home
from foedus.text.speech.voices import Voice
from foedus.text.times import Times
from foedus.text.times.moment import Time, reckoned

AFTER, NEAR, TIGHT = 32, 40, 16  # characters within which a cue is right behind, beside or touching a number
BREAKS = ";:()"
NAMES = ("country", "capital", "demonym", "people", "group")
PERSONS = ("person", "office")
HOUSE = "institution"
_TELLING = (*NAMES, "organisation", "meeting")
NEIGHBOURS = 6  # numbers on each side that compete for a cue or a time
HEAD = 1  # paragraphs behind the first that may be headlines, too, or a standfirst: their words lead over
NEAR_SENTENCES = 3  # within which a report goes on about what it told
LEAD = 1  # the last paragraph that says what a report of more is about
FIRST_MONTHS = 5  # of a year in which the last table is that of the year before: the next comes out in summer
COUNTING = ("percent", "count")  # numbers that a record counts year by year
LONGEST_CONTEXT = 8  # sentences of a paragraph that are looked back over


class Speaks(Protocol):
    """What is asked of the attribution: for whom "we" stands, with which stance, and who is named as a speaker."""

    def country(self, start: int, end: int) -> str | None:
        """Return whom "we" or "our country" means at this span."""

    def stance(self, start: int, end: int) -> Stance:
        """Return the stance at this span."""

    def of(self, start: int, end: int) -> Voice:
        """Return the voice of this span."""

    def is_source(self, start: int) -> bool:
        """Tell whether the name at this offset is there as the one who speaks."""

    def is_someones(self, start: int, end: int) -> bool:
        """Tell whether a person says the span."""

    def is_claimed(self, start: int, end: int) -> bool:
        """Tell whether the span is what someone claims and the text around it denies."""


class Context:
    """Looks around a number in one document."""

    def __init__(
        self,
        scan: Scan,
        found: Sequence[Amount],
        times: Times,
        speaks: Speaks,
        general: int = 0,
    ) -> None:
        self.scan, self.amounts, self.times, self.speaks = scan, found, times, speaks
        self.general = general  # up to here all that is counted is read, not only what the record holds
        self.table: Senses = senses()
        self.today = reckoned(scan.document.published)
        self.told = Told()
        self.runs: dict[tuple[Amount, int], list[Amount]] = {}  # lists of numbers that `lists` found
        self._edges = scan.index.edges
        self._amounts = [a.start for a in found]
        self._words, self._asides = CueWords(scan, found), Asides(scan)
        self._cued: list[Cued | None] = [None] * len(scan.sentences)
        self._signs: dict[int, list[tuple[int, str]]] = {}  # by start of the sentence
        self._clauses: dict[tuple[int, int, int, str], tuple[int, int]] = {}
        self._possible: dict[tuple[str, int], list[Sense]] = {}
        self._named: dict[int, list[Mention]] = {}  # by sentence, the names that are there for what they do

    # --- the topic --------------------------------------------------------------------------------------------------

    @cached_property
    def counter(self) -> str | None:
        """The institute whose count a report is about: one that its first paragraphs name."""
        counters = self.table.spending_counters
        return next((v for v in self._led("organisation") if v in counters), None)

    @cached_property
    def counted_from(self) -> dict[str, int]:
        """Where each institute that counts spending is named first, and the alliance."""
        first: dict[str, int] = {}
        for m in self.scan.index.named:
            counts = m.kind == "organisation" and m.value in self.table.spending_counters
            if counts or (m.kind in NAMES and m.value == self.table.alliance):
                first.setdefault(str(m.value), m.start)
        return first

    @cached_property
    def counts_elsewhere(self) -> bool:
        """Whether an institute is named that counts what is spent in a way of its own, which no source holds."""
        others = self.table.other_counters
        return any(m.kind == "organisation" and m.value in others for m in self.scan.index.named)

    @cached_property
    def led_elsewhere(self) -> bool:
        """Whether a report is about such a count: its first paragraphs name who counts."""
        return not self._led("organisation").isdisjoint(self.table.other_counters)

    @cached_property
    def about_aid(self) -> bool:
        """Whether a report is about aid: its first paragraphs name who counts it, or who needs it and aid itself."""
        if any(v in self.table.aid_counters for v in self._led("organisation")):
            return True
        told = self._led("cue")
        named = self.table.beneficiary in self._led(*NAMES) and "aid-noun" in told
        return named and told.isdisjoint(("spending", "threshold", "gdp"))

    @cached_property
    def about_spending(self) -> bool:
        """Whether a report is about what is spent on defence: its first paragraphs say so."""
        led = self._led("cue")
        return bool(led & {"spending", "threshold", "of-world"}) and not self.about_arms

    @cached_property
    def about_arms(self) -> bool:
        """Whether a report is about who buys arms where."""
        return "arms-imports" in self._led("cue")

    @cached_property
    def about_exports(self) -> bool:
        """Whether a report opens with arms that are sold abroad."""
        return any("exported" in self.cued_at(cut) for cut in self.scan.sentences[:2])

    def last_counted(self, index: int) -> Period | None:
        """Return the year before, where a report of its first months names it as counted, and not this one, by here."""
        if self.today is None or self.today.month > FIRST_MONTHS:
            return None
        last, this = str(self.today.year - 1), str(self.today.year)
        if last not in self.scan.text:
            return None
        by, first = self._end_of_what_bears_on(index), self._years_counted
        return Period(last) if first.get(last, by) < by <= first.get(this, by) else None

    @cached_property
    def _years_counted(self) -> dict[str, int]:
        """Where times are named first of which something is counted."""
        found: dict[str, int] = {}
        for cut in self.scan.sentences:
            if "threshold" in self.cued_at(cut) or any(a.kind in COUNTING for a in self.amounts_in(cut)):
                for time in self.times_in(cut.start, cut.end):
                    if time.role == "at" and time.stated and not time.present:
                        found.setdefault(time.period, cut.start)
        return found

    def _led(self, *kinds: str) -> set[str]:
        """Return what the first paragraphs of a report of more than these name."""
        cuts, first = self.scan.sentences, self._opening
        if first is None or cuts[-1].paragraph <= first.paragraph + LEAD + 1:
            return set()
        end = next(s.start for s in cuts if s.paragraph > first.paragraph + LEAD)
        return {str(m.value) for m in self.scan.index.within(first.start, end, *kinds)}

    @cached_property
    def _opening(self) -> Sentence | None:
        """The first sentence that names someone: there a report begins."""
        within = self.scan.index.within
        named = (s for s in self.scan.sentences if within(s.start, s.end, *NAMES, *PERSONS, "organisation"))
        return next(named, None)

    @cached_property
    def _head(self) -> int:
        """The last paragraph that may be a headline or a standfirst."""
        return HEAD + (self._opening.paragraph if self._opening is not None else 0)

    # --- places -----------------------------------------------------------------------------------------------------

    def sentence(self, offset: int) -> Sentence:
        """Return the sentence that holds an offset."""
        return self.scan.sentences[bisect_right(self._edges, offset) - 1]

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence that holds an offset."""
        return bisect_right(self._edges, offset) - 1

    def clause(self, start: int, end: int, sentence: Sentence, breaks: str = BREAKS) -> tuple[int, int]:
        """Return the stretch of the sentence around a span that holds none of these signs."""
        asked = (start, end, sentence.start, breaks)
        if asked not in self._clauses:  # the rules ask for the clause of a number again and again
            self._clauses[asked] = self._clause(start, end, sentence, breaks)
        return self._clauses[asked]

    def _clause(self, start: int, end: int, sentence: Sentence, breaks: str) -> tuple[int, int]:
        first, last = sentence.start, sentence.end
        for at, sign in self._signs_of(sentence):
            if sign not in breaks:
                continue
            if at < start:
                first = at + 1
            elif at >= end:
                return first, at
        return first, last

    def _signs_of(self, sentence: Sentence) -> list[tuple[int, str]]:
        """Return the signs of a sentence that may part clauses, in order."""
        found = self._signs.get(sentence.start)
        if found is None:
            signs = SIGNS.finditer(self.scan.text, sentence.start, sentence.end)
            told_again = self._told_again
            found = self._signs[sentence.start] = [
                (sign.start(), sign[0]) for sign in signs if sign.start() not in told_again
            ]
        return found

    @cached_property
    def _told_again(self) -> set[int]:
        """The signs of the brackets that only tell a sum in another money: they part no clauses."""
        return {at for bracket in conversions(self.scan.text, self.amounts).items() for at in bracket}

    def before(self, index: int) -> int:
        """Return where the sentence before begins, within the paragraph or across one headline."""
        cuts = self.scan.sentences
        previous = cuts[max(0, index - 1)]
        across = previous.paragraph != cuts[index].paragraph
        return cuts[index].start if across and previous.paragraph > self._head else previous.start

    def paragraph(self, index: int) -> int:
        """Return where the paragraph begins, or the sentence before if that is earlier."""
        cuts, first = self.scan.sentences, index
        while (
            first and index - first < LONGEST_CONTEXT and cuts[first - 1].paragraph == cuts[index].paragraph
        ):
            first -= 1
        return min(cuts[first].start, self.before(index))

    def own(self, amount: Amount, segment: tuple[int, int]) -> tuple[int, int]:
        """Return the part of a segment that no other number shares: up to the "and" that parts them, or to it."""
        first, last = segment
        before, after = self.previous_amount(amount), self._next_untimed(amount)
        if before > first:
            parted = self.scan.index.within(before, amount.start, "and")
            first = parted[-1].start if parted else before
        if after < last:
            parted = self.scan.index.within(amount.end, after, "and")
            last = parted[-1].start if parted else after
        return first, last

    def _next_untimed(self, amount: Amount) -> int:
        """Return where the next number begins that is no part of a time: "over five years" shares nothing."""
        at = bisect_right(self._amounts, amount.start)
        while at < len(self.amounts) and (
            self.is_time(self.amounts[at]) or self.amounts[at].end in self._told_again
        ):
            at += 1
        return self._amounts[at] if at < len(self._amounts) else len(self.scan.text)

    def joined(self, end: int, start: int) -> bool:
        """Tell whether nothing but an article can stand between two places."""
        return joined(end, start)

    def leads(self, end: int, start: int, most: int = ARTICLE) -> bool:
        """Tell whether a word that ends here leads up to what starts there: no sign parts them, at most an article."""
        return leads(self.scan.text, end, start, most)

    def led(self, words: Collection[Mention], start: int, most: int = ARTICLE) -> bool:
        """Tell whether one of these words leads up to what starts there."""
        return bool(words) and any(self.leads(m.end, start, most) for m in words)

    def homes(self, start: int, end: int) -> frozenset[str]:
        """Return the countries whose people or houses are named in a span."""
        houses = {str(m.value) for m in self.scan.index.within(start, end, HOUSE)}
        people = self.scan.index.within(start, end, *PERSONS)
        found = houses | {home(m, self.today or dt.date.max) for m in people}
        return alliances.countries() & found

    def homes_by(self, index: int) -> list[str]:
        """Return the countries whose people or houses are named by the second paragraph after that of a sentence."""
        end = self._end_of_what_bears_on(index)
        return [country for country, first in self._first_homes.items() if first < end]

    def _end_of_what_bears_on(self, index: int) -> int:
        """Return where the second paragraph after that of a sentence ends: as many stand at the head of a report."""
        at = bisect_right(self._paragraphs, self.scan.sentences[index].paragraph + LEAD + 1)
        return self.scan.sentences[at].start if at < len(self._paragraphs) else len(self.scan.text)

    @cached_property
    def _paragraphs(self) -> list[int]:
        """The paragraph of each sentence."""
        return [each.paragraph for each in self.scan.sentences]

    @cached_property
    def _first_homes(self) -> dict[str, int]:
        """Where people or houses of each country are named first."""
        day, countries, found = self.today or dt.date.max, alliances.countries(), dict[str, int]()
        for m in self.scan.index.within(0, len(self.scan.text), HOUSE, *PERSONS):
            its = str(m.value) if m.kind == HOUSE else home(m, day)
            if its in countries:
                found.setdefault(its, m.start)
        return found

    # --- what stands there ------------------------------------------------------------------------------------------

    def cues(self, start: int, end: int, *ids: str) -> list[Mention]:
        """Return the cues with these ids that begin in a span."""
        edges = self._edges
        n = bisect_right(edges, start) - 1
        if len(ids) == 1 and end <= edges[n + 1]:
            # one cue in one sentence, as is asked mostly, and mostly in vain
            by_id = self._cued[n]
            if by_id is None:
                by_id = self.cued(n)
            return [m for m in by_id[ids[0]] if start <= m.start < end] if ids[0] in by_id else []
        found: list[Mention] = []
        while edges[n] < end:
            by_id = self._cued[n]
            if by_id is None:
                by_id = self.cued(n)
            if not by_id.keys().isdisjoint(ids):
                for wanted in ids:
                    if wanted in by_id:
                        found += [m for m in by_id[wanted] if start <= m.start < end]
            n += 1
        if len(found) > 1 and len(ids) > 1:
            found.sort(key=place)
        return found

    def cued(self, n: int) -> Cued:
        """Return the cues of a sentence by their ids."""
        by_id = self._cued[n]
        if by_id is None:
            by_id = self._cued[n] = self._words.of(n)
        return by_id

    def cued_at(self, sentence: Sentence) -> KeysView[str]:
        """Return the ids of the cues of a sentence: a rule that needs others need not be tried there."""
        by_id = self._cued[sentence.number]
        return (self.cued(sentence.number) if by_id is None else by_id).keys()

    def has(self, span: tuple[int, int], ids: Collection[str]) -> bool:
        """Tell whether a cue with one of these ids begins in a span."""
        start, end = span
        n = bisect_right(self._edges, start) - 1
        while ids and self._edges[n] < end:
            by_id = self._cued[n]
            if by_id is None:
                by_id = self.cued(n)
            if not by_id.keys().isdisjoint(ids):
                for cue in by_id.keys() & ids:
                    for m in by_id[cue]:
                        if start <= m.start < end:
                            return True
            n += 1
        return False

    def possible(self, kind: str, index: int) -> list[Sense]:
        """Return the senses that a kind of number may have in a sentence, by the cues that stand in it at all."""
        key = (kind, index)
        found = self._possible.get(key)
        if found is None:
            found = of_kind(kind).possible(self.cued(index), lambda: self._cued_before(index))
            self._possible[key] = found
        return found

    def _cued_before(self, index: int) -> Cued:
        """Return the cues of the sentence before, where it goes with this one."""
        with_it = index and self.before(index) < self.scan.sentences[index].start
        return self.cued(index - 1) if with_it else {}

    def may_mean_alliance(self, index: int) -> bool:
        """Tell whether a number of nobody may be of the alliance: it is named by here, or no country or group is."""
        allied, anyone = self._first_named
        end = self.scan.sentences[index].end
        return allied < end or (anyone >= end and not self._is_counted_by(end))

    def names_another_first(self, index: int) -> bool:
        """Tell whether a country is named before the alliance: a headline above it is not about the alliance."""
        allied, anyone = self._first_named
        if anyone >= min(allied, len(self.scan.text)):
            return False
        cuts = self.scan.sentences
        return cuts[self.sentence_at(anyone)].paragraph <= cuts[index].paragraph + LEAD

    def _is_counted_by(self, end: int) -> bool:
        """Tell whether who counts what all spend is named by a place, or in the first paragraphs."""
        counters = self.table.spending_counters
        told = any(start < end for name, start in self.counted_from.items() if name in counters)
        return told or self.counter is not None

    def names_alliance_by(self, index: int) -> bool:
        """Tell whether the alliance, or a meeting of it, is named by the end of a sentence."""
        return self._first_named[0] < self.scan.sentences[index].end

    @cached_property
    def _first_named(self) -> tuple[int, int]:
        """Where the alliance is named first, or a meeting of it, and where any country or group is."""
        named = sorted((m for m in self.scan.index.named if m.kind in _TELLING), key=place)
        last = len(self.scan.text)
        is_allied = self.table.is_part
        allied = (m.start for m in named if is_allied(str(m.value)) or m.kind == "meeting")
        return next(allied, last), next((m.start for m in named if m.kind in NAMES), last)

    def names_beneficiary_by(self, end: int) -> bool:
        """Tell whether whom aid is for is named by a place."""
        return self._beneficiary_named < end

    @cached_property
    def _beneficiary_named(self) -> int:
        named = (
            m.start for m in self.scan.index.named if m.kind in NAMES and m.value == self.table.beneficiary
        )
        return min(named, default=len(self.scan.text) + 1)

    def state_by(self, index: int) -> str | None:
        """Return the country that a report names first, or whose people: whose budget it tells, if it names nobody.

        Only a paragraph behind that of the sentence may still say so.
        """
        first, cuts = self._state, self.scan.sentences
        if first is None or cuts[self.sentence_at(first[1])].paragraph > cuts[index].paragraph + LEAD:
            return None
        return first[0]

    @cached_property
    def _state(self) -> tuple[str, int] | None:
        """The country that the text names first, or whose people, and where."""
        day = self.today or dt.date.max
        named = (m for m in self.scan.index.named if m.kind in (*NAMES, *PERSONS))
        homes = (
            (home(m, day) if m.kind in PERSONS else str(m.value), m.start) for m in sorted(named, key=place)
        )
        return next(((who, at) for who, at in homes if who in alliances.countries()), None)

    def tells_ahead(self, index: int) -> bool:
        """Tell whether a sentence names a year to come."""
        year, sentence = str(self.today.year) if self.today else "9999", self.scan.sentences[index]
        return any(year < t.last[:4] for t in self.times_in(sentence.start, sentence.end))

    def names(self, start: int, end: int) -> list[Mention]:
        """Return the names of countries and groups in a span that are there for what they do."""
        found: list[Mention] = []
        n = bisect_right(self._edges, start) - 1
        while self._edges[n] < end:
            named = self._named[n] if n in self._named else self._named_in(n)
            if named:
                found += [m for m in named if start <= m.start < end]
            n += 1
        return found

    def _named_in(self, n: int) -> list[Mention]:
        """Return the names of countries and groups in a sentence that are there for what they do."""
        found = self._named.get(n)
        if found is None:
            cut = self.scan.sentences[n]
            named = self.scan.index.within(cut.start, cut.end, *NAMES)
            cued = self.cued(n) if named else {}
            found = self._named[n] = [
                m for m in named if not self._asides.holds(m, cued, self.is_in_money(m.start))
            ]
        return found

    def is_dated(self, mention: Mention) -> bool:
        """Tell whether a name is only a part of a time or of a topic: "since the Russian invasion"."""
        times = self.times_in(max(0, mention.start - NEAR), mention.start + 1)
        topics = self.scan.index.within(max(0, mention.start - NEAR), mention.start + 1, "topic")
        told = (*((t.start, t.end) for t in times), *((m.start, m.end) for m in topics))
        return any(start < mention.start < end for start, end in told)

    def is_in_money(self, offset: int) -> bool:
        """Tell whether an offset lies inside an amount of money."""
        at = bisect_right(self._amounts, offset) - 1
        return at >= 0 and self.amounts[at].kind == "money" and offset < self.amounts[at].end

    def neighbours(self, amount: Amount, sentence: Sentence) -> list[Amount]:
        """Return the other numbers of the sentence, the nearest few on each side."""
        middle = bisect_right(self._amounts, amount.start)
        first = max(bisect_right(self._amounts, sentence.start - 1), middle - NEIGHBOURS)
        last = min(bisect_right(self._amounts, sentence.end - 1), middle + NEIGHBOURS)
        return [a for a in self.amounts[first:last] if a.start != amount.start]

    def rivals(self, amount: Amount, sentence: Sentence) -> list[Amount]:
        """Return the other numbers of the sentence that have a unit."""
        return [a for a in self.neighbours(amount, sentence) if a.kind != "bare"]

    def amounts_in(self, sentence: Sentence) -> Sequence[Amount]:
        """Return the numbers of a sentence."""
        first = bisect_right(self._amounts, sentence.start - 1)
        return self.amounts[first : bisect_right(self._amounts, sentence.end - 1)]

    def amounts_within(self, start: int, end: int) -> Sequence[Amount]:
        """Return the numbers that begin in a span."""
        first = bisect_right(self._amounts, start - 1)
        return self.amounts[first : bisect_right(self._amounts, end - 1)]

    def amounts_near(self, offset: int) -> Sequence[Amount]:
        """Return the few numbers before an offset."""
        last = bisect_right(self._amounts, offset - 1)
        return self.amounts[max(0, last - NEIGHBOURS) : last]

    def following(self, amount: Amount, sentence: Sentence) -> Amount | None:
        """Return the number that begins next in a sentence."""
        at = bisect_right(self._amounts, amount.start)
        inside = at < len(self._amounts) and self._amounts[at] < sentence.end
        return self.amounts[at] if inside else None

    def next_amount(self, amount: Amount) -> int:
        """Return where the next number begins."""
        at = bisect_right(self._amounts, amount.start)
        return self._amounts[at] if at < len(self._amounts) else len(self.scan.text)

    def previous_amount(self, amount: Amount) -> int:
        """Return where the number before ends; that of which it is one end is no other: "from 2 to 3 %"."""
        at = bisect_right(self._amounts, amount.start - 1)
        if at and self.amounts[at - 1].end > amount.start:
            at -= 1
        return self.amounts[at - 1].end if at else 0

    def percent_before(self, amount: Amount, start: int) -> bool:
        """Tell whether a percentage stands between an offset and a number."""
        at = bisect_right(self._amounts, amount.start - 1)
        near = self.amounts[max(0, at - NEIGHBOURS) : at]
        return any(a.kind == "percent" and a.start >= start for a in near)

    def times_in(self, start: int, end: int) -> Sequence[Time]:
        """Return the times that begin in a span."""
        return self.times.within(start, end)

    def is_time(self, amount: Amount) -> bool:
        """Tell whether a bare number, a half or a duration belongs to a time.

        In general news one that only tells how long something took is a quantity too: "for ten years".
        """
        if amount.kind not in ("bare", "fraction", "duration"):
            return False
        counted = amount.kind == "duration" and amount.start < self.general
        return any(
            time.start < amount.end and amount.start < time.end and not (counted and time.lasting)
            for time in self.times.of(self.sentence_at(amount.start))
        )
