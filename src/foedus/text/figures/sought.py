"""A number in, what is asked of it where its subject is sought out: whose it cannot be, who speaks, who demands."""

from __future__ import annotations

from functools import cached_property

from foedus import alliances
from foedus.model import Stance
from foedus.text.amounts.amount import SHARES, Amount
from foedus.text.figures.asked import stands
from foedus.text.figures.context import NEAR, Context
from foedus.text.figures.donors import maker
from foedus.text.figures.links import is_bracketed
from foedus.text.figures.owners import BALLOTS
from foedus.text.figures.polls import want
from foedus.text.figures.posted import host
from foedus.text.figures.recipients import given_beside
from foedus.text.figures.set_against import spender_of
from foedus.text.figures.standins import nation_told
from foedus.text.figures.wholes import whose_aid
from foedus.text.senses import Sense, wanted

COUNTED = wanted("sentence", ("@counted", "@count-topic"))  # an institute with a count of its own speaks
ALL_TRADED = "arms-of-world"  # the sense of a part of all that is bought
WHOLE = 16  # characters of an article, a number and a noun beside a group
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
        """Those whose it is not: whoever is helped, and what it is a part of."""
        skip = {self.partner, self.table.alliance if self.of_share else None, *self.less}
        if (self.partner and self.amount.kind == "money") or self.amount.quantity.unit == "member":
            skip.add(maker(self.at, self.amount, self.sentence))
        asked_of = self.at.before(self.index), self.sentence.end
        polled = self.amount.kind in SHARES and self.at.cues(*asked_of, "poll")
        if polled or want(self.at, self.amount):
            skip.add(self.table.alliance)  # "12 % want to leave NATO": of whom was asked
        if self.sense is not None and self.sense.name == ALL_TRADED:
            skip.add(self.table.total)  # "it took 12 % of the world's imports": not the world did
        if self.amount.kind == "multiple" and self.less:
            # "37 % of global spending, three times as much as China": not the world's
            skip.add(self.table.total)
        if self.partner and self.amount.kind in SHARES:
            skip.add(self._whole)
        if self.measure is None and self.amount.kind in SHARES:
            skip.add(spender_of(self.at, self.amount))  # "about 45 % of what Beijing spent"
        last = self.at.told.last
        if self.is_share and self.stance == "demands" and last is not None and last[2] == self.index:
            # "promised it a billion, and urged others to reach 3 %"
            skip.add(last[1].partner if (last[1].measure or "").startswith("aid_") else None)
        skip |= given_beside(self.at, self.amount, self.sentence)
        if "own-army" in self.at.cued_at(self.sentence):
            # "3 billion on Ukraine and 9 on its own army": whoever spends both
            names = self.at.names(self.sentence.start, self.amount.start)
            skip |= {str(m.value) for m in names if self.at.led_by(m.start, "spent-on")}
        skip.add(self._apart)
        skip.add(host(self.at, self.amount, self.sentence))
        skip.add(self._among)
        if self.amount.quantity.unit in BALLOTS:
            skip.add(self.table.alliance)  # "the Senate backed the alliance by 81 votes": it cast none
        return frozenset(skip)

    @property
    def _apart(self) -> str | None:
        """All but one, where that opens a sentence before whoever it tells of: "America aside, Britain spent most"."""
        names = self.at.names(self.sentence.start, self.amount.start)
        if not names[1:] or names[0].value != self.table.grown:
            return None
        first, other = names[:2]
        apart = self.at.scan.text[first.end : first.end + 1] == "," and other.kind in ("country", "capital")
        return str(first.value) if apart and self.at.joined(first.end + 1, other.start) else None

    @property
    def _among(self) -> str | None:
        """The group that opens the sentence only as that of whom one is told: "Of the Baltic states, Estonia gives"."""
        at, start = self.at, self.sentence.start
        led = at.scan.index.within(start, start + 1, "of", "out-of") if self.owned else []
        groups = (
            at.scan.index.within(start, min(self.amount.start, start + 2 * WHOLE), "group") if led else []
        )
        if not groups or not at.leads(led[0].end, groups[0].start, WHOLE):
            return None
        comma = at.scan.text.find(",", groups[0].end, groups[0].end + WHOLE)
        behind = at.scan.index.within(comma, comma + WHOLE, "country") if comma >= 0 else ()
        return str(groups[0].value) if behind and at.joined(comma + 1, behind[0].start) else None

    @property
    def _whole(self) -> str | None:
        """The group of whose aid a share is told ahead of which somebody is named: "Berlin gives 20 % of Europe's"."""
        told = self.at.cues(self.amount.end, self.amount.end + NEAR, "aid-noun")
        whole = whose_aid(self.at, self.amount, self.partner) if told else None
        low = self.at.clause(self.amount.start, self.amount.end, self.sentence)[0] if whole else 0
        ahead = {str(m.value) for m in self.at.names(low, self.amount.start)} if whole else set()
        return whole if ahead - {whole, self.partner} else None

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
        if self.stance != "demands" or self.amount.kind != "percent" or not self.is_share:
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

    def meant(self, before: str | None) -> str | None:
        """Return who was told before, but the country told last where "the country" cannot be a group or the world."""
        alone = self.partner is None and before is not None and before not in alliances.countries()
        return (nation_told(self.at, self.index) if alone else None) or before or None
