"""Voices in, positions out: what someone says, asks, promises or denies without a number."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.text.events.findings import Findings, Found
from foedus.text.events.quoted import Quoted
from foedus.text.events.retold import Retold
from foedus.text.lexicon import Scan
from foedus.text.speech.attribution import Attribution


def positions(
    scan: Scan, attribution: Attribution, taken: Sequence[tuple[int, int]], events: Sequence[tuple[int, int]]
) -> list[Found]:
    """Return the attributed clauses that hold no figure and tell no event; spans do not overlap."""
    findings = Findings(scan, attribution, taken, events)
    quoted, retold = Quoted(findings), Retold(findings)
    for quote, frame in attribution.quotes:
        if frame is not None:
            quoted.read(quote, frame)
    alone = bool(findings.words.settings.get("quoted_alone"))
    if alone:  # the phrase of the verb before the quoted words tells it, not all of the clause
        quoted.add_words(ahead=True)
    for frame in attribution.frames:
        if frame.rule not in ("quote", "words"):
            retold.read(frame)
    quoted.add_words(ahead=False)
    if not alone:
        quoted.add_words(ahead=True)
    return findings.apart()
