"""Names that stand beside a number and are not whose it is: asides, dates, fields, speakers, others' numbers."""

from __future__ import annotations

import re

from foedus import alliances
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import NEAR, TIGHT, Context
from foedus.text.figures.links import COMMA, LINK, LOOSE, TOUCH, is_bracketed
from foedus.text.figures.names import NAMES, PERSONS
from foedus.text.figures.recipients import leads_to
from foedus.text.match import Mention
from foedus.text.particles import ARTICLE, grammar
from foedus.text.sentences import Sentence

_FIRST_WORD = re.compile(r"\s*([^\W\d_]+)")
Named = tuple[Mention, str]
LONGEST_ASIDE = 60  # characters that an apposition may have
LONG_LIST = 120  # characters of a list of names behind a word
PLACED = ("ordinal", "rank-most")  # words that say which place one has among others
_TOWN = re.compile(
    r"(?:^|\s)(?P<p>[^\W\d_]+) (?P<n>[A-ZÀ-Þ][^\W\d_]+(?:[ -][A-ZÀ-Þ][^\W\d_]+)?), (?P<l>[^\W\d_]{2,3} )?$"
)
_PARTS = ("percent", "fraction")
_SPENT = ("spending", "spend", "military")
LISTING = "for-instance"  # the cue of a list of examples
PRESSING = frozenset(("pressure", "occasion"))  # cues of a name that only says why or after what
LIES_BY = "lies-by"
LEFT_OUT = (
    "left-out",
    "for-instance",
    "counted-in",
    LIES_BY,
)  # cues of a name that is there as one that does not count
OWNED = ("spending", "spend", "aid-noun", "part")  # cues of what is left out with whom it is of
WHOLES = ("of-alliance", "of-world")  # cues of a name that is only that of which something is a part


def is_anothers(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a number in brackets follows a name: then the name is that number's, "Belgium (0.9 %)"."""
    following = at.scan.text[mention.end : mention.end + TOUCH].lstrip()
    if not following.startswith("("):
        return False
    start = at.scan.text.index("(", mention.end)
    inside = at.scan.text[start + 1 : start + 3].lstrip("+-\u2212\u2013 ")[:1].isdigit()
    return inside and not start < amount.start <= start + TOUCH + LOOSE


def is_asker(at: Context, mention: Mention) -> bool:
    """Tell whether a name only says who asked for a number: "the 5 % demanded by X", "die von X geforderten"."""
    behind = at.cues(mention.end, mention.end + 2, "asked-for")
    return any(at.leads(mention.end, m.start, 1) for m in behind) or at.led_by(
        mention.start, "asked-for", reach=NEAR // 2
    )


def is_blocker(at: Context, mention: Mention) -> bool:
    """Tell whether a name only says who stands in the way of what others give: "Orbán blocked the 50 billion"."""
    verbs = at.cues(mention.end, mention.end + NEAR // 2, "blocks")
    return bool(verbs) and at.leads(mention.end, verbs[0].start, TIGHT)


def owns_what_follows(at: Context, mention: Mention) -> bool:
    """Tell whether a name stands in the genitive before what is its: "Finland's border", "Finnlands Grenze"."""
    written = at.scan.text[mention.start : mention.end].lower()
    return (
        written in grammar(at.scan.language.code).owning
        or at.scan.text[mention.end : mention.end + 1] in "'’"
    )


def is_told_of_next(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name behind stands in a clause that has a number of its own: "… because the allies spend 2 %"."""
    if mention.start < amount.end:
        return False
    if (behind := at.following(amount, at.sentence(amount.start))) is None:
        return False
    if behind.kind == "multiple" and 0 <= mention.start - behind.end <= TIGHT:
        return True  # "2.4 % of its GDP, eight times the French share"
    breaks = [m for m in at.scan.index.within(amount.end, mention.start, "clause") if m.value == "break"]
    return bool(breaks) and breaks[-1].end <= behind.start


def is_membership(at: Context, mention: Mention) -> bool:
    """Tell whether a group is only told as that of which someone is a member: "a NATO member", "joined NATO"."""
    if mention.kind != "group":
        return False
    told = at.cues(max(0, mention.start - TIGHT), mention.end, "a-member")
    return any(m.start <= mention.start < m.end for m in told)


def _is_of_a_goal(at: Context, mention: Mention) -> bool:
    """Tell whether a name only says whose goal it is: "NATO standards", "den Vorgaben der Nato"."""
    goals = at.cues(max(0, mention.start - TIGHT), mention.end + TOUCH, "threshold")
    return any(
        (m.start < mention.end and mention.start < m.end)
        or 0 <= m.start - mention.end <= 2
        or at.leads(m.end, mention.start, TOUCH + LOOSE)
        for m in goals
    )


def is_setter(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether the alliance only sets a goal that another is to meet.

    "It can meet the targets that NATO has set it by limiting its defence spending to 2 %", "its NATO pledge of 2 %",
    "Spain is to reach NATO's 2 % target".
    """
    if mention.value != at.table.alliance or not mention.end < amount.start:
        return False
    if at.led_by(mention.start, "theirs", reach=TOUCH, most=1):
        return True
    low = at.sentence(amount.start).start
    others = at.names(low, mention.start) or at.scan.index.within(low, mention.start, *PERSONS)
    if others and _is_of_a_goal(at, mention):
        return True
    met = others and at.cues(others[-1].end, mention.start, "meets", "aims")
    near = amount.start - mention.end <= TOUCH
    if met and near and at.cues(amount.start, amount.end + TOUCH, "threshold"):
        return True
    if not at.cues(max(0, mention.start - NEAR), mention.start, "goal-noun"):
        return False
    told = at.cues(max(0, mention.start - TIGHT), min(mention.end + NEAR, amount.start), "sets-goal")
    return bool(told) and bool(at.cues(max(mention.end, told[-1].end), amount.start, "theirs"))


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


def names_institute(at: Context, mention: Mention) -> bool:
    """Tell whether a name only says where an institute sits that counts: "the Swedish institute SIPRI"."""
    if mention.kind != "demonym":
        return False
    behind = at.scan.index.within(mention.end, mention.end + NEAR, "organisation")
    if not behind or behind[0].value not in at.table.counters:
        return False
    gap = mention.end, behind[0].start
    # "French spending rose, says SIPRI"
    told = at.cues(*gap, *_SPENT) or at.scan.index.within(*gap, "according")
    return not told and at.leads(*gap, NEAR)


def only_dates(at: Context, mention: Mention) -> bool:
    """Tell whether a name only says when: "since Trump took office", "before the election of Joe Biden"."""
    if mention.kind not in PERSONS:
        return False
    near = at.scan.index.within(max(0, mention.start - NEAR), mention.end + NEAR, "arrival")
    return any(0 <= m.start - mention.end <= TOUCH or 0 <= mention.start - m.end <= TOUCH for m in near)


def is_left_out(at: Context, mention: Mention) -> bool:
    """Tell whether a name is there as one that does not count, or as an example: "without Canada", "like Italy"."""
    if any(at.leads(mention.end, m.start, 1) for m in at.cues(mention.end, mention.end + 2, "counted-in")):
        return True  # "the continent, Russia included, spent"
    words = at.cues(max(0, mention.start - NEAR), mention.start, *LEFT_OUT)
    if words and grammar(at.scan.language.code).owns(at.scan.text, mention.end):
        words = [m for m in words if m.value != LIES_BY]  # "came near Poland's 4.1 %"
    led = [m for m in words if at.leads(m.end, mention.start) or _is_owner(at, m, mention)]
    words = words or at.cues(max(0, mention.start - LONG_LIST), mention.start, *LEFT_OUT)
    if words and not led and _is_next_listed(at, words[-1], mention):  # "except Lithuania and Poland"
        led = [words[-1]]
    # "except Lebanon, which spent more"
    told = at.scan.index.within(mention.end, mention.end + TOUCH, "clause")
    return bool(led) and not any(m.value == "relative" and m.start - mention.end <= 2 for m in told)


def _is_owner(at: Context, word: Mention, mention: Mention) -> bool:
    """Tell whether a word leads up to what is one's: "without the spending of Canada"."""
    owned = at.cues(word.end, mention.start, *OWNED)
    links = at.scan.index.within(owned[-1].end, mention.start, "of") if owned else ()
    if not owned or not at.leads(word.end, owned[0].start):
        return False
    return at.leads(owned[-1].end, mention.start) or at.led(links, mention.start)


def _is_next_listed(at: Context, word: Mention, mention: Mention) -> bool:
    """Tell whether a name is one of a list behind a word: commas or "and" between each two, with an article."""
    end, gaps = word.end, []
    for each in (*at.names(word.end, mention.start), mention):
        gaps.append((end, each.start))
        end = each.end
    if any(b - a > LINK + 2 or set(at.scan.text[a:b]) & set(";:.()") for a, b in gaps):
        return False
    joined = [bool(at.scan.index.within(a, b, "and")) for a, b in gaps[1:]]
    if word.value in LISTING:
        return all(j or "," in at.scan.text[a:b] for j, (a, b) in zip(joined, gaps[1:], strict=True))
    return joined == [True]


def is_land_of_town(at: Context, mention: Mention) -> bool:
    """Tell whether a country only says where a town is, between commas: "in Toledo, Spain, X proposed"."""
    if mention.kind != "country" or at.scan.text[mention.end : mention.end + 1] not in (",", ")", "."):
        return False
    town = _TOWN.search(at.scan.text, max(0, mention.start - NEAR), mention.start)
    if town is None or not grammar(at.scan.language.code).leads_away(town["p"].lower()):
        return False
    if town["l"] and not at.scan.index.within(town.start("l"), mention.start, "in"):
        return False
    return not at.scan.index.within(town.start("n"), town.end("n"), *NAMES, *PERSONS)


def is_name_in_brackets(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name stands in brackets with no number in, behind another or as a part: "(including Russia)"."""
    sentence = at.sentence(mention.start)
    opens = at.scan.text.rfind("(", sentence.start, mention.start)
    if opens < 0 or ")" in at.scan.text[opens : mention.start] or opens < amount.start < mention.end:
        return False
    closes = at.scan.text.find(")", mention.end, sentence.end)
    if closes < 0 or opens < amount.start < closes or any(a.end > opens for a in at.amounts_near(closes)):
        return False
    if at.cues(opens, opens + 2, "of-which"):
        return True
    low = at.previous_amount(amount) if amount.start > closes else sentence.start
    return any(
        m.value != mention.value and m.end + 1 == opens for m in at.names(max(low, sentence.start), opens)
    )


def is_field(at: Context, mention: Mention) -> bool:
    """Tell whether a name only says among whom one is first: "the world's largest buyer", "the highest in NATO"."""
    if mention.kind == "demonym" and _is_ranked_among(at, mention):
        return True
    if mention.kind != "group":
        return False
    if at.led_by(mention.start, "sway-in", reach=NEAR // 2):
        return True  # "kept its dominance in Europe and spent"
    if grammar(at.scan.language.code).owns(at.scan.text, mention.end, many=True):
        near = mention.end, mention.end + TOUCH
        return bool(at.cues(*near, "record") or at.scan.index.within(*near, "rank-most"))
    if _is_ranked_among(at, mention) or at.led_by(mention.start, "inside-of", reach=NEAR // 2, most=LOOSE):
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


def _is_ranked_among(at: Context, mention: Mention) -> bool:
    """Tell whether a name stands between a superlative and what is ranked: "the largest European donor"."""
    most = at.scan.index.within(max(0, mention.start - TIGHT), mention.start, "rank-most")
    noun = at.scan.index.within(mention.end, mention.end + TIGHT, "rank-noun")
    return (bool(noun) or mention.value in alliances.groups()) and at.led(most, mention.start)


def is_less(at: Context, amount: Amount, found: list[Named]) -> bool:
    """Tell whether the alliance is told without its largest member: "without America NATO spends 4 % more"."""
    for mention, who in found:
        if who == at.table.grown and mention.kind == "group":
            start, end = sorted((mention.start, amount.start))
            beside = at.neighbours(amount, at.sentence(start))
            return not any(start < a.start < end for a in beside)
    return False


def is_apposed(at: Context, mention: Mention, amount: Amount, found: list[Named]) -> bool:
    """Tell whether a name only says what another is: "Switzerland, outside the alliance, spends 0.7 %"."""
    if mention.end > amount.start:
        return False
    text = at.scan.text
    first = max(_commas(text, mention.start - LONGEST_ASIDE, mention.start), default=-1)
    last = min(_commas(text, mention.end, min(amount.start, mention.end + LONGEST_ASIDE)), default=-1)
    if first < 0 or last < 0 or last - first <= mention.end - mention.start + LOOSE // 2:
        return False  # a list holds nothing but the name
    beside = at.neighbours(amount, at.sentence(first))
    if any(first < a.start < last and not at.is_time(a) for a in beside):
        return False
    if at.scan.index.within(last, last + 5, "and"):
        return False
    word = _FIRST_WORD.match(text, first + 1)
    led = word is not None and grammar(at.scan.language.code).leads_away(word[1].lower())
    if mention.end == last and not led and at.cues(last, last + 3, "relative"):
        return False  # "…, including America, which spends 3.4 %"
    return any(0 <= first - m.end <= TOUCH for m, _ in found)


def _commas(text: str, start: int, end: int) -> list[int]:
    """Return where commas stand that are not within a number: not that of "à 1,44 % et l'Espagne"."""
    return [m.start() for m in COMMA.finditer(text, max(0, start), end)]


def only_speaks(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name is there as the one who says it, and not as the one who spends or gives."""
    if not at.speaks.is_source(mention.start):
        return False
    if mention.start >= amount.end:
        led = at.scan.index.within(amount.end, mention.start, "clause")
        return not any(at.leads(amount.end, m.start, 1) and at.leads(m.end, mention.start) for m in led)
    if at.speaks.stance(amount.start, amount.end) in ("pledges", "demands"):
        return False  # who wants it is to do it
    if mention.kind != "group":
        return False
    if at.speaks.of(amount.start, amount.end).speaker == at.table.house:
        told = at.names(mention.end, amount.start)  # "NATO puts what Germany spends at 93.7 billion"
        if mention.value == at.table.alliance and told and at.table.is_allied(str(told[-1].value)):
            return True
    return not at.cues(
        mention.end, amount.start, "spend", "give", "pledged", "committed", "delivered", "teaches"
    )


def is_ranked_among(at: Context, mention: Mention) -> bool:
    """Tell whether the world, or a group beside the noun of a place, is only among whom someone holds that place.

    "Had ranked eighth worldwide", "le premier donateur européen".
    """
    if mention.kind == "group" and mention.value != at.table.total:
        low = max(0, mention.start - NEAR)
        records = at.cues(low, mention.start, "record") if mention.value == at.table.alliance else []
        inside = at.scan.index.within(records[-1].end, mention.start, "in") if records else ()
        if any(m.start - records[-1].end <= 1 and at.leads(m.end, mention.start) for m in inside):
            return True  # "never seen in the alliance"
        beside = at.scan.index.within(low, mention.start, "rank-noun")
        placed = at.scan.index.within(low, mention.start, "rank-nth", "rank-most")
        return bool(beside and placed) and mention.start - beside[-1].end <= 1
    if mention.value != at.table.total:
        return False
    placed = at.scan.index.within(max(0, mention.start - NEAR), mention.start, "rank-nth", "ordinal")
    return bool(placed) and not set(at.scan.text[placed[-1].end : mention.start]) & set(",;:.(")


def is_pressing(at: Context, mention: Mention) -> bool:
    """Tell whether a name says whose pressure or threat it was, or who was met: "raised under American pressure"."""
    led = at.cues(max(0, mention.start - NEAR), mention.start, "occasion")
    if at.led(led, mention.start):  # "after talks with U.S. officials", but not "with Poland, which spends"
        return not at.cues(mention.end, mention.end + ARTICLE, "relative")
    if led and _is_object_of(at, led[-1].end, mention):
        return True  # "on the back of the Russian invasion of Ukraine"
    near = at.cues(max(0, mention.start - LONGEST_ASIDE), mention.end + NEAR // 2, "pressure")
    if any(at.leads(m.end, mention.start) or at.leads(mention.end, m.start, 3) for m in near):
        return True
    ahead = [m for m in near if m.end <= mention.start and "," not in at.scan.text[m.end : mention.start]]
    return bool(ahead) and _goes_with(at, ahead[-1].end, mention)


def _is_object_of(at: Context, start: int, mention: Mention) -> bool:
    """Tell whether a name behind an occasion says to whom another did it: "the Russian invasion of Ukraine"."""
    actors = at.names(start, mention.start)
    if len({m.value for m in actors}) != 1 or not at.leads(start, actors[0].start):
        return False
    links = at.scan.index.within(max(actors[0].end, mention.start - LINK), mention.start, "of")
    return at.led(links, mention.start) and at.leads(actors[0].end, mention.start, NEAR)


def _goes_with(at: Context, start: int, mention: Mention) -> bool:
    """Tell whether a name goes with who presses: "US-Präsident Trump", "the Russian war against Ukraine"."""
    first = at.scan.index.within(start, mention.end, *NAMES, *PERSONS)[0]
    if not at.leads(start, first.start):
        return False
    titled = not any(word.islower() for word in at.scan.text[first.end : mention.start].split())
    return titled or at.led_by(mention.start, "towards", reach=LOOSE)


def is_cited(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a group is only whose figures they are: "according to the latest data of NATO, Athens spends".

    Whom the number is of stands on either side of it, or was told before: "that is, by NATO's count, 2 %".
    """
    if mention.kind not in ("group", "demonym") or mention.end > amount.start:
        return False
    low = max(0, mention.start - LONGEST_ASIDE)
    led = at.scan.index.within(low, mention.start, "according")
    papers = at.scan.index.within(low, mention.end + TIGHT, "voice")
    led = [m for m in led if m.value == "source" or (m.value == "possessed" and papers)]
    if not led or set(at.scan.text[led[-1].end : mention.start]) & set(",;:.("):
        return False
    if at.scan.index.within(led[-1].end, mention.start, "organisation"):
        return False  # German "laut dem Institut haben die Europäer …"
    start = at.sentence(mention.start).start
    first = max(start, at.previous_amount(amount))
    last = at.next_amount(amount) if mention.kind == "demonym" else amount.start
    told = {m.value for m in (*at.names(first, led[-1].start), *at.names(mention.end, last))}
    if told - {mention.value, at.table.beneficiary, at.table.total}:
        return True
    return bool(at.cues(start, amount.start, "equals-told"))


def spends(at: Context, region: Mention, span: tuple[int, int]) -> bool:
    """Tell whether a region is whose spending is told: "spending in Africa", "African countries spent"."""
    sentence = at.sentence(region.start)
    start = max(span[0], sentence.start)
    if at.names(start, region.start):
        return False  # "American spending in the Middle East", "the largest spender in Africa"
    if at.cues(region.end, region.end + NEAR // 2, *_SPENT) or _opens_clause(at, region, sentence):
        return True
    links = at.scan.index.within(max(start, region.start - LINK), region.start, "in", "of", "agent")
    if not links or set(at.scan.text[links[-1].end : region.start]) & set(",;:("):
        return False
    told = at.cues(max(start, links[0].start - NEAR), links[0].start, *_SPENT)
    return links[0].start == sentence.start or any(at.joined(m.end, links[0].start) for m in told)


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
        beside = at.amounts_near(cue.start + 1)
        if any(
            a.start != amount.start and 0 <= cue.start - a.end <= TIGHT and a.kind in _PARTS for a in beside
        ):
            return True
    return False


def is_turned(at: Context, verb: Mention, low: int) -> bool:
    """Tell whether whoever acts stands behind its verb: German "bei der Hilfe für Kiew übertrifft Europa die USA"."""
    if not grammar(at.scan.language.code).verb_second:
        return False
    ahead = at.names(low, verb.start)
    acts = any(at.leads(m.end, verb.start, 1) and not leads_to(at, m) for m in ahead)
    return not acts and len(at.names(verb.end, verb.end + NEAR)) > 1
