"""Amounts in, figures out: what each number measures, of whom, when, from which base and on which terms.

The sense of a number is the first of `senses.toml` whose cues stand where they must; a number without a sense of its
own may continue the figure before it ("against seven in 2022"); a percentage that only says at which line members are
counted is no figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from decimal import Decimal
from itertools import groupby

from foedus.model import Count
from foedus.text.figures import reading
from foedus.text.figures.context import Context
from foedus.text.figures.contrasts import is_line_missed, told_in_words
from foedus.text.figures.ellipses import parts
from foedus.text.figures.figure import Read
from foedus.text.figures.goals import is_line_set, is_named
from foedus.text.figures.grids import grids
from foedus.text.figures.promises import is_vowed_apart
from foedus.text.figures.thresholds import is_threshold, tells_which
from foedus.text.figures.told import Told

WITHOUT_LINE = ("un_vote_agreement", "arms_transfers")  # measures of which nobody has set a line


def figures(at: Context) -> list[Read]:
    """Return the figures of a document in text order."""
    reads: list[Read] = []
    tables = grids(at)
    # By sentence, what its figures leave for what is told in words, which is read last.
    told: dict[int, Told] = {}
    for index, amounts in groupby(at.amounts, key=lambda amount: at.sentence_at(amount.start)):
        for amount in amounts if index >= 0 else ():
            for part in parts(at, amount, index):
                cell = tables.read(part) if tables is not None else None
                if (read := cell or reading.read(at, part, index)) is not None:
                    reads.append(read)
        told[index] = copy(at.told)
    beside = _by_sentence(at, reads)
    reads = [read for index, here in beside.items() for read in here if not _is_when(at, read, index, here)]
    reads += told_in_words(at, reads, told)
    lines: dict[int, list[Decimal | None]] = {}  # by sentence, at which values members are counted
    for read in reads:
        if isinstance(read.figure.derivation, Count):
            within = read.figure.derivation.within
            lines.setdefault(at.sentence_at(read.span.start), []).append(within.low or within.high)
    beside = _by_sentence(at, reads)
    return [
        read
        for read in reads
        if read.figure.measure in WITHOUT_LINE or not _names_line(at, read, beside, lines)
    ]


def _names_line(
    at: Context, read: Read, beside: dict[int, list[Read]], lines: dict[int, list[Decimal | None]]
) -> bool:
    """Tell whether a number is only a line that somebody misses or that is a goal."""
    if is_line_missed(at, read, beside[at.sentence_at(read.span.start)]):
        return True
    named = _is_line(at, read, lines) or is_named(at, read.figure, read.span, read.stance)
    return read.span.start >= at.general and named


def _by_sentence(at: Context, reads: Sequence[Read]) -> dict[int, list[Read]]:
    found: dict[int, list[Read]] = {}
    for read in reads:
        found.setdefault(at.sentence_at(read.span.start), []).append(read)
    return found


def _is_line(at: Context, read: Read, lines: dict[int, list[Decimal | None]]) -> bool:
    """Tell whether a percentage only names a line, and none that someone puts up: "have agreed a target of 5 %"."""
    start, end = read.span.start, read.span.end
    bound = (
        read.stance == "reports"
        and read.figure.quantity.unit == "%"
        and read.figure.quantity.comparator != "="
    )
    if bound and tells_which(at, start):
        return True
    if not is_threshold(at, read.figure, start, end, lines):
        return False
    if read.stance not in ("pledges", "demands"):
        return True
    sentence = at.sentence(start)
    return not (is_line_set(at, start, sentence) or is_vowed_apart(at, start, end, sentence))


def _is_when(at: Context, read: Read, index: int, beside: Sequence[Read]) -> bool:
    """Tell how long what is measured took, which is its period and no figure: "20 billion of aid over four years"."""
    if read.figure.measure is not None:
        return False
    if not any(t.lasting and t.start < read.span.end and read.span.start < t.end for t in at.times.of(index)):
        return False
    return any(r.figure.measure is not None for r in beside)
