"""Mentions in, amounts out: numerals in digits and words, with their hedge, scale and unit, as intervals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import msgspec

from foedus.model import Comparator, Quantity, exact
from foedus.text.lexicon import COUNTED, COUNTING, NUMBERS, Scan, language
from foedus.text.match import Mention, Sentence
from foedus.text.rules import Grammar, Match, Rule, Token

LONGEST_NUMBER = 24  # digits; anything longer is an identifier
_GRAMMAR_KINDS = frozenset(
    "half scale approximate hedge additional percent point of to and between from out-of article all-but more-than "
    "or denominator fraction multiply multiplied-by times noun currency".split()
)
HALF = Decimal("0.5")
_DASHED = re.compile(r"(\d+(?:[.,]\d+)?) ?- ?(\d+(?:[.,]\d+)?)(?![\d-])")
_LETTERS = re.compile(r"[a-z]+")
FIVE = Decimal("0.05")


class Amount(NamedTuple):
    """A quantity where it stands: `kind` is money, percent, point, count, fraction, multiple or bare.

    `of` is the total of "x out of y"; a range "from x to y" may be a change,
    `ends` are the spans of these two. `scale` is the factor written
    after the number.
    """

    start: int
    end: int
    kind: str
    quantity: Quantity
    rule: str
    of: Decimal | None = None
    ends: tuple[tuple[int, int], tuple[int, int]] | None = None
    scale: Decimal = Decimal(1)


class Numeral(NamedTuple):
    """The value of a number token and one unit of its last digit; `article` marks a word that is also an article."""

    value: Decimal
    step: Decimal
    article: bool = False


class Numbers(NamedTuple):
    """The compiled number grammar of a language."""

    digits: re.Pattern[str]
    decimal: str
    ordinal: frozenset[str]
    glued: dict[str, Decimal]
    signs: dict[str, str]
    sign: re.Pattern[str]
    leading: tuple[str, ...]
    unquoted: frozenset[str]
    grammar: Grammar


@cache
def numbers(code: str) -> Numbers:
    """Return the number grammar of a language, compiled."""
    tables = language(code).tables
    table, fold = tables["numbers"], language(code).page
    settings = table.get("settings", {})

    def shadow(text: str) -> str:
        return fold.fold(text).decode("latin-1")

    decimal = settings.get("decimal", ".")
    groups = "|".join(rf"(?:{re.escape(t)}\d\d\d)+(?!\d)" for t in settings.get("thousands", []))
    grouped = rf"\d{{0,2}}(?:{groups})(?:{re.escape(decimal)}\d{{1,9}})?|" if groups else ""
    digits = rf"\d(?:{grouped}\d*(?:[.,]\d+)?)"
    signs = {shadow(s): code_ for code_, listed in tables["money"].get("sign", {}).items() for s in listed}
    return Numbers(
        digits=re.compile(digits),
        decimal=decimal,
        ordinal=frozenset(map(shadow, settings.get("ordinal", []))),
        glued={shadow(s): Decimal(v) for v, listed in table.get("glued", {}).items() for s in listed},
        signs=signs,
        sign=_any_sign(signs),
        leading=tuple(settings.get("leading", ())),
        unquoted=frozenset(settings.get("unquoted", ())),
        grammar=Grammar([msgspec.convert(rule, Rule) for rule in table.get("rule", [])]),
    )


def numerals(scan: Scan) -> list[Token]:
    """Return the tokens of the number grammar in text order, the longest of those that start together first."""
    lang, shadow = numbers(scan.language.code), scan.shadow.decode("latin-1")
    found: list[Token] = []
    for n in scan.index.opened(NUMBERS):
        sentence, mentions = scan.sentences[n], scan.index.mentions(n, NUMBERS)
        digits = [
            t
            for t in _digits(shadow, lang, scan, sentence)
            if not _is_year(t, scan) and not _is_model(t, scan)
        ]
        if digits or _is_counting(mentions):
            tokens = [*digits, *_signs(shadow, lang, sentence), *_worded(scan, mentions)]
            found += sorted(tokens, key=lambda t: (t.start, -t.end))
    return _merged(found, scan.text)


def _merged(tokens: list[Token], text: str) -> list[Token]:
    """Join hedges that touch ("at least up to"): the first says how, unless it only says "just"."""
    kept: list[Token] = []
    for token in tokens:
        last = kept[-1] if kept else None
        if (
            last
            and last.name == token.name == "hedge"
            and last.end <= token.start
            and not text[last.end : token.start].strip()
        ):
            kept[-1] = Token(last.start, token.end, "hedge", token.value if last.value == "=" else last.value)
        else:
            kept.append(token)
    return kept


def amounts(scan: Scan, tokens: list[Token]) -> list[Amount]:
    """Return every amount of the text in order; `tokens` as `numerals` gives them."""
    lang = numbers(scan.language.code)
    found: list[Amount] = []
    for match in lang.grammar.match(scan.text, tokens, [s.end for s in scan.sentences]):
        if match.rule.yields == "list":
            found += _list(match)
        elif amount := _amount(match, scan.text, lang):
            found.append(amount)
    return found


def _list(match: Match) -> Iterator[Amount]:
    """Give each number of a list the unit of its end: "2, 3 and 4 %"."""
    unit, kind = _unit(match)
    numerals = match.all("number")
    for token in numerals:
        end = match.end if token is numerals[-1] else token.end
        value = exact(token.value.value)
        quantity = Quantity(low=value, high=value, unit=unit, step=exact(token.value.step))
        yield Amount(token.start, end, kind, quantity, match.rule.name)


# --- tokens ---------------------------------------------------------------------------------------------------------


def _is_counting(mentions: list[Mention]) -> bool:
    """Tell whether words of a sentence may make an amount: a number alone that is also an article does not."""
    kinds = {m.kind for m in mentions} & (COUNTING | COUNTED)
    if kinds <= COUNTED:
        return False
    if kinds != {"word"}:
        return True
    articles = {m.start for m in mentions if m.kind == "article"}
    return any(m.kind == "word" and m.start not in articles for m in mentions)


def _worded(scan: Scan, mentions: list[Mention]) -> Iterator[Token]:
    words: list[Mention] = []
    articles: set[tuple[int, int]] = set()
    plain: list[Token] = []
    for mention in mentions:
        if mention.kind == "word":
            words.append(mention)
        elif mention.kind == "article":
            articles.add((mention.start, mention.end))
            plain.append(Token(*mention))
        elif mention.kind in _GRAMMAR_KINDS:
            plain.append(Token(*mention))
    spelled = list(_spelled(words, scan.text, articles))
    taken = {(t.start, t.end) for t in spelled}
    of = {(t.start, t.end) for t in plain if t.name == "of"}
    for token in plain:
        if token.name == "article" and ((token.start, token.end) in taken or (token.start, token.end) in of):
            if not _counts_nothing(plain, token):
                continue
            taken.add((token.start, token.end))
        yield token
    before_approximate = {(t.start, t.end) for t in plain if t.name == "article"}
    for token in spelled:
        if (
            (token.start, token.end) in before_approximate
            and token.value.article
            and any(
                t.name in ("approximate", "fraction") and 0 < t.start - token.end <= 1
                for t in _after(plain, token)
            )
        ):
            continue
        yield token


def _is_year(token: Token, scan: Scan) -> bool:
    """A bare number from 1900 to 2100 is a year unless a unit follows it or a currency stands before it.

    What is counted makes a unit only where no "in" leads up to the number: "in 2014 allies promised".
    """
    if token.name != "number" or token.end - token.start != 4 or not 1900 <= token.value.value <= 2100:
        return False
    if re.match(r"[\s\u202f\xa0]?[%€$£]", scan.text[token.end : token.end + 2]):
        return False
    if scan.text[token.start - 1 : token.start] in tuple("$€£¥"):
        return False
    kinds = ("noun", "currency", "scale", "percent", "additional")
    near = {m.kind for m in scan.index.within(token.end + 1, token.end + 2, *kinds)}
    led = {m.kind for m in scan.index.within(token.start - 20, token.start) if 0 < token.start - m.end <= 1}
    dated = not led.isdisjoint(("in", "since")) and "hedge" not in led
    return not (near - {"noun"} if dated else near)


def _is_model(token: Token, scan: Scan) -> bool:
    """The number of a weapon's name ("Leopard 2") counts nothing."""
    return any(
        m.start < token.start and token.end <= m.end
        for m in scan.index.within(token.start - 14, token.start, "noun")
    )


def _counts_nothing(plain: list[Token], token: Token) -> bool:
    """Tell whether an article-or-number stands before a collective ("une cinquantaine")."""
    return any(t.name == "approximate" and 0 < t.start - token.end <= 1 for t in _after(plain, token))


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


def _digits(shadow: str, lang: Numbers, scan: Scan, sentence: Sentence) -> Iterator[Token]:
    """Yield numbers written in digits; digits that belong to a word, code, date or time are none."""
    end, past = len(shadow), 0
    for found in lang.digits.finditer(shadow, sentence.start, sentence.end):
        start, stop = found.span()
        if start < past or stop - start > LONGEST_NUMBER or not _stands_free(shadow, start):
            continue
        value, step = _parse(found[0], lang)
        if (dashed := _DASHED.match(shadow, start)) and _is_range(dashed, lang, scan):
            for group in (1, 2):
                number = Numeral(*_parse(dashed[group], lang))
                yield Token(dashed.start(group), dashed.end(group), "number", number)
            yield Token(dashed.end(1), dashed.start(2), "to", 1)
            past, stop = dashed.end(), dashed.end()
            short = _LETTERS.match(shadow, stop)
            if short and short[0] in lang.glued:
                yield Token(stop, short.end(), "scale", lang.glued[short[0]])
            continue
        # what is glued to the last digit: a scale, an ordinal ending, or letters that make it a code
        run = stop
        while run < end and run - stop < 8 and (shadow[run].isalnum() or shadow[run] in lang.signs):
            run += 1
        glued = shadow[stop:run]
        letters = glued.rstrip("".join(lang.signs))
        if letters and letters in lang.glued:
            yield Token(start, stop, "number", Numeral(value, step))
            yield Token(stop, stop + len(letters), "scale", lang.glued[letters])
        elif letters in lang.ordinal and letters:
            continue
        elif not letters and not _is_clock_or_code(shadow, start, stop):
            yield Token(start, stop, "number", Numeral(value, step))
            yield from _apart(shadow, start, stop, lang, scan)


def _apart(shadow: str, start: int, stop: int, lang: Numbers, scan: Scan) -> Iterator[Token]:
    """Yield the short scale that stands apart from a number behind its currency: "$350 m" counts no metres."""
    letters = _LETTERS.match(shadow, stop + 1) if shadow.startswith(" ", stop) else None
    if letters is None or letters[0] not in lang.glued:
        return
    codes = scan.index.within(start - 4, start, "currency")
    if shadow.endswith(tuple(lang.signs), 0, start) or any(start - 1 <= m.end <= start for m in codes):
        yield Token(letters.start(), letters.end(), "scale", lang.glued[letters[0]])


def _is_range(dashed: re.Match[str], lang: Numbers, scan: Scan) -> bool:
    """Tell "1.4-1.5 billion" from a score or a span of years: it rises, and a unit follows."""
    if max(len(dashed[1]), len(dashed[2])) > LONGEST_NUMBER:
        return False
    (low, _), (high, _) = _parse(dashed[1], lang), _parse(dashed[2], lang)
    if low >= high or (dashed[1].isdigit() and 1900 <= low <= 2100):
        return False
    end = dashed.end()
    shadow = scan.shadow[end : end + 8].decode("latin-1")
    glued = _LETTERS.match(shadow)
    if glued:
        return glued[0] in lang.glued
    follows = scan.index.within(end, end + 3, "scale", "currency", "percent", "noun")
    return bool(follows) or shadow.lstrip(" ")[:1] in ("%", *lang.signs)


def _stands_free(shadow: str, start: int) -> bool:
    before = shadow[start - 1] if start else " "
    if before.isalpha() or before.isdigit() or before in "\x1a/_":
        return False
    if before in "-.,:" and start > 1:
        return not (shadow[start - 2].isalnum() or shadow[start - 2] == "\x1a")
    return True


def _is_clock_or_code(shadow: str, start: int, stop: int) -> bool:
    """Tell scores (2-1), clocks (17:00), dates (10/12), phone groups and decimals of decimals from numbers."""
    after = shadow[stop : stop + 2]
    return len(after) == 2 and after[0] in "-/:.," and after[1].isdigit() and after[0] != ","


def _parse(written: str, lang: Numbers) -> tuple[Decimal, Decimal]:
    """Return value and last step: "12,4" is 12.4 by tenths in French, "2.443" is 2443 there."""
    whole = re.fullmatch(r"\d+[.,]\d+", written)
    grouped = whole and written[-4:-3] == ("." if lang.decimal == "," else ",") and len(written) <= 7
    if whole and not (grouped and not written.startswith("0")):
        head, tail = re.split("[.,]", written)
    else:
        head, _, tail = written.partition(lang.decimal) if not grouped else (written, "", "")
    number = re.sub(r"\D", "", head) + ("." + tail if tail else "")
    return Decimal(number), Decimal(1).scaleb(-len(tail))


def _spelled(words: list[Mention], text: str, articles: set[tuple[int, int]]) -> Iterator[Token]:
    """Join number words that follow one another: "vingt-deux", "one hundred and" is left to the next."""
    start = end = -1
    total = current = last = Decimal(0)
    article = False

    def token() -> Token:
        step = Decimal(1) if not (total + current) % 1 else Decimal("0.1")
        return Token(start, end, "number", Numeral(total + current, step, article))

    for word in words:
        value = Decimal(word.value)
        joined = (
            start >= 0
            and 0 < word.start - end <= 1
            and text[end : word.start].strip("-‑– \u00a0\u202f") == ""
        )
        fits = (
            value in (100, 1000)
            or (current % 100 and last >= 20 and value < 20 and last % 10 == 0)
            or (current % 100 == 0 and current > 0 and value < 100)
            or (total and current == 0)
        )
        if joined and fits and not (value == 100 and current >= 100):
            if value == 1000:
                total, current = (total + current) * 1000 if current or total else value, Decimal(0)
            elif value == 100:
                current = max(current, Decimal(1)) * 100
            else:
                current += value
            end, last, article = word.end, value, False
            continue
        if start >= 0:
            yield token()
        start, end, last = word.start, word.end, value
        total, current = (value, Decimal(0)) if value == 1000 else (Decimal(0), value)
        article = (start, end) in articles
    if start >= 0:
        yield token()


def _signs(shadow: str, lang: Numbers, sentence: Sentence) -> Iterator[Token]:
    for sign in lang.sign.finditer(shadow, sentence.start, sentence.end):
        if sign[0] == "%":
            yield Token(sign.start(), sign.end(), "percent", 1)
        else:
            yield Token(sign.start(), sign.end(), "currency", lang.signs[sign[0]])


def _any_sign(signs: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of the signs of currencies, the longest first, and of percent."""
    listed = sorted((*signs, "%"), key=len, reverse=True)
    ways = (
        f"(?<={re.escape(s[0])})" + ("(?<![a-z].)" if s[0].isalpha() else "") + re.escape(s[1:])
        for s in listed
    )
    first = "".join(sorted({re.escape(s[0]) for s in listed}))  # a set of characters is sought fast
    return re.compile(f"[{first}](?:{'|'.join(ways)})")


# --- productions ----------------------------------------------------------------------------------------------------


def _amount(match: Match, text: str, lang: Numbers) -> Amount | None:
    how = match.rule.yields
    tokens = list(match.tokens)
    if (
        how not in ("range", "approximate")
        and tokens[0].name in ("of", "article")
        and len(tokens) > 1
        and not any(t.name == "additional" for t in tokens[1:2])
    ):
        article_scale = tokens[0].name == "article" and tokens[1].name == "scale"
        if not article_scale:
            tokens = tokens[1:]
    start, end = tokens[0].start, tokens[-1].end
    if tokens[0].name == "hedge":
        start += next((len(lead) for lead in lang.leading if text[start:end].lower().startswith(lead)), 0)
        if len(tokens) > 1 and text[start : tokens[0].end].lower() in lang.unquoted:
            start = tokens[1].start  # a verb says how the number is meant, and is no part of it
    if how == "fraction" and re.match(r"-\w", text[end : end + 2]):
        return None  # "tiers-monde"
    unit, kind = _unit(match)
    hedge = next(
        (">" if t.name == "more-than" else t.value for t in tokens if t.name in ("hedge", "more-than")), "="
    )
    made = _PRODUCTIONS[how](match, hedge)
    if made is None and how == "out-of":  # "three in 2014"
        part = next(t for t in tokens if t.name == "number")
        noun = match.first("noun")
        how, end = "bare" if noun is None else "plain", (noun or part).end
        made = *_hedged(part.value.value, part.value.step, hedge), None
    if made is None:
        return None
    low, high, step, comparator, extra = made
    if how == "fraction" or (how == "out-of" and extra is not None and _is_ratio(extra)):
        unit, kind = "%", "fraction"
    elif how == "out-of":
        unit, kind = unit or "member", "count"
        first, second = match.all("number")[:2]
        end = next((t.end for t in match.all("noun") if t.end <= second.start), first.end)
    elif how == "numeral-fraction":
        unit, kind = "%", "fraction"
    elif how == "multiple":
        unit, kind = "multiple", "multiple"
    elif how == "point":
        unit, kind = "point", "point"
    elif how in ("count-gap", "approximate"):
        kind = "count"
    elif how == "all-but":
        unit, kind = "member", "count"
    elif how in ("bare", "bare-scale", "bare-range"):
        kind = "bare" if how == "bare-range" else how
    if kind in ("count", "bare") and how in ("plain", "bare") and _is_article(match):
        return None
    name = match.rule.name
    if (
        kind == "percent"
        and start
        and text[start - 1] in "+-\u2212"
        and not text[start - 2 : start - 1].isalnum()
    ):
        start, name = start - 1, f"{name}.signed"
    quantity = Quantity(
        low=_exact(low), high=_exact(high), unit=unit, step=_exact(step), comparator=comparator
    )
    numerals = match.all("number")
    ends = None
    if how == "range" and len(numerals) == 2:
        ends = ((numerals[0].start, numerals[0].end), (numerals[1].start, end))
    return Amount(start, end, kind, quantity, name, extra, ends, scale=_scale(match))


def _scale(match: Match) -> Decimal:
    token = match.first("scale")
    return Decimal(token.value) if token else Decimal(1)


def _exact(value: Decimal | None) -> Decimal | None:
    return None if value is None else exact(value)


def _unit(match: Match) -> tuple[str | None, str]:
    if currency := match.first("currency"):
        return currency.value, "money"
    if match.first("percent"):
        return "%", "percent"
    if noun := match.first("noun"):
        return noun.value, "count"
    return None, "bare"


def _is_article(match: Match) -> bool:
    """Tell whether the only number is a bare "un" or "une", which counts nothing by itself."""
    numerals = match.all("number")
    return len(numerals) == 1 and numerals[0].value.article and match.first("scale") is None


Made = tuple[Decimal | None, Decimal | None, Decimal, Comparator, Decimal | None]


def _values(match: Match) -> list[tuple[Decimal, Decimal]]:
    """Return value and step of each numeral with the scale that follows it, or the scale of the last."""
    scaled: list[tuple[Decimal, Decimal]] = []
    pending: list[Numeral] = []
    half = HALF if match.first("half") else Decimal(0)
    before = ""
    for token in match.tokens:
        if token.name == "number":
            pending.append(token.value)
        elif token.name == "currency" and before == "number":  # "200 000 $ à 1 M$": written in full
            scaled += [(n.value + half, n.step) for n in pending]
            pending = []
        elif token.name == "scale":
            factor = Decimal(token.value)
            if not pending:
                pending.append(Numeral(Decimal(1), Decimal(1)))
            for n in pending:  # "$200,000 to $1 m": the first is written in full
                full = 1000 <= n.value > pending[-1].value
                scaled.append((n.value, n.step) if full else ((n.value + half) * factor, n.step * factor))
            pending = []
        before = token.name
    if pending:
        scaled += [(n.value + half, n.step) for n in pending]
    return scaled


def _plain(match: Match, hedge: str) -> Made | None:
    values = _values(match)
    if not values:
        return None
    value, step = values[0]
    return *_hedged(value, step, hedge), None


def _hedged(
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
        return value * (1 - FIVE), value, step, "~"
    if hedge == "~":
        margin = max(step / 2, value * FIVE) if _ends_round(value, step) else step / 2
        return value - margin, value + margin, step, "~"
    return value, value, step, "="


def _ends_round(value: Decimal, step: Decimal) -> bool:
    """Tell whether the last digit written is 0 or 5."""
    return (value / step) % 5 == 0


def _range(match: Match, hedge: str) -> Made | None:
    values = _values(match)
    if len(values) != 2:
        return None
    (low, step), (high, other) = values
    if low > high and not match.first("to"):
        return None
    return low, high, min(step, other), "..", None  # "from 72 to 62": told apart where figures are read


def _fraction(match: Match, hedge: str) -> Made | None:
    token = match.first("fraction")
    if token is None:
        return None
    top, bottom = token.value.split("/")
    return *_percent_of(Decimal(top) / Decimal(bottom) * 100, hedge), None


def _numeral_fraction(match: Match, hedge: str) -> Made | None:
    top, bottom = match.first("number"), match.first("denominator")
    if top is None or bottom is None or not 0 < top.value.value < int(bottom.value):
        return None
    return *_percent_of(top.value.value / int(bottom.value) * 100, hedge), None


def _out_of(match: Match, hedge: str) -> Made | None:
    """Read "nine in ten" as percent, "22 of 32 allies" as a count of 22."""
    part, whole = (t.value.value for t in match.all("number")[:2])
    if not 0 < part < whole or whole > 1000:
        return None
    if _is_ratio(whole):
        return *_percent_of(part / whole * 100, hedge), whole
    return *_hedged(part, Decimal(1), hedge), whole


def _is_ratio(whole: Decimal) -> bool:
    return whole <= 10 or whole in (100, 1000)


def _percent_of(value: Decimal, hedge: str) -> tuple[Decimal | None, Decimal | None, Decimal, Comparator]:
    """A fraction in words is percent, plus or minus half a point."""
    value = round(value, 1)
    step = Decimal(1)
    if hedge in ("=", "~"):
        return value - HALF, value + HALF, step, "~"
    if hedge == "-":
        return round(value * (1 - FIVE), 1), value, step, "~"
    return _hedged(value, step, hedge)


def _multiple(match: Match, hedge: str) -> Made | None:
    verb = match.first("multiply")
    value = Decimal(verb.value) if verb else _values(match)[0][0]
    step = Decimal(1)
    if hedge in ("=", "~"):
        return value * (1 - FIVE), value * (1 + FIVE), step, "~", None
    return *_hedged(value, step, hedge), None


def _approximate(match: Match, hedge: str) -> Made | None:
    token, times = match.first("approximate"), match.first("number")
    if token is None:
        return None
    value = Decimal(token.value) * (times.value.value if times else 1)
    if hedge in ("=", "~"):
        return value * (1 - FIVE), value * (1 + FIVE), Decimal(1), "~", None
    return *_hedged(value, Decimal(1), hedge), None


_PRODUCTIONS = {
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
    "multiple": _multiple,
    "approximate": _approximate,
}
