"""A number in, whether its words tell how much more it is, or how much in all over years, out."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.text.amounts.amount import SHARES, SUMS, Amount
from foedus.text.figures.context import NEAR, TIGHT, Context
from foedus.text.figures.cuewords import TURNS
from foedus.text.figures.links import RIGHT_BEHIND, TOUCH, is_bracketed, uncovered
from foedus.text.figures.reaches import is_budget
from foedus.text.figures.scopes import AHEAD
from foedus.text.match import Mention
from foedus.text.particles import ARTICLE
from foedus.text.sentences import Sentence
from foedus.text.times.dates import SINCE
from foedus.text.times.moment import Time

MINUS = "-\u2212\u2013"  # signs of a decline
SIGNS = frozenset(("plus", "minus"))  # cues of a sign in words
CLOSING = ('"', "”", "“", "»")  # signs that close a quotation
SIGN = 8  # characters of a sign in words before its number
TOPS = ("record", "record-never", "rank-most")  # kinds of what stands ahead of since when nothing was higher
WHOSE = ("member", "country")  # nouns that "other" may stand before
MORE = ("additional", "baseline")  # cues of what is spent above a level
REACH = 72  # characters behind a sum within which it may say over how many years it goes


def is_by_how_much(at: Context, amount: Amount) -> bool:
    """Tell whether a number says by how much two things differ: no share is told so, "imports rose by 94 %"."""
    if amount.rule.endswith(".from"):
        return False
    led = at.cues(max(0, amount.start - TIGHT // 2), amount.start, "by-how-much")
    told = (bool(led) and at.leads(led[-1].end, amount.start)) or _is_apposed(at, amount)
    return told or _is_of_quoted(at, amount)


def is_more_than(at: Context, amount: Amount) -> bool:
    """Tell whether a sum is by how much two years differ: "gave 3 billion, 700 million more than in 2023"."""
    within = at.scan.index.within
    more = within(amount.end, amount.end + RIGHT_BEHIND, "than-more", "than-less")
    than = within(more[-1].end, more[-1].end + RIGHT_BEHIND, "than") if more else more
    # "than in 2023" is a time of its own
    return bool(than) and bool(at.times_in(than[-1].start, than[-1].end + ARTICLE))


def _is_of_quoted(at: Context, amount: Amount) -> bool:
    """Tell whether a change that stands in quotation marks leads up to a number: "a “historic rise” of 12 %"."""
    led = at.scan.index.within(max(0, amount.start - ARTICLE), amount.start, "of")
    closed = led[0].start - 2 if led and at.leads(led[0].end, amount.start, 1) else 0
    if at.scan.text[closed : closed + 1] not in CLOSING:
        return False
    turns = at.cues(max(0, closed - AHEAD), closed, *TURNS)
    return bool(turns) and not at.scan.text[turns[-1].end : closed].strip()


def _is_apposed(at: Context, amount: Amount) -> bool:
    """Tell whether "of" behind a comma ties a number to a change before it: "une baisse des achats, de 60 %"."""
    led = at.scan.index.within(max(0, amount.start - ARTICLE), amount.start, "of", "hedge")
    if not led:
        return False
    comma = at.scan.text.rfind(",", max(0, led[0].start - REACH), led[0].start)
    if comma < 0 or at.scan.text[comma + 1 : led[0].start].strip():
        return False
    sentence = at.sentence(amount.start)
    told = [a for a in at.neighbours(amount, sentence) if not at.is_time(a)]
    behind = next((a for a in told if a.start >= amount.end), None)
    if behind is not None and at.scan.index.within(behind.start - ARTICLE, behind.start, "to"):
        return False  # "rises, from 1.2 % in 2018 to 1.4 %"
    low = max([sentence.start, comma - REACH, *(a.end for a in told if a.end <= amount.start)])
    turns = at.cues(low, comma, *TURNS)
    return bool(turns) and at.leads(turns[-1].end, comma, REACH)


def is_grown_by(at: Context, amount: Amount) -> bool:
    """Tell whether a verb of change and a lone "of" lead up to a percentage, as in French: "augmentent de 8 %"."""
    led = at.scan.index.within(max(0, amount.start - ARTICLE), amount.start, "of")
    if amount.kind != "percent" or not led or not at.leads(led[0].end, amount.start, 1):
        return False
    turns = at.cues(max(0, led[0].start - AHEAD), led[0].start, *TURNS)
    to = at.scan.index.within(amount.end, amount.end + 2, "to")
    return not to and at.led(turns, led[0].start, 1)


def is_change(at: Context, amount: Amount) -> bool:
    """Tell whether a percentage says right beside it by how much: "7 % growth in", "22 % more than", "rose 6 % to"."""
    if amount.kind != "percent":
        return False
    plain = amount.quantity.comparator in ("=", "~")  # "fell below 60 %" is where it went
    led = at.cues(max(0, amount.start - AHEAD), amount.start, *TURNS) if plain else ()
    behind = at.cues(amount.end, amount.end + 2, *TURNS, "additional", "level-apart")
    turned = at.led(led, amount.start, 1) and not _is_of_spending(at, amount)
    return turned or bool(behind) or _is_listed_change(at, amount)


def _is_of_spending(at: Context, amount: Amount) -> bool:
    """Tell whether a percentage is a part of what one spends, whatever its verb: "sank 27 % of its defence budget"."""
    led = at.scan.index.within(amount.end, amount.end + RIGHT_BEHIND, "of", "out-of")
    spent = at.cues(led[0].end, led[0].end + NEAR, "spending", "own-budget") if led else []
    return bool(spent) and at.leads(led[0].end, spent[0].start, TIGHT)


def _is_listed_change(at: Context, amount: Amount) -> bool:
    """Tell whether a list of numbers in brackets ends in a verb of change: "India's (12 %) and Iraq's (39 %) grew"."""
    if not is_bracketed(at.scan.text, amount.start):
        return False
    sentence = at.sentence(amount.start)
    last = [a for a in (amount, *at.neighbours(amount, sentence)) if is_bracketed(at.scan.text, a.start)]
    closed = at.scan.text.find(")", max(a.end for a in last), sentence.end) + 1
    turns = at.cues(closed, min(closed + AHEAD, sentence.end), *TURNS) if closed else []
    return bool(turns) and at.leads(closed, turns[0].start, AHEAD)


def signed(at: Context, amount: Amount, index: int) -> Amount:
    """Return a percentage with the sign that is written before it in words: "America (plus 1.7 percent)".

    Not behind another percentage, to which it is added: "3.5 percent (plus 1.5 percent for infrastructure)".
    """
    if amount.kind != "percent" or SIGNS.isdisjoint(at.cued(index)):
        return amount
    led = at.cues(max(0, amount.start - SIGN), amount.start, *SIGNS)
    if not at.led(led, amount.start, 1):
        return amount
    start, last = led[-1].start, at.told.last
    opened = at.scan.text[max(0, start - 2) : start].rstrip()[-1:] in ("(", ",", "–")
    after = last is not None and last[0].kind == "percent" and last[2] == index
    beside = after and any(start - m.end <= 2 for m in at.names(start - TIGHT, start))
    if not opened or (after and not beside):
        return amount
    return amount._replace(start=start, rule=f"{amount.rule}.signed")


def is_minus(at: Context, amount: Amount) -> bool:
    """Tell whether a percentage has the sign of a decline, in words or not."""
    if not amount.rule.endswith(".signed"):
        return False
    return at.scan.text[amount.start] in MINUS or bool(at.cues(amount.start, amount.start + 1, "minus"))


def is_only_hedged(at: Context, amount: Amount, near: tuple[int, int]) -> bool:
    """Tell whether only a hedge or a rate speaks of more: "more than 485 billion", "485 billion, 20 % more than".

    Or a verb of spending, whose own sum no preposition leads: German "gibt mit 968 Milliarden mehr aus".
    """
    added = at.cues(*near, "additional")
    if amount.kind == "money" and _is_how(at, amount, near[0]):
        return True
    beside = at.neighbours(amount, at.sentence(amount.start))
    taken = [(a.start, a.end) for a in (amount, *beside) if a.quantity.comparator in (">", ">=", "<=")]
    if amount.kind == "money":
        taken += [(a.start, a.end + 2) for a in beside if a.kind in SHARES]
    told = [m for m in added if not (is_of_others(at, m) or is_beside_others(at, amount, m))]
    if any(amount.start < m.start < amount.end < m.end for m in told):
        return False  # "more than 600 billion on top of what they spent"
    return bool(added) and all(any(start <= m.start < end for start, end in taken) for m in told)


def is_beside_others(at: Context, amount: Amount, word: Mention) -> bool:
    """Tell whether a word of more behind a sign only sets a sum beside others: "45 billion – more than any other"."""
    apart = at.scan.text[amount.end : word.start].strip() in (",", "–", "—", "-")
    return apart and bool(at.scan.index.within(word.start, word.end + TOUCH, "than"))


def is_of_others(at: Context, word: Mention) -> bool:
    """Tell whether a word of more only tells of the other members: French "la majorité des autres alliés"."""
    nouns = at.scan.index.within(word.end, word.end + TOUCH, "noun")
    return any(m.value in WHOSE and at.joined(word.end, m.start) for m in nouns)


def _is_how(at: Context, amount: Amount, low: int) -> bool:
    """Tell whether a preposition leads up to a sum, behind a verb of spending and before a "more" right behind it."""
    if not at.led(at.cues(low, amount.start, "stands-with"), amount.start, 1):
        return False
    return bool(at.cues(low, amount.start, "spend") and at.cues(amount.start, amount.end + 2, "additional"))


def is_anothers_more(at: Context, amount: Amount, near: tuple[int, int]) -> bool:
    """Tell whether what is more is only the number behind: "3.5 % for the core and an additional 1.5 %"."""
    others = [a for a in at.amounts_near(near[1]) if a.start > amount.start]
    told = at.cues(*near, "additional")
    return bool(told) and all(any(a.start <= m.start < a.end for a in others) for m in told)


def is_long(at: Context, amount: Amount, sentence: Sentence, index: int) -> bool:
    """Tell whether an addition is told over years."""
    if _is_of_that_year(at, amount, sentence, index):
        return False
    # "3 % more than the year before" adds nothing to a sum, and neither does "50 billion, up by 4 billion on last year"
    told_here = at.amounts_in(sentence)
    rates = [a.end for a in told_here if a.kind in ("percent", "point")]
    others = rates + [a.end for a in told_here if a.start > amount.start and a.kind in (*SHARES, *SUMS)]
    own = at.times_in(amount.end, min(amount.end + NEAR, at.next_amount(amount), sentence.end))
    alone = any((t.role == "at" and t.first.isdigit() and t.first == t.last) or is_budget(at, t) for t in own)
    tops = at.scan.index.within(sentence.start, sentence.end, *TOPS)
    start = sentence.start if alone or tops else at.before(index)  # "3 billion more in 2026" is added to 2025
    times = [t for t in at.times_in(start, sentence.end) if t.role in ("since", "last")]
    times = [t for t in times if not _is_since_top(at, tops, t)]
    times = [t for t in times if not any(_is_of_rate(at, end, t) for end in others)]
    words = at.cues(sentence.start, sentence.end, "cumulative", "additional", "baseline")
    words = [m for m in words if not amount.start <= m.start < amount.end or m.value != "additional"]
    if words:  # no "more than" alone: "in two years it will spend more than 50 billion"
        times += [t for t in at.times_in(sentence.start, amount.start) if _is_within_years(at, t)]
    behind = at.times_in(amount.end, amount.end + TIGHT // 2)
    dated = any(_is_one_year(t) or is_budget(at, t) for t in behind)
    led = dated and any(t.start < amount.start for t in times)
    if dated and not led and not at.cues(sentence.start, behind[0].end, *MORE):
        return False  # "totalled 20 billion in 2024"
    before = at.times_in(sentence.start, amount.start)
    whole = len(before) == 1 and before[0].first.isdigit() and _is_one_year(before[0])
    if whole and not at.cues(sentence.start, sentence.end, *MORE):
        return False  # "In 2024 the Allies will invest a total of 380 billion"
    told = {m.value for m in words if not any(m.start - 2 <= end < m.end for end in rates)}
    return bool(times) or len(told) > 1


def _is_since_top(at: Context, tops: Iterable[Mention], time: Time) -> bool:
    """Tell whether a time only tells since when nothing was higher: "a record in ten years"."""
    return any(at.leads(m.end, time.start, NEAR // 2) for m in tops)


def _is_one_year(time: Time) -> bool:
    """Tell whether a time is one year, or lies in one."""
    return time.role == "at" and time.first[:4] == time.last[:4]


def _is_of_rate(at: Context, end: int, time: Time) -> bool:
    """Tell whether a time tells since when a rate is that ends before it: "a 12 % increase in real terms from 2023"."""
    return 0 <= time.start - end <= TIGHT or (end <= time.start and at.leads(end, time.start, NEAR))


def _is_of_that_year(at: Context, amount: Amount, sentence: Sentence, index: int) -> bool:
    """Tell whether an addition only tells what one year has over another: "2.7 % in 2027, 6 bn more than in 2025".

    "Since" a year it is one of all years from then on.
    """
    last = at.told.last
    told = last[1].period if last is not None and last[2] == index else None
    if told is None or not told.text.isdigit() or at.cues(sentence.start, sentence.end, "cumulative"):
        return False
    times = [t for t in at.times_in(amount.end, sentence.end) if t.role == "since"]
    leads = [m for t in times for m in at.scan.index.within(t.start, t.start + 1, "since")]
    return bool(times) and times[0].first[:4] < told.text and not any(m.value == SINCE for m in leads)


def _is_within_years(at: Context, time: Time) -> bool:
    """Tell whether a time is only told as so many years from today, which may be those up to it: "in three years"."""
    year = at.today.year if at.today is not None else 9999
    return not time.stated and not time.present and time.last.isdigit() and int(time.last) > year + 1


def is_over_years(at: Context, amount: Amount, index: int, *, planned: bool = False) -> bool:
    """Tell whether a sum is told over several years, with no other number between: "12 billion over six years".

    `planned`: not where those years have passed, of each of which it tells what was spent.
    """
    sentence = at.scan.sentences[index]
    low, high = at.clause(amount.start, amount.end, sentence)
    rivals = [r for r in at.rivals(amount, sentence) if not at.is_time(r)]
    for time in at.times_in(max(low, amount.start - NEAR), min(high, amount.end + REACH)):
        first, last = (time.end, amount.start) if time.end <= amount.start else (amount.end, time.start)
        if time.end <= amount.start and _opens_path(at, amount):
            continue  # "has quintupled within a decade, from 9 billion to 53": so long the change took
        tops = at.scan.index.within(amount.end, time.start, *TOPS) if last > first else ()
        if _is_since_top(at, tops, time):
            continue  # "4.5 billion, a record in ten years"
        long = _is_long_time(time) or _is_due_later(at, amount, time)
        if long and not any(first <= r.start < last for r in rivals):
            return not (planned and _is_over(at, amount, time))
    return False


def _opens_path(at: Context, amount: Amount) -> bool:
    """Tell whether "from" leads up to a sum, with which a change begins."""
    led = at.scan.index.within(max(0, amount.start - TOUCH), amount.start, "from", "of")
    opening = (m for m in led if m.kind == "from" or at.scan.text.endswith(", ", 0, m.start))
    return any(at.joined(m.end, amount.start) for m in opening)


def _is_due_later(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether a sum is what is to be spent by a year some way off, and not where a budget is to stand then."""
    if time.role != "by" or at.today is None or not time.last[:4] > str(at.today.year + 1):
        return False
    sentence, low = at.sentence(amount.start), max(0, amount.start - TIGHT)
    if at.has((sentence.start, sentence.end), ("per-year", "own-budget", "arrives")):
        return False
    led = [*at.scan.index.within(low, amount.start, "to", "at"), *at.cues(low, amount.start, "that-is")]
    return not at.led(led, amount.start)


def _is_over(at: Context, amount: Amount, time: Time) -> bool:
    """Tell whether a sum was spent in years that have passed: "between 2015 and 2020", but "will spend over five"."""
    if at.today is None or time.open or time.last[:4] > str(at.today.year):
        return False
    if "additional" in at.cued_at(at.sentence(amount.start)):
        return False  # French "le surcroît de dépenses entre 2015 et 2017"
    sentence = at.sentence(amount.start)
    bases = (t.bases[0] for t in at.times_in(sentence.start, sentence.end) if t.role == "since" and t.bases)
    if any(base[:4] < time.first[:4] for base in bases):
        return False  # "by 500 billion between 2017 and 2024 compared with 2016"
    return at.speaks.stance(amount.start, amount.end) == "reports"


def _is_long_time(time: Time) -> bool:
    """Tell whether a time spans more than one year of a budget."""
    years = time.first[:4], time.last[:4]
    told = time.role in ("last", "between") and years[0].isdigit() and years[1].isdigit()
    return told and int(years[1]) - int(years[0]) > 1


def is_joined(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a number is only added to the percentage before: "committed to 3.5 % by 2035, plus up to 1.5 %".

    A sum in brackets tells it anew: "aims at 1 % of GDP (1.03 billion)"; one more sum brings it about: "will reach
    2 % thanks to an additional 9 billion".
    """
    last = at.told.last
    if last is None or last[2] != index or last[0].kind != "percent":
        return False
    if amount.kind == "money" and is_bracketed(at.scan.text, amount.start):
        share = (last[1].measure or "").endswith("share_of_gdp")
        return share and amount.start - last[0].end <= NEAR
    if amount.kind == "money":
        led = at.led(at.cues(last[0].end, amount.start, "by-means"), amount.start)
        return led and bool(at.cues(amount.start, at.ahead(amount.end), "additional"))
    if amount.kind != "percent":
        return False
    if at.led(at.cues(last[0].end, amount.start, "plus"), amount.start):
        return True
    # "agreed on 3.5 % of GDP and 1.5 % for roads": nothing but the "and" and what both are of stands between
    between = (last[0].end, amount.start)
    covered = at.scan.index.within(*between, "and", "of")
    if not any(m.kind == "and" for m in covered) or between[1] - between[0] > NEAR:
        return False
    spans = ((m.start, m.end) for m in (*covered, *at.cues(*between, "gdp")))
    return not uncovered(at.scan.text, *between, spans).strip(" ,")


def is_told_as_share(at: Context, amount: Amount) -> bool:
    """Tell whether a percentage only tells the sum that is reached as a share: "rises to 45 billion, or 4.7 %"."""
    before = at.amounts_near(amount.start)[-1:]
    if at.cues(amount.start, amount.end + 2, "additional"):
        return False  # "to 45 billion, or 20 % more"
    if amount.kind != "percent" or not before or before[0].kind not in SUMS:
        return False
    told = at.cues(before[0].end, amount.start, "told-as")
    if not any(at.joined(before[0].end, m.start) and at.joined(m.end, amount.start) for m in told):
        return False
    led = at.scan.index.within(max(0, before[0].start - TIGHT), before[0].start, "to", "at")
    return at.led(led, before[0].start)
