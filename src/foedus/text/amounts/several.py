"""A match of several numbers in, the amounts that they make apart out: lists, pairs, sides, and parts of a sum."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from foedus.model import Quantity, exact
from foedus.text.amounts import currencies
from foedus.text.amounts.amount import Amount
from foedus.text.amounts.intervals import MOST_COUNTED, PRODUCTIONS, hedged, is_one_in, is_ratio, scaled
from foedus.text.amounts.notation import Counted, Notation, notation
from foedus.text.amounts.nouns import counting
from foedus.text.lexicon import Scan
from foedus.text.match import Mention
from foedus.text.rules import Match, Token

DEFINITE = "3"  # the meaning of an "out of" that counts some of those that are known: "of the"
MEMBER = "member"  # what is counted of an alliance
MOST_MEMBERS = 100  # of a body of which "x of y" counts some; a larger total is a figure of its own
LISTED = 40  # characters between two numbers of a list, in which the name of the next stands
NAMED = ("country", "people", "capital", "group", "demonym")
CAST, ABSTAINED = "vote", "abstention"
OFTEN = ("time", "thing")  # unit and kind of what counts how often


def listed(match: Match) -> Iterator[Amount]:
    """Give each number of a list the unit and the scale of its end: "2, 3 and 4 %", "6 and 3 billion euros"."""
    unit, kind = unit_of(match)
    scale = scale_of(match)
    numerals = match.all("number")
    signs = {t.end: t.start for t in match.all("currency")}
    for token in numerals:
        start = signs.get(token.start, token.start)
        end = match.end if token is numerals[-1] else token.end
        value = exact(token.value.value * scale)
        # "141 votes to seven and 32 abstentions"
        its = CAST if unit == ABSTAINED and token is not numerals[-1] else unit
        quantity = Quantity(low=value, high=value, unit=its, step=exact(token.value.step * scale))
        yield Amount(start, end, kind, quantity, match.rule.name, scale=scale)


def is_pair(match: Match, general: bool) -> bool:
    """Tell "14 stores in 9 countries" and "300,000 of the 800,000 rounds" from "three members out of nine"."""
    between, last = match.first("out-of"), match.tokens[-1]
    if between is None or last.name != "noun" or is_one_in(match) or match.rule.yields == "approximate-of":
        return False
    if match.tokens[-2].name == "number" and match.tokens[-2].value.value > MOST_COUNTED:
        return True
    return general and between.value == "2" and match.tokens[-4].name == "noun"


def is_falling(match: Match) -> bool:
    """Tell "51.2%-48.8%", which is no stretch, from "from 51.2 to 48.8 %" and "between -5 and -10"."""
    if (
        match.rule.yields != "range"
        or match.first("to", "from", "between", "scale", "hedge", "and", "or") is not None
    ):
        return False
    first, last = (t.value.value for t in match.all("number"))
    return bool(first > last)


def is_either(match: Match) -> bool:
    """Tell "$5 or €4" and "$7 or $5", two sums, from the stretch of "$5 or $7"."""
    numbers, joint = match.all("number"), match.first(*_JOINTS)
    if match.rule.yields != "range" or len(numbers) != len(IN) or joint is None:
        return False
    if len({coin.value for coin in match.all("currency")}) > 1:
        return True
    small = match.first("scale") is None and numbers[0].value.value > numbers[1].value.value
    return small and joint.name == "or" and match.first("currency", "percent") is not None


def either(match: Match) -> Iterator[Amount]:
    """Give each of two sums the scale and the currency of its own, else those of the other."""
    joint = next(n for n, token in enumerate(match.tokens) if token.name in _JOINTS)
    first = [token for token in match.tokens[:joint] if token.name not in _LEADING]
    for side, (value, step) in zip((first, match.tokens[joint + 1 :]), scaled(match), strict=True):
        coin = next((t for t in side if t.name == "currency"), match.first("currency", "percent"))
        unit, kind = ("%", "percent") if coin is None or coin.name == "percent" else (coin.value, "money")
        quantity = Quantity(low=exactly(value), high=exactly(value), unit=unit, step=exactly(step))
        yield Amount(side[0].start, side[-1].end, kind, quantity, match.rule.name)


def is_to_one(match: Match) -> bool:
    """Tell "850 à un Français", what each has, from the stretch of "un à deux ans": no stretch ends at an article."""
    numbers = match.all("number")
    ends = match.rule.yields == "range" and len(numbers) == len(IN) and match.first("to") is not None
    if not ends or match.first("scale") is not None:
        return False
    return bool(numbers[1].value.article and numbers[0].value.value > numbers[1].value.value)


def first_of(match: Match) -> Amount:
    """Return the first number of a match, alone."""
    first = match.all("number")[0]
    return Amount(first.start, first.end, "bare", _plainly(first, None), match.rule.name)


def is_of_unlike(match: Match, scan: Scan) -> bool:
    """Tell "3 seats to 5 seats" and "3 metres to 5 feet", two numbers, from the stretch of "18°C to 21°C"."""
    units = [_counted(noun)[0] for noun in match.all("noun")]
    if len(units) != len(match.all("number")):
        return False
    return len(set(units)) > 1 or units[0] not in counting(scan.language.code).measures


def is_step(match: Match, scan: Scan) -> bool:
    """Tell "shrank by 2,000 to 73,000 soldiers", how much and to what, from the stretch of "by 5 to 7 %"."""
    numbers = match.all("number")
    if match.rule.yields != "range" or len(numbers) != len(IN) or match.first("to") is None:
        return False
    small = numbers[0].value.value * STEP < numbers[1].value.value
    led = scan.index.within(max(0, match.start - LED), match.start, "cue") if small else ()
    return any(m.value == "by-how-much" and m.end + 1 == match.start for m in led)


def is_across(match: Match, lang: Notation) -> bool:
    """Tell how long and wide something is from a part of a whole: "3 mètres sur 4"."""
    noun = match.first("noun")
    measured = noun is not None and isinstance(noun.value, Counted) and noun.value.unit in lang.sides
    return match.rule.yields == "out-of" and measured and len(match.all("number")) == 2


def sides(match: Match) -> Iterator[Amount]:
    """Give each of two sides the unit that stands behind it, else that of the other."""
    nouns = match.all("noun")
    for number in match.all("number"):
        noun = next((n for n in nouns if n.start > number.start), nouns[-1])
        unit, kind = _counted(noun)
        end = noun.end if noun.start > number.start else number.end
        yield Amount(number.start, end, kind, _plainly(number, unit), match.rule.name)


def is_apart(match: Match) -> bool:
    """Tell "children under five in three days" from "three in five": there is no part larger than its whole."""
    if match.rule.yields != "out-of" or match.tokens[-1].name != "noun" or match.all("scale"):
        return False
    numbers = match.all("number")
    alone = len(match.all("noun")) == 1 and len(match.all("currency")) <= 1
    paid = match.first("currency") is not None
    return len(numbers) == 2 and alone and (paid or numbers[0].value.value >= numbers[1].value.value)


_JOINTS = ("or", "to", "and")  # between two sums
_LEADING = frozenset(("hedge", "article", "additional", "between", "from"))  # before the first of two sums
STEP = 5  # times as much as its first number the second of a stretch is at most
LED = 5  # characters of "by"
IN = ("1", "2")  # meanings of "in" that are no "of"


def is_loose(match: Match, text: str) -> bool:
    """Tell "3,2 alloués sur 5" from "trois habitants sur dix": what is out of others is whole, and they few."""
    link, numbers = match.first("out-of"), match.all("number")
    if match.rule.yields != "out-of" or link is None or len(numbers) != 2 or match.first("noun", "currency"):
        return False
    part, whole = numbers[0].value, numbers[1].value
    if not text[numbers[0].end : link.start].strip():
        return False
    # "un contrat portant sur 6 navires": a part in words is not out of a whole in digits
    mixed = text[numbers[1].start].isdigit() and not text[numbers[0].start].isdigit()
    return mixed or part.step < 1 or not is_ratio(whole.value)


def is_placed(match: Match, text: str) -> bool:
    """Tell "one in Latvia with 450 soldiers" from "one in four": a name behind "in", where the first of them is."""
    link, numbers = match.first("out-of"), match.all("number")
    if match.rule.yields != "out-of" or link is None or link.value not in IN or len(numbers) != 2:
        return False
    gap = text[link.end : numbers[1].start].split() if numbers[1].start > link.end else []
    return any(word[0].isupper() for word in gap)


def is_of_form(match: Match, scan: Scan) -> bool:
    """Tell whether "in" parts a number from a noun that says in which form it is: French "dont 2,6 en armes"."""
    number, noun = match.first("number"), match.first("noun")
    if match.rule.yields != "count-gap" or number is None or noun is None:
        return False
    led = scan.index.within(number.end, number.end + 2, "in")
    return any(m.value in IN and noun.start - m.end <= 1 for m in led)


def of_form(match: Match) -> Amount:
    """Return a number without the noun that says in which form it is."""
    number, hedge = match.all("number")[0], match.first("hedge")
    low, high, step, comparator = hedged(number.value.value, number.value.step, hedge.value if hedge else "=")
    quantity = Quantity(
        low=exactly(low), high=exactly(high), unit=None, step=exactly(step), comparator=comparator
    )
    return Amount(match.start, number.end, "bare", quantity, match.rule.name)


def apart(match: Match, scan: Scan) -> Iterator[Amount]:
    """Yield two numbers that have nothing to do with each other, the first with its hedge."""
    first, second = match.all("number")
    hedge = match.first("hedge")
    low, high, step, comparator = hedged(first.value.value, first.value.step, hedge.value if hedge else "=")
    money = match.first("currency")
    unit, kind = (None, "bare") if money is None else (money.value, "money")
    link = match.first("out-of")
    if link is not None and scan.text[link.start : link.end].startswith(
        tuple(notation(scan.language.code).often)
    ):
        unit, kind = OFTEN  # "11 times in one week"
    quantity = Quantity(
        low=exactly(low), high=exactly(high), unit=unit, step=exactly(step), comparator=comparator
    )
    yield Amount(match.start, (money or first).end, kind, quantity, match.rule.name)
    noun: Token | Mention | None = match.tokens[-1] if match.tokens[-1] is not second else None
    end = match.end
    if noun is None and (behind := scan.index.within(end, end + 2, "noun")):
        noun, end = behind[-1], behind[-1].end  # "un contrat portant sur 6 [navires]"
    unit, kind = _counted(noun)
    yield Amount(second.start, end, kind, _plainly(second, unit), match.rule.name)


def is_one_of(match: Match, general: bool) -> bool:
    """Tell "l'un des trois opérateurs" from "neuf sur dix": of several, one that no number counts.

    In general news so is "einer von drei", which elsewhere tells a share.
    """
    if match.rule.yields != "out-of":
        return False
    link, one = match.first("out-of"), match.all("number")[0].value
    if general and (link is None or _is_of_others(match)):
        return bool(one.article)
    if one.value != 1 or match.first("hedge") is not None or match.first("from") is not None:
        return False  # "only one of the eight"
    noun = match.first("noun")
    counted = noun is not None and noun.value in (MEMBER, "country")  # "we are one of five nations"
    return bool(one.article) or counted if link is None else link.value == DEFINITE


def _is_of_others(match: Match) -> bool:
    """Tell "un essai sur 120 patients", which is no one of them, from "une maison sur trois"."""
    nouns = [_counted(noun)[0] for noun in match.all("noun")]
    return len(nouns) > 1 and nouns[0] != nouns[-1]


def is_some_one(match: Match, scan: Scan) -> bool:
    """Tell whether one of several is told of, who is not counted: "one of the allies said", not "only one of them"."""
    numbers, behind = match.all("number"), counting(scan.language.code).partitive
    if match.rule.yields != "plain" or len(numbers) != 1 or numbers[0].value.value != 1 or behind is None:
        return False
    told = match.first("hedge") is None and match.first("noun") is not None
    return told and behind.match(scan.text, numbers[0].end) is not None


def last_of(match: Match) -> Iterator[Amount]:
    """Yield how many there are of which some are counted, and no more."""
    number, nouns = match.all("number")[-1], match.all("noun")
    noun = nouns[-1] if nouns and nouns[-1].start > number.start else None
    unit, kind = _counted(noun)
    end = noun.end if noun else number.end
    yield Amount(number.start, end, kind, _plainly(number, unit), match.rule.name)


def is_round_in(match: Match) -> bool:
    """Tell "sold a dozen in 30 days", two numbers, from "a dozen of the 30 members"."""
    link = match.first("out-of")
    return match.rule.yields == "approximate-of" and link is not None and link.value in IN


def round_in(match: Match) -> Iterator[Amount]:
    """Give a round number and what it is told over each its own."""
    token, hedge = match.first("approximate"), match.first("hedge")
    made = PRODUCTIONS["approximate"](match, hedge.value if hedge else "=")
    if token is not None and made is not None:
        low, high, step, comparator, _ = made
        quantity = Quantity(
            low=exactly(low), high=exactly(high), unit=None, step=exactly(step), comparator=comparator
        )
        yield Amount(match.start, token.end, "bare", quantity, match.rule.name)
    yield from last_of(match)


def is_of_members(match: Match) -> bool:
    """Tell "most of the 32 allies" and "the majority of the 32" from "most of the 800,000 rounds" and "most of all"."""
    noun, number = match.first("noun"), match.first("number")
    if number is not None and number.value.value > MOST_MEMBERS:
        return False
    if noun is not None:
        return bool(noun.value == MEMBER)
    return number is not None and match.first("article", "out-of") is not None  # but "a majority of 54"


def of_others(match: Match) -> Iterator[Amount]:
    """Yield how many there are, where most of these are no members."""
    return last_of(match) if match.first("number") else iter(())


def of_sum(match: Match, text: str, lang: Notation) -> Iterator[Amount]:
    """Give a part its whole's scale and currency: "30 of the 128 billion euros" are 30 billion."""
    unit, kind = unit_of(match)
    scale = scale_of(match)
    hedge = match.tokens[0] if match.tokens[0].name == "hedge" else None
    for number, how in zip(match.all("number"), (hedge, None), strict=True):
        value, step = number.value.value * scale, number.value.step * scale
        low, high, step, comparator = hedged(value, step, how.value if how else "=")
        quantity = Quantity(
            low=exactly(low), high=exactly(high), unit=unit, step=exactly(step), comparator=comparator
        )
        quoted = how is not None and text[how.start : how.end].lower() not in lang.unquoted
        start = how.start if how and quoted else number.start
        end = match.end if number is match.all("number")[-1] else number.end
        yield Amount(start, end, kind, quantity, match.rule.name, scale=scale)


def _counted(noun: Token | Mention | None) -> tuple[str | None, str]:
    """Return unit and kind of a noun."""
    if noun is None:
        return None, "bare"
    return noun.value if isinstance(noun.value, Counted) else (noun.value, "count")


def _plainly(number: Token, unit: str | None) -> Quantity:
    value = exact(number.value.value)
    return Quantity(low=value, high=value, unit=unit, step=exact(number.value.step))


def pair(match: Match) -> Iterator[Amount]:
    """Give each of two numbers the noun behind it, else that of the other."""
    numerals, nouns = match.all("number"), match.all("noun")
    for number, noun in zip(numerals[:2], (nouns[0], nouns[-1]), strict=True):
        unit, kind = _counted(noun)
        end = number.end if noun.start > numerals[1].start > number.start else noun.end
        yield Amount(number.start, end, kind, _plainly(number, unit), match.rule.name)


def scale_of(match: Match) -> Decimal:
    """Return the factor that is written behind a number, else one."""
    token = match.first("scale")
    return Decimal(token.value) if token else Decimal(1)


def exactly(value: Decimal | None) -> Decimal | None:
    """Return a number as it is written, None as None."""
    return None if value is None else exact(value)


def unit_of(match: Match) -> tuple[str | None, str]:
    """Return the unit and the kind of what a match counts, pays or measures."""
    currency, cent = match.first("currency"), match.first("cent")
    if currency is not None and cent is not None and currencies.shares(currency.value, cent.value):
        return cent.value, "money"  # "deux livres et cinquante pence"
    if money := currency or cent:
        return money.value, "money"
    if match.first("percent"):
        return "%", "percent"
    if match.rule.yields in ("age", "age-range") or match.first("aged"):
        return "year", "duration"
    if match.first("point") and match.rule.yields != "point":
        return "point", "point"
    return _counted(match.first("noun"))


def in_percent(scan: Scan, found: list[Amount]) -> list[Amount]:
    """Give decimals of a list of names the percent that only its last tells: "Estonia 2.3, Latvia 2.2, Malta 2.0 %"."""
    for i in range(len(found) - 2, -1, -1):
        number, behind = found[i], found[i + 1]
        if number.kind != "bare" or behind.kind != "percent" or (number.quantity.step or 1) >= 1:
            continue
        gap = scan.text[number.end : behind.start]
        joined = gap[:1] == "," or scan.index.within(number.end, number.end + 2, "and")
        if len(gap) <= LISTED and joined and scan.index.within(number.end, behind.start, *NAMED):
            quantity = msgspec.structs.replace(number.quantity, unit="%")
            found[i] = number._replace(kind="percent", quantity=quantity)
    return found
