"""The statements of a report in; the pledges that they make, demand or retell out, and where a retelling drifts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from foedus.alliances import groups, meetings
from foedus.alliances.promises import Part, Pledge
from foedus.alliances.records import Meeting
from foedus.lang import codes, words
from foedus.model import Document, Doubt, Event, Figure, PledgeTie, Position, Span, Statement
from foedus.pledges import followers, in_force, pledges
from foedus.pledges.drifts import Drift
from foedus.pledges.retellings import Retelling
from foedus.pledges.words import cues, days, folded

_FOLLOWED = ("pledges", "demands")


class Ties:
    """Gathers which statements belong to which pledge, and what is to be said of each."""

    def __init__(self) -> None:
        self._statements: dict[str, list[str]] = {}
        self._summaries: dict[str, list[dict[str, str]]] = {}

    def add(self, pledge: Pledge, statements: Iterable[Statement], summary: dict[str, str]) -> None:
        """Tie statements to a pledge; a statement is tied once."""
        listed = self._statements.setdefault(pledge.id, [])
        taken = {each for ids in self._statements.values() for each in ids}
        listed += [each.id for each in statements if each.id not in taken]
        said = self._summaries.setdefault(pledge.id, [])
        if summary not in said:
            said.append(summary)

    def has(self, statement: Statement) -> bool:
        """Tell whether a statement is tied already."""
        return any(statement.id in ids for ids in self._statements.values())

    def made(self) -> list[PledgeTie]:
        """Return the ties, in the order in which they were found."""
        found = []
        for name, statements in self._statements.items():
            if not statements:
                continue
            pledge = pledges()[name]
            summary = {
                code: " ".join(each[code] for each in self._summaries[name] if each.get(code))
                for code in codes()
            }
            found.append(
                PledgeTie(
                    id=name,
                    by=pledge.by,
                    made=pledge.made,
                    due=pledge.due,
                    statements=statements,
                    summary=summary,
                )
            )
        return found


def tied(
    document: Document, statements: list[Statement], retold: list[Retelling], known: dt.date | None
) -> tuple[list[PledgeTie], list[Doubt]]:
    """Return the pledges of a report and the drifts of its retellings; `known`: the day as of which it is read."""
    ties, doubts = Ties(), []
    for retelling in retold:
        inside = [each for each in statements if _is_inside(each.span, retelling.span)]
        ties.add(retelling.pledge, _told(retelling, inside), _say("retold", retelling.pledge))
        doubts += [_doubt(retelling, drift, inside) for drift in retelling.drifts]
    day = document.published
    for statement in statements:
        if ties.has(statement):
            continue
        if isinstance(statement.content, Event):
            _event(ties, statement, statement.content, known)
        elif day is not None and (pledge := _demanded(statement, document, day)) is not None:
            ties.add(pledge, [statement], _say("in_force", pledge))
    return ties.made(), doubts


def _is_inside(span: Span, of: Span) -> bool:
    return span.start < of.end and of.start < span.end


def _told(retelling: Retelling, statements: list[Statement]) -> list[Statement]:
    """The statements of a sentence that carry the promise: its figures, else its views."""
    figures = [each for each in statements if each.id in retelling.figures]
    return figures or [each for each in statements if isinstance(each.content, Position)]


def _doubt(retelling: Retelling, drift: Drift, inside: list[Statement]) -> Doubt:
    """Set the words of the report against those of the pledge; the doubt stands at the figure of the sentence."""
    spans = [each.span for each in _told(retelling, inside)]
    near = min(spans, key=lambda span: abs(span.start - drift.span.start), default=drift.span)
    message = {
        code: " ".join(
            [
                _phrase(
                    code,
                    "drift",
                    drift.kind,
                    name=_name(code, retelling.pledge),
                    force=_force(code, retelling.pledge),
                ),
                _phrase(
                    code,
                    "doubts",
                    "drift",
                    told=drift.told,
                    promised=_promised(code, retelling.pledge, drift),
                ),
            ]
        )
        for code in codes()
        if words(code, "pledges")
    }
    return Doubt(span=near, code="drift", message=message)


# --- what a statement belongs to --------------------------------------------------------------------------------------


def _event(ties: Ties, statement: Statement, event: Event, known: dt.date | None) -> None:
    """Tie a summit that a report speaks of to what it promised, once that is known."""
    meeting = _meeting(event)
    if meeting is None or known is None or known < meeting.end:
        return
    for pledge in pledges().values():
        if pledge.meeting == meeting.id and pledge.made <= known:
            ties.add(pledge, [statement], _decided(meeting))


def _meeting(event: Event) -> Meeting | None:
    """The meeting of that place at that time, of which there must be one alone."""
    if event.period is None or event.period.start is None or event.period.end is None:
        return None
    start, end = event.period.start, event.period.end
    if (end - start).days > 31:
        return None
    found = [
        each
        for each in meetings()
        if each.kind == event.kind
        and each.start <= end
        and start <= each.end
        and event.place in (None, each.place)
    ]
    return found[0] if len(found) == 1 else None


def _demanded(statement: Statement, document: Document, day: dt.date) -> Pledge | None:
    """The pledge in force that a promise or a demand is about."""
    if statement.stance not in _FOLLOWED:
        return None
    content = statement.content
    if isinstance(content, Figure):
        return _by_figure(content, day)
    if isinstance(content, Position) and document.lang in codes():
        return _by_words(statement, document.lang, day)
    return None


def _by_figure(figure: Figure, day: dt.date) -> Pledge | None:
    """What the subject itself promised of the measure in that amount, else what the group it belongs to did."""
    subject = figure.subject
    own = [each for each in in_force(day, [subject]) if _is_of(each, figure)] if subject else []
    if own:
        return own[0]
    common = [each for each in _common(day) if _is_of(each, figure) or _is_uncounted(each, figure)]
    if subject is not None and subject not in groups():
        common = [each for each in common if subject in followers(each, day)]
    elif figure.measure is not None:
        common += [each for each in _common(day) if any(p.measure == figure.measure for p in each.part)]
    return next(iter(common), None)


def _is_of(pledge: Pledge, figure: Figure) -> bool:
    amounts = (figure.quantity.low, figure.quantity.high)
    return any(
        part.unit == figure.quantity.unit and part.measure == figure.measure and part.amount in amounts
        for part in pledge.part
    )


def _is_uncounted(pledge: Pledge, figure: Figure) -> bool:
    """Tell whether a figure is the very amount of a part that no series counts."""
    amounts = (figure.quantity.low, figure.quantity.high)
    return any(
        part.measure is None and part.unit == figure.quantity.unit and part.amount in amounts
        for part in pledge.part
    )


def _by_words(statement: Statement, lang: str, day: dt.date) -> Pledge | None:
    """What all promised of spending, where a demand speaks of spending and gives no number."""
    if not cues(lang).has("spending", folded(statement.quote)):
        return None
    return next((each for each in _common(day) if any(part.measure for part in each.part)), None)


def _common(day: dt.date) -> list[Pledge]:
    """What the groups had promised by a day, the newest first."""
    return in_force(day, [each.by for each in pledges().values() if each.by in groups()])


# --- words ------------------------------------------------------------------------------------------------------------


def _say(key: str, pledge: Pledge) -> dict[str, str]:
    return {
        code: _phrase(
            code, "page", key, name=_name(code, pledge), paraphrase=_phrase(code, "paraphrase", pledge.id)
        )
        for code in codes()
        if words(code, "pledges")
    }


def _decided(meeting: Meeting) -> dict[str, str]:
    found = {}
    for code in codes():
        outcome = meeting.outcome.get(code, "")
        key = "decided" if outcome else "took_place"
        when = days(code, meeting.start, meeting.end)
        found[code] = _phrase(
            code, "page", key, when=when, place=_place(code, meeting.place), outcome=outcome
        )
    return found


def _name(code: str, pledge: Pledge) -> str:
    return str(words(code, "pledges").get("name", {}).get(pledge.id, pledge.label))


def _force(code: str, pledge: Pledge) -> str:
    return _phrase(code, "force", pledge.force)


def _phrase(code: str, table: str, key: str, **slots: object) -> str:
    text = str(words(code, "pledges").get(table, {}).get(key, key))
    return text.format(**slots) if slots else text


def _place(code: str, place: str) -> str:
    places: dict[str, Any] = words(code, "names").get("places", {})
    return next((name for name, known in places.items() if known["id"] == place), place)


def _promised(code: str, pledge: Pledge, drift: Drift) -> str:
    """The words of the pledge that stand against the words told."""
    kind = {"date": "due", "rhythm": "due", "force": "force", "softened": "force", "part": "whole"}.get(
        drift.kind
    )
    table = words(code, "pledges").get("promised", {})
    if kind and f"{pledge.id}.{kind}" in table:
        return str(table[f"{pledge.id}.{kind}"])
    listed = [str(table.get(f"{pledge.id}.{part.id}", part.amount)) for part in _against(pledge, drift)]
    return "; ".join(listed)


def _against(pledge: Pledge, drift: Drift) -> list[Part]:
    return (
        [part for part in pledge.part if part.unit == drift.part.unit]
        if drift.kind == "amount"
        else [drift.part]
    )
