"""Frames of one sentence in, the same laid over each other out: who tells what someone else's words stand in."""

from __future__ import annotations

import re

from foedus.text.lexicon import SPEECH, Scan
from foedus.text.particles import WORD, grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.speech.speakers import Cast, Source
from foedus.text.speech.voices import CLAIMED, Cue, Frame

_COMMA = re.compile(r"[,;:]")
_SIGN = re.compile(r"[,;:.!?()«»“”\"\n]")
THAT = 10  # characters behind a sign of denying in which "that" begins: "faux de dire que"
ASKING = ("demands", "wants")
PASSED_ON = ("denies", "pledges")  # stances of a government that hold whoever tells of them
UNDER = 6  # words between a verb of denying and that of what is denied


def _speaks_for(teller: Frame, frame: Frame) -> bool:
    """Tell whether somebody tells what their own country did: "Japan has pledged aid, its minister said"."""
    tagged = teller.rule == "around" and teller.kind == "person" and teller.stance == "reports"
    return tagged and teller.voice.country == frame.voice.country


class Layers:
    """Decides which frame of a sentence covers which."""

    def __init__(self, scan: Scan, cast: Cast) -> None:
        self.text, self.index, self.cast = scan.text, scan.index, cast
        self.words = grammar(scan.language.code)
        self.retold: list[Frame] = []  # what a government does, told by one of its own

    def laid(self, made: list[Frame]) -> list[Frame]:
        """Lay frames of one sentence: those around first, then "according to", then what verbs open, in text order."""
        rules = ("plan", "around", "according", "ahead", "noun", "passive", "goes on", "paper", CLAIMED)
        rank = {rule: n for n, rule in enumerate(rules)}
        outer = [f for f in made if f.rule in ("around", "according")]
        told = [f for f in made if f.rule == "ahead" and f.kind == "person" and f.cue and f.cue.say]
        denying = [f for f in made if f.rule == "ahead" and f.stance == "denies"]
        kept: list[Frame] = []
        later: list[Frame] = []
        for frame in sorted(made, key=lambda f: (rank[f.rule], f.start)):
            if frame.rule == "according" and (
                inner := [
                    f
                    for f in made
                    if f.rule == "ahead"
                    and f.kind == "person"
                    and f.start < frame.subject
                    and f.end > frame.start
                ]
            ):
                later.append(self._within_speech(frame, inner[-1]))
                continue
            teller = self._teller(frame, outer) if frame.rule == "ahead" and frame.kind != "person" else None
            if teller is not None:
                if frame.stance in PASSED_ON and _speaks_for(teller, frame) and teller.cue is not None:
                    self.retold.append(frame._replace(end=teller.cue.start))
                continue
            if frame.rule == "passive" and self._put_before(frame, made):
                continue
            if frame.rule == "noun" and frame.kind == "government":
                frame = self._by_its_own(frame, [*outer, *told])
            told_of = frame.rule == "passive" or (frame.rule == "around" and frame.stance == "pledges")
            if told_of and frame.kind in ("government", "organisation") and self._counted(frame, outer):
                continue
            if frame.rule == "ahead" and frame.kind != "person" and self._retold(frame, told):
                continue
            if frame.rule == "ahead" and any(self._denies_of_itself(o, frame) for o in denying):
                continue
            if frame.rule == "ahead" and any(
                o.rule == "around" and o.cue and frame.end > o.cue.start > frame.start for o in outer
            ):
                other = next(o for o in outer if o.rule == "around" and o.cue and o.cue.start > frame.start)
                # "asks for 60 billion[, half of which, X conceded, is missing]"
                apart = other.start > (frame.cue.end if frame.cue else frame.start)
                frame = frame._replace(end=other.start if apart or other.cue is None else other.cue.start)
                if frame.kind != "person" and frame.cue:
                    colon = self.text.find(": ", frame.cue.end, frame.end)
                    frame = frame._replace(end=colon + 1) if colon > 0 else frame
            kept.append(frame)
        return [*kept, *later]

    def opened(self, s: Sentence) -> int:
        """Return where a clause ends that opens a sentence and says nothing itself: "If …,", "Asked by X whether"."""
        opens = self.words.patterns["if_clause"].match(self.text, s.start, s.end)
        return opens.end() if opens is not None else s.start

    def undenied(self, s: Sentence, cues: list[Cue], sources: list[Source]) -> list[Cue]:
        """Leave out the verbs of what someone denies, and of what is not so: "contrary to what X claimed"."""
        marks = self.index.of_kind(s.number, SPEECH, "mark") if cues else ()
        signs = [m.end for m in marks if m.value == "denies"]
        against = [m.end for m in marks if m.value == "against"]
        opened = self.opened(s) if cues else s.start
        kept: list[Cue] = []
        for cue in cues:
            if cue.start < opened:
                continue  # "if the Bundestag approves the draft, spending will": on what it depends
            last = kept[-1] if kept else None
            denied = last is not None and last.stance == "denies" and self._is_under(last, cue, sources)
            # "il voudrait que l'Alliance vise 3 %": what is wanted, and no aim of hers
            asked = last is not None and last.stance in ASKING and self._is_about(last.end, cue.start)
            untrue = any(self._is_about(end, cue.start) for end in signs)
            contrary = any(end <= cue.start and self._is_near(end, cue.start) for end in against)
            if not (denied or asked or untrue or contrary):
                kept.append(cue)
        return kept

    def _is_under(self, denying: Cue, cue: Cue, sources: list[Source]) -> bool:
        """Tell whether no sign, no connector and nobody new stands between two verbs."""
        new = (x for x in sources if x.kind not in ("pronoun", "organisation"))
        return self._is_near(denying.end, cue.start) and not any(
            denying.end <= x.start < cue.start for x in new
        )

    def _is_about(self, end: int, start: int) -> bool:
        """Tell whether "that" joins a sign of denying and a verb: "it is false that Slovakia promised"."""
        that = self.index.within(end, end + THAT, "clause") if end < start else ()
        return any(m.value == "that" for m in that) and self._is_near(end, start)

    def _is_near(self, end: int, start: int) -> bool:
        """Tell whether no sign and no connector stands in a gap of a few words."""
        between = self.text[end:start]
        words = WORD.findall(between.lower())
        joined = any(self.words.has("connectors", w) for w in words)
        return not joined and len(words) <= UNDER and not _SIGN.search(between)

    def _teller(self, frame: Frame, outer: list[Frame]) -> Frame | None:
        """Return the frame of whoever else tells a government's words around them: "Rome veut …, selon X"."""
        for o in outer:
            held = o.start <= frame.start < o.end and o.cue is not frame.cue and not self._joins(o, frame)
            other = o.voice.speaker != frame.voice.speaker or o.stance == "denies"
            if held and other and not self._own_ground(o, frame):
                return o
        return None

    def _by_its_own(self, frame: Frame, tellers: list[Frame]) -> Frame:
        """ "Denmark's pledge is to spend 2 %, its minister said": who speaks for a state makes its promise."""
        for o in tellers:
            if (
                o.kind == "person"
                and o.start <= frame.start < o.end
                and o.voice.country == frame.voice.country
            ):
                stance = "denies" if o.stance == "denies" else frame.stance
                return frame._replace(voice=o.voice, kind=o.kind, stance=stance)
        return frame

    def _joins(self, outer: Frame, frame: Frame) -> bool:
        """ "X is at 4.5 %, by Y's count, and intends to …": a second verb of X behind what only stood aside."""
        if outer.rule != "according" or frame.cue is None or frame.cue.start < outer.subject:
            return False
        before = words_before(self.text, frame.cue.start)
        return bool(before) and self.words.has("connectors", before[-1])

    def _put_before(self, frame: Frame, made: list[Frame]) -> bool:
        """ "X puts at 1.1 billion what Y has decided": the amount is X's, though Y's verb stands behind it."""
        for other in made:
            if other.rule != "ahead" or other.cue is None or other.voice.speaker == frame.voice.speaker:
                continue
            behind = WORD.search(self.text, other.cue.end, other.cue.end + 8)
            put = behind is not None and self.words.has("placing", behind[0].lower())
            if put and frame.start <= other.cue.start < frame.subject:
                return True
        return False

    def _counted(self, frame: Frame, outer: list[Frame]) -> bool:
        """ "The aid promised by X came to 44 billion, counts the institute": what it counts is its own."""
        return any(
            o.kind == "organisation"
            and not self.cast.is_house(o.voice.country)
            and o.start <= frame.start < o.end
            for o in outer
        )

    def _retold(self, frame: Frame, told: list[Frame]) -> bool:
        """Tell whether a house's words stand inside what a person says, with no new clause between."""
        for outer in told:
            if not (outer.cue and outer.cue.end <= frame.subject and frame.start < outer.end):
                continue
            between = self.text[outer.cue.end : frame.subject]
            words = [
                m for m in self.index.within(outer.cue.end, frame.subject, "clause") if m.value == "break"
            ]
            if ";" not in between and not words and not self._joined(between):
                return True
        return False

    def _denies_of_itself(self, outer: Frame, frame: Frame) -> bool:
        """ "Budapest dismissed reports that it had agreed to pay": what somebody denies having said is denied."""
        if outer is frame or outer.cue is None or outer.voice.country != frame.voice.country:
            return False
        held = outer.cue.end <= frame.subject and frame.start < outer.end
        led = self.index.within(outer.cue.end, frame.subject, "clause") if held else ()
        return any(m.value == "that" for m in led)

    def _joined(self, between: str) -> bool:
        """Tell whether a comma and a connector stand in a stretch of text."""
        found = re.findall(r",\s([^\W_]+)", between)
        return any(self.words.has("connectors", w.lower()) for w in found)

    def _own_ground(self, outer: Frame, frame: Frame) -> bool:
        """ "réclame des munitions : selon Kiev, …": the other begins only behind this one, after a colon."""
        return ":" in self.text[frame.start : outer.subject] if outer.subject > frame.start else False

    def _within_speech(self, frame: Frame, inner: Frame) -> Frame:
        """ "According to" inside someone's words: the clause after it, or at the end the clause before it."""
        comma = _COMMA.search(self.text, frame.subject, frame.end)
        if comma and len(WORD.findall(self.text[comma.end() : frame.end])) > 2:
            return frame._replace(start=frame.subject)
        return frame._replace(start=self._last_chunk(inner.start, frame.subject))

    def _last_chunk(self, floor: int, at: int) -> int:
        """Return where the last clause before a closing "according to X" begins."""
        comma = self.text.rfind(",", floor, max(floor, at - 2))
        return comma + 1 if comma > 0 else at
