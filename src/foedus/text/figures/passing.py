"""A time in, whether it is named in passing out: as when a goal was set, or since when something is a record."""

from __future__ import annotations

import re
from collections.abc import Callable, Set

from foedus.text.amounts.amount import MEMBERS, SHARES, Amount
from foedus.text.figures.context import BREAKS, NEAR, TIGHT, Context
from foedus.text.figures.links import TOUCH
from foedus.text.particles import grammar
from foedus.text.sentences import Sentence
from foedus.text.times.moment import Time

_WORD = re.compile(r"\w+")
SIGNS = frozenset(",;:.()0123456789")  # what leads on to something else
FAR = 120  # characters within which a clause is looked back over
Passes = Callable[[Context, Amount, Time], bool]


def passing(here: Set[str]) -> list[Passes]:
    """Return what is to be asked of the times of a sentence with these cues, to tell those named in passing."""
    return [passes for cues, passes in _PASSING if not here.isdisjoint(cues)]


def _is_agreed(at: Context, amount: Amount, time: Time) -> bool:
    """A time behind "agreed" or "set" is when the target was made, not when something is measured."""
    if is_of_prices(at, time):
        return True
    if amount.kind == "percent" and is_promised(at, time):
        return at.today is None or not time.is_ahead_of(at.today.year)  # "the 1.5 % promised for 2024"
    if amount.kind == "percent" and _is_vow(at, amount, time):
        return True
    if amount.kind == "money" and at.scan.index.within(time.start, time.start + 1, "agent"):
        return False  # "adopted for 2025"
    standing = amount.quantity.unit in MEMBERS  # "three exceed 3.5 %, the level set for 2035"
    if not standing and at.today is not None and time.is_ahead_of(at.today.year):
        return False  # "the goal set for 2035"
    if standing and _opens_then(at, amount, time):
        return False
    led = at.cues(max(0, time.start - TIGHT), time.start, "agreed")
    if any(at.joined(m.end, time.start) for m in led):
        return True
    if standing:
        return _is_line_set(at, amount, time)
    members = [a for a in at.neighbours(amount, at.sentence(time.start)) if a.quantity.unit in MEMBERS]
    # "five are at the line adopted in Wales in 2014, and America bears 70 %"
    return any(a.end <= time.start <= amount.start and _is_line_set(at, a, time) for a in members)


def _is_line_set(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether a past year is when a line was drawn, which members reach: "adopted in Wales in 2014"."""
    text, behind = at.scan.text, time.start >= amount.end
    if not behind or at.today is None or not time.last[:4] < str(at.today.year):
        return False
    near = at.cues(
        max(amount.end, time.start - NEAR), min(time.end + TIGHT * 2, len(text)), "agreed", "promised"
    )
    for word in near:
        gap = text[word.end : time.start] if word.start < time.start else text[time.end : word.start]
        first = re.split(r"[\s'’]+", f"{gap.strip()} ")[0].lower() if word.start > time.start else ""
        # "die 2014 in Wales beschlossene Vorgabe", but "hielten 2014 das in Wales beschlossene Ziel ein"
        if not set(gap) & SIGNS and not grammar(at.scan.language.code).opens_object(first):
            return True
    return False


def _is_vow(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether a past year behind a share is when it was promised: "pledged 2 % of GDP in 2014"."""
    past = at.today is not None and time.role == "at" and time.last[:4] < str(at.today.year)
    if not past or not amount.end < time.start <= amount.end + TIGHT:
        return False
    vowed = at.scan.language.settings["measures"].patterns["vowed_ahead"]
    return vowed.search(at.scan.text, max(0, amount.start - NEAR), amount.start) is not None


def _opens_then(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether a sentence opens with what was then: "When the goal was set in 2014, three allies met it"."""
    text, start = at.scan.text, at.sentence(time.start).start
    first = text[start : time.start].split(" ", 1)[0].lower()
    opened = grammar(at.scan.language.code).has("openers", first)
    return opened and text[time.end : time.end + 1] == "," and time.end < amount.start


def is_of_prices(at: Context, time: Time) -> bool:
    """Tell whether a year is only that of prices: "in 2021 dollars", not "aux prix constants en 2015"."""
    if at.scan.text[time.start : time.end][-4:].isdigit() and at.scan.index.within(
        time.end, time.end + 2, "currency"
    ):
        return True
    for prices in at.cues(max(0, time.start - NEAR), time.start + 1, "constant"):
        led = at.scan.index.within(prices.end, prices.end + 2, "of")
        over = prices.start < time.start < prices.end  # "at those of 2015"
        if over or prices.end >= time.end or any(time.start <= m.end + 1 for m in led):
            return True
    return False


def is_promised(at: Context, time: Time) -> bool:
    """Tell whether a time touches a word of promise: "the 2 % pledged in 2014", "die 2014 zugesagten 2 Prozent"."""
    words = at.cues(max(0, time.start - TIGHT), time.end + TIGHT, "promised")
    return any(0 <= time.start - m.end <= 1 or 0 <= m.start - time.end <= 1 for m in words)


def _is_record(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether a stretch of time only says since when something is a record: "the steepest rise since 1952"."""
    near = at.amounts_near(time.start)
    if time.role == "since":
        words = at.cues(time.start - NEAR, time.start, "record", "at-no-time")  # "never since the war"
        # "at least 5 % from 2026"
        words = [w for w in words if not any(a.start <= w.start < a.end for a in near)]
        return bool(words) and not any(words[-1].end <= a.start for a in near)
    if time.role == "at" and _is_of_record(at, time):
        return True
    spell = time.role == "last" or time.lasting
    words = at.cues(time.start - NEAR, time.start, "record", "lasting") if spell else []
    return bool(words) and not any(words[-1].end <= a.start and a.end < time.start for a in near)


def _is_of_record(at: Context, time: Time) -> bool:
    """Tell whether a year belongs to the event since which something is a record: "since the war of 1967"."""
    start = max(at.scan.sentence(time.start).start, time.start - 2 * NEAR)
    records = at.cues(start, time.start, "record")
    opened = at.scan.index.within(records[-1].end, time.start, "since") if records else []
    if not opened or at.cues(opened[-1].start, opened[-1].end, "contrast"):
        return False
    between = at.scan.text[opened[-1].end : time.start]
    named = len(between.strip()) > TIGHT // 2  # the event's name, "the war of"
    return named and not set(between) & set(",;:.()")


def _is_not_then(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether a time is only named as the one it is not: "now, not by 2025", "2027 statt 2030"."""
    words = at.cues(max(0, time.start - 2 * TIGHT), time.start, "not-then")
    return any(m.end >= time.start - 1 for m in words)


def _is_published(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether a time only tells when a paper came out: "the report published in April 2022 says"."""
    led = at.cues(max(0, time.start - TIGHT), time.start, "published")
    behind = at.cues(time.end, time.end + 2, "published")
    return any(at.joined(m.end, time.start) for m in led) or any(at.joined(time.end, m.start) for m in behind)


def is_of_mean(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether years are only those of a mean that a number is set against: "67 % above the average of 2022-24"."""
    if time.end <= amount.start:
        return _is_of_mean_before(at, amount, time)
    led = at.cues(max(amount.end, time.start - NEAR), time.start + 1, "mean-of")
    behind = [m for m in at.cues(time.end, time.end + 2, "mean-behind") if at.joined(time.end, m.start)]
    set_against = (
        behind and at.cues(amount.end, time.start, "contrast", "than-then") and time.role == "between"
    )
    return bool(led or set_against) and at.next_amount(amount) >= time.start


def _is_of_mean_before(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether years are those of a mean that a change before was set against: "…, while Italy's fell by 9 %"."""
    sentence = at.sentence(time.start)
    grown = [a for a in at.neighbours(amount, sentence) if a.end <= time.start and a.kind in SHARES]
    led = at.cues(grown[-1].end, time.start + 1, "mean-of") if grown else ()
    return bool(led) and "," in at.scan.text[time.end : amount.start]


def _is_likened(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether a time is one at which it was so too, or that is outdone: "is ninth, just as the year before"."""
    if amount.kind == "multiple":
        return False  # "twice as much as in 2022"
    words = at.cues(max(0, time.start - TIGHT), time.start, "likened")
    return any(m.end > time.start or at.leads(m.end, time.start) for m in words)


def _is_of_contrast(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether a time is that of a number in words that this one is set against: "23, contre trois en 2014"."""
    for led in at.cues(amount.end, time.start, "contrast"):
        between = (led.end, time.start)
        if time.start - led.end <= 2 * TIGHT and at.scan.index.within(*between, "word"):
            return not any(led.end <= a.start < time.start for a in at.amounts_near(time.start))
    return False


def _is_led_before(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether a day is that of what came later: "Before X's visit this week, they had given 80 billion"."""
    low = at.sentence(amount.start).start
    led = at.cues(low, low + 1, "before-then") if len(time.first) > len("2024-12") else ()
    if not led or time.start - led[0].end <= TOUCH:
        return False
    goes_on = bool(at.names(time.end, amount.start)) if grammar(at.scan.language.code).verb_second else False
    return goes_on or at.scan.text.find(",", time.end, amount.start) >= 0


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
            if close < 0 or m.start < amount.start <= close or _goes_on(at, amount, close):
                return False
            return not _spent_then(at, amount, m.end, close)
    return False


def _spent_then(at: Context, amount: Amount, low: int, close: int) -> bool:
    """Tell whether a share is set beside one of the aside: "unlike Italy, which spent 1.2 % in 2018, Poland spent 2 %".

    What is so now, or is to come, is of no year told before.
    """
    beside = at.neighbours(amount, at.sentence(amount.start))
    if amount.kind != "percent" or amount.rule.endswith((".to", ".from")):
        return False
    if not any(a.kind == "percent" and low <= a.start < close for a in beside):
        return False
    now = at.scan.language.settings["measures"].patterns["present_verb"]
    if now.search(at.scan.text, close, amount.start) or at.speaks.stances.looks_ahead(close, amount.start):
        return False
    return bool(at.cues(close, amount.start, "spend", "outlay"))


def is_of_teller(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether a time behind a tag is only told of whoever speaks: "…, said X, who took office in 2023"."""
    comma = at.scan.text.rfind(", ", amount.end, time.start)
    told_of = at.scan.language.settings["measures"].patterns["told_of_teller"]
    if comma < 0 or told_of.match(at.scan.text, comma, time.start) is None:
        return False
    frame = at.speaks.frame(amount.start, amount.end)
    return frame is not None and amount.end <= frame.subject < comma


def closed_at(at: Context, amount: Amount, sentence: Sentence) -> int:
    """Return where the relative clause of a number closes and the verb of the whole follows, else the sentence's end.

    "The US, which gave 115 billion, has given nothing since January": what is behind is told of that verb.
    """
    text, small = at.scan.text, grammar(at.scan.language.code)
    comma = text.find(", ", amount.end, min(sentence.end, amount.end + NEAR))
    verb = _WORD.match(text, comma + 2, sentence.end) if 0 <= comma <= at.next_amount(amount) else None
    if verb is None or not any(
        small.has(key, verb[0].lower()) for key in ("auxiliaries", "beings", "negatives")
    ):
        return sentence.end
    opened = [
        m for m in at.scan.index.within(sentence.start, amount.start, "clause") if m.value == "relative"
    ]
    if (
        not opened
        or text[opened[-1].start - 2 : opened[-1].start] != ", "
        or at.cues(comma, verb.end(), "that-is")
    ):
        return sentence.end
    return sentence.end if "," in text[opened[-1].end : amount.start] else comma


def is_promised_then(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether a time to come is only when one is to be elsewhere: "is at 1.3 %, but has pledged 2 by 2029"."""
    if at.today is None or time.start < amount.end or not time.is_ahead_of(at.today.year):
        return False
    turns = at.scan.index.within(amount.end, time.start, "clause", "and")
    turns = [m for m in turns if (m.kind == "and" and amount.kind == "percent") or m.value == "break"]
    if not turns or at.speaks.stance(amount.start, amount.end) != "reports":
        return False
    # the verb of a German clause stands before its "aber"
    opens = at.scan.text.rfind(",", amount.end, turns[0].start)
    return bool(at.cues(max(amount.end, opens), time.start, "vowed", "promised", "aims"))


def _goes_on(at: Context, amount: Amount, comma: int) -> bool:
    """Tell whether a number behind a comma only tells the one before it anew, or where it went: ", or 1.9 %"."""
    if not comma < amount.start <= comma + TIGHT + 2:
        return False
    led = at.scan.index.within(comma, comma + 3, "to")
    return bool(at.cues(comma, amount.start, "that-is")) or any(at.joined(m.end, amount.start) for m in led)


def _is_before(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether a time is that of the number before, where its own is untold: "1 % in 2005, 2 when she left"."""
    low, sentence = at.previous_amount(amount), at.sentence(amount.start)
    if not time.end <= low:
        return False
    low, high = max(low, sentence.start), at.clause(amount.start, amount.end, sentence, BREAKS + ",")[1]
    return bool(at.cues(low, min(high, at.next_amount(amount)), "long-ago"))


def _is_of_goal(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether a time is that of a goal behind what is so: "already spends 3.5 %, the level agreed for 2035"."""
    if amount.end > time.start or at.today is None or not time.is_ahead_of(at.today.year):
        return False
    sentence = at.sentence(amount.start)
    lines = [
        a for a in at.amounts_in(sentence) if a.kind == "percent" and amount.start <= a.start < time.start
    ]
    if not lines or (lines[-1] is not amount and amount.quantity.unit not in MEMBERS):
        return False
    line = lines[-1]
    behind = at.scan.language.settings["measures"].patterns["goal_behind"]
    if behind.match(at.scan.text, line.end, time.start) is None:
        return False
    low = at.clause(amount.start, amount.end, sentence, BREAKS + ",")[0]
    return not at.cues(low, line.start, "vowed", "promised", "aims")  # "is to spend 3.5 %, the goal for 2035"


# What tells that a time is not when a number was measured, and the cues without which it need not be asked.
_PASSING: list[tuple[tuple[str, ...], Passes]] = [
    (("constant", "promised", "agreed"), _is_agreed),
    (("record", "at-no-time", "lasting"), _is_record),
    (("not-then",), _is_not_then),
    (("mean-of",), is_of_mean),
    (("likened",), _is_likened),
    (("contrast",), _is_of_contrast),
    (("before-then",), _is_led_before),
    (("published",), _is_published),
    (("long-ago",), _is_before),
    (("threshold", "vowed", "sum-word"), _is_of_goal),
]


def left_now(at: Context, amount: Amount) -> int | None:
    """Return where a verb before a number says that it is so today, behind what was: "only 23,000 are left"."""
    low = max(at.sentence(amount.start).start, at.previous_amount(amount), amount.start - NEAR)
    told = at.scan.language.settings["measures"].patterns["left_now"].search(at.scan.text, low, amount.end)
    return told.start() if told is not None else None


def clause_of_now(at: Context, amount: Amount, sentence: Sentence) -> int:
    """Return where what is told of today begins, behind what was told of an earlier year; else 0.

    It stands behind a semicolon and in the present, "spent 1.2 % in 2014; it spends 2.1 %", or is what has come since:
    "spent 3.9 % in 2022 and has since cut back to 3.1 %", "…, and has climbed to 3.1 %"; or its clause goes on behind
    an aside: "which had 180,000 in 2014, now has 181,000". Of the last year a present may still be told: "In 2024
    Poland spent 4.1 %; Estonia is next with 3.4 %".
    """
    patterns, text = at.scan.language.settings["measures"].patterns, at.scan.text
    low = max(sentence.start, at.previous_amount(amount))
    since = patterns["since_then"].search(text, low, amount.start)
    since = since or patterns["has_come_to"].search(text, low, amount.start)
    if since is None and (resumed := patterns["resumes"].search(text, low, amount.start)) is not None:
        opened = text.rfind(",", sentence.start, resumed.start())
        told = at.times_in(opened, resumed.start()) if opened >= 0 else ()
        aside = text[opened + 1 : resumed.start()].strip()
        # French "La Grèce, en 2024, a livré": a time alone is no aside
        since = resumed if told and len(aside) > told[-1].end - told[-1].start else None
    parted = since.start() if since is not None else text.rfind(";", sentence.start, amount.start)
    if parted < 0 or at.today is None:
        return 0
    times = [t.last[:4] for t in at.times_in(sentence.start, parted) if t.role == "at"]
    last = at.told.last
    if not times and last is not None and last[2] == sentence.number and last[1].period is not None:
        times = [last[1].period.text[-4:]]  # "when X took office, three were"
    if not times or not times[-1] < str(at.today.year - (since is None)):
        return 0
    now = since or patterns["present_verb"].search(text, parted, amount.start)
    return parted if now is not None else 0
