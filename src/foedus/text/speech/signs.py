"""A text in, the words in it that tell a stance out, each in its sentence, and the clause in which they count."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from foedus.text.lexicon import SPEECH, Scan
from foedus.text.match import Mention
from foedus.text.particles import WORD, Grammar, grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.settings import UNWRITTEN
from foedus.text.speech.commas import COMMA, is_set_off
from foedus.text.speech.tenses import TENSES, Sign, future

NEVER = 60  # characters behind "never" within which it may say how much more: "never has it been so high"
PARTICIPLE = 40  # characters of a participle that opens its clause, and of the sign before it
REACH = 260  # characters around a span that its clause may hold
# Signs of what is not yet so.
AHEAD = ("conditional", "expects", "likely", "pledges", "progressive", "soon", "thisyear")
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
YEAR_ALONE = re.compile(r"(?<![\d/–-])20\d\d(?![\d/–-])")  # of no range
_STOPS = re.compile(r"[;:.!?…]\s|[;:]$|\n")
_SUBJECTS = ("country", "capital", "city", "group", "organisation", "person", "office", "title")


@cache
def joints(words: Grammar) -> re.Pattern[str]:
    """Return the pattern of a connector behind a comma, where another clause may begin."""
    connectors = "|".join(sorted(words.listed("connectors"), key=len, reverse=True))
    return re.compile(rf",\s(?:{connectors})\s")


class Signs:
    """All signs of a text, found once."""

    def __init__(self, scan: Scan, verbs: list[tuple[int, int, str]]) -> None:
        self.scan, self.text = scan, scan.text
        self.words = grammar(scan.language.code)
        self._costing = self.words.patterns["costing"]
        self._giving, self._negating = self.words.patterns["giving"], self.words.patterns["negating"]
        self._passive = self.words.shaped("passive_opening", "(?i:{})")
        self._verbs: dict[int, list[Sign]] = {}
        for verb in verbs:
            self._verbs.setdefault(scan.index.at(verb[0]), []).append(Sign(*verb))
        self._found: dict[int, list[Sign]] = {}  # by sentence, as they are asked for

    def _signs(self, n: int) -> list[Sign]:
        """Return the signs of a sentence in order."""
        if n not in self._found:
            sentence = self.scan.sentences[n]
            told = self.scan.index.of_kind(n, SPEECH, "mark")
            marks = [m for m in told if not self._is_no_sign(m, sentence)]
            known = [m for m in marks if m.value == "known"]
            marks = [m for m in marks if not any(k.start <= m.start and m.end <= k.end for k in known)]
            given = [Sign(m.start, m.end, self._given(m.start, str(m.value))) for m in marks]
            self._found[n] = sorted([*given, *self._tenses(sentence, marks), *self._verbs.get(n, ())])
        return self._found[n]

    def _is_no_sign(self, mark: Mention, s: Sentence) -> bool:
        if self._owes(mark) or self._is_superlative(mark, s.end):
            return True
        if mark.value == "demands" and self._is_condition(mark, s.start):
            return True
        return self._is_particle(mark, s.start) or self._is_passive(mark, s.start)

    def _is_condition(self, mark: Mention, start: int) -> bool:
        """ "Sollte die Ukraine fallen, …": a verb that opens its clause before its subject tells a condition."""
        if mark.start > start and self.text[mark.start - 2 : mark.start] != ", ":
            return False
        return self.words.patterns["condition"].match(self.text, mark.start) is not None

    def _is_passive(self, mark: Mention, start: int) -> bool:
        """ "Angeführt wird die Liste von Polen": behind a participle that opens its clause it is no future."""
        if mark.value != "expects":
            return False
        low = max(start, mark.start - PARTICIPLE)
        led = self.text[low : mark.start] if low == start else f"-{self.text[low : mark.start]}"
        return self._passive.search(led) is not None

    def _owes(self, mark: Mention) -> bool:
        """ "La Bulgarie doit son bond à …": a verb of duty that takes an object, no infinitive, demands nothing."""
        if not self.words.has("owing", self.text[mark.start : mark.end].lower()):
            return False
        behind = [word.lower() for word in WORD.findall(self.text, mark.end, mark.end + 32)]
        word = next((word for word in behind if not self.words.has("between", word)), "")  # "doit encore 20"
        return word.isdigit() or any(
            self.words.has(key, word) for key in ("possessives", "indefinites", "definites")
        )

    def _is_particle(self, mark: Mention, start: int) -> bool:
        """ "Die USA stellten 21 Milliarden bereit": the particle of a verb that stands apart is no sign of its own."""
        if not self.words.has("particles_apart", self.text[mark.start : mark.end]):
            return False
        return self.words.patterns["particle_verbs"].search(self.text[start : mark.start]) is not None

    def _is_superlative(self, mark: Mention, end: int) -> bool:
        """ "The highest we have ever counted", "never so threatened": what outdoes all else denies nothing."""
        if not self.words.has("nevers", self.text[mark.start : mark.end].lower()):
            return False
        low, high = max(0, mark.start - NEVER // 2), min(end, mark.end + NEVER)
        if self._negating is not UNWRITTEN and self._negating.search(self.text, low, high) is None:
            return True  # "le plus élevé jamais enregistré": an "ever", with no "ne" beside it
        led = words_before(self.text, mark.start)[-1:]
        behind = self.written(mark.end, min(end, mark.end + NEVER))
        return any(self.words.has("evers", w) for w in led) or any(
            self.words.has("degrees", w) for w in behind
        )

    def _given(self, at: int, stance: str) -> str:
        """A future of giving is a promise of whoever will do it; what something would take is reckoned."""
        if stance == "demands" and self.words.patterns["planned_verb"].match(self.text, at):
            led = self.words.patterns["planned"].search(self.text[max(0, at - PARTICIPLE) : at])
            # "2029 sollten es drei Prozent sein", but "drei sollten es sein"
            return "expects" if led else stance
        if stance not in ("expects", "conditional"):
            return stance
        if self._costing.match(self.text, at) is not None:
            return "reckoned"  # "it would cost 45 billion a year"
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
            if kind != "refusal" and any(m.start <= match.start() < m.end for m in marks):
                continue
            found.append(Sign(match.start(), match.end(), self._given(match.start(), TENSES[kind])))
        return found

    def written(self, start: int, end: int) -> list[str]:
        """Return the words of a span, in small letters."""
        return [w.lower() for w in WORD.findall(self.text[start:end])]

    def gives_now(self, start: int, end: int) -> bool:
        """ "Deutschland liefert 5.000 Helme": a present of giving in the clause of a span."""
        low, high = self.clause(start, end)
        return self.words.patterns["giving_now"].search(self.text[low:high]) is not None

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

    def names_this_year(self, start: int, end: int) -> bool:
        """Tell whether a stretch says "this year", or names the year of publication."""
        if any(s.stance == "thisyear" for s in self.within(start, end)):
            return True
        day = self.scan.document.published
        return day is not None and str(day.year) in YEAR_ALONE.findall(self.text[start:end])

    def names_later_year(self, start: int, end: int) -> bool:
        """Tell whether a stretch names a year after that of publication."""
        day = self.scan.document.published
        return day is not None and any(int(y) > day.year for y in YEAR.findall(self.text, start, end))

    def is_in_aside(self, sign: Sign, start: int) -> bool:
        """ "The text, which never names Moscow, won 50 votes": a sign of a relative clause that is over."""
        if "," not in self.text[sign.end : start]:
            return False
        led = self.scan.index.within(max(0, sign.start - NEVER), sign.start, "clause")
        opened = [
            m
            for m in led
            if m.value == "relative" and self.text[max(0, m.start - 2) : m.start].rstrip()[-1:] == ","
        ]
        if opened:
            return "," not in self.text[opened[-1].end : sign.start]
        comma = self.text.rfind(", ", max(0, sign.start - NEVER), sign.start)
        relates = self.words.patterns["relates"]  # ", über die das Parlament nie abgestimmt hatte,"
        return comma >= 0 and relates is not UNWRITTEN and relates.match(self.text, comma) is not None

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
        clauses = [m for m in clauses if m.value != "aside" or is_set_off(self.text, m.start)]
        for m in clauses:
            if m.start < start and m.value == "that" and self._again(m.start, low):
                low = m.end
            if m.start < start and m.value in ("relative", "break", "aside"):
                low = m.end
                if sentence and m.start == sentence.start and m.value == "break":  # "while X demands 2 %, …"
                    ended = COMMA.search(self.text, m.end, start)
                    low = ended.end() if ended else low
                    if ended is None and self.words.has("setting_under", self.text[m.start : m.end].lower()):
                        behind = COMMA.search(self.text, end, high)  # "while X spends 2 %, Y wants more"
                        high = behind.start() if behind else high
                aside = m.value == "relative" and self.text[max(0, m.start - 2) : m.start].strip() == ","
        if aside and (comma := self.text.find(", ", end, high)) > 0:
            high = comma
        for m in clauses:
            goes_on = m.value == "that" and end <= m.start < high and self._again(m.start, end, ahead=True)
            if goes_on or (end <= m.start < high and m.value in ("relative", "break", "aside")):
                high = m.start
                break
        return self._joined(low, start, end, high)

    def _again(self, at: int, low: int, *, ahead: bool = False) -> bool:
        """Tell whether a second "that" opens a clause of its own (", que …", "et que …").

        Behind a tag none does what stands before it tells of: "It is untrue, X said, that …"; `ahead`: but one that is
        yet to come goes on.
        """
        words = words_before(self.text, at)
        joined = not self.words.verb_second and self.text[max(low, at - 2) : at].strip() == ","
        joined = joined and not self._closes_source(low, at - 2, told=not ahead)
        return joined or bool(words and self.words.has("connectors", words[-1]))

    def _closes_source(self, low: int, comma: int, *, told: bool) -> bool:
        """ "Il faut, selon X, que …": whose words they are stands between that comma and the one before it."""
        opens = self.text.rfind(",", low, comma)
        kinds = {m.kind for m in self.scan.index.of_book(SPEECH, opens, comma)} if opens >= 0 else set()
        return "according" in kinds or (told and any(kind.startswith(("say", "utter")) for kind in kinds))

    def _joined(self, low: int, start: int, end: int, high: int) -> tuple[int, int]:
        """Cut at ", and" and the like where a new subject follows, or a count with its verb ("ten are at 1.8 %")."""
        pattern, infinitive = joints(self.words), self.words.patterns["infinitive"]
        tells, does = self.words.patterns["tells_now"], self.words.patterns["does_now"]
        for match in pattern.finditer(self.text, low, start):
            named = self.scan.index.within(match.end(), start, *_SUBJECTS)
            if named or tells.search(self.text, match.end() - 1, start) or does.match(self.text, end):
                # "are to reach 1.8 trillion, and Britain's, at 110 billion, to rank second"
                shared = self.text.startswith(", ", end) and infinitive.match(self.text, end + 1)
                low = low if shared else match.end()
        for match in pattern.finditer(self.text, end, high):
            if self.scan.index.within(match.end(), match.end() + 12, *_SUBJECTS, "pronoun"):
                return low, match.start()
        return low, high
