"""Amounts and what touches them in, the amounts with it out: hedges behind, signs in words, shared currencies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

import msgspec

from foedus.model import Comparator, Quantity, exact
from foedus.text.amounts import currencies
from foedus.text.amounts.ages import with_age
from foedus.text.amounts.amount import Amount
from foedus.text.amounts.intervals import hedged
from foedus.text.amounts.notation import notation
from foedus.text.amounts.nouns import THEM, WORD, counting
from foedus.text.amounts.several import DEFINITE
from foedus.text.amounts.years import DATES
from foedus.text.lexicon import Scan
from foedus.text.match import Mention
from foedus.text.particles import ARTICLE, grammar

_NAMED = re.compile(r"(?<![\w.])([^\W\d_][\w.'’-]*)[ \u00a0\u202f]$")
_SMALL = re.compile(r"(?<![\w'’])[a-zà-ÿ]{5}")  # a headline in capitals has no such word
YEAR, THOUSAND = 4, 1000
EACH = 16  # characters between cents and what they are of: "87 cents for every euro"
HALF, TENTH = Decimal("0.5"), Decimal("0.1")
_THINGS = ("bare", "thing", "count")
_BARE = ("bare", "bare-scale")
LONGEST_NAME = 24  # characters of a name that are looked back over
WHOLES = ("member", "country")
OUTPUT = 10  # characters between a share and what it is of: "3 % de leur PIB"
LED = 12  # characters of "of the" before a number
LINES = Decimal("0.5")  # the lines that members agree on are multiples of it
AT_LAST = 90  # characters from a verb of crossing over "for the first time" to a number
CROSSING = 16  # characters of "passing the" before a number
CAPPING = 40  # characters of "would not accept paying" before "more than"
ONWARD = 120  # characters in which a path leads on from a number it passes
SMALLEST_WORD = 13  # a number in words that stands alone below this is a pronoun: "the two met"


def _is_of_few(scan: Scan, amount: Amount) -> bool:
    """Tell whether only one is counted, or some of whoever speaks."""
    written = scan.text[amount.start : amount.end].lower()
    return amount.quantity.high == 1 or written.endswith(notation(scan.language.code).ours)


def touched(scan: Scan, found: Iterable[Amount], general: int) -> Iterator[Amount]:
    """Yield the amounts with what touches them; up to `general` leave out numbers that only name something."""
    whole: Amount | None = None  # "of the 28 governments": of which the next small number counts some
    before: Amount | None = None
    paid: Amount | None = None
    for amount in found:
        read, of, last = amount, whole, before
        whole, before = amount if _is_whole(scan, amount) else None, amount
        if amount.start < general and (_is_title(scan, amount) or _is_next(scan, amount, last)):
            continue
        if amount.start < general and amount.quantity.unit == THEM and _is_of_few(scan, amount):
            continue  # "one of them left", "twelve of us stayed behind"
        if amount.start < general:
            read = with_age(scan, _with_sign(scan, amount))
            if (
                amount.kind == "bare"
                and read is amount
                and not (of is not None and scan.index.at(of.start) == scan.index.at(amount.start))
                and (_is_name(scan, amount) or _is_year(scan, amount) or _is_named(scan, amount))
            ):
                continue
            read = _with_cents(scan, read, paid)
            paid = read if read.kind == "money" else paid
        if currencies.is_shared(read.quantity.unit) and read.kind == "money":
            read = _with_currency(scan, read)
        yield _with_trailing(scan, _crossed(scan, _capped(scan, _passed(scan, _known(scan, read), last))))


def _known(scan: Scan, amount: Amount) -> Amount:
    """Return what someone had named before as no bound: "au-delà des 603 milliards demandés par"."""
    known = scan.language.settings["numbers"].patterns["known"]
    value = amount.quantity.low if amount.quantity.high is None else amount.quantity.high
    if amount.quantity.comparator not in ("<", ">") or not known.match(scan.text, amount.end):
        return amount
    lead = scan.language.settings["numbers"].patterns["known_lead"].match(scan.text, amount.start, amount.end)
    if lead is None:
        return amount
    quantity = msgspec.structs.replace(amount.quantity, low=value, high=value, comparator="=")
    return amount._replace(start=lead.end(), quantity=quantity)


def _crossed(scan: Scan, amount: Amount) -> Amount:
    """Return a share that someone has got over as the least it may be: "has cleared 4 %", but "passed $61 bn".

    Whatever is crossed for the first time is: "dépasse pour la première fois les 50 milliards".
    """
    if amount.quantity.comparator != "=":
        return amount
    first = scan.language.settings["numbers"].patterns["crossed_at_last"]
    if (told := first.search(scan.text, max(0, amount.start - AT_LAST), amount.start)) is not None:
        over: Comparator = ">" if told["over"] else ">="
        return amount._replace(quantity=msgspec.structs.replace(amount.quantity, high=None, comparator=over))
    if amount.kind != "percent":
        return amount
    if _is_line_reached(scan, amount):
        return amount._replace(quantity=msgspec.structs.replace(amount.quantity, high=None, comparator=">="))
    crossing = scan.language.settings["numbers"].patterns["crossing"]
    if not crossing.search(scan.text, max(0, amount.start - CROSSING), amount.start):
        return amount
    quantity = msgspec.structs.replace(amount.quantity, high=None, comparator=">=")
    return amount._replace(quantity=quantity)


def _is_line_reached(scan: Scan, amount: Amount) -> bool:
    """Tell whether a round share is a line that somebody got to: "a atteint les 2 %", "only in 2024 reached 2 %"."""
    value, patterns = amount.quantity.low, scan.language.settings["numbers"].patterns
    if value is None or value % LINES != 0:
        return False
    if (named := patterns["line_behind"].match(scan.text, amount.end)) is not None and named["line"]:
        return True
    ahead = patterns["line_reached"].search(scan.text, max(0, amount.start - AT_LAST), amount.start)
    return ahead is not None and (ahead["until"] is None or named is not None)


def _capped(scan: Scan, amount: Amount) -> Amount:
    """Return what is not to be passed as the most that may be: "will not exceed 2.1 %", "not to spend more than"."""
    value = amount.quantity.low
    if amount.quantity.comparator != ">" or value is None:
        return amount
    capping = scan.language.settings["numbers"].patterns["capping"]
    if not capping.search(scan.text, max(0, amount.start - CAPPING), amount.start):
        return amount
    quantity = msgspec.structs.replace(amount.quantity, low=None, high=value, comparator="<=")
    return amount._replace(quantity=quantity)


def _passed(scan: Scan, amount: Amount, last: Amount | None) -> Amount:
    """Return what a path passes as no bound: German "von 34 Milliarden über 38 auf 50"."""
    value = amount.quantity.low
    if amount.quantity.comparator != ">" or value is None or last is None:
        return amount
    by = scan.text[amount.start : amount.end].partition(" ")[0]
    if not grammar(scan.language.code).has("passing", by.lower()):
        return amount
    sentence = scan.sentences[scan.index.at(amount.start)]
    led = scan.index.within(max(sentence.start, last.start - LED), last.start, "from")
    onward = scan.index.within(amount.end, min(sentence.end, amount.end + ONWARD), "to", "at")
    if not led or not onward or scan.index.at(last.start) != scan.index.at(amount.start):
        return amount
    quantity = msgspec.structs.replace(amount.quantity, high=value, comparator="=")
    return amount._replace(start=amount.start + len(by) + 1, quantity=quantity)


def _is_next(scan: Scan, amount: Amount, before: Amount | None) -> bool:
    """Tell the one behind those that were counted from a part: "killed two and left a third in hospital".

    Nor does a number with an article count behind a price, of which it says what for.
    """
    if before is not None and before.kind == "money" and before.end + 1 == amount.start:
        return amount.rule.endswith("bare.approximate")  # "$4.15 a dozen"
    if (
        before is None
        or amount.kind != "fraction"
        or scan.index.at(before.start) != scan.index.at(amount.start)
    ):
        return False
    counted, part = before.quantity.high, amount.quantity.high
    if (
        counted is None
        or counted != before.quantity.low
        or part is None
        or counted % 1
        or amount.of is not None
    ):
        return False
    behind = scan.index.within(amount.end, amount.end + 2, "of", "out-of")
    whole = any(m.kind == "of" or m.value == DEFINITE for m in behind)
    return (
        counted > 1
        and not whole
        and before.kind in _THINGS
        and abs(part - HALF - 100 / (counted + 1)) < TENTH
    )


def _with_cents(scan: Scan, amount: Amount, before: Amount | None) -> Amount:
    """Take cents for those of the money told before: "1.62 euros, three cents less"."""
    if amount.kind != "money":
        return amount
    told = {m.value for m in scan.index.within(amount.start, amount.end, "cent")}
    if amount.quantity.unit not in told:
        return amount
    known = before is not None and before.kind == "money" and not currencies.is_shared(before.quantity.unit)
    behind = scan.index.within(amount.end, amount.end + EACH, "currency")
    joined = behind and "," not in scan.text[amount.end : behind[0].start]
    unit = before.quantity.unit if known and before else behind[0].value if joined else None
    if unit is None or unit not in currencies.with_cents(scan, str(amount.quantity.unit)):
        return amount
    return amount._replace(quantity=msgspec.structs.replace(amount.quantity, unit=unit))


def _with_currency(scan: Scan, amount: Amount) -> Amount:
    quantity = amount.quantity
    value = quantity.high or quantity.low or Decimal(0)
    unit, kind = currencies.meant(scan, str(quantity.unit), amount.start, amount.end, value)
    return amount._replace(kind=kind, quantity=msgspec.structs.replace(quantity, unit=unit))


def _with_sign(scan: Scan, amount: Amount) -> Amount:
    """Read "minus five degrees", "moins 0,3 %" and "40 degrees below zero" as negative."""
    unit = amount.quantity.unit or ""
    if amount.kind not in (*_BARE, "percent", "point") and not unit.startswith("degree"):
        return amount
    for sign in scan.index.within(max(0, amount.start - 12), amount.start, "minus"):
        if sign.end + 1 == amount.start and not _is_or(scan, sign.start):
            return amount._replace(start=sign.start, quantity=_turned(amount.quantity))
    for behind in scan.index.within(amount.end, amount.end + 2, "below-zero"):
        return amount._replace(end=behind.end, quantity=_turned(amount.quantity))
    return amount


def _turned(quantity: Quantity) -> Quantity:
    low, high = quantity.low, quantity.high
    return msgspec.structs.replace(
        quantity, low=None if high is None else -high, high=None if low is None else -low
    )


def _is_or(scan: Scan, start: int) -> bool:
    """Tell "plus or minus 1 %" from "minus 1 %"."""
    return any(m.end + 1 == start for m in scan.index.within(max(0, start - 6), start, "or"))


def _with_trailing(scan: Scan, amount: Amount) -> Amount:
    """Take a hedge behind the number: "40 million dollars, give or take", German "50 Milliarden überschritten"."""
    quantity = amount.quantity
    if amount.kind == "multiple" and quantity.comparator == "~":
        return _with_nearly(scan, amount)
    if quantity.comparator != "=" or quantity.low is None or quantity.step is None:
        return amount
    told = _past_output(scan, amount)
    for hedge in scan.index.within(told, told + 3, "trailing", "trailing-verb"):
        if (
            hedge.value == "-"
            or scan.text[told : hedge.start].strip(" ,\u00a0\u202f")
            or _leads(scan, hedge.end)
            or any(
                _leads(scan, m.end) or scan.index.within(m.end, m.end + 2, "word")
                for m in scan.index.within(hedge.start, hedge.end, "hedge")
            )
        ):
            return amount  # French "32 pays et plus de trois millions de soldats"
        low, high, step, comparator = hedged(quantity.low, quantity.step, hedge.value)
        made = Quantity(
            low=None if low is None else exact(low),
            high=None if high is None else exact(high),
            unit=quantity.unit,
            step=step,
            comparator=comparator,
        )
        joined = hedge.kind == "trailing" and told == amount.end
        return amount._replace(end=hedge.end if joined else amount.end, quantity=made)
    return amount


def _past_output(scan: Scan, amount: Amount) -> int:
    """Return where a share ends with what it is a share of: "3 % of GDP or more"."""
    if amount.kind != "percent":
        return amount.end
    whole = _whole_from(scan, amount.end)
    if whole is None or scan.index.within(amount.end, whole.start, "trailing"):  # "3 % or more of GDP"
        return amount.end
    return whole.end


def _whole_from(scan: Scan, end: int) -> Mention | None:
    """Return what a share is of, where it is named right behind: "of GDP"."""
    named = (m for m in scan.index.within(end, end + OUTPUT, "cue") if m.value == "gdp")
    return next((m for m in named if "," not in scan.text[end : m.start]), None)


def _with_nearly(scan: Scan, amount: Amount) -> Amount:
    """Take a "nearly" behind a verb that multiplies: "doublait presque sa mise"."""
    low, high = amount.quantity.low, amount.quantity.high
    for hedge in scan.index.within(amount.end, amount.end + 2, "trailing"):
        if hedge.value == "-" and low is not None and high is not None:
            nearly = msgspec.structs.replace(amount.quantity, high=exact((low + high) / 2))
            return amount._replace(end=hedge.end, quantity=nearly)
    return amount


def _leads(scan: Scan, end: int) -> bool:
    """Tell whether a hedge leads up to what follows: "5 %, about 3 million", "down 9 % and under the estimate".

    What a share is of tells nothing new: French "4 % au moins du PIB".
    """
    if _whole_from(scan, end) is not None:
        return False
    if scan.text[end : end + 4].lstrip(" $€£")[:1].isdigit():
        return True
    word = WORD.match(scan.text, end)
    return word is not None and word[1].lower() in counting(scan.language.code).determiners


def _is_year(scan: Scan, amount: Amount) -> bool:
    """Tell a year that no calendar of today holds: "by 1563", "in 393", but "a lead of 119", "room for 600"."""
    text, start = scan.text, amount.start
    written = text[start : amount.end]
    long = len(written) == YEAR and written.startswith(("1", "20"))
    if not written.isdigit() or not (long or len(written) == YEAR - 1):
        return False
    if not long:
        ancient = counting(scan.language.code).ancient
        month = scan.index.within(max(0, start - 12), start, "month", "season")
        named = text[max(0, start - 12) : start].lower().endswith(ancient)
        return named or any(0 < start - m.end <= 1 for m in month)
    led = scan.index.within(max(0, start - 12), start, *DATES)
    return any(0 < start - m.end <= 1 for m in led)


def _is_title(scan: Scan, amount: Amount) -> bool:
    """Tell a number in words that a name holds: "the Big Four firms", but no headline in capitals."""
    text, start = scan.text, amount.start
    if not text[start].isupper() or not text[start + 1 : start + 2].islower() or start == 0:
        return False
    if any(c.isdigit() for c in text[start : amount.end]):
        return False  # "Rs 4,500"
    groups = scan.index.within(max(0, start - LONGEST_NAME), start, "group")
    if any(m.end == amount.end for m in groups):
        return True  # French "Les Vingt-Sept ont promis"
    sentence = scan.sentence(start)
    before = _NAMED.search(text, max(sentence.start, start - LONGEST_NAME), start)
    if before is None or before.start() == sentence.start:
        return False
    return (
        bool(_SMALL.search(text, sentence.start, sentence.end)) and not counting(scan.language.code).capital
    )


def _tells_people(scan: Scan, amount: Amount) -> bool:
    """Tell how many a family has or what befell so many: "a family of four", "nine died"; "the nine" are known."""
    led = scan.index.within(max(0, amount.start - LONGEST_NAME), amount.start, "group-of", "article")
    if any(m.end + 1 == amount.start and m.kind == "group-of" for m in led):
        return True
    known = any(m.end + 1 == amount.start for m in led) or amount.quantity.high == 1  # "no one came"
    return not known and bool(scan.index.within(amount.end, amount.end + 2, "befell"))


def _is_few(scan: Scan, amount: Amount) -> bool:
    """Tell whether a number is a part, or no more: "dont quatre", "only five passed", but "at exactly five"."""
    start = amount.start
    cues = scan.index.within(max(0, start - LED), start, "cue")
    if any(m.value == "of-which" and m.end + 1 == start for m in cues):
        return True
    hedges = scan.index.within(max(0, start - LED), amount.end, "hedge")
    told = any(m.value == "=" and start in (m.start, m.end + 1) for m in hedges)
    return told and not any(m.end + 1 == start for m in scan.index.within(max(0, start - LED), start, "at"))


def _is_whole(scan: Scan, amount: Amount) -> bool:
    """Tell whether a number says out of how many countries others are counted: "of the 28 governments"."""
    if amount.kind != "count" or amount.quantity.unit not in WHOLES:
        return False
    led = scan.index.within(max(0, amount.start - LED), amount.start, "out-of", "of")
    return any(amount.start - m.end <= ARTICLE for m in led)


def _is_named(scan: Scan, amount: Amount) -> bool:
    """Tell whether digits between an article and a word with a capital begin a name: "the 737 Max"."""
    text, start = scan.text, amount.start
    how = counting(scan.language.code)
    single = f" {text[max(0, start - 4) : start]}".lower().endswith(how.single)
    if single and "".join(text[start : amount.end].split()).isdigit():
        return True  # "le 3919", "le 116 000", "la 308"
    if how.capital or not text[start : amount.end].isdigit():
        return False
    if how.streets is not None and how.streets.match(text, amount.end):
        return True  # "10 Downing Street"
    led = any(m.end + 1 == start for m in scan.index.within(max(0, start - 4), start, "article"))
    return (
        led and text[amount.end : amount.end + 1] == " " and text[amount.end + 1 : amount.end + 2].isupper()
    )


def _is_name(scan: Scan, amount: Amount) -> bool:
    """Tell whether a number without a unit names something ("Boeing 737"), or is a small word ("the two")."""
    text, start = scan.text, amount.start
    value = abs(amount.quantity.high or amount.quantity.low or Decimal(0))
    how = counting(scan.language.code)
    if not any(c.isdigit() for c in text[start : amount.end]):
        bounded = value > 1 and amount.quantity.comparator in ("<", ">", ">=", "<=")  # "children under five"
        added = scan.index.within(amount.end, amount.end + 2, "additional")  # "three more are needed"
        counts = bounded or added or (value > 1 and _is_few(scan, amount)) or _tells_people(scan, amount)
        return value < SMALLEST_WORD and value % 1 == 0 and not counts
    if text[start].isalpha():
        return False  # "Children as young as 12"
    before = _NAMED.search(text, max(0, start - LONGEST_NAME), start)
    if before is None or before[1].islower() or before[1].lower() == before[1]:
        return False
    if before[1] in how.measured:
        return False  # "ein Beben der Stärke 6,2"
    if how.capital:  # every noun has a capital there
        return before.start() != scan.sentence(start).start
    if (
        value >= THOUSAND
        and not text[start : amount.end].isdigit()
        and scan.index.within(before.start(), start, "country", "capital")
    ):
        return False  # "and Romania 67,000": whole thousands are set apart in no name
    acronym = len(before[1]) > 1 and before[1].isupper()
    return acronym or before[1].lower() not in how.stops  # "US 101"
