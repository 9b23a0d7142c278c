"""Numbers that leave out what the text told in, whole ones out: their percent, their currency, the noun they count."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from foedus.model import Comparator, Count, exact
from foedus.text.amounts.amount import Amount
from foedus.text.amounts.nouns import THEM
from foedus.text.figures.additions import signed
from foedus.text.figures.attached import of_spender
from foedus.text.figures.bare import is_percent
from foedus.text.figures.coins import in_percent
from foedus.text.figures.comparands import without_than
from foedus.text.figures.context import BREAKS, LONGEST_CONTEXT, NEAR, NEAR_SENTENCES, TIGHT, Context
from foedus.text.figures.counts import is_one_of
from foedus.text.figures.elided import is_place
from foedus.text.figures.lent import lent
from foedus.text.figures.lists import run_of
from foedus.text.figures.manned import is_manned
from foedus.text.figures.paths import is_path
from foedus.text.figures.thresholds import NUMBERED, is_of_number
from foedus.text.match import Mention
from foedus.text.particles import grammar
from foedus.text.sentences import Sentence

FAR = 3  # times the first of two sums from which on they are no range
LEAST_COUNTED = 100  # a smaller number without a noun may be anything
ENDING = ("money", "percent")  # kinds of numbers that a change may end with
COUNTED = ("count", "thing")
PEOPLE = ("person", "country", "member", "", None)  # units of what is no thing
_CLOSED = re.compile(r"[ \u00a0\u202f]?[»«”“\"] ")
LONGEST_CROSSING = 80  # characters from a verb that crosses a line to the number of the line
LEAST_SUM = 100_000_000  # more than is counted of anything but money, where money was told


def parts(at: Context, amount: Amount, index: int) -> Iterator[Amount]:
    """Take "from 1.1 to 1.24 %" apart where the sentence tells a change, not a range."""
    values = (amount.quantity.low, amount.quantity.high)
    falls = None not in values and values[0] > values[1]  # type: ignore[operator]
    if amount.ends is None:
        if not falls:
            yield amount
        return
    sentence = at.scan.sentences[index]
    told = at.scan.index.within(amount.ends[0][1], amount.ends[1][0], "to")
    reached = not falls and amount.start < at.general and _is_move(at, amount, sentence.start)
    onto = _is_move_to(at, amount)
    moved = falls or reached or onto
    if amount.start < at.general and not moved and not at.scan.text[amount.start].isalpha():
        told = []  # "costs $900 to $1,300"
    if (
        told
        and not moved
        and (_is_within(at, amount) or _is_added(at, amount) or _is_cut(at, amount, sentence))
    ):
        told = []  # "rises to 5 to 6 %", "25 to 30 billion more", "a réduit la récolte de 35 à 40 %"
    path = moved or _goes_on_path(at, amount, sentence) or _opens_path(at, amount, sentence)
    if not told or not path:
        if not falls:
            yield amount
        return
    for side, (start, end), value in zip(("from", "to"), amount.ends, values, strict=True):
        quantity = msgspec.structs.replace(amount.quantity, low=value, high=value, comparator="=")
        yield Amount(start, end, amount.kind, quantity, f"{amount.rule}.{side}")


def _opens_time(at: Context, mention: Mention) -> bool:
    """Tell whether a word leads up to a time, not to a number: "From next year, 5 to 6 % will go to defence"."""
    led = at.scan.index.within(mention.start, mention.end, "from")
    return bool(led) and bool(at.times_in(mention.start, mention.end + 2))


def _goes_on_path(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a verb of change leads to a number, not over another: "lifting it to 3 % costs 5 to 6 billion"."""
    paths = [m for m in at.cues(sentence.start, amount.start, "path") if not _opens_time(at, m)]
    if not paths or paths[-1].end > at.previous_amount(amount):
        return bool(paths)
    if at.cues(paths[-1].end, amount.start, "would-cost"):
        return False  # French "porter l'effort à 3 % coûterait de 5 à 6 milliards"
    led = at.scan.index.within(max(sentence.start, amount.start - TIGHT), amount.start + 1, "from", "of")
    return at.led(led, amount.start) or any(m.start == amount.start for m in led)


def _opens_path(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether two numbers open a sentence that tells over which years: "From 1.1 to 2.4 % in ten years: that"."""
    if amount.start > sentence.start or not at.scan.index.within(
        amount.start, amount.start + 1, "from", "of"
    ):
        return False
    times = [t for t in at.times_in(amount.end, sentence.end) if t.role in ("last", "between")]
    if not times:
        return False
    turned = bool(at.cues(amount.end, sentence.end, "path", "growth", "decline"))
    return turned or at.scan.text[times[0].end : times[0].end + 2].strip() == ":"


def _is_move_to(at: Context, amount: Amount) -> bool:
    """Tell whether the word between two numbers leads from the one to the other: German "von 2,3 auf 2,5"."""
    return amount.ends is not None and bool(at.cues(amount.ends[0][1], amount.ends[1][0], "onto"))


def _is_move(at: Context, amount: Amount, start: int) -> bool:
    """Tell "up by £111 to £1,849", by how much and whereto, from a range: each has its unit, the second is far more."""
    low, high = amount.quantity.low, amount.quantity.high
    if amount.ends is None or low is None or high is None or high < low * FAR:
        return False
    between = at.scan.text[amount.ends[0][1] : amount.ends[1][0]]
    signed = not at.scan.text[amount.start].isdigit() or "%" in between or len(between.split()) > 1
    led = at.cues(max(start, amount.start - TIGHT), amount.start, "growth", "decline", "by-how-much")
    return signed and at.led(led, amount.start)


def _is_within(at: Context, amount: Amount) -> bool:
    """Tell whether a word of reaching or the noun of a range leads up to it: "to 5 to 6 %", "a band of 4 to 5 %"."""
    led = at.scan.index.within(max(0, amount.start - TIGHT), amount.start, "to", "at")
    return at.led(led, amount.start) or at.led_by(amount.start, "span-noun")


def _is_added(at: Context, amount: Amount) -> bool:
    """Tell whether a range is by how much: "raise it by 25 to 30 billion", "de 25 à 30 milliards supplémentaires"."""
    if at.cues(amount.end, amount.end + 2, "additional"):
        return True
    led = at.cues(max(0, amount.start - TIGHT), amount.start, "by-how-much")
    links = {m.start for m in at.scan.index.within(max(0, amount.start - TIGHT), amount.start, "of", "from")}
    return at.led([m for m in led if m.start not in links], amount.start, 1)


def _is_cut(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a word of falling leads to a range, which is by how much: nothing falls from 35 to 40."""
    if amount.ends is None or at.scan.index.within(amount.start, amount.ends[0][0], "hedge"):
        return False  # "de moins de 100 000 à 216 000 soldats"
    fallen = at.cues(sentence.start, amount.start, "decline")
    risen = at.cues(sentence.start, amount.start, "growth", "path") if fallen else ()
    return bool(fallen) and all(m.start <= fallen[-1].start for m in risen)


def completed(at: Context, amount: Amount, index: int) -> Amount:
    """Give "3.3 billion" the currency of the amount before it in the sentence, and "Italy is at 1.1" its percent."""
    amount = _without_hedge(at, amount, index)
    if amount.kind == "bare" and (whole := _of_line_or_path(at, amount, index)) is not None:
        return whole
    amount = signed(at, amount, index)
    if amount.kind in ENDING and _ends_path(at, amount, index):
        amount = amount._replace(rule=f"{amount.rule}.to")
    if amount.kind == "bare" and is_percent(at, amount, index):
        return _in_unit(amount._replace(kind="percent"), "%")
    if is_one_of(at, amount) and amount.of != 1:  # "one of 23 members that met it": they are 23
        quantity = msgspec.structs.replace(amount.quantity, low=amount.of, high=amount.of)
        return amount._replace(quantity=quantity, part=None)
    if amount.quantity.unit == THEM:
        amount = _without_noun(at, amount)
    told = _told_unit(at, index) if amount.kind == "bare" else None
    if told and (others := at.cues(amount.end, amount.end + 2, "others")):
        # "nine allies meet it, and 19 others will"
        return _with_noun(amount._replace(end=others[-1].end), told)
    if (
        told
        and told not in PEOPLE
        and amount.start >= at.general
        and (more := _added(at, amount)) is not None
    ):
        return _with_noun(more, told)
    return (_of_them if amount.quantity.unit == THEM else _with_told_unit)(at, amount, index)


def _added(at: Context, amount: Amount) -> Amount | None:
    """Return a number with the word that adds it to what was told: "18 jets; Denmark promised another 19"."""
    ahead = [
        m for m in at.cues(amount.start - TIGHT, amount.start, "additional") if m.end + 1 == amount.start
    ]
    behind = [m for m in at.cues(amount.end, amount.end + 2, "additional") if m.start == amount.end + 1]
    end = behind[-1].end if behind else amount.end
    than = at.scan.index.within(end - 2, end + 2, "than")
    if not (ahead or behind) or than:
        return None  # "86 more than a year earlier"
    start = ahead[-1].start if ahead else amount.start
    return amount._replace(start=start, end=end)


def _without_hedge(at: Context, amount: Amount, index: int) -> Amount:
    """Return a number without words of more or less that tell something else, a sum in percent as such."""
    if amount.kind == "money":
        amount = in_percent(at, amount, at.scan.sentences[index])
    if amount.quantity.comparator == "=" and "meets" in at.cued(index):
        amount = _over_line(at, amount)
    if amount.quantity.comparator == ">":
        if over := at.cues(amount.start - TIGHT * 2, amount.start + 1, "sum-over"):
            amount = _worth(amount, over[-1].end)
        own = _governed(at, amount, index) if amount.kind in ("bare", "count") else None
        if own:
            hedged = at.scan.index.within(own, amount.end, "hedge")
            amount = amount._replace(start=own + 1) if hedged else _worth(amount, own)
    doubled = amount.kind == "money" and any(a.kind == "multiple" for a in at.amounts_near(amount.start)[-1:])
    if doubled or amount.quantity.comparator in (">", "<") or amount.kind == "bare-scale":
        return without_than(at, amount)
    return without_than(at, amount) if amount.kind in (*ENDING, "bare") and of_spender(at, amount) else amount


def _over_line(at: Context, amount: Amount) -> Amount:
    """Return a number as a bound where a time stands before its line: "a franchi l'an dernier la barre des"."""
    crossed = at.scan.language.settings["measures"].patterns["line_crossed"]
    told = crossed.search(at.scan.text, max(0, amount.start - LONGEST_CROSSING), amount.start)
    if told is None:
        return amount
    over: Comparator = ">" if told["over"] else ">="
    return amount._replace(quantity=msgspec.structs.replace(amount.quantity, high=None, comparator=over))


def _of_line_or_path(at: Context, amount: Amount, index: int) -> Amount | None:
    """Return a bare number as that of members at a line, or with the unit of the end of its path."""
    numbered = "number-of-members" in at.cued(index)
    if numbered and is_of_number(at, amount, at.scan.sentences[index]):
        return _with_noun(amount._replace(rule=f"{amount.rule}{NUMBERED}"), "member")
    end = _end_of_path(at, amount, index)
    return _like_end(amount, end) if end is not None else None


def _without_noun(at: Context, amount: Amount) -> Amount:
    """Return a number of "them" without the noun behind it, a large one without any: "2,500 of them"."""
    large = amount.scale > 1
    if large or at.scan.text[amount.start].isdigit():
        nouns = at.scan.index.within(amount.start, amount.end, "noun")
        if nouns:
            written = at.scan.text[amount.start : nouns[-1].start].rstrip()
            amount = amount._replace(end=amount.start + len(written))
    return _in_unit(amount._replace(kind="bare-scale"), None) if large else amount  # "10.3 billion of it"


def _of_them(at: Context, amount: Amount, index: int) -> Amount:
    """Return a number of "them" with the noun that was told, else as a bare one."""
    value = amount.quantity.high or amount.quantity.low or 0
    if value == 1 and not at.scan.index.within(amount.start, amount.start + 1, "hedge"):
        return amount._replace(kind="bare")  # "one of them said"
    told = _told_beside(at, amount, index) or ("" if amount.start < at.general else "member")
    return _with_noun(amount, told) if told else _in_unit(amount._replace(kind="bare"), None)


def _with_told_unit(at: Context, amount: Amount, index: int) -> Amount:
    """Return a number with the unit, the noun or the currency that was told before, where it has none of its own."""
    value, unit = amount.quantity.high or amount.quantity.low or 0, amount.quantity.unit
    counts = at.told.last is not None and isinstance(at.told.last[1].derivation, Count)
    large = counts or value >= LEAST_COUNTED
    if amount.kind == "bare" and large and (unit := _compared_unit(at, amount, index)):
        return _with_noun(amount, unit)  # "85,000 visitors, 9,000 fewer than in April"
    if amount.kind == "count" and value >= LEAST_SUM and at.told.money[1] == index and unit != "person":
        # "50 billion euros, of which 33 billion in loans": nobody counts so many loans
        return _in_unit(amount._replace(kind="money"), at.told.money[0])
    bare = amount.kind == "bare" or (amount.kind == "bare-scale" and amount.start < at.general)
    if bare and unit is None and (whole := lent(at, amount, index)) is not None:
        return whole
    if amount.kind != "bare-scale":
        return amount
    if (behind := _currency_behind(at, amount, index)) is not None:
        return _in_unit(amount._replace(kind="money"), behind)
    counted = at.topic.about_aid or at.topic.counter is not None
    reach = NEAR_SENTENCES if counted else 0
    if value >= LEAST_SUM * 10:  # nothing else is told by the billion
        reach = LONGEST_CONTEXT
    near = 0 <= index - at.told.money[1] <= reach
    return _in_unit(amount._replace(kind="money"), at.told.money[0]) if near else amount


def _currency_behind(at: Context, amount: Amount, index: int) -> str | None:
    """Return in what money the last sum of a list is told, which the others go without: "9 billion and $13 billion"."""
    run = run_of(at, amount, at.scan.sentences[index])
    last = run[-1]
    return last.quantity.unit if last.kind == "money" and last.start > amount.start else None


def _in_unit(amount: Amount, unit: str | None) -> Amount:
    return amount._replace(quantity=msgspec.structs.replace(amount.quantity, unit=unit))


def _worth(amount: Amount, end: int) -> Amount:
    """Return a sum without its hedge where that only says how much something is worth: German "ein Paket über"."""
    if not amount.start < end < amount.end:
        return amount
    quantity = msgspec.structs.replace(amount.quantity, high=amount.quantity.low, comparator="=")
    return amount._replace(start=end + 1, quantity=quantity)


def _governed(at: Context, amount: Amount, index: int) -> int:
    """Return where a word ends that reads as a hedge but is its verb's, 0 where none: "verfügt über 200 Panzer"."""
    word = at.cues(amount.start, amount.start + 1, "has-over")
    verbs = (
        at.cues(*at.clause(amount.start, amount.end, at.scan.sentences[index]), "having-over") if word else ()
    )
    return word[0].end if verbs else 0


def _end_of_path(at: Context, amount: Amount, index: int) -> Amount | None:
    """Return what a change ends with that begins with a bare number: "from 80 to up to 140 billion"."""
    beside = at.neighbours(amount, at.scan.sentences[index])
    end = next((a for a in beside if a.start >= amount.end), None)
    if end is None or end.kind not in ENDING or end.start - amount.end > TIGHT:
        return None
    return end if not at.is_time(amount) and is_path(at, amount, end) else None


def _ends_path(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a change ends with a number that began with a bare one."""
    last = at.told.last
    begun = last is not None and last[2] == index and last[0].rule.endswith("bare.from")
    return begun and last is not None and is_path(at, last[0], amount)


def _like_end(amount: Amount, end: Amount) -> Amount:
    """Return a number in the unit, and of the size, of the one that a change ends with."""
    value = amount.quantity
    low, high = (None if v is None else exact(v * end.scale) for v in (value.low, value.high))
    quantity = msgspec.structs.replace(value, low=low, high=high, unit=end.quantity.unit)
    return amount._replace(kind=end.kind, scale=end.scale, quantity=quantity, rule=f"{amount.rule}.from")


def _told_unit(at: Context, index: int) -> str | None:
    """Return what the number told last counted, here or in the sentence before."""
    last = at.told.last
    counts = last is not None and index - last[2] <= 1 and last[0].kind in COUNTED
    return last[1].quantity.unit if counts and last is not None else None


def _told_beside(at: Context, amount: Amount, index: int) -> str | None:
    """Return what was counted last that is no place: "73 people in 13 states, 15 of whom"."""
    beside = (a for a in at.neighbours(amount, at.scan.sentences[index]) if a.end <= amount.start)
    told = [a for a in beside if a.kind in COUNTED and not is_place(at, a)]
    return told[-1].quantity.unit if len(told) == 1 else _told_unit(at, index)


def _compared_unit(at: Context, amount: Amount, index: int) -> str | None:
    """Return what was counted before, where a number only says how many more or fewer."""
    last = at.told.last
    if amount.quantity.unit is not None or last is None or last[2] != index:
        return None
    compared = at.scan.index.within(amount.end, amount.end + 2, "than-more", "than-less")
    return _told_unit(at, index) if compared else None


def counted(at: Context, amount: Amount, index: int) -> Amount:
    """Give a large number without a noun the people or the noun that it counts.

    "216,000 Poles", "from 40,000 to 300,000 soldiers", "U.S. troops in Europe numbered 80,000".
    """
    value = amount.quantity.high or amount.quantity.low or 0
    if value < LEAST_COUNTED or at.is_time(amount) or amount.quantity.unit is not None:
        return amount
    if things := part_of_things(at, amount, index):
        return _with_noun(amount, things)
    people = at.scan.index.within(amount.end, amount.end + 2, "people")
    if people and "\n" not in at.scan.text[amount.end : people[0].start]:
        return _with_noun(amount, "person")._replace(end=people[-1].end)
    if told := _told_as_usual(at, amount, index):
        return _with_noun(amount, told)
    clause = at.clause(amount.start, amount.end, at.scan.sentences[index], BREAKS)
    if at.scan.text[clause[0] - 1 : clause[0]] == ":" and not at.scan.text[clause[0] : amount.start].strip():
        clause = at.clause(clause[0] - 2, clause[0] - 1, at.scan.sentences[index], BREAKS)
    if noun := _behind_quote(at, amount):
        return _with_noun(amount, noun)
    beside = next((a for a in at.neighbours(amount, at.scan.sentences[index]) if a.start > amount.end), None)
    near = beside is not None and beside.start - amount.end <= NEAR // 2
    if beside is not None and near and at.scan.index.within(amount.end, amount.end + 2, "to"):
        noun = str(beside.quantity.unit) if beside.kind in COUNTED else _behind_quote(at, beside)
        if noun:
            return _with_noun(amount, noun)
    if is_manned(at, amount, clause[0]):
        return _with_noun(amount, "person")
    nouns = at.scan.index.within(max(clause[0], at.previous_amount(amount)), amount.start, "noun")
    nouns = [m for m in nouns if not at.scan.index.within(m.start, m.end, "country")]
    if nouns and grammar(at.scan.language.code).owns(at.scan.text, nouns[-1].end):
        return amount  # "the country's population fell by 139,000"
    apart = nouns and (nouns[-1].end + TIGHT // 2 < amount.start or _is_led_to(at, nouns[-1].end, amount))
    return _with_noun(amount, str(nouns[-1].value)) if apart else amount


def _is_led_to(at: Context, end: int, amount: Amount) -> bool:
    """Tell whether only a word of reaching stands between a noun and its number: "cut the number of troops to 500"."""
    led = at.scan.index.within(end, amount.start, "to")
    return bool(led) and at.leads(end, led[0].start, 1) and at.joined(led[-1].end, amount.start)


def _behind_quote(at: Context, amount: Amount) -> str | None:
    """Return what a quoted number counts that stands behind the sign that closes it: "« plus de 300 000 » soldats"."""
    sign = _CLOSED.match(at.scan.text, amount.end)
    nouns = at.scan.index.within(sign.end(), sign.end() + 1, "noun") if sign else ()
    return str(nouns[0].value) if nouns else None


def part_of_things(at: Context, amount: Amount, index: int) -> str | None:
    """Return what a number without a noun goes on counting of things told here: "12,500 warheads, 9,600 in stock"."""
    last, value = at.told.last, amount.quantity.high or amount.quantity.low or 0
    if amount.quantity.unit is not None or last is None or last[2] != index or last[0].kind not in COUNTED:
        return None
    unit, whole = last[1].quantity.unit, last[1].quantity.low or 0
    return unit if unit not in PEOPLE and whole > value >= 10 * LEAST_COUNTED else None


def _told_as_usual(at: Context, amount: Amount, index: int) -> str | None:
    """Return what a number opens a sentence to count as before: "700,000 shells a year. Before, 70,000 was normal"."""
    last = at.told.last
    if last is None or index - last[2] != 1 or last[0].kind not in COUNTED:
        return None
    behind = at.cues(amount.end, amount.end + 2, "being", "per-year", "per-month", "per-day")
    low, high = at.scan.sentences[index].start, at.scan.sentences[index].end
    alone = not at.names(low, high) and not any(a != amount for a in at.amounts_in(at.scan.sentences[index]))
    return last[1].quantity.unit if behind and alone else None


def _with_noun(amount: Amount, unit: str) -> Amount:
    return amount._replace(kind="count", quantity=msgspec.structs.replace(amount.quantity, unit=unit))
