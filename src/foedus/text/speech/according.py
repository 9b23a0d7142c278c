"""Sources in, frames out for what attributes without a verb: "according to X", "X zufolge", "in Paris heißt es"."""

from __future__ import annotations

import re
from itertools import pairwise

from foedus.model import Stance
from foedus.text.lexicon import SPEECH, Scan
from foedus.text.match import Mention
from foedus.text.particles import ARTICLE, WORD, grammar, words_before
from foedus.text.sentences import Sentence
from foedus.text.settings import UNWRITTEN
from foedus.text.speech.accounts import ACCOUNTS, Accounts
from foedus.text.speech.antecedents import Antecedents
from foedus.text.speech.citing import Citing
from foedus.text.speech.commas import PAUSE, ends_content
from foedus.text.speech.hearsay import Hearsay
from foedus.text.speech.name import HOUSES, SPEAKERS
from foedus.text.speech.references import References
from foedus.text.speech.sayers import Sayers
from foedus.text.speech.speakers import Source
from foedus.text.speech.voices import PAPERS, Cue, Frame, within

_DIGIT = re.compile(r"\d")
_JOINED = re.compile(r" ([^\W\d_]+), $")
_QUOTED = re.compile(r",\s?[«“„\"]")
_QUOTES = re.compile(r" [«“„\"]")
_OPENED = re.compile(r"[,;] ([^\W\d_]+) $")
_BRACKETS = re.compile(r"\([^()]*\)")
_HEAD = re.compile(r"[\w&]+-")  # "so der [CDU-]Politiker X"
_COMPOUND = re.compile(
    r"^[“”»«\"]?(?:-[^\W\d_]+)?"
)  # "des „Spiegel“ zufolge", "einer Nato-Statistik zufolge"
PREPOSED = 3  # characters of an article between a preposition and its name
_BESIDE = ("behind", "issued", "tag")  # before or behind these stands whose words they are
PAIR = 2  # sources of one sentence
LONG = 9  # words of what someone is called before their name
HONOURED = 6  # characters before a name behind a comma: " Mme "
FEW = 4  # words between a preposition and whose paper it names
HEADED = 90  # characters of a number that stands before a colon
TAG = 14  # characters from the comma of a tag to its verb: ", s'est félicité X"
_NAMED = re.compile(r"^ (?:[a-zäöü]+ ){1,2}[A-ZÄÖÜ][^\W\d_]+ [a-zäöü]")  # "Umfrage [der Akademie eine …]"
SHORT = 40  # characters between a preposition and the paper that it points back to
# "3 % in 2023 and, by X's count, 4 % in 2024": the last of a list that is all X's
_LAST = re.compile(r", \d")
_HOLDERS = ("role", "person")  # who may be named by an office


class According:
    """Reads who is named as the source of a clause."""

    def __init__(self, scan: Scan, known: Antecedents, sayers: Sayers) -> None:
        self.text, self.index = scan.text, scan.index
        self.words = grammar(scan.language.code)
        self.cast, self.known, self.sayers = known.cast, known, sayers
        self.accounts = Accounts(scan, known)
        self.references = References(scan, known, sayers)
        self._taken_up = scan.language.settings["measures"].patterns["taken_up"]
        self._summing, self._out_of = self.words.patterns["summing"], self.words.patterns["out_of"]
        self.hearsay, self.citing = Hearsay(scan, known), Citing(scan)

    def read(self, s: Sentence, sources: list[Source], inside: list[tuple[int, int]]) -> list[Frame]:
        """ "selon X", "according to X": the clause it stands in."""
        made = []
        for m in self.index.within(s.start, s.end, "according"):
            if not within(inside, m.start):
                made += self._read(m, s, sources)
        return made if len(made) < PAIR else self._parted(made, s)

    def of_office(self, s: Sentence, sources: list[Source]) -> list[Frame]:
        """ "Pour le ministre, …": a sentence without a word of speech that opens with whose view it is."""
        first = sources[0] if sources else None
        if first is None or first.kind not in _HOLDERS or first.start - s.start > 2 * ARTICLE:
            return []
        return self.read(s, sources, [])

    def _parted(self, made: list[Frame], s: Sentence) -> list[Frame]:
        """Part the clauses of sources that each close or open a number: "2.1 % according to X, 1.9 to Y"."""
        for n, (one, other) in enumerate(pairwise(made)):
            first, second = one.subject, other.subject
            closes, opens = self._measures(s.start, first), self._measures(second, s.end)
            parted = closes != opens and self._measures(first, second)
            digit = _DIGIT.search(self.text, first, second) if parted else None
            if digit is None or other.start > first or one.end < second:
                continue
            cut = digit.start() if closes else second
            made[n], made[n + 1] = one._replace(end=cut), other._replace(start=cut)
        return made

    def _measures(self, start: int, end: int) -> bool:
        """Tell whether a stretch tells a share or a sum."""
        return "%" in self.text[start:end] or bool(
            self.index.within(start, end, "percent", "currency", "symbol", "scale")
        )

    def _read(self, m: Mention, s: Sentence, sources: list[Source]) -> list[Frame]:
        """Return the frame of one such phrase, none where it attributes nothing."""
        if self._is_beside_speech(m, s) or (m.value == "possessed" and self._is_agent(m)):
            return []
        if m.value == "possessed" and self.words.patterns["no_paper"].match(self.text, m.end):
            return []  # "put 500 million on the table for X"
        if (issuer := self._of_the_paper(m, s, sources)) is not None:
            return self._told(m, s, issuer)
        if m.value == "again" or self.references.points_back(m, s):
            return self.references.again(m, s)
        if m.value == "impersonal":
            return self.hearsay.impersonal(m, s, sources)
        if m.value == "itself":
            owner = next((x for x in sources if 0 < x.start - m.end <= ARTICLE and x.kind in SPEAKERS), None)
            return self._told(m, s, owner) if owner else [self.hearsay.unnamed(m, s)]
        if (led := self._leading(m, s, sources)) is not None:
            return [led]
        if (whom := self._whom(m)) is not None and not self._is_article(whom):
            return []  # French "l'idée selon laquelle l'Espagne dépenserait 2 %"
        if m.value == "comma" and not self._opens_clause(m.start, s):
            return []  # "contributions to X, …"
        if m.value in ACCOUNTS:
            return self._account(m, s, sources)
        if (country := self.accounts.of_a_people(m, s)) is not None:
            return self._told(m, s, country)
        source = self._apposed(m, s, sources) or self._source(m, s, sources)
        return self._told(m, s, source) if source is not None else []

    def _is_agent(self, m: Mention) -> bool:
        """Tell whether someone only did what a number is likened to: "as required by X"."""
        words = words_before(self.text, m.start)[-2:-1]
        return any(self.words.has("comparing", w) for w in words)

    def _is_beside_speech(self, m: Mention, s: Sentence) -> bool:
        """Tell whether who passed a quotation on is named between it and its verb: "X said, according to Y, “…”"."""
        if self.text[max(0, m.start - 2) : m.start] != ", ":
            return False
        if _QUOTED.search(self.text, m.end, min(s.end, m.end + SHORT)) is None:
            return False
        verbs = self.index.of_book(SPEECH, max(s.start, m.start - SHORT), m.start)
        return any(v.kind.startswith("say") and v.end == m.start - 2 for v in verbs)

    def _apposed(self, m: Mention, s: Sentence, sources: list[Source]) -> Source | None:
        """ "Selon le titulaire du portefeuille, X, …", "d'après celui qui dirige l'OTAN, X": who is named behind it."""
        stop = PAUSE.search(self.text, m.end, s.end) if m.value in ("source", "comma") else None
        if (
            stop is None
            or self.text[stop.start()] != ","
            or self.sayers.unnamed.documented(m.end, stop.start())
        ):
            return None
        words = WORD.findall(self.text[m.end : stop.start()].lower())
        whoever = any(self.words.has("whoever", w) for w in words[:1])
        last = words_before(self.text, m.end)[-1:] if m.value == "comma" else []  # "pour le"
        definite = any(self.words.has("definites", w) for w in (*last, *words[:1]))
        if not words or not (whoever or definite) or len(words) > LONG:
            return None
        person = next((x for x in sources if x.kind == "person" and x.start > stop.start()), None)
        led = WORD.findall(self.text[stop.end() : person.start].lower()) if person else []
        if (
            person is None
            or person.start - stop.end() > HONOURED
            or not all(len(w) <= len("mme") or self.words.has("articles", w) for w in led)
        ):
            return None
        if self.text[person.end : person.end + 1] not in ("", *",.;:!?»"):
            return None
        named = [x for x in sources if m.end <= x.start < stop.start()]
        opens = m.start <= s.start + 1  # "Selon la presse, X, …": whoever stands behind may be the subject
        return person if whoever or (all(x.kind == "role" for x in named) and (named or not opens)) else None

    def _source(self, m: Mention, s: Sentence, sources: list[Source]) -> Source | None:
        """Return who is named beside such a phrase, or whose paper is."""
        near = [x for x in sources if x.end > m.end and m.start < x.start < m.end + 70]
        if (again := self.references.named_again(m, s)) is not None:
            near = [again]
        elif m.value in _BESIDE:
            near = self._beside(m, sources)
            if not near or near[0].kind == "pronoun":
                return None
        stop = PAUSE.search(self.text, m.end, s.end)
        edge = stop.start() if stop else s.end
        near = [x for x in near if x.start < edge]
        if near and near[0].kind == "pronoun" and self.sayers.unnamed.documented(m.end, near[0].start):
            near = [x for x in sources if x.end <= m.start and x.kind == "organisation"][-1:] or near
        if len(near) > 1:
            near = [x for x in near if not self._is_receiver(x)] or near
        if len(near) > 1 and near[0].possessor and 0 <= near[1].start - near[0].end <= PREPOSED:
            near = near[1:] if near[1].kind == "organisation" else near  # "Germany's Kiel Institute"
        if m.value == "near" and (  # "per the secretary general", not "per capita" or "per soldier"
            not near
            or near[0].kind not in ("person", "organisation")
            or not self._follows(m.end, near[0].start)
        ):
            return None
        near = [
            x
            for x in near
            if x.kind != "government" or not (self._apart(m.end, x.start) or self._published_at(m.end, x))
        ]
        near = [x for x in near if not self._is_of_another_paper(m.end, x) and self.citing.names(m, x, edge)]
        source = near[0] if near else None
        if source is not None and self._presented(m.end, source) and self.cast.house is not None:
            source = Source(m.end, source.end, *self.cast.house, "organisation")
        if m.value != "possessed" and (source is None or (m.value == "comma" and source.start > m.end + 6)):
            cue = Cue(m.start, m.end, m.start, "reports", "", False, True)
            source = self.citing.kept(m, self.sayers.unnamed.unknown_after(cue, s))
        if source is None and m.value == "source":
            source = self.references.its(m.end) or self._published(m.end, s)
        if source is None or (m.value == "comma" and not self._set_apart(source, m.end, s)):
            return None
        held = m.value != "possessed" or source is again or self._holds_paper(source, m.end)
        held = held and not self._is_said_in(m, source)
        return source if held else None

    def _of_the_paper(self, m: Mention, s: Sentence, sources: list[Source]) -> Source | None:
        """ "À en croire ce document, que l'Otan a publié mardi, …": the house in the clause behind the paper."""
        comma = PAUSE.search(self.text, m.end, s.end) if m.value == "source" else None
        if comma is None or not self.sayers.unnamed.documented(m.end, comma.start()):
            return None
        stop = PAUSE.search(self.text, comma.end(), s.end)
        edge = stop.start() if stop else s.end
        named = [x for x in sources if comma.end() < x.start < edge and x.kind == "organisation"]
        opened = self.index.within(comma.end(), comma.end() + 2, "clause")
        if not named or any(m.end < x.start < comma.start() and x.kind == "organisation" for x in sources):
            return None
        by = self.index.within(max(comma.end(), named[0].start - ARTICLE - PREPOSED), named[0].start, "agent")
        issued = any(c.value in ("that", "relative") for c in opened) or any(a.value == "by" for a in by)
        return named[0] if issued else None

    def _is_of_another_paper(self, at: int, source: Source) -> bool:
        """ "Laut einer Umfrage der Akademie will die Nato …": the paper is of whoever is named right behind it."""
        if not self.words.verb_second or source.kind != "organisation":
            return False
        papers = [v for v in self.index.within(at, source.start, "voice") if v.value == "document"]
        between = self.text[papers[0].end : source.start] if papers else ""
        return _NAMED.search(between) is not None

    def _is_said_in(self, m: Mention, source: Source) -> bool:
        """ "Said in a statement that Spain …": the paper in which something is said, and no source of its own."""
        led = self.index.of_book(SPEECH, max(0, m.start - SHORT), m.start)
        told = any(v.kind.startswith(("say", "utter")) and v.end == m.start - 1 for v in led)
        return told and any(c.value == "that" for c in self.index.within(m.end, source.start, "clause"))

    def _holds_paper(self, source: Source, at: int) -> bool:
        """Tell whether a paper stands with whoever is named behind a possessive."""
        return (source.start <= at + 5 and self._is_paper(source)) or self._by_paper(at, source.start)

    def _account(self, m: Mention, s: Sentence, sources: list[Source]) -> list[Frame]:
        """ "By its own count", "nach seinen Angaben": an account that names nobody."""
        owner = self.accounts.owner(m, s, sources)
        if owner is not None:
            return self._told(m, s, owner)
        return [self.hearsay.unnamed(m, s)] if m.value == "state" else []

    def _told(self, m: Mention, s: Sentence, source: Source) -> list[Frame]:
        """Frame the clause or the sentence that a source tells."""
        found = self.known.voice(source, self.text[m.start : m.end], [])
        if found is None:
            return []
        voice, who = found
        self.known.last = who
        left = max(s.start, *(self.text.rfind(c, s.start, m.start) + 1 for c in ";:"))
        closed = self.text[source.end : source.end + 1] == ","
        closed = closed and not _LAST.match(self.text, source.end)
        opens = not self.text[left : m.start].strip() and left > s.start
        if (closed and self._is_second(m.start)) or self._opens_second(m.start, source.end, s):
            left = m.start  # "X is at 2 % and, according to Y, will …", "…, by Y's count eight were in 2019"
        elif not (opens or PAUSE.search(self.text, source.end, s.end) or self._is_said(s.start, left)):
            left = s.start  # at the end of a sentence it is said of all of it
        elif (opens or self._takes_up(left)) and self._is_headed(s.start, left):
            left = s.start
        stance = self._stance(m, source)
        right = self.text.find(";", m.end, s.end)
        if right < 0 or self.sayers.authors.counts_on(who, right, s):
            right = s.end
        named = min(m.start, source.start) if m.value in _BESIDE else m.start
        return [Frame(left, right, voice, stance, None, "according", who.kind, named)]

    def _is_headed(self, start: int, end: int) -> bool:
        """ "Up 65 % in a year: according to X, …": a number and no verb of speech before a colon."""
        if self.text[end - 1] != ":" or end - start > HEADED:
            return False
        if not _DIGIT.search(self.text, start, end) and not self._measures(start, end):
            return False
        told = self.index.of_book(SPEECH, start, end)
        return not any(m.kind.startswith(("say", "utter", "act", "show")) for m in told)

    def _takes_up(self, at: int) -> bool:
        """ "5 %: that is what they should, according to X, spend": what stands behind a colon takes up the number."""
        return at > 0 and any(p.match(self.text, at - 1) for p in (self._taken_up, self._summing))

    def _stance(self, m: Mention, source: Source) -> Stance:
        """ "Selon la proposition de X": what kind of speech the phrase goes by."""
        called = self.index.within(m.start, source.start, "opening")
        return called[0].value if called and called[0].value in ("demands", "expects") else "reports"

    def _is_said(self, start: int, end: int) -> bool:
        """ "It has arrived, said X; more will follow, says Y": what stands before a semicolon is said by another."""
        told = self.index.within(start, end) if self.text[end - 1 : end] == ";" else ()
        acts = {m.start for m in told if m.kind.startswith("act")}  # "X announced 450 million; …, says Y"
        return any(
            m.kind.startswith(("say", "utter"))
            and (m.start not in acts or "," in self.text[max(start, m.start - TAG) : m.start])
            for m in told
        )

    def ruled_out(self, s: Sentence, sources: list[Source]) -> list[Frame]:
        """ "Für X kommt das nicht infrage", "for X, there can be no talks": who rules something out."""
        ruled_out = self.words.patterns["ruled_out"]
        for x in sources if ruled_out is not UNWRITTEN else ():
            words = self.words.without_articles(words_before(self.text, x.start, 12), but="for_whom")
            if not words or not self.words.has("for_whom", words[-1]) or x.kind not in SPEAKERS:
                continue
            if ruled_out.search(self.text, s.start, s.end) is None:
                return []
            found = self.known.voice(x, words[-1], [])
            if found is not None:
                self.known.last = found[1]
                at = s.start + self.text[s.start : x.start].lower().rfind(words[-1])
                return [Frame(s.start, s.end, found[0], "denies", None, "according", found[1].kind, at)]
        return []

    def _is_second(self, at: int) -> bool:
        """Tell whether a connector and its comma stand right before an aside: "and, according to X, …"."""
        joined = _JOINED.search(self.text, max(0, at - 12), at)
        return joined is not None and self.words.has("connectors", joined[1].lower())

    def _opens_second(self, at: int, end: int, s: Sentence) -> bool:
        """Tell whether a comma and a connector stand before a phrase, and a clause behind it."""
        joined = _OPENED.search(self.text, max(s.start, at - 12), at)
        paper = self.index.within(end, min(s.end, end + SHORT), "voice")
        told = WORD.findall(self.text[paper[0].end if paper else end : s.end])
        return joined is not None and self.words.has("connectors", joined[1].lower()) and len(told) >= FEW

    def _is_paper(self, source: Source) -> bool:
        """ "Sipri-Angaben", "dem Ukraine Support Tracker": a paper that bears the name of its house."""
        last = WORD.findall(self.text[source.start : source.end].lower())[-1:]
        tracker = bool(last) and self.words.has("institutes", last[0])
        comma = self.text.find(",", source.end, source.end + 12)  # "on Ukraine, the report …"
        return tracker or self.sayers.unnamed.documented(
            source.start, comma if comma > 0 else source.end + 12
        )

    def _is_receiver(self, source: Source) -> bool:
        """Tell whether a name only says whom a count is about: "the tally of aid to Ukraine by the institute"."""
        if source.kind != "government":
            return False
        led = self.index.within(max(0, source.start - 5), source.start, "to", "agent")
        return any(source.start - m.end <= PREPOSED for m in led if m.value != "by")

    def _apart(self, start: int, end: int) -> bool:
        """Tell whether a name belongs to a later phrase: "laut den Fachleuten neben den USA", not "figures by X"."""
        if end <= start or not self.words.verb_second:
            return False
        papers = [v for v in self.index.within(start, end, "voice") if v.value in PAPERS]
        behind = WORD.match(self.text, papers[-1].end + 1, end) if papers else None
        if behind and behind[0].islower() and not self.words.leads_away(behind[0]):
            return not any(self.words.has(key, behind[0]) for key in ("articles", "glue"))
        gap = [w.lower() for w in WORD.findall(self.text[start:end])]
        led = [w for w in gap if self.words.leads_away(w)]
        return len(gap) > 2 and bool(led) and not self.index.within(start, end, "voice", "role", "title")

    def _opens_clause(self, at: int, s: Sentence) -> bool:
        """Tell whether a sentence or a clause begins at an offset, small words aside."""
        lead = self.text[s.start : at].rstrip()
        last = words_before(self.text, at)
        if last and self.words.has("connectors", last[-1]) and len(last) == 1:
            return True
        return not lead or not lead[-1].isalnum()

    def _leading(self, m: Mention, s: Sentence, sources: list[Source]) -> Frame | None:
        """ "X, according to whom …": whose words they are stands before the relative."""
        if (word := self._whom(m)) is None:
            return None
        joints = (",",) if self._is_article(word) else ("", ",")
        led = [x for x in sources if x.end <= m.start and self.text[x.end : m.start].strip() in joints]
        led = led or self._issuers(m, s, sources)
        found = self.known.voice(led[-1], self.text[m.start : m.end], []) if led else None
        if found is None:
            return None
        self.known.last = found[1]
        # "l'affirmation de X selon laquelle …, est fausse"
        owned = not self.text[led[-1].end : m.start].strip()
        if m.value == "comma" or owned:  # "X, for whom …, pleads": up to the comma that closes the relative
            stop = ends_content(self.text, word.end(), s.end)
            end = stop.start() if stop else s.end
            return Frame(word.end(), end, found[0], "reports", None, "goes on", found[1].kind, m.start)
        return Frame(m.start, s.end, found[0], "reports", None, "according", found[1].kind, m.start)

    def _issuers(self, m: Mention, s: Sentence, sources: list[Source]) -> list[Source]:
        """ "X a publié un communiqué selon lequel …": whoever opens the sentence that a paper closes."""
        near = [x for x in sources if x.end < m.start and not x.oblique and not x.possessor]
        if not near or PAUSE.search(self.text, near[0].end, m.start) is not None:
            return []
        papers = self.index.within(max(s.start, m.start - SHORT), m.start, "voice")
        return near[:1] if any(v.end == m.start - 1 and v.value in PAPERS for v in papers) else []

    def _is_article(self, word: re.Match[str]) -> bool:
        """Tell a relative pronoun that may be an article: German "laut dem Kieler Institut"."""
        return self.words.has("articles", word[0].lower())

    def _whom(self, m: Mention) -> re.Match[str] | None:
        """Return the relative pronoun behind such a phrase: "selon lequel", "according to whom"."""
        word = WORD.search(self.text, m.end, m.end + 14) if m.value in ("source", "comma") else None
        return word if word is not None and self.words.has("of_whom", word[0].lower()) else None

    def _published_at(self, start: int, source: Source) -> bool:
        """ "Selon les chiffres publiés à Bruxelles", "the Milex observatory in Rome": where one is, not whose."""
        told = self.index.within(start, source.start, "voice", "role", "title", "office")
        papers = [v for v in told if v.kind == "voice" and v.value == "document"]
        gap = WORD.findall(self.text[papers[-1].end if papers else start : source.start])
        if len(gap) < 2 or not self.words.has("where_published", gap[-1].lower()):
            return False
        named = len(gap) > 2 and any(word[0].isupper() for word in gap[:-1])
        return bool(papers) or (named and not told and not self.words.verb_second)

    def _presented(self, start: int, who: Source) -> bool:
        """ "According to the annual report that X presented", "le rapport annuel présenté par X": it is the house's."""
        papers = [v for v in self.index.within(start, who.start, "voice") if v.value == "declaration"]
        if not papers:
            return False
        at = papers[0].end
        if any(c.value in ("that", "relative") for c in self.index.within(at, who.start, "clause")):
            return True
        gap = WORD.findall(self.text[at : who.start].lower())
        by = len(gap) > 1 and self.words.has("agents", gap[-1])
        return by or (not gap and self.words.patterns["brought_in"].match(self.text, who.end) is not None)

    def _beside(self, m: Mention, sources: list[Source]) -> list[Source]:
        """Return the source right before ("der NATO zufolge") or, behind a comma, right after (", so X")."""
        if m.value == "behind":
            return [x for x in sources if x.end <= m.start and self._touches(x.end, m.start)]
        if m.value == "issued":
            return self._issuer(m, sources)
        apart = self.text[max(0, m.start - 2) : m.start].strip()[-1:] in (*",“”»«", '"')
        near = [
            x for x in sources if apart and (self._follows(m.end, x.start) or self._by_paper(m.end, x.start))
        ]
        return [x for x in near if x.kind == "person"] or near  # "so der CDU-Politiker X"

    def _issuer(self, m: Mention, sources: list[Source]) -> list[Source]:
        """Return whose paper is read: the first behind "aus", up to "hervorgeht", to whom no other word leads."""
        near = [x for x in sources if x.end <= m.start and m.start - x.end < HEADED]
        near = [x for x in near if PAUSE.search(self.text, x.end, m.start) is None]
        for x in near:
            led = self._out_of.search(self.text, max(0, x.start - HEADED), x.start)
            if led and not any(self.words.leads_away(w) for w in WORD.findall(led["paper"].lower())):
                return [x]
        return [x for x in near if x.kind in HOUSES and self._touches(x.end, m.start)]

    def _touches(self, start: int, end: int) -> bool:
        """Tell whether nothing but brackets, or marks and the rest of a compound, stands between two places."""
        return not _BRACKETS.sub("", _COMPOUND.sub("", self.text[start:end])).strip()

    def _by_paper(self, end: int, start: int) -> bool:
        """Tell whether a paper or forecast and its article stand between two places (", so die Prognose der X")."""
        if start <= end or PAUSE.search(self.text, end, start):
            return False
        words = WORD.findall(self.text[end:start])
        return len(words) <= FEW and self.sayers.unnamed.documented(end, start)

    def _follows(self, end: int, start: int) -> bool:
        """Tell whether only articles and the heads of compounds stand between two places."""
        words = WORD.findall(_HEAD.sub("", self.text[end:start]).lower())
        roles = tuple(self.words.listed("role_endings")) or ("\0",)
        return (
            start >= end
            and not PAUSE.search(self.text, end, start)
            and all(self.words.has("articles", w) or w.endswith(roles) for w in words)
        )

    def _published(self, at: int, s: Sentence) -> Source | None:
        """ "Selon les tableaux diffusés mardi à Ankara": what the house of the text publishes where it meets."""
        stop = PAUSE.search(self.text, at, s.end)
        end = stop.start() if stop else s.end
        papers = [v for v in self.index.within(at, min(end, at + SHORT), "voice") if v.value == "document"]
        words = WORD.findall(self.text[at : papers[0].start].lower()) if papers else []
        if not papers or self.cast.house is None or any(self.words.has("indefinites", w) for w in words):
            return None
        places = self.index.within(papers[0].end, end, "capital", "city", "meeting")
        gap = WORD.findall(self.text[papers[0].end : places[0].start].lower()) if places else []
        if len(gap) < 2 or not self.words.has("where_published", gap[-1]):
            return None
        return Source(at, at + 1, *self.cast.house, "organisation")

    def _is_quoted(self, at: int, s: Sentence) -> bool:
        """Tell whether the rest of a sentence quotes, with no verb of speech and no number: nobody else says it."""
        if _QUOTES.search(self.text, at, s.end) is None or _DIGIT.search(self.text, at, s.end) is not None:
            return False
        return not any(v.kind.startswith("say") for v in self.index.of_book(SPEECH, at, s.end))

    def _has_office(self, source: Source, s: Sentence) -> bool:
        """Tell whether a title opens the sentence, as that of whoever thinks so: "Pour le ministre, …"."""
        if _QUOTED.match(self.text, source.end) is not None:
            return True
        opens = source.start - s.start <= 2 * ARTICLE
        return opens and bool(self.index.within(source.start, source.end, "role", "title", "office"))

    def _set_apart(self, source: Source, at: int, s: Sentence) -> bool:
        """Tell whether a person or an institute stands between "pour" and a comma, or someone before a quotation.

        So does a government whose words are quoted in the clause: "Pour Pékin, ce voyage est « une provocation »".
        """
        gap = source.start - at
        speaks = source.kind == "person" or (
            source.kind == "organisation" and not self.cast.is_house(source.country)
        )
        speaks = speaks or (source.kind == "role" and self._has_office(source, s))
        speaks = speaks or (source.kind == "government" and self._is_quoted(source.end, s))
        return speaks and self.text[source.end : source.end + 1] == "," and gap < 6
