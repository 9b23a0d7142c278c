"""Sources in, frames out without a verb of speech: "according to X", "X's demand for", "demanded by X", "X:"."""

from __future__ import annotations

import re

from foedus.model import Stance
from foedus.text.lexicon import SPEECH, Scan
from foedus.text.match import Mention
from foedus.text.particles import grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.speech.antecedents import Antecedents
from foedus.text.speech.sayers import Sayers
from foedus.text.speech.speakers import Source
from foedus.text.speech.voices import LIKELIEST, Cue, Frame, Voice, within

_WORD = re.compile(r"[^\W_]+")
_STOP = re.compile(r"[.,;:!?…»”\"()]|\s[–—-]\s")
RECENT = 600  # characters in which "the same report" is one that was named
_COMMA = re.compile(r"[,;:]")
_PASSIVE = ("say.participle", "say.past", "act.participle", "act.past")


class Phrases:
    """Reads what attributes without a verb."""

    def __init__(self, scan: Scan, known: Antecedents, sayers: Sayers) -> None:
        self.scan, self.text, self.index = scan, scan.text, scan.index
        self.words = grammar(scan.language.code)
        self.cast, self.known, self.sayers = known.cast, known, sayers

    def read(self, s: Sentence, sources: list[Source], inside: list[tuple[int, int]]) -> list[Frame]:
        """Return the frames of a sentence; what lies inside a quotation is left alone."""
        kinds = {m.kind for m in self.index.mentions(self.index.at(s.start), SPEECH)}
        made: list[Frame] = []
        if "according" in kinds:
            made += self._according(s, sources, inside)
        if "opening" in kinds:
            made += self._nouns(s, sources, inside)
            made += self._owned(s, sources, inside)
        if not kinds.isdisjoint(_PASSIVE):
            made += self._passive(s, sources, inside)
        made += self.headline(s, sources)
        if "mark" in kinds:
            made += self._plans(s, sources)
        return made

    def _according(self, s: Sentence, sources: list[Source], inside: list[tuple[int, int]]) -> list[Frame]:
        """ "selon X", "according to X": the clause it stands in."""
        made = []
        for m in self.index.within(s.start, s.end, "according"):
            if within(inside, m.start):
                continue
            if m.value == "again":
                made += self._again(m, s)
                continue
            near = [x for x in sources if x.end > m.end and m.start < x.start < m.end + 70]
            if m.value in ("behind", "tag"):
                near = self._beside(m, sources)
                if not near or near[0].kind == "pronoun":
                    continue
            stop = _COMMA.search(self.text, m.end, s.end)
            edge = stop.start() if stop else s.end
            near = [x for x in near if x.start < edge]
            if m.value == "near" and (  # "per the secretary general", not "per capita" or "per soldier"
                not near
                or near[0].kind not in ("person", "organisation")
                or not self._follows(m.end, near[0].start)
            ):
                continue
            near = [x for x in near if x.kind != "government" or not self._apart(m.end, x.start)]
            source = near[0] if near else None
            if source is not None and self._presented(m.end, source.start) and self.cast.house is not None:
                source = Source(m.end, source.end, *self.cast.house, "organisation")
            if m.value != "possessed" and (
                source is None or (m.value == "comma" and source.start > m.end + 6)
            ):
                source = self.sayers.unknown_after(
                    Cue(m.start, m.end, m.start, "reports", "", False, True), s
                )
            if source is None and m.value == "source":
                source = self._its(m.end)
            if source is None or (m.value == "comma" and not self._set_apart(source, m.end)):
                continue
            if m.value == "possessed" and not (
                source.start <= m.end + 5 and self.sayers.documented(source.start, source.end + 12)
            ):
                continue
            found = self.known.voice(source, self.text[m.start : m.end], [])
            if found is None:
                continue
            voice, who = found
            self.known.last = who
            left = max(s.start, *(self.text.rfind(c, s.start, m.start) + 1 for c in ";:"))
            if not _COMMA.search(self.text, source.end, s.end):
                left = s.start  # at the end of a sentence it is said of all of it
            right = self.text.find(";", m.end, s.end)
            if right < 0 or self.sayers.counts_on(who, right, s):
                right = s.end
            made.append(
                Frame(
                    left,
                    right,
                    voice,
                    "reports",
                    None,
                    "according",
                    who.kind,
                    m.start,
                )
            )
        return made

    def _apart(self, start: int, end: int) -> bool:
        """Tell whether a name belongs to a later phrase: "laut den Fachleuten neben den USA", not "figures by X"."""
        if end <= start or not self.words.verb_second:
            return False
        gap = [w.lower() for w in _WORD.findall(self.text[start:end])]
        led = [w for w in gap if self.words.leads_away(w)]
        return len(gap) > 2 and bool(led) and not self.index.within(start, end, "voice", "role", "title")

    def _again(self, m: Mention, s: Sentence) -> list[Frame]:
        """ "Demnach", "according to the same report": whoever was quoted last tells this sentence too."""
        last = self.known.institute() or self.known.last
        if last is None or last.name is None or s.start - last.end > RECENT:
            return []
        voice = Voice(last.name, self.text[m.start : m.end], False, last.country)
        return [Frame(s.start, s.end, voice, "reports", None, "according", last.kind, s.start)]

    def _presented(self, start: int, end: int) -> bool:
        """ "According to the annual report that X presented": a paper whose relative clause names X."""
        papers = [v for v in self.index.within(start, end, "voice") if v.value == "declaration"]
        return bool(papers) and any(
            c.value in ("that", "relative") for c in self.index.within(papers[0].end, end, "clause")
        )

    def _beside(self, m: Mention, sources: list[Source]) -> list[Source]:
        """Return the source right before ("der NATO zufolge") or, behind a comma, right after (", so X")."""
        if m.value == "behind":
            return [x for x in sources if 0 <= m.start - x.end <= 1]
        apart = self.text[max(0, m.start - 2) : m.start].strip()[-1:] in (*",“”»«", '"')
        return [x for x in sources if apart and self._follows(m.end, x.start)]

    def _follows(self, end: int, start: int) -> bool:
        """Tell whether only articles stand between two places."""
        words = _WORD.findall(self.text[end:start].lower())
        return (
            start >= end
            and not _COMMA.search(self.text, end, start)
            and all(self.words.has("articles", w) for w in words)
        )

    def _its(self, at: int) -> Source | None:
        """ "According to its figures": the papers of whoever spoke last, else of the organisation of the text."""
        word = _WORD.search(self.text, at, at + 12)
        if (
            word is None
            or not self.words.has("possessives", word[0].lower())
            or not self.sayers.documented(at, at + 40)
        ):
            return None
        if self.known.last is not None and self.known.last.kind == "organisation":
            return self.known.last._replace(start=at, end=word.end())
        house = self.cast.house
        return Source(at, word.end(), house[0], house[1], "organisation") if house else None

    def _set_apart(self, source: Source, at: int) -> bool:
        """Tell whether a person or an institute stands between "pour" and a comma."""
        gap = source.start - at
        speaks = source.kind == "person" or (
            source.kind == "organisation" and not self.cast.is_house(source.country)
        )
        return speaks and self.text[source.end : source.end + 1] == "," and gap < 6

    def _owned(self, s: Sentence, sources: list[Source], inside: list[tuple[int, int]]) -> list[Frame]:
        """ "X's demand for 5 %", "la promesse de X de …": a noun of speech with its owner, up to the next comma."""
        made = []
        for m in self.index.within(s.start, s.end, "opening"):
            owner = [x for x in sources if x.possessor and 0 <= m.start - x.end <= 20]
            owner = owner or [x for x in sources if x.oblique and 0 <= x.start - m.end <= 6]
            if (
                not owner
                or within(inside, m.start)
                or owner[0].kind not in ("person", "government", "organisation")
            ):
                continue
            if (found := self.known.voice(owner[0], self.text[m.start : m.end], [])) is not None:
                start = max(m.end, owner[0].end)
                stop = _COMMA.search(self.text, start, s.end)
                end = stop.start() if stop else s.end
                made.append(
                    Frame(m.start, end, found[0], m.value, None, "noun", found[1].kind, owner[0].start)
                )
        return made

    def _passive(self, s: Sentence, sources: list[Source], inside: list[tuple[int, int]]) -> list[Frame]:
        """ "The 5 % demanded by X", "estimated by X at …": a participle with its agent, between two commas."""
        made = []
        for m in self.index.within(s.start, s.end, *_PASSIVE):
            if within(inside, m.start):
                continue
            word = _WORD.search(self.text, m.end, min(s.end, m.end + 12))
            if word is None or not self.words.has("agents", word[0].lower()):
                continue
            if m.value == "commits":
                continue  # "the crimes committed by X"
            agent = [x for x in sources if 0 <= x.start - word.end() <= 6]
            if not agent or (found := self.known.voice(agent[0], self.text[m.start : m.end], [])) is None:
                continue
            start = max(s.start, *(self.text.rfind(c, s.start, m.start) + 1 for c in ",;:"))
            stop = _COMMA.search(self.text, agent[0].end, s.end)
            stance: Stance = (
                "reports" if m.value in ("announces", "approves") else LIKELIEST.get(str(m.value), m.value)
            )
            made.append(
                Frame(
                    start,
                    stop.start() if stop else s.end,
                    found[0],
                    stance,
                    None,
                    "passive",
                    found[1].kind,
                    agent[0].start,
                )
            )
        return made

    def headline(self, s: Sentence, sources: list[Source]) -> list[Frame]:
        """ "NATO chief: members will …": a person before a colon at the head of a line."""
        if not sources or sources[0].kind not in ("person", "role", "organisation") or sources[0].oblique:
            return []
        first = sources[0]
        if first.kind == "organisation" and self.cast.is_house(first.country):
            return []  # "NATO: Europeans spend more" names a topic
        tail = self.text[first.end : first.end + 2].lstrip()
        lead = [
            w
            for w in _WORD.findall(self.text[s.start : first.start].lower())
            if not self.words.has("articles", w)
        ]
        if not tail.startswith(":") or lead:
            return []
        found = self.known.voice(first, ":", [])
        if found is None:
            return []
        self.known.last = found[1]
        start = self.text.index(":", first.end) + 1
        return [Frame(start, s.end, found[0], "reports", None, "noun", found[1].kind, first.start)]

    def _nouns(self, s: Sentence, sources: list[Source], inside: list[tuple[int, int]]) -> list[Frame]:
        """ "X opened with a promise: …": a noun of speech before a colon, with the subject of its sentence."""
        made = []
        for m in self.index.within(s.start, s.end, "opening"):
            gap = self.text[m.end : m.end + 40].partition(":")
            near = [x for x in sources if x.start < m.start and not x.oblique and not x.possessor]
            if not gap[1] or _STOP.search(gap[0]) or within(inside, m.start) or not near:
                continue
            found = self.known.voice(near[0], self.text[m.start : m.end], [])
            if found is not None:
                self.known.last = found[1]
                start = m.end + len(gap[0]) + 1
                made.append(
                    Frame(start, s.end, found[0], m.value, None, "noun", found[1].kind, near[0].start)
                )
        return made

    def _plans(self, s: Sentence, sources: list[Source]) -> list[Frame]:
        """ "X's plan lifts outlays to …": a plan speaks for its owner, up to what is compared with it."""
        made = []
        for m in self.index.within(s.start, s.end, "mark"):
            if m.value != "plan":
                continue
            owner = [x for x in sources if x.possessor and 0 <= m.start - x.end <= 24]
            owner = owner or [x for x in sources if x.oblique and 0 <= x.start - m.end <= 8]
            owner = owner or self._his(m, s)
            if (
                not owner
                or owner[0].kind not in ("person", "government")
                or self._is_oblique_plan(owner[0], m, s)
            ):
                continue
            if (found := self.known.voice(owner[0], self.text[m.start : m.end], [])) is None:
                continue
            past = [x for x in self.index.within(m.end, s.end, "mark") if x.value == "past"]
            commas = [x.start for x in past if self.text[max(0, x.start - 2) : x.start].strip() == ","]
            made.append(
                Frame(
                    min(m.start, owner[0].start),
                    commas[0] if commas else s.end,
                    found[0],
                    "pledges",
                    None,
                    "plan",
                    owner[0].kind,
                    owner[0].start,
                )
            )
        return made

    def _his(self, plan: Mention, s: Sentence) -> list[Source]:
        """ "His draft budget lifts …": the plan at the head of a sentence of whoever spoke in the one before."""
        last = self.known.last
        word = _WORD.match(self.text, s.start, plan.start)
        if last is None or last.kind != "person" or s.start - last.end > 200 or plan.start - s.start > 20:
            return []
        if word is None or not self.words.has("possessives", word[0].lower()):
            return []
        return [last._replace(start=s.start, end=word.end(), oblique=False, possessor=True)]

    def _is_oblique_plan(self, owner: Source, plan: Mention, s: Sentence) -> bool:
        words = words_before(self.text, min(owner.start, plan.start))
        while words and self.words.has("articles", words[-1]):
            words.pop()
        return bool(words) and self.words.has("prepositions", words[-1])
