"""A match and its hedge in, an interval out: how much "nearly three quarters" or "nine in ten" is."""

from __future__ import annotations

from decimal import Decimal

from foedus.model import Comparator
from foedus.text.amounts.notation import HALF, Counted, Numeral
from foedus.text.amounts.parts import EACH, HUNDRED, PARTS
from foedus.text.rules import Match

SCORE = 20  # of how many ballots a part is a share
MOST_COUNTED = 1000  # a larger whole is a number of its own
TEN = 10
FIVE = Decimal("0.05")
SIGNS = "<>-~"  # what a fraction or a dozen says of itself: "a good third", "a bare dozen", "every third"
DIVIDED = "-1"  # the meaning of what leads to a number by which something is divided
SHARED = ("1", "2")  # the meanings of an "out of" that tell a share, and not some of those that are known

Made = tuple[Decimal | None, Decimal | None, Decimal, Comparator, Decimal | None]


def scaled(match: Match) -> list[tuple[Decimal, Decimal]]:
    """Return value and step of each numeral with the scale that follows it, or the scale of the last."""
    found: list[tuple[Decimal, Decimal]] = []
    pending: list[Numeral] = []
    part = match.first("half")
    half = Decimal(part.value) if part else Decimal(0)
    before, signed = "", False
    for token in match.tokens:
        if token.name == "number":
            signed = signed or before == "currency"
            pending.append(token.value)
        elif token.name == "currency" and before == "number" and not signed:
            # "200 000 $ à 1 M$": written in full, where "$30-$35 bn" is not
            found += [(n.value + half, n.step) for n in pending]
            pending = []
        elif token.name == "scale":
            factor = Decimal(token.value)
            unit = Decimal(1).scaleb(factor.adjusted())  # of "eine halbe Million" the last digit is the 5
            if not pending:
                pending.append(Numeral(Decimal(1), Decimal(1)))
            for n in pending:  # "$200,000 to $1 m": the first is written in full
                full = 1000 <= n.value > pending[-1].value
                found.append((n.value, n.step) if full else ((n.value + half) * factor, n.step * unit))
            pending = []
        before = token.name
    if pending:
        found += [(n.value + half, n.step) for n in pending]
    return found


def _plain(match: Match, hedge: str) -> Made | None:
    values = scaled(match)
    if not values:
        return None
    value, step = values[0]
    return *hedged(value, step, hedge), None


def hedged(
    value: Decimal, step: Decimal, hedge: str
) -> tuple[Decimal | None, Decimal | None, Decimal, Comparator]:
    """Return the interval that a hedge makes of a value (rules of the evaluation: about, nearly, more than …)."""
    if hedge == ">":
        return value, None, step, ">"
    if hedge == ">=":
        return value, None, step, ">="
    if hedge == "<":
        return None, value, step, "<"
    if hedge == "<=":
        return None, value, step, "<="
    if hedge == "-":
        least = value * (1 - FIVE)
        return min(least, value), max(least, value), step, "~"
    if hedge == "~":
        margin = max(step / 2, abs(value) * FIVE) if _ends_round(value, step) else step / 2
        return value - margin, value + margin, step, "~"
    return value, value, step, "="


def _ends_round(value: Decimal, step: Decimal) -> bool:
    """Tell whether the last digit written is 0 or 5."""
    return (value / step) % 5 == 0


def _range(match: Match, hedge: str) -> Made | None:
    values = scaled(match)
    if len(values) != 2:
        return None
    (low, step), (high, other) = values
    if _share_hundred(match, low, high):
        low, step = low * HUNDRED, step * HUNDRED
    if high < low <= 0 and match.first("between"):
        low, high = high, low  # "between -5 and -10 degrees"
    if low > high and not match.first("to"):
        return None
    return low, high, min(step, other), "..", None  # "from 72 to 62": told apart where figures are read


def _share_hundred(match: Match, low: Decimal, high: Decimal) -> bool:
    """Tell whether in words a second number says what the first is multiplied by: "two or three hundred"."""
    last = match.all("number")[-1]
    words = last.end - last.start > len(str(high))
    return words and 1 < low < TEN and high < TEN * HUNDRED and high % HUNDRED == 0 and low * HUNDRED < high


def _fraction(match: Match, hedge: str) -> Made | None:
    token = match.first("fraction")
    if token is None:
        return None
    how, top, bottom = _parts(token.value)
    return *_percent_of(top / bottom * 100, how.strip(EACH) or hedge), None


def _parts(fraction: str) -> tuple[str, Decimal, Decimal]:
    """Return what a fraction says of itself ("a good third": ">1/3"), how many parts it has and of how many."""
    top, bottom = fraction.lstrip(SIGNS).split("/")
    return fraction[: -len(top) - len(bottom) - 1], Decimal(top), Decimal(bottom)


def _numeral_fraction(match: Match, hedge: str) -> Made | None:
    top, bottom = match.first("number"), match.first("denominator")
    if top is None or bottom is None or not 0 < top.value.value < int(bottom.value):
        return None
    return *_percent_of(top.value.value / int(bottom.value) * 100, hedge), None


def _majority(match: Match, hedge: str) -> Made | None:
    """Read "most" as more than half, and "nearly all" as nine tenths and more, of as many as are told."""
    token, whole = match.first("majority"), match.first("number")
    if token is None:
        return None
    low, _, high = token.value.partition("/")
    most = Decimal(high) if high else None
    return Decimal(low), most, Decimal(1), "~" if high else ">", whole.value.value if whole else None


def _out_of(match: Match, hedge: str) -> Made | None:
    """Read "nine in ten" as percent, "22 of 32 allies" as a count of 22."""
    part, whole = (t.value.value for t in match.all("number")[:2])
    if not 0 < part < whole or (whole > MOST_COUNTED and part != 1):
        return None
    if is_share(match, whole):
        return *_percent_of(part / whole * 100, hedge), whole
    return *hedged(part, Decimal(1), hedge), whole


def is_ratio(whole: Decimal) -> bool:
    """Tell whether "x in n" is told as a share of n, not as a count out of n."""
    return whole <= 10 or whole in (100, 1000)


def is_share(match: Match, whole: Decimal) -> bool:
    """Tell whether a match tells a share: a ratio, one in however many, "19 votes out of 20"."""
    polled = whole == SCORE and any(str(n.value) == "vote" for n in match.all("noun"))
    return polled or is_ratio(whole) or is_one_in(match)


def is_one_in(match: Match) -> bool:
    """Tell "one in 5,000 babies", which is a share of however many, from "one of the 5,000" and "one in 12 days"."""
    link, numbers = match.first("out-of"), match.all("number")
    if link is None or link.value not in SHARED or len(numbers) != 2 or numbers[0].value.value != 1:
        return False
    behind = (n.value for n in match.all("noun") if n.start > numbers[1].start)
    return not any(isinstance(noun, Counted) and noun.kind != "thing" for noun in behind)


def _percent_of(value: Decimal, hedge: str) -> tuple[Decimal | None, Decimal | None, Decimal, Comparator]:
    """A fraction in words is percent, plus or minus half a point; one that is smaller within 5 % of itself."""
    small = value < 1
    value = round(value, 4 if small else 1)
    step = Decimal(1)
    if hedge in ("=", "~"):
        margin = round(value * FIVE, 4) if small else HALF
        return value - margin, value + margin, step, "~"
    if hedge == "-":
        return round(value * (1 - FIVE), 1), value, step, "~"
    return hedged(value, step, hedge)


def _multiple(match: Match, hedge: str) -> Made | None:
    verb, by = match.first("multiply"), match.first("multiplied-by")
    value = Decimal(verb.value) if verb else scaled(match)[0][0]
    if value < 0 or (by is not None and by.value == DIVIDED):
        return *_divided(abs(value), hedge), None
    step = Decimal(1)
    if hedge in ("=", "~"):
        return value * (1 - FIVE), value * (1 + FIVE), step, "~", None
    return *hedged(value, step, hedge), None


def _multiple_range(match: Match, hedge: str) -> Made | None:
    """Read "five to ten times as many", and German "fünf- bis zehnmal so viel", where a verb holds the second."""
    ends = [v for v, _ in scaled(match)] + [Decimal(t.value) for t in match.all("multiply")]
    return (ends[0], ends[1], Decimal(1), "..", None) if len(ends) == 2 and ends[0] < ends[1] else None


def _multiple_less(match: Match, hedge: str) -> Made | None:
    """Read "three times less" as a third, within 5 %; more than three times less is below it."""
    return *_divided(scaled(match)[0][0], hedge), None


def _divided(by: Decimal, hedge: str) -> tuple[Decimal | None, Decimal | None, Decimal, Comparator]:
    """Return what is left where something is divided."""
    value, step = 1 / by, Decimal("0.01")
    if hedge in ("=", "~"):
        return round(value * (1 - FIVE), 4), round(value * (1 + FIVE), 4), step, "~"
    if hedge == "-":
        return round(value, 4), round(value * (1 + FIVE), 4), step, "~"
    turned = {">": "<", ">=": "<=", "<": ">", "<=": ">="}[hedge]
    return hedged(round(value, 4), step, turned)


def _approximate(match: Match, hedge: str) -> Made | None:
    token = match.first("approximate")
    if token is None:
        return None
    times = next((t for t in match.all("number") if t.start < token.start), None)
    number, scale = token.value.lstrip(SIGNS), match.first("scale")
    hedge = token.value[: -len(number)] or hedge
    value = Decimal(number) * (times.value.value if times else 1) * (Decimal(scale.value) if scale else 1)
    if hedge in ("=", "~"):
        return value * (1 - FIVE), value * (1 + FIVE), Decimal(1), "~", None
    return *hedged(value, Decimal(1), hedge), None


def _cents(match: Match, hedge: str) -> Made | None:
    """Read "5 euros and 30 cents" as one sum."""
    whole, cents = (t.value.value for t in match.all("number")[:2])
    return *hedged(whole + cents / 100, Decimal("0.01"), hedge), None


def _minor(match: Match, hedge: str) -> Made | None:
    """Read "5 euros 30" and "2 heures 30" with the hundredths or the minutes behind the whole."""
    whole, part = (t.value.value for t in match.all("number", "minor")[:2])
    noun = match.first("noun")
    parts = PARTS.get(noun.value.unit, HUNDRED) if noun and isinstance(noun.value, Counted) else HUNDRED
    return *hedged(whole + round(part / parts, 3), Decimal("0.01"), hedge), None


def _cent(match: Match, hedge: str) -> Made | None:
    value, step = scaled(match)[0]
    return *hedged(value / 100, step / 100, hedge), None


def _fraction_of_one(match: Match, hedge: str) -> Made | None:
    """Read "a quarter of a percent" as 0.25 percent."""
    token = match.first("fraction")
    if token is None:
        return None
    how, top, bottom = _parts(token.value)
    return *hedged(round(top / bottom, 2), Decimal("0.01"), how or hedge), None


PRODUCTIONS = {
    "plain": _plain,
    "count-gap": _plain,
    "bare": _plain,
    "bare-scale": _plain,
    "point": _plain,
    "all-but": _plain,
    "range": _range,
    "bare-range": _range,
    "fraction": _fraction,
    "out-of": _out_of,
    "numeral-fraction": _numeral_fraction,
    "majority": _majority,
    "multiple": _multiple,
    "multiple-less": _multiple_less,
    "multiple-range": _multiple_range,
    "approximate": _approximate,
    "approximate-of": _approximate,
    "bare-approximate": _approximate,
    "multiple-approximate": _approximate,
    "often-approximate": _approximate,
    "often-range": _multiple_range,
    "cents": _cents,
    "cent": _cent,
    "minor": _minor,
    "fraction-of-one": _fraction_of_one,
    "age": _plain,
    "often": _plain,
    "age-range": _range,
}
