"""The nouns: frozen records that every room passes on; read this file first.

A report, an official table and a promise carry the same inner value, a `Figure`. Records encode to the JSON of
`docs/formats.md` with `to_json`; decimals and periods travel as strings.
"""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import re
from decimal import Decimal
from typing import Any, Literal

import msgspec

type_ = type  # `type` is the tag field of the unions below


class Struct(msgspec.Struct, frozen=True, kw_only=True):
    """A frozen record with keyword fields."""


# --- values ---------------------------------------------------------------------------------------------------------

Comparator = Literal["=", ">", ">=", "<", "<=", "~", ".."]
Stance = Literal["reports", "pledges", "demands", "expects", "denies"]
Standing = Literal["literal", "customary", "generous", "context"]
Verdict = Literal["holds", "depends", "fails", "unknown"]
Outcome = Literal["supported", "refuted", "unknown"]


def exact(value: Decimal | int | str) -> Decimal:
    """Return the same number without an exponent, so that it prints in full.

    >>> str(exact("7E+11")), str(exact("2.10"))
    ('700000000000', '2.1')
    """
    number = Decimal(value)
    if number == 0:
        return Decimal(0)
    return Decimal(format(number.normalize(), "f"))


class Quantity(Struct, frozen=True, kw_only=True):
    """An interval as claimed: low = high for a plain number, None is an open end.

    `unit`: ISO 4217, `%`, `member`, `person`, `multiple`, else the English singular noun; None for a direction.
    `step`: one unit of the last digit written ("700 milliards" → 1e9). `comparator`: how it was said.
    """

    low: Decimal | None
    high: Decimal | None
    unit: str | None
    step: Decimal | None = None
    comparator: Comparator = "="


_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_MONTH = re.compile(r"(\d{4})-(\d\d)")


def _last_day(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _bounds(text: str) -> tuple[dt.date, dt.date]:
    if re.fullmatch(r"\d{4}", text):
        return dt.date(int(text), 1, 1), dt.date(int(text), 12, 31)
    if match := _QUARTER.fullmatch(text):
        year, last = int(match[1]), 3 * int(match[2])
        return dt.date(year, last - 2, 1), _last_day(year, last)
    if match := _MONTH.fullmatch(text):
        year, month = int(match[1]), int(match[2])
        return dt.date(year, month, 1), _last_day(year, month)
    day = dt.date.fromisoformat(text)
    return day, day


class Period:
    """A stretch of days, both ends included, kept as the ISO 8601 text it is written in.

    Forms: `2024`, `2025-Q1`, `2025-04`, `2025-04-03`, and two of them joined by `/`; `..` is an open end.

    >>> Period("2017/2024").start, Period("2017/2024").end
    (datetime.date(2017, 1, 1), datetime.date(2024, 12, 31))
    >>> str(Period("2025-Q1")), Period("2022-01/..").end is None
    ('2025-Q1', True)
    """

    __slots__ = ("end", "start", "text")

    def __init__(self, text: str) -> None:
        first, _, last = text.partition("/")
        try:
            self.start = None if first == ".." else _bounds(first)[0]
            self.end = None if (last or first) == ".." else _bounds(last or first)[1]
        except ValueError:
            raise ValueError(
                f"period {text!r}: not a year, quarter, month, day or two of them joined by /"
            ) from None
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"period {text!r}: it ends before it starts")
        self.text = text

    @property
    def years(self) -> tuple[int | None, int | None]:
        """First and last calendar year, None where open."""
        return (self.start.year if self.start else None, self.end.year if self.end else None)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Period({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Period) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)


# --- derivations: how the number is made from observations -----------------------------------------------------------


class Level(Struct, frozen=True, kw_only=True, tag_field="type", tag="level"):
    """v(period); over several years their sum."""


class Mean(Struct, frozen=True, kw_only=True, tag_field="type", tag="mean"):
    """The mean of v over the years of the period; `month`: of one of its months."""

    per: Literal["year", "month"] = "year"


class Change(Struct, frozen=True, kw_only=True, tag_field="type", tag="change"):
    """v(period) - v(base); the quantity is as written, positive."""

    base: str | None = None
    direction: Literal["increase", "decrease"] = "increase"


class Growth(Struct, frozen=True, kw_only=True, tag_field="type", tag="growth"):
    """Unit `%`: v(period)/v(base) - 1; unit `multiple`: v(period)/v(base).

    `per` year: of each of the n years from the base on, (v(period)/v(base))^(1/n) - 1.
    """

    base: str | None = None
    direction: Literal["increase", "decrease"] = "increase"
    per: Literal["year"] | None = None


class Excess(Struct, frozen=True, kw_only=True, tag_field="type", tag="excess"):
    """Sum over y = base+1 … end of v(y) - v(base)."""

    base: str | None = None


class Share(Struct, frozen=True, kw_only=True, tag_field="type", tag="share"):
    """100 v / v(of); `of` is a subject, `world` or `gdp`."""

    of: str


class Within(Struct, frozen=True, kw_only=True):
    """The values that are counted: low 2 and high None is "at or above 2", the reverse "below 2"."""

    low: Decimal | None = None
    high: Decimal | None = None


class Count(Struct, frozen=True, kw_only=True, tag_field="type", tag="count"):
    """Members whose published value lies within."""

    within: Within


class Gap(Struct, frozen=True, kw_only=True, tag_field="type", tag="gap"):
    """v(subject) - v(to); unit `%`: v(subject)/v(to) - 1; unit `multiple`: v(subject)/v(to).

    The quantity is as written, positive: `direction` says on which side of the other the subject is.
    """

    to: str
    direction: Literal["above", "below"] = "above"


class Rank(Struct, frozen=True, kw_only=True, tag_field="type", tag="rank", omit_defaults=True):
    """Place from the top among a group; `of`: by what each has of that, as `gdp`, and not by amounts."""

    among: str
    of: str | None = None


class Record(Struct, frozen=True, kw_only=True, tag_field="type", tag="record"):
    """v(period) exceeds every v after that year: "the highest since 1991" leaves open how high 1991 was."""

    since: str | None = None


Derivation = Level | Mean | Change | Growth | Excess | Share | Count | Gap | Rank | Record


# --- contents: what is said -----------------------------------------------------------------------------------------


class Figure(Struct, frozen=True, kw_only=True, tag_field="type", tag="figure"):
    """A quantity of a measure of a subject in a period.

    `stated`: what the sentence itself fixes, or leaves between a few: {"prices": ["constant"], "base": ["2016",
    "2017"], "component": ["military"]}. `measure` is None where no official series exists.
    """

    subject: str | None
    measure: str | None
    quantity: Quantity
    period: Period | None = None
    partner: str | None = None
    derivation: Derivation = msgspec.field(default_factory=Level)
    stated: dict[str, list[str]] = {}


class Event(Struct, frozen=True, kw_only=True, tag_field="type", tag="event"):
    """A meeting, summit, visit, accession, agreement, office opened, mission changed, post or step taken, deaths."""

    kind: str
    parties: list[str] = []
    period: Period | None = None
    place: str | None = None


class Position(Struct, frozen=True, kw_only=True, tag_field="type", tag="position"):
    """An attributed view that carries neither figure nor event."""

    topic: str | None
    text: str


Content = Figure | Event | Position


class Span(Struct, frozen=True, kw_only=True):
    """Offsets in Unicode code points, end excluded."""

    start: int
    end: int


class Document(Struct, frozen=True, kw_only=True):
    """A report, its text exactly as given; `published` may be unknown."""

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    lang: str | None = None
    url: str | None = None


class Statement(Struct, frozen=True, kw_only=True):
    """Who says what: `document.text[span.start:span.end] == quote`, always.

    `speaker`: canonical full name, ISO code of a government, organisation, role "(unnamed)"; None is the outlet itself.
    `cue`: the words that attribute it. `rules`: the names of the rules that built it.
    """

    quote: str
    id: str
    span: Span
    content: Content
    speaker: str | None = None
    cue: str | None = None
    said: dt.date | None = None
    stance: Stance = "reports"
    rules: list[str] = []


# --- the record -----------------------------------------------------------------------------------------------------


class Observation(Struct, frozen=True, kw_only=True):
    """One published value: status in SDMX codes (A normal, E estimated, P provisional, B break, D definition differs).

    `place` is the publisher's cell ("TABLE2!G42") or row, of our transcription where the edition is not original.
    """

    period: str
    value: Decimal
    status: str = "A"
    place: str = ""
    subject: str | None = None


class Series(Struct, frozen=True, kw_only=True):
    """The values of one measure of one subject in one edition on one price basis."""

    source: str
    edition: str
    measure: str
    subject: str
    unit: str
    prices: str | None = None
    price_year: int | None = None
    partner: str | None = None
    component: str | None = None
    observations: list[Observation] = []


# --- checks ---------------------------------------------------------------------------------------------------------


class Definition(Struct, frozen=True, kw_only=True, omit_defaults=False):
    """One way to make the claimed number from the record."""

    measure: str
    source: str
    edition: str
    component: str | None = None
    prices: str | None = None
    price_year: int | None = None
    base: str | None = None
    period: str | None = None
    perimeter: str | None = None
    rate: str | None = None
    reckoning: str | None = None
    standing: Standing = "customary"


class Observed(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The value that a definition gives; `of`: how many there were to count, where a share of them is claimed."""

    low: Decimal
    high: Decimal
    unit: str | None
    of: int | None = None


class Near(Struct, frozen=True, kw_only=True):
    """A member whose value lies close to the line at which members are counted, on either side of it."""

    subject: str
    value: Decimal


class Exclusion(Struct, frozen=True, kw_only=True):
    """A member that no count could reach: it has no value that year, or joined later, in the year `since`."""

    subject: str
    why: Literal["no-value", "joined-later"]
    since: int | None = None


class Reading(Struct, frozen=True, kw_only=True):
    """The claim under one definition; `members` names who was counted, `sql` reproduces the value.

    Of a count, `near` are the members close to the line and `excluded` those that could not be counted.
    """

    definition: Definition
    observed: Observed | None
    verdict: Outcome
    observations: list[Observation] = []
    members: list[str] = []
    near: list[Near] = []
    excluded: list[Exclusion] = []
    sql: str = ""


class Turn(Struct, frozen=True, kw_only=True):
    """A choice that is made otherwise: from one value to another."""

    choice: str
    before: str | None
    after: str | None


class Check(Struct, frozen=True, kw_only=True):
    """All readings of one statement as of one day; `support` gives [supporting, all] for each standing.

    `explained`: what share of the variance of the outcome each choice explains; `turn`: the smallest change of the
    strongest definition that turns what it says.
    """

    statement: str
    asof: dt.date
    verdict: Verdict
    support: dict[str, list[int]]
    decisive: str | None
    readings: list[Reading]
    explained: dict[str, Decimal] = {}
    turn: list[Turn] = []
    summary: dict[str, str] = {}


class Doubt(Struct, frozen=True, kw_only=True):
    """What the text or the world leaves unclear; the message in each language."""

    span: Span
    code: str
    message: dict[str, str]


class PledgeTie(Struct, frozen=True, kw_only=True):
    """A pledge and the statements that make, demand or retell it; `summary` says in each language what it says."""

    id: str
    by: str
    made: dt.date
    due: str | None
    statements: list[str] = []
    summary: dict[str, str] = {}


class Counted(Struct, frozen=True, kw_only=True):
    """What the series of a measure counts and leaves out, in each language."""

    counts: dict[str, str]
    leaves_out: dict[str, str]


class Dossier(Struct, frozen=True, kw_only=True):
    """Everything that was found in one report, and what the record says of it.

    `measures`: what each measure that a reading uses counts and leaves out.
    """

    document: Document
    statements: list[Statement]
    checks: list[Check]
    pledges: list[PledgeTie] = []
    doubts: list[Doubt] = []
    measures: dict[str, Counted] = {}


# --- encoding -------------------------------------------------------------------------------------------------------


def _encode(value: Any) -> Any:
    if isinstance(value, Period):
        return value.text
    raise NotImplementedError(f"cannot encode {type_(value).__name__}")


def _decode(kind: type_, value: Any) -> Any:
    if kind is Period:
        return Period(value)
    raise NotImplementedError(f"cannot decode {kind.__name__}")


_ENCODER = msgspec.json.Encoder(enc_hook=_encode)


def to_json(record: Any) -> bytes:
    """Encode a record to compact JSON.

    >>> to_json(Figure(subject="FRA", measure=None, quantity=Quantity(low=Decimal(2), high=None, unit="%")))[:36]
    b'{"type":"figure","subject":"FRA","me'
    """
    return _ENCODER.encode(record)


def from_json(data: bytes | str, kind: Any) -> Any:
    """Decode JSON into a record of the given type; raises msgspec.ValidationError with the path of the fault."""
    return msgspec.json.decode(data, type=kind, dec_hook=_decode)


def from_builtins(data: Any, kind: Any) -> Any:
    """Convert dicts and lists (as read from TOML) into a record; raises msgspec.ValidationError with the path."""
    return msgspec.convert(data, type=kind, dec_hook=_decode, strict=False)


def digest(*parts: object) -> str:
    """Return the id of content: 16 hexadecimal digits of blake2b over the parts.

    >>> digest("a", 1) == digest("a", 1) != digest("a1")
    True
    """
    joined = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(joined, digest_size=8).hexdigest()
