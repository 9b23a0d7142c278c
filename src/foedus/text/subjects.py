"""Of whom a number speaks: the country or group that governs it, and the other party of a share between two."""

from __future__ import annotations

import datetime as dt

from foedus import alliances
from foedus.alliances.records import Person
from foedus.model import Stance
from foedus.text.amount import Amount
from foedus.text.context import BREAKS, NAMES, NEAR, PERSONS, Context
from foedus.text.currencies import currencies
from foedus.text.lists import COMMA, named
from foedus.text.match import Mention, Sentence
from foedus.text.pairs import pair_of
from foedus.text.senses import Sense

Named = tuple[Mention, str]
JOINT = "+"  # several names that are no group together
APPOSED, LONGEST_ASIDE = 60.0, 60  # weight against a name in an apposition, and how long that may be
PLACED = ("ordinal", "rank-most")  # words that say which place one has among others
WORLDLY = ("USD", "EUR")  # currencies that sums are told in everywhere
LINK = 8  # characters in which a preposition leads up to a name
TOUCH, LOOSE = 5, 14  # characters between a number and a name that belongs to it


def subject(
    at: Context,
    amount: Amount,
    sense: Sense | None,
    index: int,
    stance: Stance,
    less: frozenset[str | None] = frozenset(),
) -> str | None:
    """Return whom the number of sentence `index` is about, None where the text names nobody.

    `less`: those that are there for something else: among whom, against whom.
    """
    sentence, table = at.scan.sentences[index], at.table
    if sense is not None and sense.counts:
        return table.alliance
    if sense is not None and (two := pair_of(at, amount, sense.name, sentence, index)):
        return two[0]
    if (
        sense is not None
        and sense.partner is None
        and sense.name.startswith("votes")
        and (both := pair(at, amount, sentence))
    ):
        return both[0]
    partner = table.beneficiary if sense is not None and sense.measure == "aid" else None
    of_alliance = sense is not None and sense.derivation.get("of") == "alliance"
    skip = {partner, table.alliance if of_alliance else None, *less}
    theirs = [m for m in at.cues(sentence.start, amount.start, "theirs") if m.start - sentence.start <= 3]
    if amount.start - sentence.start <= LOOSE:  # "At 1.3 %, it is last"
        theirs += at.cues(amount.end, amount.end + TOUCH, "theirs")
    ahead = governor(at, amount, skip, (sentence.start, amount.start)) if theirs else None
    if theirs and not ahead and (told := _told_before(at, index, partner)):
        return told
    spoken = at.speaks.country(amount.start, amount.end)
    if spoken not in alliances.countries() and spoken not in alliances.groups():
        spoken = None  # an institute counts what others do
    demanded = (
        stance == "demands" and spoken in table.demanding and sense is not None and amount.kind == "percent"
    )
    if spoken and not demanded and _is_ours(at, amount, sentence):
        return spoken
    inside = at.scan.text[amount.start - 1 : amount.start] == "("
    spans = [
        at.clause(amount.start, amount.end, sentence, BREAKS if inside else BREAKS[:2]),
        (sentence.start, sentence.end),
    ]
    low = spans[0][0]
    heading = (
        at.names(max(sentence.start, low - NEAR), low)[-1:] if at.scan.text[low - 1 : low] == ":" else []
    )
    if heading and low - heading[0].end <= TOUCH // 2 and not at.names(low, amount.start):  # "Estonia: 3.5 %"
        spans[0] = at.clause(amount.start, amount.end, sentence, BREAKS[0])
    if amount.kind == "multiple":  # whom it is compared with stands behind it
        spans.insert(0, (sentence.start, amount.start))
    # what several countries measure together is no one's: it stays without a subject
    single = sense is None or sense.measure is None or sense.measure == "un_vote_agreement"
    owned = sense is not None and sense.measure not in (None, "aid")
    if told := named(at, amount, sentence, skip):
        return told
    if stance == "demands" and amount.kind == "percent" and _is_for_all(at, amount, sentence):
        return table.alliance  # "5 % for all", "that each give 0.25 %"
    if goes_on := _goes_on(at, amount, sentence, index):
        return goes_on
    for span in spans:
        if found := governor(at, amount, skip, span, persons=not demanded, first=single, owned=owned):
            return None if found == JOINT else found
    if demanded:
        return table.alliance
    if at.cues(sentence.start, amount.start, "ours") and spoken:
        return spoken
    if at.cues(sentence.start, sentence.end, "theirs") and index - at.told.sentence <= 1 and at.told.subject:
        return at.told.subject
    if spoken:
        return spoken
    if amount.kind == "money" and (own := _of_currency(amount)):
        return own
    if sense is None or sense.measure is None:
        if amount.quantity.unit == "member":
            return table.alliance
        last = at.told.last
        alone = not at.scan.index.within(sentence.start, sentence.end, *NAMES, *PERSONS, "organisation")
        near = last is not None and index - last[2] <= 1 and last[0].kind == amount.kind
        return last[1].subject if alone and near and last is not None else None
    return _told_before(at, index, partner) or (table.total if partner else table.alliance)


def _of_currency(amount: Amount) -> str | None:
    """Return the country whose money a sum is told in, where one country alone has it and the world does not."""
    if amount.quantity.unit in WORLDLY:
        return None
    homes = [iso for iso, unit in currencies().country.items() if unit == amount.quantity.unit]
    return homes[0] if len(homes) == 1 else None


def _is_for_all(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether what is wanted is wanted of all, and no name stands between the two."""
    low, high = at.clause(amount.start, amount.end, sentence)
    for each in at.cues(low, high, "each"):
        first, last = (each.end, amount.start) if each.end <= amount.start else (amount.end, each.start)
        if not at.names(first, last):
            return True
    return False


def _goes_on(at: Context, amount: Amount, sentence: Sentence, index: int) -> str | None:
    """Return whom the number before was about, where the clause of this one names nobody: "; barely 12 % want out"."""
    last = at.told.last
    if last is None or last[2] != index or last[1].subject is None:
        return None
    led = at.cues(max(last[0].end, amount.start - LINK), amount.start, "that-is")
    told = amount.kind != "fraction" and any(at.joined(m.end, amount.start) for m in led)
    if told and "," in at.scan.text[last[0].end : led[-1].start]:
        return last[1].subject  # "4.3 % more, or 12 billion"
    low, high = at.clause(amount.start, amount.end, sentence, BREAKS[:2])
    if low <= last[0].start or at.scan.index.within(last[0].end, high, *NAMES, *PERSONS):
        return None
    return last[1].subject


def _is_ours(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether "we" or "our" stands before the number, and no name between the two."""
    low = at.clause(amount.start, amount.end, sentence)[0]
    ours = at.cues(low, amount.start, "ours")
    if ours and any(at.joined(m.end, ours[-1].start) for m in at.names(low, ours[-1].start)):
        return False  # "les États-Unis nous ont donné": those to whom it is given
    return bool(ours) and not at.names(max(low, ours[-1].start - 1), amount.start)


def governor(
    at: Context,
    amount: Amount,
    skip: set[str | None],
    span: tuple[int, int],
    *,
    persons: bool = True,
    first: bool = True,
    owned: bool = True,
) -> str | None:
    """Return the name in a span that governs the number: the nearest before it, else the nearest after.

    Of several that are no group together it is the first, or JOINT where that will not do. `owned`: the number measures
    what someone has or spends, so that "for" and "in" name whose it is, and not where it goes or happens.
    """
    dates = at.times_in(*span)

    def is_free(mention: Mention) -> bool:
        """Tell whether a mention is no part of a time: "since the Russian invasion"."""
        return not any(t.start <= mention.start < t.end for t in dates)

    found: list[Named] = [(m, str(m.value)) for m in at.names(*span) if m.value not in skip and is_free(m)]
    if persons:
        holders = filter(is_free, at.scan.index.within(*span, *PERSONS))
        found += [(m, its) for m in holders if (its := home(m, at.today or dt.date.max)) and its not in skip]
    if not owned and at.table.alliance not in skip:
        found += [(m, at.table.alliance) for m in at.scan.index.within(*span, "mission")]
    best: Named | None = None
    top = -1000.0
    for mention, who in found:
        if who in skip or _only_speaks(at, mention, amount) or _is_anothers(at, mention, amount):
            continue
        if _only_dates(at, mention) or _is_coin(at, mention, amount) or _is_left_out(at, mention):
            continue
        aside = _is_apposed(at, mention, amount, found) or _is_field(at, mention)
        score = _score(at, mention, amount, owned) - APPOSED * aside
        if score > top:
            best, top = (mention, who), score
    if best is None:
        return None
    if best[1] == at.table.alliance and _is_less(at, amount, found):
        return at.table.grown
    return _whole_list(at, best, found, first=first) or best[1]


def _is_anothers(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a number in brackets follows a name: then the name is that number's, "Belgium (0.9 %)"."""
    following = at.scan.text[mention.end : mention.end + TOUCH].lstrip()
    if not following.startswith("("):
        return False
    start = at.scan.text.index("(", mention.end)
    inside = at.scan.text[start + 1 : start + 3].lstrip("+-\u2212\u2013 ")[:1].isdigit()
    return inside and not start < amount.start <= start + TOUCH + LOOSE


def _only_dates(at: Context, mention: Mention) -> bool:
    """Tell whether a name only says when: "since Trump took office", "before the election of Joe Biden"."""
    if mention.kind not in PERSONS:
        return False
    near = at.scan.index.within(max(0, mention.start - NEAR), mention.end + NEAR, "arrival")
    return any(0 <= m.start - mention.end <= TOUCH or 0 <= mention.start - m.end <= TOUCH for m in near)


def _is_left_out(at: Context, mention: Mention) -> bool:
    """Tell whether a name is there as one that does not count: "without Canada", "outside the EU"."""
    words = at.cues(max(0, mention.start - NEAR), mention.start, "left-out")
    return any(at.joined(m.end, mention.start) for m in words)


def _is_coin(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name belongs to the money of another number: "2 billion Canadian dollars"."""
    own = amount.start <= mention.start < amount.end
    return mention.kind == "demonym" and not own and at.is_in_money(mention.start)


def _is_field(at: Context, mention: Mention) -> bool:
    """Tell whether a name only says among whom one is first: "the world's largest buyer", "the highest in NATO"."""
    if mention.kind != "group":
        return False
    behind = at.scan.text[mention.end : mention.end + 3]
    if behind[:2] in ("'s", "\u2019s") or behind[:1] in ("'", "\u2019"):
        return bool(at.cues(mention.end, mention.end + TOUCH, "record"))
    links = at.scan.index.within(max(0, mention.start - LINK), mention.start, "of", "in", "out-of")
    if not any(at.joined(m.end, mention.start) for m in links):
        return False
    low = max(0, links[0].start - NEAR)
    words = [*at.cues(low, links[0].start, "record"), *at.scan.index.within(low, links[0].start, *PLACED)]
    return any(0 <= links[0].start - m.end <= 2 for m in words)


def _is_less(at: Context, amount: Amount, found: list[Named]) -> bool:
    """Tell whether the alliance is told without its largest member: "without America NATO spends 4 % more"."""
    for mention, who in found:
        if who == at.table.grown and mention.kind == "group":
            start, end = sorted((mention.start, amount.start))
            beside = at.neighbours(amount, at.scan.sentences[at.sentence_at(start)])
            return not any(start < a.start < end for a in beside)
    return False


def _is_apposed(at: Context, mention: Mention, amount: Amount, found: list[Named]) -> bool:
    """Tell whether a name only says what another is: "Switzerland, outside the alliance, spends 0.7 %"."""
    if mention.end > amount.start:
        return False
    text = at.scan.text
    first = text.rfind(",", max(0, mention.start - LONGEST_ASIDE), mention.start)
    last = text.find(",", mention.end, min(amount.start, mention.end + LONGEST_ASIDE))
    if first < 0 or last < 0 or last - first <= mention.end - mention.start + LOOSE // 2:
        return False  # a list holds nothing but the name
    beside = at.neighbours(amount, at.scan.sentences[at.sentence_at(first)])
    if any(first < a.start < last and not at.is_time(a) for a in beside):
        return False
    if at.scan.index.within(last, last + 5, "and"):
        return False
    return any(0 <= first - m.end <= TOUCH for m, _ in found)


def _only_speaks(at: Context, mention: Mention, amount: Amount) -> bool:
    """Tell whether a name is there as the one who says it, and not as the one who spends or gives."""
    if not at.speaks.is_source(mention.start):
        return False
    if mention.start >= amount.end:
        return True
    if at.speaks.stance(amount.start, amount.end) in ("pledges", "demands"):
        return False  # who wants it is to do it
    return mention.kind == "group" and not at.cues(
        mention.end, amount.start, "spend", "give", "pledged", "committed"
    )


def pair(at: Context, amount: Amount, sentence: Sentence) -> list[str]:
    """Return the names of the clause of a number that is about two: those before it, or else those after."""
    for breaks in (BREAKS + ",", BREAKS, ""):
        span = at.clause(amount.start, amount.end, sentence, breaks)
        named = [m for m in at.names(*span) if not at.table.is_part(str(m.value))]
        before = [str(m.value) for m in named if m.start < amount.start]
        if len(set(before)) > 1 or (before and breaks == BREAKS):
            return before
    return before or [str(m.value) for m in named]


def other(at: Context, amount: Amount, subject: str | None, sentence: Sentence) -> str | None:
    """Return the second party of a share between two: the nearest other name, after the number or before it."""
    named = [m for m in at.names(sentence.start, sentence.end) if m.value != subject]
    low, high = at.clause(amount.start, amount.end, sentence, ",;()")
    near = [m for m in named if low <= m.start < high]
    after = [m for m in near if m.start >= amount.end]
    before = [m for m in near if m.start < amount.start]
    pick = after[:1] or before[-1:] or [m for m in named if m.start < amount.start][-1:] or named[:1]
    return str(pick[0].value) if pick else None


def goal(at: Context, amount: Amount, who: str | None, sentence: Sentence) -> str | None:
    """Return whom or where something goes: the first other name behind the number that follows "to", "in" or "for"."""
    high = at.clause(amount.start, amount.end, sentence)[1]
    for mention in at.scan.index.within(amount.end, high, *NAMES):
        before = at.scan.index.within(
            max(amount.end, mention.start - 8), mention.start, "to", "in", "out-of", "agent"
        )
        compared = amount.kind == "multiple" and mention.start - amount.end <= NEAR
        if mention.value != who and (compared or any(at.joined(m.end, mention.start) for m in before)):
            return str(mention.value)
    return None


def _told_before(at: Context, index: int, partner: str | None) -> str | None:
    """Return whom the sentence before was about."""
    if at.told.subject and at.told.last and index - at.told.last[2] <= 1:
        return at.told.subject
    previous = at.scan.sentences[max(0, index - 1)]
    earlier = [m for m in at.names(previous.start, previous.end) if m.value != partner]
    subjects = [m for m in earlier if m.kind != "capital"]
    return str((subjects or earlier)[0].value) if index and earlier else at.told.subject


def home(mention: Mention, day: dt.date) -> str | None:
    """Return the country of a person or office, where only one is meant."""
    if mention.kind == "office":
        office = alliances.offices().get(str(mention.value))
        return office.country if office is not None else None
    homes = {_belongs(alliances.person(name), day) for name in mention.value}
    return homes.pop() if len(homes) == 1 else None


def _belongs(person: Person, day: dt.date) -> str | None:
    """Return the country or group that a person acts for on a day, else where they come from."""
    held = [h for h in person.offices if h.start <= day and (h.end is None or day <= h.end)]
    acts = held[-1].country if held else person.country
    return acts if acts in alliances.countries() or acts in alliances.groups() else None


def _score(at: Context, mention: Mention, amount: Amount, owned: bool) -> float:
    """Weigh a name: near and before the number counts most; beneficiaries, makers and officials count less."""
    if amount.start <= mention.start < amount.end:
        # "5 billion Canadian dollars" may be anybody's
        return 50.0 if amount.kind == "money" and mention.kind == "demonym" else 110.0
    ahead = mention.start < amount.start
    distance = amount.start - mention.end if ahead else mention.start - amount.end
    score = 100.0 - distance / 4 if ahead else 55.0 - distance / 2
    if _is_place(at, mention, amount, owned):
        score -= 45  # whom something goes to, or where it happens
    if ahead:
        made = distance > TOUCH and any(m.value == "by" for m in _agents(at, mention))
        score -= 40 * made  # "published by", "made for"
    elif distance <= NEAR and _owns(at, mention, amount, distance, owned):
        score += 50
    if mention.value == at.table.total:
        score -= 25  # "of world exports"
    return score - {"person": 30, "office": 30, "demonym": 8, "capital": 4}.get(mention.kind, 0)


def _agents(at: Context, mention: Mention) -> list[Mention]:
    """Return the words right before a name that say what it does or whom it is for."""
    links = at.scan.index.within(max(0, mention.start - LINK), mention.start, "agent")
    return [m for m in links if at.joined(m.end, mention.start)]


def _is_place(at: Context, mention: Mention, amount: Amount, owned: bool) -> bool:
    """Tell whether a name says where something goes or happens; where things are counted, also "in" and "from"."""
    moved = not owned and amount.kind in ("count", "bare")
    kinds = ("to", "out-of", "in") if moved else ("to", "out-of")
    before = at.scan.index.within(max(0, mention.start - LINK), mention.start, *kinds, "of")
    whose = {m.start for m in before if m.kind == "of"}  # "the budget of Paris"
    if moved and mention.start >= amount.end and _is_moved(at, amount):
        whose = set()  # "withdraws 12,000 soldiers from Germany", in French "of Germany"
    if (
        not whose
        and moved
        and mention.start >= amount.end
        and any(at.joined(m.end, mention.start) for m in before)
    ):
        return True
    if any(m.kind != "of" and m.start not in whose and at.joined(m.end, mention.start) for m in before):
        return True
    if owned or amount.kind not in ("money", "count", "bare") or mention.start < amount.end:
        return False
    meant = ("for", "by") if moved else ("for",)
    return any(m.value in meant for m in _agents(at, mention))


def _is_moved(at: Context, amount: Amount) -> bool:
    """Tell whether a verb of going away stands before what is counted."""
    low, _ = at.clause(amount.start, amount.end, at.scan.sentences[at.sentence_at(amount.start)], BREAKS)
    return bool(at.cues(max(low, at.previous_amount(amount)), amount.start, "gone"))


def _owns(at: Context, mention: Mention, amount: Amount, distance: int, owned: bool) -> bool:
    """Tell whether a name behind a number is whose it is: "by Europe", "for Spain alone", "of Belgium's"."""
    links = ("agent",) if amount.kind == "fraction" else ("agent", "of")
    linked = at.scan.index.within(amount.end, mention.start, *links)
    between = at.scan.text[amount.end : mention.start]
    apart = any(c in between for c in ",;(")
    if not owned and amount.kind in ("count", "bare") and _is_moved(at, amount):
        return False
    if not owned and amount.kind in ("money", "count", "bare"):
        linked = [m for m in linked if m.value != "for"]  # whom it goes to
    if not apart and any(m.start - amount.end <= 2 and mention.start - m.end <= LOOSE for m in linked):
        return True
    touches = distance <= TOUCH and mention.kind in ("demonym", "group") and not apart
    return touches and not at.scan.index.within(amount.end, mention.start, "and")


def _whole_list(at: Context, chosen: Named, named: list[Named], *, first: bool) -> str | None:
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
    while last + 1 < len(listed) and _is_listed(at, listed[last][0], listed[last + 1][0]):
        last += 1
    if head == last:
        return None
    chain = frozenset(who for _, who in listed[head : last + 1])
    group = _made_of(at, chain)
    return group or (listed[head][1] if first or len(chain) == 1 else JOINT)


def _made_of(at: Context, chain: frozenset[str]) -> str | None:
    """Return the group that several names make together: countries, or parts of an alliance and a country."""
    day, groups = at.today or dt.date.max, alliances.groups()
    parts = [at.table.narrow.get(who, who) for who in chain]
    members = frozenset().union(*(alliances.members_on(p, day) if p in groups else {p} for p in parts))
    return next((g for g in groups if alliances.members_on(g, day) == members), None)


def _is_listed(at: Context, before: Mention, after: Mention) -> bool:
    """Tell whether two names stand in one list: a comma or "and" between them, with at most an article."""
    between = at.scan.text[before.end : after.start]
    if not 0 < len(between) <= 9 or any(sign in between for sign in "();:.\n"):
        return False
    if at.scan.index.within(before.end, after.start, "and"):
        return True
    alike = before.kind == after.kind and before.kind in ("country", "capital")
    return alike and COMMA.fullmatch(between) is not None
