"""A language code in, its way of writing numbers out: signs, groups of digits, and the grammar of quantities."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import msgspec

from foedus.lang.rules import Rule
from foedus.text.lexicon import language
from foedus.text.rules import Grammar

HALF = Decimal("0.5")
LONGEST_CODE = 4  # letters of a code of money: "QAR", "KSh"


class Numeral(NamedTuple):
    """The value of a number token and one unit of its last digit; `article` marks a word that is also an article."""

    value: Decimal
    step: Decimal
    article: bool = False


class Counted(NamedTuple):
    """What a number counts or measures, where no list of the number grammar names it: a thing, measure or duration."""

    unit: str
    kind: str


class Notation(NamedTuple):
    """The compiled number grammar of a language."""

    digits: re.Pattern[str]
    decimal: str
    ordinal: frozenset[str]
    glued: dict[str, Decimal]
    symbols: dict[str, Counted]
    tight: frozenset[str]
    primes: tuple[Counted, ...]
    signs: dict[str, str]
    sign: re.Pattern[str]
    around: dict[str, tuple[tuple[str, int], ...]]
    marks: str
    written: tuple[str, ...]
    leading: tuple[str, ...]
    joints: frozenset[str]
    hundreds: int
    often: frozenset[str]
    oftener: frozenset[str]
    verbal: dict[str, frozenset[str]]
    lifting: dict[str, frozenset[str]]
    lifted: frozenset[str]
    unquoted: frozenset[str]
    codes: dict[str, str]
    letters: dict[str, str]
    parts: dict[str, tuple[str, str]]
    behind: tuple[tuple[str, str], ...]
    points: frozenset[str]
    signed: re.Pattern[str] | None
    alike: frozenset[str]
    during: frozenset[str]
    leading_on: frozenset[str]
    between: frozenset[str]
    factor: re.Pattern[str] | None
    indefinite: frozenset[str]
    definite: frozenset[str]
    sides: frozenset[str]
    leapt: frozenset[str]
    leaping: re.Pattern[str]
    nth_of: re.Pattern[str]
    singles: frozenset[str]
    purposes: frozenset[str]
    purpose: re.Pattern[str] | None
    many: frozenset[str]
    adjectives: frozenset[str]
    ours: tuple[str, ...]
    spans: frozenset[str]
    spells: frozenset[str]
    lasting: frozenset[str]
    twice: frozenset[str]
    of: tuple[str, ...]
    none: frozenset[str]
    grammar: Grammar


@cache
def notation(code: str) -> Notation:
    """Return the number grammar of a language, compiled."""
    tables = language(code).tables
    table, fold = tables["numbers"], language(code).page
    settings = table.get("settings", {})

    def shadow(text: str) -> str:
        return fold.fold(text).decode("latin-1")

    decimal = settings.get("decimal", ".")
    # "18 155-millimetre howitzers": a number that a hyphen ties to a word is no group of another
    apart, tied = r"(?!\d)", {" ": r"(?!\d|-[a-z])"}
    groups = "|".join(
        rf"(?:{re.escape(t)}\d\d\d)+{tied.get(t, apart)}" for t in settings.get("thousands", [])
    )
    if "," in settings.get("thousands", []):
        groups = rf"(?:,\d\d)+,\d\d\d(?!\d)|{groups}"  # 12,34,567
    if groups:  # the other language's way, where it can be nothing else: "1.234.567"
        groups = rf"{groups}|(?:{re.escape(decimal)}\d\d\d){{2,}}(?!\d)"
    grouped = rf"\d{{0,2}}(?:{groups})(?:{re.escape(decimal)}\d{{1,9}})?|" if groups else ""
    digits = rf"\d(?:{_foreign(decimal)}{grouped}\d*(?:[.,]\d+)?)"
    signs = {shadow(s): code_ for code_, listed in tables["money"].get("sign", {}).items() for s in listed}
    return Notation(
        digits=re.compile(digits),
        decimal=decimal,
        ordinal=frozenset(map(shadow, settings.get("ordinal", []))),
        glued={shadow(s): Decimal(v) for v, listed in table.get("glued", {}).items() for s in listed},
        symbols={
            sign: Counted(unit, "measure")
            for table in ("symbol", "symbol-glued")
            for unit, listed in tables["units"].get(table, {}).items()
            for sign in listed
        },
        tight=frozenset(s for listed in tables["units"].get("symbol-glued", {}).values() for s in listed),
        primes=tuple(
            Counted(unit, "measure") for unit in tables["units"].get("settings", {}).get("primes", ())
        ),
        signs=signs,
        sign=re.compile(f"[{re.escape(_marks(signs))}%]"),
        around=_around(signs),
        marks="".join(s for s in signs if len(s) == 1),
        written=tuple(signs),
        joints=frozenset(settings.get("joints", ())),
        hundreds=settings.get("hundreds", 100),
        often=frozenset(settings.get("often", ())),
        oftener=frozenset(settings.get("oftener", ())),
        verbal={hedge: frozenset(verbs) for hedge, verbs in settings.get("verbal", {}).items()},
        lifting={hedge: frozenset(verbs) for hedge, verbs in settings.get("lifting", {}).items()},
        lifted=frozenset(settings.get("lifted", [])),
        leading=tuple(settings.get("leading", ())),
        unquoted=frozenset(
            told.lower()
            for listed in (settings.get("unquoted", ()), *table.get("hedge.any", {}).values())
            for told in listed
        ),
        codes={
            sign: code_
            for sign, code_ in _codes(tables["money"]["currency"]).items()
            if sign not in tables["money"].get("apart", {}).get("1", ())
        },
        letters={
            sign: code_ for code_, listed in tables["money"].get("letter", {}).items() for sign in listed
        },
        parts={
            shadow(sign): (kind, value)
            for kind in ("cent", "percent")
            for value, listed in {**tables["money"], **table}.get(f"{kind}-glued", {}).items()
            for sign in listed
        },
        points=frozenset(settings.get("points", ())),
        alike=frozenset(settings.get("alike", ())),
        signed=re.compile(settings["signed"]) if "signed" in settings else None,
        many=frozenset(settings.get("many", ())),
        adjectives=frozenset(settings.get("adjectives", ())),
        ours=tuple(settings.get("ours", ())),
        during=frozenset(settings.get("during", ())),
        leading_on=frozenset(settings.get("leading_on", ())),
        leapt=frozenset(settings.get("leapt", ())),
        leaping=language(code).settings["numbers"].patterns["leaping"],
        nth_of=language(code).settings["numbers"].patterns["nth_of"],
        sides=frozenset(tables["units"].get("settings", {}).get("sides", ())),
        singles=frozenset(tables["units"].get("settings", {}).get("singles", ())),
        definite=frozenset(settings.get("definite", ())),
        indefinite=frozenset(settings.get("indefinite", ())),
        between=frozenset(settings.get("between", ())),
        factor=re.compile(settings["factor"]) if "factor" in settings else None,
        purposes=frozenset(settings.get("purposes", ())),
        purpose=re.compile(settings["purpose"]) if "purpose" in settings else None,
        spans=frozenset(settings.get("spans", ())),
        spells=frozenset(settings.get("spells", ())),
        lasting=frozenset(settings.get("lasting", ())),
        twice=frozenset(settings.get("twice", ())),
        none=frozenset(settings.get("none", [])),
        of=tuple(f" {word}" for listed in table.get("of", {}).values() for word in listed),
        behind=tuple((sign, how) for how, listed in table.get("behind", {}).items() for sign in listed),
        grammar=Grammar([msgspec.convert(rule, Rule) for rule in table.get("rule", [])]),
    )


def _foreign(decimal: str) -> str:
    """Return how another language writes a number, "1.234,56" in English, and how a split one looks: "5 ,4"."""
    mark, other = re.escape(decimal), re.escape("." if decimal == "," else ",")
    groups = rf"\d{{0,2}}(?:(?:{mark}\d\d\d)+|(?:'\d\d\d)+){other}\d\d?(?!\d|[.,]\d)"
    return rf"{groups}|\d{{0,2}} {mark}\d\d?(?!\w)|"


def _codes(currencies: dict[str, list[str]]) -> dict[str, str]:
    """Return the codes and short signs of money in letters that may be glued to a number."""
    short = {
        sign: unit for unit, listed in currencies.items() for sign in listed if len(sign) <= LONGEST_CODE
    }
    return {
        sign: unit
        for sign, unit in short.items()
        if sign[0].isupper() or not sign.islower() or len(sign) == 2
    }


def _marks(signs: Iterable[str]) -> str:
    """Return the characters that are no letters, of which each sign has one: they are sought, not the letters."""
    return "".join(sorted({c for s in signs for c in s if not c.isalpha() and c != " "}))


def _around(signs: Iterable[str]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return for each such character the signs that hold it, the longest first, and how far they begin before it."""
    by_mark: dict[str, list[tuple[str, int]]] = {}
    for sign in sorted(signs, key=len, reverse=True):
        place = next(n for n, c in enumerate(sign) if not c.isalpha() and c != " ")
        by_mark.setdefault(sign[place], []).append((sign, place))
    return {mark: tuple(held) for mark, held in by_mark.items()}
