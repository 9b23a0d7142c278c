"""A reading in; who was counted, who came close, who could not be counted out, as labelled rows of names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from foedus.model import (
    Check,
    Count,
    Counted,
    Definition,
    Exclusion,
    Figure,
    Near,
    Rank,
    Reading,
    Turn,
    Within,
)
from foedus.render.wording import Wording

Row = tuple[str, str]  # label, names


def tallied(reading: Reading, figure: Figure, say: Wording) -> list[Row]:
    """Return the rows of a count or a rank; nothing for what has neither."""
    if isinstance(figure.derivation, Rank):
        rows = [("ahead", say.listed(list(map(say.subject, reading.members))))]
    elif isinstance(figure.derivation, Count):
        rows = list(_of_count(reading, figure.derivation.within, say))
    else:
        rows = []
    return [(say.say("label", label), names) for label, names in rows if names]


def strongest(check: Check | None) -> Reading | None:
    """Return the reading whose members stand beside the verdict: the strongest that counts, else the first."""
    readings = check.readings if check else []
    counting = [each for each in readings if each.definition.standing != "context"]
    return next(iter([*counting, *readings]), None)


def moved(then: Check | None, now: Check | None, figure: Figure, say: Wording) -> list[Row]:
    """Return who is counted by the later check and was not by the first, and the reverse."""
    before, after = strongest(then), strongest(now)
    if not isinstance(figure.derivation, Count) or before is None or after is None:
        return []
    came, went = set(after.members) - set(before.members), set(before.members) - set(after.members)
    return [
        (say.say("label", label), _names(codes, say))
        for label, codes in (("came", came), ("went", went))
        if codes
    ]


def _names(codes: Iterable[str], say: Wording) -> str:
    """Name members in the order of the alphabet, whatever their marks."""
    return say.listed(sorted(map(say.subject, codes), key=_plain))


def _plain(name: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", name) if sign.isalpha()).casefold()


def _of_count(reading: Reading, within: Within, say: Wording) -> Iterator[Row]:
    short = [near for near in reading.near if _is_short(near, within)]
    yield "members", _names(reading.members, say)
    yield "near_below", _near(short, say)
    yield "near_above", _near([near for near in reading.near if near not in short], say)
    yield "excluded", say.listed([_excluded(each, say) for each in reading.excluded])


def _is_short(near: Near, within: Within) -> bool:
    """Tell whether a member lies below the line that it is close to."""
    lines = [line for line in (within.low, within.high) if line is not None]
    return near.value < min(lines, key=lambda line: abs(near.value - line), default=near.value)


def _near(members: Sequence[Near], say: Wording) -> str:
    return say.listed(
        [f"{say.subject(near.subject)} {say.amount(near.value, '%', places=2)}" for near in members]
    )


def _excluded(each: Exclusion, say: Wording) -> str:
    return say.say("excluded", each.why, subject=say.subject(each.subject), year=each.since or "–")


def turning(check: Check | None, say: Wording) -> list[Row]:
    """Return the smallest change that turns the answer and what each choice explains; nothing where all agree."""
    if check is None or not check.turn:
        return []
    definition = check.readings[0].definition
    changes = [
        say.colon(say.say("choice", each.choice), _turned(each, definition, say)) for each in check.turn
    ]
    shares = [
        f"{say.say('choice', name)} {say.amount(100 * share, '%', places=0)}"
        for name, share in check.explained.items()
    ]
    rows = [("turn", say.listed(changes)), ("explained", say.listed(shares))]
    return [(say.say("label", label), text) for label, text in rows if text]


def _turned(each: Turn, definition: Definition, say: Wording) -> str:
    plain = replace(definition, price_year=None)
    before, after = (
        (value and say.option(each.choice, value, plain)) or say.say("choice", "usual")
        for value in (each.before, each.after)
    )
    return say.say("choice", "turned", before=before, after=after)


def scope(counted: Counted | None, say: Wording) -> list[Row]:
    """Return what a series counts and leaves out; nothing where neither is said."""
    if counted is None:
        return []
    parts = (("counts", counted.counts), ("leaves_out", counted.leaves_out))
    return [
        (say.say("label", label), say.spaced(told.get(say.lang) or next(iter(told.values()), "")))
        for label, told in parts
        if told
    ]
