"""The commas and signs that part clauses: but for `SIGN` none of them stands before a digit, as in "3,5 %"."""

from __future__ import annotations

import re

from foedus.text.particles import WORD, Grammar

COMMA = re.compile(r",(?!\d)")
PAUSE = re.compile(r"[,;:](?!\d)")
STOP = re.compile(r"[;:!?…»”\"()]|[.,](?!\d)|\s?—\s?|\s[–-]\s")
SIGN = re.compile(r"[.,;:!?…»”\"()]|\s?—\s?|\s[–-]\s")  # also within a number
_OPENING = re.compile(r"(?:(?: ?[a-zà-ÿ’']+){1,2}|(?: ?[a-zà-ÿ’']+){1,3} (?:19|20)\d\d),(?!\d)")
_AMOUNT = re.compile(r"(?<![\w.,])(?!(?:19|20)\d\d\b(?![\u00a0\u202f ]?%))\d[\d.,\u00a0\u202f ]*")


def is_set_off(text: str, at: int) -> bool:
    """Tell whether a comma or a dash stands right before an offset: "…, a claim that", not "rejected a claim that"."""
    return text[max(0, at - 3) : at].rstrip()[-1:] in (",", "–", "—", "-", "(")


def ends_content(text: str, at: int, end: int) -> re.Match[str] | None:
    """Return the pause that ends a clause, not the comma behind a time that opens it: "that last year, Spain spent"."""
    opening = _OPENING.match(text, at, end)
    return PAUSE.search(text, opening.end() if opening else at, end)


def noun_start(text: str, words: Grammar, floor: int, at: int) -> int:
    """Return where the noun begins that a relative clause or a participle at an offset belongs to.

    That is behind the last pause; where several numbers stand there, at the article of the last one: "l'Italie (1,5 %)
    et l'Espagne (1,3 %) sont loin [des 5 %] exigés par X".
    """
    start = max([floor, *(m.end() for m in PAUSE.finditer(text, floor, at))])
    numbers = list(_AMOUNT.finditer(text, start, at))
    if len(numbers) < 2:
        return start
    led = list(WORD.finditer(text, numbers[-2].end(), numbers[-1].start()))[-2:]
    articles = [w for w in led if any(words.has(key, w[0].lower()) for key in ("definites", "definite"))]
    return articles[-1].start() if articles else start
