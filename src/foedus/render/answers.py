"""A card in; the sentences that answer it out: the verdict, two lines to quote, what is known now."""

from __future__ import annotations

from foedus.model import Check, Document, Event, Figure, Level, Position, Reading
from foedus.render.cards import FOLLOWED, Card
from foedus.render.curve import chosen, middle, varied
from foedus.render.plain import clipped, line
from foedus.render.wording import Wording, choices

GLYPHS = {
    "holds": "✓",
    "depends": "≈",
    "fails": "✗",
    "unknown": "?",
    "denied": "¬",
    "unchecked": "·",
    "pledge": "→",
    "event": "◆",
    "position": "“",
}
MARKS = {"supported": "✓", "refuted": "✗", "unknown": "–"}
_START, _WORDS = 400, 72  # code points looked at and columns kept where a report has no title
_QUOTE = 240  # columns of a quote in a line that is meant to be copied


def title(document: Document, say: Wording) -> str:
    """Return the title of a report; where it has none, its first words."""
    own = line(document.title or "") or clipped(
        line(document.text[:_START].strip().partition("\n")[0]), _WORDS
    )
    return own or say.say("page", "untitled")


def doubts(card: Card, say: Wording) -> list[str]:
    """Return what remains unclear of a statement, without what its answer says already."""
    answer = summary(card, say)
    return [text for each in card.doubts if each.code != "drift" and (text := say.doubt(each)) not in answer]


def verdict(card: Card, say: Wording) -> str:
    """Return the verdict in words; for a denied figure the verdict on the figure follows."""
    text = say.say("verdict", "drift" if card.is_drifted and card.sort == "pledge" else card.sort)
    if card.sort == "denied" and card.then is not None:
        text += say.spaced(say.say("grammar", "colon")) + _lower(say.say("verdict", card.then.verdict))
    return text


def summary(card: Card, say: Wording) -> str:
    """Return the answer of the check in a sentence; where nothing was checked, why."""
    if card.then is not None and card.then.summary:
        own = card.then.summary
        return _without_quote(say.spaced(line(own.get(say.lang) or next(iter(own.values())))), card, say)
    if card.then is not None or not isinstance(card.statement.content, Figure):
        return ""
    return say.say("page", "no_check", reason=say.say("page", _reason(card, card.statement.content)))


def _without_quote(text: str, card: Card, say: Wording) -> str:
    """Leave out the quote that an answer opens with: it stands above it already."""
    head, colon, rest = text.partition(say.say("grammar", "colon"))
    is_quote = colon and "".join(card.statement.quote.split()) in "".join(head.split())
    return say.upper(rest) if is_quote else text


def _reason(card: Card, content: Figure) -> str:
    if card.statement.stance in FOLLOWED or card.sort == "pledge":
        return "reason_followed"
    return "reason_measure" if content.measure is None else "reason_other"


def quotable(card: Card, document: Document, say: Wording) -> str:
    """Return two lines to quote: the claim with its speaker and verdict, then what the record says."""
    places = [text for text in (line(document.publisher or ""), said_on(card, document, say)) if text]
    quote = say.quoted(clipped(line(card.statement.quote), _QUOTE))
    first = say.say(
        "page", "quotable", quote=quote, speaker=say.speaker(card.statement), where=say.listed(["", *places])
    )
    return f"{first}\n{summary(card, say) or verdict(card, say)}"


def said_on(card: Card, document: Document, say: Wording) -> str:
    """Return the day on which the statement was made or published, empty if unknown."""
    day = card.statement.said or document.published
    return say.day(day) if day else ""


def teller(card: Card, document: Document, say: Wording) -> str:
    """Return who says so and how: "Mark Rutte says"."""
    who = say.upper(say.speaker(card.statement, document.publisher))
    return f"{who} {say.stance(card.statement)}"


def understood(card: Card, say: Wording) -> list[str]:
    """Return what was understood of a claim, part by part."""
    match card.statement.content:
        case Figure() as figure:
            subjects = " → ".join(say.subject(code) for code in (figure.subject, figure.partner) if code)
            level = isinstance(figure.derivation, Level)
            how = "" if level else say.derivation(figure.derivation, figure.stated.get("base"))
            when = say.period(figure.period) if figure.period else ""
            parts = [say.claimed(figure), say.measure(figure.measure), subjects, when, how]
        case Event() as event:
            parties = say.listed([say.subject(code) for code in event.parties])
            when = say.period(event.period) if event.period else ""
            parts = [
                say.say("kind", line(event.kind)),
                parties,
                say.subject(event.place) if event.place else "",
                when,
            ]
        case Position() as position:
            parts = [say.subject(position.topic) if position.topic else "", line(position.text)]
    return [part for part in parts if part]


def due(card: Card, say: Wording) -> str:
    """Return when a promise falls due, empty if it names no day."""
    return say.say("page", "due", day=say.period(card.due)) if card.due else ""


def promise(card: Card, say: Wording) -> str:
    """Return what is said of the pledge that a statement belongs to, empty without one."""
    own = card.pledge.summary if card.pledge else {}
    return say.spaced(line(own.get(say.lang) or next(iter(own.values()), "")))


def drifts(card: Card, say: Wording) -> list[str]:
    """Return where a retelling is not what was promised, word against word."""
    return [say.doubt(doubt) for doubt in card.doubts if doubt.code == "drift"]


def known_now(card: Card, say: Wording) -> str:
    """Return what later editions changed, as a second sentence; empty without a later check."""
    if card.now is None or card.then is None:
        return ""
    readings = [reading for reading in counted(card.now) if reading.observed is not None]
    if not readings:
        return ""
    edition = max(reading.definition.edition for reading in readings)
    verdict = _lower(say.say("verdict", card.now.verdict))
    changed = "now_held" if card.then.verdict == "holds" else "now_changed"
    key = "now_same" if card.now.verdict == card.then.verdict else changed
    return say.say(
        "page", key, edition=say.edition(edition), verdict=verdict, values=_revised(card, readings, say)
    )


def _revised(card: Card, readings: list[Reading], say: Wording) -> str:
    """Return what became of the value under the same definition, else between which values the readings lie."""
    before = {_kept(reading): reading for reading in reversed(counted(card.then))}
    for reading in readings:
        old = before.get(_kept(reading))
        if old is not None and old.observed is not None:
            values = say.observed(old.observed), say.observed(reading.observed)
            if values[0] == values[1]:
                return say.say("page", "now_value", value=values[1])
            return say.say("page", "now_revised", old=values[0], new=values[1])
    low, high = (say.observed(pick(readings, key=middle).observed) for pick in (min, max))
    return (
        say.say("page", "now_range", low=low, high=high)
        if low != high
        else say.say("page", "now_only", value=low)
    )


def _kept(reading: Reading) -> tuple[tuple[str, str], ...]:
    """What stays of a definition from one edition to the next."""
    return tuple(choices(reading.definition).items())


def counted(check: Check | None) -> list[Reading]:
    """Return the readings that count for a verdict: all but context."""
    return [] if check is None else [r for r in check.readings if r.definition.standing != "context"]


class Spread:
    """What the readings of a check share, and what each has of its own.

    Readings that count are compared with one another; context says where it differs from them.
    """

    def __init__(self, readings: list[Reading], say: Wording) -> None:
        self._say = say
        self.readings = [r for r in readings if r.definition.standing != "context"] or readings
        self.differing = varied(self.readings)
        first = chosen(self.readings[0]) if self.readings else {}
        self.shared = {name: value for name, value in first.items() if self._is_shared(name, value)}

    def _is_shared(self, name: str, value: str) -> bool:
        return all(chosen(reading).get(name) == value for reading in self.readings)

    @property
    def common(self) -> str:
        """What all share, to be said once; nothing where a single reading says it all itself."""
        if len(self.readings) < 2:
            return ""
        definition = self.readings[0].definition
        return " · ".join(filter(None, (self._say.option(*pair, definition) for pair in self.shared.items())))

    def own(self, reading: Reading) -> str:
        """What a reading has of its own."""
        alone = len(self.readings) == 1 and reading is self.readings[0]
        named = [
            self._say.option(name, value, reading.definition)
            for name, value in chosen(reading).items()
            if alone or name in self.differing or self.shared.get(name, value) != value
        ]
        return self._say.listed([name for name in named if name])


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
