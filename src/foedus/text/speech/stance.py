"""Signs of stance in, a stance out: reports, pledges, demands, expects or denies, for the clause around a span."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from foedus.model import Stance
from foedus.text.lexicon import SPEECH, Scan
from foedus.text.match import Mention
from foedus.text.particles import Grammar, grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.speech.tenses import TENSES, Sign, future

_STOPS = re.compile(r"[;:.!?…]\s|[;:]$|\n")
NEVER = 60  # characters behind "never" within which it may say how much more: "never has it been so high"
REACH = 260  # characters around a span that its clause may hold
BEHIND = 60  # characters behind a figure in which its subject may stand
_DIGIT = re.compile(r"\d")
_COMMA = re.compile(r",(?!\d)")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\s+(?:[^\W\d_]+\s){0,2}(?!20\d\d\b)\d")


_READ = frozenset(
    ("expects", "likely", "demands", "pledges", "denies", "progressive", "needs", "gives", "soon")
)
_READ_INDIRECT = _READ | {"conditional", "would give", "owed"}


_AHEAD = ("expects", "likely", "conditional", "needs", "gives", "would give", "progressive", "soon")
_DATED = re.compile(r" (?:[^\W\d_]{1,3} )?(20\d\d)(?![\d/–-])")


_ANYONE = ("group", "people", "country", "capital", "organisation", "demonym")
_SUBJECTS = ("country", "capital", "group", "organisation", "person", "office", "title")


@cache
def _joint(words: Grammar) -> re.Pattern[str]:
    joints = "|".join(sorted(words.listed("connectors"), key=len, reverse=True))
    return re.compile(rf",\s(?:{joints})\s")


class Signs:
    """All signs of a text, found once."""

    def __init__(self, scan: Scan, verbs: list[tuple[int, int, str]]) -> None:
        self.scan, self.text = scan, scan.text
        self.words = grammar(scan.language.code)
        giving = self.words.texts.get("giving")
        self._giving = re.compile(giving) if giving else None
        self._verbs: dict[int, list[Sign]] = {}
        for verb in verbs:
            self._verbs.setdefault(scan.index.at(verb[0]), []).append(Sign(*verb))
        self._found: dict[int, list[Sign]] = {}  # by sentence, as they are asked for

    def _signs(self, n: int) -> list[Sign]:
        """Return the signs of a sentence in order."""
        if n not in self._found:
            sentence = self.scan.sentences[n]
            told = self.scan.index.by_kind(n, SPEECH).get("mark", ())
            marks = [m for m in told if not self._owes(m) and not self._is_superlative(m, sentence.end)]
            known = [m for m in marks if m.value == "known"]
            marks = [m for m in marks if not any(k.start <= m.start and m.end <= k.end for k in known)]
            given = [Sign(m.start, m.end, self._given(m.start, str(m.value))) for m in marks]
            self._found[n] = sorted([*given, *self._tenses(sentence, marks), *self._verbs.get(n, ())])
        return self._found[n]

    def _owes(self, mark: Mention) -> bool:
        """ "La Bulgarie doit son bond à …": a verb of duty that takes an object, no infinitive, demands nothing."""
        if not self.words.has("owing", self.text[mark.start : mark.end].lower()):
            return False
        behind = _WORD.search(self.text, mark.end, mark.end + 20)
        word = behind[0].lower() if behind else ""
        return word.isdigit() or any(
            self.words.has(key, word) for key in ("possessives", "indefinites", "definites")
        )

    def _is_superlative(self, mark: Mention, end: int) -> bool:
        """ "The highest we have ever counted", "never so threatened": what outdoes all else denies nothing."""
        if not self.words.has("nevers", self.text[mark.start : mark.end].lower()):
            return False
        led = words_before(self.text, mark.start)[-1:]
        behind = self._words(mark.end, min(end, mark.end + NEVER))
        return any(self.words.has("evers", w) for w in led) or any(
            self.words.has("degrees", w) for w in behind
        )

    def _given(self, at: int, stance: str) -> str:
        """A future of giving, sending, opening is a promise of whoever will do it."""
        if stance not in ("expects", "conditional") or self._giving is None:
            return stance
        given = self._giving.match(self.text, at) is not None
        return {"expects": "gives", "conditional": "would give"}[stance] if given else stance

    def _tenses(self, sentence: Sentence, marks: list[Mention]) -> list[Sign]:
        pattern = future(self.words)
        if pattern is None:
            return []
        found = []
        for match in pattern.finditer(self.text, sentence.start, sentence.end):
            kind = str(match.lastgroup)
            if self.words.has(f"{kind}_not", match[0]):
                continue
            if any(m.start <= match.start() < m.end for m in marks):
                continue
            found.append(Sign(match.start(), match.end(), self._given(match.start(), TENSES[kind])))
        return found

    def gives_now(self, start: int, end: int) -> bool:
        """ "Deutschland liefert 5.000 Helme": a present of giving in the clause of a span."""
        pattern = self.words.texts.get("giving_now")
        low, high = self.clause(start, end)
        return pattern is not None and re.search(pattern, self.text[low:high]) is not None

    def within(self, start: int, end: int) -> list[Sign]:
        """Return the signs that start in a span."""
        found: list[Sign] = []
        edges = self.scan.index.edges
        n = bisect_right(edges, start) - 1
        while edges[n] < end and start < end:
            for sign in self._found[n] if n in self._found else self._signs(n):
                if start <= sign.start < end:
                    found.append(sign)
            n += 1
        return found

    def clause(self, start: int, end: int, bounds: tuple[int, int] | None = None) -> tuple[int, int]:
        """Return the clause around a span: to the nearest stop, conjunction or edge of its quotation."""
        n = self.scan.index.at(start)
        sentence = self.scan.sentences[n] if self.scan.sentences[n].start <= start else None
        low = max(sentence.start if sentence else 0, start - REACH)
        high = min(sentence.end if sentence and sentence.end > end else end, end + REACH)
        if bounds is not None:
            low, high = max(low, bounds[0]), max(end, min(high, bounds[1]))
        for match in _STOPS.finditer(self.text, low, start):
            low = match.end()
        if stop := _STOPS.search(self.text, end, high):
            high = stop.start()
        aside, clauses = False, self.scan.index.within(low, high, "clause")
        for m in clauses:
            if m.start < start and m.value == "that" and self._again(m.start, low):
                low = m.end
            if m.start < start and m.value in ("relative", "break", "aside"):
                low = m.end
                if sentence and m.start == sentence.start and m.value == "break":  # "while X demands 2 %, …"
                    ended = _COMMA.search(self.text, m.end, start)
                    low = ended.end() if ended else low
                aside = m.value == "relative" and self.text[max(0, m.start - 2) : m.start].strip() == ","
        if aside and (comma := self.text.find(", ", end, high)) > 0:
            high = comma
        for m in clauses:
            if end <= m.start < high and m.value in ("relative", "break", "aside"):
                high = m.start
                break
        return self._joined(low, start, end, high)

    def _again(self, at: int, low: int) -> bool:
        """Tell whether a second "that" opens a clause of its own (", que …", "et que …")."""
        words = words_before(self.text, at)
        joined = self.text[max(low, at - 2) : at].strip() == ","
        return joined or bool(words and self.words.has("connectors", words[-1]))

    def _joined(self, low: int, start: int, end: int, high: int) -> tuple[int, int]:
        """Cut at ", and" and the like where a new subject follows."""
        pattern = _joint(self.words)
        for match in pattern.finditer(self.text, low, start):
            if self.scan.index.within(match.end(), start, *_SUBJECTS):
                low = match.end()
        for match in pattern.finditer(self.text, end, high):
            if self.scan.index.within(match.end(), match.end() + 12, *_SUBJECTS, "pronoun"):
                return low, match.start()
        return low, high

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
        low, high = self.clause(start, end, bounds)
        signs = self.within(low, high)
        before = [s for s in signs if s.start < start]
        if before and self._is_past(start, end, before):
            return "denies" if said == "denies" else "reports"
        signs = [s for s in signs if s.stance != "denies" or not self._is_in_aside(s, start)]
        if said in ("denies", "demands", "pledges"):
            return said
        if (foreseen := self._foreseen(signs)) is not None:
            return foreseen
        if said == "expects":
            return "pledges" if self._own(low, start, None, end) else "expects"
        sign = self._nearest(signs, end, indirect) or self._inherited(low, before)
        if sign is not None and sign.stance in _AHEAD and self._is_dated_past(end):
            return "reports"
        if said is None and sign is not None and sign.start >= end and self._is_dated_past(end, now=True):
            return "reports"
        if sign is not None and sign.stance == "owed":
            return "demands"
        if sign is None:
            if said is not None and self._needs(low, start, end):
                return "expects"
            if self._grows(low, high, signs):
                return "expects"
            planned = self._planned(low, start, end, country, before)
            return "expects" if planned == "reports" and self._would(low, end, signs) else planned
        if sign.stance == "expects" and _budgeted(signs, max(sign.start, start), country):
            return "pledges"
        if sign.stance in ("needs", "likely"):
            return "expects"
        if sign.stance in ("gives", "would give"):
            return "pledges"
        if sign.stance == "expects" and said is None and self._does(low, sign):
            return "pledges"
        if sign.stance in ("expects", "conditional"):
            at = (
                max(sign.start, start) if self.words.verb_second else sign.start
            )  # its subject may stand behind it
            own = self._own(low, at, country, end, sign.start) or (indirect and self._of_himself(sign.start))
            return "pledges" if own else "expects"
        return sign.stance  # type: ignore[return-value]

    def _foreseen(self, near: list[Sign]) -> Stance | None:
        """ "The law provides 413 billion": whoever made it promises; what an old one provided is told."""
        verbs = [s for s in near if s.stance in ("foresees", "foresaw")]
        plans = [s.start for s in near if s.stance in ("plan", "budget", "bill")]
        if not verbs or not plans or not (self.words.verb_second or min(plans) < verbs[-1].start):
            return None
        return "pledges" if verbs[-1].stance == "foresees" else "reports"

    def _does(self, low: int, sign: Sign) -> bool:
        """ "Ottawa atteindra 2 %": what a government will do, told by nobody else; not what will become of it."""
        behind = [w for w in self._words(sign.start, sign.end + 20)[:3] if self.words.has("fates", w)]
        if behind or not self.words.listed("future_endings"):
            return False  # where a word of its own makes the future, that tells forecasts and decisions alike
        near = self.scan.index.within(max(low, sign.start - 40), sign.start, "country", "capital")
        if not near or any(
            self.words.has("prepositions", w) for w in words_before(self.text, near[-1].start)[-1:]
        ):
            return False
        gap = self.text[near[-1].end : sign.start]
        return gap.strip() == "" or (gap[:2] == ", " and gap[-2:] == ", ")

    def _is_in_aside(self, sign: Sign, start: int) -> bool:
        """ "The text, which never names Moscow, won 50 votes": a sign of a relative clause that is over."""
        if "," not in self.text[sign.end : start]:
            return False
        led = self.scan.index.within(max(0, sign.start - NEVER), sign.start, "clause")
        opened = [
            m
            for m in led
            if m.value == "relative" and self.text[max(0, m.start - 2) : m.start].rstrip()[-1:] == ","
        ]
        return bool(opened) and "," not in self.text[opened[-1].end : sign.start]

    def _is_dated_past(self, end: int, *, now: bool = False) -> bool:
        """ "twice the 18 % of 2019": a year that is over stands right behind; `now`: or a word for today."""
        day, year = self.scan.document.published, _DATED.match(self.text, end)
        if now and any(self.words.has("nows", w) for w in self._words(end, end + 13)[:1]):
            return True
        return day is not None and year is not None and int(year[1]) < day.year

    def _words(self, start: int, end: int) -> list[str]:
        return [w.lower() for w in _WORD.findall(self.text[start:end])]

    def _nearest(self, signs: list[Sign], end: int, indirect: bool) -> Sign | None:
        """Return the sign nearest before the end of the span, else the first after it; a denial goes first."""
        if not signs:
            return None
        read = _READ_INDIRECT if indirect else _READ
        useful = [s for s in signs if s.stance in read]
        before = [s for s in useful if s.start < end]
        if denied := [s for s in before if s.stance == "denies"]:
            return denied[0]
        if before:
            nearest = before[-1]
        elif after := [
            s
            for s in useful
            if s.stance not in ("denies", "progressive", "soon") and self._same_verb(end, s.start)
        ]:
            nearest = after[0]
        elif (plans := [s for s in signs if s.stance == "plan" and s.start < end]) and not any(
            s.stance == "conditional" for s in signs
        ):
            return plans[-1]._replace(stance="pledges")
        else:
            return None
        return nearest._replace(stance="expects") if nearest.stance in ("progressive", "soon") else nearest

    def _same_verb(self, end: int, at: int) -> bool:
        """Tell whether a sign behind belongs to the figure and is not joined as another verb ("and will add")."""
        words = self._words(max(end, at - 16), at)
        joined = _joint(self.words).search(self.text, end, at) is not None or self._turns(end, at)
        parted = self.words.verb_second and len(_COMMA.findall(self.text, end, at)) % 2 == 1
        return not joined and not parted and not (words and self.words.has("connectors", words[-1]))

    def _turns(self, start: int, end: int) -> bool:
        """Tell whether a comma and a pronoun open another clause ("…, il demande plus")."""
        comma = self.text.rfind(", ", start, end)
        return comma >= 0 and bool(self.scan.index.within(comma, comma + 4, "pronoun"))

    def _inherited(self, low: int, led: list[Sign]) -> Sign | None:
        """ "That makes 2 %": what a clause that points back expects if the sentence before does."""
        pointing = any(s.stance == "same" and s.start < low + 30 for s in led)
        n = self.scan.index.at(low) - 1
        if not pointing or n < 0:
            return None
        before = self.scan.sentences[n]
        signs = [s for s in self.within(before.start, before.end) if s.stance in ("expects", "likely")]
        return signs[-1] if signs else None

    def _planned(self, low: int, start: int, end: int, country: str | None, led: list[Sign]) -> Stance:
        """A government that names a year to come speaks of its own plan, of others' with another country's name."""
        day = self.scan.document.published
        years = [int(y) for y in _YEAR.findall(self.text[end : end + 28])]
        if day is None or not any(day.year < y <= day.year + 40 for y in years):
            return "reports"
        if any(s.stance == "may" for s in led):
            return "expects"
        if country is None or not country.isupper():
            return "reports"
        others = self.scan.index.within(low, start, "country", "capital", "group")
        return "expects" if any(m.value != country for m in others) else "pledges"

    def _grows(self, low: int, high: int, signs: list[Sign]) -> bool:
        """Tell whether something is said to be growing in the year of publication, which is not over."""
        day = self.scan.document.published
        near = {s.stance for s in signs}
        if near.isdisjoint(("growing", "conditional")):
            return False
        return "thisyear" in near or (day is not None and str(day.year) in self.text[low:high])

    def _needs(self, low: int, start: int, end: int) -> bool:
        """ "Estime le surcoût à 80 milliards": what money will be needed is a forecast."""
        costs = any(s.stance == "costs" for s in self.within(low, start))
        return costs and bool(self.scan.index.within(start, end + 1, "currency", "symbol"))

    def _would(self, low: int, end: int, signs: list[Sign]) -> bool:
        """ "D'ici 2035 les Européens dépenseraient …": a conditional beside a year to come is no hearsay."""
        day = self.scan.document.published
        if day is None or not any(s.stance == "conditional" for s in signs):
            return False
        years = [int(y) for y in _YEAR.findall(self.text[low : end + BEHIND])]
        return any(day.year < y <= day.year + 40 for y in years)

    def is_past(self, start: int, end: int) -> bool:
        """Tell whether a span is what was, beside what is or will be: "compared with seven in 2022"."""
        low, high = self.clause(start, end)
        return self._is_past(start, end, [s for s in self.within(low, high) if s.start < start])

    def _is_past(self, start: int, end: int, led: list[Sign]) -> bool:
        """ "contre 70 % en 2016", "from 2.3% now", "de 1,1 à 1,24 %": what was, beside what will be."""
        before = [s for s in led if s.start >= start - 40]
        near = [s for s in before if s.start >= start - 26]
        left = {s.start for s in before if s.stance == "from"}
        joined = any(s.stance == "to" and not self._words(s.end, start) for s in near)
        wide = [s for s in before if s.stance == "past" and not (joined and s.start in left)]
        if any(s.start >= start - 26 and self._leads_to(s.end, start) for s in wide):
            return True
        if wide and joined and len(self._words(wide[-1].end, start)) <= 6:
            return True
        opens = [s for s in near if s.stance == "from" and not self._words(s.end, start)]
        if not opens:
            return False
        following = [s for s in self.within(end, end + 8) if s.stance == "to"]
        return bool(following) and _NUMBER.match(self.text, following[0].end) is not None

    def _leads_to(self, start: int, end: int) -> bool:
        """Tell whether at most three words and no comma stand between a word for what was and a figure."""
        return len(self._words(start, end)) <= 3 and _COMMA.search(self.text, start, end) is None

    def _of_himself(self, at: int) -> bool:
        """ "He said he would": a pronoun right before a future means whoever speaks."""
        before = words_before(self.text, at, 12)
        if not before or not self.words.has("selves", before[-1]):
            return False
        impersonal = self.words.texts.get("impersonal")
        return impersonal is None or re.compile(impersonal).match(self.text, at) is None

    def _unowned(self, low: int, end: int, country: str) -> bool:
        """ "The 2 % line will be crossed": a count that a government speaks of and nobody else is named for."""
        counted = self.scan.index.within(low, end, "fraction", "half-of", "percent", "currency", "scale")
        drifts = re.search(self.words.texts.get("drifting", "$."), self.text[low : end + BEHIND])
        if not (counted or _DIGIT.search(self.text, low, end)) or drifts:
            return False
        if self.scan.index.within(low, end, *_ANYONE):
            return False
        return all(m.value == country for m in self.scan.index.within(end, end + BEHIND, *_ANYONE))

    def _own(self, low: int, at: int, country: str | None, end: int, verb: int = 0) -> bool:
        """Tell whether the clause is about the speaker's own country or house."""
        lead = self.text[low:at].lower()
        words = set(_WORD.findall(lead))
        if any((" " in w and w in lead) or w in words for w in self.words.listed("own")):
            return True
        if country is None:
            return False
        named = self.scan.index.within(low, at, "country", "capital", "organisation")
        first = _WORD.search(lead)
        if not named and first and country.isupper() and self.words.has("possessives", first[0]):
            return True  # "its forces will grow"
        if not named:
            return country.isupper() and self._unowned(low, end, country)
        last = [m for m in named if m.start == named[-1].start]
        if any(m.kind != "organisation" and m.value == country for m in last):
            return True
        ours = any(m.kind == "organisation" and str(m.value).lower() == country for m in last)
        gap = self.text[
            named[-1].end : verb if verb > named[-1].end else at
        ]  # "the alliance will …", not "18 of NATO's members will …"
        owned = any(self.words.has("prepositions", w) for w in words_before(self.text, named[-1].start)[-2:])
        little = all(self.words.between(w) for w in _WORD.findall(gap.lower()))
        return ours and little and not owned and gap[1:2] != "s"


def _budgeted(signs: list[Sign], at: int, country: str | None) -> bool:
    """A law or plan that foresees, or a budget of which a member of the government speaks, is a promise."""
    near = {s.stance for s in signs if s.start < at}
    return "plan" in near or ("budget" in near and country is not None and country.isupper())
