"""A number or a word in, whom it is set against out: "30 billion more than Italy", "double that of France"."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import BREAKS, TIGHT, Context
from foedus.text.figures.governors import whole_list
from foedus.text.figures.links import RIGHT_BEHIND
from foedus.text.figures.unrivalled import is_of_any
from foedus.text.match import Mention
from foedus.text.particles import WORD, grammar
from foedus.text.sentences import Sentence

REACH, BESIDE, NAME = 70, 24, 16  # characters from "more" to "than", to a noun, to a name
OPENS = 6  # characters of an article before a part that opens its sentence
_APPOSED = (",", "(", "–", "—", ":")
_APART = re.compile(r"[,;:()\d.!?]")  # what parts "than" from the name behind it
_RETOLD = re.compile(r" \([^()\d]{0,12}\d[^()]{0,30}\)")
_AMOUNT_ENDS = re.compile(r"\d[^()]{0,20} ?\Z")  # a number closes the words before a bracket


class Than(NamedTuple):
    """Whom a number is set against, on which side of it, and where the words for it end."""

    whom: str
    direction: Literal["above", "below"]
    end: int


def than(at: Context, start: int, end: int, sentence: Sentence) -> Than | None:
    """Return whom a number or a word is set against: "30 billion more on defence than Italy"."""
    borne = at.led(at.cues(max(sentence.start, start - BESIDE), start, "stands-with"), start, 1)
    start, end = _behind_brackets(at.scan.text, start, end)
    high = at.clause(start, end, sentence, ";:()")[1]
    words = at.scan.index.within(start, min(high, end + BESIDE), "than-more", "than-less")
    for word in words:
        if word.end < end or set(",–—") & set(at.scan.text[end : word.start]):
            continue  # "more than 30 billion" is a hedge
        if any(end <= a.start <= word.start for a in at.amounts_in(sentence)):
            continue  # "54 billion is 64 % more than that of": by how much is told by the next number
        if borne and word.start - end > 1:
            continue  # German "hat mit 176 Milliarden deutlich mehr gegeben als": the number is its own
        links = at.scan.index.within(max(word.end, end), min(high, word.end + REACH), "than")
        for link in links if links and not _is_unlike(at, word, links[0]) else ():
            if is_of_any(at, link):
                return None  # "more than any other ally": more than each, and not than all together
            if (name := named_behind(at, link.end)) is not None:
                direction: Literal["above", "below"] = "above" if word.kind == "than-more" else "below"
                return Than(str(name.value), direction, name.end)
    return None


def _is_unlike(at: Context, word: Mention, link: Mention) -> bool:
    """Tell whether a link of what is alike stands behind a word that is not: "more soldiers as Poland arms"."""
    alike = at.scan.language.settings["measures"].get("alike_link")
    text = at.scan.text
    return text[link.start : link.end] == alike and alike not in text[word.start : word.end].split()


def _behind_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a number's span, moved behind brackets with the same in other money: "200 billion (€191 billion) more"."""
    told = _RETOLD.match(text, end)
    if told is not None:
        return told.end(), told.end()
    opened = text.rfind("(", max(0, start - BESIDE), start) if text[end : end + 1] == ")" else -1
    # not "Russia (€107 billion) and China (€250 billion) spend less than": there each number is its country's
    retold = opened >= 0 and _AMOUNT_ENDS.search(text, max(0, opened - BESIDE), opened)
    return (end + 1, end + 1) if retold else (start, end)


def times(at: Context, end: int) -> Than | None:
    """Return whom a multiple that ends here is of: "double that of France", "three times what France spends"."""
    for link in at.scan.index.within(max(0, end - NAME // 2), end + RIGHT_BEHIND, "than-whole"):
        if link.end < end:
            continue
        names = at.names(link.end, link.end + RIGHT_BEHIND + NAME)
        placed = at.scan.index.within(
            link.end, link.end + RIGHT_BEHIND * 2, "rank-nth", "rank-most", "rank-placed"
        )
        reach = placed[-1].end if placed else link.end  # "what second-placed China spends"
        # "double that of Italy", "le double de la proportion polonaise"
        whom = next(
            (
                m
                for m in names
                if at.leads(reach, m.start, NAME if m.kind == "demonym" else RIGHT_BEHIND + NAME // 4)
            ),
            None,
        )
        if whom is not None and not at.times_in(link.end, whom.start):
            return Than(str(whom.value), "above", whom.end)
    return None


def spender_of(at: Context, amount: Amount) -> str | None:
    """Return whose the whole is of which a part is told: "45 % of what Beijing spent", not "45 % of the Danes"."""
    whole = times(at, amount.end)
    if whole is None or amount.start - at.sentence(amount.start).start <= OPENS:
        return None  # "78 % of what Europe buys comes from America": of Europe
    low = at.clause(amount.start, amount.end, at.sentence(amount.start), BREAKS)[0]
    if not at.names(low, amount.start):
        return None
    gap, small = at.scan.text[amount.end : whole.end], grammar(at.scan.language.code)
    lead = gap[: next((n for n, sign in enumerate(gap) if sign.isupper()), 0)]
    return whole.whom if any(not small.has("articles", w) for w in WORD.findall(lead)) else None


def times_its(at: Context, end: int) -> Than | None:
    """Return whom an adjective behind a multiple that ends here names: "twice the Japanese proportion"."""
    led = at.scan.language.settings["measures"].patterns["times_its"]
    named = (m for m in at.names(end, end + NAME) if m.kind == "demonym")
    beside = (m for m in named if led.fullmatch(at.scan.text, end, m.start))
    return next((Than(str(m.value), "above", m.end) for m in beside), None)


def times_noun(at: Context, amount: Amount) -> Than | None:
    """Return whom a noun behind a multiple in apposition is of: ", double the combined bill of X", "twice X's budget".

    Several whom no group spells out are JOINT.
    """
    text, end = at.scan.text, amount.end
    apposed = text[max(0, amount.start - TIGHT) : amount.start].rstrip()[-1:] in _APPOSED
    if not apposed and not at.led_by(amount.start, "being", "it-is", most=1):
        return None
    led, near = at.scan.language.settings["measures"].patterns["times_noun"], at.names(end, end + REACH)
    first = next(iter(near), None)
    if first is None or at.times_in(end, first.start):
        return None
    whom = max((m for m in near if m.start == first.start), key=lambda m: m.end)
    own = whom.start - end <= RIGHT_BEHIND and grammar(at.scan.language.code).owns(text, whom.end)
    if not own and led.fullmatch(text, end, whom.start) is None:
        return None
    named = [(m, str(m.value)) for m in at.names(whom.start, at.sentence(end).end)]
    together = whole_list(at, (whom, str(whom.value)), named, first=False)
    return Than(together or str(whom.value), "above", whom.end)


def named_behind(at: Context, start: int) -> Mention | None:
    """Return the name that nothing but an article parts from a place."""
    text = at.scan.text
    placed = at.scan.index.within(start, start + TIGHT // 2, "rank-placed")
    start = placed[-1].end if placed else start  # "as second-placed China"
    if at.scan.index.within(start, start + TIGHT, "rank-most", "rank-next"):
        # "as the second-largest spender in the world, China"
        placed = [m for m in at.names(start, start + 3 * BESIDE) if m.value != at.table.total]
        between = text[start : placed[0].start].rpartition(", ")[0] if placed else "."
        start = placed[0].start - 1 if _APART.search(between) is None else start
    found = at.names(start, start + NAME)
    fits = (m for m in found if not _APART.search(text, start, m.start) and not at.times_in(start, m.start))
    return max(fits, key=lambda m: (-m.start, m.end), default=None)
