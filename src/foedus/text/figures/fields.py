"""A name in, whether it only says among whom one is placed, or what a number is a part of, out."""

from __future__ import annotations

from foedus import alliances
from foedus.text.amounts.amount import SHARES, Amount
from foedus.text.figures.context import NEAR, TIGHT, Context
from foedus.text.figures.links import LINK, LOOSE, TOUCH, is_bracketed
from foedus.text.match import Mention
from foedus.text.particles import ARTICLE, grammar
from foedus.text.sentences import Sentence

PLACED = ("ordinal", "rank-most")  # words that say which place one has among others
_SPENT = ("spending", "spend", "military")
WHOLES = ("of-alliance", "of-world")  # cues of a name that is only that of which something is a part


def is_outranked(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name is only whom another ranks behind: "the second-largest donor after America, with 41 bn".

    Where who ranks has its number before, the next is that of whom it ranks behind: "8.8 %, the second highest rate
    after Ukraine, at 34 %" gives Ukraine no 8.8 and Israel no 34.
    """
    if is_bracketed(at.scan.text, amount.start):
        return False
    led = at.scan.index.within(max(0, mention.start - 2 * LOOSE), mention.start, "rank-after")
    if not at.led(led, mention.start, LOOSE):
        return False
    placed = at.scan.index.within(max(0, led[-1].start - NEAR), led[-1].start, *PLACED)
    if not placed:
        return False
    if mention.start >= amount.end:
        return placed[0].start >= amount.end
    beside = at.neighbours(amount, at.sentence(amount.start))
    return not any(a.kind == amount.kind and 0 <= placed[0].start - a.end <= TIGHT for a in beside)


def is_field(at: Context, mention: Mention) -> bool:
    """Tell whether a name only says among whom one is first: "the world's largest buyer", "the highest in NATO"."""
    if mention.kind == "demonym" and _is_one_among(at, mention):
        return True
    if mention.kind != "group":
        return False
    if at.led_by(mention.start, "sway-in", reach=NEAR // 2):
        return True  # "kept its dominance in Europe and spent"
    if grammar(at.scan.language.code).owns(at.scan.text, mention.end, many=True):
        near = mention.end, mention.end + TOUCH
        return bool(at.cues(*near, "record") or at.scan.index.within(*near, "rank-most"))
    if _is_one_among(at, mention) or at.led_by(mention.start, "inside-of", reach=NEAR // 2, most=LOOSE):
        return True
    among = at.cues(max(0, mention.start - NEAR), mention.start, "among-whom")
    if any(m.end > mention.start or at.leads(m.end, mention.start) for m in among):
        return True  # "the only NATO member that spends more than 3.5 %"
    links = at.scan.index.within(max(0, mention.start - LINK), mention.start, "of", "in", "out-of")
    if not at.led(links, mention.start):
        return False
    low = max(0, links[0].start - NEAR)
    words = [*at.cues(low, links[0].start, "record"), *at.scan.index.within(low, links[0].start, *PLACED)]
    if any(0 <= links[0].start - m.end <= 2 for m in words):
        return True
    ranked = [
        m for m in at.scan.index.within(low, links[0].start, "rank-noun") if links[0].start - m.end <= 2
    ]
    # "the largest army in the EU"
    return bool(ranked) and any(at.leads(m.end, ranked[-1].start) for m in words)


def _is_one_among(at: Context, mention: Mention) -> bool:
    """Tell whether a name stands between a superlative and what is ranked: "the largest European donor"."""
    most = at.scan.index.within(max(0, mention.start - TIGHT), mention.start, "rank-most")
    noun = at.scan.index.within(mention.end, mention.end + TIGHT, "rank-noun")
    return (bool(noun) or mention.value in alliances.groups()) and at.led(most, mention.start)


def is_ranked_among(at: Context, mention: Mention) -> bool:
    """Tell whether the world, or a group beside the noun of a place, is only among whom someone holds that place.

    "Had ranked eighth worldwide", "le premier donateur européen", "the leading European donor".
    """
    if mention.kind == "group" and mention.value != at.table.total:
        low = max(0, mention.start - NEAR)
        records = at.cues(low, mention.start, "record") if mention.value == at.table.alliance else []
        inside = at.scan.index.within(records[-1].end, mention.start, "in") if records else ()
        if any(m.start - records[-1].end <= 1 and at.leads(m.end, mention.start) for m in inside):
            return True  # "never seen in the alliance"
        nouns = at.scan.index.within(low, mention.end + 2, "rank-noun")
        placed = at.scan.index.within(low, mention.start, "rank-nth", "rank-most")
        if (
            placed
            and at.joined(placed[-1].end, mention.start)
            and any(m.start > mention.start for m in nouns)
        ):
            return True
        if _is_place_apart(at, mention) or _is_of_one_apart(at, mention):
            return True
        beside = [m for m in nouns if m.start < mention.start]
        return bool(beside and placed) and mention.start - beside[-1].end <= 1
    if mention.value != at.table.total:
        return False
    placed = at.scan.index.within(max(0, mention.start - NEAR), mention.start, "rank-nth", "ordinal")
    return bool(placed) and not set(at.scan.text[placed[-1].end : mention.start]) & set(",;:.(")


def _is_place_apart(at: Context, mention: Mention) -> bool:
    """Tell whether commas close off a place in a group behind a name: "France, second in Europe, has 204,000"."""
    text = at.scan.text
    low = text.rfind(", ", max(0, mention.start - NEAR), mention.start) + len(", ")
    if text[mention.end : mention.end + 1] not in (",", ")"):
        return False
    nth = at.scan.index.within(low, low + TIGHT, "rank-nth", "rank-next", "rank-most", "ordinal")
    links = at.scan.index.within(nth[-1].end, mention.start, "in", "of", "out-of") if nth else ()
    return any(at.leads(m.end, mention.start) for m in links)


def _is_of_one_apart(at: Context, mention: Mention) -> bool:
    """Tell whether a group is only whose member the one named before it is: "Albania, one of NATO's poorest, gave"."""
    text = at.scan.text
    comma = text.rfind(", ", max(0, mention.start - NEAR), mention.start)
    if comma < 0 or not any(m.end == comma for m in at.names(max(0, comma - NEAR), comma)):
        return False
    told = at.cues(comma, comma + LINK, "one-of-top")
    if not told:
        told = at.scan.index.within(comma, mention.end + TIGHT, "rank-adverb", "rank-most")
    return bool(told) and text.find(",", mention.end, mention.end + NEAR) >= 0


def spends(at: Context, region: Mention, span: tuple[int, int]) -> bool:
    """Tell whether a region is whose spending is told: "spending in Africa", "African countries spent"."""
    sentence = at.sentence(region.start)
    start = max(span[0], sentence.start)
    if at.names(start, region.start):
        return False  # "American spending in the Middle East", "the largest spender in Africa"
    if at.cues(region.end, at.ahead(region.end, NEAR // 2), *_SPENT) or _opens_clause(at, region, sentence):
        return True
    links = at.scan.index.within(max(start, region.start - LINK), region.start, "in", "of", "agent")
    if not links or set(at.scan.text[links[-1].end : region.start]) & set(",;:("):
        return False
    told = at.cues(max(start, links[0].start - NEAR), links[0].start, *_SPENT)
    return links[0].start == sentence.start or any(at.joined(m.end, links[0].start) for m in told)


def opens_in_region(at: Context, sentence: Sentence) -> bool:
    """Tell whether a sentence opens with a region in which all that it tells is so: "In Africa, imports fell"."""
    low = sentence.start
    return any(
        at.led(at.scan.index.within(low, region.start, "in"), region.start)
        for region in at.scan.index.within(low, low + LINK, "region")
    )


def _opens_clause(at: Context, region: Mention, sentence: Sentence) -> bool:
    """Tell whether a region is the subject of its clause: "…, Central Europe sees a leap of 13 %"."""
    low = at.clause(region.start, region.end, sentence, ",;:()")[0]
    led = at.scan.index.within(low, region.start, "in", "of", "to", "from", "agent")
    return not led and not is_bracketed(at.scan.text, low) and at.leads(low, region.start, 2 * ARTICLE)


def is_whole(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name is only that of which another number is a part: "two-thirds of the alliance's spending"."""
    wholes = at.cues(max(0, mention.start - TIGHT), mention.end, *WHOLES)
    links = wholes and at.scan.index.within(max(0, amount.start - TOUCH), amount.start, "of", "out-of")
    if links and 0 <= links[0].start - at.previous_amount(amount) <= 1 and at.led(links, amount.start):
        return False  # "$574bn of $1.4 trillion", but not "with a budget of $574bn"
    for cue in wholes:
        near = 0 <= amount.start - cue.end <= LINK and not at.scan.index.within(cue.end, amount.start, "and")
        if near or not cue.start <= mention.start < cue.end:
            continue
        # "rose by 24 % in 2023. World military spending": another's
        beside = at.amounts_in(at.sentence(cue.start))
        if any(
            a.start != amount.start and 0 <= cue.start - a.end <= TIGHT and a.kind in SHARES for a in beside
        ):
            return True
    return False


def is_of_average(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name is only that of an average that another is set beside: "above the EU average, with 2.1 %"."""
    if mention.end > amount.start or not at.led_by(mention.start, "average-of"):
        return False
    return (
        bool(at.cues(mention.end, amount.start, "stands-with"))
        or "," in at.scan.text[mention.end : amount.start]
    )


def is_of_most(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name behind a sum only says of whom most of it comes: "36 billion, mostly provided by Germany"."""
    most = at.cues(max(amount.end, mention.start - NEAR), mention.start, "most-given")
    return at.led(most, mention.start, TIGHT)
