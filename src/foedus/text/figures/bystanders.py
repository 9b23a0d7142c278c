"""Names that stand beside a number and are not whose it is: asides, dates, speakers, others' numbers."""

from __future__ import annotations

import re

from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import NEAR, TIGHT, Context
from foedus.text.figures.cuewords import NOT_THIS
from foedus.text.figures.links import COMMA, LINK, LOOSE, SIGNS, TOUCH
from foedus.text.figures.names import NAMES, PERSONS
from foedus.text.figures.tellers import is_epithet
from foedus.text.match import Mention
from foedus.text.particles import ARTICLE, grammar
from foedus.text.sentences import Sentence

_FIRST_WORD = re.compile(r"\s*([^\W\d_]+)")
Named = tuple[Mention, str]
LONGEST_ASIDE = 60  # characters that an apposition may have
LONG_LIST = 120  # characters of a list of names behind a word
_TOWN = re.compile(
    r"(?:^|\s)(?P<p>[^\W\d_]+) (?P<n>[A-ZÀ-Þ][^\W\d_]+(?:[ -][A-ZÀ-Þ][^\W\d_]+)?), (?P<l>[^\W\d_]{2,3} )?$"
)
_SPENT = ("spending", "spend", "military")
LISTING = "for-instance"  # the cue of a list of examples
LIES_BY = "lies-by"
LESS = 24  # characters from the start of a sentence to the end of what it is told without
PRESSING = frozenset(("pressure", "occasion"))  # cues of a name that only says why or after what
# Cues of a name that is there as one that does not count.
LEFT_OUT = ("left-out", "for-instance", "counted-in", LIES_BY)
OWNED = ("spending", "spend", "aid-noun", "part")  # cues of what is left out with whom it is of


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
    verbs = at.cues(mention.end, at.ahead(mention.end, NEAR // 2), "blocks")
    if not verbs or not at.leads(mention.end, verbs[0].start, TIGHT):
        return False
    return not at.cues(
        verbs[0].end, at.ahead(verbs[0].end, TIGHT), "spending"
    )  # "blocks its spending at 2 %"


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
    """Tell whether a name only says whose goal it is: "NATO's spending target", "den Vorgaben der Nato"."""
    goals = at.cues(max(0, mention.start - TIGHT), at.ahead(mention.end), "threshold")
    reach = LOOSE if goals and grammar(at.scan.language.code).owns(at.scan.text, mention.end) else 2
    return any(
        (m.start < mention.end and mention.start < m.end)
        or (0 <= m.start - mention.end <= reach and at.leads(mention.end, m.start, reach))
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


def only_reckons(at: Context, mention: Mention) -> bool:
    """Tell whether the alliance only reckons what a member has: "Ottawa disputes a NATO estimate that puts its …"."""
    if mention.value != at.table.alliance:
        return False
    papers = at.scan.index.within(mention.end, mention.end + 2, "voice")
    papers = papers or [
        m
        for m in at.scan.index.within(max(0, mention.start - NEAR), mention.start, "voice")
        if at.leads(m.end, mention.start)
    ]
    low = at.sentence(mention.start).start if papers else mention.start
    return any(at.table.is_allied(str(m.value)) and m.kind != "group" for m in at.names(low, mention.start))


def only_dates(at: Context, mention: Mention) -> bool:
    """Tell whether a name only says when: "since Trump took office", "before the election of Joe Biden"."""
    if mention.kind not in PERSONS:
        return False
    near = at.scan.index.within(max(0, mention.start - NEAR), at.ahead(mention.end), "arrival")
    return any(0 <= m.start - mention.end <= TOUCH or 0 <= mention.start - m.end <= TOUCH for m in near)


def is_left_out(at: Context, mention: Mention) -> bool:
    """Tell whether a name is there as one that does not count, or as an example: "without Canada", "like Italy"."""
    counted = [
        m for m in at.cues(mention.end, mention.end + 2, "counted-in") if at.leads(mention.end, m.start, 1)
    ]
    if counted and not at.cues(counted[-1].end, counted[-1].end + 2, "stands-with"):
        return True  # "the continent, Russia included, spent"; but "Greece first among them with 3.1 %"
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


def is_denied(at: Context, mention: Mention) -> bool:
    """Tell whether a name is only there as one of whom it is not so: "it is Poland, not the United States, that".

    What stands behind it is told of it: "not Germany (14 %)", "not Germany, which is at 1.4 %".
    """
    if not at.led_by(mention.start, *NOT_THIS, reach=NEAR // 2):
        return False
    text, behind = at.scan.text, at.scan.index.within(mention.end, mention.end + TOUCH, "clause")
    if any(m.value == "relative" and m.start - mention.end <= len(", ") for m in behind):
        opened = at.scan.language.settings["measures"].patterns["cleft_opens"]
        return opened.match(text, at.sentence(mention.start).start) is not None
    return text[mention.end : mention.end + 2] != " ("


def denied_ahead(at: Context, start: int, end: int) -> str | None:
    """Return the one name of whom something is not so: a number set against another is that one's."""
    if at.cued_at(at.sentence(start)).isdisjoint(NOT_THIS):
        return None
    denied = {str(m.value) for m in at.names(start, end) if is_denied(at, m)}
    return denied.pop() if len(denied) == 1 else None


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
    """Tell whether a name before a number stands in brackets of its own with no number in: "(including Russia)"."""
    if mention.start >= amount.start:
        return False
    sentence = at.sentence(mention.start)
    opens = at.scan.text.rfind("(", sentence.start, mention.start)
    if opens < 0 or ")" in at.scan.text[opens : mention.start]:
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


def is_less(at: Context, amount: Amount) -> bool:
    """Tell whether the alliance is told without its largest member: "without America NATO spends 4 % more"."""
    clause = at.clause(amount.start, amount.end, at.sentence(amount.start))
    named = next((m for m in at.names(*clause) if m.value == at.table.grown and m.kind == "group"), None)
    if named is None:
        return False
    sentence, (start, end) = at.sentence(named.start), sorted((named.start, amount.start))
    fallen = _falls_without(at, sentence)
    if fallen and amount.rule.endswith(".from"):
        return False
    beside = [a for a in at.neighbours(amount, sentence) if not a.start <= amount.start < a.end]
    between = [a for a in beside if start < a.start < end]
    if between and not _goes_on(at, named, between[-1], amount):
        return False
    # "NATO spends 2.7 %, without America it is 2.0"
    opens = start == amount.start and at.scan.text.find(", ", amount.end, named.start) >= 0
    return not (opens and any(0 <= a.start - named.end <= NEAR for a in beside))


def _goes_on(at: Context, named: Mention, before: Amount, amount: Amount) -> bool:
    """Tell whether a number goes on with one told without a member: "Without it NATO spent 500 billion, 9 % more"."""
    opens = named.start - at.sentence(named.start).start <= LESS and before.start > named.end
    gap = before.end, amount.start
    if not opens or before.kind == amount.kind or gap[0] > gap[1] or at.names(*gap):
        return False
    return not at.cues(*gap, "along-with") and ";" not in at.scan.text[slice(*gap)]


def _falls_without(at: Context, sentence: Sentence) -> bool:
    """Tell whether a sentence only tells what is left: "without America NATO falls from 2.7 to 2 %"."""
    return "decline" in at.cued_at(sentence) and len(at.times_in(sentence.start, sentence.end)) <= 1


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
    if not any(0 <= first - m.end <= TOUCH for m, _ in found):
        return False
    if at.cues(first, mention.start, "outlay", "spending", "spend", "share-noun"):
        return False  # "for X, the outlays of Belgium, long too small, …"
    # "…, X, says that Spain, a laggard, spends"
    return not any(m.value == "that" for m in at.scan.index.within(first, mention.start, "clause"))


def _commas(text: str, start: int, end: int) -> list[int]:
    """Return where commas stand that are not within a number: not that of "à 1,44 % et l'Espagne"."""
    return [m.start() for m in COMMA.finditer(text, max(0, start), end)]


def only_speaks(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name is there as the one who says it, and not as the one who spends or gives."""
    if mention.kind in ("people", "demonym") and is_epithet(at, mention, amount):
        return True
    if not at.speaks.is_source(mention.start):
        return _is_of_tag(at, mention, amount) or _is_of_account(at, mention, amount)
    if mention.start >= amount.end:
        planned = at.speaks.stance(amount.start, amount.end) == "pledges"
        if planned and not SIGNS.search(at.scan.text, amount.end, mention.start):
            return False  # "Acht Milliarden Euro will Berlin geben, sagte X": whose plan that is
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


def _is_of_account(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name only says whose account another's number is of: "in NATO's reckoning, 5 bn went to Italy"."""
    frame = at.speaks.frame(amount.start, amount.end)
    if frame is None or frame.rule != "according" or frame.voice.country != mention.value:
        return False
    comma = at.scan.text.find(", ", mention.end, amount.start)
    if not 0 <= mention.start - frame.subject <= LOOSE or comma < 0:
        return False
    return any(m.value != mention.value for m in at.names(comma, frame.end))


def _is_of_tag(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name only says who someone is that tells the number before: "…, X, Estonia's envoy, said"."""
    if mention.start < amount.end or mention.kind == "group":
        return False
    frame = at.speaks.frame(amount.start, amount.end)
    if frame is None or frame.kind != "person" or not amount.end < frame.subject < mention.start:
        return False
    cue = frame.cue
    if cue is not None and frame.subject < cue.start and 0 <= mention.start - cue.end <= ARTICLE:
        return True  # "3 % of GDP, X reminded MEPs": who hears it
    if mention.kind == "person" and mention.start - frame.subject <= ARTICLE:
        return True  # "Ms X"
    if frame.stance in ("pledges", "demands") or at.speaks.stance(amount.start, amount.end) == "pledges":
        return False  # what it says is whose it is: "…, promised X, Estonia's envoy"
    comma = at.scan.text.find(", ", frame.subject, mention.start)
    return comma > 0 and mention.start - comma <= ARTICLE + 2


def is_pressing(at: Context, mention: Mention) -> bool:
    """Tell whether a name says whose pressure or threat it was, or who was met: "raised under American pressure"."""
    led = at.cues(max(0, mention.start - NEAR), mention.start, "occasion")
    if at.led(led, mention.start):  # "after talks with U.S. officials", but not "with Poland, which spends"
        return not at.cues(mention.end, mention.end + ARTICLE, "relative")
    if led and _is_object_of(at, led[-1].end, mention):
        return True  # "on the back of the Russian invasion of Ukraine"
    near = at.cues(max(0, mention.start - LONGEST_ASIDE), at.ahead(mention.end, NEAR // 2), "pressure")
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
    led = [
        m
        for m in led
        if m.value in ("source", "tag") or (m.value == "possessed" and any(p.start >= m.end for p in papers))
    ]
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
