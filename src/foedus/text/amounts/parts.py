"""Tokens of a sentence in, those of one amount told in two parts out: "an hour and a half", "5 euros 30"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from foedus.text.amounts.notation import Counted, Numeral
from foedus.text.match import Mention
from foedus.text.rules import Token

ONE = Decimal(1)
HUNDRED = 100
EACH = "~"  # how the value of a fraction begins that says which of several in a row: "every second"
INCHES, TENTHS = 12, "10"
# How many parts of a measure are told behind it without their name: "2 heures 30", "1 mètre 85", "3 kilos 200".
PARTS = {"hour": 60, "minute": 60, "second": 100, "metre": 100, "kilogram": 1000, "foot": INCHES}
INCH = Counted("inch", "measure")
SECOND = Counted("second", "duration")
_HEADS = frozenset(("article", "word"))
_KINDS = {"unit": "measure", "duration": "duration"}
_FRACTIONS = ("fraction", "denominator", "small-part")
_RATES = ("percent", "point")
_ADDED = re.compile(r" \S{1,20} ")
_TELLING = frozenset(("noun", "percent", "scale", "currency", "cent", "point", "times", "number"))


def and_half(mentions: Sequence[Mention], text: str) -> Iterator[Token]:
    """Yield the number and the noun of "an hour and a half", "an hour and 20 minutes", "un mètre quatre-vingt-cinq".

    No number but an article leads up to such a noun; what is added tells that it counts one.
    """
    halves = {m.start for m in mentions if m.kind == "half"}
    joints = {m.start: m.end for m in mentions if m.kind == "and"}
    spelled = {m.start for m in mentions if m.kind == "word"}
    if not halves and not joints and len(spelled) < 2:
        return
    heads = {m.end: m for m in mentions if m.kind in _HEADS and str(m.value) == "1"}
    units = {m.start for m in mentions if m.kind in _KINDS}
    for mention in mentions:
        head = heads.get(mention.start - 1)
        if mention.kind not in _KINDS or head is None:
            continue
        added = _ADDED.match(text, joints.get(mention.end + 1, len(text)))
        minor = mention.value in PARTS and mention.end + 1 in spelled
        if minor or mention.end + 1 in halves or (added is not None and added.end() in units):
            yield Token(head.start, head.end, "number", Numeral(ONE, ONE))
            unit = Counted(mention.value, _KINDS[mention.kind])
            yield Token(mention.start, mention.end, "noun", unit)


def of_measure(
    tokens: list[Token], mentions: Sequence[Mention], text: str, indefinite: frozenset[str]
) -> list[Token]:
    """Make a number of a fraction that is one of a measure: "five eighths of an inch", but "a third of the mile"."""
    if not any(t.name in _FRACTIONS for t in tokens):
        return tokens
    units = {m.start for m in mentions if m.kind in _KINDS} | {t.start for t in tokens if t.name in _RATES}
    times = units | {m.start for m in mentions if m.kind == "weekday"}
    kept: list[Token] = []
    for place, token in enumerate(tokens):
        if token.name == "fraction" and token.value.startswith(EACH) and token.end + 1 in times:
            continue  # "every second day"
        if token.name not in _FRACTIONS or (kept and token.start < kept[-1].end):
            kept.append(token)
            continue
        end = _end_of_lead(tokens, place, text, indefinite)
        start, top = token.start, None
        if (
            token.name != "fraction"
            and kept
            and kept[-1].name == "number"
            and token.start - kept[-1].end <= 1
        ):
            start, top = kept[-1].start, kept[-1].value.value
        unit = next((at for at in (end, end + 1) if at in units), None)
        if unit is None and top is not None and _are_of_seconds(token, mentions):
            one = ONE / Decimal(token.value)
            kept[-1] = Token(start, kept[-1].end, "number", Numeral(top * one, one))
            kept.append(Token(token.start, token.end, "noun", SECOND))
            continue
        if unit is None or (token.name != "fraction" and top is None):
            kept.append(token)
            continue
        if top is not None:
            kept.pop()
        part, _, parts = str(token.value).lstrip("<>-~").partition("/")
        value = Decimal(part) / Decimal(parts) if parts else (top or ONE) / Decimal(part)
        kept.append(Token(start, unit - (unit > end), "number", Numeral(round(value, 4), Decimal("0.01"))))
    return kept


def _end_of_lead(tokens: list[Token], place: int, text: str, indefinite: frozenset[str]) -> int:
    """Return where what leads from a fraction to its measure ends: "a third of a mile"."""
    end = tokens[place].end
    for following in tokens[place + 1 : place + 3]:
        if following.start < end:
            continue  # told twice
        led = text[following.start : following.end].lower() in indefinite
        if not led or not 0 <= following.start - end <= 1:
            break
        end = following.end
    return end


def _are_of_seconds(part: Token, mentions: Sequence[Mention]) -> bool:
    """Tell whether a time was told of which a part follows: "46.87 seconds, 17 hundredths off the record"."""
    if part.name != "small-part" and (part.name != "denominator" or part.value != TENTHS):
        return False
    told = any(m.kind == "duration" and m.value == SECOND.unit and m.end <= part.start for m in mentions)
    return told and not any(m.kind in ("of", "article") and m.start == part.end + 1 for m in mentions)


def in_one(tokens: list[Token], mentions: Sequence[Mention]) -> list[Token]:
    """Multiply the number before a part of a measure that is one word: German "drei Viertelstunden" are 0.75 hours."""
    words = {m.start: m for m in mentions if m.kind == "part-unit"}
    if not words:
        return tokens
    kept: list[Token] = []
    for token in tokens:
        word = words.get(token.end + 1) if token.name == "number" else None
        if word is None:
            kept.append(token)
            continue
        part, _, unit = str(word.value).partition(" ")
        value = token.value.value * Decimal(part)
        kind = "point" if unit == "point" else "noun"
        kept.append(Token(token.start, token.end, "number", Numeral(value, Decimal("0.01"))))
        kept.append(Token(word.start, word.end, kind, Counted(unit, "duration") if kind == "noun" else 1))
    return kept


def with_minor(tokens: list[Token], mentions: Sequence[Mention], text: str) -> list[Token]:
    """Name the number that says the parts of a sum or a measure behind it: "5 euros 30", "2 heures 30".

    One that counts years or the like is no part: French "650 dollars un an plus tôt".
    """
    kept, lasting = tokens, {m.start for m in mentions if m.kind == "duration"}
    for place in range(len(tokens) - 2):
        whole, unit, part = tokens[place : place + 3]
        if whole.name != "number" or part.name != "number" or part.start - unit.end != 1:
            continue
        most = HUNDRED if unit.name == "currency" else PARTS.get(_measure(unit), 0)
        if (
            not most
            or unit.start - whole.end > 1
            or whole.value.value % 1
            or text[unit.end] not in " \u00a0\u202f"
        ):
            continue
        following = tokens[place + 3] if place + 3 < len(tokens) else None
        alone = following is None or following.name not in _TELLING or following.start - part.end > 1
        digits = len(str(most - 1))
        written = most == INCHES or part.end - part.start == digits or not text[part.start].isdigit()
        alone = alone and part.end + 1 not in lasting
        if alone and written and part.value.value % 1 == 0 and 0 < part.value.value < most:
            kept = kept if kept is not tokens else list(tokens)
            if most == INCHES:
                kept.insert(place + 3, Token(part.end, part.end, "noun", INCH))
            else:
                kept[place + 2] = Token(part.start, part.end, "minor", part.value)
    return kept


def _measure(token: Token) -> str:
    """Return what a noun measures, nothing for other tokens."""
    return token.value.unit if token.name == "noun" and isinstance(token.value, Counted) else ""
