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

import msgspec

from foedus.model import Count, Figure, Gap, Period, Share, Span, Stance
from foedus.text.amounts.amount import Amount
from foedus.text.figures import additions
from foedus.text.figures.context import NEAR_SENTENCES, TIGHT, Context
from foedus.text.figures.contrasts import against, is_line_missed, told_in_words
from foedus.text.figures.dated import GDP
from foedus.text.figures.ellipses import completed, counted, parts
from foedus.text.figures.exports import spans
from foedus.text.figures.figure import Read, is_negated, is_negated_behind, made
from foedus.text.figures.goals import (
    is_aimed_at,
    is_asked_for,
    is_goal_set,
    is_line_set,
    is_line_so_far,
    is_named,
    is_ones_own,
    is_times,
    is_urged,
    part_of_goal,
)
from foedus.text.figures.grids import grids
from foedus.text.figures.heirs import goes_elsewhere, heir, is_part_of_other
from foedus.text.figures.houses import recounted
from foedus.text.figures.inherited import like
from foedus.text.figures.intents import are_promising, intent, is_growing, is_planned, is_vowed
from foedus.text.figures.links import uncovered
from foedus.text.figures.meaning import meant
from foedus.text.figures.names import NAMES
from foedus.text.figures.paths import ends_undated, starts_path
from foedus.text.figures.polls import want
from foedus.text.figures.posted import PERSON, is_of_branch
from foedus.text.figures.purposes import is_of_own_budget, is_of_whole_budget, is_repaid
from foedus.text.figures.reaches import AHEAD, VOTES
from foedus.text.figures.retold import exchanged, keep, named_again, retold
from foedus.text.figures.standing import as_it_was, is_put_off, is_set_off, undated
from foedus.text.figures.sums import as_part, is_part_again, whole_told
from foedus.text.figures.supposed import is_supposed, is_unreal
from foedus.text.figures.there import supplied_there
from foedus.text.figures.thresholds import is_line_of_count, is_threshold
from foedus.text.figures.told import Told
from foedus.text.figures.weights import is_paid_in
from foedus.text.particles import grammar
from foedus.text.senses import Sense

# Kinds of numbers that say nothing where no sense fits, but in general news.
COUNTED = ("count", "thing")
LEAD = 12  # characters of a preposition with its article: "Of the roughly"
LED = 3  # characters of a preposition with its space: "à moitié plein"
HUNDRED = 100
THOUSAND = 1000
OFTEN = ("bare", "bare-scale", "multiple")
TENTH = Decimal("0.1")
SENSELESS = ("bare", "bare-scale", "point", "thing", "measure", "duration")


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
                if (read := cell or _read(at, part, index)) is not None:
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
        if not is_line_missed(at, read, beside[at.sentence_at(read.span.start)])
        and (
            read.span.start < at.general
            or not (_is_line(at, read, lines) or is_named(at, read.figure, read.span, read.stance))
        )
    ]


def _by_sentence(at: Context, reads: Sequence[Read]) -> dict[int, list[Read]]:
    found: dict[int, list[Read]] = {}
    for read in reads:
        found.setdefault(at.sentence_at(read.span.start), []).append(read)
    return found


def _is_line(at: Context, read: Read, lines: dict[int, list[Decimal | None]]) -> bool:
    """Tell whether a percentage only names a line, and none that someone puts up: "have agreed a target of 5 %"."""
    start, end = read.span.start, read.span.end
    if not is_threshold(at, read.figure, start, end, lines):
        return False
    return read.stance not in ("pledges", "demands") or not is_line_set(at, start, at.sentence(start))


def _is_when(at: Context, read: Read, index: int, beside: Sequence[Read]) -> bool:
    """Tell how long what is measured took, which is its period and no figure: "20 billion of aid over four years"."""
    if read.figure.measure is not None:
        return False
    if not any(t.lasting and t.start < read.span.end and read.span.start < t.end for t in at.times.of(index)):
        return False
    return any(r.figure.measure is not None for r in beside)


def _read(at: Context, amount: Amount, index: int) -> Read | None:
    if at.is_time(amount) or is_line_of_count(at, amount, index) or _is_how_often(at, amount):
        return None
    if amount.kind in ("point", "fraction", "multiple") and _is_no_number(at, amount):
        return None
    if _is_both(at, amount) or any(
        m.end > amount.end for m in at.cues(amount.start, amount.end, "moved-between")
    ):
        return None
    if _is_hundred(at, amount):
        at.told.hundred = index
        return None
    amount = completed(at, amount, index)
    sense = meant(at, amount, index)
    if sense is None and amount.kind == "majority":
        return None  # "most allies agreed"
    if sense is not None and sense.measure and amount.kind == "point" and amount.start < at.general:
        sense = None  # "collected four points"
    if sense is not None and (
        goes_elsewhere(at, amount, sense, index)
        or is_part_of_other(at, amount, index)
        or is_times(at, amount, index)
        or is_of_own_budget(at, amount, sense)
        or _is_of_number(at, amount)
    ):
        sense = None
    supposed = is_supposed(at, amount, index)
    elsewhere = supposed or is_of_whole_budget(at, amount, index) or is_repaid(at, amount, index)
    whole = whole_told(at, amount, index)
    elsewhere = elsewhere or whole is not None or is_part_again(at, amount, index)
    sense = None if elsewhere else sense
    before = None if elsewhere else heir(at, amount, index, sense)
    dropped = () if amount.start < at.general else SENSELESS
    other, written = recounted(at, amount, sense, index), amount
    if other is not None and _stance(at, amount, sense, index) != "reports":
        other = None
    if is_paid_in(at, at.scan.sentences[index], index):
        other = before = None  # "three billion have come in" is not what the one before gave, counted anew
    before = other or before
    if before is not None and before.quantity.unit == PERSON and is_of_branch(at, amount, index):
        before = msgspec.structs.replace(before, measure=None)  # "15,000 of them in the navy"
    if sense is None and before is None and amount.kind == "bare":
        amount = counted(at, amount, index)
    if sense is None and before is None and amount.kind in dropped:
        return None
    stance = _stance(at, written, sense, index)
    added = stance == "reports" and additions.is_joined(at, amount, index)
    stance = at.told.stance if added else stance
    again = retold(at, amount, index)
    figure = (
        again
        or named_again(at, amount)
        or (_counted_anew(at, amount, sense, index, stance, other) if other else None)
        or against(at, amount, sense, index, stance)
        or (like(at, before, amount, index) if before else made(at, amount, sense, index, stance))
    )
    figure = supplied_there(at, amount, index, figure)
    if stance in AHEAD and is_put_off(at, amount, at.scan.sentences[index]):
        figure = undated(figure)
    figure = as_part(figure, whole) if whole is not None else figure
    last = at.told.last
    told = before if before is not None else figure
    ahead = stance in ("pledges", "expects") and "period" not in told.stated
    if ahead and ((before and not before.measure) or ends_undated(at, amount, at.scan.sentences[index])):
        figure = msgspec.structs.replace(figure, period=_to_come(at, figure.period))
    if stance == "denies" and "period" not in figure.stated and _is_to_come(at, amount, index):
        figure = msgspec.structs.replace(figure, period=None)
    figure = as_it_was(at, written, figure, index) if stance == "reports" else figure
    if stance == "reports" and is_line_so_far(at, amount, figure):
        stance, figure = "pledges", msgspec.structs.replace(figure, period=None)
    if stance == "reports" and (due := part_of_goal(at, amount, index)) is not None:
        stance = "demands" if at.told.stance == "demands" else "pledges"  # as the whole is meant
        figure = msgspec.structs.replace(figure, period=due)
    if stance in ("expects", "pledges") and _is_over(at, amount, figure, stance, index):
        stance = "reports"  # "from 1.4 % in 2022 to 3 % by 2030", "23 will, up from three in 2014"
    open_ = stance in ("reports", "expects") and figure.measure and "period" not in figure.stated
    if open_ and is_unreal(at, index):
        stance, figure = "expects", undated(figure)
    if added and last is not None and "period" not in figure.stated:
        figure = msgspec.structs.replace(figure, period=last[1].period)
    if before and amount.kind == "bare" and last is not None:  # the next bare number continues this one
        amount = amount._replace(kind=last[0].kind, scale=last[0].scale)
    if stance == "reports" and at.told.stance == "expects" and last is not None and last[2] == index:
        stance = "expects" if _is_beside(at, amount, before or last[1], figure) else stance
    if not _is_planned_beside(at, amount, figure, index, stance):
        _remember(at, amount, figure, index)
        at.told.stance = stance
    figure = exchanged(again) if again else figure  # not so of what goes on from it
    goes_on = before is not None and not (other and sense)
    named = "inherited" if goes_on else f"sense.{sense.name}" if sense else None
    rules = (amount.rule, *([named] if named else []))
    return Read(Span(start=amount.start, end=amount.end), figure, stance, rules)


def _is_beside(at: Context, amount: Amount, before: Figure, figure: Figure) -> bool:
    """Tell whether a number only sets another beside the one before: "by 4 % this year, against 2 % for Rome"."""
    led = at.led(at.cues(max(0, amount.start - TIGHT), amount.start, "contrast"), amount.start)
    led = led or any(amount.start - m.end <= 1 for m in at.names(max(0, amount.start - TIGHT), amount.start))
    same = figure.period == before.period and figure.measure == before.measure
    return led and same and figure.subject != before.subject


def _stance(at: Context, amount: Amount, sense: Sense | None, index: int) -> Stance:
    """Return how the sentence means a number: as its speech has it, and as its own verb and words do."""
    if amount.kind == "percent" and at.scan.language.settings["measures"].patterns["goal_set"].match(
        at.scan.text, amount.end
    ):
        return "pledges"  # "the 2.5 % that the majority had set": whoever speaks of it
    if want(at, amount):
        return "reports"  # "53 % want to join": how many want it is so
    stance = at.speaks.stance(amount.start, amount.end)
    ahead = stance == "reports" or (stance == "expects" and amount.kind in ("percent", "money"))
    if (ahead and is_negated(at, amount, index)) or (
        stance in ("expects", "pledges") and is_negated_behind(at, amount)
    ):
        stance = "denies"
    if stance in ("pledges", "demands") and is_set_off(at, amount, at.scan.sentences[index]):
        return "reports"
    if stance in ("pledges", "expects") and _is_whole(at, amount, index):
        stance = "reports"  # "of the 34,500 soldiers there, it will withdraw 9,500"
    if amount.quantity.unit in VOTES and stance in ("pledges", "demands"):
        stance = "reports"  # "demands by 141 votes that it withdraw": they were cast
    if stance == "reports":
        stance = intent(at, amount, index) or stance
        if stance == "reports" and is_planned(at, amount, sense, index):
            stance = "pledges"
        if stance == "reports" and is_growing(at, amount, index):
            stance = "expects"
    if stance in ("reports", "pledges") and sense is not None and sense.counts:
        if are_promising(at, amount, index):
            return "pledges"
        line = at.following(amount, at.scan.sentences[index]) if stance == "reports" else None
        missed = line is not None and at.cues(amount.end, line.end, "below")
        if missed and line is not None and at.speaks.stance(line.start, line.end) in ("expects", "denies"):
            return "expects"  # "nine will not reach 2 %"
        stance = "expects" if stance == "pledges" else stance  # "23 will be there": nobody can promise that
    if stance == "reports" and is_asked_for(at, amount, index):
        stance = "demands"
    if stance == "reports" and is_ones_own(at, amount):
        stance = "pledges"
    if stance == "expects" and is_urged(at, amount, index):
        stance = "demands"
    if stance == "expects" and is_vowed(at, amount, index):
        stance = "pledges"
    if (stance == "reports" or (stance == "expects" and not _tells_ahead(at, index))) and (
        is_aimed_at(at, amount, index) or is_goal_set(at, amount, index)
    ):
        stance = "pledges"
    return stance


def _tells_ahead(at: Context, index: int) -> bool:
    """Tell whether a sentence names a year to come."""
    year, sentence = str(at.today.year) if at.today else "9999", at.scan.sentences[index]
    return any(year < t.last[:4] for t in at.times_in(sentence.start, sentence.end))


def _is_to_come(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether what is denied is what someone would do: "has not promised to raise it to 3 %"; it is of no year."""
    if intent(at, amount, index) is not None:
        return True
    sentence = at.scan.sentences[index]
    if at.cues(*at.own(amount, at.clause(amount.start, amount.end, sentence)), "pledged", "vowed", "unable"):
        return True  # "denies having promised 3 %", "cannot spend more than 2 %"
    led = at.scan.index.within(max(0, amount.start - LED), amount.start, "to")
    low = at.clause(amount.start, amount.end, sentence)[0]
    return at.led(led, amount.start) and bool(at.cues(low, amount.start, "growth", "decline"))


def _is_over(at: Context, amount: Amount, figure: Figure, stance: Stance, index: int) -> bool:
    """Tell whether what is expected was so in a past year, or where a change to come begins."""
    ends = figure.period.end if figure.period is not None else None
    if figure.measure is None or "period" not in figure.stated or ends is None or at.today is None:
        return False
    started = stance == "expects" or starts_path(at, amount, at.scan.sentences[index])
    return started and ends.year < at.today.year


def _to_come(at: Context, period: Period | None) -> Period | None:
    """Return a period, None for the undated present of what was told before: it is not that of what is to come."""
    today = at.today is not None and period is not None and period.text == str(at.today.year)
    return None if today else period


def _is_whole(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether people open their sentence as those of whom the next number is a part."""
    sentence = at.scan.sentences[index]
    if amount.quantity.unit not in at.table.heads or amount.start - sentence.start > LEAD:
        return False
    led = at.scan.index.within(sentence.start, amount.start, "of", "out-of")
    if not any(m.start == sentence.start for m in led) or at.next_amount(amount) >= sentence.end:
        return False
    return "," in at.scan.text[amount.end : at.next_amount(amount)]


def _counted_anew(
    at: Context, amount: Amount, sense: Sense | None, index: int, stance: Stance, other: Figure
) -> Figure:
    """Return what one house counts of what another has told: on its own terms where it says them."""
    own = made(at, amount, sense, index, stance) if sense is not None else None
    found = own if own is not None and own.measure == other.measure else like(at, other, amount, index)
    return msgspec.structs.replace(found, subject=other.subject)


def _is_of_number(at: Context, amount: Amount) -> bool:
    """Tell whether a number is a part or a multiple of the percentage right behind it: "twice the 18 % of 2019"."""
    if amount.kind not in ("fraction", "multiple"):
        return False
    behind = at.following(amount, at.sentence(amount.start))
    if behind is None or behind.kind != "percent" or behind.start - amount.end > TIGHT * 2:
        return False
    links = [(m.start, m.end) for m in at.scan.index.within(amount.end, behind.start, "of", "out-of", *NAMES)]
    rest, small = uncovered(at.scan.text, amount.end, behind.start, links), grammar(at.scan.language.code)
    for ending in small.possessive:
        rest = rest.replace(ending, "")
    return all(small.has("articles", word.lower()) for word in rest.split())


def _is_how_often(at: Context, amount: Amount) -> bool:
    """Tell whether a large number says how often something was seen or shared: "viewed two million times"."""
    if amount.kind not in OFTEN or (amount.quantity.low or 0) < THOUSAND:
        return False
    often = at.scan.language.settings["numbers"].patterns["how_often"]
    if amount.kind == "multiple":
        return amount.start >= at.general
    return often.match(at.scan.text, amount.end) is not None


def _is_no_number(at: Context, amount: Amount) -> bool:
    """Tell "un point de presse", "half an hour" and the third after two from points and fractions."""
    if amount.kind == "multiple":  # "Twice, it has claimed that"
        opens = amount.start == at.sentence(amount.start).start
        return opens and at.scan.text[amount.end : amount.end + 1] == ","
    told = at.cues(max(0, amount.start - LED), amount.end, "no-number")
    if any(m.end >= amount.end for m in told):
        return True
    if amount.rule.endswith("out-of") and at.cues(amount.end, amount.end + 2, "named-few"):
        return True  # "one of the five largest exporters"
    if amount.rule.endswith("out-of") and _is_one_of(at, amount):
        return True  # "Italy is one of nine members that miss it"
    last, low, high = at.told.last, amount.quantity.low, amount.quantity.high
    if amount.kind != "fraction" or last is None or low is None or high is None or low <= 0:
        return False
    counted, ends = last[1].quantity.low, at.scan.text[amount.end : amount.end + 1] in ".,;:!?)"
    near = last[2] == at.sentence_at(amount.start) and last[0].kind in COUNTED
    # "two batteries, and will add a third"
    return near and ends and counted is not None and abs(200 / (low + high) - counted - 1) < TENTH


def _is_one_of(at: Context, amount: Amount) -> bool:
    """Tell whether a country is only said to be one of so many: that is no fraction."""
    start = at.sentence(amount.start).start
    named = at.names(start, amount.start)
    led = at.cues(named[-1].end, amount.start, "being") if named else []
    return bool(led) and at.leads(named[-1].end, led[0].start) and at.led(led, amount.start, 2 * LED)


def _is_hundred(at: Context, amount: Amount) -> bool:
    """Tell whether a hundred is what parts are told of: "of every hundred dollars 69 were American"."""
    if amount.quantity.low != HUNDRED or amount.scale != 1 or amount.kind not in ("money", *COUNTED):
        return False
    low = at.sentence(amount.start).start
    led = at.cues(low, amount.start + 1, "of-every")
    return bool(led) and led[-1].start <= low + 1 and amount.start - led[-1].end <= 1


def _is_both(at: Context, amount: Amount) -> bool:
    """Tell whether two countries are those just told, and nobody counts them: "both countries", "les deux pays"."""
    if (
        amount.quantity.unit not in ("country", "member")
        or not amount.quantity.low == amount.quantity.high == 2
    ):
        return False
    return bool(at.cues(max(0, amount.start - LED - 1), amount.start + 1, "both"))


def _is_planned_beside(at: Context, amount: Amount, figure: Figure, index: int, stance: Stance) -> bool:
    """Tell whether aid still to come is told beside what was given: "167 billion, with a further 90 planned"."""
    last = at.told.last
    if last is None or last[2] != index or stance not in ("pledges", "expects") or amount.kind != "money":
        return False
    aid = all((f.measure or "").startswith("aid_") for f in (figure, last[1]))
    behind = at.cues(amount.start, amount.end + LED, "additional") if aid else ()
    return bool(behind) and last[1].measure != "aid_pledged"


def _remember(at: Context, amount: Amount, figure: Figure, index: int) -> None:
    told = at.told
    if amount.kind in (
        "duration",
        "measure",
    ):  # what comes next continues what is counted, not how long it takes
        return
    told.last, told.sentence = (amount, figure, index), index
    start = max(at.scan.sentences[index].start, amount.start - TIGHT)
    words = at.cues(start, amount.start, "contrast")
    # German "nach 2 Prozent", but not "nach Angaben von"
    told.set_against = any(not at.scan.index.within(m.start, m.start + 1, "according") for m in words)
    told.period = told.period if told.set_against else figure.period
    told.subject = figure.subject or told.subject
    if isinstance(figure.derivation, Count):
        told.counted = amount.start, index
    if isinstance(figure.derivation, Gap) and figure.subject:
        told.gap = index, figure.subject, figure.derivation.to
        if amount.kind == "multiple":
            told.times = figure.subject, index
    if amount.kind == "percent" and at.today is not None and figure.period is not None:
        value, due = amount.quantity.low, figure.period.end
        part = told.due is not None and value is not None and value < told.due[1]
        part = part and told.due is not None and index - told.due[0] <= NEAR_SENTENCES
        if value is not None and due is not None and due.year > at.today.year and not part:
            told.due = (index, value, figure.period)
    if amount.kind == "money":
        if figure.measure or told.sum is None or told.sum[2] != index:
            told.sum = told.last
        again = told.money[1] == index and at.scan.text[at.previous_amount(amount) : amount.start] == " ("
        if not again:  # "13 billion kronor (1.2 billion euros)"
            told.money = (figure.quantity.unit, index)
        keep(told.sums, figure)
    if figure.measure and figure.measure.endswith("share_of_gdp"):
        told.share = index
    if isinstance(figure.derivation, Share) and figure.derivation.of == at.table.alliance:
        told.shared = index
    if figure.measure == "arms_transfers" and figure.period is not None:
        older = told.arms is not None and figure.period.text < told.arms.text
        told.arms = told.arms if older else figure.period  # "in the five years before it had been 52 %"
    if figure.measure is None and (between := spans(figure.derivation, figure.period)) is not None:
        told.trade = (index, *between)
    if figure.measure and figure.measure.startswith("aid_") and figure.measure != "aid_pledged":
        of_a_year = told.aid is not None and told.aid[2] is not None and told.aid[2].text.isdigit()
        if not of_a_year or getattr(figure.derivation, "of", None) != GDP:  # which tells all that was given
            told.aid = (index, figure.measure, figure.period, figure.stated.get("component", []))
        if figure.period is not None and figure.period.text.startswith(f"{at.table.aid_since}/"):
            told.whole = figure.period
