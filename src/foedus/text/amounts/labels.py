"""Words beside a number in, whether it counts nothing out: "page 12", "at 5 pm", "à 17 heures", "several hundred"."""

from __future__ import annotations

from collections.abc import Sequence, Set
from decimal import Decimal
from itertools import pairwise

from foedus.text.match import Mention
from foedus.text.rules import Token

_BEFORE = frozenset(("clock-head", "label", "vague", "clock-before", "weekday"))
_AFTER = frozenset(("clock", "daytime", "duration", "unit", "month", "scale"))
_OVER = frozenset(("label", "event", "feast"))
MANY = 20
ROUND = (100, 1000)  # in words: "a few hundred"
HOURS, THOUSAND = 24, 1000
SPAN = 14  # characters from "to" to the word for the hour behind its number
TAKEN = 11  # characters of "et demie" and its spaces
WRITTEN = 4  # characters of an hour and the spaces around it
HUNDREDTH, MINUTES = Decimal("0.01"), Decimal("0.6")


class Labels:
    """What stands beside the numbers of a sentence that begins at `first`: names, hours, days and vague words.

    `signs`: where signs of units and of money stand, whose numbers nothing names: "the stage, 173km long".
    """

    def __init__(self, mentions: Sequence[Mention], first: int, signs: Set[int] = frozenset()) -> None:
        self.first, self.signs = first, signs
        self.before = {(m.end, m.kind) for m in mentions if m.kind in _BEFORE}
        self.after = {(m.start, m.kind): m.value for m in mentions if m.kind in _AFTER}
        # "half past five", "le 11-Septembre", "le 8 mai"
        self.over = {m.start: m.end for m in mentions if m.kind in _OVER}
        self.joined = {m.end + 1: m.start - 1 for m in mentions if m.kind in ("and", "to")}
        self.lasting = {m.end for m in mentions if m.kind == "lasting"}
        # "jusqu'à deux heures et demie d'attente"
        taken = {m.start for m in mentions if m.kind == "lasting-behind"}
        spans = [m for m in mentions if m.kind == "duration"]
        self.spent = {m.start for m in spans if not taken.isdisjoint(range(m.end, m.end + TAKEN))}
        self.clocks = [m for m in mentions if m.kind == "clock"]
        self.ranges, self.links = _ranges(mentions), {m.start for m in mentions if m.kind == "to"}
        self.hours: set[int] = set()  # where minutes stand behind hours that tell how long: "a duré 2 h 30"
        self.named: set[int] = set()  # where numbers end that a label names: "between junctions 47 and 48"

    def counts_nothing(self, token: Token) -> bool:
        """Tell whether a token names, dates or is vague; asked of the tokens in text order."""
        if token.name not in ("number", "scale", "fraction", "approximate"):
            return False
        many = token.name == "number" and MANY <= token.value.value not in ROUND  # "quelques 400 mètres"
        if (self._stands(token.start, "vague") and not many) or self.over.get(token.start, 0) > token.end:
            return True
        if token.name != "number" or token.start in self.hours:
            return False
        if self._stands(token.start, "clock-head") and token.value.value <= HOURS / 2:
            free = self.signs.isdisjoint((token.start, token.end))
            return free and (token.end + 1, "scale") not in self.after
        if self._opens_spell(token):
            return False
        if self._is_clock(token):
            return True
        if (token.end + 1, "scale") in self.after:
            return False  # "rose in the first quarter to 10.8 billion": no hour
        if self._is_led(token):
            return self._is_named(token)
        spell = self.after.get((token.end + 1, "duration"))
        if token.start == self.first and token.value.value == 1 and spell:  # "One day they will"
            return True
        if spell != "hour" or token.value.value > HOURS or token.end + 1 in self.spent:
            return False
        # "vendredi 18 heures"
        led = (self._stands(token.start, kind) for kind in ("clock-before", "weekday"))
        return token.end + 1 in self.ranges or any(led)

    def _stands(self, end: int, kind: str) -> bool:
        return any((end - gap, kind) in self.before for gap in (0, 1, 2))

    def _opens_spell(self, token: Token) -> bool:
        """Tell whether a number is the hours of how long something took."""
        signs = (m for m in self.clocks if m.end - m.start == 1 and 0 <= m.start - token.end <= 1)
        clock = next(signs, None)
        if clock is None or (token.start - 1 not in self.lasting and token.start != self.first):
            return False
        self.hours.add(clock.end + 1)
        return True

    def _is_clock(self, token: Token) -> bool:
        """Tell whether a number is a time of day or a day: "at 5 pm", "von 15 bis 17 Uhr", "12, rue de la Paix"."""
        near = ((gap, kind) for gap in (0, 1, 2) for kind in ("clock", "month")[: 3 - gap])
        if any((token.end + gap, kind) in self.after for gap, kind in near):
            return True
        hour, whole = _is_hour(token), token.value.step == 1 and token.value.value <= HOURS
        if hour and (token.end + 1, "daytime") in self.after:
            return True
        return bool(hour or whole) and self._goes_on(token.end + 1)

    def _goes_on(self, start: int) -> bool:
        """Tell whether a time of day goes on to another: "von 9.30 bis 17 Uhr"."""
        return start in self.links and any(start < m.start <= start + SPAN for m in self.clocks)

    def _is_led(self, token: Token) -> bool:
        """Tell whether a label stands before a number, or one named by it: but "every day 2,300 flights"."""
        value = token.value.value
        grouped = value >= THOUSAND and token.end - token.start > len(str(value))
        return (self._stands(token.start, "label") and not grouped) or self.joined.get(
            token.start
        ) in self.named

    def _is_named(self, token: Token) -> bool:
        """Tell whether a label names a number and nothing is measured by it: "a section 12 metres long"."""
        units = any((token.end + 1, kind) in self.after for kind in ("duration", "unit"))
        if units or token.end in self.signs:
            return False
        self.named.add(token.end)
        return True


def _ranges(mentions: Sequence[Mention]) -> set[int]:
    """Return where hours stand that go on to others: "de 21 heures à 5 heures", but "de 8 à 10 heures"."""
    hours = [m for m in mentions if m.kind == "duration" and m.value == "hour"]
    links = {m.start: m.end for m in mentions if m.kind == "to"}
    return {
        first.start
        for first, last in pairwise(hours)
        if 0 < last.start - links.get(first.end + 1, last.start) <= WRITTEN
    }


def _is_hour(token: Token) -> bool:
    """Tell whether a number with two decimals may be hours and minutes: "at 7.45 this morning"."""
    hours, minutes = divmod(token.value.value, 1)
    return bool(token.value.step == HUNDREDTH and hours < HOURS and minutes < MINUTES)
