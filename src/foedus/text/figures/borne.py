"""A number in, whether it only tells beside a name how that one stands out: "Can Belgium, at 1.3 %, go to 2 %?"."""

from __future__ import annotations

from foedus import alliances
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import NEAR, Context
from foedus.text.figures.links import LOOSE, TOUCH, is_bracketed
from foedus.text.figures.names import NAMES
from foedus.text.particles import grammar
from foedus.text.sentences import Sentence
from foedus.text.times.moment import LARGEST_YEAR

LANDS = ("country", "capital")
HAD = ("percent", "money", "bare-scale", "count", "bare", "fraction")  # kinds of numbers that somebody has


def is_borne(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a number is what one has, where the sentence asks or supposes, or wants another to be there.

    "Even if Rome got to 2 %, it would trail London and its 2.3 %, or Riga, already at 3 %", "to match Greece's 3 %".
    """
    if amount.kind not in HAD:
        return False
    patterns, text = at.scan.language.settings["measures"].patterns, at.scan.text
    open_ = is_question(at, sentence)
    if not open_ and patterns["might_be"].search(text, sentence.start, sentence.end) is None:
        return False
    names = [
        m for m in at.names(max(sentence.start, amount.start - 2 * NEAR), amount.start) if m.kind in LANDS
    ]
    if not names or names[-1].value not in alliances.countries():
        return False
    between = text[names[-1].end : amount.start]
    owned = between.strip() in grammar(at.scan.language.code).possessive or patterns["with_its"].fullmatch(
        between
    )
    if not owned and patterns["stands_beside"].fullmatch(between) is None:
        return False
    high = min(at.next_amount(amount), at.clause(amount.start, amount.end, sentence, ",;:()")[1])
    year = at.today.year if at.today is not None else LARGEST_YEAR
    if any(t.is_ahead_of(year) and not (owned and t.role == "by") for t in at.times_in(amount.end, high)):
        return False
    # "Poland's 5 % would be the most": no one else is to be there
    first = next(iter(at.names(sentence.start, names[-1].start)), None)
    return open_ or not owned or (first is not None and first.value != names[-1].value)


def is_question(at: Context, sentence: Sentence) -> bool:
    """Tell whether a sentence ends with a question mark, in quotation marks or not."""
    return "?" in at.scan.text[sentence.end - 2 : sentence.end]


def is_set_off(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether brackets or commas set off where one stands from what is promised: "Germany (1.2 %) vows 1.5 %"."""
    text, low, high = at.scan.text, amount.start - 1, amount.end
    now = [t for t in at.times_in(max(sentence.start, low - NEAR // 2), amount.start) if t.present]
    if now and text[now[-1].start - 2 : now[-1].start] == ", " and at.leads(now[-1].end, amount.start, LOOSE):
        return True  # "the army, now 22,700 strong, should grow to 30,000"
    if amount.kind not in ("percent", "bare"):
        return False
    gdp = at.cues(high, high + LOOSE, "gdp")
    high = gdp[0].end if gdp and "," not in text[high : gdp[0].start] else high
    high = next((t.end for t in at.times_in(high, high + TOUCH)), high)  # "Spain, 1.3 % in 2024, vows 2 %"
    if text[low] != "(" or text[high : high + 1] != ")":
        led = list(at.scan.index.within(max(0, amount.start - TOUCH), amount.start, "to", "at", "agent"))
        low = next((m.start - 1 for m in led if at.leads(m.end, amount.start, 1)), amount.start - 1)
        if text[high : high + 1] != "," or text[low - 1 : low + 1] != ", ":
            return False
    names = at.scan.index.within(max(0, low - NEAR), low, *NAMES, "pronoun")
    beside = names and len(text[names[-1].end : low].strip(" ,")) == 0
    others = (a for a in at.neighbours(amount, sentence) if not is_bracketed(text, a.start))
    return bool(beside) and any(a.kind == "percent" for a in others)
