"""A span before or behind a number in, whether those whom a sense asks for are named in it, or speak it, out."""

from __future__ import annotations

import datetime as dt

from foedus import alliances
from foedus.text.amounts.amount import MEMBERS, Amount
from foedus.text.figures.context import LONGEST_CONTEXT, NEAR, TIGHT, Context
from foedus.text.figures.counts import is_of_other_group
from foedus.text.figures.fields import opens_in_region
from foedus.text.figures.houses import counters
from foedus.text.figures.names import PERSONS
from foedus.text.figures.standins import asked_about, is_led
from foedus.text.match import Mention
from foedus.text.particles import grammar, words_before
from foedus.text.speech.people import holds, home

DEFENCE = "defence-minister"  # the kind of office
SOME_OF = 12  # characters from "most of" to the members, their number and a name between them


def names_aid_counter(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether an institute that counts aid is named in the span."""
    return any(m.value in at.table.aid_counters for m in at.scan.index.within(*span, "organisation"))


def names_country(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a country or group is named in the span for what it does."""
    return bool(at.names(*span))


def names_pair(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether two countries or groups are named in the span."""
    return len({m.value for m in at.names(*span)}) > 1


def names_goal(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether whom aid is for is named in the span as one to whom something goes: "2 % of GDP on Ukraine"."""
    for mention in (*at.names(*span), *at.scan.index.within(*span, "capital")):  # "l'aide danoise à Kiev"
        low = max(span[0], mention.start - TIGHT)
        if mention.value == at.table.beneficiary and (
            at.cues(low, mention.start, "towards", "recipient")
            or at.scan.index.within(low, mention.start, "agent")
        ):
            return True
    return False


def has_told_beneficiary(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the sentences up to this one have named whom aid is for, or one of its people."""
    low = at.scan.sentences[max(0, index - LONGEST_CONTEXT)].start
    named = at.names(low, at.scan.sentences[index].end)
    if any(m.value == at.table.beneficiary for m in named):
        return True
    day = at.today or dt.date.max
    return any(home(m, day) == at.table.beneficiary for m in at.scan.index.within(low, span[1], *PERSONS))


def names_alliance(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the alliance or a part of it is named in the span, in one word or in two: "Europe and Canada"."""
    groups = {str(m.value) for m in at.scan.index.within(*span, "group")}
    if any(at.table.is_part(group) for group in groups):
        return True
    parts = [at.table.narrow[group] for group in groups if group in at.table.narrow]
    if not parts:
        return False
    day = at.today or dt.date.max
    told = (alliances.members_on(part, day) for part in parts)
    return alliances.members_on(at.table.grown, day).difference(*told) <= {m.value for m in at.names(*span)}


def names_member(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a member, or a group of the alliance, is named in the span for what it does."""
    if any(at.table.is_allied(str(m.value)) for m in at.names(*span)):
        return True
    asked = asked_about(at, index)
    return asked is not None and at.table.is_allied(asked)


def opens_with_member(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a sentence, or what is said in it, opens with a member, or with a word for one told right before.

    "Poland, a neighbour of Russia, …", "In 2024, Poland …", "Poland is wary. The country …".
    """
    cut = at.scan.sentences[index]
    low = cut.start
    for m in at.scan.index.within(low, span[1], "clause"):
        low = m.end if m.value == "that" and at.speaks.is_claimed(span[1] - 1, span[1]) else low
    for time in at.times_in(low, low + 2):
        low = time.end + 1 if at.scan.text[time.end : time.end + 1] == "," else low
    named = at.names(low, span[1])
    if named:
        return at.joined(low, named[0].start) and _is_single_member(at, named[0])
    if not any(at.joined(low, m.start) for m in at.cues(low, low + 3, "it-alone", "theirs")):
        return False
    before = at.scan.sentences[max(0, index - 1)]
    told = at.names(before.start, before.end) if before.paragraph == cut.paragraph else []
    alone = len({m.value for m in told}) == 1 and _is_single_member(at, told[0])
    return alone and not is_led(at, told[0])  # not "a brigade is in Lithuania. It has 5,000"


def _is_single_member(at: Context, name: Mention) -> bool:
    return name.kind in ("country", "capital") and at.table.is_allied(str(name.value))


def names_region(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a region is named in the span: "in North Africa"."""
    return bool(at.scan.index.within(*span, "region"))


def goes_on_in_region(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the paragraph has opened with a region of which it goes on: "In Africa, … Morocco has half"."""
    cuts, here = at.scan.sentences, index
    while here and cuts[here - 1].paragraph == cuts[index].paragraph:
        here -= 1
    return opens_in_region(at, cuts[here])


def names_people(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a people is named in the span: "each Norwegian"."""
    return bool(at.scan.index.within(*span, "people", "demonym"))


def names_counter(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether an institute with a count of its own is named in the span."""
    return bool(counters(at, span))


def names_one_member(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a member of the alliance, and no group of them, is named in the span."""
    return any(m.kind != "group" and at.table.is_allied(str(m.value)) for m in at.names(*span))


def tells_of_some(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the span tells of some members, not of all of them together: "most allies", "many of the 32"."""
    if _are_some(at, span, "member") or _are_of_a_sort(at, span):
        return True
    told = at.amounts_in(at.scan.sentences[index])
    if any(a.kind == "majority" and a.end == span[0] for a in told):
        return True
    counted = (a for a in told if span[0] <= a.start < span[1])
    some = any(a.quantity.unit in MEMBERS and _is_some_of_others(at, a) for a in counted)
    return some or _tells_of_such(at, span)


def _are_of_a_sort(at: Context, span: tuple[int, int]) -> bool:
    """Tell whether members are told by an adjective that only some have: "smaller allies", "its newest member"."""
    sorts = at.cues(max(0, span[0] - 1), span[1], "of-a-sort") if not names_one_member(at, span, 0) else ()
    nouns = (m for m in at.scan.index.within(*span, "noun") if m.value == "member") if sorts else ()
    return any(1 in (m.start - w.end, w.start - m.end) for m in nouns for w in sorts)


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


def _tells_of_such(at: Context, span: tuple[int, int]) -> bool:
    """Tell whether countries are told by what they are or do, and by no name: "countries that are at war"."""
    if not at.has(span, ("relative",)):
        return False
    nouns = [m for m in at.scan.index.within(*span, "noun") if m.value == "country"]
    if any(m.end == span[0] - 1 for m in at.names(max(0, span[0] - NEAR), span[0])):
        nouns = nouns[1:]  # "Poland, a country that spends 4 %"
    # German parts every clause by a comma; elsewhere "her country, which spends 2 %" is one that is known.
    apart = 2 if grammar(at.scan.language.code).verb_second else 1
    such = (m for m in nouns if at.cues(m.end, m.end + apart + 1, "relative"))
    counted = [(a.start, a.end) for a in at.amounts_near(span[1]) if a.quantity.unit == "country"]
    return any(
        not at.names(span[0], m.end + 1) and not any(low <= m.start < high for low, high in counted)
        for m in such
    )


def _are_some(at: Context, span: tuple[int, int], noun: str, *names: str) -> bool:
    """Tell whether "most", "many" or "one of" leads up to such a noun of the span that is none of these names."""
    nouns = (m for m in at.scan.index.within(*span, "noun") if m.value == noun)
    added = {m.end + 1 for m in at.cues(*span, "plus")}  # "Canada, as well as most of the other members"
    some = [
        m
        for m in at.cues(*span, "some-of", "most-of")
        if m.start not in added and not _is_highest(at, m, span[1])
    ]
    one = at.cues(*span, "one-of")  # "Spain is one of those who spend less than 1.5 %": it is told which
    none = at.cues(*span, "no-member") if one else ()  # nor is it "not one ally"
    some += [
        m for m in one if not at.names(span[0], m.start) and not any(n.start < m.start < n.end for n in none)
    ]
    return any(
        (at.led(some, m.start, SOME_OF) or any(each.start < m.start < each.end for each in some))
        and not (names and at.scan.index.within(m.start, m.end, *names))
        and not _is_likened_to_one(at, m, span[1])
        for m in nouns
    )


def _is_likened_to_one(at: Context, noun: Mention, end: int) -> bool:
    """Tell whether one is named behind some members of whom a clause tells: "few allies do as much as X, where 3 %"."""
    named = at.names(noun.end, end)
    told = [m for m in at.scan.index.within(noun.end, end, "clause") if m.value == "relative"]
    return any(0 <= t.start - m.end <= 2 for m in named for t in told)


def _is_highest(at: Context, most: Mention, high: int) -> bool:
    """Tell whether "most" makes a superlative behind its article: "the most zealous of the allies" is one of them.

    "The most powerful allies" are some of them.
    """
    if not at.scan.index.within(most.start, most.end, "rank-adverb"):
        return False
    noun = next(iter(at.scan.index.within(most.end, high, "noun")), None)
    if noun is None or not at.scan.index.within(most.end, noun.start + 1, "of", "in"):
        return False
    led, small = words_before(at.scan.text, most.start)[-1:], grammar(at.scan.language.code)
    return bool(led) and small.has("definites", led[0])


def names_money(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the sentence tells a sum of money."""
    return any(a.kind == "money" for a in at.amounts_in(at.scan.sentences[index]))


def speaks_for_alliance(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the speaker speaks for the alliance."""
    return at.speaks.country(*span) == at.table.alliance


def speaks_for_member(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether the speaker speaks for the alliance or a member."""
    whose = at.speaks.country(*span)
    return whose is not None and at.table.is_allied(whose)


def names_defence_minister(at: Context, span: tuple[int, int], index: int) -> bool:
    """Tell whether a minister of defence is named in the span."""
    day = at.today or dt.date.max
    return any(holds(m, DEFENCE, day) for m in at.scan.index.within(*span, *PERSONS))
