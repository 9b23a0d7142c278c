"""Figures that continue the one before them: "against seven in 2022", "up from a third", "Estonia 3.1 %"."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal

import msgspec

from foedus.model import Change, Count, Excess, Figure, Growth, Level, Period, Quantity, Share, exact
from foedus.text.amounts import MEMBER, MOST_MEMBERS
from foedus.text.amounts.amount import Amount
from foedus.text.figures.additions import is_minus
from foedus.text.figures.bare import PERCENT, is_named, is_owned, owner
from foedus.text.figures.components import components, is_part, part_told
from foedus.text.figures.context import NAMES, NEAR, TIGHT, Context
from foedus.text.figures.counts import count
from foedus.text.figures.donors import (
    OWN,
    answers,
    ends_path,
    is_next_year,
    is_over,
    own_stage,
    tells_spending,
)
from foedus.text.figures.governors import governor
from foedus.text.figures.links import RIGHT_BEHIND, is_bracketed
from foedus.text.figures.lists import is_next_share, named
from foedus.text.figures.meaning import DEVELOPMENT
from foedus.text.figures.measures import with_unit
from foedus.text.figures.nearest import nearest
from foedus.text.figures.owners import told_otherwise
from foedus.text.figures.pairs import BY_MEASURE, pair_of
from foedus.text.figures.rankings import SPENT, is_next_sum
from foedus.text.figures.reaches import is_moment
from foedus.text.figures.scopes import Scopes
from foedus.text.figures.shortened import goes_on, will_too
from foedus.text.figures.standing import is_dateless
from foedus.text.particles import ARTICLE
from foedus.text.senses import Sense
from foedus.text.sentences import Sentence

PERSONNEL = (
    "change-personnel",
    "personnel-missing",
)  # how the senses begin that tell by how many more or fewer
GDP = "gdp"
WEAK = ("share-of-gdp-implied", "share-of-gdp-unsaid")  # senses that a number has for want of another
# Measures of which no year alone tells that a percentage goes on with them.
COUNTED_THERE = ("aid_allocated", "aid_committed", "aid_delivered", "equipment_share", "un_vote_agreement")
# Measures whose percentages go on over sentences.
CARRIED = (
    "aid_allocated",
    "aid_committed",
    "aid_delivered",
    "equipment_share",
    "arms_transfers",
    "un_vote_agreement",
)


def heir(at: Context, amount: Amount, index: int, sense: Sense | None) -> Figure | None:
    """Return the figure that this number continues: "against seven in 2022", "This year, 23 will"."""
    if at.told.last is None:
        return None
    before, figure, where = at.told.last
    if amount.kind == "bare" and at.scan.index.within(amount.end, amount.end + RIGHT_BEHIND, "per-of"):
        return None  # "to 4.1 per 1,000 residents"
    if amount.kind == "bare" and at.scan.index.within(amount.end, amount.end + 2, "duration"):
        return None  # "agreed on for ten years"
    if sense is not None and (_tells_soldiers(sense, figure) or sense.name == DEVELOPMENT):
        return None
    sentence = at.scan.sentences[index]
    here = where == index
    if here and before.kind == "money" and amount.kind in ("money", "bare-scale"):
        if sense is None and is_converted(at, before, amount) and figure.measure:
            return figure
        if isinstance(figure.derivation, Change | Excess) and _is_by_too(at, amount):
            return figure
        aid = (figure.measure or "").startswith("aid_")
        if aid and is_part(at, amount, index):
            return figure
        if aid and is_next_year(at, before, amount):
            return figure
        giver = {m.value for m in at.names(amount.start - 24, amount.start)} - {at.table.beneficiary}
        if aid and sense is None and giver and is_named(at, amount):
            return figure  # the next donor of a list: "had committed 6.6 billion, Warsaw 3 billion"
        spent = (figure.measure or "").endswith(SPENT) and isinstance(figure.derivation, Level)
        if spent and sense is None and part_told(at, amount, sentence) and is_part(at, amount, index):
            return figure  # "to spend 1,500 billion, of which 980 billion for America alone"
    if (
        here
        and figure.measure
        and amount.kind in ("bare", before.kind)
        and _is_contrasted(at, amount, sentence)
    ):
        return figure
    total = at.told.sum if sense is not None and sense.name == "owed-or-cost" else None
    if total is not None and total[2] == index and amount.kind == "money":
        spent = (total[1].measure or "").endswith(SPENT) and isinstance(total[1].derivation, Level)
        if spent and at.names(max(total[0].end, at.previous_amount(amount)), amount.start):
            return total[1]  # "India's forces cost 81 billion, Saudi Arabia's 75 billion"
    if sense is None and at.told.sum is not None and is_next_sum(at, amount, at.told.sum[1], index):
        return at.told.sum[1]
    if amount.kind == "bare":
        return figure if _continues(at, amount, index) or goes_on(at, amount, index) else None
    if (
        index - where <= 2
        and before.kind == amount.kind
        and (sense is None or sense.measure is not None)
        and not tells_spending(at, sense, figure)
        and not _is_of_output(at, amount, figure)
        and (at.cues(sentence.start, amount.start, "that-sum") or _is_next_told(at, amount, index))
    ):
        return figure
    if before.kind == amount.kind == "money" and answers(at, amount, index):
        return figure
    same = here and before.kind == amount.kind and before.quantity.unit == amount.quantity.unit
    if here and isinstance(figure.derivation, Share) and _goes_on(at, amount, sense):
        return figure
    if (carried := _carried(at, amount, index, sense)) is not None:
        return carried
    if same and sense is not None and sense.kind == "growth" and is_next_share(at, before, figure, amount):
        return figure
    listed = same and sense is None and amount.kind in ("percent", "count", "fraction")
    if listed and at.has(
        Scopes(at, amount, index)["own"], ("missing", "minus", "combat", "elsewhere", "of-elsewhere")
    ):
        return None
    counted = listed and isinstance(figure.derivation, Count)
    if counted and at.scan.index.within(amount.end, amount.end + 2, "than-more", "than-less"):
        return None  # "eleven allies, seven more than in 2017"
    return figure if listed and figure.measure else None


def _is_by_too(at: Context, amount: Amount) -> bool:
    """Tell whether a sum says by how much again, behind one that did: "by 9 billion by 2030, and by 2 this year"."""
    return at.led(at.cues(max(0, amount.start - TIGHT), amount.start, "by-how-much"), amount.start, 1)


def _is_next_told(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a pronoun right before a sum means the one of the sentence before: "This year it is 50 billion"."""
    last = at.told.last
    if amount.kind != "money" or last is None or last[2] != index - 1 or last[1].measure is None:
        return False
    return at.led(at.cues(max(0, amount.start - NEAR), amount.start, "it-is"), amount.start)


def _is_of_output(at: Context, amount: Amount, before: Figure) -> bool:
    """Tell whether a percentage is of GDP and the one before it was not: "the total is 2.2 % of the world's GDP"."""
    return bool(at.cues(amount.end, amount.end + NEAR // 2, GDP)) and not (before.measure or "").endswith(GDP)


def _tells_soldiers(sense: Sense, before: Figure) -> bool:
    """Tell whether one number says how many soldiers there are and the other by how many more: neither goes on so."""
    if sense.name.startswith(PERSONNEL):
        return True  # "183,000 soldiers, 2,000 more than a year before"
    return sense.measure == before.measure == "armed_forces_personnel" and isinstance(
        before.derivation, Change
    )


def is_converted(at: Context, before: Amount, amount: Amount) -> bool:
    """Tell whether a sum repeats the one before it in another currency: "13.3 billion kronor ($1.25bn)"."""
    between = at.scan.text[before.end : amount.start].strip()
    return between in ("(", "[") and before.quantity.unit != amount.quantity.unit


def is_part_of_other(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a sum is a part of one that measures nothing of ours, and does not say itself for whom it is."""
    last = at.told.last
    if amount.kind != "money" or last is None or last[2] != index or last[0].kind != "money":
        return False
    if last[1].measure is not None or not is_part(at, amount, index):
        return False
    behind = at.scan.index.within(
        amount.end, min(at.scan.sentences[index].end, at.next_amount(amount)), *NAMES
    )
    return all(m.value != at.table.beneficiary for m in behind)


def goes_elsewhere(at: Context, amount: Amount, sense: Sense, index: int) -> bool:
    """Tell whether a percentage without words of its own goes on with another rate: "2.9 % in Poland, 10.4 in Spain".

    Its part of the sentence says nothing of spending, and the percentage right before it measures nothing of ours.
    """
    last = at.told.last
    if last is None or last[2] != index or amount.kind != "percent" or last[0].kind != "percent":
        return False
    if last[1].measure is not None or not sense.name.startswith("share-of-gdp"):
        return False
    between = at.scan.text[last[0].end : amount.start]
    if between[:1] == ")" and between[-1:] == "(":
        between = between[1:-1]  # "France (6.7 %), Germany (5.8 %)": the next of a list
    if any(sign in between for sign in ";:.()") or len(between) > NEAR:
        return False
    words = ("gdp", "spending", "spend", "military", "threshold", "meets", "outlay")
    high = at.clause(amount.start, amount.end, at.scan.sentences[index])[1]
    return not at.has((last[0].end, min(amount.end + NEAR, at.next_amount(amount), high)), words)


def _carried(at: Context, amount: Amount, index: int, sense: Sense | None) -> Figure | None:
    """Return the figure that a percentage without words of its own goes on with, here or from the sentence before.

    "Denmark has given 2.9 % of its GDP. Britain stands at 0.8 %"; a count at a line becomes what is counted there.
    """
    if at.told.last is None or amount.kind not in ("percent", "fraction"):
        return None
    before, figure, where = at.told.last
    cuts = at.scan.sentences
    near = index - where <= 1 and cuts[where].paragraph == cuts[index].paragraph
    shared = before.kind in ("percent", "fraction") or isinstance(figure.derivation, Count)
    span = max(cuts[index].start, before.end), cuts[index].end
    then = at.cues(span[0], amount.start, "being") and at.times_in(*span)  # "In 2016 it was 72 %"
    goes_on = figure.measure in CARRIED or _is_next_largest(at, amount, figure, index)
    goes_on = goes_on or (bool(then) and isinstance(figure.derivation, Share) and figure.measure is not None)
    if not near or not shared or not goes_on or (sense is not None and sense.name not in WEAK):
        return None
    was = figure.measure not in COUNTED_THERE and then
    if at.has(span, OWN) or not (at.names(*span) or was):
        return None
    if isinstance(figure.derivation, Count):
        return msgspec.structs.replace(figure, derivation=Level(), subject=None)
    return figure if not isinstance(figure.derivation, Growth) else None


def _is_next_largest(at: Context, amount: Amount, before: Figure, index: int) -> bool:
    """Tell whether the shares of a whole go on: "America 39 % of the world's, China 13 %. Russia (3.9 %) and India …".

    The next is in brackets, no larger than the one before, and its sentence tells of nothing that is spent.
    """
    if not isinstance(before.derivation, Share) or before.derivation.of != at.table.total:
        return False
    sentence, value = at.scan.sentences[index], amount.quantity.high
    last = before.quantity.high or before.quantity.low
    if not is_bracketed(at.scan.text, amount.start) or value is None or last is None or value > last:
        return False
    return not at.cues(sentence.start, sentence.end, "spend", "outlay")


def _goes_on(at: Context, amount: Amount, sense: Sense | None) -> bool:
    """Tell whether a percentage that only its smallness makes a share of GDP goes on with the share before it."""
    if amount.kind not in ("percent", "fraction") or (sense is not None and sense.name not in WEAK):
        return False
    last = at.told.last
    whole = getattr(last[1].derivation, "of", None) if last is not None else None
    if last is not None and whole != GDP and at.cues(last[0].end, amount.start, "gdp"):
        return False  # "pays two thirds of it, although its share of the joint economy is only half"
    return (
        is_named(at, amount)
        or is_owned(at, amount)
        or bool(at.scan.index.within(max(0, amount.start - TIGHT // 2), amount.start, "agent", "of"))
    )


def _continues(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a number without a unit takes that of the number before it."""
    if at.told.last is None:
        return False
    before, figure, where = at.told.last
    start, value = at.scan.sentences[index].start, amount.quantity.high or amount.quantity.low or Decimal(0)
    more = at.cues(amount.end, amount.end + 2, "additional")  # "and 3 more in 2027"
    behind = min((more[-1].end if more else amount.end) + 4, at.scan.sentences[index].end)
    dated = bool(at.times_in(amount.end, behind))  # "and 3.6 in 2019"
    if isinstance(figure.derivation, Count) and index - where <= 1 and value != 1:
        being = at.cues(max(start, amount.start - TIGHT), amount.start, "being")
        led = any(
            0 <= amount.start - t.end <= 3 for t in at.times_in(max(start, amount.start - 30), amount.start)
        )
        hedged = bool(at.scan.index.within(amount.start, amount.start + 1, "hedge"))
        counted = dated or led or hedged or at.cues(amount.end, amount.end + 7, "meets", "below")
        counts = bool(counted) or will_too(at, amount, index)
        return bool(being or (counts and value == int(value) and value <= MOST_MEMBERS))
    if where != index:
        return False
    tenths = amount.quantity.step is not None and amount.quantity.step < 1
    named = is_named(at, amount)
    if before.kind == "percent" or before.scale > 1:
        moved = at.scan.index.within(max(start, amount.start - 5), amount.start, "to", "at")
        told = named or bool(moved) or dated or is_owned(at, amount)
        whole = before.kind == "percent" and named and value <= PERCENT
        fits = before.kind != "percent" or value <= PERCENT  # "fell 0.8 % to 4,122.47"
        return (
            (tenths and told and fits)
            or whole
            or (before.scale > 1 and (named or dated or is_owned(at, amount)))
        )
    if before.kind == "money":
        return named and value > 1
    return before.kind == "count" and figure.quantity.unit == "person" and value >= 50


def _is_yearly(heir: Figure, period: Period) -> bool:
    """Tell whether a growth is from the year before its own: that of another year is so too."""
    base, told = getattr(heir.derivation, "base", None) or "", heir.period
    if base >= period.text[:4]:
        return True
    years = told is not None and told.text.isdigit() and period.text.isdigit() and base.isdigit()
    return years and told is not None and int(told.text) - int(base) == 1


def _is_contrasted(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number is what another is set against."""
    return bool(at.cues(max(sentence.start, amount.start - TIGHT), amount.start, "contrast"))


def _of_family(at: Context, measure: str | None, who: str | None) -> str | None:
    """Return what is measured of one outside the alliance where it was told of one inside it: "Italy 35, China 314"."""
    if who is None or at.table.is_allied(who, at.today or dt.date.max):
        return measure
    return next((f["other"] for f in at.table.families.values() if f["allied"] == measure), measure)


def _scaled(quantity: Quantity, scale: Decimal) -> Quantity:
    """Give a number the scale of the one before it: "55.3 billion, Australia 33.8"."""
    if (quantity.high or quantity.low or 0) >= 1000:  # written out
        return quantity
    low, high, step = (
        None if v is None else exact(v * scale) for v in (quantity.low, quantity.high, quantity.step)
    )
    return msgspec.structs.replace(quantity, low=low, high=high, step=step)


def like(at: Context, heir: Figure, amount: Amount, index: int) -> Figure:
    """Return a figure of the same kind with its own number, its period and subject where such stand near."""
    sentence = at.scan.sentences[index]
    unit = (
        MEMBER if isinstance(heir.derivation, Count) else heir.quantity.unit
    )  # "most allies, against three"
    quantity = msgspec.structs.replace(amount.quantity, unit=amount.quantity.unit or unit)
    if at.told.last is not None and amount.kind == "money" and is_converted(at, at.told.last[0], amount):
        return msgspec.structs.replace(heir, quantity=quantity)
    if at.told.last is not None and at.told.last[0].quantity.unit == amount.quantity.unit:
        quantity = msgspec.structs.replace(
            quantity, unit=heir.quantity.unit
        )  # the same "$" is the same dollar
    if amount.kind == "bare" and at.told.last is not None:
        quantity = _scaled(quantity, at.told.last[0].scale)
    derivation, period, who, partner = heir.derivation, heir.period, heir.subject, heir.partner
    if isinstance(derivation, Growth) and amount.rule.endswith(".signed"):
        way: Literal["increase", "decrease"] = "decrease" if is_minus(at, amount) else "increase"
        derivation = msgspec.structs.replace(derivation, direction=way)
    stated = {k: v for k, v in heir.stated.items() if k != "period"}
    if (heir.measure or "").startswith("aid_"):
        if kinds := components(at, amount, sentence):
            stated["component"] = kinds
        if stage := own_stage(at, amount, sentence):
            heir = msgspec.structs.replace(heir, measure=f"aid_{stage}")
    time = nearest(at, amount, sentence, "at", "by", "between")
    if time is not None and time.role == "between" and amount.rule.endswith((".from", ".to")):
        year = time.first if amount.rule.endswith(".from") else time.last
        time = time._replace(role="at", first=year, last=year)
    summed = partner == at.table.beneficiary and (time is None or time.present)
    since = nearest(at, amount, sentence, "since") if summed else None
    if since is not None and since.start > at.previous_amount(amount) and at.today is not None:
        first = f"{since.first}-01" if since.first.isdigit() else since.first[:7]
        last = f"{at.today.year}-{at.today.month:02}"
        period, time = (Period(f"{first}/{last}"), None) if first <= last else (period, time)
    elif time is None and at.told.set_against and not _is_contrasted(at, amount, sentence):
        period = at.told.period  # "48 %, against 26 % before the war; Spain 29 %": as of the first
    if time is None and ends_path(at, amount, heir):
        period = Period(str(at.today.year)) if at.today is not None else None
    if time is None and is_dateless(at, amount, sentence, "reports"):
        period = None  # "from 280,000 at the end of the Cold War"
    if summed and time is not None and period is not None and "/" in period.text:
        time = None  # "has so far given 121 billion, against 140 from Europe": the same months
    if time is not None:
        counted = time.last[:7] >= at.table.aid_since[: len(time.last)]
        adds_up = partner == at.table.beneficiary and counted and is_moment(time)  # aid is told until then
        period = Period(f"{at.table.aid_since}/{time.last[:7]}" if adds_up else time.period)
        if not time.present:
            stated["period"] = [period.text]
    if heir.measure == "aid_pledged" and time is not None and is_over(at, time, sentence, amount):
        heir = msgspec.structs.replace(
            heir, measure="aid_allocated"
        )  # "promises 3 billion, after 1.7 in 2022"
    if (
        isinstance(derivation, Growth | Change)
        and derivation.base
        and period is not None
        and _is_yearly(heir, period)
    ):
        derivation = msgspec.structs.replace(derivation, base=str(int(period.text[:4]) - 1))
    if isinstance(derivation, Excess) and derivation.base and period is not None and period.text.isdigit():
        begun = int(derivation.base[:4]) + 1  # "by next year the sum would come to 100 billion"
        period = Period(f"{begun}/{period.text}") if begun < int(period.text) else period
    if isinstance(derivation, Count):
        derivation = count(at, amount, sentence, derivation.within)
        quantity = with_unit(amount._replace(quantity=quantity), derivation, heir.measure)
    else:
        low, high = at.clause(amount.start, amount.end, sentence, ",;()")
        whole = at.told.hundred == index or (heir.partner is None and part_told(at, amount, sentence))
        parts = at.names(amount.end, min(at.next_amount(amount), high)) if whole else []
        between = partner is not None and partner != at.table.beneficiary
        bare = not at.names(max(sentence.start, low - NEAR // 2), amount.start)
        opened = is_bracketed(at.scan.text, low)
        aside = opened and bare  # "China in second place (13 %)"
        set_against = at.cues(max(sentence.start, amount.start - TIGHT), amount.start, "contrast")
        alone = set_against and amount.kind == "bare" and not opened
        reach = 0 if alone else NEAR if aside else NEAR // 2
        span = (max(sentence.start, low - reach), amount.start if between else high)
        inside = at.names(low, amount.start)
        ahead = at.names(max(sentence.start, low - NEAR // 2), low) if inside else []
        listed = bool(ahead) and low - ahead[-1].end <= RIGHT_BEHIND and inside[0].start - low <= ARTICLE
        if inside and not between and not listed:
            span = low, high  # "…, while Norway peaks at 29", but "France, Italy and Spain lie below 0.3"
        skip = {partner, at.table.alliance if isinstance(derivation, Share) else None}
        owned = heir.measure is not None and partner != at.table.beneficiary
        found = governor(at, amount, skip, span, owned=owned)
        if found is None and at.told.last is not None and at.told.last[2] != index:
            found = governor(at, amount, skip, (sentence.start, sentence.end), owned=owned)
        behind = at.scan.index.within(amount.start, high, *NAMES)
        own = behind or at.names(max(span[0], at.previous_amount(amount)), amount.start)
        whose = owner(at, amount) if amount.kind == "bare" and partner is None else None
        whose = str(parts[0].value) if parts else whose
        who = named(at, amount, sentence, skip) or whose or (found or who if own or not set_against else who)
        who = told_otherwise(at, amount, index) or who
        if two := pair_of(at, amount, BY_MEASURE.get(heir.measure or "", ""), sentence, index):
            who, partner = two
        elif between:
            after = [str(m.value) for m in at.names(amount.end, high)]
            who, partner = (after[0], after[1]) if len(after) > 1 else (who, after[0] if after else partner)
    return msgspec.structs.replace(
        heir,
        measure=_of_family(at, heir.measure, who),
        quantity=quantity,
        derivation=derivation,
        period=period,
        subject=who,
        partner=partner,
        stated=stated,
    )
