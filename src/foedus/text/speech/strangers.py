"""A sentence that tells something in, the people out whom no list knows, where they stand as those who say it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from foedus.text.lexicon import SPEECH, Scan
from foedus.text.match import Mention
from foedus.text.particles import WORD, Grammar, grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.speech.memory import Memory
from foedus.text.speech.name import Name, stranger
from foedus.text.speech.people import people

_APPOSED = re.compile(r", (?P<a>(?:[a-zà-ÿ'’-]+ ){1,4})$")  # "…, boss X told"
_ROLE = re.compile(r"([\w'’-]+)\.? ")
_SHORT = re.compile(r"(?<=[ \n])[A-Z][a-z]{0,4}\. $")  # "said Sen. X", "a dit M. X"
_ASIDE = re.compile(r"(?:, | [–—] )[^.;:!?«»“”„\"\n]{1,120}(?:, | [–—] )")  # "X, who leads the union, said"
_SURNAME = re.compile(r"\.? (?P<n>[A-ZÀ-Þ][^\W\d_]+(?:-[A-ZÀ-Þ][^\W\d_]+)?)(?![\w-]| [A-ZÀ-Þ])")
_ALONE = re.compile(r", (?P<n>[A-ZÀ-Þ][^\W\d_]{2,30}) $")  # "Asked about it, X said"
_CUTS = re.compile(r"[^\w\s'’-]|\n")
_SAID = ("say", "utter", "act", "show")
_LISTED = (
    "country", "capital", "city", "organisation", "group", "month", "weekday", "meeting", "mission", "demonym",
    "people", "office", "title", "role", "honorific", "house", "mark", "voice", "noun", "scale", "currency",
    "now", "last",
)  # fmt: skip
_SMALL = (
    "articles",
    "determiners",
    "prepositions",
    "connectors",
    "indefinites",
    "possessives",
    "between",
    "glue",
)
_OF_A_PERSON = ("source", "tag", "near")  # what attributes without a verb and is said of people
_LEADS_UP = re.compile(r":\s?[«“„\"]")  # a colon before a quotation
_ACRONYM = re.compile(r"\b[A-Z]{3,6}\d? ")
_COUNTED = re.compile(r"\d[\s\u00a0\u202f]$")
_QUOTED = (",", "»", "”", "“", '"', "’")
LED = 3  # characters of an article that a name of a house may hold: "l'AFP"
BEHIND = 60  # characters between a verb and the name behind it
LONGEST_ASIDE = 140  # characters between a name and its verb
MOST = 12  # names of one sentence that are looked at


class Strangers:
    """Finds who speaks in one text and stands in no list."""

    def __init__(self, scan: Scan, memory: Memory) -> None:
        self.text, self.index, self.memory = scan.text, scan.index, memory
        self.words = grammar(scan.language.code)

    def within(self, s: Sentence, taken: Sequence[tuple[int, int]]) -> list[Name]:
        """Return the strangers of a sentence that are said to speak; `taken` are the spans of other names."""
        said = [m for m in self.index.mentions(s.number, SPEECH) if _tells(m)]
        colon = None if said else _LEADS_UP.search(self.text, s.start, s.end)
        if not said and colon is None:
            return []
        found: list[Name] = []
        for first, start, end in (*self._named(s, taken), *self._surnames(s, said, taken)):
            start, name = self._headed(s, start, said), self.text[start:end]
            told = " " not in name or self._speaks(start, end, said) or self._opens(s, first, colon)
            if told and not self._is_listed(first, end):
                name = self.memory.strange.get(name) or _known(name) or name
                self.memory.met(name)
                found.append(Name(start, end, name, self.memory.serves(name), "person"))
        return found

    def _opens(self, s: Sentence, start: int, colon: re.Match[str] | None) -> bool:
        """ "X, of the institute, was not surprised: "…"": whoever opens what leads up to a quotation."""
        lead = WORD.findall(self.text[s.start : start].lower())
        return colon is not None and start < colon.start() and all(map(self._is_small, lead))

    def _headed(self, s: Sentence, start: int, said: Sequence[Mention]) -> int:
        """Take in what stands right before a name: "boss X" behind a comma, "Sen. X"."""
        if short := _SHORT.search(self.text, max(s.start, start - 8), start):
            return short.start()
        apposed = _APPOSED.search(self.text, max(s.start, start - 40), start)
        if apposed and not any(apposed.start() < m.start < start for m in said):
            return apposed.start("a")
        return start

    def _surnames(
        self, s: Sentence, said: Sequence[Mention], taken: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[int, int, int]]:
        """Yield surnames alone: behind an honorific, or between a comma and a verb of speech."""
        spans = [
            _SURNAME.match(self.text, m.end, s.end) for m in self.index.within(s.start, s.end, "honorific")
        ]
        if not self.words.verb_second:
            verbs = [m.start for m in said if m.kind.startswith("say")]
            spans += [_ALONE.search(self.text, max(s.start, at - 36), at) for at in verbs]
        for match in spans:
            if match is None:
                continue
            start, end = match.span("n")
            if not any(a < end and b > start for a, b in taken):
                yield start, start, end

    def _named(self, s: Sentence, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
        """Yield what is written like a name of two words or more, with the role before it and without."""
        spans = sorted(taken)
        for n, match in enumerate(_names(self.words).finditer(self.text, s.start, s.end)):
            if n >= MOST:
                return
            start, end = match.span("name")
            start = self._without_small(start, end)
            start = self._without_hearer(start, end)
            if "-" in self.text[start:end].partition(" ")[0]:  # "Rheinmetall-Chef X"
                start = self._without_role(start, end)
            if _COUNTED.search(self.text, max(0, start - 2), start):
                continue
            first, start = start, self._without_role(start, end)
            if end - start < 5 or " " not in self.text[start:end] or self.text[start].islower():
                continue
            i = bisect_left(spans, (start, start))
            near = spans[max(0, i - 1) : i + 1]
            if not any(a < end and b > start for a, b in near):
                yield first, start, end

    def _is_small(self, word: str) -> bool:
        return any(self.words.has(key, word) for key in _SMALL)

    def _is_listed(self, start: int, end: int) -> bool:
        # an initial is none of them: "Anna D Reich"
        return any(m.end - m.start > 1 for m in self.index.within(start, end, *_LISTED))

    def _without_small(self, start: int, end: int) -> int:
        """Return where a name begins behind the little words that open a sentence ("But X", "L'avocate X")."""
        while (word := WORD.match(self.text, start, end)) and self._is_small(word[0].lower()):
            start = word.end() + 1
            if self.text[word.end() : start] in ("'", "’") and self.text[start : start + 1].islower():
                gap = self.text.find(" ", start, end)
                start = gap + 1 if gap > 0 else end
        return start

    def _without_hearer(self, start: int, end: int) -> int:
        """Return where a name begins behind the house to which it tells something: French "a dit à l'AFP Ada Lund"."""
        houses = self.index.within(start - LED, start + 1, "organisation")
        over = [m.end for m in houses if start < m.end < end and self.text[m.end] == " "] if houses else []
        acronym = _ACRONYM.match(self.text, start, end)
        if not over and acronym is None:
            return start
        before = words_before(self.text, start)[-1:]
        if not before or not self._is_small(before[0]):
            return start
        return max(over) + 1 if over else acronym.end() if acronym else start

    def _without_role(self, start: int, end: int) -> int:
        """Return where a name begins behind a role with a capital ("die Chefärztin Anna Reich", "Councillor X")."""
        first = _ROLE.match(self.text, start, end)
        if first is None:
            return start
        before = WORD.findall(self.text[max(0, start - 12) : start].lower())
        apart = self.words.verb_second and before and self._is_small(before[-1])
        apart = apart and self.text[start - 1 : start] == " "
        return first.end() if apart or self._is_role(first[1]) else start

    def _speaks(self, start: int, end: int, said: Sequence[Mention]) -> bool:
        """Tell whether a verb of speech stands right behind a name or its aside, or before it."""
        # "X, of a think tank, argued"
        behind = [m.start for m in said if end <= m.start <= end + LONGEST_ASIDE]
        if any(self._reaches(end, start) for start in behind):
            return True
        before = [m for m in said if m.end <= start]
        return bool(before) and self._leads(before[-1], start)

    def _reaches(self, end: int, verb: int) -> bool:
        """Tell whether only little words, or one or two asides between commas, stand between a name and its verb."""
        gap = self.text[end:verb]
        if gap.startswith((",", " –", " —")):
            if len(gap) > LONGEST_ASIDE or (aside := _ASIDE.match(gap)) is None:
                return False
            gap = gap[aside.end() :]
        return (
            len(gap) < 40
            and not _CUTS.search(gap)
            and all(
                self.words.between(w) or self.words.has("auxiliaries", w) for w in WORD.findall(gap.lower())
            )
        )

    def _leads(self, verb: Mention, start: int) -> bool:
        """Tell whether a role without a place or an object stands between a verb and the name behind it."""
        gap = self.text[verb.end : start]
        if len(gap) > BEHIND or _CUTS.search(gap):
            return False
        words = WORD.findall(gap)
        if words and self._is_told_to(verb.end, start):
            words = []
        if verb.kind.startswith("act") and self.text[verb.start - 3 : verb.start].strip()[-1:] not in _QUOTED:
            return False
        if any(self.words.leads_away(w.lower()) for w in words) or len(words) > 6:
            return False
        return not words or self.words.verb_second or words[-1].islower() or self._is_role(words[-1])

    def _is_told_to(self, end: int, start: int) -> bool:
        """Tell whether nothing but the house that is told something stands in a gap: French "à l'AFP ", "à la BBC "."""
        houses = [m for m in self.index.within(end, start, "organisation") if m.end == start - 1]
        acronym = _ACRONYM.search(self.text, end, start)
        low = houses[0].start if houses else acronym.start() if acronym and acronym.end() == start else end
        led = WORD.findall(self.text[end:low].lower())
        return 0 < len(led) <= 2 and self.words.leads_away(led[0])

    def _is_role(self, word: str) -> bool:
        return word.lower().endswith(tuple(self.words.listed("role_endings")) or ("\0",))


def _tells(m: Mention) -> bool:
    return m.kind.partition(".")[0] in _SAID or (m.kind == "according" and m.value in _OF_A_PERSON)


@cache
def _known(name: str) -> str | None:
    """Return the one person of the tables who has this first name ("Sir Keir"), None where nobody or several have."""
    found = [full for full in people() if full.startswith(f"{name} ")]
    return found[0] if len(found) == 1 else None


@cache
def _names(words: Grammar) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.'’-]){stranger(words).pattern.removeprefix(',? ')}")
