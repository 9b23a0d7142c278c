"""A scan in, that of its text without what is put in and tells nothing out.

"Poland, long neutral in such matters, spends 4 %" is read like "Poland spends 4 %", so that no rule need know what may
stand between a subject and its verb. What is put in tells nothing where none of its words is known to tell anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from msgspec.structs import replace

from foedus.text.edits import Edit, edited
from foedus.text.lexicon import Scan, scan
from foedus.text.match import Mention
from foedus.text.particles import ARTICLE, WORD, Grammar, grammar

# A few words in brackets, or between two commas or dashes that another word follows.
_PUT_IN = re.compile(
    r"(?<=[\w.'’])(?:,|[ \xa0](?P<sign>[(–—]))[ \xa0]?"
    r"(?P<words>(?:[^\W\d_]|['’ \xa0-]){3,80})"
    r"(?(sign)(?:\)|[ \xa0][–—])|,)(?=[ \xa0](?P<next>[^\W\d_]+))"
)
_SIGN = re.compile(r"[,;:()](?!\d)")
_NAMES = frozenset(
    "country capital city group organisation institution person people demonym region seat".split()
)
_SUBJECTS = (*sorted(_NAMES), "title", "office", "role", "voice", "noun")
_PLACES = frozenset("country capital city group region topic noun".split())
_COMMON = frozenset("noun thing label article".split())  # what tells something only of a number or a name
_INNER = _COMMON | {"cue", "pronoun", "according"}
_SORTS = ("of-a-sort", "in-turn", "whose")  # cues that tell of something only with more words
_DOING = frozenset(("happening", "bound", "act", "hold", "agreed"))  # what verbs of speech may be besides
_ACTING = ("act.past", "act.present")
_NAMED = frozenset("person pronoun organisation group capital country seat".split())
_SMALL = ("prepositions", "articles", "definites", "possessives", "beings", "auxiliaries", "connectors")
_ARTICLES = ("articles", "definites", "definite", "possessives")
LONGEST_NAME = 40  # characters of a name with what stands before it
FEW = 2  # words of a name that no list knows


def without_idle(seen: Scan) -> Scan:
    """Return a scan of the text without the stretches that tell nothing."""
    cuts = sorted((*_idle(seen), *_stressed(seen), *_background(seen), *_told_when(seen), *_pressed(seen)))
    if not cuts:
        return seen
    kept = edited(seen.document.text, cuts, seen.spelled)
    return scan(replace(seen.document, text=kept.text), seen.language.code, kept)


def _idle(seen: Scan) -> Iterator[Edit]:
    """Yield what stands in brackets, or between a subject and its verb, and tells nothing."""
    words = grammar(seen.language.code)
    found = _PUT_IN.search(seen.text)
    while found is not None:
        apart = found["sign"] == "(" or (
            _may_be_verb(words, found["next"]) and _ends_subject(seen, words, found.start())
        )
        idle = apart and _tells_nothing(seen, words, *found.span("words"))
        if idle:
            yield (*found.span(), "")
        found = _PUT_IN.search(seen.text, found.end() if idle else found.start() + 1)


def _stressed(seen: Scan) -> Iterator[Edit]:
    """Yield what only stresses a verb behind its auxiliary: "will [indeed] spend", French "a [bel et bien] promis"."""
    for found in seen.language.settings["speech"].patterns["stressed"].finditer(seen.text):
        yield (*found.span("idle"), "")


def _background(seen: Scan) -> Iterator[Edit]:
    """Yield what only goes on meanwhile, and whom what is told pleases: "5 %, much to Kyiv's delight"."""
    for found in seen.language.settings["speech"].patterns["background"].finditer(seen.text):
        yield (*found.span("idle"), "")


def _pressed(seen: Scan) -> Iterator[Edit]:
    """Yield who moved somebody to what is told of him alone: "Under pressure [from allies], Canada will spend 2 %"."""
    for found in seen.language.settings["speech"].patterns["pressed"].finditer(seen.text):
        idle = found.span("idle")
        if not seen.index.within(*idle, "person", "title", "office"):  # "he" may be one of these
            yield (*idle, "")


def _told_when(seen: Scan) -> Iterator[Edit]:
    """Yield when and where somebody said something, right behind the verb of speech or the name behind that.

    Where it was said tells nothing only of who is named: "the statistics agency said in Ottawa" tells whose it is.
    """
    words = grammar(seen.language.code)
    for found in words.patterns["told_when"].finditer(seen.text):
        start, end = found.span("idle")
        low = max(seen.sentence(start).start, start - LONGEST_NAME)
        told = seen.index.within(low, start)
        behind = [m for m in told if m.kind == "person" and m.end == start]
        verbs = [m for m in told if m.end == (behind[0].start - 1 if behind else start)]
        kinds = {*(m.kind.partition(".")[0] for m in verbs), *(m.value for m in verbs if m.kind == "cue")}
        forms = {m.kind.partition(".")[2] for m in verbs}
        taken = [m for m in told if start < m.end < end and m.kind in _ACTING]  # "insisted [on Thursday]"
        if taken and seen.text[end] in ".; ":
            yield start, end, ""
            continue
        if not kinds & {"say", "utter"} or kinds & _DOING or "future" in forms:
            continue
        if not (behind or seen.text[end] == " " or forms & {"past", "present"}):
            continue  # French "le sommet prévu jeudi", "que l'Alliance a publiés lundi"
        ahead = [m for m in told if m.kind in _NAMED and m.end == verbs[0].start - 1]
        placed = [m for m in seen.index.within(start, end, "city", "capital") if m.end <= end]
        clause = found["place"] is None and seen.text[end] == " "  # "that …" follows
        if clause or ((behind or ahead) and (placed or found["place"] is None)):
            yield start, end, ""


def _may_be_verb(words: Grammar, word: str) -> bool:
    """Tell whether a word may be the verb of the subject before: no name, and no small word but an auxiliary."""
    if not word[0].islower():
        return False
    verbal = words.has("auxiliaries", word) or words.has("beings", word)
    return verbal or not any(words.has(key, word) for key in _SMALL)


def _ends_subject(seen: Scan, words: Grammar, end: int) -> bool:
    """Tell whether a name ends here that opens its clause: no preposition leads to it, and no verb."""
    low = max(seen.sentence(end).start, end - LONGEST_NAME)
    signs = [sign.end() for sign in _SIGN.finditer(seen.text, low, end)]
    low = max([low, *signs])
    start = end
    for mention in reversed(seen.index.within(low, end, *_SUBJECTS)):
        if start - mention.end <= ARTICLE:
            start = min(start, mention.start)
    led = WORD.findall(seen.text, low, end if start == end else start)
    named = 0
    while led and led[-1][0].isupper() and not any(words.has(key, led[-1].lower()) for key in _SMALL):
        named += 1
        led.pop()
    if start == end and named < FEW:
        return False
    while led and any(words.has(key, led[-1].lower()) for key in _ARTICLES):
        led.pop()
    return not led or any(words.has(key, led[-1].lower()) for key in ("connectors", "thats", "while"))


def _tells_nothing(seen: Scan, words: Grammar, start: int, end: int) -> bool:
    """Tell whether no word of a stretch is known to tell anything.

    A relative clause and what opens with "a" may name others: "which borders Russia", "a staunch ally of Kyiv".
    """
    found = sorted(seen.index.within(start, end), key=_longest_first)
    opened = [m for m in found if m.start == start]
    part = any(m.kind == "clause" and m.value == "part" for m in opened)  # French "dont l'Italie"
    placed = any(_is_relative(m) for m in opened) or _opens_indefinite(seen, words, start, opened)
    placed = placed and not part
    capitals = bool(words.listed("adjective_endings"))  # of nouns as well as of names
    if not (placed or capitals or seen.text[start:end].islower()):
        return False
    reach = start
    for (first, back), same in groupby(found, _longest_first):
        meant, word = list(same), seen.text[first:-back].lower()
        inner = -back <= reach  # one of the words of a longer phrase: "for its part", but "in second place"
        if not _is_idle(word, meant, words, placed) and not (inner and all(m.kind in _INNER for m in meant)):
            return False
        reach = max(reach, -back)
    return True


def _longest_first(mention: Mention) -> tuple[int, int]:
    return mention.start, -mention.end


def _is_relative(mention: Mention) -> bool:
    """Tell whether a word opens a relative clause: "which", French "dont", German "das"."""
    return mention.kind in ("clause", "cue") and mention.value in ("relative", "part")


def _opens_indefinite(seen: Scan, words: Grammar, start: int, opened: list[Mention]) -> bool:
    first = WORD.match(seen.text, start)
    return (
        first is not None
        and any(m.kind == "article" for m in opened)
        and not words.has("definites", first[0])
    )


def _is_idle(word: str, meant: list[Mention], words: Grammar, placed: bool) -> bool:
    """Tell whether a word that is known tells nothing by itself."""
    kinds = {m.kind for m in meant}
    if any(words.has(key, word) for key in _SMALL):
        return "word" not in kinds or "article" in kinds  # "two", but French "un"
    if any(_is_relative(m) for m in meant):
        return True
    if placed and kinds <= _PLACES:
        return True
    return all(m.kind in _COMMON or (m.kind == "cue" and m.value in _SORTS) for m in meant)
