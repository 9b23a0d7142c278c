"""Sources in, frames out without a verb of speech: "X's demand for", "demanded by X", "X:"."""

from __future__ import annotations

import re

from foedus.model import Stance
from foedus.text.lexicon import SPEECH, Scan
from foedus.text.match import Mention
from foedus.text.particles import ARTICLE, WORD, grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.speech.according import According
from foedus.text.speech.antecedents import Antecedents
from foedus.text.speech.commas import PAUSE, SIGN, noun_start
from foedus.text.speech.indirect import keeps_mood
from foedus.text.speech.name import SPEAKERS
from foedus.text.speech.owned import SOON, Owned, before_past
from foedus.text.speech.plans import Plans
from foedus.text.speech.sayers import Sayers
from foedus.text.speech.speakers import Source
from foedus.text.speech.voices import LIKELIEST, PAPERS, Frame, within

_OPENING = re.compile(r"[\s\u00a0\u202f]*[«“\"„‹]")
AMOUNT = 80  # characters between a participle and who counts the amount that it tells
FIRST = 3  # words in which the preposition of that amount stands
_DATED = re.compile(r" [a-zà-ÿ]{2,4} \d{4}(?= )")
CLAUSE = 4  # words that make a clause of what a name closes
_CLOSING = re.compile(r"(?: [–—-] |[\u00a0\u202f ]?: | \()$")
LEAD = 24  # characters before whoever a sentence with a colon is about
TOLD = 110  # characters between them and the colon
_DIGIT = re.compile(r"\d")
_LED = re.compile(r", (?:[^\W\d_]+ ){1,4}$")  # ", has also been "
_CLOSED = ("»", "”", '"')  # what ends a quotation
_VERBS = ("say", "act", "utter")
_PASSIVE = (
    "say.participle", "say.past", "act.participle", "act.past", "utter.participle", "utter.past",
    "show.participle", "show.past",
)  # fmt: skip


class Phrases:
    """Reads what attributes without a verb."""

    def __init__(self, scan: Scan, known: Antecedents, sayers: Sayers) -> None:
        self.scan, self.text, self.index = scan, scan.text, scan.index
        self.words = grammar(scan.language.code)
        self.cast, self.known, self.sayers = known.cast, known, sayers
        self.according = According(scan, known, sayers)
        self.plans = Plans(scan, known)
        self.owned = Owned(scan, known, self.plans)

    def read(self, s: Sentence, sources: list[Source], inside: list[tuple[int, int]]) -> list[Frame]:
        """Return the frames of a sentence; what lies inside a quotation is left alone."""
        kinds = {m.kind for m in self.index.mentions(s.number, SPEECH)}
        made: list[Frame] = []
        if "according" in kinds:
            made += self.according.read(s, sources, inside)
        if "opening" in kinds:
            made += self.owned.read(s, sources, inside)
        if not kinds.isdisjoint(_PASSIVE):
            made += self._passive(s, sources, inside)
        made += self.headline(s, sources) or ([] if made else self.closing(s, sources))
        if "mark" in kinds:
            made += self.plans.read(s, sources)
        return made

    def closing(self, s: Sentence, sources: list[Source]) -> list[Frame]:
        """ "Spain spends too little – X", "…: X", "… (X)": whoever stands behind a sign at the end of a line."""
        who = sources[-1] if sources else None
        if who is None or who.kind not in ("person", "organisation", "government") or who.possessor:
            return []
        sign = _CLOSING.search(self.text, max(s.start, who.start - len(" : x")), who.start)
        closed = ")" if sign is not None and sign[0].strip() == "(" else ""
        if sign is None or self.text[who.end : s.end].strip() not in (closed, f"{closed}." if closed else ""):
            return []
        place = who.kind == "government" and self.index.within(who.start, who.end, "country", "demonym")
        if place or (closed and who.kind != "person"):
            return []
        if self.text[sign.start() - 1] not in _CLOSED and not self._is_line(s, sign.start(), closed != ""):
            return []
        found = self.known.voice(who, None, [])
        if found is None:
            return []
        return [Frame(s.start, sign.start(), found[0], "reports", None, "noun", found[1].kind, who.start)]

    def _is_line(self, s: Sentence, end: int, alone: bool) -> bool:
        """Tell whether a clause stands up to an offset, `alone` from the beginning of its paragraph."""
        n = s.number - 1
        first = n < 0 or self.scan.sentences[n].paragraph != s.paragraph
        return (first or not alone) and len(WORD.findall(self.text[s.start : end])) >= CLAUSE

    def _passive(self, s: Sentence, sources: list[Source], inside: list[tuple[int, int]]) -> list[Frame]:
        """ "The 5 % demanded by X", "estimated by X at …": a participle with its agent, between two commas."""
        made: list[Frame] = []
        for m in self.index.within(s.start, s.end, *_PASSIVE):
            if within(inside, m.start):
                continue
            dated = _DATED.match(self.text, m.end, s.end)  # "promis pour 2024 par X"
            behind = dated.end() if dated else m.end
            word = WORD.search(self.text, behind, min(s.end, behind + 12))
            unspoken = self.words.has("unspoken", self.text[m.start : m.end].lower())
            if m.value == "commits" or unspoken or (self._is_compared(m.start) and not self._is_set_off(m)):
                continue  # "the crimes committed by X", "less than required by X"
            if m.value in ("announces", "pledges") and self.words.patterns["tallied"].search(
                self.text, s.start, s.end
            ):
                continue  # "20 billion were promised by X in the first quarter": that is counted, and said by nobody
            if self.words.patterns["goal_reached"].search(self.text, s.start, m.start):
                continue  # "has met the target of 2 % set by X": who set it tells nothing of who meets it
            if self.words.verb_second and any(x.end == m.start - 1 and not x.oblique for x in sources):
                continue  # "X verlangt von den Partnern": it asks them
            if word is not None and self.words.has("agents", word[0].lower()):
                agent = [x for x in sources if 0 <= x.start - word.end() <= 6]
            else:
                agent = self._agent_apart(m, sources) or self._agent_far(m, sources)
            if agent and agent[0].kind == "government" and m.kind.startswith("show"):
                continue  # "far from the 3.5 % shown by Greece": what a country has, and does not say
            if not agent or (found := self.known.voice(agent[0], self.text[m.start : m.end], [])) is None:
                continue
            start = self._subject_start(m, s)
            other = self.words.patterns["of_other_noun"].search(self.text, start, m.start)
            start = other.start() if other else start  # "has given 2 billion since the war launched by X"
            stop = PAUSE.search(self.text, agent[0].end, s.end)
            if stop is None and self.words.patterns["listeners"].search(self.text, s.start, m.start):
                start = s.start  # "Spain is at 1.28 %, reporters were reminded by X."
            stance: Stance = (
                "reports" if m.value in ("announces", "approves") else LIKELIEST.get(str(m.value), m.value)
            )
            if m.value == "announces" and self._is_granted(start, m, found[1]):
                stance = "pledges"
            elif any(f.start == start and f.subject == agent[0].start for f in made):
                continue  # the same verb, in another of its meanings
            made.append(
                Frame(
                    start,
                    stop.start() if stop else s.end,
                    found[0],
                    stance,
                    None,
                    "passive",
                    found[1].kind,
                    agent[0].start,
                )
            )
        return made

    def _is_granted(self, start: int, verb: Mention, who: Source) -> bool:
        """ "Another 500 million for Ukraine was announced by X": a sum that a government then gives, and no finding."""
        told = WORD.findall(self.text[max(start, verb.start - SOON) : verb.start].lower())[-1:]
        finite = any(self.words.has("auxiliaries", w) or self.words.has("beings", w) for w in told)
        governs = who.kind != "organisation" and who.country is not None and who.country.isupper()
        return finite and governs and bool(self.index.within(start, verb.start, "currency"))

    def _is_compared(self, at: int) -> bool:
        """Tell whether a participle is only what something is likened to: "as asked by X", "less than asked by X"."""
        return any(self.words.has("comparing", w) for w in words_before(self.text, at)[-1:])

    def _is_set_off(self, verb: Mention) -> bool:
        """ "2 % by 2030, as promised by X": what stands before the comma is promised."""
        led = self.words.patterns["as_said"].search(self.text, max(0, verb.start - SOON), verb.start)
        return led is not None and verb.value == "pledges"

    def headline(self, s: Sentence, sources: list[Source]) -> list[Frame]:
        """ "NATO chief: members will …": a person before a colon at the head of a line."""
        if sources and (paper := self._of_paper(s, sources[0])) is not None:
            return [paper]
        if len(sources) > 1 and sources[0].kind == "government" and sources[0].oblique:
            sources = sources[1:]  # "À Berlin, X a été clair: …"
        if len(sources) > 1 and sources[1].kind == "role" and sources[1].start == sources[0].end + 1:
            sources = sources[1:]  # "US official: …"
        if not sources or sources[0].kind not in ("person", "role", "organisation", "government"):
            return []
        if sources[0].kind == "government" and not self._speaks_of_itself(s, sources):
            return []  # "Germany: 2.1 %" names a topic
        if sources[0].oblique:  # "Devant X, Y a levé le voile: …"
            who = next((x for x in sources if not x.oblique and x.start - s.start <= 2 * LEAD), sources[0])
            return [told] if (told := self._told(s, who) or self._told(s, sources[0])) is not None else []
        first = sources[0]
        if (told := self._told(s, first)) is not None:
            return [told]
        if first.kind == "organisation" and self.cast.is_house(first.country):
            return []  # "NATO: Europeans spend more" names a topic
        native = self.index.within(first.end, first.end + 2, "demonym") if first.kind == "role" else ()
        end = native[0].end if native else first.end  # "un responsable américain : …"
        colon = self.words.patterns["headed_colon"].match(self.text, end, s.end)
        lead = self.words.without_articles(WORD.findall(self.text[s.start : first.start].lower()))
        if colon is None or (lead and not self.index.within(s.start, first.start - 1, "country", "demonym")):
            return []
        found = self.known.voice(first, ":", [])
        if found is None:
            return []
        self.known.last = found[1]
        start = colon.end()
        return [Frame(start, s.end, found[0], "reports", None, "noun", found[1].kind, first.start)]

    def _of_paper(self, s: Sentence, first: Source) -> Frame | None:
        """ "Statement by the Croatian defence ministry: …": whose paper stands before a colon at the head of a line."""
        led = self.index.within(s.start, s.start + ARTICLE, "voice")
        if first.kind not in SPEAKERS or not led or led[0].value not in PAPERS:
            return None
        if not 0 < first.start - led[0].end <= LEAD:
            return None
        colon = self.text.find(":", first.end, min(s.end, first.end + LEAD))
        if (
            colon < 0
            or SIGN.search(self.text, first.end, colon)
            or (found := self.known.voice(first, ":", [])) is None
        ):
            return None
        self.known.last = found[1]
        return Frame(colon + 1, s.end, found[0], "reports", None, "noun", found[1].kind, first.start)

    def _speaks_of_itself(self, s: Sentence, sources: list[Source]) -> bool:
        """ "The Netherlands: 3.5 % will cost us …", "Beijing: China …": it says "we", or a seat tells of somebody."""
        source = sources[0]
        if self.text[source.end : source.end + 2].strip() != ":" or source.start - s.start > LEAD:
            return False
        return self._tells_as_seat(s, sources) or any(
            self.words.has("first_person", w) for w in WORD.findall(self.text[source.end : s.end].lower())
        )

    def _tells_as_seat(self, s: Sentence, sources: list[Source]) -> bool:
        """ "Kremlin: Putin and Trump talked": a seat, no country, before a clause about somebody, who says nothing."""
        seat, *named = sources
        at = self.text.index(":", seat.end) + 1
        if self.index.within(seat.start, seat.start + 1, "country", "demonym"):
            return False
        opens = self.words.patterns["headed_seat"].match(self.text, at, s.end) is not None
        if not opens and not any(x.start - at <= ARTICLE for x in named):
            return False
        verbs = {m.start for m in self.index.of_book(SPEECH, at, s.end) if m.kind.startswith(_VERBS)}
        return not any(x.end + 1 in verbs for x in named)

    def _told(self, s: Sentence, first: Source) -> Frame | None:
        """ "X was upbeat: …", "pour X, c'est clair : …": what stands before the colon tells that someone speaks."""
        if first.kind != "person" or first.possessor or first.start - s.start > 2 * LEAD:
            return None
        colon = self.text.find(":", first.end, min(s.end, first.end + TOLD))
        if colon < 0 or _OPENING.match(self.text, colon + 1):
            return None  # a quotation has an owner of its own
        lead = WORD.findall(self.text[s.start : first.start].lower())
        if first.oblique and not (lead and self.words.has("tone_lead", lead[0])):
            return None
        if lead and self.words.has("openers", lead[0]) and "," not in self.text[s.start : first.start]:
            return None  # "When X arrives, one thing will be clear: …"
        between = self.text[first.end : colon]
        stance: Stance = "reports"
        if self.words.patterns["tone_promise"].search(between):
            stance = "pledges"
        elif not (
            self.words.patterns["tone"].search(between)
            or self.words.patterns["reckoning"].search(between)
            or keeps_mood(self.text, self.words, colon, s.end)  # German "X bremst: Der Minister müsse …"
        ):
            return None
        found = self.known.voice(first, ":", [])
        if found is None:
            return None
        self.known.last = found[1]
        end = before_past(self.text, self.index, colon, s) if stance == "pledges" else s.end
        return Frame(colon + 1, end, found[0], stance, None, "noun", found[1].kind, first.start)

    def _agent_far(self, m: Mention, sources: list[Source]) -> list[Source]:
        """ "Has been promised to voters on Monday by X", "2 %, promised on Monday by X": who told it, farther off."""
        near = [x for x in sources if m.end < x.start < m.end + AMOUNT]
        who = next((x for x in near if self._is_agent(x)), None)
        if who is not None and not (self._is_finite(m.start) or self._is_dated(m.end, who)):
            apart = self.words.patterns["as_said"].search(self.text, max(0, m.start - SOON), m.start)
            who = who if apart is not None else None
        if (
            who is None
            or SIGN.search(self.text, m.end, who.start)
            or _DIGIT.search(self.text, m.end, who.start)
        ):
            return []
        return [who]

    def _is_dated(self, at: int, who: Source) -> bool:
        """ "The billion promised on Saturday in Kyiv by X": when and to whom stands before a man who promised."""
        parted = self.words.patterns["agent_apart"].match(self.text, at, who.start)
        return parted is not None and who.start - parted.end() <= ARTICLE and who.kind == "person"

    def _is_agent(self, who: Source) -> bool:
        words = self.words.without_articles(words_before(self.text, who.start), but="agents")
        return bool(words) and self.words.has("agents", words[-1])

    def _is_finite(self, at: int) -> bool:
        """Tell whether a participle has its auxiliary before it, adverbs aside."""
        words = words_before(self.text, at)
        while words and self.words.between(words[-1]):
            words.pop()
        return bool(words) and self.words.has("beings", words[-1])

    def _subject_start(self, m: Mention, s: Sentence) -> int:
        """Return where the noun begins that a participle belongs to: for a finite verb behind an aside, the clause."""
        if (apart := self._apart(m, s)) is not None:
            return apart
        led = _LED.search(self.text, s.start, m.start) if self._is_finite(m.start) else None
        if led is None or self._is_told(self.text.rfind(", ", s.start, led.start()), m.start):
            return noun_start(self.text, self.words, s.start, m.start)
        return max(s.start, *(self.text.rfind(sign, s.start, m.start) + 2 for sign in ("; ", ": ")))

    def _apart(self, m: Mention, s: Sentence) -> int | None:
        """ "A billion for Kyiv, promised by X on Sunday": where the clause begins before the comma of a participle."""
        led = self.words.patterns["as_said"].search(self.text, s.start, m.start)
        if m.value not in LIKELIEST and m.value not in ("pledges", "demands"):
            return None
        if led is None or not self.owned.is_figured(s.start, led.start()):
            return None
        if led["as"]:
            return s.start
        colon = max(self.text.rfind(sign, s.start, led.start()) for sign in (": ", "; "))
        return max(s.start, colon + 1)

    def _is_told(self, at: int, end: int) -> bool:
        """Tell whether an aside has a teller of its own: "…, which costs 5 billion by X's count, was rejected"."""
        told = self.index.of_book(SPEECH, max(0, at), end)
        return any(m.kind.startswith((*_VERBS, "according")) for m in told)

    def _agent_apart(self, m: Mention, sources: list[Source]) -> list[Source]:
        """ "Est estimée à 132 milliards par X", German "wird von X auf 66 Milliarden beziffert": who counts it."""
        if m.value != "reports":
            return []
        for source in sources:
            behind = source.start > m.end
            low, high = (m.end, source.start) if behind else (source.end, m.start)
            if not 0 < high - low < AMOUNT or (not behind and not self.words.verb_second):
                continue
            between = self.text[low:high]
            words = self.words.without_articles(words_before(self.text, source.start), but="agents")
            led = bool(words) and self.words.has("agents", words[-1])
            put = any(self.words.has("placing", w) for w in WORD.findall(between.lower())[:FIRST])
            if led and put and any(c.isdigit() for c in between) and not PAUSE.search(between):
                return [source]
        return []
