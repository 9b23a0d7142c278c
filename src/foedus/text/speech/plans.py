"""Sources in, frames of what they plan out: "X's plan lifts outlays", "the bill presented by X", "X will send 440"."""

from __future__ import annotations

import re

from foedus.text.lexicon import Scan
from foedus.text.match import Mention
from foedus.text.particles import WORD, grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.speech.antecedents import Antecedents
from foedus.text.speech.commas import PAUSE
from foedus.text.speech.speakers import Source
from foedus.text.speech.voices import Frame

TITLED = 40  # characters of a title before a name that opens its sentence
PRESENTED = 60  # characters between a plan and who presented it
_NUMBER = re.compile(r"\d[\d.,]*[\s\u00a0\u202f]?(?:%|[^\W\d_]+)")
_DIGIT = re.compile(r"\d")


class Plans:
    """Reads the plans, budgets and bills of one text, and what those who govern will give."""

    def __init__(self, scan: Scan, known: Antecedents) -> None:
        self.text, self.index = scan.text, scan.index
        self.words = grammar(scan.language.code)
        self.cast, self.known = known.cast, known

    def read(self, s: Sentence, sources: list[Source]) -> list[Frame]:
        """ "X's plan lifts outlays to …": a plan speaks for its owner, up to what is compared with it."""
        made = []
        for m in self.index.within(s.start, s.end, "mark"):
            if m.value not in ("plan", "budget", "bill"):
                continue
            presented = self._presented(m, sources)
            owner = [x for x in sources if x.possessor and 0 <= m.start - x.end <= 24]
            if m.value != "plan":
                told = [x for x in owner if x.kind == "person"]  # "Denmark's bill" may be what it costs
                owner = [x for x in told if m.value == "bill" or self._is_under(x.start, x)]
            else:
                owner = owner or [x for x in sources if 0 <= x.start - m.end <= 8 and self.is_owner(m.end, x)]
            owner = owner or presented or (self._his(m, s) if m.value == "plan" else [])
            if not owner or owner[0].kind not in ("person", "government"):
                continue
            if self._is_oblique_plan(owner[0], m) and owner != presented:
                continue
            if (found := self.known.voice(owner[0], self.text[m.start : m.end], [])) is None:
                continue
            past = [x for x in self.index.within(m.end, s.end, "mark") if x.value == "past"]
            commas = [x.start for x in past if self.text[max(0, x.start - 2) : x.start].strip() == ","]
            apart = self.text.find("; ", m.end, s.end)
            if apart > 0 and self.index.within(apart, s.end, "now", "today"):
                commas = [*commas, apart]  # "; today's level is 2.2 %"
            start = min(m.start, owner[0].start)
            under = self._is_under(start, owner[0], presented=owner == presented)
            made.append(
                Frame(
                    self._told_before(s, start) if under else start,
                    min(commas, default=s.end),
                    found[0],
                    "pledges",
                    None,
                    "plan",
                    owner[0].kind,
                    owner[0].start,
                )
            )
        return made + self._goals(s, sources)

    def _goals(self, s: Sentence, sources: list[Source]) -> list[Frame]:
        """ "X's goal is 260,000 soldiers", "l'objectif de X est de 3,5 %": a goal with whose it is and its number."""
        told, led = self.words.patterns["goal_of"], self.words.patterns["goal_led"]
        for source in sources:
            if source.kind != "person" or not told.match(self.text, source.end):
                continue
            if not (source.possessor or led.search(self.text, s.start, source.start)):
                continue
            if (found := self.known.voice(source, self.text[source.start : source.end], [])) is not None:
                return [Frame(source.start, s.end, found[0], "pledges", None, "plan", "person", source.start)]
        return []

    def _presented(self, plan: Mention, sources: list[Source]) -> list[Source]:
        """ "The bill presented by X provides …", "the bill X has sent", "der von X vorgelegte Entwurf": who made it."""
        brought = self.words.patterns["brought_in"]
        for source in sources:
            gap = self.text[plan.end : source.start] if 0 < source.start - plan.end <= PRESENTED else None
            joined = gap is not None and (not gap.strip() or gap.strip() in self.words.listed("brought_by"))
            if joined and brought.match(self.text, source.end):
                return [source]
        near = [x for x in sources if plan.end < x.start < plan.end + PRESENTED or x.end < plan.start]
        for source in near:
            behind = source.start > plan.end
            gap = self.text[plan.end : source.start] if behind else self.text[source.end : plan.start]
            words = self.words.without_articles(words_before(self.text, source.start), but="agents")
            led = bool(words) and self.words.has("agents", words[-1])
            if led and not PAUSE.search(gap) and (behind or len(WORD.findall(gap)) <= 2):
                return [source]
        return []

    def _his(self, plan: Mention, s: Sentence) -> list[Source]:
        """ "His draft budget lifts …": the plan at the head of a sentence of whoever spoke in the one before."""
        last = self.known.last
        word = WORD.match(self.text, s.start, plan.start)
        if last is None or last.kind != "person" or s.start - last.end > 200 or plan.start - s.start > 20:
            return []
        if word is None or not self.words.has("possessives", word[0].lower()):
            return []
        return [last._replace(start=s.start, end=word.end(), oblique=False, possessor=True)]

    def _is_oblique_plan(self, owner: Source, plan: Mention) -> bool:
        start = min(owner.start, plan.start)
        words = self.words.without_articles(words_before(self.text, start))
        led = bool(words) and self.words.has("prepositions", words[-1])
        return led and not self._is_under(start, owner)

    def _is_under(self, at: int, owner: Source, *, presented: bool = False) -> bool:
        """ "Under X's plan Spain reaches 2 %", "will reach 2 % under X's plan": what is told with it is planned."""
        owned = owner.kind == "person" and (owner.possessor or presented)
        led = self.words.without_articles(words_before(self.text, at))[-1:] if owned else ()
        return any(self.words.has("under_plan", w) for w in led)

    def _told_before(self, s: Sentence, at: int) -> int:
        """Return where the clause begins that a plan ends, behind what tells how things stand."""
        told = [m for m in self.index.within(s.start, at, "clause") if m.value == "relative"]
        aside = [m.start for m in told if self.text[m.start - 2 : m.start] == ", "]
        comma = self.text.find(", ", aside[-1], at) if aside else -1
        low = comma + 1 if comma > 0 else s.start
        joined = self.index.within(low, at, "and")
        today = self.index.within(s.start, s.start + 1, "now", "today")
        if today and (level := _NUMBER.search(self.text, low, at)):
            low = level.end()  # "Today's 2.1 % becomes 2.8 % in 2028 under X's bill"
        return max([m.start for m in joined if _DIGIT.search(self.text, low, m.start)], default=low)

    def promised(self, s: Sentence, sources: list[Source]) -> list[Frame]:
        """ "Theresa May will send 440 more soldiers": what someone who governs will give is their promise."""
        giving = self.words.patterns["giving"]
        who = next((x for x in sources if not x.oblique and not x.possessor), None)
        if who is None or who.kind != "person" or who.start - s.start > TITLED:
            return []
        if not (who.country and who.country.isupper() and self.cast.memory.holds_office(who.name or "")):
            return []
        found = giving.match(self.text, who.end + 1, s.end)
        endings = tuple(self.words.listed("future_endings"))
        if found is None or (endings and not WORD.findall(found[0])[-1].endswith(endings)):
            return []  # French "envoyait"
        voice = self.known.voice(who, found[0], [])
        if voice is None:
            return []
        self.known.last = voice[1]
        beside = [m.start for m in self.index.within(found.end(), s.end, "clause") if m.value == "relative"]
        beside = [at for at in beside if self.text[max(0, at - 2) : at].strip() == ","]
        end = beside[0] if beside else s.end  # "…, where they number 1,100"
        return [Frame(who.start, end, voice[0], "pledges", None, "plan", "person", who.start)]

    def is_owner(self, at: int, source: Source) -> bool:
        """ "A pledge by X", but "a pledge in Vilnius", which only says where."""
        led = WORD.findall(self.text[at : source.start].lower())
        return source.oblique and not any(self.words.has("where_published", w) for w in led)
