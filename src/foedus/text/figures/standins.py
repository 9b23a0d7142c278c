"""Words that stand for a country in, the country out: its houses, "his own country", "the army" of whoever was told."""

from __future__ import annotations

import datetime as dt

from foedus import alliances
from foedus.text.amounts.amount import Amount
from foedus.text.figures.aims import is_in_contrast
from foedus.text.figures.bystanders import Named
from foedus.text.figures.context import LONGEST_CONTEXT, NEAR, Context
from foedus.text.figures.links import TOUCH
from foedus.text.figures.names import HOUSE, NAMES, PERSONS
from foedus.text.figures.tellers import is_hearer
from foedus.text.match import Mention
from foedus.text.particles import grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.speech.people import home

COUNTRY = "country"
OPENS = 4  # characters of the preposition that opens a sentence with a name


def standins(at: Context, span: tuple[int, int], start: int) -> list[Named]:
    """Return what stands for a country in a span of a sentence that begins at `start`, with the country."""
    found: list[Named] = [(m, str(m.value)) for m in at.scan.index.within(*span, HOUSE)]
    if at.cued(at.sentence_at(start)).keys().isdisjoint(("own-country", "the-continent")):
        return found
    for word in at.cues(*span, "own-country"):
        if whose := _whose(at, start, word.start):
            found.append((Mention(word.start, word.end, COUNTRY, whose), whose))
    for word in at.cues(*span, "the-continent"):
        named = at.scan.index.within(word.start, word.end + 2, "group", "region")
        if any(m.end > word.end for m in named):
            continue  # "le continent européen", "le continent africain": named by its own word
        groups = at.scan.index.within(at.before(at.sentence_at(start)), word.start, "group", "region")
        groups = groups or _continent_told(at, at.sentence_at(start))
        if groups and groups[-1].kind != "region":
            whose = str(groups[-1].value)
            found.append((Mention(word.start, word.end, "group", whose), whose))
    return found


def _continent_told(at: Context, index: int) -> list[Mention]:
    """Return the people of a continent told a little before, where no region was: "The Europeans have taken over"."""
    low, high = at.scan.sentences[max(0, index - LONGEST_CONTEXT)].start, at.scan.sentences[index].start
    told = at.scan.index.within(low, high, "group", "region")
    return [m for m in told if m.kind == "region" or m.value in at.table.narrow][-1:]


def own_country(at: Context, amount: Amount, sentence: Sentence) -> str | None:
    """Return whose a number is that is told right behind "his own country", with no other name between."""
    low = max(sentence.start, at.previous_amount(amount), amount.start - 2 * NEAR)
    told = at.cues(low, amount.start, "own-country", "his-own")
    for word in [m for m in reversed(told) if m.value != "his-own" or at.joined(m.end, amount.start)]:
        links = at.scan.index.within(max(low, word.start - TOUCH), word.start, "agent", "to")
        if at.names(word.end, amount.start) or any(at.joined(m.end, word.start) for m in links):
            return None  # "arms for his country": it is whom they are for
        before = _whose(at, sentence.start, word.start) or _whose_before(at, sentence)
        first = at.before(at.sentence_at(sentence.start)) == sentence.start
        return before or (_whose_next(at, amount.end, sentence.end) if first else None)
    return None


def _whose_before(at: Context, sentence: Sentence) -> str | None:
    """Return the country of who spoke of the number before, in the sentence before, or is named there as a person."""
    index, day, last = sentence.number, at.today or dt.date.max, at.told.last
    if last is not None and index - last[2] == 1:
        spoken = at.speaks.country(last[0].start, last[0].end)
        if spoken in alliances.countries():
            return spoken
    low = at.before(index)
    persons = at.scan.index.within(low, sentence.start, *PERSONS)
    told = [m for m in persons if not at.speaks.of(m.start, m.end).quoted]  # not of whom someone speaks
    homes = {home(m, day) for m in told} & alliances.countries()
    if not homes and not told:
        said = at.speaks.country(low + OPENS, low + OPENS + 1)  # by an office that nobody is named for
        return said if said in alliances.countries() else None
    return homes.pop() if len(homes) == 1 else None


def _whose_next(at: Context, start: int, end: int) -> str | None:
    """Return the country that stands first behind a number: "Asked when his country would, the Italian minister …"."""
    told = at.scan.index.within(start, end, "country", "capital", "demonym", *PERSONS)
    return _whose(at, told[0].start, told[0].start + 1) if told else None


def _whose(at: Context, start: int, end: int) -> str | None:
    """Return the country of the person named last in a span, else the one named last there."""
    day = at.today or dt.date.max
    persons = at.scan.index.within(start, end, *PERSONS)
    told = [m for m in persons if not is_hearer(at, m, end)]
    names = [m for m in at.scan.index.within(start, end, *NAMES) if _is_country(m)]
    beside = names and at.scan.text[names[-1].end : end] == ", "  # "Bulgaria, whose army"
    if not beside and told and (its := home(told[-1], day)):
        return its
    return str(names[-1].value) if names else None


def nation_told(at: Context, index: int) -> str | None:
    """Return the country told last before a sentence that tells of an army or a government and names nobody.

    "Ottawa raises its budget. The armed forces lack 13,000 people"; None where the sentence tells of none.
    """
    cuts, day = at.scan.sentences, at.today or dt.date.max
    if not at.cues(cuts[index].start, cuts[index].end, "nation"):
        before = cuts[max(0, index - 1)]
        again = index and at.cues(cuts[index].start, cuts[index].end, "theirs", "it-alone")
        if not again or not at.cues(before.start, before.end, "nation"):
            return None  # "The country is far from it. It will spend 1.4 %"
    for n in range(index - 1, max(-1, index - 1 - LONGEST_CONTEXT), -1):
        names = [
            m
            for m in at.names(cuts[n].start, cuts[n].end)
            if _is_country(m) and not _is_where(at, m, cuts[n]) and not is_in_contrast(at, m)
        ]
        if names:
            return str(names[0].value)
        houses = at.scan.index.within(cuts[n].start, cuts[n].end, HOUSE)
        if houses:
            return str(houses[0].value)
        for person in at.scan.index.within(cuts[n].start, cuts[n].end, *PERSONS):
            its = home(person, day)
            if its in alliances.countries():
                return its
    return None


def nation_acting(at: Context, index: int) -> str | None:
    """Return the country whose people and houses alone act in the sentence before, else in the report so far.

    "Sébastien Lecornu met the unions. Some 700 posts are to be created": of France.
    """
    homes = at.topic.homes(at.before(index), at.scan.sentences[index].start)
    acting = homes if len(homes) == 1 else at.topic.homes_by(index)
    return next(iter(acting)) if len(acting) == 1 else None


def asked_about(at: Context, index: int) -> str | None:
    """Return the country that a short question right before a sentence names: "Spain? 0.93 %", "And France? With …"."""
    if not index:
        return None
    before = at.scan.sentences[index - 1]
    asked = at.scan.text[before.start : before.end].strip()
    names = {str(m.value) for m in at.names(before.start, before.end) if _is_country(m)}
    return names.pop() if len(names) == 1 and asked.endswith("?") and len(asked) <= NEAR else None


def _is_where(at: Context, mention: Mention, sentence: Sentence) -> bool:
    """Tell whether a name only says where: "the mission in Mali", but "In Austria, …" says of whom a report goes on."""
    return is_led(at, mention) and mention.start - sentence.start > OPENS


def is_led(at: Context, mention: Mention) -> bool:
    """Tell whether a preposition leads up to a name: "the mission in Mali" is not Mali's."""
    led = words_before(at.scan.text, mention.start)[-1:]
    return bool(led) and grammar(at.scan.language.code).leads_away(led[0])


def _is_country(mention: Mention) -> bool:
    return str(mention.value) in alliances.countries()
