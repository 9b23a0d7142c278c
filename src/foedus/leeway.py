"""A claim and a number that would refute it go in; why it may be true all the same comes out, None where nothing speaks
for that.

Each reason is a doubt, and spares a claim only where no reading supports it: it cannot be told then, instead of wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from foedus.alliances import groups
from foedus.comparison import AMOUNT_CAP, rounded, tolerance
from foedus.definitions import Found
from foedus.measures import measure
from foedus.model import Count, Figure, Growth, Level, Mean, Outcome, Quantity, Rank, Record, Standing
from foedus.stated import MEAN, fixes
from foedus.votes import VOTING, Answer, in_ratio, judged

Reason = Literal[
    "spread-evenly",
    "exchanged",
    "newer-edition",
    "rounded-times",
    "which-dollar",
    "which-mean",
    "price-year",
    "other-output",
    "far-off",
]

RATES = Decimal("0.05")  # how far an amount may lie from one exchanged at mean rates: rates of days differ so
RESTATED = Decimal("0.1")  # nine of ten values of an edition's last year were restated by no more since
TIMES, WHOLE = (
    Decimal("0.1"),
    Decimal("0.5"),
)  # how far a whole multiple is rounded: a tenth, or a half at most
SPREAD = (
    3  # how many times as far as a publisher's sums lie from ours its parts of one buyer's imports may lie
)
ISO = 3  # letters of a currency
HALF = 5  # tenths
FEW = 3  # times from which on a multiple is rounded: "doubled" is not
# From how many times as much or as little on the sentence is doubted, and not the claim: as a report tells it or a
# publisher of its own tables, who seldom err so far, and as someone claims it.
LEVEL_DOUBTED = Decimal("1.5"), Decimal(2)
AID_DOUBTED = Decimal(2), Decimal(4)  # nobody counts it as another does
DOUBTED = Decimal(2), Decimal(3)
GROWTH_DOUBTED = Decimal(3), Decimal(5)  # its real value is restated often


class Told(NamedTuple):
    """How a report tells a claim among others: in whose words, None for its own."""

    speaker: str | None


def outcomes(
    figure: Figure, days: Iterable[tuple[Found, Sequence[Answer]]], told: Told | None = None
) -> Iterator[tuple[list[Outcome], Reason | None]]:
    """Yield what each definition of each day says of a claim, and why it may be true where no reading supports it.

    What something speaks for is not refuted. `told`: how a report of more tells it, None for a claim that stands alone.
    """
    says = judged(figure)
    for found, answers in days:
        yield _outcomes(figure, found, answers, [says(each) for each in answers], told)


def _outcomes(
    figure: Figure, found: Found, answers: Sequence[Answer], said: list[Outcome], told: Told | None
) -> tuple[list[Outcome], Reason | None]:
    if "refuted" in said and figure.quantity.comparator == "=":
        said = [
            "supported" if one == "refuted" and _is_rounded_twice(figure.quantity, each.value) else one
            for one, each in zip(said, answers, strict=True)
        ]
    standings = [each.candidate.definition.standing for each in answers]
    if told is not None and _is_doubted(figure, found, answers, said, told):
        return [
            "unknown" if standing in VOTING else one for standing, one in zip(standings, said, strict=True)
        ], "far-off"
    if "refuted" not in said or any(map(_bears_out, standings, said)):
        return said, None
    why = _why(figure, found, answers, said)
    return (said, None) if why is None else (spared(standings, said), why)


def spared(standings: Sequence[Standing], said: Sequence[Outcome]) -> list[Outcome]:
    """Return what definitions say of a claim for which something speaks: none that votes refutes it."""
    return [
        "unknown" if one == "refuted" and standing in VOTING else one
        for standing, one in zip(standings, said, strict=True)
    ]


def _bears_out(standing: Standing, said: Outcome) -> bool:
    return said == "supported" and standing in VOTING


def _why(figure: Figure, found: Found, answers: Sequence[Answer], said: Sequence[Outcome]) -> Reason | None:
    """Return why a claim that no reading supports may be true all the same."""
    voting = [
        (each, one)
        for each, one in zip(answers, said, strict=True)
        if each.candidate.definition.standing in VOTING
    ]
    undated = figure.subject in groups() or "period" not in figure.stated
    if fixes(figure.stated, MEAN) and found.candidates and undated:
        return "which-mean"
    if isinstance(figure.derivation, Count | Rank | Record):  # what is counted is exact
        return "newer-edition" if _is_next(figure, found, [each for each, _ in voting]) else None
    refuted = (each for each, one in voting if one == "refuted" and each.candidate.is_usual)
    return next(filter(None, (_of(figure, found, each) for each in refuted)), None)


def _is_doubted(
    figure: Figure, found: Found, answers: Sequence[Answer], said: Sequence[Outcome], told: Told
) -> bool:
    """Tell whether every number lies so far from a claim that its sentence is likelier about something else.

    So it is where an open end bears it out: nobody calls 70 billion "more than 30".
    """
    claimed = figure.quantity
    if isinstance(figure.derivation, Rank | Record) or claimed.unit == "multiple":
        return False
    if isinstance(figure.derivation, Count) and claimed.unit == "%":
        return False
    is_claimed = told.speaker is not None and (
        found.deciding is None or told.speaker != found.deciding.publisher
    )
    # A line is told of whoever is somewhere above or below it: "less than 2 %" of 1.3.
    limit = _limits(figure)[is_claimed or "supported" in said]
    values = [
        each.value
        for each, one in zip(answers, said, strict=True)
        if one != "unknown" and each.candidate.definition.standing in VOTING
    ]
    if is_claimed and "period" in figure.stated and any(values):
        return False  # of a time that is named
    grows = isinstance(figure.derivation, Growth) and not is_claimed
    return bool(values) and all(
        (grows and value < 0) or _is_beyond(claimed, limit, value) for value in values
    )


def _limits(figure: Figure) -> tuple[Decimal, Decimal]:
    if isinstance(figure.derivation, Growth):
        return GROWTH_DOUBTED
    if not isinstance(figure.derivation, Level | Mean):
        return DOUBTED
    return AID_DOUBTED if (figure.measure or "").startswith("aid_") else LEVEL_DOUBTED


def _is_beyond(claimed: Quantity, times: Decimal, value: Decimal) -> bool:
    """Tell whether a value is so many times as large or as small as what is claimed."""
    low, high = claimed.low or claimed.high, claimed.high or claimed.low
    if low is None or high is None or low <= 0 or value < 0:
        return False
    return value >= high * times or value * times <= low


def _is_next(figure: Figure, found: Found, voting: Sequence[Answer]) -> bool:
    """Tell whether a place by shares lies next to the one claimed, where newer figures were out: they lie close."""
    by_shares = isinstance(figure.derivation, Rank) and figure.derivation.of is not None
    place = figure.quantity.low
    if not by_shares or found.newer is None or place is None:
        return False
    return any(abs(each.value - place) <= 1 for each in voting)


def _of(figure: Figure, found: Found, answer: Answer) -> Reason | None:
    claimed, value = figure.quantity, answer.published
    spread = measure(answer.candidate.definition.measure).spread
    if spread:
        change, as_told = in_ratio(figure)
        return "spread-evenly" if _is_near(change, spread * SPREAD, as_told(value)) else None
    if claimed.unit == "multiple":
        return "rounded-times" if _is_rounded(claimed, value) else None
    if found.newer is not None and _is_of_last_year(answer) and _is_near(claimed, RESTATED, value):
        return "newer-edition"
    if isinstance(figure.derivation, Level) and figure.stated.get("prices") == ["constant"]:
        return "price-year"
    if _is_of_other_output(answer):
        return "other-output" if _is_near(claimed, RESTATED, value) else None
    exchanged = any(term.exchange is not None for term in answer.candidate.plan.terms)
    return "exchanged" if exchanged and _is_near(claimed, RATES, value) else None


def _is_of_last_year(answer: Answer) -> bool:
    """Tell whether a number reaches the last year of its series: that one is estimated, those before are known."""
    return any(term.last == term.line.last for term in answer.candidate.plan.terms)


def _is_of_other_output(answer: Answer) -> bool:
    """Tell whether the output that a share is of is one that an earlier edition printed: it was restated since."""
    whole = answer.candidate.plan.terms_of("whole")
    own = answer.candidate.plan.terms[0].line
    return bool(whole) and whole[0].line.measure == "gdp" and whole[0].line.edition != own.edition


def _is_near(claimed: Quantity, share: Decimal, value: Decimal) -> bool:
    """Tell whether a value that changes by that share may be what is claimed, as exactly as that was written."""
    low, high, around = claimed.low, claimed.high, tolerance(claimed)
    return (low is None or low - around <= value * (1 + share)) and (
        high is None or high + around >= value * (1 - share)
    )


def _is_rounded_twice(claimed: Quantity, value: Decimal) -> bool:
    """Tell whether an amount is rounded from one that was rounded: 114.149 is printed as 114.15, and told as 114.2."""
    step, low = claimed.step, claimed.low
    if step is None or low is None or low != claimed.high or claimed.unit is None or len(claimed.unit) != ISO:
        return False
    if abs(value - low) > min(step, abs(low) * AMOUNT_CAP):
        return False
    tenths = ((value - low) / step * 10).to_integral_value(ROUND_HALF_UP)
    return -HALF <= tenths < HALF


def _is_rounded(claimed: Quantity, value: Decimal) -> bool:
    """Tell whether a whole multiple is the nearest one: "seven times" of 7.4, but not "three times" of 2.6.

    "Seven times less" is told as a seventh.
    """
    low, high = claimed.low, claimed.high
    if low is None or high is None or low <= 0:
        return False
    times = ((low + high) / 2).normalize()
    if high <= 1 and value > 0:
        times, value = rounded(1 / times, 2).normalize(), 1 / value
    if times < FEW or times != times.to_integral_value() or claimed.comparator not in ("=", "~"):
        return False
    return abs(value - times) <= min(WHOLE, times * TIMES)
