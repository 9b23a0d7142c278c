"""Tokens of a sentence in, those of one amount told in two parts out: "an hour and a half", "5 euros 30"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from foedus.text.amounts.notation import Counted, Numeral
from foedus.text.match import Mention
from foedus.text.rules import Token

ONE = Decimal(1)
HUNDRED, SIXTY = 100, 60
_HEADS = frozenset(("article", "word"))
_KINDS = {"unit": "measure", "duration": "duration"}
_TELLING = frozenset(("noun", "percent", "scale", "currency", "cent", "point", "times", "number"))


def and_half(mentions: Sequence[Mention]) -> Iterator[Token]:
    """Yield the number and the noun of "an hour and a half", where no number but an article leads up to the noun."""
    halves = {m.start for m in mentions if m.kind == "half"}
    if not halves:
        return
    heads = {m.end: m for m in mentions if m.kind in _HEADS and str(m.value) == "1"}
    for mention in mentions:
        head = heads.get(mention.start - 1)
        if mention.kind in _KINDS and mention.end + 1 in halves and head is not None:
            yield Token(head.start, head.end, "number", Numeral(ONE, ONE))
            unit = Counted(mention.value, _KINDS[mention.kind])
            yield Token(mention.start, mention.end, "noun", unit)


def with_minor(tokens: list[Token], text: str) -> list[Token]:
    """Name the number that says the cents or minutes behind a sum or hours: "5 euros 30", "2 heures 30"."""
    kept = tokens
    for place in range(len(tokens) - 2):
        whole, unit, part = tokens[place : place + 3]
        if whole.name != "number" or part.name != "number" or part.start - unit.end != 1:
            continue
        most = HUNDRED if unit.name == "currency" else SIXTY if _is_hour(unit) else 0
        if (
            not most
            or unit.start - whole.end > 1
            or whole.value.value % 1
            or text[unit.end] not in " \u00a0\u202f"
        ):
            continue
        following = tokens[place + 3] if place + 3 < len(tokens) else None
        alone = following is None or following.name not in _TELLING or following.start - part.end > 1
        two = part.end - part.start == 2 or not text[part.start].isdigit()
        if alone and two and part.value.value % 1 == 0 and 0 < part.value.value < most:
            kept = kept if kept is not tokens else list(tokens)
            kept[place + 2] = Token(part.start, part.end, "minor", part.value)
    return kept


def _is_hour(token: Token) -> bool:
    return token.name == "noun" and isinstance(token.value, Counted) and token.value.unit == "hour"
