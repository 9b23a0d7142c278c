"""A Dossier in; its cards out, numbered in text order and gathered in the order of looking."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property, lru_cache

import msgspec

from foedus.model import Check, Dossier, Doubt, Event, Figure, PledgeTie, Position, Reading, Statement, Struct
from foedus.pledges.agenda import Entry, next_due
from foedus.render.plain import line
from foedus.text.wrapped import unwrapped
from foedus.universal import asked

ORDER = ("fails", "depends", "unknown", "denied", "holds", "unchecked", "pledge", "event", "position")
FOLLOWED = ("pledges", "demands")
_MAY_BE_SO = ("holds", "depends")
STANDINGS = ("literal", "customary", "generous", "context")
_FIRST = ("no-date",)  # doubts that bear on every verdict
_WINDOW = 320  # how far a sentence is looked for around a quote, in code points
# A sentence ends at a line's end, or at a stop that follows neither an initial nor a title of two letters.
_STOP = re.compile(r"\n|(?<!\b[A-Z])(?<!\b[A-Z][a-z])[.!?…]+[\"”’]?(?:\s?»)?(?=\s+[^\W_a-z]|\s+[«“\"]|\n|$)")


class Card(Struct, frozen=True, kw_only=True):
    """One statement with all that belongs to it; `then`: the check of the day it was said, `now`: a later one."""

    number: int
    statement: Statement
    sort: str
    then: Check | None = None
    now: Check | None = None
    doubts: list[Doubt] = msgspec.field(default_factory=list)
    pledge: PledgeTie | None = None

    @property
    def due(self) -> str | None:
        """When its promise falls due; a meeting at which one was made falls due at no time."""
        return None if self.pledge is None or isinstance(self.statement.content, Event) else self.pledge.due

    @property
    def is_drifted(self) -> bool:
        """Whether it retells a promise otherwise than it was made."""
        return any(doubt.code == "drift" for doubt in self.doubts)


class Pile:
    """The cards of a dossier, each list in the order in which it is shown.

    `cards`: all, in text order; `first_doubts`: what bears on every verdict and stands above them; `loose`: the other
    doubts that belong to no statement.
    """

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.cards, loose = _cards(dossier)
        self.first_doubts = [doubt for doubt in loose if doubt.code in _FIRST and self.cards]
        self.loose = [doubt for doubt in loose if doubt not in self.first_doubts]

    def sorted_by(self, *sorts: str) -> list[Card]:
        """Return the cards of these sorts, one sort after the other."""
        return [card for sort in sorts for card in self._by_sort.get(sort, [])]

    @cached_property
    def _by_sort(self) -> dict[str, list[Card]]:
        by_sort: dict[str, list[Card]] = {}
        for card in self.cards:
            by_sort.setdefault(card.sort, []).append(card)
        return by_sort

    @cached_property
    def first(self) -> list[Card]:
        """The cards to look at first: what fails, what depends, what is denied although it may be so, what drifts."""
        denied = [card for card in self.sorted_by("denied") if card.then and card.then.verdict in _MAY_BE_SO]
        first = [*self.sorted_by("fails", "depends"), *denied]
        return [*first, *(card for card in self.cards if card.is_drifted and card not in first)]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many cards there are of each sort, in the order of looking, without the empty ones."""
        return {sort: len(self._by_sort[sort]) for sort in ORDER if sort in self._by_sort}

    @cached_property
    def editions(self) -> list[tuple[str, str]]:
        """The (source, edition) pairs that the readings rest on, sorted."""
        checks = [check for card in self.cards for check in (card.then, card.now) if check]
        definitions = [reading.definition for check in checks for reading in check.readings]
        return sorted({(definition.source, definition.edition) for definition in definitions})

    @cached_property
    def due_next(self) -> list[Entry]:
        """What fell due next after the day of the report, where it speaks of a meeting or of what is promised."""
        day = self.dossier.document.published
        speaks = any(card.pledge or card.sort in ("pledge", "event") for card in self.cards)
        return next_due(day) if day is not None and speaks else []


def _cards(dossier: Dossier) -> tuple[list[Card], list[Doubt]]:
    checks: dict[str, list[Check]] = {}
    for check in dossier.checks:
        checks.setdefault(check.statement, []).append(check)
    pledges = {statement: tie for tie in dossier.pledges for statement in tie.statements}
    doubts, loose = _shared_out(dossier)
    cards = []
    for number, statement in enumerate(dossier.statements, 1):
        days = sorted(checks.get(statement.id, []), key=lambda check: check.asof)
        then = days[0] if days else None
        cards.append(
            Card(
                number=number,
                statement=_asked(statement) if then is not None else statement,
                sort=_sort(statement, then, statement.id in pledges),
                then=then,
                now=days[-1] if len(days) > 1 else None,
                doubts=doubts.get(number - 1, []),
                pledge=pledges.get(statement.id),
            )
        )
    return cards, loose


def _asked(statement: Statement) -> Statement:
    """Return the statement with the figure that was checked."""
    content = statement.content
    return (
        msgspec.structs.replace(statement, content=asked(content))
        if isinstance(content, Figure)
        else statement
    )


def _sort(statement: Statement, check: Check | None, is_tied: bool) -> str:
    if check is not None and statement.stance not in FOLLOWED:
        return "denied" if statement.stance == "denies" else check.verdict
    if statement.stance in FOLLOWED or (is_tied and not isinstance(statement.content, Event)):
        return "pledge"
    match statement.content:
        case Figure():
            return "unchecked"
        case Event():
            return "event"
        case Position():
            return "position"


def _shared_out(dossier: Dossier) -> tuple[dict[int, list[Doubt]], list[Doubt]]:
    """Give each doubt to the statement with its span, else to one that it lies in or that lies in it."""
    exact: dict[tuple[int, int], int] = {}
    for index, statement in enumerate(dossier.statements):
        exact.setdefault((statement.span.start, statement.span.end), index)
    spans = sorted(exact)
    owned: dict[int, list[Doubt]] = {}
    loose = []
    for doubt in dossier.doubts:
        key = (doubt.span.start, doubt.span.end)
        owner = key if key in exact else _around(spans, *key)
        if owner is None:
            loose.append(doubt)
        else:
            owned.setdefault(exact[owner], []).append(doubt)
    return owned, loose


def _around(spans: list[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    if start == end:
        return None
    place = bisect_right(spans, (start, end))
    near = spans[max(0, place - 3) : place + 1]
    over = [span for span in near if span[0] <= start and end <= span[1]]
    under = [span for span in near if start <= span[0] and span[1] <= end]
    return next(iter(over or under), None)


@lru_cache(maxsize=1)
def flowing(text: str) -> str:
    """Return the text of a report without line ends that only fit it to a width, made once for all its statements."""
    return unwrapped(text)


def sentence(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return what stands before, within and after a span in its sentence, each on one line.

    >>> sentence("Not one. Mr. Low says two times. Three.", 22, 25)
    ('Mr. Low says ', 'two', ' times.')
    >>> sentence("Not one. Two of them came.", 9, 12)
    ('', 'Two', ' of them came.')
    """
    text = flowing(text)
    before = text[max(0, start - _WINDOW) : start]
    after = text[end : end + _WINDOW]
    # a stop right before the span ends a sentence by how the span begins
    led = before + text[start : start + 1]
    starts = [stop.end() for stop in _STOP.finditer(led) if stop.end() <= len(before)]
    complete = text[end - 1 : end] in (".", "!", "?", "…") and after[:1].isspace()
    stop = None if complete else _STOP.search(after)
    after = "" if complete else after
    cut, last = starts[-1] if starts else 0, stop.end() if stop else len(after)
    whole_before = bool(starts) or start <= _WINDOW
    whole_after = complete or stop is not None or end + _WINDOW >= len(text)
    head = _edges(before[cut:])
    tail = _edges(after[:last])
    head = head.lstrip() if whole_before else "…" + head.partition(" ")[2]
    tail = tail.rstrip() if whole_after else tail.rpartition(" ")[0] + "…"
    return head, line(text[start:end]), tail


def _edges(text: str) -> str:
    """Put text on one line but keep a space at either edge."""
    inner = line(text)
    if not inner:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + inner + (" " if text[-1].isspace() else "")


def groups(readings: list[Reading]) -> list[tuple[str, list[Reading]]]:
    """Gather readings by standing, the literal first."""
    return [(s, found) for s in STANDINGS if (found := [r for r in readings if r.definition.standing == s])]
