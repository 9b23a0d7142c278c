"""Number words in, numerals out: "vingt-deux", "one hundred", "zweihundert"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from foedus.text.match import Mention
from foedus.text.notation import Numeral
from foedus.text.rules import Token


def spelled(words: list[Mention], text: str, articles: set[tuple[int, int]]) -> Iterator[Token]:
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
