"""A name and a number in, how likely the number is of it out: near and before counts most; places and makers less."""

from __future__ import annotations

import re

from foedus.text.amounts.amount import SHARES, SUMS, Amount
from foedus.text.figures.context import BREAKS, NEAR, Context
from foedus.text.figures.links import LINK, LOOSE, RIGHT_BEHIND, SIGNS, TOUCH, is_bracketed
from foedus.text.figures.makers import is_maker
from foedus.text.figures.names import NAMES
from foedus.text.figures.recipients import is_bare, is_dealt_with, is_recipient
from foedus.text.figures.tellers import is_teller
from foedus.text.match import APOSTROPHES, Mention
from foedus.text.particles import grammar, words_before

# Cues of what is done to the things of others.
ACTS = ("acts-on", "teaches", "purchases", "gives-two", "give")
GIVING = ("give", "gave", "allocated", "committed", "pledged", "delivered")
BRACKET = re.compile(r"\([^()]*\)")
OPENS = ",:;.«„“\"'"  # signs behind which a clause begins
OWNING = 4  # characters of a genitive between a name and what is its
OWNED = "3"  # the "of" of a genitive before an article, among those that lead to a whole


def score(at: Context, mention: Mention, amount: Amount, owned: bool) -> float:
    """Weigh a name: near and before the number counts most; beneficiaries, makers and officials count less."""
    if amount.start <= mention.start < amount.end:
        if not owned and mention.kind in ("demonym", "people") and are_acted_on(at, amount):
            return 0.0
        # "5 billion Canadian dollars" may be anybody's
        return 50.0 if amount.kind == "money" and mention.kind == "demonym" else 110.0
    ahead = mention.start < amount.start
    if ahead and (_acts_beside(at, mention, amount) or _is_told_by_relative(at, mention, amount)):
        return 100.0  # "Europe gave more, with Germany alone providing 17 billion"
    if ahead and not owned and (_is_giver(at, mention) or _is_next_led(at, mention, amount)):
        return 100.0 - (amount.start - mention.end) / 4
    distance = amount.start - mention.end if ahead else mention.start - amount.end
    if not ahead and _is_agent(at, mention, amount):
        return 110.0  # "15 billion were given by Germany"
    score = 100.0 - distance / 4 if ahead else 55.0 - distance / 2
    if not ahead and _is_of_the_next(at, mention, amount):
        score -= 50  # "1 %, while America raises 4.2 %": the name is that of the next number
    if not owned and amount.kind == "money" and is_maker(at, mention):
        score -= 60  # "ordered American weapons for 4 billion": who made them did not give it
    if ahead and not owned and mention.kind in ("demonym", "group") and _is_of_the_last(at, mention, amount):
        score -= 30  # "trained 8,000 Ukrainian soldiers and gave 300 howitzers"
    if ahead and mention.kind == "group" and _gives_way(at, mention, amount):
        score -= 30
    elif ahead and _is_whose_share(at, mention, amount):
        score += 30  # "the share of the Americans in NATO's budget falls to 16 %"
    if not ahead and amount.kind in SHARES and _is_whole(at, mention, amount):
        return score - 60  # "pays 16 % of NATO's common budget": who pays stands before
    if ahead and distance <= LOOSE and stands_with(at, mention, amount):
        return score + 20  # "ahead of Italy with 1.5 %": no place, whatever stands before
    if (
        ahead
        and is_passed(at, mention)
        and at.scan.text[mention.end : amount.start - 1]
        not in grammar(at.scan.language.code).possessive  # "dwarfed by Poland's 4.1 %"
        and not (distance <= TOUCH // 2 + 1 and is_bracketed(at.scan.text, amount.start))
    ):
        score -= 60  # "overtook France with 66 billion"
    if amount.kind in ("money", "percent") and ahead and is_recipient(at, mention):
        low, _ = at.clause(mention.start, mention.end, at.sentence(mention.start))
        score -= 60 * bool(at.names(low, mention.start))  # "Germany owes the alliance 300 billion"
    if ahead and not owned and is_dealt_with(at, mention):
        score -= 60  # "ordered from Seoul for 6 billion": who sells does not pay
    if distance <= 1 and amount.kind == "money" and mention.kind == "demonym" and not ahead:
        score += 10  # "far from the 28 billion euros of the Germans": French "28 milliards d'euros allemands"
    if (
        _is_place(at, mention, amount, owned)
        and not _is_fallen_to(at, mention)
        and not (ahead and owned and _does_so(at, mention))
    ):
        score -= 45  # whom something goes to, or where it happens
    if ahead:
        made = distance > TOUCH and any(m.value == "by" for m in _agents(at, mention))
        made = made and not at.cues(
            max(0, mention.start - NEAR // 2), mention.start, *GIVING
        )  # "aid given by"
        score -= 40 * made  # "published by", "made for"
    elif distance <= 2 * NEAR and owns(at, mention, amount, distance, owned):
        score += 50 + 15 * (owned and is_fronted(at, amount))
    if mention.value == at.table.total and not at.cues(mention.end, mention.end + 2, "outlay"):
        score -= 25  # "of world exports", but not "the world spent"
    return score - {"person": 30, "office": 30, "institution": 30, "demonym": 8, "capital": 4}.get(
        mention.kind, 0
    )


def _acts_beside(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name is the subject of a gerund behind "with", up to the number."""
    small = grammar(at.scan.language.code)
    absolute = small.listed("absolute")
    if not absolute or amount.start - mention.end > NEAR or at.previous_amount(amount) > mention.start:
        return False
    led, told = words_before(at.scan.text, mention.start)[-1:], at.scan.text[mention.end : amount.start]
    if not led or led[0] not in absolute or SIGNS.search(told):
        return False
    return any(word.endswith(tuple(small.listed("gerund_endings"))) for word in told.lower().split()[:2])


def _is_giver(at: Context, mention: Mention) -> bool:
    """Tell whether somebody has what is counted from a name: "received from the US", "erhielt von den USA"."""
    if "received" not in at.cued_at(at.sentence(mention.start)):
        return False
    return any(m.value != "for" for m in _agents(at, mention))


def _is_next_led(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name is led as that of the number before was: "from America came 114 billion, from Europe 132"."""
    last, text = at.told.last, at.scan.text
    low = at.previous_amount(amount)
    if last is None or last[0].end != low or not low < mention.start or amount.start - mention.end > TOUCH:
        return False
    small, led = grammar(at.scan.language.code), text[low : mention.start].rpartition(",")[2].split()
    if led and small.has("connectors", led[0]):
        led = led[1:]
    if not led or not small.has("prepositions", led[0]):
        return False
    before = at.names(at.sentence(amount.start).start, last[0].start)
    own = (m for m in before if m.value == last[1].subject)
    return any(led[0].lower() in words_before(text, m.start)[-2:] for m in own)


def _is_told_by_relative(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a relative clause of a name tells the number: "…, followed by China, which spent 314 billion"."""
    text = at.scan.text
    if text[mention.end : mention.end + 1] != "," or "relative" not in at.cued(at.sentence_at(amount.start)):
        return False
    opened = at.cues(mention.end, mention.end + RIGHT_BEHIND + 1, "relative")
    clear = opened and at.previous_amount(amount) <= mention.start and opened[0].start > mention.end
    return bool(clear) and "," not in text[opened[0].end : amount.start]


def _is_of_the_next(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name behind a sign leads up to the next number of the sentence."""
    beside = at.neighbours(amount, at.sentence(mention.start))
    following = next((a.start for a in beside if a.start >= mention.end), -1)
    if not mention.end <= following <= mention.end + NEAR:
        return False
    signs = set(at.scan.text[amount.end : mention.start]) & set(",;:")
    if not signs or "," in at.scan.text[mention.end : following]:
        return False
    return not at.scan.index.within(mention.end, following, "and")


def _is_of_the_last(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether an adjective goes with what the number before counts, and not with this one's."""
    beside = at.neighbours(amount, at.sentence(mention.start))
    return any(
        (
            a.kind in ("count", "thing")
            and (a.start <= mention.start < a.end or 0 <= mention.start - a.end <= 1)
        )
        or (a.kind == "percent" and 0 < mention.start - a.end <= TOUCH and _is_borne(at, a.end, mention))
        for a in beside
        if a.end <= amount.start
    )


def _is_whose_share(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name says whose share it is: "the share of the Americans", "the US share of NATO's budget"."""
    if at.cues(mention.end, mention.end + OWNING, "share-of-whom"):
        return at.previous_amount(amount) <= mention.start
    led = at.cues(max(0, mention.start - NEAR // 2), mention.start, "share-of-whom")
    if not at.led(led, mention.start):
        return False
    first = led[-1].start
    return all(first - m.end > OWNING for m in at.scan.index.within(max(0, first - NEAR), first, *NAMES))


def _gives_way(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a country stands behind the comma of a group: "besides its share of the EU budget, Spain gave"."""
    comma = at.scan.text.find(", ", mention.end, amount.start)
    if comma < 0 or at.scan.text.find(",", comma + 1, amount.start) > 0:
        return False
    return any(m.kind in ("country", "capital") for m in at.names(comma, comma + TOUCH + 2))


def _is_whole(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a share says right behind it of whose it is a part, and someone stands before it in the clause."""
    if not _is_of_whole(at, mention, amount):
        return False
    low = max(
        at.clause(amount.start, amount.end, at.sentence(amount.start), BREAKS + ",")[0],
        at.previous_amount(amount),
    )
    others = (m for m in at.names(low, amount.start) if m.value not in (mention.value, at.table.total))
    return not all(is_teller(at, m, str(m.value), amount) for m in others)


def _is_of_whole(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name is whose that is of which a share is a part: "a third of the defence budget of Romania"."""
    led = at.scan.index.within(amount.end, amount.end + TOUCH, "of")
    if not led or SIGNS.search(at.scan.text, led[0].end, mention.start):
        return False
    whose = at.scan.index.within(max(led[0].start, mention.start - LINK), mention.start, "of")
    return at.led(whose, mention.start)


def is_fronted(at: Context, amount: Amount) -> bool:
    """Tell whether a number opens its clause, so that it is its subject, or of its subject: "that 2 % of …"."""
    text, low, end = at.scan.text, at.sentence(amount.start).start, amount.start
    while end > low and text[end - 1].isspace():
        end -= 1
    if end == low or text[end - 1] in OPENS:
        return True
    return any(m.value == "that" for m in at.scan.index.within(amount.start - LINK, amount.start, "clause"))


def _is_agent(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name is who does what a number that opens its clause is the object of: "were given by Germany"."""
    # whoever acts is sought first: what stands between may be long
    if mention.kind not in NAMES or not any(m.value == "by" for m in _agents(at, mention)):
        return False
    if not is_fronted(at, amount):
        return False
    between = BRACKET.sub("", at.scan.text[amount.end : mention.start])  # "25 billion (23 billion euros)"
    beings = grammar(at.scan.language.code).listed("beings")
    return not beings.isdisjoint(between.split()) and SIGNS.search(between) is None


def stands_with(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether nothing but "with" or "at" stands between a name and a percentage or a sum: "Italy with 1.5 %"."""
    if amount.kind not in ("percent", "money", "bare-scale", "fraction") or is_passed(at, mention):
        return False
    if mention.value == at.table.total:
        return False  # "third in the world with 87 billion"
    words = at.cues(mention.end, amount.start, "stands-with")
    return any(w.start - mention.end <= 2 and amount.start - w.end <= 1 for w in words)


def is_passed(at: Context, mention: Mention) -> bool:
    """Tell whether a verb of overtaking stands right before a name: what follows is of the one that overtakes."""
    words = at.cues(max(0, mention.start - NEAR // 2), mention.start, "passed")
    if any(at.leads(w.end, mention.start) for w in words):
        return True
    led = at.cues(mention.end, mention.end + 2, "by-how-much")  # German: "die USA um 15 Milliarden überholt"
    return bool(led) and bool(at.cues(led[0].end, at.ahead(led[0].end), "passed"))


def _agents(at: Context, mention: Mention) -> list[Mention]:
    """Return the words right before a name that say what it does or whom it is for."""
    links = at.scan.index.within(max(0, mention.start - LINK), mention.start, "agent")
    return [m for m in links if at.leads(m.end, mention.start)]


def _is_place(at: Context, mention: Mention, amount: Amount, owned: bool) -> bool:
    """Tell whether a name says where something goes or happens; where things are counted, also "in" and "from"."""
    moved = not owned and amount.kind in ("count", "bare")
    kinds = ("to", "out-of", "in") if moved else ("to", "out-of")
    before = at.scan.index.within(max(0, mention.start - LINK), mention.start, *kinds, "of")
    whose = {m.start for m in before if m.kind == "of"}  # "the budget of Paris"
    if moved and mention.start >= amount.end and _is_moved(at, amount):
        whose = set()  # "withdraws 12,000 soldiers from Germany", in French "of Germany"
    if not whose and moved and mention.start >= amount.end and at.led(before, mention.start):
        return True
    led = [m for m in before if m.kind != "of" and m.start not in whose and at.leads(m.end, mention.start)]
    if any(not (m.kind == "out-of" and m.value == OWNED) for m in led):
        return True
    if owned or amount.kind not in ("money", "count", "bare") or mention.start < amount.end:
        return False
    meant = ("for", "by") if moved else ("for",)
    return any(m.value in meant for m in _agents(at, mention))


def is_given_by(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name behind a sum and a participle is who gave it: "the 114 billion provided by America"."""
    told = at.cues(amount.end, amount.end + 3, *GIVING)
    led = [m for m in _agents(at, mention) if m.value != "for"]
    return bool(told) and any(0 <= m.start - told[0].end <= 2 for m in led)


def _does_so(at: Context, mention: Mention) -> bool:
    """Tell whether what somebody is told is theirs to do: French "reproche à l'Espagne de ne consacrer que 1,3 %"."""
    told = at.scan.language.settings["measures"].patterns["told_of_itself"]
    return told.match(at.scan.text, mention.end) is not None


def _is_fallen_to(at: Context, mention: Mention) -> bool:
    """Tell whether a share falls to a name: German "auf Deutschland entfallen 6,6 Prozent"."""
    sentence = at.sentence(mention.start)
    return bool(at.cues(sentence.start, sentence.end, "falls-to"))


def _is_seller(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name behind a number is from whom another buys it: "Warsaw ordered six helicopters from Seoul"."""
    if "purchases" not in at.cued_at(at.sentence(amount.start)) or not is_dealt_with(at, mention):
        return False
    low, _ = at.clause(amount.start, amount.end, at.sentence(amount.start), BREAKS)
    low = max(low, at.previous_amount(amount))
    return bool(at.cues(low, amount.start, "purchases")) and not at.cues(low, amount.start, "received")


def _is_moved(at: Context, amount: Amount) -> bool:
    """Tell whether a verb of going away stands before what is counted."""
    low, _ = at.clause(amount.start, amount.end, at.sentence(amount.start), BREAKS)
    return bool(at.cues(max(low, at.previous_amount(amount)), amount.start, "gone"))


def are_acted_on(at: Context, amount: Amount) -> bool:
    """Tell whether another, named bare before the number, acts on what is counted: "shot down 12 Russian jets".

    The adjective of what is counted says whose it was, and whoever acts is whose the number is; a verb that stands at
    the end of its clause counts as one before the number.
    """
    sentence = at.sentence(amount.start)
    if at.cued_at(sentence).isdisjoint(ACTS):
        return False
    low, high = at.clause(amount.start, amount.end, sentence, BREAKS)
    if not (last := at.amounts_near(amount.start)[-1:]) or last[0].kind not in (amount.kind, "money"):
        # but "paid 6 billion for 96 American tanks and 30 French jets"
        low = max(low, at.previous_amount(amount))
    high = high if grammar(at.scan.language.code).verb_second else amount.start
    verbs = at.cues(low, high, *ACTS)
    actors = [m for m in at.names(low, amount.start) if is_bare(at, m)] if verbs else []
    return bool(actors) and verbs[-1].start > actors[0].start


def _is_borne(at: Context, end: int, mention: Mention) -> bool:
    """Tell whether a preposition but "of" stands between a number and whom it bears on: "20 % on European goods"."""
    small, between = grammar(at.scan.language.code), at.scan.text[end : mention.start].split()
    led = any(small.has("prepositions", word) for word in between)
    return led and not at.scan.index.within(end, mention.start, "of", "agent", "in")


def _is_said_to_be(at: Context, between: str) -> bool:
    """Tell whether what stands between a number and a name ends in a form of "to be": "the remaining 850 being"."""
    words = between.split()
    return bool(words) and grammar(at.scan.language.code).has("beings", words[-1].lower())


def owns(at: Context, mention: Mention, amount: Amount, distance: int, owned: bool) -> bool:
    """Tell whether a name behind a number is whose it is: "by Europe", "for Spain alone", "of Belgium's"."""
    links = ("agent",) if amount.kind == "fraction" else ("agent", "of")
    linked = at.scan.index.within(amount.end, mention.start, *links)
    possessed = mention.kind == "group" and at.scan.text[mention.end : mention.end + 1] in APOSTROPHES
    if possessed and any(m.value == "by" and at.leads(m.end, mention.start) for m in linked):
        return False  # "by the alliance's books": whose figures they are
    between = at.scan.text[amount.end : mention.start]
    apart = any(c in between for c in ",;(")
    if linked and at.scan.index.within(linked[0].end, mention.start, "and"):
        linked = []  # "4 % of GDP and Estonia": what the link leads to stands before the "and"
    if not owned and amount.kind in ("count", "bare") and _is_moved(at, amount):
        linked = []  # "withdraws 12,000 soldiers from Germany", in French "of Germany"
    if not owned and amount.kind in ("money", "count", "bare"):
        linked = [m for m in linked if m.value != "for"]  # whom it goes to
    if not apart and amount.kind in ("money", "count", "thing") and is_given_by(at, mention, amount):
        return True
    if linked and not owned and _is_seller(at, mention, amount):
        return False
    if not apart and any(m.start - amount.end <= 2 and mention.start - m.end <= LOOSE for m in linked):
        return True
    if owned and amount.kind in SHARES and _is_of_whole(at, mention, amount):
        return True
    whole = amount.kind == "fraction" and bool(at.scan.index.within(amount.end, mention.start, "of"))
    near = distance <= TOUCH or (amount.kind in SUMS and _is_said_to_be(at, between))
    touches = near and mention.kind in ("demonym", "group") and not apart and not whole
    touches = touches and not _is_borne(at, amount.end, mention)
    if touches and not owned and are_acted_on(at, amount):
        return False  # "Norway has trained 8,000 Ukrainian soldiers"
    return touches and not at.scan.index.within(amount.end, mention.start, "and")
