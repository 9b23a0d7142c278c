"""Amounts in, figures out: what each number measures, of whom, when, from which base, on which terms.

Which cues make which measure is data (`senses.toml`); the words of the cues are data of each language. Cues near the
number count before cues of the sentence, the sentence before its context, and a list shares what its first item says.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from bisect import bisect_right
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import msgspec

from foedus import alliances
from foedus.errors import RuleError
from foedus.model import (
    Change,
    Count,
    Derivation,
    Excess,
    Figure,
    Growth,
    Level,
    Period,
    Quantity,
    Share,
    Span,
    Stance,
    Within,
    exact,
)
from foedus.text.lexicon import Scan
from foedus.text.match import Mention, Sentence
from foedus.text.numbers import Amount
from foedus.text.times import Time

AFTER, NEAR, TIGHT = 32, 40, 16  # characters within which a cue is right behind, beside or touching a number
_NAMES = ("country", "capital", "demonym", "people", "group")
_PERSONS = ("person", "office")
_BREAKS = ";:()"


class Sense(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One meaning of a number and what must stand around it; see `senses.toml`."""

    name: str
    kinds: list[str]
    after: list[str] = []
    near: list[str] = []
    segment: list[str] = []
    clause: list[str] = []
    sentence: list[str] = []
    context: list[str] = []
    lacks: list[str] = []
    absent: list[str] = []
    partner: str | None = None
    counts: bool = False
    verb: bool = False
    long: bool = False
    level: bool = True
    unit: str | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    below: Decimal | None = None
    measure: str | None = None
    derivation: dict[str, str] = {}


class Senses(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table of senses with what they resolve to."""

    sense: list[Sense]
    families: dict[str, dict[str, str]]
    stages: list[str]
    alliance: str
    guideline: Decimal
    aid_since: str
    beneficiary: str
    demanding: list[str]


@cache
def senses() -> Senses:
    """Return the table; raises RuleError naming file and field."""
    path = Path(__file__).with_name("senses.toml")
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Senses, strict=False)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as fault:
        raise RuleError(f"{path.name}: {fault}") from None


class Speaks(Protocol):
    """What this module needs to know of who speaks: for whom "we" stands, and with which stance."""

    def country(self, start: int, end: int) -> str | None:
        """Return whom "we" or "our country" means at this span."""

    def stance(self, start: int, end: int) -> Stance:
        """Return the stance at this span."""

    def is_source(self, start: int) -> bool:
        """Tell whether the name at this offset is there as the one who speaks."""


class Read(NamedTuple):
    """A figure with its span, its stance and the name of its sense."""

    span: Span
    figure: Figure
    rules: tuple[str, ...]


class _State:
    """What earlier figures of the text leave for later ones: their subject, measure, currency and threshold."""

    def __init__(self) -> None:
        self.subject: str | None = None
        self.last: tuple[Amount, Figure, int] | None = None
        self.money: str | None = None
        self.threshold: Decimal | None = None
        self.sentence = -1
        self.share: int | None = None


class Reader:
    """Reads the amounts of one document as figures."""

    def __init__(self, scan: Scan, found: list[Amount], times: list[Time], speaks: Speaks) -> None:
        self.scan, self.amounts, self.times, self.speaks = scan, found, times, speaks
        self.table = senses()
        self.today = scan.document.published
        self._starts = [s.start for s in scan.sentences]
        self._time_starts = [t.start for t in times]
        self._amount_starts = [a.start for a in found]
        self.state = _State()

    def figures(self) -> list[Read]:
        """Return the figures in text order."""
        reads: list[Read] = []
        for position, amount in enumerate(self.amounts):
            index = bisect_right(self._starts, amount.start) - 1
            if index < 0:
                continue
            for part in self._split(amount, index):
                if read := self._read(part, index, position):
                    reads.append(read)
        return [r for r in reads if not self._is_threshold(r, reads)]

    # --- one amount -------------------------------------------------------------------------------------------------

    def _split(self, amount: Amount, index: int) -> list[Amount]:
        """Take "from 1.1 to 1.24 %" apart where the sentence tells a change, not a range."""
        sentence = self.scan.sentences[index]
        if amount.ends is None or not self._cues(sentence.start, amount.start, "path"):
            return [amount]
        if "of" not in amount.rule and not self._told_as_path(amount):
            return [amount]
        low, high = amount.quantity.low, amount.quantity.high
        parts = []
        for side, (start, end), value in zip(("from", "to"), amount.ends, (low, high), strict=True):
            quantity = msgspec.structs.replace(amount.quantity, low=value, high=value, comparator="=")
            parts.append(Amount(start, end, amount.kind, quantity, f"{amount.rule}.{side}"))
        return parts

    def _told_as_path(self, amount: Amount) -> bool:
        """A path has "to" between its ends; "between … and" has not."""
        assert amount.ends is not None
        (_, first), (second, _) = amount.ends
        return bool(self.scan.index.within(first, second, "to"))

    def _read(self, amount: Amount, index: int, position: int) -> Read | None:
        sentence = self.scan.sentences[index]
        if self._is_time(amount):
            return None
        amount = self._completed(amount, sentence, index)
        sense = self._sense(amount, sentence, index)
        heir = self._inherits(amount, sentence, index, sense)
        if sense is None and heir is None and amount.kind in ("bare", "bare-scale", "point"):
            return None
        if self._is_counts_line(amount, index):
            return None
        stance = self.speaks.stance(amount.start, amount.end)
        if heir is not None:
            figure = self._like(heir, amount, sentence, stance)
            names: tuple[str, ...] = (amount.rule, "inherited")
        else:
            figure = self._figure(amount, sense, sentence, index, stance)
            names = (amount.rule, f"sense.{sense.name}") if sense else (amount.rule,)
        self._remember(amount, figure, index)
        return Read(Span(start=amount.start, end=amount.end), figure, names)

    def _is_counts_line(self, amount: Amount, index: int) -> bool:
        """Tell whether a percentage only says at which line the members just counted are counted."""
        last = self.state.last
        if last is None or last[2] != index or amount.kind != "percent" or not isinstance(last[1].derivation, Count):
            return False
        within = last[1].derivation.within
        return amount.quantity.low is not None and amount.quantity.low in (within.low, within.high)

    def _is_time(self, amount: Amount) -> bool:
        if amount.kind not in ("bare", "fraction"):
            return False
        at = bisect_right(self._time_starts, amount.start)
        return any(t.start < amount.end and amount.start < t.end for t in self.times[max(0, at - 2) : at + 1])

    def _completed(self, amount: Amount, sentence: Sentence, index: int) -> Amount:
        """Give "3.3 billion" the currency of the amount before it in the sentence."""
        if amount.kind == "bare-scale" and self.state.money and self.state.sentence == index:
            quantity = msgspec.structs.replace(amount.quantity, unit=self.state.money)
            return amount._replace(kind="money", quantity=quantity)
        return amount

    def _remember(self, amount: Amount, figure: Figure, index: int) -> None:
        state = self.state
        state.last, state.sentence = (amount, figure, index), index
        if figure.subject:
            state.subject = figure.subject
        if amount.kind == "money":
            state.money = amount.quantity.unit
        if figure.measure and figure.measure.endswith("share_of_gdp"):
            state.share = index
        if isinstance(figure.derivation, Count):
            state.threshold = figure.derivation.within.low or figure.derivation.within.high

    def _inherits(self, amount: Amount, sentence: Sentence, index: int, sense: Sense | None) -> Figure | None:
        """Return the figure that this one continues: "contre sept en 2022", "up from a third", "This year, 23 will"."""
        if self.state.last is None:
            return None
        before, figure, where = self.state.last
        contrasted = self._cues(max(sentence.start, amount.start - TIGHT), amount.start, "contrast")
        if where == index and contrasted and amount.kind in ("bare", before.kind) and figure.measure:
            return figure
        if amount.kind == "bare" and isinstance(figure.derivation, Count) and index - where <= 1:
            after = self.scan.index.within(amount.end, amount.end + 6, "cue")
            if any(m.value == "meets" for m in after) and amount.quantity.low != 1:
                return figure
        same = where == index and before.kind == amount.kind
        if same and sense is None and amount.kind in ("percent", "count", "fraction") and before.quantity.unit == amount.quantity.unit:
            return figure if figure.measure else None
        return None

    # --- what is measured -------------------------------------------------------------------------------------------

    def _sense(self, amount: Amount, sentence: Sentence, index: int) -> Sense | None:
        for sense in self.table.sense:
            if amount.kind in sense.kinds and self._fits(sense, amount, sentence, index):
                return sense
        return None

    def _fits(self, sense: Sense, amount: Amount, sentence: Sentence, index: int) -> bool:
        value = amount.quantity.high or amount.quantity.low or Decimal(0)
        if (sense.least is not None and value < sense.least) or (sense.most is not None and value > sense.most):
            return False
        if sense.below is not None and value >= sense.below:
            return False
        if sense.unit and amount.quantity.unit not in (sense.unit, None):
            return False
        if sense.verb and not amount.rule.endswith(".verb") and not amount.rule.endswith(".by"):
            return False
        if not sense.level and self._is_level(amount):
            return False
        if sense.counts and not self._counts(amount, sentence, index):
            return False
        if sense.long and not self._long(amount, sentence, index):
            return False
        clause = self._clause(amount, sentence, _BREAKS)
        spans = {
            "after": (amount.end, min(amount.end + AFTER, clause[1], self._next(amount))),
            "near": (max(clause[0], amount.start - NEAR), min(amount.end + NEAR, clause[1])),
            "segment": self._clause(amount, sentence, _BREAKS + ","),
            "clause": clause,
            "sentence": (sentence.start, sentence.end),
            "context": (self._context(index), sentence.end),
        }
        for scope, span in spans.items():
            for wanted in getattr(sense, scope):
                if not self._stands(span, wanted.split("|"), index):
                    return False
        if sense.lacks and self._cues(*spans["segment"], *sense.lacks):
            return False
        if sense.absent and self._cues(*spans["sentence"], *sense.absent):
            return False
        return sense.partner is None or self._names_in(self._paragraph(index), sentence.end, sense.partner)

    def _paragraph(self, index: int) -> int:
        """Return where the paragraph of a sentence begins, or its context if that is earlier."""
        first = index
        while first and index - first < 8 and self.scan.sentences[first - 1].paragraph == self.scan.sentences[index].paragraph:
            first -= 1
        return min(self.scan.sentences[first].start, self._context(index))

    def _stands(self, span: tuple[int, int], wanted: list[str], index: int) -> bool:
        """Tell whether one of the cues stands in the span; `@share` and `@alliance` ask for what was read before."""
        if self._cues(*span, *wanted):
            return True
        if "@share" in wanted and self.state.share is not None and index - self.state.share <= 8:
            return True
        return "@alliance" in wanted and any(self._is_part(str(m.value)) for m in self.scan.index.within(*span, "group"))

    def _is_part(self, group: str) -> bool:
        found = alliances.groups().get(group)
        return group == self.table.alliance or (found is not None and found.of == self.table.alliance)

    def _context(self, index: int) -> int:
        """Return where the context of a sentence begins: the sentence before, within the paragraph or across one."""
        return self.scan.sentences[max(0, index - 1)].start

    def _clause(self, amount: Amount, sentence: Sentence, breaks: str) -> tuple[int, int]:
        text = self.scan.text
        start, end = sentence.start, sentence.end
        for sign in breaks:
            start = max(start, text.rfind(sign, sentence.start, amount.start) + 1)
            stop = text.find(sign, amount.end, sentence.end)
            end = min(end, stop) if stop >= 0 else end
        return start, end

    def _next(self, amount: Amount) -> int:
        """Return where the next number begins."""
        at = bisect_right(self._amount_starts, amount.start)
        return self._amount_starts[at] if at < len(self._amount_starts) else len(self.scan.text)

    def _cues(self, start: int, end: int, *ids: str) -> list[Mention]:
        return [m for m in self.scan.index.within(start, end, "cue") if m.value in ids]

    def _names_in(self, start: int, end: int, wanted: str) -> bool:
        return any(m.value == wanted for m in self.scan.index.within(start, end, *_NAMES))

    def _is_level(self, amount: Amount) -> bool:
        """A number after "to" is where something goes, not by how much it grows."""
        return bool(self.scan.index.within(max(0, amount.start - 5), amount.start, "to"))

    def _counts(self, amount: Amount, sentence: Sentence, index: int) -> bool:
        """Tell whether the number counts members at a threshold."""
        if amount.kind in ("fraction", "percent"):
            inside = self.scan.index.within(amount.start, min(amount.end + 24, sentence.end), "noun")
            if not any(m.value == "member" for m in inside):
                return False
        elif amount.quantity.unit not in ("member", "country"):
            return False
        near = self._cues(sentence.start, sentence.end, "meets", "below", "threshold")
        percent = any(a.kind == "percent" for a in self._amounts_in(sentence))
        return bool(near) and (percent or bool(self._cues(self._context(index), sentence.end, "threshold", "gdp")))

    def _amounts_in(self, sentence: Sentence) -> list[Amount]:
        return [a for a in self.amounts if sentence.start <= a.start < sentence.end]

    def _long(self, amount: Amount, sentence: Sentence, index: int) -> bool:
        """Tell whether an addition is told over years."""
        return any(t.role in ("since", "last") for t in self._times(self._context(index), sentence.end)) or bool(
            self._cues(sentence.start, sentence.end, "cumulative")
        )

    # --- the figure -------------------------------------------------------------------------------------------------

    def _figure(self, amount: Amount, sense: Sense | None, sentence: Sentence, index: int, stance: Stance) -> Figure:
        subject = self._subject(amount, sense, sentence, index, stance)
        measure = self._measure(amount, sense, subject, sentence, index)
        partner = self._partner(amount, sense, measure, subject, sentence, index)
        stated: dict[str, list[str]] = {}
        derivation, period = self._when(amount, sense, measure, sentence, index, stance, stated)
        if isinstance(derivation, Count):
            subject = self.table.alliance
        if isinstance(derivation, Share) and derivation.of == "alliance":
            derivation = Share(of=self.table.alliance)
        elif isinstance(derivation, Share) and derivation.of == "aid":
            derivation = Share(of="world")
        if measure == "arms_transfers":
            derivation, partner = Share(of="world"), partner
        quantity = self._quantity(amount, derivation, measure)
        self._terms(amount, sense, measure, sentence, stated)
        return Figure(subject=subject, measure=measure, quantity=quantity, period=period, partner=partner,
                      derivation=derivation, stated=stated)

    def _like(self, heir: Figure, amount: Amount, sentence: Sentence, stance: Stance) -> Figure:
        """Return a figure of the same kind with its own number, period and, where one stands near, subject."""
        unit = amount.quantity.unit or heir.quantity.unit
        quantity = msgspec.structs.replace(amount.quantity, unit=unit)
        if isinstance(heir.derivation, Count) and quantity.unit == "country":
            quantity = msgspec.structs.replace(quantity, unit="member")
        time = self._time(amount, sentence)
        stated = {k: v for k, v in heir.stated.items() if k != "period"}
        period = heir.period
        if time is not None and time.role in ("at", "by", "between"):
            period = Period(time.period)
            stated["period"] = [time.period]
        subject = heir.subject
        derivation = heir.derivation
        if isinstance(derivation, Growth) and derivation.base and period is not None and derivation.base >= period.text:
            derivation = Growth(base=str(int(period.text[:4]) - 1), direction=derivation.direction)
        if isinstance(derivation, Count):
            derivation = self._count(amount, sentence, derivation.within)
        if not isinstance(heir.derivation, Count):
            near = self._candidates(amount, heir.partner, (self._clause(amount, sentence, ",;()")[0] - 20, amount.start))
            subject = near or subject
        partner = heir.partner
        if partner is not None and not (heir.measure or "").startswith("aid_"):
            subject = heir.subject if subject == partner else subject
            partner = self._heirs_partner(amount, heir, subject, sentence)
        return msgspec.structs.replace(
            heir, quantity=quantity, period=period, subject=subject, partner=partner, derivation=derivation, stated=stated
        )

    def _heirs_partner(self, amount: Amount, heir: Figure, subject: str | None, sentence: Sentence) -> str | None:
        low, high = self._clause(amount, sentence, ",;()")
        after = [m for m in self._sentence_names(sentence) if amount.end <= m.start < high and m.value != subject]
        return str(after[0].value) if after else heir.partner

    def _quantity(self, amount: Amount, derivation: Derivation, measure: str | None) -> Quantity:
        quantity = amount.quantity
        if isinstance(derivation, Count) and quantity.unit in ("country", None):
            return msgspec.structs.replace(quantity, unit="member")
        if measure == "armed_forces_personnel":
            return msgspec.structs.replace(quantity, unit="person")
        if quantity.unit == "point" and measure and measure.endswith("share_of_gdp"):
            return msgspec.structs.replace(quantity, unit="%")
        return quantity

    def _measure(self, amount: Amount, sense: Sense | None, subject: str | None, sentence: Sentence, index: int) -> str | None:
        if sense is None or sense.measure is None:
            return None
        if sense.measure == "aid":
            return f"aid_{self._stage(amount, sentence, index)}"
        family = self.table.families.get(sense.measure)
        if family is None:
            return sense.measure
        told = self.scan.index.within(self._context(index), sentence.end, "organisation")
        for organisation in told:
            if organisation.value in family:
                return family[str(organisation.value)]
        return family["allied"] if subject is None or self._allied(subject) else family["other"]

    def _allied(self, subject: str) -> bool:
        """Tell whether a country or group belongs to the alliance, as a member at any time or a part of it."""
        everyone = alliances.members_on(self.table.alliance, dt.date.max)
        if subject == self.table.alliance or subject in everyone:
            return True
        group = alliances.groups().get(subject)
        return group is not None and bool(group.of == self.table.alliance or group.region == "europe")

    def _stage(self, amount: Amount, sentence: Sentence, index: int) -> str:
        """Return the stage of aid that the nearest verb tells: pledged, committed, allocated, delivered."""
        for start in (sentence.start, self._context(index)):
            cues = self._cues(start, sentence.end, *self.table.stages)
            given = self._cues(start, sentence.end, "give")
            ranked = sorted([*cues, *given], key=lambda m: abs(m.start - amount.start))
            for mention in ranked:
                return "allocated" if mention.value == "give" else str(mention.value)
        return "allocated"

    def _partner(self, amount: Amount, sense: Sense | None, measure: str | None, subject: str | None, sentence: Sentence,
                 index: int) -> str | None:
        if sense is None or measure is None:
            return None
        if measure.startswith("aid_"):
            return self.table.beneficiary
        if sense.measure in ("un_vote_agreement", "arms_transfers"):
            return self._other(amount, subject, sentence)
        return None

    def _other(self, amount: Amount, subject: str | None, sentence: Sentence) -> str | None:
        """Return the second party of a share between two: the nearest other name, after the number or before it."""
        names = [m for m in self._sentence_names(sentence) if m.value != subject]
        low, high = self._clause(amount, sentence, ",;()")
        near = [m for m in names if low <= m.start < high]
        after = [m for m in near if m.start >= amount.end]
        before = [m for m in near if m.start < amount.start]
        pick = after[:1] or before[-1:] or [m for m in names if m.start < amount.start][-1:] or names[:1]
        return str(pick[0].value) if pick else None

    def _terms(self, amount: Amount, sense: Sense | None, measure: str | None, sentence: Sentence,
               stated: dict[str, list[str]]) -> None:
        """Note what the sentence says of prices and of the kind of aid."""
        if measure is None:
            return
        if measure.startswith("aid_"):
            for component in ("military", "humanitarian", "financial"):
                if self._cues(sentence.start, sentence.end, f"component-{component}"):
                    stated["component"] = [component]
                    break
            return
        if self._cues(sentence.start, sentence.end, "both-prices"):
            return
        if price := self._price(amount, sentence):
            stated["prices"] = [price]

    def _price(self, amount: Amount, sentence: Sentence) -> str | None:
        """Return the price basis told of this number: behind it, or ahead of it unless another number lies between."""
        low, high = self._clause(amount, sentence, _BREAKS)
        names = {"constant": "constant", "real": "constant", "current": "current"}
        rivals = [a for a in self._amounts_in(sentence) if a.kind != "bare" and a.start != amount.start]
        best: tuple[int, str] | None = None
        for cue in self._cues(low, high, *names):
            behind = cue.start >= amount.end
            first, last = (amount.end, cue.start) if behind else (cue.end, amount.start)
            if any(first <= r.start < last for r in rivals):
                continue
            gap = last - first if behind else last - first + 15
            if best is None or gap < best[0]:
                best = gap, names[str(cue.value)]
        return best[1] if best else None

    # --- of whom ----------------------------------------------------------------------------------------------------

    def _sentence_names(self, sentence: Sentence) -> list[Mention]:
        return [m for m in self.scan.index.within(sentence.start, sentence.end, *_NAMES) if not self._is_aside(m)]

    def _is_aside(self, mention: Mention) -> bool:
        """A name after "according to", or a capital after "in", is a source or a place and measures nothing."""
        before = self.scan.index.within(max(0, mention.start - 28), mention.start)
        if any(m.kind == "according" and m.value == "source" and self._joined(m.end, mention.start) for m in before):
            return True
        if mention.kind == "capital":
            return any(m.kind in ("to", "in", "out-of") and self._joined(m.end, mention.start) for m in before)
        return False

    def _joined(self, end: int, start: int) -> bool:
        return start - end <= 4 and end <= start

    def _subject(self, amount: Amount, sense: Sense | None, sentence: Sentence, index: int, stance: Stance) -> str | None:
        if sense is not None and sense.counts:
            return self.table.alliance
        if sense is not None and sense.measure == "un_vote_agreement" and (pair := self._pair(amount, sentence)):
            return pair[0]
        partner = self.table.beneficiary if sense is not None and sense.measure == "aid" else None
        of_alliance = sense is not None and sense.derivation.get("of") == "alliance"
        ours = self._cues(sentence.start, amount.start, "ours")
        spoken = self.speaks.country(amount.start, amount.end)
        theirs = [m for m in self._cues(sentence.start, amount.start, "theirs") if m.start - sentence.start <= 3]
        if theirs and not self._candidates(amount, partner, (sentence.start, amount.start), alliance=not of_alliance):
            if told := self._told_before(index, partner):
                return told
        demanded = stance == "demands" and spoken in self.table.demanding and sense is not None
        for span in (self._clause(amount, sentence, ";()"), (sentence.start, sentence.end)):
            if found := self._candidates(amount, partner, span, alliance=not of_alliance, persons=not demanded):
                return found
        if demanded:
            return self.table.alliance
        if ours and spoken:
            return spoken
        if self._cues(sentence.start, sentence.end, "theirs") and index - self.state.sentence <= 1 and self.state.subject:
            return self.state.subject
        if of_alliance and self.state.subject == self.table.alliance:
            return spoken
        if spoken:
            return spoken
        if sense is None or sense.measure is None:
            return None
        return self._told_before(index, partner) or self.table.alliance

    def _pair(self, amount: Amount, sentence: Sentence) -> list[str]:
        """Return the names of the clause of a number that is about two: those before it, or else those after."""
        low, high = self._clause(amount, sentence, ";()")
        names = [m for m in self._sentence_names(sentence) if low <= m.start < high]
        before = [str(m.value) for m in names if m.start < amount.start]
        return before or [str(m.value) for m in names]

    def _told_before(self, index: int, partner: str | None) -> str | None:
        """Return whom the sentence before was about."""
        if self.state.subject and self.state.last and index - self.state.last[2] <= 1:
            return self.state.subject
        earlier = [m for m in self._sentence_names(self.scan.sentences[max(0, index - 1)]) if m.value != partner]
        subjects = [m for m in earlier if m.kind != "capital"]
        return str((subjects or earlier)[0].value) if index and earlier else self.state.subject

    def _candidates(self, amount: Amount, partner: str | None, span: tuple[int, int], *, alliance: bool = True,
                    persons: bool = True) -> str | None:
        """Return the name that governs the number: the nearest before it, else the nearest after."""
        best, top = None, -1000.0
        names = [(m, str(m.value)) for m in self.scan.index.within(*span, *_NAMES) if not self._is_aside(m)]
        if persons:
            names += [(m, who) for m in self.scan.index.within(*span, *_PERSONS)
                      if not self.speaks.is_source(m.start) and (who := self._home(m))]
        chosen: Mention | None = None
        for mention, who in names:
            if who == partner or (who == self.table.alliance and not alliance):
                continue
            if self.speaks.is_source(mention.start) and (mention.start >= amount.end or mention.kind == "group"):
                continue
            score = self._score(mention, amount)
            if score > top:
                best, top, chosen = who, score, mention
        if chosen is None or best is None:
            return None
        return self._group_of(chosen, names) or best

    def _home(self, mention: Mention) -> str | None:
        """Return the country of a person or office, where only one is meant."""
        if mention.kind == "office":
            office = alliances.offices().get(str(mention.value))
            return office.country if office is not None else None
        homes = {p.country for p in alliances.persons() if p.name in mention.value}
        return homes.pop() if len(homes) == 1 else None

    def _group_of(self, chosen: Mention, names: list[tuple[Mention, str]]) -> str | None:
        """Return the group that a list of names spells out, or the first name of the list."""
        ranked = sorted(names, key=lambda n: n[0].kind == "country")
        spans = {(m.start, m.end): (m, who) for m, who in ranked if m.kind in _NAMES and m is not chosen}
        if chosen.kind == "country" or (chosen.start, chosen.end) not in spans:
            spans[(chosen.start, chosen.end)] = (chosen, "")
        listed = sorted(spans.values())
        listed = [(m, who or str(m.value)) for m, who in listed]
        at = next((i for i, (m, _) in enumerate(listed) if m.start == chosen.start), None)
        if at is None:
            return None
        first, last = at, at
        while first and self._listed(listed[first - 1][0], listed[first][0]):
            first -= 1
        while last + 1 < len(listed) and self._listed(listed[last][0], listed[last + 1][0]):
            last += 1
        if first == last:
            return None
        chain = frozenset(who for _, who in listed[first : last + 1])
        day = self.today or dt.date.max
        same = (g for g in alliances.groups() if alliances.members_on(g, day) == chain)
        return next(same, listed[first][1])

    def _listed(self, before: Mention, after: Mention) -> bool:
        """Tell whether two names stand in one list: a comma or "and" between them, with at most an article."""
        between = self.scan.text[before.end : after.start]
        if not 0 < len(between) <= 9 or any(sign in between for sign in "();:.\n"):
            return False
        return bool(self.scan.index.within(before.end, after.start, "and")) or (
            between.strip() == "," and before.kind == after.kind == "country"
        )

    def _score(self, mention: Mention, amount: Amount) -> float:
        if amount.start <= mention.start < amount.end:
            return 110.0
        distance = amount.start - mention.end if mention.start < amount.start else mention.start - amount.end
        score = 100.0 - distance / 4 if mention.start < amount.start else 55.0 - distance / 2
        before = self.scan.index.within(max(0, mention.start - 6), mention.start, "to", "out-of")
        if any(self._joined(m.end, mention.start) for m in before):
            score -= 45  # whom something goes to, or where it happens
        if mention.start < amount.start:
            agents = self.scan.index.within(max(0, mention.start - 4), mention.start, "agent")
            if any(self._joined(m.end, mention.start) for m in agents):
                score -= 40  # "published by", "made for"
        elif distance <= NEAR:
            agents = self.scan.index.within(amount.end, mention.start, "agent")
            if any(m.start - amount.end <= 2 and self._joined(m.end, mention.start) for m in agents):
                score += 50  # "777 billion by Europe and Canada"
        if mention.kind in _PERSONS:
            score -= 30
        if mention.kind == "demonym":
            score -= 8
        if mention.kind == "capital":
            score -= 4
        return score

    # --- when -------------------------------------------------------------------------------------------------------

    def _times(self, start: int, end: int) -> list[Time]:
        at = bisect_right(self._time_starts, start - 1)
        found = []
        while at < len(self.times) and self.times[at].start < end:
            found.append(self.times[at])
            at += 1
        return found

    def _time(self, amount: Amount, sentence: Sentence, *roles: str) -> Time | None:
        """Return the nearest time of the sentence (of these roles): one in the same segment comes first."""
        pool = [t for t in self._times(sentence.start, sentence.end)
                if (not roles or t.role in roles) and t.role not in ("bare", "until") and not self._is_agreed(t)]
        if not pool:
            return None
        low, high = self._clause(amount, sentence, ",;()")
        rivals = [a for a in self._amounts_in(sentence) if a.kind != "bare" and a.start != amount.start]
        mine = [t for t in pool if not any(self._parted(amount, a, t) for a in rivals)]
        pool = mine or [t for t in pool if t.start < amount.start] or ([] if rivals else pool)
        if not pool:
            return None

        def rank(time: Time) -> tuple[bool, int]:
            gap = time.start - amount.end if time.start >= amount.end else amount.start - time.end + 12
            return not low <= time.start < high, gap

        return min(pool, key=rank)

    def _is_agreed(self, time: Time) -> bool:
        """A time behind "agreed" or "set" is when the target was made, not when something is measured."""
        return any(self._joined(m.end, time.start) for m in self._cues(max(0, time.start - 16), time.start, "agreed"))

    def _parted(self, amount: Amount, rival: Amount, time: Time) -> bool:
        """Tell whether a time lies beyond another number, across a comma: then it is that number's."""
        if amount.end <= rival.start and rival.end <= time.start:
            return {amount.kind, rival.kind} == {"money", "percent"} or any(sign in self.scan.text[amount.end : rival.start] for sign in ",;(")
        return False

    def _when(self, amount: Amount, sense: Sense | None, measure: str | None, sentence: Sentence, index: int, stance: Stance,
              stated: dict[str, list[str]]) -> tuple[Derivation, Period | None]:
        kind = sense.derivation.get("type", "level") if sense else "level"
        since = self._time(amount, sentence, "since")
        at = self._time(amount, sentence, "at", "by", "between", "last")
        if at is not None and at.role == "between" and amount.rule.endswith((".from", ".to")):
            year = at.first if amount.rule.endswith(".from") else at.last
            at = at._replace(role="at", first=year, last=year)
        if kind == "count":
            return self._count(amount, sentence, None), self._year(at, stance, stated)
        if measure and measure.startswith("aid_"):
            derivation: Derivation = Share(of=sense.derivation["of"]) if sense and kind == "share" else Level()
            return derivation, self._aid_period(at, since, stance, stated)
        if kind == "excess":
            return self._excess(since or self._since_before(index), at, stated)
        if kind in ("growth", "change"):
            return self._growth(kind, amount, since, at, sentence, stance, stated)
        if kind == "share":
            return Share(of=sense.derivation.get("of", "world") if sense else "world"), self._year(at, stance, stated)
        if measure is None and at is None:
            return Level(), None
        return Level(), self._year(at, stance, stated)

    def _since_before(self, index: int) -> Time | None:
        """Return the start named in the sentence before."""
        if index == 0:
            return None
        previous = self.scan.sentences[index - 1]
        found = [t for t in self._times(previous.start, previous.end) if t.role == "since"]
        return found[-1] if found else None

    def _year(self, at: Time | None, stance: Stance, stated: dict[str, list[str]]) -> Period | None:
        if at is not None and at.present:
            return Period(at.period)
        if at is not None:
            text = at.period if at.role in ("between", "last") or len(at.last) <= 4 else at.last[:4] if (
                at.first[:4] == at.last[:4] and "Q" not in at.last) else at.period
            stated["period"] = [text]
            return Period(text)
        if stance in ("pledges", "demands") or self.today is None:
            return None
        return Period(str(self.today.year))

    def _aid_period(self, at: Time | None, since: Time | None, stance: Stance, stated: dict[str, list[str]]) -> Period | None:
        today = self.today
        if at is not None and (at.role != "by" or stance in ("pledges", "demands", "expects")) and (
            "Q" in at.first or len(at.first) == 4 or at.role == "between" or at.first != at.last
        ):
            stated["period"] = [at.period]
            return Period(at.period)
        if at is not None and at.role in ("by", "at") and len(at.last) >= 7 and stance == "reports":
            stated["period"] = [f"{self.table.aid_since}/{at.last[:7]}"]
            return Period(stated["period"][0])
        if at is not None and at.role == "by" and len(at.last) == 4:
            return Period(f"{self.table.aid_since}/{at.last}-12")
        if today is None or (stance in ("pledges", "demands") and since is None):
            return None
        first = (f"{since.first}-01" if len(since.first) == 4 else since.first[:7]) if since else self.table.aid_since
        last = f"{today.year}-{today.month:02}"
        return Period(f"{first}/{last}") if first <= last else None

    def _excess(self, since: Time | None, at: Time | None, stated: dict[str, list[str]]) -> tuple[Derivation, Period | None]:
        """Sum over the years after the base; without an end it runs to the last year that June's tables estimate."""
        if since is not None and since.bases:
            base = since.bases[0]
            stated["base"] = list(since.bases)
        elif at is not None and at.role == "last":
            base = str(int(at.first) - 1)
        else:
            base = None
        if at is not None and at.role in ("by", "at", "last", "between") and at.last[:4].isdigit():
            last = int(at.last[:4])
        elif self.today is not None:
            last = self.today.year if self.today.month >= 6 else self.today.year - 1
        else:
            return Excess(base=base), None
        if base is None or last <= int(base[:4]):
            return Excess(base=None), None
        return Excess(base=None if at is not None and at.role == "last" else base), Period(f"{int(base[:4]) + 1}/{last}")

    def _growth(self, kind: str, amount: Amount, since: Time | None, at: Time | None, sentence: Sentence, stance: Stance,
                stated: dict[str, list[str]]) -> tuple[Derivation, Period | None]:
        low, high = self._clause(amount, sentence, _BREAKS)
        down = [m for m in self._cues(low, high, "decline")]
        up = [m for m in self._cues(low, high, "growth")]
        nearest = min([*down, *up], key=lambda m: abs(m.start - amount.start), default=None)
        direction = "decrease" if nearest is not None and nearest.value == "decline" else "increase"
        if since is not None and at is not None and at.first == since.first:
            at = None
        period = self._year(at, stance, stated)
        base = since.bases[0] if since is not None and since.bases else None
        if base is None and at is not None and at.role == "last":
            base, period = str(int(at.first) - 1), Period(at.last)
        elif base is None and at is not None and at.role == "between":
            base, period = at.first[:4], Period(at.last[:4])
            stated["period"] = [period.text]
        if base is not None:
            stated["base"] = [base]
            if period is not None and period.text == base and self.today is not None:
                period = Period(str(self.today.year))
        elif amount.kind == "percent" and period is not None and period.text.isdigit():
            base = str(int(period.text) - 1)
        if kind == "change":
            return Change(base=base, direction=direction), period  # type: ignore[arg-type]
        return Growth(base=base, direction=direction), period  # type: ignore[arg-type]

    def _count(self, amount: Amount, sentence: Sentence, heir: Within | None) -> Count:
        """Return which values are counted: at or above the percentage named nearest, the last one, or the guideline."""
        near = [a for a in self._amounts_in(sentence) if a.kind == "percent" and a is not amount]
        if near:
            closest = min(near, key=lambda a: abs(a.start - amount.start) + (60 if a.start < amount.start else 0))
            value = closest.quantity.low or closest.quantity.high
        else:
            value = self.state.threshold
        if heir is not None and not near:
            return Count(within=heir)
        value = value if value is not None else self.table.guideline
        below = bool(self._cues(sentence.start, sentence.end, "below"))
        if amount.rule.endswith("all-but"):
            below = not below
        return Count(within=Within(low=None, high=exact(value)) if below else Within(low=exact(value), high=None))

    # --- thresholds -------------------------------------------------------------------------------------------------

    def _is_threshold(self, read: Read, reads: list[Read]) -> bool:
        """A percentage that only says at which line members are counted is no figure of its own."""
        figure = read.figure
        if figure.quantity.unit != "%" or not isinstance(figure.derivation, Level):
            return False
        index = bisect_right(self._starts, read.span.start) - 1
        sentence = self.scan.sentences[index]
        for other in reads:
            if isinstance(other.figure.derivation, Count) and sentence.start <= other.span.start < sentence.end:
                within = other.figure.derivation.within
                if figure.quantity.low in (within.low, within.high) or figure.quantity.high in (within.low, within.high):
                    return True
        start, end = read.span.start, read.span.end
        named = self._cues(max(sentence.start, start - TIGHT), start, "threshold") or self._cues(end, end + 10, "threshold")
        low, high = self._clause(Amount(start, end, "percent", figure.quantity, ""), sentence, ",;:()")
        moving = self._cues(low, high, "meets", "path", "spending", "spend")
        return bool(named) and not moving
