"""Of whom a number speaks: the country or group that governs it, and the other party of a share between two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cached_property

from foedus import alliances
from foedus.model import Stance
from foedus.text.amounts.amount import Amount
from foedus.text.figures.accounts import is_of_some_budget
from foedus.text.figures.asked import stands
from foedus.text.figures.coins import of_currency, of_sum_beside
from foedus.text.figures.components import part_told
from foedus.text.figures.context import BREAKS, TIGHT, Context
from foedus.text.figures.counts import is_of_members
from foedus.text.figures.donors import acting_seat, maker
from foedus.text.figures.forerunners import (
    goes_on,
    gone_on_about,
    group_told,
    is_received,
    points_back,
    set_beside,
    stood_for,
    told_before,
    whose_sum,
)
from foedus.text.figures.governors import ANY, JOINT, governor
from foedus.text.figures.links import LOOSE, TOUCH, is_bracketed
from foedus.text.figures.lists import bracketed, in_order, named
from foedus.text.figures.names import PERSONS
from foedus.text.figures.openings import is_beside_largest, named_behind, opens, where_told
from foedus.text.figures.owners import BALLOTS, is_cast, is_of_world, told_otherwise, untold
from foedus.text.figures.pairs import pair, pair_of
from foedus.text.figures.polls import SHARES, asked_again, want
from foedus.text.figures.posted import PERSON, host
from foedus.text.figures.selves import is_ours, is_strangers, is_told_of
from foedus.text.figures.set_against import than
from foedus.text.figures.several import (
    are_all_members,
    is_for_all,
    is_for_members,
    is_joint,
    is_more_than_ones,
    is_of_all_donors,
    is_of_examples,
    is_of_joint_share,
    is_of_neither,
    is_sum_of_several,
    members_counted,
    tells_of_members,
)
from foedus.text.figures.standins import asked_about, nation_acting, nation_told, own_country
from foedus.text.figures.stretches import stretches
from foedus.text.figures.suppliers import trader
from foedus.text.figures.weights import buys, is_of_fund, is_paid_in
from foedus.text.senses import Sense, wanted
from foedus.text.sentences import Sentence
from foedus.text.speech.people import home

LEAST = 0.0  # what a name of the clause must weigh where the sentence names others before it
COUNTED = wanted("sentence", ("@counted", "@count-topic"))  # an institute with a count of its own speaks
LARGEST_ARMY = 2_000_000  # soldiers: no member has so many
ALL_TRADED = "arms-of-world"  # the sense of a part of all that is bought
OWN = ("share-of-gdp", "equipment_share")  # senses of what only a country has
NOBODY = ""  # the answer that it is nobody's whom the text names


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
    asked, whole = _Asked(at, amount, sense, index, stance, less), None
    for step in _STEPS:
        found = step(asked)
        if found is not None and asked.is_whole(found):
            whole = found  # unless the text tells whose part of it
        elif found is not None:
            return found or whole
    return whole


class _Asked:
    """A number of which it is asked whose it is; a step answers where it can, and leaves it to the next with None."""

    def __init__(
        self,
        at: Context,
        amount: Amount,
        sense: Sense | None,
        index: int,
        stance: Stance,
        less: frozenset[str | None],
    ) -> None:
        self.at, self.amount, self.sense, self.index = at, amount, sense, index
        self.stance, self.less = stance, less
        self.sentence, self.table = at.scan.sentences[index], at.table
        self.measure = sense.measure if sense is not None else None
        self.partner = self.table.beneficiary if self.measure == "aid" else None
        self.owned = self.measure not in (None, "aid")
        self.inside = is_bracketed(at.scan.text, amount.start)
        self.of_share = sense is not None and sense.derivation.get("of") == "alliance"

    def is_whole(self, found: str) -> bool:
        """Tell whether an answer is only what a share is of: "the country accounts for 10 % of the world's"."""
        if found != self.table.total or self.sense is None or self.sense.derivation.get("of") != found:
            return False
        return all(m.value == found for m in self.at.names(self.sentence.start, self.sentence.end))

    @cached_property
    def skip(self) -> frozenset[str | None]:
        """Those whose it is not: whoever is helped, and what it is a part of."""
        skip = {self.partner, self.table.alliance if self.of_share else None, *self.less}
        if self.partner and self.amount.kind == "money":
            skip.add(maker(self.at, self.amount, self.sentence))
        asked_of = self.at.before(self.index), self.sentence.end
        polled = self.amount.kind in SHARES and self.at.cues(*asked_of, "poll")
        if polled or want(self.at, self.amount):
            skip.add(self.table.alliance)  # "12 % want to leave NATO": of whom was asked
        if self.sense is not None and self.sense.name == ALL_TRADED:
            skip.add(self.table.total)  # "it took 12 % of the world's imports": not the world did
        if self.amount.kind == "multiple" and self.less:
            skip.add(
                self.table.total
            )  # "37 % of global spending, three times as much as China": not the world's
        skip.add(host(self.at, self.amount, self.sentence))
        if self.amount.quantity.unit in BALLOTS:
            skip.add(self.table.alliance)  # "the Senate backed the alliance by 81 votes": it cast none
        return frozenset(skip)

    @cached_property
    def spoken(self) -> str | None:
        """The country or group that speaks: an institute counts what others do, and who is helped gives nothing."""
        spoken = self.at.speaks.country(self.amount.start, self.amount.end)
        if spoken not in alliances.countries() and spoken not in alliances.groups():
            return None
        # "my country has received 100 billion": whoever gave it
        return None if spoken == self.partner else spoken

    @cached_property
    def demanding(self) -> str | None:
        """Who asks a share of GDP of others: whoever speaks, or is named ahead of those of whom it is asked."""
        if self.stance != "demands" or self.amount.kind != "percent" or not _is_share(self.sense):
            return None
        if self.spoken in self.table.demanding:
            return self.spoken
        named = [str(m.value) for m in self.at.names(self.sentence.start, self.amount.start)]
        asks = len(set(named)) > 1 and named[0] in self.table.demanding  # "America wants Europe to spend 5 %"
        return named[0] if asks else None

    @cached_property
    def counted(self) -> bool:
        """Tell whether an institute with a count of its own speaks."""
        whole = self.sentence.start, self.sentence.end
        return self.partner is None and stands(self.at, whole, COUNTED, self.index)

    def of_its_kind(self) -> str | None:
        """Answer of what the kind of number settles: parts of a hundred, counts of members, trade, two who vote."""
        at, amount, sense, sentence, index = self.at, self.amount, self.sense, self.sentence, self.index
        if at.told.hundred == index and (
            parts := at.names(amount.end, min(at.next_amount(amount), sentence.end))
        ):
            return str(parts[0].value)  # "of every hundred dollars 69 were American"
        if self.partner and self._is_whole_of_part():
            return NOBODY  # "Europe gave 60 % of the 50 billion in aid": whoever gave it, Europe did not
        if sense is not None and sense.counts:
            beside = is_beside_largest(at, amount, sentence)
            return self.table.grown if beside else members_counted(at, amount)
        if (spender := whose_sum(at, amount)) is not None:
            return spender
        if self.measure == "military_expenditure" and amount.kind in SHARES and self._is_of_two():
            return NOBODY  # "half of it comes from America, which spent 916 billion, and China"
        if self.partner and is_paid_in(at, sentence, index):
            return self.table.alliance
        if self.of_share and _is_remaining(at, amount):
            return self.table.grown  # "America carries 72 % of it, with the remaining 28 % …"
        if (
            self.inside
            and (self.measure is None or _is_share(sense))
            and (listed := bracketed(at, amount, sentence))
        ):
            return listed
        if self.measure is None and (same := in_order(at, amount, sentence)) is not None:
            return same
        if self.measure is None and (trades := trader(at, amount, sentence)) is not None:
            return trades
        if sense is not None and (two := pair_of(at, amount, sense.name, sentence, index)):
            return two[0] or NOBODY
        votes = sense is not None and sense.partner is None and sense.name.startswith("votes")
        if votes and (both := pair(at, amount, sentence)):
            return both[0]
        if self.measure is not None:
            return None
        if is_cast(at, amount, index) or is_of_world(at, amount, index):
            return self.table.total
        if same := told_otherwise(at, amount, index) or asked_again(at, amount, index):
            return same
        some = amount.kind == "fraction" and is_of_members(at, amount, sentence)
        return self.table.alliance if some else None

    def _is_whole_of_part(self) -> bool:
        """Tell whether a part stands before a sum that it is of: "a fifth of the 132 billion"."""
        at, amount = self.at, self.amount
        parts = [
            a for a in at.neighbours(amount, self.sentence) if a.end <= amount.start and a.kind in SHARES
        ]
        if amount.kind != "money" or not parts:
            return False
        low = max(parts[-1].end, amount.start - LOOSE)
        led = at.scan.index.within(low, amount.start, "of", "out-of", "of-this")
        return any(m.start - parts[-1].end <= 1 and at.leads(m.end, amount.start) for m in led)

    def _is_of_two(self) -> bool:
        """Tell whether a share falls to two countries named behind it, the second after "and": it is no one's alone."""
        at, amount, end = self.at, self.amount, self.sentence.end
        if any(a.kind in SHARES for a in at.neighbours(amount, self.sentence)):
            return False
        countries = alliances.countries()
        named = [m for m in at.names(amount.end, end) if m.value in countries]
        if len({m.value for m in named}) != 2 or not at.cues(
            amount.end, named[0].start, "origin", "falls-to"
        ):
            return False
        second = next(m for m in named if m.value != named[0].value)
        joined = at.scan.index.within(max(named[0].end, second.start - TIGHT), second.start, "and")
        return bool(joined) and second.start - joined[-1].end <= TIGHT // 2 and second.kind != "demonym"

    def beside_another(self) -> str | None:
        """Answer of what is set beside another number, or told of several at once, or of one's own country."""
        at, amount, sense, sentence, index = self.at, self.amount, self.sense, self.sentence, self.index
        multiple = amount.kind == "multiple" and self.less
        if multiple and (same := set_beside(at, sentence, index)) is not None and same not in self.less:
            return same
        shared = sense is not None and sense.kind == "share" and self.measure != "aid"
        if not at.names(sentence.start, amount.start) and (
            (shared and is_joint(at, amount)) or is_sum_of_several(at, amount, sentence, index)
        ):
            return NOBODY  # "together they make up 62 %": several who were told before, and no one of them
        if is_of_neither(at, amount, sentence):
            return NOBODY
        whose = own_country(at, amount, sentence)
        return whose if whose and whose != self.partner else None

    def by_pronoun(self) -> str | None:
        """Answer where a pronoun or a preposition opens the sentence, and who is meant stands behind or before it."""
        at, amount, sentence = self.at, self.amount, self.sentence
        theirs = [m for m in at.cues(sentence.start, amount.start, "theirs") if m.start - sentence.start <= 3]
        if amount.start - sentence.start <= LOOSE:  # "At 1.3 %, it is last"
            theirs += at.cues(amount.end, amount.end + TOUCH, "theirs")
        low = sentence.start
        if theirs and theirs[0].end < amount.start and at.scan.text[theirs[0].end] == ",":
            low = at.scan.text.rfind(
                ",", low, amount.start
            )  # "The country, which borders on Ukraine, spends"
        ahead = governor(at, amount, self.skip, (low, amount.start)) if theirs else None
        leads = not ahead and all(m.start >= amount.end for m in theirs)
        if leads and (theirs or opens(at, amount, sentence)):
            follows = named_behind(at, amount)
            if follows and follows != self.partner:
                return follows
        return self._meant(told_before(at, self.index, self.partner)) if theirs and not ahead else None

    def _meant(self, before: str | None) -> str | None:
        """Return who was told before, but the country told last where "the country" cannot be a group or the world."""
        alone = self.partner is None and before is not None and before not in alliances.countries()
        return (nation_told(self.at, self.index) if alone else None) or before or None

    def of_speaker(self) -> str | None:
        """Answer of what those who speak say of themselves, or of those for whom they stand."""
        at, amount, sentence, index = self.at, self.amount, self.sentence, self.index
        if self.demanding and is_told_of(at, amount, sentence, self.demanding):
            return self.demanding
        if self.spoken and not self.demanding and is_ours(at, amount, sentence):
            shared_aid = self.sense is not None and self.measure == "aid" and self.sense.kind == "share"
            return (group_told(at, index, self.spoken) or self.spoken) if shared_aid else self.spoken
        if self.owned and self.stance in ("reports", "expects") and (others := self._own_allies()):
            return others
        if self.inside and amount.kind == "money" and is_of_joint_share(at, amount, index):
            return NOBODY  # "these five made up 60 % of the world's spending (1.6 trillion)"
        if self.spoken != self.table.alliance or not self.owned:
            return None
        if told := stood_for(at, amount, sentence, index, self.partner):
            return told
        return gone_on_about(at, sentence, index) or None if self.stance in ("reports", "expects") else None

    def _own_allies(self) -> str | None:
        """Return whom the largest member means by its allies: "his partners have paid 33 billion more"."""
        at, amount = self.at, self.amount
        low = at.clause(amount.start, amount.end, self.sentence)[0]
        told = at.cues(max(low, at.previous_amount(amount)), amount.start, "own-allies")
        if not told or at.names(told[-1].end, amount.start):
            return None
        named = at.names(self.sentence.start, told[-1].start)
        whose = str(named[-1].value) if named else self.spoken
        return self.table.grown if whose in self.table.demanding else None

    def of_all(self) -> str | None:
        """Answer of what all donors gave, what all members are to do, and what goes on about the one told before."""
        at, amount, sentence, index = self.at, self.amount, self.sentence, self.index
        if self.partner and is_of_all_donors(at, amount, sentence):
            return self.table.total
        if self.partner and is_received(at, sentence, index, self.partner):
            return self.table.total  # "Ukraine had received 32.5 billion by October", of all that is given
        placed = self.owned and self.sense is not None and not self.sense.name.startswith("arms-")
        if told := named(at, amount, sentence, self.skip, placed=placed):
            return told
        if self.owned and is_of_examples(at, amount, sentence):
            return NOBODY
        if self.owned and (first := _first_of(at, amount, sentence, index)) is not None:
            return first
        if self.measure == "share-of-gdp" and self._is_declared():
            return self.table.alliance  # "the communiqué confirms the goal of 2 %"
        if self.stance == "demands" and amount.kind == "percent" and is_for_all(at, amount, sentence):
            return self.table.alliance  # "5 % for all", "that each give 0.25 %"
        if self.stance in ("demands", "pledges") and is_for_members(at, amount, sentence):
            return self.table.alliance  # "members are asked to spend 2 %, which Belgium does not"
        same = goes_on(at, amount, sentence, index)
        return same if same and same != self.partner else None

    def _is_declared(self) -> bool:
        """Tell whether a clause that names nobody tells what a declaration of the alliance says."""
        at, amount = self.at, self.amount
        low, high = at.clause(amount.start, amount.end, self.sentence)
        papers = (m for m in at.scan.index.within(low, amount.start, "voice") if m.value == "declaration")
        return any(papers) and not at.names(low, high) and at.topic.may_mean_alliance(self.index)

    def governed(self) -> str | None:
        """Answer with the name that governs the number in its clause, else in its sentence."""
        at, amount, sentence = self.at, self.amount, self.sentence
        seat = acting_seat(at, amount, sentence) if self.measure in OWN and self.stance != "demands" else None
        if seat is not None:
            return seat  # "Brussels spends 1.5 % of GDP on defence": none of the houses that sit there does
        spans, skip = stretches(at, amount, self.skip, inside=self.inside), self.skip
        part = part_told(at, amount, sentence)
        if part and (self.sense is None or not self.sense.name.startswith("arms-")):
            spans.insert(0, part)
        # what several countries measure together is no one's: it stays without a subject
        single = self.measure in (None, "un_vote_agreement")
        if self.demanding:  # "Washington wants 5 % from Germany": whom it asks, not who else is named there
            skip = skip | {self.demanding}
            spans = [(spans[0][0], at.clause(amount.start, amount.end, sentence, BREAKS + ",")[1])]
        whole = sentence.start, sentence.end
        told_by = single and amount.kind == "count" and self.spoken in alliances.countries()
        for span in spans:
            if told_by and span == whole != spans[0] and _is_apart(at, amount, sentence):
                return self.spoken  # "31 tanks will go there, the White House said; Berlin gives 14"
            found = governor(
                at,
                amount,
                skip,
                span,
                persons=not self.demanding,
                first=single or self.stance == "pledges",  # "Paris and London promise 6 billion"
                owned=self.owned,
                least=LEAST if span[0] > sentence.start else ANY,
            )
            if found:
                joint = self.owned and found in alliances.countries() and is_joint(at, amount)
                return NOBODY if joint or found == JOINT else found
        return self.table.alliance if self.demanding else None

    def of_a_place(self) -> str | None:
        """Answer with the country where the sentence opens, which names nobody else."""
        told = self.owned and self.stance in ("reports", "expects")
        return where_told(self.at, self.sentence) if told else None

    def told_elsewhere(self) -> str | None:
        """Answer with whom the text asks about, points back to or has spoken of, where the sentence names nobody."""
        at, amount, sentence, index = self.at, self.amount, self.sentence, self.index
        if self.partner is None and (asked := asked_about(at, index)):
            return asked
        if at.told.last is not None and points_back(at, amount, index):
            return at.told.last[1].subject or NOBODY
        if self.spoken and at.cues(sentence.start, amount.start, "ours"):
            return self.spoken
        if not self.spoken and is_strangers(at, amount, sentence):
            return NOBODY  # "our GDP", said by someone whose country the text does not tell
        if self.counted and at.cues(sentence.start, sentence.end, "all-states"):
            return self.table.total  # "the states spent", says who counts what all of them spend
        whom = at.told.subject if at.told.subject != self.partner else None
        if whom and index - at.told.sentence <= 1 and at.cues(sentence.start, sentence.end, "theirs"):
            return self._meant(whom)  # "world spending rose. The country's fell": one country's
        if are_all_members(at, amount, sentence):
            return self.table.alliance
        counted = self.owned or amount.quantity.unit == PERSON
        counted = counted and self.spoken == self.table.alliance and self.stance == "reports"
        if counted and at.cues(sentence.start, amount.start, "nation") and (its := nation_told(at, index)):
            return its  # "By NATO's count the country spends 1.4 %"
        return self.spoken

    def of_currency_or_region(self) -> str | None:
        """Answer with whose money it is told in; of a region, and of what is not measured, the text names nobody."""
        at, amount, sentence, index = self.at, self.amount, self.sentence, self.index
        if amount.kind == "money" and (own := of_currency(amount)):
            return own
        if self.owned and amount.kind == "percent" and (own := of_sum_beside(at, amount, sentence)):
            return own
        if self.measure is not None and at.cues(sentence.start, sentence.end, "the-region"):
            return NOBODY  # "spending in the region", of which no list of members tells
        if self.partner is None and (nation := nation_told(at, index)):
            return nation
        if self.measure is None:
            return untold(at, amount, index) or self._around() or NOBODY
        if at.scan.index.within(sentence.start, sentence.end, "region"):
            return NOBODY  # "in Africa", of which no list of members tells
        return None

    def _around(self) -> str | None:
        """Return who acts around a number that measures nothing and names nobody, or whom the sentence before told."""
        at, sentence, index = self.at, self.sentence, self.index
        if _is_of_no_nation(at, self.amount, sentence):
            return None
        alone = not at.names(sentence.start, sentence.end)
        return nation_acting(at, index) or (told_before(at, index, None) if alone else None)

    def of_alliance(self) -> str | None:
        """Answer with the alliance, all donors or whom the sentences before tell of; nothing comes after this step."""
        at, sentence, index = self.at, self.sentence, self.index
        if self.partner is None and tells_of_members(at, sentence) and at.topic.may_mean_alliance(index):
            return self.table.alliance  # "the members are to spend"
        if self.partner and (is_of_fund(at, sentence, index) or buys(at, sentence)):
            return self.table.alliance  # "through PURL 4 billion in arms have been ordered"
        if self.partner and at.cues(sentence.start, sentence.end, "all-donors"):
            return self.table.total  # "300 billion have been allocated to Ukraine", by all who give
        named = {m.value for m in at.names(sentence.start, self.amount.start)} & alliances.countries()
        if len(named) > 1 and self.sense is not None and self.sense.kind == "share":
            return None  # "America (916 billion) and China (296 billion) make up half of it": no one of them
        earlier = told_before(at, index, self.partner)
        whole = at.cues(sentence.start, self.amount.start, "all-spending")
        if whole and earlier and self.table.is_part(earlier):
            return self.table.alliance  # "European allies spend more. Total outlays come to 1.5 trillion"
        soldiers = self.amount.quantity.low if self.measure == "armed_forces_personnel" else None
        if soldiers is not None and soldiers >= LARGEST_ARMY and at.topic.names_alliance_by(index):
            return self.table.alliance  # "Belgium is last. The number of soldiers rose to 3.4 million"
        untold = acting_seat(at, self.amount, sentence) or maker(at, self.amount, sentence)
        if self.partner and not earlier and untold:
            return NOBODY  # "Brussels has wired 2 billion to Kyiv": Belgium's, or the Union's
        if self.owned and is_more_than_ones(at, self.amount, earlier):
            return self.table.total if self.counted else NOBODY
        if earlier or self.partner or self.counted:
            return earlier or self.table.total
        day = at.today or dt.date.max
        homes = {home(m, day) for m in at.scan.index.within(sentence.start, sentence.end, *PERSONS)} - {None}
        if len(homes) == 1 and self.amount.kind == "money" and self.owned:
            # "from 32 billion to 50 today, Macron plans 3 more": of whom the one named acts for
            return homes.pop()
        if self.measure == "armed_forces_personnel" and not at.topic.names_alliance_by(index):
            return nation_acting(at, index)  # "the number of soldiers has reached 183,100"
        if at.topic.names_another_first(index) and not at.topic.names_alliance_by(index):
            return None  # "Twice as much for the army", above a report on Switzerland
        if not at.topic.names_alliance_by(index) and at.cues(at.before(index), sentence.end, "nation"):
            # "the finance bill gives the army 3 billion more": of one state, named behind it or nowhere
            return at.topic.state_by(index)
        if not at.topic.names_alliance_by(index) and is_of_some_budget(at, index):
            return None
        open_to_all = self.stance == "demands" or at.topic.names_alliance_by(index)
        acting = nation_acting(at, index) if self.owned and not open_to_all else None
        if acting is not None and acting not in self.table.demanding:
            return acting  # "Ministers promise 3 % no longer", where all who act are of one country
        return self.table.alliance if at.topic.may_mean_alliance(index) else None


_STEPS: tuple[Callable[[_Asked], str | None], ...] = (
    _Asked.of_its_kind,
    _Asked.beside_another,
    _Asked.by_pronoun,
    _Asked.of_speaker,
    _Asked.of_all,
    _Asked.governed,
    _Asked.of_a_place,
    _Asked.told_elsewhere,
    _Asked.of_currency_or_region,
    _Asked.of_alliance,
)


def _is_of_no_nation(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether what is counted is nobody's because those who act are of one country: states, people elsewhere."""
    unit = amount.quantity.unit
    if unit == PERSON and at.names(sentence.start, sentence.end):
        return not at.cues(amount.start, amount.end, "soldiers")
    return unit in (*at.table.lengths, "country")


def _first_of(at: Context, amount: Amount, sentence: Sentence, index: int) -> str | None:
    """Return whom nobody outdoes: "at 4.1 % no ally spends more (than Poland)"; None where nothing is so told."""
    low, high = at.clause(amount.start, amount.end, sentence)
    none = at.cues(low, high, "none-of") if "none-of" in at.cued(index) else ()
    words = at.scan.index.within(none[0].end, high, "than-more", "than-less") if none else ()
    if not words:
        return None
    found = than(at, words[0].start, words[0].end, sentence)
    return found.whom if found is not None else told_before(at, index, None)


def _is_remaining(at: Context, amount: Amount) -> bool:
    """Tell whether a part of the alliance's is what the largest member leaves of it, whose was told just before."""
    last = at.told.last
    if (
        last is None
        or last[1].subject not in at.table.demanding
        or "left-of" not in at.cued(at.sentence_at(amount.start))
    ):
        return False
    rest = at.cues(max(0, amount.start - TIGHT), amount.start + 1, "left-of")
    behind = at.cues(amount.end, amount.end + 2, "left-of")
    return bool(behind) or at.led(rest, amount.start, 1)


def _is_apart(at: Context, amount: Amount, sentence: Sentence) -> bool:
    """Tell whether a semicolon parts the clause of a number from another clause."""
    return at.clause(amount.start, amount.end, sentence, ";") != (sentence.start, sentence.end)


def _is_share(sense: Sense | None) -> bool:
    """Tell whether a number is a share of GDP."""
    return sense is not None and sense.measure == "share-of-gdp"
