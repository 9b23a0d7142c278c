"""A number that no series measures in, toward whom it is out: who is given it, where it goes, with whom it is dealt.

The other party of what happens is named once, in one of a few places: as who is given something, wherever that stands;
behind the number, led by a preposition; ahead of it so, in the same clause; as a pronoun or "there"; or not again,
where a list goes on ("Berlin sends Kyiv 14 tanks, London 14, Washington 31").
"""

from __future__ import annotations

import datetime as dt

from foedus import alliances
from foedus.text.amounts.amount import MEMBERS, Amount
from foedus.text.figures.components import is_part
from foedus.text.figures.context import BREAKS, NEAR, TIGHT, Context
from foedus.text.figures.goals import is_times
from foedus.text.figures.names import NAMES, PERSONS
from foedus.text.figures.owners import BALLOTS, CAST, is_of_world
from foedus.text.figures.posted import PERSON
from foedus.text.figures.recipients import ACTING, is_bare, is_recipient
from foedus.text.figures.set_against import spender_of
from foedus.text.figures.weapons import is_given_on
from foedus.text.figures.weights import are_acted_on
from foedus.text.match import Mention
from foedus.text.particles import ARTICLE, WORD, grammar
from foedus.text.sentences import Sentence
from foedus.text.speech.people import home

LINKS = ("to", "in", "out-of", "agent")  # kinds of words that lead up to where something goes
LED = 8  # characters in which such a word leads up to a name
PAID = ("money", "percent", "fraction")
TIMES = ("multiple", "fraction")
THINGS = ("count", "thing", "bare", "bare-scale")
FEW = 2  # words between two names of a list, or from "of" to whose a whole is: "of what", "du total"


def counterpart(at: Context, amount: Amount, who: str | None, sentence: Sentence, index: int) -> str | None:
    """Return whom a number is toward, None where the text tells nobody but `who`.

    The alliance is it only where nobody else is: "2,000 soldiers serve in the NATO brigade in Latvia".
    """
    if is_times(at, amount, index):
        return None  # "twice the goal that America had set"
    low, high = at.clause(amount.start, amount.end, sentence)
    others = [
        (m, its) for m in at.scan.index.within(low, high, *ACTING) if (its := _whom(at, m)) not in (None, who)
    ]
    if amount.kind == "multiple" and (spoken := _speaker_beside(at, amount, who, high)):
        return spoken
    first = max(low, at.previous_amount(amount))
    given = [its for m, its in others if is_recipient(at, m)]
    ahead = [its for m, its in others if first <= m.start < amount.start and _is_toward(at, amount, m)]
    paid = bool(ahead) and amount.kind == "money"  # "ordered tanks from X for 4 billion and guns from Y"
    behind = [
        its
        for m, its in others
        if m.start >= amount.end
        and _is_toward(at, amount, m)
        and not (paid and at.scan.index.within(amount.end, m.start, "and"))
    ]
    if amount.kind in TIMES:  # "has given Ukraine 17 billion, three times as much as France"
        given, behind = behind, _compared(at, amount, who, index) or given
    for found in (given, behind, ahead[::-1]):
        if found:
            return next((its for its in found if its != at.table.alliance), found[0])
    return (
        _at_mission(at, amount, who, low, high)
        or _whose(at, amount, who, first)
        or _pointed_at(at, amount, who, sentence, index)
        or _gone_on(at, amount, who, index)
        or _voted_on(at, amount, who, sentence)
        or _in_town(at, amount, who, low, high)
        or _paid_into(at, amount, who, sentence)
        or (at.table.beneficiary if is_given_on(at, amount, who, sentence) else None)
        or (at.table.beneficiary if is_of_world(at, amount, index) else None)
    )


def _whom(at: Context, mention: Mention) -> str | None:
    """Return whom a name or a person stands for."""
    if mention.kind in PERSONS:
        return home(mention, at.today or dt.date.max)
    return str(mention.value)


def _is_toward(at: Context, amount: Amount, mention: Mention) -> bool:
    """Tell whether a preposition leads up to a name, or a number of times compares another with it."""
    if mention.kind in PERSONS or at.speaks.is_source(mention.start):
        return False
    at_war = (at.table.beneficiary, at.table.aggressor)
    if amount.quantity.unit in MEMBERS and mention.kind == "capital" and mention.value not in at_war:
        return False  # "the 32 allies meet in London"
    behind = mention.start >= amount.end
    if behind and amount.kind == "multiple" and mention.start - amount.end <= NEAR:
        return True
    if behind and amount.kind == "percent" and spender_of(at, amount) == mention.value:
        return True
    if behind and amount.kind == "fraction" and _is_of_theirs(at, amount, mention):
        return True
    low = max(amount.end if behind else 0, mention.start - LED)
    if at.led(at.scan.index.within(low, mention.start, *LINKS), mention.start):
        return True
    low = max(amount.end if behind else 0, mention.start - NEAR // 2)
    if at.led(at.cues(low, mention.start, "towards", "counterpart"), mention.start):
        return True
    if behind and amount.kind == "fraction" and at.cues(amount.end, mention.start, "of-total"):
        return True  # "less than half of the Chinese total"
    air = at.cues(low, mention.end + TIGHT, "airspace")
    return any(at.joined(m.end, mention.start) or at.joined(mention.end, m.start) for m in air)


def _is_of_theirs(at: Context, amount: Amount, mention: Mention) -> bool:
    """Tell whether a part is of what a name has: "a fifth of what China spent", "la moitié du total chinois"."""
    led = at.scan.index.within(amount.end, amount.end + 2, "of", "out-of")
    if not led or mention.start - led[-1].end > NEAR:
        return False
    small = grammar(at.scan.language.code)
    words = WORD.findall(at.scan.text[led[-1].end : mention.start].lower())
    return len(words) <= FEW and not any(small.has("prepositions", w) for w in words)


def _speaker_beside(at: Context, amount: Amount, who: str | None, high: int) -> str | None:
    """Return who speaks, where a multiple is of what is theirs: "makes four times as much as we do"."""
    if not at.cues(amount.end, min(high, amount.end + NEAR), "than-ours"):
        return None
    spoken = at.speaks.country(amount.start, amount.end)
    return spoken if spoken != who else None


def _compared(at: Context, amount: Amount, who: str | None, index: int) -> list[str]:
    """Return whose number a multiple is of that names nobody: "fires 2,000 a day, the Russians five times more"."""
    last, (rival, told) = at.told.last, at.told.rival
    if last is None or last[2] != index:
        return []
    whose = rival if told == index else None  # "Japan spent 55 billion and China 314, five times as much"
    if amount.kind == "multiple" and last[1].subject != who:
        whose = last[1].subject
    elif amount.kind == "fraction" and at.scan.text[last[0].end : amount.start] != ", ":
        whose = None
    return [whose] if whose not in (None, who) else []


def _at_mission(at: Context, amount: Amount, who: str | None, low: int, high: int) -> str | None:
    """Return where the mission is of which a clause tells: "the training mission in Iraq will number 4,000"."""
    told, known = at.scan.index.within(low, high, "mission"), alliances.missions()
    homes = (known[str(m.value)].country for m in told if not amount.start <= m.start < amount.end)
    return next((home for home in homes if home not in (None, who)), None)


def _voted_on(at: Context, amount: Amount, who: str | None, sentence: Sentence) -> str | None:
    """Return of whom a vote is that names one alone beside those who cast it: "141 states deplored Russia's war"."""
    if amount.quantity.unit not in CAST or (who != at.table.total and amount.quantity.unit not in BALLOTS):
        return None
    told = {str(m.value) for m in at.scan.index.within(sentence.start, sentence.end, *NAMES)}
    told -= {who, at.table.total}
    return told.pop() if len(told) == 1 else None


def _in_town(at: Context, amount: Amount, who: str | None, low: int, high: int) -> str | None:
    """Return the country of the town to which soldiers go, or where they are: "the 700 stationed at Ādaži"."""
    if amount.quantity.unit != PERSON or not at.cues(amount.start, amount.end, "soldiers"):
        return None
    for town in at.scan.index.within(low, high, "city"):
        if at.led(at.scan.index.within(max(low, town.start - LED), town.start, *LINKS), town.start):
            return str(town.value["country"]) if town.value["country"] != who else None
    return None


def _paid_into(at: Context, amount: Amount, who: str | None, sentence: Sentence) -> str | None:
    """Return the alliance where a sentence tells what one of its members pays into its common budget."""
    if amount.kind not in PAID or "common-budget" not in at.cued_at(sentence):
        return None
    return at.table.alliance if who in alliances.countries() else None


def _whose(at: Context, amount: Amount, who: str | None, low: int) -> str | None:
    """Return whose things are counted to which another does something, or where they stand whose they are.

    "Trains 5,000 Ukrainian soldiers", "shot down 12 Russian drones", but "Poland hosts 10,000 American soldiers".
    """
    told = at.scan.index.within(amount.start, amount.end + TIGHT, "demonym", "people")
    own = [m for m in told if m.start < amount.end or at.leads(amount.end, m.start, 1)]
    if not own:
        return None
    if own[0].value == who:
        hosts = [str(m.value) for m in at.names(low, amount.start) if is_bare(at, m) and m.value != who]
        return hosts[-1] if hosts else None
    taught = amount.quantity.unit in at.table.heads and own[0].value == at.table.beneficiary
    return str(own[0].value) if taught or are_acted_on(at, amount) else None


def _pointed_at(at: Context, amount: Amount, who: str | None, sentence: Sentence, index: int) -> str | None:
    """Return for whom a pronoun or "there" stands: the one other party told in this sentence or the one before."""
    low, high = at.clause(amount.start, amount.end, sentence, BREAKS)
    if at.cued_at(sentence).isdisjoint(("given-them", "there")) or not at.cues(
        low, high, "given-them", "there"
    ):
        return None
    told = [_whom(at, m) for m in at.scan.index.within(at.before(index), amount.start, *ACTING)]
    others = {its for its in told if its in alliances.countries()} - {who}
    if at.table.beneficiary in others:
        return at.table.beneficiary
    return others.pop() if len(others) == 1 else None


def _gone_on(at: Context, amount: Amount, who: str | None, index: int) -> str | None:
    """Return whom the number before was toward, where this one is a part of it or the next of its list."""
    last = at.told.last
    if last is None or last[1].partner in (None, who) or index - last[2] > 1:
        return None
    if last[2] == index:
        return last[1].partner if is_part(at, amount, index) or _is_next(at, last[0], amount) else None
    alike = amount.kind in THINGS and amount.quantity.unit == last[0].quantity.unit
    cut = at.scan.sentences[index]
    return last[1].partner if alike and not at.names(cut.start, cut.end) else None


def _is_next(at: Context, before: Amount, amount: Amount) -> bool:
    """Tell whether nothing but names and a word or two stands between two numbers of things."""
    if not {before.kind, amount.kind} <= {*THINGS}:
        return before.kind == amount.kind == "money" and amount.start - before.end <= ARTICLE
    gap = list(at.scan.text[before.end : amount.start])
    for name in at.scan.index.within(before.end, amount.start, *ACTING):
        gap[name.start - before.end : name.end - before.end] = " " * (name.end - name.start)
    text = "".join(gap)
    return not set(text) & set(".;:()") and len(text.split()) <= FEW + text.count(" ,")
