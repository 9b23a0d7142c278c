"""A verb of speech in its sentence in, its place out: whether it stands aside, opens speech, or puts a number."""

from __future__ import annotations

import re

from foedus.text.lexicon import SPEECH, Scan
from foedus.text.particles import ARTICLE, WORD, grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.speech.commas import STOP
from foedus.text.speech.cues import joined, to_do
from foedus.text.speech.quotes import CLOSED
from foedus.text.speech.sayers import Sayers
from foedus.text.speech.speakers import Cast, Source
from foedus.text.speech.voices import Cue

MOOD = 90  # characters behind a verb in which the mood of reported speech may show
LONGEST_WORD = 40  # characters of a little word, and more
_APPOSED = re.compile(r", ([^\W\d_]+)(?: [^\W\d_]+(?:['’]s)?){0,4}$")
_LAST = re.compile(r"([^\W_]+)['’]?$")
_FIGURE = re.compile(r"\d[\s\u00a0\u202f]?(?:%|per ?cent|[Pp]rozent|bn|[mbt]r?illi|[Mm]illi)|[$€£]\s?\d")
_RATE = re.compile(r"\d[\s\u00a0\u202f]?(?:%|per ?cent|pour cent|[Pp]rozent)")
_BEHIND_QUOTE = re.compile(r"[»”\"],? [^,.;:«»“”\"\n]{3,50}$")  # "…,” the envoy's assistant X wrote"
_OPENED = re.compile(r"[\s:,]*[«“\"„‹]\s?")  # a quotation
ADDRESSED = 4  # words in which those who are told are named
SHORT = 45  # characters after a parenthetical verb before the next comma ("…, X said on Monday, …")
NEAR = 60  # characters in which someone puts a number "at" something
PLACED = 100  # the same where the number stands right behind that "at"
_PLACED = re.compile(r" (?:[a-z]+ ){0,2}[$€£]?\d")
WRITTEN = 20  # characters behind that "at" in which a fraction in words begins
CLAUSE = 220  # characters of a clause that an infinitive ends
FIRST_WORDS = 30  # characters behind a verb in which what is promised begins


class Clauses:
    """Reads how a verb of speech stands in its sentence."""

    def __init__(self, scan: Scan, cast: Cast, sayers: Sayers) -> None:
        self.text, self.index, self.cast, self.sayers = scan.text, scan.index, cast, sayers
        self.words = grammar(scan.language.code)
        self._asked = self.words.patterns["asked"]
        self._reported = self.words.shaped("reported", r", (?:[^\W_][\w-]* ){1,8}{}\b")

    def is_aside(self, cue: Cue, subject: Source, s: Sentence) -> bool:
        """Tell whether the verb stands aside ("…, X said." "…, leaders noted in Ankara, …")."""
        if not cue.say or self.sayers.names_holder(s.start, subject, cue):
            return False
        if self._is_beside_tag(cue, subject):
            return False  # "…, X told them, urging all to pay more"
        if self.sayers.subordinates.as_said(subject, s):
            return not self._is_meanwhile(cue, s)
        if subject.end < cue.start:
            between = self.text[subject.end : cue.start]
            if ", " in between and self._joins(cue, s):
                return False  # "…," X told them, and threatened to leave
            if any(c.isdigit() for c in between) and joined(self.text, self.words, cue):
                return False  # "Down in 2019, X is at 2 % and hopes to grow"
        if self.words.verb_second or self.sayers.does_after(subject, cue):  # aside, the subject stands behind
            return False
        stop = STOP.search(self.text, cue.end, s.end)
        end = stop.start() if stop else s.end
        tail = self.text[cue.end : end]
        if self._only_addresses(cue, tail):
            tail = ""  # "…, X told reporters." is "…, X said."
        opening = stop[0].strip() if stop else ""
        if self.words.patterns["as_they_did"].match(tail):
            tail, opening = "", ","  # "…, X pledged as she unveiled a rise of 1.7 billion"
        office = subject.kind in ("person", "role", "group") and self.text[subject.start].islower()
        lead = self._without_articles(self._without_place(s.start, subject.start), office)
        # "Asked about it, X said.", but "Worried by Moscow, Canada raised its spending, X said."
        asked = self.opens_participle(s.start) and ", " not in lead
        if not tail.strip() and opening in (",", ".", ";", "") and self._is_told(lead) and not asked:
            return True
        if not lead and not tail.strip() and self._is_of_another(subject, cue):
            return False  # "X thanked them as the meeting concluded."
        words, apart = WORD.findall(lead), lead.endswith((",", "–", "—", ")"))
        # "It meant nothing, X insisted: …"
        own = len(words) > 2 and self.words.has("selves", words[0].lower())
        clause = len(words) > 8 or (len(words) > 4 and self._is_clause(words))
        if opening == ":" and lead.endswith(",") and (own or clause):
            return True
        if (
            opening == ":"
            or (self._opens_quote(end) and not (apart and self._is_clause(words) and self._runs_on(end)))
            or (len(tail) > SHORT and not self._mere_place(tail, lead) and not self._addressed(tail, lead))
        ):
            return False
        told = any(m.value == "that" for m in self.index.within(cue.end, end, "clause"))
        if told or _FIGURE.search(tail) or (any(c.isdigit() for c in tail) and not lead.endswith(",")):
            return False
        if lead and (lead[-1] in '»”"’' or _BEHIND_QUOTE.search(lead)):
            return True
        if not lead and self.follows_quote(s):
            return True
        if words and len(words) <= 2 and not lead.endswith((",", "»", "”", '"')):
            return not tail.strip()
        if apart and asked:
            return False  # "Asked about tanks, X said there would be none"
        if apart and opening == "," and words and not self.words.has("prepositions", words[0].lower()):
            return True
        if cue.utter and words and self.words.leads_away(words[0].lower()) and tail.strip():
            return False  # "Après l'envoi de …, X a coupé le robinet"
        return (apart and (len(words) > 8 or self._is_clause(words))) or not tail.strip()

    def _is_meanwhile(self, cue: Cue, s: Sentence) -> bool:
        """Tell whether "as" opens the sentence with what somebody does meanwhile: "As X threatens to leave, …"."""
        opened = cue.act and self.words.patterns["opens_against"].match(self.text, s.start)
        return bool(opened) and self.words.patterns["as_doing"].match(self.text, cue.verb) is not None

    def _is_beside_tag(self, cue: Cue, subject: Source) -> bool:
        """Tell whether a verb in "-ing" only tells what else someone says, behind the comma that closes a tag."""
        if cue.form != "gerund" or self.text[cue.start - 2 : cue.start] != ", ":
            return False
        told = self.index.of_book(SPEECH, subject.end, cue.start - 1)
        return any(m.kind.startswith(("say", "utter")) for m in told)

    def _joins(self, cue: Cue, s: Sentence) -> bool:
        """Tell whether a verb stands behind a comma and a connector, and tells something behind it."""
        led = words_before(self.text, cue.start, 12)
        if (
            not led
            or not self.words.has("connectors", led[-1])
            or not WORD.match(self.text, cue.end + 1, s.end)
        ):
            return False
        before = self.text[max(0, cue.start - SHORT) : cue.start].rstrip()
        return before[: -len(led[-1])].rstrip().endswith(",")

    def opens_participle(self, at: int) -> bool:
        """Tell whether a past form opens a sentence, which only leads up to it."""
        if self._asked.match(self.text, at):
            return True
        return any(m.start == at and m.kind.endswith(".past") for m in self.index.of_book(SPEECH, at, at + 1))

    def _is_of_another(self, subject: Source, cue: Cue) -> bool:
        """Tell whether a verb stands in a clause that its supposed subject does not open: behind "as" or "before"."""
        words = WORD.findall(self.text[subject.end : cue.start].lower())
        led = [m for m in self.index.within(subject.end, cue.start, "clause") if m.value in ("as", "break")]
        return bool(led) or any(self.words.has("openers", w) for w in words)

    def _is_told(self, lead: str) -> bool:
        """Tell whether what stands before a name is a clause with its comma, or the end of a quotation."""
        words = WORD.findall(lead)
        if lead.rstrip(",").endswith(CLOSED):
            return True
        return lead.endswith(",") and bool(words) and not self.words.has("prepositions", words[0].lower())

    def _is_clause(self, words: list[str]) -> bool:
        return len(words) > 2 and not self.words.has("prepositions", words[0].lower())

    def ends_aside(self, lead: str) -> bool:
        """ "Some, like the president, have …": the verb goes on behind whoever is named beside its subject."""
        if not lead.endswith(",") or (comma := lead.rfind(", ", 0, -1)) < 0:
            return False
        beside = lead[comma + 2 :].lower()
        counted = any(c.isdigit() for c in beside)
        return not counted and beside.startswith(tuple(self.words.listed("alongside")))

    def without_objects(self, lead: str) -> str:
        """Return the words before a verb without the pronouns that are its objects (", lui a répondu X")."""
        while (word := _LAST.search(lead, len(lead) - LONGEST_WORD)) and self.words.has(
            "objects", word[1].lower()
        ):
            lead = lead[: word.start()].rstrip()
        return lead

    def _mere_place(self, tail: str, lead: str) -> bool:
        """Tell whether only where or when it was said follows ("…, X announced before a meeting in Brussels")."""
        if not lead.endswith(",") or len(WORD.findall(lead)) <= 4:
            return False
        if self.words.patterns["occasion"].match(tail.lstrip()):
            return True
        words = WORD.findall(tail.lower())
        while len(words) > 1 and self.words.between(words[0]):
            words.pop(0)
        return self.words.leads_away(words[0])

    def _addressed(self, tail: str, lead: str) -> bool:
        """Tell whether those who were told follow, and where (", X told reporters before the conference")."""
        words = WORD.findall(tail.lower())[:ADDRESSED]
        led = next((n for n, w in enumerate(words) if self.words.has("prepositions", w)), len(words))
        told = any(self.words.has("addressees", w) for w in words[:led])  # "a stunned parliament"
        return lead.endswith(",") and len(WORD.findall(lead)) > 4 and told

    def _only_addresses(self, cue: Cue, tail: str) -> bool:
        """Tell whether a verb is followed by those who were told alone: "told reporters", "told the BBC"."""
        words = WORD.findall(tail)
        if not 0 < len(words) <= ADDRESSED or not self.words.has("addressing", cue.word(self.text)):
            return False
        if self.words.has("addressees", words[-1].lower()):
            return not any(self.words.has("prepositions", w.lower()) for w in words)
        return words[-1][0].isupper() and all(self.words.has("articles", w.lower()) for w in words[:-1])

    def _without_place(self, start: int, at: int) -> str:
        """Return the words before a name without whose it is: "Estonia's X", "the chancellor's defence minister"."""
        for m in self.index.within(max(start, at - 24), at, "country", "demonym", "capital", "person"):
            if self.text[m.end : at].strip() in ("", ".", *self.words.possessive):
                return self.text[start : m.start].rstrip()
        return self.text[start:at].rstrip()

    def is_in_that(self, subject: Source) -> bool:
        """Tell whether "that" stands right before a subject: what its verb tells is somebody else's to say."""
        led = self.index.within(max(0, subject.start - 2 * ARTICLE), subject.start, "clause")
        return any(m.value == "that" and subject.start - m.end <= ARTICLE for m in led)

    def _without_articles(self, lead: str, office: bool) -> str:
        """Return the words before a name or an office without what tells of it ("…, [a retired colonel] X")."""
        apposed = _APPOSED.search(lead)
        if apposed and self.words.has("indefinites", apposed[1].lower()):
            return lead[: apposed.start() + 1]
        if apposed and office and self.words.has("articles", apposed[1].lower()):
            told = WORD.findall(apposed[0].lower())[1:]  # but "…, the highest goal the minister named"
            if not any(len(w) > 1 and self.words.has("articles", w) for w in told):
                return lead[: apposed.start() + 1]
        if self.words.possessive and lead.endswith(self.words.possessive):
            before, _, owner = lead.rpartition(" ")
            lead = before if owner.islower() else lead  # "the country's"
        while (word := _LAST.search(lead, len(lead) - LONGEST_WORD)) and self._is_before_name(
            word[1].lower()
        ):
            lead = lead[: word.start()].rstrip()
        return lead

    def _is_before_name(self, word: str) -> bool:
        loose = self.words.has("glue", word) and not self.words.has("prepositions", word)
        return self.words.has("articles", word) or (loose and not self.words.has("connectors", word))

    def follows_quote(self, s: Sentence) -> bool:
        """Tell whether a quotation ends right before this sentence."""
        return self.text[max(0, s.start - 3) : s.start].rstrip()[-1:] in ("»", "”", '"')

    def opens_speech(self, at: int, s: Sentence) -> bool:
        """Tell whether "that", a colon or a quotation follows within a few words, or nothing at all."""
        tail = self.text[at : min(s.end, at + 60)]
        if not WORD.search(tail):
            return True
        if any(m.value == "that" for m in self.index.within(at, min(s.end, at + 40), "clause")):
            return True
        if self._reported.match(self.text, at, min(s.end, at + MOOD)):
            return True  # "wiederholte, er nehme nichts zurück"
        stop = STOP.search(tail)
        if (
            stop is not None
            and (words := WORD.findall(tail[: stop.start()].lower()))
            and self.words.has("articles", words[-1])
        ):
            return False
        return stop is not None and (stop[0].strip() in (":", '"') or self._opens_quote(at + stop.start()))

    def _runs_on(self, at: int) -> bool:
        """Tell whether a quotation only goes on with the clause before its tag: "…, X told them, “and not less”"."""
        opened = _OPENED.match(self.text, at)
        first = WORD.match(self.text, opened.end()) if opened else None
        if first is None:
            return False
        led = self.index.within(first.start(), first.end(), "clause")
        return self.words.has("connectors", first[0]) or any(m.start == first.start() for m in led)

    def _opens_quote(self, at: int) -> bool:
        return _OPENED.match(self.text, at, at + 4) is not None

    def to_do(self, cue: Cue, reach: int) -> bool:
        """Tell whether an infinitive follows a verb within some characters."""
        return to_do(self.text, self.words, cue.end, reach)

    def decides(self, group: Source, cue: Cue, s: Sentence) -> bool:
        """Tell whether members promise together: something that is still to come."""
        ahead = self.index.within(cue.end, s.end, "ahead", "mark")
        later = any(m.value in ("future", "expects", "likely") for m in ahead)
        later = later or str(cue.stance) == "commits"
        reach = CLAUSE if self.words.verb_second else FIRST_WORDS  # where an infinitive ends its clause
        later = later or str(cue.stance) == "approves"
        # a rate is still to be reached ("promised 2 % of GDP"), where a sum may be what was given
        due = self.to_do(cue, reach) or _RATE.search(self.text, cue.end, min(s.end, cue.end + FIRST_WORDS))
        later = later or (cue.stance == "pledges" and (cue.form == "present" or bool(due)))
        return later and self.cast.house is not None and group.name == self.cast.house[1]

    def _placed_at(self, start: int, end: int) -> bool:
        """Tell whether only where someone is stands between two places: "analysts in X put it at …"."""
        where = self.index.within(start, end, "capital", "city")
        led = WORD.findall(self.text[start : where[0].start]) if where else []
        return len(led) == 1 and self.words.leads_away(led[0].lower()) and where[-1].end == end - 1

    def placed(self, s: Sentence, cue: Cue, sources: list[Source]) -> bool:
        """Tell whether someone puts a number at something ("he put the level at 2.5 %")."""
        near = [x for x in sources if x.end <= cue.start and not x.oblique]
        relative = self.sayers.relative(cue, s)
        people = [x for x in near if x.kind == "person"]
        led = [x for x in people if relative >= 0 and self.text[x.end : relative].strip() == ","]
        if self.words.has("counting", self.text[cue.verb : cue.end].lower()):
            # "X counted ten allies", but "the army counts 180,000 soldiers"
            return bool(people) and people[-1] is near[-1] and self.sayers.touches(people[-1], cue)
        if self.text[cue.end + 1 : cue.end + 2].isdigit():
            return False  # French "Rome affichait 1,5 %, et Oslo s'arrêtait à 2"
        close = bool(near) and (
            self.sayers.touches(near[-1], cue) or self._placed_at(near[-1].end, cue.start)
        )
        if not led and (not close or near[-1].kind == "group"):
            return False
        return self._puts_at(s, cue)

    def placed_again(self, s: Sentence, cue: Cue, previous: Source | None) -> bool:
        """ "X pledges 260,000 soldiers and puts today's strength at 180,000": the second verb of someone."""
        led = words_before(self.text, cue.start)[-1:]
        told = previous is not None and previous.kind == "person"
        return told and any(self.words.has("connectors", w) for w in led) and self._puts_at(s, cue)

    def _puts_at(self, s: Sentence, cue: Cue) -> bool:
        """Tell whether a verb puts something "at" a number."""
        return any(
            self.words.has("placing", w[0].lower())
            and (w.end() <= cue.end + NEAR or self._is_placed_far(cue.end, w.end()))
            and not self.index.within(w.start(), w.start() + 1, "hedge")  # "puts at least 3 % into equipment"
            for w in WORD.finditer(self.text, cue.end, min(s.end, cue.end + PLACED))
        )

    def _is_placed_far(self, start: int, end: int) -> bool:
        """Tell whether no sign parts a verb from its "at" behind many words, and a number follows that."""
        if STOP.search(self.text, start, end) is not None:
            return False
        return _PLACED.match(self.text, end) is not None or bool(
            self.index.within(end, end + WRITTEN, "fraction", "half-of")
        )
