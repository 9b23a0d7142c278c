"""Nouns of speech in, frames of what they are of out: "X's demand for", "a promise by X", "under a pledge by X"."""

from __future__ import annotations

import re

from foedus.text.index import Index
from foedus.text.lexicon import Scan
from foedus.text.match import Mention
from foedus.text.particles import ARTICLE, WORD, grammar, words_before
from foedus.text.senses import senses
from foedus.text.sentences import Sentence
from foedus.text.speech.antecedents import Antecedents
from foedus.text.speech.commas import PAUSE, SIGN, ends_content
from foedus.text.speech.plans import Plans
from foedus.text.speech.pointing import Pointing
from foedus.text.speech.signs import AHEAD, Signs
from foedus.text.speech.speakers import Source
from foedus.text.speech.voices import Frame, within

_AMOUNT_NEXT = re.compile(r"\s?[$€£]?\d")
_DIGIT = re.compile(r"\d")
_HEADED = re.compile(r"(?:,[^,;:.!?«“\"\d]{2,70})?[\s\u00a0\u202f]?: (?![«“„\"])")
_PREDICATE = re.compile(r" (?P<verb>[^\W\d_]+)(?: [^\W\d_]+){1,5}(?=[\s\u00a0\u202f]?: )")
OF_WHOM = 6  # characters between a noun of speech and whose it is: "from "
JUDGED = 60  # characters between a claim and what calls it false
FEW = 3  # words from a possessive to its noun: "his only answer"
SOON = 20  # characters between a noun of speech and the adjective beside it


class Owned:
    """Reads the nouns of speech of one text, by whose they are."""

    def __init__(self, scan: Scan, known: Antecedents, plans: Plans) -> None:
        self.scan, self.text, self.index = scan, scan.text, scan.index
        self.words, self.known = grammar(scan.language.code), known
        self.plans, self.pointing = plans, Pointing(scan)

    def read(self, s: Sentence, sources: list[Source], inside: list[tuple[int, int]]) -> list[Frame]:
        """Return the frames of a sentence; what lies inside a quotation is left alone."""
        made = self._nouns(s, sources, inside)
        made += self._owned(s, sources, inside)
        made += self._under(s, sources, inside)
        return made

    def _nouns(self, s: Sentence, sources: list[Source], inside: list[tuple[int, int]]) -> list[Frame]:
        """ "X opened with a promise: …": a noun of speech before a colon, with the subject of its sentence."""
        made = []
        for m in self.index.within(s.start, s.end, "opening"):
            gap = self.text[m.end : m.end + 40].partition(":")
            near = [x for x in sources if x.start < m.start and not x.oblique and not x.possessor]
            if not gap[1] or SIGN.search(gap[0]) or within(inside, m.start) or not near:
                continue
            led = WORD.findall(self.text[near[0].end : m.start].lower())
            if any(self.words.has("redeemed", w) for w in led):
                continue  # "broke its pledge: spending came to 1.9 %" tells what became of it
            found = self.known.voice(near[0], self.text[m.start : m.end], [])
            if found is not None:
                self.known.last = found[1]
                start = m.end + len(gap[0]) + 1
                made.append(
                    Frame(start, s.end, found[0], m.value, None, "noun", found[1].kind, near[0].start)
                )
        return made

    def _owned(self, s: Sentence, sources: list[Source], inside: list[tuple[int, int]]) -> list[Frame]:
        """ "X's demand for 5 %", "la promesse de X de …": a noun of speech with its owner, up to the next comma."""
        made = []
        for m in self.index.within(s.start, s.end, "opening"):
            owner = [x for x in sources if x.possessor and 0 <= m.start - x.end <= 20]
            if not owner and self._is_of_amount(m.end):  # "NATO's estimate of 967 billion" as one name
                owner = [x for x in sources if x.start < m.start < m.end <= x.end]
            # but "Slovakia's Fico denies pledge of 120 million"
            owner = [x for x in owner if not any(x.end < y.start < m.start for y in sources)]
            owner = owner or [
                x for x in sources if self._leads_up(m.end, x.start) and self.plans.is_owner(m.end, x)
            ]
            owner = owner or self._issuer(m, sources, s) or self._renewer(m, sources)
            # "Forderung Trumps"
            owner = owner or [x for x in sources if x.possessor and x.start - m.end == 1]
            owner = owner or self._of_a_people(m)
            owner = owner or self._of_whoever(m, s)
            brought = [] if owner else self._brought(m, sources)
            owner = owner or brought
            if (
                not owner
                or within(inside, m.start)
                or not (brought or owner[0].kind in ("person", "government", "organisation"))
                or self._is_judged(max(m.end, owner[0].end), s)
            ):
                continue
            start = max(m.end, owner[0].end if owner[0].start >= s.start else m.end)
            headed = _HEADED.match(self.text, self._predicated(start, s.end), s.end)
            owner = (self._voicer(start, headed.end(), sources) if headed is not None else []) or owner
            # ministers who come with a promise give that of their house
            found = self.known.voice(owner[0], self.text[m.start : m.end], [], bool(brought))
            if found is not None:
                told = self._content(start)
                stop = ends_content(self.text, told, s.end) if told else PAUSE.search(self.text, start, s.end)
                if stop is not None and stop.start() <= start + 1 and self._goes_on(stop.end()):
                    stop = PAUSE.search(self.text, stop.end(), s.end)
                end = stop.start() if stop else s.end
                begins = m.start
                if headed is not None:  # "X's demand: that all allies …"
                    begins = headed.end()
                    end = before_past(self.text, self.index, begins, s) if m.value == "pledges" else s.end
                lead = WORD.findall(self.text[s.start : min(m.start, owner[0].start)].lower())
                if self.words.has("under_plan", lead[0] if lead else ""):
                    lead = self.words.without_articles(lead)  # "Under a promise made by X, Spain will …"
                if len(lead) == 1 and self.words.leads_away(lead[0]) and end - start < 2:
                    end = s.end  # "Under X's proposal, allies would …"
                made.append(
                    Frame(begins, end, found[0], m.value, None, "noun", found[1].kind, owner[0].start)
                )
        return made

    def _under(self, s: Sentence, sources: list[Source], inside: list[tuple[int, int]]) -> list[Frame]:
        """ "Spain will spend 2 % under a pledge made by X", "in line with X's promise": what is to come is promised."""
        made: list[Frame] = []
        for m in self.index.within(s.start, s.end, "opening"):
            owner = next((x for x in sources if x.possessor and 0 <= m.start - x.end <= SOON), None)
            at = owner.start if owner is not None else m.start
            led = self.words.patterns["under_speech"].search(self.text, s.start, at)
            if led is None or within(inside, m.start):
                continue
            told = (s.start, led.start()) if led.start() > s.start else (m.end, s.end)
            if not self._is_to_come(*told):
                continue
            owner = owner or self.pointing.owner(m, sources)
            found = self.known.voice(owner, self.text[m.start : m.end], []) if owner is not None else None
            if owner is not None and found is not None:
                self.known.last = found[1]
                made.append(
                    Frame(s.start, s.end, found[0], m.value, None, "noun", found[1].kind, owner.start)
                )
        return made

    def _content(self, at: int) -> int:
        """Return where a clause begins a noun of speech opens, else 0: "X's claim that", "X's argument is that"."""
        opened = self.index.within(at, at + SOON, "clause")
        that = next((m for m in opened if m.value == "that"), None)
        led = WORD.findall(self.text[at : that.start].lower()) if that is not None else ()
        return that.end if that is not None and all(self.words.has("beings", w) for w in led) else 0

    def _predicated(self, at: int, end: int) -> int:
        """ "X's message was simple: …": where the predicate ends that a noun of speech has before a colon."""
        told = _PREDICATE.match(self.text, at, end)
        led = WORD.findall(told[0].lower())[:2] if told is not None else []
        return told.end() if told is not None and any(self.words.has("beings", w) for w in led) else at

    def _leads_up(self, end: int, start: int) -> bool:
        """ "A pledge [by the] minister": nothing but a preposition with its article between a noun and whose it is."""
        if not 0 <= start - end <= OF_WHOM + ARTICLE:
            return False
        led = WORD.findall(self.text[end:start].lower())
        return start - end <= OF_WHOM or (len(led) == 2 and self.words.has("definites", led[-1]))

    def _goes_on(self, at: int) -> bool:
        """ "X's demand, 5 % of GDP, …", "the pledge by the minister, X, to spend 2 %": a comma that ends no content."""
        word = WORD.search(self.text, at, at + ARTICLE)
        leading = ("infinitive_marks", "thats", "of")
        led = word is not None and any(self.words.has(key, word[0]) for key in leading)
        if led and word is not None:
            pause = PAUSE.search(self.text, at)
            return _DIGIT.search(self.text, at, pause.start() if pause else len(self.text)) is not None
        return _AMOUNT_NEXT.match(self.text, at) is not None

    def _is_of_amount(self, at: int) -> bool:
        """Tell whether "of" and an amount follow: "an estimate of 967 billion"."""
        word = WORD.match(self.text, at + 1)
        return (
            word is not None
            and self.words.has("of", word[0])
            and _AMOUNT_NEXT.match(self.text, word.end()) is not None
        )

    def _issuer(self, noun: Mention, sources: list[Source], s: Sentence) -> list[Source]:
        """ "A demand made by X: 5 % of GDP": of whoever uttered it, where what it is of stands behind."""
        issued = self.words.patterns["issued"]
        by = [x for x in sources if issued.fullmatch(self.text, noun.end, x.start)]
        return [x for x in by if any(sign.isdigit() for sign in self.text[x.end : s.end])]

    def _renewer(self, noun: Mention, sources: list[Source]) -> list[Source]:
        """ "X renewed her promise of 2 %": of whoever says it again, right before the verb."""
        renewed = self.words.patterns["renewed"]
        near = (x for x in sources if x.end < noun.start and not x.oblique and not x.possessor)
        return [x for x in near if renewed.fullmatch(self.text, x.end, noun.start)]

    def _voicer(self, start: int, end: int, sources: list[Source]) -> list[Source]:
        """ "Ottawa's promise, as voiced by X: 2 %": who lends an owner their voice, between a noun and its colon."""
        of = self.words.patterns["pointing_of"]
        return [x for x in sources if start < x.start < end and of.search(self.text, start, x.start)][:1]

    def _of_a_people(self, noun: Mention) -> list[Source]:
        """ "A British promise of 100,000 drones", "la promesse britannique de …": a country by its adjective."""
        if not any(self.words.has("of", w) for w in WORD.findall(self.text[noun.end : noun.end + SOON])[:2]):
            return []
        for m in self.index.within(noun.start - SOON, noun.end + SOON, "demonym"):
            if m.end in (noun.start - 1, noun.start) or m.start in (noun.end + 1, noun.end):
                return [Source(m.start, m.end, str(m.value), str(m.value), "government")]
        return []

    def _brought(self, noun: Mention, sources: list[Source]) -> list[Source]:
        """ "Ministers parted with a promise of more": of whoever comes or goes with it."""
        led = words_before(self.text, noun.start)
        little = self.words.without_articles(led)
        if noun.value != "pledges" or not 0 < len(little) < len(led):
            return []
        if not self.words.has("absolute", little[-1]):
            return []
        told = WORD.match(self.text, noun.end + 1)
        if told is None or not (self.words.has("of", told[0]) or self.words.has("thats", told[0])):
            return []
        who = [x for x in sources if x.end < noun.start and not x.oblique and not x.possessor][:1]
        return [x for x in who if x.country != senses().beneficiary]  # who is helped goes home with one

    def _is_judged(self, at: int, s: Sentence) -> bool:
        """ "X's claim is false": a sentence that only judges what someone says."""
        judged = self.words.patterns["called_false"].match(self.text, at, min(s.end, at + JUDGED))
        return judged is not None and not any(c.isdigit() or c == "," for c in judged[0])

    def _of_whoever(self, noun: Mention, s: Sentence) -> list[Source]:
        """ "X was asked about it. His answer: …": of whom the text told last, by the word that opens the sentence."""
        led = WORD.findall(self.text[s.start : noun.start].lower())
        if not 0 < len(led) <= FEW or not self.words.has("possessives", led[0]):
            return []
        if _HEADED.match(self.text, self._predicated(noun.end, s.end), s.end) is None:
            return []
        who = self.known.told_last()
        return [who] if who is not None and who.kind == "person" else []

    def _is_to_come(self, start: int, end: int) -> bool:
        """Tell whether a stretch tells a figure that is still to come."""
        told = Signs(self.scan, []).within(start, end) if self.is_figured(start, end) else ()
        return any(sign.stance in AHEAD for sign in told)

    def is_figured(self, start: int, end: int) -> bool:
        """Tell whether a stretch holds a number, in digits or in words."""
        return _DIGIT.search(self.text, start, end) is not None or bool(
            self.index.within(start, end, "percent", "currency", "scale")
        )


def before_past(text: str, index: Index, at: int, s: Sentence) -> int:
    """Return where a promise ends: at a comma before what it is compared with: ", against 295 last year"."""
    past = [m.start for m in index.within(at, s.end, "mark") if m.value == "past"]
    commas = [at for at in past if text[max(0, at - 2) : at].strip() == ","]
    return commas[0] if commas else s.end
