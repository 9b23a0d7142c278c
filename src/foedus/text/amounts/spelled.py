"""Number words in, numerals out: "vingt-deux", "one hundred and five", "two million three hundred thousand"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from foedus.text.amounts.notation import Notation, Numeral
from foedus.text.match import Mention
from foedus.text.rules import Token

SMALLEST = (
    100  # behind a comma only a part this large goes on with a number: "one million, two hundred thousand"
)


def spelled(
    words: list[Mention], text: str, articles: set[tuple[int, int]], lang: Notation
) -> Iterator[Token]:
    """Join number words that follow one another: "vingt-deux", "one hundred and" is left to the next."""
    if not words:
        return
    start = end = -1
    total = current = last = Decimal(0)
    article = False

    def token() -> Token:
        step = Decimal(1) if not (total + current) % 1 else Decimal("0.1")
        return Token(start, end, "number", Numeral(total + current, step, article))

    for word in words:
        value = Decimal(word.value)
        between = text[end : word.start].strip("-‑– \u00a0\u202f") if 0 < word.start - end <= 5 else None
        joined = start >= 0 and (
            (between == "" and word.start - end == 1)
            or (between in lang.joints and current % 100 == 0 < current and value < 100)
        )
        fits = (
            value in (100, 1000)
            or (current % 100 and last >= 20 and value < 20 and last % 10 == 0)
            or (current % 100 == 0 and current > 0 and value < 100)
            or (total and current == 0)
        )
        if joined and fits and not (value == 100 and current >= lang.hundreds):
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


def with_decimals(numbers: list[Token], text: str, points: frozenset[str]) -> list[Token]:
    """Join what is said before and behind a point: "three point one four", "deux virgule vingt-cinq"."""
    if not points:
        return numbers
    kept: list[Token] = []
    at = 0
    while at < len(numbers):
        whole, tail, end = numbers[at], "", numbers[at].end
        at += 1
        if at < len(numbers) and text[end : numbers[at].start].strip(" \u00a0\u202f").lower() in points:
            while at < len(numbers) and (digit := numbers[at]).value.value % 1 == 0:
                if tail and (digit.value.value > 9 or text[end : digit.start] not in (" ", "-")):
                    break
                tail, end, at = f"{tail}{int(digit.value.value)}", digit.end, at + 1
                if digit.value.value > 9:
                    break
        if tail:
            value = whole.value.value + Decimal(f"0.{tail}")
            whole = Token(whole.start, end, "number", Numeral(value, Decimal(1).scaleb(-len(tail))))
        kept.append(whole)
    return kept


def outermost(tokens: list[Token]) -> list[Token]:
    """Leave out what stands inside a number in words: the "and" of "one hundred and five"; in text order."""
    kept: list[Token] = []
    end = -1
    for token in tokens:
        if token.start >= end:
            kept.append(token)
            end = token.end if token.name == "number" else end
    return kept


def chained(tokens: list[Token], text: str, joints: frozenset[str] = frozenset()) -> list[Token]:
    """Join numbers whose scales descend: "two million three hundred thousand"; `tokens` are in text order.

    In words a comma or a joint may stand between them: "one million, two hundred thousand and fifty".
    """
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        number = tokens[at].name == "number"
        if number and (joined := _chain(tokens, at, text, joints)) is not None:
            chain, at = joined
            kept.append(chain)
        else:
            kept.append(tokens[at])
            at += 1
    return kept


def _chain(tokens: list[Token], at: int, text: str, joints: frozenset[str]) -> tuple[Token, int] | None:
    """Return the number that begins at a token and where the next one stands, if scales descend from there."""
    total, factor, first = Decimal(0), Decimal("Infinity"), tokens[at]
    parts = 0
    while at < len(tokens) and tokens[at].name == "number":
        number, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
        scaled = following is not None and following.name == "scale" and following.start - number.end <= 1
        times = Decimal(following.value) if scaled and following else Decimal(1)
        if number.value.value * times >= factor or (not scaled and text[number.start].isdigit()):
            break
        if parts and not scaled and (number.value.article or text[first.start].isdigit()):
            break  # "11,9 Milliarden ein Jahr zuvor", "a $40m three-year contract"
        total, factor, parts = total + number.value.value * times, times, parts + 1
        end = following.end if scaled and following else number.end
        at += 1 + scaled
        step = number.value.step * times
        done, after = Token(first.start, end, "number", Numeral(total, step)), at
        if not scaled or (step_over := _joined(tokens, at, end, text, joints)) is None:
            break
        at = step_over
    return (done, after) if parts > 1 else None


def _joined(tokens: list[Token], at: int, end: int, text: str, joints: frozenset[str]) -> int | None:
    """Return where the next part of a number stands: right behind, or in words behind a comma or a joint."""
    if at >= len(tokens):
        return None
    if tokens[at].start - end <= 1:
        if tokens[at].name != "and":
            return at
        at += 1
    if at >= len(tokens) or tokens[at].name != "number" or text[tokens[at].start].isdigit():
        return None
    between = text[end : tokens[at].start].strip(" \u00a0\u202f")
    if between in joints:
        return at
    return at if between == "," and joints and tokens[at].value.value >= SMALLEST else None
