"""The mentions of a text in, and the same out with each parliament that several countries have given to its own."""

from __future__ import annotations

from collections.abc import Callable

from foedus.text.match import Mention

OPENS = 4  # characters of the preposition with which a sentence opens: "À Washington, le Sénat"
HOUSE = "institution"
_NAMES = ("country", "capital", "demonym", "people")


def placed(
    text: str, named: list[Mention], chambers: frozenset[str], start_of: Callable[[int], int]
) -> list[Mention]:
    """Give chambers to the country whose capital opens their sentence, else whose houses alone the text tells of.

    `start_of`: from an offset to where its sentence begins.
    """
    for mention in named:  # asked of every text
        if mention.kind == HOUSE and text[mention.start : mention.end] in chambers:
            break
    else:
        return named
    found = []
    for mention in named:
        if text[mention.start : mention.end] not in chambers:
            found.append(mention)
            continue
        at_home = next(m.value for m in named if m.kind == HOUSE and m.start == mention.start)
        elsewhere = _opened_with(text, named, mention, start_of) or _acting(text, named, chambers, at_home)
        if elsewhere in (None, at_home):
            found.append(mention)
        elif mention.kind == HOUSE:
            found.append(Mention(mention.start, mention.end, HOUSE, elsewhere))
    return found


def _opened_with(
    text: str, named: list[Mention], chamber: Mention, start_of: Callable[[int], int]
) -> object | None:
    """Return the country whose capital, led by a preposition, opens the sentence of a chamber."""
    start = start_of(chamber.start)
    return next(
        (
            m.value
            for m in named
            if m.kind == "capital"
            and 0 < m.start - start <= OPENS
            and m.end < chamber.start
            and text.startswith(",", m.end)
        ),
        None,
    )


def _acting(text: str, named: list[Mention], chambers: frozenset[str], at_home: object) -> object | None:
    """Return the one other country of whose houses a text tells that never names the chamber's own."""
    if any(m.kind in _NAMES and m.value == at_home for m in named):
        return None
    houses = {m.value for m in named if m.kind == HOUSE and text[m.start : m.end] not in chambers}
    return houses.pop() if len(houses) == 1 else None
