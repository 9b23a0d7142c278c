"""A number of no series in, whose it is out where no name beside it tells: votes, forces, firms, what others count."""

from __future__ import annotations

import datetime as dt

from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import Context
from foedus.text.figures.counts import is_of_other_group
from foedus.text.figures.governors import places
from foedus.text.figures.makers import FIRM, is_sold_by
from foedus.text.figures.names import NAMES, PERSONS
from foedus.text.figures.wars import UPHEAVAL
from foedus.text.figures.weapons import follows_aid
from foedus.text.match import Mention
from foedus.text.particles import grammar, words_before
from foedus.text.sentences import Sentence

BALLOTS = ("vote", "abstention")
CAST = (*BALLOTS, "country", "member")  # what is counted of a vote


def untold(at: Context, amount: Amount, index: int) -> str | None:
    """Return whose a number is that names nobody: the alliance's, a firm's country, whose the one before was."""
    sentence, last = at.scan.sentences[index], at.told.last
    if amount.quantity.unit == "member":
        return at.table.alliance
    others = at.scan.index.within(sentence.start, sentence.end, *NAMES, *PERSONS, FIRM)
    alone = {m.start for m in others} <= places(at, others)
    if amount.quantity.unit in BALLOTS and not others and (house := _of_house(at, index)):
        return house
    near = last is not None and index - last[2] <= 1 and _alike(last[0].kind, amount.kind)
    near = near or follows_aid(at, amount)
    if last is not None and alone and (near or (_is_unnamed_sum(amount) and not others)):
        return last[1].subject or _of_force(at, index)
    if alone and amount.kind == "count" and _are_forces(at, amount) and _is_allied_ground(at, others, index):
        return at.table.alliance  # "250 aircraft take part in Germany", and nobody is told
    if at_war := _of_war(at, amount, sentence):
        return at_war
    firms = others or at.scan.index.within(at.before(index), sentence.start, *NAMES, *PERSONS, FIRM)
    return _of_force(at, index) or _of_firm(at, firms) or _of_city(at, amount, index)


def told_otherwise(at: Context, amount: Amount, index: int) -> str | None:
    """Return whose a number is that another only counts otherwise: "Kyiv says 10,000 fell; NATO puts it at 7,000".

    The name between the two numbers is that of who counts, and has what is counted no more than the first who said so.
    """
    last = at.told.last
    if last is None or last[2] != index or amount.kind not in ("count", "bare"):
        return None
    if amount.kind == "count" and amount.quantity.unit != last[0].quantity.unit:
        return None
    if "recounts" not in at.cued(index):
        return None
    told = at.cues(last[0].end, amount.start, "recounts")
    if not told or at.names(told[-1].end, amount.start):
        return None
    return last[1].subject


def _of_force(at: Context, index: int) -> str | None:
    """Return the alliance where a sentence tells of what it alone has: "the response force", "the new headquarters"."""
    sentence = at.scan.sentences[index]
    if at.cues(sentence.start, sentence.end, "allied-force") and at.topic.may_mean_alliance(index):
        return at.table.alliance
    house = at.cues(sentence.start, sentence.end, "allied-house")
    return at.table.alliance if house and at.topic.names_alliance_by(index) else None


def _of_war(at: Context, amount: Amount, sentence: Sentence) -> str | None:
    """Return whose people a war has killed that names nobody, in a report on whom aid is for: "the war has cost …"."""
    dead = amount.quantity.unit in (*at.table.heads, "death") and at.topic.names_beneficiary_by(sentence.end)
    if not dead or UPHEAVAL not in at.cued_at(sentence) or at.names(sentence.start, sentence.end):
        return None
    return at.table.beneficiary if at.cues(sentence.start, sentence.end, "gone", "casualties") else None


def _of_house(at: Context, index: int) -> str | None:
    """Return the country of the one parliament or government of the sentence before: it is the one that voted."""
    before = at.before(index), at.scan.sentences[index].start
    named = {str(m.value) for m in at.scan.index.within(*before, "capital", "country")}
    return named.pop() if len(named) == 1 else None


def _of_firm(at: Context, others: list[Mention]) -> str | None:
    """Return the country of the one firm that a sentence names: "Rheinmetall expects sales of 50 billion"."""
    firms = [m for m in others if m.kind == FIRM and not is_sold_by(at, m)]
    homes = {at.table.firms.get(str(m.value)) for m in firms} - {None}
    return homes.pop() if len(homes) == 1 else None


def is_cast(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether votes or countries are counted where all the world votes: "141 countries voted in New York"."""
    if amount.quantity.unit not in CAST:
        return False
    sentence = at.scan.sentences[index]
    small = grammar(at.scan.language.code)
    low, high = at.clause(amount.start, amount.end, sentence)
    if amount.quantity.unit == "country" and at.cues(amount.end, high, "casts-vote"):
        return True  # "128 states voted against it, 35 abstained", wherever that was
    for name in at.names(low, amount.start):
        led = words_before(at.scan.text, name.start)[-1:]
        if name.kind in ("country", "capital") and not (led and small.leads_away(led[0])):
            return False  # "Canada lost with 108 votes", not "the resolution on Ukraine passed with 141"
    if at.cues(sentence.start, sentence.end, "chamber"):
        return False  # "the Senate backed it by 70 votes"
    return bool(at.cues(at.before(index), sentence.end, "un-votes"))


def is_of_world(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether countries of no group are counted that meet or act for whom aid is: "some fifty met in Ramstein"."""
    sentence = at.scan.sentences[index]
    if amount.quantity.unit != "country" or amount.rule.endswith("out-of") or is_of_other_group(at, amount):
        return False
    if at.scan.index.within(sentence.start, sentence.end, "group"):
        return False
    return is_for_beneficiary(at, index)


def is_for_beneficiary(at: Context, index: int) -> bool:
    """Tell whether a sentence or the one before names whom aid is for, or the circle of those who give it."""
    span = at.before(index), at.scan.sentences[index].end
    return at.has(span, ("for-partner",)) or any(m.value == at.table.beneficiary for m in at.names(*span))


def _of_city(at: Context, amount: Amount, index: int) -> str | None:
    """Return the country of the cities of a sentence that tells who came to harm: "a strike on Odesa killed four"."""
    sentence = at.scan.sentences[index]
    if amount.quantity.unit not in at.table.heads or not at.cues(sentence.start, sentence.end, "gone"):
        return None
    homes = {m.value.get("country") for m in at.scan.index.within(sentence.start, sentence.end, "city")} - {
        None
    }
    return str(homes.pop()) if len(homes) == 1 else None


def _alike(kind: str, other: str) -> bool:
    """Tell whether two kinds of numbers may go on with each other: things are counted as people are."""
    return kind == other or {kind, other} == {"count", "thing"}


def _is_unnamed_sum(amount: Amount) -> bool:
    """Tell whether a sum names no currency, so that it goes on with those told before: "of the 413 billion"."""
    return amount.kind == "money" and amount.rule.endswith("bare.scale")


def _is_allied_ground(at: Context, named: list[Mention], index: int) -> bool:
    """Tell whether all places named belong to members, so that forces there may be the alliance's."""
    day = at.today or dt.date.max
    within = all(at.table.is_allied(str(m.value), day) for m in named)
    return at.topic.may_mean_alliance(index) or (within and bool(named))


def _are_forces(at: Context, amount: Amount) -> bool:
    """Tell whether soldiers or units of an army are counted."""
    soldiers = amount.quantity.unit == "person" and at.cues(amount.start, amount.end, "soldiers")
    return bool(soldiers) or amount.quantity.unit in at.table.forces
