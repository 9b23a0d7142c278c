"""A percentage in, whether it tells another rate, how much a share of output grew, or no rise told behind it, out."""

from __future__ import annotations

from itertools import pairwise

from foedus.text.amounts.amount import SHARES
from foedus.text.figures import additions
from foedus.text.figures.context import NEAR, TIGHT
from foedus.text.figures.cuewords import GDP, TURNS
from foedus.text.figures.links import LOOSE, TOUCH
from foedus.text.figures.scopes import Case
from foedus.text.particles import grammar


def is_of_another_rate(t: Case) -> bool:
    """Tell whether another rate is what a verb tells: "inflation fell to 2.2 %", but "despite inflation it spends"."""
    if "elsewhere" not in t.at.cued_at(t.sentence):
        return False
    low = max(t.spans["own"][0], t.at.previous_amount(t.amount))
    told = t.at.cues(low, t.amount.start, "elsewhere")
    return bool(told) and not t.at.cues(
        told[-1].end, t.amount.start, "spend", "spending", "outlay", "military", GDP
    )


def grows_by(t: Case) -> bool:
    """Tell whether a percentage says how much a share grew or shrank: "the share of GDP rose 40 %", "de 40 %"."""
    if t.at.cues(t.amount.end, t.amount.end + TOUCH, GDP):
        return False  # "rose 0.4 % of GDP"
    if additions.is_grown_by(t.at, t.amount):
        end = t.at.next_amount(t.amount)
        to = t.at.scan.index.within(max(t.amount.end, end - TOUCH), end, "to")
        parted = "," in t.at.scan.text[t.amount.end : end]
        return parted or not t.at.led(to, end)  # "de 1,4 % en 2022 à 2,4 %"
    return not grammar(t.at.scan.language.code).verb_second and additions.is_change(t.at, t.amount)


def grows_as_share(t: Case) -> bool:
    """Tell whether a share of output is what grows, of which no growth is checked: "the share of GDP has doubled"."""
    if t.at.cued_at(t.sentence).isdisjoint((GDP, "share-noun")):
        return False
    low, high = t.at.own(t.amount, t.at.clause(t.amount.start, t.amount.end, t.sentence))
    beside = [a.end for a in t.at.neighbours(t.amount, t.sentence) if a.kind in SHARES]
    for gdp in t.at.cues(low, high, GDP):
        of_number = any(0 <= gdp.start - end <= 2 * TOUCH for end in beside)  # "34 % de son PIB"
        faster = t.at.scan.index.within(max(0, gdp.start - TOUCH), gdp.start, "than")  # "faster than GDP"
        if not of_number and not t.at.led(faster, gdp.start):
            return True
    return bool(t.at.cues(low, t.amount.start, "share-noun"))


def is_ahead_of_turn(t: Case) -> bool:
    """Tell whether what grows behind a percentage does so by another: "is at 1.3 % despite a real rise of 11 %"."""
    turns = t.at.cues(t.sentence.start, t.sentence.end, *TURNS)
    if not turns or turns[0].start < t.amount.end or t.amount.rule.endswith(".signed"):
        return False
    low, high = t.spans["segment"]
    if not grammar(t.at.scan.language.code).verb_second:
        high = t.amount.end + TIGHT // 2
    if t.at.cues(low, high, *TURNS, "real") or additions.is_by_how_much(t.at, t.amount):
        return False
    others = [a for a in t.at.neighbours(t.amount, t.sentence) if a.kind == "percent"]
    return all(any(0 < a.start - m.end <= NEAR for a in others) for m in turns)


def is_of_one_of_them(t: Case) -> bool:
    """Tell whether the alliance is named only as of which one is a member: "one of the alliance's top spenders"."""
    told = t.at.cues(t.sentence.start, t.sentence.end, "of-alliance")
    one = t.at.scan.language.settings["measures"].patterns["one_of"]
    return all(one.search(t.at.scan.text, max(t.sentence.start, m.start - NEAR), m.start) for m in told)


def is_next_part(t: Case) -> bool:
    """Tell whether two shares are told of two things, the second "another": "3.5 % on defence and another 1.5 % on"."""
    shares = [a for a in (*t.at.neighbours(t.amount, t.sentence), t.amount) if a.kind == "percent"]
    shares.sort(key=lambda a: a.start)
    if len(shares) < 2 or t.at.cues(t.sentence.start, t.sentence.end, *TURNS):
        return False
    for first, second in pairwise(shares):
        joined = t.at.scan.index.within(max(first.end, second.start - TIGHT), second.start, "and")
        if t.amount not in (first, second) or not joined:
            continue
        added = t.at.cues(joined[-1].end, second.end + TOUCH + LOOSE, "additional")
        if added and not t.at.cues(
            first.start - LOOSE, min(first.end + LOOSE, joined[-1].start), "additional"
        ):
            return True
    return False
