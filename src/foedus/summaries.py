"""A check goes in; the answer that can be quoted comes out, in every language: two sentences with value and source.

All words are in `lang/<code>/definitions.toml`; the names of subjects, measures and months in `phrases.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache, lru_cache

from msgspec import Struct

from foedus.lang import codes, words
from foedus.model import Check, Count, Counted, Definition, Figure, Period, Reading, Statement
from foedus.scope import Obstacle
from foedus.stated import NONE, fixes
from foedus.tellings import told
from foedus.vocabulary import Vocabulary, vocabularies

CHOICES = ("measure", "component", "prices", "base", "perimeter", "rate", "reckoning")
_ORDER = {"literal": 0, "customary": 1, "generous": 2}


def summary(
    check: Check,
    figure: Figure,
    statement: Statement,
    obstacles: Sequence[Obstacle],
    publisher: str,
    before: Check | None = None,
    transcribed: bool = False,
) -> dict[str, str]:
    """Return the answer in each language; `before` is the check of the day it was said."""
    gist = _gist(check, figure, statement, obstacles, publisher, before, transcribed)
    return {say.code: _answer(say, gist) for say in vocabularies()}


def message(obstacle: Obstacle) -> dict[str, str]:
    """Return what stood in the way, in each language; one record however many figures it keeps from a verdict."""
    return _message(obstacle.code, tuple(obstacle.blanks.items()))


@lru_cache(maxsize=1024)
def _message(code: str, blanks: tuple[tuple[str, str], ...]) -> dict[str, str]:
    told = Obstacle(code=code, blanks=dict(blanks))
    return {say.code: say.obstacle(told) for say in vocabularies()}


@cache
def counted(measure: str) -> Counted:
    """Return what the series of a measure counts and leaves out, in each language.

    >>> counted("equipment_share").leaves_out["en"]
    'The upkeep of existing equipment.'
    """
    tables = {code: found for code in codes() if (found := words(code, "definitions"))}
    parts = (
        {code: table[part][measure] for code, table in tables.items()} for part in ("counts", "leaves_out")
    )
    return Counted(counts=next(parts), leaves_out=next(parts))


class _Gist(Struct, frozen=True, kw_only=True):
    """What an answer says, in whatever language.

    `voting`: the readings that vote; `pair`: the one that supports the claim and the one that refutes it, where that
    depends; `revised`: the first reading of the day it was said, and the same by the later edition.
    """

    check: Check
    figure: Figure
    statement: Statement
    quote: str
    obstacles: Sequence[Obstacle]
    publisher: str
    transcribed: bool
    voting: list[Reading]
    varied: list[str]
    pair: tuple[Reading, Reading] | None
    before: Check | None
    revised: tuple[Reading | None, Reading | None]


def _gist(
    check: Check,
    figure: Figure,
    statement: Statement,
    obstacles: Sequence[Obstacle],
    publisher: str,
    before: Check | None,
    transcribed: bool,
) -> _Gist:
    voting = [
        each for each in check.readings if each.definition.standing in _ORDER and each.verdict != "unknown"
    ]
    depends = check.verdict == "depends"
    return _Gist(
        check=check,
        figure=figure,
        statement=statement,
        quote=" ".join(statement.quote.split()),
        obstacles=obstacles,
        publisher=publisher,
        transcribed=transcribed,
        voting=voting,
        varied=_varied(voting) if depends else [],
        pair=_pair(check, voting) if depends else None,
        before=before,
        revised=_same_definition(before, check) if before else (None, None),
    )


def _answer(say: Vocabulary, gist: _Gist) -> str:
    """The verdict with its value and source, then what was revised since."""
    check = gist.check
    of = gist.statement.content
    claim = _claim(say, of.subject if isinstance(of, Figure) else gist.figure.subject, gist.quote)
    if check.verdict == "unknown":
        reason = " ".join(dict.fromkeys(say.obstacle(each) for each in gist.obstacles))
        said = say.phrase["unknown"].format(claim=claim, reason=reason).strip()
    else:
        said = _depends(say, gist, claim) if gist.pair else _verdict(say, gist, claim)
    parts = [said, _assumed(say, check, gist.figure)]
    if gist.statement.stance == "denies" and not (isinstance(of, Figure) and fixes(of.stated, NONE)):
        parts.append(say.phrase["denied"])
    if gist.before is not None:
        parts.append(_since(say, gist, gist.before))
    return " ".join(filter(None, parts))


def _claim(say: Vocabulary, subject: str | None, quote: str) -> str:
    """The quote and whom it is about."""
    if subject is None:
        return str(say.phrase["claim_alone"].format(quote=quote))
    return str(say.phrase["claim"].format(quote=quote, subject=say.subject(subject)))


def _depends(say: Vocabulary, gist: _Gist, claim: str) -> str:
    assert gist.pair
    yes, no = gist.pair
    how = gist.figure.derivation
    return str(
        say.phrase["depends"].format(
            claim=claim,
            decides=say.deciding(
                gist.check.decisive or "", gist.figure.measure or "", str(how.__struct_config__.tag)
            ),
            yes=told(say, [yes], how),
            yes_options=say.options(yes.definition, gist.varied),
            no=told(say, [no], how),
            no_options=say.options(no.definition, gist.varied),
            source=say.source(yes, gist.transcribed),
        )
    )


def _verdict(say: Vocabulary, gist: _Gist, claim: str) -> str:
    verdict, voting = gist.check.verdict, gist.voting
    strong = [each for each in voting if each.definition.standing != "generous"] or voting
    first = strong[0]
    blanks = {
        "claim": claim,
        "of": say.publishers.get(gist.publisher, [gist.publisher])[-1],
        "period": say.period(first.definition.period or ""),
        "source": say.source(first, gist.transcribed),
    }
    if len(strong) > 1:
        all_told = sorted(strong if verdict == "holds" else voting, key=_low)
        return str(say.phrase[f"{verdict}_range"].format(range=_told(say, gist, all_told), **blanks))
    differing = len({each.definition.perimeter for each in voting}) > 1
    options = say.options(
        first.definition, ("component", "prices", "base", *(("perimeter",) if differing else ()))
    )
    return str(say.phrase[verdict].format(value=_told(say, gist, [first]), options=options, **blanks))


def _told(say: Vocabulary, gist: _Gist, readings: Sequence[Reading]) -> str:
    """The value in words; of what is said of every member or of none, on which side of the number the others are."""
    how, said = gist.figure.derivation, gist.statement.content
    value = told(say, readings, how)
    if not isinstance(how, Count) or not isinstance(said, Figure) or isinstance(said.derivation, Count):
        return value
    return say.telling["beside_below" if how.within.low is None else "beside_above"].format(value=value)


def _assumed(say: Vocabulary, check: Check, figure: Figure) -> str:
    """Say which year was taken where the text writes none and its own year is not in the tables, or month."""
    if check.verdict == "unknown" or figure.period is None or "period" in figure.stated:
        return ""
    last = (check.readings[0].definition.period or "").rpartition("/")[2]
    if len(last) <= len("2024"):
        said = figure.period.years[1]
        return "" if last[:4] == str(said or last[:4]) else say.phrase["assumed"].format(period=last[:4])
    if figure.period.end is not None and figure.period.end <= (Period(last).end or figure.period.end):
        return ""
    return str(say.phrase["assumed_end"].format(period=say.period(last)))


def _since(say: Vocabulary, gist: _Gist, before: Check) -> str:
    """What later editions changed: a second sentence, never a second verdict."""
    check, (old, new) = gist.check, gist.revised
    if "unknown" in (check.verdict, before.verdict):
        return ""
    then, day = say.phrase["then"][before.verdict], say.day(before.asof)
    if old and new and say.value(old) != say.value(new):
        return str(say.phrase["revised"].format(then=then, day=day, range=say.range(old, new)))
    return str(say.phrase["changed"].format(then=then, day=day)) if check.verdict != before.verdict else ""


def _varied(readings: Sequence[Reading]) -> list[str]:
    """The choices in which readings differ."""
    return [name for name in CHOICES if len({getattr(each.definition, name) for each in readings}) > 1]


def _low(reading: Reading) -> Decimal:
    return reading.observed.low if reading.observed else Decimal(0)


def _pair(check: Check, voting: Sequence[Reading]) -> tuple[Reading, Reading]:
    """The strongest reading that supports and the strongest that refutes, differing in the decisive choice alone."""
    pairs = [
        (yes, no) for yes in voting if yes.verdict == "supported" for no in voting if no.verdict == "refuted"
    ]
    return min(pairs, key=lambda pair: _distance(pair[0].definition, pair[1].definition, check.decisive))


def _distance(one: Definition, other: Definition, decisive: str | None) -> tuple[int, int, int]:
    differing = [name for name in CHOICES if getattr(one, name) != getattr(other, name)]
    standings = _ORDER[one.standing] + _ORDER[other.standing]
    return (standings, int(decisive not in differing), len(differing))


def _same_definition(before: Check, after: Check) -> tuple[Reading | None, Reading | None]:
    """The first voting reading of the day, and the one of the same definition in the later edition."""
    for old in before.readings:
        for new in after.readings:
            if (
                old.definition.standing in _ORDER
                and new.definition.standing in _ORDER
                and old.definition.period == new.definition.period
                and all(getattr(old.definition, name) == getattr(new.definition, name) for name in CHOICES)
            ):
                return old, new
    return None, None
