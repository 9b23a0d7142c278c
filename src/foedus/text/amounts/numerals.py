"""Mentions in, tokens of the number grammar out: digits, number words, signs, hedges and what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from foedus.text.amounts.digits import digits
from foedus.text.amounts.labels import Labels
from foedus.text.amounts.notation import Counted, Notation, Numeral, notation
from foedus.text.amounts.nouns import THEM, WORD, counted, counting
from foedus.text.amounts.parts import and_half, in_one, of_measure, with_minor
from foedus.text.amounts.spelled import chained, outermost, spelled, with_decimals
from foedus.text.amounts.years import is_count, is_dated, is_hedged_alone
from foedus.text.lexicon import COUNTED, COUNTING, DIGITS, NUMBERS, Scan
from foedus.text.match import Mention
from foedus.text.rules import Token
from foedus.text.sentences import Sentence

_GRAMMAR_KINDS = frozenset(
    "half scale approximate hedge additional percent point of to and between from out-of article all-but majority "
    "more-than or denominator small-part fraction multiply multiplied-by times times-less noun currency cent "
    "aged across".split()
)
HUNDREDTH = Decimal("0.01")
NEAR = 40  # characters in which a unit stands before a half
LIFTED = 48  # characters in which a verb stands that lifts something up to a height
LARGEST = 10  # denominator of a part that is added
CODE = 3  # letters of a country behind a sign of money: "9 $ CAN"
_HALVED = ("number", "scale", "noun", "currency", "percent", "point", "times")
_WORDED_KINDS = _GRAMMAR_KINDS | {"word", "half-of", "multiplies"}
_SIGNED_BY = ("noun", "currency", "cent", "percent")
_SIGNED = re.compile(r"[\s\u202f\xa0]?[%€$£]")


def numerals(scan: Scan, general: int = 0) -> list[Token]:
    """Return the tokens of the number grammar in text order, the longest of those that start together first.

    Up to the offset `general` the text is general news: whatever a number stands before is counted.
    """
    lang, shadow = notation(scan.language.code), scan.shadow.decode("latin-1")
    found: list[Token] = []
    worded = set(scan.index.opened(NUMBERS))
    for n in scan.index.opened(NUMBERS, DIGITS):
        sentence = scan.sentences[n]
        written = [
            t
            for t in digits(shadow, lang, scan, sentence, sentence.start < general)
            if not _is_year(t, scan) and not _is_model(t, scan)
        ]
        if not written and n not in worded:
            continue  # years and codes
        mentions, text = scan.index.mentions(n, NUMBERS), scan.text
        # French "États-Unis" begins like a noun
        mentions = [m for m in mentions if text[m.end : m.end + 1] != "-" or not _is_country(m, scan)]
        if written or _is_counting(mentions, lang.singles):
            tokens = [*written, *_signs(shadow, scan.text, lang, sentence), *_worded(scan, mentions)]
            tokens.sort(key=lambda t: (t.start, -t.end))
            tokens = [t for t in tokens if t.name != "percent" or _is_rate_of(t, tokens, scan.text)]
            if sentence.start < general:
                tokens = [_alone(t, tokens, scan) if t.name == "half" else t for t in tokens]
            tokens = chained(outermost(_written(tokens, scan.text, lang)), scan.text, lang.joints)
            tokens = _without_years(tokens, scan.text)
            if sentence.start < general:
                tokens = _counting(tokens, mentions, scan, sentence)
            found += with_minor(tokens, mentions, scan.text)
    return _merged(found, scan.text, lang)


def _without_years(tokens: list[Token], text: str) -> list[Token]:
    """Leave out a number right before the sign of the next one, whose money it is: "In 2024 $88bn went".

    So is a pronoun right before a number: "the American one 26 percent".
    """
    for n in range(len(tokens) - 1, 0, -1):
        number, sign = tokens[n - 1], tokens[n]
        if sign.name == number.name == "number" and number.value.value == 1 and text[number.start].isalpha():
            if text[sign.start].isdigit() and text[number.end : sign.start].isspace():
                del tokens[n - 1]
            continue
        if sign.name != "currency" or number.name != "number" or sign.end - sign.start > 1:
            continue
        if text[sign.end : sign.end + 1].isdigit() and text[number.end : sign.start].isspace():
            del tokens[n - 1]
    return tokens


def _is_country(word: Mention | Token, scan: Scan) -> bool:
    """Tell whether what looks like a noun is the name of a country: "114 milliards des Pays-Bas"."""
    return any(m.end >= word.end for m in scan.index.within(word.start, word.end, "country"))


def _counting(tokens: list[Token], mentions: list[Mention], scan: Scan, sentence: Sentence) -> list[Token]:
    """Leave out numbers that count nothing, and add what the others count."""
    signs = {t.start for t in tokens if t.name in _SIGNED_BY} | {
        t.end for t in tokens if t.name == "currency"
    }
    left = Labels(mentions, sentence.start, signs).counts_nothing
    units = {
        m.start: m.end for m in mentions if m.kind in ("unit", "thing")
    }  # "points de base" over "points"
    kept = [
        t
        for t in tokens
        if (t.name != "noun" or isinstance(t.value, Counted))
        and (t.name not in ("point", "currency") or units.get(t.start, 0) <= t.end)
        and (not left(t) or _is_rate(t, scan.text))
        and not (t.name == "fraction" and _is_nth(t, scan))
    ]
    if any(t.name == "out-of" for t in kept):
        kept = [_told_often(t, after, scan) for t, after in zip(kept, [*kept[1:], None], strict=True)]
        kept = [t for n, t in enumerate(kept) if t.name != "out-of" or not _leads_to_sum(kept, n)]
    kept = of_measure(kept, mentions, scan.text, notation(scan.language.code).indefinite)
    kept = in_one(kept, mentions)
    halved = list(and_half(mentions, scan.text))
    if halved:
        starts = {t.start for t in halved if t.name == "number"}
        kept = [t for t in kept if t.start not in starts]
    nouns = counted(kept, mentions, scan.text, scan.language.code)
    kept += [t for t in nouns if scan.text[t.start : t.end].islower() or not _is_country(t, scan)]
    kept += halved
    kept.sort(key=lambda t: (t.start, -t.end))
    return kept


def _is_nth(part: Token, scan: Scan) -> bool:
    """Tell "a fifth title", where what is the fifth follows, from "a fifth of the titles" and "a fifth lack water"."""
    how = counting(scan.language.code)
    written = scan.text[part.start : part.end].lower().replace("-", " ").split()
    if written[-1] not in how.nth or written[0] not in how.before_nth:
        return False
    word = WORD.match(scan.text, part.end)
    return word is not None and not {word[1].lower(), re.split("['’]", word[1].lower())[0]} & how.behind_part


def _alone(half: Token, tokens: list[Token], scan: Scan) -> Token:
    """Take a part for one of its own where nothing it is added to stands before: "and a quarter earn less"."""
    before = scan.index.within(max(0, half.start - NEAR), half.start, "unit", "duration", "thing", "noun")
    ends = {*(m.end for m in before), *(t.end for t in tokens if t.name in _HALVED)}
    joint = scan.text.find(" ", half.start, half.end)
    whole = counting(scan.language.code).partitive
    # "une vache sur deux et un quart des moutons"
    of = whole is not None and whole.match(scan.text, half.end)
    if joint < 0 or (not of and (half.start - 1 in ends or half.start in ends)):
        return half
    part = Fraction(str(half.value)).limit_denominator(LARGEST)
    return Token(joint + 1, half.end, "fraction", f"{part.numerator}/{part.denominator}")


def _told_often(token: Token, after: Token | None, scan: Scan) -> Token:
    """Take "times in" for "times" where no number follows: "shot four times in the back"."""
    if token.name != "out-of" or (
        after is not None and after.name == "number" and after.start - token.end <= 1
    ):
        return token
    for word in notation(scan.language.code).often:
        if scan.text.startswith(f"{word} ", token.start):
            return Token(token.start, token.start + len(word), "times", 1)
    return token


def _leads_to_sum(tokens: list[Token], n: int) -> bool:
    """Tell "un accord portant sur 500 milliards", where a preposition leads to a sum, from "3 sur 500 milliards"."""
    link, behind = tokens[n], [t.name for t in tokens[n + 1 : n + 3]]
    if behind[:1] != ["number"] or behind[1:] not in (["scale"], ["currency"], ["percent"]):
        return False
    return not any(0 <= link.start - t.end <= 1 for t in tokens[max(0, n - 2) : n])


def _is_rate_of(token: Token, tokens: list[Token], text: str) -> bool:
    """Tell "5 pour 100" from "pour 100 millions": what is written with a number of its own follows another."""
    return not text[token.end - 1].isdigit() or any(
        t.name == "number" and 0 <= token.start - t.end <= 1 for t in tokens
    )


def _is_rate(token: Token, text: str) -> bool:
    """Tell whether a percent sign follows a number: then no word before it makes it a label."""
    return token.name == "number" and text[token.end : token.end + 2].lstrip(" \u00a0\u202f")[:1] == "%"


def _merged(tokens: list[Token], text: str, lang: Notation) -> list[Token]:
    """Join hedges that touch ("at least up to"): the first says how, unless it only says "just".

    A word that only says when or stresses may stand between a hedge and its number: "dépasse désormais 900 euros".
    """
    kept: list[Token] = []
    for token in tokens:
        last = kept[-1] if kept else None
        if last and last.name == "hedge" and text[last.end : token.start].strip().lower() in lang.between:
            last = kept[-1] = Token(last.start, token.start - 1, "hedge", last.value)
        if (
            last
            and last.name == token.name == "hedge"
            and last.end <= token.start
            and not text[last.end : token.start].strip()
        ):
            # "crept up to around 2 %", "handed over about 40"
            climbs = (
                is_climb(last.start, last.end, text, lang)
                or text[last.start : last.end].lower() in lang.leading_on
            )
            value = token.value if last.value == "=" or climbs else last.value
            kept[-1] = Token(token.start if climbs else last.start, token.end, "hedge", value)
        else:
            kept.append(token)
    return kept


def _is_counting(mentions: list[Mention], singles: frozenset[str]) -> bool:
    """Tell whether words of a sentence may make an amount: a number alone that is also an article does not.

    Of `singles` it does: "un mort".
    """
    kinds = {m.kind for m in mentions} & (COUNTING | COUNTED)
    if kinds <= COUNTED:
        return False
    if kinds != {"word"}:
        return True
    articles = {m.start for m in mentions if m.kind == "article"}
    return any((m.kind == "word" and m.start not in articles) or m.value in singles for m in mentions)


def _written(tokens: list[Token], text: str, lang: Notation) -> list[Token]:
    """Leave out a currency in words that leads up to a number: "he won 2 million yen", "the Euro 6 norm"."""
    if not any(token.name == "currency" for token in tokens):
        return tokens
    return [
        token
        for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False)
        if token.name != "currency"
        or not text[token.end - 1].islower()
        or text[token.start : token.end] in lang.codes
        or after is None
        or after.name != "number"
        or after.start - token.end > 1
        or (before is not None and before.name in _LEADS and token.start - before.end <= 1)
    ]


_LEADS = frozenset(("number", "scale", "of", "additional", "half"))


def _worded(scan: Scan, mentions: list[Mention]) -> Iterator[Token]:
    words: list[Mention] = []
    articles: set[tuple[int, int]] = set()
    plain: list[Token] = []
    lang = notation(scan.language.code)
    for mention in mentions:
        if mention.kind not in _WORDED_KINDS:
            continue
        if mention.kind == "word":
            words.append(mention)
        elif mention.kind == "article":
            articles.add((mention.start, mention.end))
            plain.append(Token(mention.start, mention.end, mention.kind, mention.value))
        elif mention.kind == "half-of":
            plain += _part_of(mention, scan, lang)
        elif mention.kind == "multiplies":
            plain += _factor_of(mention, scan.text, lang)
        else:
            plain.append(Token(mention.start, mention.end, mention.kind, mention.value))
    worded = with_decimals(list(spelled(words, scan.text, articles, lang)), scan.text, lang.points)
    taken = {(t.start, t.end) for t in worded}
    of = {(t.start, t.end) for t in plain if t.name == "of"}
    for token in plain:
        if token.name == "article" and ((token.start, token.end) in taken or (token.start, token.end) in of):
            if not _counts_nothing(plain, token):
                continue
            taken.add((token.start, token.end))
        yield token
    before_approximate = {(t.start, t.end) for t in plain if t.name == "article"}
    for token in _hedged_behind(worded, scan.text, lang):
        if (
            (token.start, token.end) in before_approximate
            and token.value.article
            and any(
                t.name in ("approximate", "fraction", "multiply") and 0 < t.start - token.end <= 1
                for t in _after(plain, token)
            )
        ):
            continue
        yield token


def _hedged_behind(tokens: list[Token], text: str, lang: Notation) -> Iterator[Token]:
    """Put the hedge that is tied to a number in words before it: "forty-odd", "twenty-plus"."""
    for token in tokens:
        tied = text.startswith("-", token.end)
        for sign, how in lang.behind if tied else ():
            end = token.end + len(sign)
            if text.startswith(sign, token.end) and not text[end : end + 1].isalnum():
                yield Token(token.start - 1, token.start - 1, "hedge", how)
                token = Token(token.start, end, token.name, token.value)
                break
        yield token


def _part_of(mention: Mention, scan: Scan, lang: Notation) -> Iterator[Token]:
    """Tell "a quarter of an hour", which is a number of hours, from a quarter of something else."""
    start, end = mention.start, mention.end
    if scan.index.within(end, end + 2, "scale", "unit", "duration", "currency", "cent"):
        top, bottom = mention.value.split("/")
        yield Token(start, end, "number", Numeral(Decimal(top) / Decimal(bottom), HUNDREDTH))
        return
    text = scan.text[start:end]
    found = [
        (at, of) for of in lang.of if (at := text.find(of)) > 0 and not text[at + len(of) :][:1].isalpha()
    ]
    at, of = min(found, default=(end - start, ""))
    at += start
    yield Token(start, at, "fraction", mention.value)
    if of:
        yield Token(at + 1, at + len(of), "of", 1)
        if at + len(of) + 1 < end:
            yield Token(at + len(of) + 1, end, "article", 1)


def _factor_of(verb: Mention, text: str, lang: Notation) -> Iterator[Token]:
    """Yield what leads to the number of a verb, behind what it multiplies: "a multiplié son budget par trois"."""
    led = lang.factor.match(text, verb.end) if lang.factor is not None else None
    if led is not None:
        yield Token(*led.span("by"), "multiplied-by", verb.value)


def _is_year(token: Token, scan: Scan) -> bool:
    """A bare number from 1900 to 2100 is a year unless a unit follows it or a currency stands before it.

    What is counted makes a unit only where nothing dates the number: "in 2014 allies promised".
    """
    if token.name != "number" or token.end - token.start != 4 or not 1900 <= token.value.value <= 2100:
        return False
    if _SIGNED.match(scan.text, token.end):
        return False
    if scan.text[token.start - 1 : token.start] in ("$", "€", "£", "¥"):
        return False
    if not scan.text[token.end : token.end + 1].isspace():
        return not is_hedged_alone(scan, token.start, token.end)  # no unit follows
    kinds = ("noun", "currency", "scale", "percent", "additional")
    # "gab 2024 davon 88,5 Milliarden aus": what was told before is no unit of a year
    behind = scan.index.within(token.end + 1, token.end + 2, *kinds)
    near = {m.kind for m in behind if m.value != THEM}
    if not near:
        return not is_count(scan, token.start, token.end)
    return not (near - {"noun"} if is_dated(scan, token.start, token.end) else near)


def _is_model(token: Token, scan: Scan) -> bool:
    """The number of a weapon's name ("Leopard 2") counts nothing."""
    return any(
        m.start < token.start and token.end <= m.end
        for m in scan.index.within(token.start - 14, token.start, "noun")
    )


def _counts_nothing(plain: list[Token], token: Token) -> bool:
    """Tell whether an article-or-number stands before a collective ("une cinquantaine") or a multiple in a noun."""
    return any(
        t.name in ("approximate", "multiply") and 0 < t.start - token.end <= 1 for t in _after(plain, token)
    )


def _after(tokens: list[Token], token: Token) -> Iterator[Token]:
    """Yield the few tokens that follow; `tokens` is sorted by start."""
    low, high = 0, len(tokens)
    while low < high:
        middle = (low + high) // 2
        if tokens[middle].start < token.end:
            low = middle + 1
        else:
            high = middle
    yield from tokens[low : low + 4]


def _signs(shadow: str, text: str, lang: Notation, sentence: Sentence) -> Iterator[Token]:
    for mark in lang.sign.finditer(shadow, sentence.start, sentence.end):
        if mark[0] == "%":
            yield Token(mark.start(), mark.end(), "percent", 1)
            continue
        for sign, before in lang.around[mark[0]]:  # "us$" around "$", the longest first
            start = mark.start() - before
            if (
                shadow.startswith(sign, start)
                and not (before and shadow[start - 1 : start].isalpha())
                and not _is_word(sign, text, start)
            ):
                yield Token(start, start + len(sign), "currency", lang.signs[sign])
                break


def _is_word(sign: str, text: str, start: int) -> bool:
    """Tell whether letters apart from a sign of money are a word, and none of it: French "9 G$ au Trésor"."""
    _, apart, letters = sign.partition(" ")
    end = start + len(sign)
    written = text[end - len(letters) : end]
    return bool(apart) and (text[end : end + 1].isalpha() or (len(letters) <= CODE and not written.isupper()))


def is_climb(start: int, end: int, text: str, lang: Notation) -> bool:
    """Tell "ticked up to 4.2 %" and "handed over 5 tanks", where a verb takes the hedge, from "up to 4.2 %"."""
    how = text[start:end].lower()
    if how not in lang.verbal:
        return False
    before = text[max(0, start - LIFTED) : start].lower().split()
    if not before:
        return False
    lifted = before[-1] in lang.lifted and not lang.lifting.get(how, frozenset()).isdisjoint(before[:-1])
    return before[-1] in lang.verbal[how] or lifted
