"""A verb of speech in, its subject out: before the verb, behind it, within it, named or not."""

from __future__ import annotations

import re

from foedus.text.lexicon import Scan
from foedus.text.particles import ARTICLE, WORD, grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.speech.authors import Authors
from foedus.text.speech.commas import SIGN
from foedus.text.speech.quotes import CLOSED
from foedus.text.speech.speakers import Cast, Source
from foedus.text.speech.subordinates import Subordinates
from foedus.text.speech.unnamed import Unnamed
from foedus.text.speech.voices import Cue

ASIDE = 120  # characters of a list in brackets
AGENT = 10  # characters of "by" with an article
LONGEST_ISSUE = 30  # characters behind a house up to its paper: German "von der Nato veröffentlichte Daten"
_ASIDE = re.compile(r"\([^()]*\)|^,(?:[^,;:«»“”\"]|,(?=\d)){1,80},(?!\d)")
_SET_OFF = re.compile(r", (?=[^\W\d_]+ )(?:[^,;:.!?()«»“”\"\n]|[.,](?=\d)){4,90}, (?:[^\W\d_]+ ){0,2}")
_INSERTED = re.compile(r", (?:[^,;:.«»“”\"\n]){2,50}, ")  # an aside between a verb and the subject behind it
# what a role is told with, up to the comma that closes it
_ROLE_REST = re.compile(r"[^.,;:!?»”\"()\n]{0,40}, ")
TITLE = 5  # words of a title before the name of who has it


class Sayers:
    """Finds who says it."""

    def __init__(self, scan: Scan, cast: Cast) -> None:
        self.text, self.index = scan.text, scan.index
        self.words = grammar(scan.language.code)
        self.unnamed = Unnamed(scan, cast)
        self.authors = Authors(scan, cast, self.unnamed)
        self.subordinates = Subordinates(scan)

    def pronoun_inside(self, cue: Cue, sources: list[Source]) -> Source | None:
        """ "a-t-il dit", "ajoute-t-elle": a pronoun tied to the verb by a hyphen."""
        for source in sources:
            if source.kind != "pronoun" or not cue.start < source.start <= cue.end + 3:
                continue
            close = self.words.verb_second and source.start == cue.end + 1 and not source.oblique
            if self.text[source.start - 1] in "-‐‑" or close:
                return source
        held = self.words.patterns["anyone_inside"].search(self.text, cue.start, cue.end)
        return Source(held.start() + 1, held.end(), None, None, "pronoun", "o") if held else None

    def after(self, cue: Cue, sources: list[Source]) -> Source | None:
        """Return the subject behind a verb, where only little words or a place stand between."""
        for source in sources:
            if source.start < cue.end:
                continue
            if source.oblique and self._are_some(cue, source):
                return source._replace(oblique=False)
            issued = source.oblique and self._issues(cue, source)
            if source.oblique and not issued and (source.kind == "government" or self._is_set_off(cue)):
                continue  # "…, a dit à l'Otan X": who is told something, on the way to who tells it
            if source.possessor and self.words.verb_second:
                return None  # German "beziffert Belgiens Ausgaben"
            if (named := self._whoever(cue, sources)) is not None:
                return named
            gap = _INSERTED.sub(" ", self.text[cue.end : source.start])
            if len(gap) > 60 or SIGN.search(gap):
                return None
            little = WORD.findall(gap.lower())
            if any(m.value == "that" for m in self.index.within(cue.end, source.start, "clause")):
                return None
            plain = [w for w in little if not self.words.has("articles", w) and not self.words.between(w)]
            plain = [w for w in plain if not self.words.has("prepositions", w)]
            latter = self.words.has("latters", self.text[source.start : source.end].lower())
            if len(plain) > 3 + issued or (source.oblique and not issued):
                return None
            if source.kind == "pronoun" and not latter:
                return None
            places = [x for x in sources if cue.end <= x.start < source.start]
            away = any(self.words.leads_away(w) for w in little[:1])
            if away and not places and not self._is_set_off(cue):
                return None
            return self._named_behind(source, sources) or source
        return None

    def _are_some(self, cue: Cue, source: Source) -> bool:
        """French "…, ont indiqué vendredi des diplomates": behind its verb "des" tells of some, not of whom."""
        if source.kind != "role" or not self._is_set_off(cue):
            return False
        *led, last = WORD.findall(self.text[cue.end : source.start].lower()) or [""]
        return self.words.has("partitives", last) and all(map(self.words.between, led))

    def _whoever(self, cue: Cue, sources: list[Source]) -> Source | None:
        """ "…, a estimé celui qui dirige l'OTAN, X", "…, a précisé le titulaire du portefeuille, X": who it is."""
        word = WORD.search(self.text, cue.end, cue.end + ARTICLE + ARTICLE)
        whoever = word is not None and self.words.has("whoever", word[0].lower())
        if word is None or not (whoever or (cue.say and self.words.has("definites", word[0].lower()))):
            return None
        comma = self.text.find(", ", word.end(), word.end() + ASIDE)
        person = next((x for x in sources if x.kind == "person" and x.start > comma > 0), None)
        if person is None or person.start - comma > ARTICLE + 1 or SIGN.search(self.text, word.end(), comma):
            return None
        told = whoever or all(x.end <= cue.end or x.start > comma for x in sources)
        closed = self.text[person.end : person.end + 1] in ("", *",.;:!?»")
        return person if told and closed and (whoever or self._is_set_off(cue)) else None

    def _is_set_off(self, cue: Cue) -> bool:
        """ "…, a confirmé dans un entretien X": behind a comma a verb of saying may tell first where it was said."""
        if self.text[max(0, cue.start - 2) : cue.start].strip() != "," or not cue.say:
            return False
        return not self.words.verb_second or (cue.start > 2 and self.text[cue.start - 3] in '»”“"’')

    def _named_behind(self, role: Source, sources: list[Source]) -> Source | None:
        """ "…, said the minister of the coalition's second party, X": the name that closes what a role is told with."""
        if role.kind != "role":
            return None
        person = next((x for x in sources if x.kind == "person" and x.start > role.end), None)
        if person is None or not _ROLE_REST.fullmatch(self.text, role.end, person.start):
            return None
        return person if self.text[person.end : person.end + 1] in ("", *",.;:!?»”\n") else None

    def _issues(self, cue: Cue, house: Source) -> bool:
        """ "…, indiquent les données publiées lundi par l'Otan": who put out the paper right behind the verb."""
        agents = self.index.within(max(cue.end, house.start - AGENT), house.start, "agent")
        if house.kind != "organisation" or not any(m.value == "by" for m in agents):
            return False
        behind = SIGN.search(self.text, house.end)
        high = min(behind.start() if behind else house.end, house.end + LONGEST_ISSUE)
        return self.unnamed.documented(cue.end, house.start) or self.unnamed.documented(house.end, high)

    def closed(self, cue: Cue, after: Source) -> bool:
        """Tell whether the name follows at once and the aside ends with it (", a précisé X, ", "a dit hier X,")."""
        gap = WORD.findall(self.text[cue.end : after.start].lower())
        at = max(cue.end, after.end)  # "a-t-il dit"
        told = self.words.patterns["told_whom"].match(self.text, at)  # "a dit X [aux députés],"
        at = told.end() if told is not None else at
        end = self.text[at : at + 2].lstrip()[:1]
        return end in ",.:;!?»" and all(self.words.has("articles", w) or self.words.between(w) for w in gap)

    def tagged(self, paper: Source, cue: Cue) -> bool:
        """Tell whether an aside ends behind the one word that a verb and its subject consist of."""
        word = WORD.match(self.text, paper.start)
        closed = word is not None and self.text[word.end() : word.end() + 1] in (",", ".", ";")
        return closed and paper.start - cue.end <= ARTICLE

    def rounds_off(self, cue: Cue, after: Source, before: Source | None, pre: str) -> bool:
        """Tell whether a name behind the verb is its subject: no other stands ready, or no clause goes on there."""
        if (
            before is None
            or pre.endswith(CLOSED)
            or self.text[after.end : after.end + 2].lstrip()[:1] in ",.:;!?»"
        ):
            return True
        little = WORD.findall(self.text[cue.end : after.start].lower())
        apart = pre.endswith(",") and not self.touches(before, cue)
        if apart and all(self.words.has("articles", w) for w in little):
            return True  # "…, ont confirmé les dirigeants réunis à X"
        word = WORD.search(self.text, after.end, after.end + 20)
        return word is None or self.words.leads_away(word[0].lower()) or self.words.between(word[0].lower())

    def before(self, cue: Cue, sources: list[Source], s: Sentence, previous: Source | None) -> Source | None:
        """Return the subject before a verb: of its own clause, else of the verb that it is joined to."""
        own = [x for x in sources if x.start < cue.start]
        own = [x if x.end <= cue.start else x._replace(end=cue.start) for x in own]
        if (voice := next((x for x in reversed(own) if self.lends_voice(x, s)), None)) is not None:
            return voice._replace(oblique=False)
        own = [x for x in own if not self._is_listed_aside(x, cue.start)]
        if (opener := self._before_aside(own, cue)) is not None:
            return opener
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
        if own and self.authors.papered(own[-1], s):
            return own[-1]
        if own and self.authors.owns_paper(own[-1], cue):
            return self.authors.of_the_house(own[-1])
        if len(own) > 2 and self.words.has("connectors", last):
            own = self._with_listed(own)
        near = [
            x
            for x in own
            if not x.possessor and (not x.oblique or self._says_as(x, cue, s) or self.does_after(x, cue))
        ]
        relative = self.relative(cue, s)
        if relative >= 0:
            led = [x for x in own if x.end <= relative]
            if led and self.text[led[-1].end : relative].strip() in ("", ","):
                return led[-1]
            near = [x for x in near if x.end <= relative] or near
        clause = self._clause_start(cue, s)
        inner = [x for x in near if x.start >= clause]
        if inner:
            best = next((x for x in reversed(inner) if self.subordinates.as_said(x, s)), None) or self._best(
                inner, cue
            )
            carried = words and self.words.has("connectors", words[-1]) and best.kind == "person"
            # "signed the text, while swearing"
            carried = carried or (cue.form == "gerund" and best.kind == "person")
            carried = carried or self._is_told_of(best, cue)
            return None if not carried and self.unnamed.documented(best.end, cue.start) else best
        if previous is not None and not inner:
            return None if self._told_of_others(previous, cue) else previous
        return near[-1] if near else None

    def _with_listed(self, named: list[Source]) -> list[Source]:
        """ "Met with X, Y and Z, and thanked …": who is listed with one behind a preposition stands behind it, too."""
        told = named[:1]
        for x in named[1:]:
            led = WORD.findall(self.text[told[-1].end : x.start].lower())
            joined = not led or (len(led) == 1 and self.words.has("connectors", led[0]))
            told.append(x._replace(oblique=x.oblique or (told[-1].oblique and joined)))
        return told

    def lends_voice(self, source: Source, s: Sentence) -> bool:
        """ "L'Ukraine, par la voix de X, demande": whoever speaks for another, right behind the words that say so."""
        if source.kind not in ("person", "role"):
            return False  # "fait savoir par la voix de la diplomatie", "paid through NATO"
        low = max(s.start, source.start - LONGEST_ISSUE)
        return self.words.patterns["voicing"].search(self.text[low : source.start]) is not None

    def _is_told_with(self, source: Source, cue: Cue) -> bool:
        """ "With X saying that …": a name right between such a preposition and a verb in "-ing"."""
        before = words_before(self.text, source.start)
        apart = "," in self.text[source.end : cue.start]  # "a rift with X, adding that …"
        return (
            bool(before)
            and not apart
            and self.words.has("absolute", before[-1])
            and self.touches(source, cue)
        )

    def _says_as(self, source: Source, cue: Cue, s: Sentence) -> bool:
        """ "As X said on Tuesday, …": a name behind a word that is a preposition elsewhere, right at its verb."""
        if not cue.say or not self.subordinates.as_said(source, s):
            return False
        gap = WORD.findall(self.text[source.end : cue.start].lower())
        return self.touches(source, cue) or all(self.words.has("it", w) for w in gap)  # "comme X l'a dit"

    def does_after(self, source: Source, cue: Cue) -> bool:
        """ "After X objected": a name right at its verb, behind a word that is a preposition elsewhere."""
        led = self.words.without_articles(words_before(self.text, source.start))
        return bool(led) and self.words.has("openers", led[-1]) and self.touches(source, cue)

    def _told_of_others(self, previous: Source, cue: Cue) -> bool:
        """ "X confirmed that member states have pledged …": behind "that" others are the subject."""
        opened = [m for m in self.index.within(previous.end, cue.start, "clause") if m.value == "that"]
        if not opened or "," in self.text[opened[-1].end : cue.start]:
            return False
        words = WORD.findall(self.text[opened[-1].end : cue.start].lower())
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

    def _before_aside(self, own: list[Source], cue: Cue) -> Source | None:
        """ "X, visiting Warsaw, said", "X, que Y tient pour un ami, a dit": who stands before what commas set off."""
        for x in own[:-1]:
            named = x.kind == "person" and not (x.oblique or x.possessor)
            if named and _SET_OFF.fullmatch(self.text, x.end, cue.start) is not None:
                return x
        return None

    def _is_alongside(self, source: Source, cue: Cue) -> bool:
        """ "Canada, along with most other members of NATO, has promised": who is named beside the subject."""
        if "," not in self.text[source.end : cue.start]:
            return False
        comma = self.text.rfind(", ", max(0, source.start - ASIDE), source.start)
        if comma < 0:
            return False
        led = self.text[comma + 2 : source.start].lower()
        return led.startswith(tuple(self.words.listed("alongside")))

    def _best(self, near: list[Source], cue: Cue) -> Source:
        """Prefer a name right at the verb, then the first subject of the clause."""
        while len(near) > 1 and near[-1].kind == "pronoun" and self._emphatic(near[-1]):
            near = near[:-1]
        if len(near) > 1 and near[-1].kind == "role" and self._describes(near[-2], near[-1], cue):
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
        lead = WORD.findall(self.text[comma : first.start].lower())
        return first if len(lead) <= 2 and all(self.words.has("articles", w) for w in lead) else None

    def _coordinated(self, one: Source, other: Source) -> bool:
        """ "NATO and the Pentagon say": the first of them is taken."""
        gap = [w.lower() for w in WORD.findall(self.text[one.end : other.start])]
        comma = self.text[one.end : other.start].strip() == "," and one.kind == other.kind == "government"
        joined = comma or (bool(gap) and self.words.has("connectors", gap[0]))
        return joined and all(self.words.has("articles", w) for w in gap[1:]) and other.kind != "pronoun"

    def _describes(self, name: Source, role: Source, cue: Cue) -> bool:
        """ "SIPRI, a Stockholm think-tank, says", "X, an economist at Y, argued": a role that says what the name is."""
        gap, behind = self.text[name.end : role.start], self.text[role.end : cue.start].rstrip()
        if not gap.startswith(",") or len(gap) >= 40:
            return False
        closed = name.kind == "person" and behind.endswith(",") and behind.count(",") == 1
        return self.text[role.end : role.end + 1] == "," or (closed and "," not in gap[1:])

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
        gap = WORD.findall(self.text[found[-1].end : cue.start].lower())
        if any(self.words.has("selves", w) for w in gap):
            return -1  # "was in Warsaw, where he pledged 500 million"
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

    def opens_with(self, before: Source | None, cue: Cue, s: Sentence) -> bool:
        """ "X, en visite à Varsovie, a salué Y": who opens a sentence, an aside before the verb, is its subject."""
        if before is None or before.kind != "person":
            return False
        if before.start != s.start and not self._is_told_of(before, cue):
            return False
        aside = self.text[before.end : cue.start]
        apart = aside.startswith(", ") and aside.endswith(", ") and aside.count(",") == 2
        return apart and not any(c.isdigit() or c in CLOSED for c in aside)

    def _is_told_of(self, who: Source, cue: Cue) -> bool:
        """ "X, who runs the institute's tracker, said": what stands between commas up to the verb tells of X."""
        if not self.text[who.end : cue.start].startswith(", ") or self.text[cue.start - 2] != ",":
            return False
        opened = self.index.within(who.end + 1, who.end + 3, "clause")
        return any(m.value == "relative" for m in opened)

    def apposed(self, before: Source | None, cue: Cue, s: Sentence) -> bool:
        """Tell whether the name before the comma is the subject after all ("X, ministre de la Défense, a dit")."""
        if before is None:
            return False
        if not all(self.words.between(w) for w in WORD.findall(self.text[before.end : cue.start].lower())):
            return False
        lead = self.text[s.start : before.start].rstrip()
        return not lead or not self.words.without_articles(words_before(self.text, before.start))

    def names_holder(self, at: int, holder: Source, cue: Cue) -> bool:
        """ "Kyiv's envoy, X, asked for …": a name between commas, behind the title that opens the sentence."""
        lead = self.text[at : holder.start]
        apart = lead.count(",") == 1 and self.text[holder.end : cue.start].strip() == ","
        return apart and lead.endswith(", ") and len(WORD.findall(lead)) <= TITLE

    def touches(self, source: Source, cue: Cue) -> bool:
        """Tell whether nothing but adverbs, brackets and an aside stands between a name and its verb."""
        # "X, host [of the summit, demands]"
        inner = "," if ", " in self.text[source.start : source.end] else ""
        gap = _ASIDE.sub(" ", inner + self.text[source.end : cue.start].lower())
        little = WORD.findall(gap)
        return self.authors.owns_paper(source, cue) or all(
            self.words.between(w) or self.words.has("auxiliaries", w) or self.words.has("objects", w)
            for w in little  # French "l'OTAN n'en compte que 30"
        )

    def neuter(self, cue: Cue, s: Sentence, known: Source | None) -> Source | None:
        """ "…, it added": the house that was named last, where the verb only tells and "it" stands right before it."""
        words = words_before(self.text, cue.start)
        while words and self.words.between(words[-1]):
            words.pop()
        if known is None or not cue.say or not words or not self.words.has("neuter", words[-1]):
            return None
        at = s.start + self.text[s.start : cue.start].lower().rfind(words[-1])
        return known._replace(start=at, end=at + len(words[-1]), oblique=False, possessor=False)
