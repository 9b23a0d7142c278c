"""A word of more in, among whom it makes one the first out: "more on defence than any other ally"."""

from __future__ import annotations

from foedus import alliances
from foedus.text.figures.context import Context
from foedus.text.match import Mention
from foedus.text.sentences import Sentence

REACH, NAME = 70, 24  # characters from "more" to "than", from "any other" to those whom it means
WHOLE = 48  # characters from "all other" to "combined"
MEMBER = "member"


def first(
    at: Context, word: Mention, sentence: Sentence, everyone: str | None
) -> tuple[str | None, int] | None:
    """Return among whom a word of more makes one the first, and where that is told; None where it does not.

    `everyone`: who is meant where nobody is told.
    """
    others = _any_other(at, word, sentence)
    if others is None:
        return None
    found = _among(at, others.end) or (everyone, others.end)
    return found if word.kind == "than-more" else (None, found[1])


def is_beyond_all(at: Context, start: int, sentence: Sentence) -> bool:
    """Tell whether a number that ends here is by how much one has more than each other: "50 more than any other"."""
    words = at.scan.index.within(start, start + 2, "than-more", "than-less")
    return bool(words) and _any_other(at, words[0], sentence) is not None


def _any_other(at: Context, word: Mention, sentence: Sentence) -> Mention | None:
    """Return the words for all the others behind a comparison: "more on defence than [any other] ally"."""
    high = at.clause(word.start, word.end, sentence, ";:()")[1]
    for link in at.scan.index.within(word.end, min(high, word.end + REACH), "than"):
        if others := is_of_any(at, link):
            return others
    return None


def is_of_any(at: Context, link: Mention) -> Mention | None:
    """Return the words for all the others right behind "than"."""
    found = at.scan.index.within(link.end, link.end + 2, "than-any")
    others = max(found, key=lambda m: m.end, default=None)
    return None if others is None or is_of_all(at, others.end) else others


def is_of_all(at: Context, start: int) -> bool:
    """Tell whether others are meant together and not each: "than all other allies combined"."""
    high = at.clause(start, start, at.sentence(start))[1]
    return bool(at.cues(start, min(high, start + WHOLE), "jointly"))


def _among(at: Context, start: int) -> tuple[str | None, int] | None:
    """Return those who are told behind a place, and where their name ends: a group, or the members of the alliance."""
    index = at.scan.index
    groups = [m for m in index.within(start, start + NAME, "group") if str(m.value) in alliances.groups()]
    if groups:
        return str(groups[0].value), groups[0].end
    nouns = [m for m in index.within(start, start + NAME, "noun") if m.value == MEMBER]
    return (at.table.alliance, nouns[0].end) if nouns and at.joined(start, nouns[0].start) else None


def passed(at: Context, start: int, sentence: Sentence) -> str | None:
    """Return who was passed before a place: "has overtaken Italy as the largest donor"; the place is not theirs."""
    if "overtakes" not in at.cued_at(sentence):
        return None
    for verb in at.cues(sentence.start, start, "overtakes"):
        for name in at.names(verb.end, start):
            return str(name.value) if at.leads(verb.end, name.start) else None
    return None
