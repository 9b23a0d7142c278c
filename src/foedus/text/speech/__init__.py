"""A scan in, the voices of its text out.

Each sentence is read once. A verb of speech has a subject before it ("X said that …"), behind it ("…, said X") or
within ("a-t-il dit"); its words reach over the clause after it or over the sentence around it. Quotations take the
voice that stands next to them.
"""

from __future__ import annotations

from foedus.text.lexicon import NUMBERS, SPEECH, Scan
from foedus.text.particles import WORD, grammar
from foedus.text.sentences import Sentence
from foedus.text.speech.antecedents import Antecedents
from foedus.text.speech.attribution import Attribution
from foedus.text.speech.backwards import Backwards
from foedus.text.speech.contents import Contents
from foedus.text.speech.cues import Cues
from foedus.text.speech.frames import Frames
from foedus.text.speech.fronted import Fronted
from foedus.text.speech.gapped import Gapped
from foedus.text.speech.indirect import begun, gone_on, is_reported, tells_only
from foedus.text.speech.layers import Layers
from foedus.text.speech.name import HOUSES
from foedus.text.speech.outlet import asides, occasions
from foedus.text.speech.papers import Papers
from foedus.text.speech.phrases import Phrases
from foedus.text.speech.pointing import Pointing
from foedus.text.speech.sayers import Sayers
from foedus.text.speech.speakers import Cast, Source
from foedus.text.speech.summed import Summed
from foedus.text.speech.tags import Tags
from foedus.text.speech.turns import Turns, signed
from foedus.text.speech.voices import Cue, Frame, Voice, within
from foedus.text.speech.voicing import Voicing, is_speech

_PLANNING = ("wants", "plans", "pledges")


def attribute(scan: Scan, earlier: Cast | None = None) -> Attribution:
    """Return who says what in the text, read sentence by sentence in linear time; `earlier`: who was named before."""
    return _Reader(scan, earlier).read()


class _Reader:
    """One pass over the sentences."""

    def __init__(self, scan: Scan, earlier: Cast | None = None) -> None:
        self.scan, self.text = scan, scan.text
        self.words = grammar(scan.language.code)
        self.cast = Cast(scan, earlier)
        self.known = Antecedents(scan, self.cast)
        self.verbs = Cues(scan)
        sayers = Sayers(scan, self.cast)
        self.reach = Frames(scan, self.cast, self.known, sayers)
        self.contents = Contents(scan, self.reach.stretches)
        self.tags = Tags(scan, self.reach.stretches)
        self.layers = Layers(scan, self.cast)
        self.gapped = Gapped(scan, self.known)
        self.fronted = Fronted(scan, self.known)
        self.phrases = Phrases(scan, self.known, sayers)
        self.papers = Papers(scan, self.known)
        pointing = Pointing(scan)
        self.summed = Summed(scan, self.known, self.papers, pointing)
        self.backwards = Backwards(scan, self.known, pointing)
        self.frames: list[Frame] = []
        self.quoted = Voicing(scan, self.known, self.reach.clauses, self.frames)
        self.cues: list[Cue] = []  # the verbs that tell a stance of their own clause
        self.said: Frame | None = None  # the last frame of the sentence before
        self.told: Frame | None = None  # the same, while a sentence is read
        self.topic: Source | None = None  # whom the sentence before told of
        self.paper: Frame | None = None  # who counts, or put a paper out, in the sentence before
        self._paragraph = -1

    def read(self) -> Attribution:
        telling = self._telling()
        sources = self.cast.sources(telling)
        self.frames += Turns(self.scan, self.cast, sources).read()
        self.known.in_turns = bool(self.frames)
        for n, sentence in enumerate(self.scan.sentences):
            said, self.told, self.said = self.said, self.said, None
            paper, self.paper = self.paper, None
            self.topic = self.known.told_last()
            if n not in sources and self.quoted.pending is None:
                if n in telling:
                    self._note(sentence, self.verbs.find(sentence), [])
                self._goes_on(sentence, said, paper)
                continue  # nobody is named and nothing is said
            if sentence.end - sentence.start == 1:
                continue  # the mark that closes a quotation behind its full stop
            if sentence.paragraph != self._paragraph:
                self._paragraph = sentence.paragraph
                self.quoted.settle()
            here, made = sources.get(n, []), len(self.frames)
            if n in telling:
                self._sentence(sentence, here, sources.get(n + 1, []))
            else:
                self._mere_names(sentence, here)
            if self.said is None:
                self._goes_on(sentence, said, paper if len(self.frames) == made else None)
                self.paper = self.papers.issued(sentence, here)
            self.paper = self.paper or self.backwards.ahead(sentence, here)
        self.quoted.settle()
        return Attribution(
            self.scan, self.cast, self.frames, self.quoted.voiced, self.cues, self.layers.retold
        )

    def _telling(self) -> set[int]:
        """Return the sentences that may tell who says something: with a word of speech or a quotation."""
        index = self.scan.index
        quoted = (n for q in self.quoted.outer for n in range(index.at(q.start), index.at(q.end - 1) + 1))
        return {*index.opened(SPEECH), *quoted}

    def _mere_names(self, s: Sentence, sources: list[Source]) -> None:
        """Read a sentence that names someone and tells nothing."""
        if self.quoted.pending is not None and (frame := self._signed(s, sources)) is not None:
            self.quoted.give_pending(frame)
            self.known.remember(sources)
            return
        if credited := self.backwards.credits(s, sources, self.frames):
            self.frames += credited
            return
        made = self.phrases.headline(s, sources) or self.phrases.closing(s, sources)
        made = self.layers.laid(made) or self._unlisted(s, sources)
        made = made or self._untold(s, sources)
        self.frames += made
        self.quoted.link(s, [], made, sources)
        self.known.remember(sources)

    def _unlisted(self, s: Sentence, sources: list[Source]) -> list[Frame]:
        """Read what is said with verbs that no list knows."""
        return self.contents.read(s, sources, [], []) or self.tags.read(s, sources, [], [])

    def _signed(self, s: Sentence, sources: list[Source]) -> Frame | None:
        """Return the voice of a quotation that nothing but a title and a name stands behind."""
        who = signed(self.text, s, sources)
        found = self.known.voice(who, None, []) if who else None
        if found is None:
            return None
        self.known.last = found[1]
        return Frame(s.start, s.end, found[0], "reports", None, "noun", "person", s.start)

    def _untold(self, s: Sentence, sources: list[Source]) -> list[Frame]:
        """Read a sentence in which nobody says anything: whose papers it rests on, or who will give."""
        if summed := self.summed.read(s, sources, []):
            return summed
        told = self.papers.read(s, sources)
        if told is not None:
            return [told]
        if opened := self.phrases.according.of_office(s, sources):
            return opened
        said = self.phrases.according.ruled_out(s, sources) or self.phrases.plans.promised(s, sources)
        return said or self.phrases.plans.read(s, sources)

    def _goes_on(self, s: Sentence, before: Frame | None, paper: Frame | None) -> None:
        """Read a sentence with which the voice of the one before goes on, by its mood, or which is in a paper."""
        frame = gone_on(self.text, self.words, s, before) or begun(self.text, self.words, s)
        frame = frame or self._led_to(s, before) or self._in_paper(s, paper)
        if frame is not None:
            self.frames.append(frame)
            self.said = frame

    def _led_to(self, s: Sentence, before: Frame | None) -> Frame | None:
        """ "X nutzte den Termin. Sein Land werde …": what is reported of nobody else is of whom the text just told."""
        n, who = s.number - 1, self.topic
        if before is not None or who is None or n < 0 or not tells_only(self.text, self.words, s):
            return None
        told = self.scan.sentence(who.start)
        if told.paragraph != s.paragraph or told.start > s.start:
            return None
        voice = Voice(who.name, None, False, who.country)
        return Frame(s.start, s.end, voice, "reports", None, "goes on", who.kind, s.start)

    def _in_paper(self, s: Sentence, paper: Frame | None) -> Frame | None:
        """ "NATO published its tables. Greece spent 3.5 %.": what is counted right behind a paper that came out."""
        n = s.number - 1
        if paper is None or self.scan.sentences[n].paragraph != s.paragraph:
            return None
        numbers = {m.kind for m in self.scan.index.mentions(s.number, NUMBERS)}
        counted = any(c.isdigit() for c in self.text[s.start : s.end]) or "word" in numbers
        return paper._replace(start=s.start, end=s.end) if counted else None

    def _note(self, s: Sentence, verbs: list[Cue], sources: list[Source]) -> None:
        """Keep the verbs that tell the stance of their own clause, whoever their subject is."""
        self.cues += [
            self.verbs.settled(c)
            for c in verbs
            if c.stance not in ("reports", "announces", "approves")
            and self.verbs.tells(c, sources)
            and not self.reach.lacks_clause(c, s)
        ]

    def _sentence(self, s: Sentence, sources: list[Source], following: list[Source]) -> None:
        quotes = self.quoted.of(s)
        inside = [(q.start, q.end) for q in quotes if is_speech(self.text, q)]
        self.known.here = sources
        free = [x for x in sources if not within(inside, x.start)]
        if not quotes and (credited := self.backwards.credits(s, sources, self.frames)):
            self.frames += credited
            return
        names = [(x.start, x.end) for x in sources if x.kind != "organisation"]
        every = self.layers.undenied(s, self.verbs.find(s), sources)
        self._note(s, every, sources)
        cues = [c for c in every if not within(inside, c.verb) and not within(names, c.verb)]
        if any(c.say for c in cues) or gone_on(self.text, self.words, s, self.told) is not None:
            # "…, sagte X, man wolle beitreten": who wants that is told by whoever speaks
            cues = [c for c in cues if c.say or not is_reported(self.text[c.verb : c.end], self.words)]
        if self.words.verb_second and len(cues) > 1:
            cues = [c for c in cues if not self._is_told_as(c, cues, s)]
        made: list[Frame] = []
        previous: Source | None = None
        for cue in every:
            if within(inside, cue.verb) and (frame := self._inside(s, cue, sources, following)) is not None:
                made.append(frame)
        if inside and not made and not any(within(inside, c.verb) and c.say for c in every):
            made += self.tags.inserted(s, sources, inside)
        for cue in cues:
            frame, subject = self.reach.read(s, cue, free, following, previous)
            if subject is not None:
                previous = subject
            made += [frame] if frame is not None else []
            # it tells of its noun, and of nothing else there
            if frame is not None and frame.rule == "passive":
                self.cues = [c for c in self.cues if c.verb != cue.verb]
        made += self.gapped.read(list(made), free)
        made += self.fronted.read(s, cues, free)
        made += [
            f
            for f in self.phrases.read(s, free, inside)
            if f.rule != "passive" or f.subject >= self.layers.opened(s)
        ]
        made += self.contents.read(s, free, inside, made) or self.tags.read(s, free, inside, made)
        made += self.summed.read(s, free, made)
        if not made and not inside:
            made += self._untold(s, free)
        made = self.layers.laid([*made, *self.gapped.clauses(s, made, free)])
        made = self._lent(s, free, made)
        made += self.papers.beside(s, free, made)
        self.frames += made
        self.frames += asides(self.scan, self.words, s, made)
        self.frames += occasions(self.scan, self.words, s, made)
        self.said = made[-1] if made else None
        self.quoted.link(s, quotes, made, free)
        self.known.remember(free)
        self.frames += self.backwards.points(s, made, self.frames)

    def _is_told_as(self, cue: Cue, cues: list[Cue], s: Sentence) -> bool:
        """ "Wie X sagte, will Spanien 2 % ausgeben": a plan that opens the main clause is told by X."""
        opened = WORD.match(self.text, s.start)
        if str(cue.stance) not in _PLANNING or not opened:
            return False
        told = any(c.say and c.end + len(", ") == cue.verb for c in cues)
        return told and self.words.has("comparing", opened[0].lower())

    def _lent(self, s: Sentence, sources: list[Source], made: list[Frame]) -> list[Frame]:
        """ "Ottawa, through X, promises", "Ottawa a fait savoir par la voix de X": who lends their house a voice."""
        if not any(f.kind in HOUSES for f in made):
            return made
        lent = next((x for x in sources if x.kind == "person" and self.reach.sayers.lends_voice(x, s)), None)
        found = self.known.voice(lent, None, []) if lent is not None else None
        if found is None:
            return made
        self.known.last = found[1]
        return [f._replace(voice=found[0], kind="person") if f.kind in HOUSES else f for f in made]

    def _inside(self, s: Sentence, cue: Cue, sources: list[Source], following: list[Source]) -> Frame | None:
        """ "« Je n'ai aucun doute, a dit X, que … »": a tag between two commas within the quotation itself."""
        lead = self.text[s.start : cue.start].rstrip()
        if not cue.say or not self.reach.clauses.without_objects(lead).endswith(","):
            return None
        subject = self.reach.sayers.pronoun_inside(cue, sources) or self.reach.sayers.after(cue, sources)
        if subject is None or not self.reach.sayers.closed(cue, subject):
            return None
        return self.reach.around(s, cue, subject, following)[0]
