"""A number whose kind settles whose it is in, whose out: parts of a hundred, counts of members, trade, two who vote."""

from __future__ import annotations

from foedus import alliances
from foedus.text.amounts.amount import SHARES
from foedus.text.figures.buyers import trader
from foedus.text.figures.context import TIGHT
from foedus.text.figures.donors import comes_from
from foedus.text.figures.forerunners import shares_again, whose_sum
from foedus.text.figures.funds import is_paid_in
from foedus.text.figures.lists import bracketed, in_order
from foedus.text.figures.openings import is_beside_largest
from foedus.text.figures.owners import is_cast, is_of_world, told_otherwise
from foedus.text.figures.pairs import pair, pair_of
from foedus.text.figures.polls import asked_again
from foedus.text.figures.posted import STRENGTH, served
from foedus.text.figures.recipients import lacking
from foedus.text.figures.several import members_counted
from foedus.text.figures.sought import NOBODY, Sought
from foedus.text.figures.wholes import is_of_members, is_whole_of_part, opens_as_whole

EQUIPMENT = "equipment_share"


def of_its_kind(sought: Sought) -> str | None:
    """Answer of what the kind of number settles: parts of a hundred, counts of members, trade, two who vote."""
    at, amount, sense, sentence, index = sought.at, sought.amount, sought.sense, sought.sentence, sought.index
    if at.told.hundred == index and (whose := _of_hundred(sought)) is not None:
        return whose
    if sought.partner and is_whole_of_part(at, amount, sentence):
        return NOBODY  # "Europe gave 60 % of the 50 billion in aid": whoever gave it, Europe did not
    if sought.owned and at.told.shared and at.told.shared[0] == index and (of := _of_share_in_money(sought)):
        return of
    if (sought.partner or sought.owned) and opens_as_whole(at, amount, sentence):
        return NOBODY  # "Of the 267 billion allocated to Kyiv, America provided 43 %"
    if sought.partner and sense is not None and sense.kind == "share" and (giver := comes_from(at, amount)):
        return giver
    if sense is not None and sense.counts:
        beside = is_beside_largest(at, amount, sentence)
        return sought.table.grown if beside else members_counted(at, amount)
    if (spender := whose_sum(at, amount)) is not None:
        return spender
    if sought.measure == STRENGTH and (army := served(at, amount, sentence)):
        return army
    if sought.measure == "military_expenditure" and amount.kind in SHARES and _is_of_two(sought):
        return NOBODY  # "half of it comes from America, which spent 916 billion, and China"
    if sought.partner and is_paid_in(at, sentence, index):
        return sought.table.alliance
    if (sought.of_share or sought.owned) and _is_remaining(sought):
        return sought.table.grown  # "America carries 72 % of it, with the remaining 28 % …"
    if sought.of_share and (sharer := shares_again(at, amount, index)) is not None:
        return sharer
    if (
        sought.inside
        and (sought.measure in (None, EQUIPMENT) or sought.is_share)
        and (listed := bracketed(at, amount, sentence))
    ):
        return listed
    if sought.measure is None and (same := in_order(at, amount, sentence)) is not None:
        return same
    if sought.measure is None and (trades := trader(at, amount, sentence)) is not None:
        return trades
    if sense is not None and (two := pair_of(at, amount, sense.name, sentence, index)):
        return two[0] or NOBODY
    votes = sense is not None and sense.partner is None and sense.name.startswith("votes")
    if votes and (both := pair(at, amount, sentence)):
        return both[0]
    if sought.measure is not None:
        return None
    if lacks := lacking(at, amount, sentence):
        return lacks
    if is_cast(at, amount, index) or is_of_world(at, amount, index):
        return sought.table.total
    if same := told_otherwise(at, amount, index) or asked_again(at, amount, index):
        return same
    some = amount.kind == "fraction" and is_of_members(at, amount, sentence)
    return sought.table.alliance if some else None


def _of_share_in_money(sought: Sought) -> str | None:
    """Return whose a share or its whole is, told again in money: "68 % of NATO's, 860 billion out of 1,260"."""
    at, last, shared = sought.at, sought.at.told.last, sought.at.told.shared
    if shared and is_whole_of_part(at, sought.amount, sought.sentence):
        return shared[1]
    behind = at.following(sought.amount, sought.sentence)
    if last is None or last[0].kind not in SHARES or behind is None:
        return None
    return last[1].subject if is_whole_of_part(at, behind, sought.sentence) else None


def _of_hundred(sought: Sought) -> str | None:
    """Return whose a part of a hundred is: "of every hundred dollars 69 were American", "…; in Belgium it was 15"."""
    at, amount, text = sought.at, sought.amount, sought.at.scan.text
    low, high = at.clause(amount.start, amount.end, sought.sentence)
    behind = at.names(amount.end, min(at.next_amount(amount), high))
    if behind and at.scan.index.within(amount.end, behind[0].start, "and"):
        behind = []  # "in Belgium it was 15 and in Portugal 20"
    ahead = at.names(max(low, at.previous_amount(amount)), amount.start)
    first = at.told.last is None or at.told.last[2] != sought.index
    named = (
        (behind[:1] or ahead[-1:]) if first or "," in text[low : amount.start] else (ahead[-1:] or behind[:1])
    )
    return str(named[0].value) if named else None


def _is_of_two(sought: Sought) -> bool:
    """Tell whether a share falls to two countries named behind it, the second after "and": it is no one's alone."""
    at, amount, end = sought.at, sought.amount, sought.sentence.end
    if any(a.kind in SHARES for a in at.neighbours(amount, sought.sentence)):
        return False
    countries = alliances.countries()
    named = [m for m in at.names(amount.end, end) if m.value in countries]
    if len({m.value for m in named}) != 2 or not at.cues(amount.end, named[0].start, "origin", "falls-to"):
        return False
    second = next(m for m in named if m.value != named[0].value)
    joined = at.scan.index.within(max(named[0].end, second.start - TIGHT), second.start, "and")
    return bool(joined) and second.start - joined[-1].end <= TIGHT // 2 and second.kind != "demonym"


def _is_remaining(sought: Sought) -> bool:
    """Tell whether a part of the alliance's is what the largest member leaves of it, whose was told just before."""
    at, amount, last = sought.at, sought.amount, sought.at.told.last
    if last is None or last[1].subject not in at.table.demanding:
        return False
    word = "left-of" if sought.of_share else "everyone-else" if amount.kind == "money" else None
    if word not in at.cued(sought.index) or (word != "left-of" and last[2] != sought.index):
        return False
    rest = at.cues(max(last[0].end, amount.start - 2 * TIGHT), amount.start + 1, word)
    if word != "left-of":
        return bool(rest or at.cues(amount.end, amount.end + TIGHT, word))
    return bool(at.cues(amount.end, amount.end + 2, word)) or at.led(rest, amount.start, 1)
