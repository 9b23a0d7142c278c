"""The stance of a clause in, what its voice makes of it out: what is decided is promised, what is counted is told."""

from __future__ import annotations

import datetime as dt
import re

from foedus.model import Stance
from foedus.text.lexicon import Scan
from foedus.text.particles import Grammar, grammar, words_before
from foedus.text.speech.pasts import Pasts
from foedus.text.speech.signs import YEAR_ALONE, Signs
from foedus.text.speech.speakers import Cast
from foedus.text.speech.voices import Frame

_PAPERS = ("according", "paper")  # frames of what is written, not said
_NAMED = ("country", "capital", "group", "organisation")
_WEIGHTY = ("demands", "denies")
_PARTS = ("percent", "fraction", "half-of")
NEAR = 60  # characters between those who decide and their verb, or a word that denies and its number
CALLED = (
    160  # characters before a number in which a claim is named, and behind it in which that is called false
)
GIVER = 24  # characters between who gives and the verb
LAST_MONTH = 12
SIZED = 30  # characters around a number in which a word says that it is what there is
_DECIMAL = re.compile(r"\d[.,]\d")


class Outcomes:
    """Judges what is told, promised, expected or denied by who says it."""

    def __init__(self, scan: Scan, signs: Signs, pasts: Pasts, cast: Cast) -> None:
        self.scan, self.text, self.cast = scan, scan.text, cast
        self.signs, self.pasts = signs, pasts
        self.words = grammar(scan.language.code)

    def of(self, found: Stance, frame: Frame | None, start: int, end: int) -> Stance:
        """Return the stance of a span, given that of its clause and the frame that it stands in."""
        if frame is not None and (retold := self._retold(found, frame, start, end)) is not None:
            return retold
        if frame is not None and (self._is_ruled_out(start, end) or self._is_called_false(frame, start, end)):
            return "denies"
        if found in ("expects", "pledges", "demands") and (
            self._is_there(start, end) or self._is_polled(start, end) or self._is_beside(frame, start, end)
        ):
            return "reports"
        favoured = self.words.patterns["favouring"]
        if found not in _WEIGHTY and favoured.search(self.text, max(0, start - NEAR), start):
            return "demands"  # French "favorable à 1 % du PIB"
        if found in ("reports", "demands") and self._suffices(frame, start, end):
            return "pledges"
        if found == "demands" and self._falls_due(frame, start, end):
            return "expects"
        if found in ("demands", "pledges") and self._is_conceded(frame, found):
            return "expects"
        if found in ("reports", "expects") and self._is_aim(start, end):
            return "pledges"
        if found == "reports":
            return self._told(frame, start, end)
        if found == "expects" and frame is None and self._gives(frame, *self._around(start, end)):
            return "pledges"
        if found == "expects" and (self._is_decided(start, end) or self._is_force(frame, start, end)):
            return "pledges"
        if found == "pledges" and self._is_counted(frame, start):
            return "reports"
        return self._due(found, frame, start, end)

    def _is_aim(self, start: int, end: int) -> bool:
        """ "Aims for 3 %", French "s'en tient à 2,2 % en 2027", which tells no more than how it is without a year."""
        low, patterns = max(0, start - NEAR), self.words.patterns
        if patterns["aiming"].search(self.text, low, start):
            return True
        kept = patterns["keeping_to"].search(self.text, low, start)
        return kept is not None and self.signs.names_later_year(*self.signs.clause(start, end))

    def _is_ruled_out(self, start: int, end: int) -> bool:
        """ "Fünf Prozent werde es nicht geben": a verb behind a number that says it will not be."""
        return self.words.patterns["ruled_behind"].match(self.text, end) is not None

    def _retold(self, found: Stance, frame: Frame, start: int, end: int) -> Stance | None:
        """Tell what changes with who speaks: who announces promises, who counts tells, tables foresee."""
        ours = _governs(frame) or frame.kind == "government"
        announced = frame.cue is not None and str(frame.cue.stance) == "announces" and ours
        if announced and (found == "expects" or (found == "reports" and self._is_giving(start, end))):
            return "pledges"  # what someone announces will be, or is giving, is theirs to do
        if found == "denies" and frame.rule == "passive" and frame.stance != "denies":
            return frame.stance  # "disputes the 500 billion cited by X"
        others = found == "pledges" and frame.stance == "reports"
        if others and (self._counts(frame) or self._tells_of_members(frame, start, end)):
            return "reports"  # what others have promised, told by who counts it or speaks for all
        if found == "pledges" and frame.rule in _PAPERS and not self._is_vowed(frame):
            return "expects" if frame.kind == "organisation" else None  # tables foresee, they promise nothing
        return None

    def _is_giving(self, start: int, end: int) -> bool:
        """ "Is sending 5,000 helmets", and as it is told of the past: French "a annoncé qu'elle cédait"."""
        low, _ = self.signs.clause(start, end)
        then = self.words.patterns["giving_then"].search(self.text, low, start)
        return then is not None or self.signs.gives_now(start, end)

    def _told(self, frame: Frame | None, start: int, end: int) -> Stance:
        """A present may tell what is given soon, or is foreseen for a year that is not over; nobody's is a denial."""
        around = self._around(start, end)
        if self._is_nobodys(frame, start, end) or (frame is None and self._is_called_false(None, start, end)):
            return "denies"
        if self._is_imperative(frame, around[0]):
            return "demands"
        if self._gives(frame, *around) or self._is_headed(frame, start) or self._does_now(frame, *around):
            return "pledges"
        if frame is None and self._has_promised(*around):
            return "pledges"
        if self._is_followed(end) or self.words.patterns["with_plan"].match(self.text, end) is not None:
            return "expects"  # "19 have clear plans to do so by 2024"
        if frame is not None and self._is_done_by_then(around[0], start, around[3]):
            return "expects"
        return "expects" if self._is_foreseen(frame, *around) else "reports"

    def _around(self, start: int, end: int) -> tuple[int, int, int, int]:
        low, high = self.signs.clause(start, end)
        return low, start, end, high

    def _is_nobodys(self, frame: Frame | None, start: int, end: int) -> bool:
        """ "Nobody has said that we would go to 5 %", "5 % we never asked for": denied by who says so."""
        if frame is None:
            return False
        if frame.rule == "quote" and self.words.patterns["never_behind"].match(self.text, end, frame.end):
            return True
        if (
            frame.cue is not None
            and frame.cue.act
            and self.words.patterns["untrue"].search(self.text, frame.cue.end, frame.end)
        ):
            return True
        low = max(frame.start, start - NEAR)
        found = self.words.patterns["nobody"].search(self.text, low, start)
        return found is not None and not re.search(r"[.;:!?]\s", self.text[found.end() : start])

    def _is_called_false(self, frame: Frame | None, start: int, end: int) -> bool:
        """ "The figure of 2.5 % is incorrect": a claim of nobody else that the same sentence calls false.

        So is a clause that whoever speaks calls so: "that Greece has sold 25 jets is untrue, said X".
        """
        s = self.scan.sentence(start)
        named = self.words.patterns["called"].search(self.text, max(s.start, start - CALLED), start)
        low, high = (s.start, s.end) if frame is None else (frame.start, frame.end)
        told = self.scan.index.within(max(low, start - CALLED), start, "clause") if frame else []
        if named is None and not any(m.value == "that" for m in told):
            return False
        ruled = self.words.patterns["called_false"].match(self.text, end, min(high, end + CALLED))
        judge = frame.cue.start if frame is not None and frame.cue is not None else high
        judge = judge if judge > start else high
        return ruled is not None and ruled.end() <= judge  # "…, as X claims, is false" is no denial of X's

    def _is_imperative(self, frame: Frame | None, low: int) -> bool:
        """ "Spend 5 %, X told them", "consacrons 5 % à la défense": who says so asks for it."""
        if frame is None or frame.kind != "person":
            return False
        at = max(low, frame.start)
        while at < frame.end and not self.text[at].isalnum():
            at += 1
        return self.words.patterns["imperative"].match(self.text, at) is not None

    def _gives(self, frame: Frame | None, low: int, start: int, end: int, high: int) -> bool:
        """ "Germany is sending 14 more tanks": told by its government, or as more than what was given."""
        if self._is_share(start, end):
            return False
        given = self.words.patterns["giving_now"].search(self.text[low:high])
        if given is None or self.words.patterns["counted"].search(self.text[low:high]):
            return False
        at = low + given.start()
        named = self.scan.index.within(
            max(low, at - GIVER), at + (GIVER if self.words.verb_second else 0), *_NAMED, "people"
        )
        named = [m for m in named if m.kind != "people" or self._are_all(m.start)]
        if frame is not None and frame.voice.country is not None:
            ours = _governs(frame) or frame.kind == "government"
            return ours and any(m.value == frame.voice.country for m in named)
        more = self.words.patterns["giving_more"].search(self.text[low:high])
        return frame is None and more is not None and any(m.kind != "organisation" for m in named)

    def _has_promised(self, low: int, start: int, end: int, high: int) -> bool:
        """ "It spends 2 % and has promised 3.5 % by 2035": what somebody unnamed promised for a later year."""
        if not self.signs.names_later_year(low, high) or not self._is_share(start, end):
            return False
        told = self.words.patterns["promised"].search(self.text, end if self.words.verb_second else low, high)
        return told is not None and (self.words.verb_second or told.end() <= start)

    def _are_all(self, at: int) -> bool:
        """ "The Americans": a people told as one that acts, not "each Frenchman"."""
        before = words_before(self.text, at)
        return bool(before) and self.words.has("many", before[-1])

    def _does_now(self, frame: Frame | None, low: int, start: int, end: int, high: int) -> bool:
        """ "We're raising our forces to 30,000": what someone who governs says that they are about to change."""
        if frame is None or not _governs(frame):
            return False
        return self.words.patterns["doing_now"].search(self.text, low, start) is not None

    def _is_foreseen(self, frame: Frame | None, low: int, start: int, end: int, high: int) -> bool:
        """ "By NATO's estimate 18 reach 2 % this year", "…, if the estimates are right": of a year that is not over."""
        day, patterns = self.scan.document.published, self.words.patterns
        if day is None or (frame is None and not patterns["estimates_hold"].search(self.text, start, high)):
            return False
        if self.pasts.is_past(start, end) or self.pasts.is_now(start, end):
            return False
        beside = (
            patterns["of_prices"].sub("", self._without_past_months(*told, day))
            for told in ((end, high), (low, start))
        )
        behind, before = map(YEAR_ALONE.findall, beside)
        years = [*behind, *reversed(before)]
        if years[:1] != [str(day.year)] and (
            years or all(s.stance != "thisyear" for s in self.signs.within(low, high))
        ):
            return False
        if frame is None or patterns["reaching"].search(self.text, low, high):
            return True
        if patterns["does_now"].match(self.text, end):
            return False  # "nine are above 3 % this year, NATO estimates"
        if patterns["estimated"].search(self.text, frame.start, frame.end):
            return True
        told = frame.cue.words(self.text) if frame.cue is not None and frame.kind == "organisation" else ""
        return not self._counts(frame) and patterns["reckoned"].search(told) is not None

    def _without_past_months(self, start: int, end: int, day: dt.date) -> str:
        """Return a piece of text without the months that are over: "says X, whose data end on 15 January 2024"."""
        told, over = self.text[start:end], f"{day.year}"
        for m in self.scan.index.within(start, end, "month"):
            number = int(m.value) if str(m.value).isdigit() else LAST_MONTH
            if number <= day.month and self.text.startswith(f" {over}", m.end):
                at = m.end + 1 - start
                told = told[:at] + " " * len(over) + told[at + len(over) :]
        return told

    def _is_there(self, start: int, end: int) -> bool:
        """ "The alliance's 9,600 troops will leave", "an army 73,000 strong": what there is, whatever becomes of it."""
        before, behind = self.text[max(0, start - SIZED) : start], self.text[end : end + SIZED]
        if self.words.patterns["sized"].search(before) or self.words.patterns["sized_behind"].match(behind):
            return True
        led = words_before(self.text, start)[-1:]
        if not led or not (
            self.words.has("definites", led[0]) or self.words.has("possessives", led[0]) or led[0] == "s"
        ):
            return False
        _, high = self.signs.clause(start, end)
        return self.words.patterns["leaving"].search(self.text[end:high]) is not None

    def _suffices(self, frame: Frame | None, start: int, end: int) -> bool:
        """ "2.1 % is enough": a government that says so undertakes to spend that; a whole number is a norm."""
        if frame is None or not (_governs(frame) or frame.kind == "government"):
            return False
        if _DECIMAL.search(self.text, start, end) is None or not self._is_share(start, end):
            return False
        low, high = self.signs.clause(start, end)
        return self.words.patterns["sufficing"].search(self.text, low, high) is not None

    def _falls_due(self, frame: Frame | None, start: int, end: int) -> bool:
        """ "Ten members should meet it this year", told by a paper or by nobody: what they are likely to do."""
        told = frame is None or frame.rule in _PAPERS or frame.kind == "organisation"
        if told and self.words.patterns["falls_due"].match(self.text, end) is not None:
            return True
        cue = frame.cue if frame is not None and not told else None
        if not told and (cue is None or not self.words.patterns["reckoned"].search(cue.words(self.text))):
            return False
        return self._is_reckoned(start, end)

    def _is_reckoned(self, start: int, end: int) -> bool:
        """ "Its outlays should come to 2.01 % this year, the estimates show": of a year that is not over."""
        sentence, patterns = self.scan.sentence(start), self.words.patterns
        if self.scan.document.published is None:
            return False
        if not patterns["should"].search(self.text, sentence.start, self.signs.clause(start, end)[1]):
            return False
        reckoned = patterns["reckoned"].search(self.text, sentence.start, sentence.end)
        return reckoned is not None and self.signs.names_this_year(sentence.start, sentence.end)

    def _is_conceded(self, frame: Frame | None, found: Stance) -> bool:
        """ "Ottawa will have to find 150 billion, X conceded": what someone admits will be, they ask of nobody.

        Nor do they promise it, where the verb of admitting, or of reckoning, tells nothing else.
        """
        if frame is None or frame.cue is None or frame.rule in ("quote", "words"):
            return False
        if found == "pledges" and frame.stance != "reports":
            return False
        told, patterns = frame.cue.words(self.text), self.words.patterns
        reckoned = found == "pledges" and patterns["estimating"].search(told) is not None
        return reckoned or patterns["conceding"].search(told) is not None

    def _is_polled(self, start: int, end: int) -> bool:
        """ "62 % of Germans want fewer arms, a poll says": what a share of the people wants is a count."""
        if not self._is_share(start, end):
            return False
        s = self.scan.sentence(start)
        return self.words.patterns["polled"].search(self.text, s.start, s.end) is not None

    def _is_beside(self, frame: Frame | None, start: int, end: int) -> bool:
        """ "All must spend 5 %, even the Americans, who spend 3.4 % now": a relative clause of the outlet's own."""
        if frame is not None:
            return False  # frames know their relative clauses
        s = self.scan.sentence(start)
        opened = [*self.words.patterns["told_beside"].finditer(self.text, max(s.start, start - NEAR), start)]
        if not opened or "," in self.text[opened[-1].end() : start]:
            return False
        near = self.signs.within(opened[-1].end(), end + SIZED)
        return all(sign.stance in ("to", "from", "past", "same") for sign in near)

    def _is_headed(self, frame: Frame | None, start: int) -> bool:
        """ "UK to send 20,000 shells (, X says)", "X: UK to send …": a headline of what somebody is to do."""
        if frame is not None and frame.rule not in ("around", "noun"):
            return False
        at = self.scan.sentence(start).start if frame is None or frame.rule == "around" else frame.start
        while at < start and not self.text[at].isalnum():
            at += 1
        first = self.scan.index.within(at, at + 1, *_NAMED)
        return bool(first) and self.words.patterns["headed"].match(self.text, first[0].end) is not None

    def _is_followed(self, end: int) -> bool:
        """ "Eight countries that will be at 2 %": what is counted will be so only."""
        opened = self.scan.index.within(end, end + GIVER, "clause")
        if not opened or opened[0].value != "relative" or "," in self.text[end : opened[0].start]:
            return False
        near = self.signs.within(opened[0].end, opened[0].end + GIVER)
        return bool(near) and near[0].stance == "expects"

    def _is_done_by_then(self, low: int, start: int, high: int) -> bool:
        """ "Said they would have added 100 billion by the end of the year": what they foretell."""
        done = self.words.patterns["done_by_then"].search(self.text, low, high)
        return done is not None and done.start() < start

    def _is_force(self, frame: Frame | None, start: int, end: int) -> bool:
        """ "The response force will have 30,000 troops": the alliance's own, said by who speaks for it."""
        if frame is None or frame.kind != "person" or not self.cast.is_house(frame.voice.country):
            return False
        low, high = self.signs.clause(start, end)
        tag = range(frame.cue.start, max(frame.cue.end, frame.subject)) if frame.cue is not None else ()
        if any(m.start not in tag for m in self.scan.index.within(low, high, "country", "capital")):
            return False
        return self.words.patterns["own_force"].search(self.text[low:start].lower()) is not None

    def _is_decided(self, start: int, end: int) -> bool:
        """ "The force will have 40,000 troops, ministers agreed": what those who lead decide is promised."""
        sentence = self.scan.sentence(start)
        voices = self.scan.index.within(sentence.start, sentence.end, "voice")
        for m in voices:
            if m.value != "leaders" or start <= m.start < end:
                continue
            around = self.text[max(sentence.start, m.start - NEAR) : min(sentence.end, m.end + NEAR)].lower()
            if any(self.words.has("deciding", w) for w in re.findall(r"[^\W\d_]+", around)):
                return True
        return False

    def _is_vowed(self, frame: Frame | None) -> bool:
        """Tell whether it is a declaration by that name, which promises what it says will be."""
        if frame is None or frame.kind != "organisation":
            return False
        voices = self.scan.index.within(frame.start, frame.end, "voice")
        return any(self.words.has("vowing", self.text[v.start : v.end].lower()) for v in voices)

    def _is_counted(self, frame: Frame | None, start: int) -> bool:
        """ "Since the war began Poland has pledged 3 billion": what was promised over time is a tally."""
        if frame is not None and (frame.kind == "person" or frame.cue is None):
            return False
        sentence = self.scan.sentence(start)
        return tells_tally(self.words, self.text, sentence.start, sentence.end)

    def _due(self, found: Stance, frame: Frame | None, start: int, end: int) -> Stance:
        """What the outlet says is to be: expected by who receives or awaits it, planned where a later year is named."""
        declared = self._is_vowed(frame)
        cited = frame is not None and frame.rule == "according" and found == "demands"
        if (frame is not None and not declared and not cited) or found == "denies":
            return found
        low, high = self.signs.clause(start, end)
        told = self.text[low:high]
        if not self.words.patterns["due"].search(told):
            return found
        if declared:
            return "pledges"
        if self.words.patterns["receiving"].search(told) or (
            found == "demands" and self.words.patterns["scheduled"].search(told)
        ):
            return "expects"
        if cited:
            return found
        later = self.signs.names_later_year(low, high)
        return "pledges" if later and self.words.patterns["awaited"].search(told) is None else found

    def _is_share(self, start: int, end: int) -> bool:
        return "%" in self.text[start:end] or bool(self.scan.index.within(start, end, *_PARTS))

    def _tells_of_members(self, frame: Frame, start: int, end: int) -> bool:
        """ "Member states have pledged 20 billion", said by who speaks for their house."""
        if not self.cast.is_house(frame.voice.country):
            return False
        low, high = self.signs.clause(start, end)
        return self.words.patterns["promised"].search(self.text[low:high]) is not None

    def _counts(self, frame: Frame) -> bool:
        """Tell whether an organisation speaks that is no alliance or union."""
        return frame.kind == "organisation" and not self.cast.is_house(frame.voice.country)


def _governs(frame: Frame) -> bool:
    """Tell whether a person of a country's government or army speaks, not of an alliance."""
    return frame.kind == "person" and frame.voice.country is not None and frame.voice.country.isupper()


def tells_tally(words: Grammar, text: str, start: int, end: int) -> bool:
    """Tell whether a span tells what was promised over time: "since the war began Poland has pledged 3 billion"."""
    promised, counted = words.patterns["promised"], words.patterns["counted"]
    return promised.search(text, start, end) is not None and counted.search(text, start, end) is not None
