"""A clause in, whether it says nothing out: it breaks off, only leads up to one, or only tells where it is said."""

from __future__ import annotations

from foedus.text.lexicon import Scan
from foedus.text.particles import WORD, grammar
from foedus.text.settings import UNWRITTEN
from foedus.text.speech.indirect import finite
from foedus.text.speech.quotes import Quotation
from foedus.text.speech.voices import Frame

LEADING = 5  # words of an adverbial that leads up to a clause
MOST = 7  # words of an adverbial in which no verb can stand
LONGEST_ADVERBIAL = 9  # the same where verbs are known by their form
FEW = 7  # words behind "told" that may tell only to whom and when
QUOTES = '«“„"'
BRIEF = 4  # words of a clause cut short, or of the name of a paper


class Scraps:
    """Tells what is no clause in one text."""

    def __init__(self, scan: Scan) -> None:
        self.text, self.words = scan.text, grammar(scan.language.code)
        self.finite = scan.language.settings["events"].patterns["deed"]
        self._adjectives = tuple(self.words.listed("adjective_endings")) or ("\0",)
        self._paper = self.words.patterns["told_to"]
        self._paper_name = self.words.patterns["paper_name"]

    def tells(self, start: int, end: int) -> bool:
        """Tell whether a stretch holds a finite verb or a modal."""
        if self.finite.search(self.text, start, end) is not None:
            return True
        return not self.words.listed("modals").isdisjoint(WORD.findall(self.text[start:end].lower()))

    def breaks_off(self, last: str) -> bool:
        """Tell whether a clause ends with a preposition; in a language that puts particles last it may."""
        return not self.words.verb_second and self.words.leads_away(last)

    def ends_open(self, start: int, end: int) -> bool:
        """Tell whether a clause ends with what opens a phrase: "the only category where the"."""
        told = WORD.findall(self.text[start:end].lower())
        if WORD.match(self.text, end + 1) is None:
            return False  # "was over.", "Ministers reject this."
        return bool(told) and (
            self.breaks_off(told[-1])
            or (len(told) > 1 and self.words.has("definite", told[-1]) and told[-1] != "that")
        )

    def is_open(self, start: int, end: int) -> bool:
        """Tell whether a clause waits for the rest of its verb: "Die Hilfen sind im zweiten Halbjahr …"."""
        told = WORD.findall(self.text[start:end].lower())
        return any(self.words.has("auxiliaries", w) or self.words.has("beings", w) for w in told)

    def says_nothing(self, start: int, end: int) -> bool:
        """Tell whether a few words only lead up to a clause or break off: "Ahead of his remarks", "Last year had"."""
        told = [word.lower() for word in WORD.findall(self.text[start:end])]
        if not 0 < len(told) <= LEADING:
            return False
        last = told[-1]
        helps = self.words.has("auxiliaries", last) or self.words.has("beings", last)
        closed = self.words.verb_second and self.text[end : end + 1] in (".", ",", ";", "!", "?", "")
        particle = WORD.match(self.text, end + 1) is None  # "would wave Sweden through."
        open_ended = (helps and not closed) or (self.breaks_off(last) and not particle)
        leads = self.words.leads_away(told[0]) and not finite(self.words, self.text[start:end])
        return open_ended or leads  # "Vor allem Polen habe zugelegt" is a clause

    def only_leads(self, start: int, end: int) -> bool:
        """Tell whether a phrase holds no verb: "Nach Informationen der Agentur", "Already in his first term"."""
        told = WORD.findall(self.text[start:end])
        while (
            len(told) > 1
            and self.words.between(told[0].lower())
            and not self.words.leads_away(told[0].lower())
        ):
            del told[0]
        if self.words.verb_second and len(told) > 2 and self.words.leads_away(told[1].lower()):
            del told[0]  # "Erstmals seit drei Jahrzehnten"
        most = MOST if self.words.verb_second else LONGEST_ADVERBIAL
        if not 1 < len(told) <= most or not self.words.leads_away(told[0].lower()):
            return False
        if not self.words.verb_second:
            quoted = any(sign in self.text[start:end] for sign in QUOTES)
            told_of = quoted or self.tells(start, end) or self.is_open(start, end)
            return self.finite is not UNWRITTEN and not told_of
        return told[-1][0].isupper() and all(self._is_nominal(word) for word in told)

    def _is_nominal(self, word: str) -> bool:
        """Tell whether a German word is a noun, a little word or ends as an adjective before its noun."""
        small = any(
            self.words.has(key, word) for key in ("articles", "prepositions", "possessives", "connectors")
        )
        return word[0].isupper() or small or word.endswith(self._adjectives)

    def is_noun(self, start: int, end: int) -> bool:
        """Tell whether a few words are a noun and whose or for whom it is, and tell nothing: "commitment to Europe"."""
        told = [word.lower() for word in WORD.findall(self.text[start:end])]
        if self.finite is UNWRITTEN or not 1 < len(told) <= MOST:
            return False
        led = self.words.has("prepositions", told[1]) and not self._is_to_do(told[1:])
        quoted = any(sign in self.text[start:end] for sign in QUOTES)
        return led and not quoted and self.finite.search(self.text, start + len(told[0]), end) is None

    def _is_to_do(self, told: list[str]) -> bool:
        """Tell whether an infinitive follows: "promise to help", but not "promise to the continent"."""
        written = " " + " ".join(told)
        infinitive = self.words.patterns["infinitive"].match(written)
        return infinitive is not None and len(told) > 1 and not self.words.has("articles", told[1])

    def only_says_where(self, first: int, start: int, end: int) -> bool:
        """Tell whether a verb of speech is followed by where or to whom alone: "said after the summit", "told MPs"."""
        words = WORD.findall(self.text[start:end].lower())
        if words and (self.words.leads_away(words[0]) or self.words.has("openers", words[0])):
            return self.text[start : start + 1] == " "
        rest = self.text[start:end].partition(": ")[0]
        if not self.words.has("ordering", self.text[first:start].lower()) or len(WORD.findall(rest)) > FEW:
            return False
        infinitive = self.words.patterns["infinitive"].search(rest)
        return infinitive is None and not any(c in rest for c in '«“„"‘')

    def cut_short(self, start: int, end: int) -> bool:
        """Tell whether a clause was cut before its verb: "says NATO members", of which the next verb tells."""
        told = WORD.findall(self.text[start:end])
        if self.words.verb_second or len(told) > BRIEF or self.finite is UNWRITTEN:
            return False
        return self.finite.search(self.text, start, end) is None

    def names_paper(self, quote: Quotation, frame: Frame) -> bool:
        """Tell whether a scrap is the name of a paper or of whom it was told to: 'sagte er der "X am Sonntag"'."""
        if self._paper_name.fullmatch(self.text, quote.first, quote.last):
            return True
        cue = frame.cue
        if cue is None or not cue.say or cue.act or cue.end > quote.start:
            return False
        if (
            not self.text[quote.first].isupper()
            or len(WORD.findall(self.text[quote.first : quote.last])) > BRIEF
        ):
            return False
        return self._paper.fullmatch(self.text[cue.end : quote.start]) is not None
