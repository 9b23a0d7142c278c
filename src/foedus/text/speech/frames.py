"""A verb of speech with its subject in, the stretch of text it reaches over out."""

from __future__ import annotations

import re

from foedus.model import Stance
from foedus.text.lexicon import Scan
from foedus.text.particles import grammar
from foedus.text.sentences import Sentence
from foedus.text.speech.antecedents import FAR, Antecedents
from foedus.text.speech.clauses import Clauses
from foedus.text.speech.commas import COMMA
from foedus.text.speech.cues import TO_DO, joined
from foedus.text.speech.hearsay import Hearsay
from foedus.text.speech.indirect import keeps_mood
from foedus.text.speech.quotes import Quotation
from foedus.text.speech.relatives import Relatives
from foedus.text.speech.sayers import Sayers
from foedus.text.speech.speakers import Cast, Source
from foedus.text.speech.voices import CLAIMED, Cue, Frame

_WORD = re.compile(r"[^\W_]+")
_CLOSING = ("»", "”", '"', "’")
_AMOUNT = re.compile(r" (?:[^\W\d_]+ ){0,2}\d")
_COUNTED = re.compile(
    r"[ \u00a0](?:[^\W\d_]+ ){0,3}\d[\d.,\u00a0\u202f ]*\d(?!\d*[ \u00a0\u202f]?(?:%|[Pp]er|[Pp]rozent|[Mm]i|[Bb]i))"
)
_PROMISES = ("pledges", "commits", "approves")
PAPER = 60  # characters from a paper to the institute whose it is: "figures from the research institute X"
SHORT = 45  # characters after a parenthetical verb before the next comma ("…, X said on Monday, …")


class Frames:
    """Builds frames from verbs of speech."""

    def __init__(self, scan: Scan, cast: Cast, known: Antecedents, sayers: Sayers) -> None:
        self.text, self.index, self.cast = scan.text, scan.index, cast
        self.words = grammar(scan.language.code)
        self.known, self.sayers = known, sayers
        self.clauses = Clauses(scan, cast, sayers)
        self.hearsay = Hearsay(scan, known)
        self.relatives = Relatives(scan, sayers)

    def read(
        self, s: Sentence, cue: Cue, sources: list[Source], following: list[Source], previous: Source | None,
        quotes: list[Quotation],
    ) -> tuple[Frame | None, Source | None]:  # fmt: skip
        """Find who says it and how far the words reach."""
        pre = self.text[s.start : cue.start].rstrip()
        if cue.show and not self.clauses.placed(s, cue, sources):
            behind = self.sayers.after(cue, sources, s) if pre.endswith(",") else None
            if behind is not None and self.sayers.closed(cue, behind):  # "…, a compté X"
                return self.around(s, cue, behind, following)
            return self._shown(s, cue, sources)
        inverted = self.sayers.pronoun_inside(cue, sources)
        pre = self.clauses.without_objects(pre)
        finite = cue.form not in ("gerund", "infinitive") and (
            cue.form != "bare" or pre.endswith((",", *_CLOSING))
        )
        shared = cue.opened > 0 and not self.words.verb_second
        finite = finite and not shared
        opening = cue._replace(end=cue.opened) if cue.opened else cue
        addressed = self.words.has("addressing", self.text[cue.verb : cue.end].lower())  # "told Congress"
        after = self.sayers.after(opening, sources, s) if finite and not addressed else None
        before = self.sayers.before(cue, sources, s, previous)
        set_off = not pre or pre[-1] in ',»”"’)—–-' or self.sayers.subordinates.ends_in_as(pre)
        set_off = set_off and not self.clauses.ends_aside(pre)
        anyone = next((x for x in (inverted, before) if x is not None and x.gender == "o"), None)
        led = self._leading(cue, s, before, after)
        if led is not None:
            return led
        if anyone is not None and not (after and self.words.verb_second and anyone is before):
            who = self.hearsay.anyone(cue, sources)
            if who is None:
                return None, None
            reach = self.around if inverted else self._ahead
            return reach(s, cue, who, following)
        if inverted:
            return self.around(s, cue, inverted, following)
        if before is None or not self.sayers.touches(before, cue):
            before = self.sayers.neuter(cue, s, self.known.institute(s.start - FAR)) or before
        if (inner := self.sayers.subordinates.in_subordinate(cue, sources, s)) is not None:
            return self._clause(s, cue, *inner)
        if (whoever := self.sayers.subordinates.in_as_clause(cue, sources, s)) is not None:
            return self.around(s, cue, whoever, following)
        if (
            after
            and self.words.verb_second
            and (
                before is None
                or not self.sayers.touches(before, cue)
                or (cue.act and self.sayers.subordinates.as_said(before, s))  # "wie X will auch Y …"
            )
        ):
            return self.around(s, cue, after, following)
        if pre.endswith(",") and cue.say and finite and after is None and not addressed:
            paper = self.sayers.unnamed.unknown_after(cue, s)
            if paper is not None and paper.kind == "organisation" and self.sayers.tagged(paper, cue):
                return self.around(s, cue, paper, following)  # ", note le communiqué, …"
        if before is None and after is None and (met := self.sayers.unnamed.gathered(cue, s)) is not None:
            return (self.around if met.start > cue.start else self._ahead)(s, cue, met, following)
        apposed = self.sayers.apposed(before, cue, s)
        ends = after is not None and self.sayers.rounds_off(cue, after, before, pre)
        if set_off and after and cue.say and ends and (self.sayers.closed(cue, after) or not apposed):
            return self.around(s, cue, after, following)
        if set_off and cue.say and finite and not (addressed or self.sayers.apposed(before, cue, s)):
            named = before is not None and (before.kind == "person" or self.sayers.touches(before, cue))
            free = not named or pre.endswith(_CLOSING)
            label = self.sayers.unnamed.unknown_after(cue, s, free)
            if label is not None:
                return self.around(s, cue, label, following)
        if set_off and after and cue.act and self.sayers.subordinates.ends_in_as(pre):
            return self.around(s, cue, after, following)
        if before is None or not self.sayers.touches(before, cue):
            before = self.sayers.unnamed.name_before(cue, s, sources) or before
            if ";" in pre:
                before = self.sayers.unnamed.definite(self.text[s.start : cue.start], s.start) or before
        told = cue.act and cue.stance in _PROMISES
        if cue.say and finite and (before is None or not self.sayers.touches(before, cue)):
            unnamed = self.sayers.unnamed
            before = unnamed.one_of(cue, s) or unnamed.unnamed_aside(cue, s, sources) or before
        if before is None and not cue.utter and (told or not cue.act) and (finite or cue.form == "bare"):
            before = self.sayers.unnamed.unknown_before(cue, s)
        if before is None and cue.stance == "demands" and finite:
            before = self.sayers.unnamed.definite(self.text[s.start : cue.start], s.start)
        if before is None and cue.say and (shown := self._shown(s, cue, sources))[0] is not None:
            return shown
        word = self.text[cue.verb : cue.end].lower().partition(" ")[0]
        noun = (
            cue.form in ("present", "bare")
            and self.words.has("nouns", word)
            and self.sayers.relative(cue, s) < 0
            and not joined(self.text, self.words, cue)
        )
        aside = before is not None and before.kind == "group" and self.clauses.is_aside(cue, before, s)
        agreed = before is not None and self.cast.is_house(before.country) and self._opens_that(cue)
        if str(cue.stance) == "commits" and not (aside or agreed or self.clauses.to_do(cue, TO_DO)):
            return None, before
        if (
            before is not None
            and noun
            and not any(self.sayers.touches(x, cue) for x in (*sources, before) if x.end <= cue.start)
        ):
            return None, before
        if before is not None and cue.utter and self.clauses.is_aside(cue, before, s):
            return self.around(s, cue, before, following)
        if before is None or (
            cue.utter
            and not self.clauses.opens_speech(cue.end, s)
            and not self.sayers.subordinates.as_said(before, s)
        ):
            return None, before
        if before.kind == "group" and str(cue.stance) in _PROMISES and self.clauses.decides(before, cue, s):
            house = self.cast.house
            before = (
                before._replace(name=house[0], country=house[1], kind="organisation") if house else before
            )
        if self.lacks_clause(cue, s):
            return None, before
        if self.clauses.is_aside(cue, before, s):
            return self.around(s, cue, before, following)
        return self._ahead(s, cue, before, following)

    def _opens_that(self, cue: Cue) -> bool:
        """Tell whether "that" stands right behind a verb: "by agreeing that the force will number 40,000"."""
        led = self.index.within(cue.end, cue.end + 3, "clause")
        return any(m.value == "that" and m.start == cue.end + 1 for m in led)

    def lacks_clause(self, cue: Cue, s: Sentence) -> bool:
        """Tell whether a verb that speaks only before a clause stands without one ("maintained its first place")."""
        word = self.text[cue.verb : cue.end].lower().partition(" ")[0]
        if not self.words.has("clause_only", word) or self.clauses.follows_quote(s):
            return False
        return not (self.clauses.opens_speech(cue.end, s) or self.clauses.to_do(cue, 12))

    def _shown(self, s: Sentence, cue: Cue, sources: list[Source]) -> tuple[Frame | None, Source | None]:
        """ "NATO's figures show": a verb that speaks only for the papers of an organisation."""
        near = [x for x in sources if x.kind == "organisation" and x.start < cue.start]
        author = next((x for x in sources if x.end <= cue.start and self.sayers.authors.papered(x, s)), None)
        if author is not None and not near:
            return self._ahead(s, cue, author, [])
        if not near:
            declared = self.sayers.unnamed.declared(cue, s)
            if declared is None and (paper := self.sayers.unnamed.paper_before(cue, s)) is not None:
                return self._ahead(s, cue, paper, [])
            if declared is None:
                return None, None
            apart = "," in self.text[max(s.start, declared.start - 30) : declared.start]
            return (self.around if apart else self._ahead)(s, cue, declared, [])
        own = not near[-1].oblique and (
            self.sayers.touches(near[-1], cue)
            or self.sayers.unnamed.documented(near[-1].start, min(near[-1].end, cue.start))
        )
        published = near[-1].oblique and (
            self.sayers.unnamed.documented(max(s.start, near[-1].start - PAPER), near[-1].start)
            or self.sayers.unnamed.documented(near[-1].start, min(near[-1].end, cue.start))
        )
        if not own and not published:
            return None, None
        tail = self.text[cue.end : s.end]
        papers = [
            m.start for m in self.index.within(max(s.start, near[-1].start - PAPER), near[-1].start, "voice")
        ]
        from_paper = (
            bool(papers) and "," not in self.text[papers[-1] : near[-1].start]
        )  # "figures from the institute X"
        start = papers[-1] if papers and (published or from_paper) else near[-1].start
        led = self.index.within(
            max(s.start, start - PAPER), start, "clause"
        )  # "…, wie aus dem am Montag vorgelegten Bericht hervorgeht"
        told = any(
            m.value == "as" and self.text[max(s.start, m.start - 2) : m.start].strip() == "," for m in led
        ) and not _WORD.search(tail)
        apart = told or "," in self.text[max(s.start, start - 6) : start]
        if apart and tail[:1] in (",", "."):  # "…, SIPRI counts, four more than …"
            return self.around(s, cue, near[-1], [])
        if apart and len(tail) < SHORT and not any(c.isdigit() or c in '«“"' for c in tail):
            return self.around(s, cue, near[-1], [])
        return self._ahead(s, cue, near[-1], [])

    def _leading(
        self, cue: Cue, s: Sentence, before: Source | None, after: Source | None
    ) -> tuple[Frame | None, Source | None] | None:
        """ "Les 5 % qu'exige X", "a target X had demanded": what is said stands before a relative."""
        subject, span = after or before, self.relatives.span(cue, s, before, after)
        if subject is None or span is None:
            return None
        found = self.known.voice(subject, cue.words(self.text), [])
        if found is None:
            return None
        self.known.last = found[1]
        stance = self._stance(cue, found[1], False)
        return Frame(*span, found[0], stance, cue, "passive", found[1].kind, subject.start), found[1]

    def around(
        self, s: Sentence, cue: Cue, subject: Source, following: list[Source]
    ) -> tuple[Frame | None, Source | None]:
        """A verb that stands aside or behind: its words are the whole sentence around it."""
        found = self.known.voice(subject, cue.words(self.text), following, subject.start > cue.start)
        if found is None:
            return None, subject
        voice, who = found
        self.known.last = who
        at = max(cue.end, subject.end)
        counts = self.sayers.authors.counts_on(who, self.text.find(";", at, s.end), s)
        end = self.clauses.tag_end(at, s, subject.kind == "pronoun", counts)
        start = self.clauses.tag_start(s, cue, subject)
        stance, rule = self._stance(cue, who, True), "around"
        if (claimed := self._set_against(s, cue, subject)) > 0:
            start, rule = claimed, CLAIMED
        frame = Frame(start, end, voice, stance, cue, rule, who.kind, subject.start)
        return frame, who

    def _set_against(self, s: Sentence, cue: Cue, subject: Source) -> int:
        """ "119 billion and not 350, as X claims", "not the 350 X claims": where what X claims begins, else 0."""
        instead = self.words.patterns["instead"]
        tag = min(cue.start, subject.start)
        found = [*instead.finditer(self.text[s.start : tag])][-1:]
        if not found or not any(c.isdigit() for c in self.text[s.start : s.start + found[0].start()]):
            return 0
        at = s.start + found[0].end()
        between = self.text[at:tag].rstrip()
        as_said = self.clauses.sayers.subordinates.ends_in_as(between)
        commas = len(COMMA.findall(between))
        return at if commas <= as_said and ";" not in between and any(c.isdigit() for c in between) else 0

    def _stance(self, cue: Cue, who: Source, aside: bool) -> Stance:
        """Resolve the verbs whose object decides: "wants to" is a plan, "wants 5 %" a demand."""
        verb = str(cue.stance)
        called: list[Stance] = [m.value for m in self.index.within(cue.end, cue.end + 5, "opening")]
        if verb in ("approves", "reports") and called and called[0] in ("demands", "denies"):
            return called[0]  # "reaffirmed calls for 3 %"
        if self._orders(cue):
            return "demands"
        if self._threatens(cue):
            return "pledges"
        ours = who.country is not None and who.country.isupper()
        if verb == "expects" and ours and self._plans(cue):
            return "pledges"
        if verb == "plans":
            return "pledges" if ours else "expects"
        if verb == "commits":
            return "pledges"
        if verb == "approves":
            return "pledges" if self.cast.is_house(who.country) else "reports"
        if verb == "wants":
            plan = self.words.patterns["infinitive"].match(self.text, cue.end)
            return "pledges" if plan or (ours and self._grows_by_then(cue)) else "demands"
        if verb == "announces":
            that = any(m.value == "that" for m in self.index.within(cue.end, cue.end + 24, "clause"))
            return "reports" if aside or that or not ours else "pledges"
        return cue.stance

    def _grows_by_then(self, cue: Cue) -> bool:
        """ "Wants 85,000 by 2035": what a government will count by a later year is its own, a percentage is not."""
        tail = self.text[cue.end : cue.end + PAPER].partition(". ")[0].partition(";")[0]
        counted = _COUNTED.match(tail)
        return (
            counted is not None and self.words.patterns["by_then"].search(tail[counted.end() :]) is not None
        )

    def _orders(self, cue: Cue) -> bool:
        """ "Told his counterparts to raise the goal": an order to someone."""
        word = self.text[cue.verb : cue.end].lower().partition(" ")[0]
        ordered = self.words.patterns["ordered"]
        return self.words.has("ordering", word) and ordered.match(self.text, cue.end) is not None

    def _threatens(self, cue: Cue) -> bool:
        """ "A menacé de retirer 30 000 hommes": what someone threatens to do is theirs to do."""
        word = self.text[cue.verb : cue.end].lower().partition(" ")[0]
        return self.words.has("threatening", word) and self.clauses.to_do(cue, SHORT)

    def _plans(self, cue: Cue) -> bool:
        """ "Le gouvernement prévoit 152 milliards": of its own money a government plans, it does not forecast."""
        word = self.text[cue.verb : cue.end].lower().partition(" ")[0]
        amount = _AMOUNT.match(self.text, cue.end) is not None
        return amount and self.words.has("planning", word)

    def _ahead(
        self, s: Sentence, cue: Cue, subject: Source, following: list[Source]
    ) -> tuple[Frame | None, Source | None]:
        """A verb with its subject before it: its words are what follows, to the end of the clause."""
        found = self.known.voice(subject, cue.words(self.text), following)
        if found is None:
            return None, subject
        voice, who = found
        self.known.last = who
        end = s.end
        semicolon = self.text.find(";", cue.end, s.end)
        if semicolon > 0 and not (
            self.words.verb_second and keeps_mood(self.text, self.words, semicolon, s.end)
        ):
            end = semicolon
        if self._is_subordinate(s, subject):
            comma = COMMA.search(self.text, cue.end, end)
            end = comma.start() if comma else end
        stance = self._stance(cue, who, False)
        asides = [m for m in self.index.within(cue.end, end, "clause") if m.value == "aside"]
        if asides:
            end = asides[0].start
        breaks = [m for m in self.index.within(cue.end, end, "clause") if m.value == "break"]
        for found_break in breaks:
            apart = self.text[max(0, found_break.start - 2) : found_break.start].strip() == ","
            if apart and stance != "reports" and not self.clauses.puts_instead(found_break.end, end):
                end = min(end, found_break.start)
        if stance != "reports":  # what it is compared with is the outlet's
            past = [m.start for m in self.index.within(cue.end, end, "mark") if m.value == "past"]
            commas = [at for at in past if self.text[max(0, at - 2) : at].strip() == ","]
            end = commas[0] if commas else end
        if cue.opened and not self.words.verb_second:  # the auxiliary stands with the verb before
            cue = cue._replace(start=cue.verb, opened=0)
        return Frame(cue.start, end, voice, stance, cue, "ahead", who.kind, subject.start), who

    def _clause(
        self, s: Sentence, cue: Cue, subject: Source, start: int
    ) -> tuple[Frame | None, Source | None]:
        """A verb that closes a subordinate clause: its words are that clause."""
        found = self.known.voice(subject, cue.words(self.text), [])
        if found is None:
            return None, subject
        voice, who = found
        self.known.last = who
        stance = self._stance(cue, who, False)
        return Frame(start, cue.end, voice, stance, cue, "passive", who.kind, subject.start), who

    def _is_subordinate(self, s: Sentence, subject: Source) -> bool:
        """ "Alors que l'Otan demande 2 %, …": a conjunction opens the sentence, so that its clause ends at a comma."""
        first = next(
            (m for m in self.index.within(s.start, subject.start, "clause") if m.start == s.start), None
        )
        if first is None or first.value != "break":
            return False
        last = _WORD.findall(self.text[first.start : first.end].lower())[-1]
        return not self.words.has("prepositions", last)  # "à la veille de", "ahead of"
