"""What following a pledge gave in; the words of one language for it out: sentences and tables for any surface."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from foedus.alliances.promises import Part, Pledge
from foedus.editions import Edition
from foedus.lang import words
from foedus.model import Period
from foedus.pledges import pledges
from foedus.pledges.agenda import Entry
from foedus.pledges.records import Followed, Following, Progress, Tally
from foedus.pledges.words import days
from foedus.render.tables import Table
from foedus.render.wording import Wording, wording

NEAR = Decimal("0.05")  # how far below still counts as a near miss, as a part of what was promised
ORDER = ("kept", "kept late", "on track", "off track", "broken", "open", "superseded", "cannot tell")


@cache
def promises(lang: str) -> Promises:
    """Return the words for pledges in a language; raises UnknownName without a folder."""
    return Promises(lang)


class Promises:
    """Says pledges in one language."""

    def __init__(self, lang: str) -> None:
        self.say: Wording = wording(lang)
        self._tables: dict[str, Any] = words(self.say.lang, "pledges")

    def text(self, table: str, key: str, **slots: object) -> str:
        """Return a phrase with its slots filled; a key without words is shown as it is."""
        template = self.say.spaced(str(self._tables.get(table, {}).get(key, key)))
        return template.format(**slots) if slots else template

    def has(self, table: str, key: str) -> bool:
        """Tell whether there are words for a key."""
        return key in self._tables.get(table, {})

    # --- the pledge ---------------------------------------------------------------------------------------------

    def name(self, pledge: str) -> str:
        """Return the name of a pledge; its own label where the language has none."""
        known = pledges().get(pledge)
        return self.text("name", pledge) if self.has("name", pledge) or known is None else known.label

    def paraphrase(self, pledge: str) -> str:
        """Return what the pledge says, in our words."""
        return self.text("paraphrase", pledge) if self.has("paraphrase", pledge) else self.name(pledge)

    def amount(self, part: Part) -> str:
        """Return how much: "at least 3.5%"."""
        return self.text("bound", part.comparator, amount=self.say.amount(part.amount, part.unit))

    def part(self, part: Part) -> str:
        """Return what a part is of: its measure, else its own name."""
        return self.say.measure(part.measure) if part.measure else self.text("part", part.id)

    def when(self, pledge: Pledge) -> str:
        """Return by when: "by 2035", or in the words of the pledge where the language has them."""
        if self.has("promised", f"{pledge.id}.due"):
            return self.text("promised", f"{pledge.id}.due")
        return self.text("time", pledge.time, due=self.say.period(pledge.due) if pledge.due else "")

    def origin(self, pledge: Pledge) -> str:
        """Return when, where, how firmly and in which text it was made."""
        text = self.text(
            "page",
            "made_on",
            day=self.say.day(pledge.made),
            place=self.say.subject(pledge.place),
            force=self.text("force", pledge.force),
            due=self.when(pledge),
            text=pledge.text,
            url=pledge.url,
        )
        return text if pledge.located else f"{text} {self.text('page', 'publisher_only')}"

    # --- where it stands ----------------------------------------------------------------------------------------

    def summary(self, following: Following, followed: Followed) -> list[str]:
        """Return the sentences that answer: as of when, who is there, who narrowly is not, what stands in the way."""
        lines = []
        if followed.edition is None:
            lines.append(self.text("page", "asof_none", day=self.say.day(following.asof)))
        else:
            edition = Period(followed.edition).start
            lines.append(
                self.text(
                    "page",
                    "asof",
                    day=self.say.day(following.asof),
                    edition=self.say.day(edition),
                    year=followed.edition[:4],
                )
            )
        lines += self._there(followed)
        lines += self._remarks(followed)
        lines += [self.reservation(each) for each in followed.members if each.reservation]
        return [line for line in lines if line]

    def _remarks(self, followed: Followed) -> list[str]:
        """Say what stands in the way, editions of a sort together."""
        sorts: dict[str, list[str]] = {}
        for remark in followed.remarks:
            code = remark.code if followed.edition else "no-edition"
            sorts.setdefault(code, []).append(self.say.period(remark.blanks["edition"]))
        return [
            self.text("remark", code, edition=self.say.listed(editions)) for code, editions in sorts.items()
        ]

    def _there(self, followed: Followed) -> list[str]:
        told = [each for each in followed.members if each.value is not None]
        if len(told) < 2:
            return []
        year = max(each.year or 0 for each in told)
        there = followed.met
        names = self.say.listed(
            [f"{self.say.subject(each.subject)} {self.value(each.value)}" for each in there]
        )
        key = "met" if there else "met_none"
        lines = [self.text("page", key, year=year, n=len(there), of=len(told), names=names)]
        wanted = followed.figure.quantity.low or Decimal(0)
        if earlier := [each for each in told if each.before is not None and each.before >= wanted]:
            names = self.say.listed(
                [
                    f"{self.say.subject(each.subject)} {self.value(each.before)}"
                    for each in sorted(earlier, key=lambda each: -(each.before or 0))
                ]
            )
            of = sum(each.before is not None for each in told)
            lines.append(self.text("page", "met", year=year - 1, n=len(earlier), of=of, names=names))
        if near := [each for each in told if not each.is_met and self._is_near(each, followed)]:
            named = [f"{self.say.subject(each.subject)} {self.value(each.value)}" for each in near]
            lines.append(self.text("page", "near", names=self.say.listed(named)))
        return lines

    def _is_near(self, progress: Progress, followed: Followed) -> bool:
        wanted = followed.figure.quantity.low
        return bool(wanted and progress.distance is not None and progress.distance >= -wanted * NEAR / 5)

    def reservation(self, progress: Progress) -> str:
        """Return why a member says that the pledge does not bind it."""
        if not progress.reservation:
            return ""
        why = self.text("why", progress.reservation)
        return self.text("page", "reservation", member=self.say.subject(progress.subject), why=why)

    def value(self, value: Decimal | None, unit: str = "%") -> str:
        """Return a published value with two decimals, a dash where there is none."""
        return "–" if value is None else self.say.amount(value, unit, places=2 if unit == "%" else None)

    def signed(self, value: Decimal | None, places: int = 2) -> str:
        """Return a distance with its sign."""
        if value is None:
            return "–"
        return f"{'+' if value > 0 else ''}{self.say.number(value, places, keep_zeros=True)}"

    def rate(self, value: Decimal | None) -> str:
        """Return a rate of growth with one decimal."""
        return "–" if value is None else self.say.amount(value, "%", places=1)

    def status(self, progress: Progress) -> str:
        """Return the status in words."""
        return self.text("status", progress.status)

    def rule(self, progress: Progress) -> str:
        """Return the rule that gave the status in words."""
        return self.text("rule", progress.rule)

    # --- tables -------------------------------------------------------------------------------------------------

    def members(self, followed: Followed) -> Table:
        """Return one line a member, by status, then by value."""
        has_growth = any(each.growth is not None for each in followed.members)
        due = any(each.when_due is not None for each in followed.members)
        year = max((each.year or 0 for each in followed.members), default=0)
        if not year:
            heads = [self.text("page", "member"), self.text("page", "status")]
            lines = [[self._subject(each, followed), self.status(each)] for each in followed.members]
            return Table(heads=heads, lines=lines)
        heads = [self.text("page", "member"), self.text("page", "status"), str(year - 1), str(year)]
        heads += [str(followed.figure.period)] if due and followed.figure.period else []
        heads += [self.text("page", "distance")]
        heads += [self.text("page", "growth")] if has_growth else []
        rows = sorted(followed.members, key=lambda each: (ORDER.index(each.status), -(each.value or 0)))
        rows += [followed.group] if followed.group and followed.group.value is not None else []
        lines = []
        for each in rows:
            line = [
                self._subject(each, followed),
                self.status(each),
                self.value(each.before),
                self.value(each.value),
            ]
            line += [self.value(each.when_due)] if due and followed.figure.period else []
            line += [self.signed(each.distance)]
            line += [self.rate(each.growth)] if has_growth else []
            lines.append(line)
        return Table(heads=heads, lines=lines, right=tuple(range(2, len(heads))))

    def _subject(self, progress: Progress, followed: Followed) -> str:
        name = self.say.subject(progress.subject)
        return self.text("page", "total", group=name) if progress is followed.group else name

    def rules(self, followed: Followed) -> list[str]:
        """Return each rule that decided, with its status and how often."""
        counts: dict[tuple[str, str], int] = {}
        for each in sorted(followed.members, key=lambda each: ORDER.index(each.status)):
            key = self.status(each), self.rule(each)
            counts[key] = counts.get(key, 0) + 1
        return [f"{self.say.colon(status, rule)} ({n})" for (status, rule), n in counts.items()]

    def tallies(self, tallies: list[Tally]) -> Table:
        """Return how many were there, a line a year and a column an edition, the newest first."""
        editions = sorted({tally.edition for tally in tallies}, reverse=True)
        years = sorted({tally.year for tally in tallies})
        found = {(tally.edition, tally.year): tally for tally in tallies}
        lines = [
            [str(year), *(self._tally(found.get((edition, year))) for edition in editions)] for year in years
        ]
        heads = [self.text("page", "years"), *editions]
        return Table(
            heads=heads, lines=lines, right=tuple(range(1, len(heads))), title=self.text("page", "tally")
        )

    def _tally(self, tally: Tally | None) -> str:
        return "" if tally is None else f"{tally.met}/{tally.of}"

    def history(self, progress: Progress, unit: str) -> Table:
        """Return every published value of a member, a line a year and a column an edition, the newest first."""
        editions = sorted({point.edition for point in progress.history}, reverse=True)
        found = {(point.edition, point.year): point.value for point in progress.history}
        lines = [
            [
                str(year),
                *("" if (e, year) not in found else self.value(found[e, year], unit) for e in editions),
            ]
            for year in sorted({point.year for point in progress.history})
        ]
        heads = [self.text("page", "years"), *editions]
        return Table(
            heads=heads, lines=lines, right=tuple(range(1, len(heads))), title=self.text("page", "history")
        )

    def quotas(self, followed: Followed, pledge: Pledge) -> Table:
        """Return what each member's share of a common promise comes to."""
        unit = followed.figure.quantity.unit
        lines = [
            [self.say.subject(each.subject), self.value(each.share), self.say.amount(each.amount, unit)]
            for each in followed.quotas
        ]
        heads = [self.text("page", key) for key in ("member", "share", "value")]
        title = self.text("page", "quota", year=pledge.made.year)
        return Table(heads=heads, lines=lines, right=(1, 2), title=title)

    def context(self, followed: Followed, editions: list[Edition]) -> str:
        """Return what another series says of the same, as context."""
        known = followed.context
        if known is None:
            return ""
        publisher = next((each.publisher for each in editions if each.source == known.source), known.source)
        return self.text(
            "page",
            "context",
            publisher=publisher,
            value=self.say.amount(known.value, known.unit),
            first=self.say.period(known.first),
            last=self.say.period(known.last),
            measure=self.say.measure(known.measure),
        )

    # --- the agenda ---------------------------------------------------------------------------------------------

    def entry(self, entry: Entry) -> str:
        """Return an entry on one line: when, what, where."""
        place = f", {self.say.subject(entry.place)}" if entry.place else ""
        kind = "" if entry.kind != "deadline" else f" ({self.text('page', entry.kind)})"
        return self.say.colon(self.days(entry), f"{entry.title[self.say.lang]}{place}{kind}")

    def days(self, entry: Entry) -> str:
        """Return the days of an entry; a whole month or year as such."""
        text = spelled(entry)
        return days(self.say.lang, entry.start, entry.end) if "-" in text[5:] else self.say.period(text)


def spelled(entry: Entry) -> str:
    """Return the days of an entry as short as ISO 8601 allows: a whole year, a month, a day, or two days.

    >>> import datetime as dt
    >>> spelled(Entry(id="x", kind="review", start=dt.date(2029, 1, 1), end=dt.date(2029, 12, 31), title={}))
    '2029'
    """
    first, last = entry.start.isoformat(), entry.end.isoformat()
    for text in (first[:4], first[:7]):
        if (Period(text).start, Period(text).end) == (entry.start, entry.end):
            return text
    return first if first == last else f"{first}/{last}"
