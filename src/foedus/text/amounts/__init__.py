"""Tokens in, amounts out: quantities with their hedge, scale and unit, as intervals, where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foedus.model import Quantity
from foedus.text.amounts.amount import MEMBERS, Amount
from foedus.text.amounts.edges import touched
from foedus.text.amounts.intervals import PRODUCTIONS, Made, hedged, is_share
from foedus.text.amounts.notation import Notation, notation
from foedus.text.amounts.numerals import is_climb
from foedus.text.amounts.several import (
    DEFINITE,
    MEMBER,
    MOST_MEMBERS,
    OFTEN,
    apart,
    either,
    exactly,
    first_of,
    in_percent,
    is_across,
    is_apart,
    is_either,
    is_falling,
    is_loose,
    is_of_form,
    is_of_members,
    is_of_unlike,
    is_one_of,
    is_pair,
    is_placed,
    is_round_in,
    is_some_one,
    is_step,
    is_to_one,
    last_of,
    listed,
    of_form,
    of_others,
    of_sum,
    pair,
    round_in,
    scale_of,
    sides,
    unit_of,
)
from foedus.text.lexicon import Scan
from foedus.text.particles import grammar, words_before
from foedus.text.rules import Match, Token

WORD = 16  # characters in which the word before a hedge stands
# The unit and the kind of what is made so, whatever stands beside it.
_MEANT = {
    "fraction": ("%", "fraction"),
    "numeral-fraction": ("%", "fraction"),
    "majority": ("%", "majority"),
    "multiple": ("multiple", "multiple"),
    "multiple-less": ("multiple", "multiple"),
    "multiple-range": ("multiple", "multiple"),
    "multiple-approximate": ("multiple", "multiple"),
    "often": OFTEN,
    "often-approximate": OFTEN,
    "often-range": OFTEN,
    "point": ("point", "point"),
    "all-but": (MEMBER, "count"),
}
_PARTS, _PART = ("fraction", "numeral-fraction"), ("fraction", "denominator")
_WORD = re.compile(r"[ \u00a0\u202f](?P<word>[^\W\d_]+)")
NTH = 16  # characters behind "a fifth" in which a word tells what it is one of
_GLUED = re.compile(r"-\w")
CHANGE = 24  # characters of a verb of growth right before how many times
_ROUND = ("approximate", "approximate-of", "bare-approximate")
_TIMES = ("multiple", "multiple-approximate", "multiple-range")


def amounts(scan: Scan, tokens: list[Token], general: int = 0) -> list[Amount]:
    """Return every amount of the text in order; `tokens` and `general` as of `numerals`."""
    return in_percent(scan, list(touched(scan, _amounts(scan, tokens, general), general)))


def _amounts(scan: Scan, tokens: list[Token], general: int) -> Iterator[Amount]:
    lang = notation(scan.language.code)
    for match in lang.grammar.match(scan.text, tokens, [s.end for s in scan.sentences]):
        falls = match.start < general and is_falling(match)
        if is_to_one(match):
            yield first_of(match)
        elif match.rule.yields == "list" or falls or is_step(match, scan):
            yield from listed(match)
        elif is_pair(match, match.start < general) or (
            match.rule.yields == "range" and is_of_unlike(match, scan)
        ):
            yield from pair(match)
        elif is_either(match):
            yield from either(match)
        elif match.rule.yields == "of-sum":
            yield from of_sum(match, scan.text, lang)
        elif match.rule.yields == "majority" and not is_of_members(match):
            yield from of_others(match)
        elif is_placed(match, scan.text):
            yield from last_of(match) if match.all("number")[0].value.value == 1 else apart(match, scan)
        elif is_one_of(match, match.start < general):
            yield from last_of(match)
        elif is_some_one(match, scan):
            continue
        elif is_round_in(match):
            yield from round_in(match)
        elif match.start < general and is_across(match, lang):
            yield from sides(match)
        elif (match.start < general and is_apart(match)) or is_loose(match, scan.text):
            yield from apart(match, scan)
        elif is_of_form(match, scan):
            yield of_form(match)
        elif amount := _amount(match, scan, lang, general):
            yield amount


def _is_often(match: Match, text: str, lang: Notation) -> bool:
    """Tell "he won three times" from "three times that of 2014"."""
    times = match.first("times", "multiply")
    often = lang.often | lang.twice
    if times is None or text[times.start : times.end].lower() not in often or match.first("noun"):
        return False
    following = text[times.end : times.end + 12].lower().split()
    word = following[0].strip(",.;:)") if following else ""
    whole = len(match.all("number")) < 2 or all(t.value.value % 1 == 0 for t in match.all("number"))
    return (not word or word in lang.oftener) and whole  # "a ratio of 1.5 to two times"


def _is_change(match: Match, scan: Scan) -> bool:
    """Tell whether what stands right before a multiple says that something grew or is so: "has risen three times"."""
    led = scan.index.within(max(0, match.start - CHANGE), match.start, "cue")
    if any(m.value in ("growth", "decline") and match.start - m.end <= 1 for m in led):
        return True
    before = words_before(scan.text, match.start)[-1:]
    small = grammar(scan.language.code)
    return not before or any(small.has(key, before[0]) for key in ("beings", "auxiliaries", "prepositions"))


def _amount(match: Match, scan: Scan, lang: Notation, until: int) -> Amount | None:
    """Return the amount that a match tells, None where it tells none after all; up to `until` is general news."""
    how, numerals, text, general = match.rule.yields, match.all("number"), scan.text, match.start < until
    if how in _TIMES and _is_often(match, text, lang) and (general or not _is_change(match, scan)):
        how = how.replace("multiple", "often")
    tokens, start = _without_lead(match, text, lang, general)
    end = tokens[-1].end
    named = how in _PARTS and tokens[-1].name == "noun"
    if named and (_GLUED.match(text, end) or _is_adjective(tokens, text, lang)):
        tokens = [t for t in tokens if t.end <= max(p.end for p in tokens if p.name in _PART)]
        end = tokens[-1].end  # "neuf dixièmes des États-Unis"
    if how == "fraction" and _GLUED.match(text, end):
        return None  # "tiers-monde"
    if how == "fraction" and lang.nth_of.search(text, start, end + NTH):
        return None  # "a fifth straight year", "a third term"
    if how in _ROUND and not numerals and _is_of_many(match, text, lang):
        return None  # "des dizaines de voitures"
    if how == "bare-approximate" and (_is_known(match, text, lang) or _is_of_else(scan, end, lang)):
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
    ratio = how == "out-of" and extra is not None and not several and is_share(match, extra)
    if how == "out-of" and not ratio:
        end = _end_of_part(match, tokens)
    unit, kind = _meant(match, how, ratio, general)
    if _tells_none(match, how, kind, text, start, lang):
        return None
    name = match.rule.name
    if kind == "percent" and (signed := _signed(text, start)) < start:
        start, name = signed, f"{name}.signed"
    quantity = Quantity(
        low=exactly(low), high=exactly(high), unit=unit, step=exactly(step), comparator=comparator
    )
    ends = None
    if how == "range" and len(numerals) == 2:
        first = next((t for t in match.all("noun") if t.end < numerals[1].start), numerals[0])
        ends = ((numerals[0].start, first.end), (numerals[1].start, end))
    part = None
    if unit in MEMBERS and how == "out-of" and not ratio and end > numerals[1].start:
        part = numerals[0].end  # "23" of "23 of the 32 members"
    elif how == "approximate-of" and unit in MEMBERS:
        part = next((t.end for t in tokens if t.name == "approximate"), None)
    return Amount(start, end, kind, quantity, name, extra, ends, scale=scale_of(match), part=part)


def _is_adjective(tokens: list[Token], text: str, lang: Notation) -> bool:
    """Tell whether the noun of a part only says of which kind another is: "deux tiers des dépenses militaires"."""
    before, noun = tokens[-2:]
    apart = text[before.end : noun.start].strip() != ""
    return apart and text[noun.start : noun.end].lower() in lang.adjectives


def _without_lead(match: Match, text: str, lang: Notation, general: bool) -> tuple[list[Token], int]:
    """Return the tokens of a match without what only leads up to them, and where they begin to be written."""
    tokens, how = list(match.tokens), match.rule.yields
    if how not in ("range", *_ROUND) and tokens[0].name in ("of", "article") and len(tokens) > 1:
        scaled = tokens[0].name == "article" and tokens[1].name == "scale"
        if not scaled and tokens[1].name != "additional":
            tokens = tokens[1:]
    start, end = tokens[0].start, tokens[-1].end
    if tokens[0].name == "hedge" and tokens[0].start == tokens[0].end:
        start = tokens[1].start  # a hedge that is written behind: "12+ eggs"
    elif tokens[0].name == "hedge":
        start += next((len(lead) for lead in lang.leading if text[start:end].lower().startswith(lead)), 0)
        verb = text[start : tokens[0].end].lower().replace("’", "'")
        shorter = verb.rpartition(" ")[0] if verb.rpartition(" ")[2] in lang.between else verb
        if len(tokens) > 1 and not lang.unquoted.isdisjoint((verb, shorter)):
            led = tokens[1].name == "article" and len(tokens) > 2 and tokens[2].name == "number"
            start = tokens[1 + led].start  # a verb says how the number is meant, and is no part of it
            if (
                tokens[1].name == "of"
                and text[start : tokens[2].start].strip().lower()
                == text[tokens[1].start : tokens[1].end].lower()
            ):
                tokens, start = (
                    tokens[2:],
                    tokens[2].start,
                )  # French "dépasse de 3 milliards": by how much, and no bound
    if tokens[0].name == "hedge" and len(tokens) > 1 and is_climb(tokens[0].start, tokens[0].end, text, lang):
        led = tokens[1].name == "article" and len(tokens) > 2  # "asked about the 5 %"
        tokens, start = tokens[1 + led :], tokens[1 + led].start
    if general and tokens[0].name == "hedge" and _is_during(tokens[0], *unit_of(match), text, lang):
        tokens, start = tokens[1:], tokens[1].start
    if general and tokens[0].name == "hedge" and _is_none_of_it(tokens, unit_of(match)[1], text, lang):
        tokens, start = tokens[1:], tokens[1].start
    if general and tokens[0].name == "hedge" and _is_leap(tokens[0], unit_of(match)[0], text, lang):
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


def _is_of_else(scan: Scan, end: int, lang: Notation) -> bool:
    """Tell whether something stands behind that so many are of; "d'autres" are like those told before."""
    return scan.text.startswith(lang.of, end) and not scan.index.within(end, end + 2, "befell")


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
    unit, kind = unit_of(match)
    if how in ("out-of", "approximate-of") and not (unit or general):
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
    if kind == "thing" and match.rule.yields == "plain" and _is_article(match):
        return unit_of(match)[0] not in lang.singles
    if how == "multiple" and not match.first("half", "multiply") and _is_article(match):
        return True  # "une fois la loi votée"
    written = match.all("number") or match.all("scale")
    if kind == "count" and how == "count-gap" and _is_tied(text, written[-1].end, lang):
        return True
    return kind in ("money", "point", "count") and _is_one(match) and _is_none(text, start, lang)


def _signed(text: str, start: int) -> int:
    """Return where the sign right before a number stands, its own start where none does: "+5 %", "(- 5 %)"."""
    at = start - 1 - (text[start - 1 : start] in (" ", "\u00a0", "\u202f"))
    if at < 0 or text[at] not in "+-\u2212" or text[at - 1 : at].isalnum():
        return start
    apart = at < start - 1 and text[at] != "+" and text[at - 1 : at] != "("  # a dash: "Spain - 2 % -"
    return start if apart else at


def _is_one(match: Match) -> bool:
    """Tell whether the only number is one."""
    numerals = match.all("number")
    return len(numerals) == 1 and numerals[0].value.value == 1 and match.first("scale") is None


def _is_tied(text: str, end: int, lang: Notation) -> bool:
    """Tell "155-millimetre shells" and "in five years all members", which count else, from "30-odd shells"."""
    behind = _WORD.match(text, end)
    if behind and behind["word"].lower() in lang.spells:
        return True
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


def _is_leap(hedge: Token, unit: str | None, text: str, lang: Notation) -> bool:
    """Tell how high or far someone leapt from a mark that is passed: French "a franchi 6,27 m", no "la barre des"."""
    return unit in lang.leapt and lang.leaping.search(text, hedge.start, hedge.end) is not None


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


def _is_none_of_it(tokens: list[Token], kind: str, text: str, lang: Notation) -> bool:
    """Tell "eats as much as 40 people", which compares, and "cleared the two men" from "as much as 40 metres"."""
    if kind not in ("thing", "count") or len(tokens) < 2:
        return False
    written = text[tokens[0].start : tokens[0].end].lower()
    known = written.rpartition(" ")[2] in lang.definite and text[tokens[1].start].isalpha()
    return known or written in lang.alike


def _is_article(match: Match) -> bool:
    """Tell whether the only number is a bare "un" or "une", which counts nothing by itself; "only one" does."""
    numerals = match.all("number")
    hedge = match.first("hedge")
    only = hedge is not None and hedge.value == "="
    return not only and len(numerals) == 1 and numerals[0].value.article and match.first("scale") is None
