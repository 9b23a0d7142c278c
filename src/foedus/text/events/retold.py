"""Frames of indirect speech in, positions out: the clause behind the verb, before it, or around "according to X"."""

from __future__ import annotations

from foedus.text.events import beside
from foedus.text.events.beside import FEWEST
from foedus.text.events.edges import CHUNK, LEAST
from foedus.text.events.findings import Findings
from foedus.text.events.reach import Reach
from foedus.text.events.scraps import LEADING
from foedus.text.lexicon import SPEECH
from foedus.text.particles import WORD, words_before
from foedus.text.settings import UNWRITTEN
from foedus.text.speech.attribution import LINKS
from foedus.text.speech.indirect import tells_reported
from foedus.text.speech.voices import Frame

_SOURCES = ("person", "title", "office", "role", "organisation", "group", "country", "capital", "demonym")
_PASSIVE = ("say.participle", "say.past", "act.participle", "act.past")
ASIDE = 20  # characters beside a verb in which a word between commas, or one like "as", may stand
TELLING = ("reports", "denies")  # stances of verbs that tell something with one word behind them
THAT = 45  # characters behind a verb in which "that" may open what is said
NEGATION = 12  # characters of the first half of a negation
PARTED = 8  # words before a tag within a clause
LONGEST = 320  # characters of an indirect clause


class Retold:
    """Reads what is told in other words in one text."""

    def __init__(self, findings: Findings) -> None:
        self.findings, self.attribution = findings, findings.attribution
        self.scan, self.text, self.words = findings.scan, findings.text, findings.words
        self.edges, self.scraps = findings.edges, findings.scraps
        self.reach = Reach(findings)

    def read(self, frame: Frame) -> None:
        """Add the clause that a frame without quotation marks reports."""
        if self._fills_clause(frame):
            return  # "a clearer idea of what X expects of them"
        if frame.rule in ("ahead", "noun"):
            self._after_verb(frame)
        elif frame.rule in ("around", "according"):
            self._around_verb(frame)
        elif frame.rule == "passive" and frame.cue is not None and frame.end == frame.cue.end:
            self._own_clause(frame.start, frame.end, frame)  # "…, worauf ihm X mit Zöllen drohte"
        elif frame.rule == "passive" and frame.cue is None:
            self._acted_on(frame)
        elif frame.rule == "goes on":
            self._own_clause(*self.edges.bare(frame.start, frame.end, quotes=False), frame)

    def _after_verb(self, frame: Frame) -> None:
        cue, behind = frame.cue, self.reach.behind_colon(frame)
        if cue is None:
            start = frame.start
        else:
            high = self.reach.next_verb(cue.end, cue.end + THAT, frame)
            that = [m for m in self.scan.index.within(cue.end, high, "clause") if m.value == "that"]
            start = that[0].end if that and cue.say else cue.start
            if start > cue.start and len(WORD.findall(self.text[start : frame.end])) < LEAST:
                start = cue.start  # "ne compte y parvenir qu'en 2032"
            if frame.start > cue.end:  # the verb stands in the clause before
                start = frame.start
            start = behind[0] if behind else start
            if not (that or behind) and cue.say and not cue.act and cue.stance == "reports":
                told = WORD.findall(self.text[cue.end : frame.end])
                least = FEWEST - 2 if told and self.words.opens_object(told[0].lower()) else FEWEST - 1
                if len(told) < least or self.scraps.only_says_where(cue.start, cue.end, frame.end):
                    return
        end = self.reach.until(start, frame, behind[1] if behind else cue.end if cue else start)
        if cue is not None and cue.act and (added := self._told_beside(cue.end, end, frame)):
            end = added[0]
            self._own_clause(*added, frame)
        says = cue is not None and cue.say and not cue.act and end < frame.end
        says = says and any(
            p.start == end and p.frame.cue is not cue for p in self.attribution.pieces_from(end)
        )
        if says and cue is not None and self.scraps.cut_short(max(start, cue.end), end):
            return
        start, end = self.edges.bare(start, end, quotes=False)
        words = len(WORD.findall(self.text[start:end]))
        acts = (
            cue is not None
            and (cue.act or frame.stance == "denies")
            and (frame.stance in TELLING or (words > 1 and frame.stance != "expects"))
        )
        short = (0 < words < LEAST and acts) or (words == 2 and frame.stance == "denies")
        short = short and behind is None
        near = frame.stance in TELLING or self._stands_at(frame.subject, start, end)
        if short and 0 <= frame.subject < frame.start and near:
            start, words = frame.subject, LEAST  # "X denied it": with whoever does
        if words >= 3 and end - start <= LONGEST:
            if self.findings.stands_alone(start, end, frame) or self._refuses(start, end, frame):
                self.findings.add(self._with_negation(start), end, frame, "clause")
            elif not (cue is not None and start == cue.start):
                beside.before(self.findings, start, end, frame)
            else:
                beside.asked(self.findings, start, end, frame)

    def _fills_clause(self, frame: Frame) -> bool:
        """Tell whether what someone wants is itself the clause: "what X expects", "ce que X aimerait voir"."""
        if frame.rule != "ahead" or frame.cue is None or not 0 <= frame.subject <= frame.cue.start:
            return False
        led = self.text[max(0, frame.subject - ASIDE) : frame.subject]
        whatever = self.words.patterns["free_relative"]
        return whatever is not UNWRITTEN and whatever.search(led) is not None

    def _acted_on(self, frame: Frame) -> None:
        """Add what someone is accused of or asked to do: "was accused by X of hiding them", "was urged by X to act"."""
        verbs = [m for m in self.scan.index.of_book(SPEECH, frame.start, frame.subject) if m.kind in _PASSIVE]
        led = words_before(self.text, verbs[-1].start)[-1:] if verbs else []
        if not any(self.words.has("beings", word) for word in led):
            return
        start, end = self.edges.bare(verbs[-1].start, frame.end, quotes=False)
        behind = WORD.findall(self.text[self._behind(frame) : end])
        if len(behind) >= FEWEST - 1 and self.findings.stands_alone(start, end, frame):
            self.findings.add(start, end, frame, "clause")

    def _stands_at(self, subject: int, verb: int, end: int) -> bool:
        """Tell whether no sign, figure or event stands between a subject and its verb, and nobody else says it."""
        apart = CHUNK.search(self.text, subject, verb) is not None
        quoted = self.attribution.quotes_within(verb, end)
        own = self.attribution.frame(subject, subject + 1) is None
        return own and not apart and not quoted and self.findings.is_free(subject, verb)

    def _with_negation(self, start: int) -> int:
        """Return where a clause begins with the first half of its negation: "n'a pas exclu", "does not intend"."""
        led = self.words.patterns["negation_lead"].search(self.text[max(0, start - NEGATION) : start])
        return start - len(led[0]) if led else start

    def _refuses(self, start: int, end: int, frame: Frame) -> bool:
        """Tell whether someone refuses to do something, or says nothing of a goal: "gave no date for 2 %".

        What is denied of any other figure the figure tells by itself.
        """
        cue = frame.cue
        if cue is None or not cue.act or start != cue.start:
            return False
        brief = len(WORD.findall(self.text[start:end])) <= FEWEST**2
        if frame.stance != "denies":  # "threatened to make the ally "pay twice as much""
            return brief and self.words.has("threatening", cue.word(self.text))
        if brief and self.words.patterns["refusing"].match(self.text[cue.verb : cue.end].lower()):
            return True
        held = self.findings.busy_in(start, end)
        return brief and all(
            "%" in self.text[a:b] or self.scan.index.within(a, b, "percent") for a, b in held
        )

    def _around_verb(self, frame: Frame) -> None:
        """The clause before a verb that stands behind it, and what goes on after it."""
        if frame.cue is None:
            return self._accorded(frame)
        that = [
            m
            for m in self.scan.index.within(frame.cue.end, frame.cue.end + ASIDE, "clause")
            if m.value == "that"
        ]
        if that and frame.subject < frame.cue.start and self.text[that[0].start - 2] == ",":
            return self._after_verb(frame)  # "warned, however, that …"
        edge = min(frame.cue.start, frame.subject if frame.subject >= frame.start else frame.cue.start)
        edge = self._before_as(frame.start, edge)
        start, end = self.edges.bare(self._behind_colon(frame.start, edge), edge, quotes=False)
        if edge == frame.subject:
            end = self.edges.before_title(start, end)
        after = max(frame.cue.end, frame.subject)
        stop = CHUNK.search(self.text, after, frame.end)
        tag = len(WORD.findall(self.text[frame.cue.start : stop.start()])) if stop is not None else 0
        numbered = stop is not None and self.text[stop.end() : stop.end() + 1].isdigit()  # "on May 2, 2024"
        ahead = len(WORD.findall(self.text[start:end]))
        led = ahead > 0 or self.scan.document.text.startswith(", ", frame.start - 2)  # "However, he added, …"
        brief = led and ahead < FEWEST and 0 < tag <= FEWEST
        tagged = brief and not frame.cue.act and not numbered
        alone = frame.cue.act or frame.stance == "denies"
        if alone and start >= end and self.findings.is_free(frame.start, frame.end):
            first, last = self.edges.bare(frame.start, frame.end, quotes=False)
            # "Moscow denies it.", "Paris objected."
            if 1 < len(WORD.findall(self.text[first:last])) <= FEWEST:
                return self.findings.add(first, last, frame, "clause")
        if (behind := self.reach.opens_behind(frame, stop.end() if stop else -1)) is not None:
            return self._own_clause(*behind, frame)
        if frame.cue.opened > frame.cue.start and frame.cue.act:  # "hat X mehr Geld verlangt"
            end = self.reach.until_chunk(frame.cue.end, frame.end)
            return self._own_clause(*self.edges.bare(frame.cue.start, end, quotes=False), frame)
        if self.edges.is_turned(frame, start, end):
            end = self.reach.until_chunk(after, frame.end)
            opens = WORD.findall(self.text[start:end])[:1]
            when = bool(opens) and self.words.leads_away(opens[0].lower())
            if (
                when
                and stop is not None
                and stop[0][0] == ","
                and len(WORD.findall(self.text[frame.subject : end])) < LEAST
            ):
                return None  # what is promised stands behind the comma
            self._own_clause(start if self.findings.is_free(start, end) else frame.cue.start, end, frame)
            if stop is not None and stop[0][0] == ";":  # "X lehnt das ab; das Bündnis heiße …"
                self._own_clause(*self.edges.bare(stop.end(), frame.end, quotes=False), frame)
            elif stop is not None and (told := self.reach.in_mood(stop.end(), frame)):
                self._own_clause(*told, frame)
            return None
        if stop is not None and stop[0][0] == "," and self._inserted(start, end, frame, stop.end()):
            return None
        if self._is_parted(start, end, frame):
            return None
        if stop is not None and stop[0][0] == "," and self._led_up(start, end):
            last = self.reach.until(stop.end(), frame, stop.end())
            return self._own_clause(*self.edges.bare(stop.end(), last, quotes=False), frame)
        self._own_clause(start, end, frame)
        if stop is not None and stop[0][0] == "," and (joined := self.reach.joined(stop.end(), frame)):
            return self._own_clause(*joined, frame)
        if stop is not None and stop[0][0] == "," and (told := self.reach.in_mood(stop.end(), frame)):
            return self._own_clause(*told, frame)
        if stop is not None and (stop[0][0] == ";" or (tagged and stop[0][0] == ",")):
            start, end = self.edges.bare(stop.end(), frame.end, quotes=False)
            self._own_clause(start, end, frame)
        return None

    def _before_as(self, start: int, edge: int) -> int:
        """Return where a word like "as" begins that leads up to a tag, else the tag: "comme le demande X"."""
        led = [m for m in self.scan.index.within(max(start, edge - ASIDE), edge, "clause") if m.value == "as"]
        behind = WORD.findall(self.text[led[-1].end : edge].lower()) if led else ()
        return led[-1].start if led and all(self.words.has("it", word) for word in behind) else edge

    def _behind_colon(self, start: int, end: int) -> int:
        """Return where what a tag tells begins: behind the last colon before it, where a clause stands there.

        "He leaves empty-handed: the depots are bare, he is told."
        """
        colon = self.text.rfind(": ", start, end)
        if (
            colon < 0
            or len(WORD.findall(self.text[colon:end])) < LEAST
            or '"' in self.text[colon : colon + 3]
        ):
            return start
        return start if self.attribution.quotes_within(colon, min(end, colon + 4)) else colon + 1

    def _is_parted(self, start: int, end: int, frame: Frame) -> bool:
        """Tell whether a tag parts a clause from the figure that it tells: "Die Nachbarn haben, so sagte X, 3 …"."""
        if not self.words.patterns["so_tag"].search(self.text[max(start, end - NEGATION) : end]):
            return False
        return self.scraps.is_open(start, end) and not self.findings.is_free(end, frame.end)

    def _told_beside(self, at: int, end: int, frame: Frame) -> tuple[int, int] | None:
        """Return what is said behind what someone does: "X lehnte das ab, [sein Land werde aber helfen]"."""
        stop = CHUNK.search(self.text, at, end) if self.words.verb_second else None
        if stop is None or stop[0][0] != "," or not WORD.search(self.text, at, stop.start()):
            return None
        return self.reach.in_mood(stop.end(), frame)

    def _led_up(self, start: int, end: int) -> bool:
        """Tell whether what stands before a tag only leads up to a clause: "If they pay, X argued, it will hold"."""
        word = WORD.match(self.text, start, end)
        if word is None or self.words.verb_second:
            return False
        return self.words.has("subordinating", word[0].lower()) or self.scraps.only_leads(start, end)

    def _inserted(self, start: int, end: int, frame: Frame, after: int) -> bool:
        """Add a clause that a tag parts, its verb behind it: "An invitation, he insisted, was the heart of it".

        Before the tag stands no verb, and behind it nothing that begins anew: no name, article, connector or gerund.
        """
        led = WORD.findall(self.text[start:end].lower())
        if not 0 < len(led) <= PARTED or self.words.leads_away(led[0]) or self.scraps.finite is UNWRITTEN:
            return False
        signs = [x for x in self.attribution.signs.within(start, end) if x.stance not in LINKS]
        told = self.scraps.finite.search(self.text, start, end) or signs
        first, last = self.edges.bare(after, self.reach.until_chunk(after, frame.end), quotes=False)
        if told or not self._goes_on(first, last, len(led)) or not self.findings.is_free(start, last):
            return False
        self.findings.add(start, last, frame, "clause")
        return True

    def _goes_on(self, first: int, last: int, led: int) -> bool:
        """Tell whether a stretch behind a tag goes on with the clause before it: it opens with its verb."""
        word = WORD.match(self.text, first, last)
        if word is None:
            return False
        small = word[0].lower()
        if self.words.has("auxiliaries", small) or self.words.has("beings", small):
            return True
        if self.scraps.finite.match(self.text, first):
            return True
        if led > LEADING or self.words.verb_second or self.text[first].isupper():
            return False
        anew = any(
            self.words.has(key, small)
            for key in ("connectors", "prepositions", "articles", "possessives", "selves", "definite")
        )
        opens = any(m.start == first for m in self.scan.index.within(first, first + 1, "clause"))
        gerund = small.endswith(tuple(self.words.listed("gerund_endings")) or ("\0",))
        return not (anew or opens or gerund)

    def _own_clause(self, start: int, end: int, frame: Frame) -> None:
        told = WORD.findall(self.text[start:end])
        brief = told and self.words.has("selves", told[0].lower())  # "It meant nothing, X insisted"
        brief = brief or self.scraps.tells(start, end)  # "Hungary will follow, X said"
        brief = brief or tells_reported(self.words, self.text[start:end])
        least = FEWEST - bool(brief)
        if end - start > LONGEST or len(told) < least or self.scraps.ends_open(start, end):
            return  # "This move comes as": a scrap
        if not self.findings.stands_alone(start, end, frame):
            beside.before(self.findings, start, end, frame)
            return
        partial = {a for a, _, _ in self.findings.partial}
        for quote, voice in self.attribution.quotes_within(start, end):
            few = len(WORD.findall(self.text[quote.first : quote.last])) < LEAST
            if voice is not None and quote.first not in partial and not few and quote.end >= end - 1:
                return
        if self.attribution.of(start, end).speaker == frame.voice.speaker:
            self.findings.add(start, end, frame, "clause")

    def _accorded(self, frame: Frame) -> None:
        """ "Selon X, …": what stands after the comma, or before at the end of a sentence."""
        stop = CHUNK.search(self.text, frame.subject, frame.end)
        led = self.edges.bare(frame.start, frame.subject, quotes=False)
        if (
            stop is not None
            and stop[0][0] == ","
            and self._inserted(*self._before_source(led), frame, stop.end())
        ):
            return
        within = self.words.verb_second and self.text[frame.start : frame.subject].rstrip()[-1:].isalnum()
        ruled = frame.stance == "denies" and stop is None  # "für X kommt … nicht infrage"
        if self.words.verb_second and stop is None and not self.text[frame.start : frame.subject].strip():
            self._own_clause(*self.edges.bare(self._behind(frame), frame.end, quotes=False), frame)
            return
        if within and not self.findings.is_free(frame.subject, frame.end):
            return  # "Die Ausgaben beliefen sich laut X auf …": the figure behind tells it
        if ruled or (within and self.scraps.is_open(frame.start, frame.subject)):
            end = self.reach.until_chunk(frame.subject, frame.end)
            start, end = self.edges.bare(frame.start, end, quotes=False)
        elif stop is not None and self._goes_on_behind(led, stop.end(), frame.end):
            # "Das Land bleibe neutral, so X, werde aber …"
            if tells_reported(self.words, self.text[slice(*led)]):
                self._own_clause(*led, frame)
            start, end = self.edges.bare(stop.end(), frame.end, quotes=False)
        else:
            start, end = self.edges.bare(frame.start, frame.subject, quotes=False)
            if stop is None and 0 < len(WORD.findall(self.text[start:end])) < FEWEST:
                # "Jets were, X says, no topic"
                start, end = self.edges.bare(frame.start, frame.end, quotes=False)
        self._own_clause(start, end, frame)

    def _goes_on_behind(self, led: tuple[int, int], at: int, end: int) -> bool:
        """Tell whether the clause of a source stands behind it, and not only what tells who it is: "X, an envoy"."""
        if len(WORD.findall(self.text[at:end])) < FEWEST:
            return False
        told = WORD.findall(self.text[slice(*led)].lower())
        whole = (
            len(told) >= FEWEST and self.scraps.tells(*led) and not self.words.has("auxiliaries", told[-1])
        )
        if not whole or self.scraps.finite is UNWRITTEN or not self.findings.is_free(led[0], end):
            return True
        relative = (m.start for m in self.scan.index.within(at, end, "clause") if m.value == "relative")
        return self.scraps.tells(at, next(relative, end))

    def _before_source(self, led: tuple[int, int]) -> tuple[int, int]:
        """Return a stretch before a source without the words that lead to it: "What it needs[, according to] X"."""
        comma = self.text.rfind(", ", *led)
        return self.edges.bare(led[0], comma if comma > 0 else led[0], quotes=False)

    def _behind(self, frame: Frame) -> int:
        """Return where the name of a source that opens its sentence ends: "Laut Jens Stoltenberg [reicht …]"."""
        end = frame.subject
        for m in self.scan.index.within(frame.subject, frame.end, *_SOURCES):
            if end > frame.subject and m.start > end + 1:
                break
            end = max(end, m.end)
        return end if end > frame.subject else frame.end
