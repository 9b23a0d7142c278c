"""A verb of speech in, its subject out: before the verb, behind it, within it, named or not."""

from __future__ import annotations

import re

from foedus.text.lexicon import Scan
from foedus.text.particles import grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.speech.speakers import Cast, Source
from foedus.text.speech.unnamed import Unnamed
from foedus.text.speech.voices import PAPERS, Cue

ASIDE = 120  # characters of a list in brackets
ARTICLE = 6  # characters of an article
CLAUSE = 220  # characters of a clause that an infinitive ends
FIRST_WORDS = 30  # characters behind a verb in which what is promised begins
_WORD = re.compile(r"[^\W_]+")
_STOP = re.compile(r"[.,;:!?…»”\"()]|\s?—\s?|\s[–-]\s")
_ASIDE = re.compile(r"\([^()]*\)|^,[^,;:«»“”\"]{1,80},")
_INSERTED = re.compile(r", (?:[^,;:.«»“”\"\n]){2,50}, ")  # an aside between a verb and the subject behind it
_LAST = re.compile(r"[^\W_]+$")
_CLOSING = ("»", "”", '"', "’")


class Sayers:
    """Finds who says it."""

    def __init__(self, scan: Scan, cast: Cast) -> None:
        self.scan, self.text, self.index, self.cast = scan, scan.text, scan.index, cast
        self.words = grammar(scan.language.code)
        self.unnamed = Unnamed(scan, cast)
        listed = scan.language.tables["speech"].get("clause", {}).get("as", [])
        self._as = [phrase.split() for phrase in listed]

    def pronoun_inside(self, cue: Cue, sources: list[Source]) -> Source | None:
        """ "a-t-il dit", "ajoute-t-elle": a pronoun tied to the verb by a hyphen."""
        for source in sources:
            if source.kind != "pronoun" or not cue.start < source.start <= cue.end + 3:
                continue
            close = self.words.verb_second and source.start == cue.end + 1 and not source.oblique
            if self.text[source.start - 1] in "-‐‑" or close:
                return source
        return None

    def after(self, cue: Cue, sources: list[Source], s: Sentence) -> Source | None:
        """Return the subject behind a verb, where only little words or a place stand between."""
        for source in sources:
            if source.start < cue.end or (source.oblique and source.kind == "government"):
                continue
            if source.possessor and self.words.verb_second:
                return None  # German "beziffert Belgiens Ausgaben"
            gap = _INSERTED.sub(" ", self.text[cue.end : source.start])
            if len(gap) > 60 or _STOP.search(gap):
                return None
            little = _WORD.findall(gap.lower())
            if any(m.value == "that" for m in self.index.within(cue.end, source.start, "clause")):
                return None
            plain = [w for w in little if not self.words.has("articles", w) and not self.words.between(w)]
            plain = [w for w in plain if not self.words.has("prepositions", w)]
            latter = self.words.has("latters", self.text[source.start : source.end].lower())
            if len(plain) > 3 or source.oblique or (source.kind == "pronoun" and not latter):
                return None
            places = [x for x in sources if cue.end <= x.start < source.start]
            if not places and any(self.words.leads_away(w) for w in little[:1]):
                return None
            return source
        return None

    def closed(self, cue: Cue, after: Source) -> bool:
        """Tell whether the name follows at once and the aside ends with it (", a précisé X, ")."""
        gap = _WORD.findall(self.text[cue.end : after.start].lower())
        end = self.text[after.end : after.end + 2].lstrip()[:1]
        return end in ",.:;!?»" and all(self.words.has("articles", w) for w in gap)

    def tagged(self, paper: Source, cue: Cue) -> bool:
        """Tell whether an aside ends behind the one word that a verb and its subject consist of."""
        word = _WORD.match(self.text, paper.start)
        closed = word is not None and self.text[word.end() : word.end() + 1] in (",", ".", ";")
        return closed and paper.start - cue.end < ARTICLE

    def rounds_off(self, cue: Cue, after: Source, before: Source | None, pre: str) -> bool:
        """Tell whether a name behind the verb is its subject: no other stands ready, or no clause goes on there."""
        if (
            before is None
            or pre.endswith(_CLOSING)
            or self.text[after.end : after.end + 2].lstrip()[:1] in ",.:;!?»"
        ):
            return True
        little = _WORD.findall(self.text[cue.end : after.start].lower())
        apart = pre.endswith(",") and not self.touches(before, cue)
        if apart and all(self.words.has("articles", w) for w in little):
            return True  # "…, ont confirmé les dirigeants réunis à X"
        word = _WORD.search(self.text, after.end, after.end + 20)
        return word is None or self.words.leads_away(word[0].lower()) or self.words.between(word[0].lower())

    def before(self, cue: Cue, sources: list[Source], s: Sentence, previous: Source | None) -> Source | None:
        """Return the subject before a verb: of its own clause, else of the verb that it is joined to."""
        own = [x for x in sources if x.start < cue.start]
        own = [x if x.end <= cue.start else x._replace(end=cue.start) for x in own]
        own = [x for x in own if not self._is_listed_aside(x, cue.start)]
        own = [
            x for x in own if not self._is_in_relative(x, cue, s) and not self._is_alongside(x, cue)
        ] or own
        words = words_before(self.text, cue.start, 40)
        if words and self.words.has("connectors", words[-1]) and previous is not None:
            return previous
        if cue.form == "gerund" and previous is not None and not (own and self._is_told_with(own[-1], cue)):
            return previous
        last = words[-1] if words else ""
        joined = any(self.words.has(key, last) for key in ("connectors", "prepositions", "beings", "between"))
        told = bool(own) and self._is_told_with(own[-1], cue)
        if (
            cue.form == "gerund"
            and not joined
            and not told
            and self.text[max(0, cue.start - 2) : cue.start] != ", "
        ):
            return None
        if cue.form == "gerund" and own and self._is_told_with(own[-1], cue):
            return own[-1]
        if own and self.papered(own[-1], s):
            return own[-1]
        if own and self._owns_paper(own[-1], cue):
            return self.of_the_house(own[-1])
        near = [x for x in own if not x.possessor and (not x.oblique or self._says_as(x, cue, s))]
        relative = self.relative(cue, s)
        if relative >= 0:
            led = [x for x in own if x.end <= relative]
            if led and self.text[led[-1].end : relative].strip() in ("", ","):
                return led[-1]
            near = [x for x in near if x.end <= relative] or near
        clause = self._clause_start(cue, s)
        inner = [x for x in near if x.start >= clause]
        if inner:
            best = next((x for x in reversed(inner) if self.as_said(x, s)), None) or self._best(inner, cue)
            carried = words and self.words.has("connectors", words[-1]) and best.kind == "person"
            return None if not carried and self.documented(best.end, cue.start) else best
        if previous is not None and not inner:
            return None if self._told_of_others(previous, cue, s) else previous
        return near[-1] if near else None

    def _is_told_with(self, source: Source, cue: Cue) -> bool:
        """ "With X saying that …": a name right between such a preposition and a verb in "-ing"."""
        before = words_before(self.text, source.start)
        return bool(before) and self.words.has("absolute", before[-1]) and self.touches(source, cue)

    def _says_as(self, source: Source, cue: Cue, s: Sentence) -> bool:
        """ "As X said on Tuesday, …": a name behind a word that is a preposition elsewhere, right at its verb."""
        if not cue.say or not self.as_said(source, s):
            return False
        gap = _WORD.findall(self.text[source.end : cue.start].lower())
        return self.touches(source, cue) or all(self.words.has("it", w) for w in gap)  # "comme X l'a dit"

    def _told_of_others(self, previous: Source, cue: Cue, s: Sentence) -> bool:
        """ "X confirmed that member states have pledged …": behind "that" others are the subject."""
        opened = [m for m in self.index.within(previous.end, cue.start, "clause") if m.value == "that"]
        if not opened or "," in self.text[opened[-1].end : cue.start]:
            return False
        words = _WORD.findall(self.text[opened[-1].end : cue.start].lower())
        plain = [w for w in words if not self.words.between(w) and not self.words.has("auxiliaries", w)]
        return len(plain) > 0 and not (words and self.words.has("connectors", words[-1]))

    def _is_listed_aside(self, source: Source, start: int) -> bool:
        """ "The five largest (America, Russia, China) count 74 %": one of a list in brackets before the verb."""
        between = self.text[source.end : start]
        close, opened = between.find(")"), between.find("(")
        if close < 0 or 0 <= opened < close:
            return False
        first = self.text.rfind("(", max(0, source.start - ASIDE), source.start)
        return first >= 0 and "," in self.text[first : source.end + close]

    def _is_in_relative(self, source: Source, cue: Cue, s: Sentence) -> bool:
        """ "X, who had met Y, promised": a name of a relative clause that commas set apart before the verb."""
        if "," not in self.text[source.end : cue.start]:
            return False
        low = max(s.start, source.start - ASIDE)
        opened = [m for m in self.index.within(low, source.start, "clause") if m.value == "relative"]
        if not opened or "," in self.text[opened[-1].end : source.start]:
            return False
        return self.text[max(0, opened[-1].start - 2) : opened[-1].start].strip() == ","

    def _is_alongside(self, source: Source, cue: Cue) -> bool:
        """ "Canada, along with most other members of NATO, has promised": who is named beside the subject."""
        if "," not in self.text[source.end : cue.start]:
            return False
        comma = self.text.rfind(", ", max(0, source.start - ASIDE), source.start)
        if comma < 0:
            return False
        led = self.text[comma + 2 : source.start].lower()
        return led.startswith(tuple(self.words.listed("alongside")))

    def of_the_house(self, owner: Source) -> Source:
        """ "The secretary general's report": a paper of the office speaks for its house, a person's for the person."""
        surname = (owner.name or "").rpartition(" ")[2]
        if self.cast.house is None or owner.country != self.cast.house[1]:
            return owner
        if surname in self.text[owner.start : owner.end]:
            return owner
        return owner._replace(name=self.cast.house[0], kind="organisation")

    def _owns_paper(self, owner: Source, cue: Cue) -> bool:
        """ "Mr Stoltenberg's eighth annual report states": a paper speaks for the person whose it is."""
        owned = owner.possessor and owner.kind == "person" and self.documented(owner.end, cue.start)
        return owned and not _STOP.search(self.text, owner.end + 2, cue.start)

    def papered(self, who: Source, s: Sentence) -> bool:
        """ "Le rapport annuel de Mark Rutte le confirme": a paper that opens its sentence speaks for whose it is."""
        if who.kind != "person" or who.start - s.start > ASIDE:
            return False
        if self.documented(who.start, who.start + 1):
            return True  # "report of X"
        if not who.oblique:
            return False
        papers = [v for v in self.index.within(s.start, who.start, "voice") if v.value in PAPERS][-1:]
        gap = _WORD.findall(self.text[papers[0].end : who.start].lower()) if papers else []
        return (
            0 < len(gap) <= 2
            and self.words.has("prepositions", gap[0])
            and papers[0].start - s.start < FIRST_WORDS
        )

    def counts_on(self, who: Source, at: int, s: Sentence) -> bool:
        """ "…, the institute says; in Europe the jump was 13 %": a count behind a semicolon that nobody else tells.

        `who` is an organisation that is no alliance or union, `at` the offset of the semicolon, -1 where none stands.
        """
        if at < 0 or who.kind != "organisation":
            return False
        told = self.index.within(at, s.end)
        if any(m.kind.startswith(("say", "utter", "act")) for m in told):
            return False
        if any(m.kind == "according" and m.value == "source" for m in told):
            return False
        counted = self.index.within(at, s.end, "fraction", "half-of", "times", "multiply", "percent")
        return bool(counted) or any(c.isdigit() for c in self.text[at : s.end])

    def documented(self, start: int, end: int) -> bool:
        """Tell whether a table or a report is what speaks ("the figures published on Tuesday suggest")."""
        return self.unnamed.documented(start, end)

    def _best(self, near: list[Source], cue: Cue) -> Source:
        """Prefer a name right at the verb, then the first subject of the clause."""
        while len(near) > 1 and near[-1].kind == "pronoun" and self._emphatic(near[-1]):
            near = near[:-1]
        if len(near) > 1 and near[-1].kind == "role" and self._describes(near[-2], near[-1]):
            near = near[:-1]
        if self.touches(near[-1], cue):
            while len(near) > 1 and self._coordinated(near[-2], near[-1]):
                near = near[:-1]
            return near[-1]
        speaking = [x for x in near if x.kind != "pronoun"]
        return self._behind_comma(near, cue) or (speaking[0] if speaking else near[-1])

    def _behind_comma(self, near: list[Source], cue: Cue) -> Source | None:
        """ "…, two officials familiar with the plan said": who stands right behind the last comma."""
        comma = self.text.rfind(", ", near[0].start, cue.start)
        if comma < 0 or not cue.say:
            return None
        first = next((x for x in near if x.start > comma), None)
        if first is None or first.kind == "group":
            return None
        lead = _WORD.findall(self.text[comma : first.start].lower())
        return first if len(lead) <= 2 and all(self.words.has("articles", w) for w in lead) else None

    def _coordinated(self, one: Source, other: Source) -> bool:
        """ "NATO and the Pentagon say": the first of them is taken."""
        gap = [w.lower() for w in _WORD.findall(self.text[one.end : other.start])]
        comma = self.text[one.end : other.start].strip() == "," and one.kind == other.kind == "government"
        joined = comma or (bool(gap) and self.words.has("connectors", gap[0]))
        return joined and all(self.words.has("articles", w) for w in gap[1:]) and other.kind != "pronoun"

    def _describes(self, name: Source, role: Source) -> bool:
        """ "SIPRI, a Stockholm think-tank, says": a role between commas that only tells what the name is."""
        gap = self.text[name.end : role.start]
        return gap.startswith(",") and len(gap) < 40 and self.text[role.end : role.end + 1] == ","

    def _emphatic(self, pronoun: Source) -> bool:
        """ "Le Kremlin, lui, …": a pronoun between commas only points."""
        lead = self.text[max(0, pronoun.start - 2) : pronoun.start].strip()
        return self.text[pronoun.end : pronoun.end + 1] == "," and lead == ","

    def relative(self, cue: Cue, s: Sentence) -> int:
        """Return the offset of a relative pronoun that is the subject of this verb, else -1."""
        found = [
            m
            for m in self.index.within(max(s.start, cue.start - 30), cue.start, "clause")
            if m.value == "relative"
        ]
        if not found:
            return -1
        gap = _WORD.findall(self.text[found[-1].end : cue.start].lower())
        return found[-1].start if all(self.words.between(w) or len(w) <= 2 for w in gap) else -1

    def _clause_start(self, cue: Cue, s: Sentence) -> int:
        """Return where the clause of this verb begins: after a stop, a conjunction or "that"."""
        start = s.start
        for sign in ";:":
            start = max(start, self.text.rfind(sign, s.start, cue.start) + 1)
        for m in self.index.within(s.start, cue.start, "clause"):
            if m.value in ("that", "break") and m.end > start:
                start = m.end
        return start

    def apposed(self, before: Source | None, cue: Cue, s: Sentence) -> bool:
        """Tell whether the name before the comma is the subject after all ("X, ministre de la Défense, a dit")."""
        if before is None:
            return False
        if not all(self.words.between(w) for w in _WORD.findall(self.text[before.end : cue.start].lower())):
            return False
        lead = self.text[s.start : before.start].rstrip()
        words = words_before(self.text, before.start)
        while words and self.words.has("articles", words[-1]):
            words.pop()
        return not lead or not words

    def touches(self, source: Source, cue: Cue) -> bool:
        """Tell whether nothing but adverbs, brackets and an aside stands between a name and its verb."""
        gap = _ASIDE.sub(" ", self.text[source.end : cue.start].lower())
        little = _WORD.findall(gap)
        return self._owns_paper(source, cue) or all(
            self.words.between(w) or self.words.has("auxiliaries", w) for w in little
        )

    def ends_in_as(self, pre: str) -> bool:
        """Tell whether a text ends with a word like "as", an elided pronoun aside ("comme l'")."""
        found = [w.lower() for w in _WORD.findall(pre[-24:])]
        if len(found) > 1 and (len(found[-1]) == 1 or self.words.has("it", found[-1])):
            return self._is_as(found) or self._is_as(found[:-1])
        return self._is_as(found)

    def _is_as(self, found: list[str]) -> bool:
        """Tell whether words end with a word or phrase like "as"."""
        return any(found[-len(each) :] == each for each in self._as)

    def to_do(self, cue: Cue, reach: int) -> bool:
        """Tell whether an infinitive follows a verb within some characters."""
        pattern = re.compile(self.words.texts.get("infinitive", "$."))
        return pattern.search(self.text, cue.end, cue.end + reach) is not None

    def as_said(self, subject: Source, s: Sentence) -> bool:
        """ "As X put it": a clause that only points to what is said."""
        lead = self.text[s.start : subject.start].rstrip()
        while (
            self.words.verb_second
            and (word := _LAST.search(lead))
            and self.words.has("articles", word[0].lower())
        ):
            lead = lead[: word.start()].rstrip()
        return self.ends_in_as(lead)

    def neuter(self, cue: Cue, s: Sentence, known: Source | None) -> Source | None:
        """ "…, it added": the house that was named last, where the verb only tells and "it" stands right before it."""
        words = words_before(self.text, cue.start)
        while words and self.words.between(words[-1]):
            words.pop()
        if known is None or not cue.say or not words or not self.words.has("neuter", words[-1]):
            return None
        at = s.start + self.text[s.start : cue.start].lower().rfind(words[-1])
        return known._replace(start=at, end=at + len(words[-1]), oblique=False, possessor=False)

    def in_subordinate(self, cue: Cue, sources: list[Source], s: Sentence) -> tuple[Source, int] | None:
        """ "Während die Nato zwei Prozent fordert, …": the subject of such a clause, and where it begins."""
        if not self.words.verb_second or self.text[cue.end : cue.end + 1] not in (",", ".", ";"):
            return None
        comma = self.text.rfind(", ", s.start, cue.start)
        start = comma + 2 if comma > 0 else s.start
        opened = [m for m in self.index.within(start, start + 2, "clause") if m.value == "break"]
        if not opened or opened[0].start != start:
            return None
        inner = [x for x in sources if start <= x.start < cue.start and x.kind != "pronoun"]
        near = bool(inner) and len(_WORD.findall(self.text[opened[0].end : inner[0].start])) <= 2
        return (inner[0], start) if near else None

    def in_as_clause(self, cue: Cue, sources: list[Source], s: Sentence) -> Source | None:
        """ "…, wie X am Montag in einem Bericht mitteilte": the subject of a clause that its verb closes."""
        if not self.words.verb_second or self.text[cue.end : cue.end + 1] not in (",", ".", ";", ":", ""):
            return None
        comma = self.text.rfind(",", s.start, cue.start)
        start = comma + 1 if comma > 0 else s.start
        lead = _WORD.match(self.text, start + (comma > 0), cue.start)
        if lead is None or not self.ends_in_as(lead[0]):
            return None
        inner = [x for x in sources if start <= x.start < cue.start and not x.oblique and x.kind != "pronoun"]
        return inner[0] if inner else None

    def anyone(self, cue: Cue, sources: list[Source]) -> Source | None:
        """ "À l'Élysée, on assure", "a-t-on indiqué de source diplomatique": the house where it is said."""
        houses = [x for x in sources if x.oblique and x.kind in ("government", "role", "organisation")]
        houses = [x for x in houses if not self._without(x)]
        houses = [x for x in houses if not self.words.has("seats", self.text[x.start : x.end].lower())]
        behind = [x for x in houses if 0 <= x.start - cue.end < 30]
        near = behind or [x for x in houses if 0 <= cue.start - x.end < 30]
        return near[0] if near else None

    def _without(self, source: Source) -> bool:
        """ "Sans l'Ukraine, on constate …": a preposition that tells no place."""
        return any(self.words.has("apart", w) for w in words_before(self.text, source.start)[-2:])

    def placed(self, s: Sentence, cue: Cue, sources: list[Source]) -> bool:
        """Tell whether someone puts a number at something ("he put the level at 2.5 %")."""
        near = [x for x in sources if x.end <= cue.start and not x.oblique]
        relative = self.relative(cue, s)
        people = [x for x in near if x.kind == "person"]
        led = [x for x in people if relative >= 0 and self.text[x.end : relative].strip() == ","]
        if self.words.has("counting", self.text[cue.verb : cue.end].lower()):
            return False  # "the army counts 180,000 soldiers"
        if not led and (not near or not self.touches(near[-1], cue) or near[-1].kind == "group"):
            return False
        tail = _WORD.findall(self.text[cue.end : min(s.end, cue.end + 60)].lower())
        return any(self.words.has("placing", w) for w in tail)

    def decides(self, group: Source, cue: Cue, s: Sentence) -> bool:
        """Tell whether members promise together: something that is still to come."""
        ahead = self.index.within(cue.end, s.end, "ahead", "mark")
        later = any(m.value in ("future", "expects", "likely") for m in ahead)
        later = later or str(cue.stance) == "commits"
        reach = CLAUSE if self.words.verb_second else FIRST_WORDS  # where an infinitive ends its clause
        later = later or str(cue.stance) == "approves"
        later = later or (cue.stance == "pledges" and (cue.form == "present" or self.to_do(cue, reach)))
        return later and self.cast.house is not None and group.name == self.cast.house[1]
