"""Numbers and words that set one against others in, their figures out: gaps, places, records and lasting rises."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping, Sequence

import msgspec

from foedus import alliances
from foedus.model import Derivation, Figure, Gap, Level, Rank, Span, Stance
from foedus.text.amounts.amount import Amount
from foedus.text.figures.aims import is_in_condition
from foedus.text.figures.comparisons import GROWTH, KIND, Compared, compared, comparisons
from foedus.text.figures.context import BREAKS, TIGHT, Context
from foedus.text.figures.figure import Read, is_negated, made
from foedus.text.figures.governors import JOINT
from foedus.text.figures.levels import is_target
from foedus.text.figures.meaning import meant
from foedus.text.figures.measures import with_unit
from foedus.text.figures.outdone import outdone, short_of
from foedus.text.figures.purposes import is_of_a_thing
from foedus.text.figures.set_against import Than, than, times, times_its, times_noun
from foedus.text.figures.told import Told
from foedus.text.figures.unrivalled import is_beyond_all
from foedus.text.senses import Sense
from foedus.text.sentences import Sentence

BY_OUTPUT, OUTPUT = f"{KIND}-aid-share", "gdp"  # a place by what each gives of its GDP
PER_CAPITA = "_per_capita"  # how a measure of what each pays ends
PARTS = (PER_CAPITA, "_share_of_gdp", "_share")  # how one ends whose whole is no sum of what its members have
GAPS = ("money", "percent", "fraction", "point", "multiple")
VALUES = ("money", "percent", "count", "bare-scale")  # what is told itself, and not only set against another


def against(at: Context, amount: Amount, sense: Sense | None, index: int, stance: Stance) -> Figure | None:
    """Return the gap that a number tells: "30 billion more than Italy"; None where it is set against nobody."""
    if amount.kind not in GAPS or (amount.kind == "percent" and is_target(at, amount)):
        # "surpassed NATO's target of 2 %": where it is, not by how much it lies above the alliance
        return None
    sentence = at.scan.sentences[index]
    fast = amount.kind == "multiple" and at.cues(amount.end, amount.end + 2, "as-fast")
    if fast or is_beyond_all(at, amount.end, sentence):
        return made(at, amount, None, index, stance)  # no series tells by how much
    found = than(at, amount.start, amount.end, sentence) or short_of(at, amount, sentence)
    if found is None and (beaten := outdone(at, amount, sentence)) is not None:
        return _by_how_much(at, amount, sense, index, stance, beaten)
    aid = sense is not None and sense.measure == "aid" and sense.kind in ("level", "growth")
    of_one = found is None and amount.kind == "multiple" and not _is_change(at, amount)
    whole = times(at, amount.end) if of_one else None
    its = times_its(at, amount.end) or times_noun(at, amount) if of_one and whole is None else None
    if its is not None and its.whom == JOINT:
        return made(at, amount, None, index, stance)  # of several at once no series tells
    found, whole = found or whole or its, whole or its
    if found is None or is_of_a_thing(at, amount, sentence) or _costs(at, amount, sentence):
        return None
    alone = all(m.value == found.whom for m in at.names(sentence.start, sentence.end))
    if whole and alone and (told := _as_told(at, amount, index, found)):
        return told
    gap, each = Gap(to=found.whom, direction=found.direction), sense is not None and _is_of_each(sense)
    if sense is not None and each:  # "700 dollars a head more than": no series tells by how much
        return msgspec.structs.replace(_beside(at, amount, sense, index, stance, gap), measure=None)
    share = whole and at.cues(amount.end, found.end + TIGHT, "share-noun")  # "double the German share"
    topic = "aid" if aid else "share" if share else None
    sense = _named(at, topic) if topic else meant(at, amount._replace(kind=KIND), index)
    if sense is None:
        return _as_told(at, amount, index, found) if whole else None
    figure = _beside(at, amount, sense, index, stance, gap)
    last = at.told.last
    if its and last is not None and last[2] == index and not at.names(last[0].end, amount.start):
        figure = msgspec.structs.replace(figure, subject=last[1].subject)
    if its and sense.measure == "aid":  # "ten times the Portuguese total": of some months, untold
        return msgspec.structs.replace(figure, measure=None, period=None)
    return figure


def _is_change(at: Context, amount: Amount) -> bool:
    """Tell whether a multiple is a noun of change, set against nobody: "a doubling of the Polish budget"."""
    told = at.scan.language.settings["measures"].patterns["multiplying"]
    return told.search(at.scan.text, amount.start, amount.end) is not None


def _is_within(at: Context, subject: str | None, group: str | None) -> bool:
    """Tell whether a country belongs to a group: what it does is a part of what that does."""
    return group in alliances.groups() and subject in alliances.members_on(group, at.today or dt.date.max)


def _costs(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether it is what a thing costs that is set against another: "a tax break costs three times as much as"."""
    low = max(at.clause(amount.start, amount.end, sentence, BREAKS)[0], at.previous_amount(amount))
    return bool(at.cues(low, amount.start, "cost"))


def _is_of_each(sense: Sense) -> bool:
    return (sense.measure or "").endswith(PER_CAPITA)


def _by_how_much(
    at: Context, amount: Amount, sense: Sense | None, index: int, stance: Stance, found: Than
) -> Figure | None:
    """Return a gap whose verb or place says whom it is to, read as if told in words: no sum was added by it."""
    aid = _named(at, "aid") if sense is not None and sense.measure == "aid" else None
    share = _named(at, "share") if amount.kind == "point" else None
    compares = share or aid or meant(at, amount._replace(kind=KIND), index)
    if compares is None:
        return None
    gap = Gap(to=found.whom, direction=found.direction)
    figure = _beside(at, amount._replace(kind=KIND), compares, index, stance, gap)
    if figure.measure is None:
        return None
    return msgspec.structs.replace(figure, quantity=with_unit(amount, gap, figure.measure))


def _as_told(at: Context, amount: Amount, index: int, found: Than) -> Figure | None:
    """Set the figure told just before against another: "Poland is at 4 %. That is double that of France."."""
    last = at.told.last
    if (
        last is None
        or index - last[2] > 1
        or last[1].measure is None
        or last[1].subject in (None, found.whom)
    ):
        return None
    if not isinstance(last[1].derivation, Level):
        return None
    gap = Gap(to=found.whom, direction=found.direction)
    figure = msgspec.structs.replace(
        last[1], quantity=amount.quantity, derivation=gap, partner=last[1].partner or gap.to
    )
    # what is counted is the number told just before
    return msgspec.structs.replace(figure, measure=None) if amount.kind == "multiple" else figure


def told_in_words(at: Context, reads: list[Read], told: Mapping[int, Told]) -> list[Read]:
    """Return places, records, comparisons and lasting rises that are told without a number of their own.

    `told`: what the figures of a sentence leave for it and for what comes behind it, by sentence in text order.
    """
    spans = sorted((read.span.start, read.span.end) for read in reads)
    gaps = {r.span.start: g.to for r in reads if isinstance(g := r.figure.derivation, Gap)}
    found: list[Read] = []
    known = [*told]
    for index in compared(at):
        so_far = bisect_right(known, index)
        at.told = told[known[so_far - 1]] if so_far else Told()
        for each in comparisons(at, index):
            amount = each.amount
            place = bisect_right(spans, (amount.end, 0))
            apart = all(end <= amount.start for _, end in spans[max(0, place - 2) : place])
            apart = apart and not _is_measured(each, gaps)
            sense = _compared_sense(at, each, index) if apart else None
            how = each.derivation
            if sense is not None and sense.name == BY_OUTPUT and isinstance(how, Rank):
                if not _is_by_output(at, each, index):
                    continue
                sense, how = _named(at, "aid"), msgspec.structs.replace(how, of=OUTPUT)
            if sense is None or sense.measure is None or (sense.measure == "aid" and not _adds_up(each)):
                continue
            stance = at.speaks.stance(amount.start, amount.end)
            if stance in ("pledges", "demands"):
                continue  # what is wanted is told by the whole clause
            if amount.rule.endswith("-never"):
                stance = "reports"  # "has never been so high" denies nothing
            elif stance == "reports" and is_negated(at, amount, index):
                stance = "denies"
            figure = _beside(at, amount, sense, index, stance, how, each.skip)
            if each.whom is not None:
                figure = msgspec.structs.replace(figure, subject=each.whom)
            if each.topic == GROWTH:
                figure = msgspec.structs.replace(
                    figure, measure=at.table.real_change.get(figure.measure or "")
                )
            everyone = at.table.total if isinstance(how, Rank) else None  # has no place among all
            if figure.measure is not None and figure.subject not in (None, each.skip, everyone):
                span = Span(start=amount.start, end=_end_with_whole(at, amount.end, how))
                found.append(Read(span, figure, stance, (amount.rule, f"sense.{sense.name}")))
    return found


def _end_with_whole(at: Context, end: int, how: Derivation) -> int:
    """Return where a place ends with the name right behind it of those among whom it is: "quatrième rang mondial"."""
    if not isinstance(how, Rank):
        return end
    names = at.scan.index.within(end, end + TIGHT, "demonym", "group")
    return next((m.end for m in names if at.leads(end, m.start, 1)), end)


def _is_measured(each: Compared, gaps: dict[int, str]) -> bool:
    """Tell whether a number right behind says by how much: "outspends France by 2 billion" is one figure."""
    how, end = each.derivation, each.amount.end
    return isinstance(how, Gap) and any(gaps.get(start) == how.to for start in range(end, end + TIGHT))


def _is_by_output(at: Context, each: Compared, index: int) -> bool:
    """Tell whether the one place that a sentence tells is by what each gives of its GDP, with no share told beside.

    "Relative to GDP, Denmark is the largest donor", but not "the largest donor, but not relative to GDP".
    """
    sentence, start, end = at.scan.sentences[index], each.amount.start, each.amount.end
    told = at.scan.index.within(sentence.start, sentence.end, "by-output")
    apart = any(m.start >= end and at.scan.text.find(",", end, m.start) >= 0 for m in told)
    most = at.scan.index.within(sentence.start, sentence.end, "rank-most")
    alone = all(start <= m.start and m.end <= end for m in most)
    beside = any(a.kind in ("percent", "money") for a in at.amounts_in(sentence))
    one = all(other.amount == each.amount for other in comparisons(at, index))
    return bool(told) and alone and one and not apart and not beside


def _adds_up(each: Compared) -> bool:
    """Tell whether a comparison is of sums: aid is told by what was given so far, not year by year."""
    return isinstance(each.derivation, Gap | Rank)


def _compared_sense(at: Context, each: Compared, index: int) -> Sense | None:
    """Return what is compared: what its noun says, else what the sentence does."""
    told, sentence = meant(at, each.amount, index), at.scan.sentences[index]
    proportional = at.scan.index.within(sentence.start, sentence.end, "in-proportion")
    if proportional and (each.topic == "spending" or (told and told.name == f"{KIND}-spending")):
        return _named(at, "share")
    if (
        each.topic is None
        or (each.topic == "aid" and told is not None and told.name == f"{KIND}-aid-share")
        or (each.topic == "spending" and told is not None and told.name == f"{KIND}-share")
    ):
        return told
    return _named(at, each.topic) or told


def _named(at: Context, topic: str) -> Sense | None:
    return next((sense for sense in at.table.sense if sense.name == f"{KIND}-{topic}"), None)


def _beside(
    at: Context,
    amount: Amount,
    sense: Sense,
    index: int,
    stance: Stance,
    derivation: Derivation,
    skip: str | None = None,
) -> Figure:
    """Return the figure of a number or words that set a subject beside others; `skip`: who is named for another."""
    others = getattr(derivation, "to", None) or getattr(derivation, "among", None)
    figure = made(at, amount, sense, index, stance, frozenset((others, skip)))
    family = at.table.families.get(sense.measure or "")
    if family is not None and others in at.table.narrow:
        others = at.table.narrow[others]
    if family is not None and others is not None and not at.table.is_allied(others, at.today or dt.date.max):
        figure = msgspec.structs.replace(figure, measure=family["other"])
    summed = figure.measure is not None and not figure.measure.endswith(PARTS)
    if summed and isinstance(derivation, Gap) and _is_within(at, figure.subject, others):
        largest = others == at.table.alliance and not _is_within(at, figure.subject, at.table.grown)
        others = at.table.grown if largest else others  # "than all its allies": without itself
        figure = figure if largest else msgspec.structs.replace(figure, measure=None)
    if isinstance(derivation, Gap | Rank):
        field = "to" if isinstance(derivation, Gap) else "among"
        derivation = msgspec.structs.replace(derivation, **{field: others})
    quantity = amount.quantity if amount.kind == KIND else with_unit(amount, derivation, figure.measure)
    beside = at.amounts_in(at.scan.sentences[index]) if amount.kind == "multiple" else ()
    if any(a.kind in VALUES for a in beside):
        # "86 billion, eight times as much as Pakistan": the sum is what is counted
        figure = msgspec.structs.replace(figure, measure=None, partner=None)
    partner = figure.partner or (derivation.to if isinstance(derivation, Gap) else None)
    return msgspec.structs.replace(figure, derivation=derivation, quantity=quantity, partner=partner)


def is_line_missed(at: Context, read: Read, beside: Sequence[Read]) -> bool:
    """Tell whether a percentage is a line that somebody misses, or is told beside where one stands in its sentence.

    "Slovenia misses the 2 % target", "at 3.4 %, Estonia is well over NATO's target of 2 %": neither spends 2 %.
    """
    figure, start, end = read.figure, read.span.start, read.span.end
    if figure.quantity.unit != "%" or figure.measure is None or not isinstance(figure.derivation, Level):
        return False
    sentence = at.sentence(start)
    here = at.cued_at(sentence)
    if read.stance not in ("reports", "expects") or here.isdisjoint(("threshold", "every-member")):
        return False
    every = (
        at.cues(sentence.start, sentence.end, "every-member") if figure.subject == at.table.alliance else []
    )
    if "of" not in figure.stated and any(not is_in_condition(at, m) for m in every):
        return True  # "all allies spend at least 2 %": each of them, and not the whole
    if figure.quantity.comparator != "=" or not _names_line(at, read.span):
        return False
    low, high = at.clause(start, end, sentence, BREAKS + ",")
    below = at.cues(low, high, "below")
    if below and all(any(b.start <= m.start < b.end for b in below) for m in at.cues(low, high, "meets")):
        return True  # but "will meet the 2 % target under its new plan"
    same = (r for r in beside if r is not read and r.stance == read.stance == "reports")
    return any((r.figure.measure, r.figure.subject) == (figure.measure, figure.subject) for r in same)


def _names_line(at: Context, span: Span) -> bool:
    """Tell whether a word for a line is one with a percentage: "the 2 % target", "Zwei-Prozent-Ziel"."""
    behind = at.cues(span.start, span.end + 2, "threshold")
    if any(m.start <= span.end + 1 and m.end > span.end for m in behind):
        return True
    low = max(0, span.start - TIGHT * 2)
    if at.led(at.cues(low, span.start, "along-with"), span.start, 1):
        return False  # "meets the target with 2.3 %"
    return at.led(at.cues(low, span.start, "threshold"), span.start)
