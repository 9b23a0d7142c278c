"""Mentions of verbs in, verbs of speech out: which of them are verbs here and not nouns, adjectives or passives."""

from __future__ import annotations

import re
from functools import cache

from foedus.model import Stance
from foedus.text.lexicon import COUNTING, NUMBERS, SPEECH, Scan
from foedus.text.match import Mention
from foedus.text.particles import ARTICLE, WORD, Grammar, grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.speech.auxiliaries import CLOSE, Auxiliaries
from foedus.text.speech.indirect import verb_of_clause
from foedus.text.speech.speakers import Source
from foedus.text.speech.voices import Cue

_DIGIT = re.compile(r"\d")
_SHUT = ("", "“", "”", "»", ")")  # behind a verb that closes its clause
LONGEST = 32  # characters of an infinitive
_PAUSED = re.compile(r"[;:!?\n]|,(?!\d)| [–—] ")
_CLAUSE_END = re.compile(r"[;:!?\n]")
_QUOTE = r"(?:[«“„\"][ \u00a0\u202f]?)?"
_HEDGED = re.compile(rf"[ \u00a0]{_QUOTE}((?:[^\W\d_]+ ){{1,3}})[$€£]?\d")
_DIRECT = re.compile(rf"[ \u00a0]{_QUOTE}[$€£]?\d")
_TAKEN = re.compile(r"[ \u00a0](?:[^\W\d_]{1,5} ){0,2}[$€£]?\d")  # "wants 85,000", "aims for at least 3 %"
_TOLD = (
    "present",
    "future",
    "bare",
    "imperfect",
    "",
)  # forms of a verb that tell a stance of the clause itself
_PROMISES = ("pledges", "commits")
_SPEECH = ("say", "act", "utter", "show", "part", "hold")
_AGENTS = ("person", "office", "title", "organisation", "country", "capital", "role")
LITTLE = 4  # letters of a word that a headline may write small
GAP = 50  # characters between a verb and the preposition of what it tells
TO_DO = 60  # characters between a verb of agreeing and what is to be done
THAT = 10  # characters behind a verb, adverbs among them, in which "that" begins
MOST_CUES = 16  # verbs of speech of one sentence that are read


def is_plan(text: str, words: Grammar, start: int, end: int) -> bool:
    """Tell whether an infinitive goes with a verb of wanting: "wants to spend", "…, dass Berlin zahlen will"."""
    if words.patterns["infinitive"].match(text, end):
        return True
    ahead = words.patterns["infinitive_ahead"].search(text, max(0, start - LONGEST), start)
    return ahead is not None and (CLOSE.match(text, end) is not None or text[end : end + 1] in _SHUT)


def to_do(text: str, words: Grammar, at: int, reach: int) -> bool:
    """Tell whether an infinitive, or how far it is to go, follows a verb within some characters, in its own clause."""
    stop = _CLAUSE_END.search(text, at, at + reach)
    end = stop.start() if stop else at + reach
    if words.patterns["infinitive"].search(text, at, end) is not None:
        return True
    return words.patterns["to_amount"].match(text, at, end) is not None  # "committed the country to 2 %"


def joined(text: str, words: Grammar, cue: Cue) -> bool:
    """ "Canada has 65,000 troops and wants 85,000": a second verb, by the connector before it and what it takes."""
    before = words_before(text, cue.start)
    if before and words.has("objects", before[-1]):
        before.pop()  # French "et en vise 300 000"
    if not before or not words.has("connectors", before[-1]):
        return False
    if any(taken.match(text, cue.end) for taken in (_TAKEN, words.patterns["infinitive"])):
        return True
    behind = WORD.match(text, cue.end + 1)
    return behind is not None and text[cue.verb].islower() and _opens_object(words, behind[0])


def _opens_object(words: Grammar, word: str) -> bool:
    """ "But wants X to come", "and demands a summit": no noun takes an object."""
    if word[0].isupper():
        return not words.verb_second
    return words.opens_object(word)


@cache
def _parting(words: Grammar) -> dict[str, list[tuple[re.Pattern[str], Stance]]]:
    """Return verbs with each particle that ends their clause, and what they say with it; a key may name several."""
    told: dict[str, dict[str, Stance]] = words.settings.get("parted", {})
    return {
        verb: [(re.compile(rf" {particle}(?=[.,;:!?]|$)"), stance) for particle, stance in stances.items()]
        for verbs, stances in told.items()
        for verb in verbs.split()
    }


class Cues:
    """Finds the verbs of speech of a sentence."""

    def __init__(self, scan: Scan) -> None:
        self.text, self.index = scan.text, scan.index
        self.words = grammar(scan.language.code)
        self.auxiliaries = Auxiliaries(scan)
        self._silent = self.words.patterns["silent"]
        self._so_much = self.words.patterns["only_so_much"]
        self._by_nobody = self.words.patterns["by_nobody"]
        self._undenied = self.words.patterns["undenied"]
        self._unpledged = self.words.patterns["unpledged"]
        self._tallied = self.words.patterns["tallied"]
        self._parting, self._finite = _parting(self.words), verb_of_clause(self.words)
        self._governed: dict[str, list[str]] = self.words.settings.get("governed", {})

    def find(self, s: Sentence) -> list[Cue]:
        """Return the verbs of speech of a sentence, each once, with what the word order says of them."""
        found: dict[int, Cue] = {}
        for m in self.index.mentions(s.number, SPEECH):
            kind, _, form = m.kind.partition(".")
            if kind not in _SPEECH or len(found) >= MOST_CUES:
                continue
            cue = self._cue(m, kind, form, s)
            if cue is None:
                continue
            if str(cue.stance) == "denies" and self._is_undenied(cue, s):
                cue = cue._replace(stance="reports")
            elif str(cue.stance) in _PROMISES and self._is_unpledged(cue, s):
                cue = cue._replace(stance="denies")
            if self._tells_count(cue, form, s) or (not form and self._is_asked(cue, found)):
                continue
            if (other := found.get(cue.verb)) is None:
                found[cue.verb] = cue
                continue
            weak = ("reports", "announces", "approves")
            stance = other.stance if other.stance not in weak or cue.stance == "reports" else cue.stance
            act, say = other.act or cue.act, other.say or cue.say
            # Of one form that may be finite or a participle ("hat … verlangt") the one with its auxiliary is meant.
            wide = cue if (cue.end, -cue.start) > (other.end, -other.start) else other
            found[cue.verb] = wide._replace(
                stance=stance, act=act, say=say, utter=other.utter and cue.utter, show=other.show and cue.show
            )
        return [found[at] for at in sorted(found)]

    def _is_unpledged(self, cue: Cue, s: Sentence) -> bool:
        """Tell whether a promise is told as one not made: "has not committed to", "hat sich nicht verpflichtet"."""
        low = max(s.start, cue.verb - GAP)
        return self._unpledged.search(self.text, low, cue.verb) is not None

    def _is_undenied(self, cue: Cue, s: Sentence) -> bool:
        """ "Did not deny that", "ne conteste pas que": whoever does not deny a clause tells it."""
        told = self.index.within(cue.end, cue.end + THAT, "clause")
        if not any(m.value == "that" for m in told) and self.text[cue.end : cue.end + 1] != ",":
            return False
        return self._undenied.search(self.text, max(s.start, cue.verb - GAP), cue.verb) is not None

    def _tells_count(self, cue: Cue, form: str, s: Sentence) -> bool:
        """Tell whether a verb tells what is counted, said by nobody: "in the first quarter it promised 2 billion"."""
        over = form in ("participle", "past")
        if str(cue.stance) != "announces" and not (over and str(cue.stance) == "pledges"):
            return False
        if self._tallied.search(self.text, s.start, cue.start):
            return True
        close = CLOSE.search(self.text, cue.end, s.end) if over else None
        return over and bool(self._tallied.search(self.text, cue.end, close.start() if close else s.end))

    def _is_asked(self, cue: Cue, found: dict[int, Cue]) -> bool:
        """ "Poland pressed its partners to set aside 4 billion": of one form with what was done, but others' to do."""
        before = words_before(self.text, cue.start)
        if not (cue.act and before and self.words.has("infinitive_marks", before[-1])):
            return False
        # "wants to agree" is of whoever wants it, "wants them to agree" not
        own = self.words.patterns["infinitive"]
        asking = [
            c.end
            for c in found.values()
            if c.end < cue.start
            and (str(c.stance) == "demands" or (str(c.stance) == "wants" and not own.match(self.text, c.end)))
        ]
        return bool(asking) and CLOSE.search(self.text, max(asking), cue.start) is None

    def _cue(self, m: Mention, kind: str, form: str, s: Sentence) -> Cue | None:
        """Return a mention as a verb of speech, None where it is none here."""
        if kind == "hold":
            if self._counts(s):
                return None  # "presented a plan worth 5 billion": the number is not of whoever does
            kind = "act"
        before, word = words_before(self.text, m.start), self.text[m.start : m.end].lower()
        if self._so_much.search(self.text, max(0, m.start - 3), m.end + GAP // 2):
            return None  # "n'assure que 5,7 % des dépenses"
        if self._is_part_of_word(m) or self._means_else(m, kind, form, word, before, s):
            return None
        if (parted := self._parted(word, m.end, s.end)) is not None:
            return Cue(m.start, m.end, m.start, parted, form, True, True)
        if self._governs(word, m.end, s.end):
            kind = "act"
        if kind == "part":
            return None
        parts = kind != "act" or word in self._parting  # German "wies … auf" says nothing
        if self._is_followed_noun(word, m.end) or (parts and self._is_parted(word, m.end, s.end)):
            return None
        if form == "participle" and (last := self.auxiliaries.closed_by(m.end)):
            return Cue(m.start, last, m.start, m.value, form, kind == "act", kind != "act", kind == "utter")
        start, opened = self._opening(m, kind, form, word, before, s)
        if start < 0:
            return None
        act = kind == "act"
        return Cue(
            start, m.end, m.start, m.value, form, act, not act, kind == "utter", kind == "show", opened
        )

    def _is_part_of_word(self, m: Mention) -> bool:
        """Tell whether letters before a verb, or its capital, make another word of it: "sous-estiment", "Zusagen"."""
        ahead = m.start > 1 and self.text[m.start - 2].isalpha()
        if self.text[m.start - 1 : m.start] == "-" and ahead:
            return True
        # "zu langfristigen Zusagen": within a sentence a verb has no capital
        return self.words.verb_second and self.text[m.start].isupper() and ahead

    def _means_else(
        self, m: Mention, kind: str, form: str, word: str, before: list[str], s: Sentence
    ) -> bool:
        """Tell whether the words around a verb leave it no speech: reflexives, amounts, passives, attributes."""
        itself = self.words.listed("reflexives")
        if self.words.has("reflexive_only", word) and itself.isdisjoint(before[-3:]):
            # but "a engagé le Canada à dépenser 2 %"
            return not self.words.patterns["binds"].match(self.text, m.end)
        if self.words.has("not_reflexive", word) and not itself.isdisjoint(before[-2:]):
            return True  # "l'Italie et la Belgique se trouvent en queue"
        if kind == "act" and self.words.has("amount_only", word) and not self._takes_amount(m.end):
            return True  # "plans 5 %" plans, "NATO plans call for 5 %" does not
        if kind == "act" and self.words.has("infinitive_only", word):
            return not self.words.patterns["infinitive"].match(self.text, m.end)  # "compte 5 000 hommes"
        if kind == "show" and not itself.isdisjoint(before[-1:]):
            return True  # "elle se situait à", "s'évalue à": what counts itself tells nothing of others
        if form == "gerund" and before and self.words.has("apart", before[-1]):
            return True  # "goes without saying"
        if (
            m.value == "reports"
            and kind == "say"
            and self._by_nobody.search(self.text, max(s.start, m.start - GAP), m.start)
        ):
            return True  # "…, and nobody noticed", "personne ne l'a remarqué"
        if self._silent.match(self.text, m.start):
            return True  # "accuser une baisse", "claimed 300 lives"
        if form in ("past", "participle") and any(
            self.text[x.end : m.start].isspace() for x in self.index.within(m.start - 6, m.start, "than")
        ):
            return True  # "more than promised in the spring"
        if form == "past" and (self._lacks_subject(m, before, s) or self._is_done(m.end, kind)):
            return True
        if self.words.has("set_forms", word) and before and self.words.has("set_things", before[-1]):
            return True  # "the 2 % level agreed in Wales"
        if kind == "utter" and not form and before and self.auxiliaries.is_being(before):
            return True  # "had been offered neither"
        return self._is_passive(m.end) or (form == "past" and self._is_attribute(m.start, m.end, s.start))

    def _opening(
        self, m: Mention, kind: str, form: str, word: str, before: list[str], s: Sentence
    ) -> tuple[int, int]:
        """Return where a verb begins, with its auxiliary or pronoun, and what opened it; -1 where it is no verb."""
        closing = form == "participle" or (form == "present" and self.auxiliaries.may_close(word, m.end))
        if closing and (bracket := self.auxiliaries.bracket(m.start, s.start)):
            return bracket
        if form == "participle" and (shared := self.auxiliaries.shared(m.start, s.start)):
            return shared
        if form == "participle" or (form == "past" and before and self.auxiliaries.is_being(before)):
            return self.auxiliaries.of(m.start, s.start), 0
        start = m.start
        if form in ("infinitive", "bare") and (start := self._chained(m, before, s, form)) < 0:
            return -1, 0
        noun = self.words.has("nouns", word.partition(" ")[0])
        heads = not before and m.start == s.start and form == "present" and not self.words.verb_second
        if noun and (heads or (before and self._is_noun(before, m, s))):
            return -1, 0  # "Estimates out on Monday put Canada at 1.4 %"
        if kind != "act" and before and self.words.has("clitics", before[-1]):
            return -1, 0
        if before and self.words.has("reflexives", before[-1]):
            start = max(s.start, m.start - len(before[-1]) - 1)
        return start, 0

    def _counts(self, s: Sentence) -> bool:
        """Tell whether a sentence may hold an amount, in digits or in words that are no articles."""
        if _DIGIT.search(self.text, s.start, s.end) is not None:
            return True
        counting = [m for m in self.index.mentions(self.index.at(s.start), NUMBERS) if m.kind in COUNTING]
        return any(not self.words.has("articles", self.text[m.start : m.end].lower()) for m in counting)

    def _takes_amount(self, end: int) -> bool:
        """Tell whether a number in digits or words stands right behind a verb."""
        led = self.index.within(end, end + 2, "between")  # "plans between 5 and 6 percent"
        direct = _DIRECT.match(self.text, led[0].end if led else end) is not None
        direct = direct or any(m.start == end + 1 for m in self.index.within(end, end + 2, "word"))
        hedged = None if direct else _HEDGED.match(self.text, end)
        if hedged is not None:  # "mentioned an extra €12bn", "some €12bn"
            little = self.index.within(end, hedged.end(), "hedge", "additional")
            plain = [w for w in WORD.findall(hedged[1].lower()) if not self.words.has("articles", w)]
            return all(any(w in self.text[m.start : m.end].lower() for m in little) for w in plain)
        return direct

    def _is_passive(self, end: int) -> bool:
        """ "… kritisiert wurde": what stands right behind makes a passive of it where the verb closes its clause."""
        behind = WORD.match(self.text, end + 1, end + 14) if self.words.verb_second else None
        return behind is not None and self.words.has("beings", behind[0].lower())

    def _is_done(self, end: int, kind: str) -> bool:
        """Tell "Italy, criticised by Washington, spends 1.5 %": what another does to a name is no word of its own.

        What is said is so only before a name: "promised by 2030 to spend 2 %".
        """
        behind = None if self.words.verb_second else WORD.match(self.text, end + 1, end + 14)
        if behind is None or not self.words.has("agents", behind[0].lower()):
            return False
        return kind == "act" or bool(self.index.within(behind.end(), behind.end() + ARTICLE, *_AGENTS))

    def _is_attribute(self, start: int, end: int, floor: int) -> bool:
        """ "Einer als historisch bezeichneten Mehrheit": a participle between an article and its noun is no verb."""
        behind = WORD.match(self.text, end + 1, end + 40) if self.words.verb_second else None
        if behind is None or not self.text[start:end].endswith(tuple(self.words.listed("plural_endings"))):
            return False
        words = WORD.findall(CLOSE.split(self.text[max(floor, start - 60) : start])[-1])
        for back, word in enumerate(reversed(words)):
            if self.words.has("determiners", word.lower()):
                return back > 0
            if word[0].isupper() and not self._is_day(word):
                led = words[: len(words) - back - 1]
                return any(self.words.has("agents", w) for w in led[-3:])  # "die von X veranschlagten …"
        return False

    def _is_day(self, word: str) -> bool:
        """Tell whether a word is a day or a month."""
        return self.words.has("days", word.lower())

    def settled(self, cue: Cue) -> Cue:
        """A verb whose object decides, as a sign: "wants to" a plan, "expects" a forecast whoever says it."""
        if str(cue.stance) == "wants":
            plan = is_plan(self.text, self.words, cue.start, cue.end)
            return cue._replace(stance="pledges" if plan else "demands")
        if str(cue.stance) == "commits" and not to_do(self.text, self.words, cue.end, TO_DO):
            return cue._replace(stance="reports")
        return cue._replace(stance="needs") if cue.stance == "expects" else cue  # type: ignore[arg-type]

    def tells(self, cue: Cue, sources: list[Source]) -> bool:
        """Tell whether a verb says the stance of its own clause: not in a past form, not a noun in disguise."""
        word = cue.word(self.text)
        subject = any(cue.start - 2 <= x.end <= cue.start for x in sources)
        verbal = subject or not self.words.has("nouns", word) or joined(self.text, self.words, cue)
        verbal = verbal or (str(cue.stance) == "wants" and to_do(self.text, self.words, cue.end, TO_DO))
        return cue.form in _TOLD and verbal

    def _chained(self, m: Mention, before: list[str], s: Sentence, form: str) -> int:
        """Return where a verb without an ending of its own begins, -1 where it is none.

        An infinitive counts after "vient de", "refused to", …, and begins there; a bare form also right after its
        subject.
        """
        chains = self.index.within(max(s.start, m.start - 40), m.start, "chain")
        if chains and not WORD.search(self.text, chains[-1].end, m.start):
            return chains[-1].start
        if form == "bare":
            blocked = before and (
                self.words.has("prepositions", before[-1])
                or self.words.has("determiners", before[-1])
                or self.words.has("articles", before[-1])
            )
            return -1 if blocked else m.start
        return -1

    def _is_followed_noun(self, word: str, end: int) -> bool:
        """ "EU pledges of 144 billion": a word that may be a noun, with what only a noun takes behind it."""
        behind = WORD.search(self.text, end, end + 12)
        return (
            behind is not None
            and self.words.has("nouns", word)
            and self.words.has("noun_behind", behind[0].lower())
        )

    def _parted(self, word: str, start: int, end: int) -> Stance | None:
        """Return the stance of a verb with its particle at the end of the clause: German "sagte … zu" promises."""
        parted = self._parting.get(word, ())
        end = self._own_end(start, end, lists=True) if parted else end
        found = [
            (m.start(), told) for particle, told in parted if (m := particle.search(self.text, start, end))
        ]
        # a later clause has its own: "wies es zurück, Rom gebe 1 % aus"
        return min(found)[1] if found else None

    def _governs(self, word: str, at: int, end: int) -> bool:
        """Tell whether a verb is followed by a day or place and its preposition: "sprach am Mittwoch von …"."""
        governed = self._governed.get(word, ())
        floor = at
        for n, led in enumerate(WORD.finditer(self.text, at, min(end, at + GAP)) if governed else ()):
            small = led[0].lower()
            if self.text[floor : led.start()].strip():
                return False
            if n and small in governed:
                return True
            if not n and not (
                self.words.leads_away(small) or self.words.between(small) or self._is_day(small)
            ):
                return False
            if n and not (led[0][0].isupper() or self.words.between(small) or self.words.has("hours", small)):
                return False  # "sprach mit dem Präsidenten von Polen", "spoke on condition of anonymity"
            floor = led.end()
        return False

    def _own_end(self, at: int, last: int, *, lists: bool = False) -> int:
        """Return where the clause of a verb ends, behind relative clauses; `lists`: and behind what it lists."""
        close = _PAUSED.search(self.text, at, last)
        while close and close[0] == ",":
            behind = _PAUSED.search(self.text, close.end(), last)
            piece = close.start(), behind.start() if behind else last
            if self.words.patterns["relates"].match(self.text, close.start()):
                if behind is None:
                    break
                behind = _PAUSED.search(self.text, behind.end(), last)
            elif (
                not lists or close.start() == at or (self._finite and self._finite.search(self.text, *piece))
            ):
                break  # a later clause has its own verb
            close = behind
        return close.start() if close else last

    def _is_parted(self, word: str, end: int, last: int) -> bool:
        """Tell whether what ends its clause makes another verb of it: German "gab 3 % aus", "ließ 3 % fließen"."""
        if not self.words.has("partable", word):
            return False
        clause = WORD.findall(self.text, end, self._own_end(end, last))
        if not clause:
            return False
        closing = clause[-1].lower()
        lets = self.words.has("letting", word) and clause[-1][-1:] == "n" and closing == clause[-1]
        return self.words.has("particles_apart", closing) or (lets and not self.words.has("let_say", closing))

    def _lacks_subject(self, m: Mention, before: list[str], s: Sentence) -> bool:
        """Tell whether a past form opens its clause, and is a participle: "Asked whether …, X said", "when asked"."""
        if self.words.verb_second or self.index.within(m.start, m.end, "utter"):
            return False
        opened = bool(before) and self.words.has("openers", before[-1])
        head = m.start == s.start and "," in self.text[m.end : s.end] and self.text[m.start].isupper()
        return opened or head

    def _is_noun(self, before: list[str], m: Mention, s: Sentence) -> bool:
        """Tell whether a word that may be a verb is a noun: behind an article, or in a name ("Defence Pledge")."""
        at = m.start
        denied = len(before) > 1 and self.words.has("negatives", before[-2])
        if self.words.has("objects", before[-1]) and (denied or self._takes_amount(m.end)):
            return False  # "Varsovie en veut 300 000", "n'en compte que 200 000"
        if self.words.has("it", before[-1]) and len(before) > 1 and self.words.has("as_opens", before[-2]):
            return False  # "comme le demande Varsovie"
        named = at > s.start and self.text[at].isupper() and self.text[s.start : at].split()[-1][:1].isupper()
        being = before[-1] in self.words.listed("beings") and self.text.startswith(" for", m.end)
        return self.words.has("determiners", before[-1]) or being or (named and self._runs_on(s, at))

    def _runs_on(self, s: Sentence, at: int) -> bool:
        """Tell whether a sentence is none in which every word has a capital."""
        words = [w for w in WORD.findall(self.text[s.start : at]) if len(w) > LITTLE]
        return any(w[0].islower() for w in words)
