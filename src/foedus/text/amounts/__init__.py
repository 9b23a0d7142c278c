"""Tokens in, amounts out: quantities with their hedge, scale and unit, as intervals, where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from foedus.model import Quantity, exact
from foedus.text.amounts import currencies
from foedus.text.amounts.amount import Amount
from foedus.text.amounts.edges import touched
from foedus.text.amounts.intervals import MOST_COUNTED, PRODUCTIONS, Made, hedged, is_one_in, is_ratio
from foedus.text.amounts.notation import Counted, Notation, notation
from foedus.text.lexicon import Scan
from foedus.text.match import Mention
from foedus.text.rules import Match, Token

DEFINITE = "3"  # the meaning of an "out of" that counts some of those that are known: "of the"
LIFTED = 48  # characters in which a verb stands that lifts something up to a height
WORD = 16  # characters in which the word before a hedge stands
MEMBER = "member"  # what is counted of an alliance
MOST_MEMBERS = 100  # of a body of which "x of y" counts some; a larger total is a figure of its own
# The unit and the kind of what is made so, whatever stands beside it.
_MEANT = {
    "fraction": ("%", "fraction"),
    "numeral-fraction": ("%", "fraction"),
    "majority": ("%", "majority"),
    "multiple": ("multiple", "multiple"),
    "multiple-less": ("multiple", "multiple"),
    "multiple-range": ("multiple", "multiple"),
    "often": ("time", "thing"),
    "point": ("point", "point"),
    "all-but": (MEMBER, "count"),
}


def amounts(scan: Scan, tokens: list[Token], general: int = 0) -> list[Amount]:
    """Return every amount of the text in order; `tokens` and `general` as of `numerals`."""
    return list(touched(scan, _amounts(scan, tokens, general), general))


def _amounts(scan: Scan, tokens: list[Token], general: int) -> Iterator[Amount]:
    lang = notation(scan.language.code)
    for match in lang.grammar.match(scan.text, tokens, [s.end for s in scan.sentences]):
        if match.rule.yields == "list":
            yield from _list(match)
        elif _is_pair(match, match.start < general):
            yield from _pair(match)
        elif match.rule.yields == "of-sum":
            yield from _of_sum(match)
        elif match.rule.yields == "majority" and not _is_of_members(match):
            yield from _of_others(match)
        elif _is_one_of(match, match.start < general):
            yield from _last_of(match)
        elif match.start < general and _is_across(match, lang):
            yield from _sides(match)
        elif (match.start < general and _is_apart(match)) or _is_loose(match, scan.text):
            yield from _apart(match, scan)
        elif amount := _amount(match, scan.text, lang, match.start < general):
            yield amount


def _list(match: Match) -> Iterator[Amount]:
    """Give each number of a list the unit and the scale of its end: "2, 3 and 4 %", "6 and 3 billion euros"."""
    unit, kind = _unit(match)
    scale = _scale(match)
    numerals = match.all("number")
    signs = {t.end: t.start for t in match.all("currency")}
    for token in numerals:
        start = signs.get(token.start, token.start)
        end = match.end if token is numerals[-1] else token.end
        value = exact(token.value.value * scale)
        quantity = Quantity(low=value, high=value, unit=unit, step=exact(token.value.step * scale))
        yield Amount(start, end, kind, quantity, match.rule.name, scale=scale)


def _is_often(match: Match, text: str, lang: Notation) -> bool:
    """Tell "he won three times" from "three times that of 2014"."""
    times = match.first("times", "multiply")
    often = lang.often | lang.twice
    if times is None or text[times.start : times.end].lower() not in often or match.first("noun"):
        return False
    following = text[times.end : times.end + 12].lower().split()
    word = following[0].strip(",.;:)") if following else ""
    return not word or word in lang.oftener


def _is_pair(match: Match, general: bool) -> bool:
    """Tell "14 stores in 9 countries" and "300,000 of the 800,000 rounds" from "three members out of nine"."""
    between, last = match.first("out-of"), match.tokens[-1]
    if between is None or last.name != "noun" or is_one_in(match):
        return False
    if match.tokens[-2].name == "number" and match.tokens[-2].value.value > MOST_COUNTED:
        return True
    return general and between.value == "2" and match.tokens[-4].name == "noun"


def _is_across(match: Match, lang: Notation) -> bool:
    """Tell how long and wide something is from a part of a whole: "3 mètres sur 4"."""
    noun = match.first("noun")
    measured = noun is not None and isinstance(noun.value, Counted) and noun.value.unit in lang.sides
    return match.rule.yields == "out-of" and measured and len(match.all("number")) == 2


def _sides(match: Match) -> Iterator[Amount]:
    """Give each of two sides the unit that stands behind it, else that of the other."""
    nouns = match.all("noun")
    for number in match.all("number"):
        noun = next((n for n in nouns if n.start > number.start), nouns[-1])
        unit, kind = _counted(noun)
        end = noun.end if noun.start > number.start else number.end
        yield Amount(number.start, end, kind, _plainly(number, unit), match.rule.name)


def _is_apart(match: Match) -> bool:
    """Tell "children under five in three days" from "three in five": there is no part larger than its whole."""
    if match.rule.yields != "out-of" or match.tokens[-1].name != "noun" or match.all("scale"):
        return False
    numbers = match.all("number")
    alone = len(match.all("noun")) == 1 and len(match.all("currency")) <= 1
    paid = match.first("currency") is not None
    return len(numbers) == 2 and alone and (paid or numbers[0].value.value >= numbers[1].value.value)


def _is_loose(match: Match, text: str) -> bool:
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


def _apart(match: Match, scan: Scan) -> Iterator[Amount]:
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
        unit, kind = _MEANT["often"]  # "11 times in one week"
    quantity = Quantity(
        low=_exact(low), high=_exact(high), unit=unit, step=_exact(step), comparator=comparator
    )
    yield Amount(match.start, (money or first).end, kind, quantity, match.rule.name)
    noun: Token | Mention | None = match.tokens[-1] if match.tokens[-1] is not second else None
    end = match.end
    if noun is None and (behind := scan.index.within(end, end + 2, "noun")):
        noun, end = behind[-1], behind[-1].end  # "un contrat portant sur 6 [navires]"
    unit, kind = _counted(noun)
    yield Amount(second.start, end, kind, _plainly(second, unit), match.rule.name)


def _is_one_of(match: Match, general: bool) -> bool:
    """Tell "l'un des trois opérateurs" from "neuf sur dix": of several, one that no number counts.

    In general news so is "einer von drei", which elsewhere tells a share.
    """
    if match.rule.yields != "out-of":
        return False
    link, one = match.first("out-of"), match.all("number")[0].value
    if general and link is None:
        return bool(one.article)
    if one.value != 1 or match.first("hedge") is not None or match.first("from") is not None:
        return False  # "only one of the eight"
    noun = match.first("noun")
    counted = noun is not None and noun.value in (MEMBER, "country")  # "we are one of five nations"
    return bool(one.article) or counted if link is None else link.value == DEFINITE


def _last_of(match: Match) -> Iterator[Amount]:
    number, nouns = match.all("number")[-1], match.all("noun")
    noun = nouns[-1] if nouns and nouns[-1].start > number.start else None
    unit, kind = _counted(noun)
    end = noun.end if noun else number.end
    yield Amount(number.start, end, kind, _plainly(number, unit), match.rule.name)


def _is_of_members(match: Match) -> bool:
    """Tell "most of the 32 allies" and "the majority of the 32" from "most of the 800,000 rounds" and "most of all"."""
    noun, number = match.first("noun"), match.first("number")
    if number is not None and number.value.value > MOST_MEMBERS:
        return False
    if noun is not None:
        return bool(noun.value == MEMBER)
    return number is not None and match.first("article", "out-of") is not None  # but "a majority of 54"


def _of_others(match: Match) -> Iterator[Amount]:
    """Yield how many there are, where most of these are no members."""
    return _last_of(match) if match.first("number") else iter(())


def _of_sum(match: Match) -> Iterator[Amount]:
    """Give a part its whole's scale and currency: "30 of the 128 billion euros" are 30 billion."""
    unit, kind = _unit(match)
    scale = _scale(match)
    hedge = match.tokens[0] if match.tokens[0].name == "hedge" else None
    for number, how in zip(match.all("number"), (hedge, None), strict=True):
        value, step = number.value.value * scale, number.value.step * scale
        low, high, step, comparator = hedged(value, step, how.value if how else "=")
        quantity = Quantity(
            low=_exact(low), high=_exact(high), unit=unit, step=_exact(step), comparator=comparator
        )
        start = how.start if how else number.start
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


def _pair(match: Match) -> Iterator[Amount]:
    """Give each of two numbers the noun behind it, else that of the other."""
    numerals, nouns = match.all("number"), match.all("noun")
    for number, noun in zip(numerals[:2], (nouns[0], nouns[-1]), strict=True):
        unit, kind = _counted(noun)
        end = number.end if noun.start > numerals[1].start > number.start else noun.end
        yield Amount(number.start, end, kind, _plainly(number, unit), match.rule.name)


def _amount(match: Match, text: str, lang: Notation, general: bool) -> Amount | None:
    """Return the amount that a match tells, None where it tells none after all."""
    how, numerals = match.rule.yields, match.all("number")
    if general and how == "multiple" and _is_often(match, text, lang):
        how = "often"
    tokens, start = _without_lead(match, text, lang, general)
    end = tokens[-1].end
    if how == "fraction" and re.match(r"-\w", text[end : end + 2]):
        return None  # "tiers-monde"
    if how in ("approximate", "bare-approximate") and not numerals and _is_of_many(match, text, lang):
        return None  # "des dizaines de voitures"
    if how == "bare-approximate" and (_is_known(match, text, lang) or text.startswith(lang.of, end)):
        return None  # "la quarantaine", "a score of 92"
    hedge = next(
        (">" if t.name == "more-than" else t.value for t in tokens if t.name in ("hedge", "more-than")), "="
    )
    several = general and how == "out-of" and _is_of_several(match)
    made = PRODUCTIONS[how](match, hedge)
    if made is not None and several:
        made = *hedged(numerals[0].value.value, numerals[0].value.step, hedge), numerals[1].value.value
    if made is None and how == "out-of":  # "three in 2014"
        how, end, made = _part_alone(match, tokens, hedge)
    if made is None:
        return None
    low, high, step, comparator, extra = made
    ratio = how == "out-of" and extra is not None and not several and (is_ratio(extra) or is_one_in(match))
    if how == "out-of" and not ratio:
        end = _end_of_part(match, tokens)
    unit, kind = _meant(match, how, ratio, general)
    if _tells_none(match, how, kind, text, start, lang):
        return None
    name = match.rule.name
    if kind == "percent" and _is_signed(text, start):
        start, name = start - 1, f"{name}.signed"
    quantity = Quantity(
        low=_exact(low), high=_exact(high), unit=unit, step=_exact(step), comparator=comparator
    )
    ends = None
    if how == "range" and len(numerals) == 2:
        ends = ((numerals[0].start, numerals[0].end), (numerals[1].start, end))
    return Amount(start, end, kind, quantity, name, extra, ends, scale=_scale(match))


def _without_lead(match: Match, text: str, lang: Notation, general: bool) -> tuple[list[Token], int]:
    """Return the tokens of a match without what only leads up to them, and where they begin to be written."""
    tokens, how = list(match.tokens), match.rule.yields
    if (
        how not in ("range", "approximate", "bare-approximate")
        and tokens[0].name in ("of", "article")
        and len(tokens) > 1
    ):
        scaled = tokens[0].name == "article" and tokens[1].name == "scale"
        if not scaled and tokens[1].name != "additional":
            tokens = tokens[1:]
    start, end = tokens[0].start, tokens[-1].end
    if tokens[0].name == "hedge" and tokens[0].start == tokens[0].end:
        start = tokens[1].start  # a hedge that is written behind: "12+ eggs"
    elif tokens[0].name == "hedge":
        start += next((len(lead) for lead in lang.leading if text[start:end].lower().startswith(lead)), 0)
        verb = text[start : tokens[0].end].lower()
        shorter = verb.rpartition(" ")[0] if verb.rpartition(" ")[2] in lang.between else verb
        if len(tokens) > 1 and not lang.unquoted.isdisjoint((verb, shorter)):
            start = tokens[1].start  # a verb says how the number is meant, and is no part of it
    if tokens[0].name == "hedge" and len(tokens) > 1 and _is_climb(tokens[0], text, lang):
        tokens, start = tokens[1:], tokens[1].start
    if general and tokens[0].name == "hedge" and _is_during(tokens[0], *_unit(match), text, lang):
        tokens, start = tokens[1:], tokens[1].start
    if tokens[0].name == "hedge" and _is_purpose(tokens[0], end, text, lang):
        tokens, start = tokens[1:], tokens[1].start
    return tokens, start


def _is_of_many(match: Match, text: str, lang: Notation) -> bool:
    """Tell whether a word only says that there are many: "des dizaines"."""
    many = match.first("approximate")
    return many is not None and text[many.start : many.end].lower() in lang.many


def _is_known(match: Match, text: str, lang: Notation) -> bool:
    """Tell whether an article says that it is known which one: of an age or a spell, not of how many."""
    article = match.first("article")
    return article is not None and text[article.start : article.end].lower() in lang.definite


def _part_alone(match: Match, tokens: list[Token], hedge: str) -> tuple[str, int, Made]:
    """Return the first number of two that are no part and whole, as how it is read and where it ends."""
    part = next(t for t in tokens if t.name == "number")
    noun = match.first("noun") or next((t for t in tokens if t.name == "currency"), None)
    made = *hedged(part.value.value, part.value.step, hedge), None
    return "bare" if noun is None else "plain", (noun or part).end, made


def _end_of_part(match: Match, tokens: list[Token]) -> int:
    """Return where a part of some ends: "22 allies", but "nine of the 29 members"."""
    first, second = match.all("number")[:2]
    own = next((t.end for t in match.all("noun") if t.end <= second.start), None)
    return own or (tokens[-1].end if second.value.value <= MOST_MEMBERS else first.end)


def _meant(match: Match, how: str, ratio: bool, general: bool) -> tuple[str | None, str]:
    """Return the unit and the kind of a number by how it is made; `ratio`: it is a part of a whole, as a percentage."""
    if ratio:
        return "%", "fraction"
    if how in _MEANT:
        return _MEANT[how]
    unit, kind = _unit(match)
    if how == "out-of" and not (unit or general):
        return MEMBER, "count"
    if how in ("count-gap", "approximate") and kind == "bare":
        return unit, "count"
    if how in ("bare", "bare-scale", "bare-range"):
        return unit, "bare" if how == "bare-range" else how
    return unit, kind


def _tells_none(match: Match, how: str, kind: str, text: str, start: int, lang: Notation) -> bool:
    """Tell whether what looks like a number is an article, a part of a word, or none of a sum: "not one cent"."""
    if kind in ("count", "bare") and how in ("plain", "bare", "count-gap") and _is_article(match):
        return True
    if kind == "count" and how == "count-gap" and _is_tied(text, match.all("number")[-1].end, lang):
        return True
    return kind == "money" and _is_one(match) and _is_none(text, start, lang)


def _is_signed(text: str, start: int) -> bool:
    """Tell whether a sign stands right before a number, and no word before that."""
    return start > 0 and text[start - 1] in "+-\u2212" and not text[start - 2 : start - 1].isalnum()


def _is_one(match: Match) -> bool:
    """Tell whether the only number is one."""
    numerals = match.all("number")
    return len(numerals) == 1 and numerals[0].value.value == 1 and match.first("scale") is None


def _is_tied(text: str, end: int, lang: Notation) -> bool:
    """Tell "155-millimetre shells", which says of which kind they are and not how many, from "30-odd shells"."""
    return text.startswith("-", end) and not any(text.startswith(sign, end) for sign, _ in lang.behind)


def _is_none(text: str, start: int, lang: Notation) -> bool:
    """Tell whether a negation stands before a single one, which is none: "not one cent"."""
    led = text[max(0, start - WORD) : start].lower().split()
    return bool(led) and led[-1].strip("«“„\"'‘») ") in lang.none


def _is_of_several(match: Match) -> bool:
    """Tell "seven of the nine patients", which counts them, from "seven in nine" and "seven out of nine"."""
    between = match.first("out-of")
    definite = match.first("of") if between is None else between.value == DEFINITE
    return match.first("noun") is not None and bool(definite)


def _is_climb(hedge: Token, text: str, lang: Notation) -> bool:
    """Tell "ticked up to 4.2 %" and "handed over 5 tanks", where a verb takes the hedge, from "up to 4.2 %"."""
    how = text[hedge.start : hedge.end].lower()
    if how not in lang.verbal:
        return False
    before = text[max(0, hedge.start - LIFTED) : hedge.start].lower().split()
    lifted = not lang.lifting.get(how, frozenset()).isdisjoint(before[-4:-1])
    return bool(before) and (before[-1] in lang.verbal[how] or lifted)


def _is_purpose(hedge: Token, end: int, text: str, lang: Notation) -> bool:
    """Tell German "um die zwei Prozent zu erreichen", which says what for, from "um die zwei Prozent"."""
    if lang.purpose is None or text[hedge.start : hedge.end].lower() not in lang.purposes:
        return False
    return lang.purpose.match(text, end) is not None


def _is_during(hedge: Token, unit: str | None, kind: str, text: str, lang: Notation) -> bool:
    """Tell "over 68 weeks", which says how long something took, from "for over 68 weeks"."""
    if text[hedge.start : hedge.end].lower() not in lang.during or not (
        kind == "duration" or unit in lang.spans
    ):
        return False
    before = text[max(0, hedge.start - WORD) : hedge.start].lower().split()
    return bool(before) and before[-1].strip(",;") not in lang.lasting


def _scale(match: Match) -> Decimal:
    token = match.first("scale")
    return Decimal(token.value) if token else Decimal(1)


def _exact(value: Decimal | None) -> Decimal | None:
    return None if value is None else exact(value)


def _unit(match: Match) -> tuple[str | None, str]:
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


def _is_article(match: Match) -> bool:
    """Tell whether the only number is a bare "un" or "une", which counts nothing by itself."""
    numerals = match.all("number")
    return len(numerals) == 1 and numerals[0].value.article and match.first("scale") is None
