"""A verb of speech in, a subject that no list knows out: a noun with its article, a name, a paper without an owner."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foedus.text.lexicon import Scan
from foedus.text.match import Mention
from foedus.text.particles import WORD, grammar, words_before
from foedus.text.senses import senses
from foedus.text.sentences import Sentence
from foedus.text.speech.bodies import Bodies
from foedus.text.speech.gatherings import Gatherings
from foedus.text.speech.name import stranger
from foedus.text.speech.speakers import Cast, Source
from foedus.text.speech.voices import PAPERS, Cue

FEW = 4  # words of a name before a poll, or between someone of several and the verb
PAPER = "paper named before (unnamed)"  # whose it is, the text tells earlier
LONG = 90  # characters in which the name of a house stands behind its paper
BEHIND = 80  # characters behind a verb in which whoever says it stands
NEXT = 14  # characters behind a label in which its owner stands
SHORT = 40  # characters in which whose a paper is stands behind it
_STOP = re.compile(r"[.,;:!?…»”\"()]|\s[–—-]\s")
_UNNAMED = re.compile(r", (?P<a>[a-z]+) (?P<n>(?:[^\W\d_]+ ){1,5})$")
_APPOSED = re.compile(r", (?P<a>(?:[a-zà-ÿ'’-]+ ){1,4})$")
_NAME_BEFORE = re.compile(r"(?P<n>[A-ZÀ-Þ][^\W\d_]+(?:[ -][A-ZÀ-Þ][^\W\d_]+){1,3}),? $")
_ROLE_REST = re.compile(r"[^.,;:!?»”\"()\n]{0,40}(?=, )")
_NAME_BEHIND = re.compile(
    r" (?P<n>[A-ZÀ-Þ][\w'’-]+"
    r"(?:(?: (?:de|du|van|von|la|le)(?: (?:der|den|la))?)?(?: d['’]| )[A-ZÀ-Þ][\w'’-]+){0,3})"
)
_LABEL = re.compile(
    r" (?:(?P<a>[^\W\d_]+)[ ’']|l['’])(?P<n>(?:[^\W\d_]|[-’'])+(?: (?:[^\W\d_]['’])?[^\W\d_]+(?:-[^\W\d_]+)?){0,3})"
)
_ENDED = re.compile(r"(?:[ '’-]|[^\W\d_]){0,40}(?:[.,;:!?»”\"(]|$)")
_CLOSED = ',:;»”“"’'  # what stands before a clause of its own
_OPENING = ("«", "“", "„", '"')
_NOUN = re.compile(r"(?:[a-zäöüß]+ )*[A-ZÄÖÜ][^\W\d_]+(?:-[^\W\d_]+)*")
_NAMED = (
    "country",
    "capital",
    "city",
    "organisation",
    "group",
    "month",
    "weekday",
    "demonym",
    "people",
    "meeting",
    "scale",
    "currency",
)


class Unnamed:
    """Finds who says it where no list names them."""

    def __init__(self, scan: Scan, cast: Cast) -> None:
        self.scan, self.text, self.index, self.cast = scan, scan.text, scan.index, cast
        self.words = grammar(scan.language.code)
        self.bodies, self.gatherings = Bodies(scan), Gatherings(scan, cast)

    def unknown_after(self, cue: Cue, s: Sentence, definite: bool = True) -> Source | None:
        """ "évalue une note", "said one envoy": a noun that no list knows, with its article, or a capitalised name."""
        tail = self.text[cue.end : min(s.end, cue.end + BEHIND)]
        name = _NAME_BEHIND.match(tail)
        if name and (" " in (own := self._without_house(cue.end + 1, name["n"]))) and own != name["n"]:
            return Source(cue.end + 1, cue.end + 1 + len(own), own, None, "person")
        first = WORD.match(tail, 1)
        if first and self.documented(cue.end + 1, cue.end + first.end()):  # "figures from X", "Daten der X"
            return self._owner(cue.end + first.end(), _STOP.split(tail[first.end() :])[0])
        if name and self.index.within(cue.end, cue.end + name.end("n"), "scale", "currency", "percent"):
            return None  # "die veranschlagten sechs Milliarden Euro"
        if name and (role := self._role_before(name["n"])):
            start = cue.end + 1 + role
            return Source(start, cue.end + name.end("n"), name["n"][role:], None, "person")
        if name and (" " in name["n"] or self._is_surname(cue.end + 1, cue.end + name.end("n"))):
            return Source(cue.end + 1, cue.end + name.end("n"), name["n"], None, "person")
        noun = _LABEL.match(tail)
        if noun is None or self._is_done(cue, noun["n"]):
            return None
        article = (noun["a"] or "l").lower()
        led = self.words.has("articles", article) and (definite or self.words.has("indefinites", article))
        return self._labelled(cue.end, tail, noun, article, s) if led else None

    def _is_done(self, cue: Cue, label: str) -> bool:
        """Tell whether what stands behind a verb is what is to be done: "espèrent le récupérer", not "le ministère"."""
        if not self.words.patterns["infinitive"].match(self.text, cue.end):
            return False
        return not self.words.has("resorts", label.partition(" ")[0].lower())

    def _labelled(self, at: int, tail: str, noun: re.Match[str], article: str, s: Sentence) -> Source | None:
        """Return whom a noun with its article names behind a verb that ends at an offset: a house, a paper, a role."""
        start, end = at + noun.start("n"), at + noun.end()
        voices = [
            v for v in self.index.within(at, end, "voice") if v.start <= start or not self._is_complement(v)
        ]
        declared = [words_before(self.text, v.start) for v in voices if v.value == "declaration"]
        if self.cast.house is not None and any(not self.words.leaves_open(led) for led in declared):
            return Source(start, start + 1, self.cast.house[0], self.cast.house[1], "organisation")
        if any(v.value != "house" for v in voices):
            return self._paper(at, start, article, s)
        if (voices or self.words.has("possessives", article)) and (
            governing := self._governing(at, start, s)
        ) is not None:
            return governing
        words = re.split(r"[.,;:!?»”\"]", noun["n"])[0].split()
        if len(words) > 1 and self.words.has("said_last", words[-1].lower()):
            words.pop()  # German "wie es in den Anträgen heißt"
        if self._is_no_label(at, noun, article) or self._goes_on(words, tail[noun.end() :]):
            return None
        label = " ".join(words)
        if self.words.verb_second and (short := _NOUN.match(label)):
            label = short[0]  # "den Fachleuten neben den USA"
        if (named := self._apposed_name(start + len(label), s)) is not None:
            return Source(start, named[1], named[0], None, "person")
        return Source(start, start + len(label), f"{label} (unnamed)", None, "role")

    def _governing(self, at: int, start: int, s: Sentence) -> Source | None:
        """ "Switzerland spends 0.7 %, admet le gouvernement": that of the country which the sentence opens with."""
        first = WORD.match(self.text, start)
        if first is None or not self.words.has("ministries", first[0].lower()):
            return None
        own = self.index.within(first.end(), first.end() + 2, "demonym")
        if own:  # "le ministère sud-coréen de l'Unification"
            return Source(start, own[0].end, str(own[0].value), str(own[0].value), "government")
        named = self.index.within(s.start, at, "country", "capital", "people")
        if not named or named[0].start - s.start > SHORT:
            return None
        return Source(start, first.end(), str(named[0].value), str(named[0].value), "government")

    def _is_no_label(self, at: int, noun: re.Match[str], article: str) -> bool:
        """Tell whether a noun behind a verb says nothing: a plan, states, an institute's paper, what is to be done."""
        if any(m.value in ("plan", "budget") for m in self.index.within(at, at + noun.end(), "mark")):
            return True
        counted = self.index.within(at, at + noun.end(), "scale")[:1]
        if any(len(self.text[at + noun.start("n") : m.start].split()) <= 1 for m in counted):
            return True  # "promised a further thousand troops"
        if self.words.has("no_sources", noun["n"].partition(" ")[0].lower()):
            return True  # "selon les pays"
        if self.index.within(at, at + noun.end() + NEXT, "organisation"):
            return True  # "notes the tracker of the institute"
        to_do = self.words.patterns["infinitive"]  # "a promis de renverser le déclin"
        led = self.words.has("prepositions", article)
        return led and to_do.match(self.text, at + noun.start("n") - 1) is not None

    def _goes_on(self, words: list[str], behind: str) -> bool:
        """Tell whether what stands behind the words of a label shows that they are none: a clause, a quotation."""
        if not _ENDED.match(behind):
            return True
        last = words[-1].lower() if words else ""
        if words and behind.lstrip()[:1] in _OPENING and self._is_small(last):
            return True  # "ont proclamé l'entrée dans une « économie de guerre »"
        open_ended = words and not self.words.verb_second and self.words.leads_away(last)
        # "states the amount set aside for ($ …)"
        return bool(open_ended) and not behind[:2].strip()[:1].isalpha()

    def _without_house(self, at: int, name: str) -> str:
        """Return a name of capitals without the organisation it belongs to: "X Y du Kiel Institute"."""
        houses = self.index.within(at + 1, at + len(name), "organisation", "group")
        words = name[: houses[0].start - at].split() if houses else name.split()
        while houses and words and words[-1][0].islower():
            words.pop()
        return " ".join(words)

    def _apposed_name(self, at: int, s: Sentence) -> tuple[str, int] | None:
        """ "Said the head of the research group, X": a name behind the comma that closes a role, and where it ends."""
        rest = _ROLE_REST.match(self.text, at, s.end)
        match = stranger(self.words).match(self.text, rest.end()) if rest else None
        if match is None or self.text[match.end("name") : match.end("name") + 1] not in ",.;:!?»”":
            return None
        listed = self.index.within(match.start("name"), match.end("name"), *_NAMED)
        return None if listed else (match["name"], match.end("name"))

    def _is_surname(self, start: int, end: int) -> bool:
        """Tell whether a single word with a capital may be a surname: no list knows it, and nothing is added to it."""
        behind = WORD.search(self.text, end, end + 16)
        apart = self.text[end : end + 1] in ",.;:»!" or (
            behind is not None and self.words.leads_away(behind[0].lower())
        )
        return apart and end - start > 3 and not self.index.within(start, end)

    def _role_before(self, name: str) -> int:
        """Return how much of a name is a role with a capital before it: "Vizekanzler X Y"."""
        first, _, rest = name.partition(" ")
        role = first.lower().endswith(tuple(self.words.listed("role_endings")) or ("\0",))
        return len(first) + 1 if role and " " in rest else 0

    def _paper(self, at: int, start: int, article: str, s: Sentence) -> Source | None:
        """ "Rechnet eine Studie vor", "according to a study": a paper of nobody who is named."""
        papers = [v for v in self.index.within(at, min(s.end, start + 40), "voice") if v.value == "document"]
        if not papers:
            return None
        noun = self.text[papers[0].start : papers[0].end]
        stop = _STOP.search(self.text, papers[0].end, s.end)
        whose = self.text[papers[0].end : stop.start() if stop else s.end][:LONG]
        if (owner := self._owner(papers[0].end, whose, self._is_poll(papers[0].start))) is not None:
            return owner
        if (house := self._government_of(papers[0].end, papers[0].end + len(whose))) is not None:
            return house
        owned = any(w[0].isupper() for w in WORD.findall(whose[:SHORT]))
        if self.words.has("definites", article) and not owned and papers[0].start == start:
            return Source(papers[0].start, papers[0].end, PAPER, None, "role")
        if not self.words.has("indefinites", article):
            return None
        if (pollster := self._pollster(start, papers[0].start)) is not None:
            return pollster
        homes = self.index.within(papers[0].end, papers[0].end + len(whose), "capital", "country", "demonym")
        if (
            not (owned or homes)
            or self._is_poll(papers[0].start)
            or len(WORD.findall(self.text[start : papers[0].start])) > 2
        ):
            return None
        home = str(homes[0].value) if homes else None
        return Source(papers[0].start, papers[0].end, f"{noun} (unnamed)", home, "role")

    def _government_of(self, at: int, end: int) -> Source | None:
        """ "Une note du Quai d'Orsay", "a paper of the French foreign ministry": whose government it is of."""
        led = WORD.match(self.text, at + 1, end)
        if led is None or not self.words.has("prepositions", led[0].lower()):
            return None
        for house in self.index.within(led.start(), end, "capital", "institution"):
            gap = WORD.findall(self.text[led.end() : house.start].lower())
            if str(house.value).isupper() and all(self.words.has("articles", word) for word in gap):
                return Source(house.start, house.end, str(house.value), str(house.value), "government")
        words = [w for w in WORD.finditer(self.text, led.end(), end) if not self._is_article(w[0])]
        if not words or not any(self.words.has("ministries", w[0].lower()) for w in words[:FEW]):
            return None
        people = self.index.within(words[0].start(), words[min(FEW, len(words)) - 1].end(), "demonym")
        if not people or not str(people[0].value).isupper():
            return None
        return Source(
            words[0].start(), words[0].end(), str(people[0].value), str(people[0].value), "government"
        )

    def _is_article(self, word: str) -> bool:
        return self.words.has("articles", word.lower())

    def _pollster(self, start: int, poll: int) -> Source | None:
        """ "According to a Clearwell survey": who asked the many, by a name that no list knows."""
        name = self.text[start:poll].strip()
        words = name.split()
        if not 0 < len(words) <= FEW or not all(w[0].isupper() for w in words) or not self._is_poll(poll):
            return None
        if self.index.within(start, poll, *_NAMED, "person"):
            return None
        return Source(start, start + len(name), name, None, "organisation")

    def _owner(self, at: int, whose: str, poll: bool = False) -> Source | None:
        """ "Figures from the House of Commons Library": a house that no list knows, by its name behind its paper."""
        match = self.words.patterns["house_behind"].match(whose)
        if match is None:
            return None
        start, end = at + match.start("n"), at + match.end("n")
        known = self.index.within(start, end, *_NAMED, "title", "office", "role", "person")
        if any(m.kind in ("organisation", "group", "person") or m.end >= end for m in known):
            return None
        if " " not in match["n"] and not poll:
            return None
        return Source(start, end, match["n"], None, "organisation")

    def unnamed_aside(self, cue: Cue, s: Sentence, sources: Sequence[Source] = ()) -> Source | None:
        """ "…, a research institute said": someone without a name between a comma and the verb."""
        match = _UNNAMED.search(self.text, max(s.start, cue.start - 60), cue.start)
        if match is None:
            return None
        if self.index.within(match.start("n"), cue.start, "clause"):
            return None  # "…, un seuil que beaucoup jugent hors de portée"
        if any(v.value == "house" for v in self.index.within(match.start("n"), cue.start, "voice")):
            return None  # "the government said": whose, the text tells elsewhere
        known = self.words.has("definites", match["a"].lower()) and match["n"].islower()
        if not known and not self.words.has("indefinites", match["a"].lower()):
            return None
        words = match["n"].split()
        if any(self.words.has("comparing", w) for w in words[1:]):
            return None  # "…, two fewer than expected"
        body = words[-1].endswith(tuple(self.words.listed("body_endings"))) or self.words.has(
            "houses_of", words[-1]
        )
        if self.documented(match.start(), cue.start) and not body:  # "the statistics agency said"
            papers = self.index.within(match.start("n"), cue.start, "voice")
            alone = known and papers and papers[0].start == match.start("n")
            alone = alone and not any(v.value == "declaration" for v in papers)
            alone = alone and self._is_little(self.text[papers[0].end : cue.start])
            return Source(papers[0].start, papers[0].end, PAPER, None, "role") if alone else None
        home = body and len(words) > 1  # "a Budapest bank forecasts"
        if any(
            x.start >= match.start()
            and x.end <= cue.start
            and not (home and x.kind == "government" and x.end < cue.start - 1)
            for x in sources
        ):
            return None
        return Source(match.start("n"), cue.start - 1, f"{match['n'].strip()} (unnamed)", None, "role")

    def one_of(self, cue: Cue, s: Sentence) -> Source | None:
        """ "One of the authors told …", "…", l'un des négociateurs a dit": someone of several before the verb."""
        low = max(s.start, cue.start - LONG)
        for match in self.words.patterns["one_of"].finditer(self.text[low : cue.start]):
            start, end = low + match.start(), low + match.end()
            lead, gap = self.text[s.start : start].rstrip(), self.text[end : cue.start]
            if (not lead or lead[-1] in _CLOSED) and len(WORD.findall(gap)) <= FEW and not _STOP.search(gap):
                return Source(start, end, f"{match[0].lower()} (unnamed)", None, "role")
        return None

    def unknown_before(self, cue: Cue, s: Sentence) -> Source | None:
        """ "Critics say", "plusieurs observateurs jugent": people whom no list knows, at the head of a sentence."""
        if (apart := self.unnamed_aside(cue, s)) is not None:
            return apart
        lead = self.text[s.start : cue.start]
        if (declared := self.gatherings.declared(cue, s)) is not None:
            return declared
        words = WORD.findall(lead)
        while len(words) > 1 and self.words.has("auxiliaries", words[-1].lower()):
            words.pop()  # "Defence sources have said"
        if (known := self.bodies.subject(cue, s)) is not None:
            return known
        if (paper := self.paper_before(cue, s)) is not None:
            return paper
        if not 1 <= len(words) <= 3 or _STOP.search(lead) or cue.start - s.start != len(lead):
            return None
        noun = words[-1].lower()
        many = noun.endswith(tuple(self.words.listed("plural_endings"))) and len(noun) > 4
        if not many or self.words.between(noun) or self.documented(s.start, cue.start):
            return None
        arms = (m for m in self.index.within(s.start, cue.start, "noun") if m.value in senses().arms)
        if self.words.has("things", noun) or any(arms):
            return None  # "les frappes visent la ville", "the missiles aim at it"
        if any(self.words.has("prepositions", w.lower()) for w in words):
            return None
        while len(words) > 1 and self.words.has("articles", words[0].lower()):
            words.pop(0)
        return Source(s.start, cue.start - 1, f"{' '.join(words).lower()} (unnamed)", None, "role", "p")

    def paper_before(self, cue: Cue, s: Sentence) -> Source | None:
        """ "A confidential paper seen by this newspaper puts …": a paper of nobody who is named, as the subject."""
        papers = [v for v in self.index.within(s.start, cue.start, "voice") if v.value == "document"][:1]
        lead = WORD.findall(self.text[s.start : papers[0].start].lower()) if papers else []
        gap = self.text[papers[0].end : cue.start] if papers else ""
        if len(lead) == 1 and self.words.has("definites", lead[0]) and self._is_little(gap):
            return Source(papers[0].start, papers[0].end, PAPER, None, "role")
        if not lead or len(lead) > 4 or not self.words.has("indefinites", lead[0]):
            return None
        if _STOP.search(gap) or len(gap) > 60 or self.index.within(papers[0].end, cue.start, *_NAMED):
            return None
        noun = self.text[papers[0].start : papers[0].end]
        if self._is_poll(papers[0].start) or not WORD.search(gap):
            return None
        return Source(papers[0].start, papers[0].end, f"{noun} (unnamed)", None, "role")

    def _is_complement(self, voice: Mention) -> bool:
        """ "Un centre d'études": a preposition leads up to what only tells of the noun before it."""
        before = words_before(self.text, voice.start)[-1:]
        return bool(before) and self.words.has("prepositions", before[0])

    def _is_small(self, word: str) -> bool:
        return self.words.has("articles", word) or self.words.leads_away(word)

    def _is_little(self, gap: str) -> bool:
        """Tell whether only adverbs and auxiliaries stand in a gap."""
        words = WORD.findall(gap.lower())
        return all(self.words.between(w) or self.words.has("auxiliaries", w) for w in words)

    def _is_poll(self, at: int) -> bool:
        """Tell whether a paper only tells what the many think."""
        return self.text[at : at + SHORT].lower().startswith(tuple(self.words.listed("polls")))

    def name_before(self, cue: Cue, s: Sentence, sources: list[Source]) -> Source | None:
        """ "boss Armin Papperger told": a name of two words or more right at the verb that no list knows."""
        match = _NAME_BEFORE.search(self.text, max(s.start, cue.start - 60), cue.start)
        beside = (
            match is not None
            and match[0][-2:] == ", "
            and self.text[match.start() - 2 : match.start()] == ", "
        )
        if (
            match is None
            or not (cue.say or beside)  # "the head of the committee, X Y, called it a mistake"
            or any(x.end > match.start("n") and x.start < match.end("n") for x in sources)
        ):
            return None
        if self.index.within(match.start("n"), match.end("n"), *_NAMED) or self.cast.opens(match.start("n")):
            return None
        if self.text[match.start("n") - 2 : match.start("n") - 1].isdigit():
            return None  # German ends with its verb: "50 Milliarden Euro melden"
        if words_before(self.text, match.start("n"))[-1:] and self.words.leads_away(
            words_before(self.text, match.start("n"))[-1]
        ):
            return None
        apposed = _APPOSED.search(self.text, max(s.start, match.start("n") - 40), match.start("n"))
        start = apposed.start("a") if apposed else match.start("n")
        return Source(start, match.end("n"), match["n"], None, "person")

    def documented(self, start: int, end: int) -> bool:
        """Tell whether a table or a report is what speaks ("the figures published on Tuesday suggest")."""
        return any(m.value in PAPERS for m in self.index.within(start, end, "voice"))
