"""A source in, a voice out: pronouns, bare leaders and members of a group resolved by who spoke before."""

from __future__ import annotations

import re

from foedus.text.lexicon import Scan
from foedus.text.particles import words_before
from foedus.text.speech.speakers import Cast, Source
from foedus.text.speech.unnamed import PAPER
from foedus.text.speech.voices import Voice

_ASIDE = re.compile(r"\s*,\s*(?:[^,;:.!?«»]{2,60},\s*)?")  # "Quant à X, cité au premier rang, il"
FAR = 1500  # characters in which "the report" is the one of an institute that was named
CLAUSE = 300  # characters between a colon and a pronoun that points before it
RECENT = 600  # characters in which "the researcher" or "the same report" is one that was named


_SOMEBODY = ("person", "role", "pronoun")
_NAMED = ("person", "role", "organisation", "government")
_LISTED = ("role", "title", "office", "voice", "organisation", "group", "people", "institution", "meeting")
_OWN = ("person", "demonym", "country", "capital")  # what tells whose title it is
_PLANS = ("plan", "budget", "bill", "costs")
_INTRODUCED = re.compile(r": |[.!?][^\S\n]+(?=[«“„\"])")
NOUN = 60  # characters of a noun with what stands around it before its verb
_NOUN = re.compile(r"(?P<a>[^\W\d_]{2,3} |[Ll]['’])(?P<n>[^\W\d_]+(?:[ -][^\W\d_]+){0,3}?) $")
# The name of one that no list knows: "institut KIIS", "institut allemand Forsa".
_CALLED = re.compile(r"(?: [a-zà-ÿß-]+)? (?P<n>[A-ZÀ-Þ][\w&'’-]+(?: [A-ZÀ-Þ][\w&'’-]+)*)")
_SIGN = re.compile(r"[,;:.!?«»“”\"]")


class Antecedents:
    """Keeps who spoke last and resolves who is meant."""

    def __init__(self, scan: Scan, cast: Cast) -> None:
        self.text, self.cast = scan.text, cast
        self.last: Source | None = None
        self.subject: Source | None = None
        self.beside: list[Source] = []  # the people of the sentence of the subject
        self.people: list[Source] = []
        self.agents: list[Source] = []  # the people of the sentence before who may be its subject
        self.here: list[Source] = []  # the sources of the sentence
        self.in_turns = False  # whether labels tell who speaks, as in interviews

    def voice(
        self, source: Source, cue: str | None, sources: list[Source], behind: bool = False
    ) -> tuple[Voice, Source] | None:
        """Resolve a source to a voice; None where it is nobody who could speak."""
        who = self._resolve(source, sources, behind)
        if who is None or who.name is None:
            return None
        return Voice(who.name, cue, False, who.country), who

    def _resolve(self, source: Source, following: list[Source], behind: bool) -> Source | None:
        if source.kind == "pronoun":
            apart = self.text[source.end : source.end + 1] == ","  # "le Kremlin, lui, …"
            named = next(
                (x for x in self.here if apart and x.name and self.text[x.end : source.start].strip() == ","),
                None,
            )
            return named or self._topic(source) or self._antecedent(source, following)
        if source.kind == "person" and (holder := self._holder_again(source)) is not None:
            return source._replace(name=holder.name, country=holder.country, gender=holder.gender)
        if source.name == PAPER:
            return self.institute(source.start - FAR)
        if (
            source.kind == "role"
            and (named := self._named_again(source) or self._epithet(source)) is not None
        ):
            return named
        if source.kind == "group":
            if self.cast.house is None or (source.name is not None and not behind):
                return None  # the members of a group do not speak with one voice
            if source.name is not None and source.name != self.cast.house[1]:
                return None
            return source._replace(name=self.cast.house[0], country=self.cast.house[1], kind="organisation")
        return source

    def _topic(self, pronoun: Source) -> Source | None:
        """ "Quant à l'Espagne, elle …": what a sentence opens with to speak of it."""
        near = [x for x in self.here if x.name and _ASIDE.fullmatch(self.text, x.end, pronoun.start)]
        words = words_before(self.text, near[-1].start) if near else []
        return near[-1] if words and self.cast.grammar.has("topics", words[0]) and len(words) < 4 else None

    def _named_again(self, source: Source) -> Source | None:
        """ "The institute reckons": the last organisation named that is no alliance or union."""
        words = words_before(self.text, source.end, source.end - source.start + 14)
        grammar = self.cast.grammar
        if (person := self._person_again(source)) is not None:
            return person
        first = self.text[source.start : source.end].partition(" ")[0].lower()
        before = words_before(self.text, source.start)[-1:]
        if grammar.has("institutes", first) and before and grammar.has("definites", before[0]):
            return self.called(source) or self.institute(before=source.start)  # "l'institut de recherche"
        if len(words) < 2 or not grammar.has("institutes", words[-1]):
            return None
        if not any(grammar.has("definites", w) for w in words[-3:-1]):
            return None  # "a Warsaw institute": another one
        return self.called(source) or self.institute(before=source.start)

    def called(self, noun: Source) -> Source | None:
        """ "The institute KIIS": one that is named right behind what it is, and none told before."""
        named = _CALLED.match(self.text, noun.end)
        if named is None or (self.cast.grammar.verb_second and not named["n"].isupper()):
            return None  # in German any noun has a capital: "nach Angaben des Instituts Mitte Mai"
        native = self.cast.scan.index.within(noun.end, named.start("n"), "demonym")
        apart = named.start("n") - noun.end > 1 and not native
        return None if apart else noun._replace(name=named["n"], kind="organisation", country=None)

    def _person_again(self, source: Source) -> Source | None:
        """ "The researcher recalls": the last person named who holds no office; "the minister": the last who does."""
        label = (source.name or "").removesuffix(" (unnamed)")
        grammar = self.cast.grammar
        country = self._country_before(source.start)
        before = words_before(self.text, source.start)[: -1 if country else None]
        if not before or not grammar.has("definites", before[-1]):
            return None
        if source.country and self.last is not None and self.cast.memory.is_stranger(self.last.name or ""):
            close = self.last.kind == "person" and source.start - self.last.end < RECENT
            return self.last if close else None  # "le chef de l'État congolais", whose holder no list knows
        written = self.text[source.start : source.end].lower()
        endings = tuple(grammar.listed("office_endings"))
        if grammar.has("office_roles", label) or written.partition(" ")[0].endswith(endings):
            return self._minister_again(source, self._gender_of(written, before[-1]), country)
        if grammar.has("leader_roles", label) and country is None:
            told = self.told_last()
            close = told is not None and 0 < source.start - told.end < RECENT
            return told if close and told is not None and told.kind == "person" else None
        if grammar.has("envoy_roles", label):
            return self._envoy_again(source, country)
        if not grammar.has("again_roles", label):
            return None
        near = next((x for x in reversed(self.people) if x.kind == "person" and x.name), None)
        if near is None or source.start - near.end > RECENT or self.cast.memory.holds_office(near.name or ""):
            return None
        return near

    def _epithet(self, source: Source) -> Source | None:
        """ "The Christian Democrat", "le nationaliste flamand", "der Gast": whoever the text just told of, by a noun.

        It is a noun of no office and no house, and one person is told of by it.
        """
        grammar, index = self.cast.grammar, self.cast.scan.index
        before = words_before(self.text, source.start)
        if not before or not grammar.has("definites", before[-1]) or grammar.has("shown", before[-1]):
            return None
        plans = any(m.value in _PLANS for m in index.within(source.start, source.end, "mark"))
        written = self.text[source.start : source.end]
        guest = grammar.has("guests", written.partition(" ")[0].lower())
        if plans or (not guest and index.within(source.start, source.end, *_LISTED)):
            return None
        if any(grammar.has("things", w) or grammar.has("no_sources", w) for w in written.lower().split()):
            return None
        first = written.partition(" ")[0].lower()
        if grammar.has("one_only", before[-1]) is False or first.endswith(
            tuple(grammar.listed("plural_endings"))
        ):
            return None
        near = self.told_last()
        if near is None or near.kind != "person" or not 0 < source.start - near.end < RECENT:
            return None
        gender = self._gender_of(first, before[-1])
        return near if gender is None or near.gender in (gender, None) else None

    def epithet_before(self, start: int, end: int) -> Source | None:
        """ "The visitor said", "l'ancien présentateur de télévision a dit": whom the noun before a verb tells of."""
        if end - start > NOUN:
            start = max(self.text.rfind(sign, start, end) + 1 for sign in ",;:»”") or start
            start += self.text[start : start + 1] == " "
        match = _NOUN.match(self.text[start:end]) if end - start <= NOUN else None
        if match is None:
            return None
        at, end = start + match.start("n"), start + match.end("n")
        found = self._epithet(Source(at, end, f"{match['n']} (unnamed)", None, "role"))
        return found._replace(start=at, end=end, oblique=False, possessor=False) if found else None

    def _holder_again(self, source: Source) -> Source | None:
        """ "President X spoke of President Y. The president …": of two who hold the office, the subject just told."""
        near = self.subject if self._fresher() or self.last is None else self.last
        if near is None or near.kind != "person" or not near.name or near.name == source.name:
            return None
        before = words_before(self.text, source.start)[-1:]
        titled = before and self.cast.grammar.has("definites", before[0]) and source.start - near.end < RECENT
        if not titled or self.text[source.start].isupper():
            return None
        within = {m.kind for m in self.cast.scan.index.within(source.start, source.end, "title", *_OWN)}
        anyones = within == {"title"}  # of no country
        return near if anyones and self.cast.memory.are_peers(near.name, source.name or "") else None

    def _gender_of(self, title: str, article: str) -> str | None:
        """Return the gender that a title or its article tells: "la ministre", German "die Ministerin"."""
        grammar = self.cast.grammar
        ending = title.partition(" ")[0].endswith(tuple(grammar.listed("feminine_endings")))
        if grammar.has("feminines", article) or ending:
            return "f"
        return "m" if grammar.has("masculines", article) else None

    def _country_before(self, at: int) -> str | None:
        """Return whose an adjective right before a role is: "the Estonian minister"."""
        near = [m for m in self.cast.scan.index.within(max(0, at - 24), at, "demonym") if m.end == at - 1]
        return str(near[-1].value) if near else None

    def _minister_again(self, source: Source, gender: str | None, country: str | None) -> Source | None:
        """Return the last minister named, else a person of no list who spoke last."""
        memory, stranger = self.cast.memory, None
        spoke = (x for x in self.here if x.end < source.start and self._spoke_last(x))
        for near in (*spoke, *reversed(self.people)):
            if source.start - near.end > RECENT:
                break
            if near.kind != "person" or not near.name or (gender and near.gender not in (gender, None)):
                continue
            if country is not None and memory.serves(near.name) not in (country, None):
                continue
            if memory.is_minister(near.name):
                return near
            if memory.is_stranger(near.name) and self._spoke_last(near):
                stranger = near
        return stranger

    def _envoy_again(self, source: Source, country: str | None) -> Source | None:
        """ "The ambassador": the last one named, of the country told beside the role."""
        memory = self.cast.memory
        for near in (*reversed(self.here), *reversed(self.people)):
            if near.start >= source.start or source.start - near.end > RECENT:
                continue
            if near.kind == "person" and near.name and memory.is_envoy(near.name):
                return near if country is None or memory.serves(near.name) == country else None
        return None

    def _spoke_last(self, source: Source) -> bool:
        return self.last is not None and self.last.name == source.name

    def institute(self, after: int = -1, before: int = -1) -> Source | None:
        """Return the last organisation named, behind an offset, that is no alliance or union.

        `before`: up to that offset of the sentence itself.
        """
        named = (*self.people, *(x for x in self.here if x.start < before))
        near = (x for x in reversed(named) if x.kind == "organisation" and x.name and x.start > after)
        return next((x for x in near if not self.cast.is_house(x.country)), None)

    def body(self, after: int) -> Source | None:
        """Return who is meant by "it": the house or government that spoke last, else the institute named last."""
        last = self.subject if self._fresher() and self._is_house(self.subject) else self.last
        if last is not None and last.kind in ("organisation", "government") and last.start > after:
            return last
        houses = (x for x in reversed(self.people) if x.kind == "organisation" and x.name)
        near = next((x for x in houses if x.start > after + FAR - CLAUSE), None)
        return near or self.institute(after)

    def _is_house(self, source: Source | None) -> bool:
        return source is not None and source.kind == "organisation" and source.name is not None

    def house(self) -> Source | None:
        """Return the last organisation named, else the one of the text: "the organisation"."""
        near = next((x for x in reversed(self.people) if x.kind == "organisation" and x.name), None)
        return near or (Source(0, 1, *self.cast.house, "organisation") if self.cast.house else None)

    def _antecedent(self, pronoun: Source, following: list[Source]) -> Source | None:
        def fits(x: Source | None) -> bool:
            if x is None or x.name is None or pronoun.gender is None or self._is_thing(x):
                return False
            if pronoun.gender == "p":
                return x.kind == "group" or x.gender == "p"
            if self.cast.grammar.of_people and x.kind not in _SOMEBODY:
                return False
            unknown = x.gender is None and (x.kind == "role" or (x.kind == "person" and x is self.last))
            return x.gender == pronoun.gender or unknown

        if pronoun.gender == "w":
            said = self.cast.scan.index.within(pronoun.start, pronoun.end, "pronoun")
            outlets = not self.in_turns and any(m.value == "we" for m in said)
            # "We asked the ministry": the outlet did
            return None if outlets else self.last or self.told_last()
        written = self.text[pronoun.start : pronoun.end].lower()
        candidates: tuple[Source | None, ...] = (
            *(reversed(self.people) if self.cast.grammar.has("latters", written) else ()),
            *self._before_colon(pronoun),
            *((self.subject, *self.beside) if self._fresher() else ()),
            self.last,
            self.subject,
            *self._only_subject(pronoun),
            *self.agents,
            *reversed(self.people),
        )
        for candidate in candidates:
            if fits(candidate):
                return candidate
        later = next((x for x in following if fits(x) and x.kind == "person"), None)
        if later is not None:
            return later
        things = [self.last, *self._only_subject(pronoun, "government"), *reversed(self.people)]
        if self.cast.grammar.of_people:  # English "she" is no capital
            things = [x for x in things if x is not None and x.kind in _SOMEBODY]
        apt = (
            x for x in things if x and x.gender is None and pronoun.gender != "p" and not self._is_thing(x)
        )
        return next((x for x in apt if x is self.last or not x.oblique), None)

    def _subjects_before(self, at: int, kind: str = "person") -> list[Source]:
        """Return who may be the subject of the sentence up to an offset."""
        return [x for x in self.here if x.end <= at and x.kind == kind and not (x.oblique or x.possessor)]

    def _only_subject(self, pronoun: Source, kind: str = "person") -> list[Source]:
        """ "X commits to 2.5 %, but he gives no date": the one of a kind that the sentence has named so far."""
        named = self._subjects_before(pronoun.start, kind)
        return named if len(named) == 1 else []

    def _before_colon(self, pronoun: Source) -> list[Source]:
        """ "X tried arithmetic: eight would reach it, he said": the subject before a colon or a quote."""
        colons = [
            m.start() for m in _INTRODUCED.finditer(self.text, max(0, pronoun.start - CLAUSE), pronoun.start)
        ]
        return self._subjects_before(colons[-1])[:1] if colons else []

    def _is_thing(self, source: Source) -> bool:
        """Tell whether a source is a plan or a law, of which a text may speak as of someone: "the plan aims to"."""
        label = (source.name or "").removesuffix(" (unnamed)").split(" ")[0].lower()
        last = (source.name or "").rpartition(" ")[2].lower()
        if source.kind == "person" and self.cast.grammar.has("outlets", last):
            return True  # "SBS News", which no list knows
        return source.kind == "role" and self.cast.grammar.has("things", label)

    def _is_told_of(self, role: Source, first: Source) -> bool:
        """ "X was the guest of a radio station": a role that only says what X is."""
        if role.kind != "role" or first.kind != "person" or role is first:
            return False
        led = self.cast.grammar.without_articles(words_before(self.text, role.start))
        return bool(led) and self.cast.grammar.has("beings", led[-1])

    def _fresher(self) -> bool:
        return bool(self.subject and self.last and self.subject.start > self.last.start)

    def told_last(self) -> Source | None:
        """Return whom the text told of last: the subject of a sentence, or who spoke since."""
        who = self.subject if self._fresher() or self.last is None else self.last
        return who if who is not None and who.name and who.kind in _NAMED else None

    def remember(self, sources: list[Source]) -> None:
        """Keep who may be meant by the next pronoun: the speaker, else the subject, else the last name."""
        spoke = self.last is not None and any(self.last.start == x.start for x in sources)
        named = [x for x in sources if x.kind in _NAMED and x.name]
        self.people += named
        free = [x for x in named if not (x.oblique or x.possessor or self._is_told_of(x, named[0]))]
        self.agents = [] if spoke else [x for x in free if x.kind == "person"]
        # beside someone who speaks, others are spoken to or of ("X told Y"; "X said that Y …")
        if free and not spoke:
            people = [x for x in free if x.kind == "person"]
            met = (
                len(people) > 1
                and free[-1] is people[-1]
                and not _SIGN.search(self.text, people[0].end, free[-1].start)
            )
            self.subject, self.beside = people[0] if met else free[-1], people  # "X met Y": he is X
        del self.people[:-12]
