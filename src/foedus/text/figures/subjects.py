"""Of whom a number speaks: the country or group that governs it, and the other party of a share between two."""

from __future__ import annotations

import datetime as dt

from foedus import alliances
from foedus.model import Share, Stance
from foedus.text.amounts.amount import Amount
from foedus.text.amounts.currencies import currencies
from foedus.text.figures.asked import stands
from foedus.text.figures.bystanders import WORLDLY
from foedus.text.figures.components import part_told
from foedus.text.figures.context import BREAKS, NEAR, PERSONS, TIGHT, Context
from foedus.text.figures.forerunners import (
    goes_on,
    gone_on_about,
    group_told,
    is_received,
    points_back,
    set_beside,
    stood_for,
    told_before,
)
from foedus.text.figures.governors import ANY, JOINT, governor
from foedus.text.figures.links import LOOSE, TOUCH, is_bracketed
from foedus.text.figures.lists import bracketed, named
from foedus.text.figures.owners import is_cast, told_otherwise, untold
from foedus.text.figures.pairs import pair, pair_of
from foedus.text.figures.standins import asked_about, nation_told, own_country
from foedus.text.figures.suppliers import trader
from foedus.text.figures.weights import buys
from foedus.text.particles import grammar, words_before
from foedus.text.senses import Sense
from foedus.text.sentences import Sentence
from foedus.text.speech.people import home

LEAST = 0.0  # what a name of the clause must weigh where the sentence names others before it
COUNTED = frozenset(("@counted", "@count-topic"))  # an institute with a count of its own speaks
APART = 14  # characters of a comma and an adverb before a number


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
    if at.told.hundred == index and (
        parts := at.names(amount.end, min(at.next_amount(amount), sentence.end))
    ):
        return str(parts[0].value)  # "of every hundred dollars 69 were American"
    if sense is not None and sense.counts:
        return table.grown if _is_beside_largest(at, amount, sentence) else table.alliance
    unmeasured = sense is None or sense.measure is None
    if unmeasured and (listed := bracketed(at, amount, sentence)):
        return listed
    if unmeasured and (trades := trader(at, amount, sentence)) is not None:
        return trades
    if sense is not None and (two := pair_of(at, amount, sense.name, sentence, index)):
        return two[0]
    if (
        sense is not None
        and sense.partner is None
        and sense.name.startswith("votes")
        and (both := pair(at, amount, sentence))
    ):
        return both[0]
    if unmeasured:
        if is_cast(at, amount, index):
            return table.total
        if same := told_otherwise(at, amount, index):
            return same
    partner = table.beneficiary if sense is not None and sense.measure == "aid" else None
    of_alliance = sense is not None and sense.derivation.get("of") == "alliance"
    skip = {partner, table.alliance if of_alliance else None, *less}
    if amount.kind in ("percent", "fraction") and at.cues(at.before(index), sentence.end, "poll"):
        skip.add(table.alliance)  # "12 % want to leave NATO": of whom was asked
    if amount.kind == "multiple" and less:
        skip.add(table.total)  # "37 % of global spending, three times as much as China": not the world's
        if (same := set_beside(at, sentence, index)) is not None and same not in less:
            return same
    shared = sense is not None and sense.kind == "share" and sense.measure != "aid"
    if not at.names(sentence.start, amount.start) and (
        (shared and _is_joint(at, amount)) or _is_sum_of_several(at, amount, sentence, index)
    ):
        return None  # "together they make up 62 %": several who were told before, and no one of them
    if (whose := own_country(at, amount, sentence)) and whose != partner:
        return whose
    theirs = [m for m in at.cues(sentence.start, amount.start, "theirs") if m.start - sentence.start <= 3]
    if amount.start - sentence.start <= LOOSE:  # "At 1.3 %, it is last"
        theirs += at.cues(amount.end, amount.end + TOUCH, "theirs")
    ahead = governor(at, amount, skip, (sentence.start, amount.start)) if theirs else None
    leads = not ahead and all(m.start >= amount.end for m in theirs)
    if (
        leads
        and (theirs or _opens(at, amount, sentence))
        and (follows := _named_behind(at, amount))
        and follows != partner
    ):
        return follows
    if theirs and not ahead and (told := told_before(at, index, partner)):
        return told
    spoken = at.speaks.country(amount.start, amount.end)
    if spoken not in alliances.countries() and spoken not in alliances.groups():
        spoken = None  # an institute counts what others do
    if partner is not None and spoken == partner:
        spoken = None  # "my country has received 100 billion": whoever gave it
    demanded = (
        stance == "demands" and spoken in table.demanding and amount.kind == "percent" and _is_share(sense)
    )
    if demanded and _is_told_of(at, amount, sentence, spoken):
        return spoken
    if spoken and not demanded and _is_ours(at, amount, sentence):
        shared_aid = sense is not None and sense.measure == "aid" and sense.kind == "share"
        return (group_told(at, index, spoken) or spoken) if shared_aid else spoken
    inside = is_bracketed(at.scan.text, amount.start)
    if inside and amount.kind == "money" and _is_of_joint_share(at, amount, index):
        return None  # "these five made up 60 % of the world's spending (1.6 trillion)"
    spent = spoken == table.alliance and sense is not None and sense.measure not in (None, "aid")
    if spent and (
        told := stood_for(at, amount, sentence, index, partner)
        or (gone_on_about(at, sentence, index) if stance in ("reports", "expects") else None)
    ):
        return told
    spans = [
        at.clause(amount.start, amount.end, sentence, BREAKS if inside else BREAKS[:2]),
        (sentence.start, sentence.end),
    ]
    if inside and amount.kind == "money":  # "in Europe by 13 % (345 billion) because of the war in Ukraine"
        spans.insert(1, (sentence.start, amount.start))
    opens = -1 if inside else at.scan.text.rfind("(", sentence.start, amount.start)
    if opens > 0 and not at.names(opens, amount.start) and ")" not in at.scan.text[opens : amount.start]:
        spans.insert(0, (sentence.start, opens))  # "Oslo ranks third (9 billion, up 7 %), ahead of Warsaw"
    low = spans[0][0]
    heading = (
        at.names(max(sentence.start, low - NEAR), low)[-1:] if at.scan.text[low - 1 : low] == ":" else []
    )
    if heading and low - heading[0].end <= TOUCH // 2 and not at.names(low, amount.start):  # "Estonia: 3.5 %"
        spans[0] = at.clause(amount.start, amount.end, sentence, BREAKS[0])
    if amount.kind == "multiple":  # whom it is compared with stands behind it
        spans.insert(0, (sentence.start, amount.start))
    if (cut := _where_part_begins(at, amount, sentence)) is not None:
        spans = [(first, min(last, cut)) for first, last in spans]
    if (part := part_told(at, amount, sentence)) and (sense is None or not sense.name.startswith("arms-")):
        spans.insert(0, part)
    if partner and _is_of_all_donors(at, amount, sentence):
        return table.total
    if partner and is_received(at, sentence, index, partner):
        return (
            table.total
        )  # "Ukraine had received 32.5 billion by October", says who counts all that is given
    # what several countries measure together is no one's: it stays without a subject
    single = sense is None or sense.measure is None or sense.measure == "un_vote_agreement"
    owned = sense is not None and sense.measure not in (None, "aid")
    if told := named(at, amount, sentence, skip):
        return told
    if stance == "demands" and amount.kind == "percent" and _is_for_all(at, amount, sentence):
        return table.alliance  # "5 % for all", "that each give 0.25 %"
    if stance in ("demands", "pledges") and _is_for_members(at, amount, sentence):
        return table.alliance  # "members are asked to spend 2 %, which Belgium does not"
    if (same := goes_on(at, amount, sentence, index)) and same != partner:
        return same
    if demanded:  # "Washington wants 5 % from Germany": whom it asks, not who else is named there
        skip = skip | {spoken}
        spans = [(spans[0][0], at.clause(amount.start, amount.end, sentence, BREAKS + ",")[1])]
    whole = sentence.start, sentence.end
    told_by = spoken if single and amount.kind == "count" and spoken in alliances.countries() else None
    for span in spans:
        if told_by and span == whole != spans[0] and _is_apart(at, amount, sentence):
            return told_by  # "31 tanks will go there, the White House said; Berlin gives 14"
        least = LEAST if span[0] > sentence.start else ANY
        found = governor(at, amount, skip, span, persons=not demanded, first=single, owned=owned, least=least)
        if found:
            joint = found == JOINT or (owned and found in alliances.countries() and _is_joint(at, amount))
            return None if joint else found
    if demanded:
        return table.alliance
    if partner is None and (asked := asked_about(at, index)):
        return asked
    if at.told.last is not None and points_back(at, amount, index):
        return at.told.last[1].subject
    if at.cues(sentence.start, amount.start, "ours") and spoken:
        return spoken
    if not spoken and _is_strangers(at, amount, sentence):
        return None  # "our GDP", said by someone whose country the text does not tell
    institute = partner is None and stands(at, (sentence.start, sentence.end), COUNTED, index)
    if institute and at.cues(sentence.start, sentence.end, "all-states"):
        return table.total  # "the states spent", says who counts what all of them spend
    whom = at.told.subject if at.told.subject != partner else None
    if whom and index - at.told.sentence <= 1 and at.cues(sentence.start, sentence.end, "theirs"):
        return whom
    if _are_all_members(at, amount, sentence):
        return table.alliance
    if spoken:
        return spoken
    if amount.kind == "money" and (own := _of_currency(amount)):
        return own
    if (
        sense is not None
        and sense.measure is not None
        and at.cues(sentence.start, sentence.end, "the-region")
    ):
        return None  # "spending in the region", of which no list of members tells
    if partner is None and (nation := nation_told(at, index)):
        return nation
    if sense is None or sense.measure is None:
        return untold(at, amount, index)
    if at.scan.index.within(sentence.start, sentence.end, "region"):
        return None  # "in Africa", of which no list of members tells
    if partner is None and _tells_of_members(at, sentence) and at.may_mean_alliance(index):
        return table.alliance  # "the members are to spend"
    if partner and (at.cues(sentence.start, sentence.end, "allied-fund") or buys(at, sentence)):
        return table.alliance  # "through PURL 4 billion in arms have been ordered"
    if partner and at.cues(sentence.start, sentence.end, "all-donors"):
        return table.total  # "300 billion have been allocated to Ukraine", by all who give
    earlier = told_before(at, index, partner)
    if earlier or partner or institute:
        return earlier or table.total
    day = at.today or dt.date.max
    homes = {home(m, day) for m in at.scan.index.within(sentence.start, sentence.end, *PERSONS)} - {None}
    if len(homes) == 1 and amount.kind == "money" and owned:
        return (
            homes.pop()
        )  # "from 32 billion to 50 today, Macron plans 3 more": of whom the one named acts for
    if sense.measure == "armed_forces_personnel" and not at.names_alliance_by(index):
        return None  # "the number of soldiers has reached 183,100": of whose army, the text does not say
    if at.names_another_first(index) and not at.names_alliance_by(index):
        return None  # "Twice as much for the army", above a report on Switzerland
    return table.alliance if at.may_mean_alliance(index) else None


def _tells_of_members(at: Context, sentence: Sentence) -> bool:
    """Tell whether a sentence names the members, not only those whom one outdoes: "more than any other member"."""
    among = at.cues(sentence.start, sentence.end, "among-whom")
    counted = at.scan.index.within(sentence.start, sentence.end, "noun")
    return any(m.value == "member" and not any(c.start < m.start < c.end for c in among) for m in counted)


def _is_beside_largest(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a sentence opens by leaving out the largest member: "America aside, eight allies meet it"."""
    led = at.scan.index.within(sentence.start, amount.start, "group")
    if not led or led[0].value != at.table.grown or at.scan.text[led[0].end : led[0].end + 2] != ", ":
        return False
    return amount.start - led[0].end <= APART


def _is_of_all_donors(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether all who give are told before a sum, and nobody since: "donors have given 90 billion"."""
    if "all-donors" not in at.cued_at(sentence):
        return False
    told = at.cues(max(sentence.start, at.previous_amount(amount)), amount.start, "all-donors")
    if not told:
        return False
    since = at.names(told[-1].end, amount.start)
    whose = at.names(max(sentence.start, told[-1].start - TIGHT), told[-1].start)  # "European donors"
    return all(m.value == at.table.beneficiary for m in since) and not at.led(whose, told[-1].start, 2)


def _is_apart(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a semicolon parts the clause of a number from another clause."""
    return at.clause(amount.start, amount.end, sentence, ";") != (sentence.start, sentence.end)


def _where_part_begins(at: Context, amount: Amount, sentence: Sentence) -> int | None:
    """Return from where on a sentence tells of a part of a number: "3.3 million, two in five of them American"."""
    told = at.cues(amount.end, sentence.end, "of-which") if "of-which" in at.cued_at(sentence) else ()
    part = at.next_amount(amount)
    if not told or part >= sentence.end:
        return None
    return min(told[0].start, part) if told[0].start - part <= NEAR else None


def _named_behind(at: Context, amount: Amount) -> str | None:
    """Return who is named right behind a comma of what leads up to it: "At 7.4 % of its GDP, X devotes …"."""
    end = min(at.next_amount(amount), amount.end + 3 * NEAR)
    comma = at.scan.text.find(", ", amount.end, end)
    while comma > 0:
        if named := [m for m in at.names(comma, comma + TOUCH + 2) if m.kind in ("country", "capital")]:
            return str(named[0].value)
        comma = at.scan.text.find(", ", comma + 2, end)
    return None


def _opens(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a sentence opens with a preposition and the number: "At 3.4 %, the second highest, X is …"."""
    led = at.cues(sentence.start, sentence.start + 1, "stands-with")
    return amount.kind in ("percent", "money") and any(at.leads(m.end, amount.start, LOOSE) for m in led)


def _are_all_members(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether the members are told by their number alone: "together the thirty-two are to spend"."""
    members = len(alliances.members_on(at.table.alliance, at.today or dt.date.max))
    for each in at.amounts_in(sentence):
        if each.start >= amount.start:
            return False
        if each.kind == "bare" and each.quantity.low == each.quantity.high == members:
            led = words_before(at.scan.text, each.start)[-1:]
            return bool(led) and grammar(at.scan.language.code).has("definite", led[0])
    return False


def _is_for_members(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether it is the members, and nobody named before, of whom the clause of a number tells."""
    low, _ = at.clause(amount.start, amount.end, sentence)
    counted = at.scan.index.within(low, amount.start, "noun")
    others = {m.value for m in at.names(sentence.start, amount.start)} - {at.table.alliance}
    plain = any(m.value == "member" for m in counted) and not others
    return plain and at.previous_amount(amount) <= low and at.may_mean_alliance(at.sentence_at(amount.start))


def _is_told_of(at: Context, amount: Amount, sentence: Sentence, who: str | None) -> bool:
    """Tell whether a relative clause tells a number of who demands another: "… and America, which spends 3.4 %"."""
    names = [
        m for m in at.names(max(sentence.start, amount.start - 2 * NEAR), amount.start) if m.value == who
    ]
    if not names:
        return False
    told = at.cues(names[-1].end, names[-1].end + 3, "relative")
    between = at.scan.text[names[-1].end : amount.start]
    spent = at.cues(names[-1].end, amount.end + TIGHT, "spend", "outlay", "stands-at", "meets", "spending")
    return bool(told) and bool(spent) and between.count(",") == 1


def _is_of_joint_share(at: Context, amount: Amount, index: int) -> bool:
    """Tell whether a sum stands in brackets behind what several have of the world together: it may be theirs."""
    last = at.told.last
    if (
        last is None
        or last[2] != index
        or last[1].subject is not None
        or amount.start - last[0].end > 2 * NEAR
    ):
        return False
    return isinstance(last[1].derivation, Share) and last[1].derivation.of == at.table.total


def _is_joint(at: Context, amount: Amount) -> bool:
    """Tell whether a share is told of several at once: "…, together accounting for more than half"."""
    if amount.kind not in ("percent", "fraction"):
        return False
    sentence = at.scan.sentences[at.sentence_at(amount.start)]
    low, _ = at.clause(amount.start, amount.end, sentence, BREAKS + ",")
    opening = at.cues(sentence.start, sentence.start + 1, "jointly")  # "À eux deux, ils …"
    return bool(opening or at.cues(max(low, at.previous_amount(amount)), amount.start, "jointly"))


def _is_sum_of_several(at: Context, amount: Amount, sentence: Sentence, index: int) -> bool:
    """Tell whether a sentence opens with a sum of countries told before: "Taken together, they spent 2.4 billion"."""
    opening = at.cues(sentence.start, sentence.start + 1, "jointly") if amount.kind == "money" else ()
    told = at.names(at.before(index), sentence.start) if opening else ()
    return len({m.value for m in told}) > 1 and all(m.value in alliances.countries() for m in told)


def _is_share(sense: Sense | None) -> bool:
    """Tell whether a number is a share of GDP."""
    return sense is not None and sense.measure == "share-of-gdp"


def _of_currency(amount: Amount) -> str | None:
    """Return the country whose money a sum is told in, where one country alone has it and the world does not."""
    if amount.quantity.unit in WORLDLY:
        return None
    homes = [iso for iso, unit in currencies().country.items() if unit == amount.quantity.unit]
    if len(homes) > 1:  # whose code the currency's begins with: francs are Switzerland's, not Liechtenstein's
        homes = [iso for iso in homes if str(amount.quantity.unit).startswith(iso[:2])]
    return homes[0] if len(homes) == 1 else None


def _is_for_all(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether what is wanted is wanted of all, and no name stands between the two."""
    low, high = at.clause(amount.start, amount.end, sentence)
    for each in at.cues(low, high, "each"):
        first, last = (each.end, amount.start) if each.end <= amount.start else (amount.end, each.start)
        if not at.names(first, last):
            return True
    return False


def _is_strangers(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether "we" or "our" is a person's who speaks."""
    if not at.speaks.is_someones(amount.start, amount.end) or not _is_ours(at, amount, sentence):
        return False
    ours, words = at.cues(sentence.start, amount.start, "ours"), grammar(at.scan.language.code)
    written = at.scan.text[ours[-1].start : ours[-1].end].lower()  # not "his country"
    return any(words.has("first_person", w) for w in written.split())


def _is_ours(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether "we" or "our" stands before the number, and no name between the two, or "of our GDP" behind it."""
    share = amount.kind == "percent"
    behind = at.cues(amount.end, min(amount.end + TOUCH, sentence.end), "ours") if share else ()
    if behind and at.leads(amount.end, behind[0].start):
        return True
    low = at.clause(amount.start, amount.end, sentence)[0]
    ours = at.cues(low, amount.start, "ours")
    if ours and any(at.leads(m.end, ours[-1].start) for m in at.names(low, ours[-1].start)):
        return False  # "les États-Unis nous ont donné": those to whom it is given
    return bool(ours) and not at.names(max(low, ours[-1].start - 1), amount.start)
