"""Members counted in, the line at which they are counted out: at which percentage, above it or below."""

from __future__ import annotations

from decimal import Decimal

from foedus.model import Count, Figure, Level, Within, exact
from foedus.text.amounts.amount import MEMBERS, Amount
from foedus.text.amounts.several import MOST_MEMBERS
from foedus.text.figures.context import BREAKS, NEAR, TIGHT, Context
from foedus.text.figures.links import TOUCH, is_bracketed
from foedus.text.match import Mention
from foedus.text.particles import grammar
from foedus.text.sentences import Sentence

COUNTED = ("count", "bare")
NEARLY = Decimal("0.95")  # how far under a number "nearly" may lie
LINES = ("percent", "fraction")  # kinds of numbers at which members are counted
BOUNDS = (">", ">=", "<", "<=")
NUMBERED = ".numbered"  # ends the rule of a number that says how many members are at a line
HIGHEST = 12  # no member's share of GDP is larger


def count(at: Context, amount: Amount, sentence: Sentence, heir: Within | None) -> Count:
    """Return which values are counted: at or above the percentage named nearest, the last one, or the guideline."""
    if heir is not None and (line := next_line(at, amount, sentence)) is not None:
        under = _is_told_below(at, amount, line.end)
        below = heir.low is None if under is None else under
        if line.quantity.comparator != "=":
            below = line.quantity.comparator == "<"
        return _on_side(line.quantity.low or line.quantity.high or at.table.guideline, below)
    kinds = LINES if at.cues(sentence.start, sentence.end, "equipment") else LINES[:1]
    lines = [a for a in at.neighbours(amount, sentence) if a.kind in kinds]
    near = [a for a in lines if _is_line(at, a, sentence) and not _is_of_one(at, amount, a)]
    if is_of_number(at, amount, sentence):
        near = [a for a in near if a.end <= amount.start] or near  # "the number at 2 % will be six"
    own = at.own(amount, at.clause(amount.start, amount.end, sentence))
    # "and ten now meet the benchmark": no number of another part is its line
    if at.has(own, ("threshold", "dues")):
        near = [a for a in near if own[0] <= a.start <= own[1] or a.start < own[0] <= a.end]
    if heir is not None and not near:  # "23 allies are there; eight still fall short"
        high = min(at.next_amount(amount), at.clause(amount.start, amount.end, sentence)[1])
        under = _is_told_below(at, amount, high)
        there = heir.low or heir.high
        return Count(within=heir) if under is None or there is None else _on_side(there, under)
    if (told := line_told(at, amount, sentence)) is not None:
        return _on_side(told, _is_told_below(at, amount, end_of_relative(at, amount, sentence)) is True)
    value = at.table.guideline
    if near:
        closest = min(near, key=lambda a: abs(a.start - amount.start) + (60 if a.start < amount.start else 0))
        ends = (closest.quantity.low, closest.quantity.high)
        if closest.quantity.comparator == ".." and 0 < (ends[0] or 0) < (ends[1] or 0):  # "between 1 and 2 %"
            return Count(within=Within(low=exact(ends[0] or value), high=exact(ends[1] or value)))
        value = (_nearly(closest) and ends[1]) or ends[0] or ends[1] or value
        if closest.kind == "fraction" and ends[0] is not None and ends[1] is not None:
            value = (ends[0] + ends[1]) / 2  # "a fifth" is half a point to either side of 20
    over = bool(near) and _is_over(at, amount, closest)
    below = _is_below(at, amount, sentence) and not over
    below = below or bool(near and closest.quantity.comparator == "<")  # "five spend less than 2 %"
    excepted = amount.rule.endswith("all-but") or at.led_by(amount.start, "except-for", reach=NEAR, most=1)
    return _on_side(value, below != excepted)  # "all but seven stay below it": seven are above


def _on_side(line: Decimal, below: bool) -> Count:
    """Count those below a line, or those at or above it."""
    return Count(within=Within(high=exact(line)) if below else Within(low=exact(line)))


def _is_line(at: Context, percent: Amount, sentence: Sentence) -> bool:
    """Tell whether a percentage is a line that is reached or named, not the share of one country in passing."""
    start, end = percent.start, percent.end
    if is_bracketed(at.scan.text, start) or any(
        at.leads(m.end, start) and at.scan.text[m.start - 2 : m.start] == ", "
        for m in at.scan.index.within(start - TIGHT, start, "to", "at")
    ):  # "France (1.8 %)", "Britain, at 2.1 %,"
        return False
    borne = at.cues(max(0, start - TIGHT), start, "along-with")
    if at.led(borne, start, 1) and at.names(max(sentence.start, borne[-1].start - TIGHT), borne[-1].start):
        return False  # "among them Spain with 1.28"
    first = at.clause(start, end, sentence)[0]
    led = at.scan.index.within(start - TOUCH, start, "to", "at")
    own = at.names(max(first, start - 2 * NEAR), led[-1].start) if led else []
    if own and at.leads(led[-1].end, start, 1) and own[-1].kind in ("country", "capital"):
        return False  # "four members meet it, and Germany remains at 1.3 %"
    stood = (
        at.cues(max(first, start - TIGHT), led[-1].start, "being")
        if led and at.leads(led[-1].end, start, 1)
        else ()
    )
    if stood and led[-1].start - stood[-1].end <= 1:
        return True  # "nine of the allies would be at 3.5 %"
    return bool(
        percent.quantity.comparator in BOUNDS
        or at.cues(max(first, start - NEAR), start, "meets", "below", "threshold", "spend", "spending")
        or at.cues(start, end + TIGHT, "threshold", "gdp")
        or (grammar(at.scan.language.code).verb_second and at.cues(end, end + 2, "meets", "below"))
    )


def _is_of_one(at: Context, amount: Amount, percent: Amount) -> bool:
    """Tell whether a percentage stands in a clause of one country: "…, while Germany reaches 1.4 %"."""
    if percent.end <= amount.start:  # "Poland devoted 4 % of GDP to it, and eight allies had not got to 2 %"
        low = max(
            at.clause(percent.start, percent.end, at.sentence(amount.start), BREAKS + ",")[0],
            at.previous_amount(percent),
        )
        told = at.scan.index.within(percent.end, amount.start, "and", "clause")
        apart = any(at.scan.text[m.start - 2 : m.start] == ", " for m in told)
        behind = at.following(amount, at.sentence(amount.start))
        own = behind is not None and behind.kind == percent.kind
        return apart and own and any(m.kind in ("country", "capital") for m in at.names(low, percent.start))
    turns = at.cues(amount.end, percent.start, "contrast")
    return any(m.kind in ("country", "capital") for t in turns for m in at.names(t.end, percent.start))


def _is_below(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether those counted lie below the line, by the first cue behind the number, else by the sentence."""
    low, high = at.clause(amount.start, amount.end, sentence)
    others = (a for a in at.neighbours(amount, sentence) if a.kind in COUNTED and not at.is_time(a))
    # "erreichen 23, acht verfehlen es"
    high = min((a.start for a in others if a.start >= amount.end and not is_out_of(at, a)), default=high)
    # "eight managed 2 %, while Croatia missed it"
    turns = [
        t.start for t in at.cues(amount.end, high, "contrast") if at.names(t.end, min(high, t.end + TIGHT))
    ]
    told = _is_told_below(at, amount, min(turns, default=high))
    led = at.cues(low, amount.start, "below", "meets") if told is None else ()
    led = [m for m in led if m.end <= amount.start]  # "das Ziel erfüllen nicht weniger als 22"
    named = at.scan.index.within
    led = [m for m in led if not named(m.end, m.end + 2, "person")]  # "under Jens Stoltenberg" says when
    # French "n'a pas [été atteinte] par vingt membres": what denies a verb holds it
    return told or any(m.value == "below" and m.end >= led[-1].end for m in led)


def is_out_of(at: Context, amount: Amount) -> bool:
    """Tell whether a number is only how many there are of whom others are counted: "out of thirty-two"."""
    return at.led(at.scan.index.within(max(0, amount.start - TOUCH), amount.start, "out-of"), amount.start)


def _is_told_below(at: Context, amount: Amount, high: int) -> bool | None:
    """Tell by the first cue behind the number whether those counted lie below the line, None without one."""
    if at.scan.language.settings["measures"].patterns["they_do_not"].match(at.scan.text, amount.end):
        return True  # "nine meet it; the other 20 do not"
    denied = at.cues(amount.end, high, "negated")
    if denied and at.cues(denied[0].start, high, "dues"):
        return True  # "23 of the 28 do not pay what they should"
    spent = at.cues(denied[0].start, denied[0].end, "spend") if denied else []
    if spent and at.leads(amount.end, denied[0].start, NEAR):
        return True  # French "neuf pays ne consacrent pas 2 %"
    told = [m for m in at.cues(amount.end, high, "meets", "below") if not _is_among(at, m)]
    if not told:
        return None
    closed = at.scan.language.settings["measures"].patterns["closed_by_not"]
    if closed.match(at.scan.text, told[0].end):
        return True  # German "erreichten 2024 die Marke nicht"
    first = max((m for m in told if m.start == told[0].start), key=lambda m: m.end)
    tied = (m for m in told if m.start > first.start and at.joined(first.end, m.start))  # "will miss"
    return "below" in (first.value, next((m.value for m in tied), ""))


def _is_among(at: Context, word: Mention) -> bool:
    """Tell whether a word leads up to some of those counted: German "erreichten acht das Ziel, darunter die USA"."""
    if word.value != "below" or at.scan.text[max(0, word.start - 2) : word.start] != ", ":
        return False
    behind = at.scan.text[word.end : word.end + TIGHT].split()[:1]
    if behind and grammar(at.scan.language.code).has("definites", behind[0]):
        return True  # "darunter die drei von früher"
    return any(at.leads(word.end, m.start) for m in at.names(word.end, word.end + TIGHT))


def is_line_of_count(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a percentage or a fraction only says at which line the members just counted are counted."""
    last, low, high = at.told.last, amount.quantity.low, amount.quantity.high
    if last is None or last[2] != index or not isinstance(last[1].derivation, Count):
        return False
    line = last[1].derivation.within.low or last[1].derivation.within.high
    if line is None or not (amount.kind in LINES or _is_bare_line(amount)):
        return False
    if amount.kind == "fraction" and low is not None and high is not None:
        return low <= line <= high  # "a fifth" is half a point to either side of 20
    return line == low or (line == high and (low is None or _nearly(amount)))


def _nearly(amount: Amount) -> bool:
    """Tell whether a number lies just under the one that is written: "shy of 2 %"."""
    low, high = amount.quantity.low, amount.quantity.high
    if low is None or high is None or amount.quantity.comparator != "~":
        return False
    return low == high * NEARLY


def _is_bare_line(amount: Amount) -> bool:
    """Tell whether a number is told as a bound, without a sign: "nine even above three"."""
    return amount.kind == "bare" and amount.quantity.comparator in BOUNDS


def is_threshold(
    at: Context, figure: Figure, start: int, end: int, lines: dict[int, list[Decimal | None]]
) -> bool:
    """Tell whether a percentage only names a line: that of a count of its sentence, or "the 2 % target"."""
    if figure.quantity.unit != "%" or not isinstance(figure.derivation, Level):
        return False
    index = at.sentence_at(start)
    sentence = at.scan.sentences[index]
    if any(line in (figure.quantity.low, figure.quantity.high) for line in lines.get(index, ())):
        return True
    if is_bracketed(at.scan.text, start):
        return False  # "Greece (2.4 %) and Poland (2 %) meet the target"
    ahead = at.cues(max(sentence.start, start - TIGHT), start, "threshold")
    named = ahead and not is_apart(at, ahead[-1].end, start)
    parted = at.scan.text.startswith(",", end)  # "Belgium, at 15.2 %, misses the target"
    named = named or (not parted and bool(at.cues(end, min(end + 10, sentence.end), "threshold")))
    segment = at.clause(start, end, sentence, BREAKS + ",")
    return bool(named) and not at.cues(*segment, "meets", "path", "spending", "spend", "aims")


def tells_which(at: Context, start: int) -> bool:
    """Tell whether a bound only says which members are meant: "allies above 2 %", "members at 2 % or more"."""
    low = max(at.sentence(start).start, start - 2 * TIGHT)
    nouns = at.scan.index.within(low, start, "noun")
    members = [m for m in nouns if m.value == "member"]
    if not members or members[-1].start - at.sentence(start).start > TIGHT:
        return False  # "America gave two fifths, the EU and its members less than two fifths"
    led = at.scan.index.within(members[-1].end, start, "to", "at")
    if at.led(led, start):
        return at.leads(members[-1].end, led[-1].start, 1)
    # German puts what members do behind the number: "hätten die Verbündeten mehr als 3 % ausgegeben"
    return not grammar(at.scan.language.code).verb_second and at.leads(members[-1].end, start, 1)


def is_apart(at: Context, line: int, start: int) -> bool:
    """Tell whether a number is parted from the line that ends before it: "has passed the 2 % line, at 4.12 %"."""
    with_it = at.led_by(start, "stands-with", "along-with", most=1)
    if at.scan.text[line : line + 2] != ", ":
        return with_it  # "short of the 2 % line with 1.55 %"
    led = at.scan.index.within(line, start, "at")
    return at.led(led, start, 1) or at.led_by(start, "along-with", most=1)


def line_told(at: Context, amount: Amount, sentence: Sentence) -> Decimal | None:
    """Return the last percentage before a number, where a relative clause says of it how many are there."""
    lines = [a for a in at.neighbours(amount, sentence) if a.kind == "percent" and a.end < amount.start]
    if not lines:
        return None
    told = at.scan.language.settings["measures"].patterns["line_told"]
    led = told.fullmatch(at.scan.text, lines[-1].end, amount.start)
    return lines[-1].quantity.low or lines[-1].quantity.high if led else None


def _is_over(at: Context, amount: Amount, line: Amount) -> bool:
    """Tell whether those counted are told above a line behind them: "while five have already gone past 3 %"."""
    ahead = line.start > amount.end and line.quantity.comparator in (">", ">=")
    return ahead and not at.cues(amount.end, line.start, "below")  # "eight still have to get over 2 %"


def next_line(at: Context, amount: Amount, sentence: Sentence) -> Amount | None:
    """Return the line of the next count of members, told right behind it: "14 are above 2.5 %, nine even above three".

    The percentage may lack its sign, where it is told as a bound.
    """
    last, line, value = at.told.last, at.following(amount, sentence), amount.quantity.low
    if last is None or last[2] != sentence.number or not isinstance(last[1].derivation, Count):
        return None
    if amount.kind != "bare" or line is None or value is None or not value == int(value) <= MOST_MEMBERS:
        return None
    if line.start - amount.end > TIGHT or set(at.scan.text[amount.end : line.start]) & set(",;:.()"):
        return None
    bound = line.kind == "bare" and line.quantity.comparator in BOUNDS
    return line if line.kind == "percent" or (bound and (line.quantity.low or HIGHEST) < HIGHEST) else None


def is_of_number(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether it is how many are at a line: "the number of allies above 2 % rose from three to 23"."""
    value = amount.quantity.low
    if value is None or not 0 < value <= MOST_MEMBERS:
        return False
    if amount.quantity.unit is not None or at.is_time(amount):
        return False
    told, high = at.cues(sentence.start, amount.start, "number-of-members"), amount.start
    if not told and at.led(at.scan.index.within(sentence.start, amount.start, "from"), amount.start):
        # "From three in 2014, the number at 2 % rose to 23"
        told, high = at.cues(amount.end, sentence.end, "number-of-members"), sentence.end
    lines = (a for a in at.neighbours(amount, sentence) if a.kind == "percent") if told else ()
    lined = any(told[-1].end <= a.start < high for a in lines)
    return lined or bool(told and at.cues(told[-1].end, high, "meets", "threshold"))


def end_of_relative(at: Context, amount: Amount, sentence: Sentence) -> int:
    """Return where the clause of a number ends, brackets right behind it left out: "five (A, B and C) exceed it"."""
    high = at.clause(amount.start, amount.end, sentence)[1]
    closed = at.scan.text.find(")", high, sentence.end) if at.scan.text[high : high + 1] == "(" else -1
    return high if closed < 0 else at.clause(closed + 1, closed + 1, sentence)[1]


def is_others_equipment(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether others counted behind an "and" buy equipment: "ten meet the 2 %, and 18 put a fifth into arms"."""
    told = at.cues(sentence.start, sentence.end, "equipment")
    if not told or told[0].start < amount.end:
        return False
    between = [a for a in at.neighbours(amount, sentence) if amount.end <= a.start < told[0].start]
    counted = (a for a in between if a.quantity.unit in MEMBERS or a.kind == "bare")
    joined = [m for a in counted for m in at.scan.index.within(a.start - TIGHT // 2, a.start, "and")]
    return bool(joined) and bool(
        at.cues(amount.end, joined[0].start, "threshold", "gdp", "goal-noun", "meets")
    )
