"""A name in, whether it only says who made the arms that others buy or give out: "American weapons", "US-Waffen"."""

from __future__ import annotations

from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import NEAR, Context
from foedus.text.figures.cuewords import ARMS
from foedus.text.match import Mention
from foedus.text.particles import grammar, words_before
from foedus.text.sentences import Sentence

FIRM = "organisation"
FEW = 4  # words from a preposition to the firm that it leads up to: "from the American maker"


def is_maker(at: Context, mention: Mention) -> bool:
    """Tell whether a name says whose make weapons are: "American weapons", "d'armes américaines"."""
    written = at.scan.text[mention.start : mention.end + 1]
    joint = written[-1:] == "-" or written.strip().replace(".", "").isupper()  # "US-Waffen", "U.S. weapons"
    if mention.kind not in ("demonym", "people") and not joint:
        return False
    behind = at.cues(mention.end, mention.end + len(". "), *ARMS)
    behind = behind or at.cues(mention.end + 1, mention.end + len(". w"), *ARMS)
    behind = behind or _of_such_make(at, mention)
    ahead = [] if behind else at.cues(max(0, mention.start - NEAR // 2), mention.start, *ARMS)
    return bool(behind) or any(at.joined(m.end, mention.start) for m in ahead)


def _of_such_make(at: Context, mention: Mention) -> list[Mention]:
    """Return the arms behind a name that words with hyphens describe: "American long-range missiles"."""
    low, high = mention.end, mention.end + NEAR // 2
    if "-" not in at.scan.text[low:high]:
        return []
    arms = at.cues(low, high, *ARMS)
    return [m for m in arms if all("-" in word for word in at.scan.text[low : m.start].split())]


def is_bought(at: Context, mention: Mention) -> bool:
    """Tell whether a name only says whose arms others buy and give: "paid for American weapons", "für US-Waffen"."""
    if not is_maker(at, mention):
        return False
    low = max(0, mention.start - NEAR)
    bought = at.cues(low, mention.start, "buys-arms")
    if bought and at.leads(bought[-1].end, mention.start, NEAR):
        return True
    arms = at.cues(low, mention.end + 2, *ARMS)
    first = min([mention.start, *(m.start for m in arms)])
    return any(m.value == "for" and at.leads(m.end, first) for m in at.scan.index.within(low, first, "agent"))


def is_of_things(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether an adjective says whose make the arms or other things beside it are: "trois frégates françaises"."""
    near = at.amounts_within(max(at.sentence(mention.start).start, mention.start - NEAR), mention.start + 1)
    things = (a for a in near if a.kind in ("count", "thing") and a.start != amount.start)
    counted = any(a.quantity.unit not in at.table.heads and mention.start <= a.end + 1 for a in things)
    return counted or is_maker(at, mention)


def buys(at: Context, sentence: Sentence) -> bool:
    """Tell whether a sentence tells of arms that are bought from their maker to be given."""
    if at.cued_at(sentence).isdisjoint(ARMS):
        return False
    return any(is_bought(at, name) for name in at.names(sentence.start, sentence.end))


def sellers(at: Context, sentence: Sentence) -> set[str]:
    """Return the homes of firms of which a sentence says that another buys: "from America's Lockheed Martin"."""
    found = set()
    for firm in at.scan.index.within(sentence.start, sentence.end, FIRM):
        home = at.table.firms.get(str(firm.value))
        if home is not None and is_sold_by(at, firm):
            told = [m for m in at.names(sentence.start, sentence.end) if m.value == home]
            if all(0 <= firm.start - m.end <= NEAR // 2 for m in told):
                found.add(home)
    return found


def is_sold_by(at: Context, firm: Mention) -> bool:
    """Tell whether a preposition leads up to a firm beside a verb of buying: "ordered 64 jets from Boeing"."""
    sentence = at.sentence(firm.start)
    if at.cued_at(sentence).isdisjoint(("buys-arms", "purchases")):
        return False
    small, names = grammar(at.scan.language.code), at.names(firm.start - NEAR // 2, firm.start)
    start = min([firm.start, *(m.start for m in names)])  # "from U.S. maker Lockheed Martin"
    return any(small.leads_away(word) for word in words_before(at.scan.text, start)[-FEW:])
