"""A text in, the same with what is set in capitals as a sentence is set, sign for sign, out: of headlines and openings.

"Poland Raises Its Defence Budget, Tusk Says", "POLAND RAISES ITS DEFENCE BUDGET, TUSK SAYS" and "POLAND IS TO RAISE its
defence budget, Tusk says" are read like "Poland raises its defence budget, Tusk says". What a language writes small is
what its tables write small; what has capitals, its names and what the rest of the text gives capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from foedus.alliances.registers import without_accents
from foedus.text.match import CodePage, Lexicon
from foedus.text.sentences import DATELINE
from foedus.text.settings import Settings
from foedus.text.written import Ways, of_text

FEWEST = 2  # words that have a capital only because of how a line is set
STRAY = 4  # words with such a capital for each one without: "to 4.7 percent of GDP"
SHORT = 3  # letters of what is an abbreviation, if no list knows it
BEFORE = 12  # signs before a word that tell whether it is a name
_WORD = re.compile(r"[^\W\d_]+")
_MID = re.compile(r"(?<=[\w,;%)] )[^\W\d_]{2,}")  # words that open no sentence
_HEAD = re.compile(r"(?:^|\n|(?<![\s.][A-Z])[.!?…][\"”»’)\]]{0,2}\s+|(?<=[:;] )(?=[\"“«‘]))[^\w]*")
_RUN = re.compile(
    r"(?<![^\W\d_])(?:[A-ZÀ-Þ]['’])?[A-ZÀ-Þ]{2,}(?:[ ,'’-]{1,2}(?:[A-ZÀ-Þ]|\d)+(?:[.,]\d+)*(?![^\W\d_]))+"
)
_GOES_ON = re.compile(r"[!?.…]|[ ,]{1,2}[a-zß-ÿ]")
_VOWEL = re.compile(r"[AEIOUYÀ-Þ]")
_ACCENT = re.compile(r"[À-Þ]")
_NUMBERED = re.compile(r"\.|-\d")  # "A. Merkel", "the A-10"
_APOSTROPHES = ("'", "’")


class Stretch(NamedTuple):
    """What is set in capitals, `loud`, or with a capital at each word."""

    start: int
    end: int
    loud: bool


class Caser:
    """Sets the texts of one language by the `ways` it writes its words, and by the names in its `book`."""

    def __init__(self, page: CodePage, book: Lexicon, ways: Ways, told: Settings) -> None:
        self._page, self._book, self._ways, self._told = page, book, ways, told
        small = rf"(?:{'|'.join(told.get('small_in_titles', ())) or '(?!)'})(?![^\W\d_])"
        # no more than one word without a capital, but those that a headline may write small
        stray = rf"[^\n]*?(?<![^\W\d_])(?!{small})[a-zß-ÿ]{{3}}"
        self._line = re.compile(rf"^(?!{stray}{stray})[^\n]*?\S [^\n]+", re.MULTILINE)
        self._small = re.compile(small)
        self._also_names = frozenset(told.get("also_names", ()))
        self._glued = frozenset(told.get("glued", ()))
        self._single, self._elided = frozenset(told.get("single", ())), frozenset(told.get("elided", ()))

    def cased(self, text: str) -> str:
        """Return a text with its lines that are set in capitals, or with a capital each word, as sentences are set."""
        found = sorted((*self._lines(text), *self._runs(text)), key=lambda each: (each.start, -each.end))
        if not found:
            return text
        rest: list[str] = []
        loud: list[Stretch] = []
        end = 0
        for each in found:
            if each.start >= end:
                rest.append(text[end : each.start])
                loud.append(each)
                end = each.end
        rest.append(text[end:])
        own = of_text(rest)
        told = (self._set(text, each, own) for each in loud)
        return rest[0] + "".join(line + after for line, after in zip(told, rest[1:], strict=True))

    def _lines(self, text: str) -> Iterator[Stretch]:
        """Yield the lines that are so set."""
        for line in self._line.finditer(text):
            told = line[0]
            if self._is_set(told):
                yield Stretch(*line.span(), sum(map(str.isupper, told)) > sum(map(str.islower, told)))

    def _is_set(self, line: str) -> bool:
        """Tell whether a line has capitals that no sentence gives its words, and few words without."""
        high = stray = 0
        for word in _MID.findall(line):
            if word[0].islower():
                stray += self._small.match(word) is None
            else:
                high += self._ways.is_small(word)
        return high >= FEWEST and stray * STRAY <= high

    def _runs(self, text: str) -> Iterator[Stretch]:
        """Yield the words in capitals that open a line of others, or stand among them: "THE ALLIES have AGREED ON"."""
        for run in _RUN.finditer(text):
            after = _GOES_ON.match(text, run.end())
            if after is None:
                continue  # "NEW YORK, 3 May (Reuters)"
            opens = after[0][-1].isalpha() and (run.start() == 0 or text[run.start() - 1] in '\n"“«')
            if sum(map(self._ways.is_small, _WORD.findall(run[0]))) >= FEWEST - opens:
                yield Stretch(*run.span(), True)

    def _set(self, text: str, each: Stretch, own: Mapping[str, str]) -> str:
        """Return a stretch as sentences are set, with the place and the day before a report as they are."""
        lead = DATELINE.match(text, each.start, each.end)
        if lead is not None and sum(map(self._ways.is_small, _WORD.findall(lead[0]))) < FEWEST:
            return lead[0] + self._sentences(text, each._replace(start=lead.end()), own, {0})
        return self._sentences(text, each, own, set())

    def _sentences(self, text: str, each: Stretch, own: Mapping[str, str], heads: set[int]) -> str:
        """Return a stretch as sentences are set; `heads`: what begins one besides what follows a stop."""
        line, loud = text[each.start : each.end], each.loud
        if loud and self._told.get("auxiliaries") and _ACCENT.search(line) is None:
            line = self._with_accents(line, _WORD.match(text, each.end + 1))
        first = max(0, each.start - BEFORE)
        heads.update(first + head.end() - each.start for head in _HEAD.finditer(text[first : each.end]))
        heads.update(name.start("name") for name in self._told.patterns["named"].finditer(line))
        made = list(line)
        for word in _WORD.finditer(line):
            start, end = word.span()
            if loud or word[0][1:].islower() or end - start == 1 or line[start - 1 : start].isdigit():
                way = self._way(line, start, end, own)
                way = way[0].upper() + way[1:] if start in heads else way
                made[start:end] = way if len(way) == end - start else word[0]
        for start, end, name in self._names(line):
            told = line[start:end]
            if loud or not told.isupper():
                made[start:end] = (b if a.isalpha() else a for a, b in zip(told, name, strict=True))
        return "".join(made)

    def _names(self, line: str) -> Iterator[tuple[int, int, str]]:
        """Yield the names of several words, and those that what stands before them tells from other words.

        So "MR PENCE" is a name, and French "LES POLONAIS", but not "LE CHEF POLONAIS".
        """
        told = self._told.patterns
        for start, end, name, kind in self._book.names(self._page.words(self._page.fold(line))):
            if len(name) != end - start or told["no_name"].match(line, start):
                continue
            if not name.isalpha() or told[f"before_{kind}"].search(line[max(0, start - BEFORE) : start]):
                yield start, end, name

    def _way(self, line: str, start: int, end: int, own: Mapping[str, str]) -> str:
        """Return how a word is written where no sentence begins."""
        word, low = line[start:end], line[start:end].lower()
        if line[start - 1 : start].isdigit() and low in self._glued:
            return low  # "$6BN"
        if end - start == 1:
            return low if self._is_small_letter(line, start, low) else word
        if low in self._also_names:
            return word if word.isupper() and not self._told.patterns["no_name"].match(line, start) else low
        way = self._ways.known.get(low)
        if way is None or way == low:
            way = own.get(low, way)
        if way is None and self._ways.is_small(low):
            return low
        if way is None:
            return word.capitalize() if len(word) > SHORT and _VOWEL.search(word) else word
        return way

    def _is_small_letter(self, line: str, at: int, low: str) -> bool:
        """Tell whether a letter that stands alone is small: "A", "POLAND'S", French "L'OTAN"."""
        if line[at + 1 : at + 2] in _APOSTROPHES:
            return low in self._elided
        return line[at - 1 : at] in _APOSTROPHES or (
            low in self._single and not _NUMBERED.match(line, at + 1)
        )

    def _with_accents(self, line: str, behind: re.Match[str] | None) -> str:
        """Return a stretch in capitals with the accents that they lack; `behind`: the word that goes on."""
        made = list(line)
        found = [word.span() for word in _WORD.finditer(line)]
        words = [line[start:end].lower() for start, end in found]
        after = (without_accents(behind[0]),) if behind is not None else ()
        whole = self._ways.with_accents((*words, *after))
        for (start, end), word in zip(found, whole, strict=False):
            if len(loud := word.upper()) == end - start:
                made[start:end] = loud
        return "".join(made)
