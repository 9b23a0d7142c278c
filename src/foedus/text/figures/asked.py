"""What a sense asks for beyond words: what was told before, whom a span names, how a number stands beside another."""

from __future__ import annotations

from collections.abc import Callable

from foedus import alliances
from foedus.text.figures.comparands import is_set_against
from foedus.text.figures.context import BREAKS, LONGEST_CONTEXT, NEAR, TIGHT, Context
from foedus.text.figures.cuewords import TURNS
from foedus.text.figures.earlier import (
    equals_aid,
    follows_aid,
    follows_alliance,
    follows_arms,
    follows_count,
    follows_growth,
    follows_level,
    follows_member,
    follows_personnel,
    follows_points,
    follows_share,
    follows_things,
    follows_world,
    goes_on_aid,
    goes_on_arms,
    goes_on_counting,
    goes_on_spending,
    goes_on_votes,
    is_about_aid,
    is_about_exports,
    points_to_spending,
    shares_world,
    stands_beside_aid,
    takes_up_share,
    takes_up_spending,
    told_aid,
    told_of_state,
    told_share,
    told_share_here,
)
from foedus.text.figures.links import TOUCH, is_bracketed
from foedus.text.figures.names import NAMES
from foedus.text.figures.present import (
    goes_on_in_region,
    has_told_beneficiary,
    names_aid_counter,
    names_alliance,
    names_counter,
    names_country,
    names_defence_minister,
    names_goal,
    names_member,
    names_money,
    names_one_member,
    names_pair,
    names_people,
    names_region,
    opens_with_member,
    speaks_for_alliance,
    speaks_for_member,
    tells_of_countries,
    tells_of_some,
)
from foedus.text.figures.wholes import is_of_output, is_of_received, is_of_spent, is_opened_by_spent
from foedus.text.particles import WORD, grammar
from foedus.text.senses import Wanted

# Cues of money, which an army has, but is none.
_MONEY = (
    "spending",
    "spend",
    "own-budget",
    "budget-noun",
    "outlay",
    "aid",
    "aid-noun",
    "equipment",
    "staff-costs",
)
FEW = 4  # words that lead up to an army with whose it is
OWNED, NAMED = 20, 16  # characters of "its military" before what is spent, and of "de défense" behind it


def stands(at: Context, span: tuple[int, int], wanted: Wanted, index: int) -> bool:
    """Tell whether one of the cues stands in the span."""
    if at.has(span, wanted.words):
        return True
    return bool(wanted.asked) and any(_ASKED[cue](at, span, index) for cue in wanted.asked)


def is_of_alliance(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the alliance alone is told right behind: "90 % of NATO", not "90 % of NATO countries"."""
    led = at.scan.index.within(span[0], span[0] + TIGHT // 4, "of")
    for group in at.scan.index.within(*span, "group") if led else ():
        behind = at.scan.text[group.end : group.end + 2].lstrip(" \u00a0\u202f")
        if group.value == at.table.alliance and at.leads(led[-1].end, group.start):
            return not behind or not (behind[0].isalnum() or behind[0] in "'’-")
    return False


def is_in_bracket(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a bracket opens right before a span: "1 % of GDP (1.03 billion)"."""
    return is_bracketed(at.scan.text, span[0])


def is_after_use(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a bracket opens behind what else a budget is spent on: "goes to personnel (49 %)"."""
    if not is_bracketed(at.scan.text, span[0]):
        return False
    low = max(at.scan.sentences[index].start, span[0] - NEAR)
    return any(span[0] - m.end <= TIGHT // 4 for m in at.cues(low, span[0], "staff-costs"))


def is_turn_before(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a bracket or a colon opens by how much something changed: "the largest rise: 75 %"."""
    low = span[0] - 1
    sign = at.scan.text[low : low + 1]
    if sign not in ("(", ":") or at.cues(*span, "gdp"):
        return False
    turns = at.cues(max(at.scan.sentences[index].start, low - NEAR), low, "growth", "decline")
    if not turns:
        return False
    between = at.scan.text[turns[-1].end : low]
    if set(between) & set(",;:.()") or at.names(turns[-1].end, low):
        return False
    if not between.strip() or any(t.end >= low - 1 for t in at.times_in(turns[-1].end, low)):
        return True
    return sign == ":" and bool(at.scan.index.within(turns[-1].end, low, "rank-most"))


def is_turn_listed(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a bracket behind a name holds by how much it turned: "Finland (36 %) saw the steepest rise"."""
    start, text, sentence = span[0], at.scan.text, at.scan.sentences[index]
    if not is_bracketed(text, start) or text[span[1] : span[1] + 1] not in (")", ""):
        return False
    low = text.rfind("(", 0, start)
    named = at.scan.index.within(max(sentence.start, low - TIGHT), low, *NAMES)
    if not any(low - m.end <= 1 for m in named):
        return False
    told = at.cues(sentence.start, sentence.end, "growth", "decline")
    return any(not is_bracketed(text, m.start) for m in told)


def is_army(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether an army, or how many it has, opens a stretch, and no money: "the Belgian army has shrunk by"."""
    if at.cues(*span, *_MONEY):
        return False
    small, low = grammar(at.scan.language.code), span[0]
    for told in at.cues(*span, "headcount", "force", "soldiers"):
        when = [t.end for t in at.times_in(low, told.start)]  # "over the past decade the army has …"
        words = WORD.findall(at.scan.text[max([low, *when]) : told.start].lower())
        verbs = [n for n, w in enumerate(words) if small.has("beings", w)] if small.verb_second else []
        words = (
            words[verbs[-1] + 1 :] if verbs else words
        )  # "laut Nato ist die belgische Armee um … geschrumpft"
        if not all(small.has("articles", w) or small.has("prepositions", w) for w in words):
            named = at.scan.index.within(low, told.start, "demonym", "country", "group")
            turned = at.led(at.cues(low, told.start, *TURNS), told.start)
            if turned and small.has("possessives", words[-1]):
                return True  # "has cut its army"
            return len(words) < FEW and bool(named)  # "the Belgian army", but not "the wages of soldiers"
        if told.value != "headcount":
            return True
        low = told.end
    return low > span[0]


def is_of_army(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether an army leads right up to how many it has: French "une armée polonaise d'un demi-million"."""
    return at.scan.language.settings["measures"].patterns["army_of"].search(at.scan.text, *span) is not None


def goes_to_forces(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the sum right before goes to an army: "88 billion went into Germany's armed forces"."""
    return (
        at.scan.language.settings["measures"].patterns["to_forces"].match(at.scan.text, span[0]) is not None
    )


def is_difference(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the number right before only says how many more or fewer there are: "2,000 more than planned".

    So it does before what it is measured from, behind a word like "above": "65 % above that of 2023".
    """
    if at.scan.index.within(span[0], span[0] + 2, "than-more", "than-less"):
        return True
    told = next(iter(at.times_in(span[0], span[0] + 2)), None)
    if told is None or told.role != "since" or len(told.bases) != 1:
        return False
    return bool(at.cues(told.start, told.start + 1, "level-apart"))


def is_difference_to_then(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the number right before is how many more or fewer there are than then: "2,000 more than in May"."""
    if not is_difference(at, span, index):
        return False
    sentence = at.scan.sentences[index]
    times = at.times_in(span[0], min(span[0] + NEAR, sentence.end))
    if any(is_set_against(at, t) for t in at.times_in(sentence.start, sentence.start + 1)):
        return True  # "compared with 2014, it was 5 billion higher"
    # "20,000 more by 2031" are more than now
    return any(at.today is None or not t.is_ahead_of(at.today.year) for t in times)


def names_other_year(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a year is named that something is set against: "than in 2014", "compared with 2014"."""
    sentence = at.scan.sentences[index]
    return any(is_set_against(at, time) for time in at.times_in(sentence.start, sentence.end))


def is_apart_from_level(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the number right before is how far something lies from a level: "5 billion above the 2021 level"."""
    told = next(iter(at.times_in(span[0], span[0] + 2)), None)
    apart = told is not None and told.role == "since" and len(told.bases) == 1
    return apart and told is not None and bool(at.cues(told.start, told.end + 2, "level-word"))


def is_by_how_much(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the number right behind is by how much two things differ: "has shrunk by 3,000"."""
    return at.led(at.cues(*span, "by-how-much"), span[1])


def counts_all(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether what all states spend is counted, in the report or by the figure before; no alliance is named."""
    if names_alliance(at, (at.before(index), span[1]), index):
        return False
    before = at.scan.sentences[max(0, index - LONGEST_CONTEXT)].start, span[1]
    last = at.told.last
    world = last is not None and index - last[2] <= 1 and last[1].subject == at.table.total
    told = at.cues(*before, "of-world") or names_counter(at, before, index)
    return bool(told) or world or goes_on_counting(at, span, index)


def is_of_then(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a year is told that something is measured by: "four times as much on defence as in 2014"."""
    for time in at.times_in(*span):
        if time.first[:4].isdigit() and not time.present:
            led = at.scan.index.within(max(span[0], time.start - TIGHT // 2), time.start + 1, "than")
            # "three times what it was in 2014"
            then = at.cues(max(0, span[0] - TIGHT), time.start, "than-then")
            if any(m.start == time.start or at.leads(m.end, time.start, TIGHT // 2) for m in (*led, *then)):
                return True
    return False


def is_of_spending(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a share is one of what a country spends: right behind it "of America's defence spending"."""
    end = _spent_behind(at, span)
    if end is None:
        return False
    low, high = span[0], end + TIGHT  # "des dépenses militaires américaines"
    return any(m.value not in alliances.groups() for m in at.names(low, high))


def is_part_of_spending(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a share is one of what is spent, whoever spends it: right behind it "of its defence spending"."""
    return _spent_behind(at, span) is not None


def _spent_behind(at: Context, span: tuple[int, int]) -> int | None:
    """Return where the spending ends of which a number right before a span is a part."""
    led = at.scan.index.within(span[0], span[0] + TIGHT // 4, "of", "out-of")
    spent = [m for m in at.cues(*span, "spending", "own-budget") if at.leads(span[0], m.start, NEAR)]
    if not spent or not any(at.leads(span[0], m.start) for m in led) or _is_by_so_much(at, span[0]):
        return None
    return spent[-1].end


def _is_by_so_much(at: Context, end: int) -> bool:
    """Tell whether a number that ends there says how large a change is: "une hausse de 12 % des dépenses"."""
    start = next((a.start for a in at.amounts_near(end) if a.end == end), end)
    turns = at.cues(start - TIGHT, start, "growth", "decline")
    return any(at.leads(m.end, start, TOUCH) and at.scan.index.within(m.end, start, "of") for m in turns)


def is_turned_by(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether what is spent is raised or cut by the number behind: "raised its defence spending by 20 billion"."""
    start = span[1]
    low = at.clause(start, start, at.scan.sentences[index], BREAKS + ",")[0]
    turns = at.cues(max(low, start - 2 * NEAR), start, "growth", "decline")
    if not turns:
        return False
    near = max(turns[-1].end, start - TIGHT)
    by = at.led(at.cues(near, start, "by-how-much"), start)
    # French "de plus de 20 milliards" is a hedge, "de" and all
    links = at.scan.index.within(near, start, "of", "hedge")
    led = [m for m in links if (m.end > start if m.kind == "hedge" else at.joined(m.end, start))]
    told = ("spending", "own-budget", "spend") if by else ("spending", "own-budget")
    objects = at.cues(turns[-1].end, start, *told) if by or led else ()
    if not objects or not at.leads(turns[-1].end, objects[0].start, OWNED):
        return False
    if by:
        return True
    # Not "growing defence spending of 90 billion"; French "de" may belong to the budget itself.
    turned = objects[0].start - turns[-1].end > 1
    return turned and at.leads(objects[-1].end, led[-1].start, NAMED)


def is_rise_joined(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a sum describes a noun of change right behind it: "a €12 billion [budget] increase"."""
    joined = at.scan.language.settings["measures"].patterns["rise_joined"]
    return joined.match(at.scan.text, span[0]) is not None


_ASKED: dict[str, Callable[[Context, tuple[int, int], int], bool]] = {
    "@aid-told": told_aid,
    "@beside-aid": stands_beside_aid,
    "@aid-counted": names_aid_counter,
    "@country": names_country,
    "@pair": names_pair,
    "@count-here": follows_count,
    "@of-alliance-itself": is_of_alliance,
    "@after-growth": follows_growth,
    "@after-share": follows_share,
    "@in-bracket": is_in_bracket,
    "@turn-before": is_turn_before,
    "@army": is_army,
    "@army-of": is_of_army,
    "@to-forces": goes_to_forces,
    "@turn-listed": is_turn_listed,
    "@after-use": is_after_use,
    "@share": told_share,
    "@level-before": follows_level,
    "@share-taken-up": takes_up_share,
    "@share-here": told_share_here,
    "@after-personnel": follows_personnel,
    "@after-things": follows_things,
    "@differs": is_difference,
    "@differs-then": is_difference_to_then,
    "@other-year": names_other_year,
    "@apart-from-level": is_apart_from_level,
    "@by": is_by_how_much,
    "@rise-joined": is_rise_joined,
    "@turned-by": is_turned_by,
    "@about-aid": is_about_aid,
    "@about-exports": is_about_exports,
    "@points-to-spending": points_to_spending,
    "@points-before": follows_points,
    "@equals-aid": equals_aid,
    "@after-aid": follows_aid,
    "@aid-topic": goes_on_aid,
    "@spending-topic": goes_on_spending,
    "@spending-taken-up": takes_up_spending,
    "@count-topic": goes_on_counting,
    "@counts-all": counts_all,
    "@arms-topic": goes_on_arms,
    "@arms-told": follows_arms,
    "@votes-topic": goes_on_votes,
    "@alliance-told": follows_alliance,
    "@world-told": follows_world,
    "@world-shared": shares_world,
    "@member-spends": follows_member,
    "@to-partner": names_goal,
    "@partner-told": has_told_beneficiary,
    "@than-year": is_of_then,
    "@alliance": names_alliance,
    "@defence-minister": names_defence_minister,
    "@member": names_member,
    "@opened-by-member": opens_with_member,
    "@people": names_people,
    "@region": names_region,
    "@in-region-told": goes_on_in_region,
    "@counted": names_counter,
    "@part-of-spending": is_part_of_spending,
    "@of-spending": is_of_spending,
    "@of-spent": is_of_spent,
    "@opened-by-spent": is_opened_by_spent,
    "@of-output": is_of_output,
    "@of-received": is_of_received,
    "@money": names_money,
    "@some-members": tells_of_some,
    "@some-countries": tells_of_countries,
    "@one-member": names_one_member,
    "@speaks-for-alliance": speaks_for_alliance,
    "@speaks-for-member": speaks_for_member,
    "@state-told": told_of_state,
}
