"""A number in, whether it is where something goes, comes from or stands, and not by how much it changes, out."""

from __future__ import annotations

from collections.abc import Callable, Collection

from foedus.text.amounts.amount import Amount
from foedus.text.figures.context import BREAKS, NEAR, TIGHT, Context
from foedus.text.figures.cuewords import GDP, TURNS
from foedus.text.figures.links import uncovered
from foedus.text.figures.paths import is_path
from foedus.text.figures.scopes import AHEAD
from foedus.text.match import Mention
from foedus.text.particles import WORD, grammar, words_before

ANY, MONEY, PERCENT = (), ("money",), ("percent",)
PUTS = "puts-at"  # the cue of a verb by which somebody says how large something is
TO = 5  # characters of "to" with its space, and of a hedge
OF = 5  # characters from a part to "what" it is of
HIGHEST = 6  # percent of GDP that members spend: what is exact and no larger may be such a share
MOST_SPENT = 8  # percent of its GDP that an ally may spend: a larger part is one of something else
SUMS = ("money", "bare", "bare-scale")
TOUCHING = 6  # characters between a number and its noun: "18 % de hausse"


def changes_by(at: Context, amount: Amount) -> bool:
    """Tell whether a number is by how much something changes, as a word of change before it says."""
    index = at.sentence_at(amount.start)
    low = at.clause(amount.start, amount.end, at.scan.sentences[index], BREAKS + ",")[0]
    turns = at.cues(max(low, at.previous_amount(amount)), amount.start, *TURNS)
    return bool(turns) and not goes(at, amount, index)


def goes(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a number is where something goes or stands, not by how much it grows: "to 2 %", "reaching 2 %"."""
    for kinds, is_so, answer in _WAYS:
        if (not kinds or amount.kind in kinds) and is_so(at, amount, index):
            return answer
    return False


def _is_start(at: Context, amount: Amount, _: int) -> bool:
    """Tell whether it is where a path begins: "will climb from 1.1 to 1.24 %", not German "um 680 auf 3300"."""
    low = max(0, amount.start - NEAR)
    path = amount.rule.endswith(".from")
    return path and bool(at.scan.index.within(low, amount.start + 1, "from", "of", "out-of"))


def _is_led_onto(at: Context, amount: Amount, _: int) -> bool:
    return at.led_by(amount.start, "onto", most=1)


def _is_crossed(at: Context, amount: Amount, _: int) -> bool:
    crossed = at.cues(max(0, amount.start - TIGHT), amount.start, "crosses")
    if any(m.end > amount.start for m in crossed):
        return True
    return at.led_by(amount.start, "in-order", reach=AHEAD)


def _goes_past(at: Context, amount: Amount, _: int) -> bool:
    """Tell whether a change goes past a number: "has slipped below 50 billion", German "unter 2 % gefallen"."""
    small = grammar(at.scan.language.code)
    for hedge in at.scan.index.within(max(0, amount.start - AHEAD), amount.start + 1, "hedge"):
        told = at.scan.text[hedge.start : hedge.end].lower().split()
        if hedge.end < amount.start - 1 or not any(small.has("bounds", word) for word in told):
            continue
        turns = at.cues(max(0, hedge.start - AHEAD), hedge.end, *TURNS, "path")
        if turns and (turns[-1].start >= hedge.start or at.joined(turns[-1].end, hedge.start)):
            led = words_before(at.scan.text, turns[-1].start)[-1:]
            return not any(small.has("articles", word) for word in led)  # "a rise above 3 %"
        return _is_turn(at, amount, 0) and not at.led_by(hedge.start, "by-how-much")
    return False


def _is_turn(at: Context, amount: Amount, _: int) -> bool:
    return bool(at.cues(amount.end, amount.end + 2, *TURNS))


def _arrival(at: Context, amount: Amount, _: int) -> int | None:
    """Return where the verb of arriving begins that leads up to a number, or to the record that it is."""
    led = at.cues(max(0, amount.start - AHEAD), amount.start, "arrives")
    if not led:
        return None
    heights = at.scan.index.within(max(0, amount.start - AHEAD), amount.start, "record")
    starts = [amount.start, *(m.start for m in heights if at.joined(m.end, amount.start))]
    return led[-1].start if any(at.joined(m.end, start) for m in led for start in starts) else None


def _is_reached(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether it is reached by what no other number tells: "rose again and reached", "rose by 7 % to reach"."""
    arrival = _arrival(at, amount, index)
    if arrival is None:
        return False
    low = at.clause(amount.start, amount.end, at.scan.sentences[index], BREAKS + ",")[0]
    earlier = at.previous_amount(amount)
    grown = at.cues(max(low, earlier), arrival, "growth", "decline")
    if not grown or amount.kind != "money":
        return not grown
    small, led = grammar(at.scan.language.code), words_before(at.scan.text, grown[-1].start)[-1:]
    if arrival - grown[-1].end <= 1 and led and small.has("articles", led[0]):
        return False  # "to 36 billion: the rise is 3 billion"
    joined = bool(at.scan.index.within(grown[-1].end, arrival, "and"))
    return joined or earlier > at.scan.sentences[index].start


def is_size(at: Context, amount: Amount, index: int) -> bool:
    """Tell how large a change is from where it leads: "the rise in spending came to 2 billion", "puts it at 2 %"."""
    low = max(
        at.clause(amount.start, amount.end, at.scan.sentences[index], BREAKS)[0], at.previous_amount(amount)
    )
    if at.cues(amount.end, amount.end + TIGHT, GDP):
        return False
    told = at.cues(max(low, amount.start - AHEAD), amount.start, "arrives", "valued-at")
    verbs = at.cues(low, amount.start, PUTS)
    if verbs and at.leads(verbs[-1].end, amount.start):  # French "chiffre à 2 milliards la hausse de"
        if any(_is_noun(at, m) for m in at.cues(amount.end, amount.end + TIGHT, *TURNS)):
            return True
        verbs = []
    led = [m.start for m in told if at.joined(m.end, amount.start)] or (
        [amount.start] if verbs and _is_led_to(at, amount, index) else []
    )
    nouns = at.cues(verbs[-1].end if verbs else low, led[-1], *TURNS) if led else []
    return bool(nouns) and _is_noun(at, nouns[-1])


def _is_noun(at: Context, turn: Mention) -> bool:
    """Tell whether a word of change is a noun with what changes behind it: "the rise in spending"."""
    small, text = grammar(at.scan.language.code), at.scan.text
    before, behind = words_before(text, turn.start)[-1:], WORD.match(text, turn.end + 1)
    led = not before or any(small.has(key, before[0]) for key in ("articles", "definites", "possessives"))
    led = led or text.endswith(small.possessive, 0, turn.start - 1)  # "last year's rise in"
    named = led or any(m.start == turn.start for m in at.cues(turn.start, turn.end, "growth-itself"))
    of = (
        ("of", "prepositions", "articles") if small.verb_second else ("of", "prepositions")
    )  # German "der Ausgaben"
    return named and behind is not None and any(small.has(key, behind[0]) for key in of)


def _is_rise_reached(at: Context, amount: Amount, index: int) -> bool:
    return _arrival(at, amount, index) is not None


def _is_led_to(at: Context, amount: Amount, _: int) -> bool:
    """Tell whether "to" leads up to a number, or begins its hedge: French "à quelque 86 milliards"."""
    led = at.scan.index.within(max(0, amount.start - TO), amount.start + 1, "to", "at")
    bound = amount.quantity.comparator in (">=", "<=")  # "rose at least 9 %"
    if any(m.start < amount.start or m.kind == "to" or not bound for m in led):
        return True
    # French "est monté jusqu'à 2 %"
    return at.led(at.scan.index.within(max(0, amount.start - TIGHT), amount.start, "until"), amount.start, 1)


def _is_reached_behind(at: Context, amount: Amount, _: int) -> bool:
    """Tell whether the verb of arriving stands behind it in German, and no word of change before it."""
    final = at.cues(amount.end, amount.end + 2, "arrives")
    if not final or at.leads(final[-1].end, max(at.next_amount(amount), final[-1].end)):
        return False  # "rose by 38 % to reach 149 billion"
    apart = at.scan.index.within(max(0, amount.start - AHEAD), amount.start, "and")
    low = apart[-1].end if apart else max(0, amount.start - AHEAD)
    return not at.cues(low, amount.start, *TURNS)


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
    return not at.cues(amount.start, at.ahead(amount.end), "per-year", "per-month")


def _is_reached_by(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a share by which something rose leads on to a sum: "by 3.7 % in real terms to a new high of"."""
    low = at.scan.sentences[index].start
    before = next(
        (a for a in reversed(at.neighbours(amount, at.scan.sentences[index])) if a.end <= amount.start), None
    )
    if before is None or before.kind != "percent" or not at.cues(low, before.start, *TURNS):
        return False
    to = at.scan.index.within(before.end, amount.start, "to")
    if not to or not at.leads(to[0].end, amount.start, AHEAD) or at.names(to[0].end, amount.start):
        return False
    times = [(t.start, t.end) for t in at.times_in(before.end, to[0].start)]
    terms = at.cues(before.end, to[0].start, "real", "constant", "current", "gdp")
    told = [*times, *((m.start, m.end) for m in terms)]
    return not uncovered(at.scan.text, before.end, to[0].start, told).strip()


def _is_where_from(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a number is where a rise begins: "from 5.7 billion today to 10.5", "from 1.4 % in 2022 to 2 %".

    A language with one word for "of" and "from" tells them apart by the time behind the sum, or by its missing unit.
    """
    led = at.scan.index.within(max(0, amount.start - TIGHT), amount.start, "from", "of", "out-of")
    led = [m for m in led if at.joined(m.end, amount.start)]
    if not led:
        return False
    later = [a for a in at.neighbours(amount, at.scan.sentences[index]) if a.start >= amount.end]
    same = bool(later) and later[0].kind in ({amount.kind} if amount.kind == "percent" else SUMS)
    to = at.scan.index.within(amount.end, later[0].start, "to") if same else ()
    if not to or not at.joined(to[-1].end, later[0].start):
        return False
    if at.scan.text[to[-1].start - 2] == "," and any(m.kind != "from" for m in led):
        return False  # French "a augmenté de 1,2 milliard en 2024, à 8 milliards"
    times = at.times_in(amount.end, to[-1].start)
    dated = any(t.end <= to[-1].start for t in times)
    if dated and any(
        m.start - 1 == t.end for m in led for t in at.cues(led[0].start - NEAR, led[0].start, *TURNS)
    ):
        told = uncovered(at.scan.text, amount.end, to[-1].start, [(t.start, t.end) for t in times])
        dated = not told.strip()  # "an increase of 6 billion in 2024 brought it to 21"
    written = at.scan.text[amount.start : amount.end]
    whole = amount.kind == "count" or all(c.isdigit() or c in ".,'" for c in written)
    return dated or (to[-1].start - amount.end <= 1 and whole)


def _is_share_left(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a share of GDP is what a rise leaves behind: "a rise from 2 % to between 3.5 and 4 % of GDP"."""
    later = [a for a in at.neighbours(amount, at.scan.sentences[index]) if a.start >= amount.end][:1]
    if not later or later[0].kind != "percent" or not is_path(at, amount, later[0]):
        return False
    return bool(at.cues(later[0].end, later[0].end + TIGHT, "gdp"))


def _is_share_before(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a share of GDP is set against the one just told: German "auf 3 Prozent, nach bisher 2, steigern"."""
    last = at.told.last
    if last is None or last[2] != index or not (last[1].measure or "").endswith("share_of_gdp"):
        return False
    led = at.cues(last[0].end, amount.start, "contrast")
    beside = bool(led) and amount.start - led[-1].end <= TIGHT
    return beside and not at.cues(led[0].end, amount.start, *TURNS)


def comes(at: Context, amount: Amount) -> bool:
    """Tell whether a number is where something comes from: "from its level of 2.3 %"."""
    return at.led_by(amount.start, "from-level", most=1)


def _is_of_a_height(at: Context, amount: Amount, _: int) -> bool:
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
        if other.kind == "money" and set_against(at, first.end, second.start):
            low = at.clause(first.start, first.end, sentence, BREAKS + ",")[0]
            return not at.cues(low, first.start, "growth", "decline", "additional")
    return False


def set_against(at: Context, low: int, high: int) -> bool:
    """Tell whether a word sets two numbers against each other, and is not that of a change: German "ein Plus von"."""
    told = at.cues(low, high, "contrast")
    turns = at.cues(max(0, low - TIGHT), high, *TURNS) if told else []
    return any(not any(t.start < m.start <= t.end + 1 for t in turns) for m in told)


def is_spent(at: Context, amount: Amount) -> bool:
    """Tell whether a percentage is what somebody spends, with no word between: "Britain spent 2.3 %"."""
    value = amount.quantity.high or amount.quantity.low or 0
    if amount.kind != "percent" or value >= MOST_SPENT:
        return False
    compared = at.scan.index.within(amount.end, amount.end + 2, "than-more", "than-less")
    if compared or at.cues(amount.end, amount.end + AHEAD, "additional", "than-then"):
        return False  # "spent 3.8 % or about $10 billion more"
    if grammar(at.scan.language.code).verb_second and at.cues(amount.end, amount.end + 2, "outlay"):
        return True  # German "müsste drei Prozent ausgeben"
    low = max(at.previous_amount(amount), amount.start - TIGHT)
    return at.led(at.cues(low, amount.start, "outlay"), amount.start, 1)


def stands(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a percentage is where something stands, or a part, and no growth by so much."""
    return (
        _is_known_line(at, amount)
        or is_target(at, amount)
        or _is_where_one_stands(at, amount, index)
        or _is_part(at, amount, index)
    )


def _is_part(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a percentage is a part that a word of change only follows: "40 % of what it needs, up from 10"."""
    if amount.kind != "percent":
        return False
    if at.cues(amount.end, amount.end + 2, "falls-to"):
        return True  # "37 % fell to the United States": nothing shrank
    if not at.cues(amount.end, amount.end + OF, "what-then"):
        return False
    start, end = at.clause(amount.start, amount.end, at.scan.sentences[index])
    comma = at.scan.text.find(",", amount.end, end)
    return not at.cues(start, end if comma < 0 else comma, *TURNS)


def stands_apart(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a small share behind that of another is of GDP: "pays 69 % of it, and Germany, at 1.2 %, little"."""
    value, step, last = amount.quantity.low or 0, amount.quantity.step or 1, at.told.last
    if last is None or last[2] != index or last[0].kind != amount.kind or step >= 1 or value > HIGHEST:
        return False
    led = at.scan.index.within(max(0, amount.start - TIGHT // 2), amount.start, "at", "to")
    return at.led(led, amount.start)


def is_in_aside(at: Context, amount: Amount) -> bool:
    """Tell whether a percentage stands alone between the name whose it is and its verb: "America, at 3.2 %, pays"."""
    text = at.scan.text
    if amount.kind != "percent" or text[amount.end : amount.end + 1] != ",":
        return False
    led = at.scan.index.within(max(0, amount.start - TIGHT // 2), amount.start, "at")
    if not at.led(led, amount.start) or text[led[-1].start - 2 : led[-1].start] != ", ":
        return False
    return any(m.end == led[-1].start - 2 for m in at.names(max(0, led[-1].start - NEAR), led[-1].start))


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
    named = at.cues(amount.start, amount.end + 3, "threshold")
    if any(amount.end <= m.start or m.end > amount.end + 1 for m in named):
        return True  # "to meet the existing two per cent target", German "das Zwei-Prozent-Ziel"
    words, small = words_before(at.scan.text, amount.start), grammar(at.scan.language.code)
    if len(words) > 1 and small.has("standing", words[-1]):
        words = words[:-1]  # "from the current 2.3 %"
    if not words or not small.has("definite", words[-1]):
        return False
    loose = len(words) > 1 and grammar(at.scan.language.code).has("around", words[-2])  # "um die 18 Prozent"
    return not loose and not at.cues(amount.end, amount.end + TOUCHING, "growth", "decline")


def is_target(at: Context, amount: Amount) -> bool:
    """Tell whether a percentage is told as a target: "reaffirms the goal of 5 %", no growth by so much."""
    if at.cues(amount.end, amount.end + 2, "as-goal"):
        return True
    low = max(0, amount.start - TIGHT)
    budgets = [m.start for m in at.cues(low, amount.start, "budget-of") if at.leads(m.end, amount.start)]
    if budgets and not at.led_by(budgets[0], *TURNS, most=TOUCHING):
        return True  # "a leap from its budget of 2 %", but not "has raised its budget by 2 %"
    named = at.cues(low, amount.start, "threshold")
    if named and at.leads(named[-1].end, amount.start):
        return True
    links = at.scan.index.within(named[-1].end, amount.start, "of", "to", "at") if named else []
    return (
        bool(links) and at.leads(named[-1].end, links[0].start, 1) and at.leads(links[-1].end, amount.start)
    )


# By kind of number, or of any, a question and whether a number of which it is so goes there; the first yes decides.
_WAYS: tuple[tuple[Collection[str], Callable[[Context, Amount, int], bool], bool], ...] = (
    (ANY, _is_start, True),  # "will climb from 1.1 to 1.24 %"
    ((*PERCENT, *MONEY), is_size, False),  # "the rise in spending came to 2 billion"
    (ANY, _is_led_onto, True),  # German "auf drei Prozent erhöhen"
    (PERCENT, _is_crossed, True),  # "fell below 2 %", "speeds up its investment to reach 2.5 %"
    ((*SUMS, *PERCENT, "count"), _goes_past, True),  # "slipped below 50 billion"
    (PERCENT, _is_turn, False),  # "amounted to a 6 percent rise"
    (ANY, _is_reached, True),  # "rose by 7 % to reach 314 billion", "reaching a record 2.7 trillion"
    (ANY, _is_rise_reached, False),  # "the rise reached 314 million"
    (ANY, _is_led_to, True),
    (MONEY, _is_where_to, True),
    (MONEY, _is_reached_by, True),
    (PERCENT, _is_reached_behind, True),  # German "will zwei Prozent erreichen"
    (MONEY, _is_set_against, True),
    (MONEY, _is_of_a_height, True),
    ((*SUMS, "count", *PERCENT), _is_where_from, True),
    (PERCENT, _is_share_left, True),
    (PERCENT, _is_share_before, True),
)
