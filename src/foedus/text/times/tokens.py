"""A sentence in, the tokens of the grammar of times out: years, decades, days and numbers, in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from foedus.text.amounts.notation import notation
from foedus.text.amounts.spelled import spelled
from foedus.text.amounts.years import is_count, is_dated
from foedus.text.index import NAMES
from foedus.text.lexicon import DATING, NUMBERS, Scan
from foedus.text.match import Mention
from foedus.text.rules import Token
from foedus.text.sentences import Sentence
from foedus.text.times import dates

_KINDS = dates.KINDS | frozenset(
    "month weekday moment that-year first-year under within arrival now last last-years event since by until in end "
    "start middle ordinal quarter halfyear night months first years term summit past between from and to possessive "
    "person meeting decade over open-years next-years same above level closes".split()
)
_DATED = DATING | frozenset(("spell", "season", "part", "feast", "middle"))
FISCAL = "fy"  # as accounts write it: "FY2024"
_YEAR = re.compile(
    rf"([12](?:(?<![\w.,/-].)|(?<=\b{FISCAL}.))(?:(?<=1)[89]|(?<=2)[01])\d\d)(?:\s?[-/]\s?((?:1[89]|2[01])\d\d|\d\d))?(?![\w%/-]|[.,]\d)"
)
_SHORT = re.compile(rf"\b{FISCAL} ?['’]?([0-4]\d)(?:[-/]([0-4]\d))?(?![\w%/-]|[.,]\d)")  # "FY25", "FY23-24"
_CENTURY = "20"
_DECADE = re.compile(r"((?:18|19|20)(?<![\w.,/].{2})\d0)(?:['’]?s|er)(?!\w)")
_DAY = re.compile(r"(\d(?<![\w.,/-].)(?:(?<=[12])\d|(?<=3)[01])?)(?:er|st|nd|rd|th)?(?![\w%/-]|[.,]\d)")
_GROUP = re.compile(r" 000(?!\d)")  # the rest of a number in groups


def tokens_of(scan: Scan, shadow: str, n: int, letters: Collection[str], *, in_digits: bool) -> list[Token]:
    """Return the tokens of sentence `n` in order, none where no word dates it, nor a digit.

    `letters`: the classes of tokens that the grammar of times knows; `in_digits`: the sentence holds a digit.
    """
    sentence = scan.sentences[n]
    if (
        not scan.index.holds(n, NAMES, _DATED)
        and not scan.index.holds(n, NUMBERS, _DATED)
        and not (in_digits and _is_dated(shadow, sentence))
    ):
        return []
    mentions = [*scan.index.mentions(n, NAMES), *scan.index.mentions(n, NUMBERS)]
    found = _tokens(scan, shadow, sentence, mentions, letters)
    return _by_number(sorted(found, key=lambda t: (t.start, -t.end, t.name == "person")))


def _is_dated(shadow: str, s: Sentence) -> bool:
    """Tell whether digits of a sentence tell a year, a decade or a date."""
    found = _YEAR.search(shadow, s.start, s.end) or _DECADE.search(shadow, s.start, s.end)
    tied = shadow.find("-20", s.start, s.end) >= 0  # "by end-2024"
    return bool(
        found or tied or dates.NUMERIC.search(shadow, s.start, s.end) or _SHORT.search(shadow, s.start, s.end)
    )


def _tokens(
    scan: Scan, shadow: str, sentence: Sentence, mentions: list[Mention], letters: Collection[str]
) -> Iterator[Token]:
    words = [m for m in mentions if m.kind == "word"]
    for number in spelled(words, scan.text, set(), notation(scan.language.code)):
        yield Token(number.start, number.end, "number", int(number.value.value))
    yield from dates.tokens(mentions, shadow, sentence.start, sentence.end)
    dating = {mention.start for mention in mentions if mention.kind in _KINDS}
    for mention in mentions:
        if mention.kind in _KINDS and mention.kind in letters:
            yield Token(mention.start, mention.end, mention.kind, mention.value)
        elif (
            mention.kind == "approximate" and str(mention.value).isdigit() and mention.start not in dating
        ):  # "the past couple of years"
            yield Token(mention.start, mention.end, "number", int(mention.value))
    for year in _YEAR.finditer(shadow, sentence.start, sentence.end):
        start, end = year.span()
        start -= len(FISCAL) if shadow.endswith(FISCAL, 0, start) else 0
        if year[2]:
            last = year[2] if len(year[2]) == 4 else year[1][:2] + year[2]
            if int(last) > int(year[1]):
                yield Token(start, end, "span", (year[1], last))
                continue
            end = year.end(1)
        # "2014 soldiers" are counted, as are "mehr als 2000 Panzer"; "in 2014 soldiers" is a year
        # and so are "1981 Milliarden"
        at, of = end - len("2014"), scan.index.within(end + 1, end + 2, "noun", "currency", "scale")
        counted = not is_dated(scan, at, end) if of else is_count(scan, at, end)
        if not counted and not _GROUP.match(shadow, end):
            yield Token(start, year.end(1), "year", year[1])
    fiscal = shadow.find(FISCAL, sentence.start, sentence.end) >= 0
    for short in _SHORT.finditer(shadow, sentence.start, sentence.end) if fiscal else ():
        first, last = (_CENTURY + part if part else "" for part in short.groups())
        told: str | tuple[str, str] = (first, last) if last > first else first
        yield Token(*short.span(), "span" if last > first else "year", told)
    for decade in _DECADE.finditer(shadow, sentence.start, sentence.end) if "decade" in letters else ():
        yield Token(*decade.span(), "decade", decade[1])
    for day in _DAY.finditer(shadow, sentence.start, sentence.end):
        value = int(day[1])
        if 1 <= value <= 31 and _near_month(scan, day.start(), day.end()):
            yield Token(day.start(), day.end(), "day", value)
        elif value:
            yield Token(day.start(), day.end(), "number", value)


def _by_number(tokens: list[Token]) -> list[Token]:
    """Leave out a "last" of one thing before a number of them, where the word means both: "die letzten drei Monate"."""
    return [
        token
        for n, token in enumerate(tokens)
        if token.name != "last-one" or not any(t.name in ("number", "day") for t in tokens[n + 2 : n + 3])
    ]


def _near_month(scan: Scan, start: int, end: int) -> bool:
    if scan.index.within(max(0, start - 14), end + 16, "month"):
        return True
    told = scan.index.within(end + 1, end + 2, "now")  # "le 31 décembre dernier"
    return any(str(m.value).startswith("named") for m in told)
