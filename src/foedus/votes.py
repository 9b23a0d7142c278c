"""Figures and their definitions go in; what each definition says of the claim comes out, and what they say together."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from math import ceil, floor
from typing import NamedTuple

from msgspec.structs import replace

from foedus.alliances import groups, members_on
from foedus.candidates import Candidate
from foedus.comparison import in_times, judge, rounded, times
from foedus.derive import Plan, number
from foedus.measures import Measure
from foedus.model import (
    Change,
    Count,
    Figure,
    Gap,
    Growth,
    Level,
    Mean,
    Outcome,
    Period,
    Quantity,
    Standing,
    Verdict,
)
from foedus.needs import effective
from foedus.places import month
from foedus.stated import ANOTHER, EXTENT, NATIONAL, fixes

MEMBER = "member"  # the unit of a count
PART = 20  # a total that many times as large as the claim answers another question
BUDGET_BELOW, BUDGET_ABOVE = (
    Decimal(2),
    Decimal("1.1"),
)  # how far it may lie below, or as planned above, an institute's count
SOLDIERS = (
    Decimal("1.1"),
    Decimal("1.1"),
)  # the same of soldiers: on one day here, on average over the year there
PARTING = Decimal(2)  # how much faster two sums may have parted in these months: one of them may stand still
YEARLY = Decimal("1.2")  # by how much a share may change before the next year is counted
RATED = Decimal("0.03")  # a day's rate lies so near to the mean of its month
EXCHANGED = Decimal("1.25")  # how far the rates of a day and of a year may lie from each other
ROUNDED = Decimal("0.05")  # points: shares in words are kept to one decimal
FAR = 3  # one that many times as large or small may well answer another
VOTING: tuple[Standing, ...] = ("literal", "customary", "generous")
ORDER: dict[str, int] = {"literal": 0, "customary": 1, "generous": 2, "context": 3}


class Vote(NamedTuple):
    """One definition with its number and what that says of the claim."""

    candidate: Candidate
    value: Decimal
    outcome: Outcome

    @property
    def standing(self) -> Standing:
        """The standing of its definition."""
        return self.candidate.definition.standing


class Answer(NamedTuple):
    """One definition with its number, and the number as published: what is compared."""

    candidate: Candidate
    value: Decimal
    published: Decimal


def answers(
    figure: Figure, candidates: Iterable[Candidate], numbers: dict[object, Decimal | None]
) -> list[Answer]:
    """Return the definitions that have a number; `numbers` keeps those already made."""
    measured, meant = effective(figure)
    # Shares are printed with two decimals, and "more than 2 %" means those.
    decimals = measured.decimals if isinstance(meant.derivation, Level) else None
    found = []
    for candidate in candidates:
        plan = candidate.plan
        if plan not in numbers:
            numbers[plan] = number(plan)
        if (value := numbers[plan]) is not None:
            found.append(Answer(candidate, value, value if decimals is None else rounded(value, decimals)))
    return found


def judged(figure: Figure) -> Callable[[Answer], Outcome]:
    """Return what tells of any number whether it supports the claim of a figure."""
    measured, meant = effective(figure)
    if isinstance(meant.derivation, Count) and meant.quantity.unit == "%":
        return lambda answer: _of_members(meant, answer)
    if is_retold(figure):
        return _converted(meant.quantity)
    supports, claimed = _supports(meant, measured), _total(meant, measured)
    if fixes(figure.stated, ANOTHER) or fixes(figure.stated, EXTENT):  # who counts otherwise is not refuted
        return lambda answer: "supported" if supports(answer.published) == "supported" else "unknown"
    if measured.ceiling is not None:
        return lambda answer: (
            _below_ceiling(supports(answer.published), meant, measured, answer)
            if answer.candidate.definition.measure == measured.ceiling
            else _unless_open(supports(answer.published), measured, meant.quantity, answer)
        )
    if measured.least or measured.pieces:
        return lambda answer: _unless_open(supports(answer.published), measured, meant.quantity, answer)
    of_output = isinstance(meant.derivation, Level) and measured.unit == "%"
    if of_output and fixes(figure.stated, NATIONAL):
        claimed = _bounds(meant.quantity)
    if claimed is None and fixes(figure.stated, NATIONAL):
        # by how much a budget changes is refuted by no table that counts more
        return lambda answer: "supported" if supports(answer.published) == "supported" else "unknown"
    if isinstance(meant.derivation, Gap) and (apart := _bounds(meant.quantity)) is not None:
        return lambda answer: _unless_grown(supports(answer.published), meant, apart, answer)
    if isinstance(meant.derivation, Change) and (most := meant.quantity.low) is not None:
        return lambda answer: _unless_over_years(supports(answer.published), most, answer)
    if claimed is None:
        return lambda answer: _unless_stale(supports(answer.published), figure, measured, answer)
    if fixes(figure.stated, NATIONAL):
        bounds = SOLDIERS if measured.unit == "person" else (BUDGET_BELOW, BUDGET_ABOVE)
        return lambda answer: _unless_own(supports(answer.published), claimed, answer, bounds)
    limit = claimed[1] * PART  # above it the claim is of a part: a package, a mission

    def says(answer: Answer) -> Outcome:
        outcome = "unknown" if answer.value > limit else supports(answer.published)
        outcome = _unless_stale(outcome, figure, measured, answer)
        return "unknown" if outcome == "refuted" and _may_have_grown(meant, claimed, answer) else outcome

    return says


def _supports(meant: Figure, measured: Measure) -> Callable[[Decimal], Outcome]:
    """Return what tells of any value whether it supports a claim, as far as the sums behind it are known."""
    if not measured.spread or not isinstance(meant.derivation, Growth):
        return judge(meant.quantity, measured.spread)
    change, as_told = in_ratio(meant)
    near = judge(change, (1 + measured.spread) / (1 - measured.spread) - 1)
    return lambda value: near(as_told(value))


def in_ratio(figure: Figure) -> tuple[Quantity, Callable[[Decimal], Decimal]]:
    """Return a claimed change as the ratio of two sums, and what makes that ratio of an observed change.

    Of sums that are known so far each, only their ratio tells how far their change is known.
    """
    falls = isinstance(figure.derivation, Growth) and figure.derivation.direction == "decrease"
    if not isinstance(figure.derivation, Growth) or figure.quantity.unit != "%":
        return figure.quantity, lambda value: value
    return in_times(figure.quantity, falls=falls), lambda value: times(value, falls=falls)


def _of_members(meant: Figure, answer: Answer) -> Outcome:
    """Judge a share of the members by how many there were to count: of 31, two thirds are 20 or 21.

    Tables leave out who has no forces, and sentences do not; a fraction in words is no more exact than one member.
    """
    claimed, plan, group = meant.quantity, answer.candidate.plan, meant.subject or ""
    if claimed.low is None or claimed.high is None:
        low, high = (
            None if end is None else _counted(end, plan.there) for end in (claimed.low, claimed.high)
        )
        return judge(replace(claimed, low=low, high=high, unit=MEMBER))(answer.value)
    everyone = len(members_on(group, dt.date(plan.terms[0].last, 12, 31))) if group in groups() else 0
    ends = []
    for whole in {plan.there, max(plan.there, everyone)}:
        low, high = _counted(claimed.low, whole), _counted(claimed.high, whole)
        is_any = ceil(low) <= floor(high)  # else no number of members is that share
        ends.append((low, high) if is_any else (Decimal(floor(low)), Decimal(ceil(high))))
    least, most = min(low for low, _ in ends), max(high for _, high in ends)
    if least <= answer.value <= most:
        return "supported"
    near = claimed.comparator == "~" and least - 1 <= answer.value <= most + 1
    return "unknown" if near else "refuted"


def _counted(share: Decimal, whole: int) -> Decimal:
    """How many of so many a share is; a third is written as 33.3 %, and of 30 it is ten."""
    exactly = share * whole / 100
    nearest = exactly.to_integral_value()
    return nearest if abs(exactly - nearest) * 100 <= ROUNDED * whole else exactly


def is_retold(figure: Figure) -> bool:
    """Tell whether a sum was told before in other money, so that the sentence leaves open at which rate it is told."""
    return len(figure.stated.get("rate", ())) > 1


def _converted(claimed: Quantity) -> Callable[[Answer], Outcome]:
    """Return what tells of any number whether it is a sum told again: one rate that fits is enough.

    What fits none is refuted only from where no rate could have led.
    """
    fits, near = judge(claimed, RATED), judge(claimed, EXCHANGED - 1)

    def says(answer: Answer) -> Outcome:
        outcome = fits(answer.published)
        return "unknown" if outcome == "refuted" and near(answer.published) == "supported" else outcome

    return says


def is_stale(figure: Figure, candidate: Candidate) -> bool:
    """Tell whether a claim of no year of its own is set against a year before the one in which it is made."""
    asked = figure.period.end if figure.period is not None and "period" not in figure.stated else None
    if (
        asked is None
        or not isinstance(figure.derivation, Level)
        or candidate.definition.standing not in VOTING
    ):
        return False
    return all(each.line.grain == "year" and each.line.last < asked.year for each in candidate.plan.terms)


def _unless_stale(outcome: Outcome, figure: Figure, measured: Measure, answer: Answer) -> Outcome:
    """Refute by a year gone by only what no single year brings about: "spends 2.5 %" after a year at 2.1 %."""
    if outcome != "refuted" or measured.unit != "%" or not is_stale(figure, answer.candidate):
        return outcome
    low, high = figure.quantity.low, figure.quantity.high
    near = (low is None or low <= answer.value * YEARLY) and (high is None or answer.value <= high * YEARLY)
    return "unknown" if near else outcome


def _unless_over_years(outcome: Outcome, claimed: Decimal, answer: Answer) -> Outcome:
    """Refute no rise that is more than all of the year: it is added up over years that the sentence leaves open."""
    if outcome != "refuted":
        return outcome
    whole = number(Plan(formula="level", terms=answer.candidate.plan.terms_of("own")))
    return "unknown" if whole is not None and claimed > whole else outcome


def _unless_open(outcome: Outcome, measured: Measure, claimed: Quantity, answer: Answer) -> Outcome:
    """Refute nothing by less than is claimed where not all is known, nor by more where pieces are told of a part."""
    short = measured.least and claimed.low is not None and answer.published < claimed.low
    part = bool(measured.pieces) and claimed.high is not None and answer.published > claimed.high
    return "unknown" if outcome == "refuted" and (short or part) else outcome


def _below_ceiling(outcome: Outcome, meant: Figure, measured: Measure, answer: Answer) -> Outcome:
    """Refute what is more than all can be since the first month; below that, or of a part of the time, tell nothing."""
    low, first = meant.quantity.low, Period(measured.since or "..").start
    if low is None or first is None or answer.candidate.plan.terms[0].first > month(first) + 1:
        return "unknown"
    grown = _may_have_grown(meant, (low, meant.quantity.high or low), answer)
    return "refuted" if outcome == "refuted" and answer.published < low and not grown else "unknown"


def _unless_own(
    outcome: Outcome, claimed: tuple[Decimal, Decimal], answer: Answer, bounds: tuple[Decimal, Decimal]
) -> Outcome:
    """Refute no country's own count by what an institute counts, unless they lie far apart."""
    (low, high), (below, above) = claimed, bounds
    near = low / above <= answer.value <= high * below
    return "unknown" if outcome == "refuted" and (near or answer.value > high * PART) else outcome


def _total(figure: Figure, measured: Measure) -> tuple[Decimal, Decimal] | None:
    """Return the bounds claimed of a total of money or people, None for anything else."""
    is_total = isinstance(figure.derivation, Level | Mean) and measured.unit in ("money", "person")
    return _bounds(figure.quantity) if is_total else None


def _bounds(quantity: Quantity) -> tuple[Decimal, Decimal] | None:
    low, high = quantity.low, quantity.high or quantity.low
    return (low, high) if low is not None and high and low > 0 else None


def _unless_grown(
    outcome: Outcome, figure: Figure, claimed: tuple[Decimal, Decimal], answer: Answer
) -> Outcome:
    """Refute by how much two sums differ only where the months that the series does not know cannot tell otherwise."""
    return "unknown" if outcome == "refuted" and _may_have_grown(figure, claimed, answer) else outcome


def _may_have_grown(figure: Figure, claimed: tuple[Decimal, Decimal], answer: Answer) -> bool:
    """Tell whether a sum may have reached the claim in the months that the series does not know yet."""
    terms, apart = answer.candidate.plan.terms, isinstance(figure.derivation, Gap)
    end = figure.period.end if figure.period is not None else None
    if end is None or any((term.role != "own" and not apart) or term.line.grain != "month" for term in terms):
        return False
    if isinstance(figure.derivation, Mean):
        return False
    known, asked = (last - terms[0].first + 1 for last in (terms[0].last, month(end)))
    low, high = claimed
    most = answer.value * asked / known * (PARTING if apart else 1)  # at the pace so far
    return asked > known and high >= answer.value and low <= most


def is_far(figure: Figure, value: Decimal) -> bool:
    """Tell whether a total is so far from the claim that the sentence may well be about something else."""
    measured, meant = effective(figure)
    claimed = _total(meant, measured)
    return claimed is not None and not claimed[0] / FAR <= value <= claimed[1] * FAR


def verdict(votes: Iterable[tuple[Standing, Outcome]]) -> Verdict:
    """Return what readings say together; context never counts, a reading without a value does not vote.

    >>> verdict([("literal", "supported"), ("generous", "refuted")]), verdict([("generous", "supported")])
    ('holds', 'holds')
    >>> verdict([("customary", "refuted"), ("generous", "supported")])
    'depends'
    >>> verdict([("customary", "unknown"), ("generous", "refuted")])
    'unknown'
    """
    cast = [(standing, said) for standing, said in votes if standing in VOTING]
    counted = [(standing, said) for standing, said in cast if said != "unknown"]
    strong = [said for standing, said in counted if standing != "generous"]
    if not counted or (not strong and any(standing != "generous" for standing, _ in cast)):
        return "unknown"  # generous ones decide only where there are no others
    strong = strong or [said for _, said in counted]
    if all(said == "supported" for said in strong):
        return "holds"
    return "fails" if all(said == "refuted" for _, said in counted) else "depends"


def decisive(votes: Sequence[Vote]) -> str | None:
    """Name the choice that best separates what supports a claim from what refutes it; None where all agree.

    The variance of the outcome between the values of a choice, by degree of freedom; between equals the one that alone
    flips the strongest reading, then the choice with fewer values, then the one named first.
    """
    voting = [vote for vote in votes if vote.standing in VOTING and vote.outcome != "unknown"]
    if len({vote.outcome for vote in voting}) < 2:
        return None
    names = list(dict.fromkeys(name for vote in voting for name in vote.candidate.choices))
    scores = {
        name: _separation(
            [(vote.candidate.choices.get(name), vote.outcome) for vote in voting], _flip(name, voting)
        )
        for name in names
    }
    best = max(names, key=lambda name: scores[name], default=None)
    return best if best is not None and scores[best][0] > 0 else None


def _flip(name: str, voting: Sequence[Vote]) -> int:
    """How strong two readings are that differ in this choice alone and in what they say; the stronger, the higher."""
    kept: dict[tuple[tuple[str, str], ...], dict[Outcome, int]] = {}
    for vote in voting:
        others = tuple(sorted((key, value) for key, value in vote.candidate.choices.items() if key != name))
        strongest = kept.setdefault(others, {})
        strongest[vote.outcome] = min(strongest.get(vote.outcome, len(ORDER)), ORDER[vote.standing])
    return max((-sum(found.values()) for found in kept.values() if len(found) > 1), default=-2 * len(ORDER))


def _separation(outcomes: Sequence[tuple[str | None, Outcome]], flip: int) -> tuple[Decimal, int, int]:
    """Variance between groups by degree of freedom, what a change of the choice alone does, minus how many groups."""
    sizes = Counter(value for value, _ in outcomes)
    wins = Counter(value for value, said in outcomes if said == "supported")
    if len(sizes) < 2:
        return Decimal(0), flip, 0
    mean = Decimal(sum(wins.values())) / len(outcomes)
    between = sum(
        (size * (Decimal(wins[value]) / size - mean) ** 2 for value, size in sizes.items()), Decimal(0)
    )
    return rounded(between / (len(sizes) - 1), 12), flip, -len(sizes)
