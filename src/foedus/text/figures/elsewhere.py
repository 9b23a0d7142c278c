"""A number whose sentence names nobody in, whose it is by the rest of the text out: by its place, money or report."""

from __future__ import annotations

import datetime as dt

from foedus import alliances
from foedus.text.amounts.amount import Amount
from foedus.text.figures.accounts import is_of_some_budget
from foedus.text.figures.coins import of_currency, of_sum_beside
from foedus.text.figures.context import Context
from foedus.text.figures.donors import acting_seat, maker
from foedus.text.figures.fields import opens_in_region
from foedus.text.figures.forerunners import (
    points_back,
    told_before,
)
from foedus.text.figures.funds import is_of_fund
from foedus.text.figures.kinds import EQUIPMENT
from foedus.text.figures.links import LOOSE
from foedus.text.figures.makers import buys
from foedus.text.figures.names import PERSONS
from foedus.text.figures.openings import where_tabled, where_told
from foedus.text.figures.owners import BALLOTS, untold
from foedus.text.figures.posted import COUNTRIES, PERSON
from foedus.text.figures.recipients import is_companion
from foedus.text.figures.selves import is_strangers
from foedus.text.figures.several import (
    are_all_members,
    is_more_than_ones,
    tells_of_members,
)
from foedus.text.figures.sought import NOBODY, Sought
from foedus.text.figures.standins import asked_about, nation_acting, nation_told
from foedus.text.sentences import Sentence
from foedus.text.speech.people import home

LARGEST_ARMY = 2_000_000  # soldiers: no member has so many


def of_a_place(sought: Sought) -> str | None:
    """Answer with the country where the sentence opens, which names nobody else, or where its bill was tabled."""
    if not sought.owned:
        return None
    told = sought.stance in ("reports", "expects")
    opened = where_told(sought.at, sought.amount, sought.sentence) if told else None
    return opened or where_tabled(sought.at, sought.sentence)


def of_place_behind(sought: Sought) -> str | None:
    """Answer with the member right behind a share that a group's own goes on to: "Allies differ: it is 1.4 % in X"."""
    at, amount = sought.at, sought.amount
    if not (sought.is_share or sought.measure == EQUIPMENT) or sought.stance not in ("reports", "expects"):
        return None
    end = at.behind_output(amount)
    led = at.scan.index.within(end, end + 2, "in")
    named = at.names(led[0].end, led[0].end + LOOSE) if led else []
    whom = str(named[0].value) if named and at.leads(led[0].end, named[0].start) else None
    if whom not in alliances.countries():
        return None
    ahead = {str(m.value) for m in at.names(sought.sentence.start, amount.start)}
    members = [
        alliances.members_on(each, at.today or dt.date.max) for each in ahead if each in alliances.groups()
    ]
    return whom if ahead and len(members) == len(ahead) and all(whom in each for each in members) else None


def of_other_place(sought: Sought) -> str | None:
    """Answer with the country in which a clause is set against another: "…, while in Belgium the share is 15 %"."""
    at, amount, low = sought.at, sought.amount, sought.sentence.start
    if not sought.owned or sought.stance not in ("reports", "expects"):
        return None
    if "contrast" not in at.cued(sought.index) or not (turns := at.cues(low, amount.start, "contrast")):
        return None
    named = at.names(turns[-1].end, amount.start)
    if len({m.value for m in named}) != 1 or named[0].value not in alliances.countries():
        return None
    led = at.scan.index.within(turns[-1].end, named[0].start, "in")
    return str(named[0].value) if led and at.joined(turns[-1].end, led[0].start) else None


def told_elsewhere(sought: Sought) -> str | None:
    """Answer with whom the text asks about, points back to or has spoken of, where the sentence names nobody."""
    at, amount, sentence, index = sought.at, sought.amount, sought.sentence, sought.index
    if sought.partner is None and (asked := asked_about(at, index)):
        return asked
    if at.told.last is not None and points_back(at, amount, index):
        return at.told.last[1].subject or NOBODY
    if sought.spoken and at.cues(sentence.start, amount.start, "ours"):
        return sought.spoken
    if not sought.spoken and is_strangers(at, amount, sentence):
        return NOBODY  # "our GDP", said by someone whose country the text does not tell
    if sought.counted and at.cues(sentence.start, sentence.end, "all-states"):
        return sought.table.total  # "the states spent", says who counts what all of them spend
    whom = at.told.subject if at.told.subject != sought.partner else None
    # "over 100 states raised theirs"
    apart = amount.quantity.unit in COUNTRIES and whom in alliances.countries()
    if (
        whom
        and not apart
        and index - at.told.sentence <= 1
        and at.cues(sentence.start, sentence.end, "theirs")
    ):
        return sought.meant(whom)  # "world spending rose. The country's fell": one country's
    if are_all_members(at, amount, sentence):
        return sought.table.alliance
    counted = sought.owned or amount.quantity.unit == PERSON
    counted = counted and sought.spoken == sought.table.alliance and sought.stance == "reports"
    if counted and at.cues(sentence.start, amount.start, "nation") and (its := nation_told(at, index)):
        return its  # "By NATO's count the country spends 1.4 %"
    return sought.spoken


def of_currency_or_region(sought: Sought) -> str | None:
    """Answer with whose money it is told in; of a region, and of what is not measured, the text names nobody."""
    at, amount, sentence, index = sought.at, sought.amount, sought.sentence, sought.index
    if amount.kind == "money" and not _is_told_by_place(sought) and (own := of_currency(amount)):
        return own
    if sought.owned and amount.kind == "percent" and (own := of_sum_beside(at, amount, sentence)):
        return own
    if sought.measure is not None and at.cues(sentence.start, sentence.end, "the-region"):
        return NOBODY  # "spending in the region", of which no list of members tells
    if sought.partner is None and (nation := nation_told(at, index)):
        return nation
    if sought.measure is None and opens_in_region(at, sentence):
        return NOBODY
    if sought.measure is None:
        return untold(at, amount, index) or _around(sought) or NOBODY
    if at.scan.index.within(sentence.start, sentence.end, "region"):
        return NOBODY  # "in Africa", of which no list of members tells
    return None


def _is_told_by_place(sought: Sought) -> bool:
    """Tell whether only a place, and no country, tells which money a word means: "3 millions de francs" in Lausanne."""
    at, cut = sought.at, sought.sentence
    return sought.measure is None and bool(at.scan.index.within(cut.start, cut.end, "paid-in"))


def _around(sought: Sought) -> str | None:
    """Return who acts around a number that measures nothing and names nobody, or whom the sentence before told."""
    at, sentence, index = sought.at, sought.sentence, sought.index
    if _is_of_no_nation(at, sought.amount, sentence):
        return None
    alone = all(is_companion(at, m) for m in at.names(sentence.start, sentence.end))
    return nation_acting(at, index) or (told_before(at, index, None) if alone else None)


def _is_of_no_nation(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether what is counted is nobody's because those who act are of one country: states, people elsewhere."""
    unit = amount.quantity.unit
    if unit == PERSON and at.names(sentence.start, sentence.end):
        return not at.cues(amount.start, amount.end, "soldiers")
    return unit in (*at.table.lengths, "country")


def of_members(sought: Sought) -> str | None:
    """Answer with the alliance or all donors, where the sentence tells of members, a fund or whoever gives."""
    at, sentence, index = sought.at, sought.sentence, sought.index
    if sought.partner is None and tells_of_members(at, sentence) and at.topic.may_mean_alliance(index):
        return sought.table.alliance  # "the members are to spend"
    if sought.partner and (is_of_fund(at, sentence, index) or buys(at, sentence)):
        return sought.table.alliance  # "through PURL 4 billion in arms have been ordered"
    if sought.partner and at.cues(sentence.start, sentence.end, "all-donors"):
        return sought.table.total  # "300 billion have been allocated to Ukraine", by all who give
    named = {m.value for m in at.names(sentence.start, sought.amount.start)} & alliances.countries()
    if len(named) > 1 and sought.sense is not None and sought.sense.kind == "share":
        return NOBODY  # "America (916 billion) and China (296 billion) make up half of it": no one of them
    return None


def told_earlier(sought: Sought) -> str | None:
    """Answer with whom the sentences before tell of, else with all donors, or all whom an institute counts."""
    at, sentence, index = sought.at, sought.sentence, sought.index
    earlier = told_before(at, index, sought.partner)
    whole = at.cues(sentence.start, sought.amount.start, "all-spending")
    if whole and earlier and sought.table.is_part(earlier):
        return sought.table.alliance  # "European allies spend more. Total outlays come to 1.5 trillion"
    soldiers = sought.amount.quantity.low if sought.measure == "armed_forces_personnel" else None
    if soldiers is not None and soldiers >= LARGEST_ARMY and at.topic.names_alliance_by(index):
        return sought.table.alliance  # "Belgium is last. The number of soldiers rose to 3.4 million"
    untold = acting_seat(at, sought.amount, sentence) or maker(at, sought.amount, sentence)
    if sought.partner and not earlier and untold:
        return NOBODY  # "Brussels has wired 2 billion to Kyiv": Belgium's, or the Union's
    if sought.owned and is_more_than_ones(at, sought.amount, earlier):
        return sought.table.total if sought.counted else NOBODY
    if sought.counted and not earlier and at.cues(sentence.start, sought.amount.start, "nation"):
        return NOBODY  # "The kingdom spent 80 billion", and none was named
    if sought.partner and not earlier and _is_promised_by_one(sought):
        return NOBODY  # "The minister pledged 2 billion to Ukraine", whose the text does not tell
    if sought.partner or sought.counted:
        return earlier or sought.table.total
    return earlier or None


def _is_promised_by_one(sought: Sought) -> bool:
    """Tell whether a person promises a sum for a country that is not told."""
    frame = sought.at.speaks.frame(sought.amount.start, sought.amount.end)
    return sought.stance == "pledges" and frame is not None and frame.kind in ("person", "role")


def of_report(sought: Sought) -> str | None:
    """Answer with whom the report is about, by who acts in it and what it names; nothing comes after this step."""
    at, sentence, index = sought.at, sought.sentence, sought.index
    day = at.today or dt.date.max
    homes = {home(m, day) for m in at.scan.index.within(sentence.start, sentence.end, *PERSONS)} - {None}
    if len(homes) == 1 and sought.amount.kind == "money" and sought.owned:
        # "from 32 billion to 50 today, Macron plans 3 more": of whom the one named acts for
        return homes.pop()
    allied = at.topic.names_alliance_by(index)
    if sought.measure == "armed_forces_personnel" and not allied:
        return nation_acting(at, index)  # "the number of soldiers has reached 183,100"
    if not allied and at.topic.names_another_first(index):
        return None  # "Twice as much for the army", above a report on Switzerland
    if not allied and at.cues(at.before(index), sentence.end, "nation"):
        # "the finance bill gives the army 3 billion more": of one state, named behind it or nowhere
        return at.topic.state_by(index)
    if not allied and is_of_some_budget(at, index):
        return None
    open_to_all = sought.stance == "demands" or allied
    acting = nation_acting(at, index) if sought.owned and not open_to_all else None
    if acting is not None and acting not in sought.table.demanding:
        return acting  # "Ministers promise 3 % no longer", where all who act are of one country
    if sought.amount.quantity.unit in BALLOTS:
        return None  # whoever cast them votes in some house
    return sought.table.alliance if at.topic.may_mean_alliance(index) else None
