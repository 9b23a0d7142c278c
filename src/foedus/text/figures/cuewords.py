"""A sentence in, the cues that it holds out: words of spending, giving and change only where they mean it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, KeysView, Sequence
from functools import cache

from foedus.text.amounts.amount import SUMS, Amount
from foedus.text.figures.links import leads
from foedus.text.index import NAMES, place
from foedus.text.lexicon import MEASURES, Scan, language
from foedus.text.match import Mention
from foedus.text.particles import grammar, words_before
from foedus.text.sentences import Sentence

SPENT = ("spend", "outlay")  # words of spending
HELD = (*SPENT, "pledged")  # what a verb may tell only with its particle
GIVEN = ("gave", "give", "gives-two")  # what it may tell only without
ARMS = ("arms-noun", "munitions")  # words of arms
TURNS = ("growth", "decline")  # words of change
APPROVED = ("committed", "voted")  # what a house does with a sum
GDP = "gdp"  # also what a share is of
BASES = ("real", "current")  # cues of the prices that a change is told in
# What a verb of speech may mean elsewhere: "recalled" troops, "added" a billion.
MOVES = (*TURNS, "path", "combat", "gone", "additional", "missing", "wages")
BESIDES = (
    "component-financial",
    "per-year",
    "each-year",
    "elsewhere",
    "other-rate",
)  # what a house's name tells of no number
NO_TURNS = ("part", "no-turn")  # what a word of change may stand in and tell none: "makes up", "no increase"
PART_OF_DEFENCE = "part-of-defence"
OF_ARMIES = ("military", "spending", "own-budget")  # what "civil defence" holds
PARTS = frozenset((*NO_TURNS, PART_OF_DEFENCE))
HOUSE = "organisation"
NEAR = 40  # characters in which "es gibt" stands
ADDED = "additional"
APART = (ADDED, "level-apart")  # by how much one is more or less than another
NOT_THIS = ("not-this", "instead-of")  # what leads up to a number that is only what another is not
SIGNED = ("plus", "minus")  # signs in words
GOAL = "goal"
IDIOM = "idiom"  # the cue of a turn of phrase whose words tell nothing by themselves
_LOOKED_AT = frozenset((*HELD, *GIVEN, *TURNS, *APART, *SIGNED, GOAL))

Cued = dict[str, list[Mention]]  # the cues of a sentence by what they mean


@cache
def _particles(code: str) -> dict[str, re.Pattern[str]]:
    """Return verbs with a pattern of the word that they leave at the end of their clause."""
    told = language(code).settings["measures"]
    behind = told.get("behind_particle", "(?!)")
    return {
        verb: re.compile(rf"\b{re.escape(word)}(?!\s+[\w\d])|\b{re.escape(word)}\s+(?:{behind})\b")
        for word, verbs in told.get("particles", {}).items()
        for verb in verbs
    }


class CueWords:
    """Keeps of the cues of a document those that mean what they say."""

    def __init__(self, scan: Scan, found: Sequence[Amount], said: Collection[int] = ()) -> None:
        self.scan, self.amounts = scan, found
        self._said = said  # where verbs stand that only tell who says it
        self._amounts = [a.start for a in found]
        self._edges = scan.index.edges
        self._opens_besides = scan.language.settings["measures"].patterns["opens_besides"]
        self._cued: list[Cued | None] = [None] * len(scan.sentences)

    def within(self, start: int, end: int, *ids: str) -> list[Mention]:
        """Return the cues with these ids that begin in a span."""
        edges = self._edges
        n = bisect_right(edges, start) - 1
        if len(ids) == 1 and end <= edges[n + 1]:
            # one cue in one sentence, as is asked mostly, and mostly in vain
            by_id = self._cued[n]
            if by_id is None:
                by_id = self.of(n)
            if ids[0] not in by_id:
                return []
            told = by_id[ids[0]]
            if len(told) == 1:
                return [told[0]] if start <= told[0].start < end else []
            return [m for m in told if start <= m.start < end]
        found: list[Mention] = []
        while edges[n] < end:
            by_id = self._cued[n]
            if by_id is None:
                by_id = self.of(n)
            if not by_id.keys().isdisjoint(ids):
                for wanted in ids:
                    if wanted in by_id:
                        found += [m for m in by_id[wanted] if start <= m.start < end]
            n += 1
        if len(found) > 1 and len(ids) > 1:
            found.sort(key=place)
        return found

    def of(self, n: int) -> Cued:
        """Return the cues of a sentence by their ids."""
        by_id = self._cued[n]
        if by_id is None:
            by_id = self._cued[n] = self._read(n)
        return by_id

    def at(self, sentence: Sentence) -> KeysView[str]:
        """Return the ids of the cues of a sentence: a rule that needs others need not be tried there."""
        by_id = self._cued[sentence.number]
        return (self.of(sentence.number) if by_id is None else by_id).keys()

    def has(self, span: tuple[int, int], ids: Collection[str]) -> bool:
        """Tell whether a cue with one of these ids begins in a span."""
        start, end = span
        n = bisect_right(self._edges, start) - 1
        while ids and self._edges[n] < end:
            by_id = self._cued[n]
            if by_id is None:
                by_id = self.of(n)
            if not by_id.keys().isdisjoint(ids):
                for cue in by_id.keys() & ids:
                    for m in by_id[cue]:
                        if start <= m.start < end:
                            return True
            n += 1
        return False

    def _read(self, n: int) -> Cued:
        """Return the cues of a sentence that mean what they say."""
        by_id: Cued = {}
        told = self.scan.index.of_kind(n, MEASURES, "cue")
        parts = [m for m in told if m.value in PARTS]
        idioms = [m for m in told if m.value == IDIOM]
        for mention in told:
            if idioms and any(_holds(m, mention) for m in idioms):
                continue  # "once more", "to nobody's surprise"
            if mention.start in self._said and mention.value in MOVES:
                continue  # French "il relève que"
            if mention.value in BESIDES and self._is_of_house(mention, n):
                continue  # "its annual report shows", "the Central Bank reckons"
            if mention.value in _LOOKED_AT and self._is_no_cue(mention, n, parts):
                continue
            if mention.value in APPROVED and self._is_outgrown(mention, told):
                continue
            if mention.value == "aid" and (self._is_owner(mention, told) or self._is_led(mention)):
                continue
            if parts and mention.value in OF_ARMIES and _is_of_part(mention, parts):
                continue
            if mention.value == "fund" and _is_of_armies(mention, told):
                continue  # French "l'enveloppe des armées" is what they spend
            if mention.value == "purchase" and any(_holds(m, mention) for m in told if m.value == "military"):
                continue  # "defence programmes" are no purchase
            if mention.value == "spending" and any(_holds(m, mention) for m in told if m.value == "aid"):
                continue  # "for the air defence of Ukraine" is aid
            if mention.value == "elsewhere" and any(_holds(m, mention) for m in told if m.value in BASES):
                continue  # "even allowing for inflation" is no other rate
            if mention.value in by_id:
                by_id[mention.value].append(mention)
            else:
                by_id[mention.value] = [mention]
        return by_id

    def _is_of_house(self, mention: Mention, n: int) -> bool:
        """Tell whether a word is a part of what a house or its paper is called."""
        return any(_holds(house, mention) for house in self.scan.index.of_kind(n, NAMES, HOUSE))

    def _is_no_cue(self, mention: Mention, n: int, parts: Sequence[Mention]) -> bool:
        """Tell whether a verb has not the particle that its meaning needs, or a word of change tells none."""
        if mention.start == self.scan.sentences[n].start and self._opens_besides.match(
            self.scan.text, mention.start
        ):
            return True  # "In addition to its 23,000 soldiers, Finland has reservists"
        if mention.value in HELD and self._lacks_particle(mention, n):
            return True
        if mention.value in GIVEN and (self._lacks_particle(mention, n) is False or self._is_there(mention)):
            return True
        if mention.value in APART:
            added_up = any(m.value == "no-turn" and _holds(m, mention) for m in parts)  # "added up to"
            return added_up or self._is_before_hedge(mention)
        if mention.value == GOAL:
            return self._ends_in_amount(mention)
        if mention.value in SIGNED:
            return self._is_in_amount(mention)
        return mention.value in TURNS and self._is_no_turn(mention, parts)

    def _is_in_amount(self, mention: Mention) -> bool:
        """Tell whether a sign in words is the hedge of a number: French "moins de 200 000"."""
        at = bisect_right(self._amounts, mention.start) - 1
        return at >= 0 and mention.end <= self.amounts[at].end

    def _ends_in_amount(self, mention: Mention) -> bool:
        """Tell whether the last word is the first of a hedge: French "a engagé [à] peine 12 milliards"."""
        at = bisect_right(self._amounts, mention.start)
        return at < len(self.amounts) and self._amounts[at] < mention.end <= self.amounts[at].end

    def _is_before_hedge(self, mention: Mention) -> bool:
        """Tell whether what looks like "more" is a preposition and a hedge: French "dispose de plus de 200 000"."""
        at = bisect_right(self._amounts, mention.start)
        if at == len(self.amounts) or self._amounts[at] >= mention.end:
            return False
        hedges = self.scan.index.within(mention.start, mention.start + 1, "hedge")
        return any(m.end > mention.end for m in hedges)

    def _is_there(self, mention: Mention) -> bool:
        """Tell whether a verb of giving only says that something is there: German "es gibt"."""
        existence = self.scan.language.settings["measures"].patterns["existence"]
        near = existence.finditer(self.scan.text[max(0, mention.start - NEAR) : mention.end + 4])
        offset = max(0, mention.start - NEAR)
        return any(m.start() <= mention.start - offset < m.end() for m in near)

    def _is_outgrown(self, mention: Mention, told: Sequence[Mention]) -> bool:
        """Tell whether a verb of what a house does tells how far aid has come: "aid has passed 40 billion"."""
        if not any(m.value == "passed" and m.start == mention.start for m in told):
            return False
        at = bisect_right(self._amounts, mention.start)
        if at == len(self.amounts) or not leads(self.scan.text, mention.end, self._amounts[at], NEAR // 4):
            return False
        given = any(m.value == "aid-noun" and m.start < mention.start for m in told)
        return given and not any(m.value == "parliament" for m in told)

    def _is_owner(self, mention: Mention, told: Sequence[Mention]) -> bool:
        """Tell whether the one helped owns what is spent, in a genitive that looks like a dative in German."""
        owned = any(m.value == "spending" and m.end + 1 == mention.start for m in told)
        return owned and bool(self.scan.index.within(mention.start, mention.start + 1, "of"))

    def _is_led(self, mention: Mention) -> bool:
        """Tell whether what may be a dative stands behind a preposition in German: "des Krieges in der Ukraine"."""
        if not self.scan.index.within(mention.start, mention.start + 1, "of"):
            return False
        small, before = grammar(self.scan.language.code), words_before(self.scan.text, mention.start)[-1:]
        return bool(before) and small.verb_second and small.has("prepositions", before[0])

    def _lacks_particle(self, mention: Mention, n: int) -> bool | None:
        """Tell whether a verb lacks the word that makes it one of spending or promising: "gab … aus", not "gab es".

        None for a verb that needs none.
        """
        particle = _particles(self.scan.language.code).get(
            self.scan.text[mention.start : mention.end].lower()
        )
        return (
            None
            if particle is None
            else not particle.search(self.scan.text, mention.end, self.scan.sentences[n].end)
        )

    def _is_no_turn(self, mention: Mention, parts: Sequence[Mention]) -> bool:
        """Tell whether a word of change belongs to a hedge or to a verb that tells a part: "up to 3 %", "makes up"."""
        at = bisect_right(self._amounts, mention.start) - 1
        if at >= 0 and mention.end <= self.amounts[at].end and self.amounts[at].kind != "multiple":
            return True
        if self._is_before_hedge(mention):
            return True  # French "a augmenté de moins de 3 %"
        if any(p.start <= mention.start and mention.end <= p.end for p in parts if p.value in NO_TURNS):
            return True
        return mention.value == "decline" and self._is_spent(mention, at + 1)

    def _is_spent(self, mention: Mention, following: int) -> bool:
        """Tell whether a word that may mean less is a verb of spending before its sum: "sank 65 billion into"."""
        if following >= len(self.amounts) or self.amounts[following].kind not in SUMS:
            return False
        if not leads(self.scan.text, mention.end, self.amounts[following].start, 2):
            return False
        same = self.scan.index.within(mention.start, mention.start + 1, "cue")
        return any(m.value in SPENT for m in same)


def _is_of_armies(mention: Mention, told: Sequence[Mention]) -> bool:
    """Tell whether a fund is only what a country's own forces are given to spend."""
    own = any(_holds(m, mention) for m in told if m.value == "spending")
    return own and not any(m.value == "aid" for m in told)


def _is_of_part(mention: Mention, parts: Sequence[Mention]) -> bool:
    """Tell whether a word of defence only goes on with a part of it: "civil defence", "the air defence budget"."""
    return any(p.value == PART_OF_DEFENCE and p.start < mention.end and mention.start < p.end for p in parts)


def _holds(longer: Mention, shorter: Mention) -> bool:
    """Tell whether one phrase is a part of a longer one."""
    return longer.start <= shorter.start and shorter.end <= longer.end
