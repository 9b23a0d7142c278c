"""What a sense asks for beyond words: what was told before, whom a span names, for whom its speaker speaks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection

from foedus import alliances
from foedus.model import Count, Figure, Growth, Level
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import BREAKS, LONGEST_CONTEXT, NEAR, PERSONS, TIGHT, Context
from foedus.text.figures.counts import is_of_other_group
from foedus.text.figures.links import is_bracketed
from foedus.text.figures.standins import asked_about
from foedus.text.speech.people import holds

DEFENCE = "defence-minister"  # the kind of office
OWNED, NAMED = 20, 16  # characters of "its military" before what is spent, and of "de défense" behind it
SOME_OF = 12  # characters from "most of" to the members, their number and a name between them


def stands(at: Context, span: tuple[int, int], wanted: Collection[str], index: int) -> bool:
    """Tell whether one of the cues stands in the span; those that begin with @ ask for more than words."""
    if at.has(span, wanted):
        return True
    return any(cue[0] == "@" and _ASKED[cue](at, span, index) for cue in wanted)


def told_aid(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the figure told last, here or just before, was one of aid."""
    last = at.told.last
    return last is not None and index - last[2] <= 1 and (last[1].measure or "").startswith("aid_")


def names_aid_counter(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether an institute that counts aid is named in the span."""
    return any(m.value in at.table.aid_counters for m in at.scan.index.within(*span, "organisation"))


def names_country(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a country or group is named in the span for what it does."""
    return bool(at.names(*span))


def names_pair(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether two countries or groups are named in the span."""
    return len({m.value for m in at.names(*span)}) > 1


def follows_count(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the figure told last, in this sentence, counted members."""
    last = at.told.last
    return last is not None and last[2] == index and isinstance(last[1].derivation, Count)


def is_of_alliance(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the alliance alone is told right behind: "90 % of NATO", not "90 % of NATO countries"."""
    led = at.scan.index.within(span[0], span[0] + TIGHT // 4, "of")
    for group in at.scan.index.within(*span, "group") if led else ():
        behind = at.scan.text[group.end : group.end + 2].lstrip(" \u00a0\u202f")
        if group.value == at.table.alliance and at.leads(led[-1].end, group.start):
            return not behind or not (behind[0].isalnum() or behind[0] in "'’-")
    return False


def follows_growth(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the number right before was a growth in percent."""
    last = _before(at, span, index)
    return last is not None and isinstance(last.derivation, Growth) and last.quantity.unit == "%"


def follows_share(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the number right before was a share of GDP."""
    last = _before(at, span, index)
    return last is not None and (last.measure or "").endswith("share_of_gdp")


def is_in_bracket(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a bracket opens right before a span: "1 % of GDP (1.03 billion)"."""
    return is_bracketed(at.scan.text, span[0])


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


def told_share(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a share of GDP was told a little before."""
    return at.told.share is not None and index - at.told.share <= LONGEST_CONTEXT


def told_share_here(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a share of GDP was told in this sentence."""
    return at.told.share == index


def follows_personnel(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a number of soldiers was told in this sentence."""
    last = at.told.last
    return last is not None and last[2] == index and last[1].measure == "armed_forces_personnel"


def is_difference(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the number right before only says how many more or fewer there are: "2,000 more than planned"."""
    return bool(at.scan.index.within(span[0], span[0] + 2, "than-more", "than-less"))


def is_difference_to_then(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the number right before is how many more or fewer there are than then: "2,000 more than in May"."""
    if not is_difference(at, span, index):
        return False
    return bool(at.times_in(span[0], min(span[0] + NEAR, at.scan.sentences[index].end)))


def is_by_how_much(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the number right behind is by how much two things differ: "has shrunk by 3,000"."""
    return at.led(at.cues(*span, "by-how-much"), span[1])


def goes_on_aid(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a report about aid told some a little before."""
    return at.about_aid and at.told.aid is not None


def follows_points(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether points of a share are told before, in the same sentence."""
    return any(a.kind == "point" and a.end <= span[1] for a in at.amounts_in(at.scan.sentences[index]))


def equals_aid(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a sentence says what the aid told in the one before comes to: "That equals 0.1 % of GDP"."""
    start, told = at.scan.sentences[index].start, at.told.aid
    return told is not None and index - told[0] == 1 and bool(at.cues(start, start + 1, "equals-told"))


def is_about_exports(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a report is about arms that are sold abroad."""
    return at.about_exports


def is_about_aid(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a report is about aid."""
    return at.about_aid


def goes_on_spending(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a report is about spending on defence."""
    return at.about_spending and not at.about_aid


def goes_on_counting(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a report is about what an institute counts as spent."""
    return at.counter is not None and not at.about_arms and not at.about_aid


def counts_all(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether what all states spend is counted, in the report or by the figure before; no alliance is named."""
    if names_alliance(at, (at.before(index), span[1]), index):
        return False
    before = at.scan.sentences[max(0, index - LONGEST_CONTEXT)].start, span[1]
    told = at.cues(*before, "of-world") or names_counter(at, before, index)
    return bool(told) or goes_on_counting(at, span, index)


def goes_on_arms(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a report is about who buys arms where."""
    return at.about_arms and at.told.arms is not None


def follows_arms(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the figure told last, here or in the sentence before, was a share of the arms that one buys."""
    last = at.told.last
    return last is not None and index - last[2] <= 1 and last[1].measure == "arms_transfers"


def follows_aid(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the sum told last, here or in the sentence before, was aid: "Europeans are spending 100 billion"."""
    told = at.told.sum
    return told is not None and index - told[2] <= 1 and (told[1].measure or "").startswith("aid_")


def follows_alliance(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the figure told last was what the alliance spends."""
    last = at.told.last
    if last is None or index - last[2] > 1 or last[1].subject is None:
        return False
    return at.table.is_part(last[1].subject) and (last[1].measure or "").endswith("_expenditure")


def follows_world(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the figure told last, here or just before, was what all the world spends."""
    last = at.told.last
    if last is None or index - last[2] > 1 or not isinstance(last[1].derivation, Level):
        return False
    return last[1].subject == at.table.total and last[1].measure == "military_expenditure"


def follows_member(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the sum told last, here or in the sentence before, was what a member spends on its defence."""
    told = at.told.sum
    if told is None or index - told[2] > 1 or not isinstance(told[1].derivation, Level):
        return False
    who, end = told[1].subject, told[0].end
    if any(m.value != who for m in at.names(max(end, at.scan.sentences[index].start), span[1])):
        return False  # "Italy spends 45 billion and the Baltic three a fifth of that"
    return told[1].measure == "defence_expenditure" and who in alliances.countries()


def names_goal(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether whom aid is for is named in the span as one to whom something goes: "2 % of GDP on Ukraine"."""
    for mention in at.names(*span):
        low = max(span[0], mention.start - TIGHT)
        if mention.value == at.table.beneficiary and (
            at.cues(low, mention.start, "towards", "recipient")
            or at.scan.index.within(low, mention.start, "agent")
        ):
            return True
    return False


def is_of_then(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a year is told that something is measured by: "four times as much on defence as in 2014"."""
    for time in at.times_in(*span):
        if time.first[:4].isdigit() and not time.present:
            led = at.scan.index.within(max(span[0], time.start - TIGHT // 2), time.start + 1, "than")
            then = at.cues(
                max(0, span[0] - TIGHT), time.start, "than-then"
            )  # "three times what it was in 2014"
            if any(m.start == time.start or at.leads(m.end, time.start, TIGHT // 2) for m in (*led, *then)):
                return True
    return False


def names_alliance(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the alliance or a part of it is named in the span."""
    return any(at.table.is_part(str(m.value)) for m in at.scan.index.within(*span, "group"))


def names_member(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a member, or a group of the alliance, is named in the span for what it does."""
    if any(at.table.is_allied(str(m.value)) for m in at.names(*span)):
        return True
    asked = asked_about(at, index)
    return asked is not None and at.table.is_allied(asked)


def names_region(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a region is named in the span: "in North Africa"."""
    return bool(at.scan.index.within(*span, "region"))


def names_people(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a people is named in the span: "each Norwegian"."""
    return bool(at.scan.index.within(*span, "people", "demonym"))


def is_of_spending(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a share is one of what a country spends: right behind it "of America's defence spending"."""
    led = at.scan.index.within(span[0], span[0] + TIGHT // 4, "of")
    spent = [m for m in at.cues(*span, "spending", "own-budget") if at.leads(span[0], m.start, NEAR)]
    if not spent or not any(at.leads(span[0], m.start) for m in led):
        return False
    low, high = span[0], spent[-1].end + TIGHT  # "des dépenses militaires américaines"
    return any(m.value not in alliances.groups() for m in at.names(low, high))


def is_turned_by(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether what is spent is raised or cut by the number behind: "raised its defence spending by 20 billion"."""
    start = span[1]
    low = at.clause(start, start, at.scan.sentences[index], BREAKS + ",")[0]
    turns = at.cues(max(low, start - 2 * NEAR), start, "growth", "decline")
    if not turns:
        return False
    near = max(turns[-1].end, start - TIGHT)
    by = at.led(at.cues(near, start, "by-how-much"), start)
    led = [m for m in at.scan.index.within(near, start, "of") if at.joined(m.end, start)]
    objects = at.cues(turns[-1].end, start, "spending", "own-budget") if by or led else ()
    if not objects or not at.leads(turns[-1].end, objects[0].start, OWNED):
        return False
    if by:
        return True
    # Not "growing defence spending of 90 billion"; French "de" may belong to the budget itself.
    turned = objects[0].start - turns[-1].end > 1
    return turned and at.leads(objects[-1].end, led[-1].start, NAMED)


def names_counter(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether an institute with a count of its own is named in the span."""
    counters = at.table.spending_counters
    return any(m.value in counters for m in at.scan.index.within(*span, "organisation"))


def names_one_member(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a member of the alliance, and no group of them, is named in the span."""
    return any(m.kind != "group" and at.table.is_allied(str(m.value)) for m in at.names(*span))


def tells_of_some(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the span tells of some members, not of all of them together: "most allies", "many of the 32"."""
    if _are_some(at, span, "member"):
        return True
    counted = (a for a in at.amounts_in(at.scan.sentences[index]) if span[0] <= a.start < span[1])
    return any(a.quantity.unit in ("member", "country") and _is_some_of_others(at, a) for a in counted)


def _is_some_of_others(at: Context, amount: Amount) -> bool:
    """Tell whether members of another group than the alliance are counted, and not all: "four EU countries"."""
    if not is_of_other_group(at, amount):
        return False
    groups = at.scan.index.within(amount.start, amount.end + TIGHT, "group")
    every = {len(alliances.members_on(str(m.value), at.today or dt.date.max)) for m in groups}
    return bool(groups) and amount.quantity.high not in every


def tells_of_countries(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the span tells of some countries without a name: "many countries", "several states"."""
    return _are_some(at, span, "country", "demonym", "people", "group")


def _are_some(at: Context, span: tuple[int, int], noun: str, *names: str) -> bool:
    """Tell whether "most", "many" or the like leads up to such a noun of the span that is none of these names."""
    nouns = (m for m in at.scan.index.within(*span, "noun") if m.value == noun)
    added = {m.end + 1 for m in at.cues(*span, "plus")}  # "Canada, as well as most of the other members"
    some = [m for m in at.cues(*span, "some-of", "most-of") if m.start not in added]
    return any(
        at.led(some, m.start, SOME_OF) and not (names and at.scan.index.within(m.start, m.end, *names))
        for m in nouns
    )


def names_money(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the sentence tells a sum of money."""
    return any(a.kind == "money" for a in at.amounts_in(at.scan.sentences[index]))


def speaks_for_alliance(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the speaker speaks for the alliance."""
    return at.speaks.country(*span) == at.table.alliance


def told_of_state(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a paragraph told last of all that a state spends, and of no part of it for its forces."""
    cuts = at.scan.sentences
    for n in range(index, max(-1, index - LONGEST_CONTEXT), -1):
        if cuts[n].paragraph != cuts[index].paragraph:
            return False
        cued = at.cued(n)
        if "spending" in cued or "military" in cued:
            return False
        if "state-spending" in cued:
            return True
    return False


def speaks_for_member(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the speaker speaks for the alliance or a member."""
    whose = at.speaks.country(*span)
    return whose is not None and at.table.is_allied(whose)


def names_defence_minister(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a minister of defence is named in the span."""
    day = at.today or dt.date.max
    return any(holds(m, DEFENCE, day) for m in at.scan.index.within(*span, *PERSONS))


def _before(at: Context, span: tuple[int, int], index: int) -> Figure | None:
    """Return the figure told last, if it stands right before the span."""
    last = at.told.last
    near = last is not None and last[2] == index and -NEAR <= span[0] - last[0].end <= NEAR
    return last[1] if near and last is not None else None


_ASKED: dict[str, Callable[[Context, tuple[int, int], int], bool]] = {
    "@aid-told": told_aid,
    "@aid-counted": names_aid_counter,
    "@country": names_country,
    "@pair": names_pair,
    "@count-here": follows_count,
    "@of-alliance-itself": is_of_alliance,
    "@after-growth": follows_growth,
    "@after-share": follows_share,
    "@in-bracket": is_in_bracket,
    "@turn-before": is_turn_before,
    "@share": told_share,
    "@share-here": told_share_here,
    "@after-personnel": follows_personnel,
    "@differs": is_difference,
    "@differs-then": is_difference_to_then,
    "@by": is_by_how_much,
    "@turned-by": is_turned_by,
    "@about-aid": is_about_aid,
    "@about-exports": is_about_exports,
    "@points-before": follows_points,
    "@equals-aid": equals_aid,
    "@after-aid": follows_aid,
    "@aid-topic": goes_on_aid,
    "@spending-topic": goes_on_spending,
    "@count-topic": goes_on_counting,
    "@counts-all": counts_all,
    "@arms-topic": goes_on_arms,
    "@arms-told": follows_arms,
    "@alliance-told": follows_alliance,
    "@world-told": follows_world,
    "@member-spends": follows_member,
    "@to-partner": names_goal,
    "@than-year": is_of_then,
    "@alliance": names_alliance,
    "@defence-minister": names_defence_minister,
    "@member": names_member,
    "@people": names_people,
    "@region": names_region,
    "@counted": names_counter,
    "@of-spending": is_of_spending,
    "@money": names_money,
    "@some-members": tells_of_some,
    "@some-countries": tells_of_countries,
    "@one-member": names_one_member,
    "@speaks-for-alliance": speaks_for_alliance,
    "@speaks-for-member": speaks_for_member,
    "@state-told": told_of_state,
}
