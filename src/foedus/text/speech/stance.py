"""Signs of stance in, a stance out: reports, pledges, demands, expects or denies, for the clause around a span."""

from __future__ import annotations

import re

from foedus.model import Stance
from foedus.text.particles import WORD, grammar
from foedus.text.settings import UNWRITTEN
from foedus.text.speech.nearest import Nearest
from foedus.text.speech.pasts import Pasts
from foedus.text.speech.signs import YEAR, Signs
from foedus.text.speech.tenses import Sign
from foedus.text.speech.undertakings import ANYONE, BEHIND, Clause, Undertakings

ANSWER = 8  # characters before a number with which an answer opens
_BEFORE_COLON = ("expects", "pledges", "gives")  # signs of what a list behind a colon is for
LISTED = 180  # characters from a colon to the last number of a list behind it
COLON = 8  # characters before a number in which a colon opens it, with the spaces or the line between
_DENYING = ("denies", "refuses")
_LIST = re.compile(r" (?:[^\W\d_]+ ){0,2}\d")  # a number opens what stands behind a colon
_BROKEN = re.compile(r"[.;!?«»“”\"()]")
_AHEAD = ("expects", "likely", "conditional", "needs", "gives", "would give", "progressive", "soon")
# Signs that mean the same whoever speaks.
_MEANT: dict[str, Stance] = {
    "owed": "demands",
    "needs": "expects",
    "likely": "expects",
    "gives": "pledges",
    "would give": "pledges",
    "reckoned": "reports",
}


def _is_owed(signs: list[Sign]) -> bool:
    """Tell whether the last thing told is that others have to promise: "allies must commit to 5 %"."""
    last = [s.stance for s in signs[-2:]]
    return last == ["demands", "pledges"] and signs[-1].start - signs[-2].end <= len("  ")


class Stances:
    """Reads the stance of a span from the signs of its clause."""

    def __init__(self, signs: Signs, pasts: Pasts) -> None:
        self.signs, self.pasts = signs, pasts
        self.scan, self.text = signs.scan, signs.text
        self.words = grammar(signs.scan.language.code)
        self.undertakings, self.nearest = Undertakings(signs), Nearest(signs)

    def read(
        self,
        start: int,
        end: int,
        said: Stance | None,
        country: str | None,
        indirect: bool,
        bounds: tuple[int, int] | None = None,
    ) -> Stance:
        """Return the stance of a span: what its verb of speech says, else what the clause itself says.

        `country` is whose promise a future is a promise of; `indirect`: a verb of speech opens the clause, so that a
        conditional in it is a future ("he said it would").
        """
        low, high = self.signs.clause(start, end, bounds)
        signs = self.signs.within(low, high)
        if signs:
            signs = [self._of_limit(s, start) if s.stance == "refuses" else s for s in signs]
            if indirect:
                signs = [s for s in signs if not self._is_mere_mood(s)]
        before = [s for s in signs if s.start < start] if signs else signs
        if (before and self.pasts.was(start, end, before)) or self.pasts.is_now(start, end):
            return "denies" if said == "denies" else "reports"
        if signs:
            signs = [s for s in signs if s.stance not in _DENYING or not self._is_of_another(s, start)]
        if said == "denies" and self._turns(low, start):
            said = None
        if before and before[-1].stance == "pledges" and said != "denies" and _is_owed(before):
            return "demands"
        if said == "pledges" and self.words.patterns["sworn_done"].search(self.text, low, start):
            return "reports"  # "swears that Paris has given 28 billion"
        if said in ("denies", "demands", "pledges"):
            refused = said == "pledges" and any(s.stance == "refuses" and s.start < end for s in signs)
            return "denies" if refused else said  # "swore that it will not spend 5 %"
        if signs and (foreseen := self._foreseen(signs)) is not None:
            return foreseen
        if said == "expects":
            return "pledges" if self.undertakings.own(low, start, None, end) else "expects"
        clause = Clause(low, high, start, end, said, country, indirect, signs, before)
        sign = self.nearest.of(clause) if signs else None
        if sign is None and before:
            sign = self._inherited(low, before)
        return self._unsigned(clause) if sign is None else self._signed(clause, sign)

    def _is_of_another(self, denial: Sign, start: int) -> bool:
        """Tell whether a denial is over before a number: in a relative clause, or as another verb tells the number."""
        if denial.stance == "denies" and self.signs.is_in_aside(denial, start):
            return True
        return denial.end < start and self._turns(denial.start, start)

    def _turns(self, low: int, start: int) -> bool:
        """ "Refuses to go to 5 % and will stick to 2 %": another verb is told behind the number that is denied."""
        turn = self.words.patterns["turns_to"].search(self.text, low, start)
        return turn is not None and any(sign.isdigit() for sign in self.text[low : turn.start()])

    def looks_ahead(self, start: int, end: int) -> bool:
        """Tell whether a verb of a stretch tells what is to come, or would."""
        return any(s.stance in _AHEAD for s in self.signs.within(start, end))

    def _unsigned(self, c: Clause) -> Stance:
        """Return the stance of a span without a sign, by what was asked or vowed before, by costs and by years."""
        if (asked := self._asked(c.start)) is not None:
            return asked
        if self._vowed_before(c.low, c.start) or self._headed_by_plan(c):
            return "pledges"
        if (listed := self._listed_behind(c)) is not None:
            return listed
        if (c.said is not None and self._needs(c.low, c.start, c.end)) or self._grows(c):
            return "expects"
        planned = self._planned(c)
        open_ = self._would(c) or self._is_supposed(self._of_verb(c), c.start)
        return "expects" if planned == "reports" and open_ else planned

    def _signed(self, c: Clause, sign: Sign) -> Stance:
        """Return the stance that a sign gives a span, unless a date tells that it has come."""
        if sign.stance in _AHEAD and self.pasts.is_dated(c.end):
            return "reports"
        if c.said is None and sign.start >= c.end and self.pasts.is_dated(c.end, now=True):
            return "reports"
        if sign.stance == "owed" and self._is_over(c):
            return "reports"
        if sign.stance in _MEANT:
            if _MEANT[sign.stance] == "pledges" and self.undertakings.is_doubted(c):
                return "expects"
            return "pledges" if sign.stance == "needs" and self._means_to(c, sign) else _MEANT[sign.stance]
        if sign.stance == "refuses":
            return "expects" if c.said is None else "denies"
        if sign.stance == "demands" and self._wants_to(c, sign):
            return "pledges"
        if sign.stance == "wanting":
            return "demands" if self._is_of_one_named(c.low, sign) else "expects"
        if sign.stance in ("expects", "conditional"):
            done = self.words.patterns["accomplished"].match(self.text, sign.start)
            if done and self.undertakings.is_estimated(c, sign):
                return "expects"
            return "pledges" if self.undertakings.is_promised(c, sign) else "expects"
        return sign.stance  # type: ignore[return-value]

    def _is_over(self, c: Clause) -> bool:
        """ "Had to spend 4 % in 2023", "musste im Vorjahr": what was owed in a year that is over was done."""
        day, years = self.scan.document.published, [int(y) for y in YEAR.findall(self.text[c.low : c.high])]
        gone = any(
            m.value.startswith(("year-", "then-"))
            for m in self.scan.index.within(c.low, c.high, "now", "then")
        )
        return day is not None and (gone or bool(years)) and all(y < day.year for y in years)

    def _means_to(self, c: Clause, sign: Sign) -> bool:
        """ "Canada expects to reach 2 % by 2032", said by its government: what it will do in a later year."""
        if c.country is None or not self.signs.names_later_year(sign.end, c.high):
            return False
        if self.words.patterns["infinitive"].match(self.text, sign.end) is None:
            return False
        return self.undertakings.own(c.low, sign.start, c.country, c.end, sign.start)

    def _wants_to(self, c: Clause, sign: Sign) -> bool:
        """ "We want to lift our budget to 3 %", said by its government: what it means to do itself."""
        if c.country is None or not c.country.isupper():
            return False
        wants = self.words.has("own_wish", self.text[sign.start : sign.end].lower())
        return wants and self.words.patterns["infinitive"].match(self.text, sign.end) is not None

    def _is_mere_mood(self, sign: Sign) -> bool:
        """ "Er sagte, 20 Staaten gäben weniger aus": a form that only tells that someone else says it."""
        written = self.text[sign.start : sign.end].lower()
        return sign.stance == "conditional" and self.words.has("reported_plurals", written)

    def _of_limit(self, sign: Sign, start: int) -> Sign:
        """ "N'ira [pas au-delà de 2,1 %]": what is refused belongs to the limit that the number tells with it."""
        return sign._replace(stance="expects") if sign.start < start < sign.end else sign

    def _foreseen(self, near: list[Sign]) -> Stance | None:
        """ "The law provides 413 billion": whoever made it promises; what an old one provided is told."""
        verbs = [s for s in near if s.stance in ("foresees", "foresaw")]
        plans = [s.start for s in near if s.stance in ("plan", "budget", "bill")]
        if not verbs or not plans or not (self.words.verb_second or min(plans) < verbs[-1].start):
            return None
        joined = self.scan.index.within(min(plans), verbs[-1].start, "clause")
        if joined and not self.words.verb_second and self._is_of_one_named(joined[-1].end, verbs[-1]):
            return None  # "the budget that Hungary allocates to its army has doubled"
        return "pledges" if verbs[-1].stance == "foresees" else "reports"

    def _is_of_one_named(self, low: int, sign: Sign) -> bool:
        """ "Ukraine would need 120 billion": who is named right before a verb, and no plan, is its subject."""
        near = self.scan.index.within(max(low, sign.start - 40), sign.start, *ANYONE)
        return bool(near) and self.text[near[-1].end : sign.start].strip() == ""

    def _inherited(self, low: int, led: list[Sign]) -> Sign | None:
        """ "That makes 2 %": what a clause that points back expects if the sentence before does."""
        pointing = any(s.stance == "same" and s.start < low + 30 and self._points_on(s) for s in led)
        n = self.scan.index.at(low) - 1
        if not pointing or n < 0:
            return None
        before = self.scan.sentences[n]
        signs = [s for s in self.signs.within(before.start, before.end) if s.stance in ("expects", "likely")]
        return signs[-1] if signs else None

    def _points_on(self, sign: Sign) -> bool:
        """Tell whether what points back goes on in the same tense: not "It spent 2.1 % in 2024"."""
        on = self.words.patterns["points_on"]
        return on is UNWRITTEN or on.match(self.text, sign.start) is not None

    def _asked(self, start: int) -> Stance | None:
        """ "How much will be needed? Between 3.5 and 3.7 %": a number that answers is meant as it was asked for."""
        n = self.scan.index.at(start)
        opens, before = self.scan.sentences[n].start, self.scan.sentences[max(0, n - 1)]
        if start - opens > ANSWER or self.text[before.end - 1 : before.end] != "?":
            return None
        asked = [s for s in self.signs.within(before.start, before.end) if s.stance in ("demands", "needs")]
        return "demands" if asked else None

    def _vowed_before(self, low: int, start: int) -> bool:
        """ "We will make an effort: 4 % for the army": a future of one's own before the colon that opens a number."""
        colon = self.text.rfind(":", max(0, low - COLON), low)
        if start > low or colon < 0 or self.text[colon + 1 : low].strip():
            return False
        begins, _ = self.signs.clause(colon - 1, colon)
        ahead = [s for s in self.signs.within(begins, colon) if s.stance == "expects"]
        return bool(ahead) and self.undertakings.own(begins, ahead[-1].start, None, colon)

    def _listed_behind(self, c: Clause) -> Stance | None:
        """ "Britain will send help: 800 soldiers, 40 tanks": what numbers behind a colon are meant as."""
        opens = self.scan.sentence(c.start).start
        colon = self.text.rfind(": ", max(opens, c.start - LISTED), c.start)
        if (
            colon < 0
            or not _LIST.match(self.text, colon + 1)
            or _BROKEN.search(self.text, colon + 1, c.start)
        ):
            return None
        comma = self.text.find(",", c.end, c.high)
        words = WORD.findall(self.text[colon + 1 : comma if comma > 0 else c.high].lower())
        if any(self.words.has("auxiliaries", w) or self.words.has("beings", w) for w in words):
            return None
        if self.words.patterns["tells_now"].search(self.text, colon + 1, c.start):
            return None  # "one thing will be clear: Spain spent 2 %"
        begins, _ = self.signs.clause(colon - 1, colon)
        led = {s.stance for s in self.signs.within(begins, colon)}
        if led.isdisjoint(_BEFORE_COLON) and not (
            "plan" in led and self.signs.names_later_year(colon, c.high)
        ):
            return None
        found = self.read(colon - 1, colon, c.said, c.country, c.indirect)
        return found if found in ("expects", "pledges") else None

    def _headed_by_plan(self, c: Clause) -> bool:
        """ "The spending plan: 413 billion from 2024 to 2030": a plan before the colon that opens what is to come."""
        colon = self.text.rfind(":", max(0, c.low - COLON), c.low)
        if c.start > c.low + COLON or colon < 0 or self.text[colon + 1 : c.low].strip():
            return False
        begins, _ = self.signs.clause(colon - 1, colon)
        plan = any(s.stance == "plan" for s in self.signs.within(begins, colon))
        return plan and self.signs.names_later_year(c.end, c.high)

    def _planned(self, c: Clause) -> Stance:
        """A government that names a year to come speaks of its own plan, of others' with another country's name."""
        day = self.scan.document.published
        years = [int(y) for y in YEAR.findall(self.text[c.end : min(c.end + 28, c.high)])]
        if day is None or not any(day.year < y <= day.year + 40 for y in years):
            return "reports"
        if any(s.stance == "may" for s in c.before):
            return "expects"
        if c.country is None or not c.country.isupper():
            return "reports"
        if self.undertakings.is_doubted(c):
            return "expects"
        others = self.scan.index.within(c.low, c.start, "country", "capital", "group")
        return "expects" if any(m.value != c.country for m in others) else "pledges"

    def _grows(self, c: Clause) -> bool:
        """Tell whether something is said to be growing in the year of publication, which is not over."""
        day = self.scan.document.published
        near = {
            s.stance
            for s in c.signs
            if s.start < c.end or not (self._is_apposed(s) or self.nearest.stands_by(c.end, s.start))
        }
        if near.isdisjoint(("growing", "conditional")):
            return False
        return "thisyear" in near or (day is not None and str(day.year) in self.text[c.low : c.high])

    def _is_apposed(self, sign: Sign) -> bool:
        """ "4 billion this year, rising by 6 %": what follows a comma tells how a number came about that stands."""
        return sign.stance == "growing" and self.text[max(0, sign.start - 2) : sign.start] == ", "

    def _needs(self, low: int, start: int, end: int) -> bool:
        """ "Estime le surcoût à 80 milliards": what money will be needed is a forecast."""
        costs = any(s.stance == "costs" for s in self.signs.within(low, start))
        day, years = self.scan.document.published, YEAR.findall(self.text[low:start])
        if day is not None and any(int(y) < day.year for y in years):
            return False  # "put the military bill for 2023 at 108 billion"
        return costs and bool(self.scan.index.within(start, end + 1, "currency", "symbol"))

    def _would(self, c: Clause) -> bool:
        """ "D'ici 2035 les Européens dépenseraient …": a conditional beside a year to come is no hearsay."""
        day = self.scan.document.published
        # "said they would have added …"
        would = ("conditional", "unreal") if c.indirect else ("conditional",)
        if day is None or not any(s.stance in would for s in c.signs):
            return False
        behind = self.scan.sentence(c.start).end  # a later sentence dates nothing here
        years = [int(y) for y in YEAR.findall(self.text[c.low : min(behind, c.end + BEHIND)])]
        return any(day.year < y <= day.year + 40 for y in years)

    def _of_verb(self, c: Clause) -> list[Sign]:
        """Return the signs before a number, or that of the verb in second place behind it: German "3 % könnten"."""
        if not self.words.verb_second or c.before:
            return c.before
        return [s for s in c.signs if s.start >= c.end and not self.signs.written(c.end, s.start)]

    def _is_supposed(self, led: list[Sign], start: int) -> bool:
        """ "Spain could meet it with 2.1 %", "that would mean 13 billion more": what may or would be is no state.

        Where a conditional tells hearsay too, it does so of verbs that say what something comes to.
        """
        supposing = self.words.patterns["supposing"]
        for sign in led:
            if sign.stance not in ("may", "conditional") or self.signs.is_in_aside(sign, start):
                continue
            if sign.stance == "may" and self.text[sign.start].islower() and not self._is_able(sign):
                return True  # not the month of May
            if sign.stance == "conditional" and (
                supposing is UNWRITTEN or supposing.match(self.text, sign.start)
            ):
                return True
        return False

    def _is_able(self, sign: Sign) -> bool:
        """ "Russia can field 1.5 million soldiers": what someone is able to do, and so has."""
        return self.words.has("ables", self.text[sign.start : sign.end].lower())
