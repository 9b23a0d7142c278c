"""Words beside a number in, whether it counts nothing out: "page 12", "at 5 pm", "à 17 heures", "several hundred"."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
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


def _ranges(mentions: Sequence[Mention]) -> set[int]:
    """Return where hours stand that go on to others: "de 21 heures à 5 heures", but "de 8 à 10 heures"."""
    hours = [m for m in mentions if m.kind == "duration" and m.value == "hour"]
    links = {m.start: m.end for m in mentions if m.kind == "to"}
    return {
        first.start
        for first, last in pairwise(hours)
        if 0 < last.start - links.get(first.end + 1, last.start) <= WRITTEN
    }


def _is_clock(token: Token) -> bool:
    """Tell whether a number with two decimals may be hours and minutes: "at 7.45 this morning"."""
    hours, minutes = divmod(token.value.value, 1)
    return bool(token.value.step == HUNDREDTH and hours < HOURS and minutes < MINUTES)


def beside(mentions: Sequence[Mention], first: int, signs: Set[int] = frozenset()) -> Callable[[Token], bool]:
    """Return a test of the tokens of a sentence that begins at `first`: whether a number names, dates or is vague.

    `signs`: where signs of units and of money stand, whose numbers nothing names: "the stage, 173km long".
    """
    before = {(m.end, m.kind) for m in mentions if m.kind in _BEFORE}
    joined = {m.end + 1: m.start - 1 for m in mentions if m.kind in ("and", "to")}
    lasting = {m.end for m in mentions if m.kind == "lasting"}
    taken = {
        m.start for m in mentions if m.kind == "lasting-behind"
    }  # "jusqu'à deux heures et demie d'attente"
    spent = {
        m.start
        for m in mentions
        if m.kind == "duration" and not taken.isdisjoint(range(m.end, m.end + TAKEN))
    }
    hours: set[int] = set()  # where minutes stand behind hours that tell how long: "a duré 2 h 30"
    named: set[int] = set()  # where numbers end that a label names: "between junctions 47 and 48"
    clocks = [m for m in mentions if m.kind == "clock" and m.end - m.start == 1]
    ranges, links = _ranges(mentions), {m.start for m in mentions if m.kind == "to"}
    after = {(m.start, m.kind): m.value for m in mentions if m.kind in _AFTER}
    over = {
        m.start: m.end for m in mentions if m.kind in _OVER
    }  # "half past five", "le 11-Septembre", "le 8 mai"

    def stands(end: int, kind: str) -> bool:
        return any((end - gap, kind) in before for gap in (0, 1, 2))

    def _goes_on(start: int) -> bool:
        """Tell whether a time of day goes on to another: "von 9.30 bis 17 Uhr"."""
        return start in links and any(start < m.start <= start + SPAN for m in mentions if m.kind == "clock")

    def counts_nothing(token: Token) -> bool:
        if token.name not in ("number", "scale", "fraction", "approximate"):
            return False
        many = token.name == "number" and MANY <= token.value.value not in ROUND  # "quelques 400 mètres"
        if (stands(token.start, "vague") and not many) or over.get(token.start, 0) > token.end:
            return True
        if token.name != "number":
            return False
        if token.start in hours:
            return False
        if stands(token.start, "clock-head") and token.value.value <= HOURS / 2:
            return signs.isdisjoint((token.start, token.end)) and (token.end + 1, "scale") not in after
        clock = next((m for m in clocks if 0 <= m.start - token.end <= 1), None)
        if clock is not None and (token.start - 1 in lasting or token.start == first):
            hours.add(clock.end + 1)
            return False
        if any(
            (token.end + gap, kind) in after for gap in (0, 1, 2) for kind in ("clock", "month")[: 3 - gap]
        ):
            return True  # "at 5 pm", "12, rue de la Paix"
        if _is_clock(token) and ((token.end + 1, "daytime") in after or _goes_on(token.end + 1)):
            return True
        whole = token.value.step == 1 and token.value.value <= HOURS
        if whole and _goes_on(token.end + 1):
            return True  # "von 15 bis 17 Uhr"
        spell = after.get((token.end + 1, "duration"))
        large = token.value.value >= THOUSAND
        grouped = large and token.end - token.start > len(str(token.value.value))  # "every day 2,300 flights"
        if (token.end + 1, "scale") in after:
            return False  # "rose in the first quarter to 10.8 billion": no hour
        if (stands(token.start, "label") and not grouped) or joined.get(
            token.start
        ) in named:  # but "a section 12 metres long"
            names = spell is None and (token.end + 1, "unit") not in after and token.end not in signs
            if names:
                named.add(token.end)
            return names
        if token.start == first and token.value.value == 1 and spell:  # "One day they will"
            return True
        clocked = token.end + 1 in ranges or any(
            stands(token.start, kind)
            for kind in ("clock-before", "weekday")  # "vendredi 18 heures"
        )
        timed = spell == "hour" and token.value.value <= HOURS and token.end + 1 not in spent
        return timed and clocked

    return counts_nothing
