"""A sum of aid in, how far it has come out: pledged, committed, allocated or delivered."""

from __future__ import annotations

from foedus.model import Stance
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import NEAR, TIGHT, Context
from foedus.text.figures.earlier import goes_on_aid
from foedus.text.figures.funds import is_of_fund
from foedus.text.figures.intents import is_to_give
from foedus.text.figures.months import brought_to
from foedus.text.figures.nearest import nearest
from foedus.text.match import Mention
from foedus.text.particles import grammar
from foedus.text.sentences import Sentence

PLACE = 6  # characters within which two verbs stand in one place
APPROVED = ("committed", "allocated")  # stages that a parliament may be said to have brought a sum to


def stage(at: Context, amount: Amount, index: int, stance: Stance) -> str:
    """Return the stage of aid that the nearest verb tells; what is still to be given is pledged."""
    done = stance == "reports" or (
        stance == "denies" and not at.speaks.is_denied_ahead(amount.start, amount.end)
    )
    given = "allocated" if done else "pledged"
    if given == "allocated" and at.told.aid is not None and goes_on_aid(at, (0, 0), index):
        told = at.told.counting(at.scan.sentences[index].paragraph).removeprefix("aid_")
        given = given if told == "pledged" else told
    if (again := _told_in_other_money(at, amount, index)) is not None:
        return again
    sentence = at.scan.sentences[index]
    end = sentence.end
    promised = grammar(at.scan.language.code).patterns["promised"]
    vowed = given == "allocated" and is_to_give(at, amount, index)
    if vowed and promised.search(at.scan.text, sentence.start, amount.start):
        return "pledged"  # "from January to June they have committed to give 35 billion"
    if (
        amount.kind == "money"
        and is_of_fund(at, sentence, index)
        and not at.cues(sentence.start, end, "delivered")
    ):
        return "pledged"  # what is paid into the joint fund has bought nothing yet
    if done and (named := _named_behind(at, amount)) is not None:
        return named
    if (
        done
        and "deliveries" in (here := at.cued_at(sentence))
        and here.isdisjoint(("give", *at.table.stages))
    ):
        return "delivered"  # "Norway's arms deliveries came to 3 billion"
    for start in (sentence.start, at.before(index)):
        if start < sentence.start and not _tells_of_aid(at, start, index):
            break  # "Ghent bought 12 trams as planned.", in another paragraph
        cues = at.cues(start, end, "give", *at.table.stages)
        behind = [a.end for a in at.neighbours(amount, sentence) if a.start > amount.end]
        cues = [m for m in cues if m.start - 1 not in behind]  # "spent 135 of the 250 billion committed"
        own = _own_end(at, amount, sentence)
        cues = [m for m in cues if m.start < own]
        part = at.cues(amount.end, end, "of-which", "of-this") if behind else ()
        parted = at.scan.text.find(", ", amount.end, part[-1].end) if part else -1
        # "247 billion, 132 of which are paid out"
        cues = [m for m in cues if not amount.end <= parted < m.start]
        if cues and given == "allocated" and _is_sum_until_now(at, amount, sentence):
            said = {m.start for m in at.cues(start, end, "promised")}
            cues = [m for m in cues if m.value != "pledged" or m.start in said]
        if cues:
            # "a versé" is longer than "versé": of verbs of one place the one that says more
            verb = min(cues, key=lambda m: (abs(m.start - amount.start) // PLACE, m.value == "give"))
            if _is_approved(at, verb, cues, amount) and _is_of_house_of(at, verb, sentence):
                return "pledged"  # what a parliament grants is more than what any institute counts
            ahead = given == "pledged" and verb.value != "delivered"  # what is still to come is pledged
            if amount.kind == "percent" and given == "allocated" and at.cues(start, end, "donor"):
                return given  # who ranks by what share of GDP is counted by what they gave
            handed = verb.value == "give" and amount.kind == "money" and start == sentence.start
            if handed and done:
                return "allocated"  # whatever stage the report counted before
            return given if verb.value == "give" or ahead else _widest(at, verb, cues)
        if start == sentence.start and done and _is_aid_of_another(at, amount, sentence):
            return given
        if amount.kind == "money" and at.cues(start, own, "fund"):
            return "pledged"  # a package, a loan or a fund of which no verb says that it was given
    # what is denied without a verb was never given: "talk of a loan is a tale"
    denied = stance == "denies" and not at.cues(sentence.start, end, "received", "amounts", "spend", "outlay")
    return "pledged" if denied else given


def _tells_of_aid(at: Context, start: int, index: int) -> bool:
    """Tell whether what stands before a sentence is of its paragraph, or a headline that tells of aid."""
    end = at.scan.sentences[index].start
    if at.scan.sentences[max(0, index - 1)].paragraph == at.scan.sentences[index].paragraph:
        return True
    named = any(m.value == at.table.beneficiary for m in at.names(start, end))
    return named or bool(at.cues(start, end, "aid", "aid-noun"))


def _named_behind(at: Context, amount: Amount) -> str | None:
    """Return the stage that the noun right behind a sum names: "84 billion euros in commitments", "of new pledges"."""
    nouns = at.cues(amount.end, amount.end + NEAR, "promises-noun")
    if not nouns or not at.scan.index.within(amount.end, amount.end + 2, "of", "in"):
        return None
    if not at.leads(amount.end, nouns[0].start, TIGHT) or at.names(amount.end, nouns[0].start):
        return None
    told = at.cues(nouns[0].start, nouns[0].end, *at.table.stages)
    return str(told[0].value) if told else None


def _is_aid_of_another(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a sentence says what the aid of somebody it names amounts to, whatever was told before."""
    if amount.kind != "money" or "aid-noun" not in (here := at.cued_at(sentence)) or "amounts" not in here:
        return False
    stands = at.cues(max(sentence.start, amount.start - 2 * NEAR), amount.start, "amounts")
    nouns = at.cues(sentence.start, stands[-1].start, "aid-noun") if stands else ()
    named = at.names(sentence.start, stands[-1].start) if nouns else ()
    return any(m.value != at.table.beneficiary for m in named)


def _is_approved(at: Context, verb: Mention, cues: list[Mention], amount: Amount) -> bool:
    """Tell whether a sum is only granted: the verb says so, or one ahead: "voted 40 billion to help Ukraine"."""
    if verb.value in APPROVED:
        return True
    low = at.previous_amount(amount)
    return verb.start >= amount.end and any(
        m.value in APPROVED and low <= m.start < amount.start for m in cues
    )


def _is_of_house_of(at: Context, verb: Mention, sentence: Sentence) -> bool:
    """Tell whether a parliament may be whose deed a verb tells, and no clause of another's parts the two."""
    for house in at.cues(sentence.start, sentence.end, "parliament"):
        low, high = sorted((house.start, verb.start))
        opened = at.scan.index.within(low, high, "clause")
        apart = opened and (house.start > verb.start or at.names(low, opened[-1].start))
        comma = at.scan.text.rfind(", ", low, high)
        behind = house.start > verb.start and comma >= 0
        if behind and not at.led(at.scan.index.within(comma, house.start, "agent"), house.start):
            continue  # "has committed 6 billion, despite strong opposition in parliament"
        if not apart and ";" not in at.scan.text[low:high] and (comma < 0 or not at.names(comma, high)):
            return True
    return False


def _told_in_other_money(at: Context, amount: Amount, index: int) -> str | None:
    """Return the stage of the sum of aid that another currency tells again: "35 billion euros, or 40 in dollars"."""
    last = at.told.last
    if last is None or last[2] != index or not last[0].kind == amount.kind == "money":
        return None
    other = last[0].quantity.unit != amount.quantity.unit and (last[1].measure or "").startswith("aid_")
    led = at.led(at.cues(last[0].end, amount.start, "that-is"), amount.start) if other else False
    return (last[1].measure or "").removeprefix("aid_") if led else None


def _widest(at: Context, verb: Mention, cues: list[Mention]) -> str:
    """Return the stage of a verb, or of one told in the same breath that takes in more: "delivered or promised"."""
    told = [str(verb.value)]
    for m in cues:
        low, high = (verb.end, m.start) if verb.start < m.start else (m.end, verb.start)
        joined = m is not verb and len(at.scan.text[low:high].split()) == 1
        if joined and m.value in at.table.stages and at.scan.index.within(low, high, "and", "or"):
            told.append(str(m.value))
    return min(told, key=at.table.stages.index)


def _own_end(at: Context, amount: Amount, sentence: Sentence) -> int:
    """Return where what is said of a number ends: ", whereas the rest hangs on loans raised"."""
    joined = at.scan.index.within(amount.end, sentence.end, "and", "clause")
    joined = sorted([*joined, *at.cues(amount.end, sentence.end, "the-rest")], key=lambda m: m.start)
    return next((m.start for m in joined if at.scan.text[m.start - 2 : m.start] == ", "), sentence.end)


def _is_sum_until_now(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a sum is all that has come together since a start: "puts aid since the war began at 39 bn"."""
    if amount.kind != "money":
        return False
    since = nearest(at, amount, sentence, "since")
    whole = since is not None and since.first[:4] == at.table.aid_since[:4]
    return whole or brought_to(at, amount, sentence) is not None
