"""A verb of speech with its subject in, the stretch of text it reaches over out."""

from __future__ import annotations

import re

from foedus.model import Stance
from foedus.text.lexicon import Scan
from foedus.text.match import Mention
from foedus.text.particles import WORD, grammar
from foedus.text.sentences import Sentence
from foedus.text.speech.antecedents import Antecedents
from foedus.text.speech.clauses import Clauses
from foedus.text.speech.commas import COMMA, is_set_off
from foedus.text.speech.edges import Edges
from foedus.text.speech.indirect import keeps_mood
from foedus.text.speech.relatives import Relatives
from foedus.text.speech.sayers import Sayers
from foedus.text.speech.signs import joints
from foedus.text.speech.speakers import Cast, Source
from foedus.text.speech.verbs import Verbs
from foedus.text.speech.voices import CLAIMED, Cue, Frame

_DIGIT = re.compile(r"\d")
_IN_YEAR = re.compile(r"\s(?:[^\W\d_]+[’' ]){1,4}\d{4},")
_NAMED = ("country", "capital", "people", "group", "organisation", "person")
LEAD = 5  # characters of an article behind a connector
Said = tuple[Frame | None, Source | None]  # what a verb frames, and who its subject is


class Stretches:
    """Finds from where to where the words of a verb reach: around it, ahead of it, or its clause."""

    def __init__(self, scan: Scan, cast: Cast, known: Antecedents, sayers: Sayers, clauses: Clauses) -> None:
        self.text, self.index = scan.text, scan.index
        self.words = grammar(scan.language.code)
        self.known, self.sayers, self.clauses = known, sayers, clauses
        self.verbs, self.edges = Verbs(scan, cast, clauses), Edges(scan, sayers)
        self.relatives = Relatives(scan, sayers)

    def leading(self, cue: Cue, s: Sentence, before: Source | None, after: Source | None) -> Said | None:
        """ "Les 5 % qu'exige X", "a target X had demanded": what is said stands before a relative."""
        subject, span = before, self.relatives.of_number(s, cue, before) if before else None
        if span is None:
            subject, span = after or before, self.relatives.span(cue, s, before, after)
        if subject is None or span is None:
            return None
        found = self.known.voice(subject, cue.words(self.text), [])
        if found is None:
            return None
        self.known.last = found[1]
        stance = self.verbs.stance(cue, found[1], False)
        return Frame(*span, found[0], stance, cue, "passive", found[1].kind, subject.start), found[1]

    def around(self, s: Sentence, cue: Cue, subject: Source, following: list[Source]) -> Said:
        """A verb that stands aside or behind: its words are the whole sentence around it."""
        found = self.known.voice(subject, cue.words(self.text), following, subject.start > cue.start)
        if found is None:
            return None, subject
        voice, who = found
        self.known.last = who
        at = max(cue.end, subject.end)
        counts = self.sayers.authors.counts_on(who, self.text.find(";", at, s.end), s)
        end = self.edges.ends(at, s, subject.kind == "pronoun", counts)
        start = self.edges.begins(s, cue, subject)
        stance, rule = self.verbs.stance(cue, who, True), "around"
        if stance != "reports" and cue.act and self._follows_clause(s, min(cue.start, subject.start), at):
            start = min(cue.start, subject.start)
        if (claimed := self._set_against(s, cue, subject)) > 0:
            start, rule = claimed, CLAIMED
        elif (untrue := self._refuted(start, cue, subject)) is not None:
            start, end, rule = *untrue, CLAIMED
        frame = Frame(start, end, voice, stance, cue, rule, who.kind, subject.start)
        return frame, who

    def _follows_clause(self, s: Sentence, lead: int, at: int) -> bool:
        """ "Because Spain pays 1.3 %, X demands tariffs": a clause opens the sentence that X did not say."""
        if self.text[lead - 2 : lead] != ", " or self.text[at : at + 1] in (",", ".", ";", ":", ""):
            return False
        opened = [m for m in self.index.within(s.start, s.start + 1, "clause") if m.value == "break"]
        if not opened or not self.words.has("setting_under", self.text[s.start : opened[0].end].lower()):
            return False
        return not (self.words.verb_second and keeps_mood(self.text, self.words, s.start, lead))

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

    def _refuted(self, start: int, cue: Cue, subject: Source) -> tuple[int, int] | None:
        """ "It does not pay 90 %, as X claims: it pays 67": from where to where what X claims is told as untrue."""
        told = WORD.findall(self.text[cue.start : cue.end].lower())
        claimed = any(self.words.has("claiming", word) for word in told)
        claimed = claimed or self.words.patterns["answer_no"].match(self.text, start) is not None
        tag = min(cue.start, subject.start)
        if not claimed or not self.clauses.sayers.subordinates.ends_in_as(self.text[start:tag].rstrip()):
            return None
        begins = max(start, *(self.text.rfind(sign, start, tag) + 1 for sign in ";:"))
        if self.words.patterns["claimed_untrue"].search(self.text, begins, tag) is None:
            return None
        return begins, max(cue.end, subject.end)

    def ahead(self, s: Sentence, cue: Cue, subject: Source, following: list[Source]) -> Said:
        """A verb with its subject before it: its words are what follows, to the end of the clause."""
        found = self.known.voice(subject, cue.words(self.text), following)
        if found is None:
            return None, subject
        voice, who = found
        self.known.last = who
        stance = self.verbs.stance(cue, who, False)
        end = self._end(s, cue, subject, stance)
        if cue.opened and not self.words.verb_second:  # the auxiliary stands with the verb before
            cue = cue._replace(start=cue.verb, opened=0)
        return Frame(cue.start, end, voice, stance, cue, "ahead", who.kind, subject.start), who

    def _end(self, s: Sentence, cue: Cue, subject: Source, stance: Stance) -> int:
        """Return where the words ahead of a verb end: at a semicolon, an aside, or what another says instead."""
        end = s.end
        semicolon = self.text.find(";", cue.end, s.end)
        if semicolon > 0 and not (
            self.words.verb_second and keeps_mood(self.text, self.words, semicolon, s.end)
        ):
            end = semicolon
        if self._is_subordinate(s, subject):
            told = _IN_YEAR.match(self.text, cue.end)  # "said that in 2023, …"
            comma = COMMA.search(self.text, told.end() if told else cue.end, end)
            end = comma.start() if comma else end
        elif self.text[subject.end : subject.end + 1] == ",":
            end = self._closes_relative(s, cue, subject, end)
        elif self.words.patterns["owned_relative"].search(self.text, s.start, subject.start):
            end = self._closing_comma(cue, end)  # "Italy, whose leaders promised tax cuts[, spends] …"
        elif self.relatives.sets_off(s, subject):
            end = self._closing_comma(cue, end)  # "its effort, which X wants raised to 5 %[, stands] at 2"
        asides = [m for m in self.index.within(cue.end, end, "clause") if m.value == "aside"]
        end = next((m.start for m in asides if is_set_off(self.text, m.start)), end)
        breaks = [m for m in self.index.within(cue.end, end, "clause") if m.value == "break"]
        turned = self.words.patterns["turned_out"]
        for found_break in breaks:
            if stance in ("pledges", "expects") and turned.match(self.text, found_break.end):
                end = min(end, found_break.start)  # "promised 2 % but spent 1.4 %"
            apart = self.text[max(0, found_break.start - 2) : found_break.start].strip() == ","
            if (
                (apart or self._sets_against(cue.end, found_break, end))
                and stance != "reports"
                and not self.edges.puts_instead(found_break.end, end)
            ):
                end = min(end, found_break.start)
        if stance == "pledges" or (stance != "reports" and cue.act):
            end = self._joint(cue.end, end)
        if stance != "reports":  # what it is compared with is the outlet's
            past = [m.start for m in self.index.within(cue.end, end, "mark") if m.value == "past"]
            commas = [at for at in past if self.text[max(0, at - 2) : at].strip() == ","]
            end = commas[0] if commas else end
        return end

    def _joint(self, start: int, end: int) -> int:
        """ "Norway promised 3 billion[, and the Dutch gave one]": where another's clause begins, else the end.

        Behind a clause that is said ("vowed that …") the next one may be said as well.
        """
        if any(m.value == "that" for m in self.index.within(start, end, "clause")):
            return end
        for joint in joints(self.words).finditer(self.text, start, end):
            named = self.index.within(joint.end(), min(end, joint.end() + LEAD), *_NAMED)
            article = WORD.findall(self.text[joint.end() : named[0].start].lower()) if named else [""]
            small = all(self.words.has("articles", w) for w in article)
            if small and self.words.patterns["tells_now"].match(self.text, named[0].end, end):
                return joint.start()
        return end

    def _closes_relative(self, s: Sentence, cue: Cue, subject: Source, end: int) -> int:
        """Return where a relative ends behind which its noun has a verb: "Warsaw, which wants 3 %[, spends] …"."""
        at = subject.end + 2
        where = WORD.match(self.text, at)
        if where is None or self.words.has("where", where[0]) or self.words.verb_second:
            return end
        if "," in self.text[where.end() : cue.start]:
            return end  # "X, whose cabinet has fallen, noted that in 2020, spending …": the verb is behind it
        owned = self.words.patterns["owned_relative"].search(self.text, s.start, where.end() + 1)
        if self.text.rfind(",", s.start, subject.start) > 0:
            return end
        if not owned and self.sayers.relative(cue, s) != at:
            return end
        return self._closing_comma(cue, end)

    def _closing_comma(self, cue: Cue, end: int) -> int:
        """Return where the comma stands behind a verb that another verb follows, else the end."""
        for comma in COMMA.finditer(self.text, cue.end, end):
            word = WORD.match(self.text, comma.end() + 1, end)
            if word is None:
                continue
            small = word[0]
            led = any(
                self.words.has(key, small)
                for key in ("connectors", "prepositions", "articles", "possessives")
            )
            if (
                small.islower()
                and not led
                and not self.index.within(word.start(), word.start() + 1, "clause")
            ):
                return comma.start()
        return end

    def _sets_against(self, start: int, word: Mention, end: int) -> bool:
        """ "Washington demands 5 % while it spends 3.4": a word of contrast between two numbers."""
        if not self.words.has("set_against", self.text[word.start : word.end].lower()):
            return False
        return bool(_DIGIT.search(self.text, start, word.start) and _DIGIT.search(self.text, word.end, end))

    def clause(self, cue: Cue, subject: Source, start: int) -> Said:
        """A verb that closes a subordinate clause: its words are that clause."""
        found = self.known.voice(subject, cue.words(self.text), [])
        if found is None:
            return None, subject
        voice, who = found
        self.known.last = who
        stance = self.verbs.stance(cue, who, False)
        return Frame(start, cue.end, voice, stance, cue, "passive", who.kind, subject.start), who

    def _is_subordinate(self, s: Sentence, subject: Source) -> bool:
        """ "Alors que l'Otan demande 2 %, …": a conjunction opens the sentence, so that its clause ends at a comma."""
        first = next(
            (m for m in self.index.within(s.start, subject.start, "clause") if m.start == s.start), None
        )
        opened = self.words.patterns["opens_against"].match(self.text, s.start)
        if opened is not None and "," not in self.text[s.start : subject.start]:
            return True  # "Where X boasts of a trillion, Y speaks of 700 billion"
        if first is None or first.value != "break" or COMMA.search(self.text, first.end, subject.start):
            return False  # "Although critics want more, X insisted that last year, Germany spent …"
        last = WORD.findall(self.text[first.start : first.end].lower())[-1]
        return not self.words.has("prepositions", last)  # "à la veille de", "ahead of"
