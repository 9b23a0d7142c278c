"""A number in, whether it is for something else than its sense has it out: for another, for a thing, of a state's."""

from __future__ import annotations

from foedus.model import Figure
from foedus.text.amounts.amount import MEMBERS, SUMS, Amount
from foedus.text.amounts.nouns import counting
from foedus.text.figures.context import AFTER, BREAKS, NEAR, TIGHT, Context
from foedus.text.figures.links import is_bracketed
from foedus.text.figures.makers import buys
from foedus.text.figures.posted import COUNTRIES
from foedus.text.figures.present import names_aid_counter, names_goal
from foedus.text.figures.recipients import given_to, is_bare, is_recipient, leads_to
from foedus.text.match import Mention
from foedus.text.particles import ARTICLE, grammar
from foedus.text.senses import Sense
from foedus.text.sentences import Sentence

# What an army costs: cues of that for which a sum is, and no thing.
OURS = ("spending", "military", "force", "troops", "personnel")
# What is no cost of an army: cues of what is owed, raised or paid for something else.
NOT_OURS = ("debt", "deficit", "elsewhere", "other-rate", "state-budget")


def is_for_another(at: Context, amount: Amount, own: tuple[int, int]) -> bool:
    """Tell whether a sum buys something, or goes to another than the one whose aid is counted."""
    return (
        _is_ordered(at, amount)
        or _goes_to_another(at, amount, own)
        or _opens_with_another(at, amount, own)
        or is_given_to_another(at, amount)
    )


def _goes_to_another(at: Context, amount: Amount, own: tuple[int, int]) -> bool:
    """Tell whether money says right behind it that it goes elsewhere: "26.4 billion for Israel"."""
    regions = at.scan.index.within(amount.end, min(own[1], amount.end + AFTER), "region")
    if regions and at.led(at.scan.index.within(amount.end, regions[0].start, "agent"), regions[0].start):
        return True  # "8 billion for the Indo-Pacific"
    return given_to(at, amount, own[1]) not in (None, at.table.beneficiary)


def _opens_with_another(at: Context, amount: Amount, own: tuple[int, int]) -> bool:
    """Tell whether a sum goes to another, told ahead of it: "for Singapore, deliveries worth 1 billion"."""
    low = max(own[0], at.previous_amount(amount))
    names = at.names(low, amount.start)
    if not names or names[0].value == at.table.beneficiary or at.table.is_allied(str(names[0].value)):
        return False
    sentence = at.sentence(amount.start)
    first = at.clause(amount.start, amount.end, sentence, BREAKS + ",")[0]
    links = at.scan.index.within(max(first, low), names[0].start, "agent", "to")
    return any(m.value != "by" and m.start - first <= 2 and at.leads(m.end, names[0].start) for m in links)


def _is_ordered(at: Context, amount: Amount) -> bool:
    """Tell whether a sum is the worth of what is ordered, in a sentence that does not name whom aid is for."""
    sentence = at.sentence(amount.start)
    if "contract" not in at.cued_at(sentence):
        return False
    low, high = at.clause(amount.start, amount.end, sentence)
    if at.topic.about_aid or at.has((low, high), ("for-partner", "allied-fund")) or buys(at, sentence):
        return False  # what is bought of its maker is given on
    named = any(m.value == at.table.beneficiary for m in at.names(sentence.start, sentence.end))
    return not named and bool(at.cues(low, high, "contract"))


def is_given_to_another(at: Context, amount: Amount) -> bool:
    """Tell whether someone else is given a sum, or has received it: "Spain gave Hungary 3 billion", "Taiwan gets 10".

    The alliance is no one else: what it is told of, or given, may be for whom aid is. Where a sum beside it is told
    to go there, one that goes to no member of the alliance does not.
    """
    sentence = at.sentence(amount.start)
    low, high = at.clause(amount.start, amount.end, sentence)
    names, beside = at.names(low, high), False
    if any(m.value == at.table.beneficiary for m in names):
        low, high = at.own(amount, (low, high))
        names, beside = at.names(low, high), True
        if any(m.value == at.table.beneficiary for m in names):
            return False
    if names_aid_counter(at, (low, high), 0):
        return False  # "the institute gives Washington 52 billion"
    others = [m for m in names if m.value != at.table.alliance]
    others = [m for m in others if not (beside and at.table.is_allied(str(m.value)))]
    gives = at.cues(low, high, "give", "gave", "gives-two")
    if any(is_recipient(at, m) or (gives and _is_led_to(at, m)) for m in others):
        return True
    got = at.cues(low, high, "received")
    ahead = [m for m in names if got and m.end <= got[0].start and is_bare(at, m)]
    return bool(ahead) and not at.cues(ahead[-1].end, got[0].start, "relative")


def is_gift(at: Context, amount: Amount) -> bool:
    """Tell whether one named gives a sum to another who is named too: "Washington gives Israel 3.8 billion a year"."""
    low, high = at.clause(amount.start, amount.end, at.sentence(amount.start))
    ahead = at.names(low, amount.start)
    if not ahead or not is_bare(at, ahead[0], speaks=True):
        return False
    others = [m for m in at.names(low, high) if m.value not in (at.table.alliance, ahead[0].value)]
    return (
        bool(others)
        and bool(at.cues(low, high, "give", "gave", "gives-two"))
        and any(is_recipient(at, m) or _is_led_to(at, m) for m in others)
    )


def _is_led_to(at: Context, name: Mention) -> bool:
    """Tell whether a preposition makes a name the one that is given something: "to Hungary", "à la Hongrie"."""
    return at.led_by(name.start, "given-to")


def is_paid_back(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether the one who is helped pays a sum to another: "that Ukraine pay $500 bn to the United States"."""
    if amount.kind != "money":
        return False
    low, high = at.clause(amount.start, amount.end, sentence)
    before = at.names(max(low, at.previous_amount(amount)), amount.start)
    while before and is_recipient(at, before[-1]) and before[-1].value != at.table.beneficiary:
        before, high = before[:-1], amount.end  # German "den USA 500 Milliarden zahlt"
    if not before or before[-1].value != at.table.beneficiary or leads_to(at, before[-1]):
        return False
    if before[-1].kind == "demonym" or at.cues(before[-1].end, amount.start, "received"):
        return False
    if high == amount.end:
        return True
    behind = at.names(amount.end, min(high, amount.end + AFTER))
    if not behind or behind[0].value == at.table.beneficiary:
        return False
    links = at.scan.index.within(amount.end, behind[0].start, "agent", "to")
    return any(m.value not in ("by", "from") and at.leads(m.end, behind[0].start) for m in links)


def is_repaid(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a sum that would go on with aid told before is one that is to be paid back."""
    last = at.told.last
    aid = last is not None and (last[1].measure or "").startswith("aid_") and index - last[2] <= 2
    return aid and is_paid_back(at, amount, at.scan.sentences[index])


def is_given_beside(at: Context, amount: Amount, sentence: Sentence, own: tuple[int, int]) -> bool:
    """Tell whether a sum goes to another beside one for whom aid is: "60 billion for Ukraine, 26 for Israel"."""
    if amount.kind != "money" or not names_goal(at, (sentence.start, sentence.end), 0):
        return False
    return _goes_to_another(at, amount, own)


def given_on(at: Context, amount: Amount, before: Figure | None) -> str | None:
    """Return to whom a sum without a unit goes, where it is not whom the one before it went to: "26 à Israël"."""
    if before is None or before.partner != at.table.beneficiary or amount.kind not in ("bare", "bare-scale"):
        return None
    end = min(
        at.next_amount(amount),
        at.clause(amount.start, amount.end, at.sentence(amount.start), BREAKS + ",")[1],
    )
    whom = given_to(at, amount, end)
    return whom if whom != at.table.beneficiary else None


def is_for_a_thing(at: Context, amount: Amount, sentence: Sentence, high: int | None = None) -> bool:
    """Tell whether a sum says right behind it on what it is spent: "2 billion on fences", and not on an army."""
    links = at.cues(amount.end, amount.end + 2, "spent-on")
    if not links:
        return False
    start = links[-1].end
    end = min(start + AFTER, at.next_amount(amount), sentence.end if high is None else high)
    return (
        not at.cues(links[0].start, end, *OURS, "arms-noun", "per-year", "per-head")
        and not at.times_in(links[0].start, links[-1].end + ARTICLE)
        and not at.names(start, end)
    )


def is_of_one_thing(at: Context, amount: Amount) -> bool:
    """Tell whether a sum is that of a thing named right behind it: "les 13,5 milliards du pont de Messine"."""
    of_one = counting(at.scan.language.code).of_one
    if not amount.rule.endswith("bare.scale") or not at.scan.text.startswith(of_one or "\0", amount.end):
        return False
    span = amount.end, min(amount.end + NEAR // 2, at.next_amount(amount))
    return not (at.cues(*span, *OURS, "budget-noun") or at.names(*span) or at.times_in(*span))


def is_price(at: Context, amount: Amount) -> bool:
    """Tell whether a sum is what things behind it cost, or what a noun ahead tells: "a surplus of 68 billion"."""
    if amount.kind not in SUMS:
        return False
    sentence, patterns = at.sentence(amount.start), at.scan.language.settings["measures"].patterns
    if patterns["of_else"].search(at.scan.text, max(sentence.start, amount.start - NEAR), amount.start):
        return True
    built = patterns["into_works"].match(at.scan.text, amount.end)
    high = at.clause(amount.start, amount.end, sentence)[1]
    if built is not None and not at.names(amount.end, min(high, built.end() + AFTER)):
        return True  # "1.5 billion into a shell factory at home"
    bought = at.following(amount, sentence)
    if bought is None or bought.kind not in ("count", "thing") or bought.start - amount.end > TIGHT:
        return False
    if bought.quantity.unit in at.table.heads or bought.quantity.unit in COUNTRIES:
        return False
    if any(m.value == at.table.beneficiary for m in at.names(sentence.start, sentence.end)):
        return False
    links = at.scan.index.within(amount.end, bought.start, "agent")
    return any(m.value == "for" and at.leads(m.end, bought.start) for m in links)


def is_paid_for(at: Context, amount: Amount) -> bool:
    """Tell whether a sum is what the things counted right before it cost: "366 tanks for 20 billion", "worth 20"."""
    bought = at.amounts_near(amount.start)[-1:]
    if amount.kind not in SUMS or not bought or bought[0].kind not in ("count", "thing"):
        return False
    low, unit = bought[0].end, bought[0].quantity.unit
    if amount.start - low > NEAR or unit in at.table.heads or unit in MEMBERS:
        return False
    links = at.scan.index.within(low, amount.start, "agent")
    sentence = at.sentence(amount.start)
    helped = at.table.beneficiary in {m.value for m in at.names(sentence.start, sentence.end)}
    if helped:
        return False
    if any(m.value == "for" and at.leads(m.end, amount.start) for m in links):
        return True
    return (
        at.scan.language.settings["measures"].patterns["worth"].search(at.scan.text, low, amount.start)
        is not None
    )


def is_held_up(at: Context, amount: Amount) -> bool:
    """Tell whether a relative clause says that somebody stands in the way of a sum: "X, which blocked 50 billion"."""
    sentence = at.sentence(amount.start)
    if "blocks" not in at.cued_at(sentence):
        return False
    low = max(at.clause(amount.start, amount.end, sentence, BREAKS + ",")[0], at.previous_amount(amount))
    verbs = at.cues(low, amount.start, "blocks")
    return bool(verbs) and bool(at.cues(low, verbs[0].start, "relative"))


def is_voted_for(at: Context, amount: Amount) -> bool:
    """Tell whether a sum is voted in order to do something, beside what is spent: "voted 5 billion to modernise"."""
    if amount.kind != "money" or not at.led_by(amount.start, "voted", most=1):
        return False
    return at.scan.language.settings["speech"].patterns["purpose"].match(at.scan.text, amount.end) is not None


def is_told_apart(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether an army is named only behind what a sum is for: "owes 80 billion; its defence budget is intact"."""
    if amount.kind != "money" or at.cues(sentence.start, amount.end, *OURS):
        return False
    joined = at.scan.index.within(amount.end, sentence.end, "and")
    turned = at.cues(amount.end, sentence.end, "contrast")
    end = at.clause(amount.start, amount.end, sentence, BREAKS + ",")[1]
    end = min(end, *(m.start for m in (*joined, *turned)), sentence.end)
    if end == sentence.end or at.cues(amount.end, end, *OURS):
        return False
    low = max(at.clause(amount.start, amount.end, sentence)[0], at.previous_amount(amount))
    return bool(at.cues(low, end, *NOT_OURS)) or is_for_a_thing(at, amount, sentence, end)


def goes_to_part(at: Context, amount: Amount) -> bool:
    """Tell whether a sum is said to go to a part of what is spent: "7 billion will go to the deterrent".

    The army itself is no part of it: "88 billion went to the armed forces".
    """
    patterns = at.scan.language.settings["measures"].patterns
    if amount.kind not in SUMS or not patterns["goes_to"].match(at.scan.text, amount.end):
        return False
    return not patterns["to_forces"].match(at.scan.text, amount.end)


def is_of_a_thing(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether what is multiplied is a part of what is spent, or nothing of it: "double funding for drones"."""
    if amount.kind != "multiple":
        return False
    if {"munitions", "output"} <= at.cued_at(sentence):
        own = at.own(amount, at.clause(amount.start, amount.end, sentence, BREAKS + ","))
        if at.has(own, ("munitions",)) and at.has(own, ("output",)) and not at.has(own, OURS[:1]):
            return True  # "makes four times as many shells as the whole alliance"
    if "funds-for" not in at.cued_at(sentence):
        return False
    told = at.cues(amount.end, min(amount.end + NEAR, at.next_amount(amount)), "funds-for")
    if not told or not at.leads(amount.end, told[0].start, AFTER):
        return False
    high = at.clause(amount.start, amount.end, sentence, BREAKS + ",")[1]
    parted = at.scan.index.within(told[0].end, high, "and")
    high = min(parted[0].start if parted else high, told[-1].end + AFTER)
    return not at.cues(told[0].start, high, *OURS)


def holds_spending(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether only a part of a sum is for defence: "the budget of 115 trillion includes 9 trillion for it"."""
    if amount.kind != "money" or at.cued_at(sentence).isdisjoint(("holds", "of-which")):
        return False
    told = at.cues(amount.end, sentence.end, "holds", "of-which")
    sums = (a for a in at.amounts_in(sentence) if told and a.kind in SUMS)
    if not any(0 < a.start - told[0].end < TIGHT for a in sums):
        return False
    ours = ("spending", "military")
    return not at.cues(sentence.start, told[0].start, *ours) and bool(
        at.cues(told[0].end, sentence.end, *ours)
    )


def is_of_exports(at: Context, sentence: Sentence, index: int) -> bool:
    """Tell whether a report on arms sold abroad says nothing of spending here: its rates and shares are of sales."""
    named = ("spending", "own-budget", "outlay", "gdp")
    return at.topic.about_exports and not at.has((at.before(index), sentence.end), named)


def is_of_debt(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a share in brackets says what part of GDP the debt before it is: "a debt of 3 trillion (115 %)"."""
    if not is_bracketed(at.scan.text, amount.start):
        return False
    owed = next((a for a in at.amounts_near(amount.start)[-1:] if a.start >= sentence.start), None)
    if owed is None or owed.kind != "money" or at.scan.text[owed.end : amount.start].strip() != "(":
        return False
    low = max(at.clause(owed.start, owed.end, sentence, BREAKS + ",")[0], at.previous_amount(owed))
    told = at.cues(low, owed.start, "debt", "deficit", "spending", "military", "outlay")
    return bool(told) and told[-1].value in ("debt", "deficit")


def is_of_development(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a share is one of development aid: "cut overseas aid (ODA) from 0.5 % of GNI to 0.3 %"."""
    told = at.cues(sentence.start, amount.start, "development")
    if not told or any(m.value == at.table.beneficiary for m in at.names(sentence.start, sentence.end)):
        return False
    return not at.cues(told[-1].end, amount.start, "spending", "spend", "military", "threshold")


def is_of_firms(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a sum is what firms earn, told ahead of it: "Boeing's revenue comes to 70 billion dollars"."""
    low = max(at.clause(amount.start, amount.end, sentence, BREAKS + ",")[0], at.previous_amount(amount))
    return bool(at.cues(low, amount.start, "industry"))


def is_of_equipment(at: Context, amount: Amount) -> bool:
    """Tell whether a number is a part of the equipment itself, or of what it costs: "makes 70 % of its kit"."""
    if at.scan.language.settings["measures"].patterns["of_equipment"].match(at.scan.text, amount.end):
        return True  # "11 % of its equipment budget": on one thing
    links = at.scan.index.within(amount.end, amount.end + 2, "of", "out-of")
    for whole in at.cues(amount.end, amount.end + 2 * TIGHT, "equipment") if links else ():
        costs = at.cues(amount.end, whole.end + ARTICLE, "spending", "spend", "outlay", "towards")
        onto = at.scan.index.within(links[-1].end, whole.start, "to", "in", "agent")
        if at.led(links, whole.start, 2 * TIGHT) and not (costs or onto):
            return True
    return False


def is_of_own_budget(at: Context, amount: Amount, sense: Sense) -> bool:
    """Tell whether a percentage is a part of a defence budget, and not of GDP: "1.5 % of its military budget"."""
    if amount.kind != "percent" or sense.measure != "share-of-gdp":
        return False
    return (
        at.scan.language.settings["measures"].patterns["of_budget"].match(at.scan.text, amount.end)
        is not None
    )


def _is_of_the_state(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a sum is told of the budget of a state itself: "the federal budget stands at 490 billion".

    What the sum goes to may stand in front of it or behind: "the federal budget sets aside 52 billion for defence".
    """
    low = max(sentence.start, at.previous_amount(amount))
    told = at.cues(low, amount.start, "state-budget")
    if not told:
        return False
    small = grammar(at.scan.language.code)
    for link in at.scan.index.within(
        max(low, told[-1].start - NEAR), told[-1].start, "of", "in", "agent", "out-of"
    ):
        # German "der" may be a genitive, and is an article here
        led = at.leads(link.end, told[-1].start)
        if led and not small.has("articles", at.scan.text[link.start : link.end].lower()):
            return False
    high = at.clause(amount.start, amount.end, sentence)[1]
    return not at.cues(told[-1].end, high, "spending", "spend", "military", "outlay", "arms-noun", "of-this")


def is_of_whole_budget(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a number is by what the budget of a state grew, or how large it is: "the total budget by 1 %"."""
    sentence = at.scan.sentences[index]
    if amount.kind not in ("percent", "money") or "whole-budget" not in at.cued_at(sentence):
        return False
    low = max(sentence.start, at.previous_amount(amount))
    told = at.cues(low, amount.start, "whole-budget")
    if not told:
        return False
    if amount.kind == "money":  # "out of a federal budget of 41 trillion"
        links = at.scan.index.within(told[-1].end, amount.start, "of")
        led = any(m.start - told[-1].end <= 1 and at.joined(m.end, amount.start) for m in links)
        return led or _is_of_the_state(at, amount, sentence)
    high = at.clause(amount.start, amount.end, sentence, BREAKS + ",")[1]
    links = at.scan.index.within(told[-1].end, told[-1].end + 2, "of", "agent")
    own = [m for m in links if not at.joined(m.end, amount.start)]  # "the total budget for defence"
    if own or at.cues(told[-1].start, high, "spending", "military", "of-this", "gdp"):
        return False
    return bool(at.cues(sentence.start, amount.start, "growth", "decline"))
