"""Which time of its sentence a number is told with: the nearest that no other number claims."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.text.amounts.amount import MEMBERS, SHARES, SUMS, Amount
from foedus.text.amounts.several import MOST_MEMBERS
from foedus.text.figures.context import NEAR, TIGHT, Context
from foedus.text.figures.conversions import is_told_again
from foedus.text.figures.cuewords import NOT_THIS
from foedus.text.figures.interpolated import interpolated
from foedus.text.figures.links import TOUCH, is_bracketed
from foedus.text.figures.lists import dated, gapped, run_of
from foedus.text.figures.openings import opens_before
from foedus.text.figures.passing import (
    FAR,
    closed_at,
    is_aside_of,
    is_of_teller,
    is_promised,
    is_promised_then,
    left_now,
    passing,
)
from foedus.text.figures.rivals import (
    OF_ITS,
    enclosed,
    ends_before_and,
    is_aimed,
    is_closed,
    is_gone_past,
    is_own_aside,
    is_parted,
    is_set_against,
    leads_on,
    of_its_year,
    of_peer,
)
from foedus.text.sentences import Sentence
from foedus.text.times.moment import LARGEST_YEAR, Time

MONTH = len("2024-12")
COUNTED = ("count", "bare")  # kinds of numbers that count members
DEEDS = ("pledged", "give", "gave", "amounts", "outlay")  # cues of verbs whose object a bare number may be
SETTING = ("agreed", "promised", "goal-noun", "sets-goal")  # cues of when a goal was set


def nearest(at: Context, amount: Amount, sentence: Sentence, *roles: str) -> Time | None:
    """Return the nearest time of the sentence (of these roles): one in the same segment comes first."""
    told = at.times_in(sentence.start, sentence.end)
    if not told:
        return None
    here = at.cued_at(sentence)
    if told[0].end <= amount.start:
        told = _not_gone(at, amount, sentence, told, now="left-now" in here)
    if "at" in roles and (listed := dated(at, amount, sentence)):
        return listed
    if "at" in roles and (headed := next((t for t in told if _heads(at, t, amount)), None)) is not None:
        return headed._replace(role="at") if headed.role == "bare" else headed
    if "as-when" in here and "at" in roles and (then := _when_it_was(at, amount, sentence)):
        return then
    pool = _of_roles(at, amount, sentence, told, roles)
    if pool and pool[-1].start > amount.end and "," in at.scan.text[amount.end : pool[-1].start]:
        closed = closed_at(at, amount, sentence)
        pool = [t for t in pool if t.start < closed]
    if not pool:
        return None
    beside = at.neighbours(amount, sentence)
    retold = [a for a in beside if _is_retold(at, amount, a)]
    run = run_of(at, amount, sentence)
    if len(run) > 1 and any(t.present or run[0].start < t.start < run[-1].end for t in told):
        run = [amount]
    if len(run) == len(told) == 1 and told[0].start >= amount.end and beside:
        run = gapped(at, amount, sentence, told[0])
    # "by 60, 94 and 170 percent in 2018": a time behind a list, or before it, is that of each
    run = [a for a in run if a == amount or of_its_year(at, a) is None]
    rivals = [a for a in beside if _is_rival(at, amount, a) and a not in retold and a not in run]
    if len(rivals) > 1:
        rivals = [a for n, a in enumerate(rivals) if not n or not _is_told_on(at, rivals[n - 1], a)]
    if not retold and (closing := enclosed(at, amount)):  # its own time, or that of the whole
        low = at.clause(amount.start, amount.end, sentence, ";")[0]
        pool = [
            t for t in pool if t.start >= low
        ] or pool  # "in 2014 1.9 %; in 2023 2.8 %, more than X (2 %)"
        first = min([amount.start, *(a.start for a in rivals if a.start >= low)])
        inside = [t for t in pool if amount.start <= t.start < closing]
        year = str(at.today.year) if at.today is not None else ""
        before = [t for t in pool if t.end <= first or t.first[:4] == t.last[:4] == year]
        pool = inside or of_peer(at, rivals, amount, pool) or before or _of_whole(at, amount, pool, rivals)
    if opens_before(at, sentence):
        led = [a for a in rivals if a.end <= amount.start]
        pool = [t for t in pool if not _is_of_before(at, amount, t, led)]
    pool = _behind(at, amount, _left(at, amount, pool, rivals), rivals)
    if len(pool) > 1 and amount.quantity.unit in MEMBERS:
        pool = [t for t in pool if t.end > amount.start or not _is_when_said(at, t)] or pool
    # a sum told anew in brackets parts nothing: "5 billion zlotys (1 billion euros) so far this year"
    apart = (";" if at.scan.text[amount.end : amount.end + 1] == "," else ",;") if retold else ",;()"
    low, high = at.clause(amount.start, amount.end, sentence, apart)

    def rank(time: Time) -> tuple[bool, bool, int]:
        # what tells the same anew stands between and keeps nothing apart: "35 billion, or 4.1 percent, in 2024"
        end = max([amount.end, *(a.end for a in retold if amount.end <= a.start < time.start)])
        gap = time.start - end if time.start >= amount.end else amount.start - time.end + 12
        lent = "promised" in here and is_promised(at, time)
        lent = lent or ends_before_and(at, amount, rivals, time)
        # "a plan unveiled on 22 March, it will rise by 70 % to 5 billion in 2026"
        unveiled = amount.kind == "percent" and time.end < amount.start and len(time.first) > MONTH
        return not low <= time.start < high, unveiled, gap + (TIGHT if lent else 0)

    return min(pool, key=rank, default=None)


def _not_gone(
    at: Context, amount: Amount, sentence: Sentence, told: Sequence[Time], *, now: bool
) -> Sequence[Time]:
    """Leave out times of what was, or of what is put in: "were 48,000 in 2010; only 41,000 are left"."""
    if now and (begins := left_now(at, amount)) is not None:
        year = str(at.today.year) if at.today is not None else ""
        told = [t for t in told if t.start >= begins or t.present or t.last >= year]
    if (aside := interpolated(at, amount, sentence)) is not None:
        told = [t for t in told if not aside.start <= t.start < aside.end]
    return told


def _is_when_said(at: Context, time: Time) -> bool:
    """Tell whether a clause opens right behind a time, of which it is no time: "said in June that 23 would meet it"."""
    return any(m.value == "that" for m in at.scan.index.within(time.end, time.end + 2, "clause"))


def _of_whole(at: Context, amount: Amount, pool: list[Time], rivals: list[Amount]) -> list[Time]:
    """Return the one past year of the sentence that a number in brackets stands in, where no other like it does."""
    year = at.today.year if at.today is not None else 0
    alone = len(pool) == 1 and pool[0].role == "at" and pool[0].first[:4] < str(year)
    if not alone:
        return []
    low, high = at.clause(pool[0].start, pool[0].end, sentence=at.sentence(amount.start), breaks=",;")
    apart = (a for a in rivals if a.kind == amount.kind and not is_bracketed(at.scan.text, a.start))
    return [] if any(low <= a.start < high or a.end <= low for a in apart) else pool


def _of_roles(
    at: Context, amount: Amount, sentence: Sentence, told: Sequence[Time], roles: tuple[str, ...]
) -> list[Time]:
    """Return the times of these roles (or of any) that are not named in passing."""
    passes = passing(at.cued_at(sentence))
    year = str(at.today.year) if at.today is not None else ""
    ahead = len(at.amounts_in(sentence)) == 1 and any(t.stated and t.first[:4] > year for t in told)
    return [
        t
        for t in told
        if (not roles or t.role in roles)
        and t.role not in ("bare", "until")
        and not any(is_passing(at, amount, t) for is_passing in passes)
        and not is_aside_of(at, amount, t, sentence)
        and not is_of_teller(at, amount, t)
        and not is_promised_then(at, amount, t)
        and not (t.role == "at" and (_is_owned(at, amount, t, sentence) or _is_base(at, amount, t)))
        and not (ahead and t.present)  # "will now spend 2.6 % in 2027"
        # "15 of what are now 29 members"
        and not (t.present and amount.start < t.start and t.end < amount.end)
    ]


def _left(at: Context, amount: Amount, pool: list[Time], rivals: list[Amount]) -> list[Time]:
    """Return the times that the other numbers leave to one, at worst those ahead of it that none of them claims."""
    led = [a for a in rivals if a.end <= amount.start]
    pool = [t for t in pool if not _is_aside_against(at, amount, t, led) and not _is_next(at, amount, t)]
    if led:
        pool = [
            t
            for t in pool
            if not any(a.end <= t.start < amount.start and is_own_aside(at, a, t) for a in led)
        ]
        whole = [a for a in led if a.kind == amount.kind] if amount.kind in SHARES else []
        pool = [t for t in pool if not any(is_gone_past(at, amount, a, t) for a in whole)]
    mine = [t for t in pool if not any(is_parted(at, amount, a, t) for a in rivals)] if rivals else pool
    if mine:
        return mine
    ahead = [t for t in pool if t.start < amount.start and not is_closed(at, amount, t)]
    mine = [t for t in ahead if not any(a.end <= t.start and leads_on(at, amount, a, t) for a in led)]
    mine = [t for t in mine if not any(is_set_against(at, a, t) or is_aimed(at, amount, a, t) for a in led)]
    return mine or ([] if rivals else pool)


def _is_of_before(at: Context, amount: Amount, time: Time, led: list[Amount]) -> bool:
    """Tell whether a year is of what the opening clause tells of: "After peaking at 4 % in 2022, it is at 3 %"."""
    comma = at.scan.text.find(", ", time.end, amount.start)
    return comma >= 0 and any(a.kind == amount.kind and a.end <= comma for a in led)


def _is_next(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether a time stands in a clause of its own: one to come, or one with a number that is told of it.

    "Is at 1.3 %; it meant to be there in 2029", "23 of us are at 2 %; in 2014 it was three".
    """
    cut = at.scan.text.rfind(";", amount.end, time.start)
    if cut < 0 and amount.kind in COUNTED:
        joined = at.scan.index.within(max(amount.end, time.start - TIGHT), time.start, "and")
        cut = joined[-1].start if joined and at.leads(joined[-1].end, time.start, 1) else -1
    if cut < 0 or at.today is None:
        return False
    if time.last[:4] > str(at.today.year) and at.speaks.stance(amount.start, amount.end) == "reports":
        return True
    told = (a for a in at.neighbours(amount, at.sentence(amount.start)) if a.start > cut)
    return time.role == "at" and any(not at.is_time(a) and a.kind in (amount.kind, "bare") for a in told)


def _is_aside_against(at: Context, amount: Amount, time: Time, led: list[Amount]) -> bool:
    """Tell whether a time closes an aside before a number: "up from three in 2014, Greece leading with 3.1 %"."""
    if time.end > amount.start or at.scan.text[time.end : time.end + 1] != "," or amount.kind == "multiple":
        return False
    if not at.names(time.end, amount.start):
        return False  # "from 16 billion in 2021, a rise of": of the same
    return any(a.end <= time.start and is_set_against(at, a, time) for a in led)


def _when_it_was(at: Context, amount: Amount, sentence: Sentence) -> Time | None:
    """Return the past year of a "when" clause: "2014, when three met it", "when it was set in 2014, three met it"."""
    if at.today is None:
        return None
    told = at.times_in(sentence.start, sentence.end)
    for m in at.cues(sentence.start, sentence.end, "as-when"):
        touches = amount.kind in COUNTED and m.start - amount.end == 1  # "just three when it was set in 2014"
        begins = touches or m.start == sentence.start or at.scan.text[m.start - 2 : m.start] == ", "
        if not begins and at.scan.index.within(m.start, m.start + 1, "than"):
            continue  # German "mehr als"
        high = at.clause(m.start, m.end, sentence, ",;:()")[1]
        inside = [t for t in told if m.end <= t.start < high and t.first.isdigit()]
        if not inside and m.end <= amount.start < high and (then := _right_before(at, m.start, told)):
            return then
        if touches and len(inside) == 1 and int(inside[0].first) < at.today.year:
            return inside[0]._replace(role="at")
        if amount.quantity.unit not in MEMBERS:
            continue
        if len(inside) != 1 or m.start <= amount.start < high or not at.cues(m.end, high, *SETTING):
            continue
        year = inside[0].first
        if int(year) < at.today.year and all(t.first[:4] == year for t in told):
            return inside[0]._replace(role="at")
    return None


def _right_before(at: Context, offset: int, told: Sequence[Time]) -> Time | None:
    """Return the past year that ends right before an offset, where its clause goes on from there."""
    for time in told:
        beside = 0 <= offset - time.end <= 2 and not at.scan.text[time.end : offset].strip(", ")
        if beside and time.first.isdigit() and at.today is not None and int(time.first) < at.today.year:
            return time._replace(role="at", last=time.first, bases=())
    return None


def _is_owned(at: Context, amount: Amount, time: Time, sentence: Sentence) -> bool:
    """Tell whether a time is that of another number: "38 billion, up from last year's 31 billion"."""
    others = at.neighbours(amount, sentence)
    if is_bracketed(at.scan.text, time.start) and any(_heads(at, time, a) for a in others):
        return True  # "1.2 % (2015: 1.18 %)"
    owns = at.scan.index.within(time.end, time.end + 2, "possessive")
    if owns and any(a.kind == "multiple" and 0 <= time.start - a.end <= 2 for a in others):
        return True  # "85,000 drones, ten times last year's number, and 600 million"
    return bool(owns) and any(0 <= a.start - owns[-1].end < TOUCH for a in others)


def _heads(at: Context, time: Time, amount: Amount) -> bool:
    """Tell whether a year that opens its part and a colon stand right before a number: "2023: 5.6 billion"."""
    text = at.scan.text
    noun = at.scan.language.settings["measures"].patterns["year_of_figure"]
    if text[time.start : time.end].isdigit() and noun.fullmatch(text, time.end, amount.start):
        return True  # "the 2024 figure was 2.2 %"
    if (
        not text[time.start : time.end].isdigit()
        or text[max(0, time.start - 2) : time.start].strip()[-1:].isalnum()
    ):
        return False
    return 0 < amount.start - time.end <= TOUCH and text[time.end : amount.start].strip() == ":"


def _is_base(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether a time is whose sum another is set against: "10 billion above the previous year's budget"."""
    if not amount.end <= time.start <= amount.end + TIGHT:
        return False
    led = at.cues(amount.end, time.start, "level-apart")
    owns = at.scan.index.within(time.end, time.end + 2, "possessive") if led else []
    return bool(owns) and at.leads(led[-1].end, time.start)


def _behind(at: Context, amount: Amount, pool: list[Time], rivals: list[Amount]) -> list[Time]:
    """Leave what a number is set against the times behind it: "18 by December, against three at the start, in 2014"."""
    led = at.cues(max(at.previous_amount(amount), amount.start - TIGHT), amount.start, "contrast")
    led = [m for m in led if not at.scan.index.within(m.start, m.start + 1, "from", "of", "out-of")]
    if not at.led(led, amount.start):
        return pool
    end = min((a.start for a in rivals if a.start > amount.end), default=amount.end + FAR)
    later = [t for t in pool if amount.end <= t.start < end]
    return later if later and ";" not in at.scan.text[amount.end : later[0].start] else pool


def _is_retold(at: Context, amount: Amount, rival: Amount) -> bool:
    """Tell whether one of two numbers only tells the other anew: "137 billion zlotys (30 billion euros)"."""
    first, second = (amount, rival) if amount.start < rival.start else (rival, amount)
    counted = _counts_members(at, first) and (
        second.quantity.unit in MEMBERS
        or (second.kind == "bare" and at.led_by(second.start, *NOT_THIS, most=1))
    )
    if first.kind in SUMS and second.kind == "percent":
        return _is_share_of_it(at, first, second)
    if first.kind == "percent" and second.kind in SUMS:
        return _is_sum_of_it(at, first, second)
    if not counted and not amount.kind == rival.kind == "money":
        return False
    if counted:
        apart = at.scan.text[first.end : second.start]
        # "half of all allies, 15 countries,", "eleven allies, not eighteen,"
        return apart[:1] == "," and (second.kind == "bare" or not apart.strip(", "))
    return is_told_again(at.scan.text, first, second)


def _is_sum_of_it(at: Context, share: Amount, sum_: Amount) -> bool:
    """Tell whether a share is told as a sum right behind it, with no time: "2.1 % of GDP, or 824 million, in 2021"."""
    between = at.scan.text[share.end : sum_.start]
    if sum_.start - share.end > NEAR or not at.led_by(sum_.start, "that-is", "told-as"):
        return False
    return between.count(",") == 1 and at.scan.text.startswith(",", sum_.end)


def _is_share_of_it(at: Context, sum_: Amount, share: Amount) -> bool:
    """Tell whether a sum is told as a share right behind it, with no time: "15 billion (2.2 % of GDP)"."""
    opens = at.scan.text[sum_.end : share.start].strip()
    if is_bracketed(at.scan.text, sum_.start):
        opens = opens.removeprefix(")").lstrip()
    elif (close := opens.find(")")) > 0 and opens.startswith("("):
        opens = opens[close + 1 :].lstrip()  # "15 billion zlotys (4 billion dollars), or 2.2 % of GDP"
    told = opens[:1] == "," and at.led_by(share.start, "that-is", "told-as")
    if share.start - sum_.end > NEAR or not (opens == "(" or told):
        return False
    close = at.scan.text.find(
        "," if told else ")", share.end, min(share.end + FAR, at.sentence(share.end - 1).end)
    )
    if close > 0:
        return not at.times_in(share.end, close)
    if at.led_by(share.start, "told-as"):
        return told  # "or 2.2 % of GDP in 2024"
    output = at.cues(share.end, share.end + TIGHT, "gdp")
    # "equal to 2.2 % of GDP three years earlier": the output is of then
    return told and bool(output) and not at.times_in(share.end, output[0].end + OF_ITS)


def _is_told_on(at: Context, rival: Amount, other: Amount) -> bool:
    """Tell whether a sum goes on in other money, and parts no time from a number: "to 5 billion, or 1 billion, in"."""
    if not rival.kind == other.kind == "money" or other.start - rival.end > TIGHT:
        return False
    return rival.quantity.unit != other.quantity.unit and bool(at.cues(rival.end, other.start, "told-again"))


def _is_rival(at: Context, amount: Amount, other: Amount) -> bool:
    """Tell whether another number may have a time of its own; a percentage is only the line of a count."""
    if not _counts_members(at, amount):
        return _has_own_time(at, other)
    return other.kind != "percent" and (_has_own_time(at, other) or _may_count(at, other))


def _counts_members(at: Context, amount: Amount) -> bool:
    """Tell whether a number counts members, or tells which part of them it counts: "half of all allies"."""
    if amount.quantity.unit in MEMBERS:
        return True
    if amount.kind != "fraction":
        return False
    nouns = at.scan.index.within(amount.start, amount.end + 1, "noun")
    return any(m.value in MEMBERS for m in nouns)


def _has_own_time(at: Context, amount: Amount) -> bool:
    """Tell whether a number may have a time of its own: one with a unit, or one set against another."""
    if amount.kind != "bare":
        return True
    set_against = at.cues(max(0, amount.start - TIGHT), amount.start, "contrast")
    alone = bool(set_against) or (amount.quantity.step or 1) < 1 or _is_large(amount)
    alone = alone or at.led_by(amount.start, *DEEDS, most=1)  # "has given 17 billion and promises 9 for 2026"
    return alone and not at.is_time(amount)


def _may_count(at: Context, amount: Amount) -> bool:
    """Tell whether a number without a noun may count members too: "nineteen have plans to do so"."""
    value = amount.quantity.high or amount.quantity.low or 0
    return amount.kind == "bare" and 1 < value <= MOST_MEMBERS and not at.is_time(amount)


def _is_large(amount: Amount) -> bool:
    return max(amount.quantity.low or 0, amount.quantity.high or 0) > LARGEST_YEAR


def of_what_is(at: Context, amount: Amount, sentence: Sentence) -> Time | None:
    """Return the year of what is so, where words without a subject open with what is not: "Without reaching 2 %, X"."""
    low, high = at.clause(amount.start, amount.end, sentence)
    comma = at.scan.text.find(",", amount.end, min(high, amount.end + NEAR))
    if comma < 0 or at.names(low, amount.start):
        return None
    told = [t for t in at.times_in(comma, high) if t.role == "at" and not t.present]
    return told[0] if len({t.first for t in told}) == 1 else None
