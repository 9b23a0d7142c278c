"""A number in, the house whose count it is out: an institute with a count of its own, or the alliance.

It is the house that speaks the number's own clause, else the one that its sentence or the one before names, else the
one whose count the paragraph has told, else the one that the report is about.
"""

from __future__ import annotations

import msgspec

from foedus import alliances
from foedus.model import Count, Figure, Level, Period
from foedus.text.amounts.amount import Amount
from foedus.text.figures.attached import attached
from foedus.text.figures.context import BREAKS, NEAR, NEAR_SENTENCES, Context
from foedus.text.figures.topic import LEAD
from foedus.text.match import Mention
from foedus.text.senses import Sense


def house_said(at: Context, amount: Amount, index: int) -> str | None:
    """Return the house that speaks a number of sentence `index`, else the one that is named for it there or before."""
    spoken = at.speaks.of(amount.start, amount.end)
    if spoken.speaker in at.table.counters:
        return spoken.speaker
    named = counters(at, (at.before(index), _source_end(at, index)))
    if not named:
        return None
    counts = spoken.speaker is not None and spoken.country == at.table.alliance and not spoken.quoted
    return at.table.alliance if counts else str(named[0].value)


def counters(at: Context, span: tuple[int, int]) -> list[Mention]:
    """Return the institutes with a count of what is spent that are named in a span."""
    named = at.scan.index.within(*span, "organisation")
    return [m for m in named if m.value in at.table.spending_counters]


def house_told(at: Context, index: int, until: int | None = None) -> str | None:
    """Return the house whose count is told around sentence `index`: of its paragraph, else of a report.

    `until`: up to where the alliance must not have been named since, the start of the sentence where it is None.
    """
    return _of_paragraph(at, index, until) or at.topic.counter or _of_short_report(at, index)


def recounted(at: Context, amount: Amount, sense: Sense | None, index: int) -> Figure | None:
    """Return the figure told last as another house counts it: "X speaks of 350 billion, the institute counts 114".

    The house's clause names nobody and nothing else that is measured; None where it does, or the same voice goes on.
    """
    if at.told.last is None:
        return None
    before, figure, where = at.told.last
    if (
        figure.measure is None
        or not isinstance(figure.derivation, Level | Count)
        or not 0 <= index - where <= 1
    ):
        return None
    if not _is_of_kind(before, amount) or (sense is not None and sense.kind not in ("level", "count")):
        return None
    house = at.speaks.of(amount.start, amount.end).speaker
    if house not in at.table.counters and house != at.table.house:
        return figure if is_put_anew(at, amount, index) else None
    if house == at.speaks.of(before.start, before.end).speaker:
        return None
    cuts = at.scan.sentences
    if cuts[where].paragraph != cuts[index].paragraph or not _is_bare(at, amount, figure, index):
        return None
    if attached(at, amount) is not None:
        return None  # "more than Belgium, which the institute puts at 1.3 %"
    measure = of_house(at, figure.measure, house)
    period = figure.period
    if measure != figure.measure and "period" not in figure.stated and at.today is not None:
        year = at.today.year - (measure.startswith("military_"))
        period = Period(str(year)) if period is not None and period.text.isdigit() else period
    return msgspec.structs.replace(figure, measure=measure, period=period)


def is_of_next_house(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether whoever stands before a number counts it, as the house before did: "NATO finds 4.5, the Union 3.3".

    Of whom both count the sentence has told before them.
    """
    last, sentence = at.told.last, at.scan.sentences[index]
    if last is None or last[2] != index or last[1].subject is None:
        return False
    house = at.speaks.of(last[0].start, last[0].end).speaker
    if house not in at.table.counters and house != at.table.house:
        return False
    low = at.clause(last[0].start, last[0].end, sentence, BREAKS + ",")[0]
    if last[1].subject in {m.value for m in at.names(low, last[0].start)}:
        return False
    named = at.names(last[0].end, amount.start)
    if last[1].subject in {m.value for m in named} or not at.led(named[-1:], amount.start):
        return False
    if named[-1].value in alliances.countries():
        return False  # "SIPRI counts 7.1 for Russia; Israel 8.8"
    return last[1].subject in {m.value for m in at.names(sentence.start, low)}


def is_put_anew(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a pronoun behind a verb of reckoning is what was told last: "spends 6 %; Berlin puts it at 8"."""
    reckoned = at.scan.language.settings["measures"].shaped("reckoned_anew", "(?:{})$")
    low = max(at.scan.sentences[index].start, amount.start - NEAR)
    return reckoned.search(at.scan.text, low, amount.start) is not None


def of_house(at: Context, measure: str, house: str | None) -> str:
    """Return the measure of the same family by which a house counts."""
    for family in at.table.families.values():
        if measure in family.values():
            return family.get(house or "", family["allied"] if house == at.table.house else measure)
    return measure


def _is_of_kind(before: Amount, amount: Amount) -> bool:
    """Tell whether two numbers count the same kind of thing, or the second one says nothing of what it counts."""
    return amount.kind in (before.kind, "bare") or (amount.kind == "bare-scale" and before.kind == "money")


def _is_bare(at: Context, amount: Amount, figure: Figure, index: int) -> bool:
    """Tell whether the part of a sentence around a number names nobody else and nothing else that is measured."""
    sentence = at.scan.sentences[index]
    low, high = at.clause(amount.start, amount.end, sentence, BREAKS + ",")
    low, high = max(low, at.previous_amount(amount)), min(high, at.next_amount(amount))
    known = (figure.subject, at.table.alliance, at.table.beneficiary)
    if any(m.value not in known for m in at.names(low, high)):
        return False
    return not at.has((low, high), (*at.table.matter, "growth", "decline"))


def _of_paragraph(at: Context, index: int, until: int | None) -> str | None:
    """Return the institute whose count a paragraph has told, where the alliance has not been named since."""
    told = at.told.counter
    if told is None or not 0 <= index - told[0] <= NEAR_SENTENCES:
        return None
    cuts = at.scan.sentences
    if cuts[told[0]].paragraph != cuts[index].paragraph:
        return None
    named = at.scan.index.within(cuts[told[0]].start, until or cuts[index].start, "organisation", "group")
    return None if any(m.value == at.table.alliance for m in named) else told[1]


def _of_short_report(at: Context, index: int) -> str | None:
    """Return the institute whose count a short report has told so far, where it never speaks of the alliance."""
    cuts = at.scan.sentences
    if cuts[index].paragraph > cuts[0].paragraph + LEAD or cuts[-1].paragraph > cuts[0].paragraph + LEAD + 1:
        return None
    told = [name for name, first in at.topic.counted_from.items() if first < cuts[index].end]
    return told[0] if len(told) == 1 and told[0] != at.table.alliance else None


def _source_end(at: Context, index: int) -> int:
    """Return where a sentence ends with the source that stands behind it by itself: "China 314. Source: SIPRI"."""
    cuts = at.scan.sentences
    following = cuts[index + 1] if index + 1 < len(cuts) else cuts[index]
    short = following.end - following.start <= NEAR and ":" in at.scan.text[following.start : following.end]
    return following.end if short else cuts[index].end
