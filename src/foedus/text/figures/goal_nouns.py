"""A percentage in, whether the noun of a goal goes with it out: "the 2 % target", "the guideline of 2 %"."""

from __future__ import annotations

from foedus.text.figures.context import TIGHT, Context
from foedus.text.figures.links import uncovered
from foedus.text.figures.thresholds import is_apart
from foedus.text.particles import grammar
from foedus.text.sentences import Sentence

# What may stand between a percentage and the noun of the goal that it names: "2 % of GDP defence spending target".
_OF_LINE = ("gdp", "spending", "spend", "military", "threshold", "aims")
_IS = ("being", "agreed")  # what says which percentage a goal is: "the guideline, which was 2 %"
LONGEST_LINE = 48  # characters between a percentage and the noun of its goal
LINKED = 12  # characters before what follows a goal in which it is said to be agreed


def is_in_goal(at: Context, end: int) -> bool:
    """Tell whether the noun of a goal is joined to the percentage: "Zwei-Prozent-Ziel", "5-Prozent-Zusage"."""
    if at.scan.text[end : end + 1] not in ("-", "\u2010", "\u2011"):
        return False
    return any(m.start == end + 1 for m in at.cues(end + 1, end + 2, "goal", "threshold"))


def leads_to_goal(at: Context, start: int, end: int, sentence: Sentence) -> bool:
    """Tell whether the noun of a goal closes the noun phrase that the percentage opens: "the 2 % spending goal"."""
    if any(goal.end > end for goal in at.cues(start, end, "threshold")):
        return True  # "the 2% target", which is one word for it
    if _is_floor(at, start, end):
        return True
    for goal in at.cues(end, min(end + LONGEST_LINE, sentence.end), "threshold"):
        return is_filled(at, end, goal.start)
    return False


def _is_floor(at: Context, start: int, end: int) -> bool:
    """Tell whether the word for the least is the noun of a goal: French "le minimum de 2 %", not "un minimum"."""
    lowest = at.cues(start, end, "threshold")
    if not any(m.end == end or m.start == start for m in lowest):
        return False
    words = at.scan.text[max(0, start - TIGHT) : start].lower().replace("\u2019", "'").split()
    return bool(words) and (
        grammar(at.scan.language.code).has("definites", words[-1]) or words[-1].endswith("'s")
    )


def follows_goal(at: Context, start: int, sentence: Sentence) -> bool:
    """Tell whether the percentage is what the noun of a goal is of: "the guideline of 2 %"."""
    goals = at.cues(max(sentence.start, start - LONGEST_LINE), start, "threshold")
    return (
        bool(goals) and is_filled(at, goals[-1].end, start, *_IS) and not is_apart(at, goals[-1].end, start)
    )


def is_filled(at: Context, first: int, last: int, *more: str) -> bool:
    """Tell whether nothing but what is measured, whose goal it is, "of" and `more` cues stand in a gap."""
    covered = [(m.start, m.end) for m in at.cues(first, last, *_OF_LINE, *more)]
    if more:
        covered += [(m.start, m.end) for m in at.scan.index.within(first, last, "clause", "to", "at")]
        set_then = at.times_in(first, last) if at.cues(first - LINKED, last, "agreed") else ()
        covered += [(t.start, t.end) for t in set_then]  # "fixed by the alliance in 2014, of"
        covered += [(m.start, m.end) for m in at.cues(first, last, "relative", "as-it-stands")]
    groups = at.scan.index.within(first, last, "group")
    agents = at.scan.index.within(first, last, "agent") if more else ()
    covered += [(m.start, m.end) for m in agents if any(at.leads(m.end, g.start) for g in groups)]
    covered += [(m.start, m.end) for m in (*groups, *at.scan.index.within(first, last, "of"))]
    rest = uncovered(at.scan.text, first, last, covered).strip(
        " -,\u00a0\u202f" if more else " -\u00a0\u202f"
    )
    return not rest or (bool(more) and rest.isalpha() and at.scan.text[first + 1 :].startswith(rest))
