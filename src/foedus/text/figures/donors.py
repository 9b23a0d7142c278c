"""A sum in; whether and how it goes on with the one before it: the next donor or year, the end of a path."""

from __future__ import annotations

from foedus.model import Figure, Level
from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import BREAKS, NEAR, Context
from foedus.text.figures.cuewords import ARMS
from foedus.text.figures.links import LOOSE
from foedus.text.particles import grammar, words_before
from foedus.text.senses import Sense
from foedus.text.sentences import Sentence
from foedus.text.times.moment import Time

NO_SPENDING = ("aid-noun", "elsewhere", "arms-trade", "industry", "fund", "purchase", "cost", "debt", "dues")
DATED = 3  # characters between a sum and its year
AND = 6  # characters of "and" between two sums
# Words that would give a number a meaning of its own.
OWN = (
    "gdp",
    "spending",
    "military",
    "threshold",
    "elsewhere",
    "growth",
    "decline",
    "other-rate",
    "of-elsewhere",
)


def answers(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a sum is the aid of the next donor: "For its part, America has put in 64 billion"."""
    assert at.told.last is not None
    before, figure, where = at.told.last
    cuts = at.scan.sentences
    # "with 6.6 and 3.6 billion respectively"
    if where == index and before.end < amount.start <= before.end + AND:
        joined = at.scan.index.within(before.end, amount.start, "and")
        return bool(joined) and (figure.measure or "").startswith("aid_")
    aid = (figure.measure or "").startswith("aid_") and isinstance(figure.derivation, Level)
    if not aid or index - where != 1 or cuts[where].paragraph != cuts[index].paragraph:
        return False
    start, end = cuts[index].start, cuts[index].end
    if not at.cues(start, amount.start, "in-turn") or at.has((start, end), (*OWN, "per-of")):
        return False
    donors = [m for m in at.names(start, amount.start) if m.value != at.table.beneficiary]
    return bool(donors) and not at.times_in(start, end)


def is_next_donor(at: Context, start: int, end: int, amount: Amount, before: Figure) -> bool:
    """Tell whether a sum in the same money is what the next donor gave: "Britain has pledged 8 billion"."""
    if before.quantity.unit != amount.quantity.unit or before.partner != at.table.beneficiary:
        return False
    if at.has((start, end), (*NO_SPENDING, "spending", "military", "not-aid", "gdp", "growth", "decline")):
        return False
    donors = at.names(max(start, at.previous_amount(amount)), amount.start)
    if not donors or any(m.value == before.partner for m in donors):
        return False
    told = at.cues(
        donors[-1].end, amount.start, "arrives", "being", "stands-at", "give", "gave", *at.table.stages
    )
    return bool(told) or at.topic.about_aid


def tells_spending(at: Context, sense: Sense | None, before: Figure) -> bool:
    """Tell whether a sum is what an army costs, and the one before it aid: "to compare this figure, its budget …"."""
    spent = sense is not None and sense.measure in at.table.families
    return spent and (before.measure or "").startswith("aid_")


def ends_path(at: Context, amount: Amount, before: Figure) -> bool:
    """Tell whether a level is where a change has led that began in a year told: "since 2015 from 8 to 16 billion"."""
    last = at.told.last
    if last is None or not amount.rule.endswith(".to") or not last[0].rule.endswith(".from"):
        return False
    since = at.times_in(at.scan.sentences[last[2]].start, last[0].start)
    begun = any(t.role == "since" and before.period and t.first[:4] == before.period.text for t in since)
    return begun and isinstance(before.derivation, Level) and (before.measure or "")[:4] != "aid_"


def own_stage(at: Context, amount: Amount, sentence: Sentence) -> str | None:
    """Return the stage of aid that a verb right behind a number tells: "after the 6.1 billion already supplied"."""
    high = min(at.next_amount(amount), sentence.end, amount.end + NEAR // 2)
    told = at.cues(amount.end, high, "give", *at.table.stages)
    if not told:
        return None
    first = next((m for m in told if m.start == told[0].start and m.value != "give"), told[0])
    return "allocated" if first.value == "give" else str(first.value)


def is_over(at: Context, time: Time, sentence: Sentence, amount: Amount) -> bool:
    """Tell whether a year told is over beside what is promised, where nothing says that it, too, was only that."""
    year = time.last[:4]
    over = year.isdigit() and at.today is not None and int(year) < at.today.year
    last = at.told.last
    if not over or last is None or at.speaks.stance(last[0].start, last[0].end) != "pledges":
        return False  # "have pledged 35 billion so far this year, after 50 billion last year"
    own = max(sentence.start, at.previous_amount(amount)), min(sentence.end, at.next_amount(amount))
    return not at.cues(*own, "pledged", "aims")


def is_next_year(at: Context, before: Amount, amount: Amount) -> bool:
    """Tell whether two sums are told of one after the other year: "after 1.7 billion in 2022 and 2.1 in 2023"."""
    gap = before.end, amount.start
    if gap[1] - gap[0] > NEAR or at.names(*gap) or not at.times_in(*gap):
        return False
    return bool(at.scan.index.within(*gap, "and")) and bool(at.times_in(amount.end, amount.end + DATED))


def maker(at: Context, amount: Amount, sentence: Sentence) -> str | None:
    """Return who only made the arms that a sum is worth: "4 billion in American arms have been promised".

    Whoever is named besides, as one who acts, has given what they made.
    """
    if at.cued_at(sentence).isdisjoint(ARMS):
        return None
    high = min(at.next_amount(amount), sentence.end, amount.end + NEAR)
    arms = at.cues(max(sentence.start, amount.start - NEAR), high, *ARMS)
    made = [
        m
        for m in at.scan.index.within(sentence.start, high, "demonym")
        if any(at.joined(a.end, m.start) or at.joined(m.end, a.start) for a in arms)
    ]
    if not made:
        return None
    others = [m for m in at.names(sentence.start, sentence.end) if m.start != made[0].start]
    return None if any(m.value == made[0].value for m in others) else str(made[0].value)


def acting_seat(at: Context, amount: Amount, sentence: Sentence) -> str | None:
    """Return whose the seat of several houses is that stands by a number as if it acted: "Brussels has wired".

    No preposition leads to it, and no one else is named between the two.
    """
    small = grammar(at.scan.language.code)
    high = at.clause(amount.start, amount.end, sentence, BREAKS + ",")[1]
    for city in at.scan.index.within(sentence.start, high, "city"):
        if city.start > amount.start and not at.cues(city.end, city.end + 2, "spend", "outlay"):
            continue  # only "1.2 % that Brussels spent" acts behind a number
        if small.has("seats", at.scan.text[city.start : city.end].lower()):
            led = words_before(at.scan.text, city.start)[-1:]
            acts = not (led and small.has("prepositions", led[0])) and not at.names(city.end, amount.start)
            return str(city.value["country"]) if acts else None
    return None


def comes_from(at: Context, amount: Amount) -> str | None:
    """Return from whom a part of all aid is said to come behind it: "a quarter of Europe's aid comes from Germany"."""
    high = min(at.next_amount(amount), at.sentence(amount.start).end)
    told = at.cues(amount.end, high, "comes-from")
    if told and at.cues(amount.end, told[0].start, "remainder"):
        return None  # "America 34 %, the rest coming from Japan"
    if not told and (source := _source_behind(at, amount)) is not None:
        return source
    named = at.names(told[0].end, at.ahead(told[0].end)) if told else []
    leads = named and at.leads(told[0].end, named[0].start)
    return str(named[0].value) if leads else _owner_alone(at, amount)


def _source_behind(at: Context, amount: Amount) -> str | None:
    """Return who is named right behind a part as its source: "aid has come half from Europe and 41 % from America"."""
    low = at.clause(amount.start, amount.end, at.sentence(amount.start))[0]
    if not at.cues(low, amount.start, "comes-from"):
        return None
    named = at.names(amount.end, amount.end + LOOSE)
    return str(named[0].value) if named and at.leads(amount.end, named[0].start) else None


def _owner_alone(at: Context, amount: Amount) -> str | None:
    """Return whose alone a part is by a possessive behind it that owns nothing else: "and 8 % Germany's"."""
    named = at.names(amount.end, amount.end + 2)
    if not named or named[0].start != amount.end + 1:
        return None
    small = grammar(at.scan.language.code)
    ending = next((e for e in small.possessive if at.scan.text.startswith(e, named[0].end)), "")
    end = named[0].end + len(ending)
    alone = at.scan.text[end : end + 1] in (*".,;:)", "") or at.scan.index.within(end, end + 2, "and")
    return str(named[0].value) if ending and alone else None
