"""A name and a number in, whether another is only compared with the one named, out: "more than Italy", "like Spain"."""

from __future__ import annotations

import msgspec

from foedus.model import Figure, Period
from foedus.text.amounts.amount import Amount
from foedus.text.amounts.nouns import WORD
from foedus.text.figures.attached import of_spender
from foedus.text.figures.context import BREAKS, NEAR, Context
from foedus.text.figures.links import LINK, LOOSE, RIGHT_BEHIND, is_bracketed
from foedus.text.match import Mention
from foedus.text.particles import grammar
from foedus.text.sentences import Sentence
from foedus.text.times.dates import SINCE
from foedus.text.times.moment import Time

BESIDE = ".beside"  # ends the rule of a number that is another's, set beside the one before
BESIDE_WHOM = "set-beside", "second-to", "runs-against"  # cues of whom another stands beside or runs against
THAN = 10  # characters of "than" and an article before a number
OWNS = 6  # characters of a possessive or of "with" behind a name
REACH = 70  # characters from "more" to "than"


def compares(at: Context, sentence: Sentence) -> bool:
    """Tell whether a sentence holds a word that may compare one with another."""
    if not at.cued_at(sentence).isdisjoint(BESIDE_WHOM):
        return True
    return bool(at.scan.index.within(sentence.start, sentence.end, "than", "rank-after"))


def is_comparand(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name is only that of another with whom whoever a number is of is compared.

    The number is its own where it stands right behind it: "more than Italy's 30 billion", "unlike Spain, with 1.3 %",
    "as much as Poland, which spends 4 %".
    """
    sentence = at.scan.sentence(mention.start)
    beside = _is_beside(at, mention, sentence)
    if not beside and not is_than(at, mention, sentence):
        return False
    return mention.start >= amount.end or not is_its_own(at, mention, amount)


def is_its_own(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a number stands right behind a name, in brackets, as what it owns, or by a clause of its own."""
    text, gap = at.scan.text, amount.start - mention.end
    if is_bracketed(text, amount.start) and gap <= LOOSE:
        return True
    low, borne = mention.end + RIGHT_BEHIND, at.cues(mention.end, amount.start, "stands-with")
    if any(w.start <= low and amount.start - w.end <= RIGHT_BEHIND for w in borne):
        second = at.led_by(mention.start, "second-to", "runs-against", reach=NEAR) or _is_after_most(
            at, mention
        )
        sentence = at.scan.sentence(mention.start)
        beside = at.neighbours(amount, sentence)
        # "second only to America with 90 billion": of the second, unless its own number stands before
        return not second or any(a.kind == amount.kind and a.end <= mention.start for a in beside)
    if grammar(at.scan.language.code).owns(text, mention.end, many=True):
        return not set(text[mention.end + 1 : amount.start]) & set(",;:")
    theirs = at.cues(mention.end, amount.start, "theirs")  # "more than China and its 296 billion"
    if (
        theirs
        and at.led(theirs, amount.start, 1)
        and at.scan.index.within(mention.end, mention.end + 2, "and")
    ):
        return True
    told = at.cues(mention.end, mention.end + LINK // 2, "relative")
    return bool(told) and "," not in text[told[0].end : amount.start]


def _is_beside(at: Context, mention: Mention, sentence: Sentence) -> bool:
    """Tell whether words of likeness or of rank lead up to a name: "unlike Italy", "Behind America, Germany is"."""
    first = max(sentence.start, mention.start - NEAR)
    if at.led(at.cues(first, mention.start, *BESIDE_WHOM), mention.start):
        return True
    low = at.clause(mention.start, mention.end, sentence, BREAKS + ",")[0]
    ranked = at.scan.index.within(low, mention.start, "rank-after")
    if at.led(ranked, mention.start) and _is_after_most(at, mention):
        return True
    opens = (
        bool(ranked) and ranked[0].start - low <= 1 and at.scan.text[mention.end : mention.end + 2] == ", "
    )
    return (
        opens
        and at.led(ranked, mention.start)
        and not at.cues(mention.end, mention.end + LINK // 2, "relative")
    )


def _is_after_most(at: Context, mention: Mention) -> bool:
    """Tell whether somebody does most after a name: "the most after America", "gibt nach Polen am meisten aus"."""
    patterns, text = at.scan.language.settings["measures"].patterns, at.scan.text
    if patterns["most_behind"].match(text, mention.end):
        return True
    return patterns["most_before"].search(text, max(0, mention.start - NEAR), mention.start) is not None


def _is_owned_by_whom(at: Context, links: list[Mention], mention: Mention) -> bool:
    """Tell whether a word for whoever is compared stands between "than" and a name: "than its neighbour Romania".

    So does one of which of them: "as the average Dutchman".
    """
    if not links:
        return False
    words = at.scan.text[links[-1].end : mention.start].lower().split()
    small = grammar(at.scan.language.code)
    return len(words) == 2 and (small.has("possessives", words[0]) or small.has("articles", words[0]))


def is_than(at: Context, mention: Mention, sentence: Sentence) -> bool:
    """Tell whether "than" or "as" leads up to a name behind a word of more or less: that word makes it one."""
    links = at.scan.index.within(max(sentence.start, mention.start - NEAR // 2), mention.start, "than")
    links = [m for m in links if not any(a.start <= m.start < a.end for a in at.amounts_near(mention.start))]
    if not at.led(links, mention.start) and not _is_owned_by_whom(at, links, mention):
        return False
    if at.cues(sentence.start, links[-1].start, "none-of"):
        return False  # "nobody spends more than the Norwegian: 1,500 dollars a head"
    low = at.clause(mention.start, mention.end, sentence, BREAKS + ",")[0]
    return bool(
        at.scan.index.within(max(low, mention.start - REACH), links[-1].start + 1, "than-more", "than-less")
    )


def without_than(at: Context, amount: Amount) -> Amount:
    """Return a number without the hedge that only sets another beside it: "more than the 114 billion of America"."""
    told = _as_it_is(at, amount) or than_of(at, amount)
    if told is None:
        return amount
    amount = amount._replace(rule=f"{amount.rule}{BESIDE}")
    if amount.quantity.comparator == "=" or told[0] < amount.start:
        return amount
    value = amount.quantity.high if amount.quantity.low is None else amount.quantity.low
    quantity = msgspec.structs.replace(amount.quantity, low=value, high=value, comparator="=")
    return amount._replace(start=told[0], quantity=quantity)


def _as_it_is(at: Context, amount: Amount) -> tuple[int, str] | None:
    """Return where "beyond the" ends before the number that somebody has: "go beyond the 2 % that it spends"."""
    behind = at.scan.language.settings["measures"].patterns["as_it_is"]
    if amount.quantity.comparator not in ("<", ">") or behind.match(at.scan.text, amount.end) is None:
        return None
    small = grammar(at.scan.language.code)
    words = WORD.finditer(at.scan.text, amount.start, amount.end)
    articles = [w.end() for w in words if small.has("definites", w[0].strip().lower())]
    if not articles and at.scan.text[amount.start].isalpha():
        return None  # "the more than 17 billion it has given"
    return (articles[-1] + 1 if articles else amount.start), ""


def than_of(at: Context, amount: Amount) -> tuple[int, str] | None:
    """Return where "than the" ends before the number of another, and whose it is: "than the 65 billion of France"."""
    if amount.kind == "fraction":
        return None  # German "mehr als die Hälfte"
    if (told := of_spender(at, amount)) is not None:
        return told
    small = grammar(at.scan.language.code)
    links = [m.end for m in at.scan.index.within(max(0, amount.start - THAN), amount.end, "than")]
    before = at.amounts_near(amount.start)[-1:]
    if before and before[0].kind == "multiple" and amount.start - before[0].end <= THAN:
        links.append(before[0].end)  # "double the 149 billion that Russia spent"
    for link in links:
        word = WORD.match(at.scan.text, link)
        if word is not None and small.has("definites", word[1].lower()) and word.end() <= amount.end:
            high = at.clause(amount.start, amount.end, at.sentence(amount.start), BREAKS + ",")[1]
            behind = at.names(amount.end, min(high, at.next_amount(amount)))
            if behind and behind[0].value != at.table.alliance:
                return word.end() + 1, str(behind[0].value)
    return None


def is_of_outdone(at: Context, amount: Amount) -> bool:
    """Tell whether a number is what one has whom another outdoes: "5.4 % next year, more than Poland's 4.7 %"."""
    low = max(at.sentence(amount.start).start, at.previous_amount(amount))
    more = at.scan.index.within(low, amount.start, "than-more", "than-less")
    led = at.scan.index.within(more[-1].end, amount.start, "than") if more else []
    names = at.names(led[-1].end, amount.start) if led else []
    near = len(names) == 1 and amount.start - names[0].end <= OWNS
    return near and at.leads(more[-1].end, led[-1].start, NEAR) and at.joined(led[-1].end, names[0].start)


def as_it_is(at: Context, amount: Amount, figure: Figure) -> Figure:
    """Return a figure as of today that is told of one whom another is to outdo: it is of no year to come."""
    ends = figure.period.end if figure.period is not None else None
    if at.today is None or ends is None or ends.year <= at.today.year or not is_of_outdone(at, amount):
        return figure
    return msgspec.structs.replace(figure, period=Period(str(at.today.year)))


def is_set_against(at: Context, time: Time) -> bool:
    """Tell whether a time is one that something is set against, and not the start of what adds up since."""
    led = at.scan.index.within(time.start, time.start + 1, "since", "than")
    return bool(time.bases) and any(m.value != SINCE for m in led)
