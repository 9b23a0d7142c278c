"""A language goes in; its words for values, definitions, sources, names and doubts come out, as answers use them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from itertools import islice
from typing import Any

from foedus.comparison import rounded
from foedus.lang import codes, words
from foedus.measures import measures
from foedus.model import Definition, Observation, Reading
from foedus.scope import Obstacle

WHOLE = ("person", "member", "weapon")  # units of what is only counted
TRILLION = 10**12
_ROW = re.compile(r"row (\d+)")
_CELL = re.compile(r"[^ ]+![A-Z]+\d+")


@cache
def vocabularies() -> tuple[Vocabulary, ...]:
    """Return those of all languages that have words for answers."""
    return tuple(_of(code) for code in codes() if words(code, "definitions"))


@cache
def _of(code: str) -> Vocabulary:
    return Vocabulary(code)


@lru_cache(maxsize=4096)
def _valued(code: str, unit: str, value: Decimal) -> str:
    return _of(code).number_of(unit, value)


class Vocabulary:
    """The words of one language: `definitions.toml`, and the names in `phrases.toml`."""

    def __init__(self, code: str) -> None:
        table, names = words(code, "definitions"), words(code, "phrases")
        self.number: dict[str, Any] = table["number"]
        self.money: dict[str, list[str]] = table["money"]
        self.publishers: dict[str, list[str]] = table["publisher"]
        self.option: dict[str, str] = table["option"]
        self.decides: dict[str, str] = table["decides"]
        self.phrase: dict[str, Any] = table["summary"]
        self.telling: dict[str, str] = table["telling"]
        self.doubt: dict[str, str] = table["doubts"]
        self.time: dict[str, Any] = names.get("time", {})
        self.subjects: dict[str, str] = names.get("subject", {})
        self.code = code
        self.measures: dict[str, str] = names.get("measure", {})

    def deciding(self, choice: str, measure: str, derivation: str) -> str:
        """What an answer depends on: a choice, of some measures and ways to make a number in words of its own."""
        decides, of = self.decides, f"{choice}.{measure}"
        return decides.get(f"{of}.{derivation}") or decides.get(of) or decides.get(choice) or decides[""]

    # --- values and sources ---

    def value(self, reading: Reading) -> str:
        """An observed value as a newspaper prints it: shares with two decimals, money in round scales."""
        if reading.observed is None:
            return "–"
        value, unit, of = reading.observed.low, reading.observed.unit or "other", reading.observed.of
        if of is not None:
            return str(self.number["out_of"].format(n=self.digits(value, 0), of=of))
        return _valued(self.code, unit, value)

    def number_of(self, unit: str, value: Decimal) -> str:
        """A number of a unit, as `value` prints it."""
        if len(unit) == 3 and unit.isupper():
            return self._money(value, unit)
        decimals = 0 if unit in WHOLE else 2
        name = {"%": "percent"}.get(unit, "points" if unit.endswith("point") else unit)
        form = self.number.get(name, self.number["other"])
        if isinstance(form, list):
            form = form[abs(value) >= self.number["many_from"] or (value == 0 and unit == "member")]
        return str(form.format(n=self.digits(value, decimals)))

    def range(self, low: Reading, high: Reading) -> str:
        """Two values; a noun that both share is written once, another unit where the language says so."""
        first, last = self.value(low), self.value(high)
        unit = re.search(r"[^\d.,−]+$", last)
        is_noun = low.observed is not None and low.observed.unit in ("person", "member", "multiple")
        if (self.number["shared"] or is_noun) and unit and first.endswith(unit[0]) and first != last:
            first = first.removesuffix(unit[0])
        return str(self.number["range"].format(low=first, high=last))

    def _money(self, value: Decimal, unit: str) -> str:
        names = [name.format(code=unit) for name in self.money.get(unit, self.money["*"])]
        blanks = {"symbol": names[0], "name": names[0], "of": names[-1]}
        for size, one, many in self.number["scales"]:
            scaled = value / Decimal(size)
            if abs(scaled) >= 1:
                small = 3 if Decimal(size) >= TRILLION else 2  # "$1.183 trillion": what is claimed is told so
                n = self.digits(scaled, small if abs(scaled) < 10 else 1)
                scale = many if abs(scaled) >= self.number["many_from"] else one
                return str(self.number["scaled"].format(n=n, scale=scale, **blanks))
        return str(self.number["plain"].format(n=self.digits(value, 0), **blanks))

    def digits(self, value: Decimal, decimals: int) -> str:
        """Digits in groups, with the language's decimal sign."""
        shown = rounded(value, decimals)
        text = f"{abs(shown):,f}".replace(",", "\0").replace(".", self.number["decimal"])
        return (self.number["minus"] if shown < 0 else "") + text.replace("\0", self.number["group"])

    def options(self, definition: Definition, names: Sequence[str]) -> str:
        """What a definition chose under some choices, in brackets."""
        said = []
        offered = measures()[definition.measure].named
        for name in names:
            if name not in offered and name not in ("measure", "rate"):
                continue  # what is never chosen need not be said
            chosen = getattr(definition, name)
            year = definition.price_year if name == "prices" else None
            form = self.option.get(f"{name}.{chosen}.year" if year else f"{name}.{chosen}")
            several = name == "base" and "/" in (chosen or "")
            form = self.option.get(f"{name}.mean" if several else f"{name}.*", "") if form is None else form
            said.append(form.format(year=year, value=self.period(chosen)) if chosen else "")
        told = ", ".join(filter(None, said))
        return f" ({told})" if told else ""

    def source(self, reading: Reading, transcribed: bool) -> str:
        """Edition and cells; the rows of a transcription are ours and never shown as cells."""
        edition = self.day(dt.date.fromisoformat(reading.definition.edition))
        cells = self.phrase["transcribed"] if transcribed else self._cells(reading.observations)
        form = self.phrase["source_cells" if cells else "source"]
        return str(form.format(edition=edition, cells=cells))

    def _cells(self, observations: Sequence[Observation]) -> str:
        """One or two places, or the first and the last of many."""
        forward = (place for cell in observations if (place := self.place(cell.place)))
        first = list(islice(forward, 3))
        if len(first) < 3:
            return ", ".join(first)
        last = next(place for cell in reversed(observations) if (place := self.place(cell.place)))
        return str(self.phrase["cells_range"].format(first=first[0], last=last))

    # --- names ---

    def subject(self, code: str) -> str:
        """A country or a group by name."""
        return self.subjects.get(code) or self._countries.get(code, [code])[0]

    def speaking(self, code: str) -> str:
        """A country or a group with the article that the language sets before it."""
        own = words(self.code, "phrases").get("speaking", {}).get(code)
        article = words(self.code, "names").get("articles", {}).get(code, "").replace("'", "’")
        space = "" if not article or article.endswith("’") else " "
        return str(own) if own else f"{article}{space}{self.subject(code)}"

    @cached_property
    def _countries(self) -> dict[str, list[str]]:
        """The names of countries, loaded where one is said: the table is long."""
        found: dict[str, list[str]] = words(self.code, "names").get("countries", {})
        return found

    def publisher(self, name: str) -> str:
        """A publisher as the subject of a sentence."""
        return self.publishers.get(name, [name])[0]

    def period(self, text: str) -> str:
        """Years or months as they are written in a sentence."""
        parts = text.split("/")
        if "-" not in text:
            return "–".join(parts)
        if "quarter" in self.time and (quarter := re.fullmatch(r"(\d{4})-Q(\d)", text)):
            return str(self.time["quarter"].format(n=quarter[2], year=quarter[1]))
        if "months" not in self.time or not all(re.fullmatch(r"\d{4}-\d\d", part) for part in parts):
            return "–".join(parts)
        named = [f"{self.time['months'][int(part[5:]) - 1]} {part[:4]}" for part in parts]
        return (
            named[0] if len(named) == 1 else str(self.phrase["months"].format(first=named[0], last=named[1]))
        )

    def place(self, text: str) -> str:
        """A cell as it is written, a row in words; a list of rows is left to the data."""
        if row := _ROW.fullmatch(text):
            return str(self.phrase["row"].format(n=row[1]))
        return text if _CELL.fullmatch(text) else ""

    def day(self, day: dt.date) -> str:
        """A date in words, ISO 8601 where the language has no months."""
        if "months" not in self.time:
            return day.isoformat()
        number = self.time.get("first", "{n}").format(n=day.day) if day.day == 1 else day.day
        return str(
            self.time["day"].format(day=number, month=self.time["months"][day.month - 1], year=day.year)
        )

    def obstacle(self, obstacle: Obstacle) -> str:
        """One sentence about what stood in the way."""
        blanks = dict(obstacle.blanks)
        if "edition" in blanks:
            blanks["edition"] = self.day(dt.date.fromisoformat(blanks["edition"]))
        if "measure" in blanks:
            name = blanks["measure"]
            blanks["measure"] = self.measures.get(name, measures()[name].label)
        if "publisher" in blanks:
            blanks["of"] = self.publishers.get(blanks["publisher"], [blanks["publisher"]])[-1]
            blanks["publisher"] = self.publisher(blanks["publisher"])
        if "subject" in blanks:
            blanks["subject"] = self.subject(blanks["subject"])
        for name in ("period", "last"):
            if name in blanks:
                blanks[name] = self.period(blanks[name])
        return self.doubt[obstacle.code].format(**blanks)
