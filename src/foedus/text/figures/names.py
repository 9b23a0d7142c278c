"""The names of a text in, those of countries and groups that are there for what they do out.

One that stands aside measures nothing: a source, a seat or a topic.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from foedus.text.amounts.amount import Amount
from foedus.text.figures.cuewords import Cued, CueWords
from foedus.text.figures.links import joined, leads
from foedus.text.lexicon import Scan
from foedus.text.match import Mention
from foedus.text.senses import senses

NAMES = ("country", "capital", "demonym", "people", "group")
PAIR = 2  # names of one and of another: more are a list
PERSONS = ("person", "office")
HOUSE = "institution"
NEAR = 40  # characters in which a government stands before its seat
FEW = 3  # words between a place and what is measured there
WHILE = "5"  # the meaning of an "in" that also joins clauses: "während Berlin 14 Panzer liefert"
ARTICLE = 3  # characters of an article and its space: French "la ", "le "
BARE = 3  # characters between a preposition and a capital, which has no article


class Names:
    """The names of a document by sentence, without those that stand aside."""

    def __init__(self, scan: Scan, found: Sequence[Amount], words: CueWords) -> None:
        self.scan, self.amounts, self.world = scan, found, senses().total
        self._words, self._edges = words, scan.index.edges
        self._amounts = [a.start for a in found]
        self._named: dict[int, list[Mention]] = {}

    def within(self, start: int, end: int) -> list[Mention]:
        """Return the names of countries and groups in a span that are there for what they do."""
        found: list[Mention] = []
        n = bisect_right(self._edges, start) - 1
        while self._edges[n] < end:
            named = self._named[n] if n in self._named else self._named_in(n)
            for mention in named:
                if start <= mention.start < end:
                    found.append(mention)
            n += 1
        return found

    def _named_in(self, n: int) -> list[Mention]:
        """Return the names of countries and groups in a sentence that are not aside."""
        found = self._named.get(n)
        if found is None:
            cut = self.scan.sentences[n]
            named = self.scan.index.within(cut.start, cut.end, *NAMES)
            cued = self._words.of(n) if named else {}
            found = self._named[n] = [m for m in named if not self._is_aside(m, cued)]
        return found

    def is_in_money(self, offset: int) -> bool:
        """Tell whether an offset lies inside an amount of money."""
        at = bisect_right(self._amounts, offset) - 1
        return at >= 0 and self.amounts[at].kind == "money" and offset < self.amounts[at].end

    def _is_aside(self, mention: Mention, cued: Cued) -> bool:
        """A name after "according to", a capital after "in" or a country in "US$5" measures nothing.

        `cued`: the cues of its sentence.
        """
        if mention.kind == "country" and self.is_in_money(mention.start):
            return True
        if mention.kind == "demonym" and self._says_whose_institute(mention):
            return True
        if mention.kind == "country" and self._names_a_topic(mention):
            return True
        if mention.kind == "group" and self._says_whose_ranking(mention, cued):
            return True
        if mention.value == self.world and self._is_some_world(mention):
            return True
        whole = (*cued.get("whole-continent", ()), *cued.get("with-eu-share", ()))
        if "votes" not in cued and any(m.start <= mention.start < m.end for m in whole):
            return True  # "Europe, including Russia", "counting its share of EU aid"
        if is_in_event(self.scan, mention):
            return True
        near = max(0, mention.start - 28)
        sources = self.scan.index.within(near, mention.start, "according")
        if any(m.value == "source" and leads(self.scan.text, m.end, mention.start) for m in sources):
            return True
        if mention.kind == "capital":
            places = self.scan.index.within(near, mention.start, "to", "in", "at", "out-of", "of", "agent")
            led = [
                m
                for m in places
                if m.value != WHILE
                and (m.end > mention.start or leads(self.scan.text, m.end, mention.start, BARE))
            ]
            if not led or any(m.kind in ("of", "agent") for m in led):
                return False  # "the budget of Paris", "64 % for Paris"
            if _is_voted_with(cued, led[0]):
                return False  # "s'est alignée sur Washington"
            if _is_trade(cued, mention):
                return False  # "achète ses armes à Moscou"
            if self._is_measured_there(cued, mention, led[0].start):
                return False  # "In Berlin liegt dieser Anteil bei 29 Prozent"
            if self._is_one_of_places(cued, mention):
                return False
            return not self._is_seat(led[0].start)
        return False

    def _is_measured_there(self, cued: Cued, mention: Mention, led: int) -> bool:
        """ "In Berlin that share is 29 %, in Brussels 15": places that open the clauses of what was told before."""
        told = cued.get("same-there", ())
        if not told:
            return False
        cut = self.scan.sentence(mention.start)
        if led - cut.start > 1:
            return told[0].end <= mention.start and self.scan.text[cut.start : led].rstrip()[-1:] in (
                ",",
                ";",
            )
        gap = self.scan.text[mention.end : told[0].start].lstrip(", ")
        return told[0].start > mention.start and "," not in gap and len(gap.split()) < FEW

    def _is_one_of_places(self, cued: Cued, mention: Mention) -> bool:
        """ "From 4.12 % of GDP in Warsaw to 1.28 % in Madrid": one of several places that stand behind numbers."""
        if not self._is_behind_number(cued, mention):
            return False
        cut = self.scan.sentence(mention.start)
        others = (
            m for m in self.scan.index.within(cut.start, cut.end, "capital") if m.value != mention.value
        )
        return any(self._is_behind_number(cued, m) for m in others)

    def _is_behind_number(self, cued: Cued, mention: Mention) -> bool:
        """Tell whether a place stands right behind a share of GDP, a percentage or a sum, with its preposition."""
        led = self.scan.index.within(max(0, mention.start - FEW * BARE), mention.start, "in", "at", "to")
        led = [m for m in led if leads(self.scan.text, m.end, mention.start, BARE)]
        before = bisect_right(self._amounts, led[0].start) - 1 if led else -1
        if before < 0 or self.amounts[before].kind not in ("percent", "money", "bare"):
            return False
        between = self.scan.text[self.amounts[before].end : led[0].start]
        gdp = [
            m for m in cued.get("gdp", ()) if self.amounts[before].end <= m.start and m.end <= led[0].start
        ]
        return not between.strip() or (bool(gdp) and len(between.split()) <= FEW)

    def _says_whose_institute(self, mention: Mention) -> bool:
        """Tell whether a name only says where an institute is at home: "the Swedish SIPRI"."""
        institutes = self.scan.index.within(mention.end, mention.end + 2, "organisation")
        return any(joined(mention.end, each.start) for each in institutes)

    def _says_whose_ranking(self, mention: Mention, cued: Cued) -> bool:
        """Tell whether a group only says among whom one of it is ranked: "Estonia heads the Baltic league"."""
        ranked = cued.get("ranking-noun", ())
        beside = (joined(mention.end, m.start) or joined(m.end, mention.start) for m in ranked)
        if not any(beside):  # "the Baltic league", French "le classement balte"
            return False
        low = self.scan.sentence(mention.start).start
        return bool(self.scan.index.within(low, mention.start, "country", "capital", "demonym"))

    def _names_a_topic(self, mention: Mention) -> bool:
        """Tell whether a country only says what is talked about, as in German compounds: "der Ukraine-Krieg"."""
        dashed = self.scan.text[mention.end : mention.end + 1] in ("-", "\u2010", "\u2011")
        topics = self.scan.index.within(mention.start, mention.end, "topic") if dashed else ()
        return any(topic.start == mention.start and topic.end > mention.end for topic in topics)

    def _is_some_world(self, mention: Mention) -> bool:
        """Tell whether the world is one of a kind, and spends nothing: "2 % is too little for a world at war"."""
        written = self.scan.language.settings["measures"].patterns["some_world"]
        return written.search(self.scan.text, max(0, mention.start - NEAR), mention.start) is not None

    def is_seat(self, mention: Mention) -> bool:
        """Tell whether a place is only where a government sits, which may give: "the government in Oslo sent 14"."""
        if mention.kind != "capital":
            return False
        led = self.scan.index.within(max(0, mention.start - FEW * BARE), mention.start, "in", "at", "to")
        return any(leads(self.scan.text, m.end, mention.start, BARE) and self._is_seat(m.start) for m in led)

    def _is_seat(self, offset: int) -> bool:
        """Tell whether a government stands right before a place: "the cabinet in Berlin" is Germany's."""
        houses = self.scan.index.within(max(0, offset - NEAR), offset, "voice")
        return any(m.value == "house" and joined(m.end, offset) for m in houses)


def is_in_event(scan: Scan, mention: Mention) -> bool:
    """Tell whether a name only tells an event that dates: "a fund set up after Russia invaded Ukraine".

    Not who opens a sentence with what it did, which dates nothing: "Finland joined NATO in 2023 and spends 2.4 %",
    nor whom a pronoun right behind takes up: "When Finland joined NATO, it had 24,000 soldiers".
    """
    event = _event(scan, mention)
    if event is None:
        return False
    first = mention.start - event.start <= ARTICLE and scan.sentence(event.start).start == event.start
    return not (first or is_taken_up(scan, mention))


def is_taken_up(scan: Scan, mention: Mention) -> bool:
    """Tell whether a pronoun right behind an event is who did it: "When Finland joined NATO, it"."""
    event = _event(scan, mention)
    if event is None or mention.start - event.start > ARTICLE:
        return False
    behind = scan.index.within(event.end + 1, event.end + 3, "cue")
    if not any(m.value == "it-alone" and m.start > event.end for m in behind):
        return False
    told = scan.index.within(max(0, event.start - NEAR), event.start, "that-year")
    return any(m.end + 1 == event.start for m in told)


def _event(scan: Scan, mention: Mention) -> Mention | None:
    """Return the event that a name is part of."""
    near = scan.index.within(max(0, mention.start - NEAR), mention.end, "event")
    return next((e for e in near if e.start <= mention.start < e.end), None)


def _is_voted_with(cued: Cued, led: Mention) -> bool:
    """Tell whether a preposition leads up to whom another votes with."""
    alike = (*cued.get("alike", ()), *cued.get("alike-again", ())) if "votes" in cued else ()
    return any(m.start == led.start or joined(m.end, led.start) for m in alike)


def _is_trade(cued: Cued, mention: Mention) -> bool:
    """Tell whether arms are bought in what is said before a name."""
    return "arms-noun" in cued and any(m.end <= mention.start for m in cued.get("purchases", ()))
