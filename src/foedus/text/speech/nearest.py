"""A clause with its signs of stance in, the sign that a number in it is told with out: the nearest of its own verb."""

from __future__ import annotations

import re

from foedus.text.particles import WORD, grammar, words_before
from foedus.text.speech.commas import COMMA
from foedus.text.speech.signs import Signs, joints
from foedus.text.speech.tenses import Sign
from foedus.text.speech.undertakings import ANYONE, Clause

FEW = 4  # words from "at" to a number, hedges and all
NEAR_RELATIVE = 8  # characters of a relative pronoun right before a verb
_GLUED = re.compile(r"\w-\w+\s*\Z")  # a number in words of which the last one is a part
LONGEST_SUBJECT = 5  # words of a subject with its article: "le déficit public de l'État"
VERBS = ("spend", "outlay", "meets", "stands-at", "arrives", "path", "give")  # cues of what somebody does
GLUED = 16  # characters of such a number
_READ = frozenset(
    "expects likely demands pledges denies progressive needs wanting refuses gives soon reckoned".split()
)
_READ_INDIRECT = _READ | {"conditional", "would give", "owed"}
# Signs behind a bracket that tell nothing of it: "Rome (1.2 %) vows 2 %".
_VOWED = ("pledges", "gives", "demands")


class Nearest:
    """Picks among the signs of a clause."""

    def __init__(self, signs: Signs) -> None:
        self.signs, self.scan, self.text = signs, signs.scan, signs.text
        self.words = grammar(signs.scan.language.code)

    def of(self, c: Clause) -> Sign | None:
        """Return the sign nearest before the end of the span, else the first after it; a denial goes first."""
        read = _READ_INDIRECT if c.indirect else _READ
        done = self.words.patterns["done_beside"].search(self.text, c.low, c.start)
        since = done.start() if done else c.low  # "will spend 2.3 % and has promised 3.5 %"
        useful = [
            s for s in c.signs if s.stance in read and s.start >= since and not self._is_left(s, c.start)
        ]
        before = [s for s in useful if s.start < c.end]
        if denied := [s for s in before if s.stance in ("denies", "refuses")]:
            return denied[0]
        verbs = [s for s in before if not self._is_time(s)]
        after = None if verbs else self._behind(c, useful[len(before) :])
        if before and after and after.stance != "demands":
            after = None  # "in den kommenden fünf Jahren 3 % ausgeben muss"
        if verbs:
            nearest = verbs[-1]
        elif after or before:
            nearest = after or before[-1]
        elif (plans := [s for s in c.signs if self._foresees(s, c)]) and not any(
            s.stance in ("conditional", "reckoned")
            or (s.stance == "may" and plans[-1].start < s.start < c.end)
            for s in c.signs
        ):
            return plans[-1]._replace(stance="pledges")
        else:
            return None
        return nearest._replace(stance="expects") if nearest.stance in ("progressive", "soon") else nearest

    def _foresees(self, sign: Sign, c: Clause) -> bool:
        """Tell whether a number stands behind a plan, which has not brought it about and is not put at it."""
        if sign.stance != "plan" or sign.start >= c.end:
            return False
        if self.words.patterns["in_terms_of"].search(self.text, c.low, sign.start):
            return False  # French "sur le plan humanitaire": in what regard, and no plan
        between = self.text[sign.end : c.start]
        led = WORD.findall(between)
        put = bool(led) and len(led) < FEW and self.words.has("placing", led[0].lower())
        return not put and self.words.patterns["come_about"].search(between) is None

    def _behind(self, c: Clause, useful: list[Sign]) -> Sign | None:
        """Return the first sign behind a span, None where it is of another verb, as is all that follows it then."""
        bracketed = self.text[c.start - 1 : c.start] == "("
        for sign in useful:
            if sign.stance in ("denies", "refuses", "progressive", "soon"):
                continue
            if bracketed and sign.stance in _VOWED:
                continue
            if sign.stance in _VOWED and self._is_in_contact(c.end, sign.start):
                continue
            same = self._same_verb(c.low, c.end, sign.start) and not self._is_beside(c, sign.start)
            same = same and not self._is_in_relative(c.end, sign.start)
            return sign if same else None
        return None

    def _is_beside(self, c: Clause, at: int) -> bool:
        """ "Spain, at 1.28 %, will reach 2 %": commas set a number apart from the verb of a sign behind it."""
        if COMMA.search(self.text, c.end, at) is None:
            return False
        opened = self.words.patterns["told_beside"].search(self.text, c.low, c.high)
        return (
            opened is not None
            and opened.end() <= c.start
            and COMMA.search(self.text, opened.end(), c.start) is None
        )

    def _is_in_relative(self, end: int, at: int) -> bool:
        """ "Ten have joined the group that will train them": a sign of a relative clause behind the number's verb."""
        led = self.scan.index.within(max(end, at - NEAR_RELATIVE), at, "clause")
        if not led or led[-1].value not in ("relative", "that") or at - led[-1].end > 1:
            return False
        return self.words.patterns["tells_now"].search(self.text, end, led[-1].start) is not None

    def _is_in_contact(self, end: int, at: int) -> bool:
        """ "Spends 1.3 % and is far from the goal it agreed to": a sign in a relative clause that nothing opens."""
        return self.words.patterns["contact_relative"].search(self.text, end, at) is not None

    def _is_of_opening(self, sign: Sign, start: int) -> bool:
        """ "When it signed the pledge, Spain was at 1 %": a promise of the clause that only says when."""
        first = self.scan.sentence(start).start
        if sign.stance not in _VOWED or self.words.patterns["dated_opening"].match(self.text, first) is None:
            return False
        return COMMA.search(self.text, first, sign.start) is None and bool(
            COMMA.search(self.text, sign.end, start)
        )

    def _is_left(self, sign: Sign, start: int) -> bool:
        """ "The army that will parade tomorrow has lost a third": a sign in a relative clause before the verb."""
        if sign.start >= start:
            return False
        if self._is_of_opening(sign, start):
            return True
        if self.words.verb_second:
            return False
        if self.signs.is_in_aside(sign, start):
            return True  # "France, whose president wants 2 %, spends 1.9"
        led = self.scan.index.within(max(0, sign.start - NEAR_RELATIVE), sign.start, "clause")
        if not led or led[-1].value not in ("relative", "that") or sign.start - led[-1].end > 1:
            return False
        behind = self.signs.written(sign.end, start)
        return any(self.words.has("auxiliaries", w) for w in behind[:-1])

    def _is_time(self, sign: Sign) -> bool:
        """Tell whether a sign only tells that a time is to come: a verb before it tells what then."""
        return self.words.has("coming", self.text[sign.start : sign.end].lower())

    def _same_verb(self, low: int, end: int, at: int) -> bool:
        """Tell whether a sign behind belongs to the figure and is not joined as another verb ("and will add")."""
        words = self.signs.written(max(end, at - 16), at)
        while words and self.words.has("objects", words[-1]):
            words.pop()  # French "et en vise 300 000"
        joined = joints(self.words).search(self.text, end, at) is not None or self._turns(end, at)
        joined = joined or self.stands_by(end, at) or self._of_another(low, end, at)
        parted = self.words.verb_second and len(COMMA.findall(self.text, end, at)) % 2 == 1
        if words and any(self.words.has(key, words[-1]) for key in ("first_person", "selves")):
            words.pop()  # "… and we will keep working on it"
            if words and self.words.has("thats", words[-1]):
                words.pop()  # "is at 1.2 % and that it will reach 2 %"
        # "vingt-trois pays sur trente-deux"
        whole = _GLUED.search(self.text, max(end, at - GLUED), at) is not None
        another = bool(words) and (
            self.words.has("connectors", words[-1])
            or (not whole and self.words.has("indefinites", words[-1]))
        )  # "quintupled to a projected 2.1 billion": that is told of the other number
        return not joined and not parted and not another

    def _of_another(self, low: int, start: int, end: int) -> bool:
        """ "Spain spends 1.3 % and Italy promises 2 %": a name behind "and", to which a sign behind it belongs.

        Where nobody is named before the number, both are its subject: "90,000 troops of all members and Sweden will".
        """
        if self._has_own_subject(low, start, end):
            return True
        named = self.scan.index.within(start, end, *ANYONE, "person")
        for m in named if self.scan.index.within(low, start, *ANYONE, "person") else ():
            words = self.words.without_articles(words_before(self.text, m.start))
            if words and self.words.has("connectors", words[-1]) and not self.text[m.end : end].strip():
                return True
        return False

    def _has_own_subject(self, low: int, start: int, end: int) -> bool:
        """ "Debt stands at 117 % and the deficit should fall": a noun behind "and" right up to the sign, in one verb.

        The clause of the number has a verb of its own before it: not "90,000 soldiers and their tanks will".
        """
        written = self.signs.written(start, end)
        joints_at = [n for n, word in enumerate(written) if self.words.has("connectors", word)]
        noun = written[joints_at[-1] + 1 :] if joints_at else []
        if not 1 < len(noun) <= LONGEST_SUBJECT or any(word.isdigit() for word in noun):
            return False
        if not any(self.words.has(key, noun[0]) for key in ("articles", "possessives", "definites", "shown")):
            return False
        told = self.scan.index.within(low, start, "cue")
        acts = any(m.value in VERBS for m in told)
        return acts or any(
            self.words.has("auxiliaries", word) or self.words.has("beings", word)
            for word in self.signs.written(low, start)
        )

    def _turns(self, start: int, end: int) -> bool:
        """Tell whether a comma and a pronoun open another clause ("…, il demande plus")."""
        comma = self.text.rfind(", ", start, end)
        return comma >= 0 and bool(self.scan.index.within(comma, comma + 4, "pronoun"))

    def stands_by(self, start: int, end: int) -> bool:
        """Tell whether a comma and a preposition open an absolute clause ("…, with 18 expected to")."""
        comma = self.text.rfind(", ", start, end)
        first = WORD.search(self.text, comma, end) if comma >= 0 else None
        return first is not None and self.words.has("absolute", first[0].lower())
