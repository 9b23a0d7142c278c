"""A number and the figure that it continues in, its own figure out: with its own number, period and subject."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal, NamedTuple

import msgspec

from foedus.model import Change, Count, Excess, Figure, Growth, Level, Mean, Period, Quantity, Share, exact
from foedus.stated import EXTENT, fixes, without
from foedus.text.amounts.amount import MEMBERS, Amount
from foedus.text.amounts.several import MEMBER
from foedus.text.figures import reaches
from foedus.text.figures.accounts import is_of_other_extent
from foedus.text.figures.additions import is_minus
from foedus.text.figures.attached import attached
from foedus.text.figures.bare import owner, seated, set_off
from foedus.text.figures.bystanders import denied_ahead
from foedus.text.figures.components import components, is_part, is_whole, part_told
from foedus.text.figures.context import BREAKS, NEAR, Context
from foedus.text.figures.cuewords import TURNS
from foedus.text.figures.dated import year_back_then
from foedus.text.figures.donors import ends_path, is_over, own_stage
from foedus.text.figures.governors import governor
from foedus.text.figures.heirs import is_contrasted, is_converted
from foedus.text.figures.kinds import EQUIPMENT
from foedus.text.figures.links import RIGHT_BEHIND, is_bracketed
from foedus.text.figures.lists import bracketed, named
from foedus.text.figures.measures import with_unit
from foedus.text.figures.months import brought_to
from foedus.text.figures.names import NAMES
from foedus.text.figures.nearest import nearest
from foedus.text.figures.outdone import outspent
from foedus.text.figures.owners import told_otherwise
from foedus.text.figures.pairs import BY_MEASURE, pair_of
from foedus.text.figures.passing import clause_of_now
from foedus.text.figures.paths import ends_rise, of_path_before, side
from foedus.text.figures.posted import STRENGTH, served
from foedus.text.figures.reaches import AHEAD, back, is_either_way, is_moment
from foedus.text.figures.standing import is_dateless, is_to_grow
from foedus.text.figures.thresholds import count
from foedus.text.figures.timing import ends_before
from foedus.text.figures.wars import is_in_upheaval
from foedus.text.particles import ARTICLE, grammar
from foedus.text.sentences import Sentence
from foedus.text.times.moment import Time

WRITTEN_OUT = 1000  # a number from which on nothing of the scale before is left out


def like(at: Context, heir: Figure, amount: Amount, index: int) -> Figure:
    """Return a figure of the same kind with its own number, its period and subject where such stand near."""
    sentence, last = at.scan.sentences[index], at.told.last
    # "most allies, against three": members, not a share of them
    unit = MEMBER if isinstance(heir.derivation, Count) else heir.quantity.unit
    quantity = msgspec.structs.replace(amount.quantity, unit=amount.quantity.unit or unit)
    if last is not None and amount.kind == "money" and is_converted(at, last[0], amount):
        return msgspec.structs.replace(heir, quantity=quantity)
    if last is not None and last[0].quantity.unit == amount.quantity.unit:
        # the same "$" is the same dollar
        quantity = msgspec.structs.replace(quantity, unit=heir.quantity.unit)
    if amount.kind == "bare" and last is not None:
        quantity = _scaled(quantity, last[0].scale)
    own = _dated(at, _of_stage(at, _directed(at, heir, amount), amount, sentence), amount, sentence)
    own = _rebased(own, heir.period)
    who, partner = own.subject, own.partner
    if isinstance(own.derivation, Count):
        counted = count(at, amount, sentence, own.derivation.within)
        own = msgspec.structs.replace(own, derivation=counted)
        quantity = with_unit(amount._replace(quantity=quantity), counted, own.measure)
    else:
        who, partner = _parties(at, own, amount, index)
    measure = _of_family(at, own.measure, who)
    if isinstance(own.derivation, Count) and "equipment" in at.cued_at(sentence):
        high = min(at.clause(amount.start, amount.end, sentence)[1], amount.end + 2 * NEAR)
        measure = EQUIPMENT if at.cues(amount.end, high, "equipment") else measure
    stated = without(own.stated, EXTENT) if fixes(own.stated, EXTENT) else own.stated
    if measure is not None and is_of_other_extent(at, amount, measure, index):
        stated = stated | EXTENT
    return msgspec.structs.replace(
        own, measure=measure, quantity=quantity, subject=who, partner=partner, stated=stated
    )


def _is_of_former(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number is set against another as that of the one before it: "up from 295 in the previous law"."""
    if not is_contrasted(at, amount, sentence):
        return False
    high = min(at.next_amount(amount), at.clause(amount.start, amount.end, sentence, BREAKS + ",")[1])
    words = at.scan.text[amount.end : min(high, amount.end + NEAR)].split()
    small = grammar(at.scan.language.code)
    return any(small.has("formers", word.rstrip(".!?»").lower()) for word in words)


def _directed(at: Context, heir: Figure, amount: Amount) -> Figure:
    """Turn a growth the way that the sign of a number tells, or its own word of change: "Romania's shrank by 5"."""
    if not isinstance(heir.derivation, Growth):
        return heir
    low = max(at.previous_amount(amount), at.sentence(amount.start).start)
    turns = at.cues(low, amount.start, *TURNS) if amount.kind == "bare" else []
    if not (turns or amount.rule.endswith(".signed")):
        return heir
    down = turns[-1].value == "decline" if turns else is_minus(at, amount)
    way: Literal["increase", "decrease"] = "decrease" if down else "increase"
    return msgspec.structs.replace(heir, derivation=msgspec.structs.replace(heir.derivation, direction=way))


def _of_stage(at: Context, heir: Figure, amount: Amount, sentence: Sentence) -> Figure:
    """Give a sum of aid the kinds and the stage that it tells itself, and no figure the stated period of another."""
    stated, measure = {k: v for k, v in heir.stated.items() if k != "period"}, heir.measure
    if (heir.measure or "").startswith("aid_"):
        if kinds := components(at, amount, sentence):
            stated["component"] = kinds
        elif _follows_part(at, sentence) or is_whole(at, amount, sentence):
            stated.pop("component", None)
        if stage := own_stage(at, amount, sentence):
            measure = f"aid_{stage}"
    return msgspec.structs.replace(heir, measure=measure, stated=stated)


def _follows_part(at: Context, sentence: Sentence) -> bool:
    """Tell whether the sentence before ended with a part: "30 billion, of which 24 in arms. Britain follows with"."""
    last = at.told.last
    return last is not None and last[2] != sentence.number and is_part(at, last[0], last[2])


def _dated(at: Context, heir: Figure, amount: Amount, sentence: Sentence) -> Figure:
    """Give a figure the period that is told of its number, else that of the one before where it still holds."""
    period, time = heir.period, _time(at, amount, sentence)
    if heir.partner == at.table.beneficiary and (whole := brought_to(at, amount, sentence)) is not None:
        return msgspec.structs.replace(heir, period=whole, stated=heir.stated | {"period": [whole.text]})
    of_aid = heir.partner == at.table.beneficiary
    since = nearest(at, amount, sentence, "since") if of_aid else None
    if since is not None and time is not None and ends_before(at, amount, since, time):
        time = None
    summed = of_aid and (time is None or time.present)
    if summed and since is not None and since.start > at.previous_amount(amount) and at.today is not None:
        first = f"{since.first}-01" if since.first.isdigit() else since.first[:7]
        last = f"{at.today.year}-{at.today.month:02}"
        period, time = (Period(f"{first}/{last}"), None) if first <= last else (period, time)
    elif time is None and at.told.set_against and not is_contrasted(at, amount, sentence):
        period = at.told.period  # "48 %, against 26 % before the war; Spain 29 %": as of the first
    if time is not None and time.role == "between" and getattr(heir.derivation, "base", None) == time.first:
        time = None  # "grew by 44 % between 2023 and 2024, Romania's by 5": between the same years
    now = 0 if of_aid else clause_of_now(at, amount, sentence)
    if now and time is not None and time.end <= now and not time.present:
        time = None
    if time is None and (now or ends_path(at, amount, heir)):
        period = Period(str(at.today.year)) if at.today is not None else None
    elif time is None and at.today is not None and _has_led_on(at, amount, period):
        period = Period(str(at.today.year))  # "from three in 2014 to 23"
    elif time is None and period is None and at.today is not None and ends_rise(at, amount):
        carried = at.told.then is not None and at.told.then[0] == sentence.number  # "It rose from 1.7 to 2 %"
        period = at.told.then[1] if carried and at.told.then else Period(str(at.today.year))
    if time is None and at.cues(amount.end, min(at.next_amount(amount), amount.end + NEAR), "back-then"):
        period = year_back_then(at, amount.start, sentence.number)
    counted = amount._replace(quantity=heir.quantity)
    ahead = time is None and is_to_grow(at, counted, at.speaks.stance(amount.start, amount.end))
    if ahead or (time is None and is_dateless(at, amount, sentence, "reports")):
        period = None  # "from 280,000 at the end of the Cold War", "the number is to rise to 300,000"
    elif (time is None or time.end <= amount.start) and _is_of_former(at, amount, sentence):
        period = time = None
    told = at.told.last
    if of_aid and time is not None and told is not None and time.start < told[0].start and period is not None:
        time = None  # "by the end of last year Europe had given 49 %, America 42": of the same months
    if summed and time is not None and period is not None and "/" in period.text:
        time = None  # "has so far given 121 billion, against 140 from Europe": the same months
    if time is not None:
        heir = _at(at, heir, amount, time, sentence)
        period = heir.period
    begins = told is not None and told[0].rule.endswith(".to") and amount.rule.endswith(".from")
    if begins and told is not None and period == told[1].period:
        period = None  # "rose from 1 to 1.3 % in 2024, Poland's from 1.9 to 4.1 %": of no year that is told
    return msgspec.structs.replace(heir, period=period)


def _has_led_on(at: Context, amount: Amount, period: Period | None) -> bool:
    """Tell whether a change that began in a past year, told between both numbers, ends with one that has no year."""
    last = at.told.last
    if last is None or period is None or at.today is None or period.text >= str(at.today.year):
        return False
    then = any(t.role == "at" and t.period == period.text for t in at.times_in(last[0].end, amount.start))
    return then and ends_rise(at, amount)


def _time(at: Context, amount: Amount, sentence: Sentence) -> Time | None:
    """Return the time told near a number: of a path between two years, the end at which the number stands."""
    if (time := of_path_before(at, amount, sentence)) is not None:
        return time
    time = nearest(at, amount, sentence, "at", "by", "between")
    if time is None and side(at, amount, sentence):
        ends = nearest(at, amount, sentence, "last")  # "in the decade to 2024 it went from 1.9 to 4.1 %"
        return ends and _end_of(at, amount, ends, sentence)
    if time is None and at.speaks.stance(amount.start, amount.end) in AHEAD:
        # "has 200,000 soldiers and wants 300,000 within a decade"
        due = nearest(at, amount, sentence, "last")
        return due and reaches.ahead(due, due=True)
    if time is not None and is_either_way(time):
        past = at.speaks.stance(amount.start, amount.end) in ("reports", "denies")
        time = back(at, time)._replace(role="between") if past else time
        if past and amount.kind != "money":
            return _end_of(at, amount, time, sentence)
    if time is None or time.role != "between" or not (end := side(at, amount, sentence)):
        return time
    year = time.first if end == "from" else time.last
    return time._replace(role="at", first=year, last=year)


def _end_of(at: Context, amount: Amount, time: Time, sentence: Sentence) -> Time:
    """Return the year of the end at which a number stands of a path over the last years: it begins before the first."""
    starts = side(at, amount, sentence) == "from" and time.first[:4].isdigit()
    year = str(int(time.first[:4]) - 1) if starts else time.last[:4]
    return time._replace(role="at", first=year, last=year)


def _at(at: Context, heir: Figure, amount: Amount, time: Time, sentence: Sentence) -> Figure:
    """Give a figure a time; aid adds up until then."""
    counted = time.last[:7] >= at.table.aid_since[: len(time.last)]
    of_aid = heir.partner == at.table.beneficiary
    adds_up = of_aid and counted and is_moment(time)
    yearly = heir.measure is not None and not of_aid and time.first[:4] == time.last[:4]
    told = time.first[:4] if yearly else time.period  # "23 do so, and 27 by the end of the year"
    period = Period(f"{at.table.aid_since}/{time.last[:7]}" if adds_up else told)
    stated = heir.stated if time.present else heir.stated | {"period": [period.text]}
    measure = heir.measure
    if measure == "aid_pledged" and is_over(at, time, sentence, amount):
        measure = "aid_allocated"  # "promises 3 billion, after 1.7 in 2022"
    return msgspec.structs.replace(heir, measure=measure, period=period, stated=stated)


def _rebased(heir: Figure, before: Period | None) -> Figure:
    """Move what a change starts from, or where an excess begins, with the period; `before`: that of the one before."""
    derivation, period = heir.derivation, heir.period
    if period is None:
        return heir
    if (
        isinstance(derivation, Growth | Change)
        and derivation.base
        and _is_yearly(derivation.base, before, period)
    ):
        base = str(int(period.text[:4]) - 1)
        return msgspec.structs.replace(heir, derivation=msgspec.structs.replace(derivation, base=base))
    if isinstance(derivation, Mean) and period.text.isdigit() and period != before:
        # "a mean of 41 over three years, 32 last year"
        return msgspec.structs.replace(heir, derivation=Level())
    if isinstance(derivation, Excess) and derivation.base and period.text.isdigit():
        begun = int(derivation.base[:4]) + 1  # "by next year the sum would come to 100 billion"
        if begun < int(period.text):
            return msgspec.structs.replace(heir, period=Period(f"{begun}/{period.text}"))
    return heir


def _is_yearly(base: str, before: Period | None, period: Period) -> bool:
    """Tell whether a growth is from the year before its own: that of another year is so too."""
    if base >= period.text[:4]:
        return True
    years = before is not None and before.text.isdigit() and period.text.isdigit() and base.isdigit()
    return years and before is not None and int(before.text) - int(base) == 1


class _Place(NamedTuple):
    """Where those whose a number is are sought: its clause, the span for a name, what is set against another."""

    low: int
    high: int
    span: tuple[int, int]
    set_against: bool


def _parties(at: Context, heir: Figure, amount: Amount, index: int) -> tuple[str | None, str | None]:
    """Return whose a number is and to whom it goes, as is told of it, else as of the figure before."""
    sentence, who, partner = at.scan.sentences[index], heir.subject, heir.partner
    if is_contrasted(at, amount, sentence) and _is_of_others(at, amount, sentence):
        return None, partner
    between = partner is not None and partner != at.table.beneficiary
    place = _place(at, amount, sentence, between)
    whole = at.told.hundred == index or (partner is None and part_told(at, amount, sentence))
    parts = at.names(amount.end, min(at.next_amount(amount), place.high)) if whole else []
    skip = {partner, at.table.alliance if isinstance(heir.derivation, Share) else None}
    owned = heir.measure is not None and partner != at.table.beneficiary
    asker = at.speaks.country(amount.start, amount.end)
    if asker in at.table.demanding and at.speaks.stance(amount.start, amount.end) == "demands":
        skip.add(asker)
        others = at.names(max(place.low, at.previous_amount(amount)), min(at.next_amount(amount), place.high))
        if not any(m.value != asker for m in others):
            return who, partner  # "his predecessor asked Europe for 2 %, X wants 5"
    found = governor(at, amount, skip, place.span, owned=owned)
    if found is None and at.told.last is not None and at.told.last[2] != index:
        found = governor(at, amount, skip, (sentence.start, sentence.end), owned=owned)
    behind = at.scan.index.within(amount.start, place.high, *NAMES)
    own = behind or at.names(max(place.span[0], at.previous_amount(amount)), amount.start)
    whose = owner(at, amount) if amount.kind == "bare" and (partner is None or _is_for(at, who)) else None
    whose = str(parts[0].value) if parts else whose
    gap = at.told.gap if place.set_against and not own else None
    if gap is not None and gap[:2] == (index, who):
        who = gap[2]  # "Europe leads America by 18 billion: 132 billion against 114"
    elif place.set_against and not own:
        who = denied_ahead(at, sentence.start, amount.start) or who
    governed = found or who if own or not place.set_against else who
    who = bracketed(at, amount, sentence) or told_otherwise(at, amount, index) or set_off(at, amount)
    who = who or seated(at, amount) or (served(at, amount, sentence) if heir.measure == STRENGTH else None)
    who = who or named(at, amount, sentence, skip) or whose or governed
    who = outspent(at, amount, sentence) or (attached(at, amount, with_its=True) if owned else None) or who
    if two := pair_of(at, amount, BY_MEASURE.get(heir.measure or "", ""), sentence, index):
        return two
    if between:
        after = [str(m.value) for m in at.names(amount.end, place.high) if not is_in_upheaval(at, m)]
        return (after[0], after[1]) if len(after) > 1 else (who, after[0] if after else partner)
    return who, partner


def _is_for(at: Context, who: str | None) -> bool:
    """Tell whether the number before told its donor right behind it: "132 billion for Europe, 114 for America"."""
    return at.told.last is not None and who is not None and owner(at, at.told.last[0]) == who


def _is_of_others(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number is that of so many others: "compared with 36 % for the other 31 members"."""
    others = at.following(amount, sentence)
    if others is None or others.quantity.unit not in MEMBERS:
        return False
    return at.led(at.cues(amount.end, min(others.start, amount.end + 2), "for-whom"), others.start, NEAR // 4)


def _place(at: Context, amount: Amount, sentence: Sentence, between: bool) -> _Place:
    """Return where a name is sought; `between` two, those behind the number are told apart."""
    low, high = at.clause(amount.start, amount.end, sentence, ",;()")
    opened = is_bracketed(at.scan.text, low)
    aside = opened and not at.names(max(sentence.start, low - NEAR // 2), amount.start)
    set_against = is_contrasted(at, amount, sentence)
    alone = set_against and amount.kind == "bare" and not opened
    reach = 0 if alone else NEAR if aside else NEAR // 2  # aside: "China in second place (13 %)"
    inside = at.names(low, amount.start)
    ahead = at.names(max(sentence.start, low - NEAR // 2), low) if inside else []
    listed = bool(ahead) and low - ahead[-1].end <= RIGHT_BEHIND and inside[0].start - low <= ARTICLE
    # "82 for Britain, Canada providing only 30"
    listed = listed and bool(at.scan.index.within(inside[0].end, amount.start, "and"))
    if inside and not between and not listed:
        # "…, while Norway peaks at 29", but "France, Italy and Spain lie below 0.3"
        return _Place(low, high, (low, high), set_against)
    span = max(sentence.start, low - reach), amount.start if between else high
    return _Place(low, high, span, set_against)


def _of_family(at: Context, measure: str | None, who: str | None) -> str | None:
    """Return what is measured of one outside the alliance where it was told of one inside it: "Italy 35, China 314"."""
    if who is None or at.table.is_allied(who, at.today or dt.date.max):
        return measure
    return next((f["other"] for f in at.table.families.values() if f["allied"] == measure), measure)


def _scaled(quantity: Quantity, scale: Decimal) -> Quantity:
    """Give a number the scale of the one before it: "55.3 billion, Australia 33.8"."""
    if (quantity.high or quantity.low or 0) >= WRITTEN_OUT:  # written out
        return quantity
    low, high, step = (
        None if v is None else exact(v * scale) for v in (quantity.low, quantity.high, quantity.step)
    )
    return msgspec.structs.replace(quantity, low=low, high=high, step=step)
