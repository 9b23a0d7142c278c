"""A sentence and a number in it in, whose the number is by how the sentence opens out: in a place, with the number."""

from __future__ import annotations

import datetime as dt

from foedus import alliances
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import NEAR, TIGHT, Context
from foedus.text.figures.links import LOOSE, TOUCH, is_set_apart
from foedus.text.figures.names import PERSONS
from foedus.text.figures.recipients import is_bare
from foedus.text.match import Mention
from foedus.text.particles import grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.times.moment import LARGEST_YEAR

LEAD_IN = 60  # characters of a phrase that leads up to a subject
WHERE = 6  # characters of a preposition that opens a sentence
SINCE_MET = 60  # days around a meeting in which what is told from its place may be of all
FEW = 4  # words around a group in which somebody is ranked
DEEDS = ("give", "delivered", "posts-some")  # cues of what is done with soldiers and weapons
APART = 14  # characters of a comma and an adverb before a number


def where_told(at: Context, amount: Amount, sentence: Sentence) -> str | None:
    """Return the country where a sentence opens that names nobody else: "In Warsaw, spending stands at 4.1 %".

    Another place told right before a number is where that one is: "in Warsaw at 4.1 %, in Berlin at 2.1". Where the
    alliance meets or has its seat, what is told there may be of all.
    """
    here = at.scan.index.within(sentence.start, sentence.start + WHERE, "capital", "country")
    others = (m for m in at.names(sentence.start, sentence.end) if not at.speaks.is_source(m.start))
    if not here or any(others):
        return None
    place, day = str(here[0].value), at.today or dt.date.max
    if not _is_place(at, here[0], sentence.start):
        return None
    low = at.previous_amount(amount)
    near = at.scan.index.within(max(here[0].end, low), amount.start, "capital", "country")
    if near and amount.start - near[-1].end <= TOUCH and _is_place(at, near[-1], max(low, sentence.start)):
        place = str(near[-1].value)
    if at.scan.index.within(sentence.start, sentence.end, "noun", *PERSONS):
        return None
    met = (m for m in alliances.meetings() if m.country == place)
    return None if any(abs((day - m.start).days) < SINCE_MET for m in met) else place


def _is_place(at: Context, name: Mention, low: int) -> bool:
    """Tell whether a preposition of place leads up to a name."""
    return at.led(at.scan.index.within(low, name.start, "in", "at", "to"), name.start)


def where_tabled(at: Context, sentence: Sentence) -> str | None:
    """Return the country in whose capital the bill was tabled that tells a number: "the budget tabled in Helsinki"."""
    cities = at.scan.index.within(sentence.start, sentence.end, "capital")
    if not cities or at.names(sentence.start, sentence.end):
        return None
    told, small = at.scan.language.settings["measures"].patterns, grammar(at.scan.language.code)
    for city in cities:
        if small.has("seats", at.scan.text[city.start : city.end].lower()):
            continue
        ahead = told["tabled_in"].search(at.scan.text, sentence.start, city.start)
        if ahead or told["tabled_behind"].match(at.scan.text, city.end):
            return str(city.value)
    return None


def is_beside_largest(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether the largest member is left out: "America aside, eight meet it", "eight, apart from the US"."""
    behind = at.scan.index.within(amount.end, min(amount.end + TIGHT, sentence.end), "group")
    largest = behind and behind[0].value == at.table.grown
    if largest and is_set_apart(at.scan.text, amount.end, behind[0].start):
        return True
    led = at.scan.index.within(sentence.start, amount.start, "group")
    if not led or led[0].value != at.table.grown or at.scan.text[led[0].end : led[0].end + 2] != ", ":
        return False
    return amount.start - led[0].end <= APART


def is_shut_out(at: Context, word: Mention, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a word only opens the clause that holds a number and names someone: "it is so that Spain spends"."""
    opened = at.scan.index.within(word.end, amount.start, "clause")
    if not opened or opened[-1].value != "that":
        return False
    end = at.clause(amount.start, amount.end, sentence, ",;:()")[1]
    return bool(at.names(opened[-1].end, min(end, at.next_amount(amount))))


def resuming(at: Context, amount: Amount, sentence: Sentence) -> Mention | None:
    """Return a pronoun behind a phrase that only says where or when: "As the largest economy in Europe, it"."""
    if "it-alone" not in at.cued_at(sentence):
        return None
    for told in at.cues(sentence.start, amount.start, "it-alone"):
        named = at.names(sentence.start, told.start)
        if not named or not _is_parted(at, told, sentence) or at.names(told.end, amount.start):
            continue
        led = at.scan.index.within(sentence.start, told.start, "in", "of")
        placed = all(m.kind == "group" and at.led(led, m.start) for m in named)
        speaks = any(at.speaks.is_source(m.start) for m in named)  # "In 2024, Vilnius said, it spent"
        if placed or (not speaks and _is_dated(at, told, sentence)):
            return told
    return None


def acting(at: Context, amount: Amount, sentence: Sentence) -> list[Mention]:
    """Return the pronoun that opens a sentence, or follows a time there, and sends or gives what is counted.

    "In 2024, it delivered 18 howitzers", French "Elle a envoyé 600 soldats".
    """
    here = at.cued_at(sentence)
    if "it-alone" not in here or here.isdisjoint(DEEDS):
        return []
    for told in at.cues(sentence.start, amount.start, "it-alone")[:1]:
        first = told.start == sentence.start or (
            _is_parted(at, told, sentence) and _is_dated(at, told, sentence)
        )
        if first and not at.names(told.end, amount.start) and at.cues(told.end, amount.start, *DEEDS):
            return [told]
    return []


def _is_parted(at: Context, pronoun: Mention, sentence: Sentence) -> bool:
    """Tell whether a pronoun stands right behind a comma, or behind the verb that comes first there."""
    comma = at.scan.text.rfind(", ", sentence.start, pronoun.start)
    between = at.scan.text[comma + 2 : pronoun.start].split()
    return comma >= 0 and len(between) <= grammar(at.scan.language.code).verb_second


def _is_dated(at: Context, pronoun: Mention, sentence: Sentence) -> bool:
    """Tell whether what leads up to a pronoun only says when: "In 2022, the year Russia attacked its neighbour, it".

    Not what says when by what the pronoun did: "When Finland joined the alliance, it".
    """
    times = at.times_in(sentence.start, pronoun.start)
    counted = any(
        sentence.start <= a.start < pronoun.start and not at.is_time(a) for a in at.amounts_in(sentence)
    )
    return (
        bool(times)
        and times[0].start - sentence.start <= WHERE // 2
        and times[0].role == "at"
        and (times[0].stated or not at.names(times[0].start, times[0].end))
        and not counted
    )


def of_clause_before(at: Context, amount: Amount, sentence: Sentence) -> str | None:
    """Return who alone a clause before a semicolon is about, whom a pronoun takes up: "Italy waits; it spends"."""
    low = at.clause(amount.start, amount.end, sentence, ";")[0]
    if low == sentence.start or "it-alone" not in at.cued_at(sentence) or at.names(low, amount.start):
        return None
    if not at.cues(max(low, at.previous_amount(amount)), amount.start, "it-alone"):
        return None
    lands = [m for m in at.names(sentence.start, low) if m.kind in ("country", "capital")]
    told = {str(m.value) for m in lands if is_bare(at, m, speaks=True)}
    return told.pop() if len(told) == 1 else None


def told_on(at: Context, amount: Amount, sentence: Sentence) -> str | None:
    """Return whose number is told on by a pronoun, before that of another: "In 2023 it was at 1.6 %, Italy at 1.5"."""
    last = at.told.last
    if last is None or sentence.number - last[2] > 1 or "it-alone" not in at.cued_at(sentence):
        return None
    low, high = at.clause(amount.start, amount.end, sentence)
    alone = all(m.value == at.table.beneficiary for m in at.names(low, amount.start))
    if not alone or last[0].start > low or not at.cues(low, amount.start, "it-alone"):
        return None
    behind = at.next_amount(amount)
    named = at.names(amount.end, behind) if behind < high else []
    if not named or named[0].kind not in ("country", "capital"):
        return None
    led = at.scan.index.within(amount.end, named[0].start, "and")
    parted = at.scan.text.rfind(", ", amount.end, named[0].start)
    beside = at.led(led, named[0].start) or (parted > 0 and at.joined(parted + 2, named[0].start))
    return last[1].subject if beside else None


def opens(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a sentence opens with a preposition and the number: "At 3.4 %, the second highest, X is …"."""
    if amount.kind not in ("percent", "money") or "," in at.scan.text[sentence.start : amount.start]:
        return False
    led = at.cues(sentence.start, sentence.start + 1, "stands-with")
    if any(at.leads(m.end, amount.start, LOOSE) for m in led):
        return True
    named = at.names(sentence.start, amount.start)
    if not named:  # "Down to 1.3 % in 2019, Romania is at 2.2 %"
        return opens_before(at, sentence)
    return _ranks(at, named, amount, sentence)


def opens_before(at: Context, sentence: Sentence) -> bool:
    """Tell whether a sentence opens with what was before what it tells: "After peaking at 4 %, it is at 3 %"."""
    cued = "after-all" in at.cued_at(sentence)
    return cued and bool(at.cues(sentence.start, sentence.start + 1, "after-all"))


def _ranks(at: Context, named: list[Mention], amount: Amount, sentence: Sentence) -> bool:
    """Tell whether an opening without a verb tells where in a group somebody stands: "Last in NATO with 1.2 %, X"."""
    whole = named[0]
    borne = (
        at.cues(whole.end, amount.start, "stands-with") if len(named) == 1 and whole.kind == "group" else ()
    )
    borne = [m for m in borne if at.leads(m.end, amount.start, LOOSE)]
    if not borne or at.cues(sentence.start, amount.start, "being", "spending", "outlay", "it-alone"):
        return False
    if grammar(at.scan.language.code).owns(at.scan.text, whole.end):  # "NATO's laggard with 1.2 %"
        return len(at.scan.text[whole.end : borne[0].start].split()) <= FEW
    led = at.scan.index.within(sentence.start, whole.start, "of", "in")
    few = len(at.scan.text[sentence.start : whole.start].split()) <= FEW
    return few and at.led(led, whole.start) and borne[0].start - whole.end <= 1


def leads_in(at: Context, amount: Amount) -> bool:
    """Tell whether a number stands in a phrase before its subject that tells how it stood: "Up from 1 %, X will …"."""
    sentence = at.sentence(amount.start)
    if amount.start - sentence.start > LEAD_IN:
        return False
    named = at.names(sentence.start, amount.start)
    if named and _ranks(at, named, amount, sentence):
        return True
    settings = at.scan.language.settings["measures"]
    told = settings.patterns["leads_in"].match(at.scan.text, sentence.start)
    if told is None and at.following(amount, sentence) is not None:
        told = settings.patterns["opens_with"].match(at.scan.text, sentence.start)
    end = told.end() if told is not None else amount.start + 1
    if end > amount.start or ", " in at.scan.text[end : amount.start]:
        return False
    close = at.scan.text.find(", ", amount.end)
    year = at.today.year if at.today is not None else LARGEST_YEAR
    # not "with 5 % in 2035, they will"
    return not any(t.is_ahead_of(year) for t in at.times_in(amount.end, close))


def pronoun_ahead(at: Context, sentence: Sentence) -> bool:
    """Tell whether a sentence opens with a clause whose pronoun is who is named behind: "Although it spends"."""
    led = at.scan.index.within(sentence.start, sentence.start + 1, "clause")
    return bool(led) and bool(at.scan.index.within(led[-1].end, led[-1].end + 2, "pronoun"))


def named_behind(at: Context, amount: Amount) -> str | None:
    """Return who is named right behind a comma of what leads up to it: "At 7.4 % of its GDP, X devotes …"."""
    end = min(at.next_amount(amount), amount.end + 3 * NEAR)
    comma = at.scan.text.find(", ", amount.end, end)
    while comma > 0:
        if named := [m for m in at.names(comma, comma + TOUCH + 2) if m.kind in ("country", "capital")]:
            return str(named[0].value)
        comma = at.scan.text.find(", ", comma + 2, end)
    small = grammar(at.scan.language.code)
    named = at.names(amount.end, end)[:1] if small.verb_second else []
    if named and named[0].kind in ("country", "capital"):  # German "Mit 1,2 Prozent wird X von Y überholt"
        before = words_before(at.scan.text, named[0].start)
        return None if not before or small.leads_away(before[-1]) else str(named[0].value)
    return None
