"""A name in, whether something goes to it or happens there, out: by a preposition, its case or its place."""

from __future__ import annotations

import re

from foedus.text.amounts.amount import SUMS, Amount
from foedus.text.figures.context import AFTER, BREAKS, NEAR, TIGHT, Context
from foedus.text.figures.links import LINK, TOUCH
from foedus.text.figures.names import NAMES, PERSONS
from foedus.text.match import Mention
from foedus.text.particles import grammar, words_before
from foedus.text.sentences import Sentence

_LAST_WORD = re.compile(r"([^\W\d_]+)\s$")
_OWNER = re.compile(r"['’]s?\b")
COST = "has-cost"  # before whoever has paid
ACTING = (*NAMES, *PERSONS, "institution")  # names of whoever may give or get something


def leads_to(at: Context, mention: Mention) -> bool:
    """Tell whether a name says where something goes or happens, or to whom it is given: "to Estonia", "owes Italy"."""
    if mention.kind == "demonym":  # "in the Polish village of Przewodow": what it goes with says whose
        return bool(grammar(at.scan.language.code).listed("datives")) and is_recipient(at, mention)
    if at.cues(mention.end, mention.end + LINK // 2, "where") and at.scan.text[mention.end] == ",":
        return True  # "Djibouti, where 1,500 soldiers are based"
    if at.table.is_part(str(mention.value)) and mention.value != at.table.alliance:
        led = words_before(at.scan.text, mention.start)[-2:]
        if any(grammar(at.scan.language.code).leads_away(word) for word in led):
            return True  # "from the High North to the Mediterranean", "on its eastern flank"
    words = at.cues(max(0, mention.start - TIGHT), mention.start, "towards")
    towards = any(at.leads(w.end, mention.start) and not _is_of_asking(at, w) for w in words)
    return is_recipient(at, mention) or (towards and not at.named.is_seat(mention))


def _is_of_asking(at: Context, word: Mention) -> bool:
    """Tell whether a preposition is a part of the verb by which somebody is asked: "called on Spain to send 14"."""
    frame = at.speaks.frame(word.start, word.end)
    cue = frame.cue if frame is not None and frame.stance == "demands" else None
    return cue is not None and cue.start <= word.start and word.end <= cue.end


def is_recipient(at: Context, mention: Mention) -> bool:
    """Tell whether a name says to whom something is given or owed: "owes the alliance", German "der Nato"."""
    if COST in at.cued_at(at.sentence(mention.start)) and at.led_by(mention.start, COST):
        return False  # "aid has cost Denmark 7 billion"
    for word in at.cues(max(0, mention.start - TIGHT), mention.end, "recipient"):
        if word.start <= mention.start < word.end:  # the name is a part of it, as in the dative of German
            return word.end > mention.end or (
                _is_object(at, word.start) and not _is_anothers(at, word.start, mention)
            )
        if word.end <= mention.start and at.leads(word.end, mention.start):
            return not at.scan.index.within(word.end, mention.start, "agent", "of")  # "paid by Ukraine"
    if mention.kind == "demonym":  # "der deutschen Armee", but not "der deutsche Etat"
        ends = tuple(grammar(at.scan.language.code).listed("dative_endings"))
        return at.scan.text[mention.start : mention.end].endswith(ends) and _is_dative(at, mention)
    if mention.kind in ("people", "institution") and _is_dative(at, mention):
        return True
    return mention.kind != "group" and is_second_object(at, mention)


def _is_dative(at: Context, mention: Mention) -> bool:
    """Tell whether an article in the dative leads up to a people, its army or a house: "dem Kreml", "den Ukrainern"."""
    small, text = grammar(at.scan.language.code), at.scan.text
    if not small.listed("datives"):
        return False
    led = words_before(text, mention.start)[-1:]
    if not led or not small.has("datives", led[0]):
        return False
    low = max(0, mention.start - NEAR)
    return _is_object(at, low + text[low : mention.start].lower().rindex(led[0]))


def _is_object(at: Context, start: int) -> bool:
    """Tell whether a dative stands behind a verb or a name, not behind the noun it would own nor a preposition."""
    if (
        at.scan.text[start - 2 : start] == ", "
    ):  # "sagte zu, der Ukraine 18 Panzer zu liefern", but no list of names
        return not any(m.end == start - 2 for m in at.names(start - NEAR, start - 2))
    before = _LAST_WORD.search(at.scan.text, max(0, start - NEAR), start)
    if before is None:
        return False
    if before[1][0].isupper():  # "meldet Berlin der Nato": a name is nobody's, nor is "unser Land"
        named = at.scan.index.within(before.start(1), start, "country", "capital", *PERSONS)
        own = at.cues(start - TIGHT, start, "own-country", "ours")
        return any(m.end == before.end(1) for m in (*named, *own))
    return not grammar(at.scan.language.code).has("prepositions", before[1])


def _is_anothers(at: Context, start: int, mention: Mention) -> bool:
    """Tell whether a name says whose the next number is: "die der Ukraine bei 65", "jene der Nato"."""
    small, led = grammar(at.scan.language.code), words_before(at.scan.text, start)[-1:]
    if not led or not (small.has("ones", led[0]) or small.has("definites", led[0])):
        return False
    near = at.amounts_near(mention.end + TOUCH + 1)
    return small.has("ones", led[0]) or any(a.start >= mention.end for a in near)


def is_second_object(at: Context, mention: Mention) -> bool:
    """Tell whether a name is the first of two objects of a verb of giving: "Oslo sells Qatar tanks", "gab Kiew Panzer".

    Where a language marks no such object by a preposition or an article, its place does: it stands bare behind another
    bare name, who gives, and the verb between the two, or at the end of its clause. What one list joins is neither.
    """
    index = at.sentence_at(mention.start)
    if "gives-two" not in at.cued(index):
        return False
    sentence = at.scan.sentences[index]
    if mention.kind == "people":  # German "Ungarn" is the country as well
        same = at.scan.index.within(mention.start, mention.start + 1, "country")
        mention = same[0] if same else mention
    if not is_bare(at, mention) or _leads_to_dative(at, mention):
        return False
    low, high = at.clause(mention.start, mention.end, sentence, BREAKS + ",")
    givers = [m for m in at.scan.index.within(low, mention.start, *ACTING) if is_bare(at, m, speaks=True)]
    if not givers or str(givers[-1].value) == str(mention.value):
        return False
    first = givers[-1].end
    if not grammar(at.scan.language.code).verb_second:
        low, high = first, mention.start
    if not at.cues(low, high, "gives-two"):
        return False
    return not at.scan.index.within(first, mention.start, "and", "or", "clause")


def _leads_to_dative(at: Context, mention: Mention) -> bool:
    """Tell whether whoever is given something stands right behind a name that gives it: "hat Rom der Ukraine"."""
    small, text = grammar(at.scan.language.code), at.scan.text
    behind = at.scan.index.within(mention.end, mention.end + LINK, *ACTING) if small.listed("datives") else ()
    return any(small.has("datives", text[mention.end : m.start].strip()) for m in behind)


def is_bare(at: Context, mention: Mention, *, speaks: bool = False) -> bool:
    """Tell whether a name stands alone, as who acts does: led by no preposition, and owner of nothing.

    `speaks`: it may be there as the one who says what is said.
    """
    if mention.kind in ("demonym", "people") or (not speaks and at.speaks.is_source(mention.start)):
        return False
    small, text = grammar(at.scan.language.code), at.scan.text
    if text[mention.start : mention.end].islower():
        return False  # "a European army", German "einer europäischen Armee"
    if text[mention.start : mention.end].lower() in small.owning or _OWNER.match(text, mention.end):
        return False
    led = small.without_articles(words_before(text, mention.start)[-2:], "prepositions")
    return not (led and (small.has("prepositions", led[-1]) or small.has("comparing", led[-1])))


def lacking(at: Context, amount: Amount, sentence: Sentence) -> str | None:
    """Return who lacks or needs so many, told by no verb of their own: French "il manque à la Pologne 200 chars"."""
    if "is-lacked" not in at.cued_at(sentence):
        return None
    low, high = at.clause(amount.start, amount.end, sentence)
    told = at.cues(low, amount.start, "is-lacked")
    for name in at.names(told[-1].end, high) if told else ():
        led = at.scan.index.within(max(told[-1].end, name.start - NEAR // 2), name.start, "to")
        if at.led(led, name.start, NEAR // 2):
            return str(name.value)
    return None


def given_to(at: Context, amount: Amount, end: int) -> str | None:
    """Return to whom money goes, said right behind it, where it is no member: "26.4 billion for Israel"."""
    behind = at.scan.index.within(amount.end, min(end, amount.end + AFTER), *NAMES)
    if not behind or at.table.is_allied(str(behind[0].value)):
        return None  # what stands for a member is what that member gives: "17 billion for Germany, 9 for Denmark"
    links = at.scan.index.within(amount.end, behind[0].start, "agent", "to")
    led = any(m.value != "by" and at.leads(m.end, behind[0].start) for m in links)
    return str(behind[0].value) if led else None


def given_beside(at: Context, amount: Amount, sentence: Sentence) -> set[str]:
    """Return to whom sums of the sentence go beside one for whom aid is: "14 billion for Israel and 61 for Ukraine"."""
    if amount.kind not in SUMS:
        return set()
    sums = [a for a in at.amounts_in(sentence) if a.kind in SUMS]
    if len(sums) == 1:
        return set()
    given = {given_to(at, a, min(sentence.end, at.next_amount(a))) for a in sums} - {None}
    return {str(who) for who in given} if at.table.beneficiary in given else set()


def is_dealt_with(at: Context, mention: Mention) -> bool:
    """Tell whether a name is only with whom another deals, or from whom it has something: "signed with Seoul"."""
    words = at.cues(max(0, mention.start - TIGHT), mention.start, "counterpart")
    if not words or not at.led(words, mention.start):
        return False
    owned = {m.start for m in at.scan.index.within(words[0].start, mention.start, "of")}
    led = [m for m in words if m.start not in owned and at.leads(m.end, mention.start)]
    if not led:
        return False
    low = at.clause(mention.start, mention.end, at.scan.sentence(mention.start))[0]
    return any(not leads_to(at, m) for m in at.names(low, led[0].start))


def is_companion(at: Context, mention: Mention) -> bool:
    """Tell whether a name is only with whom something is done: "three frigates will be built with the Dutch navy".

    Whoever is there to be told something of is no such: "with Poland, which sent 250 tanks", "with Poland sending".
    """
    if mention.kind in ("demonym", *PERSONS):
        return False
    words = at.cues(max(0, mention.start - TIGHT), mention.start, "along-with")
    if not at.led(words, mention.start) or at.scan.text.startswith(", ", words[0].start - 2):
        return False  # "gave 17 billion, with Denmark second on 8"
    small, text = grammar(at.scan.language.code), at.scan.text
    if small.owns(text, mention.end) or at.cues(mention.end, mention.end + TOUCH, "relative"):
        return False
    end = min(mention.end + NEAR, at.sentence(mention.start).end)
    behind = text[mention.end : end].split()[:2]  # "with Germany alone providing"
    acts = any(word.endswith(tuple(small.listed("gerund_endings"))) for word in behind)
    return not acts and not at.amounts_within(mention.end, mention.end + TOUCH)
