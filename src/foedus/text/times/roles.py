"""A time by itself in, the same with the role that its clause gives it out: not "until" but at, not at but "since"."""

from __future__ import annotations

import re

from foedus.text.lexicon import SPEECH, Scan
from foedus.text.particles import WORD, grammar
from foedus.text.settings import UNWRITTEN
from foedus.text.times import dates
from foedus.text.times.moment import ENDLESS, Time

VERB = 60  # characters of a verb of saying before what it says, whom it is said to among them
SAYING = ("say", "utter", "show")  # kinds of verbs that lead to what is said
_BROKEN = re.compile(r"[.;:!?()\d]|, ")
_NUMBER = re.compile(r" ?[$€£]? ?\d")
# What may stand between "since" and the time that its clause is told of.
_CLAUSE = re.compile(r"[^,;:()\d–—\"“”«»]{1,80}")


class Roles:
    """Reads what the words around the times of one text make of them."""

    def __init__(self, scan: Scan) -> None:
        self._scan, self._words = scan, grammar(scan.language.code)
        ago = self._words.patterns["since_ago"]
        self._ago = None if ago is UNWRITTEN else ago  # a time ago since when something goes on

    def of(self, found: list[Time], time: Time, n: int) -> list[Time]:
        """Return a time of a sentence in its role; none where it only tells when one found before it began."""
        if time.role == "until":
            time = self._delayed(time, n)
        time = self._owned(time, n)
        return self._begun(found, time, n) if time.role == "at" else [time]

    def _delayed(self, time: Time, n: int) -> Time:
        """Return an end up to which something was not so as the time from which it is: "did not do so until 2024"."""
        denied = self._words.patterns["not_until"]
        if not denied.search(self._scan.text, self._scan.sentences[n].start, time.start):
            return time
        return time._replace(role="at", first=time.last)

    def _owned(self, time: Time, n: int) -> Time:
        """Return a time that a number belongs to as the time of that number: "up from last year's 3.3 %".

        Behind a verb of saying a word that may lead to a base only opens what is said: French "a dit qu'en 2014".
        """
        ago = self._ago  # French "voilà trois ans que la Pologne dépasse 3 %"
        if time.role == "at" and self._is_risen_over(time, n):
            return time._replace(role="since", last=ENDLESS, bases=(time.first,))
        if time.role == "at" and ago is not None and ago.match(self._scan.text, time.start):
            return time._replace(role="since", last=ENDLESS, bases=(time.first,))
        if time.role != "since":
            return time
        if self._opens_clause(time) and (self._is_said(time) or self._is_only_then(time, n)):
            return time._replace(role="at", last=time.first, bases=())
        behind = self._scan.index.within(time.end, time.end + 2, "possessive")
        if not behind or not _NUMBER.match(self._scan.text, behind[-1].end):
            return time
        return time._replace(role="at", last=time.first, bases=())

    def _is_risen_over(self, time: Time, n: int) -> bool:
        """Tell whether a year is what a change is measured from: "a rise of 4.8 billion over 2016"."""
        over = self._words.patterns["risen_over"]
        day = self._scan.document.published
        if over is UNWRITTEN or day is None or time.first != time.last or not time.first < str(day.year):
            return False
        low = self._scan.sentences[n].start
        return time.first.isdigit() and over.search(self._scan.text, low, time.end) is not None

    def _is_said(self, time: Time) -> bool:
        """Tell whether a time opens what a verb or a noun before it says, by a word that may also mean "than"."""
        set_off = self._scan.text[time.end : time.end + 1] == ","
        if not time.stated and not set_off:
            return False
        low = max(0, time.start - VERB)
        verbs = self._scan.index.of_book(SPEECH, low, time.start)
        said = [m.end for m in verbs if m.kind.startswith(SAYING) or m.kind == "opening"]
        between = self._scan.text[said[-1] : time.start] if said else self._scan.text[low : time.start]
        words = [w.lower() for w in WORD.findall(between)]
        if not (said or set_off or any(self._words.has("facts", w) for w in words[-1:])):
            return False
        return not any(self._words.has("comparatives", w) for w in words) and not _BROKEN.search(between)

    def _is_only_then(self, time: Time, n: int) -> bool:
        """Tell whether a denial makes a time the only one, or the first: French "n'a atteint 2 % qu'en 2023"."""
        denied = self._words.patterns["only_then"]
        return denied.search(self._scan.text, self._scan.sentences[n].start, time.start) is not None

    def _opens_clause(self, time: Time) -> bool:
        """Tell whether a time opens with a word that opens clauses as well: French "que"."""
        opens = self._scan.index.within(time.start, time.start + 1, "clause")
        return any(m.value == "that" for m in opens)

    def _begun(self, found: list[Time], time: Time, n: int) -> list[Time]:
        """Return a time as a start where its clause tells since when: "since the new cabinet was sworn in in 2021".

        What says again when a known event was ("since the attack began in late February") is left out.
        """
        low = self._scan.sentences[n].start
        leads = self._scan.index.within(low, time.start, "since")
        if not leads or leads[-1].value != dates.SINCE or not time.first[:4].isdigit():
            return [time]
        if not _CLAUSE.fullmatch(self._scan.text, leads[-1].end, time.start):
            return [time]
        if not found or found[-1].end <= leads[-1].start:
            start = leads[-1].start
            return [Time(start, time.end, "since", time.first, ENDLESS, time.stated, (time.first[:4],))]
        event = found[-1]
        if event.role != "since" or event.stated:
            return [time]
        told = self._scan.text[event.end : time.start].split()
        # "since Russia invaded Ukraine in 2022"
        named = len(told) <= 1 and all(word[0].isupper() for word in told)
        month = event.first[4:] == time.first[4:7] and (not time.stated or event.first == time.first[:7])
        return [] if month or (named and event.first.startswith(time.first)) else [time]
