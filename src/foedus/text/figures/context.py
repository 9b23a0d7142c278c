"""Where a number stands: the cues, names, times and other numbers around it, by clause and by sentence."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from functools import cached_property

from foedus.model import Period
from foedus.text.amounts.amount import Amount
from foedus.text.figures.conversions import conversions
from foedus.text.figures.cuewords import Cued, CueWords
from foedus.text.figures.links import LOOSE, SIGNS, joined, leads
from foedus.text.figures.names import Names
from foedus.text.figures.told import Told
from foedus.text.figures.topic import Topic
from foedus.text.lexicon import Scan
from foedus.text.match import Mention
from foedus.text.particles import ARTICLE
from foedus.text.senses import Sense, Senses, of_kind, senses
from foedus.text.sentences import Sentence
from foedus.text.speech.attribution import Attribution
from foedus.text.times import Times
from foedus.text.times.moment import Time, reckoned

AFTER, NEAR, TIGHT = 32, 40, 16  # characters within which a cue is right behind, beside or touching a number
BREAKS = ";:()"
NEIGHBOURS = 6  # numbers on each side that compete for a cue or a time
NEAR_SENTENCES = 3  # within which a report goes on about what it told
FIRST_MONTHS = 5  # of a year in which the last table is that of the year before: the next comes out in summer
COUNTING = ("percent", "count")  # numbers that a record counts year by year
LONGEST_CONTEXT = 8  # sentences of a paragraph that are looked back over


class Context:
    """Looks around a number in one document."""

    def __init__(
        self,
        scan: Scan,
        found: Sequence[Amount],
        times: Times,
        speaks: Attribution,
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
        words = CueWords(scan, found, speaks.said)
        self.cues, self.has, self.cued, self.cued_at = words.within, words.has, words.of, words.at
        self.named = Names(scan, found, words)
        self.names = self.named.within
        self.topic = Topic(scan, words, self.today or dt.date.max)
        self._signs: dict[int, list[tuple[int, str]]] = {}  # by start of the sentence
        self._clauses: dict[tuple[int, int, int, str], tuple[int, int]] = {}
        self._possible: dict[tuple[str, int], list[Sense]] = {}

    def last_counted(self, index: int) -> Period | None:
        """Return the year before, where a report of its first months names it as counted, and not this one, by here."""
        if self.today is None or self.today.month > FIRST_MONTHS:
            return None
        last, this = str(self.today.year - 1), str(self.today.year)
        if not self._writes_last_year:
            return None
        by, first = self.topic.end_of_what_bears_on(index), self._years_counted
        return Period(last) if first.get(last, by) < by <= first.get(this, by) else None

    @cached_property
    def _writes_last_year(self) -> bool:
        return self.today is not None and str(self.today.year - 1) in self.scan.text

    @cached_property
    def _years_counted(self) -> dict[str, int]:
        """Where times are named first of which something is counted."""
        found: dict[str, int] = {}
        for cut in self.scan.sentences:
            if "threshold" in self.cued_at(cut) or any(a.kind in COUNTING for a in self.amounts_in(cut)):
                for time in self.times_in(cut.start, cut.end):
                    if time.role == "at" and time.stated and not self._is_set_against(time, cut):
                        found.setdefault(time.period, cut.start)
        return found

    def _is_set_against(self, time: Time, sentence: Sentence) -> bool:
        """Tell whether a time is only that of a number another is set against: "3.2 %, against 2.9 % in 2023"."""
        before = [a for a in self.amounts_in(sentence) if a.end <= time.start and not self.is_time(a)][-1:]
        return bool(before) and self.led_by(before[0].start, "contrast")

    # --- places -----------------------------------------------------------------------------------------------------

    def sentence(self, offset: int) -> Sentence:
        """Return the sentence that holds an offset."""
        return self.scan.sentences[bisect_right(self._edges, offset) - 1]

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence that holds an offset."""
        return bisect_right(self._edges, offset) - 1

    def ahead(self, end: int, reach: int = NEAR) -> int:
        """Return how far behind a place a word may stand that still bears on it: no further than its sentence."""
        return min(end + reach, self.sentence(end - 1).end)

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
            told_again = self._told_again | self.speaks.set_off
            found = [(sign.start(), sign[0]) for sign in signs if sign.start() not in told_again]
            if len(found) > 1 and [sign for _, sign in found].count(",") > 1:
                around = self._around_times(sentence)
                found = [(at, sign) for at, sign in found if at not in around]
            self._signs[sentence.start] = found
        return found

    def _around_times(self, sentence: Sentence) -> set[int]:
        """Return the commas around a year alone, which part no clauses: "Finland had, in 2024, 27,000 soldiers"."""
        found, text = set[int](), self.scan.text
        for time in self.times.of(sentence.number):
            alone = text[time.start - 2 : time.start] == ", " and text[time.end : time.end + 2] == ", "
            if alone and time.last.isdigit():
                found |= {time.start - 2, time.end}
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
        return cuts[index].start if across and previous.paragraph > self.topic.head else previous.start

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

    def led_by(self, start: int, *ids: str, reach: int = TIGHT, most: int = ARTICLE) -> bool:
        """Tell whether a cue with one of these ids, no longer than the reach, leads up to what starts there."""
        words = self.cues(max(0, start - reach), start, *ids)
        return bool(words) and any(self.leads(m.end, start, most) for m in words)

    # --- what stands there ------------------------------------------------------------------------------------------

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

    def is_dated(self, mention: Mention) -> bool:
        """Tell whether a name is only a part of a time or of a topic: "since the Russian invasion"."""
        times = self.times_in(max(0, mention.start - NEAR), mention.start + 1)
        topics = self.scan.index.within(max(0, mention.start - NEAR), mention.start + 1, "topic")
        told = (*((t.start, t.end) for t in times), *((m.start, m.end) for m in topics))
        return any(start < mention.start < end for start, end in told)

    def neighbours(self, amount: Amount, sentence: Sentence) -> list[Amount]:
        """Return the other numbers of the sentence, the nearest few on each side."""
        starts = self._amounts
        low, high = bisect_left(starts, amount.start), bisect_right(starts, amount.start)
        first = max(bisect_left(starts, sentence.start), high - NEIGHBOURS)
        last = min(bisect_left(starts, sentence.end), high + NEIGHBOURS)
        return [*self.amounts[first:low], *self.amounts[high:last]]

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

    def times_in(self, start: int, end: int) -> Sequence[Time]:
        """Return the times that begin in a span."""
        return self.times.within(start, end)

    def behind_output(self, amount: Amount, reach: int = NEAR, most: int = LOOSE) -> int:
        """Return where a number ends, with the output that it is of: "3.4 % of its gross domestic product"."""
        output = self.cues(amount.end, self.ahead(amount.end, reach), "gdp")
        return output[0].end if output and self.leads(amount.end, output[0].start, most) else amount.end

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
