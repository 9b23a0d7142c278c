"""A clause that only says whose what stands before it is, in; who and how out: "That is the pledge of X"."""

from __future__ import annotations

import re
from typing import NamedTuple

from foedus.model import Stance
from foedus.text.lexicon import SPEECH, Scan
from foedus.text.match import Mention
from foedus.text.particles import ARTICLE, WORD, grammar
from foedus.text.speech.commas import STOP
from foedus.text.speech.speakers import Source
from foedus.text.speech.voices import LIKELIEST

NOUN = 60  # characters of what stands between "that is" and the noun of speech
WHOSE = 80  # characters between that noun and whose it is, or who says something and the verb
OWNER = 20  # characters between whose it is and the noun
_ASIDE = re.compile(r"^, (?:[^,;:.!?]|[.,](?=\d)){1,60},(?= )")
_BESIDE = re.compile(r"(?:,(?:[^,;:.!?\d]{2,60},)?)?")  # between who opens a clause and its verb
_FORWARD = re.compile(r"[\s\u00a0\u202f]?:|[«“„\"]")
_GROUPS: dict[str, Stance] = {"vow": "pledges", "plea": "demands", "denial": "denies"}
LEAD = 48  # characters before whoever a sentence opens with
TITLE = 6  # words of a title before whoever opens a clause
_DIGIT = re.compile(r"\d")
_LITTLE = ("auxiliaries", "reflexives", "objects")  # words before a verb
OF = 24  # characters of what leads from the noun to whose it is
_WHO = ("person", "role", "organisation", "government")
_VERBS = ("say", "act", "utter")
_WEIGHTY: tuple[Stance, ...] = ("pledges", "demands", "denies", "expects")


class Pointed(NamedTuple):
    """Whose what stands before is, and how it is meant."""

    who: Source
    stance: Stance


class Pointing:
    """Reads the clauses of one text that point at what stands before them."""

    def __init__(self, scan: Scan) -> None:
        self.text, self.index = scan.text, scan.index
        self.words = grammar(scan.language.code)
        self.patterns = self.words.patterns

    def read(self, at: int, end: int, sources: list[Source]) -> Pointed | None:
        """Return whose it is by the clause from `at` to `end`, None where it tells something of its own."""
        near = [x for x in sources if at <= x.start < end and x.kind in _WHO]
        if not near:
            return None
        if (brought := self._brought(at, end, near)) is not None:
            return brought
        led = self.patterns["pointing_clause"].match(self.text, at, end)
        if (brought := self._brought(at, end, near)) is not None:
            return brought  # French "c'est par ces mots que X", too
        if led is None:
            return self._called(at, end, near) or self.given(at, end, near)
        what = self.patterns["pointing_what"].match(self.text, led.end(), end)
        if what is not None:
            said = self._said(what.end(), near)
            counts = (
                self.patterns["pointing_how"].search(what[0]) is not None
            )  # "that is how SIPRI breaks it down"
            counts = counts and near[0].kind == "organisation" and near[0].start - what.end() <= ARTICLE
            return said or (Pointed(near[0], "reports") if counts else None)
        told = self._noun(led.end(), near) or self._relative(led.end(), near) or self._by(led.end(), near)
        return told or self.given(at, end, near)

    def heading(self, at: int, end: int, sources: list[Source]) -> tuple[int, Pointed] | None:
        """ "What X asks for: 5 %", "La barre qu'il fixe : 4 %": where what it is begins, and who says it how."""
        led = self.patterns["pointing_ahead"].match(self.text, at, end)
        onto = self.patterns["pointing_onto"]
        colon = onto.search(self.text, led.end(), led.end() + WHOSE) if led is not None else None
        if led is None or colon is None or STOP.search(self.text, led.end(), colon.start()) is not None:
            return None
        near = [x for x in sources if led.end() <= x.start < colon.start() and x.kind in (*_WHO, "pronoun")]
        told = WORD.findall(self.text[led.end() : colon.start()].lower())
        sets = any(self.words.has("reflexive_only", w) for w in told)  # whoever sets a line may set it others
        found = self._said(led.end(), near) if near and not sets else None
        return (colon.end(), found) if found is not None else None

    def apposed(self, at: int, end: int, sources: list[Source]) -> Pointed | None:
        """ "…, a promise made by X": a noun of speech with whose it is, right behind a comma."""
        near = [x for x in sources if at <= x.start < end and x.kind in _WHO]
        noun = self._of_speech(at, OWNER) if near else None
        if noun is None or noun.kind != "opening" or (found := self.owned(noun, near)) is None:
            return None
        if _DIGIT.search(self.text, noun.end, found.who.start) is not None:
            return None  # French "l'institut chiffre à 132 milliards l'aide de X"
        return found

    def _of_speech(self, at: int, reach: int) -> Mention | None:
        """Return the first noun of speech or of a paper within some characters, none behind a sign."""
        nouns = self.index.within(at, at + reach, "opening", "voice")
        noun = next((m for m in nouns if m.kind == "opening" or m.value == "document"), None)
        if noun is None or STOP.search(self.text, at, noun.start) is not None:
            return None
        # "the sum that X demands": a verb of the relative
        told = any(m.value == "that" for m in self.index.within(at, noun.start, "clause"))
        return None if told else noun

    def _noun(self, at: int, near: list[Source]) -> Pointed | None:
        """ "That is [the pledge that X made]", "[X's demand]"."""
        noun = self._of_speech(at, NOUN)
        if noun is None:
            return None
        owner = next((x for x in near if x.possessor and 0 <= noun.start - x.end <= OWNER), None)
        owner = owner or next((x for x in near if x.start <= noun.start < x.end), None)  # "the figures of X"
        return Pointed(owner, _meant(noun)) if owner else self.owned(noun, near)

    def owned(self, noun: Mention, near: list[Source]) -> Pointed | None:
        """Return whose a noun of speech is by what stands behind it: "of X", "made by X", "that X made"."""
        sign = STOP.search(self.text, noun.end)
        edge = min(sign.start() if sign else noun.end + WHOSE, noun.end + WHOSE)
        behind = [x for x in near if noun.end < x.start < edge]
        owners = [x for x in behind if self._is_of(x)]
        owners = [x for x in owners if x.kind == "person"] or owners
        owners = owners or [x for x in behind if not (x.oblique or x.possessor) and self._makes(x)]
        return Pointed(owners[0], _meant(noun)) if owners else None

    def owner(self, noun: Mention, near: list[Source]) -> Source | None:
        """Return whose a noun of speech is by what stands behind it, None where nothing tells."""
        found = self.owned(noun, near)
        return found.who if found is not None else None

    def _is_of(self, who: Source) -> bool:
        """Tell whether "of" or "by" leads to a name."""
        return self.patterns["pointing_of"].search(self.text, who.start - OF, who.start) is not None

    def _makes(self, who: Source) -> bool:
        """ "The pledge X [has made]": who is the subject of such a noun's verb."""
        return self.patterns["pointing_made"].match(self.text, who.end) is not None

    def _relative(self, at: int, near: list[Source]) -> Pointed | None:
        """ "Such is the growth to which X has committed his country": any noun, and who speaks in its relative."""
        if self.patterns["pointing_thing"].match(self.text, at) is None:
            return None
        opened = self.index.within(at, at + WHOSE, "clause")
        joint = next((m.end for m in opened if m.value in ("that", "relative")), at)
        who = next((x for x in near if x.start > joint and not x.oblique and not x.possessor), None)
        if who is None or who.start - joint > NOUN or STOP.search(self.text, at, who.start) is not None:
            return None
        inverted = self._spoken(who, joint, who.start - joint) if joint > at else None
        return inverted or self._spoken(who, who.end, WHOSE)

    def _said(self, at: int, near: list[Source]) -> Pointed | None:
        """ "That is what [X promised Ukraine]": the verb of whoever stands right there, or right before them."""
        who = near[0]
        if who.possessor:
            return None
        if who.start - at <= ARTICLE:
            return self._spoken(who, who.end, WHOSE)
        return self._spoken(who, at, who.start - at)

    def _spoken(self, who: Source, at: int, reach: int) -> Pointed | None:
        """Return who speaks where a verb of speech that is theirs stands within some characters."""
        verbs = self.index.of_book(SPEECH, at, at + reach)
        # an institute's papers show, a man puts a number somewhere: "C'est à ce niveau que X situe"
        kinds = (*_VERBS, "show") if who.kind == "person" else _VERBS
        verb = next((m for m in verbs if m.kind.startswith(kinds)), None)
        if verb is None or not self._leads(_ASIDE.sub(" ", self.text[at : verb.start], count=1)):
            return None
        stance = LIKELIEST.get(str(verb.value), verb.value)
        if self.patterns["silent"].match(self.text, verb.start):
            stance = "reports"  # French "ce que X a voulu dire"
        elif (
            stance == "demands"
            and verb.value == "wants"
            and self.patterns["infinitive"].match(self.text, verb.end)
        ):
            stance = "pledges"
        return Pointed(who, stance if stance in _WEIGHTY else "reports")

    def _leads(self, gap: str) -> bool:
        """Tell whether what stands before a verb only leads up to it: "has also", between commas what X is."""
        words = WORD.findall(gap.lower())
        # French "s'est engagé", but not "is told"
        led = (*_LITTLE, "beings") if any(self.words.has("reflexives", w) for w in words) else _LITTLE
        return all(self.words.between(w) or any(self.words.has(key, w) for key in led) for w in words)

    def _brought(self, at: int, end: int, near: list[Source]) -> Pointed | None:
        """ "With that promise, X came to Riga", "with these words X opened": it is of whoever brings it."""
        led = self.patterns["pointing_with"].match(self.text, at, end)
        if led is None:
            return None
        noun = None if led["said"] else self._of_speech(led.end(), OWNER)
        if not (led["said"] or (noun is not None and noun.kind == "opening")):
            return None
        behind = noun.end if noun is not None else led.end()
        who = next((x for x in near if behind < x.start <= behind + NOUN and not x.oblique), None)
        meant = _meant(noun) if noun is not None else "reports"
        return Pointed(who, meant) if who is not None and not who.possessor else None

    def _by(self, at: int, near: list[Source]) -> Pointed | None:
        """ "This was announced by X": who told it, right behind the participle."""
        told = self.patterns["pointing_by"].match(self.text, at)
        who = next((x for x in near if told and 0 <= x.start - told.end() <= ARTICLE), None)
        return Pointed(who, "reports") if who is not None else None

    def _called(self, at: int, end: int, near: list[Source]) -> Pointed | None:
        """ "The demand is Donald Trump's", "the figure comes from SIPRI"."""
        led = self.patterns["pointing_noun"].match(self.text, at, end)
        noun = self._of_speech(at, OWNER) if led is not None else None
        told = self.patterns["pointing_whose"].match(self.text, noun.end, end) if noun is not None else None
        who = next((x for x in near if told and 0 <= x.start - told.end() <= ARTICLE), None)
        return Pointed(who, _meant(noun)) if noun is not None and who is not None else None

    def given(self, at: int, end: int, near: list[Source]) -> Pointed | None:
        """ "X has promised it", "X gave the figures to deputies": what was told before, by whoever opens the clause.

        A title may stand before them, and between two commas what else they are.
        """
        cleft = self.patterns["pointing_cleft"].match(self.text, at, end)  # "it was X who gave the figure"
        at = cleft.end() if cleft is not None else at
        for told in self.patterns["pointing_given"].finditer(self.text, at, end):
            who = self._opens(at, told.start(), near)
            if who is not None and _FORWARD.search(self.text, told.end(), end) is None:
                return Pointed(who, _stance(told))
        return None

    def reckons(self, at: int, end: int, sources: list[Source]) -> Pointed | None:
        """ "X did the sums.": whoever counts what stands behind."""
        told = self.patterns["reckoning"].search(self.text, at, end)
        near = [x for x in sources if x.kind == "person"] if told is not None else []
        who = next((x for x in near if not x.possessor and x.end <= told.start()), None) if told else None
        opens = who is not None and not who.oblique and who.start - at <= LEAD
        return Pointed(who, "reports") if who is not None and opens else None

    def answers(self, at: int, end: int, sources: list[Source]) -> Pointed | None:
        """ "5 % of GDP? X denies it": whoever confirms or denies what the sentence before asks."""
        told = self.patterns["answered"].search(self.text, at, end)
        near = [x for x in sources if at <= x.start < end and x.kind in _WHO]
        who = self._opens(at, told.start(), near) if told is not None else None
        return Pointed(who, _stance(told)) if told is not None and who is not None else None

    def _opens(self, at: int, verb: int, near: list[Source]) -> Source | None:
        """Return who opens a clause, with a title at most, and stands right before its verb but for an aside."""
        for who in near:
            if who.end > verb or who.oblique or who.possessor:
                continue
            if _BESIDE.fullmatch(self.text, who.end, verb) or self.patterns["pointing_who"].fullmatch(
                self.text, who.end, verb
            ):
                return who if len(WORD.findall(self.text[at : who.start])) <= TITLE else None
        return None


def _meant(noun: Mention) -> Stance:
    """Return how something is meant by what it is called: a promise, a demand, or the figures of a paper."""
    return noun.value if noun.kind == "opening" else "reports"


def _stance(told: re.Match[str]) -> Stance:
    """Return how what a verb points at is meant, by the group of its pattern."""
    return next((_GROUPS[key] for key, written in told.groupdict().items() if written), "reports")
