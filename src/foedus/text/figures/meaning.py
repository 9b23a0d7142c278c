"""What a number measures: the first sense whose number fits and whose cues stand where they must."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec

from foedus.model import Count, Derivation, Quantity
from foedus.text.amounts.amount import Amount
from foedus.text.figures.asked import is_difference, names_goal, stands
from foedus.text.figures.bystanders import leads_to
from foedus.text.figures.context import AFTER, BREAKS, NAMES, NEAR, PERSONS, TIGHT, Context
from foedus.text.figures.counts import counts
from foedus.text.figures.cuewords import TURNS
from foedus.text.figures.ellipses import part_of_things
from foedus.text.figures.means import per
from foedus.text.figures.scopes import AHEAD, Scopes
from foedus.text.particles import grammar, words_before
from foedus.text.senses import Sense, needs
from foedus.text.sentences import Sentence
from foedus.text.speech.people import home
from foedus.text.times.moment import Time

REACH = 72  # characters behind a sum within which it may say over how many years it goes
_TURNED = ("growth", "change", "excess", "gap")  # derivations of what differs by a number
_ADDING = ("excess", "change")  # derivations of what is added
MORE = "growth-more"  # how the senses begin that nothing but "more" tells
WHOLE_SENTENCE = ("share-of-gdp", "share-of-gdp-implied")  # senses that any cue of the sentence will do for
PERSON = "person"
DEVELOPMENT = "development"
# Senses of a sum of which nothing but its verb, or what was told before, says that it is spent on defence.
LOOSE_SPENDING = ("spending-of-member", "spending-of-country", "spending-context", "spending-counted")
SUMS = ("money", "bare", "bare-scale")
TOUCHING = 6  # characters between a number and its noun: "18 % de hausse"


def meant(at: Context, amount: Amount, index: int) -> Sense | None:
    """Return the first sense whose number and words fit."""
    tried = at.possible(amount.kind, index)
    if not tried:
        return None
    fitting = [sense for sense in tried if _fits(sense, at, amount)]
    if any(sense.reached or not sense.level for sense in fitting):
        goes = _goes(at, amount, index) or _comes(at, amount)
        fitting = [sense for sense in fitting if (sense.level if goes else not sense.reached)]
    if not fitting:
        return None
    if amount.kind == "percent" and (
        _is_known_line(at, amount) or _is_target(at, amount) or _is_where_one_stands(at, amount, index)
    ):
        fitting = [sense for sense in fitting if sense.kind != "growth"]
    differs = amount.kind == "percent" and is_difference(at, (amount.end, amount.end), index)
    if differs or (amount.kind in ("percent", "fraction") and _is_by_how_much(at, amount)):
        fitting = [sense for sense in fitting if sense.kind in _TURNED or not sense.measure]
    if amount.kind == "point" and not _is_of_which(at, amount, index):
        fitting = [sense for sense in fitting if sense.name not in WHOLE_SENTENCE]
    spans = Scopes(at, amount, index)
    for sense in fitting:
        if _stands(at, sense, amount, index, spans):
            return sense
    return None


def _is_of_which(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether points are a part of a share told before: "5 % of GDP, of which 3.5 points"."""
    low = max(at.scan.sentences[index].start, at.previous_amount(amount))
    return bool(at.cues(low, amount.start, "of-which"))


def _goes(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a number is where something goes or stands, not by how much it grows: "to 2 %", "reaching 2 %"."""
    if at.led(at.cues(max(0, amount.start - TOUCHING), amount.start, "onto"), amount.start, 1):
        return True  # German: "auf drei Prozent erhöhen"
    if amount.kind == "percent" and at.cues(amount.end, amount.end + 2, *TURNS):
        return False  # "amounted to a 6 percent rise"
    led = at.cues(max(0, amount.start - AHEAD), amount.start, "arrives")
    heights = at.scan.index.within(max(0, amount.start - AHEAD), amount.start, "record")
    starts = [amount.start, *(m.start for m in heights if at.joined(m.end, amount.start))]
    if any(at.joined(m.end, start) for m in led for start in starts):  # "reaching a record 2.7 trillion"
        low = at.clause(amount.start, amount.end, at.scan.sentences[index], BREAKS + ",")[0]
        earlier = at.previous_amount(amount)
        grown = at.cues(max(low, earlier), led[-1].start, "growth", "decline")
        if amount.kind == "money" and grown and at.scan.index.within(grown[-1].end, led[-1].start, "and"):
            return True  # "rose again and reached 2.4 trillion"
        # "rose by 7 % to reach 314 billion", but "the rise reached 314 million"
        return not grown or (amount.kind == "money" and earlier > at.scan.sentences[index].start)
    if at.scan.index.within(max(0, amount.start - 5), amount.start + 1, "to", "at"):
        return True  # a hedge of it may begin so: French "à quelque 86 milliards"
    if amount.kind == "money" and _is_where_to(at, amount, index):
        return True
    final = amount.kind == "percent" and at.cues(amount.end, amount.end + 2, "arrives")
    apart = at.scan.index.within(max(0, amount.start - AHEAD), amount.start, "and") if final else ()
    low = apart[-1].end if apart else max(0, amount.start - AHEAD)
    if final and not at.cues(low, amount.start, *TURNS):
        return True  # German: "will 2031 zwei Prozent erreichen", but "das Plus werde 4,3 Prozent betragen"
    if amount.kind == "money" and (_is_set_against(at, amount, index) or _is_of_a_height(at, amount)):
        return True
    if amount.kind in (*SUMS, "count") and _is_where_from(at, amount, index):
        return True
    # "from its level of 2.3 to 2.5 %": where it comes from neither
    path = amount.rule.endswith(".from")
    return path and bool(at.scan.index.within(max(0, amount.start - NEAR), amount.start, "from"))


def _is_where_to(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a verb of growth leads up to a sum with its "to": "rose to a staggering 2.4 trillion".

    "… to 3 billion a year more" is a pace, and by how much something grows.
    """
    low = max(at.previous_amount(amount), at.scan.sentences[index].start, amount.start - AHEAD - TIGHT)
    turns = at.cues(low, amount.start, *TURNS)
    if not turns:
        return False
    ends = {turns[-1].end, *(t.end for t in at.times_in(turns[-1].end, amount.start))}  # "rose in 2023 to …"
    links = at.scan.index.within(turns[-1].end, amount.end, "to")
    led = [m for m in links if any(0 <= m.start - end <= 2 for end in ends)]
    if not led or not at.leads(led[0].end, max(amount.start, led[0].end), AHEAD):
        return False
    if at.names(led[0].end, amount.start):
        return False
    return not at.cues(amount.start, amount.end + NEAR, "per-year", "per-month")


def _is_where_from(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a sum or a head count is where a rise begins: "from 5.7 billion today to 10.5", "from 4.4 to 5".

    A language with one word for "of" and "from" tells them apart by the time behind the sum, or by its missing unit.
    """
    led = at.scan.index.within(max(0, amount.start - TIGHT), amount.start, "from", "of", "out-of")
    if not any(at.joined(m.end, amount.start) for m in led):
        return False
    later = [a for a in at.neighbours(amount, at.scan.sentences[index]) if a.start >= amount.end]
    to = at.scan.index.within(amount.end, later[0].start, "to") if later and later[0].kind in SUMS else ()
    if not to or not at.joined(to[-1].end, later[0].start):
        return False
    dated = any(t.end <= to[-1].start for t in at.times_in(amount.end, to[-1].start))
    written = at.scan.text[amount.start : amount.end]
    whole = amount.kind == "count" or all(c.isdigit() or c in ".,'" for c in written)
    return dated or (to[-1].start - amount.end <= 1 and whole)


def _comes(at: Context, amount: Amount) -> bool:
    """Tell whether a number is where something comes from: "from its level of 2.3 %"."""
    led = at.cues(max(0, amount.start - TIGHT), amount.start, "from-level")
    return at.led(led, amount.start, 1)


def _is_of_a_height(at: Context, amount: Amount) -> bool:
    """Tell whether a sum is the height that something goes to: "to rise to a record of 71 billion", "to the sum of"."""
    links = at.scan.index.within(max(0, amount.start - TIGHT // 2), amount.start, "of", "out-of")
    if not links or not at.leads(links[-1].end, amount.start):
        return False
    low = max(at.previous_amount(amount), amount.start - AHEAD)
    heights = (
        *at.scan.index.within(low, links[-1].start, "record"),
        *at.cues(low, links[-1].start, "sum-word"),
    )
    for height in heights:
        led = at.scan.index.within(low, height.start, "to", "at")
        if led and at.leads(height.end, links[-1].start, TIGHT) and height.start - led[-1].end <= TIGHT:
            return True
    return False


def _is_set_against(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether two levels stand side by side: "3.9 billion in 2016, against 3.8 in 2015, a slight rise"."""
    sentence = at.scan.sentences[index]
    for other in at.neighbours(amount, sentence):
        first, second = sorted((amount, other), key=lambda a: a.start)
        if other.kind == "money" and at.cues(first.end, second.start, "contrast"):
            low = at.clause(first.start, first.end, sentence, BREAKS + ",")[0]
            return not at.cues(low, first.start, "growth", "decline", "additional")
    return False


def _is_where_one_stands(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a percentage is where somebody stands: "Belgium is at about 0.9 %", not "growth stands at 5 %"."""
    start = at.scan.sentences[index].start
    low = max(at.previous_amount(amount), start, amount.start - AHEAD)
    led = at.cues(low, amount.start, "stands-at")
    parts = at.cues(max(amount.start - AHEAD - NEAR, start), amount.start, "part")
    was = at.cues(parts[-1].end, amount.start, "being") if parts else []
    if was and at.leads(was[-1].end, amount.start) and not at.cues(parts[-1].end, amount.start, *TURNS):
        return True  # "when the share of the United States was 35 %"
    return (
        bool(led)
        and not at.cues(start, amount.start, *TURNS)
        and "," not in at.scan.text[led[-1].end : amount.start]
    )


def _is_known_line(at: Context, amount: Amount) -> bool:
    """Tell whether a percentage is one that everybody knows: "to raise it towards the 2 %", no growth by so much."""
    if any(amount.end <= m.start for m in at.cues(amount.end, amount.end + 3, "threshold")):
        return True  # "to meet the existing two per cent target"
    words, small = words_before(at.scan.text, amount.start), grammar(at.scan.language.code)
    if len(words) > 1 and small.has("standing", words[-1]):
        words = words[:-1]  # "from the current 2.3 %"
    if not words or not small.has("definite", words[-1]):
        return False
    loose = len(words) > 1 and grammar(at.scan.language.code).has("around", words[-2])  # "um die 18 Prozent"
    return not loose and not at.cues(amount.end, amount.end + TOUCHING, "growth", "decline")


def _is_target(at: Context, amount: Amount) -> bool:
    """Tell whether a percentage is told as a target: "reaffirms the goal of 5 %", no growth by so much."""
    if at.cues(amount.end, amount.end + 2, "as-goal"):
        return True
    named = at.cues(max(0, amount.start - TIGHT), amount.start, "threshold")
    if named and at.leads(named[-1].end, amount.start):
        return True
    links = at.scan.index.within(named[-1].end, amount.start, "of", "to", "at") if named else []
    return (
        bool(links) and at.leads(named[-1].end, links[0].start, 1) and at.leads(links[-1].end, amount.start)
    )


def _is_by_how_much(at: Context, amount: Amount) -> bool:
    """Tell whether a number says by how much two things differ: no share is told so, "imports rose by 94 %"."""
    led = at.cues(max(0, amount.start - TIGHT // 2), amount.start, "by-how-much")
    return bool(led) and at.leads(led[-1].end, amount.start)


def _fits(sense: Sense, at: Context, amount: Amount) -> bool:
    """Tell whether a number has the size, the unit and the form of a sense."""
    value = amount.quantity.high or amount.quantity.low or Decimal(0)
    if (sense.least is not None and value < sense.least) or (sense.most is not None and value > sense.most):
        return False
    if sense.below is not None and value >= sense.below:
        return False
    if sense.unit and amount.quantity.unit not in (sense.unit, None):
        return False
    if sense.verb and not amount.rule.endswith((".verb", ".by")):
        return False
    return not sense.signed or _is_signed(at, amount)


def _is_signed(at: Context, amount: Amount) -> bool:
    """Tell whether a number is written with its sign."""
    beside = at.scan.text[max(0, amount.start - 1) : amount.start + 1]
    return amount.rule.endswith(".signed") or "+" in beside


def _stands(at: Context, sense: Sense, amount: Amount, index: int, spans: Scopes) -> bool:
    """Tell whether the cues that a sense needs stand where they must, and none that it lacks."""
    sentence = at.scan.sentences[index]
    for scope, cues in needs(sense.name):
        if not stands(at, spans[scope], cues, index):
            return False
    asks = (sense.kind in _ADDING and not sense.long) or sense.name.startswith(MORE)
    adds = asks and any("additional" in cues for _, cues in needs(sense.name))
    if adds and _is_only_hedged(at, amount, spans["near"]):
        return False
    if sense.name == "growth-more" and _is_anothers_more(at, amount, spans["near"]):
        return False
    barred = (("own", sense.lacks), ("part", sense.bars), ("sentence", sense.absent))
    if any(stands(at, spans[scope], cues, index) for scope, cues in barred if cues):
        return False
    long = "years-long" in (*sense.bars, *sense.absent) and _is_over_years(at, amount, index)
    if long and per(at, amount, sentence) is None:  # a mean over years is told of each
        return False
    if (sense.counts and not counts(at, amount, sentence, index)) or (
        sense.long and not _is_long(at, amount, sentence, index)
    ):
        return False
    if sense.kind == "share" and _is_change(at, amount):
        return False
    if sense.name == "overtaken-by" and not _is_by_how_much(at, amount):
        return False
    if sense.name == DEVELOPMENT and not _is_of_development(at, amount, sentence):
        return False
    if sense.unit == PERSON and (_is_abroad(at, amount) or part_of_things(at, amount, index)):
        return False
    if sense.measure == "aid" and (
        _is_for_another(at, at.table.beneficiary, amount, spans["own"])
        or _opens_with_another(at, at.table.beneficiary, amount, spans["own"])
    ):
        return False
    if sense.measure == "expenditure" and _is_given_beside(at, amount, sentence, spans["own"]):
        return False
    if sense.name in LOOSE_SPENDING and _is_for_a_thing(at, amount, sentence):
        return False
    if sense.measure == "share-of-gdp" and _is_of_aid(at, amount, sentence):
        return False
    return sense.partner is None or _is_named(at, sense.partner, index)


def _is_of_development(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a share is one of development aid: "cut overseas aid (ODA) from 0.5 % of GNI to 0.3 %"."""
    told = at.cues(sentence.start, amount.start, "development")
    if not told or any(m.value == at.table.beneficiary for m in at.names(sentence.start, sentence.end)):
        return False
    return not at.cues(told[-1].end, amount.start, "spending", "spend", "military", "threshold")


def _is_change(at: Context, amount: Amount) -> bool:
    """Tell whether a percentage says right beside it by how much: "7 % growth in", "22 % more than", "rose 6 % to"."""
    if amount.kind != "percent":
        return False
    plain = amount.quantity.comparator in ("=", "~")  # "fell below 60 %" is where it went
    led = at.cues(max(0, amount.start - AHEAD), amount.start, *TURNS) if plain else ()
    behind = at.cues(amount.end, amount.end + 2, *TURNS, "additional", "level-apart")
    return at.led(led, amount.start, 1) or bool(behind)


def _is_over_years(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a sum is told over several years, with no other number between: "12 billion over six years"."""
    sentence = at.scan.sentences[index]
    low, high = at.clause(amount.start, amount.end, sentence)
    rivals = [r for r in at.rivals(amount, sentence) if not at.is_time(r)]
    for time in at.times_in(max(low, amount.start - NEAR), min(high, amount.end + REACH)):
        first, last = (time.end, amount.start) if time.end <= amount.start else (amount.end, time.start)
        if _is_long_time(time) and not any(first <= r.start < last for r in rivals):
            return True
    return False


def _is_long_time(time: Time) -> bool:
    """Tell whether a time spans more than one year of a budget."""
    years = time.first[:4], time.last[:4]
    told = time.role in ("last", "between") and years[0].isdigit() and years[1].isdigit()
    return told and int(years[1]) - int(years[0]) > 1


def _is_named(at: Context, partner: str, index: int) -> bool:
    """Tell whether the other party is named in the paragraph: by name, by one of its people, or by who helps it."""
    if at.about_aid and partner == at.table.beneficiary:
        return True
    span = at.paragraph(index), at.scan.sentences[index].end
    if any(m.value == partner for m in at.scan.index.within(*span, *NAMES)) or at.has(span, ("for-partner",)):
        return True
    day = at.today or dt.date.max
    return any(home(m, day) == partner for m in at.scan.index.within(*span, *PERSONS))


def _is_abroad(at: Context, amount: Amount) -> bool:
    """Tell whether soldiers are counted where they are stationed: "100,000 troops in Europe"."""
    if amount.kind == "percent":
        return False
    ahead = at.names(max(0, amount.start - 2 * NEAR), amount.start)
    hosts = [m for m in ahead if m.kind != "demonym" and leads_to(at, m)]
    if any(m.kind == "demonym" and 0 < host.start - m.end < NEAR for m in ahead for host in hosts):
        return True  # "the number of American troops in Germany to 25,000"
    behind = at.scan.index.within(amount.end, amount.end + TIGHT, "country", "group")
    led = at.scan.index.within(amount.end, amount.end + TIGHT, "in") if behind else ()
    whose = any(m.kind in ("demonym", "country") for m in at.names(max(0, amount.start - AFTER), amount.end))
    return whose and any(at.leads(amount.end, m.start, 1) and at.leads(m.end, behind[0].start) for m in led)


def _is_for_another(at: Context, partner: str, amount: Amount, own: tuple[int, int]) -> bool:
    """Tell whether money says right behind it that it goes elsewhere: "26.4 billion for Israel".

    What stands for a member of the alliance is what that member gives: "17 billion for Germany, 9 for Denmark".
    """
    behind = at.scan.index.within(amount.end, min(own[1], amount.end + AFTER), *NAMES)
    if not behind or behind[0].value == partner or at.table.is_allied(str(behind[0].value)):
        return False
    links = at.scan.index.within(amount.end, behind[0].start, "agent", "to")
    return any(m.value != "by" and at.leads(m.end, behind[0].start) for m in links)


def _opens_with_another(at: Context, partner: str, amount: Amount, own: tuple[int, int]) -> bool:
    """Tell whether a sum goes to another, told ahead of it: "for Singapore, deliveries worth 1 billion"."""
    low = max(own[0], at.previous_amount(amount))
    names = at.names(low, amount.start)
    if not names or names[0].value == partner or at.table.is_allied(str(names[0].value)):
        return False
    first = at.clause(
        amount.start, amount.end, at.scan.sentences[at.sentence_at(amount.start)], BREAKS + ","
    )[0]
    links = at.scan.index.within(max(first, low), names[0].start, "agent", "to")
    return any(m.value != "by" and m.start - first <= 2 and at.leads(m.end, names[0].start) for m in links)


def _is_given_beside(at: Context, amount: Amount, sentence: Sentence, own: tuple[int, int]) -> bool:
    """Tell whether a sum goes to another beside one for whom aid is: "60 billion for Ukraine, 26 for Israel"."""
    if amount.kind != "money" or not names_goal(at, (sentence.start, sentence.end), 0):
        return False
    return _is_for_another(at, at.table.beneficiary, amount, own)


def _is_of_aid(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a report on aid tells a share of aid alone: "France's bilateral aid only 0.2 %"."""
    told = at.about_aid or at.told.aid is not None
    given = told and at.cues(sentence.start, amount.start, "aid-noun")
    return bool(given) and not at.cues(sentence.start, sentence.end, "spending", "own-budget")


def _is_for_a_thing(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a sum says right behind it on what it is spent: "2 billion on fences", and not on an army."""
    links = at.cues(amount.end, amount.end + 2, "spent-on")
    if not links:
        return False
    start, end = links[-1].end, min(links[-1].end + AFTER, at.next_amount(amount), sentence.end)
    ours = ("spending", "military", "force", "troops", "personnel", "arms-noun", "per-year", "per-head")
    return (
        not at.cues(links[0].start, end, *ours)
        and not at.times_in(links[0].start, end)
        and not at.names(start, end)
    )


def _is_only_hedged(at: Context, amount: Amount, near: tuple[int, int]) -> bool:
    """Tell whether only a hedge or a rate speaks of more: "more than 485 billion", "485 billion, 20 % more than"."""
    added = at.cues(*near, "additional")
    beside = at.neighbours(amount, at.scan.sentences[at.sentence_at(amount.start)])
    taken = [(a.start, a.end) for a in (amount, *beside) if a.quantity.comparator in (">", ">=", "<=")]
    if amount.kind == "money":
        taken += [(a.start, a.end + 2) for a in beside if a.kind in ("percent", "fraction")]
    return bool(added) and all(any(start <= m.start < end for start, end in taken) for m in added)


def _is_anothers_more(at: Context, amount: Amount, near: tuple[int, int]) -> bool:
    """Tell whether what is more is only the number behind: "3.5 % for the core and an additional 1.5 %"."""
    others = [a for a in at.amounts_near(near[1]) if a.start > amount.start]
    told = at.cues(*near, "additional")
    return bool(told) and all(any(a.start <= m.start < a.end for a in others) for m in told)


def _is_long(at: Context, amount: Amount, sentence: Sentence, index: int) -> bool:
    """Tell whether an addition is told over years."""
    # "3 % more than the year before" adds nothing to a sum
    rates = [a.end for a in at.amounts_in(sentence) if a.kind in ("percent", "point")]
    times = [t for t in at.times_in(at.before(index), sentence.end) if t.role in ("since", "last")]
    times = [t for t in times if not any(0 <= t.start - end <= TIGHT for end in rates)]
    behind = at.times_in(amount.end, amount.end + TIGHT // 2)
    dated = any(t.role == "at" and t.first[:4] == t.last[:4] for t in behind)
    led = dated and any(t.start < amount.start for t in times)
    if dated and not led and not at.cues(sentence.start, behind[0].end, "additional", "baseline"):
        return False  # "totalled 20 billion in 2024"
    words = at.cues(sentence.start, sentence.end, "cumulative", "additional", "baseline")
    words = [m for m in words if not amount.start <= m.start < amount.end or m.value != "additional"]
    told = {m.value for m in words if not any(m.start - 2 <= end < m.end for end in rates)}
    return bool(times) or len(told) > 1


def with_unit(amount: Amount, derivation: Derivation, measure: str | None) -> Quantity:
    """Return the quantity with the unit that its measure gives to a number that names none of its own."""
    unit = amount.quantity.unit
    if isinstance(derivation, Count) and unit in ("country", None):
        unit = "member"
    elif unit == "point" and measure and measure.endswith("share_of_gdp"):
        unit = "%"
    return msgspec.structs.replace(amount.quantity, unit=unit)
