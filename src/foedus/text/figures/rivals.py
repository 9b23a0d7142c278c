"""A number, another one and a time of their sentence in, whether the time is told of the other one out."""

from __future__ import annotations

import re

import msgspec

from foedus.text.amounts.amount import SHARES, Amount
from foedus.text.figures.context import NEAR, TIGHT, Context
from foedus.text.figures.links import TOUCH, is_bracketed
from foedus.text.figures.lists import run_of
from foedus.text.figures.names import NAMES
from foedus.text.figures.paths import is_path
from foedus.text.particles import grammar
from foedus.text.times.moment import Time

_DIGIT = re.compile(r"\d")
LONGEST_JOINT = 60  # the same, where nobody else is named and "and" stands right before the second
OF_ITS = 8  # characters from a percentage to the output it is of: "de son PIB"
FAR = 120  # characters in which a bracket closes
LONGEST_GAP = 24  # characters between two numbers that may share a deadline
VERBS = ("spend", "meets", "aims", "pledged", "growth", "decline")  # with which a clause of its own begins


def of_its_year(at: Context, amount: Amount) -> Time | None:
    """Return the year that a number with its article is of: "more than Italy's 1.5 %, less than the 2.4 % of 1990"."""
    return its_year(at, amount.start, amount.end)


def its_year(at: Context, start: int, end: int) -> Time | None:
    """Return the year that what is written from `start` to `end` is of, with its article."""
    text, small = at.scan.text, grammar(at.scan.language.code)
    leads = at.scan.language.settings["measures"].patterns["leads_to_year"]
    behind = at.times_in(end, end + NEAR)
    of = bool(behind) and behind[0].start <= end + 1
    if of and not at.scan.index.within(behind[0].start, behind[0].start + 1, "of", "from"):
        return None
    if not of and not (behind and leads.fullmatch(text, end, behind[0].start)):
        return None
    if not of and _is_told_in(at, end, behind[0]):
        return None
    led = (word.lower() for word in text[max(0, start - TOUCH) : end].split())
    known = any(small.has("definites", word) or small.has("definite", word) for word in led)
    return behind[0] if known else None


def _is_told_in(at: Context, end: int, year: Time) -> bool:
    """Tell whether a year behind a number only says when: "dépassait les 2 % en 2018", not "affichés en 2018"."""
    output = at.cues(end, year.start, "gdp")
    bare = not at.scan.text[output[-1].end if output else end : year.start].strip()
    first = year.start, year.start + 1
    return (
        bare and bool(at.scan.index.within(*first, "in")) and not at.scan.index.within(*first, "of", "from")
    )


def set_against_year(at: Context, amount: Amount) -> Amount:
    """Return a number that another is above or below as it is itself: "less than the 2.4 % of 1990" was 2.4 %."""
    quantity = amount.quantity
    bound = quantity.comparator in ("<", ">") and amount.kind != "majority"
    if not bound or of_its_year(at, amount) is None:
        return amount
    value = quantity.low if quantity.high is None else quantity.high
    plain = msgspec.structs.replace(quantity, low=value, high=value, comparator="=")
    digit = _DIGIT.search(at.scan.text, amount.start, amount.end)
    return amount._replace(quantity=plain, start=digit.start() if digit is not None else amount.start)


def is_parted(at: Context, amount: Amount, rival: Amount, time: Time) -> bool:
    """Tell whether a time lies beyond another number, across a comma: then it is that number's."""
    between_them = rival.end <= time.start and time.end <= amount.start
    if between_them and (leads_on(at, amount, rival, time) or is_aimed(at, amount, rival, time)):
        return True
    if rival.end <= amount.start and time.end <= amount.start:
        # both in an earlier clause: "; it now has 3.7 %"
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
    if amount.end <= rival.start and 0 <= time.start - rival.end <= 1 and of_its_year(at, rival) == time:
        return True
    if not (amount.end <= rival.start and rival.end <= time.start) or _is_aside(at, amount, rival, time):
        return False
    low = amount.end
    # "Croatia (2.03 %) and Estonia (2.34 %) reach the 2 % this year", but "Croatia (1.9 % in 2021), Estonia (1.8 %) …"
    if _is_in_brackets(at, amount) and _is_only_time(at, amount, time):
        if _is_in_brackets(at, rival):
            return False
        low = at.scan.text.rfind(")", amount.end, rival.start) + 1 or amount.end
    between = at.scan.text[low : rival.start]
    if at.today is not None and time.is_ahead_of(at.today.year) and is_path(at, amount, rival):
        return True
    if rival.kind != amount.kind and _is_reached(at, between, rival):
        return False  # "rose by 16 % since 2010, to 11.6 billion in 2021"
    if any(sign in between for sign in ",;(") or _is_contrasted(at, amount, rival):
        return True
    joined = bool(at.scan.index.within(low, rival.start, "and"))
    joined = joined or _turns_out(at, low, rival)
    if time.role == "since" and {amount.kind, rival.kind} == {"count", "money"}:
        # "four howitzers and 626 million in arms since February"
        return rival.start - amount.end > LONGEST_GAP
    close = "," not in at.scan.text[rival.end : time.start]
    ahead = at.today is not None and time.is_ahead_of(at.today.year)
    reach = LONGEST_JOINT if joined and _is_second(at, amount, rival) else LONGEST_GAP
    apart = close and ahead and rival.start - amount.end > reach
    # "is at 1.28 % and promises 2 % this year", "are at 2 % and will go to 3.5 % in 2030"
    apart = apart or bool(at.cues(amount.end, rival.start, *VERBS))
    apart = apart or (ahead and _are_unlike(at, amount, rival))
    return joined and (rival.kind != amount.kind or apart)


def _are_unlike(at: Context, amount: Amount, rival: Amount) -> bool:
    """Tell whether a number is told as it is, and the next one as it is to be."""
    meant = at.speaks.stance(amount.start, amount.end), at.speaks.stance(rival.start, rival.end)
    return meant[0] == "reports" and meant[1] in ("pledges", "expects", "demands")


def is_own_aside(at: Context, rival: Amount, time: Time) -> bool:
    """Tell whether commas close off a number before with its own past time: "its army, 99,000 strong in 2014, has"."""
    text, today = at.scan.text, at.today
    if text[rival.start - 2 : rival.start] != ", " or text[time.end : time.end + 1] != "," or today is None:
        return False
    over = time.role == "at" and time.last[:4] < str(today.year)
    return over and time.start - rival.end <= LONGEST_GAP and "," not in text[rival.end : time.start]


def _turns_out(at: Context, low: int, rival: Amount) -> bool:
    """Tell whether the next number is what came of this one: "promised 2 % but spent 1.3 % last year"."""
    turned = at.scan.language.settings["speech"].patterns["turned_out"]
    breaks = (m for m in at.scan.index.within(low, rival.start, "clause") if m.value == "break")
    return any(turned.match(at.scan.text, m.end, rival.start) for m in breaks)


def _is_second(at: Context, amount: Amount, rival: Amount) -> bool:
    """Tell whether two numbers of a kind are told of the same: "3.5 % on its army and 1.5 % on roads by 2035"."""
    ands = at.scan.index.within(amount.end, rival.start, "and")
    close = bool(ands) and rival.start - ands[-1].end <= TOUCH
    return close and rival.kind == amount.kind and not at.names(amount.end, rival.start)


def _is_in_brackets(at: Context, amount: Amount) -> bool:
    """Tell whether a number stands alone in brackets, behind the name that it is told of."""
    text = at.scan.text
    return is_bracketed(text, amount.start) and text.startswith(")", amount.end)


def _is_only_time(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether a time of this year or before is the only one that the sentence of a number tells."""
    sentence = at.sentence(amount.start)
    ahead = at.today is not None and time.is_ahead_of(at.today.year)
    return not ahead and len(at.times_in(sentence.start, sentence.end)) == 1


def _is_contrasted(at: Context, amount: Amount, rival: Amount) -> bool:
    """Tell whether the next number is what this one is set against: "1.24 % – after 1.2 % in 2016"."""
    words = at.cues(max(amount.end, rival.start - TIGHT), rival.start, "contrast")
    return rival.kind == amount.kind and at.led(words, rival.start)


def _opens(at: Context, amount: Amount, rival: Amount, time: Time) -> bool:
    """Tell whether a time begins what is told next: "counts 16,500 soldiers, and by 2027 a brigade of 4,800"."""
    before, behind = at.scan.text[amount.end : time.start], at.scan.text[time.end : rival.start]
    led = at.scan.index.within(max(amount.end, time.start - TIGHT), time.start, "and")
    if led and time.role == "since" and led[-1].end + 1 == time.start and rival.kind == amount.kind:
        return True  # "rose by 24 %, and since 2014 it has raised them by 57 %"
    breaks = at.scan.index.within(amount.end, time.start, "clause") if "," in before else ()
    if at.today is not None and any(m.value == "break" for m in breaks):
        return True  # "is at 2.12 %, nachdem es 2023 noch 1,64 gewesen waren", "car, en 2024, …"
    if at.today is None or set(behind) & set(",;:("):
        return False
    parted = at.scan.index.within(max(amount.end, time.start - TIGHT), time.start, "and")
    if parted and rival.kind in (amount.kind, "bare") and len(behind) <= TIGHT:
        return True  # "1.5 % by 2024 and by 2031 at the latest 2 %"
    joined = bool(at.scan.index.within(amount.end, time.start, "and"))
    if joined and time.is_ahead_of(at.today.year) and _are_unlike(at, amount, rival):
        return True  # "counts 77,000 soldiers and is to have in 2027 a division of 19,000"
    if "," in before and not behind.strip():
        return True  # French "a donné 3 milliards, au second 2 milliards"
    if time.present:  # "a fund of 100 billion and now spends 2 %"
        return "," in before or joined
    being = at.cues(time.end, rival.start, "being", "it-is")  # "29 do, 2014 waren es sieben"
    told = time.role == "since" or time.is_ahead_of(at.today.year) or (being and len(behind) <= TIGHT)
    return "," in before and bool(told)


def _is_aside(at: Context, amount: Amount, rival: Amount, time: Time) -> bool:
    """Tell whether a number only says the other one anew, between commas: "326 billion, or 1.9 % of GDP, in 2024"."""
    text = at.scan.text
    led, close = text[amount.end : rival.start], text.find(",", rival.end, rival.end + NEAR // 2)
    if not led.startswith(",") or len(led) > TIGHT or not 0 <= close < time.start:
        return False
    return not at.scan.index.within(amount.end, rival.start, *NAMES)


def _is_reached(at: Context, between: str, rival: Amount) -> bool:
    """Tell whether the next number only says what a change has led to: ", to 11.6 billion"."""
    led = at.scan.index.within(max(0, rival.start - TOUCH), rival.start, "to", "at")
    comma = between.rfind(",")
    return bool(led) and comma >= 0 and len(between) - comma <= TOUCH + 2 and not set(between) & set(";:(")


def is_aimed(at: Context, amount: Amount, rival: Amount, time: Time) -> bool:
    """Tell whether a time to come is another number's goal: "which had promised 2 % for 2027, now spends 1.8 %"."""
    if at.today is None or not time.is_ahead_of(at.today.year) or rival.kind != amount.kind:
        return False
    if time.last[:4] <= str(at.today.year):
        return False  # "allocated 17 billion by the end of 2024, while France": both until then
    near, apart = at.scan.text[rival.end : time.start], at.scan.text[time.end : amount.start]
    told = at.speaks.stance(amount.start, amount.end) == "reports"
    return told and "," in apart and len(near) <= NEAR and not set(near) & set(",;:(")


def leads_on(at: Context, amount: Amount, rival: Amount, time: Time) -> bool:
    """Tell whether a time behind an earlier number is that one's: "from 1.3 % in 2021 to 4.3 %", "2 % by 2030 and"."""
    between = at.scan.text[rival.end : time.start]
    if len(between) > NEAR or any(sign in between for sign in ",;:("):
        return False
    sentence = at.sentence(amount.start)
    amount, rival = run_of(at, amount, sentence)[0], run_of(at, rival, sentence)[0]
    both = {amount.kind, rival.kind}
    alike = len(both) == 1 or "bare" in both or both == set(SHARES)
    low = max(time.end, amount.start - 2 * TOUCH)
    if alike and at.led(at.scan.index.within(low, amount.start, "to", "until"), amount.start):
        begins = ("from", "of", "out-of", "since", "in")
        path = at.scan.index.within(max(0, rival.start - TIGHT), rival.start, *begins)
        return any(at.joined(m.end, rival.start) for m in path)
    joined = at.scan.index.within(time.end, amount.start, "and")
    return time.role == "by" and bool(joined) and joined[0].start - time.end <= 1


def is_set_against(at: Context, rival: Amount, time: Time) -> bool:
    """Tell whether a time is only that of what a number is set against: "48 %, against 26 % before the war"."""
    if not 0 <= time.start - rival.end <= NEAR or set(at.scan.text[rival.end : time.start]) & set(",;:("):
        return False
    return bool(at.cues(max(0, rival.start - TIGHT), rival.start, "contrast"))


def is_gone_past(at: Context, amount: Amount, rival: Amount, time: Time) -> bool:
    """Tell whether a number is a part of what another is set against: "2 %, up from 1.9 in 2023, 31 % of it"."""
    if not rival.end <= time.start < time.end <= amount.start or not is_set_against(at, rival, time):
        return False
    return bool(at.cues(time.end, amount.end + TIGHT, "of-which", "of-this"))


def is_closed(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether a time to come ends with its clause: "2 % by 2029; London also pledged a billion pounds"."""
    ahead = at.today is not None and str(at.today.year) < time.last[:4]
    return ahead and ";" in at.scan.text[time.end : amount.start]


def ends_before_and(at: Context, amount: Amount, rivals: list[Amount], time: Time) -> bool:
    """Tell whether a time closes what is told of another number: "fell by 7 % in 2014 and will fall by 2 %"."""
    if time.end > amount.start or not any(0 <= time.start - a.end <= NEAR for a in rivals):
        return False
    return bool(at.scan.index.within(time.end, time.end + 2, "and"))


def of_peer(at: Context, rivals: list[Amount], amount: Amount, pool: list[Time]) -> list[Time]:
    """Return the time in the bracket of one before: "X (1.4 % in 2024) and Y (1.2 %) were to be at 2 % this year"."""
    peers = [a for a in rivals if a.end <= amount.start and is_bracketed(at.scan.text, a.start)]
    if not peers or peers[-1].kind != amount.kind or not is_bracketed(at.scan.text, amount.start):
        return []
    ends = [(a.end, enclosed(at, a)) for a in reversed(peers)]
    return next((told for low, high in ends if (told := [t for t in pool if low <= t.start < high])), [])


def enclosed(at: Context, amount: Amount) -> int:
    """Return where brackets or commas around a number close: "Germany (1.24 %)", "France, at 1.8 %,"; else 0."""
    text = at.scan.text
    if is_bracketed(text, amount.start):
        return max(0, text.find(")", amount.end, amount.end + FAR))
    gdp = at.cues(amount.end, amount.end + TIGHT, "gdp")
    end = gdp[0].end if gdp and at.leads(amount.end, gdp[0].start, OF_ITS) else amount.end
    if text[end : end + 1] != ",":
        return 0
    led = at.scan.index.within(max(0, amount.start - TIGHT // 2), amount.start, "to", "at")
    if not led or not at.joined(led[-1].end, amount.start):
        return 0
    named = at.scan.index.within(max(0, led[-1].start - NEAR), led[-1].start, *NAMES)
    return end if named and text[named[-1].end : led[-1].start].strip() == "," else 0
