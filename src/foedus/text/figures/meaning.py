"""What a number measures: the first sense whose number fits and whose cues stand where they must."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from foedus.text.amounts.amount import SHARES, Amount
from foedus.text.figures import additions, levels
from foedus.text.figures.asked import is_difference, stands
from foedus.text.figures.comparands import BESIDE
from foedus.text.figures.context import TIGHT, Context
from foedus.text.figures.counts import counts
from foedus.text.figures.cuewords import TURNS
from foedus.text.figures.means import TOUCHING, per
from foedus.text.figures.names import NAMES, PERSONS, is_in_event
from foedus.text.figures.polls import are_people, is_view, is_wanted
from foedus.text.figures.refusals import is_refused
from foedus.text.figures.scopes import Case, Scopes
from foedus.text.figures.wars import is_in_upheaval
from foedus.text.figures.wholes import is_of_members
from foedus.text.senses import Sense, Wanted, barred, needs, senses
from foedus.text.speech.people import home

_TURNED = ("growth", "change", "excess", "gap")  # derivations of what differs by a number
_ADDING = ("excess", "change")  # derivations of what is added
TURNED = ("change-turned", "change-by")  # the senses of what a verb of change tells the size of
MORE = ("growth-more", "arms-more")  # how the senses begin that nothing but "more" tells
HEDGED = frozenset(("additional", "than-more"))  # cues of more that the hedge of a number may be
WHOLE_SENTENCE = ("share-of-gdp", "share-of-gdp-implied")  # senses that any cue of the sentence will do for


def meant(at: Context, amount: Amount, index: int) -> Sense | None:
    """Return the first sense whose number and words fit."""
    tried = at.possible(amount.kind, index)
    if not tried:
        return None
    fitting = [sense for sense in tried if _fits(sense, at, amount)]
    if not fitting:
        return None
    for sense in fitting:
        if sense.reached or not sense.level:
            goes = levels.goes(at, amount, index) or levels.comes(at, amount)
            fitting = [sense for sense in fitting if (sense.level if goes else not sense.reached)]
            break
    names = {sense.name for sense in fitting}
    for narrowing, ruled_out in _narrowings(amount.kind):
        if not names.isdisjoint(ruled_out) and narrowing.is_so(at, amount, index):
            fitting = [sense for sense in fitting if sense.name not in ruled_out]
            names -= ruled_out
    if not fitting:
        return None
    spans = Scopes(at, amount, index)
    for sense in fitting:
        if _stands(at, sense, amount, index, spans):
            return sense
    return None


def _is_its_hedge(at: Context, amount: Amount, span: tuple[int, int], unwanted: Wanted, index: int) -> bool:
    """Tell whether a word of more is only the hedge of the number: "has more than 200,000 soldiers"."""
    if not HEDGED & unwanted.words:
        return False
    if unwanted.asked and stands(at, span, unwanted._replace(words=frozenset()), index):
        return False
    hedged = amount.quantity.comparator == ">"
    told = at.cues(*span, *unwanted.words)
    return all(
        (hedged and m.value in HEDGED and amount.start <= m.start and m.end < amount.end)
        or (m.value in HEDGED and additions.is_of_others(at, m))
        for m in told
    )


def _is_borne(at: Context, amount: Amount) -> bool:
    """Tell whether a sum is what somebody spends more with than another: "with 125 billion will spend more than X"."""
    low = max(0, amount.start - TIGHT)
    led = at.cues(low, amount.start, "along-with")
    if not at.led(led, amount.start, 1) or at.cues(amount.end, amount.end + 2, "additional"):
        return False
    return not any(
        m.end == led[-1].end for m in at.cues(max(0, low - TIGHT), amount.start, "give")
    )  # "came up with"


def _is_apart(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether points are no part of a share told before: "5 % of GDP, of which 3.5 points"."""
    low = max(at.scan.sentences[index].start, at.previous_amount(amount))
    return not at.cues(low, amount.start, "of-which")


def _is_rate(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a percentage is by how much something changes each year: "grew faster than output: 4 % a year"."""
    here = at.cued(index)
    told = "each-year" in here and any(turn in here for turn in TURNS)
    return told and bool(at.cues(amount.end, amount.end + TOUCHING, "each-year"))


def _are_members(at: Context, amount: Amount, index: int) -> bool:
    return is_of_members(at, amount, at.scan.sentences[index])


def _is_by_how_much(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a part is by how much one differs from another, or more is than before."""
    return is_difference(at, (amount.end, amount.end), index) or additions.is_by_how_much(at, amount)


def _fits(sense: Sense, at: Context, amount: Amount) -> bool:
    """Tell whether a number has the size, the unit and the form of a sense."""
    value = amount.quantity.high or amount.quantity.low or Decimal(0)
    if (sense.least is not None and value < sense.least) or (sense.most is not None and value > sense.most):
        return False
    if sense.below is not None and value >= sense.below:
        return False
    if sense.unit and amount.quantity.unit not in (sense.unit, None):
        return False
    if sense.verb and not amount.rule.endswith((".verb", ".by")):
        return False
    return not sense.signed or _is_signed(at, amount)


def _is_signed(at: Context, amount: Amount) -> bool:
    """Tell whether a number is written with its sign."""
    beside = at.scan.text[max(0, amount.start - 1) : amount.start + 1]
    return amount.rule.endswith(".signed") or "+" in beside


def _stands(at: Context, sense: Sense, amount: Amount, index: int, spans: Scopes) -> bool:
    """Tell whether the cues that a sense needs stand where they must, and none that it lacks."""
    sentence = at.scan.sentences[index]
    for wanted in needs(sense.name):
        if not stands(at, spans[wanted.scope], wanted, index):
            return False
    asks = (sense.kind in _ADDING and not sense.long) or sense.name.startswith(MORE)
    adds = asks and amount.kind != "multiple" and any("additional" in w.words for w in needs(sense.name))
    # "43 billion, more than half of it in military aid": how much more only where something else tells it
    grown = sense.kind == "growth" and amount.kind in SHARES and not at.cues(*spans["near"], *TURNS)
    adds |= grown and not additions.is_by_how_much(at, amount)  # "rose, by more than 12 %"
    if adds and (additions.is_only_hedged(at, amount, spans["near"]) or amount.rule.endswith(BESIDE)):
        return False
    told = at.cues(*spans["near"], "additional") if sense.long else []
    if told and all(additions.is_beside_others(at, amount, m) for m in told):
        return False  # "45 billion – more than any other"
    for unwanted in barred(sense.name):
        span = spans[unwanted.scope]
        if stands(at, span, unwanted, index) and not _is_its_hedge(at, amount, span, unwanted, index):
            return False
    passed = sense.kind in ("level", "change")  # "raised its budget by 4 billion between 2014 and 2024"
    long = "years-long" in (*sense.bars, *sense.absent)
    long = long and additions.is_over_years(at, amount, index, planned=passed)
    if long and per(at, amount, sentence) is None:  # a mean over years is told of each
        return False
    if sense.name in TURNED and _is_summed(at, amount, index):
        return False
    if (sense.counts and not counts(at, amount, sentence, index)) or (
        sense.long and not additions.is_long(at, amount, sentence, index)
    ):
        return False
    if is_refused(sense, Case(at, amount, index, sentence, spans)):
        return False
    return sense.partner is None or _is_named(at, sense.partner, index)


def _is_summed(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether what a verb of change adds is a sum over years: to come, or all above the year before them.

    "Will raise it by 30 billion over seven years", but "has grown by 3 billion in ten years".
    """
    sentence = at.scan.sentences[index]
    based = any(t.role == "since" for t in at.times_in(sentence.start, sentence.end))
    summed = based or at.speaks.stance(amount.start, amount.end) != "reports"
    return summed and additions.is_over_years(at, amount, index)


def _is_named(at: Context, partner: str, index: int) -> bool:
    """Tell whether the other party is named in the paragraph: by name, by one of its people, or by who helps it."""
    if at.topic.about_aid and partner == at.table.beneficiary:
        return True
    span = at.paragraph(index), at.scan.sentences[index].end
    named = (m for m in at.scan.index.within(*span, *NAMES) if m.value == partner)
    if any(not (is_in_upheaval(at, m) or is_in_event(at.scan, m)) for m in named) or at.has(
        span, ("for-partner",)
    ):
        return True
    day = at.today or dt.date.max
    return any(home(m, day) == partner for m in at.scan.index.within(*span, *PERSONS))


class _Narrowing(NamedTuple):
    """What is asked of numbers of some kinds (of all, if none is named), and which senses remain where it is so."""

    kinds: Collection[str]
    is_so: Callable[[Context, Amount, int], bool]
    remains: Callable[[Sense], bool]


_NARROWINGS = (
    _Narrowing(("money",), lambda at, amount, _: _is_borne(at, amount), lambda s: s.kind not in _ADDING),
    # "(+61 %)" tells by how much, and not which part
    _Narrowing((), lambda at, amount, _: _is_signed(at, amount), lambda s: s.kind != "share"),
    _Narrowing(("percent",), levels.stands, lambda s: s.kind != "growth"),
    _Narrowing(("fraction",), _are_members, lambda s: s.counts or not s.measure),
    _Narrowing(SHARES, lambda at, amount, _: are_people(at, amount), lambda s: not s.measure),
    _Narrowing(("percent",), lambda at, amount, _: is_wanted(at, amount), lambda s: not s.measure),
    _Narrowing(("percent",), is_view, lambda s: s.kind != "growth"),
    _Narrowing(("percent",), _is_rate, lambda s: s.kind == "growth" or not s.measure),
    _Narrowing(
        ("percent",),
        lambda at, amount, _: levels.is_spent(at, amount),
        lambda s: s.kind not in ("growth", "share") or s.measure == "aid",
    ),
    _Narrowing(SHARES, _is_by_how_much, lambda s: s.kind in _TURNED or not s.measure),
    _Narrowing(("point",), _is_apart, lambda s: s.name not in WHOLE_SENTENCE),
)


@cache
def _narrowings(kind: str) -> list[tuple[_Narrowing, frozenset[str]]]:
    """Return what is asked of a kind of number, each with the senses that it may rule out."""
    table = senses().sense
    asked = (each for each in _NARROWINGS if not each.kinds or kind in each.kinds)
    return [(each, frozenset(s.name for s in table if not each.remains(s))) for each in asked]
