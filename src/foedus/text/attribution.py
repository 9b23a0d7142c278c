"""A scan in, voices out: for any span of a text who says it, with which words and with which stance.

Each sentence is read once. A verb of speech has a subject before it ("X said that …"), behind it ("…, said X") or
within ("a-t-il dit"); its words reach over the clause after it or over the sentence around it. Quotations take the
voice that stands next to them. The result is a row of disjoint pieces of text, searched by bisection.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from foedus.model import Stance
from foedus.text import stance as stances
from foedus.text.lexicon import Scan
from foedus.text.match import Mention, Sentence
from foedus.text.quotes import Quotation, quotations
from foedus.text.speakers import Cast, Grammar, Kind, Source, grammar, words_before

_WORD = re.compile(r"[^\W_]+")
_STOP = re.compile(r"[.,;:!?…»”\"()]|\s[–—-]\s")
_ASIDE = re.compile(r"\([^()]*\)|^,[^,;:«»“”\"]{1,80},")
_BARE_END = re.compile(r"\s*(?:[,.;:!?»”\"]|$)")
_UNNAMED = re.compile(r", (?P<a>[a-z]+) (?P<n>(?:[^\W\d_]+ ){1,5})$")
_APPOSED = re.compile(r", (?P<a>(?:[a-zà-ÿ'’-]+ ){1,4})$")
_NAME_BEFORE = re.compile(r"(?P<n>[A-ZÀ-Þ][^\W\d_]+(?:[ -][A-ZÀ-Þ][^\W\d_]+){1,3}),? $")
_NAMED = ("country", "capital", "city", "organisation", "group", "month", "weekday", "demonym", "people", "meeting")
_LAST = re.compile(r"([^\W_]+)['’]?$")
_COMMA = re.compile(r"[,;:]")
_CLOSING = ("»", "”", '"', "’")
_TOLD = ("present", "future", "bare", "imperfect", "")  # forms of a verb that tell a stance of the clause itself
_SIGNED = {"commits": "pledges", "plans": "pledges", "wants": "demands"}  # verbs whose object decides, taken at their likeliest
_PROMISES = ("pledges", "commits", "approves")
_SPEECH = ("say", "act", "utter", "show")
MOST_CUES = 16  # verbs of speech of one sentence that are read
SHORT = 45  # characters after a parenthetical verb before the next comma ("…, X said on Monday, …")


class Voice(NamedTuple):
    """Who speaks: `speaker` as in a statement, None is the outlet; `country` is what "we" and "our" mean then."""

    speaker: str | None
    cue: str | None
    quoted: bool
    country: str | None


OUTLET = Voice(None, None, False, None)


class Cue(NamedTuple):
    """A verb of speech: `start` takes in its auxiliary; `act` takes an object, `say` a clause."""

    start: int
    end: int
    verb: int
    stance: Stance
    form: str
    act: bool
    say: bool
    utter: bool = False
    show: bool = False


class Frame(NamedTuple):
    """A stretch of text in one voice; `rank` orders the painting, later ones cover earlier ones."""

    start: int
    end: int
    voice: Voice
    stance: Stance
    cue: Cue | None
    rule: str
    kind: Kind = "person"
    subject: int = -1


class Piece(NamedTuple):
    """A disjoint stretch of the painted text."""

    start: int
    end: int
    frame: Frame


class Attribution:
    """The voices of a document."""

    def __init__(
        self, scan: Scan, frames: list[Frame], quotes: list[tuple[Quotation, Frame | None]], cues: list[Cue]
    ) -> None:
        self.scan = scan
        self.frames = frames
        self.quotes = sorted(quotes, key=lambda q: q[0].start)
        self._quote_starts = [q[0].start for q in self.quotes]
        self.pieces = _paint(frames)
        self._starts = [p.start for p in self.pieces]
        self.signs = stances.Signs(scan, [(c.start, c.end, _SIGNED.get(c.stance, c.stance)) for c in cues])

    def frame(self, start: int, end: int) -> Frame | None:
        """Return the frame that most narrowly holds the middle of a span."""
        middle = (start + end - 1) // 2 if end > start else start
        i = bisect_right(self._starts, middle) - 1
        return self.pieces[i].frame if i >= 0 and middle < self.pieces[i].end else None

    def pieces_from(self, at: int) -> Iterator[Piece]:
        """Yield the painted pieces that end after an offset."""
        i = max(0, bisect_right(self._starts, at) - 1)
        while i < len(self.pieces):
            if self.pieces[i].end > at:
                yield self.pieces[i]
            i += 1

    def quotes_within(self, start: int, end: int) -> list[tuple[Quotation, Frame | None]]:
        """Return the quotations that start in a span."""
        i = bisect_left(self._quote_starts, start)
        j = bisect_left(self._quote_starts, end)
        return self.quotes[i:j]

    def of(self, start: int, end: int) -> Voice:
        """Return the voice of a span; the outlet's where nobody else is named."""
        frame = self.frame(start, end)
        return frame.voice if frame else OUTLET

    def stance(self, start: int, end: int) -> Stance:
        """Return the stance of the figure or clause at a span."""
        frame = self.frame(start, end)
        if frame is None:
            return self.signs.read(start, end, None, OUTLET.country, False)
        indirect = frame.rule in ("ahead", "noun", "according", "words")
        bounds = (frame.start, frame.end) if frame.rule == "quote" else None
        return self.signs.read(start, end, frame.stance, frame.voice.country, indirect, bounds)


def attribute(scan: Scan) -> Attribution:
    """Return who says what in the text, read sentence by sentence in linear time."""
    return _Reader(scan).read()


def _paint(frames: list[Frame]) -> list[Piece]:
    """Lay the frames over each other, later ones on top, and return what is seen: disjoint, in order."""
    edges = sorted({e for f in frames for e in (f.start, f.end)})
    opened: dict[int, list[int]] = {}
    closed: dict[int, list[int]] = {}
    for n, f in enumerate(frames):
        if f.end > f.start:
            opened.setdefault(f.start, []).append(n)
            closed.setdefault(f.end, []).append(n)
    pieces: list[Piece] = []
    live: set[int] = set()
    for at, following in pairwise(edges):
        live.difference_update(closed.get(at, ()))
        live.update(opened.get(at, ()))
        if live:
            top = frames[max(live)]
            if pieces and pieces[-1].frame is top and pieces[-1].end == at:
                pieces[-1] = Piece(pieces[-1].start, following, top)
            else:
                pieces.append(Piece(at, following, top))
    return pieces


class _Reader:
    """One pass over the sentences; keeps who spoke last and which quotations wait for a speaker."""

    def __init__(self, scan: Scan) -> None:
        self.scan, self.text, self.index = scan, scan.text, scan.index
        self.words: Grammar = grammar(scan.language.code)
        self.cast = Cast(scan)
        self.quotes = quotations(scan.text)
        self.outer = [q for q in self.quotes if q.depth == 0]
        self._starts = [q.start for q in self.outer]
        self.frames: list[Frame] = []
        self.voiced: list[tuple[Quotation, Frame | None]] = []
        self.last: Source | None = None
        self.subject: Source | None = None
        self.people: list[Source] = []
        self.waiting: list[Quotation] = []
        self.pending: tuple[Quotation, Frame | None] | None = None  # a quotation that ended its sentence
        self.cues: list[Cue] = []
        self.here: list[Source] = []  # the sources of the sentence
        self.spoke: Frame | None = None  # the last frame of the paragraph
        self._paragraph = -1

    def read(self) -> Attribution:
        cuts = self.scan.sentences
        sources = [self.cast.sources(s) for s in cuts]
        for n, sentence in enumerate(cuts):
            if sentence.paragraph != self._paragraph:
                self._turn(sentence)
            self._sentence(sentence, sources[n], sources[n + 1] if n + 1 < len(cuts) else [], n)
        self._settle()
        return Attribution(self.scan, self.frames, self.voiced, self.cues)

    # --- paragraphs ---

    def _turn(self, sentence: Sentence) -> None:
        self._settle()
        self._paragraph = sentence.paragraph
        self.spoke = None

    def _settle(self) -> None:
        """At the end of a paragraph give what still waits to the speaker of the paragraph before, if it is all speech."""
        if self.pending is not None:
            quote, fallback = self.pending
            self.pending = None
            if fallback is not None:
                self._give(quote, fallback)
                self._give_waiting(fallback)
            else:
                self.waiting.append(quote)
        for quote in self.waiting:
            self.voiced.append((quote, None))
        self.waiting.clear()

    # --- one sentence ---

    def _sentence(self, s: Sentence, sources: list[Source], following: list[Source], n: int) -> None:
        quotes = self._quotes_in(s)
        inside = [(q.start, q.end) for q in quotes if _is_speech(self.text, q)]
        self.here = sources
        free = [x for x in sources if not _within(inside, x.start)]
        names = [(x.start, x.end) for x in sources if x.kind != "organisation"]
        every = self._cues(s)
        self.cues += [self._settled(c) for c in every if c.stance not in ("reports", "announces", "approves") and self._tells(c, sources)]
        cues = [c for c in every if not _within(inside, c.verb) and not _within(names, c.verb)]
        made: list[Frame] = []
        previous: Source | None = None
        for cue in cues:
            frame, subject = self._frame(s, cue, free, following, previous, quotes)
            if subject is not None:
                previous = subject
            if frame is not None:
                made.append(frame)
        made += self._according(s, free, inside)
        made += self._nouns(s, free, inside)
        made += self._owned(s, free, inside)
        made += self._passive(s, free, inside)
        made += self._headline(s, free)
        made += self._plans(s, free)
        self._order(made, s)
        self._link(s, quotes, made, free)
        self._remember(free, made)

    def _remember(self, sources: list[Source], made: list[Frame]) -> None:
        """Keep who may be meant by the next pronoun: the speaker, else the subject, else the last name."""
        for source in sources:
            if source.kind in ("person", "role", "organisation", "government") and source.name:
                self.people.append(source)
                if not source.oblique and not source.possessor:
                    self.subject = source
        del self.people[:-12]

    def _quotes_in(self, s: Sentence) -> list[Quotation]:
        i = bisect_right(self._starts, s.start) - 1
        i = max(0, i)
        found = []
        while i < len(self.outer) and self.outer[i].start < s.end:
            if self.outer[i].end > s.start:
                found.append(self.outer[i])
            i += 1
        return found

    # --- cues ---

    def _cues(self, s: Sentence) -> list[Cue]:
        """Return the verbs of speech of a sentence, each once, with what the word order says of them."""
        found: dict[int, Cue] = {}
        for m in self.index.within(s.start, s.end):
            kind, _, form = m.kind.partition(".")
            if kind not in _SPEECH or len(found) >= MOST_CUES:
                continue
            cue = self._cue(m, kind, form, s)
            if cue is None:
                continue
            if (other := found.get(cue.verb)) is None:
                found[cue.verb] = cue
                continue
            weak = ("reports", "announces", "approves")
            stance = other.stance if other.stance not in weak or cue.stance == "reports" else cue.stance
            act, say = other.act or cue.act, other.say or cue.say
            wide = cue if cue.end > other.end else other
            found[cue.verb] = wide._replace(stance=stance, act=act, say=say, utter=other.utter and cue.utter, show=other.show and cue.show)
        return [found[at] for at in sorted(found)]

    def _cue(self, m: Mention, kind: str, form: str, s: Sentence) -> Cue | None:
        before = words_before(self.text, m.start)
        word = self.text[m.start : m.end].lower()
        start = m.start
        if form == "participle" or (form == "past" and before and self._is_being(before)):
            if (start := self._auxiliary(m.start, s.start)) < 0:
                return None
        elif (form in ("infinitive", "bare") and not self._chained(m, before, s, form)) or (self.words.has("nouns", word.partition(" ")[0]) and before and self._is_noun(before, m.start)):
            return None
        elif kind != "act" and before and self.words.has("clitics", before[-1]):
            return None
        elif before and self.words.has("reflexives", before[-1]):
            start = max(s.start, m.start - len(before[-1]) - 1)
        return Cue(start, m.end, m.start, m.value, form, kind == "act", kind != "act", kind == "utter", kind == "show")

    def _settled(self, cue: Cue) -> Cue:
        """A verb whose object decides, as a sign: "wants to" a plan, "expects" a forecast whoever says it."""
        if str(cue.stance) == "wants":
            plan = re.compile(self.words.texts.get("infinitive", "$.")).match(self.text, cue.end)
            return cue._replace(stance="pledges" if plan else "demands")
        return cue._replace(stance="needs") if cue.stance == "expects" else cue  # type: ignore[arg-type]

    def _tells(self, cue: Cue, sources: list[Source]) -> bool:
        """Tell whether a verb says the stance of its own clause: not in a past form, not a noun in disguise."""
        word = self.text[cue.verb : cue.end].lower().partition(" ")[0]
        subject = any(cue.start - 2 <= x.end <= cue.start for x in sources)
        return cue.form in _TOLD and (subject or not self.words.has("nouns", word))

    def _is_being(self, before: list[str]) -> bool:
        k = len(before) - 1
        while k >= 0 and self._between(before[k]) and len(before) - k < 4:
            k -= 1
        return k >= 0 and self.words.has("beings", before[k])

    def _between(self, word: str) -> bool:
        return self.words.has("between", word) or any(
            word.endswith(e) and len(word) > 4 for e in self.words.listed("adverb_endings")
        )

    def _auxiliary(self, at: int, floor: int) -> int:
        """Return where the auxiliary of a participle stands, -1 where it has none (an adjective, a passive)."""
        piece = self.text[max(floor, at - 60) : at]
        found = list(_WORD.finditer(piece))
        offset = max(floor, at - 60)
        for back, match in enumerate(reversed(found)):
            word = match[0].lower()
            if back > 6:
                break
            if self.words.has("auxiliaries", word):
                return offset + match.start()
            if self.words.has("beings", word):
                k = len(found) - 1 - back
                if k and self.words.has("reflexives", found[k - 1][0].lower()):
                    return offset + found[k - 1].start()
                if k + 1 < len(found) and self.words.has("reflexives", found[k + 1][0].lower()):
                    return offset + match.start()
                return -1
            if not self._between(word):
                return -1
        return -1

    def _chained(self, m: Mention, before: list[str], s: Sentence, form: str) -> bool:
        """An infinitive counts after "vient de", "refused to", …; a bare form also right after its subject."""
        chains = self.index.within(max(s.start, m.start - 40), m.start, "chain")
        if chains and not _WORD.search(self.text, chains[-1].end, m.start):
            return True
        if form == "bare":
            blocked = before and (
                self.words.has("prepositions", before[-1])
                or self.words.has("determiners", before[-1])
                or self.words.has("articles", before[-1])
            )
            return not blocked
        return False

    def _is_noun(self, before: list[str], at: int) -> bool:
        return self.words.has("determiners", before[-1])

    # --- subjects ---

    def _frame(
        self, s: Sentence, cue: Cue, sources: list[Source], following: list[Source], previous: Source | None,
        quotes: list[Quotation],
    ) -> tuple[Frame | None, Source | None]:  # fmt: skip
        """Find who says it and how far the words reach."""
        pre = self.text[s.start : cue.start].rstrip()
        if cue.show and not self._placed(s, cue, sources):
            return self._shown(s, cue, sources)
        inverted = self._pronoun_inside(cue, sources)
        finite = cue.form not in ("gerund", "infinitive", "bare")
        after = self._after(cue, sources, s) if finite else None
        before = self._before(cue, sources, s, previous)
        set_off = not pre or pre[-1] in ",»”\"’)—–-" or self._last_word(pre, "as")
        anyone = next((x for x in (inverted, before) if x is not None and x.gender == "o"), None)
        led = self._leading(cue, s, before, after)
        if led is not None:
            return led
        if anyone is not None:
            who = self._anyone(cue, sources)
            if who is None:
                return None, None
            reach = self._around if inverted else self._ahead
            return reach(s, cue, who, following)
        if inverted:
            return self._around(s, cue, inverted, following)
        apposed = self._apposed(before, cue, s)
        ends = after is not None and self._rounds_off(after, before, pre)
        if set_off and after and cue.say and ends and (self._closed(cue, after) or not apposed):
            return self._around(s, cue, after, following)
        if set_off and cue.say and finite and not self._apposed(before, cue, s):
            label = self._unknown_after(cue, s, before is None or pre.endswith(_CLOSING))
            if label is not None:
                return self._around(s, cue, label, following)
        if set_off and after and cue.act and self._last_word(pre, "as"):
            return self._around(s, cue, after, following)
        if before is None or not self._touches(before, cue):
            before = self._name_before(cue, s, sources) or before
        told = cue.act and cue.stance in _PROMISES
        if before is None and not cue.utter and (told or not cue.act) and (finite or cue.form == "bare"):
            before = self._unknown_before(cue, s)
        word = self.text[cue.verb : cue.end].lower().partition(" ")[0]
        noun = cue.form in ("present", "bare") and self.words.has("nouns", word) and self._relative(cue, s) < 0
        if str(cue.stance) == "commits" and not self._to_do(cue, 30):
            return None, before
        if before is not None and noun and not self._touches(before, cue):
            return None, before
        if before is None or (cue.utter and not self._opens_speech(cue.end, s) and not self._as_said(before, s)):
            return None, before
        if before.kind == "group" and str(cue.stance) in _PROMISES and self._decides(before, cue, s):
            house = self.cast.house
            before = before._replace(name=house[0], country=house[1], kind="organisation") if house else before
        if self._is_parenthetical(cue, before, s):
            return self._around(s, cue, before, following)
        return self._ahead(s, cue, before, following)

    def _anyone(self, cue: Cue, sources: list[Source]) -> Source | None:
        """ "À l'Élysée, on assure", "a-t-on indiqué de source diplomatique": the house where it is said."""
        houses = [x for x in sources if x.oblique and x.kind in ("government", "role", "organisation")]
        houses = [x for x in houses if not self.words.has("seats", self.text[x.start : x.end].lower())]
        near = [x for x in houses if 0 <= x.start - cue.end < 30 or 0 <= cue.start - x.end < 30]
        return near[0] if near else None

    def _as_said(self, subject: Source, s: Sentence) -> bool:
        """ "As X put it": a clause that only points to what is said."""
        return self._last_word(self.text[s.start : subject.start].rstrip(), "as")

    def _placed(self, s: Sentence, cue: Cue, sources: list[Source]) -> bool:
        """Tell whether someone puts a number at something ("he put the level at 2.5 %")."""
        near = [x for x in sources if x.end <= cue.start and not x.oblique]
        if not near or not self._touches(near[-1], cue) or near[-1].kind == "group":
            return False
        tail = _WORD.findall(self.text[cue.end : min(s.end, cue.end + 60)].lower())
        return any(self.words.has("placing", w) for w in tail)

    def _shown(self, s: Sentence, cue: Cue, sources: list[Source]) -> tuple[Frame | None, Source | None]:
        """ "NATO's figures show": a verb that speaks only for the papers of an organisation."""
        near = [x for x in sources if x.kind == "organisation" and x.start < cue.start]
        if not near:
            return None, None
        own = not near[-1].oblique and (self._touches(near[-1], cue) or self._documented(near[-1].start, min(near[-1].end, cue.start)))
        published = near[-1].oblique and self._documented(max(s.start, near[-1].start - 40), near[-1].start)
        if not own and not published:
            return None, None
        tail = self.text[cue.end : s.end]
        papers = [m.start for m in self.index.within(max(s.start, near[-1].start - 40), near[-1].start, "voice")]
        start = papers[-1] if papers and published else near[-1].start
        apart = "," in self.text[max(s.start, start - 6) : start]
        if apart and len(tail) < SHORT and not any(c.isdigit() or c in "«“\"" for c in tail):
            return self._around(s, cue, near[-1], [])
        return self._ahead(s, cue, near[-1], [])

    def _last_word(self, pre: str, value: str) -> bool:
        """Tell whether a text ends with a word of a kind, an elided pronoun aside ("comme l'")."""
        found = _WORD.findall(pre[-24:])
        listed = self.scan.language.tables["speech"].get("clause", {}).get(value, [])
        return bool(found) and (found[-1].lower() in listed or (len(found) > 1 and found[-2].lower() in listed and len(found[-1]) == 1))

    def _pronoun_inside(self, cue: Cue, sources: list[Source]) -> Source | None:
        """ "a-t-il dit", "ajoute-t-elle": a pronoun tied to the verb by a hyphen."""
        for source in sources:
            if source.kind != "pronoun" or not cue.start < source.start <= cue.end + 3:
                continue
            if self.text[source.start - 1] in "-‐‑":
                return source
        return None

    def _after(self, cue: Cue, sources: list[Source], s: Sentence) -> Source | None:
        for source in sources:
            if source.start < cue.end or (source.oblique and source.kind == "government"):
                continue
            gap = self.text[cue.end : source.start]
            if len(gap) > 60 or _STOP.search(gap):
                return None
            little = _WORD.findall(gap.lower())
            if any(m.value == "that" for m in self.index.within(cue.end, source.start, "clause")):
                return None
            plain = [w for w in little if not self.words.has("articles", w) and not self._between(w)]
            plain = [w for w in plain if not self.words.has("prepositions", w)]
            if len(plain) > 3 or source.oblique or source.kind == "pronoun":
                return None
            places = [x for x in sources if cue.end <= x.start < source.start]
            if not places and any(self._leads_away(w) for w in little[:1]):
                return None
            return source
        return None

    def _leads_away(self, word: str) -> bool:
        return self.words.has("prepositions", word) and not self.words.has("articles", word)

    def _closed(self, cue: Cue, after: Source) -> bool:
        """Tell whether the name follows at once and the aside ends with it (", a précisé X, ")."""
        gap = _WORD.findall(self.text[cue.end : after.start].lower())
        end = self.text[after.end : after.end + 2].lstrip()[:1]
        return end in ",.:;!?»" and all(self.words.has("articles", w) for w in gap)

    def _rounds_off(self, after: Source, before: Source | None, pre: str) -> bool:
        """Tell whether a name behind the verb is its subject: no other stands ready, or no clause goes on there."""
        if before is None or pre.endswith(_CLOSING) or self.text[after.end : after.end + 2].lstrip()[:1] in ",.:;!?»":
            return True
        word = _WORD.search(self.text, after.end, after.end + 20)
        return word is None or self._leads_away(word[0].lower()) or self._between(word[0].lower())

    def _unknown_after(self, cue: Cue, s: Sentence, definite: bool = True) -> Source | None:
        """ "évalue une note", "said one envoy": a noun that no list knows, with its article, or a capitalised name."""
        tail = self.text[cue.end : min(s.end, cue.end + 80)]
        name = re.match(r" (?P<n>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){1,3})", tail)
        if name:
            return Source(cue.end + 1, cue.end + name.end("n"), name["n"], None, "person")
        match = re.match(r" (?:([^\W\d_]+)[ ’']|l['’])((?:[^\W\d_]|[-’'])+(?: [^\W\d_]+){0,3})", tail)
        if not match:
            return None
        article = (match[1] or "l").lower()
        if not self.words.has("articles", article) or not (definite or self.words.has("indefinites", article)):
            return None
        voices = self.index.within(cue.end, cue.end + match.end(), "voice")
        if any(v.value == "declaration" for v in voices) and self.cast.house is not None:
            at = cue.end + match.start(2)
            return Source(at, at + 1, self.cast.house[0], self.cast.house[1], "organisation")
        if any(v.value != "house" for v in voices):
            return None
        if any(m.value in ("plan", "budget") for m in self.index.within(cue.end, cue.end + match.end(), "mark")):
            return None
        if not re.match(r"(?:[ '’-]|[^\W\d_]){0,40}(?:[.,;:!?»”\"(]|$)", tail[match.end() :]):
            return None  # a clause follows, no name
        label = " ".join(re.split(r"[.,;:!?»”\"]", match[2])[0].split())
        start = cue.end + match.start(2)
        return Source(start, start + len(label), f"{label} (unnamed)", None, "role")

    def _decides(self, group: Source, cue: Cue, s: Sentence) -> bool:
        """Tell whether members promise together: something that is still to come."""
        ahead = self.index.within(cue.end, s.end, "ahead", "mark")
        later = any(m.value in ("future", "expects") for m in ahead)
        later = later or str(cue.stance) == "commits"
        return later and self.cast.house is not None and group.name == self.cast.house[1]

    def _to_do(self, cue: Cue, reach: int) -> bool:
        """Tell whether an infinitive follows a verb within some characters."""
        pattern = re.compile(self.words.texts.get("infinitive", "$."))
        return pattern.search(self.text, cue.end, cue.end + reach) is not None

    def _leading(
        self, cue: Cue, s: Sentence, before: Source | None, after: Source | None
    ) -> tuple[Frame | None, Source | None] | None:
        """ "Les 5 % qu'exige X", "the 5 % that X wants": what is said stands before the relative."""
        subject, at = (after, cue.start) if after is not None else (before, before.start if before else 0)
        if subject is None or subject.kind not in ("person", "government", "organisation"):
            return None
        if after is None and (not self._touches(subject, cue) or not _BARE_END.match(self.text, cue.end)):
            return None
        that = [m for m in self.index.within(max(s.start, at - 5), at, "clause") if m.value == "that"]
        if not that or _WORD.search(self.text, that[-1].end, at):
            return None
        found = self._voice(subject, self.text[cue.start : cue.end], [])
        if found is None:
            return None
        self.last = found[1]
        start = max(s.start, *(self.text.rfind(c, s.start, that[-1].start - 2) + 1 for c in ",;:"))
        end = max(cue.end, subject.end)
        stance = self._stance(cue, found[1], False)
        return Frame(start, end, found[0], stance, cue, "passive", found[1].kind, subject.start), found[1]

    def _touches(self, source: Source, cue: Cue) -> bool:
        """Tell whether nothing but adverbs, brackets and an aside stands between a name and its verb."""
        gap = _ASIDE.sub(" ", self.text[source.end : cue.start].lower())
        return all(self._between(w) for w in _WORD.findall(gap))

    def _name_before(self, cue: Cue, s: Sentence, sources: list[Source]) -> Source | None:
        """ "boss Armin Papperger told": a name of two words or more right at the verb that no list knows."""
        match = _NAME_BEFORE.search(self.text, max(s.start, cue.start - 60), cue.start)
        if match is None or not cue.say or any(x.end > match.start("n") and x.start < match.end("n") for x in sources):
            return None
        if self.index.within(match.start("n"), match.end("n"), *_NAMED) or self.cast.opens(match.start("n")):
            return None
        apposed = _APPOSED.search(self.text, max(s.start, match.start("n") - 40), match.start("n"))
        start = apposed.start("a") if apposed else match.start("n")
        return Source(start, match.end("n"), match["n"], None, "person")

    def _unknown_before(self, cue: Cue, s: Sentence) -> Source | None:
        """ "Critics say", "plusieurs observateurs jugent": people whom no list knows, at the head of a sentence."""
        if (aside := _UNNAMED.search(self.text, max(s.start, cue.start - 60), cue.start)) is not None:
            if self.words.has("indefinites", aside["a"].lower()) and not self._documented(aside.start(), cue.start):
                return Source(aside.start("n"), cue.start - 1, f"{aside['n'].strip()} (unnamed)", None, "role")
        lead = self.text[s.start : cue.start]
        papers = [v for v in self.index.within(s.start, cue.start, "voice") if v.value == "declaration"]
        if papers and self.cast.house is not None and not self._leads_away((words_before(self.text, papers[0].start) or [""])[0]):
            return Source(papers[0].start, papers[0].end, *self.cast.house, "organisation")
        words = _WORD.findall(lead)
        if not 1 <= len(words) <= 3 or _STOP.search(lead) or not cue.start - s.start == len(lead):
            return None
        noun = words[-1].lower()
        many = any(noun.endswith(e) for e in self.words.listed("plural_endings")) and len(noun) > 4
        if not many or self._between(noun) or self._documented(s.start, cue.start):
            return None
        if any(self.words.has("prepositions", w.lower()) for w in words):
            return None
        return Source(s.start, cue.start - 1, f"{noun} (unnamed)", None, "role", "p")

    def _before(self, cue: Cue, sources: list[Source], s: Sentence, previous: Source | None) -> Source | None:
        """Return the subject before a verb: of its own clause, else of the verb that it is joined to."""
        own = [x._replace(end=min(x.end, cue.start)) for x in sources if x.start < cue.start]
        words = words_before(self.text, cue.start, 40)
        if words and self.words.has("connectors", words[-1]) and previous is not None:
            return previous
        if cue.form == "gerund" and previous is not None:
            return previous
        near = [x for x in own if not x.oblique and not x.possessor]
        relative = self._relative(cue, s)
        if relative >= 0:
            led = [x for x in own if x.end <= relative]
            if led and self.text[led[-1].end : relative].strip() in ("", ","):
                return led[-1]
            near = [x for x in near if x.end <= relative] or near
        clause = self._clause_start(cue, s)
        inner = [x for x in near if x.start >= clause]
        if inner:
            best = self._best(inner, cue)
            return None if self._documented(best.end, cue.start) else best
        if previous is not None and not inner:
            return previous
        return near[-1] if near else None

    def _documented(self, start: int, end: int) -> bool:
        """Tell whether a table or a report is what speaks ("the figures published on Tuesday suggest")."""
        return any(m.value == "document" for m in self.index.within(start, end, "voice"))

    def _best(self, near: list[Source], cue: Cue) -> Source:
        """Prefer a name right at the verb, then the first subject of the clause."""
        while len(near) > 1 and near[-1].kind == "pronoun" and self._emphatic(near[-1]):
            near = near[:-1]
        if len(near) > 1 and near[-1].kind == "role" and self._describes(near[-2], near[-1]):
            near = near[:-1]
        if self._touches(near[-1], cue):
            while len(near) > 1 and self._coordinated(near[-2], near[-1]):
                near = near[:-1]
            return near[-1]
        speaking = [x for x in near if x.kind != "pronoun"]
        return speaking[0] if speaking else near[-1]

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

    def _relative(self, cue: Cue, s: Sentence) -> int:
        """Return the offset of a relative pronoun that is the subject of this verb, else -1."""
        found = [m for m in self.index.within(max(s.start, cue.start - 30), cue.start, "clause") if m.value == "relative"]
        if not found:
            return -1
        gap = _WORD.findall(self.text[found[-1].end : cue.start].lower())
        return found[-1].start if all(self._between(w) or len(w) <= 2 for w in gap) else -1

    def _clause_start(self, cue: Cue, s: Sentence) -> int:
        """Return where the clause of this verb begins: after a stop, a conjunction or "that"."""
        start = s.start
        for sign in ";:":
            start = max(start, self.text.rfind(sign, s.start, cue.start) + 1)
        for m in self.index.within(s.start, cue.start, "clause"):
            if m.value in ("that", "break") and m.end > start:
                start = m.end
        return start

    def _apposed(self, before: Source | None, cue: Cue, s: Sentence) -> bool:
        """Tell whether the name before the comma is the subject after all ("X, ministre de la Défense, a dit")."""
        if before is None:
            return False
        if not all(self._between(w) for w in _WORD.findall(self.text[before.end : cue.start].lower())):
            return False
        lead = self.text[s.start : before.start].rstrip()
        words = words_before(self.text, before.start)
        while words and self.words.has("articles", words[-1]):
            words.pop()
        return not lead or not words

    def _is_parenthetical(self, cue: Cue, subject: Source, s: Sentence) -> bool:
        """Tell whether the verb stands aside ("…, X said." "…, leaders noted in Ankara, …")."""
        if not cue.say:
            return False
        if self._as_said(subject, s):
            return True
        stop = _STOP.search(self.text, cue.end, s.end)
        end = stop.start() if stop else s.end
        tail = self.text[cue.end : end]
        opening = stop[0].strip() if stop else ""
        lead = self._without_articles(self.text[s.start : subject.start].rstrip())
        if opening == ":" and lead.endswith(",") and len(_WORD.findall(lead)) > 4:
            return True
        if opening == ":" or self._opens_quote(end, s) or (len(tail) > SHORT and not self._mere_place(tail, lead)):
            return False
        if any(m.value == "that" for m in self.index.within(cue.end, end, "clause")) or any(c.isdigit() for c in tail):
            return False
        words = _WORD.findall(lead)
        if lead and lead[-1] in "»”\"’":
            return True
        if not lead and self._follows_quote(s):
            return True
        if words and len(words) <= 2 and not lead.endswith((",", "»", "”", '"')):
            return not tail.strip()
        apart = lead.endswith((",", "–", "—", ")"))
        return (apart and len(words) > 4) or not tail.strip()

    def _mere_place(self, tail: str, lead: str) -> bool:
        """Tell whether only where or when it was said follows ("…, X announced before a meeting in Brussels")."""
        words = _WORD.findall(tail.lower())
        return lead.endswith(",") and self._leads_away(words[0]) and len(_WORD.findall(lead)) > 4

    def _without_articles(self, lead: str) -> str:
        """Return the words before a name without its article."""
        while (word := _LAST.search(lead)) and self.words.has("articles", word[1].lower()):
            lead = lead[: word.start()].rstrip()
        return lead

    def _follows_quote(self, s: Sentence) -> bool:
        return self.text[max(0, s.start - 3) : s.start].rstrip()[-1:] in ("»", "”", '"')

    def _opens_speech(self, at: int, s: Sentence) -> bool:
        """Tell whether "that", a colon or a quotation follows within a few words, or nothing at all."""
        tail = self.text[at : min(s.end, at + 60)]
        if not _WORD.search(tail):
            return True
        if any(m.value == "that" for m in self.index.within(at, min(s.end, at + 40), "clause")):
            return True
        stop = _STOP.search(tail)
        if stop is not None and (words := _WORD.findall(tail[: stop.start()].lower())) and self.words.has("articles", words[-1]):
            return False
        return stop is not None and (stop[0].strip() in (":", '"') or self._opens_quote(at + stop.start(), s))

    def _opens_quote(self, at: int, s: Sentence) -> bool:
        return bool(re.match(r"[\s:,]*[«“\"„‹]", self.text[at : at + 4]))

    # --- reach ---

    def _voice(
        self, source: Source, cue: str | None, sources: list[Source], behind: bool = False
    ) -> tuple[Voice, Source] | None:
        """Resolve a source to a voice; None where it is nobody who could speak."""
        who = self._resolve(source, sources, behind)
        if who is None or who.name is None:
            return None
        return Voice(self._canonical(who), cue, False, who.country), who

    def _canonical(self, who: Source) -> str | None:
        return who.name

    def _resolve(self, source: Source, following: list[Source], behind: bool) -> Source | None:
        if source.kind == "pronoun":
            named = next((x for x in self.here if x.name and self.text[x.end : source.start].strip() == ","), None)
            return named or self._antecedent(source, following)
        if source.kind == "group":
            if self.cast.house is None or (source.name is not None and not behind):
                return None  # the members of a group do not speak with one voice
            if source.name is not None and source.name != self.cast.house[1]:
                return None
            return source._replace(name=self.cast.house[0], country=self.cast.house[1], kind="organisation")
        return source

    def _antecedent(self, pronoun: Source, following: list[Source]) -> Source | None:
        def fits(x: Source | None) -> bool:
            if x is None or x.name is None or pronoun.gender is None:
                return False
            if pronoun.gender == "p":
                return x.kind == "group" or x.gender == "p"
            return x.gender == pronoun.gender or (x.gender is None and x.kind == "role")

        if pronoun.gender == "w":
            return self.last
        for candidate in (self.subject if self._fresher() else self.last, self.last, self.subject, *reversed(self.people)):
            if fits(candidate):
                return candidate
        later = next((x for x in following if fits(x) and x.kind == "person"), None)
        if later is not None:
            return later
        things = (self.last, *reversed(self.people))
        return next((x for x in things if x and x.gender is None and pronoun.gender != "p"), None)

    def _fresher(self) -> bool:
        return bool(self.subject and self.last and self.subject.start > self.last.start)

    def _around(
        self, s: Sentence, cue: Cue, subject: Source, following: list[Source]
    ) -> tuple[Frame | None, Source | None]:
        """A verb that stands aside or behind: its words are the whole sentence around it."""
        found = self._voice(subject, self.text[cue.start : cue.end], following, subject.start > cue.start)
        if found is None:
            return None, subject
        voice, who = found
        self.last = who
        end = self._tag_end(max(cue.end, subject.end), s)
        start = s.start
        if (semicolon := self.text.rfind(";", s.start, cue.start)) > 0:
            tail = self.text[semicolon + 1 : cue.start].strip()
            if tail[:1] in ("«", "“", '"') or (subject.start < cue.start and len(_WORD.findall(tail)) > 4):
                start = semicolon + 1
        frame = Frame(start, end, voice, self._stance(cue, who, True), cue, "around", who.kind, subject.start)
        return frame, who

    def _tag_end(self, at: int, s: Sentence) -> int:
        """Return where the words around a tag end: at a semicolon behind it, or at ", and" with a new subject."""
        end = self.text.find(";", at, s.end)
        end = s.end if end < 0 or self._goes_on(end, s) else end
        relative = [m for m in self.index.within(at, min(end, at + 4), "clause") if m.value in ("relative", "part")]
        if relative:
            return relative[0].start
        comma = self.text.find(",", at, end)
        if comma >= 0 and (word := _WORD.search(self.text, comma, end)):
            own = self.index.within(word.end(), word.end() + 14, "country", "capital", "group", "person", "organisation")
            if own and self.words.has("connectors", word[0].lower()):
                return comma
        return end

    def _goes_on(self, at: int, s: Sentence) -> bool:
        """Tell whether the same voice goes on after a semicolon: a quotation without a verb of its own."""
        quoted = any(mark in self.text[at : s.end] for mark in ("«", "“", '"'))
        return quoted and not any(m.kind.startswith(("say", "utter", "act")) for m in self.index.within(at, s.end))

    def _stance(self, cue: Cue, who: Source, aside: bool) -> Stance:
        """Resolve the verbs whose object decides: "wants to" is a plan, "wants 5 %" a demand."""
        verb = str(cue.stance)
        ours = who.country is not None and who.country.isupper()
        if verb == "plans":
            return "pledges" if ours else "expects"
        if verb == "commits":
            return "pledges"
        if verb == "approves":
            return "pledges" if self.cast.is_house(who.country) else "reports"
        if verb == "wants":
            plan = re.compile(self.words.texts.get("infinitive", "$.")).match(self.text, cue.end)
            return "pledges" if plan else "demands"
        if verb == "announces":
            that = any(m.value == "that" for m in self.index.within(cue.end, cue.end + 24, "clause"))
            return "reports" if aside or that or not ours else "pledges"
        return cue.stance

    def _ahead(
        self, s: Sentence, cue: Cue, subject: Source, following: list[Source]
    ) -> tuple[Frame | None, Source | None]:
        """A verb with its subject before it: its words are what follows, to the end of the clause."""
        found = self._voice(subject, self.text[cue.start : cue.end], following)
        if found is None:
            return None, subject
        voice, who = found
        self.last = who
        end = s.end
        if (semicolon := self.text.find(";", cue.end, s.end)) > 0:
            end = semicolon
        asides = [m for m in self.index.within(cue.end, end, "clause") if m.value == "aside"]
        if asides:
            end = asides[0].start
        breaks = [m for m in self.index.within(cue.end, end, "clause") if m.value == "break"]
        for found_break in breaks:
            if self.text[max(0, found_break.start - 2) : found_break.start].strip() == "," and cue.stance != "reports":
                end = min(end, found_break.start)
        stance = self._stance(cue, who, False)
        if stance != "reports":  # what it is compared with is the outlet's
            past = [m.start for m in self.index.within(cue.end, end, "mark") if m.value == "past"]
            commas = [at for at in past if self.text[max(0, at - 2) : at].strip() == ","]
            end = commas[0] if commas else end
        return Frame(cue.start, end, voice, stance, cue, "ahead", who.kind, subject.start), who

    def _according(self, s: Sentence, sources: list[Source], inside: list[tuple[int, int]]) -> list[Frame]:
        """ "selon X", "according to X": the clause it stands in."""
        made = []
        for m in self.index.within(s.start, s.end, "according"):
            if _within(inside, m.start):
                continue
            near = [x for x in sources if x.end > m.end and m.start < x.start < m.end + 70]
            stop = _COMMA.search(self.text, m.end, s.end)
            edge = stop.start() if stop else s.end
            near = [x for x in near if x.start < edge]
            source = near[0] if near else None
            if source is None or (m.value == "comma" and source.start > m.end + 6):
                source = self._unknown_after(Cue(m.start, m.end, m.start, "reports", "", False, True), s)
            if source is None and m.value == "source":
                source = self._its(m.end)
            if source is None or (m.value == "comma" and not self._set_apart(source, m.end)):
                continue
            if m.value == "possessed" and not (source.start <= m.end + 5 and self._documented(source.start, source.end + 12)):
                continue
            found = self._voice(source, self.text[m.start : m.end], [])
            if found is None:
                continue
            voice, who = found
            self.last = who
            left = max(s.start, *(self.text.rfind(c, s.start, m.start) + 1 for c in ";:"))
            if not _COMMA.search(self.text, source.end, s.end):
                left = s.start  # at the end of a sentence it is said of all of it
            right = self.text.find(";", m.end, s.end)
            made.append(Frame(left, right if right > 0 else s.end, voice, "reports", None, "according", who.kind, m.start))
        return made

    def _its(self, at: int) -> Source | None:
        """ "According to its figures": the papers of whoever spoke last, else of the organisation of the text."""
        word = _WORD.search(self.text, at, at + 12)
        if word is None or not self.words.has("possessives", word[0].lower()) or not self._documented(at, at + 40):
            return None
        if self.last is not None and self.last.kind == "organisation":
            return self.last._replace(start=at, end=word.end())
        house = self.cast.house
        return Source(at, word.end(), house[0], house[1], "organisation") if house else None

    def _set_apart(self, source: Source, at: int) -> bool:
        """Tell whether a person stands between "pour" and a comma."""
        gap = source.start - at
        return source.kind == "person" and self.text[source.end : source.end + 1] == "," and gap < 6

    def _owned(self, s: Sentence, sources: list[Source], inside: list[tuple[int, int]]) -> list[Frame]:
        """ "X's demand for 5 %", "la promesse de X de …": a noun of speech with its owner, up to the next comma."""
        made = []
        for m in self.index.within(s.start, s.end, "opening"):
            owner = [x for x in sources if x.possessor and 0 <= m.start - x.end <= 20]
            owner = owner or [x for x in sources if x.oblique and 0 <= x.start - m.end <= 6]
            if not owner or _within(inside, m.start) or owner[0].kind not in ("person", "government", "organisation"):
                continue
            if (found := self._voice(owner[0], self.text[m.start : m.end], [])) is not None:
                start = max(m.end, owner[0].end)
                stop = _COMMA.search(self.text, start, s.end)
                end = stop.start() if stop else s.end
                made.append(Frame(m.start, end, found[0], m.value, None, "noun", found[1].kind, owner[0].start))
        return made

    def _passive(self, s: Sentence, sources: list[Source], inside: list[tuple[int, int]]) -> list[Frame]:
        """ "The 5 % demanded by X", "estimated by X at …": a participle with its agent, between two commas."""
        made = []
        for m in self.index.within(s.start, s.end):
            kind, _, form = m.kind.partition(".")
            if form not in ("participle", "past") or kind not in ("say", "act") or _within(inside, m.start):
                continue
            word = _WORD.search(self.text, m.end, min(s.end, m.end + 12))
            if word is None or not self.words.has("agents", word[0].lower()):
                continue
            agent = [x for x in sources if 0 <= x.start - word.end() <= 6]
            if not agent or (found := self._voice(agent[0], self.text[m.start : m.end], [])) is None:
                continue
            start = max(s.start, *(self.text.rfind(c, s.start, m.start) + 1 for c in ",;:"))
            stop = _COMMA.search(self.text, agent[0].end, s.end)
            stance: Stance = "reports" if m.value in ("announces", "approves") else _SIGNED.get(str(m.value), m.value)
            made.append(
                Frame(start, stop.start() if stop else s.end, found[0], stance, None, "passive", found[1].kind, agent[0].start)
            )
        return made

    def _headline(self, s: Sentence, sources: list[Source]) -> list[Frame]:
        """ "NATO chief: members will …": a person before a colon at the head of a line."""
        if not sources or sources[0].kind not in ("person", "role", "organisation") or sources[0].oblique:
            return []
        first = sources[0]
        if first.kind == "organisation" and self.cast.is_house(first.country):
            return []  # "NATO: Europeans spend more" names a topic
        tail = self.text[first.end : first.end + 2].lstrip()
        lead = [w for w in _WORD.findall(self.text[s.start : first.start].lower()) if not self.words.has("articles", w)]
        if not tail.startswith(":") or lead:
            return []
        found = self._voice(first, ":", [])
        if found is None:
            return []
        self.last = found[1]
        start = self.text.index(":", first.end) + 1
        return [Frame(start, s.end, found[0], "reports", None, "noun", found[1].kind, first.start)]

    def _nouns(self, s: Sentence, sources: list[Source], inside: list[tuple[int, int]]) -> list[Frame]:
        """ "X opened with a promise: …": a noun of speech before a colon, with the subject of its sentence."""
        made = []
        for m in self.index.within(s.start, s.end, "opening"):
            gap = self.text[m.end : m.end + 40].partition(":")
            near = [x for x in sources if x.start < m.start and not x.oblique and not x.possessor]
            if not gap[1] or _STOP.search(gap[0]) or _within(inside, m.start) or not near:
                continue
            found = self._voice(near[0], self.text[m.start : m.end], [])
            if found is not None:
                self.last = found[1]
                start = m.end + len(gap[0]) + 1
                made.append(Frame(start, s.end, found[0], m.value, None, "noun", found[1].kind, near[0].start))
        return made

    def _plans(self, s: Sentence, sources: list[Source]) -> list[Frame]:
        """ "X's plan lifts outlays to …": a plan speaks for its owner, up to what is compared with it."""
        made = []
        for m in self.index.within(s.start, s.end, "mark"):
            if m.value != "plan":
                continue
            owner = [x for x in sources if x.possessor and 0 <= m.start - x.end <= 24]
            owner = owner or [x for x in sources if x.oblique and 0 <= x.start - m.end <= 8]
            if not owner or owner[0].kind not in ("person", "government") or self._is_oblique_plan(owner[0], m, s):
                continue
            if (found := self._voice(owner[0], self.text[m.start : m.end], [])) is None:
                continue
            past = [x for x in self.index.within(m.end, s.end, "mark") if x.value == "past"]
            commas = [x.start for x in past if self.text[max(0, x.start - 2) : x.start].strip() == ","]
            made.append(
                Frame(min(m.start, owner[0].start), commas[0] if commas else s.end, found[0], "pledges", None, "plan", owner[0].kind, owner[0].start)
            )
        return made

    def _is_oblique_plan(self, owner: Source, plan: Mention, s: Sentence) -> bool:
        words = words_before(self.text, min(owner.start, plan.start))
        while words and self.words.has("articles", words[-1]):
            words.pop()
        return bool(words) and self.words.has("prepositions", words[-1])

    def _order(self, made: list[Frame], s: Sentence) -> None:
        """Lay frames of one sentence: those around first, then "according to", then what verbs open, in text order."""
        rank = {"plan": 0, "around": 1, "according": 2, "ahead": 3, "noun": 4, "passive": 5}
        outer = [f for f in made if f.rule in ("around", "according")]
        told = [f for f in made if f.rule == "ahead" and f.kind == "person" and f.cue and f.cue.say]
        kept: list[Frame] = []
        later: list[Frame] = []
        for frame in sorted(made, key=lambda f: (rank[f.rule], f.start)):
            if frame.rule == "according" and (inner := [f for f in made if f.rule == "ahead" and f.kind == "person" and f.start < frame.subject]):
                later.append(self._within_speech(frame, inner[-1]))
                continue
            if frame.rule == "ahead" and frame.kind != "person" and self._reported(frame, outer):
                continue
            if frame.rule == "ahead" and frame.kind != "person" and self._retold(frame, told):
                continue
            if frame.rule == "ahead" and any(o.rule == "around" and o.cue and frame.end > o.cue.start > frame.start for o in outer):
                frame = frame._replace(end=next(o.cue.start for o in outer if o.rule == "around" and o.cue and o.cue.start > frame.start))
            kept.append(frame)
        made[:] = [*kept, *later]
        self.frames += made

    def _reported(self, frame: Frame, outer: list[Frame]) -> bool:
        """Tell whether a government's words are told by someone else around it ("Rome veut …, selon X")."""
        return any(
            o.start <= frame.start and frame.start < o.end and o.cue is not frame.cue and o.voice.speaker != frame.voice.speaker
            and not self._own_ground(o, frame)
            for o in outer
        )  # fmt: skip

    def _retold(self, frame: Frame, told: list[Frame]) -> bool:
        """Tell whether a house's words stand inside what a person says, with no new clause between."""
        for outer in told:
            if not (outer.cue and outer.cue.end <= frame.subject and frame.start < outer.end):
                continue
            between = self.text[outer.cue.end : frame.subject]
            words = [m for m in self.index.within(outer.cue.end, frame.subject, "clause") if m.value == "break"]
            if ";" not in between and not words and not self.signs_joint(between):
                return True
        return False

    def signs_joint(self, between: str) -> bool:
        """Tell whether a comma and a connector stand in a stretch of text."""
        found = re.findall(r",\s([^\W_]+)", between)
        return any(self.words.has("connectors", w.lower()) for w in found)

    def _own_ground(self, outer: Frame, frame: Frame) -> bool:
        """ "réclame des munitions : selon Kiev, …": the other begins only behind this one, after a colon."""
        return ":" in self.text[frame.start : outer.subject] if outer.subject > frame.start else False

    def _within_speech(self, frame: Frame, inner: Frame) -> Frame:
        """ "According to" inside someone's words: the clause after it, or at the end the clause before it."""
        comma = _COMMA.search(self.text, frame.subject, frame.end)
        if comma and len(_WORD.findall(self.text[comma.end() : frame.end])) > 2:
            return frame._replace(start=frame.subject)
        return frame._replace(start=self._last_chunk(inner.start, frame.subject))

    def _last_chunk(self, floor: int, at: int) -> int:
        """Return where the last clause before a closing "according to X" begins."""
        comma = self.text.rfind(",", floor, max(floor, at - 2))
        return comma + 1 if comma > 0 else at

    # --- quotations ---

    def _link(self, s: Sentence, quotes: list[Quotation], made: list[Frame], sources: list[Source]) -> None:
        """Give each quotation that ends here its voice, from the verb after it, before it or around it."""
        tag = made[0] if made and made[0].rule == "around" and self._follows_quote(s) else None
        if self.pending is not None:
            quote, fallback = self.pending
            self.pending = None
            if tag is not None and not (quotes and tag.cue and quotes[0].end <= tag.cue.start):
                fallback = tag
            if fallback is not None:
                self._give(quote, fallback)
                self._give_waiting(fallback)
            else:
                self.waiting.append(quote)
        if made:
            self.spoke = made[-1]
            if not quotes and made[-1].rule == "around" and self.waiting:
                self._give_waiting(made[-1])
        for quote in quotes:
            if not s.start <= quote.end - 1 < s.end:
                continue
            speech = _is_speech(self.text, quote)
            frame = self._owner(s, quote, made)
            if frame is None and speech:
                frame = self._introduced(quote, s, sources) or self._loosely(quote, s, sources)
            if frame is None and speech and quote.end >= s.end and self.pending is None:
                early = self.spoke is not None and quote.start > self.spoke.end - 2
                if early or self._stands_alone(quote, s):
                    self.pending = (quote, self.spoke if early else None)
                    continue
            if frame is None and speech and self.spoke is not None and quote.start > self.spoke.end - 2:
                frame = self.spoke
            if frame is None and speech and self._stands_alone(quote, s):
                self.waiting.append(quote)
                continue
            if frame is None:
                self.voiced.append((quote, None))
                continue
            self._give(quote, frame)
            if speech:
                self._give_waiting(frame)

    def _give(self, quote: Quotation, frame: Frame) -> None:
        rule = "quote" if _is_speech(self.text, quote) else "words"
        own = frame._replace(start=quote.start, end=quote.end, voice=frame.voice._replace(quoted=True), rule=rule)
        self.frames.append(own)
        self.voiced.append((quote, own))
        self.spoke = own

    def _give_waiting(self, frame: Frame) -> None:
        waiting, self.waiting = self.waiting, []
        for quote in waiting:
            self._give(quote, frame)

    def _owner(self, s: Sentence, quote: Quotation, made: list[Frame]) -> Frame | None:
        after = [f for f in made if f.rule == "around" and f.cue and f.cue.start >= quote.end - 1]
        if after and (quote.start >= after[0].start or quote.start < s.start):
            return after[0]
        holding = [f for f in made if f.start <= quote.start and quote.end <= f.end + 1]
        if holding:
            ahead = [f for f in holding if f.rule == "ahead"]
            return (ahead or holding)[-1]
        if quote.start < s.start:  # it began in an earlier sentence: what introduced it there
            before = [f for f in self.frames[-6:] if f.rule == "ahead" and f.cue and 0 <= quote.start - f.cue.end < 200]
            return before[-1] if before else None
        return None

    def _introduced(self, quote: Quotation, s: Sentence, sources: list[Source]) -> Frame | None:
        """A colon before it: whoever the words before the colon are about."""
        lead = self.text[max(0, quote.start - 200) : quote.start].rstrip()
        if not lead.endswith(":"):
            return None
        before = [f for f in self.frames[-6:] if 0 <= quote.start - f.start < 300 and f.rule in ("ahead", "around")]
        if before:
            return before[-1]
        near = [x for x in (*self.people[-3:], *sources) if 0 <= quote.start - x.end < 200 and not x.oblique]
        near = [x for x in near if x.kind in ("person", "role", "organisation", "government")]
        if not near:
            return None
        found = self._voice(near[0], ":", [])
        if found is None:
            return None
        self.last = found[1]
        return Frame(quote.start, quote.end, found[0], "reports", None, "colon", found[1].kind)

    def _loosely(self, quote: Quotation, s: Sentence, sources: list[Source]) -> Frame | None:
        """A name right behind a quotation, with a verb that no list knows ("», s'est rengorgé X")."""
        for source in sources:
            if source.start < quote.end or source.oblique or source.kind not in ("person", "role", "pronoun"):
                continue
            gap = self.text[quote.end : source.start]
            words = _WORD.findall(gap.lower())
            inside = self.text[quote.last : quote.end]
            if len(gap) > 44 or len(words) > 6 or not ("," in gap[:2] or "," in self.text[quote.last - 1 : quote.end] + inside):
                return None
            if any(c in gap[2:] for c in ",.;:«“\"(") or (words and self.words.has("connectors", words[0])):
                return None
            found = self._voice(source, gap.strip(" ,\u00a0\u202f") or None, [], True)
            if found is None:
                return None
            self.last = found[1]
            return Frame(s.start, quote.end, found[0], "reports", None, "quote", found[1].kind, source.start)
        return None

    def _stands_alone(self, quote: Quotation, s: Sentence) -> bool:
        lead = self.text[max(0, s.start) : max(s.start, quote.start)]
        return not _WORD.search(lead)


def _within(spans: list[tuple[int, int]], at: int) -> bool:
    return any(a <= at < b for a, b in spans)


def _is_speech(text: str, quote: Quotation) -> bool:
    """Tell a quoted clause from a word held with tongs: by its length, its capital or its stop."""
    inner = text[quote.first : quote.last]
    words = len(_WORD.findall(inner[:200]))
    return words >= 5 or (words >= 2 and (inner[-1] in ".!?…," or inner[0].isupper()))
