"""A verb of speech in, who says it and the frame of what they say out."""

from __future__ import annotations

import re
from typing import NamedTuple

from foedus.text.lexicon import Scan
from foedus.text.particles import WORD, grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.speech.antecedents import FAR, Antecedents
from foedus.text.speech.clauses import Clauses
from foedus.text.speech.cues import TO_DO, joined
from foedus.text.speech.hearsay import Hearsay
from foedus.text.speech.quotes import CLOSED
from foedus.text.speech.sayers import Sayers
from foedus.text.speech.speakers import Cast, Source
from foedus.text.speech.stretches import Said, Stretches
from foedus.text.speech.voices import Cue

_POINTED = (",", ":", ";", "–", "—")  # signs before a word that points back to what is said
_QUOTING = '»”“"'
_APART = re.compile(r",[”\"]?(?: [a-zà-ÿ'’-]+){0,3} $")  # ", freshly released "
_LEADING = ("auxiliaries", "beings", "reflexives", "between")  # words before a verb that governs another
_TOLD = ("person", "role")
_PROMISES = ("pledges", "commits", "approves")
CONTACT = 60  # characters before a verb in which a relative clause that nothing opens has its noun
PAPER = 60  # characters from a paper to the institute whose it is: "figures from the research institute X"
SHORT = 45  # characters after a parenthetical verb before the next comma ("…, X said on Monday, …")
WITH = 12  # characters of "with" and an article


class _Verb(NamedTuple):
    """A verb of speech and what stands around it.

    `lead` is what stands before it in its sentence, `set_off` whether that ends in a sign; `before` and `after` are who
    may have said it.
    """

    s: Sentence
    cue: Cue
    sources: list[Source]
    following: list[Source]
    lead: str
    finite: bool
    addressed: bool  # "told Congress": whom it is said to stands behind it
    set_off: bool
    inverted: Source | None  # a pronoun behind the verb: "dit-il"
    before: Source | None
    after: Source | None


class Frames:
    """Builds frames from verbs of speech."""

    def __init__(self, scan: Scan, cast: Cast, known: Antecedents, sayers: Sayers) -> None:
        self.text, self.index, self.cast = scan.text, scan.index, cast
        self.words = grammar(scan.language.code)
        self.known, self.sayers = known, sayers
        self.unnamed, self.subordinates = sayers.unnamed, sayers.subordinates
        self.gatherings = self.unnamed.gatherings
        self.clauses = Clauses(scan, cast, sayers)
        self.hearsay = Hearsay(scan, known)
        self.stretches = Stretches(scan, cast, known, sayers, self.clauses)
        self.around, self.ahead = self.stretches.around, self.stretches.ahead

    def read(
        self, s: Sentence, cue: Cue, sources: list[Source], following: list[Source], previous: Source | None
    ) -> Said:
        """Find who says it and how far the words reach."""
        placed = not cue.show or self.clauses.placed(s, cue, sources)
        if not (placed or self.clauses.placed_again(s, cue, previous)):
            return self._showing(s, cue, sources, following)
        v = self._verb(s, cue, sources, following, previous)
        if (led := self.stretches.leading(cue, s, v.before, v.after)) is not None:
            return led
        if (said := self._by_pronoun(v)) is not None:
            return said
        if not self._is_touched(v.before, cue):
            v = v._replace(before=self.sayers.neuter(cue, s, self.known.body(s.start - FAR)) or v.before)
        for step in (self._in_clause, self._behind, self._tagged):
            if (said := step(v)) is not None:
                return said
        before = self._subject_before(v)
        if before is None and cue.say and (shown := self._shown(s, cue, sources))[0] is not None:
            return shown
        return (None, None) if before is None else self._before(v, before)

    def _showing(self, s: Sentence, cue: Cue, sources: list[Source], following: list[Source]) -> Said:
        """A verb that speaks only for papers, or for whom stands right behind it: "…, a compté X"."""
        behind = None
        if self.text[s.start : cue.start].rstrip().endswith(","):
            behind = self.sayers.after(cue, sources)
        if behind is not None and self.sayers.closed(cue, behind):
            return self.around(s, cue, behind, following)
        return self._shown(s, cue, sources)

    def _verb(
        self, s: Sentence, cue: Cue, sources: list[Source], following: list[Source], previous: Source | None
    ) -> _Verb:
        """Return what stands around a verb."""
        lead = self._set_off(self.clauses.without_objects(self.text[s.start : cue.start].rstrip()))
        chained = self._chained(lead, cue) if self.sayers.after(cue, sources) else ""
        lead = chained or lead
        bare = cue.form == "bare" and not lead.endswith((",", *CLOSED))
        shared = cue.opened > 0 and not self.words.verb_second
        finite = (bool(chained) or cue.form not in ("gerund", "infinitive")) and not bare and not shared
        addressed = self.words.has("addressing", self.text[cue.verb : cue.end].lower())
        opening = cue._replace(end=cue.opened) if cue.opened else cue
        goes_on = self.words.verb_second and self._goes_on(s, cue, sources)
        signed = not lead or lead[-1] in ',»”"’)—–-' or self.subordinates.ends_in_as(lead)
        return _Verb(
            s,
            cue,
            sources,
            following,
            lead,
            finite,
            addressed,
            set_off=signed and not self.clauses.ends_aside(lead),
            inverted=self.sayers.pronoun_inside(cue, sources),
            before=self.sayers.before(cue, sources, s, previous),
            after=self.sayers.after(opening, sources) if finite and not addressed and not goes_on else None,
        )

    def _set_off(self, lead: str) -> str:
        """Return what stands before a verb without a word that only points back there: "…: so says X"."""
        told, _, last = lead.rpartition(" ")
        pointing = told.endswith(_POINTED) and self.words.has("so_said", last)
        return told[:-1].rstrip() + "," if pointing else lead

    def _goes_on(self, s: Sentence, cue: Cue, sources: list[Source]) -> bool:
        """Tell whether a verb right behind "and" has the subject before it: German "X liegt vorn und will Y helfen"."""
        before = words_before(self.text, cue.start)
        led = bool(before) and self.words.has("connectors", before[-1])
        return led and any(s.start <= x.start and x.end <= cue.start for x in sources)

    def _chained(self, lead: str, cue: Cue) -> str:
        """Return what stands before an infinitive with the verbs that it follows: "…, a fini par admettre X"."""
        if cue.form != "infinitive" or cue.start >= cue.verb:
            return ""
        if self.subordinates.ends_in_as(lead):
            return lead  # "comme aime à le rappeler X"
        cut = max(lead.rfind(sign) for sign in (",", *CLOSED[:3])) + 1
        led = WORD.findall(lead[cut:].lower())
        small = all(any(self.words.has(key, w) for key in _LEADING) for w in led)
        return lead[:cut] if cut and small else ""

    def _is_touched(self, source: Source | None, cue: Cue) -> bool:
        """Tell whether someone is named right before a verb."""
        if source is None or not set(self.text[source.end : cue.start]).isdisjoint(_QUOTING):
            return False  # "„Polen“, sagte X am Donnerstag, „wird …“"
        return self.sayers.touches(source, cue)

    def _by_pronoun(self, v: _Verb) -> Said | None:
        """ "On assure", "dit-il": a pronoun says it, that of anyone for a house or for somebody unnamed."""
        anyone = next((x for x in (v.inverted, v.before) if x is not None and x.gender == "o"), None)
        tagged = v.after and anyone is v.before and (self.words.verb_second or v.set_off)
        if anyone is not None and not tagged:  # "On ne célèbre pas un musée, a écrit X"
            who = self.hearsay.anyone(v.cue, v.sources)
            if who is None:
                return None, None
            return (self.around if v.inverted else self.ahead)(v.s, v.cue, who, v.following)
        return self.around(v.s, v.cue, v.inverted, v.following) if v.inverted else None

    def _in_clause(self, v: _Verb) -> Said | None:
        """A verb at the end of a subordinate clause, or in one that opens with "as"."""
        if (inner := self.subordinates.in_subordinate(v.cue, v.sources, v.s)) is not None:
            return self.stretches.clause(v.cue, *inner)
        whoever = self.subordinates.in_as_clause(v.cue, v.sources, v.s)
        return None if whoever is None else self.around(v.s, v.cue, whoever, v.following)

    def _behind(self, v: _Verb) -> Said | None:
        """A verb before its subject: in second place, behind a comma before a paper, or before those who meet."""
        s, cue, before, after = v.s, v.cue, v.before, v.after
        if after and self.words.verb_second:
            as_said = before is not None and cue.act and self.subordinates.as_said(before, s)
            if as_said or not self._is_touched(before, cue):  # "wie X will auch Y …"
                return self.around(s, cue, after, v.following)
        if v.lead.endswith(",") and cue.say and v.finite and after is None and not v.addressed:
            paper = self.unnamed.unknown_after(cue, s)
            if paper is not None and paper.kind == "organisation" and self.sayers.tagged(paper, cue):
                return self.around(s, cue, paper, v.following)  # ", note le communiqué, …"
        if before is None and after is None and (met := self.gatherings.gathered(cue, s)) is not None:
            return (self.around if met.start > cue.start else self.ahead)(s, cue, met, v.following)
        return None

    def _tagged(self, v: _Verb) -> Said | None:
        """A verb that is set off from what is said, with its subject behind it: "…, said X"."""
        s, cue, before, after = v.s, v.cue, v.before, v.after
        if not v.set_off or self.sayers.opens_with(before, cue, s):
            return None
        if cue.utter and cue.form == "future" and not self.words.verb_second:
            return None  # "X, a dit Y, soutiendra l'Ukraine": what X will do
        apposed = self.sayers.apposed(before, cue, s)
        if after and self._opens_that(after.end):  # "X, the envoy, assured Y that …" tells Y
            return None
        ends = (
            after is not None and self._says(v, after) and self.sayers.rounds_off(cue, after, before, v.lead)
        )
        if after and ends and (not apposed or self.sayers.closed(cue, after)):
            return self.around(s, cue, after, v.following)
        if cue.say and v.finite and not (v.addressed or apposed):
            named = before is not None and (before.kind == "person" or self.sayers.touches(before, cue))
            free = not named or v.lead.endswith(CLOSED)
            if (label := self.unnamed.unknown_after(cue, s, free)) is not None:
                return self.around(s, cue, label, v.following)
        if after and cue.act and self.subordinates.ends_in_as(v.lead):
            return self.around(s, cue, after, v.following)
        return None

    def _says(self, v: _Verb, after: Source) -> bool:
        """Tell whether a verb says something, as any does between a comma and its subject: "…, a réaffirmé X"."""
        apart = v.lead.endswith(",") and not self.words.verb_second and after.kind in _TOLD
        return v.cue.say or (apart and v.cue.act and self.sayers.closed(v.cue, after))

    def _subject_before(self, v: _Verb) -> Source | None:
        """Return who stands before a verb: who is named there, else a name in no list, a role, or "one of"."""
        s, cue, before = v.s, v.cue, v.before
        if not self._is_touched(before, cue):
            written = self.unnamed.name_before(cue, s, v.sources)
            again = self.known.epithet_before(s.start, cue.start) if written is not None else None
            before = again or written or before  # "the Christian Democrat said"
            if ";" in v.lead:
                before = self.unnamed.bodies.subject(cue, s) or before
        if cue.say and v.finite and not self._is_touched(before, cue):
            before = self.unnamed.one_of(cue, s) or self.unnamed.unnamed_aside(cue, s, v.sources) or before
        told = not cue.act or cue.stance in _PROMISES
        if before is None and not cue.utter and told and (v.finite or cue.form == "bare"):
            before = self.unnamed.unknown_before(cue, s)
        if before is None and v.finite:
            before = self.unnamed.bodies.subject(cue, s)
        if before is None and cue.say and v.finite:
            before = self.known.epithet_before(s.start, cue.start)
        return before

    def _before(self, v: _Verb, before: Source) -> Said:
        """A verb with its subject before it, where it is one and says something."""
        s, cue = v.s, v.cue
        if self._commits_to_nothing(before, cue, s) or self._is_noun(v, before):
            return None, before
        if cue.show and self.clauses.is_in_that(before):
            return None, before  # "a study says that Germany counted, in 2024, …"
        if cue.utter and self.clauses.is_aside(cue, before, s):
            return self.around(s, cue, before, v.following)
        as_said = self.subordinates.as_said
        if cue.utter and not self.clauses.opens_speech(cue.end, s) and not as_said(before, s):
            return None, before
        promised = str(cue.stance) in _PROMISES and self.clauses.decides(before, cue, s)
        if before.kind == "group" and (promised or self._undertakes(before, cue)):
            house = self.cast.house
            before = (
                before._replace(name=house[0], country=house[1], kind="organisation") if house else before
            )
        if self.lacks_clause(cue, s):
            return None, before
        contact = self.words.patterns["contact_relative"]
        if cue.act and contact.search(self.text, max(s.start, cue.start - CONTACT), cue.start):
            return None, before  # "Spain is far from the 2 % it promised in Wales"
        reach = self.around if self.clauses.is_aside(cue, before, s) else self.ahead
        return reach(s, cue, before, v.following)

    def _undertakes(self, group: Source, cue: Cue) -> bool:
        """Tell whether members say what they will do: "the allies announced that they would spend 5 %"."""
        house = self.cast.house
        told = house is not None and group.name == house[1] and cue.say
        return told and self.words.patterns["they_will"].match(self.text, cue.end) is not None

    def _commits_to_nothing(self, before: Source, cue: Cue, s: Sentence) -> bool:
        """Tell whether a verb that commits only to do something names nothing to be done."""
        if str(cue.stance) != "commits":
            return False
        aside = before.kind == "group" and self.clauses.is_aside(cue, before, s)
        agreed = self.cast.is_house(before.country) and self._opens_that(cue.end)
        agreed = agreed or any(self._opens_that(x.end) for x in self.known.here if self._is_joined(x, cue))
        return not (aside or agreed or self.clauses.to_do(cue, TO_DO))

    def _is_joined(self, x: Source, cue: Cue) -> bool:
        """ "Agreed with X that": with whom somebody agrees, right behind the verb."""
        return x.oblique and 0 < x.start - cue.end <= WITH

    def _is_noun(self, v: _Verb, before: Source) -> bool:
        """Tell whether what may be a verb or a noun is a noun: nobody is named right before it ("EU pledges")."""
        noun = (
            v.cue.form in ("present", "bare")
            and self.words.has("nouns", v.cue.word(self.text))
            and self.sayers.relative(v.cue, v.s) < 0
            and not joined(self.text, self.words, v.cue)
        )
        return noun and not any(
            self.sayers.touches(x, v.cue) for x in (*v.sources, before) if x.end <= v.cue.start
        )

    def _opens_that(self, end: int) -> bool:
        """Tell whether "that" stands right behind a verb or a name: "agreeing that the force will number 40,000"."""
        led = self.index.within(end, end + 3, "clause")
        return any(m.value == "that" and m.start == end + 1 for m in led)

    def lacks_clause(self, cue: Cue, s: Sentence) -> bool:
        """Tell whether a verb that speaks only before a clause stands without one ("maintained its first place")."""
        word = self.text[cue.verb : cue.end].lower()
        if not self.words.has("clause_only", word) or self.clauses.follows_quote(s):
            return False
        if self.words.has("ordering", word):  # "ordered almost everything there: 97 %"
            return not (self.stretches.verbs.orders(cue) or self._opens_that(cue.end))
        if self.text[cue.end : cue.end + 1] in (",", ".") and "," in self.text[s.start : cue.start]:
            return False  # "Spain can do with less, X maintained.": it stands beside
        return not (self.clauses.opens_speech(cue.end, s) or self.clauses.to_do(cue, 12))

    def _shown(self, s: Sentence, cue: Cue, sources: list[Source]) -> Said:
        """ "NATO's figures show": a verb that speaks only for the papers of an organisation."""
        near = [
            x for x in sources if x.start < cue.start and (x.kind == "organisation" or self._reports(x, cue))
        ]
        has = self.words.has("infinitive_only", self.text[cue.verb : cue.end].lower())
        if has and not self._opens_that(cue.end):
            # French "l'Alliance compte 32 membres": it has them
            near = [x for x in near if x.country is None]
        author = next((x for x in sources if x.end <= cue.start and self.sayers.authors.papered(x, s)), None)
        if author is not None and not near:
            return self.ahead(s, cue, author, [])
        if not near:
            declared = self.gatherings.declared(cue, s)
            if declared is None and (paper := self.unnamed.paper_before(cue, s)) is not None:
                return self.ahead(s, cue, paper, [])
            if declared is None:
                return None, None
            apart = "," in self.text[max(s.start, declared.start - 30) : declared.start]
            return (self.around if apart else self.ahead)(s, cue, declared, [])
        own = not near[-1].oblique and (
            self.sayers.touches(near[-1], cue)
            or self.unnamed.documented(near[-1].start, min(near[-1].end, cue.start))
            or near[-1].kind == "government"
        )
        published = near[-1].oblique and (
            self.unnamed.documented(max(s.start, near[-1].start - PAPER), near[-1].start)
            or self.unnamed.documented(near[-1].start, min(near[-1].end, cue.start))
        )
        if not own and not published:
            return None, None
        tail = self.text[cue.end : s.end]
        papers = [
            m.start for m in self.index.within(max(s.start, near[-1].start - PAPER), near[-1].start, "voice")
        ]
        # "figures from the institute X"
        from_paper = bool(papers) and "," not in self.text[papers[-1] : near[-1].start]
        start = papers[-1] if papers and (published or from_paper) else near[-1].start
        # "…, wie aus dem am Montag vorgelegten Bericht hervorgeht"
        led = self.index.within(max(s.start, start - PAPER), start, "clause")
        told = any(
            m.value == "as" and self.text[max(s.start, m.start - 2) : m.start].strip() == "," for m in led
        ) and not WORD.search(tail)
        apart = told or self._stands_apart(s, start)
        if apart and tail.startswith((",", ".", ";", ":")):  # "…, SIPRI counts, four more than …"
            return self.around(s, cue, near[-1], [])
        if apart and len(tail) < SHORT and not any(c.isdigit() or c in '«“"' for c in tail):
            return self.around(s, cue, near[-1], [])
        return self.ahead(s, cue, near[-1], [])

    def _stands_apart(self, s: Sentence, start: int) -> bool:
        """Tell whether a comma, and adjectives at most, stand before whose paper shows: ", freshly released NATO …"."""
        comma = _APART.search(self.text, max(s.start, start - SHORT), start)
        if comma is None:
            return False
        words = WORD.findall(comma[0].lower())
        led = any(self.words.leads_away(w) or self.words.has("openers", w) for w in words)
        return not led and not self.index.within(comma.start(), start, "clause", "than-whole")

    def _reports(self, ministry: Source, cue: Cue) -> bool:
        """ "The defence ministry's bulletin records": a paper of a ministry right at the verb."""
        if ministry.kind != "government" or not ministry.possessor:
            return False
        named = WORD.findall(self.text[ministry.start : ministry.end].lower())
        gap = self.text[ministry.end : cue.start]
        return (
            any(self.words.has("ministries", w) for w in named)
            and self.unnamed.documented(ministry.end, cue.start)
            and not set(gap) & set(",;:.")
        )
