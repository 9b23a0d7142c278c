"""A text in, its sentences out, cut where a stop, a quotation or a paragraph ends."""

from __future__ import annotations

import re

import msgspec

from foedus.text.settings import UNWRITTEN

# One set of characters first, so that the search runs from sign to sign.
_STOP = re.compile(
    r"""[.!?…\n"”»](?:(?<=\n)\s*"""
    r"""|(?<=[.!?…])(?<![.!?…]{2})[.!?…]*[“«]?["'»”’)\]\u202f\xa0 ]{0,4}\s+"""
    r"""|(?<=[.!?…]["”»])"""
    r"""|(?<=[a-zà-ÿ]{4}[.!?])(?=[A-ZÀ-Þ][a-zà-ÿ’'])"""  # a blank that was lost: "in Washington.The leaders"
    r""")"""
)
_WORD = re.compile(r"[^\W\d_]+")
_INITIALS = re.compile(r"[A-Z](?:\.[A-Z])?")  # "J.D. Vance"
_ABBREVIATION = re.compile(r"(\w+(?:\.\w+)*)$")
_YEARS = re.compile(r"\d{4}[-–/]$")
_DECIMALS = re.compile(r"\d,$")
_LENGTH = re.compile(r"\d[ \xa0\u202f]?m{1,2}$")
LONGEST_SENTENCE = 1000
# A place, a day and an agency before a report: "BRUSSELS, 18 October – ", "Brüssel/Berlin (dpa) - ", "Wien, 3. Mai - ".
DATELINE = re.compile(
    r"[A-ZÀ-Þ]{3}[A-ZÀ-Þ '’/-]{0,40},?[^\n.;:—]{0,30}(?: [-–—] |—(?=[A-ZÀ-Þ“\"]))"
    r"|[A-ZÀ-Þ][\w'’/-]*(?: [A-ZÀ-Þ][\w'’/-]*){0,3}(?:, [^\n();:]{1,24})? ?\([A-Za-zÀ-ÿ/ -]{2,20}\) ?[-–—]\s"
    r"|[A-ZÀ-Þ][\w'’/-]*(?: [A-ZÀ-Þ][\w'’/-]*){0,3}, "
    r"(?:\d{1,2}\.? [A-ZÀ-Þ]\w{2,9}\.?|[A-ZÀ-Þ]\w{2,9}\.? \d{1,2})(?:,? \d{4})? [-–—] "
)


class Sentence(msgspec.Struct, eq=False, gc=False):
    """A stretch of text that ends with a stop, a paragraph or after 1,000 characters.

    `paragraph` and `number` count from 0: it is the text's sentence of that number.
    """

    start: int
    end: int
    paragraph: int
    number: int


def sentences(
    text: str,
    abbreviations: frozenset[str],
    openers: frozenset[str] = frozenset(),
    leads: re.Pattern[str] = UNWRITTEN,
) -> list[Sentence]:
    """Cut the text into sentences; what belongs to none is white space at an edge, or leads over to a sentence.

    `openers`: words with a capital that open a sentence even behind an abbreviation: "… than the U.S. According to".
    `leads`: what leads over to a sentence and tells nothing of it: "Meanwhile, ", a dateline.
    """
    cut: list[Sentence] = []
    begin, paragraph = 0, 0

    def add(start: int, end: int) -> None:
        piece = text[start:end].rstrip()
        end = start + len(piece)
        start = end - len(piece.lstrip())
        if lead := leads.match(text, start, end):
            start = lead.end()
        while end - start > LONGEST_SENTENCE:
            space = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
            middle = space if space > start else start + LONGEST_SENTENCE
            cut.append(Sentence(start, middle, paragraph, len(cut)))
            start = middle + (space > start)
        if end > start:
            cut.append(Sentence(start, end, paragraph, len(cut)))

    for stop in _STOP.finditer(text):
        if stop.end() <= begin:
            continue
        newline = "\n" in stop[0]
        if not newline and not _ends_sentence(text, stop, abbreviations, openers):
            continue
        add(begin, stop.end())
        begin = stop.end()
        paragraph += newline
    add(begin, len(text))
    return cut


def _ends_sentence(
    text: str, stop: re.Match[str], abbreviations: frozenset[str], openers: frozenset[str]
) -> bool:
    following = text[stop.end() : stop.end() + 1]
    if not following or following.islower():
        return False
    if stop[0][0] == "." and (word := _ABBREVIATION.search(text, max(0, stop.start() - 12), stop.start())):
        if "." in word[1] and openers and (first := _WORD.match(text, stop.end())) and first[0] in openers:
            return True
        if word[1].isdigit() and _YEARS.search(text, max(0, word.start() - 5), word.start()):
            return True  # "2020–24." is no 24th of a month
        if word[1].isdigit() and _DECIMALS.search(text, max(0, word.start() - 3), word.start()):
            return True  # "auf 3,5." is no fifth
        if _LENGTH.search(text, max(0, word.start() - 2), word.end()):
            return True  # "obus de 155 mm. Kiev" names no "MM. Dupont et Durand"
        return word[1].lower() not in abbreviations and not _INITIALS.fullmatch(word[1])
    return True
