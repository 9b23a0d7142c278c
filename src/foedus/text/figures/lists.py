"""Lists of numbers in, whose and when each is out: "Croatia, Lithuania and Romania spent 1.8, 2.5 and 1.7 %".

A list of numbers beside a list of as many names (or years) pairs with it in order; where every number of a sentence has
a name behind it and none before the first, they follow their numbers ("40 % of Hungary's effort, 15 % of Spain's").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from functools import cache, partial
from typing import TypeVar

from foedus.model import Figure, Level
from foedus.text.amounts.amount import SHARES, SUMS, Amount
from foedus.text.figures.attached import is_of_bracket
from foedus.text.figures.bystanders import is_asker, is_left_out, only_speaks
from foedus.text.figures.comparands import is_than
from foedus.text.figures.context import NEAR, Context
from foedus.text.figures.fields import is_ranked_among
from foedus.text.figures.links import is_bracketed, uncovered
from foedus.text.figures.wars import UPHEAVAL, is_in_upheaval
from foedus.text.figures.weights import are_acted_on
from foedus.text.lexicon import language
from foedus.text.match import Mention
from foedus.text.particles import ARTICLE
from foedus.text.sentences import Sentence
from foedus.text.times.moment import Time

LETTERS = 5  # fewer letters than these may stand between an "and" and what it leads to
AGAINST = ("bare", "count", "money", "percent")  # kinds of numbers that a bare one may stand against
LONGEST_LINK = 17  # characters between two members of a list: ", and the ", German " beziehungsweise "
BRACKET = 2  # characters between a name and a number in brackets
# A comma, with at most a preposition and an article: French ", de l'Italie".
COMMA = re.compile(r"\s?,\s*(?:[^\W\d_]{1,3}\s){0,2}(?:[^\W\d_]['’])?")
SHORT = re.compile(
    r"[^\W\d_]{1,2}\s(?:[^\W\d_]{1,3}|[^\W\d_]['’])"
)  # a preposition and an article: French "de la"
Item = TypeVar("Item", Amount, Mention, Time)


def named(
    at: Context, amount: Amount, sentence: Sentence, skip: Set[str | None], *, placed: bool = False
) -> str | None:
    """Return whose a number is by its place in a list, None where no list says so; `placed`: "in" says whose it is."""
    told = [m for m in at.names(sentence.start, sentence.end) if m.value not in skip]
    told = [m for m in told if m.value != at.table.total or not is_ranked_among(at, m)]
    if UPHEAVAL in at.cued_at(sentence):
        told = [m for m in told if not is_in_upheaval(at, m)]
    if "asked-for" in at.cued_at(sentence):
        told = [m for m in told if not is_asker(at, m)]  # "far from the 3.5 % demanded by Washington"
    if "(" in at.scan.text[sentence.start : sentence.end]:
        told = [m for m in told if not is_of_bracket(at, m, amount)]
    names = [(m, str(m.value)) for m in told]
    for mention, who in names:
        inside = amount.start <= mention.start < amount.end and mention.kind == "people"
        if inside and not are_acted_on(at, amount) and not at.is_dated(mention):
            return who  # "100,000 Americans in Europe"
    if len(names) < 2 and not any(m.kind == "group" for m, _ in names):
        return None
    run = run_of(at, amount, sentence)
    if len(run) > 1 and (paired := _paired(at, run, amount, names)):
        return paired
    plain = [m for m, _ in names]
    return _behind(at, amount, sentence, plain, placed) or _against(at, amount, sentence, plain)


def in_order(at: Context, amount: Amount, sentence: Sentence) -> str | None:
    """Return the name in the same place as a number of a list: "Israel and Turkey exported 60 % and 170 % more"."""
    run = run_of(at, amount, sentence)
    if len(run) < 2:
        return None
    names = [m for m in at.names(sentence.start, sentence.end) if m.value != at.table.total]
    return _paired(at, run, amount, [(m, str(m.value)) for m in names])


def bracketed(at: Context, amount: Amount, sentence: Sentence) -> str | None:
    """Return the name that a number in brackets follows in a list of such: "Israel (354 %), Qatar (225 %)"."""
    if not is_bracketed(at.scan.text, amount.start):
        return None
    names = at.names(sentence.start, sentence.end)
    joint = {m.end for m in names if any(linked(at, n.end, m.start) for n in names)}
    own = {m.end: str(m.value) for m in names if m.end not in joint}  # not "Italy and Spain (0.2 %)"
    beside = at.neighbours(amount, sentence)
    peers = [amount, *(a for a in beside if a.kind in (amount.kind, "bare"))]
    told = [a for a in peers if is_bracketed(at.scan.text, a.start) and a.start - BRACKET in own]
    return own.get(amount.start - BRACKET) if len(told) > 1 else None


def dated(at: Context, amount: Amount, sentence: Sentence) -> Time | None:
    """Return the year of a number by its place in a list: "in 2014, 2017 and 2020 three, four and nine allies"."""
    run = run_of(at, amount, sentence)
    if len(run) < 2:
        return None
    years = [t for t in at.times_in(sentence.start, sentence.end) if t.role in ("at", "bare") and t.stated]
    for chain in _chains(years, lambda a, b: linked(at, a.end, b.start)):
        if len(chain) == len(run):
            time = chain[run.index(amount)]
            return time._replace(role="at")
    both = [t for t in at.times_in(sentence.start, sentence.end) if len(run) == 2 and _are_two(at, t)]
    if both:  # "in 2022 and 2023 13 and 16 billion"
        year = (both[0].first, both[0].last)[run.index(amount)]
        return both[0]._replace(role="at", first=year, last=year, bases=())
    return None


def _are_two(at: Context, time: Time) -> bool:
    """Tell whether a time is two years that "and" joins: "2022 and 2023", but not "between 2022 and 2023"."""
    if time.role != "between" or not (time.first.isdigit() and time.last.isdigit()):
        return False
    joined = at.scan.index.within(time.start, time.end, "and")
    led = at.scan.index.within(max(0, time.start - ARTICLE), time.end, "between", "from")
    return bool(joined) and not any(m.end >= time.start - 1 for m in led)


def run_of(at: Context, amount: Amount, sentence: Sentence) -> list[Amount]:
    """Return the list of numbers of one kind that a number stands in, found once for each."""
    apart = amount.start - at.previous_amount(amount), at.next_amount(amount) - amount.end
    if min(apart) > LONGEST_LINK:
        return [amount]
    asked = (amount, sentence.start)
    if asked not in at.runs:
        at.runs[asked] = _run_of(at, amount, sentence)
    return at.runs[asked]


def _run_of(at: Context, amount: Amount, sentence: Sentence) -> list[Amount]:
    kinds = {amount.kind, "bare"} if amount.kind != "bare" else {"bare", "percent", "count", "money"}
    kinds |= set(SUMS) if amount.kind in SUMS else set()  # "9.2 billion and 13.6 billion dollars"
    pool = sorted([amount, *at.neighbours(amount, sentence)], key=lambda a: a.start)
    pool = [a for a in pool if a.kind in kinds and not at.is_time(a)]
    # "crosses 2 % this year and aims for 3 %" is no list
    chains = _chains(pool, lambda a, b: linked(at, a.end, b.start) and not at.cues(a.end, b.start, "aims"))
    return next((c for c in chains if amount in c), [amount])


def gapped(at: Context, amount: Amount, sentence: Sentence, time: Time) -> list[Amount]:
    """Return the numbers up to the time behind a list: "Latvia spent 3.2 %, Malta 0.4 and Italy 1.5 in 2024"."""
    peers = [a for a in at.neighbours(amount, sentence) if amount.end <= a.start and a.end <= time.start]
    run = [amount, *sorted(peers, key=lambda a: a.start)]
    if len(run) < 2 or time.present or not at.scan.index.within(run[-2].end, run[-1].start, "and"):
        return [amount]
    return run if all(map(partial(_is_next_in, at), run, run[1:])) else [amount]


def _is_next_in(at: Context, before: Amount, amount: Amount) -> bool:
    """Tell whether only a name stands between two numbers of a kind, with what joins it: "of GDP and Italy"."""
    if amount.start - before.end > NEAR or amount.kind not in (before.kind, "bare"):
        return False
    gap = before.end, amount.start
    known = [(m.start, m.end) for m in at.names(*gap)]
    joints = [(m.start, m.end) for m in (*at.cues(*gap, "gdp"), *at.scan.index.within(*gap, "and", "of"))]
    rest = uncovered(at.scan.text, *gap, [*known, *joints]).strip(" ,") if known else ""
    return bool(known) and len(rest) < LETTERS - 1  # "the" French


def _chains(found: Sequence[Item], joined: Callable[[Item, Item], bool]) -> list[list[Item]]:
    """Cut a sequence into the lists that its members make."""
    chains: list[list[Item]] = []
    for each in found:
        if chains and joined(chains[-1][-1], each):
            chains[-1].append(each)
        else:
            chains.append([each])
    return chains


def linked(at: Context, end: int, start: int) -> bool:
    """Tell whether only a comma or "and" stands between two members of a list."""
    if not 0 < start - end <= LONGEST_LINK:
        return False
    between = at.scan.text[end:start]
    if COMMA.fullmatch(between):
        return True
    words = at.scan.index.within(end, start, "and")
    short = {m.end - end for m in words}  # where the point of German "bzw." stands
    if any(sign in ";:()\n" or (sign == "." and k not in short) for k, sign in enumerate(between)):
        return False
    return any(
        not between[: m.start - end].strip(" ,")
        and (len(led := between[m.end - end :].strip()) < LETTERS or SHORT.fullmatch(led) is not None)
        for m in words
    )


def _paired(at: Context, run: list[Amount], amount: Amount, names: list[tuple[Mention, str]]) -> str | None:
    """Return the name with the same place in the nearest list of as many names: before the numbers, or behind."""
    plain = [_unfolded(at, mention) for mention, who in names]
    # a people and what is of it are one name: "Israeli"
    members = list({each.start: each for part in plain for each in part}.values())
    chains = [c for c in _chains(members, lambda a, b: linked(at, a.end, b.start)) if len(c) == len(run)]
    before = [c for c in chains if c[-1].end <= run[0].start]
    after = [c for c in chains if c[0].start >= run[-1].end]
    chain = before[-1] if before else after[0] if after else None
    return str(chain[run.index(amount)].value) if chain else None


def _unfolded(at: Context, mention: Mention) -> list[Mention]:
    """Return the countries that the name of a group spells out in order, else the name itself."""
    if mention.kind != "group" or "," not in at.scan.text[mention.start : mention.end]:
        return [mention]
    iso = _countries(at.scan.language.code)
    parts: list[Mention] = []
    start = mention.start
    stops = [(m.start, m.end) for m in at.scan.index.within(mention.start, mention.end, "and")]
    commas = [(k, k + 1) for k in range(mention.start, mention.end) if at.scan.text[k] == ","]
    for first, last in sorted([*stops, *commas, (mention.end, mention.end)]):
        name = at.scan.text[start:first].strip()
        if name.lower() in iso:
            parts.append(Mention(at.scan.text.index(name, start), first, "country", iso[name.lower()]))
        start = last
    return parts if len(parts) > 1 else [mention]


@cache
def _countries(code: str) -> dict[str, str]:
    tables = language(code).tables["names"]["countries"]
    return {name.lower(): iso for iso, names in tables.items() for name in names}


def _against(at: Context, amount: Amount, sentence: Sentence, names: list[Mention]) -> str | None:
    """Return the name in the same place where two numbers behind a colon or in a bracket stand for two names before it.

    "NATO spends ten times as much as Russia ($1.2 trillion against $127 billion)".
    """
    kinds = {amount.kind, "bare"} if amount.kind != "bare" else set(AGAINST)
    kinds |= {"bare-scale"} if amount.kind == "money" else set()
    peers = [
        a
        for a in [amount, *at.neighbours(amount, sentence)]
        if a.kind in kinds and (a.kind != "bare" or not at.is_time(a))
    ]
    peers.sort(key=lambda a: a.start)
    opens = at.scan.text.rfind("(", sentence.start, amount.start)
    if opens > 0 and ")" not in at.scan.text[opens : amount.start]:
        closes = at.scan.text.find(")", amount.end, sentence.end)
        peers = [p for p in peers if opens < p.start < closes]
        names = [m for m in names if m.start < opens and not is_left_out(at, m)]
        apart = len(peers) == 2 and at.scan.text[peers[0].end : peers[1].start]
        if not apart or set(apart) & set(",;") or at.scan.index.within(peers[0].end, peers[1].start, "and"):
            return None
        if at.times_in(opens, closes):
            return None  # "above that of America (3.4 % after 3.2 % in 2023)"
    elif at.scan.text.rfind(":", sentence.start, peers[0].start) < names[-1].end:
        return None
    whose = list(dict.fromkeys(str(m.value) for m in names))
    return whose[peers.index(amount)] if len(peers) == len(whose) == 2 else None


def _is_for(at: Context, amount: Amount, name: Mention, *links: str) -> bool:
    """Tell whether a number says right behind it whose it is: "17 billion for Germany"."""
    led = at.scan.index.within(amount.end, name.start, "agent", *links)
    return any(m.start - amount.end <= 1 and at.leads(m.end, name.start) for m in led)


def _leads_on(at: Context, name: Mention, end: int) -> bool:
    """Tell whether a name behind a number is of the next one: "1.5 trillion, and Germany's, at 110 billion".

    So is one that opens a clause behind a comma: "down to 1.3 % in 2019, Romania is at 2.2 %".
    """
    text, comma = at.scan.text, at.scan.text.rfind(", ", name.start - ARTICLE - 2, name.start)
    if comma > 0 and at.joined(comma + 2, name.start) and text[name.end : name.end + 1] == " ":
        return True
    led = at.cues(max(name.end, end - LETTERS), end, "stands-with")
    # French "42 % en Hongrie à 15 %"
    led = [m for m in led if not at.scan.index.within(m.start, m.start + 1, "to")]
    own = (at.scan.text[name.end : m.start].rstrip(" ,") for m in led if at.joined(m.end, end))
    return any(len(gap.split()) <= 1 for gap in own)  # "'s", " ones"


def _behind(
    at: Context, amount: Amount, sentence: Sentence, names: list[Mention], placed: bool
) -> str | None:
    """Return the name behind a number where each number of the sentence has its own behind it.

    `placed`: two in a row with theirs right behind "in" will do: "1.5 %, against 2.1 in Germany and 2 in France".
    """
    kinds = next((kinds for kinds in (SHARES, SUMS) if amount.kind in kinds), (amount.kind,))
    peers = sorted(
        (a for a in [amount, *at.neighbours(amount, sentence)] if a.kind in kinds), key=lambda a: a.start
    )
    low, high = at.clause(amount.start, amount.end, sentence, ";:")
    peers = [p for p in peers if low <= p.start < high]
    if len(peers) < 2:
        return None
    ends = [*(p.start for p in peers[1:]), high]
    speaks = names[-1] if names[-1].kind == "group" and only_speaks(at, names[-1], amount) else None
    own = [
        next((m for m in names if p.end <= m.start < min(end, p.end + NEAR) and m != speaks), None)
        for p, end in zip(peers, ends, strict=True)
    ]
    own = [m if m is None or not _leads_on(at, m, end) else None for m, end in zip(own, ends, strict=True)]
    starts = {a.start - 1 for a in at.neighbours(amount, sentence)}
    if any(m is not None and m.end in starts for m in own):
        return None  # "l'Europe en a fourni 132 et l'Amérique 114": a name right before the next number
    nth = peers.index(amount)
    mine, told = own[nth], list(zip(peers, own, strict=True))
    if placed and mine and _is_for(at, amount, mine, "in"):
        beside = [*told[max(0, nth - 1) : nth], *told[nth + 1 : nth + 2]]
        if any(m and _is_for(at, p, m, "in") for p, m in beside):
            return str(mine.value)
    if any(m is None or is_than(at, m, sentence) for m in own):
        return None  # "with 171,000 men Italy has 33,000 more than Britain"
    if not all(m and _is_for(at, p, m) for p, m in told) and any(
        low <= m.start < peers[0].start for m in names
    ):
        return None
    return str(mine.value) if mine else None


def is_next_share(at: Context, before: Amount, figure: Figure, amount: Amount) -> bool:
    """Tell whether a share of GDP is followed by that of the next year: "to 1.6 % of GDP in 2025, 1.7 % in 2026"."""
    if not (figure.measure or "").endswith("share_of_gdp") or not isinstance(figure.derivation, Level):
        return False
    if not at.times_in(amount.end, amount.end + ARTICLE) or amount.start - before.end > NEAR:
        return False
    gap = before.end, amount.start
    known = [(m.start, m.end) for m in (*at.cues(*gap, "gdp"), *at.scan.index.within(*gap, "and", "of"))]
    known += [(t.start, t.end) for t in at.times_in(*gap)]
    return bool(known) and not uncovered(at.scan.text, *gap, known).strip(" ,")
