"""A number that names nobody in, whom the text told before it out: the figure before, the sentence before."""

from __future__ import annotations

import datetime as dt

from foedus import alliances
from foedus.text.amounts.amount import Amount
from foedus.text.figures.aims import is_in_aim, is_in_condition, is_in_contrast
from foedus.text.figures.bystanders import is_left_out
from foedus.text.figures.context import BREAKS, LONGEST_CONTEXT, NEAR_SENTENCES, TIGHT, Context
from foedus.text.figures.links import LINK, is_bracketed
from foedus.text.figures.names import NAMES, PERSONS
from foedus.text.figures.present import names_aid_counter
from foedus.text.figures.recipients import is_bare
from foedus.text.figures.standins import is_led
from foedus.text.figures.wars import UPHEAVAL, is_in_upheaval
from foedus.text.match import Mention
from foedus.text.particles import WORD, grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.speech.people import home


def group_told(at: Context, index: int, who: str) -> str | None:
    """Return the group of one that the sentences before told of: "Europe gave a loan. “We paid 60 %,” said X"."""
    cuts = at.scan.sentences
    start = cuts[max(0, index - NEAR_SENTENCES)].start
    day = at.today or dt.date.max
    told = [str(m.value) for m in at.names(start, cuts[index].start) if m.kind == "group"]
    return next((g for g in reversed(told) if who in alliances.members_on(g, day)), None)


def points_back(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a word for what the sentence before told leads up to a number: "That would be 3.5 % of GDP"."""
    last, start = at.told.last, at.scan.sentences[index].start
    if last is None or last[2] != index - 1:
        return False
    cuts = at.scan.sentences
    if last[1].measure is None and cuts[last[2]].paragraph != cuts[index].paragraph:
        return False  # what another paragraph told of something else
    summed = last[0].kind == "money" and amount.kind == "percent" and at.cues(start, start + 1, "that-sum")
    return bool(summed or at.cues(start, amount.start, "equals-told"))


def is_received(at: Context, sentence: Sentence, index: int, partner: str) -> bool:
    """Tell whether an institute that counts aid tells what one received, and nothing of from whom."""
    if not at.cues(sentence.start, sentence.end, "received"):
        return False
    named = {str(m.value) for m in at.names(sentence.start, sentence.end)}
    near = at.before(index), sentence.end
    return named == {partner} and (at.topic.about_aid or names_aid_counter(at, near, index))


def stood_for(at: Context, amount: Amount, sentence: Sentence, index: int, partner: str | None) -> str | None:
    """Return the country that a pronoun stands for of which the alliance tells: "NATO expects it to spend 1.4 %"."""
    low = max(at.previous_amount(amount), at.clause(amount.start, amount.end, sentence)[0])
    words = at.cues(low, amount.start, "it-alone")
    if not words or at.names(words[-1].end, amount.start):
        return None
    told = at.names(sentence.start, low)
    who = str(told[-1].value) if told else told_before(at, index, partner)
    return who if who in alliances.countries() else None


def gone_on_about(at: Context, sentence: Sentence, index: int) -> str | None:
    """Return the one country or group told just before, where the alliance is only whose figures they are.

    "Poland is arming. By NATO's count, spending stands at 4 %"; None where members or another are named.
    """
    cuts = at.scan.sentences
    if not index or cuts[index - 1].paragraph != sentence.paragraph:
        return None
    if not at.scan.index.within(sentence.start, sentence.end, "according"):
        return None
    if {m.value for m in at.names(sentence.start, sentence.end)} - {at.table.alliance}:
        return None
    if any(m.value == "member" for m in at.scan.index.within(sentence.start, sentence.end, "noun")):
        return None
    before = at.names(cuts[index - 1].start, cuts[index - 1].end)
    told = {str(m.value) for m in before if not at.is_dated(m) and not is_led(at, m)}
    last = at.told.last
    if not told and last is not None and index - last[2] <= NEAR_SENTENCES:
        told = {str(last[1].subject)}  # "Since the war in Crimea this has changed. By NATO's count, …"
    who = told.pop() if len(told) == 1 else None
    grouped = who in alliances.groups() and who != at.table.alliance
    return who if grouped or who in alliances.countries() else None


def told_before(at: Context, index: int, partner: str | None) -> str | None:
    """Return whom the sentence before was about."""
    last = at.told.last
    counted = at.told.counted
    if counted and counted[1] == index - 1 and (one := _one_counted(at, *counted)) and one != partner:
        return one
    if at.told.subject and at.told.subject != partner and last and 0 <= index - last[2] <= 1:
        return at.told.subject
    if last is not None and last[2] > index:
        return None  # what is told in words is read last: whom later numbers are of is not told yet
    if at.told.subject == partner and partner is not None:
        return None
    previous = at.scan.sentences[max(0, index - 1)]
    told = at.names(previous.start, previous.end)
    if (
        at.told.subject
        and at.told.subject != partner
        and last
        and index - last[2] == 2
        and _is_of_it(at, previous, told)
    ):
        return at.told.subject
    earlier = [m for m in told if m.value != partner and not at.is_dated(m) and not _is_aside(at, m)]
    earlier = [m for m in earlier if not is_in_condition(at, m)] or earlier
    earlier = [m for m in earlier if not is_in_contrast(at, m)]
    if earlier and _opens_with_several(at, index):
        earlier = [m for m in earlier if not _is_single(at, m)]
    if index and (actor := _actor(at, previous, earlier)) is not None and actor != partner:
        return actor
    subjects = [m for m in earlier if m.kind != "capital"]
    if index and (its := _home_told(at, previous, {str(m.value) for m in earlier})):
        return its
    if index and earlier:
        return str((subjects or earlier)[0].value)
    return _acting_since(at, index) or at.told.subject


def _opens_with_several(at: Context, index: int) -> bool:
    """Tell whether a sentence opens with a pronoun of several, which stands for no single country: "They agreed"."""
    opened = WORD.match(at.scan.text, at.scan.sentences[index].start)
    return opened is not None and grammar(at.scan.language.code).has("pronouns_of_several", opened[0].lower())


def _is_single(at: Context, mention: Mention) -> bool:
    """Tell whether a name is that of one country, and of none that is told as several: French "les Pays-Bas"."""
    if mention.kind not in ("country", "capital") or mention.value not in alliances.countries():
        return False
    led = words_before(at.scan.text, mention.start)[-1:]
    return not led or not grammar(at.scan.language.code).has("plural_articles", led[0])


def _is_of_it(at: Context, before: Sentence, told: list[Mention]) -> bool:
    """Tell whether a pronoun is whom a sentence tells of: "In cash terms it was second, after the United States"."""
    first = told[0].start if told else before.end
    it = at.cues(before.start, first, "it-alone")
    if not it or it[0].start - before.start > TIGHT or at.scan.index.within(it[0].end, first, "clause"):
        return False
    return not at.scan.index.within(before.start, it[0].start, *PERSONS)


def _actor(at: Context, before: Sentence, told: list[Mention]) -> str | None:
    """Return the country of the person a sentence opens with, where all that it names besides is no one who acts.

    "Tusk spoke in Berlin about the German brigade. Spending stands at …": Poland's.
    """
    people = at.scan.index.within(before.start, before.end, *PERSONS)
    people = [m for m in people if not at.speaks.of(m.start, m.end).quoted]
    its = home(people[0], at.today or dt.date.max) if people else None
    others = [m for m in told if m.value != its]  # not "German" of "German Chancellor Merz"
    if not people or not told or any(is_bare(at, m) or m.start < people[0].start for m in others):
        return None
    return its if its in alliances.countries() else None


def _is_aside(at: Context, mention: Mention) -> bool:
    """Tell whether a name is there as one left out, for what something is for, or for whose war it is, and on whom."""
    if is_left_out(at, mention) or is_in_aim(at, mention):
        return True
    whose = mention.kind == "demonym" or mention.value == at.table.beneficiary
    whose = whose or bool(at.cues(mention.end, mention.end + 2, UPHEAVAL))
    return whose and is_in_upheaval(at, mention)


def _acting_since(at: Context, index: int) -> str | None:
    """Return the one country that has come up since the figure told last, by name or by its people.

    "Berlin has 100 billion. In Austria, Nehammer and Tanner presented the budget. It rises by 20 %."
    """
    last, day, cuts = at.told.last, at.today or dt.date.max, at.scan.sentences
    first = last[2] + 1 if last is not None else max(0, index - NEAR_SENTENCES)
    if not max(first, index - LONGEST_CONTEXT) < index:
        return None
    start = cuts[max(first, index - LONGEST_CONTEXT)].start
    people = at.scan.index.within(start, cuts[index - 1].end, *PERSONS)
    names = at.names(start, cuts[index - 1].end)
    if _opens_with_several(at, index):
        names = [m for m in names if not _is_single(at, m)]
    named = {str(m.value) for m in names if not _is_aside(at, m) and not at.is_dated(m)}
    borne = {m.start - 1 for m in people if m.kind == "person"}  # an office right before a name is that one's
    homes = {its for m in people if m.end not in borne and (its := home(m, day)) in alliances.countries()}
    told = homes | named
    return told.pop() if len(told) == 1 and told <= alliances.countries() else None


def _home_told(at: Context, before: Sentence, told: set[str]) -> str | None:
    """Return the one country told beside the alliance where one of its people speaks for it.

    "With NATO asking for more, Bausch presented Luxembourg's effort. It stands at 464 million."
    """
    countries, day = told - {at.table.alliance}, at.today or dt.date.max
    if len(countries) != 1 or len(told) == 1:
        return None
    people = at.scan.index.within(before.start, before.end, *PERSONS)
    return next((its for m in people if (its := home(m, day)) in countries), None)


def set_beside(at: Context, sentence: Sentence, index: int) -> str | None:
    """Return whom a multiple goes on about that opens its sentence: "… And it is ten times as much as Russia's"."""
    last = at.told.times
    if last is None or index - last[1] > 1 or index == last[1]:
        return None
    led = at.cues(sentence.start, sentence.start + TIGHT, "it-alone")
    named = at.names(sentence.start, led[0].end) if led else [0]
    return None if named else last[0]


def _one_counted(at: Context, start: int, index: int) -> str | None:
    """Return the country told as one of those counted: "Canada is one of eight that miss the target. It spends …"."""
    first = at.scan.sentences[index].start
    led = at.cues(max(first, start - 2 * TIGHT), start, "one-among")
    named = {str(m.value) for m in at.names(first, led[-1].start)} if led else set()
    who = named.pop() if len(named) == 1 else None
    return who if who in alliances.countries() else None


def whose_sum(at: Context, amount: Amount) -> str | None:
    """Return who spends the sum right before a share in brackets: "ahead of France at 60 billion (2 %)"."""
    last = at.told.last
    if last is None or amount.kind != "percent" or not is_bracketed(at.scan.text, amount.start):
        return None
    told, figure, _ = last
    beside = told.kind == "money" and 0 < amount.start - told.end <= len(" (")
    spent = (figure.measure or "").endswith("_expenditure") and figure.subject in alliances.countries()
    return figure.subject if beside and spent else None


def goes_on(at: Context, amount: Amount, sentence: Sentence, index: int) -> str | None:
    """Return whom the number before was about, where the clause of this one names nobody: "; barely 12 % want out"."""
    last = at.told.last
    if last is None or last[2] != index or last[1].subject is None:
        return None
    led = at.cues(max(last[0].end, amount.start - LINK), amount.start, "that-is")
    told = amount.kind != "fraction" and at.led(led, amount.start)
    between = at.scan.text[last[0].end : led[-1].start] if told else ""
    if "," in between and ";" not in between:
        return last[1].subject  # "4.3 % more, or 12 billion", but "; Italy's were worth 2"
    low, high = at.clause(amount.start, amount.end, sentence, BREAKS[:2])
    # "…, which no member of the alliance does; its budget grew by 7 %"
    own = at.cues(low, low + TIGHT, "theirs")
    first = low if own and own[0].start - low <= 1 else last[0].end
    if low <= last[0].start or at.scan.index.within(first, high, *NAMES, *PERSONS):
        return None
    return last[1].subject


def shares_again(at: Context, amount: Amount, index: int) -> str | None:
    """Return whose share is told again by a pronoun: "America bears 57 % of it; ten years ago its share was 72 %"."""
    low, last = max(at.scan.sentences[index].start, at.previous_amount(amount)), at.told.last
    nouns = at.cues(low, amount.start, "share-noun")
    if not nouns or last is None or index - last[2] > 1:
        return None
    theirs = at.led(at.cues(low, nouns[0].start, "theirs"), nouns[0].start, 1)
    return last[1].subject if theirs and last[1].subject != at.table.alliance else None
