"""A percentage or a sum in, whether its verb has no tense out: what is to be done, or asked for, is nobody's state."""

from __future__ import annotations

import re

from foedus import alliances
from foedus.model import Stance
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import BREAKS, NEAR, TIGHT, Context
from foedus.text.figures.paths import is_path
from foedus.text.figures.recipients import ACTING
from foedus.text.figures.standins import is_led
from foedus.text.senses import Sense
from foedus.text.settings import UNWRITTEN, Patterns

LEAD = 140  # characters from the verb to its percentage
FACT = 40  # characters before the verb in which words make a fact of it
BLAME = 14  # characters before a verb in "-ing" in which words make a fact of it: "criticised for spending"
START = 40  # characters between "from" and the number where a change starts
QUOTES = frozenset('«“„"')
OPENS = 2  # characters from the comma before a clause to its "that"
ASKED = 60  # characters from a verb of asking to what is asked for
_PARTS = frozenset(("relative", "break", "that"))
# What may stand between a number and the verb behind it: what it is of, and an aside.
_UP_TO_VERB = r"[^,;:.!?]{0,40}?(?:,[^,;:!?]{0,60},|,)?\s"


def intent(at: Context, amount: Amount, index: int) -> Stance | None:
    """Return the stance of a percentage that is to be done or asked for, None of one that is told as it is.

    Of a sum it asks only what is right ahead ("has asked for 2 billion"), for a condition and for an infinitive behind
    it: German "2 Milliarden zu geben".
    """
    if amount.kind not in ("percent", "money") or amount.rule.endswith(".from"):
        return None  # where a path begins is how things stand
    share = amount.kind == "percent"
    if share and _is_flat(at, amount):
        spoken = at.speaks.country(amount.start, amount.end)
        own = spoken in alliances.countries() and spoken not in at.table.demanding
        return "pledges" if own else "demands"
    asked = _last(at, "to_ask", amount, index, LEAD if share else NEAR)
    if asked is not None and amount.start - asked.end() <= (ASKED if share else TIGHT):
        return "demands"  # "a report that called for a rise to 3 %", "suggested that they spend 3 %"
    if share and _is_asked_that(at, amount, index):
        return "demands"
    if _last(at, "on_condition", amount, index, ASKED) is not None:
        return "expects"  # "if Spain spent 3.5 %": nobody says that it does
    told = _to_do(at, amount, index) if share else _to_do_behind(at, amount, index)
    if told is None or _is_done(at, amount, index, told):
        return None
    return "pledges"


def _is_flat(at: Context, amount: Amount) -> bool:
    """Tell whether a quotation opens with a percentage and turns down any other: "Five percent, not two"."""
    opened = at.scan.text[max(0, amount.start - 2) : amount.start].strip(" \u00a0\u202f")[-1:]
    return opened in QUOTES and _patterns(at)["and_no_other"].match(at.scan.text, amount.end) is not None


def is_planned(at: Context, amount: Amount, sense: Sense | None, index: int) -> bool:
    """Tell whether a number is one that is only planned: "the promised 10 billion", "£13bn pledge", "yet to be found".

    Of aid the verb says how far it has come.
    """
    measure = sense.measure if sense is not None else None
    if amount.kind not in ("percent", "money") or measure == "aid":
        return False
    text, sentence = at.scan.text, at.scan.sentences[index]
    money = amount.kind == "money"
    if money and _patterns(at)["plan_behind"].match(text, amount.end):  # "the 2 % pledge" names a goal
        return True
    low = max(sentence.start, at.previous_amount(amount), amount.start - LEAD)
    if _patterns(at)["as_plan"].search(text, low, amount.start):
        return True
    later = (
        at.scan.language.settings["measures"].shaped("not_yet", _UP_TO_VERB + "{}")
        if measure or money
        else UNWRITTEN
    )
    told = later.match(text, amount.end, sentence.end)
    # "is at 1.29 % and has yet to set a date": what follows "and" is told of somebody
    return told is not None and not at.scan.index.within(amount.end, told.end(), "and")


def is_vowed(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether an infinitive behind a number tells what was agreed on: German "vereinbart, 3 % zu investieren"."""
    if amount.kind not in ("percent", "money"):
        return False
    if not at.cues(at.scan.sentences[index].start, amount.start, "vowed"):
        return False
    return _to_do_behind(at, amount, index) is not None


def is_growing(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether people are counted whom a force is to have: it grows in the present, "von 500 auf 4000"."""
    if amount.quantity.unit not in at.table.heads or "grows-now" not in at.cued(index):
        return False
    sentence = at.scan.sentences[index]
    low, high = at.clause(amount.start, amount.end, sentence)
    if at.times_in(low, high) or at.cues(low, high, "gone"):
        return False  # "the number of the dead rises from 20 to 45"
    before = next((a for a in reversed(at.neighbours(amount, sentence)) if a.end <= amount.start), None)
    ends = amount.rule.endswith(".to") or (before is not None and is_path(at, before, amount))
    return ends and bool(at.cues(low, amount.start, "grows-now"))


def is_raising(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether somebody raises what they spend to a number, in the present: "Warsaw raises its budget to 4.8 %".

    Where a decision or a rise brings it to, it stands already: "that brings it to 60 billion".
    """
    if (
        amount.kind not in ("percent", "money")
        or (told := _last(at, "raises_now", amount, index, LEAD)) is None
    ):
        return False
    low, high = at.clause(amount.start, amount.end, at.scan.sentences[index])
    today = str(at.today.year) if at.today is not None else "9999"
    if any(t.first[:4] < today or t.role == "since" for t in at.times_in(low, high)):
        return False  # "in 2022 Germany raises its budget to 50 billion"
    acting = at.scan.index.within(max(low, told.start() - ASKED), told.start(), *ACTING)
    return any(told.start() - m.end == 1 and not is_led(at, m) for m in acting)


def are_promising(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether members are counted who promise to reach a line: "23 allies have promised to reach 2 %".

    Who "met the pledge to spend 2 %" is at the line.
    """
    sentence = at.scan.sentences[index]
    following = at.following(amount, sentence)
    line = following if following is not None and following.kind == "percent" else None
    # "five countries said they would spend 5 %", but not "six did, while Germany will reach 2 %"
    if line is not None and not at.names(amount.end, line.start):
        own = at.speaks.stance(amount.start, amount.end)
        if own == "reports" and at.speaks.stance(line.start, line.end) == "pledges":
            return True
    high = at.clause(amount.start, amount.end, sentence)[1]
    vowed = at.cues(amount.end, high, "vowed")
    if not vowed or at.cues(amount.end, vowed[0].start, "meets", "below", "dues"):
        return False
    lines = (a for a in at.amounts_in(sentence) if a.kind == "percent" and a.start < high)
    line = next((a for a in lines if a.start >= vowed[0].end), None)
    return line is not None and intent(at, line, index) == "pledges"


def _to_do(at: Context, amount: Amount, index: int) -> re.Match[str] | None:
    """Return the infinitive or the like that tells a percentage: "a push to raise budgets to 5 % of GDP"."""
    if (doing := _last(at, "to_doing", amount, index, LEAD)) is not None:
        return doing
    return _last(at, "to_do", amount, index, LEAD) or _to_do_behind(at, amount, index)


def is_to_give(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether an infinitive tells a sum that is to be given, and not one that was: "refuses to send 3 billion"."""
    if amount.kind != "money":
        return False
    return (_last(at, "to_give", amount, index, LEAD) or _to_do_behind(at, amount, index)) is not None


def _to_do_behind(at: Context, amount: Amount, index: int) -> re.Match[str] | None:
    """Return the infinitive that closes the clause of a number."""
    pattern = _patterns(at)["to_do_behind"]
    if pattern is UNWRITTEN:
        return None
    _, high = at.clause(amount.start, amount.end, at.scan.sentences[index], ";:,")
    return pattern.search(at.scan.text, amount.end, min(high, at.next_amount(amount)))


def _is_done(at: Context, amount: Amount, index: int, told: re.Match[str]) -> bool:
    """Tell whether words before a verb without a tense make a fact of it: "the only one to spend 3 %"."""
    done = _patterns(at)["as_done"]
    if done is UNWRITTEN or amount.quantity.comparator == "<=":
        return False  # "lets it raise spending up to 3 %": a ceiling is no state
    start = at.scan.sentences[index].start
    judged = _patterns(at)["judged_for" if told.re is _patterns(at)["to_doing"] else "judged_to"]
    ahead = max(start, told.start() - LEAD)
    if told.start() < amount.start and judged.search(at.scan.text, ahead, told.start()):
        return True  # "praised Poland for spending 4 %"
    low = max(start, told.start() - FACT) if told.start() < amount.start else start
    if told.re is _patterns(at)["to_doing"]:  # "blamed for spending", but "the first to commit to raising"
        low = max(start, told.start() - BLAME)
    times = at.times_in(low, told.start())  # "last year" makes no fact of it
    found = done.finditer(at.scan.text, low, min(told.start(), amount.start))
    return any(not any(t.start <= m.start() < t.end for t in times) for m in found)


def _patterns(at: Context) -> Patterns:
    """Return what a language says: verbs without a tense before or behind, of asking, and what makes a fact of them."""
    return at.scan.language.settings["measures"].patterns


def _is_asked_that(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a number stands in a clause that says what the clause before asks: "fordert, dass sie 5 % …"."""
    sentence = at.scan.sentences[index]
    low, _ = at.clause(amount.start, amount.end, sentence, BREAKS + ",")
    that = at.scan.index.within(low, low + OPENS, "clause")
    if low <= sentence.start or not any(m.value == "that" for m in that):
        return False
    first, _ = at.clause(low - 1, low, sentence, BREAKS + ",")
    aside = at.scan.index.within(first, first + OPENS, "clause")
    if first > sentence.start and any(m.value == "relative" for m in aside):
        return False  # "told allies, who had asked for it, that": what is told was not asked
    return _patterns(at)["to_ask"].search(at.scan.text, first, low) is not None


def _last(at: Context, key: str, amount: Amount, index: int, reach: int) -> re.Match[str] | None:
    """Return the last match of a setting that leads to a number in its clause, with no other that stops it between."""
    pattern = _patterns(at)[key]
    if pattern is UNWRITTEN:
        return None
    low, _ = at.clause(amount.start, amount.end, at.scan.sentences[index], BREAKS + ",")
    matches = [*pattern.finditer(at.scan.text, max(low, amount.start - reach), amount.start)]
    found = matches[-1] if matches else None
    if found is None or _is_start(at, found.end(), amount):
        return None
    clauses = at.scan.index.within(found.end(), amount.start, "clause")
    return None if any(m.value in _PARTS for m in clauses) else found


def _is_start(at: Context, verb: int, amount: Amount) -> bool:
    """Tell whether a number is where a change starts, or stands behind another one that is its verb's."""
    within, before = at.scan.index.within, at.previous_amount(amount)
    led = within(max(verb, amount.start - START), amount.start, "from")
    if led and not at.cues(verb, led[-1].start, "threshold"):
        return not within(led[-1].end, amount.start, "to")
    return before > verb and not within(before, amount.start, "to")
