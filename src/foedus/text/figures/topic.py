"""A report in; what it is about, whom it names first and by where, whose people act in it, out."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from functools import cached_property

from foedus import alliances
from foedus.text.figures.cuewords import CueWords
from foedus.text.figures.names import HOUSE, NAMES, PERSONS
from foedus.text.index import place
from foedus.text.lexicon import Scan
from foedus.text.senses import senses
from foedus.text.sentences import Sentence
from foedus.text.speech.people import home

_TELLING = (*NAMES, "organisation", "meeting")
HEAD = 1  # paragraphs behind the first that may be headlines, too, or a standfirst: their words lead over
LEAD = 1  # the last paragraph that says what a report of more is about


class Topic:
    """What a report as a whole is about."""

    def __init__(self, scan: Scan, words: CueWords, day: dt.date) -> None:
        self.scan, self.day, self.table = scan, day, senses()
        self._words = words

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
    def about_votes(self) -> bool:
        """Whether a report is about who votes with whom."""
        return "un-votes" in self._led("cue")

    @cached_property
    def about_exports(self) -> bool:
        """Whether a report opens with arms that are sold abroad."""
        return any("exported" in self._words.at(cut) for cut in self.scan.sentences[:2])

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
    def head(self) -> int:
        """The last paragraph that may be a headline or a standfirst."""
        return HEAD + (self._opening.paragraph if self._opening is not None else 0)

    def homes(self, start: int, end: int) -> frozenset[str]:
        """Return the countries whose people or houses are named in a span."""
        houses = {str(m.value) for m in self.scan.index.within(start, end, HOUSE)}
        people = self.scan.index.within(start, end, *PERSONS)
        found = houses | {home(m, self.day) for m in people}
        return alliances.countries() & found

    def homes_by(self, index: int) -> list[str]:
        """Return the countries whose people or houses are named by the second paragraph after that of a sentence."""
        end = self.end_of_what_bears_on(index)
        return [country for country, first in self._first_homes.items() if first < end]

    def end_of_what_bears_on(self, index: int) -> int:
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
        day, countries, found = self.day, alliances.countries(), dict[str, int]()
        for m in self.scan.index.within(0, len(self.scan.text), HOUSE, *PERSONS):
            its = str(m.value) if m.kind == HOUSE else home(m, day)
            if its in countries:
                found.setdefault(its, m.start)
        return found

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
        return cuts[self.scan.index.at(anyone)].paragraph <= cuts[index].paragraph + LEAD

    def _is_counted_by(self, end: int) -> bool:
        """Tell whether who counts what all spend is named by a place, or in the first paragraphs."""
        counters = self.table.spending_counters
        told = any(start < end for name, start in self.counted_from.items() if name in counters)
        return told or self.counter is not None

    def names_nobody_by(self, end: int) -> bool:
        """Tell whether no country or group is named by a place."""
        return self._first_named[1] >= end

    def names_alliance_by(self, index: int) -> bool:
        """Tell whether the alliance, or a meeting of it, is named by the end of a sentence."""
        return self._first_named[0] < self.scan.sentences[index].end

    @cached_property
    def _first_named(self) -> tuple[int, int]:
        """Where the alliance is named first, or a meeting of it, and where any country or group is."""
        named = sorted((m for m in self.scan.index.named if m.kind in _TELLING), key=place)
        last = len(self.scan.text)
        is_allied, told = self.table.is_part, ("meeting", self.table.house)  # "NATO's tables" name it too
        allied = (m.start for m in named if is_allied(str(m.value)) or m.kind in told or m.value in told)
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
        if first is None or cuts[self.scan.index.at(first[1])].paragraph > cuts[index].paragraph + LEAD:
            return None
        return first[0]

    @cached_property
    def _state(self) -> tuple[str, int] | None:
        """The country that the text names first, or whose people, and where."""
        day = self.day
        named = (m for m in self.scan.index.named if m.kind in (*NAMES, *PERSONS))
        homes = (
            (home(m, day) if m.kind in PERSONS else str(m.value), m.start) for m in sorted(named, key=place)
        )
        return next(((who, at) for who, at in homes if who in alliances.countries()), None)
