"""A number without a unit in, whether it goes on with the one told before: "against 295", "Lisbon three"."""

from __future__ import annotations

import re
from decimal import Decimal

from foedus.model import Count, Figure
from foedus.text.amounts.amount import Amount
from foedus.text.amounts.several import MOST_MEMBERS
from foedus.text.figures.attached import of_spender
from foedus.text.figures.bare import PERCENT, is_named, is_owned, set_off
from foedus.text.figures.context import NEAR, TIGHT, Context
from foedus.text.figures.elided import elided, is_next
from foedus.text.figures.names import NAMES
from foedus.text.figures.thresholds import next_line
from foedus.text.match import Mention
from foedus.text.particles import grammar

_WORD = re.compile(r"\s?([^\W\d_]+)(?:\s+([^\W\d_]))?")
_END = re.compile(r"\s?(?:[.,;:!?)»”“\"]|$)")
_PLAIN = re.compile(r"[^,;:.!?()\d«»“”\"]+")
_SIGN = re.compile(r"[,;:.!?\n][^,;:.!?\n]*$")
BETWEEN = 4  # words between a name and its number: "se contente de", "manages a mere"
LETTERS = 5  # characters of an article and its spaces
_SUMS = ("money", "bare-scale", "percent")
_COUNTS = ("count", "thing")
WRITTEN_OUT = 1000
MOST_TIMES = 100  # by how much what is counted once may be more than the other time
LEAST_MANY = 500  # fewer people or things than this may be anything
CLITIC = 24  # characters between a pronoun for what was told and the number: "il en faudrait 10"


def goes_on(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a bare number takes its unit and what it measures from the number told last."""
    if _continues(at, amount, index):
        return True
    last = _counted(at.told.last)
    if last is None or not _fits(amount, last[0]) or at.is_time(amount):
        return False
    cuts, where = at.scan.sentences, last[2]
    start = cuts[index].start
    if where == index and last[0].end <= amount.start:
        low = max(start, last[0].end)
        if of_spender(at, amount) is not None:
            return True  # "3.4 % of GDP, well short of the 4.1 that Warsaw can boast"
        if _is_set_against(at, amount, max(low, amount.start - TIGHT)) and is_alone(at, amount):
            return True
        if last[0].kind in _COUNTS and _is_named(at, amount, low) and is_alone(at, amount):
            return True  # "Berlin sends 14 tanks and Lisbon three"
        if (unit := elided(at, amount, index)) is not None and is_next(at, unit, index):
            return True  # "11 people died, 40 were hurt"
        if last[0].kind == "percent" and _is_reached_by(at, amount, low):
            return True  # "while Norway peaks at 29"
    near = index - where <= 1 and cuts[where].paragraph == cuts[index].paragraph
    low = max(start, last[0].end)
    if near and last[0].kind in _SUMS and _is_taken_up(at, amount, low):
        return True
    if near and last[0].kind in _COUNTS and _is_counted_again(at, amount, last[0], low):
        return True
    if near and last[1].measure and _is_strength(amount, last[0]) and _is_next(at, amount, last, low):
        return True  # "Italy's army numbers 171,000. Spain can field 117,000"
    if not near or last[0].kind not in _SUMS:
        return False
    return _stands_for_it(at, amount, low) or _is_had_by(at, amount, low) or _is_next(at, amount, last, low)


def _counted(last: tuple[Amount, Figure, int] | None) -> tuple[Amount, Figure, int] | None:
    """Return what was told last, people as counted though no noun told it: "its army numbers 171,000"."""
    if last is None or last[0].kind != "bare" or last[1].quantity.unit != "person" or last[1].measure is None:
        return last
    return last[0]._replace(kind="count", quantity=last[1].quantity), *last[1:]


def _is_strength(amount: Amount, before: Amount) -> bool:
    """Tell whether two numbers are too large to be anything but strengths, the first of them of people."""
    values = [a.quantity.high or a.quantity.low or Decimal(0) for a in (amount, before)]
    return before.quantity.unit == "person" and min(values) >= LEAST_MANY


def will_too(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a number counts those who are expected to do as much: "18 should do so by 2024"."""
    if "do-so" not in at.cued_at(at.scan.sentences[index]):
        return False
    high = at.own(amount, (amount.start, at.scan.sentences[index].end))[1]
    told = at.cues(amount.end, high, "do-so")
    more = at.cues(max(0, amount.start - TIGHT), amount.start, "additional")
    ahead = at.speaks.stance(amount.start, amount.end) in ("expects", "pledges", "demands")
    return bool(told) and not more and ahead


def is_alone(at: Context, amount: Amount) -> bool:
    """Tell whether no noun of its own follows a number: a sign does, a preposition, a date or a name."""
    if at.scan.text.startswith("-", amount.end):
        return False  # "after a four-hour meeting"
    word = _WORD.match(at.scan.text, amount.end)
    if word is None:
        return True
    small = grammar(at.scan.language.code)
    written = word[1]
    if small.has("prepositions", written.lower()) or small.has("connectors", written.lower()):
        return True
    if small.verb_second and written.islower() and _END.match(at.scan.text, word.end(1)):
        return True  # "sollen es 203.000 sein": a verb closes the clause, a noun has a capital
    if at.scan.index.within(amount.end, amount.end + 3, "and", "clause", *NAMES):
        return True
    return bool(at.times_in(amount.end, amount.end + 3))


def _fits(amount: Amount, before: Amount) -> bool:
    """Tell whether a number may be told in the unit of the one before."""
    value = amount.quantity.high or amount.quantity.low or Decimal(0)
    if value <= 0 or before.kind in ("duration", "measure", "fraction", "multiple", "bare"):
        return False
    if before.kind == "percent":
        return value <= PERCENT
    if before.kind in _COUNTS:
        told = before.quantity.high or before.quantity.low or Decimal(1)
        return value == int(value) and value <= told * MOST_TIMES
    return before.scale == 1 or value < WRITTEN_OUT


def _is_set_against(at: Context, amount: Amount, start: int) -> bool:
    """Tell whether a word that sets one against the other leads up to a number."""
    led = at.cues(start, amount.start, "contrast")
    return at.led(led, amount.start, 6)


def _is_counted_again(at: Context, amount: Amount, before: Amount, low: int) -> bool:
    """Tell whether a number tells how many there were or will be of what was just counted: "In 2014 it had 99,000".

    Nothing else is counted between, and both are too many to be anything but a strength.
    """
    values = [a.quantity.high or a.quantity.low or Decimal(0) for a in (amount, before)]
    if min(values) < LEAST_MANY or amount.start - low > 2 * NEAR or not is_alone(at, amount):
        return False
    if any(m.value != before.quantity.unit for m in at.scan.index.within(low, amount.start, "noun")):
        return False
    first = max(low, amount.start - 2 * TIGHT)
    if at.cues(first, amount.start, "being", "has", "of-it", "hired"):
        return True
    led = at.scan.index.within(max(low, amount.start - TIGHT), amount.start, "to")
    return at.led(led, amount.start) and bool(at.cues(low, amount.end + TIGHT, "path", "growth", "decline"))


def _is_named(at: Context, amount: Amount, low: int) -> bool:
    """Tell whether a name stands right before a number, behind the number before it."""
    names = at.scan.index.within(max(low, amount.start - NEAR), amount.start, *NAMES)
    return bool(names) and amount.start - names[-1].end <= 1


def _is_reached_by(at: Context, amount: Amount, low: int) -> bool:
    """Tell whether a number is where someone stands who is named behind the number before: "Norway peaks at 29".

    Where it says how many stand there, it is none.
    """
    if at.cues(max(low, amount.start - NEAR), amount.start, "number-of-members"):
        return False
    led = at.scan.index.within(max(low, amount.start - TIGHT // 2), amount.start, "to", "at")
    if not led or not at.joined(led[-1].end, amount.start) or not is_alone(at, amount):
        return False
    names = at.names(max(low, amount.start - NEAR), led[-1].start)
    return any("," not in at.scan.text[m.end : amount.start] for m in names)


def _is_had_by(at: Context, amount: Amount, low: int) -> bool:
    """Tell whether a number is what the next of a row stands at: "London follows with 21.3", "Paris, with 7.9,"."""
    led = at.cues(max(low, amount.start - TIGHT // 2), amount.start, "stands-with")
    if not any(at.joined(m.end, amount.start) for m in led) or _END.match(at.scan.text, amount.end) is None:
        return False
    return bool(at.scan.index.within(max(low, amount.start - NEAR), led[-1].start, *NAMES))


def _is_next(at: Context, amount: Amount, last: tuple[Amount, Figure, int], low: int) -> bool:
    """Tell whether another than the one told last does as much: "48 % of its budget. Belgium manages 15, Canada 18".

    Its name opens the clause that the number ends, with a word or two between.
    """
    text, names = at.scan.text, at.names(max(low, amount.start - NEAR), amount.start)
    if not names or _is_coarser(amount, last[0]) or not _closes(at, amount):
        return False
    between = text[names[-1].end : amount.start]
    if len(between.split()) > BETWEEN or not _PLAIN.fullmatch(between):
        return False
    opened = _opens(at, names[-1], low)
    return opened and names[-1].value != last[1].subject


def _is_coarser(amount: Amount, before: Amount) -> bool:
    """Tell whether a whole number stands behind a percentage with tenths: it may be a place, or anything."""
    steps = [a.quantity.step or Decimal(1) for a in (amount, before)]
    return before.kind == "percent" and steps[1] < 1 <= steps[0]


def _closes(at: Context, amount: Amount) -> bool:
    """Tell whether a number ends its clause: a sign follows, or an "and"."""
    ended = _END.match(at.scan.text, amount.end) is not None
    return ended or bool(at.scan.index.within(amount.end, amount.end + 2, "and"))


def _opens(at: Context, name: Mention, low: int) -> bool:
    """Tell whether a name opens its clause: behind a sign, an "and" or a word that sets one against the other."""
    text = at.scan.text
    if _SIGN.search(text, max(low - 1, name.start - LETTERS), name.start) or name.start - low <= LETTERS:
        return True
    first = max(low, name.start - TIGHT)
    words = (*at.scan.index.within(first, name.start, "and"), *at.cues(first, name.start, "contrast"))
    return at.led(words, name.start, LETTERS)


def _is_taken_up(at: Context, amount: Amount, low: int) -> bool:
    """Tell whether a number is of what was told: French "n'en a fourni que cinq", "five of these billions"."""
    patterns = at.scan.language.settings["measures"].patterns
    if patterns["of_those"].match(at.scan.text, amount.end):
        return True
    led = patterns["takes_up"].search(at.scan.text, max(low, amount.start - NEAR), amount.start)
    return (led is not None or is_wanted_of_it(at, amount, low)) and is_alone(at, amount)


def is_wanted_of_it(at: Context, amount: Amount, low: int) -> bool:
    """Tell whether so much is wanted or awaited of what a pronoun takes up: French "il en attend 40 milliards"."""
    led = at.scan.language.settings["measures"].patterns["awaits_of_it"]
    return led.search(at.scan.text, max(low, amount.start - NEAR), amount.start) is not None


def _stands_for_it(at: Context, amount: Amount, low: int) -> bool:
    """Tell whether a number ends its clause and stands for what was told: "il en faudrait 10", "six at most"."""
    text = at.scan.text
    if _END.match(text, amount.end) is None:
        return False
    hedged = amount.quantity.comparator != "="
    asked = at.cues(max(low, amount.start - CLITIC), amount.start, "of-it", "guessed")
    more = at.scan.index.within(max(low, amount.start - TIGHT), amount.end, "additional")
    more = [m for m in more if m.start >= amount.start or at.leads(m.end, amount.start, 1)]
    return bool(asked or more) or (hedged and not at.times_in(amount.start, amount.end + 2))


def _continues(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a number without a unit takes that of the number before it."""
    if at.told.last is None:
        return False
    before, figure, where = at.told.last
    start, value = at.scan.sentences[index].start, amount.quantity.high or amount.quantity.low or Decimal(0)
    # "and 3 more in 2027", "et trois seulement en 2014"
    more = at.cues(amount.end, amount.end + 2, "additional")
    more = more or at.scan.index.within(amount.end, amount.end + 2, "hedge")
    behind = min((more[-1].end if more else amount.end) + 4, at.scan.sentences[index].end)
    dated = bool(at.times_in(amount.end, behind))  # "and 3.6 in 2019"
    if isinstance(figure.derivation, Count) and index - where <= 1 and value != 1:
        being = at.cues(max(start, amount.start - TIGHT), amount.start, "being")
        led = any(
            0 <= amount.start - t.end <= 3 for t in at.times_in(max(start, amount.start - 30), amount.start)
        )
        hedged = bool(at.scan.index.within(amount.start, amount.start + 1, "hedge"))
        counted = dated or led or hedged or at.cues(amount.end, amount.end + 7, "meets", "below")
        counts = bool(counted) or will_too(at, amount, index)
        counts = counts or next_line(at, amount, at.scan.sentences[index]) is not None
        return bool(being or (counts and value == int(value) and value <= MOST_MEMBERS))
    if where != index:
        return False
    tenths = amount.quantity.step is not None and amount.quantity.step < 1
    named = is_named(at, amount) or set_off(at, amount) is not None
    if before.kind == "percent" or before.scale > 1:
        moved = at.scan.index.within(max(start, amount.start - 5), amount.start, "to", "at")
        told = named or bool(moved) or dated or is_owned(at, amount)
        whole = before.kind == "percent" and named and value <= PERCENT
        fits = before.kind != "percent" or value <= PERCENT  # "fell 0.8 % to 4,122.47"
        return (
            (tenths and told and fits)
            or whole
            or (before.scale > 1 and (named or dated or is_owned(at, amount)))
        )
    if before.kind == "money":
        return named and value > 1
    army = before.kind == "bare" and figure.measure is not None and (named or is_owned(at, amount))
    return (army or before.kind == "count") and figure.quantity.unit == "person" and value >= 50
