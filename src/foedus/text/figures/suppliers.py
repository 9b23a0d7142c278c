"""A share of arms in, who buys and who supplies out, where the sentence tells of suppliers, of buying or of origin.

"India's main supplier is Russia with 36 %, followed by France (33 %)"; "39 % were American, 14 % German".
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from foedus.model import Figure
from foedus.text.amounts.amount import SHARES, Amount
from foedus.text.figures.buyers import (
    ADJECTIVES,
    LED_UP,
    Pair,
    buyer_of,
    importer_in,
    is_buyer,
    is_genitive,
    is_linked,
    is_of,
    opened_by_pronoun,
    purchasers,
    told_buyer,
    whose_arms,
)
from foedus.text.figures.context import TIGHT, Context
from foedus.text.figures.forerunners import told_before
from foedus.text.figures.links import is_bracketed
from foedus.text.figures.names import PAIR
from foedus.text.figures.standins import nation_told
from foedus.text.figures.tellers import is_teller
from foedus.text.figures.weights import is_fronted
from foedus.text.match import Mention
from foedus.text.particles import ARTICLE, grammar, words_before
from foedus.text.sentences import Sentence

SEVERAL = 3  # names before one share that they have together
TRADE = "arms_transfers"


def supply(at: Context, amount: Amount, sentence: Sentence, before: Pair | None, index: int) -> Pair | None:
    """Return buyer and supplier, None where the sentence tells of neither; `before`: the two told last.

    The buyer is None where a region buys, of which no list of members tells.
    """
    if two := _of_origin(at, amount, sentence, before) or _delivered(at, amount, sentence, before):
        return two
    if two := _goes_on(at, amount, sentence, before) or _of_all(at, amount, sentence, before):
        return two
    if two := _bought(at, amount, sentence, before, index):
        return two
    words = at.cues(sentence.start, sentence.end, "supplier")
    if words:
        return _supplied(at, amount, sentence, words[0], before)
    if named := at.cues(sentence.start, amount.start, "dependence"):
        makers = [m for m in at.names(named[-1].end, amount.start) if m.value != at.table.total]
        owners = at.names(sentence.start, named[-1].start) or at.names(at.before(index), sentence.start)
        if len(makers) > 1 and is_of(at, named[-1].end, makers[0]):
            owners, makers = makers[:1], makers[1:]  # "the dependence of Italy on America"
        if makers and owners and owners[0].value != makers[0].value:
            return str(owners[0].value), str(makers[0].value)
    return None


def _of_origin(at: Context, amount: Amount, sentence: Sentence, before: Pair | None) -> Pair | None:
    """Read whose make a share is right behind it: "the arms that Ukraine bought were 39 % American, 14 % German"."""
    behind = at.scan.index.within(amount.end, amount.end + ARTICLE, "demonym")
    if not behind or not at.leads(amount.end, behind[0].start) or behind[0].value == at.table.total:
        return None
    if at.cues(behind[0].end, behind[0].end + 2, "arms-noun", "arms-imports", "military"):
        return None
    last, maker = at.told.last, str(behind[0].value)
    if before is not None and last is not None and last[2] == at.sentence_at(amount.start):
        return (before[0], maker) if before[0] != maker else None
    buyers = {str(m.value) for m in at.names(sentence.start, amount.start)} - {at.table.total}
    return (buyers.pop(), maker) if len(buyers) == 1 and maker not in buyers else None


def _delivered(at: Context, amount: Amount, sentence: Sentence, before: Pair | None) -> Pair | None:
    """Read whose arms a share is of, right behind it: "America supplied 95 % of those delivered to Australia"."""
    high, low = min(at.next_amount(amount), sentence.end), at.clause(amount.start, amount.end, sentence)[0]
    verbs = at.cues(low, amount.start, "supplies")
    for led in at.cues(amount.end, high, "buyers") if verbs else ():
        behind = [m for m in at.names(led.end, high) if at.leads(led.end, m.start)]
        nation = at.led([led], next((m.start for m in at.cues(led.end, high, "nation")), high))
        if not behind and not nation:
            continue
        last, maker = at.told.last, before[1] if before else None
        if before is None or last is None or last[2] != sentence.number:
            ahead = at.names(low, verbs[0].start) or at.names(at.before(sentence.number), sentence.start)
            told = {str(m.value) for m in ahead}
            maker = told.pop() if len(told) == 1 else None
        buyer = str(behind[0].value) if behind else nation_told(at, sentence.number)
        return buyer if buyer != maker else None, maker
    return None


def _goes_on(at: Context, amount: Amount, sentence: Sentence, before: Pair | None) -> Pair | None:
    """Read who else supplies the buyer told before: "45 % were American; Germany supplied 12 and Poland 11"."""
    low, high = at.clause(amount.start, amount.end, sentence, ";")
    if before is None or before[0] is None or low <= sentence.start or at.cues(low, high, "buyers"):
        return None
    named = at.names(low, high) if at.cues(low, amount.start, "supplies") else ()
    makers = [m for m in named if m.end <= amount.start and m.value != at.table.total]
    if not makers or any(m.value == before[0] for m in named):
        return None
    return before[0], str(makers[-1].value)


def _of_all(at: Context, amount: Amount, sentence: Sentence, before: Pair | None) -> Pair | None:
    """Read who buys which part of all that is sold: "the largest importers are Ukraine (8.8 %) and India (8.3 %)"."""
    low, high = at.clause(amount.start, amount.end, sentence, ";")
    goes_on = before is not None and before[1] == at.table.total
    whole, buyers = at.cues(low, high, "arms-world"), at.cues(low, high, "arms-importer")
    bars = ["supplier", "share-of-whom", *([] if whole else ("origin", "purchases"))]
    if (
        not (whole or buyers or goes_on)
        or at.cues(low, high, *bars)
        or (not whole and _are_supplied(at, low, high))
    ):
        return None
    names = [m for m in at.names(low, high) if m.value != at.table.total]
    if any(is_buyer(at, w, m) for w in whole for m in names if w.end <= m.start <= w.end + TIGHT):
        return None  # German "aller Waffenimporte der Ukraine"
    start = max(low, at.previous_amount(amount))
    ahead = [m for m in names if start <= m.start and m.end <= amount.start]
    if not ahead and goes_on and start == low:
        return before
    if len({m.value for m in ahead}) >= SEVERAL:
        return None, at.table.total  # "India, Qatar and China are the largest importers, with 26 %"
    pick = ahead[-1:] or [m for m in names if m.end <= amount.start][-1:]
    return (str(pick[0].value), at.table.total) if pick else None


def _bought(at: Context, amount: Amount, sentence: Sentence, before: Pair | None, index: int) -> Pair | None:
    """Read a clause that says who buys, by a verb or beside the arms: all others named there are suppliers.

    "Israel buys arms from the United States (66 %) and Germany (33 %)"; "45 % of Poland's imports came from America".
    """
    low, high = at.clause(amount.start, amount.end, sentence, ";")
    inner = at.names(amount.end, min(high, at.next_amount(amount))) if is_fronted(at, amount) else []
    bought = len({m.value for m in inner}) > 1
    if bought and at.cues(amount.end, inner[0].start, "purchases", "arms-imports", "buyers"):
        low = amount.start  # "for X, 45 % of the arms bought by Poland come from America"
    ranked = at.cues(low, high, "arms-importer")
    named = at.names(low, high)
    if len(named) > PAIR:
        named = [m for m in named if not is_teller(at, m, str(m.value), amount)]
    names = [m for m in named if m.value != at.table.total and not _is_rank_of(at, m, ranked)]
    if len(names) > PAIR:
        names = [m for m in names if not _is_likened(at, m)]
    shares = [a for a in at.amounts_in(sentence) if a.kind in SHARES and a.start >= low]
    buyers: Sequence[str | None] = purchasers(at, low, high, names) or whose_arms(
        at, low, high, names, shares
    )
    untold = not buyers and at.cues(low, high, "arms-imports") and all(is_linked(at, m) for m in names)
    if names and (untold or _are_supplied(at, low, high)):  # "America, which sold it 90 %"
        buyers = [told_buyer(at, before, index, low)]
    if not buyers and ranked and at.cues(ranked[0].end, high, "theirs"):
        # "became the largest importer, taking 39 % of its arms from"
        told = importer_in(at, low, ranked[0].end)
        buyers = [told] if told is not None else []
    alone = not any(buyers) and bool(names) and opened_by_pronoun(at, low, amount.start)
    if alone and all(is_linked(at, m) for m in names):
        buyers = [told_before(at, index, None)]
    if not buyers and at.cues(low, high, "what-was-bought"):
        told = told_buyer(at, before, index, low)  # "the US supplied 45 % of what it got"
        buyers = [told] if told is not None else []
    if not buyers or not shares:
        return None
    buyer = buyers[0]
    known = before[1] if before else None
    others = [m for m in names if m.value != buyer]
    start = max(low, at.previous_amount(amount))
    ahead = [m for m in others if start <= m.start and m.end <= amount.start]
    behind = [m for m in others if amount.end <= m.start < min(at.next_amount(amount), high)]
    if start > low and ahead and is_bracketed(at.scan.text, amount.start):
        return buyer, str(ahead[-1].value)  # "…, followed by Germany (10 %)"
    if any(m.end <= shares[0].start for m in others):  # "from America (66 %)", not "66 % from America"
        own = bool(behind) and is_of(at, amount.end, behind[0])
        if start > low and known is not None and own and behind[0].value != known:
            return str(behind[0].value), known  # "supplies 86 % of Britain's arms, 97 % of those of Japan"
        linked = [is_linked(at, m) for m in ahead[-2:]]
        if start > low and linked == [False, True]:  # "and Ankara from Italy a quarter"
            return str(ahead[-2].value), str(ahead[-1].value)
        led = at.scan.index.within(max(0, amount.start - ARTICLE), amount.start, "agent")
        if start > low and known is not None and linked[-1:] == [False] and at.led(led, amount.start, 1):
            # "relied on America for 94 % of its imports and Norway for 95"
            return str(ahead[-1].value), known
        return (buyer, str(ahead[-1].value)) if ahead else None
    next_ones = [m for m in ahead if m.value != known and not is_linked(at, m)]
    if next_ones and at.cues(next_ones[-1].end, amount.end + TIGHT, "supplies"):
        return buyer, str(next_ones[-1].value)  # "doubled (+105 %), with America supplying 64 %"
    if start > low and next_ones:  # "India gets 36 % from Russia and Algeria 48 %"
        makers = [m for m in ahead if m.start > next_ones[-1].start] or [
            m for m in behind if is_linked(at, m)
        ]
        maker = str(makers[0].value) if makers else known
        return (str(next_ones[-1].value), maker) if maker else None
    pick = behind[:1] or [m for m in others if m.end <= start][-1:]
    return (buyer, str(pick[0].value)) if pick else None


def _is_likened(at: Context, name: Mention) -> bool:
    """Tell whether a name is only of one like whom another buys: "Like Norway, Japan bought 64 % of its arms"."""
    small = grammar(at.scan.language.code)
    led = small.without_articles(words_before(at.scan.text, name.start)[-3:], "comparing")
    if not led or not small.has("comparing", led[-1]):
        return False
    opened = at.scan.index.within(max(0, name.start - ARTICLE - len(led[-1])), name.start, "clause")
    return not any(m.value == "that" for m in opened)  # French "a dit que la Pologne"


def _is_rank_of(at: Context, name: Mention, ranked: list[Mention]) -> bool:
    """Tell whether a name only says among whom someone is placed: "Europe's largest arms importer"."""
    return any(0 <= m.start - name.end <= ADJECTIVES for m in ranked) and is_genitive(at, name)


def _are_supplied(at: Context, low: int, high: int) -> bool:
    """Tell whether a pronoun stands beside a verb of supplying: "sold it 90 %", French "lui en ont fourni 45 %"."""
    if at.cues(low, high, "supplies-them"):
        return True
    told = at.cues(low, high, "given-them")
    pronouns = [m for m in told if at.scan.text[m.end : m.end + 1] != ","]  # French "lui, se fournit …"
    verbs = at.cues(low, high, "supplies") if pronouns else ()
    return any(abs(v.start - m.end) <= TIGHT or 0 <= m.start - v.end <= 1 for v in verbs for m in pronouns)


def _supplied(
    at: Context, amount: Amount, sentence: Sentence, word: Mention, before: Pair | None
) -> Pair | None:
    """Read a list of suppliers: the buyer by the word, the supplier by its share."""
    names = [m for m in at.names(sentence.start, sentence.end) if m.value != at.table.total]
    buyer, known = buyer_of(at, sentence, word, names, before)
    if not known:
        return None
    others = [m for m in names if m.value != buyer]
    start = max(sentence.start, at.previous_amount(amount))
    ahead = [m for m in others if start <= m.start and m.end <= amount.start]
    behind = [
        m
        for m in others
        if amount.end <= m.start < min(at.next_amount(amount), amount.end + LED_UP)
        and at.leads(amount.end, m.start, LED_UP)
    ]
    pick = ahead[-1:] or behind[:1] or [m for m in others if m.end <= amount.start][-1:]
    return (buyer, str(pick[0].value)) if pick else None


def _is_left_to_others(at: Context, amount: Amount) -> bool:
    """Tell whether a part is what all others supply: "Germany 3 % and all other sellers the remaining 1 %"."""
    led = at.cues(max(0, amount.start - TIGHT), amount.start, "left-of")
    return at.led(led, amount.start, 1) or bool(at.cues(amount.end, amount.end + 2, "left-of"))


def supplied_there(at: Context, amount: Amount, index: int, figure: Figure) -> Figure:
    """Return the figure with the buyer told before, where a word points back to the place and a name sells there."""
    last = at.told.last
    if figure.measure != TRADE or last is None or last[2] != index or last[1].measure != TRADE:
        return figure
    if _is_left_to_others(at, amount):
        return msgspec.structs.replace(figure, measure=None, subject=last[1].subject)
    names = at.names(last[0].end, amount.start)
    if not names or last[1].partner is None or last[1].subject is None:
        return figure
    there = at.scan.language.settings["measures"].patterns["sells_there"]
    high = at.clause(amount.start, amount.end, at.scan.sentences[index])[1]
    if there.search(at.scan.text, names[-1].end, high) is None:
        return figure
    return msgspec.structs.replace(figure, subject=last[1].subject, partner=str(names[-1].value))
