"""Names and a number in, which name governs it out: the nearest before it, else behind, less what stands aside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Set

from foedus import alliances
from foedus.text.amounts.amount import SHARES, Amount
from foedus.text.figures.aims import end_of_condition
from foedus.text.figures.asides import is_aside
from foedus.text.figures.bystanders import (
    Named,
    is_apposed,
    is_denied,
    is_less,
)
from foedus.text.figures.comparands import compares, is_comparand, is_its_own
from foedus.text.figures.context import NEAR, TIGHT, Context
from foedus.text.figures.cuewords import NOT_THIS
from foedus.text.figures.fields import (
    is_field,
    is_of_average,
    spends,
)
from foedus.text.figures.links import LINK, SIGNS, TOUCH
from foedus.text.figures.lists import COMMA
from foedus.text.figures.names import NAMES, PERSONS, is_taken_up
from foedus.text.figures.recipients import is_recipient, leads_to
from foedus.text.figures.standins import standins
from foedus.text.figures.tellers import is_teller
from foedus.text.figures.wars import UPHEAVAL, is_in_upheaval
from foedus.text.figures.weights import score
from foedus.text.match import Mention
from foedus.text.particles import WORD, grammar, words_before
from foedus.text.speech.people import home

ANY = -1000.0  # any name weighs more
JOINT = "+"  # several names that are no group together
APPOSED = 60.0  # weight against a name in an apposition
LISTED = 2  # words between an adjective and its number: "the Polish one by 30 %"
WILLED = ("pledges", "demands")  # stances of what whoever speaks is to do
MOVED = ("count", "thing")  # kinds of numbers that go or happen somewhere


def governor(
    at: Context,
    amount: Amount,
    skip: Set[str | None],
    span: tuple[int, int],
    *,
    persons: bool = True,
    first: bool = True,
    owned: bool = True,
    least: float = ANY,
) -> str | None:
    """Return the name in a span that governs the number: the nearest before it, else the nearest after.

    Of several that are no group together it is the first, or JOINT where that will not do. `owned`: the number measures
    what someone has or spends, so that "for" and "in" name whose it is, and not where it goes or happens. `least`: a
    name that weighs no more is none.
    """
    told = _named(at, amount, skip, span, persons=persons, owned=owned)
    sentence = at.sentence(amount.start)
    found = told
    if told and compares(at, sentence):
        compared = _compared(at, [m for m, _ in told], amount)
        found = [(mention, who) for mention, who in told if mention not in compared]
    here = at.cued_at(sentence)
    if not here.isdisjoint(NOT_THIS):
        found = [(mention, who) for mention, who in found if not is_denied(at, mention)]
    if UPHEAVAL in here:
        found = [(mention, who) for mention, who in found if not is_in_upheaval(at, mention)]
    moved = not owned and (amount.kind in MOVED or (amount.kind == "bare" and _goes_on_counting(at)))
    # with those left out already, behind whom others are listed: "in Estonia, Latvia and Poland"
    placed = places(at, [*at.names(*span), *(m for m, _ in found)]) if moved else set()
    placed -= {m.start for m, _ in found if m.start in placed and _is_told_on(at, m, amount)}
    beside = next((n for n in found if n[0].start in placed and 0 <= amount.start - n[0].end <= 1), None)
    if beside is not None and not places(at, [beside[0]]) and beside[1] not in skip:
        return beside[1]  # "sends 14 tanks to Ukraine and Lisbon three"
    able = [
        (mention, who)
        for mention, who in found
        # "in Norway 900 soldiers train": whose they are is told elsewhere
        if who not in skip
        and mention.start not in placed
        and not is_aside(at, mention, who, amount, here, owned=owned)
    ]
    if len(able) > 1 and (owned or at.table.beneficiary in skip) and len({who for _, who in able}) > 1:
        able = _within_words(at, able, amount) or able
    if len(able) > 1 and len({who for _, who in able}) > 1:
        able = _without_source(at, able, amount)
    if len(able) > 1 and owned and amount.kind in SHARES:
        able = _next_listed(at, able, amount) or able
    if len(able) > 1 and 0 < (end := end_of_condition(at, amount.start)) <= amount.start:
        # "If the Europeans dither, 60 % of the Polish budget …", "of all Europeans it is Berlin that …"
        able = [n for n in able if n[0].start >= end] or able

    def weight(named: Named) -> float:
        aside = is_apposed(at, named[0], amount, found) or is_field(at, named[0])
        aside = aside or ("average-of" in here and is_of_average(at, named[0], amount))
        next_up = "followed" in here and _follows(at, named[0], amount)
        return score(at, named[0], amount, owned) - APPOSED * (aside - 2 * next_up)

    best = able[0] if len(able) == 1 else max(able, key=weight, default=None)
    if best is None or (least > ANY and weight(best) <= least):
        return None
    if best[1] == at.table.alliance and is_less(at, amount):
        return at.table.grown
    together = _with_companion(at, best, told, amount) if "along-with" in here else None
    return together or whole_list(at, best, found, first=first) or best[1]


def _compared(at: Context, named: list[Mention], amount: Amount) -> list[Mention]:
    """Return the names that are only compared, with those listed behind them: "as much as Italy and Spain, or 1.6"."""
    found: list[Mention] = []
    for mention in sorted(named, key=lambda m: m.start):
        joined = found and at.scan.index.within(found[-1].end, mention.start, "and")
        listed = joined and _is_listed(at, found[-1], mention) and not is_its_own(at, mention, amount)
        if listed or is_comparand(at, mention, amount):
            found.append(mention)
    return found


def _named(
    at: Context, amount: Amount, skip: Set[str | None], span: tuple[int, int], *, persons: bool, owned: bool
) -> list[Named]:
    """Return those who are named in a span outside any time, with whom each stands for."""
    dates, sentence = at.times_in(*span), at.sentence(amount.start)

    def is_free(mention: Mention) -> bool:
        """Tell whether a mention is no part of a time, "since the Russian invasion", or a pronoun's name."""
        aside = any(t.start <= mention.start < t.end for t in dates)
        return not aside or is_taken_up(at.scan, mention)

    told = standins(at, span, sentence.start)
    found = [(m, who) for m, who in told if is_free(m) and not amount.start <= m.start < amount.end]
    found += [(m, str(m.value)) for m in at.names(*span) if m.value not in skip and is_free(m)]
    if persons:
        beside = (
            m for m in at.scan.index.within(*span, *PERSONS) if not amount.start <= m.start < amount.end
        )
        holders = filter(is_free, beside)
        found += [(m, its) for m in holders if (its := home(m, at.today or dt.date.max)) and its not in skip]
    if owned:  # "in Africa", of which no list of members tells
        regions = at.scan.index.within(*span, "region")
        found += [(m, JOINT) for m in regions if is_free(m) and spends(at, m, span)]
    if not owned and amount.kind != "money" and at.table.alliance not in skip:
        found += [(m, at.table.alliance) for m in at.scan.index.within(*span, "mission")]
    return found


def _within_words(at: Context, able: list[Named], amount: Amount) -> list[Named]:
    """Return who is named in what somebody tells: "X said that spending in Portugal came to 2 %", whoever X is."""
    frame = at.speaks.frame(amount.start, amount.end)
    if frame is None:
        return []
    low = max(frame.start, frame.cue.end) if frame.cue and frame.cue.start < amount.start else frame.start
    that = [m for m in at.scan.index.within(low, amount.start, "clause") if _opens_words(at, m)]
    low = that[0].end if that else low  # "told the Bundestag that"
    inside = [n for n in able if low <= n[0].start < frame.end and _is_party(at, n[0])]
    if not 0 < len(inside) < len(able) or at.speaks.stance(amount.start, amount.end) in WILLED:
        return []  # who wants it is to do it
    following = at.following(amount, at.sentence(amount.start))
    ends = following.start - TOUCH if following is not None else frame.end
    # "X said that at 3 % of GDP, Latvia's spending is high", "that spending 3 %, Latvia leads"
    opens = at.led_by(amount.start, "stands-with") or _opens_phrase(at, low, amount)

    def is_within(mention: Mention) -> bool:
        if mention.start < amount.start:
            return True
        apart = not opens and SIGNS.search(at.scan.text, amount.end, mention.start)
        return mention.end < ends and not apart

    return [(m, who) for m, who in inside if is_within(m) and not is_recipient(at, m)]


def _without_source(at: Context, able: list[Named], amount: Amount) -> list[Named]:
    """Return who is named beside whoever is only the source: "by the Polish ministry's count the world spent"."""
    frame = at.speaks.frame(amount.start, amount.end)
    if frame is None or frame.rule != "according":
        return able
    return [n for n in able if not is_teller(at, n[0], n[1], amount)] or able


def _opens_words(at: Context, m: Mention) -> bool:
    """Tell whether a word opens what somebody tells: "that", and "which" behind "according to"."""
    if m.value != "relative":
        return bool(m.value == "that")
    return at.led(at.scan.index.within(m.start - TIGHT, m.start, "according"), m.start)


def _opens_phrase(at: Context, low: int, amount: Amount) -> bool:
    """Tell whether what is told opens with a number of whoever comes behind: "that with outlays of 3 %, Latvia"."""
    words, small = WORD.findall(at.scan.text[low : amount.start].lower()), grammar(at.scan.language.code)
    if not words or at.names(low, amount.start):
        return False
    endings = tuple(small.listed("gerund_endings"))
    gerund = bool(endings) and any(word.endswith(endings) for word in words[:2])  # French "en consacrant"
    return gerund or bool(at.cues(low, low + LINK, "stands-with"))


def _is_party(at: Context, mention: Mention) -> bool:
    """Tell whether a mention names a country, or somebody whose government may be meant: "Putin's army"."""
    if mention.kind != "person":
        return mention.kind in NAMES
    if grammar(at.scan.language.code).owns(at.scan.text, mention.end):
        return True
    return at.led(at.scan.index.within(mention.start - LINK, mention.start, "of"), mention.start)


def _next_listed(at: Context, able: list[Named], amount: Amount) -> list[Named]:
    """Return whose a number is in a list of adjectives: "the Romanian by 46 %, the Polish (one) by 30 %"."""
    low, small = at.previous_amount(amount), grammar(at.scan.language.code)
    if at.scan.text[low : low + 1] not in (",", ")", " "):
        return []
    found = [n for n in able if low <= n[0].start and n[0].end <= amount.start and n[0].kind == "demonym"]
    words = WORD.findall(at.scan.text[low : found[0][0].start].lower()) if found else []
    joined = [w for w in words if not small.has("articles", w)]
    if not words or (joined and not at.scan.index.within(low, found[0][0].start, "and")) or len(joined) > 1:
        return []
    behind = WORD.findall(at.scan.text[found[-1][0].end : amount.start])
    return found if len({who for _, who in found}) == 1 and len(behind) <= LISTED else []


def _follows(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name comes next in a ranking, with a number: "followed by Belgium with spending of 1.1 %"."""
    if mention.end > amount.start or at.names(mention.end, amount.start):
        return False
    if not at.leads(mention.end, amount.start, NEAR):
        return False
    return at.led(at.cues(max(0, mention.start - TIGHT), mention.start, "followed"), mention.start)


def _is_told_on(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a clause right behind a name tells its number, wherever that led: "in Poland, which sent 14"."""
    which = at.cues(mention.end, mention.end + TOUCH, "relative")
    if not which or which[0].end > amount.start or at.scan.text[mention.end] != ",":
        return False
    return "," not in at.scan.text[which[0].end : amount.start]


def _goes_on_counting(at: Context) -> bool:
    """Tell whether a bare number goes on counting what is no aid, so that it may be where something is."""
    last = at.told.last
    return last is not None and not (last[1].measure or "").startswith("aid_")


def places(at: Context, named: list[Mention]) -> set[int]:
    """Return where the names stand that say where something goes or happens, with those listed behind them."""
    found: set[int] = set()
    before: Mention | None = None
    for mention in sorted(named, key=lambda m: m.start):
        listed = before is not None and before.start in found and _is_listed(at, before, mention)
        if listed or leads_to(at, mention):
            found.add(mention.start)
        before = mention
    return found


def whole_list(at: Context, chosen: Named, named: list[Named], *, first: bool) -> str | None:
    """Return the group that a list of names spells out, else the first name of the list or that it is joint."""
    spans = {
        (m.start, m.end): (m, who)
        for m, who in sorted(named, key=lambda n: n[0].kind == "country")
        if m.kind in NAMES
    }
    spans.setdefault((chosen[0].start, chosen[0].end), chosen)
    listed = sorted(spans.values(), key=lambda n: (n[0].start, n[0].end))
    head = last = next(i for i, (m, _) in enumerate(listed) if m.start == chosen[0].start)
    while head and _is_listed(at, listed[head - 1][0], listed[head][0]):
        head -= 1
    while last + 1 < len(listed) and _goes_on(at, [m for m, _ in listed[last : last + 3]]):
        last += 1
    if head == last:
        return None
    chain = frozenset(who for _, who in listed[head : last + 1])
    group = _made_of(at, chain)
    return group or (listed[head][1] if first or len(chain) == 1 else JOINT)


def _goes_on(at: Context, named: list[Mention]) -> bool:
    """Tell whether a list goes on with its second name, whatever that is if a third closes it: "the US, the EU and"."""
    if _is_listed(at, *named[:2]):
        return True
    between = at.scan.text[named[0].end : named[1].start]
    closed = len(named) > 2 and _is_listed(at, *named[1:])
    return closed and COMMA.fullmatch(between) is not None


def _told_of(at: Context, amount: Amount) -> str | None:
    """Return the group named last before the sentence of a number."""
    index = at.sentence_at(amount.start)
    groups = at.scan.index.within(at.before(index), at.scan.sentences[index].start, "group", "people")
    return str(groups[-1].value) if groups else at.told.subject


def _with_companion(at: Context, chosen: Named, named: list[Named], amount: Amount) -> str | None:
    """Return the group that a name makes with its companion: "together with Canada the Europeans spend 777 billion".

    A pronoun may stand for the group that was told before: "Together with Canada they spend …".
    """
    for mention, who in named:
        if not at.led_by(mention.start, "along-with"):
            continue
        whom = _told_of(at, amount) if who == chosen[1] else chosen[1]
        group = _made_of(at, frozenset((whom, who))) if whom is not None else None
        if group not in (None, whom, who):
            return group
    return None


def _made_of(at: Context, chain: frozenset[str]) -> str | None:
    """Return the group that several names make together: countries, parts of an alliance and a country, or the widest.

    The institutions of a union are part of it and of its continent: "European donors and the EU".
    """
    day, groups = at.today or dt.date.max, alliances.groups()
    for whole, inside in at.table.within.items():
        if whole in chain and chain <= {whole, *inside}:
            return whole
    parts = [at.table.narrow.get(who, who) for who in chain]
    members = frozenset().union(*(alliances.members_on(p, day) if p in groups else {p} for p in parts))
    return next((g for g in groups if alliances.members_on(g, day) == members), None)


def _is_listed(at: Context, before: Mention, after: Mention) -> bool:
    """Tell whether two names stand in one list: a comma or "and" between them, with at most an article."""
    between = at.scan.text[before.end : after.start]
    if len(between) < TIGHT * 2 and (rest := at.cues(before.end, after.start, "rest-of")):
        joined = at.scan.index.within(before.end, before.end + 2, "and")  # "America and all the countries of"
        return bool(joined) and (rest[0].end > after.start or at.led(rest, after.start, 5))
    if "." in at.scan.text[before.start : before.end]:
        between = between.removeprefix(".")  # "the U.K. and Norway"
    if donors := at.cues(before.end, before.end + 2, "donor"):
        between = at.scan.text[donors[-1].end : after.start]  # "European donors and the EU"
    if not 0 < len(between) <= 9 or any(sign in "();:.\n" or sign.isdigit() for sign in between):
        return False
    if at.scan.index.within(before.end, after.start, "and"):
        return True
    if before.kind != after.kind or before.kind not in ("country", "capital"):
        return False
    small = grammar(at.scan.language.code)
    led = small.has("prepositions", "".join(words_before(at.scan.text, before.start)[-1:]))
    # "under pressure from Washington, Bratislava spends 2 %", but "from Paris, Rome and Berlin"
    goes_on = at.scan.text[after.end : after.end + 1] == "," or at.scan.index.within(
        after.end, after.end + 2, "and"
    )
    apart = led and not goes_on
    return COMMA.fullmatch(between) is not None and not apart
