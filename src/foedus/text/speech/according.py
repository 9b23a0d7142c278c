"""Sources in, frames out for what attributes without a verb: "according to X", "X zufolge", "in Paris heißt es"."""

from __future__ import annotations

import re
from itertools import pairwise

from foedus.text.lexicon import Scan
from foedus.text.match import Mention
from foedus.text.particles import grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.speech.accounts import ACCOUNTS, Accounts
from foedus.text.speech.antecedents import Antecedents
from foedus.text.speech.sayers import Sayers
from foedus.text.speech.speakers import Source
from foedus.text.speech.voices import Cue, Frame, Voice, within

_WORD = re.compile(r"[^\W_]+")
_COMMA = re.compile(r"[,;:](?!\d)")
_JOINED = re.compile(r" ([^\W\d_]+), $")
_BRACKETS = re.compile(r"\([^()]*\)")
LINK = 3  # characters of an article between a preposition and its name
_OWNERS = ("organisation", "group", "country", "person")
_PLACED = ("capital", "city")
_HOLDING = ("government", "person", "organisation")
_HOUSES = ("government", "role", "organisation", "person", "group")
LONG = 60  # characters in which the place stands where something is said
FEW = 4  # words between a preposition and whose paper it names
SHORT = 40  # characters between a preposition and the paper that it points back to
RECENT = 600  # characters in which "the same report" is one that was named


class According:
    """Reads who is named as the source of a clause."""

    def __init__(self, scan: Scan, known: Antecedents, sayers: Sayers) -> None:
        self.scan, self.text, self.index = scan, scan.text, scan.index
        self.words = grammar(scan.language.code)
        self.cast, self.known, self.sayers = known.cast, known, sayers
        self.accounts = Accounts(scan, known)

    def read(self, s: Sentence, sources: list[Source], inside: list[tuple[int, int]]) -> list[Frame]:
        """ "selon X", "according to X": the clause it stands in."""
        made = []
        for m in self.index.within(s.start, s.end, "according"):
            if within(inside, m.start):
                continue
            if m.value == "again" or self._points_back(m, s):
                made += self._again(m, s)
                continue
            if m.value == "impersonal":
                made += self._impersonal(m, s, sources)
                continue
            if m.value == "itself":
                made.append(self._unnamed(m, s))
                continue
            if (led := self._leading(m, s, sources)) is not None:
                made.append(led)
                continue
            if m.value == "comma" and not self._opens_clause(m.start, s):
                continue  # "contributions to X, …"
            if m.value in ACCOUNTS:
                made += self._account(m, s, sources)
                continue
            near = [x for x in sources if x.end > m.end and m.start < x.start < m.end + 70]
            if (again := self._named_again(m, s)) is not None:
                near = [again]
            elif m.value in ("behind", "tag"):
                near = self._beside(m, sources)
                if not near or near[0].kind == "pronoun":
                    continue
            stop = _COMMA.search(self.text, m.end, s.end)
            edge = stop.start() if stop else s.end
            near = [x for x in near if x.start < edge]
            near = [x for x in near if not self._is_receiver(x)] or near
            if m.value == "near" and (  # "per the secretary general", not "per capita" or "per soldier"
                not near
                or near[0].kind not in ("person", "organisation")
                or not self._follows(m.end, near[0].start)
            ):
                continue
            near = [
                x
                for x in near
                if x.kind != "government" or not (self._apart(m.end, x.start) or self._published_at(m.end, x))
            ]
            source = near[0] if near else None
            if source is not None and self._presented(m.end, source.start) and self.cast.house is not None:
                source = Source(m.end, source.end, *self.cast.house, "organisation")
            if m.value != "possessed" and (
                source is None or (m.value == "comma" and source.start > m.end + 6)
            ):
                source = self.sayers.unnamed.unknown_after(
                    Cue(m.start, m.end, m.start, "reports", "", False, True), s
                )
            if source is None and m.value == "source":
                source = self._its(m.end) or self._published(m.end, s)
            if source is None or (m.value == "comma" and not self._set_apart(source, m.end)):
                continue
            if (
                m.value == "possessed"
                and source is not again
                and not (source.start <= m.end + 5 and self._is_paper(source))
                and not self._by_paper(m.end, source.start)
            ):
                continue
            made += self._told(m, s, source)
        return made

    def _account(self, m: Mention, s: Sentence, sources: list[Source]) -> list[Frame]:
        """ "By its own count", "nach seinen Angaben": an account that names nobody."""
        owner = self.accounts.owner(m, s, sources)
        if owner is not None:
            return self._told(m, s, owner)
        return [self._unnamed(m, s)] if m.value == "state" else []

    def _told(self, m: Mention, s: Sentence, source: Source) -> list[Frame]:
        """Frame the clause or the sentence that a source tells."""
        found = self.known.voice(source, self.text[m.start : m.end], [])
        if found is None:
            return []
        voice, who = found
        self.known.last = who
        left = max(s.start, *(self.text.rfind(c, s.start, m.start) + 1 for c in ";:"))
        closed = self.text[source.end : source.end + 1] == ","
        opens = not self.text[left : m.start].strip() and left > s.start
        if closed and self._is_second(m.start):
            left = m.start  # "X is at 2 % and, according to Y, will …"
        elif not opens and not _COMMA.search(self.text, source.end, s.end):
            left = s.start  # at the end of a sentence it is said of all of it
        right = self.text.find(";", m.end, s.end)
        if right < 0 or self.sayers.counts_on(who, right, s):
            right = s.end
        return [Frame(left, right, voice, "reports", None, "according", who.kind, m.start)]

    def ruled_out(self, s: Sentence, sources: list[Source]) -> list[Frame]:
        """ "Für X kommt das nicht infrage", "for X, there can be no talks": who rules something out."""
        listed, pattern = self.words.listed("for_whom"), self.words.texts.get("ruled_out")
        for x in sources if pattern else ():
            words = words_before(self.text, x.start, 12)
            while words and self.words.has("articles", words[-1]) and words[-1] not in listed:
                words.pop()
            if not words or words[-1] not in listed or x.kind not in _HOLDING:
                continue
            if re.compile(pattern or "$.").search(self.text, s.start, s.end) is None:
                return []
            found = self.known.voice(x, words[-1], [])
            if found is not None:
                self.known.last = found[1]
                at = s.start + self.text[s.start : x.start].lower().rfind(words[-1])
                return [Frame(s.start, s.end, found[0], "denies", None, "according", found[1].kind, at)]
        return []

    def _named_again(self, m: Mention, s: Sentence) -> Source | None:
        """ "Nach Rechnung des Instituts", "by the institute's count", "les tableaux de l’organisation": named."""
        if m.value == "behind":
            low, high = max(s.start, m.start - SHORT), m.start
        elif m.value in ("source", "possessed"):
            stop = _COMMA.search(self.text, m.end, s.end)
            low, high = m.start, min(stop.start() if stop else s.end, m.end + LONG)
        else:
            return None
        words = list(_WORD.finditer(self.text, low, high))
        for article, noun in pairwise(words):
            written = noun[0].lower()
            house = self.words.has("houses_again", written)
            if not (house or self.words.has("institutes", written)) or not self._is_the(article[0].lower()):
                continue
            paper = self.sayers.documented(m.end, high)
            if (m.value == "possessed" and not paper) or self._is_owned(noun.end(), s, True):
                return None
            who = self.known.house() if house else self.known.institute()
            return who._replace(start=noun.start(), end=noun.end(), oblique=False) if who else None
        return None

    def _is_second(self, at: int) -> bool:
        """Tell whether a connector and its comma stand right before an aside: "and, according to X, …"."""
        joined = _JOINED.search(self.text, max(0, at - 12), at)
        return joined is not None and self.words.has("connectors", joined[1].lower())

    def _is_paper(self, source: Source) -> bool:
        """ "Sipri-Angaben", "dem Ukraine Support Tracker": a paper that bears the name of its house."""
        last = _WORD.findall(self.text[source.start : source.end].lower())[-1:]
        tracker = bool(last) and self.words.has("institutes", last[0])
        return tracker or self.sayers.documented(source.start, source.end + 12)

    def _is_the(self, word: str) -> bool:
        """Tell whether a word is an article of something known."""
        return self.words.has("articles", word) and not self.words.has("indefinites", word)

    def _is_receiver(self, source: Source) -> bool:
        """Tell whether a name only says whom a count is about: "the tally of aid to Ukraine by the institute"."""
        if source.kind != "government":
            return False
        led = self.index.within(max(0, source.start - 5), source.start, "to", "agent")
        return any(source.start - m.end <= LINK for m in led if m.value != "by")

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
            last = self._publisher(s)
        if last is None or last.name is None:
            return []
        voice = Voice(last.name, self.text[m.start : m.end], False, last.country)
        return [Frame(s.start, s.end, voice, "reports", None, "according", last.kind, s.start)]

    def _publisher(self, s: Sentence) -> Source | None:
        """ "X presented the new tables. By them …": whose papers the sentence before names, or who presented them."""
        n = self.index.at(s.start) - 1
        if n < 0:
            return None
        before = self.scan.sentences[n]
        if not self.sayers.documented(before.start, before.end):
            return None
        near = [
            x for x in self.known.people if x.start >= before.start and x.kind in ("organisation", "person")
        ]
        return (
            self.sayers.of_the_house(near[0]._replace(start=before.start, end=before.start)) if near else None
        )

    def _opens_clause(self, at: int, s: Sentence) -> bool:
        """Tell whether a sentence or a clause begins at an offset, small words aside."""
        lead = self.text[s.start : at].rstrip()
        last = words_before(self.text, at)
        if last and self.words.has("connectors", last[-1]) and len(last) == 1:
            return True
        return not lead or not lead[-1].isalnum()

    def _leading(self, m: Mention, s: Sentence, sources: list[Source]) -> Frame | None:
        """ "X, according to whom …": whose words they are stands before the relative."""
        word = _WORD.search(self.text, m.end, m.end + 14)
        if (
            m.value not in ("source", "comma")
            or word is None
            or not self.words.has("of_whom", word[0].lower())
        ):
            return None
        led = [x for x in sources if x.end <= m.start and self.text[x.end : m.start].strip() == ","]
        found = self.known.voice(led[-1], self.text[m.start : m.end], []) if led else None
        if found is None:
            return None
        self.known.last = found[1]
        if m.value == "comma":  # "X, for whom …, pleads": up to the comma that closes the relative
            stop = _COMMA.search(self.text, word.end(), s.end)
            end = stop.start() if stop else s.end
            return Frame(word.end(), end, found[0], "reports", None, "goes on", found[1].kind, m.start)
        return Frame(m.start, s.end, found[0], "reports", None, "according", found[1].kind, m.start)

    def _published_at(self, start: int, source: Source) -> bool:
        """ "Selon les chiffres publiés jeudi à Bruxelles": where a paper appeared is not whose it is."""
        papers = [v for v in self.index.within(start, source.start, "voice") if v.value == "document"]
        if not papers:
            return False
        gap = _WORD.findall(self.text[papers[-1].end : source.start].lower())
        return len(gap) > 1 and self.words.has("where_published", gap[-1])

    def _points_back(self, m: Mention, s: Sentence) -> bool:
        """ "On the same estimate", "nach dieser Zählung", "derselben Schätzung zufolge": a paper that was named."""
        if m.value == "behind":
            start, end = max(s.start, m.start - SHORT), m.start
            papers = [v for v in self.index.within(start, end, "voice") if end - v.end <= 1]
        elif m.value in ("source", "possessed"):
            start, end = m.end, min(s.end, m.end + SHORT)
            papers = list(self.index.within(start, end, "voice"))[:1]
        else:
            return False
        if not papers or papers[0].value != "document":
            return False
        words = _WORD.findall(self.text[start : papers[0].start].lower())
        words = words[-1:] if m.value == "behind" else words
        pointing = bool(words) and any(self.words.has("pointing", w) for w in words)
        little = all(self.words.has("pointing", w) or self.words.has("articles", w) for w in words)
        owned = m.value != "behind" and self._is_owned(papers[0].end, s)
        return pointing and little and not owned

    def _is_owned(self, at: int, s: Sentence, house: bool = False) -> bool:
        """Tell whether whose a paper is stands right behind it: "ces chiffres de l'Otan"; or what a house is called."""
        near = self.index.within(at, min(s.end, at + 16), *_OWNERS, *(_PLACED if house else ()))
        gap = _WORD.findall(self.text[at : near[0].start].lower()) if near else []
        if house and near and not gap:
            return True  # "l'institut Ifo"
        return bool(near) and bool(gap) and self.words.has("prepositions", gap[0])

    def _impersonal(self, m: Mention, s: Sentence, sources: list[Source]) -> list[Frame]:
        """ "In Paris heißt es", "…, hieß es bei der Nato": the house where it is said, or somebody unnamed there."""
        low = max(s.start, *(self.text.rfind(c, s.start, m.start) + 1 for c in ",;:"))
        stop = _COMMA.search(self.text, m.end, s.end)
        high = min(stop.start() if stop else s.end, m.end + LONG)
        houses = [x for x in sources if low <= x.start < high and x.kind in _HOUSES and not self._is_apart(x)]
        houses = [x for x in houses if not self.words.has("seats", self.text[x.start : x.end].lower())]
        for source in houses:
            found = self.known.voice(source, self.text[m.start : m.end], [], True)
            if found is not None:
                self.known.last = found[1]
                return [Frame(s.start, s.end, found[0], "reports", None, "according", found[1].kind, m.start)]
        papers = self.index.within(low, high, "voice")
        if any(v.value == "declaration" for v in papers) and self.cast.house is not None:
            house = Source(low, low + 1, *self.cast.house, "organisation")
            voice = Voice(house.name, self.text[m.start : m.end], False, house.country)
            self.known.last = house
            return [Frame(s.start, s.end, voice, "reports", None, "according", "organisation", m.start)]
        behind = _WORD.search(self.text, m.end, high)
        place = behind is not None and self.words.has("prepositions", behind[0].lower())
        if not papers and not place:
            return []
        if papers and place and (frames := self._same_paper(m, s, papers[0])):
            return frames
        who = self.text[papers[0].start : papers[0].end] if papers else self.text[m.start : m.end]
        voice = Voice(f"{who} (unnamed)", self.text[m.start : m.end], False, None)
        return [Frame(s.start, s.end, voice, "reports", None, "according", "role", m.start)]

    def _same_paper(self, m: Mention, s: Sentence, paper: Mention) -> list[Frame]:
        """ "…, heißt es in dem Bericht": the paper of the institute that the sentence before names."""
        article = words_before(self.text, paper.start)[-1:]
        known = article and (self.words.has("definites", article[0]))
        last = self.known.institute(s.start - RECENT) if known else None
        if last is None or last.name is None:
            return []
        self.known.last = last
        voice = Voice(last.name, self.text[m.start : m.end], False, last.country)
        comma = self.text.rfind(",", s.start, m.start)
        end = comma if comma > s.start and not self.text[comma + 1 : m.start].strip() else s.end
        return [Frame(s.start, end, voice, "reports", None, "according", last.kind, s.start)]

    def _is_apart(self, source: Source) -> bool:
        """Tell whether a preposition that tells no place stands before a name."""
        return any(self.words.has("apart", w) for w in words_before(self.text, source.start)[-2:])

    def _unnamed(self, m: Mention, s: Sentence) -> Frame:
        """ "De source diplomatique", "in high places": what attributes to nobody by name."""
        words = self.text[m.start : m.end]
        voice = Voice(f"{words.lower()} (unnamed)", words, False, None)
        return Frame(s.start, s.end, voice, "reports", None, "according", "role", m.start)

    def _presented(self, start: int, end: int) -> bool:
        """ "According to the annual report that X presented": a paper whose relative clause names X."""
        papers = [v for v in self.index.within(start, end, "voice") if v.value == "declaration"]
        return bool(papers) and any(
            c.value in ("that", "relative") for c in self.index.within(papers[0].end, end, "clause")
        )

    def _beside(self, m: Mention, sources: list[Source]) -> list[Source]:
        """Return the source right before ("der NATO zufolge") or, behind a comma, right after (", so X")."""
        if m.value == "behind":
            return [x for x in sources if x.end <= m.start and self._touches(x.end, m.start)]
        apart = self.text[max(0, m.start - 2) : m.start].strip()[-1:] in (*",“”»«", '"')
        return [
            x for x in sources if apart and (self._follows(m.end, x.start) or self._by_paper(m.end, x.start))
        ]

    def _touches(self, start: int, end: int) -> bool:
        """Tell whether nothing but brackets stands between two places."""
        return not _BRACKETS.sub("", self.text[start:end]).strip()

    def _by_paper(self, end: int, start: int) -> bool:
        """Tell whether a paper or forecast and its article stand between two places (", so die Prognose der X")."""
        if start <= end or _COMMA.search(self.text, end, start):
            return False
        words = _WORD.findall(self.text[end:start])
        return len(words) <= FEW and self.sayers.documented(end, start)

    def _follows(self, end: int, start: int) -> bool:
        """Tell whether only articles stand between two places."""
        words = _WORD.findall(self.text[end:start].lower())
        roles = tuple(self.words.listed("role_endings")) or ("\0",)
        return (
            start >= end
            and not _COMMA.search(self.text, end, start)
            and all(self.words.has("articles", w) or w.endswith(roles) for w in words)
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

    def _published(self, at: int, s: Sentence) -> Source | None:
        """ "Selon les tableaux diffusés mardi à Ankara": what the house of the text publishes where it meets."""
        stop = _COMMA.search(self.text, at, s.end)
        end = stop.start() if stop else s.end
        papers = [v for v in self.index.within(at, min(end, at + SHORT), "voice") if v.value == "document"]
        words = _WORD.findall(self.text[at : papers[0].start].lower()) if papers else []
        if not papers or self.cast.house is None or any(self.words.has("indefinites", w) for w in words):
            return None
        places = self.index.within(papers[0].end, end, "capital", "city", "meeting")
        gap = _WORD.findall(self.text[papers[0].end : places[0].start].lower()) if places else []
        if len(gap) < 2 or not self.words.has("where_published", gap[-1]):
            return None
        return Source(at, at + 1, *self.cast.house, "organisation")

    def _set_apart(self, source: Source, at: int) -> bool:
        """Tell whether a person or an institute stands between "pour" and a comma."""
        gap = source.start - at
        speaks = source.kind == "person" or (
            source.kind == "organisation" and not self.cast.is_house(source.country)
        )
        return speaks and self.text[source.end : source.end + 1] == "," and gap < 6
