"""Which time of its sentence a number is told with: the nearest that no other number claims."""

from __future__ import annotations

from collections.abc import Callable

from foedus.text.amounts import MOST_MEMBERS
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import NAMES, NEAR, TIGHT, Context
from foedus.text.figures.lists import dated, run_of
from foedus.text.particles import grammar
from foedus.text.sentences import Sentence
from foedus.text.times.moment import Time

MEMBERS = ("member", "country")
GROWING = ("percent", "fraction")
FAR = 120
LONGEST_GAP = 24  # characters between two numbers that may share a deadline
LARGEST_YEAR = 2200
TOUCH = 5  # characters between "to" and its number
SETTING = ("agreed", "promised", "goal-noun", "sets-goal")  # cues of when a goal was set
# Cues of verbs, with which a clause of its own begins.
VERBS = ("spend", "meets", "aims", "pledged", "growth", "decline")


def nearest(at: Context, amount: Amount, sentence: Sentence, *roles: str) -> Time | None:
    """Return the nearest time of the sentence (of these roles): one in the same segment comes first."""
    told = at.times_in(sentence.start, sentence.end)
    if not told:
        return None
    if "at" in roles and (listed := dated(at, amount, sentence)):
        return listed
    here = at.cued_at(sentence)
    if "as-when" in here and "at" in roles and (then := _when_it_was(at, amount, sentence)):
        return then
    passing = [passes for cues, passes in _PASSING if not here.isdisjoint(cues)]
    pool = [
        t
        for t in told
        if (not roles or t.role in roles)
        and t.role not in ("bare", "until")
        and not any(passes(at, amount, t) for passes in passing)
        and not is_aside_of(at, amount, t, sentence)
        and not (t.role == "at" and _is_owned(at, amount, t, sentence))
        and not (
            t.present and amount.start < t.start and t.end < amount.end
        )  # "15 of what are now 29 members"
    ]
    if not pool:
        return None
    counted = amount.quantity.unit in MEMBERS  # a percentage is then only the line of the count
    beside = at.neighbours(amount, sentence)
    retold = [a for a in beside if _is_retold(at, amount, a)]
    rivals = [
        a
        for a in beside
        if (_is_rival(at, a) or (counted and _may_count(at, a)))
        and not (counted and a.kind == "percent")
        and a not in retold
    ]
    if not retold and (closing := _enclosed(at, amount)):  # its own time, or that of the whole
        first = min([amount.start, *(a.start for a in rivals)])
        inside = [t for t in pool if amount.start <= t.start < closing]
        year = str(at.today.year) if at.today is not None else ""
        pool = inside or [t for t in pool if t.end <= first or t.first[:4] == t.last[:4] == year]
    mine = [t for t in pool if not any(_is_parted(at, amount, a, t) for a in rivals)]
    if not mine:
        led = [a for a in rivals if a.end <= amount.start]
        ahead = [t for t in pool if t.start < amount.start and not _is_closed(at, amount, t)]
        mine = [t for t in ahead if not any(a.end <= t.start and _leads_on(at, amount, a, t) for a in led)]
        mine = [
            t for t in mine if not any(_is_set_against(at, a, t) or _is_aimed(at, amount, a, t) for a in led)
        ]
        mine = mine or ([] if rivals else pool)
    pool = _behind(at, amount, mine, rivals)
    low, high = at.clause(amount.start, amount.end, sentence, ",;()")

    def rank(time: Time) -> tuple[bool, int]:
        gap = time.start - amount.end if time.start >= amount.end else amount.start - time.end + 12
        lent = "promised" in here and _is_promised(at, time)
        lent = lent or _ends_before_and(at, amount, rivals, time)
        return not low <= time.start < high, gap + (TIGHT if lent else 0)

    return min(pool, key=rank, default=None)


def _when_it_was(at: Context, amount: Amount, sentence: Sentence) -> Time | None:
    """Return the past year of a "when" clause about the goal: "when it was set in 2014, only three met it"."""
    if amount.quantity.unit not in MEMBERS or at.today is None:
        return None
    told = at.times_in(sentence.start, sentence.end)
    for m in at.cues(sentence.start, sentence.end, "as-when"):
        begins = m.start == sentence.start or at.scan.text[m.start - 2 : m.start] == ", "
        if not begins and at.scan.index.within(m.start, m.start + 1, "than"):
            continue  # German "mehr als"
        high = at.clause(m.start, m.end, sentence, ",;:()")[1]
        inside = [t for t in told if m.end <= t.start < high and t.first.isdigit()]
        if len(inside) != 1 or m.start <= amount.start < high or not at.cues(m.end, high, *SETTING):
            continue
        year = inside[0].first
        if int(year) < at.today.year and all(t.first[:4] == year for t in told):
            return inside[0]._replace(role="at")
    return None


def _is_owned(at: Context, amount: Amount, time: Time, sentence: Sentence) -> bool:
    """Tell whether a time is that of another number: "38 billion, up from last year's 31 billion"."""
    owns = at.scan.index.within(time.end, time.end + 2, "possessive")
    return bool(owns) and any(0 <= a.start - owns[-1].end < TOUCH for a in at.neighbours(amount, sentence))


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
    counted = amount.quantity.unit in MEMBERS and rival.quantity.unit in MEMBERS
    if not counted and not amount.kind == rival.kind == "money":
        return False
    first, second = sorted((amount, rival), key=lambda a: a.start)
    # "half of all allies, 15 countries,"
    return at.scan.text[first.end : second.start].strip() == ("," if counted else "(")


def _enclosed(at: Context, amount: Amount) -> int:
    """Return where brackets or commas around a number close: "Germany (1.24 %)", "France, at 1.8 %,"; else 0."""
    text = at.scan.text
    if text[amount.start - 1 : amount.start] == "(":
        return max(0, text.find(")", amount.end, amount.end + FAR))
    if text[amount.end : amount.end + 1] != ",":
        return 0
    led = at.scan.index.within(max(0, amount.start - TIGHT // 2), amount.start, "to", "at")
    if not led or not at.joined(led[-1].end, amount.start):
        return 0
    named = at.scan.index.within(max(0, led[-1].start - NEAR), led[-1].start, *NAMES)
    return amount.end if named and text[named[-1].end : led[-1].start].strip() == "," else 0


def _is_rival(at: Context, amount: Amount) -> bool:
    """Tell whether a number may have a time of its own: one with a unit, or one set against another."""
    if amount.kind != "bare":
        return True
    set_against = at.cues(max(0, amount.start - TIGHT), amount.start, "contrast")
    return (bool(set_against) or (amount.quantity.step or 1) < 1 or _is_large(amount)) and not at.is_time(
        amount
    )


def _may_count(at: Context, amount: Amount) -> bool:
    """Tell whether a number without a noun may count members too: "nineteen have plans to do so"."""
    value = amount.quantity.high or amount.quantity.low or 0
    return amount.kind == "bare" and 1 < value <= MOST_MEMBERS and not at.is_time(amount)


def _is_large(amount: Amount) -> bool:
    return max(amount.quantity.low or 0, amount.quantity.high or 0) > LARGEST_YEAR


def _is_agreed(at: Context, amount: Amount, time: Time) -> bool:
    """A time behind "agreed" or "set" is when the target was made, not when something is measured."""
    if any(m.end >= time.end for m in at.cues(max(0, time.start - NEAR), time.start + 1, "constant")):
        return True  # "at 2021 prices"
    if amount.kind == "percent" and _is_promised(at, time):
        return at.today is None or not _is_ahead(time, at.today.year)  # "the 1.5 % promised for 2024"
    if amount.kind == "money" and at.scan.index.within(time.start, time.start + 1, "agent"):
        return False  # "adopted for 2025"
    return any(
        at.joined(m.end, time.start) for m in at.cues(max(0, time.start - TIGHT), time.start, "agreed")
    )


def _is_ruled_out(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether a time is only named as the one it is not: "now, not by 2025", "2027 statt 2030"."""
    words = at.cues(max(0, time.start - 2 * TIGHT), time.start, "not-then")
    return any(m.end >= time.start - 1 for m in words)


def is_of_mean(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether years are only those of a mean that a number is set against: "67 % above the average of 2022-24"."""
    led = at.cues(max(amount.end, time.start - NEAR), time.start + 1, "mean-of")
    behind = [m for m in at.cues(time.end, time.end + 2, "mean-behind") if at.joined(time.end, m.start)]
    set_against = (
        behind and at.cues(amount.end, time.start, "contrast", "than-then") and time.role == "between"
    )
    return bool(led or set_against) and at.next_amount(amount) >= time.start


def _is_promised(at: Context, time: Time) -> bool:
    """Tell whether a time touches a word of promise: "the 2 % pledged in 2014", "die 2014 zugesagten 2 Prozent"."""
    words = at.cues(max(0, time.start - TIGHT), time.end + TIGHT, "promised")
    return any(0 <= time.start - m.end <= 1 or 0 <= m.start - time.end <= 1 for m in words)


def _is_parted(at: Context, amount: Amount, rival: Amount, time: Time) -> bool:
    """Tell whether a time lies beyond another number, across a comma: then it is that number's."""
    if rival.end <= time.start and time.end <= amount.start and _leads_on(at, amount, rival, time):
        return True
    if rival.end <= time.start and time.end <= amount.start and _is_aimed(at, amount, rival, time):
        return True
    if (
        rival.end <= amount.start and time.end <= amount.start
    ):  # both in an earlier clause: "; it now has 3.7 %"
        return (
            ";" in at.scan.text[max(rival.end, time.end) : amount.start]
            and ";" not in at.scan.text[min(rival.end, time.end) : max(rival.start, time.start)]
        )
    if amount.end <= time.start and rival.start >= amount.end:
        cut = at.scan.text.find(";", amount.end, time.start)
        if 0 <= cut < rival.start:
            return True  # both behind a semicolon: "is 4.6 %; the sum since 2016 reaches 400 billion"
    if amount.end <= time.start and time.end <= rival.start:
        return _opens(at, amount, rival, time)
    if not (amount.end <= rival.start and rival.end <= time.start) or _is_aside(at, amount, rival, time):
        return False
    between = at.scan.text[amount.end : rival.start]
    if at.today is not None and _is_ahead(time, at.today.year) and _is_path(at, amount, rival):
        return True
    if rival.kind != amount.kind and _is_reached(at, between, rival):
        return False  # "rose by 16 % since 2010, to 11.6 billion in 2021"
    if any(sign in between for sign in ",;(") or _is_contrasted(at, amount, rival):
        return True
    joined = bool(at.scan.index.within(amount.end, rival.start, "and"))
    if time.role == "since" and {amount.kind, rival.kind} == {"count", "money"}:
        return (
            rival.start - amount.end > LONGEST_GAP
        )  # "four howitzers and 626 million in arms since February"
    close = "," not in at.scan.text[rival.end : time.start]
    ahead = at.today is not None and _is_ahead(time, at.today.year)
    apart = close and ahead and rival.start - amount.end > LONGEST_GAP
    apart = apart or bool(
        at.cues(amount.end, rival.start, *VERBS)
    )  # "is at 1.28 % and promises 2 % this year"
    return joined and (rival.kind != amount.kind or apart)


def _is_contrasted(at: Context, amount: Amount, rival: Amount) -> bool:
    """Tell whether the next number is what this one is set against: "1.24 % – after 1.2 % in 2016"."""
    words = at.cues(max(amount.end, rival.start - TIGHT), rival.start, "contrast")
    return rival.kind == amount.kind and at.led(words, rival.start)


def is_aside_of(at: Context, amount: Amount, time: Time, sentence: Sentence) -> bool:
    """Tell whether a time stands in a relative clause between commas that the number is no part of.

    "Donald Trump, who takes office on January 20, wants the allies at 5 percent."
    """
    text = at.scan.text
    for m in at.scan.index.within(max(sentence.start, time.start - FAR), time.start, "clause"):
        if m.value == "relative" and text[max(0, m.start - 2) : m.start].rstrip()[-1:] == ",":
            if ", " in text[m.end : time.start]:
                return False  # closed before the time
            close = text.find(", ", time.end, sentence.end)
            return close > 0 and not m.start < amount.start <= close and not _goes_on(at, amount, close)
    return False


def _goes_on(at: Context, amount: Amount, comma: int) -> bool:
    """Tell whether a number behind a comma only tells the one before it anew, or where it went: ", or 1.9 %"."""
    if not comma < amount.start <= comma + TIGHT + 2:
        return False
    led = at.scan.index.within(comma, comma + 3, "to")
    return bool(at.cues(comma, amount.start, "that-is")) or any(at.joined(m.end, amount.start) for m in led)


def _opens(at: Context, amount: Amount, rival: Amount, time: Time) -> bool:
    """Tell whether a time begins what is told next: "counts 16,500 soldiers, and by 2027 a brigade of 4,800"."""
    before, behind = at.scan.text[amount.end : time.start], at.scan.text[time.end : rival.start]
    if at.today is None or set(behind) & set(",;:("):
        return False
    parted = at.scan.index.within(max(amount.end, time.start - TIGHT), time.start, "and")
    if parted and rival.kind in (amount.kind, "bare") and len(behind) <= TIGHT:
        return True  # "1.5 % by 2024 and by 2031 at the latest 2 %"
    if time.present:  # "a fund of 100 billion and now spends 2 %"
        return "," in before or bool(at.scan.index.within(amount.end, time.start, "and"))
    return "," in before and (time.role == "since" or _is_ahead(time, at.today.year))


def _is_aside(at: Context, amount: Amount, rival: Amount, time: Time) -> bool:
    """Tell whether a number only says the other one anew, between commas: "326 billion, or 1.9 % of GDP, in 2024"."""
    text = at.scan.text
    led, close = text[amount.end : rival.start], text.find(",", rival.end, rival.end + NEAR // 2)
    if not led.startswith(",") or len(led) > TIGHT or not 0 <= close < time.start:
        return False
    return not at.scan.index.within(amount.end, rival.start, *NAMES)


def _ends_before_and(at: Context, amount: Amount, rivals: list[Amount], time: Time) -> bool:
    """Tell whether a time closes what is told of another number: "fell by 7 % in 2014 and will fall by 2 %"."""
    if time.end > amount.start or not any(0 <= time.start - a.end <= NEAR for a in rivals):
        return False
    return bool(at.scan.index.within(time.end, time.end + 2, "and"))


def _is_closed(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether a time to come ends with its clause: "2 % by 2029; London also pledged a billion pounds"."""
    ahead = at.today is not None and str(at.today.year) < time.last[:4]
    return ahead and ";" in at.scan.text[time.end : amount.start]


def _is_aimed(at: Context, amount: Amount, rival: Amount, time: Time) -> bool:
    """Tell whether a time to come is another number's goal: "which had promised 2 % for 2027, now spends 1.8 %"."""
    if at.today is None or not _is_ahead(time, at.today.year) or rival.kind != amount.kind:
        return False
    if time.last[:4] <= str(at.today.year):
        return False  # "allocated 17 billion by the end of 2024, while France": both until then
    near, apart = at.scan.text[rival.end : time.start], at.scan.text[time.end : amount.start]
    told = at.speaks.stance(amount.start, amount.end) == "reports"
    return told and "," in apart and len(near) <= NEAR and not set(near) & set(",;:(")


def _is_reached(at: Context, between: str, rival: Amount) -> bool:
    """Tell whether the next number only says what a change has led to: ", to 11.6 billion"."""
    led = at.scan.index.within(max(0, rival.start - TOUCH), rival.start, "to", "at")
    comma = between.rfind(",")
    return bool(led) and comma >= 0 and len(between) - comma <= TOUCH + 2 and not set(between) & set(";:(")


def starts_path(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number is where a change begins: "has gone from 95,000 to 164,000"."""
    beside = at.neighbours(amount, sentence)
    return any(a.start > amount.end and _is_path(at, amount, a) for a in beside)


def begins_path(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number is where a change to come begins: that is how it is today."""
    year = at.today.year if at.today is not None else LARGEST_YEAR
    ahead = any(_is_ahead(time, year) for time in at.times_in(amount.end, sentence.end))
    return ahead and any(
        a.start > amount.end and _is_path(at, amount, a) for a in at.neighbours(amount, sentence)
    )


def _is_path(at: Context, amount: Amount, rival: Amount) -> bool:
    """Tell whether two numbers are where a change begins and ends: "from 183,000 soldiers to as many as 270,000"."""
    led = at.scan.index.within(max(0, amount.start - TIGHT), amount.start, "from", "of", "out-of")
    to = at.scan.index.within(amount.end, rival.start, "to")
    return any(at.joined(m.end, amount.start) for m in led) and any(m.start - amount.end <= 1 for m in to)


def _is_ahead(time: Time, year: int) -> bool:
    """Tell whether a time is a deadline or lies after a year: what two numbers hardly share."""
    return time.role == "by" or (time.last[:4].isdigit() and int(time.last[:4]) > year)


def _is_record(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether a stretch of time only says since when something is a record: "the steepest rise since 1952"."""
    near = at.amounts_near(time.start)
    if time.role == "since":
        words = at.cues(time.start - NEAR, time.start, "record")
        return bool(words) and not any(words[-1].end <= a.start for a in near)
    if time.role == "at" and _is_of_record(at, time):
        return True
    words = at.cues(time.start - NEAR, time.start, "record", "lasting") if time.role == "last" else []
    return bool(words) and not any(words[-1].end <= a.start and a.end < time.start for a in near)


def _is_of_record(at: Context, time: Time) -> bool:
    """Tell whether a year belongs to the event since which something is a record: "since the war of 1967"."""
    start = max(at.scan.sentences[at.scan.index.at(time.start)].start, time.start - 2 * NEAR)
    records = at.cues(start, time.start, "record")
    opened = at.scan.index.within(records[-1].end, time.start, "since") if records else []
    if not opened or at.cues(opened[-1].start, opened[-1].end, "contrast"):
        return False
    between = at.scan.text[opened[-1].end : time.start]
    named = len(between.strip()) > TIGHT // 2  # the event's name, "the war of"
    return named and not set(between) & set(",;:.()")


def _is_likened(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether a time is one at which it was so too: "is ninth, just as the year before"."""
    words = at.cues(max(0, time.start - TIGHT), time.start, "likened")
    return any(m.end > time.start or at.leads(m.end, time.start) for m in words)


def _is_led_before(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether a day is that of what came later: "Before X's visit this week, they had given 80 billion"."""
    low = at.scan.sentences[at.sentence_at(amount.start)].start
    led = at.cues(low, low + 1, "before-then") if len(time.first) > len("2024-12") else ()
    if not led or time.start - led[0].end <= TOUCH:
        return False
    goes_on = bool(at.names(time.end, amount.start)) if grammar(at.scan.language.code).verb_second else False
    return goes_on or at.scan.text.find(",", time.end, amount.start) >= 0


def _leads_on(at: Context, amount: Amount, rival: Amount, time: Time) -> bool:
    """Tell whether a time behind an earlier number is that one's: "from 1.3 % in 2021 to 4.3 %", "2 % by 2030 and"."""
    between = at.scan.text[rival.end : time.start]
    if len(between) > NEAR or any(sign in between for sign in ",;:("):
        return False
    sentence = at.scan.sentences[at.sentence_at(amount.start)]
    amount, rival = run_of(at, amount, sentence)[0], run_of(at, rival, sentence)[0]
    both = {amount.kind, rival.kind}
    alike = len(both) == 1 or "bare" in both or both == set(GROWING)
    if alike and at.scan.index.within(max(time.end, amount.start - TOUCH), amount.start, "to"):
        path = at.scan.index.within(
            max(0, rival.start - TIGHT), rival.start, "from", "of", "out-of", "since", "in"
        )
        return any(at.joined(m.end, rival.start) for m in path)
    joined = at.scan.index.within(time.end, amount.start, "and")
    return time.role == "by" and bool(joined) and joined[0].start - time.end <= 1


def _is_set_against(at: Context, rival: Amount, time: Time) -> bool:
    """Tell whether a time is only that of what a number is set against: "48 %, against 26 % before the war"."""
    if not 0 <= time.start - rival.end <= NEAR or set(at.scan.text[rival.end : time.start]) & set(",;:("):
        return False
    return bool(at.cues(max(0, rival.start - TIGHT), rival.start, "contrast"))


# What tells that a time is not when a number was measured, and the cues without which it need not be asked.
_PASSING: list[tuple[tuple[str, ...], Callable[[Context, Amount, Time], bool]]] = [
    (("constant", "promised", "agreed"), _is_agreed),
    (("record", "lasting"), _is_record),
    (("not-then",), _is_ruled_out),
    (("mean-of",), is_of_mean),
    (("likened",), _is_likened),
    (("before-then",), _is_led_before),
]
