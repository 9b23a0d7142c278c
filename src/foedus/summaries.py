"""A check goes in; the answer that can be quoted comes out, in every language: two sentences with value and source.

All words are in `lang/<code>/definitions.toml`; the names of subjects, measures and months in `phrases.toml`.
"""

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
from foedus.model import Check, Counted, Definition, Figure, Observation, Period, Reading, Statement
from foedus.scope import Obstacle
from foedus.tellings import told

CHOICES = ("measure", "component", "prices", "base", "perimeter", "rate", "reckoning")
_ROW = re.compile(r"row (\d+)")
_CELL = re.compile(r"[^ ]+![A-Z]+\d+")
_ORDER = {"literal": 0, "customary": 1, "generous": 2}


def summary(
    check: Check,
    figure: Figure,
    statement: Statement,
    obstacles: Sequence[Obstacle],
    publisher: str,
    before: Check | None = None,
    transcribed: bool = False,
) -> dict[str, str]:
    """Return the answer in each language; `before` is the check of the day it was said."""
    return {
        code: _words(code).answer(check, figure, statement, obstacles, publisher, before, transcribed)
        for code in codes()
        if words(code, "definitions")
    }


def message(obstacle: Obstacle) -> dict[str, str]:
    """Return what stood in the way, in each language; one record however many figures it keeps from a verdict."""
    return _message(obstacle.code, tuple(obstacle.blanks.items()))


@lru_cache(maxsize=1024)
def _message(code: str, blanks: tuple[tuple[str, str], ...]) -> dict[str, str]:
    told = Obstacle(code=code, blanks=dict(blanks))
    return {lang: _words(lang).obstacle(told) for lang in codes() if words(lang, "definitions")}


@cache
def counted(measure: str) -> Counted:
    """Return what the series of a measure counts and leaves out, in each language.

    >>> counted("equipment_share").leaves_out["en"]
    'The upkeep of existing equipment.'
    """
    tables = {code: found for code in codes() if (found := words(code, "definitions"))}
    parts = (
        {code: table[part][measure] for code, table in tables.items()} for part in ("counts", "leaves_out")
    )
    return Counted(counts=next(parts), leaves_out=next(parts))


@cache
def _words(code: str) -> _Words:
    return _Words(code)


class _Words:
    """The words of one language."""

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

    # --- the answer ---

    def answer(
        self,
        check: Check,
        figure: Figure,
        statement: Statement,
        obstacles: Sequence[Obstacle],
        publisher: str,
        before: Check | None,
        transcribed: bool,
    ) -> str:
        """The verdict with its value and source, then what was revised since."""
        claim = self.claim(figure, statement)
        if check.verdict == "unknown":
            reason = " ".join(dict.fromkeys(self.obstacle(each) for each in obstacles))
            said = self.phrase["unknown"].format(claim=claim, reason=reason).strip()
        else:
            said = self._verdict(check, figure, claim, publisher, transcribed)
        parts = [said, self._assumed(check, figure)]
        if statement.stance == "denies":
            parts.append(self.phrase["denied"])
        if before is not None:
            parts.append(self._since(check, before))
        return " ".join(filter(None, parts))

    def claim(self, figure: Figure, statement: Statement) -> str:
        """The quote and whom it is about."""
        quote = re.sub(r"\s+", " ", statement.quote).strip()
        if figure.subject is None:
            return str(self.phrase["claim_alone"].format(quote=quote))
        return str(self.phrase["claim"].format(quote=quote, subject=self.subject(figure.subject)))

    def _verdict(self, check: Check, figure: Figure, claim: str, publisher: str, transcribed: bool) -> str:
        voting = [
            each
            for each in check.readings
            if each.definition.standing in _ORDER and each.verdict != "unknown"
        ]
        if check.verdict == "depends":
            yes, no = _pair(check, voting)
            how = figure.derivation
            return str(
                self.phrase["depends"].format(
                    claim=claim,
                    decides=self.decides.get(check.decisive or "", self.decides[""]),
                    yes=told(self, [yes], how),
                    yes_options=self.options(yes.definition, _varied(voting)),
                    no=told(self, [no], how),
                    no_options=self.options(no.definition, _varied(voting)),
                    source=self.source(yes, transcribed),
                )
            )
        strong = [each for each in voting if each.definition.standing != "generous"] or voting
        first, all_told = strong[0], strong if check.verdict == "holds" else voting
        return str(
            self.phrase[f"{check.verdict}_range" if len(strong) > 1 else check.verdict].format(
                claim=claim,
                of=self.publishers.get(publisher, [publisher])[-1],
                value=told(self, [first], figure.derivation),
                options=self.options(first.definition, ("component", "prices", "base")),
                range=told(self, sorted(all_told, key=_low), figure.derivation),
                period=self.period(first.definition.period or ""),
                source=self.source(first, transcribed),
            )
        )

    def _assumed(self, check: Check, figure: Figure) -> str:
        """Say which year was taken where the text writes none and its own year is not in the tables, or month."""
        if check.verdict == "unknown" or figure.period is None or "period" in figure.stated:
            return ""
        last = (check.readings[0].definition.period or "").rpartition("/")[2]
        if len(last) <= len("2024"):
            said = figure.period.years[1]
            return "" if last[:4] == str(said or last[:4]) else self.phrase["assumed"].format(period=last[:4])
        if figure.period.end is not None and figure.period.end <= (Period(last).end or figure.period.end):
            return ""
        return str(self.phrase["assumed_end"].format(period=self.period(last)))

    def _since(self, check: Check, before: Check) -> str:
        """What later editions changed: a second sentence, never a second verdict."""
        if "unknown" in (check.verdict, before.verdict):
            return ""
        old, new = _same_definition(before, check)
        then, day = self.phrase["then"][before.verdict], self.day(before.asof)
        if old and new and self.value(old) != self.value(new):
            return str(self.phrase["revised"].format(then=then, day=day, range=self.range(old, new)))
        return (
            str(self.phrase["changed"].format(then=then, day=day)) if check.verdict != before.verdict else ""
        )

    # --- values and sources ---

    def value(self, reading: Reading) -> str:
        """An observed value as a newspaper prints it: shares with two decimals, money in round scales."""
        if reading.observed is None:
            return "–"
        unit, value = reading.observed.unit or "other", reading.observed.low
        if len(unit) == 3 and unit.isupper():
            return self._money(value, unit)
        decimals = 0 if unit in ("person", "member") else 2
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
                n = self.digits(scaled, 2 if abs(scaled) < 10 else 1)
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
        for name in names:
            if name not in {
                choice.name for choice in measures()[definition.measure].choices
            } and name not in ("measure", "rate"):
                continue  # what is never chosen need not be said
            chosen = getattr(definition, name)
            year = definition.price_year if name == "prices" else None
            form = self.option.get(f"{name}.{chosen}.year" if year else f"{name}.{chosen}")
            form = self.option.get(f"{name}.*", "") if form is None else form
            said.append(form.format(year=year, value=chosen) if chosen else "")
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


def _varied(readings: Sequence[Reading]) -> list[str]:
    """The choices in which readings differ."""
    return [name for name in CHOICES if len({getattr(each.definition, name) for each in readings}) > 1]


def _low(reading: Reading) -> Decimal:
    return reading.observed.low if reading.observed else Decimal(0)


def _pair(check: Check, voting: Sequence[Reading]) -> tuple[Reading, Reading]:
    """The strongest reading that supports and the strongest that refutes, differing in the decisive choice alone."""
    pairs = [
        (yes, no) for yes in voting if yes.verdict == "supported" for no in voting if no.verdict == "refuted"
    ]
    return min(pairs, key=lambda pair: _distance(pair[0].definition, pair[1].definition, check.decisive))


def _distance(one: Definition, other: Definition, decisive: str | None) -> tuple[int, int, int]:
    differing = [name for name in CHOICES if getattr(one, name) != getattr(other, name)]
    standings = _ORDER[one.standing] + _ORDER[other.standing]
    return (standings, int(decisive not in differing), len(differing))


def _same_definition(before: Check, after: Check) -> tuple[Reading | None, Reading | None]:
    """The first voting reading of the day, and the one of the same definition in the later edition."""
    for old in before.readings:
        for new in after.readings:
            if (
                old.definition.standing in _ORDER
                and new.definition.standing in _ORDER
                and old.definition.period == new.definition.period
                and all(getattr(old.definition, name) == getattr(new.definition, name) for name in CHOICES)
            ):
                return old, new
    return None, None
