"""A number in, what is asked of it where its subject is sought out: whose it cannot be, who speaks, who demands."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from foedus import alliances
from foedus.model import Stance
from foedus.text.amounts.amount import SHARES, Amount
from foedus.text.figures.asked import stands
from foedus.text.figures.context import Context
from foedus.text.figures.donors import maker
from foedus.text.figures.links import is_bracketed
from foedus.text.figures.makers import sellers
from foedus.text.figures.owners import BALLOTS
from foedus.text.figures.polls import want
from foedus.text.figures.posted import host
from foedus.text.figures.recipients import given_beside, leads_to
from foedus.text.figures.set_against import spender_of
from foedus.text.figures.standins import nation_told
from foedus.text.figures.wholes import whose_aid
from foedus.text.senses import Sense, wanted

COUNTED = wanted("sentence", ("@counted", "@count-topic"))  # an institute with a count of its own speaks
ALL_TRADED = "arms-of-world"  # the sense of a part of all that is bought
WHOLE = 16  # characters of an article, a number and a noun beside a group
Skipped = list[str | None]  # those whose a number is not
NOBODY = ""  # the answer that it is nobody's whom the text names


class Sought:
    """A number whose subject is sought: of whom it speaks."""

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
        self.is_share = self.measure == "share-of-gdp"
        self.of_share = sense is not None and sense.derivation.get("of") == "alliance"

    def is_whole(self, found: str) -> bool:
        """Tell whether an answer is only what a share is of: "the country accounts for 10 % of the world's"."""
        if found != self.table.total or self.sense is None or self.sense.derivation.get("of") != found:
            return False
        return all(m.value == found for m in self.at.names(self.sentence.start, self.sentence.end))

    @cached_property
    def skip(self) -> frozenset[str | None]:
        """Those whose it is not, though the sentence names them: whoever is helped, what it is a part of."""
        found = {self.partner, *self.less}
        for not_whose in _NOT_WHOSE:
            found.update(not_whose(self))
        return frozenset(found)

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
        spent = self.amount.kind == "money" and self.measure is not None
        if self.stance != "demands" or not (self.is_share or spent):
            return None
        named = [str(m.value) for m in self.at.names(self.sentence.start, self.amount.start)]
        first, others = named[0] if named else None, [name for name in named if name != named[0]]
        if others and first == self.spoken == self.table.alliance and all(map(self.table.is_allied, others)):
            return first  # "NATO asks Belgium to spend 9 billion more"
        if self.amount.kind != "percent":
            return None
        if self.spoken in self.table.demanding:
            return self.spoken
        # "America wants Europe to spend 5 %"
        return first if others and first in self.table.demanding else None

    @cached_property
    def counted(self) -> bool:
        """Tell whether an institute with a count of its own speaks."""
        whole = self.sentence.start, self.sentence.end
        return self.partner is None and stands(self.at, whole, COUNTED, self.index)

    def meant(self, before: str | None) -> str | None:
        """Return who was told before, but the country told last where "the country" cannot be a group or the world."""
        alone = self.partner is None and before is not None and before not in alliances.countries()
        return (nation_told(self.at, self.index) if alone else None) or before or None


def _wholes(sought: Sought) -> Skipped:
    """Return those of whom the number tells a part."""
    table, total, kind = sought.table, sought.table.total, sought.amount.kind
    found: Skipped = []
    if sought.of_share:
        found.append(table.alliance)
    if sought.sense is not None and sought.sense.name == ALL_TRADED:
        found.append(total)  # "it took 12 % of the world's imports": not the world did
    if kind == "multiple" and sought.less:
        found.append(total)  # "37 % of global spending, three times as much as China": not the world's
    if sought.partner and kind in SHARES:
        found.append(_whole_of_aid(sought))
    if sought.measure is None and kind in SHARES:
        found.append(spender_of(sought.at, sought.amount))  # "about 45 % of what Beijing spent"
    return found


def _whole_of_aid(sought: Sought) -> str | None:
    """Return the group of whose aid a share is told, behind somebody's name: "Berlin gives 20 % of Europe's"."""
    at, amount = sought.at, sought.amount
    told = at.cues(amount.end, at.ahead(amount.end), "aid-noun")
    whole = whose_aid(at, amount, sought.partner) if told else None
    low = at.clause(amount.start, amount.end, sought.sentence)[0] if whole else 0
    ahead = {str(m.value) for m in at.names(low, amount.start)} if whole else set()
    return whole if ahead - {whole, sought.partner} else None


def _asked_about(sought: Sought) -> Skipped:
    """Return the alliance where the many are asked about it, or vote on it: none of them is it."""
    at, amount = sought.at, sought.amount
    polled = amount.kind in SHARES and at.cues(at.before(sought.index), sought.sentence.end, "poll")
    # "12 % want to leave NATO", "the Senate backed the alliance by 81 votes"
    is_voted = polled or want(at, amount) or amount.quantity.unit in BALLOTS
    return [sought.table.alliance] if is_voted else []


def _others(sought: Sought) -> Skipped:
    """Return those who only receive, make or hold what another gives or has there."""
    at, amount, sentence = sought.at, sought.amount, sought.sentence
    found: Skipped = []
    if (sought.partner and amount.kind == "money") or amount.quantity.unit == "member":
        found.append(maker(at, amount, sentence))
    last = at.told.last
    if sought.is_share and sought.stance == "demands" and last is not None and last[2] == sought.index:
        # "promised it a billion, and urged others to reach 3 %"
        found.append(last[1].partner if (last[1].measure or "").startswith("aid_") else None)
    found += given_beside(at, amount, sentence)
    if "own-army" in at.cued_at(sentence):
        # "3 billion on Ukraine and 9 on its own army": whoever spends both
        names = at.names(sentence.start, amount.start)
        found += [str(m.value) for m in names if at.led_by(m.start, "spent-on")]
    found.append(host(at, amount, sentence))
    found += sellers(at, sentence)
    return found


def _apart(sought: Sought) -> Skipped:
    """Return all but one, where that opens a sentence before whom it tells of: "America aside, Britain spent most"."""
    at = sought.at
    names = at.names(sought.sentence.start, sought.amount.start)
    if not names[1:] or names[0].value != sought.table.grown:
        return []
    first, other = names[:2]
    comma = at.scan.text[first.end : first.end + 1] == "," and other.kind in ("country", "capital")
    return [str(first.value)] if comma and at.joined(first.end + 1, other.start) else []


def _among(sought: Sought) -> Skipped:
    """Return the group that opens a sentence only as that of one who is told: "Of the Baltic states, Estonia gives"."""
    at, start = sought.at, sought.sentence.start
    led = at.scan.index.within(start, start + 1, "of", "out-of") if sought.owned else []
    high = min(sought.amount.start, start + 2 * WHOLE)
    groups = at.scan.index.within(start, high, "group") if led else []
    if not groups or not at.leads(led[0].end, groups[0].start, WHOLE):
        return []
    comma = at.scan.text.find(",", groups[0].end, groups[0].end + WHOLE)
    behind = at.scan.index.within(comma, comma + WHOLE, "country") if comma >= 0 else ()
    return [str(groups[0].value)] if behind and at.joined(comma + 1, behind[0].start) else []


def _helped(sought: Sought) -> Skipped:
    """Return whom the aid told just before goes to: "its 5 billion in aid to Ukraine and its 2.2 % for defence"."""
    at, last, helped = sought.at, sought.at.told.last, sought.table.beneficiary
    if not sought.owned or last is None or last[2] != sought.index or last[1].partner != helped:
        return []
    named = at.names(last[0].end, sought.amount.start)
    own = named and all(m.value == helped and leads_to(at, m) for m in named)
    return [helped] if own else []


# Each returns those whose a number is not, for one reason of its own.
_NOT_WHOSE: tuple[Callable[[Sought], Skipped], ...] = (
    _wholes,
    _asked_about,
    _others,
    _apart,
    _among,
    _helped,
)
