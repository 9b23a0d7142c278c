"""Records in; the words of one language out: numbers, days, definitions, claims, from `lang/*/phrases.toml`."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

import msgspec

from foedus.lang import codes, words
from foedus.model import (
    Change,
    Count,
    Definition,
    Derivation,
    Doubt,
    Excess,
    Figure,
    Gap,
    Growth,
    Observed,
    Period,
    Quantity,
    Rank,
    Record,
    Series,
    Share,
    Statement,
)
from foedus.render.names import UNNAMED, names
from foedus.render.plain import line

NO_BREAK = "\N{NO-BREAK SPACE}"
_APART = (
    "source",
    "edition",
    "price_year",
    "standing",
)  # fields of a Definition that are no choice


_NEARLY = Decimal("0.95")  # "nearly 100" claims 95 to 100, "about" as much on both sides


@cache
def wording(lang: str) -> Wording:
    """Return the words of a language, of the first one where it has no phrases; raises UnknownName without a folder."""
    return Wording(lang, words(lang, "phrases") or words(codes()[0], "phrases"))


class Wording:
    """Says records in one language.

    >>> wording("fr").money(Decimal("798253673266"), "USD").replace(NO_BREAK, " ")
    '798,3 Md$'
    >>> wording("en").period(Period("2017/2024"))
    '2017–2024'
    """

    def __init__(self, lang: str, tables: dict[str, Any]) -> None:
        self.lang = lang
        self._tables = tables
        self._names = names(lang)
        grammar = tables["grammar"]
        before, after = re.escape(grammar["nbsp_before"]), re.escape(grammar["nbsp_after"])
        self._tight = [re.compile(f" (?=[{before}])")] if before else []
        self._tight += [re.compile(f"(?<=[{after}]) ")] if after else []

    # --- phrases ------------------------------------------------------------------------------------------------

    def say(self, table: str, key: str, **slots: object) -> str:
        """Return a phrase with its slots filled; a key without words is shown as it is."""
        template = self._tables.get(table, {}).get(key, key)
        return self.spaced(template).format(**slots) if slots else self.spaced(template)

    def has(self, table: str, key: str) -> bool:
        """Tell whether there are words for a key."""
        return key in self._tables.get(table, {})

    def count(self, n: int, key: str) -> str:
        """Return "1 reading", "2 readings"."""
        return self.spaced(self._form(n, self._tables["count"][key])).format(n=self.grouped(str(n)))

    def _form(self, n: int | Decimal, forms: list[str]) -> str:
        grammar = self._tables["grammar"]
        many = grammar["zero"] == "many" if n == 0 else abs(n) >= grammar["many_from"]
        return forms[1] if many else forms[0]

    def spaced(self, text: str) -> str:
        """Make the spaces before and after certain signs unbreakable, as the language asks."""
        for pattern in self._tight:
            text = pattern.sub(NO_BREAK, text)
        return text

    def quoted(self, text: str) -> str:
        """Return text between the quotation marks of the language."""
        return self.say("grammar", "quote", text=text)

    def colon(self, head: str, text: str) -> str:
        """Return "head: text", with the spaces that the language sets."""
        return self.say("grammar", "colon").join(filter(None, [head, text]))

    def listed(self, items: list[str]) -> str:
        """Join items with the comma of the language."""
        return str(self._tables["grammar"]["list"]).join(items)

    # --- numbers ------------------------------------------------------------------------------------------------

    def number(self, value: Decimal, places: int, *, keep_zeros: bool = False) -> str:
        """Return a number rounded to so many places, grouped as the language writes it."""
        rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) if _small(value) else value
        whole, _, part = f"{abs(rounded):f}".partition(".")
        part = part if keep_zeros else part.rstrip("0")
        sign = self._tables["number"]["minus"] if rounded < 0 else ""
        return sign + self.grouped(whole) + (self._tables["number"]["decimal"] + part if part else "")

    def grouped(self, digits: str) -> str:
        """Set the separator of the language between groups of three digits, from five digits on."""
        separator = str(self._tables["number"]["group"]).replace(" ", "\N{NARROW NO-BREAK SPACE}")
        if len(digits) < 5 and separator != ",":
            return digits
        return re.sub(r"(?<=\d)(?=(?:\d{3})+$)", separator, digits)

    def money(self, value: Decimal, currency: str) -> str:
        """Return an amount with its scale and sign, to about four digits."""
        number = self._tables["number"]
        symbols = number["symbols"]
        symbol = symbols.get(currency, symbols["*"].format(code=currency))
        scale, name = self._scale(value)
        if not name:
            return (
                self.spaced(number["money_plain"])
                .format(number=self.number(value, 2), symbol=symbol)
                .replace("  ", " ")
                .replace(" ", NO_BREAK)
            )
        digits = self.number(value / scale, _places(value / scale))
        return str(number["money"]).format(number=digits, symbol=symbol, scale=name).replace(" ", NO_BREAK)

    def _scale(self, value: Decimal) -> tuple[Decimal, str]:
        number = self._tables["number"]
        if abs(value) < Decimal(number["scale_from"]):
            return Decimal(1), ""
        for power, name in number["scales"]:
            if abs(value) >= Decimal(power):
                return Decimal(power), name
        return Decimal(1), ""

    def amount(self, value: Decimal, unit: str | None, *, places: int | None = None) -> str:
        """Return a number with its unit: money, a percentage, a multiple, people, or any other noun."""
        number = self._tables["number"]
        if unit is None:
            return self.number(value, 2)
        if unit == "%":
            digits = self.number(value, 2 if places is None else places, keep_zeros=places is not None)
            return str(self.spaced(number["percent"])).format(number=digits)
        if unit == "multiple":
            return str(number["multiple"]).format(number=self.number(value, 2))
        if re.fullmatch(r"[A-Z]{3}", unit):
            return self.money(value, unit)
        forms = number["units"].get(unit) or _listed(self.lang, unit) or number["units"]["*"]
        text = self._form(value, forms).format(
            number=self.number(value, 2 if places is None else places), unit=line(unit)
        )
        return text.replace(" ", NO_BREAK, 1)

    def tick(self, value: float, unit: str | None) -> str:
        """Return a round value for an axis."""
        return self.amount(Decimal(repr(value)), unit)

    def observed(self, observed: Observed | None) -> str:
        """Return the value of a reading; percentages with the two decimals they are published with."""
        if observed is None:
            return "–"
        unit = observed.unit or "rank"  # a bare number is a place
        places = {"%": 2, "person": 0}.get(unit)  # an average of people is no part of one
        low = self.amount(observed.low, unit, places=places)
        if observed.low == observed.high:
            return low
        return self.say("number", "from_to", low=low, high=self.amount(observed.high, unit, places=places))

    def quantity(self, quantity: Quantity) -> str:
        """Return what is claimed: "more than $700 bn"."""
        low, high, unit = quantity.low, quantity.high, quantity.unit
        if (
            unit is None
            and quantity.comparator in (">", "<", ">=", "<=")
            and (low or high or Decimal(0)) == 0
        ):
            return self.say("quantity", "direction")
        if low is None and high is None:
            return "–"
        if quantity.comparator == "~" and low is not None and high is not None and low != high:
            nearly = low == high * _NEARLY
            value = self.amount(high if nearly else (low + high) / 2, unit)
            return self.say("quantity", "nearly" if nearly else "~", value=value)
        if low is not None and high is not None and low != high:
            value = self._between(low, high, unit)
        else:
            end = low if low is not None else high
            assert end is not None
            value = self.amount(end, unit)
        return self.say("quantity", quantity.comparator, value=value)

    def claimed(self, figure: Figure) -> str:
        """Return what a figure claims; a bare number that is a rank as a place."""
        claim = figure.quantity
        is_place = isinstance(figure.derivation, Rank) and claim.unit is None
        return self.quantity(msgspec.structs.replace(claim, unit="rank") if is_place else claim)

    def _between(self, low: Decimal, high: Decimal, unit: str | None) -> str:
        """Return a range; a noun that is counted stands once, at its end."""
        noun = unit is not None and unit not in ("%", "multiple") and not re.fullmatch(r"[A-Z]{3}", unit)
        first = self.number(low, 2) if noun else self.amount(low, unit)
        return self.say("number", "from_to", low=first, high=self.amount(high, unit))

    # --- days ---------------------------------------------------------------------------------------------------

    def day(self, day: dt.date | None) -> str:
        """Return "3 April 2025"."""
        if day is None:
            return self.say("time", "unknown")
        number = self.say("time", "first", n=1) if day.day == 1 else str(day.day)
        return self.say("time", "day", day=number, month=self._month(day.month), year=day.year).replace(
            " ", NO_BREAK, 1
        )

    def _month(self, month: int) -> str:
        return str(self._tables["time"]["months"][month - 1])

    def period(self, period: Period | str | None) -> str:
        """Return "2017–2024", "Q1 2025", "April 2025", "since 2014"."""
        if period is None:
            return self.say("time", "unknown")
        first, joined, last = str(period).partition("/")
        if not joined:
            return self._part(first)
        if first == "..":
            return self.say("time", "until", end=self._part(last))
        if last == "..":
            return self.say("time", "since", start=self._part(first))
        if len(first) == len(last) == 4:
            return f"{first}–{last}"
        if len(first) == len(last) == 10 and first[:7] == last[:7]:
            return self.say("time", "days", first=int(first[8:]), last=self._part(last))
        way = "range_days" if len(first) == len(last) == 10 else "range"
        return self.say("time", way, start=self._part(first), end=self._part(last))

    def _part(self, text: str) -> str:
        if match := re.fullmatch(r"(\d{4})-Q(\d)", text):
            return self.say("time", "quarter", n=match[2], year=match[1])
        if match := re.fullmatch(r"(\d{4})-(\d\d)", text):
            return self.say("time", "month", month=self._month(int(match[2])), year=match[1])
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return self.day(dt.date.fromisoformat(text))
        return text

    # --- names --------------------------------------------------------------------------------------------------

    def subject(self, code: str | None) -> str:
        """Return the name of a country, group, topic or place; what has none is shown as it is."""
        return "–" if code is None else line(self._names.of(code))

    def measure(self, measure: str | None) -> str:
        """Return what is counted."""
        return self.say("measure", measure or "none")

    def speaker(self, statement: Statement, publisher: str | None = None) -> str:
        """Return who says so: a person, a government, a role without a name, or the report itself."""
        name = statement.speaker
        if name is None:
            return line(publisher) if publisher else self.say("speaker", "outlet")
        if name.endswith(UNNAMED):
            return f"{line(self._names.role(name.removesuffix(UNNAMED)))} ({self.say('speaker', 'unnamed')})"
        return line(self._names.speaking(name))

    def stance(self, statement: Statement) -> str:
        """Return how it is said, in the number of who says it: "says", "say"."""
        several = self._tables.get("stance_many", {})
        table = "stance_many" if statement.speaker in several.get("who", []) else "stance"
        return self.say(table, statement.stance)

    def doubt(self, doubt: Doubt) -> str:
        """Return what is unclear; in another language where this one has no words for it."""
        return self.spaced(
            line(doubt.message.get(self.lang) or next(iter(doubt.message.values()), doubt.code))
        )

    @staticmethod
    def upper(text: str) -> str:
        """Return text that begins with a capital."""
        return text[:1].upper() + text[1:]

    # --- definitions --------------------------------------------------------------------------------------------

    def definition(self, definition: Definition, only: frozenset[str] | None = None) -> str:
        """Return a definition in words, without its edition; `only` names the choices worth saying."""
        parts = [
            self.option(name, value, definition)
            for name, value in choices(definition).items()
            if only is None or name in only
        ]
        return self.listed([part for part in parts if part]) or self.measure(definition.measure)

    def option(self, choice: str, value: str, definition: Definition | Series | None = None) -> str:
        """Return one option of a choice in words: "constant 2015 prices"."""
        year = getattr(definition, "price_year", None)
        if year is not None and self.has("option", f"{choice}.{value}.year"):
            return self.say("option", f"{choice}.{value}.year", year=year)
        if self.has("option", f"{choice}.{value}"):
            return self.say("option", f"{choice}.{value}")
        if self.has("option", f"{choice}.*"):
            said = self.period(value) if choice in ("period", "base") else value
            several = choice == "base" and "/" in value
            return self.say("option", "base.mean" if several else f"{choice}.*", value=said)
        if choice == "edition":
            return self.edition(value)
        return value.replace("_", " ")

    def edition(self, edition: str) -> str:
        """Return "ed. 17 June 2024"."""
        return f"{self.say('label', 'edition_short')}{NO_BREAK}{self._part(edition)}"

    def derivation(self, derivation: Derivation, bases: list[str] | None = None) -> str:
        """Return in words how the number is made."""
        kind = type(derivation).__struct_config__.tag
        slots: dict[str, str] = {}
        match derivation:
            case Change(base=base) | Growth(base=base) | Excess(base=base):
                years = bases or ([base] if base else [])
                slots["base"] = self.say("grammar", "or").join(map(self._part, years)) or self.say(
                    "derivation", "open"
                )
            case Record(since=since):
                slots["since"] = self._part(since) if since else self.say("derivation", "start")
            case Share(of=code):
                slots["of"] = self._names.speaking(code)
            case Gap(to=code):
                slots["to"] = self._names.speaking(code)
            case Rank(among=code, of=whole):
                slots["among"] = self._names.speaking(code)
                if whole is not None:
                    return self.say("derivation", "rank_of", of=self._names.of(whole), **slots)
            case Count(within=within):
                slots["within"] = self._within(within.low, within.high)
        down = isinstance(derivation, Change | Growth) and derivation.direction == "decrease"
        said = self.say("derivation", "decrease" if down else str(kind), **slots)
        yearly = isinstance(derivation, Growth) and derivation.per is not None
        return self.say("derivation", "a_year", of=said) if yearly else said

    def _within(self, low: Decimal | None, high: Decimal | None) -> str:
        if low is not None and high is not None:
            return self.say("derivation", "between", low=self.amount(low, "%"), high=self.amount(high, "%"))
        if low is not None:
            return self.say("derivation", "at_least", low=self.amount(low, "%"))
        return self.say("derivation", "below", high=self.amount(high, "%")) if high is not None else ""


@cache
def _listed(lang: str, unit: str) -> list[str]:
    """Return how a language writes one and several of a unit, by the words by which it reads it."""
    tables = words(lang, "units")
    for kind in ("unit", "duration", "thing"):
        if forms := tables.get(kind, {}).get(unit):
            return [f"{{number}} {forms[0]}", f"{{number}} {forms[min(1, len(forms) - 1)]}"]
    return []


def choices(definition: Definition) -> dict[str, str]:
    """Return the choices that a definition makes, in the order of its fields, without those it leaves alone."""
    fields = msgspec.structs.asdict(definition)
    return {name: str(value) for name, value in fields.items() if name not in _APART and value is not None}


def _small(value: Decimal) -> bool:
    return value.is_finite() and abs(value) < Decimal("1e24")


def _places(value: Decimal) -> int:
    size = abs(value)
    return 1 if size >= 100 else 2 if size >= 10 else 3
