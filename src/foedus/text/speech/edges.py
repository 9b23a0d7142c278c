"""A tag with its subject in, where the words around it begin and where they end out."""

from __future__ import annotations

import re

from foedus.text.lexicon import SPEECH, Scan
from foedus.text.particles import WORD, grammar
from foedus.text.sentences import Sentence
from foedus.text.speech.commas import STOP
from foedus.text.speech.gapped import lacks_verb
from foedus.text.speech.indirect import finite, keeps_mood
from foedus.text.speech.sayers import Sayers
from foedus.text.speech.speakers import Source
from foedus.text.speech.voices import Cue

OPENING, OPENERS = 40, 4  # characters and words in which a clause has its pronoun
_CLOSED = re.compile(r"([»”\"“’])[ ,]*(?:[^\W\d_]{1,4} )?$")
_OPENING_OF = {"»": "«", "”": "“", "“": "„", "’": "‘"}
_SPOKEN = ("say", "utter", "act")
_APPOSED = re.compile(r"(?:, )?[^,;:.!?«»“”\"\d]{3,60}, ")  # ", the Polish defence minister, whose forces …"
_NUMBER = re.compile(r"\s\d+(?:[.,]\d+)?\s?%?")


class Edges:
    """Finds where the words begin and end that a tag of one text stands in."""

    def __init__(self, scan: Scan, sayers: Sayers) -> None:
        self.text, self.index, self.sayers = scan.text, scan.index, sayers
        self.words = grammar(scan.language.code)

    def ends(self, at: int, s: Sentence, light: bool = False, counts: bool = False) -> int:
        """Return where the words around a tag end: at a semicolon behind it, or at ", and" with a new subject.

        `light`: the tag is a pronoun with its verb (", he said, and …"), so that its words go on; `counts`: what
        stands behind the semicolon is still counted by whoever is named.
        """
        end = self.text.find(";", at, s.end)
        goes_on = end < 0 or counts or self._goes_on(end, s) or keeps_mood(self.text, self.words, end, s.end)
        end = s.end if goes_on else end
        apposed = None if light else _APPOSED.match(self.text, at, end)
        told = self.index.within(at, min(end, at + 4), "clause")
        if not told and apposed is not None:
            beside = self.index.within(apposed.end(), apposed.end() + 2, "clause")
            told = [m for m in beside if m.value == "part"]  # not "a rappelé un élu local, qui réclame"
        relative = [m for m in told if m.value in ("relative", "part")]
        if relative and (relative[0].value == "relative" or self._is_whose(relative[0].start)):
            return relative[0].start
        breaks = [m for m in self.index.within(at, end, "clause") if m.value == "break"]
        broken = [
            m.start for m in breaks if not self.words.has("contrasts", self.text[m.start : m.end].lower())
        ]
        if broken and self.text[max(0, broken[0] - 2) : broken[0]].strip() == ",":
            end = end if keeps_mood(self.text, self.words, broken[0], end) else broken[0]
        comma = self.text.find(",", at, end)
        if comma >= 0 and (word := WORD.search(self.text, comma, end)):
            own = self.index.within(
                word.end(), word.end() + 14, "country", "capital", "group", "person", "organisation"
            )
            if (
                own
                and not light
                and self.words.has("connectors", word[0].lower())
                and not lacks_verb(self.text, self.index, self.words, own[-1].end, end)
                and not keeps_mood(self.text, self.words, comma, end)
            ):
                return comma
        return end

    def _is_whose(self, at: int) -> bool:
        """Tell whether a word for a part is the relative of an owner here ("dont le pays")."""
        return self.words.patterns["whose"].match(self.text, at) is not None

    def _goes_on(self, at: int, s: Sentence) -> bool:
        """Tell whether the same voice goes on after a semicolon: a quotation without a verb of its own."""
        word = WORD.search(self.text, at, at + 14)
        if word is not None and self.words.has("anaphors", word[0].lower()):
            return not any(m.kind.startswith(("say", "act")) for m in self.index.within(at, s.end))
        quoted = any(mark in self.text[at : s.end] for mark in ("«", "“", '"'))
        return quoted and not any(
            m.kind.startswith(("say", "utter", "act")) for m in self.index.within(at, s.end)
        )

    def begins(self, s: Sentence, cue: Cue, subject: Source) -> int:
        """Return where the words before a tag begin: behind a semicolon, unless what stands before it points ahead."""
        if (noun := self._of_noun(s, cue, subject)) is not None:
            return noun
        if (part := self._of_part(s, min(cue.start, subject.start))) is not None:
            return part
        semicolon = self.text.rfind(";", s.start, cue.start)
        if semicolon < 0 or self._is_quoted(semicolon, min(cue.start, subject.start)):
            behind = self._behind_colon(s, cue), self._behind_clause(s, cue, subject)
            return max(*behind, self._behind_tag(s, min(cue.start, subject.start)))
        tag = min(cue.start, subject.start) if subject.start >= semicolon else cue.start
        tail = self.text[semicolon + 1 : tag].strip()
        few = len(WORD.findall(self.text[semicolon + 1 : cue.start])) <= 3 + (tag < cue.start)
        few = few and (cue.say or not self.words.verb_second)  # "…; am Mittwoch dankte er" tags nothing
        if tail[:1] not in ("«", "“", '"') and few:
            comma = self.text.find(", ", cue.end, s.end)  # "…; the country, he told them, will send nothing"
            more = comma >= 0 and len(WORD.findall(self.text[comma : s.end])) > 2
            same = any(m.value == "same" for m in self.index.within(semicolon, tag, "mark"))
            return semicolon + 1 if more and tail.endswith(",") and not same else s.start
        counted = self.sayers.authors.counted_before(subject, semicolon, s)
        ahead = tail[:1] not in ("«", "“", '"') and (counted or self._refers(s.start, semicolon))
        return s.start if ahead else semicolon + 1

    def _of_part(self, s: Sentence, tag: int) -> int | None:
        """ "60 billion, half of which, X conceded, is missing": where the relative begins that a tag stands within."""
        lead = self.text[s.start : tag].rstrip()
        comma = lead.rfind(", ", 0, -1) if lead.endswith(",") else -1
        if comma < 0:
            return None
        told = self.index.within(s.start + comma, tag, "clause")
        closes = any(m.value == "part" and self.text[m.end : tag].strip() == "," for m in told)
        return s.start + comma + 1 if closes else None

    def _is_quoted(self, at: int, tag: int) -> bool:
        """Tell whether a sign stands within the quotation that ends right before a tag: "…; …," as X put it."""
        closed = _CLOSED.search(self.text, at, tag)
        return (
            closed is not None and _OPENING_OF.get(closed[1], closed[1]) not in self.text[at : closed.start()]
        )

    def _behind_colon(self, s: Sentence, cue: Cue) -> int:
        """Return where a clause begins behind the words of another verb: "X warned: nothing, he said, would do"."""
        colon = self.text.rfind(": ", s.start, cue.start)
        told = colon >= 0 and any(
            m.kind.partition(".")[0] in _SPOKEN for m in self.index.within(s.start, colon)
        )
        return colon + 1 if told and self.words.verb_second else s.start

    def _behind_tag(self, s: Sentence, tag: int) -> int:
        """ "…, X admitted, but it will spend 3.5 %, he vowed": where the clause begins behind what another tag told."""
        for turn in self.index.within(s.start, tag, "clause"):
            closes = turn.start - 2
            opens = self.text.rfind(", ", s.start, closes) if turn.value == "break" else -1
            if opens < 0 or self.text[closes : turn.start] != ", ":
                continue
            spoken = any(
                m.kind.startswith(("say", "utter")) for m in self.index.of_book(SPEECH, opens, closes)
            )
            if spoken and not any(sign.isdigit() for sign in self.text[opens:closes]):
                return turn.start
        return s.start

    def _behind_clause(self, s: Sentence, cue: Cue, subject: Source) -> int:
        """Return where a clause of its own begins behind one that the outlet tells, in a language with a fixed order.

        "Der Umsatz stieg um 5 Prozent, für das Jahr erwartet X mehr": no tag opens with a preposition.
        """
        if not self.words.verb_second or subject.start < cue.end:
            return s.start
        comma = self.text.rfind(", ", s.start, cue.start)
        led = WORD.findall(self.text[comma + 2 : cue.start].lower()) if comma >= 0 else []
        if (
            len(led) < 2
            or not self.words.leads_away(led[0])
            or len(WORD.findall(self.text[subject.end : s.end])) < 2
        ):
            return s.start
        own = finite(self.words, self.text[s.start : comma]) and not keeps_mood(
            self.text, self.words, s.start, comma
        )
        return comma + 1 if own else s.start

    def _of_noun(self, s: Sentence, cue: Cue, subject: Source) -> int | None:
        """ "Nowhere near the gap X suggested", "instead of the 2 % X wants": where the noun that X told of begins."""
        if self.words.verb_second or self.text[subject.end : cue.start].strip() or subject.start > cue.start:
            return None
        lead = self.text[s.start : subject.start]
        if not lead.endswith(" ") or (not lead.rstrip()[-1:].isalnum() and lead.rstrip()[-1:] != "%"):
            return None
        if (
            self.sayers.subordinates.ends_in_as(lead.rstrip())
            or STOP.match(self.text, cue.end, s.end) is None
        ):
            return None
        phrase = lead[max(lead.rfind(sign) for sign in ",;:") + 1 :]
        articles = [w for w in WORD.finditer(phrase) if self.words.has("definites", w[0].lower())]
        begins = s.start + len(lead) - len(phrase)
        if articles and self.sayers.unnamed.documented(begins, begins + articles[-1].start()):
            return None  # "figures from the institute X show"
        found = articles and len(phrase) - articles[-1].end() > 1 and phrase[: articles[-1].start()].strip()
        return begins + articles[-1].start() if found else None

    def _refers(self, start: int, end: int) -> bool:
        """Tell whether a clause only says how many some are: "they were three in 2014; …"."""
        words = WORD.findall(self.text[start : min(end, start + OPENING)].lower())[:OPENERS]
        return all(any(self.words.has(key, w) for w in words) for key in ("referring", "beings"))

    def puts_instead(self, at: int, end: int) -> bool:
        """ "No longer 2 % of GDP, but 4 %": a "but" behind which a percentage stands, and no clause."""
        number = _NUMBER.match(self.text, at, end)
        if number is None:
            return False
        words = self.index.within(number.end(), min(end, number.end() + 1), "percent")
        last = words[0].end if words else number.end()
        if not words and self.text[last - 1] != "%":
            return False
        behind = WORD.match(self.text, last + 1, end)
        return behind is None or self.words.leads_away(behind[0].lower())
