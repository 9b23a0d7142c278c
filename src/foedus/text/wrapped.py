"""A text in, the same without the line ends that only fit it to a width, sign for sign, out: of e-mails and PDFs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from foedus.text.divided import Divided

NARROWEST, WIDEST = 28, 130  # signs of a full line
FULL = 0.85  # of the width: letters are not all as wide as each other, and words are long or short
FITTED, FEWEST = 0.8, 4  # of so many line ends this share is where the next word would not have fitted
LONGEST = 40  # signs of a part of a word
UNSEEN = "\u200b"  # for what else stood between two words, or between the parts of one
_LINE = re.compile(r"(?P<quote>(?:>[ ]?)*)(?P<indent>[ \t\f]*)(?P<text>[^\r\n]+)|[\r\n]+")
STOPS = re.compile(r"[.!?…:;][\"»”’)\]]*$")  # a sentence, at the end of a line
_ITEM = re.compile(r"(?:[-–—•*▪◦·]|\(?(?:\d{1,3}|[a-z])[.)]|\(?[A-Z]\))\s")
_ROW = re.compile(r".*(?:\t|\S {3,}\S|\|)")  # of a table
_PARTED = re.compile(r"([^\W\d_]{2,})-$")
_PART = re.compile(r"[^\W\d_]+")


class Line(NamedTuple):
    """A line with something on it, without the marks of a quoted one."""

    start: int
    end: int
    text: str
    quote: int  # how many marks stand before it
    indent: int


class Break(NamedTuple):
    """The end of a line that another follows."""

    start: int
    end: int
    full: bool  # the next word would hardly have fitted
    fits: bool  # the next word would not have fitted
    goes_on: bool  # no sentence is at its end, and a small letter follows
    anew: bool  # no sentence is at its end, and a capital follows


def unwrapped(text: str) -> str:
    """Return a text in which a blank stands for the end of a line that was broken to fit a width.

    Offsets stay what they were. A text is taken for broken if what fills its lines goes on, with a small letter, at
    least a quarter as often as it begins anew, or if they are as long as their words let them be; so is a block of such
    a text, unless each of its lines begins anew.

    >>> unwrapped("Allies have long promised that they would\\nspend more.\\n\\nAnkara has not.")
    'Allies have long promised that they would spend more.\\n\\nAnkara has not.'
    >>> unwrapped("> Allies have long promised that they would\\n> spend more.").replace(UNSEEN, "")
    '> Allies have long promised that they would spend more.'
    >>> unwrapped("Allies raise their budgets\\nMinisters of the alliance met in Brussels on Friday.")
    'Allies raise their budgets\\nMinisters of the alliance met in Brussels on Friday.'
    """
    blocks = [list(_breaks(block)) for block in _blocks(text)]
    full = [each for block in blocks for each in block if each.full]
    onward, anew = sum(each.goes_on for each in full), sum(each.anew for each in full)
    fitted = len(full) >= FEWEST and _fitted(
        [block for block in blocks if not _lists(block) or _fitted([block])]
    )
    if not onward or (4 * onward < anew and not fitted):
        return text
    soft = [
        each
        for block in blocks
        if not _lists(block) or (fitted and _fitted([block]))
        for each in block
        if each.full or each.goes_on
    ]
    return _joined(text, soft) if soft else text


def _joined(text: str, soft: list[Break]) -> str:
    """Return a text without some line ends, and with the words whole that were divided there."""
    parted = {
        each.start: word
        for each in soft
        if (word := _PARTED.search(text, max(0, each.start - LONGEST), each.start)) is not None
    }
    divided = Divided(text, len(parted), len(soft)) if parted else None
    parts: list[str] = []
    at = 0
    for each in soft:
        first, second = parted.get(each.start), _PART.match(text, each.end)
        start, blank = each.start, " "
        if divided is not None and first is not None and second is not None:
            joint = divided.joint(first[1], second[0])
            start, blank = start - (not joint), joint[1:]
        parts += text[at:start], blank, UNSEEN * (each.end - start - len(blank))
        at = each.end
    return "".join((*parts, text[at:]))


def _lists(block: list[Break]) -> bool:
    """Tell whether every line of a block begins anew."""
    return len(block) > 1 and all(each.anew for each in block)


def _fitted(blocks: list[list[Break]]) -> bool:
    """Tell whether the lines of some blocks are as long as their words let them be."""
    fits = [each.fits for block in blocks for each in block]
    return sum(fits) >= FITTED * len(fits)


def _breaks(block: list[Line]) -> Iterator[Break]:
    """Yield where one line follows another in a block, if it is about as wide as people set lines."""
    width = max(line.indent + len(line.text) for line in block)
    if not NARROWEST <= width <= WIDEST:
        return
    for line, following in pairwise(block):
        if _ROW.match(line.text) or _ROW.match(following.text):
            continue
        word, is_open = following.text.split(maxsplit=1)[0], STOPS.search(line.text.rstrip()) is None
        needed = line.indent + len(line.text.rstrip()) + 1 + len(word)
        if (following.indent > line.indent or _ITEM.match(following.text)) and not (
            is_open and needed > width
        ):
            continue
        if following.indent > line.indent and _ITEM.match(line.text) is None:
            continue
        goes_on, anew = is_open and word[0].islower(), is_open and word[0].isupper()
        yield Break(line.end, following.start, needed > FULL * width, needed > width, goes_on, anew)


def _blocks(text: str) -> Iterator[list[Line]]:
    """Yield the lines that no empty one parts, nor a change of who is quoted."""
    block: list[Line] = []
    for line in _lines(text):
        apart = block and (text.count("\n", block[-1].end, line.start) > 1 or line.quote != block[-1].quote)
        if apart:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _lines(text: str) -> Iterator[Line]:
    for match in _LINE.finditer(text):
        if (told := match["text"]) and told.strip():
            yield Line(*match.span("text"), told, match["quote"].count(">"), len(match["indent"]))
