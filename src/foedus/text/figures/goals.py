"""A number of a sentence in, whether it is a goal out: the line of "the 2 % target", what is asked for."""

from __future__ import annotations

from decimal import Decimal

from foedus.alliances import countries
from foedus.model import Figure, Growth, Level, Quantity, Span, Stance
from foedus.text.amounts.amount import MEMBERS, Amount
from foedus.text.figures.clefts import taken_up
from foedus.text.figures.context import BREAKS, NEAR, Context
from foedus.text.figures.goal_bounds import LEAD, beside
from foedus.text.figures.goal_nouns import LONGEST_LINE, follows_goal, is_filled, is_in_goal, leads_to_goal
from foedus.text.figures.links import SIGNS, TOUCH
from foedus.text.figures.lists import LONGEST_LINK, run_of
from foedus.text.figures.rivals import its_year
from foedus.text.particles import grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.times.dates import SINCE

_SETS = ("agreed", "sets-goal", "growth")  # what is done to a goal
_DONE = ("spend", "outlay", "spending", "meets", "stands-at", "beyond", "over-the-line")
_LINED = ("threshold", "vowed")  # cues of a goal that members agree on
REACH = 60  # characters from a verb of reaching over what says when to the line
MANY = 3  # numbers that are alternatives: two may be a range
LINKED = 12  # characters between members and "whose": " of NATO, "
OPENS = 14  # characters before what opens its sentence: "However, ", "D'abord, ces "
LONGEST_PROMISE = 120  # characters from the noun of a promise to the percentage that is to be reached

HALF = Decimal("0.5")  # the goals that everybody knows are multiples of it


def is_named(at: Context, figure: Figure, span: Span, stance: Stance) -> bool:
    """Tell whether a percentage is there only as the name of a goal: nobody is said to stand at it."""
    start, end = span.start, span.end
    sentence = at.sentence(start)
    if _is_alternative(at, start, sentence):
        return True
    if figure.quantity.unit == "%" and stance == "denies" and is_in_goal(at, end):
        return True  # "contradicts him on the 2 % target"
    if figure.quantity.unit == "%" and (
        _is_undated(at, start, sentence) or _is_topic(at, figure, start, end, sentence)
    ):
        return True
    if figure.quantity.unit == "%" and stance == "pledges":
        led = beside(at, start, sentence)
        if _is_purpose(at, end, sentence) or (led is not None and led["goal"]):
            return True  # "stays below the alliance's target of 2 %"
    if figure.quantity.unit == "%" and _is_since_set(at, start, end, sentence):
        return True
    if figure.quantity.unit != "%" or stance not in ("reports", "expects"):
        return False
    if _is_line_told_before(at, figure, start, sentence):
        return True
    if "of" not in figure.stated and _is_of_none(at, start, sentence):
        return True
    level = stance == "reports" and not isinstance(figure.derivation, Growth)
    if level and _is_of_some(at, start, sentence):
        return True
    if level and _is_far(at, max(sentence.start, start - LEAD), start) and not _was_so(at, start, end):
        # "loin des 3,46 % américains" is where another stands
        return not any(m.value == figure.subject for m in at.names(end, min(end + LEAD, sentence.end)))
    if level and _is_spoken_of(at, start, end, sentence):
        return True
    if _is_asked_for(at, start, end, sentence) or _is_purpose(at, end, sentence):
        return True
    compound = is_in_goal(at, end)
    if not (compound or leads_to_goal(at, start, end, sentence) or follows_goal(at, start, sentence)):
        return False
    if "of" in figure.stated and figure.quantity.comparator == ">=":
        return False  # "all allies meet the 2 % target"
    low, high = at.clause(start, end, sentence, BREAKS + ",")
    if _is_neared(at, low, start, end, high):
        return True
    if not compound and any(0 <= start - m.end < LEAD for m in at.cues(low, start, "over-the-line")):
        return True  # "lies above the alliance's target of 2 %"
    # German "hat 2025 das Ziel von 2 % erreicht"
    closed = compound or grammar(at.scan.language.code).verb_second
    reached = at.cues(max(low, start - REACH), high if closed else start, "meets")
    if stance == "expects":  # "will soar above the 2 % target"
        over = at.cues(max(low, start - NEAR), start, "beyond")
        return isinstance(figure.derivation, Growth) or bool(over)
    owner = at.table.is_part(figure.subject or "")
    return owner or not reached


def _is_since_set(at: Context, start: int, end: int, sentence: Sentence) -> bool:
    """Tell whether a goal only says since when something is so: "has added 6 billion since it set the 2 % goal"."""
    since = at.scan.index.within(max(sentence.start, start - NEAR), start, "since")
    since = [m for m in since if m.value == SINCE]
    if not since or any(since[-1].end <= a.start < start for a in at.amounts_in(sentence)):
        return False
    dated = any(t.end <= start for t in at.times_in(since[-1].start, since[-1].end + TOUCH))
    if dated or "," in at.scan.text[since[-1].end : start]:
        return False  # "since 2022 it has given 2 %", "since the war began, it has set aside 2 %"
    return bool(at.cues(since[-1].end, min(end + NEAR, sentence.end), "agreed", "sets-goal"))


def is_line_so_far(at: Context, amount: Amount, figure: Figure) -> bool:
    """Tell whether a change begins with the alliance's line, not with what it spends: "from 2 % to 3.5 %"."""
    value = amount.quantity.low
    if value != at.table.guideline or value != amount.quantity.high or amount.kind != "percent":
        return False
    sentence = at.sentence(amount.start)
    lines = at.cues(max(sentence.start, amount.start - LEAD), amount.start, "threshold")
    named = figure.subject == at.table.alliance or at.led(lines, amount.start, TOUCH)
    if not named or not (figure.measure or "").endswith("share_of_gdp"):
        return False
    ends = [a.start for a in at.neighbours(amount, sentence) if a.kind == "percent" and a.start > amount.end]
    led = at.scan.index.within(max(sentence.start, amount.start - LEAD), amount.start, "from")
    to = at.scan.index.within(amount.end, ends[0], "to") if ends else ()
    path = led and to and at.leads(led[-1].end, amount.start, LEAD) and at.joined(to[-1].end, ends[0])
    return amount.rule.endswith(".from") or bool(path)


def is_goal_set(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a percentage is where a goal was put that opens its sentence: "the goal was raised to 3.5 %"."""
    sentence = at.scan.sentences[index]
    here = at.cued_at(sentence)
    if amount.kind == "percent" and not here.isdisjoint(_LINED) and is_line_set(at, amount.start, sentence):
        return True
    if amount.kind != "percent" or "goal-noun" not in here or here.isdisjoint(_SETS):
        return False
    goal = at.cues(sentence.start, sentence.start + LEAD, "goal-noun")
    if not goal or goal[0].end > amount.start or at.cues(goal[0].end, amount.start, *_DONE):
        return False
    led = at.scan.index.within(max(goal[0].end, amount.start - TOUCH), amount.start, "to", "at")
    named = [m for m in at.names(sentence.start, amount.start) if m.value != at.table.alliance]
    set_to = at.cues(goal[0].end, sentence.end, *_SETS)
    return bool(led and set_to) and all(m.kind == "demonym" for m in named)


def is_line_set(at: Context, start: int, sentence: Sentence) -> bool:
    """Tell whether a percentage is a goal that is agreed on or proposed: "have agreed a new target of 5 %"."""
    low = max(sentence.start, start - LONGEST_PROMISE)
    return (
        at.scan.language.settings["measures"].patterns["line_set"].search(at.scan.text, low, start)
        is not None
    )


def is_times(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a multiple is of a goal: "more than double the alliance's guideline"."""
    if amount.kind != "multiple":
        return False
    end = amount.end
    goals = at.cues(end, min(end + NEAR, at.scan.sentences[index].end), "threshold")
    if not goals:
        return False
    apart = at.scan.index.within(end, goals[0].start, "and", "to", "agent")
    if apart or at.cues(end, goals[0].start, "contrast", "spending", "spend", "meets"):
        return False  # "doubled its spending to meet the target"
    return not set(at.scan.text[end : goals[0].start]) & set(",;:()")


def is_multiplied(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a percentage is only the goal of which a multiple is told: "twice NATO's 2 % target"."""
    sentence = at.scan.sentences[index]
    if amount.kind != "percent" or "threshold" not in at.cued(index):
        return False
    before = [a for a in at.amounts_in(sentence) if a.end <= amount.start]
    if not before or before[-1].kind != "multiple" or amount.start - before[-1].end > LEAD:
        return False
    gap = before[-1].end, amount.start
    apart = SIGNS.search(at.scan.text, *gap) or at.cues(*gap, "contrast", "meets")
    return not apart and leads_to_goal(at, amount.start, amount.end, sentence)


def _is_line_told_before(at: Context, figure: Figure, start: int, sentence: Sentence) -> bool:
    """Tell whether "it" is the line that members were counted at: "23 allies reach the mark. It stands at 2 %"."""
    if figure.quantity.low != at.table.guideline:
        return False
    told = at.scan.sentences[max(0, at.sentence_at(start) - 1)]
    words = [
        *at.cues(sentence.start, start, "theirs"),
        *at.scan.index.within(sentence.start, start, "pronoun"),
    ]
    theirs = any(m.start == sentence.start for m in words)
    if not theirs or told.paragraph != sentence.paragraph:
        return False
    counted = any(a.kind == "count" and a.quantity.unit in MEMBERS for a in at.amounts_in(told))
    lined = bool(at.cues(told.start, told.end, "threshold"))
    return counted and lined and not at.names(sentence.start, sentence.end)


def _is_of_some(at: Context, start: int, sentence: Sentence) -> bool:
    """Tell whether a clause only tells which members are meant: "members whose spending is below 2 % should …"."""
    low = max(sentence.start, start - LONGEST_PROMISE)
    whose = at.cues(low, start, "whose") if "whose" in at.cued_at(sentence) else ()
    if not whose or any(whose[-1].end <= a.start < start for a in at.amounts_in(sentence)):
        return False
    nouns = at.scan.index.within(max(sentence.start, whose[-1].start - NEAR), whose[-1].start, "noun")
    told = [m for m in nouns if m.value in ("member", "country") and whose[-1].start - m.end <= LINKED]
    named = at.names(max(sentence.start, whose[-1].start - NEAR), whose[-1].start) if told else ()
    named = [n for n in named if n.kind == "country"]  # "the United States, whose"
    return any(not any(n.start <= m.start < n.end for n in named) for m in told)


def _is_of_none(at: Context, start: int, sentence: Sentence) -> bool:
    """Tell whether it is where nobody is: "No ally spends 5 % of its GDP", but not "no one spends more than Poland"."""
    none = at.cues(sentence.start, start, "none-of") if "none-of" in at.cued_at(sentence) else ()
    if not none or none[0].start < at.clause(start, start, sentence)[0]:
        return False
    return all(m.value == at.table.alliance for m in at.names(none[0].end, start))


def _was_so(at: Context, start: int, end: int) -> bool:
    """Tell whether a number is what was so in its own past year: "far from the 3 % of 1985"."""
    year = its_year(at, start, end)
    return year is not None and at.today is not None and year.last[:4] < str(at.today.year)


def _is_neared(at: Context, low: int, start: int, end: int, high: int) -> bool:
    """Tell whether a goal is only what one comes near to: "moves it closer to the alliance's target of 5 %"."""
    if any(0 <= start - m.end < LEAD for m in at.cues(max(low, start - 2 * LEAD), start, "nears")):
        return True  # German "kommt dem Zwei-Prozent-Ziel nicht näher"
    return grammar(at.scan.language.code).verb_second and bool(at.cues(end, high, "nears"))


def _is_far(at: Context, low: int, start: int) -> bool:
    """Tell whether a percentage is what one is not at, told right before it: "nowhere near 2 %"."""
    return at.led(at.cues(low, start, "nears"), start, TOUCH)


def _is_spoken_of(at: Context, start: int, end: int, sentence: Sentence) -> bool:
    """Tell whether a sentence opens with a percentage of which it says something: "The 2 % are a floor"."""
    if start - sentence.start > OPENS or at.led_by(start, "stands-with", most=1):
        return False  # French "Avec 3,4 % du PIB, c'est l'Estonie qui …"
    told = at.cues(end, min(end + LONGEST_LINE // 2, sentence.end), "spoken-of")
    told = [m for m in told if at.scan.text[m.end : m.end + 1] != "-"]  # French "2 %, c'est-à-dire …"
    return bool(told) and not taken_up(at, end)  # "2 %: that is what Spain spends"


def _is_topic(at: Context, figure: Figure, start: int, end: int, sentence: Sentence) -> bool:
    """Tell whether a round percentage opens a sentence that says what to make of it: "2 %, he said, is no ceiling"."""
    return isinstance(figure.derivation, Level) and _is_weighed(at, figure.quantity, start, end, sentence)


def _is_weighed(at: Context, quantity: Quantity, start: int, end: int, sentence: Sentence) -> bool:
    """Tell whether a sentence opens with a round percentage and a verb that says what to make of it."""
    low = quantity.low
    if start - sentence.start > OPENS or low is None or low % HALF or quantity.comparator != "=":
        return False
    if any(m.value in countries() for m in at.names(sentence.start, start)):
        return False  # "Italy's 1.5 % is a long way off": what it spends
    topic = at.scan.language.settings["measures"].patterns["topic"]
    return topic.match(at.scan.text, end, sentence.end) is not None


def _is_undated(at: Context, start: int, sentence: Sentence) -> bool:
    """Tell whether a percentage is only what no date is told for: "has set no date for 2.5 %", "not said when …"."""
    low = max(sentence.start, start - LONGEST_LINE)
    dates = at.cues(low, start, "date-for")
    if dates and not set(at.scan.text[dates[-1].end : start]) & set(",;:"):
        return True
    asks = at.scan.language.settings["measures"].patterns["asks_when"]
    return asks.search(at.scan.text, max(sentence.start, start - LONGEST_PROMISE), start) is not None


def _is_alternative(at: Context, start: int, sentence: Sentence) -> bool:
    """Tell whether a percentage is one of several that might be: "1.8 %, 1.9 % or 2 %"."""
    told = at.amounts_in(sentence)
    amount = next((a for a in told if a.start == start and a.kind == "percent"), None)
    if amount is None:
        return False
    before = next((a for a in reversed(told) if a.end <= start and a.kind == "percent"), None)
    if before is not None and _are_either(at, before.end, start):
        return len(run_of(at, before, sentence)) >= MANY - 1
    run = run_of(at, amount, sentence)
    return len(run) >= MANY - 1 and (
        _are_either(at, run[-2].end, run[-1].start) or _are_either(at, run[-1].end, at.next_amount(run[-1]))
    )


def _are_either(at: Context, end: int, start: int) -> bool:
    """Tell whether "or" stands between two numbers."""
    return start - end <= LONGEST_LINK and bool(at.cues(end, start, "or-else"))


def is_ones_own(at: Context, amount: Amount) -> bool:
    """Tell whether a round percentage is named as someone's goal: "can Italy count a bridge towards its 5 %?"."""
    low = amount.quantity.low
    if amount.kind != "percent" or low is None or low % HALF or amount.quantity.comparator != "=":
        return False
    led = words_before(at.scan.text, amount.start)[-1:]
    return bool(led) and grammar(at.scan.language.code).has("possessives", led[0])


def is_asked_for(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a percentage is told as what someone demands: "the 5 % demanded by the next president".

    So is a round one of which a sentence says what to make: "2 % is the bare minimum".
    """
    if amount.kind != "percent":
        return False
    start, end, sentence = amount.start, amount.end, at.scan.sentences[index]
    told = _is_weighed(at, amount.quantity, start, end, sentence)
    return told or _is_asked_for(at, start, end, sentence)


def _is_asked_for(at: Context, start: int, end: int, sentence: Sentence) -> bool:
    """Tell whether a percentage is what others want: "the 2 % of GDP demanded by NATO"."""
    for asked in at.cues(
        max(sentence.start, start - TOUCH * 3), min(end + LONGEST_LINE, sentence.end), "asked-for"
    ):
        first, last = (end, asked.start) if asked.start >= end else (asked.end, start)
        if first <= last and is_filled(at, first, last):
            return True
    return False


def _is_purpose(at: Context, end: int, sentence: Sentence) -> bool:
    """Tell whether a sentence opens with what is to be reached: "To reach 2 %, Canada would have to …"."""
    comma = at.scan.text.find(",", end, sentence.end)
    if comma < 0:
        return False
    told = at.cues(sentence.start, comma, "in-order")
    return any(m.start - sentence.start <= OPENS or (m.start >= end and comma - m.end <= 1) for m in told)
