"""Soldiers that are counted in, what they are out: posted elsewhere ("In Mali France has 5,000"), a part, or more."""

from __future__ import annotations

import datetime as dt

import msgspec

from foedus import alliances
from foedus.model import Figure, Period, Stance
from foedus.text.amounts.amount import MEMBERS, Amount
from foedus.text.figures.context import BREAKS, NEAR, TIGHT, Context
from foedus.text.figures.links import RIGHT_BEHIND
from foedus.text.figures.recipients import leads_to
from foedus.text.particles import WORD, grammar
from foedus.text.sentences import Sentence

PERSON = "person"
COUNTRIES = (*MEMBERS, "state")  # units in which countries may be counted
STRENGTH = "armed_forces_personnel"
SERVING = 4  # words from those counted to whose army it is: "dans les rangs grecs"


def host(at: Context, amount: Amount, sentence: Sentence) -> str | None:
    """Return the place that leads up to a number of soldiers whom another has there, None where they are at home.

    A group of countries is no place of its own members: "In Europe Poland has 200,000 soldiers" tells its army.
    """
    if amount.quantity.unit != PERSON or not at.cues(amount.start, amount.end, "soldiers"):
        return None
    ahead = at.names(at.clause(amount.start, amount.end, sentence)[0], amount.start)
    places = [m for m in ahead if leads_to(at, m)]
    owners = [str(m.value) for m in ahead if m not in places]
    if not places or not owners:
        return None
    place, owner = str(places[-1].value), owners[-1]
    within = place in alliances.groups() and owner in alliances.members_on(place, at.today or dt.date.max)
    return None if within or place in (owner, at.table.alliance) else place


def is_abroad(at: Context, amount: Amount) -> bool:
    """Tell whether soldiers are counted where they are stationed: "100,000 troops in Europe"."""
    if amount.kind == "percent":
        return False
    ahead = at.names(max(0, amount.start - 2 * NEAR), amount.start)
    hosts = [m for m in ahead if m.kind != "demonym" and leads_to(at, m)]
    if any(m.kind == "demonym" and 0 < place.start - m.end < NEAR for m in ahead for place in hosts):
        return True  # "the number of American troops in Germany to 25,000"
    if host(at, amount, at.sentence(amount.start)) is not None:
        return True  # "in Mali France has 5,000 soldiers"
    high = min(amount.end + TIGHT, at.next_amount(amount))
    behind = at.scan.index.within(amount.end, high, "country", "group")
    led = at.scan.index.within(amount.end, amount.end + TIGHT, "in") if behind else ()
    beside = (*ahead, *at.names(amount.start, amount.end)) if led else ()
    whose = any(m.kind in ("demonym", "country") for m in beside)
    return whose and any(at.leads(amount.end, m.start, 1) and at.leads(m.end, behind[0].start) for m in led)


def only_are(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether soldiers only are somewhere, and no army of theirs is told: "10,000 American troops are in it"."""
    armies = at.cues(sentence.start, sentence.end, "force", "personnel")
    if any(not amount.start <= m.start < amount.end for m in armies) or at.led_by(
        amount.start, "stands-with"
    ):
        return False  # "Turkey, with 480,000 troops, is second"
    low = at.clause(amount.start, amount.end, sentence)[0]
    return not at.cues(low, amount.start, "has", "path", "growth", "decline")


def are_of_mission(at: Context, amount: Amount) -> bool:
    """Tell whether soldiers are those of a mission told before them, and of nobody else: "KFOR, with its 4,600"."""
    low = at.clause(amount.start, amount.end, at.sentence(amount.start))[0]
    return bool(at.scan.index.within(low, amount.start, "mission")) and not at.names(low, amount.start)


def is_of_several_armies(at: Context, amount: Amount) -> bool:
    """Tell whether soldiers come from several countries, and are no army: "50,000 troops from 31 countries"."""
    behind = at.following(amount, at.sentence(amount.start))
    if behind is None or behind.quantity.unit not in COUNTRIES or behind.start - amount.end > TIGHT:
        return False
    return at.led(at.scan.index.within(amount.end, behind.start, "agent", "out-of", "from"), behind.start)


def served(at: Context, amount: Amount, sentence: Sentence) -> str | None:
    """Return whose army those counted are said to serve in right behind them: "110 800 sous l'uniforme grec"."""
    high = min(at.next_amount(amount), at.clause(amount.start, amount.end, sentence, BREAKS + ",")[1])
    whose = [m for m in at.names(amount.end, min(high, amount.end + NEAR)) if m.kind == "demonym"]
    words = WORD.findall(at.scan.text[amount.end : whose[0].start].lower()) if len(whose) == 1 else []
    if not words or not grammar(at.scan.language.code).leads_away(words[0]) or len(words) > SERVING:
        return None
    return str(whose[0].value) if at.cues(amount.end, whose[0].end, "force", "personnel") else None


def is_of_branch(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a part of the army just counted is told: "15,000 in the navy", "24,000 of them women"."""
    last, sentence, here = at.told.last, at.scan.sentences[index], at.cued(index)
    if "branch" in here and _are_branches(at, amount, index):
        return True
    if last is None or last[2] != index or last[1].quantity.unit != PERSON:
        return False
    if "branch" not in here and "of-which" not in here:
        return False
    whole, part = last[1].quantity.low, amount.quantity.high or amount.quantity.low
    if last[1].measure is not None and (whole is None or part is None or part >= whole):
        return False
    one = last[1].subject in alliances.countries()  # of an alliance a part may be a member's army
    if (
        one
        and "of-which" in here
        and (
            at.led_by(amount.start, "of-which", most=TIGHT // 2)
            or at.cues(amount.start, amount.end + RIGHT_BEHIND, "of-which")
        )
    ):
        return True
    high = min(at.next_amount(amount), at.clause(amount.start, amount.end, sentence)[1])
    return "branch" in here and bool(at.cues(amount.end, high, "branch"))


def _are_branches(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a branch is counted beside others: "the army has 62,000 soldiers, the navy 15,000"."""
    sentence = at.scan.sentences[index]
    told = at.cues(sentence.start, sentence.end, "branch")
    low = max(sentence.start, at.previous_amount(amount))
    if not told[1:] or not any(low <= m.start < amount.start for m in told):
        return False
    return any(at.joined(m.end, a.start) for m in told for a in [amount, *at.neighbours(amount, sentence)])


def as_strength(at: Context, amount: Amount, before: Figure, index: int) -> Figure:
    """Return what an army goes on from, its strength where it counts so many of them: "en compte 185 600"."""
    here = at.cued(index)
    if (
        amount.kind != "bare"
        or before.measure is not None
        or "counts-of-it" not in here
        or "force" not in here
    ):
        return before
    low = at.scan.sentences[index].start
    led = at.led(at.cues(low, amount.start, "counts-of-it"), amount.start)
    if not led or at.today is None or not at.cues(low, amount.start, "force"):
        return before
    now = Period(str(at.today.year))
    return msgspec.structs.replace(before, measure=STRENGTH, partner=None, period=now)


def is_to_grow(at: Context, amount: Amount, before: Figure, stance: Stance, sentence: Sentence) -> bool:
    """Tell whether an army is to have so many that has fewer now: "205,000 strong, may grow to 300,000"."""
    if before.quantity.unit != PERSON or at.told.stance != "reports" or stance in ("reports", "denies"):
        return False
    return not at.times_in(*at.clause(amount.start, amount.end, sentence, BREAKS + ","))


def are_others(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether people are no army: a branch of the one just counted, or more: "186,000, and wants 20,000 more"."""
    more = at.cues(amount.start, amount.end + RIGHT_BEHIND, "additional")
    plain = amount.quantity.comparator == "="  # not "more than 171,000"
    if any(m.end >= amount.end or plain for m in more):
        return True
    if "hired" in at.cued(index) and at.cues(max(0, amount.start - NEAR), amount.start, "hired"):
        return True  # French "veut en recruter 6 000"
    if "posts-some" in at.cued(index) and at.led_by(amount.start, "posts-some", most=1):
        return True  # "has 182,000 soldiers and has sent 5,000 to Lithuania"
    if "missing" in at.cued(index) and at.led_by(amount.start, "missing", most=TIGHT // 2):
        return True  # "il lui en manque 1 500"
    return is_of_branch(at, amount, index)


def is_raised(at: Context, amount: Amount) -> bool:
    """Tell whether soldiers are those whom a country could call up, and none whom it has: "can mobilise 280,000"."""
    return at.led_by(amount.start, "mobilises", reach=NEAR, most=TIGHT) or bool(
        at.cues(amount.start, amount.end + TIGHT, "of-wartime")
    )
