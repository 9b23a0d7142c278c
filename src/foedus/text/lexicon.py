"""A language code in, its compiled words out: every phrase of `lang/<code>/` and every person the alliances know."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from foedus import alliances
from foedus.alliances import registers
from foedus.alliances.records import Person
from foedus.errors import UnknownName
from foedus.kept import made
from foedus.lang import ROOT, codes, numerals, verbs, words
from foedus.lang.numerals import joined
from foedus.lang.verbs import expand
from foedus.model import Document
from foedus.text import match, written
from foedus.text.casing import Caser
from foedus.text.edits import Edited, edited
from foedus.text.index import NAMES, Index, Months, Plans
from foedus.text.marks import marks
from foedus.text.match import OPENS, OPENS_NAMED, CodePage, Folded, Lexicon, Phrase, folded
from foedus.text.sentences import DATELINE, Sentence, sentences
from foedus.text.settings import UNWRITTEN, Settings
from foedus.text.spelling import Speller, with_bare_heads
from foedus.text.wrapped import unwrapped

FILES = ("names", "numbers", "money", "dates", "measures", "ranks", "speech", "events", "units", "spelling")
_LAYER = {file: layer for layer, file in enumerate(FILES)}
_DIGITS = re.compile(rb"[0-9%]+")
_OPENING = re.compile('[“„«"] ?')
_SLOT = re.compile(r"\{(adj|country|poss)\}")
# Books: names and events are read all through, the others where one of their telling words stands.
NUMBERS, MEASURES, SPEECH = "numbers", "measures", "speech"
SPELLING = "spelling"  # what is read in another spelling
# No books of their own: where that of numbers may tell a time, where a day or digits stand, where words compare, tell
# a place in an order, or tell a rise or a fall.
DATES, DAYS, DIGITS, COMPARED, RANKED, TURNED = "dates", "days", "digits", "compared", "ranked", "turned"
_BOOK = {
    "numbers": NUMBERS, "money": NUMBERS, "dates": NUMBERS, "measures": MEASURES, "ranks": MEASURES,
    "speech": SPEECH, "events": NAMES, "units": NUMBERS, "spelling": SPELLING,
}  # fmt: skip
# Kinds of words without which, or without a digit, a sentence tells no amount; without which, or a year, no time.
COUNTING = frozenset(
    "word fraction half half-of denominator approximate multiply multiplied-by multiplies times times-less scale "
    "all-but majority part-unit".split()
)
DATING = frozenset(
    "month now event last last-years term under arrival meeting summit quarter halfyear night years months "
    "open-years next-years last-spells next-spells ago decade century same month-week month-half feast".split()
)
SPEAKING = frozenset(
    "say utter act show part hold opening mark:plan mark:bill according:source according:near according:behind "
    "according:tag according:again according:itself according:impersonal "
    "according:own according:his according:her according:state".split()
)
COMPARING = frozenset("record record-never than-more than-less than-outright steadily".split())
TELLING = {
    NUMBERS: COUNTING,
    DATES: DATING,
    DAYS: frozenset(("weekday", "month")),
    SPEECH: SPEAKING,
    COMPARED: COMPARING,
    RANKED: frozenset(("rank-most", "rank-nth", "rank-number", "rank-adverb", "rank-growth")),
    TURNED: frozenset(("cue:growth", "cue:decline")),
}
_TOLD_IN = {DATES: NUMBERS, DAYS: NUMBERS, COMPARED: MEASURES, RANKED: MEASURES, TURNED: MEASURES}
COUNTED = frozenset(("noun", "currency", "percent", "point"))
SHORTEST = 3  # letters of a surname that has no genitive of its own
_BEFORE_NAME = "according:comma"
# A name in capitals is read by case only where the language marks it; these tables are not lists of phrases.
_NO_PHRASES = {
    "settings",
    "rule",
    "sign",
    "glued",
    "symbol",
    "symbol-glued",
    "bare",
    "otherwise",
    "cents",
    "apart",
} | {
    "cent-glued",
    "percent-glued",
    "letter",
    "behind",
    "english",
}


class Language(NamedTuple):
    """The words of one language, compiled."""

    code: str
    page: CodePage
    caser: Caser
    speller: Speller
    books: dict[str, Lexicon]
    plans: Plans
    tables: dict[str, dict[str, Any]]
    settings: dict[str, Settings]  # by table
    abbreviations: frozenset[str]
    openers: frozenset[str]
    leads: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Scan:
    """A document with its sentences and all mentions found in it: what every later stage works on.

    The document is the one given as it is read: without line ends that only fit it to a width, without marks, in one
    spelling; `spelled` knows the way back. `text` is the document's, sign for sign, with blanks for what leads over to
    a sentence ("     Spain" for "But, Spain") and for a dateline.
    """

    document: Document
    spelled: Edited
    text: str
    shadow: bytes
    sentences: list[Sentence]
    index: Index
    language: Language

    def sentence(self, offset: int) -> Sentence:
        """Return the sentence that holds an offset, the first one before it."""
        return self.sentences[self.index.at(offset)]


@cache
def language(code: str) -> Language:
    """Return the compiled words of a language; raises UnknownName for a language without a folder."""
    if code not in codes():
        raise UnknownName("language", code, codes())
    tables, phrases, listed = made(ROOT / code / "lexicon", _origins(code), lambda: _compiled(code))
    settings = {file: Settings(table.get("settings", {})) for file, table in tables.items()}
    stops, openers = (
        frozenset(settings["speech"].get(key, [])) for key in ("abbreviations", "sentence_openers")
    )
    words_of = Folded(*phrases)
    books = {name: Lexicon(listed) for name, listed in words_of.books.items()}
    page = CodePage(words_of.characters)
    speller = Speller(page, books.pop(SPELLING), tables[SPELLING].get("sign", {}))
    caser = Caser(page, books[NAMES], written.Ways(listed, settings[SPELLING]), settings[SPELLING])
    plans = Plans(words_of.kinds, books)
    leads = re.compile(f"{DATELINE.pattern}|{settings['speech'].patterns['leads'].pattern}")
    return Language(code, page, caser, speller, books, plans, tables, settings, stops, openers, leads)


def _compiled(code: str) -> tuple[dict[str, dict[str, Any]], tuple[Any, ...], str]:
    """Return the tables with every form written out, the phrases by key, and how the words are written."""
    tables = {file: joined(expand(words(code, file))) for file in FILES}
    tables[SPELLING] = with_bare_heads(tables[SPELLING])
    settings = tables["speech"].get("settings", {})
    genitives = settings.get("genitives", ())
    people = _persons(
        tables["names"].get("persons", {}), genitives, frozenset(tables["names"].get("shields", ()))
    )
    books: dict[str, list[Phrase]] = {NAMES: [*_names(tables["names"]), *people]}
    for file in FILES[1:]:
        books.setdefault(_BOOK[file], []).extend(_listed(tables[file], _LAYER[file]))
    spellings = settings.get("spellings", {})
    if spellings:
        books = {name: list(_respelled(listed, spellings)) for name, listed in books.items()}
    own = {name: table for name, table in tables.items() if name != SPELLING}  # not what is read otherwise
    listed = written.written([p for name in books if name != SPELLING for p in books[name]], own)
    singles = {f"thing:{unit}" for unit in tables["units"].get("settings", {}).get("singles", ())}
    telling = [
        opener
        for name in TELLING
        for opener in _openers(name, (*books[NAMES], *books[_TOLD_IN.get(name, name)]), singles)
    ]
    books[NAMES] += telling
    return tables, tuple(folded(books)), listed


def _respelled(phrases: Iterable[Phrase], spellings: dict[str, str]) -> Iterator[Phrase]:
    """Add to each phrase how another country writes it: Swiss "heisst" for "heißt"."""
    listed = list(phrases)
    known = {(phrase.text, phrase.kind) for phrase in listed}
    yield from listed
    for phrase in listed:
        other = respelled(phrase.text, spellings)
        if (other, phrase.kind) not in known:
            yield phrase._replace(text=other)


def respelled(text: str, spellings: dict[str, str]) -> str:
    """Return a text as another country writes it.

    >>> respelled("heißt", {"ß": "ss"})
    'heisst'
    """
    for sign, other in spellings.items():
        text = text.replace(sign, other)
    return text


def _origins(code: str) -> list[Path]:
    """What the words of a language are made of: its tables, the holders of offices, the modules that compile them."""
    modules = (Path(str(each.__file__)) for each in (registers, match, numerals, verbs, written))
    return [
        *sorted((ROOT / code).glob("*.toml")),
        *sorted(alliances.ROOT.glob("*/offices.toml")),
        *(path for path in (Path(__file__), *modules) if path.exists()),
    ]


def scan(document: Document, code: str, before: Edited | None = None, *, headed: bool = False) -> Scan:
    """Return the document with its sentences and mentions, read in the given language; it may be edited `before`.

    `headed`: with what leads over to a sentence, such as the place and the day before a report.
    """
    lang = language(code)
    leads = UNWRITTEN if headed else lang.leads
    plain = unwrapped(document.text)
    bare = edited(plain, marks(plain), before)
    bare = bare._replace(text=lang.caser.cased(bare.text))
    spelled = lang.speller.spell(bare.text, bare)
    cuts = sentences(spelled.text, lang.abbreviations, lang.openers, leads)
    text = _accented(_opened(spelled.text, cuts, leads), lang)
    shadow = lang.page.fold(text)
    words, chambers = lang.page.words(shadow), _chambers(code)
    index = Index(text, words, cuts, lang.books, lang.plans, _months(code), chambers)
    index.open(DIGITS, (digits.start() for digits in _DIGITS.finditer(shadow)))
    return Scan(replace(document, text=spelled.text), spelled, text, shadow, cuts, index, lang)


def _opened(text: str, cuts: Sequence[Sentence], leads: re.Pattern[str]) -> str:
    """Return the text with blanks for what leads over to a sentence, which begins with a capital: "    The allies".

    So it is within the quotation marks that open a sentence.
    """
    pieces, end = [], 0
    for sentence in cuts:
        start, between = sentence.start, text[end : sentence.start]
        mark = _OPENING.match(text, start)
        if mark is not None and (lead := leads.match(text, mark.end(), sentence.end)):
            between, start = text[end : lead.end()], lead.end()
        if between and not between.isspace():
            quoted = mark[0] if mark is not None else ""
            before = between[: len(between) - len(between.lstrip())] + quoted
            pieces += [before, " " * (len(between) - len(before)), text[start].upper()[:1]]
            end = start + 1
        pieces.append(text[end : sentence.end])
        end = sentence.end
    return "".join((*pieces, text[end:]))


@cache
def _months(code: str) -> Months:
    told = language(code).settings["speech"]
    return Months(frozenset(told.get("month_surnames", ())), frozenset(told.get("before_months", ())))


@cache
def _chambers(code: str) -> frozenset[str]:
    return frozenset(language(code).settings["speech"].get("chambers", ()))


def _accented(text: str, lang: Language) -> str:
    """Return the text with the accents that capitals lack at the head of a sentence: "A eux deux", for "À eux deux"."""
    told = lang.settings["speech"].get("bare_capitals", {})
    for bare, whole in told.items():
        # the capital first, so that the search runs from one to the next
        head = rf"(?:(?<=[.!?…»”]\s{bare})|(?<=[\n«“]{bare})|(?<=^{bare}))"
        text = re.sub(rf"{bare}(?=[ \u00a0]){head}", whole, text)
    return text


def _openers(book: str, phrases: Sequence[Phrase], singles: Set[str]) -> Iterator[Phrase]:
    """Make a sign that a book is worth opening of every telling word in it, and of the `singles` that "un" counts."""
    found: dict[Phrase, None] = {}
    articles = {p.text for p in phrases if p.kind == "article"}
    words = {p.text for p in phrases if p.kind == "word"}
    telling = TELLING[book]
    # "un" is an article unless something that is counted stands near
    if book == NUMBERS and words & articles:
        telling |= COUNTED | singles
    if any(p.kind == "according" and p.value == "possessed" for p in phrases):  # "by X's figures"
        telling |= {"voice:document"}
    for phrase in phrases:
        exact = f"{phrase.kind}:{phrase.value}"
        if phrase.kind == "word" and phrase.text in articles:
            continue
        if exact == _BEFORE_NAME:
            found[Phrase(phrase.text, OPENS_NAMED, book)] = None
        elif not telling.isdisjoint((phrase.kind, phrase.kind.partition(".")[0], exact)):
            found[Phrase(phrase.text, OPENS, book)] = None
    return iter(found)


def _names(tables: dict[str, Any]) -> Iterator[Phrase]:
    cased = set(tables.get("case_sensitive", ()))
    kinds = {
        "countries": "country",
        "capitals": "capital",
        "institutions": "institution",
        "groups": "group",
        "organisations": "organisation",
        "seats": "seat",
        "parties": "organisation",
        "offices": "office",
        "honorifics": "honorific",
        "shields": "shield",
        "regions": "region",
        "roles": "role",
        "places": "city",
        "topics": "topic",
        "meetings": "meeting",
        "missions": "mission",
        "partnerships": "partnership",
    }
    for section, kind in kinds.items():
        layer = {"topic": 20, "institution": 23}.get(kind, _LAYER["names"])
        for value, listed in _entries(tables.get(section, {})):
            for text in listed:
                yield Phrase(text, kind, value, layer, text in cased)
    for told in tables.get("left-out", {}).values():
        texts = [f"{ahead} {whom}" for ahead in told.get("ahead", ()) for whom in told["whom"]]
        texts += [f"{whom} {behind}" for behind in told.get("behind", ()) for whom in told["whom"]]
        for text in texts:
            yield Phrase(text, "group", told["group"], _LAYER["names"])
    for iso, forms in tables.get("demonyms", {}).items():
        for part, kind in (("adjectives", "demonym"), ("people", "people")):
            for text in forms.get(part, ()):
                yield Phrase(text, kind, iso, _LAYER["names"], text in cased)
    for office, patterns in tables.get("titles", {}).items():
        for number, pattern in enumerate(patterns):
            head, *tail = (part.strip() for part in _SLOT.split(pattern)[::2])
            if head and tail and tail[0]:
                yield Phrase(head, "title-head", (office, number), 21)
                yield Phrase(tail[0], "title-tail", (office, number), 22)
            elif whole := head or (tail[0] if tail else ""):
                yield Phrase(whole, "title", office, _LAYER["names"])


def _entries(table: Any) -> Iterator[tuple[Any, Iterable[str]]]:
    """Read `id = [phrases]` and `phrase = meaning` alike; a bare list means nothing but itself."""
    if isinstance(table, list):
        yield None, table
        return
    for key, value in table.items():
        if isinstance(value, list):
            yield key, value
        else:
            yield value, [key]


def _persons(
    spelled: dict[str, list[str]], genitives: Iterable[str], shields: Container[str]
) -> Iterator[Phrase]:
    """Full names, aliases, surnames and a language's own spellings; a surname may be several people's.

    `shields`: what is no name by itself, like German "fast" at the head of a sentence.
    """
    meant: dict[str, list[str]] = {}
    for person in alliances.persons():
        plain = {person.name, person.surname, *person.aliases, *spelled.get(person.name, ())}
        plain |= _other_surnames(person)
        if len(bare := registers.without_accents(person.surname)) > SHORTEST:
            plain.add(bare)
        owned = {
            f"{form}{e}" for form in plain for e in genitives if not form.endswith(e) and len(form) > SHORTEST
        }
        for form in plain | owned:  # German "Hans" is nobody of the name of Han
            if len(form) > 2 and person.name not in meant.setdefault(form, []):
                meant[form].append(person.name)
    for form, names in meant.items():
        if form in shields:
            continue
        yield Phrase(form, "person", tuple(names), _LAYER["names"])


def _other_surnames(person: Person) -> set[str]:
    """Return a surname as full names of another spelling have it: Poutine, of Vladimir Poutine for Vladimir Putin.

    A name in another order ("Abe Shinzo") shows none, nor one that only lacks accents.
    """
    words = person.name.split()
    if person.surname != words[-1] or len(words) == 1:
        return set()
    known = {_letters(word) for word in words}
    others = [alias.split() for alias in person.aliases]
    same = [o for o in others if len(o) == len(words) and o[0][0] == words[0][0]]
    return {o[-1] for o in same if _letters(o[-1]) not in known and len(o[-1]) > SHORTEST}


def _letters(word: str) -> str:
    """Return the letters of a word without accents and signs."""
    return "".join(c for c in registers.without_accents(word).casefold() if c.isalpha())


def _listed(tables: dict[str, Any], layer: int) -> Iterator[Phrase]:
    """Make a mention of kind `<table>` of every phrase: tables hold `value = [phrases]` or `phrase = value`."""
    for kind, table in tables.items():
        if kind in _NO_PHRASES or not isinstance(table, (dict, list)):
            continue
        # the forms of a verb differ in who speaks and how, not in what a cue means
        kind = kind.removesuffix(".any")
        for number, (value, listed) in enumerate(_entries(table)):
            own = 100 + number if kind == "cue" else layer
            for text in listed:
                yield Phrase(text, kind, value, own, kind == "currency" and text == value)  # "ALL", not "all"
