"""A number about two in, which two it is about: who votes with whom, who buys from whom, by the words around names."""

from __future__ import annotations

from foedus.text.amounts.amount import Amount
from foedus.text.figures.bare import is_named
from foedus.text.figures.context import BREAKS, NEAR_SENTENCES, Context
from foedus.text.figures.names import NAMES
from foedus.text.figures.standins import asked_about
from foedus.text.figures.suppliers import supply
from foedus.text.figures.tellers import parties
from foedus.text.match import Mention
from foedus.text.particles import ARTICLE
from foedus.text.sentences import Sentence

VOTES, ARMS = "votes", "arms"
PAIRED = 16  # characters in which "with" leads up to a name
Pair = tuple[str | None, str | None]


# the senses whose figures go on without one
BY_MEASURE = {
    "un_vote_agreement": VOTES,
    "arms_transfers": ARMS,
}


def pair_of(at: Context, amount: Amount, name: str, sentence: Sentence, index: int) -> Pair | None:
    """Return the two that a number of votes or arms (the `name` of its sense) is about, where one continues another."""
    if name.startswith(VOTES):
        return _ballot(at, amount, sentence, index)
    return _purchase(at, amount, sentence, index) if name.startswith(ARMS) else None


def _told(at: Context, measure: str, index: int, most: int) -> Pair | None:
    """Return the two that the figure told last was about, if it measured the same within `most` sentences."""
    last = at.told.last
    if last is None or last[1].measure != measure or index - last[2] > most:
        return None
    return last[1].subject, last[1].partner


def _ballot(at: Context, amount: Amount, sentence: Sentence, index: int) -> Pair | None:
    """Read what changes: "Hungary with Germany in 86 %, with Russia in 44 %", "…, Skopje in 42 %"."""
    if (both := _between(at, amount, sentence)) is not None:
        return both
    before = _told(at, "un_vote_agreement", index, 0)
    if before is None:
        return _anew(at, amount, sentence, index)
    start = max(sentence.start, at.previous_amount(amount))
    clause = at.clause(amount.start, amount.end, sentence, ";:")[0]
    segment = max(start, at.clause(amount.start, amount.end, sentence, ",;:")[0])
    own = at.names(segment, amount.start)
    if not own and (behind := _voted_with(at, amount, sentence)):
        return before[0], behind
    # "…; la Turquie, dans 35 %"
    own = own or at.names(max(start, clause), amount.start) or at.names(start, amount.start)
    names = [m for m in own if not at.table.is_part(str(m.value))]
    if not names:  # "against fewer than one in two for Paris and Washington"
        high = min(at.next_amount(amount), at.clause(amount.start, amount.end, sentence, ";:")[1])
        two = [str(m.value) for m in at.scan.index.within(amount.end, high, *NAMES)]
        return (two[0], two[1]) if len(two) == 2 and two[0] != two[1] else before
    if len({m.value for m in names}) > 1:
        return _in_order(at, names, start)
    who = str(names[0].value)
    ahead = at.names(clause, names[0].start) if clause > start else []  # "; Mali, with Russia in 71 %"
    ahead = [m for m in ahead if not at.table.is_part(str(m.value))]
    if not _is_with(at, names[0], start):
        led = [m for m in ahead if _is_with(at, m, clause)]  # "; avec la Russie, Rome n'y parvient que"
        if led or who != before[1]:
            return who, str(led[-1].value) if led else before[1]
    return (str(ahead[-1].value) if ahead else before[0]), who


def _in_order(at: Context, names: list[Mention], low: int) -> Pair:
    """Return two who are named ahead of a number, first whoever votes and then with whom."""
    second = next(m for m in names if m.value != names[0].value)
    turned = _is_with(at, names[0], low) and not _is_with(at, second, low)
    one, other = (second, names[0]) if turned else (names[0], second)
    return str(one.value), str(other.value)


def _is_with(at: Context, name: Mention, start: int) -> bool:
    """Tell whether a name is that of whoever another votes with: "with Russia in 44 %"."""
    cues = at.cues(max(start, name.start - PAIRED), name.start, "alike", "alike-again")
    return any(at.leads(m.end, name.start, PAIRED) for m in cues)


def _anew(at: Context, amount: Amount, sentence: Sentence, index: int) -> Pair | None:
    """Return the two whom a sentence names behind one about two others: "France and Germany agreed in 89 % of them"."""
    names = [m for m in at.names(sentence.start, amount.start) if not at.table.is_part(str(m.value))]
    two = list(dict.fromkeys(str(m.value) for m in names))
    before = _told(at, "un_vote_agreement", index, NEAR_SENTENCES)
    alone = two[0] if len(two) == 1 else None if two else asked_about(at, index)
    if alone is not None and before is not None and before[1] != alone:
        return alone, before[1]  # "Paris? In less than half", with whom the one before votes
    if len(two) != 2 or _told(at, "un_vote_agreement", index, 1) is None:
        return None
    return (two[1], two[0]) if _is_with(at, names[0], sentence.start) else (two[0], two[1])


def _between(at: Context, amount: Amount, sentence: Sentence) -> Pair | None:
    """Return the two between whom a number is told: "Between Warsaw and Washington there was agreement in 40 %"."""
    span = at.clause(amount.start, amount.end, sentence)
    for led in at.scan.index.within(*span, "between"):
        two = at.names(led.end, span[1])[:2]
        if len(two) == 2 and at.leads(led.end, two[0].start) and two[0].value != two[1].value:
            joint = at.scan.index.within(two[0].end, two[1].start, "and")
            if joint and at.leads(joint[0].end, two[1].start):
                return str(two[0].value), str(two[1].value)
    return None


def _voted_with(at: Context, amount: Amount, sentence: Sentence) -> str | None:
    """Return with whom one votes in so many cases, told behind the number: "in 30 Prozent mit den USA"."""
    high = min(at.next_amount(amount), at.clause(amount.start, amount.end, sentence, ",;:")[1])
    behind = at.names(amount.end, high)
    if not behind or len({m.value for m in behind}) > 1:
        return None
    led = at.cues(amount.end, behind[0].start, "alike", "alike-again")
    return str(behind[0].value) if at.led(led, behind[0].start, PAIRED) else None


def _purchase(at: Context, amount: Amount, sentence: Sentence, index: int) -> Pair | None:
    """Tell who buys and who supplies: by "from", "in" and "supplies"; a clause of suppliers keeps the buyer before."""
    if two := _without_verb(at, amount, sentence, index) or _for_next(at, amount, sentence, index):
        return two
    if two := supply(at, amount, sentence, _told(at, "arms_transfers", index, 1), index):
        return two
    clause = at.clause(amount.start, amount.end, sentence)
    if two := _shared(at, amount, clause[0]):
        return two
    # "the world's largest buyer"
    names = [m for m in parties(at, amount, *clause) if m.value != at.table.total]
    sold = [m for m in names if _is_source(at, m, clause[0])]
    left = [m for m in names if m not in sold]
    ahead = [m for m in left if m.start < amount.start]
    behind = [m for m in left if m.start >= amount.end]
    first = at.previous_amount(amount) if at.previous_amount(amount) > clause[0] else clause[0]
    supplied = [m for m in at.cues(first, amount.start, "supplies") if any(n.end <= m.start for n in ahead)]
    before = _told(at, "arms_transfers", index, 1)
    if two := _goes_on(at, amount, before, index) or _next_supplier(at, amount, sentence, before, index):
        return two
    if supplied and behind:  # "the United States supplies 64 % of what European allies import"
        return str(behind[0].value), str(ahead[0].value)
    alone = len(ahead) == 1 and ahead[0].value not in (before or ())
    if before is not None and before[0] is not None and supplied and alone:  # "France supplied 33 per cent"
        return before[0], str(ahead[0].value)
    if before is not None and before[0] is not None and names and not ahead:
        if at.told.last is not None and at.told.last[2] == index and _is_next(at, amount, names[0]):
            return str(names[0].value), before[1]  # "97 % of Japan's"
        makers = [str(m.value) for m in (*sold, *names) if str(m.value) != before[0]]
        return before[0], (makers[0] if makers else before[1])
    earlier = at.names(sentence.start, clause[0])
    if sold and sold == names and not ahead and earlier:  # "Poland bought …; 29 % came from Italy"
        maker = next((m for m in sold if m.start >= amount.end), sold[0])
        return str(earlier[0].value), str(maker.value)
    if ahead and sold:
        seller = next((m for m in sold if m.start >= amount.end), sold[-1])
        return str(ahead[-1].value), str(seller.value)
    return None


def _without_verb(at: Context, amount: Amount, sentence: Sentence, index: int) -> Pair | None:
    """Read the next of a list of buyers: "Hungary got half of its arms from Germany, Italy 45 % from America"."""
    before = _told(at, "arms_transfers", index, 0)
    if before is None or not is_named(at, amount):
        return None
    low, high = at.clause(amount.start, amount.end, sentence, ",;:")
    buyers = at.names(max(low, at.previous_amount(amount)), amount.start)
    makers = at.names(amount.end, min(high, at.next_amount(amount)))
    if len(buyers) != 1 or len(makers) != 1 or _is_source(at, buyers[0], sentence.start):
        return None
    if buyers[0].value == before[1]:
        return None  # "71 % from American factories and 13 % from Israel"
    if not _is_source(at, makers[0], amount.end):
        return None
    return str(buyers[0].value), str(makers[0].value)


def _for_next(at: Context, amount: Amount, sentence: Sentence, index: int) -> Pair | None:
    """Read the next buyer behind "for": "The Dutch depend on America for 97 %; for Norway it is 97 % too".

    So it stands behind its number: "bought 97 % from America, against 45 % for Norway".
    """
    before = _told(at, "arms_transfers", index, 0)
    high = min(at.next_amount(amount), amount.end + PAIRED)
    behind = (
        [m for m in at.scan.index.within(amount.end, high, "agent") if m.value == "for"] if before else []
    )
    own = at.names(behind[0].end, high) if behind and at.leads(amount.end, behind[0].start, 1) else []
    if before is not None and own and at.leads(behind[0].end, own[0].start) and own[0].value != before[1]:
        return str(own[0].value), before[1]
    low = max(at.previous_amount(amount), sentence.start)
    led = [m for m in at.scan.index.within(low, amount.start, "agent") if m.value == "for"] if before else []
    names = at.names(led[0].end, amount.start) if led else []
    if before is None or len(names) != 1 or not at.leads(led[0].end, names[0].start):
        return None
    return str(names[0].value), before[1]


def _next_supplier(
    at: Context, amount: Amount, sentence: Sentence, before: Pair | None, index: int
) -> Pair | None:
    """Go on with suppliers by their place: "Its main supplier is Russia with 66 %. China is second (13 %)"."""
    if before is None or before[0] is None or before[1] == at.table.total:
        return None
    span = sentence.start, amount.start
    makers = {str(m.value) for m in at.names(*span)} - {at.table.total}
    placed = at.cues(*span, "in-turn", "in-lead") or at.scan.index.within(*span, "rank-nth")
    if len(makers) != 1 or makers & set(before) or not placed:
        return None
    told = at.cues(at.paragraph(index), sentence.start, "supplier")
    return (before[0], makers.pop()) if told else None


def _shared(at: Context, amount: Amount, low: int) -> Pair | None:
    """Read whose share of whose purchases is told: "Russia's share", "the share of Russia in India's arms imports"."""
    for led in at.cues(low, amount.start, "share-of-whom"):
        names = [m for m in at.names(led.end, amount.start) if m.value != at.table.total]
        if not names or not at.leads(led.end, names[0].start):
            continue
        if len(names) > 1 and names[1].value != names[0].value:
            return str(names[1].value), str(names[0].value)
        if at.scan.index.within(names[0].end, amount.start, "region"):
            return None, str(names[0].value)
    return None


def _goes_on(at: Context, amount: Amount, before: Pair | None, index: int) -> Pair | None:
    """Go on as the share before did: "45 % from America, 12 % from Germany", "86 % of Britain's, 97 % of Japan's"."""
    last = at.told.last
    if before is None or last is None or last[2] != index:
        return None
    sentence = at.scan.sentences[index]
    part = at.clause(amount.start, amount.end, sentence, ",;:()")
    if before[1] == at.table.total and at.cues(*part, "theirs"):
        made = at.cues(amount.end, sentence.end, "origin")  # "…, and half of its purchases came from America"
        makers = at.names(made[0].end, sentence.end) if made else []
        return (before[0], str(makers[0].value)) if makers else None
    if part[0] >= last[0].end and not at.names(*part) and not _is_other(at, last[0].end, part[0], before):
        return before  # "came from America (72 %)", ", against 52 % a year before"
    own = [m for m in at.names(amount.end, amount.end + PAIRED) if m.value != at.table.total][:1]
    links = at.scan.index.within(amount.end, own[0].start, "of", "agent", "out-of") if own else []
    if not own or not any(own[0].start - m.end <= ARTICLE for m in links):
        return None
    told = {str(m.value) for m in at.names(last[0].end, amount.start)}
    if before[1] in told and before[0] not in told:
        return before[0], str(own[0].value)
    if before[0] in told and before[1] not in told:
        return str(own[0].value), before[1]
    return None


def _is_other(at: Context, start: int, end: int, before: Pair) -> bool:
    """Tell whether another than the two is named in a span."""
    return any(str(m.value) not in before for m in at.names(start, end))


def _is_next(at: Context, amount: Amount, mention: Mention) -> bool:
    """Tell whether a number is of a name right behind it: "97 % of those of Japan"."""
    links = at.scan.index.within(amount.end, mention.start, "of")
    return mention.start >= amount.end and at.led(links, mention.start)


def _is_source(at: Context, mention: Mention, low: int) -> bool:
    """Tell whether a name is there for where something comes from: "from Italy", "in France", "to the Americans"."""
    if at.scan.language.settings["measures"].patterns["from_there"].match(at.scan.text, mention.end):
        return True  # "America, from where 64 % of their arms come"
    links = at.scan.index.within(max(low, mention.start - PAIRED), mention.start, "agent", "in", "to", "of")
    led = {m.kind for m in links if mention.start - m.end <= ARTICLE and m.value != "for"}
    bought = at.cues(max(low, mention.start - PAIRED), mention.start, "buyers")
    return not bought and bool(led - {"of"}) and ("of" not in led or "agent" in led)


def pair(at: Context, amount: Amount, sentence: Sentence) -> list[str]:
    """Return the names of the clause of a number that is about two: those before it, or else those after."""
    for breaks in (BREAKS + ",", BREAKS, ""):
        span = at.clause(amount.start, amount.end, sentence, breaks)
        named = [m for m in parties(at, amount, *span) if not at.table.is_part(str(m.value))]
        before = [str(m.value) for m in named if m.start < amount.start]
        if len(set(before)) > 1 or (before and breaks == BREAKS):
            return before
    return before or [str(m.value) for m in named]


def other(at: Context, amount: Amount, subject: str | None, sentence: Sentence) -> str | None:
    """Return the second party of a share between two: the nearest other name, after the number or before it."""
    named = [m for m in parties(at, amount, sentence.start, sentence.end) if m.value != subject]
    low, high = at.clause(amount.start, amount.end, sentence, ",;()")
    near = [m for m in named if low <= m.start < high]
    before = [m for m in near if m.start < amount.start]
    after = [m for m in near if m.start >= amount.end and not (before and _is_of_next(at, amount, m))]
    told = [m for m in named if ";" not in at.scan.text[amount.end : m.start]]  # behind it another is told of
    pick = after[:1] or before[-1:] or [m for m in named if m.start < amount.start][-1:] or told[:1]
    return str(pick[0].value) if pick else None


def _is_of_next(at: Context, amount: Amount, name: Mention) -> bool:
    """Tell whether a name behind "and" is of the number behind it: "with Germany in 90 % and with France in 91"."""
    behind = at.next_amount(amount)
    joined = at.scan.index.within(amount.end, name.start, "and")
    return bool(joined) and name.end <= behind < at.sentence(amount.start).end
