"""What following a pledge gives: each member's progress with the rule behind its status, counts, quotas, context."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from foedus.model import Figure

Status = Literal["kept", "kept late", "on track", "off track", "broken", "superseded", "open", "cannot tell"]

# Each rule that decides, and the status it gives; the words of both are in `lang/<code>/pledges.toml`.
RULES: dict[str, Status] = {
    "exempt": "cannot tell",
    "no-series": "cannot tell",
    "no-edition": "cannot tell",
    "no-value": "cannot tell",
    "replaced": "superseded",
    "holds-now": "on track",
    "below-now": "off track",
    "awaited": "open",
    "too-early": "open",
    "no-start": "cannot tell",
    "reached": "on track",
    "on-line": "on track",
    "below-line": "off track",
    "met-when-due": "kept",
    "met-later": "kept late",
    "missed": "broken",
    "missed-aim": "broken",
}


class Point(Struct, frozen=True, kw_only=True):
    """One published value; `status` in SDMX codes, `place` the cell or our row."""

    edition: str
    year: int
    value: Decimal
    status: str = "A"
    place: str = ""


class Progress(Struct, frozen=True, kw_only=True):
    """Where one member, or the group's own total, stands.

    `value`: of the `year` that the edition ends with; `before`: of the year before it; `start`: of the year in which
    the pledge was made; `when_due`: of the due year; `line`: where the straight way from start to due would be in
    `year`. `distance`: value minus what was promised. `growth`: the real growth a year that is still needed, in
    percent, with the economy growing as in the five years before (`economy`). `sql` gives all of it again.
    """

    subject: str
    status: Status
    rule: str
    year: int | None = None
    value: Decimal | None = None
    before: Decimal | None = None
    start: Decimal | None = None
    when_due: Decimal | None = None
    line: Decimal | None = None
    distance: Decimal | None = None
    is_met: bool = False
    growth: Decimal | None = None
    economy: Decimal | None = None
    reservation: str | None = None
    history: list[Point] = []
    sql: str = ""


class Tally(Struct, frozen=True, kw_only=True):
    """How many members of a year reached what was promised, by the table of one edition."""

    edition: str
    year: int
    met: int
    of: int


class Quota(Struct, frozen=True, kw_only=True):
    """What a member's share of a common promise comes to, in the unit of the promise."""

    subject: str
    share: Decimal
    amount: Decimal


class Context(Struct, frozen=True, kw_only=True):
    """What another series says of the same; it counts something else and gives no status."""

    measure: str
    source: str
    edition: str
    unit: str
    value: Decimal
    first: str
    last: str
    sql: str


class Remark(Struct, frozen=True, kw_only=True):
    """Why an answer is less than it could be: a code and the blanks of its words."""

    code: str
    blanks: dict[str, str] = {}


class Followed(Struct, frozen=True, kw_only=True):
    """One part of a pledge: its figure, the edition that decides, members, the group's own total and the counts."""

    id: str
    figure: Figure
    uncounted: str | None = None
    source: str | None = None
    edition: str | None = None
    members: list[Progress] = []
    group: Progress | None = None
    tallies: list[Tally] = []
    quotas: list[Quota] = []
    context: Context | None = None
    remarks: list[Remark] = []

    @property
    def met(self) -> list[Progress]:
        """Return the members that are there in the last year of the edition, the highest first."""
        return [each for each in self.members if each.is_met]


class Following(Struct, frozen=True, kw_only=True):
    """A pledge as of a day."""

    id: str
    by: str
    made: dt.date
    due: str | None
    asof: dt.date
    replaced_by: str | None
    parts: list[Followed]
